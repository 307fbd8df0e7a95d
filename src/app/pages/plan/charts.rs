//! The charts of the plan, by dimension. Each reads only its own series.

use leptos::html;
use leptos::prelude::*;

use super::comparison::PinnedLines;
use super::findings::{self, Finding};
use super::targets::{derived_line, on_chart, use_goals};
use crate::app::chart::ChartView;
use crate::app::chart::data::{ChartData, Horizontal, Overlay, Series, Stroke};
use crate::app::chart::palette::Tone;
use crate::app::format::Kind;
use crate::app::locale::{Key, key, named, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::seen::is_in_view;
use crate::app::state::use_state;
use crate::app::wording;
use crate::model::output::{yearly, yearly_index};
use crate::model::parameter::Dimension;

/// One line of a chart.
struct Line {
    output: &'static str,
    tone: Tone,
    stroke: Stroke,
}

const fn line(output: &'static str, tone: Tone, stroke: Stroke) -> Line {
    Line { output, tone, stroke }
}

/// One chart.
struct Spec {
    id: &'static str,
    dimension: Dimension,
    subtitle: Key,
    finding: Finding,
    equations: &'static str,
    lines: &'static [Line],
    /// A derived figure, drawn while a goal is set on it.
    derived: Option<Line>,
}

const CHARTS: [Spec; 7] = [
    Spec {
        id: "money",
        dimension: Dimension::Economy,
        subtitle: key::CHARTS_MONEY,
        finding: findings::money,
        equations: "P1, P6, P9",
        lines: &[
            line("revenue-usd", Tone::Economy, Stroke::Solid),
            line("ebitda-usd", Tone::Technology, Stroke::Dashed),
            line("free-cash-flow-usd", Tone::Rust, Stroke::Dotted),
            line("cash-usd", Tone::Muted, Stroke::Thin),
        ],
        derived: None,
    },
    Spec {
        id: "carbon",
        dimension: Dimension::Environment,
        subtitle: key::CHARTS_CARBON,
        finding: findings::carbon,
        equations: "V4, V5",
        lines: &[
            line("carbon-location-t", Tone::Environment, Stroke::Solid),
            line("carbon-market-t", Tone::Technology, Stroke::Dashed),
            line("carbon-embodied-t", Tone::Economy, Stroke::Dotted),
        ],
        derived: Some(line("net-carbon-t", Tone::Ink, Stroke::Thin)),
    },
    Spec {
        id: "water",
        dimension: Dimension::Environment,
        subtitle: key::CHARTS_WATER,
        finding: findings::water,
        equations: "V6",
        lines: &[
            line("water-offsite-kl", Tone::Environment, Stroke::Solid),
            line("water-onsite-kl", Tone::Teal, Stroke::Dashed),
        ],
        derived: None,
    },
    Spec {
        id: "society",
        dimension: Dimension::Society,
        subtitle: key::CHARTS_SOCIETY,
        finding: findings::society,
        equations: "C4, C5",
        lines: &[
            line("social-index", Tone::Society, Stroke::Solid),
            line("trust", Tone::Ink, Stroke::Dashed),
        ],
        derived: None,
    },
    Spec {
        id: "scores",
        dimension: Dimension::Society,
        subtitle: key::CHARTS_SCORES,
        finding: findings::scores,
        equations: "C1",
        lines: &[
            line("transparency-score", Tone::Technology, Stroke::Solid),
            line("privacy-score", Tone::Society, Stroke::Dashed),
            line("education-score", Tone::Economy, Stroke::Dotted),
            line("access-score", Tone::Environment, Stroke::Solid),
            line("workforce-score", Tone::Rust, Stroke::Dashed),
            line("safety-score", Tone::Muted, Stroke::Dotted),
        ],
        derived: None,
    },
    Spec {
        id: "quality",
        dimension: Dimension::Technology,
        subtitle: key::CHARTS_QUALITY,
        finding: findings::quality,
        equations: "T5",
        lines: &[line("quality-gap-oom", Tone::Technology, Stroke::Solid)],
        derived: None,
    },
    Spec {
        id: "fleet",
        dimension: Dimension::Technology,
        subtitle: key::CHARTS_FLEET,
        finding: findings::fleet,
        equations: "F1, F2",
        lines: &[
            line("capacity-devices", Tone::Technology, Stroke::Solid),
            line("installed-devices", Tone::Teal, Stroke::Dashed),
        ],
        derived: None,
    },
];

/// The outputs that a chart draws.
fn drawn(spec: &Spec) -> Vec<&'static str> {
    spec.lines.iter().chain(&spec.derived).map(|line| line.output).collect()
}

