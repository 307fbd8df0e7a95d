//! The worth of a series of flows: present value, rates of return, paybacks, annuities, social return
//! (P11).
//!
//! Flows are equally spaced; a rate is per period. Present value is not discounted at the first flow, as in
//! numpy-financial; roots and paybacks do not depend on that.
//!
//! # References
//! numpy-financial 1.0.0 (`npv`, `irr`, `mirr`, `pmt`), against which it is tested; Nicholls et al. (2012),
//! *A guide to social return on investment*.

mod irr;
mod only_rate;

pub(crate) use irr::Refinement;
pub use irr::{internal_rates, refined_rate};
pub use only_rate::only_rate;

use super::Number;
use super::numeric::{exp_m1, ln_1p, powi};

/// Net present value, Σ c_k/(1 + r)^k, the first flow at k = 0.
///
/// `rate`: r > −1, per period; `flows`: c_k, USD.
///
/// # Examples
/// ```
/// let flows = [-1000.0, 300.0, 420.0, 680.0];
/// assert!((perennial::model::finance::net_present_value(0.08, &flows) - 177.666_006_198_242).abs() < 1e-9);
/// ```
#[inline(always)]
pub fn net_present_value<N: Number>(rate: N, flows: &[N]) -> N {
    let factor = N::one() / (rate + 1.0);
    // Horner from the last flow: one multiplication a flow, in a fixed order.
    flows.iter().rev().fold(N::zero(), |later, flow| later * factor + *flow)
}

/// Real rate from a nominal one: (1 + nominal)/(1 + inflation) − 1 (P11).
///
/// # Examples
/// ```
/// assert!((perennial::model::finance::real_rate(0.1, 0.02) - 0.078_431_372_549).abs() < 1e-12);
/// ```
#[inline(always)]
pub fn real_rate<N: Number>(nominal: N, inflation: N) -> N {
    (nominal - inflation) / (inflation + 1.0)
}

/// Rate a year from a rate a month, (1 + i)^12 − 1.
///
/// # Examples
/// ```
/// assert!((perennial::model::finance::annualised(0.01) - 0.126_825_030_131_97).abs() < 1e-13);
/// ```
#[inline(always)]
pub fn annualised<N: Number>(monthly: N) -> N {
    powi(monthly + 1.0, 12) - 1.0
}

/// A rate that need not exist.
#[derive(Clone, Copy, Debug)]
pub struct Defined<N: Number> {
    /// The rate; zero where it does not exist.
    pub value: N,
    /// Where it exists.
    pub exists: N::Mask,
}

/// Modified internal rate of return a period, numpy-financial's convention:
/// ((Σ positive flows at the reinvestment rate at the end)/(−Σ negative flows at the finance rate at the
/// start))^(1/(n−1)) − 1. Exists where there are flows of both signs.
///
/// # Examples
/// ```
/// let rate = perennial::model::finance::modified_rate(&[-1000.0, 300.0, 420.0, 680.0], 0.10, 0.12);
/// assert!(rate.exists && (rate.value - 0.151_471_336_646_763).abs() < 1e-9);
/// assert!(!perennial::model::finance::modified_rate(&[-1.0, -2.0], 0.10, 0.12).exists);
/// ```
#[inline(always)]
pub fn modified_rate<N: Number>(flows: &[N], finance_rate: N, reinvest_rate: N) -> Defined<N> {
    let mut worth = EndWorth::of(finance_rate, reinvest_rate);
    for (first, last) in flows.iter().zip(flows.iter().rev()) {
        worth.add(*first, *last);
    }
    worth.rate(flows.len())
}

/// What [`modified_rate`] gathers of the flows: payments at the start, receipts at the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndWorth<N> {
    discount: N,
    growth: N,
    paid: N,
    earned: N,
}

impl<N: Number> EndWorth<N> {
    /// Of no flow yet.
    #[inline(always)]
    pub(crate) fn of(finance_rate: N, reinvest_rate: N) -> Self {
        let zero = N::zero();
        let discount = N::one() / (finance_rate + 1.0);
        Self { discount, growth: reinvest_rate + 1.0, paid: zero, earned: zero }
    }

    /// The next flow from the first on, and the next from the last back.
    #[inline(always)]
    pub(crate) fn add(&mut self, first: N, last: N) {
        self.paid = self.paid * self.discount - last.min(N::zero());
        self.earned = self.earned * self.growth + first.max(N::zero());
    }

    /// The rate, once all `count` flows are added.
    #[inline(always)]
    pub(crate) fn rate(self, count: usize) -> Defined<N> {
        let Self { paid, earned, .. } = self;
        let exists = N::and(N::zero().lt(paid), N::zero().lt(earned));
        let periods = count.saturating_sub(1).max(1) as f64;
        let ratio = N::select(exists, earned, N::one()) / N::select(exists, paid, N::one());
        // exp_m1 keeps the digits of small rates, such as those a month.
        Defined { value: N::select(exists, exp_m1(ratio.ln() / periods), N::zero()), exists }
    }
}

