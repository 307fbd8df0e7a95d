//! The link to the whole comparison.

use leptos::prelude::*;

use crate::app::address::Page;
use crate::app::locale::{Key, key, t, use_locale};
use crate::app::router::query_of;
use crate::app::share::{copied, link_of};
use crate::app::state::use_state;

/// The link, and a button that copies it.
#[component]
pub(super) fn Share() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let link = move || link_of(state, &query_of(state, locale, Page::Compare));
    let said = RwSignal::new(None::<Key>);
    let copy = move |_| {
        let text = untrack(link);
        leptos::task::spawn_local(async move {
            let copied = copied(&text).await;
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
