//! Market: adoption, shares, prices, demand, acquisition (E1 to E5), and what compute it takes (F1).

use super::Number;
use super::number::Divisor;
use super::technology::STEP;

/// E1: adoption of a segment after one month: F + (p + q·F)·(1 − F)·Δ (Bass 1969, in steps).
#[inline(always)]
pub fn adoption_after<N: Number>(adoption: N, p: N, q: N) -> N {
    adoption + (p + q * adoption) * (N::one() - adoption) * STEP
}

/// Log-odds of a share.
#[inline(always)]
pub fn logit<N: Number>(share: N) -> N {
    (share / (N::one() - share)).ln()
}

/// E2: share at a utility of u: logistic(u) = 1/(1 + e^−u). `odds_against` = e^−u, which a run takes for
/// many months at once.
#[inline(always)]
pub fn share_at<N: Number>(odds_against: N) -> N {
    N::one() / (odds_against + 1.0)
}

/// E2: price coefficient of the utility, so that the provider elasticity at the initial share is as given:
/// `b_P` = ε/(1 − share₀).
#[inline(always)]
pub fn price_coefficient<N: Number>(elasticity: N, initial_share: N) -> N {
    elasticity / (N::one() - initial_share)
}

/// E2: share after one month of adjusting to its utility: share + (logistic(u) − share)·(1 − e^(−Δ/τ));
/// `goal` = logistic(u), see [`share_at`].
#[inline(always)]
pub fn share_after<N: Number>(share: N, goal: N, adjustment: N) -> N {
    share + (goal - share) * adjustment
}

/// Share of the way that a quantity goes to its goal in a month: 1 − e^(−Δ/τ).
#[inline(always)]
pub fn adjustment<N: Number>(years: N) -> N {
    N::one() - (N::of(-STEP) / years).exp()
}

/// E4: payers = min(consumers, consumers·conversion·(price/price today)^−ε).
#[inline(always)]
pub fn payers<N: Number>(consumers: N, conversion: N, price_effect: N) -> N {
    consumers.min(consumers * conversion * price_effect)
}

/// E5: gross additions = max(0, net additions + churned).
#[inline(always)]
pub fn gross_additions<N: Number>(net: N, churned: N) -> N {
    (net + churned).max(N::zero())
}

/// F1: capacity needed, base-device hours: busy hours over utilisation.
#[inline(always)]
pub fn capacity<N: Number>(busy_hours: N, utilisation: Divisor<N>) -> N {
    busy_hours.divided(utilisation)
}
