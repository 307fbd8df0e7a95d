//! Whether a run meets a target, year by year.

use serde::Serialize;

use super::{DERIVED, Measure, Reading, Sense, Target};
use crate::model::simulate::{Run, exists};

/// Share of the figures that a sum may miss its target by: rounding, no more.
const TOLERANCE: f64 = 1e-9;

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Met wherever it is due.
    Met,
    /// Missed somewhere.
    Missed,
    /// The figure does not exist where the target is due: no break-even, no ε without differential privacy.
    NoFigure,
    /// Due after the plan ends.
    BeyondPlan,
}

impl Status {
    /// The word in answers and keys of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::Missed => "missed",
            Status::NoFigure => "no-figure",
            Status::BeyondPlan => "beyond-plan",
        }
    }
}

/// A target in one year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearOutcome {
    /// Calendar year.
    pub year: i32,
    /// The figure; none where it does not exist.
    pub value: Option<f64>,
    /// Whether the target holds in this year.
    pub due: bool,
    /// Whether the figure is on the right side.
    pub met: bool,
}

/// How a run stands to a target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// In one word.
    pub status: Status,
    /// Year by year.
    pub years: Vec<YearOutcome>,
    /// The first year on the right side.
    pub first_met: Option<i32>,
    /// The first year from which it stays on the right side to the end.
    pub holds_from: Option<i32>,
    /// The years in which it is due and not met.
    pub missed: Vec<i32>,
    /// The year asked for, or the last of the plan.
    pub year: i32,
    /// The figure in that year.
    pub value: Option<f64>,
    /// The due year that is furthest on the wrong side, or nearest to it.
    pub worst: Option<(i32, f64)>,
}

/// The calendar years of a run.
pub fn years(run: &Run<f64>) -> impl ExactSizeIterator<Item = i32> + '_ {
    let start = run.start_year as i32;
    (0..run.years.len()).map(move |index| start + index as i32)
}

/// The figure of a measure in every year: a yearly output, a headline output as if the plan ended with the
/// year (totals so far, the year's value of what is read at the end, the lowest cash so far), a derived
/// figure. A figure of the whole plan stands in the last year alone.
#[must_use]
pub fn series(run: &Run<f64>, measure: Measure) -> Vec<Option<f64>> {
    let count = run.years.len();
    match (measure, measure.reading()) {
        (Measure::Yearly(index), _) | (_, Reading::Final(index)) => run.yearly_at(index),
        (Measure::Derived(index), _) => {
            let terms = DERIVED.get(index).map_or(&[][..], |figure| figure.terms);
            let sum = |year: usize| terms.iter().map(|(sign, at)| sign * run.years[year][*at]).sum::<f64>();
            (0..count).map(|year| exists(sum(year))).collect()
        }
        (_, Reading::Total(index)) => {
            let mut total = Some(0.0);
            let add = |value: Option<f64>| {
                total = total.zip(value).map(|(total, value)| total + value);
                total
            };
            run.yearly_at(index).into_iter().map(add).collect()
        }
        (_, Reading::LowestCash) => {
            let mut lowest = f64::INFINITY;
            let fall = |year: &[f64]| {
                lowest = year.iter().copied().fold(lowest, f64::min);
                exists(lowest)
            };
            run.flows.cash_usd.chunks(12).map(fall).collect()
        }
        (_, Reading::Plan | Reading::EachYear) => {
            let mut values = vec![None; count];
            if let Some(last) = values.last_mut() {
                *last = run.headline(measure.id());
            }
            values
        }
    }
}

/// What a figure is made of, so that rounding can be told from missing.
fn magnitude(run: &Run<f64>, measure: Measure, year: usize, value: f64) -> f64 {
    let terms = match measure {
        Measure::Derived(index) => DERIVED.get(index).map_or(&[][..], |figure| figure.terms),
        _ => &[],
    };
    terms.iter().map(|(_, at)| run.years[year][*at].abs()).fold(value.abs(), f64::max)
}

