//! Privacy: the Rényi accountant of the Poisson-subsampled Gaussian mechanism (C2) and the traffic of
//! federated learning (C3).
//!
//! # References
//! Mironov (2017), *Rényi differential privacy*; Mironov, Talwar, Zhang (2019), *Rényi differential privacy
//! of the sampled Gaussian mechanism*, eq. 3 for whole orders; Balle et al. (2020), *Hypothesis testing
//! interpretations and Rényi differential privacy*, for the conversion. Peers: dp-accounting, Opacus.

use super::Number;
use super::numeric::{exp_m1, ln_1p};
use core::fmt;

/// Orders α that the accountant takes the least over: 2 to 64 and nine larger ones.
pub const ORDERS: [u32; 72] = {
    const LARGE: [u32; 9] = [80, 96, 128, 160, 192, 256, 384, 512, 1024];
    let mut orders = [0; 72];
    let mut index = 0;
    while index < 63 {
        orders[index] = index as u32 + 2;
        index += 1;
    }
    while index < 72 {
        orders[index] = LARGE[index - 63];
        index += 1;
    }
    orders
};

/// An (ε, δ) guarantee. An upper bound: the true ε is at most this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guarantee<N> {
    /// ε ≥ 0.
    pub epsilon: N,
    /// The order α at which the bound is least.
    pub order: N,
}

/// One setting of the mechanism with what every order shares.
struct Mechanism<N: Number> {
    /// 1/(2σ²).
    half_precision: N,
    ln_rate: N,
    ln_rest: N,
    /// Where every record is in every batch.
    full: N::Mask,
    /// `ln_excess[k − 2]` = ln(exp((k² − k)/(2σ²)) − 1), filled as orders need it.
    ln_excess: Vec<N>,
    /// Terms of the order at hand, kept to reuse the memory.
    terms: Vec<N>,
}

impl<N: Number> Mechanism<N> {
    fn of(noise: N, sampling_rate: N) -> Self {
        Self {
            half_precision: N::one() / (noise * noise * 2.0),
            ln_rate: sampling_rate.ln(),
            ln_rest: ln_1p(-sampling_rate.min(N::one())),
            full: N::one().le(sampling_rate),
            ln_excess: Vec::new(),
            terms: Vec::new(),
        }
    }

    /// ε_RDP(α) of one step.
    ///
    /// The binomial weights sum to one and the exponents of k = 0 and 1 are zero, so that the sum of C2 is
    /// 1 + Σ_{k ≥ 2} C(α,k)(1−q)^{α−k} q^k (exp((k²−k)/(2σ²)) − 1): this keeps the digits of a small ε.
    fn rdp(&mut self, order: u32) -> N {
        while self.ln_excess.len() + 1 < order as usize {
            let k = self.ln_excess.len() as f64 + 2.0;
            self.ln_excess.push(ln_exp_m1(self.half_precision * (k * k - k)));
        }
        let alpha = f64::from(order);
        self.terms.clear();
        // ln C(α, k) as a running sum of ln((α − k + 1)/k), from k = 1.
        let mut ln_binomial = Number::ln(alpha);
        let mut top = N::of(f64::NEG_INFINITY);
        for (index, excess) in (0_u32..).zip(&self.ln_excess[..order as usize - 1]) {
            let k = f64::from(index) + 2.0;
            ln_binomial += Number::ln((alpha - k + 1.0) / k);
            // A product with a zero factor, not a difference: exact at k = α.
            let term = self.ln_rest * (alpha - k) + self.ln_rate * k + *excess + ln_binomial;
            top = top.max(term);
            self.terms.push(term);
        }
        let mut sum = N::zero();
        for term in &self.terms {
            sum += (*term - top).exp();
        }
        let sampled = ln_one_plus_exp(top + sum.ln()) / (alpha - 1.0);
        N::select(self.full, self.half_precision * alpha, sampled)
    }
}

/// ln(exp(x) − 1) for x > 0.
fn ln_exp_m1<N: Number>(x: N) -> N {
    let small = x.lt(N::of(0.5));
    let near = exp_m1(N::select(small, x, N::one()));
    let far = N::one() - (-x).exp();
    N::select(small, N::zero(), x) + N::select(small, near, far).ln()
}

/// ln(1 + exp(x)).
fn ln_one_plus_exp<N: Number>(x: N) -> N {
    x.max(N::zero()) + ln_1p((-x.abs()).exp())
}

/// Rényi divergence bound of one step of the Poisson-subsampled Gaussian at a whole order α ≥ 2 (C2):
/// ln(Σ_{k=0..α} C(α,k)(1−q)^{α−k} q^k exp((k²−k)/(2σ²)))/(α−1); α/(2σ²) at q = 1.
///
/// `noise`: σ, noise multiplier; `sampling_rate`: q, fraction of the records a step. An order below 2 counts
/// as 2.
///
/// # Examples
/// ```
/// let divergence = perennial::model::privacy::rdp_of_step(1.1, 0.01, 8);
/// assert!((divergence / 0.000_584_070_335_520_251 - 1.0).abs() < 1e-12);
/// assert_eq!(perennial::model::privacy::rdp_of_step(1.0, 1.0, 8), 4.0);
/// ```
pub fn rdp_of_step<N: Number>(noise: N, sampling_rate: N, order: u32) -> N {
    Mechanism::of(noise, sampling_rate).rdp(order.max(2))
}

