//! Taking a chart away: as a picture with its words, or as CSV.

use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, Url};

use super::data::ChartData;
use super::flow::{FlowData, options as flow_options};
use super::host::{Drawing, svg_of};
use super::lines::{Frame, completed, formats, line_chart};
use super::palette::{Tone, paper, with_variables};
use crate::app::address::Theme;
use crate::app::locale::Language;

/// The words around a chart.
pub(crate) struct Words {
    /// The finding.
    pub(crate) title: String,
    /// The unit.
    pub(crate) subtitle: String,
    /// Where it comes from.
    pub(crate) source: String,
}

/// Size of a picture, CSS pixels; it is drawn at twice that.
const SIZE: [u32; 2] = [960, 600];

/// The options of a picture: the chart with its words in it. Pure.
fn picture(data: &ChartData, words: &Words, theme: Theme) -> Value {
    let frame = Frame { theme };
    let mut option = completed(&line_chart(data, &[], frame), frame);
    tell(&mut option, words, theme);
    option["grid"] = json!({ "left": 16, "right": 24, "top": ABOVE, "bottom": BELOW, "containLabel": true });
    option["legend"] = json!({
        "left": 12, "top": 88, "icon": "inherit", "itemWidth": 32,
        "textStyle": { "color": Tone::Ink.colour(theme), "fontSize": 13 },
    });
    option
}

/// Room for the words above and below what is drawn.
const ABOVE: u32 = 124;
const BELOW: u32 = 58;

/// Puts the words of a picture into its options. Pure.
fn tell(option: &mut Value, words: &Words, theme: Theme) {
    let (ink, muted) = (Tone::Ink.colour(theme), Tone::Muted.colour(theme));
    option["title"] = json!({
        "text": words.title, "subtext": words.subtitle, "left": 16, "top": 14, "itemGap": 8,
        "textStyle": { "color": ink, "fontSize": 20, "fontFamily": "Georgia, 'Noto Serif CJK SC', 'Songti SC', serif",
                       "width": SIZE[0] - 32, "overflow": "break" },
        "subtextStyle": { "color": muted, "fontSize": 14, "width": SIZE[0] - 32, "overflow": "break" },
    });
    option["graphic"] = json!([{
        "type": "text", "left": 16, "bottom": 12,
        "style": { "text": words.source, "fill": muted, "fontSize": 12, "width": SIZE[0] - 32, "overflow": "break" },
    }]);
}

/// Saves the chart as a picture: `png` or `svg`.
pub(super) fn save_picture(
    kind: &str,
    id: &str,
    data: &ChartData,
    words: &Words,
    theme: Theme,
    language: Language,
) -> Result<(), JsValue> {
    save_drawn(kind, id, (&picture(data, words, theme), &formats(data)), theme, language)
}

/// Saves a flow as a picture: `png` or `svg`.
pub(crate) fn save_flow(
    kind: &str,
    id: &str,
    data: &FlowData,
    words: &Words,
    theme: Theme,
    language: Language,
) -> Result<(), JsValue> {
    let mut option = flow_options(data, theme, false);
    tell(&mut option, words, theme);
    for (side, room) in [("left", 16), ("right", 16), ("top", ABOVE - 20), ("bottom", BELOW)] {
        option["series"][0][side] = json!(room);
    }
    save_drawn(kind, id, (&option, &json!({})), theme, language)
}

/// Draws options off the page and saves what comes of them.
fn save_drawn(
    kind: &str,
    id: &str,
    (option, formats): (&Value, &Value),
    theme: Theme,
    language: Language,
) -> Result<(), JsValue> {
    let document = leptos::prelude::document();
    let body = document.body().ok_or(JsValue::NULL)?;
    // Off the page, yet with a size: what is not displayed cannot be measured.
    let stage: HtmlElement = document.create_element("div")?.dyn_into()?;
    stage.set_attribute("aria-hidden", "true")?;
    let style = stage.style();
    for (name, value) in [("position", "fixed"), ("left", "-10000px"), ("top", "0")] {
        style.set_property(name, value)?;
    }
    style.set_property("width", &format!("{}px", SIZE[0]))?;
    style.set_property("height", &format!("{}px", SIZE[1]))?;
    body.append_child(&stage)?;
    let image = Drawing::new(&stage, language).and_then(|drawing| {
        drawing.set(option, formats);
        drawing.image(kind, paper(theme))
    });
    stage.remove();
    let image = image.ok_or(JsValue::NULL)?;
    let name = format!("perennial-{id}.{kind}");
    if kind == "svg" { save_text(&name, "image/svg+xml", &image) } else { save_address(&name, &image) }
}

/// A chart as the text of an SVG that stands in a page: its colours are variables of the style sheet, so that
/// it follows the theme, and paper. Without words around it.
pub(crate) async fn still(data: &ChartData, language: Language, size: [u32; 2]) -> Option<String> {
    let frame = Frame { theme: Theme::Light };
    let option = completed(&line_chart(data, &[], frame), frame);
    let svg = svg_of(&option, &formats(data), language, size).await?;
    Some(with_variables(&without_style(&svg)))
}

/// A drawing without its own style sheet, which only says what happens below a mouse and which the page's
/// policy forbids.
fn without_style(svg: &str) -> String {
    let parts =
        svg.split_once("<style").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?.1)));
    parts.map_or_else(|| svg.to_owned(), |(before, after)| before.to_owned() + after)
}

/// Saves the data as CSV.
pub(super) fn save_csv(id: &str, data: &ChartData) -> Result<(), JsValue> {
    // The mark tells spreadsheets that the text is UTF-8.
    save_text(&format!("perennial-{id}.csv"), "text/csv", &format!("\u{feff}{}", data.csv()))
}

/// Saves a text as a file.
pub(crate) fn save_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    save_part(name, kind, &text.into())
}

/// Saves bytes as a file.
pub(crate) fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    save_part(name, kind, &js_sys::Uint8Array::from(bytes).into())
}

fn save_part(name: &str, kind: &str, part: &JsValue) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(part);
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &bag)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let saved = save_address(name, &address);
    Url::revoke_object_url(&address)?;
    saved
}

fn save_address(name: &str, address: &str) -> Result<(), JsValue> {
    let anchor: HtmlAnchorElement = leptos::prelude::document().create_element("a")?.dyn_into()?;
    anchor.set_href(address);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::chart::data::{Horizontal, Series, Stroke};
    use crate::app::format::Kind;

    #[test]
    fn a_still_has_no_style_sheet() {
        assert_eq!(without_style("<svg><style><![CDATA[a{}]]></style><g/></svg>"), "<svg><g/></svg>");
        assert_eq!(without_style("<svg/>"), "<svg/>");
    }

    #[test]
    fn a_picture_carries_its_words() {
        let data = ChartData {
            horizontal: Horizontal::Years,
            x: vec![2026.0, 2027.0],
            kind: Kind::Money,
            unit: "USD".to_owned(),
            series: vec![Series {
                id: "a",
                name: "A".to_owned(),
                tone: Tone::Economy,
                stroke: Stroke::Solid,
                values: vec![Some(1.0), Some(2.0)],
            }],
            case: None,
            overlay: crate::app::chart::data::Overlay::default(),
        };
        let word = |text: &str| text.to_owned();
        let words = Words { title: word("finding"), subtitle: word("unit"), source: word("source") };
        let option = picture(&data, &words, Theme::Light);
        assert_eq!(option["title"]["text"], "finding");
        assert_eq!(option["graphic"][0]["style"]["text"], "source");
        assert_eq!(option["grid"]["top"], 124);
    }
}
