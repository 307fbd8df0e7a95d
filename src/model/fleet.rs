//! Owned devices as vintages, kept as running sums (F2), with their cost, watts and embodied carbon.
//!
//! Everything is counted in base-device equivalents. A vintage bought in month m is active for L months
//! (L = 12 · device life, which need not be whole): fully at ages 0 to ⌊L⌋ − 1, and with the fraction
//! f = L − ⌊L⌋ at age ⌊L⌋, so that straight-line depreciation of active cost over L adds up to the cost
//! exactly.
//!
//! Old vintages can be 1e15 times as dear as new ones, in cost and in carbon; a plain running sum would keep
//! the rounding of what has long retired. So the sums over ages 0 to ⌊L⌋ − 1 are kept with twice the digits,
//! each vintage leaves with the very number that it came with, and the fractional one is added on top.

use super::Number;
use super::technology::STEP;

/// What a unit of owned capacity brings with it, by the month it was bought.
#[derive(Clone, Copy, Debug)]
pub struct Unit<N> {
    /// USD per base-device equivalent.
    pub cost_usd: N,
    /// Energy per unit of work against a base device today: 1/e.
    pub energy: N,
    /// kgCO2e per base-device equivalent.
    pub embodied_kg: N,
}

/// Sums over the active vintages.
#[derive(Clone, Copy, Debug)]
pub struct Active<N> {
    /// Base-device equivalents.
    pub devices: N,
    /// USD at cost.
    pub cost_usd: N,
    /// Σ devices/e.
    pub energy: N,
    /// kgCO2e.
    pub embodied_kg: N,
}

/// A running sum in two parts, so that what was added can be taken away without trace (Knuth's two-sum).
#[derive(Clone, Copy, Debug)]
struct Sum<N> {
    high: N,
    low: N,
}

impl<N: Number> Sum<N> {
    fn zero() -> Self {
        Self { high: N::zero(), low: N::zero() }
    }

    #[inline(always)]
    fn add(&mut self, x: N) {
        let sum = self.high + x;
        let part = sum - self.high;
        self.low = (self.low + ((self.high - (sum - part)) + (x - part))).rounding();
        self.high = sum;
    }

    #[inline(always)]
    fn value(self) -> N {
        self.high + self.low
    }
}

/// One quantity of every vintage, oldest first, and its sum over those of age 0 to ⌊L⌋ − 1.
#[derive(Clone, Debug)]
struct Vintages<N> {
    series: Vec<N>,
    whole: Sum<N>,
}

impl<N: Number> Vintages<N> {
    fn with_capacity(length: usize) -> Self {
        Self { series: Vec::with_capacity(length), whole: Sum::zero() }
    }

    /// Takes the vintage that turns ⌊L⌋ out of the sum and answers it.
    #[inline(always)]
    fn retire(&mut self, whole_months: N) -> N {
        // The next vintage will stand at the end; its age is 0.
        let old = N::pick(&self.series, N::of(self.series.len() as f64) - whole_months);
        self.whole.add(-old);
        old
    }

    #[inline(always)]
    fn buy(&mut self, bought: N) {
        self.series.push(bought);
        self.whole.add(bought);
    }

    /// The active sum, `old` counted by the fraction.
    #[inline(always)]
    fn active(&self, old: N, fraction: N) -> N {
        (self.whole.value() + old * fraction).max(N::zero())
    }
}

/// The vintages and what is active of them.
#[derive(Clone, Debug)]
pub struct Fleet<N> {
    devices: Vintages<N>,
    cost_usd: Vintages<N>,
    energy: Vintages<N>,
    embodied_kg: Vintages<N>,
    life_months: N,
    whole_months: N,
    fraction: N,
    /// Sums over the active vintages.
    pub active: Active<N>,
    /// At cost less depreciation, USD.
    pub net_usd: N,
    /// Embodied carbon not yet amortised, kgCO2e.
    pub unamortised_kg: N,
}

/// Longest life in months that the history before the plan must cover (hard limit of the parameter).
const LONGEST_LIFE_MONTHS: usize = 15 * 12;

