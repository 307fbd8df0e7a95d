//! What the company can offer before it knows its market: models, serving, conduct.
//!
//! None of it depends on demand, so that a run computes it for a year ahead: months that do not wait for one
//! another are computed side by side by the processor.

use super::conduct::Scores;
use super::growth::Growth;
use super::held::Held;
use super::hours::{Use, UseYear};
use super::market::Segments;
use super::prices::{Price, Prices};
use super::research::{Research, ResearchRates, RunGrowth};
use super::serve::{Replicas, Server, ServingYear};
use super::standing::Standing;
use super::{MONTHS_PER_YEAR, Year, start_of};
use crate::model::economy::{logit, price_coefficient};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Moved, Now};
use crate::model::technology::monthly_factor;

/// What the months of a year offer the market, and what that takes, figure by figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offers<N> {
    /// e^−u of each segment (E2).
    pub(super) odds_against: Segments<Year<N>>,
    /// The market's price, which no one company moves (E3).
    pub(super) price: Price<Year<N>>,
    /// The own price against it.
    pub(super) price_position: Year<N>,
    /// Share of consumers who pay, and what the price of the subscription does to it (E4).
    pub(super) conversion: Year<N>,
    pub(super) subscription_effect: Year<N>,
    /// What hours follow from beside tokens (S4, F1).
    pub(super) using: UseYear<N>,
    pub(super) owned_share: Year<N>,
    /// All research and training compute, FLOP (T2).
    pub(super) training_flop: Year<N>,
    /// Busy hours of training (T3).
    pub(super) training_hours: Year<N>,
    /// Hours and power of serving (S1 to S7).
    pub(super) serving: ServingYear<N>,
}

/// What a month offers before its transcendentals are taken.
#[derive(Clone, Copy, Debug)]
struct Draft<N> {
    research: Research<N>,
    /// The utility of quality, trust and marketing (E2).
    utility: N,
    /// The utility of each segment before what they share: log-odds of its initial share, and price (E2).
    apart: Segments<N>,
}

/// State of what is offered.
#[derive(Clone, Debug)]
pub(super) struct Supply<'a, N: Number> {
    pub(super) standing: &'a Standing<N>,
    server: Server<N>,
    /// Of the present year.
    replicas: Replicas<N>,
    // T1, T6, against today.
    pub(super) compute: N,
    pub(super) size: N,
    pub(super) size_third: N,
    pub(super) tokens: N,
    pub(super) own_oom: N,
    pub(super) market_oom: N,
    /// `g_sw^−t`: what is left of the gap to the hardware's limit (S6).
    gap_left: Growth<N>,
    /// v_0·(1 + growth)^t, the speed that users expect (E2).
    expected_speed: Growth<N>,
    prices: Prices<N>,
    pub(super) trust: N,
    // Held while the inputs they depend on stand still.
    pub(super) rates: ResearchRates<N>,
    pub(super) growth: Held<1, N, RunGrowth<N>>,
    pub(super) market_growth: Held<1, N, N>,
    ratio_third: Held<1, N, N>,
    pub(super) loss: Held<4, N, N>,
    pub(super) scores: Held<8, N, Scores<N>>,
    marketing: Held<1, N, N>,
    /// Log-odds of the initial shares (E2).
    initial: Segments<N>,
    /// `b_P`; consumers pay a subscription and no share of the market's price.
    price_coefficient: Segments<N>,
    apart: Held<1, N, Segments<N>>,
    subscription_effect: Held<1, N, N>,
    using: Use<N>,
}

impl<N: Number> Offers<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::one(); MONTHS_PER_YEAR];
        Self {
            odds_against: Segments::none(),
            price: Price { market: none, volume: none },
            price_position: none,
            conversion: none,
            subscription_effect: none,
            using: UseYear::none(),
            owned_share: none,
            training_flop: none,
            training_hours: none,
            serving: ServingYear::none(),
        }
    }
}

