//! What a parameter is.
//!
//! Every input of the model is declared once, in `parameters/<dimension>.rs`. Forms, validation, link
//! keys, CSV headers, samplers, tables and docs iterate [`registry`](super::parameters::registry).

use serde::Serialize;

/// The part of the company's world that a parameter or output belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Start and length of the plan.
    Horizon,
    /// Models, training, serving, hardware.
    Technology,
    /// Markets, prices, fleet, people, money.
    Economy,
    /// Conduct and privacy.
    Society,
    /// Energy, carbon, water.
    Environment,
}

/// The eight leaves of the strategy map; whatever the company does not decide is context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leaf {
    /// Technology → innovation → algorithm optimisation.
    AlgorithmOptimisation,
    /// Technology → innovation → computing efficiency.
    ComputingEfficiency,
    /// Economy → business-model innovation.
    BusinessModel,
    /// Economy → economic analysis.
    EconomicAnalysis,
    /// Society → social responsibility.
    SocialResponsibility,
    /// Society → data privacy.
    DataPrivacy,
    /// Environment → energy optimisation.
    EnergyOptimisation,
    /// Environment → environmental protection.
    EnvironmentalProtection,
    /// Not a lever: assumptions and context.
    Context,
}

impl Leaf {
    /// The eight leaves in the order of the strategy map.
    pub const ALL: [Leaf; 8] = [
        Leaf::AlgorithmOptimisation,
        Leaf::ComputingEfficiency,
        Leaf::BusinessModel,
        Leaf::EconomicAnalysis,
        Leaf::SocialResponsibility,
        Leaf::DataPrivacy,
        Leaf::EnergyOptimisation,
        Leaf::EnvironmentalProtection,
    ];

    /// The id used in links, tables and locale keys.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Leaf::AlgorithmOptimisation => "algorithm-optimisation",
            Leaf::ComputingEfficiency => "computing-efficiency",
            Leaf::BusinessModel => "business-model",
            Leaf::EconomicAnalysis => "economic-analysis",
            Leaf::SocialResponsibility => "social-responsibility",
            Leaf::DataPrivacy => "data-privacy",
            Leaf::EnergyOptimisation => "energy-optimisation",
            Leaf::EnvironmentalProtection => "environmental-protection",
            Leaf::Context => "context",
        }
    }

    /// The dimension of the strategy map that the leaf hangs from; none for context.
    #[must_use]
    pub const fn dimension(self) -> Option<Dimension> {
        match self {
            Leaf::AlgorithmOptimisation | Leaf::ComputingEfficiency => Some(Dimension::Technology),
            Leaf::BusinessModel | Leaf::EconomicAnalysis => Some(Dimension::Economy),
            Leaf::SocialResponsibility | Leaf::DataPrivacy => Some(Dimension::Society),
            Leaf::EnergyOptimisation | Leaf::EnvironmentalProtection => Some(Dimension::Environment),
            Leaf::Context => None,
        }
    }
}

impl Dimension {
    /// The four dimensions of the strategy map.
    pub const MAP: [Dimension; 4] =
        [Dimension::Technology, Dimension::Economy, Dimension::Society, Dimension::Environment];

    /// The id used in locale keys and tables.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Dimension::Horizon => "horizon",
            Dimension::Technology => "technology",
            Dimension::Economy => "economy",
            Dimension::Society => "society",
            Dimension::Environment => "environment",
        }
    }
}

/// How well the cost of pulling a lever is modelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caveat {
    /// Benefit and cost are both in the equations.
    Modelled,
    /// No cost in the equations: left out of suggestions until the user gives a programme cost.
    CostNotModelled,
    /// Benefit or cost modelled too weakly to advise on: left out of suggestions, never hidden.
    Weak,
}

/// Who decides a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The company decides; held at the plan's value when futures are sampled.
    Lever(Caveat),
    /// The company does not know; sampled.
    Assumption,
    /// What the company is today, choices, conventions; not sampled.
    Context,
}

impl Role {
    /// Whether the company decides it.
    #[must_use]
    pub const fn is_lever(self) -> bool {
        matches!(self, Role::Lever(_))
    }
    /// `lever`, `assumption` or `context`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Role::Lever(_) => "lever",
            Role::Assumption => "assumption",
            Role::Context => "context",
        }
    }
}

