//! What follows from inputs that stand for the whole run, computed once.

use crate::model::economy::adjustment;
use crate::model::fleet::{Fleet, Unit};
use crate::model::number::Number;
use crate::model::parameters::{Inputs, Zone};
use crate::model::serving::Device;
use crate::model::technology::{STEP, monthly_factor};
use crate::model::{privacy, scaling, society, technology};

/// Hours of a year: 365.25 · 24 (V5).
const HOURS_PER_YEAR: f64 = 8766.0;

/// Factors over a month of hardware bought new (T4, V5).
#[derive(Clone, Copy, Debug)]
pub(super) struct HardwareGrowth<N> {
    /// Work per dollar.
    pub(super) performance: N,
    /// Work per joule.
    pub(super) efficiency: N,
    /// Embodied carbon per unit of performance.
    pub(super) embodied: N,
}

/// Products and quotients of inputs that do not change over a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<N> {
    /// The base device.
    pub(super) device: Device,
    /// A base device today, with its share of server and network (F2, V5).
    pub(super) unit: Unit<N>,
    /// What a device cost, drew and carried a month back, per unit of performance, against a month later.
    pub(super) older: Unit<N>,
    /// How hardware moves on in a month.
    pub(super) growth: HardwareGrowth<N>,
    /// Compute of a final run today, FLOP (T1).
    pub(super) run_flop: N,
    /// Algorithmic progress, orders of magnitude a year (T5).
    pub(super) algorithmic_oom: N,
    /// σ̄/σ̄₀ (T5).
    pub(super) noise_ratio: N,
    /// The published fit (T7).
    pub(super) law: scaling::Law,
    /// Output tokens of all tokens (E4).
    pub(super) output_share: N,
    /// Requests an output token.
    pub(super) requests_per_output_token: N,
    /// Rent of a base-device hour today, USD (F3).
    pub(super) cloud_usd_per_hour: N,
    /// What a sold hour earns of its rent (F4).
    pub(super) shared_price_kept: N,
    /// Mean of 1/e over a rented fleet of uniform age, against that of its newest devices (V1).
    pub(super) rented_energy_mean: N,
    /// Mean over a rented fleet of uniform age of embodied carbon, against that of its newest devices (V5).
    pub(super) rented_embodied_mean: N,
    /// One over the rented hours of a life (V5).
    pub(super) per_rented_life_hour: N,
    /// Direct emissions of life-cycle ones (V4).
    pub(super) direct_share: N,
    /// Off-site water of the serving and of the training region, kL/kWh (V6).
    pub(super) water_offsite_kl_per_kwh: (N, N),
    /// Traffic of federated learning at a full share, GB a month (C3).
    pub(super) federated_gb_per_month: N,
    /// How good ε is, 0 to 1 (C1).
    pub(super) privacy_quality: N,
    /// Share of the way that trust goes in a month (C5).
    pub(super) trust_adjustment: N,
}

impl<N: Number> Standing<N> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn of(inputs: &Inputs<N>, epsilon: N) -> Self {
        let (technology, economy) = (&inputs.technology, &inputs.economy);
        let (society, environment) = (&inputs.society, &inputs.environment);
        let facts = technology.accelerator.facts();
        let one = N::one();
        let unit = Unit {
            cost_usd: economy.accelerator_price
                * N::known(facts.relative_price, "relative-price", facts.id)
                * economy.server_cost_factor
                / (one - economy.network_cost_share),
            energy: one,
            embodied_kg: (environment.device_embodied_factor
                * N::known(facts.embodied_kg, "device-embodied-kg", facts.id)
                + environment.server_embodied_kgco2e_per_device)
                * (environment.embodied_network_addon + 1.0),
        };
        let growth = HardwareGrowth {
            performance: technology::doubling_per_month(technology.hardware_performance_doubling_years),
            efficiency: technology::doubling_per_month(technology.energy_efficiency_doubling_years),
            embodied: monthly_factor(one - environment.embodied_decline),
        };
        // A month back, a device cost and drew more and carried more carbon per unit of performance.
        let older = Unit {
            cost_usd: growth.performance,
            energy: growth.efficiency,
            embodied_kg: one / growth.embodied,
        };
        let output_share = one / (economy.input_output_token_ratio + 1.0);
        let life_years = technology.device_life_years;
        let rented_hours = life_years * HOURS_PER_YEAR * environment.rental_occupancy;
        let off_site = |zone: Zone| {
            let facts = zone.facts();
            environment.ewif_factor * N::known(facts.ewif_l_per_kwh * 1e-3, "ewif-kl-per-kwh", facts.id)
        };
        let round = privacy::federated_bytes_per_round(
            society.federated_clients_per_round,
            society.federated_adapter_params_m * 1e6,
            society.federated_bits_down,
            society.federated_bits_up,
        );
        Self {
            device: Device::of(facts),
            unit,
            older,
            growth,
            run_flop: technology::run_flop(
                technology.params_active_b * 1e9,
                technology.training_tokens_b * 1e9,
            ),
            algorithmic_oom: technology::algorithmic_oom_per_year(technology.algorithmic_halving_months),
            noise_ratio: society.dp_noise_multiplier
                / society.dp_sampling_rate
                / technology.privacy_noise_batch_reference,
            law: scaling::law(technology.scaling_law),
            output_share,
            requests_per_output_token: one / economy.output_tokens_per_request,
            cloud_usd_per_hour: economy.cloud_gpu_hour
                * N::known(facts.relative_price, "relative-price", facts.id),
            shared_price_kept: (one - economy.compute_sharing_discount) * (one - economy.marketplace_fee),
            rented_energy_mean: Fleet::uniform_age_mean(life_years, older.energy),
            rented_embodied_mean: Fleet::uniform_age_mean(life_years, older.embodied_kg),
            per_rented_life_hour: one / rented_hours,
            direct_share: one / environment.lifecycle_direct_ratio,
            water_offsite_kl_per_kwh: (
                off_site(environment.serving_region),
                off_site(environment.training_region),
            ),
            federated_gb_per_month: round * society.federated_rounds_per_year * (STEP * 1e-9),
            privacy_quality: quality_or_zero(epsilon),
            trust_adjustment: adjustment(society.trust_adjustment_years),
        }
    }

    /// Names what an explanation stops at.
    #[inline(always)]
    pub(super) fn note(&self) {
        N::note(f64::NAN, || {
            [
                ("device-cost-today-usd", self.unit.cost_usd),
                ("device-embodied-today-kg", self.unit.embodied_kg),
                ("rented-energy-mean", self.rented_energy_mean),
                ("rented-embodied-mean", self.rented_embodied_mean),
                ("privacy-quality", self.privacy_quality),
            ]
        });
    }
}

/// Quality of an epsilon; none counts as zero (its share is zero as well).
#[inline(always)]
fn quality_or_zero<N: Number>(epsilon: N) -> N {
    let exists = N::zero().le(epsilon);
    N::select(exists, society::epsilon_quality(N::select(exists, epsilon, N::one())), N::zero())
}
