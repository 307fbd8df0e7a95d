//! The command line as a user meets it: the built binary, its answers, its errors.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod peers;
mod streams;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Map, Value, json};

fn perennial(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_perennial")).args(arguments).output().unwrap()
}

/// Runs a command with bytes on standard input.
fn piped(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_perennial"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The one JSON object that a command answers.
#[track_caller]
fn answer(arguments: &[&str]) -> Map<String, Value> {
    let output = perennial(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    let out = text(&output.stdout);
    assert_eq!(out.lines().count(), 1, "one object a line: {out}");
    serde_json::from_str(&out).unwrap()
}

/// The reason why a command refuses: status 2, nothing on standard output.
#[track_caller]
fn refusal(arguments: &[&str]) -> String {
    let output = perennial(arguments);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

#[track_caller]
fn close(value: &Value, expected: f64, tolerance: f64) {
    let value = value.as_f64().unwrap();
    assert!((value / expected - 1.0).abs() <= tolerance, "{value} against {expected}");
}

const CALCULATIONS: [(&str, &[&str]); 7] = [
    ("article", &["cost", "revenue", "profit", "social_impact", "carbon_emission"]),
    (
        "training",
        &[
            "flop",
            "device_hours",
            "it_energy_mwh",
            "energy_mwh",
            "carbon_t",
            "water_onsite_kl",
            "water_offsite_kl",
            "water_kl",
        ],
    ),
    ("serving", &["output_tokens_per_s", "device_w", "joule_per_token"]),
    (
        "request",
        &[
            "energy_kwh",
            "it_energy_kwh",
            "usage_gwp_kg",
            "usage_adpe_kg",
            "usage_pe_mj",
            "wcf_l",
            "embodied_gwp_kg",
            "embodied_adpe_kg",
            "embodied_pe_mj",
            "gwp_kg",
            "adpe_kg",
            "pe_mj",
        ],
    ),
    ("privacy", &["epsilon", "order"]),
    ("finance", &["npv", "irr", "mirr", "payback", "discounted_payback"]),
    ("scaling", &["loss", "optimal_params_b", "optimal_tokens_b"]),
];

#[test]
fn every_command_has_help_with_an_example_that_works_and_keeps_its_schema() {
    for (name, keys) in CALCULATIONS {
        let output = perennial(&[name, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        let help = text(&output.stdout);
        let example = help.lines().last().unwrap().trim().strip_prefix("perennial ").unwrap();
        let answer = answer(&example.split_whitespace().collect::<Vec<_>>());
        let ours: Vec<&str> = answer.keys().map(String::as_str).collect();
        assert_eq!(ours[..keys.len()], *keys, "{name}");
        let schema = perennial(&["schema", name]);
        let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
        keeps(&Value::Object(answer), &schema, name);
    }
    for name in ["run", "parameters", "outputs", "sources", "presets", "schema"] {
        assert_eq!(perennial(&[name, "--help"]).status.code(), Some(0), "{name}");
    }
}

/// A small reader of the JSON Schema that the program writes.
#[track_caller]
fn keeps(value: &Value, schema: &Value, at: &str) {
    let of = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    };
    match &schema["type"] {
        Value::Array(types) => assert!(types.iter().any(of), "{at}: {value}"),
        name => assert!(of(name), "{at}: {value}"),
    }
    if let (Some(entries), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for required in schema["required"].as_array().unwrap() {
            assert!(entries.contains_key(required.as_str().unwrap()), "{at}: {required} is missing");
        }
        for (key, entry) in entries {
            let known = properties.get(key);
            assert!(
                known.is_some() || schema["additionalProperties"] != false,
                "{at}: {key} is not in the schema"
            );
            if let Some(known) = known {
                keeps(entry, known, &format!("{at}.{key}"));
            }
        }
    }
    if let (Some(items), false) = (value.as_array(), schema["items"].is_null()) {
        items.iter().for_each(|item| keeps(item, &schema["items"], at));
    }
}

#[test]
fn version_names_program_and_model() {
    let output = perennial(&["--version"]);
    let version = text(&output.stdout);
    assert!(version.starts_with("perennial ") && version.contains("model version"), "{version}");
}

#[test]
fn the_article() {
    let case = answer(&["article"]);
    assert_eq!(
        Value::Object(case),
        json!({
            "cost": 1200.0, "revenue": 5000.0, "profit": 3800.0, "social_impact": 165.5, "carbon_emission": 2300.0
        })
    );
    let other = answer(&["article", "price=1.2万", "cost-factor=120%"]);
    assert_eq!(other["profit"], json!(5_998_800.0));
}

#[test]
fn training() {
    let counted = answer(&[
        "training",
        "device-hours=3552000",
        "power-w=330",
        "pue=1.1",
        "grid-g-per-kwh=429",
        "wue-l-per-kwh=0.55",
        "ewif-l-per-kwh=3.5",
        "flop=3.14e23",
    ]);
    close(&counted["energy_mwh"], 1289.376, 1e-12);
    close(&counted["carbon_t"], 553.142_304, 1e-12);
    close(&counted["water_kl"], 1172.16 * 0.55 + 1289.376 * 3.5, 1e-12);
    let computed =
        answer(&["training", "params-active-b=37", "tokens-b=14.8K", "accelerator=H100", "mfu=35%"]);
    close(&computed["flop"], 6.0 * 37e9 * 14.8e12, 1e-12);
    close(&computed["device_hours"], 6.0 * 37e9 * 14.8e12 / (989e12 * 0.35 * 3600.0), 1e-12);
    // 0.75 of 700 W and 150 W of the host.
    close(&computed["it_energy_mwh"], computed["device_hours"].as_f64().unwrap() * 675.0 / 1e6, 1e-12);
    // Without a draw there is no energy, and no zero in its place.
    let unknown = answer(&["training", "flop=1e21", "peak-tflops=100", "mfu=0.5"]);
    assert!(unknown["energy_mwh"].is_null() && unknown["carbon_t"].is_null());

    // Counted hours need neither peak nor utilisation.
    let hours = answer(&["training", "device-hours=1000", "power-w=500"]);
    assert!(hours["flop"].is_null() && hours["energy_mwh"] == json!(0.5));

    let missing = refusal(&["training", "flop=1e21", "accelerator=h100-sxm-80"]);
    assert!(missing.contains("mfu is missing"), "{missing}");
    let unreachable = refusal(&["training", "flop=1e21", "accelerator=h100-sxm-80", "mfu=0.9"]);
    assert!(unreachable.contains("at most 0.8"), "{unreachable}");
    let both = refusal(&["training", "flop=1e21", "params-active-b=1", "tokens-b=1", "mfu=0.4"]);
    assert!(both.contains("one or the other"), "{both}");
}

const REPLICA: [&str; 7] = [
    "serving",
    "accelerator=h100-sxm-80",
    "devices=8",
    "params-total-b=70.6",
    "kv-bytes-per-token=327680",
    "weight-bits=8",
    "context-tokens=500",
];

#[test]
fn serving() {
    let with = |batch: &'static str| answer(&[&REPLICA[..], &[batch]].concat());
    let (small, large) = (with("batch=8"), with("batch=256"));
    for replica in [&small, &large] {
        let [rate, watts, joule] =
            ["output_tokens_per_s", "device_w", "joule_per_token"].map(|key| replica[key].as_f64().unwrap());
        assert!((joule / (watts * 8.0 / rate) - 1.0).abs() < 1e-12);
        assert_eq!(replica["extrapolated"], json!(false));
    }
    assert!(small["joule_per_token"].as_f64() > large["joule_per_token"].as_f64());

    let full = refusal(&[&REPLICA[..], &["batch=1e5"]].concat());
    let largest = full.split("fits is ").nth(1).unwrap().split_whitespace().next().unwrap();
    assert_eq!(with(Box::leak(format!("batch={largest}").into_boxed_str())).len(), 9);
    let long = refusal(&[&REPLICA[..6], &["context-tokens=1e9", "batch=1"]].concat());
    assert!(long.contains("largest batch that fits is 0") && long.contains("context-tokens"), "{long}");
    let heavy = refusal(&[&REPLICA[..], &["batch=1", "params-total-b=700"]].concat());
    assert!(heavy.contains("given twice"), "{heavy}");
    // Dense is said with one expert or with none.
    let none = answer(&[&REPLICA[..], &["batch=8", "experts=0", "experts-active=0"]].concat());
    assert_eq!(none, small);
    assert!(
        refusal(&[&REPLICA[..], &["batch=8", "experts=8", "experts-active=0"]].concat()).contains("from 1")
    );
    let blank = refusal(&[
        "serving",
        "accelerator=tpu-v7x",
        "devices=8",
        "params-total-b=7",
        "kv-bytes-per-token=1000",
        "weight-bits=8",
        "context-tokens=500",
        "batch=1",
    ]);
    assert!(blank.contains("tpu-v7x") && blank.contains("memory"), "{blank}");
    let several = refusal(&["serving", "accelerator=a100", "devices=8", "params-total-b=7"]);
    assert!(several.contains("a100-sxm-80 or a100-pcie-40"), "{several}");
}

#[test]
fn requests_without_a_grid_factor_have_no_figure_for_it() {
    let request = answer(&[
        "request",
        "method=ecologits",
        "active-params-b=1",
        "total-params-b=1",
        "output-tokens=1",
        "batch=1",
        "pue=1.2",
        "gwp=0.45829",
    ]);
    close(&request["energy_kwh"], 1.073_227_242_692_541_6e-6, 1e-9);
    close(&request["usage_gwp_kg"], 4.918_493_130_535_649e-7, 1e-9);
    assert!(request["wcf_l"].is_null() && request["adpe_kg"].is_null());
    let method = refusal(&["request", "method=other"]);
    assert!(method.contains("ecologits"), "{method}");
}

#[test]
fn finance_and_scaling() {
    let flows = answer(&["finance", "flows=-100,230,-132"]);
    let rates = flows["irr"].as_array().unwrap();
    assert_eq!(rates.len(), 2);
    close(&rates[0], 0.1, 1e-9);
    close(&rates[1], 0.2, 1e-9);
    assert!(flows["npv"].is_null() && flows["mirr"].is_null() && flows["payback"].is_null());
    let simple =
        answer(&["finance", "flows=-1000;300;420;680", "rate=8%", "finance-rate=10%", "reinvest-rate=12%"]);
    close(&simple["npv"], 177.666_006_198_242_1, 1e-9);
    close(&simple["mirr"], 0.151_471_336_646_763, 1e-9);
    assert_eq!((&simple["payback"], &simple["discounted_payback"]), (&json!(3), &json!(3)));
    assert!(refusal(&["finance", "flows=1,,2"]).contains("entry 2"));

    let budget = answer(&["scaling", "flop=5.76e23"]);
    close(&budget["optimal_params_b"], 72.248_702_500_382_42, 1e-12);
    let sized = answer(&["scaling", "params-b=70", "tokens-b=1400", "scaling-law=hoffmann2022_tex"]);
    assert!(sized["loss"].as_f64().unwrap() > 1.9);
    assert!(refusal(&["scaling", "params-b=70"]).contains("tokens-b is missing"));
    // Work and one of the two give the other, at any size, not only at the best.
    let by_work = answer(&["scaling", "flop=6e23", "params-b=100"]);
    let by_tokens = answer(&["scaling", "flop=6e23", "tokens-b=1000"]);
    let by_both = answer(&["scaling", "params-b=100", "tokens-b=1000"]);
    for answer in [&by_work, &by_tokens] {
        close(&answer["loss"], by_both["loss"].as_f64().unwrap(), 1e-12);
        close(&answer["optimal_params_b"], by_both["optimal_params_b"].as_f64().unwrap(), 1e-12);
    }
    assert!(refusal(&["scaling", "flop=6e23", "params-b=1", "tokens-b=1"]).contains("leave one out"));
}

#[test]
fn errors_name_what_where_and_what_would_be_right() {
    for (arguments, words) in [
        (&["privacy", "nois-multiplier=1"][..], "did you mean noise-multiplier?"),
        (&["article", "price="], "price: a number is missing"),
        (&["article", "price=NaN"], "price: \"NaN\" is not a number"),
        (&["article", "price=1e400"], "price: \"1e400\" is not a number"),
        (&["finance", "flows="], "flows, entry 1: a number is missing"),
        (&["training", "flop=1e21", "peak-tflops=100", "mfu=0"], "a number above 0 and up to 1 is wanted"),
        (&["training", "flop=1e21", "accelerator=", "mfu=0.4"], "accelerator is empty"),
        (&["training", "params-active-b=70B", "tokens-b=15000"], "up to 1000000 is wanted"),
        (&["scaling", "params-b=70", "tokens-b=15T"], "tokens-b: 15T was given"),
        (&["privacy", "noise-multiplier=loud"], "noise-multiplier: \"loud\" is not a number"),
        (&["privacy", "noise-multiplier=1", "noise_multiplier=2"], "given twice"),
        (&["privacy", "sampling-rate=2"], "1e-15 to 1 is wanted"),
        (&["privacy", "1.1"], "KEY=VALUE is wanted"),
        (&["privacy", "noise-multiplier=1.1"], "sampling-rate is missing"),
        (&["privacy", "-", "steps=1"], "leave out the other arguments"),
        (&["privasy"], "privacy"),
        (&["schema", "privasy"], "privacy"),
        (&["run"], "preset=reference-lab"),
        (&["run", "preset=nowhere"], "reference-lab"),
        (&["run", "nowhere.json"], "no link, preset or file"),
    ] {
        let reason = refusal(arguments);
        assert!(reason.contains(words), "{arguments:?}: {reason}");
    }
}

#[test]
fn a_scenario_runs() {
    let schema: Value = serde_json::from_slice(&perennial(&["schema", "run"]).stdout).unwrap();
    let run = answer(&["run", "preset=reference-lab", "--monthly"]);
    keeps(&Value::Object(run.clone()), &schema, "run");
    assert_eq!(run["years"].as_array().unwrap().len(), 10);
    assert_eq!(run["monthly"]["revenue-usd"].as_array().unwrap().len(), 120);
    let sum: f64 =
        run["yearly"]["revenue-usd"].as_array().unwrap().iter().map(|year| year.as_f64().unwrap()).sum();
    close(&run["headline"]["total-revenue-usd"], sum, 1e-12);
    assert!(run["headline"]["privacy-epsilon"].is_null());

    let link = answer(&["run", "v=0&pue=1.1&unheard-of=1"]);
    assert_eq!(link["warnings"][0]["kind"], json!("unknown-key"));
    // What is refused is a warning, what is outside the evidence a remark.
    let refused = answer(&["run", "v=0&mfu-training=0.85~0.85&funding=off&initial-cash=0"]);
    assert_eq!(refused["warnings"][0]["kind"], json!("unreachable-mfu"));
    assert!(refused["warnings"][0]["message"].as_str().unwrap().contains("at most 0.8"));
    let kinds: Vec<&str> = refused["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|remark| remark["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"cash-out") && kinds.contains(&"extrapolated"), "{kinds:?}");
    assert_eq!(
        refused["headline"],
        answer(&["run", "v=0&mfu-training=0.8~0.8&funding=off&initial-cash=0"])["headline"]
    );
    let again = answer(&["run", link["scenario"].as_str().unwrap()]);
    assert_eq!((&again["headline"], &again["warnings"]), (&link["headline"], &json!([])));
}

#[test]
fn scenarios_run_from_files_lines_and_rows() {
    let folder = std::env::temp_dir().join(format!("perennial-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("plan.json");
    std::fs::write(
        &file,
        r#"{"schema":"perennial-scenario","schema_version":1,"values":{"pue":{"from":1.1,"to":1.1}}}"#,
    )
    .unwrap();
    let from_file = answer(&["run", file.to_str().unwrap()]);
    std::fs::remove_dir_all(&folder).unwrap();
    let output = piped(&["run", "-"], b"v=0&pue=1.1~1.1\nnonsense\npreset=reference-lab\n");
    assert_eq!(output.status.code(), Some(3));
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["headline"], from_file["headline"]);
    assert_eq!(lines[1]["line"], json!(2));
    let rows = piped(&["run", "-", "--format", "csv"], b"preset,pue\nreference-lab,1.1~1.1\n");
    let rows = text(&rows.stdout);
    let cells: Vec<&str> = rows.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(cells[1].parse::<f64>().unwrap(), from_file["headline"]["npv-usd"].as_f64().unwrap());
}

#[test]
fn the_registries_are_complete_and_of_one_form() {
    for (name, least) in [("parameters", 150), ("outputs", 100), ("sources", 50), ("presets", 11)] {
        let registry = answer(&[name]);
        let entries = registry[name].as_array().unwrap();
        assert!(entries.len() >= least, "{name}: {}", entries.len());
        let schema: Value = serde_json::from_slice(&perennial(&["schema", name]).stdout).unwrap();
        keeps(&Value::Object(registry.clone()), &schema, name);
        let rows = text(&perennial(&[name, "--format", "csv"]).stdout);
        assert_eq!(rows.lines().count(), entries.len() + 1, "{name}");
    }
}
