//! Accelerators as the roofline sees them, and what does not fit on them.

use super::Deployment;
use crate::model::facts::{AcceleratorFacts, HARDWARE, HardwareFacts, RooflineFacts, roofline};
use core::fmt;

/// One accelerator: data sheet and fitted constants in SI units.
#[derive(Clone, Copy, Debug)]
pub struct Device {
    /// Id of `facts/hardware.csv`.
    pub id: &'static str,
    /// Dense 16-bit peak, FLOP/s.
    pub peak_16bit: f64,
    /// Dense 8-bit peak, FLOP/s; the 16-bit peak where the device has no 8-bit units.
    pub peak_8bit: f64,
    /// Memory, bytes.
    pub memory_bytes: f64,
    /// Memory bandwidth, bytes/s.
    pub bandwidth: f64,
    /// Thermal design power, W.
    pub tdp_w: f64,
    /// Fitted constants.
    pub fit: &'static RooflineFacts,
    /// Whether the constants were fitted on this very accelerator.
    pub fitted: bool,
}

/// Why a serving question has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ServingError {
    /// No such accelerator in `facts/hardware.csv`.
    UnknownAccelerator(String),
    /// The table has no published value that the roofline needs.
    Unpublished {
        /// Id of the accelerator.
        accelerator: &'static str,
        /// What is missing, with its unit.
        missing: &'static str,
    },
    /// Weights and one sequence exceed the memory of the devices given.
    NothingFits {
        /// Weights, GB.
        weights_gb: f64,
        /// KV cache of one sequence, GB.
        sequence_gb: f64,
        /// Memory of all devices, GB.
        memory_gb: f64,
        /// Devices that would hold them with one sequence.
        devices_needed: f64,
    },
    /// Weights and KV cache exceed the memory of the devices given.
    BatchDoesNotFit {
        /// The batch asked for.
        batch: f64,
        /// The largest batch that fits.
        largest: f64,
        /// Memory of all devices, GB.
        memory_gb: f64,
    },
}

impl fmt::Display for ServingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAccelerator(id) => {
                write!(out, "accelerator: {id:?} is not in the hardware table; known:")?;
                HARDWARE.iter().enumerate().try_for_each(|(index, row)| {
                    write!(out, "{} {}", if index == 0 { "" } else { "," }, row.id)
                })
            }
            Self::Unpublished { accelerator, missing } => write!(
                out,
                "accelerator: {accelerator} has no published {missing} in the hardware table; choose one that has, such as h100-sxm-80"
            ),
            Self::NothingFits { weights_gb, sequence_gb, memory_gb, devices_needed } => {
                let less = if weights_gb < memory_gb { "context-tokens" } else { "weight-bits" };
                write!(
                    out,
                    "devices: the weights take {weights_gb:.1} GB, the cache of one sequence {sequence_gb:.1} GB, and the devices hold {memory_gb:.1} GB: the largest batch that fits is 0; at least {devices_needed} devices are needed, or fewer {less}"
                )
            }
            Self::BatchDoesNotFit { batch, largest, memory_gb } => write!(
                out,
                "batch: {batch} sequences and the weights exceed the {memory_gb:.1} GB of the devices; the largest batch that fits is {largest}"
            ),
        }
    }
}

impl std::error::Error for ServingError {}

impl Device {
    /// An accelerator that is offered as base device.
    #[must_use]
    pub fn of(facts: &'static AcceleratorFacts) -> Self {
        let (fit, fitted) = roofline(facts.id);
        Self {
            id: facts.id,
            peak_16bit: facts.peak_16bit_tflops * 1e12,
            peak_8bit: facts.peak_8bit_tflops.unwrap_or(facts.peak_16bit_tflops) * 1e12,
            memory_bytes: facts.memory_gb * 1e9,
            bandwidth: facts.bandwidth_tb_per_s * 1e12,
            tdp_w: facts.tdp_w,
            fit,
            fitted,
        }
    }

    /// Any accelerator of the hardware table.
    ///
    /// # Errors
    /// [`ServingError::Unpublished`] where a figure that the roofline needs is not published.
    pub fn of_hardware(facts: &'static HardwareFacts) -> Result<Self, ServingError> {
        let need = |value: Option<f64>, missing| {
            value.ok_or(ServingError::Unpublished { accelerator: facts.id, missing })
        };
        let (fit, fitted) = roofline(facts.id);
        let peak_16bit = need(facts.peak_16bit_tflops, "16-bit peak (TFLOP/s)")? * 1e12;
        Ok(Self {
            id: facts.id,
            peak_16bit,
            peak_8bit: facts.peak_8bit_tflops.map_or(peak_16bit, |tflops| tflops * 1e12),
            memory_bytes: need(facts.memory_gb, "memory (GB)")? * 1e9,
            bandwidth: need(facts.bandwidth_tb_per_s, "memory bandwidth (TB/s)")? * 1e12,
            tdp_w: need(facts.tdp_w, "thermal design power (W)")?,
            fit,
            fitted,
        })
    }

