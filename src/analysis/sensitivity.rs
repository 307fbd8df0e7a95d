//! How much of an output's variance each input explains: Sobol' indices by the estimators of Saltelli and
//! Jansen, as SALib computes them.
//!
//! Rows stand in Saltelli's layout: for each base point A, AB_1 … AB_D (A with column j from B), with second
//! order also BA_1 … BA_D, and B.
//!
//! # References
//! Saltelli et al. (2010), *Variance based sensitivity analysis of model output*; Jansen (1999), *Analysis of
//! variance designs for model output*; Iwanaga et al. (2022), SALib 2.0.

use serde::Serialize;

use super::low_discrepancy::Sobol;
use super::random::Stream;

/// First-order and total index of every input, in order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indices {
    /// Share of the variance that the input explains alone.
    pub first: Vec<f64>,
    /// Share that is left if all others are known.
    pub total: Vec<f64>,
    /// Share that pairs explain beyond their inputs alone, j < k; empty without rows for it.
    pub second: Vec<Vec<f64>>,
}

/// Why there are no indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SensitivityError {
    /// The rows are no whole number of base points.
    Rows {
        /// Rows given.
        rows: usize,
        /// Rows of a base point.
        of_a_point: usize,
    },
    /// The output does not vary, or is not finite everywhere.
    NoVariance,
}

impl core::fmt::Display for SensitivityError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Rows { rows, of_a_point } => {
                write!(out, "{rows} rows were given; a multiple of {of_a_point} is wanted, at least twice it")
            }
            Self::NoVariance => write!(out, "the output does not vary, or is no number somewhere"),
        }
    }
}

impl std::error::Error for SensitivityError {}

/// Rows of a base point.
#[must_use]
pub const fn rows_of_a_point(inputs: usize, second_order: bool) -> usize {
    if second_order { 2 * inputs + 2 } else { inputs + 2 }
}

/// Points of the unit cube in Saltelli's layout from the Sobol' sequence; none beyond its dimensions.
#[must_use]
pub fn sample(inputs: usize, base_points: usize, second_order: bool) -> Option<Vec<Vec<f64>>> {
    let mut sobol = Sobol::new(2 * inputs)?;
    let mut rows = Vec::with_capacity(base_points * rows_of_a_point(inputs, second_order));
    for _ in 0..base_points {
        let point = sobol.point();
        let (a, b) = point.split_at(inputs);
        let mixed = |of: &[f64], with: &[f64], j: usize| {
            let mut row = of.to_vec();
            row[j] = with[j];
            row
        };
        rows.push(a.to_vec());
        rows.extend((0..inputs).map(|j| mixed(a, b, j)));
        if second_order {
            rows.extend((0..inputs).map(|j| mixed(b, a, j)));
        }
        rows.push(b.to_vec());
    }
    Some(rows)
}

/// Values of a block of base points: A, B, and AB_j, BA_j by input.
struct Blocks {
    a: Vec<f64>,
    b: Vec<f64>,
    ab: Vec<Vec<f64>>,
    ba: Vec<Vec<f64>>,
}

impl Blocks {
    /// Splits values and brings them to mean 0 and variance 1, so that large offsets lose no digits.
    fn of(values: &[f64], inputs: usize, second_order: bool) -> Result<Self, SensitivityError> {
        let of_a_point = rows_of_a_point(inputs, second_order);
        if values.len() < 2 * of_a_point || !values.len().is_multiple_of(of_a_point) {
            return Err(SensitivityError::Rows { rows: values.len(), of_a_point });
        }
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let variance = values.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / count;
        // Not above zero, and not a number either.
        if !(variance > 0.0 && variance.is_finite()) {
            return Err(SensitivityError::NoVariance);
        }
        let deviation = variance.sqrt();
        let column = |at: usize| -> Vec<f64> {
            values.iter().skip(at).step_by(of_a_point).map(|y| (y - mean) / deviation).collect()
        };
        let ba =
            if second_order { (0..inputs).map(|j| column(1 + inputs + j)).collect() } else { Vec::new() };
        Ok(Self {
            a: column(0),
            b: column(of_a_point - 1),
            ab: (0..inputs).map(|j| column(1 + j)).collect(),
            ba,
        })
    }

    /// Indices over the base points chosen (with repetition in a bootstrap).
    fn indices(&self, chosen: &[usize]) -> Indices {
        let count = chosen.len() as f64;
        let mean = |value: &dyn Fn(usize) -> f64| chosen.iter().map(|i| value(*i)).sum::<f64>() / count;
        let both = 0.5 * (mean(&|i| self.a[i]) + mean(&|i| self.b[i]));
        let square = |y: f64| (y - both) * (y - both);
        let variance = 0.5 * (mean(&|i| square(self.a[i])) + mean(&|i| square(self.b[i])));
        let inputs = self.ab.len();
        let first: Vec<f64> =
            self.ab.iter().map(|ab| mean(&|i| self.b[i] * (ab[i] - self.a[i])) / variance).collect();
        let total = self
            .ab
            .iter()
            .map(|ab| 0.5 * mean(&|i| (self.a[i] - ab[i]) * (self.a[i] - ab[i])) / variance)
            .collect();
        let pair = |j: usize, k: usize| {
            let joint = mean(&|i| self.ba[j][i] * self.ab[k][i] - self.a[i] * self.b[i]) / variance;
            joint - first[j] - first[k]
        };
        let second = if self.ba.is_empty() {
            Vec::new()
        } else {
            (0..inputs).map(|j| (0..inputs).map(|k| if k > j { pair(j, k) } else { 0.0 }).collect()).collect()
        };
        Indices { first, total, second }
    }
}

/// Indices of an output at the rows of [`sample`], in their order.
///
/// # Errors
/// [`SensitivityError`] where rows are missing or the output does not vary.
pub fn indices(values: &[f64], inputs: usize, second_order: bool) -> Result<Indices, SensitivityError> {
    let blocks = Blocks::of(values, inputs, second_order)?;
    Ok(blocks.indices(&(0..blocks.a.len()).collect::<Vec<_>>()))
}

/// Half widths of 95 % intervals of first and total indices: 1.96 standard deviations over `draws` bootstrap
/// draws of base points.
///
/// # Errors
/// As [`indices`].
pub fn confidence(
    values: &[f64],
    inputs: usize,
    second_order: bool,
    draws: usize,
    seed: u64,
) -> Result<Indices, SensitivityError> {
    let blocks = Blocks::of(values, inputs, second_order)?;
    let points = blocks.a.len();
    let drawn: Vec<Indices> = (0..draws)
        .map(|draw| {
            let mut stream = Stream::new(seed, draw as u64);
            blocks.indices(&(0..points).map(|_| stream.below(points)).collect::<Vec<_>>())
        })
        .collect();
    let width = |value: &dyn Fn(&Indices) -> f64| {
        let count = drawn.len() as f64;
        let mean = drawn.iter().map(value).sum::<f64>() / count;
        let variance =
            drawn.iter().map(|d| (value(d) - mean) * (value(d) - mean)).sum::<f64>() / (count - 1.0);
        1.96 * variance.sqrt()
    };
    Ok(Indices {
        first: (0..inputs).map(|j| width(&|d: &Indices| d.first[j])).collect(),
        total: (0..inputs).map(|j| width(&|d: &Indices| d.total[j])).collect(),
        second: Vec::new(),
    })
}
