//! What the plan is compared with: the reference lab, a preset, a kept scenario, or the plan as it stood when
//! it was pinned. What is pinned stands in the address (`b`), and is drawn dashed on every chart.

use leptos::prelude::*;

use super::presets::{GROUPS, KNOWN};
use crate::app::chart::data::Pinned;
use crate::app::library::{Shelf, use_shelf};
use crate::app::locale::{Language, Locale, key, named, t, use_locale};
use crate::app::router;
use crate::app::state::{State, use_state};
use crate::scenario::Scenario;
use crate::scenario::presets;

/// What stands before the id of an option of the list.
const PRESET: &str = "preset:";
const KEPT: &str = "kept:";
/// The option for a plan that is neither a preset nor kept.
const PINNED: &str = "pinned";

/// What the plan is compared with, as every part of the page finds it.
#[derive(Clone, Copy)]
pub(super) struct Against {
    /// The name of what is pinned; none while changes are against the reference lab.
    pinned: Memo<Option<String>>,
    locale: Locale,
}

impl Against {
    /// Makes it and provides it to the parts of the page.
    pub(super) fn provide(state: State, locale: Locale) -> Self {
        // The library may come after the page: it is looked for when it is needed.
        let pinned = Memo::new(move |_| {
            let language = locale.get();
            state.pinned.with(|pinned| Some(name_of(pinned.as_ref()?, use_shelf(), language)))
        });
        let against = Self { pinned, locale };
        provide_context(against);
        against
    }

    /// The name of what changes are against, tracked.
    pub(super) fn name(self) -> String {
        let usual = || self.locale.get().text(key::PLAN_AGAINST_REFERENCE).to_owned();
        self.pinned.get().unwrap_or_else(usual)
    }
}

/// The comparison of the page.
pub(super) fn use_against() -> Against {
    use_context::<Against>().unwrap_or_else(|| Against::provide(use_state(), use_locale()))
}

/// The name of a scenario: its preset's, that under which it is kept, or that it is pinned.
fn name_of(scenario: &Scenario, shelf: Option<Shelf>, language: Language) -> String {
    let preset = KNOWN.iter().find(|(_, preset)| preset == scenario);
    preset
        .and_then(|(id, _)| language.find(&format!("model.preset.{id}")).map(str::to_owned))
        .or_else(|| shelf?.name_of(scenario))
        .unwrap_or_else(|| language.text(key::PLAN_AGAINST_PINNED).to_owned())
}

/// Values by calendar year in the years of another plan; none where the first has no such year.
pub(super) fn aligned(values: &[Option<f64>], years: &[f64], wanted: &[f64]) -> Vec<Option<f64>> {
    let at = |year: &f64| years.iter().position(|known| known == year);
    wanted.iter().map(|year| values.get(at(year)?).copied().flatten()).collect()
}

/// Lines of what is pinned.
#[derive(Clone, Copy)]
pub(super) struct PinnedLines {
    state: State,
    against: Against,
}

impl PinnedLines {
    /// Those of the page.
    pub(super) fn new() -> Self {
        Self { state: use_state(), against: use_against() }
    }

    /// The lines of some outputs in the years of a plan, tracked; none while nothing is pinned.
    pub(super) fn of(self, outputs: impl Iterator<Item = &'static str>, years: &[f64]) -> Option<Pinned> {
        let name = self.against.pinned.get()?;
        self.state.comparison.with(|results| {
            let known = results.years();
            let values = outputs.map(|id| aligned(&results.yearly(id), &known, years));
            Some(Pinned { name, values: values.collect() })
        })
    }

    /// Tracks them.
    pub(super) fn track(self) {
        self.against.pinned.track();
        self.state.comparison.track();
    }
}

