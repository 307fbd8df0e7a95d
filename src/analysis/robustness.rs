//! Whether a ranking by the social index depends on its weights (C4).
//!
//! The weights of a composite index are a judgement. Here they are drawn uniformly over all weightings of
//! the themes and of the scores inside them, and each alternative is ranked under each draw: an order that
//! holds for nearly all weights is a finding, one that holds for half of them is the weights speaking.
//!
//! # References
//! OECD, JRC (2008), *Handbook on Constructing Composite Indicators*, step 7 (source key `jrc-2008`).

use crate::model::number;
use crate::model::output::{COUNT, at};
use crate::model::parameters::Aggregation;
use crate::model::simulate::Run;
use crate::model::society::{index, theme};

/// The six scores of an alternative: people (education, access, workforce), then conduct (transparency,
/// privacy, safety), points of 100.
pub type Scores = [f64; 6];

/// How an alternative stands over all weights.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Standing {
    /// Share of weightings under which it ranks first (ties count for each).
    pub first: f64,
    /// Mean rank, 1 is best.
    pub mean_rank: f64,
    /// Lowest and highest index that any drawn weighting gives it, points of 100.
    pub range: [f64; 2],
}

/// The scores of a run in the last year; none for a run without years.
#[must_use]
pub fn final_scores(run: &Run<f64>) -> Option<Scores> {
    let year: &[f64; COUNT] = run.years.last()?;
    Some([
        year[at::education_score],
        year[at::access_score],
        year[at::workforce_score],
        year[at::transparency_score],
        year[at::privacy_score],
        year[at::safety_score],
    ])
}

/// The radical inverse of `n` in a base: one coordinate of Halton's sequence.
fn radical_inverse(mut n: u32, base: u32) -> f64 {
    let (mut value, mut digit) = (0.0, 1.0);
    while n > 0 {
        digit /= f64::from(base);
        value += digit * f64::from(n % base);
        n /= base;
    }
    value
}

/// The `draw`-th weighting: exponential weights are uniform on the simplex once divided by their sum, which
/// the index does itself.
fn weights(draw: u32) -> ([f64; 3], [f64; 3], [f64; 2]) {
    const BASES: [u32; 8] = [2, 3, 5, 7, 11, 13, 17, 19];
    // From 20 on the first points, which line up across bases, are passed over.
    let w = BASES.map(|base| -number::ln(radical_inverse(draw + 20, base)));
    ([w[0], w[1], w[2]], [w[3], w[4], w[5]], [w[6], w[7]])
}

/// How every alternative stands over `draws` weightings (4,096 settle the shares to about a point).
///
/// # Examples
/// ```
/// use perennial::{analysis::robustness::rank, model::parameters::Aggregation};
/// let better_in_all = [[60.0; 6], [40.0; 6]];
/// assert_eq!(rank(&better_in_all, Aggregation::Geometric, 256)[0].first, 1.0);
/// ```
#[must_use]
pub fn rank(alternatives: &[Scores], aggregation: Aggregation, draws: u32) -> Vec<Standing> {
    let start = Standing { first: 0.0, mean_rank: 0.0, range: [f64::INFINITY, f64::NEG_INFINITY] };
    let mut standings = vec![start; alternatives.len()];
    for draw in 0..draws {
        let (people, conduct, themes) = weights(draw);
        let values: Vec<f64> = alternatives
            .iter()
            .map(|s| {
                let themed = [theme([s[0], s[1], s[2]], people), theme([s[3], s[4], s[5]], conduct)];
                index(aggregation, themed, themes)
            })
            .collect();
        for (standing, value) in standings.iter_mut().zip(&values) {
            let ahead = values.iter().filter(|other| *other > value).count();
            standing.mean_rank += (ahead + 1) as f64 / f64::from(draws);
            if ahead == 0 {
                standing.first += 1.0 / f64::from(draws);
            }
            standing.range = [standing.range[0].min(*value), standing.range[1].max(*value)];
        }
    }
    standings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirror_images_share_the_first_place() {
        // What one has in education the other has in workforce: no weighting is favoured.
        let a = [80.0, 50.0, 20.0, 50.0, 50.0, 50.0];
        let b = [20.0, 50.0, 80.0, 50.0, 50.0, 50.0];
        for aggregation in [Aggregation::Geometric, Aggregation::Linear] {
            let standings = rank(&[a, b], aggregation, 4096);
            assert!((standings[0].first - 0.5).abs() < 0.01, "{standings:?}");
            assert!((standings[0].mean_rank + standings[1].mean_rank - 3.0).abs() < 1e-9);
        }
    }

    #[test]
    fn one_strong_score_among_six_wins_under_the_share_of_weights_that_favour_it() {
        // Within the theme people, linear: education 100 against 50 everywhere beats 60 everywhere when its
        // weight w satisfies 50 + 50·w > 60, w > 0.2; over uniform weights of three that is 0.8² = 0.64.
        let a = [100.0, 50.0, 50.0, 60.0, 60.0, 60.0];
        let b = [60.0; 6];
        let standings = rank(&[a, b], Aggregation::Linear, 8192);
        assert!((standings[0].first - 0.64).abs() < 0.01, "{}", standings[0].first);
    }

    #[test]
    fn the_index_stays_within_its_scale() {
        let standings = rank(&[[0.0; 6], [100.0; 6]], Aggregation::Geometric, 512);
        assert!((standings[0].range[0] - 10.0).abs() < 1e-9 && (standings[1].range[1] - 100.0).abs() < 1e-9);
    }
}
