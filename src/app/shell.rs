//! What stands around every page: skip link, header, footer, and what could not be followed of the address.

use leptos::ev;
use leptos::prelude::*;

use super::address::Page;
use super::around::Around;
use super::chart::listen_for_bundle;
use super::explain_cells::Keys;
use super::explain_link;
use super::later::{Coming, awaited, awaited_in};
use super::live::LiveRegion;
use super::locale::{Locale, key, t, use_locale};
use super::pages;
use super::router::{self, href, query_of};
use super::state::{State, use_state};
use super::theme;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let locale = Locale::provide(theme::initial_language());
    let state = State::provide(theme::initial_theme());
    listen_for_bundle();
    router::open(state, locale, router::present());
    let around = Around::fetch(state, locale);
    explain_link::Explains::provide(state, locale);
    router::keep(state, locale);
    theme::follow(state, locale);
    locale.fetch_rest();
    router::scroll_to_place();
    view! {
        <a class="skip" href="#main" on:click=skip>{t(key::SKIP)}</a>
        <Header/>
        <main id=router::MAIN tabindex="-1">
            <LinkReport/>
            {around.bar(state)}
            {around.offer()}
            {move || match state.page.get() {
                Page::Article => awaited(pages::article),
                // Its scenarios come from the library.
                Page::Compare if around.is_here() => awaited(pages::compare),
                Page::Compare => view! { <Coming/> }.into_any(),
                Page::Plan => view! { <pages::plan::Plan/> }.into_any(),
                Page::Evidence => awaited_in(pages::evidence, true),
                Page::Guide => awaited(pages::guide),
                Page::Report => awaited(pages::report),
            }}
        </main>
        {around.dialogs()}
        <Footer/>
        <Keys/>
        <LiveRegion/>
    }
}

/// The fragment belongs to the router, so the skip link moves the focus itself.
fn skip(event: ev::MouseEvent) {
    event.prevent_default();
    router::focus(router::MAIN);
}

/// Whether a click on a link means this page, not a new tab.
pub(crate) fn is_plain(event: &ev::MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

/// A link to another page, with the present state in its address.
#[component]
pub(crate) fn PageLink(
    /// Where it leads.
    page: Page,
    /// Place on that page.
    #[prop(optional)]
    place: Option<&'static str>,
    /// Whether it is part of the navigation.
    #[prop(optional)]
    nav: bool,
    /// Its text.
    children: Children,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let address = move || {
        let address = href(&query_of(state, locale, page));
        place.map_or_else(|| address.clone(), |place| format!("{address}#{place}"))
    };
    let go = move |event: ev::MouseEvent| {
        if !is_plain(&event) {
            return;
        }
        event.prevent_default();
        state.go(page);
        router::scroll_to(place.unwrap_or(router::MAIN).to_owned());
    };
    let current = move || (nav && state.page.get() == page).then_some("page");
    view! {
        <a href=address data-page=nav.then_some(page.id()) aria-current=current on:click=go>
            {children()}
        </a>
    }
}

#[component]
fn Header() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let switch_language = move |_| {
        let language = locale.get_untracked().other();
        theme::keep("lang", language.id());
        locale.set(language);
    };
    let switch_theme = move |_| {
        let theme = state.theme.get_untracked().other();
        theme::keep("theme", theme.id());
        state.theme.set(theme);
    };
    let links = Page::ALL
        .map(|page| view! { <li><PageLink page=page nav=true>{t(pages::title(page))}</PageLink></li> })
        .collect_view();
    view! {
        <header class="site-header">
            <div class="site-header-row">
                <p class="site-name">
                    <span class="site-name-zh" lang="zh">"长青"</span>
                    <span class="site-name-en" lang="en">"Perennial"</span>
                </p>
                <nav aria-label=t(key::NAV_LABEL)>
                    <ul class="site-nav">{links}</ul>
                </nav>
                <div class="site-switches">
                    <button
                        type="button"
                        class="quiet"
                        data-action="lang"
                        lang=move || locale.get().other().id()
                        on:click=switch_language
                    >
                        {t(key::SWITCH_LANGUAGE)}
                    </button>
                    <button
                        type="button"
                        class="quiet"
                        data-action="theme"
                        on:click=switch_theme
                    >
                        {move || match state.theme.get() {
                            super::address::Theme::Light => t(key::SWITCH_DARK)(),
                            super::address::Theme::Dark => t(key::SWITCH_LIGHT)(),
                        }}
                    </button>
                </div>
            </div>
        </header>
    }
}

/// What of the address could not be followed.
#[component]
fn LinkReport() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let some = Memo::new(move |_| state.reports.with(|reports| !reports.is_empty()));
    let entries = move || {
        let language = locale.get();
        state.reports.with(|reports| {
            reports
                .iter()
                .map(|report| {
                    let label = language.find(&format!("parameters.{}.label", report.key()));
                    view! {
                        <li data-key=report.key().to_owned()>
                            {label.map(|label| view! { <strong>{label}</strong> " " })}
                            <code>{report.key().to_owned()}</code>
                            " "
                            {report.text(language)}
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <Show when=move || some.get()>
            <section class="link-report" data-role="link-report" role="alert" aria-label=t(key::REPORT_TITLE)>
                <h2>{t(key::REPORT_TITLE)}</h2>
                <ul>{entries}</ul>
                <button type="button" class="quiet" on:click=move |_| state.reports.set(Vec::new())>
                    {t(key::REPORT_CLOSE)}
                </button>
            </section>
        </Show>
    }
}

#[component]
fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <div class="site-footer-columns">
                <section>
                    <h2>{t(key::FOOTER_WHAT)}</h2>
                    <p>{t(key::FOOTER_WHAT_TEXT)}</p>
                    <p>{t(key::FOOTER_PRIVACY)}</p>
                </section>
                <section>
                    <h2>{t(key::FOOTER_DATA)}</h2>
                    <ul>
                        <li>{t(key::FOOTER_EMBER)}</li>
                        <li>{t(key::FOOTER_EPOCH)}</li>
                        <li>{t(key::FOOTER_ELECTRICITY_MAPS)}</li>
                        <li>{t(key::FOOTER_EGRID)}</li>
                        <li>{t(key::FOOTER_WRI)}</li>
                        <li>{t(key::FOOTER_ECOLOGITS)}</li>
                    </ul>
                </section>
                <section>
                    <h2>{t(key::FOOTER_LIMITS)}</h2>
                    <p>{t(key::FOOTER_LIMITS_TEXT)}</p>
                    <p>{t(key::FOOTER_LICENCE)}</p>
                </section>
            </div>
        </footer>
    }
}
