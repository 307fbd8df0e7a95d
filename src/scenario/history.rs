//! Undo and redo: every scenario that was, with what changed between them.
//!
//! A gesture (a drag, a run of presses, a number being typed) is one step: changes of one subject under one
//! gesture id are joined. Steps are bounded; the oldest are forgotten.

use std::collections::VecDeque;

use super::target::Measure;
use super::{Scenario, Value};
use crate::model::parameters;

/// Steps that are kept unless said otherwise.
pub const DEFAULT_LIMIT: usize = 200;

/// What differs between two scenarios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Registry indices of the inputs that differ.
    pub inputs: Vec<usize>,
    /// Registry indices of the levers whose programme cost differs.
    pub programme_costs: Vec<usize>,
    /// Targets that differ.
    pub targets: Vec<Measure>,
}

impl Change {
    /// What differs, bit for bit.
    #[must_use]
    pub fn between(before: &Scenario, after: &Scenario) -> Self {
        let cost = |scenario: &Scenario, index: usize| scenario.programme_cost(index).map(f64::to_bits);
        let goal = |scenario: &Scenario, measure| scenario.target(measure).map(|target| target.text());
        let all = 0..parameters::COUNT;
        let inputs = all.clone().filter(|&index| bits(before.value(index)) != bits(after.value(index)));
        let mut targets: Vec<Measure> =
            before.targets().iter().chain(after.targets()).map(|target| target.measure).collect();
        targets.sort_unstable();
        targets.dedup();
        targets.retain(|measure| goal(before, *measure) != goal(after, *measure));
        Self {
            inputs: inputs.collect(),
            programme_costs: all.filter(|&index| cost(before, index) != cost(after, index)).collect(),
            targets,
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty() && self.programme_costs.is_empty() && self.targets.is_empty()
    }

    /// How many things differ.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inputs.len() + self.programme_costs.len() + self.targets.len()
    }
}

/// A value by its bits: −0 is not 0, though it equals it.
fn bits(value: Option<Value>) -> Option<(u8, [Option<u64>; 4])> {
    let of = |number: Option<f64>| number.map(f64::to_bits);
    value.map(|value| match value {
        Value::Scalar(value) => (0, [of(Some(value)), None, None, None]),
        Value::Path { from, to, first, last } => (1, [of(Some(from)), of(Some(to)), of(first), of(last)]),
        Value::Choice(option) => (2, [Some(option as u64), None, None, None]),
    })
}

/// A gesture: its id, new each time a hand sets on, and what it acts on (an input's id, say).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// Of the gesture.
    pub id: u64,
    /// What it acts on.
    pub subject: String,
}

/// One step: the scenario on its other side, and what changed.
#[derive(Clone, Debug)]
struct Step {
    scenario: Scenario,
    change: Change,
}

/// The scenario now, those before and those undone.
#[derive(Clone, Debug)]
pub struct History {
    past: VecDeque<Step>,
    present: Scenario,
    future: Vec<Step>,
    gesture: Option<Gesture>,
    limit: usize,
}

impl Default for History {
    fn default() -> Self {
        Self::new(Scenario::default())
    }
}

impl History {
    /// Begins with a scenario.
    #[must_use]
    pub fn new(present: Scenario) -> Self {
        Self::with_limit(present, DEFAULT_LIMIT)
    }

    /// Begins with a scenario and keeps at most so many steps.
    #[must_use]
    pub fn with_limit(present: Scenario, limit: usize) -> Self {
        Self { past: VecDeque::new(), present, future: Vec::new(), gesture: None, limit }
    }

    /// The scenario now.
    #[must_use]
    pub fn present(&self) -> &Scenario {
        &self.present
    }

    /// Takes a new scenario. A change of the same gesture and subject as the last joins its step; one that
    /// leads back to where the gesture began takes the step away. What was undone is forgotten. Answers
    /// whether anything changed.
    pub fn record(&mut self, next: Scenario, gesture: Option<Gesture>) -> bool {
        if Change::between(&self.present, &next).is_empty() {
            return false;
        }
        self.future.clear();
        let joins = gesture.is_some() && gesture == self.gesture;
        match self.past.back_mut().filter(|_| joins) {
            Some(step) => {
                step.change = Change::between(&step.scenario, &next);
                if step.change.is_empty() {
                    self.past.pop_back();
                    // Further changes of the gesture begin a step of their own.
                    self.gesture = None;
                } else {
                    self.gesture = gesture;
                }
            }
            None => {
                let change = Change::between(&self.present, &next);
                self.past.push_back(Step { scenario: self.present.clone(), change });
                while self.past.len() > self.limit {
                    self.past.pop_front();
                }
                self.gesture = gesture;
            }
        }
        self.present = next;
        true
    }

    /// Ends the gesture: what comes next is a step of its own.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    /// What the next undo would take back, newest first.
    pub fn undoable(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.past.iter().rev().map(|step| &step.change)
    }

    /// What the next redo would bring again, next first.
    pub fn redoable(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.future.iter().rev().map(|step| &step.change)
    }

