//! Cargo that waits at a place for a run, and which of it makes other cargo there needless.

use lb_network::delay::PPM;

use crate::charge;
use crate::label::Label;
use crate::planner::Planner;
use crate::query::{Criteria, Front, Query};
use crate::search::at;

/// What labels that wait at one place are compared by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    number: u32,
    time: i32,
    delay: u16,
    fresh: bool,
    set: u16,
    departure: i32,
    rides: u32,
    /// Handlings, with the two of the next boarding.
    handlings: u32,
    cost: i64,
    co2e: i64,
    reliability: i64,
    /// Cost, CO2e and reliability that newcomers must beat: the front's tolerance taken off.
    shares: [i64; 3],
}

impl Waiting {
    pub fn new(number: u32, label: &Label, front: Front) -> Self {
        let share = label.value().share(front);
        Self {
            number,
            time: label.time,
            delay: label.delay,
            fresh: label.fresh,
            set: label.set,
            departure: label.departure,
            rides: label.rides,
            handlings: label.handlings + if label.moved { 2 } else { 0 },
            cost: label.cost,
            co2e: label.co2e,
            reliability: label.reliability,
            shares: [share.cost, share.co2e, share.reliability],
        }
    }
}

/// The cargo that waits, place by place.
#[derive(Debug)]
pub(crate) struct Bags<'a> {
    planner: &'a Planner,
    criteria: Criteria,
    front: Front,
    /// Whether the cargo may be ready at more than one minute.
    is_window: bool,
    /// Per place: what none of the others there covers.
    places: Vec<Vec<Waiting>>,
    /// Per label: the cut-offs from this one on are met at least as well by another that waits at the place.
    until: Vec<i32>,
}

impl<'a> Bags<'a> {
    /// `criteria` are those in which labels are compared: those asked for, and rides where they are limited.
    pub fn new(planner: &'a Planner, criteria: Criteria, query: &Query) -> Self {
        let places = vec![Vec::new(); planner.corridor.places.len()];
        let (front, is_window) = (query.front, query.window.is_some());
        Self { planner, criteria, front, is_window, places, until: Vec::new() }
    }

    /// Returns whether what waits at a label's place makes it needless there. What does is asked first the next time.
    pub fn cover(&mut self, label: &Label, storage: i64) -> bool {
        let newcomer = Waiting::new(u32::MAX, label, Front::Exact);
        let covers = |a: &Waiting| self.covers(a, a.shares, &newcomer, storage);
        let found = self.places[label.place.at()].iter().position(covers);
        if let Some(position) = found.filter(|position| *position > 0) {
            self.places[label.place.at()].swap(0, position);
        }
        found.is_some()
    }

    /// Puts a label into its place's bag, and takes out what it covers.
    pub fn put(&mut self, number: u32, label: &Label, storage: i64) {
        let new = Waiting::new(number, label, self.front);
        let exact = [new.cost, new.co2e, new.reliability];
        self.until.resize(self.until.len().max(at(number) + 1), i32::MAX);
        self.until[at(number)] = i32::MAX;
        let mut bag = std::mem::take(&mut self.places[label.place.at()]);
        bag.retain(|old| {
            let is_covered = self.covers(&new, exact, old, storage);
            if is_covered {
                self.until[at(old.number)] = i32::MIN;
            } else if let Some(cut_off) = self.replaces(&new, old, storage) {
                let until = &mut self.until[at(old.number)];
                *until = cut_off.min(*until);
            }
            !is_covered
        });
        bag.push(new);
        self.places[label.place.at()] = bag;
    }

    /// Returns whether a label is still worth boarding for a run with this cut-off, and for later ones.
    pub fn waits(&self, number: u32, cut_off: i32) -> bool {
        cut_off < self.until[at(number)]
    }

    /// Returns whether `a` makes `b` of the same place needless: whatever `b` can board, `a` can board no worse. Waiting
    /// costs count: an earlier arrival pays up to a day's storage more per started day between them.
    ///
    /// `[cost, co2e, reliability]` are `a`'s, with the tolerance taken off where `b` is the newcomer.
    fn covers(&self, a: &Waiting, [cost, co2e, reliability]: [i64; 3], b: &Waiting, storage: i64) -> bool {
        let criteria = self.criteria;
        if a.time > b.time || b.fresh && !a.fresh || a.departure < b.departure || a.set != b.set {
            return false;
        }
        // When cargo that has not ridden must be ready is known only once it boards.
        if self.is_window && (a.fresh || b.fresh) {
            return false;
        }
        let wait = if a.fresh { 0 } else { i64::from(charge::started_days(b.time - a.time)) * storage };
        (!criteria.cost || cost + wait <= b.cost)
            && (!criteria.co2e || co2e <= b.co2e)
            && (!criteria.handlings || a.handlings <= b.handlings)
            && (!criteria.rides || a.rides <= b.rides)
            && (!criteria.reliability
                || reliability >= b.reliability
                    && a.time + self.planner.head_start[usize::from(a.delay)][usize::from(b.delay)] <= b.time)
    }

    /// Returns the first cut-off from which `new`, available later than `old`, is at least as good for every run: it is no
    /// worse so far, pays no more storage, and is surely in time.
    fn replaces(&self, new: &Waiting, old: &Waiting, storage: i64) -> Option<i32> {
        let criteria = self.criteria;
        if self.is_window && (new.fresh || old.fresh) || new.set != old.set {
            return None;
        }
        let is_no_worse = new.time >= old.time
            && new.departure >= old.departure
            && (new.fresh || !old.fresh || storage == 0)
            && (!criteria.cost || new.cost <= old.cost)
            && (!criteria.co2e || new.co2e <= old.co2e)
            && (!criteria.handlings || new.handlings <= old.handlings)
            && (!criteria.rides || new.rides <= old.rides)
            && (!criteria.reliability || new.reliability >= old.reliability);
        let longest_delay = if criteria.reliability {
            i32::try_from(self.planner.delays[usize::from(new.delay)].quantile(PPM)).ok()?
        } else {
            0
        };
        is_no_worse.then(|| new.time.saturating_add(longest_delay))
    }
}
