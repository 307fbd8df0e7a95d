//! The page.
//!
//! `address` and `router` keep the state in the URL, `state` holds it, `form` makes controls from the
//! registry, `chart` draws, `pages` are what people read. The page names no parameter.

// Leptos makes a public struct of properties for each component, whatever the component's visibility.
#![allow(unreachable_pub)]

mod address;
mod article_link;
mod chart;
mod explain_link;
mod form;
mod format;
mod history;
mod library;
mod live;
mod locale;
mod map;
mod pages;
mod report;
mod rest;
mod results;
mod router;
mod seen;
mod shell;
mod source;
mod state;
mod theme;

use leptos::prelude::*;

/// Mounts the page into the document's body.
pub fn mount() {
    mount_to_body(shell::App);
}
