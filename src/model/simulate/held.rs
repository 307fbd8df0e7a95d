//! Values that are computed again only where the inputs they depend on moved.
//!
//! In a month in which no input of their dimensions moves nothing asks for them: see
//! [`Supply::refresh`](super::supply::Supply).

use crate::model::Number;

/// A value and the inputs it was computed from.
///
/// Equal inputs give equal bits, so a held value cannot be told from a fresh one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<const K: usize, N, T> {
    inputs: [N; K],
    empty: bool,
    /// The value of these inputs.
    pub(super) value: T,
}

impl<const K: usize, N: Number, T: Copy> Held<K, N, T> {
    /// Nothing yet; `value` stands in until the first answer of [`stale`](Held::stale).
    #[inline(always)]
    pub(super) fn new(value: T) -> Self {
        Self { inputs: [N::zero(); K], empty: true, value }
    }

    /// Whether the value must be computed for these inputs.
    #[inline(always)]
    pub(super) fn stale(&mut self, inputs: [N; K]) -> bool {
        // Nothing is held where operations are recorded: every month is explained by its own.
        let mut stale = self.empty || N::RECORDS;
        for (before, now) in self.inputs.iter().zip(&inputs) {
            stale |= !before.identical(*now);
        }
        self.inputs = inputs;
        self.empty = false;
        stale
    }
}
