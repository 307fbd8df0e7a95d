//! The dialog of the library: save as, the list, import and export. A native dialog, so that focus and
//! escape are the browser's.

use leptos::prelude::*;
use leptos::{ev, html};

use super::bar::Trouble;
use super::entry::Row;
use super::exchange::{Exchange, Unreadables, drop_files};
use super::{Shelf, use_shelf};
use crate::app::locale::{key, t, use_locale};
use crate::app::router;

/// The dialog.
#[component]
pub(crate) fn Dialog() -> impl IntoView {
    use_shelf().map(|shelf| {
        let node = NodeRef::<html::Dialog>::new();
        // Whether the page itself closes it.
        let told = StoredValue::new(false);
        Effect::new(move |_| {
            let (Some(dialog), wanted) = (node.get(), shelf.open.get()) else { return };
            match wanted {
                Some(place) if !dialog.open() => {
                    // What stands in it is drawn by then.
                    request_animation_frame(move || {
                        let wanted = shelf.open.with_untracked(Option::is_some);
                        if wanted && dialog.is_connected() && dialog.show_modal().is_ok() {
                            router::focus(place);
                        }
                    });
                }
                None if dialog.open() => {
                    told.set_value(true);
                    dialog.close();
                }
                _ => {}
            }
        });
        // The browser says so a moment later, when it may have been asked to open again; only what the browser closed
        // itself is news.
        let closed = move |_| {
            if !told.try_update_value(std::mem::take).unwrap_or(false) {
                shelf.open.set(None);
            }
        };
        let over = move |event: ev::DragEvent| event.prevent_default();
        view! {
            <dialog
                class="library"
                data-role="library"
                aria-labelledby="library-title"
                node_ref=node
                on:close=closed
                on:dragover=over
                on:drop=move |event| drop_files(shelf, &event)
            >
                <Show when=move || shelf.open.with(Option::is_some)>
                    <Content shelf=shelf/>
                </Show>
            </dialog>
        }
    })
}

#[component]
fn Content(shelf: Shelf) -> impl IntoView {
    view! {
        <header class="library-head">
            <h2 id="library-title" tabindex="-1">{t(key::LIBRARY_DIALOG_TITLE)}</h2>
            <button
                type="button"
                class="quiet"
                data-action="library-close"
                on:click=move |_| shelf.open.set(None)
            >
                {t(key::LIBRARY_DIALOG_CLOSE)}
            </button>
        </header>
        <p class="aside">{t(key::LIBRARY_DIALOG_TEXT)}</p>
        <Trouble shelf=shelf/>
        <SaveAs shelf=shelf/>
        <Said shelf=shelf/>
        <Entries shelf=shelf/>
        <Unreadables shelf=shelf/>
        <Exchange shelf=shelf/>
    }
}

/// The field that names the present plan.
#[component]
fn SaveAs(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let name = RwSignal::new(String::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if typed.is_empty() {
            shelf.save_as(locale.get_untracked().text(key::LIBRARY_DIALOG_DEFAULT_NAME));
        } else {
            shelf.save_as(&typed);
        }
        name.set(String::new());
    };
    // The scenario that the plan came from, if the two differ.
    let changed = Memo::new(move |_| {
        let id = shelf.current.get()?;
        let (name, kept) = shelf.library.with(|library| {
            library.get(&id).map(|entry| (entry.file.name.clone(), entry.file.scenario.clone()))
        })?;
        shelf.state.scenario.with(|scenario| *scenario != kept).then_some(name)
    });
    let update = move || {
        changed.get().map(|name| {
            let text = locale.get().fill(key::LIBRARY_DIALOG_UPDATE, &[("name", &name)]);
            let save = move |_| {
                shelf.save();
                router::focus("library-title");
            };
            view! { <button type="button" class="action" data-action="update" on:click=save>{text}</button> }
        })
    };
    view! {
        <form class="library-save" on:submit=submit>
            <label for="library-name">{t(key::LIBRARY_DIALOG_NAME)}</label>
            <input
                type="text"
                id="library-name"
                autocomplete="off"
                maxlength="120"
                placeholder=t(key::LIBRARY_DIALOG_DEFAULT_NAME)
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit" class="action" data-action="save-as">{t(key::LIBRARY_DIALOG_SAVE)}</button>
            {update}
        </form>
    }
}

/// What was done last; a deletion can be undone there.
#[component]
fn Said(shelf: Shelf) -> impl IntoView {
    let undoable = Memo::new(move |_| shelf.library.with(|library| library.last_deleted().is_some()));
    let undo = move |_| {
        shelf.undo_delete();
        router::focus("library-title");
    };
    view! {
        <div class="library-said">
            <p role="status" data-role="library-said">{move || shelf.said.get()}</p>
            <Show when=move || undoable.get()>
                <button type="button" class="action" id="undo-delete" data-action="undo-delete" on:click=undo>
                    {t(key::LIBRARY_SAID_UNDO_DELETE)}
                </button>
            </Show>
        </div>
    }
}

/// The scenarios, newest last.
#[component]
fn Entries(shelf: Shelf) -> impl IntoView {
    let ids = Memo::new(move |_| {
        shelf
            .library
            .with(|library| library.entries().iter().map(|entry| entry.id.clone()).collect::<Vec<_>>())
    });
    view! {
        <Show
            when=move || ids.with(|ids| !ids.is_empty())
            fallback=move || view! { <p class="library-none">{t(key::LIBRARY_DIALOG_NONE)}</p> }
        >
            <ul class="library-list" aria-label=t(key::LIBRARY_DIALOG_LIST)>
                <For each=move || ids.get() key=Clone::clone children=move |id| view! { <Row shelf=shelf id=id/> }/>
            </ul>
        </Show>
    }
}
