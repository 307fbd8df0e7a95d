//! Many runs of one plan: futures that differ in some inputs, several side by side.
//!
//! What differs is numbers; choices, years and the levers with a programme cost are those of the plan. Every
//! run has the bits that it has alone ([`run`](crate::scenario::run)), whatever goes beside it.

use crate::analysis::gradient::{End, Input};
use crate::model::Number;
#[cfg(target_arch = "x86_64")]
use crate::model::lanes::{Avx, Avx512, x86};
use crate::model::lanes::{Lanes, Narrow, Vector};
use crate::model::number::MOST_LANES;
use crate::model::output::{COUNT, HEADLINES, RATIOS, ratio_of};
use crate::model::parameter::{Parameter, Path, Programme, Source};
use crate::model::parameters::{self, Inputs};
use crate::model::simulate::{self, Keep, Run, epsilon, privacy_setting, simulate};
use crate::scenario::{Scenario, Value};

/// An input and its value in each run.
#[derive(Clone, Debug)]
pub struct Varied {
    /// Which number of which parameter.
    pub input: Input,
    /// One a run; held within the hard limits of the parameter.
    pub values: Vec<f64>,
}

/// How many runs go side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As many as the processor has lanes.
    Widest,
    /// Two.
    Narrow,
    /// One after the other.
    One,
}

/// What many runs give: every yearly output and every headline of each.
#[derive(Clone, Debug)]
pub struct Batch {
    runs: usize,
    years: usize,
    /// By output, year, run: the runs of a figure lie side by side.
    yearly: Vec<f64>,
    /// By headline, run.
    headline: Vec<f64>,
}

/// A quantile of a figure over the runs in which it exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantiles {
    /// One a level asked for; not a number where the figure exists in no run.
    pub values: Vec<f64>,
    /// Share of the runs in which it exists.
    pub exists: f64,
}

/// Runs a plan `runs` times with the inputs that vary. Compiled without optimisation, eight lanes side by side take
/// more stack than a main thread has (8 MB).
///
/// # Examples
/// ```
/// use perennial::analysis::batch::{Varied, Width, run};
/// use perennial::analysis::gradient::{End, Input};
/// use perennial::model::{output::headline_index, parameters};
/// use perennial::scenario::Scenario;
/// let pue = parameters::index_of("pue-today").unwrap_or(0);
/// let values = (0..100).map(|run| 1.1 + 0.001 * f64::from(run)).collect();
/// let varied = [Varied { input: Input { index: pue, end: End::Value }, values }];
/// # let run = |scenario: &Scenario, runs, varied: &[Varied], width| std::thread::scope(|scope| {
/// #     let stack = std::thread::Builder::new().stack_size(64 << 20);
/// #     stack.spawn_scoped(scope, || run(scenario, runs, varied, width)).unwrap().join().unwrap()
/// # });
/// let batch = run(&Scenario::default(), 100, &varied, Width::Widest);
/// let npv = batch.headline(headline_index("npv-usd").unwrap_or(0));
/// assert_eq!(npv.len(), 100);
/// ```
// Compiled where it is used only: it takes a whole run with it.
#[inline]
#[must_use]
pub fn run(scenario: &Scenario, runs: usize, varied: &[Varied], width: Width) -> Batch {
    let plan = Plan::of(scenario, runs, varied);
    match width {
        #[cfg(target_arch = "x86_64")]
        Width::Widest if x86::available_512() => plan.run::<Lanes<Avx512>>(),
        #[cfg(target_arch = "x86_64")]
        Width::Widest if x86::available() => plan.run::<Lanes<Avx>>(),
        Width::Widest | Width::Narrow => plan.run::<Lanes<Narrow>>(),
        Width::One => plan.run::<f64>(),
    }
}

