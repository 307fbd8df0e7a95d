//! The command line: the same core as the page, headless.
//!
//! One JSON object per answer on standard output, numbers unrounded, `null` where a figure does not exist;
//! errors on standard error with exit status 2. `-` answers one line of standard input after the other and
//! ends with status 3 if any of them failed.

mod answer;
mod article;
mod calculation;
mod case;
mod finance;
mod privacy;
mod registries;
mod request;
mod run;
mod scaling;
mod serving;
mod stream;
mod training;
mod validation;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Command};
use perennial::model::MODEL_VERSION;

use calculation::Calculation;

/// Something in the question is wrong.
const WRONG: u8 = 2;
/// A line of standard input failed; the others were answered.
const LINES_FAILED: u8 = 3;

/// The commands that take KEY=VALUE.
static CALCULATIONS: [&Calculation; 7] = [
    &article::CALCULATION,
    &training::CALCULATION,
    &serving::CALCULATION,
    &request::CALCULATION,
    &privacy::CALCULATION,
    &finance::CALCULATION,
    &scaling::CALCULATION,
];

static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (model version {MODEL_VERSION})", env!("CARGO_PKG_VERSION")));

/// How a command ended: what is wrong with the question, or with writing the answer.
enum Failure {
    /// The question.
    Question(String),
    /// Standard input or output.
    Stream(io::Error),
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Question(message)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

fn command() -> Command {
    let schema = Command::new("schema").about("The JSON Schema of an answer").arg(
        Arg::new("command")
            .value_name("COMMAND")
            .required(true)
            .value_parser(answerable().collect::<Vec<_>>()),
    );
    Command::new("perennial")
        .version(VERSION.as_str())
        .about("A large-model company over the years, in money, carbon, water, people and technology.")
        .after_help(
            "Exit status: 0 answered; 2 the question is wrong, with the reason on standard error; \
             3 some lines of standard input were wrong, with the reason in their answers.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(CALCULATIONS.iter().map(|calculation| calculation.command()))
        .subcommand(run::command())
        .subcommands(registries::ALL.iter().map(registries::Registry::command))
        .subcommand(validation::command())
        .subcommand(schema)
}

/// The commands whose answers have a schema.
fn answerable() -> impl Iterator<Item = &'static str> {
    let calculations = CALCULATIONS.iter().map(|calculation| calculation.name);
    calculations.chain(["run", validation::NAME]).chain(registries::ALL.iter().map(|registry| registry.name))
}

fn schema(name: &str) -> serde_json::Value {
    let calculation = CALCULATIONS.iter().find(|calculation| calculation.name == name);
    let registry = registries::ALL.iter().find(|registry| registry.name == name);
    match (calculation, registry) {
        (Some(calculation), _) => calculation.schema(),
        (_, Some(registry)) => registry.schema(),
        _ if name == validation::NAME => validation::schema(),
        _ => run::schema(),
    }
}

fn dispatch(matches: &ArgMatches, out: &mut impl Write) -> Result<bool, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(true) };
    if name == "schema" {
        let of = matches.get_one::<String>("command").map_or("", String::as_str);
        writeln!(out, "{:#}", schema(of))?;
        return Ok(true);
    }
    if name == "run" {
        return run::answer(matches, out);
    }
    if name == validation::NAME {
        validation::answer(matches, out)?;
        return Ok(true);
    }
    if let Some(registry) = registries::ALL.iter().find(|registry| registry.name == name) {
        registry.answer(matches, out)?;
        return Ok(true);
    }
    match CALCULATIONS.iter().find(|calculation| calculation.name == name) {
        Some(calculation) => calculation.answer(matches, out),
        None => Err(Failure::Question(format!("no command {name}"))),
    }
}

fn main() -> ExitCode {
    // Prints help and version with status 0, what is wrong with status 2.
    let matches = command().get_matches();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let ended = dispatch(&matches, &mut out).and_then(|all| Ok(out.flush().map(|()| all)?));
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(LINES_FAILED),
        // A reader that has seen enough (`| head`) is no error.
        Err(Failure::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Stream(error)) => {
            eprintln!("error: {error}");
            ExitCode::from(WRONG)
        }
        Err(Failure::Question(message)) => {
            let command = matches.subcommand_name().unwrap_or_default();
            eprintln!("error: {message}\n\nFor more information, try 'perennial {command} --help'.");
            ExitCode::from(WRONG)
        }
    }
}
