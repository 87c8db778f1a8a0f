//! The twin: every run of every day as a list of calls, every change looked at. Slow and plain on purpose.
//!
//! Per number of rides, run and call it knows the latest departure of all journeys that arrive there so. All answers
//! follow from these numbers. It shares nothing with the search but the feed.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use lb_network::gtfs::{Feed, Transfer, TransferKind};

/// Most numbers of rides looked at.
const RIDES_MAX: usize = 1_000;

/// A call of a run.
#[derive(Clone, Debug)]
pub struct Call {
    pub stop: usize,
    pub arrive: i32,
    pub depart: i32,
    pub can_board: bool,
    pub can_alight: bool,
}

/// A trip on a day. Times are seconds of the timetable's clock.
#[derive(Clone, Debug)]
pub struct Run {
    pub trip: u32,
    pub day: u32,
    pub calls: Vec<Call>,
}

/// A journey's worth: latest departure first, then earliest arrival, then fewest rides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    pub departure: i32,
    pub arrival: i32,
    pub rides: usize,
}

#[derive(Clone, Debug)]
pub struct Twin {
    pub runs: Vec<Run>,
    /// Per trip: its id and route.
    trips: Vec<(String, u32)>,
    rules: BTreeMap<(usize, usize), Vec<Transfer>>,
    /// Per stop: the stops that have rules to it, and itself.
    before: Vec<Vec<usize>>,
    /// Per stop or station: the stops it means.
    means: Vec<Vec<usize>>,
}

impl Twin {
    pub fn new(feed: &Feed) -> Self {
        let mut rules: BTreeMap<(usize, usize), Vec<Transfer>> = BTreeMap::new();
        for rule in &feed.transfers {
            rules.entry((rule.from.at(), rule.to.at())).or_default().push(rule.clone());
        }
        let stops = 0..feed.stops.len();
        let before = |to: usize| {
            stops.clone().filter(|from| *from == to || rules.contains_key(&(*from, to))).collect()
        };
        let is_child =
            |stop: usize, of: usize| feed.stops[stop].parent.is_some_and(|parent| parent.at() == of);
        let means = |of: usize| stops.clone().filter(|stop| *stop == of || is_child(*stop, of)).collect();
        Self {
            runs: runs(feed),
            trips: feed.trips.iter().map(|trip| (trip.id.clone(), trip.route)).collect(),
            before: stops.clone().map(before).collect(),
            means: stops.clone().map(means).collect(),
            rules,
        }
    }

    /// Returns the stops that a stop or station means.
    pub fn means(&self, stop: usize) -> &[usize] {
        &self.means[stop]
    }

    /// Returns the run of a trip on a day.
    pub fn run(&self, trip: u32, day: u32) -> Option<&Run> {
        self.runs.iter().find(|run| (run.trip, run.day) == (trip, day))
    }

    fn fits(&self, trip: u32, of_route: Option<u32>, of_trip: Option<&String>) -> bool {
        let (id, route) = &self.trips[usize::try_from(trip).unwrap()];
        of_route.is_none_or(|named| named == *route) && of_trip.is_none_or(|named| named == id)
    }

    /// Returns the rules that hold for a change: those that say most about whom they are for.
    fn holding(&self, (from, alighted): (usize, u32), (to, boarded): (usize, u32)) -> Vec<&Transfer> {
        let Some(rules) = self.rules.get(&(from, to)) else { return Vec::new() };
        let fits = |rule: &&Transfer| {
            self.fits(alighted, rule.from_route, rule.from_trip.as_ref())
                && self.fits(boarded, rule.to_route, rule.to_trip.as_ref())
        };
        let fitting: Vec<&Transfer> = rules.iter().filter(fits).collect();
        let most = fitting.iter().map(|rule| points(rule)).max();
        fitting.into_iter().filter(|rule| Some(points(rule)) == most).collect()
    }

    /// Returns the seconds of a change from (stop, trip) to (stop, trip); nothing where one cannot change.
    pub fn change(&self, from: (usize, u32), to: (usize, u32)) -> Option<i32> {
        match self.holding(from, to).first() {
            Some(rule) => seconds(rule),
            None => (from.0 == to.0).then_some(0),
        }
    }

