//! The table behind a chart.

use leptos::prelude::*;

use super::data::{ChartData, Horizontal};
use crate::app::explain_link::{ExplainLink, explain_cell, of_year};
use crate::app::format;
use crate::app::locale::{key, t, use_locale};
use crate::model::output::yearly_index;

/// A column: the output that it shows, its name, its values.
type Column<'a> = (Option<&'static str>, String, &'a [Option<f64>]);

/// A chart's data as a table, a row for each place on the horizontal axis.
#[component]
pub(super) fn DataTable(
    /// What the chart shows.
    data: Memo<ChartData>,
    /// What the chart says of it.
    caption: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let body = move || {
        let language = locale.get();
        data.with(|data| {
            let is_years = data.horizontal == Horizontal::Years;
            let last = data.x.last().copied().unwrap_or_default();
            // What an output of the present plan shows can be explained.
            let figure = |id: &'static str| (is_years && yearly_index(id).is_some()).then_some(id);
            let lines = data.series.iter();
            let lines = lines.map(|series| (figure(series.id), series.name.clone(), series.values.as_slice()));
            let over = data.columns_over().into_iter().map(|(_, name, values)| (None, name, values));
            let columns: Vec<Column<'_>> = lines.chain(over).collect();
            let heading = |(figure, name, _): &Column<'_>| {
                let name = name.clone();
                match figure {
                    Some(id) => {
                        let link = of_year(id, last);
                        view! { <th scope="col" data-column=*id><ExplainLink figure=link>{name}</ExplainLink></th> }
                            .into_any()
                    }
                    None => view! { <th scope="col">{name}</th> }.into_any(),
                }
            };
            let head = columns.iter().map(heading).collect_view();
            let first = match &data.horizontal {
                Horizontal::Years => t(key::CHART_YEAR)().to_owned(),
                Horizontal::Quantity(name) => name.clone(),
            };
            let rows = data
                .x
                .iter()
                .enumerate()
                .map(|(row, x)| {
                    let place = match data.horizontal {
                        Horizontal::Years => format!("{x:.0}"),
                        Horizontal::Quantity(_) => format::number(*x, language, 4),
                    };
                    let cells = columns
                        .iter()
                        .map(|(figure, _, values)| {
                            let value = values.get(row).copied().flatten();
                            let text = value.map_or(format::NONE.to_owned(), |v| {
                                format::quantity(v, data.kind, language, 4)
                            });
                            view! { <td data-explain=figure.map(|id| of_year(id, *x))><data value=format::machine(value)>{text}</data></td> }
                        })
                        .collect_view();
                    view! { <tr><th scope="row">{place}</th>{cells}</tr> }
                })
                .collect_view();
            view! {
                <thead><tr><th scope="col">{first}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            }
        })
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=move || caption.get()>
            <table class="data-table explains" on:click=explain_cell()>
                <caption class="visually-hidden">{move || caption.get()}</caption>
                {body}
            </table>
        </div>
    }
}
