//! `cargo xtask test`: the gate. Every step is run and timed; what it counted is read from its output.

mod count;
mod steps;

use crate::console::{self, Outcome, Problem};
use crate::setup::{self, Full};
use crate::unknown_argument;
use count::Count;
use std::time::{Duration, Instant};

#[derive(Debug, Default)]
pub(crate) struct Options {
    full: bool,
    list: bool,
    only: Option<String>,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--full" => options.full = true,
                "--list" => options.list = true,
                "--only" => {
                    let text =
                        rest.next().ok_or_else(|| Problem::new("`--only` takes a part of a step's name"))?;
                    options.only = Some(text.to_lowercase());
                }
                other => return Err(unknown_argument("test", other)),
            }
        }
        Ok(options)
    }

    fn wants(&self, step: &Step) -> bool {
        self.only.as_ref().is_none_or(|text| step.name.to_lowercase().contains(text))
    }
}

/// One part of the gate.
struct Step {
    name: &'static str,
    /// The steps whose failure makes this one meaningless.
    needs: &'static [&'static str],
    work: fn(&Gate, &mut Count) -> Outcome,
}

/// What the steps work with.
struct Gate {
    setup: Full,
    full: bool,
}

enum End {
    Passed(Count, Duration),
    Failed(Count, Duration),
    Skipped(&'static str),
}

pub(crate) fn run(options: &Options) -> Outcome {
    let steps: Vec<&Step> = steps::STEPS.iter().filter(|step| options.wants(step)).collect();
    if options.list {
        steps.iter().for_each(|step| console::say(step.name));
        return Ok(());
    }
    if steps.is_empty() {
        return Err(Problem::new("no step has such a name").remedy("`cargo xtask test --list` lists them"));
    }
    let start = Instant::now();
    let gate = Gate { setup: setup::full()?, full: options.full };
    let set_up = start.elapsed();
    if options.full {
        console::say(
            "--full: property tests with many more cases. Documentation sites, further browser engines",
        );
        console::say("and mutants will be added here.");
    }

    let mut ends: Vec<(&'static str, End)> = Vec::new();
    for step in steps {
        let stands =
            |needed: &str| ends.iter().all(|(name, end)| *name != needed || matches!(end, End::Passed(..)));
        let broken = step.needs.iter().find(|needed| !stands(needed));
        let end = broken.map_or_else(|| step.run(&gate), |needed| End::Skipped(needed));
        ends.push((step.name, end));
    }
    summary(&ends, set_up, start.elapsed())
}

impl Step {
    fn run(&self, gate: &Gate) -> End {
        console::heading(self.name);
        let start = Instant::now();
        let mut count = Count::default();
        let result = (self.work)(gate, &mut count);
        let time = start.elapsed();
        match result {
            Ok(()) => {
                console::say(format_args!("passed in {}{}", console::duration(time), count.told(": ")));
                End::Passed(count, time)
            }
            Err(problem) => {
                console::problem(&problem);
                End::Failed(count, time)
            }
        }
    }
}

fn summary(ends: &[(&'static str, End)], set_up: Duration, whole: Duration) -> Outcome {
    console::heading("Summary");
    console::say(format_args!("{:<32} {:>12}", "set-up", console::duration(set_up)));
    let mut tests = 0;
    for (name, end) in ends {
        match end {
            End::Passed(count, time) => {
                tests += count.passed;
                console::say(format_args!(
                    "{name:<32} {:>12}  passed{}",
                    console::duration(*time),
                    count.told(", ")
                ));
            }
            End::Failed(count, time) => {
                tests += count.passed;
                let told = count.told(", passed ");
                console::say(format_args!("{name:<32} {:>12}  FAILED{told}", console::duration(*time)));
            }
            End::Skipped(needed) => {
                console::say(format_args!("{name:<32} {:>12}  skipped: needs `{needed}`", ""))
            }
        }
    }
    console::say(format_args!("{:<32} {:>12}  {tests} tests passed", "in all", console::duration(whole)));
    let failed: Vec<&str> =
        ends.iter().filter(|(_, end)| !matches!(end, End::Passed(..))).map(|(name, _)| *name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Problem::new(format!("not passed: {}", failed.join(", ")))
        .remedy("`cargo xtask test --only NAME` repeats one step"))
}