/// ε of an order from its accumulated Rényi bound: rdp + ln(1 − 1/α) − ln(δ·α)/(α − 1), not yet held to
/// ≥ 0.
///
/// # Examples
/// ```
/// let epsilon = perennial::model::privacy::epsilon_at_order(0.5, 2, 1e-5);
/// assert!((epsilon / 10.626_631_103_850_338 - 1.0).abs() < 1e-12);
/// ```
pub fn epsilon_at_order<N: Number>(rdp: N, order: u32, delta: N) -> N {
    rdp + conversion(order, delta.ln())
}

/// ln(1 − 1/α) − ln(δ·α)/(α − 1).
fn conversion<N: Number>(order: u32, ln_delta: N) -> N {
    let alpha = f64::from(order);
    N::of(ln_1p(-1.0 / alpha)) - (ln_delta + Number::ln(alpha)) / (alpha - 1.0)
}

/// C2: ε = min over the [`ORDERS`] of steps·ε_RDP(α) + ln(1 − 1/α) − ln(δα)/(α − 1), at least 0.
///
/// `noise`: σ; `sampling_rate`: q; `steps`: T, steps × releases on the same people; `delta`: δ. It is an
/// upper bound by Rényi accounting, speaks of the protected share only, and is computed once a setting.
///
/// The divergence never falls with the order, so that the search ends where no larger order can be better.
///
/// # Examples
/// ```
/// let guarantee = perennial::model::privacy::epsilon(1.1, 0.01, 1000.0, 1e-5);
/// assert_eq!(guarantee.order, 9.0);
/// assert!((guarantee.epsilon / 1.725_290_818_044_953 - 1.0).abs() < 1e-9);
/// ```
pub fn epsilon<N: Number>(noise: N, sampling_rate: N, steps: N, delta: N) -> Guarantee<N> {
    let mut mechanism = Mechanism::of(noise, sampling_rate);
    let ln_delta = delta.ln();
    let mut best = Guarantee { epsilon: N::of(f64::INFINITY), order: N::zero() };
    for order in ORDERS {
        let divergence = steps * mechanism.rdp(order);
        let epsilon = divergence + conversion(order, ln_delta);
        let better = epsilon.lt(best.epsilon);
        best.epsilon = N::select(better, epsilon, best.epsilon);
        best.order = N::select(better, N::of(f64::from(order)), best.order);
        // The conversion is least at δ = 1 and α = 2: −2·ln 2 = −1.386. The margin to −1.5 keeps rounding
        // from making the answer of a lane depend on where its neighbours stop.
        if !N::any((divergence - 1.5).le(best.epsilon)) {
            break;
        }
    }
    best.epsilon = best.epsilon.max(N::zero());
    best
}

/// Why federated training of this size is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullModelRefused {
    /// Parameters that every client would receive and send.
    pub params: f64,
    /// Bits a parameter, the larger direction.
    pub bits: f64,
}

impl fmt::Display for FullModelRefused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gb = self.params * self.bits / 8e9;
        write!(
            out,
            "a full model of {} parameters at {} bits is {gb} GB per client, round and direction; \
             federate an adapter (about 1e6 to 1e8 parameters)",
            self.params, self.bits
        )
    }
}

impl std::error::Error for FullModelRefused {}

/// C3: traffic of a federated round, clients·adapter parameters·(bits down + bits up)/8, bytes.
///
/// # Examples
/// ```
/// assert_eq!(perennial::model::privacy::federated_bytes_per_round(1e4, 1e7, 16.0, 8.0), 3e11);
/// ```
#[inline]
pub fn federated_bytes_per_round<N: Number>(clients: N, adapter_params: N, bits_down: N, bits_up: N) -> N {
    clients * adapter_params * (bits_down + bits_up) / 8.0
}

/// C3: refuses an "adapter" that is the model itself.
///
/// # Errors
/// [`FullModelRefused`] where the trained part is as large as the model.
///
/// # Examples
/// ```
/// use perennial::model::privacy::check_federated;
/// assert!(check_federated(1e7, 7e9, 16.0, 16.0).is_ok());
/// let refused = check_federated(7e9, 7e9, 16.0, 16.0).map_err(|refused| refused.to_string());
/// assert!(refused.is_err_and(|reason| reason.contains("14 GB per client")));
/// ```
pub fn check_federated(
    adapter_params: f64,
    model_params: f64,
    bits_down: f64,
    bits_up: f64,
) -> Result<(), FullModelRefused> {
    if adapter_params < model_params {
        Ok(())
    } else {
        Err(FullModelRefused { params: adapter_params, bits: bits_down.max(bits_up) })
    }
}
