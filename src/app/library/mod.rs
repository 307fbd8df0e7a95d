//! The scenarios kept on this device, as the page shows them: the bar with undo, redo and save, the draft
//! that is kept as one goes, the dialog. What they are stands in [`crate::scenario::library`].

mod bar;
mod device;
mod dialog;
mod draft;
mod entry;
mod exchange;
mod link;
mod words;

use leptos::ev;
use leptos::prelude::*;

use super::locale::{Key, Locale, key};
use super::state::State;
use crate::scenario::Scenario;
use crate::scenario::file::File;
use crate::scenario::library::{Draft, KEY_PREFIX, Library, StorageError, Time, Unreadable};
pub(crate) use bar::Bar;
use device::Device;
pub(crate) use dialog::Dialog;
use exchange::FileReport;
pub(crate) use words::file_name;

/// The library as every component finds it.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    state: State,
    locale: Locale,
    /// The scenarios.
    library: RwSignal<Library>,
    /// What the storage holds and nobody can read.
    unreadable: RwSignal<Vec<Unreadable>>,
    /// Why scenarios could not be stored.
    trouble: RwSignal<Option<StorageError>>,
    /// Why the draft could not be stored.
    draft_trouble: RwSignal<Option<StorageError>>,
    /// The scenario that the present plan came from.
    current: RwSignal<Option<String>>,
    /// The draft of an earlier visit, until someone says what to do with it.
    offer: RwSignal<Option<Draft>>,
    /// What was done last.
    said: RwSignal<String>,
    /// What came out of imports.
    imported: RwSignal<Vec<FileReport>>,
    /// Whether the dialog is open, and where it takes the focus.
    open: RwSignal<Option<&'static str>>,
}

/// Now, as the library counts.
fn now() -> Time {
    js_sys::Date::now() as Time
}

/// The library of the page.
pub(crate) fn use_shelf() -> Option<Shelf> {
    use_context::<Shelf>()
}

impl Shelf {
    /// Reads the library, after the address was read, and provides it to every component below.
    pub(crate) fn provide(state: State, locale: Locale) -> Self {
        let (loaded, trouble) = match Library::load(&Device) {
            Ok(loaded) => (loaded, None),
            Err(error) => ((Library::default(), Vec::new()), Some(error)),
        };
        let (library, unreadable) = loaded;
        let shelf = Self {
            state,
            locale,
            library: RwSignal::new(library),
            unreadable: RwSignal::new(unreadable),
            trouble: RwSignal::new(trouble),
            draft_trouble: RwSignal::new(None),
            current: RwSignal::new(None),
            offer: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            imported: RwSignal::new(Vec::new()),
            open: RwSignal::new(None),
        };
        provide_context(shelf);
        shelf.watch();
        draft::keep(shelf);
        shelf
    }

