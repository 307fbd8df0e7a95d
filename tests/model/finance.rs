//! Finance against numpy-financial and SciPy.

use crate::vectors::{assert_absolute, assert_relative, json};
use perennial::model::finance::{
    SocialReturn, capital_recovery_factor, internal_rates, modified_rate, net_present_value, payment,
};
use perennial::model::root::{Tolerance, brent};

#[test]
fn present_values_and_rates_match_numpy_financial() {
    for (name, case) in json("finance.json")["cash_flows"].as_object().unwrap() {
        let flows: Vec<f64> = case["cf"].as_array().unwrap().iter().map(|c| c.as_f64().unwrap()).collect();
        let size: f64 = flows.iter().map(|flow| flow.abs()).sum();
        for (rate, theirs) in case["npv"].as_object().unwrap() {
            let ours = net_present_value(rate.parse().unwrap(), &flows);
            assert_absolute(ours, theirs.as_f64().unwrap(), 1e-9 * size, name);
        }
        let rates = internal_rates(&flows);
        match case["irr"].as_f64() {
            Some(theirs) => {
                assert!(rates.iter().any(|ours| (ours - theirs).abs() < 1e-9), "{name}: {rates:?}")
            }
            None => assert!(rates.is_empty(), "{name}: {rates:?}"),
        }
        let modified = modified_rate(&flows, 0.10, 0.12);
        match case["mirr_10_12"].as_f64() {
            Some(theirs) => assert_absolute(modified.value, theirs, 1e-9, name),
            None => assert!(!modified.exists, "{name}"),
        }
    }
}

#[test]
fn two_changes_of_sign_give_both_rates() {
    let rates = internal_rates(&[-100.0, 230.0, -132.0]);
    assert_eq!(rates.len(), 2);
    assert_absolute(rates[0], 0.10, 1e-12, "lower");
    assert_absolute(rates[1], 0.20, 1e-12, "upper");
}

#[test]
fn payments_match_numpy_financial() {
    let file = json("finance.json");
    let value = |index: usize| file["pmt"][index]["value"].as_f64().unwrap();
    assert_relative(payment(0.08 / 12.0, 60.0, 1e6), value(0), 1e-12, "monthly");
    assert_relative(payment(0.10, 5.0, -1.0), value(1), 1e-12, "yearly");
    for case in file["capital_recovery_factor"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        assert_relative(capital_recovery_factor(get("r"), get("n")), get("crf"), 1e-12, "factor");
    }
}

#[test]
fn social_return_matches() {
    let file = json("scaling_bass_logit_composite.json");
    let get = |key: &str| file["sroi"][key].as_f64().unwrap();
    let case = SocialReturn {
        outcome_first_year: get("outcome_year1"),
        years: get("years") as u32,
        deadweight: get("deadweight"),
        attribution: get("attribution_to_others"),
        displacement: get("displacement"),
        drop_off: get("dropoff"),
        discount: get("discount"),
        investment: get("investment"),
    };
    assert_relative(case.present_value(), get("pv"), 1e-12, "present value");
    assert_relative(case.ratio(), get("sroi"), 1e-12, "ratio");
    assert_relative(case.ratio() - 1.0, get("net_sroi"), 1e-12, "net");
}

#[test]
fn brent_matches_scipy() {
    type Function = fn(f64) -> f64;
    let functions: [Function; 3] = [
        |x| x * x * x - 2.0 * x - 5.0,
        |x| x.cos() - x,
        |rate| net_present_value(rate, &[-1000.0, 300.0, 420.0, 680.0]),
    ];
    let file = json("brent.json");
    for (case, function) in file["cases"].as_array().unwrap().iter().zip(functions) {
        let get = |key: &str| case[key].as_f64().unwrap();
        let root = brent(function, get("a"), get("b"), Tolerance::default()).unwrap();
        assert_absolute(root.x, get("root"), 1e-10, "root");
        assert!(f64::from(root.calls) <= 2.0 * get("function_calls"), "{} calls", root.calls);
    }
}

/// A small deterministic generator of numbers in −1..1.
fn noise(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

#[test]
fn no_change_of_sign_on_a_fine_grid_escapes() {
    let mut state = 7;
    for case in 0..150 {
        let months = [3, 12, 60, 120, 361][case % 5];
        let growth = noise(&mut state) * 0.05;
        let flows: Vec<f64> = (0..months)
            .map(|month| {
                let base = noise(&mut state) + if month < months / 6 { -1.0 } else { 0.3 };
                base * (growth * f64::from(month)).exp()
            })
            .collect();
        let rates = internal_rates(&flows);
        let value = |rate: f64| {
            // Scaled so that neither end of the series overflows.
            let x = 1.0 / (1.0 + rate);
            let terms = flows.iter().enumerate().map(|(k, c)| {
                let power = if x <= 1.0 { k as i32 } else { k as i32 - months + 1 };
                c * x.powi(power)
            });
            let (sum, size) = terms.fold((0.0, 0.0), |(sum, size): (f64, f64), t| (sum + t, size + t.abs()));
            sum / size
        };
        for rate in &rates {
            assert!(value(*rate).abs() < 1e-11, "case {case}: {rate}: {:e}", value(*rate));
        }
        assert!(rates.windows(2).all(|pair| pair[0] < pair[1]), "case {case}: {rates:?}");
        // ln(1 + rate) from −3 to 3.
        let grid: Vec<f64> = (-1500..=1500).map(|step| (f64::from(step) * 2e-3).exp() - 1.0).collect();
        for pair in grid.windows(2) {
            if value(pair[0]) * value(pair[1]) < 0.0 {
                let inside = rates.iter().any(|rate| *rate >= pair[0] && *rate <= pair[1]);
                assert!(inside, "case {case}: a root in {pair:?} is missing from {rates:?}");
            }
        }
    }
}
