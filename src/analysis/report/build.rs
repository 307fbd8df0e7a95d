//! From a scenario and its run to the document: title, summary, results.

use super::accounts::{energy, inventory_blocks, statements};
use super::assumptions::assumptions;
use super::evidence::{reproduce, sources};
use super::{Block, Emphasis, Figure, Report, Row, Say, Scale, Section, Subject, Table, Text, said};
use crate::analysis::finding::{Chart, finding, headline_changes, summary};
use crate::model::MODEL_VERSION;
use crate::model::output::{self, HEADLINES, Headline};
use crate::model::parameter::Dimension;
use crate::model::simulate::Run;
use crate::scenario::target::{Measure, Outcome, Status, check, years};

/// Years that a table of the document shows at most.
const MAX_YEARS: usize = 10;

/// Headline figures that stand large above all others.
pub const LEAD: [&str; 9] = [
    "npv-usd",
    "final-revenue-usd",
    "break-even-month",
    "lowest-cash-usd",
    "total-carbon-location-t",
    "total-carbon-market-t",
    "total-water-onsite-kl",
    "final-social-index",
    "final-quality-gap-oom",
];

/// What the document says about what it cannot say, as words `limits.<id>`.
pub const LIMITS: [&str; 6] =
    ["scenario-not-forecast", "scope-3", "no-debt", "real-money", "grades", "market-coefficients"];

/// The dimensions, in the order of the page.
const DIMENSIONS: [Dimension; 4] =
    [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology];

/// The document of a scenario.
#[must_use]
pub fn report(subject: &Subject<'_>) -> Report {
    let section = |id, blocks| Section { id, blocks };
    Report {
        title: subject.file.name.clone(),
        facts: facts(subject),
        sections: vec![
            section("summary", summary_blocks(subject)),
            section("assumptions", assumptions(subject)),
            section("results", results(subject)),
            section("statements", statements(subject)),
            section("inventory", inventory_blocks(subject)),
            section("energy", energy(subject)),
            section("limits", vec![Block::List(LIMITS.map(|id| Text::word(format!("limits.{id}"))).into())]),
            section("sources", sources(subject)),
            section("reproduce", reproduce(subject)),
        ],
    }
}

/// Positions of the years shown: all, or evenly chosen ones with the first and the last.
pub(super) fn shown(count: usize) -> Vec<usize> {
    if count <= MAX_YEARS {
        return (0..count).collect();
    }
    let last = count - 1;
    (0..MAX_YEARS).map(|place| (place * last + (MAX_YEARS - 1) / 2) / (MAX_YEARS - 1)).collect()
}

pub(super) fn column(key: &str) -> Text {
    Text::word(format!("column.{key}"))
}

/// What stands below the title.
fn facts(subject: &Subject<'_>) -> Vec<(Text, Text)> {
    let mut calendar = years(subject.run);
    let first = calendar.next().unwrap_or_default();
    let last = calendar.last().unwrap_or(first);
    let mut facts = vec![(column("years"), Text::Years(first, last))];
    if let Some(against) = subject.against {
        facts.push((column("compared-with"), Text::Plain(against.name.to_owned())));
    }
    facts.push((column("model-version"), Text::Plain(MODEL_VERSION.to_string())));
    if let Some(date) = subject.date {
        facts.push((column("date"), Text::Plain(date.to_owned())));
    }
    facts
}

/// A headline figure of a run.
fn figure(row: &'static Headline, value: Option<f64>, run: &Run<f64>) -> Text {
    match row.unit {
        "month" => Text::Month(value, run.start_year as i32),
        unit => Text::Number(value, said(unit)),
    }
}

fn summary_blocks(subject: &Subject<'_>) -> Vec<Block> {
    let run = subject.run;
    let against = subject.against.map(|against| against.run);
    let changes = against.map(|other| headline_changes(run, other));
    let lead = LEAD.iter().filter_map(|id| {
        let index = output::headline_index(id)?;
        let row = HEADLINES.get(index)?;
        let difference =
            changes.as_ref().and_then(|changes| changes.get(index)?.difference).filter(|by| *by != 0.0);
        Some(Figure {
            id: row.id,
            dimension: row.dimension,
            value: figure(row, run.headline(row.id), run).explained(row.id, None),
            change: difference.map_or(Text::Empty, |by| Text::Change(Some(by), row.unit)),
        })
    });
    let mut blocks = vec![
        Block::Paragraph(Text::Say(Say::Summary(summary(run, against)))),
        Block::Figures(lead.collect()),
    ];
    if against.is_some() {
        blocks.push(Block::Paragraph(Text::word("report.changes")));
    }
    blocks.extend(targets(subject));
    blocks
}

/// What a goal is measured by: the figure of the plan, or of the year that the goal names.
fn reached(measure: Measure, outcome: &Outcome, unit: &'static str) -> Text {
    let value = Text::Number(outcome.value, unit);
    match measure {
        Measure::Headline(_) => value.explained(measure.id(), None),
        Measure::Yearly(_) => value.explained(measure.id(), Some(outcome.year)),
        Measure::Derived(_) => value,
    }
}

