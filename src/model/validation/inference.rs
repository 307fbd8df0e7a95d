//! Published requests, one production day of serving, and fleets.

use super::row::Evidence;
use super::tables::{DAY, DayFigure, INFERENCE, InferenceCase};
use super::{Group, Independence, Quantity, Row};
use crate::model::facts::{HARDWARE, ROOFLINES};
use crate::model::serving::{Deployment, Device, Routing, Step, kv_bytes_latent, step};

/// Bar of the total of the production day.
const SERVING_BAR: f64 = 0.30;
/// Bar of its cost: an identity.
const COST_BAR: f64 = 1e-9;
/// Bar of its revenue: tokens and hit share are published to three digits.
const REVENUE_BAR: f64 = 2e-4;
/// Bar of figures published to three digits.
const ROUNDED_BAR: f64 = 2e-3;
/// Bar of water: inputs and results are printed to three or four digits.
const WATER_BAR: f64 = 5e-4;

pub(super) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for case in INFERENCE {
        let before = rows.len();
        rows.extend(water(case));
        rows.extend(production_day(case).unwrap_or_default());
        rows.extend(market_ratio(case));
        if rows.len() == before {
            rows.push(listed(case));
        }
    }
    rows.extend(fit_errors());
    rows
}

/// V6 for one request: IT·(WUE + PUE·EWIF).
fn water(case: &InferenceCase) -> Option<Row> {
    let it_kwh = case.wh? * 1e-3;
    let modelled = it_kwh * (case.wue_l_per_kwh? + case.pue? * case.ewif_l_per_kwh?) * 1e3;
    let figures = (Some(modelled), Some(case.water_ml?));
    let row =
        Row::new(Group::Water, case.case, (Quantity::Water, "mL per request"), figures, case.evidence());
    Some(row.at_most(WATER_BAR))
}

/// V4 as context: what contracts took off a published fleet.
fn market_ratio(case: &InferenceCase) -> Option<Row> {
    let (location, market) = (case.carbon_location_t?, case.carbon_market_t?);
    let what = (Quantity::LocationOverMarket, "ratio");
    let row = Row::new(Group::Context, case.case, what, (None, Some(location / market)), case.evidence());
    Some(row.said(format!(
        "as if {:.0} % of the load were matched by contracts",
        100.0 * (1.0 - market / location)
    )))
}

fn listed(case: &InferenceCase) -> Row {
    let (what, published) = match (case.wh, case.energy_mwh) {
        (Some(_), _) => ((Quantity::RequestEnergy, "Wh"), case.wh),
        (None, _) => ((Quantity::Energy, "MWh"), case.energy_mwh),
    };
    let row = Row::new(Group::Context, case.case, what, (None, published), case.evidence());
    let unit = if case.unit.is_empty() { String::new() } else { format!(" (per {})", case.unit) };
    row.said(format!("too little of model, deployment and load is published to compute it{unit}"))
}

/// What the operator described of the model and its deployment (deepseek-v3, deepseek-v3-config,
/// deepseek-day6).
mod described {
    /// All parameters and those used per token.
    pub(super) const PARAMS: [f64; 2] = [671e9, 37e9];
    /// Routed experts a layer and a token.
    pub(super) const EXPERTS: [f64; 2] = [256.0, 8.0];
    /// Layers, rank of the latent, rotary width, bytes an entry (BF16).
    pub(super) const LATENT: [f64; 4] = [61.0, 512.0, 64.0, 2.0];
    /// FP8.
    pub(super) const WEIGHT_BITS: f64 = 8.0;
    /// Mean KV length of the day, tokens.
    pub(super) const CONTEXT_TOKENS: f64 = 4_989.0;
    /// A decode unit: 18 nodes of 8.
    pub(super) const DECODE_DEVICES: f64 = 144.0;
    /// Sequences of a decode unit: 128 a device.
    pub(super) const SEQUENCES: f64 = 18_432.0;
    /// Accelerator of the day.
    pub(super) const HARDWARE: &str = "h800-sxm";
    /// The same die with its full links: stands in for what is not published (assumption).
    pub(super) const STAND_IN: &str = "h100-sxm-80";
}

