//! Explain this number: values are those of an ordinary run, expressions give them back, and every chain of
//! explanations ends at inputs, constants and their sources.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

#[path = "explain/chains.rs"]
mod chains;
#[path = "explain/reading.rs"]
mod reading;

use std::collections::BTreeSet;
use std::time::Instant;

use perennial::analysis::explain::{Explainer, Explanation, Figure, Kind, Subject, TermKind, When};
use perennial::model::output::{HEADLINES, RATIOS, STORED, ratio_of};
use perennial::model::parameter::Values;
use perennial::model::parameters::registry;
use perennial::model::simulate::Keep;
use perennial::scenario::{Scenario, Value, presets, run};

fn path(from: f64, to: f64) -> Value {
    Value::Path { from, to, first: None, last: None }
}

/// A company that does everything the default leaves out, for thirty years.
fn everything() -> Scenario {
    let mut scenario = Scenario::default();
    for (id, value) in [
        ("horizon-years", Value::Scalar(30.0)),
        ("device-life-years", Value::Scalar(4.37)),
        ("dp-training-share", path(0.0, 0.5)),
        ("federated-share", path(0.1, 0.6)),
        ("cfe-share", path(0.2, 1.0)),
        ("hourly-match-share", path(0.3, 0.9)),
        ("weight-bits", path(16.0, 4.0)),
        ("owned-share", path(0.3, 1.0)),
        ("compute-sharing-fill", path(0.0, 0.5)),
        ("pue", path(1.2, 1.05)),
        ("wue", path(0.4, 0.1)),
        ("price-position", path(1.0, 0.8)),
        ("removal-share", path(0.0, 0.5)),
        ("carbon-aware-shift", path(0.0, 0.3)),
        ("speculative-speedup", path(1.0, 2.0)),
        ("distillation-ratio", path(1.0, 0.4)),
        ("training-compute-growth", path(1.5, 2.0)),
        ("experts", Value::Scalar(1.0)),
        ("experts-active", Value::Scalar(1.0)),
    ] {
        assert!(scenario.set(id, value), "{id}");
    }
    for (id, option) in [
        ("matching", "hourly"),
        ("funding", "off"),
        ("index-aggregation", "linear"),
        ("provider-reports-certificates", "yes"),
        ("training-region", "US-WA"),
        ("serving-region", "SE"),
        ("accelerator", "b200-sxm-180"),
        ("scaling-law", "hoffmann2022_tex"),
    ] {
        choose(&mut scenario, id, option);
    }
    for (index, parameter) in registry().enumerate() {
        if parameter.role.is_lever() && index % 3 == 0 {
            scenario.set_programme_cost(index, Some(1e6));
        }
    }
    scenario
}

fn choose(scenario: &mut Scenario, id: &str, option: &str) {
    let parameter = registry().find(|parameter| parameter.id == id).unwrap();
    let Values::Choice { options, .. } = parameter.values else { panic!("{id} is no choice") };
    let index = options.iter().position(|other| *other == option).expect(option);
    scenario.set(id, Value::Choice(index));
}

/// Four companies: the default, one without fleet or with its own numbers, a calibrated one, one that does
/// everything.
fn scenarios() -> Vec<(&'static str, Scenario)> {
    let mut rented = Scenario::default();
    rented.set("horizon-years", Value::Scalar(1.0));
    rented.set("owned-devices-today", Value::Scalar(0.0));
    rented.set("owned-share", path(0.0, 0.0));
    rented.set("training-compute-growth", path(1.0, 1.0));
    vec![
        ("default", Scenario::default()),
        ("all rented, one year", rented),
        ("openai-2025", presets::preset("openai-2025").unwrap()),
        ("everything", everything()),
    ]
}

fn explainer(scenario: &Scenario) -> Explainer {
    Explainer::of(scenario)
}

fn default_company() -> Explainer {
    explainer(&Scenario::default())
}

fn explained(explainer: &Explainer, id: &str, when: When) -> Explanation {
    explainer.explain_id(id, when).unwrap_or_else(|| panic!("{id}"))
}

/// A recording computes everything again in every month; an ordinary run holds what no input of its dimensions moves.
#[test]
fn an_input_that_moves_alone_is_followed() {
    let mut still = Scenario::default();
    still.set("horizon-years", Value::Scalar(6.0));
    still.set("frontier-price-factor", path(0.8, 0.8));
    let mut moved = 0;
    for parameter in registry() {
        let Values::Path { low, high, .. } = parameter.values else { continue };
        let mut scenario = still.clone();
        assert!(scenario.set(parameter.id, path(low[0], high[1])), "{}", parameter.id);
        let explainer = explainer(&scenario);
        for (year, row) in run(&scenario, Keep::Years).years.iter().enumerate() {
            for (output, value) in STORED.iter().zip(row) {
                let figure = Figure::of(output.id, When::year(year)).unwrap();
                let ours = explainer.value(figure).unwrap();
                let same = ours.to_bits() == value.to_bits() || (ours.is_nan() && value.is_nan());
                assert!(same, "{} moves: {}: {ours} {value}", parameter.id, figure.text(2026));
            }
        }
        moved += 1;
    }
    assert!(moved > 25, "{moved}");
}

