//! What serving a month takes: the roofline put to the month's model and levers.

use super::held::Held;
use super::{MONTHS_PER_YEAR, Year, start_of};
use crate::model::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Now};
use crate::model::serving::{self, Deployment, Device, Routing, nearest_bits, replica_devices, step_from};

/// What serving takes in the months of a year: figure by figure, so that the processor takes several months at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServingYear<N> {
    /// Decode, base-device hours per output token, calibrated.
    pub(super) decode_hours_per_token: Year<N>,
    /// Prefill, base-device hours per input token that misses the cache, calibrated.
    pub(super) prefill_hours_per_token: Year<N>,
    pub(super) decode_power_w: Year<N>,
    pub(super) prefill_power_w: Year<N>,
    /// Speed that a user sees, tokens a second.
    pub(super) user_speed: Year<N>,
    // Told, and used no further.
    step_s: Year<N>,
    memory_utilisation: Year<N>,
    compute_utilisation: Year<N>,
}

/// What is deployed in the months of a year, figure by figure as well.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replicas<N> {
    params_total: Year<N>,
    params_active: Year<N>,
    kv_bytes_per_token: Year<N>,
    weight_bits: Year<N>,
    batch: Year<N>,
    /// The fewest devices that are chosen for a replica.
    least_devices: Year<N>,
    /// `g_sw^−t` (S6).
    gap_left: Year<N>,
    /// Share of the experts that a batch reads (S1).
    experts_read: Year<N>,
    speculative_speedup: Year<N>,
    /// Busy share of serving capacity.
    utilisation: Year<N>,
}

impl<N: Number> ServingYear<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::zero(); MONTHS_PER_YEAR];
        Self {
            decode_hours_per_token: none,
            prefill_hours_per_token: none,
            decode_power_w: none,
            prefill_power_w: none,
            user_speed: none,
            step_s: none,
            memory_utilisation: none,
            compute_utilisation: none,
        }
    }

    /// Tells a month of them and of the devices of a replica.
    #[inline(always)]
    pub(super) fn tell(&self, index: usize, devices: N, row: &mut Month<N>) {
        row.speed_tokens_per_s = self.user_speed[index];
        row.step_time_ms = self.step_s[index] * 1e3;
        row.replica_devices = devices;
        row.memory_utilisation = self.memory_utilisation[index];
        row.compute_utilisation = self.compute_utilisation[index];
    }
}

impl<N: Number> Replicas<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::one(); MONTHS_PER_YEAR];
        Self {
            params_total: none,
            params_active: none,
            kv_bytes_per_token: none,
            weight_bits: none,
            batch: none,
            least_devices: none,
            gap_left: none,
            experts_read: none,
            speculative_speedup: none,
            utilisation: none,
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
        (replicas, index): (&mut Replicas<N>, usize),
    ) {
        let technology = &now.technology;
        let params_active = active * ratio;
        replicas.params_total[index] = params_active * technology.expert_sparsity;
        replicas.params_active[index] = params_active;
        replicas.kv_bytes_per_token[index] = self.kv_bytes * size_third * ratio_third;
        replicas.weight_bits[index] = nearest_bits(technology.weight_bits);
        replicas.batch[index] = technology.serving_batch;
        replicas.least_devices[index] = technology.devices_per_replica_min;
        replicas.gap_left[index] = gap_left;
        replicas.experts_read[index] = self.experts_read.value;
        replicas.speculative_speedup[index] = technology.speculative_speedup;
        replicas.utilisation[index] = technology.fleet_utilisation;
    }

    /// The deployment of a month with what stands for the whole run; `devices` of a replica.
    #[inline(always)]
    fn deployment(&self, replicas: &Replicas<N>, devices: N, index: usize) -> Deployment<N> {
        Deployment {
            params_total: replicas.params_total[index],
            params_active: replicas.params_active[index],
            routing: self.routing,
            kv_bytes_per_token: replicas.kv_bytes_per_token[index],
            weight_bits: replicas.weight_bits[index],
            context_tokens: self.context_tokens,
            batch: replicas.batch[index],
            devices,
            // Known apart, as what is left of it.
            software: N::one(),
            overhead_cap: self.overhead_cap,
        }
    }

    /// S3: devices of a replica.
    #[inline(always)]
    pub(super) fn devices(&self, replicas: &Replicas<N>) -> Year<N> {
        let mut devices = [N::one(); MONTHS_PER_YEAR];
        for (index, devices) in devices.iter_mut().enumerate() {
            let deployment = self.deployment(replicas, *devices, index);
            let (weights, cache) = (deployment.weight_bytes(), deployment.kv_bytes());
            *devices = replica_devices(&self.device, replicas.least_devices[index], weights, cache);
        }
        devices
    }

    /// S3 to S7 of the months of a year, counted from month `first`; `devices` of a replica.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn serve(
        &self,
        inputs: &Inputs<N>,
        first: usize,
        replicas: &Replicas<N>,
        devices: &Year<N>,
        serving: &mut ServingYear<N>,
    ) {
        let mut log2_devices = *devices;
        N::log2_each(&mut log2_devices);
        for index in 0..MONTHS_PER_YEAR {
            let deployment = self.deployment(replicas, devices[index], index);
            let gap_left = replicas.gap_left[index];
            let known = serving::Known {
                experts_read: replicas.experts_read[index],
                log2_devices: log2_devices[index],
                gap_left,
                overhead_left: gap_left.max(self.least_overhead),
            };
            let result = step_from(&self.device, &deployment, &known);
            let speedup = replicas.speculative_speedup[index];
            let decode_hours = self.hours_per_s / result.output_tokens_per_s_device(speedup);
            let prefill_hours = result.prefill_s * self.hours_per_s;
            N::note(start_of(inputs, first + index), || {
                [
                    ("decode-hours-per-token", decode_hours),
                    ("prefill-hours-per-token", prefill_hours),
                    ("decode-power-w", result.decode_power_w),
                    ("prefill-power-w", result.prefill_power_w),
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
            serving.decode_hours_per_token[index] = decode_hours;
            serving.prefill_hours_per_token[index] = prefill_hours;
            serving.decode_power_w[index] = result.decode_power_w;
            serving.prefill_power_w[index] = result.prefill_power_w;
            serving.user_speed[index] = result.user_speed(replicas.utilisation[index], speedup);
            serving.step_s[index] = result.step_s;
            serving.memory_utilisation[index] = result.memory_utilisation;
            serving.compute_utilisation[index] = result.compute_utilisation;
        }
    }
}
