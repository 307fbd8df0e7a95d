//! The scenarios that a person keeps on the device, by name.
//!
//! The library in memory is the truth; a [`Storage`] is where it goes between visits. Each scenario is a text
//! of its own there, so that two open pages do not overwrite each other's. What could not be written (storage
//! full or blocked) stays in memory, is counted as [`pending`](Library::pending) and is tried again with the
//! next save; what could not be read is left where it is and told. Names and times are the caller's.

mod exchange;
mod store;

use super::file::File;

pub use exchange::{
    COLLECTION_SCHEMA, COLLECTION_VERSION, Failed, ImportError, Imported, MAX_COLLECTION_LENGTH,
};
pub use store::{Draft, KEY_PREFIX, Storage, StorageError, Unreadable};

/// Milliseconds since 1 January 1970, as a browser's clock tells them.
pub type Time = u64;

/// One scenario of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Permanent on this device.
    pub id: String,
    /// When it came in.
    pub created: Time,
    /// When it last changed.
    pub updated: Time,
    /// Name, values, notes.
    pub file: File,
}

/// What was taken out, and where it stood.
#[derive(Clone, Debug, PartialEq)]
struct Deleted {
    place: usize,
    entry: Entry,
}

/// Deletions that can be undone.
const MAX_DELETED: usize = 50;

/// Named scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    entries: Vec<Entry>,
    deleted: Vec<Deleted>,
    /// Ids whose text in the storage is not what stands here.
    pending: Vec<String>,
    /// The highest number given to an id.
    last_number: u64,
}

impl Library {
    /// The scenarios, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A scenario by id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Adds a scenario under the name of its file. Answers its id.
    pub fn add(&mut self, file: File, now: Time) -> String {
        let id = self.next_id(now);
        self.changed(&id);
        self.entries.push(Entry { id: id.clone(), created: now, updated: now, file });
        id
    }

    /// Replaces what a scenario says, its name included. Answers whether there is one of that id.
    pub fn update(&mut self, id: &str, file: File, now: Time) -> bool {
        self.edit(id, now, |entry| entry.file = file)
    }

    /// Gives a scenario another name. Answers whether there is one of that id.
    pub fn rename(&mut self, id: &str, name: &str, now: Time) -> bool {
        self.edit(id, now, |entry| name.clone_into(&mut entry.file.name))
    }

    /// Copies a scenario under a name, beside the original. Answers the id of the copy.
    pub fn duplicate(&mut self, id: &str, name: &str, now: Time) -> Option<String> {
        let place = self.place(id)?;
        let copy_id = self.next_id(now);
        let mut file = self.entries.get(place)?.file.clone();
        file.name = self.free_name(name);
        let entry = Entry { id: copy_id.clone(), created: now, updated: now, file };
        self.entries.insert(place + 1, entry);
        self.changed(&copy_id);
        Some(copy_id)
    }

    /// Takes a scenario out. Answers whether there was one; [`undo_delete`](Library::undo_delete) brings it
    /// back.
    pub fn delete(&mut self, id: &str) -> bool {
        let Some(place) = self.place(id) else { return false };
        let entry = self.entries.remove(place);
        self.deleted.push(Deleted { place, entry });
        if self.deleted.len() > MAX_DELETED {
            self.deleted.remove(0);
        }
        self.changed(id);
        true
    }

    /// The scenario that the next undo brings back.
    #[must_use]
    pub fn last_deleted(&self) -> Option<&Entry> {
        self.deleted.last().map(|deleted| &deleted.entry)
    }

    /// Brings the scenario last taken out back to its place. Answers its id.
    pub fn undo_delete(&mut self) -> Option<String> {
        let Deleted { place, entry } = self.deleted.pop()?;
        let id = entry.id.clone();
        self.entries.insert(place.min(self.entries.len()), entry);
        self.changed(&id);
        Some(id)
    }

    /// The name itself, or with the first number that no scenario has: `Nordic lab (2)`.
    #[must_use]
    pub fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.entries.iter().any(|entry| entry.file.name == name);
        if !taken(name) {
            return name.to_owned();
        }
        let stem = name
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once(" ("))
            .filter(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(name, |(stem, _)| stem);
        (2..).map(|number| format!("{stem} ({number})")).find(|name| !taken(name)).unwrap_or_default()
    }

    /// Scenarios whose last state is not in the storage.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    fn edit(&mut self, id: &str, now: Time, change: impl FnOnce(&mut Entry)) -> bool {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else { return false };
        change(entry);
        entry.updated = now;
        self.changed(id);
        true
    }

    fn changed(&mut self, id: &str) {
        if !self.pending.iter().any(|pending| pending == id) {
            self.pending.push(id.to_owned());
        }
    }

    /// The time, or the number after the last id: two pages that add at different times do not meet.
    fn next_id(&mut self, now: Time) -> String {
        self.last_number = now.max(self.last_number + 1);
        format!("s{}", self.last_number)
    }

    /// Takes an id that was read, so that it is not given again.
    fn seen(&mut self, id: &str) {
        if let Some(number) = id.strip_prefix('s').and_then(|number| number.parse().ok()) {
            self.last_number = self.last_number.max(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn named(name: &str) -> File {
        File { name: name.to_owned(), ..File::default() }
    }

    fn names(library: &Library) -> Vec<&str> {
        library.entries().iter().map(|entry| entry.file.name.as_str()).collect()
    }

    #[test]
    fn add_rename_duplicate_delete_undo() {
        let mut library = Library::default();
        let a = library.add(named("A"), 10);
        let b = library.add(named("B"), 10);
        assert_ne!(a, b);
        assert!(library.rename(&a, "Nordic lab", 11) && !library.rename("nobody", "x", 11));
        let copy = library.duplicate(&a, "Nordic lab", 12).unwrap();
        assert_eq!(names(&library), ["Nordic lab", "Nordic lab (2)", "B"]);
        assert_eq!(library.free_name("Nordic lab (2)"), "Nordic lab (3)");
        assert_eq!(library.free_name("Nordic (lab)"), "Nordic (lab)");
        let entry = library.get(&a).unwrap();
        assert_eq!((entry.created, entry.updated), (10, 11));
        assert!(library.delete(&a) && library.delete(&b) && !library.delete(&a));
        assert_eq!(names(&library), ["Nordic lab (2)"]);
        assert_eq!(library.last_deleted().map(|entry| entry.file.name.as_str()), Some("B"));
        assert_eq!(library.undo_delete().as_deref(), Some(b.as_str()));
        assert_eq!(library.undo_delete().as_deref(), Some(a.as_str()));
        assert_eq!(library.undo_delete(), None);
        assert_eq!(names(&library), ["Nordic lab", "Nordic lab (2)", "B"]);
        assert!(library.update(&copy, named("C"), 13));
        assert_eq!(names(&library), ["Nordic lab", "C", "B"]);
    }
}
