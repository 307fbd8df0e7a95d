//! Versions of the model: which one this is, what changed, and how long a link lives.

use leptos::prelude::*;

use crate::app::address::Page;
use crate::app::locale::{Key, key, t, use_locale};
use crate::app::router::{href, query_of};
use crate::app::state::use_state;
use crate::model::MODEL_VERSION;
use crate::model::facts::SOURCES;
use crate::model::output::{HEADLINES, yearly};
use crate::model::parameters::registry;
use crate::model::{equations, validation};
use crate::scenario::migrate::CHAIN;

/// The section.
#[component]
pub(super) fn Versions() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let version = MODEL_VERSION.to_string();
    let title = {
        let version = version.clone();
        move || locale.get().fill(key::EVIDENCE_VERSIONS_NOW, &[("version", &version)])
    };
    let counts: [(Key, usize); 5] = [
        (key::EVIDENCE_VERSIONS_INPUTS, registry().count()),
        (key::EVIDENCE_VERSIONS_OUTPUTS, HEADLINES.len() + yearly().count()),
        (key::EVIDENCE_VERSIONS_EQUATIONS, equations::all().count()),
        (key::EVIDENCE_VERSIONS_SOURCES, SOURCES.len()),
        (
            key::EVIDENCE_VERSIONS_CASES,
            validation::TRAINING.len() + validation::INFERENCE.len() + validation::TRAINING_COST.len(),
        ),
    ];
    let counts =
        counts.map(|(name, count)| view! { <div><dt>{t(name)}</dt><dd>{count}</dd></div> }).collect_view();
    let steps = CHAIN.len();
    let changes = move || match steps {
        0 => locale.get().text(key::EVIDENCE_VERSIONS_NO_CHANGE).to_owned(),
        steps => locale.get().fill(key::EVIDENCE_VERSIONS_CHANGES, &[("count", &steps.to_string())]),
    };
    let policy = [
        key::EVIDENCE_VERSIONS_POLICY_IDS,
        key::EVIDENCE_VERSIONS_POLICY_DEFAULTS,
        key::EVIDENCE_VERSIONS_POLICY_STEPS,
        key::EVIDENCE_VERSIONS_POLICY_REPORT,
        key::EVIDENCE_VERSIONS_POLICY_FROZEN,
    ]
    .map(|text| view! { <li>{t(text)}</li> })
    .collect_view();
    let present = move || href(&query_of(state, locale, Page::Plan));
    view! {
        <div class="versions" data-role="versions" data-version=version>
            <div>
                <h3>{title}</h3>
                <p>{t(key::EVIDENCE_VERSIONS_ZERO)}</p>
                <dl class="version-counts">{counts}</dl>
            </div>
            <div>
                <h3>{t(key::EVIDENCE_VERSIONS_CHANGED)}</h3>
                <p>{changes}</p>
                <h3>{t(key::EVIDENCE_VERSIONS_LINKS)}</h3>
                <ul class="version-policy">{policy}</ul>
                <p class="version-link">{t(key::EVIDENCE_VERSIONS_PRESENT)} <a href=present><code>{present}</code></a></p>
            </div>
        </div>
    }
}
