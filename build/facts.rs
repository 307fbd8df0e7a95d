//! `src/model/facts/*.csv` → static tables.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

type Row = std::collections::HashMap<String, String>;

fn rows(folder: &Path, name: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(folder.join(name))?;
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
