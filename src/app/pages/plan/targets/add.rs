//! Another goal: what it is set on is chosen from every output, and it begins where the plan stands.

use leptos::prelude::*;

use super::{use_goals, words};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::router;
use crate::app::state::use_state;
use crate::model::parameter::Dimension;
use crate::model::simulate::Run;
use crate::scenario::target::{MAX_TARGETS, Measure, Sense, Target, series};

/// The yearly outputs that goals are offered on: those that charts draw.
fn offered(measure: &Measure) -> bool {
    match measure {
        Measure::Headline(_) | Measure::Derived(_) => true,
        Measure::Yearly(_) => super::super::charts::draws(measure.id()),
    }
}

/// A goal that the plan as it stands just meets, its value easily said.
fn beginning(run: &Run<f64>, measure: Measure) -> Target {
    let present = series(run, measure).last().copied().flatten().unwrap_or(0.0);
    let value = format!("{present:.1e}").parse().unwrap_or(present);
    let last = run.start_year + run.years.len() as f64 - 1.0;
    let by_year = measure.has_years().then_some(last as u16);
    Target { measure, sense: Sense::natural(measure), value, by_year }
}

/// The list of outputs.
#[component]
pub(super) fn Add() -> impl IntoView {
    let (state, locale, goals) = (use_state(), use_locale(), use_goals());
    let taken = Memo::new(move |_| goals.measures());
    let full = move || taken.with(|taken| taken.len() >= MAX_TARGETS);
    // The names of a hundred outputs are made when the list is first asked for.
    let asked = RwSignal::new(false);
    let group = move |dimension: Dimension, yearly: bool| {
        let measures = Measure::all()
            .filter(|measure| measure.dimension() == Some(dimension) && offered(measure))
            .filter(|measure| matches!(measure, Measure::Headline(_)) != yearly);
        let options = measures
            .map(|measure| {
                let text = move || words::label(measure, locale.get());
                let taken = move || taken.with(|taken| taken.contains(&measure));
                view! { <option value=measure.id() disabled=taken>{text}</option> }
            })
            .collect_view();
        let dimension = named(format!("model.dimension.{}", dimension.id()), "");
        let kind = if yearly { key::PLAN_TARGET_GROUP_YEARLY } else { key::PLAN_TARGET_GROUP_WHOLE };
        let label = move || locale.get().fill(kind, &[("dimension", dimension())]);
        view! { <optgroup label=label>{options}</optgroup> }
    };
    let groups = move || {
        asked.get().then(|| {
            [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology]
                .map(|dimension| (group(dimension, false), group(dimension, true)))
                .into_iter()
                .collect_view()
        })
    };
    let node = NodeRef::<leptos::html::Select>::new();
    let choose = move |event| {
        let Some(measure) = Measure::find(&event_target_value(&event)) else { return };
        let target = state.results.with_untracked(|results| beginning(results.run(), measure));
        state.edit(|scenario| _ = scenario.set_target(target));
        if let Some(select) = node.get_untracked() {
            select.set_value("");
        }
        // On to the number, once its field is there.
        request_animation_frame(move || router::focus(&format!("target-{}", measure.id())));
    };
    let ask = move || {
        if !asked.get_untracked() {
            asked.set(true);
        }
    };
    view! {
        <p class="target-add">
            <label for="add-target">{t(key::PLAN_TARGET_ADD)}</label>
            <select
                id="add-target"
                class="choice"
                node_ref=node
                disabled=full
                on:focus=move |_| ask()
                on:pointerenter=move |_| ask()
                on:change=choose
            >
                <option value="">{t(key::PLAN_TARGET_CHOOSE)}</option>
                {groups}
            </select>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::locale::Language;
    use crate::model::simulate::Keep;
    use crate::scenario::target::{Status, check};
    use crate::scenario::{Scenario, run};

    #[test]
    fn every_output_that_is_offered_has_a_name_and_a_beginning() {
        let run = run(&Scenario::default(), Keep::Years);
        let mut count = 0;
        for measure in Measure::all().filter(offered) {
            count += 1;
            for language in [Language::En, Language::Zh] {
                assert_ne!(words::label(measure, language), measure.id());
            }
            let target = beginning(&run, measure);
            assert!(target.value.is_finite());
            assert_ne!(check(&run, &target).status, Status::BeyondPlan, "{}", measure.id());
        }
        assert!(count > crate::model::output::HEADLINES.len());
    }
}