/// The first period index from which the cumulative flow stays at or above zero: 0 where it never is below,
/// none where it ends below (P11: the month *from which*). No fraction of a period is guessed. A sum that is
/// below zero by no more than rounding is zero: ten payments of 0.1 pay back 1.
///
/// # Examples
/// ```
/// use perennial::model::finance::payback;
/// assert_eq!(payback(&[-1000.0, 300.0, 420.0, 680.0]), Some(3));
/// assert_eq!(payback(&[-100.0, -10.0]), None);
/// assert_eq!(payback(&[-100.0, 200.0, -150.0, 60.0]), Some(3));
/// assert_eq!(payback(&[-0.6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]), Some(6));
/// ```
#[must_use]
pub fn payback(flows: &[f64]) -> Option<usize> {
    let (mut total, mut size) = (0.0, 0.0);
    let mut from = Some(0);
    for (period, flow) in flows.iter().enumerate() {
        total += flow;
        size += flow.abs();
        // Each flow is rounded once, discounted once a period, and added once.
        let rounding = f64::EPSILON * (period + 4) as f64 * size;
        if total < -rounding {
            from = None;
        } else if from.is_none() {
            from = Some(period);
        }
    }
    from.filter(|_| !flows.is_empty())
}

/// [`payback`] of the discounted flows c_k/(1 + r)^k.
///
/// # Examples
/// ```
/// use perennial::model::finance::discounted_payback;
/// assert_eq!(discounted_payback(0.1, &[-100.0, 60.0, 60.0]), Some(2));
/// assert_eq!(discounted_payback(0.2, &[-100.0, 60.0, 60.0]), None);
/// assert_eq!(discounted_payback(0.08, &[0.0, 0.0, -100.0, 108.0]), Some(3));
/// ```
#[must_use]
pub fn discounted_payback(rate: f64, flows: &[f64]) -> Option<usize> {
    let factor = 1.0 / (rate + 1.0);
    let mut weight = 1.0;
    let discounted: Vec<f64> = flows
        .iter()
        .map(|flow| {
            let value = flow * weight;
            weight *= factor;
            value
        })
        .collect();
    payback(&discounted)
}

/// Capital recovery factor, r/(1 − (1 + r)^−n); 1/n at r = 0: the level payment a unit of debt.
///
/// `rate`: r, per period; `periods`: n.
///
/// # Examples
/// ```
/// assert!((perennial::model::finance::capital_recovery_factor(0.1, 5.0) - 0.263_797_480_794_745).abs() < 1e-12);
/// assert_eq!(perennial::model::finance::capital_recovery_factor(0.0, 5.0), 0.2);
/// ```
#[inline(always)]
pub fn capital_recovery_factor<N: Number>(rate: N, periods: N) -> N {
    let free = rate.abs().le(N::zero());
    let charged = N::select(free, N::one(), rate);
    let level = charged / -exp_m1(-(periods * ln_1p(charged)));
    N::select(free, N::one() / periods, level)
}

/// Level payment at the end of each period, −present·[`capital_recovery_factor`] (numpy-financial `pmt`
/// without future value).
///
/// # Examples
/// ```
/// let payment = perennial::model::finance::payment(0.08 / 12.0, 60.0, 1e6);
/// assert!((payment / -20_276.394_288_413_85 - 1.0).abs() < 1e-12);
/// ```
#[inline(always)]
pub fn payment<N: Number>(rate: N, periods: N, present: N) -> N {
    -(present * capital_recovery_factor(rate, periods))
}

/// What a social return is computed from. Shares are fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SocialReturn<N> {
    /// Outcome of the first year, USD.
    pub outcome_first_year: N,
    /// Years the outcome lasts.
    pub years: u32,
    /// What would have happened anyway.
    pub deadweight: N,
    /// What is due to others.
    pub attribution: N,
    /// What moved elsewhere.
    pub displacement: N,
    /// Loss of outcome a year, from the second year.
    pub drop_off: N,
    /// Discount rate a year, at the end of each year.
    pub discount: N,
    /// What was put in, USD.
    pub investment: N,
}

impl<N: Number> SocialReturn<N> {
    /// Present value, Σ_y outcome·(1−deadweight)(1−attribution)(1−displacement)·(1−drop-off)^(y−1)/(1+d)^y,
    /// USD.
    #[inline(always)]
    pub fn present_value(&self) -> N {
        let one = N::one();
        let ours = (one - self.deadweight) * (one - self.attribution) * (one - self.displacement);
        let factor = one / (self.discount + 1.0);
        let mut year = self.outcome_first_year * ours * factor;
        let mut value = N::zero();
        for _ in 0..self.years {
            value += year;
            year *= (one - self.drop_off) * factor;
        }
        value
    }

    /// Present value a unit of investment; minus 1 is the net social return.
    #[inline(always)]
    pub fn ratio(&self) -> N {
        self.present_value() / self.investment
    }
}
