//! Tells those who do not see the page how the headline figures changed, and which goals are met or missed
//! since, once the hand rests.

use std::time::Duration;

use leptos::prelude::*;

use super::address::Page;
use super::format::{self, Kind};
use super::locale::{key, use_locale};
use super::pages::plan::{LEAD, target_told};
use super::pause::Pause;
use super::state::{State, use_state};
use crate::model::output::{HEADLINES, headline_index};
use crate::scenario::target::{Outcome, Status, Target, check};

/// How long values rest before they are told.
const REST: Duration = Duration::from_millis(900);

/// A slider that is held down.
const HELD: &str = "input[type=range]:active";

/// The goals of the plan and how they stand, not tracked.
fn goals(state: State) -> Vec<(Target, Outcome)> {
    let targets = state.scenario.with_untracked(|scenario| scenario.targets().to_vec());
    if targets.is_empty() {
        return Vec::new();
    }
    state.results.with_untracked(|results| {
        targets.into_iter().map(|target| (target, check(results.run(), &target))).collect()
    })
}

/// The goals that are met now and were not, and the other way round. A goal that was only just set, or is gone,
/// is no news: whoever set it was told. Pure.
fn turned<'a>(
    before: &[(Target, Outcome)],
    now: &'a [(Target, Outcome)],
) -> impl Iterator<Item = &'a (Target, Outcome)> {
    let met = |outcome: &Outcome| outcome.status == Status::Met;
    now.iter().filter(move |(target, outcome)| {
        let known = before.iter().find(|(other, _)| other.measure == target.measure);
        known.is_some_and(|(_, then)| met(then) != met(outcome))
    })
}

/// Tells after a rest; as long as a slider is held, the hand is not at rest.
fn wait(pause: Pause, tell: Callback<Vec<Option<f64>>>, values: Vec<Option<f64>>) {
    pause.after(REST, move || {
        if matches!(document().query_selector(HELD), Ok(Some(_))) {
            wait(pause, tell, values);
        } else {
            tell.run(values);
        }
    });
}

/// A polite live region.
#[component]
pub(super) fn LiveRegion() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let text = RwSignal::new(String::new());
    let pause = Pause::new();
    let told = StoredValue::new(Vec::<Option<f64>>::new());
    let lead: Vec<usize> = LEAD.iter().filter_map(|id| headline_index(id)).collect();
    let known = lead.clone();

    let stands = StoredValue::new(Vec::<(Target, Outcome)>::new());
    let tell = Callback::new(move |values: Vec<Option<f64>>| {
        let language = locale.get_untracked();
        let changed = told.with_value(|told| {
            let pairs = lead.iter().zip(&values).zip(told);
            let changed = pairs.filter(|((_, now), then)| now != then).filter_map(|((index, now), _)| {
                let headline = HEADLINES.get(*index)?;
                let label = language.find(&format!("outputs.{}.label", headline.id))?;
                let value = now.map_or_else(
                    || language.text(key::NONE).to_owned(),
                    |value| format::quantity(value, Kind::of(headline.unit), language, 3),
                );
                Some(format!("{label}: {value}"))
            });
            changed.collect::<Vec<_>>()
        });
        told.set_value(values);
        let now = goals(state);
        // Goals come first: they are what the figures are for.
        let mut news: Vec<String> = stands.with_value(|before| {
            turned(before, &now).map(|(target, outcome)| target_told(target, outcome, language)).collect()
        });
        stands.set_value(now);
        if !changed.is_empty() {
            news.push(changed.join("; "));
        }
        if !news.is_empty() {
            text.set(news.join(" "));
        }
    });

    Effect::new(move |before: Option<()>| {
        let values: Vec<Option<f64>> =
            state.results.with(|results| known.iter().map(|index| results.headline(*index)).collect());
        if before.is_none() || state.page.get() != Page::Plan {
            told.set_value(values);
            stands.set_value(goals(state));
            return;
        }
        wait(pause, tell, values);
    });
    view! { <div class="visually-hidden" role="status" aria-live="polite" data-role="live">{move || text.get()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::locale::Language;
    use crate::model::simulate::Keep;
    use crate::scenario::target::Sense;
    use crate::scenario::{Scenario, Value, run};

    #[test]
    fn a_goal_that_turns_is_told_and_one_that_is_new_is_not() {
        let stands = |scenario: &Scenario, targets: &[Target]| -> Vec<(Target, Outcome)> {
            let run = run(scenario, Keep::Years);
            targets.iter().map(|target| (*target, check(&run, target))).collect()
        };
        let at_least = |id, value| Target::on(id, Sense::AtLeast, value, None).unwrap();
        let usual = run(&Scenario::default(), Keep::Years);
        let goal = at_least("final-revenue-usd", usual.headline("final-revenue-usd").unwrap());
        let new = at_least("total-revenue-usd", 1.0);
        let mut poor = Scenario::default();
        poor.set("usage-growth", Value::Scalar(0.0));
        let (before, after) = (stands(&Scenario::default(), &[goal]), stands(&poor, &[goal, new]));
        assert_ne!(before[0].1.status, after[0].1.status);
        let news: Vec<_> = turned(&before, &after).collect();
        assert_eq!(news.len(), 1);
        assert_eq!(news[0].0.measure, goal.measure);
        assert_eq!(turned(&after, &after).count(), 0);
        for language in [Language::En, Language::Zh] {
            let text = target_told(&news[0].0, &news[0].1, language);
            assert!(!text.contains('{') && text.len() > 20, "{text}");
        }
    }
}
