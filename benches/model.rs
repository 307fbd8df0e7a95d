//! Speed against the peers: five lines of ratios, measured in one run on one core.
//!
//! The peers are the independent reading in numpy (`tests/reference`, vectorised over its samples) and our own
//! plain run. Each figure is the best of several measurements, so that what else the machine does counts less.
//! A bar that is missed is said and is no failure: seconds depend on the machine.

#[path = "../tests/bits/scenarios.rs"]
#[allow(dead_code)]
mod scenarios;

use perennial::analysis::batch::{Batch, Varied, Width, headlines, quantiles, run, widest};
use perennial::analysis::gradient::{End, Input, gradient, gradient_of, inputs};
use perennial::model::output::HEADLINES;
use perennial::model::parameter::{Role, Values};
use perennial::model::parameters;
use perennial::model::simulate::{Keep, epsilon, simulate};
use perennial::scenario::Scenario;
use scenarios::Random;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Futures of a batch.
const FUTURES: usize = 10_000;
/// Quantile levels, those of the peer.
const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Seconds of the quickest of some calls.
fn best(times: usize, mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..times).map(time).fold(f64::INFINITY, f64::min)
}

/// Whether a figure reaches its bar.
fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}

/// What the plan does not know, drawn over the plausible ranges; both ends of a path by the same draw.
fn futures() -> Vec<Varied> {
    let mut random = Random(1);
    let mut varied = Vec::new();
    for (index, parameter) in parameters::registry().enumerate() {
        if parameter.role != Role::Assumption {
            continue;
        }
        let draws: Vec<f64> = (0..FUTURES).map(|_| 0.5 * (random.unit() + random.unit())).collect();
        let mut add = |end: End, low: f64, high: f64| {
            let values = draws.iter().map(|draw| low + (high - low) * draw).collect();
            varied.push(Varied { input: Input { index, end }, values });
        };
        match parameter.values {
            Values::Scalar { plausible: [low, high], .. } => add(End::Value, low, high),
            Values::Path { low, high, .. } => {
                add(End::From, low[0], high[0]);
                add(End::To, low[1], high[1]);
            }
            Values::Choice { .. } => {}
        }
    }
    varied
}

/// Runs with quantiles of every headline, which is what the peer gives too.
fn uncertain(varied: &[Varied], width: Width) -> Batch {
    let batch = headlines(&Scenario::default(), FUTURES, varied, width);
    for headline in 0..HEADLINES.len() {
        black_box(quantiles(batch.headline(headline), &LEVELS));
    }
    batch
}

/// Seconds of the reading in numpy for the same; none without Python.
fn numpy() -> Option<f64> {
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let reading = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let mut command = Command::new(&python);
        command.arg(&reading).args(["--time", &FUTURES.to_string()]).env("PYTHONDONTWRITEBYTECODE", "1");
        for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
            command.env(threads, "1");
        }
        let output = command.stderr(Stdio::null()).output().ok()?;
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
        least = least.min(answer.get("seconds")?.as_f64()?);
    }
    Some(least)
}

/// Seconds of a run in WebAssembly: alone, and of one of those in two lanes.
#[derive(Clone, Copy)]
struct Wasm {
    one: f64,
    lanes: f64,
}

/// The same module in Node and in Chromium; none where one of them is not at hand.
fn webassembly() -> [Option<Wasm>; 2] {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["build", "--quiet", "--offline", "--release", "--no-default-features", "--example", "bits"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_DIR", root.join("target/bits"))
        .env_remove("RUSTFLAGS")
        .status();
    if !built.is_ok_and(|status| status.success()) {
        return [None; 2];
    }
    let output = Command::new("node")
        .arg(root.join("benches/wasm.mjs"))
        .arg(root.join("target/bits/wasm32-unknown-unknown/release/examples/bits.wasm"))
        .stderr(Stdio::inherit())
        .output();
    let answer: serde_json::Value =
        output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok()).unwrap_or_default();
    ["node", "chromium"].map(|place| {
        let of = |what: &str| answer.get(place)?.get(what)?.as_f64();
        Some(Wasm { one: of("one")?, lanes: of("lanes")? })
    })
}

fn main() {
    let scenario = Scenario::default();
    let read = scenario.inputs();
    let bound = epsilon(&read);
    let plain = best(200, || {
        for _ in 0..100 {
            black_box(simulate(black_box(&read), bound, Keep::Years));
        }
    }) / 100.0;
    println!(
        "1. one run of 120 months, every output: {:.1} µs (at most 20: {})",
        plain * 1e6,
        verdict(plain <= 20e-6)
    );

    let varied = futures();
    let lanes = best(15, || drop(black_box(uncertain(&varied, Width::Widest))));
    let single = best(5, || drop(black_box(uncertain(&varied, Width::One))));
    let gain = single / lanes;
    print!("2. {FUTURES} runs, quantiles of every headline: {lanes:.3} s in {} lanes; ", widest());
    match numpy() {
        Some(seconds) => {
            let ratio = seconds / lanes;
            print!(
                "numpy {seconds:.2} s, {ratio:.1} times as long (at least 20: {}); ",
                verdict(ratio >= 20.0)
            );
        }
        None => print!("numpy not at hand; "),
    }
    print!("one after the other {gain:.2} times as long (at least 2.2: {}); ", verdict(gain >= 2.2));
    let years = best(5, || drop(black_box(run(&scenario, FUTURES, &varied, Width::Widest))));
    println!("with every yearly output kept {years:.3} s");

    let places = webassembly();
    let ratio = |wasm: &Option<Wasm>| wasm.map_or(0.0, |wasm| plain / wasm.one);
    let best_ratio = places.iter().map(ratio).fold(0.0, f64::max);
    print!(
        "3. WebAssembly (in Node or Chromium at least 0.6 of native throughput: {})",
        verdict(best_ratio >= 0.6)
    );
    for (place, wasm) in ["Node", "Chromium"].iter().zip(&places) {
        match wasm {
            Some(wasm) => print!(
                "; {place} {:.1} µs a run, {:.2} of native, in two lanes {:.1} µs",
                wasm.one * 1e6,
                ratio(&Some(*wasm)),
                wasm.lanes * 1e6
            ),
            None => print!("; {place} not at hand"),
        }
    }
    println!();

    let in_runs = |levers: bool| {
        let inputs = inputs(levers);
        let seconds = best(50, || drop(black_box(gradient_of(black_box(&scenario), &[0], &inputs))));
        (inputs.len(), seconds / plain)
    };
    let ((levers, few), (all, many)) = (in_runs(true), in_runs(false));
    let dual = best(10, || drop(black_box(gradient(&scenario, &inputs(false))))) / plain;
    println!(
        "4. exact derivatives of one output: in the {levers} numbers of the levers {few:.0} runs (at most 40: {}), \
         in all {all} inputs {many:.0} runs (at most 120: {}); of all {} headlines by dual numbers {dual:.0} runs",
        verdict(few <= 40.0),
        verdict(many <= 120.0),
        HEADLINES.len()
    );

    let batch = run(&scenario, FUTURES, &varied, Width::Widest);
    let mb = batch.bytes() as f64 * 1e-6;
    println!(
        "5. {} runs of {} years with all yearly outputs: {mb:.1} MB (at most 120: {})",
        batch.runs(),
        batch.years(),
        verdict(mb <= 120.0)
    );
}
