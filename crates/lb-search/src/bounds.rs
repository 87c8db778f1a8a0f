//! Lower bounds from every place to the destinations, per criterion: what no way onward can beat.
//!
//! A search backwards over the static network (least minutes over all runs, no waiting, rules applied), until nothing
//! changes. Admissible: every real way onward takes, costs, emits and lifts at least as much.

use lb_network::idx::{PlaceIdx, SectionIdx};

use crate::plan::{QueryPlan, works_cargo};
use crate::planner::Planner;
use crate::query::Query;
use crate::rules::Rule;
use crate::search::{PPM, at};

/// Beyond every real value; sums of a few do not overflow.
pub(crate) const FAR: i64 = i64::MAX / 8;

/// What is at least still needed from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Minutes.
    pub minutes: i64,
    /// Cents.
    pub cost: i64,
    /// Grams.
    pub co2e: i64,
    /// Handlings, the 2 of the next move included.
    pub handlings: i64,
    /// Runs still to be boarded.
    pub rides: i64,
    /// Probability of being in time that a way onward by a run can have at most, parts per million; 0 where no run leads on.
    pub reliability: i64,
}

impl Remaining {
    const FAR: Self = Self { minutes: FAR, cost: FAR, co2e: FAR, handlings: FAR, rides: FAR, reliability: 0 };

    /// Returns whether the destination cannot be reached.
    #[must_use]
    pub const fn is_far(&self) -> bool {
        self.minutes >= FAR
    }

    fn lower(&mut self, other: Self) -> bool {
        let before = *self;
        self.minutes = self.minutes.min(other.minutes);
        self.cost = self.cost.min(other.cost);
        self.co2e = self.co2e.min(other.co2e);
        self.handlings = self.handlings.min(other.handlings);
        self.rides = self.rides.min(other.rides);
        self.reliability = self.reliability.max(other.reliability);
        *self != before
    }

    const fn plus(self, minutes: i64, cost: i64, co2e: i64, handlings: i64) -> Self {
        if self.is_far() {
            return Self::FAR;
        }
        Self {
            minutes: self.minutes + minutes,
            cost: self.cost + cost,
            co2e: self.co2e + co2e,
            handlings: self.handlings + handlings,
            rides: self.rides,
            reliability: self.reliability,
        }
    }
}

/// Lower bounds of one query.
#[derive(Debug)]
pub(crate) struct Bounds {
    /// Per place.
    pub places: Vec<Remaining>,
    /// Per call of a section (see [`Planner::call`]): minutes before departure by which cargo that is put on there must be
    /// available; nothing where it is not put on, or no destination can be reached.
    pub leads: Vec<Option<i32>>,
    /// Per place: whether cargo there can only wait for a run: it is at no destination, and no drayage leads on.
    pub only_waits: Vec<bool>,
    /// Per place: whether cargo there is at a destination, or moves to one on demand.
    pub ends: Vec<bool>,
    /// Per call of a section (see [`Planner::call`]): bound of being aboard when the run leaves it.
    pub aboard: Vec<Remaining>,
}

impl Bounds {
    pub fn new(planner: &Planner, query: &Query, plan: &QueryPlan) -> Self {
        let corridor = &planner.corridor;
        let mut bounds = Self {
            places: vec![Remaining::FAR; corridor.places.len()],
            leads: vec![None; planner.calls()],
            ends: vec![false; corridor.places.len()],
            only_waits: vec![true; corridor.places.len()],
            aboard: vec![Remaining::FAR; planner.calls()],
        };
        for (place, only_waits) in bounds.only_waits.iter_mut().enumerate() {
            let drayages = corridor.drayages_at(PlaceIdx::new(place));
            *only_waits = !drayages.iter().any(|end| plan.drayage_open[end.drayage.at()]);
        }
        for end in &query.destinations {
            bounds.places[end.place.at()].lower(Remaining {
                minutes: i64::from(end.minutes),
                cost: end.cents,
                co2e: end.grams,
                handlings: 0,
                rides: 0,
                reliability: 0,
            });
            bounds.ends[end.place.at()] = true;
            bounds.only_waits[end.place.at()] = false;
        }
        let destinations: Vec<PlaceIdx> = query.destinations.iter().map(|end| end.place).collect();
        Spreading::new(planner, query, plan, bounds).spread(&destinations)
    }
}

/// Bounds that are being lowered: what became better at a place makes the ways to it better, until nothing changes.
struct Spreading<'a> {
    planner: &'a Planner,
    query: &'a Query,
    plan: &'a QueryPlan,
    bounds: Bounds,
    /// Bound at the start of a section, for those who come aboard through a connection.
    start: Vec<Remaining>,
    /// Places that became better since their sections were gone through.
    places: Marks,
    /// Sections from which something became better.
    sections: Marks,
}

/// Numbers to be looked at, each once.
#[derive(Debug)]
struct Marks {
    numbers: Vec<u32>,
    marked: Vec<bool>,
}

impl Marks {
    fn new(count: usize) -> Self {
        Self { numbers: Vec::new(), marked: vec![false; count] }
    }

    fn mark(&mut self, number: u32) {
        if !std::mem::replace(&mut self.marked[at(number)], true) {
            self.numbers.push(number);
        }
    }

    fn take(&mut self) -> Vec<u32> {
        let numbers = std::mem::take(&mut self.numbers);
        for number in &numbers {
            self.marked[at(*number)] = false;
        }
        numbers
    }
}

