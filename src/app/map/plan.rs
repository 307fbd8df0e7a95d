//! The map above the plan: its navigation, and what each leaf does at present.

use leptos::prelude::*;

use super::leaf::{LeafWords, leaf_words, strongest};
use super::leaves;
use crate::app::form::pulls::{Pulls, told};
use crate::app::form::{Search, is_open};
use crate::app::locale::{Language, key, named, t, use_locale};
use crate::app::router;
use crate::app::shell::is_plain;
use crate::model::parameter::{Dimension, Leaf};

/// The drawing's own units: width of all, of a column, of the air between columns.
const WIDTH: f64 = 1200.0;
const COLUMN: f64 = 288.0;
const GAP: f64 = 16.0;
/// Heights: the root, a dimension, a leaf, and where each row begins.
const ROOT: [f64; 2] = [0.0, 30.0];
const DIMENSION: [f64; 2] = [54.0, 32.0];
const LEAVES: f64 = 102.0;
const LEAF: f64 = 76.0;
const ROW: f64 = 84.0;
const HEIGHT: f64 = LEAVES + ROW + LEAF + 2.0;

/// The name of a leaf.
fn leaf_name(leaf: Leaf, language: Language) -> &'static str {
    language.find(&format!("model.leaf.{}", leaf.id())).unwrap_or(leaf.id())
}

/// The id of the sentence that tells what a leaf does.
fn told_id(leaf: Leaf) -> String {
    format!("map-told-{}", leaf.id())
}

/// What each leaf is told to do, in the order of [`Leaf::ALL`].
fn all_words() -> Memo<Vec<Option<LeafWords>>> {
    let locale = use_locale();
    let pulls = use_context::<Pulls>();
    Memo::new(move |_| {
        let language = locale.get();
        let known = pulls.and_then(Pulls::get);
        let of = |at| known.as_ref().and_then(|known| leaf_words(known, at, language));
        (0..Leaf::ALL.len()).map(of).collect()
    })
}

/// Goes to the levers of a leaf.
fn go(leaf: Leaf) -> impl Fn(leptos::ev::MouseEvent) + Copy {
    let search = use_context::<Search>();
    move |event| {
        if is_plain(&event) {
            event.prevent_default();
            // A search may hide them.
            if let Some(search) = search {
                search.clear();
            }
            router::scroll_to(leaf.id().to_owned());
        }
    }
}

/// The map, which can be folded.
#[component]
pub(crate) fn PlanMap() -> impl IntoView {
    let locale = use_locale();
    let pulls = use_context::<Pulls>();
    let words = all_words();
    // Where there is little room it begins folded.
    let roomy =
        window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 992.0);
    let open = RwSignal::new(roomy);
    // The moved leaf that does most to carbon, or else to profit.
    let finding = move || {
        let (language, known) = (locale.get(), pulls.and_then(Pulls::get)?);
        let (output, (leaf, change)) =
            [0, 1].into_iter().find_map(|output| Some((output, strongest(&known, output)?)))?;
        let better = crate::analysis::effects::better()[output];
        let verdict = if (change > 0.0) == (better > 0) { "better" } else { "worse" };
        let name = if output == 0 { key::PLAN_PULL_PROFIT } else { key::PLAN_PULL_CARBON };
        Some(language.fill(
            key::PLAN_MAP_FINDING,
            &[
                ("leaf", leaf_name(leaf, language)),
                ("output", &language.inside(language.text(name))),
                ("change", &told(output, Some(change), verdict, language)),
            ],
        ))
    };
    view! {
        <details
            class="plan-map"
            id="map"
            prop:open=move || open.get()
            on:toggle=move |event| open.set(is_open(&event))
        >
            <summary>
                <h2>{t(key::ARTICLE_MAP_TITLE)}</h2>
                <span class="aside" data-role="map-finding">
                    {move || finding().unwrap_or_else(|| locale.get().text(key::PLAN_MAP_NONE).to_owned())}
                </span>
            </summary>
            <Show when=move || open.get()>
                <figure class="map" data-map="plan">
                    <Drawn words=words/>
                    <Told words=words/>
                    <Listed words=words/>
                    <figcaption class="chart-source">{t(key::PLAN_MAP_NOTE)}</figcaption>
                </figure>
            </Show>
        </details>
    }
}

/// One leaf of the drawing.
#[component]
fn LeafBox(leaf: Leaf, at: usize, words: Memo<Vec<Option<LeafWords>>>, x: f64, y: f64) -> impl IntoView {
    let locale = use_locale();
    let mine = Memo::new(move |_| words.with(|words| words.get(at).cloned().flatten()));
    let moved = Memo::new(move |_| mine.with(|mine| mine.as_ref().is_some_and(|mine| mine.moved)));
    let lines = move || {
        mine.get().map(|mine| {
            mine.words
                .into_iter()
                .enumerate()
                .map(|(place, word)| {
                    let (column, row) = ((place % 2) as f64, (place / 2) as f64);
                    view! {
                        <text class="map-word" x=x + 14.0 + column * 124.0 y=y + 42.0 + row * 20.0>
                            <tspan class="map-word-name">{word.name}</tspan>
                            <tspan dx="6" class="map-word-shown" data-verdict=word.verdict>{word.shown}</tspan>
                        </text>
                    }
                })
                .collect_view()
        })
    };
    // Inside a group, so that the link is one of SVG and not of HTML.
    view! {
        <g>
            <a
                href=format!("#{}", leaf.id())
                on:click=go(leaf)
                data-leaf=leaf.id()
                data-moved=move || moved.get().to_string()
                aria-describedby=told_id(leaf)
            >
                <rect class="map-leaf" x=x y=y width=COLUMN height=LEAF rx="3"/>
                <text class="map-leaf-name" x=x + 14.0 y=y + 21.0>{move || leaf_name(leaf, locale.get())}</text>
                <g aria-hidden="true">{lines}</g>
            </a>
        </g>
    }
}

