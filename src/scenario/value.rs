//! The values of a scenario, one a parameter, in registry order.

use super::target::{MAX_TARGETS, Measure, Target};
use crate::model::parameter::{Parameter, Path, Programme, Source, Values};
use crate::model::parameters::{self, Inputs};

/// What a person set one parameter to. Always within the hard limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// One number.
    Scalar(f64),
    /// From one number to another; years left out are start year + 1 and start year + 5.
    Path {
        /// Until the first year.
        from: f64,
        /// From the last year on.
        to: f64,
        /// Calendar year in which the change begins.
        first: Option<f64>,
        /// Calendar year in which it is complete.
        last: Option<f64>,
    },
    /// Index of an option.
    Choice(usize),
}

impl Value {
    /// The default of a parameter.
    #[must_use]
    pub fn default_of(parameter: &Parameter) -> Self {
        match parameter.values {
            Values::Scalar { default, .. } => Value::Scalar(default),
            Values::Path { default: [from, to], .. } => Value::Path { from, to, first: None, last: None },
            Values::Choice { default, options } => {
                Value::Choice(options.iter().position(|option| *option == default).unwrap_or(0))
            }
        }
    }

    /// The value held within the hard limits of its parameter; not-a-number becomes the default.
    #[must_use]
    pub fn clamped(self, parameter: &Parameter) -> Self {
        let default = Value::default_of(parameter);
        let within = |value: f64, fallback: f64| match parameter.hard() {
            Some([low, high]) if value.is_finite() => value.clamp(low, high),
            _ => fallback,
        };
        match (self, default) {
            (Value::Scalar(value), Value::Scalar(fallback)) => Value::Scalar(within(value, fallback)),
            (Value::Path { from, to, first, last }, Value::Path { from: f, to: t, .. }) => {
                let year =
                    |year: Option<f64>| year.filter(|y| y.is_finite()).map(|y| y.clamp(1900.0, 2200.0));
                Value::Path { from: within(from, f), to: within(to, t), first: year(first), last: year(last) }
            }
            (Value::Choice(index), Value::Choice(fallback)) => match parameter.values {
                Values::Choice { options, .. } if index < options.len() => Value::Choice(index),
                _ => Value::Choice(fallback),
            },
            (_, default) => default,
        }
    }
}

/// One company and its plan: a value for every parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    values: Vec<Value>,
    /// One-off cost of moving a lever, USD per unit of change, where the user gave one.
    programme_costs: Vec<Option<f64>>,
    /// Goals on outputs, at most one each, in the order of [`Measure::all`].
    targets: Vec<Target>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            values: parameters::registry().map(Value::default_of).collect(),
            programme_costs: vec![None; parameters::COUNT],
            targets: Vec::new(),
        }
    }
}

impl Scenario {
    /// The value at a registry index.
    #[must_use]
    pub fn value(&self, index: usize) -> Option<Value> {
        self.values.get(index).copied()
    }

    /// The value of a parameter by id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Value> {
        self.value(parameters::index_of(id)?)
    }

    /// Sets a value by registry index; it is clamped to the hard limits. Answers whether anything changed.
    pub fn set_at(&mut self, index: usize, value: Value) -> bool {
        let (Some(parameter), Some(slot)) = (parameters::registry().nth(index), self.values.get_mut(index))
        else {
            return false;
        };
        let value = value.clamped(parameter);
        let changed = *slot != value;
        *slot = value;
        changed
    }

    /// Sets a value by id; an unknown id changes nothing.
    pub fn set(&mut self, id: &str, value: Value) -> bool {
        parameters::index_of(id).is_some_and(|index| self.set_at(index, value))
    }

    /// Whether a parameter stands at its default.
    #[must_use]
    pub fn is_default(&self, index: usize) -> bool {
        match (self.values.get(index), parameters::registry().nth(index)) {
            (Some(value), Some(parameter)) => *value == Value::default_of(parameter),
            _ => true,
        }
    }

    /// One-off cost of moving a lever, USD per unit of change, where the user gave one.
    #[must_use]
    pub fn programme_cost(&self, index: usize) -> Option<f64> {
        self.programme_costs.get(index).copied().flatten()
    }

    /// Sets the one-off cost of moving a lever; ignored for what is no lever. Answers whether it changed.
    pub fn set_programme_cost(&mut self, index: usize, usd_per_unit: Option<f64>) -> bool {
        let lever = parameters::registry().nth(index).is_some_and(|parameter| parameter.role.is_lever());
        let Some(slot) = self.programme_costs.get_mut(index).filter(|_| lever) else { return false };
        let value = usd_per_unit.filter(|usd| usd.is_finite()).map(|usd| usd.clamp(0.0, 1e15));
        let changed = *slot != value;
        *slot = value;
        changed
    }

    /// The goals, in the order of [`Measure::all`].
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The goal on a measure.
    #[must_use]
    pub fn target(&self, measure: Measure) -> Option<&Target> {
        self.targets.iter().find(|target| target.measure == measure)
    }

    /// Sets a goal in place of the one on the same measure; it is held within limits. Answers false, and
    /// changes nothing, if there are [`MAX_TARGETS`] on other measures.
    pub fn set_target(&mut self, target: Target) -> bool {
        let target = target.clamped();
        match self.targets.binary_search_by_key(&target.measure, |known| known.measure) {
            Ok(at) => self.targets[at] = target,
            Err(_) if self.targets.len() >= MAX_TARGETS => return false,
            Err(at) => self.targets.insert(at, target),
        }
        true
    }

    /// Takes the goal on a measure away. Answers whether there was one.
    pub fn remove_target(&mut self, measure: Measure) -> bool {
        let before = self.targets.len();
        self.targets.retain(|target| target.measure != measure);
        self.targets.len() < before
    }

    /// First calendar year of the plan.
    #[must_use]
    pub fn start_year(&self) -> f64 {
        match self.values.first() {
            Some(Value::Scalar(year)) => year.round(),
            _ => 2026.0,
        }
    }

    /// The calendar years of the plan, as a run of it has them.
    #[must_use]
    pub fn years(&self) -> Vec<f64> {
        let inputs = self.inputs();
        (0..inputs.months() / 12).map(|year| inputs.start_year() + year as f64).collect()
    }

    /// The path of a parameter with its years filled in; none for other kinds.
    #[must_use]
    pub fn path(&self, index: usize) -> Option<Path<f64>> {
        match self.values.get(index)? {
            Value::Path { from, to, first, last } => {
                let start = self.start_year();
                let first = first.unwrap_or(start + 1.0);
                let last = last.unwrap_or(start + 5.0).max(first);
                Some(Path { from: *from, to: *to, first, last })
            }
            _ => None,
        }
    }

    /// The inputs of a run.
    #[must_use]
    pub fn inputs(&self) -> Inputs<f64> {
        Inputs::read(&mut self.source())
    }

    /// What the inputs of a run are read from, parameter by parameter.
    #[must_use]
    pub fn source(&self) -> impl Source<f64> + '_ {
        Reader { scenario: self, next: 0 }
    }
}

