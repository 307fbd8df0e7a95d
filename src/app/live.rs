//! Tells those who do not see the page how the headline figures changed, once the hand rests.

use std::time::Duration;

use leptos::prelude::*;

use super::address::Page;
use super::format::{self, Kind};
use super::locale::{key, use_locale};
use super::pages::plan::LEAD;
use super::state::use_state;
use crate::model::output::{HEADLINES, headline_index};

/// How long values rest before they are told.
const REST: Duration = Duration::from_millis(900);

/// A polite live region.
#[component]
pub(super) fn LiveRegion() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let text = RwSignal::new(String::new());
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let told = StoredValue::new(Vec::<Option<f64>>::new());
    let lead: Vec<usize> = LEAD.iter().filter_map(|id| headline_index(id)).collect();

    Effect::new(move |before: Option<()>| {
        let values: Vec<Option<f64>> =
            state.results.with(|results| lead.iter().map(|index| results.headline(*index)).collect());
        if before.is_none() || state.page.get() != Page::Plan {
            told.set_value(values);
            return;
        }
        if let Some(timer) = pending.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let lead = lead.clone();
        let later = set_timeout_with_handle(
            move || {
                let language = locale.get_untracked();
                let changed: Vec<String> = told.with_value(|told| {
                    let pairs = lead.iter().zip(&values).zip(told);
                    pairs
                        .filter(|((_, now), then)| now != then)
                        .filter_map(|((index, now), _)| {
                            let headline = HEADLINES.get(*index)?;
                            let label = language.find(&format!("outputs.{}.label", headline.id))?;
                            let value = now.map_or_else(
                                || language.text(key::NONE).to_owned(),
                                |value| format::quantity(value, Kind::of(headline.unit), language, 3),
                            );
                            Some(format!("{label}: {value}"))
                        })
                        .collect()
                });
                told.set_value(values);
                if !changed.is_empty() {
                    text.set(changed.join("; "));
                }
            },
            REST,
        );
        pending.set_value(later.ok());
    });
    on_cleanup(move || {
        if let Some(timer) = pending.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    });
    view! { <div class="visually-hidden" role="status" aria-live="polite" data-role="live">{move || text.get()}</div> }
}
