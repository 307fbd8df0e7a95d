//! Every real internal rate of return.
//!
//! A rate i > −1 is a root of Σ c_k x^k in x = 1/(1 + i) > 0. Roots with i > 0 lie in x ∈ (0, 1), those with
//! i < 0 in y = 1/x ∈ (0, 1) of the reversed flows, so that both halves are the same question on the unit
//! interval. In the Bernstein basis the number of sign changes of the coefficients is at least the number
//! of roots, by an even difference (Descartes); halving the interval until the count is 0 or 1 isolates
//! every root. A shortcut answers most series at once: no or one change of sign of the flows, of their running
//! sums (Norstrom), or of sums of those.
//!
//! # References
//! Norstrom (1972), *A sufficient condition for a unique nonnegative internal rate of return*, JFQA 7(3);
//! Mourrain, Rouillier, Roy (2005), *The Bernstein basis and real root isolation*.

use crate::model::Number;
use crate::model::root::{Tolerance, brent};

/// Halvings before two roots count as one: they are then closer than 2^−44.
const DEEPEST: u32 = 44;
/// Intervals looked at before the search gives up on flows that are rounding noise.
const MOST_INTERVALS: usize = 4096;
/// How often the flows are summed before the interval is halved instead.
const SUMMINGS: usize = 40;
/// Coefficients this small against the largest are rounding.
pub(super) const NOISE: f64 = 4.0 * f64::EPSILON;

/// Every rate above −1 at which the present value of the flows vanishes, ascending, per period.
///
/// A multiple root is listed once; empty where there is none or where every flow is zero.
///
/// # Examples
/// ```
/// let rates = perennial::model::finance::internal_rates(&[-100.0, 230.0, -132.0]);
/// assert_eq!(rates.len(), 2);
/// assert!((rates[0] - 0.10).abs() < 1e-12 && (rates[1] - 0.20).abs() < 1e-12);
/// assert!(perennial::model::finance::internal_rates(&[-100.0, -10.0]).is_empty());
/// ```
#[must_use]
pub fn internal_rates(flows: &[f64]) -> Vec<f64> {
    let Some(mut flows) = trimmed(flows) else { return Vec::new() };
    let mut rates = Vec::new();
    while sums_to_nothing(&flows) {
        rates.push(0.0);
        // Σ c_k x^k = (1 − x)·Σ S_k x^k with the running sums S_k: the root at x = 1 is taken out.
        flows = running_sums(&flows);
        flows.pop();
    }
    let reversed: Vec<f64> = flows.iter().rev().copied().collect();
    // i < 0: y = 1 + i.
    rates.extend(roots_in_unit_interval(&reversed).iter().map(|y| y - 1.0));
    // i > 0: x = 1/(1 + i); 1/x − 1 = (1 − x)/x keeps the digits of a small rate.
    rates.extend(roots_in_unit_interval(&flows).iter().map(|x| (1.0 - x) / x));
    rates.sort_by(f64::total_cmp);
    rates.dedup();
    rates
}

/// Whether the sum vanishes up to rounding: a rate of zero.
fn sums_to_nothing(flows: &[f64]) -> bool {
    let size: f64 = flows.iter().map(|flow| flow.abs()).sum();
    flows.iter().sum::<f64>().abs() <= NOISE * size && flows.len() > 1
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

/// The flows scaled to at most 1, without zeros at either end; none if nothing is left or one is no number.
fn trimmed(flows: &[f64]) -> Option<Vec<f64>> {
    let largest = flows.iter().fold(0.0, |largest: f64, flow| largest.max(flow.abs()));
    if largest == 0.0 || !flows.iter().all(|flow| flow.is_finite()) {
        return None;
    }
    let first = flows.iter().position(|flow| *flow != 0.0)?;
    let last = flows.iter().rposition(|flow| *flow != 0.0)?;
    Some(flows[first..=last].iter().map(|flow| flow / largest).collect())
}

/// Changes of sign, zeros skipped.
fn sign_changes(values: impl IntoIterator<Item = f64>) -> usize {
    let mut last = 0.0;
    let mut changes = 0;
    for value in values {
        if value != 0.0 {
            changes += usize::from(last * value.signum() < 0.0);
            last = value.signum();
        }
    }
    changes
}

/// Σ c_k x^k.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |higher, c| higher * x + c)
}

/// The roots inside 0 < x < 1.
fn roots_in_unit_interval(coefficients: &[f64]) -> Vec<f64> {
    match most_roots(coefficients) {
        0 => Vec::new(),
        1 => {
            let end: f64 = coefficients.iter().sum();
            // At most one: inside exactly if the ends differ in sign.
            let inside = coefficients[0] * end.signum() < 0.0;
            inside.then(|| bracketed(coefficients, [0.0, 1.0], [coefficients[0], end])).into_iter().collect()
        }
        _ => isolated(coefficients),
    }
}