#[test]
fn every_value_has_the_bits_of_an_ordinary_run() {
    for (name, scenario) in scenarios() {
        let explainer = explainer(&scenario);
        let run = run(&scenario, Keep::Months);
        assert_eq!(explainer.months(), run.months.len());
        let mut compared = BTreeSet::new();
        let mut compare = |figure: Figure, value: f64, needed: bool| {
            let ours = explainer.value(figure);
            assert!(ours.is_some() || !needed, "{name}: {}", figure.text(2026));
            let Some(ours) = ours else { return };
            let same = ours.to_bits() == value.to_bits() || (ours.is_nan() && value.is_nan());
            assert!(same, "{name}: {}: {ours} {value}", figure.text(2026));
            compared.insert(figure);
        };
        let months = run.months.iter().enumerate().map(|(month, row)| (When::month(month), row.values()));
        let years = run.years.iter().enumerate().map(|(year, row)| (When::year(year), *row));
        for (when, row) in months.chain(years) {
            // An output of years only has no months.
            let needed = matches!(when, When::Year(_));
            for (output, value) in STORED.iter().zip(row) {
                compare(Figure::of(output.id, when).unwrap(), value, needed || value != 0.0);
            }
            for ratio in RATIOS {
                compare(Figure::of(ratio.output.id, when).unwrap(), ratio_of(&row, ratio), true);
            }
        }
        for (headline, value) in HEADLINES.iter().zip(run.headline.values()) {
            compare(Figure::of(headline.id, When::Plan).unwrap(), value, true);
        }
        let rest = explainer.figures().filter(|figure| !compared.contains(figure));
        assert!(rest.into_iter().all(|figure| matches!(figure.subject.kind(), Kind::Quantity(_))), "{name}");
    }
}

/// Whether an expression gives its value back, to 1e-12.
fn gives_back(explanation: &Explanation, value: f64) -> bool {
    let evaluated = explanation.evaluated();
    evaluated == value
        || (evaluated.is_nan() && !value.is_finite())
        || (evaluated - value).abs() <= 1e-12 * value.abs()
}

#[test]
fn every_expression_gives_its_value_back_from_the_values_filled_in() {
    for (name, scenario) in scenarios() {
        let explainer = explainer(&scenario);
        for figure in explainer.figures() {
            let explanation = explainer.explain(figure).unwrap();
            let value = explainer.value(figure).unwrap();
            let (text, equation) = (figure.text(2026), explanation.names());
            let evaluated = explanation.evaluated();
            assert!(gives_back(&explanation, value), "{name}: {text}: {value} {evaluated}\n{equation}");
            assert!(!explanation.equations.is_empty() && explanation.terms.len() < 400);
            for part in explanation.terms.iter().filter(|term| matches!(term.kind, TermKind::Part(_))) {
                let opened = explainer.open(part).unwrap();
                assert!(gives_back(&opened, part.value), "{name}: {text}: a part\n{equation}");
            }
        }
    }
}

#[test]
fn equations_are_those_of_the_list() {
    let is_known = |number: &str| perennial::model::equations::find(number).is_some();
    for subject in Subject::all() {
        assert!(subject.equation().split(", ").all(is_known), "{}: {}", subject.id(), subject.equation());
    }
    for constant in perennial::model::quantity::CONSTANTS {
        assert!(is_known(constant.equation), "{}: {}", constant.id, constant.equation);
    }
}

#[test]
fn every_subject_can_be_explained() {
    let explainer = explainer(&everything());
    let explained: BTreeSet<Subject> = explainer.figures().map(|figure| figure.subject).collect();
    assert_eq!(explained.len(), Subject::all().count());
}

#[test]
fn a_run_is_recorded_quickly_and_in_little_memory() {
    for (name, scenario) in scenarios() {
        let start = Instant::now();
        let explainer = explainer(&scenario);
        let (recorded, figures) = (start.elapsed(), explainer.figures().len());
        let start = Instant::now();
        let terms: usize =
            explainer.figures().map(|figure| explainer.explain(figure).unwrap().terms.len()).sum();
        let each = start.elapsed() / u32::try_from(figures).unwrap();
        let megabytes = explainer.bytes() as f64 / 1e6;
        println!(
            "{name}: {recorded:?}, {megabytes:.1} MB, {figures} figures of {terms} terms, {each:?} each"
        );
        assert!(megabytes < 100.0, "{name}: {megabytes} MB");
    }
}
