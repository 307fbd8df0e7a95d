//! One request by the method of EcoLogits 0.11.3, with its own constants: a peer beside the model's roofline,
//! not part of a run.
//!
//! # References
//! EcoLogits 0.11.3 (`ecologits-0.11.3`): energy a token fitted to the ML.ENERGY leaderboard, servers of
//! eight 80 GB devices, life-cycle factors of Boavizta. Reproduced to 1e-9 (`tests/vectors/ecologits*.csv`).

use super::number::exp;
use core::fmt;

/// Energy of a device a token, Wh: α·e^(βB)·P + γ.
const ENERGY_ALPHA: f64 = 1.166_527_317_045_191_4e-6;
const ENERGY_BETA: f64 = -0.011_205_921_025_579_175;
const ENERGY_GAMMA: f64 = 4.052_928_146_734_005e-5;
/// Latency a token, s: α·P + β·B + γ.
const LATENCY_ALPHA: f64 = 0.000_678_508_809_435_369_4;
const LATENCY_BETA: f64 = 0.000_311_931_031_168_812_3;
const LATENCY_GAMMA: f64 = 0.019_473_717_579_473_37;
/// Power of a server without its devices, kW.
const SERVER_KW: f64 = 1.2;
/// Devices a server.
const SERVER_DEVICES: f64 = 8.0;
/// Memory of a device, GB.
const DEVICE_GB: f64 = 80.0;
/// Memory a model needs over its weights.
const MEMORY_FACTOR: f64 = 1.2;
/// Life of a server, s.
const LIFE_S: f64 = 3.0 * 365.0 * 86_400.0;
/// Embodied impacts of a device: kg CO₂e, kg Sb e, MJ.
const DEVICE_EMBODIED: [f64; 3] = [273.0, 0.008_95, 3_721.0];
/// Embodied impacts of a server without its devices.
const SERVER_EMBODIED: [f64; 3] = [5_700.0, 0.37, 70_000.0];

/// What a request is and where it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// P, active parameters, billions.
    pub active_params_b: f64,
    /// Total parameters, billions.
    pub total_params_b: f64,
    /// Tokens written.
    pub output_tokens: f64,
    /// Bits a weight.
    pub bits: f64,
    /// B, requests served together.
    pub batch: f64,
    /// Tokens a second, where known; else the regression.
    pub tokens_per_s: Option<f64>,
    /// Time to the first token, s, where known: added to the time of the tokens.
    pub first_token_s: Option<f64>,
    /// Measured duration of the request, s: an upper limit of the time computed.
    pub measured_s: Option<f64>,
    /// Power usage effectiveness.
    pub pue: f64,
    /// Water on site, L/kWh of IT energy.
    pub wue_l_per_kwh: f64,
    /// The grid's carbon, kg CO₂e/kWh.
    pub grid_gwp_kg_per_kwh: f64,
    /// The grid's use of minerals and metals, kg Sb e/kWh.
    pub grid_adpe_kg_per_kwh: f64,
    /// The grid's primary energy, MJ/kWh.
    pub grid_pe_mj_per_kwh: f64,
    /// The grid's water, L/kWh.
    pub grid_wue_l_per_kwh: f64,
}

/// Impacts of one request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impacts {
    /// Time the request occupies its devices, s.
    pub latency_s: f64,
    /// Devices that hold the model.
    pub devices: f64,
    /// With PUE, kWh.
    pub energy_kwh: f64,
    /// Without PUE, kWh.
    pub it_energy_kwh: f64,
    /// Water in use, L.
    pub wcf_l: f64,
    /// Use phase: kg CO₂e, kg Sb e, MJ.
    pub usage: [f64; 3],
    /// Embodied share: kg CO₂e, kg Sb e, MJ.
    pub embodied: [f64; 3],
}

impl Impacts {
    /// Use and embodied together: kg CO₂e, kg Sb e, MJ.
    #[must_use]
    pub fn total(&self) -> [f64; 3] {
        [0, 1, 2].map(|index| self.usage[index] + self.embodied[index])
    }
}

/// A figure that no request can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestError {
    /// Which.
    pub what: &'static str,
    /// What it was.
    pub value: f64,
    /// What would be right.
    pub wanted: &'static str,
}

impl fmt::Display for RequestError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} was given, {} is wanted", self.what, self.value, self.wanted)
    }
}

impl std::error::Error for RequestError {}

/// Devices that hold a model: the next power of two at or above 1.2·parameters·bits/8 over 80 GB.
///
/// # Examples
/// ```
/// assert_eq!(perennial::model::request::devices_needed(671.0, 16.0), 32.0);
/// ```
#[must_use]
pub fn devices_needed(total_params_b: f64, bits: f64) -> f64 {
    let needed = (MEMORY_FACTOR * total_params_b * bits / 8.0 / DEVICE_GB).ceil();
    let mut devices = 1.0;
    while devices < needed {
        devices *= 2.0;
    }
    devices
}

