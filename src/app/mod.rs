//! The page.
//!
//! `address` and `router` keep the state in the URL, `state` holds it, `form` makes controls from the
//! registry, `chart` draws, `pages` are what people read. The page names no parameter.

// Leptos makes a public struct of properties for each component, whatever the component's visibility.
#![allow(unreachable_pub)]

mod address;
mod around;
mod article_link;
mod chart;
mod explain_cells;
mod explain_link;
mod form;
mod format;
mod history;
mod later;
mod library;
mod live;
mod locale;
mod map;
mod pages;
mod pause;
mod report;
mod rest;
mod results;
mod router;
mod seen;
mod share;
mod shell;
mod source;
mod state;
mod theme;
mod wording;

use leptos::prelude::*;

/// Mounts the page into the document's body once the texts of its language are there.
pub fn mount() {
    // Leptos has no executor of its own before it mounts.
    wasm_bindgen_futures::spawn_local(async {
        let language = theme::initial_language();
        let fetched = match locale::fetch_first(language).await {
            Ok(()) => Ok(()),
            // The other language is better than none.
            Err(_) => locale::fetch_first(language.other()).await,
        };
        let boot = leptos::prelude::document().get_element_by_id("boot");
        match (fetched, boot) {
            (Ok(()), boot) => {
                if let Some(boot) = boot {
                    boot.remove();
                }
                mount_to_body(shell::App);
            }
            // The document says that the page could not start.
            (Err(_), Some(boot)) => drop(boot.class_list().add_1("failed")),
            (Err(_), None) => {}
        }
    });
}
