//! Finished itineraries, and what they make needless.

use std::cell::Cell;

use crate::label::Value;
use crate::query::{Criteria, Front};

/// A finished itinerary: its value, its last label and its destination.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub value: Value,
    pub label: u32,
    pub destination: usize,
}

/// The finished itineraries of one search.
#[derive(Debug)]
pub(crate) struct Ends {
    /// Those that none of the others covers.
    pub kept: Vec<End>,
    criteria: Criteria,
    front: Front,
    /// What the finished itineraries (and rivals from elsewhere) cover, tolerance included, in the order of arrival.
    reaches: Vec<Value>,
    /// For each of `reaches`, the best in every criterion of it and those before it.
    floors: Vec<Value>,
    /// The last of `reaches` that covered something: tried first.
    last: Cell<usize>,
}

impl Ends {
    /// Returns no ends beside some rivals.
    pub fn beside(rivals: &[Value], criteria: Criteria, front: Front) -> Self {
        let mut reaches: Vec<Value> = rivals.iter().map(|value| value.reach(front)).collect();
        reaches.sort_by_key(|reach| reach.arrival);
        let mut ends =
            Self { kept: Vec::new(), criteria, front, reaches, floors: Vec::new(), last: Cell::new(0) };
        ends.lower_floors(0);
        ends
    }

    /// Adds an end; returns whether it is new.
    pub fn keep(&mut self, end: End) -> bool {
        let criteria = self.criteria;
        if self.cover(&end.value) {
            return false;
        }
        self.kept.retain(|other| !end.value.covers(&other.value, criteria));
        self.kept.push(end);
        let reach = end.value.reach(self.front);
        let place = self.reaches.partition_point(|other| other.arrival <= reach.arrival);
        self.reaches.insert(place, reach);
        self.lower_floors(place);
        true
    }

    /// Computes the best of all reaches up to each, from one on.
    fn lower_floors(&mut self, from: usize) {
        self.floors.truncate(from);
        for reach in &self.reaches[from..] {
            let floor = self.floors.last().map_or(*reach, |before| before.best_of(reach));
            self.floors.push(floor);
        }
    }

    /// Returns whether one of the ends covers a value.
    pub fn cover(&self, value: &Value) -> bool {
        let covers = |reach: &Value| reach.covers(value, self.criteria);
        if self.reaches.get(self.last.get()).is_some_and(covers) {
            return true;
        }
        // In the order of arrival: what arrives later covers nothing.
        let in_reach = if self.criteria.arrival {
            self.reaches.partition_point(|reach| reach.arrival <= value.arrival)
        } else {
            self.reaches.len()
        };
        // Where a value is better than the best of them all in anything, none covers it.
        if in_reach == 0 || !covers(&self.floors[in_reach - 1]) {
            return false;
        }
        let found = self.reaches[..in_reach].iter().position(covers);
        if let Some(position) = found {
            self.last.set(position);
        }
        found.is_some()
    }
}
