//! T1 to T7.

use super::{Equation, Symbol, id, term};

const C: Symbol = id("C", &["run-flop"], "Compute of a final training run", "一次最终训练的算力");
const G: Symbol =
    id("G", &["release-interval-months"], "Months between two releases", "两次发布之间的月数");
const A_DP: Symbol = id(
    "a_dp",
    &["dp-training-share"],
    "Share of training compute under differential privacy",
    "采用差分隐私的训练算力占比",
);
const R_D: Symbol = id(
    "r_d",
    &["distillation-ratio"],
    "Parameters served over parameters trained",
    "部署参数量与训练参数量之比",
);
const G_C: Symbol =
    id("g_C", &["training-compute-growth"], "Yearly factor of training compute", "训练算力的年增长倍数");

pub(super) const ALL: &[Equation] = &[
    Equation {
        number: "T1",
        title: ["Compute of a final training run", "一次最终训练的算力"],
        formula: &["C(0) = 6·N_act·D·10^18", "C(t + Δ) = C(t)·g_C(t)^Δ"],
        symbols: &[
            C,
            id("N_act", &["params-active-b"], "Parameters used per token, today", "当前每个词元使用的参数量"),
            id("D", &["training-tokens-b"], "Training tokens, today", "当前训练词元数"),
            G_C,
        ],
        sources: &["besiroglu-2024", "cottier-2024"],
        code: &[
            "model::technology::run_flop",
            "model::technology::monthly_factor",
            "model::simulate::company::growth",
        ],
        note: [
            "Two floating-point operations forward and four backward per parameter and token. Growth is a running product, so that a path acts month by month.",
            "每个参数、每个词元前向 2 次、反向 4 次浮点运算。增长逐月连乘，因此路径逐月起作用。",
        ],
    },
    Equation {
        number: "T2",
        title: ["Research and training compute of a month", "每月的研究与训练算力"],
        formula: &["W = m_dev·C/G·(1 − x_reuse)·(1 + (x_dp − 1)·a_dp + d·(1 − r_d))"],
        symbols: &[
            id("W", &["training-flop"], "All research and training compute of a month", "每月全部研究与训练算力"),
            id(
                "m_dev",
                &["development-multiplier"],
                "All research compute over that of final runs",
                "全部研发算力与最终训练算力之比",
            ),
            C,
            G,
            id("x_reuse", &["transfer-reuse"], "Compute saved by starting from an earlier model", "从已有模型出发节省的算力占比"),
            id("x_dp", &["dp-throughput-penalty"], "Cost factor of training under differential privacy", "差分隐私训练的成本倍数"),
            A_DP,
            id(
                "d",
                &["distillation-compute-share"],
                "Compute of distillation over development compute",
                "蒸馏算力与研发算力之比",
            ),
            R_D,
        ],
        sources: &["llama1-2023", "epoch-cost", "beltran-2024"],
        code: &["model::technology::research_flop"],
        note: ["", ""],
    },
    Equation {
        number: "T3",
        title: ["Device-hours of training", "训练的设备小时"],
        formula: &["H_train = W/(3600·F_peak·min(MFU, μ_max))"],
        symbols: &[
            id("H_train", &["training-device-hours"], "Busy base-device hours of a month", "每月忙碌的基准设备小时"),
            id("W", &["training-flop"], "Research and training compute of the month", "当月研究与训练算力"),
            term(
                "F_peak",
                "FLOP/s",
                &["accelerator"],
                "Dense 16-bit peak of the accelerator",
                "加速器的 16 位稠密峰值",
            ),
            id("MFU", &["mfu-training"], "Model FLOP utilisation end to end", "端到端模型算力利用率"),
            term(
                "μ_max",
                "fraction of peak",
                &["accelerator"],
                "Best measured matrix product over the peak",
                "实测最佳矩阵乘法与峰值之比",
            ),
        ],
        sources: &["patterson-2021", "palm-2022", "stas00-mle"],
        code: &["model::technology::training_hours", "model::simulate::company::technology"],
        note: [
            "Restarts, evaluation and downtime are inside the MFU. A path is held at the measured maximum in a run.",
            "重启、评估与停机都包含在 MFU 中。运行时路径不超过实测上限。",
        ],
    },
    Equation {
        number: "T4",
        title: ["Progress of hardware", "硬件进步"],
        formula: &["h(t) = 2^(t/τ_hw)", "e(t) = 2^(t/τ_e)"],
        symbols: &[
            term("h", "factor", &[], "Work per dollar of hardware bought at t, against today", "t 时购入硬件的每美元性能（相对今日）"),
            term("e", "factor", &[], "Work per joule of hardware bought at t, against today", "t 时购入硬件的每焦耳性能（相对今日）"),
            id(
                "τ_hw",
                &["hardware-performance-doubling-years"],
                "Years in which work per dollar doubles",
                "每美元性能翻倍所需年数",
            ),
            id(
                "τ_e",
                &["energy-efficiency-doubling-years"],
                "Years in which work per joule doubles",
                "每焦耳性能翻倍所需年数",
            ),
        ],
        sources: &["hobbhahn-2022"],
        code: &["model::technology::doubling_per_month"],
        note: [
            "The fleet is counted in base-device equivalents: a base device is the chosen accelerator, today.",
            "机群以基准设备当量计：基准设备即所选加速器的今日水平。",
        ],
    },
    Equation {
        number: "T5",
        title: ["Quality against the market's frontier", "相对市场前沿的质量差"],
        formula: &[
            "ΔQ = q_0 + log10(C/C(0)) − log10(C_m/C_m(0)) − (lag + loss − l_0)",
            "lag = (G·(log10(g_C) + a) − G_m·(log10(g_m) + a))/24",
            "a = 12/τ_alg·log10(2)",
            "loss = l_4·[b < 6] + a_dp·κ_dp·log10(1 + σ/(q·n_0)) − κ_d·log10(r_d) − log10(1 − a_safe)",
            "C_m(t + Δ) = C_m(t)·g_m(t)^Δ",
        ],
        symbols: &[
            id("ΔQ", &["quality-gap-oom", "final-quality-gap-oom"], "Effective compute against the frontier", "相对前沿的有效算力"),
            id("q_0", &["initial-quality-gap-oom"], "Gap today", "当前差距"),
            C,
            term("C_m", "relative", &[], "Compute of the market's frontier runs", "市场前沿训练的算力"),
            term("lag", "orders of magnitude", &[], "Mean age of the served model, against the market's", "所服务模型的平均年龄（相对市场）"),
            term("loss", "orders of magnitude", &[], "Capability given up", "放弃的能力"),
            id("l_0", &["lag-and-loss-today-oom"], "Lag and loss that the initial shares already contain", "初始份额中已包含的滞后与损失"),
            G,
            id("G_m", &["market-release-interval-months"], "Months between releases of the market", "市场的发布间隔"),
            G_C,
            id("g_m", &["market-compute-growth"], "Yearly factor of the market's training compute", "市场训练算力的年增长倍数"),
            term("a", "orders of magnitude per year", &[], "Algorithmic progress", "算法进步"),
            id("τ_alg", &["algorithmic-halving-months"], "Months in which algorithms halve the compute needed", "算法使所需算力减半的月数"),
            id("l_4", &["loss-at-4-bits"], "Loss at 4 bits", "4 位时的损失"),
            id("b", &["weight-bits"], "Bits of the served weights, 16, 8 or 4 (S1)", "部署权重位数，取 16、8 或 4（见 S1）"),
            A_DP,
            id("κ_dp", &["privacy-loss-oom"], "Loss per tenfold noise", "噪声每增十倍的损失"),
            id("σ", &["dp-noise-multiplier"], "Noise multiplier", "噪声倍数"),
            id("q", &["dp-sampling-rate"], "Batch fraction", "批次采样比例"),
            id("n_0", &["privacy-noise-batch-reference"], "Noise over batch fraction above which noise hurts", "噪声与批次比例之比的参考值，超过后噪声开始有害"),
            id("κ_d", &["distillation-loss-oom"], "Loss per tenfold smaller model", "模型每缩小十倍的损失"),
            R_D,
            id("a_safe", &["safety-spend-share"], "Safety's share of research spending", "安全支出占研究支出之比"),
        ],
        sources: &["ho-2024", "distill-2026"],
        code: &[
            "model::technology::quality_gap_oom",
            "model::technology::release_lag_oom",
            "model::technology::algorithmic_oom_per_year",
            "model::technology::capability_loss_oom",
            "model::technology::bits_loss_oom",
        ],
        note: [
            "Growth and intervals are those of the month. What is spent on safety does not raise capability.",
            "增速与间隔取当月值。用于安全的支出不提升能力。",
        ],
    },
    Equation {
        number: "T6",
        title: ["Size of the model", "模型规模"],
        formula: &[
            "N_act(t) = N_act(0)·(C/C(0))^a_N",
            "D(t) = D(0)·(C/C(0))^(1 − a_N)",
            "N_s = N_act·r_d",
            "N_tot = N_s·x_s",
            "u_D = D/(1000·D_max)",
        ],
        symbols: &[
            id("N_act", &["active-params-b"], "Active parameters of the trained model", "训练模型的激活参数量"),
            C,
            id("a_N", &["size-exponent"], "Exponent of size in compute", "规模对算力的指数"),
            id("D", &["run-tokens-b"], "Tokens of a final run", "一次最终训练的词元数"),
            term("N_s", "billion parameters", &[], "Active parameters of the served model", "部署模型的激活参数量"),
            R_D,
            term("N_tot", "billion parameters", &[], "All parameters of the served model", "部署模型的总参数量"),
            id("x_s", &["expert-sparsity"], "Total over active parameters", "总参数量与激活参数量之比"),
            id("u_D", &["data-limit-used"], "Share of the public text used", "公开文本使用占比"),
            id("D_max", &["data-limit-t"], "Effective stock of public text", "公开文本有效存量"),
        ],
        sources: &["besiroglu-2024", "villalobos-2024"],
        code: &["model::simulate::company::technology", "model::simulate::serve::month"],
        note: [
            "The data limit is reported and changes nothing else.",
            "数据上限仅作报告，不影响其他结果。",
        ],
    },
    Equation {
        number: "T7",
        title: ["Scaling law, beside the run", "缩放定律（旁列）"],
        formula: &[
            "L = E_0 + A·N^(−α) + B·D^(−β)",
            "N_opt = k·(C/6)^(β/(α + β))",
            "k = (α·A/(β·B))^(1/(α + β))",
            "D_opt = C/(6·N_opt)",
        ],
        symbols: &[
            id("L", &["scaling-loss"], "Loss that the fit gives", "拟合给出的损失"),
            term("E_0", "nats per token", &["scaling-law"], "Loss that no size removes, of the chosen fit", "所选拟合中任何规模都无法消除的损失"),
            term("A", "nats per token", &["scaling-law"], "Factor of size", "规模项系数"),
            term("B", "nats per token", &["scaling-law"], "Factor of data", "数据项系数"),
            term("α", "exponent", &["scaling-law"], "Exponent of size", "规模项指数"),
            term("β", "exponent", &["scaling-law"], "Exponent of data", "数据项指数"),
            term("N", "parameters", &["active-params-b"], "Parameters of the run", "训练的参数量"),
            term("D", "tokens", &["run-tokens-b"], "Tokens of the run", "训练的词元数"),
            term("N_opt", "parameters", &["optimal-params-b"], "Parameters that make the loss least", "使损失最小的参数量"),
            term("k", "constant", &[], "Balance of the two terms", "两项的平衡系数"),
            C,
            term("D_opt", "tokens", &["optimal-tokens-b"], "Tokens that make the loss least", "使损失最小的词元数"),
        ],
        sources: &["besiroglu-2024"],
        code: &["model::scaling::law", "model::scaling::loss", "model::scaling::optimal"],
        note: [
            "Constants of three published fits; outputs only, nothing in the run follows from them.",
            "三组已发表拟合的常数；仅作输出，运行结果不依赖它们。",
        ],
    },
];
