//! The model against numbers that others published, computed live (MODEL.md section 10).
//!
//! Every case of `facts/published_training.csv`, `facts/published_training_cost.csv`,
//! `facts/published_inference.csv` and the production day of `facts/published_finance.csv` gives at least
//! one [`Row`]: what the model says, what was published, the error, the bar, and how independent of the
//! model the published figure is. Agreement with a figure that is calibrated, circular, derived or itself
//! modelled proves only arithmetic: [`Report::summaries`] count accuracy over measured and self-reported
//! figures alone.
//!
//! Nothing here names a case: which rows are computed, and which are flagged as contradictory, follows from
//! the data by rule.

mod cost;
mod inference;
mod peers;
mod row;
mod summary;
mod tables;
mod training;

pub use row::{Bar, Group, Independence, Quantity, Row};
pub use summary::{Check, Over, Summary};
pub use tables::{
    ACCOUNTANT, Architecture, CostCase, DAY, DayFigure, ECOLOGITS, INFERENCE, InferenceCase, PeerGuarantee,
    PeerRequest, TRAINING, TRAINING_COST, TrainingCase,
};

use super::parameter::Values;
use super::parameters::registry;

/// Everything that is compared.
#[derive(Clone, Debug)]
pub struct Report {
    /// One line a comparison.
    pub rows: Vec<Row>,
    /// The bars of MODEL.md section 10.
    pub checks: Vec<Check>,
    /// Errors by group and by label.
    pub summaries: Vec<Summary>,
}

/// Computes every comparison.
///
/// # Examples
/// ```
/// let report = perennial::model::validation::report();
/// assert!(report.checks.iter().all(|check| check.within != Some(false)));
/// assert!(report.rows.iter().any(|row| row.contradictory));
/// ```
#[must_use]
pub fn report() -> Report {
    let mut rows = training::rows();
    rows.extend(cost::rows());
    rows.extend(inference::rows());
    rows.extend(peers::rows());
    let checks = summary::checks(&rows);
    let summaries = summary::summaries(&rows);
    Report { rows, checks, summaries }
}

/// Default and plausible low end of a number of the registry.
fn registered(id: &str) -> Option<[f64; 2]> {
    match registry().find(|parameter| parameter.id == id)?.values {
        Values::Scalar { default, plausible, .. } => Some([default, plausible[0]]),
        Values::Path { default, low, .. } => Some([default[0], low[0]]),
        Values::Choice { .. } => None,
    }
}

/// Middle value, mean of the two middle ones where their number is even; none of nothing.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let (above, even) = (values.len() / 2, values.len().is_multiple_of(2));
    let upper = values.get(above).copied()?;
    if even { values.get(above - 1).map(|lower| (lower + upper) / 2.0) } else { Some(upper) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_case_is_in_the_report() {
        let report = report();
        let cases = TRAINING
            .iter()
            .map(|case| case.case)
            .chain(TRAINING_COST.iter().map(|case| case.case))
            .chain(INFERENCE.iter().map(|case| case.case));
        for case in cases {
            assert!(report.rows.iter().any(|row| row.case == case), "{case} is missing");
        }
    }

    #[test]
    fn the_rule_flags_what_the_data_reject_and_nothing_else() {
        let report = report();
        for case in TRAINING {
            let flagged = report.rows.iter().any(|row| row.case == case.case && row.contradictory);
            assert_eq!(flagged, case.rejected, "{}", case.case);
        }
    }

    #[test]
    fn every_bar_is_kept_or_its_row_flagged() {
        let report = report();
        for row in &report.rows {
            assert!(row.contradictory || row.within != Some(false), "{row:?}");
        }
        for check in &report.checks {
            assert_ne!(check.within, Some(false), "{check:?}");
        }
    }

    #[test]
    fn accuracy_counts_independent_rows_only() {
        let report = report();
        for summary in report.summaries.iter().filter(|summary| summary.over == Over::Independent) {
            let independent = report
                .rows
                .iter()
                .filter(|row| row.group == summary.group && row.independence.is_independent())
                .filter(|row| row.error.is_some())
                .count();
            assert_eq!(summary.count, independent, "{summary:?}");
        }
        assert!(report.summaries.iter().all(|summary| summary.group != Group::Context));
    }

    #[test]
    fn every_figure_is_finite() {
        for row in report().rows {
            for value in [row.modelled, row.published, row.error].into_iter().flatten() {
                assert!(value.is_finite(), "{row:?}");
            }
        }
    }

    #[test]
    fn the_median_of_even_and_odd_numbers() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
