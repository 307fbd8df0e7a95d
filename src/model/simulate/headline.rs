//! Headline figures: sums, the last 12 months, and what the cash flows are worth (P11, P12).

use crate::model::finance;
use crate::model::number::Number;
use crate::model::output::{self, COUNT, HeadlineValues, Month, RATIOS, at};
use crate::model::parameters::{Inputs, Now};
use crate::model::technology::STEP;

/// Monthly series that the headline figures need.
#[derive(Clone, Debug)]
pub struct Flows<N> {
    /// Free cash flow, USD a month.
    pub free_cash_usd: Vec<N>,
    /// EBITDA, USD a month.
    pub ebitda_usd: Vec<N>,
    /// Cash at the end of the month, USD.
    pub cash_usd: Vec<N>,
    /// Scope 1, scope 2 location-based and scope 3 times the shadow price, USD a month (not booked).
    pub shadow_usd: Vec<N>,
    /// The same times the social cost of carbon.
    pub social_cost_usd: Vec<N>,
    /// Resale value of the fleet at the end, USD.
    pub residual_usd: N,
    /// Working capital at the end, USD.
    pub working_capital_usd: N,
}

impl<N: Number> Flows<N> {
    #[inline(always)]
    pub(super) fn with_capacity(months: usize) -> Self {
        let series = || Vec::with_capacity(months);
        Self {
            free_cash_usd: series(),
            ebitda_usd: series(),
            cash_usd: series(),
            shadow_usd: series(),
            social_cost_usd: series(),
            residual_usd: N::zero(),
            working_capital_usd: N::zero(),
        }
    }

    /// A month of them: its inventory with the shadow price and the social cost of carbon of the month.
    #[inline(always)]
    pub(super) fn add(&mut self, row: &Month<N>, now: &Now<N>) {
        let inventory = row.scope1_t
            + row.scope2_location_t
            + row.scope3_upstream_t
            + row.scope3_rented_t
            + row.scope3_hardware_t;
        self.free_cash_usd.push(row.free_cash_flow_usd);
        self.ebitda_usd.push(row.ebitda_usd);
        self.cash_usd.push(row.cash_usd);
        self.shadow_usd.push(inventory * now.environment.carbon_price);
        self.social_cost_usd.push(inventory * now.environment.social_cost_of_carbon);
    }

    /// Free cash flows with the residual value of fleet and working capital added to the last: what NPV,
    /// IRR and payback are made of.
    #[inline(always)]
    pub fn with_residual(&self) -> Vec<N> {
        let mut flows = self.free_cash_usd.clone();
        if let Some(last) = flows.last_mut() {
            *last += self.residual_usd + self.working_capital_usd;
        }
        flows
    }
}

/// P11: first month (counted from 1, at least 12) from which the rolling 12-month EBITDA stays above zero;
/// none where the last does not.
#[inline(always)]
pub fn break_even_month<N: Number>(ebitda_usd: &[N]) -> N {
    let none = N::of(f64::NAN);
    let mut month = none;
    // Twelve months are three times four; what a window shares with the next is added once.
    let mut fours = vec![N::zero(); ebitda_usd.len().saturating_sub(3)];
    for (four, months) in fours.iter_mut().zip(ebitda_usd.windows(4)) {
        *four = (months[0] + months[1]) + (months[2] + months[3]);
    }
    for (start, fours) in fours.windows(9).enumerate() {
        let above = N::zero().lt((fours[0] + fours[4]) + fours[8]);
        // Keeps the first month of the present stretch above zero; a month at or below ends it.
        let started = N::select(month.le(N::of(f64::MAX)), month, N::of((start + 12) as f64));
        month = N::select(above, started, none);
    }
    month
}

/// P11: first month (counted from 1) from which the cumulative flow stays at or above zero; none where the
/// last does not. `per_month` discounts: 1 for the simple payback.
#[inline(always)]
pub fn payback_months<N: Number>(flows: &[N], per_month: N) -> N {
    let none = N::of(f64::NAN);
    let (mut month, mut total, mut factor) = (none, N::zero(), N::one());
    for (index, &flow) in flows.iter().enumerate() {
        factor *= per_month;
        total += flow * factor;
        let started = N::select(month.le(N::of(f64::MAX)), month, N::of(index as f64 + 1.0));
        month = N::select(N::zero().le(total), started, none);
    }
    month
}

/// The internal rate of return a year where there is only one, else none.
///
/// Found on the values of each lane, then refined by a Newton step in the run's own number type, which
/// gives dual numbers their exact derivative.
#[inline(always)]
pub fn only_yearly_rate<N: Number>(flows: &[N]) -> N {
    finance::annualised(finance::refined_rate(flows, N::only_rate(flows)))
}

