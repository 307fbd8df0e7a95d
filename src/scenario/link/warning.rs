//! What a reader of links, files or rows noticed: data, so that page and command line say it in their own
//! language. `Display` says it in English: what was wrong, where, what is used instead.

use std::fmt;

use serde::Serialize;

/// A slot of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// Value until the first year.
    From,
    /// Value from the last year on.
    To,
    /// Year in which the change begins.
    First,
    /// Year in which it is complete.
    Last,
}

impl Slot {
    /// The slots in the order of a link.
    pub const ALL: [Slot; 4] = [Slot::From, Slot::To, Slot::First, Slot::Last];

    /// Its name in files, messages and locale keys.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Slot::From => "from",
            Slot::To => "to",
            Slot::First => "first",
            Slot::Last => "last",
        }
    }
}

/// What would have been right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// `key=value`.
    KeyValue,
    /// A number such as `3.5`, `-0.01` or `1e-9`.
    Number,
    /// Up to four numbers joined by `~`: from~to~first~last.
    Path,
    /// The id of an option.
    Option,
    /// A text or an object with `text` and `source`.
    Note,
    /// `most` or `least`, a value, and a year if wanted, joined by `~`.
    Target,
}

impl Expected {
    const fn english(self) -> &'static str {
        match self {
            Expected::KeyValue => "key=value",
            Expected::Number => "a number such as 3.5 or 1e-9",
            Expected::Path => "at most four numbers, from~to~first year~last year",
            Expected::Option => "the id of an option",
            Expected::Note => "a text, or an object with text and source",
            Expected::Target => "most or least, a number, and a year if wanted: most~1000~2030",
        }
    }
}

/// Something in a link, file or row that is not as it should be. What was given is quoted shortened to
/// [`EXCERPT`] characters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Warning {
    /// No parameter or view setting of that name; kept as it is.
    UnknownKey {
        /// The key.
        key: String,
        /// Its value.
        given: String,
        /// The most similar key, if one is similar.
        nearest: Option<String>,
    },
    /// A number outside the hard limits; the nearer limit is used.
    OutOfRange {
        /// The key.
        key: String,
        /// Where in a path.
        slot: Option<Slot>,
        /// The value.
        given: String,
        /// The hard limits.
        limits: [f64; 2],
        /// The limit used.
        used: f64,
    },
    /// Not of the right form; ignored.
    Malformed {
        /// The key.
        key: String,
        /// Where in a path.
        slot: Option<Slot>,
        /// The value.
        given: String,
        /// The right form.
        expected: Expected,
        /// What stays in force.
        used: String,
    },
    /// A character that cannot stand in a value; ignored.
    BadCharacter {
        /// The key.
        key: String,
        /// Where in a path.
        slot: Option<Slot>,
        /// The value.
        given: String,
        /// The first such character.
        character: char,
        /// What stays in force.
        used: String,
    },
    /// A key that came before; the first is used.
    Repeated {
        /// The key.
        key: String,
        /// The later value.
        given: String,
        /// The first value.
        used: String,
    },
    /// No such option; ignored.
    UnknownOption {
        /// The key.
        key: String,
        /// The value.
        given: String,
        /// The most similar option, if one is similar.
        nearest: Option<String>,
        /// What stays in force.
        used: String,
    },
    /// No such preset; ignored.
    UnknownPreset {
        /// `preset`.
        key: String,
        /// The value.
        given: String,
        /// The presets there are.
        known: Vec<String>,
    },
    /// A programme cost for what is no lever; ignored.
    NotALever {
        /// The key.
        key: String,
        /// The value.
        given: String,
    },
    /// A version that this program does not know; the present one is used.
    UnsupportedVersion {
        /// `v`, in a file `model_version`.
        key: String,
        /// The version.
        given: String,
        /// The version used.
        used: u32,
    },
    /// A path that ends before it begins; it steps in its first year.
    YearsReversed {
        /// The key.
        key: String,
        /// First year.
        first: f64,
        /// Last year.
        last: f64,
        /// The year of the step.
        used: f64,
    },
    /// Longer than what is read or kept; the rest is left out.
    TooLong {
        /// The key left out; empty if it is the whole.
        key: String,
        /// The beginning of what was left out.
        given: String,
        /// Bytes read or kept.
        limit: usize,
    },
    /// More keys than what is read or kept; the rest is left out.
    TooManyKeys {
        /// The first key left out.
        key: String,
        /// Its value.
        given: String,
        /// Keys read or kept.
        limit: usize,
    },
    /// A row with more or fewer cells than the header.
    RowLength {
        /// Empty.
        key: String,
        /// Cells in the row.
        given: usize,
        /// Cells in the header.
        expected: usize,
    },
}

/// How many characters of a hostile or long value are quoted.
pub const EXCERPT: usize = 60;

