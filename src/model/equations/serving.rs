//! S1 to S7.

use super::{Equation, Symbol, id, term};

const B: Symbol = id("B", &["serving-batch"], "Sequences of a replica", "每个副本的并发序列数");
const N_S: Symbol = term(
    "N_s",
    "parameters",
    &["active-params-b", "distillation-ratio"],
    "Active parameters of the served model (T6)",
    "部署模型的激活参数量（见 T6）",
);
const N_TOT: Symbol = term(
    "N_tot",
    "parameters",
    &["expert-sparsity"],
    "All parameters of the served model, at most N_s·E/k",
    "部署模型的总参数量，不超过 N_s·E/k",
);
const W: Symbol = term("w", "bytes", &["weight-bits"], "Bytes of a weight", "每个权重的字节数");
const KV: Symbol =
    term("KV", "bytes per token", &["kv-kb-per-token"], "Cache of a token (S2)", "每个词元的缓存（见 S2）");
const CONTEXT: Symbol = id("n_ctx", &["context-tokens"], "Tokens held per sequence", "每个序列保留的词元数");
const BYTES: Symbol =
    term("bytes", "bytes", &[], "Read in a decode step (S1)", "一个解码步读取的字节数（见 S1）");
const DEVICES: Symbol = id("n", &["replica-devices"], "Devices of a replica", "每个副本的设备数");
const STEP: Symbol =
    term("t_step", "s", &["step-time-ms"], "Time of a decode step (S3)", "一个解码步的时间（见 S3）");
const T_COMP: Symbol = term("t_comp", "s", &[], "Time the multiplications take", "乘法所需时间");
const BW: Symbol =
    term("BW", "bytes/s", &["accelerator"], "Memory bandwidth of the accelerator", "加速器的内存带宽");
const F: Symbol = term(
    "F",
    "FLOP/s",
    &["accelerator"],
    "Peak at 8 bits where the weights have 8 and the device can, else at 16",
    "权重为 8 位且设备支持时取 8 位峰值，否则取 16 位峰值",
);
const ETA_C: Symbol = term(
    "η_c",
    "fraction of peak",
    &[],
    "Achieved share of the compute peak (S6)",
    "达到的算力峰值占比（见 S6）",
);
const SPEEDUP: Symbol =
    id("s_p", &["speculative-speedup"], "Speed-up of speculative decoding", "推测解码加速比");
const SOFTWARE: Symbol =
    id("g_sw", &["serving-software-gain"], "Yearly factor of serving software", "推理软件的年进步倍数");
const CAP: Symbol =
    id("z", &["overhead-gain-cap"], "Largest factor by which overheads shrink", "开销缩减倍数的上限");

