//! Every input matters: moving it changes a headline figure or a yearly output in at least one named scenario.
//! One that changes nothing is named by the failing test: it is to be used or to be removed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use perennial::model::output::HEADLINES;
use perennial::model::parameter::{Parameter, Values};
use perennial::model::parameters;
use perennial::model::simulate::Keep;
use perennial::scenario::{Scenario, Value, link, run};
use std::collections::BTreeMap;

/// Scenarios in which inputs matter that do not in the default company, as links, and why.
const SCENARIOS: &[(&str, &str, &str)] = &[
    ("reference lab", "", "the default company"),
    (
        "distilled",
        "distillation-ratio=0.3",
        "a smaller model is served: distillation costs compute and capability",
    ),
    ("four bits", "weight-bits=4~4", "served at four bits, which cost capability"),
    (
        "private",
        "dp-training-share=0.2~0.2",
        "trained under differential privacy: epsilon, its cost and its loss",
    ),
    ("federated", "federated-share=0.2~0.2", "fine-tuned at the clients: traffic and its cost"),
    ("hourly", "matching=hourly&provider-reports-certificates=yes", "clean power matched hour by hour"),
    ("sharing", "compute-sharing-fill=0.6~0.6", "idle owned hours sold"),
    ("shifting", "carbon-aware-shift=0.3~0.3", "training moved to clean hours"),
    ("clean grid", "serving-region=NO&training-region=IS", "grids at their floor"),
    ("removing", "removal-share=0.1~0.1", "removals bought"),
    ("dry", "wue=0.1~0.1", "less water, which raises PUE"),
    ("efficient halls", "pue=1.2~1.08", "PUE lowered, which is paid for"),
    (
        "dear contracts",
        "price-position=1.4~1.4&sales-marketing-share=0.3~0.3",
        "price and marketing above today's",
    ),
    ("dear seats", "subscription-price=30~30", "subscriptions above today's price"),
];

/// Inputs that name something and move no figure. Shown beside what they name.
const LABELS: &[(&str, &str)] =
    &[("removal-durability", "the class of the removals, printed beside them (V8)")];

/// Values to move an input to, from where it is.
fn moves(parameter: &Parameter, now: Value) -> Vec<Value> {
    let path = |from: f64, to: f64| Value::Path { from, to, first: None, last: None };
    let mut moves = match parameter.values {
        Values::Scalar { plausible, hard, .. } => {
            [plausible, hard].concat().into_iter().map(Value::Scalar).collect()
        }
        Values::Path { low, high, .. } => {
            let Value::Path { from, .. } = now else { unreachable!() };
            // In the course of the plan, and from the first month.
            vec![path(from, low[1]), path(from, high[1]), path(low[0], low[1]), path(high[0], high[1])]
        }
        Values::Choice { options, .. } => (0..options.len().min(12)).map(Value::Choice).collect::<Vec<_>>(),
    };
    moves.retain(|value| *value != now);
    moves
}

/// Every headline figure and yearly output, by id.
fn figures(scenario: &Scenario) -> BTreeMap<&'static str, Vec<Option<f64>>> {
    let run = run(scenario, Keep::Years);
    let headlines = HEADLINES.iter().map(|headline| (headline.id, vec![run.headline(headline.id)]));
    let yearly = perennial::model::output::yearly().map(|output| (output.id, run.yearly(output.id).unwrap()));
    headlines.chain(yearly).collect()
}

/// Whether a figure differs by more than rounding.
fn differ(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    let size = a.iter().chain(b).flatten().fold(0.0, |size: f64, value| size.max(value.abs()));
    let moved = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() > 1e-9 * size,
        (None, None) => false,
        _ => true,
    };
    a.len() != b.len() || a.iter().zip(b).any(moved)
}

/// The figures that moving an input changes, at the first move that changes any.
fn changed(
    scenario: &Scenario,
    before: &BTreeMap<&'static str, Vec<Option<f64>>>,
    index: usize,
) -> Vec<&'static str> {
    let parameter = parameters::registry().nth(index).unwrap();
    let differing = |value| {
        let mut moved = scenario.clone();
        moved.set_at(index, value);
        let after = figures(&moved);
        before
            .iter()
            .filter(|(id, values)| differ(values, &after[*id]))
            .map(|(id, _)| *id)
            .collect::<Vec<_>>()
    };
    moves(parameter, scenario.value(index).unwrap())
        .into_iter()
        .map(differing)
        .find(|figures| !figures.is_empty())
        .unwrap_or_default()
}

#[test]
fn every_input_moves_a_figure_in_a_named_scenario() {
    let mut open: Vec<usize> = (0..parameters::COUNT).collect();
    let id = |index: usize| parameters::registry().nth(index).unwrap().id;
    for (name, query, why) in SCENARIOS {
        let parsed = link::parse(query);
        assert!(parsed.warnings.is_empty(), "{name}: {:?}", parsed.warnings);
        let before = figures(&parsed.scenario);
        let still: Vec<usize> = open
            .iter()
            .copied()
            .filter(|index| changed(&parsed.scenario, &before, *index).is_empty())
            .collect();
        let shown: Vec<&str> =
            open.iter().filter(|index| !still.contains(index)).map(|index| id(*index)).collect();
        assert!(!shown.is_empty(), "{name} shows no input that those before it do not");
        println!("{name} ({why}): {} inputs move a figure: {}", shown.len(), shown.join(", "));
        open = still;
    }
    let (labels, idle): (Vec<&str>, Vec<&str>) =
        open.into_iter().map(id).partition(|id| LABELS.iter().any(|(label, _)| label == id));
    assert_eq!(
        labels,
        LABELS.iter().map(|(label, _)| *label).collect::<Vec<_>>(),
        "a label that moves figures is none"
    );
    assert!(idle.is_empty(), "these inputs move no figure in any named scenario: {}", idle.join(", "));
}

#[test]
fn a_programme_cost_matters_where_its_lever_moves() {
    for (index, parameter) in
        parameters::registry().enumerate().filter(|(_, parameter)| parameter.role.is_lever())
    {
        let Values::Path { low, high, default: [from, _], .. } = parameter.values else { unreachable!() };
        let to = if high[1] == from { low[1] } else { high[1] };
        let mut scenario = Scenario::default();
        scenario.set_at(index, Value::Path { from, to, first: None, last: None });
        let free = figures(&scenario);
        scenario.set_programme_cost(index, Some(1e6));
        let paid = figures(&scenario);
        let sum = |values: &[Option<f64>]| values.iter().flatten().sum::<f64>();
        let expected = 1e6 * (to - from).abs();
        let cost = sum(&paid["programme-usd"]) - sum(&free["programme-usd"]);
        assert!((cost / expected - 1.0).abs() < 1e-12, "{}: {cost} against {expected}", parameter.id);
        assert_ne!(free["npv-usd"], paid["npv-usd"], "{}", parameter.id);
    }
}
