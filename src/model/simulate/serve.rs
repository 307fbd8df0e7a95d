//! What serving a month takes: the roofline put to the month's model and levers.

use super::held::Held;
use crate::model::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Now};
use crate::model::serving::{self, Deployment, Device, Routing, nearest_bits, replica_devices, step_from};

/// Everything that a month's demand is multiplied by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Serving<N> {
    /// Decode, base-device hours per output token, calibrated.
    pub(super) decode_hours_per_token: N,
    /// Prefill, base-device hours per input token that misses the cache, calibrated.
    pub(super) prefill_hours_per_token: N,
    pub(super) decode_power_w: N,
    pub(super) prefill_power_w: N,
    /// Speed that a user sees, tokens a second.
    pub(super) user_speed: N,
}

/// What is deployed in a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replica<N> {
    params_total: N,
    params_active: N,
    kv_bytes_per_token: N,
    weight_bits: N,
    batch: N,
    /// Devices (S3).
    pub(super) devices: N,
    /// `g_sw^−t` (S6).
    gap_left: N,
    /// Share of the experts that a batch reads (S1).
    experts_read: N,
    speculative_speedup: N,
    /// Busy share of serving capacity.
    utilisation: N,
}

impl<N: Number> Serving<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let zero = N::zero();
        Self {
            decode_hours_per_token: zero,
            prefill_hours_per_token: zero,
            decode_power_w: zero,
            prefill_power_w: zero,
            user_speed: zero,
        }
    }
}

impl<N: Number> Replica<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let one = N::one();
        Self {
            params_total: one,
            params_active: one,
            kv_bytes_per_token: one,
            weight_bits: one,
            batch: one,
            devices: one,
            gap_left: one,
            experts_read: one,
            speculative_speedup: one,
            utilisation: one,
        }
    }
}

/// The hardware and what is held of it.
#[derive(Clone, Debug)]
pub(super) struct Server<N: Number> {
    device: Device,
    routing: Routing<N>,
    kv_bytes: N,
    context_tokens: N,
    overhead_cap: N,
    /// One over it.
    least_overhead: N,
    /// Hours of a second by the roofline, calibrated.
    hours_per_s: N,
    experts_read: Held<1, N, N>,
}

impl<N: Number> Server<N> {
    #[inline(always)]
    pub(super) fn new(inputs: &Inputs<N>, device: Device) -> Self {
        let technology = &inputs.technology;
        Self {
            device,
            routing: Routing::of(technology.experts, technology.experts_active),
            kv_bytes: technology.kv_kb_per_token * 1e3,
            context_tokens: technology.context_tokens,
            overhead_cap: technology.overhead_gain_cap,
            least_overhead: N::one() / technology.overhead_gain_cap,
            hours_per_s: N::one() / (technology.serving_calibration * 3600.0),
            experts_read: Held::new(N::one()),
        }
    }

    /// S1: once inputs have moved.
    #[inline(always)]
    pub(super) fn refresh(&mut self, now: &Now<N>) {
        let batch = now.technology.serving_batch;
        if self.experts_read.stale([batch]) {
            self.experts_read.value = self.routing.share_read(batch);
        }
    }

    /// The deployment of a month: `active` parameters of the trained model, `size_third` = (trained
    /// size/today)^(1/3), `ratio` served/trained with its cube root, `gap_left` = `g_sw^−t`.
    #[inline(always)]
    pub(super) fn deploy(
        &self,
        now: &Now<N>,
        (active, size_third): (N, N),
        (ratio, ratio_third): (N, N),
        gap_left: N,
    ) -> Replica<N> {
        let technology = &now.technology;
        let params_active = active * ratio;
        let batch = technology.serving_batch;
        let mut replica = Replica {
            params_total: params_active * technology.expert_sparsity,
            params_active,
            kv_bytes_per_token: self.kv_bytes * size_third * ratio_third,
            weight_bits: nearest_bits(technology.weight_bits),
            batch,
            devices: N::one(),
            gap_left,
            experts_read: self.experts_read.value,
            speculative_speedup: technology.speculative_speedup,
            utilisation: technology.fleet_utilisation,
        };
        let deployment = self.deployment(&replica);
        replica.devices = replica_devices(
            &self.device,
            technology.devices_per_replica_min,
            deployment.weight_bytes(),
            deployment.kv_bytes(),
        );
        replica
    }

    /// A replica with what stands for the whole run.
    #[inline(always)]
    fn deployment(&self, replica: &Replica<N>) -> Deployment<N> {
        Deployment {
            params_total: replica.params_total,
            params_active: replica.params_active,
            routing: self.routing,
            kv_bytes_per_token: replica.kv_bytes_per_token,
            weight_bits: replica.weight_bits,
            context_tokens: self.context_tokens,
            batch: replica.batch,
            devices: replica.devices,
            // Known apart, as what is left of it.
            software: N::one(),
            overhead_cap: self.overhead_cap,
        }
    }

    /// S3 to S7 of the month that begins at `year`, told in `row`; `log2_devices`: of a replica.
    #[inline(always)]
    pub(super) fn serve(
        &self,
        year: f64,
        replica: &Replica<N>,
        log2_devices: N,
        row: Option<&mut Month<N>>,
    ) -> Serving<N> {
        let deployment = self.deployment(replica);
        let known = serving::Known {
            experts_read: replica.experts_read,
            log2_devices,
            gap_left: replica.gap_left,
            overhead_left: replica.gap_left.max(self.least_overhead),
        };
        let result = step_from(&self.device, &deployment, &known);
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
        let speedup = replica.speculative_speedup;
        let serving = Serving {
            decode_hours_per_token: self.hours_per_s / result.output_tokens_per_s_device(speedup),
            prefill_hours_per_token: result.prefill_s * self.hours_per_s,
            decode_power_w: result.decode_power_w,
            prefill_power_w: result.prefill_power_w,
            user_speed: result.user_speed(replica.utilisation, speedup),
        };
        if let Some(row) = row {
            row.speed_tokens_per_s = serving.user_speed;
            row.step_time_ms = result.step_s * 1e3;
            row.replica_devices = replica.devices;
            row.memory_utilisation = result.memory_utilisation;
            row.compute_utilisation = result.compute_utilisation;
        }
        serving
    }
}
