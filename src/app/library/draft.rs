//! The draft: the present plan, kept on the device as one goes, and offered when one comes back. It never
//! opens by itself, and is never overwritten before it stands somewhere else.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::device::Device;
use super::words::{counted, moment};
use super::{Shelf, now, use_shelf};
use crate::app::locale::{key, t, use_locale};
use crate::app::pause::Pause;
use crate::app::router;
use crate::scenario::file::File;
use crate::scenario::history::Change;
use crate::scenario::library::{Draft, Library};
use crate::scenario::{Scenario, presets};

/// How long a plan rests before it is written.
const REST: Duration = Duration::from_millis(400);

/// Whether a draft holds work that stands nowhere else. Pure.
fn is_work(draft: &Scenario, present: &Scenario, library: &Library) -> bool {
    let kept = || library.entries().iter().any(|entry| entry.file.scenario == *draft);
    let preset = || presets::all().any(|preset| preset.scenario() == *draft);
    draft != present && *draft != Scenario::default() && !kept() && !preset()
}

/// Offers the draft of the last visit, and keeps one of the present plan from its first change on.
pub(super) fn keep(shelf: Shelf) {
    if let Ok(Some(draft)) = Draft::load(&Device) {
        let present = shelf.state.scenario.get_untracked();
        let same = draft.file.scenario == present;
        let entry = draft
            .entry
            .clone()
            .filter(|id| shelf.library.with_untracked(|library| library.get(id).is_some()));
        if same {
            shelf.current.set(entry);
        } else if shelf.library.with_untracked(|library| is_work(&draft.file.scenario, &present, library)) {
            shelf.offer.set(Some(draft));
        }
    }
    let pause = Pause::new();
    Effect::new(move |before: Option<()>| {
        shelf.state.scenario.track();
        shelf.current.track();
        if before.is_none() {
            return;
        }
        pause.after(REST, move || write(shelf));
    });
    // A page that is put away may not come back.
    let hidden = window_event_listener(ev::pagehide, move |_| {
        if pause.stop() {
            write(shelf);
        }
    });
    on_cleanup(move || hidden.remove());
}

/// Writes the present plan. An offer that nobody answered goes among the scenarios first.
fn write(shelf: Shelf) {
    let present = shelf.state.scenario.get_untracked();
    if shelf.offer.with_untracked(|offer| offer.as_ref().is_some_and(|offer| offer.file.scenario != present))
        && let Some(name) = store(shelf)
    {
        shelf.say(key::LIBRARY_DRAFT_KEPT, &name);
    }
    let draft = Draft { entry: shelf.current.get_untracked(), updated: now(), file: shelf.present() };
    shelf.draft_trouble.set(draft.save(&mut Device).err());
}

/// Moves the offered draft among the scenarios. Answers its name there.
fn store(shelf: Shelf) -> Option<String> {
    let draft = shelf.offer.try_update(Option::take).flatten()?;
    let language = shelf.locale.get_untracked();
    let name = language.fill(key::LIBRARY_DRAFT_NAME, &[("time", &moment(draft.updated, language))]);
    let id = shelf.change(|library| {
        let name = library.free_name(&name);
        library.add(File { name, ..draft.file }, now())
    })?;
    Some(shelf.name(&id))
}

/// Goes on with the draft.
fn go_on(shelf: Shelf) {
    if let Some(draft) = shelf.offer.try_update(Option::take).flatten() {
        shelf.state.adopt(draft.file.scenario);
        shelf.current.set(draft.entry.filter(|id| shelf.scenario(id).is_some()));
    }
}

/// The offer: a card in the flow of the page.
#[component]
pub(super) fn Offer() -> impl IntoView {
    let locale = use_locale();
    let shelf = use_shelf();
    let offered = move || shelf.and_then(|shelf| shelf.offer.get());
    let text = move || {
        let draft = offered()?;
        let language = locale.get();
        let count = Change::between(&Scenario::default(), &draft.file.scenario).len();
        let texts = [key::LIBRARY_DRAFT_TEXT_NONE, key::LIBRARY_DRAFT_TEXT_ONE, key::LIBRARY_DRAFT_TEXT];
        let values = [("time", moment(draft.updated, language)), ("count", count.to_string())];
        Some(
            language
                .fill(counted(count, texts), &values.each_ref().map(|(name, value)| (*name, value.as_str()))),
        )
    };
    let answer = move |what: fn(Shelf)| {
        if let Some(shelf) = shelf {
            what(shelf);
            // The button is gone with the offer.
            router::focus("main");
        }
    };
    let keep = |shelf: Shelf| {
        if let Some(name) = store(shelf) {
            shelf.say(key::LIBRARY_SAID_SAVED, &name);
        }
    };
    // Through the library, so that the deletion can be undone there.
    let discard = |shelf: Shelf| {
        let known = shelf.library.with_untracked(|library| library.entries().len());
        if store(shelf).is_some() {
            let added = shelf
                .library
                .with_untracked(|library| library.entries().get(known).map(|entry| entry.id.clone()));
            if let Some(id) = added {
                shelf.delete(&id);
            }
        }
        write(shelf);
    };
    view! {
        <Show when=move || offered().is_some()>
            <aside class="draft-offer" data-role="draft-offer" aria-labelledby="draft-offer-title">
                <p>
                    <strong id="draft-offer-title">{t(key::LIBRARY_DRAFT_TITLE)}</strong>
                    " "
                    {text}
                </p>
                <div class="draft-offer-answers">
                    <button type="button" class="action" data-action="draft-go-on" on:click=move |_| answer(go_on)>
                        {t(key::LIBRARY_DRAFT_GO_ON)}
                    </button>
                    <button type="button" class="quiet" data-action="draft-keep" on:click=move |_| answer(keep)>
                        {t(key::LIBRARY_DRAFT_KEEP)}
                    </button>
                    <button type="button" class="quiet" data-action="draft-discard" on:click=move |_| answer(discard)>
                        {t(key::LIBRARY_DRAFT_DISCARD)}
                    </button>
                </div>
            </aside>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;

    #[test]
    fn only_work_that_stands_nowhere_else_is_offered() {
        let mut draft = Scenario::default();
        let mut library = Library::default();
        let default = Scenario::default();
        assert!(!is_work(&draft, &default, &library));
        draft.set("pue-today", Value::Scalar(1.4));
        assert!(is_work(&draft, &default, &library));
        assert!(!is_work(&draft, &draft, &library));
        library.add(File { scenario: draft.clone(), ..File::default() }, 1);
        assert!(!is_work(&draft, &default, &library));
        let sector = presets::all().last().map(presets::Preset::scenario).unwrap();
        assert!(!is_work(&sector, &default, &library));
    }
}
