//! What is looked for among all inputs, known to whatever leads to them.

use leptos::prelude::*;

/// What the search looks for, as it was typed; empty for everything.
#[derive(Clone, Copy)]
pub(crate) struct Search(pub(crate) RwSignal<String>);

impl Search {
    /// Makes it and provides it to every component below.
    pub(crate) fn provide() {
        provide_context(Self(RwSignal::new(String::new())));
    }

    /// Looks for nothing, so that everything is shown.
    pub(crate) fn clear(self) {
        if self.0.with_untracked(|wanted| !wanted.is_empty()) {
            self.0.set(String::new());
        }
    }
}
