//! Training and quality of a month (T1 to T7).

use super::supply::Supply;
use crate::model::number::{Divisor, LN_10, Number};
use crate::model::output::Month;
use crate::model::parameters::Now;
use crate::model::serving::nearest_bits;
use crate::model::technology::{self, MONTHS, STEP};

/// Factors of one month's growth of training compute (T1, T6).
#[derive(Clone, Copy, Debug)]
pub(super) struct RunGrowth<N> {
    oom_per_year: N,
    compute: N,
    size: N,
    size_third: N,
    tokens: N,
}

impl<N: Number> RunGrowth<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let one = N::one();
        Self { oom_per_year: N::zero(), compute: one, size: one, size_third: one, tokens: one }
    }
}

/// What a month's research comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Research<N> {
    /// All research and training compute, FLOP (T2).
    pub(super) flop: N,
    /// Busy base-device hours (T3).
    pub(super) hours: N,
    /// T5.
    pub(super) quality_gap_oom: N,
}

/// What research is made of while its inputs stand still (T2, T3, T5).
#[derive(Clone, Copy, Debug)]
pub(super) struct ResearchRates<N> {
    /// Work of a month against a final run's.
    per_run: N,
    flop_per_hour: Divisor<N>,
    lag: N,
    loss: N,
}

impl<N: Number> ResearchRates<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let zero = N::zero();
        let one = Divisor { value: N::one(), reciprocal: N::one() };
        Self { per_run: zero, flop_per_hour: one, lag: zero, loss: zero }
    }
}

impl<N: Number> Supply<'_, N> {
    /// T1, T6: growth of own training compute.
    #[inline(always)]
    fn refresh_growth(&mut self, now: &Now<N>) {
        let technology = &now.technology;
        let growth = technology.training_compute_growth;
        if self.growth.stale([growth]) {
            let ln_month = growth.ln() * STEP;
            let ln_size = ln_month * technology.size_exponent;
            self.growth.value = RunGrowth {
                oom_per_year: ln_month * (MONTHS / LN_10),
                compute: ln_month.exp(),
                size: ln_size.exp(),
                size_third: (ln_size * (1.0 / 3.0)).exp(),
                tokens: (ln_month - ln_size).exp(),
            };
        }
        // T5: of the market's frontier, orders of magnitude a year.
        let growth = technology.market_compute_growth;
        if self.market_growth.stale([growth]) {
            self.market_growth.value = growth.log10();
        }
    }

    /// T5: capability given up by what is chosen in the month, orders of magnitude.
    #[inline(always)]
    fn capability_loss(&mut self, now: &Now<N>) -> N {
        let (technology, society) = (&now.technology, &now.society);
        let noise_ratio = self.standing.noise_ratio;
        let chosen = [
            technology.distillation_ratio,
            technology.weight_bits,
            society.dp_training_share,
            society.safety_spend_share,
        ];
        if self.loss.stale(chosen) {
            self.loss.value = technology::capability_loss_oom(
                (technology.distillation_loss_oom, technology.distillation_ratio),
                technology::bits_loss_oom(nearest_bits(technology.weight_bits), technology.loss_at_4_bits),
                (technology.privacy_loss_oom, society.dp_training_share),
                noise_ratio,
                society.safety_spend_share,
            );
        }
        self.loss.value
    }

    /// What a month's research is multiplied by: once inputs have moved.
    #[inline(always)]
    pub(super) fn refresh_research(&mut self, now: &Now<N>) {
        self.refresh_growth(now);
        let (technology, society) = (&now.technology, &now.society);
        let interval = technology.release_interval_months;
        let device = &self.standing.device;
        let achievable = technology.accelerator.facts().achievable_share;
        let achievable = N::of(N::known(achievable, "achievable-share", device.id));
        let mfu = technology.mfu_training.min(achievable);
        let (own, market) = (self.growth.value.oom_per_year, self.market_growth.value);
        let algorithmic = self.standing.algorithmic_oom;
        let lag = technology::release_lag_oom(interval, own, algorithmic)
            - technology::release_lag_oom(technology.market_release_interval_months, market, algorithmic);
        let loss = self.capability_loss(now);
        N::note(now.year(), || {
            [("release-lag-oom", lag), ("capability-loss-oom", loss), ("achieved-mfu", mfu)]
        });
        self.rates = ResearchRates {
            per_run: technology::research_per_run(
                technology.development_multiplier,
                interval,
                technology.transfer_reuse,
                (technology.dp_throughput_penalty, society.dp_training_share),
                (technology.distillation_compute_share, technology.distillation_ratio),
            ),
            flop_per_hour: Divisor::of(technology::flop_per_hour(device.peak_16bit, mfu)),
            lag,
            loss,
        };
    }

    /// T1 to T7, told in `row`.
    #[inline(always)]
    pub(super) fn research(&mut self, now: &Now<N>, row: Option<&mut Month<N>>) -> Research<N> {
        let technology = &now.technology;
        let rates = &self.rates;
        let run_flop = self.standing.run_flop * self.compute;
        let flop = run_flop * rates.per_run;
        let quality_gap_oom = technology::quality_gap_oom(
            technology.initial_quality_gap_oom,
            self.own_oom,
            self.market_oom,
            rates.lag,
            rates.loss,
            technology.lag_and_loss_today_oom,
        );
        if let Some(row) = row {
            row.quality_gap_oom = quality_gap_oom;
            row.run_flop = run_flop;
            row.active_params_b = technology.params_active_b * self.size;
            row.run_tokens_b = technology.training_tokens_b * self.tokens;
            row.data_limit_used = row.run_tokens_b / (technology.data_limit_t * 1e3);
            let (loss, params, tokens) = self.standing.law.loss_and_optimal(
                row.active_params_b * 1e9,
                row.run_tokens_b * 1e9,
                run_flop,
            );
            row.scaling_loss = loss;
            row.optimal_params_b = params * 1e-9;
            row.optimal_tokens_b = tokens * 1e-9;
        }
        Research { flop, hours: flop.divided(rates.flop_per_hour), quality_gap_oom }
    }

    /// What the next month's research starts from.
    #[inline(always)]
    pub(super) fn advance_research(&mut self) {
        let growth = &self.growth.value;
        self.compute *= growth.compute;
        self.size *= growth.size;
        self.size_third *= growth.size_third;
        self.tokens *= growth.tokens;
        self.own_oom += growth.oom_per_year * STEP;
        self.market_oom += self.market_growth.value * STEP;
    }
}
