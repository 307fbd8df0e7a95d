//! Section 9, item 2: figures stay where they mean something.

use crate::company::{Company, Months, company, config, scalar};
use perennial::model::output::{HEADLINES, STORED, yearly};
use proptest::prelude::*;

/// Stored figures that may not exist: a payer that never leaves has no lifetime.
const MAY_NOT_EXIST: [&str; 2] = ["consumer-ltv-usd", "enterprise-ltv-usd"];
/// Headline figures that may not exist, and why: a zero denominator, never broken even, no or several rates, no
/// differential privacy.
const HEADLINE_MAY_NOT_EXIST: [&str; 10] = [
    "final-gross-margin",
    "final-sci-g-per-mtoken",
    "final-carbon-g-per-usd",
    "final-cost-usd-per-mtoken",
    "break-even-month",
    "payback-years",
    "discounted-payback-years",
    "irr",
    "mirr",
    "privacy-epsilon",
];
/// Outputs that can be negative.
const SIGNED: [&str; 16] = [
    "quality-gap-oom",
    "scaling-loss",
    "ebit-usd",
    "ebitda-usd",
    "free-cash-flow-usd",
    "working-capital-change-usd",
    "cash-usd",
    "equity-usd",
    "clean-power-usd",
    "sustainability-usd",
    "net-fleet-usd",
    "consumer-ltv-usd",
    "enterprise-ltv-usd",
    "scope3-upstream-t",
    "cost-of-revenue-usd",
    "research-development-usd",
];

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_figure_is_a_number_or_none(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        for output in STORED {
            let finite = months.series(output.id).iter().all(|value| value.is_finite());
            prop_assert!(finite || MAY_NOT_EXIST.contains(&output.id), "{} is no number\n{}", output.id, months.link());
        }
        for output in yearly() {
            let values = months.run.yearly(output.id).unwrap();
            prop_assert!(values.into_iter().flatten().all(f64::is_finite), "{}", output.id);
        }
        for (headline, value) in HEADLINES.iter().zip(months.run.headline.values()) {
            let known = value.is_finite() || HEADLINE_MAY_NOT_EXIST.contains(&headline.id);
            prop_assert!(known, "{} is {value}\n{}", headline.id, months.link());
        }
        let flows = &months.run.flows;
        for series in [&flows.free_cash_usd, &flows.ebitda_usd, &flows.cash_usd, &flows.shadow_usd, &flows.social_cost_usd] {
            prop_assert!(series.iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn nothing_is_negative_that_cannot_be(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        for output in STORED.iter().filter(|output| !SIGNED.contains(&output.id)) {
            for (month, value) in months.series(output.id).into_iter().enumerate() {
                prop_assert!(value >= 0.0, "{} is {value:e} in month {}\n{}", output.id, month + 1, months.link());
            }
        }
    }

    #[test]
    fn scores_shares_and_utilisations_stay_within_their_ends(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        for output in STORED {
            let id = output.id;
            let high = match id {
                "trust" => 100.0,
                "memory-utilisation" | "compute-utilisation" => 1.0,
                "founder-share" => 1.0,
                _ if id.ends_with("-score") || id.ends_with("-index") => 100.0,
                _ if id.ends_with("-share") || id.ends_with("-adoption") => 1.0,
                _ => continue,
            };
            for value in months.series(id) {
                prop_assert!((0.0..=high).contains(&value), "{id} is {value:e}\n{}", months.link());
            }
        }
        let (energy, it) = (months.series("energy-mwh"), months.series("it-energy-mwh"));
        let (idle, contracted) = (months.series("idle-energy-mwh"), months.series("contracted-mwh"));
        let (consumers, payers) = (months.series("consumers"), months.series("payers"));
        for month in 0..months.count() {
            // PUE is at least one.
            prop_assert!(it[month] <= energy[month] * (1.0 + 1e-12), "{}", months.link());
            prop_assert!(idle[month] <= energy[month] * (1.0 + 1e-12), "{}", months.link());
            prop_assert!(contracted[month] <= energy[month] * (1.0 + 1e-12), "{}", months.link());
            prop_assert!(payers[month] <= consumers[month], "{}", months.link());
        }
    }

    #[test]
    fn market_based_is_at_most_location_based_unless_the_residual_mix_is_dirtier(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        let (market, location) = (months.series("carbon-market-t"), months.series("carbon-location-t"));
        let (market2, location2) = (months.series("scope2-market-t"), months.series("scope2-location-t"));
        let clean = scalar(&scenario, "residual-mix-factor") <= 1.0;
        for month in 0..months.count() {
            prop_assert!(market[month] >= 0.0 && market2[month] >= 0.0, "{}", months.link());
            prop_assert!(!clean || market[month] <= location[month] * (1.0 + 1e-12), "{}", months.link());
            prop_assert!(!clean || market2[month] <= location2[month] * (1.0 + 1e-12), "{}", months.link());
        }
    }

    #[test]
    fn cash_is_kept_at_its_minimum_where_equity_is_raised(Company(scenario) in company()) {
        use perennial::model::parameters::Funding;
        let months = Months::of(&scenario);
        let minimum = scalar(&scenario, "minimum-cash");
        let (cash, raised) = (months.series("cash-usd"), months.series("raised-usd"));
        let on = scenario.inputs().economy.funding == Funding::On;
        for month in 0..months.count() {
            prop_assert!(!on || cash[month] >= minimum, "{}", months.link());
            prop_assert!(on || raised[month] == 0.0, "{}", months.link());
            prop_assert!(raised[month] == 0.0 || cash[month] == minimum, "{}", months.link());
        }
    }
}
