//! `validation`: the model against published numbers, computed on the spot.

use std::io::{self, Write};

use clap::{ArgMatches, Command};
use perennial::model::MODEL_VERSION;
use perennial::model::validation::{Bar, Group, Independence, Row, report};
use perennial::scenario::reconcile::{self, Label};
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
             circular, derived or modelled figure is no accuracy. Group `accounts` holds the presets of published \
             companies: calibrated lines, and as the test those no input was set to, above all of the next \
             published period. --format csv prints the rows alone.",
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

/// The group of the presets' rows.
const ACCOUNTS: &str = "accounts";

/// What a line of a published company proves.
fn independence(label: Label) -> Independence {
    match label {
        Label::Calibrated => Independence::Calibrated,
        // Accounts are disclosed by the company or quoted of it.
        Label::Test => Independence::SelfReported,
    }
}

/// The presets of published companies, line by line.
fn accounts() -> impl Iterator<Item = (&'static str, reconcile::Row)> {
    reconcile::all().flat_map(|(preset, rows)| rows.into_iter().map(move |row| (preset, row)))
}

fn account((preset, row): &(&str, reconcile::Row)) -> Value {
    let note = match row.label {
        Label::Calibrated => "inputs of the preset were set so that it agrees: proves nothing",
        Label::Test => "a test: no input was set to it, though it may lie inside a period that was",
    };
    json!({
        "group": ACCOUNTS, "case": format!("{preset}, {}", row.period), "quantity": row.line, "unit": row.unit,
        "modelled": figure(row.modelled), "published": figure(row.published), "error": figure(row.error),
        "bar": null, "bar_kind": null, "within": null, "contradictory": false,
        "independence": independence(row.label).id(), "sources": row.source.split("; ").collect::<Vec<_>>(),
        "note": note,
    })
}

/// Errors of the presets' rows by label, as the summaries of the other groups.
fn account_summaries(rows: &[(&str, reconcile::Row)]) -> Vec<Value> {
    let of = |label: Label, over: &str| {
        let errors = rows.iter().filter(|(_, row)| row.label == label).map(|(_, row)| row.error.abs());
        let mut errors: Vec<f64> = errors.filter(|error| error.is_finite()).collect();
        errors.sort_by(f64::total_cmp);
        let middle = errors.len() / 2;
        let median = match errors.get(middle) {
            Some(upper) if errors.len().is_multiple_of(2) => Some((upper + errors[middle - 1]) / 2.0),
            other => other.copied(),
        };
        json!({
            "group": ACCOUNTS, "over": over, "count": errors.len(), "median_error": median,
            "largest_error": errors.last(), "outside": 0,
        })
    };
    vec![
        of(Label::Test, "independent"),
        of(Label::Test, independence(Label::Test).id()),
        of(Label::Calibrated, independence(Label::Calibrated).id()),
    ]
}

/// Prints the report.
pub(crate) fn answer(matches: &ArgMatches, out: &mut impl Write) -> io::Result<()> {
    let report = report();
    let accounts: Vec<_> = accounts().collect();
    let rows: Vec<Value> = report.rows.iter().map(row).chain(accounts.iter().map(account)).collect();
    let summaries: Vec<Value> =
        report.summaries.iter().map(|summary| json!(summary)).chain(account_summaries(&accounts)).collect();
    match stream::format(matches) {
        Format::Json => {
            let answer = json!({
                "model_version": MODEL_VERSION, NAME: rows,
                "checks": report.checks, "summaries": summaries,
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
    let groups: Vec<&str> = Group::ALL.into_iter().map(Group::id).chain([ACCOUNTS]).collect();
    properties["group"]["enum"] = json!(groups);
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
