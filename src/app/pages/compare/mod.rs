//! Up to four scenarios side by side: what was decided differently, what comes of it, year by year.

mod cases;
mod charts;
mod headlines;
mod heads;
mod inputs;
mod share;
mod words;
mod yearly;

use leptos::prelude::*;

use crate::app::locale::{Key, key, t, use_locale};
use cases::Cases;

/// The page.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let cases = Cases::provide();
    charts::Chosen::provide(cases.state);
    let several = Memo::new(move |_| cases.count() > 1);
    view! {
        <div class="page compare-page">
            <header class="page-head">
                <h1>{t(key::COMPARE_TITLE)}</h1>
                <p class="standfirst">{t(key::COMPARE_STANDFIRST)}</p>
            </header>
            <Unread/>
            <heads::Heads/>
            <Show
                when=move || several.get()
                fallback=move || view! { <p class="aside" data-role="alone">{t(key::COMPARE_ADD_ALONE)}</p> }
            >
                <share::Share/>
                <Part place="inputs" title=key::COMPARE_INPUTS_TITLE><inputs::Inputs/></Part>
                <Part place="headlines" title=key::COMPARE_HEADLINES_TITLE><headlines::Headlines/></Part>
            </Show>
            <Part place="by-year" title=key::COMPARE_CHARTS_TITLE>
                <charts::Charts/>
                <yearly::Yearly/>
            </Part>
        </div>
    }
}

/// A part of the page.
#[component]
fn Part(place: &'static str, title: Key, children: ChildrenFn) -> impl IntoView {
    let id = format!("compare-{place}");
    view! {
        <section class="compare-part" id=id.clone() tabindex="-1" aria-labelledby=format!("{id}-title")>
            <h2 id=format!("{id}-title")>{t(title)}</h2>
            {children()}
        </section>
    }
}

/// What of the link could not be read.
#[component]
fn Unread() -> impl IntoView {
    let (cases, locale) = (cases::use_cases(), use_locale());
    let text = move || {
        let keys = cases.unread();
        (!keys.is_empty()).then(|| {
            let values = [("count", keys.len().to_string()), ("keys", keys.join(", "))];
            let text = locale.get().fill(
                key::COMPARE_ADD_UNREADABLE,
                &values.each_ref().map(|(name, value)| (*name, value.as_str())),
            );
            view! { <p class="storage-trouble" role="alert" data-role="compare-unread">{text}</p> }
        })
    };
    view! { {text} }
}
