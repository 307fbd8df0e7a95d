//! The model against an independent reading of the documentation in numpy, `tests/reference`.
//!
//! 200 companies, anywhere in the full hard ranges (a test says that they reach every input from one end to the
//! other), and every preset; every headline figure and every yearly output: 1e-9 of the
//! largest entry of the series, none where the other has none. A difference of large numbers carries their
//! rounding; where an output is one, its scale says so (see [`Scales`]), and the bar stays 1e-9.
//!
//! Python is `PERENNIAL_PYTHON`, which `cargo xtask test` sets, else a `python3` that has numpy.
//! `PERENNIAL_SKIP_REFERENCE=1` skips; `PROPTEST_CASES` above 2,000 asks for a tenth as many companies.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod support;

use perennial::model::facts::Basis;
use perennial::model::output::{HEADLINES, yearly};
use perennial::model::parameter::{Parameter, Values};
use perennial::model::parameters::{self, Inputs};
use perennial::model::simulate::{Keep, Run};
use perennial::scenario::{Scenario, Value, link, presets, run};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use support::Random;

const COMPANIES: usize = 200;
const SEED: u64 = 1;
const BAR: f64 = 1e-9;
/// Below this a double loses digits itself.
const TINY: f64 = 1e-300;

fn companies() -> Vec<Scenario> {
    let cases: usize = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut random = Random::new(SEED);
    // Few inputs moved or all of them; every length from 1 to 30 years.
    let drawn = (0..COMPANIES.max(cases / 10)).map(|number| {
        let mut scenario = company(&mut random, [0.05, 0.2, 0.5, 1.0][number % 4], (number % 30 + 1) as f64);
        // Chance alone makes no company that owns nothing at all, or everything.
        if number % 20 == 7 {
            scenario.set("owned-share", constant(0.0));
            scenario.set("owned-devices-today", Value::Scalar(0.0));
        } else if number % 20 == 14 {
            scenario.set("owned-share", constant(1.0));
        }
        scenario
    });
    // And every company and sector that one can begin from.
    drawn.chain(presets::all().map(|preset| preset.scenario())).collect()
}

fn constant(value: f64) -> Value {
    Value::Path { from: value, to: value, first: None, last: None }
}

/// A company: each input moves with a chance, the length of the plan is given.
fn company(random: &mut Random, chance: f64, length: f64) -> Scenario {
    let mut scenario = Scenario::default();
    let start = if random.chance(chance) { random.between(2000.0, 2100.0).round() } else { 2026.0 };
    for (index, parameter) in parameters::registry().enumerate() {
        if random.chance(chance) {
            let value = random.value(parameter, (start, length));
            scenario.set_at(index, value);
            if random.chance(0.1) {
                let usd = random.within([0.0, 1e15]);
                scenario.set_programme_cost(index, Some(usd));
            }
        }
    }
    scenario.set("start-year", Value::Scalar(start));
    scenario.set("horizon-years", Value::Scalar(length));
    scenario
}

/// A scenario as the reading takes it: id → number, option, or [from, to, first, last].
fn as_json(scenario: &Scenario) -> Json {
    let mut object = Map::new();
    for (index, parameter) in parameters::registry().enumerate() {
        let value = match (scenario.value(index).unwrap(), parameter.values) {
            (Value::Scalar(value), _) => json!(value),
            // Years left out stay out: filling them in is part of the reading.
            (Value::Path { from, to, first: None, last: None }, _) => json!([from, to]),
            (Value::Path { from, to, first, last }, _) => {
                let start = scenario.start_year();
                json!([from, to, first.unwrap_or(start + 1.0), last.unwrap_or(start + 5.0)])
            }
            (Value::Choice(option), Values::Choice { options, .. }) => json!(options[option]),
            (Value::Choice(_), _) => unreachable!("a choice has options"),
        };
        object.insert(parameter.id.to_owned(), value);
        if let Some(usd) = scenario.programme_cost(index) {
            object.insert(format!("{}{}", parameter.id, link::PROGRAMME_COST), json!(usd));
        }
    }
    Json::Object(object)
}

/// A Python with numpy.
fn python() -> Option<String> {
    if let Ok(python) = std::env::var("PERENNIAL_PYTHON") {
        return Some(python);
    }
    ["python3", "python"].into_iter().map(str::to_owned).find(|python| {
        let mut check = Command::new(python);
        check.args(["-c", "import numpy"]).stdout(Stdio::null()).stderr(Stdio::null());
        check.status().is_ok_and(|status| status.success())
    })
}

