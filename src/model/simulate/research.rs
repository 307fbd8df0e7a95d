//! Training and quality of a month (T1 to T7).

use super::supply::Supply;
use crate::model::number::{LN_10, Number};
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

impl<N: Number> Supply<'_, N> {
    /// T1, T6: growth of own training compute.
    #[inline(always)]
    fn run_growth(&mut self, now: &Now<N>) -> RunGrowth<N> {
        let technology = &now.technology;
        let growth = technology.training_compute_growth;
        if self.growth.stale(now.moved, [growth]) {
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
        self.growth.value
    }

    /// T5: growth of the market's frontier, orders of magnitude a year.
    #[inline(always)]
    fn market_growth(&mut self, now: &Now<N>) -> N {
        let growth = now.technology.market_compute_growth;
        if self.market_growth.stale(now.moved, [growth]) {
            self.market_growth.value = growth.log10();
        }
        self.market_growth.value
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
        if self.loss.stale(now.moved, chosen) {
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

    /// T1 to T7. Answers the busy hours of training.
    #[inline(always)]
    pub(super) fn research(&mut self, now: &Now<N>, scaled: bool, row: &mut Month<N>) -> N {
        let (technology, society) = (&now.technology, &now.society);
        let interval = technology.release_interval_months;
        let run_flop = self.standing.run_flop * self.compute;
        let flop = technology::research_flop(
            run_flop,
            technology.development_multiplier,
            interval,
            technology.transfer_reuse,
            (technology.dp_throughput_penalty, society.dp_training_share),
            (technology.distillation_compute_share, technology.distillation_ratio),
        );
        let device = &self.standing.device;
        let achievable = technology.accelerator.facts().achievable_share;
        let achievable = N::of(N::known(achievable, "achievable-share", device.id));
        let mfu = technology.mfu_training.min(achievable);
        let hours = technology::training_hours(flop, device.peak_16bit, mfu);
        let (own, market) = (self.run_growth(now).oom_per_year, self.market_growth(now));
        let algorithmic = self.standing.algorithmic_oom;
        let lag = technology::release_lag_oom(interval, own, algorithmic)
            - technology::release_lag_oom(technology.market_release_interval_months, market, algorithmic);
        let loss = self.capability_loss(now);
        N::note(now.year(), || {
            [("release-lag-oom", lag), ("capability-loss-oom", loss), ("achieved-mfu", mfu)]
        });
        row.quality_gap_oom = technology::quality_gap_oom(
            technology.initial_quality_gap_oom,
            self.own_oom,
            self.market_oom,
            lag,
            loss,
            technology.lag_and_loss_today_oom,
        );
        row.run_flop = run_flop;
        row.training_flop = flop;
        row.training_device_hours = hours;
        row.active_params_b = technology.params_active_b * self.size;
        row.run_tokens_b = technology.training_tokens_b * self.tokens;
        if scaled {
            row.data_limit_used = row.run_tokens_b / (technology.data_limit_t * 1e3);
            let law = self.standing.law;
            row.scaling_loss = law.loss(row.active_params_b * 1e9, row.run_tokens_b * 1e9);
            let (params, tokens) = law.optimal(run_flop);
            row.optimal_params_b = params * 1e-9;
            row.optimal_tokens_b = tokens * 1e-9;
        }
        hours
    }

    /// What the next month's research starts from.
    #[inline(always)]
    pub(super) fn advance_research(&mut self, now: &Now<N>) {
        let growth = self.run_growth(now);
        self.compute *= growth.compute;
        self.size *= growth.size;
        self.size_third *= growth.size_third;
        self.tokens *= growth.tokens;
        self.own_oom += growth.oom_per_year * STEP;
        let market = self.market_growth(now);
        self.market_oom += market * STEP;
    }
}