/// The modified internal rate of return a year, from yearly finance and reinvestment rates; none without
/// flows of both signs.
#[inline(always)]
pub fn modified_yearly_rate<N: Number>(flows: &[N], finance_rate: N, reinvest_rate: N) -> N {
    let monthly = |yearly: N| ((yearly + 1.0).ln() * STEP).exp() - 1.0;
    let rate = finance::modified_rate(flows, monthly(finance_rate), monthly(reinvest_rate));
    N::select(rate.exists, finance::annualised(rate.value), N::of(f64::NAN))
}

/// Every headline figure, from the last year, the sums of the years and the monthly flows.
#[inline(always)]
pub(super) fn headline<N: Number>(
    inputs: &Inputs<N>,
    last: &[N; COUNT],
    total: impl Fn(usize) -> N,
    flows: &Flows<N>,
    epsilon: N,
) -> HeadlineValues<N> {
    let economy = &inputs.economy;
    let ratio = |id: &str| {
        RATIOS
            .iter()
            .find(|ratio| ratio.output.id == id)
            .map_or(N::of(f64::NAN), |row| output::ratio_of(last, row))
    };
    // P11: the real rate, and one month's discount.
    let rate = (economy.discount_rate + 1.0) / (economy.inflation + 1.0) - 1.0;
    let per_month = ((rate + 1.0).ln() * -STEP).exp();
    let (mut operating, mut shadow, mut factor) = (N::zero(), N::zero(), N::one());
    let mut social = N::zero();
    for (month, &flow) in flows.free_cash_usd.iter().enumerate() {
        factor *= per_month;
        operating += flow * factor;
        shadow += flows.shadow_usd[month] * factor;
        social += flows.social_cost_usd[month] * factor;
    }
    let residual = (flows.residual_usd + flows.working_capital_usd) * factor;
    let npv = operating + residual;
    let after_tax = last[at::ebit_usd] * (N::one() - economy.tax_rate);
    let spread = rate - economy.terminal_growth;
    let gordon =
        after_tax * (economy.terminal_growth + 1.0) / N::select(N::zero().lt(spread), spread, N::one());
    let usable = N::and(N::zero().lt(spread), N::zero().lt(after_tax));
    let end = N::select(usable, gordon * factor, residual);
    let with_terminal = operating + end;
    // Of no month: the plan as a whole.
    N::note(f64::NAN, || {
        [
            ("real-discount-rate", rate),
            ("monthly-discount-factor", per_month),
            ("final-discount-factor", factor),
            ("fleet-resale-usd", flows.residual_usd),
            ("present-residual-usd", residual),
            ("present-end-value-usd", end),
            ("present-cash-flow-usd", operating),
            ("present-carbon-usd", shadow),
            ("present-social-carbon-usd", social),
        ]
    });
    let invested = flows.with_residual();
    let lowest = flows
        .cash_usd
        .iter()
        .skip(1)
        .fold(flows.cash_usd.first().copied().unwrap_or(N::of(f64::NAN)), |low, &cash| low.min(cash));
    HeadlineValues {
        npv_usd: npv,
        npv_with_terminal_usd: with_terminal,
        npv_shadow_usd: npv - shadow,
        npv_social_usd: npv - social,
        total_revenue_usd: total(at::revenue_usd),
        final_revenue_usd: last[at::revenue_usd],
        final_ebitda_usd: last[at::ebitda_usd],
        final_gross_margin: ratio("gross-margin"),
        final_cost_usd_per_mtoken: ratio("cost-usd-per-mtoken"),
        lowest_cash_usd: lowest,
        total_raised_usd: total(at::raised_usd),
        final_founder_share: last[at::founder_share],
        break_even_month: break_even_month(&flows.ebitda_usd),
        payback_years: payback_months(&invested, N::one()) * STEP,
        irr: only_yearly_rate(&invested),
        discounted_payback_years: payback_months(&invested, per_month) * STEP,
        mirr: modified_yearly_rate(&invested, economy.finance_rate, economy.reinvest_rate),
        total_tokens: total(at::tokens),
        final_quality_gap_oom: last[at::quality_gap_oom],
        final_speed_tokens_per_s: last[at::speed_tokens_per_s],
        total_energy_mwh: total(at::energy_mwh),
        total_carbon_location_t: total(at::carbon_location_t),
        total_carbon_market_t: total(at::carbon_market_t),
        total_carbon_embodied_t: total(at::carbon_embodied_t),
        final_sci_g_per_mtoken: ratio("sci-g-per-mtoken"),
        final_carbon_g_per_usd: ratio("carbon-g-per-usd"),
        total_water_onsite_kl: total(at::water_onsite_kl),
        total_water_offsite_kl: total(at::water_offsite_kl),
        final_social_index: last[at::social_index],
        final_trust: last[at::trust],
        privacy_epsilon: epsilon,
    }
}
