//! The privacy accountant against dp-accounting, Opacus and mpmath.

use crate::vectors::{assert_relative, csv, json};
use perennial::model::privacy::{ORDERS, epsilon, epsilon_at_order, rdp_of_step};

#[test]
fn one_step_matches_sixty_digits_at_whole_orders() {
    let mut checked = 0;
    for row in csv("dp_rdp_orders.csv") {
        // Fractional orders are in the file for comparison only.
        let Some(exact) = row.get("rdp_mpmath_integer_formula") else { continue };
        let (noise, rate, order) =
            (row.number("noise_multiplier"), row.number("sampling_rate_q"), row.number("alpha"));
        let ours = rdp_of_step(noise, rate, order as u32);
        assert_relative(ours, exact, 1e-12, &format!("noise {noise}, rate {rate}, order {order}"));
        checked += 1;
    }
    assert!(checked >= 36, "{checked}");
}

#[test]
fn epsilon_matches_dp_accounting_and_opacus() {
    for row in csv("dp_rdp.csv") {
        let (noise, rate) = (row.number("noise_multiplier"), row.number("sampling_rate_q"));
        let ours = epsilon(noise, rate, row.number("steps_T"), row.number("delta"));
        let what = format!("noise {noise}, rate {rate}");
        assert_relative(ours.epsilon, row.number("eps_rdp_dpacct_intorders"), 1e-9, &what);
        assert_relative(ours.epsilon, row.number("eps_rdp_opacus_intorders"), 1e-9, &what);
        assert_eq!(ours.order, row.number("order_intorders"), "{what}");
    }
}

#[test]
fn the_conversion_matches() {
    for case in json("scaling_bass_logit_composite.json")["rdp_to_eps"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        let ours = epsilon_at_order(get("rdp"), get("alpha") as u32, get("delta"));
        assert_relative(ours, get("eps"), 1e-12, "conversion");
    }
}

/// The least over all orders, without the early end.
fn epsilon_over_all(noise: f64, rate: f64, steps: f64, delta: f64) -> f64 {
    let all = ORDERS.map(|order| epsilon_at_order(steps * rdp_of_step(noise, rate, order), order, delta));
    all.into_iter().fold(f64::INFINITY, f64::min).max(0.0)
}

#[test]
fn finite_everywhere_and_monotone() {
    let noises = [0.1, 0.3, 0.6, 1.1, 3.0, 10.0, 100.0, 1000.0];
    let rates = [1e-7, 1e-5, 1e-3, 0.1, 0.5, 0.999_999, 1.0];
    let many = [1.0, 1e3, 1e6, 1e9, 7.2e11];
    let deltas = [1e-16, 1e-6, 0.1];
    for delta in deltas {
        for (i, noise) in noises.iter().enumerate() {
            for (j, rate) in rates.iter().enumerate() {
                for (k, steps) in many.iter().enumerate() {
                    let here = epsilon(*noise, *rate, *steps, delta);
                    let what = format!("{noise} {rate} {steps} {delta}");
                    assert!(here.epsilon.is_finite() && here.epsilon >= 0.0, "{what}");
                    assert_eq!(here.epsilon, epsilon_over_all(*noise, *rate, *steps, delta), "{what}");
                    let slack = 1.0 + 1e-12;
                    if i > 0 {
                        assert!(
                            here.epsilon <= epsilon(noises[i - 1], *rate, *steps, delta).epsilon * slack,
                            "{what}"
                        );
                    }
                    if j > 0 {
                        assert!(
                            here.epsilon * slack >= epsilon(*noise, rates[j - 1], *steps, delta).epsilon,
                            "{what}"
                        );
                    }
                    if k > 0 {
                        assert!(
                            here.epsilon * slack >= epsilon(*noise, *rate, many[k - 1], delta).epsilon,
                            "{what}"
                        );
                    }
                }
            }
        }
    }
}
