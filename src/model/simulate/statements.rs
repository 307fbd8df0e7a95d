//! Customers, statements and cash of a month (E4, E5, P1 to P10).

use super::company::{Company, ThisYear};
use crate::model::number::Number;
use crate::model::output::{Month, quotient};
use crate::model::parameters::{Funding, Now};
use crate::model::technology::{DAYS_PER_MONTH, STEP};

/// Mean months for which an annual plan is prepaid: half a year (P8).
const PREPAID_MONTHS: f64 = 6.0;

impl<N: Number> Company<'_, N> {
    /// P1 to P10.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn statements(
        &mut self,
        now: &Now<N>,
        month: usize,
        year: &ThisYear<'_, N>,
        row: &mut Month<N>,
    ) {
        let economy = &now.economy;
        let (demand, hours, index) = (year.demand, year.hours, year.index);
        row.tokens = hours.tokens[index];
        row.requests = hours.output[index] * self.standing.requests_per_output_token;
        // P1.
        row.subscription_revenue_usd = demand.payers[index] * economy.subscription_price;
        row.api_revenue_usd = demand.tokens.api[index] * demand.own_price[index] * 1e-6;
        row.enterprise_revenue_usd =
            demand.enterprises[index] * economy.enterprise_contract_value * economy.price_position * STEP;
        row.other_revenue_usd = economy.other_revenue * STEP;
        let customers = row.subscription_revenue_usd + row.api_revenue_usd + row.enterprise_revenue_usd;
        row.revenue_usd = customers + row.sharing_revenue_usd + row.other_revenue_usd;
        // P2.
        row.payment_fees_usd = customers * economy.payment_fee_share;
        row.support_usd = customers * economy.support_share;
        row.cloud_share_usd = customers * economy.cloud_revenue_share;
        row.other_cost_usd = economy.other_cost_of_revenue * STEP;
        row.cost_of_revenue_usd = row.serving_rent_usd
            + row.serving_power_usd
            + row.serving_depreciation_usd
            + row.serving_facility_usd
            + row.sharing_power_usd
            + row.payment_fees_usd
            + row.support_usd
            + row.cloud_share_usd
            + row.other_cost_usd;
        self.research_cost(now, row);
        // P4.
        row.sales_marketing_usd = customers * economy.sales_marketing_share;
        row.general_admin_usd = customers * economy.general_admin_share;
        self.sustainability(now, customers, row);
        // P6.
        row.ebit_usd = row.revenue_usd
            - (row.cost_of_revenue_usd
                + row.research_development_usd
                + row.sales_marketing_usd
                + row.general_admin_usd
                + row.sustainability_usd);
        row.ebitda_usd = row.ebit_usd + row.depreciation_usd;
        N::note(now.year(), || [("customer-revenue-usd", customers)]);
        self.tax(now, month, row);
        self.cash(now, row);
        // E5. S&M is a share of customer revenue, so that a segment's part by revenue is that share of its own.
        row.consumer_marketing_usd = row.subscription_revenue_usd * economy.sales_marketing_share;
        row.enterprise_marketing_usd = row.enterprise_revenue_usd * economy.sales_marketing_share;
    }

    /// P3.
    #[inline(always)]
    fn research_cost(&self, now: &Now<N>, row: &mut Month<N>) {
        let (economy, society) = (&now.economy, &now.society);
        let pay = self.staff * economy.rd_compensation * STEP;
        row.staff_usd = pay * economy.compensation_overhead * self.rates.trained;
        row.stock_compensation_usd = pay * economy.stock_compensation_share;
        row.data_usd = economy.data_cost * STEP;
        row.research_development_usd = row.training_rent_usd
            + row.training_power_usd
            + row.training_depreciation_usd
            + row.training_facility_usd
            + row.staff_usd
            + row.data_usd;
        row.safety_usd = row.research_development_usd * society.safety_spend_share;
    }

    /// P5, V8, C3.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn sustainability(&mut self, now: &Now<N>, customers: N, row: &mut Month<N>) {
        let (society, environment) = (&now.society, &now.environment);
        row.education_usd = customers * society.education_spend_share;
        row.transparency_usd = society.transparency_score * society.transparency_cost_per_point * STEP;
        row.removals_t = environment.removal_share * (row.carbon_location_t + row.carbon_embodied_booked_t);
        row.removals_usd = row.removals_t * environment.removal_price;
        row.federated_traffic_gb = society.federated_share * self.standing.federated_gb_per_month;
        row.federated_usd = row.federated_traffic_gb * society.traffic_cost_per_gb;
        row.carbon_charge_usd = (row.scope1_t + row.scope2_location_t) * environment.legal_carbon_price;
        row.programme_usd = N::zero();
        for (before, programme) in self.programmes_before.iter_mut().zip(&self.inputs.programmes) {
            let reached = programme.path.at(now.year());
            row.programme_usd += (reached - *before).abs() * programme.usd_per_unit;
            *before = reached;
        }
        row.sustainability_usd = row.education_usd
            + row.transparency_usd
            + row.clean_power_usd
            + row.removals_usd
            + row.federated_usd
            + row.carbon_charge_usd
            + row.programme_usd
            + row.pue_work_usd;
    }

    /// P7: tax of a fiscal year, settled in month 12.
    #[inline(always)]
    fn tax(&mut self, now: &Now<N>, month: usize, row: &mut Month<N>) {
        let economy = &now.economy;
        self.earnings += row.ebit_usd;
        row.tax_usd = N::zero();
        if month % 12 == 11 {
            let taxable = self.earnings.max(N::zero());
            let used = self.losses.min(economy.loss_use_limit * taxable);
            row.tax_usd = economy.tax_rate * (taxable - used);
            self.losses = self.losses - used + (-self.earnings).max(N::zero());
            self.earnings = N::zero();
        }
        row.losses_carried_usd = self.losses;
    }

    /// P8 to P10.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn cash(&mut self, now: &Now<N>, row: &mut Month<N>) {
        let economy = &now.economy;
        row.receivables_usd = (row.enterprise_revenue_usd * economy.receivable_days).over(DAYS_PER_MONTH);
        row.prepaid_usd = economy.annual_plan_share
            * row.subscription_revenue_usd
            * N::known(PREPAID_MONTHS, "prepaid-months", "");
        let bills = row.serving_rent_usd
            + row.training_rent_usd
            + row.serving_power_usd
            + row.training_power_usd
            + row.sharing_power_usd;
        row.payables_usd = (bills * economy.payable_days).over(DAYS_PER_MONTH);
        let working_capital = row.receivables_usd - row.prepaid_usd - row.payables_usd;
        row.working_capital_change_usd = working_capital - self.working_capital;
        self.working_capital = working_capital;
        row.free_cash_flow_usd = row.ebitda_usd + row.stock_compensation_usd
            - row.tax_usd
            - row.capital_expenditure_usd
            - row.working_capital_change_usd;
        self.cash += row.free_cash_flow_usd;
        row.raised_usd = N::zero();
        if economy.funding == Funding::On {
            row.raised_usd = (economy.minimum_cash - self.cash).max(N::zero());
            // Not by addition, which would leave the rounding of a loss of any size in the cash.
            self.cash = self.cash.max(economy.minimum_cash);
            let raises = N::zero().lt(row.raised_usd);
            if N::RECORDS || N::any(raises) {
                let pre_money = economy.pre_money_multiple * row.revenue_usd * 12.0;
                let kept = pre_money.over_or_zero(pre_money + row.raised_usd);
                self.founder_share *= N::select(raises, kept, N::one());
            }
        }
        self.equity += row.ebit_usd - row.tax_usd + row.stock_compensation_usd + row.raised_usd;
        row.cash_usd = self.cash;
        row.founder_share = self.founder_share;
        row.equity_usd = self.equity;
    }

    /// E5: what a customer is worth.
    #[inline(always)]
    pub(super) fn lifetime_values(now: &Now<N>, year: &ThisYear<'_, N>, row: &mut Month<N>) {
        let economy = &now.economy;
        let margin = quotient(row.revenue_usd - row.cost_of_revenue_usd, row.revenue_usd);
        let worth = |revenue: N, payers: N, churn: N| quotient(quotient(revenue, payers) * margin, churn);
        let (payers, enterprises) = (year.demand.payers[year.index], year.demand.enterprises[year.index]);
        row.consumer_ltv_usd = worth(row.subscription_revenue_usd, payers, economy.consumer_churn);
        row.enterprise_ltv_usd = worth(row.enterprise_revenue_usd, enterprises, economy.enterprise_churn);
    }
}
