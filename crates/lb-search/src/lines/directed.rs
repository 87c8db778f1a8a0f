//! The search towards a place: labels in the order of arrival plus least time still needed.
//!
//! A label is an arrival at a node after some rides. It is taken up in the order of arrival + bound, so the first label at
//! a target is the earliest arrival; each later one counts only with fewer rides. A label is dropped when its bound, with
//! the rides still needed, is no better than a journey already known, or when its node was reached as early with as few
//! rides. What is left of a country is the strip between origin and destination.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::least::{LeastTo, NO_WAY};
use super::overlay::View;
use super::rounds::Ride;
use super::{LATE, NO_NODE, RunAt};

/// Rides that are told apart; a search that meets more is made by rounds.
pub(crate) const RIDES_MAX: usize = 16;
/// No label before this one.
const NO_LABEL: u32 = u32::MAX;
/// Labels of one search, as many as a key has room for.
const LABELS_MAX: usize = 1 << 24;
/// More labels than boarding at one node makes.
const LINE_LABELS_MAX: usize = 1 << 20;

/// An arrival at a node.
#[derive(Clone, Copy, Debug)]
struct Label {
    node: u32,
    rides: u8,
    arrival: i32,
    before: u32,
    ride: Ride,
}

/// What a directed search writes to; kept between searches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    labels: Vec<Label>,
    queue: BinaryHeap<Reverse<u64>>,
    /// Per node: earliest arrival known with at most so many rides.
    arrivals: Vec<[i32; RIDES_MAX]>,
    /// Per node: earliest time at which lines were boarded there with at most so many rides.
    boarded: Vec<[i32; RIDES_MAX]>,
    touched: Vec<u32>,
    is_target: Vec<bool>,
    /// With at most so many rides, an arrival at a target from here on does not count any more.
    goal: [i32; RIDES_MAX],
    /// Seconds after a known arrival at a target from which another does not count.
    slack: i32,
    rides_max: usize,
    /// Numbers of rides told apart.
    width: usize,
    /// Whether more rides would have been tried than are told apart.
    is_short: bool,
    pub merged: (Vec<i32>, Vec<u8>),
}

/// A journey found: arrival, rides, and its last label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub arrival: i32,
    pub rides: usize,
    label: u32,
}

/// What counts in a directed search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// The earliest arrival, with any number of rides.
    Arrival,
    /// The earliest arrival with at most so many rides.
    ArrivalWithin(usize),
    /// Arrival and rides, with at most so many.
    ArrivalRides(usize),
}

/// What a directed search looks for.
pub(crate) struct Direction<'a> {
    pub starts: &'a [(u32, i32)],
    pub targets: &'a [u32],
    pub latest: i32,
    /// What counts.
    pub counts: Counts,
    pub least: LeastTo<'a>,
    /// Of a search backwards in time: the one forwards, and the rides of the journey sought.
    pub within: Option<(&'a Strip, usize)>,
}

impl Direction<'_> {
    /// Returns whether the search the other way could board at a node by a time, so that the rides up to here are one too many
    /// for none.
    #[inline]
    fn is_reached(&self, node: u32, (rides, time): (usize, i32)) -> bool {
        self.within.is_none_or(|(other, all)| {
            let before = (all + 1 - rides).min(other.width - 1);
            other.boarded[node as usize][before] <= -time
        })
    }
}

impl Strip {
    fn prepare(&mut self, nodes: usize, aim: &Direction<'_>) {
        if self.arrivals.len() != nodes {
            self.arrivals = vec![[LATE; RIDES_MAX]; nodes];
            self.boarded = vec![[LATE; RIDES_MAX]; nodes];
            self.is_target = vec![false; nodes];
            self.touched.clear();
        }
        for node in self.touched.drain(..) {
            self.arrivals[node as usize] = [LATE; RIDES_MAX];
            self.boarded[node as usize] = [LATE; RIDES_MAX];
        }
        self.labels.clear();
        self.queue.clear();
        self.goal = [aim.latest.saturating_add(1); RIDES_MAX];
        // Whoever looks backwards afterwards needs all that arrives no later, not only the first of it.
        self.slack = i32::from(aim.within.is_none());
        (self.rides_max, self.width) = match aim.counts {
            Counts::Arrival => (usize::MAX, 1),
            Counts::ArrivalWithin(rides) | Counts::ArrivalRides(rides) => (rides, RIDES_MAX),
        };
        self.is_short = false;
    }

