//! One goal: how it stands, its fields, and the plan year by year.

use leptos::prelude::*;

use super::{use_goals, words};
use crate::app::form::NumberField;
use crate::app::locale::{key, t, use_locale};
use crate::app::router;
use crate::app::state::use_state;
use crate::scenario::target::{Measure, Sense, Target, VALUES, YEARS};

/// The goal on a measure.
#[component]
pub(super) fn Row(
    /// What it is set on.
    measure: Measure,
) -> impl IntoView {
    let (state, locale, goals) = (use_state(), use_locale(), use_goals());
    let id = measure.id();
    let known = Memo::new(move |_| goals.of(measure));
    let target = Memo::new(move |_| known.with(|known| known.as_ref().map(|(target, _)| *target)));
    let status = Memo::new(move |_| known.with(|known| known.as_ref().map(|(_, outcome)| outcome.status)));
    let stands = Memo::new(move |_| {
        let language = locale.get();
        known.with(|known| known.as_ref().map(|(target, outcome)| words::stands(target, outcome, language)))
    });
    let change = move |change: &dyn Fn(Target) -> Target| {
        if let Some(target) = target.get_untracked() {
            state.edit(|scenario| _ = scenario.set_target(change(target)));
        }
    };
    let name = Signal::derive(move || words::label(measure, locale.get()).to_owned());
    let part = move |text| Signal::derive(move || format!("{}, {}", name.get(), locale.get().text(text)));
    let set_sense = move |event| {
        if let Some(sense) = Sense::of_id(&event_target_value(&event)) {
            change(&|target| Target { sense, ..target });
        }
    };
    let set_value = Callback::new(move |value: Option<f64>| {
        if let Some(value) = value {
            change(&|target| Target { value, ..target });
        }
    });
    let set_year = Callback::new(move |year: Option<f64>| {
        let by_year = year.map(|year| year.round() as u16);
        change(&|target| Target { by_year, ..target });
    });
    let remove = move |_| {
        state.edit(|scenario| _ = scenario.remove_target(measure));
        router::focus("targets");
    };
    let value = Signal::derive(move || target.get().map(|target| target.value));
    let year = Signal::derive(move || target.get().and_then(|target| target.by_year).map(f64::from));
    let limits = [f64::from(YEARS[0]), f64::from(YEARS[1])];
    let unit = move || words::unit(measure, locale.get());
    let senses = Sense::ALL.map(|sense| {
        let text = match sense {
            Sense::AtMost => key::PLAN_TARGET_AT_MOST,
            Sense::AtLeast => key::PLAN_TARGET_AT_LEAST,
        };
        let selected = move || target.get().is_some_and(|target| target.sense == sense);
        view! { <option value=sense.id() prop:selected=selected>{t(text)}</option> }
    });
    let year_label = if measure.holds_on() { key::PLAN_TARGET_FROM } else { key::PLAN_TARGET_IN };
    let placeholder = move || {
        let every = measure.holds_on() && !matches!(measure, Measure::Headline(_));
        locale.get().text(if every { key::PLAN_TARGET_EVERY_YEAR } else { key::PLAN_TARGET_LAST_YEAR })
    };
    view! {
        <li class="target" data-target=id data-tone=measure.dimension().map(|dimension| dimension.id())>
            <p class="target-head">
                <strong class="target-name">{move || name.get()}</strong>
                <span class="target-stands" data-status=move || status.get().map(|status| status.id())>
                    <span class="target-sign" aria-hidden="true">{move || status.get().map(words::sign)}</span>
                    <span data-role="stands">{move || stands.get()}</span>
                </span>
            </p>
            <div class="target-fields">
                <select class="choice" aria-label=move || part(key::PLAN_TARGET_SENSE).get() on:change=set_sense>
                    {senses.into_iter().collect_view()}
                </select>
                <NumberField
                    id=format!("target-{id}")
                    name=part(key::PLAN_TARGET_VALUE)
                    value=value
                    set=set_value
                    hard=VALUES
                />
                <span class="target-unit">{unit}</span>
                {measure.has_years().then(|| view! {
                    <span class="target-year">
                        <label for=format!("target-{id}-year")>{t(year_label)}</label>
                        <NumberField
                            id=format!("target-{id}-year")
                            name=part(key::PLAN_TARGET_YEAR)
                            value=year
                            set=set_year
                            hard=limits
                            optional=true
                            placeholder=Signal::derive(move || placeholder().to_owned())
                        />
                    </span>
                })}
                <button
                    type="button"
                    class="quiet"
                    data-action="remove-target"
                    aria-label=move || part(key::PLAN_TARGET_REMOVE).get()
                    on:click=remove
                >
                    {t(key::PLAN_TARGET_REMOVE)}
                </button>
            </div>
            {measure.has_years().then(|| view! { <Years measure=measure/> })}
        </li>
    }
}

/// The plan year by year: met, missed, not due yet; said, not only coloured.
#[component]
fn Years(measure: Measure) -> impl IntoView {
    let (locale, goals) = (use_locale(), use_goals());
    let years = Memo::new(move |_| {
        let outcome = goals.of(measure).map(|(_, outcome)| outcome.years).unwrap_or_default();
        let language = locale.get();
        let text = |year: &_| words::year(measure, year, language);
        outcome.iter().map(|year| (year.year, year.due, year.met, text(year))).collect::<Vec<_>>()
    });
    let cells = move || {
        years
            .get()
            .into_iter()
            .map(|(year, due, met, text)| {
                let (status, sign) = match (due, met) {
                    (false, _) => ("not-due", "·"),
                    (true, true) => ("met", "✓"),
                    (true, false) => ("missed", "✗"),
                };
                let title = text.clone();
                view! {
                    <li data-year=year data-status=status title=title>
                        <span aria-hidden="true">{year.to_string()}</span>
                        <span class="target-sign" aria-hidden="true">{sign}</span>
                        <span class="visually-hidden">{text}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="target-years" aria-label=t(key::PLAN_TARGET_BY_YEAR)>{cells}</ol> }
}
