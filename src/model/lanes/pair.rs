//! Two plain numbers, which a compiler lays into two lanes where there are some.

use super::{Lanes, Vector};
use crate::model::number::{INTEGER, MANTISSA, Number, ONE, SQRT_HALF};
use crate::model::output::HeadlineValues;
use crate::model::parameters::Inputs;
use crate::model::simulate::{self, Keep, Run};

/// Two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Pair([f64; 2]);

impl Pair {
    #[inline(always)]
    fn with(self, other: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self([of(self.0[0], other.0[0]), of(self.0[1], other.0[1])])
    }

    #[inline(always)]
    fn bits(self, other: Self, of: impl Fn(u64, u64) -> u64) -> Self {
        self.with(other, |a, b| f64::from_bits(of(a.to_bits(), b.to_bits())))
    }

    #[inline(always)]
    fn mask(holds: bool) -> f64 {
        f64::from_bits(if holds { u64::MAX } else { 0 })
    }
}

impl Vector for Pair {
    const WIDTH: usize = 2;
    #[inline(always)]
    fn splat(x: f64) -> Self {
        Self([x; 2])
    }
    #[inline(always)]
    fn from_fn(value: impl Fn(usize) -> f64) -> Self {
        Self([value(0), value(1)])
    }
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        self.0[lane]
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| a - b)
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |a, b| a / b)
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Self {
        self.with(other, |a, b| Self::mask(a < b))
    }
    #[inline(always)]
    fn le(self, other: Self) -> Self {
        self.with(other, |a, b| Self::mask(a <= b))
    }
    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        self.with(other, |a, b| Self::mask(a == b))
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        self.bits(other, |a, b| a & b)
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        self.bits(other, |a, b| a ^ b)
    }
    #[inline(always)]
    fn select(mask: Self, yes: Self, no: Self) -> Self {
        let of = |lane: usize| if mask.0[lane].to_bits() == 0 { no.0[lane] } else { yes.0[lane] };
        Self([of(0), of(1)])
    }
    #[inline(always)]
    fn any(self) -> bool {
        (self.0[0].to_bits() | self.0[1].to_bits()) != 0
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.with(other, Number::max)
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.with(other, Number::min)
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(self.0.map(f64::power_of_two))
    }
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let shifted = self.0.map(|x| x.to_bits().wrapping_add(ONE - SQRT_HALF));
        let mantissa = |bits: u64| f64::from_bits((bits & MANTISSA).wrapping_add(SQRT_HALF));
        let exponent = |bits: u64| f64::from_bits((bits >> 52) | INTEGER.to_bits());
        (Self(shifted.map(exponent)), Self(shifted.map(mantissa)))
    }
    #[inline]
    fn run(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>, keep: Keep) -> Run<Lanes<Self>> {
        simulate::plan(inputs, epsilon, keep)
    }
    #[inline]
    fn headlines(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>) -> HeadlineValues<Lanes<Self>> {
        simulate::plan_headlines(inputs, epsilon)
    }
}
