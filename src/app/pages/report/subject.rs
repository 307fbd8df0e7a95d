//! What the document is about: the present plan with its name and notes, what it is compared with, where the
//! page stands, and the day.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::words::Words;
use crate::analysis::report::{Against, Report, Subject, report};
use crate::app::library::{Shelf, use_shelf};
use crate::app::locale::{Language, key};
use crate::app::results::Results;
use crate::app::state::{State, use_state};
use crate::scenario::export::Labels;
use crate::scenario::file::File;
use crate::scenario::link::{Pairs, encode_compact, write};
use crate::scenario::{Scenario, presets};

/// The key of the pinned plan in addresses.
const PINNED: &str = "b";

/// Signals that the document is made from.
#[derive(Clone, Copy)]
pub(super) struct Making {
    state: State,
    shelf: Option<Shelf>,
    /// The title that was typed; empty for the plan's own name.
    pub(super) title: RwSignal<String>,
}

/// The document of one moment, and what it was made from.
pub(super) struct Made {
    report: Report,
    own_title: String,
    /// The plan with its name and notes.
    pub(super) file: File,
    /// Its run.
    pub(super) results: Arc<Results>,
    against: Option<(String, Arc<Results>)>,
    /// How links name what it is compared with.
    whose: String,
    /// Whether it is compared with a pinned plan, which charts show as well.
    pub(super) pinned: bool,
    /// The language it is written in.
    pub(super) language: Language,
}

impl Making {
    pub(super) fn new() -> Self {
        Self { state: use_state(), shelf: use_shelf(), title: RwSignal::new(String::new()) }
    }

    /// The name under which a scenario is known.
    fn name(self, scenario: &Scenario, language: Language) -> Option<String> {
        let kept = self.shelf.and_then(|shelf| shelf.name_of(scenario));
        kept.or_else(|| {
            let preset = presets::all().find(|preset| preset.scenario() == *scenario)?;
            Some(language.find(&format!("model.preset.{}", preset.id)).unwrap_or(preset.id).to_owned())
        })
    }

    /// The document, tracked.
    pub(super) fn made(self, language: Language) -> Made {
        let state = self.state;
        let scenario = state.scenario.get();
        let mut file = self.shelf.map(Shelf::present).unwrap_or_default();
        file.name = self.name(&scenario, language).unwrap_or_default();
        file.scenario = scenario;
        let own_title = match file.name.as_str() {
            "" => (Words { language }).word("report.title"),
            name => name.to_owned(),
        };
        let typed = self.title.with(|typed| typed.trim().to_owned());
        if !typed.is_empty() {
            file.name = typed;
        }

        let pinned = state.pinned.get();
        // Compared with itself a plan says nothing.
        let other = pinned.clone().unwrap_or_default();
        let against = (other != file.scenario).then(|| {
            let named = self.name(&other, language);
            let text = if pinned.is_some() { key::REPORT_PAGE_PINNED } else { key::REPORT_PAGE_REFERENCE };
            (named.unwrap_or_else(|| language.text(text).to_owned()), state.comparison.get())
        });
        let code = encode_compact(&write(&other, &[], &[]));
        let whose = if pinned.is_some() { PINNED.to_owned() } else { code.clone() };
        let mut view: Pairs = vec![("lang".to_owned(), language.id().to_owned())];
        if pinned.is_some() {
            view.push((PINNED.to_owned(), code));
        }
        let results = state.results.get();
        let date = today(language);
        let report = report(&Subject {
            file: &file,
            run: results.run(),
            against: against.as_ref().map(|(name, results)| Against {
                name,
                scenario: &other,
                run: results.run(),
            }),
            address: &address(),
            view: &view,
            date: Some(&date),
        });
        Made { report, own_title, file, results, against, whose, pinned: pinned.is_some(), language }
    }
}

impl Made {
    /// The document with its language.
    pub(super) fn with_report<T>(&self, read: impl FnOnce(&Report, Language) -> T) -> T {
        read(&self.report, self.language)
    }

    /// The name of what it is compared with.
    pub(super) fn against_name(&self) -> Option<&str> {
        self.against.as_ref().map(|(name, _)| name.as_str())
    }

    /// How links name what it is compared with, if anything.
    pub(super) fn whose(&self) -> Option<&str> {
        self.against.as_ref().map(|_| self.whose.as_str())
    }

    /// What it is compared with: name and run.
    pub(super) fn against(&self) -> Option<(&str, &Results)> {
        self.against.as_ref().map(|(name, results)| (name.as_str(), &**results))
    }

    /// The title that it has unless one is typed.
    pub(super) fn title(&self) -> &str {
        &self.own_title
    }
}

/// Where the page stands, without query and fragment.
fn address() -> String {
    let location = window().location();
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// Today, as the language writes it.
fn today(language: Language) -> String {
    let options = js_sys::Object::new();
    // A plain object takes every property.
    drop(js_sys::Reflect::set(&options, &"dateStyle".into(), &"long".into()));
    let tag = match language {
        Language::En => "en-GB",
        Language::Zh => "zh-CN",
    };
    let now = js_sys::Date::new(&JsValue::from_f64(js_sys::Date::now()));
    now.to_locale_date_string(tag, &options).into()
}
