//! The article's linear model as a live page: inputs, results, derivation, figures, errata, strategy map.

mod derivation;
mod errata;
mod figures;
mod inputs;

use leptos::prelude::*;

use crate::app::chart::ChartView;
use crate::app::chart::data::ChartData;
use crate::app::chart::palette::Tone;
use crate::app::locale::{Key, key, t, use_locale};
use crate::app::map::StrategyMap;
use crate::app::state::use_state;

/// The page.
#[component]
pub(crate) fn Article() -> impl IntoView {
    view! {
        <div class="page article-page">
            <header class="page-head">
                <p class="kicker">{t(key::ARTICLE_KICKER)}</p>
                <h1>{t(key::ARTICLE_TITLE)}</h1>
                <p class="standfirst">{t(key::ARTICLE_STANDFIRST)}</p>
            </header>
            <section class="article-model" aria-labelledby="model-title">
                <h2 id="model-title">{t(key::ARTICLE_MODEL_TITLE)}</h2>
                <inputs::Model/>
            </section>
            <section aria-labelledby="figures-title">
                <h2 id="figures-title">{t(key::ARTICLE_FIGURES_TITLE)}</h2>
                <p class="prose">{t(key::ARTICLE_FIGURES_TEXT)}</p>
                <Figures/>
            </section>
            <section aria-labelledby="derivation-title">
                <h2 id="derivation-title">{t(key::ARTICLE_DERIVATION_TITLE)}</h2>
                <p class="prose">{t(key::ARTICLE_DERIVATION_TEXT)}</p>
                <derivation::Derivation/>
            </section>
            <section aria-labelledby="errata-title">
                <h2 id="errata-title">{t(key::ARTICLE_ERRATA_TITLE)}</h2>
                <errata::Errata/>
            </section>
            <section aria-labelledby="map-title">
                <h2 id="map-title">{t(key::ARTICLE_MAP_TITLE)}</h2>
                <p class="prose">{t(key::ARTICLE_MAP_TEXT)}</p>
                <StrategyMap/>
            </section>
        </div>
    }
}

/// One chart of this page: its words follow the language, its data the inputs.
#[component]
fn Multiple(
    /// Its name in links and files.
    id: &'static str,
    /// What it shows.
    #[prop(into)]
    finding: Signal<String>,
    /// What is on the axes.
    subtitle: Key,
    /// Accent.
    tone: Tone,
    /// Data.
    data: Memo<ChartData>,
) -> impl IntoView {
    let (subtitle, source) = (t(subtitle), t(key::ARTICLE_SOURCE));
    view! {
        <ChartView
            id=id
            finding=finding
            subtitle=Signal::derive(move || subtitle().to_owned())
            source=Signal::derive(move || source().to_owned())
            tone=tone
            data=data
        />
    }
}

/// The two figures of section 5.4, one small chart for each quantity.
#[component]
fn Figures() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let groups =
        [(key::ARTICLE_FIGURE_ONE, &figures::FIRST[..]), (key::ARTICLE_FIGURE_TWO, &figures::SECOND[..])];
    groups
        .map(|(title, figures)| {
            let charts = figures
                .iter()
                .map(|figure| {
                    let data = Memo::new(move |_| {
                        state.article.with(|article| figure.data(&article.inputs, locale.get()))
                    });
                    let finding = Signal::derive(move || {
                        state.article.with(|article| figure.finding(&article.inputs, locale.get()))
                    });
                    view! {
                        <Multiple id=figure.id finding=finding subtitle=figure.subtitle tone=figure.tone data=data/>
                    }
                })
                .collect_view();
            view! {
                <h3 class="group-title">{t(title)}</h3>
                <div class="multiples">{charts}</div>
            }
        })
        .collect_view()
}
