//! Questions to lines: the front of arrival and rides, a window of departures, everything from one place, latest departures.

use std::mem::take;

use lb_network::gtfs::Feed;

use super::LATE;
use super::directed::{self, Counts, Direction, Point, Strip};
use super::feed::FeedLines;
use super::least::LeastTo;
use super::overlay::{Overlay, View};
use super::rounds::{Aim, Ride, Scratch, resume, run};

/// What makes one journey better than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wishes {
    /// Arrival alone: one journey of the earliest arrival.
    Arrival,
    /// Arrival and rides.
    ArrivalRides,
}

/// A question. Times are seconds of the timetable's own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineQuery {
    /// Nodes one may start at.
    pub from: Vec<u32>,
    /// Nodes one may end at.
    pub to: Vec<u32>,
    /// Earliest departure.
    pub depart: i32,
    /// Departures up to so much later count by themselves: a journey that leaves later is not worse for that. 0 = no window.
    pub window: i32,
    /// Most seconds from `depart` (in a window: from the departure) to arrival.
    pub horizon: i32,
    /// Most rides.
    pub rides_max: usize,
    /// Criteria.
    pub wishes: Wishes,
}

/// One ride of a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Number of the trip in its feed.
    pub trip: u32,
    /// Service day.
    pub day: u32,
    /// Call where one boards, from 0.
    pub board: u16,
    /// Call where one alights.
    pub alight: u16,
    /// Departure.
    pub departure: i32,
    /// Arrival.
    pub arrival: i32,
}

/// One way from origin to destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Departure of the first ride: the latest of all that arrive then with so many rides.
    pub departure: i32,
    /// Arrival of the last ride.
    pub arrival: i32,
    /// Its rides, in order.
    pub legs: Vec<Leg>,
}

/// What was found: by arrival, then rides; in a window by departure first.
pub type Answer = Vec<Journey>;

/// A timetable with the changes that hold now; made anew for each change, shared by the searches that began with it.
#[derive(Clone, Copy, Debug)]
struct Both<'a> {
    forward: View<'a>,
    backward: View<'a>,
}

impl FeedLines {
    fn both<'a>(&'a self, live: Option<&'a [Overlay; 2]>) -> Both<'a> {
        Both {
            forward: View::new(&self.forward, live.map(|[forward, _]| forward)),
            backward: View::new(&self.backward, live.map(|[_, backward]| backward)),
        }
    }

    /// Answers a question. `scratch` holds the tables of the two directions; any two will do.
    #[must_use]
    pub fn front(
        &self,
        live: Option<&[Overlay; 2]>,
        query: &LineQuery,
        scratch: &mut [Scratch; 2],
    ) -> Answer {
        let both = self.both(live);
        if query.window > 0 {
            return both.window(query, scratch);
        }
        let found = both.found(query, scratch);
        found.into_iter().map(|found| both.journey(found.departure, found.arrival, &found.rides)).collect()
    }

    /// Returns the earliest arrival at every node, with the fewest rides that bring it: `None` where the horizon is too
    /// short. Destinations of the query play no part.
    #[must_use]
    pub fn everywhere(
        &self,
        live: Option<&[Overlay; 2]>,
        query: &LineQuery,
        scratch: &mut Scratch,
    ) -> Vec<Option<(i32, u32)>> {
        let both = self.both(live);
        let starts: Vec<(u32, i32)> = query.from.iter().map(|node| (*node, query.depart)).collect();
        let aim = Aim {
            targets: &[],
            latest: query.depart.saturating_add(query.horizon),
            rides_max: query.rides_max,
            keep: |_, _, _| true,
        };
        run(&both.forward, scratch, &starts, &aim);
        let arrival = |node: u32| {
            let best = scratch.arrival(scratch.rounds(), node);
            let rides = (0..=scratch.rounds()).find(|round| scratch.arrival(*round, node) == best)?;
            (best < LATE).then_some((best, rides as u32))
        };
        (0..self.forward.nodes() as u32).map(arrival).collect()
    }

