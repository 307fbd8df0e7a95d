//! `parameters`, `outputs`, `sources`, `presets`: what the program knows, as data.

use std::io::{self, Write};

use clap::{ArgMatches, Command};
use perennial::model::MODEL_VERSION;
use perennial::model::facts::SOURCES;
use perennial::model::output::{HEADLINES, yearly};
use perennial::model::parameter::{Caveat, Distribution, Parameter, Role, Values};
use perennial::model::parameters;
use perennial::scenario::{link, presets};
use serde_json::{Map, Value, json};

use crate::answer::{cell, document};
use crate::stream::{self, Format};

/// A list that a command prints.
pub(crate) struct Registry {
    pub(crate) name: &'static str,
    about: &'static str,
    /// Keys of an entry, in order, with what they may hold.
    columns: &'static [(&'static str, &'static [&'static str])],
    entries: fn() -> Vec<Value>,
}

const TEXT: &[&str] = &["string"];
const TEXT_OR_NONE: &[&str] = &["string", "null"];
const TEXTS: &[&str] = &["array"];
const ANY: &[&str] = &["number", "array", "string", "null"];

pub(crate) static ALL: [Registry; 4] = [
    Registry {
        name: "parameters",
        about: "Every input: unit, default, ranges, who decides it, how good its evidence is",
        columns: &[
            ("id", TEXT),
            ("dimension", TEXT),
            ("leaf", TEXT),
            ("role", TEXT),
            ("caveat", TEXT_OR_NONE),
            ("kind", TEXT),
            ("unit", TEXT),
            ("default", ANY),
            ("low", ANY),
            ("high", ANY),
            ("hard_min", ANY),
            ("hard_max", ANY),
            ("options", TEXTS),
            ("distribution", TEXT),
            ("grade", TEXT),
            ("equation", TEXT),
            ("sources", TEXTS),
            ("note", TEXT),
        ],
        entries: || parameters::registry().map(parameter).collect(),
    },
    Registry {
        name: "outputs",
        about: "Every output: unit, equation, how a year is made of months; kind headline, yearly",
        columns: &[
            ("id", TEXT),
            ("kind", TEXT),
            ("dimension", TEXT),
            ("group", TEXT_OR_NONE),
            ("unit", TEXT),
            ("aggregate", TEXT_OR_NONE),
            ("better", &["integer", "null"]),
            ("equation", TEXT),
            ("about", TEXT),
        ],
        entries: outputs,
    },
    Registry {
        name: "sources",
        about: "The bibliography",
        columns: &[
            ("key", TEXT),
            ("authors", TEXT),
            ("title", TEXT),
            ("year", TEXT),
            ("identifier", TEXT),
            ("licence", TEXT),
        ],
        entries: || SOURCES.iter().map(|source| json!(source)).collect(),
    },
    Registry {
        name: "presets",
        about: "Companies and sectors to begin from, each with its link",
        columns: &[("id", TEXT), ("kind", TEXT), ("name", TEXT), ("about", TEXT), ("scenario", TEXT)],
        entries: || {
            let entry = |preset: &presets::Preset| {
                json!({
                    "id": preset.id, "kind": preset.kind, "name": preset.name, "about": preset.about,
                    "scenario": link::write(&preset.scenario(), &[], &[]),
                })
            };
            presets::all().map(entry).collect()
        },
    },
];

impl Registry {
    /// Its subcommand.
    pub(crate) fn command(&self) -> Command {
        Command::new(self.name).about(self.about).arg(stream::format_argument())
    }

    /// The JSON Schema of its answer.
    pub(crate) fn schema(&self) -> Value {
        let property = |(name, types): &(&str, &[&str])| ((*name).to_owned(), json!({ "type": types }));
        let properties: Map<String, Value> = self.columns.iter().map(property).collect();
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let entry = json!({ "type": "object", "properties": properties, "required": names });
        let answer = json!({
            "type": "object",
            "properties": { "model_version": { "type": "integer" }, self.name: { "type": "array", "items": entry } },
            "required": ["model_version", self.name],
        });
        document(&format!("Answer of perennial {}", self.name), answer)
    }

    /// Prints it.
    pub(crate) fn answer(&self, matches: &ArgMatches, out: &mut impl Write) -> io::Result<()> {
        let entries = (self.entries)();
        match stream::format(matches) {
            Format::Json => {
                writeln!(out, "{}", json!({ "model_version": MODEL_VERSION, self.name: entries }))
            }
            Format::Csv => {
                let names: Vec<String> = self.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
                stream::write_row(out, &names)?;
                entries.iter().try_for_each(|entry| {
                    let cells: Vec<String> = names.iter().map(|name| cell(&entry[name.as_str()])).collect();
                    stream::write_row(out, &cells)
                })
            }
        }
    }
}

fn parameter(parameter: &Parameter) -> Value {
    let (kind, default, [low, high], hard) = match parameter.values {
        Values::Scalar { default, plausible: [low, high], hard } => {
            ("scalar", json!(default), [json!(low), json!(high)], Some(hard))
        }
        Values::Path { default, low, high, hard } => {
            ("path", json!(default), [json!(low), json!(high)], Some(hard))
        }
        Values::Choice { default, .. } => ("choice", json!(default), [Value::Null, Value::Null], None),
    };
    let options: &[&str] = match parameter.values {
        Values::Choice { options, .. } => options,
        _ => &[],
    };
    let caveat = match parameter.role {
        Role::Lever(Caveat::CostNotModelled) => json!("cost-not-modelled"),
        Role::Lever(Caveat::Weak) => json!("weak"),
        _ => Value::Null,
    };
    let distribution = match parameter.distribution {
        Distribution::Fixed => "fixed",
        Distribution::Lognormal => "lognormal",
        Distribution::Pert => "pert",
        Distribution::Triangular => "triangular",
    };
    json!({
        "id": parameter.id, "dimension": parameter.dimension.id(), "leaf": parameter.leaf.id(),
        "role": parameter.role.id(), "caveat": caveat, "kind": kind, "unit": parameter.unit,
        "default": default, "low": low, "high": high,
        "hard_min": hard.map(|[low, _]| low), "hard_max": hard.map(|[_, high]| high),
        "options": options, "distribution": distribution, "grade": parameter.grade.id(),
        "equation": parameter.equation, "sources": parameter.sources, "note": parameter.note_text(),
    })
}

fn outputs() -> Vec<Value> {
    let headlines = HEADLINES.iter().map(|headline| {
        json!({
            "id": headline.id, "kind": "headline", "dimension": headline.dimension.id(), "group": null,
            "unit": headline.unit, "aggregate": null, "better": headline.better,
            "equation": headline.equation, "about": headline.about,
        })
    });
    let yearly = yearly().map(|output| {
        json!({
            "id": output.id, "kind": "yearly", "dimension": output.dimension.id(), "group": output.group,
            "unit": output.unit, "aggregate": output.aggregate, "better": null,
            "equation": output.equation, "about": output.about,
        })
    });
    headlines.chain(yearly).collect()
}
