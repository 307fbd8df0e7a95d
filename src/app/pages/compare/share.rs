//! The link to the whole comparison.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::app::address::Page;
use crate::app::locale::{Key, key, t, use_locale};
use crate::app::router::{href, query_of};
use crate::app::state::use_state;

/// The link, and a button that copies it.
#[component]
pub(super) fn Share() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let link = move || {
        let location = window().location();
        let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
        let address = href(&query_of(state, locale, Page::Compare));
        let mark = state.passed_on.with(|passed_on| passed_on.in_fragment);
        let address = if mark { address.replacen('?', "#", 1) } else { address };
        format!("{origin}{path}{address}")
    };
    let said = RwSignal::new(None::<Key>);
    let copy = move |_| {
        let text = untrack(link);
        leptos::task::spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            // Without a secure context there is none.
            let copied = if clipboard.is_undefined() {
                false
            } else {
                JsFuture::from(clipboard.write_text(&text)).await.is_ok()
            };
            said.set(Some(if copied { key::COMPARE_LINK_COPIED } else { key::COMPARE_LINK_FAILED }));
        });
    };
    view! {
        <div class="compare-link">
            <label for="compare-link">{t(key::COMPARE_LINK_LABEL)}</label>
            <input type="text" id="compare-link" readonly=true prop:value=link/>
            <button type="button" class="action" data-action="copy-link" on:click=copy>
                {t(key::COMPARE_LINK_COPY)}
            </button>
            <span class="aside" role="status">{move || said.get().map(|text| locale.get().text(text))}</span>
        </div>
    }
}
