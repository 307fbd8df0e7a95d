//! Every real internal rate of return.
//!
//! A rate i > −1 is a root of Σ c_k x^k in x = 1/(1 + i) > 0. Roots with i > 0 lie in x ∈ (0, 1), those with
//! i < 0 in y = 1/x ∈ (0, 1) of the reversed flows, so that both halves are the same question on the unit
//! interval. In the Bernstein basis the number of sign changes of the coefficients is at least the number
//! of roots, by an even difference (Descartes); halving the interval until the count is 0 or 1 isolates
//! every root. A shortcut answers most series at once: no or one change of sign of the flows, of their running
//! sums (Norstrom), or of sums of those. A coefficient that may be nothing but rounding counts as either sign;
//! where that leaves the count open, [`settle`] decides with twice the digits.
//!
//! # References
//! Norstrom (1972), *A sufficient condition for a unique nonnegative internal rate of return*, JFQA 7(3);
//! Mourrain, Rouillier, Roy (2005), *The Bernstein basis and real root isolation*.

mod settle;
mod wide;

use crate::model::Number;
use crate::model::root::{Tolerance, brent};
use settle::settled;

/// Halvings before an interval is left to [`settle`]: it is then narrower than 2^−44.
const DEEPEST: u32 = 44;
/// Intervals looked at before the rest is left to [`settle`].
const MOST_INTERVALS: usize = 4096;
/// How often the flows are summed before the interval is halved instead.
const SUMMINGS: usize = 40;
/// Coefficients this small against the largest are rounding.
pub(super) const NOISE: f64 = 4.0 * f64::EPSILON;
/// Whole numbers below this are what they say; others carry half a unit of their last place.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Flows with how far each may be off because it had to be rounded to be written down.
struct Flows {
    values: Vec<f64>,
    unsure: Vec<f64>,
}

/// Where roots are: those found, and stretches that hold any number of them.
#[derive(Default)]
struct Isolated {
    roots: Vec<f64>,
    doubtful: Vec<[f64; 2]>,
}

/// Every rate above −1 at which the present value of the flows vanishes, ascending, per period.
///
/// A multiple root is listed once; empty where there is none or where every flow is zero.
///
/// # Examples
/// ```
/// let rates = perennial::model::finance::internal_rates(&[-100.0, 230.0, -132.0]);
/// assert_eq!(rates.len(), 2);
/// assert!((rates[0] - 0.10).abs() < 1e-12 && (rates[1] - 0.20).abs() < 1e-12);
/// let double = perennial::model::finance::internal_rates(&[-100.0, 220.0, -121.0]);
/// assert!(double.len() == 1 && (double[0] - 0.10).abs() < 1e-12);
/// assert!(perennial::model::finance::internal_rates(&[-100.0, -10.0]).is_empty());
/// ```
#[must_use]
pub fn internal_rates(flows: &[f64]) -> Vec<f64> {
    let Some(mut flows) = Flows::trimmed(flows) else { return Vec::new() };
    let mut rates = Vec::new();
    while flows.sum_to_nothing() {
        rates.push(0.0);
        flows = flows.without_rate_zero();
    }
    // i > 0: x = 1/(1 + i); 1/x − 1 = (1 − x)/x keeps the digits of a small rate.
    rates.extend(flows.roots_in_unit_interval().iter().map(|x| (1.0 - x) / x));
    // i < 0: y = 1 + i.
    flows.values.reverse();
    flows.unsure.reverse();
    rates.extend(flows.roots_in_unit_interval().iter().map(|y| y - 1.0));
    // A root too close to −1 to be told from it is not above it.
    rates.retain(|rate| rate.is_finite() && *rate > -1.0);
    rates.sort_by(f64::total_cmp);
    rates.dedup();
    rates
}

