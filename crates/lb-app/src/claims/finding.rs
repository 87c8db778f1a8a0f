//! What a rule finds: a verdict by stated tolerances, or why there is none.

use super::words::real;

/// A claim within this share of the computed value is reproduced.
pub(super) const TOLERANCE: f64 = 0.05;
/// A size within this share of the computed value is plausible.
const PLAUSIBLE: f64 = 0.25;
/// Days that differ from the computed ones by more than this factor are contradicted.
const DAYS_FACTOR_MAX: f64 = 1.5;

/// The verdict on a published figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Within 5 % of the computed value.
    Reproduced,
    /// Not the same figure, but nothing in the data speaks against it.
    Plausible,
    /// Kinder to its author than the data, yet of the same size.
    Optimistic,
    /// The data say otherwise.
    Contradicted,
    /// More than there is, or than can pass.
    Impossible,
    /// The data cannot tell.
    NotTestable,
}

impl Verdict {
    /// Returns the stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reproduced => "reproduced",
            Self::Plausible => "plausible",
            Self::Optimistic => "optimistic",
            Self::Contradicted => "contradicted",
            Self::Impossible => "impossible",
            Self::NotTestable => "not_testable",
        }
    }
}

/// What a rule returns.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Recomputed value, in the claim's unit.
    pub computed: Option<String>,
    /// Verdict.
    pub verdict: Verdict,
    /// One sentence with the numbers used.
    pub how: String,
}

/// Why a rule cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Untestable {
    /// The rule, its arguments or the claimed value cannot be used.
    Problem {
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
    /// A row that is needed is modelled.
    Modelled {
        /// The row, in words.
        row: String,
    },
    /// The corridor does not hold what is needed.
    Missing {
        /// What is missing, in words.
        what: String,
    },
}

impl Untestable {
    /// Returns a problem of a rule or its arguments.
    pub fn problem(expected: impl Into<String>, found: &str) -> Self {
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") };
        Self::Problem { expected: expected.into(), found }
    }

    /// Returns the absence of a row or value.
    pub fn missing(what: impl Into<String>) -> Self {
        Self::Missing { what: what.into() }
    }
}

/// A value from `low` to `high`, both equal for a single one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

impl Span {
    /// Returns the span of one value.
    pub const fn one(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Returns the span of some values; nothing for none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let low = values.iter().copied().min_by(f64::total_cmp)?;
        let high = values.iter().copied().max_by(f64::total_cmp)?;
        Some(Self { low, high })
    }

    /// Returns whether a claimed span touches this one, widened by a share.
    fn touches(self, claimed: Self, share: f64) -> bool {
        claimed.low <= self.high * (1.0 + share) && claimed.high >= self.low * (1.0 - share)
    }
}

/// Judges a size that flatters nobody: reproduced within 5 %, plausible within 25 %, else contradicted.
pub(super) fn judge_size(claimed: Span, computed: Span) -> Verdict {
    if computed.touches(claimed, TOLERANCE) {
        Verdict::Reproduced
    } else if computed.touches(claimed, PLAUSIBLE) {
        Verdict::Plausible
    } else {
        Verdict::Contradicted
    }
}

/// Judges claimed days against computed ones, where fewer days flatter: reproduced within 5 % of the median; plausible
/// between the 10th and 90th percentile or somewhat slower; optimistic when faster; contradicted beyond a factor of 1.5.
pub(super) fn judge_days(claimed: f64, days: Days) -> Verdict {
    let ratio = claimed / days.p50;
    if Span::one(days.p50).touches(Span::one(claimed), TOLERANCE) {
        Verdict::Reproduced
    } else if (days.p10..=days.p90).contains(&claimed) {
        Verdict::Plausible
    } else if !(1.0 / DAYS_FACTOR_MAX..=DAYS_FACTOR_MAX).contains(&ratio) {
        Verdict::Contradicted
    } else if ratio < 1.0 {
        Verdict::Optimistic
    } else {
        Verdict::Plausible
    }
}

/// Judges a claimed number where more flatters: reproduced within 5 %, plausible when the claim is modest, else `over`.
pub(super) fn judge_more(claimed: Span, computed: f64, over: Verdict) -> Verdict {
    if Span::one(computed).touches(claimed, TOLERANCE) {
        Verdict::Reproduced
    } else if claimed.low < computed {
        Verdict::Plausible
    } else {
        over
    }
}

/// Days of many departures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Days {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

impl Days {
    /// Returns the percentiles (nearest rank) of minutes, as days; nothing for none.
    pub fn of_minutes(mut minutes: Vec<i32>) -> Option<Self> {
        minutes.sort_unstable();
        let rank = |percent: usize| {
            let at = (minutes.len() * percent).div_ceil(100).max(1) - 1;
            minutes.get(at).map(|m| real(i64::from(*m)) / 1_440.0)
        };
        Some(Self { p10: rank(10)?, p50: rank(50)?, p90: rank(90)? })
    }

    /// Returns the days of something that always takes as long.
    pub const fn always(days: f64) -> Self {
        Self { p10: days, p50: days, p90: days }
    }
}
