//! Fronts, crowding, hypervolume and the search against pymoo and moocore.

use crate::vectors::{assert_absolute, assert_relative, json};
use crate::{numbers, points};
use perennial::analysis::pareto::nsga2::{Settings, search};
use perennial::analysis::pareto::{crowding, fronts, hypervolume};

#[test]
fn hypervolumes() {
    let file = json("hypervolume.json");
    for name in ["hypervolume", "non_dominated_sorting"] {
        for case in file[name].as_array().unwrap() {
            let ours = hypervolume(&points(&case["pts"]), &numbers(&case["ref"]));
            assert_relative(ours, case["hv"].as_f64().unwrap(), 1e-12, name);
        }
    }
}

#[track_caller]
fn same_distances(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        if theirs.is_infinite() {
            assert!(ours.is_infinite());
        } else {
            assert_absolute(*ours, *theirs, 1e-12, "crowding");
        }
    }
}

#[test]
fn fronts_and_crowding() {
    let file = json("hypervolume.json");
    let case = &file["crowding"];
    same_distances(&crowding(&points(&case["pts"])), &numbers(&case["crowding"]));
    for case in file["non_dominated_sorting"].as_array().unwrap() {
        let all = points(&case["pts"]);
        let ours = fronts(&all);
        let theirs: Vec<Vec<usize>> = points(&case["fronts"])
            .into_iter()
            .map(|front| front.into_iter().map(|i| i as usize).collect())
            .collect();
        assert_eq!(ours, theirs);
        let first: Vec<Vec<f64>> = ours[0].iter().map(|i| all[*i].clone()).collect();
        same_distances(&crowding(&first), &numbers(&case["crowding_front0"]));
    }
}

#[test]
fn hypervolume_of_many_objectives_counts_boxes_once() {
    // Inclusion and exclusion by hand: two boxes of volume 2·1·1·1 that share 1·1·1·1.
    let points = [vec![0.0, 1.0, 1.0, 1.0], vec![1.0, 0.0, 1.0, 1.0]];
    assert_eq!(hypervolume(&points, &[2.0; 4]), 3.0);
    assert_eq!(hypervolume(&points, &[1.0; 4]), 0.0);
    assert_eq!(hypervolume(&[vec![0.5]], &[2.0]), 1.5);
    assert_eq!(hypervolume(&[], &[2.0, 2.0]), 0.0);
}

/// ZDT1 and ZDT2 (Zitzler, Deb, Thiele 2000), 30 inputs.
fn zdt(problem: &str, x: &[f64]) -> Vec<f64> {
    let g = 1.0 + 9.0 * x[1..].iter().sum::<f64>() / (x.len() - 1) as f64;
    let second = match problem {
        "zdt1" => g * (1.0 - (x[0] / g).sqrt()),
        _ => g * (1.0 - (x[0] / g) * (x[0] / g)),
    };
    vec![x[0], second]
}

#[test]
fn the_search_is_not_below_the_worst_of_five_seeds() {
    let file = json("hypervolume.json");
    let reference = numbers(&file["nsga2_reference_point"]);
    let runs = file["nsga2_runs"].as_array().unwrap();
    for problem in ["zdt1", "zdt2"] {
        let theirs = runs.iter().filter(|run| run["problem"] == problem && run["seed"].is_u64());
        let worst = theirs.clone().map(|run| run["hv"].as_f64().unwrap()).fold(f64::INFINITY, f64::min);
        assert_eq!(theirs.count(), 5);
        for seed in 1..=5 {
            let settings = Settings { population: 100, generations: 250, seed };
            let evaluate = |batch: &[Vec<f64>]| batch.iter().map(|x| zdt(problem, x)).collect();
            let front = search(&[[0.0, 1.0]; 30], settings, evaluate);
            let objectives: Vec<Vec<f64>> =
                front.iter().map(|candidate| candidate.objectives.clone()).collect();
            let ours = hypervolume(&objectives, &reference);
            println!("{problem}, seed {seed}: {ours:.6} against {worst:.6} at worst");
            assert!(ours >= worst, "{problem}, seed {seed}: {ours} against {worst}");
            let again = search(&[[0.0, 1.0]; 30], Settings { generations: 3, ..settings }, evaluate);
            assert_eq!(again, search(&[[0.0, 1.0]; 30], Settings { generations: 3, ..settings }, evaluate));
        }
    }
}