    /// The accelerator of an id.
    ///
    /// # Errors
    /// [`ServingError::UnknownAccelerator`], or [`ServingError::Unpublished`].
    ///
    /// # Examples
    /// ```
    /// use perennial::model::serving::Device;
    /// assert!(Device::find("h100-sxm-80").is_ok_and(|device| device.fitted));
    /// assert!(Device::find("h100").is_err());
    /// ```
    pub fn find(id: &str) -> Result<Self, ServingError> {
        let row = HARDWARE.iter().find(|row| row.id == id);
        row.map_or_else(|| Err(ServingError::UnknownAccelerator(id.to_owned())), Self::of_hardware)
    }
}

/// Active parameters of the models that the constants were fitted on: 8 to 405 B, with room for how they
/// are counted.
const FITTED_PARAMS: core::ops::RangeInclusive<f64> = 7e9..=410e9;
/// Tokens held a sequence that still count as short; the points of the fit hold 150 and half of the output.
const FITTED_CONTEXT: f64 = 4096.0;

/// Whether a result is outside the measured domain: dense models of 8 to 405 B at short context on an
/// accelerator that was fitted.
///
/// # Examples
/// ```
/// use perennial::model::serving::{Deployment, Device, Routing, is_extrapolated};
/// let dense = Deployment {
///     params_total: 70e9, params_active: 70e9, routing: Routing::of(1.0, 1.0), kv_bytes_per_token: 327_680.0,
///     weight_bits: 8.0, context_tokens: 500.0, batch: 64.0, devices: 8.0, software: 1.0, overhead_cap: 1.0,
/// };
/// let device = Device::find("h100-sxm-80")?;
/// assert!(!is_extrapolated(&device, &dense));
/// assert!(is_extrapolated(&device, &Deployment { context_tokens: 1e5, ..dense }));
/// # Ok::<(), perennial::model::serving::ServingError>(())
/// ```
#[must_use]
pub fn is_extrapolated(device: &Device, deployment: &Deployment<f64>) -> bool {
    !device.fitted
        || deployment.routing.share < 1.0
        || deployment.context_tokens > FITTED_CONTEXT
        || !FITTED_PARAMS.contains(&deployment.params_active)
}

/// The largest whole batch whose weights and KV cache fit into the memory of the devices given; without the
/// headroom of S3, which a fleet plans with but a deployment may use up.
///
/// # Errors
/// [`ServingError::NothingFits`] where not even one sequence fits.
///
/// # Examples
/// ```
/// use perennial::model::serving::{Device, largest_batch};
/// let device = Device::find("h100-sxm-80")?;
/// assert_eq!(largest_batch(&device, 8.0, 600e9, 1e9)?, 40.0);
/// assert!(largest_batch(&device, 7.0, 600e9, 1e9).is_err());
/// # Ok::<(), perennial::model::serving::ServingError>(())
/// ```
pub fn largest_batch(
    device: &Device,
    devices: f64,
    weight_bytes: f64,
    kv_bytes_per_sequence: f64,
) -> Result<f64, ServingError> {
    let memory = devices * device.memory_bytes;
    let largest = ((memory - weight_bytes) / kv_bytes_per_sequence).floor();
    if largest >= 1.0 {
        Ok(largest)
    } else {
        Err(ServingError::NothingFits {
            weights_gb: weight_bytes / 1e9,
            sequence_gb: kv_bytes_per_sequence / 1e9,
            memory_gb: memory / 1e9,
            devices_needed: ((weight_bytes + kv_bytes_per_sequence) / device.memory_bytes).ceil(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_without_a_fit_say_so_and_devices_without_a_figure_are_refused() {
        assert!(!Device::find("a100-sxm-80").unwrap().fitted);
        let refused = Device::find("h800-sxm").unwrap_err().to_string();
        assert!(refused.contains("h800-sxm") && refused.contains("bandwidth"), "{refused}");
        assert!(Device::find("abacus").unwrap_err().to_string().contains("b200-sxm-180"));
    }
}
