//! The experiments behind the guide's numbers: each is a link, read on top of the present plan or of the
//! reference lab, and run when something asks for it. What a table shows is what its link opens.

use std::sync::Arc;

use leptos::prelude::*;

use super::measure::{Measure, Year};
use crate::app::address::Page;
use crate::app::explain_link::{of_scenario, of_year};
use crate::app::locale::{Language, key};
use crate::app::results::Results;
use crate::app::state::State;
use crate::model::parameter::{Parameter, Values};
use crate::model::parameters::registry;
use crate::scenario::presets::{self, Kind, Preset};
use crate::scenario::{Scenario, link};

/// The case that changes nothing.
pub(super) const BASE: &str = "base";

/// What one thing done differently is in a link. A path of two equal ends holds from the first month on.
const CHANGES: &[(&str, &str)] = &[
    (BASE, ""),
    ("prices-fall", "frontier-price-factor=0.6~0.75"),
    ("compute-stands", "training-compute-growth=1~1"),
    ("usage-stands", "usage-growth=0"),
    ("grid-stays", "grid-trend=slow"),
    ("no-funding", "funding=off"),
    ("batch-64", "serving-batch=64~64"),
    ("batch-128", "serving-batch=128~128"),
    ("batch-256", "serving-batch=256~256"),
    ("batch-512", "serving-batch=512~512"),
    ("batch-1024", "serving-batch=1024~1024"),
    ("batch-2048", "serving-batch=2048~2048"),
    ("distilled", "distillation-ratio=0.5~0.5"),
    ("four-bits", "weight-bits=4~4"),
    ("fuller", "fleet-utilisation=0.75~0.75"),
    ("better-training", "mfu-training=0.4~0.4"),
    ("cooler", "pue=1.1~1.1"),
    ("clean-none", "cfe-share=0~0"),
    ("clean-half", "cfe-share=0.5~0.5"),
    ("clean-all", "cfe-share=1~1"),
    ("clean-hourly", "cfe-share=1~1&matching=hourly"),
    ("clean-reported", "cfe-share=1~1&provider-reports-certificates=yes"),
    ("sweden", "training-region=SE&serving-region=SE"),
    ("privacy-none", "dp-training-share=0~0"),
    ("privacy-weak", "dp-training-share=0.2~0.2&dp-noise-multiplier=0.7"),
    ("privacy-usual", "dp-training-share=0.2~0.2&dp-noise-multiplier=1.1"),
    ("privacy-strong", "dp-training-share=0.2~0.2&dp-noise-multiplier=2"),
    ("privacy-strict", "dp-training-share=0.2~0.2&dp-noise-multiplier=4"),
    ("federated", "federated-share=0.3~0.3"),
    ("education", "education-spend-share=0.02~0.02"),
    ("transparency", "transparency-score=80~80"),
    ("safety", "safety-spend-share=0.15~0.15"),
    ("workforce", "workforce-training-hours=60~60"),
    (
        "all-social",
        "education-spend-share=0.02~0.02&transparency-score=80~80&safety-spend-share=0.15~0.15&workforce-training-hours=60~60",
    ),
];

/// Assumptions that are set to both ends of their plausible range.
pub(super) const RANGES: [&str; 5] = [
    "market-api-price",
    "usage-growth",
    "frontier-price-factor",
    "market-compute-growth",
    "hardware-performance-doubling-years",
];

/// The presets of the sectors.
pub(super) fn sectors() -> impl Iterator<Item = &'static Preset> {
    presets::all().filter(|preset| preset.kind == Kind::Sector)
}

/// A parameter by id.
pub(super) fn parameter(id: &str) -> Option<&'static Parameter> {
    registry().find(|parameter| parameter.id == id)
}

/// The ends of the plausible range of an assumption, as they are written in a link.
fn ends(id: &str) -> Option<[String; 2]> {
    match parameter(id)?.values {
        Values::Scalar { plausible, .. } => Some(plausible.map(link::number_text)),
        Values::Path { low, high, .. } => Some(
            [low, high].map(|[from, to]| format!("{}~{}", link::number_text(from), link::number_text(to))),
        ),
        Values::Choice { .. } => None,
    }
}

/// Every case by id, with what it changes.
fn all() -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> =
        CHANGES.iter().map(|(id, change)| ((*id).to_owned(), (*change).to_owned())).collect();
    for id in RANGES {
        if let Some([low, high]) = ends(id) {
            cases.push((format!("low-{id}"), format!("{id}={low}")));
            cases.push((format!("high-{id}"), format!("{id}={high}")));
        }
    }
    cases.extend(sectors().map(|preset| (preset.id.to_owned(), format!("preset={}", preset.id))));
    cases
}

/// The scenario of a change: on top of a base, or a preset's own.
pub(super) fn changed(base: &Scenario, change: &str) -> Scenario {
    if change.is_empty() {
        return base.clone();
    }
    if change.starts_with("preset=") {
        return link::parse(change).scenario;
    }
    // The first of a key counts.
    link::parse(&format!("{change}&{}", link::write(base, &[], &[]))).scenario
}

/// A case that was run.
#[derive(Debug)]
pub(super) struct Tried {
    /// What was run.
    pub(super) scenario: Scenario,
    /// What came out.
    pub(super) results: Results,
}

