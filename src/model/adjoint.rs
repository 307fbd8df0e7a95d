//! Numbers that remember how they came about, for derivatives backwards.
//!
//! A run over [`Adjoint`] numbers writes down the derivatives of each result that comes of two numbers with a history
//! in both of them. A result that comes of one alone keeps the place of that one, with the derivative in it so far,
//! and nothing is written. Read backwards from one output, the tape gives the derivative of that output in every
//! input at once ([`slopes`]), at the cost of a few dozen plain runs however many inputs there are; dual numbers
//! ([`dual`](super::dual)) cost as much for every eight inputs, but give all outputs. What depends on no input
//! is a constant and not written down. Values have exactly the bits of an `f64` run. At a kink the derivative is
//! that of the branch the value took.
//!
//! # References
//! Griewank, Walther (2008), *Evaluating derivatives*, chapter 3.

use core::cell::RefCell;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::Number;
use super::number::{self, one_lane};

/// An operation: the places of its operands, and the derivatives of its result in what stands there. An input has none:
/// both are place 0.
#[derive(Clone, Copy, Debug)]
struct Step {
    left: u32,
    right: u32,
    by_left: f64,
    by_right: f64,
}

thread_local! {
    static TAPE: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
}

/// A value, and the place on the tape of this thread that it follows from.
#[derive(Clone, Copy, Debug)]
pub struct Adjoint {
    /// The value.
    pub value: f64,
    /// Its derivative in what stands at the place.
    slope: f64,
    /// Position on the tape, counted from 1; 0 for a constant.
    place: u32,
}

/// Begins a tape: numbers made before have no place on it.
pub fn begin() {
    TAPE.with_borrow_mut(Vec::clear);
}

/// Gives back the memory of the tape.
pub fn end() {
    TAPE.with_borrow_mut(|tape| *tape = Vec::new());
}

/// The derivatives of an output in some inputs of the tape.
#[must_use]
pub fn slopes(output: Adjoint, inputs: &[Adjoint]) -> Vec<f64> {
    TAPE.with_borrow(|tape| {
        let mut sums = vec![0.0; tape.len() + 1];
        sums[output.place as usize] = output.slope;
        for (index, step) in tape.iter().enumerate().take(output.place as usize).rev() {
            let sum = sums[index + 1];
            // What does not lead to the output may have no finite derivative.
            if sum != 0.0 {
                sums[step.left as usize] += sum * step.by_left;
                sums[step.right as usize] += sum * step.by_right;
            }
        }
        let of = |input: &Adjoint| if input.place == 0 { 0.0 } else { sums[input.place as usize] };
        inputs.iter().map(of).collect()
    })
}

impl Adjoint {
    /// An input, by which an output can be differentiated.
    #[must_use]
    pub fn input(value: f64) -> Self {
        Self { value, slope: 1.0, place: write(Step { left: 0, right: 0, by_left: 0.0, by_right: 0.0 }) }
    }

    /// Whether a number is more than a constant.
    #[must_use]
    pub const fn is_variable(self) -> bool {
        self.place != 0
    }

    #[inline(always)]
    const fn constant(value: f64) -> Self {
        Self { value, slope: 0.0, place: 0 }
    }

    /// A result of this number alone, given its derivative in it.
    #[inline(always)]
    fn unary(self, value: f64, slope: f64) -> Self {
        if self.place == 0 {
            return Self::constant(value);
        }
        Self { value, slope: self.slope * slope, place: self.place }
    }

    /// A result of two numbers, given its derivatives in them.
    #[inline(always)]
    fn binary(self, other: Self, value: f64, by_left: f64, by_right: f64) -> Self {
        if other.place == 0 {
            return self.unary(value, by_left);
        }
        if self.place == 0 {
            return other.unary(value, by_right);
        }
        let (by_left, by_right) = (self.slope * by_left, other.slope * by_right);
        if self.place == other.place {
            return Self { value, slope: by_left + by_right, place: self.place };
        }
        Self {
            value,
            slope: 1.0,
            place: write(Step { left: self.place, right: other.place, by_left, by_right }),
        }
    }
}