/// The beginning of a text, at most [`EXCERPT`] characters.
#[must_use]
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Warning {
    /// The key it is about; empty if it is the whole.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Warning::UnknownKey { key, .. }
            | Warning::OutOfRange { key, .. }
            | Warning::Malformed { key, .. }
            | Warning::BadCharacter { key, .. }
            | Warning::Repeated { key, .. }
            | Warning::UnknownOption { key, .. }
            | Warning::UnknownPreset { key, .. }
            | Warning::NotALever { key, .. }
            | Warning::UnsupportedVersion { key, .. }
            | Warning::YearsReversed { key, .. }
            | Warning::TooLong { key, .. }
            | Warning::TooManyKeys { key, .. }
            | Warning::RowLength { key, .. } => key,
        }
    }

    /// The name of its kind, as in JSON and locale keys.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Warning::UnknownKey { .. } => "unknown-key",
            Warning::OutOfRange { .. } => "out-of-range",
            Warning::Malformed { .. } => "malformed",
            Warning::BadCharacter { .. } => "bad-character",
            Warning::Repeated { .. } => "repeated",
            Warning::UnknownOption { .. } => "unknown-option",
            Warning::UnknownPreset { .. } => "unknown-preset",
            Warning::NotALever { .. } => "not-a-lever",
            Warning::UnsupportedVersion { .. } => "unsupported-version",
            Warning::YearsReversed { .. } => "years-reversed",
            Warning::TooLong { .. } => "too-long",
            Warning::TooManyKeys { .. } => "too-many-keys",
            Warning::RowLength { .. } => "row-length",
        }
    }
}

/// Where: the key, and the slot of a path.
struct At<'a>(&'a str, Option<Slot>);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(slot) => write!(f, "{} ({})", self.0, slot.id()),
            None => f.write_str(self.0),
        }
    }
}

/// `; did you mean …?`, if there is a suggestion.
fn suggestion(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean {nearest}?"))
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::UnknownKey { key, nearest, .. } => {
                write!(
                    f,
                    "{key}: no such parameter; it is kept and has no effect{}",
                    suggestion(nearest.as_ref())
                )
            }
            Warning::OutOfRange { key, slot, given, limits: [low, high], used } => {
                write!(f, "{}: {given} is outside {low} to {high}; {used} is used", At(key, *slot))
            }
            Warning::Malformed { key, slot, given, expected, used } => {
                write!(f, "{}: \"{given}\" is not {}; ", At(key, *slot), expected.english())?;
                if used.is_empty() { f.write_str("it is ignored") } else { write!(f, "{used} is used") }
            }
            Warning::BadCharacter { key, slot, given, character, used } => write!(
                f,
                "{}: {character:?} in \"{given}\" cannot stand in a value, only A-Z a-z 0-9 - . _ ~; {}",
                At(key, *slot),
                if used.is_empty() { "it is ignored".to_owned() } else { format!("{used} is used") }
            ),
            Warning::Repeated { key, given, used } => {
                write!(f, "{key}: given twice; the first, \"{used}\", is used and \"{given}\" is not")
            }
            Warning::UnknownOption { key, given, nearest, used } => {
                write!(f, "{key}: no option \"{given}\"; {used} is used{}", suggestion(nearest.as_ref()))
            }
            Warning::UnknownPreset { given, known, .. } => {
                write!(f, "preset: no preset \"{given}\"; there are {}", known.join(", "))
            }
            Warning::NotALever { key, .. } => {
                write!(f, "{key}: only levers have a programme cost; it is ignored")
            }
            Warning::UnsupportedVersion { key, given, used } => {
                write!(f, "{key}: version \"{given}\" is not known here; read as version {used}")
            }
            Warning::YearsReversed { key, first, last, used } => {
                write!(f, "{key}: the change ends in {last}, before it begins in {first}; it steps in {used}")
            }
            Warning::TooLong { key, given, limit } => {
                let what = if key.is_empty() { "the link" } else { key };
                write!(f, "{what}: longer than {limit} bytes; left out from \"{given}\" on")
            }
            Warning::TooManyKeys { key, limit, .. } => {
                write!(f, "{key}: more than {limit} keys; left out from here on")
            }
            Warning::RowLength { given, expected, .. } => {
                write!(
                    f,
                    "the row has {given} cells and the header {expected}; what is missing stands at its default"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_serialise_with_kind_and_key() {
        let warning = Warning::OutOfRange {
            key: "pue-today".into(),
            slot: None,
            given: "99".into(),
            limits: [1.0, 3.0],
            used: 3.0,
        };
        let json = serde_json::to_value(&warning).unwrap();
        assert_eq!(json["kind"], warning.kind());
        assert_eq!(json["key"], warning.key());
        assert_eq!(warning.to_string(), "pue-today: 99 is outside 1 to 3; 3 is used");
    }

    #[test]
    fn excerpts_end_at_characters() {
        let long = "长".repeat(1000);
        assert_eq!(excerpt(&long).chars().count(), EXCERPT + 1);
        assert_eq!(excerpt("short"), "short");
    }
}
