//! The browser's side of the [`address`](super::address): read at start and on back and forward, written
//! once a gesture.
//!
//! A step (another page, a preset) gets an entry of its own in the history; a moved value replaces the
//! present entry, 300 ms after the last change.

use std::cell::Cell;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::address::{Address, Page};
use super::locale::Locale;
use super::pause::Pause;
use super::state::State;
use crate::scenario::Scenario;

/// The place of what a page shows, below the head of the site.
pub(crate) const MAIN: &str = "main";
/// How long a value rests before it is written.
const REST: Duration = Duration::from_millis(300);

thread_local! {
    /// The place to go to once the part that it is in has been fetched.
    static AWAITED: Cell<Option<String>> = const { Cell::new(None) };
}

/// The address as it stands in the browser.
pub(crate) fn present() -> Address {
    let location = window().location();
    Address::read(&location.search().unwrap_or_default(), &location.hash().unwrap_or_default())
}

/// Where the fragment points, if it names a place on the page.
pub(crate) fn place() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let place = hash.strip_prefix('#')?;
    (!place.is_empty() && !place.contains('=')).then(|| place.to_owned())
}

/// The query that a page would have in the present state, for links, which follow when the hand rests.
pub(crate) fn query_of(state: State, locale: Locale, page: Page) -> String {
    query_with(state, locale, page, state.linked.get())
}

/// The query that a page would have with another scenario.
pub(crate) fn query_with(state: State, locale: Locale, page: Page, scenario: Scenario) -> String {
    address_with(state, locale, page, scenario).query()
}

/// The address that a page would have with a scenario.
fn address_with(state: State, locale: Locale, page: Page, scenario: Scenario) -> Address {
    let passed_on = state.passed_on.get();
    Address {
        page,
        language: passed_on.language.then(|| locale.get()),
        theme: passed_on.theme.then(|| state.theme.get()),
        scenario,
        article: state.article.get(),
        view: passed_on.view,
        unknown: passed_on.unknown,
        in_fragment: passed_on.in_fragment,
        reports: Vec::new(),
    }
}

/// A relative address for a query; `./` for none, so that it works in any folder.
pub(crate) fn href(query: &str) -> String {
    if query.is_empty() { "./".to_owned() } else { format!("?{query}") }
}

/// Takes everything that an address says.
pub(crate) fn open(state: State, locale: Locale, address: Address) {
    if let Some(language) = address.language {
        locale.set(language);
    }
    if let Some(theme) = address.theme {
        state.theme.set(theme);
    }
    state.open(address);
}

/// Keeps address and state together for as long as the present component lives.
pub(crate) fn keep(state: State, locale: Locale) {
    // A move passes by here: what it says becomes text only when it is written.
    let present_state = move || address_with(state, locale, state.page.get(), state.scenario.get());
    let written = StoredValue::new(untrack(present_state));
    let (pending, pause) = (StoredValue::new(None::<Address>), Pause::new());
    // Stops the clock; answers what was about to be written.
    let settle = move || {
        pause.stop();
        pending.try_update_value(Option::take).flatten()
    };

    Effect::new(move |_| {
        let new = present_state();
        let step = state.step.try_update_value(std::mem::take).unwrap_or(false);
        if written.with_value(|old| *old == new || step && old.query() == new.query()) {
            settle();
            return;
        }
        if step {
            if let Some(unwritten) = settle() {
                // It belongs to the entry that is left.
                write(state, false, &unwritten);
            }
            write(state, true, &new);
            written.set_value(new);
            return;
        }
        pending.set_value(Some(new));
        pause.after(REST, move || {
            if let Some(address) = pending.try_update_value(Option::take).flatten() {
                write(state, false, &address);
                written.set_value(address);
            }
        });
    });

    let back = window_event_listener(ev::popstate, move |_| {
        settle();
        open(state, locale, present());
        written.set_value(untrack(present_state));
        scroll_to_place();
    });
    on_cleanup(move || back.remove());
}

/// Writes the browser's address. Where the host forbids it (a sandboxed frame), the page works on without.
fn write(state: State, step: bool, address: &Address) {
    let query = address.query();
    let Ok(history) = window().history() else { return };
    let path = window().location().pathname().unwrap_or_default();
    let mark = if state.passed_on.with_untracked(|passed_on| passed_on.in_fragment) { '#' } else { '?' };
    let address = if query.is_empty() { path } else { format!("{path}{mark}{query}") };
    let result = if step {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    };
    drop(result);
}

/// Brings the place that the fragment names into view, once it is drawn.
pub(crate) fn scroll_to_place() {
    if let Some(place) = place() {
        scroll_to(place);
    }
}

/// Brings an element into view and moves the focus there, once it is drawn.
pub(crate) fn scroll_to(id: String) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let Some(element) = document().get_element_by_id(&id) else {
                // Its part of the page may be on the way.
                AWAITED.set(Some(id));
                return;
            };
            AWAITED.set(None);
            if id == MAIN {
                // The head of the site belongs to every page.
                window().scroll_to_with_x_and_y(0.0, 0.0);
            } else {
                element.scroll_into_view();
                // What was out of view may be of another height than it was.
                let again = element.clone();
                request_animation_frame(move || request_animation_frame(move || again.scroll_into_view()));
            }
            // The focus by itself would scroll once more, to another edge of what is taller than the window.
            let still = web_sys::FocusOptions::new();
            still.set_prevent_scroll(true);
            if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
                drop(element.focus_with_options(&still));
            }
        });
    });
}

/// A part of the page stands: goes to the place in it that was asked for meanwhile.
pub(crate) fn arrived() {
    if let Some(place) = AWAITED.take() {
        scroll_to(place);
    }
}

/// Moves the focus to an element; where there is none, it stays.
pub(crate) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that takes no focus leaves it where it is.
        drop(element.focus());
    }
}
