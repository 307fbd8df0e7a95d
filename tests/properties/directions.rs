//! Section 9, item 3: what goes up with what, and fleets of equal age.

use crate::company::{Company, Months, company, config, constant, option, scalar};
use perennial::model::parameter::Choice;
use perennial::model::parameters::Accelerator;
use perennial::model::privacy;
use perennial::model::serving::{Deployment, Device, Routing, replica_devices, step};
use perennial::scenario::{Scenario, Value};
use proptest::prelude::*;

/// Rounding of two sums that need not be equal.
const ROUNDING: f64 = 1e-12;

/// A number or both ends of a path, multiplied; the hard limits hold.
fn raised(scenario: &Scenario, id: &str, factor: f64) -> Scenario {
    let mut raised = scenario.clone();
    match scenario.get(id) {
        Some(Value::Scalar(value)) => raised.set(id, Value::Scalar(value * factor)),
        Some(Value::Path { from, to, first, last }) => {
            raised.set(id, Value::Path { from: from * factor, to: to * factor, first, last })
        }
        other => panic!("{id} is {other:?}"),
    };
    raised
}

const EMISSIONS: [&str; 2] = ["total-carbon-location-t", "total-carbon-market-t"];

fn headline(scenario: &Scenario, id: &str) -> f64 {
    perennial::scenario::run(scenario, perennial::model::simulate::Keep::Years).headline(id).unwrap()
}

/// Fails where raising an input lowers an output.
fn rises(scenario: &Scenario, input: &str, factor: f64, outputs: &[&str]) -> Result<(), TestCaseError> {
    let more = raised(scenario, input, factor);
    for output in outputs {
        let (before, after) = (headline(scenario, output), headline(&more, output));
        prop_assert!(
            after >= before * (1.0 - ROUNDING),
            "{output} falls from {before:e} to {after:e} with {input} times {factor}"
        );
    }
    Ok(())
}

/// Everything rented from the first month on.
fn all_rented(scenario: &mut Scenario) {
    scenario.set("owned-share", constant(0.0));
    scenario.set("owned-devices-today", Value::Scalar(0.0));
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn emissions_rise_with_pue_and_intensity(Company(scenario) in company(), factor in 1.0..2.0_f64) {
        for input in ["pue", "rented-pue", "grid-intensity-factor", "grid-floor"] {
            rises(&scenario, input, factor, &EMISSIONS)?;
        }
        rises(&scenario, "pue", factor, &["total-energy-mwh", "total-water-offsite-kl"])?;
        rises(&scenario, "residual-mix-factor", factor, &["total-carbon-market-t"])?;
    }

    // Hours alone: with devices both owned and rented, work moves from an old fleet to a new one, and with two
    // grids, headroom, which is split by the capacity needed (V1), moves from one to the other; either can
    // lower emissions while hours rise.
    #[test]
    fn emissions_rise_with_hours(Company(mut scenario) in company(), factor in 1.0..2.0_f64) {
        all_rented(&mut scenario);
        scenario.set("training-region", scenario.get("serving-region").unwrap());
        scenario.set("carbon-aware-shift", constant(0.0));
        let outputs = ["total-carbon-location-t", "total-carbon-market-t", "total-energy-mwh", "total-carbon-embodied-t"];
        for input in ["api-market-tokens", "tokens-per-user", "tokens-per-enterprise", "development-multiplier"] {
            rises(&scenario, input, factor, &outputs)?;
        }
    }
}

#[test]
fn emissions_of_the_default_company_rise_strictly_with_pue_intensity_and_hours() {
    let company = Scenario::default();
    let inputs =
        ["pue", "rented-pue", "grid-intensity-factor", "api-market-tokens", "development-multiplier"];
    for input in inputs {
        let more = raised(&company, input, 1.1);
        for output in EMISSIONS {
            assert!(headline(&more, output) > headline(&company, output) * 1.001, "{output} with {input}");
        }
    }
}

fn log_between(low: f64, high: f64) -> impl Strategy<Value = f64> {
    (low.ln()..=high.ln()).prop_map(move |x| x.exp().clamp(low, high))
}

