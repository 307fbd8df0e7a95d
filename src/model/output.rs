//! What an output is, and the outputs.
//!
//! A run fills one [`Month`] a month. Flows are summed to years, stocks are read at the end; ratios are
//! made from the sums, so that a year's margin is the margin of the year.

use serde::Serialize;

use super::parameter::Dimension;

/// How a month's value becomes a year's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregate {
    /// A flow: the sum of the months.
    Sum,
    /// A stock or rate: the last month.
    Last,
    /// A quotient of two flows, `scale · numerator / denominator`; none where the denominator is zero.
    Ratio,
}

/// Which table or chart an output belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Group {
    Models,
    Serving,
    Fleet,
    Market,
    Revenue,
    CostOfRevenue,
    Research,
    Operating,
    Sustainability,
    Profit,
    Cash,
    Balance,
    Energy,
    Carbon,
    Scopes,
    Water,
    Society,
    Intensity,
}

/// One output of the model.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Output {
    /// Permanent id: key of answers, table header, locale key.
    pub id: &'static str,
    /// Unit, in English.
    pub unit: &'static str,
    /// Dimension it belongs to.
    pub dimension: Dimension,
    /// Table or chart it belongs to.
    pub group: Group,
    /// How a year's value is made.
    pub aggregate: Aggregate,
    /// Equation that computes it.
    pub equation: &'static str,
    /// What it is, in English.
    pub about: &'static str,
}

/// A yearly output that is a quotient of two others.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// What is published of it.
    pub output: Output,
    /// Index into [`STORED`] of the numerator.
    pub numerator: usize,
    /// Index into [`STORED`] of the term taken off the numerator, if any.
    pub less: Option<usize>,
    /// Index into [`STORED`] of a second term of the numerator, if any.
    pub plus: Option<usize>,
    /// Index into [`STORED`] of the denominator.
    pub denominator: usize,
    /// Unit conversion.
    pub scale: f64,
}

/// Months that [`Month::sum_to`] adds at once.
pub(super) const TOGETHER: usize = 4;

