//! How a slider and its − and + buttons walk over the plausible range. Pure.

use crate::model::parameter::{Dimension, Distribution, Parameter, Values};

/// Places of a slider over a logarithmic range.
const PLACES: f64 = 400.0;
/// Steps of a slider over a linear range, about.
const STEPS: f64 = 200.0;
/// Presses of + from one end to the other, about.
const PRESSES: f64 = 40.0;
/// A range of positive numbers this wide is walked in factors, whatever the distribution.
const WIDE: f64 = 20.0;
/// A lognormal range this wide is walked in factors.
const WIDE_LOGNORMAL: f64 = 4.0;

/// The range of a slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Lowest value.
    pub(crate) low: f64,
    /// Highest value.
    pub(crate) high: f64,
    /// Whether equal distances are equal factors.
    pub(crate) log: bool,
    /// Whether only whole numbers make sense.
    pub(crate) whole: bool,
}

impl Scale {
    /// A linear range.
    pub(crate) const fn linear([low, high]: [f64; 2]) -> Self {
        Self { low, high, log: false, whole: false }
    }

    /// The range of a parameter; for a path that of its end (`to`) or its beginning. None for a choice.
    pub(crate) fn of(parameter: &Parameter, end: bool) -> Option<Self> {
        let ([low, high], hard) = match parameter.values {
            Values::Scalar { plausible, hard, .. } => (plausible, hard),
            Values::Path { low, high, hard, .. } => {
                let side = usize::from(end);
                let span = [low[side], high[side]];
                // What is observed today has no range of its own; its slider then covers that of the end.
                (if span[0] < span[1] { span } else { [low[1], high[1]] }, hard)
            }
            Values::Choice { .. } => return None,
        };
        let [low, high] = if low < high { [low, high] } else { hard };
        let factor = if low > 0.0 { high / low } else { 0.0 };
        let lognormal = parameter.distribution == Distribution::Lognormal;
        Some(Self {
            low,
            high,
            log: factor >= WIDE || (lognormal && factor >= WIDE_LOGNORMAL),
            whole: parameter.dimension == Dimension::Horizon,
        })
    }

    /// `min`, `max` and `step` of the range input.
    pub(crate) fn input_range(&self) -> [f64; 3] {
        if self.log { [0.0, PLACES, 1.0] } else { [self.low, self.high, self.step(STEPS)] }
    }

    /// Where the range input stands for a value.
    pub(crate) fn to_input(self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        if self.log { (self.share(value) * PLACES).round() } else { value }
    }

    /// The value that a place of the range input stands for, without digits that nobody meant.
    pub(crate) fn of_input(self, input: f64) -> f64 {
        if self.log {
            let share = (input / PLACES).clamp(0.0, 1.0);
            if share <= 0.0 {
                self.low
            } else if share >= 1.0 {
                self.high
            } else {
                significant(self.low * (self.high / self.low).powf(share), 3)
            }
        } else {
            to_step(input, self.step(STEPS))
        }
    }

    /// Where a value lies between the ends, 0 to 1.
    pub(crate) fn share(self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        let share = if self.log {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        if share.is_finite() { share } else { 0.0 }
    }

    /// The value after one press of + (`up`) or −.
    pub(crate) fn pressed(self, value: f64, up: bool) -> f64 {
        if self.log && value > 0.0 {
            let factor = (self.high / self.low).powf(1.0 / PRESSES);
            let next = significant(if up { value * factor } else { value / factor }, 3);
            if next != value {
                return next;
            }
        }
        let step = self.step(PRESSES);
        // The next multiple of the step beyond the value, so that 0.37 goes to 0.38 and not to 0.395.
        let place = value / step;
        let next = if up { (place + 1e-9).floor() + 1.0 } else { (place - 1e-9).ceil() - 1.0 };
        to_step(next * step, step)
    }

    /// A step of 1, 2 or 5 times a power of ten that covers the range in about so many.
    fn step(self, count: f64) -> f64 {
        let wanted = (self.high - self.low).abs() / count;
        if !(wanted.is_finite() && wanted > 0.0) {
            return 1.0;
        }
        let power = wanted.log10().floor() as i32;
        let unit: f64 = format!("1e{power}").parse().unwrap_or(1.0);
        let factor =
            [1.0, 2.0, 5.0].into_iter().find(|factor| factor * unit >= wanted * 0.999).unwrap_or(10.0);
        let step: f64 = format!("{factor}e{power}").parse().unwrap_or(1.0);
        if self.whole { step.max(1.0).round() } else { step }
    }
}

/// A number with so many significant digits.
fn significant(value: f64, digits: usize) -> f64 {
    format!("{:.*e}", digits - 1, value).parse().unwrap_or(value)
}

/// The nearest multiple of a decimal step, without binary dust.
fn to_step(value: f64, step: f64) -> f64 {
    let decimals = (-step.log10().floor()).max(0.0) as usize;
    let rounded = (value / step).round() * step;
    // Adding zero turns −0 into 0.
    format!("{rounded:.decimals$}").parse::<f64>().unwrap_or(value) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::registry;

    #[test]
    fn every_parameter_has_a_slider_that_reaches_both_ends() {
        for parameter in registry() {
            for end in [false, true] {
                let Some(scale) = Scale::of(parameter, end) else { continue };
                let [min, max, step] = scale.input_range();
                assert!(min < max && step > 0.0 && step < max - min, "{}: {scale:?}", parameter.id);
                for value in [scale.low, scale.high] {
                    let back = scale.of_input(scale.to_input(value));
                    let tolerance = (scale.high - scale.low) * 0.01;
                    assert!((back - value).abs() <= tolerance, "{}: {value} → {back}", parameter.id);
                }
            }
        }
    }

    #[test]
    fn presses_move_and_come_back() {
        for parameter in registry() {
            let Some(scale) = Scale::of(parameter, true) else { continue };
            let middle = scale.of_input((scale.input_range()[0] + scale.input_range()[1]) / 2.0);
            let up = scale.pressed(middle, true);
            assert!(up > middle, "{}: {middle} → {up}", parameter.id);
            assert!(scale.pressed(up, false) < up, "{}", parameter.id);
        }
    }

    #[test]
    fn values_are_clean() {
        let scale = Scale::linear([0.0, 1.0]);
        assert_eq!(scale.of_input(0.300_000_000_000_000_04), 0.3);
        assert_eq!(scale.pressed(0.3, true), 0.35);
        assert_eq!(scale.pressed(0.37, true), 0.4);
        assert_eq!(scale.pressed(0.37, false), 0.35);
        assert_eq!(scale.pressed(0.05, false), 0.0);
    }
}
