//! What people read.

pub(crate) mod article;
pub(crate) mod compare;
pub(crate) mod evidence;
pub(crate) mod guide;
pub(crate) mod plan;
pub(crate) mod report;

use leptos::prelude::*;

use super::address::Page;
use super::later::{Make, later};
use super::locale::{Key, key};

later! { article, pub(crate) fn article() -> Make { || view! { <article::Article/> }.into_any() } }
later! { compare, pub(crate) fn compare() -> Make { || view! { <compare::Compare/> }.into_any() } }
later! { evidence, pub(crate) fn evidence() -> Make { || view! { <evidence::Evidence/> }.into_any() } }
later! { guide, pub(crate) fn guide() -> Make { || view! { <guide::Guide/> }.into_any() } }
later! { report, pub(crate) fn report() -> Make { || view! { <report::Report/> }.into_any() } }

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
