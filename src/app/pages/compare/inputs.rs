//! The inputs in which the scenarios differ, and, folded, the others.

use leptos::prelude::*;

use super::cases::{LOOKS, use_cases};
use super::words::{self, fill};
use crate::app::form::is_open;
use crate::app::format;
use crate::app::locale::{Language, key, t, use_locale};
use crate::model::parameters::registry;
use crate::scenario::link::value_text;

/// One row as it is shown.
struct Row {
    key: String,
    label: String,
    unit: &'static str,
    cells: Vec<(String, String)>,
}

impl Row {
    /// The row; cells that equal the first are quieter.
    fn view(self) -> impl IntoView {
        let first = self.cells.first().map(|(machine, _)| machine.clone()).unwrap_or_default();
        let cells = self
            .cells
            .into_iter()
            .enumerate()
            .map(|(case, (machine, text))| {
                let same = case > 0 && machine == first;
                view! { <td class:same=same><data value=machine>{text}</data></td> }
            })
            .collect_view();
        view! {
            <tr data-input=self.key>
                <th scope="row">{self.label}<span class="row-unit">{self.unit}</span></th>
                {cells}
            </tr>
        }
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
        let language = locale.get();
        cases.comparison.with(|comparison| {
            let inputs = comparison.inputs.iter().filter(|row| row.differs == differing);
            let mut rows = Vec::new();
            for row in inputs {
                let Some(parameter) = registry().nth(row.index) else { continue };
                let (label, unit) = words::input(parameter, language);
                let machine = |value| value_text(parameter, value);
                let cells = row.values.iter().map(|value| {
                    (value.map(machine).unwrap_or_default(), words::value(parameter, *value, language))
                });
                rows.push(Row {
                    key: parameter.id.to_owned(),
                    label: label.to_owned(),
                    unit,
                    cells: cells.collect(),
                });
                if row.programme_costs.windows(2).any(|pair| pair[0] != pair[1]) {
                    let cells = row.programme_costs.iter().map(|cost| cost_cell(*cost, language));
                    let label = language.fill(key::COMPARE_INPUTS_COST, &[("name", label)]);
                    let key = format!("{}.programme-cost", parameter.id);
                    rows.push(Row { key, label, unit: "", cells: cells.collect() });
                }
            }
            for row in comparison.targets.iter().filter(|row| row.differs == differing) {
                let (name, unit) = words::output(row.measure.id(), language);
                let cells = row.targets.iter().map(|target| match target {
                    Some(target) => (target.text(), words::target(target, language)),
                    None => (String::new(), language.text(key::COMPARE_INPUTS_NO_TARGET).to_owned()),
                });
                let label = language.fill(key::COMPARE_INPUTS_TARGET, &[("name", name)]);
                let key = format!("target.{}", row.measure.id());
                rows.push(Row { key, label, unit, cells: cells.collect() });
            }
            rows.into_iter().map(Row::view).collect_view()
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

fn cost_cell(cost: Option<f64>, language: Language) -> (String, String) {
    let none = || language.text(key::COMPARE_INPUTS_NO_COST).to_owned();
    let text = cost.map_or_else(none, |cost| format::quantity(cost, format::Kind::Money, language, 4));
    (format::machine(cost), text)
}