proptest! {
    #![proptest_config(config(4096))]

    // Speculation is left out: it gains less the nearer the device is to saturation (S4).
    #[test]
    fn a_larger_batch_takes_less_energy_a_token_while_memory_bound_on_the_same_devices(
        accelerator in 0..Accelerator::OPTIONS.len(),
        active in log_between(1e7, 1e13),
        sparsity in log_between(1.0, 1000.0),
        experts in log_between(1.0, 1e5),
        share in 0.0..=1.0_f64,
        kv in log_between(1.0, 1e7),
        context in log_between(1.0, 1e6),
        bits in prop::sample::select(vec![4.0, 8.0, 16.0]),
        years in 0.0..30.0_f64,
        gain in log_between(1.0, 20.0),
        minimum in log_between(1.0, 1024.0),
        batch in log_between(1.0, 65_536.0),
        factor in log_between(1.0, 16.0),
    ) {
        let device = Device::of(Accelerator::at(accelerator).facts());
        let of = |batch: f64| {
            let mut deployment = Deployment {
                params_total: active * sparsity,
                params_active: active,
                routing: Routing::of(experts, 1.0 + (experts - 1.0) * share),
                kv_bytes_per_token: kv,
                weight_bits: bits,
                context_tokens: context,
                batch,
                devices: 1.0,
                software: gain.powf(years),
                overhead_cap: 10.0,
            };
            deployment.devices =
                replica_devices(&device, minimum, deployment.weight_bytes(), deployment.kv_bytes());
            (deployment.devices, step(&device, &deployment))
        };
        let ((small, before), (large, after)) = (of(batch), of(batch * factor));
        prop_assume!(small == large && after.compute_s <= after.memory_s && before.compute_s <= before.memory_s);
        let joule = |step: &perennial::model::serving::Step<f64>| step.decode_power_w / step.tokens_per_s_device;
        prop_assert!(joule(&after) <= joule(&before) * (1.0 + ROUNDING));
        prop_assert!(factor < 1.01 || joule(&after) < joule(&before));
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn epsilon_falls_with_noise_and_rises_with_steps_and_rate(
        noise in log_between(0.1, 1000.0),
        rate in log_between(1e-7, 1.0),
        steps in log_between(1.0, 7.2e11),
        delta in log_between(1e-16, 0.1),
        factor in log_between(1.0, 100.0),
    ) {
        let epsilon = |noise: f64, rate: f64, steps: f64| privacy::epsilon(noise, rate, steps, delta).epsilon;
        let here = epsilon(noise, rate, steps);
        prop_assert!(here >= 0.0 && here.is_finite());
        // Below 1e-12 the rounding of the conversion decides.
        let slack = here * 1e-10 + 1e-12;
        prop_assert!(epsilon(noise * factor, rate, steps) <= here + slack);
        prop_assert!(epsilon(noise, rate, steps * factor) >= here - slack);
        prop_assert!(epsilon(noise, (rate * factor).min(1.0), steps) >= here - slack);
    }

    #[test]
    fn fleets_of_equal_age_spend_the_same_energy_owned_or_rented(Company(mut scenario) in company()) {
        // The opening fleet is of uniform age; in the first month one vintage of it is replaced.
        scenario.set("horizon-years", Value::Scalar(1.0));
        scenario.set("compute-sharing-fill", constant(0.0));
        let mut rented = scenario.clone();
        all_rented(&mut rented);
        let rented = Months::of(&rented);
        let mut owned = scenario;
        owned.set("owned-share", constant(1.0));
        let devices = rented.series("capacity-devices")[0];
        prop_assume!(devices <= 1e9);
        owned.set("owned-devices-today", Value::Scalar(devices));
        let owned = Months::of(&owned);
        let (a, b) = (owned.series("it-energy-mwh")[0], rented.series("it-energy-mwh")[0]);
        prop_assert!((a - b).abs() <= 1e-11 * b, "{a:e} owned, {b:e} rented\n{}", owned.link());
        prop_assert!(owned.series("serving-rented-energy-mwh")[0] == 0.0, "{}", owned.link());
        // Embodied carbon as well, but for the hours that a provider does not sell (V5).
        let occupancy = scalar(&owned.scenario, "rental-occupancy");
        let (a, b) = (owned.series("owned-embodied-t")[0], rented.series("rented-embodied-t")[0] * occupancy);
        prop_assert!((a - b).abs() <= 1e-11 * b, "{a:e} owned, {b:e} rented\n{}", owned.link());
    }

    #[test]
    fn hourly_matching_never_looks_cleaner_than_annual(Company(scenario) in company()) {
        prop_assume!(scalar(&scenario, "residual-mix-factor") >= 1.0);
        let (mut annual, mut hourly) = (scenario.clone(), scenario);
        annual.set("matching", option("matching", "annual"));
        hourly.set("matching", option("matching", "hourly"));
        let id = "total-carbon-market-t";
        prop_assert!(headline(&hourly, id) >= headline(&annual, id) * (1.0 - ROUNDING));
    }
}
