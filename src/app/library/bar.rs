//! The bar below the page's header: the present plan by name, undo, redo, save, and the way to the library.

use leptos::prelude::*;

use super::exchange::save_plan;
use super::link::{CopyLink, Outcome};
use super::words::{counted, storage};
use super::{Shelf, draft, now, use_shelf};
use crate::app::history;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::state::{seldom, use_state};
use crate::scenario::Scenario;
use crate::scenario::library::{Draft, Library};

/// The present plan: its name, and how it is kept.
fn standing(shelf: Shelf, language: Language) -> (String, &'static str) {
    let kept = shelf.current.get().and_then(|id| {
        shelf.library.with(|library| {
            let entry = library.get(&id)?;
            let same = shelf.state.scenario.with(|scenario| *scenario == entry.file.scenario);
            Some((entry.file.name.clone(), same))
        })
    });
    let stored = |text| {
        let unstored = shelf.draft_trouble.with(Option::is_some);
        language.text(if unstored { key::LIBRARY_BAR_NOT_STORED } else { text })
    };
    match kept {
        Some((name, true)) => {
            let unstored = shelf.trouble.with(Option::is_some);
            let text = if unstored { key::LIBRARY_BAR_NOT_STORED } else { key::LIBRARY_BAR_SAVED };
            (name, language.text(text))
        }
        Some((name, false)) => (name, stored(key::LIBRARY_BAR_CHANGED)),
        None if shelf.state.scenario.with(|scenario| *scenario == Scenario::default()) => {
            (language.text(key::LIBRARY_BAR_REFERENCE).to_owned(), "")
        }
        None => (language.text(key::LIBRARY_BAR_UNSAVED).to_owned(), stored(key::LIBRARY_BAR_DRAFT)),
    }
}

/// The bar, the offer of the last draft, and what went wrong with the storage.
#[component]
pub(crate) fn Bar() -> impl IntoView {
    use_shelf().map(|shelf| {
        let locale = use_locale();
        let standing = seldom(move || standing(shelf, locale.get()));
        let count = Memo::new(move |_| shelf.library.with(|library| library.entries().len()));
        let scenarios = move || match count.get() {
            0 => locale.get().text(key::LIBRARY_BAR_SCENARIOS).to_owned(),
            count => locale.get().fill(key::LIBRARY_BAR_SCENARIOS_COUNT, &[("count", &count.to_string())]),
        };
        let outcome = RwSignal::new(None);
        let save = move |_| {
            if !shelf.save() {
                shelf.open.set(Some("library-name"));
            }
        };
        view! {
            <draft::Offer/>
            <section class="plan-bar" data-role="plan-bar" aria-label=t(key::LIBRARY_BAR_LABEL)>
                <p class="plan-bar-name">
                    <strong data-role="plan-name">{move || standing.with(|(name, _)| name.clone())}</strong>
                    <span class="aside" data-role="plan-kept">{move || standing.with(|(_, kept)| *kept)}</span>
                </p>
                <div class="plan-bar-tools">
                    <history::Buttons/>
                    <button type="button" class="quiet" data-action="save" on:click=save>
                        {t(key::LIBRARY_BAR_SAVE)}
                    </button>
                    <CopyLink outcome=outcome/>
                    <button
                        type="button"
                        class="quiet"
                        data-action="scenarios"
                        aria-haspopup="dialog"
                        on:click=move |_| shelf.open.set(Some("library-title"))
                    >
                        {scenarios}
                    </button>
                </div>
                <p class="visually-hidden" role="status">
                    {move || shelf.open.with(Option::is_none).then(|| shelf.said.get())}
                </p>
                <Outcome outcome=outcome/>
            </section>
            <Trouble shelf=shelf/>
        }
    })
}

/// What the storage refused, what that means, and what to do about it.
#[component]
pub(super) fn Trouble(shelf: Shelf) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let error = Memo::new(move |_| shelf.trouble.get().or_else(|| shelf.draft_trouble.get()));
    let pending = Memo::new(move |_| shelf.library.with(Library::pending));
    let text = move || {
        let language = locale.get();
        let reason = error.with(|error| error.as_ref().map(|error| storage(error, language)))?;
        let texts = [key::LIBRARY_ERROR_KEPT_DRAFT, key::LIBRARY_ERROR_KEPT_ONE, key::LIBRARY_ERROR_KEPT];
        let kept = language.fill(counted(pending.get(), texts), &[("count", &pending.get().to_string())]);
        let gap = if language == Language::En { " " } else { "" };
        Some(reason + gap + &kept)
    };
    let retry = move |_| {
        let draft = Draft { entry: shelf.current.get_untracked(), updated: now(), file: shelf.present() };
        shelf.draft_trouble.set(draft.save(&mut super::device::Device).err());
        shelf.change(|_| ());
    };
    let export = move |_| {
        if pending.get_untracked() > 0 {
            super::exchange::save_all(shelf, "json");
        } else {
            save_plan(&state.scenario.get_untracked());
        }
    };
    let export_text = move || {
        let all = pending.get() > 0;
        locale.get().text(if all {
            key::LIBRARY_EXCHANGE_EXPORT_JSON
        } else {
            key::LIBRARY_ERROR_EXPORT_PLAN
        })
    };
    view! {
        <Show when=move || error.with(Option::is_some)>
            <div class="storage-trouble" data-role="storage-trouble" role="alert">
                <p>{text}</p>
                <button type="button" class="action" data-action="trouble-export" on:click=export>
                    {export_text}
                </button>
                <button type="button" class="quiet" data-action="trouble-retry" on:click=retry>
                    {t(key::LIBRARY_ERROR_RETRY)}
                </button>
            </div>
        </Show>
    }
}
