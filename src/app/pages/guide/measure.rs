//! What the guide's tables and sentences measure: a headline figure, or a yearly one in its first or last
//! year or summed. Written as `npv-usd`, `first.wh-per-request`, `last.trust`, `sum.carbon-location-t`. Pure.

use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key};
use crate::app::results::Results;
use crate::model::output::{HEADLINES, Headline, Output, headline_index, yearly, yearly_index};

/// Which year of a yearly output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// The first of the plan.
    First,
    /// The last of the plan.
    Last,
    /// All of them, added.
    Sum,
}

impl Year {
    /// The word in the markup.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Year::First => "first",
            Year::Last => "last",
            Year::Sum => "sum",
        }
    }
}

/// One measure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// A figure of the whole plan, with its position.
    Whole(usize, &'static Headline),
    /// A yearly figure.
    Yearly(&'static Output, Year),
}

impl Measure {
    /// The measure of a name; none for an unknown one.
    pub(super) fn of(name: &str) -> Option<Self> {
        for year in [Year::First, Year::Last, Year::Sum] {
            if let Some(id) = name.strip_prefix(year.id()).and_then(|rest| rest.strip_prefix('.')) {
                return Some(Measure::Yearly(yearly().nth(yearly_index(id)?)?, year));
            }
        }
        let index = headline_index(name)?;
        Some(Measure::Whole(index, HEADLINES.get(index)?))
    }

    /// Registry id of the output.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Measure::Whole(_, headline) => headline.id,
            Measure::Yearly(output, _) => output.id,
        }
    }

    /// Which year, if it is a yearly output.
    pub(super) const fn year(self) -> Option<Year> {
        match self {
            Measure::Whole(..) => None,
            Measure::Yearly(_, year) => Some(year),
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Measure::Whole(_, headline) => headline.unit,
            Measure::Yearly(output, _) => output.unit,
        }
    }

    /// The dimension whose colour it wears.
    pub(super) const fn tone(self) -> &'static str {
        match self {
            Measure::Whole(_, headline) => headline.dimension.id(),
            Measure::Yearly(output, _) => output.dimension.id(),
        }
    }

    /// Its value in a run; none where it does not exist.
    pub(super) fn value(self, results: &Results) -> Option<f64> {
        match self {
            Measure::Whole(index, _) => results.headline(index),
            Measure::Yearly(output, year) => {
                let years = results.yearly(output.id);
                match year {
                    Year::First => years.first().copied().flatten(),
                    Year::Last => years.last().copied().flatten(),
                    Year::Sum => Some(years.into_iter().flatten().sum()),
                }
            }
        }
    }

    /// Its name in a language.
    pub(super) fn label(self, language: Language) -> &'static str {
        language.find(&format!("outputs.{}.label", self.id())).unwrap_or(self.id())
    }

    /// The unit that stands in a table's head; empty where the cells say it.
    pub(super) fn unit_text(self, language: Language) -> &'static str {
        let kind = Kind::of(self.unit());
        if self.unit() == "month" || self.unit() == "USD" || matches!(kind, Kind::Share | Kind::Year) {
            return "";
        }
        language.find(&format!("outputs.{}.unit", self.id())).unwrap_or_default()
    }

    /// A value without its unit.
    pub(super) fn text(self, value: Option<f64>, first_year: f64, language: Language) -> String {
        match value {
            None => language.text(key::NONE).to_owned(),
            // A month of the plan is told by its date.
            Some(value) if self.unit() == "month" => format::month(first_year, value, language),
            Some(value) => format::quantity(value, Kind::of(self.unit()), language, 3),
        }
    }

    /// A value with its unit, as it stands in a sentence.
    pub(super) fn sentence(self, value: Option<f64>, first_year: f64, language: Language) -> String {
        let text = self.text(value, first_year, language);
        match (value, Kind::of(self.unit()), self.unit_text(language)) {
            (None, ..) | (_, _, "") | (_, Kind::Money, _) => text,
            (_, _, unit) => format!("{text} {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn names_are_read_and_unknown_ones_are_not() {
        for name in ["npv-usd", "first.wh-per-request", "sum.carbon-embodied-booked-t", "last.trust"] {
            assert!(Measure::of(name).is_some(), "{name}");
        }
        for name in ["", "first.", "first.npv-usd", "middle.trust", "wonder"] {
            assert!(Measure::of(name).is_none(), "{name}");
        }
    }

    #[test]
    fn values_are_those_of_the_run() {
        let results = Results::of(&Scenario::default());
        let value = |name| Measure::of(name).and_then(|measure| measure.value(&results)).unwrap();
        let years = results.yearly("carbon-location-t");
        assert_eq!(value("first.carbon-location-t"), years[0].unwrap());
        assert_eq!(value("last.carbon-location-t"), years[9].unwrap());
        let (sum, total) = (value("sum.carbon-location-t"), value("total-carbon-location-t"));
        assert!((sum / total - 1.0).abs() < 1e-12, "{sum} against {total}");
    }

    #[test]
    fn sentences_carry_units() {
        let text = |name: &str, value, language| {
            Measure::of(name).map(|measure| measure.sentence(Some(value), 2026.0, language)).unwrap()
        };
        assert_eq!(text("npv-usd", -2e9, Language::En), "−$2B");
        assert_eq!(text("break-even-month", 57.0, Language::Zh), "2030年9月");
        assert_eq!(text("final-gross-margin", 0.5, Language::En), "50%");
        assert!(text("total-energy-mwh", 1e6, Language::En).ends_with(" MWh"));
    }
}
