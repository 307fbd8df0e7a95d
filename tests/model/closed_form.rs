//! Scaling laws and closed forms against IEEE double evaluations: 1e-12 relative.

use crate::vectors::{assert_relative, json};
use perennial::model::closed_form::*;
use perennial::model::parameter::Choice;
use perennial::model::parameters::ScalingLaw;
use perennial::model::scaling::{Law, law};
use serde_json::Value;

const TOLERANCE: f64 = 1e-12;

fn file() -> Value {
    json("scaling_bass_logit_composite.json")
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn fit(id: &str) -> Law {
    law(ScalingLaw::at(ScalingLaw::OPTIONS.iter().position(|option| *option == id).unwrap()))
}

#[test]
fn the_constants_are_the_published_ones() {
    for (id, set) in file()["scaling_constants"].as_object().unwrap() {
        let ours = fit(id);
        let ours =
            [ours.irreducible, ours.size_factor, ours.data_factor, ours.size_exponent, ours.data_exponent];
        let theirs = ["E", "A", "B", "alpha", "beta"].map(|key| set[key].as_f64().unwrap());
        assert_eq!(ours, theirs, "{id}");
    }
}

#[test]
fn optimum_and_loss() {
    for case in file()["scaling"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        let law = fit(case["set"].as_str().unwrap());
        let (params, tokens) = law.optimal(get("C"));
        assert_relative(params, get("N_opt"), TOLERANCE, "parameters");
        assert_relative(tokens, get("D_opt"), TOLERANCE, "tokens");
        assert_relative(tokens / params, get("tokens_per_param"), TOLERANCE, "tokens a parameter");
        assert_relative(law.loss(params, tokens), get("L"), TOLERANCE, "loss");
        for factor in [0.9, 1.1] {
            assert!(law.loss(params * factor, tokens / factor) > get("L"));
        }
    }
}

#[test]
fn adoption() {
    for case in file()["bass"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        assert_relative(bass_share(get("p"), get("q"), get("t")), get("F"), TOLERANCE, "share");
    }
    for case in file()["bass_peak"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        let peak = bass_peak(get("p"), get("q"));
        assert_relative(peak.time, get("t_star"), TOLERANCE, "time");
        assert_relative(peak.share, get("F_star"), TOLERANCE, "share");
        assert_relative(peak.rate, get("f_star"), TOLERANCE, "rate");
    }
}

#[test]
fn choice_of_a_provider() {
    let file = file();
    let linear = &file["logit_linear_price"];
    let (quality, price) = (list(&linear["quality"]), list(&linear["price"]));
    let (a, b) = (linear["alpha_quality"].as_f64().unwrap(), linear["beta_price"].as_f64().unwrap());
    let utilities: Vec<f64> = quality.iter().zip(&price).map(|(q, p)| a * q - b * p).collect();
    let shares = logit_shares(&utilities, 0.0);
    for (j, theirs) in list(&linear["shares"]).into_iter().enumerate() {
        assert_relative(shares[j], theirs, TOLERANCE, "share");
        let own = logit_own_elasticity(b, price[j], shares[j]);
        assert_relative(own, list(&linear["own_elasticity"])[j], TOLERANCE, "own");
    }
    assert_relative(shares[3], linear["outside"].as_f64().unwrap(), TOLERANCE, "outside");
    let cross = logit_cross_elasticity(b, price[0], shares[0]);
    assert_relative(cross, linear["cross_elasticity_of_i_wrt_p0"][1].as_f64().unwrap(), TOLERANCE, "cross");

    let log = &file["logit_log_price"];
    let (a, b) = (log["a_q"].as_f64().unwrap(), log["b_p"].as_f64().unwrap());
    let utilities: Vec<f64> = list(&log["quality"])
        .iter()
        .zip(list(&log["price"]))
        .map(|(q, p)| a * q - b * perennial::model::number::ln(p))
        .collect();
    let shares = logit_shares(&utilities, log["utility_outside"].as_f64().unwrap());
    for (j, theirs) in list(&log["shares"]).into_iter().enumerate() {
        assert_relative(shares[j], theirs, TOLERANCE, "share");
        let own = logit_own_elasticity(b, 1.0, shares[j]);
        assert_relative(own, list(&log["own_elasticity"])[j], TOLERANCE, "own");
    }
    assert_relative(shares[3], log["outside"].as_f64().unwrap(), TOLERANCE, "outside");
}

#[test]
fn speculation() {
    for case in file()["speculative"].as_array().unwrap() {
        let get = |key: &str| case[key].as_f64().unwrap();
        let drafted = get("gamma") as u32;
        assert_relative(
            speculative_tokens(get("alpha"), drafted),
            get("expected_tokens"),
            TOLERANCE,
            "tokens",
        );
        let speedup = speculative_speedup(get("alpha"), drafted, get("c"));
        assert_relative(speedup, get("walltime_speedup"), TOLERANCE, "speed-up");
    }
    assert_eq!(speculative_tokens(1.0, 3), 4.0);
}

#[test]
fn composites() {
    let file = file();
    let case = &file["composite"];
    let (low, high, values, weights) =
        (list(&case["min"]), list(&case["max"]), list(&case["v"]), list(&case["w"]));
    let scores: Vec<f64> = (0..4).map(|i| normalised(values[i], low[i], high[i])).collect();
    for (ours, theirs) in scores.iter().zip(list(&case["norm"])) {
        assert_relative(*ours, theirs, TOLERANCE, "score");
    }
    let get = |key: &str| case[key].as_f64().unwrap();
    assert_relative(linear_composite(&scores, &weights), get("linear"), TOLERANCE, "linear");
    assert_relative(geometric_composite(&scores, &weights), get("geometric"), TOLERANCE, "geometric");
    assert_relative(harmonic_composite(&scores, &weights), get("harmonic"), TOLERANCE, "harmonic");
}

#[test]
fn the_articles_case() {
    let file = file();
    let ours = perennial::model::article::ArticleInputs::default().evaluate();
    let theirs = |key: &str| file["article"][key].as_f64().unwrap();
    assert_eq!(ours.profit, theirs("profit"));
    assert_eq!(ours.social_impact, theirs("social"));
    assert_eq!(ours.carbon_emission, theirs("carbon"));
}
