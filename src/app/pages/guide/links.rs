//! How to link: the grammar by examples, each of which can be followed.

use leptos::prelude::*;

use super::Part;
use super::prose::Prose;
use crate::app::address::Page;
use crate::app::locale::{Key, key, named, t, use_locale};
use crate::app::router::{href, query_of};
use crate::app::share::link_of;
use crate::app::state::use_state;

/// The parts, for the table of contents.
pub(super) const PLACES: [(&str, Key); 3] = [
    ("grammar", key::GUIDE_LINKS_GRAMMAR),
    ("share", key::GUIDE_LINKS_SHARE),
    ("embed", key::GUIDE_LINKS_EMBED),
];

/// The examples, each with a text `guide.example.<id>`.
const EXAMPLES: [(&str, &str); 10] = [
    ("region", "?v=0&training-region=SE"),
    ("path", "?v=0&cfe-share=0.2~1~2027~2030"),
    ("hold", "?v=0&cfe-share=0.2~0.2"),
    ("slots", "?v=0&cfe-share=~~2028~2032"),
    ("preset", "?preset=finance&horizon-years=15"),
    ("target", "?v=0&target.ebitda-usd=least~0~2029"),
    ("programme", "?v=0&transfer-reuse=~0.5&transfer-reuse.programme-cost=2e7"),
    ("view", "?v=0&pue=1.1~1.1&lang=zh&theme=dark"),
    ("place", "?page=guide&lang=en#energy"),
    ("fragment", "#v=0&horizon-years=5"),
];

/// The section.
#[component]
pub(super) fn Links() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let examples = EXAMPLES
        .map(|(id, link)| {
            view! {
                <div class="guide-example" data-example=id>
                    // A page of its own, as it would be for the person who gets the link.
                    <dt><a href=link target="_blank" rel="noopener"><code>{link}</code></a></dt>
                    <dd>{named(format!("guide.example.{id}"), "")}</dd>
                </div>
            }
        })
        .collect_view();
    let query = move || query_of(state, locale, Page::Plan);
    let (present, whole) = (move || href(&query()), move || link_of(state, &query()));
    view! {
        <Prose text=key::GUIDE_TEXT_LINKS/>
        <Part place="grammar" title=key::GUIDE_LINKS_GRAMMAR>
            <Prose text=key::GUIDE_TEXT_GRAMMAR/>
            <dl class="guide-examples">{examples}</dl>
            <Prose text=key::GUIDE_TEXT_GRAMMAR_AFTER/>
        </Part>
        <Part place="share" title=key::GUIDE_LINKS_SHARE>
            <Prose text=key::GUIDE_TEXT_SHARE/>
            <p class="guide-label">{t(key::GUIDE_LINKS_PRESENT)}</p>
            <p class="guide-present"><a href=present data-role="present-link"><code>{whole}</code></a></p>
        </Part>
        <Part place="embed" title=key::GUIDE_LINKS_EMBED><Prose text=key::GUIDE_TEXT_EMBED/></Part>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::address::Address;
    use crate::app::locale::Language;

    #[test]
    fn every_example_is_followed_whole_and_explained() {
        for (id, link) in EXAMPLES {
            let (search, hash) = match link.split_once('#') {
                Some((search, hash)) => (search, format!("#{hash}")),
                None => (link, String::new()),
            };
            let address = Address::read(search, &hash);
            assert_eq!(address.reports, [], "{link}");
            assert_ne!(address, Address::default(), "{link}");
            for language in [Language::En, Language::Zh] {
                assert!(language.find(&format!("guide.example.{id}")).is_some(), "{id}");
            }
        }
    }
}
