//! One case of a calculation: KEY=VALUE, read against the keys the calculation knows.

use perennial::scenario::link::{nearest, number_text};
use perennial::scenario::number_input::{self, NotANumber};
use serde_json::Value;

/// What may stand behind a key.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A number within limits.
    Number([f64; 2]),
    /// Numbers separated by commas or semicolons.
    Numbers,
    /// One of a list of words.
    Option(&'static [&'static str]),
    /// A text that the calculation reads itself.
    Text,
}

/// One key of a calculation.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// The id of the same quantity in the registry, where the name is another: rows may use it.
    pub(crate) alias: Option<&'static str>,
    pub(crate) kind: Kind,
    /// What it is when not given; none where it must be given or may be missing.
    pub(crate) default: Option<f64>,
    pub(crate) unit: &'static str,
    pub(crate) about: &'static str,
}

/// Above zero, as far as numbers reach.
pub(crate) const POSITIVE: [f64; 2] = [f64::MIN_POSITIVE, f64::MAX];
/// Parameters of a model in billions: a limit that catches `70B` where 70 is meant.
pub(crate) const BILLION_PARAMETERS: [f64; 2] = [f64::MIN_POSITIVE, 1e6];
/// Tokens in billions: a limit that catches `15T` where 15000 is meant.
pub(crate) const BILLION_TOKENS: [f64; 2] = [f64::MIN_POSITIVE, 1e9];
/// Zero and above.
pub(crate) const FROM_ZERO: [f64; 2] = [0.0, f64::MAX];

/// A key for a number.
pub(crate) const fn key(
    name: &'static str,
    limits: [f64; 2],
    default: Option<f64>,
    unit: &'static str,
    about: &'static str,
) -> Key {
    Key { name, alias: None, kind: Kind::Number(limits), default, unit, about }
}

impl Key {
    /// The key with the registry's id of the same quantity.
    pub(crate) const fn or(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }

    fn is(&self, name: &str) -> bool {
        self.name == name || self.alias == Some(name)
    }
}

/// Keys with their texts.
pub(crate) type Pairs = Vec<(String, String)>;

/// The pairs of arguments or of the words of a line.
pub(crate) fn pairs<'a>(words: impl Iterator<Item = &'a str>) -> Result<Pairs, String> {
    words
        .map(|word| match word.split_once('=') {
            Some((key, value)) => Ok((key.trim().to_owned(), value.trim().to_owned())),
            None => Err(format!("{word:?}: KEY=VALUE is wanted, such as key=1.5")),
        })
        .collect()
}

/// The pairs of a line of standard input: KEY=VALUE separated by spaces, or a JSON object.
pub(crate) fn pairs_of_line(line: &str) -> Result<Pairs, String> {
    if !line.trim_start().starts_with('{') {
        return pairs(line.split_whitespace());
    }
    let object: serde_json::Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("not a JSON object: {error}"))?;
    let mut pairs = Pairs::new();
    for (key, value) in object {
        let text = match &value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let texts = items.iter().map(|item| plain(&key, item));
                texts.collect::<Result<Vec<_>, _>>()?.join(";")
            }
            other => plain(&key, other)?,
        };
        pairs.push((key, text));
    }
    Ok(pairs)
}

fn plain(key: &str, value: &Value) -> Result<String, String> {
    match value {
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) => Ok(text.clone()),
        other => Err(format!("{key}: {other} was given, a number or a text is wanted")),
    }
}

/// What a key was given as.
#[derive(Clone)]
enum Given {
    Number(f64),
    Numbers(Vec<f64>),
    Option(usize),
    Text(String),
}

impl Given {
    /// Reads a text as its key wants it.
    fn read(key: &Key, text: &str) -> Result<Self, String> {
        let name = key.name;
        match key.kind {
            Kind::Number([low, high]) => {
                let value = read(name, text)?;
                if (low..=high).contains(&value) {
                    Ok(Self::Number(value))
                } else {
                    Err(format!("{name}: {text} was given, {} is wanted", limits([low, high])))
                }
            }
            Kind::Numbers => {
                // Semicolons leave the comma free for decimals.
                let separator = if text.contains(';') { ';' } else { ',' };
                let entries = text.split(separator).enumerate();
                let read = |(index, entry)| read(&format!("{name}, entry {}", index + 1), entry);
                entries.map(read).collect::<Result<_, _>>().map(Self::Numbers)
            }
            Kind::Option(options) => {
                let found = options.iter().position(|option| option.eq_ignore_ascii_case(text));
                let wrong = || format!("{name}: no option {text:?}; there is {}", options.join(", "));
                found.map(Self::Option).ok_or_else(wrong)
            }
            Kind::Text if text.is_empty() => Err(format!("{name} is empty: {} is wanted", described(key))),
            Kind::Text => Ok(Self::Text(text.to_owned())),
        }
    }
}

