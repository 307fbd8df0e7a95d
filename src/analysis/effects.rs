//! Which way each lever pulls: what a standard step of it changes in profit, carbon, society and quality.
//!
//! The step of a lever is a twentieth of the plausible range of its target value, toward its high end (or away
//! from it where it stands at its hard limit). The change is the exact derivative times the step ([`exact`]), or
//! that of a run with the lever moved less the run as it is ([`effects`]): what the page shows is the first, and
//! the second where the plan stands on a kink.

mod exact;

pub use exact::exact;

use serde::Serialize;

use crate::model::output;
use crate::model::parameter::{Dimension, Leaf, Parameter, Values};
use crate::model::parameters;
use crate::model::simulate::{Keep, epsilon, simulate};
use crate::scenario::{Scenario, Value};

/// The headline outputs that effects are told on, by dimension.
pub const OUTPUTS: [(&str, Dimension); 5] = [
    ("npv-usd", Dimension::Economy),
    ("total-carbon-location-t", Dimension::Environment),
    ("total-carbon-market-t", Dimension::Environment),
    ("final-social-index", Dimension::Society),
    ("final-quality-gap-oom", Dimension::Technology),
];

/// A figure for each of [`OUTPUTS`]; none where it does not exist.
pub type Figures = [Option<f64>; OUTPUTS.len()];

/// Share of the plausible range that a step is.
pub const STEP_SHARE: f64 = 0.05;

/// Levers of which a leaf means less, as its name says: less power and water beside the machines, fewer bits, a
/// smaller model made from the large one. Of all others it means more.
pub const LESS: [&str; 4] = ["pue", "wue", "weight-bits", "distillation-ratio"];

/// A standard step of a lever, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The target value as it is.
    pub from: f64,
    /// The target value after the step.
    pub to: f64,
}

impl Step {
    /// How far; negative for a step down.
    #[must_use]
    pub fn size(self) -> f64 {
        self.to - self.from
    }
}

/// What an effect was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The slope where the plan stands.
    Slope,
    /// A run with the lever moved.
    Run,
}

/// What a step of a lever does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LeverEffect {
    /// Registry index.
    pub index: usize,
    /// The step.
    pub step: Step,
    /// Change of each of [`OUTPUTS`].
    pub change: Figures,
    /// What it was found by.
    pub by: By,
}

/// What a step of every lever of a leaf does, one at a time, added up; each step goes the way that the leaf means
/// ([`LESS`]), and a lever that has no room that way adds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LeafEffect {
    /// The leaf of the strategy map.
    pub leaf: Leaf,
    /// Levers in it.
    pub levers: usize,
    /// Sum of the changes of each of [`OUTPUTS`].
    pub change: Figures,
    /// The lever that changes each of [`OUTPUTS`] most, by registry index.
    pub strongest: [Option<usize>; OUTPUTS.len()],
}

/// The levers, by registry index.
pub fn levers() -> impl Iterator<Item = (usize, &'static Parameter)> + Clone {
    parameters::registry().enumerate().filter(|(_, parameter)| parameter.role.is_lever())
}

/// Where a lever stands, how long its standard step is, and what it may be; none for what has no numbers or no range.
fn stand(scenario: &Scenario, index: usize) -> Option<(f64, f64, [f64; 2])> {
    let parameter = parameters::registry().nth(index)?;
    let (low, high, hard) = match parameter.values {
        Values::Scalar { plausible: [low, high], hard, .. } => (low, high, hard),
        Values::Path { low: [_, low], high: [_, high], hard, .. } => (low, high, hard),
        Values::Choice { .. } => return None,
    };
    let from = match scenario.value(index)? {
        Value::Scalar(value) => value,
        Value::Path { to, .. } => to,
        Value::Choice(_) => return None,
    };
    Some((from, STEP_SHARE * (high - low), hard))
}

/// A step from a value within limits; none where there is less than half of it.
fn within(from: f64, size: f64, [low, high]: [f64; 2]) -> Option<Step> {
    let to = (from + size).clamp(low, high);
    let room = (to - from).abs();
    (room > 0.0 && room >= 0.5 * size.abs()).then_some(Step { from, to })
}

/// The standard step of a lever: upward, and downward where there is less than half a step of room. None for what
/// has no numbers or no range.
#[must_use]
pub fn step(scenario: &Scenario, index: usize) -> Option<Step> {
    let (from, size, hard) = stand(scenario, index)?;
    within(from, size, hard).or_else(|| {
        let to = (from - size).max(hard[0]);
        (to != from).then_some(Step { from, to })
    })
}

/// The step of a lever that its leaf means; none where there is no room for it.
fn meant(scenario: &Scenario, index: usize) -> Option<Step> {
    let (from, size, hard) = stand(scenario, index)?;
    let less = parameters::registry().nth(index).is_some_and(|parameter| LESS.contains(&parameter.id));
    within(from, if less { -size } else { size }, hard)
}