impl<N: Number> Fleet<N> {
    /// The opening fleet: `devices` in vintages of age 1 to L months, each with the unit of its own month.
    /// `unit` is today's; per month back it is multiplied by the factors of `older`.
    #[must_use]
    pub fn opening(devices: N, life_years: N, unit: Unit<N>, older: Unit<N>, plan_months: usize) -> Self {
        let life_months = life_years * 12.0;
        let whole_months = life_months.floor();
        let fraction = life_months - whole_months;
        let mut ages = 1;
        while ages <= LONGEST_LIFE_MONTHS && N::any(N::of(ages as f64).lt(whole_months + 1.0)) {
            ages += 1;
        }
        let length = ages + plan_months;
        let mut fleet = Self {
            devices: Vintages::with_capacity(length),
            cost_usd: Vintages::with_capacity(length),
            energy: Vintages::with_capacity(length),
            embodied_kg: Vintages::with_capacity(length),
            life_months,
            whole_months,
            fraction,
            active: Active {
                devices: N::zero(),
                cost_usd: N::zero(),
                energy: N::zero(),
                embodied_kg: N::zero(),
            },
            net_usd: N::zero(),
            unamortised_kg: N::zero(),
        };
        let vintage = devices / life_months;
        let (mut cost, mut energy, mut embodied) = (unit.cost_usd, unit.energy, unit.embodied_kg);
        for age in 1..=ages {
            cost *= older.cost_usd;
            energy *= older.energy;
            embodied *= older.embodied_kg;
            // Share still active in the month before the plan, share that is not yet the fractional one, and
            // share of the cost not yet depreciated.
            let active = (life_months - (age as f64 - 1.0)).clamp(0.0, 1.0);
            let whole = (whole_months - (age as f64 - 1.0)).clamp(0.0, 1.0);
            let left = (life_months - age as f64).max(N::zero()) / life_months;
            let push = |vintages: &mut Vintages<N>, sum: &mut N, value: N| {
                vintages.series.push(value);
                vintages.whole.add(value * whole);
                *sum += value * active;
            };
            push(&mut fleet.devices, &mut fleet.active.devices, vintage);
            push(&mut fleet.cost_usd, &mut fleet.active.cost_usd, vintage * cost);
            push(&mut fleet.energy, &mut fleet.active.energy, vintage * energy);
            push(&mut fleet.embodied_kg, &mut fleet.active.embodied_kg, vintage * embodied);
            fleet.net_usd += vintage * cost * left;
            fleet.unamortised_kg += vintage * embodied * left;
        }
        N::note(f64::NAN, || {
            [
                ("device-life-months", life_months),
                ("opening-vintage-devices", vintage),
                ("opening-full-devices", fleet.devices.whole.high),
                ("opening-full-cost-usd", fleet.cost_usd.whole.high),
                ("opening-full-energy-devices", fleet.energy.whole.high),
                ("opening-full-embodied-kg", fleet.embodied_kg.whole.high),
                ("opening-net-fleet-usd", fleet.net_usd),
            ]
        });
        // They were pushed youngest first.
        for vintages in [&mut fleet.devices, &mut fleet.cost_usd, &mut fleet.energy, &mut fleet.embodied_kg] {
            vintages.series.reverse();
        }
        fleet
    }

    /// One month: what is too old leaves, and devices are bought up to `target` at this month's unit.
    /// Answers the devices bought.
    #[inline(always)]
    pub fn advance(&mut self, target: N, unit: Unit<N>) -> N {
        let (life, fraction) = (self.whole_months, self.fraction);
        let old = self.devices.retire(life);
        let old_cost = self.cost_usd.retire(life);
        let old_energy = self.energy.retire(life);
        let old_embodied = self.embodied_kg.retire(life);
        let whole = self.devices.whole;
        let bought = ((target - whole.high) - (whole.low + old * fraction)).max(N::zero());
        let (cost, energy, embodied) =
            (bought * unit.cost_usd, bought * unit.energy, bought * unit.embodied_kg);
        self.devices.buy(bought);
        self.cost_usd.buy(cost);
        self.energy.buy(energy);
        self.embodied_kg.buy(embodied);
        self.active = Active {
            // At least the target to the last digit: what is all owned leaves no dust to rent.
            devices: self.devices.active(old, fraction).max(target),
            cost_usd: self.cost_usd.active(old_cost, fraction),
            energy: self.energy.active(old_energy, fraction),
            embodied_kg: self.embodied_kg.active(old_embodied, fraction),
        };
        self.net_usd += cost - self.depreciation_usd();
        self.unamortised_kg += embodied - self.amortised_kg();
        bought
    }

    /// What is counted in full of the active vintages, but for rounding.
    #[must_use]
    pub(crate) const fn full(&self) -> Active<N> {
        Active {
            devices: self.devices.whole.high,
            cost_usd: self.cost_usd.whole.high,
            energy: self.energy.whole.high,
            embodied_kg: self.embodied_kg.whole.high,
        }
    }

    /// Straight-line depreciation of the month, USD.
    #[inline(always)]
    pub fn depreciation_usd(&self) -> N {
        self.active.cost_usd / self.life_months
    }

