//! Fleet, energy, carbon and water of a month (F1 to F4, V1 to V8).

use super::company::{Company, ThisYear};
use super::owned::Owned;
use crate::model::environment::{Electricity, market_intensity, unmatched_factor};
use crate::model::number::{Divisor, Number};
use crate::model::output::Month;
use crate::model::parameters::{Matching, Now, ProviderReports};
use crate::model::serving::Device;
use crate::model::technology::{HOURS_PER_MONTH, STEP};

/// Full working time a year, hours: what paid training is measured against (P3).
const WORKING_HOURS_PER_YEAR: f64 = 1800.0;

/// What energy and carbon follow from while the inputs stand still (V1, V3, V4).
#[derive(Clone, Copy, Debug)]
pub(super) struct Rates<N> {
    /// Training paid within the year, and the work it takes away (P3).
    pub(super) trained: N,
    /// Power of a device and its host that trains, that idles, and at its limit, kW.
    training_kw: N,
    idle_kw: N,
    full_kw: N,
    /// What shifting leaves of the training region's intensity.
    shifted: N,
    /// What certificates cover of what is owned and of what is rented.
    owned_mix: Mix<N>,
    rented_mix: Mix<N>,
    /// USD per contracted kWh.
    premium_usd_per_kwh: N,
}

/// How much of a load certificates cover, and what weighs the grid for the rest (V4).
#[derive(Clone, Copy, Debug)]
struct Mix<N> {
    matched: N,
    residual: N,
    contract: N,
}

impl<N: Number> Mix<N> {
    #[inline(always)]
    fn of(now: &Now<N>, matched: N) -> Self {
        let environment = &now.environment;
        let residual = unmatched_factor(environment.residual_mix_factor, matched);
        Self { matched, residual, contract: environment.contract_intensity }
    }

    #[inline(always)]
    fn intensity(&self, grid: N) -> N {
        market_intensity(grid, self.residual, self.matched, self.contract)
    }
}

impl<N: Number> Rates<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let zero = N::zero();
        let mix = Mix { matched: zero, residual: zero, contract: zero };
        Self {
            trained: zero,
            training_kw: zero,
            idle_kw: zero,
            full_kw: zero,
            shifted: zero,
            owned_mix: mix,
            rented_mix: mix,
            premium_usd_per_kwh: zero,
        }
    }

    /// Of a month.
    #[inline(always)]
    pub(super) fn of(now: &Now<N>, device: &Device) -> Self {
        let (technology, environment) = (&now.technology, &now.environment);
        // V1, kWh a base-device hour.
        let tdp_w = || N::known(device.tdp_w, "tdp-w", device.id);
        let host = technology.host_power_w_per_device;
        let contracted = environment.cfe_share;
        let hourly = environment.hourly_match_share;
        let (matched, hourly_premium) = match environment.matching {
            Matching::Annual => (contracted, N::zero()),
            Matching::Hourly => (contracted * hourly, environment.hourly_match_premium * hourly),
        };
        let reports = environment.provider_reports_certificates == ProviderReports::Yes;
        Self {
            training_kw: (technology.train_power_fraction * tdp_w() + host) * 1e-3,
            idle_kw: (technology.idle_power_fraction * tdp_w() + host) * 1e-3,
            full_kw: (host + tdp_w()) * 1e-3,
            shifted: N::one() - environment.shift_intensity_gain * environment.carbon_aware_shift,
            owned_mix: Mix::of(now, matched),
            rented_mix: Mix::of(now, if reports { matched } else { N::zero() }),
            premium_usd_per_kwh: environment.ppa_premium + hourly_premium,
            trained: now.society.workforce_training_hours
                / N::known(WORKING_HOURS_PER_YEAR, "working-hours-per-year", "")
                + 1.0,
        }
    }
}

