//! Scenario files: what a link says, with a name and notes, as JSON; and scenarios as rows of a table.
//!
//! ```json
//! {
//!   "schema": "perennial-scenario",
//!   "schema_version": 1,
//!   "model_version": 0,
//!   "name": "Nordic lab",
//!   "values": {
//!     "training-region": "SE",
//!     "cfe-share": { "from": 0.2, "to": 1, "first": 2027, "last": 2030 },
//!     "cfe-share.programme-cost": 2000000,
//!     "target.ebitda-usd": "least~0~2029"
//!   },
//!   "notes": { "training-region": { "text": "Hall leased in Luleå", "source": "contract 17" } }
//! }
//! ```
//!
//! Keys of `values` are those of a link, and so are limits, messages and migrations: a value is turned into
//! the text that a link would carry and read by the same code. It may be given as that text, too. What
//! stands at its default is absent.

pub mod rows;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::link::{self, Expected, Pairs, Slot, Warning, excerpt, number_text};
use super::{Scenario, Value, migrate};
use crate::model::{MODEL_VERSION, parameters};

/// Name of the schema.
pub const SCHEMA: &str = "perennial-scenario";
/// Version of the schema.
pub const SCHEMA_VERSION: u64 = 1;
/// Bytes of a file that are read.
pub const MAX_LENGTH: usize = 1 << 22;

/// Why a person set a value, and where it is from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// In their own words.
    #[serde(default)]
    pub text: String,
    /// Where the number is from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A scenario as a file keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// What people call it.
    pub name: String,
    /// The values.
    pub scenario: Scenario,
    /// Notes by parameter id.
    pub notes: BTreeMap<String, Note>,
    /// Entries of `values` that the registry does not know: kept.
    pub unknown: Map<String, Json>,
    /// Entries beside `values` that the schema does not know: kept.
    pub extra: Map<String, Json>,
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FileError {
    /// Longer than what is read.
    TooLong {
        /// Bytes read.
        limit: usize,
    },
    /// No JSON.
    Json {
        /// What the parser says, with line and column.
        message: String,
    },
    /// JSON, but no scenario file.
    OtherSchema {
        /// What `schema` says.
        given: String,
    },
    /// Written by a newer program.
    NewerSchema {
        /// What `schema_version` says.
        given: String,
        /// The newest version known here.
        known: u64,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::TooLong { limit } => write!(f, "a scenario file has at most {limit} bytes"),
            FileError::Json { message } => write!(f, "not a JSON file: {message}"),
            FileError::OtherSchema { given } => {
                write!(f, "not a scenario file: \"schema\" is {given}, and would be \"{SCHEMA}\"")
            }
            FileError::NewerSchema { given, known } => {
                write!(f, "\"schema_version\" is {given}; this program reads 1 to {known}")
            }
        }
    }
}

impl std::error::Error for FileError {}

/// Reads a scenario file. What is wrong with single entries is reported, as in a link.
///
/// # Errors
/// If it is too long, no JSON, or no scenario file of a known schema version.
pub fn read(text: &str) -> Result<(File, Vec<Warning>), FileError> {
    if text.len() > MAX_LENGTH {
        return Err(FileError::TooLong { limit: MAX_LENGTH });
    }
    let text = text.trim_start_matches('\u{feff}');
    let json: Json =
        serde_json::from_str(text).map_err(|error| FileError::Json { message: error.to_string() })?;
    read_json(json)
}

/// Reads a scenario file that is a part of a larger one.
///
/// # Errors
/// If it is no scenario file of a known schema version.
pub fn read_json(json: Json) -> Result<(File, Vec<Warning>), FileError> {
    let quoted =
        |json: Option<&Json>| json.map_or_else(|| "absent".to_owned(), |json| excerpt(&json.to_string()));
    let Json::Object(mut object) = json else {
        return Err(FileError::OtherSchema { given: "absent".to_owned() });
    };
    let schema = object.shift_remove("schema");
    if schema.as_ref().and_then(Json::as_str) != Some(SCHEMA) {
        return Err(FileError::OtherSchema { given: quoted(schema.as_ref()) });
    }
    let version = object.shift_remove("schema_version");
    if !version.as_ref().and_then(Json::as_u64).is_some_and(|version| (1..=SCHEMA_VERSION).contains(&version))
    {
        return Err(FileError::NewerSchema { given: quoted(version.as_ref()), known: SCHEMA_VERSION });
    }

    let mut warnings = Vec::new();
    let mut file = File::default();
    let model_version = match object.shift_remove("model_version") {
        None => MODEL_VERSION,
        Some(given) => {
            let known = given.as_u64().and_then(|version| u32::try_from(version).ok());
            known.filter(|version| migrate::is_known(*version)).unwrap_or_else(|| {
                let (key, given) = ("model_version".to_owned(), excerpt(&given.to_string()));
                warnings.push(Warning::UnsupportedVersion { key, given, used: MODEL_VERSION });
                MODEL_VERSION
            })
        }
    };
    match object.shift_remove("name") {
        Some(Json::String(name)) => file.name = name,
        Some(other) => file.name = other.to_string(),
        None => {}
    }
    if let Some(notes) = object.shift_remove("notes") {
        file.notes = read_notes(notes, &mut warnings);
    }
    match object.shift_remove("values") {
        Some(Json::Object(mut values)) => {
            let pairs: Pairs = values.iter().map(|(key, value)| (key.clone(), link_text(value))).collect();
            let (scenario, noticed, unknown) = link::apply(Scenario::default(), model_version, pairs);
            file.scenario = scenario;
            warnings.extend(noticed);
            for (key, text) in unknown {
                let value = values.shift_remove(&key).unwrap_or(Json::String(text));
                file.unknown.insert(key, value);
            }
        }
        Some(other) => warnings.push(malformed("values", &other, Expected::KeyValue)),
        None => {}
    }
    for key in object.keys() {
        let (key, given) = (excerpt(key), quoted(object.get(key)));
        warnings.push(Warning::UnknownKey { key, given, nearest: None });
    }
    file.extra = object;
    Ok((file, warnings))
}

