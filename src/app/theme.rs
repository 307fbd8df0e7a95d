//! Language and theme between document, storage and state. `index.html` chose both before the first paint.

use leptos::prelude::*;

use super::address::Theme;
use super::locale::{Language, Locale};
use super::state::State;

/// Prefix of the page's keys in the browser's storage.
const STORAGE: &str = "perennial-";

fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Setting a well-named attribute cannot fail.
        drop(root.set_attribute(name, value));
    }
}

/// The language that the document was opened in.
pub(crate) fn initial_language() -> Language {
    Language::of_tag(&root_attribute("lang").unwrap_or_default())
}

/// The theme that the document was opened in.
pub(crate) fn initial_theme() -> Theme {
    root_attribute("data-theme").and_then(|id| Theme::of_id(&id)).unwrap_or(Theme::Light)
}

/// Keeps what the reader chose for the next visit; where storage is blocked, nothing is kept.
pub(crate) fn keep(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(&format!("{STORAGE}{key}"), value));
    }
}

/// What was kept on an earlier visit; none where storage is blocked.
pub(crate) fn kept(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(&format!("{STORAGE}{key}")).ok().flatten()
}

/// Keeps the document's attributes and title with the state.
pub(crate) fn follow(state: State, locale: Locale) {
    Effect::new(move |_| {
        let language = locale.get();
        set_root_attribute("lang", language.id());
        let page = language.text(super::pages::title(state.page.get()));
        document().set_title(&format!("{page} · {}", language.text(super::locale::key::SITE_NAME)));
    });
    Effect::new(move |_| set_root_attribute("data-theme", state.theme.get().id()));
}
