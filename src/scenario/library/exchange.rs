//! Scenarios in and out: one file, many in one file, or a table of inputs.
//!
//! ```json
//! { "schema": "perennial-library", "schema_version": 1, "scenarios": [ { "schema": "perennial-scenario", … } ] }
//! ```

use std::fmt;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Library, Time};
use crate::scenario::file::{self, File, FileError, rows};
use crate::scenario::link::{Warning, excerpt};
use crate::scenario::presets;

/// Name of the schema of many scenarios in one file.
pub const COLLECTION_SCHEMA: &str = "perennial-library";
/// Version of that schema.
pub const COLLECTION_VERSION: u64 = 1;
/// Bytes of such a file that are read.
pub const MAX_COLLECTION_LENGTH: usize = 1 << 25;
/// The column of a table that names its scenarios.
const NAME_COLUMN: &str = "name";

/// A file that cannot be taken at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ImportError {
    /// Longer than what is read.
    TooLong {
        /// Bytes read.
        limit: usize,
    },
    /// Neither a scenario, nor a library, nor a table of inputs.
    File {
        /// Why.
        error: FileError,
    },
    /// Neither JSON nor a table with at least one column that is a parameter.
    NoTable {
        /// Its beginning.
        given: String,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::TooLong { limit } => write!(f, "a file of scenarios has at most {limit} bytes"),
            ImportError::File { error } => error.fmt(f),
            ImportError::NoTable { given } => {
                write!(f, "\"{given}\" begins neither JSON nor a table with a header of parameters")
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// One scenario of a file that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// Its place in the file, from 0.
    pub place: usize,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Why.
    pub error: FileError,
}

/// What came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Ids in the library, each with what was noticed.
    pub added: Vec<(String, Vec<Warning>)>,
    /// What could not be taken.
    pub failed: Vec<Failed>,
}

impl Library {
    /// All scenarios in one file.
    #[must_use]
    pub fn export(&self) -> String {
        let scenario = |entry: &super::Entry| {
            let mut json = file::to_json(&entry.file);
            if let Json::Object(object) = &mut json {
                object.insert("created".to_owned(), json!(entry.created));
                object.insert("updated".to_owned(), json!(entry.updated));
            }
            json
        };
        let scenarios: Vec<Json> = self.entries.iter().map(scenario).collect();
        let json = json!({
            "schema": COLLECTION_SCHEMA, "schema_version": COLLECTION_VERSION, "scenarios": scenarios,
        });
        format!("{json:#}\n")
    }

    /// All scenarios as a table of inputs: names, then every parameter.
    #[must_use]
    pub fn export_rows(&self) -> String {
        let line = |name: &str, cells: Vec<String>| {
            let cells: Vec<String> = std::iter::once(name.to_owned()).chain(cells).collect();
            rows::join(&cells) + "\r\n"
        };
        let row = |entry: &super::Entry| line(&entry.file.name, rows::cells(&entry.file.scenario));
        line(NAME_COLUMN, rows::header()) + &self.entries.iter().map(row).collect::<String>()
    }

    /// Takes the scenarios of a file: one, a library, or a table of inputs. What cannot be read is told, the
    /// rest comes in. A name that is there already gets a number.
    ///
    /// # Errors
    /// If it is none of the three.
    pub fn import(&mut self, text: &str, now: Time) -> Result<Imported, ImportError> {
        if text.len() > MAX_COLLECTION_LENGTH {
            return Err(ImportError::TooLong { limit: MAX_COLLECTION_LENGTH });
        }
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with(['{', '[']) {
            return self.import_rows(text, now);
        }
        let file_error = |error| ImportError::File { error };
        let mut json: Json = serde_json::from_str(text)
            .map_err(|error| file_error(FileError::Json { message: error.to_string() }))?;
        if json.get("schema").and_then(Json::as_str) != Some(COLLECTION_SCHEMA) {
            let (file, warnings) = file::read_json(json).map_err(file_error)?;
            let id = self.take(file, now);
            return Ok(Imported { added: vec![(id, warnings)], failed: Vec::new() });
        }
        let version = json.get("schema_version").cloned().unwrap_or_default();
        if !version.as_u64().is_some_and(|version| (1..=COLLECTION_VERSION).contains(&version)) {
            let given = excerpt(&version.to_string());
            return Err(file_error(FileError::NewerSchema { given, known: COLLECTION_VERSION }));
        }
        let mut imported = Imported::default();
        let scenarios = json.get_mut("scenarios").map(Json::take).unwrap_or_default();
        let scenarios = if let Json::Array(scenarios) = scenarios { scenarios } else { Vec::new() };
        for (place, mut scenario) in scenarios.into_iter().enumerate() {
            let name = scenario.get("name").and_then(Json::as_str).map(str::to_owned);
            // When it was made elsewhere is kept; it is no entry of the file.
            let mut time = |key: &str| scenario.as_object_mut()?.shift_remove(key)?.as_u64();
            let (created, updated) = (time("created"), time("updated"));
            match file::read_json(scenario) {
                Ok((file, warnings)) => {
                    let id = self.take(file, now);
                    if let Some(entry) = self.entries.last_mut() {
                        entry.created = created.unwrap_or(now);
                        entry.updated = updated.unwrap_or(now);
                    }
                    imported.added.push((id, warnings));
                }
                Err(error) => imported.failed.push(Failed { place, name, error }),
            }
        }
        Ok(imported)
    }

