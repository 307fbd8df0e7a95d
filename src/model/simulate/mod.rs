//! One run: inputs → trajectory, month by month, in the order technology → quality → prices → shares →
//! demand → fleet → energy, carbon, water → statements → society → trust. Feedback reaches the next month.

mod company;
mod conduct;
mod footprint;
mod growth;
mod headline;
mod held;
mod hours;
mod kept;
mod market;
mod owned;
mod prices;
mod research;
mod serve;
mod standing;
mod statements;
mod supply;

pub use headline::{Flows, break_even_month, modified_yearly_rate, only_yearly_rate, payback_months};

use super::output::{self, COUNT, HeadlineValues, Month, RATIOS, TOGETHER, at};
use super::parameters::{Inputs, Now};
use super::{Number, privacy};
use company::{Company, ThisYear};
use headline::FlowsYear;
use hours::HoursYear;
use kept::{Everything, HeadlineParts, Kept};
use market::{DemandYear, Market};
use owned::{Hardware, Owned};
use standing::Standing;
use supply::{Offers, Supply};

/// Months of a year.
const MONTHS_PER_YEAR: usize = 12;

/// A figure in each month of a year.
type Year<N> = [N; MONTHS_PER_YEAR];

/// Calendar time at which a month of the plan begins.
#[inline(always)]
fn start_of<N: Number>(inputs: &Inputs<N>, month: usize) -> f64 {
    inputs.start_year() + month as f64 * super::technology::STEP
}

/// Epsilon of the privacy setting (C2), computed once per setting and not in the run.
///
/// Steps count for every release on the same people over the horizon. None (not a number) where no training
/// is under differential privacy.
pub fn epsilon<N: Number>(inputs: &Inputs<N>) -> N {
    let society = &inputs.society;
    let share = society.dp_training_share;
    let none = N::of(f64::NAN);
    if !N::any(N::zero().lt(share.from.max(share.to))) {
        return none;
    }
    let most = month_starts(inputs).fold(N::zero(), |most, year| most.max(share.at(year)));
    let steps = private_steps(inputs);
    let guarantee =
        privacy::epsilon(society.dp_noise_multiplier, society.dp_sampling_rate, steps, society.dp_delta);
    // A share that the plan does not reach protects nothing.
    N::select(N::zero().lt(most), guarantee.epsilon, none)
}

/// The inputs that ε follows from: the same setting, the same ε.
pub fn privacy_setting<N: Number>(inputs: &Inputs<N>) -> [N; 8] {
    let (society, interval) = (&inputs.society, inputs.technology.release_interval_months);
    [
        society.dp_training_share.from,
        society.dp_training_share.to,
        society.dp_noise_multiplier,
        society.dp_sampling_rate,
        society.dp_steps,
        society.dp_delta,
        interval.from,
        interval.to,
    ]
}

/// C2: steps of private training on the same people: those of a release, times the releases of the plan, at
/// least one.
pub fn private_steps<N: Number>(inputs: &Inputs<N>) -> N {
    let releases = month_starts(inputs)
        .fold(N::zero(), |sum, year| sum + N::one() / inputs.technology.release_interval_months.at(year));
    inputs.society.dp_steps * releases.max(N::one())
}

/// Calendar times at which the months of the plan begin.
fn month_starts<N: Number>(inputs: &Inputs<N>) -> impl Iterator<Item = f64> + use<'_, N> {
    (0..inputs.months()).map(|month| start_of(inputs, month))
}

/// What a run keeps: yearly values, headline values, and monthly ones where asked for.
#[derive(Clone, Debug)]
pub struct Run<N> {
    /// First calendar year.
    pub start_year: f64,
    /// Stored outputs a year, in the order of [`output::STORED`].
    pub years: Vec<[N; COUNT]>,
    /// Stored outputs a month; empty unless asked for.
    pub months: Vec<Month<N>>,
    /// Monthly cash flows and what follows from them.
    pub flows: Flows<N>,
    /// Headline values; not a number where a figure does not exist.
    pub headline: HeadlineValues<N>,
}

/// How much of a run is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Yearly values.
    Years,
    /// Yearly and monthly values.
    Months,
}

