//! Names for what a month is made of beside its outputs: state carried from month to month, and what
//! serving, market and hours come to. Only a recording asks for them (see [`trace`](crate::model::trace)).

use super::company::Company;
use super::footprint::Hours;
use super::market::Demand;
use super::serve::Serving;
use crate::model::number::Number;

impl<N: Number> Company<'_, N> {
    /// Called once: what does not change over the run.
    pub(super) fn note_opening(&self) {
        N::note(f64::NAN, || {
            [
                ("device-cost-today-usd", self.unit_today.cost_usd),
                ("device-embodied-today-kg", self.unit_today.embodied_kg),
                ("rented-energy-mean", self.rented_energy_mean),
                ("rented-embodied-mean", self.rented_embodied_mean),
                ("privacy-quality", self.privacy_quality),
            ]
        });
    }

    /// Called at the end of a month, before state moves on.
    #[inline(always)]
    pub(super) fn note(&self, year: f64, serving: &Serving<N>, demand: &Demand<N>, hours: &Hours<N>) {
        let full = self.fleet.full();
        N::note(year, || {
            [
                // Technology.
                ("compute-factor", self.compute),
                ("own-compute-oom", self.own_oom),
                ("market-compute-oom", self.market_oom),
                ("size-factor-now", self.size),
                ("size-third-factor", self.size_third),
                ("tokens-factor", self.tokens),
                ("software-factor", self.software.value),
                ("hardware-performance-factor", self.performance.value),
                ("energy-efficiency-factor", self.efficiency.value),
                ("embodied-factor", self.embodied.value),
                ("rd-staff-now", self.staff),
                // Grids without their floor.
                ("serving-grid-trend", self.serving_grid.without_floor()),
                ("training-grid-trend", self.training_grid.without_floor()),
                // Fleet.
                ("full-devices", full.devices),
                ("full-cost-usd", full.cost_usd),
                ("full-energy-devices", full.energy),
                ("full-embodied-kg", full.embodied_kg),
                ("fleet-cost-usd", self.fleet.active.cost_usd),
                ("fleet-energy-devices", self.fleet.active.energy),
                ("fleet-embodied-kg", self.fleet.active.embodied_kg),
                // Statements.
                ("working-capital-usd", self.working_capital),
                ("earnings-of-year-usd", self.earnings),
                ("pue-work-record", self.pue_record),
            ]
        });
        N::note(year, || {
            [
                ("decode-hours-per-token", serving.decode_hours_per_token),
                ("prefill-hours-per-token", serving.prefill_hours_per_token),
                ("decode-power-w", serving.decode_power_w),
                ("prefill-power-w", serving.prefill_power_w),
                ("own-price-usd-per-mtoken", demand.own_price),
                ("decode-hours", hours.decode),
                ("prefill-hours", hours.prefill),
                ("headroom-hours", hours.headroom),
                ("serving-need-share", hours.serving_need),
                ("training-need-share", hours.training_need),
            ]
        });
    }
}
