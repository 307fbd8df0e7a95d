//! When the plan starts and how long it runs.
//!
//! Each parameter is declared once; forms, links, tables, samplers and docs are made from these rows.
//! The comment above a field is its note, shown to readers: what the number means and where its range
//! comes from.

use super::prelude::*;

parameters! {
    /// When the plan starts and how long it runs.
    Horizon: Horizon {
        /// Also the year of real prices.
        start_year: Whole {
            id: "start-year", unit: "year", role: Context, leaf: Context,
            values: scalar(2_026.0, [2_024.0, 2_030.0], [2_000.0, 2_100.0]),
            distribution: Fixed, grade: Assumption, equation: "V3",
            sources: &["assumption"],
        }
        /// No note.
        horizon_years: Whole {
            id: "horizon-years", unit: "years", role: Context, leaf: Context,
            values: scalar(10.0, [5.0, 15.0], [1.0, 30.0]),
            distribution: Fixed, grade: Assumption, equation: "P11",
            sources: &["assumption"],
        }
    }
}
