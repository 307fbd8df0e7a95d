//! The model against published numbers, computed here and now: what agrees, by how much, and what agreement
//! proves. Calibrated, circular and derived rows are shown, labelled, and never counted.

mod notes;
mod rows;

use std::sync::Arc;

use leptos::prelude::*;

use super::chosen::after_paint;
use super::names::of_two;
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key, named, t, use_locale};
use crate::model::validation::{Check, Group, Independence, Over, Report, Row, Summary, report};

/// The section: computed once the page is painted.
#[component]
pub(super) fn Validation() -> impl IntoView {
    let computed = RwSignal::new(None::<Arc<Report>>);
    after_paint(move || {
        // The page may have been left meanwhile.
        if !computed.is_disposed() {
            computed.set(Some(Arc::new(report())));
        }
    });
    view! {
        <p class="evidence-text">{t(key::EVIDENCE_VALIDATION_TEXT)}</p>
        {move || match computed.get() {
            None => view! { <p class="aside" aria-busy="true">{t(key::EVIDENCE_VALIDATION_COMPUTING)}</p> }.into_any(),
            Some(report) => whole(&report),
        }}
    }
}

/// A share in per cent without its sign.
pub(super) fn percent(share: f64, language: Language) -> String {
    format::quantity(share.abs(), Kind::Share, language, 2)
}

/// Whether a bar is kept, in a word and a sign.
pub(super) fn verdict(within: Option<bool>) -> AnyView {
    let (id, text) = match within {
        Some(true) => ("within", key::EVIDENCE_VALIDATION_WITHIN),
        Some(false) => ("outside", key::EVIDENCE_VALIDATION_OUTSIDE),
        None => return view! { <span class="aside">"–"</span> }.into_any(),
    };
    let sign = if id == "within" { "✓" } else { "✕" };
    view! { <span class="verdict" data-verdict=id><span aria-hidden="true">{sign}</span> {t(text)}</span> }
        .into_any()
}

/// A label in a badge; those that do not count say so.
pub(super) fn label(independence: Independence) -> AnyView {
    let id = independence.id().to_lowercase();
    let counts = independence.is_independent();
    view! {
        <span class="badge" data-label=id.clone() data-counts=counts.to_string()>
            {named(format!("evidence.label.{id}"), "")}
        </span>
        {(!counts).then(|| view! { <span class="not-counted">{t(key::EVIDENCE_VALIDATION_NOT_COUNTED)}</span> })}
    }
    .into_any()
}

fn whole(report: &Report) -> AnyView {
    let locale = use_locale();
    let (count, counted) =
        (report.rows.len(), report.rows.iter().filter(|row| row.independence.is_independent()).count());
    let kept = report.checks.iter().filter(|check| check.within == Some(true)).count();
    let barred = report.checks.iter().filter(|check| check.within.is_some()).count();
    let finding = move || {
        let numbers = [("rows", count), ("counted", counted), ("kept", kept), ("barred", barred)];
        let numbers = numbers.map(|(name, number)| (name, number.to_string()));
        let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
        locale.get().fill(key::EVIDENCE_VALIDATION_FINDING, &numbers)
    };
    let flagged = rows::flagged(&report.rows);
    let labels = Independence::ALL
        .map(|independence| {
            let id = independence.id().to_lowercase();
            let name = format!("evidence.label-about.{id}");
            view! { <div><dt>{label(independence)}</dt><dd>{named(name, "")}</dd></div> }
        })
        .collect_view();
    let groups = Group::ALL
        .map(|group| {
            let of_group: Vec<Row> = report.rows.iter().filter(|row| row.group == group).cloned().collect();
            let independent =
                report.summaries.iter().find(|s| s.group == group && s.over == Over::Independent);
            (!of_group.is_empty()).then(|| rows::group(group, of_group, independent.cloned()))
        })
        .into_iter()
        .collect_view();
    view! {
        <p class="evidence-finding" data-role="validation-finding">{finding}</p>
        {checks(&report.checks)}
        {flagged}
        <h3>{t(key::EVIDENCE_VALIDATION_LABELS)}</h3>
        <dl class="label-list">{labels}</dl>
        {summaries(&report.summaries)}
        <h3>{t(key::EVIDENCE_VALIDATION_ROWS)}</h3>
        {groups}
    }
    .into_any()
}

fn heads(heads: &[Key]) -> AnyView {
    heads.iter().map(|head| view! { <th scope="col">{t(*head)}</th> }).collect_view().into_any()
}

/// The bars.
fn checks(checks: &[Check]) -> AnyView {
    let locale = use_locale();
    let rows = checks
        .iter()
        .map(|check| {
            let about = [check.about, check.about_zh];
            // One of them counts cases, the others are errors.
            let counts = check.id == "contradictory";
            let show = move |value: Option<f64>, language: Language| match value {
                None => format::NONE.to_owned(),
                Some(value) if counts => format::number(value, language, 3),
                Some(value) => percent(value, language),
            };
            let (value, bar) = (check.value, check.bar);
            view! {
                <tr data-check=check.id>
                    <th scope="row">{move || of_two(about, locale.get())}</th>
                    <td>{check.count}</td>
                    <td><data value=format::machine(value)>{move || show(value, locale.get())}</data></td>
                    <td>{move || show(bar, locale.get())}</td>
                    <td>{verdict(check.within)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(key::EVIDENCE_VALIDATION_CHECKS)>
            <table class="data-table checks-table" data-role="checks">
                <caption>{t(key::EVIDENCE_VALIDATION_CHECKS)}</caption>
                <thead>
                    <tr>
                        {heads(&[
                            key::EVIDENCE_VALIDATION_WHAT,
                            key::EVIDENCE_VALIDATION_COUNT,
                            key::EVIDENCE_VALIDATION_FOUND,
                            key::EVIDENCE_VALIDATION_BAR,
                            key::EVIDENCE_VALIDATION_VERDICT,
                        ])}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Errors by group, over the rows that count alone.
fn summaries(summaries: &[Summary]) -> AnyView {
    let locale = use_locale();
    let rows = summaries
        .iter()
        .filter(|summary| summary.over == Over::Independent)
        .map(|summary| {
            let (group, median, largest) = (summary.group, summary.median_error, summary.largest_error);
            view! {
                <tr data-summary=group.id()>
                    <th scope="row">{move || of_two(group.names(), locale.get())}</th>
                    <td>{summary.count}</td>
                    <td><data value=format::machine(Some(median))>{move || percent(median, locale.get())}</data></td>
                    <td><data value=format::machine(Some(largest))>{move || percent(largest, locale.get())}</data></td>
                    <td>{summary.outside}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(key::EVIDENCE_VALIDATION_ERRORS)>
            <table class="data-table" data-role="summaries">
                <caption>{t(key::EVIDENCE_VALIDATION_ERRORS)}</caption>
                <thead>
                    <tr>
                        {heads(&[
                            key::EVIDENCE_VALIDATION_GROUP,
                            key::EVIDENCE_VALIDATION_COUNT,
                            key::EVIDENCE_VALIDATION_MEDIAN,
                            key::EVIDENCE_VALIDATION_LARGEST,
                            key::EVIDENCE_VALIDATION_OUTSIDE_COUNT,
                        ])}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