/// An upper bound on the roots inside 0 < x < 1, exact when 0 or 1.
///
/// Summing m times multiplies by (1 − x)^−m, which has no root and no change of sign there, so that
/// Descartes' bound applies to the summed series; beyond its end that series is a polynomial in the index
/// with the last sums of each level as coefficients. The first level is Norstrom's condition.
fn most_roots(coefficients: &[f64]) -> usize {
    let mut sums = coefficients.to_vec();
    let mut ends: Vec<f64> = Vec::with_capacity(SUMMINGS);
    let mut least = sign_changes(sums.iter().copied());
    for _ in 0..SUMMINGS {
        if least <= 1 {
            break;
        }
        let mut sum = 0.0;
        for value in &mut sums {
            sum += *value;
            *value = sum;
        }
        let series = sums.iter().copied().chain(ends.iter().rev().copied());
        least = least.min(sign_changes(series));
        ends.push(sum);
    }
    least
}

/// The one root between two points at which the values are known to differ in sign.
fn bracketed(coefficients: &[f64], [low, high]: [f64; 2], [at_low, at_high]: [f64; 2]) -> f64 {
    let tolerance = Tolerance { absolute: 0.0, relative: 4.0 * f64::EPSILON, steps: 2000 };
    let value = |x: f64| {
        if x == low {
            at_low
        } else if x == high {
            at_high
        } else {
            polynomial(coefficients, x)
        }
    };
    brent(value, low, high, tolerance).map_or(0.5 * (low + high), |root| root.x)
}

/// A part of the unit interval and the polynomial on it in the Bernstein basis.
struct Part {
    low: f64,
    width: f64,
    depth: u32,
    bernstein: Vec<f64>,
}

/// All roots in 0 < x < 1 by halving.
fn isolated(coefficients: &[f64]) -> Vec<f64> {
    // Rounding is relative to what is summed: the series of absolute values, largest at a part's upper end.
    // Flows that grow by 24 orders of magnitude are small at their roots without being noise there.
    let absolute: Vec<f64> = coefficients.iter().map(|c| c.abs()).collect();
    let noise = |high: f64| NOISE * coefficients.len() as f64 * polynomial(&absolute, high);
    let mut roots = Vec::new();
    let mut parts = vec![Part { low: 0.0, width: 1.0, depth: 0, bernstein: bernstein(coefficients) }];
    let mut looked_at = 0;
    while let Some(part) = parts.pop() {
        looked_at += 1;
        let high = part.low + part.width;
        let size = part.bernstein.iter().fold(0.0, |largest: f64, b| largest.max(b.abs()));
        match sign_changes(part.bernstein.iter().copied()) {
            0 => {}
            1 => {
                // The signs on both sides of the change; rounding may have taken those at the very ends.
                let sign = |b: Option<&f64>| b.copied().unwrap_or(f64::MIN_POSITIVE);
                let first = sign(part.bernstein.iter().find(|b| **b != 0.0));
                let last = sign(part.bernstein.iter().rfind(|b| **b != 0.0));
                roots.push(bracketed(coefficients, [part.low, high], [first, last]));
            }
            _ if part.depth >= DEEPEST || size <= noise(high) || looked_at >= MOST_INTERVALS => {
                // A multiple root, or several that rounding cannot tell apart.
                roots.push(part.low + 0.5 * part.width);
            }
            _ => {
                let (left, right) = halves(part);
                if left.bernstein.last() == Some(&0.0) {
                    roots.push(right.low);
                }
                parts.push(right);
                parts.push(left);
            }
        }
    }
    roots.retain(|x| *x > 0.0 && *x < 1.0);
    roots.sort_by(f64::total_cmp);
    // Neighbouring parts of one multiple root.
    roots.dedup_by(|a, b| *a - *b <= 1e-12_f64.max(f64::EPSILON * *a));
    roots
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
    // The unknown that lies in 0..1: x = 1/(1 + i), or its inverse y = 1 + i with the flows in reverse, so
    // that no power of it overflows.
    let loss = rate.lt(N::zero());
    let factor = N::select(loss, rate + 1.0, N::one() / (N::select(loss, N::zero(), rate) + 1.0));
    // Horner for the value and its derivative in the factor together.
    let (mut value, mut slope) = (N::zero(), N::zero());
    for (first, last) in flows.iter().zip(flows.iter().rev()) {
        slope = slope * factor + value;
        value = value * factor + N::select(loss, *first, *last);
    }
    let factor = factor - value.over_or_zero(slope);
    // (1 − x)/x keeps the digits of a small rate.
    N::select(loss, factor - 1.0, (N::one() - factor) / factor)
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
    fn a_double_root_is_listed_once() {
        let found = internal_rates(&with_rates(&[0.1, 0.1]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0] - 0.1).abs() < 1e-7);
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
