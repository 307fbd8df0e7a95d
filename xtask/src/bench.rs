//! `cargo xtask bench`: speed against the peers.

use crate::console::{self, Outcome, Problem};
use crate::{packages, place, prerequisites, process, tools};

/// The same work in Python with numpy.
const PEER: &str = "benches/peer.py";

/// Runs every `benches/*.rs`, each of which prints its own figures, then the peer in Python.
pub(crate) fn run() -> Outcome {
    prerequisites::check()?;
    tools::fetch_crates(false)?;
    let python = packages::python()?;
    let names = names()?;
    let peer = place::root().join(PEER).is_file();
    if names.is_empty() && !peer {
        console::say("there are no benches yet");
        return Ok(());
    }
    for name in &names {
        console::heading(&format!("Bench: {name}"));
        let options = ["bench", "--no-default-features", "--features", "cli", "--bench", name];
        process::run(process::cargo().args(options).env("PERENNIAL_PYTHON", &python))?;
    }
    if peer {
        console::heading("The peer in Python");
        process::run(process::command(&python).arg(PEER))?;
    }
    Ok(())
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
