//! The one numeric trait that every equation is written over.
//!
//! An equation never names `f64`: it is generic over [`Number`], so that one text serves a single run
//! (`f64`), thousands at once (SIMD lanes) and exact derivatives (dual numbers). Control flow that depends
//! on a value goes through [`Number::select`], so that each lane takes its own branch.
//!
//! # Determinism
//! `exp` and `ln` are written here, once, from additions, multiplications and bit shifts (no fused
//! multiply-add, no platform library), so that the same input gives the same bits natively and in
//! WebAssembly, in one lane and in many. Error against the correctly rounded value: below 2 ulp
//! (tested against the platform's functions over the whole range).
//!
//! # References
//! Argument reduction and polynomials follow the method of Cody and Waite (1980), *Software Manual for the
//! Elementary Functions*, and of FreeBSD msun `e_log.c` (Sun Microsystems, 1993).

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::output::HeadlineValues;
use super::parameters::Inputs;
use super::simulate::{self, Keep, Run};

/// Natural logarithm of 10.
pub const LN_10: f64 = core::f64::consts::LN_10;
/// Natural logarithm of 2.
pub const LN_2: f64 = core::f64::consts::LN_2;

/// Most runs that go side by side.
pub const MOST_LANES: usize = 8;
/// A row of a table a lane.
pub type Place = [usize; MOST_LANES];