    /// Embodied carbon amortised in the month, kgCO2e.
    #[inline(always)]
    pub fn amortised_kg(&self) -> N {
        self.active.embodied_kg / self.life_months
    }

    /// Capacity-weighted mean of 1/e; zero without devices.
    #[inline(always)]
    pub fn mean_energy(&self) -> N {
        self.active.energy.over_or_zero(self.active.devices)
    }

    /// P11: resale value at the end of the plan, USD: cost · 10^(−decline · age) of the vintages that are
    /// active in the last month.
    pub fn residual_usd(&self, decline_oom_per_year: N) -> N {
        let per_month = (decline_oom_per_year * (-STEP * super::number::LN_10)).exp();
        let (mut total, mut kept) = (N::zero(), N::one());
        // The vintage bought in the last month is a month old at the end; what was active in that month
        // still counts.
        for (age, &cost) in self.cost_usd.series.iter().rev().enumerate().take(LONGEST_LIFE_MONTHS + 1) {
            kept *= per_month;
            total += cost * kept * (self.life_months - age as f64).clamp(0.0, 1.0);
        }
        total
    }

    /// Mean over ages 0 to L − 1 months of a quantity that was `older` times larger per month back:
    /// (1/L)·Σ r(a)·older^a. A fleet of uniform age, as rented ones are taken to be (V1, V5).
    pub fn uniform_age_mean(life_years: N, older: N) -> N {
        let life_months = life_years * 12.0;
        let (mut total, mut factor) = (N::zero(), N::one());
        for age in 0..=LONGEST_LIFE_MONTHS {
            let active = (life_months - age as f64).clamp(0.0, 1.0);
            if !N::any(N::zero().lt(active)) {
                break;
            }
            total += factor * active;
            factor *= older;
        }
        total / life_months
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(cost: f64) -> Unit<f64> {
        Unit { cost_usd: cost, energy: 1.0, embodied_kg: 100.0 }
    }
    fn same() -> Unit<f64> {
        unit(1.0).with_embodied(1.0)
    }
    impl Unit<f64> {
        fn with_embodied(self, embodied_kg: f64) -> Self {
            Self { embodied_kg, ..self }
        }
    }

    #[test]
    fn a_steady_fleet_replaces_one_vintage_a_month() {
        for life in [5.0, 4.3, 3.0] {
            let mut fleet = Fleet::opening(600.0, life, unit(10.0), same(), 24);
            assert!((fleet.active.devices - 600.0).abs() < 1e-9);
            for _ in 0..24 {
                let bought = fleet.advance(600.0, unit(10.0));
                assert!((bought - 600.0 / (life * 12.0)).abs() < 1e-9, "life {life}: {bought}");
                assert!((fleet.depreciation_usd() - 6000.0 / (life * 12.0)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_has_retired_leaves_no_rounding_behind() {
        // The oldest vintage carries 1e15 of what is bought today, the most within the hard limits.
        for life in [2.0, 2.04] {
            let mut fleet = Fleet::opening(1000.0, life, unit(10.0), same().with_embodied(4.2), 60);
            for month in 0..40 {
                fleet.advance(10.0 + f64::from(month), unit(10.0));
            }
            let active = &fleet.active;
            assert_eq!(active.devices, 49.0);
            assert!((active.embodied_kg / 4900.0 - 1.0).abs() < 1e-12, "{life}: {}", active.embodied_kg);
            assert!((active.cost_usd / 490.0 - 1.0).abs() < 1e-12, "{life}: {}", active.cost_usd);
        }
    }

    #[test]
    fn once_every_vintage_has_retired_all_cost_is_depreciated_and_all_carbon_amortised() {
        for life in [1.0, 2.37, 3.5] {
            let mut fleet = Fleet::opening(100.0, life, unit(10.0), same(), 60);
            let (mut depreciated, mut amortised) = (0.0, 0.0);
            let (net, carbon) = (fleet.net_usd, fleet.unamortised_kg);
            let mut bought = 0.0;
            for month in 0..60 {
                bought += fleet.advance(if month < 6 { 150.0 } else { 0.0 }, unit(12.0));
                depreciated += fleet.depreciation_usd();
                amortised += fleet.amortised_kg();
            }
            assert!((depreciated - net - bought * 12.0).abs() < 1e-6, "{life}");
            assert!((amortised - carbon - bought * 100.0).abs() < 1e-6, "{life}");
            assert!(fleet.active.devices.abs() < 1e-9 && fleet.net_usd.abs() < 1e-6);
        }
    }
}
