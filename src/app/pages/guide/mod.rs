//! The guide: what the dimensions are, how the charts are read, the questions of the article's appendix with
//! live numbers, sectors, method and limits, words, links. Its texts stand in `locales/*/guide.toml`.

mod cases;
mod dimensions;
mod figure;
mod links;
mod markup;
mod measure;
mod method;
mod prose;
mod questions;
mod reading;
mod sectors;
mod table;
pub(crate) mod tour;
mod words;

use leptos::prelude::*;

use crate::app::locale::{Key, key, t};
use crate::app::state::use_state;
use cases::Cases;
use prose::{Anchor, Prose};

/// A section: place on the page, title, and the places inside.
type Section = (&'static str, Key, &'static [(&'static str, Key)]);

/// The sections, in the order of reading.
const SECTIONS: [Section; 8] = [
    ("start", key::GUIDE_SECTION_START, &[]),
    ("dimensions", key::GUIDE_SECTION_DIMENSIONS, &[]),
    ("reading", key::GUIDE_SECTION_READING, &reading::PLACES),
    ("questions", key::GUIDE_SECTION_QUESTIONS, &questions::PLACES),
    ("sectors", key::GUIDE_SECTION_SECTORS, &[]),
    ("method", key::GUIDE_SECTION_METHOD, &method::PLACES),
    ("words", key::GUIDE_SECTION_WORDS, &[]),
    ("links", key::GUIDE_SECTION_LINKS, &links::PLACES),
];

/// The page.
#[component]
pub(crate) fn Guide() -> impl IntoView {
    Cases::provide(use_state());
    view! {
        <div class="page guide-page">
            <header class="page-head">
                <p class="kicker">{t(key::GUIDE_KICKER)}</p>
                <h1>{t(key::GUIDE_TITLE)}</h1>
                <p class="standfirst">{t(key::GUIDE_STANDFIRST)}</p>
            </header>
            <div class="guide-split">
                <Contents/>
                <div class="guide-body">
                    <Section place="start" title=key::GUIDE_SECTION_START>
                        <Prose text=key::GUIDE_TEXT_START/>
                        <tour::Invitation/>
                    </Section>
                    <Section place="dimensions" title=key::GUIDE_SECTION_DIMENSIONS><dimensions::Dimensions/></Section>
                    <Section place="reading" title=key::GUIDE_SECTION_READING><reading::Reading/></Section>
                    <Section place="questions" title=key::GUIDE_SECTION_QUESTIONS><questions::Questions/></Section>
                    <Section place="sectors" title=key::GUIDE_SECTION_SECTORS><sectors::Sectors/></Section>
                    <Section place="method" title=key::GUIDE_SECTION_METHOD><method::Method/></Section>
                    <Section place="words" title=key::GUIDE_SECTION_WORDS><words::Words/></Section>
                    <Section place="links" title=key::GUIDE_SECTION_LINKS><links::Links/></Section>
                </div>
            </div>
        </div>
    }
}

/// The table of contents.
#[component]
fn Contents() -> impl IntoView {
    let entries = SECTIONS
        .map(|(place, title, places)| {
            let inside = places
                .iter()
                .map(|(place, title)| view! { <li><Anchor place=place>{t(*title)}</Anchor></li> })
                .collect_view();
            view! {
                <li>
                    <Anchor place=place>{t(title)}</Anchor>
                    {(!places.is_empty()).then(|| view! { <ol>{inside}</ol> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="guide-contents" aria-labelledby="contents-title">
            <h2 id="contents-title">{t(key::GUIDE_CONTENTS)}</h2>
            <ol>{entries}</ol>
        </nav>
    }
}

/// A section with its title; the title can be linked to.
#[component]
fn Section(
    /// Id of the place.
    place: &'static str,
    /// Its title.
    title: Key,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="guide-section" id=place tabindex="-1" aria-labelledby=format!("{place}-title")>
            <h2 id=format!("{place}-title")>{t(title)}</h2>
            {children()}
        </section>
    }
}

/// A part of a section, with its own place.
#[component]
pub(super) fn Part(
    /// Id of the place.
    place: &'static str,
    /// Its title.
    title: Key,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="guide-part" id=place tabindex="-1" aria-labelledby=format!("{place}-title")>
            <h3 id=format!("{place}-title")>{t(title)}</h3>
            {children()}
        </section>
    }
}
