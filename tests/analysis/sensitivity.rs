//! Sobol' indices against SALib: the same points and estimator within 1e-9, our own sampler against the
//! analytic values within 0.02 at 4,096 base points.

use core::f64::consts::PI;

use crate::numbers;
use crate::vectors::{assert_absolute, csv, json};
use perennial::analysis::sensitivity::{Indices, confidence, indices, rows_of_a_point, sample};

fn ishigami(x: &[f64], a: f64, b: f64) -> f64 {
    x[0].sin() + a * x[1].sin() * x[1].sin() + b * x[2].powi(4) * x[0].sin()
}

/// Points in [−π, π]³ and the function's values there.
fn sampled(base_points: usize, second_order: bool) -> (Vec<Vec<f64>>, Vec<f64>) {
    let unit = sample(3, base_points, second_order).unwrap();
    let points: Vec<Vec<f64>> =
        unit.into_iter().map(|row| row.into_iter().map(|u| -PI + 2.0 * PI * u).collect()).collect();
    let values = points.iter().map(|x| ishigami(x, 7.0, 0.1)).collect();
    (points, values)
}

#[track_caller]
fn agree(ours: &[f64], theirs: &serde_json::Value, tolerance: f64, what: &str) {
    for (ours, theirs) in ours.iter().zip(numbers(theirs)) {
        assert_absolute(*ours, theirs, tolerance, what);
    }
}

#[test]
fn the_table_of_points_and_its_estimates() {
    let rows = csv("sobol_ishigami.csv");
    let (points, values) = sampled(64, false);
    assert_eq!(rows.len(), points.len());
    for (row, (point, value)) in rows.iter().zip(points.iter().zip(&values)) {
        for (ours, column) in point.iter().zip(["x1", "x2", "x3"]) {
            assert_absolute(*ours, row.number(column), 1e-12, column);
        }
        assert_absolute(*value, row.number("y"), 1e-9, "y");
    }
    let theirs: Vec<f64> = rows.iter().map(|row| row.number("y")).collect();
    let case = &json("sobol_ishigami.json")["cases"][0];
    let ours = indices(&theirs, 3, false).unwrap();
    agree(&ours.first, &case["S1"], 1e-9, "first order of the table");
    agree(&ours.total, &case["ST"], 1e-9, "total of the table");
}

#[test]
fn first_and_total_indices() {
    for case in json("sobol_ishigami.json")["cases"].as_array().unwrap() {
        let base_points = case["N"].as_u64().unwrap() as usize;
        let (points, values) = sampled(base_points, false);
        assert_eq!(points.len() as u64, case["rows"].as_u64().unwrap());
        let ours = indices(&values, 3, false).unwrap();
        agree(&ours.first, &case["S1"], 1e-9, "first order");
        agree(&ours.total, &case["ST"], 1e-9, "total");
    }
}

#[test]
fn second_order() {
    let file = json("sobol_ishigami.json");
    let case = &file["case_with_second_order"];
    let (points, values) = sampled(case["N"].as_u64().unwrap() as usize, true);
    assert_eq!(points.len() as u64, case["rows"].as_u64().unwrap());
    for (ours, theirs) in points.iter().zip(crate::points(&case["first_rows"])) {
        assert_eq!(*ours, theirs);
    }
    let ours = indices(&values, 3, true).unwrap();
    agree(&ours.first, &case["S1"], 1e-9, "first order");
    agree(&ours.total, &case["ST"], 1e-9, "total");
    for (ours, theirs) in ours.second.iter().zip(case["S2"].as_array().unwrap()) {
        agree(ours, theirs, 1e-9, "second order");
    }
}

#[test]
fn our_own_sampler_against_the_analytic_values() {
    let (_, values) = sampled(4096, false);
    let file = json("sobol_ishigami.json");
    let analytic = &file["case_with_second_order"]["analytic"];
    let ours = indices(&values, 3, false).unwrap();
    agree(&ours.first, &analytic["S1"], 0.02, "first order");
    agree(&ours.total, &analytic["ST"], 0.02, "total");
    // What the bootstrap says covers the error that is left.
    let Indices { first, total, .. } = confidence(&values, 3, false, 200, 1).unwrap();
    for (width, (ours, exact)) in first.iter().zip(ours.first.iter().zip(numbers(&analytic["S1"]))) {
        assert!((ours - exact).abs() <= *width && *width < 0.1, "{ours} ± {width} against {exact}");
    }
    assert!(total.iter().all(|width| (0.0..0.1).contains(width)));
}

#[test]
fn what_has_no_indices_says_why() {
    assert_eq!(rows_of_a_point(3, false), 5);
    let error = indices(&[1.0; 7], 3, false).unwrap_err().to_string();
    assert!(error.contains("multiple of 5"), "{error}");
    assert!(indices(&[1.0; 10], 3, false).unwrap_err().to_string().contains("does not vary"));
    let mut values = vec![1.0; 10];
    values[3] = f64::NAN;
    assert!(indices(&values, 3, false).is_err());
    assert!(sample(11, 8, false).is_none());
}
