//! From any figure to its explanation: links to the evidence page with the figure in the address. Light,
//! because it stands on every page; what explains is the evidence page's own.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::address::Page;
use super::locale::{Locale, key, t};
use super::router::{self, query_of};
use super::shell::is_plain;
use super::state::{State, use_state};

/// The view setting that names the figure: `npv-usd`, `revenue-usd~2031`, `cash-usd~2031-04`.
pub(crate) const EXPLAIN: &str = "explain";
/// The place of the explanation on the evidence page.
pub(crate) const PLACE: &str = "explained";

/// The figure of view settings.
pub(crate) fn explained(view: &[(String, String)]) -> Option<&str> {
    view.iter().find(|(key, _)| key == EXPLAIN).map(|(_, text)| text.as_str())
}

/// A query without the figure that it names.
fn without_figure(query: &str) -> String {
    let other = |part: &&str| part.strip_prefix(EXPLAIN).is_none_or(|rest| !rest.starts_with('='));
    query.split('&').filter(other).collect::<Vec<_>>().join("&")
}

/// The address of the evidence page in the present state, written once for all links to it.
#[derive(Clone, Copy)]
pub(crate) struct Explains {
    state: State,
    query: Memo<String>,
    /// The place that the evidence page goes to once it stands.
    awaited: StoredValue<Option<String>>,
}

impl Explains {
    /// Makes links to explanations available below the present component.
    pub(crate) fn provide(state: State, locale: Locale) {
        let query = Memo::new(move |_| without_figure(&query_of(state, locale, Page::Evidence)));
        provide_context(Self { state, query, awaited: StoredValue::new(None) });
    }

    /// The address of the explanation of a figure.
    pub(crate) fn href(self, figure: &str) -> String {
        self.query.with(|query| format!("?{query}&{EXPLAIN}={figure}"))
    }

    /// Opens the explanation of a figure.
    pub(crate) fn open(self, figure: String) {
        self.state.passed_on.update(|passed_on| {
            passed_on.view.retain(|(key, _)| key != EXPLAIN);
            passed_on.view.push((EXPLAIN.to_owned(), figure));
        });
        self.show(PLACE.to_owned());
    }

    /// Opens the evidence page at a place.
    pub(crate) fn show(self, place: String) {
        if self.state.page.get_untracked() == Page::Evidence {
            self.state.go(Page::Evidence);
            router::scroll_to(place);
        } else {
            self.awaited.set_value(Some(place));
            self.state.go(Page::Evidence);
        }
    }

    /// The place that is waited for, if it is one of these; it is not waited for any longer.
    pub(crate) fn arrive(self, is_there: impl Fn(&str) -> bool) -> Option<String> {
        self.awaited.try_update_value(|awaited| awaited.take_if(|place| is_there(place))).flatten()
    }

    /// The address of a place on the evidence page.
    fn href_of_place(self, place: &str) -> String {
        self.query.with(|query| format!("?{query}#{place}"))
    }

    /// Answers a click on a link to the explanation of a figure.
    pub(crate) fn follow(self, event: &ev::MouseEvent, figure: impl FnOnce() -> String) {
        if is_plain(event) {
            event.prevent_default();
            self.open(figure());
        }
    }
}

/// The links of the page.
pub(crate) fn use_explains() -> Option<Explains> {
    use_context()
}

/// A figure, or its name, that leads to its explanation.
#[component]
pub(crate) fn ExplainLink(
    /// The figure, as links name it.
    #[prop(into)]
    figure: Signal<String>,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let Some(explains) = use_explains() else { return children().into_any() };
    view! {
        <a
            class="explain-link"
            href=move || figure.with(|figure| explains.href(figure))
            data-explain=move || figure.get()
            title=t(key::EVIDENCE_LINK)
            on:click=move |event| explains.follow(&event, || figure.get_untracked())
        >
            {children()}
        </a>
    }
    .into_any()
}

/// A link to a place on the evidence page.
#[component]
pub(crate) fn EvidenceLink(
    /// The place, such as `equation-P1`.
    place: String,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let Some(explains) = use_explains() else { return children().into_any() };
    let to = place.clone();
    let go = move |event: ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            explains.show(to.clone());
        }
    };
    view! { <a href=move || explains.href_of_place(&place) on:click=go>{children()}</a> }.into_any()
}

/// The text of a yearly figure.
pub(crate) fn of_year(output: &str, year: f64) -> String {
    format!("{output}~{year:.0}")
}

/// The figure in the last year of the plan.
pub(crate) fn last_year(output: &'static str) -> Signal<String> {
    let state = use_state();
    let last = Memo::new(move |_| state.results.with(|results| results.years().last().copied()));
    Signal::derive(move || last.get().map_or_else(|| output.to_owned(), |year| of_year(output, year)))
}

/// Answers a click on a cell of a table that carries its figure. Cells are a short cut for the hand: the link
/// in the head of their row or column leads to the same place.
pub(crate) fn explain_cell() -> impl Fn(ev::MouseEvent) + Copy + 'static {
    let explains = use_explains();
    move |event| {
        let hit = event.target().and_then(|hit| hit.dyn_into::<web_sys::Element>().ok());
        let cell = hit.and_then(|hit| hit.closest("td[data-explain]").ok().flatten());
        let figure = cell.and_then(|cell| cell.get_attribute("data-explain"));
        if let (Some(explains), Some(figure)) = (explains, figure) {
            explains.open(figure);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_one_figure() {
        assert_eq!(without_figure("page=evidence&explain=npv-usd&lang=en"), "page=evidence&lang=en");
        assert_eq!(without_figure("v=0&explained=1&page=evidence"), "v=0&explained=1&page=evidence");
        let view = [("explain".to_owned(), "npv-usd".to_owned())];
        assert_eq!((explained(&view), explained(&[])), (Some("npv-usd"), None));
        assert_eq!(of_year("revenue-usd", 2031.0), "revenue-usd~2031");
    }
}
