//! What people read.

pub(crate) mod article;
pub(crate) mod plan;

use super::address::Page;
use super::locale::{Key, key};

/// The name of a page.
pub(crate) const fn title(page: Page) -> Key {
    match page {
        Page::Article => key::NAV_ARTICLE,
        Page::Plan => key::NAV_PLAN,
    }
}