/// What every leaf does, in a sentence each, for those who do not see the drawing.
#[component]
fn Told(words: Memo<Vec<Option<LeafWords>>>) -> impl IntoView {
    let locale = use_locale();
    let sentences = Leaf::ALL
        .into_iter()
        .enumerate()
        .map(|(at, leaf)| {
            let text = move || {
                let language = locale.get();
                words.with(|words| Some(words.get(at)?.as_ref()?.sentence(language)))
            };
            view! { <span id=told_id(leaf)>{text}</span> }
        })
        .collect_view();
    view! { <p hidden=true>{sentences}</p> }
}

#[component]
fn Drawn(words: Memo<Vec<Option<LeafWords>>>) -> impl IntoView {
    let middle = WIDTH / 2.0;
    let columns = Dimension::MAP
        .into_iter()
        .enumerate()
        .map(|(column, dimension)| {
            let x = column as f64 * (COLUMN + GAP);
            let centre = x + COLUMN / 2.0;
            let bend = (ROOT[1] + DIMENSION[0]) / 2.0;
            let line = format!(
                "M{middle} {}V{bend}H{centre}V{}M{centre} {}V{LEAVES}",
                ROOT[1],
                DIMENSION[0],
                DIMENSION[0] + DIMENSION[1]
            );
            let boxes = leaves(dimension)
                .enumerate()
                .map(|(row, (at, leaf))| {
                    view! { <LeafBox leaf=leaf at=at words=words x=x y=LEAVES + row as f64 * ROW/> }
                })
                .collect_view();
            view! {
                <g data-tone=dimension.id()>
                    <path class="map-line" d=line/>
                    <rect class="map-dimension" x=x y=DIMENSION[0] width=COLUMN height=DIMENSION[1] rx="3"/>
                    <text
                        class="map-dimension-text"
                        x=centre
                        y=DIMENSION[0] + DIMENSION[1] / 2.0
                        dy="0.35em"
                        text-anchor="middle"
                    >
                        {named(format!("model.dimension.{}", dimension.id()), "")}
                    </text>
                    {boxes}
                </g>
            }
        })
        .collect_view();
    let (one, two) = (t(key::MAP_ROOT_ONE), t(key::MAP_ROOT_TWO));
    let locale = use_locale();
    let root = move || {
        let between = if locale.get() == Language::En { " " } else { "" };
        format!("{}{between}{}", one(), two())
    };
    view! {
        <svg
            class="map-drawn map-plan"
            viewBox=format!("-2 -2 {} {}", WIDTH + 4.0, HEIGHT + 4.0)
            role="group"
            aria-label=t(key::ARTICLE_MAP_TITLE)
        >
            {columns}
            <rect class="map-root" x=middle - 170.0 y=ROOT[0] width="340" height=ROOT[1] rx="3"/>
            <text class="map-root-text" x=middle y=ROOT[1] / 2.0 dy="0.35em" text-anchor="middle">{root}</text>
        </svg>
    }
}

#[component]
fn Listed(words: Memo<Vec<Option<LeafWords>>>) -> impl IntoView {
    let locale = use_locale();
    let leaf_entry = move |at: usize, leaf: Leaf| {
        let lines = move || {
            let mine = words.with(|words| words.get(at).cloned().flatten())?;
            let marks = mine
                .words
                .into_iter()
                .map(|word| {
                    view! {
                        <li data-tone=word.tone data-verdict=word.verdict>
                            <span class="pull-name">{word.name}</span>
                            <span class="pull-sign" aria-hidden="true">{word.shown}</span>
                            <span class="visually-hidden">{word.told}</span>
                        </li>
                    }
                })
                .collect_view();
            Some(view! { <ul class="pulls">{marks}</ul> })
        };
        view! {
            <li>
                <a href=format!("#{}", leaf.id()) on:click=go(leaf)>{move || leaf_name(leaf, locale.get())}</a>
                {lines}
            </li>
        }
    };
    let dimensions = Dimension::MAP
        .map(|dimension| {
            let entries = leaves(dimension).map(|(at, leaf)| leaf_entry(at, leaf)).collect_view();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_has_room_for_its_leaves() {
        assert_eq!(Dimension::MAP.len() as f64 * (COLUMN + GAP) - GAP, WIDTH);
        for dimension in Dimension::MAP {
            assert_eq!(leaves(dimension).count(), 2);
        }
    }
}
