//! The questions asked of the model, against other libraries: `tests/vectors` names each with its version and
//! tolerance.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod pareto;
mod sensitivity;
mod sequences;
#[path = "../model/vectors.rs"]
mod vectors;

/// A list of lists of numbers.
fn points(value: &serde_json::Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

/// A list of numbers; "inf" is one.
fn numbers(value: &serde_json::Value) -> Vec<f64> {
    let number = |x: &serde_json::Value| match x.as_str() {
        Some(text) => text.parse().unwrap(),
        None => x.as_f64().unwrap(),
    };
    value.as_array().unwrap().iter().map(number).collect()
}
