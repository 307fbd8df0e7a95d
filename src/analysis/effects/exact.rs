//! The effects of levers from exact derivatives: the slope where the plan stands, times the standard step.
//!
//! A slope says what a step does only where there is one. Where the plan stands on a kink (a share of zero, a
//! power usage at the value from which better buildings cost money) the derivative is that of one side, and the
//! step may go to the other. So each slope is held against a nudge, a ten-thousandth of the step; where the two
//! disagree the step is run.

use std::collections::VecDeque;

use super::{By, Figures, LeverEffect, OUTPUTS, Step, acts_on_epsilon, difference, figures, moved};
use crate::analysis::gradient::{End, Input, gradient_by};
use crate::model::output::headline_index;
use crate::model::parameter::{Parameter, Values};
use crate::model::simulate::{epsilon, exists};
use crate::scenario::Scenario;

/// Levers that are differentiated in one run: few, so that one who moves a slider meanwhile waits little.
const AT_ONCE: usize = 4;
/// Share of a step that a nudge is.
const NUDGE: f64 = 1e-4;
/// Share by which slope and nudge may differ: a curve bends a little within a nudge.
const BEND: f64 = 0.01;
/// Share of a figure below which a difference is rounding, as a nudge blows it up.
const ROUNDING: f64 = 1e-6;

/// What a standard step of every lever does, lever by lever in the order of the registry: who must not keep
/// others waiting can pause between two of them. Four levers at a time are differentiated in one run over dual
/// numbers, when the first of them is asked for: as long as about six runs. Each takes one or two more.
///
/// # Examples
/// ```
/// use perennial::analysis::effects::{exact, levers};
/// use perennial::scenario::Scenario;
/// assert_eq!(exact(Scenario::default()).count(), levers().count());
/// ```
// Compiled where it is used only: it takes a whole run over dual numbers with it.
#[inline]
pub fn exact(scenario: Scenario) -> impl Iterator<Item = LeverEffect> {
    let waiting = super::levers().filter_map(|(index, parameter)| {
        Some(Lever { index, parameter, step: super::step(&scenario, index)? })
    });
    let waiting = waiting.collect();
    let bound = epsilon(&scenario.inputs());
    let base = figures(&scenario, Some(bound));
    Exact { scenario, bound, base, waiting, known: VecDeque::new() }
}

/// A lever with its standard step.
#[derive(Clone, Copy, Debug)]
struct Lever {
    index: usize,
    parameter: &'static Parameter,
    step: Step,
}

impl Lever {
    /// What of it a step moves.
    fn input(self) -> Input {
        let end = if matches!(self.parameter.values, Values::Path { .. }) { End::To } else { End::Value };
        Input { index: self.index, end }
    }
}

/// The work on one scenario.
struct Exact {
    scenario: Scenario,
    bound: f64,
    base: Figures,
    /// Levers that are not differentiated yet.
    waiting: VecDeque<Lever>,
    /// Levers with the change that their slope gives.
    known: VecDeque<(Lever, Figures)>,
}

impl Exact {
    /// Differentiates the next levers.
    #[inline]
    fn differentiate(&mut self) {
        let levers: Vec<Lever> = self.waiting.drain(..AT_ONCE.min(self.waiting.len())).collect();
        let inputs: Vec<Input> = levers.iter().map(|lever| lever.input()).collect();
        for (lever, slopes) in levers.into_iter().zip(gradient_by::<AT_ONCE>(&self.scenario, &inputs)) {
            let change = OUTPUTS.map(|(id, _)| {
                let slope = slopes.headline.get(headline_index(id)?)?;
                exists(slope * lever.step.size())
            });
            self.known.push_back((lever, change));
        }
    }

    /// What a move of a share of the step changes.
    fn change(&self, lever: Lever, share: f64) -> Figures {
        let to = if share < 1.0 { lever.step.from + share * lever.step.size() } else { lever.step.to };
        let known = (!acts_on_epsilon(lever.parameter)).then_some(self.bound);
        difference(figures(&moved(&self.scenario, lever.index, to), known), self.base)
    }

