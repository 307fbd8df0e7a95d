//! Headline figures: sums, the last 12 months, and what the cash flows are worth (P11, P12).

use super::{MONTHS_PER_YEAR, Year};
use crate::model::finance::{self, Defined, EndWorth, Refinement};
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

/// The same in the months of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlowsYear<N> {
    free_cash_usd: Year<N>,
    ebitda_usd: Year<N>,
    cash_usd: Year<N>,
    shadow_usd: Year<N>,
    social_cost_usd: Year<N>,
}

impl<N: Number> FlowsYear<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::zero(); MONTHS_PER_YEAR];
        Self {
            free_cash_usd: none,
            ebitda_usd: none,
            cash_usd: none,
            shadow_usd: none,
            social_cost_usd: none,
        }
    }

    /// Sets a month: its inventory with the shadow price and the social cost of carbon of the month.
    #[inline(always)]
    pub(super) fn set(&mut self, index: usize, row: &Month<N>, now: &Now<N>) {
        let inventory = row.scope1_t
            + row.scope2_location_t
            + row.scope3_upstream_t
            + row.scope3_rented_t
            + row.scope3_hardware_t;
        self.free_cash_usd[index] = row.free_cash_flow_usd;
        self.ebitda_usd[index] = row.ebitda_usd;
        self.cash_usd[index] = row.cash_usd;
        self.shadow_usd[index] = inventory * now.environment.carbon_price;
        self.social_cost_usd[index] = inventory * now.environment.social_cost_of_carbon;
    }
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

    /// Adds a year of them.
    #[inline(always)]
    pub(super) fn add(&mut self, year: &FlowsYear<N>) {
        self.free_cash_usd.extend_from_slice(&year.free_cash_usd);
        self.ebitda_usd.extend_from_slice(&year.ebitda_usd);
        self.cash_usd.extend_from_slice(&year.cash_usd);
        self.shadow_usd.extend_from_slice(&year.shadow_usd);
        self.social_cost_usd.extend_from_slice(&year.social_cost_usd);
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

/// The months from which something holds until the end.
#[derive(Clone, Copy, Debug)]
struct Since<N> {
    /// The last month, counted from 1, in which it did not hold.
    failed: N,
}

impl<N: Number> Since<N> {
    /// Before a month is seen: it may hold from the month after `failed` on.
    #[inline(always)]
    fn after(failed: usize) -> Self {
        Self { failed: N::of(failed as f64) }
    }

    /// Sees whether it holds in a month, each later than the one before.
    #[inline(always)]
    fn see(&mut self, month: usize, holds: N::Mask) {
        self.failed = N::select(holds, self.failed, N::of(month as f64));
    }

    /// The first month; none where it does not hold in the last, or there are too few.
    #[inline(always)]
    fn first(self, months: usize) -> N {
        N::select(self.failed.lt(N::of(months as f64)), self.failed + 1.0, N::of(f64::NAN))
    }
}

/// P11: first month (counted from 1, at least 12) from which the rolling 12-month EBITDA stays above zero;
/// none where the last does not.
#[inline(always)]
pub fn break_even_month<N: Number>(ebitda_usd: &[N]) -> N {
    // Twelve months are three times four; what a window shares with the next is added once.
    let mut fours = vec![N::zero(); ebitda_usd.len().saturating_sub(3)];
    for (four, months) in fours.iter_mut().zip(ebitda_usd.windows(4)) {
        *four = (months[0] + months[1]) + (months[2] + months[3]);
    }
    let mut above = Since::after(MONTHS_PER_YEAR - 1);
    for (start, fours) in fours.windows(9).enumerate() {
        above.see(start + MONTHS_PER_YEAR, N::zero().lt((fours[0] + fours[4]) + fours[8]));
    }
    above.first(ebitda_usd.len())
}

/// P11: first month (counted from 1) from which the cumulative flow stays at or above zero; none where the
/// last does not. `per_month` discounts: 1 for the simple payback.
#[inline(always)]
pub fn payback_months<N: Number>(flows: &[N], per_month: N) -> N {
    let mut paid_back = Since::after(0);
    let (mut total, mut factor) = (N::zero(), N::one());
    for (index, &flow) in flows.iter().enumerate() {
        factor *= per_month;
        total += flow * factor;
        paid_back.see(index + 1, N::zero().le(total));
    }
    paid_back.first(flows.len())
}

/// The internal rate of return a year where there is only one, else none.
///
/// Found on the values of each lane, then refined by a Newton step in the run's own number type, which
/// gives dual numbers their exact derivative.
#[inline(always)]
pub fn only_yearly_rate<N: Number>(flows: &[N]) -> N {
    finance::annualised(finance::refined_rate(flows, N::only_rate(flows)))
}

/// A rate a month from one a year.
#[inline(always)]
fn monthly<N: Number>(yearly: N) -> N {
    ((yearly + 1.0).ln() * STEP).exp() - 1.0
}

/// A rate a year from one a month; none where there is none.
#[inline(always)]
fn yearly<N: Number>(monthly: Defined<N>) -> N {
    N::select(monthly.exists, finance::annualised(monthly.value), N::of(f64::NAN))
}

/// The modified internal rate of return a year, from yearly finance and reinvestment rates; none without
/// flows of both signs.
#[inline(always)]
pub fn modified_yearly_rate<N: Number>(flows: &[N], finance_rate: N, reinvest_rate: N) -> N {
    yearly(finance::modified_rate(flows, monthly(finance_rate), monthly(reinvest_rate)))
}

/// What the flows of a run are worth (P11, P12).
#[derive(Clone, Copy, Debug)]
struct Worth<N> {
    /// Sums of the discounted flows, USD today.
    operating_usd: N,
    shadow_usd: N,
    social_usd: N,
    /// The discount of the last month.
    factor: N,
    lowest_cash_usd: N,
    payback_months: N,
    discounted_payback_months: N,
    irr: N,
    mirr: N,
}

impl<N: Number> Worth<N> {
    /// All of it in one pass over the months: each figure waits for its own month before, and none for another.
    /// As [`payback_months`], [`only_yearly_rate`] and [`modified_yearly_rate`] have them one by one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn of(flows: &Flows<N>, per_month: N, finance_rate: N, reinvest_rate: N) -> Self {
        let zero = N::zero();
        let invested = flows.with_residual();
        let months = invested.len();
        let (mut operating, mut shadow, mut social, mut factor) = (zero, zero, zero, N::one());
        let mut lowest = flows.cash_usd.first().copied().unwrap_or(N::of(f64::NAN));
        let (mut total, mut payback, mut discounted) = (zero, Since::after(0), Since::after(0));
        let mut rate = Refinement::of(N::only_rate(&invested));
        let mut worth = EndWorth::of(monthly(finance_rate), monthly(reinvest_rate));
        let series = flows.free_cash_usd.iter().zip(&flows.cash_usd);
        let carbon = flows.shadow_usd.iter().zip(&flows.social_cost_usd);
        let both_ways = invested.iter().zip(invested.iter().rev());
        for (index, (((&flow, &cash), (&priced, &costing)), (&first, &last))) in
            series.zip(carbon).zip(both_ways).enumerate()
        {
            factor *= per_month;
            // As the last month has it too: with what is left at the end.
            let worth_by_now = operating + first * factor;
            operating += flow * factor;
            shadow += priced * factor;
            social += costing * factor;
            lowest = lowest.min(cash);
            total += first;
            payback.see(index + 1, zero.le(total));
            discounted.see(index + 1, zero.le(worth_by_now));
            rate.add(first, last);
            worth.add(first, last);
        }
        Self {
            operating_usd: operating,
            shadow_usd: shadow,
            social_usd: social,
            factor,
            lowest_cash_usd: lowest,
            payback_months: payback.first(months),
            discounted_payback_months: discounted.first(months),
            irr: finance::annualised(rate.rate()),
            mirr: yearly(worth.rate(months)),
        }
    }
}

/// Every headline figure, from the last year, the sums of the years and the monthly flows.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
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
    let worth = Worth::of(flows, per_month, economy.finance_rate, economy.reinvest_rate);
    let Worth { operating_usd: operating, shadow_usd: shadow, social_usd: social, factor, .. } = worth;
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
        lowest_cash_usd: worth.lowest_cash_usd,
        total_raised_usd: total(at::raised_usd),
        final_founder_share: last[at::founder_share],
        break_even_month: break_even_month(&flows.ebitda_usd),
        payback_years: worth.payback_months * STEP,
        irr: worth.irr,
        discounted_payback_years: worth.discounted_payback_months * STEP,
        mirr: worth.mirr,
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
