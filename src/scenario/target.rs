//! Goals that a person sets on outputs: net zero by 2035, profitable by 2029, ε at most 8.
//!
//! A target belongs to its scenario and stands in its link as `target.<output id>=most~1000~2030`: the sense
//! (`most` or `least`), the value in the unit of the output, and the year from which it holds. Each output has
//! at most one. What a target means over the years is told by [`check`].

mod check;

use serde::Serialize;

use super::link::{number_text, read_number};
use crate::model::output::{self, Aggregate, HEADLINES, at};
use crate::model::parameter::Dimension;

pub use check::{Outcome, Status, YearOutcome, check, series, years};

/// What stands before the id of an output in a link.
pub const TARGET: &str = "target.";
/// Targets of one scenario.
pub const MAX_TARGETS: usize = 24;
/// Limits of a target's value.
pub const VALUES: [f64; 2] = [-1e30, 1e30];
/// Limits of a target's year, as those of a path.
pub const YEARS: [u16; 2] = [1900, 2200];

/// A figure that people set goals on although no equation needs it: a sum of stored outputs.
#[derive(Clone, Copy, Debug)]
pub struct Derived {
    /// Permanent id.
    pub id: &'static str,
    /// Unit, in English.
    pub unit: &'static str,
    /// Dimension it belongs to.
    pub dimension: Dimension,
    /// Equations that give its terms.
    pub equation: &'static str,
    /// Signs and positions in [`output::STORED`].
    pub terms: &'static [(f64, usize)],
    /// What it is, in English.
    pub about: &'static str,
}

/// The derived figures.
pub const DERIVED: &[Derived] = &[Derived {
    id: "net-carbon-t",
    unit: "tCO2e",
    dimension: Dimension::Environment,
    equation: "V4, V5, V8",
    terms: &[(1.0, at::carbon_location_t), (1.0, at::carbon_embodied_booked_t), (-1.0, at::removals_t)],
    about: "Electricity (location-based) and hardware booked, less removals bought.",
}];

/// What a target is set on: a headline output, a yearly output or a derived figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Position in [`HEADLINES`].
    Headline(usize),
    /// Position in [`output::yearly`].
    Yearly(usize),
    /// Position in [`DERIVED`].
    Derived(usize),
}

impl Measure {
    /// The measure of an id; none for an unknown one.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        let derived = || DERIVED.iter().position(|figure| figure.id == id);
        output::headline_index(id)
            .map(Measure::Headline)
            .or_else(|| output::yearly_index(id).map(Measure::Yearly))
            .or_else(|| derived().map(Measure::Derived))
    }

    /// Every measure, in the order of links.
    pub fn all() -> impl Iterator<Item = Self> {
        let headlines = (0..HEADLINES.len()).map(Measure::Headline);
        let yearly = (0..output::yearly().count()).map(Measure::Yearly);
        headlines.chain(yearly).chain((0..DERIVED.len()).map(Measure::Derived))
    }

    fn facts(self) -> Option<(&'static str, &'static str, Dimension)> {
        match self {
            Measure::Headline(index) => HEADLINES.get(index).map(|row| (row.id, row.unit, row.dimension)),
            Measure::Yearly(index) => {
                output::yearly().nth(index).map(|row| (row.id, row.unit, row.dimension))
            }
            Measure::Derived(index) => DERIVED.get(index).map(|row| (row.id, row.unit, row.dimension)),
        }
    }

    /// Permanent id.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.facts().map_or("", |(id, ..)| id)
    }
    /// Unit, in English.
    #[must_use]
    pub fn unit(self) -> &'static str {
        self.facts().map_or("", |(_, unit, _)| unit)
    }
    /// Dimension it belongs to.
    #[must_use]
    pub fn dimension(self) -> Option<Dimension> {
        self.facts().map(|(.., dimension)| dimension)
    }

    /// The yearly output whose line a target on this measure is drawn over; none for a figure of the plan.
    #[must_use]
    pub fn yearly_id(self) -> Option<&'static str> {
        match self {
            Measure::Yearly(_) | Measure::Derived(_) => Some(self.id()),
            Measure::Headline(_) => match self.reading() {
                Reading::Final(index) | Reading::Total(index) => {
                    output::yearly().nth(index).map(|output| output.id)
                }
                _ => None,
            },
        }
    }

    /// How a year's value is read.
    pub(super) fn reading(self) -> Reading {
        let Measure::Headline(_) = self else { return Reading::EachYear };
        let id = self.id();
        let stem = |prefix: &str| id.strip_prefix(prefix).and_then(output::yearly_index);
        if let Some(index) = stem("total-") {
            Reading::Total(index)
        } else if let Some(index) = stem("final-") {
            Reading::Final(index)
        } else if id == "lowest-cash-usd" {
            Reading::LowestCash
        } else {
            Reading::Plan
        }
    }

    /// Whether a year can be named from which a target on it holds; not for figures of the whole plan.
    #[must_use]
    pub fn has_years(self) -> bool {
        self.reading() != Reading::Plan
    }

    /// Whether a target on it is looked at in every year from the one named on; otherwise in one year alone.
    #[must_use]
    pub fn holds_on(self) -> bool {
        matches!(self.reading(), Reading::EachYear | Reading::Final(_))
    }

    /// Whether a year's value is a stock or quotient, so that years cannot be added.
    #[must_use]
    pub fn is_flow(self) -> bool {
        match self {
            Measure::Yearly(index) => {
                output::yearly().nth(index).is_some_and(|output| output.aggregate == Aggregate::Sum)
            }
            Measure::Derived(_) => true,
            Measure::Headline(_) => matches!(self.reading(), Reading::Total(_)),
        }
    }
}

