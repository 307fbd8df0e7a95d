//! The inputs in which the scenarios differ, and, folded, the others.

use leptos::prelude::*;

use super::cases::{LOOKS, use_cases};
use crate::app::form::is_open;
use crate::app::locale::{key, t, use_locale};
use crate::app::wording::{self, Row, fill};

/// The row; cells that equal the first are quieter.
fn row_view(row: Row) -> impl IntoView {
    let first = row.cells.first().map(|(machine, _)| machine.clone()).unwrap_or_default();
    let cells = row
        .cells
        .into_iter()
        .enumerate()
        .map(|(case, (machine, text))| {
            let same = case > 0 && machine == first;
            view! { <td class:same=same><data value=machine>{text}</data></td> }
        })
        .collect_view();
    view! {
        <tr data-input=row.key>
            <th scope="row">{row.label}<span class="row-unit">{row.unit}</span></th>
            {cells}
        </tr>
    }
}

/// The heads of the scenarios' columns.
#[component]
pub(super) fn ColumnHeads() -> impl IntoView {
    let cases = use_cases();
    move || {
        cases.names.with(|names| {
            names
                .iter()
                .zip(LOOKS)
                .map(|(name, (_, letter, tone, _))| {
                    view! { <th scope="col" data-tone=tone.id()>{letter} " " {name.clone()}</th> }
                })
                .collect_view()
        })
    }
}

/// The inputs.
#[component]
pub(super) fn Inputs() -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let open = RwSignal::new(false);
    let rows = move |differing: bool| {
        cases.comparison.with(|comparison| {
            let rows = wording::rows(&comparison.inputs, &comparison.targets, differing, locale.get());
            rows.into_iter().map(row_view).collect_view()
        })
    };
    let differing = Memo::new(move |_| {
        cases.comparison.with(|comparison| {
            let targets = comparison.targets.iter().filter(|row| row.differs).count();
            comparison.differing().count() + targets
        })
    });
    let count = move || {
        let (language, count) = (locale.get(), differing.get());
        match count {
            0 => language.text(key::COMPARE_INPUTS_NONE).to_owned(),
            1 => language.text(key::COMPARE_INPUTS_ONE).to_owned(),
            count => fill(key::COMPARE_INPUTS_MANY, &[("count", count.to_string())], language),
        }
    };
    let same = move || {
        let count =
            cases.comparison.with(|comparison| comparison.inputs.iter().filter(|row| !row.differs).count());
        fill(key::COMPARE_INPUTS_SAME, &[("count", count.to_string())], locale.get())
    };
    view! {
        <p class="compare-finding" data-role="differing">{count}</p>
        <Show when=move || { differing.get() > 0 }>
            <Table label="compare-inputs-title" role="inputs"><tbody>{move || rows(true)}</tbody></Table>
        </Show>
        <details class="compare-fold" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{same}</summary>
            <Show when=move || open.get()>
                <Table label="compare-inputs-title" role="same-inputs"><tbody>{move || rows(false)}</tbody></Table>
            </Show>
        </details>
    }
}

/// A table with a column for each scenario.
#[component]
fn Table(label: &'static str, role: &'static str, children: ChildrenFn) -> impl IntoView {
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby=label data-role=role>
            <table class="data-table compare-table">
                <thead><tr><th scope="col">{t(key::COMPARE_INPUTS_INPUT)}</th><ColumnHeads/></tr></thead>
                {children()}
            </table>
        </div>
    }
}
