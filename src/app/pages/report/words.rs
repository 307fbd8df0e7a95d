//! The words of the document and of the files in the reader's language. Pure.

mod sentence;

use crate::analysis::report::{ReportLabels, Say};
use crate::app::form::option_name;
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key};
use crate::model::output::{HEADLINES, yearly};
use crate::model::parameters;
use crate::scenario::export::Labels;

/// The words of a language.
pub(super) struct Words {
    pub(super) language: Language,
}

impl Words {
    fn find(&self, key: &str) -> Option<&'static str> {
        self.language.find(key)
    }

    /// The word for an English unit of the registry: that of any output which has it.
    fn unit(&self, unit: &str) -> &'static str {
        let headlines = HEADLINES.iter().map(|row| (row.id, row.unit));
        let all = yearly().map(|row| (row.id, row.unit)).chain(headlines);
        let mut named = all.filter(|(_, other)| *other == unit);
        named.find_map(|(id, _)| self.find(&format!("outputs.{id}.unit"))).unwrap_or_default()
    }
}

impl Labels for Words {
    fn output(&self, id: &str) -> String {
        self.find(&format!("outputs.{id}.label")).unwrap_or(id).to_owned()
    }
    fn output_unit(&self, id: &str) -> String {
        self.find(&format!("outputs.{id}.unit")).unwrap_or_default().to_owned()
    }
    fn parameter(&self, id: &str) -> String {
        self.find(&format!("parameters.{id}.label")).unwrap_or(id).to_owned()
    }
    fn parameter_unit(&self, id: &str) -> String {
        self.find(&format!("parameters.{id}.unit")).unwrap_or_default().to_owned()
    }
    fn option(&self, parameter: &str, option: &str) -> String {
        let found = parameters::registry().find(|other| other.id == parameter);
        found.map_or_else(|| option.to_owned(), |found| option_name(found, option, self.language))
    }
    fn word(&self, key: &str) -> String {
        let own = self.find(&format!("report.{key}"));
        own.or_else(|| self.find(&format!("model.{key}"))).unwrap_or(key).to_owned()
    }
    fn number(&self, value: f64, unit: &str) -> String {
        let kind = Kind::of(unit);
        let text = format::quantity(value, kind, self.language, 3);
        match kind {
            Kind::Plain if !unit.is_empty() => format!("{text} {}", self.unit(unit)),
            _ => text,
        }
    }
}

impl ReportLabels for Words {
    fn sentence(&self, say: &Say) -> String {
        sentence::sentence(say, self)
    }
    fn month(&self, first_year: i32, month: f64) -> String {
        format::month(f64::from(first_year), month, self.language)
    }
    fn change(&self, value: f64, unit: &str) -> String {
        let text = format::change(value, Kind::of(unit), self.language, 3);
        if unit != "month" {
            return text;
        }
        let one = value.abs() == 1.0;
        let key = if one { key::REPORT_PAGE_MONTH_ONE } else { key::REPORT_PAGE_MONTHS };
        self.language.fill(key, &[("count", &text)])
    }
    fn language(&self) -> String {
        self.language.id().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words::words;

    #[test]
    fn every_word_is_there_in_both_languages() {
        for language in [Language::En, Language::Zh] {
            let words_of = Words { language };
            for key in words() {
                assert_ne!(words_of.word(&key), key, "{}", language.id());
            }
        }
    }

    #[test]
    fn figures_carry_their_units() {
        let [en, zh] = [Language::En, Language::Zh].map(|language| Words { language });
        assert_eq!(en.number(-2e9, "USD"), "−$2B");
        assert_eq!(zh.number(0.25, "fraction of revenue"), "25%");
        assert!(en.number(1e6, "MWh").ends_with("MWh"));
        assert_eq!(en.change(-12.0, "month"), "−12 months");
        assert_eq!(zh.month(2026, 57.0), "2030年9月");
    }
}
