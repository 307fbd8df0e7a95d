//! The table behind a chart.

use leptos::prelude::*;

use super::data::{ChartData, Horizontal};
use crate::app::format;
use crate::app::locale::{key, t, use_locale};

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
            let lines = data.series.iter().map(|series| (series.name.clone(), series.values.as_slice()));
            let over = data.columns_over().into_iter().map(|(_, name, values)| (name, values));
            let columns: Vec<(String, &[Option<f64>])> = lines.chain(over).collect();
            let head =
                columns.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }).collect_view();
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
                        .map(|(_, values)| {
                            let value = values.get(row).copied().flatten();
                            let text = value.map_or(format::NONE.to_owned(), |v| {
                                format::quantity(v, data.kind, language, 4)
                            });
                            view! { <td><data value=format::machine(value)>{text}</data></td> }
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
            <table class="data-table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                {body}
            </table>
        </div>
    }
}
