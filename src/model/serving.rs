//! Serving as a roofline: S1 to S7 of the model.
//!
//! A decode step of a replica reads its weights and its KV cache once and multiplies every active weight
//! once a sequence. The slower of the two sets the time, fixed costs come on top. Everything is generic
//! over [`Number`], allocates nothing and takes few transcendentals, because a run evaluates it every
//! month.
//!
//! # Domain
//! Constants are fitted to public measurements of dense models of 8 to 405 B at short context
//! (`facts/serving_roofline.csv`, source `ml-energy-v3`). Mixtures of experts, long context and other
//! accelerators are extrapolated. An accelerator without a fit takes the efficiencies, fixed times and power
//! shares of the H100 with its own peaks, bandwidth, memory and thermal design power.
//!
//! # References
//! Williams, Waterman, Patterson (2009), *Roofline*, CACM 52(4); ML.ENERGY leaderboard v3; stas00,
//! *Machine Learning Engineering* (peaks, achievable products).

mod device;

pub use device::{Device, ServingError, is_extrapolated, largest_batch};

use super::Number;
use super::number::Divisor;

/// S3: memory a replica keeps free for activations, buffers and fragments, as a factor on what it holds.
pub const MEMORY_HEADROOM: f64 = 1.1;
/// S2: exponent of KV bytes in the served size: width and depth each grow as its cube root, and KV
/// follows layers.
pub const KV_SIZE_EXPONENT: f64 = 1.0 / 3.0;

/// Bits a weight is stored in: the nearest of 16, 8, 4, ties up (S1, S3, T5).
///
/// # Examples
/// ```
/// use perennial::model::serving::nearest_bits;
/// assert_eq!([16.0, 12.0, 11.9, 6.0, 5.9, 4.0].map(nearest_bits::<f64>), [16.0, 16.0, 8.0, 8.0, 4.0, 4.0]);
/// ```
#[inline(always)]
pub fn nearest_bits<N: Number>(bits: N) -> N {
    let low = N::select(bits.lt(N::of(6.0)), N::of(4.0), N::of(8.0));
    N::select(bits.lt(N::of(12.0)), low, N::of(16.0))
}

/// How a mixture of experts routes; does not change over a run.
#[derive(Clone, Copy, Debug)]
pub struct Routing<N: Number> {
    /// k/E: routed experts a token over routed experts a layer, at most 1.
    pub share: N,
    /// E/k.
    per_share: N,
    /// 1/(1 − k/E), 0 for a dense model.
    per_rest: N,
    /// ln(1 − k/E), so that the share of experts that a batch misses is one exponential.
    ln_missed: N,
    /// Where k = E: a dense model.
    dense: N::Mask,
}

impl<N: Number> Routing<N> {
    /// Routing of `active` of `experts`; more active than there are counts as all: dense.
    #[inline(always)]
    pub fn of(experts: N, active: N) -> Self {
        let dense = experts.le(active);
        let share = N::select(dense, N::one(), active / experts);
        let rest = N::select(dense, N::one(), N::one() - share);
        let per_rest = N::select(dense, N::zero(), N::one() / rest);
        Self { share, per_share: N::one() / share, per_rest, ln_missed: rest.ln(), dense }
    }

    /// S1: 1 − (1 − k/E)^B, the expected share of experts that a batch of B sequences reads.
    #[inline(always)]
    pub fn share_read(&self, batch: N) -> N {
        let read = N::one() - (batch * self.ln_missed).exp();
        N::select(self.dense, N::one(), read)
    }

    /// S1: routed expert parameters e_x = (N_tot − N_act)/(1 − k/E), 0 for a dense model; the shared ones
    /// are s = N_tot − e_x. N_tot is first held to at most N_act·E/k, so that s ≥ 0.
    #[inline(always)]
    pub fn split(&self, total: N, active: N) -> Split<N> {
        let total = self.total(total, active);
        let expert = ((total - active) * self.per_rest).min(total);
        Split { total, expert, shared: total - expert }
    }

