//! The market's frontier price and what it does to volume (E3), a year at a time.

use super::{MONTHS_PER_YEAR, Year};
use crate::model::number::Number;
use crate::model::parameters::Inputs;
use crate::model::technology::STEP;

/// Price and volume, of a month or of each month of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price<N> {
    /// P_m, USD per million tokens.
    pub(super) market: N,
    /// (P_m/P_m(0))^−ε.
    pub(super) volume: N,
}

/// State of the market's price.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prices<N> {
    next: Price<N>,
    /// Factors of the last month computed.
    factor: Price<N>,
}

impl<N: Number> Prices<N> {
    #[inline(always)]
    pub(super) fn new(inputs: &Inputs<N>) -> Self {
        let one = N::one();
        Self {
            next: Price { market: inputs.economy.market_api_price, volume: one },
            factor: Price { market: one, volume: one },
        }
    }

    /// The months of a year, given the yearly factor of each, which stands as it did unless `moved`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn year(&mut self, yearly: &Year<N>, moved: bool, elasticity: N) -> Price<Year<N>> {
        let mut market = [self.factor.market; MONTHS_PER_YEAR];
        let mut volume = [self.factor.volume; MONTHS_PER_YEAR];
        if moved {
            market = *yearly;
            N::ln_each(&mut market);
            for index in 0..MONTHS_PER_YEAR {
                market[index] = market[index] * STEP;
                volume[index] = -(market[index] * elasticity);
            }
            N::exp_each(&mut market);
            N::exp_each(&mut volume);
        }
        let none = [N::zero(); MONTHS_PER_YEAR];
        let mut prices = Price { market: none, volume: none };
        for index in 0..MONTHS_PER_YEAR {
            (prices.market[index], prices.volume[index]) = (self.next.market, self.next.volume);
            self.next.market *= market[index];
            self.next.volume *= volume[index];
            self.factor = Price { market: market[index], volume: volume[index] };
        }
        prices
    }
}
