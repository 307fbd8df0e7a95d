//! From a scenario and its run to the document.

use super::{Block, Emphasis, Report, Say, Section, Subject, Table, Text};
use crate::analysis::compare;
use crate::analysis::energy_flow::{Node, energy_flow};
use crate::analysis::finding::{Chart, finding, headline_changes, summary};
use crate::analysis::inventory::{CATEGORIES, Coverage, Item, inventory};
use crate::analysis::statement::{RowKind, Statement, Step, table};
use crate::model::MODEL_VERSION;
use crate::model::output::{self, HEADLINES};
use crate::model::parameters;
use crate::scenario::export::sources;
use crate::scenario::target::{Status, check, years};
use crate::scenario::{Scenario, Value, link};

/// Years that a table of the document shows at most.
const MAX_YEARS: usize = 10;

/// What the document says about what it cannot say, as words `limits.<id>`.
pub const LIMITS: [&str; 6] =
    ["scenario-not-forecast", "scope-3", "no-debt", "real-money", "grades", "market-coefficients"];

/// The document of a scenario.
#[must_use]
pub fn report(subject: &Subject<'_>) -> Report {
    let section = |id, blocks| Section { id, blocks };
    Report {
        title: subject.file.name.clone(),
        sections: vec![
            section("summary", summary_blocks(subject)),
            section("assumptions", assumptions(subject)),
            section("results", results(subject)),
            section("statements", statements(subject)),
            section("inventory", inventory_blocks(subject)),
            section("energy", energy(subject)),
            section("limits", vec![Block::List(LIMITS.map(|id| Text::word(format!("limits.{id}"))).into())]),
            section("sources", bibliography()),
            section("reproduce", reproduce(subject)),
        ],
    }
}

/// Positions of the years shown: all, or evenly chosen ones with the first and the last.
fn shown(count: usize) -> Vec<usize> {
    if count <= MAX_YEARS {
        return (0..count).collect();
    }
    let last = count - 1;
    (0..MAX_YEARS).map(|place| (place * last + (MAX_YEARS - 1) / 2) / (MAX_YEARS - 1)).collect()
}

fn column(key: &str) -> Text {
    Text::word(format!("column.{key}"))
}

fn summary_blocks(subject: &Subject<'_>) -> Vec<Block> {
    let run = subject.run;
    let against = subject.against.map(|(_, run)| run);
    let mut blocks = vec![Block::Paragraph(Text::Say(Say::Summary(summary(run, against))))];
    let mut header = vec![column("output"), column("value")];
    if let Some((name, _)) = subject.against {
        header.extend([Text::Plain(name.to_owned()), column("difference")]);
    }
    let changes = against.map(|other| headline_changes(run, other));
    let rows = HEADLINES.iter().enumerate().map(|(index, row)| {
        let mut cells = vec![Text::Output(row.id), Text::Number(run.headline(row.id), row.unit)];
        if let Some(change) = changes.as_ref().and_then(|changes| changes.get(index)) {
            cells.extend([Text::Number(change.against, row.unit), Text::Number(change.difference, row.unit)]);
        }
        (Emphasis::Plain, cells)
    });
    let caption = Text::word("report.headline");
    blocks.push(Block::Table(Table { caption, rows: rows.collect(), header, text_columns: 1 }));
    let targets = subject.file.scenario.targets();
    if !targets.is_empty() {
        let outcomes: Vec<_> = targets.iter().map(|target| (target, check(run, target))).collect();
        let met = outcomes.iter().filter(|(_, outcome)| outcome.status == Status::Met).count();
        blocks.push(Block::Paragraph(Text::Say(Say::Targets { met, of: targets.len() })));
        let rows = outcomes.into_iter().map(|(target, outcome)| {
            let unit = target.measure.unit();
            let cells = vec![
                Text::Output(target.measure.id()),
                Text::word(format!("sense.{}", target.sense.id())),
                Text::word(format!("status.{}", outcome.status.id())),
                Text::Number(Some(target.value), unit),
                target.by_year.map_or(Text::Empty, |year| Text::Year(i32::from(year))),
                Text::Number(outcome.value, unit),
                outcome.holds_from.map_or(Text::Empty, Text::Year),
            ];
            (Emphasis::Plain, cells)
        });
        let header =
            ["target", "sense", "status", "target-value", "by-year", "value", "holds-from"].map(column);
        let (rows, caption) = (rows.collect(), Text::word("report.targets"));
        blocks.push(Block::Table(Table { caption, header: header.into(), rows, text_columns: 3 }));
    }
    blocks
}

