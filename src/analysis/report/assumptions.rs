//! What was decided and assumed differently.

use super::build::column;
use super::{Block, Row, Say, Subject, Table, Text};
use crate::analysis::compare::inputs;
use crate::model::parameters;
use crate::scenario::{Scenario, Value};

/// The inputs that stand elsewhere than in the defaults or in the comparison, and those with a note.
pub(super) fn assumptions(subject: &Subject<'_>) -> Vec<Block> {
    let file = subject.file;
    let default = Scenario::default();
    // The defaults need no column of their own where the comparison is at its defaults.
    let against = subject.against.filter(|against| *against.scenario != default);
    let other = against.map_or(&default, |against| against.scenario);
    let mut count = 0;
    let rows: Vec<Row> = inputs(&[&file.scenario, &default, other])
        .into_iter()
        .filter_map(|row| {
            let parameter = parameters::registry().nth(row.index)?;
            let note = file.notes.get(parameter.id);
            count += usize::from(row.differs);
            if !row.differs && note.is_none() {
                return None;
            }
            let value = |at: usize| {
                let value: Option<Value> = row.values.get(at).copied().flatten();
                value.map_or(Text::Empty, |value| Text::Value(row.index, value))
            };
            let said = |text: Option<&String>| text.map_or(Text::Empty, |text| Text::Plain(text.clone()));
            let cost = row.programme_costs.first().copied().flatten();
            let cells = vec![
                Text::Parameter(parameter.id),
                value(0),
                if against.is_some() { value(2) } else { Text::Empty },
                value(1),
                cost.map_or(Text::Empty, |usd| Text::Number(Some(usd), "USD")),
                Text::word(format!("grade.{}", parameter.grade.id())),
                said(note.map(|note| &note.text)),
                said(note.map(|note| &note.source)),
            ];
            Some(Row::plain(parameter.id, cells))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(Text::word("report.no-differences"))];
    }
    let name = against.map_or(Text::Empty, |against| Text::Plain(against.name.to_owned()));
    let header = vec![
        column("input"),
        column("here"),
        name,
        column("default"),
        column("programme-cost"),
        column("default-grade"),
        column("note"),
        column("source"),
    ];
    let text_columns = header.len();
    let caption = Text::word("report.differences");
    let table = Table { id: "differences", caption, said_above: false, header, rows, text_columns };
    vec![
        Block::Paragraph(Text::Say(Say::Differences { count, of: parameters::COUNT })),
        Block::Table(table.without_empty_columns()),
    ]
}
