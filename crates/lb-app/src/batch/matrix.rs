//! Every origin to every destination: earliest arrival and rides.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use lb_base::local_minute;
use lb_network::idx::PlaceIdx;
use lb_search::lines::{LineQuery, Overlay, Scratch, Wishes as LineWishes};
use lb_search::reach::earliest;
use lb_search::{Access, Live, Load, Query};
use serde::Serialize;

use super::corridor::{Cargo, minutes};
use super::{ErrorLine, FeedTimetable};
use crate::answers::PlanRequest;
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::HORIZON_DAYS_MAX;
use crate::view::utc;

/// Rows that are found one by one.
pub trait Matrix: Sync {
    /// What a search writes to; one for each thread.
    type Scratch: Default;

    /// Returns the number of origins.
    fn origins(&self) -> usize;

    /// Returns the number of destinations.
    fn destinations(&self) -> usize;

    /// Finds the row of an origin.
    fn row(&self, origin: usize, scratch: &mut Self::Scratch) -> Row;

    /// Returns the bytes of the timetable prepared for search, where they are counted.
    fn bytes(&self) -> Option<usize>;
}

/// Where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destinations {
    /// These.
    Listed(Vec<String>),
    /// Every stop, or every place.
    All,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixWishes {
    /// Origins.
    pub from: Vec<String>,
    /// Destinations.
    pub to: Destinations,
    /// When: a date (00:00 local) or RFC 3339.
    pub depart: String,
    /// Longest time from departure to arrival, seconds.
    pub horizon: i32,
    /// Most rides; none = any number.
    pub rides_max: Option<u32>,
}

/// What is reached from one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Origin.
    pub from: String,
    /// Earliest departure, RFC 3339 in UTC.
    pub depart: String,
    /// Every destination, in the order asked.
    pub to: Vec<Cell>,
    /// Microseconds of the search.
    pub elapsed_us: u64,
    /// Why the origin could not be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorLine>,
}

/// One destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Destination.
    pub to: String,
    /// Earliest arrival, RFC 3339 in UTC; nothing where it is not reached.
    pub arrival: Option<String>,
    /// Fewest rides of such an arrival; nothing where they are not counted.
    pub rides: Option<u32>,
    /// Why the destination could not be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorLine>,
}

impl Cell {
    fn refused(to: &str, refusal: &Refusal) -> Self {
        Self { to: to.to_owned(), arrival: None, rides: None, error: Some(ErrorLine::from(refusal)) }
    }
}

/// Makes a row of an origin that was read, or was not.
fn row_of<P>(from: &str, asked: Result<(String, P), Refusal>, cells: impl FnOnce(P) -> Vec<Cell>) -> Row {
    let (depart, to, error) = match asked {
        Ok((depart, origin)) => (depart, cells(origin), None),
        Err(refusal) => (String::new(), Vec::new(), Some(ErrorLine::from(&refusal))),
    };
    Row { from: from.to_owned(), depart, to, elapsed_us: 0, error }
}

/// A matrix over a feed.
#[derive(Debug)]
pub struct FeedMatrix {
    timetable: FeedTimetable,
    live: Option<[Overlay; 2]>,
    from: Vec<String>,
    to: Vec<(String, Result<Vec<u32>, Refusal>)>,
    depart: i32,
    horizon: i32,
    rides_max: usize,
}

impl FeedMatrix {
    /// Prepares a matrix.
    ///
    /// # Errors
    /// Refuses a departure that cannot be read.
    pub fn new(
        timetable: FeedTimetable,
        live: Option<[Overlay; 2]>,
        wishes: MatrixWishes,
    ) -> Result<Self, Refusal> {
        let instant = match wishes.depart.trim().parse::<Date>() {
            Ok(date) if wishes.depart.trim().len() <= 10 => {
                i64::from(local_minute(date, 0, &timetable.feed.zone).get()) * 60
            }
            _ => super::queries::instant("depart", wishes.depart.trim())?.1,
        };
        let listed = match wishes.to {
            Destinations::Listed(ids) => ids,
            Destinations::All => {
                let stops = timetable.feed.stops.iter().filter(|stop| !stop.is_station);
                stops.map(|stop| stop.id.clone()).collect()
            }
        };
        let to = listed.into_iter().map(|id| {
            let nodes = timetable.nodes("to", &id);
            (id, nodes)
        });
        let rides_max = wishes.rides_max.map(|most| usize::try_from(most).unwrap_or(usize::MAX));
        Ok(Self {
            to: to.collect(),
            depart: timetable.clock(instant),
            timetable,
            live,
            from: wishes.from,
            horizon: wishes.horizon,
            rides_max: rides_max.unwrap_or(usize::MAX),
        })
    }
}

impl Matrix for FeedMatrix {
    type Scratch = Scratch;

    fn origins(&self) -> usize {
        self.from.len()
    }

    fn destinations(&self) -> usize {
        self.to.len()
    }

