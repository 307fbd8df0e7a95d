//! Trade-offs: which points no other beats, how far apart they lie, how much they dominate. Every objective is
//! minimised.
//!
//! # References
//! Deb et al. (2002), *A fast and elitist multiobjective genetic algorithm: NSGA-II*; Zitzler, Thiele (1998),
//! hypervolume.

pub mod nsga2;

/// Whether a is nowhere worse than b and somewhere better.
#[must_use]
pub fn dominates(a: &[f64], b: &[f64]) -> bool {
    let mut better = false;
    for (a, b) in a.iter().zip(b) {
        // Not a number is worse than any.
        if a > b || (a.is_nan() && !b.is_nan()) {
            return false;
        }
        better |= a < b || (b.is_nan() && !a.is_nan());
    }
    better
}

/// Indices by front: the first is beaten by none, each later one only by those before. Ascending in a front.
///
/// # Examples
/// ```
/// use perennial::analysis::pareto::fronts;
/// let points = [vec![1.0, 3.0], vec![3.0, 1.0], vec![3.0, 3.0]];
/// assert_eq!(fronts(&points), [vec![0, 1], vec![2]]);
/// ```
#[must_use]
pub fn fronts(points: &[Vec<f64>]) -> Vec<Vec<usize>> {
    let mut beaten_by = vec![0_usize; points.len()];
    let mut beats = vec![Vec::new(); points.len()];
    for (i, a) in points.iter().enumerate() {
        for (j, b) in points.iter().enumerate() {
            if dominates(a, b) {
                beats[i].push(j);
                beaten_by[j] += 1;
            }
        }
    }
    let mut fronts = Vec::new();
    let mut front: Vec<usize> = (0..points.len()).filter(|i| beaten_by[*i] == 0).collect();
    while !front.is_empty() {
        let mut next = Vec::new();
        for i in &front {
            for j in &beats[*i] {
                beaten_by[*j] -= 1;
                if beaten_by[*j] == 0 {
                    next.push(*j);
                }
            }
        }
        next.sort_unstable();
        fronts.push(core::mem::replace(&mut front, next));
    }
    fronts
}

/// Crowding distance of the points of one front: mean over the objectives of the distance between neighbours
/// over the range; infinite at the extremes, and for fewer than three points.
#[must_use]
pub fn crowding(points: &[Vec<f64>]) -> Vec<f64> {
    let objectives = points.first().map_or(0, Vec::len);
    if points.len() < 3 {
        return vec![f64::INFINITY; points.len()];
    }
    let mut distance = vec![0.0; points.len()];
    for objective in 0..objectives {
        let value = |i: usize| points[i][objective];
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by(|a, b| value(*a).total_cmp(&value(*b)));
        let last = order.len() - 1;
        let range = value(order[last]) - value(order[0]);
        // All alike: this objective tells nothing apart.
        if range > 0.0 {
            distance[order[0]] = f64::INFINITY;
            distance[order[last]] = f64::INFINITY;
            for window in order.windows(3) {
                distance[window[1]] += (value(window[2]) - value(window[0])) / range / objectives as f64;
            }
        }
    }
    distance
}

/// Volume that the points dominate up to a reference point; points that do not lie below it in every
/// objective count for nothing.
///
/// # Examples
/// ```
/// use perennial::analysis::pareto::hypervolume;
/// assert_eq!(hypervolume(&[vec![1.0, 2.0], vec![2.0, 1.0]], &[3.0, 3.0]), 3.0);
/// ```
#[must_use]
pub fn hypervolume(points: &[Vec<f64>], reference: &[f64]) -> f64 {
    let mut inside: Vec<&[f64]> = points
        .iter()
        .filter(|point| point.len() == reference.len() && point.iter().zip(reference).all(|(x, r)| x < r))
        .map(Vec::as_slice)
        .collect();
    slices(&mut inside, reference)
}

/// Slices along the last objective: thickness times the volume of what lies below, one objective fewer.
fn slices(points: &mut [&[f64]], reference: &[f64]) -> f64 {
    let Some((&end, rest)) = reference.split_last() else { return 0.0 };
    let last = rest.len();
    points.sort_by(|a, b| a[last].total_cmp(&b[last]));
    if rest.is_empty() {
        return points.first().map_or(0.0, |point| end - point[0]);
    }
    let mut volume = 0.0;
    if rest.len() == 1 {
        // In the plane, what is below is the least so far.
        let mut least = rest[0];
        for (index, point) in points.iter().enumerate() {
            least = least.min(point[0]);
            let next = points.get(index + 1).map_or(end, |next| next[last]);
            volume += (rest[0] - least) * (next - point[last]);
        }
        return volume;
    }
    for index in 0..points.len() {
        let next = points.get(index + 1).map_or(end, |next| next[last]);
        let thickness = next - points[index][last];
        if thickness > 0.0 {
            let mut below = points[..=index].to_vec();
            volume += thickness * slices(&mut below, rest);
        }
    }
    volume
}
