//! The constants that a run takes out of tables.

use crate::model::facts::{HARDWARE, HardwareFacts, ROOFLINES, ZONES, ZoneFacts, world};
use crate::model::parameter::Grade;

/// The table a constant stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `facts/hardware.csv`, by accelerator.
    Hardware,
    /// `facts/serving_roofline.csv`, by accelerator.
    Roofline,
    /// `facts/grid.csv`, by zone.
    Grid,
    /// The published fits of the scaling law, by choice.
    ScalingLaw,
    /// A convention of the model: a goalpost, a working year.
    Model,
}

impl Table {
    /// The id used in tables and locale keys.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Table::Hardware => "hardware",
            Table::Roofline => "serving-roofline",
            Table::Grid => "grid",
            Table::ScalingLaw => "scaling-law",
            Table::Model => "model",
        }
    }
}

/// A constant out of a table, in the unit in which the equation uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Permanent id.
    pub id: &'static str,
    /// Unit, in English.
    pub unit: &'static str,
    /// Table it stands in.
    pub table: Table,
    /// Column of the table that it is read or computed from; empty for a convention.
    pub column: &'static str,
    /// First equation that uses it.
    pub equation: &'static str,
    /// What it is, in English and in Chinese.
    pub name: [&'static str; 2],
}

/// How good a constant is and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How good the evidence is; none where the table does not say.
    pub grade: Option<Grade>,
    /// Keys of the bibliography.
    pub sources: Vec<&'static str>,
}

/// The keys in a list such as `"a; b"`.
fn keys(list: &'static str) -> Vec<&'static str> {
    list.split(';').map(str::trim).filter(|key| !key.is_empty()).collect()
}

fn grade(text: &str) -> Option<Grade> {
    [Grade::Primary, Grade::Secondary, Grade::Derived, Grade::Assumption]
        .into_iter()
        .find(|grade| grade.id() == text)
}

impl Constant {
    /// How good it is in a row of its table, and where it comes from.
    #[must_use]
    pub fn evidence(&self, row: &str) -> Evidence {
        let assumed = Evidence { grade: Some(Grade::Assumption), sources: vec!["assumption"] };
        let hardware = || HARDWARE.iter().find(|device| device.id == row);
        match self.table {
            Table::Hardware => hardware().map_or(assumed.clone(), |device| {
                if self.is_published(device) {
                    Evidence { grade: grade(device.grade), sources: keys(device.source) }
                } else {
                    assumed
                }
            }),
            Table::Roofline => {
                let fitted = ROOFLINES.iter().any(|fit| fit.accelerator == row);
                let sources = vec!["ml-energy-v3", "stas00-mle"];
                Evidence { grade: fitted.then_some(Grade::Derived), sources }
            }
            Table::Grid => ZONES
                .iter()
                .find(|zone| zone.id == row)
                .map_or(assumed, |zone| Evidence { grade: None, sources: self.of_zone(zone) }),
            // The replication prints the constants of all three fits.
            Table::ScalingLaw => Evidence { grade: Some(Grade::Primary), sources: vec!["besiroglu-2024"] },
            Table::Model => assumed,
        }
    }

    /// Where a column of a grid zone comes from.
    fn of_zone(&self, zone: &ZoneFacts) -> Vec<&'static str> {
        match self.column {
            "trend_pct_per_year" if zone.trend_source.is_empty() => keys(world().trend_source),
            "trend_pct_per_year" => keys(zone.trend_source),
            "ewif_l_per_kwh" if zone.ewif_flag == "state" => vec!["li-2023"],
            "ewif_l_per_kwh" => vec!["ecologits-0.11.3", "wri-ewif"],
            _ => keys(zone.source),
        }
    }

    /// Whether the hardware table has the value, or the model fills it in.
    fn is_published(&self, device: &HardwareFacts) -> bool {
        self.id != "achievable-share" || device.achievable_share.is_some()
    }
}

/// The constant of an id.
#[must_use]
pub fn constant(id: &str) -> Option<&'static Constant> {
    CONSTANTS.iter().find(|constant| constant.id == id)
}

macro_rules! constants {
    ($( $id:literal, $unit:literal, $table:ident, $column:literal, $equation:literal, $en:literal, $zh:literal; )*) => {
        /// The named constants.
        pub const CONSTANTS: &[Constant] = &[$(
            Constant {
                id: $id, unit: $unit, table: Table::$table, column: $column, equation: $equation, name: [$en, $zh],
            },
        )*];
    };
}

