//! The owned fleet (F2) and the hardware it is made of (T4), month by month.

use super::growth::Growth;
use super::standing::Standing;
use crate::model::fleet::{Active, Fleet, Unit};
use crate::model::number::Number;
use crate::model::parameters::Inputs;

/// The owned fleet in a month, what was bought included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owned<N> {
    /// What is bought in the month, base-device equivalents, and what a unit of it brings.
    pub(super) bought: N,
    pub(super) unit: Unit<N>,
    /// Up to how many it was bought.
    pub(super) target: N,
    /// Dollars per work of hardware bought now, against today: 1/h (T4).
    pub(super) hardware_cost: N,
    pub(super) active: Active<N>,
    /// Capacity-weighted mean of 1/e.
    pub(super) mean_energy: N,
    pub(super) depreciation_usd: N,
    pub(super) net_usd: N,
    pub(super) amortised_kg: N,
}

impl<N: Number> Owned<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let zero = N::zero();
        Self {
            bought: zero,
            unit: Unit { cost_usd: zero, energy: zero, embodied_kg: zero },
            target: zero,
            hardware_cost: zero,
            active: Active { devices: zero, cost_usd: zero, energy: zero, embodied_kg: zero },
            mean_energy: zero,
            depreciation_usd: zero,
            net_usd: zero,
            amortised_kg: zero,
        }
    }
}

/// State of the owned fleet and of the hardware on sale.
#[derive(Clone, Debug)]
pub(super) struct Hardware<'a, N: Number> {
    standing: &'a Standing<N>,
    fleet: Fleet<N>,
    /// Dollars per work of hardware bought now, against today: 1/h (T4).
    cost: Growth<N>,
    /// Joules per work of hardware bought now, against today: 1/e (T4).
    energy: Growth<N>,
    embodied: Growth<N>,
}

impl<'a, N: Number> Hardware<'a, N> {
    #[inline(always)]
    pub(super) fn new(inputs: &Inputs<N>, standing: &'a Standing<N>) -> Self {
        Self {
            standing,
            fleet: Fleet::opening(
                inputs.economy.owned_devices_today,
                inputs.technology.device_life_years,
                standing.unit,
                standing.older,
            ),
            cost: Growth::by(N::one() / standing.growth.performance),
            energy: Growth::by(N::one() / standing.growth.efficiency),
            embodied: Growth::by(standing.growth.embodied),
        }
    }

    /// The fleet at cost less depreciation, USD.
    #[inline(always)]
    pub(super) const fn net_usd(&self) -> N {
        self.fleet.net_usd
    }

    /// P11: resale value of the fleet at the end, USD.
    #[inline(always)]
    pub(super) fn residual_usd(&self, inputs: &Inputs<N>) -> N {
        self.fleet.residual_usd(inputs.economy.resale_decline_oom)
    }

    /// F2: the next month, which begins at `year`: devices are bought up to `target`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn month(&mut self, year: f64, target: N, owned: &mut Owned<N>) {
        let unit = Unit {
            cost_usd: self.standing.unit.cost_usd * self.cost.value,
            energy: self.energy.value,
            embodied_kg: self.standing.unit.embodied_kg * self.embodied.value,
        };
        let bought = self.fleet.advance(target, unit);
        let active = self.fleet.active;
        *owned = Owned {
            bought,
            unit,
            target,
            hardware_cost: self.cost.value,
            active,
            // Zero without devices.
            mean_energy: active.energy.over_or_zero(active.devices),
            depreciation_usd: self.fleet.depreciation_usd(),
            net_usd: self.fleet.net_usd,
            amortised_kg: self.fleet.amortised_kg(),
        };
        self.note(year);
        self.cost.advance();
        self.energy.advance();
        self.embodied.advance();
    }

    /// Names the state of the month that begins at `year`.
    #[inline(always)]
    fn note(&self, year: f64) {
        N::note(year, || {
            let full = self.fleet.full();
            [
                ("hardware-cost-factor", self.cost.value),
                ("hardware-energy-factor", self.energy.value),
                ("embodied-factor", self.embodied.value),
                ("full-devices", full.devices),
                ("full-cost-usd", full.cost_usd),
                ("full-energy-devices", full.energy),
                ("full-embodied-kg", full.embodied_kg),
                ("fleet-cost-usd", self.fleet.active.cost_usd),
                ("fleet-energy-devices", self.fleet.active.energy),
                ("fleet-embodied-kg", self.fleet.active.embodied_kg),
            ]
        });
    }
}
