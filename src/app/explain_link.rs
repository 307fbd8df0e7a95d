//! From any figure to its explanation: links to the evidence page with the figure in the address. Light,
//! because it stands on every page; what explains is the evidence page's own.
//!
//! Whatever carries `data-explain` leads there: a link, or a cell of a table
//! ([`explain_cells`](super::explain_cells)). A figure of another scenario than the plan names it first: by
//! its key in the address (`b~npv-usd`), or in the compact form (`u1.dj0w~npv-usd`).

use leptos::ev;
use leptos::prelude::*;

use super::address::Page;
use super::explain_cells;
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

/// Whose figure a text of the address names, if not the plan's, and which figure. Pure.
pub(crate) fn parted(text: &str) -> (Option<&str>, &str) {
    match text.split_once('~') {
        // Ids of outputs are longer, and have no point.
        Some((whose, figure)) if whose.len() == 1 || whose.contains('.') => (Some(whose), figure),
        _ => (None, text),
    }
}

/// The text of a figure of some scenario.
pub(crate) fn of_scenario(whose: Option<&str>, figure: &str) -> String {
    whose.map_or_else(|| figure.to_owned(), |whose| format!("{whose}~{figure}"))
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
        let explains = Self { state, query, awaited: StoredValue::new(None) };
        provide_context(explains);
        explain_cells::listen(explains, locale);
    }

    /// The address of the explanation of a figure.
    pub(crate) fn href(self, figure: &str) -> String {
        self.query.with(|query| format!("?{query}&{EXPLAIN}={figure}"))
    }

    /// The same, of this moment.
    pub(crate) fn href_now(self, figure: &str) -> String {
        self.query.with_untracked(|query| format!("?{query}&{EXPLAIN}={figure}"))
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
}

/// The links of the page.
pub(crate) fn use_explains() -> Option<Explains> {
    use_context()
}

/// A figure, or its name, that leads to its explanation. Clicks are answered where those on all figures are.
#[component]
pub(crate) fn ExplainLink(
    /// The figure, as links name it.
    #[prop(into)]
    figure: Signal<String>,
    /// Whether it stands in a table, in which arrow keys lead to it.
    #[prop(optional)]
    in_table: bool,
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
            tabindex=in_table.then_some("-1")
        >
            {children()}
        </a>
    }
    .into_any()
}

/// A figure in a cell as a link from the start, where screen readers have no other: the cell carries
/// `data-explain` too, and arrow keys lead there.
#[component]
pub(crate) fn CellLink(
    /// The figure, as links name it.
    figure: String,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let Some(explains) = use_explains() else { return children().into_any() };
    view! {
        <a class="cell-link" href=move || explains.href(&figure) tabindex="-1" title=t(key::EVIDENCE_LINK)>
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

/// What the lines of a chart explain, where they are not outputs of the plan: whose figures, and which output.
#[derive(Clone, Copy)]
pub(crate) struct LinesExplain(
    pub(crate) Callback<&'static str, Option<(Option<&'static str>, &'static str)>>,
);

/// The figure in the last year of the plan.
pub(crate) fn last_year(output: &'static str) -> Signal<String> {
    let state = use_state();
    let of_last = move |years: &Vec<f64>| years.last().map(|year| of_year(output, *year));
    Signal::derive(move || state.years.with(of_last).unwrap_or_else(|| output.to_owned()))
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

    #[test]
    fn a_figure_may_be_of_another_scenario() {
        assert_eq!(parted("npv-usd"), (None, "npv-usd"));
        assert_eq!(parted("cash-usd~2031-04"), (None, "cash-usd~2031-04"));
        for whose in ["b", "u1.dj0w", "u1."] {
            let text = of_scenario(Some(whose), "cash-usd~2031");
            assert_eq!(parted(&text), (Some(whose), "cash-usd~2031"));
        }
    }
}
