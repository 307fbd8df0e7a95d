//! What the numbers say, as data: years, figures and directions that the page puts into a sentence of the
//! reader's language. One finding for each chart, one summary for the whole plan, one change for each
//! headline figure.

mod chart;

use serde::Serialize;

use crate::model::output::HEADLINES;
use crate::model::simulate::Run;

pub use chart::{Chart, Finding, finding};

/// Share of a figure below which a change is rounding.
const STEADY: f64 = 1e-6;
/// A change of this size is rounding even where the figure itself is zero.
const NOTHING: f64 = 1e-9;

/// A figure in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct At {
    /// Calendar year.
    pub year: i32,
    /// The figure.
    pub value: f64,
}

/// Where a figure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Up.
    Rises,
    /// Down.
    Falls,
    /// Neither.
    Stays,
}

impl Direction {
    /// From one figure to another.
    #[must_use]
    pub fn between(from: f64, to: f64) -> Self {
        if (to - from).abs() <= STEADY * from.abs().max(to.abs()) + NOTHING {
            Direction::Stays
        } else if to > from {
            Direction::Rises
        } else {
            Direction::Falls
        }
    }
}

/// From the first year to the last.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// First year.
    pub from: At,
    /// Last year.
    pub to: At,
    /// Up or down.
    pub direction: Direction,
}

/// An event against the same event of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shift {
    /// So much earlier, in the unit of the event.
    Earlier {
        /// Years or months.
        by: i32,
    },
    /// So much later.
    Later {
        /// Years or months.
        by: i32,
    },
    /// At the same time.
    Same,
    /// It comes here and not there.
    OnlyHere,
    /// It comes there and not here.
    OnlyThere,
    /// It comes in neither.
    Neither,
}

impl Shift {
    /// When it comes here against when it comes there.
    #[must_use]
    pub fn between(here: Option<i32>, there: Option<i32>) -> Self {
        match (here, there) {
            (Some(here), Some(there)) if here < there => Shift::Earlier { by: there - here },
            (Some(here), Some(there)) if here > there => Shift::Later { by: here - there },
            (Some(_), Some(_)) => Shift::Same,
            (Some(_), None) => Shift::OnlyHere,
            (None, Some(_)) => Shift::OnlyThere,
            (None, None) => Shift::Neither,
        }
    }
}

/// The years from which EBITDA and net income stay above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Profitable {
    /// The year; none if the last is not above zero.
    pub from: Option<i32>,
    /// Whether it is so from the first year on.
    pub always: bool,
    /// The year from which net income stays above zero as well; none if its last year is not.
    pub net_from: Option<i32>,
    /// EBITDA, in years, against the comparison.
    pub shift: Option<Shift>,
}

/// The month from which the rolling EBITDA of 12 months stays above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BreakEven {
    /// Counted from 1; none if it does not come.
    pub month: Option<i32>,
    /// The calendar year of that month.
    pub year: Option<i32>,
    /// In months, against the comparison.
    pub shift: Option<Shift>,
}

/// The year in which a figure is highest or lowest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Extreme {
    /// Year and figure.
    pub at: At,
    /// Whether it is the first year.
    pub first: bool,
    /// Whether it is the last year: it may go on.
    pub last: bool,
    /// In years, against the comparison.
    pub shift: Option<Shift>,
}

/// The lowest cash.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CashLow {
    /// Month of the plan, from 1.
    pub month: i32,
    /// Calendar year and cash, USD.
    pub at: At,
    /// The first month of the plan in which cash is below zero, which happens without funding only.
    pub runs_out: Option<i32>,
}

/// What matters most, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// When it becomes profitable.
    pub profitable: Profitable,
    /// When it breaks even.
    pub break_even: BreakEven,
    /// Where cash is lowest.
    pub cash_low: Option<CashLow>,
    /// Equity raised over the plan, USD.
    pub raised_usd: f64,
    /// When location-based carbon is highest.
    pub carbon_peak: Option<Extreme>,
    /// When market-based carbon is lowest.
    pub market_low: Option<Extreme>,
    /// Where trust goes.
    pub trust: Option<Trend>,
    /// Where the quality gap goes.
    pub quality: Option<Trend>,
}

/// What matters most in a run, against another where there is one.
#[must_use]
pub fn summary(run: &Run<f64>, against: Option<&Run<f64>>) -> Summary {
    let peak = |run: &Run<f64>| highest(&points(run, "carbon-location-t"));
    let low = |run: &Run<f64>| lowest(&points(run, "carbon-market-t"));
    Summary {
        profitable: profitable(run, against),
        break_even: break_even(run, against),
        cash_low: cash_low(run),
        raised_usd: run.headline("total-raised-usd").unwrap_or(0.0),
        carbon_peak: extreme(run, against, peak),
        market_low: extreme(run, against, low),
        trust: trend(&points(run, "trust")),
        quality: trend(&points(run, "quality-gap-oom")),
    }
}

