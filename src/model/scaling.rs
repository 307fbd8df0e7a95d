//! The scaling law of training: loss against parameters and tokens, and the split of compute between them
//! that makes the loss least (T7).
//!
//! # References
//! Hoffmann et al. (2022), *Training compute-optimal large language models*, approach 3: constants as
//! printed and of the LaTeX source; Besiroglu et al. (2024), *Chinchilla scaling: a replication attempt*.

use super::Number;
use super::parameters::ScalingLaw;

/// A published fit of L(N, D) = E + A·N^−α + B·D^−β; N in parameters, D in tokens, L in nats a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
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
    /// ln G of the compute-optimal split, ln(αA/(βB))/(α+β).
    pub ln_balance: f64,
}

/// The constants of a published fit.
///
/// # Examples
/// ```
/// use perennial::model::parameters::ScalingLaw;
/// assert_eq!(perennial::model::scaling::law(ScalingLaw::Besiroglu2024).irreducible, 1.8172);
/// ```
#[must_use]
pub fn law(choice: ScalingLaw) -> Law {
    let [irreducible, size_factor, data_factor, size_exponent, data_exponent] = match choice {
        ScalingLaw::Besiroglu2024 => [1.8172, 482.01, 2085.43, 0.3478, 0.3658],
        ScalingLaw::Hoffmann2022Tex => [1.6934, 406.4, 410.7, 0.3392, 0.2849],
        ScalingLaw::Hoffmann2022Rounded => [1.69, 406.4, 410.7, 0.34, 0.28],
    };
    let balance = size_exponent * size_factor / (data_exponent * data_factor);
    let ln_balance = Number::ln(balance) / (size_exponent + data_exponent);
    Law { irreducible, size_factor, data_factor, size_exponent, data_exponent, ln_balance }
}

impl Law {
    /// T7: loss L(N, D) = E + A·N^−α + B·D^−β, nats a token. `params`: N; `tokens`: D; both above zero.
    ///
    /// # Examples
    /// ```
    /// use perennial::model::{parameters::ScalingLaw, scaling::law};
    /// let loss = law(ScalingLaw::Besiroglu2024).loss(72.248_702_5e9, 1.328_743_585e12);
    /// assert!((loss - 1.974_441).abs() < 1e-6);
    /// ```
    #[inline(always)]
    pub fn loss<N: Number>(&self, params: N, tokens: N) -> N {
        let mut powers = self.loss_exponents([params.ln(), tokens.ln()]);
        N::exp_each(&mut powers);
        self.loss_of(powers)
    }

    /// ln N^−α and ln D^−β, from ln N and ln D.
    #[inline(always)]
    fn loss_exponents<N: Number>(&self, [ln_params, ln_tokens]: [N; 2]) -> [N; 2] {
        [
            ln_params * N::known(-self.size_exponent, "minus-size-exponent", ""),
            ln_tokens * N::known(-self.data_exponent, "minus-data-exponent", ""),
        ]
    }

    /// L, from N^−α and D^−β.
    #[inline(always)]
    fn loss_of<N: Number>(&self, [size, data]: [N; 2]) -> N {
        let size = size * N::known(self.size_factor, "size-factor", "");
        let data = data * N::known(self.data_factor, "data-factor", "");
        size + data + N::known(self.irreducible, "irreducible-loss", "")
    }

    /// ln N*, from ln C/6.
    #[inline(always)]
    fn optimal_exponent<N: Number>(&self, ln_pairs: N) -> N {
        let both = self.size_exponent + self.data_exponent;
        ln_pairs * N::known(self.data_exponent / both, "optimal-size-exponent", "")
            + N::known(self.ln_balance, "optimal-size-log-factor", "")
    }

    /// [`loss`](Law::loss) of a run, and the [`optimal`](Law::optimal) parameters and tokens of its compute: the
    /// same numbers, with the logarithms and exponentials of all three side by side.
    #[inline(always)]
    pub fn loss_and_optimal<N: Number>(&self, params: N, tokens: N, flop: N) -> (N, N, N) {
        let pairs = flop / 6.0;
        // The fourth fills a register.
        let mut powers = [params, tokens, pairs, N::one()];
        N::ln_each(&mut powers);
        let [size, data] = self.loss_exponents([powers[0], powers[1]]);
        powers = [size, data, self.optimal_exponent(powers[2]), N::zero()];
        N::exp_each(&mut powers);
        (self.loss_of([powers[0], powers[1]]), powers[2], pairs / powers[2])
    }

    /// T7: parameters and tokens that make the loss of a budget least, N* = G·(C/6)^(β/(α+β)) with
    /// G = (αA/(βB))^(1/(α+β)), D* = (C/6)/N*. `flop`: C, above zero.
    ///
    /// # Examples
    /// ```
    /// use perennial::model::{parameters::ScalingLaw, scaling::law};
    /// let (params, tokens) = law(ScalingLaw::Besiroglu2024).optimal(5.76e23);
    /// assert!((tokens / params - 18.391_244_955).abs() < 1e-8);
    /// ```
    #[inline(always)]
    pub fn optimal<N: Number>(&self, flop: N) -> (N, N) {
        let pairs = flop / 6.0;
        let params = self.optimal_exponent(pairs.ln()).exp();
        (params, pairs / params)
    }
}
