//! The plan's books: profit and loss, cash flow, balance sheet; the carbon inventory by scope; where the
//! electricity goes. Made when first seen, and computed only while they are.

mod flow;
mod inventory;
mod scale;
mod statements;
mod take;

use leptos::html;
use leptos::prelude::*;

use crate::app::later::{later, opened};
use crate::app::locale::{Language, Locale, key, t, use_locale};
use crate::app::seen::{is_in_view, is_seen};

/// A word of the tables.
fn word(key: &str, language: Language) -> &'static str {
    language.find(&format!("report.{key}")).unwrap_or_default()
}

/// A word of the tables that follows the language.
fn named_word(key: String, locale: Locale) -> impl Fn() -> &'static str + Clone + Send + Sync + 'static {
    move || word(&key, locale.get())
}

/// One of several buttons, of which one is pressed.
fn choice<T: PartialEq + Copy + Send + Sync + 'static>(
    chosen: RwSignal<T>,
    value: T,
    id: &'static str,
    text: Signal<String>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="choice-button"
            data-choice=id
            aria-pressed=move || (chosen.get() == value).to_string()
            on:click=move |_| chosen.set(value)
        >
            {move || text.get()}
        </button>
    }
    .into_any()
}

later! {
    books,
    fn books() -> fn(Signal<bool>) -> AnyView {
        |seen| view! {
            <statements::Statements seen=seen/>
            <inventory::InventoryTable seen=seen/>
            <flow::Flow seen=seen/>
        }
        .into_any()
    }
}

/// All of them.
#[component]
pub(super) fn Books() -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<html::Div>::new();
    // Made when it comes near, and then with the hand only while it is in view.
    let (near, seen) = (is_seen(node), is_in_view(node));
    let once = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || near.get());
    let content = move || once.get().then(|| opened(books, seen));
    view! {
        <div class="books" id="books" tabindex="-1" node_ref=node role="group" aria-label=t(key::PLAN_BOOKS_LABEL)>
            {content}
            // What the place is for until it is made.
            {move || (!once.get()).then(|| view! {
                <p class="aside">{locale.get().text(key::PLAN_BOOKS_LABEL)}</p>
            })}
        </div>
    }
}