/// The figures of a yearly output with their years; years without a figure are left out.
fn points(run: &Run<f64>, id: &str) -> Vec<At> {
    let start = run.start_year as i32;
    let values = run.yearly(id).unwrap_or_default();
    let at = |(year, value): (i32, Option<f64>)| Some(At { year: start + year, value: value? });
    (0..).zip(values).filter_map(at).collect()
}

/// The first of the highest.
fn highest(points: &[At]) -> Option<At> {
    points.iter().copied().reduce(|a, b| if b.value > a.value { b } else { a })
}

/// The first of the lowest.
fn lowest(points: &[At]) -> Option<At> {
    points.iter().copied().reduce(|a, b| if b.value < a.value { b } else { a })
}

fn trend(points: &[At]) -> Option<Trend> {
    let (from, to) = (*points.first()?, *points.last()?);
    Some(Trend { from, to, direction: Direction::between(from.value, to.value) })
}

/// The first year from which the values stay above zero.
fn positive_from(points: &[At]) -> Option<i32> {
    let after = points.iter().rposition(|point| point.value <= 0.0).map_or(0, |index| index + 1);
    points.get(after).map(|point| point.year)
}

/// Net income of each year: EBIT less tax; the plan carries no debt.
fn net_income(run: &Run<f64>) -> Vec<At> {
    let (ebit, tax) = (points(run, "ebit-usd"), points(run, "tax-usd"));
    ebit.iter().zip(&tax).map(|(ebit, tax)| At { year: ebit.year, value: ebit.value - tax.value }).collect()
}

fn profitable(run: &Run<f64>, against: Option<&Run<f64>>) -> Profitable {
    let year = |run: &Run<f64>| positive_from(&points(run, "ebitda-usd"));
    let from = year(run);
    let always = from == Some(run.start_year as i32);
    let net_from = positive_from(&net_income(run));
    Profitable { from, always, net_from, shift: against.map(|other| Shift::between(from, year(other))) }
}

fn break_even(run: &Run<f64>, against: Option<&Run<f64>>) -> BreakEven {
    let month = |run: &Run<f64>| run.headline("break-even-month").map(|month| month as i32);
    let here = month(run);
    let year = here.map(|month| run.start_year as i32 + (month - 1) / 12);
    // Months are counted from the start of each plan; what is compared is the calendar.
    let calendar = |run: &Run<f64>| month(run).map(|month| run.start_year as i32 * 12 + month);
    let shift = against.map(|other| Shift::between(calendar(run), calendar(other)));
    BreakEven { month: here, year, shift }
}

fn cash_low(run: &Run<f64>) -> Option<CashLow> {
    let cash = (1..).zip(run.flows.cash_usd.iter().copied()).filter(|(_, cash)| cash.is_finite());
    let runs_out = cash.clone().find(|(_, cash)| *cash < 0.0).map(|(month, _)| month);
    let (month, value) = cash.reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    let year = run.start_year as i32 + (month - 1) / 12;
    Some(CashLow { month, at: At { year, value }, runs_out })
}

fn extreme(
    run: &Run<f64>,
    against: Option<&Run<f64>>,
    of: impl Fn(&Run<f64>) -> Option<At>,
) -> Option<Extreme> {
    let at = of(run)?;
    let start = run.start_year as i32;
    Some(Extreme {
        at,
        first: at.year == start,
        last: at.year == start + run.years.len() as i32 - 1,
        shift: against.map(|other| Shift::between(Some(at.year), of(other).map(|at| at.year))),
    })
}

/// Whether a change is welcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The figure got better.
    Better,
    /// The figure got worse.
    Worse,
    /// It did not change, beyond rounding.
    Same,
    /// One of the two does not exist.
    Unknown,
}

/// A headline figure against the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HeadlineChange {
    /// Position in [`HEADLINES`].
    pub index: usize,
    /// The figure here.
    pub value: Option<f64>,
    /// The figure there.
    pub against: Option<f64>,
    /// Here less there.
    pub difference: Option<f64>,
    /// The difference over the size of the figure there; none where that is zero.
    pub share: Option<f64>,
    /// Whether it is welcome.
    pub verdict: Verdict,
}

