//! Energy, carbon, water (V1 to V8).

use super::Number;
use super::facts::{Basis, ZoneFacts, world};
use super::parameters::GridTrend;

/// V2: PUE with the penalty of using less water than today: PUE + penalty·max(0, 1 − WUE/WUE today).
#[inline(always)]
pub fn effective_pue<N: Number>(pue: N, wue: N, wue_today: N, dry_cooling_penalty: N) -> N {
    pue + dry_cooling_penalty * (N::one() - wue / wue_today).max(N::zero())
}

/// The grid of a region over the years (V3).
#[derive(Clone, Copy, Debug)]
pub struct Grid<N> {
    /// Intensity without floor, gCO2e/kWh.
    trend: N,
    /// Factor over one month.
    per_month: f64,
    /// Id of the zone.
    zone: &'static str,
    floor: N,
}

/// Points a year by which the fast trend beats the observed one (judgement).
const FAST_TREND: f64 = 0.03;

/// V3: yearly trend of a zone, fraction per year; the world's where the zone has none.
#[must_use]
pub fn trend_per_year(zone: &ZoneFacts, trend: GridTrend) -> f64 {
    let central = zone.trend_per_year.or(world().trend_per_year).unwrap_or(0.0);
    match trend {
        GridTrend::Slow => 0.0,
        GridTrend::Central => central,
        GridTrend::Fast => central - FAST_TREND,
    }
}

impl<N: Number> Grid<N> {
    /// The grid at the start of the plan: CI₀·factor·(1 + r)^(start − year of the row), on the life-cycle
    /// basis: a direct row (US states) is raised by `lifecycle_direct_ratio`.
    #[inline(always)]
    pub fn at_start(
        zone: &ZoneFacts,
        trend: GridTrend,
        start_year: f64,
        factor: N,
        lifecycle_direct: N,
        floor: N,
    ) -> Self {
        let rate = trend_per_year(zone, trend);
        let since = super::number::exp((start_year - zone.year) * super::number::ln(1.0 + rate));
        let basis = match zone.basis {
            Basis::Lifecycle => N::one(),
            Basis::Direct => lifecycle_direct,
        };
        Self {
            trend: factor
                * basis
                * N::known(zone.intensity_g_per_kwh * since, "grid-intensity-at-start", zone.id),
            per_month: super::number::exp(super::number::ln(1.0 + rate) * super::technology::STEP),
            zone: zone.id,
            floor,
        }
    }

    /// V3: max(floor, CI₀·(1 + r)^(year − year of the row)), gCO2e/kWh.
    #[inline(always)]
    pub fn intensity(&self) -> N {
        self.trend.max(self.floor)
    }

    /// The intensity as if there were no floor, gCO2e/kWh.
    #[must_use]
    #[inline(always)]
    pub const fn without_floor(&self) -> N {
        self.trend
    }

    /// One month on.
    #[inline(always)]
    pub fn advance(&mut self) {
        self.trend = self.trend * N::known(self.per_month, "grid-factor-per-month", self.zone);
    }
}

/// V4: what the grid's intensity is weighed by for the part that no certificate covers: (1 − m)·residual/grid.
#[inline(always)]
pub fn unmatched_factor<N: Number>(residual_factor: N, matched: N) -> N {
    residual_factor * (N::one() - matched)
}

/// V4: market-based intensity, gCO2e/kWh: (1 − m)·residual + m·contract, the contract at most the grid's.
/// `unmatched`: see [`unmatched_factor`].
#[inline(always)]
pub fn market_intensity<N: Number>(grid: N, unmatched: N, matched: N, contract: N) -> N {
    grid * unmatched + contract.min(grid) * matched
}

/// Electricity of a month by owner and purpose, kWh (V1, V2). Sold hours are owned and split by region.
#[derive(Clone, Copy, Debug)]
pub struct Electricity<N> {
    /// Serving, owned.
    pub serving_owned: N,
    /// Serving, rented.
    pub serving_rented: N,
    /// Training, owned.
    pub training_owned: N,
    /// Training, rented.
    pub training_rented: N,
    /// Sold hours in the serving region.
    pub sharing_serving: N,
    /// Sold hours in the training region.
    pub sharing_training: N,
}

impl<N: Number> Electricity<N> {
    /// Owned electricity.
    #[inline(always)]
    pub fn owned(&self) -> N {
        self.serving_owned + self.training_owned + self.sharing()
    }
    /// Rented electricity.
    #[inline(always)]
    pub fn rented(&self) -> N {
        self.serving_rented + self.training_rented
    }
    /// Sold hours.
    #[inline(always)]
    pub fn sharing(&self) -> N {
        self.sharing_serving + self.sharing_training
    }
    /// Everything.
    #[inline(always)]
    pub fn total(&self) -> N {
        self.owned() + self.rented()
    }
    /// Electricity in the serving region.
    #[inline(always)]
    pub fn in_serving_region(&self) -> N {
        self.serving_owned + self.serving_rented + self.sharing_serving
    }
    /// Electricity in the training region.
    #[inline(always)]
    pub fn in_training_region(&self) -> N {
        self.training_owned + self.training_rented + self.sharing_training
    }
    /// Owned times one factor, rented times another: from IT energy to the meter (V2).
    #[inline(always)]
    #[must_use]
    pub fn metered(&self, owned_pue: N, rented_pue: N) -> Self {
        Self {
            serving_owned: self.serving_owned * owned_pue,
            serving_rented: self.serving_rented * rented_pue,
            training_owned: self.training_owned * owned_pue,
            training_rented: self.training_rented * rented_pue,
            sharing_serving: self.sharing_serving * owned_pue,
            sharing_training: self.sharing_training * owned_pue,
        }
    }
}
