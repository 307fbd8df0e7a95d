//! What serving a month takes: the roofline put to the month's model and levers.

use crate::model::parameters::Inputs;
use crate::model::serving::{Deployment, Device, Routing, nearest_bits, replica_devices, step};
use crate::model::{Number, Path};

/// Everything that a month's demand is multiplied by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Serving<N> {
    /// Decode, base-device hours per output token, calibrated.
    pub(super) decode_hours_per_token: N,
    /// Prefill, base-device hours per input token that misses the cache, calibrated.
    pub(super) prefill_hours_per_token: N,
    pub(super) decode_power_w: N,
    pub(super) prefill_power_w: N,
    pub(super) user_speed: N,
    pub(super) step_s: N,
    pub(super) devices: N,
    pub(super) memory_utilisation: N,
    pub(super) compute_utilisation: N,
}

/// What does not change over a run.
#[derive(Clone, Debug)]
pub(super) struct Server<N: Number> {
    device: Device,
    routing: Routing<N>,
    kv_bytes: N,
}

impl<N: Number> Server<N> {
    pub(super) fn new(inputs: &Inputs<N>) -> Self {
        let technology = &inputs.technology;
        Self {
            device: Device::of(technology.accelerator.facts()),
            routing: Routing::of(technology.experts, technology.experts_active),
            kv_bytes: technology.kv_kb_per_token * 1e3,
        }
    }

    pub(super) const fn device(&self) -> &Device {
        &self.device
    }

    /// One month: `active` parameters of the trained model, `size_third` = (trained size/today)^(1/3),
    /// `ratio` served/trained with its cube root, `software` = `g_sw^t`.
    #[inline(always)]
    pub(super) fn month(
        &self,
        inputs: &Inputs<N>,
        year: f64,
        (active, size_third): (N, N),
        (ratio, ratio_third): (N, N),
        software: N,
    ) -> Serving<N> {
        let technology = &inputs.technology;
        let at = |path: &Path<N>| path.at(year);
        let params_active = active * ratio;
        let mut deployment = Deployment {
            params_total: params_active * technology.expert_sparsity,
            params_active,
            routing: self.routing,
            kv_bytes_per_token: self.kv_bytes * size_third * ratio_third,
            weight_bits: nearest_bits(at(&technology.weight_bits)),
            context_tokens: technology.context_tokens,
            batch: at(&technology.serving_batch),
            devices: N::one(),
            software,
            overhead_cap: technology.overhead_gain_cap,
        };
        deployment.devices = replica_devices(
            &self.device,
            technology.devices_per_replica_min,
            deployment.weight_bytes(),
            deployment.kv_bytes(),
        );
        let result = step(&self.device, &deployment);
        N::note(year, || {
            [
                ("served-params", deployment.params_active),
                ("served-params-total", deployment.params_total),
                ("served-weight-bits", deployment.weight_bits),
                ("kv-bytes-per-token", deployment.kv_bytes_per_token),
                ("bytes-per-step", result.bytes),
                ("memory-time-s", result.memory_s),
                ("compute-time-s", result.compute_s),
                ("overhead-time-s", result.overhead_s),
                ("bandwidth-efficiency", result.eta_b),
                ("compute-efficiency", result.eta_c),
            ]
        });
        let speedup = at(&technology.speculative_speedup);
        let calibrated = technology.serving_calibration * 3600.0;
        Serving {
            decode_hours_per_token: N::one() / (result.output_tokens_per_s_device(speedup) * calibrated),
            prefill_hours_per_token: result.prefill_s / calibrated,
            decode_power_w: result.decode_power_w,
            prefill_power_w: result.prefill_power_w,
            user_speed: result.user_speed(at(&technology.fleet_utilisation), speedup),
            step_s: result.step_s,
            devices: deployment.devices,
            memory_utilisation: result.memory_utilisation,
            compute_utilisation: result.compute_utilisation,
        }
    }
}
