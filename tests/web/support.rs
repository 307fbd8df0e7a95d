//! A place to draw in, and the charts' code without a server.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// ECharts and the host's interface in one file, as `xtask/node/bundle.mjs` writes it.
const CHARTS: &str = include_str!("../../target/web/charts.test.js");

#[wasm_bindgen(inline_js = "
    let loaded;
    export function loadModule(source) {
      loaded ??= import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      return loaded;
    }
")]
extern "C" {
    #[wasm_bindgen(js_name = loadModule)]
    fn load_module(source: &str) -> Promise;
}

/// Loads the charts' code once; afterwards `perennialCharts` is there.
pub(crate) async fn load_charts() {
    JsFuture::from(load_module(CHARTS)).await.expect("the charts' code runs");
}

/// An empty element of 600 by 300 pixels in the page.
pub(crate) fn place() -> HtmlElement {
    let document = web_sys::window().expect("a window").document().expect("a document");
    let element: HtmlElement = document.create_element("div").expect("an element").unchecked_into();
    element.set_attribute("style", "width: 600px; height: 300px").expect("a style");
    document.body().expect("a body").append_child(&element).expect("a place in the page");
    element
}
