//! One parameter as a card, made from its declaration.

use leptos::prelude::*;

use super::about::About;
use super::number::{NumberControl, NumberField};
use super::programme::{CaveatBadge, ProgrammeCost};
use super::pulls::{LeverFigures, LeverMarks};
use super::scale::Scale;
use super::sketch::Sketch;
use crate::app::format::{self, Kind};
use crate::app::later::{later, opened};
use crate::app::locale::{Language, key, named, t, use_locale};
use crate::app::state::{State, use_state};
use crate::model::facts::{ACCELERATORS, ZONE_IDS, ZONES};
use crate::model::parameter::{Parameter, Values};
use crate::scenario::Value;

/// The name of an option in a language.
pub(crate) fn option_name(parameter: &Parameter, option: &str, language: Language) -> String {
    if let Some(name) = language.find(&format!("model.option.{}.{option}", parameter.id)) {
        return name.to_owned();
    }
    if let Some(zone) = ZONES.iter().find(|zone| is_zones(parameter) && zone.id == option) {
        let name = match language {
            Language::En => zone.name_en,
            Language::Zh => zone.name_zh,
        };
        return format!("{name} ({option})");
    }
    let device = ACCELERATORS.iter().find(|device| device.id == option);
    device.map_or_else(|| option.to_owned(), |device| device.name.to_owned())
}

fn is_zones(parameter: &Parameter) -> bool {
    matches!(parameter.values, Values::Choice { options, .. } if options == ZONE_IDS)
}

/// The label and unit of a parameter, following the language.
fn words(parameter: &'static Parameter) -> (Signal<String>, Signal<String>) {
    let label = named(format!("parameters.{}.label", parameter.id), parameter.id);
    let unit = named(format!("parameters.{}.unit", parameter.id), "");
    (Signal::derive(move || label().to_owned()), Signal::derive(move || unit().to_owned()))
}

/// One parameter.
#[component]
pub(crate) fn Card(
    /// Its position in the registry.
    index: usize,
    /// Its declaration.
    parameter: &'static Parameter,
) -> impl IntoView {
    let state = use_state();
    let locale = use_locale();
    let (label, unit) = words(parameter);
    let kind = Kind::of(parameter.unit);
    // What is left of a price's unit belongs to the number: $20/mo.
    let joined = matches!(kind, Kind::Money);
    let value = state.value(index);
    let usual = Value::default_of(parameter);
    let cost = state.programme_cost(index);
    let changed = Memo::new(move |_| value.get().is_some_and(|value| value != usual) || cost.get().is_some());
    let reset = move |_| {
        state.edit(|scenario| {
            scenario.set_at(index, usual);
            scenario.set_programme_cost(index, None);
        });
    };
    let read_out = move || {
        let (value, language) = (value.get()?, locale.get());
        Some(read_out(parameter, value, language))
    };
    let body = match parameter.values {
        Values::Choice { options, .. } => {
            view! { <ChoiceControl index=index parameter=parameter options=options value=value label=label/> }
                .into_any()
        }
        Values::Path { default, hard, .. } => view! {
            <End index=index parameter=parameter value=value label=label unit=unit end=true default=default[1] hard=hard/>
        }
        .into_any(),
        Values::Scalar { default, hard, .. } => {
            let set = Callback::new(move |number| state.set(index, Value::Scalar(number)));
            let present = Signal::derive(move || match value.get() {
                Some(Value::Scalar(number)) => number,
                _ => default,
            });
            Scale::of(parameter, true)
                .map(|scale| {
                    view! {
                        <NumberControl
                            id=parameter.id.to_owned()
                            name=label
                            value=present
                            set=set
                            hard=hard
                            scale=scale
                            default=default
                            kind=Kind::of(parameter.unit)
                            unit=unit
                        />
                    }
                })
                .into_any()
        }
    };
    let main_id = match parameter.values {
        Values::Path { .. } => format!("{}-to", parameter.id),
        _ => parameter.id.to_owned(),
    };
    let open = RwSignal::new(false);
    let grade = parameter.grade.id();
    let lever = parameter.role.is_lever();
    let pulls = lever && !matches!(parameter.values, Values::Choice { .. });
    view! {
        <article class="card" class:changed=move || changed.get() data-parameter=parameter.id>
            <header class="card-head">
                <label class="card-label" for=main_id>{move || label.get()}</label>
                <span class="card-value">
                    <output>{read_out}</output>
                    <span class="card-unit" class:joined=joined>
                        {move || format::beside(&unit.get(), kind).to_owned()}
                    </span>
                </span>
            </header>
            {body}
            {pulls.then(|| view! { <LeverMarks index=index parameter=parameter/> })}
            <details
                class="card-more"
                on:toggle=move |event| open.set(is_open(&event))
            >
                <summary>
                    <span class="badge" data-grade=grade>{named(format!("model.grade.{grade}"), "")}</span>
                    <CaveatBadge parameter=parameter/>
                    {if lever { t(key::FORM_PATH_AND_SOURCE) } else { t(key::FORM_SOURCE) }}
                </summary>
                <Show when=move || open.get()>
                    {opened(details, Inside { index, parameter, value, label, unit, pulls })}
                </Show>
            </details>
            <button
                type="button"
                class="quiet reset"
                data-action="reset"
                hidden=move || !changed.get()
                aria-label=move || format!("{}: {}", label.get(), t(key::FORM_RESET)())
                on:click=reset
            >
                {t(key::FORM_RESET)}
            </button>
        </article>
    }
}

