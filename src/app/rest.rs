//! What follows the hand at once, and what follows when it rests: a chart in view is drawn with every move,
//! one out of view and a long table a moment after the last.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::results::Results;
use super::state::{State, use_state};

/// How long the plan stands still before what waits follows.
const REST: Duration = Duration::from_millis(120);

/// When the plan last came to rest.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    state: State,
    turn: RwSignal<u32>,
}

impl Rest {
    /// Begins to watch, for as long as the present component lives.
    pub(crate) fn provide(state: State) -> Self {
        let turn = RwSignal::new(0_u32);
        let pending = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(timer) = pending.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        };
        Effect::new(move |before: Option<()>| {
            state.results.track();
            stop();
            if before.is_some() {
                let rested = move || turn.try_update(|turn| *turn = turn.wrapping_add(1)).unwrap_or_default();
                pending.set_value(set_timeout_with_handle(rested, REST).ok());
            }
        });
        on_cleanup(stop);
        let rest = Self { state, turn };
        provide_context(rest);
        rest
    }

    /// The plan's run: with every move while something is in view, else when the hand rests.
    pub(crate) fn results(self, seen: Signal<bool>) -> Memo<Arc<Results>> {
        let Self { state, turn } = self;
        Memo::new_with_compare(
            move |_| {
                if seen.get() {
                    return state.results.get();
                }
                turn.track();
                state.results.get_untracked()
            },
            |_, _| true,
        )
    }

    /// The plan's run whenever the hand rests.
    pub(crate) fn rested(self) -> Memo<Arc<Results>> {
        self.results(Signal::stored(false))
    }

    /// Some value: with every move while something is in view, else when the hand rests.
    pub(crate) fn follow<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        seen: Signal<bool>,
        of: impl Fn() -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let turn = self.turn;
        Memo::new(move |_| {
            if seen.get() {
                return of();
            }
            turn.track();
            untrack(&of)
        })
    }
}

/// The rest of the page.
pub(crate) fn use_rest() -> Rest {
    use_context::<Rest>().unwrap_or_else(|| Rest::provide(use_state()))
}
