//! The map as the article draws it, from the company on the left to the leaves on the right.

use leptos::prelude::*;

use super::leaves;
use crate::app::address::Page;
use crate::app::locale::use_locale;
use crate::app::locale::{key, named, t};
use crate::app::router::{self, href, query_of};
use crate::app::shell::PageLink;
use crate::app::state::use_state;
use crate::model::parameter::{Dimension, Leaf};

/// Height of one leaf's row, and the places of the columns, in the drawing's own units.
const ROW: f64 = 52.0;
const COLUMNS: [f64; 4] = [0.0, 190.0, 400.0, 560.0];
const WIDTH: f64 = 840.0;
const BOX: f64 = 36.0;

/// The middle of a leaf's row; a little air between dimensions.
fn row(index: usize) -> f64 {
    (index as f64 + 0.5) * ROW + (index / 2) as f64 * 12.0
}

/// A curve from one column to the next.
fn curve(from: [f64; 2], to: [f64; 2]) -> String {
    let middle = (from[0] + to[0]) / 2.0;
    format!("M{} {}C{middle} {} {middle} {} {} {}", from[0], from[1], from[1], to[1], to[0], to[1])
}

/// The map.
#[component]
pub(crate) fn StrategyMap() -> impl IntoView {
    view! {
        <figure class="map" data-chart="strategy-map">
            <Drawn/>
            <Listed/>
            <figcaption class="chart-source">{t(key::MAP_NOTE)}</figcaption>
        </figure>
    }
}

#[component]
fn Drawn() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let height = row(7) + ROW / 2.0;
    let root = [150.0, height / 2.0];
    let branches = Dimension::MAP
        .map(|dimension| {
            let rows: Vec<(usize, Leaf)> = leaves(dimension).collect();
            let middle = rows.iter().map(|(index, _)| row(*index)).sum::<f64>() / rows.len().max(1) as f64;
            // Technology reaches its leaves through innovation, as in the article.
            let innovation = dimension == Dimension::Technology;
            let start = if innovation { COLUMNS[2] + 110.0 } else { COLUMNS[1] + 130.0 };
            let twigs = rows
                .iter()
                .map(|(index, _)| view! { <path class="map-line" d=curve([start, middle], [COLUMNS[3], row(*index)])/> })
                .collect_view();
            let ends = rows
                .into_iter()
                .map(|(index, leaf)| {
                    let address =
                        move || format!("{}#{}", href(&query_of(state, locale, Page::Plan)), leaf.id());
                    let go = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        state.go(Page::Plan);
                        router::scroll_to(leaf.id().to_owned());
                    };
                    let y = row(index);
                    // Inside a group, so that the link is one of SVG and not of HTML.
                    view! {
                        <g>
                        <a href=address on:click=go data-leaf=leaf.id()>
                            <rect class="map-leaf" x=COLUMNS[3] y=y - BOX / 2.0 width=WIDTH - COLUMNS[3] - 2.0 height=BOX rx="3"/>
                            <text x=COLUMNS[3] + 14.0 y=y dy="0.35em">{named(format!("model.leaf.{}", leaf.id()), "")}</text>
                        </a>
                        </g>
                    }
                })
                .collect_view();
            view! {
                <g data-tone=dimension.id()>
                    <path class="map-line" d=curve(root, [COLUMNS[1], middle])/>
                    {innovation.then(|| view! {
                        <path class="map-line" d=curve([COLUMNS[1] + 130.0, middle], [COLUMNS[2], middle])/>
                        <rect class="map-step" x=COLUMNS[2] y=middle - BOX / 2.0 width="110" height=BOX rx="3"/>
                        <text class="map-step-text" x=COLUMNS[2] + 55.0 y=middle dy="0.35em" text-anchor="middle">
                            {t(key::MAP_INNOVATION)}
                        </text>
                    })}
                    {twigs}
                    <rect class="map-dimension" x=COLUMNS[1] y=middle - BOX / 2.0 width="130" height=BOX rx="3"/>
                    <text class="map-dimension-text" x=COLUMNS[1] + 65.0 y=middle dy="0.35em" text-anchor="middle">
                        {named(format!("model.dimension.{}", dimension.id()), "")}
                    </text>
                    {ends}
                </g>
            }
        })
        .collect_view();
    view! {
        <svg
            class="map-drawn"
            viewBox=format!("-2 0 {} {height}", WIDTH + 2.0)
            role="group"
            aria-label=t(key::ARTICLE_MAP_TITLE)
        >
            {branches}
            <rect class="map-root" x="0" y=root[1] - 30.0 width="150" height="60" rx="3"/>
            <text class="map-root-text" x="75" y=root[1] - 8.0 dy="0.35em" text-anchor="middle">
                {t(key::MAP_ROOT_ONE)}
            </text>
            <text class="map-root-text" x="75" y=root[1] + 12.0 dy="0.35em" text-anchor="middle">
                {t(key::MAP_ROOT_TWO)}
            </text>
        </svg>
    }
}

#[component]
fn Listed() -> impl IntoView {
    let dimensions = Dimension::MAP
        .map(|dimension| {
            let entries = leaves(dimension)
                .map(|(_, leaf)| {
                    view! {
                        <li>
                            <PageLink page=Page::Plan place=leaf.id()>
                                {named(format!("model.leaf.{}", leaf.id()), "")}
                            </PageLink>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <li data-tone=dimension.id()>
                    <span class="map-list-dimension">{named(format!("model.dimension.{}", dimension.id()), "")}</span>
                    <ul>{entries}</ul>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="map-listed">{dimensions}</ul> }
}
