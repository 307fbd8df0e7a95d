//! Perennial 长青: a large-model company over the years, in money, carbon, water, people and technology.
//!
//! - [`model`]: what a company is and how it goes on (pure)
//! - [`scenario`]: a set of choices as people keep it: links, presets, files (pure)
//! - [`analysis`]: questions asked of the model (pure)
//! - `app`: the page (Leptos; feature `app`)

pub mod analysis;
#[cfg(feature = "app")]
pub mod app;
pub mod model;
pub mod scenario;
