//! Links as they are sent to others: whole addresses, and the clipboard that takes them.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::state::State;

/// The whole address of a query, kept where the page keeps its own: in the query, or in the fragment.
pub(crate) fn link_of(state: State, query: &str) -> String {
    let location = window().location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    if query.is_empty() {
        return origin + &path;
    }
    let mark = if state.passed_on.with(|passed_on| passed_on.in_fragment) { '#' } else { '?' };
    format!("{origin}{path}{mark}{query}")
}

/// Puts a text on the clipboard. Answers whether the browser allowed it.
pub(crate) async fn copied(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Without a secure context there is none.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
