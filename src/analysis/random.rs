//! Streams of numbers that look random and are the same on every machine and for any number of workers:
//! sample i draws from stream i.
//!
//! # References
//! Steele, Lea, Flood (2014), *Fast splittable pseudorandom number generators* (SplitMix64).

/// Odd constant of SplitMix64: 2^64 over the golden ratio.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// One stream.
#[derive(Clone, Debug)]
pub struct Stream(u64);

/// The mixing function: each bit of the answer depends on each bit of `z`.
const fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Stream {
    /// Stream `index` of a seed.
    ///
    /// # Examples
    /// ```
    /// use perennial::analysis::random::Stream;
    /// let draw = |seed, index| Stream::new(seed, index).unit();
    /// assert_eq!(draw(1, 7), draw(1, 7));
    /// assert!(draw(1, 7) != draw(1, 8) && draw(1, 7) != draw(2, 7));
    /// ```
    #[must_use]
    pub const fn new(seed: u64, index: u64) -> Self {
        Self(mixed(mixed(seed).wrapping_add(mixed(index.wrapping_mul(GAMMA)))))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mixed(self.0)
    }

    /// Evenly in 0 ≤ x < 1.
    pub const fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// One of `count` whole numbers from 0, as good as evenly; 0 of none.
    pub const fn below(&mut self, count: usize) -> usize {
        (((self.bits() as u128) * (count as u128)) >> 64) as usize
    }
}
