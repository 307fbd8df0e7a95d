//! The bibliography: publisher, year, title, address, licence, and what cites it.

use leptos::prelude::*;

use super::inputs::id_link;
use crate::app::form::is_open;
use crate::app::locale::{key, t, use_locale};
use crate::app::source::Cited;
use crate::model::equations;
use crate::model::facts::{SOURCES, SourceEntry};
use crate::model::parameters::registry;

/// The section.
#[component]
pub(super) fn Sources() -> impl IntoView {
    let entries = SOURCES.iter().map(entry).collect_view();
    view! {
        <p class="evidence-text">{t(key::EVIDENCE_SOURCES_TEXT)}</p>
        <ul class="source-list">{entries}</ul>
    }
}

/// One source.
fn entry(entry: &'static SourceEntry) -> AnyView {
    let locale = use_locale();
    let inputs: Vec<&'static str> = registry()
        .filter(|parameter| parameter.sources.contains(&entry.key))
        .map(|parameter| parameter.id)
        .collect();
    let equations: Vec<&'static str> = equations::all()
        .filter(|equation| equation.sources.contains(&entry.key))
        .map(|equation| equation.number)
        .collect();
    let count = inputs.len() + equations.len();
    let open = RwSignal::new(false);
    let cited = move || locale.get().fill(key::EVIDENCE_SOURCES_CITED, &[("count", &count.to_string())]);
    let links = move || {
        let equations = equations.clone();
        let inputs = inputs.iter().map(|id| view! { <li>{id_link(id)}</li> }).collect_view();
        let equations = equations
            .into_iter()
            .map(|number| view! { <li><a href=format!("#equation-{number}")>{number}</a></li> })
            .collect_view();
        view! { <ul class="cited-by">{inputs}{equations}</ul> }
    };
    view! {
        <li id=format!("source-{}", entry.key) tabindex="-1" data-source=entry.key>
            <p><Cited entry=entry/></p>
            <p class="source-foot">
                <code>{entry.key}</code>
                {(!entry.licence.is_empty()).then(|| view! {
                    <span class="source-licence">{t(key::EVIDENCE_SOURCES_LICENCE)} " " <span lang="en">{entry.licence}</span></span>
                })}
            </p>
            {(count > 0).then(|| view! {
                <details class="evidence-fold" on:toggle=move |event| open.set(is_open(&event))>
                    <summary>{cited}</summary>
                    <Show when=move || open.get()>{links()}</Show>
                </details>
            })}
        </li>
    }
    .into_any()
}
