//! The charts of the document: still pictures, so that they print as they are seen. Their colours are
//! variables of the style sheet, so that one picture serves both themes and paper.

use std::sync::Arc;

use leptos::prelude::*;

use super::Pictures;
use super::subject::Made;
use crate::analysis::finding::{Chart, finding};
use crate::analysis::report::{ReportLabels, Say};
use crate::app::chart::data::{ChartData, Horizontal, Overlay, Pinned, Series, Stroke};
use crate::app::chart::palette::Tone;
use crate::app::chart::{is_ready, still};
use crate::app::format::Kind;
use crate::app::locale::Language;
use crate::model::output::{yearly, yearly_index};

/// Width and height of a picture in its own pixels; on paper one of them is about one of the page's.
const SIZE: [u32; 2] = [720, 270];
/// The same on a phone, where it is read at about this size.
const SMALL: [u32; 2] = [360, 250];
/// Windows that are narrower are phones, CSS pixels.
const NARROW: f64 = 640.0;

fn size() -> [u32; 2] {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    if width.is_some_and(|width| width < NARROW) { SMALL } else { SIZE }
}

/// How the lines of a chart look, in the order of its outputs. Lines that accompany are muted and thin.
const fn looks(chart: Chart) -> &'static [(Tone, Stroke)] {
    use Stroke::{Dashed, Dotted, Solid, Thin};
    match chart {
        Chart::Money => {
            &[(Tone::Economy, Solid), (Tone::Technology, Dashed), (Tone::Rust, Dotted), (Tone::Muted, Thin)]
        }
        Chart::Carbon => &[(Tone::Environment, Solid), (Tone::Technology, Dashed), (Tone::Economy, Dotted)],
        Chart::Energy => &[
            (Tone::Environment, Solid),
            (Tone::Environment, Dashed),
            (Tone::Technology, Solid),
            (Tone::Technology, Dashed),
            (Tone::Economy, Dotted),
        ],
        Chart::Water => &[(Tone::Environment, Solid), (Tone::Teal, Dashed)],
        Chart::Intensity => &[(Tone::Environment, Solid), (Tone::Economy, Dashed)],
        Chart::Society => &[(Tone::Society, Solid), (Tone::Ink, Dashed)],
        Chart::Scores => &[
            (Tone::Technology, Solid),
            (Tone::Society, Dashed),
            (Tone::Economy, Dotted),
            (Tone::Environment, Solid),
            (Tone::Rust, Dashed),
            (Tone::Muted, Dotted),
        ],
        Chart::Quality => &[(Tone::Technology, Solid)],
        Chart::Fleet => &[(Tone::Technology, Solid), (Tone::Teal, Dashed)],
    }
}

/// What a chart draws.
fn data(chart: Chart, made: &Made) -> ChartData {
    let language = made.language;
    let find = |id: &str, part: &str| language.find(&format!("outputs.{id}.{part}"));
    let unit_of =
        |id: &str| yearly_index(id).and_then(|index| yearly().nth(index)).map_or("", |row| row.unit);
    let first = chart.outputs().first().copied().unwrap_or_default();
    let lines = chart.outputs().iter().zip(looks(chart)).map(|(id, (tone, stroke))| Series {
        id,
        name: find(id, "label").unwrap_or(id).to_owned(),
        tone: *tone,
        stroke: *stroke,
        values: made.results.yearly(id),
    });
    let years = made.results.years();
    // The same years of the other plan, wherever it begins.
    let pinned = made.against().filter(|_| made.pinned).map(|(name, other)| {
        let start =
            years.first().zip(other.years().first().copied()).map_or(0.0, |(here, there)| here - there);
        let aligned = |id: &&str| -> Vec<Option<f64>> {
            let values = other.yearly(id);
            let at = |place: usize| {
                let place = place as f64 + start;
                (place >= 0.0).then(|| values.get(place as usize).copied().flatten()).flatten()
            };
            (0..years.len()).map(at).collect()
        };
        Pinned { name: name.to_owned(), values: chart.outputs().iter().map(aligned).collect() }
    });
    ChartData {
        horizontal: Horizontal::Years,
        x: years.clone(),
        kind: Kind::of(unit_of(first)),
        unit: find(first, "unit").unwrap_or_default().to_owned(),
        series: lines.collect(),
        case: None,
        overlay: Overlay { pinned, goals: Vec::new() },
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The names of the lines, each with a piece of it.
fn legend(data: &ChartData) -> String {
    let entry = |tone: &str, stroke: &str, name: &str| {
        format!(
            "<li data-tone=\"{tone}\"><span class=\"report-line\" data-stroke=\"{stroke}\"></span>{}</li>",
            escaped(name)
        )
    };
    let lines = data.series.iter().map(|line| entry(line.tone.id(), line.stroke.id(), &line.name));
    let pinned = data.overlay.pinned.iter().map(|pinned| entry("muted", "dashed", &pinned.name));
    let entries: Vec<String> = lines.chain(pinned).collect();
    if entries.len() < 2 {
        String::new()
    } else {
        format!("<ul class=\"report-legend\">{}</ul>", entries.concat())
    }
}

/// What a chart says, for those who do not see it.
fn said(chart: Chart, made: &Made) -> String {
    let against = made.against().map(|(_, results)| results.run());
    let finding = finding(chart, made.results.run(), against);
    let words = super::Words { language: made.language };
    finding.map(|finding| words.sentence(&Say::Finding(finding))).unwrap_or_default()
}

/// Draws every chart whenever the document changes; empty until the first are there.
pub(super) fn drawn(made: Memo<Arc<Made>>) -> ReadSignal<Pictures> {
    let (pictures, set_pictures) = signal(Pictures::new());
    let ready = is_ready();
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let made = made.get();
        if !ready.get() {
            return;
        }
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        leptos::task::spawn_local(async move {
            let language: Language = made.language;
            let mut done = Pictures::new();
            for chart in Chart::ALL {
                let data = data(chart, &made);
                if let Some(svg) = still(&data, language, size()).await {
                    let label = format!("<svg role=\"img\" aria-label=\"{}\" ", escaped(&said(chart, &made)));
                    done.push((chart, legend(&data) + &svg.replacen("<svg ", &label, 1)));
                }
                // A newer document is on its way, or the page is left.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
            }
            set_pictures.set(done);
        });
    });
    pictures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_output_has_a_look_of_its_own() {
        for chart in Chart::ALL {
            assert_eq!(looks(chart).len(), chart.outputs().len(), "{}", chart.id());
            for (at, a) in looks(chart).iter().enumerate() {
                assert!(looks(chart)[at + 1..].iter().all(|b| a != b), "{}", chart.id());
            }
        }
    }
}
