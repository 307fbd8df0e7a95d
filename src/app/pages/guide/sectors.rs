//! The eight sectors: what each preset changes, and why.

use leptos::prelude::*;

use super::cases::{parameter, sectors};
use super::prose::Prose;
use super::table::{CaseLink, CaseTable};
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key, named, t, use_locale};
use crate::model::parameter::Parameter;
use crate::scenario::presets::{Change, Preset, To};
use crate::scenario::{Scenario, Value};

/// The section.
#[component]
pub(super) fn Sectors() -> impl IntoView {
    let rows: Vec<String> = sectors().map(|preset| preset.id.to_owned()).collect();
    let cards = sectors().map(|preset| view! { <Sector preset=preset/> }).collect_view();
    view! {
        <Prose text=key::GUIDE_TEXT_SECTORS/>
        <CaseTable
            caption=key::GUIDE_TABLE_SECTORS
            rows=rows
            columns=&["final-revenue-usd", "npv-usd", "first.wh-per-request", "total-carbon-location-t", "privacy-epsilon"]
        />
        <div class="guide-sectors">{cards}</div>
    }
}

/// Why a sector moves a parameter; the English of the preset where there is no text.
fn reason(preset: &Preset, change: &Change, language: Language) -> &'static str {
    language.find(&format!("guide.reason.{}.{}", preset.id, change.id)).unwrap_or(change.reason)
}

/// What a parameter is set to at the start of a scenario.
fn level(parameter: &Parameter, scenario: &Scenario, language: Language) -> String {
    match scenario.get(parameter.id) {
        Some(Value::Scalar(value) | Value::Path { from: value, .. }) => {
            format::quantity(value, Kind::of(parameter.unit), language, 3)
        }
        _ => String::new(),
    }
}

/// From the reference lab's value to the sector's.
fn moved(parameter: &Parameter, change: &Change, scenario: &Scenario, language: Language) -> String {
    match change.to {
        To::Option(option) => {
            language.find(&format!("model.option.{}.{option}", parameter.id)).unwrap_or(option).to_owned()
        }
        To::Level(_) | To::Times(_) => {
            let usual = level(parameter, &Scenario::default(), language);
            format!("{usual} → {}", level(parameter, scenario, language))
        }
    }
}

/// One sector.
#[component]
fn Sector(preset: &'static Preset) -> impl IntoView {
    let locale = use_locale();
    let scenario = StoredValue::new(preset.scenario());
    let changes = preset
        .changes
        .iter()
        .filter_map(|change| {
            let parameter = parameter(change.id)?;
            let value = move || {
                let language = locale.get();
                scenario.with_value(|scenario| moved(parameter, change, scenario, language))
            };
            Some(view! {
                <div class="guide-change">
                    <dt>
                        {named(format!("parameters.{}.label", parameter.id), parameter.id)}
                        " "
                        <span class="guide-moved">{value}</span>
                    </dt>
                    <dd>{move || reason(preset, change, locale.get())}</dd>
                </div>
            })
        })
        .collect_view();
    let id = preset.id;
    view! {
        <article class="guide-sector" id=format!("sector-{id}") tabindex="-1" data-sector=id>
            <h3>{named(format!("model.preset.{id}"), preset.name)}</h3>
            <div class="prose"><p>{named(format!("guide.sector.{id}"), preset.about)}</p></div>
            <dl>{changes}</dl>
            <p class="guide-open"><CaseLink case=id.to_owned()>{t(key::GUIDE_SECTOR_OPEN)}</CaseLink></p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_told_in_both_languages_and_the_english_is_the_presets() {
        for preset in sectors() {
            assert!(Language::Zh.find(&format!("guide.sector.{}", preset.id)).is_some(), "{}", preset.id);
            assert_eq!(Language::En.find(&format!("guide.sector.{}", preset.id)), Some(preset.about));
            for change in preset.changes {
                assert!(parameter(change.id).is_some(), "{}", change.id);
                assert_eq!(reason(preset, change, Language::En), change.reason);
                let name = format!("guide.reason.{}.{}", preset.id, change.id);
                assert!(Language::Zh.find(&name).is_some(), "{name} is missing");
            }
        }
    }
}
