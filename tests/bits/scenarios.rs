//! Random scenarios from a small generator of our own, the same on every target, and a hash of their runs.

use perennial::model::parameter::Values;
use perennial::model::parameters;
use perennial::model::simulate::Keep;
use perennial::scenario::{Scenario, Value, run};

/// SplitMix64 (Steele, Lea, Flood 2014): enough to scatter test cases.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// Uniform in 0 ≤ x < 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }
    /// Uniform between two ends, or evenly in log where both are positive and far apart.
    pub(crate) fn between(&mut self, [low, high]: [f64; 2]) -> f64 {
        let u = self.unit();
        if low > 0.0 && high > 100.0 * low {
            // Whole halvings and a linear rest: no transcendental of the platform.
            let mut x = high;
            for _ in 0..halvings(high / low, u) {
                x *= 0.5;
            }
            (x * (0.75 + 0.25 * self.unit())).max(low)
        } else {
            low + (high - low) * u
        }
    }
    /// Whether an event of this chance happens.
    pub(crate) fn chance(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }
}

/// A share of how often a ratio above 1 can be halved.
fn halvings(ratio: f64, share: f64) -> u32 {
    // The exponent of a number is its logarithm, rounded down, on every target.
    let most = ((ratio.to_bits() >> 52) & 0x7ff).saturating_sub(1023);
    (most as f64 * share) as u32
}

/// How far a scenario strays from the default company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range {
    /// Within the plausible ranges.
    Plausible,
    /// Anywhere within the hard limits.
    Hard,
}

/// The scenario of a number: even ones within the plausible ranges, odd ones within the hard limits.
pub(crate) fn scenario(number: u64) -> Scenario {
    let range = if number.is_multiple_of(2) { Range::Plausible } else { Range::Hard };
    random(&mut Random(number.wrapping_mul(0x1_0001) ^ 0x00c0_ffee), range)
}

/// A random scenario.
pub(crate) fn random(random: &mut Random, range: Range) -> Scenario {
    let mut scenario = Scenario::default();
    for (index, parameter) in parameters::registry().enumerate() {
        if random.chance(0.25) {
            continue;
        }
        let value = match parameter.values {
            Values::Scalar { plausible, hard, .. } => {
                Value::Scalar(random.between(if range == Range::Hard { hard } else { plausible }))
            }
            Values::Path { low, high, hard, .. } => {
                let ends = |end: usize| if range == Range::Hard { hard } else { [low[end], high[end]] };
                let from = random.between(ends(0));
                let to = if random.chance(0.3) { from } else { random.between(ends(1)) };
                let year = |random: &mut Random| {
                    let chosen = random.chance(0.5);
                    let year = 2020.0 + (random.unit() * 20.0).floor();
                    chosen.then_some(year)
                };
                Value::Path { from, to, first: year(random), last: year(random) }
            }
            Values::Choice { options, .. } => Value::Choice((random.unit() * options.len() as f64) as usize),
        };
        scenario.set_at(index, value);
        if parameter.role.is_lever() && random.chance(0.1) {
            scenario.set_programme_cost(index, Some(random.between([0.0, 1e7])));
        }
    }
    scenario
}

/// A hash of the bits of every yearly output and headline of the scenarios of these numbers (FNV-1a over whole
/// numbers), in single runs.
pub(crate) fn hash(numbers: core::ops::Range<u64>) -> u64 {
    numbers.fold(0xcbf2_9ce4_8422_2325, |hash, number| {
        let run = run(&scenario(number), Keep::Years);
        let headline = run.headline.values();
        let figures = run.years.iter().flatten().chain(&headline);
        figures.fold(hash, |hash, figure| (hash ^ bits(*figure)).wrapping_mul(0x0000_0100_0000_01b3))
    })
}

/// The bits of a figure. What does not exist has any of many: they count as the same.
pub(crate) fn bits(figure: f64) -> u64 {
    if figure.is_nan() { f64::NAN.to_bits() } else { figure.to_bits() }
}
