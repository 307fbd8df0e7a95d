//! What a run computes on the way from inputs to outputs, and the constants it takes out of tables, by name:
//! what an explanation of a figure stops at.
//!
//! The run itself hands the values over with [`Number::note`](super::Number::note) and
//! [`Number::known`](super::Number::known), but for sums that only the statements and the inventory show; a test
//! checks that every id here is handed over, and no other.

mod constants;

pub use constants::{CONSTANTS, Constant, Evidence, Table, constant};

use super::parameter::Dimension;

/// A quantity of a month, or of the plan as a whole, that is no output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Permanent id, unlike that of any input or output.
    pub id: &'static str,
    /// Unit, in English.
    pub unit: &'static str,
    /// Dimension it belongs to.
    pub dimension: Dimension,
    /// Equation that computes it.
    pub equation: &'static str,
    /// What it is, in English and in Chinese.
    pub name: [&'static str; 2],
}

macro_rules! quantities {
    ($( $id:literal, $unit:literal, $dimension:ident, $equation:literal, $en:literal, $zh:literal; )*) => {
        /// The named quantities beside the outputs.
        pub const QUANTITIES: &[Quantity] = &[$(
            Quantity {
                id: $id, unit: $unit, dimension: Dimension::$dimension, equation: $equation, name: [$en, $zh],
            },
        )*];
    };
}

/// Position of a quantity in [`QUANTITIES`].
#[must_use]
pub fn quantity_index(id: &str) -> Option<usize> {
    QUANTITIES.iter().position(|quantity| quantity.id == id)
}

