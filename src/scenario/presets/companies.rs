//! Companies calibrated to published figures.

use super::{Kind, Preset, level, option};

/// Yuan per US dollar, mean of 2024, rounded (assumption: no rate stands in the facts).
pub(crate) const CNY_PER_USD_2024: f64 = 7.2;

/// Tokens, prices and nodes of the production day (deepseek-day6).
pub(crate) mod production_day {
    /// Input tokens.
    pub(crate) const INPUT_TOKENS: f64 = 608e9;
    /// Output tokens.
    pub(crate) const OUTPUT_TOKENS: f64 = 168e9;
    /// Share of input tokens that hit the cache.
    pub(crate) const CACHE_HIT: f64 = 0.563;
    /// Mean nodes in use.
    pub(crate) const NODES: f64 = 226.75;
    /// Devices of a node.
    pub(crate) const DEVICES_PER_NODE: f64 = 8.0;
    /// USD per device-hour.
    pub(crate) const USD_PER_HOUR: f64 = 2.0;
    /// USD per million input tokens that hit the cache.
    pub(crate) const PRICE_HIT: f64 = 0.14;
    /// USD per million input tokens that miss.
    pub(crate) const PRICE_MISS: f64 = 0.55;
    /// USD per million output tokens.
    pub(crate) const PRICE_OUT: f64 = 2.19;
    /// Published cost of the day, USD.
    pub(crate) const COST_USD: f64 = 87_072.0;
    /// Published theoretical revenue of the day, USD.
    pub(crate) const REVENUE_USD: f64 = 562_027.0;

    /// Input tokens per output token.
    pub(crate) const RATIO: f64 = INPUT_TOKENS / OUTPUT_TOKENS;
    /// Mean price of a million tokens, input and output together.
    pub(crate) const PRICE: f64 =
        (RATIO * (CACHE_HIT * PRICE_HIT + (1.0 - CACHE_HIT) * PRICE_MISS) + PRICE_OUT) / (1.0 + RATIO);
    /// Share of the API market: the day's tokens over 500 T a day at 20 % adoption.
    pub(crate) const SHARE: f64 = (INPUT_TOKENS + OUTPUT_TOKENS) / (500e12 * 0.2);
    /// Devices in use.
    pub(crate) const DEVICES: f64 = NODES * DEVICES_PER_NODE;
}

