//! One training run taken by itself: from work to device-hours, energy, carbon and water (T1, T3, V2, V3,
//! V6). What `perennial training` answers, and what published runs are checked with.
//!
//! # References
//! Patterson et al. (2021), *Carbon emissions and large neural network training* (`patterson-2021`); Li et
//! al. (2023), *Making AI less thirsty* (`li-2023`).

use super::technology;
use core::fmt;

/// What is known of a run. What is not given is computed from the rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingRun {
    /// Work, FLOP; see [`technology::run_flop`].
    pub flop: Option<f64>,
    /// Device-hours, if counted; else work/(3600·peak·MFU).
    pub device_hours: Option<f64>,
    /// Dense 16-bit peak of a device, FLOP/s.
    pub peak_flop_per_s: Option<f64>,
    /// Model FLOP utilisation end to end, fraction of the peak.
    pub mfu: Option<f64>,
    /// Whole draw a device, host included, W; where it is not known there is no energy.
    pub power_w: Option<f64>,
    /// Power usage effectiveness.
    pub pue: f64,
    /// Intensity of the grid, g CO₂e/kWh, location-based.
    pub grid_g_per_kwh: f64,
    /// Water on site, L/kWh of IT energy.
    pub wue_l_per_kwh: f64,
    /// Water of electricity generation, L/kWh.
    pub ewif_l_per_kwh: f64,
}

/// What a run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingFootprint {
    /// Work, FLOP; none if neither given nor implied.
    pub flop: Option<f64>,
    /// Device-hours.
    pub device_hours: f64,
    /// Energy and what follows from it; none where the draw is not known.
    pub facility: Option<Facility>,
}

/// What the devices of a run drew, and what that caused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facility {
    /// Energy of the devices and their hosts, MWh.
    pub it_energy_mwh: f64,
    /// With the building, MWh.
    pub energy_mwh: f64,
    /// Location-based, t CO₂e.
    pub carbon_t: f64,
    /// Water on site, kL.
    pub water_onsite_kl: f64,
    /// Water of generation, kL.
    pub water_offsite_kl: f64,
}

/// Why a run has no answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainingError {
    /// Neither device-hours nor all of work, peak and MFU.
    Missing {
        /// What is missing.
        what: &'static str,
    },
    /// A figure out of its range.
    OutOfRange {
        /// Which.
        what: &'static str,
        /// What it was.
        value: f64,
        /// What would be right.
        wanted: &'static str,
    },
}

impl fmt::Display for TrainingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { what } => {
                write!(out, "{what} is missing: give device-hours, or work, peak and mfu")
            }
            Self::OutOfRange { what, value, wanted } => {
                write!(out, "{what}: {value} was given, {wanted} is wanted")
            }
        }
    }
}

impl std::error::Error for TrainingError {}

/// IT energy, hours·W/10⁶, MWh.
///
/// # Examples
/// ```
/// assert_eq!(perennial::model::training::it_energy_mwh(1e6, 700.0), 700.0);
/// ```
#[must_use]
pub fn it_energy_mwh(device_hours: f64, power_w: f64) -> f64 {
    device_hours * power_w / 1e6
}

/// V3: carbon of an energy, MWh·(g/kWh)/1000, t CO₂e.
#[must_use]
pub fn carbon_t(energy_mwh: f64, grid_g_per_kwh: f64) -> f64 {
    energy_mwh * grid_g_per_kwh / 1000.0
}

/// V6: water of an energy, MWh·(L/kWh), kL.
#[must_use]
pub fn water_kl(energy_mwh: f64, l_per_kwh: f64) -> f64 {
    energy_mwh * l_per_kwh
}

/// S5: power of a device and its host while training, W: TDP·fraction + host.
#[must_use]
pub fn draw_w(tdp_w: f64, train_power_fraction: f64, host_w: f64) -> f64 {
    tdp_w * train_power_fraction + host_w
}

