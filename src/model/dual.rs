//! Dual numbers: a value and its exact derivatives in `W` inputs at once.
//!
//! Every operation carries the chain rule along, so that one run gives the derivative of every output in `W`
//! inputs, without the error of a difference. Values have exactly the bits of an `f64` run. At a kink (the
//! ends of `max`, `min`, `clamp`) the derivative is that of the branch the value took.
//!
//! Why not a crate: see `docs/decisions/dual-numbers.md`.

use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::Number;
use super::number::{self, one_lane};
#[cfg(target_arch = "x86_64")]
use super::{
    output::HeadlineValues,
    parameters::Inputs,
    simulate::{Keep, Run},
};

/// A value and its derivatives in `W` inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<const W: usize> {
    /// The value.
    pub value: f64,
    /// Its derivatives.
    pub slopes: [f64; W],
}

impl<const W: usize> Dual<W> {
    /// An input: derivative 1 in direction `direction`, 0 in the others.
    #[must_use]
    pub fn input(value: f64, direction: usize) -> Self {
        let mut slopes = [0.0; W];
        if let Some(slope) = slopes.get_mut(direction) {
            *slope = 1.0;
        }
        Self { value, slopes }
    }

    /// f(self) from the value of f and of its derivative.
    #[inline(always)]
    fn chain(self, value: f64, slope: f64) -> Self {
        let mut slopes = self.slopes;
        for s in &mut slopes {
            *s *= slope;
        }
        Self { value, slopes }
    }
}

impl<const W: usize> Add for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}
impl<const W: usize> Sub for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn sub(mut self, other: Self) -> Self {
        self -= other;
        self
    }
}
impl<const W: usize> Mul for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let mut slopes = [0.0; W];
        for (k, slope) in slopes.iter_mut().enumerate() {
            *slope = self.slopes[k] * other.value + self.value * other.slopes[k];
        }
        Self { value: self.value * other.value, slopes }
    }
}
impl<const W: usize> Div for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        let inverse = 1.0 / other.value;
        let mut slopes = [0.0; W];
        for (k, slope) in slopes.iter_mut().enumerate() {
            *slope = (self.slopes[k] - value * other.slopes[k]) * inverse;
        }
        Self { value, slopes }
    }
}
impl<const W: usize> Neg for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.chain(-self.value, -1.0)
    }
}
impl<const W: usize> AddAssign for Dual<W> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        self.value += other.value;
        for (slope, other) in self.slopes.iter_mut().zip(other.slopes) {
            *slope += other;
        }
    }
}
impl<const W: usize> SubAssign for Dual<W> {
    #[inline(always)]
    fn sub_assign(&mut self, other: Self) {
        self.value -= other.value;
        for (slope, other) in self.slopes.iter_mut().zip(other.slopes) {
            *slope -= other;
        }
    }
}
impl<const W: usize> MulAssign for Dual<W> {
    #[inline(always)]
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}
impl<const W: usize> Add<f64> for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn add(mut self, other: f64) -> Self {
        self.value += other;
        self
    }
}
impl<const W: usize> Sub<f64> for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn sub(mut self, other: f64) -> Self {
        self.value -= other;
        self
    }
}
impl<const W: usize> Mul<f64> for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: f64) -> Self {
        self.chain(self.value * other, other)
    }
}
impl<const W: usize> Div<f64> for Dual<W> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: f64) -> Self {
        self.chain(self.value / other, 1.0 / other)
    }
}

impl<const W: usize> Number for Dual<W> {
    one_lane!(|number| number.value);
    #[inline(always)]
    fn of(value: f64) -> Self {
        Self { value, slopes: [0.0; W] }
    }
    #[inline(always)]
    fn exp(self) -> Self {
        let value = number::exp(self.value);
        self.chain(value, value)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.chain(number::ln(self.value), number::ln_slope(self.value))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        if self.value < 0.0 { -self } else { self }
    }
    #[inline(always)]
    fn floor(self) -> Self {
        Self::of(self.value.floor())
    }
    #[inline(always)]
    fn identical(self, other: Self) -> bool {
        self == other
    }
    #[inline(always)]
    fn rounding(self) -> Self {
        // Rounding has no derivative.
        Self::of(self.value)
    }
    #[cfg(target_arch = "x86_64")]
    fn run(inputs: &Inputs<Self>, epsilon: Self, keep: Keep) -> Run<Self> {
        super::lanes::x86::dual::run(inputs, epsilon, keep)
    }
    #[cfg(target_arch = "x86_64")]
    fn headlines(inputs: &Inputs<Self>, epsilon: Self) -> HeadlineValues<Self> {
        super::lanes::x86::dual::headlines(inputs, epsilon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_differentiation_hold() {
        let (x, y) = (Dual::<2>::input(3.0, 0), Dual::<2>::input(2.0, 1));
        assert_eq!((x * y).slopes, [2.0, 3.0]);
        assert_eq!((x / y).slopes, [0.5, -0.75]);
        assert_eq!((x - y * 4.0 + 1.0).slopes, [1.0, -4.0]);
        assert_eq!((x * 2.0).ln().slopes, [1.0 / 3.0, 0.0]);
        let power = x.powf(y);
        assert!((power.slopes[0] - 6.0).abs() < 1e-12 && (power.slopes[1] - 9.0 * 3f64.ln()).abs() < 1e-12);
        assert_eq!(x.max(y).slopes, [1.0, 0.0]);
        assert_eq!((y - x).abs().slopes, [1.0, -1.0]);
        assert_eq!((x * 1.5).floor().slopes, [0.0, 0.0]);
    }
}
