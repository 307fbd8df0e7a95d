//! Published companies line by line: what the preset was calibrated to, and how the next published period
//! comes out.

use serde::Serialize;

use super::presets::{self, Preset};
use super::run;
use crate::model::simulate::Keep;
use crate::model::technology::{DAYS_PER_MONTH, HOURS_PER_MONTH};

mod lines;

use lines::{Line, OPENAI, PRODUCTION_DAY, ZHIPU};

/// What agreement of a row proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The preset was set so that the row agrees: proves nothing.
    Calibrated,
    /// The next published period, or a figure the preset was not set to: the test.
    Test,
}

/// One published line beside the model's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What is compared, in English.
    pub line: &'static str,
    /// Period of the published figure.
    pub period: &'static str,
    /// Unit of both.
    pub unit: &'static str,
    /// What the model gives.
    pub modelled: f64,
    /// What was published.
    pub published: f64,
    /// modelled/published − 1.
    pub error: f64,
    /// What agreement proves.
    pub label: Label,
    /// Keys of the bibliography.
    pub source: &'static str,
}

/// The published lines of a preset beside the model's; empty for presets that are no company.
#[must_use]
pub fn reconciliation(preset: &Preset) -> Vec<Row> {
    let lines = match preset.id {
        "deepseek-production-day" => PRODUCTION_DAY,
        "zhipu-2024" => ZHIPU,
        "openai-2025" => OPENAI,
        _ => return Vec::new(),
    };
    let scenario = preset.scenario();
    let result = run(&scenario, Keep::Months);
    let row = |line: &Line| {
        let Line(name, period, unit, published, label, source, reading) = *line;
        let modelled = reading(&result);
        Row {
            line: name,
            period,
            unit,
            modelled,
            published,
            error: modelled / published - 1.0,
            label,
            source,
        }
    };
    let mut rows: Vec<Row> = lines.iter().map(row).collect();
    if let Some(measured) = preset.measured_devices {
        rows.push(uncalibrated(preset, measured));
    }
    rows
}

/// What the roofline says of a measured fleet without its calibration.
fn uncalibrated(preset: &Preset, measured_devices: f64) -> Row {
    let mut scenario = preset.scenario();
    scenario.set("serving-calibration", super::Value::Scalar(1.0));
    let result = run(&scenario, Keep::Months);
    // Busy hours of the roofline against device-hours in use, which the facts count without headroom.
    let modelled =
        result.months.first().map_or(f64::NAN, |month| month.serving_device_hours) / DAYS_PER_MONTH;
    let published = measured_devices * HOURS_PER_MONTH / DAYS_PER_MONTH;
    Row {
        line: "device-hours of the day, uncalibrated roofline",
        period: "2025-02-27/28",
        unit: "h",
        modelled,
        published,
        error: modelled / published - 1.0,
        label: Label::Test,
        source: "deepseek-day6",
    }
}

/// Every company's rows with its preset's id.
pub fn all() -> impl Iterator<Item = (&'static str, Vec<Row>)> {
    presets::all().map(|preset| (preset.id, reconciliation(preset))).filter(|(_, rows)| !rows.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(id: &str) -> Vec<Row> {
        reconciliation(presets::find(id).unwrap())
    }

    #[test]
    fn the_production_day_is_reproduced() {
        let rows = rows("deepseek-production-day");
        assert!(rows[0].error.abs() < 1e-9, "cost {}", rows[0].modelled);
        assert!(rows[1].error.abs() < 2e-4, "revenue {}", rows[1].modelled);
        let uncalibrated = rows.last().unwrap();
        assert!(
            uncalibrated.error.abs() < 0.3 && uncalibrated.label == Label::Test,
            "{}",
            uncalibrated.error
        );
    }

    #[test]
    fn calibrated_lines_agree_with_what_they_were_set_to() {
        for (id, rows) in all() {
            for row in rows.iter().filter(|row| row.label == Label::Calibrated) {
                // The adjusted net loss has items that are not modelled.
                let bar = if row.line == "adjusted net loss" { 5e-3 } else { 1e-3 };
                assert!(
                    row.error.abs() < bar,
                    "{id}: {} {}: {} against {}",
                    row.period,
                    row.line,
                    row.modelled,
                    row.published
                );
            }
        }
    }

    #[test]
    fn every_calibrated_company_is_tested_on_something_it_was_not_set_to() {
        for (id, rows) in all() {
            assert!(rows.iter().any(|row| row.label == Label::Test), "{id}");
        }
    }
}
