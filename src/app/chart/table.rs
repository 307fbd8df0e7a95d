//! The table behind a chart.

use leptos::prelude::*;

use super::data::{ChartData, Horizontal};
use crate::app::explain_link::{ExplainLink, LinesExplain, of_scenario, of_year};
use crate::app::format;
use crate::app::locale::{key, t, use_locale};
use crate::model::output::yearly_index;

/// A column: whose output it shows and which, its name, its values.
type Column<'a> = (Option<(Option<&'static str>, &'static str)>, String, &'a [Option<f64>]);

/// The pinned plan, as addresses name it.
const PINNED: &str = "b";

/// A chart's data as a table, a row for each place on the horizontal axis.
#[component]
pub(super) fn DataTable(
    /// What the chart shows.
    data: Memo<ChartData>,
    /// What the chart says of it.
    caption: Signal<String>,
) -> impl IntoView {
    let (locale, known) = (use_locale(), use_context::<LinesExplain>());
    let body = move || {
        let language = locale.get();
        data.with(|data| {
            let is_years = data.horizontal == Horizontal::Years;
            let last = data.x.last().copied().unwrap_or_default();
            // What shows an output can be explained.
            let figure = |id: &'static str| match known {
                Some(LinesExplain(known)) => known.run(id),
                None => yearly_index(id).map(|_| (None, id)),
            };
            let figure = |id: &'static str| figure(id).filter(|_| is_years);
            let lines = data.series.iter();
            let lines = lines.map(|series| (figure(series.id), series.name.clone(), series.values.as_slice()));
            let over = data.columns_over().into_iter().map(|(id, name, values)| {
                // The pinned plan stands in the address.
                let output = id.strip_suffix(".pinned");
                let line = data.series.iter().find(|series| Some(series.id) == output);
                let pinned = line.and_then(|line| figure(line.id)).map(|(_, id)| (Some(PINNED), id));
                (pinned, name, values)
            });
            let columns: Vec<Column<'_>> = lines.chain(over).collect();
            let heading = |(figure, name, _): &Column<'_>| {
                let name = name.clone();
                match figure {
                    Some((whose, id)) => {
                        let link = of_scenario(*whose, &of_year(id, last));
                        view! { <th scope="col" data-column=*id><ExplainLink figure=link in_table=true>{name}</ExplainLink></th> }
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
                            let explain = figure
                                .filter(|_| value.is_some())
                                .map(|(whose, id)| of_scenario(whose, &of_year(id, *x)));
                            view! { <td data-explain=explain><data value=format::machine(value)>{text}</data></td> }
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
