//! Technology: what a final run costs in compute, how research multiplies it, how good the model is
//! against the market's frontier (T1 to T6).

use super::Number;

/// Months of a year.
pub const MONTHS: f64 = 12.0;
/// Length of a step, years.
pub const STEP: f64 = 1.0 / MONTHS;
/// Hours of a month: 365.25 · 24 / 12.
pub const HOURS_PER_MONTH: f64 = 730.5;
/// Days of a month: 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// T1: compute of one final run, FLOP: C = 6 · `N_act` · D.
///
/// `params` parameters used per token, `tokens` training tokens. Source: besiroglu-2024 (C = 6ND).
#[inline(always)]
pub fn run_flop<N: Number>(params: N, tokens: N) -> N {
    params * tokens * 6.0
}

/// A yearly factor over one month: g^Δ.
#[inline(always)]
pub fn monthly_factor<N: Number>(yearly: N) -> N {
    (yearly.ln() * STEP).exp()
}

/// T2: all research and training compute of a month against a final run's, W/C:
/// `m_dev` / G · (1 − reuse) · (1 + (`x_dp` − 1) · `share_dp` + d · (1 − `r_d`)).
#[inline(always)]
pub fn research_per_run<N: Number>(
    multiplier: N,
    interval_months: N,
    reuse: N,
    privacy: (N, N),
    distillation: (N, N),
) -> N {
    let (dp_penalty, dp_share) = privacy;
    let (distillation_compute, distillation_ratio) = distillation;
    let extra = (dp_penalty - 1.0) * dp_share + distillation_compute * (N::one() - distillation_ratio) + 1.0;
    multiplier / interval_months * (N::one() - reuse) * extra
}

/// T3: base-device hours of training: W / (3600 · `F_peak` · MFU), MFU end to end against the dense 16-bit
/// peak in FLOP/s.
#[inline(always)]
pub fn training_hours<N: Number>(flop: N, peak_flop_per_s: f64, mfu: N) -> N {
    flop / flop_per_hour(peak_flop_per_s, mfu)
}

/// T3: what a base device trains in an hour, FLOP: 3600 · `F_peak` · MFU.
#[inline(always)]
pub fn flop_per_hour<N: Number>(peak_flop_per_s: f64, mfu: N) -> N {
    mfu * N::known(3600.0 * peak_flop_per_s, "peak-16bit-flop-per-hour", "")
}

/// T4: the factor over one month of a quantity that doubles in `doubling_years`: 2^(Δ/τ).
#[inline(always)]
pub fn doubling_per_month<N: Number>(doubling_years: N) -> N {
    (N::of(STEP) / doubling_years).exp2()
}

/// Algorithmic progress per year in orders of magnitude: a = (12/`τ_alg`) · log10 2 (T5).
#[inline(always)]
pub fn algorithmic_oom_per_year<N: Number>(halving_months: N) -> N {
    N::of(MONTHS * core::f64::consts::LOG10_2) / halving_months
}

/// T5: mean age of the served model in orders of magnitude: G · (log10 g + a) / 24.
#[inline(always)]
pub fn release_lag_oom<N: Number>(interval_months: N, growth_oom_per_year: N, algorithmic_oom: N) -> N {
    interval_months * (growth_oom_per_year + algorithmic_oom) / 24.0
}

/// T5: capability given up, in orders of magnitude:
/// `κ_d` · log10(1/`r_d`) + `loss_bits` + `share_dp` · `κ_dp` · log10(1 + σ̄/σ̄₀) − log10(1 − safety share).
#[inline(always)]
pub fn capability_loss_oom<N: Number>(
    distillation: (N, N),
    bits_loss: N,
    privacy: (N, N),
    noise_ratio: N,
    safety_share: N,
) -> N {
    let (distillation_loss, distillation_ratio) = distillation;
    let (privacy_loss, dp_share) = privacy;
    let private = dp_share * privacy_loss * (noise_ratio + 1.0).log10();
    bits_loss + private - distillation_loss * distillation_ratio.log10() - (N::one() - safety_share).log10()
}

/// T5: loss by the bits of the served weights: none at 16 and 8, `loss_at_4_bits` at 4.
#[inline(always)]
pub fn bits_loss_oom<N: Number>(bits: N, loss_at_4_bits: N) -> N {
    N::select(bits.lt(N::of(6.0)), loss_at_4_bits, N::zero())
}

/// T5: ΔQ = `q_0` + log10 `C/C(0)` − log10 `C_m/C_m(0)` − (lag + loss − `l_0`).
#[inline(always)]
pub fn quality_gap_oom<N: Number>(initial: N, own_oom: N, market_oom: N, lag: N, loss: N, today: N) -> N {
    initial + own_oom - market_oom - (lag + loss - today)
}
