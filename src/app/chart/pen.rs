//! What draws charts, lists their data and takes them away: fetched after the first view, as ECharts is.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::data::{ChartData, Horizontal};
use super::export::{self, Words};
use super::host::Drawing;
use super::lines::{Frame, completed, formats, has_lone, line_chart, line_values};
use super::table::DataTable;
use crate::app::address::Theme;
use crate::app::later::later;
use crate::app::locale::Language;

/// Saves a chart: its kind, its name, what it shows, and how.
type Save = fn(&str, &str, &ChartData, &Words, Theme, Language) -> Result<(), JsValue>;

/// The functions of the part.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// A chart in an element; none while the bundle has not loaded.
    pub(super) start: fn(&Element, Language) -> Option<Drawing>,
    /// Draws data without the lines that the reader has switched off.
    pub(super) draw: fn(&Drawing, &ChartData, &[&str], Frame, Language),
    /// The numbers behind a chart.
    pub(super) table: fn(Memo<ChartData>, Signal<String>) -> AnyView,
    /// Saves a chart: `png`, `svg` or `csv`, under its name.
    pub(super) save: Save,
}

later! {
    charts,
    pub(super) fn pen() -> Pen { Pen { start: Drawing::new, draw, table, save } }
}

/// All of a drawing but the numbers of its lines.
#[derive(Debug, PartialEq)]
pub(super) struct Look {
    data: ChartData,
    /// Which lines have symbols.
    lone: Vec<bool>,
    hidden: Vec<String>,
    frame: Frame,
    language: Language,
}

impl Look {
    fn of(data: &ChartData, hidden: &[&str], frame: Frame, language: Language) -> Self {
        let lone = data.series.iter().map(|series| has_lone(&series.values)).collect();
        let mut data = data.clone();
        for series in &mut data.series {
            // How many there are decides how a line looks.
            series.values.fill(None);
        }
        Self { data, lone, hidden: hidden.iter().map(|id| (*id).to_owned()).collect(), frame, language }
    }
}

fn draw(drawing: &Drawing, data: &ChartData, hidden: &[&str], frame: Frame, language: Language) {
    let look = Look::of(data, hidden, frame, language);
    // Over a quantity a line is a list of points, whose places may move as well.
    let same = matches!(data.horizontal, Horizontal::Years) && drawing.look.borrow().as_ref() == Some(&look);
    let lines = line_values(data, hidden);
    if same {
        // Who asks again as it comes into view has nothing new to draw.
        if *drawing.lines.borrow() != lines {
            drawing.values(&lines);
            drawing.lines.replace(lines);
        }
        return;
    }
    drawing.lines.replace(lines);
    drawing.look.replace(Some(look));
    drawing.speak(language);
    drawing.set(&completed(&line_chart(data, hidden, frame), frame), &formats(data));
}

fn table(data: Memo<ChartData>, caption: Signal<String>) -> AnyView {
    view! { <DataTable data=data caption=caption/> }.into_any()
}

fn save(
    kind: &str,
    id: &str,
    data: &ChartData,
    words: &Words,
    theme: Theme,
    language: Language,
) -> Result<(), JsValue> {
    match kind {
        "csv" => export::save_csv(id, data),
        kind => export::save_picture(kind, id, data, words, theme, language),
    }
}
