//! Profit and loss, cash flow and balance sheet, by year and by quarter, as finance people write them.

use std::sync::Arc;

use leptos::prelude::*;

use super::scale::{MONEY, Negative, Scale};
use super::take::Take;
use super::{choice, named_word, word};
use crate::analysis::statement::{Period, Row, RowKind, Statement, Step, Table, table};
use crate::app::explain_link::{ExplainLink, of_year};
use crate::app::format;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::seen::while_seen;
use crate::app::state::use_state;
use crate::model::simulate::Keep;
use crate::scenario::link::number_text;
use crate::scenario::run;

/// The name of a row: its output's, or its own.
fn label(row: &Row, language: Language) -> &'static str {
    let own = word(&format!("statement.{}", row.id), language);
    if !own.is_empty() {
        return own;
    }
    language.find(&format!("outputs.{}.label", row.id)).unwrap_or(row.id)
}

/// A column's head: `2026`, `Q2 2026`.
fn head(period: Period, language: Language) -> String {
    match period.quarter {
        None => period.year.to_string(),
        Some(quarter) => language.fill(
            key::PLAN_BOOKS_QUARTER_OF,
            &[("quarter", &quarter.to_string()), ("year", &period.year.to_string())],
        ),
    }
}

/// The id of a row's kind, for its look.
const fn kind(row: &Row) -> &'static str {
    match row.kind {
        RowKind::Heading => "heading",
        RowKind::Line => "line",
        RowKind::OfWhich => "of-which",
        RowKind::Subtotal => "subtotal",
        RowKind::Total => "total",
        RowKind::Memo => "memo",
    }
}

/// The table as cells, unrounded.
fn cells(table: &Table, language: Language) -> Vec<Vec<String>> {
    let first = word(&format!("statement.{}", table.statement.id()), language).to_owned();
    let heads = table.periods.iter().map(|period| period.text());
    let mut out = vec![std::iter::once(first).chain(heads).collect::<Vec<_>>()];
    out.extend(table.rows.iter().map(|(row, values)| {
        let cell = |value: &Option<f64>| value.map(number_text).unwrap_or_default();
        std::iter::once(label(row, language).to_owned()).chain(values.iter().map(cell)).collect()
    }));
    out
}

/// The figure of a year that a row shows as it is, for its explanation.
fn explained(row: &Row, period: Period) -> Option<String> {
    let output = row.explained().filter(|_| period.quarter.is_none())?;
    Some(of_year(output, f64::from(period.year)))
}

/// One figure of a statement.
fn figure(value: Option<f64>, explain: Option<String>, scale: Scale, language: Language) -> impl IntoView {
    let text = scale.text(value, Negative::of(language));
    // What stands in parentheses is said as a minus.
    let minus = text.starts_with('(').then(|| format!("−{}", text.trim_matches(['(', ')'])));
    view! {
        <td data-explain=explain>
            <data value=format::machine(value) aria-hidden=minus.is_some().then_some("true")>{text}</data>
            {minus.map(|minus| view! { <span class="visually-hidden">{minus}</span> })}
        </td>
    }
}

