//! The same bits in one lane and in many, natively and in WebAssembly.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod scenarios;

use perennial::analysis::batch::{Batch, Varied, Width, headlines, run, widest};
use perennial::analysis::gradient::{End, inputs};
use perennial::model::output::{HEADLINES, STORED};
use perennial::model::simulate::Keep;
use perennial::scenario::{self, Scenario, Value};
use scenarios::{Random, Range, bits};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Futures of a company: as many as three widest groups and a rest.
const FUTURES: usize = 15;
/// Companies: more than 1,000 futures in all.
const COMPANIES: u64 = 80;

/// Every number of a company but its years, redrawn for each future.
fn futures(scenario: &Scenario, number: u64) -> (Vec<Varied>, Vec<Scenario>) {
    let mut random = Random(number ^ 0x5eed);
    let range = if number.is_multiple_of(2) { Range::Plausible } else { Range::Hard };
    let drawn: Vec<Scenario> = (0..FUTURES).map(|_| scenarios::random(&mut random, range)).collect();
    let mut alone = vec![scenario.clone(); FUTURES];
    let mut varied = Vec::new();
    for input in inputs(false) {
        // What stands still in all futures is held in lanes as well; some inputs do.
        if random.chance(0.2) {
            continue;
        }
        let of = |value: Value| match (value, input.end) {
            (Value::Scalar(value) | Value::Path { from: value, .. }, End::Value | End::From)
            | (Value::Path { to: value, .. }, End::To) => value,
            _ => f64::NAN,
        };
        let values: Vec<f64> = drawn.iter().map(|drawn| of(drawn.value(input.index).unwrap())).collect();
        for (alone, value) in alone.iter_mut().zip(&values) {
            let new = match (alone.value(input.index).unwrap(), input.end) {
                (Value::Path { to, first, last, .. }, End::From) => {
                    Value::Path { from: *value, to, first, last }
                }
                (Value::Path { from, first, last, .. }, End::To) => {
                    Value::Path { from, to: *value, first, last }
                }
                _ => Value::Scalar(*value),
            };
            alone.set_at(input.index, new);
        }
        varied.push(Varied { input, values });
    }
    (varied, alone)
}

fn assert_same(name: &str, batch: &Batch, alone: &[Scenario]) {
    for (number, scenario) in alone.iter().enumerate() {
        let run = scenario::run(scenario, Keep::Years);
        assert_eq!(batch.years(), run.years.len());
        for (index, value) in run.headline.values().into_iter().enumerate() {
            let lane = batch.headline(index)[number];
            assert_eq!(
                bits(lane),
                bits(value),
                "{name}, future {number}, {}: {lane} {value}",
                HEADLINES[index].id
            );
        }
        for (year, values) in run.years.iter().enumerate() {
            for (output, &value) in values.iter().enumerate() {
                let lane = batch.stored(output, year)[number];
                let id = STORED[output].id;
                assert_eq!(
                    bits(lane),
                    bits(value),
                    "{name}, future {number}, {id}, year {year}: {lane} {value}"
                );
            }
        }
    }
}

#[test]
fn lanes_have_the_bits_of_single_runs() {
    let mut runs = 0;
    for number in 0..COMPANIES {
        let company = scenarios::scenario(number);
        let (varied, alone) = futures(&company, number);
        for width in [Width::Widest, Width::Narrow, Width::One] {
            let batch = run(&company, FUTURES, &varied, width);
            assert_same(&format!("company {number}, {width:?}"), &batch, &alone);
            // For the headlines alone, little of a run is computed: the figures are the same.
            let few = headlines(&company, FUTURES, &varied, width);
            assert_eq!(few.years(), 0);
            for (index, headline) in HEADLINES.iter().enumerate() {
                let pairs = few.headline(index).iter().zip(batch.headline(index));
                for (future, (few, all)) in pairs.enumerate() {
                    let id = headline.id;
                    assert_eq!(
                        bits(*few),
                        bits(*all),
                        "company {number}, {width:?}, {future}, {id}: {few} {all}"
                    );
                }
            }
        }
        runs += FUTURES;
    }
    assert!(runs >= 1000);
    println!("{runs} futures, up to {} side by side", widest());
}

/// Scenarios compared between the targets, and how many go into one hash.
const SCENARIOS: u64 = 1000;
const A_HASH: u64 = 50;

/// The model as a WebAssembly module of its own (`tests/bits/module.rs`), built by this test.
fn module() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let target = ["--target", "wasm32-unknown-unknown"];
    let status = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["build", "--quiet", "--offline", "--no-default-features", "--example", "bits"])
        .args(target)
        // Its own folder: whoever runs this test may hold the other.
        .env("CARGO_TARGET_DIR", root.join("target/bits"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env_remove("RUSTFLAGS")
        .status()
        .unwrap();
    assert!(status.success(), "`rustup {target:?} add wasm32-unknown-unknown`?");
    root.join("target/bits/wasm32-unknown-unknown/debug/examples/bits.wasm")
}

#[test]
fn webassembly_has_the_bits_of_native_code() {
    let script = "const [file, from, to, step] = process.argv.slice(1);\
        const { instance } = await WebAssembly.instantiate((await import('node:fs')).readFileSync(file));\
        for (let n = BigInt(from); n < BigInt(to); n += BigInt(step)) \
            console.log(BigInt.asUintN(64, instance.exports.hash(n, n + BigInt(step))).toString());";
    let numbers = [0, SCENARIOS, A_HASH].map(|number| number.to_string());
    let output = Command::new("node")
        .args(["--input-type=module", "-e", script, "--"])
        .arg(module())
        .args(numbers)
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("node: {error}"));
    assert!(output.status.success());
    let theirs: Vec<u64> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| line.parse().unwrap()).collect();
    assert_eq!(theirs.len() as u64, SCENARIOS / A_HASH);
    for (first, theirs) in (0..SCENARIOS).step_by(A_HASH as usize).zip(theirs) {
        assert_eq!(scenarios::hash(first..first + A_HASH), theirs, "scenarios {first} to {}", first + A_HASH);
    }
}