impl<'a> Spreading<'a> {
    fn new(planner: &'a Planner, query: &'a Query, plan: &'a QueryPlan, bounds: Bounds) -> Self {
        let (places, sections) = (planner.corridor.places.len(), planner.corridor.sections.len());
        Self {
            planner,
            query,
            plan,
            bounds,
            start: vec![Remaining::FAR; sections],
            places: Marks::new(places),
            sections: Marks::new(sections),
        }
    }

    fn spread(mut self, destinations: &[PlaceIdx]) -> Bounds {
        for place in destinations {
            self.lowered(*place);
        }
        while !self.places.numbers.is_empty() || !self.sections.numbers.is_empty() {
            for place in self.places.take() {
                for section in &self.planner.alightings[at(place)] {
                    self.mark(*section);
                }
            }
            for section in self.sections.take() {
                self.section(SectionIdx(section));
            }
        }
        self.bounds
    }

    /// The bound of a place became lower: so may those of the places from which drayages and sections lead to it.
    fn lowered(&mut self, place: PlaceIdx) {
        self.places.mark(place.0);
        let planner = self.planner;
        for (drayage, from) in &planner.drayages_to[place.at()] {
            if self.plan.drayage_open[drayage.at()] {
                let (cents, grams) =
                    (self.plan.drayage_cents[drayage.at()], self.plan.drayage_grams[drayage.at()]);
                let minutes = i64::from(planner.corridor.drayages[drayage.at()].minutes);
                let onward = self.bounds.places[place.at()].plus(minutes, cents, grams, 2);
                let ends = self.bounds.ends[place.at()] && !self.bounds.ends[from.at()];
                self.bounds.ends[from.at()] |= ends;
                if self.bounds.places[from.at()].lower(onward) || ends {
                    self.lowered(*from);
                }
            }
        }
    }

    fn mark(&mut self, section: SectionIdx) {
        if self.plan.sections[section.at()].closed.without(self.query.lifted).is_empty() {
            self.sections.mark(section.0);
        }
    }

    /// Goes through a section from its last call to its first.
    fn section(&mut self, section: SectionIdx) {
        let (planner, query, plan) = (self.planner, self.query, self.plan);
        let costs = &plan.sections[section.at()];
        let delayed = query.delayed();
        let no_cut_off = query.lifted.has(Rule::CutOff);
        let in_time = end_factor(planner, query, planner.corridor.sections[section.at()].delay.at());
        // Bound of being aboard when the run leaves the call (at the last call: when it has arrived there).
        let mut aboard = self.through(section);
        let first = planner.call(section, 0);
        let last = planner.call(SectionIdx(section.0 + 1), 0);
        for number in (first..last).rev() {
            let stand = &planner.stands[number];
            let dwell = delayed.and_then(|d| d.times(number)).map_or(stand.dwell, |(_, dwell)| dwell);
            let place = &plan.places[stand.place.at()];
            let worked = place.handled && works_cargo(query, stand.is_modelled);
            self.bounds.aboard[number] = aboard;
            if stand.board && worked && !aboard.is_far() {
                let lead = if no_cut_off { 0 } else { stand.cutoff.max(place.load) };
                let on = aboard.plus(i64::from(lead), costs.fixed + place.lift, plan.lift_grams, 2);
                self.bounds.leads[number] = Some(lead);
                if self.bounds.places[stand.place.at()].lower(Remaining { rides: on.rides + 1, ..on }) {
                    self.lowered(stand.place);
                }
            }
            if number == first {
                break;
            }
            aboard = aboard.plus(i64::from(dwell), 0, 0, 0);
            if stand.alight && worked {
                let unload = i64::from(place.unload);
                let mut off =
                    self.bounds.places[stand.place.at()].plus(unload, place.lift, plan.lift_grams, 0);
                if self.bounds.ends[stand.place.at()] {
                    off.reliability = off.reliability.max(in_time);
                }
                aboard.lower(off);
            }
            let hop = &plan.hops[number - 1];
            let ride = delayed
                .and_then(|d| d.times(number - 1))
                .map_or(planner.stands[number - 1].ride, |(ride, _)| ride);
            let ride = i64::from(ride);
            aboard = if hop.closed.without(query.lifted).is_empty() {
                aboard.plus(ride, hop.cents, hop.grams, 0)
            } else {
                Remaining::FAR
            };
        }
        let start = aboard.plus(0, costs.fixed, 0, 0);
        if self.start[section.at()].lower(start)
            && let Some(before) = planner.before[section.at()]
        {
            self.mark(before);
        }
    }

    fn through(&self, section: SectionIdx) -> Remaining {
        let Some(onward) = self.planner.onward[section.at()] else { return Remaining::FAR };
        let next = &self.plan.sections[onward.to.at()];
        if !next.closed.without(self.query.lifted).is_empty() {
            return Remaining::FAR;
        }
        let start = self.start[onward.to.at()];
        let minutes = self.query.delayed().and_then(|d| d.onward(section)).unwrap_or(onward.minutes);
        let mut start = start.plus(i64::from(minutes), 0, 0, i64::from(onward.handlings));
        start.reliability = product_up(start.reliability, PPM - i64::from(onward.risk_ppm));
        start
    }
}

/// Returns the probability that cargo which arrived with a delay is in time at its end, at most: that within the
/// tolerance, or one where an arrival is wanted, since the slack is then not known.
pub(crate) fn end_factor(planner: &Planner, query: &Query, delay: usize) -> i64 {
    if query.due.is_some() {
        return PPM;
    }
    planner.delays.get(delay).map_or(PPM, |delay| delay.within(i64::from(query.tolerance)))
}

/// Returns the product of two probabilities, rounded up: bounds stay bounds.
pub(crate) const fn product_up(a: i64, b: i64) -> i64 {
    (a * b + PPM - 1) / PPM
}

#[cfg(test)]
mod tests;
