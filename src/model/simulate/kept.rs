//! What is kept of the course of a plan: its years and months, or what headline figures are made of.

use crate::model::number::Number;
use crate::model::output::{COUNT, HEADLINE_PARTS, Month};

/// Takes the months of a plan, year by year.
pub(super) trait Kept<N: Number> {
    /// Whether all outputs of a year are kept, or only those that headline figures are made of.
    const ALL: bool;
    /// Whether months are kept.
    fn months(&self) -> bool;
    /// Begins a year.
    fn begin(&mut self);
    /// The sums of the present year.
    fn sums(&mut self) -> &mut [N; COUNT];
    /// Takes a month, where months are kept.
    fn month(&mut self, row: &Month<N>);
    /// Ends the present year.
    fn end(&mut self);
}

/// All outputs of all years, and the months where they are asked for.
#[derive(Clone, Debug)]
pub(super) struct Everything<N> {
    pub(super) years: Vec<[N; COUNT]>,
    pub(super) months: Option<Vec<Month<N>>>,
    /// The sums of the present year.
    sums: [N; COUNT],
}

impl<N: Number> Everything<N> {
    #[inline(always)]
    pub(super) fn of(years: usize, months: Option<usize>) -> Self {
        Self {
            years: Vec::with_capacity(years),
            months: months.map(Vec::with_capacity),
            sums: [N::zero(); COUNT],
        }
    }
}

impl<N: Number> Kept<N> for Everything<N> {
    const ALL: bool = true;
    #[inline(always)]
    fn months(&self) -> bool {
        self.months.is_some()
    }
    #[inline(always)]
    fn begin(&mut self) {
        self.sums = [N::zero(); COUNT];
    }
    #[inline(always)]
    fn sums(&mut self) -> &mut [N; COUNT] {
        &mut self.sums
    }
    #[inline(always)]
    fn month(&mut self, row: &Month<N>) {
        if let Some(months) = &mut self.months {
            months.push(*row);
        }
    }
    #[inline(always)]
    fn end(&mut self) {
        // Copied once; `push` would copy it onto the stack before.
        self.years.extend_from_slice(core::slice::from_ref(&self.sums));
    }
}

/// The parts of headline figures: of the last year, and summed over all years.
#[derive(Clone, Debug)]
pub(super) struct HeadlineParts<N> {
    pub(super) last: [N; COUNT],
    pub(super) totals: [N; COUNT],
}

impl<N: Number> HeadlineParts<N> {
    #[inline(always)]
    pub(super) fn none() -> Self {
        Self { last: [N::zero(); COUNT], totals: [N::zero(); COUNT] }
    }
}

impl<N: Number> Kept<N> for HeadlineParts<N> {
    const ALL: bool = false;
    #[inline(always)]
    fn months(&self) -> bool {
        false
    }
    #[inline(always)]
    fn begin(&mut self) {
        for index in HEADLINE_PARTS {
            self.last[index] = N::zero();
        }
    }
    #[inline(always)]
    fn sums(&mut self) -> &mut [N; COUNT] {
        &mut self.last
    }
    #[inline(always)]
    fn month(&mut self, _row: &Month<N>) {}
    #[inline(always)]
    fn end(&mut self) {
        for index in HEADLINE_PARTS {
            self.totals[index] += self.last[index];
        }
    }
}