    /// Goes one step back. Answers what was taken back; none if there is nothing.
    pub fn undo(&mut self) -> Option<Change> {
        let Step { scenario, change } = self.past.pop_back()?;
        let after = std::mem::replace(&mut self.present, scenario);
        self.future.push(Step { scenario: after, change: change.clone() });
        self.gesture = None;
        Some(change)
    }

    /// Goes one step forward again. Answers what was brought again; none if there is nothing.
    pub fn redo(&mut self) -> Option<Change> {
        let Step { scenario, change } = self.future.pop()?;
        let before = std::mem::replace(&mut self.present, scenario);
        self.past.push_back(Step { scenario: before, change: change.clone() });
        self.gesture = None;
        Some(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;
    use crate::scenario::target::Target;
    use proptest::prelude::*;

    fn with(base: &Scenario, id: &str, value: f64) -> Scenario {
        let mut scenario = base.clone();
        scenario.set(id, Value::Scalar(value));
        scenario
    }

    fn drag(id: u64, subject: &str) -> Option<Gesture> {
        Some(Gesture { id, subject: subject.to_owned() })
    }

    #[test]
    fn a_gesture_is_one_step() {
        let mut history = History::default();
        for value in [1.21, 1.25, 1.3] {
            assert!(history.record(with(history.present(), "pue-today", value), drag(1, "pue-today")));
        }
        assert!(!history.record(history.present().clone(), drag(1, "pue-today")));
        history.record(with(history.present(), "pue-today", 1.4), drag(2, "pue-today"));
        history.record(with(history.present(), "horizon-years", 5.0), drag(2, "horizon-years"));
        history.record(with(history.present(), "horizon-years", 6.0), None);
        history.record(with(history.present(), "horizon-years", 7.0), None);
        assert_eq!(history.undoable().len(), 5);
        let pue = parameters::index_of("pue-today").unwrap();
        assert_eq!(history.undoable().last().unwrap().inputs, [pue]);
        for _ in 0..5 {
            assert!(history.undo().is_some());
        }
        assert_eq!(history.undo(), None);
        assert_eq!(*history.present(), Scenario::default());
        assert_eq!(history.redo().unwrap().inputs, [pue]);
        assert_eq!(history.present().get("pue-today"), Some(Value::Scalar(1.3)));
        // After an undo or redo the same gesture begins anew.
        history.record(with(history.present(), "pue-today", 1.5), drag(1, "pue-today"));
        assert_eq!((history.undoable().len(), history.redoable().len()), (2, 0));
    }

    #[test]
    fn a_gesture_that_leads_back_is_no_step() {
        let mut history = History::default();
        for value in [1.25, 1.2] {
            history.record(with(history.present(), "pue-today", value), drag(1, "pue-today"));
        }
        assert_eq!(history.undoable().len(), 0);
        history.record(with(history.present(), "pue-today", 1.3), drag(1, "pue-today"));
        assert_eq!(history.undoable().len(), 1);
    }

    #[test]
    fn costs_and_targets_are_changes_too() {
        let before = Scenario::default();
        let mut after = before.clone();
        let lever = parameters::index_of("cfe-share").unwrap();
        after.set_programme_cost(lever, Some(1.0));
        after.set_target(Target::profitable(2029).unwrap());
        let change = Change::between(&before, &after);
        assert_eq!(
            (change.programme_costs.as_slice(), change.targets.len(), change.len()),
            (&[lever][..], 1, 2)
        );
        assert!(Change::between(&after, &after).is_empty());
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut history = History::with_limit(Scenario::default(), 3);
        for years in 1..=6 {
            history.record(with(history.present(), "horizon-years", f64::from(years)), None);
        }
        assert_eq!(history.undoable().len(), 3);
        while history.undo().is_some() {}
        assert_eq!(history.present().get("horizon-years"), Some(Value::Scalar(3.0)));
        let mut none = History::with_limit(Scenario::default(), 0);
        assert!(none.record(with(none.present(), "horizon-years", 5.0), drag(1, "x")));
        assert!(none.record(with(none.present(), "horizon-years", 6.0), drag(1, "x")));
        assert_eq!(none.undo(), None);
    }

    proptest! {
        #[test]
        fn undo_and_redo_are_inverse(steps in proptest::collection::vec((1.0..2.0_f64, 0..4_u64, any::<bool>()), 1..40)) {
            let mut history = History::default();
            let mut seen = vec![history.present().clone()];
            for (value, gesture, typed) in steps {
                let gesture = typed.then(|| drag(gesture, "pue-today")).flatten();
                let before = history.undoable().len();
                history.record(with(history.present(), "pue-today", value), gesture);
                seen.truncate(history.undoable().len().min(before + 1));
                seen.push(history.present().clone());
            }
            let count = history.undoable().len();
            for back in (0..count).rev() {
                history.undo();
                prop_assert_eq!(history.present(), &seen[back]);
            }
            for after in &seen[1..=count] {
                history.redo();
                prop_assert_eq!(history.present(), after);
            }
        }
    }
}
