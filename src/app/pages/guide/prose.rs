//! The guide's texts as they are read: paragraphs and lists with links, code and live figures.

use leptos::ev;
use leptos::prelude::*;

use super::figure::Shown;
use super::markup::{Block, Piece, blocks};
use crate::app::address::Page;
use crate::app::locale::{Key, use_locale};
use crate::app::router::{self, href, query_of};
use crate::app::shell::{PageLink, is_plain};
use crate::app::state::use_state;

/// A link to a place on this page: its address can be copied, a click only scrolls.
#[component]
pub(super) fn Anchor(
    /// Id of the place.
    place: &'static str,
    /// Its text.
    children: Children,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let address = move || format!("{}#{place}", href(&query_of(state, locale, Page::Guide)));
    let go = move |event: ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            router::scroll_to(place.to_owned());
        }
    };
    view! { <a href=address on:click=go>{children()}</a> }
}

/// A target of the markup: `#place`, `page` or `page#place`.
fn target(text: &'static str) -> Option<(Page, Option<&'static str>)> {
    match text.split_once('#') {
        Some(("", place)) => Some((Page::Guide, Some(place))),
        Some((page, place)) => Some((Page::of_id(page)?, Some(place))),
        None => Some((Page::of_id(text)?, None)),
    }
}

fn piece(piece: Piece<'static>) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Piece::Code(text) => view! { <code>{text}</code> }.into_any(),
        Piece::Figure(name) => view! { <Shown name=name/> }.into_any(),
        Piece::Link(words, to) => match target(to) {
            Some((Page::Guide, Some(place))) => view! { <Anchor place=place>{words}</Anchor> }.into_any(),
            Some((page, Some(place))) => {
                view! { <PageLink page=page place=place>{words}</PageLink> }.into_any()
            }
            Some((page, None)) => view! { <PageLink page=page>{words}</PageLink> }.into_any(),
            None => words.into_any(),
        },
    }
}

fn line(pieces: Vec<Piece<'static>>) -> Vec<AnyView> {
    pieces.into_iter().map(piece).collect()
}

/// A text with its markup.
pub(super) fn written(text: &'static str) -> impl IntoView {
    blocks(text)
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(pieces) => view! { <p>{line(pieces)}</p> }.into_any(),
            Block::List(entries) => {
                let entries =
                    entries.into_iter().map(|entry| view! { <li>{line(entry)}</li> }).collect_view();
                view! { <ul>{entries}</ul> }.into_any()
            }
        })
        .collect_view()
}

/// A text of the page, in the reader's language.
#[component]
pub(super) fn Prose(
    /// The text.
    text: Key,
) -> impl IntoView {
    let locale = use_locale();
    view! { <div class="prose guide-prose">{move || written(locale.get().text(text))}</div> }
}

/// A text found by id, in the reader's language.
#[component]
pub(super) fn ProseOf(
    /// Its key.
    name: String,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="prose guide-prose">{move || written(locale.get().find(&name).unwrap_or_default())}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::super::figure::figure;
    use super::*;
    use crate::app::locale::{Language, keys_of};

    /// Everything that the guide's texts point to.
    #[test]
    fn every_link_and_every_figure_of_the_texts_is_known() {
        for key in keys_of("guide.") {
            for language in [Language::En, Language::Zh] {
                let text = language.find(key).unwrap_or_default();
                for block in blocks(text) {
                    let lines = match block {
                        Block::Paragraph(pieces) => vec![pieces],
                        Block::List(entries) => entries,
                    };
                    for piece in lines.into_iter().flatten() {
                        match piece {
                            Piece::Link(words, to) => assert!(target(to).is_some(), "{key}: [{words}]({to})"),
                            // Others are filled in by the program.
                            Piece::Figure(name) if key.starts_with("guide.text.") => {
                                assert!(figure(name).is_some(), "{key}: {{{name}}}");
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
    }
}
