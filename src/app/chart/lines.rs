//! Line charts: from data to options. Pure.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::{CompositeValue, DataFrame};
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, Color, ItemStyle, Label,
    LineStyle, LineStyleType, NameLocation, SplitLine, Symbol, TextStyle, Tooltip, Trigger,
};
use charming::series::{Line, Scatter, Series as Drawn};
use serde_json::{Value, json};

use super::data::{ChartData, Horizontal, Series, Stroke};
use super::over::over_lines;
use super::palette::{Tone, paper, rule};
use crate::app::address::Theme;
use crate::app::format::{DUST, Kind};

/// Circumstances of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// Dark or light.
    pub(crate) theme: Theme,
}

/// Fonts of the page, for ECharts, which knows no CSS variables.
pub(super) const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const TEXT_SIZE: f64 = 12.0;
/// Where the axis of years begins, px: the room of the longest number beside it.
const YEARS_LEFT: f64 = 56.0;

/// The options of a line chart; `hidden` names the series that the reader has switched off.
pub(crate) fn line_chart(data: &ChartData, hidden: &[&str], frame: Frame) -> Chart {
    let mut chart = Chart::new()
        .grid(
            // Charts over years share their axis: it begins and ends at the same place in each.
            if matches!(data.horizontal, Horizontal::Years) {
                Grid::new().left(YEARS_LEFT).right(16.0).top(10.0).bottom(26.0).contain_label(false)
            } else {
                Grid::new().left(4.0).right(14.0).top(10.0).bottom(26.0).contain_label(true)
            },
        )
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .axis_pointer(
                    AxisPointer::new()
                        .type_(AxisPointerType::Line)
                        .line_style(LineStyle::new().color(muted(frame)).type_(LineStyleType::Dotted)),
                )
                .background_color(Color::from(paper(frame.theme)))
                .border_color(Color::from(muted(frame)))
                .border_width(1.0),
        )
        .x_axis(horizontal(data, frame))
        .y_axis(vertical(data, frame));
    for series in data.series.iter().filter(|series| !hidden.contains(&series.id)) {
        chart = chart.series(line(data, series, frame));
    }
    for over in over_lines(data, hidden, frame) {
        chart = chart.series(over);
    }
    if let Some(case) = &data.case {
        chart = chart.series(
            Scatter::new()
                .name(case.name.as_str())
                .symbol(Symbol::Circle)
                .symbol_size(11.0)
                .item_style(
                    ItemStyle::new()
                        .color(paper(frame.theme))
                        .border_color(Tone::Ink.colour(frame.theme))
                        .border_width(2.5),
                )
                .data(vec![vec![case.at[0], case.at[1]]]),
        );
    }
    chart
}

/// The numbers of the lines of [`line_chart`] over years, in its order.
pub(crate) fn line_values(data: &ChartData, hidden: &[&str]) -> Vec<Vec<Option<f64>>> {
    let shown = data.series.iter().filter(|series| !hidden.contains(&series.id));
    shown.map(|series| series.values.iter().map(|value| value.map(undusted)).collect()).collect()
}

/// The options as plain data, with what charming 0.6 has no words for: stillness, the font and the ink of
/// tooltips.
pub(crate) fn completed(chart: &Chart, frame: Frame) -> Value {
    let Ok(mut option) = serde_json::to_value(chart) else { return Value::Null };
    // What a move changes stands there with the next frame; a line on its way shows numbers that are none.
    option["animation"] = json!(false);
    // Where the room beside the axes is given, ECharts need not measure every label to find it.
    for grid in option["grid"].as_array_mut().into_iter().flatten() {
        if grid["containLabel"] == json!(false) {
            grid["outerBoundsMode"] = json!("none");
        }
    }
    // A line of an axis has one colour; charming knows only the segments that a gauge has.
    for name in ["xAxis", "yAxis"] {
        let axes = match &mut option[name] {
            Value::Array(axes) => axes.as_mut_slice(),
            axis => std::slice::from_mut(axis),
        };
        for axis in axes {
            let colour = axis["axisLine"]["lineStyle"]["color"][0][1].clone();
            if colour.is_string() {
                axis["axisLine"]["lineStyle"]["color"] = colour;
            }
        }
    }
    let ink = Tone::Ink.colour(frame.theme);
    option["textStyle"] = json!({ "fontFamily": FONTS, "color": ink, "fontSize": TEXT_SIZE });
    option["tooltip"]["textStyle"] = json!({ "color": ink, "fontSize": 13, "fontFamily": FONTS });
    option
}