/// [`run`] for the headline figures alone, with the same bits: no years are kept.
#[inline]
#[must_use]
pub fn headlines(scenario: &Scenario, runs: usize, varied: &[Varied], width: Width) -> Batch {
    let plan = Plan::of(scenario, runs, varied);
    match width {
        #[cfg(target_arch = "x86_64")]
        Width::Widest if x86::available_512() => plan.headlines::<Lanes<Avx512>>(),
        #[cfg(target_arch = "x86_64")]
        Width::Widest if x86::available() => plan.headlines::<Lanes<Avx>>(),
        Width::Widest | Width::Narrow => plan.headlines::<Lanes<Narrow>>(),
        Width::One => plan.headlines::<f64>(),
    }
}

/// How many runs of [`Width::Widest`] go side by side here.
#[must_use]
pub fn widest() -> usize {
    #[cfg(target_arch = "x86_64")]
    if x86::available_512() {
        return <Avx512 as Vector>::WIDTH;
    } else if x86::available() {
        return <Avx as Vector>::WIDTH;
    }
    <Narrow as Vector>::WIDTH
}

impl Batch {
    /// Runs.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.runs
    }

    /// Years of each run.
    #[must_use]
    pub const fn years(&self) -> usize {
        self.years
    }

    /// Bytes of the figures held.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        (self.yearly.len() + self.headline.len()) * size_of::<f64>()
    }

    /// A headline of every run, by its position in [`HEADLINES`]; not a number where it does not exist.
    #[must_use]
    pub fn headline(&self, index: usize) -> &[f64] {
        self.headline.get(index * self.runs..(index + 1) * self.runs).unwrap_or(&[])
    }

    /// A stored output of every run in a year counted from 0, by its position in
    /// [`STORED`](crate::model::output::STORED).
    #[must_use]
    pub fn stored(&self, output: usize, year: usize) -> &[f64] {
        let row = output * self.years + year;
        self.yearly.get(row * self.runs..(row + 1) * self.runs).unwrap_or(&[])
    }

    /// A yearly output of every run, ratios included, by its position in
    /// [`yearly`](crate::model::output::yearly); not a number where it does not exist.
    #[must_use]
    pub fn yearly(&self, output: usize, year: usize) -> Vec<f64> {
        let Some(ratio) = output.checked_sub(COUNT).and_then(|index| RATIOS.get(index)) else {
            return self.stored(output, year).to_vec();
        };
        let mut values = [0.0; COUNT];
        (0..self.runs)
            .map(|run| {
                for part in [Some(ratio.numerator), Some(ratio.denominator), ratio.less, ratio.plus]
                    .into_iter()
                    .flatten()
                {
                    values[part] = self.stored(part, year).get(run).copied().unwrap_or(f64::NAN);
                }
                ratio_of(&values, ratio)
            })
            .collect()
    }
}

/// Quantiles of figures, linear between neighbours (Hyndman and Fan's type 7, numpy's default), over those
/// that exist.
///
/// # Examples
/// ```
/// let quantiles = perennial::analysis::batch::quantiles(&[3.0, 1.0, f64::NAN, 2.0], &[0.0, 0.5, 0.75]);
/// assert_eq!((quantiles.values, quantiles.exists), (vec![1.0, 2.0, 2.5], 0.75));
/// ```
#[must_use]
pub fn quantiles(figures: &[f64], levels: &[f64]) -> Quantiles {
    let mut known: Vec<f64> = figures.iter().copied().filter(|figure| figure.is_finite()).collect();
    let exists = known.len() as f64 / figures.len().max(1) as f64;
    let Some(last) = known.len().checked_sub(1) else {
        return Quantiles { values: vec![f64::NAN; levels.len()], exists };
    };
    // From the lowest level up: what lies below one is never looked at again.
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by(|a, b| levels[*a].total_cmp(&levels[*b]));
    let mut values = vec![f64::NAN; levels.len()];
    let mut start = 0;
    for index in order {
        let place = levels[index].clamp(0.0, 1.0) * last as f64;
        let below = (place.floor() as usize).clamp(start, last);
        let (_, low, above) = known[start..].select_nth_unstable_by(below - start, f64::total_cmp);
        let low = *low;
        let share = place - below as f64;
        let high = if share > 0.0 { above.iter().copied().fold(f64::INFINITY, f64::min) } else { low };
        values[index] = if share > 0.0 { low + (high - low) * share } else { low };
        start = below;
    }
    Quantiles { values, exists }
}

