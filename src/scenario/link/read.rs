//! One key and its text against the registry: shared by links, files and rows.

use super::text::{is_plain, nearest, number_text, read_number};
use super::warning::{Expected, Slot, Warning, excerpt};
use super::{PROGRAMME_COST, VIEW_KEYS};
use crate::model::parameter::{Parameter, Values};
use crate::model::parameters;
use crate::scenario::target::{self, MAX_TARGETS, Measure, TARGET, Target};
use crate::scenario::{Scenario, Value};

/// Limits of the years of a path, as [`Value::clamped`] has them.
const YEARS: [f64; 2] = [1900.0, 2200.0];
/// Limits of a programme cost, as [`Scenario::set_programme_cost`] has them.
const COST: [f64; 2] = [0.0, 1e15];

/// The text of a value, whole: `1.2`, `SE`, `0.2~1~2027~2030`. Years left out stay out.
#[must_use]
pub fn value_text(parameter: &Parameter, value: Value) -> String {
    match value {
        Value::Scalar(value) => number_text(value),
        Value::Path { from, to, first, last } => {
            let year = |year: Option<f64>| year.map(number_text).unwrap_or_default();
            join([number_text(from), number_text(to), year(first), year(last)])
        }
        Value::Choice(index) => match parameter.values {
            Values::Choice { options, default } => (*options.get(index).unwrap_or(&default)).to_owned(),
            _ => String::new(),
        },
    }
}