impl<N: Number> Company<'_, N> {
    /// F1 to F4, V1 to V6, V8 up to what depends on money.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn fleet(
        &mut self,
        now: &Now<N>,
        year: &ThisYear<'_, N>,
        fleet: &Owned<N>,
        row: &mut Month<N>,
    ) {
        let (hours, index) = (year.hours, year.index);
        let (economy, environment) = (&now.economy, &now.environment);
        let (unit, bought) = (fleet.unit, fleet.bought);
        // Compared in devices, so that nothing is rented where all that is needed is owned.
        let needed = hours.needed[index];
        let per_needed = Divisor { value: needed, reciprocal: hours.per_needed[index] };
        let used = fleet.active.devices.min(needed);
        let owned = used.divided(per_needed);
        let rented = (needed - used).divided(per_needed);
        let rented_hours = (needed - used) * HOURS_PER_MONTH;
        let surplus_hours = (fleet.active.devices - used) * HOURS_PER_MONTH;
        let idle_owned = surplus_hours + owned * hours.headroom[index];
        let sold_hours = idle_owned * economy.compute_sharing_fill;
        let idle_owned = idle_owned - sold_hours;
        let idle_rented = rented * hours.headroom[index];
        // V1, kWh a base-device hour.
        let serving_kw = hours.serving_kw[index];
        let (training_kw, idle_kw) = (self.rates.training_kw, self.rates.idle_kw);
        let owned_energy = fleet.mean_energy;
        let rented_energy = self.standing.rented_energy_mean * unit.energy;
        let (by_need, rest) = (hours.serving_need[index], hours.training_need[index]);
        let (serving, training) = (hours.serving[index], year.offers.training_hours[index]);
        let it = Electricity {
            serving_owned: (owned * serving * serving_kw + idle_owned * by_need * idle_kw) * owned_energy,
            serving_rented: (rented * serving * serving_kw + idle_rented * by_need * idle_kw) * rented_energy,
            training_owned: (owned * training * training_kw + idle_owned * rest * idle_kw) * owned_energy,
            training_rented: (rented * training * training_kw + idle_rented * rest * idle_kw) * rented_energy,
            // The buyer's load is unknown: it is taken to draw what our own does.
            sharing_serving: sold_hours * by_need * serving_kw * owned_energy,
            sharing_training: sold_hours * rest * training_kw * owned_energy,
        };
        let pue = environment.pue;
        let wue = environment.wue;
        let effective = self.pue.value;
        let meter = it.metered(effective, environment.rented_pue);
        row.idle_energy_mwh = (idle_owned * owned_energy * effective
            + idle_rented * rented_energy * environment.rented_pue)
            * idle_kw
            * 1e-3;
        self.energy_outputs(now, &it, &meter, row);
        self.embodied_outputs(fleet, rented_hours, by_need, row);
        // V6.
        row.owned_water_onsite_kl = it.owned() * wue * 1e-3;
        row.rented_water_onsite_kl = it.rented() * environment.rented_wue * 1e-3;
        row.water_onsite_kl = row.owned_water_onsite_kl + row.rented_water_onsite_kl;
        let (serving_off_site, training_off_site) = self.standing.water_offsite_kl_per_kwh;
        row.serving_water_offsite_kl = meter.in_serving_region() * serving_off_site;
        row.training_water_offsite_kl = meter.in_training_region() * training_off_site;
        row.water_offsite_kl = row.serving_water_offsite_kl + row.training_water_offsite_kl;
        row.serving_water_kl = (it.serving_owned * wue + it.serving_rented * environment.rented_wue) * 1e-3
            + (meter.serving_owned + meter.serving_rented) * serving_off_site;
        N::note(now.year(), || {
            [
                ("fleet-target-devices", fleet.target),
                ("purchased-devices", bought),
                ("owned-part", owned),
                ("rented-part", rented),
                ("rented-hours", rented_hours),
                ("sold-hours", sold_hours),
                ("idle-owned-hours", idle_owned),
                ("idle-rented-hours", idle_rented),
                ("serving-kw", serving_kw),
                ("training-kw", training_kw),
                ("idle-kw", idle_kw),
                ("owned-energy-factor", owned_energy),
                ("rented-energy-factor", rented_energy),
                ("serving-owned-it-kwh", it.serving_owned),
                ("serving-rented-it-kwh", it.serving_rented),
                ("training-owned-it-kwh", it.training_owned),
                ("training-rented-it-kwh", it.training_rented),
                ("sharing-serving-it-kwh", it.sharing_serving),
                ("sharing-training-it-kwh", it.sharing_training),
                ("sharing-serving-kwh", meter.sharing_serving),
                ("sharing-training-kwh", meter.sharing_training),
                ("effective-pue", effective),
                ("device-cost-usd", unit.cost_usd),
                ("device-embodied-kg-now", unit.embodied_kg),
            ]
        });
        row.capacity_devices = needed;
        row.installed_devices = fleet.active.devices;
        row.serving_device_hours = serving;
        row.capital_expenditure_usd = bought * unit.cost_usd;
        row.depreciation_usd = fleet.depreciation_usd;
        row.net_fleet_usd = fleet.net_usd;
        // Money that follows from the fleet directly: rent, electricity, facility, shared hours.
        let rate = self.standing.cloud_usd_per_hour * fleet.hardware_cost;
        let rent = rented_hours * rate;
        row.sharing_revenue_usd = sold_hours * rate * self.standing.shared_price_kept;
        let power = (meter.serving_owned + meter.training_owned) * economy.electricity_price;
        row.sharing_power_usd = meter.sharing() * economy.electricity_price;
        // The IT load of buildings is what is installed, not what happens to run.
        let it_load_kw = fleet.active.energy * self.rates.full_kw;
        let facility = it_load_kw * economy.facility_opex * STEP;
        N::note(now.year(), || {
            [
                ("rent-usd-per-hour", rate),
                ("rent-usd", rent),
                ("power-usd", power),
                ("it-load-kw", it_load_kw),
                ("facility-usd", facility),
            ]
        });
        row.serving_rent_usd = rent * by_need;
        row.training_rent_usd = rent * rest;
        row.serving_power_usd = power * by_need;
        row.training_power_usd = power * rest;
        row.serving_facility_usd = facility * by_need;
        row.training_facility_usd = facility * rest;
        row.serving_depreciation_usd = row.depreciation_usd * by_need;
        row.training_depreciation_usd = row.depreciation_usd * rest;
        // P5: paid on each rise of the work above its record.
        let work = ((environment.pue_today - pue).max(N::zero()) * 100.0) * (it_load_kw * 1e-3);
        row.pue_work_usd = (work - self.pue_record).max(N::zero()) * environment.pue_cost;
        // In this order a tie follows the branch that the line above took, which a derivative needs.
        self.pue_record = work.max(self.pue_record);
    }

    /// V2 to V5, V7, V8: electricity and its carbon by owner, purpose, region, scope.
    #[inline(always)]
    fn energy_outputs(&self, now: &Now<N>, it: &Electricity<N>, meter: &Electricity<N>, row: &mut Month<N>) {
        let environment = &now.environment;
        let to_mwh = |kwh: N| kwh * 1e-3;
        row.serving_owned_energy_mwh = to_mwh(meter.serving_owned);
        row.serving_rented_energy_mwh = to_mwh(meter.serving_rented);
        row.training_owned_energy_mwh = to_mwh(meter.training_owned);
        row.training_rented_energy_mwh = to_mwh(meter.training_rented);
        row.sharing_energy_mwh = to_mwh(meter.sharing());
        row.energy_mwh = to_mwh(meter.total());
        row.it_energy_mwh = to_mwh(it.total());
        row.serving_energy_mwh = row.serving_owned_energy_mwh + row.serving_rented_energy_mwh;
        // V3.
        let serving_grid = self.serving_grid.intensity();
        let sharing_grid = self.training_grid.intensity();
        let training_grid = sharing_grid * self.rates.shifted;
        row.serving_intensity_g_per_kwh = serving_grid;
        row.training_intensity_g_per_kwh = training_grid;
        // V4, location-based, t.
        let tonnes = |kwh: N, grams: N| kwh * grams * 1e-6;
        row.serving_owned_carbon_t = tonnes(meter.serving_owned, serving_grid);
        row.serving_rented_carbon_t = tonnes(meter.serving_rented, serving_grid);
        row.training_owned_carbon_t = tonnes(meter.training_owned, training_grid);
        row.training_rented_carbon_t = tonnes(meter.training_rented, training_grid);
        row.sharing_carbon_t =
            tonnes(meter.sharing_serving, serving_grid) + tonnes(meter.sharing_training, sharing_grid);
        let owned = row.serving_owned_carbon_t + row.training_owned_carbon_t + row.sharing_carbon_t;
        let rented = row.serving_rented_carbon_t + row.training_rented_carbon_t;
        row.carbon_location_t = owned + rented;
        // V4, market-based, t.
        let (mix, rented_mix) = (&self.rates.owned_mix, &self.rates.rented_mix);
        let owned_market = tonnes(meter.serving_owned + meter.sharing_serving, mix.intensity(serving_grid))
            + tonnes(meter.training_owned, mix.intensity(training_grid))
            + tonnes(meter.sharing_training, mix.intensity(sharing_grid));
        let rented_market = tonnes(meter.serving_rented, rented_mix.intensity(serving_grid))
            + tonnes(meter.training_rented, rented_mix.intensity(training_grid));
        N::note(now.year(), || {
            [
                ("matched-share", mix.matched),
                ("sharing-intensity-g-per-kwh", sharing_grid),
                ("owned-carbon-location-t", owned),
                ("rented-carbon-location-t", rented),
                ("owned-carbon-market-t", owned_market),
                ("rented-carbon-market-t", rented_market),
            ]
        });
        row.carbon_market_t = owned_market + rented_market;
        // Premiums are paid on the load whose certificates count.
        let contracted_kwh = meter.owned() * environment.cfe_share;
        row.contracted_mwh = to_mwh(contracted_kwh);
        row.clean_power_usd = contracted_kwh * self.rates.premium_usd_per_kwh;
        // Scopes: direct emissions of the power we control are scope 2, its upstream is scope 3.
        row.scope2_location_t = owned * self.standing.direct_share;
        row.scope2_market_t = owned_market * self.standing.direct_share;
        row.scope1_t = row.scope2_location_t * environment.scope1_share;
        row.scope3_upstream_t = owned - row.scope2_location_t;
        row.scope3_rented_t = rented;
    }

    /// V5, V7, V8: hardware, amortised and booked, and removals.
    #[inline(always)]
    fn embodied_outputs(&self, fleet: &Owned<N>, rented_hours: N, by_need: N, row: &mut Month<N>) {
        let (unit, bought) = (fleet.unit, fleet.bought);
        let rented_kg = unit.embodied_kg * self.standing.rented_embodied_mean;
        row.owned_embodied_t = fleet.amortised_kg * 1e-3;
        row.rented_embodied_t = rented_hours * rented_kg * self.standing.per_rented_life_hour * 1e-3;
        row.carbon_embodied_t = row.owned_embodied_t + row.rented_embodied_t;
        row.carbon_embodied_booked_t = bought * unit.embodied_kg * 1e-3 + row.rented_embodied_t;
        row.scope3_hardware_t = row.carbon_embodied_booked_t;
        row.serving_footprint_t =
            row.serving_owned_carbon_t + row.serving_rented_carbon_t + row.carbon_embodied_t * by_need;
    }
}
