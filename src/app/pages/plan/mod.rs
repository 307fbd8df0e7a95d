//! The plan of a company: levers on one side, what they do to it over the years on the other.

mod books;
mod charts;
mod comparison;
mod decides;
mod differs;
mod findings;
mod headline;
mod lead;
mod levers;
mod presets;
mod remarks;
mod saying;
mod spark;
mod targets;
mod yearly;

use leptos::prelude::*;

use crate::app::form::Search;
use crate::app::form::pulls::Pulls;
use crate::app::locale::{key, t, use_locale};
use crate::app::map::PlanMap;
use crate::app::rest::Rest;
use crate::app::state::use_state;

pub(crate) use targets::told as target_told;

/// The headline figures that lead, one or two for each dimension.
pub(crate) const LEAD: [&str; 6] = [
    "npv-usd",
    "final-revenue-usd",
    "break-even-month",
    "total-carbon-location-t",
    "final-social-index",
    "final-quality-gap-oom",
];

/// The page.
#[component]
pub(crate) fn Plan() -> impl IntoView {
    let state = use_state();
    Pulls::provide(state);
    Rest::provide(state);
    Search::provide();
    comparison::Against::provide(state, use_locale());
    targets::Goals::provide(state);
    presets::Chosen::provide(state);
    view! {
        <div class="page plan-page">
            <header class="page-head plan-head">
                <div>
                    <h1>{t(key::PLAN_TITLE)}</h1>
                    <p class="standfirst">{t(key::PLAN_STANDFIRST)}</p>
                </div>
                <div class="plan-choices">
                    <presets::Presets/>
                    <comparison::Comparison/>
                </div>
                <div class="plan-about">
                    <presets::About/>
                    <differs::Differs/>
                </div>
            </header>
            <lead::Lead/>
            <PlanMap/>
            <decides::Decides/>
            <div class="plan-split">
                <div class="plan-levers" id="levers" tabindex="-1">
                    <levers::Levers/>
                </div>
                <div class="plan-results" id="results" tabindex="-1">
                    <targets::Targets/>
                    <charts::Charts/>
                    <headline::All/>
                    <remarks::Remarks/>
                    <presets::Published/>
                    <books::Books/>
                    <yearly::Yearly/>
                </div>
            </div>
            <Jump/>
        </div>
    }
}

/// Where to go on a narrow screen, on which levers and results stand below each other.
#[component]
fn Jump() -> impl IntoView {
    let places = [
        ("levers", key::PLAN_LEVERS),
        ("targets", key::PLAN_TARGET_TITLE),
        ("results", key::PLAN_CHARTS),
        ("figures", key::PLAN_FIGURES),
        ("books", key::PLAN_BOOKS_SHORT),
        ("yearly", key::PLAN_YEARLY),
    ];
    let links = places
        .map(|(place, text)| {
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                crate::app::router::scroll_to(place.to_owned());
            };
            view! { <li><a href=format!("#{place}") on:click=go>{t(text)}</a></li> }
        })
        .collect_view();
    view! { <nav class="plan-jump" aria-label=t(key::PLAN_JUMP)><ul>{links}</ul></nav> }
}
