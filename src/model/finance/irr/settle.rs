//! What f64 leaves open about roots: whether two of them are one, and where exactly.
//!
//! A double root touches zero without crossing it, and a rounding in its sixteenth digit moves it by the
//! square root of that or makes it vanish. Its derivative crosses zero there cleanly. So, on a stretch in
//! doubt, the crossings of each derivative, the highest first, cut the stretch into pieces on which the one
//! below is monotone; where it vanishes at a cut as far as the flows' own rounding can tell, the cut is its
//! root, a multiple one, and elsewhere a change of sign holds one.

use super::wide::Wide;
use super::{Flows, Isolated, crossing, polynomial};

/// A root is taken as f64 gives it where rounding moves it by less than this share.
const WELL_PLACED: f64 = 1e-12;
/// Derivatives looked at: a root of this multiplicity is still placed well.
const DERIVATIVES: usize = 6;
/// How far above what rounding explains a value has a sign, and how far it may still be zero.
const CLEARLY: f64 = 64.0;
const ABOUT: f64 = 4.0;

/// A series in wide numbers with its rounding.
struct Series {
    coefficients: Vec<Wide>,
    absolute: Vec<f64>,
    unsure: Vec<f64>,
}

impl Series {
    fn of(flows: &Flows) -> Self {
        Self {
            coefficients: flows.values.iter().map(|value| Wide::of(*value)).collect(),
            absolute: flows.values.iter().map(|value| value.abs()).collect(),
            unsure: flows.unsure.clone(),
        }
    }

    fn derivative(&self) -> Self {
        let of = |values: &[f64]| (1..).zip(&values[1..]).map(|(k, value)| f64::from(k) * value).collect();
        Self {
            coefficients: (1..).zip(&self.coefficients[1..]).map(|(k, c)| c.times(f64::from(k))).collect(),
            absolute: of(&self.absolute),
            unsure: of(&self.unsure),
        }
    }

    fn at(&self, x: f64) -> f64 {
        let sum = self.coefficients.iter().rev().fold(Wide::of(0.0), |higher, c| higher.times(x).plus(*c));
        sum.value()
    }

    /// What the value at x may be off by: the flows' own rounding, and that of x and of the sum.
    fn noise(&self, x: f64) -> f64 {
        let terms = self.absolute.len() as f64 * f64::EPSILON;
        polynomial(&self.unsure, x) + 64.0 * terms * terms * polynomial(&self.absolute, x)
    }

    /// The value at x, zero where it is no more than rounding.
    fn rounded(&self, x: f64) -> f64 {
        let value = self.at(x);
        if value.abs() <= ABOUT * self.noise(x) { 0.0 } else { value }
    }

    fn is_clear(&self, x: f64) -> bool {
        self.at(x).abs() >= CLEARLY * self.noise(x)
    }
}

/// The roots in 0 < x < 1, ascending, with what was in doubt settled.
pub(super) fn settled(flows: &Flows, found: Isolated) -> Vec<f64> {
    let Isolated { roots, mut doubtful } = found;
    let mut roots: Vec<f64> = roots
        .into_iter()
        .filter(|root| {
            let off = misplaced(&flows.values, *root);
            let well = off <= WELL_PLACED * root;
            if !well {
                doubtful.push([root - off.min(*root), root + off.min(1.0)]);
            }
            well
        })
        .collect();
    if !doubtful.is_empty() {
        let mut derivatives = vec![Series::of(flows)];
        while let (Some(last), true) =
            (derivatives.last(), derivatives.len() < DERIVATIVES.min(flows.values.len()))
        {
            let next = last.derivative();
            derivatives.push(next);
        }
        let stretches = merged(doubtful);
        // What lies inside a stretch is found again there.
        roots.retain(|root| !stretches.iter().any(|[low, high]| (low..=high).contains(&root)));
        let sure = roots.clone();
        for (index, stretch) in stretches.iter().enumerate() {
            let before = index.checked_sub(1).map_or(0.0, |before| stretches[before][1]);
            let after = stretches.get(index + 1).map_or(1.0, |after| after[0]);
            let below = sure.iter().filter(|root| **root < stretch[0]).fold(before, |a, b| a.max(*b));
            let above = sure.iter().filter(|root| **root > stretch[1]).fold(after, |a, b| a.min(*b));
            // Half of the way to the neighbours, all of it to the ends.
            let low = if below > 0.0 { 0.5 * (below + stretch[0]) } else { 0.0 };
            let high = if above < 1.0 { 0.5 * (above + stretch[1]) } else { 1.0 };
            roots.extend(crossings(&derivatives, widened(&derivatives[0], *stretch, [low, high])));
        }
    }
    roots.retain(|x| *x > 0.0 && *x < 1.0);
    roots.sort_by(f64::total_cmp);
    roots
}

/// How far the rounding of f64 may have moved a root.
fn misplaced(coefficients: &[f64], x: f64) -> f64 {
    // Value, slope and size together.
    let (mut value, mut slope, mut size) = (0.0, 0.0, 0.0);
    for c in coefficients.iter().rev() {
        slope = slope * x + value;
        value = value * x + c;
        size = size * x + c.abs();
    }
    super::NOISE * size / slope.abs().max(f64::MIN_POSITIVE)
}

/// Stretches that overlap or touch made one, ascending.
fn merged(mut stretches: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    stretches.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut merged: Vec<[f64; 2]> = Vec::new();
    for [low, high] in stretches {
        match merged.last_mut() {
            Some(last) if low <= last[1] => last[1] = last[1].max(high),
            _ => merged.push([low, high]),
        }
    }
    merged
}

/// A stretch with room on both sides, until its ends have a clear sign or its neighbours are near.
fn widened(series: &Series, [low, high]: [f64; 2], [least, most]: [f64; 2]) -> [f64; 2] {
    let step = (high - low).max(4.0 * f64::EPSILON * high);
    let mut room = step;
    let mut from = (low - room).max(least);
    while from > least && !series.is_clear(from) {
        room *= 2.0;
        from = (low - room).max(least);
    }
    room = step;
    let mut to = (high + room).min(most);
    while to < most && !series.is_clear(to) {
        room *= 2.0;
        to = (high + room).min(most);
    }
    [from, to]
}

/// Where the first of a series and its derivatives vanishes between two points.
fn crossings(derivatives: &[Series], [low, high]: [f64; 2]) -> Vec<f64> {
    let Some((series, higher)) = derivatives.split_first() else { return Vec::new() };
    let mut roots = Vec::new();
    let (mut from, mut at_from) = (low, series.at(low));
    for cut in crossings(higher, [low, high]) {
        let at_cut = series.rounded(cut);
        if at_cut == 0.0 {
            roots.push(cut);
        } else if at_from * at_cut.signum() < 0.0 {
            roots.push(crossing(|x| series.at(x), [from, cut]));
        }
        (from, at_from) = (cut, at_cut);
    }
    let at_high = series.at(high);
    if at_from * at_high.signum() < 0.0 {
        roots.push(crossing(|x| series.at(x), [from, high]));
    }
    roots
}
