//! What matters most right here: exact derivatives of headline outputs in the inputs.
//!
//! One run over dual numbers differentiates every headline output in [`WIDTH`] inputs; the inputs go by in
//! chunks. A path has two ends, each an input of its own. Choices and the years of the plan have no
//! derivative. A lever that rests on a kink (such as a share of zero) has the derivative of the branch that
//! its value takes.

use crate::model::Number;
use crate::model::adjoint::{self, Adjoint};
use crate::model::dual::Dual;
use crate::model::output::HEADLINES;
use crate::model::parameter::{Path, Programme, Source, Values};
use crate::model::parameters::{self, Inputs};
use crate::model::simulate::{self, epsilon};
use crate::scenario::{Scenario, Value};

/// Inputs differentiated in one run.
pub const WIDTH: usize = 8;

/// Which number of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The one number of a scalar.
    Value,
    /// What a path begins with.
    From,
    /// What a path ends with.
    To,
}

/// One differentiable input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Input {
    /// Registry index.
    pub index: usize,
    /// Which number of it.
    pub end: End,
}

/// Derivatives of the headline outputs in one input, per unit of the input; not a number where the output
/// does not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slopes {
    /// The input.
    pub input: Input,
    /// In the order of [`HEADLINES`].
    pub headline: [f64; HEADLINES.len()],
}

/// Every input that has a derivative, in registry order; with `levers_only` those the company decides.
#[must_use]
pub fn inputs(levers_only: bool) -> Vec<Input> {
    let mut inputs = Vec::new();
    for (index, parameter) in parameters::registry().enumerate() {
        if levers_only && !parameter.role.is_lever() {
            continue;
        }
        match parameter.values {
            // Start year and horizon shape the run.
            Values::Scalar { .. } if parameter.dimension == crate::model::parameter::Dimension::Horizon => {}
            Values::Scalar { .. } => inputs.push(Input { index, end: End::Value }),
            Values::Path { .. } => {
                inputs.push(Input { index, end: End::From });
                inputs.push(Input { index, end: End::To });
            }
            Values::Choice { .. } => {}
        }
    }
    inputs
}

/// Reads a scenario, each number by a function of where it stands and what it is.
struct Reader<'a, F> {
    scenario: &'a Scenario,
    number: F,
    next: usize,
}

impl<'a, F> Reader<'a, F> {
    fn of(scenario: &'a Scenario, number: F) -> Self {
        Self { scenario, number, next: 0 }
    }

    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn path_of<N>(&mut self, index: usize) -> Option<Path<N>>
    where
        F: FnMut(Input, f64) -> N,
    {
        let Path { from, to, first, last } = self.scenario.path(index)?;
        let from = (self.number)(Input { index, end: End::From }, from);
        let to = (self.number)(Input { index, end: End::To }, to);
        Some(Path { from, to, first, last })
    }
}

impl<N: Number, F: FnMut(Input, f64) -> N> Source<N> for Reader<'_, F> {
    fn scalar(&mut self) -> N {
        let index = self.take();
        let value = match self.scenario.value(index) {
            Some(Value::Scalar(value) | Value::Path { from: value, .. }) => value,
            _ => 0.0,
        };
        (self.number)(Input { index, end: End::Value }, value)
    }
    fn whole(&mut self) -> f64 {
        match self.scenario.value(self.take()) {
            Some(Value::Scalar(value)) => value,
            _ => 0.0,
        }
    }
    fn path(&mut self) -> Path<N> {
        let index = self.take();
        self.path_of(index).unwrap_or(Path { from: N::zero(), to: N::zero(), first: 0.0, last: 0.0 })
    }
    fn choice(&mut self) -> usize {
        match self.scenario.value(self.take()) {
            Some(Value::Choice(index)) => index,
            _ => 0,
        }
    }
    fn programmes(&mut self) -> Vec<Programme<N>> {
        let mut programmes = Vec::new();
        for index in 0..parameters::COUNT {
            let Some(usd) = self.scenario.programme_cost(index) else { continue };
            if let Some(path) = self.path_of(index) {
                programmes.push(Programme { path, usd_per_unit: N::of(usd) });
            }
        }
        programmes
    }
}