    /// Answers a question backwards: `depart` is the latest arrival, and of all journeys that keep it none found leaves
    /// earlier with as many rides. Latest departure first.
    #[must_use]
    pub fn backwards(
        &self,
        live: Option<&[Overlay; 2]>,
        query: &LineQuery,
        scratch: &mut [Scratch; 2],
    ) -> Answer {
        let both = self.both(live);
        let turned = Both { forward: both.backward, backward: both.forward };
        let swapped = LineQuery {
            from: query.to.clone(),
            to: query.from.clone(),
            depart: -query.depart,
            ..query.clone()
        };
        let found = turned.found(&swapped, scratch).into_iter().map(|mut found| {
            found.rides.reverse();
            let legs = found.rides.iter().map(|ride| both.forward.leg(ride)).collect();
            Journey { departure: -found.arrival, arrival: -found.departure, legs }
        });
        found.collect()
    }

    /// Returns the number of days of the timetable.
    #[must_use]
    pub fn days(&self) -> usize {
        self.forward.days().len()
    }

    /// Returns when a service day of the feed begins, seconds of the timetable's own clock.
    #[must_use]
    pub fn day_base(&self, feed: &Feed, day: u32) -> Option<i32> {
        feed.day_base.get(day as usize).and_then(|base| i32::try_from(base - self.epoch()).ok())
    }
}

/// Returns the arrivals at any of some nodes that more rides made earlier: (arrival, rides), fewest rides first.
fn points(scratch: &Scratch, targets: &[u32]) -> Vec<(i32, usize)> {
    let mut points: Vec<(i32, usize)> = Vec::new();
    for round in 1..=scratch.rounds() {
        let best = targets.iter().map(|node| scratch.arrival(round, *node)).min().unwrap_or(LATE);
        if best < points.last().map_or(LATE, |last| last.0) {
            points.push((best, round));
        }
    }
    points
}

/// A journey in the direction of a search: its rides are those of the search the other way.
struct Found {
    departure: i32,
    arrival: i32,
    rides: Vec<Ride>,
}

