//! The four dimensions and the eight leaves: what they are, and which levers hang on them.

use leptos::prelude::*;

use super::prose::{Prose, ProseOf};
use crate::app::address::Page;
use crate::app::locale::{key, named, t};
use crate::app::shell::PageLink;
use crate::model::parameter::{Caveat, Dimension, Leaf, Role};
use crate::model::parameters::registry;

/// The section.
#[component]
pub(super) fn Dimensions() -> impl IntoView {
    let dimensions = Dimension::MAP
        .map(|dimension| {
            let id = dimension.id();
            let leaves = Leaf::ALL
                .into_iter()
                .filter(|leaf| leaf.dimension() == Some(dimension))
                .map(|leaf| view! { <AboutLeaf leaf=leaf/> })
                .collect_view();
            view! {
                <section class="guide-dimension" data-tone=id id=format!("dimension-{id}") tabindex="-1">
                    <h3 class="dimension-title">{named(format!("model.dimension.{id}"), "")}</h3>
                    <ProseOf name=format!("guide.text.dimension.{id}")/>
                    <div class="guide-leaves">{leaves}</div>
                </section>
            }
        })
        .collect_view();
    view! {
        <Prose text=key::GUIDE_TEXT_DIMENSIONS/>
        {dimensions}
        <p class="aside">{t(key::GUIDE_LEAF_MARKS)}</p>
    }
}

/// One leaf: what it is, its levers, the way there.
#[component]
fn AboutLeaf(leaf: Leaf) -> impl IntoView {
    let id = leaf.id();
    let levers = registry()
        .filter(|parameter| parameter.leaf == leaf)
        .map(|parameter| {
            let mark = match parameter.role {
                Role::Lever(Caveat::Weak) => Some(key::GUIDE_LEAF_WEAK),
                Role::Lever(Caveat::CostNotModelled) => Some(key::GUIDE_LEAF_COST_NOT_MODELLED),
                _ => None,
            };
            view! {
                <li>
                    {named(format!("parameters.{}.label", parameter.id), parameter.id)}
                    {mark.map(|mark| view! { " " <span class="badge">{t(mark)}</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="guide-leaf" data-leaf=id>
            <h4>
                <PageLink page=Page::Plan place=id>{named(format!("model.leaf.{id}"), "")}</PageLink>
            </h4>
            <ProseOf name=format!("guide.text.leaf.{id}")/>
            <p class="guide-label">{t(key::GUIDE_LEAF_LEVERS)}</p>
            <ul class="guide-levers">{levers}</ul>
        </section>
    }
}
