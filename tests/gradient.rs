//! Exact derivatives against central differences, for every headline output in every input.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use perennial::analysis::gradient::{End, Input, gradient, gradient_of, inputs};
use perennial::model::output::HEADLINES;
use perennial::model::parameters;
use perennial::model::simulate::Keep;
use perennial::scenario::{Scenario, Value, link, presets, run};

/// The scenario with one input moved; none where the limits stop it.
fn moved(scenario: &Scenario, input: Input, step: f64) -> Option<Scenario> {
    let (value, end) = (scenario.value(input.index)?, input.end);
    let new = match (value, end) {
        (Value::Scalar(value), End::Value) => Value::Scalar(value + step),
        (Value::Path { from, to, first, last }, End::From) => {
            Value::Path { from: from + step, to, first, last }
        }
        (Value::Path { from, to, first, last }, End::To) => Value::Path { from, to: to + step, first, last },
        _ => return None,
    };
    let mut moved = scenario.clone();
    moved.set_at(input.index, new);
    (moved.value(input.index) == Some(new)).then_some(moved)
}

fn level(scenario: &Scenario, input: Input) -> f64 {
    match (scenario.value(input.index).unwrap(), input.end) {
        (Value::Scalar(value) | Value::Path { from: value, .. }, End::Value | End::From)
        | (Value::Path { to: value, .. }, End::To) => value,
        _ => f64::NAN,
    }
}

/// Central differences at two steps; where they disagree the function bends or jumps within the step (the
/// ends of max and min, whole months of break-even and payback), and there is nothing to compare with.
fn difference(scenario: &Scenario, input: Input) -> Option<Vec<Option<f64>>> {
    let scale = level(scenario, input).abs().max(1e-3);
    let at = |step: f64| -> Option<[f64; HEADLINES.len()]> {
        Some(run(&moved(scenario, input, step)?, Keep::Years).headline.values())
    };
    let slope = |share: f64| -> Option<Vec<f64>> {
        let step = scale * share;
        let (up, down) = (at(step)?, at(-step)?);
        Some(up.iter().zip(&down).map(|(up, down)| (up - down) / (2.0 * step)).collect())
    };
    let (coarse, fine) = (slope(2e-5)?, slope(1e-5)?);
    let one_sided = |sign: f64| -> Option<Vec<f64>> {
        let step = scale * 1e-5 * sign;
        let (here, there) = (at(0.0)?, at(step)?);
        Some(here.iter().zip(&there).map(|(here, there)| (there - here) / step).collect())
    };
    let (right, left) = (one_sided(1.0)?, one_sided(-1.0)?);
    let near = |a: f64, b: f64, bar: f64| (a - b).abs() <= bar * a.abs().max(b.abs());
    Some(
        (0..coarse.len())
            .map(|k| {
                let smooth = near(coarse[k], fine[k], 1e-3) && near(right[k], left[k], 2e-3);
                (smooth && fine[k].is_finite()).then_some(fine[k])
            })
            .collect(),
    )
}

fn scenarios() -> Vec<(&'static str, Scenario)> {
    let of = |query: &str| link::parse(query).scenario;
    vec![
        ("default", Scenario::default()),
        (
            // Its PUE begins clear of the default of `pue-today`, where the cost of the work has a kink: a
            // central difference across a kink has no derivative to be compared with.
            "busy",
            of(
                "v=0&cfe-share=0.2~0.9&owned-share=0.3~0.6&compute-sharing-fill=0.3~0.4&dp-training-share=0.1~0.3\
                &federated-share=0.1~0.2&removal-share=0.02~0.1&carbon-aware-shift=0.1~0.37&matching=hourly\
                &distillation-ratio=0.7~0.5&speculative-speedup=1.5~2&legal-carbon-price=10~40&pue=1.19~1.1\
                &price-position=1~0.9&transfer-reuse=0.1~0.2&training-compute-growth=1.4~1.8&device-life-years=4.4",
            ),
        ),
        ("openai", presets::preset("openai-2025").unwrap()),
    ]
}

#[test]
fn derivatives_agree_with_central_differences() {
    for (name, scenario) in scenarios() {
        let values = run(&scenario, Keep::Years).headline.values();
        let (mut compared, mut nonzero) = (0, 0);
        for slopes in gradient(&scenario, &inputs(false)) {
            let Some(expected) = difference(&scenario, slopes.input) else { continue };
            let id = parameters::registry().nth(slopes.input.index).unwrap().id;
            let scale = level(&scenario, slopes.input).abs().max(1e-3);
            for (k, expected) in expected.iter().enumerate() {
                let (Some(expected), exact) = (expected, slopes.headline[k]) else { continue };
                // A difference of two runs carries their rounding: 1e-13 of the figure over the step. Money is a
                // difference of larger sums.
                let money = if HEADLINES[k].unit == "USD" { values[3].abs() } else { 0.0 };
                let noise = 2e-12 * (values[k].abs() + money) / (scale * 1e-5);
                let allowed = 2e-4 * expected.abs().max(exact.abs()) + noise;
                assert!(
                    (exact - expected).abs() <= allowed,
                    "{name}: d {}/d {id} ({:?}): {exact} against {expected} (allowed {allowed:e})",
                    HEADLINES[k].id,
                    slopes.input.end,
                );
                compared += 1;
                nonzero += usize::from(*expected != 0.0);
            }
        }
        println!("{name}: {compared} derivatives compared, {nonzero} of them not zero");
        assert!(nonzero > 1000, "{name}: only {nonzero}");
    }
}

#[test]
fn backwards_gives_what_forwards_does() {
    let all = inputs(false);
    let every: Vec<usize> = (0..HEADLINES.len()).collect();
    for (name, scenario) in scenarios() {
        let forwards = gradient(&scenario, &all);
        let backwards = gradient_of(&scenario, &every, &all);
        let values = run(&scenario, Keep::Years).headline.values();
        for (k, backwards) in backwards.iter().enumerate() {
            // What one sums first the other sums last: equal but for the rounding of the figure itself.
            for (forwards, back) in forwards.iter().zip(backwards) {
                let forth = forwards.headline[k];
                let (id, input) =
                    (HEADLINES[k].id, parameters::registry().nth(forwards.input.index).unwrap().id);
                let level = level(&scenario, forwards.input).abs().max(1e-3);
                let size = forth.abs().max(back.abs()).max(1e-3 * values[k].abs() / level);
                assert!(
                    (forth.is_nan() && back.is_nan()) || (forth - back).abs() <= 1e-9 * size,
                    "{name}: d {id}/d {input} ({:?}): {forth} forwards, {back} backwards",
                    forwards.input.end
                );
            }
        }
    }
}

#[test]
fn values_of_a_dual_run_have_the_bits_of_a_plain_one() {
    use perennial::analysis::gradient::values;
    for (name, scenario) in scenarios() {
        let plain = run(&scenario, Keep::Years).headline.values();
        for (k, dual) in values(&scenario).into_iter().enumerate() {
            assert_eq!(dual.to_bits(), plain[k].to_bits(), "{name}: {}", HEADLINES[k].id);
        }
    }
}
