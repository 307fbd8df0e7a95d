//! Cases beside the given vectors, answered by the programs named: what a formula alone would not show.

use serde_json::json;

use crate::{answer, close, refusal};

/// EcoLogits 0.11.3: 70 B, 300 tokens, 0.8 s to the first token and no measured rate.
#[test]
fn ecologits_adds_the_first_token_to_the_regression_too() {
    let request = answer(&[
        "request",
        "active-params-b=70",
        "total-params-b=70",
        "output-tokens=300",
        "ttft=0.8",
        "pue=1.2",
        "wue=0.5",
        "grid-wue=3",
        "gwp=0.4",
    ]);
    close(&request["it_energy_kwh"], 0.000_166_465_581_541_709_45, 1e-12);
    close(&request["energy_kwh"], 0.000_199_758_697_850_051_34, 1e-12);
    close(&request["embodied_gwp_kg"], 1.749_991_931_668_37e-5, 1e-12);
    close(&request["wcf_l"], 0.000_682_508_884_321_008_7, 1e-12);
}

/// Exact roots of the polynomials of the flows.
#[test]
fn every_rate_of_return_once() {
    for (flows, rates) in [
        ("-100,220,-121", &[0.1][..]),
        ("-10000,33400,-27889", &[0.67]),
        ("-0.01,0.022,-0.0121", &[0.1]),
        ("-1000,3600,-4310,1716", &[0.1, 0.2, 0.3]),
        // −0.25 and 1 lie where the interval is halved.
        ("-1e8,7.73e8,-2.00481e9,1.9740195e9,-6.4727775e8", &[-0.25, -0.05, 1.94, 2.09]),
        ("-100,0,0", &[]),
        ("0,0,0", &[]),
        ("5", &[]),
    ] {
        let found = answer(&["finance", &format!("flows={flows}")]);
        let found = found["irr"].as_array().unwrap();
        assert_eq!(found.len(), rates.len(), "{flows}: {found:?}");
        for (ours, exact) in found.iter().zip(rates) {
            close(ours, *exact, 1e-11);
        }
    }
}

/// Decimals are rounded to be written down; what they pay back is not.
#[test]
fn paybacks_do_not_depend_on_rounding() {
    assert_eq!(answer(&["finance", "flows=-0.6,0.1,0.1,0.1,0.1,0.1,0.1"])["payback"], json!(6));
    let discounted = answer(&["finance", "flows=0,0,-100,108", "rate=8%"]);
    assert_eq!(discounted["discounted_payback"], json!(3));
    assert!(answer(&["finance", "flows=-0.6,0.1,0.1,0.1,0.1,0.1,0.09999"])["payback"].is_null());
}

/// The table says: without a row of its own an accelerator takes the H100's constants.
#[test]
fn every_accelerator_answers_or_says_what_is_not_published() {
    let registry = answer(&["parameters"]);
    let accelerator =
        registry["parameters"].as_array().unwrap().iter().find(|entry| entry["id"] == "accelerator").unwrap();
    let offered = accelerator["options"].as_array().unwrap().iter().map(|option| option.as_str().unwrap());
    let replica = |id: &str| {
        let accelerator = format!("accelerator={id}");
        answer(&[
            "serving",
            &accelerator,
            "devices=8",
            "params-total-b=8",
            "kv-bytes-per-token=131072",
            "weight-bits=16",
            "context-tokens=500",
            "batch=32",
        ])
    };
    for id in offered.chain(["gb200"]) {
        let fitted = if id == "b200-sxm-180" { id } else { "h100-sxm-80" };
        let answer = replica(id);
        assert_eq!(answer["fitted_on"], json!(fitted), "{id}");
        assert_eq!(answer["extrapolated"], json!(id != fitted), "{id}");
    }
    let blank = refusal(&["serving", "accelerator=h800-sxm", "devices=8"]);
    assert!(blank.contains("bandwidth"), "{blank}");
}

/// MODEL.md section 10: the presets of published companies, and the next period as their test.
#[test]
fn accounts_are_validated_and_calibrated_lines_never_counted() {
    let report = answer(&["validation"]);
    let rows: Vec<_> =
        report["validation"].as_array().unwrap().iter().filter(|row| row["group"] == "accounts").collect();
    for company in ["deepseek-production-day", "zhipu-2024", "openai-2025"] {
        for label in ["calibrated", "self-reported"] {
            let found = rows.iter().any(|row| {
                row["case"].as_str().unwrap().starts_with(company) && row["independence"] == label
            });
            assert!(found, "{company}: no {label} line");
        }
    }
    let tests = rows.iter().filter(|row| row["independence"] == "self-reported").count();
    let counted = report["summaries"]
        .as_array()
        .unwrap()
        .iter()
        .find(|summary| summary["group"] == "accounts" && summary["over"] == "independent");
    assert_eq!(counted.unwrap()["count"], json!(tests));
}