impl Flows {
    /// The flows scaled to about 1 by a power of two, which rounds nothing, without zeros at either end; none
    /// if nothing is left or one is no number.
    fn trimmed(flows: &[f64]) -> Option<Self> {
        let largest = flows.iter().fold(0.0, |largest: f64, flow| largest.max(flow.abs()));
        if largest == 0.0 || !flows.iter().all(|flow| flow.is_finite()) {
            return None;
        }
        let first = flows.iter().position(|flow| *flow != 0.0)?;
        let last = flows.iter().rposition(|flow| *flow != 0.0)?;
        let power = f64::from_bits(largest.max(f64::MIN_POSITIVE).to_bits() & (0x7ff << 52));
        let flows = &flows[first..=last];
        let off = |flow: &f64| {
            if flow.fract() == 0.0 && flow.abs() < WHOLE {
                0.0
            } else {
                0.5 * f64::EPSILON * (flow / power).abs()
            }
        };
        Some(Self {
            values: flows.iter().map(|flow| flow / power).collect(),
            unsure: flows.iter().map(off).collect(),
        })
    }

    /// Whether the sum vanishes up to rounding: a rate of zero.
    fn sum_to_nothing(&self) -> bool {
        let size: f64 = self.values.iter().map(|flow| flow.abs()).sum();
        self.values.iter().sum::<f64>().abs() <= NOISE * size && self.values.len() > 1
    }

    /// Σ c_k x^k = (1 − x)·Σ S_k x^k with the running sums S_k: the root at x = 1 is taken out.
    fn without_rate_zero(&self) -> Self {
        let mut values = running_sums(&self.values);
        let mut unsure = running_sums(&self.unsure);
        values.pop();
        unsure.pop();
        for (off, value) in unsure.iter_mut().zip(&values) {
            if *off > 0.0 {
                *off += 0.5 * f64::EPSILON * value.abs();
            }
        }
        Self { values, unsure }
    }

    /// The roots inside 0 < x < 1.
    fn roots_in_unit_interval(&self) -> Vec<f64> {
        let found = match most_roots(&self.values) {
            0 => return Vec::new(),
            1 => {
                let (first, end) = (self.values[0], self.values.iter().sum::<f64>());
                // At most one: inside exactly if the ends differ in sign.
                let inside = first * end.signum() < 0.0;
                let root = inside.then(|| bracketed(&self.values, [0.0, 1.0], [first, end]));
                Isolated { roots: root.into_iter().collect(), doubtful: Vec::new() }
            }
            _ => isolated(&self.values),
        };
        settled(self, found)
    }
}

fn running_sums(flows: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    flows
        .iter()
        .map(|flow| {
            sum += flow;
            sum
        })
        .collect()
}

/// The most changes of sign that values can have which may be off by `noise`: those within it take either.
fn most_changes(values: impl IntoIterator<Item = (f64, f64)>) -> usize {
    // Changes so far if the last sign was minus, plus; none where it cannot have been.
    let mut ending: [Option<usize>; 2] = [None, None];
    let mut begun = false;
    for (value, noise) in values {
        // Zero that is sure has no sign.
        if value == 0.0 && noise == 0.0 {
            continue;
        }
        let [minus, plus] = ending;
        let after = |same: Option<usize>, other: Option<usize>| {
            if begun { same.max(other.map(|changes| changes + 1)) } else { Some(0) }
        };
        let either = value.abs() <= noise;
        ending = [
            if either || value < 0.0 { after(minus, plus) } else { None },
            if either || value > 0.0 { after(plus, minus) } else { None },
        ];
        begun = true;
    }
    ending[0].max(ending[1]).unwrap_or(0)
}

/// Σ c_k x^k.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |higher, c| higher * x + c)
}

/// An upper bound on the roots inside 0 < x < 1, exact when 0 or 1.
///
/// Summing m times multiplies by (1 − x)^−m, which has no root and no change of sign there, so that
/// Descartes' bound applies to the summed series; beyond its end that series is a polynomial in the index
/// with the last sums of each level as coefficients. The first level is Norstrom's condition.
fn most_roots(coefficients: &[f64]) -> usize {
    // Each sum with what rounding may have made of it: the inputs' own, and that of every addition.
    let off = |value: f64| f64::EPSILON * value.abs();
    let mut sums: Vec<(f64, f64)> = coefficients.iter().map(|c| (*c, 0.0)).collect();
    let mut ends: Vec<(f64, f64)> = Vec::with_capacity(SUMMINGS);
    let mut least = most_changes(sums.iter().copied());
    for level in 0..SUMMINGS {
        if least <= 1 {
            break;
        }
        let (mut sum, mut noise) = (0.0, 0.0);
        for (value, before) in &mut sums {
            sum += *value;
            noise += if level == 0 { off(*value) } else { *before } + off(sum);
            (*value, *before) = (sum, noise);
        }
        let series = sums.iter().copied().chain(ends.iter().rev().copied());
        least = least.min(most_changes(series));
        ends.push((sum, noise));
    }
    least
}

