//! The scenarios themselves: what each is, another in its place, away with it, and one more.

use leptos::ev;
use leptos::prelude::*;

use super::cases::{Cases, LOOKS, PRESETS, preset_name, use_cases};
use crate::analysis::compare::{self, MAX_CASES};
use crate::app::locale::{Key, Language, key, t, use_locale};
use crate::app::router;
use crate::scenario::link;
use crate::scenario::presets::{self, Kind};

/// The groups of presets, as on the plan page.
const GROUPS: [(Kind, Key); 3] = [
    (Kind::Reference, key::PRESET_REFERENCE),
    (Kind::Company, key::PRESET_COMPANIES),
    (Kind::Sector, key::PRESET_SECTORS),
];

/// Every scenario of the comparison, and the way to one more.
#[component]
pub(super) fn Heads() -> impl IntoView {
    let cases = use_cases();
    let places = Memo::new(move |_| (0..cases.count()).collect::<Vec<_>>());
    view! {
        <ul class="cases" aria-label=t(key::COMPARE_CASE_LIST)>
            <For each=move || places.get() key=|case| *case children=move |case| view! { <Head case=case/> }/>
        </ul>
        <Add/>
    }
}

/// The presets and the scenarios of the device, as options; `chosen` is selected.
fn options(cases: Cases, chosen: impl Fn() -> String + Copy + Send + Sync + 'static) -> impl IntoView {
    let locale = use_locale();
    let groups = GROUPS
        .map(|(kind, label)| {
            let entries = presets::all()
                .filter(|preset| preset.kind == kind)
                .map(|preset| {
                    let id = format!("preset:{}", preset.id);
                    let selected = {
                        let id = id.clone();
                        move || chosen() == id
                    };
                    view! {
                        <option value=id selected=selected>{move || preset_name(preset.id, locale.get())}</option>
                    }
                })
                .collect_view();
            view! { <optgroup label=t(label)>{entries}</optgroup> }
        })
        .collect_view();
    let kept = move || {
        let kept = cases.kept();
        (!kept.is_empty()).then(|| {
            let entries = kept
                .into_iter()
                .map(|(id, name)| {
                    let id = format!("library:{id}");
                    let selected = untrack(chosen) == id;
                    view! { <option value=id selected=selected>{name}</option> }
                })
                .collect_view();
            view! { <optgroup label=t(key::COMPARE_CASE_LIBRARY)>{entries}</optgroup> }
        })
    };
    view! { {groups} {kept} }
}

/// One scenario.
#[component]
fn Head(case: usize) -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let (id, letter, tone, stroke) = LOOKS.get(case).copied().unwrap_or(LOOKS[0]);
    let name = Memo::new(move |_| cases.name(case));
    // The preset that it is; empty for a scenario of its own.
    let chosen = Memo::new(move |_| {
        cases.ran.with(|ran| {
            let scenario = ran.get(case).map(|(scenario, _)| scenario);
            let preset = PRESETS.iter().find(|(_, preset)| Some(preset) == scenario);
            preset.map(|(id, _)| format!("preset:{id}")).unwrap_or_default()
        })
    });
    let replace = move |event| {
        if let Some(scenario) = cases.source(&event_target_value(&event)) {
            cases.replace(case, scenario);
            cases.say(key::COMPARE_ADD_REPLACED, case, locale);
        }
    };
    let remove = move |_| {
        cases.say(key::COMPARE_ADD_REMOVED, case, locale);
        cases.remove(case);
        // The button is gone, or belongs to the next now.
        router::focus("compare-source");
    };
    let adopt = move |_| {
        let scenario = cases.ran.with_untracked(|ran| ran.get(case).map(|(scenario, _)| scenario.clone()));
        if let Some(scenario) = scenario {
            cases.replace(0, scenario);
            cases.say(key::COMPARE_ADD_ADOPTED, 0, locale);
        }
    };
    let labelled =
        move |text: Key| move || locale.get().fill(text, &[("letter", letter), ("name", &name.get())]);
    view! {
        <li class="case" data-case=id data-tone=tone.id()>
            <div class="case-head">
                <span class="case-letter" aria-hidden="true">{letter}</span>
                <span class="legend-line" data-stroke=stroke.id() aria-hidden="true"></span>
                <h3><span class="visually-hidden">{letter} " "</span>{move || name.get()}</h3>
            </div>
            <label for=format!("case-{id}")>{labelled(key::COMPARE_CASE_REPLACE)}</label>
            <select id=format!("case-{id}") class="choice" prop:value=move || chosen.get() on:change=replace>
                <option value="" disabled=true selected=move || chosen.with(String::is_empty)>
                    {t(key::COMPARE_CASE_OWN)}
                </option>
                {(case > 0).then(|| view! { <option value="plan">{t(key::COMPARE_CASE_COPY)}</option> })}
                {options(cases, move || chosen.get())}
            </select>
            {(case > 0).then(|| view! {
                <div class="case-actions">
                    <button
                        type="button"
                        class="quiet"
                        data-action="case-remove"
                        aria-label=labelled(key::COMPARE_CASE_REMOVE_LABEL)
                        on:click=remove
                    >
                        {t(key::COMPARE_CASE_REMOVE)}
                    </button>
                    <button
                        type="button"
                        class="quiet"
                        data-action="case-adopt"
                        aria-label=labelled(key::COMPARE_CASE_ADOPT_LABEL)
                        on:click=adopt
                    >
                        {t(key::COMPARE_CASE_ADOPT)}
                    </button>
                </div>
            })}
        </li>
    }
}