impl Both<'_> {
    /// Finds the front, earliest arrival first: towards the destination where least times hold, else by rounds.
    fn found(&self, query: &LineQuery, scratch: &mut [Scratch; 2]) -> Vec<Found> {
        self.directed(query, scratch).unwrap_or_else(|| self.by_rounds(query, scratch))
    }

    fn directed(&self, query: &LineQuery, scratch: &mut [Scratch; 2]) -> Option<Vec<Found>> {
        let (ahead_least, back_least) = (self.forward.least()?, self.backward.least()?);
        let [ahead, back] = scratch;
        let (ahead, back) = (&mut ahead.strip, &mut back.strip);
        let (mut merged, mut merged_back) = (take(&mut ahead.merged), take(&mut back.merged));
        let starts: Vec<(u32, i32)> = query.from.iter().map(|node| (*node, query.depart)).collect();
        let mut aim = Direction {
            starts: &starts,
            targets: &query.to,
            latest: query.depart.saturating_add(query.horizon),
            counts: match query.rides_max {
                usize::MAX => Counts::Arrival,
                rides if query.wishes == Wishes::Arrival => Counts::ArrivalWithin(rides),
                rides => Counts::ArrivalRides(rides),
            },
            least: ahead_least.to(&query.to, &mut merged),
            within: None,
        };
        let least = back_least.to(&query.from, &mut merged_back);
        let mut points = directed::search(&self.forward, ahead, &aim)?;
        let mut found = self.leave_last(query, &points, (&*ahead, &mut *back), least)?;
        if aim.counts == Counts::Arrival
            && query.wishes == Wishes::ArrivalRides
            && let Some(earliest) = points.pop()
        {
            // The earliest arrival is known: what follows counts only with fewer rides.
            aim.counts = Counts::ArrivalRides(earliest.rides - 1);
            let points = directed::search(&self.forward, ahead, &aim)?;
            if points.first().is_some_and(|point| point.arrival == earliest.arrival) {
                found.clear();
            }
            found.extend(self.leave_last(query, &points, (&*ahead, &mut *back), least)?);
        }
        (ahead.merged, back.merged) = (merged, merged_back);
        Some(found)
    }

    /// For each point, finds the journey that leaves last.
    fn leave_last(
        &self,
        query: &LineQuery,
        points: &[Point],
        (ahead, back): (&Strip, &mut Strip),
        least: LeastTo<'_>,
    ) -> Option<Vec<Found>> {
        let mut found = Vec::with_capacity(points.len());
        for point in points {
            let first = *ahead.rides_to(point).first()?;
            let starts: Vec<(u32, i32)> = query.to.iter().map(|node| (*node, -point.arrival)).collect();
            let aim = Direction {
                starts: &starts,
                targets: &query.from,
                latest: -self.forward.leg(&first).departure,
                counts: Counts::ArrivalWithin(point.rides),
                least,
                within: Some((ahead, point.rides)),
            };
            let latest = *directed::search(&self.backward, back, &aim)?.first()?;
            let rides = back.rides_to(&latest).into_iter().rev().collect();
            found.push(Found { departure: -latest.arrival, arrival: point.arrival, rides });
        }
        Some(found)
    }

    fn by_rounds(&self, query: &LineQuery, scratch: &mut [Scratch; 2]) -> Vec<Found> {
        let starts: Vec<(u32, i32)> = query.from.iter().map(|node| (*node, query.depart)).collect();
        let aim = Aim {
            targets: &query.to,
            latest: query.depart.saturating_add(query.horizon),
            rides_max: query.rides_max,
            keep: |_, _, _| true,
        };
        run(&self.forward, &mut scratch[0], &starts, &aim);
        let mut points = points(&scratch[0], &query.to);
        if query.wishes == Wishes::Arrival {
            points.drain(..points.len().saturating_sub(1));
        }
        points.reverse();
        let latest = points.into_iter().filter_map(|(arrival, rides)| {
            let (departure, rides) = self.latest(query, arrival, rides, scratch)?;
            Some(Found { departure, arrival, rides })
        });
        latest.collect()
    }

    /// Returns the journey that leaves last of all that arrive at `arrival` with so many rides: a search backwards in time,
    /// kept to what the search forwards reached in time.
    fn latest(
        &self,
        query: &LineQuery,
        arrival: i32,
        rides: usize,
        scratch: &mut [Scratch; 2],
    ) -> Option<(i32, Vec<Ride>)> {
        let [ahead, back] = scratch;
        let starts: Vec<(u32, i32)> = query.to.iter().map(|node| (*node, -arrival)).collect();
        let aim = Aim {
            targets: &query.from,
            latest: -query.depart,
            rides_max: rides,
            keep: |round: usize, node: u32, time: i32| ahead.ready(rides - round, node) <= -time,
        };
        run(&self.backward, back, &starts, &aim);
        let node = query.from.iter().min_by_key(|node| (back.arrival(rides, **node), **node))?;
        let departure = back.arrival(rides, *node);
        (departure < LATE).then(|| (-departure, back.rides_to(&self.backward, rides, *node)))
    }

    /// Returns the journey of rides found backwards in time.
    fn journey(&self, departure: i32, arrival: i32, rides: &[Ride]) -> Journey {
        let legs = rides.iter().map(|ride| self.backward.mirrored_leg(ride)).collect();
        Journey { departure, arrival, legs }
    }

    /// Departures from the last to the first: each finds only what no later departure finds as early with as few rides.
    fn window(&self, query: &LineQuery, scratch: &mut [Scratch; 2]) -> Answer {
        let mut found: Answer = Vec::new();
        let mut departures = self.departures(query);
        departures.dedup();
        let mut best: Vec<i32> = Vec::new();
        for (number, depart) in departures.into_iter().enumerate() {
            let starts: Vec<(u32, i32)> = query.from.iter().map(|node| (*node, depart)).collect();
            let aim = Aim {
                targets: &query.to,
                latest: depart.saturating_add(query.horizon),
                rides_max: query.rides_max,
                keep: |_, _, _| true,
            };
            if number == 0 {
                run(&self.forward, &mut scratch[0], &starts, &aim);
            } else {
                resume(&self.forward, &mut scratch[0], &starts, &aim);
            }
            let points = points(&scratch[0], &query.to);
            for (arrival, rides) in points.into_iter().rev() {
                best.resize(best.len().max(rides + 1), LATE);
                let known = best[..=rides].iter().copied().min().unwrap_or(LATE);
                if arrival < known && arrival - depart <= query.horizon {
                    let from = LineQuery { depart, ..query.clone() };
                    let latest = self.latest(&from, arrival, rides, scratch);
                    // What leaves after the window beats what leaves within it, but is not asked for.
                    let latest = latest.filter(|(departure, _)| departure - query.depart <= query.window);
                    found.extend(latest.map(|(departure, rides)| self.journey(departure, arrival, &rides)));
                }
            }
            for round in 1..=scratch[0].rounds() {
                let arrival = query.to.iter().map(|node| scratch[0].arrival(round, *node)).min();
                best.resize(best.len().max(round + 1), LATE);
                best[round] = best[round].min(arrival.unwrap_or(LATE));
            }
        }
        if query.wishes == Wishes::Arrival {
            found = by_arrival_alone(found);
        }
        found.sort_by_key(|journey| (journey.departure, journey.arrival, journey.legs.len()));
        found
    }

    /// Returns the departures from the origins in the window, the last first.
    fn departures(&self, query: &LineQuery) -> Vec<i32> {
        let mut times = Vec::new();
        let last = query.depart.saturating_add(query.window);
        for (line, call) in query.from.iter().flat_map(|node| self.forward.boardings_at(*node)) {
            let (lines, row) = self.forward.line(line);
            let departures = lines.departures_at(row, usize::from(call));
            let mut ready = query.depart;
            while let Some(run) = self.forward.next_run(line, usize::from(call), ready) {
                let departure = run.base + departures[run.trip as usize];
                if departure > last {
                    break;
                }
                times.push(departure);
                ready = departure + 1;
            }
        }
        times.sort_unstable_by(|a, b| b.cmp(a));
        times
    }
}