    fn row(&self, origin: usize, scratch: &mut Scratch) -> Row {
        let timetable = &self.timetable;
        let from = self.from.get(origin).map_or("", String::as_str);
        let asked = timetable.nodes("from", from).map(|nodes| (timetable.instant(self.depart), nodes));
        row_of(from, asked, |nodes| {
            let query = LineQuery {
                from: nodes.clone(),
                to: Vec::new(),
                depart: self.depart,
                window: 0,
                horizon: self.horizon,
                rides_max: self.rides_max,
                wishes: LineWishes::ArrivalRides,
            };
            let found = timetable.lines.everywhere(self.live.as_ref(), &query, scratch);
            let best = |targets: &[u32]| {
                // Who is there already arrives at once, without a ride.
                if targets.iter().any(|node| nodes.contains(node)) {
                    return Some((self.depart, 0));
                }
                let at = |node: &u32| usize::try_from(*node).ok().and_then(|node| *found.get(node)?);
                targets.iter().filter_map(at).min()
            };
            let cell = |(id, targets): &(String, Result<Vec<u32>, Refusal>)| match targets {
                Err(refusal) => Cell::refused(id, refusal),
                Ok(targets) => {
                    let (arrival, rides) = best(targets).unzip();
                    let arrival = arrival.map(|arrival| timetable.instant(arrival));
                    Cell { to: id.clone(), arrival, rides, error: None }
                }
            };
            self.to.iter().map(cell).collect()
        })
    }

    fn bytes(&self) -> Option<usize> {
        Some(self.timetable.lines.bytes())
    }
}

/// A matrix over a corridor, for one load. Rides are not counted.
#[derive(Debug)]
pub struct CorridorMatrix {
    app: App,
    /// What holds beside the timetable.
    live: Option<Arc<Live>>,
    load: Load,
    cargo: Cargo,
    from: Vec<String>,
    to: Vec<(String, Result<Vec<Access>, Refusal>)>,
    depart: String,
    horizon: i32,
}

impl CorridorMatrix {
    /// Prepares a matrix for a cargo, in the first unit type that it can travel in.
    ///
    /// # Errors
    /// Refuses a limit of rides, which the search of a corridor's arrivals does not know, a departure that cannot be read,
    /// and cargo that does not travel.
    pub fn new(app: App, cargo: Cargo, wishes: MatrixWishes) -> Result<Self, Refusal> {
        if let Some(most) = wishes.rides_max {
            let expected = "no limit: a corridor's matrix counts no rides (plan --timetable keeps the limit)";
            return Err(Refusal::field("request.bad_value", "max_rides", expected, &most.to_string()));
        }
        instant_of(&wishes.depart)?;
        let horizon = minutes("horizon", wishes.horizon, HORIZON_DAYS_MAX)?;
        let load = cargo.loads(&app)?.swap_remove(0);
        let listed = match wishes.to {
            Destinations::Listed(ids) => ids,
            Destinations::All => {
                let places = (0..app.corridor().places.len()).map(PlaceIdx::new);
                let single = places.filter(|place| app.corridor().members(*place) == [*place]);
                single.map(|place| app.corridor().places[place.at()].id.to_string()).collect()
            }
        };
        let to = listed.into_iter().map(|id| {
            let access = app.ends("to", &id, &load).map(|(_, access)| access);
            (id, access)
        });
        Ok(Self {
            to: to.collect(),
            app,
            live: None,
            load,
            cargo,
            from: wishes.from,
            depart: wishes.depart,
            horizon,
        })
    }

    /// Lets every origin be asked of what holds beside the timetable.
    #[must_use]
    pub fn with(self, live: Option<Arc<Live>>) -> Self {
        Self { live, ..self }
    }

    fn query(&self, from: &str) -> Result<(String, Query), Refusal> {
        let (places, origins) = self.app.ends("from", from, &self.load)?;
        let Some(place) = places.first() else {
            return Err(Refusal::field("request.unknown_place", "from", "a place of the corridor", from));
        };
        let when = PlanRequest { depart: Some(self.depart.clone()), ..PlanRequest::default() };
        let ready = self.app.ready(&when, *place)?;
        let query = Query {
            origins,
            load: self.load.clone(),
            hs: self.cargo.hs(),
            ready,
            horizon: ready.saturating_add(self.horizon),
            live: self.live.clone(),
            ..self.app.reach_query(*place, 0)?
        };
        Ok((utc(ready), query))
    }
}

impl Matrix for CorridorMatrix {
    type Scratch = ();

    fn origins(&self) -> usize {
        self.from.len()
    }

    fn destinations(&self) -> usize {
        self.to.len()
    }

    fn row(&self, origin: usize, (): &mut ()) -> Row {
        let from = self.from.get(origin).map_or("", String::as_str);
        row_of(from, self.query(from), |query| {
            let times = earliest(&self.app.planner, &query);
            let reached = |access: &Access| Some((*times.get(access.place.at())?)? + access.minutes);
            let cell = |(id, targets): &(String, Result<Vec<Access>, Refusal>)| match targets {
                Err(refusal) => Cell::refused(id, refusal),
                Ok(targets) => {
                    let arrival = targets.iter().filter_map(reached).min();
                    let arrival = arrival.filter(|arrival| *arrival <= query.horizon).map(utc);
                    Cell { to: id.clone(), arrival, rides: None, error: None }
                }
            };
            self.to.iter().map(cell).collect()
        })
    }

    fn bytes(&self) -> Option<usize> {
        None
    }
}

/// Returns a date's first second in UTC, or an instant: from when a timetable must begin to answer it.
///
/// # Errors
/// Refuses what is neither.
pub fn instant_of(text: &str) -> Result<i64, Refusal> {
    let date = text.trim().parse::<Date>().ok().filter(|_| text.trim().len() <= 10);
    let midnight = date.and_then(|date| date.in_tz("UTC").ok()).map(|zoned| zoned.timestamp());
    let instant = midnight.or_else(|| text.trim().parse::<Timestamp>().ok());
    let expected = "a date such as 2026-12-01 or a time such as 2026-12-01T08:00:00Z";
    let unknown = || Refusal::field("request.bad_date", "depart", expected, text);
    instant.map(Timestamp::as_second).ok_or_else(unknown)
}
