//! `training`: one training run, from work to energy, carbon and water.

use perennial::model::facts::HardwareFacts;
use perennial::model::parameter::Values;
use perennial::model::parameters;
use perennial::model::technology::run_flop;
use perennial::model::training::{Facility, TrainingRun, draw_w};

use crate::answer::{figure, number};
use crate::calculation::Calculation;
use crate::case::{BILLION_PARAMETERS, BILLION_TOKENS, Case, FROM_ZERO, Key, Kind, POSITIVE, key};
use crate::serving::hardware;

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "training",
    about: "One training run: device-hours, energy, location-based carbon, water",
    example: "params-active-b=70 tokens-b=15000 accelerator=h100-sxm-80 mfu=40% grid-g-per-kwh=380",
    keys,
    fields: &[
        number("flop", "FLOP", "work; null where neither given nor implied"),
        number("device_hours", "h", "hours of devices"),
        number(
            "it_energy_mwh",
            "MWh",
            "energy of devices and hosts; null, like what follows, where the draw is not known",
        ),
        number("energy_mwh", "MWh", "energy with the building"),
        number("carbon_t", "t CO2e", "location-based carbon"),
        number("water_onsite_kl", "kL", "water on site"),
        number("water_offsite_kl", "kL", "water of electricity generation"),
        number("water_kl", "kL", "water on and off site"),
    ],
    evaluate: |case| {
        let footprint = run(case)?.footprint().map_err(|error| error.to_string())?;
        let of = |value: fn(&Facility) -> f64| figure(footprint.facility.as_ref().map(value));
        Ok(vec![
            figure(footprint.flop),
            figure(footprint.device_hours),
            of(|facility| facility.it_energy_mwh),
            of(|facility| facility.energy_mwh),
            of(|facility| facility.carbon_t),
            of(|facility| facility.water_onsite_kl),
            of(|facility| facility.water_offsite_kl),
            of(|facility| facility.water_onsite_kl + facility.water_offsite_kl),
        ])
    },
};

const PUE: [f64; 2] = [1.0, f64::MAX];
const SHARE: [f64; 2] = [f64::MIN_POSITIVE, 1.0];

fn keys() -> Vec<Key> {
    vec![
        key(
            "params-active-b",
            BILLION_PARAMETERS,
            None,
            "billion parameters",
            "parameters used a token; with tokens-b",
        ),
        key("tokens-b", BILLION_TOKENS, None, "billion tokens", "training tokens").or("training-tokens-b"),
        key("flop", POSITIVE, None, "FLOP", "work, in place of parameters and tokens"),
        Key {
            kind: Kind::Text,
            ..key("accelerator", POSITIVE, None, "", "id of the hardware table, or its beginning")
        },
        key("peak-tflops", POSITIVE, None, "TFLOP/s", "dense 16-bit peak, in place of the accelerator's"),
        key(
            "mfu",
            SHARE,
            None,
            "fraction of the peak",
            "utilisation end to end; required unless device-hours is given",
        )
        .or("mfu-training"),
        key("device-hours", POSITIVE, None, "h", "hours counted, in place of work, peak and mfu"),
        key("power-w", POSITIVE, None, "W", "whole draw a device; else TDP·train-power-fraction + host"),
        key(
            "train-power-fraction",
            SHARE,
            default("train-power-fraction"),
            "mean draw / TDP",
            "if power-w is not given",
        ),
        key(
            "host-power-w-per-device",
            FROM_ZERO,
            None,
            "W",
            "if power-w is not given; else the hardware table's",
        ),
        key("pue", PUE, Some(1.0), "", "power usage effectiveness"),
        key("grid-g-per-kwh", FROM_ZERO, Some(0.0), "g CO2e/kWh", "intensity of the grid"),
        key("wue-l-per-kwh", FROM_ZERO, Some(0.0), "L/kWh of IT energy", "water on site").or("wue"),
        key("ewif-l-per-kwh", FROM_ZERO, Some(0.0), "L/kWh", "water of electricity generation"),
    ]
}

