//! What is said of scenarios, files and storage, in the reader's language.

use wasm_bindgen::JsValue;

use crate::app::locale::{Key, Language, key};
use crate::scenario::Scenario;
use crate::scenario::file::FileError;
use crate::scenario::history::Change;
use crate::scenario::library::{ImportError, StorageError, Time};

/// A moment, as the reader's language writes it.
pub(super) fn moment(time: Time, language: Language) -> String {
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes every property.
        drop(js_sys::Reflect::set(&options, &name.into(), &value.into()));
    }
    let tag = match language {
        Language::En => "en-GB",
        Language::Zh => "zh-CN",
    };
    js_sys::Date::new(&JsValue::from_f64(time as f64)).to_locale_string(tag, &options).into()
}

/// One of three texts, by how many.
pub(super) fn counted(count: usize, [none, one, many]: [Key; 3]) -> Key {
    match count {
        0 => none,
        1 => one,
        _ => many,
    }
}

/// How far a scenario is from the reference lab.
pub(super) fn distance(scenario: &Scenario, language: Language) -> String {
    let change = Change::between(&Scenario::default(), scenario);
    let count = change.inputs.len() + change.programme_costs.len();
    let texts =
        [key::LIBRARY_DIALOG_DIFFERS_NONE, key::LIBRARY_DIALOG_DIFFERS_ONE, key::LIBRARY_DIALOG_DIFFERS];
    let text = language.fill(counted(count, texts), &[("count", &count.to_string())]);
    match scenario.targets().len() {
        0 => text,
        targets => language
            .fill(key::LIBRARY_DIALOG_WITH_TARGETS, &[("text", &text), ("count", &targets.to_string())]),
    }
}

/// Why the storage does not do what it should.
pub(super) fn storage(error: &StorageError, language: Language) -> String {
    match error {
        StorageError::Full => language.text(key::LIBRARY_ERROR_FULL).to_owned(),
        StorageError::Blocked => language.text(key::LIBRARY_ERROR_BLOCKED).to_owned(),
        StorageError::Other { message } => language.fill(key::LIBRARY_ERROR_OTHER, &[("message", message)]),
    }
}

/// Why a scenario of a file was not taken.
pub(super) fn file(error: &FileError, language: Language) -> String {
    match error {
        FileError::TooLong { limit } => {
            language.fill(key::LIBRARY_ERROR_TOO_LONG, &[("limit", &limit.to_string())])
        }
        FileError::Json { message } => language.fill(key::LIBRARY_ERROR_NO_JSON, &[("message", message)]),
        FileError::OtherSchema { given } => {
            language.fill(key::LIBRARY_ERROR_OTHER_SCHEMA, &[("given", given)])
        }
        FileError::NewerSchema { given, known } => {
            language.fill(key::LIBRARY_ERROR_NEWER_SCHEMA, &[("given", given), ("known", &known.to_string())])
        }
    }
}

/// Why a file was not taken at all.
pub(super) fn import(error: &ImportError, language: Language) -> String {
    match error {
        ImportError::TooLong { limit } => {
            language.fill(key::LIBRARY_ERROR_TOO_LONG, &[("limit", &limit.to_string())])
        }
        ImportError::File { error } => file(error, language),
        // A picture or a program begins with what is no text.
        ImportError::NoTable { given } if given.contains(|c: char| c.is_control() || c == '\u{fffd}') => {
            language.text(key::LIBRARY_ERROR_NO_TEXT).to_owned()
        }
        ImportError::NoTable { given } => language.fill(key::LIBRARY_ERROR_NO_TABLE, &[("given", given)]),
    }
}

/// The name of a file for a scenario: letters and digits of any script, else dashes.
pub(crate) fn file_name(name: &str, ending: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().take(60) {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    match slug.trim_matches('-') {
        "" => format!("perennial.{ending}"),
        slug => format!("perennial-{slug}.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;
    use crate::scenario::target::Target;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(file_name("Nordic lab (2)", "json"), "perennial-nordic-lab-2.json");
        assert_eq!(file_name("北欧/方案", "csv"), "perennial-北欧-方案.csv");
        assert_eq!(file_name("../..", "json"), "perennial.json");
    }

    #[test]
    fn the_distance_counts_inputs_and_targets() {
        let mut scenario = Scenario::default();
        assert_eq!(distance(&scenario, Language::En), "as the reference lab");
        scenario.set("pue-today", Value::Scalar(1.4));
        scenario.set_target(Target::profitable(2029).unwrap());
        assert!(distance(&scenario, Language::En).starts_with("one input differs"));
        assert!(distance(&scenario, Language::Zh).ends_with("1 个目标"));
    }
}
