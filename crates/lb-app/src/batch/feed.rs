//! A GTFS feed as the timetable of a batch.

use jiff::{Timestamp, ToSpan};
use lb_network::Problem;
use lb_network::gtfs::{Feed, Files};
use lb_search::lines::{FeedLines, Journey, LineQuery, Overlay, Scratch, Wishes as LineWishes};

use super::queries::{Query, When};
use super::{ItineraryLine, LegLine, Wishes};
use crate::refusal::Refusal;

/// A feed, read and prepared.
#[derive(Debug)]
pub struct FeedTimetable {
    /// The feed.
    pub feed: Feed,
    /// Its lines.
    pub lines: FeedLines,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A query in the timetable's own terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    query: LineQuery,
    is_backwards: bool,
}

impl FeedTimetable {
    /// Reads and prepares a feed.
    ///
    /// # Errors
    /// Returns the problems where nothing can be asked of it.
    pub fn open(files: &Files) -> Result<Self, Vec<Problem>> {
        let (feed, problems) = Feed::read(files);
        match feed {
            Some(feed) => Ok(Self { lines: FeedLines::new(&feed), feed, problems }),
            None => Err(problems),
        }
    }

    /// Reads a query.
    ///
    /// # Errors
    /// Refuses unknown stops, an origin that is the destination, and criteria that a feed does not know.
    pub fn ask(&self, query: &Query, wishes: &Wishes) -> Result<Asked, Refusal> {
        let stop = |field: &'static str, id: &str| {
            let expected = "a stop_id of the feed's stops.txt";
            let unknown = || Refusal::field("request.unknown_place", field, expected, id);
            Ok::<_, Refusal>(self.lines.nodes_of(&self.feed, self.feed.stop(id).ok_or_else(unknown)?))
        };
        let (from, to) = (stop("from", &query.from)?, stop("to", &query.to)?);
        if from.iter().any(|node| to.contains(node)) {
            let expected = "another stop than the origin";
            return Err(Refusal::field("request.same_place", "to", expected, &query.to));
        }
        let (instant, is_backwards) = match query.when {
            When::Depart(instant) => (instant, false),
            When::ArriveBy(instant) => (instant, true),
        };
        let clock = (instant - self.lines.epoch()).clamp(i64::from(i32::MIN / 4), i64::from(i32::MAX / 4));
        Ok(Asked {
            query: LineQuery {
                from,
                to,
                depart: i32::try_from(clock).unwrap_or(i32::MAX / 4),
                window: wishes.window,
                horizon: wishes.horizon,
                rides_max: wishes.rides_max.unwrap_or(usize::MAX),
                wishes: line_wishes(&wishes.criteria)?,
            },
            is_backwards,
        })
    }

    /// Searches.
    #[must_use]
    pub fn search(&self, live: Option<&[Overlay; 2]>, asked: &Asked, scratch: &mut [Scratch; 2]) -> Vec<Journey> {
        if asked.is_backwards {
            self.lines.backwards(live, &asked.query, scratch)
        } else {
            self.lines.front(live, &asked.query, scratch)
        }
    }

    /// Returns a journey as it is printed.
    #[must_use]
    pub fn present(&self, journey: &Journey) -> ItineraryLine {
        let legs = journey.legs.iter().filter_map(|leg| {
            let trip = self.feed.trips.get(usize::try_from(leg.trip).ok()?)?;
            let calls = self.feed.calls(trip);
            let stop = |call: u16| {
                let stop = calls.get(usize::from(call))?.stop;
                self.feed.stops.get(stop.at()).map(|stop| stop.id.clone())
            };
            let route = self.feed.routes.get(usize::try_from(trip.route).ok()?)?;
            Some(LegLine {
                trip: trip.id.clone(),
                route: route.id.clone(),
                service_date: self.feed.first_day.saturating_add(i64::from(leg.day).days()).to_string(),
                from: stop(leg.board)?,
                to: stop(leg.alight)?,
                departure: self.instant(leg.departure),
                arrival: self.instant(leg.arrival),
            })
        });
        ItineraryLine {
            departure: self.instant(journey.departure),
            arrival: self.instant(journey.arrival),
            rides: journey.legs.len(),
            legs: legs.collect(),
        }
    }

    fn instant(&self, clock: i32) -> String {
        let instant = Timestamp::from_second(self.lines.epoch() + i64::from(clock));
        instant.map_or_else(|_| String::new(), |instant| instant.to_string())
    }
}

/// Returns the wishes of a feed's criteria: arrival alone, or with rides.
fn line_wishes(criteria: &[String]) -> Result<LineWishes, Refusal> {
    let mut wishes = LineWishes::Arrival;
    for word in criteria {
        match word.trim() {
            "arrival" | "departure" => {}
            "rides" | "handlings" => wishes = LineWishes::ArrivalRides,
            other => {
                let expected = "arrival and rides, which are all that a GTFS feed tells";
                return Err(Refusal::field("request.unknown_criterion", "criteria", expected, other));
            }
        }
    }
    Ok(if criteria.is_empty() { LineWishes::ArrivalRides } else { wishes })
}
