//! Many questions to one timetable: a file of queries in, one answer a query out.

mod feed;
mod queries;

use serde::Serialize;

pub use feed::FeedTimetable;
pub use queries::{Query, When, read_queries};

use crate::refusal::Refusal;

/// What is asked of every query of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Criteria, as words.
    pub criteria: Vec<String>,
    /// Most rides; none = any number.
    pub rides_max: Option<usize>,
    /// Longest time from departure to arrival, seconds.
    pub horizon: i32,
    /// Length of the window of departures, seconds; 0 = the departure given.
    pub window: i32,
}

/// The answer to one query, one line of the output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Number of the row in the file of queries, from 0.
    pub query: usize,
    /// What was found, by arrival, then rides.
    pub itineraries: Vec<ItineraryLine>,
    /// Microseconds of the search alone.
    pub elapsed_us: u64,
    /// Why the query could not be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorLine>,
}

/// Why a query could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorLine {
    /// Stable code.
    pub code: &'static str,
    /// One English sentence.
    pub detail: String,
}

impl From<&Refusal> for ErrorLine {
    fn from(refusal: &Refusal) -> Self {
        Self { code: refusal.code, detail: refusal.detail.clone() }
    }
}

/// One way from origin to destination.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItineraryLine {
    /// Departure of the first ride, RFC 3339 in UTC.
    pub departure: String,
    /// Arrival, RFC 3339 in UTC.
    pub arrival: String,
    /// Runs boarded.
    pub rides: usize,
    /// The rides.
    pub legs: Vec<LegLine>,
}

/// One ride.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LegLine {
    /// Trip or run.
    pub trip: String,
    /// Route or service.
    pub route: String,
    /// Service day.
    pub service_date: String,
    /// Where one boards.
    pub from: String,
    /// Where one alights.
    pub to: String,
    /// Departure, RFC 3339 in UTC.
    pub departure: String,
    /// Arrival, RFC 3339 in UTC.
    pub arrival: String,
}

/// Figures of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Queries in the file.
    pub queries: usize,
    /// Queries with at least one itinerary.
    pub answered: usize,
    /// Queries that could not be asked.
    pub refused: usize,
    /// Median of the searches' microseconds.
    pub median_us: u64,
    /// 95th percentile of the searches' microseconds.
    pub p95_us: u64,
    /// Bytes of the timetable prepared for search.
    pub timetable_bytes: usize,
    /// Most memory the program has held, bytes; nothing where the system does not tell.
    pub memory_bytes: Option<u64>,
}

impl Statistics {
    /// Counts answers. Percentiles are by the nearest rank.
    #[must_use]
    pub fn of(lines: &[Line], timetable_bytes: usize, memory_bytes: Option<u64>) -> Self {
        let mut times: Vec<u64> =
            lines.iter().filter(|line| line.error.is_none()).map(|line| line.elapsed_us).collect();
        times.sort_unstable();
        let rank = |percent: usize| {
            let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
            times.get(place).copied().unwrap_or(0)
        };
        Self {
            queries: lines.len(),
            answered: lines.iter().filter(|line| !line.itineraries.is_empty()).count(),
            refused: lines.iter().filter(|line| line.error.is_some()).count(),
            median_us: rank(50),
            p95_us: rank(95),
            timetable_bytes,
            memory_bytes,
        }
    }
}
