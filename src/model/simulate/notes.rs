//! Names for what a month is made of beside its outputs: state carried from month to month, and what
//! serving, market and hours come to. Only a recording asks for them (see [`trace`](crate::model::trace)).

use super::company::Company;
use super::footprint::Hours;
use super::market::Demand;
use super::supply::Offer;
use crate::model::number::Number;
use crate::model::parameters::Now;

impl<N: Number> Company<'_, N> {
    /// Called at the end of a month, before state moves on.
    #[inline(always)]
    pub(super) fn note(&self, now: &Now<N>, offer: &Offer<N>, demand: &Demand<N>, hours: &Hours<N>) {
        N::note(now.year(), || {
            let full = self.fleet.full();
            [
                // Hardware and staff.
                ("hardware-cost-factor", self.hardware_cost.value),
                ("hardware-energy-factor", self.hardware_energy.value),
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
        N::note(now.year(), || {
            [
                ("decode-hours-per-token", offer.serving.decode_hours_per_token),
                ("prefill-hours-per-token", offer.serving.prefill_hours_per_token),
                ("decode-power-w", offer.serving.decode_power_w),
                ("prefill-power-w", offer.serving.prefill_power_w),
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
