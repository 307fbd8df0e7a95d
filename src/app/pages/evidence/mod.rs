//! Evidence: any figure opened into its equation down to inputs and sources; and the whole: every input, every
//! output, every equation, the validation computed in the page, the bibliography, the versions of the model.

mod choice;
mod chosen;
mod equations;
mod explained;
mod inputs;
mod leaf;
mod names;
mod outputs;
mod search;
mod sources;
mod tree;
mod validation;
mod versions;
mod writer;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::explain_link::{Explains, PLACE, use_explains};
use crate::app::locale::{Key, key, t};
use crate::app::router;
use crate::app::shell::is_plain;
use chosen::{Chosen, after_paint};

/// A part of the page: its place, its title, what stands in it.
type Part = (&'static str, Key, fn() -> AnyView);

/// The parts, in the order of reading.
const PARTS: [Part; 6] = [
    ("inputs", key::EVIDENCE_INPUTS_TITLE, || view! { <inputs::Inputs/> }.into_any()),
    ("outputs", key::EVIDENCE_OUTPUTS_TITLE, || view! { <outputs::Outputs/> }.into_any()),
    ("equations", key::EVIDENCE_EQUATIONS_TITLE, || view! { <equations::Equations/> }.into_any()),
    ("validation", key::EVIDENCE_VALIDATION_TITLE, || view! { <validation::Validation/> }.into_any()),
    ("sources", key::EVIDENCE_SOURCES_TITLE, || view! { <sources::Sources/> }.into_any()),
    ("versions", key::EVIDENCE_VERSIONS_TITLE, || view! { <versions::Versions/> }.into_any()),
];

/// How many parts stand on the page. The explanation stands from the start; the others follow one by one, each
/// after the one before is painted, so that nothing waits for tables below the fold.
#[derive(Clone, Copy)]
struct Stage(RwSignal<usize>, Option<Explains>);

impl Stage {
    fn begin() -> Self {
        let links = use_explains();
        let stage = Self(RwSignal::new(0), links);
        // The explanation is there first.
        if let Some(place) = links.and_then(|links| links.arrive(|place| place == PLACE)) {
            router::scroll_to(place);
        }
        stage.go_on();
        stage
    }

    fn go_on(self) {
        after_paint(move || {
            // The page may have been left meanwhile.
            let Some(stage) = self.0.try_get_untracked() else { return };
            if stage < PARTS.len() {
                self.0.set(stage + 1);
                self.go_on();
            } else if let Some(place) = self.1.and_then(|links| links.arrive(|_| true)).or_else(router::place)
            {
                // It was not there yet when the page was opened.
                go_to(&place);
            }
        });
    }
}

/// The page.
#[component]
pub(crate) fn Evidence() -> impl IntoView {
    Chosen::provide();
    search::Filters::provide();
    let stage = Stage::begin();
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(index, (place, title, content))| {
            let is_there = Memo::new(move |_| stage.0.get() > index);
            view! {
                <section class="evidence-part" id=*place tabindex="-1" aria-labelledby=format!("{place}-title")>
                    <h2 id=format!("{place}-title")>{t(*title)}</h2>
                    {move || is_there.get().then(content)}
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="page evidence-page" on:click=follow_place>
            <header class="page-head">
                <h1>{t(key::EVIDENCE_TITLE)}</h1>
                <p class="standfirst">{t(key::EVIDENCE_STANDFIRST)}</p>
                <Contents/>
            </header>
            <explained::Explained/>
            {parts}
        </div>
    }
}

/// The parts by name.
#[component]
fn Contents() -> impl IntoView {
    let first = (PLACE, key::EVIDENCE_EXPLAIN_TITLE);
    let entries = [first]
        .into_iter()
        .chain(PARTS.iter().map(|(place, title, _)| (*place, *title)))
        .map(|(place, title)| view! { <li><a href=format!("#{place}")>{t(title)}</a></li> })
        .collect_view();
    view! {
        <nav class="evidence-contents" aria-label=t(key::EVIDENCE_CONTENTS)><ol>{entries}</ol></nav>
    }
}

/// Follows links to places on the page. The address is the router's, so the page scrolls by itself.
fn follow_place(event: ev::MouseEvent) {
    let link = || {
        let hit = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        hit.closest("a[href^='#']").ok()??.get_attribute("href")
    };
    if let Some(place) = link().filter(|_| is_plain(&event)) {
        event.prevent_default();
        go_to(place.trim_start_matches('#'));
    }
}

/// Brings a place into view, whatever is folded or filtered around it.
fn go_to(place: &str) {
    let Some(element) = document().get_element_by_id(place) else { return };
    if matches!(element.closest("[hidden]"), Ok(Some(_))) {
        search::Filters::clear();
    }
    let mut around = Some(element.clone());
    while let Some(fold) = around.and_then(|at| at.closest("details").ok().flatten()) {
        // A part of its own that is folded opens as well as those around it.
        drop(fold.set_attribute("open", ""));
        around = fold.parent_element();
    }
    if let Ok(Some(fold)) = element.query_selector("details.opens-with-place") {
        drop(fold.set_attribute("open", ""));
    }
    // Not drawn along all the tables between: far away is reached at once.
    request_animation_frame(move || {
        let to = web_sys::ScrollIntoViewOptions::new();
        to.set_behavior(web_sys::ScrollBehavior::Instant);
        element.scroll_into_view_with_scroll_into_view_options(&to);
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
            drop(element.focus_with_options(&still));
        }
    });
}