/// The default of a scalar of the registry.
fn default(id: &str) -> Option<f64> {
    match parameters::registry().find(|parameter| parameter.id == id)?.values {
        Values::Scalar { default, .. } => Some(default),
        _ => None,
    }
}

fn run(case: &Case) -> Result<TrainingRun, String> {
    let accelerator = if case.has("accelerator") { Some(hardware(case.text("accelerator")?)?) } else { None };
    let device_hours = case.optional("device-hours");
    let mfu = case.optional("mfu");
    if let (Some(mfu), Some(device), None) = (mfu, accelerator, device_hours) {
        refuse_unreachable(mfu, device)?;
    }
    let peak_tflops = match case.optional("peak-tflops") {
        Some(tflops) => Some(tflops),
        None => accelerator.and_then(|device| device.peak_16bit_tflops),
    };
    let run = TrainingRun {
        flop: work(case)?,
        device_hours,
        peak_flop_per_s: peak_tflops.map(|tflops| tflops * 1e12),
        mfu,
        power_w: power_w(case, accelerator)?,
        pue: case.number("pue")?,
        grid_g_per_kwh: case.number("grid-g-per-kwh")?,
        wue_l_per_kwh: case.number("wue-l-per-kwh")?,
        ewif_l_per_kwh: case.number("ewif-l-per-kwh")?,
    };
    if run.device_hours.is_none() {
        if run.flop.is_none() {
            return Err(
                "work is missing: give params-active-b and tokens-b, or flop, or device-hours".to_owned()
            );
        }
        if run.peak_flop_per_s.is_none() {
            let wanted =
                "give accelerator (one with a published 16-bit peak) or peak-tflops, or device-hours";
            return Err(format!("the peak is missing: {wanted}"));
        }
        if run.mfu.is_none() {
            return Err(case.missing("mfu"));
        }
    }
    Ok(run)
}

fn work(case: &Case) -> Result<Option<f64>, String> {
    let (params, tokens) = (case.optional("params-active-b"), case.optional("tokens-b"));
    match (case.optional("flop"), params, tokens) {
        (Some(_), Some(_), Some(_)) => {
            Err("flop: given beside params-active-b and tokens-b; give one or the other".to_owned())
        }
        (Some(flop), _, _) => Ok(Some(flop)),
        (None, Some(params), Some(tokens)) => Ok(Some(run_flop(params * 1e9, tokens * 1e9))),
        (None, Some(_), None) if !case.has("device-hours") => Err(case.missing("tokens-b")),
        (None, None, Some(_)) if !case.has("device-hours") => Err(case.missing("params-active-b")),
        _ => Ok(None),
    }
}

/// T3: what no measured matrix product reaches is refused; 0.80 where none is published.
fn refuse_unreachable(mfu: f64, device: &HardwareFacts) -> Result<(), String> {
    let limit = device.achievable_share.unwrap_or(0.80);
    if mfu > limit {
        let id = device.id;
        return Err(format!("mfu: {mfu} was given, at most {limit} of the peak can be reached on {id}"));
    }
    Ok(())
}

/// The draw given, else TDP·fraction + host; none where no TDP is published.
fn power_w(case: &Case, accelerator: Option<&HardwareFacts>) -> Result<Option<f64>, String> {
    if let Some(watts) = case.optional("power-w") {
        return Ok(Some(watts));
    }
    let fraction = case.number("train-power-fraction")?;
    let host = match case.optional("host-power-w-per-device") {
        Some(watts) => watts,
        None => {
            accelerator.and_then(|d| d.host_w).or_else(|| default("host-power-w-per-device")).unwrap_or(0.0)
        }
    };
    Ok(accelerator.and_then(|device| device.tdp_w).map(|tdp| draw_w(tdp, fraction, host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_registry() {
        assert_eq!(default("train-power-fraction"), Some(0.75));
        assert_eq!(default("host-power-w-per-device"), Some(150.0));
    }
}
