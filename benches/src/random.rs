//! A small seeded generator: same seed, same numbers, on every machine.

/// SplitMix64. Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Returns a generator for one stream of a seed; streams do not disturb each other.
    #[must_use]
    pub const fn new(seed: u64, stream: u64) -> Self {
        let mixed = seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(stream);
        Self(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Returns the next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(end).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Returns a number from `low` to `high`, both included.
    pub fn within(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(1);
        low.saturating_add(i32::try_from(self.below(span)).unwrap_or(0))
    }

    /// Returns a number from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap_or(0)) / 4_294_967_296.0
    }

    /// Returns a number from `low` up to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// Returns a direction in radians.
    pub fn turn(&mut self) -> f64 {
        self.between(0.0, std::f64::consts::TAU)
    }

    /// Returns true in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Returns one of the items; `None` when there are none.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len())).copied()
    }

    /// Puts the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (2..=items.len()).rev() {
            items.swap(end - 1, self.below(end));
        }
    }
}