fn targets(subject: &Subject<'_>) -> Vec<Block> {
    let targets = subject.file.scenario.targets();
    if targets.is_empty() {
        return Vec::new();
    }
    let outcomes: Vec<_> = targets.iter().map(|target| (target, check(subject.run, target))).collect();
    let met = outcomes.iter().filter(|(_, outcome)| outcome.status == Status::Met).count();
    let rows = outcomes.into_iter().map(|(target, outcome)| {
        let id = target.measure.id();
        let unit = said(target.measure.unit());
        let cells = vec![
            Text::OutputIn(id),
            Text::word(format!("sense.{}", target.sense.id())),
            Text::word(format!("status.{}", outcome.status.id())),
            Text::Number(Some(target.value), unit),
            target.by_year.map_or(Text::Empty, |year| Text::Year(i32::from(year))),
            reached(target.measure, &outcome, unit),
            outcome.holds_from.map_or(Text::Empty, Text::Year),
        ];
        Row::plain(id, cells)
    });
    let header = ["target", "sense", "status", "target-value", "by-year", "value", "holds-from"].map(column);
    vec![
        Block::Paragraph(Text::Say(Say::Targets { met, of: targets.len() })),
        Block::Table(Table {
            id: "targets",
            caption: Text::word("report.targets"),
            said_above: false,
            rows: rows.collect(),
            header: header.into(),
            text_columns: 3,
        }),
    ]
}

/// Every headline figure by dimension, against the comparison where there is one.
fn headline_table(subject: &Subject<'_>) -> Block {
    let run = subject.run;
    let mut header = vec![column("output"), column("value")];
    if let Some(against) = subject.against {
        header.extend([Text::Plain(against.name.to_owned()), column("difference")]);
    }
    let changes = subject.against.map(|against| headline_changes(run, against.run));
    let columns = header.len();
    let mut rows = Vec::new();
    for dimension in DIMENSIONS {
        let mut cells = vec![Text::word(format!("dimension.{}", dimension.id()))];
        cells.resize(columns, Text::Empty);
        rows.push(Row { id: dimension.id(), emphasis: Emphasis::Heading, level: 0, cells });
        for (index, row) in HEADLINES.iter().enumerate().filter(|(_, row)| row.dimension == dimension) {
            let value = figure(row, run.headline(row.id), run).explained(row.id, None);
            let mut cells = vec![Text::OutputIn(row.id), value];
            if let Some((against, change)) =
                subject.against.zip(changes.as_ref().and_then(|changes| changes.get(index)))
            {
                let other = figure(row, change.against, against.run);
                cells.push(other.explained_as(row.id.to_owned(), true));
                cells.push(Text::Change(change.difference, row.unit));
            }
            rows.push(Row::plain(row.id, cells));
        }
    }
    let caption = Text::word("report.headline");
    Block::Table(Table { id: "headline", caption, said_above: false, rows, header, text_columns: 1 })
}

/// A table with a row an output and a column a year. Money shares a scale, as in the statements.
fn by_year(subject: &Subject<'_>, chart: Chart) -> Block {
    let calendar: Vec<i32> = years(subject.run).collect();
    let chosen = shown(calendar.len());
    let unit_of = |id: &str| output::yearly().find(|row| row.id == id).map_or("", |row| row.unit);
    let figures: Vec<_> =
        chart.outputs().iter().map(|id| (*id, subject.run.yearly(id).unwrap_or_default())).collect();
    let money = chart.outputs().iter().all(|id| unit_of(id) == "USD");
    let scale = money
        .then(|| Scale::of_money(figures.iter().flat_map(|(_, values)| values.iter().copied().flatten())));
    let mut header = vec![scale.map_or_else(|| column("output"), |scale| Text::word(scale.word("usd")))];
    header.extend(chosen.iter().filter_map(|at| Some(Text::Year(*calendar.get(*at)?))));
    let rows = figures.iter().map(|(id, values)| {
        let mut cells = vec![Text::OutputIn(id)];
        cells.extend(chosen.iter().map(|at| {
            let value = values.get(*at).copied().flatten();
            let text = scale
                .map_or_else(|| Text::Number(value, said(unit_of(id))), |scale| Text::Scaled(value, scale));
            text.explained(id, calendar.get(*at).copied())
        }));
        Row::plain(id, cells)
    });
    let caption = Text::word(format!("chart.{}", chart.id()));
    let (id, rows) = (chart.id(), rows.collect());
    Block::Table(Table { id, caption, said_above: true, rows, header, text_columns: 1 })
}

fn results(subject: &Subject<'_>) -> Vec<Block> {
    let against = subject.against.map(|against| against.run);
    let mut blocks = vec![headline_table(subject)];
    if subject.run.years.len() > MAX_YEARS {
        blocks.push(Block::Paragraph(Text::word("report.some-years")));
    }
    for chart in Chart::ALL {
        let Some(finding) = finding(chart, subject.run, against) else { continue };
        blocks.push(Block::Chart(chart, Text::Say(Say::Finding(finding))));
        blocks.push(by_year(subject, chart));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_shown_are_the_first_the_last_and_some_between() {
        assert_eq!(shown(0), [0; 0]);
        assert_eq!(shown(3), [0, 1, 2]);
        for count in 11..=30 {
            let years = shown(count);
            assert_eq!((years.len(), years[0], years[9]), (10, 0, count - 1), "{years:?}");
            assert!(years.windows(2).all(|pair| pair[0] < pair[1]), "{years:?}");
        }
    }

    #[test]
    fn every_headline_has_its_dimension_in_the_table() {
        assert!(HEADLINES.iter().all(|row| DIMENSIONS.contains(&row.dimension)));
        assert!(LEAD.iter().all(|id| output::headline_index(id).is_some()));
    }
}
