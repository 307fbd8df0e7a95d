//! Figures in sentences: what stands in {braces} in the guide's texts, computed.

use std::sync::Arc;

use leptos::prelude::*;

use super::cases::{BASE, Cases, Tried};
use super::measure::{Measure, Year};
use crate::app::explain_link::ExplainLink;
use crate::app::format;
use crate::app::locale::{Language, key, named, use_locale};
use crate::app::state::use_state;
use crate::model::facts::{ROOFLINES, SOURCES, ZONES};
use crate::model::output::{HEADLINES, yearly};
use crate::model::parameter::{Grade, Role};
use crate::model::parameters::registry;

/// What a name in braces means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    /// A measure of a case: `npv-usd`, `batch-64@first.wh-per-request`.
    Of(&'static str, Measure),
    /// A number of the program's own tables.
    Count(f64),
    /// A calendar year.
    Year(f64),
    /// A share of one.
    Share(f64),
}

/// The figure of a name; none for an unknown one.
pub(super) fn figure(name: &'static str) -> Option<Figure> {
    if let Some(fact) = name.strip_prefix("fact.") {
        return fact_of(fact);
    }
    let (case, measure) = name.split_once('@').unwrap_or((BASE, name));
    Measure::of(measure).map(|measure| Figure::Of(case, measure))
}

/// A number of the registry or of the sourced tables.
fn fact_of(name: &str) -> Option<Figure> {
    let count = |count: usize| Some(Figure::Count(count as f64));
    let roofline = |id: &str| {
        let row = ROOFLINES.iter().find(|row| row.accelerator == id)?;
        Some(Figure::Share(row.error_median / 100.0))
    };
    match name {
        "inputs" => count(registry().count()),
        "levers" => count(roles(|role| role.is_lever())),
        "assumptions" => count(roles(|role| matches!(role, Role::Assumption))),
        "assumed" => {
            count(registry().filter(|p| p.role == Role::Assumption && p.grade == Grade::Assumption).count())
        }
        "headlines" => count(HEADLINES.len()),
        "yearly" => count(yearly().count()),
        "sources" => count(SOURCES.len()),
        "zones" => count(ZONES.len()),
        "grid-year" => ZONES.first().map(|world| Figure::Year(world.year)),
        "newest-source" => source_years().max().map(|year| Figure::Year(f64::from(year))),
        "h100-error" => roofline("h100-sxm-80"),
        "b200-error" => roofline("b200-sxm-180"),
        _ => None,
    }
}

/// How many inputs have a role.
pub(super) fn roles(is: impl Fn(Role) -> bool) -> usize {
    registry().filter(|parameter| is(parameter.role)).count()
}

/// The years of the bibliography that are plain years.
fn source_years() -> impl Iterator<Item = u16> {
    SOURCES.iter().filter_map(|entry| entry.year.parse().ok())
}

/// The figure of a measure of a case, as links to its explanation name it.
pub(super) fn explained(run: Memo<Arc<Tried>>, measure: Measure) -> Memo<Option<String>> {
    let state = use_state();
    Memo::new(move |_| run.with(|tried| state.scenario.with(|plan| tried.figure(measure, plan))))
}

/// A figure in a sentence.
#[component]
pub(super) fn Shown(
    /// Its name.
    name: &'static str,
) -> impl IntoView {
    let (locale, cases) = (use_locale(), use_context::<Cases>());
    let plain = move |value: f64, text: fn(f64, Language) -> String| {
        view! { <data class="live" value=format::machine(Some(value))>{move || text(value, locale.get())}</data> }
            .into_any()
    };
    match figure(name) {
        Some(Figure::Count(value)) => plain(value, |value, language| format::number(value, language, 4)),
        Some(Figure::Year(value)) => plain(value, |value, _| format!("{value:.0}")),
        Some(Figure::Share(value)) => {
            plain(value, |value, language| format::quantity(value, format::Kind::Share, language, 3))
        }
        Some(Figure::Of(case, measure)) => {
            let Some(run) = cases.and_then(|cases| cases.tried(case)) else { return ().into_any() };
            let value = Memo::new(move |_| run.with(|tried| measure.value(&tried.results)));
            let text = move || {
                let first = run.with(|tried| tried.scenario.start_year());
                measure.sentence(value.get(), first, locale.get())
            };
            let figure = explained(run, measure);
            let said = named(format!("outputs.{}.label", measure.id()), measure.id());
            let said = move || locale.get().fill(key::EXPLAIN_SAID, &[("name", said())]);
            let number = view! {
                <data
                    class="live"
                    value=move || format::machine(value.get())
                    data-output=measure.id()
                    data-year=measure.year().map(|year| year.id())
                    data-case=case
                >
                    {text}
                </data>
            };
            if measure.year() == Some(Year::Sum) {
                return number.into_any();
            }
            let figure = Signal::derive(move || figure.get().unwrap_or_default());
            view! { <ExplainLink figure=figure>{number} <span class="visually-hidden">{said}</span></ExplainLink> }
                .into_any()
        }
        None => ().into_any(),
    }
}
