//! Where explanations end: inputs with grade, range and sources, and constants out of tables.

use leptos::prelude::*;

use super::chosen::Chosen;
use super::names;
use crate::analysis::explain::{Term, TermKind};
use crate::app::address::Page;
use crate::app::form::About;
use crate::app::locale::{Language, key, named, t, use_locale};
use crate::app::shell::PageLink;
use crate::app::source::{Cited, source};
use crate::model::parameter::{Leaf, Parameter};
use crate::model::quantity::Constant;
use crate::scenario::Value;

/// A grade in a badge.
pub(super) fn grade(id: &'static str) -> AnyView {
    view! { <span class="badge" data-grade=id>{named(format!("model.grade.{id}"), "")}</span> }.into_any()
}

/// What a term is, and how good its evidence is.
pub(super) fn badges(term: &Term) -> AnyView {
    match term.kind {
        TermKind::Input { parameter, .. } => view! {
            <span class="term-kind">{t(key::EVIDENCE_KIND_INPUT)}</span>
            {grade(parameter.grade.id())}
        }
        .into_any(),
        TermKind::Constant { constant, row } => view! {
            <span class="term-kind">{t(key::EVIDENCE_KIND_CONSTANT)}</span>
            {constant.evidence(row).grade.map(|known| grade(known.id()))}
        }
        .into_any(),
        TermKind::Figure(_) | TermKind::Part(_) => ().into_any(),
    }
}

/// What the plan sets an input to, in words.
fn set_to(parameter: &'static Parameter, value: Value, years: [f64; 2], language: Language) -> String {
    let number = |value: f64| {
        let (text, unit) = names::input_value(parameter, value, language);
        if unit.is_empty() { text } else { format!("{text} {unit}") }
    };
    match value {
        Value::Scalar(value) => number(value),
        Value::Path { from, to, .. } if from == to => number(to),
        Value::Path { from, to, first, last } => {
            let year = |year: f64| format!("{year:.0}");
            let (first, last) = (year(first.unwrap_or(years[0])), year(last.unwrap_or(years[1])));
            let words = [("from", number(from)), ("to", number(to)), ("first", first), ("last", last)];
            let words = words.each_ref().map(|(name, text)| (*name, text.as_str()));
            language.fill(key::EVIDENCE_LEAF_PATH, &words)
        }
        Value::Choice(_) => String::new(),
    }
}

/// An input: what the plan sets it to, then everything about it.
pub(super) fn input(chosen: Chosen, parameter: &'static Parameter, index: usize) -> AnyView {
    let locale = use_locale();
    let value = Memo::new(move |_| chosen.scenario.with(|scenario| scenario.value(index)));
    let changed = move || value.get().is_some_and(|value| value != Value::default_of(parameter));
    let text = move || {
        let start = chosen.start_year.get();
        let set = set_to(parameter, value.get()?, [start + 1.0, start + 5.0], locale.get());
        Some(locale.get().fill(key::EVIDENCE_LEAF_IN_PLAN, &[("value", &set)]))
    };
    let place = if parameter.leaf == Leaf::Context { "levers" } else { parameter.leaf.id() };
    view! {
        <div class="leaf-card">
            <p class="leaf-set">
                <strong>{text}</strong>
                " "
                {move || changed().then(|| t(key::EVIDENCE_LEAF_CHANGED)())}
            </p>
            <About parameter=parameter/>
            <p class="leaf-links">
                <a href=format!("#input-{}", parameter.id)>{t(key::EVIDENCE_LEAF_IN_TABLE)}</a>
                <PageLink page=Page::Plan place=place>{t(key::EVIDENCE_LEAF_ON_PLAN)}</PageLink>
            </p>
        </div>
    }
    .into_any()
}

/// A constant: which table and row, how good, from where.
pub(super) fn constant(constant: &'static Constant, row: &'static str) -> AnyView {
    let evidence = constant.evidence(row);
    let sources = evidence
        .sources
        .iter()
        .filter_map(|key| source(key))
        .map(|entry| view! { <li><Cited entry=entry/></li> })
        .collect_view();
    let place =
        [row, constant.column].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="leaf-card about">
            <dl>
                <dt>{t(key::EVIDENCE_LEAF_TABLE)}</dt>
                <dd>
                    {named(format!("evidence.table.{}", constant.table.id()), "")}
                    {(!place.is_empty()).then(|| view! { <span class="aside"><code>{place}</code></span> })}
                </dd>
                {evidence.grade.map(|known| view! {
                    <dt>{t(key::ABOUT_GRADE)}</dt>
                    <dd>
                        {named(format!("model.grade.{}", known.id()), "")}
                        <span class="aside">{named(format!("model.grade-about.{}", known.id()), "")}</span>
                    </dd>
                })}
                <dt>{t(key::ABOUT_EQUATION)}</dt>
                <dd><a href=format!("#equation-{}", constant.equation)>{constant.equation}</a></dd>
            </dl>
            <ul class="sources" aria-label=t(key::ABOUT_SOURCES)>{sources}</ul>
        </div>
    }
    .into_any()
}

/// The label of an input.
pub(super) fn label(
    parameter: &'static Parameter,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let locale = use_locale();
    move || names::input(parameter.id, locale.get())
}