/// Of journeys that leave together or earlier, keeps those that no other beats in departure and arrival.
fn by_arrival_alone(mut found: Answer) -> Answer {
    found.sort_by_key(|journey| (std::cmp::Reverse(journey.departure), journey.arrival, journey.legs.len()));
    let mut earliest = i32::MAX;
    found.retain(|journey| {
        let is_better = journey.arrival < earliest;
        earliest = earliest.min(journey.arrival);
        is_better
    });
    found
}

impl View<'_> {
    /// Returns a ride found in the direction of time.
    fn leg(&self, ride: &Ride) -> Leg {
        let (lines, line) = self.line(ride.line);
        let departures = lines.departures_at(line, usize::from(ride.board));
        let arrivals = lines.arrivals_of(line, ride.run.trip);
        Leg {
            trip: self.tag(ride.line, ride.run.trip),
            day: ride.run.day,
            board: ride.board,
            alight: ride.alight,
            departure: ride.run.base + departures[ride.run.trip as usize],
            arrival: ride.run.base + arrivals[usize::from(ride.alight)],
        }
    }

    /// Returns a ride found backwards in time, as it is travelled.
    fn mirrored_leg(&self, ride: &Ride) -> Leg {
        let (lines, line) = self.line(ride.line);
        let (last, seen) = (line.calls - 1, self.leg(ride));
        Leg {
            day: lines.days.len() as u32 - 1 - seen.day,
            board: last - seen.alight,
            alight: last - seen.board,
            departure: -seen.arrival,
            arrival: -seen.departure,
            ..seen
        }
    }
}