/// The one root between two points at which the values are known to differ in sign.
fn bracketed(coefficients: &[f64], [low, high]: [f64; 2], [at_low, at_high]: [f64; 2]) -> f64 {
    let value = |x: f64| {
        if x == low {
            at_low
        } else if x == high {
            at_high
        } else {
            polynomial(coefficients, x)
        }
    };
    crossing(value, [low, high])
}

/// Where a function crosses zero between two points at which it differs in sign.
fn crossing(value: impl FnMut(f64) -> f64, [low, high]: [f64; 2]) -> f64 {
    let tolerance = Tolerance { absolute: 0.0, relative: 4.0 * f64::EPSILON, steps: 2000 };
    brent(value, low, high, tolerance).map_or(0.5 * (low + high), |root| root.x)
}

/// A part of the unit interval and the polynomial on it in the Bernstein basis.
struct Part {
    low: f64,
    width: f64,
    depth: u32,
    bernstein: Vec<f64>,
}

/// The roots in 0 < x < 1 by halving.
fn isolated(coefficients: &[f64]) -> Isolated {
    // Rounding is relative to what is summed: the series of absolute values, largest at a part's upper end.
    // Flows that grow by 24 orders of magnitude are small at their roots without being noise there.
    let absolute: Vec<f64> = coefficients.iter().map(|c| c.abs()).collect();
    let mut found = Isolated::default();
    let mut parts = vec![Part { low: 0.0, width: 1.0, depth: 0, bernstein: bernstein(coefficients) }];
    let mut looked_at = 0;
    while let Some(part) = parts.pop() {
        looked_at += 1;
        let high = part.low + part.width;
        let noise = NOISE * coefficients.len() as f64 * polynomial(&absolute, high);
        let size = part.bernstein.iter().fold(0.0, |largest: f64, b| largest.max(b.abs()));
        let (first, last) = (part.bernstein[0], part.bernstein[part.bernstein.len() - 1]);
        match most_changes(part.bernstein.iter().map(|b| (*b, noise))) {
            0 => {}
            // Both ends have a sign of their own: the root is inside.
            1 if first.abs() > noise && last.abs() > noise => {
                found.roots.push(bracketed(coefficients, [part.low, high], [first, last]));
            }
            _ if part.depth >= DEEPEST || size <= noise || looked_at >= MOST_INTERVALS => {
                found.doubtful.push([part.low, high]);
            }
            _ => {
                let (left, right) = halves(part);
                parts.push(right);
                parts.push(left);
            }
        }
    }
    found
}

/// b_j = Σ_{i ≤ j} C(j,i)/C(n,i)·c_i.
fn bernstein(coefficients: &[f64]) -> Vec<f64> {
    let degree = coefficients.len() - 1;
    (0..=degree)
        .map(|j| {
            let mut weight = 1.0;
            let mut sum = coefficients[0];
            for (i, c) in coefficients.iter().enumerate().take(j + 1).skip(1) {
                weight *= (j + 1 - i) as f64 / (degree + 1 - i) as f64;
                sum += weight * c;
            }
            sum
        })
        .collect()
}

/// De Casteljau at the middle.
fn halves(part: Part) -> (Part, Part) {
    let mut row = part.bernstein;
    let mut left = Vec::with_capacity(row.len());
    for last in (0..row.len()).rev() {
        left.push(row[0]);
        for j in 0..last {
            row[j] = 0.5 * (row[j] + row[j + 1]);
        }
    }
    // What is left in `row` are the last coefficients of each row: the right half, first to last.
    let width = 0.5 * part.width;
    let depth = part.depth + 1;
    (
        Part { low: part.low, width, depth, bernstein: left },
        Part { low: part.low + width, width, depth, bernstein: row },
    )
}

