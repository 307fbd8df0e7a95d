//! The plan year by year, as a table.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::explain_link::{ExplainLink, last_year, of_year};
use crate::app::format::{self, Kind};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::results::Results;
use crate::app::seen::is_in_view;
use crate::model::output::{Output, yearly, yearly_index};
use crate::model::parameter::Dimension;

/// The outputs of the small table, by dimension.
const ROWS: [(Dimension, &[&str]); 4] = [
    (
        Dimension::Economy,
        &[
            "revenue-usd",
            "cost-of-revenue-usd",
            "gross-margin",
            "research-development-usd",
            "ebitda-usd",
            "free-cash-flow-usd",
            "cash-usd",
            "raised-usd",
            "cost-usd-per-mtoken",
        ],
    ),
    (Dimension::Technology, &["tokens", "quality-gap-oom", "speed-tokens-per-s", "capacity-devices"]),
    (
        Dimension::Environment,
        &[
            "energy-mwh",
            "carbon-location-t",
            "carbon-market-t",
            "carbon-embodied-t",
            "water-onsite-kl",
            "water-offsite-kl",
            "sci-g-per-mtoken",
        ],
    ),
    (Dimension::Society, &["social-index", "trust"]),
];

/// The table.
#[component]
pub(super) fn Yearly() -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    // Out of view it follows when the hand rests.
    let results = use_rest().follower(is_in_view(node)).results();
    let years = Memo::new(move |_| results.with(|results| results.years()));
    let head = move || {
        years
            .get()
            .into_iter()
            .map(|year| view! { <th scope="col">{format!("{year:.0}")}</th> })
            .collect_view()
    };
    let groups = ROWS
        .map(|(dimension, outputs)| {
            let rows = outputs
                .iter()
                .filter_map(|id| yearly_index(id).and_then(|index| yearly().nth(index)))
                .map(|output| view! { <Row output=output results=results/> })
                .collect_view();
            view! {
                <tbody data-tone=dimension.id()>
                    <tr class="table-group">
                        <th scope="rowgroup" colspan=move || years.with(Vec::len) + 1>
                            {named(format!("model.dimension.{}", dimension.id()), "")}
                        </th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <section class="yearly" id="yearly" tabindex="-1" aria-labelledby="yearly-title">
            <h2 id="yearly-title">{t(key::PLAN_YEARLY)}</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="yearly-title" node_ref=node>
                <table class="data-table yearly-table">
                    <thead>
                        <tr><th scope="col">{t(key::PLAN_YEARLY_ROW)}</th>{head}</tr>
                    </thead>
                    {groups}
                </table>
            </div>
        </section>
    }
}

/// One output over the years.
#[component]
fn Row(output: &'static Output, results: Memo<Arc<Results>>) -> impl IntoView {
    let locale = use_locale();
    let kind = Kind::of(output.unit);
    let years = Memo::new(move |_| results.with(|results| results.years()));
    let values = Memo::new(move |_| results.with(|results| results.yearly(output.id)));
    let unit =
        if matches!(kind, Kind::Share) { String::new() } else { format!("outputs.{}.unit", output.id) };
    // The cells stay while the years do; a move only writes other numbers into them.
    let cells = move || {
        let cell = |(at, year): (usize, f64)| {
            let value = move || values.with(|values| values.get(at).copied().flatten());
            let text = move || {
                // The unit stands in the row's head.
                let kind = if kind == Kind::Money { Kind::Plain } else { kind };
                let language = locale.get();
                value().map_or(format::NONE.to_owned(), |value| format::quantity(value, kind, language, 3))
            };
            view! {
                <td data-explain=of_year(output.id, year)>
                    <data value=move || format::machine(value())>{text}</data>
                </td>
            }
        };
        years.get().into_iter().enumerate().map(cell).collect_view()
    };
    view! {
        <tr data-yearly=output.id>
            <th scope="row">
                <ExplainLink figure=last_year(output.id) in_table=true>
                    {named(format!("outputs.{}.label", output.id), output.id)}
                </ExplainLink>
                <span class="row-unit">{named(unit, "")}</span>
            </th>
            {cells}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_an_output() {
        for (_, outputs) in ROWS {
            for id in outputs {
                assert!(yearly_index(id).is_some(), "{id}");
            }
        }
    }
}