/// Whether the disclosure that an event comes from is open now.
pub(crate) fn is_open(event: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|details| details.has_attribute("open"))
}

/// The value as it stands in the head of a card.
fn read_out(parameter: &Parameter, value: Value, language: Language) -> String {
    let kind = Kind::of(parameter.unit);
    let text = |number: f64| format::quantity(number, kind, language, 4);
    match value {
        Value::Scalar(number) => text(number),
        Value::Path { from, to, .. } if from == to => text(to),
        Value::Path { from, to, .. } => format!("{} → {}", text(from), text(to)),
        // The select below says it.
        Value::Choice(_) => String::new(),
    }
}

/// A path with one of its ends replaced.
fn with_end(value: Option<Value>, end: bool, number: f64) -> Option<Value> {
    match value? {
        Value::Path { from, first, last, .. } if end => Some(Value::Path { from, to: number, first, last }),
        Value::Path { to, first, last, .. } => Some(Value::Path { from: number, to, first, last }),
        _ => None,
    }
}

/// One end of a path.
#[component]
fn End(
    index: usize,
    parameter: &'static Parameter,
    value: Memo<Option<Value>>,
    label: Signal<String>,
    unit: Signal<String>,
    end: bool,
    default: f64,
    hard: [f64; 2],
) -> impl IntoView {
    let state = use_state();
    let present = Signal::derive(move || match value.get() {
        Some(Value::Path { from, to, .. }) => {
            if end {
                to
            } else {
                from
            }
        }
        _ => default,
    });
    let set = Callback::new(move |number| {
        if let Some(new) = with_end(value.get_untracked(), end, number) {
            state.set(index, new);
        }
    });
    let side = if end { key::FORM_TO } else { key::FORM_FROM };
    let side_text = t(side);
    let name = Signal::derive(move || format!("{}, {}", label.get(), side_text()));
    let id = format!("{}-{}", parameter.id, if end { "to" } else { "from" });
    Scale::of(parameter, end).map(|scale| {
        view! {
            <NumberControl
                id=id
                name=name
                value=present
                set=set
                hard=hard
                scale=scale
                default=default
                kind=Kind::of(parameter.unit)
                unit=unit
            />
        }
    })
}

/// What the details of a card are made of.
#[derive(Clone, Copy)]
struct Inside {
    index: usize,
    parameter: &'static Parameter,
    value: Memo<Option<Value>>,
    label: Signal<String>,
    unit: Signal<String>,
    pulls: bool,
}

later! {
    details,
    fn details() -> fn(Inside) -> AnyView {
        |Inside { index, parameter, value, label, unit, pulls }| view! {
            <PathDetails index=index parameter=parameter value=value label=label unit=unit/>
            {pulls.then(|| view! { <LeverFigures index=index parameter=parameter/> })}
            <ProgrammeCost index=index parameter=parameter label=label unit=unit/>
            <About parameter=parameter/>
        }
        .into_any()
    }
}