/// Time a request occupies its devices, s: tokens/rate where known, else tokens·(α·P + β·B + γ); the time to
/// the first token, where known, comes on top of either; not more than was measured.
#[must_use]
pub fn latency_s(request: &Request) -> f64 {
    let token = match request.tokens_per_s {
        Some(rate) => 1.0 / rate,
        None => LATENCY_ALPHA * request.active_params_b + LATENCY_BETA * request.batch + LATENCY_GAMMA,
    };
    let computed = request.output_tokens * token + request.first_token_s.unwrap_or(0.0);
    request.measured_s.map_or(computed, |measured| measured.min(computed))
}

/// Energy of one device for the tokens of a request, kWh.
#[must_use]
pub fn device_energy_kwh(active_params_b: f64, batch: f64, output_tokens: f64) -> f64 {
    let wh_per_token = ENERGY_ALPHA * exp(ENERGY_BETA * batch) * active_params_b + ENERGY_GAMMA;
    output_tokens * wh_per_token / 1000.0
}

impl Request {
    /// The impacts.
    ///
    /// # Errors
    /// [`RequestError`] where a figure is negative or not finite, where batch, bits or rate are not above
    /// zero, or where a PUE is below 1.
    ///
    /// # Examples
    /// ```
    /// let request = perennial::model::request::Request {
    ///     active_params_b: 1.0, total_params_b: 1.0, output_tokens: 1.0, bits: 16.0, batch: 1.0,
    ///     tokens_per_s: None, first_token_s: None, measured_s: None, pue: 1.2, wue_l_per_kwh: 0.569,
    ///     grid_gwp_kg_per_kwh: 0.45829, grid_adpe_kg_per_kwh: 1.349e-8, grid_pe_mj_per_kwh: 2.5871,
    ///     grid_wue_l_per_kwh: 3.908,
    /// };
    /// let energy = request.impacts()?.energy_kwh;
    /// assert!((energy / 1.073_227_242_692_541_6e-6 - 1.0).abs() < 1e-9);
    /// # Ok::<(), perennial::model::request::RequestError>(())
    /// ```
    pub fn impacts(&self) -> Result<Impacts, RequestError> {
        self.check()?;
        let latency_s = latency_s(self);
        let devices = devices_needed(self.total_params_b, self.bits);
        let server_kwh = latency_s / 3600.0 * SERVER_KW * (devices / SERVER_DEVICES) / self.batch;
        let device_kwh = device_energy_kwh(self.active_params_b, self.batch, self.output_tokens);
        let it_energy_kwh = server_kwh + devices * device_kwh;
        let energy_kwh = it_energy_kwh * self.pue;
        let share = latency_s / (LIFE_S * self.batch);
        let grid = [self.grid_gwp_kg_per_kwh, self.grid_adpe_kg_per_kwh, self.grid_pe_mj_per_kwh];
        Ok(Impacts {
            latency_s,
            devices,
            energy_kwh,
            it_energy_kwh,
            wcf_l: it_energy_kwh * (self.wue_l_per_kwh + self.pue * self.grid_wue_l_per_kwh),
            usage: grid.map(|factor| energy_kwh * factor),
            embodied: [0, 1, 2].map(|index| {
                share * (devices / SERVER_DEVICES * SERVER_EMBODIED[index] + devices * DEVICE_EMBODIED[index])
            }),
        })
    }

    fn check(&self) -> Result<(), RequestError> {
        let positive = "a number above 0";
        let from_zero = "a number from 0";
        for (what, value, above_zero) in [
            ("active-params-b", self.active_params_b, true),
            ("total-params-b", self.total_params_b, true),
            ("output-tokens", self.output_tokens, false),
            ("bits", self.bits, true),
            ("batch", self.batch, true),
            ("tps", self.tokens_per_s.unwrap_or(1.0), true),
            ("ttft", self.first_token_s.unwrap_or(0.0), false),
            ("wue", self.wue_l_per_kwh, false),
            ("gwp", self.grid_gwp_kg_per_kwh, false),
            ("adpe", self.grid_adpe_kg_per_kwh, false),
            ("pe", self.grid_pe_mj_per_kwh, false),
            ("grid-wue", self.grid_wue_l_per_kwh, false),
        ] {
            if !value.is_finite() || value < 0.0 || (above_zero && value == 0.0) {
                return Err(RequestError {
                    what,
                    value,
                    wanted: if above_zero { positive } else { from_zero },
                });
            }
        }
        if !(self.pue.is_finite() && self.pue >= 1.0) {
            return Err(RequestError { what: "pue", value: self.pue, wanted: "a number from 1" });
        }
        if self.active_params_b > self.total_params_b {
            let wanted = "at most total-params-b";
            return Err(RequestError { what: "active-params-b", value: self.active_params_b, wanted });
        }
        if let Some(value) = self.measured_s.filter(|measured| measured.is_nan() || *measured <= 0.0) {
            return Err(RequestError { what: "request-latency-s", value, wanted: positive });
        }
        Ok(())
    }
}
