//! Sobol', Halton and discrepancies against scipy.stats.qmc: points 1e-15, Halton 1e-14 absolute, discrepancy
//! 1e-10 relative.

use crate::points;
use crate::vectors::{assert_absolute, assert_relative, json};
use perennial::analysis::low_discrepancy::{Discrepancy, SOBOL_DIMENSIONS, Sobol, halton};

#[test]
fn sobol_points() {
    let mut sobol = Sobol::new(8).unwrap();
    for theirs in points(&json("qmc.json")["sobol_unscrambled_d8_first8"]) {
        for (ours, theirs) in sobol.point().into_iter().zip(theirs) {
            assert_absolute(ours, theirs, 1e-15, "Sobol'");
        }
    }
}

#[test]
fn halton_points() {
    for (index, theirs) in points(&json("qmc.json")["halton_unscrambled_d5_first16"]).into_iter().enumerate()
    {
        for (ours, theirs) in halton(index as u64, 5).into_iter().zip(theirs) {
            assert_absolute(ours, theirs, 1e-14, "Halton");
        }
    }
}

#[test]
fn discrepancies() {
    let mut sobol = Sobol::new(8).unwrap();
    let points: Vec<Vec<f64>> = (0..64).map(|_| sobol.point()).collect();
    let file = json("qmc.json");
    for (name, kind) in [
        ("CD", Discrepancy::Centred),
        ("WD", Discrepancy::WrapAround),
        ("MD", Discrepancy::Mixture),
        ("L2-star", Discrepancy::L2Star),
    ] {
        let theirs = file["discrepancy_sobol64_d8"][name].as_f64().unwrap();
        assert_relative(kind.of(&points), theirs, 1e-10, name);
    }
}

/// Whether each dimension's first 2^k points fall one into each of 2^k intervals, and each pair of dimensions
/// into the four quarters alike: what makes the table of direction numbers one.
#[test]
fn every_dimension_fills_its_intervals() {
    assert!(Sobol::new(SOBOL_DIMENSIONS + 1).is_none());
    let mut sobol = Sobol::new(SOBOL_DIMENSIONS).unwrap();
    let points: Vec<Vec<f64>> = (0..1024).map(|_| sobol.point()).collect();
    for dimension in 0..SOBOL_DIMENSIONS {
        let mut seen = [false; 1024];
        points.iter().for_each(|point| seen[(point[dimension] * 1024.0) as usize] = true);
        assert!(seen.iter().all(|seen| *seen), "dimension {dimension}");
        for other in 0..dimension {
            let mut quarters = [0; 4];
            for point in &points {
                quarters[2 * usize::from(point[dimension] >= 0.5) + usize::from(point[other] >= 0.5)] += 1;
            }
            assert_eq!(quarters, [256; 4], "dimensions {other} and {dimension}");
        }
    }
}
