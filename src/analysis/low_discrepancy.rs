//! Points that fill a cube evenly: the sequences of Sobol' and Halton, and how evenly points lie.
//!
//! # References
//! Joe, Kuo (2008), *Constructing Sobol' sequences with better two-dimensional projections*: direction numbers.
//! Halton (1960), *On the efficiency of certain quasi-random sequences of points*.
//! Hickernell (1998), *A generalized discrepancy and quadrature error bound*; Zhou, Fang, Ning (2013),
//! *Mixture discrepancy for quasi-random point sets*.

/// Bits of a coordinate of the Sobol' sequence, hence points: 2^32.
const BITS: usize = 32;

/// Primitive polynomials (degree, inner coefficients) and first direction numbers, dimension 2 on (Joe, Kuo).
const DIRECTIONS: [(u32, u32, &[u32]); 20] = [
    (1, 0, &[1]),
    (2, 1, &[1, 3]),
    (3, 1, &[1, 3, 1]),
    (3, 2, &[1, 1, 1]),
    (4, 1, &[1, 1, 3, 3]),
    (4, 4, &[1, 3, 5, 13]),
    (5, 2, &[1, 1, 5, 5, 17]),
    (5, 4, &[1, 1, 5, 5, 5]),
    (5, 7, &[1, 1, 7, 11, 19]),
    (5, 11, &[1, 1, 5, 1, 1]),
    (5, 13, &[1, 1, 1, 3, 11]),
    (5, 14, &[1, 3, 5, 5, 31]),
    (6, 1, &[1, 3, 3, 9, 7, 49]),
    (6, 13, &[1, 1, 1, 15, 21, 21]),
    (6, 16, &[1, 3, 1, 13, 27, 49]),
    (6, 19, &[1, 1, 1, 15, 7, 5]),
    (6, 22, &[1, 3, 1, 15, 13, 25]),
    (6, 25, &[1, 1, 5, 5, 19, 61]),
    (7, 1, &[1, 3, 7, 11, 23, 15, 103]),
    (7, 4, &[1, 3, 7, 13, 13, 15, 69]),
];

/// Most dimensions of the Sobol' sequence here.
pub const SOBOL_DIMENSIONS: usize = DIRECTIONS.len() + 1;

/// The Sobol' sequence, unscrambled, in the order of the Gray code, from its first point (all zero).
#[derive(Clone, Debug)]
pub struct Sobol {
    directions: Vec<[u32; BITS]>,
    point: Vec<u32>,
    index: u64,
}

impl Sobol {
    /// The sequence in `dimensions`; none beyond [`SOBOL_DIMENSIONS`].
    ///
    /// # Examples
    /// ```
    /// use perennial::analysis::low_discrepancy::Sobol;
    /// let mut sobol = Sobol::new(2).ok_or("too many dimensions")?;
    /// assert_eq!([sobol.point(), sobol.point()], [[0.0, 0.0], [0.5, 0.5]]);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn new(dimensions: usize) -> Option<Self> {
        let first = core::array::from_fn(|bit| 1_u32 << (BITS - 1 - bit));
        let rest = DIRECTIONS.get(..dimensions.saturating_sub(1))?;
        let mut directions = vec![first];
        directions.extend(rest.iter().map(|&(degree, inner, first)| direction_numbers(degree, inner, first)));
        directions.truncate(dimensions);
        Some(Self { directions, point: vec![0; dimensions], index: 0 })
    }

    /// The next point.
    pub fn point(&mut self) -> Vec<f64> {
        let unit = 1.0 / (1_u64 << BITS) as f64;
        let point = self.point.iter().map(|bits| f64::from(*bits) * unit).collect();
        // One bit of the Gray code changes: that of the lowest zero of the index.
        let bit = (self.index.trailing_ones() as usize).min(BITS - 1);
        for (coordinate, directions) in self.point.iter_mut().zip(&self.directions) {
            *coordinate ^= directions[bit];
        }
        self.index += 1;
        point
    }
}

