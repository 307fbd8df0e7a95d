//! Markets, prices, fleet, people and money.
//!
//! Each parameter is declared once; forms, links, tables, samplers and docs are made from these rows.
//! The comment above a field is its note, shown to readers: what the number means and where its range
//! comes from.

use super::prelude::*;

parameters! {
    /// Markets, prices, fleet, people and money.
    Economy: Economy {
        /// Mean of 213 applications; low and high are assumptions; low and high lie evenly in log
        /// around the default.
        bass_p: N {
            id: "bass-p", unit: "per year", role: Assumption, leaf: Context,
            values: scalar(0.03, [0.01, 0.09], [0.0, 1.0]),
            distribution: Lognormal, grade: Secondary, equation: "E1",
            sources: &["sultan-1990"],
        }
        /// Mean of 213 applications; plausible range 0.3 to 0.5 in the same literature; low and high
        /// lie evenly in log around the default.
        bass_q: N {
            id: "bass-q", unit: "per year", role: Assumption, leaf: Context,
            values: scalar(0.38, [0.25, 0.58], [0.0, 3.0]),
            distribution: Lognormal, grade: Secondary, equation: "E1",
            sources: &["sultan-1990"],
        }
        /// One firm's 2030 projection of its own users is 2.6 billion; low and high lie evenly in log
        /// around the default.
        consumer_market_users: N {
            id: "consumer-market-users", unit: "million weekly users", role: Assumption, leaf: Context,
            values: scalar(2_600.0, [1_350.0, 5_000.0], [1.0, 9_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E1",
            sources: &["assumption", "openai-users-press"],
        }
        /// Low and high lie evenly in log around the default.
        enterprise_market_customers: N {
            id: "enterprise-market-customers", unit: "thousand customers", role: Assumption, leaf: Context,
            values: scalar(500.0, [100.0, 2_500.0], [0.001, 100_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E1",
            sources: &["assumption"],
        }
        /// With 20% adoption 100 a day at the start of 2026 and near 200 at its end; scale: one service
        /// 0.776 (Feb 2025), one lab 4.6 (June 2025); low and high lie evenly in log around the
        /// default.
        api_market_tokens: N {
            id: "api-market-tokens", unit: "trillion tokens per day at full adoption and today's use", role: Assumption, leaf: Context,
            values: scalar(500.0, [170.0, 1_500.0], [0.001, 1_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E1",
            sources: &["assumption", "deepseek-day6", "zhipu-prospectus"],
        }
        /// 900 million weekly users / 2,600 million.
        consumer_initial_penetration: N {
            id: "consumer-initial-penetration", unit: "fraction of market", role: Context, leaf: Context,
            values: scalar(0.35, [0.2, 0.5], [1e-06, 0.999999]),
            distribution: Fixed, grade: Derived, equation: "E1",
            sources: &["openai-users-press", "assumption"],
        }
        /// No note.
        enterprise_initial_penetration: N {
            id: "enterprise-initial-penetration", unit: "fraction of market", role: Context, leaf: Context,
            values: scalar(0.15, [0.03, 0.4], [1e-06, 0.999999]),
            distribution: Fixed, grade: Assumption, equation: "E1",
            sources: &["assumption"],
        }
        /// No note.
        api_initial_penetration: N {
            id: "api-initial-penetration", unit: "fraction of market", role: Context, leaf: Context,
            values: scalar(0.2, [0.03, 0.4], [1e-06, 0.999999]),
            distribution: Fixed, grade: Assumption, equation: "E1",
            sources: &["assumption"],
        }
        /// 9.1 million weekly users: set to the firm being planned.
        consumer_initial_share: N {
            id: "consumer-initial-share", unit: "fraction", role: Context, leaf: Context,
            values: scalar(0.01, [0.0001, 0.6], [1e-06, 0.999999]),
            distribution: Fixed, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// 750 customers: set to the firm being planned.
        enterprise_initial_share: N {
            id: "enterprise-initial-share", unit: "fraction", role: Context, leaf: Context,
            values: scalar(0.01, [0.0001, 0.6], [1e-06, 0.999999]),
            distribution: Fixed, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// 0.65 trillion tokens per day: set to the firm being planned.
        api_initial_share: N {
            id: "api-initial-share", unit: "fraction", role: Context, leaf: Context,
            values: scalar(0.0065, [0.0001, 0.6], [1e-06, 0.999999]),
            distribution: Fixed, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// No published estimate: calibrate to observed shares; low and high lie evenly in log around
        /// the default.
        share_quality_sensitivity: N {
            id: "share-quality-sensitivity", unit: "utility per order of magnitude of effective compute", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.3, 3.3], [0.0, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// 1.11 measured: short run, within model across providers, open models; the long run a plan
        /// needs is larger, a judgement; low and high lie evenly in log around the default.
        provider_price_elasticity: N {
            id: "provider-price-elasticity", unit: "absolute value", role: Assumption, leaf: Context,
            values: scalar(2.0, [1.11, 3.6], [0.0, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "E2",
            sources: &["assumption", "demirer-2025"],
        }
        /// No published estimate.
        share_trust_sensitivity: N {
            id: "share-trust-sensitivity", unit: "utility per 10 points of trust", role: Assumption, leaf: Context,
            values: scalar(0.15, [0.0, 0.6], [0.0, 20.0]),
            distribution: Pert, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// No published estimate.
        share_speed_sensitivity: N {
            id: "share-speed-sensitivity", unit: "utility per ln(speed)", role: Assumption, leaf: Context,
            values: scalar(0.1, [0.0, 0.4], [0.0, 20.0]),
            distribution: Pert, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// How fast the speed users expect grows; so chosen that the default company keeps pace over
        /// ten years; no published series.
        market_speed_growth: N {
            id: "market-speed-growth", unit: "fraction per year", role: Assumption, leaf: Context,
            values: scalar(0.13, [0.0, 0.3], [-0.5, 3.0]),
            distribution: Pert, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// No published estimate.
        share_marketing_sensitivity: N {
            id: "share-marketing-sensitivity", unit: "utility per ln(marketing share)", role: Assumption, leaf: Context,
            values: scalar(0.1, [0.0, 0.4], [0.0, 20.0]),
            distribution: Pert, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// Low and high lie evenly in log around the default.
        share_adjustment_years: N {
            id: "share-adjustment-years", unit: "years (time constant)", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.33, 3.0], [0.01, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// Equal to price-position.
        price_position_today: N {
            id: "price-position-today", unit: "own price / market price", role: Context, leaf: Context,
            values: scalar(1.0, [0.2, 5.0], [0.001, 1_000.0]),
            distribution: Fixed, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// Equal to sales-marketing-share of the default company.
        marketing_today: N {
            id: "marketing-today", unit: "fraction of customer revenue", role: Context, leaf: Context,
            values: scalar(0.25, [0.01, 2.0], [1e-06, 20.0]),
            distribution: Fixed, grade: Assumption, equation: "E2",
            sources: &["assumption"],
        }
        /// 562,027 USD / 776 billion tokens on one production day at list prices; the same mix costs
        /// 0.12 to 3.4 at other list prices of 2025 and 2026; low and high lie evenly in log around the
        /// default.
        market_api_price: N {
            id: "market-api-price", unit: "USD per million tokens, input and output together", role: Assumption, leaf: Context,
            values: scalar(0.72, [0.12, 4.3], [0.001, 1_000.0]),
            distribution: Lognormal, grade: Derived, equation: "E3",
            sources: &["deepseek-day6", "llm-prices"],
        }
        /// Frontier list prices rose from 2025 to 2026, open-weight ones fell; low and high lie evenly
        /// in log around the default.
        frontier_price_factor: P {
            id: "frontier-price-factor", unit: "factor per year", role: Assumption, leaf: Context,
            values: path([0.75, 0.9], [0.57, 0.77], [0.98, 1.05], [0.1, 3.0]),
            distribution: Lognormal, grade: Assumption, equation: "E3",
            sources: &["assumption", "llm-prices"],
        }
        /// Low and high lie evenly in log around the default.
        price_position: P {
            id: "price-position", unit: "own price / market price", role: Lever(Modelled), leaf: BusinessModel,
            values: path([1.0, 1.0], [0.5, 0.5], [2.0, 2.0], [0.001, 1_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E3",
            sources: &["assumption"],
        }
        /// No published market-wide estimate.
        market_volume_elasticity: N {
            id: "market-volume-elasticity", unit: "absolute value", role: Assumption, leaf: Context,
            values: scalar(0.5, [0.1, 1.2], [0.0, 3.0]),
            distribution: Pert, grade: Assumption, equation: "E3",
            sources: &["assumption", "demirer-2025"],
        }
        /// Tokens per user.
        usage_growth: N {
            id: "usage-growth", unit: "fraction per year", role: Assumption, leaf: Context,
            values: scalar(0.2, [0.0, 0.6], [-0.5, 2.0]),
            distribution: Pert, grade: Assumption, equation: "E3",
            sources: &["assumption"],
        }
        /// 50 million / 900 million (Feb 2026); high is a 2030 projection.
        consumer_conversion: P {
            id: "consumer-conversion", unit: "fraction of weekly users who pay", role: Assumption, leaf: Context,
            values: path([0.056, 0.056], [0.03, 0.03], [0.085, 0.085], [0.0, 1.0]),
            distribution: Pert, grade: Secondary, equation: "E4",
            sources: &["openai-users-press"],
        }
        /// Entry plan list price; range is an assumption; low and high lie evenly in log around the
        /// default.
        subscription_price: P {
            id: "subscription-price", unit: "USD per month", role: Lever(Weak), leaf: BusinessModel,
            values: path([20.0, 20.0], [10.0, 10.0], [40.0, 40.0], [0.01, 1_000.0]),
            distribution: Lognormal, grade: Secondary, equation: "E4",
            sources: &["openai-users-press"],
        }
        /// Reference of the elasticity; equal to subscription-price.
        subscription_price_today: N {
            id: "subscription-price-today", unit: "USD per month", role: Context, leaf: Context,
            values: scalar(20.0, [5.0, 200.0], [0.01, 1_000.0]),
            distribution: Fixed, grade: Secondary, equation: "E4",
            sources: &["openai-users-press"],
        }
        /// No published estimate; payers never exceed users.
        subscription_elasticity: N {
            id: "subscription-elasticity", unit: "absolute value", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.3, 2.0], [0.0, 5.0]),
            distribution: Pert, grade: Assumption, equation: "E4",
            sources: &["assumption"],
        }
        /// Input and output; low and high lie evenly in log around the default.
        tokens_per_user: N {
            id: "tokens-per-user", unit: "million tokens per weekly user per month", role: Assumption, leaf: Context,
            values: scalar(0.3, [0.05, 1.8], [0.0, 1_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E4",
            sources: &["assumption"],
        }
        /// At price position 1; low and high lie evenly in log around the default.
        enterprise_contract_value: N {
            id: "enterprise-contract-value", unit: "USD per customer per year", role: Assumption, leaf: Context,
            values: scalar(50_000.0, [15_000.0, 165_000.0], [0.01, 100_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E4",
            sources: &["assumption"],
        }
        /// Input and output; low and high lie evenly in log around the default.
        tokens_per_enterprise: N {
            id: "tokens-per-enterprise", unit: "million tokens per customer per year", role: Assumption, leaf: Context,
            values: scalar(20_000.0, [4_000.0, 100_000.0], [0.0, 1_000_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "E4",
            sources: &["assumption"],
        }
        /// 608e9 / 168e9; range is an assumption; low and high lie evenly in log around the default.
        input_output_token_ratio: N {
            id: "input-output-token-ratio", unit: "input tokens per output token", role: Assumption, leaf: Context,
            values: scalar(3.62, [1.2, 11.0], [0.0, 1_000.0]),
            distribution: Lognormal, grade: Derived, equation: "E4",
            sources: &["deepseek-day6"],
        }
        /// Weak: benchmark blogs only.
        consumer_churn: N {
            id: "consumer-churn", unit: "fraction per month", role: Assumption, leaf: Context,
            values: scalar(0.06, [0.04, 0.08], [0.0, 0.95]),
            distribution: Pert, grade: Secondary, equation: "E5",
            sources: &["saas-benchmarks"],
        }
        /// Weak: benchmark blogs only.
        enterprise_churn: N {
            id: "enterprise-churn", unit: "fraction per month", role: Assumption, leaf: Context,
            values: scalar(0.0075, [0.005, 0.01], [0.0, 0.95]),
            distribution: Pert, grade: Secondary, equation: "E5",
            sources: &["saas-benchmarks"],
        }
        /// The rest is rented at cloud-gpu-hour.
        owned_share: P {
            id: "owned-share", unit: "fraction of capacity owned", role: Lever(Modelled), leaf: EconomicAnalysis,
            values: path([0.3, 0.3], [0.0, 0.0], [1.0, 1.0], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "F2",
            sources: &["assumption"],
        }
        /// Owned-share x capacity of the default company in the first month, three digits: 30% of
        /// 13,100.
        owned_devices_today: N {
            id: "owned-devices-today", unit: "base-device equivalents", role: Context, leaf: Context,
            values: scalar(3_940.0, [0.0, 1_000_000.0], [0.0, 1_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "F2",
            sources: &["assumption"],
        }
        /// 31,905 in January 2025 x 10^-0.14; with server and network 46,770, over five years at full
        /// use 1.07 an hour, with power and facility 1.19 (about 1.5 with the cost of capital), against
        /// a rent of 2.35 today that falls with performance per dollar to a five-year mean of 1.14;
        /// other accelerators: times relative_price of hardware.csv; low and high lie evenly in log
        /// around the default.
        accelerator_price: N {
            id: "accelerator-price", unit: "USD per H100", role: Assumption, leaf: Context,
            values: scalar(23_100.0, [17_000.0, 31_400.0], [100.0, 1_000_000.0]),
            distribution: Lognormal, grade: Derived, equation: "F2",
            sources: &["epoch-cost", "hobbhahn-2022"],
        }
        /// 1.66 A100, 1.69 V100; range is an assumption.
        server_cost_factor: N {
            id: "server-cost-factor", unit: "server price / accelerator price", role: Assumption, leaf: Context,
            values: scalar(1.64, [1.5, 1.8], [1.0, 5.0]),
            distribution: Triangular, grade: Primary, equation: "F2",
            sources: &["epoch-cost"],
        }
        /// Interconnect.
        network_cost_share: N {
            id: "network-cost-share", unit: "fraction of cluster cost", role: Assumption, leaf: Context,
            values: scalar(0.19, [0.09, 0.25], [0.0, 0.9]),
            distribution: Pert, grade: Primary, equation: "F2",
            sources: &["epoch-cost", "cottier-2024"],
        }
        /// 1-year contract, March 2026 (1.70 in October 2025); on-demand median 2.95; other
        /// accelerators: times relative_price of hardware.csv; low and high lie evenly in log around
        /// the default.
        cloud_gpu_hour: N {
            id: "cloud-gpu-hour", unit: "USD per H100-hour", role: Assumption, leaf: Context,
            values: scalar(2.35, [1.5, 3.7], [0.01, 100.0]),
            distribution: Lognormal, grade: Secondary, equation: "F3",
            sources: &["semianalysis-press", "aimultiple-gpu", "epoch-cost"],
        }
        /// 18.4% of peak nodes idle on one production day.
        compute_sharing_fill: P {
            id: "compute-sharing-fill", unit: "fraction of idle owned hours sold", role: Lever(Modelled), leaf: BusinessModel,
            values: path([0.0, 0.0], [0.0, 0.0], [0.85, 0.85], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "F4",
            sources: &["assumption", "deepseek-day6"],
        }
        /// Interruptible capacity sold 50 to 90% below on-demand; measured from the contract rent.
        compute_sharing_discount: N {
            id: "compute-sharing-discount", unit: "fraction below the rent", role: Assumption, leaf: Context,
            values: scalar(0.5, [0.3, 0.9], [0.0, 1.0]),
            distribution: Pert, grade: Secondary, equation: "F4",
            sources: &["semianalysis-press"],
        }
        /// No note.
        marketplace_fee: N {
            id: "marketplace-fee", unit: "fraction of sharing revenue", role: Assumption, leaf: Context,
            values: scalar(0.2, [0.1, 0.25], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "F4",
            sources: &["assumption"],
        }
        /// Presets only.
        other_revenue: N {
            id: "other-revenue", unit: "USD per year", role: Context, leaf: Context,
            values: scalar(0.0, [0.0, 1_000_000_000.0], [0.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P1",
            sources: &["assumption"],
        }
        /// High includes app-store fees.
        payment_fee_share: N {
            id: "payment-fee-share", unit: "fraction of customer revenue", role: Assumption, leaf: Context,
            values: scalar(0.05, [0.0, 0.3], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "P2",
            sources: &["assumption"],
        }
        /// No note.
        support_share: N {
            id: "support-share", unit: "fraction of customer revenue", role: Assumption, leaf: Context,
            values: scalar(0.03, [0.01, 0.1], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "P2",
            sources: &["assumption"],
        }
        /// 20% reported for one partnership; 0 where no such contract.
        cloud_revenue_share: N {
            id: "cloud-revenue-share", unit: "fraction of customer revenue", role: Context, leaf: Context,
            values: scalar(0.0, [0.0, 0.2], [0.0, 1.0]),
            distribution: Fixed, grade: Secondary, equation: "P2",
            sources: &["openai-azure-press"],
        }
        /// Presets only.
        other_cost_of_revenue: N {
            id: "other-cost-of-revenue", unit: "USD per year", role: Context, leaf: Context,
            values: scalar(0.0, [0.0, 1_000_000_000.0], [0.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P2",
            sources: &["assumption"],
        }
        /// US industrial 2025; range is an assumption; low and high lie evenly in log around the
        /// default.
        electricity_price: N {
            id: "electricity-price", unit: "USD per kWh", role: Assumption, leaf: Context,
            values: scalar(0.0826, [0.045, 0.15], [0.0001, 10.0]),
            distribution: Lognormal, grade: Primary, equation: "P2",
            sources: &["epoch-cost"],
        }
        /// Space, cooling plant and site staff, without electricity; owned devices only; low and high
        /// lie evenly in log around the default.
        facility_opex: N {
            id: "facility-opex", unit: "USD per kW of IT load per year", role: Assumption, leaf: Context,
            values: scalar(600.0, [200.0, 1_800.0], [0.0, 10_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "P2",
            sources: &["assumption"],
        }
        /// Today; scale only: one listed lab had 657.
        rd_staff: N {
            id: "rd-staff", unit: "full-time equivalents", role: Context, leaf: Context,
            values: scalar(350.0, [50.0, 5_000.0], [0.0, 1_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P3",
            sources: &["assumption", "zhipu-prospectus"],
        }
        /// No note.
        staff_growth: P {
            id: "staff-growth", unit: "fraction per year", role: Lever(Weak), leaf: EconomicAnalysis,
            values: path([0.1, 0.1], [0.0, 0.0], [0.5, 0.5], [-0.5, 3.0]),
            distribution: Pert, grade: Assumption, equation: "P3",
            sources: &["assumption"],
        }
        /// Median total compensation (US); the cited 5 to 95% of persons is 192,000 to 632,000; low and
        /// high lie evenly in log around the default.
        rd_compensation: N {
            id: "rd-compensation", unit: "USD per person per year", role: Assumption, leaf: Context,
            values: scalar(324_000.0, [166_000.0, 632_000.0], [1_000.0, 10_000_000.0]),
            distribution: Lognormal, grade: Primary, equation: "P3",
            sources: &["epoch-cost"],
        }
        /// No note.
        compensation_overhead: N {
            id: "compensation-overhead", unit: "factor", role: Assumption, leaf: Context,
            values: scalar(1.3, [1.25, 1.4], [1.0, 3.0]),
            distribution: Triangular, grade: Primary, equation: "P3",
            sources: &["epoch-cost"],
        }
        /// Licences and annotation; low and high lie evenly in log around the default.
        data_cost: N {
            id: "data-cost", unit: "USD per year", role: Assumption, leaf: Context,
            values: scalar(20_000_000.0, [4_000_000.0, 100_000_000.0], [0.0, 100_000_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "P3",
            sources: &["assumption"],
        }
        /// OpenAI 2025 0.438, Zhipu 2024 1.24: both in a loss-making phase; low and high lie evenly in
        /// log around the default.
        sales_marketing_share: P {
            id: "sales-marketing-share", unit: "fraction of customer revenue", role: Lever(Weak), leaf: EconomicAnalysis,
            values: path([0.25, 0.25], [0.08, 0.08], [0.78, 0.78], [1e-06, 20.0]),
            distribution: Lognormal, grade: Assumption, equation: "P4",
            sources: &["assumption", "openai-fy2025-press", "zhipu-prospectus"],
        }
        /// Range is an assumption; low and high lie evenly in log around the default.
        general_admin_share: N {
            id: "general-admin-share", unit: "fraction of customer revenue", role: Assumption, leaf: Context,
            values: scalar(0.12, [0.05, 0.29], [0.0, 10.0]),
            distribution: Lognormal, grade: Secondary, equation: "P4",
            sources: &["openai-fy2025-press"],
        }
        /// Statutory rates differ by country; check current law.
        tax_rate: N {
            id: "tax-rate", unit: "fraction", role: Context, leaf: Context,
            values: scalar(0.21, [0.15, 0.25], [0.0, 0.6]),
            distribution: Fixed, grade: Assumption, equation: "P7",
            sources: &["assumption"],
        }
        /// United States federal rule; check current law.
        loss_use_limit: N {
            id: "loss-use-limit", unit: "fraction of taxable income", role: Context, leaf: Context,
            values: scalar(0.8, [0.5, 1.0], [0.0, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "P7",
            sources: &["assumption"],
        }
        /// Tax losses carried forward at the start.
        initial_losses: N {
            id: "initial-losses", unit: "USD", role: Context, leaf: Context,
            values: scalar(0.0, [0.0, 10_000_000_000.0], [0.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P7",
            sources: &["assumption"],
        }
        /// Of rd-compensation x staff, without overhead; scale: 2.5 of 6.7 billion USD research cost in
        /// one half-year.
        stock_compensation_share: N {
            id: "stock-compensation-share", unit: "fraction of compensation", role: Assumption, leaf: Context,
            values: scalar(0.3, [0.1, 0.5], [0.0, 0.95]),
            distribution: Pert, grade: Assumption, equation: "P7",
            sources: &["assumption", "openai-h1-2025-press"],
        }
        /// 58 in 2024, 112 in the first half of 2025; low set evenly in log.
        receivable_days: N {
            id: "receivable-days", unit: "days", role: Assumption, leaf: Context,
            values: scalar(58.0, [30.0, 112.0], [0.0, 720.0]),
            distribution: Lognormal, grade: Secondary, equation: "P8",
            sources: &["zhipu-prospectus"],
        }
        /// No note.
        annual_plan_share: N {
            id: "annual-plan-share", unit: "fraction of subscription revenue prepaid for a year", role: Assumption, leaf: Context,
            values: scalar(0.2, [0.05, 0.5], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "P8",
            sources: &["assumption"],
        }
        /// Low and high lie evenly in log around the default.
        payable_days: N {
            id: "payable-days", unit: "days of rent and power", role: Assumption, leaf: Context,
            values: scalar(30.0, [15.0, 60.0], [0.0, 360.0]),
            distribution: Lognormal, grade: Assumption, equation: "P8",
            sources: &["assumption"],
        }
        /// Value of the default company in the first month, three digits; negative: prepaid plans and
        /// payables exceed receivables.
        working_capital_today: N {
            id: "working-capital-today", unit: "USD", role: Context, leaf: Context,
            values: scalar(-22_200_000.0, [-1_000_000_000.0, 1_000_000_000.0], [-1_000_000_000_000.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P8",
            sources: &["assumption"],
        }
        /// So chosen that the default company needs one more round of about 290 million USD in years 4
        /// to 7.
        initial_cash: N {
            id: "initial-cash", unit: "USD", role: Context, leaf: Context,
            values: scalar(800_000_000.0, [10_000_000.0, 50_000_000_000.0], [0.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P9",
            sources: &["assumption"],
        }
        /// No note.
        minimum_cash: N {
            id: "minimum-cash", unit: "USD", role: Context, leaf: Context,
            values: scalar(100_000_000.0, [0.0, 1_000_000_000.0], [0.0, 1_000_000_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "P9",
            sources: &["assumption"],
        }
        /// Options: on, off.
        funding: Funding {
            id: "funding", unit: "option", role: Context, leaf: Context,
            values: choice("on", <Funding as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "P9",
            sources: &["assumption"],
        }
        /// Low and high lie evenly in log around the default.
        pre_money_multiple: N {
            id: "pre-money-multiple", unit: "value / annualised revenue", role: Assumption, leaf: Context,
            values: scalar(15.0, [6.0, 37.0], [0.01, 1_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "P9",
            sources: &["assumption"],
        }
        /// No note.
        initial_founder_share: N {
            id: "initial-founder-share", unit: "fraction", role: Context, leaf: Context,
            values: scalar(0.3, [0.05, 0.8], [0.0, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "P9",
            sources: &["assumption"],
        }
        /// Inputs: implied equity premium 4.23%, 10-year yield about 4.4%.
        discount_rate: N {
            id: "discount-rate", unit: "fraction per year, nominal", role: Assumption, leaf: Context,
            values: scalar(0.11, [0.08, 0.16], [0.01, 1.0]),
            distribution: Triangular, grade: Assumption, equation: "P11",
            sources: &["assumption", "damodaran-2026"],
        }
        /// No note.
        inflation: N {
            id: "inflation", unit: "fraction per year", role: Assumption, leaf: Context,
            values: scalar(0.025, [0.015, 0.04], [-0.05, 0.3]),
            distribution: Triangular, grade: Assumption, equation: "P11",
            sources: &["assumption"],
        }
        /// No terminal value where the real discount rate does not exceed it.
        terminal_growth: N {
            id: "terminal-growth", unit: "fraction per year, real", role: Assumption, leaf: Context,
            values: scalar(0.01, [0.0, 0.02], [-0.1, 0.02]),
            distribution: Triangular, grade: Assumption, equation: "P11",
            sources: &["assumption"],
        }
        /// Modified rate of return.
        finance_rate: N {
            id: "finance-rate", unit: "fraction per year, real", role: Context, leaf: Context,
            values: scalar(0.083, [0.03, 0.15], [0.0, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "P11",
            sources: &["assumption"],
        }
        /// Modified rate of return.
        reinvest_rate: N {
            id: "reinvest-rate", unit: "fraction per year, real", role: Context, leaf: Context,
            values: scalar(0.083, [0.02, 0.15], [0.0, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "P11",
            sources: &["assumption"],
        }
        /// Loss of hardware value by price-performance; 0.096 and 0.195 are the CI ends of the doubling
        /// time; low and high lie evenly in log around the default.
        resale_decline_oom: N {
            id: "resale-decline-oom", unit: "orders of magnitude per year", role: Assumption, leaf: Context,
            values: scalar(0.14, [0.098, 0.2], [0.0, 1.0]),
            distribution: Lognormal, grade: Primary, equation: "P11",
            sources: &["epoch-cost", "hobbhahn-2022"],
        }
        /// No note.
        output_tokens_per_request: N {
            id: "output-tokens-per-request", unit: "tokens", role: Context, leaf: Context,
            values: scalar(500.0, [100.0, 2_000.0], [1.0, 1_000_000.0]),
            distribution: Fixed, grade: Assumption, equation: "V7",
            sources: &["assumption", "epoch-chatgpt-2025"],
        }
    }
}
