//! The chosen outputs year by year, a row a scenario.

use leptos::prelude::*;

use super::cases::{LOOKS, use_cases};
use super::charts::Chosen;
use crate::app::explain_link::{of_scenario, of_year};
use crate::app::form::is_open;
use crate::app::format::{self, Kind};
use crate::app::locale::{key, t, use_locale};
use crate::app::wording;
use crate::model::output::yearly;

/// The table, folded.
#[component]
pub(super) fn Yearly() -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let chosen = use_context::<Chosen>();
    let open = RwSignal::new(false);
    let head = move || {
        let years = cases.comparison.with(|comparison| comparison.years.clone());
        years.into_iter().map(|year| view! { <th scope="col">{year}</th> }).collect_view()
    };
    let body = move || {
        let language = locale.get();
        let outputs = chosen.map(|chosen| chosen.outputs.get()).unwrap_or_default();
        let names = cases.names.get();
        let whose: Vec<Option<&'static str>> = (0..LOOKS.len()).map(|case| cases.whose(case)).collect();
        cases.comparison.with(|comparison| {
            let span = comparison.years.len() + 1;
            outputs
                .into_iter()
                .filter_map(|index| Some((yearly().nth(index)?, comparison.outputs.get(index)?)))
                .map(|(output, row)| {
                    let (label, unit) = wording::output(output.id, language);
                    // The unit stands in the group's head.
                    let kind = match Kind::of(output.unit) {
                        Kind::Money => Kind::Plain,
                        kind => kind,
                    };
                    let rows = row
                        .values
                        .iter()
                        .zip(&names)
                        .zip(LOOKS)
                        .zip(&whose)
                        .map(|(((values, name), (id, letter, tone, stroke)), whose)| {
                            let cells = values
                                .iter()
                                .zip(&comparison.years)
                                .map(|(value, year)| {
                                    let text = value.map_or(format::NONE.to_owned(), |value| {
                                        format::quantity(value, kind, language, 3)
                                    });
                                    // Years that a scenario does not have explain nothing.
                                    let explain = value
                                        .map(|_| of_scenario(*whose, &of_year(output.id, f64::from(*year))));
                                    view! { <td data-explain=explain><data value=format::machine(*value)>{text}</data></td> }
                                })
                                .collect_view();
                            view! {
                                <tr data-case=id>
                                    <th scope="row" data-tone=tone.id()>
                                        <span class="legend-line" data-stroke=stroke.id() aria-hidden="true"></span>
                                        {letter} " " {name.clone()}
                                    </th>
                                    {cells}
                                </tr>
                            }
                        })
                        .collect_view();
                    view! {
                        <tbody data-tone=output.dimension.id() data-yearly=output.id>
                            <tr class="table-group">
                                <th scope="rowgroup" colspan=span>
                                    {label} " "
                                    <span class="row-unit">{unit}</span>
                                </th>
                            </tr>
                            {rows}
                        </tbody>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <details class="compare-fold" data-role="yearly" on:toggle=move |event| open.set(is_open(&event))>
            <summary id="compare-yearly-title">{t(key::COMPARE_YEARLY_TITLE)}</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="group" aria-labelledby="compare-yearly-title">
                    <table class="data-table compare-table compare-yearly">
                        <thead><tr><th scope="col">{t(key::COMPARE_YEARLY_OUTPUT)}</th>{head}</tr></thead>
                        {body}
                    </table>
                </div>
            </Show>
        </details>
    }
}
