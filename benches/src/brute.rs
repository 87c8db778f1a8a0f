//! The twin: exact fronts of arrival and rides by looking at every connection once for each ride.
//!
//! Slow and simple on purpose. One layer holds the earliest arrivals by exactly so many rides; the next one boards from it
//! alone. The latest departure of a point comes from asking the same again, later and later.
#![expect(clippy::as_conversions, reason = "stops, trips and runs of a feed are 32-bit positions")]

use std::collections::{BTreeMap, BTreeSet};

use lb_network::gtfs::{Feed, StopIdx, Transfer, TransferKind};

use crate::expansion::{Expansion, LATE};

/// A journey of the front; times in seconds since 1970 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Arrival of the last ride.
    pub arrival: i64,
    /// Rides.
    pub rides: usize,
    /// Departure of the first ride: the latest with this arrival and these rides.
    pub departure: i64,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Stops one may start at.
    pub from: &'a [StopIdx],
    /// Stops one may end at.
    pub to: &'a [StopIdx],
    /// When ready, seconds since 1970 UTC.
    pub depart: i64,
    /// Most seconds from `depart` to arrival.
    pub horizon: i32,
    /// Most rides.
    pub rides_max: usize,
}

/// A feed for the twin.
#[derive(Clone, Debug)]
pub struct Brute<'a> {
    feed: &'a Feed,
    all: Expansion,
    /// Rules by pair of stops.
    rules: BTreeMap<(StopIdx, StopIdx), Vec<&'a Transfer>>,
    /// Stops from which one may change to each stop, itself included.
    sources: Vec<Vec<StopIdx>>,
    /// Stops that a rule leaves which names routes or trips: arrivals there are kept trip by trip.
    named: BTreeSet<StopIdx>,
}

/// Earliest arrivals by exactly so many rides.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layer {
    at: Vec<i32>,
    /// At named stops, by trip.
    by_trip: BTreeMap<(StopIdx, u32), i32>,
}

impl<'a> Brute<'a> {
    /// Prepares a feed.
    #[must_use]
    pub fn new(feed: &'a Feed) -> Self {
        let mut rules: BTreeMap<(StopIdx, StopIdx), Vec<&Transfer>> = BTreeMap::new();
        let mut sources: Vec<Vec<StopIdx>> =
            (0..feed.stops.len()).map(|stop| vec![StopIdx::new(stop)]).collect();
        let mut named = BTreeSet::new();
        for rule in &feed.transfers {
            rules.entry((rule.from, rule.to)).or_default().push(rule);
            if rule.from != rule.to && !sources[rule.to.at()].contains(&rule.from) {
                sources[rule.to.at()].push(rule.from);
            }
            if specificity(rule) > 0 {
                named.insert(rule.from);
            }
        }
        Self { feed, all: Expansion::new(feed), rules, sources, named }
    }

    /// Returns the front, by arrival and then rides: no other journey arrives as early with as few rides.
    #[must_use]
    pub fn front(&self, question: &Question<'_>) -> Vec<Point> {
        let Some(depart) = self.all.clock(question.depart) else { return Vec::new() };
        let end = depart.saturating_add(question.horizon);
        let layers = self.layers(question, depart, end);
        let mut points = Vec::new();
        let mut best = LATE;
        for (number, layer) in layers.iter().enumerate() {
            let arrival = layer.earliest(question.to);
            if arrival < best && arrival <= end {
                best = arrival;
                points.push((arrival, number + 1));
            }
        }
        let departures = self.departures(question, depart, end);
        let mut front: Vec<Point> = points
            .into_iter()
            .map(|(arrival, rides)| {
                let arrives = |depart: i32| {
                    let question = Question { rides_max: rides, ..*question };
                    let layers = self.layers(&question, depart, arrival);
                    layers.iter().any(|layer| layer.earliest(question.to) <= arrival)
                };
                let count = departures.partition_point(|depart| arrives(*depart));
                let departure = departures[count.saturating_sub(1)];
                let instant = |seconds: i32| self.all.epoch + i64::from(seconds);
                Point { arrival: instant(arrival), rides, departure: instant(departure) }
            })
            .collect();
        front.sort_unstable();
        front
    }

    /// Returns the departures at which one may board at the origins, ascending.
    fn departures(&self, question: &Question<'_>, depart: i32, end: i32) -> Vec<i32> {
        let connections = &self.all.connections[self.all.first_from(depart)..];
        let within = connections.iter().take_while(|connection| connection.depart <= end);
        let origins = within.filter(|connection| {
            connection.board().is_some_and(|stop| question.from.contains(&StopIdx::new(stop)))
        });
        let mut departures: Vec<i32> = origins.map(|connection| connection.depart).collect();
        departures.dedup();
        departures
    }