    /// Whether the slope of a lever holds in the direction of its step.
    fn holds(&self, lever: Lever, by_slope: Figures) -> bool {
        let nudge = self.change(lever, NUDGE);
        (0..OUTPUTS.len()).all(|output| match (by_slope[output], nudge[output], self.base[output]) {
            (Some(slope), Some(nudge), Some(base)) => {
                let nudge = nudge / NUDGE;
                (slope - nudge).abs() <= BEND * slope.abs().max(nudge.abs()) + ROUNDING * base.abs()
            }
            (None, None, _) => true,
            _ => false,
        })
    }
}

impl Iterator for Exact {
    type Item = LeverEffect;

    #[inline]
    fn next(&mut self) -> Option<LeverEffect> {
        if self.known.is_empty() {
            self.differentiate();
        }
        let (lever, by_slope) = self.known.pop_front()?;
        let Lever { index, step, .. } = lever;
        Some(if self.holds(lever, by_slope) {
            LeverEffect { index, step, change: by_slope, by: By::Slope }
        } else {
            LeverEffect { index, step, change: self.change(lever, 1.0), by: By::Run }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::effects::{effects, levers};
    use crate::analysis::gradient::gradient;
    use crate::model::parameters;
    use crate::scenario::presets;

    fn scenarios() -> impl Iterator<Item = (&'static str, Scenario)> {
        let presets = presets::all().map(|preset| (preset.id, preset.scenario()));
        [("default", Scenario::default())].into_iter().chain(presets)
    }

    fn id(effect: &LeverEffect) -> &'static str {
        parameters::registry().nth(effect.index).unwrap().id
    }

    #[test]
    fn an_effect_is_the_gradient_times_the_step_or_else_the_run() {
        for (name, scenario) in scenarios() {
            let runs = effects(&scenario);
            let exact: Vec<LeverEffect> = exact(scenario.clone()).collect();
            assert_eq!(exact.len(), levers().count(), "{name}");
            for (effect, run) in exact.iter().zip(&runs) {
                assert_eq!((effect.index, effect.step), (run.index, run.step));
                if effect.by == By::Run {
                    assert_eq!(effect.change, run.change, "{name}: {}", id(effect));
                    continue;
                }
                let parameter = parameters::registry().nth(effect.index).unwrap();
                let input = Lever { index: effect.index, parameter, step: effect.step }.input();
                let slopes = gradient(&scenario, &[input]);
                for (output, (figure, _)) in OUTPUTS.iter().enumerate() {
                    let slope = slopes[0].headline[headline_index(figure).unwrap()];
                    let expected = slope * effect.step.size();
                    assert_eq!(
                        effect.change[output],
                        exists(expected),
                        "{name}: d {figure}/d {}",
                        id(effect)
                    );
                }
            }
            let by_slope = exact.iter().filter(|effect| effect.by == By::Slope).count();
            assert!(by_slope * 4 >= exact.len() * 3, "{name}: only {by_slope} have a slope");
        }
    }

    #[test]
    fn on_a_kink_the_step_itself_is_run() {
        let exact: Vec<LeverEffect> = exact(Scenario::default()).collect();
        let on_kinks: Vec<&str> = exact.iter().filter(|effect| effect.by == By::Run).map(id).collect();
        // No private training: with any there is a guarantee. Buildings and cooling as today: better ones cost.
        for lever in ["dp-training-share", "pue", "wue"] {
            assert!(on_kinks.contains(&lever), "{lever} is not among {on_kinks:?}");
        }
        for lever in ["cfe-share", "training-compute-growth", "transparency-score"] {
            assert!(!on_kinks.contains(&lever), "{lever} is among {on_kinks:?}");
        }
    }

    #[test]
    fn a_slope_points_where_a_small_step_leads() {
        for (name, scenario) in scenarios() {
            let base = figures(&scenario, None);
            for effect in exact(scenario.clone()).filter(|effect| effect.by == By::Slope) {
                let to = effect.step.from + 1e-3 * effect.step.size();
                let after = difference(figures(&moved(&scenario, effect.index, to), None), base);
                for output in 0..OUTPUTS.len() {
                    let (Some(slope), Some(small)) = (effect.change[output], after[output]) else { continue };
                    let noise = 1e-6 * base[output].unwrap().abs();
                    assert!(
                        slope * small >= 0.0 || slope.abs().max(small.abs() * 1e3) <= noise,
                        "{name}: {} on {}: {slope} and {small}",
                        id(&effect),
                        OUTPUTS[output].0
                    );
                }
            }
        }
    }
}
