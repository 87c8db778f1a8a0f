//! Delay distributions: percentiles with straight lines between.

/// One whole in parts per million.
pub const PPM: i64 = 1_000_000;

/// The percentiles of a row, parts per million.
const LEVELS: [i64; 8] = [0, 100_000, 500_000, 800_000, 900_000, 950_000, 990_000, PPM];

/// Minutes late against plan, as a quantile function that is linear between the table's percentiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    minutes: [i64; 8],
}

impl Distribution {
    /// Builds a distribution from the minutes at p10, p50, p80, p90, p95, p99 and the maximum.
    ///
    /// # Errors
    /// Returns `None` unless the minutes are 0 or more and never decrease.
    #[must_use]
    pub fn new(percentiles: [i64; 7]) -> Option<Self> {
        let [a, b, c, d, e, f, g] = percentiles;
        let minutes = [0, a, b, c, d, e, f, g];
        minutes.is_sorted().then_some(Self { minutes })
    }

    /// Returns a distribution that is never late.
    #[must_use]
    pub const fn punctual() -> Self {
        Self { minutes: [0; 8] }
    }

    /// Returns the probability of being at most `slack` minutes late, parts per million.
    #[must_use]
    pub fn within(&self, slack: i64) -> i64 {
        if slack < 0 {
            return 0;
        }
        let below = self.minutes.iter().rposition(|&m| m <= slack).unwrap_or(0);
        let (Some(&low), Some(&high)) = (self.minutes.get(below), self.minutes.get(below + 1)) else {
            return PPM;
        };
        let (p, q) = (LEVELS[below], LEVELS[below + 1]);
        p + (q - p) * (slack - low) / (high - low)
    }

    /// Returns the delay in minutes that is not exceeded with a probability in parts per million.
    #[must_use]
    pub fn quantile(&self, ppm: i64) -> i64 {
        let below = LEVELS.iter().rposition(|&level| level <= ppm).unwrap_or(0);
        let (Some(&low), Some(&high)) = (self.minutes.get(below), self.minutes.get(below + 1)) else {
            return self.minutes[7];
        };
        low + (high - low) * (ppm - LEVELS[below]) / (LEVELS[below + 1] - LEVELS[below])
    }

    /// Returns the least number of minutes by which something with this delay must be ready earlier than something
    /// with `other`'s delay to be, at every later cut-off, at least as likely in time.
    ///
    /// Exact because both quantile functions are linear between the same percentiles.
    #[must_use]
    pub fn head_start_against(&self, other: &Self) -> i64 {
        self.minutes.iter().zip(other.minutes).map(|(a, b)| a - b).fold(0, i64::max)
    }
}

#[cfg(test)]
mod tests;