impl<'a, N: Number> Supply<'a, N> {
    #[inline(always)]
    pub(super) fn new(inputs: &Inputs<N>, standing: &'a Standing<N>) -> Self {
        let economy = &inputs.economy;
        let share = Segments {
            consumer: economy.consumer_initial_share,
            api: economy.api_initial_share,
            enterprise: economy.enterprise_initial_share,
        };
        let coefficient = |share| price_coefficient(economy.provider_price_elasticity, share);
        Self {
            standing,
            server: Server::new(inputs, standing.device),
            replicas: Replicas::none(),
            compute: N::one(),
            size: N::one(),
            size_third: N::one(),
            tokens: N::one(),
            own_oom: N::zero(),
            market_oom: N::zero(),
            gap_left: Growth::by(N::one() / monthly_factor(inputs.technology.serving_software_gain)),
            expected_speed: Growth {
                value: inputs.technology.speed_today,
                per_month: monthly_factor(economy.market_speed_growth + 1.0),
            },
            prices: Prices::new(inputs),
            trust: inputs.society.initial_trust,
            rates: ResearchRates::none(),
            growth: Held::new(RunGrowth::none()),
            market_growth: Held::new(N::zero()),
            ratio_third: Held::new(N::one()),
            loss: Held::new(N::zero()),
            scores: Held::new(Scores::none()),
            marketing: Held::new(N::zero()),
            initial: Segments {
                consumer: logit(share.consumer),
                api: logit(share.api),
                enterprise: logit(share.enterprise),
            },
            price_coefficient: Segments {
                consumer: N::zero(),
                api: coefficient(share.api),
                enterprise: coefficient(share.enterprise),
            },
            apart: Held::new(share),
            subscription_effect: Held::new(N::one()),
            using: Use::none(),
        }
    }