/// What the bundle must know to write numbers on this chart.
pub(crate) fn formats(data: &ChartData) -> Value {
    json!({ "y": [match data.kind {
        Kind::Share => json!({ "percent": true }),
        _ => json!({ "unit": data.unit }),
    }] })
}

fn muted(frame: Frame) -> &'static str {
    Tone::Muted.colour(frame.theme)
}

fn label(frame: Frame) -> AxisLabel {
    AxisLabel::new().color(muted(frame)).font_size(TEXT_SIZE)
}

fn horizontal(data: &ChartData, frame: Frame) -> Axis {
    let axis = Axis::new()
        .axis_line(AxisLine::new().on_zero(false).line_style((1.0, muted(frame))))
        .axis_tick(AxisTick::new().show(true).line_style(LineStyle::new().color(muted(frame))));
    match &data.horizontal {
        Horizontal::Years => axis
            .type_(AxisType::Category)
            .boundary_gap(false)
            .axis_label(label(frame))
            .data(data.x.iter().map(|year| format!("{year:.0}")).collect()),
        Horizontal::Quantity(name) => {
            let mut axis = axis
                .type_(AxisType::Value)
                .name(name.as_str())
                .name_location(NameLocation::Middle)
                .name_gap(26.0)
                .name_text_style(TextStyle::new().color(muted(frame)).font_size(TEXT_SIZE))
                .axis_label(label(frame))
                .split_line(SplitLine::new().show(false));
            if let (Some(first), Some(last)) = (data.x.first(), data.x.last()) {
                axis = axis.min(*first).max(*last);
            }
            axis
        }
    }
}

fn vertical(data: &ChartData, frame: Frame) -> Axis {
    let axis = Axis::new()
        .type_(AxisType::Value)
        .split_number(4.0)
        .axis_label(label(frame))
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(rule(frame.theme))));
    // Scores run from 0 to 100 whatever they are today.
    if data.kind == Kind::Score { axis.min(0.0).max(100.0).interval(25.0) } else { axis }
}

fn line(data: &ChartData, series: &Series, frame: Frame) -> Drawn {
    let colour = series.tone.colour(frame.theme);
    let (kind, width, symbol) = match series.stroke {
        Stroke::Solid => (LineStyleType::Solid, 2.5, Symbol::Circle),
        Stroke::Dashed => (LineStyleType::Dashed, 2.0, Symbol::Rect),
        Stroke::Dotted => (LineStyleType::Dotted, 2.0, Symbol::Triangle),
        Stroke::Thin => (LineStyleType::Solid, 1.25, Symbol::Diamond),
    };
    let years = matches!(data.horizontal, Horizontal::Years);
    let points: DataFrame = if years {
        series.values.iter().map(|value| CompositeValue::from(value.map(undusted)).into()).collect()
    } else {
        let pairs = data.x.iter().zip(&series.values);
        pairs.filter_map(|(x, y)| Some(vec![*x, (*y)?].into())).collect()
    };
    Drawn::Line(
        Line::new()
            .id(series.id)
            .name(series.name.as_str())
            .symbol(symbol)
            .symbol_size(6.0)
            .show_symbol(years && has_lone(&series.values))
            .line_style(LineStyle::new().color(colour).width(width).type_(kind))
            .item_style(ItemStyle::new().color(colour))
            .label(Label::new().show(false))
            .data(points),
    )
}

