//! The article page's inputs in an address: `price=12&k=2.5`, absent where they equal the article's. Pure.

use crate::model::article::{ArticleInputs, Derivation, FIELDS};
use crate::scenario::link::{Expected, Pairs, Warning, number_text, read_number};

/// One constant of the derivation: key, slider range, access.
pub(crate) struct Constant {
    /// Key in links and locale.
    pub(crate) key: &'static str,
    /// Ends of the slider.
    pub(crate) range: [f64; 2],
    /// Reads it.
    pub(crate) get: fn(&Derivation) -> f64,
    /// Sets it.
    pub(crate) set: fn(&mut Derivation, f64),
}

/// The constants of section 4.2, in its order.
pub(crate) const CONSTANTS: [Constant; 4] = [
    Constant { key: "k", range: [0.0, 10.0], get: |d| d.k, set: |d, value| d.k = value },
    Constant { key: "l", range: [0.0, 200.0], get: |d| d.l, set: |d, value| d.l = value },
    Constant { key: "p", range: [0.0, 200.0], get: |d| d.p, set: |d, value| d.p = value },
    Constant { key: "r", range: [0.0, 5.0], get: |d| d.r, set: |d, value| d.r = value },
];

/// Largest magnitude that an input of the article may have.
pub(crate) const LIMIT: f64 = 1e12;

/// The state of the article page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ArticleState {
    /// Inputs and coefficients.
    pub(crate) inputs: ArticleInputs,
    /// Constants of the derivation.
    pub(crate) derivation: Derivation,
}

impl ArticleState {
    /// Whether a key is the article's.
    pub(crate) fn knows(key: &str) -> bool {
        FIELDS.iter().any(|field| field.key == key) || CONSTANTS.iter().any(|constant| constant.key == key)
    }

    /// Takes its own keys out of an address; answers the others and what could not be followed.
    pub(crate) fn read(pairs: Pairs) -> (Self, Pairs, Vec<Warning>) {
        let mut state = Self::default();
        let mut others = Pairs::new();
        let mut warnings = Vec::new();
        for (key, given) in pairs {
            let Some(usual) = state.get(&key) else {
                others.push((key, given));
                continue;
            };
            let Some(number) = read_number(&given) else {
                warnings.push(Warning::Malformed {
                    key,
                    slot: None,
                    given,
                    expected: Expected::Number,
                    used: number_text(usual),
                });
                continue;
            };
            let used = number.clamp(-LIMIT, LIMIT);
            state.set(&key, used);
            if used != number {
                warnings.push(Warning::OutOfRange { key, slot: None, given, limits: [-LIMIT, LIMIT], used });
            }
        }
        (state, others, warnings)
    }

    /// What differs from the article, as keys and texts.
    pub(crate) fn write(&self) -> Pairs {
        let usual = Self::default();
        let keys = FIELDS.iter().map(|field| field.key).chain(CONSTANTS.iter().map(|constant| constant.key));
        keys.filter_map(|key| {
            let value = self.get(key)?;
            (Some(value) != usual.get(key)).then(|| (key.to_owned(), number_text(value)))
        })
        .collect()
    }

    /// A value by key.
    pub(crate) fn get(&self, key: &str) -> Option<f64> {
        let field = FIELDS.iter().find(|field| field.key == key).map(|field| (field.get)(&self.inputs));
        field.or_else(|| CONSTANTS.iter().find(|c| c.key == key).map(|c| (c.get)(&self.derivation)))
    }

    /// Sets a value by key; an unknown key changes nothing.
    pub(crate) fn set(&mut self, key: &str, value: f64) {
        if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
            (field.set)(&mut self.inputs, value);
        } else if let Some(constant) = CONSTANTS.iter().find(|constant| constant.key == key) {
            (constant.set)(&mut self.derivation, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(texts: &[(&str, &str)]) -> Pairs {
        texts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn round_trips() {
        let said = pairs(&[("price", "12"), ("k", "2.5")]);
        let (state, others, warnings) = ArticleState::read(said.clone());
        assert_eq!((others.len(), warnings.len()), (0, 0));
        assert_eq!(state.inputs.price, 12.0);
        assert_eq!(state.write(), said);
        assert_eq!(ArticleState::default().write(), []);
    }

    #[test]
    fn hostile_input_is_told_and_survived() {
        let said = pairs(&[("price", "x"), ("nonsense", "1"), ("energy", "1e300"), ("k", "NaN")]);
        let (state, others, warnings) = ArticleState::read(said);
        assert_eq!(state.inputs.price, 10.0);
        assert_eq!(state.inputs.energy, LIMIT);
        assert_eq!((others.len(), warnings.len()), (1, 3));
    }

    #[test]
    fn no_key_is_a_parameters_key() {
        for parameter in crate::model::parameters::registry() {
            assert!(!ArticleState::knows(parameter.id), "{}", parameter.id);
        }
    }
}
