//! Scenarios in and out: files picked or dropped, files saved, and what came of each.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen_futures::JsFuture;
use web_sys::FileList;

use super::words::{counted, file_name, import};
use super::{Shelf, now, words};
use crate::app::chart::save_text;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::report::Report;
use crate::app::wording::fill;
use crate::scenario::Scenario;
use crate::scenario::file::{self, File};
use crate::scenario::library::{ImportError, Imported, Library, MAX_COLLECTION_LENGTH, Unreadable};

/// Remarks that are shown of one file.
const SHOWN: usize = 12;

/// What came of one file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileReport {
    /// Its name.
    name: String,
    /// What came in; none where the browser could not read it.
    result: Option<Result<Imported, ImportError>>,
}

impl FileReport {
    /// The report in sentences, the outcome first.
    fn text(&self, library: &Library, language: Language) -> (String, Vec<String>) {
        let failed = |reason: &str| {
            let values = [("file", self.name.as_str()), ("reason", reason)];
            (language.fill(key::LIBRARY_EXCHANGE_FAILED, &values), Vec::new())
        };
        let imported = match &self.result {
            None => return failed(language.text(key::LIBRARY_ERROR_UNREADABLE_FILE)),
            Some(Err(error)) => return failed(&import(error, language)),
            Some(Ok(imported)) => imported,
        };
        let texts =
            [key::LIBRARY_EXCHANGE_TAKEN_NONE, key::LIBRARY_EXCHANGE_TAKEN_ONE, key::LIBRARY_EXCHANGE_TAKEN];
        let count = imported.added.len();
        let outcome =
            language.fill(counted(count, texts), &[("file", &self.name), ("count", &count.to_string())]);
        let left_out = imported.failed.iter().map(|failed| {
            let name = failed.name.as_ref().map_or_else(String::new, |name| {
                language.fill(key::LIBRARY_EXCHANGE_FAILED_NAME, &[("name", name)])
            });
            let values = [
                ("place", (failed.place + 1).to_string()),
                ("name", name),
                ("reason", words::file(&failed.error, language)),
            ];
            fill(key::LIBRARY_EXCHANGE_FAILED_ONE, &values, language)
        });
        let remarks = imported.added.iter().flat_map(|(id, warnings)| {
            let name = library.get(id).map(|entry| entry.file.name.clone()).unwrap_or_default();
            warnings.iter().map(move |warning| {
                let report = Report::Link(warning.clone());
                let values = [
                    ("name", name.clone()),
                    ("key", report.key().to_owned()),
                    ("text", report.text(language)),
                ];
                fill(key::LIBRARY_EXCHANGE_WARNING, &values, language)
            })
        });
        let mut lines: Vec<String> = left_out.chain(remarks).collect();
        if lines.len() > SHOWN {
            let more = (lines.len() - SHOWN).to_string();
            lines.truncate(SHOWN);
            lines.push(language.fill(key::LIBRARY_EXCHANGE_MORE, &[("count", &more)]));
        }
        (outcome, lines)
    }
}

/// Saves a text; what cannot be saved is told to the console, since the browser says no more.
fn save(name: &str, kind: &str, text: &str) {
    if save_text(name, kind, text).is_err() {
        leptos::logging::warn!("{name} could not be saved");
    }
}

/// Saves a library as JSON or as a table of inputs.
fn save_library(library: &Library, name: &str, kind: &str) {
    if kind == "csv" {
        // The mark tells spreadsheets that the text is UTF-8.
        save(&file_name(name, "csv"), "text/csv", &format!("\u{feff}{}", library.export_rows()));
    } else {
        save(&file_name(name, "json"), "application/json", &library.export());
    }
}

/// Saves every scenario.
pub(super) fn save_all(shelf: Shelf, kind: &str) {
    shelf.library.with_untracked(|library| save_library(library, "scenarios", kind));
}

/// Saves one scenario.
pub(super) fn save_one(shelf: Shelf, id: &str, kind: &str) {
    let Some(entry) = shelf.library.with_untracked(|library| library.get(id).cloned()) else { return };
    if kind == "csv" {
        let mut alone = Library::default();
        let name = entry.file.name.clone();
        alone.add(entry.file, entry.created);
        save_library(&alone, &name, kind);
    } else {
        save_file(&entry.file);
    }
}

fn save_file(file: &File) {
    let text = format!("{:#}\n", file::to_json(file));
    save(&file_name(&file.name, "json"), "application/json", &text);
}

/// Saves a plan that has no name.
pub(super) fn save_plan(scenario: &Scenario) {
    save_file(&File { scenario: scenario.clone(), ..File::default() });
}