/// Runs the plan. `epsilon` as answered by [`epsilon()`].
///
/// # Examples
/// ```
/// use perennial::{model::simulate::{Keep, epsilon, simulate}, scenario::Scenario};
/// let inputs = Scenario::default().inputs();
/// let run = simulate(&inputs, epsilon(&inputs), Keep::Years);
/// assert_eq!(run.years.len(), 10);
/// assert!(run.headline.total_revenue_usd > 0.0);
/// ```
pub fn simulate<N: Number>(inputs: &Inputs<N>, epsilon: N, keep: Keep) -> Run<N> {
    N::run(inputs, epsilon, keep)
}

/// Runs the plan for its headline figures alone: with the same bits, in less time.
///
/// # Examples
/// ```
/// use perennial::{model::simulate::{Keep, epsilon, headlines, simulate}, scenario::Scenario};
/// let inputs = Scenario::default().inputs();
/// let bound = epsilon(&inputs);
/// assert_eq!(headlines(&inputs, bound).npv_usd, simulate(&inputs, bound, Keep::Years).headline.npv_usd);
/// ```
#[inline]
pub fn headlines<N: Number>(inputs: &Inputs<N>, epsilon: N) -> HeadlineValues<N> {
    N::headlines(inputs, epsilon)
}

/// The run itself: compiled whole into each function that sets the instructions for it.
#[inline(always)]
pub(crate) fn plan<N: Number>(inputs: &Inputs<N>, epsilon: N, keep: Keep) -> Run<N> {
    let months = inputs.months();
    let mut kept = Everything::of(months / MONTHS_PER_YEAR, (keep == Keep::Months).then_some(months));
    let flows = course(inputs, epsilon, &mut kept);
    gap_to_target(inputs, &mut kept.years);
    let total = |index: usize| kept.years.iter().fold(N::zero(), |sum, year| sum + year[index]);
    let none = [N::of(f64::NAN); COUNT];
    let last = kept.years.last().unwrap_or(&none);
    let headline = headline::headline(inputs, last, total, &flows, epsilon);
    let (years, months) = (kept.years, kept.months.unwrap_or_default());
    Run { start_year: inputs.start_year(), years, months, flows, headline }
}

/// [`plan`] without what only years and months show.
#[inline(always)]
pub(crate) fn plan_headlines<N: Number>(inputs: &Inputs<N>, epsilon: N) -> HeadlineValues<N> {
    let mut kept = HeadlineParts::none();
    let flows = course(inputs, epsilon, &mut kept);
    headline::headline(inputs, &kept.last, |index| kept.totals[index], &flows, epsilon)
}

