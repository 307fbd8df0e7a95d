//! The scenarios of the comparison: the present plan, and up to three that the address holds as `b`, `c`,
//! `d` among its view settings.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;

use crate::analysis::compare::{Comparison, KEYS, MAX_CASES, compare};
use crate::app::chart::data::Stroke;
use crate::app::chart::palette::Tone;
use crate::app::library::{Shelf, use_shelf};
use crate::app::locale::{Language, Locale, key, use_locale};
use crate::app::results::Results;
use crate::app::state::{State, use_state};
use crate::scenario::link::{self, decode_compact, encode_compact};
use crate::scenario::{Scenario, presets};

/// The look of the scenarios: ids in charts, letters, tones that belong to no dimension, strokes.
pub(super) const LOOKS: [(&str, &str, Tone, Stroke); MAX_CASES] = [
    ("a", "A", Tone::Ink, Stroke::Solid),
    ("b", "B", Tone::Rust, Stroke::Dashed),
    ("c", "C", Tone::Teal, Stroke::Dotted),
    ("d", "D", Tone::Society, Stroke::Thin),
];

/// Every preset with its scenario, made when first asked for.
pub(super) static PRESETS: LazyLock<Vec<(&'static str, Scenario)>> =
    LazyLock::new(|| presets::all().map(|preset| (preset.id, preset.scenario())).collect());

/// The name of a preset in a language.
pub(super) fn preset_name(id: &'static str, language: Language) -> &'static str {
    language.find(&format!("model.preset.{id}")).unwrap_or(id)
}

/// The scenarios of view settings, and the keys of those that cannot be read. Pure.
fn read(view: &[(String, String)]) -> (Vec<Scenario>, Vec<&'static str>) {
    let (mut scenarios, mut unread) = (Vec::new(), Vec::new());
    for name in KEYS {
        let Some((_, text)) = view.iter().find(|(key, _)| key == name) else { continue };
        match decode_compact(text) {
            Ok(query) => scenarios.push(link::parse(&query).scenario),
            Err(_) => unread.push(name),
        }
    }
    (scenarios, unread)
}

/// Runs, each with its scenario.
type Ran = Vec<(Scenario, Arc<Results>)>;

/// The comparison as every part of the page finds it.
#[derive(Clone, Copy)]
pub(super) struct Cases {
    pub(super) state: State,
    shelf: Option<Shelf>,
    /// The second to the fourth scenario, and the keys that cannot be read.
    others: Memo<(Vec<Scenario>, Vec<&'static str>)>,
    /// All of them with their runs, the present plan first.
    pub(super) ran: Memo<Ran>,
    /// What differs and who leads.
    pub(super) comparison: Memo<Arc<Comparison>>,
    /// Their names.
    pub(super) names: Memo<Vec<String>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
}

impl Cases {
    /// Makes the comparison and provides it to the parts of the page.
    pub(super) fn provide() -> Self {
        let (state, locale, shelf) = (use_state(), use_locale(), use_shelf());
        let others = Memo::new(move |_| state.passed_on.with(|passed_on| read(&passed_on.view)));
        // What is compared runs once, not with every move of the plan.
        let ran_others = Memo::new_with_compare(
            move |before: Option<&Ran>| -> Ran {
                let run = |scenario: &Scenario| {
                    let known = before.and_then(|ran| ran.iter().find(|(known, _)| known == scenario));
                    known.map_or_else(|| Arc::new(Results::of(scenario)), |(_, results)| results.clone())
                };
                others.with(|(others, _)| others.iter().map(|other| (other.clone(), run(other))).collect())
            },
            |_, _| true,
        );
        let ran = Memo::new_with_compare(
            move |_| {
                let mut all = vec![(state.scenario.get(), state.results.get())];
                ran_others.with(|others| all.extend(others.iter().cloned()));
                all
            },
            |_, _| true,
        );
        let comparison = Memo::new_with_compare(
            move |_| {
                ran.with(|ran| {
                    let cases: Vec<_> = ran.iter().map(|(scenario, run)| (scenario, run.run())).collect();
                    Arc::new(compare(&cases))
                })
            },
            |_, _| true,
        );
        let names = Memo::new(move |_| {
            let language = locale.get();
            ran.with(|ran| {
                let scenarios = ran.iter().map(|(scenario, _)| scenario).enumerate();
                scenarios.map(|(case, scenario)| name(case, scenario, shelf, language)).collect()
            })
        });
        let said = RwSignal::new(String::new());
        let cases = Self { state, shelf, others, ran, comparison, names, said };
        provide_context(cases);
        cases
    }

    /// How many there are.
    pub(super) fn count(self) -> usize {
        self.others.with(|(others, _)| others.len() + 1)
    }

    /// The keys of the address that could not be read.
    pub(super) fn unread(self) -> Vec<&'static str> {
        self.others.with(|(_, unread)| unread.clone())
    }

    /// The key of the address under which one stands; none for the plan. Tracked.
    pub(super) fn whose(self, case: usize) -> Option<&'static str> {
        let place = case.checked_sub(1)?;
        let unread = self.unread();
        self.state.passed_on.with(|passed_on| {
            let is_there = |key: &&str| passed_on.view.iter().any(|(known, _)| known == key);
            KEYS.into_iter().filter(|key| !unread.contains(key)).filter(is_there).nth(place)
        })
    }

    /// The name of one, tracked.
    pub(super) fn name(self, case: usize) -> String {
        self.names.with(|names| names.get(case).cloned().unwrap_or_default())
    }

    /// The scenarios, not tracked.
    fn scenarios(self) -> Vec<Scenario> {
        self.others.with_untracked(|(others, _)| others.clone())
    }

    /// Writes the second to the fourth scenario into the view settings, as one step of the browser's history.
    fn write(self, others: &[Scenario]) {
        let pairs = KEYS
            .iter()
            .zip(others)
            .map(|(key, scenario)| ((*key).to_owned(), encode_compact(&link::write(scenario, &[], &[]))));
        let mut passed_on = self.state.passed_on.get_untracked();
        passed_on.view.retain(|(key, _)| !KEYS.contains(&key.as_str()));
        passed_on.view.extend(pairs);
        self.state.step.set_value(true);
        self.state.passed_on.set(passed_on);
    }

    /// Adds one at the end. Answers its place; none if there are four.
    pub(super) fn add(self, scenario: Scenario) -> Option<usize> {
        let mut others = self.scenarios();
        if others.len() + 1 >= MAX_CASES {
            return None;
        }
        others.push(scenario);
        self.write(&others);
        Some(others.len())
    }

    /// Puts a scenario in the place of another; in the first place it becomes the present plan.
    pub(super) fn replace(self, case: usize, scenario: Scenario) {
        let mut others = self.scenarios();
        match case.checked_sub(1) {
            None => self.state.adopt(scenario),
            Some(place) => {
                if let Some(other) = others.get_mut(place) {
                    *other = scenario;
                    self.write(&others);
                }
            }
        }
    }

    /// Takes one out; the present plan stays.
    pub(super) fn remove(self, case: usize) {
        let mut others = self.scenarios();
        if case >= 1 && case <= others.len() {
            others.remove(case - 1);
            self.write(&others);
        }
    }

    /// The scenario of a source's id: `plan`, `preset:…`, `library:…`.
    pub(super) fn source(self, id: &str) -> Option<Scenario> {
        match id.split_once(':') {
            Some(("preset", id)) => {
                PRESETS.iter().find(|(preset, _)| *preset == id).map(|(_, scenario)| scenario.clone())
            }
            Some(("library", id)) => self.shelf?.scenario(id),
            _ => (id == "plan").then(|| self.state.scenario.get_untracked()),
        }
    }

    /// The scenarios of the device by id and name, tracked.
    pub(super) fn kept(self) -> Vec<(String, String)> {
        self.shelf.map(Shelf::named).unwrap_or_default()
    }

    /// Tells what was done with a scenario.
    pub(super) fn say(self, text: crate::app::locale::Key, case: usize, locale: Locale) {
        let letter = LOOKS.get(case).map_or("", |look| look.1);
        let name = untrack(|| self.name(case));
        self.said.set(locale.get_untracked().fill(text, &[("letter", letter), ("name", &name)]));
    }
}

/// The name of a scenario: that of the library, of a preset, or its place.
fn name(case: usize, scenario: &Scenario, shelf: Option<Shelf>, language: Language) -> String {
    if let Some(name) = shelf.and_then(|shelf| shelf.name_of(scenario)) {
        return name;
    }
    if let Some((id, _)) = PRESETS.iter().find(|(_, preset)| preset == scenario) {
        return preset_name(id, language).to_owned();
    }
    match LOOKS.get(case) {
        Some((_, letter, ..)) if case > 0 => language.fill(key::COMPARE_CASE_OTHER, &[("letter", letter)]),
        _ => language.text(key::COMPARE_CASE_PLAN).to_owned(),
    }
}

/// The comparison of the page.
pub(super) fn use_cases() -> Cases {
    use_context::<Cases>().unwrap_or_else(Cases::provide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;

    #[test]
    fn scenarios_are_read_in_order_and_what_cannot_be_is_named() {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(1.4));
        let text = encode_compact(&link::write(&scenario, &[], &[]));
        let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        let (read, unread) = read(&[pair("d", &text), pair("b", "broken"), pair("lang", "zh")]);
        assert_eq!((read, unread), (vec![scenario], vec!["b"]));
    }

    #[test]
    fn looks_differ_in_more_than_colour() {
        for (at, a) in LOOKS.iter().enumerate() {
            assert!(LOOKS[at + 1..].iter().all(|b| a.3 != b.3 && a.2 != b.2));
        }
    }
}