/// The published companies.
pub(super) const ALL: &[Preset] = &[
    Preset {
        id: "deepseek-production-day",
        kind: Kind::Company,
        name: "DeepSeek-V3/R1 production day (February 2025)",
        about: "One published day of serving as the first month of a plan. The fleet is measured, so that \
                serving-calibration is set: calibrated. Theoretical revenue prices every token at list price. \
                Research, staff and everything else that the day does not tell are the reference lab's.",
        changes: &[
            level("start-year", 2025.0, "The day is 27 to 28 February 2025."),
            level(
                "input-output-token-ratio",
                production_day::RATIO,
                "608 G input and 168 G output tokens (deepseek-day6).",
            ),
            level(
                "market-api-price",
                production_day::PRICE,
                "Three token prices at 56.3 % cache hits (deepseek-day6).",
            ),
            level(
                "api-initial-share",
                production_day::SHARE,
                "776 G tokens of the day (deepseek-day6) over the market of the registry.",
            ),
            level("consumer-market-users", 1.0, "The day has no subscriptions: the segment is switched off."),
            level(
                "consumer-initial-share",
                0.000_001,
                "The day has no subscriptions: the segment is switched off.",
            ),
            level(
                "enterprise-market-customers",
                0.001,
                "The day has no contracts: the segment is switched off.",
            ),
            level(
                "enterprise-initial-share",
                0.000_001,
                "The day has no contracts: the segment is switched off.",
            ),
            level("devices-per-replica-min", 144.0, "Decode units of 18 nodes (deepseek-day6)."),
            level(
                "serving-batch",
                18_432.0,
                "128 sequences a device on 144 devices: the batch of the deployment.",
            ),
            level(
                "fleet-utilisation",
                0.816,
                "Mean over peak nodes (deepseek-day6); not separable from the calibration.",
            ),
            level("owned-share", 0.0, "The day's cost is a rent."),
            level("cloud-gpu-hour", production_day::USD_PER_HOUR, "Assumed rent of the day (deepseek-day6)."),
            option("serving-region", "CN", "The operator serves from China."),
            option("training-region", "CN", "The operator trains in China."),
        ],
        not_modelled: &[
            "Revenue that was really earned: the operator says that it was substantially lower, since pages and \
             apps are free and nights discounted. Here every token is paid at its list price.",
            "The three token prices one by one: they are one mean price at the day's mix of hits, misses and output.",
            "The hours of the day: the peak of 278 nodes enters as fleet-utilisation, not as a load curve.",
            "Research, training, staff, marketing, funding and everything after the day: the reference lab's.",
        ],
        measured_devices: Some(production_day::DEVICES),
    },
    Preset {
        id: "zhipu-2024",
        kind: Kind::Company,
        name: "Zhipu, fiscal 2024",
        about: "Calibrated to the revenue, cost of revenue, research, wages and marketing of 2024 in the listing \
                prospectus, as quoted. On-premises delivery is other cost of revenue; fair-value changes are not modelled.",
        changes: &[
            level("start-year", 2024.0, "Fiscal 2024."),
            level("consumer-market-users", 1.0, "No subscriptions reported: the segment is switched off."),
            level(
                "consumer-initial-share",
                0.000_001,
                "No subscriptions reported: the segment is switched off.",
            ),
            level(
                "enterprise-initial-share",
                0.007_870_474,
                "Calibrated: on-premises revenue, 84.5 % of revenue by the two gross margins.",
            ),
            level("api-initial-share", 0.000_368_997, "Calibrated: cloud revenue, 15.5 % of revenue."),
            level("market-api-price", 0.404_849_8, "Calibrated: cloud gross margin of 3.4 %."),
            level("tokens-per-enterprise", 0.0, "On-premises models run on the customers' devices."),
            level(
                "other-cost-of-revenue",
                12_470_000.0,
                "On-premises delivery: 34 % of on-premises revenue (margin 66.0 %).",
            ),
            level("payment-fee-share", 0.0, "Invoices, no payment fees reported."),
            level("support-share", 0.0, "Inside on-premises delivery."),
            level("development-multiplier", 8.215_405, "Calibrated: research compute of CNY 1,553 million."),
            level("rd-staff", 657.0, "Scale of the lab (zhipu-prospectus)."),
            level("rd-compensation", 49_862.04, "Calibrated: research wages of CNY 324 million."),
            level(
                "data-cost",
                44_166_667.0,
                "Research spending that is neither compute nor wages: CNY 318 million.",
            ),
            level(
                "sales-marketing-share",
                1.238_74,
                "CNY 387 million over 312 million of revenue (zhipu-prospectus).",
            ),
            level("general-admin-share", 0.19, "Derived: what is left of the adjusted net loss."),
            level("owned-share", 0.0, "Research compute is bought as a service."),
            level(
                "initial-cash",
                354_000_000.0,
                "CNY 2,551 million in mid-2025 (zhipu-prospectus), taken as the scale.",
            ),
            option("training-region", "CN", "The company trains in China."),
            option("serving-region", "CN", "The company serves from China."),
        ],
        not_modelled: &[
            "Net loss as reported (CNY 2,958 million in 2024): fair-value changes and the like are above the \
             adjusted loss.",
            "Delivery on premises as work that grows with contracts: its cost is a constant of 2024, so that cost \
             of revenue falls behind as revenue grows.",
            "Tokens that nobody pays for: the preset has the tokens that cloud revenue buys at the calibrated price. \
             The count published for June 2025 is far above them, and no source says what of it is billed.",
            "Prices of research compute: it is a service bought, and the multiplier on training is what makes it \
             agree. What it costs later follows the registry's growth of compute and rent.",
            "Receivables that doubled (58 days in 2024, 112 in the first half of 2025): receivable-days stays the \
             registry's.",
            "The exchange rate after 2024: one yearly mean is used throughout.",
        ],
        measured_devices: None,
    },
    Preset {
        id: "openai-2025",
        kind: Kind::Company,
        name: "OpenAI, fiscal 2025",
        about: "Calibrated to the lines of leaked audited accounts as reported by the press. The split between \
                subscriptions, API and contracts, model sizes and staff are not published: working values.",
        changes: &[
            level("start-year", 2025.0, "Fiscal 2025."),
            level(
                "consumer-initial-penetration",
                0.2,
                "Working value: 520 million weekly users of all providers at the start of 2025.",
            ),
            level(
                "consumer-initial-share",
                0.63,
                "328 million weekly users at the start of 2025, between 200 (August 2024) and 800 million (October 2025).",
            ),
            level("bass-q", 1.728_767_4, "Calibrated: 800 million weekly users in October 2025."),
            level(
                "enterprise-initial-share",
                0.268_201_36,
                "Calibrated: working split of revenue, contracts 2.0 of 13.07 billion.",
            ),
            level("api-initial-share", 0.058_887_79, "Calibrated: the rest of revenue."),
            level("tokens-per-user", 1.320_633_9, "Calibrated: cost of revenue of 7.50 billion."),
            level(
                "cloud-revenue-share",
                0.088_3,
                "866 million in nine months over revenue (openai-azure-press).",
            ),
            level("params-active-b", 400.0, "Working value: no size is published."),
            level("distillation-ratio", 0.1, "Working value: smaller models serve most requests."),
            level(
                "development-multiplier",
                10.0,
                "Research compute over final runs in 2024 (epoch-openai-compute).",
            ),
            level("training-tokens-b", 76_057.38, "Calibrated: research of 19.18 billion."),
            level("rd-staff", 3_000.0, "Working value: no number is published."),
            level("rd-compensation", 632_000.0, "Upper end of the registry's range (epoch-cost)."),
            level("sales-marketing-share", 0.438_4, "5.73 of 13.07 billion (openai-fy2025-press)."),
            level("general-admin-share", 0.120_1, "1.57 of 13.07 billion (openai-fy2025-press)."),
            level("owned-share", 0.0, "Compute is rented from partners."),
            level(
                "initial-losses",
                8_780_000_000.0,
                "Operating loss of 2024 (openai-fy2025-press); earlier losses are not published.",
            ),
            level("initial-cash", 15_000_000_000.0, "Working value: not published."),
            level("minimum-cash", 5_000_000_000.0, "Working value."),
        ],
        not_modelled: &[
            "Net loss as reported (38.53 billion): the same report names 41.55 billion of items without cash.",
            "What the cloud partner was paid in all (17.2 billion): rent, a share of revenue and services are not \
             told apart; the model has its own split.",
            "Stock compensation as published (2.5 billion in the first half): the registry's share of a working \
             value for wages is far below.",
            "Free users by what they cost: all users draw the same tokens.",
            "Discounts of long contracts for compute, commitments and prepayments: rent is paid by the hour.",
            "Model sizes, staff, cash and the split of revenue: working values, since nothing is published.",
        ],
        measured_devices: None,
    },
];