    /// Returns the rides of a journey found, in the order of the search.
    pub fn rides_to(&self, point: &Point) -> Vec<Ride> {
        let mut rides = Vec::with_capacity(point.rides);
        let mut number = point.label;
        while let Some(label) = self.labels.get(number as usize) {
            rides.push(label.ride);
            number = label.before;
        }
        rides.reverse();
        rides
    }
}

/// Finds the journeys that no other beats in arrival and rides: the earliest arrival first. `None` where a journey might
/// need more rides than [`RIDES_MAX`] tells apart.
pub(crate) fn search(view: &View<'_>, strip: &mut Strip, aim: &Direction<'_>) -> Option<Vec<Point>> {
    strip.prepare(view.nodes(), aim);
    for target in aim.targets {
        strip.is_target[*target as usize] = true;
    }
    for (node, time) in aim.starts {
        Towards { view, aim, strip: &mut *strip }.board((*node, *time), NO_LABEL, None);
    }
    let mut points: Vec<Point> = Vec::new();
    while let Some(Reverse(key)) = strip.queue.pop() {
        let number = (key & (LABELS_MAX as u64 - 1)) as u32;
        let label = strip.labels[number as usize];
        let (rides, node) = (usize::from(label.rides), label.node as usize);
        let bound = label.arrival.saturating_add(aim.least.seconds[node]);
        // Labels come in the order of their bounds.
        let is_late = bound.saturating_add(strip.slack) > strip.goal[strip.width - 1];
        if is_late && !matches!(aim.counts, Counts::ArrivalRides(_)) {
            break;
        }
        if strip.is_target[node] {
            if points.last().is_none_or(|best| rides < best.rides) {
                points.pop_if(|best| best.arrival == label.arrival);
                points.push(Point { arrival: label.arrival, rides, label: number });
            }
            if aim.within.is_some() {
                break;
            }
            continue;
        }
        if label.arrival > strip.arrivals[node][rides.min(strip.width - 1)]
            || !strip.may_count(bound, rides, aim.least.rides[node])
        {
            continue;
        }
        let changes = view.changes();
        let same = changes.same(label.node);
        let came = Some(label.ride);
        if same < LATE {
            Towards { view, aim, strip: &mut *strip }.board((label.node, label.arrival + same), number, came);
        }
        for (to, seconds) in changes.other(label.node) {
            Towards { view, aim, strip: &mut *strip }.board((*to, label.arrival + seconds), number, came);
        }
    }
    for target in aim.targets {
        strip.is_target[*target as usize] = false;
    }
    (!strip.is_short).then_some(points)
}

impl Strip {
    /// Returns whether what arrives at `bound` at best, after `rides` and the least still needed, is better than every
    /// journey known with no more rides.
    #[inline]
    fn may_count(&self, bound: i32, rides: usize, more: u8) -> bool {
        let needed = rides + usize::from(more);
        if more == NO_WAY || needed > self.rides_max {
            return false;
        }
        bound < self.goal[needed.min(self.width - 1)]
    }

    /// Adds an arrival; the caller knows that it is earlier than every other with as few rides.
    fn arrive(&mut self, label: Label, bound: i32) {
        let (node, slot) = (label.node as usize, usize::from(label.rides).min(self.width - 1));
        let arrivals = &mut self.arrivals[node][..self.width];
        if arrivals[self.width - 1] == LATE {
            self.touched.push(label.node);
        }
        for known in arrivals[slot..].iter_mut().take_while(|known| **known > label.arrival) {
            *known = label.arrival;
        }
        if self.is_target[node] {
            let goal = label.arrival + self.slack;
            for known in self.goal[slot..self.width].iter_mut().take_while(|known| **known > goal) {
                *known = goal;
            }
        }
        // Keys are compared as numbers without sign.
        let order = u64::from((bound as u32) ^ (1 << 31));
        let number = self.labels.len();
        self.queue.push(Reverse(order << 32 | u64::from(label.rides) << 24 | number as u64));
        self.labels.push(label);
    }
}

