//! The document as Markdown (CommonMark with tables).

use std::fmt::Write;

use super::{Block, Emphasis, Report, ReportLabels, Table, Text, words};
use crate::analysis::finding::Chart;

/// Text on one line that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(character);
            }
            '\r' | '\n' | '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// The document in Markdown. `chart` gives the address of the picture of a chart, where there is one.
#[must_use]
pub fn markdown(
    report: &Report,
    labels: &dyn ReportLabels,
    chart: &dyn Fn(Chart) -> Option<String>,
) -> String {
    let say = |text: &Text| escaped(&words(text, labels));
    let own = labels.word("report.title");
    let title = if report.title.is_empty() { &own } else { &report.title };
    let mut out = format!("# {}\n", escaped(title));
    for section in &report.sections {
        let _ = write!(out, "\n## {}\n", escaped(&labels.word(&format!("report.{}", section.id))));
        for block in &section.blocks {
            out.push('\n');
            match block {
                Block::Paragraph(text) => {
                    let _ = writeln!(out, "{}", say(text));
                }
                Block::List(items) => {
                    for item in items {
                        let _ = writeln!(out, "- {}", say(item));
                    }
                }
                Block::Definition(lines) => {
                    for (name, text) in lines {
                        let _ = writeln!(out, "- **{}**: {}", say(name), plain(text, labels));
                    }
                }
                Block::Table(table) => push_table(&mut out, table, &say),
                Block::Chart(id, finding) => {
                    let _ = writeln!(out, "**{}**", say(finding));
                    if let Some(address) = chart(*id) {
                        let alternative = escaped(&labels.word(&format!("chart.{}", id.id())));
                        let address = address.replace(['<', '>', '\n', '\r', ' ', '(', ')'], "");
                        let _ = write!(out, "\n![{alternative}]({address})\n");
                    }
                }
            }
        }
    }
    out
}

/// A web address between angle brackets, so that no mark in it is taken for Markdown; else escaped.
fn plain(text: &Text, labels: &dyn ReportLabels) -> String {
    let text = words(text, labels);
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web && !text.contains(['<', '>', ' ', '\n']) { format!("<{text}>") } else { escaped(&text) }
}

fn push_table(out: &mut String, table: &Table, say: &dyn Fn(&Text) -> String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let _ = write!(out, "**{}**\n\n", say(&table.caption));
    out.push_str(&line(table.header.iter().map(say).collect()));
    let rule = |at: usize| if at < table.text_columns { "---" } else { "---:" };
    out.push_str(&line((0..table.header.len()).map(|at| rule(at).to_owned()).collect()));
    for (emphasis, row) in &table.rows {
        let cell = |text: &Text| {
            let text = say(text);
            if *emphasis == Emphasis::Strong && !text.is_empty() { format!("**{text}**") } else { text }
        };
        out.push_str(&line(row.iter().map(cell).collect()));
    }
}