    /// N_tot held within N_act and N_act·E/k.
    #[inline(always)]
    pub fn total(&self, total: N, active: N) -> N {
        total.min(active * self.per_share).max(active)
    }
}

/// The parameters of a model by how they are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split<N> {
    /// N_tot.
    pub total: N,
    /// e_x, in routed experts.
    pub expert: N,
    /// s, read every step.
    pub shared: N,
}

/// S2: KV bytes a token and cache of grouped-query attention: 2·layers·heads·width·bytes.
///
/// # Examples
/// ```
/// use perennial::model::serving::{kv_bytes_grouped_query, kv_bytes_latent};
/// assert_eq!(kv_bytes_grouped_query(80.0, 8.0, 128.0, 2.0), 327_680.0);
/// assert_eq!(kv_bytes_latent(61.0, 512.0, 64.0, 2.0), 70_272.0);
/// ```
#[inline(always)]
pub fn kv_bytes_grouped_query<N: Number>(layers: N, kv_heads: N, head_dim: N, bytes: N) -> N {
    layers * kv_heads * head_dim * bytes * 2.0
}

/// S2: KV bytes a token and cache of latent attention: layers·(rank + rotary width)·bytes.
#[inline(always)]
pub fn kv_bytes_latent<N: Number>(layers: N, kv_rank: N, rope_dim: N, bytes: N) -> N {
    layers * (kv_rank + rope_dim) * bytes
}

/// S2: KV bytes a token after growth of the served size by `size_ratio` = N_act(t)·r_d/N_act(0):
/// KV·ratio^(1/3).
#[inline(always)]
pub fn kv_bytes_grown<N: Number>(kv_bytes_per_token: N, size_ratio: N) -> N {
    kv_bytes_per_token * size_ratio.powf(N::of(KV_SIZE_EXPONENT))
}

/// What a replica serves and on how much.
#[derive(Clone, Copy, Debug)]
pub struct Deployment<N: Number> {
    /// N_tot, parameters.
    pub params_total: N,
    /// N_act, parameters.
    pub params_active: N,
    /// Routing of experts.
    pub routing: Routing<N>,
    /// KV, bytes a token.
    pub kv_bytes_per_token: N,
    /// 16, 8 or 4: see [`nearest_bits`].
    pub weight_bits: N,
    /// Tokens held a sequence.
    pub context_tokens: N,
    /// B, sequences a replica.
    pub batch: N,
    /// n, devices a replica: see [`replica_devices`].
    pub devices: N,
    /// g_sw^t, 1 today.
    pub software: N,
    /// Upper end of the factor by which overheads shrink.
    pub overhead_cap: N,
}

impl<N: Number> Deployment<N> {
    /// Bytes of the weights: N_tot·w, w = bits/8.
    #[inline(always)]
    pub fn weight_bytes(&self) -> N {
        self.routing.total(self.params_total, self.params_active) * self.weight_bits * 0.125
    }

    /// Bytes of the KV cache: B·KV·context.
    #[inline(always)]
    pub fn kv_bytes(&self) -> N {
        self.batch * self.kv_bytes_per_token * self.context_tokens
    }
}

/// S3: devices a replica, n = max(n_min, 1.1·(N_served·w + B·KV·context)/HBM).
///
/// Fractional n is meant: a fleet mixes replicas of neighbouring sizes.
#[inline(always)]
pub fn replica_devices<N: Number>(device: &Device, minimum: N, weight_bytes: N, kv_bytes: N) -> N {
    minimum.max(
        (weight_bytes + kv_bytes)
            * N::known(MEMORY_HEADROOM / device.memory_bytes, "devices-per-byte", device.id),
    )
}