/// The family that an assumption is drawn from.
///
/// Lognormal: median = default, σ = ln(high/low)/3.29, low and high the 5 and 95 % points. PERT and
/// triangular: mode = default, low and high the ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Distribution {
    /// Not sampled.
    Fixed,
    /// Lognormal.
    Lognormal,
    /// PERT (beta with shape 4).
    Pert,
    /// Triangular.
    Triangular,
}

/// How good the evidence for a default is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Document or data set of the originator.
    Primary,
    /// Quoted by others.
    Secondary,
    /// Arithmetic from sourced values.
    Derived,
    /// Working value, to be replaced by the user.
    Assumption,
}

impl Grade {
    /// The id used in tables and locale keys.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Grade::Primary => "primary",
            Grade::Secondary => "secondary",
            Grade::Derived => "derived",
            Grade::Assumption => "assumption",
        }
    }
}

/// Default and limits of a parameter, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values {
    /// One number.
    Scalar {
        /// Default.
        default: f64,
        /// Plausible low and high: 5 and 95 % points for lognormal, else the ends.
        plausible: [f64; 2],
        /// What an input is clamped to.
        hard: [f64; 2],
    },
    /// From one number today to another later.
    Path {
        /// Default from and to.
        default: [f64; 2],
        /// Plausible low of from and to.
        low: [f64; 2],
        /// Plausible high of from and to.
        high: [f64; 2],
        /// What both ends are clamped to.
        hard: [f64; 2],
    },
    /// One of a list.
    Choice {
        /// Id of the default option.
        default: &'static str,
        /// Ids of all options.
        options: &'static [&'static str],
    },
}

/// A scalar with its default, plausible range and hard limits.
#[must_use]
pub const fn scalar(default: f64, plausible: [f64; 2], hard: [f64; 2]) -> Values {
    Values::Scalar { default, plausible, hard }
}

/// A path with its default, plausible low and high (each from, to) and hard limits.
#[must_use]
pub const fn path(default: [f64; 2], low: [f64; 2], high: [f64; 2], hard: [f64; 2]) -> Values {
    Values::Path { default, low, high, hard }
}

/// A choice with its default.
#[must_use]
pub const fn choice(default: &'static str, options: &'static [&'static str]) -> Values {
    Values::Choice { default, options }
}

/// One input of the model.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Permanent id: link key, CSV header, locale key.
    pub id: &'static str,
    /// Which dimension it belongs to.
    pub dimension: Dimension,
    /// Leaf of the strategy map, context if it is no lever.
    pub leaf: Leaf,
    /// Who decides it.
    pub role: Role,
    /// Unit, in English.
    pub unit: &'static str,
    /// Default, plausible range, hard limits or options.
    pub values: Values,
    /// Family it is drawn from.
    pub distribution: Distribution,
    /// How good the evidence is.
    pub grade: Grade,
    /// Keys of [`sources`](super::sources).
    pub sources: &'static [&'static str],
    /// First equation that uses it.
    pub equation: &'static str,
    /// What the number means and where its range comes from, in lines.
    pub note: &'static [&'static str],
}

impl Parameter {
    /// The note as one text.
    #[must_use]
    pub fn note_text(&self) -> String {
        self.note.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }

    /// Hard limits; none for a choice.
    #[must_use]
    pub const fn hard(&self) -> Option<[f64; 2]> {
        match self.values {
            Values::Scalar { hard, .. } | Values::Path { hard, .. } => Some(hard),
            Values::Choice { .. } => None,
        }
    }
}

/// A lever or assumption over the years: `from` until 1 January of the first year, then linear to `to`
/// at 1 January of the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Path<N> {
    /// Value until the first year.
    pub from: N,
    /// Value from the last year on.
    pub to: N,
    /// Calendar year in which the change begins.
    pub first: f64,
    /// Calendar year in which it is complete.
    pub last: f64,
}

impl<N: super::Number> Path<N> {
    /// Value at a calendar time in years, e.g. 2026.5. A path whose ends are equal is exactly constant, and
    /// one that has arrived is exactly there: from + (to − from) would not be, where `to` is small against
    /// `from`.
    #[inline(always)]
    pub fn at(&self, year: f64) -> N {
        let progress = self.progress(year);
        if progress < 1.0 { N::along(self.from, self.to, progress) } else { self.to }
    }

