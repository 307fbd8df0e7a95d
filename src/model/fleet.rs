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
use super::number::Place;
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

/// What vintages are counted in, side by side: devices, their cost, Σ devices/e, embodied carbon.
type Parts<N> = [N; 4];

/// A number for each part, from another. (`map` of an array is not always compiled into its caller, which the lanes of
/// [`Number`] need.)
#[inline(always)]
fn all<N: Number>(a: &Parts<N>, of: impl Fn(N) -> N) -> Parts<N> {
    [of(a[0]), of(a[1]), of(a[2]), of(a[3])]
}

/// A number for each part, from those of two others.
#[inline(always)]
fn each<N: Number>(a: &Parts<N>, b: &Parts<N>, of: impl Fn(N, N) -> N) -> Parts<N> {
    [of(a[0], b[0]), of(a[1], b[1]), of(a[2], b[2]), of(a[3], b[3])]
}

/// What the active vintages of age 0 to ⌊L⌋ − 1 sum to: each sum in two parts, so that what was added can be taken
/// away without trace (Knuth's two-sum).
#[derive(Clone, Copy, Debug)]
struct Whole<N> {
    high: Parts<N>,
    low: Parts<N>,
}

impl<N: Number> Whole<N> {
    #[inline(always)]
    fn zero() -> Self {
        Self { high: [N::zero(); 4], low: [N::zero(); 4] }
    }

    #[inline(always)]
    fn add(&mut self, vintage: &Parts<N>) {
        let sum = each(&self.high, vintage, |high, x| high + x);
        let part = each(&sum, &self.high, |sum, high| sum - high);
        let kept = each(&sum, &part, |sum, part| sum - part);
        let lost = each(&self.high, &kept, |high, kept| high - kept);
        let missed = each(vintage, &part, |x, part| x - part);
        let rounding = each(&lost, &missed, |lost, missed| lost + missed);
        self.low = each(&self.low, &rounding, |low, rounding| (low + rounding).rounding());
        self.high = sum;
    }

    /// With what is counted in part.
    #[inline(always)]
    fn plus(&self, rest: &Parts<N>) -> Parts<N> {
        each(&each(&self.high, &self.low, |high, low| high + low), rest, |whole, rest| whole + rest)
    }
}

impl<N: Number> Active<N> {
    #[inline(always)]
    const fn of([devices, cost_usd, energy, embodied_kg]: Parts<N>) -> Self {
        Self { devices, cost_usd, energy, embodied_kg }
    }
}

/// The vintages and what is active of them.
#[derive(Clone, Debug)]
pub struct Fleet<N> {
    /// What was bought in each of the last months that may still be active, in a ring.
    vintages: Vec<Parts<N>>,
    /// Where the oldest of them stands: the next takes its place.
    oldest: usize,
    /// How far from there the vintage stands that turns ⌊L⌋ in the coming month.
    leaving: Place,
    whole: Whole<N>,
    life_months: N,
    per_life_month: N,
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
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn opening(devices: N, life_years: N, unit: Unit<N>, older: Unit<N>) -> Self {
        let zero = N::zero();
        let life_months = life_years * 12.0;
        let whole_months = life_months.floor();
        let mut ages = 1;
        while ages <= LONGEST_LIFE_MONTHS && N::any(N::of(ages as f64).lt(whole_months + 1.0)) {
            ages += 1;
        }
        let mut fleet = Self {
            vintages: Vec::with_capacity(ages),
            oldest: 0,
            leaving: (N::of(ages as f64) - whole_months).place(ages),
            whole: Whole::zero(),
            life_months,
            per_life_month: N::one() / life_months,
            fraction: life_months - whole_months,
            active: Active::of([zero; 4]),
            net_usd: zero,
            unamortised_kg: zero,
        };
        let vintage = devices / life_months;
        let mut unit = unit;
        // Of the oldest vintage of a life that is not whole, only the fraction of its last month is active.
        let mut rest = [zero; 4];
        for age in 1..=ages {
            unit.cost_usd *= older.cost_usd;
            unit.energy *= older.energy;
            unit.embodied_kg *= older.embodied_kg;
            let bought =
                [vintage, vintage * unit.cost_usd, vintage * unit.energy, vintage * unit.embodied_kg];
            let [_, cost_usd, _, embodied_kg] = bought;
            let left = life_months - age as f64;
            if N::any(whole_months.lt(N::of(age as f64))) {
                // The oldest: whether they are counted in full in the month before the plan, and in which part.
                let whole = (whole_months - (age as f64 - 1.0)).clamp(0.0, 1.0);
                let share = (life_months - (age as f64 - 1.0)).clamp(0.0, 1.0);
                fleet.whole.add(&all(&bought, |part| part * whole));
                rest = each(&rest, &bought, |rest, part| rest + part * (share - whole));
                fleet.net_usd += cost_usd * left.max(zero);
                fleet.unamortised_kg += embodied_kg * left.max(zero);
            } else {
                fleet.whole.add(&bought);
                fleet.net_usd += cost_usd * left;
                fleet.unamortised_kg += embodied_kg * left;
            }
            fleet.vintages.push(bought);
        }
        fleet.active = Active::of(fleet.whole.plus(&rest));
        // Of each vintage the share that is left of its life.
        fleet.net_usd *= fleet.per_life_month;
        fleet.unamortised_kg *= fleet.per_life_month;
        N::note(f64::NAN, || {
            let full = fleet.full();
            [
                ("device-life-months", life_months),
                ("opening-vintage-devices", vintage),
                ("opening-full-devices", full.devices),
                ("opening-full-cost-usd", full.cost_usd),
                ("opening-full-energy-devices", full.energy),
                ("opening-full-embodied-kg", full.embodied_kg),
                ("opening-net-fleet-usd", fleet.net_usd),
            ]
        });
        // They were pushed youngest first.
        fleet.vintages.reverse();
        fleet
    }

