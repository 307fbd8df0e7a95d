//! The inputs as they stand in one month.

use super::{Economy, Environment, Inputs, Society, Technology};
use crate::model::Number;
use crate::model::technology::STEP;

/// The inputs of a run at one time: where the plan has a path, here is the number that it has reached.
#[derive(Clone, Copy, Debug)]
pub struct Now<N> {
    /// Technology.
    pub technology: Technology<N, N>,
    /// Economy.
    pub economy: Economy<N, N>,
    /// Society.
    pub society: Society<N, N>,
    /// Environment.
    pub environment: Environment<N, N>,
    /// Whether anything may differ from the month before; true in the first.
    pub moved: bool,
    /// Calendar time in years.
    year: f64,
    /// The years between which any path of each dimension moves.
    windows: [Window; 4],
    /// The years between which any path moves.
    window: Window,
}

/// The years between which any of some paths moves.
#[derive(Clone, Copy, Debug)]
struct Window {
    first: f64,
    last: f64,
}

impl Window {
    #[inline(always)]
    fn of(moves: impl Iterator<Item = [f64; 2]>) -> Self {
        moves.fold(Self { first: f64::INFINITY, last: f64::NEG_INFINITY }, |window, [first, last]| Self {
            first: window.first.min(first),
            last: window.last.max(last),
        })
    }

    /// The years of all of some windows.
    #[inline(always)]
    fn around(windows: [Self; 4]) -> Self {
        Self::of(windows.into_iter().map(|window| [window.first, window.last]))
    }

    /// Nothing moves before the first path begins and after the last has arrived.
    #[inline(always)]
    fn moves(self, before: f64, year: f64) -> bool {
        self.first <= year && before < self.last
    }
}

impl<N: Number> Now<N> {
    /// The inputs at the start of the plan.
    #[inline(always)]
    pub fn at_start(inputs: &Inputs<N>) -> Self {
        let year = inputs.start_year();
        let windows = [
            Window::of(inputs.technology.moves()),
            Window::of(inputs.economy.moves()),
            Window::of(inputs.society.moves()),
            Window::of(inputs.environment.moves()),
        ];
        Self {
            technology: inputs.technology.now(year),
            economy: inputs.economy.now(year),
            society: inputs.society.now(year),
            environment: inputs.environment.now(year),
            moved: true,
            year,
            windows,
            window: Window::around(windows),
        }
    }

    /// The calendar time, in years.
    #[inline(always)]
    pub const fn year(&self) -> f64 {
        self.year
    }

    /// Brings them to a month, counted from 0, not before the one they stand at.
    #[inline(always)]
    pub fn follow(&mut self, inputs: &Inputs<N>, month: usize) {
        let year = inputs.start_year() + month as f64 * STEP;
        let before = core::mem::replace(&mut self.year, year);
        self.moved = N::RECORDS || month == 0 || self.window.moves(before, year);
        if self.moved {
            self.bring(inputs, before);
        }
    }

    /// Brings what moves from an earlier time to the present one.
    #[inline(always)]
    fn bring(&mut self, inputs: &Inputs<N>, before: f64) {
        let year = self.year;
        let moves = self.windows.map(|window| N::RECORDS || window.moves(before, year));
        if moves[0] {
            inputs.technology.follow(year, &mut self.technology);
        }
        if moves[1] {
            inputs.economy.follow(year, &mut self.economy);
        }
        if moves[2] {
            inputs.society.follow(year, &mut self.society);
        }
        if moves[3] {
            inputs.environment.follow(year, &mut self.environment);
        }
    }
}
