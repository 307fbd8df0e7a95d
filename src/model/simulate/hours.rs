//! The hours that demand and research take, and the capacity for them (S4, F1), a year at a time.

use super::market::DemandYear;
use super::supply::Offers;
use super::{MONTHS_PER_YEAR, Year, start_of};
use crate::model::economy::capacity;
use crate::model::number::{Divisor, Number};
use crate::model::parameters::{Inputs, Now};
use crate::model::technology::HOURS_PER_MONTH;

/// What hours follow from beside tokens (S4, F1).
#[derive(Clone, Copy, Debug)]
pub(super) struct Use<N> {
    /// Share of the input tokens that miss the cache.
    missed: N,
    /// Busy shares of the capacities.
    serving_utilisation: Divisor<N>,
    training_utilisation: Divisor<N>,
}

impl<N: Number> Use<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let one = Divisor { value: N::one(), reciprocal: N::one() };
        Self { missed: N::zero(), serving_utilisation: one, training_utilisation: one }
    }

    /// Of a month.
    #[inline(always)]
    pub(super) fn of(now: &Now<N>) -> Self {
        let technology = &now.technology;
        let available = N::one() - now.environment.carbon_aware_shift;
        Self {
            missed: N::one() - technology.prefix_cache_hit,
            serving_utilisation: Divisor::of(technology.fleet_utilisation),
            training_utilisation: Divisor::of(technology.training_utilisation.min(available)),
        }
    }
}

/// The same in the months of a year, figure by figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct UseYear<N> {
    missed: Year<N>,
    serving: Divisor<Year<N>>,
    training: Divisor<Year<N>>,
}

impl<N: Number> UseYear<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::one(); MONTHS_PER_YEAR];
        let one = Divisor { value: none, reciprocal: none };
        Self { missed: none, serving: one, training: one }
    }

    #[inline(always)]
    pub(super) fn set(&mut self, index: usize, month: &Use<N>) {
        self.missed[index] = month.missed;
        self.serving.value[index] = month.serving_utilisation.value;
        self.serving.reciprocal[index] = month.serving_utilisation.reciprocal;
        self.training.value[index] = month.training_utilisation.value;
        self.training.reciprocal[index] = month.training_utilisation.reciprocal;
    }

    #[inline(always)]
    fn month(&self, index: usize) -> Use<N> {
        let at = |year: &Divisor<Year<N>>| Divisor {
            value: year.value[index],
            reciprocal: year.reciprocal[index],
        };
        Use {
            missed: self.missed[index],
            serving_utilisation: at(&self.serving),
            training_utilisation: at(&self.training),
        }
    }
}

/// Base-device hours of the months of a year, figure by figure, so that the processor takes several months at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct HoursYear<N> {
    /// Busy serving.
    pub(super) serving: Year<N>,
    /// Devices that would give the capacity, busy and headroom, and one over them; zero where nothing is needed.
    pub(super) needed: Year<N>,
    pub(super) per_needed: Year<N>,
    /// Of the capacity, headroom: not capacity less busy hours, which would leave rounding where nothing idles.
    pub(super) headroom: Year<N>,
    /// Serving's and training's shares of the capacity needed. Each is a quotient of its own: one may be 1e-16
    /// of the other.
    pub(super) serving_need: Year<N>,
    pub(super) training_need: Year<N>,
    /// Power of a device and its host that serves, kW (V1).
    pub(super) serving_kw: Year<N>,
    /// Own tokens, input and output.
    pub(super) tokens: Year<N>,
    /// Own output tokens.
    pub(super) output: Year<N>,
}

impl<N: Number> HoursYear<N> {
    /// Before the first year.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let none = [N::one(); MONTHS_PER_YEAR];
        Self {
            serving: none,
            needed: none,
            per_needed: none,
            headroom: none,
            serving_need: none,
            training_need: none,
            serving_kw: none,
            tokens: none,
            output: none,
        }
    }

    /// S4, F1: the hours of the year from month `first` on from its tokens, and the capacity from the hours.
    /// `output_share`: of all tokens.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn follow(
        &mut self,
        inputs: &Inputs<N>,
        first: usize,
        (offers, demand): (&Offers<N>, &DemandYear<N>),
        output_share: N,
    ) {
        let host_w = inputs.technology.host_power_w_per_device;
        for index in 0..MONTHS_PER_YEAR {
            let (using, taken, asked) = (offers.using.month(index), &offers.serving, &demand.tokens);
            let tokens = asked.consumer[index] + asked.api[index] + asked.enterprise[index];
            let output = tokens * output_share;
            let missed = (tokens - output) * using.missed;
            let decode = output * taken.decode_hours_per_token[index];
            let prefill = missed * taken.prefill_hours_per_token[index];
            let busy = decode + prefill;
            let serving_need = capacity(busy, using.serving_utilisation);
            let training_need = capacity(offers.training_hours[index], using.training_utilisation);
            let all = Divisor::or_zero(serving_need + training_need);
            self.serving[index] = busy;
            self.needed[index] = all.value.over(HOURS_PER_MONTH);
            self.per_needed[index] = all.reciprocal * HOURS_PER_MONTH;
            self.headroom[index] = serving_need * (N::one() - using.serving_utilisation.value)
                + training_need * (N::one() - using.training_utilisation.value);
            self.serving_need[index] = serving_need.divided(all);
            self.training_need[index] = training_need.divided(all);
            let work = decode * taken.decode_power_w[index] + prefill * taken.prefill_power_w[index];
            self.serving_kw[index] = (work.over_or_zero(busy) + host_w) * 1e-3;
            self.tokens[index] = tokens;
            self.output[index] = output;
            N::note(start_of(inputs, first + index), || {
                [
                    ("decode-hours", decode),
                    ("prefill-hours", prefill),
                    ("headroom-hours", self.headroom[index]),
                    ("serving-need-share", self.serving_need[index]),
                    ("training-need-share", self.training_need[index]),
                ]
            });
        }
    }
}
