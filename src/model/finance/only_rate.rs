//! The internal rate of return where there is only one, of many series side by side.
//!
//! What is asked of each series is what [`internal_rates`] asks of one: bounds on the roots of either half
//! (Descartes' rule on sums of the flows), and where the bounds say that there is at most one in each, the signs
//! at the ends. Where two roots are seen the question is answered too. The root is then found by Newton steps inside a bracket, all series a step at a time. A series
//! that the bounds leave open, or whose steps do not arrive, goes to [`internal_rates`] by itself, so that the
//! answer does not depend on what goes beside it.

use super::irr::{NOISE, internal_rates};
use crate::model::Number;

/// How often flows are summed before a series is looked at by itself.
const SUMMINGS: usize = 6;
/// Newton steps before a series is looked at by itself.
const STEPS: usize = 60;
/// A Newton step this small against the unknown is the last.
const NEAR: f64 = 1e-9;
/// Powers of the unknown that are taken together: as many chains of operations that do not wait for one another.
const STRIDE: usize = 4;

/// The only rate above −1 per period at which the present value of the flows vanishes; not a number where
/// there is none or there are several.
///
/// # Examples
/// ```
/// use perennial::model::finance::only_rate;
/// assert!((only_rate(&[-100.0, 10.0, 110.0]) - 0.1_f64).abs() < 1e-15);
/// assert!(only_rate(&[-100.0, 230.0, -132.0]).is_nan());
/// assert!(only_rate(&[100.0, 10.0]).is_nan());
/// ```
#[inline(always)]
pub fn only_rate<N: Number>(flows: &[N]) -> N {
    let (zero, one, none) = (N::zero(), N::one(), N::of(f64::NAN));
    let (Some(&first), Some(&end)) = (flows.first(), flows.last()) else { return none };
    let bounds = Bounds::of(flows);
    let (mut sum, mut size) = (zero, zero);
    for flow in flows {
        sum += *flow;
        size += flow.abs();
    }
    // One where a condition holds, else zero; of flows that are no numbers none does.
    let holds = |mask| N::select(mask, one, zero);
    let told_apart = holds((size * NOISE).lt(sum.abs()));
    let ends = (sign(first) * sign(end)).abs();
    let settled = holds(bounds.gain.le(one)) * holds(bounds.loss.le(one)) * told_apart * ends;
    let gains = holds((sign(first) * sign(sum)).lt(zero)) * holds(one.le(bounds.gain));
    let loses = holds((sign(end) * sign(sum)).lt(zero)) * holds(one.le(bounds.loss));
    let only = settled * holds((gains + loses).le(one)) * holds(one.le(gains + loses));
    let loss = zero.lt(loses);
    let mut rate = none;
    let mut arrived = one - only;
    if N::any(zero.lt(only)) {
        let coefficients = coefficients(flows, loss);
        let (x, found) = root(&coefficients, N::select(loss, end, first), one - only);
        let only = zero.lt(only);
        // i < 0: y = 1 + i; i > 0: x = 1/(1 + i).
        rate = N::select(only, N::select(loss, x - 1.0, (one - x) / x), none);
        arrived = N::select(only, found, one);
    }
    let mut open = one - settled * arrived;
    if !N::any(zero.lt(open)) {
        return rate;
    }
    open *= holds(samples(flows, [first, sum, end], size).lt(N::of(2.0)));
    if !N::any(zero.lt(open)) {
        return rate;
    }
    let mut alone = [f64::NAN; crate::model::number::MOST_LANES];
    for (lane, alone) in alone.iter_mut().enumerate().take(N::LANES) {
        *alone = rate.lane(lane);
        if open.lane(lane) > 0.0 {
            let values: Vec<f64> = flows.iter().map(|flow| flow.lane(lane)).collect();
            *alone = match internal_rates(&values).as_slice() {
                [rate] => *rate,
                _ => f64::NAN,
            };
        }
    }
    N::from_lanes(|lane| alone[lane])
}

/// 1, 0 or −1.
#[inline(always)]
fn sign<N: Number>(value: N) -> N {
    N::select(value.lt(N::zero()), N::of(-1.0), N::select(N::zero().lt(value), N::one(), N::zero()))
}

/// Changes of sign of a series, zeros skipped.
#[derive(Clone, Copy)]
struct Changes<N> {
    last: N,
    count: N,
}

impl<N: Number> Changes<N> {
    #[inline(always)]
    fn none() -> Self {
        Self { last: N::zero(), count: N::zero() }
    }

