//! The strategy map: four dimensions, eight leaves, each leading to its levers. Drawn for wide screens, a
//! nested list for narrow ones; only one of them is shown at a time.

mod leaf;
mod plan;
mod tree;

use crate::model::parameter::{Dimension, Leaf};

pub(crate) use plan::PlanMap;
pub(crate) use tree::StrategyMap;

/// The leaves of a dimension, with their places in [`Leaf::ALL`].
fn leaves(dimension: Dimension) -> impl Iterator<Item = (usize, Leaf)> {
    Leaf::ALL.into_iter().enumerate().filter(move |(_, leaf)| leaf.dimension() == Some(dimension))
}
