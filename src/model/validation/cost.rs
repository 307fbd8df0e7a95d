//! Published costs of training runs: whether hours and work in the data agree.

use super::tables::{CostCase, TRAINING_COST};
use super::{Group, Quantity, Row, registered};
use crate::model::facts::HARDWARE;
use crate::model::technology::training_hours;

/// The identity is published to two decimals, inputs to four digits.
const IDENTITY_BAR: f64 = 0.011;
/// Above this, hours are more than the work took.
const UPPER_BOUND: f64 = 1.1;

pub(super) fn rows() -> Vec<Row> {
    TRAINING_COST
        .iter()
        .map(|case| identity(case).or_else(|| hours(case)).unwrap_or_else(|| listed(case)))
        .collect()
}

fn peak(case: &CostCase) -> Option<f64> {
    Some(HARDWARE.iter().find(|row| row.id == case.hardware)?.peak_16bit_tflops? * 1e12)
}

/// Hours in the data over the hours that work, peak and MFU of the same data give (T3): 1 where they agree.
fn identity(case: &CostCase) -> Option<Row> {
    let modelled = case.device_hours? / training_hours(case.flop?, peak(case)?, case.mfu?);
    let figures = (Some(modelled), Some(case.identity?));
    let what = (Quantity::CostIdentity, "ratio");
    let row = Row::new(Group::CostIdentity, case.case, what, figures, case.evidence()).at_most(IDENTITY_BAR);
    Some(if modelled > UPPER_BOUND { row.said("device-hours are an upper bound") } else { row })
}

/// Without an MFU: hours from work at the registry's, as context.
fn hours(case: &CostCase) -> Option<Row> {
    let [mfu, _] = registered("mfu-training")?;
    let figures = (Some(training_hours(case.flop?, peak(case)?, mfu)), Some(case.device_hours?));
    let what = (Quantity::DeviceHours, "device-hours");
    let row = Row::new(Group::Context, case.case, what, figures, case.evidence());
    Some(row.said("no MFU in the data: the registry's, from the work of the data"))
}

fn listed(case: &CostCase) -> Row {
    let figures = (None, case.amortised_usd);
    Row::new(Group::Context, case.case, (Quantity::AmortisedCost, "USD of 2023"), figures, case.evidence())
        .said("neither hours nor hardware are published")
}