/// How a run stands to a target.
#[must_use]
pub fn check(run: &Run<f64>, target: &Target) -> Outcome {
    let measure = target.measure;
    let values = series(run, measure);
    let calendar: Vec<i32> = years(run).collect();
    let last = calendar.last().copied().unwrap_or(run.start_year as i32);
    let reading = measure.reading();
    let by = target.by_year.map(i32::from).filter(|_| reading != Reading::Plan);
    // Before the plan begins it is due from its beginning.
    let by = by.map(|year| year.max(run.start_year as i32));
    let due = |year: i32| match (reading, by) {
        // Sums so far are looked at once.
        (Reading::Total(_) | Reading::LowestCash | Reading::Plan, by) => year == by.unwrap_or(last),
        (Reading::Final(_), None) => year == last,
        (_, Some(by)) => year >= by,
        (Reading::EachYear, None) => true,
    };
    let side = |value: f64, year: usize| {
        let slack = TOLERANCE * magnitude(run, measure, year, value).max(target.value.abs());
        match target.sense {
            Sense::AtMost => value <= target.value + slack,
            Sense::AtLeast => value >= target.value - slack,
        }
    };
    let rows: Vec<YearOutcome> = calendar
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(index, (&year, &value))| {
            let met = value.is_some_and(|value| side(value, index));
            YearOutcome { year, value, due: due(year), met }
        })
        .collect();
    let missed: Vec<i32> = rows.iter().filter(|row| row.due && !row.met).map(|row| row.year).collect();
    let absent = rows.iter().filter(|row| row.due && !row.met).all(|row| row.value.is_none());
    let status = if !rows.iter().any(|row| row.due) {
        Status::BeyondPlan
    } else if missed.is_empty() {
        Status::Met
    } else if absent {
        Status::NoFigure
    } else {
        Status::Missed
    };
    let after_miss = rows.iter().rposition(|row| !row.met).map_or(0, |index| index + 1);
    let worse = |a: (i32, f64), b: (i32, f64)| match target.sense {
        Sense::AtMost if b.1 > a.1 => b,
        Sense::AtLeast if b.1 < a.1 => b,
        _ => a,
    };
    let worst = rows.iter().filter(|row| row.due).filter_map(|row| Some((row.year, row.value?)));
    let year = by.unwrap_or(last);
    Outcome {
        status,
        first_met: rows.iter().find(|row| row.met).map(|row| row.year),
        holds_from: rows.get(after_miss).map(|row| row.year),
        missed,
        year,
        value: rows.iter().find(|row| row.year == year).and_then(|row| row.value),
        worst: worst.reduce(worse),
        years: rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::run;
    use crate::scenario::{Scenario, Value};

    fn on(id: &str, sense: Sense, value: f64, by: Option<u16>) -> Target {
        Target::on(id, sense, value, by).unwrap()
    }

    #[test]
    fn a_limit_without_a_year_holds_in_every_year() {
        let run = run(&Scenario::default(), Keep::Years);
        let revenue: Vec<f64> = run.yearly("revenue-usd").unwrap().into_iter().flatten().collect();
        let outcome = check(&run, &on("revenue-usd", Sense::AtLeast, revenue[3], None));
        assert_eq!(outcome.status, Status::Missed);
        assert_eq!(outcome.missed.first(), Some(&2026));
        assert_eq!((outcome.first_met, outcome.holds_from), (Some(2029), Some(2029)));
        assert_eq!(outcome.worst, Some((2026, revenue[0])));
        let outcome = check(&run, &on("revenue-usd", Sense::AtLeast, revenue[3], Some(2029)));
        assert_eq!((outcome.status, outcome.missed.len()), (Status::Met, 0));
        assert_eq!((outcome.year, outcome.value), (2029, Some(revenue[3])));
        assert!(outcome.years.iter().all(|row| row.due == (row.year >= 2029)));
        assert_eq!(
            check(&run, &on("revenue-usd", Sense::AtLeast, 0.0, Some(2099))).status,
            Status::BeyondPlan
        );
        assert_eq!(check(&run, &on("revenue-usd", Sense::AtLeast, 0.0, Some(1999))).year, 2026);
    }

    #[test]
    fn headlines_are_read_as_if_the_plan_ended_with_the_year() {
        let run = run(&Scenario::default(), Keep::Years);
        for (id, reads_years) in [
            ("total-revenue-usd", true),
            ("final-trust", true),
            ("lowest-cash-usd", true),
            ("npv-usd", false),
            ("break-even-month", false),
        ] {
            let values = series(&run, Measure::find(id).unwrap());
            let (last, headline) = (values.last().copied().flatten(), run.headline(id));
            assert_eq!(last.is_some(), headline.is_some(), "{id}");
            if let (Some(a), Some(b)) = (last, headline) {
                assert!((a - b).abs() <= 1e-12 * b.abs(), "{id}: {a} {b}");
            }
            assert_eq!(values[0].is_some(), reads_years, "{id}");
        }
        let total = run.headline("total-energy-mwh").unwrap();
        let budget = on("total-energy-mwh", Sense::AtMost, total / 2.0, None);
        assert_eq!(check(&run, &budget).status, Status::Missed);
        let early = Target { by_year: Some(2027), ..budget };
        assert_eq!(check(&run, &early).status, Status::Met);
    }

    #[test]
    fn what_does_not_exist_is_not_met() {
        let run = run(&Scenario::default(), Keep::Years);
        assert_eq!(run.headline("privacy-epsilon"), None);
        let outcome = check(&run, &Target::epsilon(8.0).unwrap());
        assert_eq!((outcome.status, outcome.value), (Status::NoFigure, None));
    }

    #[test]
    fn removing_everything_is_net_zero_in_spite_of_rounding() {
        let mut scenario = Scenario::default();
        let all = Value::Path { from: 0.0, to: 1.0, first: Some(2028.0), last: Some(2030.0) };
        scenario.set("removal-share", all);
        let outcome = check(&run(&scenario, Keep::Years), &Target::net_zero(2030).unwrap());
        assert_eq!((outcome.status, outcome.holds_from), (Status::Met, Some(2030)));
        let outcome = check(&run(&scenario, Keep::Years), &Target::net_zero(2029).unwrap());
        assert_eq!((outcome.status, outcome.missed), (Status::Missed, vec![2029]));
    }
}
