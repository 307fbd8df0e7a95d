//! Closed forms beside the model: a run steps or simplifies these, and they check it (`tests/vectors`).
//!
//! # References
//! Bass (1969), *A new product growth for model consumer durables*; McFadden (1974), *Conditional logit
//! analysis of qualitative choice behavior*; Leviathan, Kalman, Matias (2022), *Fast inference from
//! transformers via speculative decoding*; OECD (2008), *Handbook on constructing composite indicators*.

use super::Number;
use super::numeric::powi;

/// Bass adoption from zero at time `t`, F = (1 − e^−(p+q)t)/(1 + (q/p)·e^−(p+q)t).
///
/// `p`: innovation, a year, above zero; `q`: imitation, a year; `t`: years. A run takes the steps of E1.
///
/// # Examples
/// ```
/// let share = perennial::model::closed_form::bass_share(0.03, 0.38, 5.0);
/// assert!((share / 0.331_198_642_491_374 - 1.0).abs() < 1e-12);
/// ```
pub fn bass_share<N: Number>(p: N, q: N, t: N) -> N {
    let exponent = -((p + q) * t);
    let decay = exponent.exp();
    -super::numeric::exp_m1(exponent) / (q / p * decay + 1.0)
}

/// When Bass adoption is fastest, and what it is then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BassPeak<N> {
    /// t* = ln(q/p)/(p + q), years.
    pub time: N,
    /// F(t*) = (q − p)/(2q).
    pub share: N,
    /// f(t*) = (p + q)²/(4q), a year.
    pub rate: N,
}

/// The peak of Bass adoption; meaningful for q > p.
///
/// # Examples
/// ```
/// let peak = perennial::model::closed_form::bass_peak(0.03, 0.38);
/// assert!((peak.time / 6.192_619_197_703_112 - 1.0).abs() < 1e-12);
/// ```
pub fn bass_peak<N: Number>(p: N, q: N) -> BassPeak<N> {
    let both = p + q;
    BassPeak { time: (q / p).ln() / both, share: (q - p) / (q * 2.0), rate: both * both / (q * 4.0) }
}

/// Shares of a multinomial logit with an outside option: s_j = e^u_j/(e^u_0 + Σ e^u_k). The last entry of
/// the answer is the outside option's.
///
/// # Examples
/// ```
/// let shares = perennial::model::closed_form::logit_shares(&[0.0, 0.0], 0.0);
/// assert!(shares.iter().all(|share: &f64| (share - 1.0 / 3.0).abs() < 1e-15));
/// ```
pub fn logit_shares<N: Number>(utilities: &[N], outside: N) -> Vec<N> {
    let top = utilities.iter().fold(outside, |top, u| top.max(*u));
    let weights: Vec<N> = utilities.iter().chain([&outside]).map(|u| (*u - top).exp()).collect();
    let sum = weights.iter().fold(N::zero(), |sum, weight| sum + *weight);
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// Own-price elasticity of a logit share where utility falls linearly in price: −b·price·(1 − share). With
/// utility in ln(price) it is −b·(1 − share): pass a price of 1.
pub fn logit_own_elasticity<N: Number>(sensitivity: N, price: N, share: N) -> N {
    -(sensitivity * price * (N::one() - share))
}

/// Elasticity of any other share to the price of `share`'s owner: b·price·share.
pub fn logit_cross_elasticity<N: Number>(sensitivity: N, price: N, share: N) -> N {
    sensitivity * price * share
}

/// Tokens a round of speculative decoding yields, (1 − a^(g+1))/(1 − a); g + 1 at a = 1.
///
/// `acceptance`: a; `drafted`: g tokens.
///
/// # Examples
/// ```
/// assert!((perennial::model::closed_form::speculative_tokens(0.6_f64, 3) - 2.176).abs() < 1e-15);
/// ```
pub fn speculative_tokens<N: Number>(acceptance: N, drafted: u32) -> N {
    let all = N::one().le(acceptance);
    let below = N::select(all, N::zero(), acceptance);
    let tokens = (N::one() - powi(below, drafted.saturating_add(1))) / (N::one() - below);
    N::select(all, N::of(f64::from(drafted) + 1.0), tokens)
}

/// Speed-up of speculative decoding: [`speculative_tokens`]/(g·c + 1), c the cost of a drafted token
/// against one of the large model.
pub fn speculative_speedup<N: Number>(acceptance: N, drafted: u32, draft_cost: N) -> N {
    speculative_tokens(acceptance, drafted) / (draft_cost * f64::from(drafted) + 1.0)
}

/// A value between fixed goalposts as a share, not held within 0 to 1: (value − low)/(high − low).
pub fn normalised<N: Number>(value: N, low: N, high: N) -> N {
    (value - low) / (high - low)
}

/// Composite Σ w·s/Σ w: what one score lacks another makes up.
pub fn linear_composite<N: Number>(scores: &[N], weights: &[N]) -> N {
    weighted(scores, weights, |score| score)
}

/// Composite exp(Σ w·ln s/Σ w) of scores above zero: what one lacks others make up only partly.
pub fn geometric_composite<N: Number>(scores: &[N], weights: &[N]) -> N {
    weighted(scores, weights, Number::ln).exp()
}

/// Composite Σ w/Σ (w/s) of scores above zero: the lowest weighs most.
pub fn harmonic_composite<N: Number>(scores: &[N], weights: &[N]) -> N {
    N::one() / weighted(scores, weights, |score| N::one() / score)
}

fn weighted<N: Number>(scores: &[N], weights: &[N], of: impl Fn(N) -> N) -> N {
    let zero = N::zero();
    let (sum, weight) = scores
        .iter()
        .zip(weights)
        .fold((zero, zero), |(sum, weight), (score, w)| (sum + *w * of(*score), weight + *w));
    sum / weight
}
