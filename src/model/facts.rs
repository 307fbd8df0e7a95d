//! Sourced tables of `facts/*.csv`, made static by the build script.

/// Whether an intensity covers generation only or the life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Generation, life cycle (countries).
    Lifecycle,
    /// Generation, direct (US states).
    Direct,
}

/// What a zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// World, European Union.
    Aggregate,
    /// A country.
    Country,
    /// A state of the United States.
    State,
}

/// One grid zone.
#[derive(Clone, Copy, Debug)]
pub struct ZoneFacts {
    /// Permanent id, ISO 3166.
    pub id: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Chinese name.
    pub name_zh: &'static str,
    /// World, country or state.
    pub level: Level,
    /// Carbon intensity, gCO2e/kWh, in `year` on `basis`.
    pub intensity_g_per_kwh: f64,
    /// Basis of the intensity.
    pub basis: Basis,
    /// Year of the intensity.
    pub year: f64,
    /// Observed trend, fraction per year; none where no series exists.
    pub trend_per_year: Option<f64>,
    /// Off-site water, L/kWh.
    pub ewif_l_per_kwh: f64,
    /// Where the water factor comes from: country, state, country-fallback, world-fallback, world.
    pub ewif_flag: &'static str,
    /// Source keys of the intensity.
    pub source: &'static str,
    /// Source keys of the trend.
    pub trend_source: &'static str,
}

/// An accelerator that is offered as base device: everything the model needs is published.
#[derive(Clone, Copy, Debug)]
pub struct AcceleratorFacts {
    /// Permanent id.
    pub id: &'static str,
    /// Trade name.
    pub name: &'static str,
    /// Dense 16-bit peak, TFLOP/s.
    pub peak_16bit_tflops: f64,
    /// Dense 8-bit peak, TFLOP/s; none without 8-bit units.
    pub peak_8bit_tflops: Option<f64>,
    /// Memory, GB.
    pub memory_gb: f64,
    /// Memory bandwidth, TB/s.
    pub bandwidth_tb_per_s: f64,
    /// Thermal design power, W.
    pub tdp_w: f64,
    /// Embodied carbon of the device, kgCO2e, central.
    pub embodied_kg: f64,
    /// Price relative to the H100.
    pub relative_price: f64,
    /// Best measured matrix product over the 16-bit peak; 0.80 where none is published.
    pub achievable_share: f64,
}

/// Any accelerator of the table; what is not published is none.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct HardwareFacts {
    pub id: &'static str,
    pub name: &'static str,
    pub vendor: &'static str,
    pub peak_16bit_tflops: Option<f64>,
    pub peak_8bit_tflops: Option<f64>,
    pub memory_gb: Option<f64>,
    pub bandwidth_tb_per_s: Option<f64>,
    pub tdp_w: Option<f64>,
    pub host_w: Option<f64>,
    pub embodied_kg: Option<f64>,
    pub achievable_share: Option<f64>,
    pub source: &'static str,
    pub grade: &'static str,
}

/// Constants of the serving roofline (S3, S5, S6), fitted to public measurements.
#[derive(Clone, Copy, Debug)]
pub struct RooflineFacts {
    /// Id of the accelerator they were fitted on.
    pub accelerator: &'static str,
    /// Achieved share of the memory bandwidth.
    pub eta_b: f64,
    /// Achieved share of the compute peak.
    pub eta_c: f64,
    /// Fixed time per step, s.
    pub t0_s: f64,
    /// Time per doubling of devices, s.
    pub t_n_s: f64,
    /// Time per sequence and step on eight devices, s.
    pub t_s_s: f64,
    /// Highest reachable share of the compute peak.
    pub eta_c_max: f64,
    /// Highest reachable share of the bandwidth.
    pub eta_b_max: f64,
    /// Power at rest in a step, share of TDP.
    pub power_a: f64,
    /// Power per achieved share of bandwidth.
    pub power_m: f64,
    /// Power per achieved share of compute.
    pub power_c: f64,
    /// Median error with each model left out, %.
    pub error_median: f64,
    /// 90 % of the errors are below, %.
    pub error_p90: f64,
}

/// One entry of the bibliography.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[allow(missing_docs)]
pub struct SourceEntry {
    pub key: &'static str,
    pub authors: &'static str,
    pub title: &'static str,
    pub year: &'static str,
    pub identifier: &'static str,
    pub licence: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The world's row, which stands in where a zone has no trend.
#[must_use]
pub fn world() -> &'static ZoneFacts {
    // The table begins with the world (tested).
    &ZONES[0]
}

/// The fitted constants of an accelerator, and whether they are its own. Without a fit it takes those of the
/// H100, as the table says, and the result is extrapolated.
#[must_use]
pub fn roofline(accelerator: &str) -> (&'static RooflineFacts, bool) {
    match ROOFLINES.iter().find(|row| row.accelerator == accelerator) {
        Some(own) => (own, true),
        // The table begins with the H100 (tested).
        None => (&ROOFLINES[0], false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_begin_with_their_fallbacks() {
        assert_eq!(world().id, "WORLD");
        assert!(world().trend_per_year.is_some());
        assert_eq!(ROOFLINES[0].accelerator, "h100-sxm-80");
        assert_eq!(roofline("mi300x").0.accelerator, "h100-sxm-80");
        assert_eq!(roofline("a100-sxm-80").0.accelerator, "h100-sxm-80");
        assert_eq!(roofline("gb200").0.accelerator, "h100-sxm-80");
        assert!(roofline("b200-sxm-180").1 && !roofline("tpu-v5p").1);
        assert!(ACCELERATOR_IDS.contains(&"h100-sxm-80"));
    }
}
