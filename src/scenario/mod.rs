//! A set of choices as people keep it: values by parameter, links, presets, files. Pure.

pub mod file;
pub mod link;
pub mod migrate;
pub mod number_input;
pub mod presets;
pub mod reconcile;
pub mod today;
pub mod value;

pub use value::{Scenario, Value};
