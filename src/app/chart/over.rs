//! What is drawn over the lines: the pinned plan's, dashed and thin, and goals, dotted. Pure.

use charming::datatype::{CompositeValue, DataFrame};
use charming::element::{ItemStyle, Label, LineStyle, LineStyleType, Symbol};
use charming::series::{Line, Series as Drawn};

use super::data::ChartData;
use super::lines::{Frame, undusted};
use super::palette::Tone;

/// What the legend calls the lines of the pinned plan among the hidden.
pub(super) const PINNED: &str = "pinned";

fn points(values: &[Option<f64>]) -> DataFrame {
    values.iter().map(|value| CompositeValue::from(value.map(undusted)).into()).collect()
}

/// A line without symbols.
fn line(id: String, name: String, colour: &'static str, style: LineStyle, values: &[Option<f64>]) -> Drawn {
    Drawn::Line(
        Line::new()
            .id(id)
            .name(name)
            .symbol(Symbol::None)
            .show_symbol(false)
            .line_style(style.color(colour))
            .item_style(ItemStyle::new().color(colour))
            .label(Label::new().show(false))
            .data(points(values)),
    )
}

/// The lines over those of the chart; `hidden` as for them.
pub(super) fn over_lines(data: &ChartData, hidden: &[&str], frame: Frame) -> Vec<Drawn> {
    let mut out = Vec::new();
    if let Some(pinned) = data.overlay.pinned.as_ref().filter(|_| !hidden.contains(&PINNED)) {
        for (series, values) in data.series.iter().zip(&pinned.values) {
            if !hidden.contains(&series.id) {
                let style = LineStyle::new().width(1.5).type_(LineStyleType::Dashed).opacity(0.7);
                let name = format!("{} ({})", series.name, pinned.name);
                out.push(line(
                    format!("{}.pinned", series.id),
                    name,
                    series.tone.colour(frame.theme),
                    style,
                    values,
                ));
            }
        }
    }
    for goal in data.overlay.goals.iter().filter(|goal| goal.values.iter().any(Option::is_some)) {
        let style = LineStyle::new().width(2.0).type_(LineStyleType::Dotted);
        let colour = Tone::Ink.colour(frame.theme);
        out.push(line(format!("{}.goal", goal.id), goal.name.clone(), colour, style, &goal.values));
    }
    out
}
