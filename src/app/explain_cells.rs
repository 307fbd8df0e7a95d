//! Figures in tables as ways to their explanation. A cell says which with `data-explain`; it becomes a link
//! when a hand or a key comes to it, so that tables of a hundred figures cost nothing while they are redrawn.
//!
//! A table is one stop of the tab key, the region that it scrolls in: arrow keys go on from there from figure to
//! figure, Enter explains one, Escape leads back. One set of listeners serves every table of the page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::explain_link::{Explains, parted};
use super::locale::{Language, Locale, key, t};
use super::shell::is_plain;

/// What a table scrolls in: its one stop of the tab key.
const REGION: &str = ".table-scroll, .report-scroll";
/// A cell that carries its figure.
const CELL: &str = "td[data-explain]";
/// A link to an explanation in the head of a row or column.
const HEAD: &str = "a[data-explain]";
/// The place of the words about the keys.
const KEYS: &str = "explain-keys";
/// Where the keys work, once it has the focus and shows it.
const KEYED: &str = "[aria-describedby='explain-keys']:focus-visible, .cell-link:focus-visible";

/// Answers hands and keys on figures for as long as the page stands.
pub(super) fn listen(explains: Explains, locale: Locale) {
    let click = move |event: ev::MouseEvent| {
        let Some(figure) = hit(&event).and_then(|hit| figure_at(&hit)) else { return };
        // A link for a new tab, or words that were marked to be copied, are not for this page.
        if is_plain(&event) && !event.default_prevented() && !is_marked() {
            event.prevent_default();
            explains.open(figure);
        }
    };
    let over = move |event: ev::PointerEvent| {
        if let Some(cell) = hit(&event).and_then(|hit| closest(&hit, CELL)) {
            link_of(&cell, explains, locale.get_untracked());
        }
    };
    let focus = |event: ev::FocusEvent| {
        let region = hit(&event).filter(|hit| is(hit, REGION));
        if let Some(region) = region.filter(|region| first(region, CELL).is_some()) {
            drop(region.set_attribute("aria-describedby", KEYS));
        }
    };
    // Asked of the page by style alone (`:has`), it would be asked again with everything that changes.
    let seen = |event: ev::FocusEvent| {
        let here = event.type_() == "focusin" && hit(&event).is_some_and(|hit| is(&hit, KEYED));
        if let Some(keys) = document().get_element_by_id(KEYS) {
            drop(keys.toggle_attribute_with_force("data-shown", here));
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        let Some(to) = hit(&event).and_then(|hit| target(&event, &hit)) else { return };
        event.prevent_default();
        let to = if is(&to, CELL) { link_of(&to, explains, locale.get_untracked()) } else { Some(to) };
        if let Some(to) = to {
            go(to);
        }
    };
    // They stay as long as the page.
    drop(window_event_listener(ev::click, click));
    drop(window_event_listener(ev::pointerover, over));
    // The plan may have moved since: a link that is opened beside this page leads to what is seen.
    drop(window_event_listener(ev::pointerdown, over));
    drop(window_event_listener(ev::focusin, focus));
    drop(window_event_listener(ev::focusin, seen));
    drop(window_event_listener(ev::focusout, seen));
    drop(window_event_listener(ev::keydown, press));
}

/// The words about the keys: said with a table that has figures, and seen while it has the focus.
#[component]
pub(super) fn Keys() -> impl IntoView {
    view! { <p class="explain-keys" id=KEYS>{t(key::EXPLAIN_KEYS)}</p> }
}

fn hit(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(element: &Element, what: &str) -> Option<Element> {
    element.closest(what).ok().flatten()
}

fn first(inside: &Element, what: &str) -> Option<Element> {
    inside.query_selector(what).ok().flatten()
}

fn is(element: &Element, what: &str) -> bool {
    element.matches(what).unwrap_or(false)
}

/// The figure of the nearest thing that carries one, unless something else to press lies between.
fn figure_at(hit: &Element) -> Option<String> {
    let bearer = closest(hit, "[data-explain]")?;
    let own = closest(hit, "a[href], button, summary, input, select");
    let between = own.filter(|own| !own.is_same_node(Some(&bearer)) && bearer.contains(Some(own)));
    if between.is_some_and(|between| !between.class_list().contains("cell-link")) {
        return None;
    }
    bearer.get_attribute("data-explain")
}

/// Whether words are marked.
fn is_marked() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// The link in a cell, made if there is none yet; it leads to what the cell shows now.
fn link_of(cell: &Element, explains: Explains, language: Language) -> Option<Element> {
    let figure = cell.get_attribute("data-explain")?;
    let link = match first(cell, "a") {
        Some(link) => link,
        None => wrapped(cell).ok()?,
    };
    let name = name(cell, &figure, language);
    for (attribute, text) in [("href", explains.href_now(&figure)), ("aria-label", name)] {
        drop(link.set_attribute(attribute, &text));
    }
    Some(link)
}

/// Puts what a cell shows into a link.
fn wrapped(cell: &Element) -> Result<Element, JsValue> {
    let link = document().create_element("a")?;
    link.set_class_name("cell-link");
    link.set_attribute("tabindex", "-1")?;
    while let Some(child) = cell.first_child() {
        link.append_child(&child)?;
    }
    cell.append_child(&link)?;
    Ok(link)
}

/// What a cell is called: what it shows, then what is explained.
fn name(cell: &Element, figure: &str, language: Language) -> String {
    // What stands in parentheses for the eye is said as a minus.
    let shown = first(cell, ".visually-hidden").or_else(|| first(cell, "data"));
    let value = shown.and_then(|shown| shown.text_content()).unwrap_or_default();
    let (whose, figure) = parted(figure);
    let (id, time) = figure.split_once('~').unwrap_or((figure, ""));
    // A sum that is no output is called as its row is.
    let row = || first(&cell.parent_element()?, "th")?.text_content();
    let name = language.find(&format!("outputs.{id}.label")).map(str::to_owned).or_else(row);
    let name = name.unwrap_or_else(|| id.to_owned());
    let text = language.fill(key::EXPLAIN_NAME, &[("value", &value), ("name", &name), ("time", time)]);
    let text = text.trim_end().to_owned();
    match whose.filter(|whose| whose.len() == 1) {
        Some(letter) => {
            language.fill(key::EXPLAIN_OF, &[("text", &text), ("letter", &letter.to_ascii_uppercase())])
        }
        None => text,
    }
}

/// Where a key leads from an element: from the region into its table, and from figure to figure.
fn target(event: &ev::KeyboardEvent, from: &Element) -> Option<Element> {
    let far = event.ctrl_key() || event.meta_key();
    if event.alt_key() || event.shift_key() {
        return None;
    }
    let key = event.key();
    if is(from, REGION) {
        return if far || !matches!(key.as_str(), "ArrowDown" | "ArrowRight" | "Enter") {
            None
        } else {
            first(from, CELL)
        };
    }
    let cell = closest(from, "td, th")?;
    stop(&cell)?;
    let row = cell.parent_element()?;
    match (key.as_str(), far) {
        ("ArrowRight", false) => along(&cell, true),
        ("ArrowLeft", false) => along(&cell, false),
        ("ArrowDown", false) => across(&cell, &row, true),
        ("ArrowUp", false) => across(&cell, &row, false),
        ("Home", false) => first(&row, CELL),
        ("End", false) => all(&row, CELL).pop(),
        ("Home", true) => first(&closest(&row, "table")?, CELL),
        ("End", true) => all(&closest(&row, "table")?, CELL).pop(),
        ("Escape", false) => closest(&row, REGION),
        _ => None,
    }
}

/// What of a cell can be gone to: itself, or the link in a head.
fn stop(cell: &Element) -> Option<Element> {
    if is(cell, CELL) { Some(cell.clone()) } else { first(cell, HEAD) }
}

/// The next that can be gone to in the row.
fn along(cell: &Element, on: bool) -> Option<Element> {
    let next = |at: &Element| if on { at.next_element_sibling() } else { at.previous_element_sibling() };
    let mut at = next(cell);
    while let Some(cell) = at {
        if let Some(stop) = stop(&cell) {
            return Some(stop);
        }
        at = next(&cell);
    }
    None
}

/// The next that can be gone to in the column.
fn across(cell: &Element, row: &Element, on: bool) -> Option<Element> {
    let mut place = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(other) = before {
        place += 1;
        before = other.previous_element_sibling();
    }
    let mut rows = all(&closest(row, "table")?, "tr");
    if !on {
        rows.reverse();
    }
    let mut after = rows.into_iter().skip_while(|other| !other.is_same_node(Some(row))).skip(1);
    after.find_map(|row| {
        let mut at = row.first_element_child();
        for _ in 0..place {
            at = at?.next_element_sibling();
        }
        stop(&at?)
    })
}

fn all(inside: &Element, what: &str) -> Vec<Element> {
    let Ok(found) = inside.query_selector_all(what) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Moves the focus to an element, and what is next to it into view.
fn go(to: Element) {
    let near = ScrollIntoViewOptions::new();
    near.set_block(ScrollLogicalPosition::Nearest);
    near.set_inline(ScrollLogicalPosition::Nearest);
    to.scroll_into_view_with_scroll_into_view_options(&near);
    if let Ok(element) = to.dyn_into::<HtmlElement>() {
        drop(element.focus());
    }
}
