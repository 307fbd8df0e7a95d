//! Random companies over the full hard ranges, the same on every machine.

use perennial::model::parameter::{Parameter, Values};
use perennial::scenario::Value;

/// SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, the same stream everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly in 0 ≤ x < 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * 2.0_f64.powi(-53)
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Anywhere in a range: at an end, evenly, or evenly in log where the range spans decades. A range that
    /// begins at zero spans them as well, and one that goes through zero does so on both sides.
    pub(crate) fn within(&mut self, [low, high]: [f64; 2]) -> f64 {
        if self.chance(0.1) {
            return if self.chance(0.5) { low } else { high };
        }
        let drawn = if low > 0.0 && high / low > 100.0 {
            (low.ln() + (high / low).ln() * self.unit()).exp()
        } else if low <= 0.0 && high > 100.0 {
            let side = if self.chance(low / (low - high)) { low } else { high };
            side * 10.0_f64.powf(-9.0 * self.unit())
        } else {
            self.between(low, high)
        };
        drawn.clamp(low, high)
    }

    /// A value of a parameter; `years` is the plan's first year and length.
    pub(crate) fn value(&mut self, parameter: &Parameter, years: (f64, f64)) -> Value {
        match parameter.values {
            Values::Scalar { hard, .. } => Value::Scalar(self.within(hard)),
            Values::Path { hard, .. } => {
                let (from, to) = (self.within(hard), self.within(hard));
                let to = if self.chance(0.1) { from } else { to };
                let (first, last) = self.path_years(years);
                Value::Path { from, to, first, last }
            }
            Values::Choice { options, .. } => Value::Choice(self.below(options.len())),
        }
    }

    /// Years of a path: left out, before, within and beyond the plan, whole or not, a step, or in the wrong
    /// order (which counts as a step at the first).
    fn path_years(&mut self, (start, length): (f64, f64)) -> (Option<f64>, Option<f64>) {
        let mut year = || {
            let year = start + self.between(-3.0, length + 3.0);
            if self.chance(0.7) { year.floor() } else { year }
        };
        let (first, last) = (year(), year());
        match self.below(8) {
            0 => (None, None),
            1 => (Some(first), None),
            2 => (None, Some(last)),
            3 => (Some(first), Some(first)),
            4 => (Some(first.max(last)), Some(first.min(last))),
            _ => (Some(first.min(last)), Some(first.max(last))),
        }
    }
}
