//! Elementary functions that keep their digits near zero, and whole powers, over any [`Number`].
//!
//! Like [`Number::exp`] and [`Number::ln`] they use additions, multiplications and divisions in a fixed
//! order only, so that every target gives the same bits.

use super::Number;

/// Below this a series stands in for `ln(1 + x)` and `exp(x) − 1`, which would lose digits.
const SMALL: f64 = 0.125;

/// ln(1 + x) for x > −1, without cancellation near zero: 2·artanh(x/(2 + x)) by its series where |x| < 1/8.
///
/// # Examples
/// ```
/// use perennial::model::numeric::ln_1p;
/// assert_eq!(ln_1p(1e-20), 1e-20);
/// assert_eq!(ln_1p(0.0), 0.0);
/// ```
#[inline(always)]
pub fn ln_1p<N: Number>(x: N) -> N {
    let small = x.abs().lt(N::of(SMALL));
    let near = N::select(small, x, N::zero());
    let s = near / (near + 2.0);
    let z = s * s;
    // 1/3, 1/5, …: the first term left out is below 2e-19 of the whole at |x| = 1/8.
    let series = z * (1.0 / 15.0) + 1.0 / 13.0;
    let series =
        z * (z * (z * (z * (z * (series * z + 1.0 / 11.0) + 1.0 / 9.0) + 1.0 / 7.0) + 0.2) + 1.0 / 3.0);
    let far = (N::select(small, N::zero(), x) + 1.0).ln();
    N::select(small, (s + s * series) * 2.0, far)
}

/// exp(x) − 1, without cancellation near zero: the Taylor series where |x| < 1/8.
///
/// # Examples
/// ```
/// use perennial::model::numeric::exp_m1;
/// assert_eq!(exp_m1(1e-20), 1e-20);
/// assert_eq!(exp_m1(0.0), 0.0);
/// ```
#[inline(always)]
pub fn exp_m1<N: Number>(x: N) -> N {
    let small = x.abs().lt(N::of(SMALL));
    let near = N::select(small, x, N::zero());
    // 1/n!: the first term left out is below 2e-18 of the whole at |x| = 1/8.
    let series = near * (1.0 / 3_628_800.0) + 1.0 / 362_880.0;
    let series = near * (near * (near * (series * near + 1.0 / 40_320.0) + 1.0 / 5_040.0) + 1.0 / 720.0);
    let series = near * (near * (near * (series + 1.0 / 120.0) + 1.0 / 24.0) + 1.0 / 6.0);
    let series = near + near * near * (series + 0.5);
    let far = N::select(small, N::zero(), x).exp() - 1.0;
    N::select(small, series, far)
}

/// x^n by repeated squaring.
///
/// # Examples
/// ```
/// assert_eq!(perennial::model::numeric::powi(1.5, 3), 3.375);
/// assert_eq!(perennial::model::numeric::powi(7.0, 0), 1.0);
/// ```
#[inline(always)]
pub fn powi<N: Number>(x: N, mut n: u32) -> N {
    let (mut value, mut square) = (N::one(), x);
    while n > 0 {
        if n & 1 == 1 {
            value *= square;
        }
        square *= square;
        n >>= 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_close_to_the_platform_everywhere() {
        for exponent in -30..=2 {
            for digit in 1..100 {
                for sign in [-1.0, 1.0] {
                    let x = sign * f64::from(digit) * 0.0099 * 10f64.powi(exponent);
                    let exact = x.exp_m1();
                    assert!((exp_m1(x) - exact).abs() <= 2e-15 * exact.abs(), "exp_m1({x})");
                    if x > -0.999 {
                        let exact = x.ln_1p();
                        assert!((ln_1p(x) - exact).abs() <= 3e-15 * exact.abs(), "ln_1p({x})");
                    }
                }
            }
        }
    }
}
