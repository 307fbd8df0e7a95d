//! The words of the page, explained.

use leptos::prelude::*;

use super::prose::Prose;
use crate::app::locale::{key, named};

/// The words by subject, each with the tone of its dimension.
const GROUPS: [(&str, &[&str]); 5] = [
    ("horizon", &["lever", "assumption", "context", "path", "preset", "horizon", "real-money"]),
    (
        "technology",
        &[
            "token",
            "active-parameters",
            "experts",
            "effective-compute",
            "order-of-magnitude",
            "mfu",
            "batch",
            "kv-cache",
            "roofline",
            "prefill-decode",
            "distillation",
            "quantisation",
            "base-device",
            "utilisation",
        ],
    ),
    (
        "economy",
        &[
            "ebitda",
            "free-cash-flow",
            "npv",
            "terminal-value",
            "irr",
            "break-even",
            "payback",
            "working-capital",
            "price-position",
            "cac-ltv",
            "shadow-price",
        ],
    ),
    (
        "society",
        &["social-index", "trust", "differential-privacy", "epsilon", "federated-learning", "transparency"],
    ),
    (
        "environment",
        &[
            "pue",
            "wue",
            "ewif",
            "carbon-intensity",
            "location-based",
            "market-based",
            "residual-mix",
            "matching",
            "embodied-carbon",
            "scopes",
            "sci",
            "removals",
            "co2e",
        ],
    ),
];

/// The section.
#[component]
pub(super) fn Words() -> impl IntoView {
    let groups = GROUPS
        .map(|(dimension, words)| {
            let entries = words
                .iter()
                .map(|id| {
                    view! {
                        <div class="guide-word" id=format!("word-{id}") tabindex="-1">
                            <dt>{named(format!("guide.word.{id}.term"), id)}</dt>
                            <dd>{named(format!("guide.word.{id}.text"), "")}</dd>
                        </div>
                    }
                })
                .collect_view();
            let title = match dimension {
                "horizon" => named("guide.words-general".to_owned(), ""),
                dimension => named(format!("model.dimension.{dimension}"), ""),
            };
            view! {
                <section class="guide-words" data-tone=dimension>
                    <h3 class="dimension-title">{title}</h3>
                    <dl>{entries}</dl>
                </section>
            }
        })
        .collect_view();
    view! {
        <Prose text=key::GUIDE_TEXT_WORDS/>
        {groups}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::locale::{Language, keys_of};

    #[test]
    fn every_word_is_explained_and_every_explanation_is_shown() {
        let shown: Vec<&str> = GROUPS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        for id in &shown {
            for part in ["term", "text"] {
                let name = format!("guide.word.{id}.{part}");
                assert!(Language::En.find(&name).is_some(), "{name}");
            }
        }
        let explained = keys_of("guide.word.").filter(|key| key.ends_with(".term")).count();
        assert_eq!(explained, shown.len());
    }
}
