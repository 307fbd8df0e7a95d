//! What decides a plan most: one input at a time at the low and at the high end of its plausible range, all
//! else as planned.

use serde::Serialize;

use crate::model::parameter::{Parameter, Role, Values};
use crate::model::parameters;
use crate::model::simulate::Keep;
use crate::scenario::{Scenario, Value, run};

/// Which inputs are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// What the company does not know.
    Assumptions,
    /// What it decides.
    Levers,
}

impl Which {
    /// Whether inputs of a role are among them.
    const fn holds(self, role: Role) -> bool {
        match self {
            Which::Assumptions => matches!(role, Role::Assumption),
            Which::Levers => role.is_lever(),
        }
    }
}

/// The plan with an input at one end of its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The input's value there.
    pub value: Value,
    /// Net present value, USD.
    pub npv_usd: Option<f64>,
    /// Month of break-even, from 1; none if it does not come.
    pub break_even_month: Option<f64>,
}

/// The plan with an input at both ends of its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Registry index.
    pub index: usize,
    /// At the low end.
    pub low: End,
    /// At the high end.
    pub high: End,
}

impl Spread {
    /// How far net present value lies apart, USD; none where it does not exist at an end.
    #[must_use]
    pub fn size_usd(&self) -> Option<f64> {
        Some((self.high.npv_usd? - self.low.npv_usd?).abs())
    }
}

/// The values of an input at the ends of its plausible range; none for what has no range. A lever moves by its
/// target value alone. Of a path that is not known both ends move, but today's value stays as planned where
/// nothing is said of its range; its years are the plan's.
#[must_use]
pub fn ends(scenario: &Scenario, index: usize, parameter: &Parameter) -> Option<[Value; 2]> {
    match (parameter.values, scenario.value(index)?) {
        (Values::Scalar { plausible: [low, high], .. }, Value::Scalar(_)) => {
            (low != high).then_some([Value::Scalar(low), Value::Scalar(high)])
        }
        (Values::Path { low, high, .. }, Value::Path { from, first, last, .. }) => {
            let stays = parameter.role.is_lever() || low[0] == high[0];
            let at = |[start, to]: [f64; 2]| Value::Path {
                from: if stays { from } else { start },
                to,
                first,
                last,
            };
            (low != high).then(|| [at(low), at(high)])
        }
        _ => None,
    }
}

/// The inputs to try, with the values at their ends.
pub fn tries(scenario: &Scenario, which: Which) -> impl Iterator<Item = (usize, [Value; 2])> + '_ {
    parameters::registry()
        .enumerate()
        .filter(move |(_, parameter)| which.holds(parameter.role))
        .filter_map(|(index, parameter)| Some((index, ends(scenario, index, parameter)?)))
}

/// The plan with one input at both ends: two runs.
#[must_use]
pub fn spread(scenario: &Scenario, index: usize, [low, high]: [Value; 2]) -> Spread {
    let at = |value| {
        let mut moved = scenario.clone();
        moved.set_at(index, value);
        let run = run(&moved, Keep::Years);
        End { value, npv_usd: run.headline("npv-usd"), break_even_month: run.headline("break-even-month") }
    };
    Spread { index, low: at(low), high: at(high) }
}

/// Those that move net present value furthest, the furthest first; what does not move it is left out.
#[must_use]
pub fn largest(mut spreads: Vec<Spread>, count: usize) -> Vec<Spread> {
    spreads.retain(|spread| spread.size_usd().is_some_and(|size| size > 0.0));
    spreads.sort_by(|a, b| b.size_usd().unwrap_or(0.0).total_cmp(&a.size_usd().unwrap_or(0.0)));
    spreads.truncate(count);
    spreads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::link;

    fn all(scenario: &Scenario, which: Which) -> Vec<Spread> {
        tries(scenario, which).map(|(index, ends)| spread(scenario, index, ends)).collect()
    }

    #[test]
    fn assumptions_and_levers_are_told_apart() {
        let plan = Scenario::default();
        for (which, lever) in [(Which::Assumptions, false), (Which::Levers, true)] {
            let found: Vec<usize> = tries(&plan, which).map(|(index, _)| index).collect();
            assert!(found.len() > 10, "{which:?}");
            for index in found {
                assert_eq!(parameters::registry().nth(index).unwrap().role.is_lever(), lever);
            }
        }
    }

    #[test]
    fn the_largest_come_first_and_are_the_runs_of_a_link() {
        let plan = Scenario::default();
        let spreads = all(&plan, Which::Assumptions);
        let six = largest(spreads.clone(), 6);
        assert_eq!(six.len(), 6);
        assert!(six.windows(2).all(|pair| pair[0].size_usd() >= pair[1].size_usd()));
        let least = six[5].size_usd().unwrap();
        let beyond = spreads.iter().filter(|spread| spread.size_usd().is_some_and(|size| size > least));
        assert_eq!(beyond.count(), 5);
        // Set by hand, it is the same plan.
        let Spread { index, high, .. } = six[0];
        let mut moved = plan;
        assert!(moved.set_at(index, high.value));
        let again = link::parse(&link::write(&moved, &[], &[])).scenario;
        assert_eq!(run(&again, Keep::Years).headline("npv-usd"), high.npv_usd);
    }

    #[test]
    fn a_lever_moves_by_its_target_and_keeps_today_and_its_years() {
        let mut plan = Scenario::default();
        let (index, _) = parameters::registry()
            .enumerate()
            .find(|(_, parameter)| {
                parameter.role.is_lever() && matches!(parameter.values, Values::Path { .. })
            })
            .unwrap();
        let Some(Value::Path { from, to, .. }) = plan.value(index) else { panic!("no path") };
        plan.set_at(index, Value::Path { from, to, first: Some(2027.0), last: Some(2029.0) });
        let parameter = parameters::registry().nth(index).unwrap();
        let Values::Path { low, high, .. } = parameter.values else { panic!("no path") };
        let at = |to| Value::Path { from, to, first: Some(2027.0), last: Some(2029.0) };
        assert_eq!(ends(&plan, index, parameter), Some([at(low[1]), at(high[1])]));
    }

    #[test]
    fn what_moves_nothing_is_left_out() {
        let end = |npv_usd| End { value: Value::Scalar(0.0), npv_usd, break_even_month: None };
        let of = |low, high| Spread { index: 0, low: end(low), high: end(high) };
        let spreads = vec![of(Some(1.0), Some(1.0)), of(None, Some(1.0)), of(Some(3.0), Some(1.0))];
        assert_eq!(largest(spreads, 6), vec![of(Some(3.0), Some(1.0))]);
    }
}
