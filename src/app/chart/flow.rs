//! A flow from column to column (Sankey): from data to options, pure; and its drawing. The part of the bundle
//! that draws it is fetched when the first one is seen.

use leptos::html;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::host::{Drawing, is_ready};
use super::lines::FONTS;
use super::palette::{Tone, paper};
use crate::app::address::Theme;
use crate::app::locale::use_locale;
use crate::app::state::use_state;

/// A node: its name, which is its identity, and its colour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FlowNode {
    /// Name in the reader's language, unlike every other.
    pub(crate) name: String,
    /// Colour.
    pub(crate) tone: Tone,
    /// Its column, from the left.
    pub(crate) column: usize,
}

/// A flow between two nodes, by their names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FlowLink {
    /// From.
    pub(crate) from: String,
    /// To.
    pub(crate) to: String,
    /// How much.
    pub(crate) value: f64,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FlowData {
    /// Nodes.
    pub(crate) nodes: Vec<FlowNode>,
    /// Links.
    pub(crate) links: Vec<FlowLink>,
    /// Unit, for tooltips.
    pub(crate) unit: String,
}

/// The options of a flow.
pub(super) fn options(data: &FlowData, theme: Theme, narrow: bool) -> Value {
    let ink = Tone::Ink.colour(theme);
    let last = data.nodes.iter().map(|node| node.column).max().unwrap_or(0);
    let nodes = data.nodes.iter().map(|node| {
        // Names stand inside the drawing: the last column's on its left.
        let position = if node.column == last { "left" } else { "right" };
        json!({
            "name": node.name, "depth": node.column,
            "itemStyle": { "color": node.tone.colour(theme), "borderWidth": 0 },
            "label": { "position": position },
        })
    });
    let links =
        data.links.iter().map(|link| json!({ "source": link.from, "target": link.to, "value": link.value }));
    json!({
        "animation": false,
        "textStyle": { "fontFamily": FONTS, "color": ink },
        "tooltip": {
            "trigger": "item", "backgroundColor": paper(theme), "borderColor": Tone::Muted.colour(theme),
            "borderWidth": 1, "textStyle": { "color": ink, "fontSize": 13, "fontFamily": FONTS },
        },
        "series": [{
            "type": "sankey", "id": "flow",
            "left": 2, "right": 2, "top": 8, "bottom": 8,
            "nodeWidth": 10, "nodeGap": if narrow { 22 } else { 14 }, "draggable": false,
            "layoutIterations": 32,
            "label": {
                "color": ink, "fontSize": if narrow { 11 } else { 13 }, "fontFamily": FONTS,
                "textBorderColor": paper(theme), "textBorderWidth": 3,
            },
            "lineStyle": { "color": "gradient", "opacity": 0.35, "curveness": 0.5 },
            "emphasis": { "focus": "adjacency" },
            "data": nodes.collect::<Vec<_>>(),
            "links": links.collect::<Vec<_>>(),
        }],
    })
}

/// The drawing of a flow.
#[component]
pub(crate) fn FlowDrawing(
    /// What it shows.
    data: Memo<FlowData>,
    /// What it says, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let (state, locale, ready) = (use_state(), use_locale(), is_ready());
    let node = NodeRef::<html::Div>::new();
    let drawing = StoredValue::new_local(None::<Drawing>);
    Effect::new(move |_| {
        let (Some(element), true) = (node.get(), ready.get()) else { return };
        if drawing.with_value(Option::is_none) {
            drawing.set_value(Drawing::new(&element, locale.get_untracked()));
        }
        let narrow = element.client_width() < 480;
        let (theme, language) = (state.theme.get(), locale.get());
        data.with(|data| {
            let formats = json!({ "y": [{ "unit": data.unit }] });
            drawing.with_value(|drawing| {
                if let Some(drawing) = drawing {
                    drawing.speak(language);
                    drawing.set(&options(data, theme, narrow), &formats);
                }
            });
        });
    });
    on_cleanup(move || drop(drawing.try_update_value(Option::take)));
    view! { <div class="chart-drawing" role="img" aria-label=move || label.get() node_ref=node></div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_inside_and_nothing_is_code() {
        let node = |name: &str, column| FlowNode { name: name.to_owned(), tone: Tone::Economy, column };
        let data = FlowData {
            nodes: vec![node("a", 0), node("b", 1)],
            links: vec![FlowLink { from: "a".to_owned(), to: "b".to_owned(), value: 2.0 }],
            unit: "MWh".to_owned(),
        };
        let option = options(&data, Theme::Dark, false);
        assert_eq!(option["series"][0]["data"][1]["label"]["position"], "left");
        assert_eq!(option["series"][0]["links"][0]["value"], 2.0);
        assert!(!option.to_string().contains("function"));
    }
}
