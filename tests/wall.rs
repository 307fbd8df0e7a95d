//! The walls between the parts of the house: what the pure library may depend on, and which way
//! its modules may point.

#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whatever knows a browser, a screen, a clock or an entropy source of its own.
const FORBIDDEN: &[&str] = &[
    "charming",
    "clap",
    "getrandom",
    "gloo-net",
    "gloo-utils",
    "js-sys",
    "leptos",
    "rand",
    "reactive_graph",
    "serde-wasm-bindgen",
    "tachys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// The parts of the library, each with those it may point to.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("scenario", &["model"]),
    // Analyses vary scenarios and answer with them: a root of goal seek is a link.
    ("analysis", &["model", "scenario"]),
    ("report", &["model", "scenario", "analysis"]),
    ("jobs", &["model", "scenario", "analysis", "report"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The crates that the package needs at run time, for every target, with these features.
fn tree(features: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--package", "perennial", "--edges", "normal", "--target", "all"])
        .args(["--prefix", "none", "--format", "{p}", "--offline", "--no-default-features"])
        .args(features)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn the_pure_library_depends_on_nothing_that_knows_a_browser() {
    let crates = tree(&[]);
    assert!(crates.contains("serde"), "the tree was read: {crates:?}");
    let found: Vec<_> = FORBIDDEN.iter().filter(|name| crates.contains(**name)).collect();
    assert!(found.is_empty(), "the pure library depends on {found:?}");
}

#[test]
fn the_command_line_links_no_page() {
    let crates = tree(&["--features", "cli"]);
    assert!(crates.contains("clap"), "the tree was read: {crates:?}");
    for name in ["charming", "leptos", "wasm-bindgen", "web-sys"] {
        assert!(!crates.contains(name), "the command line depends on {name}");
    }
}

#[test]
fn the_page_is_what_the_test_would_find() {
    let crates = tree(&["--features", "app"]);
    assert!(crates.contains("leptos") && crates.contains("web-sys"), "forbidden crates go by these names");
}

/// The Rust files of a part: `src/NAME.rs` and everything below `src/NAME/`.
fn files_of(part: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src").join(part)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("the folder can be read").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let alone = root().join("src").join(format!("{part}.rs"));
    files.extend(Some(alone).filter(|path| path.is_file()));
    files
}

#[test]
fn arrows_point_one_way() {
    let parts = ["model", "scenario", "analysis", "report", "jobs", "app"];
    let mut wrong = Vec::new();
    for (part, allowed) in ARROWS {
        for file in files_of(part) {
            let text = std::fs::read_to_string(&file).expect("the file can be read");
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for other in parts.iter().filter(|other| *other != part && !allowed.contains(other)) {
                    if code.contains(&format!("crate::{other}")) {
                        wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                    }
                }
            }
        }
    }
    assert!(!files_of("model").is_empty(), "the model was read");
    assert!(wrong.is_empty(), "these point up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn lock_files_name_no_download_host() {
    let npm = std::fs::read_to_string(root().join("package-lock.json")).expect("package-lock.json is there");
    assert!(npm.contains("\"integrity\""));
    assert!(!npm.contains("\"resolved\"") && !npm.contains("://"), "package-lock.json names a host");
}