/// Writes a step. The tape of a run is far below 2^32 steps.
fn write(step: Step) -> u32 {
    TAPE.with_borrow_mut(|tape| {
        tape.push(step);
        tape.len() as u32
    })
}

impl Add for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.binary(other, self.value + other.value, 1.0, 1.0)
    }
}
impl Sub for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.binary(other, self.value - other.value, 1.0, -1.0)
    }
}
impl Mul for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.binary(other, self.value * other.value, other.value, self.value)
    }
}
impl Div for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let (value, inverse) = (self.value / other.value, 1.0 / other.value);
        self.binary(other, value, inverse, -value * inverse)
    }
}
impl Neg for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.unary(-self.value, -1.0)
    }
}
impl AddAssign for Adjoint {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl SubAssign for Adjoint {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
impl MulAssign for Adjoint {
    #[inline(always)]
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}
impl Add<f64> for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: f64) -> Self {
        Self { value: self.value + other, ..self }
    }
}
impl Sub<f64> for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: f64) -> Self {
        Self { value: self.value - other, ..self }
    }
}
impl Mul<f64> for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: f64) -> Self {
        self.unary(self.value * other, other)
    }
}
impl Div<f64> for Adjoint {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: f64) -> Self {
        self.unary(self.value / other, 1.0 / other)
    }
}

impl Number for Adjoint {
    one_lane!(|number| number.value);
    #[inline(always)]
    fn of(value: f64) -> Self {
        Self::constant(value)
    }
    fn exp(self) -> Self {
        let value = number::exp(self.value);
        self.unary(value, value)
    }
    fn ln(self) -> Self {
        self.unary(number::ln(self.value), number::ln_slope(self.value))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        if self.value < 0.0 { -self } else { self }
    }
    #[inline(always)]
    fn floor(self) -> Self {
        Self::constant(Number::floor(self.value))
    }
    #[inline(always)]
    fn identical(self, other: Self) -> bool {
        self.value == other.value && self.place == other.place && self.slope == other.slope
    }
    #[inline(always)]
    fn along(from: Self, to: Self, progress: f64) -> Self {
        let value = f64::along(from.value, to.value, progress);
        from.binary(to, value, 1.0 - progress, progress)
    }
    #[inline(always)]
    fn rounding(self) -> Self {
        // Rounding has no derivative.
        Self::constant(self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_differentiation_hold() {
        begin();
        let (x, y) = (Adjoint::input(3.0), Adjoint::input(2.0));
        let of = |output: Adjoint| slopes(output, &[x, y]);
        assert_eq!(of(x * y), [2.0, 3.0]);
        assert_eq!(of(x * x * 0.5 - x), [2.0, 0.0]);
        assert_eq!(of(x * 2.0 * (y * y) / y), [4.0, 6.0]);
        assert_eq!(of(-x * 3.0 + 5.0), [-3.0, 0.0]);
        assert_eq!(of(y), [0.0, 1.0]);
        assert_eq!(of(x / y), [0.5, -0.75]);
        assert_eq!(of(x - y * 4.0 + 1.0), [1.0, -4.0]);
        assert_eq!(of((x * 2.0).ln()), [1.0 / 3.0, 0.0]);
        let power = of(x.powf(y));
        assert!((power[0] - 6.0).abs() < 1e-12 && (power[1] - 9.0 * 3f64.ln()).abs() < 1e-12);
        assert_eq!(of(x.max(y)), [1.0, 0.0]);
        assert_eq!(of((y - x).abs()), [1.0, -1.0]);
        assert_eq!(of((x * 1.5).floor()), [0.0, 0.0]);
        assert_eq!(of(Adjoint::along(x, y, 0.25)), [0.75, 0.25]);
        assert_eq!(of(Adjoint::of(7.0) * 2.0), [0.0, 0.0]);
        end();
    }
}