/// Takes files one after the other.
fn take(shelf: Shelf, files: &FileList) {
    let files: Vec<web_sys::File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
    leptos::task::spawn_local(async move {
        let mut reports = Vec::new();
        for file in files {
            let result = if file.size() > MAX_COLLECTION_LENGTH as f64 {
                Some(Err(ImportError::TooLong { limit: MAX_COLLECTION_LENGTH }))
            } else {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                text.and_then(|text| shelf.change(|library| library.import(&text, now())))
            };
            reports.push(FileReport { name: file.name(), result });
        }
        shelf.imported.set(reports);
    });
}

/// Takes the files that were dropped on the dialog.
pub(super) fn drop_files(shelf: Shelf, event: &ev::DragEvent) {
    event.prevent_default();
    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
        take(shelf, &files);
    }
}

/// Import and export of the library.
#[component]
pub(super) fn Exchange(shelf: Shelf) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let picked = move |_| {
        if let Some(input) = node.get_untracked() {
            if let Some(files) = input.files() {
                take(shelf, &files);
            }
            // The same file may be picked again.
            input.set_value("");
        }
    };
    let some = Memo::new(move |_| shelf.library.with(|library| !library.entries().is_empty()));
    view! {
        <section class="library-exchange" aria-labelledby="library-exchange-title">
            <h3 id="library-exchange-title">{t(key::LIBRARY_EXCHANGE_TITLE)}</h3>
            <div class="library-import">
                <input
                    type="file"
                    id="library-files"
                    class="visually-hidden"
                    multiple=true
                    accept=".json,.csv,application/json,text/csv"
                    node_ref=node
                    on:change=picked
                />
                <label for="library-files" class="action">{t(key::LIBRARY_EXCHANGE_IMPORT)}</label>
                <span class="aside">{t(key::LIBRARY_EXCHANGE_DROP)}</span>
            </div>
            <Show when=move || some.get()>
                <div class="library-export">
                    <button type="button" class="action" data-action="export-json" on:click=move |_| save_all(shelf, "json")>
                        {t(key::LIBRARY_EXCHANGE_EXPORT_JSON)}
                    </button>
                    <button type="button" class="action" data-action="export-csv" on:click=move |_| save_all(shelf, "csv")>
                        {t(key::LIBRARY_EXCHANGE_EXPORT_CSV)}
                    </button>
                </div>
            </Show>
            <Reports shelf=shelf/>
        </section>
    }
}

/// What came of the files.
#[component]
fn Reports(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let lines = move || {
        let language = locale.get();
        shelf.imported.with(|reports| {
            shelf.library.with(|library| {
                reports
                    .iter()
                    .map(|report| {
                        let (outcome, lines) = report.text(library, language);
                        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                        view! { <li data-file=report.name.clone()>{outcome}<ul>{lines}</ul></li> }
                    })
                    .collect_view()
            })
        })
    };
    let clear = move |_| {
        shelf.imported.set(Vec::new());
        crate::app::router::focus("library-title");
    };
    view! {
        <div role="status" data-role="import-report">
            <Show when=move || shelf.imported.with(|reports| !reports.is_empty())>
                <h4>{t(key::LIBRARY_EXCHANGE_REPORTS)}</h4>
                <ul class="library-reports">{lines}</ul>
                <button type="button" class="quiet" on:click=clear>{t(key::LIBRARY_EXCHANGE_CLEAR)}</button>
            </Show>
        </div>
    }
}

/// Texts of the storage that are no scenarios, to be saved by hand.
#[component]
pub(super) fn Unreadables(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let text = move || {
        let count = shelf.unreadable.with(Vec::len);
        let texts =
            [key::LIBRARY_ERROR_UNREADABLE, key::LIBRARY_ERROR_UNREADABLE_ONE, key::LIBRARY_ERROR_UNREADABLE];
        locale.get().fill(counted(count, texts), &[("count", &count.to_string())])
    };
    let rows = move || {
        let language = locale.get();
        shelf.unreadable.with(|all| {
            all.iter()
                .cloned()
                .map(|Unreadable { key: name, error, text }| {
                    let label = language.fill(key::LIBRARY_ERROR_UNREADABLE_SAVE, &[("key", &name)]);
                    let keep = move |_| save(&file_name(&name, "txt"), "text/plain", &text);
                    view! {
                        <li>
                            {words::file(&error, language)} " "
                            <button type="button" class="quiet" on:click=keep>{label}</button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <Show when=move || shelf.unreadable.with(|all| !all.is_empty())>
            <div class="storage-trouble" data-role="unreadable">
                <p>{text}</p>
                <ul>{rows}</ul>
            </div>
        </Show>
    }
}