    /// One year: technology, serving, conduct, and what of them the market weighs. `told` takes the outputs of
    /// each month where `every` asks for them, else those of the last alone, in its last row.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn year(
        &mut self,
        inputs: &Inputs<N>,
        now: &mut Now<N>,
        first: usize,
        every: bool,
        told: &mut [Month<N>],
        offers: &mut Offers<N>,
    ) {
        let none = [N::zero(); MONTHS_PER_YEAR];
        let (mut utility, mut price_factors) = (none, none);
        let against = &mut offers.odds_against;
        let mut moved = N::RECORDS;
        for index in 0..MONTHS_PER_YEAR {
            now.follow(inputs, first + index);
            moved |= now.moved.economy;
            let draft = self.draft(now, index, row_of(told, every, index));
            offers.training_flop[index] = draft.research.flop;
            offers.training_hours[index] = draft.research.hours;
            utility[index] = draft.utility;
            against.set(index, draft.apart);
            offers.price_position[index] = now.economy.price_position;
            offers.conversion[index] = now.economy.consumer_conversion;
            offers.subscription_effect[index] = self.subscription_effect.value;
            offers.using.set(index, &self.using);
            offers.owned_share[index] = now.economy.owned_share;
            price_factors[index] = now.economy.frontier_price_factor;
        }
        // From here on all months side by side, since none waits for another.
        offers.price = self.prices.year(&price_factors, moved, inputs.economy.market_volume_elasticity);
        let devices = self.server.devices(&self.replicas);
        self.server.serve(inputs, first, &self.replicas, &devices, &mut offers.serving);
        let mut expected = none;
        for expected in &mut expected {
            *expected = self.expected_speed.value;
            self.expected_speed.advance();
        }
        let mut speed = offers.serving.user_speed;
        for index in 0..MONTHS_PER_YEAR {
            speed[index] = speed[index] / expected[index];
        }
        N::ln_each(&mut speed);
        for index in 0..MONTHS_PER_YEAR {
            let utility = utility[index] + inputs.economy.share_speed_sensitivity * speed[index];
            N::note(start_of(inputs, first + index), || {
                [("share-utility", utility), ("expected-speed-tokens-per-s", expected[index])]
            });
            against.consumer[index] = -(against.consumer[index] + utility);
            against.api[index] = -(against.api[index] + utility);
            against.enterprise[index] = -(against.enterprise[index] + utility);
        }
        N::exp_each(&mut against.consumer);
        N::exp_each(&mut against.api);
        N::exp_each(&mut against.enterprise);
        for (index, devices) in devices.into_iter().enumerate() {
            if let Some(row) = row_of(told, every, index) {
                offers.serving.tell(index, devices, row);
            }
        }
    }

    /// One month, `index` of its year, up to where transcendentals are taken.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn draft(&mut self, now: &Now<N>, index: usize, mut row: Option<&mut Month<N>>) -> Draft<N> {
        self.refresh(now);
        let research = self.research(now, row.as_deref_mut());
        let ratio = now.technology.distillation_ratio;
        self.server.deploy(
            now,
            (now.technology.params_active_b * 1e9 * self.size, self.size_third),
            (ratio, self.ratio_third.value),
            self.gap_left.value,
            (&mut self.replicas, index),
        );
        // E2, with the trust of the month before.
        let economy = &now.economy;
        let gap = research.quality_gap_oom - now.technology.initial_quality_gap_oom;
        let trust = self.trust - now.society.initial_trust;
        let utility = economy.share_quality_sensitivity * gap
            + economy.share_trust_sensitivity * trust * 0.1
            + self.marketing.value;
        self.conduct(now, row);
        self.note(now);
        self.advance_research();
        self.gap_left.advance();
        Draft { research, utility, apart: self.apart.value }
    }

    /// What stands still while the inputs do: computed again once they have moved.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn refresh(&mut self, now: &Now<N>) {
        let Moved { technology, economy, society, environment } = now.moved;
        if technology || society {
            self.refresh_research(now);
        }
        if society || economy {
            self.refresh_scores(now);
        }
        if technology || environment {
            self.using = Use::of(now);
        }
        if technology {
            self.server.refresh(now);
            let ratio = now.technology.distillation_ratio;
            if self.ratio_third.stale([ratio]) {
                self.ratio_third.value = ratio.powf(N::of(1.0 / 3.0));
            }
        }
        if economy {
            self.refresh_appeal(now);
        }
    }

    /// E2, E4: what price and marketing do to shares and to who pays.
    #[inline(always)]
    fn refresh_appeal(&mut self, now: &Now<N>) {
        let economy = &now.economy;
        let marketing = economy.sales_marketing_share;
        if self.marketing.stale([marketing]) {
            let relative = (marketing / economy.marketing_today).ln();
            self.marketing.value = economy.share_marketing_sensitivity * relative;
        }
        let subscription_usd = economy.subscription_price;
        if self.subscription_effect.stale([subscription_usd]) {
            let relative = subscription_usd / economy.subscription_price_today;
            self.subscription_effect.value = relative.powf(-economy.subscription_elasticity);
        }
        if self.apart.stale([economy.price_position]) {
            let position = (economy.price_position / economy.price_position_today).ln();
            let (initial, coefficient) = (self.initial, self.price_coefficient);
            self.apart.value = Segments {
                consumer: initial.consumer,
                api: initial.api - coefficient.api * position,
                enterprise: initial.enterprise - coefficient.enterprise * position,
            };
        }
    }

    /// Names the state of the month, before it moves on.
    #[inline(always)]
    fn note(&self, now: &Now<N>) {
        N::note(now.year(), || {
            [
                ("compute-factor", self.compute),
                ("own-compute-oom", self.own_oom),
                ("market-compute-oom", self.market_oom),
                ("size-factor-now", self.size),
                ("size-third-factor", self.size_third),
                ("tokens-factor", self.tokens),
                ("software-gap-left", self.gap_left.value),
            ]
        });
    }
}

/// Where the outputs of a month of the year are told.
#[inline(always)]
fn row_of<N>(told: &mut [Month<N>], every: bool, index: usize) -> Option<&mut Month<N>> {
    if every {
        told.get_mut(index)
    } else if index == MONTHS_PER_YEAR - 1 {
        told.last_mut()
    } else {
        None
    }
}
