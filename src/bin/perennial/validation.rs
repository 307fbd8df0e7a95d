//! `validation`: the model against published numbers, computed on the spot.

use std::io::{self, Write};

use clap::{ArgMatches, Command};
use perennial::model::MODEL_VERSION;
use perennial::model::validation::{Bar, Group, Independence, Row, report};
use serde_json::{Value, json};

use crate::answer::{cell, document, figure};
use crate::stream::{self, Format};

/// The name of the command, and the key of its rows.
pub(crate) const NAME: &str = "validation";

/// Keys of a row, in order, each with what it may hold.
const COLUMNS: [(&str, &[&str], &str); 14] = [
    ("group", &["string"], "what the comparison is for"),
    ("case", &["string"], "name of the published case"),
    ("quantity", &["string"], "what is compared"),
    ("unit", &["string"], "unit of both figures"),
    ("modelled", &["number", "null"], "what the model says"),
    ("published", &["number", "null"], "what was published"),
    ("error", &["number", "null"], "modelled/published − 1; of peers, the largest of all their cases"),
    ("bar", &["number", "null"], "what must be kept to; null for context"),
    ("bar_kind", &["string", "null"], "relative-error-at-most or published-at-least"),
    ("within", &["boolean", "null"], "whether it is kept to"),
    (
        "contradictory",
        &["boolean"],
        "the published figure contradicts itself: flagged by rule, not to be fitted",
    ),
    ("independence", &["string"], "measured and self-reported figures alone count as accuracy"),
    ("sources", &["array"], "keys of `perennial sources`"),
    ("note", &["string"], "what to know about it"),
];

pub(crate) fn command() -> Command {
    Command::new(NAME)
        .about("The model against published numbers: modelled, published, error, bar, independence")
        .after_help(
            "`checks` are the bars that the model is held to; `summaries` give errors by group, over \
             independent (measured and self-reported) rows and over each label. Agreement with a calibrated, \
             circular, derived or modelled figure is no accuracy. --format csv prints the rows alone.",
        )
        .arg(stream::format_argument())
}

fn row(row: &Row) -> Value {
    json!({
        "group": row.group.id(), "case": row.case, "quantity": row.quantity.id(), "unit": row.unit,
        "modelled": figure(row.modelled), "published": figure(row.published), "error": figure(row.error),
        "bar": figure(row.bar.map(Bar::value)), "bar_kind": row.bar.map(Bar::id), "within": row.within,
        "contradictory": row.contradictory, "independence": row.independence.id(),
        "sources": row.source.split("; ").collect::<Vec<_>>(), "note": row.note,
    })
}

/// Prints the report.
pub(crate) fn answer(matches: &ArgMatches, out: &mut impl Write) -> io::Result<()> {
    let report = report();
    let rows: Vec<Value> = report.rows.iter().map(row).collect();
    match stream::format(matches) {
        Format::Json => {
            let answer = json!({
                "model_version": MODEL_VERSION, NAME: rows,
                "checks": report.checks, "summaries": report.summaries,
            });
            writeln!(out, "{answer}")
        }
        Format::Csv => {
            let names: Vec<String> = COLUMNS.iter().map(|(name, _, _)| (*name).to_owned()).collect();
            stream::write_row(out, &names)?;
            rows.iter().try_for_each(|row| {
                let cells: Vec<String> = names.iter().map(|name| cell(&row[name.as_str()])).collect();
                stream::write_row(out, &cells)
            })
        }
    }
}

/// The JSON Schema of the answer.
pub(crate) fn schema() -> Value {
    let mut properties = serde_json::Map::new();
    for (name, types, about) in COLUMNS {
        properties.insert(name.to_owned(), json!({ "type": types, "description": about }));
    }
    properties["group"]["enum"] = json!(Group::ALL.map(Group::id));
    properties["independence"]["enum"] = json!(Independence::ALL.map(Independence::id));
    let names = COLUMNS.map(|(name, _, _)| name);
    let rows = json!({ "type": "object", "properties": properties, "required": names });
    let text = json!({ "type": "string" });
    let (number, none_or_number) = (json!({ "type": "number" }), json!({ "type": ["number", "null"] }));
    let whole = json!({ "type": "integer" });
    let check = json!({
        "type": "object",
        "properties": {
            "id": text, "about": text, "about_zh": text, "count": whole, "value": none_or_number,
            "bar": none_or_number, "within": { "type": ["boolean", "null"] },
        },
        "required": ["id", "about", "about_zh", "count", "value", "bar", "within"],
    });
    let summary = json!({
        "type": "object",
        "properties": {
            "group": text, "over": text, "count": whole, "median_error": number, "largest_error": number,
            "outside": whole,
        },
        "required": ["group", "over", "count", "median_error", "largest_error", "outside"],
    });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let answer = json!({
        "type": "object",
        "properties": {
            "model_version": whole, NAME: list(rows), "checks": list(check), "summaries": list(summary),
        },
        "required": ["model_version", NAME, "checks", "summaries"],
    });
    document("Answer of perennial validation", answer)
}
