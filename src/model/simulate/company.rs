//! The company, month by month.

use super::footprint::{Hours, Rates};
use super::growth::Growth;
use super::held::Held;
use super::market::Market;
use super::standing::Standing;
use super::supply::Offer;
use crate::model::environment::{Grid, effective_pue};
use crate::model::fleet::Fleet;
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Now, Zone};
use crate::model::technology::monthly_factor;

/// State of market, fleet and accounts.
#[derive(Clone, Debug)]
pub(super) struct Company<'a, N: Number> {
    pub(super) inputs: &'a Inputs<N>,
    pub(super) standing: &'a Standing<N>,
    pub(super) market: Market<N>,
    pub(super) fleet: Fleet<N>,
    pub(super) serving_grid: Grid<N>,
    pub(super) training_grid: Grid<N>,
    /// Dollars per work of hardware bought now, against today: 1/h (T4).
    pub(super) hardware_cost: Growth<N>,
    /// Joules per work of hardware bought now, against today: 1/e (T4).
    pub(super) hardware_energy: Growth<N>,
    pub(super) embodied: Growth<N>,
    pub(super) staff: N,
    pub(super) cash: N,
    pub(super) working_capital: N,
    pub(super) equity: N,
    pub(super) losses: N,
    pub(super) earnings: N,
    pub(super) founder_share: N,
    pub(super) pue_record: N,
    pub(super) programmes_before: Vec<N>,
    // Held while the inputs they depend on stand still.
    pub(super) staff_growth: Held<1, N, N>,
    pub(super) pue: Held<2, N, N>,
    pub(super) rates: Rates<N>,
}

impl<'a, N: Number> Company<'a, N> {
    #[inline(always)]
    pub(super) fn new(inputs: &'a Inputs<N>, standing: &'a Standing<N>) -> Self {
        let (economy, environment) = (&inputs.economy, &inputs.environment);
        let fleet = Fleet::opening(
            economy.owned_devices_today,
            inputs.technology.device_life_years,
            standing.unit,
            standing.older,
            inputs.months(),
        );
        let grid = |zone: Zone| {
            Grid::at_start(
                zone.facts(),
                environment.grid_trend,
                inputs.start_year(),
                environment.grid_intensity_factor,
                environment.lifecycle_direct_ratio,
                environment.grid_floor,
            )
        };
        Self {
            inputs,
            standing,
            market: Market::new(inputs),
            serving_grid: grid(environment.serving_region),
            training_grid: grid(environment.training_region),
            hardware_cost: Growth::by(N::one() / standing.growth.performance),
            hardware_energy: Growth::by(N::one() / standing.growth.efficiency),
            embodied: Growth::by(standing.growth.embodied),
            staff: economy.rd_staff,
            cash: economy.initial_cash,
            working_capital: economy.working_capital_today,
            equity: economy.initial_cash + economy.working_capital_today + fleet.net_usd,
            fleet,
            losses: economy.initial_losses,
            earnings: N::zero(),
            founder_share: economy.initial_founder_share,
            pue_record: N::zero(),
            programmes_before: inputs.programmes.iter().map(|programme| programme.path.from).collect(),
            staff_growth: Held::new(N::one()),
            pue: Held::new(N::one()),
            rates: Rates::none(),
        }
    }

    /// P11: resale value of the fleet at the end, USD.
    #[inline(always)]
    pub(super) fn residual_usd(&self) -> N {
        self.fleet.residual_usd(self.inputs.economy.resale_decline_oom)
    }

    /// Working capital at the end, USD.
    #[inline(always)]
    pub(super) const fn working_capital_usd(&self) -> N {
        self.working_capital
    }

    /// One month: prices, shares, demand, fleet, energy, carbon, water, statements. `tells`: whether the row is
    /// read for more than its flows.
    #[inline(always)]
    pub(super) fn month(
        &mut self,
        now: &Now<N>,
        month: usize,
        offer: &Offer<N>,
        tells: bool,
        row: &mut Month<N>,
    ) {
        if now.moved {
            self.refresh(now);
        }
        row.training_flop = offer.training_flop;
        row.training_device_hours = offer.training_hours;
        let demand = self.market.month(now, offer, row);
        let hours = Hours::of(&self.rates, self.standing.output_share, &offer.serving, &demand, offer);
        self.fleet(now, &offer.serving, &hours, row);
        self.statements(now, month, &demand, &hours, row);
        if tells {
            Self::lifetime_values(now, &demand, row);
        }
        self.note(now, offer, &demand, &hours);
        self.advance();
    }

    /// What stands still while the inputs do: computed again once they have moved.
    #[inline(always)]
    fn refresh(&mut self, now: &Now<N>) {
        self.rates = Rates::of(now, &self.standing.device);
        self.market.refresh(now);
        let growth = now.economy.staff_growth;
        if self.staff_growth.stale([growth]) {
            self.staff_growth.value = monthly_factor(growth + 1.0);
        }
        let environment = &now.environment;
        let (pue, wue) = (environment.pue, environment.wue);
        if self.pue.stale([pue, wue]) {
            self.pue.value = effective_pue(pue, wue, environment.wue_today, environment.dry_cooling_penalty);
        }
    }

    /// What the next month sees.
    #[inline(always)]
    fn advance(&mut self) {
        self.staff *= self.staff_growth.value;
        self.hardware_cost.advance();
        self.hardware_energy.advance();
        self.embodied.advance();
        self.serving_grid.advance();
        self.training_grid.advance();
    }
}
