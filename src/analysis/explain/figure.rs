//! What can be explained: an output, a ratio, a headline figure or a named quantity, of a month, a year or
//! the plan.

use crate::model::output::{self, COUNT, HEADLINES, RATIOS, STORED};
use crate::model::quantity::{QUANTITIES, quantity_index};
use serde::Serialize;

/// Which month, year or plan a figure is of. Counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// A month of the plan.
    Month(u16),
    /// A year of the plan.
    Year(u16),
    /// The plan as a whole: headline figures.
    Plan,
}

impl When {
    /// A month by its position.
    #[must_use]
    pub fn month(position: usize) -> Self {
        When::Month(u16::try_from(position).unwrap_or(u16::MAX))
    }
    /// A year by its position.
    #[must_use]
    pub fn year(position: usize) -> Self {
        When::Year(u16::try_from(position).unwrap_or(u16::MAX))
    }
}

/// What a figure says: yearly outputs (stored ones, ratios), then quantities, then headline figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(u16);

/// What a position of a [`Subject`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A position in [`STORED`].
    Stored(usize),
    /// A position in [`RATIOS`].
    Ratio(usize),
    /// A position in [`QUANTITIES`].
    Quantity(usize),
    /// A position in [`HEADLINES`].
    Headline(usize),
}

const QUANTITIES_FROM: usize = COUNT + RATIOS.len();
const HEADLINES_FROM: usize = QUANTITIES_FROM + QUANTITIES.len();

impl Subject {
    const fn at(position: usize) -> Self {
        Self(position as u16)
    }
    pub(super) const fn output(index: usize) -> Self {
        Self::at(index)
    }
    pub(super) const fn quantity(index: usize) -> Self {
        Self::at(QUANTITIES_FROM + index)
    }
    pub(super) const fn headline(index: usize) -> Self {
        Self::at(HEADLINES_FROM + index)
    }

    /// What an id names.
    ///
    /// # Examples
    /// ```
    /// use perennial::analysis::explain::Subject;
    /// assert!(Subject::find("revenue-usd").is_some_and(|subject| subject.unit() == "USD"));
    /// assert!(Subject::find("pue").is_none());
    /// ```
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        output::yearly_index(id)
            .map(Self::output)
            .or_else(|| quantity_index(id).map(Self::quantity))
            .or_else(|| output::headline_index(id).map(Self::headline))
    }

    /// Everything that can be named.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..HEADLINES_FROM + HEADLINES.len()).map(Self::at)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        let position = usize::from(self.0);
        if position < COUNT {
            Kind::Stored(position)
        } else if position < QUANTITIES_FROM {
            Kind::Ratio(position - COUNT)
        } else if position < HEADLINES_FROM {
            Kind::Quantity(position - QUANTITIES_FROM)
        } else {
            Kind::Headline(position - HEADLINES_FROM)
        }
    }

    /// Id, unit, equation.
    const fn columns(self) -> [&'static str; 3] {
        let position = self.0 as usize;
        if position < COUNT {
            let row = &STORED[position];
            [row.id, row.unit, row.equation]
        } else if position < QUANTITIES_FROM {
            let row = &RATIOS[position - COUNT].output;
            [row.id, row.unit, row.equation]
        } else if position < HEADLINES_FROM {
            let row = &QUANTITIES[position - QUANTITIES_FROM];
            [row.id, row.unit, row.equation]
        } else {
            let row = &HEADLINES[position - HEADLINES_FROM];
            [row.id, row.unit, row.equation]
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.columns()[0]
    }
    /// Its unit, in English.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.columns()[1]
    }
    /// Number of the equation that computes it.
    #[must_use]
    pub const fn equation(self) -> &'static str {
        self.columns()[2]
    }
}

impl Serialize for Subject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// One figure: what, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Figure {
    /// Of which month, year or plan.
    pub when: When,
    /// What it says.
    pub subject: Subject,
}

impl Figure {
    /// A figure by id; none for an unknown id.
    #[must_use]
    pub fn of(id: &str, when: When) -> Option<Self> {
        Subject::find(id).map(|subject| Self { when, subject })
    }

    /// Its text for links: `npv-usd`, `revenue-usd~2031`, `cash-usd~2031-04`.
    ///
    /// # Examples
    /// ```
    /// use perennial::analysis::explain::{Figure, When};
    /// let figure = Figure::of("cash-usd", When::Month(63)).map(|figure| figure.text(2026));
    /// assert_eq!(figure.as_deref(), Some("cash-usd~2031-04"));
    /// assert_eq!(Figure::parse("cash-usd~2031-04", 2026), Figure::of("cash-usd", When::Month(63)));
    /// ```
    #[must_use]
    pub fn text(&self, start_year: i32) -> String {
        let id = self.subject.id();
        match self.when {
            When::Plan => id.to_owned(),
            When::Year(year) => format!("{id}~{}", start_year + i32::from(year)),
            When::Month(month) => {
                format!("{id}~{}-{:02}", start_year + i32::from(month / 12), month % 12 + 1)
            }
        }
    }

    /// The figure of a text; none where the id is unknown or the time is not one from the start year on.
    #[must_use]
    pub fn parse(text: &str, start_year: i32) -> Option<Self> {
        let Some((id, time)) = text.split_once('~') else { return Self::of(text, When::Plan) };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year_of = |text: &str| {
            let year = text.parse::<i32>().ok().filter(|_| text.len() == 4 && digits(text))?;
            u16::try_from(year - start_year).ok().filter(|year| *year < 1000)
        };
        let when = match time.split_once('-') {
            None => When::Year(year_of(time)?),
            Some((year, month)) => {
                let month = month.parse::<u16>().ok().filter(|_| month.len() == 2 && digits(month))?;
                When::Month(year_of(year)? * 12 + month.checked_sub(1).filter(|month| *month < 12)?)
            }
        };
        Self::of(id, when)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_found_under_its_id_and_every_figure_under_its_text() {
        for subject in Subject::all() {
            assert_eq!(Subject::find(subject.id()), Some(subject));
            assert!(!subject.unit().is_empty() && !subject.equation().is_empty());
            for when in [When::Plan, When::Year(29), When::Month(0), When::Month(359)] {
                let figure = Figure { when, subject };
                assert_eq!(Figure::parse(&figure.text(2026), 2026), Some(figure));
            }
        }
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for text in ["", "~", "no-such", "npv-usd~", "cash-usd~2025", "cash-usd~2031-00", "cash-usd~2031-13"]
        {
            assert_eq!(Figure::parse(text, 2026), None, "{text}");
        }
        for text in ["cash-usd~2031-4", "cash-usd~+031", "cash-usd~2031~1", "cash-usd~99999"] {
            assert_eq!(Figure::parse(text, 2026), None, "{text}");
        }
    }
}