/// Bratley and Fox's recurrence: v_k from the `degree` numbers before it.
fn direction_numbers(degree: u32, inner: u32, first: &[u32]) -> [u32; BITS] {
    let degree = degree as usize;
    let mut numbers = [0_u32; BITS];
    for bit in 0..BITS {
        numbers[bit] = match first.get(bit) {
            Some(number) => number << (BITS - 1 - bit),
            None => {
                let mut number = numbers[bit - degree] ^ (numbers[bit - degree] >> degree);
                for step in 1..degree {
                    if inner >> (degree - 1 - step) & 1 == 1 {
                        number ^= numbers[bit - step];
                    }
                }
                number
            }
        };
    }
    numbers
}

/// Point `index` of the Halton sequence: digits of the index mirrored at the point, to a prime base a dimension.
///
/// # Examples
/// ```
/// use perennial::analysis::low_discrepancy::halton;
/// assert_eq!(halton(3, 2), [0.75, 1.0 / 9.0]);
/// ```
#[must_use]
pub fn halton(index: u64, dimensions: usize) -> Vec<f64> {
    primes().take(dimensions).map(|base| mirrored(index, base)).collect()
}

fn mirrored(mut index: u64, base: u64) -> f64 {
    let (mut value, mut place) = (0.0, 1.0);
    while index > 0 {
        place /= base as f64;
        value += (index % base) as f64 * place;
        index /= base;
    }
    value
}

fn primes() -> impl Iterator<Item = u64> {
    (2_u64..).filter(|n| (2..).take_while(|d| d * d <= *n).all(|d| n % d != 0))
}

/// How far points are from filling the cube evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discrepancy {
    /// Centred.
    Centred,
    /// Around the cube's edges.
    WrapAround,
    /// A mixture of both.
    Mixture,
    /// Boxes from the origin, in the mean of squares.
    L2Star,
}

impl Discrepancy {
    /// The discrepancy of points in the unit cube.
    #[must_use]
    pub fn of(self, points: &[Vec<f64>]) -> f64 {
        let count = points.len() as f64;
        let dimensions = points.first().map_or(0, Vec::len) as i32;
        let single: f64 =
            points.iter().map(|point| point.iter().map(|x| self.single(*x)).product::<f64>()).sum();
        let pairs: f64 = points
            .iter()
            .flat_map(|a| points.iter().map(move |b| (a, b)))
            .map(|(a, b)| a.iter().zip(b).map(|(a, b)| self.pair(*a, *b)).product::<f64>())
            .sum();
        let pairs = pairs / (count * count);
        match self {
            Self::Centred => (13.0_f64 / 12.0).powi(dimensions) - 2.0 / count * single + pairs,
            Self::WrapAround => pairs - (4.0_f64 / 3.0).powi(dimensions),
            Self::Mixture => (19.0_f64 / 12.0).powi(dimensions) - 2.0 / count * single + pairs,
            Self::L2Star => {
                let sum = 3.0_f64.powi(-dimensions) - 2.0_f64.powi(1 - dimensions) / count * single + pairs;
                sum.max(0.0).sqrt()
            }
        }
    }

    fn single(self, x: f64) -> f64 {
        let from_centre = (x - 0.5).abs();
        match self {
            Self::Centred => 1.0 + 0.5 * from_centre - 0.5 * from_centre * from_centre,
            Self::WrapAround => 1.0,
            Self::Mixture => 5.0 / 3.0 - 0.25 * from_centre - 0.25 * from_centre * from_centre,
            Self::L2Star => 1.0 - x * x,
        }
    }

    fn pair(self, a: f64, b: f64) -> f64 {
        let (apart, centres) = ((a - b).abs(), (a - 0.5).abs() + (b - 0.5).abs());
        match self {
            Self::Centred => 1.0 + 0.5 * centres - 0.5 * apart,
            Self::WrapAround => 1.5 - apart * (1.0 - apart),
            Self::Mixture => 15.0 / 8.0 - 0.25 * centres - 0.75 * apart + 0.5 * apart * apart,
            Self::L2Star => 1.0 - a.max(b),
        }
    }
}