fn assumptions(subject: &Subject<'_>) -> Vec<Block> {
    let file = subject.file;
    let default = Scenario::default();
    let rows: Vec<(Emphasis, Vec<Text>)> = compare::inputs(&[&default, &file.scenario])
        .into_iter()
        .filter_map(|row| {
            let parameter = parameters::registry().nth(row.index)?;
            let note = file.notes.get(parameter.id);
            if !row.differs && note.is_none() {
                return None;
            }
            let value =
                |value: Option<Value>| value.map_or(Text::Empty, |value| Text::Value(row.index, value));
            let cells = vec![
                Text::Parameter(parameter.id),
                Text::ParameterUnit(parameter.id),
                Text::word(format!("grade.{}", parameter.grade.id())),
                Text::Plain(note.map(|note| note.text.clone()).unwrap_or_default()),
                Text::Plain(note.map(|note| note.source.clone()).unwrap_or_default()),
                value(row.values.get(1).copied().flatten()),
                value(row.values.first().copied().flatten()),
                row.programme_costs
                    .get(1)
                    .copied()
                    .flatten()
                    .map_or(Text::Empty, |usd| Text::Number(Some(usd), "USD")),
            ];
            Some((Emphasis::Plain, cells))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(Text::word("report.no-differences"))];
    }
    let header =
        ["input", "unit", "grade", "note", "source", "value", "default", "programme-cost"].map(column);
    let caption = Text::word("report.differences");
    vec![Block::Table(Table { caption, header: header.into(), rows, text_columns: 5 })]
}

/// A table with a row an output and a column a year.
fn by_year(subject: &Subject<'_>, caption: Text, ids: &[&'static str]) -> Block {
    let calendar: Vec<i32> = years(subject.run).collect();
    let chosen = shown(calendar.len());
    let mut header = vec![column("output"), column("unit")];
    header.extend(chosen.iter().filter_map(|at| Some(Text::Year(*calendar.get(*at)?))));
    let rows = ids.iter().map(|id| {
        let unit = output::yearly().find(|row| row.id == *id).map_or("", |row| row.unit);
        let values = subject.run.yearly(id).unwrap_or_default();
        let mut cells = vec![Text::Output(id), Text::OutputUnit(id)];
        // The unit stands in its own column; shares are still written in per cent.
        let shown_unit = if unit.starts_with("fraction") { unit } else { "" };
        cells.extend(chosen.iter().map(|at| Text::Number(values.get(*at).copied().flatten(), shown_unit)));
        (Emphasis::Plain, cells)
    });
    Block::Table(Table { caption, rows: rows.collect(), header, text_columns: 2 })
}

fn results(subject: &Subject<'_>) -> Vec<Block> {
    let against = subject.against.map(|(_, run)| run);
    let mut blocks = Vec::new();
    for chart in Chart::ALL {
        let Some(finding) = finding(chart, subject.run, against) else { continue };
        blocks.push(Block::Chart(chart, Text::Say(Say::Finding(finding))));
        blocks.push(by_year(subject, Text::word(format!("chart.{}", chart.id())), chart.outputs()));
    }
    blocks
}

fn statements(subject: &Subject<'_>) -> Vec<Block> {
    let one = |statement: Statement| {
        let statement_table = table(subject.run, statement, Step::Year);
        let chosen = shown(statement_table.periods.len());
        let mut header = vec![Text::word("column.usd")];
        header.extend(
            chosen
                .iter()
                .filter_map(|at| statement_table.periods.get(*at).map(|period| Text::Year(period.year))),
        );
        let rows = statement_table.rows.iter().map(|(row, values)| {
            let strong = matches!(row.kind, RowKind::Heading | RowKind::Subtotal | RowKind::Total);
            let mut cells = vec![Text::StatementRow(row.id)];
            cells.extend(chosen.iter().map(|at| match row.kind {
                RowKind::Heading => Text::Empty,
                _ => Text::Number(values.get(*at).copied().flatten(), ""),
            }));
            (if strong { Emphasis::Strong } else { Emphasis::Plain }, cells)
        });
        let caption = Text::word(format!("statement.{}", statement.id()));
        Block::Table(Table { caption, rows: rows.collect(), header, text_columns: 1 })
    };
    Statement::ALL.map(one).into()
}

