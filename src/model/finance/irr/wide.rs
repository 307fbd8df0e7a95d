//! Series with twice the digits of f64, for what f64 leaves open.
//!
//! # References
//! Dekker (1971), *A floating-point technique for extending the available precision*, Numerische Mathematik
//! 18; Knuth, *The Art of Computer Programming* 2, 4.2.2.

/// An unevaluated sum of two numbers, the second below the last place of the first.
#[derive(Clone, Copy)]
pub(super) struct Wide {
    high: f64,
    low: f64,
}

impl Wide {
    /// The number itself.
    pub(super) const fn of(value: f64) -> Self {
        Self { high: value, low: 0.0 }
    }

    /// Sum of two parts, the larger first.
    fn normal(high: f64, low: f64) -> Self {
        let sum = high + low;
        Self { high: sum, low: low - (sum - high) }
    }

    /// The sum; off by 2^−104 of the larger summand at most.
    pub(super) fn plus(self, other: Self) -> Self {
        let sum = self.high + other.high;
        let ours = sum - other.high;
        let lost = (self.high - ours) + (other.high - (sum - ours));
        Self::normal(sum, lost + (self.low + other.low))
    }

    /// The product with a number below 2^990.
    pub(super) fn times(self, factor: f64) -> Self {
        // Halves of 26 digits multiply exactly.
        let halves = |value: f64| {
            let far = 134_217_729.0 * value;
            let upper = far - (far - value);
            (upper, value - upper)
        };
        let product = self.high * factor;
        let ((a, b), (c, d)) = (halves(self.high), halves(factor));
        let lost = ((a * c - product) + a * d + b * c) + b * d;
        Self::normal(product, lost + self.low * factor)
    }

    /// The nearest f64.
    pub(super) const fn value(self) -> f64 {
        self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_sums_keep_what_f64_loses() {
        let third = 1.0 / 3.0;
        // 3·(1/3 as f64) is 1 − 2^−54, which f64 rounds to 1.
        let rest = Wide::of(third).times(3.0).plus(Wide::of(-1.0));
        assert_eq!(rest.value(), -(2.0_f64.powi(-54)));
        let sum = Wide::of(1e16).plus(Wide::of(1.0)).plus(Wide::of(-1e16));
        assert_eq!(sum.value(), 1.0);
    }
}
