//! The browser's `localStorage` as the library's storage.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

use crate::scenario::library::{Storage, StorageError};

/// This device.
#[derive(Clone, Copy, Debug)]
pub(super) struct Device;

/// Why the browser refused, by the name of its exception.
fn reason(error: &JsValue) -> StorageError {
    let text = |key: &str| js_sys::Reflect::get(error, &key.into()).ok().and_then(|text| text.as_string());
    match text("name").as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        Some("SecurityError") => StorageError::Blocked,
        name => StorageError::Other {
            message: text("message").or_else(|| name.map(str::to_owned)).unwrap_or_default(),
        },
    }
}

fn open() -> Result<web_sys::Storage, StorageError> {
    window().local_storage().map_err(|error| reason(&error))?.ok_or(StorageError::Blocked)
}

impl Storage for Device {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let storage = open()?;
        let count = storage.length().map_err(|error| reason(&error))?;
        let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        open()?.get_item(key).map_err(|error| reason(&error))
    }
    fn write(&mut self, key: &str, text: &str) -> Result<(), StorageError> {
        open()?.set_item(key, text).map_err(|error| reason(&error))
    }
    fn remove(&mut self, key: &str) -> Result<(), StorageError> {
        open()?.remove_item(key).map_err(|error| reason(&error))
    }
}
