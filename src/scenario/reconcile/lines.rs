//! The published lines, each with how it is read off a run. `published_finance.csv` holds the figures
//! (tests/docs checks that these are they).

use super::Label;
use crate::model::output::Month;
use crate::model::simulate::Run;
use crate::model::technology::DAYS_PER_MONTH;
use crate::scenario::presets::companies::{CNY_PER_USD_2024, production_day};

/// How a row is read off a run.
pub(super) type Reading = fn(&Run<f64>) -> f64;

/// A row before it is computed: line, period, unit, published figure, label, source, reading.
pub(super) struct Line(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) f64,
    pub(super) Label,
    pub(super) &'static str,
    pub(super) Reading,
);

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
const NEXT_FEBRUARY: core::ops::Range<usize> = 13..14;
/// First half of the year that was calibrated as a whole.
const FIRST_HALF: core::ops::Range<usize> = 0..6;
/// June of the second year.
const NEXT_JUNE: core::ops::Range<usize> = 17..18;

pub(super) const PRODUCTION_DAY: &[Line] = &[
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

pub(super) const ZHIPU: &[Line] = &[
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
    Line("tokens a day", "2025-06", "billion tokens", 4600.0, Label::Test, "zhipu-prospectus", |run| {
        sum(run, NEXT_JUNE, |month| month.tokens) / DAYS_PER_MONTH * 1e-9
    }),
];

pub(super) const OPENAI: &[Line] = &[
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
    Line("revenue", "H1 2025", "billion USD", 4.3, Label::Test, "openai-h1-2025-press", |run| {
        sum(run, FIRST_HALF, |month| month.revenue_usd) * 1e-9
    }),
    Line(
        "research and development",
        "H1 2025",
        "billion USD",
        6.7,
        Label::Test,
        "openai-h1-2025-press",
        |run| sum(run, FIRST_HALF, |month| month.research_development_usd) * 1e-9,
    ),
    Line("sales and marketing", "H1 2025", "billion USD", 2.0, Label::Test, "openai-h1-2025-press", |run| {
        sum(run, FIRST_HALF, |month| month.sales_marketing_usd) * 1e-9
    }),
    Line("operating loss", "H1 2025", "billion USD", 7.8, Label::Test, "openai-h1-2025-press", |run| {
        sum(run, FIRST_HALF, |month| -month.ebit_usd) * 1e-9
    }),
    Line("weekly users", "2026-02", "million", 900.0, Label::Test, "openai-users-press", |run| {
        sum(run, NEXT_FEBRUARY, |month| month.consumers) * 1e-6
    }),
    Line("paying consumers", "2026-02", "million", 50.0, Label::Test, "openai-users-press", |run| {
        sum(run, NEXT_FEBRUARY, |month| month.payers) * 1e-6
    }),
    Line(
        "annualised revenue",
        "2026-02",
        "billion USD per year",
        25.0,
        Label::Test,
        "openai-runrate-press",
        |run| sum(run, NEXT_FEBRUARY, |month| month.revenue_usd) * 12e-9,
    ),
];
