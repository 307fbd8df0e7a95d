//! Documentation that is made from the code: what stands in `docs` must be what the code says.
//!
//! `PERENNIAL_REGENERATE=1 cargo test --no-default-features --test docs` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod equations;
mod markdown;
mod outputs;
mod parameters;
mod presets;
mod sources;
mod validation;

use std::path::PathBuf;

/// First lines of every generated page.
const GENERATED: &str = "<!-- Made from the code by tests/docs. Do not edit: \
                         PERENNIAL_REGENERATE=1 cargo test --no-default-features --test docs -->\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a page with what stands in `docs`, or writes it.
#[track_caller]
fn check(name: &str, page: &str) {
    let path = root().join("docs").join(name);
    let fresh = format!("{GENERATED}\n{}\n", page.trim_end());
    if std::env::var_os("PERENNIAL_REGENERATE").is_some_and(|value| value == "1") {
        std::fs::write(&path, fresh).unwrap();
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if let Some((number, (old, new))) =
        found.lines().zip(fresh.lines()).enumerate().find(|(_, (old, new))| old != new)
    {
        panic!(
            "docs/{name} is stale at line {}:\n  it says  {old}\n  the code {new}\n{GENERATED}",
            number + 1
        );
    }
    assert_eq!(found.lines().count(), fresh.lines().count(), "docs/{name} is stale: {GENERATED}");
}

#[test]
fn parameters_are_documented() {
    check("parameters.md", &parameters::page());
}

#[test]
fn outputs_are_documented() {
    check("outputs.md", &outputs::page());
}

#[test]
fn the_validation_is_documented() {
    check("validation.md", &validation::page());
}

#[test]
fn presets_are_documented() {
    check("presets.md", &presets::page());
}

#[test]
fn what_presets_are_held_against_stands_in_the_facts() {
    presets::check_published();
}

#[test]
fn equations_are_documented() {
    check("equations.md", &equations::page());
}

#[test]
fn sources_are_documented() {
    check("sources.md", &sources::page());
}

#[test]
fn equations_name_functions_that_exist() {
    equations::check_paths(&root().join("src"));
}

#[test]
fn every_source_that_is_cited_exists() {
    sources::check_citations();
}
