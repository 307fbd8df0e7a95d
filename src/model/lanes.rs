//! Several runs side by side, one a lane.
//!
//! [`Lanes`] is a [`Number`] made of as many `f64` as the processor adds at once: eight with AVX-512, four with
//! AVX2, asked for when the program starts; two with `simd128` in WebAssembly; else a pair of plain numbers, which the
//! compiler lays into the two lanes of SSE2 or NEON. Each lane has the bits of a plain run: the operations are the
//! same, one by one, in the same order, and none is fused. Why not a crate: see `docs/decisions/lanes.md`.

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use super::Number;
use super::number::{INTEGER, Place, ROUND};
use super::output::HeadlineValues;
use super::parameters::Inputs;
use super::simulate::{Keep, Run};

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod pair;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
pub(crate) mod x86;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use pair::Pair as Narrow;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use wasm::Simd128 as Narrow;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx, Avx512};

/// Numbers that the processor works on at once. A comparison answers all bits set where it holds, none where
/// it does not.
#[allow(missing_docs)]
pub trait Vector: Copy + Debug + Send + Sync + 'static {
    /// How many.
    const WIDTH: usize;
    fn splat(x: f64) -> Self;
    fn from_fn(value: impl Fn(usize) -> f64) -> Self;
    fn lane(self, lane: usize) -> f64;
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    fn lt(self, other: Self) -> Self;
    fn le(self, other: Self) -> Self;
    fn eq(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    /// By the bits of a mask.
    fn select(mask: Self, yes: Self, no: Self) -> Self;
    /// Whether a mask holds in any lane.
    fn any(self) -> bool;
    /// `self` where it is the larger or either is not a number, else `other`.
    fn max(self, other: Self) -> Self;
    /// `self` where it is the smaller or either is not a number, else `other`.
    fn min(self, other: Self) -> Self;
    /// [`Number::power_of_two`] of each lane.
    fn power_of_two(self) -> Self;
    /// The bits of the exponent as a number from 2^52 up, and the mantissa, of each lane.
    fn split(self) -> (Self, Self);
    /// A run in this many lanes, by the instructions that the numbers need.
    fn run(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>, keep: Keep) -> Run<Lanes<Self>>;
    /// The same for headline figures alone.
    fn headlines(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>) -> HeadlineValues<Lanes<Self>>;
}

/// Runs side by side, one a lane.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Lanes<V>(pub V);

macro_rules! operators {
    ($($operator:ident $method:ident $assign:ident $assign_method:ident;)*) => {$(
        impl<V: Vector> $operator for Lanes<V> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        }
        impl<V: Vector> $operator<f64> for Lanes<V> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: f64) -> Self {
                Self(self.0.$method(V::splat(other)))
            }
        }
        impl<V: Vector> $assign for Lanes<V> {
            #[inline(always)]
            fn $assign_method(&mut self, other: Self) {
                *self = Self(self.0.$method(other.0));
            }
        }
    )*};
}

operators! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
    Div div DivAssign div_assign;
}

impl<V: Vector> Neg for Lanes<V> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(self.0.xor(V::splat(-0.0)))
    }
}