/// The inputs of a run over dual numbers, with some as directions.
fn directed<const W: usize>(scenario: &Scenario, directions: &[Input]) -> Inputs<Dual<W>> {
    let number = |input: Input, value: f64| {
        let direction = directions.iter().position(|direction| *direction == input);
        Dual::input(value, direction.unwrap_or(W))
    };
    Inputs::read(&mut Reader::of(scenario, number))
}

/// Exact derivatives of some headline outputs, by their positions in [`HEADLINES`], in every input given, in
/// its order: one run, read backwards once an output. For few outputs the quickest way, however many inputs;
/// [`gradient`] for all outputs.
///
/// # Examples
/// ```
/// use perennial::analysis::gradient::{gradient_of, inputs};
/// use perennial::model::output::headline_index;
/// use perennial::scenario::Scenario;
/// let npv = headline_index("npv-usd").unwrap_or(0);
/// let slopes = gradient_of(&Scenario::default(), &[npv], &inputs(false));
/// assert!(slopes[0].iter().any(|slope| *slope != 0.0));
/// ```
// Compiled where it is used only: it takes a whole run with it.
#[inline]
#[must_use]
pub fn gradient_of(scenario: &Scenario, headlines: &[usize], inputs: &[Input]) -> Vec<Vec<f64>> {
    // Where each number stands among the inputs: a path has two ends, a scalar one.
    let mut places = vec![[None; 2]; parameters::COUNT];
    for (place, input) in inputs.iter().enumerate() {
        if let Some(places) = places.get_mut(input.index) {
            places[usize::from(input.end == End::To)] = Some(place);
        }
    }
    adjoint::begin();
    let mut leaves = vec![Adjoint::of(0.0); inputs.len()];
    let number = |input: Input, value: f64| match places[input.index][usize::from(input.end == End::To)] {
        Some(place) => {
            // A programme reads the path of its lever again: the same input.
            if !leaves[place].is_variable() {
                leaves[place] = Adjoint::input(value);
            }
            leaves[place]
        }
        None => Adjoint::of(value),
    };
    let read: Inputs<Adjoint> = Inputs::read(&mut Reader::of(scenario, number));
    let values = simulate::headlines(&read, epsilon(&read)).values();
    let slopes = headlines
        .iter()
        .map(|headline| match values.get(*headline) {
            Some(output) if output.value.is_finite() => adjoint::slopes(*output, &leaves),
            _ => vec![f64::NAN; inputs.len()],
        })
        .collect();
    adjoint::end();
    slopes
}

/// Exact derivatives of every headline output in the inputs given.
///
/// # Examples
/// ```
/// use perennial::analysis::gradient::{gradient, inputs};
/// use perennial::model::output::headline_index;
/// use perennial::scenario::Scenario;
/// let slopes = gradient(&Scenario::default(), &inputs(true));
/// let npv = headline_index("npv-usd").unwrap_or(0);
/// assert!(slopes.iter().any(|slope| slope.headline[npv] != 0.0));
/// ```
// Compiled where it is used only: it takes a whole run with it.
#[inline]
#[must_use]
pub fn gradient(scenario: &Scenario, inputs: &[Input]) -> Vec<Slopes> {
    gradient_by::<WIDTH>(scenario, inputs)
}

/// The same, so many inputs in one run: fewer take more runs, each of which is done sooner.
#[must_use]
pub fn gradient_by<const W: usize>(scenario: &Scenario, inputs: &[Input]) -> Vec<Slopes> {
    let mut slopes = Vec::with_capacity(inputs.len());
    for chunk in inputs.chunks(W) {
        let read = directed::<W>(scenario, chunk);
        let values = simulate::headlines(&read, epsilon(&read)).values();
        for (direction, input) in chunk.iter().enumerate() {
            let headline =
                values.map(|value| if value.value.is_finite() { value.slopes[direction] } else { f64::NAN });
            slopes.push(Slopes { input: *input, headline });
        }
    }
    slopes
}

/// The values that a run over dual numbers gives: the same bits as those of a plain run.
// Compiled where it is used only: it takes a whole run with it.
#[inline]
#[must_use]
pub fn values(scenario: &Scenario) -> [f64; HEADLINES.len()] {
    let read = directed::<WIDTH>(scenario, &[]);
    simulate::headlines(&read, epsilon(&read)).values().map(|value| value.value)
}
