//! The card of the tour: a step's words, what the person did, and the way on, back and out.

use std::time::Duration;

use leptos::prelude::*;
use leptos::{ev, html};

use super::steps::STEPS;
use super::{Tour, place, use_tour};
use crate::app::address::Page;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::router::query_of;
use crate::app::share::link_of;
use crate::app::state::use_state;
use crate::model::parameters::index_of;

/// The card itself, for the focus.
const CARD: &str = ".tour-card";
/// How long and how often a step waits for its element, which may have to be drawn first.
const WAIT: Duration = Duration::from_millis(60);
const PATIENCE: u32 = 30;

/// Shows the element of a step as soon as it is there, for as long as the tour stays at the step.
fn show(tour: Tour, step: usize, patience: u32) {
    if tour.stage.try_get_untracked() != Some(super::Stage::At(step)) {
        return;
    }
    let Some(known) = STEPS.get(step) else { return };
    if !place::show(known.elements) && patience > 0 {
        set_timeout(move || show(tour, step, patience - 1), WAIT);
    }
}

/// The card; nothing while there is no tour.
#[component]
pub(crate) fn Card() -> impl IntoView {
    let tour = use_tour();
    let shown = Memo::new(move |_| tour.is_some_and(|tour| tour.step().is_some()));
    // The marks follow the step, and go with the tour.
    Effect::new(move |_| {
        let Some(tour) = tour else { return };
        match tour.step() {
            Some(step) => request_animation_frame(move || show(tour, step, PATIENCE)),
            None => place::clear(),
        }
    });
    move || shown.get().then(|| tour.map(|tour| view! { <Open tour=tour/> }))
}

/// The card while the tour is under way.
#[component]
fn Open(tour: Tour) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let step = Memo::new(move |_| tour.step().unwrap_or(0));
    let known = move || STEPS.get(step.get());
    let next = NodeRef::<html::Button>::new();

    // What the lever was when its step began, and whether it has been moved since.
    let lever = Memo::new(move |_| known().and_then(|step| step.lever).and_then(index_of));
    let before = StoredValue::new(None);
    Effect::new(move |_| {
        let value = lever.get().and_then(|index| state.scenario.with_untracked(|s| s.value(index)));
        before.set_value(value);
    });
    let moved = Memo::new(move |was: Option<&bool>| {
        let Some(index) = lever.get() else { return false };
        let now = state.scenario.with(|scenario| scenario.value(index));
        // A lever moved back was moved all the same.
        was.copied().unwrap_or(false) || before.with_value(|before| before.is_some() && *before != now)
    });

    let leave = move || {
        let within = place::has_focus(CARD);
        tour.leave();
        if within {
            place::focus("#main");
        }
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Escape" => leave(),
            // From the lever straight on, so that nobody has to look for the card with the Tab key.
            "Enter"
                if untrack(|| moved.get()) && place::has_focus("[data-tour-here] input[type=\"range\"]") =>
            {
                event.prevent_default();
                tour.go(step.get_untracked() + 1);
                focus(next);
            }
            _ => {}
        }
    });
    on_cleanup(move || keys.remove());
    focus(next);

    let count = move || {
        let (number, all) = ((step.get() + 1).to_string(), STEPS.len().to_string());
        locale.get().fill(key::GUIDE_TOUR_COUNT, &[("number", &number), ("all", &all)])
    };
    let words = move |language: Language| known().map(|step| language.text(step.text)).unwrap_or_default();
    let last = move || step.get() + 1 == STEPS.len();
    let address = move || {
        let here = known().is_some_and(|step| step.id == "address");
        here.then(|| view! { <code class="tour-address">{link_of(state, &query_of(state, locale, Page::Plan))}</code> })
    };
    let lever_focus = move |_| place::focus("[data-tour-here] input[type=\"range\"]");
    view! {
        <section class="tour-card" data-role="tour" data-step=move || known().map(|step| step.id) aria-label=t(key::GUIDE_TOUR_NAME)>
            <div class="tour-words" role="status" aria-live="polite" id="tour-words">
                <p class="tour-count">{count}</p>
                <h2 class="tour-title">{move || known().map(|step| locale.get().text(step.title))}</h2>
                <p>{move || words(locale.get())}</p>
                {address}
                <Show when=move || moved.get()>
                    <p class="tour-noticed" data-role="tour-noticed">{t(key::GUIDE_TOUR_NOTICED)}</p>
                </Show>
            </div>
            <div class="tour-buttons">
                <Show when=move || lever.get().is_some() && !moved.get()>
                    <button type="button" class="quiet" data-action="tour-lever" on:click=lever_focus>
                        {t(key::GUIDE_TOUR_TO_LEVER)}
                    </button>
                </Show>
                <button type="button" class="quiet tour-leave" data-action="tour-leave" on:click=move |_| leave()>
                    {t(key::GUIDE_TOUR_LEAVE)}
                </button>
                <Show when=move || step.get() != 0>
                    <button
                        type="button"
                        class="quiet"
                        data-action="tour-back"
                        on:click=move |_| {
                            tour.go(step.get_untracked().saturating_sub(1));
                            focus(next);
                        }
                    >
                        {t(key::GUIDE_TOUR_BACK)}
                    </button>
                </Show>
                <button
                    type="button"
                    class="tour-button"
                    data-action="tour-next"
                    aria-describedby="tour-words"
                    node_ref=next
                    on:click=move |_| {
                        if untrack(last) {
                            leave();
                        } else {
                            tour.go(step.get_untracked() + 1);
                        }
                    }
                >
                    {move || if last() { t(key::GUIDE_TOUR_DONE)() } else { t(key::GUIDE_TOUR_NEXT)() }}
                </button>
            </div>
        </section>
    }
}

/// Moves the focus to the way on, once it is drawn.
fn focus(button: NodeRef<html::Button>) {
    request_animation_frame(move || {
        if let Some(button) = button.try_get_untracked().flatten() {
            drop(button.focus());
        }
    });
}