    #[inline(always)]
    fn see(&mut self, value: N) {
        let sign = sign(value);
        self.count += N::select((self.last * sign).lt(N::zero()), N::one(), N::zero());
        self.last = N::select(N::zero().lt(sign.abs()), sign, self.last);
    }
}

/// Upper bounds on the roots with a positive and with a negative rate, exact when 0 or 1.
struct Bounds<N> {
    gain: N,
    loss: N,
}

impl<N: Number> Bounds<N> {
    /// As `most_roots` of [`irr`](super::irr) has them: the changes of sign of the flows, of their running sums
    /// from either end, of the sums of those. They are summed only while some series asks for it.
    #[inline(always)]
    fn of(flows: &[N]) -> Self {
        let mut changes = Changes::none();
        for &flow in flows {
            changes.see(flow);
        }
        let mut bounds = Self { gain: changes.count, loss: changes.count };
        if !N::any(N::one().lt(changes.count)) {
            return bounds;
        }
        let (mut forward, mut backward) = (flows.to_vec(), flows.to_vec());
        backward.reverse();
        let (mut ends, mut starts) = ([N::zero(); SUMMINGS], [N::zero(); SUMMINGS]);
        for level in 0..SUMMINGS {
            let (mut gain, mut loss) = (Changes::none(), Changes::none());
            let (mut sum, mut back) = (N::zero(), N::zero());
            for (forward, backward) in forward.iter_mut().zip(&mut backward) {
                sum += *forward;
                *forward = sum;
                gain.see(sum);
                back += *backward;
                *backward = back;
                loss.see(back);
            }
            // Beyond its end a summed series has the last sums of each level as coefficients.
            for (end, start) in ends[..level].iter().zip(&starts[..level]).rev() {
                gain.see(*end);
                loss.see(*start);
            }
            bounds.gain = bounds.gain.min(gain.count);
            bounds.loss = bounds.loss.min(loss.count);
            if !N::any(N::one().lt(bounds.gain.max(bounds.loss))) {
                break;
            }
            (ends[level], starts[level]) = (sum, back);
        }
        bounds
    }
}

/// Changes of sign of the present value over rates from +∞ to −1, each a root: where there are two, it does not
/// matter how many more there are. Given its values at +∞, 0 and −1, and the sum of the flows' sizes; what
/// rounding may have made counts as zero.
#[inline(always)]
fn samples<N: Number>(flows: &[N], [first, sum, end]: [N; 3], size: N) -> N {
    let none = N::zero().lt(N::zero());
    let least = size * (NOISE * flows.len() as f64);
    let mut changes = Changes::none();
    changes.see(first);
    for loss in [false, true] {
        let all = N::zero().le(N::zero());
        let coefficients = coefficients(flows, if loss { all } else { none });
        for place in 0..SAMPLES.len() {
            let x = SAMPLES[if loss { SAMPLES.len() - 1 - place } else { place }];
            let (value, _) = value_and_slope(&coefficients, N::of(x));
            changes.see(N::select(least.lt(value.abs()), value, N::zero()));
        }
        if !loss {
            changes.see(N::select(least.lt(sum.abs()), sum, N::zero()));
        }
    }
    changes.see(end);
    changes.count
}

/// Where the present value is looked at, in the unknown between 0 and 1.
const SAMPLES: [f64; 9] = [0.5, 0.75, 0.85, 0.9, 0.94, 0.97, 0.985, 0.994, 0.998];

/// c_k of Σ c_k x^k in the unknown that lies in 0..1: x = 1/(1 + i), or its inverse with the flows in reverse;
/// filled with zeros to whole strides.
#[inline(always)]
fn coefficients<N: Number>(flows: &[N], loss: N::Mask) -> Vec<N> {
    let mut coefficients = vec![N::zero(); flows.len().next_multiple_of(STRIDE)];
    for (coefficient, (first, last)) in coefficients.iter_mut().zip(flows.iter().zip(flows.iter().rev())) {
        *coefficient = N::select(loss, *last, *first);
    }
    coefficients
}

