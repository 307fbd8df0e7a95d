//! The market: shares, demand and customers (E1 to E5), a year at a time.

use super::supply::Offers;
use super::{MONTHS_PER_YEAR, Year, start_of};
use crate::model::economy::{adjustment, adoption_after, gross_additions, payers, share_after, share_at};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::Inputs;
use crate::model::technology::monthly_factor;

/// Consumer, API, enterprise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segments<N> {
    pub(super) consumer: N,
    pub(super) api: N,
    pub(super) enterprise: N,
}

/// What the market gives in the months of a year, figure by figure, so that the processor takes several months at
/// once.
#[derive(Clone, Copy, Debug)]
pub(super) struct DemandYear<N> {
    adoption: Segments<Year<N>>,
    share: Segments<Year<N>>,
    pub(super) tokens: Segments<Year<N>>,
    market_price: Year<N>,
    /// USD per million tokens.
    pub(super) own_price: Year<N>,
    consumers: Year<N>,
    pub(super) payers: Year<N>,
    pub(super) enterprises: Year<N>,
    payer_additions: Year<N>,
    enterprise_additions: Year<N>,
}

/// State of the market.
#[derive(Clone, Debug)]
pub(super) struct Market<N> {
    adoption: Segments<N>,
    share: Segments<N>,
    adjustment: N,
    /// (1 + usage growth)^t and its factor a month.
    usage: N,
    usage_per_month: N,
    /// Payers and enterprises of the month before.
    before: Option<(N, N)>,
}

/// Days of a year.
const DAYS_PER_YEAR: f64 = 365.25;

impl<N: Number> Segments<Year<N>> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::one(); MONTHS_PER_YEAR];
        Self { consumer: none, api: none, enterprise: none }
    }

    /// A month of them.
    #[inline(always)]
    pub(super) fn month(&self, index: usize) -> Segments<N> {
        Segments { consumer: self.consumer[index], api: self.api[index], enterprise: self.enterprise[index] }
    }

    #[inline(always)]
    pub(super) fn set(&mut self, index: usize, month: Segments<N>) {
        self.consumer[index] = month.consumer;
        self.api[index] = month.api;
        self.enterprise[index] = month.enterprise;
    }
}

impl<N: Number> DemandYear<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let (none, segments) = ([N::one(); MONTHS_PER_YEAR], Segments::none());
        Self {
            adoption: segments,
            share: segments,
            tokens: segments,
            market_price: none,
            own_price: none,
            consumers: none,
            payers: none,
            enterprises: none,
            payer_additions: none,
            enterprise_additions: none,
        }
    }

    /// Tells a month of them: its flows, and its stocks where the row is read for more.
    #[inline(always)]
    pub(super) fn tell(&self, index: usize, tells: bool, row: &mut Month<N>) {
        row.consumer_tokens = self.tokens.consumer[index];
        row.api_tokens = self.tokens.api[index];
        row.enterprise_tokens = self.tokens.enterprise[index];
        row.consumer_additions = self.payer_additions[index];
        row.enterprise_additions = self.enterprise_additions[index];
        if tells {
            row.consumer_adoption = self.adoption.consumer[index];
            row.api_adoption = self.adoption.api[index];
            row.enterprise_adoption = self.adoption.enterprise[index];
            row.consumer_share = self.share.consumer[index];
            row.api_share = self.share.api[index];
            row.enterprise_share = self.share.enterprise[index];
            row.market_price_usd_per_mtoken = self.market_price[index];
            row.consumers = self.consumers[index];
            row.payers = self.payers[index];
            row.enterprises = self.enterprises[index];
        }
    }
}

impl<N: Number> Market<N> {
    #[inline(always)]
    pub(super) fn new(inputs: &Inputs<N>) -> Self {
        let economy = &inputs.economy;
        let share = Segments {
            consumer: economy.consumer_initial_share,
            api: economy.api_initial_share,
            enterprise: economy.enterprise_initial_share,
        };
        Self {
            adoption: Segments {
                consumer: economy.consumer_initial_penetration,
                api: economy.api_initial_penetration,
                enterprise: economy.enterprise_initial_penetration,
            },
            share,
            adjustment: adjustment(economy.share_adjustment_years),
            usage: N::one(),
            usage_per_month: monthly_factor(economy.usage_growth + 1.0),
            before: None,
        }
    }