/// A search under way.
struct Towards<'a, 'v> {
    view: &'a View<'v>,
    aim: &'a Direction<'a>,
    strip: &'a mut Strip,
}

impl Towards<'_, '_> {
    /// Boards the next run of every line at a node. The run by which one came was ridden on already, and no later one of its
    /// line overtakes it; but an earlier one may still stand there.
    fn board(&mut self, (node, ready): (u32, i32), before: u32, came: Option<Ride>) {
        let strip = &mut *self.strip;
        let rides = strip.labels.get(before as usize).map_or(0, |label| usize::from(label.rides)) + 1;
        if rides > strip.rides_max {
            return;
        }
        let told_apart = if strip.width == 1 { usize::from(u8::MAX) } else { RIDES_MAX };
        if rides >= told_apart || strip.labels.len() + LINE_LABELS_MAX > LABELS_MAX {
            strip.is_short = true;
            return;
        }
        let (slot, last) = (rides.min(strip.width - 1), strip.width - 1);
        let boarded = &mut strip.boarded[node as usize][..=last];
        if boarded[slot] <= ready {
            return;
        }
        if boarded[last] == LATE && strip.arrivals[node as usize][last] == LATE {
            strip.touched.push(node);
        }
        for known in boarded[slot..].iter_mut().take_while(|known| **known > ready) {
            *known = ready;
        }
        for (line, call) in self.view.boardings_at(node) {
            if self.leads_on((line, call), ready, rides)
                && let Some(run) = self.view.next_run(line, usize::from(call), ready)
                && came.is_none_or(|came| (came.line, came.alight) != (line, call) || run < came.run)
            {
                self.ride((line, run, call), rides, before);
            }
        }
    }

    /// Returns whether even the fastest run of a line, had it left at once, would count at any later call.
    fn leads_on(&self, (number, board): (u32, u16), ready: i32, rides: usize) -> bool {
        let (lines, line) = self.view.line(number);
        let (alights, times) = (lines.line_alights(line), lines.least_times(line));
        let from = usize::from(board);
        let start = ready - times[from].1;
        let least = self.aim.least;
        alights[from + 1..].iter().zip(&times[from + 1..]).any(|(node, (arrive, _))| {
            *node != NO_NODE && self.aim.is_reached(*node, (rides, start + arrive)) && {
                let bound = (start + arrive).saturating_add(least.seconds[*node as usize]);
                self.strip.may_count(bound, rides, least.rides[*node as usize])
            }
        })
    }

    /// Rides a run from a call on, arriving wherever that is of use.
    fn ride(&mut self, (number, run, board): (u32, RunAt, u16), rides: usize, before: u32) {
        let strip = &mut *self.strip;
        let (lines, line) = self.view.line(number);
        let slot = rides.min(strip.width - 1);
        let (alights, arrivals) = (lines.line_alights(line), lines.arrivals_of(line, run.trip));
        for call in usize::from(board) + 1..alights.len() {
            let (node, arrival) = (alights[call], run.base + arrivals[call]);
            if arrival >= strip.goal[slot] {
                return;
            }
            if node == NO_NODE || arrival >= strip.arrivals[node as usize][slot] {
                continue;
            }
            let bound = arrival.saturating_add(self.aim.least.seconds[node as usize]);
            if !strip.may_count(bound, rides, self.aim.least.rides[node as usize])
                || !self.aim.is_reached(node, (rides, arrival))
            {
                continue;
            }
            let ride = Ride { line: number, run, board, alight: call as u16 };
            strip.arrive(Label { node, rides: rides as u8, arrival, before, ride }, bound);
        }
    }
}