/// One decode step of a replica, and what prefill costs beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<N> {
    /// t_step, s.
    pub step_s: N,
    /// 1/t_step.
    pub steps_per_s: N,
    /// Time the reads take, s.
    pub memory_s: N,
    /// t_comp: time the multiplications take, s.
    pub compute_s: N,
    /// Fixed times, s.
    pub overhead_s: N,
    /// Bytes read, all devices.
    pub bytes: N,
    /// Achieved share of the peak bandwidth.
    pub memory_utilisation: N,
    /// Achieved share of the peak that the weights' bits compute at.
    pub compute_utilisation: N,
    /// Tokens a second and device without speculation: B/(t_step·n).
    pub tokens_per_s_device: N,
    /// Power of a device in decode, W.
    pub decode_power_w: N,
    /// Power of a device in prefill, W.
    pub prefill_power_w: N,
    /// Device-seconds an input token that misses the cache: 2·N_act/(F·η_c).
    pub prefill_s: N,
    /// η_b(t).
    pub eta_b: N,
    /// η_c(t).
    pub eta_c: N,
}

impl<N: Number> Step<N> {
    /// S4: gain of speculative decoding, 1 + (s_p − 1)·(1 − t_comp/t_step): none on a saturated device.
    #[inline(always)]
    pub fn speculative_gain(&self, speedup: N) -> N {
        (speedup - 1.0) * (N::one() - self.compute_s * self.steps_per_s) + 1.0
    }

    /// S4: output tokens a second and device with speculation: B/(t_step·n)·gain.
    #[inline(always)]
    pub fn output_tokens_per_s_device(&self, speculative_speedup: N) -> N {
        self.tokens_per_s_device * self.speculative_gain(speculative_speedup)
    }

    /// S7: tokens a second that a user sees, (1 − u_serve)/t_step·gain: queueing included, calibration not.
    #[inline(always)]
    pub fn user_speed(&self, utilisation: N, speculative_speedup: N) -> N {
        (N::one() - utilisation) * self.steps_per_s * self.speculative_gain(speculative_speedup)
    }
}

/// S6: η(t) = η_max − (η_max − η_0)·g^−t: software closes the gap to the hardware's limit and cannot pass
/// it. `left` = g^−t, the part of the gap that is left.
#[inline(always)]
pub fn efficiency<N: Number>(eta_today: f64, eta_max: f64, left: N) -> N {
    let gap = left * N::known(eta_max - eta_today, "efficiency-gap", "");
    N::of(N::known(eta_max, "efficiency-limit", "")) - gap
}

/// S1: bytes read a decode step, w·(s + e_x·(1 − (1 − k/E)^B)) + B·KV·context. `experts_read`: the bracket,
/// see [`Routing::share_read`].
#[inline(always)]
pub fn bytes_per_step<N: Number>(deployment: &Deployment<N>, experts_read: N) -> N {
    let split = deployment.routing.split(deployment.params_total, deployment.params_active);
    let read = split.shared + split.expert * experts_read;
    read * deployment.weight_bits * 0.125 + deployment.kv_bytes()
}

/// S3: the peak that weights of these bits compute at, FLOP/s: the 8-bit peak at 8 bits, else the 16-bit
/// peak (4-bit weights are widened first).
#[inline(always)]
pub fn peak<N: Number>(device: &Device, weight_bits: N) -> Divisor<N> {
    let eight = N::and(weight_bits.lt(N::of(12.0)), N::of(6.0).le(weight_bits));
    let of = |peak, id| N::of(N::known(peak, id, device.id));
    Divisor {
        value: N::select(
            eight,
            of(device.peak_8bit, "peak-8bit-flop-per-s"),
            of(device.peak_16bit, "peak-16bit-flop-per-s"),
        ),
        reciprocal: N::select(eight, N::of(1.0 / device.peak_8bit), N::of(1.0 / device.peak_16bit)),
    }
}

/// S5: power of a device, TDP·min(1, a + m·u_mem + c·u_comp), W.
#[inline(always)]
pub fn power_w<N: Number>(device: &Device, memory_utilisation: N, compute_utilisation: N) -> N {
    let fit = device.fit;
    let known = |value, id| N::known(value, id, fit.accelerator);
    let share = memory_utilisation * known(fit.power_m, "power-per-memory-use")
        + compute_utilisation * known(fit.power_c, "power-per-compute-use")
        + known(fit.power_a, "power-at-rest");
    share.min(N::one()) * N::known(device.tdp_w, "tdp-w", device.id)
}

