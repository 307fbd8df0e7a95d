//! The quantitative part of a responsibility report, as a document of typed parts: sections, sentences to be
//! said, tables, places for charts. Rendered to Markdown and to HTML in the words of a [`ReportLabels`].
//!
//! The carbon inventory is named as the GHG Protocol names it, with the numbers of the GRI disclosures that it
//! answers ([`disclosure`](super::disclosure)).

mod accounts;
mod assumptions;
mod build;
mod evidence;
mod html;
mod markdown;
mod scale;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::finding::{Chart, Finding, Summary};
use crate::model::parameter::Dimension;
use crate::model::simulate::Run;
use crate::scenario::export::Labels;
use crate::scenario::file::File;
use crate::scenario::{Scenario, Value};

pub use build::{LEAD, LIMITS, report};
pub use html::{body, html};
pub use markdown::markdown;
pub use scale::Scale;

/// Something to be said in a sentence of the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum Say {
    /// What matters most.
    Summary(Summary),
    /// What a chart says.
    Finding(Finding),
    /// How many of the targets are met.
    Targets {
        /// Met.
        met: usize,
        /// Of so many.
        of: usize,
    },
    /// How many of the inputs are set differently.
    Differences {
        /// So many.
        count: usize,
        /// Of so many.
        of: usize,
    },
}

/// Words of a language, sentences included.
pub trait ReportLabels: Labels {
    /// The sentence or sentences of it.
    fn sentence(&self, say: &Say) -> String;
    /// A month of a plan, counted from 1 in January of the first year, as a date.
    fn month(&self, first_year: i32, month: f64) -> String;
    /// A difference with its sign, in the manner of an English unit of the registry.
    fn change(&self, value: f64, unit: &str) -> String;
    /// BCP 47 tag of the language.
    fn language(&self) -> String;
}

