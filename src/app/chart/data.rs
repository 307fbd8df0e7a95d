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
    /// What is drawn over the lines.
    pub(crate) overlay: Overlay,
}

/// What is drawn over the lines: the same lines of another plan, and goals.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Overlay {
    /// The lines of the pinned plan.
    pub(crate) pinned: Option<Pinned>,
    /// The goals on what is drawn.
    pub(crate) goals: Vec<Goal>,
}

/// The same lines of another plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pinned {
    /// Its name in the reader's language.
    pub(crate) name: String,
    /// The values of each line, in the order of [`ChartData::series`], at the places of [`ChartData::x`].
    pub(crate) values: Vec<Vec<Option<f64>>>,
}

/// A goal on what is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goal {
    /// Id of what it is set on.
    pub(crate) id: &'static str,
    /// The goal and how it stands, in the reader's language.
    pub(crate) text: String,
    /// The word for the goal's line.
    pub(crate) name: String,
    /// How it stands, as a sign beside the words.
    pub(crate) sign: &'static str,
    /// How it stands: the id of its status.
    pub(crate) status: &'static str,
    /// Its value where it is due.
    pub(crate) values: Vec<Option<f64>>,
}

impl ChartData {
    /// Every column beside the lines: id, name, values.
    pub(crate) fn columns_over(&self) -> Vec<(String, String, &[Option<f64>])> {
        let pinned = self.overlay.pinned.iter().flat_map(|pinned| {
            self.series.iter().zip(&pinned.values).map(|(series, values)| {
                (
                    format!("{}.pinned", series.id),
                    format!("{} ({})", series.name, pinned.name),
                    values.as_slice(),
                )
            })
        });
        let goals = self.overlay.goals.iter();
        let goals =
            goals.map(|goal| (format!("{}.goal", goal.id), goal.name.clone(), goal.values.as_slice()));
        pinned.chain(goals).collect()
    }
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
        let over = self.columns_over();
        for series in &self.series {
            out.push(',');
            out.push_str(series.id);
        }
        for (id, ..) in &over {
            out.push(',');
            out.push_str(id);
        }
        out.push_str("\r\n");
        for (row, x) in self.x.iter().enumerate() {
            out.push_str(&x.to_string());
            let lines = self.series.iter().map(|series| series.values.as_slice());
            for values in lines.chain(over.iter().map(|(.., values)| *values)) {
                out.push(',');
                if let Some(value) = values.get(row).copied().flatten() {
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
            overlay: Overlay::default(),
        };
        assert_eq!(data.csv(), "year,a,b\r\n2026,0.1,-2\r\n2027,,3000000000\r\n");
    }
}
