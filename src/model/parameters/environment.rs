//! Buildings, grids, clean power, water and removals.
//!
//! Each parameter is declared once; forms, links, tables, samplers and docs are made from these rows.
//! The comment above a field is its note, shown to readers: what the number means and where its range
//! comes from.

use super::prelude::*;

parameters! {
    /// Buildings, grids, clean power, water and removals.
    Environment: Environment {
        /// Training only; free while 1 - shift is not below training-utilisation, then paid with spare
        /// capacity.
        carbon_aware_shift: P {
            id: "carbon-aware-shift", unit: "fraction of training load moved", role: Lever(Modelled), leaf: EnergyOptimisation,
            values: path([0.0, 0.0], [0.0, 0.0], [0.4, 0.4], [0.0, 0.9]),
            distribution: Pert, grade: Assumption, equation: "F1",
            sources: &["assumption"],
        }
        /// No public figure found: ask the user.
        ppa_premium: N {
            id: "ppa-premium", unit: "USD per kWh contracted", role: Assumption, leaf: Context,
            values: scalar(0.005, [-0.01, 0.05], [-0.2, 1.0]),
            distribution: Triangular, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// No public figure found: ask the user.
        hourly_match_premium: N {
            id: "hourly-match-premium", unit: "USD per kWh matched hourly, on top", role: Assumption, leaf: Context,
            values: scalar(0.01, [0.0, 0.05], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// Biochar 100 to 200; nature-based up to 27; direct air capture high hundreds to 1,000; low
        /// and high lie evenly in log around the default.
        removal_price: N {
            id: "removal-price", unit: "USD per tCO2e", role: Assumption, leaf: Context,
            values: scalar(150.0, [27.0, 833.0], [0.0, 5_000.0]),
            distribution: Lognormal, grade: Secondary, equation: "P5",
            sources: &["quantum-biochar", "decarbonfuse-2025"],
        }
        /// Most data centres pay through the power price only; mean of instruments 19, EU 70, China
        /// about 12.
        legal_carbon_price: P {
            id: "legal-carbon-price", unit: "USD per tCO2e of scope 1 and 2 location-based", role: Assumption, leaf: Context,
            values: path([0.0, 0.0], [0.0, 0.0], [20.0, 20.0], [0.0, 2_000.0]),
            distribution: Triangular, grade: Assumption, equation: "P5",
            sources: &["assumption", "worldbank-carbon-2025"],
        }
        /// One-off, once per MW owned and 0.01 below pue-today; low and high lie evenly in log around
        /// the default.
        pue_cost: N {
            id: "pue-cost", unit: "USD per MW of IT load and 0.01 of PUE", role: Assumption, leaf: Context,
            values: scalar(30_000.0, [10_000.0, 90_000.0], [0.0, 10_000_000.0]),
            distribution: Lognormal, grade: Assumption, equation: "P5",
            sources: &["assumption"],
        }
        /// Shadow price; 19 mean of instruments, 5 global effective, 70 EU; China about 12; low and
        /// high lie evenly in log around the default.
        carbon_price: P {
            id: "carbon-price", unit: "USD per tCO2e", role: Assumption, leaf: Context,
            values: path([19.0, 19.0], [5.0, 5.0], [70.0, 70.0], [0.0, 2_000.0]),
            distribution: Lognormal, grade: Secondary, equation: "P12",
            sources: &["worldbank-carbon-2025"],
        }
        /// Non-cash; high is an assumption; an older federal value is 51; low and high lie evenly in
        /// log around the default.
        social_cost_of_carbon: P {
            id: "social-cost-of-carbon", unit: "USD per tCO2e", role: Assumption, leaf: Context,
            values: path([190.0, 190.0], [106.0, 106.0], [340.0, 340.0], [0.0, 5_000.0]),
            distribution: Lognormal, grade: Secondary, equation: "P12",
            sources: &["epa-scc-2023"],
        }
        /// Owned devices only; operators 1.08 to 1.16; industry average 1.52 to 1.56.
        pue: P {
            id: "pue", unit: "facility / IT energy", role: Lever(Modelled), leaf: EnergyOptimisation,
            values: path([1.2, 1.2], [1.08, 1.08], [1.56, 1.56], [1.0, 3.0]),
            distribution: Triangular, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// Equal to pue.
        pue_today: N {
            id: "pue-today", unit: "facility / IT energy", role: Context, leaf: Context,
            values: scalar(1.2, [1.08, 1.56], [1.0, 3.0]),
            distribution: Fixed, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// Buildings of the providers; operators 1.08 to 1.16, industry average 1.52 to 1.56.
        rented_pue: N {
            id: "rented-pue", unit: "facility / IT energy", role: Assumption, leaf: Context,
            values: scalar(1.2, [1.08, 1.56], [1.0, 3.0]),
            distribution: Triangular, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// No note.
        dry_cooling_penalty: N {
            id: "dry-cooling-penalty", unit: "PUE points when no water is used", role: Assumption, leaf: Context,
            values: scalar(0.08, [0.02, 0.2], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V2",
            sources: &["assumption"],
        }
        /// Equal to wue.
        wue_today: N {
            id: "wue-today", unit: "litres per kWh of IT energy", role: Context, leaf: Context,
            values: scalar(0.4, [0.05, 1.15], [0.0001, 5.0]),
            distribution: Fixed, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// Buildings of the providers; AWS 0.15, Microsoft 0.30, US average about 0.36, Google 1.15.
        rented_wue: N {
            id: "rented-wue", unit: "litres per kWh of IT energy", role: Assumption, leaf: Context,
            values: scalar(0.4, [0.05, 1.15], [0.0, 5.0]),
            distribution: Triangular, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// Options: zone_id of grid.csv.
        training_region: Zone {
            id: "training-region", unit: "option", role: Context, leaf: Context,
            values: choice("US", <Zone as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V3",
            sources: &["assumption"],
        }
        /// Options: zone_id of grid.csv.
        serving_region: Zone {
            id: "serving-region", unit: "option", role: Context, leaf: Context,
            values: choice("US", <Zone as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V3",
            sources: &["assumption"],
        }
        /// Options: slow = 0, central = trend_pct_per_year of the zone, fast = central minus 3 points
        /// (judgement).
        grid_trend: GridTrend {
            id: "grid-trend", unit: "option", role: Context, leaf: Context,
            values: choice("central", <GridTrend as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V3",
            sources: &["assumption", "electricity-maps"],
        }
        /// Typical gap between the generation and consumption bases for one country; low and high lie
        /// evenly in log around the default.
        grid_intensity_factor: N {
            id: "grid-intensity-factor", unit: "factor on the intensity of the region", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.8, 1.25], [0.1, 5.0]),
            distribution: Lognormal, grade: Derived, equation: "V3",
            sources: &["ember-yearly", "electricity-maps"],
        }
        /// Lifecycle floor of a low-carbon grid.
        grid_floor: N {
            id: "grid-floor", unit: "gCO2e per kWh", role: Assumption, leaf: Context,
            values: scalar(15.0, [11.0, 24.0], [11.0, 100.0]),
            distribution: Triangular, grade: Assumption, equation: "V3",
            sources: &["assumption"],
        }
        /// United States: 383.55 lifecycle (2024) / 366.2 direct (2023, 1,532 Mt over 4,183 TWh);
        /// raises direct rows (US states) to the lifecycle basis; upstream part of scope 3.
        lifecycle_direct_ratio: N {
            id: "lifecycle-direct-ratio", unit: "lifecycle / direct intensity", role: Assumption, leaf: Context,
            values: scalar(1.05, [1.02, 1.2], [1.0, 3.0]),
            distribution: Triangular, grade: Assumption, equation: "V3",
            sources: &["assumption", "ember-yearly", "eia-2023"],
        }
        /// No note.
        shift_intensity_gain: N {
            id: "shift-intensity-gain", unit: "fraction of intensity per unit of load moved", role: Assumption, leaf: Context,
            values: scalar(0.3, [0.05, 0.6], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V3",
            sources: &["assumption"],
        }
        /// Contracts change the market-based line only.
        cfe_share: P {
            id: "cfe-share", unit: "fraction of load contracted clean", role: Lever(Modelled), leaf: EnergyOptimisation,
            values: path([0.5, 0.5], [0.0, 0.0], [1.0, 1.0], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// Used under hourly matching.
        hourly_match_share: P {
            id: "hourly-match-share", unit: "fraction of the contracted share matched hourly", role: Lever(Modelled), leaf: EnergyOptimisation,
            values: path([0.6, 0.6], [0.0, 0.0], [1.0, 1.0], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// Options: annual, hourly.
        matching: Matching {
            id: "matching", unit: "option", role: Context, leaf: Context,
            values: choice("annual", <Matching as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// 1 = no residual mix known, flagged.
        residual_mix_factor: N {
            id: "residual-mix-factor", unit: "residual / average intensity", role: Assumption, leaf: Context,
            values: scalar(1.0, [1.0, 1.3], [0.1, 5.0]),
            distribution: Triangular, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// Certificates count as zero; at most the grid itself.
        contract_intensity: N {
            id: "contract-intensity", unit: "gCO2e per kWh contracted", role: Assumption, leaf: Context,
            values: scalar(0.0, [0.0, 10.0], [0.0, 10.0]),
            distribution: Triangular, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// Options: yes, no; whether rented power is reduced by certificates.
        provider_reports_certificates: ProviderReports {
            id: "provider-reports-certificates", unit: "option", role: Context, leaf: Context,
            values: choice("no", <ProviderReports as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V4",
            sources: &["assumption"],
        }
        /// H100: 164, 273, 575 kg in three sources; low and high lie evenly in log around the default.
        device_embodied_factor: N {
            id: "device-embodied-factor", unit: "factor on the embodied carbon of the accelerator", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.5, 2.0], [0.05, 20.0]),
            distribution: Lognormal, grade: Derived, equation: "V5",
            sources: &["nvidia-pcf-h100", "ecologits-0.11.3", "boaviztapi-2.5.0"],
        }
        /// 5,700 (3,100 to 12,200) per 8-device server / 8; low set evenly in log.
        server_embodied_kgco2e_per_device: N {
            id: "server-embodied-kgco2e-per-device", unit: "kgCO2e", role: Assumption, leaf: Context,
            values: scalar(713.0, [333.0, 1_525.0], [0.0, 10_000.0]),
            distribution: Lognormal, grade: Derived, equation: "V5",
            sources: &["ecologits-0.11.3", "boaviztapi-2.5.0"],
        }
        /// Network, racks, building.
        embodied_network_addon: N {
            id: "embodied-network-addon", unit: "fraction of device and server", role: Assumption, leaf: Context,
            values: scalar(0.15, [0.0, 0.5], [0.0, 3.0]),
            distribution: Triangular, grade: Assumption, equation: "V5",
            sources: &["assumption"],
        }
        /// Minus 24% per exaFLOP from H100 to B200, spread over two years (assumed); per device the
        /// footprint rose 73%.
        embodied_decline: N {
            id: "embodied-decline", unit: "fraction per year, per unit of performance", role: Assumption, leaf: Context,
            values: scalar(0.12, [0.0, 0.25], [-0.5, 0.9]),
            distribution: Pert, grade: Derived, equation: "V5",
            sources: &["nvidia-pcf-b200", "nvidia-pcf-h100"],
        }
        /// No note.
        rental_occupancy: N {
            id: "rental-occupancy", unit: "fraction of hours sold by the provider", role: Assumption, leaf: Context,
            values: scalar(0.7, [0.4, 0.9], [0.05, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V5",
            sources: &["assumption"],
        }
        /// Generators and refrigerants.
        scope1_share: N {
            id: "scope1-share", unit: "fraction of scope 2 location-based", role: Assumption, leaf: Context,
            values: scalar(0.01, [0.0, 0.03], [0.0, 1.0]),
            distribution: Pert, grade: Assumption, equation: "V5",
            sources: &["assumption"],
        }
        /// Owned devices only; AWS 0.15, Microsoft 0.30, US average about 0.36, Google 1.15.
        wue: P {
            id: "wue", unit: "litres per kWh of IT energy, on site", role: Lever(Modelled), leaf: EnvironmentalProtection,
            values: path([0.4, 0.4], [0.05, 0.05], [1.15, 1.15], [0.0, 5.0]),
            distribution: Triangular, grade: Secondary, equation: "V2",
            sources: &["uptime-2026", "ecologits-0.11.3"],
        }
        /// Hydro reservoirs dominate the uncertainty; low and high lie evenly in log around the
        /// default.
        ewif_factor: N {
            id: "ewif-factor", unit: "factor on the off-site water of the region", role: Assumption, leaf: Context,
            values: scalar(1.0, [0.5, 2.0], [0.0, 10.0]),
            distribution: Lognormal, grade: Assumption, equation: "V6",
            sources: &["assumption", "ecologits-0.11.3", "wri-ewif"],
        }
        /// Linear path.
        carbon_target_per_year: N {
            id: "carbon-target-per-year", unit: "fraction of the first year per year", role: Context, leaf: Context,
            values: scalar(0.042, [0.0, 0.1], [0.0, 1.0]),
            distribution: Fixed, grade: Assumption, equation: "V7",
            sources: &["assumption"],
        }
        /// After gross; gross and net both shown.
        removal_share: P {
            id: "removal-share", unit: "fraction of location-based and embodied booked", role: Lever(Modelled), leaf: EnvironmentalProtection,
            values: path([0.0, 0.0], [0.0, 0.0], [0.2, 0.2], [0.0, 1.0]),
            distribution: Triangular, grade: Assumption, equation: "V8",
            sources: &["assumption"],
        }
        /// Options: decades (nature-based), centuries (biochar), millennia (mineral, direct air
        /// capture); a label, the price is removal-price.
        removal_durability: Durability {
            id: "removal-durability", unit: "option", role: Context, leaf: Context,
            values: choice("centuries", <Durability as Choice>::OPTIONS),
            distribution: Fixed, grade: Assumption, equation: "V8",
            sources: &["assumption"],
        }
    }
}