/// The H800: its own published peaks, memory and power; bandwidth and fitted constants of the H100, which is
/// the same die with faster links (assumption, the sources state no bandwidth).
fn device() -> Option<Device> {
    let facts = HARDWARE.iter().find(|row| row.id == described::HARDWARE)?;
    let same_die = Device::find(described::STAND_IN).ok()?;
    let published = |figure: Option<f64>, scale: f64, other: f64| figure.map_or(other, |value| value * scale);
    Some(Device {
        id: facts.id,
        peak_16bit: published(facts.peak_16bit_tflops, 1e12, same_die.peak_16bit),
        peak_8bit: published(facts.peak_8bit_tflops, 1e12, same_die.peak_8bit),
        memory_bytes: published(facts.memory_gb, 1e9, same_die.memory_bytes),
        bandwidth: published(facts.bandwidth_tb_per_s, 1e12, same_die.bandwidth),
        tdp_w: published(facts.tdp_w, 1.0, same_die.tdp_w),
        fitted: false,
        ..same_die
    })
}

/// One decode step of the deployment as described, uncalibrated, with the software of today.
fn decode_step(device: &Device) -> Step<f64> {
    let [params_total, params_active] = described::PARAMS;
    let [experts, experts_active] = described::EXPERTS;
    let [layers, kv_rank, rope_dim, bytes] = described::LATENT;
    step(
        device,
        &Deployment {
            params_total,
            params_active,
            routing: Routing::of(experts, experts_active),
            kv_bytes_per_token: kv_bytes_latent(layers, kv_rank, rope_dim, bytes),
            weight_bits: described::WEIGHT_BITS,
            context_tokens: described::CONTEXT_TOKENS,
            batch: described::SEQUENCES,
            devices: described::DECODE_DEVICES,
            software: 1.0,
            overhead_cap: 1.0,
        },
    )
}

fn figure(metric: &str) -> Option<&'static DayFigure> {
    DAY.iter().find(|row| row.metric == metric)
}

fn value(metric: &str) -> Option<f64> {
    Some(figure(metric)?.value)
}

/// The production day: hours from tokens, then money.
fn production_day(case: &InferenceCase) -> Option<Vec<Row>> {
    let mut rows = serving(case)?;
    rows.extend(money(case)?);
    Some(rows)
}

/// Hours from tokens (S1 to S4).
fn serving(case: &InferenceCase) -> Option<Vec<Row>> {
    let (input, cached, output) = (case.input_tokens?, case.cached_input_tokens?, case.output_tokens?);
    let per_node = value("gpus_per_node")?;
    let step = decode_step(&device()?);
    let decode = output / step.tokens_per_s_device / 3600.0;
    let prefill = (input - cached) * step.prefill_s / 3600.0;
    let decode_rate = figure("decode_tput_tok_per_s_per_node")?;
    let prefill_rate = figure("prefill_tput_tok_per_s_per_node")?;
    let published_hours = |tokens: f64, rate: f64| Some(tokens / rate / 3600.0 * per_node);
    let derived = Evidence { independence: Independence::Derived, ..decode_rate.evidence() };
    let hours = |quantity, modelled, published, evidence| {
        let what = (quantity, "device-hours");
        Row::new(Group::Serving, case.case, what, (Some(modelled), published), evidence)
    };
    let rate = |quantity, modelled, figure: &DayFigure| {
        let what = (quantity, "tokens/s per node");
        Row::new(Group::Serving, case.case, what, (Some(modelled), Some(figure.value)), figure.evidence())
    };
    let total = hours(Quantity::DeviceHours, decode + prefill, case.device_hours, case.evidence());
    let no_bar = "known weakness, no bar: decode and prefill err in opposite directions";
    Some(vec![
        total.at_most(SERVING_BAR).said(
            "from tokens, uncalibrated, with the deployment described: 144 decode devices, 18,432 sequences a \
             replica; bandwidth of the H100 (assumption); extrapolated (mixture of experts, long context)",
        ),
        hours(Quantity::DecodeHours, decode, published_hours(output, decode_rate.value), derived)
            .said("published: output tokens over the throughput published"),
        hours(Quantity::PrefillHours, prefill, published_hours(input, prefill_rate.value), derived)
            .said("published: input tokens, hits included, over the throughput published"),
        rate(Quantity::DecodeThroughput, step.tokens_per_s_device * per_node, decode_rate).said(no_bar),
        rate(Quantity::PrefillThroughput, per_node * input / (prefill * 3600.0), prefill_rate).said(no_bar),
    ])
}