pub(super) const ALL: &[Equation] = &[
    Equation {
        number: "S1",
        title: ["Bytes read in a decode step", "一个解码步读取的字节数"],
        formula: &[
            "bytes = w·(s + x·(1 − (1 − k/E)^B)) + B·KV·n_ctx",
            "x = (N_tot − N_s)/(1 − k/E)",
            "s = N_tot − x",
            "w = b/8",
        ],
        symbols: &[
            BYTES,
            W,
            term("s", "parameters", &[], "Shared parameters, read every step", "共享参数，每步读取"),
            term(
                "x",
                "parameters",
                &[],
                "Parameters in routed experts; none in a dense model",
                "路由专家中的参数；稠密模型为零",
            ),
            id("k", &["experts-active"], "Routed experts per token", "每个词元激活的路由专家数"),
            id("E", &["experts"], "Routed experts per layer", "每层路由专家数"),
            B,
            KV,
            CONTEXT,
            N_TOT,
            N_S,
            id(
                "b",
                &["weight-bits"],
                "Bits of a weight: the nearest of 16, 8, 4, ties up",
                "权重位数：取 16、8、4 中最近者，居中取大",
            ),
        ],
        sources: &["ml-energy-v3", "deepseek-v3"],
        code: &[
            "model::serving::bytes_per_step",
            "model::serving::split",
            "model::serving::share_read",
            "model::serving::nearest_bits",
        ],
        note: [
            "1 − (1 − k/E)^B is the expected share of experts that a batch reads. k = E is a dense model: x = 0.",
            "1 − (1 − k/E)^B 是一个批次所读专家的期望占比。k = E 为稠密模型：x = 0。",
        ],
    },
    Equation {
        number: "S2",
        title: ["Cache of a token", "每个词元的缓存"],
        formula: &[
            "KV_gqa = 2·n_layers·n_heads·d_head·y",
            "KV_mla = n_layers·(r_kv + r_rope)·y",
            "KV = 1000·KV_0·(N_s/N_act)^(1/3)",
        ],
        symbols: &[
            term("KV_gqa", "bytes per token", &[], "Grouped-query attention", "分组查询注意力"),
            term("KV_mla", "bytes per token", &[], "Latent attention", "潜在注意力"),
            term("n_layers", "layers", &[], "Layers", "层数"),
            term("n_heads", "heads", &[], "Heads of keys and values", "键值头数"),
            term("d_head", "entries", &[], "Width of a head", "每头宽度"),
            term("r_kv", "entries", &[], "Rank of the latent", "潜在秩"),
            term("r_rope", "entries", &[], "Rotary width", "旋转位置宽度"),
            term("y", "bytes", &[], "Bytes of an entry", "每个元素的字节数"),
            term(
                "KV",
                "bytes per token",
                &[],
                "Cache of a token of the served model",
                "部署模型每个词元的缓存",
            ),
            id("KV_0", &["kv-kb-per-token"], "Cache of a token, today", "当前每个词元的缓存"),
            N_S,
            term("N_act", "parameters", &["params-active-b"], "Active parameters today", "当前激活参数量"),
        ],
        sources: &["deepseek-v3-config"],
        code: &[
            "model::serving::kv_bytes_grouped_query",
            "model::serving::kv_bytes_latent",
            "model::simulate::serve::deploy",
        ],
        note: [
            "The first two lines give the input for a known model; a run uses the third: width and depth grow as the cube root of size, the cache with the layers, and distillation shrinks it.",
            "前两行用于由已知模型求得输入；运行使用第三行：宽度与深度按规模立方根增长，缓存随层数增长，蒸馏使其缩小。",
        ],
    },
    Equation {
        number: "S3",
        title: ["Devices of a replica and time of a step", "副本的设备数与步时"],
        formula: &[
            "n = max(n_min, 1.1·(N_tot·w + B·KV·n_ctx)/HBM)",
            "t_comp = 2·N_s·B/(n·F·η_c)",
            "t_step = max(bytes/(n·BW·η_b), t_comp) + t_over",
            "t_over = (t_0 + t_n·log2(n) + t_s·B·8/max(n, 8))/min(g_sw^t, z)",
        ],
        symbols: &[
            DEVICES,
            id("n_min", &["devices-per-replica-min"], "Fewest devices of a replica", "每个副本的最少设备数"),
            N_TOT,
            W,
            B,
            KV,
            CONTEXT,
            term("HBM", "bytes", &["accelerator"], "Memory of a device", "设备内存"),
            T_COMP,
            N_S,
            F,
            ETA_C,
            STEP,
            BYTES,
            BW,
            term(
                "η_b",
                "fraction of peak",
                &[],
                "Achieved share of the bandwidth (S6)",
                "达到的带宽占比（见 S6）",
            ),
            term("t_over", "s", &[], "Fixed times", "固定时间"),
            term("t_0", "s", &[], "Fixed time of a step, fitted", "每步固定时间（拟合）"),
            term("t_n", "s", &[], "Time per doubling of devices, fitted", "设备数每翻倍的时间（拟合）"),
            term(
                "t_s",
                "s",
                &[],
                "Time per sequence on eight devices, fitted",
                "八设备上每个序列的时间（拟合）",
            ),
            SOFTWARE,
            CAP,
        ],
        sources: &["ml-energy-v3", "stas00-mle"],
        code: &["model::serving::replica_devices", "model::serving::step", "model::serving::peak"],
        note: [
            "Constants are fitted to dense models of 8 to 405 B at short context; mixtures of experts, long context and accelerators without a fit are extrapolated. n need not be whole: a fleet mixes replicas of neighbouring sizes.",
            "常数由 8 至 405 B 稠密模型的短上下文实测拟合；混合专家、长上下文与无拟合的加速器属外推。n 可为非整数：机群混用相邻规模的副本。",
        ],
    },
    Equation {
        number: "S4",
        title: ["Device-hours of serving", "推理服务的设备小时"],
        formula: &[
            "v_out = B/(t_step·n)·(1 + (s_p − 1)·(1 − t_comp/t_step))",
            "t_in = 2·N_s/(F·η_c)",
            "T_out = T/(1 + r)",
            "H_serve = (T_out/v_out + (T − T_out)·(1 − h)·t_in)/(3600·κ)",
        ],
        symbols: &[
            term("v_out", "tokens/s per device", &[], "Output tokens of a device", "每设备输出词元速率"),
            B,
            STEP,
            DEVICES,
            SPEEDUP,
            T_COMP,
            term(
                "t_in",
                "device-s per token",
                &[],
                "Time of an input token that misses the cache",
                "未命中缓存的输入词元所需时间",
            ),
            N_S,
            F,
            ETA_C,
            term("T_out", "tokens", &[], "Output tokens", "输出词元"),
            id("T", &["tokens"], "Own tokens, input and output", "自有词元（输入与输出）"),
            id("r", &["input-output-token-ratio"], "Input tokens per output token", "输入与输出词元之比"),
            id("h", &["prefix-cache-hit"], "Share of input tokens that hit the cache", "输入词元缓存命中率"),
            id("H_serve", &["serving-device-hours"], "Busy base-device hours", "忙碌的基准设备小时"),
            id("κ", &["serving-calibration"], "Measured over computed throughput", "实测与计算吞吐之比"),
        ],
        sources: &["leviathan-2022", "deepseek-day6"],
        code: &[
            "model::serving::output_tokens_per_s_device",
            "model::serving::speculative_gain",
            "model::simulate::serve::serve",
            "model::simulate::hours::follow",
        ],
        note: [
            "Speculation gains nothing on a saturated device. κ is 1 unless a fleet was measured; results are then labelled calibrated.",
            "设备饱和时推测解码无收益。除非有实测机群，κ 取 1；否则结果标注为已校准。",
        ],
    },
    Equation {
        number: "S5",
        title: ["Power of a device", "设备功率"],
        formula: &[
            "P_decode = TDP·min(1, p_a + p_m·u_mem + p_c·u_comp)",
            "u_mem = bytes/(n·BW·t_step)",
            "u_comp = 2·N_s·B/(n·F·t_step)",
            "P_prefill = TDP·min(1, p_a + p_c·η_c)",
            "P_serve = (H_decode·P_decode + H_prefill·P_prefill)/H_serve",
            "P_train = f_train·TDP",
        ],
        symbols: &[
            term("P_decode", "W", &[], "Device in decode", "解码时的设备功率"),
            term("TDP", "W", &["accelerator"], "Thermal design power", "热设计功率"),
            term("p_a", "fraction of TDP", &[], "At rest in a step, fitted", "步内静息占比（拟合）"),
            term(
                "p_m",
                "fraction of TDP",
                &[],
                "Per achieved share of bandwidth, fitted",
                "随带宽占比（拟合）",
            ),
            term(
                "p_c",
                "fraction of TDP",
                &[],
                "Per achieved share of compute, fitted",
                "随算力占比（拟合）",
            ),
            id("u_mem", &["memory-utilisation"], "Achieved share of the bandwidth", "达到的带宽占比"),
            id(
                "u_comp",
                &["compute-utilisation"],
                "Achieved share of the compute peak",
                "达到的算力峰值占比",
            ),
            BYTES,
            DEVICES,
            BW,
            STEP,
            N_S,
            B,
            F,
            term("P_prefill", "W", &[], "Device in prefill", "预填充时的设备功率"),
            ETA_C,
            term(
                "P_serve",
                "W",
                &[],
                "Device while serving, weighted by hours",
                "推理时的设备功率（按小时加权）",
            ),
            term("H_decode", "device-hours", &[], "Hours of decode", "解码小时"),
            term("H_prefill", "device-hours", &[], "Hours of prefill", "预填充小时"),
            id("H_serve", &["serving-device-hours"], "Hours of both", "两者合计小时"),
            term("P_train", "W", &[], "Device in training", "训练时的设备功率"),
            id(
                "f_train",
                &["train-power-fraction"],
                "Mean draw in training over TDP",
                "训练平均功率与 TDP 之比",
            ),
        ],
        sources: &["ml-energy-v3", "patterson-2021"],
        code: &["model::serving::power_w", "model::serving::step", "model::simulate::footprint::fleet"],
        note: [
            "Speculation raises tokens per step at unchanged power, which flatters it.",
            "推测解码提高每步词元数而功率不变，结果偏乐观。",
        ],
    },
    Equation {
        number: "S6",
        title: ["Progress of serving software", "推理软件的进步"],
        formula: &[
            "η_b(t) = η_b,max − (η_b,max − η_b,0)·g_sw^(−t)",
            "η_c(t) = η_c,max − (η_c,max − η_c,0)·g_sw^(−t)",
            "t_over(t) = t_over(0)/min(g_sw^t, z)",
        ],
        symbols: &[
            term("η_b", "fraction of peak", &[], "Achieved share of the bandwidth", "达到的带宽占比"),
            term(
                "η_b,max",
                "fraction of peak",
                &[],
                "Highest reachable, 0.92 (assumption)",
                "可达上限，0.92（假设）",
            ),
            term("η_b,0", "fraction of peak", &[], "Today, fitted", "当前值（拟合）"),
            term("η_c", "fraction of peak", &[], "Achieved share of the compute peak", "达到的算力峰值占比"),
            term("η_c,max", "fraction of peak", &[], "Best measured matrix product", "实测最佳矩阵乘法"),
            term("η_c,0", "fraction of peak", &[], "Today, fitted", "当前值（拟合）"),
            SOFTWARE,
            term("t_over", "s", &[], "Fixed times of a step (S3)", "步内固定时间（见 S3）"),
            CAP,
        ],
        sources: &["stas00-mle", "vllm-0.6"],
        code: &["model::serving::efficiency", "model::serving::step"],
        note: [
            "Software closes the gap to the hardware's limit and cannot pass it.",
            "软件逐步缩小与硬件极限的差距，但不能超越。",
        ],
    },
    Equation {
        number: "S7",
        title: ["Speed that a user sees", "用户感受到的速度"],
        formula: &["v = (1 − u_serve)/t_step·(1 + (s_p − 1)·(1 − t_comp/t_step))", "v(0) = v_0"],
        symbols: &[
            id(
                "v",
                &["speed-tokens-per-s", "final-speed-tokens-per-s"],
                "Tokens per second of one user, queueing included",
                "单个用户每秒词元数（含排队）",
            ),
            id(
                "u_serve",
                &["fleet-utilisation"],
                "Share of serving capacity that is busy",
                "推理容量的忙碌占比",
            ),
            STEP,
            SPEEDUP,
            T_COMP,
            id("v_0", &["speed-today"], "Speed served today", "当前提供的速度"),
        ],
        sources: &["ml-energy-v3"],
        code: &["model::serving::user_speed"],
        note: [
            "Without calibration. v_0 is an input of its own, so that a lever set from the first month moves shares (E2); with the defaults it is what the first month serves.",
            "不含校准。v_0 为独立输入，使自首月起设定的杠杆能影响份额（见 E2）；默认值下它等于首月速度。",
        ],
    },
];
