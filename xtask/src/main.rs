//! `cargo xtask COMMAND`: every command of the README.
//!
//! - [`console`]: what is said, and the one kind of error
//! - [`place`]: where things are: the repository, the user's cache, programs on the PATH
//! - [`process`]: running other programs in a clean environment
//! - [`prerequisites`], [`tools`], [`packages`], [`browser`]: what must be there, and installing what is not
//! - [`setup`]: which of them a command needs
//! - [`web`], [`serve`], [`test`], [`bench`], [`screenshots`]: the commands

mod bench;
mod browser;
mod console;
mod packages;
mod place;
mod prerequisites;
mod process;
mod screenshots;
mod serve;
mod setup;
mod test;
mod tools;
mod web;

use console::{Outcome, Problem};
use std::process::ExitCode;

const HELP: &str = "\
Perennial's commands. Each first installs what it is missing (once, into a cache of the user's).

    cargo xtask serve        set up, build, serve the page on this machine, rebuild on change
        --no-open              do not open the browser
        --port N               the port to serve on (else the first free one from 8080)
        --release              serve the release build of dist/ instead, without rebuilding on change
    cargo xtask test         the gate: format, lints, native, wasm and browser tests
        --full                 also what takes long
        --list                 only list the steps
        --only TEXT            only the steps whose name contains TEXT
    cargo xtask build        the page as it is published, in dist/, with its transfer sizes
    cargo xtask bench        speed against the peers, and of the page under the hand
    cargo xtask screenshots  every page in both languages and themes, four sizes
        [FOLDER]               where to put them (else screenshots/)
    cargo xtask help         this

Environment: PERENNIAL_CACHE (else XDG_CACHE_HOME/perennial or ~/.cache/perennial),
             PERENNIAL_CHROMIUM or CHROME (a Chromium or Chrome), CHROMEDRIVER (its driver).
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match run(command, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            console::problem(&problem);
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: &[String]) -> Outcome {
    match command {
        "serve" => serve::run(&serve::Options::parse(arguments)?),
        "test" => test::run(&test::Options::parse(arguments)?),
        "build" => no_arguments(command, arguments).and_then(|()| web::run()),
        "bench" => no_arguments(command, arguments).and_then(|()| bench::run()),
        "screenshots" => screenshots::run(arguments),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => serve::announcer(other, arguments).unwrap_or_else(|| {
            Err(Problem::new(format!("`{other}` is no command"))
                .remedy("`cargo xtask help` lists the commands / 用 `cargo xtask help` 查看全部命令"))
        }),
    }
}

fn no_arguments(command: &str, arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => Err(unknown_argument(command, argument)),
    }
}

/// An argument that `command` does not have.
fn unknown_argument(command: &str, argument: &str) -> Problem {
    Problem::new(format!("`{command}` takes no `{argument}`"))
        .remedy("`cargo xtask help` lists what it takes")
}
