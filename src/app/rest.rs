//! What follows the hand at once, and what follows when it rests: a chart in view is drawn with every move,
//! one out of view and a long table a moment after the last, each in a task of its own, so that a hand that
//! moves again meets one of them at most.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::pause::Pause;
use super::results::Results;
use super::state::{State, use_state};

/// How long the plan stands still before what waits follows: mostly longer than a slow device takes from one
/// move of a slider to the next, so that it is seldom in the way of a hand that goes on.
const REST: Duration = Duration::from_millis(200);

/// Who waits, and for what.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    state: State,
    /// One signal for each that waits, told one after the other.
    waiting: StoredValue<Vec<RwSignal<u32>>>,
}

impl Rest {
    /// Begins to watch, for as long as the present component lives.
    pub(crate) fn provide(state: State) -> Self {
        let rest = Self { state, waiting: StoredValue::new(Vec::new()) };
        let pause = Pause::new();
        Effect::new(move |before: Option<()>| {
            state.results.track();
            if before.is_some() {
                rest.tell_after(REST, 0, pause);
            }
        });
        provide_context(rest);
        rest
    }

    /// Tells the one at a place after a while, then those behind it.
    fn tell_after(self, time: Duration, at: usize, pause: Pause) {
        pause.after(time, move || {
            let Some(turn) = self.waiting.try_with_value(|all| all.get(at).copied()).flatten() else {
                return;
            };
            turn.try_update(|turn| *turn = turn.wrapping_add(1));
            self.tell_after(Duration::ZERO, at + 1, pause);
        });
    }

    /// One that follows every move while it is in view, and else when the hand rests.
    pub(crate) fn follower(self, seen: Signal<bool>) -> Follower {
        self.add(seen, false)
    }

    /// The same, told before the others: numbers before drawings.
    pub(crate) fn early_follower(self, seen: Signal<bool>) -> Follower {
        self.add(seen, true)
    }

    fn add(self, seen: Signal<bool>, early: bool) -> Follower {
        let (turn, waiting) = (RwSignal::new(0), self.waiting);
        waiting.update_value(|all| if early { all.insert(0, turn) } else { all.push(turn) });
        on_cleanup(move || {
            waiting.try_update_value(|all| all.retain(|other| *other != turn));
        });
        Follower { state: self.state, seen, turn }
    }

    /// The plan's run whenever the hand rests.
    pub(crate) fn rested(self) -> Memo<Arc<Results>> {
        self.follower(Signal::stored(false)).results()
    }
}

/// What a part of the page follows by.
#[derive(Clone, Copy)]
pub(crate) struct Follower {
    state: State,
    seen: Signal<bool>,
    turn: RwSignal<u32>,
}

impl Follower {
    /// The plan's run.
    pub(crate) fn results(self) -> Memo<Arc<Results>> {
        let state = self.state;
        Memo::new_with_compare(
            move |_| {
                self.track();
                state.results.get_untracked()
            },
            |_, _| true,
        )
    }

    /// Whether what follows is in view, tracked.
    pub(crate) fn sees(self) -> bool {
        self.seen.get()
    }

    /// Tracks the plan's run, as it is followed.
    pub(crate) fn track(self) {
        if self.sees() {
            self.state.results.track();
        } else {
            self.turn.track();
        }
    }

    /// Some value, tracked while the run is followed, read within what [tracks](Self::track) this.
    pub(crate) fn read<T>(self, of: impl FnOnce() -> T) -> T {
        if self.seen.get_untracked() { of() } else { untrack(of) }
    }
}

/// The rest of the page.
pub(crate) fn use_rest() -> Rest {
    use_context::<Rest>().unwrap_or_else(|| Rest::provide(use_state()))
}