/// What a pasted link says about inputs; none if it says nothing.
fn pasted(text: &str) -> Option<(Vec<crate::scenario::Scenario>, usize)> {
    let parsed = link::parse(text);
    let others = compare::others(&parsed);
    let unread = others.iter().filter(|(_, other)| other.is_err()).count();
    let warnings = parsed.warnings.len() + unread;
    let says = parsed.preset.is_some()
        || !link::differences(&parsed.scenario).is_empty()
        || !parsed.view.is_empty()
        || text.contains("v=");
    let mut scenarios = vec![parsed.scenario];
    scenarios.extend(others.into_iter().filter_map(|(_, other)| other.ok().map(|other| other.scenario)));
    says.then_some((scenarios, warnings))
}

/// The way to one more: a choice, or a link.
#[component]
fn Add() -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let source = RwSignal::new("preset:reference-lab".to_owned());
    let typed = RwSignal::new(String::new());
    let full = Memo::new(move |_| cases.count() >= MAX_CASES);
    let put = move |scenario| match cases.add(scenario) {
        Some(case) => {
            cases.say(key::COMPARE_ADD_ADDED, case, locale);
            true
        }
        None => {
            cases.said.set(locale.get_untracked().text(key::COMPARE_ADD_FULL).to_owned());
            false
        }
    };
    let choose = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(scenario) = source.with_untracked(|source| cases.source(source)) {
            put(scenario);
        }
    };
    let paste = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let language: Language = locale.get_untracked();
        let Some((scenarios, warnings)) = typed.with_untracked(|text| pasted(text.trim())) else {
            cases.said.set(language.text(key::COMPARE_ADD_BAD_LINK).to_owned());
            return;
        };
        if scenarios.into_iter().all(put) {
            typed.set(String::new());
            if warnings > 0 {
                let text = language.fill(key::COMPARE_ADD_LINK_WARNINGS, &[("count", &warnings.to_string())]);
                cases.said.update(|said| {
                    said.push(' ');
                    said.push_str(&text);
                });
            }
        }
    };
    let off = move || full.get().then_some("true");
    view! {
        <section class="case-add" aria-label=t(key::COMPARE_ADD_TITLE)>
            <form on:submit=choose>
                <label for="compare-source">{t(key::COMPARE_ADD_CHOOSE)}</label>
                <select
                    id="compare-source"
                    class="choice"
                    prop:value=move || source.get()
                    on:change=move |event| source.set(event_target_value(&event))
                >
                    <option value="plan">{t(key::COMPARE_CASE_COPY)}</option>
                    {options(cases, move || source.get())}
                </select>
                <button type="submit" class="action" data-action="case-add" aria-disabled=off>
                    {t(key::COMPARE_ADD_ADD)}
                </button>
            </form>
            <form on:submit=paste>
                <label for="compare-paste">{t(key::COMPARE_ADD_LINK)}</label>
                <input
                    type="text"
                    id="compare-paste"
                    inputmode="url"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="submit" class="action" data-action="case-paste" aria-disabled=off>
                    {t(key::COMPARE_ADD_ADD)}
                </button>
            </form>
            <p class="case-said" role="status" data-role="compare-said">{move || cases.said.get()}</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_other_texts() {
        assert!(pasted("hello").is_none());
        assert!(pasted("").is_none());
        let (scenarios, warnings) = pasted("https://example.org/x/?v=0&horizon-years=5&nothing=1").unwrap();
        assert_eq!((scenarios.len(), warnings), (1, 1));
        assert!(pasted("?preset=deepseek-production-day").is_some());
        let (all, _) = pasted("?v=0&page=compare&b=u1.d").unwrap();
        assert!(!all.is_empty());
    }
}
