//! `request`: one request by the method of EcoLogits, with its own constants.

use perennial::model::request::Request;
use serde_json::Value;

use crate::answer::{figure, number};
use crate::calculation::Calculation;
use crate::case::{BILLION_PARAMETERS, Case, FROM_ZERO, Key, Kind, POSITIVE, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "request",
    about: "One request by EcoLogits' method; what needs a grid factor that is not given is null",
    example: "method=ecologits active-params-b=44 total-params-b=440 output-tokens=400 tps=74 ttft=0.61 pue=1.2 wue=0.569 gwp=0.3844",
    keys,
    fields: &[
        number("energy_kwh", "kWh", "energy with PUE"),
        number("it_energy_kwh", "kWh", "energy without PUE"),
        number("usage_gwp_kg", "kg CO2e", "use: climate"),
        number("usage_adpe_kg", "kg Sb e", "use: minerals and metals"),
        number("usage_pe_mj", "MJ", "use: primary energy"),
        number("wcf_l", "L", "use: water"),
        number("embodied_gwp_kg", "kg CO2e", "embodied: climate"),
        number("embodied_adpe_kg", "kg Sb e", "embodied: minerals and metals"),
        number("embodied_pe_mj", "MJ", "embodied: primary energy"),
        number("gwp_kg", "kg CO2e", "use and embodied: climate"),
        number("adpe_kg", "kg Sb e", "use and embodied: minerals and metals"),
        number("pe_mj", "MJ", "use and embodied: primary energy"),
    ],
    evaluate,
};

fn keys() -> Vec<Key> {
    let per_kwh = "factor of the grid";
    vec![
        Key { kind: Kind::Option(&["ecologits"]), ..key("method", POSITIVE, None, "", "whose method") },
        key("active-params-b", BILLION_PARAMETERS, None, "billion parameters", "parameters used a token"),
        key("total-params-b", BILLION_PARAMETERS, None, "billion parameters", "parameters held"),
        key("output-tokens", FROM_ZERO, None, "tokens", "tokens written"),
        key("bits", POSITIVE, Some(16.0), "bits", "bits a weight"),
        key("batch", POSITIVE, Some(64.0), "", "requests served together"),
        key("tps", POSITIVE, None, "tokens/s", "measured speed; else the latency regression"),
        key("ttft", FROM_ZERO, None, "s", "measured time to the first token"),
        key("request-latency-s", POSITIVE, None, "s", "measured duration: an upper limit"),
        key("pue", [1.0, f64::MAX], None, "", "power usage effectiveness"),
        key("wue", FROM_ZERO, None, "L/kWh of IT energy", "water on site"),
        key("gwp", FROM_ZERO, None, "kg CO2e/kWh", per_kwh),
        key("adpe", FROM_ZERO, None, "kg Sb e/kWh", per_kwh),
        key("pe", FROM_ZERO, None, "MJ/kWh", per_kwh),
        key("grid-wue", FROM_ZERO, None, "L/kWh", per_kwh),
    ]
}

fn evaluate(case: &Case) -> Result<Vec<Value>, String> {
    let factors = [case.optional("gwp"), case.optional("adpe"), case.optional("pe")];
    let (wue, grid_wue) = (case.optional("wue"), case.optional("grid-wue"));
    let request = Request {
        active_params_b: case.number("active-params-b")?,
        total_params_b: case.number("total-params-b")?,
        output_tokens: case.number("output-tokens")?,
        bits: case.number("bits")?,
        batch: case.number("batch")?,
        tokens_per_s: case.optional("tps"),
        first_token_s: case.optional("ttft"),
        measured_s: case.optional("request-latency-s"),
        pue: case.number("pue")?,
        wue_l_per_kwh: wue.unwrap_or(0.0),
        grid_gwp_kg_per_kwh: factors[0].unwrap_or(0.0),
        grid_adpe_kg_per_kwh: factors[1].unwrap_or(0.0),
        grid_pe_mj_per_kwh: factors[2].unwrap_or(0.0),
        grid_wue_l_per_kwh: grid_wue.unwrap_or(0.0),
    };
    let impacts = request.impacts().map_err(|error| error.to_string())?;
    let total = impacts.total();
    let known = |index: usize, value: f64| figure(factors[index].map(|_| value));
    let water = wue.and(grid_wue).map(|_| impacts.wcf_l);
    let mut values = vec![figure(impacts.energy_kwh), figure(impacts.it_energy_kwh)];
    values.extend((0..3).map(|index| known(index, impacts.usage[index])));
    values.push(figure(water));
    values.extend(impacts.embodied.map(figure));
    values.extend((0..3).map(|index| known(index, total[index])));
    Ok(values)
}