/// One Newton step on the present value from a rate that is already a root of the flows' values:
/// i − NPV(i)/NPV′(i). With dual numbers as flows it carries the exact derivative of the rate.
///
/// `flows`: c_k; `rate`: a root found by [`internal_rates`], per period, a constant.
///
/// # Examples
/// ```
/// let refined = perennial::model::finance::refined_rate(&[-100.0, 110.0], 0.1);
/// assert!((refined - 0.1_f64).abs() < 1e-15);
/// ```
#[inline(always)]
pub fn refined_rate<N: Number>(flows: &[N], rate: N) -> N {
    let mut step = Refinement::of(rate);
    for (first, last) in flows.iter().zip(flows.iter().rev()) {
        step.add(*first, *last);
    }
    step.rate()
}

/// What [`refined_rate`] gathers of the flows: the present value and its derivative in the unknown that lies in
/// 0..1, x = 1/(1 + i), or its inverse y = 1 + i with the flows in reverse, so that no power of it overflows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refinement<N: Number> {
    loss: N::Mask,
    factor: N,
    value: N,
    slope: N,
}

impl<N: Number> Refinement<N> {
    /// Of no flow yet.
    #[inline(always)]
    pub(crate) fn of(rate: N) -> Self {
        let zero = N::zero();
        let loss = rate.lt(zero);
        let factor = N::select(loss, rate + 1.0, N::one() / (N::select(loss, zero, rate) + 1.0));
        Self { loss, factor, value: zero, slope: zero }
    }

    /// The next flow from the first on, and the next from the last back: Horner for value and derivative together.
    #[inline(always)]
    pub(crate) fn add(&mut self, first: N, last: N) {
        self.slope = self.slope * self.factor + self.value;
        self.value = self.value * self.factor + N::select(self.loss, first, last);
    }

