//! The report: a document ready for print in the language of the page, and files to take away. The document
//! itself is made by [`crate::analysis::report`]; here are its words, its charts, and the tools above it.

mod charts;
mod files;
mod subject;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::finding::Chart;
use crate::analysis::report::{Explains, body, html};
use crate::app::explain_link::{Explains as Links, use_explains};
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::router;
use subject::{Made, Making};
use words::Words;

/// The pictures of the charts, and what they were drawn for.
type Pictures = Vec<(Chart, String)>;

/// The page.
#[component]
pub(crate) fn Report() -> impl IntoView {
    let locale = use_locale();
    let making = Making::new();
    let made = Memo::new_with_compare(move |_| Arc::new(making.made(locale.get())), |_, _| true);
    let pictures = charts::drawn(made);
    let links = use_explains();
    let document =
        Memo::new(move |_| made.with(|made| pictures.with(|pictures| html_body(made, pictures, links))));
    router::scroll_to_place();
    view! {
        <div class="page report-page">
            <Tools making=making made=made pictures=pictures/>
            <article
                class="report"
                data-role="report"
                aria-busy=move || pictures.with(Vec::is_empty).to_string()
                inner_html=move || document.get()
            ></article>
        </div>
    }
}

/// The document with the pictures that there are, and with the way from each figure to its explanation. Its
/// texts are escaped where it is made.
fn html_body(made: &Made, pictures: &Pictures, links: Option<Links>) -> String {
    let picture = |chart: Chart| pictures.iter().find(|(id, _)| *id == chart).map(|(_, svg)| svg.clone());
    let address = |figure: &str| links.map(|links| links.href_now(figure)).unwrap_or_default();
    let explains = links.map(|_| Explains { against: made.whose(), address: &address });
    made.with_report(|report, language| body(report, &Words { language }, &picture, explains))
}

/// The look of the document in a file of its own.
const STYLE: &str =
    concat!(include_str!("../../../../style/tokens.css"), include_str!("../../../../style/report.css"));

/// The document as a file of its own.
fn html_file(made: &Made, pictures: &Pictures) -> String {
    let picture = |chart: Chart| pictures.iter().find(|(id, _)| *id == chart).map(|(_, svg)| svg.clone());
    made.with_report(|report, language| html(report, &Words { language }, &picture, STYLE))
}

/// What the document is compared with, its title, and the ways to take it away.
#[component]
fn Tools(making: Making, made: Memo<Arc<Made>>, pictures: ReadSignal<Pictures>) -> impl IntoView {
    let locale = use_locale();
    let said = RwSignal::new(String::new());
    let about = move || {
        let language: Language = locale.get();
        made.with(|made| match made.against_name() {
            Some(name) => language.fill(key::REPORT_PAGE_ABOUT, &[("name", name)]),
            None => language.text(key::REPORT_PAGE_ABOUT_ALONE).to_owned(),
        })
    };
    let buttons = files::KINDS
        .map(|kind| {
            let save = move |_| {
                let language = locale.get_untracked();
                let saved = made.with_untracked(|made| {
                    pictures.with_untracked(|pictures| files::save(kind, made, pictures))
                });
                let text = if saved.1 { key::REPORT_PAGE_SAVED } else { key::REPORT_PAGE_FAILED };
                said.set(language.fill(text, &[("file", &saved.0)]));
            };
            view! {
                <button
                    type="button"
                    class="quiet"
                    data-save=kind.id
                    aria-label=t(kind.label)
                    title=t(kind.label)
                    on:click=save
                >
                    {t(kind.name)}
                </button>
            }
        })
        .collect_view();
    // A print dialog that the host forbids opens nothing; the files are still there.
    let print = move |_| drop(window().print());
    view! {
        <section class="report-tools" aria-label=t(key::REPORT_PAGE_LABEL)>
            <p class="aside">{about}</p>
            <div class="report-tools-row">
                <label for="report-name">{t(key::REPORT_PAGE_TITLE)}</label>
                <input
                    type="text"
                    id="report-name"
                    autocomplete="off"
                    maxlength="120"
                    aria-describedby="report-name-hint"
                    placeholder=move || made.with(|made| made.title().to_owned())
                    on:input=move |event| making.title.set(event_target_value(&event))
                />
                <span class="aside" id="report-name-hint">{t(key::REPORT_PAGE_TITLE_HINT)}</span>
            </div>
            <div class="report-tools-row">
                <button type="button" class="action" data-action="print" on:click=print>
                    {t(key::REPORT_PAGE_PRINT)}
                </button>
                <span class="aside" id="report-files">{t(key::REPORT_PAGE_FILES)}</span>
                <span role="group" aria-labelledby="report-files" class="report-files">{buttons}</span>
            </div>
            <p class="report-said" role="status" data-role="report-said">{move || said.get()}</p>
        </section>
    }
}
