//! The company, month by month.

use super::footprint::Rates;
use super::held::Held;
use super::hours::HoursYear;
use super::market::DemandYear;
use super::owned::Owned;
use super::standing::Standing;
use super::supply::Offers;
use crate::model::environment::{Grid, effective_pue};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::{Inputs, Moved, Now, Zone};
use crate::model::technology::monthly_factor;

/// What is known of the year before its statements, and which of its months is meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThisYear<'a, N> {
    pub(super) offers: &'a Offers<N>,
    pub(super) demand: &'a DemandYear<N>,
    pub(super) hours: &'a HoursYear<N>,
    pub(super) index: usize,
}

/// State of grids and accounts.
#[derive(Clone, Debug)]
pub(super) struct Company<'a, N: Number> {
    pub(super) inputs: &'a Inputs<N>,
    pub(super) standing: &'a Standing<N>,
    pub(super) serving_grid: Grid<N>,
    pub(super) training_grid: Grid<N>,
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
    pub(super) fn new(inputs: &'a Inputs<N>, standing: &'a Standing<N>, net_fleet_usd: N) -> Self {
        let (economy, environment) = (&inputs.economy, &inputs.environment);
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
            serving_grid: grid(environment.serving_region),
            training_grid: grid(environment.training_region),
            staff: economy.rd_staff,
            cash: economy.initial_cash,
            working_capital: economy.working_capital_today,
            equity: economy.initial_cash + economy.working_capital_today + net_fleet_usd,
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

    /// Working capital at the end, USD.
    #[inline(always)]
    pub(super) const fn working_capital_usd(&self) -> N {
        self.working_capital
    }

    /// One month, given what its market asks for, the hours that takes and the fleet for them: energy, carbon,
    /// water, statements. `tells`: whether the row is read for more than its flows.
    #[inline(always)]
    pub(super) fn month(
        &mut self,
        now: &Now<N>,
        month: usize,
        year: &ThisYear<'_, N>,
        fleet: &Owned<N>,
        tells: bool,
        row: &mut Month<N>,
    ) {
        self.refresh(now);
        row.training_flop = year.offers.training_flop[year.index];
        row.training_device_hours = year.offers.training_hours[year.index];
        self.fleet(now, year, fleet, row);
        self.statements(now, month, year, row);
        if tells {
            Self::lifetime_values(now, year, row);
        }
        self.note(now);
        self.advance();
    }

    /// What stands still while the inputs do: computed again once they have moved.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn refresh(&mut self, now: &Now<N>) {
        let Moved { technology, economy, society, environment } = now.moved;
        if technology || society || environment {
            self.rates = Rates::of(now, &self.standing.device);
        }
        let growth = now.economy.staff_growth;
        if economy && self.staff_growth.stale([growth]) {
            self.staff_growth.value = monthly_factor(growth + 1.0);
        }
        let (pue, wue) = (now.environment.pue, now.environment.wue);
        if environment && self.pue.stale([pue, wue]) {
            let inputs = &now.environment;
            self.pue.value = effective_pue(pue, wue, inputs.wue_today, inputs.dry_cooling_penalty);
        }
    }

    /// What the next month sees.
    #[inline(always)]
    fn advance(&mut self) {
        self.staff *= self.staff_growth.value;
        self.serving_grid.advance();
        self.training_grid.advance();
    }

    /// Names state carried from month to month, at the end of a month and before it moves on. Only a recording asks
    /// for it (see [`trace`](crate::model::trace)).
    #[inline(always)]
    fn note(&self, now: &Now<N>) {
        N::note(now.year(), || {
            [
                ("rd-staff-now", self.staff),
                // Grids without their floor.
                ("serving-grid-trend", self.serving_grid.without_floor()),
                ("training-grid-trend", self.training_grid.without_floor()),
                // Statements.
                ("working-capital-usd", self.working_capital),
                ("earnings-of-year-usd", self.earnings),
                ("pue-work-record", self.pue_record),
            ]
        });
    }
}
