//! Up to four scenarios side by side: what differs, how each goes, which one leads where.

use serde::Serialize;

use crate::model::output::{self, HEADLINES};
use crate::model::parameters;
use crate::model::simulate::Run;
use crate::scenario::link::{
    self, CompactError, Pairs, Parsed, decode_compact, encode_compact, value_text, write,
};
use crate::scenario::target::{Measure, Target};
use crate::scenario::{Scenario, Value};

/// Scenarios that are compared at most.
pub const MAX_CASES: usize = 4;
/// Keys of a link for the second to the fourth scenario.
pub const KEYS: [&str; MAX_CASES - 1] = ["b", "c", "d"];
/// Share of the larger figure within which two are a tie. Half a thousandth is at most half a step of the third
/// digit: nobody leads by less, though two such figures may still round to different digits.
const TIE: f64 = 5e-4;

/// One input of the scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct InputRow {
    /// Registry index.
    pub index: usize,
    /// The value in each scenario.
    pub values: Vec<Option<Value>>,
    /// The one-off cost in each scenario.
    pub programme_costs: Vec<Option<f64>>,
    /// Whether the scenarios differ here.
    pub differs: bool,
}

/// A goal that at least one scenario has.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// What it is set on.
    pub measure: Measure,
    /// The goal of each scenario.
    pub targets: Vec<Option<Target>>,
    /// Whether the scenarios differ here.
    pub differs: bool,
}

/// One yearly output of the scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutputRow {
    /// Position in [`output::yearly`].
    pub index: usize,
    /// Per scenario, the value in each year of [`Comparison::years`].
    pub values: Vec<Vec<Option<f64>>>,
}

/// Which scenario leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Lead {
    /// More is neither better nor worse.
    Neither,
    /// No figure, or figures that cannot be ranked because one of them does not exist.
    Unknown,
    /// All the same.
    Tie,
    /// These lead, equal among themselves.
    Ahead {
        /// Positions of the scenarios.
        cases: Vec<usize>,
    },
}

/// One headline output of the scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeadlineRow {
    /// Position in [`HEADLINES`].
    pub index: usize,
    /// The figure of each scenario.
    pub values: Vec<Option<f64>>,
    /// Which leads.
    pub lead: Lead,
}

/// Scenarios side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many.
    pub cases: usize,
    /// Inputs, those that differ first, else in registry order.
    pub inputs: Vec<InputRow>,
    /// Goals, those that differ first.
    pub targets: Vec<TargetRow>,
    /// Calendar years of any of the scenarios.
    pub years: Vec<i32>,
    /// Every yearly output, in the order of [`output::yearly`].
    pub outputs: Vec<OutputRow>,
    /// Every headline output, in the order of [`HEADLINES`].
    pub headlines: Vec<HeadlineRow>,
    /// How many headline outputs each scenario leads alone.
    pub leads: Vec<usize>,
}

impl Comparison {
    /// The inputs that differ.
    pub fn differing(&self) -> impl Iterator<Item = &InputRow> {
        self.inputs.iter().take_while(|row| row.differs)
    }
}

/// Compares the first [`MAX_CASES`] of the scenarios with their runs.
#[must_use]
pub fn compare(cases: &[(&Scenario, &Run<f64>)]) -> Comparison {
    let cases = &cases[..cases.len().min(MAX_CASES)];
    let scenarios: Vec<&Scenario> = cases.iter().map(|(scenario, _)| *scenario).collect();
    let runs: Vec<&Run<f64>> = cases.iter().map(|(_, run)| *run).collect();
    let years = years(&runs);
    let outputs = (0..output::yearly().count()).map(|index| OutputRow {
        index,
        values: runs.iter().map(|run| aligned(run, run.yearly_at(index), &years)).collect(),
    });
    let headlines: Vec<HeadlineRow> = HEADLINES
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let values: Vec<Option<f64>> = runs.iter().map(|run| run.headline(row.id)).collect();
            let lead = lead(&values, row.better, absent_is_worst(row.id));
            HeadlineRow { index, values, lead }
        })
        .collect();
    let leads_alone =
        |case: usize| headlines.iter().filter(|row| row.lead == Lead::Ahead { cases: vec![case] }).count();
    Comparison {
        cases: cases.len(),
        inputs: inputs(&scenarios),
        targets: targets(&scenarios),
        outputs: outputs.collect(),
        leads: (0..cases.len()).map(leads_alone).collect(),
        headlines,
        years,
    }
}

