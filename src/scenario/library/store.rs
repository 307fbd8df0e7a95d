//! Where a library goes between visits: texts under keys, written by the page's storage.

use std::fmt;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Entry, Library, Time};
use crate::scenario::file::{self, File, FileError};

/// What every key of this program begins with.
pub const KEY_PREFIX: &str = "perennial/";
const SCENARIOS: &str = "perennial/scenario/";
const DRAFT: &str = "perennial/draft";

/// Texts under keys: `localStorage`, or a map in tests.
pub trait Storage {
    /// The keys that begin with a prefix, in any order.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError>;
    /// The text of a key.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    fn read(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Writes a text in place of another, whole or not at all.
    ///
    /// # Errors
    /// If there is no room, or the storage cannot be reached.
    fn write(&mut self, key: &str, text: &str) -> Result<(), StorageError>;
    /// Takes a key away; one that is not there is no error.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    fn remove(&mut self, key: &str) -> Result<(), StorageError>;
}

/// Why a storage does not do what it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum StorageError {
    /// No room (`QuotaExceededError`).
    Full,
    /// The browser or the person does not allow it (`SecurityError`), or there is none.
    Blocked,
    /// Anything else.
    Other {
        /// What the storage says.
        message: String,
    },
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Full => f.write_str("the storage of this device is full"),
            StorageError::Blocked => f.write_str("this device does not let the page store anything"),
            StorageError::Other { message } => write!(f, "the storage failed: {message}"),
        }
    }
}

impl std::error::Error for StorageError {}

/// A text of the storage that is no scenario: left where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its key.
    pub key: String,
    /// Why.
    pub error: FileError,
    /// The text, so that a person can save it.
    pub text: String,
}

/// What was being worked on, saved as it changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The scenario of the library that it came from.
    pub entry: Option<String>,
    /// When it was saved.
    pub updated: Time,
    /// Name, values, notes.
    pub file: File,
}

impl Draft {
    /// Reads the draft. None if there is none, or if it is no scenario.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    pub fn load(storage: &impl Storage) -> Result<Option<Self>, StorageError> {
        let Some(text) = storage.read(DRAFT)? else { return Ok(None) };
        Ok(read_with(&text).ok().map(|(file, extra)| {
            let entry = extra("entry").as_str().map(str::to_owned);
            Self { entry, updated: extra("updated").as_u64().unwrap_or(0), file }
        }))
    }

    /// Writes the draft.
    ///
    /// # Errors
    /// If there is no room, or the storage cannot be reached.
    pub fn save(&self, storage: &mut impl Storage) -> Result<(), StorageError> {
        let text = json!({ "entry": self.entry, "updated": self.updated, "file": file::to_json(&self.file) });
        storage.write(DRAFT, &text.to_string())
    }

    /// Takes the draft away.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    pub fn discard(storage: &mut impl Storage) -> Result<(), StorageError> {
        storage.remove(DRAFT)
    }
}

/// The scenario file inside a text of the storage, and the members beside it.
fn read_with(text: &str) -> Result<(File, impl Fn(&str) -> Json + use<>), FileError> {
    let mut json: Json =
        serde_json::from_str(text).map_err(|error| FileError::Json { message: error.to_string() })?;
    let inner = json.get_mut("file").map(Json::take).unwrap_or_default();
    let (file, _) = file::read_json(inner)?;
    Ok((file, move |key: &str| json.get(key).cloned().unwrap_or_default()))
}

impl Library {
    /// Reads the library. What is no scenario is told and left where it is.
    ///
    /// # Errors
    /// If the storage cannot be reached.
    pub fn load(storage: &impl Storage) -> Result<(Self, Vec<Unreadable>), StorageError> {
        let mut library = Self::default();
        let mut unreadable = Vec::new();
        for key in storage.keys(SCENARIOS)? {
            let (Some(id), Some(text)) = (key.strip_prefix(SCENARIOS), storage.read(&key)?) else { continue };
            library.seen(id);
            match read_with(&text) {
                Ok((file, extra)) => {
                    let time = |key: &str| extra(key).as_u64().unwrap_or(0);
                    let (created, updated) = (time("created"), time("updated"));
                    library.entries.push(Entry { id: id.to_owned(), created, updated, file });
                }
                Err(error) => unreadable.push(Unreadable { key, error, text }),
            }
        }
        library.entries.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        Ok((library, unreadable))
    }

