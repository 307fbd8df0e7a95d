//! Break-even by closed form and by root finding agree (P11).
//!
//! A company whose EBITDA is known: contracts alone, at a constant share of a market that fills without
//! imitation, against fixed costs. Adoption is 1 − (1 − F₀)·ρ^(m−1) with ρ = 1 − p/12, so that twelve months'
//! EBITDA up to month m is 12·(k − c) − k·(1 − F₀)·ρ^(m−12)·(1 − ρ^12)/(1 − ρ), k the full market's monthly
//! contribution and c the fixed costs of a month.

use crate::company::{Months, config, constant};
use perennial::model::root::{Tolerance, brent};
use perennial::scenario::{Scenario, Value};
use proptest::prelude::*;

/// The known company: its parameters, and its break-even as a real number of months.
struct Known {
    full_market: f64,
    fixed: f64,
    opening: f64,
    decay: f64,
}

impl Known {
    fn rolling(&self, month: f64) -> f64 {
        let lacking = self.full_market * (1.0 - self.opening) * self.decay.powf(month - 12.0);
        let lacking = lacking * (1.0 - self.decay.powi(12)) / (1.0 - self.decay);
        12.0 * (self.full_market - self.fixed) - lacking
    }

    fn closed_form(&self) -> f64 {
        let lacking =
            self.full_market * (1.0 - self.opening) * (1.0 - self.decay.powi(12)) / (1.0 - self.decay);
        12.0 + (12.0 * (self.full_market - self.fixed) / lacking).ln() / self.decay.ln()
    }
}

/// Scalars and constant paths that leave nothing but contracts and fixed costs.
fn company(p: f64, opening: f64, fixed_per_year: f64) -> (Scenario, Known) {
    let mut scenario = Scenario::default();
    let scalars = [
        ("horizon-years", 30.0),
        ("bass-p", p),
        ("bass-q", 0.0),
        ("enterprise-initial-penetration", opening),
        ("enterprise-market-customers", 500.0),
        ("enterprise-contract-value", 100_000.0),
        ("data-cost", fixed_per_year),
        // No other income and no other cost, or as little as the limits allow: 1e-9 of the contracts.
        ("market-speed-growth", 0.0),
        ("share-speed-sensitivity", 0.0),
        ("share-quality-sensitivity", 0.0),
        ("share-trust-sensitivity", 0.0),
        ("tokens-per-user", 0.0),
        ("tokens-per-enterprise", 0.0),
        ("consumer-initial-share", 1e-6),
        ("consumer-initial-penetration", 1e-6),
        ("consumer-market-users", 1.0),
        ("api-market-tokens", 0.001),
        ("api-initial-share", 1e-6),
        ("api-initial-penetration", 1e-6),
        ("market-api-price", 0.001),
        ("params-active-b", 0.01),
        ("training-tokens-b", 1.0),
        ("development-multiplier", 1.0),
        ("owned-devices-today", 0.0),
        ("rd-staff", 0.0),
        ("transparency-cost-per-point", 0.0),
        ("ppa-premium", 0.0),
    ];
    for (id, value) in scalars {
        assert!(scenario.get(id).is_some());
        scenario.set(id, Value::Scalar(value));
    }
    scenario.set("owned-share", constant(0.0));
    scenario.set("training-compute-growth", constant(0.5));
    scenario.set("consumer-conversion", constant(0.0));
    let number = |id: &str| crate::company::scalar(&scenario, id);
    let lever = |id: &str| match scenario.get(id) {
        Some(Value::Path { from, to, .. }) if from == to => from,
        other => panic!("{id} is {other:?}"),
    };
    let costs = number("payment-fee-share")
        + number("support-share")
        + number("cloud-revenue-share")
        + lever("sales-marketing-share")
        + number("general-admin-share")
        + lever("education-spend-share");
    let contracts = 500_000.0 * number("enterprise-initial-share") * 100_000.0 / 12.0;
    let known = Known {
        full_market: contracts * (1.0 - costs),
        fixed: fixed_per_year / 12.0,
        opening,
        decay: 1.0 - p / 12.0,
    };
    (scenario, known)
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn break_even_by_closed_form_by_root_finding_and_by_the_run_agree(
        p in 0.05..1.0_f64, opening in 0.01..0.3_f64, part in 0.1..0.95_f64,
    ) {
        // Fixed costs between today's contribution and the full market's.
        let (_, full) = company(p, opening, 0.0);
        let fixed = full.full_market * 12.0 * (opening + (1.0 - opening) * part);
        let (scenario, known) = company(p, opening, fixed);
        let exact = known.closed_form();
        prop_assume!(exact > 12.0 && exact < 360.0 && (exact - exact.round()).abs() > 1e-4);
        let found = brent(|month| known.rolling(month), 12.0, 360.0, Tolerance::default()).unwrap().x;
        prop_assert!((found - exact).abs() <= 1e-9 * exact, "{found} against {exact}");
        let months = Months::of(&scenario);
        let ebitda: f64 = months.run.flows.ebitda_usd[30..42].iter().sum();
        let expected = known.rolling(42.0);
        prop_assert!((ebitda - expected).abs() <= 1e-6 * fixed, "{ebitda} against {expected}");
        prop_assert_eq!(months.run.headline("break-even-month"), Some(exact.ceil()), "{}", months.link());
    }

    #[test]
    fn a_company_that_never_breaks_even_has_no_month(p in 0.05..1.0_f64, opening in 0.01..0.3_f64) {
        let (_, full) = company(p, opening, 0.0);
        let (scenario, _) = company(p, opening, full.full_market * 12.0 * 1.001);
        prop_assert_eq!(Months::of(&scenario).run.headline("break-even-month"), None);
        let (scenario, _) = company(p, opening, full.full_market * 12.0 * opening * 0.999);
        prop_assert_eq!(Months::of(&scenario).run.headline("break-even-month"), Some(12.0));
    }
}
