//! `serving`: one replica as a roofline.

use perennial::model::facts::{HARDWARE, HardwareFacts};
use perennial::model::serving::{
    Deployment, Device, Routing, ServingError, is_extrapolated, largest_batch, nearest_bits, step,
};
use serde_json::{Value, json};

use crate::answer::{Field, Form, figure, number};
use crate::calculation::Calculation;
use crate::case::{BILLION_PARAMETERS, Case, FROM_ZERO, Key, Kind, POSITIVE, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "serving",
    about: "One replica as a roofline: throughput, power, energy a token",
    example: "accelerator=h100-sxm-80 devices=8 params-total-b=70 kv-bytes-per-token=327680 weight-bits=8 context-tokens=500 batch=64",
    keys,
    fields: &[
        number("output_tokens_per_s", "1/s", "tokens of the whole replica"),
        number("device_w", "W", "mean power of a device in decode"),
        number("joule_per_token", "J", "energy of an output token, devices only"),
        number("step_s", "s", "time of a decode step"),
        number("memory_utilisation", "fraction", "achieved share of the peak bandwidth"),
        number("compute_utilisation", "fraction", "achieved share of the peak"),
        number("memory_share", "fraction", "share of the memory that weights and KV cache take"),
        Field {
            name: "fitted_on",
            form: Form::Text,
            unit: "",
            about: "accelerator whose measured efficiencies were used",
        },
        Field {
            name: "extrapolated",
            form: Form::Truth,
            unit: "",
            about: "outside the measured domain: dense models of 8 to 405 B at short context on the accelerators fitted",
        },
    ],
    evaluate,
};

const FROM_ONE: [f64; 2] = [1.0, f64::MAX];

fn keys() -> Vec<Key> {
    vec![
        Key {
            kind: Kind::Text,
            ..key("accelerator", POSITIVE, None, "", "id of the hardware table, or its beginning")
        },
        key("devices", FROM_ONE, None, "", "devices of the replica"),
        key("params-total-b", BILLION_PARAMETERS, None, "billion parameters", "parameters held"),
        key(
            "params-active-b",
            BILLION_PARAMETERS,
            None,
            "billion parameters",
            "parameters used a token; all if not given",
        ),
        key("experts", FROM_ZERO, Some(1.0), "", "routed experts a layer; dense: 1 or 0"),
        key("experts-active", FROM_ZERO, Some(1.0), "", "routed experts a token; dense: 1 or 0"),
        key("kv-bytes-per-token", POSITIVE, None, "bytes", "KV cache a token"),
        key("weight-bits", [1.0, 32.0], None, "bits", "bits a weight; the nearest of 16, 8, 4 is used"),
        key("context-tokens", POSITIVE, None, "tokens", "tokens held a sequence"),
        key("batch", FROM_ONE, None, "", "sequences of the replica").or("serving-batch"),
    ]
}

/// An accelerator by id, trade name, or an unambiguous beginning of its id.
pub(crate) fn hardware(text: &str) -> Result<&'static HardwareFacts, String> {
    let exact =
        |row: &&HardwareFacts| row.id.eq_ignore_ascii_case(text) || row.name.eq_ignore_ascii_case(text);
    if let Some(row) = HARDWARE.iter().find(exact) {
        return Ok(row);
    }
    let lower = text.to_ascii_lowercase();
    let beginning: Vec<&HardwareFacts> =
        HARDWARE.iter().filter(|row| !lower.is_empty() && row.id.starts_with(&lower)).collect();
    match beginning.as_slice() {
        [row] => Ok(row),
        [] => Err(ServingError::UnknownAccelerator(text.to_owned()).to_string()),
        several => {
            let ids: Vec<&str> = several.iter().map(|row| row.id).collect();
            Err(format!("accelerator: {text:?} may be {}; give the whole id", ids.join(" or ")))
        }
    }
}

fn evaluate(case: &Case) -> Result<Vec<Value>, String> {
    let device =
        Device::of_hardware(hardware(case.text("accelerator")?)?).map_err(|error| error.to_string())?;
    let deployment = deployment(case)?;
    let memory_share = fits(&device, &deployment).map_err(|error| error.to_string())?;
    let step = step(&device, &deployment);
    let tokens_per_s = step.tokens_per_s_device * deployment.devices;
    Ok(vec![
        figure(tokens_per_s),
        figure(step.decode_power_w),
        figure(step.decode_power_w * deployment.devices / tokens_per_s),
        figure(step.step_s),
        figure(step.memory_utilisation),
        figure(step.compute_utilisation),
        figure(memory_share),
        json!(device.fit.accelerator),
        json!(is_extrapolated(&device, &deployment)),
    ])
}

fn deployment(case: &Case) -> Result<Deployment<f64>, String> {
    let total_b = case.number("params-total-b")?;
    let active_b = case.optional("params-active-b").unwrap_or(total_b);
    let (experts, active) = match (case.number("experts")?, case.number("experts-active")?) {
        // No experts are routed: dense, as one of which one is used.
        (0.0, 0.0 | 1.0) => (1.0, 1.0),
        given => given,
    };
    for (name, given) in [("experts", experts), ("experts-active", active)] {
        if given < 1.0 {
            return Err(format!(
                "{name}: {given} was given, a number from 1 is wanted, or 0 for both in a dense model"
            ));
        }
    }
    if active_b > total_b {
        return Err(format!(
            "params-active-b: {active_b} was given, at most params-total-b = {total_b} is wanted"
        ));
    }
    if active > experts {
        return Err(format!("experts-active: {active} was given, at most experts = {experts} is wanted"));
    }
    // S1: shared parameters are not negative. A millionth for numbers rounded on paper.
    if total_b > active_b * (experts / active) * (1.0 + 1e-6) {
        return Err(format!(
            "params-total-b: {total_b} B with {active_b} B active needs experts over experts-active of at least {}, and it is {}",
            total_b / active_b,
            experts / active
        ));
    }
    Ok(Deployment {
        params_total: total_b * 1e9,
        params_active: active_b * 1e9,
        routing: Routing::of(experts, active),
        kv_bytes_per_token: case.number("kv-bytes-per-token")?,
        weight_bits: nearest_bits(case.number("weight-bits")?),
        context_tokens: case.number("context-tokens")?,
        batch: case.number("batch")?,
        devices: case.number("devices")?,
        software: 1.0,
        overhead_cap: 1.0,
    })
}

/// The share of the memory in use, if it is at most all of it.
fn fits(device: &Device, deployment: &Deployment<f64>) -> Result<f64, ServingError> {
    let (weights, cache) = (deployment.weight_bytes(), deployment.kv_bytes());
    let memory = deployment.devices * device.memory_bytes;
    let largest = largest_batch(device, deployment.devices, weights, cache / deployment.batch)?;
    if weights + cache > memory {
        return Err(ServingError::BatchDoesNotFit {
            batch: deployment.batch,
            largest,
            memory_gb: memory / 1e9,
        });
    }
    Ok((weights + cache) / memory)
}