/// The three tables, one at a time.
#[component]
pub(super) fn Statements(
    /// Whether they are in view.
    seen: Signal<bool>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let which = RwSignal::new(Statement::ProfitAndLoss);
    let step = RwSignal::new(Step::Year);
    // Accounts are read when the hand rests.
    let rested = use_rest().rested();
    let known = while_seen(seen, move || {
        let (which, step) = (which.get(), step.get());
        Arc::new(rested.with(|results| match step {
            Step::Year => table(results.run(), which, step),
            // Quarters need every month, which the page's run does not keep.
            Step::Quarter => {
                state.scenario.with_untracked(|scenario| table(&run(scenario, Keep::Months), which, step))
            }
        }))
    });
    let scale = move |table: &Table, language| {
        Scale::of(table.rows.iter().flat_map(|(_, values)| values).copied().flatten(), language)
    };
    let unit = Memo::new(move |_| {
        let language = locale.get();
        let scale = known.with(|table| scale(table, language));
        let unit = scale.unit(MONEY, language);
        let first = state.scenario.with_untracked(crate::scenario::Scenario::start_year);
        language.fill(key::PLAN_BOOKS_UNIT, &[("unit", unit), ("year", &format!("{first:.0}"))])
    });
    let thead = move || {
        let language = locale.get();
        known.with(|table| {
            let heads = table.periods.iter().map(|period| head(*period, language));
            heads.map(|text| view! { <th scope="col">{text}</th> }).collect_view()
        })
    };
    let body = move || {
        let language = locale.get();
        known.with(|table| {
            let (scale, columns) = (scale(table, language), table.periods.len());
            table
                .rows
                .iter()
                .map(|(row, values)| {
                    let figures = if row.kind == RowKind::Heading {
                        view! { <td colspan=columns></td> }.into_any()
                    } else {
                        let figures = values
                            .iter()
                            .zip(&table.periods)
                            .map(|(value, period)| figure(*value, explained(row, *period), scale, language));
                        figures.collect_view().into_any()
                    };
                    let name = label(row, language);
                    let name = match table.periods.last().and_then(|last| explained(row, *last)) {
                        Some(last) => {
                            view! { <ExplainLink figure=last in_table=true>{name}</ExplainLink> }.into_any()
                        }
                        None => name.into_any(),
                    };
                    view! {
                        <tr data-row=row.id data-kind=kind(row)>
                            <th scope="row" data-level=row.level>
                                {name}
                            </th>
                            {figures}
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let tabs = Statement::ALL
        .map(|statement| {
            let text = named_word(format!("statement.{}", statement.id()), locale);
            choice(which, statement, statement.id(), Signal::derive(move || text().to_owned()))
        })
        .collect_view();
    let steps =
        [(Step::Year, "year", key::PLAN_BOOKS_YEARS), (Step::Quarter, "quarter", key::PLAN_BOOKS_QUARTERS)]
            .map(|(value, id, text)| {
                let text = t(text);
                choice(step, value, id, Signal::derive(move || text().to_owned()))
            })
            .collect_view();
    let rows = Callback::new(move |()| known.with_untracked(|table| cells(table, locale.get_untracked())));
    let name = move || word(&format!("statement.{}", which.get().id()), locale.get());
    view! {
        <section class="book" id="statements" tabindex="-1" aria-labelledby="statements-title" data-book="statements">
            <h2 id="statements-title">{t(key::PLAN_BOOKS_STATEMENTS)}</h2>
            <div class="book-tools">
                <div class="choices" role="group" aria-label=t(key::PLAN_BOOKS_WHICH)>{tabs}</div>
                <div class="choices" role="group" aria-label=t(key::PLAN_BOOKS_STEP)>{steps}</div>
                <Take id=Signal::derive(move || which.get().id().to_owned()) rows=rows/>
            </div>
            <p class="aside">{move || unit.get()}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label=name>
                <table class="data-table book-table" data-statement=move || which.get().id()>
                    <caption class="visually-hidden">{move || format!("{}. {}", name(), unit.get())}</caption>
                    <thead><tr><th scope="col">{name}</th>{thead}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn every_row_has_a_name_in_both_languages() {
        for statement in Statement::ALL {
            for language in [Language::En, Language::Zh] {
                assert!(!word(&format!("statement.{}", statement.id()), language).is_empty());
                for row in statement.rows() {
                    assert_ne!(label(row, language), row.id, "{}", row.id);
                }
            }
        }
    }

    #[test]
    fn cells_are_unrounded_and_have_a_column_for_each_period() {
        let run = run(&Scenario::default(), Keep::Months);
        let quarters = table(&run, Statement::ProfitAndLoss, Step::Quarter);
        let cells = cells(&quarters, Language::En);
        assert_eq!(cells.len(), quarters.rows.len() + 1);
        assert!(cells.iter().all(|row| row.len() == 41));
        assert_eq!(cells[0][5], "2027-Q1");
        assert_eq!(head(quarters.periods[4], Language::En), "Q1 2027");
    }
}