    /// One year from month `first` on, given what the company offers in its months.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn year(
        &mut self,
        inputs: &Inputs<N>,
        first: usize,
        offers: &Offers<N>,
        demand: &mut DemandYear<N>,
    ) {
        let economy = &inputs.economy;
        // Where shares go: no month waits for another.
        let mut goals = offers.odds_against;
        for index in 0..MONTHS_PER_YEAR {
            goals.consumer[index] = share_at(goals.consumer[index]);
            goals.api[index] = share_at(goals.api[index]);
            goals.enterprise[index] = share_at(goals.enterprise[index]);
        }
        let mut usage = [self.usage; MONTHS_PER_YEAR];
        for (index, usage) in usage.iter_mut().enumerate() {
            *usage = self.usage;
            self.share = self.shares(goals.month(index));
            demand.share.set(index, self.share);
            demand.adoption.set(index, self.adoption);
            N::note(start_of(inputs, first + index), || {
                [("usage-factor", self.usage), ("volume-factor", offers.price.volume[index])]
            });
            self.advance(inputs);
        }
        // E3, E4: what adoption and shares buy. No month waits for another.
        for index in 0..MONTHS_PER_YEAR {
            let (adoption, share) = (demand.adoption.month(index), demand.share.month(index));
            let usage = usage[index];
            let consumers = economy.consumer_market_users * 1e6 * adoption.consumer * share.consumer;
            let enterprises =
                economy.enterprise_market_customers * 1e3 * adoption.enterprise * share.enterprise;
            demand.consumers[index] = consumers;
            demand.enterprises[index] = enterprises;
            demand.payers[index] =
                payers(consumers, offers.conversion[index], offers.subscription_effect[index]);
            demand.tokens.consumer[index] = consumers * economy.tokens_per_user * 1e6 * usage;
            demand.tokens.api[index] = economy.api_market_tokens
                * (1e12 * DAYS_PER_YEAR / 12.0)
                * adoption.api
                * usage
                * offers.price.volume[index]
                * share.api;
            demand.tokens.enterprise[index] =
                enterprises * economy.tokens_per_enterprise * (1e6 / 12.0) * usage;
            demand.own_price[index] = offers.price.market[index] * offers.price_position[index];
            N::note(start_of(inputs, first + index), || {
                [("own-price-usd-per-mtoken", demand.own_price[index])]
            });
        }
        demand.market_price = offers.price.market;
        // E5.
        let (payers, enterprises) = self.before.unwrap_or((demand.payers[0], demand.enterprises[0]));
        self.before = Some((demand.payers[MONTHS_PER_YEAR - 1], demand.enterprises[MONTHS_PER_YEAR - 1]));
        demand.payer_additions = additions(&demand.payers, payers, economy.consumer_churn);
        demand.enterprise_additions = additions(&demand.enterprises, enterprises, economy.enterprise_churn);
    }

    /// E2: shares of a month, given where they go.
    #[inline(always)]
    fn shares(&self, goals: Segments<N>) -> Segments<N> {
        let (share, adjustment) = (self.share, self.adjustment);
        Segments {
            consumer: share_after(share.consumer, goals.consumer, adjustment),
            api: share_after(share.api, goals.api, adjustment),
            enterprise: share_after(share.enterprise, goals.enterprise, adjustment),
        }
    }

    /// E1, E3: adoption and usage of the next month.
    #[inline(always)]
    fn advance(&mut self, inputs: &Inputs<N>) {
        let (p, q) = (inputs.economy.bass_p, inputs.economy.bass_q);
        self.adoption = Segments {
            consumer: adoption_after(self.adoption.consumer, p, q),
            api: adoption_after(self.adoption.api, p, q),
            enterprise: adoption_after(self.adoption.enterprise, p, q),
        };
        self.usage *= self.usage_per_month;
    }
}

/// E5: gross additions of customers in the months of a year, given those of the month before.
#[inline(always)]
fn additions<N: Number>(customers: &Year<N>, before: N, churn: N) -> Year<N> {
    let mut earlier = [before; MONTHS_PER_YEAR];
    earlier[1..].copy_from_slice(&customers[..MONTHS_PER_YEAR - 1]);
    let mut additions = [before; MONTHS_PER_YEAR];
    for index in 0..MONTHS_PER_YEAR {
        let before = earlier[index];
        additions[index] = gross_additions(customers[index] - before, before * churn);
    }
    additions
}
