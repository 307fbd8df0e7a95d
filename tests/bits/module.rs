//! The model as a WebAssembly module without imports, for Node: what `tests/bits` and `benches` ask of it.

// Exported names are promises to the linker.
#![allow(unsafe_code)]

#[allow(dead_code)]
mod scenarios;

#[cfg(not(debug_assertions))]
use perennial::analysis::batch::{Width, headlines};
use perennial::model::simulate::{Keep, epsilon, simulate};
use perennial::scenario::Scenario;

/// A hash of the runs of the scenarios of these numbers.
#[unsafe(no_mangle)]
pub extern "C" fn hash(first: u64, end: u64) -> u64 {
    scenarios::hash(first..end)
}

/// Runs the default company so many times, one run after the other.
#[unsafe(no_mangle)]
pub extern "C" fn runs(count: u32) -> f64 {
    let inputs = Scenario::default().inputs();
    let bound = epsilon(&inputs);
    (0..count).map(|_| simulate(core::hint::black_box(&inputs), bound, Keep::Years).headline.npv_usd).sum()
}

/// The headlines of the same in lanes. For benches, which are built for speed: it takes a minute to compile.
#[cfg(not(debug_assertions))]
#[unsafe(no_mangle)]
pub extern "C" fn lanes(count: u32) -> f64 {
    headlines(&Scenario::default(), count as usize, &[], Width::Widest).headline(0).iter().sum()
}