impl TrainingRun {
    /// The footprint.
    ///
    /// # Errors
    /// [`TrainingError`] where device-hours cannot be had or a figure is out of its range.
    ///
    /// # Examples
    /// GPT-3 as measured by Patterson et al.: 3.552 million V100-hours at 330 W, PUE 1.1, 429 g/kWh.
    /// ```
    /// use perennial::model::training::TrainingRun;
    /// let run = TrainingRun {
    ///     flop: Some(3.14e23), device_hours: Some(3_552_000.0), peak_flop_per_s: None, mfu: None,
    ///     power_w: Some(330.0), pue: 1.1, grid_g_per_kwh: 429.0, wue_l_per_kwh: 0.0, ewif_l_per_kwh: 0.0,
    /// };
    /// let facility = run.footprint()?.facility;
    /// assert!(facility.is_some_and(|facility| {
    ///     (facility.energy_mwh - 1289.4).abs() < 0.1 && (facility.carbon_t - 553.1).abs() < 0.1
    /// }));
    /// # Ok::<(), perennial::model::training::TrainingError>(())
    /// ```
    pub fn footprint(&self) -> Result<TrainingFootprint, TrainingError> {
        self.check()?;
        let device_hours = match self.device_hours {
            Some(hours) => hours,
            None => {
                let missing = |what| TrainingError::Missing { what };
                let flop = self.flop.ok_or(missing("work (FLOP)"))?;
                let peak = self.peak_flop_per_s.ok_or(missing("the peak of the device"))?;
                let mfu = self.mfu.ok_or(missing("mfu"))?;
                technology::training_hours(flop, peak, mfu)
            }
        };
        // Work that was not given follows from hours at a utilisation, if both are known.
        let implied = || Some(device_hours * 3600.0 * self.peak_flop_per_s? * self.mfu?);
        let facility = self.power_w.map(|power_w| self.facility(it_energy_mwh(device_hours, power_w)));
        Ok(TrainingFootprint { flop: self.flop.or_else(implied), device_hours, facility })
    }

    fn facility(&self, it_energy_mwh: f64) -> Facility {
        let energy_mwh = it_energy_mwh * self.pue;
        Facility {
            it_energy_mwh,
            energy_mwh,
            carbon_t: carbon_t(energy_mwh, self.grid_g_per_kwh),
            water_onsite_kl: water_kl(it_energy_mwh, self.wue_l_per_kwh),
            water_offsite_kl: water_kl(energy_mwh, self.ewif_l_per_kwh),
        }
    }

    fn check(&self) -> Result<(), TrainingError> {
        let positive = [
            ("flop", self.flop),
            ("device-hours", self.device_hours),
            ("the peak", self.peak_flop_per_s),
            ("mfu", self.mfu),
            ("power-w", self.power_w),
        ];
        let from_zero = [
            ("grid-g-per-kwh", self.grid_g_per_kwh),
            ("wue-l-per-kwh", self.wue_l_per_kwh),
            ("ewif-l-per-kwh", self.ewif_l_per_kwh),
        ];
        let wrong = |what, value, wanted| Err(TrainingError::OutOfRange { what, value, wanted });
        for (what, value) in positive {
            if let Some(value) = value.filter(|value| !(value.is_finite() && *value > 0.0)) {
                return wrong(what, value, "a number above 0");
            }
        }
        for (what, value) in from_zero {
            if !(value.is_finite() && value >= 0.0) {
                return wrong(what, value, "a number from 0");
            }
        }
        if !(self.pue.is_finite() && self.pue >= 1.0) {
            return wrong("pue", self.pue, "a number from 1");
        }
        match self.mfu {
            Some(mfu) if mfu > 1.0 => wrong("mfu", mfu, "a fraction of the peak, at most 1"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: TrainingRun = TrainingRun {
        flop: Some(3.6e21),
        device_hours: None,
        peak_flop_per_s: Some(1e15),
        mfu: Some(0.4),
        power_w: Some(1000.0),
        pue: 1.2,
        grid_g_per_kwh: 500.0,
        wue_l_per_kwh: 1.0,
        ewif_l_per_kwh: 2.0,
    };

    #[test]
    fn a_run_from_its_work() {
        let footprint = RUN.footprint().unwrap();
        let facility = footprint.facility.unwrap();
        assert!((footprint.device_hours - 2500.0).abs() < 1e-9);
        assert!((facility.it_energy_mwh - 2.5).abs() < 1e-12);
        assert!((facility.energy_mwh - 3.0).abs() < 1e-12);
        assert!((facility.carbon_t - 1.5).abs() < 1e-12);
        assert!((facility.water_onsite_kl - 2.5).abs() < 1e-12);
        assert!((facility.water_offsite_kl - 6.0).abs() < 1e-12);
    }

    #[test]
    fn hours_and_utilisation_imply_the_work() {
        let run = TrainingRun { flop: None, device_hours: Some(2500.0), ..RUN };
        assert!((run.footprint().unwrap().flop.unwrap() / 3.6e21 - 1.0).abs() < 1e-12);
        let run = TrainingRun { mfu: None, power_w: None, ..run };
        assert_eq!(
            run.footprint().unwrap(),
            TrainingFootprint { flop: None, device_hours: 2500.0, facility: None }
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let message = |run: TrainingRun| run.footprint().unwrap_err().to_string();
        assert!(message(TrainingRun { mfu: None, ..RUN }).starts_with("mfu is missing"));
        assert!(message(TrainingRun { pue: 0.5, ..RUN }).starts_with("pue: 0.5"));
        assert!(message(TrainingRun { mfu: Some(40.0), ..RUN }).contains("at most 1"));
        assert!(message(TrainingRun { flop: Some(f64::NAN), ..RUN }).starts_with("flop"));
    }
}