/// A plan with what varies, ready to be read lane by lane.
struct Plan<'a> {
    scenario: &'a Scenario,
    runs: usize,
    /// For each parameter and end, where it varies.
    slots: Vec<[Option<usize>; 2]>,
    /// How many numbers vary.
    varied: usize,
    /// What varies, held within its hard limits: by group of [`MOST_LANES`] runs, number, run. Lanes beyond the
    /// last run repeat it.
    draws: Vec<f64>,
}

/// Reads a plan for the lanes that begin at a run.
struct Reader<'a> {
    plan: &'a Plan<'a>,
    first: usize,
    next: usize,
}

impl<'a> Plan<'a> {
    fn of(scenario: &'a Scenario, runs: usize, varied: &[Varied]) -> Self {
        let mut slots = vec![[None; 2]; parameters::COUNT];
        let mut draws = vec![0.0; runs.div_ceil(MOST_LANES) * varied.len() * MOST_LANES];
        let hard: Vec<Option<[f64; 2]>> = parameters::registry().map(Parameter::hard).collect();
        let count = varied.len();
        for (slot, varied) in varied.iter().enumerate() {
            let end = usize::from(varied.input.end == End::To);
            if let Some(slots) = slots.get_mut(varied.input.index) {
                slots[end] = Some(slot);
            }
            let planned = match (scenario.value(varied.input.index), varied.input.end) {
                (Some(Value::Path { to, .. }), End::To) => to,
                (Some(Value::Scalar(value) | Value::Path { from: value, .. }), _) => value,
                _ => 0.0,
            };
            let free = [f64::NEG_INFINITY, f64::INFINITY];
            let [low, high] = hard.get(varied.input.index).copied().flatten().unwrap_or(free);
            let last = varied.values.len().min(runs).saturating_sub(1);
            for (group, lanes) in draws.chunks_exact_mut(count * MOST_LANES).enumerate() {
                let lanes = &mut lanes[slot * MOST_LANES..(slot + 1) * MOST_LANES];
                for (lane, value) in lanes.iter_mut().enumerate() {
                    let run = (group * MOST_LANES + lane).min(last);
                    let drawn = varied.values.get(run).copied().unwrap_or(planned);
                    *value = if drawn.is_nan() { planned } else { drawn.clamp(low, high) };
                }
            }
        }
        Self { scenario, runs, slots, varied: count, draws }
    }

    fn run<N: Number>(&self) -> Batch {
        let mut batch = Batch::of(self.runs);
        let mut gathered = Vec::new();
        self.each(|first, inputs: &Inputs<N>, bound| {
            batch.keep(&mut gathered, first, &simulate(inputs, bound, Keep::Years));
        });
        batch
    }

    fn headlines<N: Number>(&self) -> Batch {
        let mut batch = Batch::of(self.runs);
        self.each(|first, inputs: &Inputs<N>, bound| {
            let values = simulate::headlines(inputs, bound).values();
            for (row, value) in batch.headline.chunks_exact_mut(self.runs).zip(values) {
                for (lane, figure) in row[first..].iter_mut().take(N::LANES).enumerate() {
                    *figure = value.lane(lane);
                }
            }
        });
        batch
    }

    /// Reads the inputs of group after group of runs, each with its ε.
    fn each<N: Number>(&self, mut act: impl FnMut(usize, &Inputs<N>, N)) {
        // ε once a privacy setting: the groups of runs seldom differ in it.
        let mut known: Option<([N; 8], N)> = None;
        for first in (0..self.runs).step_by(N::LANES.max(1)) {
            let inputs = Inputs::read(&mut Reader { plan: self, first, next: 0 });
            let setting = privacy_setting(&inputs);
            let bound = match known {
                Some((before, bound)) if before.iter().zip(&setting).all(|(a, b)| a.identical(*b)) => bound,
                _ => epsilon(&inputs),
            };
            known = Some((setting, bound));
            act(first, &inputs, bound);
        }
    }
}