/// The course of a plan: a year at a time first what is offered, what the market asks for and the fleet that it
/// takes, which wait for no money, then the statements of its months. Answers the monthly flows.
///
/// A month of many runs side by side is added to its year at once, and so is one of which little is kept: what is
/// not, is not computed then. The months of a single run wait in memory for a few more, since the processor would
/// wait longer for each row that was just written in parts.
#[inline(always)]
fn course<N: Number, K: Kept<N>>(inputs: &Inputs<N>, epsilon: N, kept: &mut K) -> Flows<N> {
    let months = inputs.months();
    let standing = Standing::of(inputs, epsilon);
    standing.note();
    let mut supply = Supply::new(inputs, &standing);
    let mut market = Market::new(inputs);
    let mut hardware = Hardware::new(inputs, &standing);
    let mut company = Company::new(inputs, &standing, hardware.net_usd());
    let mut ahead = Now::at_start(inputs);
    let mut now = ahead;
    let (mut flows, mut flows_of_year) = (Flows::with_capacity(months), FlowsYear::none());
    let (mut offers, mut demand) = (Offers::none(), DemandYear::none());
    let mut hours = HoursYear::none();
    let wait = K::ALL && N::LANES == 1;
    let every = kept.months();
    let waiting = if every {
        MONTHS_PER_YEAR
    } else if wait {
        TOGETHER
    } else {
        1
    };
    let mut rows = vec![Month::filled(N::zero()); waiting];
    for year in 0..months / MONTHS_PER_YEAR {
        let first = year * MONTHS_PER_YEAR;
        kept.begin();
        supply.year(inputs, &mut ahead, first, every, &mut rows, &mut offers);
        market.year(inputs, first, &offers, &mut demand);
        hours.follow(inputs, first, (&offers, &demand), standing.output_share);
        // The fleet is a month ahead of the statements, which wait for it: the processor does both at once.
        let mut fleets = [Owned::none(); 2];
        for next in 0..=MONTHS_PER_YEAR {
            if next < MONTHS_PER_YEAR {
                let target = offers.owned_share[next] * hours.needed[next];
                hardware.month(start_of(inputs, first + next), target, &mut fleets[next % 2]);
            }
            let Some(index) = next.checked_sub(1) else { continue };
            let this_year = &ThisYear { offers: &offers, demand: &demand, hours: &hours, index };
            let fleet = &fleets[index % 2];
            let closes = index == MONTHS_PER_YEAR - 1;
            let tells = every || closes;
            now.follow(inputs, first + index);
            if wait {
                let place = index % waiting;
                let Some(row) = rows.get_mut(place) else { break };
                demand.tell(index, tells, row);
                company.month(&now, first + index, this_year, fleet, tells, row);
                flows_of_year.set(index, row, &now);
                if let Some((_, months)) = rows[..=place].split_last_chunk()
                    && index % TOGETHER == TOGETHER - 1
                {
                    Month::sum_to(months, kept.sums());
                }
            } else {
                let mut row = Month::filled(N::zero());
                if tells && let Some(told) = rows.get(if every { index } else { 0 }) {
                    row = *told;
                }
                demand.tell(index, tells, &mut row);
                company.month(&now, first + index, this_year, fleet, tells, &mut row);
                if K::ALL {
                    row.add_to::<true>(kept.sums(), closes);
                } else {
                    row.add_to::<false>(kept.sums(), closes);
                }
                flows_of_year.set(index, &row, &now);
                kept.month(&row);
            }
        }
        if wait && every {
            rows.iter().for_each(|row| kept.month(row));
        }
        flows.add(&flows_of_year);
        kept.end();
    }
    flows.residual_usd = hardware.residual_usd(inputs);
    flows.working_capital_usd = company.working_capital_usd();
    flows
}

/// V7: gap of each year to the linear target path from the first year, t: Γ(y) − Γ(1)·max(0, 1 − rate·(y − 1)),
/// Γ location-based and embodied.
fn gap_to_target<N: Number>(inputs: &Inputs<N>, years: &mut [[N; COUNT]]) {
    let emitted = |year: &[N; COUNT]| year[at::carbon_location_t] + year[at::carbon_embodied_t];
    let Some(first) = years.first().map(emitted) else { return };
    for (index, year) in years.iter_mut().enumerate() {
        let left = N::one() - inputs.environment.carbon_target_per_year * index as f64;
        year[at::carbon_gap_t] = emitted(year) - first * left.max(N::zero());
    }
}

/// None where a figure does not exist.
#[must_use]
pub fn exists(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

impl Run<f64> {
    /// A headline value by id; none where the figure does not exist or the id is unknown.
    #[must_use]
    pub fn headline(&self, id: &str) -> Option<f64> {
        let index = output::headline_index(id)?;
        exists(self.headline.values()[index])
    }

    /// A yearly series by id, ratios included; none for an unknown id.
    #[must_use]
    pub fn yearly(&self, id: &str) -> Option<Vec<Option<f64>>> {
        output::yearly_index(id).map(|index| self.yearly_at(index))
    }

    /// A yearly series by its position in [`output::yearly`].
    #[must_use]
    pub fn yearly_at(&self, index: usize) -> Vec<Option<f64>> {
        self.years.iter().map(|year| yearly_value(year, index)).collect()
    }

    /// A monthly series of a stored output by id; empty unless months were kept, none for an unknown id.
    #[must_use]
    pub fn monthly(&self, id: &str) -> Option<Vec<Option<f64>>> {
        let index = output::STORED.iter().position(|output| output.id == id)?;
        Some(self.months.iter().map(|month| exists(month.values()[index])).collect())
    }
}

/// One yearly value, stored or a ratio.
fn yearly_value(year: &[f64; COUNT], index: usize) -> Option<f64> {
    match year.get(index) {
        Some(value) => exists(*value),
        None => exists(output::ratio_of(year, RATIOS.get(index - COUNT)?)),
    }
}
