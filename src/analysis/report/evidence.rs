//! What the document rests on: grades, sources, and how to compute it again.

use super::build::column;
use super::{Block, Row, Subject, Table, Text};
use crate::analysis::disclosure::DISCLOSURES;
use crate::model::MODEL_VERSION;
use crate::model::facts::{SOURCES, SourceEntry};
use crate::model::parameter::{Grade, Parameter};
use crate::model::parameters;
use crate::scenario::link;

/// The inputs that stand at their default, on which the default's sources bear.
fn defaults<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'static Parameter> + 'a {
    let kept = |index: usize| subject.file.scenario.is_default(index);
    parameters::registry().enumerate().filter(move |(index, _)| kept(*index)).map(|(_, parameter)| parameter)
}

/// How many inputs have which grade, and the sources of the inputs that stand at their default.
pub(super) fn sources(subject: &Subject<'_>) -> Vec<Block> {
    let grades = [Grade::Primary, Grade::Secondary, Grade::Derived, Grade::Assumption];
    let count = |count: usize| Text::Plain(count.to_string());
    let mut rows: Vec<Row> = grades
        .iter()
        .map(|grade| {
            let graded = defaults(subject).filter(|parameter| parameter.grade == *grade).count();
            let words = ["grade", "grade-about"].map(|stem| Text::word(format!("{stem}.{}", grade.id())));
            let [name, about] = words;
            Row::plain(grade.id(), vec![name, about, count(graded)])
        })
        .collect();
    let own = parameters::COUNT - defaults(subject).count();
    rows.push(Row::plain("own", vec![Text::word("grade.own"), Text::word("grade-about.own"), count(own)]));
    let header = ["grade", "grade-about", "inputs"].map(column).into();
    let caption = Text::word("report.grades");
    let table = Table { id: "grades", caption, said_above: false, header, rows, text_columns: 2 };
    let cited = |entry: &&SourceEntry| {
        DISCLOSURES.iter().any(|disclosure| disclosure.source == entry.key)
            || defaults(subject).any(|parameter: &Parameter| parameter.sources.contains(&entry.key))
    };
    let entries = SOURCES.iter().filter(cited).map(reference);
    vec![
        Block::Table(table),
        Block::Paragraph(Text::word("report.sources-method")),
        Block::List(entries.collect()),
    ]
}

/// A source as a bibliography writes it.
fn reference(entry: &SourceEntry) -> Text {
    let parts = [entry.authors, entry.title, entry.year, entry.identifier];
    // A part may bring its own full stop: "et al.".
    let parts = parts.map(|part| part.trim_end_matches('.'));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Text::Plain(format!("[{}] {}", entry.key, parts.join(". ")))
}

/// Where the document comes from, so that anyone can compute it again.
pub(super) fn reproduce(subject: &Subject<'_>) -> Vec<Block> {
    let query = link::write(&subject.file.scenario, subject.view, &[]);
    let mut lines = vec![
        (column("link"), Text::Plain(format!("{}?{query}", subject.address))),
        (column("model-version"), Text::Plain(MODEL_VERSION.to_string())),
    ];
    if let Some(date) = subject.date {
        lines.push((column("date"), Text::Plain(date.to_owned())));
    }
    vec![Block::Paragraph(Text::word("report.reproduce-method")), Block::Definition(lines)]
}
