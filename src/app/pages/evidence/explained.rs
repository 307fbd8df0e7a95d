//! The explanation of the chosen figure: its value, its equation, and what stands in it.

use leptos::prelude::*;

use super::choice::Choice;
use super::chosen::use_chosen;
use super::{names, tree};
use crate::analysis::explain::{Figure, Kind, When};
use crate::app::explain_link::{ExplainLink, PLACE, parted};
use crate::app::format;
use crate::app::library::use_shelf;
use crate::app::locale::{key, t, use_locale};
use crate::app::pages::plan::LEAD;
use crate::model::output;
use crate::scenario::presets;

/// The section.
#[component]
pub(super) fn Explained() -> impl IntoView {
    let chosen = use_chosen();
    let none = Memo::new(move |_| chosen.shown.with(Option::is_none));
    view! {
        <section class="explain" id=PLACE tabindex="-1" aria-labelledby="explain-title">
            <h2 id="explain-title">{t(key::EVIDENCE_EXPLAIN_TITLE)}</h2>
            <p class="aside">{t(key::EVIDENCE_EXPLAIN_TEXT)}</p>
            <Choice/>
            <Notice/>
            <Whose/>
            {move || if none.get() { view! { <Suggestions/> }.into_any() } else { view! { <Shown/> }.into_any() }}
        </section>
    }
}

/// What of the address could not be followed.
#[component]
fn Notice() -> impl IntoView {
    let (chosen, locale) = (use_chosen(), use_locale());
    let text = move || {
        let (given, language) = (chosen.text.get()?, locale.get());
        match (chosen.figure.get(), chosen.shown.get()) {
            (Some(figure), Some(shown)) if figure != shown => {
                let time = |when| names::when(when, chosen.start_year.get(), language);
                let times = [("wanted", time(figure.when)), ("shown", time(shown.when))];
                let times = times.each_ref().map(|(name, text)| (*name, text.as_str()));
                Some(language.fill(key::EVIDENCE_EXPLAIN_OTHER_TIME, &times))
            }
            (_, None) => Some(language.fill(key::EVIDENCE_EXPLAIN_UNKNOWN, &[("given", &given)])),
            _ => None,
        }
    };
    view! {
        <p class="explain-notice" role="status" data-role="explain-notice">{text}</p>
    }
}

/// Whose figure it is, where it is not the plan's own, and the way to that.
#[component]
fn Whose() -> impl IntoView {
    let (chosen, locale, shelf) = (use_chosen(), use_locale(), use_shelf());
    let text = move || {
        let language = locale.get();
        let whose = chosen.whose.get()?;
        let Some(other) = chosen.other.get() else {
            return Some(language.text(key::EVIDENCE_WHOSE_UNREADABLE).to_owned());
        };
        let named = shelf.and_then(|shelf| shelf.name_of(&other)).or_else(|| {
            let preset = presets::all().find(|preset| preset.scenario() == other)?;
            Some(language.find(&format!("model.preset.{}", preset.id)).unwrap_or(preset.id).to_owned())
        });
        let letter = (whose.len() == 1).then(|| whose.to_ascii_uppercase());
        Some(match (letter, named) {
            (Some(letter), Some(name)) => {
                language.fill(key::EVIDENCE_WHOSE_BOTH, &[("letter", &letter), ("name", &name)])
            }
            (Some(letter), None) => language.fill(key::EVIDENCE_WHOSE_LETTER, &[("letter", &letter)]),
            (None, Some(name)) => language.fill(key::EVIDENCE_WHOSE_NAME, &[("name", &name)]),
            (None, None) => language.text(key::EVIDENCE_WHOSE_OTHER).to_owned(),
        })
    };
    let is_other = Memo::new(move |_| chosen.whose.with(Option::is_some));
    let own = Signal::derive(move || {
        let text = chosen.text.get().unwrap_or_default();
        parted(&text).1.to_owned()
    });
    view! {
        <Show when=move || is_other.get()>
            <p class="explain-whose" data-role="explain-whose">
                {text}
                " "
                <ExplainLink figure=own>{t(key::EVIDENCE_WHOSE_OWN)}</ExplainLink>
            </p>
        </Show>
    }
}