/// The scenario with a lever's target value moved.
#[must_use]
pub fn moved(scenario: &Scenario, index: usize, to: f64) -> Scenario {
    let mut moved = scenario.clone();
    let value = match scenario.value(index) {
        Some(Value::Path { from, first, last, .. }) => Value::Path { from, to, first, last },
        Some(Value::Scalar(_)) => Value::Scalar(to),
        _ => return moved,
    };
    moved.set_at(index, value);
    moved
}

/// The figures of [`OUTPUTS`] in a run with an ε that is known already.
fn figures(scenario: &Scenario, known: Option<f64>) -> Figures {
    let inputs = scenario.inputs();
    let bound = known.unwrap_or_else(|| epsilon(&inputs));
    let run = simulate(&inputs, bound, Keep::Years);
    OUTPUTS.map(|(id, _)| run.headline(id))
}

/// Whether ε depends on a lever (C2): shares and settings of private training, and how often it happens.
fn acts_on_epsilon(parameter: &Parameter) -> bool {
    parameter.leaf == Leaf::DataPrivacy || parameter.id == "release-interval-months"
}

fn difference(after: Figures, before: Figures) -> Figures {
    let mut change = [None; OUTPUTS.len()];
    for (change, (after, before)) in change.iter_mut().zip(after.into_iter().zip(before)) {
        *change = after.zip(before).map(|(after, before)| after - before);
    }
    change
}

/// What a standard step of every lever does, by runs: one for each, and one of the scenario as it is.
#[must_use]
pub fn effects(scenario: &Scenario) -> Vec<LeverEffect> {
    let bound = epsilon(&scenario.inputs());
    let base = figures(scenario, Some(bound));
    let of = |(index, parameter)| {
        let step = step(scenario, index)?;
        let known = (!acts_on_epsilon(parameter)).then_some(bound);
        let change = difference(figures(&moved(scenario, index, step.to), known), base);
        Some(LeverEffect { index, step, change, by: By::Run })
    };
    levers().filter_map(of).collect()
}

/// What the levers moved in a leaf do: the figures of a scenario less those it would have with the levers of
/// the leaf, and their programme costs, where another scenario has them. None where none was moved.
#[must_use]
pub fn of_moves(scenario: &Scenario, against: &Scenario, leaf: Leaf) -> Option<Figures> {
    let mut back = scenario.clone();
    for (index, _) in levers().filter(|(_, parameter)| parameter.leaf == leaf) {
        if let Some(value) = against.value(index) {
            back.set_at(index, value);
        }
        back.set_programme_cost(index, against.programme_cost(index));
    }
    (back != *scenario).then(|| difference(figures(scenario, None), figures(&back, None)))
}

/// What a lever adds to its leaf: its effect where that is of the step that the leaf means, and else that of a run.
fn added(scenario: &Scenario, effect: &LeverEffect, run: impl Fn(usize, Step) -> Figures) -> Figures {
    match meant(scenario, effect.index) {
        None => [Some(0.0); OUTPUTS.len()],
        Some(step) if step == effect.step => effect.change,
        Some(step) => run(effect.index, step),
    }
}

/// The effects on a scenario by leaf, in the order of the strategy map.
#[must_use]
pub fn by_leaf(scenario: &Scenario, effects: &[LeverEffect]) -> [LeafEffect; 8] {
    let bound = epsilon(&scenario.inputs());
    let base = figures(scenario, Some(bound));
    let run = |index, step: Step| {
        let acts = parameters::registry().nth(index).is_some_and(acts_on_epsilon);
        difference(figures(&moved(scenario, index, step.to), (!acts).then_some(bound)), base)
    };
    Leaf::ALL.map(|leaf| {
        let of_leaf = |effect: &&LeverEffect| {
            parameters::registry().nth(effect.index).is_some_and(|parameter| parameter.leaf == leaf)
        };
        let mut sum = LeafEffect {
            leaf,
            levers: 0,
            change: [Some(0.0); OUTPUTS.len()],
            strongest: [None; OUTPUTS.len()],
        };
        let mut most = [0.0; OUTPUTS.len()];
        for effect in effects.iter().filter(of_leaf) {
            sum.levers += 1;
            for (output, change) in added(scenario, effect, run).into_iter().enumerate() {
                sum.change[output] = sum.change[output].zip(change).map(|(sum, change)| sum + change);
                let size = change.map_or(0.0, f64::abs);
                if size > most[output] {
                    (most[output], sum.strongest[output]) = (size, Some(effect.index));
                }
            }
        }
        sum
    })
}

