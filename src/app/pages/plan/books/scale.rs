//! The scale that the figures of one table share, and how accounts write a figure. Pure.

use crate::app::format;
use crate::app::locale::{Key, Language, key};

/// A power of ten, and digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// What figures are divided by.
    pub(super) power: i32,
    /// Its place among the powers of the language.
    level: usize,
    /// Digits after the point.
    pub(super) digits: usize,
}

/// How a negative figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negative {
    /// As accounts in English do.
    Parentheses,
    /// As accounts in Chinese do, and every other table.
    Minus,
}

impl Negative {
    /// The manner of a language's accounts.
    pub(super) const fn of(language: Language) -> Self {
        match language {
            Language::En => Negative::Parentheses,
            Language::Zh => Negative::Minus,
        }
    }
}

/// Powers in which figures are told, smallest first, with the size from which each is used.
const fn powers(language: Language) -> [(f64, i32); 3] {
    match language {
        Language::En => [(0.0, 0), (1e5, 3), (1e7, 6)],
        Language::Zh => [(0.0, 0), (1e6, 4), (1e11, 8)],
    }
}

/// The words for money in each power.
pub(super) const MONEY: [Key; 3] =
    [key::PLAN_BOOKS_USD, key::PLAN_BOOKS_USD_THOUSANDS, key::PLAN_BOOKS_USD_MILLIONS];
/// The words for carbon in each power.
pub(super) const CARBON: [Key; 3] =
    [key::PLAN_BOOKS_TONNES, key::PLAN_BOOKS_TONNES_THOUSANDS, key::PLAN_BOOKS_TONNES_MILLIONS];

impl Scale {
    /// The scale for figures, by the largest of them.
    pub(super) fn of(values: impl Iterator<Item = f64>, language: Language) -> Self {
        let most =
            values.filter(|value| value.is_finite()).fold(0.0, |most: f64, value| most.max(value.abs()));
        let powers = powers(language);
        let level = powers.iter().rposition(|(from, _)| most >= *from).unwrap_or(0);
        let power = powers[level].1;
        // Five digits are read at a glance; a digit more only where there is room for it.
        let digits = usize::from(power > 0 && most < 10f64.powi(power + 4));
        Self { power, level, digits }
    }

    /// A figure in this scale, thousands grouped; a dash where it is nothing at all.
    pub(super) fn text(self, value: Option<f64>, negative: Negative) -> String {
        let Some(value) = value.filter(|value| value.is_finite()) else { return String::new() };
        if value.abs() < format::DUST {
            return format::NONE.to_owned();
        }
        let fixed = format!("{:.*}", self.digits, value.abs() / 10f64.powi(self.power));
        let below_zero = value < 0.0 && fixed.contains(|digit: char| ('1'..='9').contains(&digit));
        let text = format::grouped(&fixed);
        match (below_zero, negative) {
            (false, _) => text,
            (true, Negative::Parentheses) => format!("({text})"),
            (true, Negative::Minus) => format!("−{text}"),
        }
    }

    /// The word for the unit in this scale.
    pub(super) fn unit(self, words: [Key; 3], language: Language) -> &'static str {
        language.text(words[self.level])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_share_a_scale_and_are_written_as_accounts_do() {
        let scale = Scale::of([2.6e9, -4.0, f64::NAN].into_iter(), Language::En);
        assert_eq!((scale.power, scale.digits), (6, 1));
        assert_eq!(scale.text(Some(-1_234.56e6), Negative::Parentheses), "(1,234.6)");
        assert_eq!(scale.text(Some(-1_234.56e6), Negative::Minus), "−1,234.6");
        assert_eq!(scale.text(Some(-4.0), Negative::Parentheses), "0.0");
        assert_eq!(scale.text(Some(0.0), Negative::Minus), format::NONE);
        assert_eq!(scale.text(None, Negative::Minus), "");
        assert_eq!(scale.unit(MONEY, Language::En), "US$ million");
        assert_eq!(scale.unit(CARBON, Language::En), "Mt CO₂e");
        let scale = Scale::of([5e10].into_iter(), Language::Zh);
        assert_eq!((scale.power, scale.digits), (4, 0));
        assert_eq!(scale.text(Some(5e10), Negative::Minus), "5,000,000");
        assert_eq!(Scale::of(std::iter::empty(), Language::Zh).power, 0);
    }
}
