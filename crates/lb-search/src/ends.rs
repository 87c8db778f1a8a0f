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

/// A value as numbers of which less is better, in the criteria asked for: cost, CO2e, handlings, rides, what is missing to
/// certainty, departure (the other way round), arrival.
type Point = [i64; 7];

/// The place of the arrival in a [`Point`].
const ARRIVAL: usize = 6;

/// The finished itineraries of one search.
#[derive(Debug)]
pub(crate) struct Ends {
    /// Those that none of the others covers.
    pub kept: Vec<End>,
    criteria: Criteria,
    front: Front,
    /// Nothing that is asked about arrives before this minute.
    now: i64,
    /// What the finished itineraries (and rivals from elsewhere) cover, tolerance included, in the order of cost. One is left
    /// out when another covers all of it that arrives from now on.
    reaches: Vec<Point>,
    /// For each of `reaches`, the best in every criterion of it and those before it.
    floors: Vec<Point>,
    /// Those of `reaches` that arrived after `now` when they were added: later they may make others needless.
    coming: Vec<Point>,
    /// The last of `reaches` that covered something: tried first.
    last: Cell<usize>,
}

impl Ends {
    /// Returns no ends beside some rivals.
    pub fn beside(rivals: &[Value], criteria: Criteria, front: Front) -> Self {
        let mut ends = Self {
            kept: Vec::new(),
            criteria,
            front,
            now: i64::MIN,
            reaches: Vec::new(),
            floors: Vec::new(),
            coming: Vec::new(),
            last: Cell::new(0),
        };
        for rival in rivals {
            ends.add(ends.point(&rival.reach(front)));
        }
        ends
    }

    /// From here on nothing is asked about that arrives before a minute.
    pub fn advance(&mut self, now: i32) {
        self.now = i64::from(now);
    }

    /// Adds an end; returns whether it is new.
    pub fn keep(&mut self, end: End) -> bool {
        let criteria = self.criteria;
        if self.cover(&end.value) {
            return false;
        }
        self.kept.retain(|other| !end.value.covers(&other.value, criteria));
        self.kept.push(end);
        self.add(self.point(&end.value.reach(self.front)));
        true
    }

    /// Returns whether one of the ends covers a value.
    pub fn cover(&self, value: &Value) -> bool {
        let point = self.point(value);
        if self.reaches.get(self.last.get()).is_some_and(|reach| covers(reach, &point)) {
            return true;
        }
        // In the order of cost: what costs more covers nothing.
        let in_reach = self.reaches.partition_point(|reach| reach[0] <= point[0]);
        // Where a value is better than the best of them all in anything, none covers it.
        if in_reach == 0 || !covers(&self.floors[in_reach - 1], &point) {
            return false;
        }
        let found = self.reaches[..in_reach].iter().position(|reach| covers(reach, &point));
        if let Some(position) = found {
            self.last.set(position);
        }
        found.is_some()
    }

    fn add(&mut self, reach: Point) {
        self.reaches.push(reach);
        self.coming.push(reach);
        let now = self.now;
        for past in self.coming.extract_if(.., |reach| reach[ARRIVAL] <= now) {
            // One that was itself left out makes nothing needless that the other does not.
            if self.reaches.contains(&past) {
                self.reaches.retain(|other| *other == past || !covers_but_arrival(&past, other));
            }
        }
        self.reaches.sort_unstable();
        self.floors.clear();
        for reach in &self.reaches {
            let floor =
                self.floors.last().map_or(*reach, |before| std::array::from_fn(|i| before[i].min(reach[i])));
            self.floors.push(floor);
        }
    }

    fn point(&self, value: &Value) -> Point {
        let asked = |is_asked: bool, number: i64| if is_asked { number } else { 0 };
        [
            asked(self.criteria.cost, value.cost),
            asked(self.criteria.co2e, value.co2e),
            asked(self.criteria.handlings, i64::from(value.handlings)),
            asked(self.criteria.rides, i64::from(value.rides)),
            asked(self.criteria.reliability, -value.reliability),
            -i64::from(value.departure),
            asked(self.criteria.arrival, i64::from(value.arrival)),
        ]
    }
}

/// Returns whether `a` is at least as good as `b` in everything. Without branches, for hundreds are asked in a row.
fn covers(a: &Point, b: &Point) -> bool {
    a.iter().zip(b).fold(true, |covers, (a, b)| covers & (a <= b))
}

fn covers_but_arrival(a: &Point, b: &Point) -> bool {
    a.iter().zip(b).take(ARRIVAL).all(|(a, b)| a <= b)
}
