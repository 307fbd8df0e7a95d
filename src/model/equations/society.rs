//! C1 to C5.

use super::{Equation, Symbol, id, term};

const EPSILON: Symbol = id(
    "ε",
    &["privacy-epsilon"],
    "Upper bound (RDP) on ε, for the protected share",
    "ε 的上界（RDP），仅针对受保护部分",
);
const TRANSPARENCY: Symbol = id("z_tr", &["transparency-score"], "Transparency", "透明度");
const PRIVACY: Symbol = id("z_pr", &["privacy-score"], "Privacy", "隐私");
const EDUCATION: Symbol = id("z_ed", &["education-score"], "Education", "教育");
const ACCESS: Symbol = id("z_ac", &["access-score"], "Access", "可及性");
const WORKFORCE: Symbol = id("z_wo", &["workforce-score"], "Workforce", "员工");
const SAFETY: Symbol = id("z_sa", &["safety-score"], "Safety", "安全");
const INDEX: Symbol = id("η", &["social-index", "final-social-index"], "Social index", "社会指数");
const FEDERATED: Symbol =
    id("a_fl", &["federated-share"], "Share of fine-tuning that is federated", "联邦微调占比");

pub(super) const ALL: &[Equation] = &[
    Equation {
        number: "C1",
        title: ["Scores against fixed goalposts", "固定标尺下的得分"],
        formula: &[
            "z_pr = 100·(a_dp·clamp((ln(100) − ln(ε))/(ln(100) − ln(0.1)), 0, 1) + 0.3·(1 − a_dp)·a_fl)",
            "z_ed = 100·min(1, a_edu/0.02)",
            "z_ac = 50·(1 − c_p) + 50·clamp(ln(0.20·income/p_sub)/ln(100), 0, 1)",
            "z_wo = 100·min(1, h_train/80)",
            "z_sa = 100·min(1, a_safe/0.3)",
            "z_tr = points",
        ],
        symbols: &[
            PRIVACY,
            id(
                "a_dp",
                &["dp-training-share"],
                "Share of training under differential privacy",
                "采用差分隐私的训练占比",
            ),
            EPSILON,
            FEDERATED,
            EDUCATION,
            id(
                "a_edu",
                &["education-spend-share"],
                "Education's share of customer revenue",
                "教育支出占客户收入之比",
            ),
            ACCESS,
            id("c_p", &["consumer-conversion"], "Share of users who pay", "用户付费占比"),
            id("income", &["income-per-month"], "Monthly income of a person", "人均月收入"),
            id("p_sub", &["subscription-price"], "Subscription", "订阅价格"),
            WORKFORCE,
            id("h_train", &["workforce-training-hours"], "Paid training hours", "带薪培训小时"),
            SAFETY,
            id(
                "a_safe",
                &["safety-spend-share"],
                "Safety's share of research spending",
                "安全支出占研究支出之比",
            ),
            TRANSPARENCY,
            id("points", &["transparency-score"], "Points of the transparency index", "透明度指数得分"),
        ],
        sources: &["fmti", "jrc-2008"],
        code: &[
            "model::society::privacy_score",
            "model::society::epsilon_quality",
            "model::society::education_score",
            "model::society::access_score",
            "model::society::workforce_score",
            "model::society::safety_score",
        ],
        note: [
            "Goalposts are assumptions. Federated updates leak: they count 0.3. Conversion is the input, not the realised share of payers, which also falls with the price. A guarantee of ε = 0 scores full.",
            "标尺为假设。联邦更新会泄露信息，按 0.3 计。转化率取输入值，而非随价格下降的实际付费占比。ε = 0 得满分。",
        ],
    },
    Equation {
        number: "C2",
        title: ["Privacy accountant", "隐私核算"],
        formula: &[
            "D(α) = ln(Σ_{k=0..α} binom(α, k)·(1 − q)^(α − k)·q^k·exp((k^2 − k)/(2·σ^2)))/(α − 1)",
            "ε = max(0, min_α(T·D(α) + ln(1 − 1/α) − ln(δ·α)/(α − 1)))",
            "T = n·max(1, Σ_m 1/G(m))",
        ],
        symbols: &[
            term("D", "nats", &[], "Rényi divergence of one step", "单步的 Rényi 散度"),
            term(
                "α",
                "order",
                &[],
                "Whole orders 2 to 64, 80, 96, 128, 160, 192, 256, 384, 512, 1024",
                "整数阶 2 至 64、80、96、128、160、192、256、384、512、1024",
            ),
            term("k", "index", &[], "Index of the sum", "求和下标"),
            id(
                "q",
                &["dp-sampling-rate"],
                "Share of the records in a step, Poisson-sampled",
                "每步采样比例（泊松采样）",
            ),
            id("σ", &["dp-noise-multiplier"], "Noise multiplier", "噪声倍数"),
            EPSILON,
            id("δ", &["dp-delta"], "δ of the guarantee", "保证中的 δ"),
            term(
                "T",
                "steps",
                &[],
                "Steps on the same people over the horizon",
                "规划期内针对同一人群的步数",
            ),
            id("n", &["dp-steps"], "Steps of a release", "每次发布的步数"),
            id("G", &["release-interval-months"], "Months between releases in month m", "第 m 月的发布间隔"),
            term("m", "month", &[], "Month of the plan", "规划月份"),
        ],
        sources: &["dp-accounting", "opacus"],
        code: &[
            "model::privacy::rdp_of_step",
            "model::privacy::epsilon",
            "model::privacy::conversion",
            "model::simulate::epsilon",
        ],
        note: [
            "Computed once a setting, not in the run. The sum is evaluated as 1 + Σ from k = 2 of binom·(exp − 1), which keeps the digits of a small ε; q = 1 gives α/(2σ²). Every release counts, at least one. No share under differential privacy: ε is none.",
            "每个设置计算一次，不在运行中。求和按 1 + Σ（自 k = 2）binom·(exp − 1) 计算，以保留小 ε 的有效数字；q = 1 时为 α/(2σ²)。每次发布都计入，至少一次。没有差分隐私训练时 ε 不存在。",
        ],
    },
    Equation {
        number: "C3",
        title: ["Traffic of federated learning", "联邦学习流量"],
        formula: &["GB = a_fl·n_r/12·n_c·N_a·(b_down + b_up)/8/10^9"],
        symbols: &[
            id("GB", &["federated-traffic-gb"], "Traffic of a month", "每月流量"),
            FEDERATED,
            id("n_r", &["federated-rounds-per-year"], "Rounds of a year at share 1", "占比为 1 时的年轮数"),
            id("n_c", &["federated-clients-per-round"], "Clients of a round", "每轮客户端数"),
            term(
                "N_a",
                "parameters",
                &["federated-adapter-params-m"],
                "Parameters of the adapter",
                "适配器参数量",
            ),
            id("b_down", &["federated-bits-down"], "Bits of a parameter, down", "每参数下行位数"),
            id("b_up", &["federated-bits-up"], "Bits of a parameter, up", "每参数上行位数"),
        ],
        sources: &["assumption"],
        code: &[
            "model::privacy::federated_bytes_per_round",
            "model::privacy::check_federated",
            "model::simulate::statements::sustainability",
        ],
        note: [
            "Adapters only: a full model of 7e9 parameters at 16 bits is 14 GB per client and direction, and is refused.",
            "仅限适配器：7e9 参数的完整模型在 16 位下每客户端每方向为 14 GB，予以拒绝。",
        ],
    },
    Equation {
        number: "C4",
        title: ["Social index", "社会指数"],
        formula: &[
            "people = 10 + 0.9·(w_ed·z_ed + w_ac·z_ac + w_wo·z_wo)/(w_ed + w_ac + w_wo)",
            "conduct = 10 + 0.9·(w_tr·z_tr + w_pr·z_pr + w_sa·z_sa)/(w_tr + w_pr + w_sa)",
            "η = exp((w_pe·ln(people) + w_co·ln(conduct))/(w_pe + w_co)) if geometric",
            "η = (w_pe·people + w_co·conduct)/(w_pe + w_co) if linear",
        ],
        symbols: &[
            id("people", &["people-index"], "Theme people", "主题：人"),
            id("conduct", &["conduct-index"], "Theme conduct", "主题：行为"),
            EDUCATION,
            ACCESS,
            WORKFORCE,
            TRANSPARENCY,
            PRIVACY,
            SAFETY,
            id("w_ed", &["weight-education"], "Weight of education", "教育权重"),
            id("w_ac", &["weight-access"], "Weight of access", "可及性权重"),
            id("w_wo", &["weight-workforce"], "Weight of the workforce", "员工权重"),
            id("w_tr", &["weight-transparency"], "Weight of transparency", "透明度权重"),
            id("w_pr", &["weight-privacy"], "Weight of privacy", "隐私权重"),
            id("w_sa", &["weight-safety"], "Weight of safety", "安全权重"),
            id("w_pe", &["weight-people"], "Weight of people", "“人”的权重"),
            id("w_co", &["weight-conduct"], "Weight of conduct", "“行为”的权重"),
            INDEX,
            term(
                "geometric",
                "condition",
                &["index-aggregation"],
                "A weak theme weighs more",
                "弱项权重更大",
            ),
            term(
                "linear",
                "condition",
                &["index-aggregation"],
                "One theme makes up for the other",
                "主题之间可相互弥补",
            ),
        ],
        sources: &["jrc-2008"],
        code: &["model::society::theme", "model::society::index"],
        note: ["Sub-scores are always shown beside it.", "各分项得分始终并列显示。"],
    },
    Equation {
        number: "C5",
        title: ["Trust", "信任"],
        formula: &["Θ(t) = Θ(t − Δ) + (η − Θ(t − Δ))·(1 − e^(−Δ/τ_T))", "Θ(0) = Θ_0"],
        symbols: &[
            id("Θ", &["trust", "final-trust"], "Trust", "信任"),
            INDEX,
            id("τ_T", &["trust-adjustment-years"], "Time constant of trust", "信任调整时间常数"),
            id("Θ_0", &["initial-trust"], "Trust today", "当前信任"),
        ],
        sources: &["assumption"],
        code: &["model::economy::adjustment", "model::simulate::conduct::conduct"],
        note: [
            "Moves last in the month; shares see it in the next (E2).",
            "月末最后更新；份额在次月受其影响（见 E2）。",
        ],
    },
];