    /// Returns whether two rules that say as much about whom they are for differ: then the feed says nothing.
    pub fn is_unclear(&self) -> bool {
        let trips = || 0..u32::try_from(self.trips.len()).unwrap();
        self.rules.keys().any(|(from, to)| {
            trips().any(|a| {
                trips().any(|b| {
                    let holding = self.holding((*from, a), (*to, b));
                    holding.iter().any(|rule| seconds(rule) != seconds(holding[0]))
                })
            })
        })
    }

    /// Looks at all journeys from a stop or station that leave within `first` and arrive by `latest`.
    pub fn reach(&self, from: usize, first: RangeInclusive<i32>, latest: i32) -> Reach<'_> {
        let is_near = |run: &&Run| {
            run.calls[0].depart <= latest
                && run.calls.last().is_some_and(|call| call.arrive >= *first.start())
        };
        let runs: Vec<&Run> = self.runs.iter().filter(is_near).collect();
        let starts = |run: &Run, call: usize| {
            let call = &run.calls[call];
            let is_start = self.means[from].contains(&call.stop) && first.contains(&call.depart);
            is_start.then_some(call.depart)
        };
        let nothing: Layer = runs.iter().map(|run| vec![None; run.calls.len()]).collect();
        let mut layers = vec![ride(&runs, &nothing, latest, starts)];
        while layers.len() < RIDES_MAX {
            let before = layers.last().unwrap();
            let arrived = arrivals(&runs, before, self.means.len());
            let next = ride(&runs, before, latest, |run, call| self.boards(&runs, &arrived, run, call));
            if next == *before {
                break;
            }
            layers.push(next);
        }
        Reach { twin: self, runs, layers }
    }

    /// Returns the latest departure of all journeys that can change to a run at a call.
    fn boards(
        &self,
        runs: &[&Run],
        arrived: &[Vec<(usize, i32, i32)>],
        run: &Run,
        call: usize,
    ) -> Option<i32> {
        let (stop, depart) = (run.calls[call].stop, run.calls[call].depart);
        let mut latest = None;
        for from in &self.before[stop] {
            for (other, arrive, departure) in &arrived[*from] {
                if *arrive <= depart && Some(*departure) > latest {
                    let change = self.change((*from, runs[*other].trip), (stop, run.trip));
                    if change.is_some_and(|seconds| arrive + seconds <= depart) {
                        latest = Some(*departure);
                    }
                }
            }
        }
        latest
    }
}

fn runs(feed: &Feed) -> Vec<Run> {
    let mut runs = Vec::new();
    for (trip, row) in (0..).zip(&feed.trips) {
        let calendar = &feed.calendars[usize::try_from(row.calendar).unwrap()];
        for (day, base) in (0..).zip(&feed.day_base).filter(|(day, _)| calendar.has(*day)) {
            let base = i32::try_from(base - feed.day_base[0]).unwrap();
            let calls = feed.calls(row).iter().map(|call| Call {
                stop: call.stop.at(),
                arrive: base + call.arrive,
                depart: base + call.depart,
                can_board: call.pickup,
                can_alight: call.drop_off,
            });
            runs.push(Run { trip, day, calls: calls.collect() });
        }
    }
    runs
}

/// Returns how much a rule says about whom it is for.
fn points(rule: &Transfer) -> usize {
    let side = |trip: bool, route: bool| if trip { 10 } else { usize::from(route) };
    side(rule.from_trip.is_some(), rule.from_route.is_some())
        + side(rule.to_trip.is_some(), rule.to_route.is_some())
}

fn seconds(rule: &Transfer) -> Option<i32> {
    match rule.kind {
        TransferKind::NotPossible => None,
        TransferKind::InSeat => Some(0),
        TransferKind::Recommended
        | TransferKind::Timed
        | TransferKind::MinimumTime
        | TransferKind::ReBoard => Some(rule.min_seconds.unwrap_or(0)),
    }
}

/// Per run and call: latest departure of all journeys that arrive there by a ride.
type Layer = Vec<Vec<Option<i32>>>;

