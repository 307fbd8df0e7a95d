//! What matters most right here: exact derivatives of headline outputs in the inputs.
//!
//! One run over dual numbers differentiates every headline output in [`WIDTH`] inputs; the inputs go by in
//! chunks. A path has two ends, each an input of its own. Choices and the years of the plan have no
//! derivative. A lever that rests on a kink (such as a share of zero) has the derivative of the branch that
//! its value takes.

use crate::model::dual::Dual;
use crate::model::output::HEADLINES;
use crate::model::parameter::{Path, Programme, Source, Values};
use crate::model::parameters::{self, Inputs};
use crate::model::simulate::{Keep, epsilon, simulate};
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

/// Reads a scenario with some inputs as directions.
struct Reader<'a> {
    scenario: &'a Scenario,
    directions: &'a [Input],
    next: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn number(&self, index: usize, end: End, value: f64) -> Dual<WIDTH> {
        let direction = self.directions.iter().position(|input| *input == Input { index, end });
        Dual::input(value, direction.unwrap_or(WIDTH))
    }

    fn dual_path(&self, index: usize) -> Option<Path<Dual<WIDTH>>> {
        let Path { from, to, first, last } = self.scenario.path(index)?;
        let (from, to) = (self.number(index, End::From, from), self.number(index, End::To, to));
        Some(Path { from, to, first, last })
    }
}

impl Source<Dual<WIDTH>> for Reader<'_> {
    fn scalar(&mut self) -> Dual<WIDTH> {
        let index = self.take();
        let value = match self.scenario.value(index) {
            Some(Value::Scalar(value) | Value::Path { from: value, .. }) => value,
            _ => 0.0,
        };
        self.number(index, End::Value, value)
    }
    fn whole(&mut self) -> f64 {
        self.scalar().value
    }
    fn path(&mut self) -> Path<Dual<WIDTH>> {
        let index = self.take();
        let nothing = Dual::input(0.0, WIDTH);
        self.dual_path(index).unwrap_or(Path { from: nothing, to: nothing, first: 0.0, last: 0.0 })
    }
    fn choice(&mut self) -> usize {
        match self.scenario.value(self.take()) {
            Some(Value::Choice(index)) => index,
            _ => 0,
        }
    }
    fn programmes(&mut self) -> Vec<Programme<Dual<WIDTH>>> {
        (0..parameters::COUNT)
            .filter_map(|index| {
                let usd_per_unit = Dual::input(self.scenario.programme_cost(index)?, WIDTH);
                Some(Programme { path: self.dual_path(index)?, usd_per_unit })
            })
            .collect()
    }
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
#[must_use]
pub fn gradient(scenario: &Scenario, inputs: &[Input]) -> Vec<Slopes> {
    let mut slopes = Vec::with_capacity(inputs.len());
    for chunk in inputs.chunks(WIDTH) {
        let read: Inputs<Dual<WIDTH>> = Inputs::read(&mut Reader { scenario, directions: chunk, next: 0 });
        let values = simulate(&read, epsilon(&read), Keep::Years).headline.values();
        for (direction, input) in chunk.iter().enumerate() {
            let headline =
                values.map(|value| if value.value.is_finite() { value.slopes[direction] } else { f64::NAN });
            slopes.push(Slopes { input: *input, headline });
        }
    }
    slopes
}

/// The values that a run over dual numbers gives: the same bits as those of a plain run.
#[must_use]
pub fn values(scenario: &Scenario) -> [f64; HEADLINES.len()] {
    let read: Inputs<Dual<WIDTH>> = Inputs::read(&mut Reader { scenario, directions: &[], next: 0 });
    simulate(&read, epsilon(&read), Keep::Years).headline.values().map(|value| value.value)
}