/// The text of a value as a link has it: what equals the default is left out; none if all does.
pub(super) fn difference_text(parameter: &Parameter, value: Value) -> Option<String> {
    let same = |a: f64, b: f64| a.to_bits() == b.to_bits();
    let slot =
        |value: f64, default: f64| if same(value, default) { String::new() } else { number_text(value) };
    let text = match (value, parameter.values) {
        (Value::Scalar(value), Values::Scalar { default, .. }) => slot(value, default),
        (Value::Path { from, to, first, last }, Values::Path { default: [f, t], .. }) => {
            let year = |year: Option<f64>| year.map(number_text).unwrap_or_default();
            join([slot(from, f), slot(to, t), year(first), year(last)])
        }
        (Value::Choice(index), Values::Choice { default, options }) => options
            .get(index)
            .filter(|option| **option != default)
            .map_or_else(String::new, |id| (*id).to_owned()),
        _ => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// Slots joined by `~`, without the empty ones at the end.
fn join(slots: [String; 4]) -> String {
    let text = slots.join("~");
    text.trim_end_matches('~').to_owned()
}

/// A scenario being read.
pub(super) struct Reading {
    /// What was read so far.
    pub(super) scenario: Scenario,
    /// What was noticed so far.
    pub(super) warnings: Vec<Warning>,
    /// Paths that were given, by registry index.
    paths: Vec<usize>,
}

impl Reading {
    /// Begins from a scenario.
    pub(super) fn new(base: Scenario) -> Self {
        Self { scenario: base, warnings: Vec::new(), paths: Vec::new() }
    }

    /// Takes a key and its decoded text. Answers false if the registry does not know the key.
    pub(super) fn take(&mut self, key: &str, given: &str) -> bool {
        if let Some(stem) = key.strip_suffix(PROGRAMME_COST) {
            return match parameters::index_of(stem) {
                Some(index) => {
                    self.programme_cost(key, index, given);
                    true
                }
                None => false,
            };
        }
        if let Some(output) = key.strip_prefix(TARGET) {
            let measure = Measure::find(output);
            if let Some(measure) = measure {
                self.target(key, measure, given);
            }
            return measure.is_some();
        }
        let Some((index, parameter)) = parameters::registry().enumerate().find(|(_, p)| p.id == key) else {
            return false;
        };
        let value = match parameter.values {
            Values::Scalar { hard, .. } => self
                .number(key, None, given, &self.used(index, parameter))
                .map(|number| Value::Scalar(self.within(key, None, given, number, hard))),
            Values::Path { default, hard, .. } => self.path(key, index, parameter, given, default, hard),
            Values::Choice { options, .. } => self.option(key, given, options, &self.used(index, parameter)),
        };
        if let Some(value) = value {
            self.scenario.set_at(index, value);
        }
        true
    }

    /// Ends: paths that run backwards are reported, now that the start year is known.
    pub(super) fn finish(mut self) -> (Scenario, Vec<Warning>) {
        let start = self.scenario.start_year();
        for index in self.paths {
            let Some(Value::Path { first, last, .. }) = self.scenario.value(index) else { continue };
            let (first, last) = (first.unwrap_or(start + 1.0), last.unwrap_or(start + 5.0));
            if let Some(parameter) = parameters::registry().nth(index).filter(|_| last < first) {
                let key = parameter.id.to_owned();
                self.warnings.push(Warning::YearsReversed { key, first, last, used: first });
            }
        }
        (self.scenario, self.warnings)
    }

    /// The text of what stands now.
    fn used(&self, index: usize, parameter: &Parameter) -> String {
        self.scenario.value(index).map(|value| value_text(parameter, value)).unwrap_or_default()
    }

    fn programme_cost(&mut self, key: &str, index: usize, given: &str) {
        if !parameters::registry().nth(index).is_some_and(|parameter| parameter.role.is_lever()) {
            self.warnings.push(Warning::NotALever { key: key.to_owned(), given: excerpt(given) });
            return;
        }
        let used = self.scenario.programme_cost(index).map(number_text).unwrap_or_default();
        if let Some(number) = self.number(key, None, given, &used) {
            let usd = self.within(key, None, given, number, COST);
            self.scenario.set_programme_cost(index, Some(usd));
        }
    }

    fn target(&mut self, key: &str, measure: Measure, given: &str) {
        let Ok((sense, value, year)) = Target::read(given) else {
            let used = self.scenario.target(measure).map(Target::text).unwrap_or_default();
            self.malformed(key, None, given.trim(), Expected::Target, &used);
            return;
        };
        let value = self.within(key, None, given, value, target::VALUES);
        let limits = target::YEARS.map(f64::from);
        let by_year = year.map(|year| self.within(key, None, given, year, limits) as u16);
        if !self.scenario.set_target(Target { measure, sense, value, by_year }) {
            let (key, given) = (key.to_owned(), excerpt(given));
            self.warnings.push(Warning::TooManyKeys { key, given, limit: MAX_TARGETS });
        }
    }

    fn path(
        &mut self,
        key: &str,
        index: usize,
        parameter: &Parameter,
        given: &str,
        default: [f64; 2],
        hard: [f64; 2],
    ) -> Option<Value> {
        let used = self.used(index, parameter);
        if given.split('~').count() > Slot::ALL.len() {
            self.malformed(key, None, given, Expected::Path, &used);
            return None;
        }
        // All slots are read before any is held within its limits: a path with one malformed slot is ignored.
        let mut numbers = [None; 4];
        for ((slot, text), number) in Slot::ALL.into_iter().zip(given.split('~')).zip(&mut numbers) {
            if !text.trim().is_empty() {
                *number = Some((self.number(key, Some(slot), text, &used)?, text));
            }
        }
        let mut held = |slot: Slot, limits: [f64; 2]| {
            let (number, text) = numbers.get(slot as usize).copied().flatten()?;
            Some(self.within(key, Some(slot), text, number, limits))
        };
        let value = Value::Path {
            from: held(Slot::From, hard).unwrap_or(default[0]),
            to: held(Slot::To, hard).unwrap_or(default[1]),
            first: held(Slot::First, YEARS),
            last: held(Slot::Last, YEARS),
        };
        self.paths.push(index);
        Some(value)
    }

    fn option(&mut self, key: &str, given: &str, options: &[&'static str], used: &str) -> Option<Value> {
        let given = given.trim();
        if let Some(index) = options.iter().position(|option| *option == given) {
            return Some(Value::Choice(index));
        }
        if given.is_empty() || !given.chars().all(is_plain) {
            self.malformed(key, None, given, Expected::Option, used);
            return None;
        }
        self.warnings.push(Warning::UnknownOption {
            key: key.to_owned(),
            given: excerpt(given),
            nearest: nearest(given, options.iter().copied()).map(str::to_owned),
            used: used.to_owned(),
        });
        None
    }

    fn number(&mut self, key: &str, slot: Option<Slot>, given: &str, used: &str) -> Option<f64> {
        let number = read_number(given);
        if number.is_none() {
            self.malformed(key, slot, given.trim(), Expected::Number, used);
        }
        number
    }

    fn within(&mut self, key: &str, slot: Option<Slot>, given: &str, number: f64, limits: [f64; 2]) -> f64 {
        let used = number.max(limits[0]).min(limits[1]);
        if used == number {
            return number;
        }
        let (key, given) = (key.to_owned(), excerpt(given.trim()));
        self.warnings.push(Warning::OutOfRange { key, slot, given, limits, used });
        used
    }

    fn malformed(&mut self, key: &str, slot: Option<Slot>, given: &str, expected: Expected, used: &str) {
        let (key, used) = (key.to_owned(), used.to_owned());
        let bad = given.chars().find(|character| !is_plain(*character));
        let given = excerpt(given);
        self.warnings.push(match bad {
            Some(character) => Warning::BadCharacter { key, slot, given, character, used },
            None => Warning::Malformed { key, slot, given, expected, used },
        });
    }
}

/// The key most similar to one that the registry does not know.
pub(super) fn nearest_key(key: &str) -> Option<String> {
    let ids = parameters::registry().map(|parameter| parameter.id);
    if let Some(output) = key.strip_prefix(TARGET) {
        let measures = Measure::all().map(Measure::id);
        return nearest(output, measures).map(|id| format!("{TARGET}{id}"));
    }
    match key.strip_suffix(PROGRAMME_COST) {
        Some(stem) => nearest(stem, ids).map(|id| format!("{id}{PROGRAMME_COST}")),
        None => nearest(key, ids.chain(VIEW_KEYS).chain(["preset"])).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_of_years_and_costs_are_those_of_the_scenario() {
        let (index, parameter) = parameters::registry()
            .enumerate()
            .find(|(_, p)| p.role.is_lever() && matches!(p.values, Values::Path { .. }))
            .unwrap();
        let far =
            Value::Path { from: 0.0, to: 0.0, first: Some(-1e300), last: Some(1e300) }.clamped(parameter);
        assert!(
            matches!(far, Value::Path { first: Some(first), last: Some(last), .. } if [first, last] == YEARS)
        );
        let mut scenario = Scenario::default();
        for (usd, held) in [(-1e300, COST[0]), (1e300, COST[1])] {
            scenario.set_programme_cost(index, Some(usd));
            assert_eq!(scenario.programme_cost(index), Some(held));
        }
    }

    #[test]
    fn every_key_and_option_is_made_of_the_characters_of_a_link() {
        for parameter in parameters::registry() {
            assert!(
                parameter.id.chars().all(is_plain) && !parameter.id.contains(['~', '.']),
                "{}",
                parameter.id
            );
            assert!(!VIEW_KEYS.contains(&parameter.id) && !["v", "preset"].contains(&parameter.id));
            if let Values::Choice { options, .. } = parameter.values {
                for option in options {
                    assert!(!option.is_empty() && option.chars().all(is_plain), "{option}");
                }
            }
        }
    }
}