impl<V: Vector> Number for Lanes<V> {
    type Mask = V;
    const LANES: usize = V::WIDTH;
    #[inline(always)]
    fn of(value: f64) -> Self {
        Self(V::splat(value))
    }
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        self.0.lane(lane)
    }
    #[inline(always)]
    fn from_lanes(value: impl Fn(usize) -> f64) -> Self {
        Self(V::from_fn(value))
    }
    #[inline(always)]
    fn lt(self, other: Self) -> V {
        self.0.lt(other.0)
    }
    #[inline(always)]
    fn le(self, other: Self) -> V {
        self.0.le(other.0)
    }
    #[inline(always)]
    fn select(mask: V, yes: Self, no: Self) -> Self {
        Self(V::select(mask, yes.0, no.0))
    }
    #[inline(always)]
    fn any(mask: V) -> bool {
        mask.any()
    }
    #[inline(always)]
    fn and(a: V, b: V) -> V {
        a.and(b)
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.and(V::splat(f64::from_bits(!(1 << 63)))))
    }
    #[inline(always)]
    fn floor(self) -> Self {
        let rounded = (self + ROUND) - ROUND;
        Self::select(self.lt(rounded), rounded - 1.0, rounded)
    }
    #[inline(always)]
    fn identical(self, other: Self) -> bool {
        // Where a lane is not the same it is not equal to itself either, or differs.
        !Self::any(self.0.eq(other.0).xor(V::splat(f64::from_bits(u64::MAX))))
    }
    #[inline(always)]
    fn power_of_two(rounded: Self) -> Self {
        Self(rounded.0.power_of_two())
    }
    #[inline(always)]
    fn exponent_and_mantissa(self) -> (Self, Self) {
        let (exponent, mantissa) = self.0.split();
        (Self(exponent) - (INTEGER + 1023.0), Self(mantissa))
    }
    #[inline(always)]
    fn gather(place: &Place, row: impl Fn(usize) -> Self) -> Self {
        Self::from_lanes(|lane| row(place[lane]).lane(lane))
    }
    #[inline(always)]
    fn only_rate(flows: &[Self]) -> Self {
        super::finance::only_rate(flows)
    }
    fn run(inputs: &Inputs<Self>, epsilon: Self, keep: Keep) -> Run<Self> {
        V::run(inputs, epsilon, keep)
    }
    fn headlines(inputs: &Inputs<Self>, epsilon: Self) -> HeadlineValues<Self> {
        V::headlines(inputs, epsilon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::number;

    /// Every operation of a vector against plain numbers, bit for bit, on values that tell branches apart.
    fn agrees<V: Vector>() {
        let values = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.3,
            2.5,
            700.5,
            -701.0,
            1e-310,
            1e300,
            -7e299,
            11.999,
            12.0,
            f64::NAN,
            f64::INFINITY,
            0.1 + 0.2,
            1e-300,
            3.3e15,
        ];
        let bits = |x: f64| if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() };
        for (i, &a) in values.iter().enumerate() {
            for shift in 0..values.len() {
                let at = |lane: usize, by: usize| values[(i + lane * (1 + by) + by * shift) % values.len()];
                let (x, y) =
                    (Lanes::<V>::from_lanes(|lane| at(lane, 0)), Lanes::<V>::from_lanes(|lane| at(lane, 1)));
                for lane in 0..V::WIDTH {
                    let (p, q) = (at(lane, 0), at(lane, 1));
                    let pairs = [
                        (x + y, p + q),
                        (x - y, p - q),
                        (x * y, p * q),
                        (x / y, p / q),
                        (-x, -p),
                        (x + a, p + a),
                        (Number::abs(x), p.abs()),
                        (Number::max(x, y), Number::max(p, q)),
                        (Number::min(x, y), Number::min(p, q)),
                        (number::exp(x), number::exp(p)),
                        (number::ln(x), number::ln(p)),
                        (Lanes::select(x.lt(y), x, y), f64::select(p < q, p, q)),
                        (Lanes::select(x.le(y), x, y), f64::select(p <= q, p, q)),
                        (x.over_or_zero(y), p.over_or_zero(q)),
                    ];
                    for (number, (ours, plain)) in pairs.into_iter().enumerate() {
                        assert_eq!(bits(ours.lane(lane)), bits(plain), "operation {number} of {p} and {q}");
                    }
                    if (0.0..4e15).contains(&p) {
                        assert_eq!(Number::floor(x).lane(lane), Number::floor(p), "{p}");
                        let whole = Number::floor(x);
                        assert_eq!(whole.place(40)[lane], Number::floor(p.min(39.0)) as usize, "{p}");
                    }
                }
                let all = (0..V::WIDTH).all(|lane| at(lane, 0) == at(lane, 1));
                assert_eq!(x.identical(y), all);
                assert_eq!(Lanes::any(x.lt(y)), (0..V::WIDTH).any(|lane| at(lane, 0) < at(lane, 1)));
            }
        }
    }

    #[test]
    fn a_narrow_vector_has_the_bits_of_plain_numbers() {
        agrees::<Narrow>();
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn a_wide_vector_has_the_bits_of_plain_numbers() {
        if x86::available() {
            agrees::<Avx>();
        }
        if x86::available_512() {
            agrees::<Avx512>();
        }
    }
}