/// The choice of what to compare with, and the pin.
#[component]
pub(super) fn Comparison() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    // The library may come after the page: it is looked for again when the list is asked for.
    let owner = StoredValue::new(Owner::current());
    let find = move || owner.with_value(|owner| owner.as_ref().and_then(|owner| owner.with(use_shelf)));
    let library = RwSignal::new(find());
    let ask = move || {
        if library.with_untracked(Option::is_none) {
            library.set(find());
        }
    };
    let said = RwSignal::new(None::<crate::app::locale::Key>);
    let chosen = Memo::new(move |_| {
        state.pinned.with(|pinned| {
            let Some(pinned) = pinned else { return String::new() };
            if let Some((id, _)) = KNOWN.iter().find(|(_, preset)| preset == pinned) {
                return format!("{PRESET}{id}");
            }
            let kept = library.get().and_then(|shelf| shelf.id_of(pinned));
            kept.map_or_else(|| PINNED.to_owned(), |id| format!("{KEPT}{id}"))
        })
    });
    let option = move |value: String, text: Signal<String>| {
        let mine = value.clone();
        let selected = move || chosen.with(|chosen| *chosen == mine);
        view! { <option value=value prop:selected=selected>{move || text.get()}</option> }
    };
    let fixed = |text: crate::app::locale::Key| {
        let text = t(text);
        Signal::derive(move || text().to_owned())
    };
    let groups = GROUPS
        .map(|(kind, label)| {
            let entries = presets::all()
                .filter(|preset| preset.kind == kind)
                .map(|preset| {
                    let name = named(format!("model.preset.{}", preset.id), preset.name);
                    option(format!("{PRESET}{}", preset.id), Signal::derive(move || name().to_owned()))
                })
                .collect_view();
            view! { <optgroup label=t(label)>{entries}</optgroup> }
        })
        .collect_view();
    let kept = move || {
        let kept = library.get().map(Shelf::named).unwrap_or_default();
        (!kept.is_empty()).then(|| {
            let entries = kept
                .into_iter()
                .map(|(id, name)| option(format!("{KEPT}{id}"), Signal::derive(move || name.clone())))
                .collect_view();
            view! { <optgroup label=t(key::PLAN_AGAINST_KEPT)>{entries}</optgroup> }
        })
    };
    let own = Memo::new(move |_| chosen.with(|chosen| chosen == PINNED));
    let choose = move |event| {
        let value = event_target_value(&event);
        let scenario = if let Some(id) = value.strip_prefix(PRESET) {
            KNOWN.iter().find(|(known, _)| *known == id).map(|(_, preset)| preset.clone())
        } else {
            value.strip_prefix(KEPT).and_then(|id| library.get_untracked()?.scenario(id))
        };
        if scenario.is_some() || value.is_empty() {
            state.pin(scenario.as_ref());
            said.set(None);
        }
    };
    let pin = move |_| {
        state.scenario.with_untracked(|scenario| state.pin(Some(scenario)));
        said.set(Some(key::PLAN_AGAINST_SAID_PINNED));
    };
    let unpin = move |_| {
        state.pin(None);
        said.set(Some(key::PLAN_AGAINST_SAID_UNPINNED));
        // The button goes; its neighbour stays.
        router::focus("against");
    };
    let is_pinned = move || state.pinned.with(Option::is_some);
    view! {
        <div class="against">
            <label for="against">{t(key::PLAN_AGAINST_LABEL)}</label>
            <select
                id="against"
                class="choice"
                on:change=choose
                on:focus=move |_| ask()
                on:pointerenter=move |_| ask()
            >
                {option(String::new(), fixed(key::PLAN_AGAINST_NONE))}
                {move || own.get().then(|| option(PINNED.to_owned(), fixed(key::PLAN_AGAINST_PINNED)))}
                {groups}
                {kept}
            </select>
            <p class="against-tools">
                <button type="button" class="action" data-action="pin" title=t(key::PLAN_AGAINST_PIN_ABOUT) on:click=pin>
                    {t(key::PLAN_AGAINST_PIN)}
                </button>
                <button type="button" class="quiet" data-action="unpin" hidden=move || !is_pinned() on:click=unpin>
                    {t(key::PLAN_AGAINST_UNPIN)}
                </button>
                <span class="visually-hidden" role="status">
                    {move || said.get().map(|text| locale.get().text(text))}
                </span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_meet_by_the_calendar() {
        let values = [Some(1.0), Some(2.0), Some(3.0)];
        assert_eq!(
            aligned(&values, &[2026.0, 2027.0, 2028.0], &[2027.0, 2028.0, 2029.0]),
            [Some(2.0), Some(3.0), None]
        );
    }
}
