//! Speed against the peers: five lines of ratios, measured in one run on one core.
//!
//! The peers are the independent reading in numpy (`tests/reference`, vectorised over its samples) and our own
//! plain run. Each figure is the best of several measurements, and what a ratio compares is measured in turn, so
//! that what else the machine does counts less.
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
use std::path::{Path, PathBuf};
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

/// How often what a ratio compares is measured in turn.
const ROUNDS: usize = 6;

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
    let mut command = Command::new(&python);
    command.arg(&reading).args(["--time", &FUTURES.to_string()]).env("PYTHONDONTWRITEBYTECODE", "1");
    for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
        command.env(threads, "1");
    }
    let output = command.stderr(Stdio::null()).output().ok()?;
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    answer.get("seconds")?.as_f64()
}

/// Seconds of a run in WebAssembly: alone, and of one of those in two lanes.
#[derive(Clone, Copy)]
struct Wasm {
    one: f64,
    lanes: f64,
}

/// The model as a module; none where it cannot be built.
fn module() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["build", "--quiet", "--offline", "--release", "--no-default-features", "--example", "bits"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_DIR", root.join("target/bits"))
        .env_remove("RUSTFLAGS")
        .status();
    let module = root.join("target/bits/wasm32-unknown-unknown/release/examples/bits.wasm");
    built.is_ok_and(|status| status.success()).then_some(module)
}

/// The module in Node and in Chromium; none where one of them is not at hand.
fn webassembly(module: &Path) -> [Option<Wasm>; 2] {
    let output = Command::new("node")
        .arg(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/wasm.mjs"))
        .arg(module)
        .stderr(Stdio::inherit())
        .output();
    let answer: serde_json::Value =
        output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok()).unwrap_or_default();
    ["node", "chromium"].map(|place| {
        let of = |what: &str| answer.get(place)?.get(what)?.as_f64();
        Some(Wasm { one: of("one")?, lanes: of("lanes")? })
    })
}

/// Seconds, the least of every round; infinite where there is no figure.
struct Seconds {
    plain: f64,
    lanes: f64,
    single: f64,
    numpy: f64,
    levers: f64,
    all: f64,
    places: [Wasm; 2],
}

/// Measures what is compared in turn, so that a while in which the machine is slow counts less.
fn measure(scenario: &Scenario, varied: &[Varied]) -> Seconds {
    let read = scenario.inputs();
    let bound = epsilon(&read);
    let (levers, all) = (inputs(true), inputs(false));
    let none = f64::INFINITY;
    let places = [Wasm { one: none, lanes: none }; 2];
    let mut least =
        Seconds { plain: none, lanes: none, single: none, numpy: none, levers: none, all: none, places };
    let module = module();
    for _ in 0..ROUNDS {
        let plain = best(50, || {
            for _ in 0..100 {
                black_box(simulate(black_box(&read), bound, Keep::Years));
            }
        });
        least.plain = least.plain.min(plain / 100.0);
        let slopes =
            |inputs: &[Input]| best(100, || drop(black_box(gradient_of(black_box(scenario), &[0], inputs))));
        least.levers = least.levers.min(slopes(&levers));
        least.all = least.all.min(slopes(&all));
        least.lanes = least.lanes.min(best(4, || drop(black_box(uncertain(varied, Width::Widest)))));
        least.single = least.single.min(best(2, || drop(black_box(uncertain(varied, Width::One)))));
        least.numpy = least.numpy.min(numpy().unwrap_or(none));
        let measured = module.as_deref().map_or([None; 2], webassembly);
        for (place, wasm) in least.places.iter_mut().zip(measured) {
            let Some(wasm) = wasm else { continue };
            place.one = place.one.min(wasm.one);
            place.lanes = place.lanes.min(wasm.lanes);
        }
    }
    least
}

fn main() {
    let scenario = Scenario::default();
    let varied = futures();
    let Seconds { plain, lanes, single, numpy, levers, all, places } = measure(&scenario, &varied);
    println!(
        "1. one run of 120 months, every output: {:.1} µs (at most 20: {})",
        plain * 1e6,
        verdict(plain <= 20e-6)
    );

    let gain = single / lanes;
    print!("2. {FUTURES} runs, quantiles of every headline: {lanes:.3} s in {} lanes; ", widest());
    if numpy.is_finite() {
        let ratio = numpy / lanes;
        print!("numpy {numpy:.2} s, {ratio:.1} times as long (at least 20: {}); ", verdict(ratio >= 20.0));
    } else {
        print!("numpy not at hand; ");
    }
    print!("one after the other {gain:.2} times as long (at least 2.2: {}); ", verdict(gain >= 2.2));
    let years = best(5, || drop(black_box(run(&scenario, FUTURES, &varied, Width::Widest))));
    println!("with every yearly output kept {years:.3} s");

    let ratio = |wasm: &Wasm| plain / wasm.one;
    let best_ratio = places.iter().map(ratio).fold(0.0, f64::max);
    print!(
        "3. WebAssembly (in Node or Chromium at least 0.6 of native throughput: {})",
        verdict(best_ratio >= 0.6)
    );
    for (place, wasm) in ["Node", "Chromium"].iter().zip(&places) {
        if wasm.one.is_finite() {
            let [one, lanes] = [wasm.one, wasm.lanes].map(|seconds| seconds * 1e6);
            print!("; {place} {one:.1} µs a run, {:.2} of native, in two lanes {lanes:.1} µs", ratio(wasm));
        } else {
            print!("; {place} not at hand");
        }
    }
    println!();

    let (few, many) = (levers / plain, all / plain);
    let dual = best(10, || drop(black_box(gradient(&scenario, &inputs(false))))) / plain;
    println!(
        "4. exact derivatives of one output: in the {} numbers of the levers {few:.0} runs (at most 40: {}), \
         in all {} inputs {many:.0} runs (at most 120: {}); of all {} headlines by dual numbers {dual:.0} runs",
        inputs(true).len(),
        verdict(few <= 40.0),
        inputs(false).len(),
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