/// Whether any chart draws an output.
pub(super) fn draws(output: &str) -> bool {
    CHARTS.iter().any(|spec| spec.lines.iter().any(|line| line.output == output))
}

/// The kind and the locale key of the unit of an output.
fn unit_of(output: &str) -> (Kind, String) {
    let unit = yearly_index(output).and_then(|index| yearly().nth(index)).map_or("", |output| output.unit);
    (Kind::of(unit), format!("outputs.{output}.unit"))
}

/// One chart of the plan.
#[component]
fn Drawn(spec: &'static Spec) -> impl IntoView {
    let (state, locale, goals) = (use_state(), use_locale(), use_goals());
    let (place, surface) = (NodeRef::<html::Figure>::new(), NodeRef::<html::Div>::new());
    // Out of view it follows when the hand rests, and so does a drawing of which only the words are in view.
    let rest = use_rest();
    let (follower, hand) = (rest.follower(is_in_view(place)), rest.follower(is_in_view(surface)));
    let (kind, unit) = unit_of(spec.lines.first().map_or("", |line| line.output));
    let pinned = PinnedLines::new();
    // One memo for all of it: a chart whose numbers did not change is not drawn again, and each memo costs every move.
    let data = Memo::new(move |_| {
        follower.track();
        let language = locale.get();
        let one = |line: &Line, values| Series {
            id: line.output,
            name: language.find(&format!("outputs.{}.label", line.output)).unwrap_or(line.output).to_owned(),
            tone: line.tone,
            stroke: line.stroke,
            values,
        };
        let results = state.results.get_untracked();
        let years = results.years();
        let lines = spec.lines.iter().map(|line| one(line, results.yearly(line.output)));
        let (derived, standing) = follower.read(|| {
            let line = spec.derived.as_ref();
            let values = line.and_then(|line| Some((line, derived_line(&results, goals, line.output)?)));
            (values, goals.on(&drawn(spec)))
        });
        let derived = derived.map(|(line, values)| one(line, values));
        ChartData {
            horizontal: Horizontal::Years,
            kind,
            unit: language.find(&unit).unwrap_or_default().to_owned(),
            series: lines.chain(derived).collect(),
            case: None,
            overlay: Overlay {
                pinned: pinned.of(spec.lines.iter().map(|line| line.output), &years),
                goals: on_chart(&standing, &years, language),
            },
            x: years,
        }
    });
    let drawing = Signal::derive(move || {
        if hand.sees() {
            data.track();
        } else {
            hand.track();
            // What no run changes is drawn at once.
            locale.get();
            pinned.track();
        }
    });
    let subtitle = t(spec.subtitle);
    let source = move || wording::chart_source(spec.equations, locale.get());
    view! {
        <ChartView
            id=spec.id
            finding=Signal::derive(move || data.with(|data| (spec.finding)(data, locale.get())))
            subtitle=Signal::derive(move || subtitle().to_owned())
            source=Signal::derive(source)
            tone=Tone::of(spec.dimension)
            data=data
            drawn=drawing
            place=place
            surface=surface
        />
    }
}

/// Every chart, by dimension.
#[component]
pub(super) fn Charts() -> impl IntoView {
    let order = [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology];
    order
        .map(|dimension| {
            let charts = CHARTS
                .iter()
                .filter(|spec| spec.dimension == dimension)
                .map(|spec| view! { <Drawn spec=spec/> })
                .collect_view();
            view! {
                <section class="chart-group" data-tone=dimension.id() aria-labelledby=format!("charts-{}", dimension.id())>
                    <h2 class="dimension-title" id=format!("charts-{}", dimension.id())>
                        {named(format!("model.dimension.{}", dimension.id()), "")}
                    </h2>
                    <div class="charts" data-shares=dimension.id()>{charts}</div>
                </section>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_output_and_a_chart_has_one_unit() {
        for spec in &CHARTS {
            let units: Vec<Kind> = spec.lines.iter().map(|line| unit_of(line.output).0).collect();
            for line in spec.lines {
                assert!(yearly_index(line.output).is_some(), "{}", line.output);
            }
            assert!(units.windows(2).all(|pair| pair[0] == pair[1]), "{}", spec.id);
        }
    }

    #[test]
    fn lines_of_a_chart_differ_in_more_than_colour() {
        for spec in &CHARTS {
            for (at, a) in spec.lines.iter().enumerate() {
                for b in &spec.lines[at + 1..] {
                    assert!((a.tone, a.stroke.id()) != (b.tone, b.stroke.id()), "{}", spec.id);
                }
            }
        }
    }
}