fn inventory_blocks(subject: &Subject<'_>) -> Vec<Block> {
    let inventory = inventory(subject.run, &subject.file.scenario.inputs());
    let chosen = shown(inventory.years.len());
    let one = |basis: &str, market: bool| {
        let mut header = vec![column("tonnes"), column("scope"), column("category")];
        header.extend(chosen.iter().filter_map(|at| inventory.years.get(*at).map(|year| Text::Year(*year))));
        let rows = inventory.rows.iter().map(|row| {
            let values = if market { &row.market_t } else { &row.location_t };
            let number =
                |value: Option<u8>| value.map_or(Text::Empty, |value| Text::Plain(value.to_string()));
            let mut cells = vec![
                Text::word(format!("inventory.{}", row.item.id())),
                number(row.item.scope()),
                number(row.item.category()),
            ];
            cells.extend(chosen.iter().map(|at| Text::Number(values.get(*at).copied(), "")));
            let strong = row.item.is_sum() || row.item == Item::Removals;
            (if strong { Emphasis::Strong } else { Emphasis::Plain }, cells)
        });
        let (rows, caption) = (rows.collect(), Text::word(format!("column.{basis}")));
        Block::Table(Table { caption, rows, header, text_columns: 3 })
    };
    let uncovered = CATEGORIES.iter().filter(|row| row.coverage != Coverage::Covered).map(|row| {
        let cells = vec![
            Text::word(format!("category.{}", row.id)),
            Text::word(format!("coverage.{}", row.coverage.id())),
            Text::Plain(row.number.to_string()),
        ];
        (Emphasis::Plain, cells)
    });
    let header = ["category-name", "coverage", "category"].map(column).into();
    let (rows, caption) = (uncovered.collect(), column("not-covered"));
    vec![
        Block::Paragraph(Text::word("report.inventory-method")),
        one("location", false),
        one("market", true),
        Block::Table(Table { caption, rows, header, text_columns: 2 }),
    ]
}

fn energy(subject: &Subject<'_>) -> Vec<Block> {
    let last = subject.run.years.len().saturating_sub(1);
    let Some(flow) = energy_flow(subject.run, &subject.file.scenario.inputs(), last) else {
        return Vec::new();
    };
    let node = |node: Node| match node {
        Node::Region(zone) => Text::Plain(zone.to_owned()),
        Node::Purpose(purpose) => Text::word(format!("purpose.{}", purpose.id())),
        Node::Owner(owner) => Text::word(format!("owner.{}", owner.id())),
        Node::Carbon => Text::word("column.location"),
    };
    let mut rows: Vec<(Emphasis, Vec<Text>)> = flow
        .links
        .iter()
        .map(|link| {
            let cells = vec![
                node(link.from),
                node(link.to),
                Text::Number(Some(link.energy_mwh), ""),
                Text::Number(Some(link.carbon_t), ""),
            ];
            (Emphasis::Plain, cells)
        })
        .collect();
    let mut sum = |key: &str, energy: f64, carbon: Option<f64>, emphasis| {
        let carbon = carbon.map_or(Text::Empty, |carbon| Text::Number(Some(carbon), ""));
        rows.push((emphasis, vec![Text::word(key), Text::Empty, Text::Number(Some(energy), ""), carbon]));
    };
    sum("energy.all", flow.energy_mwh, Some(flow.carbon_t), Emphasis::Strong);
    sum("energy.buildings", flow.buildings_mwh, None, Emphasis::Plain);
    sum("energy.headroom", flow.headroom_mwh, None, Emphasis::Plain);
    let header = ["from-node", "to-node", "mwh", "tonnes"].map(column).into();
    vec![Block::Table(Table { caption: Text::Year(flow.year), header, rows, text_columns: 2 })]
}

fn bibliography() -> Vec<Block> {
    let entry = |entry: &&crate::model::facts::SourceEntry| {
        let parts = [entry.authors, entry.title, entry.year, entry.identifier];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Text::Plain(format!("[{}] {}", entry.key, parts.join(". ")))
    };
    vec![Block::List(sources().iter().map(entry).collect())]
}

fn reproduce(subject: &Subject<'_>) -> Vec<Block> {
    let query = link::write(&subject.file.scenario, &[], &[]);
    let mut lines = vec![
        (column("link"), Text::Plain(format!("{}?{query}", subject.address))),
        (column("model-version"), Text::Plain(MODEL_VERSION.to_string())),
    ];
    if let Some(date) = subject.date {
        lines.push((column("date"), Text::Plain(date.to_owned())));
    }
    vec![Block::Definition(lines)]
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
}
