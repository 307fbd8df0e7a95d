//! The parameters of the model, each declared once, by dimension.

mod choices;
mod economy;
mod environment;
mod horizon;
mod now;
mod society;
mod technology;

pub use choices::*;
pub use economy::Economy;
pub use environment::Environment;
pub use horizon::Horizon;
pub use now::{Moved, Now};
pub use society::Society;
pub use technology::Technology;

use super::Number;
use super::parameter::{Parameter, Programme, Source};

/// Declares the parameters of one dimension: a struct of typed fields for the equations and the rows of
/// the registry, in one order. `N` is a number; `P` is a path among the inputs of a run, and a number in a
/// month of it.
macro_rules! parameters {
    (
        $(#[doc = $about:literal])*
        $name:ident: $dimension:ident {
            $(
                $(#[doc = $note:literal])*
                $field:ident: $type:ty {
                    id: $id:literal, unit: $unit:literal, role: $role:expr, leaf: $leaf:ident,
                    values: $values:expr,
                    distribution: $distribution:ident, grade: $grade:ident, equation: $equation:literal,
                    sources: $sources:expr,
                }
            )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<N, P = Path<N>> {
            $($(#[doc = $note])* pub $field: $type,)*
            _number: core::marker::PhantomData<(N, P)>,
        }

        // What a plan's months ask of a dimension; the horizon, which does not move, is not asked.
        #[allow(dead_code)]
        impl<N: Number> $name<N> {
            /// The declarations, in the order of the fields.
            pub(crate) const ROWS: &'static [Parameter] = &[$(
                Parameter {
                    id: $id, dimension: Dimension::$dimension, leaf: Leaf::$leaf, role: $role, unit: $unit,
                    values: $values, distribution: Distribution::$distribution, grade: Grade::$grade,
                    sources: $sources, equation: $equation, note: &[$($note),*],
                },
            )*];

            /// Reads the fields in order.
            pub(crate) fn read(source: &mut impl Source<N>) -> Self {
                Self { $($field: Field::<N>::read(source),)* _number: core::marker::PhantomData }
            }

            /// The fields as they stand at a calendar time.
            #[inline(always)]
            pub(crate) fn now(&self, year: f64) -> $name<N, N> {
                $name { $($field: Field::<N>::now(&self.$field, year),)* _number: core::marker::PhantomData }
            }

            /// Brings the fields to another time.
            #[inline(always)]
            pub(crate) fn follow(&self, _year: f64, _now: &mut $name<N, N>) {
                $(Field::<N>::follow(&self.$field, _year, &mut _now.$field);)*
            }

            /// Shows the years between which each path moves.
            #[inline(always)]
            pub(crate) fn moves(&self, mut _see: impl FnMut([f64; 2])) {
                $(if let Some(years) = Field::<N>::moves(&self.$field) {
                    _see(years);
                })*
            }
        }
    };
}
pub(crate) use parameters;

/// What a file of declarations needs.
mod prelude {
    pub(super) use super::choices::*;
    pub(super) use super::parameters;
    pub(super) use crate::model::Number;
    pub(super) use crate::model::parameter::Caveat::{CostNotModelled, Modelled, Weak};
    pub(super) use crate::model::parameter::Role::{Assumption, Context, Lever};
    pub(super) use crate::model::parameter::{
        Choice, Dimension, Distribution, Field, Grade, Leaf, Parameter, Path, Source, Whole, choice, path,
        scalar,
    };
}

/// All inputs of one run, typed for the equations.
#[derive(Clone, Debug)]
pub struct Inputs<N> {
    /// When.
    pub horizon: Horizon<N>,
    /// Technology.
    pub technology: Technology<N>,
    /// Economy.
    pub economy: Economy<N>,
    /// Society.
    pub society: Society<N>,
    /// Environment.
    pub environment: Environment<N>,
    /// Levers to which the user gave a one-off cost.
    pub programmes: Vec<Programme<N>>,
}

impl<N: Number> Inputs<N> {
    /// First calendar year of the plan.
    #[must_use]
    pub fn start_year(&self) -> f64 {
        self.horizon.start_year.0
    }

    /// Months of the plan: whole years of 1 to 30.
    #[must_use]
    pub fn months(&self) -> usize {
        12 * self.horizon.horizon_years.0.clamp(1.0, 30.0) as usize
    }

    /// Reads every parameter in registry order.
    pub fn read(source: &mut impl Source<N>) -> Self {
        Self {
            horizon: Horizon::read(source),
            technology: Technology::read(source),
            economy: Economy::read(source),
            society: Society::read(source),
            environment: Environment::read(source),
            programmes: source.programmes(),
        }
    }
}

/// The declarations of every dimension, in registry order.
const GROUPS: [&[Parameter]; 5] = [
    Horizon::<f64>::ROWS,
    Technology::<f64>::ROWS,
    Economy::<f64>::ROWS,
    Society::<f64>::ROWS,
    Environment::<f64>::ROWS,
];

/// How many parameters there are.
pub const COUNT: usize = {
    let mut count = 0;
    let mut group = 0;
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

/// Every parameter, in registry order.
pub fn registry() -> impl DoubleEndedIterator<Item = &'static Parameter> + Clone {
    GROUPS.iter().flat_map(|rows| rows.iter())
}

/// Position of a parameter in the registry.
#[must_use]
pub fn index_of(id: &str) -> Option<usize> {
    registry().position(|parameter| parameter.id == id)
}
