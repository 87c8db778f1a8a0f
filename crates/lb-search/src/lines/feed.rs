//! A GTFS feed as lines.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use lb_network::gtfs::{DaySet, Feed, StopIdx, Transfer, TransferKind, Trip};

use super::transfers::Changes;
use super::{Days, LATE, LineCall, LineTrip, Lines, NO_NODE, Overlay, RunChange};

/// Who a rule for changing at a stop is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Everybody whom no other class names.
    Other,
    /// A route.
    Route(u32),
    /// A trip, with its route.
    Trip(String, u32),
}

impl Class {
    /// Returns whether a rule's fields are about this class.
    fn fits(&self, route: Option<u32>, trip: Option<&String>) -> bool {
        let (own_route, own_trip) = match self {
            Self::Other => (None, None),
            Self::Route(route) => (Some(*route), None),
            Self::Trip(trip, route) => (Some(*route), Some(trip)),
        };
        route.is_none_or(|route| own_route == Some(route)) && trip.is_none_or(|trip| own_trip == Some(trip))
    }
}

/// The nodes of a feed's stops.
#[derive(Clone, Debug, Default)]
struct Nodes {
    /// Node of each class at the stops that tell classes apart; every other stop is its own node.
    classes: BTreeMap<StopIdx, Vec<(Class, u32)>>,
    /// Stop of each node.
    stop_of: Vec<StopIdx>,
}

impl Nodes {
    fn new(feed: &Feed) -> Self {
        let route_of: HashMap<&str, u32> = feed.trips.iter().map(|t| (t.id.as_str(), t.route)).collect();
        let mut named: BTreeMap<StopIdx, BTreeSet<Class>> = BTreeMap::new();
        for rule in &feed.transfers {
            let sides = [
                (rule.from, rule.from_route, rule.from_trip.as_ref()),
                (rule.to, rule.to_route, rule.to_trip.as_ref()),
            ];
            for (stop, route, trip) in sides {
                let class = match (route, trip) {
                    (_, Some(trip)) => {
                        let Some(route) = route_of.get(trip.as_str()) else { continue };
                        Class::Trip(trip.clone(), *route)
                    }
                    (Some(route), None) => Class::Route(route),
                    (None, None) => continue,
                };
                named.entry(stop).or_default().insert(class);
            }
        }
        let mut nodes =
            Self { classes: BTreeMap::new(), stop_of: (0..feed.stops.len()).map(StopIdx::new).collect() };
        for (stop, classes) in named {
            let mut list = vec![(Class::Other, stop.0)];
            for class in classes {
                list.push((class, nodes.stop_of.len() as u32));
                nodes.stop_of.push(stop);
            }
            nodes.classes.insert(stop, list);
        }
        nodes
    }

    /// Returns the node where a trip stops.
    fn of_trip(&self, stop: StopIdx, trip: &Trip) -> u32 {
        let Some(classes) = self.classes.get(&stop) else { return stop.0 };
        let find =
            |wanted: &dyn Fn(&Class) -> bool| classes.iter().find(|(c, _)| wanted(c)).map(|(_, node)| *node);
        find(&|class| matches!(class, Class::Trip(id, _) if *id == trip.id))
            .or_else(|| find(&|class| *class == Class::Route(trip.route)))
            .unwrap_or(stop.0)
    }

    /// Returns every node of a stop, with its class.
    fn of_stop(&self, stop: StopIdx) -> Vec<(Class, u32)> {
        self.classes.get(&stop).cloned().unwrap_or_else(|| vec![(Class::Other, stop.0)])
    }
}

/// How much a rule says about whom it is for: of two that fit, the one that says more holds.
///
/// Source: GTFS Schedule Reference, transfers.txt, "Trip-to-trip and route-to-route transfers".
fn rank(rule: &Transfer) -> u32 {
    let side = |route: Option<u32>, trip: &Option<String>| match (trip, route) {
        (Some(_), _) => 10,
        (None, Some(_)) => 1,
        (None, None) => 0,
    };
    side(rule.from_route, &rule.from_trip) + side(rule.to_route, &rule.to_trip)
}

/// Returns the seconds that a rule asks; [`LATE`] = one cannot change.
fn seconds(rule: &Transfer) -> i32 {
    match rule.kind {
        TransferKind::NotPossible => LATE,
        TransferKind::InSeat => 0,
        TransferKind::Recommended
        | TransferKind::Timed
        | TransferKind::MinimumTime
        | TransferKind::ReBoard => rule.min_seconds.unwrap_or(0).max(0),
    }
}

