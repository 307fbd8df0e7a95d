//! The market of a month: shares, demand and customers (E1 to E5).

use super::held::Held;
use crate::model::economy::{
    adjustment, adoption_after, gross_additions, logit, payers, price_coefficient, share_after,
};
use crate::model::number::Number;
use crate::model::parameters::Inputs;
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
    pub(super) adoption: Segments<N>,
    pub(super) share: Segments<N>,
    pub(super) tokens: Segments<N>,
    pub(super) market_price: N,
    pub(super) own_price: N,
    pub(super) position: N,
    pub(super) consumers: N,
    pub(super) payers: N,
    pub(super) enterprises: N,
    pub(super) subscription_usd: N,
    pub(super) conversion: N,
    pub(super) marketing: N,
    /// Payers and enterprises won in the month.
    pub(super) consumer_additions: N,
    pub(super) enterprise_additions: N,
}

/// State of the market.
#[derive(Clone, Debug)]
pub(super) struct Market<N> {
    adoption: Segments<N>,
    share: Segments<N>,
    base: Segments<N>,
    price_coefficient: Segments<N>,
    adjustment: N,
    price: N,
    /// (P_m/P_m(0))^−ε.
    volume: N,
    /// (1 + usage growth)^t and its factor a month.
    usage: N,
    usage_per_month: N,
    /// Speed that users expect at t, and its factor a month.
    expected_speed: N,
    expected_per_month: N,
    previous: Option<(N, N)>,
    price_factor: Held<1, (N, N)>,
    position_log: Held<1, N>,
    marketing_log: Held<1, N>,
    subscription_effect: Held<1, N>,
}

/// Days of a year.
const DAYS_PER_YEAR: f64 = 365.25;

impl<N: Number> Market<N> {
    pub(super) fn new(inputs: &Inputs<N>) -> Self {
        let economy = &inputs.economy;
        let share = Segments {
            consumer: economy.consumer_initial_share,
            api: economy.api_initial_share,
            enterprise: economy.enterprise_initial_share,
        };
        let coefficient = |share| price_coefficient(economy.provider_price_elasticity, share);
        Self {
            adoption: Segments {
                consumer: economy.consumer_initial_penetration,
                api: economy.api_initial_penetration,
                enterprise: economy.enterprise_initial_penetration,
            },
            share,
            base: Segments {
                consumer: logit(share.consumer),
                api: logit(share.api),
                enterprise: logit(share.enterprise),
            },
            price_coefficient: Segments {
                consumer: N::zero(),
                api: coefficient(share.api),
                enterprise: coefficient(share.enterprise),
            },
            adjustment: adjustment(economy.share_adjustment_years),
            price: economy.market_api_price,
            volume: N::one(),
            usage: N::one(),
            usage_per_month: monthly_factor(economy.usage_growth + 1.0),
            expected_speed: inputs.technology.speed_today,
            expected_per_month: monthly_factor(economy.market_speed_growth + 1.0),
            previous: None,
            price_factor: Held::new(),
            position_log: Held::new(),
            marketing_log: Held::new(),
            subscription_effect: Held::new(),
        }
    }

    /// One month, given the quality gap, the speed served and the trust of the month before.
    #[inline(always)]
    pub(super) fn month(&mut self, inputs: &Inputs<N>, year: f64, gap: N, speed: N, trust: N) -> Demand<N> {
        let economy = &inputs.economy;
        let position = economy.price_position.at(year);
        let marketing = economy.sales_marketing_share.at(year);
        let position_log = self
            .position_log
            .get([economy.price_position.phase(year)], || (position / economy.price_position_today).ln());
        let marketing_log = self
            .marketing_log
            .get([economy.sales_marketing_share.phase(year)], || (marketing / economy.marketing_today).ln());
        // E2, the terms that all segments share.
        let common = economy.share_quality_sensitivity * (gap - inputs.technology.initial_quality_gap_oom)
            + economy.share_trust_sensitivity * (trust - inputs.society.initial_trust) * 0.1
            + economy.share_speed_sensitivity * (speed / self.expected_speed).ln()
            + economy.share_marketing_sensitivity * marketing_log;
        N::note(year, || [("share-utility", common), ("expected-speed-tokens-per-s", self.expected_speed)]);
        let moved = |share, base, coefficient: N| {
            share_after(share, base + common - coefficient * position_log, self.adjustment)
        };
        self.share = Segments {
            consumer: moved(self.share.consumer, self.base.consumer, self.price_coefficient.consumer),
            api: moved(self.share.api, self.base.api, self.price_coefficient.api),
            enterprise: moved(self.share.enterprise, self.base.enterprise, self.price_coefficient.enterprise),
        };
        let demand = self.demand(inputs, year, position, marketing);
        self.advance(inputs, year);
        demand
    }

    /// E3, E4: what the adoption and shares of the month buy.
    #[inline(always)]
    fn demand(&mut self, inputs: &Inputs<N>, year: f64, position: N, marketing: N) -> Demand<N> {
        let economy = &inputs.economy;
        let subscription_usd = economy.subscription_price.at(year);
        let conversion = economy.consumer_conversion.at(year);
        let price_effect = self.subscription_effect.get([economy.subscription_price.phase(year)], || {
            (subscription_usd / economy.subscription_price_today).powf(-economy.subscription_elasticity)
        });
        let consumers = economy.consumer_market_users * 1e6 * self.adoption.consumer * self.share.consumer;
        let enterprises =
            economy.enterprise_market_customers * 1e3 * self.adoption.enterprise * self.share.enterprise;
        let payers = payers(consumers, conversion, price_effect);
        let tokens = Segments {
            consumer: consumers * economy.tokens_per_user * 1e6 * self.usage,
            api: economy.api_market_tokens
                * (1e12 * DAYS_PER_YEAR / 12.0)
                * self.adoption.api
                * self.usage
                * self.volume
                * self.share.api,
            enterprise: enterprises * economy.tokens_per_enterprise * (1e6 / 12.0) * self.usage,
        };
        let (before_payers, before_enterprises) = self.previous.unwrap_or((payers, enterprises));
        self.previous = Some((payers, enterprises));
        Demand {
            adoption: self.adoption,
            share: self.share,
            tokens,
            market_price: self.price,
            own_price: self.price * position,
            position,
            consumers,
            payers,
            enterprises,
            subscription_usd,
            conversion,
            marketing,
            consumer_additions: gross_additions(
                payers - before_payers,
                before_payers * economy.consumer_churn,
            ),
            enterprise_additions: gross_additions(
                enterprises - before_enterprises,
                before_enterprises * economy.enterprise_churn,
            ),
        }
    }

    /// E1, E3: adoption, price and usage of the next month.
    #[inline(always)]
    fn advance(&mut self, inputs: &Inputs<N>, year: f64) {
        let economy = &inputs.economy;
        N::note(year, || [("usage-factor", self.usage), ("volume-factor", self.volume)]);
        let next = |adoption| adoption_after(adoption, economy.bass_p, economy.bass_q);
        self.adoption = Segments {
            consumer: next(self.adoption.consumer),
            api: next(self.adoption.api),
            enterprise: next(self.adoption.enterprise),
        };
        let factor = &economy.frontier_price_factor;
        let (price_per_month, volume_per_month) = self.price_factor.get([factor.phase(year)], || {
            let monthly = monthly_factor(factor.at(year));
            (monthly, monthly.powf(-economy.market_volume_elasticity))
        });
        self.price *= price_per_month;
        self.volume *= volume_per_month;
        self.usage *= self.usage_per_month;
        self.expected_speed *= self.expected_per_month;
    }
}