/// S3 to S6: one decode step.
///
/// t_step = max(bytes/(n·BW·η_b), 2·N_act·B/(n·F·η_c)) + (t0 + t_n·log2 n + t_s·B·8/max(n, 8))/min(g^t, cap)
///
/// # Examples
/// A dense model of 70.6 B at 8 bits on eight H100:
/// ```
/// use perennial::model::serving::{Deployment, Device, Routing, step};
/// let device = Device::find("h100-sxm-80")?;
/// let deployment = Deployment {
///     params_total: 70.6e9, params_active: 70.6e9, routing: Routing::of(1.0, 1.0),
///     kv_bytes_per_token: 327_680.0, weight_bits: 8.0, context_tokens: 500.0, batch: 64.0,
///     devices: 8.0, software: 1.0, overhead_cap: 10.0,
/// };
/// let step = step(&device, &deployment);
/// assert!(step.compute_s < step.memory_s && step.memory_utilisation < 1.0);
/// # Ok::<(), perennial::model::serving::ServingError>(())
/// ```
#[inline(always)]
pub fn step<N: Number>(device: &Device, deployment: &Deployment<N>) -> Step<N> {
    let known = Known {
        experts_read: deployment.routing.share_read(deployment.batch),
        log2_devices: deployment.devices.log2(),
        gap_left: N::one() / deployment.software,
        overhead_left: N::one() / deployment.software.min(deployment.overhead_cap),
    };
    step_from(device, deployment, &known)
}

/// What a run computes apart for a decode step, and less often.
#[derive(Clone, Copy, Debug)]
pub struct Known<N> {
    /// Share of experts that the batch reads: see [`Routing::share_read`].
    pub experts_read: N,
    /// log2 n.
    pub log2_devices: N,
    /// g^−t, the part of the gap to the hardware's limit that is left (S6).
    pub gap_left: N,
    /// 1/min(g^t, cap), the part of the overheads that is left (S6).
    pub overhead_left: N,
}

