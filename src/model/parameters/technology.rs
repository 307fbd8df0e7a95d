//! What the models are, how they are trained and served, on which hardware.
//!
//! Each parameter is declared once; forms, links, tables, samplers and docs are made from these rows.
//! The comment above a field is its note, shown to readers: what the number means and where its range
//! comes from.

use super::prelude::*;

parameters! {
    /// What the models are, how they are trained and served, on which hardware.
    Technology: Technology {
        /// Parameters used per token today; size later follows size-exponent.
        params_active_b: N {
            id: "params-active-b", unit: "billion parameters", role: Context, leaf: Context,
            values: scalar(37.0, [3.0, 500.0], [0.01, 10_000.0]),
            distribution: Fixed, grade: Primary, equation: "T1",
            sources: &["deepseek-v3"],
        }
        /// Today; range from published model cards.
        training_tokens_b: N {
            id: "training-tokens-b", unit: "billion tokens", role: Context, leaf: Context,
            values: scalar(14_800.0, [1_000.0, 40_000.0], [1.0, 1_000_000.0]),
            distribution: Fixed, grade: Primary, equation: "T1",
            sources: &["deepseek-v3", "llama4-card"],
        }
        /// Cost of frontier runs grew 2.4 a year (90% CI 2.0 to 2.9) up to 2024; a slower constant rate
        /// for a ten-year plan is a judgement; low and high lie evenly in log around the default.
        training_compute_growth: P {
            id: "training-compute-growth", unit: "factor per year", role: Lever(Modelled), leaf: AlgorithmOptimisation,
            values: path([1.5, 1.5], [1.0, 1.0], [2.25, 2.25], [0.5, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "T1",
            sources: &["assumption", "cottier-2024"],
        }
        /// 3.4 from LLaMA 1 (2,638 MWh in all against 777 MWh for four final runs); about 10 from one
        /// firm's research compute; a data-set constant is 1.2; low and high lie evenly in log around
        /// the default.
        development_multiplier: N {
            id: "development-multiplier", unit: "all research compute / final run", role: Assumption, leaf: Context,
            values: scalar(6.0, [3.0, 12.0], [1.0, 50.0]),
            distribution: Lognormal, grade: Derived, equation: "T2",
            sources: &["llama1-2023", "epoch-cost", "epoch-openai-compute"],
        }
        /// Equal to market-release-interval-months, so that no gap opens by itself; point releases of
        /// one frontier line appeared every 1.6 to 2.8 months; low and high lie evenly in log around
        /// the default.
        release_interval_months: P {
            id: "release-interval-months", unit: "months", role: Lever(Modelled), leaf: AlgorithmOptimisation,
            values: path([4.0, 4.0], [1.5, 1.5], [10.7, 10.7], [0.5, 60.0]),
            distribution: Lognormal, grade: Assumption, equation: "T2",
            sources: &["assumption", "llm-prices"],
        }
        /// Compute avoided by starting from an earlier model; cost not modelled.
        transfer_reuse: P {
            id: "transfer-reuse", unit: "fraction of training compute saved", role: Lever(CostNotModelled), leaf: AlgorithmOptimisation,
            values: path([0.0, 0.0], [0.0, 0.0], [0.6, 0.6], [0.0, 0.95]),
            distribution: Pert, grade: Assumption, equation: "T2",
            sources: &["assumption"],
        }
        /// Naive per-example clipping 2.6 to 8; ghost clipping about halves it; centre is a midpoint
        /// judgement; low and high lie evenly in log around the default.
        dp_throughput_penalty: N {
            id: "dp-throughput-penalty", unit: "factor", role: Assumption, leaf: Context,
            values: scalar(4.0, [2.0, 8.0], [1.0, 100.0]),
            distribution: Lognormal, grade: Derived, equation: "T2",
            sources: &["beltran-2024"],
        }
        /// Teacher passes and the student run, when distillation-ratio is below 1; low and high lie
        /// evenly in log around the default.
        distillation_compute_share: N {
            id: "distillation-compute-share", unit: "fraction of development compute", role: Assumption, leaf: Context,
            values: scalar(0.15, [0.05, 0.45], [0.0, 2.0]),
            distribution: Lognormal, grade: Assumption, equation: "T2",
            sources: &["assumption"],
        }
        /// Options: ids of hardware.csv with offered = yes; the base device.
        accelerator: Accelerator {
            id: "accelerator", unit: "option", role: Context, leaf: Context,
            values: choice("h100-sxm-80", <Accelerator as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "T3",
            sources: &["assumption"],
        }
        /// End to end; median 0.318, range 0.156 to 0.514 over the 19 dense cases of 1B or more in
        /// published_training.csv; four sparse cases 0.229 to 0.409, median 0.306; refused above
        /// achievable_share of hardware.csv; cost not modelled.
        mfu_training: P {
            id: "mfu-training", unit: "fraction of 16-bit dense peak", role: Lever(CostNotModelled), leaf: ComputingEfficiency,
            values: path([0.32, 0.32], [0.16, 0.16], [0.48, 0.48], [0.01, 0.87]),
            distribution: Pert, grade: Derived, equation: "T3",
            sources: &["llama1-2023", "llama2-card", "llama3-card", "palm-2022", "gopher-2021", "patterson-2021", "pythia-2023", "deepseek-v3"],
        }
        /// FLOP/s per dollar of machine-learning GPUs; 95% CI 1.54 to 3.13; low and high are the 5% and
        /// 95% points set evenly in log.
        hardware_performance_doubling_years: N {
            id: "hardware-performance-doubling-years", unit: "years", role: Assumption, leaf: Context,
            values: scalar(2.07, [1.45, 2.95], [0.5, 20.0]),
            distribution: Lognormal, grade: Primary, equation: "T4",
            sources: &["hobbhahn-2022"],
        }
        /// Data-sheet peak per watt: A100 0.78, H100 1.41, B200 2.25 TFLOP/s per W; launch dates make
        /// the rate approximate; low and high lie evenly in log around the default.
        energy_efficiency_doubling_years: N {
            id: "energy-efficiency-doubling-years", unit: "years", role: Assumption, leaf: Context,
            values: scalar(2.7, [1.8, 4.0], [0.5, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "T4",
            sources: &["assumption", "stas00-mle"],
        }
        /// Already contained in the initial shares.
        initial_quality_gap_oom: N {
            id: "initial-quality-gap-oom", unit: "orders of magnitude of effective compute", role: Context, leaf: Context,
            values: scalar(0.0, [-2.0, 1.0], [-6.0, 6.0]),
            distribution: Fixed, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// Lag and losses already contained in the initial shares: -log10(1 - 0.05), the safety share
        /// of the default company, to the last digit, so that no gap opens by itself.
        lag_and_loss_today_oom: N {
            id: "lag-and-loss-today-oom", unit: "orders of magnitude of effective compute", role: Context, leaf: Context,
            values: scalar(0.022_276_394_711_152_253, [-1.0, 1.0], [-6.0, 6.0]),
            distribution: Fixed, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// Equal to training-compute-growth, so that no gap opens by itself; low and high lie evenly in
        /// log around the default.
        market_compute_growth: P {
            id: "market-compute-growth", unit: "factor per year", role: Assumption, leaf: Context,
            values: path([1.5, 1.5], [1.0, 1.0], [2.25, 2.25], [0.5, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "T5",
            sources: &["assumption", "cottier-2024"],
        }
        /// Low and high lie evenly in log around the default.
        market_release_interval_months: N {
            id: "market-release-interval-months", unit: "months", role: Assumption, leaf: Context,
            values: scalar(4.0, [2.0, 8.0], [0.5, 60.0]),
            distribution: Lognormal, grade: Assumption, equation: "T5",
            sources: &["assumption", "llm-prices"],
        }
        /// Compute needed for fixed performance halves; 95% CI 5 to 14; a later version gives 90% CI 2
        /// to 22.
        algorithmic_halving_months: N {
            id: "algorithmic-halving-months", unit: "months", role: Assumption, leaf: Context,
            values: scalar(8.0, [4.9, 13.0], [2.0, 60.0]),
            distribution: Lognormal, grade: Primary, equation: "T5",
            sources: &["ho-2024"],
        }
        /// 1 = the flagship itself is served; an 8B student was reported on par with a model about ten
        /// times larger.
        distillation_ratio: P {
            id: "distillation-ratio", unit: "served / trained parameters", role: Lever(Modelled), leaf: AlgorithmOptimisation,
            values: path([1.0, 1.0], [0.05, 0.05], [1.0, 1.0], [0.001, 1.0]),
            distribution: Pert, grade: Assumption, equation: "T5",
            sources: &["assumption", "distill-2026"],
        }
        /// No note.
        distillation_loss_oom: N {
            id: "distillation-loss-oom", unit: "orders of magnitude per tenfold smaller model", role: Assumption, leaf: Context,
            values: scalar(0.5, [0.1, 1.5], [0.0, 10.0]),
            distribution: Pert, grade: Assumption, equation: "T5",
            sources: &["assumption", "distill-2026"],
        }
        /// Zero at 16 and 8 bits.
        loss_at_4_bits: N {
            id: "loss-at-4-bits", unit: "orders of magnitude of effective compute", role: Assumption, leaf: Context,
            values: scalar(0.05, [0.0, 0.3], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// At dp-training-share 1; no general published value; low and high lie evenly in log around
        /// the default.
        privacy_loss_oom: N {
            id: "privacy-loss-oom", unit: "orders of magnitude per tenfold noise-batch ratio", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.3, 3.3], [0.0, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// Scale above which noise hurts; to be fitted; low and high lie evenly in log around the
        /// default.
        privacy_noise_batch_reference: N {
            id: "privacy-noise-batch-reference", unit: "noise multiplier / batch fraction", role: Assumption, leaf: Context,
            values: scalar(100.0, [10.0, 1_000.0], [0.001, 1_000_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// Rounded to the nearest of 16 (BF16), 8 (FP8 or INT8), 4 (INT4); memory scales with bits by
        /// definition; 4 bits cost quality (loss-at-4-bits) and compute at the 16-bit peak.
        weight_bits: P {
            id: "weight-bits", unit: "bits", role: Lever(Modelled), leaf: AlgorithmOptimisation,
            values: path([8.0, 8.0], [4.0, 4.0], [16.0, 16.0], [4.0, 16.0]),
            distribution: Triangular, grade: Assumption, equation: "S1",
            sources: &["assumption"],
        }
        /// Standard error 0.02; tokens grow with 1 minus it.
        size_exponent: N {
            id: "size-exponent", unit: "exponent of compute", role: Assumption, leaf: Context,
            values: scalar(0.5126, [0.48, 0.545], [0.01, 0.99]),
            distribution: Pert, grade: Primary, equation: "T6",
            sources: &["besiroglu-2024"],
        }
        /// 671 / 37; dense = 1; clamped to experts / experts-active.
        expert_sparsity: N {
            id: "expert-sparsity", unit: "total / active parameters", role: Context, leaf: Context,
            values: scalar(18.135, [1.0, 32.0], [1.0, 1_000.0]),
            distribution: Fixed, grade: Primary, equation: "T6",
            sources: &["deepseek-v3"],
        }
        /// Effective stock of public text; 90% CI as published, nearly even in log; only reported,
        /// changes nothing.
        data_limit_t: N {
            id: "data-limit-t", unit: "trillion tokens", role: Assumption, leaf: Context,
            values: scalar(300.0, [100.0, 1_000.0], [1.0, 1_000_000.0]),
            distribution: Lognormal, grade: Primary, equation: "T6",
            sources: &["villalobos-2024"],
        }
        /// Options: besiroglu2024, hoffmann2022_tex, hoffmann2022_rounded; constants in the vectors.
        scaling_law: ScalingLaw {
            id: "scaling-law", unit: "option", role: Context, leaf: Context,
            values: choice("besiroglu2024", <ScalingLaw as Choice>::OPTIONS),
            distribution: Fixed, grade: Primary, equation: "T7",
            sources: &["besiroglu-2024"],
        }
        /// Dense: 1.
        experts: N {
            id: "experts", unit: "routed experts per layer", role: Context, leaf: Context,
            values: scalar(256.0, [1.0, 512.0], [1.0, 100_000.0]),
            distribution: Fixed, grade: Primary, equation: "S1",
            sources: &["deepseek-v3"],
        }
        /// Dense: 1; cannot exceed experts.
        experts_active: N {
            id: "experts-active", unit: "routed experts per token", role: Context, leaf: Context,
            values: scalar(8.0, [1.0, 16.0], [1.0, 100_000.0]),
            distribution: Fixed, grade: Primary, equation: "S1",
            sources: &["deepseek-v3"],
        }
        /// Mean length on one production day; range is an assumption; low and high lie evenly in log
        /// around the default.
        context_tokens: N {
            id: "context-tokens", unit: "tokens held per sequence", role: Assumption, leaf: Context,
            values: scalar(4_989.0, [1_560.0, 16_000.0], [1.0, 1_000_000.0]),
            distribution: Lognormal, grade: Primary, equation: "S1",
            sources: &["deepseek-day6"],
        }
        /// Batch is the main lever on energy per token; speed pays for it; low and high lie evenly in
        /// log around the default.
        serving_batch: P {
            id: "serving-batch", unit: "sequences per replica", role: Lever(Modelled), leaf: ComputingEfficiency,
            values: path([512.0, 512.0], [64.0, 64.0], [4_096.0, 4_096.0], [1.0, 65_536.0]),
            distribution: Lognormal, grade: Assumption, equation: "S1",
            sources: &["assumption", "deepseek-day6"],
        }
        /// 61 layers x (512 + 64) x 2 bytes, latent attention at BF16; other models in model_kv.csv.
        kv_kb_per_token: N {
            id: "kv-kb-per-token", unit: "kB per token", role: Context, leaf: Context,
            values: scalar(70.272, [20.0, 330.0], [0.001, 10_000.0]),
            distribution: Fixed, grade: Derived, equation: "S2",
            sources: &["deepseek-v3-config"],
        }
        /// One server.
        devices_per_replica_min: N {
            id: "devices-per-replica-min", unit: "devices", role: Context, leaf: Context,
            values: scalar(8.0, [1.0, 144.0], [1.0, 1_024.0]),
            distribution: Fixed, grade: Assumption, equation: "S3",
            sources: &["assumption"],
        }
        /// 1 unless a measured fleet is given; range = 90% of the errors of the fit with each model
        /// left out (37%); low and high lie evenly in log around the default.
        serving_calibration: N {
            id: "serving-calibration", unit: "measured / roofline throughput", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.63, 1.6], [0.05, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "S4",
            sources: &["assumption", "ml-energy-v3"],
        }
        /// 2 to 3 times reported at small batch; the gain vanishes as the batch saturates the device;
        /// cost not modelled.
        speculative_speedup: P {
            id: "speculative-speedup", unit: "factor", role: Lever(CostNotModelled), leaf: AlgorithmOptimisation,
            values: path([1.0, 1.0], [1.0, 1.0], [3.0, 3.0], [1.0, 10.0]),
            distribution: Triangular, grade: Assumption, equation: "S4",
            sources: &["assumption", "leviathan-2022"],
        }
        /// One production day; low and high are assumptions; cost not modelled.
        prefix_cache_hit: P {
            id: "prefix-cache-hit", unit: "fraction of input tokens", role: Lever(CostNotModelled), leaf: AlgorithmOptimisation,
            values: path([0.563, 0.563], [0.2, 0.2], [0.85, 0.85], [0.0, 0.99]),
            distribution: Pert, grade: Primary, equation: "S4",
            sources: &["deepseek-day6"],
        }
        /// Measured SYSTEM power / chip TDP in published_training.csv: TPU v3 0.64 to 0.69, TPU v2
        /// 0.74, V100 1.10; high capped at 1.
        train_power_fraction: N {
            id: "train-power-fraction", unit: "mean draw / TDP", role: Assumption, leaf: Context,
            values: scalar(0.75, [0.55, 1.0], [0.1, 1.0]),
            distribution: Pert, grade: Derived, equation: "S5",
            sources: &["patterson-2021"],
        }
        /// One engine release gave 1.8 to 2.7 times throughput; a yearly rate kept up for ten years is
        /// a judgement; low and high lie evenly in log around the default.
        serving_software_gain: N {
            id: "serving-software-gain", unit: "factor per year", role: Assumption, leaf: Context,
            values: scalar(1.35, [1.1, 1.66], [1.0, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "S6",
            sources: &["assumption", "vllm-0.6"],
        }
        /// Fixed times per step cannot shrink for ever; low and high lie evenly in log around the
        /// default.
        overhead_gain_cap: N {
            id: "overhead-gain-cap", unit: "factor", role: Assumption, leaf: Context,
            values: scalar(10.0, [3.0, 33.0], [1.0, 1_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "S6",
            sources: &["assumption"],
        }
        /// Speed of the default company in the first month, to the last digit, so that no share moves
        /// by itself.
        speed_today: N {
            id: "speed-today", unit: "tokens per second and user", role: Context, leaf: Context,
            values: scalar(5.719_078_857_376_733, [1.0, 100.0], [0.001, 100_000.0]),
            distribution: Fixed, grade: Derived, equation: "S7",
            sources: &["ml-energy-v3"],
        }
        /// Mean / peak nodes was 0.816 on one production day, before idle headroom; speed pays for it.
        fleet_utilisation: P {
            id: "fleet-utilisation", unit: "fraction of serving capacity busy", role: Lever(Modelled), leaf: ComputingEfficiency,
            values: path([0.6, 0.6], [0.2, 0.2], [0.85, 0.85], [0.01, 0.99]),
            distribution: Pert, grade: Assumption, equation: "F1",
            sources: &["assumption", "deepseek-day6"],
        }
        /// Cost not modelled.
        training_utilisation: P {
            id: "training-utilisation", unit: "fraction of training capacity busy", role: Lever(CostNotModelled), leaf: ComputingEfficiency,
            values: path([0.8, 0.8], [0.5, 0.5], [0.95, 0.95], [0.01, 1.0]),
            distribution: Pert, grade: Assumption, equation: "F1",
            sources: &["assumption"],
        }
        /// One life for depreciation and for embodied carbon.
        device_life_years: N {
            id: "device-life-years", unit: "years", role: Assumption, leaf: Context,
            values: scalar(5.0, [3.0, 6.0], [1.0, 15.0]),
            distribution: Triangular, grade: Secondary, equation: "F2",
            sources: &["useful-life-press", "ecologits-0.11.3"],
        }
        /// 1.2 kW per 8-device server; DGX H100 nameplate gives 575; range is an assumption; low and
        /// high lie evenly in log around the default.
        host_power_w_per_device: N {
            id: "host-power-w-per-device", unit: "W", role: Assumption, leaf: Context,
            values: scalar(150.0, [75.0, 300.0], [0.0, 2_000.0]),
            distribution: Lognormal, grade: Primary, equation: "V1",
            sources: &["ecologits-0.11.3", "nvidia-dgx"],
        }
        /// Devices that hold weights but serve nothing.
        idle_power_fraction: N {
            id: "idle-power-fraction", unit: "idle draw / TDP", role: Assumption, leaf: Context,
            values: scalar(0.15, [0.08, 0.35], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V1",
            sources: &["assumption", "ml-energy-v3"],
        }
    }
}
