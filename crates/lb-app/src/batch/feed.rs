//! A GTFS feed as the timetable of a batch.

use jiff::{Timestamp, ToSpan};
use lb_network::Problem;
use lb_network::gtfs::{Feed, Files};
use lb_search::lines::{FeedLines, Journey, LineQuery, Overlay, Scratch, Wishes as LineWishes};

use super::queries::{Query, When};
use super::{Batch, Bound, Carrier, ItineraryLine, LegLine, Line, Wishes};
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

    /// Returns the nodes of a stop, or of a station's stops.
    pub(super) fn nodes(&self, field: &'static str, id: &str) -> Result<Vec<u32>, Refusal> {
        let expected = "a stop_id of the feed's stops.txt";
        let unknown = || Refusal::field("request.unknown_place", field, expected, id);
        Ok(self.lines.nodes_of(&self.feed, self.feed.stop(id).ok_or_else(unknown)?))
    }

    /// Returns an instant (seconds since 1970 UTC) on the timetable's own clock, held at its ends.
    pub(super) fn clock(&self, instant: i64) -> i32 {
        let clock = (instant - self.lines.epoch()).clamp(i64::from(i32::MIN / 4), i64::from(i32::MAX / 4));
        i32::try_from(clock).unwrap_or(i32::MAX / 4)
    }

    /// Returns a time of the timetable's own clock as RFC 3339 in UTC.
    pub(super) fn instant(&self, clock: i32) -> String {
        let instant = Timestamp::from_second(self.lines.epoch() + i64::from(clock));
        instant.map_or_else(|_| String::new(), |instant| instant.to_string())
    }
}

/// What is asked of every query, in the terms of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedWishes {
    wishes: LineWishes,
    rides_max: usize,
    horizon: i32,
    window: i32,
}

impl FeedWishes {
    /// Reads wishes: arrival alone, or with rides. A feed's front is always exact, whichever bound is asked.
    ///
    /// # Errors
    /// Refuses criteria that a feed does not know.
    pub fn read(wishes: &Wishes) -> Result<Self, Refusal> {
        let mut of_lines = LineWishes::Arrival;
        for word in &wishes.criteria {
            match word.trim() {
                "arrival" | "departure" => {}
                "rides" | "handlings" => of_lines = LineWishes::ArrivalRides,
                other => {
                    let expected = "arrival and rides, which are all that a GTFS feed tells";
                    return Err(Refusal::field("request.bad_criteria", "criteria", expected, other));
                }
            }
        }
        let rides_max = wishes.rides_max.map(|most| usize::try_from(most).unwrap_or(usize::MAX));
        Ok(Self {
            wishes: if wishes.criteria.is_empty() { LineWishes::ArrivalRides } else { of_lines },
            rides_max: rides_max.unwrap_or(usize::MAX),
            horizon: wishes.horizon,
            window: wishes.window,
        })
    }
}

/// A feed as it runs, with the wishes of a batch.
#[derive(Debug)]
pub struct FeedBatch {
    /// The feed.
    pub timetable: FeedTimetable,
    /// Live changes.
    pub live: Option<[Overlay; 2]>,
    /// What is asked of every query.
    pub wishes: FeedWishes,
}

/// A query in the terms of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedQuestion {
    query: LineQuery,
    is_backwards: bool,
    /// Latest arrival.
    latest: i32,
}

impl FeedBatch {
    /// Returns a journey as it is printed.
    fn itinerary(&self, journey: &Journey) -> ItineraryLine {
        let timetable = &self.timetable;
        let feed = &timetable.feed;
        let legs = journey.legs.iter().filter_map(|leg| {
            let trip = feed.trips.get(usize::try_from(leg.trip).ok()?)?;
            let calls = feed.calls(trip);
            let stop = |call: u16| {
                let stop = calls.get(usize::from(call))?.stop;
                feed.stops.get(stop.at()).map(|stop| stop.id.clone())
            };
            let route = feed.routes.get(usize::try_from(trip.route).ok()?)?;
            Some(LegLine {
                by: Carrier::Trip {
                    trip: trip.id.clone(),
                    route: route.id.clone(),
                    service_date: feed.first_day.saturating_add(i64::from(leg.day).days()).to_string(),
                },
                from: stop(leg.board)?,
                to: stop(leg.alight)?,
                departure: timetable.instant(leg.departure),
                arrival: timetable.instant(leg.arrival),
            })
        });
        ItineraryLine {
            departure: timetable.instant(journey.departure),
            arrival: timetable.instant(journey.arrival),
            rides: journey.legs.len(),
            freight: None,
            legs: legs.collect(),
        }
    }
}

impl Batch for FeedBatch {
    type Question = FeedQuestion;
    type Found = Vec<Journey>;
    type Scratch = [Scratch; 2];

    fn ask(&self, query: &Query) -> Result<FeedQuestion, Refusal> {
        let (timetable, wishes) = (&self.timetable, &self.wishes);
        let (from, to) = (timetable.nodes("from", &query.from)?, timetable.nodes("to", &query.to)?);
        if from.iter().any(|node| to.contains(node)) {
            let expected = "another stop than the origin";
            return Err(Refusal::field("request.same_place", "to", expected, &query.to));
        }
        let (instant, by, is_backwards) = match query.when {
            When::Depart(instant) => (instant, None, false),
            When::Between(instant, by) => (instant, Some(by), false),
            When::ArriveBy(instant) => (instant, None, true),
        };
        let depart = timetable.clock(instant);
        let latest = by.map_or(i32::MAX, |by| timetable.clock(by));
        Ok(FeedQuestion {
            query: LineQuery {
                from,
                to,
                depart,
                window: wishes.window,
                horizon: wishes.horizon,
                rides_max: wishes.rides_max,
                wishes: wishes.wishes,
            },
            is_backwards,
            latest,
        })
    }

    fn search(&self, question: &FeedQuestion, scratch: &mut [Scratch; 2]) -> Vec<Journey> {
        let (lines, live) = (&self.timetable.lines, self.live.as_ref());
        let mut found = if question.is_backwards {
            lines.backwards(live, &question.query, scratch)
        } else {
            lines.front(live, &question.query, scratch)
        };
        // What would cover a journey that arrives in time arrives in time itself.
        found.retain(|journey| journey.arrival <= question.latest);
        found
    }

    fn line(&self, query: usize, _: &FeedQuestion, found: &Vec<Journey>) -> Line {
        let itineraries = found.iter().map(|journey| self.itinerary(journey)).collect();
        Line { query, itineraries, elapsed_us: 0, cut_short: false, error: None }
    }

    fn bound(&self) -> Bound {
        Bound::Exact
    }

    fn bytes(&self) -> Option<usize> {
        Some(self.timetable.lines.bytes())
    }
}