    /// The years between which the value moves; none where it stands still.
    #[inline(always)]
    pub fn moves(&self) -> Option<[f64; 2]> {
        (!self.from.identical(self.to)).then_some([self.first.min(self.last), self.last])
    }

    /// Share of the way from `from` to `to`, 0 to 1. A path whose years coincide steps
    /// on 1 January of that year.
    #[inline(always)]
    #[must_use]
    pub fn progress(&self, year: f64) -> f64 {
        if year >= self.last {
            1.0
        } else if year <= self.first {
            0.0
        } else {
            (year - self.first) / (self.last - self.first)
        }
    }
}

/// A lever with a one-off cost that the user gave: USD per unit of change along its path.
#[derive(Clone, Copy, Debug)]
pub struct Programme<N> {
    /// The lever.
    pub path: Path<N>,
    /// USD per unit of change, in the unit of the lever.
    pub usd_per_unit: N,
}

/// A parameter that is one of a list.
pub trait Choice: Copy {
    /// Option ids, in order.
    const OPTIONS: &'static [&'static str];
    /// The option at an index of [`OPTIONS`](Choice::OPTIONS); the first where the index is out of range.
    fn at(index: usize) -> Self;
}

/// A whole number that shapes a run: never sampled, never differentiated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole(pub f64);

impl<N> Field<N> for Whole {
    type Now = Self;
    fn read(source: &mut impl Source<N>) -> Self {
        Self(source.whole().round())
    }
    #[inline(always)]
    fn now(&self, _year: f64) -> Self {
        *self
    }
}

/// Where [`Inputs`](super::parameters::Inputs) are read from, in registry order.
pub trait Source<N> {
    /// The next parameter, a scalar.
    fn scalar(&mut self) -> N;
    /// The next parameter, a whole number that shapes the run and is the same in every lane.
    fn whole(&mut self) -> f64;
    /// The next parameter, a path.
    fn path(&mut self) -> Path<N>;
    /// The next parameter, a choice: the index of the option.
    fn choice(&mut self) -> usize;
    /// The levers to which the user gave a one-off cost.
    fn programmes(&mut self) -> Vec<Programme<N>> {
        Vec::new()
    }
    /// Registry positions of the levers that [`programmes`](Source::programmes) answers, in the same order.
    fn programme_levers(&self) -> Vec<usize> {
        Vec::new()
    }
}

/// How a typed field of [`Inputs`](super::parameters::Inputs) reads itself, and what it is in a month.
pub trait Field<N>: Sized {
    /// A number where the field is a path, else the field itself.
    type Now: Copy;
    /// Takes the next parameter from the source.
    fn read(source: &mut impl Source<N>) -> Self;
    /// What it is at a calendar time.
    fn now(&self, year: f64) -> Self::Now;
    /// Brings what it was to another time; for what stands still there is nothing to do.
    #[inline(always)]
    fn follow(&self, _year: f64, _now: &mut Self::Now) {}
    /// The years between which it moves; none where it stands still.
    #[inline(always)]
    fn moves(&self) -> Option<[f64; 2]> {
        None
    }
}

impl<N: super::Number> Field<N> for N {
    type Now = N;
    #[inline(always)]
    fn read(source: &mut impl Source<N>) -> Self {
        source.scalar()
    }
    #[inline(always)]
    fn now(&self, _year: f64) -> N {
        *self
    }
}

impl<N: super::Number> Field<N> for Path<N> {
    type Now = N;
    #[inline(always)]
    fn read(source: &mut impl Source<N>) -> Self {
        source.path()
    }
    #[inline(always)]
    fn now(&self, year: f64) -> N {
        self.at(year)
    }
    #[inline(always)]
    fn follow(&self, year: f64, now: &mut N) {
        // Recorded again where it stands still, so that every month is explained by its own.
        if N::RECORDS || self.moves().is_some() {
            *now = self.at(year);
        }
    }
    #[inline(always)]
    fn moves(&self) -> Option<[f64; 2]> {
        Path::moves(self)
    }
}