/// Every input of the scenarios, those that differ first.
#[must_use]
pub fn inputs(scenarios: &[&Scenario]) -> Vec<InputRow> {
    let mut rows: Vec<InputRow> = parameters::registry()
        .enumerate()
        .map(|(index, parameter)| {
            let all = scenarios.iter();
            let values: Vec<Option<Value>> = all.clone().map(|scenario| scenario.value(index)).collect();
            let programme_costs: Vec<Option<f64>> =
                all.clone().map(|scenario| scenario.programme_cost(index)).collect();
            // A year written out and the same year by default are the same path; default years that move
            // with the start year are no difference of their own.
            let text = |value: &Option<Value>| value.map(|value| value_text(parameter, value));
            let same_text = same(values.iter().map(text));
            let same_path = scenarios.iter().all(|scenario| scenario.path(index).is_some())
                && same(all.map(|scenario| scenario.path(index)));
            let differs = !(same_text || same_path) || !same(programme_costs.iter().copied());
            InputRow { index, values, programme_costs, differs }
        })
        .collect();
    rows.sort_by_key(|row| !row.differs);
    rows
}

/// Every goal of the scenarios, those in which they differ first.
#[must_use]
pub fn targets(scenarios: &[&Scenario]) -> Vec<TargetRow> {
    let mut measures: Vec<Measure> =
        scenarios.iter().flat_map(|scenario| scenario.targets()).map(|target| target.measure).collect();
    measures.sort_unstable();
    measures.dedup();
    let row = |measure| {
        let targets: Vec<Option<Target>> =
            scenarios.iter().map(|scenario| scenario.target(measure).copied()).collect();
        let differs = !same(targets.iter().copied());
        TargetRow { measure, targets, differs }
    };
    let mut rows: Vec<TargetRow> = measures.into_iter().map(row).collect();
    rows.sort_by_key(|row| !row.differs);
    rows
}

/// Whether all are equal.
fn same<T: PartialEq>(mut items: impl Iterator<Item = T>) -> bool {
    items.next().is_none_or(|first| items.all(|item| item == first))
}

fn years(runs: &[&Run<f64>]) -> Vec<i32> {
    let first = runs.iter().map(|run| run.start_year as i32).min();
    let end = runs.iter().map(|run| run.start_year as i32 + run.years.len() as i32).max();
    first.zip(end).map(|(first, end)| (first..end).collect()).unwrap_or_default()
}

/// The values of a run in the years of all.
fn aligned(run: &Run<f64>, values: Vec<Option<f64>>, years: &[i32]) -> Vec<Option<f64>> {
    let at = |year: i32| usize::try_from(year - run.start_year as i32).ok();
    years.iter().map(|year| at(*year).and_then(|at| values.get(at).copied().flatten())).collect()
}

/// Whether a figure that does not exist is the worst there can be: never breaks even, never pays back, no
/// bound on ε. Elsewhere its absence says nothing about rank.
fn absent_is_worst(id: &str) -> bool {
    ["break-even-month", "payback-years", "discounted-payback-years", "privacy-epsilon"].contains(&id)
}

/// Which of the figures leads, if more (`better` 1) or less (−1) is better.
fn lead(values: &[Option<f64>], better: i8, absent_is_worst: bool) -> Lead {
    if better == 0 {
        return Lead::Neither;
    }
    let some: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(case, value)| Some((case, (*value)?))).collect();
    if some.is_empty() || (some.len() < values.len() && !absent_is_worst) {
        return Lead::Unknown;
    }
    let sign = f64::from(better);
    let best = some.iter().map(|(_, value)| sign * value).fold(f64::NEG_INFINITY, f64::max);
    let equal = |value: f64| (value - best).abs() <= TIE * value.abs().max(best.abs());
    let cases: Vec<usize> =
        some.iter().filter(|(_, value)| equal(sign * value)).map(|(case, _)| *case).collect();
    if cases.len() == values.len() { Lead::Tie } else { Lead::Ahead { cases } }
}

/// One link for all: the first scenario in plain keys, the others as `b`, `c`, `d` in the compact form. View
/// settings and unknown keys are those of the page; `b`, `c`, `d` among them are replaced.
#[must_use]
pub fn comparison_link(
    scenarios: &[&Scenario],
    view: &[(String, String)],
    unknown: &[(String, String)],
) -> String {
    let Some((first, others)) = scenarios.split_first() else { return String::new() };
    let mut view: Pairs = view.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())).cloned().collect();
    for (key, scenario) in KEYS.iter().zip(others) {
        view.push(((*key).to_owned(), encode_compact(&write(scenario, &[], &[]))));
    }
    write(first, &view, unknown)
}

