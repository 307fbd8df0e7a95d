//! The steps of the gate, in order.
//!
//! Cargo keeps artefacts of different features and targets side by side in one target folder, so
//! the steps do not undo each other's work; what they share is compiled once.

use super::{Count, Gate, Step};
use crate::console::{self, Outcome, Problem};
use crate::{place, process, web};
use std::path::PathBuf;
use std::process::Command;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const NATIVE: [&str; 3] = ["--no-default-features", "--features", "cli"];
const COMMAND_LINE: &str = "command line, release";
const WEB_BUILD: &str = "web build";

pub(super) const STEPS: &[Step] = &[
    Step { name: "format", needs: &[], work: format },
    Step { name: "lints, native", needs: &[], work: lint_native },
    Step { name: "lints, page", needs: &[], work: lint_page },
    Step { name: "wall: the pure library alone", needs: &[], work: wall },
    Step { name: COMMAND_LINE, needs: &[], work: command_line },
    Step { name: "native tests", needs: &[], work: native },
    Step { name: "wasm tests in Chromium", needs: &[], work: wasm },
    Step { name: WEB_BUILD, needs: &[], work: web_build },
    Step { name: "end to end in Chromium", needs: &[COMMAND_LINE, WEB_BUILD], work: end_to_end },
];

fn format(_: &Gate, _: &mut Count) -> Outcome {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
        .map_err(|problem| problem.remedy("`cargo fmt --all`"))
}

fn lint_native(_: &Gate, _: &mut Count) -> Outcome {
    let strict = ["--", "-D", "warnings"];
    process::run(process::cargo().args(["clippy", "--quiet", "-p", "xtask", "--all-targets"]).args(strict))?;
    process::run(process::cargo().args(["clippy", "--quiet", "--all-targets"]).args(NATIVE).args(strict))
}

fn lint_page(gate: &Gate, _: &mut Count) -> Outcome {
    bundle(gate)?;
    let targets = ["--lib", "--bins", "--test", "web"];
    let mut clippy = process::cargo();
    process::run(clippy.args(["clippy", "--quiet"]).args(WASM).args(targets).args(["--", "-D", "warnings"]))
}

fn wall(_: &Gate, _: &mut Count) -> Outcome {
    process::run(process::cargo().args(["check", "--quiet", "--lib", "--no-default-features"]))
}

fn command_line(_: &Gate, _: &mut Count) -> Outcome {
    process::run(process::cargo().args(["build", "--release", "--bin", "perennial"]).args(NATIVE))
}

fn native(gate: &Gate, count: &mut Count) -> Outcome {
    counted(process::cargo().args(["test", "--quiet", "-p", "xtask"]), count)?;
    let mut test = process::cargo();
    test.args(["test", "--no-fail-fast"]).args(NATIVE).env("PERENNIAL_PYTHON", &gate.setup.python);
    if gate.full {
        test.env("PROPTEST_CASES", "20000");
    }
    counted(&mut test, count)?;
    // The page's own functions, those that need no browser.
    counted(process::cargo().args(["test", "--no-fail-fast", "--lib", "app::"]), count)?;
    count.at_least_one()
}

fn wasm(gate: &Gate, count: &mut Count) -> Outcome {
    bundle(gate)?;
    let web = &gate.setup.web;
    let mut test = web.cargo();
    test.arg("test").args(WASM).args(["--test", "web"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", web.find("wasm-bindgen-test-runner"));
    test.env("CHROMEDRIVER", &gate.setup.browser.driver);
    test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(gate)?);
    test.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    test.env_remove("GECKODRIVER").env_remove("SAFARIDRIVER").env_remove("NO_HEADLESS");
    counted(&mut test, count)?;
    count.at_least_one()
}

fn web_build(gate: &Gate, _: &mut Count) -> Outcome {
    web::build(&gate.setup.web)
}

fn end_to_end(gate: &Gate, count: &mut Count) -> Outcome {
    let folder = place::root().join("tests").join("browser");
    let files = std::fs::read_dir(&folder).map_err(Problem::io("tests/browser"))?;
    let mut tests: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    let mut node = gate.setup.web.command("node");
    node.args(["--test", "--test-concurrency=2"]);
    if console::is_terminal() {
        node.arg("--test-reporter=spec");
    }
    node.args(tests);
    node.env("PERENNIAL_CHROMIUM", &gate.setup.browser.chromium);
    node.env("PERENNIAL_CLI", place::target().join("release").join(place::executable("perennial")));
    counted(&mut node, count)?;
    count.at_least_one()
}

/// ECharts in one file, which the wasm tests include; the style sheet.
fn bundle(gate: &Gate) -> Outcome {
    process::run(gate.setup.web.command("node").arg("xtask/node/bundle.mjs"))
}

/// Writes what chromedriver is to start, and with which switches.
fn capabilities(gate: &Gate) -> Outcome<PathBuf> {
    let path = place::target().join("webdriver.json");
    let binary = gate.setup.browser.chromium.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    let switches = [
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ]
    .map(|switch| format!("\"--{switch}\""))
    .join(", ");
    let text = format!("{{\"goog:chromeOptions\": {{\"binary\": \"{binary}\", \"args\": [{switches}]}}}}\n");
    std::fs::write(&path, text).map_err(Problem::io(path.display()))?;
    Ok(path)
}

fn counted(command: &mut Command, count: &mut Count) -> Outcome {
    process::run_reading(command, |line| count.read(line))
}
