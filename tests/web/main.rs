//! Tests that need a browser, but not the built page: `cargo xtask test --only wasm`.

#![cfg(all(target_arch = "wasm32", feature = "app"))]
#![allow(clippy::expect_used)]

mod charts;
mod support;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