/// Reads a scenario in registry order.
struct Reader<'a> {
    scenario: &'a Scenario,
    next: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

impl Source<f64> for Reader<'_> {
    fn scalar(&mut self) -> f64 {
        match self.scenario.values[self.take()] {
            Value::Scalar(value) => value,
            Value::Path { from, .. } => from,
            Value::Choice(index) => index as f64,
        }
    }
    fn whole(&mut self) -> f64 {
        self.scalar()
    }
    fn path(&mut self) -> Path<f64> {
        let index = self.take();
        self.scenario.path(index).unwrap_or(Path { from: 0.0, to: 0.0, first: 0.0, last: 0.0 })
    }
    fn choice(&mut self) -> usize {
        match self.scenario.values[self.take()] {
            Value::Choice(index) => index,
            _ => 0,
        }
    }
    fn programmes(&mut self) -> Vec<Programme<f64>> {
        let scenario = self.scenario;
        self.programme_levers()
            .into_iter()
            .filter_map(|index| {
                let usd_per_unit = scenario.programme_cost(index)?;
                Some(Programme { path: scenario.path(index)?, usd_per_unit })
            })
            .collect()
    }
    fn programme_levers(&self) -> Vec<usize> {
        let scenario = self.scenario;
        (0..parameters::COUNT)
            .filter(|&index| scenario.programme_cost(index).is_some() && scenario.path(index).is_some())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scenario_reads_into_the_right_fields() {
        let inputs = Scenario::default().inputs();
        assert_eq!(inputs.start_year(), 2026.0);
        assert_eq!(inputs.technology.params_active_b, 37.0);
        assert_eq!(inputs.economy.frontier_price_factor.to, 0.9);
        assert_eq!(inputs.environment.serving_region.facts().id, "US");
        assert_eq!(inputs.society.trust_adjustment_years, 1.5);
        assert_eq!(inputs.technology.accelerator.facts().id, "h100-sxm-80");
    }

    #[test]
    fn a_run_has_the_years_that_the_scenario_names() {
        for (start, horizon) in [(2026.0, 10.0), (2024.0, 1.0), (2030.0, 30.0), (2027.4, 7.6), (1.0, 99.0)] {
            let mut scenario = Scenario::default();
            scenario.set("start-year", Value::Scalar(start));
            scenario.set("horizon-years", Value::Scalar(horizon));
            let run = crate::scenario::run(&scenario, crate::model::simulate::Keep::Years);
            let years: Vec<f64> = (0..run.years.len()).map(|year| run.start_year + year as f64).collect();
            assert_eq!(scenario.years(), years, "{start} {horizon}");
        }
    }

    #[test]
    fn values_are_clamped_and_never_nan() {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(99.0));
        assert_eq!(scenario.get("pue-today"), Some(Value::Scalar(3.0)));
        scenario.set("pue-today", Value::Scalar(f64::NAN));
        assert_eq!(scenario.get("pue-today"), Some(Value::Scalar(1.2)));
        assert!(!scenario.set("no-such-thing", Value::Scalar(1.0)));
    }
}
