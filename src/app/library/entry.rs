//! One scenario of the library, and what can be done with it.

use leptos::ev;
use leptos::prelude::*;

use super::Shelf;
use super::exchange::save_one;
use super::words::{distance, moment};
use crate::app::locale::{Key, key, use_locale};
use crate::app::router;

/// One scenario.
#[component]
pub(super) fn Row(shelf: Shelf, id: String) -> impl IntoView {
    let locale = use_locale();
    let id = StoredValue::new(id);
    let entry =
        Memo::new(move |_| shelf.library.with(|library| id.with_value(|id| library.get(id).cloned())));
    let name = Memo::new(move |_| entry.with(|entry| entry.as_ref().map(|entry| entry.file.name.clone())));
    let name = Signal::derive(move || name.get().unwrap_or_default());
    let present = move || shelf.current.with(|current| id.with_value(|id| current.as_ref() == Some(id)));
    let about = move || {
        let language = locale.get();
        entry.with(|entry| {
            entry.as_ref().map(|entry| {
                format!("{} · {}", moment(entry.updated, language), distance(&entry.file.scenario, language))
            })
        })
    };
    let renaming = RwSignal::new(false);
    let ident = move |what: &str| id.with_value(|id| format!("{what}-{id}"));
    let button = move |action: &'static str, text: Key, run: Callback<()>| {
        let label = move || {
            let language = locale.get();
            let values = [("name", name.get()), ("action", language.text(text).to_owned())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            language.fill(key::LIBRARY_DIALOG_ACTIONS, &values)
        };
        view! {
            <button
                type="button"
                class="quiet"
                id=ident(action)
                data-action=action
                aria-label=label
                on:click=move |_| run.run(())
            >
                {move || locale.get().text(text)}
            </button>
        }
    };
    let with_id = move |run: fn(Shelf, &str)| Callback::new(move |()| id.with_value(|id| run(shelf, id)));
    let open = Callback::new(move |()| {
        id.with_value(|id| shelf.adopt(id));
        shelf.open.set(None);
    });
    let rename = Callback::new(move |()| {
        renaming.set(true);
        router::scroll_to(ident("rename-field"));
    });
    let delete = Callback::new(move |()| {
        id.with_value(|id| shelf.delete(id));
        // The row is gone, and the button is drawn in a moment.
        router::scroll_to("undo-delete".to_owned());
    });
    let actions = [
        button("open", key::LIBRARY_DIALOG_OPEN, open),
        button("rename", key::LIBRARY_DIALOG_RENAME, rename),
        button("duplicate", key::LIBRARY_DIALOG_DUPLICATE, with_id(Shelf::duplicate)),
        button(
            "export-one-json",
            key::LIBRARY_EXCHANGE_EXPORT_ONE_JSON,
            with_id(|shelf, id| save_one(shelf, id, "json")),
        ),
        button(
            "export-one-csv",
            key::LIBRARY_EXCHANGE_EXPORT_ONE_CSV,
            with_id(|shelf, id| save_one(shelf, id, "csv")),
        ),
        button("delete", key::LIBRARY_DIALOG_DELETE, delete),
    ];
    view! {
        <li class="library-entry" data-entry=id.get_value()>
            <div class="library-entry-head">
                <Show
                    when=move || renaming.get()
                    fallback=move || view! {
                        <h3>
                            {move || name.get()}
                            {move || present().then(|| view! {
                                " "
                                <span class="badge">{locale.get().text(key::LIBRARY_DIALOG_PRESENT)}</span>
                            })}
                        </h3>
                    }
                >
                    <Rename shelf=shelf id=id name=name renaming=renaming/>
                </Show>
                <p class="aside">{about}</p>
            </div>
            <div class="library-entry-actions">{actions.into_iter().collect_view()}</div>
        </li>
    }
}

/// The field for another name: enter takes it, escape leaves it.
#[component]
fn Rename(
    shelf: Shelf,
    id: StoredValue<String>,
    name: Signal<String>,
    renaming: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(name.get_untracked());
    let end = move || {
        renaming.set(false);
        id.with_value(|id| router::focus(&format!("rename-{id}")));
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        id.with_value(|id| shelf.rename(id, typed.get_untracked().trim()));
        end();
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            // Not the dialog's.
            event.prevent_default();
            event.stop_propagation();
            end();
        }
    };
    view! {
        <form class="library-rename" on:submit=submit on:keydown=keys>
            <input
                type="text"
                id=id.with_value(|id| format!("rename-field-{id}"))
                autocomplete="off"
                maxlength="120"
                aria-label=move || locale.get().fill(key::LIBRARY_DIALOG_RENAME_LABEL, &[("name", &name.get())])
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="action" data-action="rename-done">
                {move || locale.get().text(key::LIBRARY_DIALOG_RENAME_DONE)}
            </button>
            <button type="button" class="quiet" data-action="rename-cancel" on:click=move |_| end()>
                {move || locale.get().text(key::LIBRARY_DIALOG_RENAME_CANCEL)}
            </button>
        </form>
    }
}