constants! {
    "peak-16bit-flop-per-hour", "FLOP per device hour", Hardware, "bf16_dense_tflops", "T3", "Dense 16-bit peak of a device over an hour", "设备每小时 16 位稠密峰值";
    "peak-16bit-flop-per-s", "FLOP/s", Hardware, "bf16_dense_tflops", "S3", "Dense 16-bit peak of a device", "设备 16 位稠密峰值";
    "peak-8bit-flop-per-s", "FLOP/s", Hardware, "fp8_dense_tflops", "S3", "Dense 8-bit peak of a device", "设备 8 位稠密峰值";
    "achievable-share", "fraction of 16-bit dense peak", Hardware, "achievable_share", "T3", "Best measured matrix product", "实测可达上限";
    "bandwidth-bytes-per-s", "bytes/s", Hardware, "hbm_tb_per_s", "S3", "Memory bandwidth of a device", "设备内存带宽";
    "devices-per-byte", "devices per byte", Hardware, "hbm_gb", "S3", "1.1 over the memory of a device", "1.1 除以设备内存";
    "tdp-w", "W", Hardware, "tdp_w", "S5", "Thermal design power", "热设计功耗";
    "relative-price", "ratio to the H100", Hardware, "relative_price", "F2", "Price relative to the H100", "相对 H100 的价格";
    "device-embodied-kg", "kgCO2e", Hardware, "embodied_kgco2e_central", "V5", "Embodied carbon of a device", "设备隐含碳";
    "efficiency-limit", "fraction of peak", Roofline, "eta_b_max, eta_c_max", "S6", "Share of the peak that software can reach", "软件可达的峰值份额";
    "efficiency-gap", "fraction of peak", Roofline, "eta_b_max, eta_c_max, eta_b, eta_c", "S6", "What is missing to it today", "目前尚差的份额";
    "fixed-time-s", "s", Roofline, "t0_s", "S3", "Fixed time of a step", "每步固定时间";
    "doubling-time-s", "s per doubling of devices", Roofline, "t_n_s", "S3", "Time per doubling of devices", "设备每翻倍的时间";
    "sequence-time-s", "s per sequence and device", Roofline, "t_s_s", "S3", "Time per sequence on one device", "单设备每序列时间";
    "power-at-rest", "fraction of TDP", Roofline, "power_a", "S5", "Power at rest in a step", "步内静态功率";
    "power-per-memory-use", "fraction of TDP", Roofline, "power_m", "S5", "Power per achieved share of bandwidth", "每带宽利用率的功率";
    "power-per-compute-use", "fraction of TDP", Roofline, "power_c", "S5", "Power per achieved share of compute", "每算力利用率的功率";
    "grid-intensity-at-start", "gCO2e per kWh", Grid, "gco2e_per_kwh", "V3", "Grid of the zone, carried to the start year by its trend", "地区电网(按趋势推至起始年)";
    "grid-factor-per-month", "factor per month", Grid, "trend_pct_per_year", "V3", "Trend of the zone over a month", "地区电网月趋势";
    "ewif-kl-per-kwh", "kL per kWh", Grid, "ewif_l_per_kwh", "V6", "Water of electricity generation in the zone", "地区发电用水";
    "irreducible-loss", "nats per token", ScalingLaw, "E", "T7", "Loss that no size removes", "不可约损失";
    "size-factor", "nats per token", ScalingLaw, "A", "T7", "Factor of size", "规模系数";
    "data-factor", "nats per token", ScalingLaw, "B", "T7", "Factor of data", "数据系数";
    "minus-size-exponent", "exponent", ScalingLaw, "alpha", "T7", "Exponent of size, negative", "规模指数(负)";
    "minus-data-exponent", "exponent", ScalingLaw, "beta", "T7", "Exponent of data, negative", "数据指数(负)";
    "optimal-size-exponent", "exponent", ScalingLaw, "alpha, beta", "T7", "beta over alpha and beta", "β/(α+β)";
    "optimal-size-log-factor", "logarithm", ScalingLaw, "A, B, alpha, beta", "T7", "Logarithm of G", "ln G";
    "federated-credit", "fraction", Model, "", "C1", "What federated training without differential privacy counts", "无差分隐私的联邦训练计分";
    "epsilon-worst-ln", "logarithm", Model, "", "C1", "ln 100: the epsilon that scores nothing", "ln 100:得零分的 ε";
    "epsilon-range-ln", "logarithm", Model, "", "C1", "ln 100 − ln 0.1", "ln 100 − ln 0.1";
    "education-full-share", "fraction of customer revenue", Model, "", "C1", "Education spending that scores full", "得满分的教育支出";
    "unaffordable-share", "fraction of income", Model, "", "C1", "Subscription over income that scores nothing", "得零分的订阅收入比";
    "workforce-full-hours", "hours per employee per year", Model, "", "C1", "Paid training hours that score full", "得满分的培训小时";
    "safety-full-share", "fraction of research spending", Model, "", "C1", "Safety spending that scores full", "得满分的安全支出";
    "carried-rounding", "", Model, "", "F2", "Rounding that a running sum carries along", "累计和携带的舍入";
    "working-hours-per-year", "hours", Model, "", "P3", "Full working time", "全年工作时间";
    "prepaid-months", "months", Model, "", "P8", "Mean months for which an annual plan is prepaid", "年付计划平均预付月数";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facts::SOURCES;

    #[test]
    fn evidence_leads_to_the_bibliography() {
        for constant in CONSTANTS {
            let rows: Vec<&str> = match constant.table {
                Table::Hardware => HARDWARE.iter().map(|row| row.id).collect(),
                Table::Roofline => ROOFLINES.iter().map(|row| row.accelerator).collect(),
                Table::Grid => ZONES.iter().map(|row| row.id).collect(),
                Table::ScalingLaw => vec!["besiroglu2024", "hoffmann2022_tex"],
                Table::Model => vec![""],
            };
            for row in rows {
                let evidence = constant.evidence(row);
                assert!(!evidence.sources.is_empty(), "{} {row}", constant.id);
                for key in evidence.sources {
                    let found = key == "assumption" || SOURCES.iter().any(|source| source.key == key);
                    assert!(found, "{} {row}: {key}", constant.id);
                }
            }
        }
    }
}