fn changes(feed: &Feed, nodes: &Nodes) -> Changes {
    let mut rules: BTreeMap<(StopIdx, StopIdx), Vec<&Transfer>> = BTreeMap::new();
    for rule in &feed.transfers {
        rules.entry((rule.from, rule.to)).or_default().push(rule);
    }
    // A stop that tells classes apart but has no rule with itself still lets its classes change.
    for stop in nodes.classes.keys() {
        rules.entry((*stop, *stop)).or_default();
    }
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for ((from, to), rules) in rules {
        for (class, node) in nodes.of_stop(from) {
            for (next, next_node) in nodes.of_stop(to) {
                let fits = |rule: &&&Transfer| {
                    class.fits(rule.from_route, rule.from_trip.as_ref())
                        && next.fits(rule.to_route, rule.to_trip.as_ref())
                };
                let rule = rules.iter().filter(fits).max_by_key(|rule| rank(rule));
                let default = if from == to { 0 } else { LATE };
                let seconds = rule.map_or(default, |rule| seconds(rule));
                if node == next_node {
                    same.push((node, seconds));
                } else if seconds < LATE {
                    other.push((node, next_node, seconds));
                }
            }
        }
    }
    Changes::new(nodes.stop_of.len(), &same, other)
}

/// A feed prepared for search in both directions of time.
#[derive(Clone, Debug)]
pub struct FeedLines {
    /// Instant of the timetable's second 0, seconds since 1970 UTC.
    epoch: i64,
    pub(crate) forward: Lines,
    pub(crate) backward: Lines,
    nodes: Nodes,
    /// Per trip of the feed: where it stands in `forward` and in `backward` (line, position).
    places: Vec<[(u32, u32); 2]>,
}

impl FeedLines {
    /// Prepares a feed. O(n log n) in its stop times.
    #[must_use]
    pub fn new(feed: &Feed) -> Self {
        let epoch = feed.day_base.first().copied().unwrap_or(0);
        let base = |instant: &i64| i32::try_from(instant - epoch).unwrap_or(LATE);
        let days = Days::new(feed.day_base.iter().map(base).collect());
        let nodes = Nodes::new(feed);
        let sets: Vec<Arc<DaySet>> = feed.calendars.iter().cloned().map(Arc::new).collect();
        let turned: Vec<Arc<DaySet>> =
            sets.iter().map(|set| Arc::new(mirrored_set(set, days.len() as u32))).collect();
        let trips: Vec<LineTrip> = (0..feed.trips.len() as u32)
            .map(|tag| line_trip(feed, &nodes, tag, &sets[feed.trips[tag as usize].calendar as usize]))
            .collect();
        let back = |trip: &LineTrip| {
            trip.mirrored(Arc::clone(&turned[feed.trips[trip.tag as usize].calendar as usize]))
        };
        let back: Vec<LineTrip> = trips.iter().map(back).collect();
        let changes = changes(feed, &nodes);
        let backward = Lines::build(days.mirrored(), back, changes.mirrored()).with_bounds();
        let forward = Lines::build(days, trips, changes).with_bounds();
        let mut places = vec![[(u32::MAX, 0); 2]; feed.trips.len()];
        for (side, lines) in [&forward, &backward].into_iter().enumerate() {
            for (number, line) in lines.lines.iter().enumerate() {
                for trip in 0..u32::from(line.trips) {
                    let tag = lines.tags[line.first_trip as usize + trip as usize];
                    places[tag as usize][side] = (number as u32, trip);
                }
            }
        }
        Self { epoch, forward, backward, nodes, places }
    }

    /// Returns the instant of the timetable's second 0, seconds since 1970 UTC.
    #[must_use]
    pub const fn epoch(&self) -> i64 {
        self.epoch
    }

    /// Returns the lines in the direction of time.
    #[must_use]
    pub const fn forward(&self) -> &Lines {
        &self.forward
    }

