//! `cargo xtask bench`: speed against the peers, and of the page under the hand.

use crate::console::{self, Outcome, Problem};
use crate::{packages, place, prerequisites, process, setup, tools, web};

/// The page in a browser.
const PAGE: &str = "benches/page.mjs";

/// Runs every `benches/*.rs`, each of which prints its own figures, then the page as it is published.
pub(crate) fn run() -> Outcome {
    prerequisites::check()?;
    tools::fetch_crates(false)?;
    let python = packages::python()?;
    let (web, browser) = setup::web_and_browser()?;
    let names = names()?;
    for name in &names {
        console::heading(&format!("Bench: {name}"));
        let options = ["bench", "--no-default-features", "--features", "cli", "--bench", name];
        let mut bench = web.cargo();
        bench.env("PERENNIAL_PYTHON", &python).env("PERENNIAL_CHROMIUM", &browser.chromium);
        process::run(bench.args(options))?;
    }
    // Sliders of the published page, moved in a browser.
    web::build(&web)?;
    console::heading("Bench: the page");
    process::run(web.command("node").arg(PAGE).env("PERENNIAL_CHROMIUM", &browser.chromium))
}

/// The benches: `benches/*.rs`, each declared in `Cargo.toml` with `harness = false`.
fn names() -> Outcome<Vec<String>> {
    let files = match std::fs::read_dir(place::root().join("benches")) {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Problem::io("benches")(error)),
    };
    let mut names: Vec<String> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}