/// Runs whose figures are gathered before they are laid into their places, so that a line of memory is written
/// once and not lane by lane: rows are far apart. A multiple of every number of lanes.
const GATHERED: usize = 8;

impl Batch {
    /// Before the first run.
    fn of(runs: usize) -> Self {
        let headline = vec![f64::NAN; HEADLINES.len() * runs];
        Self { runs, years: 0, yearly: Vec::new(), headline }
    }

    /// Lays the lanes of a run into their places, by way of `gathered`, which takes [`GATHERED`] runs.
    fn keep<N: Number>(&mut self, gathered: &mut Vec<[f64; GATHERED]>, first: usize, run: &Run<N>) {
        if self.yearly.is_empty() {
            self.years = run.years.len();
            self.yearly = vec![0.0; COUNT * self.years * self.runs];
            gathered.resize(COUNT * self.years + HEADLINES.len(), [0.0; GATHERED]);
        }
        let years = self.years;
        let column = first % GATHERED;
        let mut gather = |row: usize, value: N| {
            for lane in 0..N::LANES {
                gathered[row][column + lane] = value.lane(lane);
            }
        };
        for (year, values) in run.years.iter().enumerate() {
            for (output, value) in values.iter().enumerate() {
                gather(output * years + year, *value);
            }
        }
        for (index, value) in run.headline.values().into_iter().enumerate() {
            gather(COUNT * years + index, value);
        }
        let end = first + N::LANES;
        if end.is_multiple_of(GATHERED) || end >= self.runs {
            let start = first - column;
            let width = GATHERED.min(self.runs - start);
            let rows =
                self.yearly.chunks_exact_mut(self.runs).chain(self.headline.chunks_exact_mut(self.runs));
            for (row, gathered) in rows.zip(gathered) {
                row[start..start + width].copy_from_slice(&gathered[..width]);
            }
        }
    }
}

impl Reader<'_> {
    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn number<N: Number>(&self, index: usize, end: End, value: f64) -> N {
        let plan = self.plan;
        let Some(slot) = plan.slots[index][usize::from(end == End::To)] else { return N::of(value) };
        let group = (self.first / MOST_LANES * plan.varied + slot) * MOST_LANES;
        let start = group + self.first % MOST_LANES;
        let lanes = &plan.draws[start..start + N::LANES];
        N::from_lanes(|lane| lanes[lane])
    }

    fn path_of<N: Number>(&self, index: usize) -> Option<Path<N>> {
        let Path { from, to, first, last } = self.plan.scenario.path(index)?;
        let (from, to) = (self.number(index, End::From, from), self.number(index, End::To, to));
        Some(Path { from, to, first, last })
    }
}

impl<N: Number> Source<N> for Reader<'_> {
    fn scalar(&mut self) -> N {
        let index = self.take();
        let value = match self.plan.scenario.value(index) {
            Some(Value::Scalar(value) | Value::Path { from: value, .. }) => value,
            _ => 0.0,
        };
        self.number(index, End::Value, value)
    }
    fn whole(&mut self) -> f64 {
        // Start year and horizon shape the run: they do not vary.
        match self.plan.scenario.value(self.take()) {
            Some(Value::Scalar(value)) => value,
            _ => 0.0,
        }
    }
    fn path(&mut self) -> Path<N> {
        let index = self.take();
        self.path_of(index).unwrap_or(Path { from: N::zero(), to: N::zero(), first: 0.0, last: 0.0 })
    }
    fn choice(&mut self) -> usize {
        match self.plan.scenario.value(self.take()) {
            Some(Value::Choice(index)) => index,
            _ => 0,
        }
    }
    fn programmes(&mut self) -> Vec<Programme<N>> {
        (0..parameters::COUNT)
            .filter_map(|index| {
                let usd_per_unit = N::of(self.plan.scenario.programme_cost(index)?);
                Some(Programme { path: self.path_of(index)?, usd_per_unit })
            })
            .collect()
    }
}
