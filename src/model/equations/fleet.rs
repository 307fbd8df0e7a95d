//! F1 to F4.

use super::{Equation, Symbol, id, term};

const Q: Symbol = term(
    "Q",
    "base-device hours per month",
    &["capacity-devices"],
    "Capacity needed, busy and headroom",
    "所需容量（忙碌与余量）",
);
const INSTALLED: Symbol = id("I", &["installed-devices"], "Owned capacity installed", "已安装的自有容量");
const RENT: Symbol = id("p_cloud", &["cloud-gpu-hour"], "Rent of an H100-hour", "H100 每小时租金");
const RELATIVE: Symbol = term(
    "x_rel",
    "factor",
    &["accelerator"],
    "Price of the accelerator over the H100's",
    "加速器价格与 H100 之比",
);
const H: Symbol = term("h", "factor", &[], "Work per dollar, against today (T4)", "每美元性能（见 T4）");
const BUSY: Symbol = term(
    "H_busy",
    "base-device hours per month",
    &["serving-device-hours", "training-device-hours"],
    "Busy hours of serving and training",
    "推理与训练的忙碌小时",
);

pub(super) const ALL: &[Equation] = &[
    Equation {
        number: "F1",
        title: ["Capacity needed", "所需容量"],
        formula: &["Q = H_serve/u_serve + H_train/min(u_train, 1 − x_shift)"],
        symbols: &[
            Q,
            id("H_serve", &["serving-device-hours"], "Busy hours of serving (S4)", "推理忙碌小时（见 S4）"),
            id(
                "u_serve",
                &["fleet-utilisation"],
                "Share of serving capacity that is busy",
                "推理容量的忙碌占比",
            ),
            id("H_train", &["training-device-hours"], "Busy hours of training (T3)", "训练忙碌小时（见 T3）"),
            id(
                "u_train",
                &["training-utilisation"],
                "Share of training capacity that is busy",
                "训练容量的忙碌占比",
            ),
            id(
                "x_shift",
                &["carbon-aware-shift"],
                "Share of training load moved to cleaner hours",
                "移至较清洁时段的训练负荷占比",
            ),
        ],
        sources: &["assumption"],
        code: &["model::economy::capacity", "model::simulate::hours::follow"],
        note: [
            "Shifting load leaves devices idle: what moves must fit into the rest of the month. The output is Q over 730.5 hours.",
            "移动负荷会使设备闲置：移动的部分须容纳于当月其余时段。输出为 Q 除以 730.5 小时。",
        ],
    },
    Equation {
        number: "F2",
        title: ["Owned devices, by vintage", "自有设备（按批次）"],
        formula: &[
            "bought = max(0, o·Q/730.5 − I_kept)",
            "I = Σ_a r_a·bought(t − a)",
            "r_a = clamp(L − a, 0, 1), L = 12·life",
            "bought(−a) = n_0/L",
            "cost = p_dev·x_rel·k_server/(1 − k_net)/h",
            "capex = bought·cost",
        ],
        symbols: &[
            term("bought", "base devices", &[], "Devices bought in the month", "当月购入设备"),
            id("o", &["owned-share"], "Share of capacity owned", "自有容量占比"),
            Q,
            INSTALLED,
            term(
                "I_kept",
                "base devices",
                &[],
                "Installed after what is too old has left",
                "淘汰后剩余的已安装设备",
            ),
            term(
                "r_a",
                "fraction",
                &[],
                "Share of a vintage of age a months still in service",
                "a 个月龄批次的在役占比",
            ),
            term("a", "months", &[], "Age of a vintage", "批次月龄"),
            term("L", "months", &[], "Life, not rounded", "寿命（不取整）"),
            id("life", &["device-life-years"], "Life of a device", "设备寿命"),
            id(
                "n_0",
                &["owned-devices-today"],
                "Owned today, in vintages of age 1 to L",
                "当前自有设备，分布于 1 至 L 月龄批次",
            ),
            term(
                "cost",
                "USD per base device",
                &[],
                "Cost of a base-device equivalent with server and network",
                "含服务器与网络的单位成本",
            ),
            id("p_dev", &["accelerator-price"], "Price of an H100", "H100 价格"),
            RELATIVE,
            id(
                "k_server",
                &["server-cost-factor"],
                "Server over accelerator price",
                "服务器与加速器价格之比",
            ),
            id("k_net", &["network-cost-share"], "Network's share of cluster cost", "网络占集群成本之比"),
            H,
            id("capex", &["capital-expenditure-usd"], "Capital expenditure", "资本支出"),
        ],
        sources: &["epoch-cost", "useful-life-press"],
        code: &[
            "model::fleet::opening",
            "model::fleet::advance",
            "model::simulate::owned::month",
            "model::simulate::footprint::fleet",
        ],
        note: [
            "Running sums over vintages. The life need not be whole months: a vintage is in service fully up to age ⌊L⌋ − 1 and with the fraction L − ⌊L⌋ at age ⌊L⌋, so that depreciation adds up to cost exactly and results do not jump as the life moves. Opening vintages carry the cost, watts and embodied carbon of their own month. Nothing is sold before its life ends.",
            "按批次滚动求和。寿命不必为整月：批次在 ⌊L⌋ − 1 月龄前全额在役，在 ⌊L⌋ 月龄时按 L − ⌊L⌋ 比例在役，使折旧之和恰等于成本，且结果随寿命连续变化。期初批次各按其购入月计成本、功耗与隐含碳。寿命结束前不出售。",
        ],
    },
    Equation {
        number: "F3",
        title: ["Rented devices", "租用设备"],
        formula: &["rent = (Q − Q_own)·p_cloud·x_rel/h", "Q_own = min(730.5·I, Q)"],
        symbols: &[
            term(
                "rent",
                "USD per month",
                &["serving-rent-usd", "training-rent-usd"],
                "Rent, headroom paid",
                "租金（余量亦付费）",
            ),
            Q,
            term(
                "Q_own",
                "base-device hours per month",
                &[],
                "Capacity met by owned devices",
                "由自有设备满足的容量",
            ),
            RENT,
            RELATIVE,
            H,
            INSTALLED,
        ],
        sources: &["semianalysis-press"],
        code: &["model::simulate::footprint::fleet"],
        note: ["Capacity is reserved: hours in headroom are paid.", "容量为预留：余量小时同样付费。"],
    },
    Equation {
        number: "F4",
        title: ["Idle hours sold", "出售闲置小时"],
        formula: &[
            "sold = y·(730.5·I − H_busy·Q_own/Q)",
            "R_sold = sold·p_cloud·x_rel/h·(1 − d_s)·(1 − f_m)",
        ],
        symbols: &[
            term("sold", "base-device hours per month", &[], "Hours sold", "售出小时"),
            id("y", &["compute-sharing-fill"], "Share of idle owned hours sold", "闲置自有小时的售出占比"),
            INSTALLED,
            BUSY,
            term(
                "Q_own",
                "base-device hours per month",
                &[],
                "Capacity met by owned devices (F3)",
                "由自有设备满足的容量（见 F3）",
            ),
            Q,
            id("R_sold", &["sharing-revenue-usd"], "Revenue of sold hours", "售出小时收入"),
            RENT,
            RELATIVE,
            H,
            id("d_s", &["compute-sharing-discount"], "Discount against the rent", "相对租金的折扣"),
            id("f_m", &["marketplace-fee"], "Fee of the marketplace", "平台费率"),
        ],
        sources: &["semianalysis-press"],
        code: &["model::simulate::footprint::fleet"],
        note: [
            "Owned devices do Q_own/Q of all work. The power of sold hours is ours to pay and to report, their tokens are not.",
            "自有设备承担全部工作的 Q_own/Q。售出小时的用电由我方支付并报告，其词元不计入。",
        ],
    },
];
