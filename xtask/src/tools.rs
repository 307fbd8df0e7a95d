//! The Rust side of the tools: the wasm target, trunk, and the wasm-bindgen that the lock file names.

use crate::console::{self, Outcome, Problem};
use crate::{place, process};
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
/// Splits the page into the files that are fetched later; the version of leptos' own split points.
const WASM_SPLIT: &str = "0.2.4";
const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target if this Rust has none.
pub(crate) fn wasm_target() -> Outcome {
    let sysroot = process::read(process::command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    console::timed("Adding Rust's wasm target", "under a minute", || rustup(&["target", "add", WASM]))
}

/// Adds rustfmt and clippy if this Rust has none.
pub(crate) fn components() -> Outcome {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if process::read(process::cargo().args([command, "--version"])).is_err() {
            console::timed(&format!("Adding {component}"), "under a minute", || {
                rustup(&["component", "add", component])
            })?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Outcome {
    process::run(process::command("rustup").args(arguments)).map_err(|problem| {
        problem.remedy(format!(
            "this needs rustup's Rust: `rustup {}` / 需要用 rustup 安装的 Rust",
            arguments.join(" ")
        ))
    })
}

/// Fetches the crates of the lock file, so that builds need no network; `locked` refuses to change it.
pub(crate) fn fetch_crates(locked: bool) -> Outcome {
    let mut fetch = process::cargo();
    fetch.args(["fetch", "--quiet"]);
    if locked {
        fetch.arg("--locked");
    }
    process::run(&mut fetch).map_err(|problem| {
        problem
            .remedy("if Cargo.lock is out of date, run `cargo check` and commit it; else look to the network")
    })
}

/// The folder of trunk, installed if need be.
pub(crate) fn trunk() -> Outcome<PathBuf> {
    let wanted = format!("trunk {TRUNK}");
    if let Some(folder) = present("trunk", &wanted, &format!("trunk-{TRUNK}"))? {
        return Ok(folder);
    }
    install("trunk", TRUNK, &["--locked"], "about 4 minutes on four cores, 8 on two")
}

/// The folder of the wasm-bindgen command line and its test runner, of the lock file's version.
pub(crate) fn wasm_bindgen() -> Outcome<PathBuf> {
    let lock = place::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&lock).map_err(Problem::io("Cargo.lock"))?;
    let version = locked_version(&text, "wasm-bindgen")
        .ok_or_else(|| Problem::new("Cargo.lock has no wasm-bindgen"))?;
    let wanted = format!("wasm-bindgen {version}");
    if let Some(folder) = present("wasm-bindgen", &wanted, &format!("wasm-bindgen-{version}"))? {
        return Ok(folder);
    }
    let expected = "about 2 minutes on four cores, 3 on two";
    // The lock file inside a release may name versions that cannot be had any more.
    install("wasm-bindgen-cli", version, &["--locked"], expected).or_else(|_| {
        console::say("its own lock file cannot be had; once more without");
        install("wasm-bindgen-cli", version, &[], expected)
    })
}

/// The program that splits a wasm file, installed if need be. It does not tell its version; its folder does.
pub(crate) fn wasm_split() -> Outcome<PathBuf> {
    let package = "wasm_split_cli_support";
    let folder = place::cache()?.join("tools").join(format!("{package}-{WASM_SPLIT}")).join("bin");
    let program = folder.join(place::executable("wasm-split-cli"));
    if !program.is_file() {
        let options = ["--locked", "--features", "build-binary"];
        install(package, WASM_SPLIT, &options, "about 1 minute on four cores, 2 on two")?;
    }
    Ok(program)
}

/// The folder of a program that says it is `wanted`: on the PATH, or in the cache.
fn present(name: &str, wanted: &str, folder: &str) -> Outcome<Option<PathBuf>> {
    let cached = place::cache()?.join("tools").join(folder).join("bin").join(place::executable(name));
    let candidates = place::on_path(&[name]).into_iter().chain([cached]);
    for program in candidates.filter(|program| program.is_file()) {
        let said = process::read(process::command(&program).arg("--version"));
        if said.is_ok_and(|said| said.split(" (").next() == Some(wanted)) {
            return Ok(program.parent().map(Path::to_owned));
        }
    }
    Ok(None)
}

fn install(package: &str, version: &str, options: &[&str], expected: &str) -> Outcome<PathBuf> {
    let folder =
        place::cache()?.join("tools").join(format!("{}-{version}", package.trim_end_matches("-cli")));
    let log = place::cache()?.join("logs").join(format!("{package}-{version}.log"));
    console::timed(&format!("Installing {package} {version} into {}", folder.display()), expected, || {
        let mut cargo = process::cargo();
        cargo.args(["install", package, "--version", version]).args(options).arg("--root").arg(&folder);
        process::run_logged(&mut cargo, &log)
    })?;
    Ok(folder.join("bin"))
}

/// The version of a package in a lock file of cargo's.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
