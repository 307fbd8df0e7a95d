//! What people read.

pub(crate) mod article;
pub(crate) mod compare;
pub(crate) mod evidence;
pub(crate) mod guide;
pub(crate) mod plan;
pub(crate) mod report;

use super::address::Page;
use super::locale::{Key, key};

/// The name of a page.
pub(crate) const fn title(page: Page) -> Key {
    match page {
        Page::Article => key::NAV_ARTICLE,
        Page::Compare => key::COMPARE_NAV,
        Page::Evidence => key::EVIDENCE_NAV,
        Page::Guide => key::GUIDE_NAV,
        Page::Plan => key::NAV_PLAN,
        Page::Report => key::REPORT_NAV,
    }
}
