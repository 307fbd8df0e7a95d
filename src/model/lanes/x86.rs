//! The four lanes of AVX2 and the eight of AVX-512, and runs compiled with its instructions for processors that have them.
//!
//! The one place with `unsafe` code. A program for any x86-64 processor may hold AVX2 instructions as long as
//! it does not reach them on one without: the compiler asks for an `unsafe` where they are entered.

#![allow(unsafe_code)]

use core::arch::x86_64::*;

use super::{Lanes, Vector};
use crate::model::dual::Dual;
use crate::model::number::{INTEGER, MANTISSA, ONE, SQRT_HALF};
use crate::model::output::HeadlineValues;
use crate::model::parameters::Inputs;
use crate::model::simulate::{self, Keep, Run};

/// Whether this processor has AVX2. Looked up once; then a load and a test.
#[must_use]
pub(crate) fn available() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

/// Whether this processor has AVX-512 with whole-number lanes of 64 bits.
#[must_use]
pub(crate) fn available_512() -> bool {
    std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx512dq")
}

/// Declares the runs of a type of number with instructions that the processor is asked for.
macro_rules! runs {
    ($(#[doc = $about:literal])* $name:ident [$($generic:tt)*] $number:ty, $feature:literal, $available:ident) => {
        $(#[doc = $about])*
        pub(crate) mod $name {
            use super::*;

            /// Years, or years and months.
            #[inline]
            pub(crate) fn run<$($generic)*>(
                inputs: &Inputs<$number>,
                epsilon: $number,
                keep: Keep,
            ) -> Run<$number> {
                #[inline]
                #[target_feature(enable = $feature)]
                fn wide<$($generic)*>(inputs: &Inputs<$number>, epsilon: $number, keep: Keep) -> Run<$number> {
                    simulate::plan(inputs, epsilon, keep)
                }
                if $available() {
                    // SAFETY: the processor has the instructions.
                    unsafe { wide(inputs, epsilon, keep) }
                } else {
                    simulate::plan(inputs, epsilon, keep)
                }
            }

            /// Headline figures alone.
            #[inline]
            pub(crate) fn headlines<$($generic)*>(
                inputs: &Inputs<$number>,
                epsilon: $number,
            ) -> HeadlineValues<$number> {
                #[inline]
                #[target_feature(enable = $feature)]
                fn wide<$($generic)*>(inputs: &Inputs<$number>, epsilon: $number) -> HeadlineValues<$number> {
                    simulate::plan_headlines(inputs, epsilon)
                }
                if $available() {
                    // SAFETY: the processor has the instructions.
                    unsafe { wide(inputs, epsilon) }
                } else {
                    simulate::plan_headlines(inputs, epsilon)
                }
            }
        }
    };
}

runs! {
    /// A plain run.
    plain [] f64, "avx2", available
}
runs! {
    /// A run over dual numbers.
    dual [const W: usize] Dual<W>, "avx2", available
}
runs! {
    /// Four runs.
    four [] Lanes<Avx>, "avx2", available
}
runs! {
    /// Eight runs.
    eight [] Lanes<Avx512>, "avx512f,avx512dq", available_512
}

/// Four numbers in one register.
///
/// SAFETY of every function below: the instructions need AVX2 or AVX-512, and values of this type are made only by who
/// asked [`available`] or [`available_512`]: it is not public, and [`batch`](crate::analysis::batch) asks before it reads inputs into lanes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx(__m256d);

impl Vector for Avx {
    const WIDTH: usize = 4;
    #[inline(always)]
    fn splat(x: f64) -> Self {
        Self::from_fn(|_| x)
    }
    #[inline(always)]
    fn from_fn(value: impl Fn(usize) -> f64) -> Self {
        let values: [f64; 4] = core::array::from_fn(value);
        // SAFETY: both are 32 bytes of which any is a value. No instruction of AVX2 is asked for.
        Self(unsafe { core::mem::transmute::<[f64; 4], __m256d>(values) })
    }
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        // SAFETY: as above.
        let values = unsafe { core::mem::transmute::<__m256d, [f64; 4]>(self.0) };
        values[lane]
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm256_add_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm256_sub_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm256_mul_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(unsafe { _mm256_div_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Self {
        Self(unsafe { _mm256_cmp_pd::<_CMP_LT_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn le(self, other: Self) -> Self {
        Self(unsafe { _mm256_cmp_pd::<_CMP_LE_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        Self(unsafe { _mm256_cmp_pd::<_CMP_EQ_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(unsafe { _mm256_and_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(unsafe { _mm256_xor_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn select(mask: Self, yes: Self, no: Self) -> Self {
        Self(unsafe { _mm256_blendv_pd(no.0, yes.0, mask.0) })
    }
    #[inline(always)]
    fn any(self) -> bool {
        unsafe { _mm256_movemask_pd(self.0) != 0 }
    }
    // The instruction answers its second operand where neither is larger.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(unsafe { _mm256_max_pd(other.0, self.0) })
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(unsafe { _mm256_min_pd(other.0, self.0) })
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(unsafe {
            let biased = _mm256_add_epi64(_mm256_castpd_si256(self.0), _mm256_set1_epi64x(1023));
            _mm256_castsi256_pd(_mm256_slli_epi64::<52>(biased))
        })
    }
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        unsafe {
            let all = |bits: u64| _mm256_set1_epi64x(bits.cast_signed());
            let shifted = _mm256_add_epi64(_mm256_castpd_si256(self.0), all(ONE - SQRT_HALF));
            let exponent = _mm256_or_si256(_mm256_srli_epi64::<52>(shifted), all(INTEGER.to_bits()));
            let mantissa = _mm256_add_epi64(_mm256_and_si256(shifted, all(MANTISSA)), all(SQRT_HALF));
            (Self(_mm256_castsi256_pd(exponent)), Self(_mm256_castsi256_pd(mantissa)))
        }
    }
    #[inline]
    fn run(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>, keep: Keep) -> Run<Lanes<Self>> {
        four::run(inputs, epsilon, keep)
    }
    #[inline]
    fn headlines(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>) -> HeadlineValues<Lanes<Self>> {
        four::headlines(inputs, epsilon)
    }
}

/// Eight numbers in one register.
///
/// SAFETY: as for [`Avx`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx512(__m512d);

impl Avx512 {
    /// A comparison as the bits of a vector. The compiler takes them back to the register of masks that they
    /// come from.
    #[inline(always)]
    fn of_mask(mask: __mmask8) -> Self {
        Self(unsafe { _mm512_castsi512_pd(_mm512_movm_epi64(mask)) })
    }
    #[inline(always)]
    fn mask(self) -> __mmask8 {
        unsafe { _mm512_movepi64_mask(_mm512_castpd_si512(self.0)) }
    }
}

impl Vector for Avx512 {
    const WIDTH: usize = 8;
    #[inline(always)]
    fn splat(x: f64) -> Self {
        Self::from_fn(|_| x)
    }
    #[inline(always)]
    fn from_fn(value: impl Fn(usize) -> f64) -> Self {
        let values: [f64; 8] = core::array::from_fn(value);
        // SAFETY: both are 64 bytes of which any is a value. No instruction of AVX-512 is asked for.
        Self(unsafe { core::mem::transmute::<[f64; 8], __m512d>(values) })
    }
    #[inline(always)]
    fn lane(self, lane: usize) -> f64 {
        // SAFETY: as above.
        let values = unsafe { core::mem::transmute::<__m512d, [f64; 8]>(self.0) };
        values[lane]
    }
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm512_add_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm512_sub_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm512_mul_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(unsafe { _mm512_div_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Self {
        Self::of_mask(unsafe { _mm512_cmp_pd_mask::<_CMP_LT_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn le(self, other: Self) -> Self {
        Self::of_mask(unsafe { _mm512_cmp_pd_mask::<_CMP_LE_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        Self::of_mask(unsafe { _mm512_cmp_pd_mask::<_CMP_EQ_OQ>(self.0, other.0) })
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(unsafe { _mm512_and_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(unsafe { _mm512_xor_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn select(mask: Self, yes: Self, no: Self) -> Self {
        Self(unsafe { _mm512_mask_blend_pd(mask.mask(), no.0, yes.0) })
    }
    #[inline(always)]
    fn any(self) -> bool {
        self.mask() != 0
    }
    // The instruction answers its second operand where neither is larger.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(unsafe { _mm512_max_pd(other.0, self.0) })
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(unsafe { _mm512_min_pd(other.0, self.0) })
    }
    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(unsafe {
            let biased = _mm512_add_epi64(_mm512_castpd_si512(self.0), _mm512_set1_epi64(1023));
            _mm512_castsi512_pd(_mm512_slli_epi64::<52>(biased))
        })
    }
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        unsafe {
            let all = |bits: u64| _mm512_set1_epi64(bits.cast_signed());
            let shifted = _mm512_add_epi64(_mm512_castpd_si512(self.0), all(ONE - SQRT_HALF));
            let exponent = _mm512_or_si512(_mm512_srli_epi64::<52>(shifted), all(INTEGER.to_bits()));
            let mantissa = _mm512_add_epi64(_mm512_and_si512(shifted, all(MANTISSA)), all(SQRT_HALF));
            (Self(_mm512_castsi512_pd(exponent)), Self(_mm512_castsi512_pd(mantissa)))
        }
    }
    #[inline]
    fn run(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>, keep: Keep) -> Run<Lanes<Self>> {
        eight::run(inputs, epsilon, keep)
    }
    #[inline]
    fn headlines(inputs: &Inputs<Lanes<Self>>, epsilon: Lanes<Self>) -> HeadlineValues<Lanes<Self>> {
        eight::headlines(inputs, epsilon)
    }
}