    /// Returns the bytes of the tables of both directions.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.forward.bytes() + self.backward.bytes()
    }

    /// Returns the stop of a node.
    #[must_use]
    pub fn stop_of(&self, node: u32) -> StopIdx {
        self.nodes.stop_of[node as usize]
    }

    /// Returns the nodes of a stop, or of all child stops of a station.
    #[must_use]
    pub fn nodes_of(&self, feed: &Feed, stop: StopIdx) -> Vec<u32> {
        let stops = std::iter::once(stop).chain(feed.children(stop).iter().copied());
        let mut nodes: Vec<u32> =
            stops.flat_map(|stop| self.nodes.of_stop(stop)).map(|(_, node)| node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// Returns the overlays (forward, backward) of changed runs: trip of the feed, service day, what changes. Several changes
    /// of a run are made one after the other; a run that the feed does not have is passed over. The work depends on the
    /// changes and the number of lines, not on the timetable.
    #[must_use]
    pub fn overlay(&self, feed: &Feed, changes: &[(u32, u32, RunChange)]) -> [Overlay; 2] {
        let days = self.forward.days.len() as u32;
        let (mut gone, mut extra) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        let mut is_faster = false;
        let mut runs: BTreeMap<(u32, u32), Vec<&RunChange>> = BTreeMap::new();
        for (tag, day, change) in changes {
            runs.entry((*tag, *day)).or_default().push(change);
        }
        for ((tag, day), changes) in runs {
            let Some([(line, trip), (back_line, back_trip)]) = self.places.get(tag as usize).copied() else {
                continue;
            };
            let found = self.forward.lines.get(line as usize);
            if !found.is_some_and(|line| line.schedules.runs(day, trip)) {
                continue;
            }
            let mirrored_day = days - 1 - day;
            gone[0].push((line, day, trip));
            gone[1].push((back_line, mirrored_day, back_trip));
            let one_day = |day: u32| {
                let mut set = DaySet::default();
                set.insert(day);
                Arc::new(set)
            };
            let planned = line_trip(feed, &self.nodes, tag, &one_day(day));
            if let Some(changed) = changes.into_iter().try_fold(planned.clone(), changed_trip) {
                is_faster |= changed.is_faster_than(&planned);
                extra[1].push(changed.mirrored(one_day(mirrored_day)));
                extra[0].push(changed);
            }
        }
        let [gone_forward, gone_backward] = gone;
        let [forward, backward] = extra;
        let with = |lines: &Lines, gone: Vec<(u32, u32, u32)>, extra: Vec<LineTrip>| {
            let own =
                |extra| Lines::build(lines.days.clone(), extra, Changes::new(lines.nodes, &[], Vec::new()));
            Overlay::new(lines, gone, (!extra.is_empty()).then(|| own(extra)), is_faster)
        };
        [with(&self.forward, gone_forward, forward), with(&self.backward, gone_backward, backward)]
    }
}

/// Returns a trip as it runs after a change; nothing where it does not run.
fn changed_trip(mut trip: LineTrip, change: &RunChange) -> Option<LineTrip> {
    match change {
        RunChange::Cancelled => return None,
        RunChange::Delayed(later) => {
            for (call, (arrive, depart)) in trip.calls.iter_mut().zip(later) {
                call.arrive += arrive;
                call.depart += depart;
            }
            // A run never leaves before it has come, nor comes before it left the call before.
            let mut before = i32::MIN;
            for call in &mut trip.calls {
                call.arrive = call.arrive.max(before);
                call.depart = call.depart.max(call.arrive);
                before = call.depart;
            }
        }
        RunChange::SoldOut(calls) => {
            for call in calls {
                if let Some(call) = trip.calls.get_mut(usize::from(*call)) {
                    call.board = NO_NODE;
                }
            }
        }
    }
    Some(trip)
}

fn mirrored_set(set: &DaySet, days: u32) -> DaySet {
    let mut mirrored = DaySet::default();
    for day in (0..days).filter(|day| set.has(*day)) {
        mirrored.insert(days - 1 - day);
    }
    mirrored
}

fn line_trip(feed: &Feed, nodes: &Nodes, tag: u32, days: &Arc<DaySet>) -> LineTrip {
    let trip = &feed.trips[tag as usize];
    let times = &feed.stop_times[trip.first as usize..(trip.first + trip.count) as usize];
    let last = times.len().saturating_sub(1);
    let call = |(i, time): (usize, &lb_network::gtfs::StopTime)| {
        let node = nodes.of_trip(time.stop, trip);
        LineCall {
            board: if time.pickup && i < last { node } else { NO_NODE },
            alight: if time.drop_off && i > 0 { node } else { NO_NODE },
            arrive: time.arrive,
            depart: time.depart,
        }
    };
    LineTrip { calls: times.iter().enumerate().map(call).collect(), days: Arc::clone(days), tag }
}
