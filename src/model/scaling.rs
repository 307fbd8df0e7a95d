//! The scaling law of training: loss against parameters and tokens, and the split of compute between them
//! that makes the loss least (T7).
//!
//! # References
//! Hoffmann et al. (2022), *Training compute-optimal large language models*, approach 3: constants as
//! printed and of the LaTeX source; Besiroglu et al. (2024), *Chinchilla scaling: a replication attempt*.

use super::Number;
use super::parameters::ScalingLaw;

/// Work of training a token a parameter, FLOP (T1): two forward, four backward.
pub const FLOP_PER_PARAMETER_TOKEN: f64 = 6.0;

/// The constants of L(N, D) = E + A·N^−α + B·D^−β; N in parameters, D in tokens, L in nats a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// E, the loss that no size removes.
    pub irreducible: f64,
    /// A.
    pub size_factor: f64,
    /// B.
    pub data_factor: f64,
    /// α.
    pub size_exponent: f64,
    /// β.
    pub data_exponent: f64,
}

/// The constants of a published fit.
///
/// # Examples
/// ```
/// use perennial::model::parameters::ScalingLaw;
/// assert_eq!(perennial::model::scaling::constants(ScalingLaw::Besiroglu2024).irreducible, 1.8172);
/// ```
#[must_use]
pub const fn constants(law: ScalingLaw) -> Constants {
    let [irreducible, size_factor, data_factor, size_exponent, data_exponent] = match law {
        ScalingLaw::Besiroglu2024 => [1.8172, 482.01, 2085.43, 0.3478, 0.3658],
        ScalingLaw::Hoffmann2022Tex => [1.6934, 406.4, 410.7, 0.3392, 0.2849],
        ScalingLaw::Hoffmann2022Rounded => [1.69, 406.4, 410.7, 0.34, 0.28],
    };
    Constants { irreducible, size_factor, data_factor, size_exponent, data_exponent }
}

/// T1: work of training, C = 6·N·D, FLOP.
#[inline(always)]
pub fn training_flop<N: Number>(params: N, tokens: N) -> N {
    params * tokens * FLOP_PER_PARAMETER_TOKEN
}

/// T7: loss L(N, D) = E + A·N^−α + B·D^−β, nats a token. `params`: N; `tokens`: D; both above zero.
///
/// # Examples
/// ```
/// use perennial::model::{parameters::ScalingLaw, scaling};
/// let loss = scaling::loss(ScalingLaw::Besiroglu2024, 70e9, 1.4e12);
/// assert!((loss - 1.9737).abs() < 1e-3);
/// ```
pub fn loss<N: Number>(law: ScalingLaw, params: N, tokens: N) -> N {
    let c = constants(law);
    let size = (-(params.ln() * c.size_exponent)).exp() * c.size_factor;
    let data = (-(tokens.ln() * c.data_exponent)).exp() * c.data_factor;
    size + data + c.irreducible
}

/// The split of a training budget that makes the loss least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optimum<N> {
    /// N*, parameters.
    pub params: N,
    /// D*, tokens.
    pub tokens: N,
}

/// T7: N* = G·(C/6)^(β/(α+β)) with G = (αA/(βB))^(1/(α+β)), D* = (C/6)/N*. `flop`: C, above zero.
///
/// # Examples
/// ```
/// use perennial::model::{parameters::ScalingLaw, scaling};
/// let optimum = scaling::optimum(ScalingLaw::Besiroglu2024, 5.76e23);
/// assert!((optimum.tokens / optimum.params - 18.391_244_955).abs() < 1e-8);
/// ```
pub fn optimum<N: Number>(law: ScalingLaw, flop: N) -> Optimum<N> {
    let c = constants(law);
    let both = c.size_exponent + c.data_exponent;
    let ln_g = Number::ln(c.size_exponent * c.size_factor / (c.data_exponent * c.data_factor)) / both;
    let pairs = flop / FLOP_PER_PARAMETER_TOKEN;
    let params = (pairs.ln() * (c.data_exponent / both) + ln_g).exp();
    Optimum { params, tokens: pairs / params }
}
