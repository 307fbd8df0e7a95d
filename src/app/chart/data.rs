//! What a chart shows, before it is drawn. Pure.

use super::palette::Tone;
use crate::app::format::Kind;

/// How a line is drawn, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// Full, circles.
    Solid,
    /// Dashed, squares.
    Dashed,
    /// Dotted, triangles.
    Dotted,
    /// Full and thin, diamonds.
    Thin,
}

impl Stroke {
    /// The name in CSS and in the legend's sample.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Stroke::Solid => "solid",
            Stroke::Dashed => "dashed",
            Stroke::Dotted => "dotted",
            Stroke::Thin => "thin",
        }
    }
}

/// What the horizontal axis measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Horizontal {
    /// Calendar years.
    Years,
    /// A quantity with a name.
    Quantity(String),
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series {
    /// Id of the output.
    pub(crate) id: &'static str,
    /// Name in the reader's language.
    pub(crate) name: String,
    /// Colour.
    pub(crate) tone: Tone,
    /// Kind of line.
    pub(crate) stroke: Stroke,
    /// Values at the places of [`ChartData::x`]; none where no figure exists.
    pub(crate) values: Vec<Option<f64>>,
}

/// A chart's data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChartData {
    /// What the horizontal axis measures.
    pub(crate) horizontal: Horizontal,
    /// Places on the horizontal axis.
    pub(crate) x: Vec<f64>,
    /// How numbers are written.
    pub(crate) kind: Kind,
    /// Unit in the reader's language, for tooltips and tables.
    pub(crate) unit: String,
    /// The lines.
    pub(crate) series: Vec<Series>,
    /// One point that stands for the present case: x and y.
    pub(crate) case: Option<Case>,
}

/// A point that stands for the present case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// Its name in the reader's language.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) at: [f64; 2],
}

impl ChartData {
    /// Whether there is anything to draw.
    pub(crate) fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.values.iter().all(Option::is_none))
    }

    /// The data as CSV, unrounded, with a header of ids.
    pub(crate) fn csv(&self) -> String {
        let first = match &self.horizontal {
            Horizontal::Years => "year".to_owned(),
            Horizontal::Quantity(name) => quoted(name),
        };
        let mut out = first;
        for series in &self.series {
            out.push(',');
            out.push_str(series.id);
        }
        out.push_str("\r\n");
        for (row, x) in self.x.iter().enumerate() {
            out.push_str(&x.to_string());
            for series in &self.series {
                out.push(',');
                if let Some(value) = series.values.get(row).copied().flatten() {
                    out.push_str(&value.to_string());
                }
            }
            out.push_str("\r\n");
        }
        out
    }
}

/// A cell of CSV, in quotes where it must be.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_unrounded_and_leaves_gaps() {
        let series =
            |id, values| Series { id, name: String::new(), tone: Tone::Ink, stroke: Stroke::Solid, values };
        let data = ChartData {
            horizontal: Horizontal::Years,
            x: vec![2026.0, 2027.0],
            kind: Kind::Money,
            unit: "USD".to_owned(),
            series: vec![series("a", vec![Some(0.1), None]), series("b", vec![Some(-2.0), Some(3e9)])],
            case: None,
        };
        assert_eq!(data.csv(), "year,a,b\r\n2026,0.1,-2\r\n2027,,3000000000\r\n");
    }
}
