//! Parameters that are one of a list.

use crate::model::facts::{ACCELERATOR_IDS, ACCELERATORS, AcceleratorFacts, ZONE_IDS, ZONES, ZoneFacts};
use crate::model::parameter::{Choice, Field, Source};

macro_rules! choices {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $option_doc:literal])* $option:ident = $id:literal),* $(,)? })*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $option_doc])* $option),* }
        impl Choice for $name {
            const OPTIONS: &'static [&'static str] = &[$($id),*];
            fn at(index: usize) -> Self {
                const ALL: &[$name] = &[$($name::$option),*];
                ALL.get(index).copied().unwrap_or(ALL[0])
            }
        }
    )*};
}

choices! {
    /// Which published fit of loss against parameters and tokens is used (T7).
    ScalingLaw {
        /// Besiroglu et al. (2024).
        Besiroglu2024 = "besiroglu2024",
        /// Hoffmann et al. (2022), constants of the LaTeX source.
        Hoffmann2022Tex = "hoffmann2022_tex",
        /// Hoffmann et al. (2022), constants as printed.
        Hoffmann2022Rounded = "hoffmann2022_rounded",
    }
    /// Whether new equity keeps cash at its minimum (P9).
    Funding {
        /// Equity is raised when needed.
        On = "on",
        /// Cash may run out; the month is said.
        Off = "off",
    }
    /// How fast grids decarbonise (V3).
    GridTrend {
        /// No change.
        Slow = "slow",
        /// The observed trend of the zone.
        Central = "central",
        /// Three points a year faster than observed.
        Fast = "fast",
    }
    /// Whether contracted clean power is matched over the year or hour by hour (V4).
    Matching {
        /// Annual.
        Annual = "annual",
        /// Hourly.
        Hourly = "hourly",
    }
    /// Whether certificates reduce the market-based figure of rented power (V4).
    ProviderReports {
        /// The provider reports so.
        Yes = "yes",
        /// It does not.
        No = "no",
    }
    /// Durability class of the removals bought (V8): a label.
    Durability {
        /// Nature-based.
        Decades = "decades",
        /// Biochar.
        Centuries = "centuries",
        /// Mineral, direct air capture.
        Millennia = "millennia",
    }
    /// How the two themes of the social index are joined (C4).
    Aggregation {
        /// Weighted geometric mean.
        Geometric = "geometric",
        /// Weighted arithmetic mean.
        Linear = "linear",
    }
}

/// The base device: a row of `facts/hardware.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accelerator(usize);

impl Accelerator {
    /// Its facts.
    #[must_use]
    pub fn facts(self) -> &'static AcceleratorFacts {
        &ACCELERATORS[self.0]
    }
}

impl Choice for Accelerator {
    const OPTIONS: &'static [&'static str] = ACCELERATOR_IDS;
    fn at(index: usize) -> Self {
        Self(index.min(ACCELERATORS.len() - 1))
    }
}

/// A grid: a row of `facts/grid.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(usize);

impl Zone {
    /// Its facts.
    #[must_use]
    pub fn facts(self) -> &'static ZoneFacts {
        &ZONES[self.0]
    }
}

impl Choice for Zone {
    const OPTIONS: &'static [&'static str] = ZONE_IDS;
    fn at(index: usize) -> Self {
        Self(index.min(ZONES.len() - 1))
    }
}

macro_rules! fields {
    ($($name:ident),*) => {$(
        impl<N> Field<N> for $name {
            type Now = Self;
            fn read(source: &mut impl Source<N>) -> Self {
                <$name as Choice>::at(source.choice())
            }
            #[inline(always)]
            fn now(&self, _year: f64) -> Self {
                *self
            }
        }
    )*};
}
fields!(
    ScalingLaw,
    Funding,
    GridTrend,
    Matching,
    ProviderReports,
    Durability,
    Aggregation,
    Accelerator,
    Zone
);
