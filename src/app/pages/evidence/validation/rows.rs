//! The comparisons one by one, by group.

use leptos::prelude::*;

use super::{heads, label, notes, percent, verdict};
use crate::app::form::is_open;
use crate::app::format;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::pages::evidence::inputs::source_links;
use crate::app::pages::evidence::names::{self, of_two};
use crate::model::validation::{Bar, Group, Row, Summary};

/// What a bar asks for.
fn bar_text(bar: Option<Bar>, language: Language) -> String {
    match bar {
        None => format::NONE.to_owned(),
        Some(Bar::Relative(error)) => format!("±{}", percent(error, language)),
        Some(Bar::AtLeast(least)) => format!("≥ {}", names::number(least, language, 3)),
    }
}

fn number(value: Option<f64>, language: Language) -> String {
    value.map_or(format::NONE.to_owned(), |value| names::number(value, language, 4))
}

/// The cases that contradict themselves: flagged by rule.
pub(super) fn flagged(rows: &[Row]) -> AnyView {
    let locale = use_locale();
    let entries: Vec<Row> = rows.iter().filter(|row| row.contradictory).cloned().collect();
    if entries.is_empty() {
        return ().into_any();
    }
    let entries = entries
        .into_iter()
        .map(|row| {
            let text = move || {
                let language = locale.get();
                let least = row.bar.map_or(0.0, Bar::value);
                let (published, least) = (number(row.published, language), number(Some(least), language));
                let words = [
                    ("case", row.case),
                    ("published", &published),
                    ("least", &least),
                    ("unit", names::unit(row.unit, language)),
                ];
                language.fill(key::EVIDENCE_VALIDATION_FLAGGED_CASE, &words)
            };
            view! { <li data-flagged=row.case>{text}</li> }
        })
        .collect_view();
    view! {
        <div class="evidence-flagged" data-role="flagged">
            <h3>{t(key::EVIDENCE_VALIDATION_FLAGGED)}</h3>
            <p>{t(key::EVIDENCE_VALIDATION_FLAGGED_TEXT)}</p>
            <ul>{entries}</ul>
        </div>
    }
    .into_any()
}

/// The rows of a group, folded.
pub(super) fn group(group: Group, rows: Vec<Row>, independent: Option<Summary>) -> AnyView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let count = rows.len();
    let about = move || {
        let language = locale.get();
        let rows = count.to_string();
        match &independent {
            Some(summary) => {
                let (counted, median) = (summary.count.to_string(), percent(summary.median_error, language));
                let words = [("rows", rows.as_str()), ("counted", &counted), ("median", &median)];
                language.fill(key::EVIDENCE_VALIDATION_GROUP_COUNTED, &words)
            }
            None => language.fill(key::EVIDENCE_VALIDATION_GROUP_NONE, &[("rows", &rows)]),
        }
    };
    let rows = StoredValue::new(rows);
    let body = move || rows.with_value(|rows| rows.iter().map(|one| row(one.clone())).collect_view());
    view! {
        <details class="evidence-fold validation-group" data-group=group.id() on:toggle=move |event| open.set(is_open(&event))>
            <summary>
                <span class="validation-name">{move || of_two(group.names(), locale.get())}</span>
                <span class="aside">{about}</span>
            </summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="group" aria-label=move || of_two(group.names(), locale.get())>
                    <table class="data-table validation-table">
                        <thead>
                            <tr>
                                {heads(&[
                                    key::EVIDENCE_VALIDATION_CASE,
                                    key::EVIDENCE_VALIDATION_QUANTITY,
                                    key::EVIDENCE_VALIDATION_MODEL,
                                    key::EVIDENCE_VALIDATION_PUBLISHED,
                                    key::EVIDENCE_VALIDATION_ERROR,
                                    key::EVIDENCE_VALIDATION_BAR,
                                    key::EVIDENCE_VALIDATION_VERDICT,
                                    key::EVIDENCE_VALIDATION_LABEL,
                                    key::ABOUT_SOURCES,
                                ])}
                            </tr>
                        </thead>
                        <tbody>{body()}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
    .into_any()
}

/// One comparison.
fn row(row: Row) -> AnyView {
    let locale = use_locale();
    let (quantity, unit, modelled, published, error, bar) =
        (row.quantity, row.unit, row.modelled, row.published, row.error, row.bar);
    let error_text =
        move || error.map_or(format::NONE.to_owned(), |error| format::percent(error, locale.get(), 3));
    let english = row.note.into_owned();
    let note = move || match locale.get() {
        Language::Zh if !english.is_empty() => notes::in_chinese(&english).unwrap_or_else(|| english.clone()),
        _ => english.clone(),
    };
    view! {
        <tr data-case=row.case data-counts=row.independence.is_independent().to_string() class:contradictory=row.contradictory>
            <th scope="row">
                {row.case}
                {row.contradictory.then(|| view! {
                    " " <span class="badge contradiction">{t(key::EVIDENCE_VALIDATION_CONTRADICTORY)}</span>
                })}
                <span class="validation-note">{note}</span>
            </th>
            <td>
                {move || of_two([quantity.name_en().trim_end_matches('.'), quantity.name_zh()], locale.get())}
                <span class="row-unit">{move || names::unit(unit, locale.get())}</span>
            </td>
            <td><data value=format::machine(modelled)>{move || number(modelled, locale.get())}</data></td>
            <td><data value=format::machine(published)>{move || number(published, locale.get())}</data></td>
            <td><data value=format::machine(error)>{error_text}</data></td>
            <td>{move || bar_text(bar, locale.get())}</td>
            <td>{verdict(row.within)}</td>
            <td>{label(row.independence)}</td>
            <td class="registry-links">{source_links(row.source.split("; ").filter(|key| !key.is_empty()))}</td>
        </tr>
    }
    .into_any()
}
