//! Published cases as the build script reads them from `facts` and `tests/vectors`. Blank is none.
#![allow(missing_docs)]
// A published 3.142 is litres a kilowatt-hour, not π.
#![allow(clippy::approx_constant)]

use super::Independence;
use super::row::Evidence;

/// What a trained model is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// One stack that every token passes: 6·N·D is its work.
    DecoderOnly,
    /// Each token passes part of the parameters: 6·N·D overstates.
    EncoderDecoder,
    /// One stack without a causal mask.
    EncoderOnly,
    /// A search over many models.
    Search,
}

/// A published training run.
#[derive(Clone, Copy, Debug)]
pub struct TrainingCase {
    pub case: &'static str,
    pub entity: &'static str,
    pub architecture: Architecture,
    /// Id of `facts/hardware.csv`; empty where it is not in the table.
    pub hardware: &'static str,
    pub params_total_b: Option<f64>,
    pub params_active_b: Option<f64>,
    pub tokens_b: Option<f64>,
    /// Published work, FLOP.
    pub flop: Option<f64>,
    pub peak_16bit_tflops: Option<f64>,
    pub device_hours: Option<f64>,
    /// Mean draw of a device, W.
    pub power_w: Option<f64>,
    pub pue: Option<f64>,
    pub grid_g_per_kwh: Option<f64>,
    pub wue_l_per_kwh: Option<f64>,
    pub ewif_l_per_kwh: Option<f64>,
    pub energy_mwh: Option<f64>,
    pub energy_includes_pue: Option<bool>,
    pub carbon_t: Option<f64>,
    pub water_kl: Option<f64>,
    /// Whether a checker must flag it.
    pub rejected: bool,
    pub independence: Independence,
    pub source: &'static str,
    pub note: &'static str,
}

/// A published cost of a training run.
#[derive(Clone, Copy, Debug)]
pub struct CostCase {
    pub case: &'static str,
    /// Id of `facts/hardware.csv`; empty where no hardware is published.
    pub hardware: &'static str,
    pub flop: Option<f64>,
    pub mfu: Option<f64>,
    pub device_hours: Option<f64>,
    /// Chips × hours × peak × MFU over FLOP, rounded to two decimals.
    pub identity: Option<f64>,
    pub amortised_usd: Option<f64>,
    pub independence: Independence,
    pub source: &'static str,
    pub note: &'static str,
}

/// A published request, production day or fleet.
#[derive(Clone, Copy, Debug)]
pub struct InferenceCase {
    pub case: &'static str,
    pub device_hours: Option<f64>,
    pub pue: Option<f64>,
    pub wue_l_per_kwh: Option<f64>,
    pub ewif_l_per_kwh: Option<f64>,
    /// Electricity of a unit, Wh.
    pub wh: Option<f64>,
    pub water_ml: Option<f64>,
    pub unit: &'static str,
    pub energy_mwh: Option<f64>,
    pub carbon_location_t: Option<f64>,
    pub carbon_market_t: Option<f64>,
    pub input_tokens: Option<f64>,
    pub cached_input_tokens: Option<f64>,
    pub output_tokens: Option<f64>,
    pub independence: Independence,
    pub source: &'static str,
    pub note: &'static str,
}

/// One figure of the production day.
#[derive(Clone, Copy, Debug)]
pub struct DayFigure {
    pub entity: &'static str,
    pub metric: &'static str,
    pub value: f64,
    pub unit: &'static str,
    pub independence: Independence,
    pub source: &'static str,
    pub note: &'static str,
}

/// A request with the answer of EcoLogits.
#[derive(Clone, Copy, Debug)]
pub struct PeerRequest {
    pub active_params_b: f64,
    pub total_params_b: f64,
    pub output_tokens: f64,
    pub batch: f64,
    pub bits: f64,
    pub tokens_per_s: Option<f64>,
    pub first_token_s: Option<f64>,
    pub pue: f64,
    pub wue_l_per_kwh: f64,
    pub grid: f64,
    pub grid_adpe: f64,
    pub grid_pe: f64,
    pub grid_wue: f64,
    pub energy_kwh: f64,
    pub usage_gwp_kg: f64,
    pub usage_adpe_kg: f64,
    pub usage_pe_mj: f64,
    pub water_l: f64,
    pub embodied_gwp_kg: f64,
    pub embodied_adpe_kg: f64,
    pub embodied_pe_mj: f64,
}

/// A setting of the privacy accountant with the answer of dp-accounting.
#[derive(Clone, Copy, Debug)]
pub struct PeerGuarantee {
    pub noise: f64,
    pub rate: f64,
    pub steps: f64,
    pub delta: f64,
    pub epsilon: f64,
}

macro_rules! evidence {
    ($($case:ident),*) => {$(
        impl $case {
            /// Label, source and note of the row.
            pub(super) const fn evidence(&self) -> Evidence {
                Evidence { independence: self.independence, source: self.source, note: self.note }
            }
        }
    )*};
}
evidence!(TrainingCase, CostCase, InferenceCase, DayFigure);

include!(concat!(env!("OUT_DIR"), "/validation.rs"));
