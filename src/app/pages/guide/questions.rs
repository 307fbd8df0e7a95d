//! The five questions of the article's appendix, answered with numbers of the present plan.

use leptos::prelude::*;

use super::Part;
use super::cases::Cases;
use super::prose::Prose;
use super::table::{CaseTable, rows};
use crate::app::locale::{Key, key, t};

/// The questions, for the table of contents.
pub(super) const PLACES: [(&str, Key); 5] = [
    ("strategy", key::GUIDE_QUESTION_STRATEGY),
    ("challenges", key::GUIDE_QUESTION_CHALLENGES),
    ("energy", key::GUIDE_QUESTION_ENERGY),
    ("privacy", key::GUIDE_QUESTION_PRIVACY),
    ("responsibility", key::GUIDE_QUESTION_RESPONSIBILITY),
];

/// The section.
#[component]
pub(super) fn Questions() -> impl IntoView {
    view! {
        <Prose text=key::GUIDE_TEXT_QUESTIONS/>
        <BaseChoice/>
        <Part place="strategy" title=key::GUIDE_QUESTION_STRATEGY>
            <Prose text=key::GUIDE_TEXT_STRATEGY/>
        </Part>
        <Part place="challenges" title=key::GUIDE_QUESTION_CHALLENGES>
            <Prose text=key::GUIDE_TEXT_CHALLENGES/>
            <CaseTable
                caption=key::GUIDE_TABLE_CHALLENGES
                rows=rows(&["base", "prices-fall", "usage-stands", "compute-stands", "grid-stays", "no-funding"])
                columns=&["npv-usd", "break-even-month", "lowest-cash-usd", "final-quality-gap-oom", "total-carbon-location-t"]
            />
            <Prose text=key::GUIDE_TEXT_CHALLENGES_AFTER/>
        </Part>
        <Part place="energy" title=key::GUIDE_QUESTION_ENERGY>
            <Prose text=key::GUIDE_TEXT_ENERGY_BATCH/>
            <CaseTable
                caption=key::GUIDE_TABLE_BATCH
                rows=rows(&["batch-64", "batch-128", "batch-256", "batch-512", "batch-1024", "batch-2048"])
                columns=&["first.wh-per-request", "first.speed-tokens-per-s", "total-energy-mwh", "npv-usd"]
                bar="first.wh-per-request"
            />
            <Prose text=key::GUIDE_TEXT_ENERGY_OTHER/>
            <CaseTable
                caption=key::GUIDE_TABLE_ENERGY
                rows=rows(&["base", "distilled", "four-bits", "fuller", "better-training", "cooler"])
                columns=&["total-energy-mwh", "total-carbon-location-t", "final-quality-gap-oom", "first.speed-tokens-per-s", "npv-usd"]
                bar="total-energy-mwh"
            />
            <Prose text=key::GUIDE_TEXT_ENERGY_CLEAN/>
            <CaseTable
                caption=key::GUIDE_TABLE_CLEAN
                rows=rows(&["clean-none", "clean-half", "clean-all", "clean-hourly", "clean-reported", "sweden"])
                columns=&["total-energy-mwh", "total-carbon-location-t", "total-carbon-market-t", "npv-usd"]
                bar="total-carbon-market-t"
            />
        </Part>
        <Part place="privacy" title=key::GUIDE_QUESTION_PRIVACY>
            <Prose text=key::GUIDE_TEXT_PRIVACY/>
            <CaseTable
                caption=key::GUIDE_TABLE_PRIVACY
                rows=rows(&["privacy-none", "privacy-weak", "privacy-usual", "privacy-strong", "privacy-strict", "federated"])
                columns=&["privacy-epsilon", "last.privacy-score", "final-quality-gap-oom", "final-revenue-usd", "npv-usd"]
            />
            <Prose text=key::GUIDE_TEXT_PRIVACY_AFTER/>
        </Part>
        <Part place="responsibility" title=key::GUIDE_QUESTION_RESPONSIBILITY>
            <Prose text=key::GUIDE_TEXT_RESPONSIBILITY/>
            <CaseTable
                caption=key::GUIDE_TABLE_RESPONSIBILITY
                rows=rows(&["base", "education", "transparency", "safety", "workforce", "all-social"])
                columns=&["final-social-index", "final-trust", "final-revenue-usd", "npv-usd"]
                bar="final-social-index"
            />
            <Prose text=key::GUIDE_TEXT_RESPONSIBILITY_AFTER/>
        </Part>
    }
}

/// Whose numbers these are: those of the plan, or of the reference lab. No choice while they are the same.
#[component]
fn BaseChoice() -> impl IntoView {
    let cases = use_context::<Cases>();
    let own = move || cases.is_some_and(|cases| cases.own.get());
    let from_reference = move || cases.is_some_and(|cases| cases.from_reference.get());
    let choose = move |reference: bool| {
        if let Some(cases) = cases {
            cases.from_reference.set(reference);
        }
    };
    view! {
        <Show when=own fallback=|| view! { <p class="guide-base aside" data-role="base">{t(key::GUIDE_BASE_REFERENCE_ONLY)}</p> }>
            <fieldset class="guide-base" data-role="base">
                <legend>{t(key::GUIDE_BASE_LEGEND)}</legend>
                <label>
                    <input type="radio" name="guide-base" value="plan" prop:checked=move || !from_reference() on:change=move |_| choose(false)/>
                    {t(key::GUIDE_BASE_PLAN)}
                </label>
                <label>
                    <input type="radio" name="guide-base" value="reference" prop:checked=from_reference on:change=move |_| choose(true)/>
                    {t(key::GUIDE_BASE_REFERENCE)}
                </label>
            </fieldset>
        </Show>
    }
}