/// Money of the day from its nodes, tokens and prices: inputs are the day's own, so that all is calibrated.
fn money(case: &InferenceCase) -> Option<Vec<Row>> {
    let (input, cached, output) = (case.input_tokens?, case.cached_input_tokens?, case.output_tokens?);
    let (hit, miss, written) = (
        value("price_hit_usd_per_mtok")?,
        value("price_miss_usd_per_mtok")?,
        value("price_out_usd_per_mtok")?,
    );
    let nodes = value("avg_nodes")?;
    let cost = nodes * value("gpus_per_node")? * 24.0 * value("gpu_rate_usd_per_hour")?;
    let revenue = |hits: f64| (hits * hit + (input - hits) * miss + output * written) * 1e-6;
    let by_share = revenue(input * value("cache_hit_share_fraction")?);
    let by_tokens = revenue(cached);
    let row = |quantity, unit, modelled: f64, metric: &str, bar: f64| {
        let figure = figure(metric)?;
        let independence = match figure.independence {
            Independence::Derived => Independence::Derived,
            _ => Independence::Calibrated,
        };
        let evidence = Evidence { independence, ..figure.evidence() };
        let figures = (Some(modelled), Some(figure.value));
        Some(Row::new(Group::Money, case.case, (quantity, unit), figures, evidence).at_most(bar))
    };
    let theoretical = "theoretical_revenue_day_usd_per_day";
    Some(
        [
            row(Quantity::DayCost, "USD", cost, "cost_day_usd_per_day", COST_BAR),
            row(Quantity::DayRevenueByHits, "USD", by_share, theoretical, REVENUE_BAR),
            row(Quantity::DayRevenueByTokens, "USD", by_tokens, theoretical, REVENUE_BAR),
            row(
                Quantity::ProfitOverCost,
                "ratio",
                by_share / cost - 1.0,
                "cost_profit_margin_ratio",
                ROUNDED_BAR,
            ),
            row(
                Quantity::GrossMargin,
                "fraction",
                1.0 - cost / by_share,
                "gross_margin_on_revenue_fraction",
                REVENUE_BAR,
            ),
            row(
                Quantity::BlendedCost,
                "USD per million tokens",
                cost * 1e6 / (input + output),
                "blended_cost_usd_per_mtok",
                ROUNDED_BAR,
            ),
            row(
                Quantity::IdleShare,
                "fraction",
                1.0 - nodes / value("peak_nodes")?,
                "idle_share_vs_peak_fraction",
                ROUNDED_BAR,
            ),
            row(Quantity::CacheHits, "fraction", cached / input, "cache_hit_share_fraction", ROUNDED_BAR),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

/// How well the serving constants were fitted: the measured rows are not shipped, so that this is quoted and
/// not computed.
fn fit_errors() -> Vec<Row> {
    let evidence = Evidence {
        independence: Independence::Measured,
        source: "ml-energy-v3",
        note: "quoted from the fit, not computed here: the measured rows are not shipped",
    };
    let quoted = |case, percent: f64| {
        let what = (Quantity::FitError, "median absolute error");
        Row::new(Group::Context, case, what, (None, Some(percent / 100.0)), evidence)
    };
    ROOFLINES.iter().map(|fit| quoted(fit.accelerator, fit.error_median)).collect()
}
