//! Which prerequisites, tools and packages a command needs, and the environment they make.

use crate::browser::{self, Browser};
use crate::console::{self, Outcome};
use crate::{packages, place, prerequisites, process, tools};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// What the page needs to be built.
pub(crate) struct Web {
    tools: Vec<PathBuf>,
    /// Splits a wasm file.
    pub(crate) wasm_split: PathBuf,
}

impl Web {
    /// A program run with the tools in front of the PATH.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = process::command(self.find(program));
        // What trunk or Node would add to an error are lines of their own source.
        command.env("PATH", place::path_with(&self.tools)).env("RUST_BACKTRACE", "0");
        command
    }

    /// A program run with one more folder in front of the PATH, before the tools.
    pub(crate) fn command_with(&self, program: &str, folder: PathBuf) -> Command {
        let mut command = self.command(program);
        let mut folders = vec![folder];
        folders.extend(self.tools.iter().cloned());
        command.env("PATH", place::path_with(&folders));
        command
    }

    /// Cargo, with the tools in front of the PATH.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = process::cargo();
        command.env("PATH", place::path_with(&self.tools));
        command
    }

    /// The tool itself, as the PATH that a child gets is not the one its name is looked up in.
    pub(crate) fn find(&self, program: &str) -> PathBuf {
        let candidates = self.tools.iter().map(|folder| folder.join(place::executable(program)));
        candidates.into_iter().find(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(program))
    }
}

/// What the tests need besides.
pub(crate) struct Full {
    pub(crate) web: Web,
    pub(crate) browser: Browser,
    pub(crate) python: PathBuf,
}

/// Sets up what building the page needs.
pub(crate) fn web() -> Outcome<Web> {
    set_up(|| web_parts(false))
}

/// Sets up everything.
pub(crate) fn full() -> Outcome<Full> {
    set_up(|| {
        // First what may end in a message to the reader, then what takes minutes.
        prerequisites::check()?;
        let python = packages::python()?;
        let browser = browser::find_or_install()?;
        tools::components()?;
        Ok(Full { web: web_parts(true)?, browser, python })
    })
}

/// Sets up what the pages' pictures need.
pub(crate) fn web_and_browser() -> Outcome<(Web, Browser)> {
    set_up(|| {
        let browser = browser::find_or_install()?;
        Ok((web_parts(false)?, browser))
    })
}

fn web_parts(locked: bool) -> Outcome<Web> {
    prerequisites::check()?;
    tools::wasm_target()?;
    tools::fetch_crates(locked)?;
    let trunk = tools::trunk()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let wasm_split = tools::wasm_split()?;
    packages::npm()?;
    Ok(Web { tools: vec![trunk, wasm_bindgen], wasm_split })
}

fn set_up<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    console::heading("Set-up");
    if std::env::var_os("RUSTFLAGS").is_some() {
        console::say("RUSTFLAGS of the environment is left out: it would replace the project's own");
    }
    let start = Instant::now();
    let parts = work()?;
    console::say(format_args!("everything is there ({})", console::duration(start.elapsed())));
    Ok(parts)
}
