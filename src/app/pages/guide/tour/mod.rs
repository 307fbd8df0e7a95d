//! A tour of two minutes on the real page: offered once, left at any point, never in the way.
//!
//! The offer stands in the flow of the plan page and covers nothing. The tour is a small card at the
//! window's edge; the page below it stays usable throughout.

mod card;
mod place;
mod steps;

use leptos::prelude::*;

use crate::app::address::Page;
use crate::app::locale::{key, t};
use crate::app::state::{PassedOn, State, use_state};
use crate::app::theme;
pub(crate) use card::Card;
use steps::STEPS;

/// Where the browser remembers that the tour was offered.
const KEPT: &str = "tour";

/// How far the tour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Neither offered nor under way.
    Away,
    /// Offered on the plan page.
    Offered,
    /// At a step.
    At(usize),
}

/// The tour as every component finds it.
#[derive(Clone, Copy)]
pub(crate) struct Tour {
    stage: RwSignal<Stage>,
    state: State,
}

/// Whether an address asks for the page without offers: an embed, or `tour=off`.
fn is_unwanted(passed_on: &PassedOn) -> bool {
    let says = |pairs: &[(String, String)], wanted: &str| pairs.iter().any(|(key, _)| key == wanted);
    says(&passed_on.view, "embed")
        || passed_on.unknown.iter().any(|(key, value)| key == "tour" && value == "off")
}

impl Tour {
    /// Makes the tour available below the present component, after the address was read. It is offered to
    /// those who were never asked.
    pub(crate) fn provide(state: State) -> Self {
        let unwanted = state.passed_on.with_untracked(is_unwanted);
        let stage = if unwanted || theme::kept(KEPT).is_some() { Stage::Away } else { Stage::Offered };
        let tour = Self { stage: RwSignal::new(stage), state };
        provide_context(tour);
        // It shows the plan page, and ends where that is left.
        Effect::new(move |_| {
            if state.page.get() != Page::Plan && tour.step_untracked().is_some() {
                tour.leave();
            }
        });
        tour
    }

    /// Begins, on the plan page.
    fn start(self) {
        theme::keep(KEPT, "seen");
        if self.state.page.get_untracked() != Page::Plan {
            self.state.go(Page::Plan);
        }
        self.stage.set(Stage::At(0));
    }

    /// Ends, or is declined; it is not offered again.
    fn leave(self) {
        theme::keep(KEPT, "seen");
        self.stage.set(Stage::Away);
    }

    /// Goes to a step; past the last one the tour is over.
    fn go(self, step: usize) {
        if step < STEPS.len() {
            self.stage.set(Stage::At(step));
        } else {
            self.leave();
        }
    }

    /// The step, tracked.
    fn step(self) -> Option<usize> {
        match self.stage.get() {
            Stage::At(step) => Some(step),
            Stage::Away | Stage::Offered => None,
        }
    }

    /// The step, not tracked.
    fn step_untracked(self) -> Option<usize> {
        untrack(|| self.step())
    }
}

/// The tour of the page.
fn use_tour() -> Option<Tour> {
    use_context::<Tour>()
}

/// The offer on the plan page, to those who come for the first time.
#[component]
pub(crate) fn Offer() -> impl IntoView {
    let (tour, state) = (use_tour(), use_state());
    let shown = Memo::new(move |_| {
        state.page.get() == Page::Plan && tour.is_some_and(|tour| tour.stage.get() == Stage::Offered)
    });
    let start = move |_| {
        if let Some(tour) = tour {
            tour.start();
        }
    };
    let decline = move |_| {
        if let Some(tour) = tour {
            tour.leave();
            // The button is gone with the offer.
            place::focus("#main");
        }
    };
    view! {
        <Show when=move || shown.get()>
            <aside class="tour-offer" data-role="tour-offer" aria-label=t(key::GUIDE_TOUR_NAME)>
                <p>{t(key::GUIDE_TOUR_OFFER)}</p>
                <button type="button" class="tour-button" data-action="tour-start" on:click=start>
                    {t(key::GUIDE_TOUR_START)}
                </button>
                <button type="button" class="quiet" data-action="tour-decline" on:click=decline>
                    {t(key::GUIDE_TOUR_DECLINE)}
                </button>
            </aside>
        </Show>
    }
}

/// The offer in the guide, which is always there.
#[component]
pub(in crate::app::pages::guide) fn Invitation() -> impl IntoView {
    let tour = use_tour();
    let start = move |_| {
        if let Some(tour) = tour {
            tour.start();
        }
    };
    view! {
        <p class="tour-invitation">
            <button type="button" class="tour-button" data-action="tour-start" on:click=start>
                {t(key::GUIDE_TOUR_INVITE)}
            </button>
            <span class="aside">{t(key::GUIDE_TOUR_INVITE_TEXT)}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embeds_and_those_who_say_so_are_not_asked() {
        let pair = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];
        assert!(!is_unwanted(&PassedOn::default()));
        assert!(is_unwanted(&PassedOn { view: pair("embed", "chart"), ..PassedOn::default() }));
        assert!(is_unwanted(&PassedOn { unknown: pair("tour", "off"), ..PassedOn::default() }));
        assert!(!is_unwanted(&PassedOn { unknown: pair("tour", "on"), ..PassedOn::default() }));
    }
}
