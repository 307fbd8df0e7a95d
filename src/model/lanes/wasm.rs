//! The two lanes of WebAssembly's `simd128`. The page is built with it, so that its functions are safe.

use core::arch::wasm32::*;

use super::{Lanes, Vector};
use crate::model::number::{INTEGER, MANTISSA, ONE, SQRT_HALF};
use crate::model::output::HeadlineValues;
use crate::model::parameters::Inputs;
use crate::model::simulate::{self, Keep, Run};

/// Two numbers in one register.
#[derive(Clone, Copy, Debug)]
pub struct Simd128(v128);

impl Vector for Simd128 {
    const WIDTH: usize = 2;
    #[inline(always)]
    fn splat(x: f64) -> Self {
        Self(f64x2_splat(x))
    }
    #[inline(always)]
    fn from_fn(value: impl Fn(usize) -> f64) -> Self {
        Self(f64x2(value(0), value(1)))
    }
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        if lane == 0 { f64x2_extract_lane::<0>(self.0) } else { f64x2_extract_lane::<1>(self.0) }
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(f64x2_add(self.0, other.0))
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(f64x2_sub(self.0, other.0))
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(f64x2_mul(self.0, other.0))
    }
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(f64x2_div(self.0, other.0))
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Self {
        Self(f64x2_lt(self.0, other.0))
    }
    #[inline(always)]
    fn le(self, other: Self) -> Self {
        Self(f64x2_le(self.0, other.0))
    }
    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        Self(f64x2_eq(self.0, other.0))
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(v128_xor(self.0, other.0))
    }
    #[inline(always)]
    fn select(mask: Self, yes: Self, no: Self) -> Self {
        Self(v128_bitselect(yes.0, no.0, mask.0))
    }
    #[inline(always)]
    fn any(self) -> bool {
        v128_any_true(self.0)
    }
    // `pmax(a, b)` is `a < b ? b : a`, `pmin(a, b)` is `b < a ? b : a`.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(f64x2_pmax(self.0, other.0))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(f64x2_pmin(self.0, other.0))
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(i64x2_shl(i64x2_add(self.0, i64x2_splat(1023)), 52))
    }
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let shifted = u64x2_add(self.0, u64x2_splat(ONE - SQRT_HALF));
        let exponent = v128_or(u64x2_shr(shifted, 52), u64x2_splat(INTEGER.to_bits()));
        let mantissa = u64x2_add(v128_and(shifted, u64x2_splat(MANTISSA)), u64x2_splat(SQRT_HALF));
        (Self(exponent), Self(mantissa))
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
