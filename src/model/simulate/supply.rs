//! What the company can offer before it knows its market: models, serving, conduct.
//!
//! None of it depends on demand, so that a run computes it for a year ahead: months that do not wait for one
//! another are computed side by side by the processor.

use super::MONTHS_PER_YEAR;
use super::conduct::Scores;
use super::growth::Growth;
use super::held::Held;
use super::market::Segments;
use super::prices::{Price, Prices};
use super::research::{Research, ResearchRates, RunGrowth};
use super::serve::{Replica, Server, Serving};
use super::standing::Standing;
use crate::model::economy::{logit, price_coefficient};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Now};
use crate::model::technology::{STEP, monthly_factor};

/// What a month offers the market, and what it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer<N> {
    /// e^−u of each segment (E2).
    pub(super) odds_against: Segments<N>,
    /// All research and training compute, FLOP (T2).
    pub(super) training_flop: N,
    /// Busy hours of training (T3).
    pub(super) training_hours: N,
    /// Speed, hours and power of serving (S1 to S7).
    pub(super) serving: Serving<N>,
    /// The market's price, which no one company moves (E3).
    pub(super) price: Price<N>,
}

/// What a month offers before its transcendentals are taken.
#[derive(Clone, Copy, Debug)]
struct Draft<N> {
    replica: Replica<N>,
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
}

impl<N: Number> Offer<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let price = Price { market: N::one(), volume: N::one() };
        let odds_against = Segments { consumer: N::one(), api: N::one(), enterprise: N::one() };
        let zero = N::zero();
        Self { odds_against, training_flop: zero, training_hours: zero, serving: Serving::none(), price }
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
        }
    }

    /// One year: technology, serving, conduct, and what of them the market weighs. `told` takes the outputs of
    /// each month where `every` asks for them, else those of the last alone, in its last row.
    #[inline(always)]
    pub(super) fn year(
        &mut self,
        inputs: &Inputs<N>,
        now: &mut Now<N>,
        first: usize,
        every: bool,
        told: &mut [Month<N>],
        offers: &mut [Offer<N>; MONTHS_PER_YEAR],
    ) {
        let mut replicas = [Replica::none(); MONTHS_PER_YEAR];
        let mut utilities = [N::zero(); MONTHS_PER_YEAR];
        let mut consumer = [N::zero(); MONTHS_PER_YEAR];
        let mut api = [N::zero(); MONTHS_PER_YEAR];
        let mut enterprise = [N::zero(); MONTHS_PER_YEAR];
        let mut price_factors = [N::one(); MONTHS_PER_YEAR];
        let mut logs = [N::one(); MONTHS_PER_YEAR];
        let mut moved = N::RECORDS;
        for index in 0..MONTHS_PER_YEAR {
            now.follow(inputs, first + index);
            moved |= now.moved;
            let draft = self.draft(now, row_of(told, every, index));
            offers[index].training_flop = draft.research.flop;
            offers[index].training_hours = draft.research.hours;
            utilities[index] = draft.utility;
            (consumer[index], api[index], enterprise[index]) =
                (draft.apart.consumer, draft.apart.api, draft.apart.enterprise);
            price_factors[index] = now.economy.frontier_price_factor;
            logs[index] = draft.replica.devices;
            replicas[index] = draft.replica;
        }
        // Logarithms and exponentials of all months side by side, since none waits for another.
        let prices = self.prices.year(&price_factors, moved, inputs.economy.market_volume_elasticity);
        N::log2_each(&mut logs);
        let mut speeds = [N::one(); MONTHS_PER_YEAR];
        for index in 0..MONTHS_PER_YEAR {
            let year = start_of(inputs, first + index);
            let serving = self.server.serve(year, &replicas[index], logs[index], row_of(told, every, index));
            offers[index].serving = serving;
            offers[index].price = prices[index];
            logs[index] = serving.user_speed / self.expected_speed.value;
            speeds[index] = self.expected_speed.value;
            self.expected_speed.advance();
        }
        N::ln_each(&mut logs);
        for index in 0..MONTHS_PER_YEAR {
            let utility = utilities[index] + inputs.economy.share_speed_sensitivity * logs[index];
            N::note(start_of(inputs, first + index), || {
                [("share-utility", utility), ("expected-speed-tokens-per-s", speeds[index])]
            });
            consumer[index] = -(consumer[index] + utility);
            api[index] = -(api[index] + utility);
            enterprise[index] = -(enterprise[index] + utility);
        }
        N::exp_each(&mut consumer);
        N::exp_each(&mut api);
        N::exp_each(&mut enterprise);
        for index in 0..MONTHS_PER_YEAR {
            offers[index].odds_against =
                Segments { consumer: consumer[index], api: api[index], enterprise: enterprise[index] };
        }
    }

    /// One month up to where transcendentals are taken.
    #[inline(always)]
    fn draft(&mut self, now: &Now<N>, mut row: Option<&mut Month<N>>) -> Draft<N> {
        if now.moved {
            self.refresh(now);
        }
        let research = self.research(now, row.as_deref_mut());
        let ratio = now.technology.distillation_ratio;
        let replica = self.server.deploy(
            now,
            (now.technology.params_active_b * 1e9 * self.size, self.size_third),
            (ratio, self.ratio_third.value),
            self.gap_left.value,
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
        Draft { replica, research, utility, apart: self.apart.value }
    }

    /// What stands still while the inputs do: computed again once they have moved.
    #[inline(always)]
    fn refresh(&mut self, now: &Now<N>) {
        self.refresh_research(now);
        self.refresh_scores(now);
        self.server.refresh(now);
        let ratio = now.technology.distillation_ratio;
        if self.ratio_third.stale([ratio]) {
            self.ratio_third.value = ratio.powf(N::of(1.0 / 3.0));
        }
        let economy = &now.economy;
        let marketing = economy.sales_marketing_share;
        if self.marketing.stale([marketing]) {
            let relative = (marketing / economy.marketing_today).ln();
            self.marketing.value = economy.share_marketing_sensitivity * relative;
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

/// Calendar time at which a month begins.
#[inline(always)]
fn start_of<N: Number>(inputs: &Inputs<N>, month: usize) -> f64 {
    inputs.start_year() + month as f64 * STEP
}
