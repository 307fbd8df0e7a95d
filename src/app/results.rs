//! A run as the page reads it: by position in the registries of outputs.

use crate::model::output;
use crate::model::simulate::{Keep, Run, exists};
use crate::scenario::Scenario;
use crate::scenario::run;

/// One run.
#[derive(Debug)]
pub(crate) struct Results {
    run: Run<f64>,
    headline: [f64; output::HEADLINES.len()],
}

impl Results {
    /// Runs a scenario.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let run = run(scenario, Keep::Years);
        let headline = run.headline.values();
        Self { run, headline }
    }

    /// The run itself, for what tells more of it than figures.
    pub(crate) fn run(&self) -> &Run<f64> {
        &self.run
    }

    /// A headline figure by its position; none where it does not exist.
    pub(crate) fn headline(&self, index: usize) -> Option<f64> {
        self.headline.get(index).copied().and_then(exists)
    }

    /// The calendar years of the plan.
    pub(crate) fn years(&self) -> Vec<f64> {
        (0..self.run.years.len()).map(|year| self.run.start_year + year as f64).collect()
    }

    /// A yearly output by id; empty for an unknown id.
    pub(crate) fn yearly(&self, id: &str) -> Vec<Option<f64>> {
        self.run.yearly(id).unwrap_or_default()
    }
}
