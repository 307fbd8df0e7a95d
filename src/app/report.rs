//! What of an address could not be followed, said in the reader's language: which key, what was wrong, what
//! is used or would be right.

use super::format;
use super::locale::{Key, Language, key};
use crate::scenario::link::{Expected, Slot, Warning};

/// One thing in an address that could not be followed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Report {
    /// Of the scenario or the article.
    Link(Warning),
    /// A view setting with a value that cannot be.
    View {
        /// The key.
        key: String,
        /// Its value.
        given: String,
        /// The values that can.
        allowed: &'static str,
    },
}

impl Report {
    /// The key it is about; empty if it is the whole.
    pub(crate) fn key(&self) -> &str {
        match self {
            Report::Link(warning) => warning.key(),
            Report::View { key, .. } => key,
        }
    }

    /// The sentence, without the key.
    pub(crate) fn text(&self, language: Language) -> String {
        let fill = |key: Key, values: &[(&str, &str)]| language.fill(key, values);
        let number = |value: f64| format::exact(value, language);
        let warning = match self {
            Report::View { given, allowed, .. } => {
                return fill(key::REPORT_VIEW, &[("given", given), ("allowed", allowed)]);
            }
            Report::Link(warning) => warning,
        };
        let nearest = |nearest: &Option<String>| {
            nearest.as_ref().map(|name| fill(key::REPORT_NEAREST, &[("name", name)])).unwrap_or_default()
        };
        let used = |used: &str| match used {
            "" => language.text(key::REPORT_IGNORED).to_owned(),
            used => fill(key::REPORT_USED, &[("used", used)]),
        };
        match warning {
            Warning::UnknownKey { nearest: near, .. } => {
                language.text(key::REPORT_UNKNOWN_KEY).to_owned() + &nearest(near)
            }
            Warning::OutOfRange { slot, given, limits: [low, high], used, .. } => fill(
                key::REPORT_OUT_OF_RANGE,
                &[
                    ("slot", slot_text(*slot, language)),
                    ("given", given),
                    ("low", &number(*low)),
                    ("high", &number(*high)),
                    ("used", &number(*used)),
                ],
            ),
            Warning::Malformed { slot, given, expected, used: fallback, .. } => {
                let values = [
                    ("slot", slot_text(*slot, language)),
                    ("given", given.as_str()),
                    ("expected", language.text(expected_key(*expected))),
                ];
                fill(key::REPORT_MALFORMED, &values) + &used(fallback)
            }
            Warning::BadCharacter { slot, given, character, used: fallback, .. } => {
                let character = character.escape_debug().to_string();
                let values = [
                    ("slot", slot_text(*slot, language)),
                    ("given", given.as_str()),
                    ("character", &character),
                ];
                fill(key::REPORT_BAD_CHARACTER, &values) + &used(fallback)
            }
            Warning::Repeated { given, used, .. } => {
                fill(key::REPORT_REPEATED, &[("given", given), ("used", used)])
            }
            Warning::UnknownOption { given, nearest: near, used: fallback, .. } => {
                fill(key::REPORT_UNKNOWN_OPTION, &[("given", given)]) + &used(fallback) + &nearest(near)
            }
            Warning::UnknownPreset { given, known, .. } => {
                fill(key::REPORT_UNKNOWN_PRESET, &[("given", given), ("known", &known.join(", "))])
            }
            Warning::NotALever { .. } => language.text(key::REPORT_NOT_A_LEVER).to_owned(),
            Warning::UnsupportedVersion { given, used, .. } => {
                fill(key::REPORT_VERSION, &[("given", given), ("used", &used.to_string())])
            }
            Warning::YearsReversed { first, last, used, .. } => fill(
                key::REPORT_YEARS_REVERSED,
                &[("first", &number(*first)), ("last", &number(*last)), ("used", &number(*used))],
            ),
            Warning::TooLong { given, limit, .. } => {
                fill(key::REPORT_TOO_LONG, &[("given", given), ("limit", &limit.to_string())])
            }
            Warning::TooManyKeys { limit, .. } => {
                fill(key::REPORT_TOO_MANY_KEYS, &[("limit", &limit.to_string())])
            }
            // A link has no rows; the English sentence of the reader stands in.
            other @ Warning::RowLength { .. } => other.to_string(),
        }
    }
}

/// The slot of a path in brackets, with a space before; empty for other kinds.
fn slot_text(slot: Option<Slot>, language: Language) -> &'static str {
    slot.map_or("", |slot| {
        language.text(match slot {
            Slot::From => key::REPORT_SLOT_FROM,
            Slot::To => key::REPORT_SLOT_TO,
            Slot::First => key::REPORT_SLOT_FIRST,
            Slot::Last => key::REPORT_SLOT_LAST,
        })
    })
}

fn expected_key(expected: Expected) -> Key {
    match expected {
        Expected::KeyValue => key::REPORT_EXPECTED_KEY_VALUE,
        Expected::Number => key::REPORT_EXPECTED_NUMBER,
        Expected::Path => key::REPORT_EXPECTED_PATH,
        Expected::Option => key::REPORT_EXPECTED_OPTION,
        Expected::Note => key::REPORT_EXPECTED_NOTE,
        Expected::Target => key::REPORT_EXPECTED_TARGET,
    }
}
