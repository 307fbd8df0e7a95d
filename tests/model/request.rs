//! One request against EcoLogits 0.11.3: 1e-9 relative.

use crate::vectors::{Row, assert_relative, csv};
use perennial::model::request::{Request, device_energy_kwh};

const TOLERANCE: f64 = 1e-9;

fn on_the_grid_of(row: &Row) -> Request {
    Request {
        active_params_b: 0.0,
        total_params_b: 0.0,
        output_tokens: row.number("output_tokens"),
        bits: 16.0,
        batch: 64.0,
        tokens_per_s: row.get("tps"),
        first_token_s: row.get("ttft"),
        measured_s: None,
        pue: 0.0,
        wue_l_per_kwh: 0.0,
        grid_gwp_kg_per_kwh: row.number("mix_gwp"),
        grid_adpe_kg_per_kwh: row.number("mix_adpe"),
        grid_pe_mj_per_kwh: row.number("mix_pe"),
        grid_wue_l_per_kwh: row.number("mix_wue"),
    }
}

#[test]
fn the_chain_of_calculation() {
    let rows = csv("ecologits_raw.csv");
    assert!(rows.len() >= 35);
    for (index, row) in rows.iter().enumerate() {
        let request = Request {
            active_params_b: row.number("active_params_b"),
            total_params_b: row.number("total_params_b"),
            bits: row.number("bits"),
            batch: row.number("batch_size"),
            pue: row.number("pue"),
            wue_l_per_kwh: row.number("wue"),
            ..on_the_grid_of(row)
        };
        let ours = request.impacts().unwrap();
        let device = device_energy_kwh(request.active_params_b, request.batch, request.output_tokens);
        for (ours, column) in [
            (device, "gpu_energy"),
            (ours.latency_s, "generation_latency"),
            (ours.devices, "gpu_required_count"),
            (ours.it_energy_kwh, "request_it_energy"),
            (ours.energy_kwh, "request_energy"),
            (ours.usage[0], "request_usage_gwp"),
            (ours.usage[1], "request_usage_adpe"),
            (ours.usage[2], "request_usage_pe"),
            (ours.wcf_l, "request_usage_wcf"),
            (ours.embodied[0], "request_embodied_gwp"),
            (ours.embodied[1], "request_embodied_adpe"),
            (ours.embodied[2], "request_embodied_pe"),
        ] {
            assert_relative(ours, row.number(column), TOLERANCE, &format!("row {index}, {column}"));
        }
    }
}

#[test]
fn the_package_at_both_ends_of_its_ranges() {
    for (index, row) in csv("ecologits.csv").iter().enumerate() {
        for end in ["min", "max"] {
            let at = |stem: &str| row.number(&format!("{stem}_{end}"));
            let request = Request {
                active_params_b: at("active_params_b"),
                total_params_b: at("total_params_b"),
                measured_s: row.get("request_latency_s"),
                pue: at("pue"),
                wue_l_per_kwh: at("wue"),
                ..on_the_grid_of(row)
            };
            let ours = request.impacts().unwrap();
            let total = ours.total();
            for (ours, stem) in [
                (ours.energy_kwh, "energy"),
                (total[0], "gwp"),
                (total[1], "adpe"),
                (total[2], "pe"),
                (ours.wcf_l, "wcf"),
                (ours.usage[0], "usage_gwp"),
                (ours.usage[1], "usage_adpe"),
                (ours.usage[2], "usage_pe"),
                (ours.embodied[0], "embodied_gwp"),
                (ours.embodied[1], "embodied_adpe"),
                (ours.embodied[2], "embodied_pe"),
            ] {
                assert_relative(ours, at(stem), TOLERANCE, &format!("row {index}, {stem}_{end}"));
            }
        }
    }
}

#[test]
fn what_no_request_can_have_is_refused() {
    let rows = csv("ecologits_raw.csv");
    let request = Request { active_params_b: 5.0, total_params_b: 2.0, pue: 1.2, ..on_the_grid_of(&rows[0]) };
    assert!(request.impacts().unwrap_err().to_string().contains("at most total-params-b"));
    let request = Request { active_params_b: 1.0, pue: 0.9, ..request };
    assert!(request.impacts().unwrap_err().to_string().starts_with("pue: 0.9"));
}
