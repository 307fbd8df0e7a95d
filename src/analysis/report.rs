//! The quantitative part of a responsibility report, as a document of typed parts: sections, sentences to be
//! said, tables, places for charts. Rendered to Markdown and to self-contained HTML in the words of a
//! [`ReportLabels`].
//!
//! The carbon inventory is named as the GHG Protocol names it. GRI and SASB field names are not used: the
//! project's facts do not quote those standards.

mod build;
mod html;
mod markdown;

use serde::Serialize;

use super::finding::{Chart, Finding, Summary};
use crate::model::simulate::Run;
use crate::scenario::Value;
use crate::scenario::export::Labels;
use crate::scenario::file::File;

pub use build::{LIMITS, report};
pub use html::html;
pub use markdown::markdown;

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
}

/// Words of a language, sentences included.
pub trait ReportLabels: Labels {
    /// The sentence or sentences of it.
    fn sentence(&self, say: &Say) -> String;
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
    /// The unit of an output.
    OutputUnit(&'static str),
    /// The name of a row of a statement.
    StatementRow(&'static str),
    /// The name of a parameter.
    Parameter(&'static str),
    /// The unit of a parameter.
    ParameterUnit(&'static str),
    /// The value of a parameter, by registry index.
    Value(usize, Value),
    /// A figure with its English unit; a dash where there is none.
    Number(Option<f64>, &'static str),
    /// A calendar year.
    Year(i32),
    /// As it is: names, notes, links, ids.
    Plain(String),
    /// A sentence.
    Say(Say),
    /// Nothing.
    Empty,
}

impl Text {
    fn word(key: impl Into<String>) -> Self {
        Text::Word(key.into())
    }
}

/// How a row of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// As the others.
    Plain,
    /// A heading or a sum.
    Strong,
}

/// A table: a header, rows, and how many columns from the left are texts; the others are figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Text,
    /// Column heads.
    pub header: Vec<Text>,
    /// Rows, each as long as the header.
    pub rows: Vec<(Emphasis, Vec<Text>)>,
    /// Columns of text, from the left.
    pub text_columns: usize,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(Vec<Text>),
    /// A label and what it labels: link, model version.
    Definition(Vec<(Text, Text)>),
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
    /// Sections in order.
    pub sections: Vec<Section>,
}

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The scenario with its name and notes.
    pub file: &'a File,
    /// Its run.
    pub run: &'a Run<f64>,
    /// What it is compared with: a name and a run.
    pub against: Option<(&'a str, &'a Run<f64>)>,
    /// The address of the page, before `?`.
    pub address: &'a str,
    /// The day it is made, as it is to be written; the caller has the clock.
    pub date: Option<&'a str>,
}

/// What stands where no figure exists.
const NONE: &str = "–";

/// A text in the words of a language.
fn words(text: &Text, labels: &dyn ReportLabels) -> String {
    match text {
        Text::Word(key) => labels.word(key),
        Text::Output(id) => labels.output(id),
        Text::OutputUnit(id) => labels.output_unit(id),
        Text::StatementRow(id) => super::workbook::row_label(id, labels),
        Text::Parameter(id) => labels.parameter(id),
        Text::ParameterUnit(id) => labels.parameter_unit(id),
        Text::Value(index, value) => value_words(*index, *value, labels),
        Text::Number(value, unit) => {
            value.map_or_else(|| NONE.to_owned(), |value| labels.number(value, unit))
        }
        Text::Year(year) => year.to_string(),
        Text::Plain(text) => text.clone(),
        Text::Say(say) => labels.sentence(say),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::export::English;
    use crate::scenario::file::Note;
    use crate::scenario::target::Target;
    use crate::scenario::{Scenario, run};

    impl ReportLabels for English {
        fn sentence(&self, say: &Say) -> String {
            serde_json::to_string(say).unwrap()
        }
        fn language(&self) -> String {
            "en".to_owned()
        }
    }

    fn example() -> File {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(1.1));
        scenario.set("cfe-share", Value::Path { from: 0.2, to: 1.0, first: Some(2027.0), last: None });
        scenario.set_target(Target::net_zero(2035).unwrap());
        let note = Note { text: "a|b <script>".into(), source: "*contract*".into() };
        let notes = [("pue-today".to_owned(), note)].into();
        File { name: "Lab <1> & co".into(), scenario, notes, ..File::default() }
    }

    #[test]
    fn the_document_is_whole() {
        let file = example();
        let (plan, base) = (run(&file.scenario, Keep::Years), run(&Scenario::default(), Keep::Years));
        let subject = Subject {
            file: &file,
            run: &plan,
            against: Some(("default", &base)),
            address: "https://example.org/p/",
            date: Some("2026-05-04"),
        };
        let report = report(&subject);
        let ids: Vec<&str> = report.sections.iter().map(|section| section.id).collect();
        assert_eq!(
            ids,
            [
                "summary",
                "assumptions",
                "results",
                "statements",
                "inventory",
                "energy",
                "limits",
                "sources",
                "reproduce"
            ]
        );
        for section in &report.sections {
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    assert!(table.text_columns <= table.header.len());
                    for (_, row) in &table.rows {
                        assert_eq!(row.len(), table.header.len(), "{}", section.id);
                    }
                }
            }
        }
        let charts = report.sections.iter().flat_map(|section| &section.blocks);
        assert_eq!(charts.filter(|block| matches!(block, Block::Chart(..))).count(), Chart::ALL.len());

        let svg = |chart: Chart| (chart == Chart::Money).then(|| "<svg role=\"img\"></svg>".to_owned());
        let page = html(&report, &English, &svg);
        assert!(page.starts_with("<!doctype html>") && page.contains("<html lang=\"en\">"));
        assert!(page.contains("Lab &lt;1&gt; &amp; co") && !page.contains("<script"));
        assert_eq!(page.matches("<svg").count(), 1);
        assert!(page.contains("href=\"https://example.org/p/?v="));
        for tag in ["table", "section", "figure", "tr", "td", "th", "ul", "dl", "caption"] {
            let (opened, closed) = (format!("<{tag}"), format!("</{tag}>"));
            let opened =
                page.matches(&format!("{opened}>")).count() + page.matches(&format!("{opened} ")).count();
            assert_eq!(opened, page.matches(&closed).count(), "{tag}");
        }
        for outside in ["src=", "url(", "@import", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }

        let text = markdown(&report, &English, &|chart| Some(format!("charts/{}.svg", chart.id())));
        assert!(text.starts_with("# Lab \\<1\\> & co\n"));
        assert!(text.contains("a\\|b \\<script\\>") && text.contains("\\*contract\\*"));
        assert_eq!(text.matches("](charts/").count(), Chart::ALL.len());
        let mut columns = None;
        for line in text.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            match (line.starts_with('|'), columns) {
                (true, Some(count)) => assert_eq!(bars, count, "{line}"),
                (true, None) => columns = Some(bars),
                (false, _) => columns = None,
            }
        }
    }

    #[test]
    fn values_are_for_reading() {
        let index = |id: &str| crate::model::parameters::index_of(id).unwrap();
        let path = |to, first| Value::Path { from: 0.2, to, first, last: None };
        assert_eq!(value_words(index("pue"), path(0.2, None), &English), "0.2");
        assert_eq!(value_words(index("pue"), path(1.0, Some(2027.0)), &English), "0.2 → 1 (2027–…)");
        assert_eq!(value_words(index("training-region"), Value::Choice(0), &English), "WORLD");
    }

    #[test]
    fn a_long_plan_shows_a_choice_of_years() {
        let mut file = File::default();
        file.scenario.set("horizon-years", Value::Scalar(30.0));
        let plan = run(&file.scenario, Keep::Years);
        let subject = Subject { file: &file, run: &plan, against: None, address: "", date: None };
        let report = report(&subject);
        let tables = report.sections.iter().flat_map(|section| &section.blocks);
        let widest = tables.filter_map(|block| match block {
            Block::Table(table) => Some(table.header.len()),
            _ => None,
        });
        assert!(widest.max().unwrap() <= 14);
        assert!(!html(&report, &English, &|_| None).contains("<a "));
    }
}