/// What the reading answers, a line a scenario.
fn answers(python: &str, scenarios: &[Scenario]) -> Vec<Json> {
    let mut command = Command::new(python);
    command.arg(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference"));
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env_remove("PERENNIAL_FACTS")
        .env_remove("PERENNIAL_PARAMETERS");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("PERENNIAL_PYTHON: {python} cannot be started: {error}"));
    let mut input = child.stdin.take().unwrap();
    let text: String = scenarios.iter().map(|scenario| as_json(scenario).to_string() + "\n").collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{python} tests/reference: {}; does it have numpy?", output.status);
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What an output's rounding is relative to, where that is not its own size.
struct Scales<'a> {
    run: &'a Run<f64>,
    scenario: &'a Scenario,
}

impl Scales<'_> {
    fn scalar(&self, id: &str) -> f64 {
        match self.scenario.get(id) {
            Some(Value::Scalar(value)) => value,
            other => panic!("{id} is {other:?}"),
        }
    }

    /// Largest entries of yearly series, added up.
    fn entries(&self, ids: &[&str]) -> f64 {
        let largest =
            |id: &&str| self.run.yearly(id).unwrap().iter().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
        ids.iter().map(largest).sum()
    }

    fn last(&self, id: &str) -> f64 {
        self.run.yearly(id).unwrap().last().copied().flatten().unwrap_or(0.0).abs()
    }

    /// Of a yearly value; `largest` is the largest entry of its series.
    fn yearly(&self, id: &str, year: usize, value: f64, largest: f64) -> f64 {
        let at = |id: &str| self.run.yearly(id).unwrap()[year].unwrap_or(0.0).abs();
        // Additions are payers less those of the month before who stay; the month's payers may be a million
        // times as many.
        let additions = |payers: &str, added: &str| value.abs() * at(payers) / at(added).max(TINY);
        largest
            + match id {
                // Rolled forward over all flows: losses and the equity that covers them may be 1e10 of it.
                "equity-usd" => {
                    self.entries(&["ebit-usd", "raised-usd", "tax-usd", "stock-compensation-usd"])
                }
                "net-fleet-usd" => self.entries(&["capital-expenditure-usd", "depreciation-usd"]),
                // A difference of orders of magnitude.
                "quality-gap-oom" => 1.0,
                // A product of up to 360 small quotients: of the whole company.
                "founder-share" => 1.0,
                "consumer-cac-usd" => additions("payers", "consumer-additions"),
                "enterprise-cac-usd" => additions("enterprises", "enterprise-additions"),
                _ => 0.0,
            }
    }

    /// Of a headline figure.
    fn headline(&self, id: &str, value: f64) -> f64 {
        let flows = &self.run.flows;
        let absolute = |series: &[f64]| series.iter().fold(0.0, |sum: f64, x| sum.max(x.abs()));
        let rate = (self.scalar("discount-rate") + 1.0) / (self.scalar("inflation") + 1.0);
        let present = |series: &[f64]| -> f64 {
            let months = (1..=series.len()).map(|month| rate.powf(-(month as f64) / 12.0));
            series.iter().zip(months).map(|(flow, discount)| flow.abs() * discount).sum()
        };
        value.abs()
            + match id {
                // Sums of flows of both signs.
                "npv-usd" | "npv-with-terminal-usd" => present(&flows.with_residual()),
                "npv-shadow-usd" => present(&flows.with_residual()) + present(&flows.shadow_usd),
                "npv-social-usd" => present(&flows.with_residual()) + present(&flows.social_cost_usd),
                "lowest-cash-usd" => absolute(&flows.cash_usd) + absolute(&flows.free_cash_usd),
                "final-ebitda-usd" => [
                    "revenue-usd",
                    "cost-of-revenue-usd",
                    "research-development-usd",
                    "sales-marketing-usd",
                    "sustainability-usd",
                ]
                .iter()
                .map(|id| self.last(id))
                .sum(),
                // 1 − cost/revenue; growth factor less 1.
                "final-gross-margin" | "irr" | "mirr" => 1.0,
                "final-quality-gap-oom" | "final-founder-share" => 1.0,
                _ => 0.0,
            }
    }
}