/// How the value of a measure in a year is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The year's own value.
    EachYear,
    /// The sum of a yearly output up to the year.
    Total(usize),
    /// The yearly output of the year, as if it were the last.
    Final(usize),
    /// The lowest cash up to the year.
    LowestCash,
    /// One value for the whole plan.
    Plan,
}

/// On which side of its value a target is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// At or below.
    #[serde(rename = "most")]
    AtMost,
    /// At or above.
    #[serde(rename = "least")]
    AtLeast,
}

impl Sense {
    /// Both.
    pub const ALL: [Sense; 2] = [Sense::AtMost, Sense::AtLeast];

    /// The word in links and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Sense::AtMost => "most",
            Sense::AtLeast => "least",
        }
    }
    /// The sense of a word.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Sense::ALL.into_iter().find(|sense| sense.id() == id)
    }
    /// The sense in which a headline output gets better; at most where neither is.
    #[must_use]
    pub fn natural(measure: Measure) -> Self {
        match measure {
            Measure::Headline(index) if HEADLINES.get(index).is_some_and(|row| row.better > 0) => {
                Sense::AtLeast
            }
            _ => Sense::AtMost,
        }
    }
}

/// A goal on one output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// What it is set on.
    pub measure: Measure,
    /// On which side it is met.
    pub sense: Sense,
    /// The value, in the unit of the measure.
    pub value: f64,
    /// The year from which it holds. Without one: every year of a yearly output, the end of the plan of a
    /// headline output. Does not matter to figures of the whole plan.
    pub by_year: Option<u16>,
}

/// Why a text is no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoTarget;

impl Target {
    /// Net carbon (location-based, hardware booked, removals taken off) at zero from a year on.
    #[must_use]
    pub fn net_zero(by_year: u16) -> Option<Self> {
        Self::on("net-carbon-t", Sense::AtMost, 0.0, Some(by_year))
    }
    /// EBITDA at or above zero from a year on.
    #[must_use]
    pub fn profitable(by_year: u16) -> Option<Self> {
        Self::on("ebitda-usd", Sense::AtLeast, 0.0, Some(by_year))
    }
    /// Privacy: ε at most.
    #[must_use]
    pub fn epsilon(at_most: f64) -> Option<Self> {
        Self::on("privacy-epsilon", Sense::AtMost, at_most, None)
    }
    /// On-site water a year at most, in every year or from one on.
    #[must_use]
    pub fn water(at_most_kl: f64, by_year: Option<u16>) -> Option<Self> {
        Self::on("water-onsite-kl", Sense::AtMost, at_most_kl, by_year)
    }
    /// A target on an output by id; none for an unknown id or a value that is no number.
    #[must_use]
    pub fn on(id: &str, sense: Sense, value: f64, by_year: Option<u16>) -> Option<Self> {
        let target = Self { measure: Measure::find(id)?, sense, value, by_year };
        value.is_finite().then(|| target.clamped())
    }