/// The other scenarios of a link, by key in the order `b`, `c`, `d`; what cannot be read says why.
#[must_use]
pub fn others(parsed: &Parsed) -> Vec<(&'static str, Result<Parsed, CompactError>)> {
    let read = |key: &'static str| {
        let text = parsed.view_value(key)?;
        Some((key, decode_compact(text).map(|query| link::parse(&query))))
    };
    KEYS.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::run;

    fn changed(change: impl FnOnce(&mut Scenario)) -> Scenario {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        scenario
    }

    fn compared(scenarios: &[Scenario]) -> Comparison {
        let runs: Vec<Run<f64>> = scenarios.iter().map(|scenario| run(scenario, Keep::Years)).collect();
        compare(&scenarios.iter().zip(&runs).collect::<Vec<_>>())
    }

    #[test]
    fn the_same_scenario_ties_everywhere() {
        let comparison = compared(&[Scenario::default(), Scenario::default()]);
        assert_eq!(comparison.differing().count(), 0);
        assert!(comparison.headlines.iter().all(|row| matches!(row.lead, Lead::Tie | Lead::Unknown)));
        assert_eq!(comparison.leads, [0, 0]);
        assert!(compare(&[]).headlines.iter().all(|row| row.values.is_empty()));
    }

    #[test]
    fn what_differs_comes_first() {
        let clean = changed(|scenario| {
            scenario.set("training-region", Value::Choice(3));
            scenario.set("horizon-years", Value::Scalar(5.0));
            scenario.set("start-year", Value::Scalar(2028.0));
            scenario.set_target(Target::net_zero(2030).unwrap());
        });
        let comparison = compared(&[Scenario::default(), clean]);
        let ids: Vec<&str> =
            comparison.differing().map(|row| parameters::registry().nth(row.index).unwrap().id).collect();
        // The default years of every path move with the start year: no differences of their own.
        assert_eq!(ids, ["start-year", "horizon-years", "training-region"]);
        assert_eq!(comparison.inputs.len(), parameters::COUNT);
        assert_eq!(comparison.targets.len(), 1);
        assert_eq!((comparison.years.first(), comparison.years.last()), (Some(&2026), Some(&2035)));
        let revenue = &comparison.outputs[output::yearly_index("revenue-usd").unwrap()];
        assert_eq!(revenue.values[1].iter().filter(|value| value.is_some()).count(), 5);
        assert!(revenue.values[1][0].is_none() && revenue.values[0][0].is_some());
    }

    #[test]
    fn years_written_out_are_the_default_years() {
        let index = parameters::index_of("cfe-share").unwrap();
        let Some(Value::Path { from, to, .. }) = Scenario::default().value(index) else { panic!() };
        let written = Value::Path { from, to, first: Some(2027.0), last: Some(2031.0) };
        let scenario = changed(|scenario| {
            scenario.set_at(index, written);
        });
        assert_eq!(inputs(&[&Scenario::default(), &scenario]).iter().filter(|row| row.differs).count(), 0);
    }

    #[test]
    fn leads_and_ties() {
        let ahead = |cases: &[usize]| Lead::Ahead { cases: cases.to_vec() };
        assert_eq!(lead(&[Some(1.0), Some(2.0)], 1, false), ahead(&[1]));
        assert_eq!(lead(&[Some(1.0), Some(2.0), Some(1.0 + 1e-12)], -1, false), ahead(&[0, 2]));
        assert_eq!(lead(&[Some(-5.0), Some(-7.0)], 1, false), ahead(&[0]));
        assert_eq!(lead(&[Some(3.0), None], -1, true), ahead(&[0]));
        assert_eq!(lead(&[Some(3.0), None], 1, false), Lead::Unknown);
        assert_eq!(lead(&[None, None], -1, true), Lead::Unknown);
        assert_eq!(lead(&[Some(0.0), Some(-0.0)], 1, false), Lead::Tie);
        assert_eq!(lead(&[Some(1.0), Some(2.0)], 0, false), Lead::Neither);
    }

    #[test]
    fn one_link_holds_all_four() {
        let scenarios: Vec<Scenario> = [1.2, 1.1, 1.3, 1.4]
            .map(|pue| {
                changed(|scenario| {
                    scenario.set("pue-today", Value::Scalar(pue));
                })
            })
            .into();
        let view = [("lang".to_owned(), "zh".to_owned()), ("c".to_owned(), "old".to_owned())];
        let link = comparison_link(&scenarios.iter().collect::<Vec<_>>(), &view, &[]);
        assert!(link.starts_with("v=0&lang=zh&b=u1."));
        let parsed = link::parse(&link);
        assert_eq!(parsed.warnings, []);
        let read: Vec<Scenario> = std::iter::once(parsed.scenario.clone())
            .chain(others(&parsed).into_iter().map(|(_, other)| other.unwrap().scenario))
            .collect();
        assert_eq!(read, scenarios);
        let cut = link::parse("v=0&b=u1.d&d=u1.dj0w");
        let others = others(&cut);
        assert_eq!(others.len(), 2);
        assert!(others[0].1.is_err() && others[1].1.is_ok());
    }
}
