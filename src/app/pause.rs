//! What is done once nothing has asked for it for a while.
//!
//! A hand that moves asks again with every move, in half a dozen places. So all of them share one timer of the
//! browser's: it goes off when the first of them would be due, does that one if it was not put off meanwhile, and is
//! set again. A move itself then seldom sets or clears one.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// How much earlier than asked a timer may go off, ms: the clocks of a browser are that coarse.
const EARLY: f64 = 1.0;

/// The longest that the timer runs, ms.
const LONGEST: f64 = 1000.0;

/// Something that waits.
struct Waiting {
    /// Its place.
    place: u64,
    /// When it is due, ms.
    due: f64,
    what: Box<dyn FnOnce()>,
}

/// All that waits, and the timer.
#[derive(Default)]
struct Clock {
    /// How many places there have been.
    places: u64,
    waiting: Vec<Waiting>,
    /// The timer, and when it goes off, ms.
    timer: Option<(i32, f64)>,
}

thread_local! {
    static CLOCK: RefCell<Clock> = RefCell::default();
    static STRIKE: Closure<dyn Fn()> = Closure::new(strike);
}

impl Clock {
    /// What is due first.
    fn first(&self) -> Option<(usize, f64)> {
        let dues = self.waiting.iter().map(|waiting| waiting.due).enumerate();
        dues.min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// Takes out what waits in a place.
    fn take(&mut self, place: u64) -> Option<Waiting> {
        let at = self.waiting.iter().position(|waiting| waiting.place == place)?;
        Some(self.waiting.swap_remove(at))
    }

    /// Sees to it that the timer goes off in time for what is due first.
    fn arm(&mut self, now: f64) {
        let Some((_, due)) = self.first() else { return };
        if let Some((timer, at)) = self.timer {
            // A clock that was set back must not keep anything away.
            if at <= due && at <= now + LONGEST {
                return;
            }
            window().clear_timeout_with_handle(timer);
        }
        let time = (due - now).clamp(0.0, LONGEST).ceil();
        let set = STRIKE.with(|strike| {
            let strike = strike.as_ref().unchecked_ref();
            window().set_timeout_with_callback_and_timeout_and_arguments_0(strike, time as i32)
        });
        self.timer = set.ok().map(|timer| (timer, now + time));
    }
}

/// The timer went off: does one thing at most, so that what is due at once is not done in one task.
fn strike() {
    let now = js_sys::Date::now();
    let due = CLOCK.with_borrow_mut(|clock| {
        clock.timer = None;
        let due = clock.first().filter(|(_, due)| *due <= now + EARLY);
        let due = due.map(|(at, _)| clock.waiting.swap_remove(at));
        clock.arm(now);
        due
    });
    if let Some(waiting) = due {
        (waiting.what)();
    }
}

/// A place for one thing that waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pause(u64);

impl Pause {
    /// Nothing waits. What waits when the present component is gone is not done.
    pub(crate) fn new() -> Self {
        let pause = Self(CLOCK.with_borrow_mut(|clock| {
            clock.places += 1;
            clock.places
        }));
        on_cleanup(move || {
            pause.stop();
        });
        pause
    }

    /// Does something after a while, in place of what waits.
    pub(crate) fn after(self, time: Duration, what: impl FnOnce() + 'static) {
        let now = js_sys::Date::now();
        let waiting = Waiting { place: self.0, due: now + time.as_secs_f64() * 1e3, what: Box::new(what) };
        let before = CLOCK.with_borrow_mut(|clock| {
            let before = clock.take(self.0);
            clock.waiting.push(waiting);
            clock.arm(now);
            before
        });
        // Outside: what it holds may have a place here.
        drop(before);
    }

    /// Lets go of what waits. Answers whether anything did.
    pub(crate) fn stop(self) -> bool {
        CLOCK.with_borrow_mut(|clock| clock.take(self.0)).is_some()
    }
}