    fn import_rows(&mut self, text: &str, now: Time) -> Result<Imported, ImportError> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let header = rows::split(lines.next().unwrap_or_default());
        let known = rows::header();
        if !header.iter().any(|cell| known.contains(&cell.trim().to_owned())) {
            return Err(ImportError::NoTable { given: excerpt(text.lines().next().unwrap_or_default()) });
        }
        let names = header.iter().position(|cell| cell.trim() == NAME_COLUMN);
        let without = |cells: &[String]| -> Vec<String> {
            let others = cells.iter().enumerate().filter(|(at, _)| Some(*at) != names);
            others.map(|(_, cell)| cell.clone()).collect()
        };
        let columns = without(&header);
        let mut imported = Imported::default();
        for line in lines {
            let cells = rows::split(line);
            let name = names.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
            let parsed = rows::read(&columns, &without(&cells), &presets::preset);
            let file = File { name, scenario: parsed.scenario, ..File::default() };
            let id = self.take(file, now);
            imported.added.push((id, parsed.warnings));
        }
        Ok(imported)
    }

    fn take(&mut self, mut file: File, now: Time) -> String {
        file.name = self.free_name(&file.name);
        self.add(file, now)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::named;
    use super::*;
    use crate::scenario::Value;
    use crate::scenario::target::Target;
    use proptest::prelude::*;

    fn two() -> Library {
        let mut library = Library::default();
        let mut first = named("Nordic, \"cold\"");
        first.scenario.set("pue-today", Value::Scalar(1.1));
        library.add(first, 1);
        let mut second = named("二");
        second.scenario.set_target(Target::net_zero(2035).unwrap());
        library.add(second, 2);
        library
    }

    fn files(library: &Library) -> Vec<&File> {
        library.entries().iter().map(|entry| &entry.file).collect()
    }

    #[test]
    fn one_file_holds_all() {
        let library = two();
        let mut other = Library::default();
        let imported = other.import(&library.export(), 99).unwrap();
        assert_eq!((imported.added.len(), imported.failed.len()), (2, 0));
        assert!(imported.added.iter().all(|(_, warnings)| warnings.is_empty()));
        assert_eq!(files(&other), files(&library));
        assert_eq!(other.entries()[1].created, 2);
        // Once more: the names are taken.
        other.import(&library.export(), 100).unwrap();
        assert_eq!(other.entries()[3].file.name, "二 (2)");
        let single = file::write(files(&library)[0]);
        assert_eq!(other.import(&single, 101).unwrap().added.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_comes_in() {
        let mut json: Json = serde_json::from_str(&two().export()).unwrap();
        json["scenarios"][0]["schema_version"] = json!(99);
        json["scenarios"].as_array_mut().unwrap().push(json!("nonsense"));
        let mut library = Library::default();
        let imported = library.import(&json.to_string(), 1).unwrap();
        assert_eq!(imported.added.len(), 1);
        let places: Vec<usize> = imported.failed.iter().map(|failed| failed.place).collect();
        assert_eq!(places, [0, 2]);
        assert_eq!(imported.failed[0].name.as_deref(), Some("Nordic, \"cold\""));
        assert!(matches!(imported.failed[0].error, FileError::NewerSchema { .. }));
        for bad in ["", "{", "hello, world", "{\"schema\":\"other\"}", "[1]"] {
            assert!(library.import(bad, 1).is_err(), "{bad}");
        }
        let newer = format!("{{\"schema\":\"{COLLECTION_SCHEMA}\",\"schema_version\":2}}");
        assert!(library.import(&newer, 1).is_err());
        assert_eq!(library.entries().len(), 1);
    }

    #[test]
    fn tables_of_inputs() {
        let library = two();
        let mut other = Library::default();
        let imported = other.import(&library.export_rows(), 1).unwrap();
        assert_eq!(imported.added.len(), 2);
        assert_eq!(other.entries()[0].file, library.entries()[0].file);
        let table = "training-region,pue-today\nSE,1.1\nnowhere,99\n";
        let imported = other.import(table, 1).unwrap();
        assert_eq!(imported.added[1].1.len(), 2);
    }

    proptest! {
        #[test]
        fn anything_is_survived(text in any::<String>()) {
            let mut library = Library::default();
            let _ = library.import(&text, 1);
            let _ = library.import(&format!("{{{text}"), 1);
        }
    }
}
