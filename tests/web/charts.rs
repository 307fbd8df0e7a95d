//! Options that `charming` builds, drawn by ECharts through the chart host's JavaScript side.

use crate::support::{load_charts, place};
use charming::Chart;
use charming::component::{Axis, Legend};
use charming::element::AxisType;
use charming::series::Line;
use serde::Serialize as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = perennialCharts)]
    fn create(element: &HtmlElement, settings: &JsValue) -> JsValue;
    #[wasm_bindgen(js_namespace = perennialCharts)]
    fn set(handle: &JsValue, option: &JsValue);
    #[wasm_bindgen(js_namespace = perennialCharts)]
    fn dispose(handle: &JsValue);
    #[wasm_bindgen(js_namespace = perennialCharts)]
    fn count() -> u32;
}

fn option(names: &[&str]) -> JsValue {
    let mut chart = Chart::new()
        .legend(Legend::new())
        .x_axis(Axis::new().type_(AxisType::Category).data(vec!["2026", "2027"]))
        .y_axis(Axis::new().type_(AxisType::Value));
    for name in names {
        chart = chart.series(Line::new().name(*name).data(vec![1.5, 2.5]));
    }
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    chart.serialize(&serializer).expect("an option is plain data")
}

#[wasm_bindgen_test]
async fn a_charming_option_is_drawn_and_disposed_of() {
    load_charts().await;
    let element = place();
    let before = count();
    let chart = create(&element, &JsValue::UNDEFINED);
    set(&chart, &option(&["first", "second"]));
    let drawn = element.text_content().unwrap_or_default();
    assert!(drawn.contains("first") && drawn.contains("second") && drawn.contains("2027"), "drawn: {drawn}");

    set(&chart, &option(&["second"]));
    let drawn = element.text_content().unwrap_or_default();
    assert!(!drawn.contains("first") && drawn.contains("second"), "an old series stays: {drawn}");

    assert_eq!(count(), before + 1);
    dispose(&chart);
    assert_eq!(count(), before);
    assert_eq!(element.child_element_count(), 0);
    element.remove();
}
