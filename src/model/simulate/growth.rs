//! Quantities that grow by a factor a month.

use crate::model::Number;

/// A quantity that grows by a factor a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth<N> {
    pub(super) value: N,
    pub(super) per_month: N,
}

impl<N: Number> Growth<N> {
    /// From 1.
    #[inline(always)]
    pub(super) fn by(per_month: N) -> Self {
        Self { value: N::one(), per_month }
    }

    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.value *= self.per_month;
    }
}
