//! Where the electricity goes and what carbon it carries: purpose, whose devices, region, carbon.

use std::sync::Arc;

use leptos::prelude::*;

use super::take::Take;
use super::{choice, word};
use crate::analysis::energy_flow::{EnergyFlow, Link, Node, Purpose, energy_flow};
use crate::app::chart::flow::{FlowData, FlowDrawing, FlowLink, FlowNode};
use crate::app::chart::palette::Tone;
use crate::app::chart::{Words, save_flow};
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::seen::while_seen;
use crate::app::state::use_state;
use crate::app::wording::{self, fill};
use crate::model::facts::ZONES;
use crate::scenario::link::number_text;

/// The equations behind it.
const EQUATIONS: &str = "V1, V2, V3";

/// What the width of a flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Energy,
    Carbon,
}

impl Weight {
    const ALL: [(Weight, &'static str, Key); 2] = [
        (Weight::Energy, "energy", key::PLAN_BOOKS_BY_ENERGY),
        (Weight::Carbon, "carbon", key::PLAN_BOOKS_BY_CARBON),
    ];

    const fn of(self, link: &Link) -> f64 {
        match self {
            Weight::Energy => link.energy_mwh,
            Weight::Carbon => link.carbon_t,
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Weight::Energy => "MWh",
            Weight::Carbon => "t CO₂e",
        }
    }
}

/// The name of a node.
fn name(node: Node, language: Language) -> String {
    match node {
        Node::Purpose(purpose) => word(&format!("purpose.{}", purpose.id()), language).to_owned(),
        Node::Owner(owner) => word(&format!("owner.{}", owner.id()), language).to_owned(),
        Node::Region(id) => ZONES.iter().find(|zone| zone.id == id).map_or(id.to_owned(), |zone| {
            match language {
                Language::En => zone.name_en,
                Language::Zh => zone.name_zh,
            }
            .to_owned()
        }),
        Node::Carbon => language.text(key::PLAN_BOOKS_CARBON_NODE).to_owned(),
    }
}

/// The colour and the column of a node.
const fn look(node: Node) -> (Tone, usize) {
    match node {
        Node::Purpose(Purpose::Serving) => (Tone::Technology, 0),
        Node::Purpose(Purpose::Training) => (Tone::Society, 0),
        Node::Purpose(Purpose::Sold) => (Tone::Economy, 0),
        Node::Owner(_) => (Tone::Muted, 1),
        Node::Region(_) => (Tone::Teal, 2),
        Node::Carbon => (Tone::Environment, 3),
    }
}

/// A flow as it is drawn.
fn drawn(flow: &EnergyFlow, weight: Weight, language: Language) -> FlowData {
    let links: Vec<&Link> = flow.links.iter().filter(|link| weight.of(link) > 0.0).collect();
    let mut nodes: Vec<FlowNode> = Vec::new();
    for node in links.iter().flat_map(|link| [link.from, link.to]) {
        let name = name(node, language);
        if nodes.iter().all(|known| known.name != name) {
            let (tone, column) = look(node);
            nodes.push(FlowNode { name, tone, column });
        }
    }
    let links = links.into_iter().map(|link| FlowLink {
        from: name(link.from, language),
        to: name(link.to, language),
        value: weight.of(link),
    });
    FlowData { nodes, links: links.collect(), unit: weight.unit().to_owned() }
}

/// What the flow says.
fn finding(flow: &EnergyFlow, language: Language) -> String {
    let share = |part: f64, all: f64| {
        let share = if all > 0.0 { part / all } else { 0.0 };
        format::quantity(share, Kind::Share, language, 2)
    };
    let serving = flow.links.iter().filter(|link| link.from == Node::Purpose(Purpose::Serving));
    let serving: f64 = serving.map(|link| link.energy_mwh).sum();
    if flow.energy_mwh <= 0.0 {
        return language.text(key::FINDING_NOTHING).to_owned();
    }
    fill(
        key::PLAN_BOOKS_FLOW_FINDING,
        &[
            ("year", flow.year.to_string()),
            ("energy", format!("{} MWh", format::number(flow.energy_mwh, language, 3))),
            ("share", share(serving, flow.energy_mwh)),
            ("carbon", format!("{} t CO₂e", format::number(flow.carbon_t, language, 3))),
            ("buildings", share(flow.buildings_mwh, flow.energy_mwh)),
        ],
        language,
    )
}

/// The links as cells, unrounded.
fn cells(flow: &EnergyFlow, language: Language) -> Vec<Vec<String>> {
    let heads = [key::PLAN_BOOKS_FROM, key::PLAN_BOOKS_TO].map(|text| language.text(text).to_owned());
    let units = [Weight::Energy, Weight::Carbon].map(|weight| weight.unit().to_owned());
    let mut out = vec![heads.into_iter().chain(units).collect::<Vec<_>>()];
    out.extend(flow.links.iter().map(|link| {
        vec![
            name(link.from, language),
            name(link.to, language),
            number_text(link.energy_mwh),
            number_text(link.carbon_t),
        ]
    }));
    out
}

/// The flow of a year, drawn and as a table.
#[component]
pub(super) fn Flow(
    /// Whether it is in view.
    seen: Signal<bool>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let weight = RwSignal::new(Weight::Energy);
    // None is the last year, also when the plan grows.
    let year = RwSignal::new(None::<i32>);
    let rested = use_rest().rested();
    let years = Memo::new(move |_| {
        let years = rested.with(|results| results.years());
        years.into_iter().map(|year| year as i32).collect::<Vec<_>>()
    });
    let flow = while_seen(seen, move || {
        let inputs = state.scenario.with_untracked(crate::scenario::Scenario::inputs);
        let at = years.with(|years| {
            let asked = year.get().and_then(|year| years.iter().position(|known| *known == year));
            asked.unwrap_or(years.len().saturating_sub(1))
        });
        Arc::new(rested.with(|results| energy_flow(results.run(), &inputs, at)))
    });
    let with = move |of: &dyn Fn(&EnergyFlow) -> String| {
        flow.with(|flow| flow.as_ref().as_ref().map(of).unwrap_or_default())
    };
    let said = Signal::derive(move || with(&|flow| finding(flow, locale.get())));
    let data = Memo::new(move |_| {
        let (weight, language) = (weight.get(), locale.get());
        flow.with(|flow| flow.as_ref().as_ref().map(|flow| drawn(flow, weight, language)).unwrap_or_default())
    });
    let weights = Weight::ALL
        .map(|(value, id, text)| {
            let text = t(text);
            choice(weight, value, id, Signal::derive(move || text().to_owned()))
        })
        .collect_view();
    let options = move || {
        let shown = flow.with(|flow| flow.as_ref().as_ref().map(|flow| flow.year));
        years
            .get()
            .into_iter()
            .map(|year| view! { <option value=year prop:selected=shown == Some(year)>{year}</option> })
            .collect_view()
    };
    let body = move || {
        let language = locale.get();
        flow.with(|flow| {
            flow.as_ref().as_ref().map(|flow| {
                let rows = flow.links.iter().map(|link| {
                    let cell = |value: f64| {
                        let text = format::number(value, language, 4);
                        view! { <td><data value=format::machine(Some(value))>{text}</data></td> }
                    };
                    view! {
                        <tr>
                            <th scope="row">{name(link.from, language)} " → " {name(link.to, language)}</th>
                            {cell(link.energy_mwh)}
                            {cell(link.carbon_t)}
                        </tr>
                    }
                });
                rows.collect_view()
            })
        })
    };
    let rows = Callback::new(move |()| {
        flow.with_untracked(|flow| {
            flow.as_ref().as_ref().map(|flow| cells(flow, locale.get_untracked())).unwrap_or_default()
        })
    });
    let save = move |kind: &'static str| {
        let language = locale.get_untracked();
        let words = Words {
            title: said.get_untracked(),
            subtitle: language.text(key::PLAN_BOOKS_FLOW_ABOUT).to_owned(),
            source: wording::chart_source(EQUATIONS, language),
        };
        let theme = state.theme.get_untracked();
        let done = data.with_untracked(|data| save_flow(kind, "energy-flow", data, &words, theme, language));
        if done.is_err() {
            leptos::logging::warn!("energy-flow.{kind} could not be saved");
        }
    };
    let pictures = ["png", "svg"]
        .map(|kind| {
            let text = kind.to_uppercase();
            let name = text.clone();
            view! {
                <button
                    type="button"
                    class="quiet"
                    data-save=kind
                    aria-label=move || format!("{} {name}", t(key::CHART_SAVE)())
                    on:click=move |_| save(kind)
                >
                    {text}
                </button>
            }
        })
        .collect_view();
    let choose = move |event| year.set(event_target_value(&event).parse().ok());
    view! {
        <section class="book" id="energy-flow" tabindex="-1" aria-labelledby="energy-flow-title" data-book="flow">
            <h2 id="energy-flow-title">{t(key::PLAN_BOOKS_FLOW)}</h2>
            <div class="book-tools">
                <div class="choices" role="group" aria-label=t(key::PLAN_BOOKS_WIDTH)>{weights}</div>
                <label class="book-year">
                    <span>{t(key::CHART_YEAR)}</span>
                    <select class="choice" data-role="flow-year" on:change=choose>{options}</select>
                </label>
                <Take id=Signal::stored("energy-flow".to_owned()) rows=rows/>
            </div>
            <figure class="flow" data-flow="energy">
                <figcaption>
                    <h3 class="chart-finding">{move || said.get()}</h3>
                    <p class="chart-subtitle">{t(key::PLAN_BOOKS_FLOW_ABOUT)}</p>
                </figcaption>
                <FlowDrawing data=data label=said/>
                <div class="chart-foot">
                    <details class="chart-table">
                        <summary>{t(key::CHART_TABLE)}</summary>
                        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="energy-flow-title">
                            <table class="data-table">
                                <thead>
                                    <tr>
                                        <th scope="col">{t(key::PLAN_BOOKS_FLOW_COLUMN)}</th>
                                        <th scope="col">{Weight::Energy.unit()}</th>
                                        <th scope="col">{Weight::Carbon.unit()}</th>
                                    </tr>
                                </thead>
                                <tbody>{body}</tbody>
                            </table>
                        </div>
                    </details>
                    <div class="chart-tools">{pictures}</div>
                </div>
            </figure>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::results::Results;
    use crate::scenario::presets;

    #[test]
    fn every_preset_has_a_flow_whose_nodes_are_named_apart() {
        for preset in presets::all() {
            let scenario = preset.scenario();
            let results = Results::of(&scenario);
            let flow = energy_flow(results.run(), &scenario.inputs(), 0).unwrap();
            for language in [Language::En, Language::Zh] {
                let data = drawn(&flow, Weight::Energy, language);
                let mut names: Vec<&str> = data.nodes.iter().map(|node| node.name.as_str()).collect();
                assert!(names.iter().all(|name| !name.is_empty()));
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count);
                // Every link leads one column on.
                for link in &data.links {
                    let column =
                        |name: &str| data.nodes.iter().find(|node| node.name == name).unwrap().column;
                    assert_eq!(column(&link.from) + 1, column(&link.to), "{link:?}");
                }
                let said = finding(&flow, language);
                assert!(said.contains(&flow.year.to_string()) && !said.contains('{'), "{said}");
                assert_eq!(cells(&flow, language).len(), flow.links.len() + 1);
            }
        }
    }
}