quantities! {
    "compute-factor", "factor since the start", Technology, "T1", "Growth of training compute", "训练算力增长";
    "own-compute-oom", "orders of magnitude", Technology, "T5", "Own training compute gained", "自身训练算力增量";
    "market-compute-oom", "orders of magnitude", Technology, "T5", "Market's training compute gained", "市场训练算力增量";
    "served-params", "parameters", Technology, "S1", "Active parameters of the served model", "所服务模型的激活参数";
    "served-params-total", "parameters", Technology, "S1", "All parameters of the served model", "所服务模型的总参数";
    "served-weight-bits", "bits", Technology, "S1", "Bits of a served weight", "服务权重位数";
    "kv-bytes-per-token", "bytes per token", Technology, "S2", "KV cache of a token", "每词元 KV 缓存";
    "bytes-per-step", "bytes", Technology, "S1", "Bytes read in a decode step", "每解码步读取字节";
    "memory-time-s", "s", Technology, "S3", "Time the reads take", "读取用时";
    "compute-time-s", "s", Technology, "S3", "Time the multiplications take", "计算用时";
    "overhead-time-s", "s", Technology, "S3", "Fixed times", "固定用时";
    "bandwidth-efficiency", "fraction of peak", Technology, "S6", "Share of the bandwidth that software reaches", "软件达到的带宽份额";
    "compute-efficiency", "fraction of peak", Technology, "S6", "Share of the compute peak that software reaches", "软件达到的算力份额";
    "release-lag-oom", "orders of magnitude", Technology, "T5", "Age of the served model against the market's", "所服务模型相对市场的滞后";
    "capability-loss-oom", "orders of magnitude", Technology, "T5", "Capability given up", "放弃的能力";
    "achieved-mfu", "fraction of 16-bit dense peak", Technology, "T3", "MFU, at most the achievable share", "模型算力利用率(不超过可达上限)";
    "size-factor-now", "factor since the start", Technology, "T6", "Growth of model size", "模型规模增长";
    "size-third-factor", "factor since the start", Technology, "S2", "Cube root of the growth of model size", "模型规模增长的立方根";
    "tokens-factor", "factor since the start", Technology, "T6", "Growth of training tokens", "训练词元增长";
    "software-gap-left", "factor since the start", Technology, "S6", "Gap of serving software to the hardware's limit that is left", "推理软件距硬件极限的剩余差距";
    "hardware-cost-factor", "factor since the start", Technology, "T4", "Dollars per work of new hardware", "新硬件单位算力所需美元";
    "hardware-energy-factor", "factor since the start", Technology, "T4", "Joules per work of new hardware", "新硬件单位算力所需焦耳";
    "decode-hours-per-token", "base-device hours per output token", Technology, "S4", "Decoding time per token", "每词元解码时间";
    "prefill-hours-per-token", "base-device hours per input token", Technology, "S4", "Prefill time per token that misses the cache", "每个未命中缓存词元的预填充时间";
    "decode-power-w", "W per device", Technology, "S5", "Power of a device while decoding", "解码时设备功率";
    "prefill-power-w", "W per device", Technology, "S5", "Power of a device in prefill", "预填充时设备功率";
    "decode-hours", "base-device hours", Technology, "S4", "Busy hours of decoding", "解码忙时";
    "prefill-hours", "base-device hours", Technology, "S4", "Busy hours of prefill", "预填充忙时";
    "headroom-hours", "base-device hours", Technology, "F1", "Headroom needed", "所需余量";
    "serving-need-share", "fraction of capacity", Technology, "F1", "Serving's share of the capacity needed", "推理占所需容量的份额";
    "training-need-share", "fraction of capacity", Technology, "F1", "Training's share of the capacity needed", "训练占所需容量的份额";
    "fleet-target-devices", "base devices", Technology, "F2", "Owned devices aimed at", "目标自有设备";
    "purchased-devices", "base devices", Technology, "F2", "Devices bought", "购入设备";
    "owned-part", "fraction of capacity", Technology, "F2", "Part of the capacity needed that is owned", "所需容量中自有部分";
    "rented-part", "fraction of capacity", Technology, "F3", "Part of the capacity needed that is rented", "所需容量中租用部分";
    "rented-hours", "base-device hours", Technology, "F3", "Hours rented", "租用机时";
    "sold-hours", "base-device hours", Technology, "F4", "Idle owned hours sold", "售出的闲置机时";
    "idle-owned-hours", "base-device hours", Technology, "F4", "Owned hours left idle", "剩余的自有闲置机时";
    "idle-rented-hours", "base-device hours", Technology, "F3", "Rented hours left idle", "租用闲置机时";
    "device-life-months", "months", Technology, "F2", "Life of a device", "设备寿命";
    "opening-vintage-devices", "base devices", Technology, "F2", "Devices of each month before the plan", "计划前每月购入的设备";
    "opening-full-devices", "base devices", Technology, "F2", "Opening fleet: devices counted in full", "期初设备(足额计)";
    "opening-full-cost-usd", "USD", Economy, "F2", "Opening fleet: cost counted in full", "期初设备原值(足额计)";
    "opening-full-energy-devices", "base devices", Environment, "V1", "Opening fleet: energy per work counted in full", "期初设备单位能耗(足额计)";
    "opening-full-embodied-kg", "kgCO2e", Environment, "V5", "Opening fleet: embodied carbon counted in full", "期初设备隐含碳(足额计)";
    "opening-net-fleet-usd", "USD", Economy, "P10", "Opening fleet at cost less depreciation", "期初设备净值";
    "full-devices", "base devices", Technology, "F2", "Devices of vintages counted in full", "足额计的各批设备";
    "full-cost-usd", "USD", Economy, "F2", "Cost of vintages counted in full", "足额计的各批设备原值";
    "full-energy-devices", "base devices", Environment, "V1", "Energy per work of vintages counted in full", "足额计的各批设备单位能耗";
    "full-embodied-kg", "kgCO2e", Environment, "V5", "Embodied carbon of vintages counted in full", "足额计的各批设备隐含碳";
    "device-cost-today-usd", "USD per base device", Economy, "F2", "Price of a base device today", "今日基准设备价格";
    "device-embodied-today-kg", "kgCO2e per base device", Environment, "V5", "Embodied carbon of a base device today", "今日基准设备隐含碳";
    "rented-energy-mean", "ratio", Environment, "V1", "Energy per work of a rented fleet of even age, against a new device", "租用设备(均匀机龄)相对新设备的单位能耗";
    "rented-embodied-mean", "ratio", Environment, "V5", "Embodied carbon of a rented fleet of even age, against a new device", "租用设备(均匀机龄)相对新设备的隐含碳";
    "fleet-cost-usd", "USD", Economy, "F2", "Owned devices in use, at cost", "在用自有设备原值";
    "fleet-energy-devices", "base devices", Environment, "V1", "Owned devices in use, weighted by energy per work", "按单位能耗加权的在用自有设备";
    "fleet-embodied-kg", "kgCO2e", Environment, "V5", "Embodied carbon of owned devices in use", "在用自有设备的隐含碳";
    "device-cost-usd", "USD per base device", Economy, "F2", "Price of a base device of performance", "每基准设备性能的价格";
    "device-embodied-kg-now", "kgCO2e per base device", Environment, "V5", "Embodied carbon of a device bought now", "现购设备的隐含碳";
    "usage-factor", "factor since the start", Economy, "E3", "Growth of usage", "用量增长";
    "volume-factor", "factor since the start", Economy, "E3", "Effect of the market price on volume", "市场价格对总量的影响";
    "share-utility", "log-odds", Economy, "E2", "Appeal against the start", "相对起点的吸引力";
    "expected-speed-tokens-per-s", "tokens per second", Economy, "E2", "Speed that users expect", "用户期望速度";
    "own-price-usd-per-mtoken", "USD per million tokens", Economy, "E3", "Own price", "自身价格";
    "rd-staff-now", "people", Economy, "P3", "Research staff", "研发人员";
    "customer-revenue-usd", "USD", Economy, "P1", "Revenue from customers", "客户收入";
    "rent-usd-per-hour", "USD per base-device hour", Economy, "F3", "Rent of a base device", "基准设备租价";
    "rent-usd", "USD", Economy, "F3", "Rent", "租金";
    "power-usd", "USD", Economy, "P2", "Electricity of owned devices, sold hours apart", "自有设备电费(不含售出机时)";
    "it-load-kw", "kW", Economy, "P2", "IT load of what is installed", "已装设备的 IT 负载";
    "facility-usd", "USD", Economy, "P2", "Facility", "机房费用";
    "working-capital-usd", "USD", Economy, "P8", "Working capital", "营运资本";
    "earnings-of-year-usd", "USD", Economy, "P7", "EBIT of the fiscal year not yet taxed", "本财年尚未计税的息税前利润";
    "pue-work-record", "0.01 of PUE · MW", Environment, "V2", "Most work on PUE so far", "迄今最大的 PUE 改造量";
    "serving-kw", "kW per device", Environment, "V1", "Power of a busy device and its host, serving", "推理忙时设备与主机功率";
    "training-kw", "kW per device", Environment, "V1", "Power of a busy device and its host, training", "训练忙时设备与主机功率";
    "idle-kw", "kW per device", Environment, "V1", "Power of an idle device and its host", "闲置设备与主机功率";
    "owned-energy-factor", "energy per work against today's device", Environment, "V1", "Mean energy per work of owned devices", "自有设备平均单位能耗";
    "rented-energy-factor", "energy per work against today's device", Environment, "V1", "Mean energy per work of rented devices", "租用设备平均单位能耗";
    "serving-owned-it-kwh", "kWh", Environment, "V1", "IT energy of serving, owned", "推理 IT 能耗(自有)";
    "serving-rented-it-kwh", "kWh", Environment, "V1", "IT energy of serving, rented", "推理 IT 能耗(租用)";
    "training-owned-it-kwh", "kWh", Environment, "V1", "IT energy of training, owned", "训练 IT 能耗(自有)";
    "training-rented-it-kwh", "kWh", Environment, "V1", "IT energy of training, rented", "训练 IT 能耗(租用)";
    "sharing-serving-it-kwh", "kWh", Environment, "V1", "IT energy of sold hours, serving region", "售出机时 IT 能耗(推理地区)";
    "sharing-training-it-kwh", "kWh", Environment, "V1", "IT energy of sold hours, training region", "售出机时 IT 能耗(训练地区)";
    "sharing-serving-kwh", "kWh", Environment, "V2", "Energy of sold hours, serving region", "售出机时能耗(推理地区)";
    "sharing-training-kwh", "kWh", Environment, "V2", "Energy of sold hours, training region", "售出机时能耗(训练地区)";
    "effective-pue", "ratio", Environment, "V2", "PUE with the penalty of dry cooling", "含干冷代价的 PUE";
    "serving-grid-trend", "gCO2e per kWh", Environment, "V3", "Grid of the serving region without floor", "推理地区电网(无下限)";
    "training-grid-trend", "gCO2e per kWh", Environment, "V3", "Grid of the training region without floor", "训练地区电网(无下限)";
    "sharing-intensity-g-per-kwh", "gCO2e per kWh", Environment, "V3", "Grid of the training region without shifting", "训练地区电网(无负载转移)";
    "embodied-factor", "factor since the start", Environment, "V5", "Decline of embodied carbon", "隐含碳下降";
    "matched-share", "fraction", Environment, "V4", "Clean power matched", "匹配的清洁电力";
    "owned-carbon-location-t", "tCO2e", Environment, "V4", "Location-based, owned", "基于位置(自有)";
    "rented-carbon-location-t", "tCO2e", Environment, "V4", "Location-based, rented", "基于位置(租用)";
    "owned-carbon-market-t", "tCO2e", Environment, "V4", "Market-based, owned", "基于市场(自有)";
    "rented-carbon-market-t", "tCO2e", Environment, "V4", "Market-based, rented", "基于市场(租用)";
    "privacy-quality", "fraction", Society, "C1", "How good epsilon is", "ε 的优劣";
    "gross-profit-usd", "USD", Economy, "P2", "Gross profit", "毛利";
    "operating-expenses-usd", "USD", Economy, "P6", "Operating expenses", "期间费用合计";
    "net-income-usd", "USD", Economy, "P7", "Net income", "净利润";
    "operating-cash-flow-usd", "USD", Economy, "P9", "Cash flow from operations", "经营活动现金流量净额";
    "cash-change-usd", "USD", Economy, "P9", "Change in cash", "现金净增加额";
    "opening-cash-usd", "USD", Economy, "P9", "Cash at the beginning of the year", "年初现金";
    "total-assets-usd", "USD", Economy, "P10", "Total assets", "资产总计";
    "total-liabilities-usd", "USD", Economy, "P10", "Total liabilities", "负债合计";
    "total-claims-usd", "USD", Economy, "P10", "Liabilities and equity", "负债和所有者权益总计";
    "scope3-rented-market-t", "tCO2e", Environment, "V5", "Scope 3, power of rented compute, market-based", "范围三：租用算力的电力(基于市场)";
    "scope3-bought-hardware-t", "tCO2e", Environment, "V5", "Scope 3, hardware bought", "范围三：购入硬件";
    "scope3-upstream-market-t", "tCO2e", Environment, "V5", "Scope 3, upstream of own power, market-based", "范围三：自有电力上游(基于市场)";
    "scope3-location-t", "tCO2e", Environment, "V5", "Scope 3 as covered, location-based", "范围三已覆盖部分(基于位置)";
    "scope3-market-t", "tCO2e", Environment, "V5", "Scope 3 as covered, market-based", "范围三已覆盖部分(基于市场)";
    "inventory-location-t", "tCO2e", Environment, "V5", "All scopes as covered, location-based", "各范围已覆盖部分合计(基于位置)";
    "inventory-market-t", "tCO2e", Environment, "V5", "All scopes as covered, market-based", "各范围已覆盖部分合计(基于市场)";
    "inventory-net-location-t", "tCO2e", Environment, "V8", "All scopes less removals, location-based", "各范围合计减碳移除(基于位置)";
    "inventory-net-market-t", "tCO2e", Environment, "V8", "All scopes less removals, market-based", "各范围合计减碳移除(基于市场)";
    "shadow-carbon-usd", "USD", Environment, "P12", "Carbon of the inventory at its shadow price, not booked", "按影子价格计的清单碳(不入账)";
    "social-carbon-usd", "USD", Environment, "P12", "Carbon of the inventory at its social cost, not booked", "按社会成本计的清单碳(不入账)";
    "present-social-carbon-usd", "USD", Economy, "P12", "Present value of carbon at its social cost", "按社会成本计的碳现值";
    "real-discount-rate", "fraction per year", Economy, "P11", "Real discount rate", "实际贴现率";
    "monthly-discount-factor", "factor per month", Economy, "P11", "Discount of one month", "月贴现因子";
    "final-discount-factor", "factor", Economy, "P11", "Discount to the end of the plan", "期末贴现因子";
    "fleet-resale-usd", "USD", Economy, "P11", "Resale value of the fleet at the end", "期末设备转售价值";
    "present-residual-usd", "USD", Economy, "P11", "Present value of fleet and working capital at the end", "期末设备与营运资本现值";
    "present-end-value-usd", "USD", Economy, "P11", "Present value of what goes on after the plan", "计划期后价值的现值";
    "present-cash-flow-usd", "USD", Economy, "P11", "Present value of free cash flow", "自由现金流现值";
    "present-carbon-usd", "USD", Economy, "P12", "Present value of carbon at its shadow price", "按影子价格计的碳现值";
    "private-steps", "steps", Society, "C2", "Training steps on the same people", "对同一人群的训练步数";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{output, parameters};

    #[test]
    fn ids_are_unlike_any_other() {
        let mut ids: Vec<&str> = QUANTITIES.iter().map(|quantity| quantity.id).collect();
        ids.extend(output::yearly().map(|output| output.id));
        ids.extend(output::HEADLINES.iter().map(|headline| headline.id));
        ids.extend(CONSTANTS.iter().map(|constant| constant.id));
        ids.extend(
            parameters::registry()
                .filter(|parameter| output::yearly_index(parameter.id).is_none())
                .map(|p| p.id),
        );
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn every_quantity_is_named_in_both_languages() {
        for quantity in QUANTITIES {
            assert!(
                quantity.name.iter().all(|name| !name.is_empty()) && !quantity.unit.is_empty(),
                "{quantity:?}"
            );
        }
    }
}
