//! Scenarios as rows of CSV: a header of registry ids, one scenario a line.
//!
//! A cell is the text that a link would carry (a path is `0.2~1~2027~2030`); an empty cell, or a column left
//! out, stands at its default. `v`, `preset`, `<lever>.programme-cost` and `target.<output>` may be columns, too;
//! a table written here has the inputs, not the targets.

use crate::model::parameters;
use crate::scenario::Scenario;
use crate::scenario::link::{self, PROGRAMME_COST, Parsed, Presets, Warning, number_text, value_text};

/// The whole header: every parameter in registry order, then the programme cost of every lever.
#[must_use]
pub fn header() -> Vec<String> {
    let levers = parameters::registry().filter(|parameter| parameter.role.is_lever());
    parameters::registry()
        .map(|parameter| parameter.id.to_owned())
        .chain(levers.map(|parameter| format!("{}{PROGRAMME_COST}", parameter.id)))
        .collect()
}

/// The cells of a scenario under [`header`]: every value written out.
#[must_use]
pub fn cells(scenario: &Scenario) -> Vec<String> {
    let rows = || parameters::registry().enumerate();
    let values = rows().map(|(index, parameter)| {
        scenario.value(index).map(|value| value_text(parameter, value)).unwrap_or_default()
    });
    let costs = rows()
        .filter(|(_, parameter)| parameter.role.is_lever())
        .map(|(index, _)| scenario.programme_cost(index).map(number_text).unwrap_or_default());
    values.chain(costs).collect()
}

/// Reads the cells of a row under a header, as a link with the same keys.
#[must_use]
pub fn read(header: &[String], cells: &[String], presets: Presets<'_>) -> Parsed {
    let filled = header.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
    let pairs = filled.map(|(key, cell)| (key.trim().to_owned(), cell.trim().to_owned())).collect();
    let mut parsed = link::from_pairs(pairs, presets);
    if header.len() != cells.len() {
        let (given, expected) = (cells.len(), header.len());
        parsed.warnings.push(Warning::RowLength { key: String::new(), given, expected });
    }
    parsed
}

/// The cells of a line of CSV (RFC 4180, no line breaks inside cells).
#[must_use]
pub fn split(line: &str) -> Vec<String> {
    let line = line.trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    cells
}

/// A line of CSV (RFC 4180), without a line break.
#[must_use]
pub fn join<S: AsRef<str>>(cells: &[S]) -> String {
    let quoted = |cell: &S| {
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\r', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}
