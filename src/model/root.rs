//! A root of a function in one unknown, inside a bracket: Brent's method.
//!
//! # References
//! Brent (1973), *Algorithms for Minimization Without Derivatives*, chapter 4; the same steps as SciPy's
//! `optimize.brentq`, against which it is tested.

use core::fmt;

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// Absolute, in the unknown.
    pub absolute: f64,
    /// Relative to the root.
    pub relative: f64,
    /// Most steps.
    pub steps: u32,
}

impl Default for Tolerance {
    /// Those of SciPy's `brentq`: 2e-12, 4 machine epsilons; at most 1000 steps.
    fn default() -> Self {
        Self { absolute: 2e-12, relative: 4.0 * f64::EPSILON, steps: 1000 }
    }
}

/// A root and what it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Root {
    /// Where the function vanishes.
    pub x: f64,
    /// How often the function was called.
    pub calls: u32,
}

/// Why there is no root.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RootError {
    /// Both ends have the same sign.
    NoSignChange {
        /// Value at the lower end.
        at_low: f64,
        /// Value at the upper end.
        at_high: f64,
    },
    /// The function gave no number.
    NotANumber {
        /// Where.
        x: f64,
    },
    /// The step limit was reached.
    TooManySteps,
}

impl fmt::Display for RootError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSignChange { at_low, at_high } => write!(
                out,
                "the function has the same sign at both ends ({at_low} and {at_high}); a bracket needs two signs"
            ),
            Self::NotANumber { x } => write!(out, "the function gives no number at {x}"),
            Self::TooManySteps => write!(out, "no root within the step limit; allow more steps"),
        }
    }
}

impl std::error::Error for RootError {}

/// The root of `function` between `low` and `high`.
///
/// # Errors
/// [`RootError`] where the ends have the same sign, the function gives no number, or the steps run out.
///
/// # Examples
/// ```
/// use perennial::model::root::{Tolerance, brent};
/// let root = brent(|x| x * x * x - 2.0 * x - 5.0, 2.0, 3.0, Tolerance::default())?;
/// assert!((root.x - 2.094_551_481_542_327).abs() < 1e-10);
/// # Ok::<(), perennial::model::root::RootError>(())
/// ```
pub fn brent(
    mut function: impl FnMut(f64) -> f64,
    low: f64,
    high: f64,
    tolerance: Tolerance,
) -> Result<Root, RootError> {
    let mut calls = 0;
    let mut at = |x: f64| {
        calls += 1;
        let y = function(x);
        if y.is_nan() { Err(RootError::NotANumber { x }) } else { Ok((y, calls)) }
    };
    let (mut before, mut here) = (low, high);
    let (mut f_before, _) = at(before)?;
    if f_before == 0.0 {
        return Ok(Root { x: before, calls: 1 });
    }
    let (mut f_here, mut used) = at(here)?;
    if f_here == 0.0 {
        return Ok(Root { x: here, calls: used });
    }
    if (f_before > 0.0) == (f_here > 0.0) {
        return Err(RootError::NoSignChange { at_low: f_before, at_high: f_here });
    }
    // The point opposite in sign to `here`, and the last two step lengths.
    let (mut opposite, mut f_opposite) = (0.0, 0.0);
    let (mut last_step, mut step_before) = (0.0, 0.0);
    for _ in 0..tolerance.steps {
        if f_before != 0.0 && (f_before > 0.0) != (f_here > 0.0) {
            (opposite, f_opposite) = (before, f_before);
            last_step = here - before;
            step_before = last_step;
        }
        if f_opposite.abs() < f_here.abs() {
            before = here;
            here = opposite;
            opposite = before;
            f_before = f_here;
            f_here = f_opposite;
            f_opposite = f_before;
        }
        let near = (tolerance.absolute + tolerance.relative * here.abs()) / 2.0;
        let half = (opposite - here) / 2.0;
        if f_here == 0.0 || half.abs() < near {
            return Ok(Root { x: here, calls: used });
        }
        if step_before.abs() > near && f_here.abs() < f_before.abs() {
            let step = if before == opposite {
                // Secant.
                -f_here * (here - before) / (f_here - f_before)
            } else {
                // Inverse quadratic.
                let slope_before = (f_before - f_here) / (before - here);
                let slope_opposite = (f_opposite - f_here) / (opposite - here);
                -f_here * (f_opposite * slope_opposite - f_before * slope_before)
                    / (slope_opposite * slope_before * (f_opposite - f_before))
            };
            if 2.0 * step.abs() < step_before.abs().min(3.0 * half.abs() - near) {
                step_before = last_step;
                last_step = step;
            } else {
                step_before = half;
                last_step = half;
            }
        } else {
            step_before = half;
            last_step = half;
        }
        (before, f_before) = (here, f_here);
        here += if last_step.abs() > near { last_step } else { near.copysign(half) };
        (f_here, used) = at(here)?;
    }
    Err(RootError::TooManySteps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_are_roots_are_found() {
        assert_eq!(brent(|x| x, 0.0, 1.0, Tolerance::default()).unwrap().x, 0.0);
        assert_eq!(brent(|x| x - 1.0, 0.0, 1.0, Tolerance::default()).unwrap().x, 1.0);
    }

    #[test]
    fn what_cannot_work_is_said() {
        let none = brent(|x| x * x + 1.0, -1.0, 1.0, Tolerance::default());
        assert_eq!(none, Err(RootError::NoSignChange { at_low: 2.0, at_high: 2.0 }));
        assert!(matches!(
            brent(|_| f64::NAN, 0.0, 1.0, Tolerance::default()),
            Err(RootError::NotANumber { .. })
        ));
        let few = Tolerance { steps: 2, ..Tolerance::default() };
        assert_eq!(brent(|x| x * x * x - 0.3, 0.0, 1.0, few), Err(RootError::TooManySteps));
    }
}
