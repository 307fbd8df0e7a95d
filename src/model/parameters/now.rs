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
    /// What may differ from the month before; all in the first.
    pub moved: Moved,
    /// Calendar time in years.
    year: f64,
    /// The years between which any path of each dimension moves.
    windows: [Window; 4],
    /// The years between which any path moves.
    window: Window,
}

/// In which dimensions an input may differ from the month before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Moved {
    pub technology: bool,
    pub economy: bool,
    pub society: bool,
    pub environment: bool,
}

impl Moved {
    const ALL: Self = Self { technology: true, economy: true, society: true, environment: true };
    const NONE: Self = Self { technology: false, economy: false, society: false, environment: false };
}

/// The years between which any of some paths moves.
#[derive(Clone, Copy, Debug)]
struct Window {
    first: f64,
    last: f64,
}

impl Window {
    const NONE: Self = Self { first: f64::INFINITY, last: f64::NEG_INFINITY };

    /// Widens it by the years between which a path moves.
    #[inline(always)]
    fn widen(&mut self, [first, last]: [f64; 2]) {
        self.first = self.first.min(first);
        self.last = self.last.max(last);
    }

    /// The years of all of some windows.
    #[inline(always)]
    fn around(windows: [Self; 4]) -> Self {
        let mut all = Self::NONE;
        for Self { first, last } in windows {
            all.widen([first, last]);
        }
        all
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
        let mut windows = [Window::NONE; 4];
        let [technology, economy, society, environment] = &mut windows;
        inputs.technology.moves(|years| technology.widen(years));
        inputs.economy.moves(|years| economy.widen(years));
        inputs.society.moves(|years| society.widen(years));
        inputs.environment.moves(|years| environment.widen(years));
        Self {
            technology: inputs.technology.now(year),
            economy: inputs.economy.now(year),
            society: inputs.society.now(year),
            environment: inputs.environment.now(year),
            moved: Moved::ALL,
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
        self.moved = if N::RECORDS || month == 0 {
            Moved::ALL
        } else if self.window.moves(before, year) {
            let [technology, economy, society, environment] =
                self.windows.map(|window| window.moves(before, year));
            Moved { technology, economy, society, environment }
        } else {
            Moved::NONE
        };
        if self.moved != Moved::NONE {
            self.bring(inputs);
        }
    }

    /// Brings what moves to the present time.
    #[inline(always)]
    fn bring(&mut self, inputs: &Inputs<N>) {
        let (year, moved) = (self.year, self.moved);
        if moved.technology {
            inputs.technology.follow(year, &mut self.technology);
        }
        if moved.economy {
            inputs.economy.follow(year, &mut self.economy);
        }
        if moved.society {
            inputs.society.follow(year, &mut self.society);
        }
        if moved.environment {
            inputs.environment.follow(year, &mut self.environment);
        }
    }
}
