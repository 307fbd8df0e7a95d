//! Links: a scenario as the query of an address, readable and permanent.
//!
//! ```text
//! ?v=0&training-region=SE&cfe-share=0.2~1~2027~2030
//! ```
//!
//! The grammar is published in `docs/links.md`. Reading never fails and never panics: what is unknown is
//! kept and reported, what is out of range is clamped and reported, what is malformed is ignored and
//! reported. Writing gives one normal form: version, then what differs from the defaults in registry order,
//! then targets, view settings, and what was unknown. `parse(write(s))` gives `s` bit for bit.

mod compact;
mod read;
mod text;
mod warning;

pub use compact::{CODEC, CompactError, decode_compact, encode_compact};
pub use read::value_text;
pub use text::{is_plain, nearest, number_text, read_number};
pub(crate) use warning::excerpt;
pub use warning::{EXCERPT, Expected, Slot, Warning};

use super::target::{Measure, TARGET};
use super::{Scenario, migrate};
use crate::model::{MODEL_VERSION, parameters};
use read::Reading;

/// Keys of the view: how a scenario is shown, never what it is. In the order in which they are written.
pub const VIEW_KEYS: [&str; 11] =
    ["page", "explain", "chart", "lang", "theme", "units", "currency", "embed", "b", "c", "d"];
/// What follows the id of a lever in the key of its programme cost.
pub const PROGRAMME_COST: &str = ".programme-cost";
/// Bytes of a link that are read.
pub const MAX_LENGTH: usize = 1 << 16;
/// Keys of a link that are read.
pub const MAX_KEYS: usize = 1024;
/// Bytes of view settings and unknown keys, as written, that are kept.
pub const MAX_KEPT_LENGTH: usize = 1 << 15;
/// Unknown keys that are kept.
pub const MAX_UNKNOWN: usize = 256;

/// Keys and their texts, decoded, in order.
pub type Pairs = Vec<(String, String)>;
/// The scenario of a preset, by id.
pub type Presets<'a> = &'a dyn Fn(&str) -> Option<Scenario>;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The scenario: defaults, preset, then the keys of the link.
    pub scenario: Scenario,
    /// Model version that the link was read against.
    pub version: u32,
    /// The preset that was expanded.
    pub preset: Option<String>,
    /// What was not as it should be, in the order of reading.
    pub warnings: Vec<Warning>,
    /// Settings of the view (see [`VIEW_KEYS`]), their texts untouched.
    pub view: Pairs,
    /// Keys that are neither parameters nor view settings: kept for the next link.
    pub unknown: Pairs,
    /// Whether a key came from the fragment: then write to the fragment too, since a query reaches the log
    /// of the host.
    pub from_fragment: bool,
}

impl Parsed {
    /// The normalised link: a query without `?`.
    #[must_use]
    pub fn normalised(&self) -> String {
        write(&self.scenario, &self.view, &self.unknown)
    }