/// Whether a value stands between gaps: no line shows it, so it needs a symbol. Where lines run, symbols would
/// show nothing more, and each is an element that moves with every figure.
pub(super) fn has_lone(values: &[Option<f64>]) -> bool {
    let none = |at: Option<usize>| at.and_then(|at| values.get(at)).is_none_or(Option::is_none);
    values
        .iter()
        .enumerate()
        .any(|(at, value)| value.is_some() && none(at.checked_sub(1)) && none(at.checked_add(1)))
}

/// A number without the dust of floating-point sums, which an axis would otherwise magnify.
pub(super) fn undusted(value: f64) -> f64 {
    if value.abs() < DUST { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> ChartData {
        let series = |id, tone, stroke| Series {
            id,
            name: id.to_owned(),
            tone,
            stroke,
            values: vec![Some(1.0), None, Some(3.0)],
        };
        ChartData {
            horizontal: Horizontal::Years,
            x: vec![2026.0, 2027.0, 2028.0],
            kind: Kind::Money,
            unit: "USD".to_owned(),
            series: vec![
                series("revenue-usd", Tone::Economy, Stroke::Solid),
                series("ebitda-usd", Tone::Rust, Stroke::Dashed),
            ],
            case: None,
            overlay: super::super::data::Overlay::default(),
        }
    }

    const FRAME: Frame = Frame { theme: Theme::Light };

    #[test]
    fn the_line_of_an_axis_has_one_colour() {
        for theme in [Theme::Light, Theme::Dark] {
            let option = completed(&line_chart(&data(), &[], Frame { theme }), Frame { theme });
            assert_eq!(option["xAxis"]["axisLine"]["lineStyle"]["color"], muted(Frame { theme }));
        }
    }

    #[test]
    fn years_are_categories_and_gaps_stay_gaps() {
        let data = data();
        let option = completed(&line_chart(&data, &[], FRAME), FRAME);
        assert_eq!(option["xAxis"]["data"], json!(["2026", "2027", "2028"]));
        assert_eq!(option["series"][0]["data"], json!([1.0, null, 3.0]));
        assert_eq!(option["series"][1]["lineStyle"]["type"], "dashed");
        // Each of the two values stands alone here.
        assert_eq!(option["series"][0]["showSymbol"], true);
        assert_eq!(
            (&option["grid"][0]["outerBoundsMode"], &option["animation"]),
            (&json!("none"), &json!(false))
        );
    }

    #[test]
    fn numbers_alone_are_those_of_the_options() {
        let data = data();
        for hidden in [&[][..], &["revenue-usd"]] {
            let option = completed(&line_chart(&data, hidden, FRAME), FRAME);
            let values = line_values(&data, hidden);
            for (series, values) in option["series"].as_array().unwrap().iter().zip(&values) {
                assert_eq!(series["data"], json!(values));
            }
        }
    }

    #[test]
    fn hidden_series_are_not_drawn() {
        let data = data();
        let option = completed(&line_chart(&data, &["revenue-usd"], FRAME), FRAME);
        assert_eq!(option["series"].as_array().unwrap().len(), 1);
        assert_eq!(option["series"][0]["id"], "ebitda-usd");
    }

    #[test]
    fn themes_draw_in_their_own_ink() {
        let data = data();
        let dark = Frame { theme: Theme::Dark };
        let option = completed(&line_chart(&data, &[], dark), dark);
        assert_eq!(option["series"][0]["lineStyle"]["color"], Tone::Economy.colour(Theme::Dark));
    }

    #[test]
    fn only_what_no_line_shows_has_a_symbol() {
        for (values, lone) in [
            (vec![Some(1.0), Some(2.0), None], false),
            (vec![Some(1.0), None, Some(2.0), Some(3.0)], true),
            (vec![None, Some(1.0), None], true),
            (vec![None, None], false),
            (vec![Some(1.0)], true),
            (vec![], false),
        ] {
            assert_eq!(has_lone(&values), lone, "{values:?}");
        }
    }

    #[test]
    fn nothing_in_an_option_is_code() {
        let data = data();
        let text = completed(&line_chart(&data, &[], FRAME), FRAME).to_string();
        assert!(!text.contains("function") && !text.contains("=>"));
    }
}
