//! Many questions to one timetable: a file of queries in, one answer a query out; or every origin to every destination.

mod changes;
mod corridor;
mod delays;
mod feed;
mod matrix;
mod queries;
mod statistics;

use serde::Serialize;

pub use changes::{Changes, read_changes};
pub use corridor::{Cargo, CorridorBatch};
pub use delays::{RunChanges, read_run_changes};
pub use feed::{FeedBatch, FeedTimetable, FeedWishes};
pub use matrix::{Cell, CorridorMatrix, Destinations, FeedMatrix, Matrix, MatrixWishes, Row, instant_of};
pub use queries::{Query, When, earliest_departure, read_queries};
pub use statistics::{ChangeFigures, Figures, MatrixStatistics, MatrixTally, Statistics, Tally};

use crate::refusal::Refusal;

/// A timetable with the wishes that hold for every query of a batch.
pub trait Batch: Sync {
    /// A query in the timetable's own terms.
    type Question;
    /// What a search finds.
    type Found;
    /// What a search writes to; one for each thread.
    type Scratch: Default;

    /// Reads a query.
    ///
    /// # Errors
    /// Refuses what the timetable does not know: places, times that it does not cover.
    fn ask(&self, query: &Query) -> Result<Self::Question, Refusal>;

    /// Searches.
    fn search(&self, question: &Self::Question, scratch: &mut Self::Scratch) -> Self::Found;

    /// Returns the answer to query number `query` as it is printed.
    fn line(&self, query: usize, question: &Self::Question, found: &Self::Found) -> Line;

    /// Returns the front that is searched.
    fn bound(&self) -> Bound;

    /// Returns the bytes of the timetable prepared for search, where they are counted.
    fn bytes(&self) -> Option<usize>;
}

/// How complete the front of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Every itinerary that no other is at least as good as.
    Exact,
    /// [`lb_search::Front::DEFAULT`].
    Default,
    /// [`lb_search::Front::FINE`].
    Fine,
}

/// What is asked of every query of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Criteria, as words.
    pub criteria: Vec<String>,
    /// Most rides; none = any number.
    pub rides_max: Option<u32>,
    /// Longest time from departure to arrival, seconds.
    pub horizon: i32,
    /// Length of the window of departures, seconds; 0 = the departure given.
    pub window: i32,
    /// How complete the front is; none = exact for up to two criteria, else [`Bound::Default`].
    pub bound: Option<Bound>,
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
    /// Whether the search was cut short for its size: itineraries may be missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cut_short: bool,
    /// Why the query could not be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorLine>,
}

impl Line {
    /// Returns the answer to a query that could not be asked.
    #[must_use]
    pub fn refused(query: usize, refusal: &Refusal) -> Self {
        let error = Some(ErrorLine::from(refusal));
        Self { query, itineraries: Vec::new(), elapsed_us: 0, cut_short: false, error }
    }
}

/// Why something could not be answered.
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
    /// Departure of the first move, RFC 3339 in UTC.
    pub departure: String,
    /// Arrival, RFC 3339 in UTC.
    pub arrival: String,
    /// Runs boarded.
    pub rides: usize,
    /// What only the carriage of cargo has.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Freight>,
    /// The moves.
    pub legs: Vec<LegLine>,
}

/// What the carriage of cargo costs, emits and risks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Freight {
    /// When the cargo is ready, RFC 3339 in UTC.
    pub ready: String,
    /// Lifts after the first loading and before the last unloading.
    pub handlings: u32,
    /// Cost of the whole load.
    pub cost: Amount,
    /// Emissions of the whole load, kilograms.
    pub co2e_kg: f64,
    /// Probability of arriving in time.
    pub on_time_probability: f64,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// Amount.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: String,
}

/// One move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LegLine {
    /// What moves.
    #[serde(flatten)]
    pub by: Carrier,
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// Departure, RFC 3339 in UTC.
    pub departure: String,
    /// Arrival, RFC 3339 in UTC.
    pub arrival: String,
}

/// What moves on a leg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Carrier {
    /// A trip of a feed.
    Trip {
        /// Trip.
        trip: String,
        /// Route.
        route: String,
        /// Service day.
        service_date: String,
    },
    /// A run of a corridor's service, or a move on demand.
    Service {
        /// Service; of a move on demand the drayage, `truck` to or from a door.
        service: String,
        /// Run; nothing for a move on demand.
        run: Option<String>,
    },
}
