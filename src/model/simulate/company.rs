//! The company, month by month.

use super::footprint::Hours;
use super::growth::Growth;
use super::held::Held;
use super::market::Market;
use super::standing::Standing;
use super::supply::Offer;
use crate::model::environment::Grid;
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
    /// Work per dollar of hardware bought now, against today (T4).
    pub(super) performance: Growth<N>,
    /// Work per joule of hardware bought now, against today (T4).
    pub(super) efficiency: Growth<N>,
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
            performance: Growth::by(standing.growth.performance),
            efficiency: Growth::by(standing.growth.efficiency),
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

    /// One month: prices, shares, demand, fleet, energy, carbon, water, statements.
    #[inline(always)]
    pub(super) fn month(&mut self, now: &Now<N>, month: usize, offer: &Offer<N>, row: &mut Month<N>) {
        let demand = self.market.month(now, offer, row);
        let hours = Hours::of(now, self.standing.output_share, &offer.serving, &demand, offer.training_hours);
        self.fleet(now, &offer.serving, &hours, row);
        self.statements(now, month, &demand, &hours, row);
        self.note(now, offer, &demand, &hours);
        self.advance(now);
    }

    /// What the next month sees.
    #[inline(always)]
    fn advance(&mut self, now: &Now<N>) {
        let growth = now.economy.staff_growth;
        if self.staff_growth.stale(now.moved, [growth]) {
            self.staff_growth.value = monthly_factor(growth + 1.0);
        }
        self.staff *= self.staff_growth.value;
        self.performance.advance();
        self.efficiency.advance();
        self.embodied.advance();
        self.serving_grid.advance();
        self.training_grid.advance();
    }
}