/// Σ c_k x^k and its derivative, in strides of x⁴.
#[inline(always)]
fn value_and_slope<N: Number>(coefficients: &[N], x: N) -> (N, N) {
    let x2 = x * x;
    let y = x2 * x2;
    let (mut v, mut s) = ([N::zero(); STRIDE], [N::zero(); STRIDE]);
    let (strides, _) = coefficients.as_chunks::<STRIDE>();
    for stride in strides.iter().rev() {
        for k in 0..STRIDE {
            s[k] = s[k] * y + v[k];
            v[k] = v[k] * y + stride[k];
        }
    }
    let x3 = x2 * x;
    let sum = |t: &[N; STRIDE]| (t[0] + x * t[1]) + (x2 * t[2] + x3 * t[3]);
    let slope = (v[1] + x * v[2] * 2.0) + x2 * v[3] * 3.0;
    (sum(&v), slope + x3 * 4.0 * sum(&s))
}

/// The root in 0 < x < 1 of a polynomial that has one there, and 1 where it was found; `at_zero`: its value at
/// 0; `done`: 1 where nothing is looked for.
#[inline(always)]
fn root<N: Number>(coefficients: &[N], at_zero: N, mut done: N) -> (N, N) {
    let (zero, one) = (N::zero(), N::one());
    let idle = zero.lt(done);
    let (mut low, mut high, mut x) = (zero, one, one);
    let (near, last) = (N::of(NEAR), N::of(4.0 * f64::EPSILON));
    for _ in 0..STEPS {
        let (value, slope) = value_and_slope(coefficients, x);
        let below = zero.lt(sign(value) * sign(at_zero));
        let held = zero.lt(done);
        low = N::select(held, low, N::select(below, x, low));
        high = N::select(held, high, N::select(below, high, x));
        let step = x - value.over_or_zero(slope);
        // Outside the bracket, or nowhere: half way.
        let inside = N::and(low.lt(step), step.lt(high));
        let next = N::select(inside, step, (low + high) * 0.5);
        // After a Newton step this small the next would be within the last digits.
        let near = N::select(inside, (next - x).abs(), high - low).le(x * N::select(inside, near, last));
        x = N::select(held, x, next);
        done = N::select(near, one, done);
        if !N::any(done.lt(one)) {
            break;
        }
    }
    (x, N::select(idle, zero, done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lanes::{Lanes, Narrow};

    /// Series of every kind: losses, gains, several roots, none, ripples of a yearly tax, growth.
    fn series() -> Vec<Vec<f64>> {
        let months = |of: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..120).map(of).collect() };
        vec![
            months(&|month| if month < 24 { -5e6 } else { 1e6 }),
            months(&|month| {
                if month < 24 {
                    -5e6
                } else if month % 12 == 11 {
                    -2e6
                } else {
                    1e6
                }
            }),
            months(&|month| if month < 60 { -5e6 } else { 1e6 * (month as f64).sin() }),
            months(&|month| -1e6 - month as f64),
            months(&|month| 1e6 + month as f64),
            months(&|month| if month == 0 { -1e9 } else { 1.0 }),
            months(&|month| (month as f64 * 0.7).sin()),
            months(&|month| if month < 3 { -1.0 } else { 1.19_f64.powi(month as i32) }),
            months(&|month| [-100.0, 230.0, -132.0].get(month).copied().unwrap_or(0.0)),
            months(&|month| if month < 119 { -1.0 } else { 119.0 }),
            months(&|month| if month == 7 { f64::NAN } else { -1.0 }),
            months(&|_| 0.0),
        ]
    }

    fn reference(flows: &[f64]) -> f64 {
        match internal_rates(flows).as_slice() {
            [rate] => *rate,
            _ => f64::NAN,
        }
    }

    #[test]
    fn the_only_rate_is_that_of_all_rates() {
        let mut found = 0;
        for flows in series() {
            let (ours, all) = (only_rate(&flows), reference(&flows));
            assert_eq!(ours.is_nan(), all.is_nan(), "{ours} {all} {flows:?}");
            assert!(all.is_nan() || (ours - all).abs() <= 1e-12 * (1.0 + all.abs()), "{ours} {all}");
            found += usize::from(!all.is_nan());
        }
        assert!(found >= 4, "{found}");
    }

    #[test]
    fn what_goes_beside_a_series_does_not_change_its_rate() {
        let series = series();
        for a in &series {
            for b in &series {
                let pairs = a.iter().zip(b);
                let both: Vec<Lanes<Narrow>> =
                    pairs.map(|(a, b)| Lanes::from_lanes(|lane| [*a, *b][lane])).collect();
                let rates = only_rate(&both);
                for (lane, alone) in [a, b].into_iter().enumerate() {
                    let (ours, alone) = (rates.lane(lane), only_rate(alone));
                    assert!(ours.to_bits() == alone.to_bits() || (ours.is_nan() && alone.is_nan()));
                }
            }
        }
    }
}