/// Every case of the page, each run once a change of its base and only if something asks.
#[derive(Clone, Copy)]
pub(super) struct Cases {
    /// Whether the cases start from the reference lab though there is a plan of one's own.
    pub(super) from_reference: RwSignal<bool>,
    /// Whether there is one.
    pub(super) own: Memo<bool>,
    runs: StoredValue<Vec<(String, Memo<Arc<Tried>>)>>,
}

impl Cases {
    /// Makes the cases available below the present component.
    pub(super) fn provide(state: State) -> Self {
        let from_reference = RwSignal::new(false);
        let own = Memo::new(move |_| state.scenario.with(|scenario| *scenario != Scenario::default()));
        let base =
            Memo::new(move |_| if from_reference.get() { Scenario::default() } else { state.scenario.get() });
        let runs = all()
            .into_iter()
            .map(|(id, change)| {
                let run = Memo::new_with_compare(
                    move |_| {
                        // A preset stands on nothing.
                        let scenario = if change.starts_with("preset=") {
                            changed(&Scenario::default(), &change)
                        } else {
                            base.with(|base| changed(base, &change))
                        };
                        let results = Results::of(&scenario);
                        Arc::new(Tried { scenario, results })
                    },
                    |_, _| true,
                );
                (id, run)
            })
            .collect();
        let cases = Self { from_reference, own, runs: StoredValue::new(runs) };
        provide_context(cases);
        cases
    }

    /// The run of a case; none for an unknown one.
    pub(super) fn tried(self, id: &str) -> Option<Memo<Arc<Tried>>> {
        self.runs.with_value(|runs| runs.iter().find(|(known, _)| known == id).map(|(_, run)| *run))
    }
}

impl Tried {
    /// The figure of a measure as links name it, of this scenario if it is another than the plan; none for a
    /// sum that is no output.
    pub(super) fn figure(&self, measure: Measure, plan: &Scenario) -> Option<String> {
        let years = self.results.years();
        let figure = match measure.year() {
            None => measure.id().to_owned(),
            Some(Year::First) => of_year(measure.id(), *years.first()?),
            Some(Year::Last) => of_year(measure.id(), *years.last()?),
            Some(Year::Sum) => return None,
        };
        let whose =
            (self.scenario != *plan).then(|| link::encode_compact(&link::write(&self.scenario, &[], &[])));
        Some(of_scenario(whose.as_deref(), &figure))
    }
}

/// The name of a case in a language.
pub(super) fn name(id: &str, language: Language) -> String {
    if let Some(name) = language.find(&format!("guide.case.{id}")) {
        return name.to_owned();
    }
    if let Some(name) = language.find(&format!("model.preset.{id}")) {
        return name.to_owned();
    }
    let (side, parameter) = match (id.strip_prefix("low-"), id.strip_prefix("high-")) {
        (Some(parameter), _) => (key::GUIDE_RANGE_LOW, parameter),
        (_, Some(parameter)) => (key::GUIDE_RANGE_HIGH, parameter),
        _ => return id.to_owned(),
    };
    let label = language.find(&format!("parameters.{parameter}.label")).unwrap_or(parameter);
    language.fill(side, &[("name", label)])
}

/// The page that a case opens.
pub(super) const OPENS: Page = Page::Plan;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;

    #[test]
    fn every_change_is_followed_and_changes_something() {
        for (id, change) in all().iter().filter(|(id, _)| id != BASE) {
            let parsed = link::parse(change);
            assert_eq!(parsed.warnings, [], "{id}");
            // Two of them are what the reference lab is already.
            if !["clean-half", "batch-512", "privacy-none"].contains(&id.as_str()) {
                assert_ne!(parsed.scenario, Scenario::default(), "{id}");
            }
        }
        assert_eq!(sectors().count(), 8);
    }

    #[test]
    fn a_change_wins_over_the_plan_and_leaves_the_rest() {
        let mut base = Scenario::default();
        base.set("pue", Value::Path { from: 1.3, to: 1.2, first: None, last: None });
        base.set("horizon-years", Value::Scalar(5.0));
        let cooler = changed(&base, "pue=1.1~1.1");
        assert_eq!(cooler.get("pue"), Some(Value::Path { from: 1.1, to: 1.1, first: None, last: None }));
        assert_eq!(cooler.get("horizon-years"), Some(Value::Scalar(5.0)));
        assert_eq!(changed(&base, ""), base);
        assert_eq!(Some(changed(&base, "preset=finance")), presets::preset("finance"));
    }

    #[test]
    fn a_figure_names_the_scenario_that_it_is_of() {
        let plan = Scenario::default();
        let scenario = changed(&plan, "pue=1.1~1.1");
        let tried = Tried { results: Results::of(&scenario), scenario };
        let text = |name: &str, plan: &Scenario| tried.figure(Measure::of(name).unwrap(), plan);
        assert_eq!(text("first.trust", &tried.scenario).as_deref(), Some("trust~2026"));
        assert_eq!(text("npv-usd", &tried.scenario).as_deref(), Some("npv-usd"));
        assert_eq!(text("sum.carbon-embodied-booked-t", &plan), None);
        let other = text("last.trust", &plan).unwrap();
        let (whose, figure) = crate::app::explain_link::parted(&other);
        assert_eq!(figure, "trust~2035");
        let read = link::parse(&link::decode_compact(whose.unwrap()).unwrap()).scenario;
        assert_eq!(read, tried.scenario);
    }

    #[test]
    fn every_case_has_a_name_in_both_languages() {
        for (id, _) in all() {
            for language in [Language::En, Language::Zh] {
                assert_ne!(name(&id, language), id, "{id}");
            }
        }
    }
}
