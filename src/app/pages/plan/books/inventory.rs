//! The carbon inventory by scope, location-based or market-based, never both added; what it does not cover is
//! named below it.

use std::sync::Arc;

use leptos::prelude::*;

use super::scale::{CARBON, Negative, Scale};
use super::take::Take;
use super::{choice, word};
use crate::analysis::inventory::{CATEGORIES, Coverage, Inventory, InventoryRow, Item, inventory};
use crate::app::explain_link::{ExplainLink, of_year};
use crate::app::format;
use crate::app::locale::{Key, Language, key, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::seen::while_seen;
use crate::app::state::use_state;
use crate::scenario::link::number_text;

/// How electricity is accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Location,
    Market,
}

impl Method {
    const ALL: [(Method, &'static str, Key); 2] = [
        (Method::Location, "location", key::PLAN_BOOKS_LOCATION),
        (Method::Market, "market", key::PLAN_BOOKS_MARKET),
    ];

    fn values(self, row: &InventoryRow) -> &[f64] {
        match self {
            Method::Location => &row.location_t,
            Method::Market => &row.market_t,
        }
    }
}

/// The name of a line, with the category of scope 3.
fn label(item: Item, language: Language) -> String {
    let name = word(&format!("inventory.{}", item.id()), language);
    match item.category() {
        Some(category) => {
            language.fill(key::PLAN_BOOKS_IN_CATEGORY, &[("name", name), ("category", &category.to_string())])
        }
        None => name.to_owned(),
    }
}

/// How a line looks: an item, a part of scope 3, a sum.
const fn kind(item: Item) -> &'static str {
    match item {
        Item::Net => "total",
        Item::Gross | Item::Scope3 => "subtotal",
        _ => "line",
    }
}

/// Both methods as cells, unrounded.
fn cells(inventory: &Inventory, language: Language) -> Vec<Vec<String>> {
    let heads = [key::PLAN_BOOKS_LINE, key::PLAN_BOOKS_METHOD].map(|text| language.text(text).to_owned());
    let mut out =
        vec![heads.into_iter().chain(inventory.years.iter().map(i32::to_string)).collect::<Vec<_>>()];
    for row in &inventory.rows {
        for (method, _, name) in Method::ALL {
            let first = [label(row.item, language), language.text(name).to_owned()];
            let values = method.values(row).iter().map(|value| number_text(*value));
            out.push(first.into_iter().chain(values).collect());
        }
    }
    out
}

/// The table.
#[component]
pub(super) fn InventoryTable(
    /// Whether it is in view.
    seen: Signal<bool>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let method = RwSignal::new(Method::Location);
    let rested = use_rest().rested();
    let known = while_seen(seen, move || {
        rested.with(|results| {
            let inputs = state.scenario.with_untracked(crate::scenario::Scenario::inputs);
            Arc::new(inventory(results.run(), &inputs))
        })
    });
    let scale = move |inventory: &Inventory, language| {
        let values = inventory.rows.iter().flat_map(|row| row.location_t.iter().chain(&row.market_t));
        Scale::of(values.copied(), language)
    };
    let unit = Memo::new(move |_| {
        let language = locale.get();
        known.with(|inventory| scale(inventory, language)).unit(CARBON, language)
    });
    let thead = move || {
        known.with(|inventory| {
            inventory.years.iter().map(|year| view! { <th scope="col">{*year}</th> }).collect_view()
        })
    };
    let body = move || {
        let (language, method) = (locale.get(), method.get());
        known.with(|inventory| {
            let scale = scale(inventory, language);
            inventory
                .rows
                .iter()
                .map(|row| {
                    let explained = row.item.explained(method == Method::Market);
                    let figure = |year: i32| of_year(explained, f64::from(year));
                    let figures = method.values(row).iter().zip(&inventory.years).map(|(value, year)| {
                        let text = scale.text(Some(*value), Negative::Minus);
                        view! { <td data-explain=figure(*year)><data value=format::machine(Some(*value))>{text}</data></td> }
                    });
                    let name = label(row.item, language);
                    let name = match inventory.years.last().map(|last| figure(*last)) {
                        Some(last) => view! { <ExplainLink figure=last in_table=true>{name}</ExplainLink> }.into_any(),
                        None => name.into_any(),
                    };
                    view! {
                        <tr data-row=row.item.id() data-kind=kind(row.item)>
                            <th scope="row" data-level=u8::from(row.item.category().is_some())>
                                {name}
                            </th>
                            {figures.collect_view()}
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let methods = Method::ALL
        .map(|(value, id, text)| {
            let text = t(text);
            choice(method, value, id, Signal::derive(move || text().to_owned()))
        })
        .collect_view();
    let left_out = move || {
        let language = locale.get();
        CATEGORIES
            .iter()
            .filter(|category| category.coverage != Coverage::Covered)
            .map(|category| {
                let name = word(&format!("category.{}", category.id), language);
                let coverage = word(&format!("coverage.{}", category.coverage.id()), language);
                view! {
                    <li>
                        <span class="category-number">{category.number}</span>
                        {name}
                        <span class="aside">{coverage}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let rows = Callback::new(move |()| known.with_untracked(|known| cells(known, locale.get_untracked())));
    view! {
        <section class="book" id="inventory" tabindex="-1" aria-labelledby="inventory-title" data-book="inventory">
            <h2 id="inventory-title">{t(key::PLAN_BOOKS_INVENTORY)}</h2>
            <div class="book-tools">
                <div class="choices" role="group" aria-label=t(key::PLAN_BOOKS_METHOD)>{methods}</div>
                <Take id=Signal::stored("inventory".to_owned()) rows=rows/>
            </div>
            <p class="aside">{move || unit.get()} " · " {t(key::PLAN_BOOKS_INVENTORY_ABOUT)}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="inventory-title">
                <table class="data-table book-table">
                    <thead><tr><th scope="col">{t(key::PLAN_BOOKS_LINE)}</th>{thead}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            <details class="chart-table">
                <summary>{t(key::PLAN_BOOKS_LEFT_OUT)}</summary>
                <ul class="left-out">{left_out}</ul>
            </details>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::results::Results;
    use crate::scenario::Scenario;

    #[test]
    fn every_line_and_category_has_a_name() {
        for language in [Language::En, Language::Zh] {
            for item in Item::ALL {
                assert!(label(item, language).chars().count() > 1, "{}", item.id());
            }
            for category in CATEGORIES {
                assert!(!word(&format!("category.{}", category.id), language).is_empty());
                assert!(!word(&format!("coverage.{}", category.coverage.id()), language).is_empty());
            }
        }
    }

    #[test]
    fn both_methods_are_taken_along() {
        let scenario = Scenario::default();
        let results = Results::of(&scenario);
        let cells = cells(&inventory(results.run(), &scenario.inputs()), Language::En);
        assert_eq!(cells.len(), 1 + 2 * Item::ALL.len());
        assert!(cells.iter().all(|row| row.len() == 12));
    }
}
