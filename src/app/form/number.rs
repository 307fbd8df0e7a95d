//! A number that people set: slider, − and +, and a field that takes what they type. What is typed stays as
//! it was typed, also when it is wrong; then the reason stands below it.

use leptos::prelude::*;

use super::scale::Scale;
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key, use_locale};
use crate::scenario::number_input::{self as typed, NotANumber};

/// Why a typed text is not taken.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Refused {
    Empty,
    Unreadable,
    Outside([f64; 2]),
}

impl Refused {
    fn text(self, language: Language) -> String {
        match self {
            Refused::Empty => language.text(key::FORM_EMPTY).to_owned(),
            Refused::Unreadable => language.text(key::FORM_UNREADABLE).to_owned(),
            Refused::Outside([low, high]) => language.fill(
                key::FORM_OUTSIDE,
                &[("low", &format::exact(low, language)), ("high", &format::exact(high, language))],
            ),
        }
    }
}

/// A typed text as a value within limits.
fn read(text: &str, [low, high]: [f64; 2]) -> Result<f64, Refused> {
    match typed::parse(text) {
        Ok(value) if (low..=high).contains(&value) => Ok(value),
        Ok(_) => Err(Refused::Outside([low, high])),
        Err(NotANumber::Empty) => Err(Refused::Empty),
        Err(NotANumber::Unreadable) => Err(Refused::Unreadable),
    }
}

/// A field for one number.
#[component]
pub(crate) fn NumberField(
    /// Id of the input.
    id: String,
    /// Name for those who do not see the label beside it.
    #[prop(into)]
    name: Signal<String>,
    /// The present value; none where nothing is set and the placeholder holds.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// Takes a value; none when the field is emptied, where that is allowed.
    set: Callback<Option<f64>>,
    /// What may be typed.
    hard: [f64; 2],
    /// Whether the field may be empty.
    #[prop(optional)]
    optional: bool,
    /// What holds while the field is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let draft = RwSignal::new(None::<String>);
    let refused = Memo::new(move |_| {
        draft.with(|draft| match draft.as_deref().map(|text| read(text, hard)) {
            Some(Err(Refused::Empty)) if optional => None,
            Some(Err(reason)) => Some(reason),
            _ => None,
        })
    });
    // A value that came from elsewhere (slider, preset, back button) replaces what was typed.
    Effect::new(move |_| {
        let present = value.get();
        let typed = draft.with_untracked(|draft| draft.as_deref().map(|text| read(text, hard)));
        let same = match typed {
            None => true,
            Some(Ok(number)) => present == Some(number),
            Some(Err(_)) => false,
        };
        if !same {
            draft.set(None);
        }
    });
    let shown = move || {
        draft.get().unwrap_or_else(|| value.get().map_or(String::new(), |v| format::exact(v, locale.get())))
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        let read = read(&text, hard);
        draft.set(Some(text));
        match read {
            Ok(number) => set.run(Some(number)),
            Err(Refused::Empty) if optional => set.run(None),
            Err(_) => {}
        }
    };
    let settle = move |_| {
        if refused.get_untracked().is_none() {
            draft.set(None);
        }
    };
    let error = format!("{id}-error");
    let described = error.clone();
    view! {
        <span class="number">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                class="number-field"
                id=id
                aria-label=move || name.get()
                aria-invalid=move || refused.get().is_some().then_some("true")
                aria-describedby=move || refused.get().is_some().then(|| described.clone())
                placeholder=move || placeholder.get()
                prop:value=shown
                on:input=on_input
                on:change=settle
            />
            <span class="number-error" id=error aria-live="polite">
                {move || refused.get().map(|reason| reason.text(locale.get()))}
            </span>
        </span>
    }
}

/// Slider, − and +, and field, for one number.
#[component]
pub(crate) fn NumberControl(
    /// Id of the slider; the field's has `-number` after it.
    id: String,
    /// Name of what is set.
    #[prop(into)]
    name: Signal<String>,
    /// The present value.
    #[prop(into)]
    value: Signal<f64>,
    /// Takes a value.
    set: Callback<f64>,
    /// What may be typed.
    hard: [f64; 2],
    /// What the slider covers.
    scale: Scale,
    /// Where the default lies.
    default: f64,
    /// How the number is written.
    kind: Kind,
    /// Its unit, read out after the number.
    #[prop(optional, into)]
    unit: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let [min, max, step] = scale.input_range();
    let within = move |value: f64| value.clamp(hard[0], hard[1]);
    let read_out = move || {
        let text = format::quantity(value.get(), kind, locale.get(), 4);
        if matches!(kind, Kind::Money | Kind::Share | Kind::Year) {
            text
        } else {
            format!("{text} {}", unit.get())
        }
    };
    let on_input = move |event| {
        // The browser's own reading of a range input is a plain number.
        if let Ok(place) = event_target_value(&event).parse::<f64>() {
            set.run(within(scale.of_input(place)));
        }
    };
    let press = move |up: bool| set.run(within(scale.pressed(value.get_untracked(), up)));
    let number_set = Callback::new(move |value: Option<f64>| {
        if let Some(value) = value {
            set.run(value);
        }
    });
    let beyond = move || {
        let value = value.get();
        value < scale.low || value > scale.high
    };
    let number_id = format!("{id}-number");
    let button = move |up: bool| {
        let (sign, text) = if up { ("+", key::FORM_MORE) } else { ("−", key::FORM_LESS) };
        view! {
            <button
                type="button"
                class="step"
                aria-label=move || format!("{}: {}", name.get(), locale.get().text(text))
                disabled=move || within(value.get()) == hard[usize::from(up)]
                on:click=move |_| press(up)
            >
                {sign}
            </button>
        }
    };
    view! {
        <div class="control" class:beyond=beyond>
            <span
                class="slider"
                style:--default=move || format!("{:.4}", scale.share(default))
                style:--at=move || format!("{:.4}", scale.share(value.get()))
            >
                <input
                    type="range"
                    id=id
                    min=min
                    max=max
                    step=step
                    data-scale=if scale.log { "log" } else { "linear" }
                    aria-label=move || name.get()
                    aria-valuetext=read_out
                    prop:value=move || scale.to_input(value.get()).to_string()
                    on:input=on_input
                />
                <span class="default-mark" aria-hidden="true"></span>
            </span>
            {button(false)}
            <NumberField
                id=number_id
                name=name
                value=Signal::derive(move || Some(value.get()))
                set=number_set
                hard=hard
            />
            {button(true)}
        </div>
    }
}