/// A text of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// A word by its key.
    Word(String),
    /// The name of an output.
    Output(&'static str),
    /// The name of an output with its unit, where its figures do not say it.
    OutputIn(&'static str),
    /// The unit of an output, where its figures do not say it.
    Unit(&'static str),
    /// The name of a row of a statement.
    StatementRow(&'static str),
    /// The name of a parameter with its unit.
    Parameter(&'static str),
    /// The value of a parameter, by registry index.
    Value(usize, Value),
    /// The name of an option of a parameter.
    Option(&'static str, &'static str),
    /// A figure with its English unit; a dash where there is none.
    Number(Option<f64>, &'static str),
    /// A figure of a table whose figures share a scale.
    Scaled(Option<f64>, Scale),
    /// A difference with its English unit; a dash where there is none.
    Change(Option<f64>, &'static str),
    /// A month of a plan and its first year; a dash where there is none.
    Month(Option<f64>, i32),
    /// A calendar year.
    Year(i32),
    /// From one calendar year to another.
    Years(i32, i32),
    /// As it is: names, notes, links, ids.
    Plain(String),
    /// A sentence.
    Say(Say),
    /// A figure that can be explained.
    Explained(Box<Text>, Explained),
    /// Nothing.
    Empty,
}

/// Which figure a text shows, so that a page can lead to its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The figure as links name it: `npv-usd`, `revenue-usd~2031`.
    pub figure: String,
    /// Whether it is that of the comparison.
    pub against: bool,
}

/// How a page leads from figures to their explanation; a document in a file of its own leads nowhere.
#[derive(Clone, Copy)]
pub struct Explains<'a> {
    /// How links name the comparison: by a key of the address or in the compact form.
    pub against: Option<&'a str>,
    /// The address of an explanation.
    pub address: &'a dyn Fn(&str) -> String,
}

impl Text {
    fn word(key: impl Into<String>) -> Self {
        Text::Word(key.into())
    }

    /// The same as a figure of an output that can be explained; of a year if one is given.
    fn explained(self, id: &str, year: Option<i32>) -> Self {
        let figure = year.map_or_else(|| id.to_owned(), |year| format!("{id}~{year}"));
        self.explained_as(figure, false)
    }

    fn explained_as(self, figure: String, against: bool) -> Self {
        // Where there is no figure there is nothing to explain.
        if self.figure().is_none() {
            self
        } else {
            Text::Explained(Box::new(self), Explained { figure, against })
        }
    }

    /// The unrounded figure that it shows.
    fn figure(&self) -> Option<f64> {
        match self {
            Text::Number(value, _)
            | Text::Scaled(value, _)
            | Text::Change(value, _)
            | Text::Month(value, _) => *value,
            Text::Explained(text, _) => text.figure(),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Text::Empty => true,
            Text::Plain(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// How a row of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// As the others.
    Plain,
    /// A heading without figures.
    Heading,
    /// A sum.
    Sum,
    /// Part of a line above, or said beside the sums.
    Aside,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Permanent id of what it shows; empty where it has none.
    pub id: &'static str,
    /// How it is set.
    pub emphasis: Emphasis,
    /// How far it is set in.
    pub level: u8,
    /// Its cells, as many as the header has.
    pub cells: Vec<Text>,
}

impl Row {
    const fn plain(id: &'static str, cells: Vec<Text>) -> Self {
        Row { id, emphasis: Emphasis::Plain, level: 0, cells }
    }
}

/// A table: a header, rows, and how many columns from the left are texts; the others are figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Permanent id.
    pub id: &'static str,
    /// What it shows.
    pub caption: Text,
    /// Whether what stands above says the same as the caption.
    pub said_above: bool,
    /// Column heads.
    pub header: Vec<Text>,
    /// Rows, each as long as the header.
    pub rows: Vec<Row>,
    /// Columns of text, from the left.
    pub text_columns: usize,
}

impl Table {
    /// Without the columns of text, but for the first, in which nothing stands.
    fn without_empty_columns(mut self) -> Self {
        for at in (1..self.text_columns.min(self.header.len())).rev() {
            if self.rows.iter().all(|row| row.cells.get(at).is_none_or(Text::is_empty)) {
                self.header.remove(at);
                self.text_columns -= 1;
                for row in &mut self.rows {
                    row.cells.remove(at);
                }
            }
        }
        self
    }
}

/// A figure that leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Id of the headline output.
    pub id: &'static str,
    /// Its dimension.
    pub dimension: Dimension,
    /// The figure.
    pub value: Text,
    /// Against the comparison.
    pub change: Text,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(Vec<Text>),
    /// Labels and what they label: link, model version.
    Definition(Vec<(Text, Text)>),
    /// Figures that lead.
    Figures(Vec<Figure>),
    /// A table.
    Table(Table),
    /// The place of a chart with the sentence above it.
    Chart(Chart, Text),
}

/// A section of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Permanent id: its heading is the word `report.<id>`.
    pub id: &'static str,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// The document.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The name of the scenario; empty for the report's own title.
    pub title: String,
    /// What stands below the title: years, comparison, date, version.
    pub facts: Vec<(Text, Text)>,
    /// Sections in order.
    pub sections: Vec<Section>,
}

/// What a scenario is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Its name.
    pub name: &'a str,
    /// It.
    pub scenario: &'a Scenario,
    /// Its run.
    pub run: &'a Run<f64>,
}

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The scenario with its name and notes.
    pub file: &'a File,
    /// Its run.
    pub run: &'a Run<f64>,
    /// What it is compared with.
    pub against: Option<Against<'a>>,
    /// The address of the page, before `?`.
    pub address: &'a str,
    /// View settings that the link carries: the language, the comparison.
    pub view: &'a [(String, String)],
    /// The day it is made, as it is to be written; the caller has the clock.
    pub date: Option<&'a str>,
}

/// What stands where no figure exists.
const NONE: &str = "–";

/// The English unit, if figures in it say it themselves; else nothing.
fn said(unit: &'static str) -> &'static str {
    if unit.starts_with("USD") || unit.starts_with("fraction") { unit } else { "" }
}

/// The unit of an output in a language, where its figures do not say it.
fn unit_words(id: &str, labels: &dyn ReportLabels) -> String {
    use crate::model::output::{HEADLINES, yearly};
    let headline = HEADLINES.iter().find(|row| row.id == id).map(|row| row.unit);
    let unit = headline.or_else(|| yearly().find(|row| row.id == id).map(|row| row.unit)).unwrap_or_default();
    let says_itself = unit == "USD" || unit == "month" || unit.starts_with("fraction");
    if says_itself { String::new() } else { labels.output_unit(id) }
}

/// A name and its unit, parted.
fn named(text: &Text, labels: &dyn ReportLabels) -> Option<(String, String)> {
    match text {
        Text::OutputIn(id) => Some((labels.output(id), unit_words(id, labels))),
        Text::Parameter(id) => Some((labels.parameter(id), labels.parameter_unit(id))),
        _ => None,
    }
}

/// A text in the words of a language.
fn words(text: &Text, labels: &dyn ReportLabels) -> String {
    let dash = || NONE.to_owned();
    match text {
        Text::Word(key) => labels.word(key),
        Text::Output(id) => labels.output(id),
        Text::Unit(id) => unit_words(id, labels),
        Text::OutputIn(_) | Text::Parameter(_) => match named(text, labels) {
            Some((name, unit)) if unit.is_empty() => name,
            Some((name, unit)) => format!("{name} ({unit})"),
            None => String::new(),
        },
        Text::StatementRow(id) => super::workbook::row_label(id, labels),
        Text::Option(parameter, option) => labels.option(parameter, option),
        Text::Value(index, value) => value_words(*index, *value, labels),
        Text::Number(value, unit) => value.map_or_else(dash, |value| labels.number(value, unit)),
        Text::Scaled(value, scale) => value.map_or_else(dash, |value| scale.text(value)),
        Text::Change(value, unit) => value.map_or_else(dash, |value| labels.change(value, unit)),
        Text::Month(value, first) => value.map_or_else(dash, |month| labels.month(*first, month)),
        Text::Year(year) => year.to_string(),
        Text::Years(first, last) => format!("{first}–{last}"),
        Text::Plain(text) => text.clone(),
        Text::Say(say) => labels.sentence(say),
        Text::Explained(text, _) => words(text, labels),
        Text::Empty => String::new(),
    }
}

/// A value for reading: a number, the name of an option, or a path with an arrow and its years.
fn value_words(index: usize, value: Value, labels: &dyn Labels) -> String {
    use crate::model::parameter::Values;
    let Some(parameter) = crate::model::parameters::registry().nth(index) else { return String::new() };
    let number = |value: f64| {
        labels.number(value, if parameter.unit.starts_with("fraction") { "fraction" } else { "" })
    };
    match value {
        Value::Scalar(value) if parameter.unit == "year" => format!("{value}"),
        Value::Scalar(value) => number(value),
        Value::Path { from, to, first, last } => {
            let years = match (first, last) {
                (None, None) => String::new(),
                (first, last) => {
                    let year =
                        |year: Option<f64>| year.map_or_else(|| "…".to_owned(), |year| format!("{year}"));
                    format!(" ({}–{})", year(first), year(last))
                }
            };
            if from == to {
                number(from) + &years
            } else {
                format!("{} → {}{years}", number(from), number(to))
            }
        }
        Value::Choice(option) => match parameter.values {
            Values::Choice { options, .. } => {
                options.get(option).map_or_else(String::new, |option| labels.option(parameter.id, option))
            }
            _ => String::new(),
        },
    }
}