    /// A setting of the view.
    #[must_use]
    pub fn view_value(&self, key: &str) -> Option<&str> {
        self.view.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Reads a link with the presets of the program: a whole address, `?query`, `query` or `#fragment`.
#[must_use]
pub fn parse(link: &str) -> Parsed {
    parse_with(link, &built_in)
}

/// The presets of the program.
fn built_in(id: &str) -> Option<Scenario> {
    super::presets::preset(id)
}

/// Reads a link: a whole address, `?query`, `query` or `#fragment`. The keys of the fragment follow those of
/// the query. Keys of the link take precedence over those of its preset.
#[must_use]
pub fn parse_with(link: &str, presets: Presets<'_>) -> Parsed {
    let mut warnings = Vec::new();
    let mut link = link.trim();
    if link.len() > MAX_LENGTH {
        let end = (0..=MAX_LENGTH).rev().find(|at| link.is_char_boundary(*at)).unwrap_or(0);
        // What was cut in the middle is left out whole.
        let end = link[..end].rfind(['&', '?', '#']).unwrap_or(0);
        let (key, given) = (String::new(), excerpt(&link[end..]));
        warnings.push(Warning::TooLong { key, given, limit: MAX_LENGTH });
        link = &link[..end];
    }
    let (query, fragment) = text::query_and_fragment(link);
    let pieces = query.split('&').map(|piece| (piece, false));
    // An anchor (`#results`) is no key.
    let marked = fragment.split('&').filter(|piece| piece.contains('=')).map(|piece| (piece, true));
    let mut pairs = Pairs::new();
    let mut from_fragment = false;
    for (piece, in_fragment) in pieces.chain(marked).filter(|(piece, _)| !piece.is_empty()) {
        // `&amp;`: an address copied out of HTML.
        let piece = piece.strip_prefix("amp;").unwrap_or(piece);
        let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
        let (key, value) = (text::decode(key).trim().to_owned(), text::decode(value));
        if pairs.len() == MAX_KEYS {
            warnings.push(Warning::TooManyKeys {
                key: excerpt(&key),
                given: excerpt(&value),
                limit: MAX_KEYS,
            });
            break;
        }
        from_fragment |= in_fragment;
        pairs.push((key, value));
    }
    let parsed = from_pairs(pairs, presets);
    warnings.extend(parsed.warnings);
    Parsed { warnings, from_fragment, ..parsed }
}

/// Reads keys and their decoded texts, as of a link, a row or a form.
#[must_use]
pub fn from_pairs(pairs: Pairs, presets: Presets<'_>) -> Parsed {
    let mut parsed = Parsed { version: MODEL_VERSION, ..Parsed::default() };
    let mut kept = 0;
    let mut rest = Pairs::new();
    for (key, value) in first_of_each(pairs, &mut parsed.warnings) {
        match key.as_str() {
            "v" => match value.trim().parse().ok().filter(|version| migrate::is_known(*version)) {
                Some(version) => parsed.version = version,
                None => parsed.warnings.push(Warning::UnsupportedVersion {
                    key,
                    given: excerpt(&value),
                    used: MODEL_VERSION,
                }),
            },
            "preset" => match presets(value.trim()) {
                Some(scenario) => {
                    parsed.scenario = scenario;
                    parsed.preset = Some(value.trim().to_owned());
                }
                None => {
                    let known =
                        super::presets::all().map(|preset| preset.id).filter(|id| presets(id).is_some());
                    let known = known.map(str::to_owned).collect();
                    parsed.warnings.push(Warning::UnknownPreset { key, given: excerpt(&value), known });
                }
            },
            name if VIEW_KEYS.contains(&name) => {
                if keep(&key, &value, &mut kept, &mut parsed.warnings) {
                    parsed.view.push((key, value));
                }
            }
            _ => rest.push((key, value)),
        }
    }
    let order = |key: &str| VIEW_KEYS.iter().position(|name| *name == key);
    parsed.view.sort_by_key(|(key, _)| order(key));
    let (scenario, warnings, unknown) = apply(std::mem::take(&mut parsed.scenario), parsed.version, rest);
    parsed.scenario = scenario;
    parsed.warnings.extend(warnings);
    for (key, value) in unknown {
        if parsed.unknown.len() == MAX_UNKNOWN {
            let (key, given) = (excerpt(&key), excerpt(&value));
            parsed.warnings.push(Warning::TooManyKeys { key, given, limit: MAX_UNKNOWN });
            break;
        }
        if keep(&key, &value, &mut kept, &mut parsed.warnings) {
            parsed.unknown.push((key, value));
        }
    }
    parsed
}

/// Sets parameters by key and text, after migration from the version they were written in. Answers what the
/// registry does not know.
pub(super) fn apply(base: Scenario, version: u32, pairs: Pairs) -> (Scenario, Vec<Warning>, Pairs) {
    let mut reading = Reading::new(base);
    let mut unknown = Pairs::new();
    for (key, value) in migrate::to_present(version, pairs) {
        if !reading.take(&key, &value) {
            let nearest = read::nearest_key(&key);
            let (name, given) = (excerpt(&key), excerpt(&value));
            reading.warnings.push(Warning::UnknownKey { key: name, given, nearest });
            unknown.push((key, value));
        }
    }
    let (scenario, warnings) = reading.finish();
    (scenario, warnings, unknown)
}

/// The first of each key; later ones, and values without a key, are reported.
fn first_of_each(pairs: Pairs, warnings: &mut Vec<Warning>) -> Pairs {
    let mut first: Pairs = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        if key.is_empty() {
            warnings.push(Warning::Malformed {
                key,
                slot: None,
                given: excerpt(&format!("={value}")),
                expected: Expected::KeyValue,
                used: String::new(),
            });
        } else if let Some((_, used)) = first.iter().find(|(known, _)| *known == key) {
            let (given, used) = (excerpt(&value), excerpt(used));
            warnings.push(Warning::Repeated { key: excerpt(&key), given, used });
        } else {
            first.push((key, value));
        }
    }
    first
}

/// Whether there is room for one more view setting or unknown key.
fn keep(key: &str, value: &str, kept: &mut usize, warnings: &mut Vec<Warning>) -> bool {
    let length = text::encode(key).len() + text::encode(value).len() + 2;
    let fits = *kept + length <= MAX_KEPT_LENGTH;
    if fits {
        *kept += length;
    } else {
        let (key, given) = (excerpt(key), excerpt(value));
        warnings.push(Warning::TooLong { key, given, limit: MAX_KEPT_LENGTH });
    }
    fits
}

/// What differs from the defaults, as keys and texts in registry order; each programme cost follows its
/// lever; then the targets.
#[must_use]
pub fn differences(scenario: &Scenario) -> Pairs {
    let mut pairs = Pairs::new();
    for (index, parameter) in parameters::registry().enumerate() {
        if let Some(text) = scenario.value(index).and_then(|value| read::difference_text(parameter, value)) {
            pairs.push((parameter.id.to_owned(), text));
        }
        if let Some(usd) = scenario.programme_cost(index) {
            pairs.push((format!("{}{PROGRAMME_COST}", parameter.id), number_text(usd)));
        }
    }
    pairs.extend(scenario.targets().iter().map(|target| (target.key(), target.text())));
    pairs
}

/// The normalised query of a scenario, without `?`: version, what differs from the defaults, view settings,
/// unknown keys. Nothing that is unknown or of the view can stand for a parameter.
#[must_use]
pub fn write(scenario: &Scenario, view: &[(String, String)], unknown: &[(String, String)]) -> String {
    let mut link = format!("v={MODEL_VERSION}");
    let mut push = |key: &str, value: &str| {
        for part in ["&", &text::encode(key), "=", &text::encode(value)] {
            link.push_str(part);
        }
    };
    for (key, value) in differences(scenario) {
        push(&key, &value);
    }
    for name in VIEW_KEYS {
        if let Some((key, value)) = view.iter().find(|(key, _)| key == name) {
            push(key, value);
        }
    }
    for (at, (key, value)) in unknown.iter().enumerate() {
        let stem = key.strip_suffix(PROGRAMME_COST).unwrap_or(key);
        let taken = ["v", "preset", ""].contains(&key.as_str())
            || VIEW_KEYS.contains(&key.as_str())
            || parameters::index_of(stem).is_some()
            || key.strip_prefix(TARGET).and_then(Measure::find).is_some()
            || unknown.iter().take(at).any(|(earlier, _)| earlier == key);
        if !taken {
            push(key, value);
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameter::Values;
    use crate::scenario::Value;

    #[test]
    fn a_link_reads_aloud() {
        let parsed =
            parse("https://example.org/perennial/?v=0&training-region=SE&cfe-share=0.2%7E1~2027~2030#top");
        assert_eq!(parsed.warnings, []);
        assert!(!parsed.from_fragment);
        let path = Value::Path { from: 0.2, to: 1.0, first: Some(2027.0), last: Some(2030.0) };
        assert_eq!(parsed.scenario.get("cfe-share"), Some(path));
        assert!(parsed.normalised().contains("training-region=SE"));
    }

    #[test]
    fn keys_override_their_preset() {
        let presets = |id: &str| {
            let mut scenario = Scenario::default();
            scenario.set("pue-today", Value::Scalar(1.5));
            scenario.set("horizon-years", Value::Scalar(20.0));
            (id == "reference-lab").then_some(scenario)
        };
        let parsed = parse_with("pue-today=1.3&preset=reference-lab", &presets);
        assert_eq!(parsed.preset.as_deref(), Some("reference-lab"));
        assert_eq!(parsed.normalised(), format!("v={MODEL_VERSION}&horizon-years=20&pue-today=1.3"));
        let parsed = parse_with("preset=nobody", &presets);
        assert_eq!(parsed.scenario, Scenario::default());
        assert!(
            matches!(&parsed.warnings[..], [Warning::UnknownPreset { known, .. }] if known == &["reference-lab"])
        );
    }

    #[test]
    fn the_longest_scenario_leaves_room_for_what_is_kept() {
        use crate::scenario::target::MAX_TARGETS;
        const { assert!(2 * parameters::COUNT + MAX_TARGETS + VIEW_KEYS.len() + MAX_UNKNOWN < MAX_KEYS) };
        // No number is longer than 25 characters, with its separator 26.
        let longest = parameters::registry().map(|parameter| {
            let numbers = if matches!(parameter.values, Values::Path { .. }) { 4 } else { 1 };
            let cost =
                if parameter.role.is_lever() { 28 + PROGRAMME_COST.len() + parameter.id.len() } else { 0 };
            parameter.id.len() + 1 + 26 * numbers + cost
        });
        let target = |measure: Measure| TARGET.len() + measure.id().len() + "&=least~~9999".len() + 25;
        let targets = MAX_TARGETS * Measure::all().map(target).max().unwrap_or(0);
        let longest = longest.sum::<usize>() + targets;
        assert!(longest * 4 / 3 < MAX_KEPT_LENGTH, "{longest}: a second scenario fits as well");
        assert!(longest + MAX_KEPT_LENGTH <= MAX_LENGTH, "{longest}");
    }
}
