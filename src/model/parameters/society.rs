//! Conduct, privacy and the weights of the social index.
//!
//! Each parameter is declared once; forms, links, tables, samplers and docs are made from these rows.
//! The comment above a field is its note, shown to readers: what the number means and where its range
//! comes from.

use super::prelude::*;

parameters! {
    /// Conduct, privacy and the weights of the social index.
    Society: Society {
        /// No note.
        dp_training_share: P {
            id: "dp-training-share", unit: "fraction of training compute under DP", role: Lever(Modelled), leaf: DataPrivacy,
            values: path([0.0, 0.0], [0.0, 0.0], [0.2, 0.2], [0.0, 1.0]),
            distribution: Triangular, grade: Assumption, equation: "T2",
            sources: &["assumption"],
        }
        /// An of which of research spending; it adds no cost, it lowers capability by -log10(1 -
        /// share).
        safety_spend_share: P {
            id: "safety-spend-share", unit: "fraction of research spending", role: Lever(Modelled), leaf: SocialResponsibility,
            values: path([0.05, 0.05], [0.005, 0.005], [0.3, 0.3], [0.0, 0.95]),
            distribution: Pert, grade: Assumption, equation: "T5",
            sources: &["assumption"],
        }
        /// No note.
        education_spend_share: P {
            id: "education-spend-share", unit: "fraction of customer revenue", role: Lever(Weak), leaf: SocialResponsibility,
            values: path([0.002, 0.002], [0.0, 0.0], [0.02, 0.02], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// Mean, minimum and maximum of the December 2025 edition; editions are not on one scale.
        transparency_score: P {
            id: "transparency-score", unit: "points of 100", role: Lever(Weak), leaf: SocialResponsibility,
            values: path([40.7, 40.7], [14.0, 14.0], [95.0, 95.0], [0.0, 100.0]),
            distribution: Triangular, grade: Primary, equation: "P5",
            sources: &["fmti"],
        }
        /// Low and high lie evenly in log around the default.
        transparency_cost_per_point: N {
            id: "transparency-cost-per-point", unit: "USD per point per year", role: Assumption, leaf: Context,
            values: scalar(20_000.0, [4_000.0, 100_000.0], [0.0, 100_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// Federated traffic; low and high lie evenly in log around the default.
        traffic_cost_per_gb: N {
            id: "traffic-cost-per-gb", unit: "USD per GB", role: Assumption, leaf: Context,
            values: scalar(0.05, [0.01, 0.25], [0.0, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// Paid working time: staff cost times 1 + hours / 1,800.
        workforce_training_hours: P {
            id: "workforce-training-hours", unit: "hours per employee per year", role: Lever(Weak), leaf: SocialResponsibility,
            values: path([20.0, 20.0], [5.0, 5.0], [80.0, 80.0], [0.0, 1_800.0]),
            distribution: Triangular, grade: Assumption, equation: "P3",
            sources: &["assumption"],
        }
        /// World average, rounded: set to the customers served.
        income_per_month: N {
            id: "income-per-month", unit: "USD per person", role: Context, leaf: Context,
            values: scalar(1_100.0, [200.0, 4_500.0], [1.0, 1_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C1",
            sources: &["assumption"],
        }
        /// Illustrative: choose from the target epsilon; vectors cover this range.
        dp_noise_multiplier: N {
            id: "dp-noise-multiplier", unit: "noise / clipping norm", role: Context, leaf: Context,
            values: scalar(1.1, [0.6, 10.0], [0.1, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C2",
            sources: &["assumption", "dp-accounting", "opacus"],
        }
        /// Poisson sampling; shuffled batches are not covered by the accountant.
        dp_sampling_rate: N {
            id: "dp-sampling-rate", unit: "fraction per step", role: Context, leaf: Context,
            values: scalar(0.001, [0.0001, 0.1], [1e-07, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "C2",
            sources: &["assumption"],
        }
        /// Every release on the same people counts.
        dp_steps: N {
            id: "dp-steps", unit: "steps", role: Context, leaf: Context,
            values: scalar(10_000.0, [100.0, 1_000_000.0], [1.0, 1_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C2",
            sources: &["assumption"],
        }
        /// Should be well below 1 / number of privacy units.
        dp_delta: N {
            id: "dp-delta", unit: "probability", role: Context, leaf: Context,
            values: scalar(1e-06, [1e-10, 1e-05], [1e-16, 0.1]),
            distribution: Fixed, grade: Assumption, equation: "C2",
            sources: &["assumption"],
        }
        /// Adapters only: full models are infeasible across devices.
        federated_share: P {
            id: "federated-share", unit: "fraction of fine-tuning", role: Lever(Modelled), leaf: DataPrivacy,
            values: path([0.0, 0.0], [0.0, 0.0], [0.2, 0.2], [0.0, 1.0]),
            distribution: Triangular, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// Fp32 upload is 4 bytes each: 40 MB per client at 10; low and high lie evenly in log around
        /// the default.
        federated_adapter_params_m: N {
            id: "federated-adapter-params-m", unit: "million parameters", role: Assumption, leaf: Context,
            values: scalar(10.0, [1.0, 100.0], [0.01, 1_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// No note.
        federated_clients_per_round: N {
            id: "federated-clients-per-round", unit: "clients", role: Context, leaf: Context,
            values: scalar(10_000.0, [100.0, 1_000_000.0], [1.0, 100_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// No note.
        federated_rounds_per_year: N {
            id: "federated-rounds-per-year", unit: "rounds at federated-share 1", role: Context, leaf: Context,
            values: scalar(1_000.0, [10.0, 10_000.0], [0.0, 1_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// No note.
        federated_bits_down: N {
            id: "federated-bits-down", unit: "bits per parameter", role: Context, leaf: Context,
            values: scalar(16.0, [1.0, 32.0], [1.0, 32.0]),
            distribution: Fixed, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// No note.
        federated_bits_up: N {
            id: "federated-bits-up", unit: "bits per parameter", role: Context, leaf: Context,
            values: scalar(8.0, [1.0, 32.0], [1.0, 32.0]),
            distribution: Fixed, grade: Assumption, equation: "C3",
            sources: &["assumption"],
        }
        /// No note.
        weight_education: N {
            id: "weight-education", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_access: N {
            id: "weight-access", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_workforce: N {
            id: "weight-workforce", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_transparency: N {
            id: "weight-transparency", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_privacy: N {
            id: "weight-privacy", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_safety: N {
            id: "weight-safety", unit: "weight within its theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_people: N {
            id: "weight-people", unit: "weight of the theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// No note.
        weight_conduct: N {
            id: "weight-conduct", unit: "weight of the theme", role: Context, leaf: Context,
            values: scalar(1.0, [0.3, 3.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// Options: geometric, linear; across the two themes.
        index_aggregation: Aggregation {
            id: "index-aggregation", unit: "option", role: Context, leaf: Context,
            values: choice("geometric", <Aggregation as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "C4",
            sources: &["assumption", "jrc-2008"],
        }
        /// Equal to the index of the default company in the first month, to the last digit, so that
        /// trust does not move by itself.
        initial_trust: N {
            id: "initial-trust", unit: "points of 100", role: Context, leaf: Context,
            values: scalar(33.994_423_251_816_82, [0.0, 100.0], [0.0, 100.0]),
            distribution: Fixed, grade: Assumption, equation: "C5",
            sources: &["assumption"],
        }
        /// Low and high lie evenly in log around the default.
        trust_adjustment_years: N {
            id: "trust-adjustment-years", unit: "years (time constant)", role: Assumption, leaf: Context,
            values: scalar(1.5, [0.5, 4.5], [0.1, 30.0]),
            distribution: Lognormal, grade: Assumption, equation: "C5",
            sources: &["assumption"],
        }
    }
}
