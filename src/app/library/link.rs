//! The link to the present plan: a button that copies it, and the address itself where the browser lets no
//! page write to the clipboard.

use leptos::html;
use leptos::prelude::*;

use crate::app::address::Page;
use crate::app::locale::{key, t, use_locale};
use crate::app::router::query_with;
use crate::app::share::{copied, link_of};
use crate::app::state::use_state;

/// What came of copying.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Copied {
    /// It is on the clipboard.
    Done,
    /// The browser refused; the link is shown.
    Refused(String),
}

/// The button.
#[component]
pub(super) fn CopyLink(
    /// What came of it, until the plan changes.
    outcome: RwSignal<Option<Copied>>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let copy = move |_| {
        // As the plan is now: the links of the page follow a moment later.
        let link = untrack(|| link_of(state, &query_with(state, locale, Page::Plan, state.scenario.get())));
        leptos::task::spawn_local(async move {
            let done = copied(&link).await;
            outcome.try_set(Some(if done { Copied::Done } else { Copied::Refused(link) }));
        });
    };
    // Said of the plan that was copied, and of no other.
    Effect::new(move |before: Option<()>| {
        state.scenario.track();
        state.passed_on.track();
        if before.is_some() && outcome.with_untracked(Option::is_some) {
            outcome.set(None);
        }
    });
    view! {
        <button type="button" class="quiet" data-action="copy-plan-link" on:click=copy>
            {t(key::LIBRARY_LINK_COPY)}
        </button>
    }
}

/// What came of it: said, or the link to be copied by hand.
#[component]
pub(super) fn Outcome(outcome: RwSignal<Option<Copied>>) -> impl IntoView {
    let locale = use_locale();
    let said = move || {
        let text = outcome.with(|outcome| {
            outcome.as_ref().map(|outcome| match outcome {
                Copied::Done => key::LIBRARY_LINK_COPIED,
                Copied::Refused(_) => key::LIBRARY_LINK_REFUSED,
            })
        });
        text.map(|text| locale.get().text(text))
    };
    let refused = Memo::new(move |_| match outcome.get() {
        Some(Copied::Refused(link)) => Some(link),
        _ => None,
    });
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if refused.with(Option::is_none) {
            return;
        }
        request_animation_frame(move || {
            if let Some(field) = node.get_untracked() {
                // A field that takes no focus can still be selected by hand.
                drop(field.focus());
                field.select();
            }
        });
    });
    view! {
        <p class="plan-link-said" data-role="link-said" role="status">{said}</p>
        {move || refused.get().map(|link| view! {
            <input
                type="text"
                class="plan-link-field"
                data-role="plan-link"
                readonly=true
                aria-label=t(key::LIBRARY_LINK_LABEL)
                node_ref=node
                prop:value=link
            />
        })}
    }
}