/// What an equation may do with a quantity.
///
/// Comparisons give a mask and [`select`](Number::select) picks by it: for `f64` the mask is a `bool`, for
/// lanes one truth value each.
pub trait Number:
    Copy
    + Debug
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// The outcome of a comparison: one truth value, or one a lane.
    type Mask: Copy + Debug + Send + Sync;

    /// A constant.
    fn of(value: f64) -> Self;
    /// `self < other`.
    fn lt(self, other: Self) -> Self::Mask;
    /// `self <= other`.
    fn le(self, other: Self) -> Self::Mask;
    /// `yes` where the mask holds, else `no`.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    /// Whether the mask holds anywhere.
    fn any(mask: Self::Mask) -> bool;
    /// Both masks.
    fn and(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    /// e to the power of `self`; arguments are held within ±700.
    #[inline(always)]
    fn exp(self) -> Self {
        exp(self)
    }
    /// Natural logarithm; arguments below 1e-300 count as 1e-300.
    #[inline(always)]
    fn ln(self) -> Self {
        ln(self)
    }
    /// 2^k, for the integer k in the low bits of a sum with 1.5 · 2^52.
    #[inline(always)]
    fn power_of_two(rounded: Self) -> Self {
        Self::from_lanes(|lane| f64::power_of_two(rounded.lane(lane)))
    }
    /// Exponent and mantissa, the mantissa in sqrt(1/2) ..= sqrt(2), of a positive normal number.
    #[inline(always)]
    fn exponent_and_mantissa(self) -> (Self, Self) {
        let parts = |lane: usize| self.lane(lane).exponent_and_mantissa();
        (Self::from_lanes(|lane| parts(lane).0), Self::from_lanes(|lane| parts(lane).1))
    }
    /// [`ln`](Number::ln) of each: side by side, since none waits for another.
    #[inline(always)]
    fn ln_each(values: &mut [Self]) {
        for value in values {
            *value = value.ln();
        }
    }
    /// [`log2`](Number::log2) of each.
    #[inline(always)]
    fn log2_each(values: &mut [Self]) {
        for value in values {
            *value = value.log2();
        }
    }
    /// [`exp`](Number::exp) of each.
    #[inline(always)]
    fn exp_each(values: &mut [Self]) {
        for value in values {
            *value = value.exp();
        }
    }
    /// Absolute value.
    fn abs(self) -> Self;
    /// How many runs go side by side.
    const LANES: usize;
    /// The value of one lane.
    fn lane(self, lane: usize) -> f64;
    /// One value a lane, without derivative.
    fn from_lanes(value: impl Fn(usize) -> f64) -> Self;
    /// The largest whole number not above `self`, for 0 ≤ `self` < 2^51.
    fn floor(self) -> Self;
    /// Whether both are the same in every lane, and with whatever else the number carries.
    fn identical(self, other: Self) -> bool;
    /// Where each lane finds a whole-numbered position in a table of `length` rows; outside counts as the
    /// nearest end.
    #[inline(always)]
    fn place(self, length: usize) -> Place {
        let last = Self::of(length.saturating_sub(1) as f64);
        // The integer sits in the low bits of the sum: a cast would first look for what is out of range.
        let held = self.max(Self::zero()).min(last);
        let mut place = [0; MOST_LANES];
        for (lane, row) in place.iter_mut().enumerate().take(Self::LANES) {
            *row = ((held.lane(lane) + ROUND).to_bits() & 0xffff_ffff) as usize;
        }
        place
    }
    /// What each lane finds at its place.
    #[inline(always)]
    fn gather(place: &Place, row: impl Fn(usize) -> Self) -> Self {
        if Self::LANES == 1 { row(place[0]) } else { Self::from_lanes(|lane| row(place[lane]).lane(lane)) }
    }

    /// The only rate per period of some flows, without derivative; not a number where there is not exactly one
    /// (see [`only_rate`](super::finance::only_rate)).
    #[inline]
    fn only_rate(flows: &[Self]) -> Self {
        let rate = |lane: usize| {
            let values: Vec<f64> = flows.iter().map(|flow| flow.lane(lane)).collect();
            super::finance::only_rate(&values)
        };
        Self::from_lanes(rate)
    }

    /// Runs a plan over this kind of number, as [`simulate`](super::simulate::simulate) does: where a kind picks
    /// the instructions of the processor it runs on.
    fn run(inputs: &Inputs<Self>, epsilon: Self, keep: Keep) -> Run<Self> {
        simulate::plan(inputs, epsilon, keep)
    }

    /// The headline figures of a plan, as [`headlines`](super::simulate::headlines) answers them.
    fn headlines(inputs: &Inputs<Self>, epsilon: Self) -> HeadlineValues<Self> {
        simulate::plan_headlines(inputs, epsilon)
    }

    /// Zero.
    #[inline(always)]
    fn zero() -> Self {
        Self::of(0.0)
    }
    /// One.
    #[inline(always)]
    fn one() -> Self {
        Self::of(1.0)
    }
    /// The larger of two.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self::select(self.lt(other), other, self)
    }
    /// The smaller of two.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self::select(other.lt(self), other, self)
    }
    /// `self` held within `low..=high`.
    #[inline(always)]
    fn clamp(self, low: f64, high: f64) -> Self {
        self.max(Self::of(low)).min(Self::of(high))
    }
    /// `self` to a real power, for a positive base: exp(power · ln self).
    #[inline(always)]
    fn powf(self, power: Self) -> Self {
        (power * self.ln()).exp()
    }
    /// Logarithm to base 10.
    #[inline(always)]
    fn log10(self) -> Self {
        self.ln() / LN_10
    }
    /// Logarithm to base 2.
    #[inline(always)]
    fn log2(self) -> Self {
        self.ln() / LN_2
    }
    /// 2 to the power of `self`.
    #[inline(always)]
    fn exp2(self) -> Self {
        (self * LN_2).exp()
    }
    /// Whether operations are recorded for explanations (see [`trace`](super::trace)). Nothing is held over
    /// from an earlier month then, so that every figure is explained by its own month.
    const RECORDS: bool = false;
    /// A constant out of a sourced table on its way into an operation, under its id in
    /// [`CONSTANTS`](super::quantity::CONSTANTS); `row` is the row of the table, empty where the scenario
    /// settles it. Only recording looks at the names.
    #[inline(always)]
    #[must_use]
    fn known(value: f64, id: &'static str, row: &'static str) -> f64 {
        let _ = (id, row);
        value
    }
    /// The point of a path at a share of the way between its ends: from + (to − from) · progress.
    #[inline(always)]
    #[must_use]
    fn along(from: Self, to: Self, progress: f64) -> Self {
        from + (to - from) * progress
    }
    /// A number that only corrects the rounding of another: its history explains nothing and is not kept.
    #[inline(always)]
    #[must_use]
    fn rounding(self) -> Self {
        self
    }
    /// Names intermediate quantities of the month that begins at calendar time `year`, under their ids in
    /// [`QUANTITIES`](super::quantity::QUANTITIES); of the plan as a whole where `year` is not a number. Only
    /// recording asks for them.
    #[inline(always)]
    fn note<const K: usize>(year: f64, quantities: impl FnOnce() -> [(&'static str, Self); K]) {
        let _ = (year, quantities);
    }
    /// `self` over a divisor whose reciprocal is known: a division costs as much as five multiplications, and
    /// many of a run have the same divisor, or one that stands still.
    #[inline(always)]
    #[must_use]
    fn divided(self, by: Divisor<Self>) -> Self {
        self * by.reciprocal
    }
    /// `self` over a constant, by way of its reciprocal.
    #[inline(always)]
    #[must_use]
    fn over(self, constant: f64) -> Self {
        self * (1.0 / constant)
    }
    /// `self / other`, or zero where `other` is zero: for quantities that vanish with their base.
    #[inline(always)]
    fn over_or_zero(self, other: Self) -> Self {
        let positive = Self::zero().lt(other.abs());
        Self::select(positive, self / Self::select(positive, other, Self::one()), Self::zero())
    }
}

/// A divisor and its reciprocal, for [`Number::divided`].
#[derive(Clone, Copy, Debug)]
pub struct Divisor<N> {
    /// What is divided by.
    pub value: N,
    /// One over it.
    pub reciprocal: N,
}

impl<N: Number> Divisor<N> {
    /// A divisor that is not zero.
    #[inline(always)]
    pub fn of(value: N) -> Self {
        Self { value, reciprocal: N::one() / value }
    }

    /// A divisor of quantities that vanish with it: what is divided by zero is zero.
    #[inline(always)]
    pub fn or_zero(value: N) -> Self {
        Self { value, reciprocal: N::one().over_or_zero(value) }
    }
}

/// What all numbers of one lane have in common: they compare by their value.
macro_rules! one_lane {
    (|$number:ident| $value:expr) => {
        type Mask = bool;
        const LANES: usize = 1;
        #[inline(always)]
        fn lane(self, _lane: usize) -> f64 {
            let $number = self;
            $value
        }
        #[inline(always)]
        fn from_lanes(value: impl Fn(usize) -> f64) -> Self {
            Self::of(value(0))
        }
        #[inline(always)]
        fn lt(self, other: Self) -> bool {
            self.lane(0) < other.lane(0)
        }
        #[inline(always)]
        fn le(self, other: Self) -> bool {
            self.lane(0) <= other.lane(0)
        }
        #[inline(always)]
        fn select(mask: bool, yes: Self, no: Self) -> Self {
            if mask { yes } else { no }
        }
        #[inline(always)]
        fn any(mask: bool) -> bool {
            mask
        }
        #[inline(always)]
        fn and(a: bool, b: bool) -> bool {
            a && b
        }
    };
}
pub(super) use one_lane;

impl Number for f64 {
    one_lane!(|number| number);
    #[inline(always)]
    fn of(value: f64) -> Self {
        value
    }
    #[inline(always)]
    fn identical(self, other: Self) -> bool {
        self == other
    }
    #[inline(always)]
    fn power_of_two(rounded: Self) -> Self {
        f64::from_bits((rounded.to_bits().wrapping_add(1023)) << 52)
    }
    #[inline(always)]
    fn exponent_and_mantissa(self) -> (Self, Self) {
        let shifted = self.to_bits().wrapping_add(ONE - SQRT_HALF);
        let exponent = f64::from_bits((shifted >> 52) | INTEGER.to_bits()) - (INTEGER + 1023.0);
        (exponent, f64::from_bits((shifted & MANTISSA).wrapping_add(SQRT_HALF)))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f64::abs(self)
    }
    #[inline(always)]
    fn floor(self) -> Self {
        let rounded = (self + ROUND) - ROUND;
        if rounded > self { rounded - 1.0 } else { rounded }
    }
    #[cfg(target_arch = "x86_64")]
    fn run(inputs: &Inputs<Self>, epsilon: Self, keep: Keep) -> Run<Self> {
        super::lanes::x86::plain::run(inputs, epsilon, keep)
    }
    #[cfg(target_arch = "x86_64")]
    fn headlines(inputs: &Inputs<Self>, epsilon: Self) -> HeadlineValues<Self> {
        super::lanes::x86::plain::headlines(inputs, epsilon)
    }
}

/// ln 2 in two parts: the first has its low bits clear, so that `k · LN2_HIGH` is exact.
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// Adding 1.5 · 2^52 rounds a small number to the nearest integer, in the low bits of the sum.
pub(super) const ROUND: f64 = 6_755_399_441_055_744.0;

/// Bits of sqrt(1/2), so that a mantissa lands in sqrt(1/2) ..= sqrt(2).
pub(super) const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
/// Bits of 1.
pub(super) const ONE: u64 = 0x3ff0_0000_0000_0000;
/// The bits of a mantissa.
pub(super) const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
/// 2^52: a small integer in its low bits adds to it as a number, which vectorises where a conversion does not.
pub(super) const INTEGER: f64 = 4_503_599_627_370_496.0;

/// e^x from Cody–Waite reduction to |r| ≤ ln 2 / 2 and a polynomial of degree 13; x is held within ±700.
#[inline(always)]
#[must_use]
pub fn exp<N: Number>(x: N) -> N {
    let x = x.max(N::of(-700.0)).min(N::of(700.0));
    let shifted = x * core::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor coefficients 1/n!; the first term left out is below 4e-18 at |r| = 0.3466.
    let r2 = r * r;
    let r4 = r2 * r2;
    let r8 = r4 * r4;
    let p01 = r + 1.0;
    let p23 = r * (1.0 / 6.0) + 0.5;
    let p45 = r * (1.0 / 120.0) + 1.0 / 24.0;
    let p67 = r * (1.0 / 5_040.0) + 1.0 / 720.0;
    let p89 = r * (1.0 / 362_880.0) + 1.0 / 40_320.0;
    let p1011 = r * (1.0 / 39_916_800.0) + 1.0 / 3_628_800.0;
    let p1213 = r * (1.0 / 6_227_020_800.0) + 1.0 / 479_001_600.0;
    let low = p01 + (r2 * p23 + r4 * (p45 + r2 * p67));
    let high = p89 + r2 * (p1011 + r2 * p1213);
    (low + r8 * high) * N::power_of_two(shifted)
}

/// Natural logarithm by the reduction and minimax polynomial of FreeBSD msun `e_log.c`; x below 1e-300
/// counts as 1e-300.
#[inline(always)]
#[must_use]
pub fn ln<N: Number>(x: N) -> N {
    const L1: f64 = 6.666_666_666_666_735e-1;
    const L2: f64 = 3.999_999_999_940_942e-1;
    const L3: f64 = 2.857_142_874_366_239e-1;
    const L4: f64 = 2.222_219_843_214_978_4e-1;
    const L5: f64 = 1.818_357_216_161_805e-1;
    const L6: f64 = 1.531_383_769_920_937_3e-1;
    const L7: f64 = 1.479_819_860_511_658_6e-1;
    let (exponent, mantissa) = x.max(N::of(1e-300)).exponent_and_mantissa();
    let f = mantissa - 1.0;
    let s = f / (f + 2.0);
    let z = s * s;
    let w = z * z;
    let even = w * (w * (w * L6 + L4) + L2);
    let odd = z * (w * (w * (w * L7 + L5) + L3) + L1);
    let half_square = f * 0.5 * f;
    exponent * LN2_HIGH - ((half_square - (s * (half_square + (even + odd)) + exponent * LN2_LOW)) - f)
}

/// The derivative of [`ln`]: where the argument is held at 1e-300 the logarithm is constant.
#[inline(always)]
pub(super) fn ln_slope(x: f64) -> f64 {
    if x < 1e-300 { 0.0 } else { 1.0 / x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ulps(a: f64, b: f64) -> f64 {
        if a == b { 0.0 } else { ((a - b) / (b.abs() * f64::EPSILON)).abs() }
    }

    #[test]
    fn exp_is_within_two_ulp_of_the_platform() {
        for i in -700_000..=700_000 {
            let x = f64::from(i) * 1e-3 + 1.234_567e-7;
            assert!(ulps(exp(x), x.exp()) <= 2.0 || x.abs() >= 700.0, "exp({x}): {} vs {}", exp(x), x.exp());
        }
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn ln_is_within_two_ulp_of_the_platform() {
        let mut x = 1e-290_f64;
        while x < 1e290 {
            assert!(ulps(ln(x), x.ln()) <= 2.0, "ln({x}): {} vs {}", ln(x), x.ln());
            x *= 1.001_234_5;
        }
        for i in 1..200_000 {
            let x = f64::from(i) * 1e-5;
            assert!((ln(x) - x.ln()).abs() <= 2.0 * f64::EPSILON * x.ln().abs().max(1e-300), "ln({x})");
        }
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn arguments_outside_the_range_stay_finite() {
        assert!(exp(1e9).is_finite() && exp(-1e9) > 0.0);
        assert!(ln(0.0).is_finite() && ln(-1.0).is_finite());
    }
}