    /// The rate after the step, once all flows are added.
    #[inline(always)]
    pub(crate) fn rate(self) -> N {
        let factor = self.factor - self.value.over_or_zero(self.slope);
        // (1 − x)/x keeps the digits of a small rate.
        N::select(self.loss, factor - 1.0, (N::one() - factor) / factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flows whose present value is Π (1 − x/x_i) over the rates: c = coefficients in x.
    fn with_rates(rates: &[f64]) -> Vec<f64> {
        let mut flows = vec![-1.0];
        for rate in rates {
            let mut next = vec![0.0; flows.len() + 1];
            for (k, c) in flows.iter().enumerate() {
                next[k] += c;
                next[k + 1] -= c * (1.0 + rate);
            }
            flows = next;
        }
        flows
    }

    #[test]
    fn many_roots_on_both_sides_of_zero_are_all_found() {
        for rates in [
            vec![-0.5, -0.1, 0.0, 0.05, 0.3, 2.0],
            vec![-0.9, -0.2, 0.01, 0.011, 0.5],
            vec![0.001, 0.002, 0.003],
            vec![0.0, 1e-6],
            vec![-0.999_999, 9.0],
            vec![1e6],
        ] {
            let found = internal_rates(&with_rates(&rates));
            assert_eq!(found.len(), rates.len(), "{rates:?}: {found:?}");
            for (ours, exact) in found.iter().zip(&rates) {
                assert!((ours - exact).abs() < 1e-9 * (1.0 + exact), "{rates:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_multiple_root_is_listed_once_and_placed_well() {
        for (flows, rates) in [
            (&[-100.0, 220.0, -121.0][..], &[0.1][..]),
            (&[-0.01, 0.022, -0.0121], &[0.1]),
            (&[-10_000.0, 33_400.0, -27_889.0], &[0.67]),
            (&[-0.1, 0.33, -0.363, 0.1331], &[0.1]),
            (&[-1.0, 4.4, -7.26, 5.324, -1.4641], &[0.1]),
            (&[-1.0, 2.0, -1.0], &[0.0]),
            // 1.27 and 2.82 twice each.
            (&[-1e8, 1.218e9, -5.443_09e9, 1.056_176_52e10, -7.519_317_796e9], &[1.27, 2.82]),
            // −0.57, 0.77, and twice each 1.96 and 1.97.
            (
                &[
                    -1e12,
                    1.406e13,
                    -7.960_04e13,
                    2.293_343_38e14,
                    -3.468_111_578_7e14,
                    2.493_824_846_832e14,
                    -5.882_176_377_158_4e13,
                ],
                &[-0.57, 0.77, 1.96, 1.97],
            ),
        ] {
            let found = internal_rates(flows);
            assert_eq!(found.len(), rates.len(), "{flows:?}: {found:?}");
            for (ours, exact) in found.iter().zip(rates) {
                assert!((ours - exact).abs() < 1e-12, "{flows:?}: {found:?}");
            }
        }
    }

    #[test]
    fn roots_where_the_interval_is_halved_are_neither_lost_nor_doubled() {
        // −0.25 is y = 3/4, 1 is x = 1/2, 3 is x = 1/4.
        for (flows, rates) in [
            (
                &[-1e8, 7.73e8, -2.004_81e9, 1.974_019_5e9, -6.472_777_5e8][..],
                &[-0.25, -0.05, 1.94, 2.09][..],
            ),
            (&[-1e8, 1.065e9, -3.886_26e9, 5.570_08e9, -2.660_16e9], &[0.02, 0.63, 3.0]),
            (
                &[
                    -1e12,
                    1.351e13,
                    -7.476_04e13,
                    2.164_043_8e14,
                    -3.445_484_2e14,
                    2.848_739_2e14,
                    -9.494_28e13,
                ],
                &[0.08, 1.0, 1.5, 1.95, 1.98],
            ),
        ] {
            let found = internal_rates(flows);
            assert_eq!(found.len(), rates.len(), "{flows:?}: {found:?}");
            for (ours, exact) in found.iter().zip(rates) {
                assert!((ours - exact).abs() < 1e-11, "{flows:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_rate_that_cannot_be_told_from_minus_one_is_none() {
        assert!(internal_rates(&[-1e300, 1e-300]).is_empty());
        assert!(internal_rates(&[-1e308, -1e308, 5.0]).is_empty());
        assert_eq!(internal_rates(&[-1.0, 1e-15]).len(), 1);
    }

    #[test]
    fn flows_that_grow_beyond_measure_keep_their_roots_apart() {
        // Two roots at 10 and 14 % a month of flows that grow by 19 % a month for thirty years.
        let mut flows: Vec<f64> = (0..358).map(|month| 1.19_f64.powi(month)).collect();
        for rate in [0.10, 0.14] {
            let mut next = vec![0.0; flows.len() + 1];
            for (k, c) in flows.iter().enumerate() {
                next[k] += c;
                next[k + 1] -= c * (1.0 + rate);
            }
            flows = next;
        }
        let found = internal_rates(&flows);
        for rate in [0.10, 0.14] {
            assert!(found.iter().any(|ours| (ours - rate).abs() < 1e-6), "{found:?}");
        }
    }

    #[test]
    fn a_rate_near_minus_one_is_refined_without_overflow() {
        let mut flows = vec![-1.0; 336];
        flows[335] = 1e-1;
        let found = internal_rates(&flows);
        assert_eq!(found.len(), 1, "{found:?}");
        let refined = refined_rate(&flows, found[0]);
        assert!((refined - found[0]).abs() < 1e-12, "{refined} {found:?}");
    }

    #[test]
    fn thirty_years_of_months_with_a_yearly_tax() {
        // Twelve-month ripple: many changes of sign, one economic root.
        let mut flows = vec![-5e6; 24];
        flows.extend((0..337).map(|month| if month % 12 == 11 { -2e6 } else { 1e6 }));
        let found = internal_rates(&flows);
        for rate in &found {
            let scale: f64 = flows.iter().map(|flow| flow.abs()).sum();
            let x = 1.0 / (1.0 + rate);
            let value = polynomial(&flows, if *rate > 0.0 { x } else { 1.0 });
            assert!(*rate <= 0.0 || value.abs() < 1e-9 * scale);
        }
        assert!(found.iter().any(|rate| *rate > -0.5), "{found:?}");
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(internal_rates(&[]).is_empty());
        assert!(internal_rates(&[0.0, 0.0]).is_empty());
        assert!(internal_rates(&[5.0]).is_empty());
        assert!(internal_rates(&[-1.0, f64::NAN, 2.0]).is_empty());
        assert_eq!(internal_rates(&[0.0, -100.0, 110.0, 0.0]).len(), 1);
    }
}