/// A case: the keys given, each known, given once and readable.
pub(crate) struct Case {
    keys: Vec<Key>,
    given: Vec<Option<Given>>,
}

impl Case {
    /// Matches pairs to keys and reads them.
    pub(crate) fn read(keys: Vec<Key>, pairs: Pairs) -> Result<Self, String> {
        let mut given: Vec<Option<Given>> = vec![None; keys.len()];
        for (name, text) in pairs {
            let wanted = name.to_ascii_lowercase().replace('_', "-");
            let Some(index) = keys.iter().position(|key| key.is(&wanted)) else {
                return Err(unknown(&name, &keys));
            };
            if given[index].is_some() {
                return Err(format!("{name}: given twice; give it once"));
            }
            given[index] = Some(Given::read(&keys[index], &text)?);
        }
        Ok(Self { keys, given })
    }

    fn entry(&self, name: &str) -> Option<(&Key, Option<&Given>)> {
        let index = self.keys.iter().position(|key| key.name == name)?;
        Some((&self.keys[index], self.given[index].as_ref()))
    }

    fn given(&self, name: &str) -> Option<&Given> {
        self.entry(name)?.1
    }

    /// Whether a key was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// A number, its default, or none.
    pub(crate) fn optional(&self, name: &str) -> Option<f64> {
        match self.given(name) {
            Some(Given::Number(value)) => Some(*value),
            _ => self.entry(name)?.0.default,
        }
    }

    /// A number or its default.
    pub(crate) fn number(&self, name: &str) -> Result<f64, String> {
        self.optional(name).ok_or_else(|| self.missing(name))
    }

    /// A list of numbers.
    pub(crate) fn numbers(&self, name: &str) -> Result<&[f64], String> {
        match self.given(name) {
            Some(Given::Numbers(values)) => Ok(values),
            _ => Err(self.missing(name)),
        }
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Result<&str, String> {
        match self.given(name) {
            Some(Given::Text(text)) => Ok(text),
            _ => Err(self.missing(name)),
        }
    }

    /// The chosen option, or the first.
    pub(crate) fn option(&self, name: &str) -> usize {
        match self.given(name) {
            Some(Given::Option(index)) => *index,
            _ => 0,
        }
    }

    /// What to say when a key is missing.
    pub(crate) fn missing(&self, name: &str) -> String {
        let about = self.entry(name).map(|(key, _)| described(key)).unwrap_or_default();
        format!("{name} is missing: {about}")
    }
}

/// What a key is, with its unit.
pub(crate) fn described(key: &Key) -> String {
    if key.unit.is_empty() { key.about.to_owned() } else { format!("{}, {}", key.about, key.unit) }
}

fn read(name: &str, text: &str) -> Result<f64, String> {
    number_input::parse(text).map_err(|error| match error {
        NotANumber::Empty => format!("{name}: {error}"),
        NotANumber::Unreadable => format!("{name}: {text:?} is {error}"),
    })
}

/// The limits in words.
pub(crate) fn limits([low, high]: [f64; 2]) -> String {
    match (low, high) {
        (f64::MIN, f64::MAX) => "a number".to_owned(),
        (f64::MIN_POSITIVE, f64::MAX) => "a number above 0".to_owned(),
        (low, f64::MAX) => format!("a number from {}", number_text(low)),
        (f64::MIN_POSITIVE, high) => format!("a number above 0 and up to {}", number_text(high)),
        (low, high) => format!("{} to {}", number_text(low), number_text(high)),
    }
}

fn unknown(name: &str, keys: &[Key]) -> String {
    let names = || keys.iter().map(|key| key.name);
    let partly = || names().find(|key| !name.is_empty() && (key.contains(name) || name.contains(*key)));
    let suggestion = nearest(name, names()).or_else(partly).map(|near| format!("; did you mean {near}?"));
    let all: Vec<&str> = names().collect();
    format!("{name:?}: no such key{} Keys: {}", suggestion.unwrap_or_else(|| ".".to_owned()), all.join(", "))
}