/// Where to begin: the figures that lead the plan.
#[component]
fn Suggestions() -> impl IntoView {
    let (chosen, locale) = (use_chosen(), use_locale());
    let entries = LEAD
        .into_iter()
        .filter_map(|id| Figure::of(id, When::Plan))
        .map(|figure| {
            let headline = output::headline_index(figure.subject.id()).and_then(|index| output::HEADLINES.get(index));
            let tone = headline.map_or("ink", |headline| headline.dimension.id());
            let value = Memo::new(move |_| chosen.plain_value(figure));
            let words = move || {
                names::figure_value(figure, value.get(), chosen.start_year.get(), locale.get(), 3)
            };
            view! {
                <li data-tone=tone>
                    <ExplainLink figure=figure.subject.id()>
                        <span class="suggestion-name">{move || names::subject(figure.subject, locale.get())}</span>
                        <data class="suggestion-value" value=move || format::machine(value.get())>
                            {move || words().0}
                        </data>
                        <span class="figure-unit">{move || words().1}</span>
                    </ExplainLink>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="explain-begin">{t(key::EVIDENCE_EXPLAIN_BEGIN)}</p>
        <ul class="suggestions">{entries}</ul>
    }
}

/// The figure with its value, and its explanation once the run is recorded.
#[component]
fn Shown() -> impl IntoView {
    let (chosen, locale) = (use_chosen(), use_locale());
    let value = Memo::new(move |_| {
        let figure = chosen.shown.get()?;
        let traced = chosen.run.with(|run| run.as_ref().and_then(|run| run.value(figure)));
        traced.or_else(|| chosen.plain_value(figure)).filter(|value| value.is_finite())
    });
    let words = Memo::new(move |_| {
        let figure = chosen.shown.get()?;
        Some(names::figure_value(figure, value.get(), chosen.start_year.get(), locale.get(), 4))
    });
    let name = move || chosen.shown.get().map(|figure| names::subject(figure.subject, locale.get()));
    let time = move || {
        chosen.shown.get().map(|figure| names::when(figure.when, chosen.start_year.get(), locale.get()))
    };
    let about = move || {
        let figure = chosen.shown.get()?;
        let is_output = !matches!(figure.subject.kind(), Kind::Quantity(_));
        let key = format!("outputs.{}.note", figure.subject.id());
        is_output.then(|| locale.get().find(&key)).flatten()
    };
    // As the command line and the page's other figures write it.
    let exact = move || {
        let text = format::machine(value.get()).replace('-', "−");
        let unit = chosen.shown.get().map(|figure| figure.subject.unit()).unwrap_or_default();
        // A month of the plan is counted, not measured.
        if let ("month", Some(number)) = (unit, text.strip_suffix(".0")) {
            return Some(locale.get().fill(key::EVIDENCE_EXPLAIN_EXACT_MONTH, &[("value", number)]));
        }
        (!text.is_empty()).then(|| {
            locale.get().fill(
                key::EVIDENCE_EXPLAIN_EXACT,
                &[("value", &text), ("unit", names::unit(unit, locale.get()))],
            )
        })
    };
    let of_plan = move || chosen.shown.get().is_some_and(|figure| figure.when == When::Plan);
    let id = move || chosen.shown.get().map(|figure| figure.subject.id());
    let link = move || chosen.shown.get().map(|figure| chosen.link_text(figure));
    let opened = move || {
        let figure = chosen.shown.get()?;
        let run = chosen.run.get()?;
        Some(tree::explanation(chosen, run.explain(figure)?, true))
    };
    view! {
        <div class="explained" data-explained=link>
            <header class="explained-head">
                <p class="explained-name">
                    <strong>{name}</strong>
                    <span class="explained-when">{time}</span>
                </p>
                <p class="explained-value">
                    <data
                        value=move || format::machine(value.get())
                        data-output=move || of_plan().then(id).flatten()
                        data-figure=link
                    >
                        {move || words.get().map(|words| words.0)}
                    </data>
                    <span class="explained-unit">{move || words.get().map(|words| words.1)}</span>
                </p>
                <p class="explained-exact">{exact}</p>
                <p class="explained-about">{about}</p>
            </header>
            <div aria-busy=move || chosen.run.with(Option::is_none).to_string()>
                <Show when=move || chosen.run.with(Option::is_none)>
                    <p class="aside">{t(key::EVIDENCE_EXPLAIN_RECORDING)}</p>
                </Show>
                {opened}
            </div>
        </div>
    }
}