macro_rules! outputs {
    ($( $(#[doc = $about:literal])* $field:ident: $id:literal, $unit:literal, $dimension:ident, $group:ident, $aggregate:ident, $equation:literal; )*) => {
        /// Everything that one month of a run computes.
        #[derive(Clone, Copy, Debug)]
        #[repr(C)]
        pub struct Month<N> { $($(#[doc = $about])* pub $field: N),* }

        /// The outputs that a run stores, in the order of the fields of [`Month`].
        pub const STORED: &[Output] = &[$(
            Output {
                id: $id, unit: $unit, dimension: Dimension::$dimension, group: Group::$group,
                aggregate: Aggregate::$aggregate, equation: $equation, about: concat!($($about),*).trim_ascii(),
            },
        )*];

        #[allow(non_camel_case_types, clippy::enum_variant_names)]
        enum Position { $($field),* }

        /// Positions in [`STORED`] by name.
        pub mod at {
            use super::Position;
            $($(#[doc = $about])* #[allow(non_upper_case_globals)] pub const $field: usize = Position::$field as usize;)*
        }

        impl<N: Copy> Month<N> {
            /// A month in which everything has one value.
            pub fn filled(value: N) -> Self { Self { $($field: value),* } }
            /// The values in the order of [`STORED`].
            #[inline(always)]
            pub fn values(&self) -> [N; STORED.len()] { [$(self.$field),*] }
        }

        impl<N: super::Number> Month<N> {
            /// Adds the month to its year, in the order of [`STORED`]: flows are added one month after the other,
            /// stocks are those of the month that closes the year. Without `ALL` only what headline figures are
            /// made of ([`HEADLINE_PARTS`]).
            #[inline(always)]
            pub(super) fn add_to<const ALL: bool>(&self, year: &mut [N; STORED.len()], closes: bool) {
                $(if matches!(Aggregate::$aggregate, Aggregate::Sum) && (ALL || const { is_headline_part(at::$field) }) {
                    year[at::$field] += self.$field;
                })*
                if closes {
                    $(if !matches!(Aggregate::$aggregate, Aggregate::Sum) && (ALL || const { is_headline_part(at::$field) }) {
                        year[at::$field] = self.$field;
                    })*
                }
            }

            /// Adds months to their year, as [`add_to`](Month::add_to) would one after the other.
            #[cfg_attr(target_arch = "wasm32", inline(never))]
            #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
            pub(super) fn sum_to([a, b, c, d]: &[Self; TOGETHER], year: &mut [N; STORED.len()]) {
                $(year[at::$field] = match Aggregate::$aggregate {
                    Aggregate::Sum => (((year[at::$field] + a.$field) + b.$field) + c.$field) + d.$field,
                    Aggregate::Last | Aggregate::Ratio => d.$field,
                };)*
            }
        }
    };
}

outputs! {
    /// Compute of one final training run.
    run_flop: "run-flop", "FLOP", Technology, Models, Last, "T1";
    /// All research and training compute.
    training_flop: "training-flop", "FLOP", Technology, Models, Sum, "T2";
    /// Parameters used per token by the trained model.
    active_params_b: "active-params-b", "billion parameters", Technology, Models, Last, "T6";
    /// Tokens of one final training run.
    run_tokens_b: "run-tokens-b", "billion tokens", Technology, Models, Last, "T6";
    /// Tokens of one run over the stock of public text.
    data_limit_used: "data-limit-used", "fraction", Technology, Models, Last, "T6";
    /// Loss that the scaling law gives for the run.
    scaling_loss: "scaling-loss", "nats per token", Technology, Models, Last, "T7";
    /// Compute-optimal parameters for the run's compute.
    optimal_params_b: "optimal-params-b", "billion parameters", Technology, Models, Last, "T7";
    /// Compute-optimal tokens for the run's compute.
    optimal_tokens_b: "optimal-tokens-b", "billion tokens", Technology, Models, Last, "T7";
    /// Effective compute against the market's frontier.
    quality_gap_oom: "quality-gap-oom", "orders of magnitude", Technology, Models, Last, "T5";
    /// Busy hours of research and training.
    training_device_hours: "training-device-hours", "base-device hours", Technology, Fleet, Sum, "T3";
    /// Busy hours of serving.
    serving_device_hours: "serving-device-hours", "base-device hours", Technology, Fleet, Sum, "S4";
    /// Speed that one user sees, queueing included.
    speed_tokens_per_s: "speed-tokens-per-s", "tokens per second", Technology, Serving, Last, "S7";
    /// Time of one decode step.
    step_time_ms: "step-time-ms", "ms", Technology, Serving, Last, "S3";
    /// Devices of one replica.
    replica_devices: "replica-devices", "base devices", Technology, Serving, Last, "S3";
    /// Achieved share of the memory bandwidth while decoding.
    memory_utilisation: "memory-utilisation", "fraction of peak", Technology, Serving, Last, "S5";
    /// Achieved share of the compute peak while decoding.
    compute_utilisation: "compute-utilisation", "fraction of peak", Technology, Serving, Last, "S5";
    /// Capacity needed, busy and headroom.
    capacity_devices: "capacity-devices", "base devices", Technology, Fleet, Last, "F1";
    /// Owned capacity installed.
    installed_devices: "installed-devices", "base devices", Technology, Fleet, Last, "F2";
    /// Share of the consumer market that uses any provider.
    consumer_adoption: "consumer-adoption", "fraction of market", Economy, Market, Last, "E1";
    /// Share of the API market reached.
    api_adoption: "api-adoption", "fraction of market", Economy, Market, Last, "E1";
    /// Share of the enterprise market reached.
    enterprise_adoption: "enterprise-adoption", "fraction of market", Economy, Market, Last, "E1";
    /// Own share of consumers.
    consumer_share: "consumer-share", "fraction", Economy, Market, Last, "E2";
    /// Own share of API tokens.
    api_share: "api-share", "fraction", Economy, Market, Last, "E2";
    /// Own share of enterprises.
    enterprise_share: "enterprise-share", "fraction", Economy, Market, Last, "E2";
    /// Frontier price of the market, input and output together.
    market_price_usd_per_mtoken: "market-price-usd-per-mtoken", "USD per million tokens", Economy, Market, Last, "E3";
    /// Weekly users.
    consumers: "consumers", "people", Economy, Market, Last, "E4";
    /// Users who pay.
    payers: "payers", "people", Economy, Market, Last, "E4";
    /// Enterprise customers.
    enterprises: "enterprises", "customers", Economy, Market, Last, "E4";
    /// Tokens of consumers, input and output.
    consumer_tokens: "consumer-tokens", "tokens", Economy, Market, Sum, "E4";
    /// Tokens sold by the API.
    api_tokens: "api-tokens", "tokens", Economy, Market, Sum, "E3";
    /// Tokens of enterprises.
    enterprise_tokens: "enterprise-tokens", "tokens", Economy, Market, Sum, "E4";
    /// Own tokens, input and output.
    tokens: "tokens", "tokens", Economy, Market, Sum, "E4";
    /// Requests served, input and output tokens each.
    requests: "requests", "requests", Economy, Market, Sum, "V7";
    /// Subscriptions.
    subscription_revenue_usd: "subscription-revenue-usd", "USD", Economy, Revenue, Sum, "P1";
    /// API tokens at the own price.
    api_revenue_usd: "api-revenue-usd", "USD", Economy, Revenue, Sum, "P1";
    /// Enterprise contracts.
    enterprise_revenue_usd: "enterprise-revenue-usd", "USD", Economy, Revenue, Sum, "P1";
    /// Idle owned hours sold.
    sharing_revenue_usd: "sharing-revenue-usd", "USD", Economy, Revenue, Sum, "F4";
    /// Other revenue (presets).
    other_revenue_usd: "other-revenue-usd", "USD", Economy, Revenue, Sum, "P1";
    /// Revenue.
    revenue_usd: "revenue-usd", "USD", Economy, Revenue, Sum, "P1";
    /// Rented devices, serving's share.
    serving_rent_usd: "serving-rent-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Electricity of owned devices, serving's share.
    serving_power_usd: "serving-power-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Depreciation, serving's share.
    serving_depreciation_usd: "serving-depreciation-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Facility, serving's share.
    serving_facility_usd: "serving-facility-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Electricity of sold hours.
    sharing_power_usd: "sharing-power-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Payment fees.
    payment_fees_usd: "payment-fees-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Customer support.
    support_usd: "support-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Revenue share of a cloud partner.
    cloud_share_usd: "cloud-share-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Other cost of revenue (presets).
    other_cost_usd: "other-cost-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Cost of revenue.
    cost_of_revenue_usd: "cost-of-revenue-usd", "USD", Economy, CostOfRevenue, Sum, "P2";
    /// Rented devices, training's share.
    training_rent_usd: "training-rent-usd", "USD", Economy, Research, Sum, "P3";
    /// Electricity of owned devices, training's share.
    training_power_usd: "training-power-usd", "USD", Economy, Research, Sum, "P3";
    /// Depreciation, training's share.
    training_depreciation_usd: "training-depreciation-usd", "USD", Economy, Research, Sum, "P3";
    /// Facility, training's share.
    training_facility_usd: "training-facility-usd", "USD", Economy, Research, Sum, "P3";
    /// Research staff, overhead and paid training hours included.
    staff_usd: "staff-usd", "USD", Economy, Research, Sum, "P3";
    /// Data licences and annotation.
    data_usd: "data-usd", "USD", Economy, Research, Sum, "P3";
    /// Research and development.
    research_development_usd: "research-development-usd", "USD", Economy, Research, Sum, "P3";
    /// Safety, an of which of research and development.
    safety_usd: "safety-usd", "USD", Economy, Research, Sum, "P3";
    /// Sales and marketing.
    sales_marketing_usd: "sales-marketing-usd", "USD", Economy, Operating, Sum, "P4";
    /// General and administrative.
    general_admin_usd: "general-admin-usd", "USD", Economy, Operating, Sum, "P4";
    /// Education.
    education_usd: "education-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Transparency reporting.
    transparency_usd: "transparency-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Premiums on contracted clean power.
    clean_power_usd: "clean-power-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Carbon removals bought.
    removals_usd: "removals-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Traffic of federated learning.
    federated_usd: "federated-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Legal carbon charge.
    carbon_charge_usd: "carbon-charge-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// One-off programme costs the user gave for levers.
    programme_usd: "programme-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Work that lowers PUE.
    pue_work_usd: "pue-work-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Sustainability spending.
    sustainability_usd: "sustainability-usd", "USD", Economy, Sustainability, Sum, "P5";
    /// Earnings before interest and tax.
    ebit_usd: "ebit-usd", "USD", Economy, Profit, Sum, "P6";
    /// Depreciation, inside cost of revenue and research.
    depreciation_usd: "depreciation-usd", "USD", Economy, Profit, Sum, "P6";
    /// EBIT and depreciation.
    ebitda_usd: "ebitda-usd", "USD", Economy, Profit, Sum, "P6";
    /// Income tax, settled in month 12.
    tax_usd: "tax-usd", "USD", Economy, Profit, Sum, "P7";
    /// Stock compensation: a cost and no cash.
    stock_compensation_usd: "stock-compensation-usd", "USD", Economy, Cash, Sum, "P7";
    /// Devices bought.
    capital_expenditure_usd: "capital-expenditure-usd", "USD", Economy, Cash, Sum, "F2";
    /// Rise of working capital.
    working_capital_change_usd: "working-capital-change-usd", "USD", Economy, Cash, Sum, "P8";
    /// Cash before equity raised.
    free_cash_flow_usd: "free-cash-flow-usd", "USD", Economy, Cash, Sum, "P9";
    /// Equity raised.
    raised_usd: "raised-usd", "USD", Economy, Cash, Sum, "P9";
    /// Cash.
    cash_usd: "cash-usd", "USD", Economy, Balance, Last, "P9";
    /// Receivables.
    receivables_usd: "receivables-usd", "USD", Economy, Balance, Last, "P8";
    /// Subscriptions prepaid.
    prepaid_usd: "prepaid-usd", "USD", Economy, Balance, Last, "P8";
    /// Payables.
    payables_usd: "payables-usd", "USD", Economy, Balance, Last, "P8";
    /// Fleet at cost less depreciation.
    net_fleet_usd: "net-fleet-usd", "USD", Economy, Balance, Last, "P10";
    /// Equity.
    equity_usd: "equity-usd", "USD", Economy, Balance, Last, "P10";
    /// Tax losses carried forward.
    losses_carried_usd: "losses-carried-usd", "USD", Economy, Balance, Last, "P7";
    /// Founders' share.
    founder_share: "founder-share", "fraction", Economy, Balance, Last, "P9";
    /// Lifetime value of a payer.
    consumer_ltv_usd: "consumer-ltv-usd", "USD per payer", Economy, Market, Last, "E5";
    /// Lifetime value of an enterprise.
    enterprise_ltv_usd: "enterprise-ltv-usd", "USD per customer", Economy, Market, Last, "E5";
    /// Gross additions of payers.
    consumer_additions: "consumer-additions", "people", Economy, Market, Sum, "E5";
    /// Gross additions of enterprises.
    enterprise_additions: "enterprise-additions", "customers", Economy, Market, Sum, "E5";
    /// Sales and marketing by revenue share, consumers.
    consumer_marketing_usd: "consumer-marketing-usd", "USD", Economy, Market, Sum, "E5";
    /// Sales and marketing by revenue share, enterprises.
    enterprise_marketing_usd: "enterprise-marketing-usd", "USD", Economy, Market, Sum, "E5";
    /// Serving on owned devices, PUE included.
    serving_owned_energy_mwh: "serving-owned-energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Serving on rented devices.
    serving_rented_energy_mwh: "serving-rented-energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Training on owned devices.
    training_owned_energy_mwh: "training-owned-energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Training on rented devices.
    training_rented_energy_mwh: "training-rented-energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Sold hours of owned devices.
    sharing_energy_mwh: "sharing-energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Electricity.
    energy_mwh: "energy-mwh", "MWh", Environment, Energy, Sum, "V2";
    /// Electricity of devices and hosts, without cooling and conversion.
    it_energy_mwh: "it-energy-mwh", "MWh", Environment, Energy, Sum, "V1";
    /// Of which devices in headroom.
    idle_energy_mwh: "idle-energy-mwh", "MWh", Environment, Energy, Sum, "V1";
    /// Clean power contracted.
    contracted_mwh: "contracted-mwh", "MWh", Environment, Energy, Sum, "V4";
    /// Location-based, serving on owned devices.
    serving_owned_carbon_t: "serving-owned-carbon-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Location-based, serving on rented devices.
    serving_rented_carbon_t: "serving-rented-carbon-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Location-based, training on owned devices.
    training_owned_carbon_t: "training-owned-carbon-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Location-based, training on rented devices.
    training_rented_carbon_t: "training-rented-carbon-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Location-based, sold hours.
    sharing_carbon_t: "sharing-carbon-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Electricity, location-based.
    carbon_location_t: "carbon-location-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Electricity, market-based.
    carbon_market_t: "carbon-market-t", "tCO2e", Environment, Carbon, Sum, "V4";
    /// Hardware amortised, owned.
    owned_embodied_t: "owned-embodied-t", "tCO2e", Environment, Carbon, Sum, "V5";
    /// Hardware amortised, rented.
    rented_embodied_t: "rented-embodied-t", "tCO2e", Environment, Carbon, Sum, "V5";
    /// Hardware amortised over its life.
    carbon_embodied_t: "carbon-embodied-t", "tCO2e", Environment, Carbon, Sum, "V5";
    /// Hardware booked in the year of purchase, rented as used.
    carbon_embodied_booked_t: "carbon-embodied-booked-t", "tCO2e", Environment, Carbon, Sum, "V5";
    /// Scope 1: generators and refrigerants.
    scope1_t: "scope1-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Scope 2, location-based: direct emissions of the power we control.
    scope2_location_t: "scope2-location-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Scope 2, market-based.
    scope2_market_t: "scope2-market-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Scope 3, category 3: upstream of the power we control.
    scope3_upstream_t: "scope3-upstream-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Scope 3, category 1: power of rented compute.
    scope3_rented_t: "scope3-rented-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Scope 3, categories 1 and 2: hardware booked.
    scope3_hardware_t: "scope3-hardware-t", "tCO2e", Environment, Scopes, Sum, "V5";
    /// Emitted less the linear target path from the first year, location-based and embodied; of years only.
    carbon_gap_t: "carbon-gap-t", "tCO2e", Environment, Carbon, Sum, "V7";
    /// Removals bought, a line of its own.
    removals_t: "removals-t", "tCO2e", Environment, Carbon, Sum, "V8";
    /// Grid of the serving region.
    serving_intensity_g_per_kwh: "serving-intensity-g-per-kwh", "gCO2e per kWh", Environment, Carbon, Last, "V3";
    /// Grid of the training region, shifting included.
    training_intensity_g_per_kwh: "training-intensity-g-per-kwh", "gCO2e per kWh", Environment, Carbon, Last, "V3";
    /// Serving: location-based and embodied.
    serving_footprint_t: "serving-footprint-t", "tCO2e", Environment, Carbon, Sum, "V7";
    /// Serving: owned and rented.
    serving_energy_mwh: "serving-energy-mwh", "MWh", Environment, Energy, Sum, "V7";
    /// Serving: on-site and off-site.
    serving_water_kl: "serving-water-kl", "kL", Environment, Water, Sum, "V7";
    /// On-site water, owned buildings.
    owned_water_onsite_kl: "owned-water-onsite-kl", "kL", Environment, Water, Sum, "V6";
    /// On-site water, rented buildings.
    rented_water_onsite_kl: "rented-water-onsite-kl", "kL", Environment, Water, Sum, "V6";
    /// On-site water.
    water_onsite_kl: "water-onsite-kl", "kL", Environment, Water, Sum, "V6";
    /// Off-site water of the serving region.
    serving_water_offsite_kl: "serving-water-offsite-kl", "kL", Environment, Water, Sum, "V6";
    /// Off-site water of the training region.
    training_water_offsite_kl: "training-water-offsite-kl", "kL", Environment, Water, Sum, "V6";
    /// Off-site water, at the power plants.
    water_offsite_kl: "water-offsite-kl", "kL", Environment, Water, Sum, "V6";
    /// Transparency.
    transparency_score: "transparency-score", "points of 100", Society, Society, Last, "C1";
    /// Privacy.
    privacy_score: "privacy-score", "points of 100", Society, Society, Last, "C1";
    /// Education.
    education_score: "education-score", "points of 100", Society, Society, Last, "C1";
    /// Access.
    access_score: "access-score", "points of 100", Society, Society, Last, "C1";
    /// Workforce.
    workforce_score: "workforce-score", "points of 100", Society, Society, Last, "C1";
    /// Safety.
    safety_score: "safety-score", "points of 100", Society, Society, Last, "C1";
    /// Theme people: education, access, workforce.
    people_index: "people-index", "points of 100", Society, Society, Last, "C4";
    /// Theme conduct: transparency, privacy, safety.
    conduct_index: "conduct-index", "points of 100", Society, Society, Last, "C4";
    /// Social index.
    social_index: "social-index", "points of 100", Society, Society, Last, "C4";
    /// Trust.
    trust: "trust", "points of 100", Society, Society, Last, "C5";
    /// Traffic of federated learning.
    federated_traffic_gb: "federated-traffic-gb", "GB", Society, Society, Sum, "C3";
}

/// How many outputs a run stores a year.
pub const COUNT: usize = STORED.len();

/// The stored outputs that headline figures are made of ([`headline`](super::simulate)).
pub const HEADLINE_PARTS: [usize; 18] = [
    at::revenue_usd,
    at::cost_of_revenue_usd,
    at::ebit_usd,
    at::ebitda_usd,
    at::raised_usd,
    at::founder_share,
    at::tokens,
    at::quality_gap_oom,
    at::speed_tokens_per_s,
    at::energy_mwh,
    at::carbon_location_t,
    at::carbon_market_t,
    at::carbon_embodied_t,
    at::serving_footprint_t,
    at::water_onsite_kl,
    at::water_offsite_kl,
    at::social_index,
    at::trust,
];

/// Whether headline figures are made of a stored output.
const fn is_headline_part(output: usize) -> bool {
    let mut part = 0;
    while part < HEADLINE_PARTS.len() {
        if HEADLINE_PARTS[part] == output {
            return true;
        }
        part += 1;
    }
    false
}

#[allow(clippy::too_many_arguments, reason = "the rows of a table")]
const fn ratio(
    id: &'static str,
    unit: &'static str,
    dimension: Dimension,
    equation: &'static str,
    about: &'static str,
    (numerator, less, plus): (usize, Option<usize>, Option<usize>),
    denominator: usize,
    scale: f64,
) -> Ratio {
    Ratio {
        output: Output {
            id,
            unit,
            dimension,
            group: Group::Intensity,
            aggregate: Aggregate::Ratio,
            equation,
            about,
        },
        numerator,
        less,
        plus,
        denominator,
        scale,
    }
}

/// The yearly outputs that are quotients.
pub const RATIOS: &[Ratio] = &[
    ratio(
        "gross-margin",
        "fraction of revenue",
        Dimension::Economy,
        "P2",
        "Revenue less cost of revenue, over revenue.",
        (at::revenue_usd, Some(at::cost_of_revenue_usd), None),
        at::revenue_usd,
        1.0,
    ),
    ratio(
        "cost-usd-per-mtoken",
        "USD per million tokens",
        Dimension::Economy,
        "P2",
        "Cost of revenue per own token.",
        (at::cost_of_revenue_usd, None, None),
        at::tokens,
        1e6,
    ),
    ratio(
        "consumer-cac-usd",
        "USD per payer",
        Dimension::Economy,
        "E5",
        "Cost of acquiring a payer.",
        (at::consumer_marketing_usd, None, None),
        at::consumer_additions,
        1.0,
    ),
    ratio(
        "enterprise-cac-usd",
        "USD per customer",
        Dimension::Economy,
        "E5",
        "Cost of acquiring an enterprise.",
        (at::enterprise_marketing_usd, None, None),
        at::enterprise_additions,
        1.0,
    ),
    ratio(
        "sci-g-per-mtoken",
        "gCO2e per million tokens",
        Dimension::Environment,
        "V7",
        "Software carbon intensity (ISO/IEC 21031): serving only, location-based and embodied.",
        (at::serving_footprint_t, None, None),
        at::tokens,
        1e12,
    ),
    ratio(
        "footprint-g-per-mtoken",
        "gCO2e per million tokens",
        Dimension::Environment,
        "V7",
        "Full footprint per million tokens: training included; not SCI.",
        (at::carbon_location_t, None, Some(at::carbon_embodied_t)),
        at::tokens,
        1e12,
    ),
    ratio(
        "carbon-g-per-usd",
        "gCO2e per USD of revenue",
        Dimension::Environment,
        "V7",
        "Location-based and embodied carbon over revenue.",
        (at::carbon_location_t, None, Some(at::carbon_embodied_t)),
        at::revenue_usd,
        1e6,
    ),
    ratio(
        "wh-per-request",
        "Wh per request",
        Dimension::Environment,
        "V7",
        "Serving electricity per request.",
        (at::serving_energy_mwh, None, None),
        at::requests,
        1e6,
    ),
    ratio(
        "g-per-request",
        "gCO2e per request",
        Dimension::Environment,
        "V7",
        "Serving carbon, location-based and embodied, per request.",
        (at::serving_footprint_t, None, None),
        at::requests,
        1e6,
    ),
    ratio(
        "ml-per-request",
        "mL per request",
        Dimension::Environment,
        "V7",
        "Serving water, on-site and off-site, per request.",
        (at::serving_water_kl, None, None),
        at::requests,
        1e6,
    ),
];

/// A headline output: one number for the whole plan.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Headline {
    /// Permanent id.
    pub id: &'static str,
    /// Unit, in English.
    pub unit: &'static str,
    /// Dimension it belongs to.
    pub dimension: Dimension,
    /// Equation that computes it.
    pub equation: &'static str,
    /// Whether more of it is better: 1, less: −1, neither: 0.
    pub better: i8,
    /// What it is, in English.
    pub about: &'static str,
}

macro_rules! headlines {
    ($( $field:ident: $id:literal, $unit:literal, $dimension:ident, $equation:literal, $better:literal, $about:literal; )*) => {
        /// Headline values in the order of [`HEADLINES`].
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct HeadlineValues<N> { $(#[doc = $about] pub $field: N),* }

        /// The headline outputs (MODEL.md section 11).
        pub const HEADLINES: &[Headline] = &[$(
            Headline { id: $id, unit: $unit, dimension: Dimension::$dimension, equation: $equation, better: $better, about: $about },
        )*];

        impl<N: Copy> HeadlineValues<N> {
            /// The values in the order of [`HEADLINES`].
            pub fn values(&self) -> [N; HEADLINES.len()] { [$(self.$field),*] }
        }
    };
}

headlines! {
    npv_usd: "npv-usd", "USD", Economy, "P11", 1, "Net present value, residual value of fleet and working capital included.";
    npv_with_terminal_usd: "npv-with-terminal-usd", "USD", Economy, "P11", 1, "Net present value with a Gordon terminal value in place of the residual value.";
    npv_shadow_usd: "npv-shadow-usd", "USD", Economy, "P12", 1, "Net present value less the present value of carbon at its shadow price.";
    npv_social_usd: "npv-social-usd", "USD", Economy, "P12", 1, "Net present value less the present value of carbon at its social cost.";
    total_revenue_usd: "total-revenue-usd", "USD", Economy, "P1", 1, "Revenue over the horizon.";
    final_revenue_usd: "final-revenue-usd", "USD", Economy, "P1", 1, "Revenue of the last 12 months.";
    final_ebitda_usd: "final-ebitda-usd", "USD", Economy, "P6", 1, "EBITDA of the last 12 months.";
    final_gross_margin: "final-gross-margin", "fraction of revenue", Economy, "P2", 1, "Gross margin of the last 12 months.";
    final_cost_usd_per_mtoken: "final-cost-usd-per-mtoken", "USD per million tokens", Economy, "P2", -1, "Cost of revenue per own token, last 12 months.";
    lowest_cash_usd: "lowest-cash-usd", "USD", Economy, "P9", 1, "Lowest cash at the end of a month.";
    total_raised_usd: "total-raised-usd", "USD", Economy, "P9", -1, "Equity raised over the horizon.";
    final_founder_share: "final-founder-share", "fraction", Economy, "P9", 1, "Founders' share in the last month.";
    break_even_month: "break-even-month", "month", Economy, "P11", -1, "First month from which the rolling 12-month EBITDA stays above zero.";
    payback_years: "payback-years", "years", Economy, "P11", -1, "Years from which the cumulative free cash flow stays at or above zero.";
    irr: "irr", "fraction per year, real", Economy, "P11", 1, "Internal rate of return, where there is only one.";
    discounted_payback_years: "discounted-payback-years", "years", Economy, "P11", -1, "Years from which the cumulative discounted cash flow stays at or above zero.";
    mirr: "mirr", "fraction per year, real", Economy, "P11", 1, "Modified internal rate of return with its own finance and reinvestment rates.";
    total_tokens: "total-tokens", "tokens", Technology, "E4", 1, "Own tokens over the horizon.";
    final_quality_gap_oom: "final-quality-gap-oom", "orders of magnitude", Technology, "T5", 1, "Effective compute against the market's frontier in the last month.";
    final_speed_tokens_per_s: "final-speed-tokens-per-s", "tokens per second", Technology, "S7", 1, "Speed that one user sees in the last month.";
    total_energy_mwh: "total-energy-mwh", "MWh", Environment, "V2", -1, "Electricity over the horizon.";
    total_carbon_location_t: "total-carbon-location-t", "tCO2e", Environment, "V4", -1, "Electricity, location-based, over the horizon.";
    total_carbon_market_t: "total-carbon-market-t", "tCO2e", Environment, "V4", -1, "Electricity, market-based, over the horizon.";
    total_carbon_embodied_t: "total-carbon-embodied-t", "tCO2e", Environment, "V5", -1, "Hardware, amortised, over the horizon.";
    final_sci_g_per_mtoken: "final-sci-g-per-mtoken", "gCO2e per million tokens", Environment, "V7", -1, "Software carbon intensity of the last 12 months.";
    final_carbon_g_per_usd: "final-carbon-g-per-usd", "gCO2e per USD of revenue", Environment, "V7", -1, "Location-based and embodied carbon over revenue, last 12 months.";
    total_water_onsite_kl: "total-water-onsite-kl", "kL", Environment, "V6", -1, "On-site water over the horizon.";
    total_water_offsite_kl: "total-water-offsite-kl", "kL", Environment, "V6", -1, "Off-site water over the horizon.";
    final_social_index: "final-social-index", "points of 100", Society, "C4", 1, "Social index in the last month.";
    final_trust: "final-trust", "points of 100", Society, "C5", 1, "Trust in the last month.";
    privacy_epsilon: "privacy-epsilon", "epsilon", Society, "C2", -1, "Upper bound (RDP) on epsilon for the protected share; none without differential privacy.";
}

/// A ratio of a year's stored values; not a number where the denominator is zero.
#[inline(always)]
pub fn ratio_of<N: super::Number>(year: &[N; COUNT], ratio: &Ratio) -> N {
    let mut numerator = year[ratio.numerator];
    if let Some(less) = ratio.less {
        numerator -= year[less];
    }
    if let Some(plus) = ratio.plus {
        numerator += year[plus];
    }
    quotient(numerator, year[ratio.denominator]) * ratio.scale
}

/// `a / b`, or not a number where `b` is zero: a ratio that does not exist.
#[inline(always)]
pub fn quotient<N: super::Number>(a: N, b: N) -> N {
    let exists = N::zero().lt(b.abs());
    N::select(exists, a / N::select(exists, b, N::one()), N::of(f64::NAN))
}

/// Yearly outputs: the stored ones, then the ratios.
pub fn yearly() -> impl Iterator<Item = &'static Output> + Clone {
    STORED.iter().chain(RATIOS.iter().map(|ratio| &ratio.output))
}

/// Position of a yearly output.
#[must_use]
pub fn yearly_index(id: &str) -> Option<usize> {
    yearly().position(|output| output.id == id)
}

/// Position of a headline output.
#[must_use]
pub fn headline_index(id: &str) -> Option<usize> {
    HEADLINES.iter().position(|headline| headline.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> =
            yearly().map(|output| output.id).chain(HEADLINES.iter().map(|h| h.id)).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn positions_follow_the_fields() {
        let mut month = Month::filled(0.0);
        month.trust = 1.0;
        assert_eq!(month.values()[at::trust], 1.0);
        assert_eq!(STORED[at::trust].id, "trust");
        assert_eq!(STORED[at::run_flop].id, "run-flop");
    }
}
