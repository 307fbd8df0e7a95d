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
    let mut out = String::new();
    if report.title.is_empty() {
        let _ = writeln!(out, "# {}", escaped(&own));
    } else {
        let _ = writeln!(out, "# {}\n\n{}", escaped(&report.title), escaped(&own));
    }
    out.push('\n');
    push_lines(&mut out, &report.facts, labels);
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
                Block::Definition(lines) => push_lines(&mut out, lines, labels),
                Block::Figures(figures) => {
                    for figure in figures {
                        let parts = [&figure.value, &Text::Unit(figure.id)].map(&say);
                        let _ = write!(
                            out,
                            "- {}: **{}**",
                            say(&Text::Output(figure.id)),
                            parts.join(" ").trim()
                        );
                        match say(&figure.change) {
                            change if change.is_empty() => out.push('\n'),
                            change => {
                                let _ = writeln!(out, " ({change})");
                            }
                        }
                    }
                }
                Block::Table(table) => push_table(&mut out, table, &say),
                Block::Chart(id, finding) => {
                    let about = escaped(&labels.word(&format!("chart.{}", id.id())));
                    let _ = writeln!(out, "### {}\n\n{about}", say(finding));
                    if let Some(address) = chart(*id) {
                        let address = address.replace(['<', '>', '\n', '\r', ' ', '(', ')'], "");
                        let _ = write!(out, "\n![{about}]({address})\n");
                    }
                }
            }
        }
    }
    out
}

fn push_lines(out: &mut String, lines: &[(Text, Text)], labels: &dyn ReportLabels) {
    for (name, text) in lines {
        let _ = writeln!(out, "- **{}**: {}", escaped(&words(name, labels)), plain(text, labels));
    }
}

/// A web address between angle brackets, so that no mark in it is taken for Markdown; else escaped.
fn plain(text: &Text, labels: &dyn ReportLabels) -> String {
    let text = words(text, labels);
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web && !text.contains(['<', '>', ' ', '\n']) { format!("<{text}>") } else { escaped(&text) }
}

fn push_table(out: &mut String, table: &Table, say: &dyn Fn(&Text) -> String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    if !table.said_above {
        let _ = write!(out, "**{}**\n\n", say(&table.caption));
    }
    out.push_str(&line(table.header.iter().map(say).collect()));
    let rule = |at: usize| if at < table.text_columns { "---" } else { "---:" };
    out.push_str(&line((0..table.header.len()).map(|at| rule(at).to_owned()).collect()));
    for row in &table.rows {
        let strong = matches!(row.emphasis, Emphasis::Heading | Emphasis::Sum);
        let cell = |text: &Text| {
            let text = say(text);
            if strong && !text.is_empty() { format!("**{text}**") } else { text }
        };
        out.push_str(&line(row.cells.iter().map(cell).collect()));
    }
}
