//! The figures of a batch and of a matrix.

use serde::Serialize;

use super::{Bound, Line, Row};

/// What is known before the first answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Which front was searched.
    pub front: Bound,
    /// Bytes of the timetable prepared for search; nothing where they are not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timetable_bytes: Option<usize>,
    /// Live changes, where some were given.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangeFigures>,
}

/// What became of the live changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeFigures {
    /// Rows of the file.
    pub changes: usize,
    /// Rows applied.
    pub applied: usize,
    /// Microseconds to lay them over the timetable.
    pub changes_us: u64,
}

/// Figures of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Queries answered or refused.
    pub queries: usize,
    /// Queries with at least one itinerary.
    pub answered: usize,
    /// Queries that could not be asked.
    pub refused: usize,
    /// Queries whose search was cut short for its size.
    pub cut_short: usize,
    /// Median of the searches' microseconds.
    pub median_us: u64,
    /// 95th percentile of the searches' microseconds.
    pub p95_us: u64,
    /// What was known before.
    #[serde(flatten)]
    pub figures: Figures,
    /// Most memory the program has held, bytes; nothing where the system does not tell.
    pub memory_bytes: Option<u64>,
}

/// Counts the answers of a batch.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    queries: usize,
    answered: usize,
    refused: usize,
    cut_short: usize,
    times: Vec<u64>,
}

impl Tally {
    /// Counts an answer.
    pub fn add(&mut self, line: &Line) {
        self.queries += 1;
        self.answered += usize::from(!line.itineraries.is_empty());
        self.cut_short += usize::from(line.cut_short);
        if line.error.is_some() {
            self.refused += 1;
        } else {
            self.times.push(line.elapsed_us);
        }
    }

    /// Returns the figures. Percentiles are by the nearest rank.
    #[must_use]
    pub fn statistics(mut self, figures: Figures, memory_bytes: Option<u64>) -> Statistics {
        self.times.sort_unstable();
        Statistics {
            queries: self.queries,
            answered: self.answered,
            refused: self.refused,
            cut_short: self.cut_short,
            median_us: rank(&self.times, 50),
            p95_us: rank(&self.times, 95),
            figures,
            memory_bytes,
        }
    }
}

/// Figures of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixStatistics {
    /// Origins searched or refused.
    pub origins: usize,
    /// Pairs of an origin and a destination.
    pub pairs: usize,
    /// Pairs with an arrival.
    pub reached: usize,
    /// Origins and pairs that could not be asked.
    pub refused: usize,
    /// Median of the microseconds an origin took.
    pub median_us: u64,
    /// 95th percentile of the microseconds an origin took.
    pub p95_us: u64,
    /// What was known before.
    #[serde(flatten)]
    pub figures: Figures,
    /// Most memory the program has held, bytes; nothing where the system does not tell.
    pub memory_bytes: Option<u64>,
}

/// Counts the rows of a matrix.
#[derive(Clone, Debug, Default)]
pub struct MatrixTally {
    origins: usize,
    pairs: usize,
    reached: usize,
    refused: usize,
    times: Vec<u64>,
}

impl MatrixTally {
    /// Counts a row.
    pub fn add(&mut self, row: &Row) {
        self.origins += 1;
        self.pairs += row.to.len();
        self.reached += row.to.iter().filter(|cell| cell.arrival.is_some()).count();
        self.refused += row.to.iter().filter(|cell| cell.error.is_some()).count();
        if row.error.is_some() {
            self.refused += 1;
        } else {
            self.times.push(row.elapsed_us);
        }
    }

    /// Returns the figures.
    #[must_use]
    pub fn statistics(mut self, figures: Figures, memory_bytes: Option<u64>) -> MatrixStatistics {
        self.times.sort_unstable();
        MatrixStatistics {
            origins: self.origins,
            pairs: self.pairs,
            reached: self.reached,
            refused: self.refused,
            median_us: rank(&self.times, 50),
            p95_us: rank(&self.times, 95),
            figures,
            memory_bytes,
        }
    }
}

/// Returns a percentile of sorted times by the nearest rank; 0 of none.
fn rank(times: &[u64], percent: usize) -> u64 {
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or(0)
}