/// The error of a value against the other reading's, over its scale; infinite where one of them has none.
fn error(ours: Option<f64>, theirs: Option<f64>, scale: impl FnOnce() -> f64) -> f64 {
    match (ours, theirs) {
        (None, None) => 0.0,
        (Some(a), Some(b)) if a == b || (a - b).abs() <= TINY => 0.0,
        (Some(a), Some(b)) => (a - b).abs() / scale(),
        _ => f64::INFINITY,
    }
}

/// Whether a value lies next to the lower and to the upper end of what [`Random::within`] draws from:
/// the outer twentieth, in the scale that it draws in.
fn at_ends([low, high]: [f64; 2], value: f64) -> [bool; 2] {
    const PART: f64 = 0.05;
    if low > 0.0 && high / low > 100.0 {
        let part = (high / low).powf(PART);
        [value <= low * part, value >= high / part]
    } else if low <= 0.0 && high > 100.0 {
        let part = 10.0_f64.powf(9.0 * PART);
        // From zero, the decades end where a billionth of the upper end is reached.
        let lower = if low < 0.0 { value <= low / part } else { value <= high * 1e-9 * part };
        [lower, value >= high / part]
    } else {
        let part = PART * (high - low);
        [value - low <= part, high - value <= part]
    }
}

/// Whether a company takes a branch of the equations.
type Branch<'a> = &'a dyn Fn(&Inputs<f64>) -> bool;

/// What the companies reach of an input.
#[derive(Default)]
struct Reach {
    /// Companies in which it is not the default.
    moved: usize,
    /// Whether a value lies next to the lower and to the upper hard limit.
    ends: [bool; 2],
    /// Options chosen.
    options: BTreeSet<usize>,
    /// Paths: ends that differ, that are equal, years left out, a step, years in the wrong order.
    kinds: [bool; 5],
    /// Companies that give it a programme cost.
    programmes: usize,
}

impl Reach {
    fn see(&mut self, scenario: &Scenario, index: usize, parameter: &Parameter) {
        self.moved += usize::from(!scenario.is_default(index));
        self.programmes += usize::from(scenario.programme_cost(index).is_some());
        let mut see = |hard, value| {
            let at = at_ends(hard, value);
            self.ends = [self.ends[0] || at[0], self.ends[1] || at[1]];
        };
        match (scenario.value(index).unwrap(), parameter.values) {
            (Value::Scalar(value), Values::Scalar { hard, .. }) => see(hard, value),
            (Value::Path { from, to, first, last }, Values::Path { hard, .. }) => {
                see(hard, from);
                see(hard, to);
                let years = first.zip(last);
                let seen = [
                    from != to,
                    from == to && first.is_some(),
                    first.is_none() || last.is_none(),
                    years.is_some_and(|(first, last)| first == last),
                    years.is_some_and(|(first, last)| first > last),
                ];
                self.kinds
                    .iter_mut()
                    .zip(seen)
                    .for_each(|(kind, seen)| *kind |= seen && !scenario.is_default(index));
            }
            (Value::Choice(option), _) => _ = self.options.insert(option),
            _ => unreachable!("a value is of its parameter's kind"),
        }
    }
}

