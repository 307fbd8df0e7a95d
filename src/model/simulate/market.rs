//! The market of a month: shares, demand and customers (E1 to E5).

use super::held::Held;
use super::supply::Offer;
use crate::model::economy::{adjustment, adoption_after, gross_additions, payers, share_after};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Now};
use crate::model::technology::monthly_factor;

/// Consumer, API, enterprise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segments<N> {
    pub(super) consumer: N,
    pub(super) api: N,
    pub(super) enterprise: N,
}

/// What the market gives in a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand<N> {
    pub(super) tokens: Segments<N>,
    /// USD per million tokens.
    pub(super) own_price: N,
    pub(super) payers: N,
    pub(super) enterprises: N,
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
    previous: Option<(N, N)>,
    subscription_effect: Held<1, N, N>,
}

/// Days of a year.
const DAYS_PER_YEAR: f64 = 365.25;

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
            previous: None,
            subscription_effect: Held::new(N::one()),
        }
    }

    /// E4: once inputs have moved.
    #[inline(always)]
    pub(super) fn refresh(&mut self, now: &Now<N>) {
        let economy = &now.economy;
        let subscription_usd = economy.subscription_price;
        if self.subscription_effect.stale([subscription_usd]) {
            let relative = subscription_usd / economy.subscription_price_today;
            self.subscription_effect.value = relative.powf(-economy.subscription_elasticity);
        }
    }

    /// One month, given what the company offers.
    #[inline(always)]
    pub(super) fn month(&mut self, now: &Now<N>, offer: &Offer<N>, row: &mut Month<N>) -> Demand<N> {
        let (share, odds, adjustment) = (self.share, offer.odds_against, self.adjustment);
        self.share = Segments {
            consumer: share_after(share.consumer, odds.consumer, adjustment),
            api: share_after(share.api, odds.api, adjustment),
            enterprise: share_after(share.enterprise, odds.enterprise, adjustment),
        };
        let demand = self.demand(now, offer, row);
        N::note(now.year(), || [("usage-factor", self.usage), ("volume-factor", offer.price.volume)]);
        self.advance(now);
        demand
    }

    /// E3, E4: what the adoption and shares of the month buy.
    #[inline(always)]
    fn demand(&mut self, now: &Now<N>, offer: &Offer<N>, row: &mut Month<N>) -> Demand<N> {
        let economy = &now.economy;
        let price_effect = self.subscription_effect.value;
        let consumers = economy.consumer_market_users * 1e6 * self.adoption.consumer * self.share.consumer;
        let enterprises =
            economy.enterprise_market_customers * 1e3 * self.adoption.enterprise * self.share.enterprise;
        let payers = payers(consumers, economy.consumer_conversion, price_effect);
        let tokens = Segments {
            consumer: consumers * economy.tokens_per_user * 1e6 * self.usage,
            api: economy.api_market_tokens
                * (1e12 * DAYS_PER_YEAR / 12.0)
                * self.adoption.api
                * self.usage
                * offer.price.volume
                * self.share.api,
            enterprise: enterprises * economy.tokens_per_enterprise * (1e6 / 12.0) * self.usage,
        };
        let (before_payers, before_enterprises) = self.previous.unwrap_or((payers, enterprises));
        self.previous = Some((payers, enterprises));
        row.consumer_adoption = self.adoption.consumer;
        row.api_adoption = self.adoption.api;
        row.enterprise_adoption = self.adoption.enterprise;
        row.consumer_share = self.share.consumer;
        row.api_share = self.share.api;
        row.enterprise_share = self.share.enterprise;
        row.market_price_usd_per_mtoken = offer.price.market;
        row.consumers = consumers;
        row.payers = payers;
        row.enterprises = enterprises;
        row.consumer_tokens = tokens.consumer;
        row.api_tokens = tokens.api;
        row.enterprise_tokens = tokens.enterprise;
        // E5.
        let churned = before_payers * economy.consumer_churn;
        row.consumer_additions = gross_additions(payers - before_payers, churned);
        let churned = before_enterprises * economy.enterprise_churn;
        row.enterprise_additions = gross_additions(enterprises - before_enterprises, churned);
        Demand { tokens, own_price: offer.price.market * economy.price_position, payers, enterprises }
    }

    /// E1, E3: adoption and usage of the next month.
    #[inline(always)]
    fn advance(&mut self, now: &Now<N>) {
        let economy = &now.economy;
        let (p, q) = (economy.bass_p, economy.bass_q);
        self.adoption = Segments {
            consumer: adoption_after(self.adoption.consumer, p, q),
            api: adoption_after(self.adoption.api, p, q),
            enterprise: adoption_after(self.adoption.enterprise, p, q),
        };
        self.usage *= self.usage_per_month;
    }
}
