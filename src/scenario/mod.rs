//! A set of choices as people keep it: values by parameter, links, presets, files. Pure.

pub mod export;
pub mod file;
pub mod history;
pub mod library;
pub mod link;
pub mod migrate;
pub mod number_input;
pub mod presets;
pub mod reconcile;
pub mod target;
pub mod today;
pub mod value;

pub use value::{Scenario, Value};

use crate::model::simulate::{Keep, Run, epsilon, simulate};

/// Runs a scenario.
///
/// # Examples
/// ```
/// use perennial::{model::simulate::Keep, scenario::{Scenario, run}};
/// assert_eq!(run(&Scenario::default(), Keep::Years).years.len(), 10);
/// ```
#[must_use]
pub fn run(scenario: &Scenario, keep: Keep) -> Run<f64> {
    let inputs = scenario.inputs();
    simulate(&inputs, epsilon(&inputs), keep)
}
