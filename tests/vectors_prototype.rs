//! The default company against the yearly figures of the prototype, `tests/vectors/prototype_reference_lab.csv`:
//! four digits, ten years, within 0.1 % each.
//!
//! Two columns differ by a decision: the prototype counts rented hardware with the footprint of a device made
//! this month, MODEL.md (V5) with that of a fleet of uniform age, 1.39 times as much (docs/decisions/model.md).
//! With that one factor taken out they agree as well, which is what is tested here.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use perennial::model::output::{Month, STORED};
use perennial::model::simulate::Keep;
use perennial::scenario::{Scenario, run};
use std::collections::HashMap;
use std::path::PathBuf;

const BAR: f64 = 1e-3;

/// Column, output, and how many of the output's unit make one of the column's.
const COLUMNS: &[(&str, &str, f64)] = &[
    ("revenue-musd", "revenue-usd", 1e6),
    ("cost-of-revenue-musd", "cost-of-revenue-usd", 1e6),
    ("gross-margin-fraction", "gross-margin", 1.0),
    ("research-development-musd", "research-development-usd", 1e6),
    ("sales-marketing-musd", "sales-marketing-usd", 1e6),
    ("ebitda-musd", "ebitda-usd", 1e6),
    ("capital-expenditure-musd", "capital-expenditure-usd", 1e6),
    ("free-cash-flow-musd", "free-cash-flow-usd", 1e6),
    ("raised-musd", "raised-usd", 1e6),
    ("cash-musd", "cash-usd", 1e6),
    ("tokens-t", "tokens", 1e12),
    ("capacity-base-devices", "capacity-devices", 1.0),
    ("energy-gwh", "energy-mwh", 1e3),
    ("carbon-location-kt", "carbon-location-t", 1e3),
    ("carbon-market-kt", "carbon-market-t", 1e3),
    ("water-onsite-ml", "water-onsite-kl", 1e3),
    ("water-offsite-ml", "water-offsite-kl", 1e3),
    ("share-api-fraction", "api-share", 1.0),
    ("speed-tokens-per-s", "speed-tokens-per-s", 1.0),
    ("social-index-points", "social-index", 1.0),
    ("trust-points", "trust", 1.0),
];
/// Columns that are made of several outputs.
const MADE: [&str; 4] =
    ["staff-over-rd", "serving-cost-usd-per-mtoken", "carbon-embodied-kt", "sci-g-per-mtoken"];

fn table() -> Vec<HashMap<String, f64>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/prototype_reference_lab.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The value of a stored output in a month.
fn value(month: &Month<f64>, id: &str) -> f64 {
    month.values()[STORED.iter().position(|output| output.id == id).unwrap()]
}

#[track_caller]
fn agrees(column: &str, year: usize, ours: f64, theirs: f64) {
    // The table has zeros where nothing was raised.
    let off = if theirs == 0.0 { ours.abs() } else { (ours / theirs - 1.0).abs() };
    assert!(off <= BAR, "{column} of year {}: {ours} against {theirs}", year + 1);
}

#[test]
fn every_column_of_every_year() {
    let run = run(&Scenario::default(), Keep::Months);
    let table = table();
    assert_eq!(table.len(), run.years.len());
    let yearly = |id: &str, year: usize| run.yearly(id).unwrap()[year].unwrap();
    // V5: mean over ages 0 to 59 months of a footprint that falls by 12 % a year.
    let ages = (0..60).map(|age| 0.88_f64.powf(-f64::from(age) / 12.0)).sum::<f64>() / 60.0;
    assert!((ages - 1.3927).abs() < 1e-4, "{ages}");
    let as_new =
        |month: &Month<f64>| value(month, "owned-embodied-t") + value(month, "rented-embodied-t") / ages;
    for (year, row) in table.iter().enumerate() {
        for column in row.keys().filter(|column| *column != "year") {
            let known = COLUMNS.iter().any(|(known, ..)| known == column) || MADE.contains(&column.as_str());
            assert!(known, "{column} is not compared");
        }
        for (column, output, unit) in COLUMNS {
            agrees(column, year, yearly(output, year) / unit, row[*column]);
        }
        let staff = yearly("staff-usd", year) / yearly("research-development-usd", year);
        agrees("staff-over-rd", year, staff, row["staff-over-rd"]);
        let pool =
            ["serving-rent-usd", "serving-power-usd", "serving-depreciation-usd", "serving-facility-usd"];
        let serving: f64 = pool.iter().map(|id| yearly(id, year)).sum();
        let column = "serving-cost-usd-per-mtoken";
        agrees(column, year, serving / yearly("tokens", year) * 1e6, row[column]);

        let months = &run.months[12 * year..12 * year + 12];
        let embodied: f64 = months.iter().map(as_new).sum();
        agrees("carbon-embodied-kt", year, embodied / 1e3, row["carbon-embodied-kt"]);
        let footprint = |month: &Month<f64>| {
            let electricity =
                value(month, "serving-owned-carbon-t") + value(month, "serving-rented-carbon-t");
            let share =
                (value(month, "serving-footprint-t") - electricity) / value(month, "carbon-embodied-t");
            electricity + share * as_new(month)
        };
        let footprint: f64 = months.iter().map(footprint).sum();
        let column = "sci-g-per-mtoken";
        agrees(column, year, footprint / yearly("tokens", year) * 1e12, row[column]);
        // And the decision raises both.
        assert!(yearly("carbon-embodied-t", year) > 1.1e3 * row["carbon-embodied-kt"]);
        assert!(yearly(column, year) > 1.01 * row[column]);
    }
}