/// [`step`] for what is known already.
#[inline(always)]
pub fn step_from<N: Number>(device: &Device, deployment: &Deployment<N>, known: &Known<N>) -> Step<N> {
    let fit = device.fit;
    let (batch, devices) = (deployment.batch, deployment.devices);
    let eta_b = efficiency(fit.eta_b, fit.eta_b_max, known.gap_left);
    let eta_c = efficiency(fit.eta_c, fit.eta_c_max, known.gap_left);
    let bytes = bytes_per_step(deployment, known.experts_read);
    let flop_per_token = deployment.params_active * 2.0;
    // Quotients are taken once and multiplied: a division costs as much as five multiplications.
    let per_device = Divisor::of(devices);
    let s_per_flop = N::one().divided(peak(device, deployment.weight_bits));
    let per_eta_c = N::one() / eta_c;
    // Times at full peak first: utilisations are these over the step.
    let constant = |value, id| N::known(value, id, fit.accelerator);
    let memory_ideal_s =
        bytes.divided(per_device).over(N::known(device.bandwidth, "bandwidth-bytes-per-s", device.id));
    let compute_ideal_s = (flop_per_token * batch).divided(per_device) * s_per_flop;
    let memory_s = memory_ideal_s / eta_b;
    let compute_s = compute_ideal_s * per_eta_c;
    // n of at least 8: one over it is at most an eighth.
    let at_least_8 =
        Divisor { value: devices.max(N::of(8.0)), reciprocal: per_device.reciprocal.min(N::of(0.125)) };
    let per_sequence = (batch * constant(fit.t_s_s * 8.0, "sequence-time-s")).divided(at_least_8);
    let fixed = known.log2_devices * constant(fit.t_n_s, "doubling-time-s") + per_sequence;
    let overhead_s = (fixed + constant(fit.t0_s, "fixed-time-s")) * known.overhead_left;
    let step_s = memory_s.max(compute_s) + overhead_s;
    let steps_per_s = N::one() / step_s;
    let memory_utilisation = memory_ideal_s * steps_per_s;
    let compute_utilisation = compute_ideal_s * steps_per_s;
    Step {
        step_s,
        steps_per_s,
        memory_s,
        compute_s,
        overhead_s,
        bytes,
        memory_utilisation,
        compute_utilisation,
        tokens_per_s_device: batch.divided(per_device) * steps_per_s,
        decode_power_w: power_w(device, memory_utilisation, compute_utilisation),
        prefill_power_w: power_w(device, N::zero(), eta_c),
        prefill_s: flop_per_token * s_per_flop * per_eta_c,
        eta_b,
        eta_c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default_company(devices: f64) -> Deployment<f64> {
        Deployment {
            params_total: 37e9 * 18.135,
            params_active: 37e9,
            routing: Routing::of(256.0, 8.0),
            kv_bytes_per_token: 70_272.0,
            weight_bits: 8.0,
            context_tokens: 4_989.0,
            batch: 512.0,
            devices,
            software: 1.0,
            overhead_cap: 10.0,
        }
    }

    fn h100() -> Device {
        Device::find("h100-sxm-80").unwrap()
    }

    #[test]
    fn the_default_company_serves_at_the_speed_the_facts_state() {
        let mut deployment = default_company(8.0);
        deployment.devices = replica_devices(&h100(), 8.0, deployment.weight_bytes(), deployment.kv_bytes());
        let speed = step(&h100(), &deployment).user_speed(0.6, 1.0);
        assert!((speed / 5.719_078_857_376_733 - 1.0).abs() < 1e-12, "{speed}");
    }

    #[test]
    fn utilisations_stay_below_one_and_all_is_finite_over_the_hard_ranges() {
        let device = h100();
        for total in [1e6, 1e9, 1e15] {
            for (experts, active) in [(1.0, 1.0), (1.0, 1e5), (1e5, 1.0), (1e5, 1e5), (256.0, 8.0)] {
                for batch in [1.0, 512.0, 65_536.0] {
                    for context in [1.0, 1e6] {
                        for bits in [16.0, 8.0, 4.0] {
                            for software in [1.0, 1e39] {
                                let mut deployment = Deployment {
                                    params_total: total,
                                    params_active: total / 7.0,
                                    routing: Routing::of(experts, active),
                                    kv_bytes_per_token: 1e7,
                                    weight_bits: bits,
                                    context_tokens: context,
                                    batch,
                                    devices: 1.0,
                                    software,
                                    overhead_cap: 1000.0,
                                };
                                let split = deployment.routing.split(total, total / 7.0);
                                assert!(split.shared >= 0.0 && split.expert >= 0.0);
                                deployment.devices = replica_devices(
                                    &device,
                                    1.0,
                                    deployment.weight_bytes(),
                                    deployment.kv_bytes(),
                                );
                                let step = step(&device, &deployment);
                                assert!(step.memory_utilisation <= 1.0 && step.compute_utilisation <= 1.0);
                                assert!(step.step_s > 0.0 && step.step_s.is_finite());
                                assert!(step.decode_power_w > 0.0 && step.decode_power_w <= device.tdp_w);
                                assert!(step.speculative_gain(10.0) >= 1.0);
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_larger_batch_saves_energy_while_memory_bound() {
        let device = h100();
        let energy = |batch| {
            let mut deployment = default_company(144.0);
            deployment.batch = batch;
            let step = step(&device, &deployment);
            assert!(step.compute_s < step.memory_s);
            step.decode_power_w / step.tokens_per_s_device
        };
        assert!(energy(512.0) < energy(256.0) && energy(1024.0) < energy(512.0));
    }

    #[test]
    fn dense_means_no_experts() {
        let routing = Routing::of(4.0, 4.0);
        assert_eq!(routing.split(9e9, 3e9), Split { total: 3e9, expert: 0.0, shared: 3e9 });
        assert_eq!(routing.share_read(7.0), 1.0);
    }
}
