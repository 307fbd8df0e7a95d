//! The tour's hold on the page: finding, marking and showing the elements that it speaks of. The marks are
//! attributes that nothing else reads.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Marks the element that the tour speaks of.
const HERE: &str = "data-tour-here";
/// Marks the document while the tour is under way, so that nothing ends up below the card.
const TOURING: &str = "data-touring";

fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// The first of some elements that is there.
pub(super) fn find(selectors: &[&str]) -> Option<Element> {
    selectors.iter().find_map(|selector| first(selector))
}

/// Opens whatever an element is folded into.
fn unfold(element: &Element) {
    let mut outer = element.parent_element();
    while let Some(around) = outer {
        if around.tag_name().eq_ignore_ascii_case("details") {
            drop(around.set_attribute("open", ""));
        }
        outer = around.parent_element();
    }
}

/// Takes every mark away.
pub(super) fn clear() {
    while let Some(element) = first(&format!("[{HERE}]")) {
        if element.remove_attribute(HERE).is_err() {
            break;
        }
    }
    if let Some(root) = document().document_element() {
        drop(root.remove_attribute(TOURING));
    }
}

/// Marks an element and brings it into the middle of what the card leaves free. Answers whether it is there.
pub(super) fn show(selectors: &[&str]) -> bool {
    clear();
    if let Some(root) = document().document_element() {
        drop(root.set_attribute(TOURING, ""));
    }
    if selectors.is_empty() {
        return true;
    }
    let Some(element) = find(selectors) else { return false };
    unfold(&element);
    drop(element.set_attribute(HERE, ""));
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    // As the style sheet says, which heeds a wish for less motion.
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Moves the focus to the first element of a selector.
pub(super) fn focus(selector: &str) {
    if let Some(element) = first(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(element.focus_with_options(&options));
    }
}

/// Whether the focus lies within the first element of a selector.
pub(super) fn has_focus(selector: &str) -> bool {
    let focused = document().active_element();
    first(selector).is_some_and(|element| element.contains(focused.as_deref()))
}