#[test]
fn the_companies_reach_every_input_from_one_hard_limit_to_the_other() {
    let scenarios = companies();
    assert!(scenarios.len() >= 200);
    let mut fewest = (usize::MAX, "");
    for (index, parameter) in parameters::registry().enumerate() {
        let mut reach = Reach::default();
        scenarios.iter().for_each(|scenario| reach.see(scenario, index, parameter));
        let id = parameter.id;
        assert!(reach.moved >= 40, "{id} is moved in {} companies only", reach.moved);
        if reach.moved < fewest.0 {
            fewest = (reach.moved, id);
        }
        match parameter.values {
            Values::Choice { options, .. } => {
                // All of a few; of the grids, most.
                let least = if options.len() <= 12 { options.len() } else { 60 };
                assert!(
                    reach.options.len() >= least,
                    "{id}: {} of {} options",
                    reach.options.len(),
                    options.len()
                );
            }
            Values::Path { .. } => {
                assert_eq!(reach.kinds, [true; 5], "{id}: not every kind of path");
                assert!(!parameter.role.is_lever() || reach.programmes >= 2, "{id}: programme cost");
                assert_eq!(reach.ends, [true; 2], "{id}: an end of the range is not reached");
            }
            Values::Scalar { .. } => {
                assert_eq!(reach.ends, [true; 2], "{id}: an end of the range is not reached");
            }
        }
    }
    // What decides between branches of the equations.
    let count = |what: Branch<'_>| scenarios.iter().filter(|s| what(&s.inputs())).count();
    let branches: [(&str, Branch<'_>); 8] = [
        ("a device life of whole months", &|i| (i.technology.device_life_years * 12.0).fract() == 0.0),
        ("a device life with a part of a month", &|i| (i.technology.device_life_years * 12.0).fract() != 0.0),
        ("all owned", &|i| i.economy.owned_share.from == 1.0),
        ("all rented", &|i| i.economy.owned_share.from == 0.0 && i.economy.owned_devices_today == 0.0),
        ("private", &|i| i.society.dp_training_share.from > 0.0),
        ("dense", &|i| i.technology.experts_active >= i.technology.experts),
        ("a state's grid", &|i| i.environment.serving_region.facts().basis == Basis::Direct),
        ("a grid without a trend", &|i| i.environment.training_region.facts().trend_per_year.is_none()),
    ];
    for (what, holds) in branches {
        let found = count(holds);
        assert!(found >= 2, "{what}: {found} companies");
        println!("{what}: {found} of {}", scenarios.len());
    }
    println!("every input is moved in {} companies or more ({})", fewest.0, fewest.1);
}

#[test]
fn two_hundred_companies_agree_with_the_numpy_reading() {
    if std::env::var_os("PERENNIAL_SKIP_REFERENCE").is_some_and(|skip| skip == "1") {
        println!("skipped: PERENNIAL_SKIP_REFERENCE");
        return;
    }
    let python = python().expect(
        "no Python with numpy: run `cargo xtask test`, which makes one, or set PERENNIAL_PYTHON to one that has \
         tests/reference/requirements.txt, or PERENNIAL_SKIP_REFERENCE=1 to go without",
    );
    let scenarios = companies();
    let theirs = answers(&python, &scenarios);
    assert_eq!(theirs.len(), scenarios.len());
    let (mut failures, mut worst, mut figures) = (Vec::new(), (0.0, String::new()), 0_usize);
    for (number, (scenario, theirs)) in scenarios.iter().zip(&theirs).enumerate() {
        let ours = run(scenario, Keep::Years);
        let scales = Scales { run: &ours, scenario };
        let mut note = |id: &str, error: f64, text: String| {
            figures += 1;
            if error > worst.0 {
                worst = (error, format!("company {number}, {id}"));
            }
            if error > BAR {
                let link = link::write(scenario, &[], &[]);
                failures.push(format!("company {number}, {id}: {error:.1e} off, {text}\n    {link}"));
            }
        };
        for headline in HEADLINES {
            let a = ours.headline(headline.id);
            let b =
                theirs["headline"].get(headline.id).unwrap_or_else(|| panic!("no {}", headline.id)).as_f64();
            let off = error(a, b, || scales.headline(headline.id, a.unwrap_or(0.0)));
            note(headline.id, off, format!("{a:?} against {b:?}"));
        }
        for output in yearly() {
            let a = ours.yearly(output.id).unwrap();
            let b = theirs["yearly"].get(output.id).unwrap_or_else(|| panic!("no {}", output.id));
            let b: Vec<Option<f64>> = b.as_array().unwrap().iter().map(Json::as_f64).collect();
            assert_eq!(a.len(), b.len(), "years of {}", output.id);
            let largest = a.iter().flatten().fold(0.0, |size: f64, value| size.max(value.abs()));
            for (year, (a, b)) in a.into_iter().zip(b).enumerate() {
                let off = error(a, b, || scales.yearly(output.id, year, a.unwrap_or(0.0), largest));
                note(output.id, off, format!("{a:?} against {b:?} in year {}", year + 1));
            }
        }
    }
    println!("{figures} figures of {} companies; worst {:.1e}: {}", scenarios.len(), worst.0, worst.1);
    let count = failures.len();
    failures.truncate(20);
    assert!(failures.is_empty(), "{count} figures differ, such as\n{}", failures.join("\n"));
}
