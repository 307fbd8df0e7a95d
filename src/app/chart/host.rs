//! The binding over `globalThis.perennialCharts` (see `echarts.entry.mjs`), the one place where a chart is
//! drawn, and forgotten.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::pen::{Look, Pen, pen};
use crate::app::locale::Language;

#[wasm_bindgen]
extern "C" {
    /// What the bundle exposes.
    #[derive(Clone)]
    type Bundle;

    #[wasm_bindgen(method, catch)]
    fn create(this: &Bundle, element: &Element, settings: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Bundle, chart: &JsValue, option: &JsValue, format: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn values(this: &Bundle, chart: &JsValue, numbers: &[f64], lines: usize) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn locale(this: &Bundle, chart: &JsValue, locale: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn image(this: &Bundle, chart: &JsValue, kind: &str, settings: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn picture(
        this: &Bundle,
        kind: &str,
        option: &JsValue,
        format: &JsValue,
        settings: &JsValue,
    ) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &Bundle, chart: &JsValue) -> Result<JsValue, JsValue>;
}

/// Name of the bundle on the global object, and of the event that it fires when it has loaded.
const BUNDLE: &str = "perennialCharts";
const LOADED: &str = "perennial-charts";

fn bundle() -> Option<Bundle> {
    let value = js_sys::Reflect::get(&js_sys::global(), &BUNDLE.into()).ok()?;
    value.is_object().then(|| value.unchecked_into())
}

/// What draws, once both it and the bundle are there.
#[derive(Clone, Copy)]
struct Ready {
    bundle: RwSignal<bool>,
    pen: RwSignal<Option<Pen>>,
}

impl Ready {
    /// Asks for what draws; where it cannot be had, the tables still stand, and the next page asks again.
    fn fetch(self) {
        leptos::task::spawn_local(async move {
            if let Ok(pen) = pen().await {
                self.pen.try_set(Some(pen));
            }
        });
    }
}

/// Waits for the bundle and for what draws, which load after the page; charts below draw themselves when both
/// are there.
pub(crate) fn listen_for_bundle() {
    let ready = Ready { bundle: RwSignal::new(bundle().is_some()), pen: RwSignal::new(None) };
    provide_context(ready);
    ready.fetch();
    let event = ev::Custom::<web_sys::Event>::new(LOADED);
    let listener = window_event_listener(event, move |_| ready.bundle.set(true));
    on_cleanup(move || listener.remove());
}

/// What lists the data of charts and takes them away, tracked.
pub(super) fn use_pen() -> Signal<Option<Pen>> {
    let Some(ready) = use_context::<Ready>() else { return Signal::derive(|| None) };
    if ready.pen.with_untracked(Option::is_none) {
        ready.fetch();
    }
    ready.pen.into()
}

/// Whether the bundle is there, tracked.
pub(crate) fn is_ready() -> Signal<bool> {
    use_context::<Ready>().map_or_else(|| Signal::derive(|| bundle().is_some()), |ready| ready.bundle.into())
}

/// ECharts' name of a language.
const fn locale_name(language: Language) -> &'static str {
    match language {
        Language::En => "EN",
        Language::Zh => "ZH",
    }
}

/// Plain data as JavaScript sees it.
fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// One drawn chart. Dropping it disposes of it.
pub(super) struct Drawing {
    bundle: Bundle,
    chart: JsValue,
    /// What it shows besides the numbers of its lines.
    pub(super) look: RefCell<Option<Look>>,
    /// The numbers of its lines.
    pub(super) lines: RefCell<Vec<Vec<Option<f64>>>>,
}

impl Drawing {
    /// A chart in an element; none while the bundle has not loaded.
    pub(super) fn new(element: &Element, language: Language) -> Option<Self> {
        let bundle = bundle()?;
        let settings = serde_json::json!({ "renderer": "svg", "locale": locale_name(language) });
        let chart = bundle.create(element, &plain(&settings)).map_err(warn).ok()?;
        Some(Self { bundle, chart, look: RefCell::new(None), lines: RefCell::default() })
    }

    /// Draws options; what they leave out disappears.
    pub(super) fn set(&self, option: &serde_json::Value, formats: &serde_json::Value) {
        if let Err(error) = self.bundle.set(&self.chart, &plain(option), &plain(formats)) {
            warn(error);
        }
    }

    /// Draws other numbers in the first lines of the options that are drawn; all have as many. They go over as one
    /// row, since every list and every number by itself is a call.
    pub(super) fn values(&self, lines: &[Vec<Option<f64>>]) {
        let numbers: Vec<f64> = lines.iter().flatten().map(|value| value.unwrap_or(f64::NAN)).collect();
        if let Err(error) = self.bundle.values(&self.chart, &numbers, lines.len()) {
            warn(error);
        }
    }

    /// Speaks another language from now on.
    pub(super) fn speak(&self, language: Language) {
        if let Err(error) = self.bundle.locale(&self.chart, locale_name(language)) {
            warn(error);
        }
    }

    /// The chart as a picture: a data URL for `png`, the text for `svg`.
    pub(super) fn image(&self, kind: &str, background: &str) -> Option<String> {
        let settings = serde_json::json!({ "pixelRatio": 2, "background": background });
        self.bundle.image(&self.chart, kind, &plain(&settings)).map_err(warn).ok()?.as_string()
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        if let Err(error) = self.bundle.dispose(&self.chart) {
            warn(error);
        }
    }
}

/// A picture of options that are not on the page, as the text of an SVG; none while the bundle has not
/// loaded.
pub(super) async fn svg_of(
    option: &serde_json::Value,
    formats: &serde_json::Value,
    language: Language,
    [width, height]: [u32; 2],
) -> Option<String> {
    let settings = serde_json::json!({ "locale": locale_name(language), "width": width, "height": height });
    let drawn = bundle()?.picture("svg", &plain(option), &plain(formats), &plain(&settings));
    let drawn = wasm_bindgen_futures::JsFuture::from(drawn.map_err(warn).ok()?).await;
    drawn.map_err(warn).ok()?.as_string()
}

/// A chart that cannot be drawn must not stop the page: the table behind it still stands.
fn warn(error: JsValue) {
    leptos::logging::warn!("chart: {error:?}");
}
