//! Lower bounds from every place to the destinations, per criterion: what no way onward can beat.
//!
//! A search backwards over the static network (least minutes over all runs, no waiting, rules applied), until nothing
//! changes. Admissible: every real way onward takes, costs, emits and lifts at least as much.

use lb_network::idx::SectionIdx;

use crate::plan::{QueryPlan, works_cargo};
use crate::planner::Planner;
use crate::query::Query;
use crate::rules::Rule;
use crate::search::PPM;

/// Beyond every real value; sums of a few do not overflow.
pub(crate) const FAR: i64 = i64::MAX / 8;

/// The last of several runs may reach a call before the first by no more than this: when a change of clocks lies between.
const CLOCK_CHANGE_MAX: i32 = 180;

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
    /// Bound at the start of a section, for those who come aboard through a connection.
    start: Vec<Remaining>,
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
            start: vec![Remaining::FAR; corridor.sections.len()],
        };
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
        let mut changed = true;
        while changed {
            changed = bounds.drayages(planner, plan);
            for section in (0..corridor.sections.len()).rev().map(SectionIdx::new) {
                let closed = plan.sections[section.at()].closed.without(query.lifted);
                if closed.is_empty() {
                    changed |= bounds.section(planner, query, plan, section);
                }
            }
        }
        bounds
    }

    fn drayages(&mut self, planner: &Planner, plan: &QueryPlan) -> bool {
        let mut changed = false;
        for (i, row) in planner.corridor.drayages.iter().enumerate() {
            if !plan.drayage_open[i] {
                continue;
            }
            let (cents, grams) = (plan.drayage_cents[i], plan.drayage_grams[i]);
            let ends = [(row.from, row.to), (row.to, row.from)];
            for (from, to) in ends.into_iter().take(if row.both_ways { 2 } else { 1 }) {
                self.only_waits[from.at()] = false;
                let onward = self.places[to.at()].plus(i64::from(row.minutes), cents, grams, 2);
                changed |= self.places[from.at()].lower(onward);
                changed |= self.ends[to.at()] && !std::mem::replace(&mut self.ends[from.at()], true);
            }
        }
        changed
    }

    fn section(&mut self, planner: &Planner, query: &Query, plan: &QueryPlan, section: SectionIdx) -> bool {
        let row = &planner.corridor.sections[section.at()];
        let costs = &plan.sections[section.at()];
        let minutes = &planner.hop_minutes[section.at()];
        let no_cut_off = query.lifted.has(Rule::CutOff);
        let mut changed = false;
        // Bound of being aboard when the run leaves the call (at the last call: when it has arrived there).
        let mut aboard = self.through(planner, query, plan, section);
        let last = row.calls.len().saturating_sub(1);
        let in_time = end_factor(planner, query, row.delay.at());
        let first = planner.call(section, 0);
        for (i, call) in row.calls.iter().enumerate().rev() {
            let place = &plan.places[call.place.at()];
            self.aboard[first + i] = aboard;
            if call.board && works_cargo(query, call) && i < last && place.handled && !aboard.is_far() {
                let wait = if no_cut_off { 0 } else { call.cutoff.unwrap_or(0).max(place.load) };
                let on = aboard.plus(i64::from(wait), costs.fixed + place.lift, plan.lift_grams, 2);
                let on = Remaining { rides: on.rides + 1, ..on };
                changed |= self.places[call.place.at()].lower(on);
                self.leads[first + i] = Some(wait);
            }
            if i == 0 {
                changed |= self.start[section.at()].lower(aboard.plus(0, costs.fixed, 0, 0));
                break;
            }
            let hop = i - 1;
            aboard = aboard.plus(i64::from(minutes[hop].dwell), 0, 0, 0);
            if call.alight && works_cargo(query, call) && place.handled {
                let unload = i64::from(place.unload);
                let mut off = self.places[call.place.at()].plus(unload, place.lift, plan.lift_grams, 0);
                if self.ends[call.place.at()] {
                    off.reliability = off.reliability.max(in_time);
                }
                aboard.lower(off);
            }
            let open = costs.hop_closed[hop].without(query.lifted).is_empty();
            let ride = i64::from(minutes[hop].ride - if costs.runs > 1 { CLOCK_CHANGE_MAX } else { 0 }).max(0);
            let onward = aboard.plus(ride, costs.hop_cents[hop], costs.hop_grams[hop], 0);
            aboard = if open { onward } else { Remaining::FAR };
        }
        changed
    }

    fn through(&self, planner: &Planner, query: &Query, plan: &QueryPlan, section: SectionIdx) -> Remaining {
        let corridor = &planner.corridor;
        let Some(onward) = corridor.sections[section.at()].onward else { return Remaining::FAR };
        let connection = &corridor.connections[onward.at()];
        let next = connection.to;
        if !plan.sections[next.at()].closed.without(query.lifted).is_empty() {
            return Remaining::FAR;
        }
        let minutes = i64::from(planner.onward_minutes[section.at()]);
        let mut onward = self.start[next.at()].plus(minutes, 0, 0, i64::from(connection.handlings));
        onward.reliability = product_up(onward.reliability, PPM - i64::from(connection.risk_ppm));
        onward
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