    /// The vintage that turns ⌊L⌋ this month.
    #[inline(always)]
    fn leaving(&self) -> Parts<N> {
        let count = self.vintages.len();
        let mut place = self.leaving;
        for place in place.iter_mut().take(N::LANES) {
            let ahead = *place + self.oldest;
            *place = if ahead < count { ahead } else { ahead - count };
        }
        let part = |part: usize| N::gather(&place, |row| self.vintages[row][part]);
        [part(0), part(1), part(2), part(3)]
    }

    /// One month: what is too old leaves, and devices are bought up to `target` at this month's unit.
    /// Answers the devices bought.
    #[inline(always)]
    pub fn advance(&mut self, target: N, unit: Unit<N>) -> N {
        let old = self.leaving();
        self.whole.add(&all(&old, |part| -part));
        // Of the vintage that turned ⌊L⌋, the fraction of its last month is still active.
        let rest = all(&old, |part| part * self.fraction);
        let (high, low) = (self.whole.high[0], self.whole.low[0]);
        let devices = ((target - high) - (low + rest[0])).max(N::zero());
        let bought = [devices, devices * unit.cost_usd, devices * unit.energy, devices * unit.embodied_kg];
        self.vintages[self.oldest] = bought;
        self.oldest = if self.oldest + 1 < self.vintages.len() { self.oldest + 1 } else { 0 };
        self.whole.add(&bought);
        let [_, cost_usd, _, embodied_kg] = bought;
        self.active = Active::of(all(&self.whole.plus(&rest), |part| part.max(N::zero())));
        // At least the target to the last digit: what is all owned leaves no dust to rent.
        self.active.devices = self.active.devices.max(target);
        self.net_usd += cost_usd - self.depreciation_usd();
        self.unamortised_kg += embodied_kg - self.amortised_kg();
        devices
    }

    /// What is counted in full of the active vintages, but for rounding.
    #[must_use]
    #[inline(always)]
    pub(crate) const fn full(&self) -> Active<N> {
        Active::of(self.whole.high)
    }

    /// Straight-line depreciation of the month, USD.
    #[inline(always)]
    pub fn depreciation_usd(&self) -> N {
        self.active.cost_usd * self.per_life_month
    }

    /// Embodied carbon amortised in the month, kgCO2e.
    #[inline(always)]
    pub fn amortised_kg(&self) -> N {
        self.active.embodied_kg * self.per_life_month
    }

    /// P11: resale value at the end of the plan, USD: cost · 10^(−decline · age) of the vintages that are
    /// active in the last month.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn residual_usd(&self, decline_oom_per_year: N) -> N {
        let per_month = (decline_oom_per_year * (-STEP * super::number::LN_10)).exp();
        let (mut total, mut kept) = (N::zero(), N::one());
        // The vintage bought in the last month is a month old at the end; what was active in that month
        // still counts.
        let (late, early) = self.vintages.split_at(self.oldest);
        for (age, vintage) in late.iter().rev().chain(early.iter().rev()).enumerate() {
            let active = (self.life_months - age as f64).clamp(0.0, 1.0);
            if !N::any(N::zero().lt(active)) {
                break;
            }
            kept *= per_month;
            total += vintage[1] * kept * active;
        }
        total
    }

    /// Mean over ages 0 to L − 1 months of a quantity that was `older` times larger per month back:
    /// (1/L)·Σ r(a)·older^a. A fleet of uniform age, as rented ones are taken to be (V1, V5).
    #[inline(always)]
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
            let mut fleet = Fleet::opening(600.0, life, unit(10.0), same());
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
            let mut fleet = Fleet::opening(1000.0, life, unit(10.0), same().with_embodied(4.2));
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
            let mut fleet = Fleet::opening(100.0, life, unit(10.0), same());
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