/// Every headline figure against the comparison, in the order of [`HEADLINES`].
#[must_use]
pub fn headline_changes(run: &Run<f64>, against: &Run<f64>) -> Vec<HeadlineChange> {
    let change = |index: usize| {
        let row = &HEADLINES[index];
        let (value, other) = (run.headline(row.id), against.headline(row.id));
        let difference = value.zip(other).map(|(here, there)| here - there);
        let share =
            difference.zip(other).filter(|(_, there)| *there != 0.0).map(|(d, there)| d / there.abs());
        let verdict = match value.zip(other).map(|(here, there)| Direction::between(there, here)) {
            None => Verdict::Unknown,
            Some(Direction::Stays) => Verdict::Same,
            Some(Direction::Rises) if row.better > 0 => Verdict::Better,
            Some(Direction::Falls) if row.better < 0 => Verdict::Better,
            Some(_) if row.better == 0 => Verdict::Unknown,
            Some(_) => Verdict::Worse,
        };
        HeadlineChange { index, value, against: other, difference, share, verdict }
    };
    (0..HEADLINES.len()).map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::run;
    use crate::scenario::{Scenario, Value};

    #[test]
    fn shifts() {
        assert_eq!(Shift::between(Some(2029), Some(2032)), Shift::Earlier { by: 3 });
        assert_eq!(Shift::between(Some(2032), Some(2029)), Shift::Later { by: 3 });
        assert_eq!(Shift::between(None, Some(2029)), Shift::OnlyThere);
        assert_eq!(Shift::between(Some(1), None), Shift::OnlyHere);
        assert_eq!(Direction::between(-2e-17, 3e-18), Direction::Stays);
        assert_eq!(Direction::between(0.0, 1e-3), Direction::Rises);
    }

    #[test]
    fn the_year_from_which_it_stays_positive() {
        let points = |values: &[f64]| -> Vec<At> {
            (2026..).zip(values).map(|(year, value)| At { year, value: *value }).collect()
        };
        assert_eq!(positive_from(&points(&[-1.0, 1.0, -1.0, 2.0])), Some(2029));
        assert_eq!(positive_from(&points(&[-1.0, 1.0, -1.0])), None);
        assert_eq!(positive_from(&points(&[1.0])), Some(2026));
        assert_eq!(positive_from(&[]), None);
    }

    #[test]
    fn the_summary_agrees_with_the_run() {
        let plan = run(&Scenario::default(), Keep::Years);
        let summary = summary(&plan, Some(&plan));
        let ebitda: Vec<f64> = plan.yearly("ebitda-usd").unwrap().into_iter().flatten().collect();
        if let Some(from) = summary.profitable.from {
            let at = (from - 2026) as usize;
            assert!(ebitda[at..].iter().all(|value| *value > 0.0) && (at == 0 || ebitda[at - 1] <= 0.0));
        }
        let net = net_income(&plan);
        let from = summary.profitable.net_from.unwrap();
        let at = (from - 2026) as usize;
        assert!(net[at..].iter().all(|at| at.value > 0.0) && net[at - 1].value <= 0.0);
        // Depreciation stands between the two.
        assert!(summary.profitable.from.unwrap() < from);
        assert!(matches!(summary.profitable.shift, Some(Shift::Same | Shift::Neither)));
        assert_eq!(Some(summary.cash_low.unwrap().at.value), plan.headline("lowest-cash-usd"));
        assert_eq!(Some(summary.raised_usd), plan.headline("total-raised-usd"));
        let peak = summary.carbon_peak.unwrap();
        assert!(plan.yearly("carbon-location-t").unwrap().iter().all(|t| t.unwrap() <= peak.at.value));
        assert_eq!(peak.shift, Some(Shift::Same));
        assert_eq!(summary.trust.unwrap().to.value, plan.headline("final-trust").unwrap());
        let month = summary.break_even.month.map(f64::from);
        assert_eq!(month, plan.headline("break-even-month"));
    }

    #[test]
    fn cash_that_runs_out_is_told() {
        let mut scenario = Scenario::default();
        assert_eq!(cash_low(&run(&scenario, Keep::Years)).unwrap().runs_out, None);
        scenario.set("funding", Value::Choice(1));
        scenario.set("initial-cash", Value::Scalar(0.0));
        let low = cash_low(&run(&scenario, Keep::Years)).unwrap();
        assert!(low.at.value < 0.0 && low.runs_out.unwrap() <= low.month);
    }

    #[test]
    fn changes_know_what_is_welcome() {
        let base = run(&Scenario::default(), Keep::Years);
        let same = headline_changes(&base, &base);
        assert!(same.iter().all(|change| matches!(change.verdict, Verdict::Same | Verdict::Unknown)));
        let mut scenario = Scenario::default();
        scenario.set("pue", Value::Path { from: 1.5, to: 1.5, first: None, last: None });
        let worse = headline_changes(&run(&scenario, Keep::Years), &base);
        let energy = worse.iter().find(|change| HEADLINES[change.index].id == "total-energy-mwh").unwrap();
        assert_eq!(energy.verdict, Verdict::Worse);
        assert!(energy.share.unwrap() > 0.0 && energy.difference.unwrap() > 0.0);
    }
}
