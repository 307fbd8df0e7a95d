//! Published companies line by line: what the preset was calibrated to, and how the next published period
//! comes out.

use serde::Serialize;

use super::presets::companies::{CNY_PER_USD_2024, production_day};
use super::presets::{self, Preset};
use super::run;
use crate::model::output::Month;
use crate::model::simulate::{Keep, Run};
use crate::model::technology::{DAYS_PER_MONTH, HOURS_PER_MONTH};

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

/// How a row is read off a run.
type Reading = fn(&Run<f64>) -> f64;

/// A row before it is computed.
struct Line(&'static str, &'static str, &'static str, f64, Label, &'static str, Reading);

/// A first-month flow a day.
fn per_day(run: &Run<f64>, value: fn(&Month<f64>) -> f64) -> f64 {
    run.months.first().map_or(f64::NAN, value) / DAYS_PER_MONTH
}

/// A flow summed over months (counted from 0).
fn sum(run: &Run<f64>, months: core::ops::Range<usize>, value: fn(&Month<f64>) -> f64) -> f64 {
    run.months.get(months).map_or(f64::NAN, |months| months.iter().map(value).sum())
}

/// Million yuan of 2024.
fn million_cny(usd: f64) -> f64 {
    usd * CNY_PER_USD_2024 * 1e-6
}

/// Research compute: everything of research that is neither staff nor data.
fn research_compute(month: &Month<f64>) -> f64 {
    month.research_development_usd - month.staff_usd - month.data_usd
}

const YEAR: core::ops::Range<usize> = 0..12;
/// First half of the second year.
const NEXT_HALF: core::ops::Range<usize> = 12..18;
/// February of the second year.
const NEXT_FEBRUARY: usize = 13;

const PRODUCTION_DAY: &[Line] = &[
    Line(
        "cost of the day",
        "2025-02-27/28",
        "USD",
        production_day::COST_USD,
        Label::Calibrated,
        "deepseek-day6",
        |run| per_day(run, |month| month.serving_rent_usd),
    ),
    Line(
        "theoretical revenue of the day",
        "2025-02-27/28",
        "USD",
        production_day::REVENUE_USD,
        Label::Calibrated,
        "deepseek-day6",
        |run| per_day(run, |month| month.api_revenue_usd),
    ),
    Line(
        "tokens of the day",
        "2025-02-27/28",
        "tokens",
        production_day::INPUT_TOKENS + production_day::OUTPUT_TOKENS,
        Label::Calibrated,
        "deepseek-day6",
        |run| per_day(run, |month| month.tokens),
    ),
];

const ZHIPU: &[Line] = &[
    Line("revenue", "FY2024", "million CNY", 312.414, Label::Calibrated, "zhipu-prospectus", |run| {
        million_cny(sum(run, YEAR, |month| month.revenue_usd))
    }),
    Line("cost of revenue", "FY2024", "million CNY", 136.525, Label::Calibrated, "zhipu-prospectus", |run| {
        million_cny(sum(run, YEAR, |month| month.cost_of_revenue_usd))
    }),
    Line(
        "research and development",
        "FY2024",
        "million CNY",
        2195.0,
        Label::Calibrated,
        "zhipu-prospectus",
        |run| million_cny(sum(run, YEAR, |month| month.research_development_usd)),
    ),
    Line("of which compute", "FY2024", "million CNY", 1553.0, Label::Calibrated, "zhipu-prospectus", |run| {
        million_cny(sum(run, YEAR, research_compute))
    }),
    Line("of which wages", "FY2024", "million CNY", 324.0, Label::Calibrated, "zhipu-prospectus", |run| {
        million_cny(sum(run, YEAR, |month| month.staff_usd))
    }),
    Line(
        "sales and marketing",
        "FY2024",
        "million CNY",
        387.0,
        Label::Calibrated,
        "zhipu-prospectus",
        |run| million_cny(sum(run, YEAR, |month| month.sales_marketing_usd)),
    ),
    Line(
        "adjusted net loss",
        "FY2024",
        "million CNY",
        2466.0,
        Label::Calibrated,
        "zhipu-prospectus",
        |run| -million_cny(sum(run, YEAR, |month| month.ebit_usd - month.tax_usd)),
    ),
    Line("revenue", "H1 2025", "million CNY", 190.877, Label::Test, "zhipu-prospectus", |run| {
        million_cny(sum(run, NEXT_HALF, |month| month.revenue_usd))
    }),
    Line("cost of revenue", "H1 2025", "million CNY", 95.453, Label::Test, "zhipu-prospectus", |run| {
        million_cny(sum(run, NEXT_HALF, |month| month.cost_of_revenue_usd))
    }),
    Line(
        "research and development",
        "H1 2025",
        "million CNY",
        1594.0,
        Label::Test,
        "zhipu-prospectus",
        |run| million_cny(sum(run, NEXT_HALF, |month| month.research_development_usd)),
    ),
    Line("of which compute", "H1 2025", "million CNY", 1145.0, Label::Test, "zhipu-prospectus", |run| {
        million_cny(sum(run, NEXT_HALF, research_compute))
    }),
];

const OPENAI: &[Line] = &[
    Line("revenue", "FY2025", "billion USD", 13.07, Label::Calibrated, "openai-fy2025-press", |run| {
        sum(run, YEAR, |month| month.revenue_usd) * 1e-9
    }),
    Line("cost of revenue", "FY2025", "billion USD", 7.5, Label::Calibrated, "openai-fy2025-press", |run| {
        sum(run, YEAR, |month| month.cost_of_revenue_usd) * 1e-9
    }),
    Line(
        "research and development",
        "FY2025",
        "billion USD",
        19.18,
        Label::Calibrated,
        "openai-fy2025-press",
        |run| sum(run, YEAR, |month| month.research_development_usd) * 1e-9,
    ),
    Line(
        "sales and marketing",
        "FY2025",
        "billion USD",
        5.73,
        Label::Calibrated,
        "openai-fy2025-press",
        |run| sum(run, YEAR, |month| month.sales_marketing_usd) * 1e-9,
    ),
    Line(
        "general and administrative",
        "FY2025",
        "billion USD",
        1.57,
        Label::Calibrated,
        "openai-fy2025-press",
        |run| sum(run, YEAR, |month| month.general_admin_usd) * 1e-9,
    ),
    Line("operating loss", "FY2025", "billion USD", 20.92, Label::Calibrated, "openai-fy2025-press", |run| {
        -sum(run, YEAR, |month| month.ebit_usd) * 1e-9
    }),
    Line("weekly users", "2025-10", "million", 800.0, Label::Calibrated, "openai-users-press", |run| {
        sum(run, 9..10, |month| month.consumers) * 1e-6
    }),
    Line("weekly users", "2026-02", "million", 900.0, Label::Test, "openai-users-press", |run| {
        sum(run, NEXT_FEBRUARY..NEXT_FEBRUARY + 1, |month| month.consumers) * 1e-6
    }),
    Line(
        "annualised revenue",
        "2026-02",
        "billion USD per year",
        25.0,
        Label::Test,
        "openai-runrate-press",
        |run| sum(run, NEXT_FEBRUARY..NEXT_FEBRUARY + 1, |month| month.revenue_usd) * 12e-9,
    ),
];

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
