//! `src/model/facts/*.csv` → static tables.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

type Row = std::collections::HashMap<String, String>;

fn rows(folder: &Path, name: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let path = folder.join(name);
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path)?;
    Ok(reader.deserialize().collect::<Result<Vec<Row>, _>>()?)
}

/// A number as an f64 literal; an error names table, row and column.
fn number(row: &Row, column: &str) -> Result<String, Box<dyn Error>> {
    let text = row.get(column).map(String::as_str).unwrap_or_default();
    let value: f64 = text.parse().map_err(|_| format!("{row:?}: {column} is not a number: {text:?}"))?;
    Ok(format!("{value:?}"))
}

fn optional(row: &Row, column: &str) -> Result<String, Box<dyn Error>> {
    match row.get(column).map(String::as_str) {
        None | Some("") => Ok("None".to_owned()),
        Some(_) => Ok(format!("Some({})", number(row, column)?)),
    }
}

fn text(row: &Row, column: &str) -> String {
    format!("{:?}", row.get(column).map(String::as_str).unwrap_or_default())
}

pub(crate) fn generate(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    zones(folder, &mut out)?;
    hardware(folder, &mut out)?;
    rooflines(folder, &mut out)?;
    sources(folder, &mut out)?;
    Ok(out)
}

fn zones(folder: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    let zones = rows(folder, "grid.csv")?;
    let ids: Vec<String> = zones.iter().map(|row| text(row, "zone_id")).collect();
    writeln!(
        out,
        "/// Zone ids, in the order of [`ZONES`].\npub static ZONE_IDS: &[&str] = &[{}];",
        ids.join(", ")
    )?;
    writeln!(out, "/// Every grid zone.\npub static ZONES: &[ZoneFacts] = &[")?;
    for row in &zones {
        let basis = if row["basis"].contains("direct") { "Direct" } else { "Lifecycle" };
        let level = match row["level"].as_str() {
            "state" => "State",
            "country" => "Country",
            "aggregate" => "Aggregate",
            other => return Err(format!("grid.csv: unknown level {other:?}").into()),
        };
        writeln!(
            out,
            "ZoneFacts {{ id: {}, name_en: {}, name_zh: {}, level: Level::{level}, intensity_g_per_kwh: {}, basis: Basis::{basis}, \
             year: {}, trend_per_year: {}, ewif_l_per_kwh: {}, ewif_flag: {}, source: {}, trend_source: {} }},",
            text(row, "zone_id"),
            text(row, "name_en"),
            text(row, "name_zh"),
            number(row, "gco2e_per_kwh")?,
            number(row, "year")?,
            match row["trend_pct_per_year"].as_str() {
                "" => "None".to_owned(),
                percent => format!("Some({:?})", percent.parse::<f64>()? / 100.0),
            },
            number(row, "ewif_l_per_kwh")?,
            text(row, "ewif_flag"),
            text(row, "source"),
            text(row, "trend_source"),
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn hardware(folder: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    let devices: Vec<Row> =
        rows(folder, "hardware.csv")?.into_iter().filter(|row| row["id"] != "server-8gpu").collect();
    let offered: Vec<&Row> = devices.iter().filter(|row| row["offered"] == "yes").collect();
    let ids: Vec<String> = offered.iter().map(|row| text(row, "id")).collect();
    writeln!(
        out,
        "/// Ids of the accelerators offered as base device, in the order of [`ACCELERATORS`].\n\
         pub static ACCELERATOR_IDS: &[&str] = &[{}];",
        ids.join(", ")
    )?;
    writeln!(
        out,
        "/// The accelerators offered as base device.\npub static ACCELERATORS: &[AcceleratorFacts] = &["
    )?;
    for row in offered {
        writeln!(
            out,
            "AcceleratorFacts {{ id: {}, name: {}, peak_16bit_tflops: {}, peak_8bit_tflops: {}, memory_gb: {}, \
             bandwidth_tb_per_s: {}, tdp_w: {}, embodied_kg: {}, relative_price: {}, achievable_share: {} }},",
            text(row, "id"),
            text(row, "name"),
            number(row, "bf16_dense_tflops")?,
            optional(row, "fp8_dense_tflops")?,
            number(row, "hbm_gb")?,
            number(row, "hbm_tb_per_s")?,
            number(row, "tdp_w")?,
            number(row, "embodied_kgco2e_central")?,
            number(row, "relative_price")?,
            match row["achievable_share"].as_str() {
                "" => "0.8".to_owned(),
                _ => number(row, "achievable_share")?,
            },
        )?;
    }
    writeln!(out, "];")?;
    writeln!(
        out,
        "/// Every accelerator of the table, with what is published of it.\npub static HARDWARE: &[HardwareFacts] = &["
    )?;
    for row in &devices {
        writeln!(
            out,
            "HardwareFacts {{ id: {}, name: {}, vendor: {}, peak_16bit_tflops: {}, peak_8bit_tflops: {}, memory_gb: {}, \
             bandwidth_tb_per_s: {}, tdp_w: {}, host_w: {}, embodied_kg: {}, achievable_share: {}, source: {}, grade: {} }},",
            text(row, "id"),
            text(row, "name"),
            text(row, "vendor"),
            optional(row, "bf16_dense_tflops")?,
            optional(row, "fp8_dense_tflops")?,
            optional(row, "hbm_gb")?,
            optional(row, "hbm_tb_per_s")?,
            optional(row, "tdp_w")?,
            optional(row, "host_w_per_device")?,
            optional(row, "embodied_kgco2e_central")?,
            optional(row, "achievable_share")?,
            text(row, "source"),
            text(row, "grade"),
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn rooflines(folder: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "/// Fitted serving constants by accelerator.\npub static ROOFLINES: &[RooflineFacts] = &["
    )?;
    for row in &rows(folder, "serving_roofline.csv")? {
        let columns = [
            ("eta_b", "eta_b"),
            ("eta_c", "eta_c"),
            ("t0_s", "t0_s"),
            ("t_n_s", "t_n_s"),
            ("t_s_s", "t_s_s"),
            ("eta_c_max", "eta_c_max"),
            ("eta_b_max", "eta_b_max"),
            ("power_a", "power_a"),
            ("power_m", "power_m"),
            ("power_c", "power_c"),
            ("error_median", "loo_median_abs_error_pct"),
            ("error_p90", "loo_p90_abs_error_pct"),
        ];
        write!(out, "RooflineFacts {{ accelerator: {}", text(row, "accelerator"))?;
        for (field, column) in columns {
            write!(out, ", {field}: {}", number(row, column)?)?;
        }
        writeln!(out, " }},")?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn sources(folder: &Path, out: &mut String) -> Result<(), Box<dyn Error>> {
    writeln!(out, "/// The bibliography.\npub static SOURCES: &[SourceEntry] = &[")?;
    for row in &rows(folder, "sources.csv")? {
        writeln!(
            out,
            "SourceEntry {{ key: {}, authors: {}, title: {}, year: {}, identifier: {}, licence: {} }},",
            text(row, "key"),
            text(row, "authors_or_publisher"),
            text(row, "title"),
            text(row, "year"),
            text(row, "url_or_identifier"),
            text(row, "licence"),
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// Reference answers of other libraries that are shown beside the published cases.
pub(crate) const PEER_VECTORS: [&str; 2] = ["tests/vectors/ecologits_raw.csv", "tests/vectors/dp_rdp.csv"];

/// How a column becomes a field.
enum Kind {
    Text,
    Number,
    Optional,
    /// `yes`, `no` or blank.
    YesNo,
    /// True where the cell is this text.
    Is(&'static str),
    /// A variant of an enum, by its kebab-case id.
    Variant(&'static str),
}

/// A field, how it is read, the column.
type Column = (&'static str, Kind, &'static str);

fn cell(row: &Row, kind: &Kind, column: &str) -> Result<String, Box<dyn Error>> {
    let given = row.get(column).ok_or_else(|| format!("no column {column}"))?.as_str();
    Ok(match kind {
        Kind::Text => text(row, column),
        Kind::Number => number(row, column)?,
        Kind::Optional => optional(row, column)?,
        Kind::YesNo => match given {
            "" => "None".to_owned(),
            "yes" => "Some(true)".to_owned(),
            "no" => "Some(false)".to_owned(),
            other => return Err(format!("{column}: yes, no or blank, not {other:?}").into()),
        },
        Kind::Is(text) => (given == *text).to_string(),
        Kind::Variant(name) => format!("{name}::{}", camel(given)),
    })
}

/// `self-reported` → `SelfReported`, `LCA` → `Lca`.
fn camel(id: &str) -> String {
    id.split('-')
        .map(|part| {
            let lower = part.to_lowercase();
            let mut letters = lower.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

fn table(
    out: &mut String,
    about: &str,
    name: &str,
    of: &str,
    rows: &[Row],
    columns: &[Column],
) -> Result<(), Box<dyn Error>> {
    writeln!(out, "/// {about}\npub static {name}: &[{of}] = &[")?;
    for row in rows {
        let fields: Vec<String> = columns
            .iter()
            .map(|(field, kind, column)| Ok(format!("{field}: {}", cell(row, kind, column)?)))
            .collect::<Result<_, Box<dyn Error>>>()
            .map_err(|error| format!("{name}: {error}: {row:?}"))?;
        writeln!(out, "{of} {{ {} }},", fields.join(", "))?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// Published cases and reference answers, for the validation alone.
pub(crate) fn published(root: &Path) -> Result<String, Box<dyn Error>> {
    use Kind::{Is, Number, Optional, Text, Variant, YesNo};
    let folder = root.join("src/model/facts");
    let mut out = String::new();
    let evidence = || {
        [
            ("independence", Variant("Independence"), "independence"),
            ("source", Text, "source"),
            ("note", Text, "note"),
        ]
    };
    let mut columns = vec![
        ("case", Text, "case"),
        ("entity", Text, "entity"),
        ("architecture", Variant("Architecture"), "architecture"),
        ("hardware", Text, "hardware_id"),
        ("params_total_b", Optional, "params_total_b"),
        ("params_active_b", Optional, "params_active_b"),
        ("tokens_b", Optional, "tokens_b"),
        ("flop", Optional, "published_flop"),
        ("peak_16bit_tflops", Optional, "peak_bf16_tflops"),
        ("device_hours", Optional, "device_hours"),
        ("power_w", Optional, "avg_power_w_per_device"),
        ("pue", Optional, "pue"),
        ("grid_g_per_kwh", Optional, "grid_gco2e_per_kwh"),
        ("wue_l_per_kwh", Optional, "wue_onsite_l_per_kwh"),
        ("ewif_l_per_kwh", Optional, "ewif_l_per_kwh"),
        ("energy_mwh", Optional, "energy_mwh"),
        ("energy_includes_pue", YesNo, "energy_includes_pue"),
        ("carbon_t", Optional, "co2e_t"),
        ("water_kl", Optional, "water_kl"),
        ("rejected", Is("reject"), "checker_expectation"),
    ];
    columns.extend(evidence());
    let training = rows(&folder, "published_training.csv")?;
    table(&mut out, "Published training runs.", "TRAINING", "TrainingCase", &training, &columns)?;
    let mut columns = vec![
        ("case", Text, "model"),
        ("hardware", Text, "hardware_id"),
        ("flop", Optional, "training_flop"),
        ("mfu", Optional, "mfu_reported"),
        ("device_hours", Optional, "device_hours"),
        ("identity", Optional, "identity_chips_hours_peak_mfu_over_flop"),
        ("amortised_usd", Optional, "amortised_cost_usd2023"),
    ];
    columns.extend(evidence());
    let cost = rows(&folder, "published_training_cost.csv")?;
    table(&mut out, "Published costs of training runs.", "TRAINING_COST", "CostCase", &cost, &columns)?;
    let mut columns = vec![
        ("case", Text, "case"),
        ("device_hours", Optional, "device_hours"),
        ("pue", Optional, "pue"),
        ("wue_l_per_kwh", Optional, "wue_onsite_l_per_kwh"),
        ("ewif_l_per_kwh", Optional, "ewif_l_per_kwh"),
        ("wh", Optional, "wh_per_unit"),
        ("water_ml", Optional, "ml_per_unit"),
        ("unit", Text, "unit"),
        ("energy_mwh", Optional, "energy_mwh"),
        ("carbon_location_t", Optional, "co2e_t"),
        ("carbon_market_t", Optional, "co2e_market_t"),
        ("input_tokens", Optional, "input_tokens"),
        ("cached_input_tokens", Optional, "cached_input_tokens"),
        ("output_tokens", Optional, "output_tokens"),
    ];
    columns.extend(evidence());
    let inference = rows(&folder, "published_inference.csv")?;
    table(
        &mut out,
        "Published requests, a production day, fleets.",
        "INFERENCE",
        "InferenceCase",
        &inference,
        &columns,
    )?;
    let mut columns = vec![
        ("entity", Text, "entity"),
        ("metric", Text, "metric"),
        ("value", Number, "value"),
        ("unit", Text, "unit"),
    ];
    columns.extend(evidence());
    let day: Vec<Row> = rows(&folder, "published_finance.csv")?
        .into_iter()
        .filter(|row| row["entity"].ends_with("production day"))
        .collect();
    table(&mut out, "Figures of the production day.", "DAY", "DayFigure", &day, &columns)?;
    let columns = [
        ("active_params_b", Number, "active_params_b"),
        ("total_params_b", Number, "total_params_b"),
        ("output_tokens", Number, "output_tokens"),
        ("batch", Number, "batch_size"),
        ("bits", Number, "bits"),
        ("tokens_per_s", Optional, "tps"),
        ("first_token_s", Optional, "ttft"),
        ("pue", Number, "pue"),
        ("wue_l_per_kwh", Number, "wue"),
        ("grid", Number, "mix_gwp"),
        ("grid_adpe", Number, "mix_adpe"),
        ("grid_pe", Number, "mix_pe"),
        ("grid_wue", Number, "mix_wue"),
        ("energy_kwh", Number, "request_energy"),
        ("usage_gwp_kg", Number, "request_usage_gwp"),
        ("usage_adpe_kg", Number, "request_usage_adpe"),
        ("usage_pe_mj", Number, "request_usage_pe"),
        ("water_l", Number, "request_usage_wcf"),
        ("embodied_gwp_kg", Number, "request_embodied_gwp"),
        ("embodied_adpe_kg", Number, "request_embodied_adpe"),
        ("embodied_pe_mj", Number, "request_embodied_pe"),
    ];
    let ecologits = rows(root, PEER_VECTORS[0])?;
    table(
        &mut out,
        "Requests as EcoLogits 0.11.3 answers them.",
        "ECOLOGITS",
        "PeerRequest",
        &ecologits,
        &columns,
    )?;
    let columns = [
        ("noise", Number, "noise_multiplier"),
        ("rate", Number, "sampling_rate_q"),
        ("steps", Number, "steps_T"),
        ("delta", Number, "delta"),
        ("epsilon", Number, "eps_rdp_dpacct_intorders"),
    ];
    let privacy = rows(root, PEER_VECTORS[1])?;
    table(
        &mut out,
        "Guarantees as dp-accounting 0.6.0 computes them.",
        "ACCOUNTANT",
        "PeerGuarantee",
        &privacy,
        &columns,
    )?;
    Ok(out)
}
