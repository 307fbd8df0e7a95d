//! One chart an output, a line a scenario; which outputs is part of the link (`chart=a~b`).

use leptos::prelude::*;

use super::cases::{LOOKS, use_cases};
use super::words::finding;
use crate::app::chart::ChartView;
use crate::app::chart::data::{ChartData, Horizontal, Overlay, Series};
use crate::app::chart::palette::Tone;
use crate::app::explain_link::LinesExplain;
use crate::app::form::is_open;
use crate::app::format::{self, Kind};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::state::State;
use crate::app::wording;
use crate::model::output::{Output, yearly, yearly_index};
use crate::model::parameter::Dimension;

/// The outputs that are shown unless the link says otherwise.
const USUAL: [&str; 4] = ["revenue-usd", "cash-usd", "carbon-location-t", "social-index"];
/// The view setting that names them, and what stands between.
const KEY: &str = "chart";
const BETWEEN: char = '~';

/// The outputs of view settings, as positions. Pure.
fn read(view: &[(String, String)]) -> Vec<usize> {
    let text = view.iter().find(|(key, _)| key == KEY).map(|(_, text)| text.as_str());
    let mut chosen: Vec<usize> = Vec::new();
    for index in text.unwrap_or_default().split(BETWEEN).filter_map(yearly_index) {
        if !chosen.contains(&index) {
            chosen.push(index);
        }
    }
    // A word of another page, or none.
    if chosen.is_empty() && text != Some("none") {
        chosen = USUAL.into_iter().filter_map(yearly_index).collect();
    }
    chosen
}

/// Which outputs are drawn.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    state: State,
    /// Positions of the outputs, in the order in which they were chosen.
    pub(super) outputs: Memo<Vec<usize>>,
}

impl Chosen {
    pub(super) fn provide(state: State) {
        let outputs = Memo::new(move |_| state.passed_on.with(|passed_on| read(&passed_on.view)));
        provide_context(Self { state, outputs });
    }

    /// Shows an output, or does no longer.
    fn toggle(self, index: usize, shown: bool) {
        let mut chosen = self.outputs.get_untracked();
        chosen.retain(|other| *other != index);
        if shown {
            chosen.push(index);
        }
        let ids: Vec<&str> =
            chosen.iter().filter_map(|index| yearly().nth(*index)).map(|output| output.id).collect();
        let text = match ids.as_slice() {
            [] => Some("none".to_owned()),
            ids if *ids == USUAL => None,
            ids => Some(ids.join(&BETWEEN.to_string())),
        };
        self.state.passed_on.update(|passed_on| {
            passed_on.view.retain(|(key, _)| key != KEY);
            passed_on.view.extend(text.map(|text| (KEY.to_owned(), text)));
        });
    }
}

/// The charts and the choice of them.
#[component]
pub(super) fn Charts() -> impl IntoView {
    let locale = use_locale();
    let Some(chosen) = use_context::<Chosen>() else { return ().into_any() };
    let open = RwSignal::new(false);
    let count = move || {
        let count = chosen.outputs.with(Vec::len).to_string();
        locale.get().fill(key::COMPARE_CHARTS_CHOOSE, &[("count", &count)])
    };
    view! {
        <details class="compare-fold" data-role="output-choice" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{count}</summary>
            <Show when=move || open.get()><Choice chosen=chosen/></Show>
        </details>
        <Show
            when=move || chosen.outputs.with(|outputs| !outputs.is_empty())
            fallback=move || view! { <p class="aside">{t(key::COMPARE_CHARTS_NONE)}</p> }
        >
            <div class="charts">
                <For
                    each=move || chosen.outputs.get()
                    key=|index| *index
                    children=move |index| yearly().nth(index).map(|output| view! { <Drawn index=index output=output/> })
                />
            </div>
        </Show>
    }
    .into_any()
}

/// A box for each output, by dimension.
#[component]
fn Choice(chosen: Chosen) -> impl IntoView {
    [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology]
        .map(|dimension| {
            let boxes = yearly()
                .enumerate()
                .filter(|(_, output)| output.dimension == dimension)
                .map(|(index, output)| {
                    let toggle = move |event| chosen.toggle(index, event_target_checked(&event));
                    view! {
                        <label>
                            <input
                                type="checkbox"
                                data-output-choice=output.id
                                prop:checked=move || chosen.outputs.with(|outputs| outputs.contains(&index))
                                on:change=toggle
                            />
                            <span>{named(format!("outputs.{}.label", output.id), output.id)}</span>
                        </label>
                    }
                })
                .collect_view();
            view! {
                <fieldset class="output-choice" data-tone=dimension.id()>
                    <legend>{named(format!("model.dimension.{}", dimension.id()), "")}</legend>
                    {boxes}
                </fieldset>
            }
        })
        .collect_view()
}

/// One output of all scenarios.
#[component]
fn Drawn(index: usize, output: &'static Output) -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let kind = Kind::of(output.unit);
    let data = Memo::new(move |_| {
        let language = locale.get();
        let (_, unit) = wording::output(output.id, language);
        let values = cases.comparison.with(|comparison| {
            let row = comparison.outputs.get(index).map(|row| row.values.clone());
            (comparison.years.clone(), row.unwrap_or_default())
        });
        let names = cases.names.get();
        let series =
            LOOKS.iter().zip(values.1).zip(names).map(|(((id, letter, tone, stroke), values), name)| {
                Series { id, name: format!("{letter} {name}"), tone: *tone, stroke: *stroke, values }
            });
        ChartData {
            horizontal: Horizontal::Years,
            x: values.0.into_iter().map(f64::from).collect(),
            kind,
            unit: unit.to_owned(),
            series: series.collect(),
            case: None,
            overlay: Overlay::default(),
        }
    });
    let sentence = Signal::derive(move || {
        let language = locale.get();
        data.with(|data| {
            let years: Vec<i32> = data.x.iter().map(|year| *year as i32).collect();
            let values: Vec<Vec<Option<f64>>> =
                data.series.iter().map(|series| series.values.clone()).collect();
            let names: Vec<String> = data.series.iter().map(|series| series.name.clone()).collect();
            let write = |value: f64| format::quantity(value, kind, language, 3);
            finding(&years, &values, &names, write, language)
        })
    });
    let subtitle = Signal::derive(move || {
        let (label, unit) = wording::output(output.id, locale.get());
        if unit.is_empty() { label.to_owned() } else { format!("{label}, {unit}") }
    });
    // Each line is the same output of another scenario.
    let place = |id: &str| LOOKS.iter().position(|look| look.0 == id);
    provide_context(LinesExplain(Callback::new(move |id| Some((cases.whose(place(id)?), output.id)))));
    let source = Signal::derive(move || wording::chart_source(output.equation, locale.get()));
    view! {
        <ChartView
            id=output.id
            finding=sentence
            subtitle=subtitle
            source=source
            tone=Tone::of(output.dimension)
            data=data
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_read_from_the_link() {
        let at = |text: &str| read(&[(KEY.to_owned(), text.to_owned())]);
        let cash = yearly_index("cash-usd").unwrap();
        assert_eq!(at("cash-usd~nothing~cash-usd"), [cash]);
        assert_eq!(at("money").len(), USUAL.len());
        assert_eq!(read(&[]).len(), USUAL.len());
        assert!(at("none").is_empty());
    }
}
