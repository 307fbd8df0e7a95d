//! Searching and filtering the tables: by words in either language, and by id.

use std::cell::Cell;

use leptos::prelude::*;

use crate::app::locale::{Key, Language, key, t, use_locale};

/// What the tables of inputs and outputs are narrowed to; empty for everything.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    /// Words of an input.
    pub(super) input: RwSignal<String>,
    /// Words of an output.
    pub(super) output: RwSignal<String>,
    /// Dimension, role and grade of an input, by id.
    pub(super) kinds: RwSignal<[String; 3]>,
}

thread_local! {
    /// Those of the page that is shown: a click somewhere else has no context to find them by.
    static SHOWN: Cell<Option<Filters>> = const { Cell::new(None) };
}

impl Filters {
    pub(super) fn provide() {
        let filters = Self {
            input: RwSignal::new(String::new()),
            output: RwSignal::new(String::new()),
            kinds: RwSignal::new(Default::default()),
        };
        SHOWN.set(Some(filters));
        on_cleanup(|| SHOWN.set(None));
        provide_context(filters);
    }

    /// Shows everything again.
    pub(super) fn clear() {
        if let Some(filters) = SHOWN.get() {
            filters.input.set(String::new());
            filters.output.set(String::new());
            filters.kinds.set(Default::default());
        }
    }
}

/// The filters of the page.
pub(super) fn use_filters() -> Filters {
    use_context::<Filters>().unwrap_or_else(|| {
        Filters::provide();
        use_context().unwrap_or(Filters {
            input: RwSignal::new(String::new()),
            output: RwSignal::new(String::new()),
            kinds: RwSignal::new(Default::default()),
        })
    })
}

/// What an input or output is found by: its id, and its label and note in both languages.
pub(super) fn words(kind: &str, id: &str) -> String {
    let mut words = id.to_owned();
    for language in [Language::En, Language::Zh] {
        for part in ["label", "note"] {
            words.push(' ');
            words.push_str(language.find(&format!("{kind}.{id}.{part}")).unwrap_or_default());
        }
    }
    words.to_lowercase()
}

/// Whether words answer a search: every part of it stands in them.
pub(super) fn answers(words: &str, wanted: &str) -> bool {
    wanted.to_lowercase().split_whitespace().all(|part| words.contains(part))
}

/// A search field with the number of what it found.
#[component]
pub(super) fn SearchField(
    /// Id of the field.
    id: &'static str,
    /// Its label.
    label: Key,
    /// What is searched for.
    text: RwSignal<String>,
    /// How many were found.
    #[prop(into)]
    found: Signal<usize>,
    /// Of how many.
    all: usize,
) -> impl IntoView {
    let locale = use_locale();
    let count = move || {
        let (found, all) = (found.get().to_string(), all.to_string());
        locale.get().fill(key::EVIDENCE_SEARCH_FOUND, &[("found", &found), ("all", &all)])
    };
    view! {
        <p class="evidence-search">
            <label for=id>{t(label)}</label>
            <input
                type="search"
                id=id
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <span class="aside" role="status">{count}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::output::{HEADLINES, yearly};
    use crate::model::parameters::registry;

    #[test]
    fn inputs_and_outputs_are_found_by_label_in_both_languages_and_by_id() {
        let inputs = registry().map(|parameter| ("parameters", parameter.id));
        let outputs = yearly().map(|output| output.id).chain(HEADLINES.iter().map(|headline| headline.id));
        for (kind, id) in inputs.chain(outputs.map(|id| ("outputs", id))) {
            let words = words(kind, id);
            assert!(answers(&words, id) && answers(&words, &id.to_uppercase()));
            for language in [Language::En, Language::Zh] {
                let label = language.find(&format!("{kind}.{id}.label"));
                assert!(label.is_some_and(|label| answers(&words, label)), "{id}");
            }
            assert!(!answers(&words, "no-such-thing"));
        }
    }
}
