//! Society: scores against fixed goalposts, the composite index, trust (C1, C4, C5).

use super::Number;
use super::parameters::Aggregation;

/// Education spending that scores full, share of customer revenue (goalpost, assumption).
const EDUCATION_FULL: f64 = 0.02;
/// Paid training hours per employee and year that score full (goalpost, assumption).
const WORKFORCE_FULL_HOURS: f64 = 80.0;
/// Safety spending that scores full, share of research spending (goalpost, assumption).
const SAFETY_FULL: f64 = 0.3;
/// Subscription over monthly income that scores zero in affordability (goalpost, assumption).
const UNAFFORDABLE: f64 = 0.20;
/// What federated training without differential privacy counts: updates leak (assumption).
const FEDERATED_CREDIT: f64 = 0.3;

/// C1: privacy = 100·[`share_dp`·clamp((ln 100 − ln ε)/(ln 100 − ln 0.1), 0, 1) + 0.3·(1 − `share_dp`)·`share_fl`].
///
/// `quality` is the clamped bracket, computed once by [`epsilon_quality`].
#[inline(always)]
pub fn privacy_score<N: Number>(dp_share: N, quality: N, federated_share: N) -> N {
    (dp_share * quality
        + (N::one() - dp_share) * federated_share * N::known(FEDERATED_CREDIT, "federated-credit", ""))
        * 100.0
}

/// C1: how good an ε is, 0 at 100 and above, 1 at 0.1 and below, linear in its logarithm.
#[inline(always)]
pub fn epsilon_quality<N: Number>(epsilon: N) -> N {
    let (worst, best) = (super::number::ln(100.0), super::number::ln(0.1));
    (N::of(N::known(worst, "epsilon-worst-ln", "")) - epsilon.ln()).clamp(0.0, worst - best)
        / N::known(worst - best, "epsilon-range-ln", "")
}

/// C1: education = 100·min(1, spend share/0.02).
#[inline(always)]
pub fn education_score<N: Number>(spend_share: N) -> N {
    (spend_share / N::known(EDUCATION_FULL, "education-full-share", "")).min(N::one()) * 100.0
}

/// C1: access = 50·(1 − conversion) + 50·clamp(ln(0.20/s)/ln 100, 0, 1), s = subscription/monthly income.
#[inline(always)]
pub fn access_score<N: Number>(conversion: N, subscription_usd: N, income_usd: N) -> N {
    let affordable =
        (N::of(N::known(UNAFFORDABLE, "unaffordable-share", "")) * income_usd / subscription_usd).ln()
            / super::number::ln(100.0);
    (N::one() - conversion) * 50.0 + affordable.clamp(0.0, 1.0) * 50.0
}

/// C1: workforce = 100·min(1, hours/80).
#[inline(always)]
pub fn workforce_score<N: Number>(hours: N) -> N {
    (hours / N::known(WORKFORCE_FULL_HOURS, "workforce-full-hours", "")).min(N::one()) * 100.0
}

/// C1: safety = 100·min(1, share/0.3).
#[inline(always)]
pub fn safety_score<N: Number>(share: N) -> N {
    (share / N::known(SAFETY_FULL, "safety-full-share", "")).min(N::one()) * 100.0
}

/// C4: weighted arithmetic mean of three scores on the scale η = 10 + 0.9·score.
#[inline(always)]
pub fn theme<N: Number>(scores: [N; 3], weights: [N; 3]) -> N {
    let total = weights[0] + weights[1] + weights[2];
    let mean = (scores[0] * weights[0] + scores[1] * weights[1] + scores[2] * weights[2]) / total;
    // A mean of full scores may round above them.
    (mean * 0.9 + 10.0).min(N::of(100.0))
}

/// C4: the two themes joined, geometric (a weak theme weighs) or linear.
#[inline(always)]
pub fn index<N: Number>(aggregation: Aggregation, themes: [N; 2], weights: [N; 2]) -> N {
    let total = weights[0] + weights[1];
    let joined = match aggregation {
        Aggregation::Linear => (themes[0] * weights[0] + themes[1] * weights[1]) / total,
        Aggregation::Geometric => ((themes[0].ln() * weights[0] + themes[1].ln() * weights[1]) / total).exp(),
    };
    joined.min(N::of(100.0))
}