    /// Held within the limits; not-a-number becomes 0.
    #[must_use]
    pub(super) fn clamped(self) -> Self {
        let value = if self.value.is_nan() { 0.0 } else { self.value.clamp(VALUES[0], VALUES[1]) };
        Self { value, by_year: self.by_year.map(|year| year.clamp(YEARS[0], YEARS[1])), ..self }
    }

    /// The key in links and files.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{TARGET}{}", self.measure.id())
    }

    /// The text in links and files: `most~1000~2030`.
    #[must_use]
    pub fn text(&self) -> String {
        let year = self.by_year.map_or_else(String::new, |year| format!("~{year}"));
        format!("{}~{}{year}", self.sense.id(), number_text(self.value))
    }

    /// Sense, value and year of a text, before they are held within their limits.
    pub(super) fn read(text: &str) -> Result<(Sense, f64, Option<f64>), NoTarget> {
        let mut slots = text.trim().split('~').map(str::trim);
        let sense = slots.next().and_then(Sense::of_id).ok_or(NoTarget)?;
        let value = slots.next().and_then(read_number).ok_or(NoTarget)?;
        let year = match slots.next() {
            None | Some("") => None,
            Some(text) => Some(read_number(text).filter(|year| year.fract() == 0.0 || year.is_infinite())),
        };
        match (year, slots.next()) {
            (Some(None), _) | (_, Some(_)) => Err(NoTarget),
            (year, None) => Ok((sense, value, year.flatten())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_output_is_a_measure_and_reads_back() {
        let mut count = 0;
        for measure in Measure::all() {
            assert_eq!(Measure::find(measure.id()), Some(measure));
            assert!(!measure.unit().is_empty() && measure.dimension().is_some(), "{}", measure.id());
            count += 1;
        }
        assert_eq!(count, HEADLINES.len() + output::yearly().count() + DERIVED.len());
        assert_eq!(Measure::find("total-carbon-market-t").unwrap().yearly_id(), Some("carbon-market-t"));
        assert_eq!(Measure::find("npv-usd").unwrap().yearly_id(), None);
        let years = |id: &str| Measure::find(id).map(|measure| (measure.has_years(), measure.holds_on()));
        assert_eq!(years("npv-usd"), Some((false, false)));
        assert_eq!(years("total-carbon-market-t"), Some((true, false)));
        assert_eq!(years("final-trust"), Some((true, true)));
        assert_eq!(years("net-carbon-t"), Some((true, true)));
    }

    #[test]
    fn every_total_and_final_headline_has_its_yearly_stem() {
        for row in HEADLINES.iter().filter(|row| row.id.starts_with("total-") || row.id.starts_with("final-"))
        {
            assert_ne!(Measure::find(row.id).unwrap().reading(), Reading::Plan, "{}", row.id);
        }
    }

    #[test]
    fn texts() {
        let target = Target::net_zero(2035).unwrap();
        assert_eq!((target.key().as_str(), target.text().as_str()), ("target.net-carbon-t", "most~0~2035"));
        assert_eq!(Target::epsilon(8.0).unwrap().text(), "most~8");
        assert_eq!(Target::read("least~1e9~2030"), Ok((Sense::AtLeast, 1e9, Some(2030.0))));
        assert_eq!(Target::read("least~1e9~"), Ok((Sense::AtLeast, 1e9, None)));
        for bad in ["", "most", "most~", "more~1", "most~x", "most~1~20.5", "most~1~2030~2", "~1", "1~most"] {
            assert_eq!(Target::read(bad), Err(NoTarget), "{bad}");
        }
        assert_eq!(Target::on("no-such-output", Sense::AtMost, 1.0, None), None);
        assert_eq!(Target::on("trust", Sense::AtLeast, f64::NAN, None), None);
    }
}
