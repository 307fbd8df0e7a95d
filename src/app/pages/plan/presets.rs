//! Where to start from.

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::app::format;
use crate::app::locale::{Key, Language};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::state::{State, seldom, use_state};
use crate::scenario::Scenario;
use crate::scenario::presets::{self, Kind};
use crate::scenario::reconcile::{Label, Row, reconciliation};

/// Every preset with its scenario, made when first asked for.
pub(super) static KNOWN: LazyLock<Vec<(&'static str, Scenario)>> =
    LazyLock::new(|| presets::all().map(|preset| (preset.id, preset.scenario())).collect());

/// The groups of the list.
pub(super) const GROUPS: [(Kind, Key); 3] = [
    (Kind::Reference, key::PRESET_REFERENCE),
    (Kind::Company, key::PRESET_COMPANIES),
    (Kind::Sector, key::PRESET_SECTORS),
];

/// The preset that the present plan is, to the last digit; empty once it has been changed.
#[derive(Clone, Copy)]
pub(super) struct Chosen(RwSignal<&'static str>);

impl Chosen {
    /// Begins to follow the plan.
    pub(super) fn provide(state: State) -> Self {
        let known = |scenario: &Scenario| KNOWN.iter().find(|(_, preset)| preset == scenario);
        let chosen = seldom(move || state.scenario.with(known).map(|(id, _)| *id).unwrap_or_default());
        provide_context(Self(chosen));
        Self(chosen)
    }

    fn get(self) -> &'static str {
        self.0.get()
    }
}

/// The preset of the page.
fn use_chosen() -> Chosen {
    use_context::<Chosen>().unwrap_or_else(|| Chosen::provide(use_state()))
}

/// The choice of a preset.
#[component]
pub(super) fn Presets() -> impl IntoView {
    let (state, chosen) = (use_state(), use_chosen());
    let options = GROUPS
        .map(|(kind, label)| {
            let entries = presets::all()
                .filter(|preset| preset.kind == kind)
                .map(|preset| {
                    let id = preset.id;
                    view! { <option value=id>{named(format!("model.preset.{id}"), preset.name)}</option> }
                })
                .collect_view();
            view! { <optgroup label=t(label)>{entries}</optgroup> }
        })
        .collect_view();
    let on_change = move |event| {
        let id = event_target_value(&event);
        let preset = KNOWN.iter().find(|(known, _)| *known == id).map(|(_, preset)| preset.clone());
        if let Some(preset) = preset {
            state.adopt(preset);
        }
    };
    view! {
        <div class="presets">
            <label for="preset">{t(key::PLAN_PRESET)}</label>
            <select id="preset" class="choice" prop:value=move || chosen.get() on:change=on_change>
                <option value="" disabled=true>{t(key::PLAN_OWN)}</option>
                {options}
            </select>
        </div>
    }
}

/// What the preset is, in a line of its own, of one height on a wide window: so the page below stands still when
/// a first lever makes another plan of it.
#[component]
pub(super) fn About() -> impl IntoView {
    let (locale, chosen) = (use_locale(), use_chosen());
    let about = move || {
        let id = chosen.get();
        let language = locale.get();
        language
            .find(&format!("model.preset-about.{id}"))
            .unwrap_or_else(|| language.text(key::PLAN_OWN_ABOUT))
    };
    view! { <p class="preset-about aside">{about}</p> }
}

/// The text of a line, period or unit of a published figure; English where there is none.
fn published_text(part: &str, english: &'static str, language: Language) -> &'static str {
    let slug: String = english
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_ascii_alphanumeric() || c == '-' => Some(c),
            _ => None,
        })
        .collect();
    language.find(&format!("page.published.{part}-{slug}")).unwrap_or(english)
}

/// The published figures of a company beside the model's, while its preset is chosen.
#[component]
pub(super) fn Published() -> impl IntoView {
    let (locale, chosen) = (use_locale(), use_chosen());
    let rows = Memo::new(move |_| {
        let id = chosen.get();
        presets::all().find(|preset| preset.id == id).map(reconciliation).unwrap_or_default()
    });
    let row = move |row: &Row, language: Language| {
        let label = match row.label {
            Label::Calibrated => ("calibrated", key::PUBLISHED_CALIBRATED),
            Label::Test => ("test", key::PUBLISHED_TEST),
        };
        let unit = published_text("unit", row.unit, language);
        let number = |value: f64| format!("{} {unit}", format::number(value, language, 4));
        let error = format::percent(row.error, language, 2);
        view! {
            <tr data-label=label.0>
                <th scope="row">
                    {published_text("line", row.line, language)}
                    <span class="row-unit">{row.period}</span>
                </th>
                <td><data value=format::machine(Some(row.published))>{number(row.published)}</data></td>
                <td><data value=format::machine(Some(row.modelled))>{number(row.modelled)}</data></td>
                <td><data value=format::machine(Some(row.error))>{error}</data></td>
                <td><span class="badge">{language.text(label.1)}</span></td>
            </tr>
        }
    };
    let body = move || {
        let language = locale.get();
        rows.with(|rows| rows.iter().map(|published| row(published, language)).collect_view())
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="published" data-role="published" aria-labelledby="published-title">
                <h2 id="published-title">{t(key::PUBLISHED_TITLE)}</h2>
                <p class="aside">{t(key::PUBLISHED_TEXT)}</p>
                <div class="table-scroll" tabindex="0" role="group" aria-labelledby="published-title">
                    <table class="data-table">
                        <thead>
                            <tr>
                                <th scope="col">{t(key::PUBLISHED_LINE)}</th>
                                <th scope="col">{t(key::PUBLISHED_PUBLISHED)}</th>
                                <th scope="col">{t(key::PUBLISHED_MODELLED)}</th>
                                <th scope="col">{t(key::PUBLISHED_ERROR)}</th>
                                <th scope="col">{t(key::PUBLISHED_LABEL)}</th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}