fn malformed(key: &str, given: &Json, expected: Expected) -> Warning {
    let (key, given) = (excerpt(key), excerpt(&given.to_string()));
    Warning::Malformed { key, slot: None, given, expected, used: String::new() }
}

fn read_notes(notes: Json, warnings: &mut Vec<Warning>) -> BTreeMap<String, Note> {
    let Json::Object(notes) = notes else {
        warnings.push(malformed("notes", &notes, Expected::Note));
        return BTreeMap::new();
    };
    let mut read = BTreeMap::new();
    for (key, given) in notes {
        let note = match &given {
            Json::String(text) => Some(Note { text: text.clone(), source: String::new() }),
            other => Note::deserialize(other).ok(),
        };
        match note {
            Some(note) => {
                read.insert(key, note);
            }
            None => warnings.push(malformed(&key, &given, Expected::Note)),
        }
    }
    read
}

/// A value of a file as a link would carry it.
fn link_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Object(slots)
            if !slots.is_empty() && slots.keys().all(|key| Slot::ALL.iter().any(|slot| slot.id() == key)) =>
        {
            let text = |slot: Slot| match slots.get(slot.id()) {
                None | Some(Json::Null) => String::new(),
                Some(value) => link_text(value),
            };
            Slot::ALL.map(text).join("~")
        }
        other => other.to_string(),
    }
}

/// A number as people write it: 2026, not 2026.0.
fn json_number(value: f64) -> Json {
    number_text(value).parse::<i64>().map_or_else(
        |_| json!(value),
        // Negative zero is no integer.
        |whole| if value == 0.0 && value.is_sign_negative() { json!(value) } else { json!(whole) },
    )
}

/// The JSON of a scenario file.
#[must_use]
pub fn to_json(file: &File) -> Json {
    let mut values = Map::new();
    for (index, parameter) in parameters::registry().enumerate() {
        match scenario_value(&file.scenario, index) {
            Some(Value::Scalar(value)) => {
                values.insert(parameter.id.to_owned(), json_number(value));
            }
            Some(Value::Path { from, to, first, last }) => {
                let mut slots = Map::new();
                let numbers = [Some(from), Some(to), first, last];
                for (slot, number) in Slot::ALL.into_iter().zip(numbers) {
                    if let Some(number) = number {
                        slots.insert(slot.id().to_owned(), json_number(number));
                    }
                }
                values.insert(parameter.id.to_owned(), Json::Object(slots));
            }
            Some(value @ Value::Choice(_)) => {
                values.insert(parameter.id.to_owned(), Json::String(link::value_text(parameter, value)));
            }
            None => {}
        }
        if let Some(usd) = file.scenario.programme_cost(index) {
            values.insert(format!("{}{}", parameter.id, link::PROGRAMME_COST), json_number(usd));
        }
    }
    for target in file.scenario.targets() {
        values.insert(target.key(), Json::String(target.text()));
    }
    for (key, value) in &file.unknown {
        values.entry(key).or_insert_with(|| value.clone());
    }
    let mut object = Map::new();
    object.insert("schema".to_owned(), json!(SCHEMA));
    object.insert("schema_version".to_owned(), json!(SCHEMA_VERSION));
    object.insert("model_version".to_owned(), json!(MODEL_VERSION));
    object.insert("name".to_owned(), json!(file.name));
    object.insert("values".to_owned(), Json::Object(values));
    object.insert("notes".to_owned(), json!(file.notes));
    for (key, value) in &file.extra {
        object.entry(key).or_insert_with(|| value.clone());
    }
    Json::Object(object)
}

/// What differs from the default, bit for bit, at a registry index.
fn scenario_value(scenario: &Scenario, index: usize) -> Option<Value> {
    let parameter = parameters::registry().nth(index)?;
    let value = scenario.value(index)?;
    let text = |value| link::value_text(parameter, value);
    (text(value) != text(Value::default_of(parameter))).then_some(value)
}

/// The text of a scenario file.
#[must_use]
pub fn write(file: &File) -> String {
    format!("{:#}\n", to_json(file))
}