/// Whether more of each of [`OUTPUTS`] is better (1) or worse (−1).
#[must_use]
pub fn better() -> [i8; OUTPUTS.len()] {
    OUTPUTS.map(|(id, _)| output::headline_index(id).map_or(0, |index| output::HEADLINES[index].better))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lever(id: &str) -> usize {
        parameters::index_of(id).unwrap()
    }

    #[test]
    fn every_lever_has_a_step_within_its_limits() {
        let scenario = Scenario::default();
        for (index, parameter) in levers() {
            let step = step(&scenario, index).unwrap_or_else(|| panic!("{}", parameter.id));
            let [low, high] = parameter.hard().unwrap();
            assert!((low..=high).contains(&step.to) && step.size().abs() > 0.0, "{}", parameter.id);
            assert_eq!(moved(&scenario, index, step.from), scenario);
        }
        // At the upper limit the step goes down.
        let ratio = step(&scenario, lever("distillation-ratio")).unwrap();
        assert!(ratio.size() < 0.0);
        assert_eq!(step(&scenario, lever("training-region")), None);
    }

    #[test]
    fn the_outputs_are_headlines() {
        assert_eq!(better(), [1, -1, -1, 1, 1]);
    }

    #[test]
    fn levers_pull_the_way_they_should() {
        let effects = effects(&Scenario::default());
        let change = |id: &str| effects.iter().find(|effect| effect.index == lever(id)).unwrap().change;
        let [_, location, market, ..] = change("cfe-share");
        assert_eq!(location, Some(0.0));
        assert!(market.unwrap() < 0.0);
        assert!(change("pue")[1].unwrap() > 0.0);
        assert!(change("transparency-score")[3].unwrap() > 0.0);
        assert!(change("training-compute-growth")[4].unwrap() > 0.0);
        assert_eq!(effects.len(), levers().count());
    }

    #[test]
    fn a_leaf_is_told_by_what_was_moved_in_it() {
        let against = Scenario::default();
        let mut scenario = against.clone();
        assert!(Leaf::ALL.iter().all(|leaf| of_moves(&scenario, &against, *leaf).is_none()));
        let pue = lever("pue");
        scenario.set_at(
            pue,
            step(&against, pue)
                .map(|step| Value::Path { from: 1.2, to: step.to, first: None, last: None })
                .unwrap(),
        );
        let change = of_moves(&scenario, &against, Leaf::EnergyOptimisation).unwrap();
        assert!(change[1].unwrap() > 0.0);
        assert_eq!(of_moves(&scenario, &against, Leaf::DataPrivacy), None);
        // A cost is a move as well.
        let mut costly = against.clone();
        let reuse = lever("transfer-reuse");
        costly.set_programme_cost(reuse, Some(1e9));
        costly.set_at(reuse, Value::Path { from: 0.0, to: 0.5, first: None, last: None });
        assert!(of_moves(&costly, &against, Leaf::AlgorithmOptimisation).is_some());
    }

    #[test]
    fn leaves_are_sums_of_what_they_mean() {
        let scenario = Scenario::default();
        let by_step = effects(&scenario);
        let leaves = by_leaf(&scenario, &by_step);
        assert_eq!(leaves.iter().map(|leaf| leaf.levers).sum::<usize>(), by_step.len());
        // Each lever moved on its own, up or, where less is meant, down.
        let base = figures(&scenario, None);
        for leaf in &leaves {
            let mut sum = [0.0; OUTPUTS.len()];
            for (index, parameter) in levers().filter(|(_, parameter)| parameter.leaf == leaf.leaf) {
                let Some(Step { from, to }) = step(&scenario, index) else { continue };
                let (size, less) = ((to - from).abs(), LESS.contains(&parameter.id));
                let to = if less { from - size } else { from + size };
                let [low, high] = parameter.hard().unwrap();
                if !(low..=high).contains(&to) {
                    continue;
                }
                let change = difference(figures(&moved(&scenario, index, to), None), base);
                for (sum, change) in sum.iter_mut().zip(change) {
                    *sum += change.unwrap();
                }
            }
            for (sum, change) in sum.into_iter().zip(leaf.change) {
                let change = change.unwrap();
                assert!(
                    (sum - change).abs() <= 1e-6 * sum.abs().max(1.0),
                    "{:?}: {sum}, {change}",
                    leaf.leaf
                );
            }
        }
        let energy = leaves.iter().find(|leaf| leaf.leaf == Leaf::EnergyOptimisation).unwrap();
        assert!(energy.strongest[1].is_some());
        assert!(energy.change[1].unwrap() < 0.0, "to optimise energy cuts carbon");
    }

    #[test]
    fn what_is_meant_to_shrink_is_a_lever_and_has_room_or_adds_nothing() {
        let scenario = Scenario::default();
        for id in LESS {
            let index = lever(id);
            assert!(levers().any(|(other, _)| other == index), "{id}");
            assert!(meant(&scenario, index).is_some_and(|step| step.size() < 0.0), "{id}");
        }
        let mut least = scenario.clone();
        least.set("pue", Value::Path { from: 1.2, to: 1.0, first: None, last: None });
        assert_eq!(meant(&least, lever("pue")), None);
        let effect = effects(&least).into_iter().find(|effect| effect.index == lever("pue")).unwrap();
        assert!(effect.step.size() > 0.0 && effect.change[1].unwrap() > 0.0);
        assert_eq!(added(&least, &effect, |_, _| unreachable!()), [Some(0.0); OUTPUTS.len()]);
    }
}
