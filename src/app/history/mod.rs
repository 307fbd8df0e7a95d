//! Undo and redo on the page: which changes one movement of the hand makes, the keys, and the buttons.

mod hand;
mod words;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::locale::{Key, Language, key, t, use_locale};
use super::state::{State, seldom, use_state};
use crate::scenario::Scenario;
use crate::scenario::history::{Change, Gesture, History};
use hand::Hand;

/// Every scenario that was, and the hand that makes the next.
#[derive(Clone, Copy)]
pub(crate) struct Steps {
    history: RwSignal<History>,
    hand: StoredValue<Hand>,
    begun: StoredValue<bool>,
}

impl Steps {
    /// No steps yet.
    pub(crate) fn new() -> Self {
        Self {
            history: RwSignal::new(History::default()),
            hand: StoredValue::new(Hand::default()),
            begun: StoredValue::new(false),
        }
    }

    /// Takes the scenario of an address: the first is where the history begins, a later one (back, forward)
    /// is a step.
    pub(crate) fn open(self, scenario: &Scenario) {
        if self.begun.try_update_value(|begun| std::mem::replace(begun, true)).unwrap_or(true) {
            self.record(scenario, false);
        } else {
            self.history.set(History::new(scenario.clone()));
        }
    }

    /// Takes a change. One `by_hand` joins the step of the same movement on the same thing.
    pub(crate) fn record(self, next: &Scenario, by_hand: bool) {
        let gesture = by_hand.then(|| {
            let change = self.history.with_untracked(|history| Change::between(history.present(), next));
            let id = self.hand.try_update_value(|hand| hand.change(is_typing(), js_sys::Date::now()));
            Gesture { id: id.unwrap_or_default(), subject: format!("{change:?}") }
        });
        self.history.maybe_update(|history| history.record(next.clone(), gesture));
    }

    /// One step back or forward. Answers the scenario there and what changed.
    fn go(self, back: bool) -> Option<(Scenario, Change)> {
        let mut change = None;
        self.history.maybe_update(|history| {
            change = if back { history.undo() } else { history.redo() };
            change.is_some()
        });
        Some((self.history.with_untracked(|history| history.present().clone()), change?))
    }

    /// What the next step back or forward changes; none if there is none.
    fn next(self, back: bool) -> Option<Change> {
        self.history.with(|history| {
            if back { history.undoable().next().cloned() } else { history.redoable().next().cloned() }
        })
    }
}

/// The element that has the focus.
fn focused() -> Option<web_sys::Element> {
    document().active_element()
}

/// Whether the focus is where text is edited, so that the keys belong to that text.
fn is_typing() -> bool {
    let Some(element) = focused() else { return false };
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        return !["range", "checkbox", "radio", "button", "file", "submit"].contains(&input.type_().as_str());
    }
    element.tag_name().eq_ignore_ascii_case("textarea")
        || element.dyn_ref::<web_sys::HtmlElement>().is_some_and(web_sys::HtmlElement::is_content_editable)
}

/// What undo and redo say aloud.
#[derive(Clone, Copy)]
struct Told(RwSignal<Option<(bool, Change)>>);

/// One step back or forward on the page.
fn step(state: State, told: Told, back: bool) {
    if let Some((scenario, change)) = state.history.go(back) {
        state.put(scenario);
        told.0.set(Some((back, change)));
    }
}

/// Whether a key asks for undo (true) or redo (false).
fn asked(event: &ev::KeyboardEvent) -> Option<bool> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(true),
        ("z", true) | ("y", false) => Some(false),
        _ => None,
    }
}

/// Watches hand and keys for as long as the present component lives.
fn watch(state: State, told: Told) {
    let hand = state.history.hand;
    let now = js_sys::Date::now;
    let pressed = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        let name = button.and_then(|button| button.get_attribute("aria-label"));
        hand.update_value(|hand| hand.press(name, now()));
    });
    let released = window_event_listener(ev::pointerup, move |_| hand.update_value(Hand::release));
    let cancelled = window_event_listener(ev::pointercancel, move |_| hand.update_value(Hand::release));
    let moved = window_event_listener(ev::focusin, move |_| hand.update_value(Hand::turn));
    let keys = window_event_listener(ev::keydown, move |event| {
        // A dialog has a page of its own, and text has an undo of its own.
        let modal = || document().query_selector("dialog[open]").ok().flatten().is_some();
        if let Some(back) = asked(&event).filter(|_| !event.default_prevented() && !is_typing() && !modal()) {
            event.prevent_default();
            step(state, told, back);
        }
    });
    on_cleanup(move || {
        for listener in [pressed, released, cancelled, moved, keys] {
            listener.remove();
        }
    });
}

/// The two buttons, the keys, and what they say aloud.
#[component]
pub(crate) fn Buttons() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let told = Told(RwSignal::new(None));
    watch(state, told);
    let text = move || {
        let language = locale.get();
        told.0.with(|told| {
            told.as_ref().map(|(back, change)| {
                let key = if *back { key::LIBRARY_HISTORY_UNDONE } else { key::LIBRARY_HISTORY_REDONE };
                language.fill(key, &[("what", &words::what(change, language))])
            })
        })
    };
    view! {
        <StepButton back=true told=told/>
        <StepButton back=false told=told/>
        <span class="visually-hidden" role="status" data-role="history-said">{text}</span>
    }
}

/// Texts of a button: its word, with what it does, and when it does nothing.
fn texts(back: bool) -> [Key; 3] {
    if back {
        [key::LIBRARY_HISTORY_UNDO, key::LIBRARY_HISTORY_UNDO_WHAT, key::LIBRARY_HISTORY_NOTHING_UNDO]
    } else {
        [key::LIBRARY_HISTORY_REDO, key::LIBRARY_HISTORY_REDO_WHAT, key::LIBRARY_HISTORY_NOTHING_REDO]
    }
}

#[component]
fn StepButton(back: bool, told: Told) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let [word, with_what, nothing] = texts(back);
    let next = seldom(move || state.history.next(back));
    let name = Memo::new(move |_| {
        let language: Language = locale.get();
        next.with(|next| match next {
            Some(change) => language.fill(with_what, &[("what", &words::what(change, language))]),
            None => language.text(nothing).to_owned(),
        })
    });
    // Not `disabled`: the last undo must not take the focus away.
    view! {
        <button
            type="button"
            class="quiet"
            data-action=if back { "undo" } else { "redo" }
            aria-disabled=move || next.with(Option::is_none).then_some("true")
            aria-keyshortcuts=if back { "Control+Z Meta+Z" } else { "Control+Shift+Z Meta+Shift+Z Control+Y" }
            aria-label=move || name.get()
            title=move || name.get()
            on:click=move |_| step(state, told, back)
        >
            {t(word)}
        </button>
    }
}
