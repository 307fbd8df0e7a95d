//! Makes the rows that describe the present follow a company.
//!
//! A preset changes what the company is; its speed, trust, fleet and working capital of today must change
//! with it, or the first month would begin with a jump that nobody decided. The rows are inputs like any
//! other: what is set here can be seen, overridden and shared.

use super::run;
use super::{Scenario, Value};
use crate::model::simulate::Keep;
use crate::model::technology::HOURS_PER_MONTH;

/// Rows that repeat what a lever is today.
const MIRRORED: [(&str, &str); 5] = [
    ("pue-today", "pue"),
    ("wue-today", "wue"),
    ("price-position-today", "price-position"),
    ("marketing-today", "sales-marketing-share"),
    ("subscription-price-today", "subscription-price"),
];

/// The number that a scalar is, or that a path begins with.
fn start_of(scenario: &Scenario, id: &str) -> Option<f64> {
    match scenario.get(id)? {
        Value::Scalar(value) | Value::Path { from: value, .. } => Some(value),
        Value::Choice(_) => None,
    }
}

/// The scenario with its present-day rows computed from itself: the rows that mirror a lever, the speed and
/// the lag already in the shares, trust, the fleet owned and working capital, each as in the first month.
#[must_use]
pub fn settled(scenario: &Scenario) -> Scenario {
    let mut settled = scenario.clone();
    for (today, lever) in MIRRORED {
        if let Some(value) = start_of(&settled, lever) {
            settled.set(today, Value::Scalar(value));
        }
    }
    let mut short = settled.clone();
    short.set("horizon-years", Value::Scalar(1.0));
    if let Some(first) = run(&short, Keep::Months).months.first() {
        let gap = first.quality_gap_oom;
        let initial = start_of(&settled, "initial-quality-gap-oom").unwrap_or(0.0);
        let lag = start_of(&settled, "lag-and-loss-today-oom").unwrap_or(0.0);
        for (id, value) in [
            ("speed-today", first.speed_tokens_per_s),
            // What is left of the default's gap is rounding: it stays where it is.
            (
                "lag-and-loss-today-oom",
                if (initial - gap).abs() < 1e-12 { lag } else { lag + (initial - gap) },
            ),
            ("initial-trust", first.social_index),
        ] {
            settled.set(id, Value::Scalar(value));
            short.set(id, Value::Scalar(value));
        }
    }
    // With shares at rest, the fleet they take; with that fleet, the bills.
    if let Some(first) = run(&short, Keep::Months).months.first() {
        let owned = start_of(&settled, "owned-share").unwrap_or(0.0);
        let devices = Value::Scalar(owned * first.capacity_devices);
        settled.set("owned-devices-today", devices);
        short.set("owned-devices-today", devices);
    }
    if let Some(first) = run(&short, Keep::Months).months.first() {
        let working_capital = first.receivables_usd - first.prepaid_usd - first.payables_usd;
        settled.set("working-capital-today", Value::Scalar(working_capital));
    }
    settled
}

/// Busy and headroom capacity for serving in the first month, base devices: what a measured fleet is
/// compared with.
#[must_use]
pub fn serving_devices(scenario: &Scenario) -> Option<f64> {
    let mut short = scenario.clone();
    short.set("horizon-years", Value::Scalar(1.0));
    let run = run(&short, Keep::Months);
    let first = run.months.first()?;
    let utilisation = start_of(scenario, "fleet-utilisation")?;
    Some(first.serving_device_hours / utilisation / HOURS_PER_MONTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_company_is_settled() {
        let settled = settled(&Scenario::default());
        let near = |id: &str, tolerance: f64| {
            let (a, b) = (start_of(&settled, id), start_of(&Scenario::default(), id));
            let (a, b) = (a.unwrap(), b.unwrap());
            assert!((a - b).abs() <= tolerance * b.abs(), "{id}: {a} against {b}");
        };
        near("speed-today", 1e-12);
        near("lag-and-loss-today-oom", 1e-12);
        near("initial-trust", 1e-12);
        near("owned-devices-today", 2e-3);
        near("working-capital-today", 3e-3);
    }
}
