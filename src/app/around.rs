//! What stands around the pages and may follow the first view: the bar and the dialog of the library, the
//! draft that is kept as one goes, the tour. One file, fetched once the page answers.

use leptos::prelude::*;

use super::address::Page;
use super::later::{Missing, later};
use super::library;
use super::locale::Locale;
use super::pages::guide::tour;
use super::state::State;

/// The functions of the part.
#[derive(Clone, Copy)]
struct Parts {
    /// Provides what the views below need, to every component below the owner.
    provide: fn(State, Locale),
    bar: fn() -> AnyView,
    offer: fn() -> AnyView,
    dialogs: fn() -> AnyView,
}

later! {
    around,
    fn parts() -> Parts { Parts { provide, bar, offer, dialogs } }
}

fn provide(state: State, locale: Locale) {
    library::Shelf::provide(state, locale);
    tour::Tour::provide(state);
}

fn bar() -> AnyView {
    view! { <library::Bar/> }.into_any()
}

fn offer() -> AnyView {
    view! { <tour::Offer/> }.into_any()
}

fn dialogs() -> AnyView {
    view! {
        <library::Dialog/>
        <tour::Card/>
    }
    .into_any()
}

/// What stands around the pages, once it is there.
#[derive(Clone, Copy)]
pub(super) struct Around(RwSignal<Option<Parts>>);

impl Around {
    /// Fetches it; without it the page works on, only nothing is kept on the device.
    pub(super) fn fetch(state: State, locale: Locale) -> Self {
        let around = Self(RwSignal::new(None));
        let owner = Owner::current();
        leptos::task::spawn_local(async move {
            let fetched = match parts().await {
                Err(Missing) => parts().await,
                fetched => fetched,
            };
            match fetched {
                Ok(parts) => {
                    if let Some(owner) = owner {
                        owner.with(|| (parts.provide)(state, locale));
                    }
                    around.0.try_set(Some(parts));
                }
                Err(Missing) => leptos::logging::warn!("the library could not be fetched"),
            }
        });
        around
    }

    /// Whether it is there, tracked.
    pub(super) fn is_here(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// The bar, on the pages about a plan; its place is kept for it.
    pub(super) fn bar(self, state: State) -> AnyView {
        let wanted = Memo::new(move |_| matches!(state.page.get(), Page::Plan | Page::Compare));
        (move || {
            wanted.get().then(|| match self.0.get() {
                Some(parts) => (parts.bar)(),
                None => view! { <div class="plan-bar"></div> }.into_any(),
            })
        })
        .into_any()
    }

    /// The offer of the tour.
    pub(super) fn offer(self) -> AnyView {
        (move || self.0.get().map(|parts| (parts.offer)())).into_any()
    }

    /// What opens over the page.
    pub(super) fn dialogs(self) -> AnyView {
        (move || self.0.get().map(|parts| (parts.dialogs)())).into_any()
    }
}