/// The beginning and the years of a path; nothing for other kinds.
#[component]
fn PathDetails(
    index: usize,
    parameter: &'static Parameter,
    value: Memo<Option<Value>>,
    label: Signal<String>,
    unit: Signal<String>,
) -> impl IntoView {
    let Values::Path { default, hard, .. } = parameter.values else { return ().into_any() };
    let state = use_state();
    let year = move |last: bool| {
        let present = Signal::derive(move || match value.get() {
            Some(Value::Path { last: year, .. }) if last => year,
            Some(Value::Path { first: year, .. }) => year,
            _ => None,
        });
        let set = Callback::new(move |year: Option<f64>| {
            if let Some(Value::Path { from, to, first, last: end }) = value.get_untracked() {
                let (first, end) = if last { (first, year) } else { (year, end) };
                state.set(index, Value::Path { from, to, first, last: end });
            }
        });
        let placeholder = Signal::derive(move || {
            state.scenario.with(|scenario| scenario.start_year() + if last { 5.0 } else { 1.0 }).to_string()
        });
        let text = t(if last { key::FORM_LAST } else { key::FORM_FIRST });
        let name = Signal::derive(move || format!("{}, {}", label.get(), text()));
        let id = format!("{}-{}", parameter.id, if last { "last" } else { "first" });
        view! {
            <div class="year">
                <label for=id.clone()>{text}</label>
                <NumberField id=id name=name value=present set=set hard=YEARS optional=true placeholder=placeholder/>
            </div>
        }
    };
    view! {
        <div class="path">
            <Sketch index=index parameter=parameter/>
            <div class="path-from">
                <label for=format!("{}-from", parameter.id)>{t(key::FORM_FROM)}</label>
                <End index=index parameter=parameter value=value label=label unit=unit end=false default=default[0] hard=hard/>
            </div>
            <div class="path-years">{year(false)} {year(true)}</div>
        </div>
    }
    .into_any()
}

/// Calendar years that a path may name.
const YEARS: [f64; 2] = [1900.0, 2200.0];

/// Sorts by name as the language does it: Chinese by sound.
fn sort_names(named: &mut [(usize, String)], language: Language) {
    let languages = js_sys::Array::of1(&language.id().into());
    let options = js_sys::Object::new();
    named.sort_by(|a, b| {
        let (a, b) = (js_sys::JsString::from(a.1.as_str()), b.1.as_str());
        a.locale_compare(b, &languages, &options).cmp(&0)
    });
}

/// A choice from a list.
#[component]
fn ChoiceControl(
    index: usize,
    parameter: &'static Parameter,
    options: &'static [&'static str],
    value: Memo<Option<Value>>,
    label: Signal<String>,
) -> impl IntoView {
    let state: State = use_state();
    let locale = use_locale();
    let chosen = move || match value.get() {
        Some(Value::Choice(option)) => option,
        _ => 0,
    };
    let entries = move || {
        let language = locale.get();
        let mut named: Vec<(usize, String)> = options
            .iter()
            .enumerate()
            .map(|(at, option)| (at, option_name(parameter, option, language)))
            .collect();
        // The world and the union first, as in the table; the rest by name.
        if let Some(places) = named.get_mut(2..).filter(|_| is_zones(parameter)) {
            sort_names(places, language);
        }
        let chosen = untrack(chosen);
        named
            .into_iter()
            .map(|(at, name)| view! { <option value=options[at] selected=at == chosen>{name}</option> })
            .collect_view()
    };
    let on_change = move |event| {
        let id = event_target_value(&event);
        if let Some(at) = options.iter().position(|option| *option == id) {
            state.set(index, Value::Choice(at));
        }
    };
    view! {
        <select
            id=parameter.id
            class="choice"
            aria-label=move || label.get()
            prop:value=move || options.get(chosen()).copied().unwrap_or_default()
            on:change=on_change
        >
            {entries}
        </select>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::registry;

    #[test]
    fn every_option_has_a_name_in_both_languages() {
        for parameter in registry() {
            let Values::Choice { options, .. } = parameter.values else { continue };
            for option in options {
                for language in [Language::En, Language::Zh] {
                    assert_ne!(option_name(parameter, option, language), *option, "{}", parameter.id);
                }
            }
        }
    }

    #[test]
    fn an_end_of_a_path_moves_alone() {
        let path = Value::Path { from: 1.0, to: 2.0, first: None, last: Some(2030.0) };
        let moved = Value::Path { from: 1.0, to: 3.0, first: None, last: Some(2030.0) };
        assert_eq!(with_end(Some(path), true, 3.0), Some(moved));
        assert_eq!(with_end(Some(Value::Scalar(1.0)), true, 3.0), None);
    }
}