    /// Follows what other windows do, and asks before unstored scenarios are closed.
    fn watch(self) {
        let others = window_event_listener(ev::storage, move |event| {
            let ours = event.key().is_none_or(|key| key.starts_with(KEY_PREFIX));
            // What stands only here must not be replaced.
            let safe = self
                .library
                .with_untracked(|library| library.pending() == 0 && library.last_deleted().is_none());
            if let (true, true, Ok((library, unreadable))) = (ours, safe, Library::load(&Device)) {
                self.library.set(library);
                self.unreadable.set(unreadable);
            }
        });
        // A file that is dropped beside the dialog would otherwise take the place of the page.
        let has_files = |event: &ev::DragEvent| {
            event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
        };
        let over = window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
            }
        });
        let dropped = window_event_listener(ev::drop, move |event| {
            if has_files(&event) && !event.default_prevented() {
                self.open.set(Some("library-title"));
                exchange::drop_files(self, &event);
            }
        });
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if self.library.with_untracked(Library::pending) > 0 {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            others.remove();
            over.remove();
            dropped.remove();
            leaving.remove();
        });
    }

    /// Changes the library and stores what changed.
    fn change<T>(self, change: impl FnOnce(&mut Library) -> T) -> Option<T> {
        let mut failed = None;
        let answer = self.library.try_update(|library| {
            let answer = change(library);
            failed = library.save(&mut Device).err();
            answer
        });
        self.trouble.set(failed);
        answer
    }

    /// Tells what was done, with the name of a scenario.
    fn say(self, text: Key, name: &str) {
        self.said.set(self.locale.get_untracked().fill(text, &[("name", name)]));
    }

    /// The name of a scenario.
    fn name(self, id: &str) -> String {
        self.library
            .with_untracked(|library| library.get(id).map(|entry| entry.file.name.clone()))
            .unwrap_or_default()
    }

    /// The scenarios by id and name, tracked.
    pub(crate) fn named(self) -> Vec<(String, String)> {
        let pair = |entry: &crate::scenario::library::Entry| (entry.id.clone(), entry.file.name.clone());
        self.library.with(|library| library.entries().iter().map(pair).collect())
    }

    /// What a scenario says.
    pub(crate) fn scenario(self, id: &str) -> Option<Scenario> {
        self.library.with_untracked(|library| Some(library.get(id)?.file.scenario.clone()))
    }

    /// The id under which a scenario is kept here, tracked.
    pub(crate) fn id_of(self, scenario: &Scenario) -> Option<String> {
        let same = |entry: &&crate::scenario::library::Entry| entry.file.scenario == *scenario;
        self.library.with(|library| library.entries().iter().find(same).map(|entry| entry.id.clone()))
    }

    /// The name under which a scenario is kept here, tracked.
    pub(crate) fn name_of(self, scenario: &Scenario) -> Option<String> {
        let find = |library: &Library| {
            let found = library.entries().iter().find(|entry| entry.file.scenario == *scenario);
            found.map(|entry| entry.file.name.clone())
        };
        self.library.with(find)
    }

    /// The present plan as a file, with the notes of the scenario that it came from.
    pub(crate) fn present(self) -> File {
        let current = self.current.get_untracked();
        let kept = current.and_then(|id| {
            self.library.with_untracked(|library| library.get(&id).map(|entry| entry.file.clone()))
        });
        File { scenario: self.state.scenario.get_untracked(), ..kept.unwrap_or_default() }
    }

    /// Saves the present plan under a new name.
    fn save_as(self, name: &str) {
        let file = self.present();
        let added = self.change(|library| {
            let name = library.free_name(name);
            library.add(File { name, ..file }, now())
        });
        if let Some(id) = added {
            self.say(key::LIBRARY_SAID_SAVED, &self.name(&id));
            self.current.set(Some(id));
        }
    }

    /// Saves the present plan over the scenario that it came from; false if there is none.
    fn save(self) -> bool {
        let Some(id) = self.current.get_untracked() else { return false };
        let file = self.present();
        let done = self.change(|library| library.update(&id, file, now())).unwrap_or(false);
        if done {
            self.say(key::LIBRARY_SAID_UPDATED, &self.name(&id));
        }
        done
    }

    /// Makes a scenario the present plan.
    fn adopt(self, id: &str) {
        if let Some(scenario) = self.scenario(id) {
            self.state.adopt(scenario);
            self.current.set(Some(id.to_owned()));
            self.say(key::LIBRARY_SAID_OPENED, &self.name(id));
        }
    }

    /// Copies a scenario.
    fn duplicate(self, id: &str) {
        let name = self.name(id);
        if let Some(copy) = self.change(|library| library.duplicate(id, &name, now())).flatten() {
            self.say(key::LIBRARY_SAID_DUPLICATED, &self.name(&copy));
        }
    }

    /// Gives a scenario another name, or the nearest that is free.
    fn rename(self, id: &str, name: &str) {
        if name.is_empty() || name == self.name(id) {
            return;
        }
        self.change(|library| {
            let name = library.free_name(name);
            library.rename(id, &name, now())
        });
        self.say(key::LIBRARY_SAID_RENAMED, &self.name(id));
    }

    /// Takes a scenario out, until the deletion is undone.
    fn delete(self, id: &str) {
        let name = self.name(id);
        if self.change(|library| library.delete(id)) == Some(true) {
            self.say(key::LIBRARY_SAID_DELETED, &name);
            if self.current.with_untracked(|current| current.as_deref() == Some(id)) {
                self.current.set(None);
            }
        }
    }

    /// Brings the last deleted scenario back.
    fn undo_delete(self) {
        if let Some(id) = self.change(Library::undo_delete).flatten() {
            self.say(key::LIBRARY_SAID_RESTORED, &self.name(&id));
        }
    }
}