    /// Writes what changed since the last save. What cannot be written is kept for the next; everything else
    /// is written all the same.
    ///
    /// # Errors
    /// The first failure; [`pending`](Library::pending) tells how many scenarios are not stored.
    pub fn save(&mut self, storage: &mut impl Storage) -> Result<(), StorageError> {
        let mut failed = None;
        // What makes room goes first.
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(|id| self.get(id).is_some());
        for id in pending {
            let key = format!("{SCENARIOS}{id}");
            let done = match self.get(&id) {
                Some(entry) => storage.write(&key, &text_of(entry)),
                None => storage.remove(&key),
            };
            if let Err(error) = done {
                failed.get_or_insert(error);
                self.pending.push(id);
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

fn text_of(entry: &Entry) -> String {
    let (created, updated) = (entry.created, entry.updated);
    json!({ "created": created, "updated": updated, "file": file::to_json(&entry.file) }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, Value};
    use std::collections::BTreeMap;

    /// A storage with so much room.
    #[derive(Default)]
    struct Memory {
        texts: BTreeMap<String, String>,
        room: usize,
        blocked: bool,
    }

    impl Storage for Memory {
        fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
            if self.blocked {
                return Err(StorageError::Blocked);
            }
            Ok(self.texts.keys().filter(|key| key.starts_with(prefix)).cloned().collect())
        }
        fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
            if self.blocked { Err(StorageError::Blocked) } else { Ok(self.texts.get(key).cloned()) }
        }
        fn write(&mut self, key: &str, text: &str) -> Result<(), StorageError> {
            let rest = self.texts.iter().filter(|(name, _)| *name != key);
            let used: usize = rest.map(|(name, text)| name.len() + text.len()).sum();
            if self.blocked {
                Err(StorageError::Blocked)
            } else if used + key.len() + text.len() > self.room {
                Err(StorageError::Full)
            } else {
                self.texts.insert(key.to_owned(), text.to_owned());
                Ok(())
            }
        }
        fn remove(&mut self, key: &str) -> Result<(), StorageError> {
            self.texts.remove(key);
            if self.blocked { Err(StorageError::Blocked) } else { Ok(()) }
        }
    }

    fn file(name: &str, pue: f64) -> File {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(pue));
        File { name: name.to_owned(), scenario, ..File::default() }
    }

    #[test]
    fn a_library_comes_back_as_it_was() {
        let mut storage = Memory { room: 1 << 20, ..Memory::default() };
        let mut library = Library::default();
        let a = library.add(file("一号", 1.1), 5);
        library.add(file("B", 1.3), 6);
        library.save(&mut storage).unwrap();
        library.delete(&a);
        library.undo_delete();
        library.save(&mut storage).unwrap();
        storage.texts.insert(format!("{SCENARIOS}s9"), "{".to_owned());
        let (mut read, unreadable) = Library::load(&storage).unwrap();
        assert_eq!(read.entries(), library.entries());
        assert!(matches!(&unreadable[..], [Unreadable { error: FileError::Json { .. }, .. }]));
        // Neither the id of what cannot be read nor one that was there is given again.
        assert_eq!(read.add(file("C", 1.4), 1), "s10");
        read.save(&mut storage).unwrap();
        assert_eq!(storage.texts.get(&format!("{SCENARIOS}s9")).map(String::as_str), Some("{"));
    }

    #[test]
    fn a_full_or_blocked_storage_loses_nothing() {
        let mut storage = Memory { room: 500, ..Memory::default() };
        let mut library = Library::default();
        let a = library.add(file("A", 1.1), 1);
        library.save(&mut storage).unwrap();
        library.add(file("B", 1.3), 2);
        library.add(file("C", 1.3), 3);
        let filled = (0..).map(|_| library.save(&mut storage)).take(2).collect::<Vec<_>>();
        assert_eq!(filled, [Err(StorageError::Full), Err(StorageError::Full)]);
        assert!(library.pending() >= 1 && library.entries().len() == 3);
        storage.blocked = true;
        assert_eq!(library.save(&mut storage), Err(StorageError::Blocked));
        assert!(Library::load(&storage).is_err());
        storage.blocked = false;
        library.delete(&a);
        storage.room = 1 << 20;
        library.save(&mut storage).unwrap();
        assert_eq!(library.pending(), 0);
        assert_eq!(Library::load(&storage).unwrap().0.entries(), library.entries());
    }

    #[test]
    fn drafts() {
        let mut storage = Memory { room: 1 << 20, ..Memory::default() };
        assert_eq!(Draft::load(&storage), Ok(None));
        let draft = Draft { entry: Some("s1".into()), updated: 7, file: file("A", 1.1) };
        draft.save(&mut storage).unwrap();
        assert_eq!(Draft::load(&storage), Ok(Some(draft)));
        storage.write(DRAFT, "[]").unwrap();
        assert_eq!(Draft::load(&storage), Ok(None));
        Draft::discard(&mut storage).unwrap();
        assert!(storage.texts.is_empty());
    }
}