/// Lets one more ride follow, boarded where and with the departure that `boards` says.
fn ride(runs: &[&Run], before: &Layer, latest: i32, boards: impl Fn(&Run, usize) -> Option<i32>) -> Layer {
    let mut layer = before.clone();
    for (run, row) in runs.iter().zip(&mut layer) {
        let mut aboard = None;
        for (at, call) in run.calls.iter().enumerate() {
            if call.can_alight && call.arrive <= latest {
                row[at] = row[at].max(aboard);
            }
            if call.can_board && call.depart <= latest {
                aboard = aboard.max(boards(run, at));
            }
        }
    }
    layer
}

/// Returns per stop the arrivals: run, time, latest departure.
fn arrivals(runs: &[&Run], layer: &Layer, stops: usize) -> Vec<Vec<(usize, i32, i32)>> {
    let mut arrived = vec![Vec::new(); stops];
    for (number, (run, row)) in runs.iter().zip(layer).enumerate() {
        for (call, departure) in run.calls.iter().zip(row) {
            if let Some(departure) = departure {
                arrived[call.stop].push((number, call.arrive, *departure));
            }
        }
    }
    arrived
}

/// All journeys from one place.
pub struct Reach<'a> {
    twin: &'a Twin,
    runs: Vec<&'a Run>,
    /// From one ride on: with at most so many.
    layers: Vec<Layer>,
}

impl Reach<'_> {
    /// Returns the best journeys to a stop or station for each number of rides and arrival: those of the latest departure.
    fn to(&self, to: usize, rides: usize) -> Vec<Value> {
        let means = self.twin.means(to);
        let mut values = Vec::new();
        for (run, row) in self.runs.iter().zip(&self.layers[rides - 1]) {
            for (call, departure) in run.calls.iter().zip(row) {
                let departure = departure.filter(|_| means.contains(&call.stop));
                values.extend(departure.map(|departure| Value { departure, arrival: call.arrive, rides }));
            }
        }
        values
    }

    fn rides(&self, rides_max: usize) -> RangeInclusive<usize> {
        1..=rides_max.min(self.layers.len())
    }

    /// Returns the front of arrival and rides, each with the latest departure: earliest arrival first.
    pub fn front(&self, to: usize, rides_max: usize) -> Vec<Value> {
        let mut front: Vec<Value> = Vec::new();
        for rides in self.rides(rides_max) {
            let best = self.to(to, rides).into_iter().min_by_key(|value| (value.arrival, -value.departure));
            front.extend(best.filter(|best| front.last().is_none_or(|last| best.arrival < last.arrival)));
        }
        front.reverse();
        front
    }

    /// Returns the front of latest departure and rides, each with the earliest arrival: latest departure first.
    pub fn latest(&self, to: usize, rides_max: usize) -> Vec<Value> {
        let mut front: Vec<Value> = Vec::new();
        for rides in self.rides(rides_max) {
            let best = self.to(to, rides).into_iter().min_by_key(|value| (-value.departure, value.arrival));
            front.extend(best.filter(|best| front.last().is_none_or(|last| best.departure > last.departure)));
        }
        front.reverse();
        front
    }

    /// Returns all journeys no longer than `horizon` that no other is at least as good as in departure, arrival and rides.
    pub fn window(&self, to: usize, rides_max: usize, horizon: i32) -> Vec<Value> {
        let all: Vec<Value> = self.rides(rides_max).flat_map(|rides| self.to(to, rides)).collect();
        undominated(all.into_iter().filter(|value| value.arrival - value.departure <= horizon).collect())
    }

    /// Returns the earliest arrival at a stop or station, with the fewest rides for it.
    pub fn earliest(&self, to: usize, rides_max: usize) -> Option<(i32, usize)> {
        let best = |rides| self.to(to, rides).into_iter().map(|value| (value.arrival, value.rides)).min();
        self.rides(rides_max).filter_map(best).min()
    }
}

/// Returns the values that no other is at least as good as in departure, arrival and rides, in their order.
pub fn undominated(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_unstable();
    values.dedup();
    let beats = |a: &Value, b: &Value| {
        a != b && a.departure >= b.departure && a.arrival <= b.arrival && a.rides <= b.rides
    };
    values.iter().filter(|value| !values.iter().any(|other| beats(other, value))).copied().collect()
}