    /// Returns the layers of one ride, two rides, ... until a further ride helps nowhere.
    fn layers(&self, question: &Question<'_>, depart: i32, end: i32) -> Vec<Layer> {
        let mut layers: Vec<Layer> = Vec::new();
        let mut known = Layer::new(self.feed.stops.len());
        let mut latest = end;
        while layers.len() < question.rides_max {
            let layer = self.layer(question.from, layers.last(), depart, latest);
            if !known.improve(&layer) {
                break;
            }
            // Nothing later than the best arrival can be part of the front.
            latest = latest.min(layer.earliest(question.to));
            layers.push(layer);
        }
        layers
    }

    fn layer(&self, from: &[StopIdx], before: Option<&Layer>, depart: i32, end: i32) -> Layer {
        let mut layer = Layer::new(self.feed.stops.len());
        let mut boarded = vec![false; self.all.trip_of_run.len()];
        let connections = &self.all.connections[self.all.first_from(depart)..];
        for connection in connections.iter().take_while(|connection| connection.depart <= end) {
            let run = connection.run as usize;
            let trip = self.all.trip_of_run[run];
            if let (false, Some(stop)) = (boarded[run], connection.board()) {
                let stop = StopIdx::new(stop);
                boarded[run] = match before {
                    None => from.contains(&stop),
                    Some(before) => self.ready(before, stop, trip) <= connection.depart,
                };
            }
            if let (true, Some(stop)) = (boarded[run], connection.alight()) {
                let stop = StopIdx::new(stop);
                layer.arrive(stop, self.named.contains(&stop).then_some(trip), connection.arrive);
            }
        }
        layer
    }

    /// Returns when one can board a trip at a stop, having arrived anywhere by the layer.
    fn ready(&self, layer: &Layer, stop: StopIdx, trip: u32) -> i32 {
        let mut ready = LATE;
        for &source in &self.sources[stop.at()] {
            if self.named.contains(&source) {
                for ((_, arriving), arrival) in layer.by_trip.range((source, 0)..=(source, u32::MAX)) {
                    ready = ready
                        .min(arrival.saturating_add(self.change((source, Some(*arriving)), (stop, trip))));
                }
            } else if layer.at[source.at()] < ready {
                let arrival = layer.at[source.at()];
                ready = ready.min(arrival.saturating_add(self.change((source, None), (stop, trip))));
            }
        }
        ready
    }

    /// Returns the seconds of a change; [`LATE`] = one cannot. The rule that says most about whom it is for holds.
    fn change(&self, (from, arriving): (StopIdx, Option<u32>), (to, departing): (StopIdx, u32)) -> i32 {
        let rules = self.rules.get(&(from, to)).map(Vec::as_slice).unwrap_or_default();
        let fits = |rule: &&&Transfer| {
            let trip = |number: u32| &self.feed.trips[number as usize];
            let departing = trip(departing);
            let by = |route: Option<u32>, id: &Option<String>, trip: &lb_network::gtfs::Trip| {
                route.is_none_or(|route| route == trip.route) && id.as_ref().is_none_or(|id| *id == trip.id)
            };
            let arrives = match arriving {
                Some(arriving) => by(rule.from_route, &rule.from_trip, trip(arriving)),
                None => rule.from_route.is_none() && rule.from_trip.is_none(),
            };
            arrives && by(rule.to_route, &rule.to_trip, departing)
        };
        match rules.iter().filter(fits).max_by_key(|rule| specificity(rule)) {
            None if from == to => 0,
            None => LATE,
            Some(rule) if rule.kind == TransferKind::NotPossible => LATE,
            Some(rule) => rule.min_seconds.unwrap_or(0),
        }
    }
}

/// Returns how much a rule says about whom it is for. Source: GTFS Schedule Reference, transfers.txt.
const fn specificity(rule: &Transfer) -> u8 {
    let mut says = 0;
    if rule.from_trip.is_some() {
        says += 10;
    } else if rule.from_route.is_some() {
        says += 1;
    }
    if rule.to_trip.is_some() {
        says += 10;
    } else if rule.to_route.is_some() {
        says += 1;
    }
    says
}

impl Layer {
    fn new(stops: usize) -> Self {
        Self { at: vec![LATE; stops], by_trip: BTreeMap::new() }
    }

    fn earliest(&self, stops: &[StopIdx]) -> i32 {
        stops.iter().map(|stop| self.at[stop.at()]).min().unwrap_or(LATE)
    }

    fn arrive(&mut self, stop: StopIdx, trip: Option<u32>, arrival: i32) {
        let at = &mut self.at[stop.at()];
        *at = (*at).min(arrival);
        if let Some(trip) = trip {
            let by_trip = self.by_trip.entry((stop, trip)).or_insert(LATE);
            *by_trip = (*by_trip).min(arrival);
        }
    }

    /// Takes over what another layer has earlier; returns whether there was anything.
    fn improve(&mut self, other: &Self) -> bool {
        let mut improved = false;
        for (own, new) in self.at.iter_mut().zip(&other.at) {
            improved |= new < own;
            *own = (*own).min(*new);
        }
        for (key, new) in &other.by_trip {
            let own = self.by_trip.entry(*key).or_insert(LATE);
            improved |= new < own;
            *own = (*own).min(*new);
        }
        improved
    }
}
