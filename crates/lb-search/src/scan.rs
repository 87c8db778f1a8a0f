//! The search: one scan over the hops of the timetable in the order of departure.
//!
//! Cargo available at a place is a label; labels of a place form a bag in which none makes another needless. A hop takes
//! aboard what is available before its cut-off, carries what is aboard, and leaves a label where cargo may alight. Since
//! every label is made by an earlier departure, one pass is complete. A label is dropped when even its lower bound
//! (`bounds`) is covered by a finished itinerary. Later departures survive: nothing assumes that the first is best.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use lb_network::idx::{DrayageIdx, PlaceIdx, RunIdx, SectionIdx};
use lb_network::timetable::Hop;

use crate::bounds::{Bounds, Remaining, end_factor, product_up};
use crate::charge;
use crate::label::{Aboard, Came, Label, LegNode, Value};
use crate::plan::{QueryPlan, next_open, works_cargo};
use crate::planner::Planner;
use crate::query::{Criteria, Query};
use crate::rules::{Rule, Rules};

/// One in parts per million.
pub(crate) const PPM: i64 = 1_000_000;
/// Labels that one search may make; a search that needs more returns what it has and says so.
pub const LABELS_MAX: usize = 4_000_000;

/// Minutes after which a waiting label is asked again whether it is still of use.
const ASK_AGAIN: i32 = 720;

/// Drayages that may follow one another without a ride between: near moves, not a way through the country.
pub const DRAYAGES_IN_ROW_MAX: u32 = 4;

/// A finished itinerary: its value, its last label and its destination.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub value: Value,
    pub label: u32,
    pub destination: usize,
}

/// One running search.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub planner: &'a Planner,
    pub query: &'a Query,
    pub plan: &'a QueryPlan,
    pub bounds: &'a Bounds,
    /// Criteria in which labels are compared: those asked for, and rides where they are limited.
    compared: Criteria,
    pub labels: Vec<Label>,
    /// Per label: what it covers, the front's tolerance taken off. Computed once, asked often.
    shares: Vec<Value>,
    pub legs: Vec<LegNode>,
    pub ends: Vec<End>,
    /// What the finished itineraries (and rivals from elsewhere) cover, tolerance included, in the order of arrival.
    reaches: Vec<Value>,
    /// For each of `reaches`, the best in every criterion of it and those before it.
    floors: Vec<Value>,
    /// Per label: at which count of finished itineraries and when it was last asked whether it is still of use.
    asked: Vec<(u32, i32)>,
    /// Finished itineraries kept so far, those dropped again included.
    kept: u32,
    /// The last of `reaches` that covered something: tried first.
    last_reach: Cell<usize>,
    bags: Vec<Vec<u32>>,
    aboard: HashMap<(SectionIdx, RunIdx), Vec<Aboard>, BuildHasherDefault<MixHasher>>,
    /// Per section: runs with cargo aboard.
    riding: Vec<u32>,
    destinations_at: Vec<Vec<usize>>,
    /// Whether the search stopped at [`LABELS_MAX`].
    pub cut_short: bool,
}

impl<'a> Scan<'a> {
    /// Runs a search to its end. What only matches or is worse than a value of `rivals` is not looked for.
    pub fn run(
        planner: &'a Planner,
        query: &'a Query,
        plan: &'a QueryPlan,
        bounds: &'a Bounds,
        rivals: &[Value],
    ) -> Self {
        let places = planner.corridor.places.len();
        let mut scan = Self {
            planner,
            query,
            plan,
            bounds,
            compared: Criteria { rides: query.criteria.rides || query.rides_max.is_some(), ..query.criteria },
            labels: Vec::new(),
            shares: Vec::new(),
            legs: Vec::new(),
            ends: Vec::new(),
            reaches: rivals.iter().map(|value| value.reach(query.front)).collect(),
            floors: Vec::new(),
            asked: Vec::new(),
            kept: 0,
            last_reach: Cell::new(0),
            bags: vec![Vec::new(); places],
            aboard: HashMap::default(),
            riding: vec![0; planner.corridor.sections.len()],
            destinations_at: vec![Vec::new(); places],
            cut_short: false,
        };
        for (i, end) in query.destinations.iter().enumerate() {
            scan.destinations_at[end.place.at()].push(i);
        }
        scan.reaches.sort_by_key(|reach| reach.arrival);
        scan.lower_floors(0);
        scan.start();
        let arrival_alone = query.criteria == Criteria::ARRIVAL;
        for hop in planner.timetable.hops(query.ready, query.horizon) {
            if arrival_alone && scan.ends.iter().any(|end| end.value.arrival <= hop.depart) {
                break;
            }
            // Most hops find nobody to carry: they are passed over without touching their rows.
            let waiting = !scan.bags[planner.place_of(hop).at()].is_empty();
            if bounds.useful[hop.section.at()] && (waiting || scan.riding[hop.section.at()] > 0) {
                scan.hop(hop);
            }
            if scan.labels.len() > LABELS_MAX {
                scan.cut_short = true;
                break;
            }
        }
        scan.ends.sort_by_key(|end| (end.value, end.label));
        scan
    }

    fn start(&mut self) {
        for (i, origin) in self.query.origins.iter().enumerate() {
            let delivered = self.query.ready + origin.minutes;
            let Some(time) = self.next_open(origin.place, delivered) else { continue };
            let moved = origin.minutes > 0;
            self.add(Label {
                place: origin.place,
                time,
                cost: origin.cents,
                co2e: origin.grams,
                handlings: 0,
                rides: 0,
                reliability: PPM,
                delay: self.planner.punctual(),
                fresh: true,
                moved,
                before: u32::MAX,
                came: Came::Origin(u32::try_from(i).unwrap_or(u32::MAX)),
            });
        }
    }

    fn hop(&mut self, hop: &Hop) {
        let (planner, plan) = (self.planner, self.plan);
        let section = &planner.corridor.sections[hop.section.at()];
        let costs = &plan.sections[hop.section.at()];
        let key = (hop.section, hop.run);
        let position = usize::from(hop.call);
        let mut aboard = match self.aboard.remove(&key) {
            Some(aboard) => {
                self.riding[hop.section.at()] -= 1;
                aboard
            }
            None => Vec::new(),
        };
        let onward = self.bounds.aboard[planner.call(hop.section, position)];
        if onward.is_far() {
            return;
        }
        let call = &section.calls[position];
        if call.board && works_cargo(self.query, call) && costs.closed.without(self.query.lifted).is_empty() {
            self.board(hop, &onward, &mut aboard);
        }
        if aboard.is_empty() {
            return;
        }
        let Some(arrive) = self.arrival(hop.section, hop.run, position + 1) else { return };
        if !self.open(hop, arrive) {
            return;
        }
        for item in &mut aboard {
            item.cost += costs.hop_cents[position];
            item.co2e += costs.hop_grams[position];
        }
        let call = &section.calls[position + 1];
        let far = self.bounds.places[call.place.at()].is_far();
        if call.alight
            && works_cargo(self.query, call)
            && plan.places[call.place.at()].handled
            && !far
            && let Some(start) = self.next_open(call.place, arrive)
        {
            for item in &aboard {
                self.alight(hop, item, call.place, start);
            }
        }
        if position + 2 < section.calls.len() {
            self.ride(key, aboard);
        } else {
            self.through(hop, &aboard);
        }
    }

    fn ride(&mut self, key: (SectionIdx, RunIdx), aboard: Vec<Aboard>) {
        if self.aboard.insert(key, aboard).is_none() {
            self.riding[key.0.at()] += 1;
        }
    }

    fn arrival(&self, section: SectionIdx, run: RunIdx, call: usize) -> Option<i32> {
        self.plan.arrival(self.planner, section, run, call)
    }

    fn open(&self, hop: &Hop, arrive: i32) -> bool {
        let closed =
            self.plan.runs_closed(self.planner, (hop.section, hop.run, hop.call), (hop.depart, arrive));
        closed.without(self.query.lifted).is_empty()
    }

    /// Takes aboard what is available at the place before the cut-off.
    fn board(&mut self, hop: &Hop, onward: &Remaining, aboard: &mut Vec<Aboard>) {
        let section = &self.planner.corridor.sections[hop.section.at()];
        let call = &section.calls[usize::from(hop.call)];
        let place = &self.plan.places[call.place.at()];
        let criteria = self.compared;
        let limit = hop.depart - self.lead(hop.section, usize::from(hop.call));
        let remaining = self.bounds.places[call.place.at()];
        let soonest = hop.depart - self.bounds.lead_max[call.place.at()];
        if !place.handled {
            return;
        }
        let mut bag = std::mem::take(&mut self.bags[call.place.at()]);
        bag.retain(|&number| {
            let label = self.labels[at(number)];
            if label.time > limit || self.query.rides_max.is_some_and(|most| label.rides >= most) {
                return true;
            }
            let next = self.aboard_from(&label, hop, limit);
            let value = Value {
                arrival: hop.depart,
                cost: next.cost,
                co2e: next.co2e,
                handlings: next.handlings,
                rides: next.rides,
                reliability: next.reliability,
            };
            if self.hopeless(value, onward, true, onward.reliability) {
                let asked = &mut self.asked[at(number)];
                if *asked == (self.kept, hop.depart / ASK_AGAIN) {
                    return true;
                }
                *asked = (self.kept, hop.depart / ASK_AGAIN);
                // Whatever leaves later arrives no earlier and costs no less: then the label is of no more use.
                let later = Value {
                    arrival: soonest.max(label.time),
                    cost: next.cost - self.plan.sections[hop.section.at()].fixed - place.lift,
                    co2e: label.co2e,
                    handlings: label.handlings,
                    rides: label.rides,
                    reliability: label.reliability,
                };
                return !self.hopeless(later, &remaining, label.moved, remaining.reliability);
            }
            if !aboard.iter().any(|a| a.covers(&next, criteria)) {
                aboard.retain(|a| !next.covers(a, criteria));
                let leg = u32::try_from(self.legs.len()).unwrap_or(u32::MAX);
                self.legs.push(LegNode {
                    section: hop.section,
                    run: hop.run,
                    call: hop.call,
                    before: None,
                    from: number,
                });
                aboard.push(Aboard { leg, ..next });
            }
            true
        });
        self.bags[call.place.at()] = bag;
    }

    /// Returns the minutes before departure by which cargo must be available.
    pub fn lead(&self, section: SectionIdx, call: usize) -> i32 {
        self.plan.lead(self.planner, self.query, section, call)
    }

    fn aboard_from(&self, label: &Label, hop: &Hop, limit: i32) -> Aboard {
        let place = &self.plan.places[label.place.at()];
        let fixed = self.plan.sections[hop.section.at()].fixed;
        Aboard {
            cost: label.cost + self.storage(label, hop.depart) + place.lift + fixed,
            co2e: label.co2e + self.plan.lift_grams,
            handlings: label.handlings + if label.moved { 2 } else { 0 },
            rides: label.rides + 1,
            reliability: label.reliability
                * self.planner.delays[usize::from(label.delay)].within(i64::from(limit - label.time))
                / PPM,
            country: self.planner.country[label.place.at()],
            leg: 0,
        }
    }

    /// Returns the storage that a label pays until a departure; cargo at its owner's pays none.
    pub fn storage(&self, label: &Label, depart: i32) -> i64 {
        if label.fresh {
            return 0;
        }
        let place = &self.plan.places[label.place.at()];
        charge::storage_days(depart - label.time, place.free_days) * place.storage
    }

    /// Takes cargo off where unloading starts at an instant.
    fn alight(&mut self, hop: &Hop, item: &Aboard, place: PlaceIdx, start: i32) {
        let here = &self.plan.places[place.at()];
        let customs = if item.country == self.planner.country[place.at()] { 0 } else { here.customs };
        let delay = self.planner.corridor.sections[hop.section.at()].delay;
        self.add(Label {
            place,
            time: start + here.unload + customs,
            cost: item.cost + here.lift,
            co2e: item.co2e + self.plan.lift_grams,
            handlings: item.handlings,
            rides: item.rides,
            reliability: item.reliability,
            delay: u16::try_from(delay.0).unwrap_or(0),
            fresh: false,
            moved: true,
            before: self.legs[at(item.leg)].from,
            came: Came::Ride { leg: item.leg, call: hop.call + 1 },
        });
    }

    /// Carries what is aboard over a through connection into the next section of the same run.
    fn through(&mut self, hop: &Hop, aboard: &[Aboard]) {
        let corridor = &self.planner.corridor;
        let Some(onward) = corridor.sections[hop.section.at()].onward else { return };
        let connection = &corridor.connections[onward.at()];
        let next = connection.to;
        let costs = &self.plan.sections[next.at()];
        let shut = self.plan.connection_closed(self.planner, hop.section, hop.run);
        if !costs.closed.without(self.query.lifted).is_empty()
            || !shut.without(self.query.lifted).is_empty()
            || !self.bounds.useful[next.at()]
        {
            return;
        }
        let mut bag: Vec<Aboard> = Vec::new();
        for item in aboard {
            let moved = Aboard {
                cost: item.cost + costs.fixed,
                co2e: item.co2e,
                handlings: item.handlings + connection.handlings,
                reliability: item.reliability * (PPM - i64::from(connection.risk_ppm)) / PPM,
                ..*item
            };
            let leg = u32::try_from(self.legs.len()).unwrap_or(u32::MAX);
            let from = self.legs[at(item.leg)].from;
            self.legs.push(LegNode { section: next, run: hop.run, call: 0, before: Some(item.leg), from });
            bag.push(Aboard { leg, ..moved });
        }
        self.ride((next, hop.run), bag);
    }

    /// Takes cargo that became available at a place. It may end there, go on by drayage at once, or wait for a run; only
    /// for the last is it held against the place's bag. A label that another covers for boarding may still be the better
    /// one to move on demand: at the next place it may wait less, and storage there costs what it costs there.
    ///
    /// Returns whether anything of it was kept. Goes as deep as a chain of drayages is long.
    fn add(&mut self, label: Label) -> bool {
        // Where cargo neither ends nor moves on demand, the bag alone decides: the cheapest question comes first.
        if self.bounds.only_waits[label.place.at()] && self.is_covered(&label) {
            return false;
        }
        let number = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        if number == u32::MAX || self.cannot_end_well(&label) {
            return false;
        }
        self.labels.push(label);
        self.shares.push(label.value().share(self.query.front));
        self.asked.push((u32::MAX, 0));
        let ends = self.finish(number);
        let waits = self.wait(number);
        let mut is_kept = ends || waits;
        for end in self.planner.corridor.drayages_at(label.place) {
            if let Some(moved) = self.drayage(number, end.drayage, end.to) {
                is_kept |= self.add(moved);
            }
        }
        if !is_kept {
            self.labels.pop();
            self.shares.pop();
            self.asked.pop();
        }
        is_kept
    }

    /// Returns whether no way on from a label ends in time, or every one is covered by a finished itinerary.
    fn cannot_end_well(&self, label: &Label) -> bool {
        let remaining = self.bounds.places[label.place.at()];
        remaining.is_far()
            || i64::from(label.time) + remaining.minutes > i64::from(self.latest())
            || self.hopeless(label.value(), &remaining, label.moved, self.in_time_at_most(label))
    }

    /// Returns whether a drayage from a label to a place is one too many: it would return to where the cargo was since it
    /// last left a run (a round trip must not start the free days of storage again), or be more than
    /// [`DRAYAGES_IN_ROW_MAX`] in a row.
    fn ends_chain(&self, number: u32, place: PlaceIdx) -> bool {
        let mut label = &self.labels[at(number)];
        let mut moves = 0;
        while label.place != place {
            let Came::Drayage(_) = label.came else { return false };
            moves += 1;
            if moves == DRAYAGES_IN_ROW_MAX {
                return true;
            }
            label = &self.labels[at(label.before)];
        }
        true
    }

    fn drayage(&self, number: u32, drayage: DrayageIdx, to: PlaceIdx) -> Option<Label> {
        if !self.plan.drayage_open[drayage.at()] || self.ends_chain(number, to) {
            return None;
        }
        let label = &self.labels[at(number)];
        let row = &self.planner.corridor.drayages[drayage.at()];
        let time = self.next_open(to, label.time + row.minutes)?;
        Some(Label {
            place: to,
            time,
            cost: label.cost + self.plan.drayage_cents[drayage.at()],
            co2e: label.co2e + self.plan.drayage_grams[drayage.at()],
            handlings: label.handlings + if label.moved { 2 } else { 0 },
            moved: true,
            before: number,
            came: Came::Drayage(drayage.0),
            ..*label
        })
    }

    /// Puts a label into its place's bag; returns false where another covers it.
    fn wait(&mut self, number: u32) -> bool {
        let label = self.labels[at(number)];
        let storage = self.plan.places[label.place.at()].storage;
        let is_covered = self.is_covered(&label);
        if !is_covered {
            let mut bag = std::mem::take(&mut self.bags[label.place.at()]);
            bag.retain(|&n| !self.covers(&label, &label.value(), &self.labels[at(n)], storage));
            bag.push(number);
            self.bags[label.place.at()] = bag;
        }
        !is_covered
    }

    /// Returns whether a label of the place's bag covers another; the one that does is asked first the next time.
    fn is_covered(&mut self, label: &Label) -> bool {
        let storage = self.plan.places[label.place.at()].storage;
        let bag = &self.bags[label.place.at()];
        let covers = |n: &u32| self.covers(&self.labels[at(*n)], &self.shares[at(*n)], label, storage);
        let found = bag.iter().position(covers);
        if let Some(position) = found.filter(|position| *position > 0) {
            self.bags[label.place.at()].swap(0, position);
        }
        found.is_some()
    }

    /// Returns the latest arrival that counts.
    pub fn latest(&self) -> i32 {
        match self.query.due {
            Some(due) if !self.query.lifted.has(Rule::Due) => due.min(self.query.horizon),
            _ => self.query.horizon,
        }
    }

    /// Returns whether label `a` makes label `b` of the same place needless in its bag: whatever `b` can board, `a` can
    /// board no worse. Waiting costs count: an earlier arrival pays up to a day's storage more per started day between them.
    ///
    /// `share` is `a`'s value, with the tolerance taken off where `b` is the newcomer.
    fn covers(&self, a: &Label, share: &Value, b: &Label, storage: i64) -> bool {
        let criteria = self.compared;
        if a.time > b.time || b.fresh && !a.fresh {
            return false;
        }
        let head_start = if criteria.reliability {
            self.planner.head_start[usize::from(a.delay)][usize::from(b.delay)]
        } else {
            0
        };
        if a.time + head_start > b.time {
            return false;
        }
        let wait = if a.fresh { 0 } else { i64::from(charge::started_days(b.time - a.time)) * storage };
        let lifts = |label: &Label| label.handlings + if label.moved { 2 } else { 0 };
        (!criteria.cost || share.cost + wait <= b.cost)
            && (!criteria.co2e || share.co2e <= b.co2e)
            && (!criteria.handlings || lifts(a) <= lifts(b))
            && (!criteria.rides || share.rides <= b.rides)
            && (!criteria.reliability || share.reliability >= b.reliability)
    }

    /// Returns the probability of being in time that a label can still have at most, over what it has so far.
    fn in_time_at_most(&self, label: &Label) -> i64 {
        let onward = self.bounds.places[label.place.at()].reliability;
        if self.bounds.ends[label.place.at()] {
            onward.max(end_factor(self.planner, self.query, usize::from(label.delay)))
        } else {
            onward
        }
    }

    /// Returns the capital bound until an arrival, cents.
    fn capital(&self, arrival: i32) -> i64 {
        if self.query.capital_e4_per_day == 0 { 0 } else { self.query.capital(arrival - self.query.ready) }
    }

    /// Returns whether a finished itinerary covers even the best that can come of a value at a place.
    fn hopeless(&self, value: Value, remaining: &Remaining, moved: bool, in_time: i64) -> bool {
        // The first move lifts nothing before it: the bound counted two lifts for it.
        let first = if moved || remaining.handlings < 2 { 0 } else { 2 };
        let arrival = i32::try_from(i64::from(value.arrival) + remaining.minutes).unwrap_or(i32::MAX);
        let best = Value {
            arrival,
            cost: value.cost + remaining.cost + self.capital(arrival),
            co2e: value.co2e + remaining.co2e,
            handlings: value.handlings + u32::try_from(remaining.handlings - first).unwrap_or(u32::MAX / 2),
            rides: value.rides + u32::try_from(remaining.rides).unwrap_or(u32::MAX / 2),
            reliability: product_up(value.reliability, in_time),
        };
        let criteria = self.query.criteria;
        let covers = |reach: &Value| reach.covers(&best, criteria);
        if self.reaches.get(self.last_reach.get()).is_some_and(covers) {
            return true;
        }
        // In the order of arrival: what arrives later than the best that can come covers nothing.
        let in_reach = if criteria.arrival {
            self.reaches.partition_point(|reach| reach.arrival <= arrival)
        } else {
            self.reaches.len()
        };
        // Where a bound is better than the best of them all in anything, none covers it.
        if in_reach == 0 || !covers(&self.floors[in_reach - 1]) {
            return false;
        }
        let found = self.reaches[..in_reach].iter().position(covers);
        if let Some(position) = found {
            self.last_reach.set(position);
        }
        found.is_some()
    }

    /// Makes finished itineraries of a label at a destination; returns whether any is new.
    fn finish(&mut self, number: u32) -> bool {
        let label = self.labels[at(number)];
        let mut is_new = false;
        for i in 0..self.destinations_at[label.place.at()].len() {
            let destination = self.destinations_at[label.place.at()][i];
            if let Some(value) = self.value_at(&label, destination) {
                is_new |= self.keep(End { value, label: number, destination });
            }
        }
        is_new
    }

    fn keep(&mut self, end: End) -> bool {
        let criteria = self.query.criteria;
        if self.reaches.iter().any(|reach| reach.covers(&end.value, criteria)) {
            return false;
        }
        self.ends.retain(|e| !end.value.covers(&e.value, criteria));
        self.ends.push(end);
        let reach = end.value.reach(self.query.front);
        let place = self.reaches.partition_point(|other| other.arrival <= reach.arrival);
        self.reaches.insert(place, reach);
        self.lower_floors(place);
        self.kept += 1;
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

    /// Returns what a label is worth at a destination; nothing where it did not move or comes too late.
    fn value_at(&self, label: &Label, destination: usize) -> Option<Value> {
        let end = &self.query.destinations[destination];
        let arrival = label.time + end.minutes;
        if arrival > self.latest() || !label.moved {
            return None;
        }
        let slack = match self.query.due {
            Some(due) => i64::from(due) - i64::from(arrival),
            None => i64::from(self.query.tolerance),
        };
        let in_time = self.planner.delays[usize::from(label.delay)].within(slack.max(0));
        Some(Value {
            arrival,
            cost: label.cost + end.cents + self.query.capital(arrival - self.query.ready),
            co2e: label.co2e + end.grams,
            handlings: label.handlings + if end.minutes > 0 { 2 } else { 0 },
            rides: label.rides,
            reliability: label.reliability * in_time / PPM,
        })
    }

    /// Returns when work can begin at a place: at once, or when its facility opens.
    pub fn next_open(&self, place: PlaceIdx, minute: i32) -> Option<i32> {
        next_open(self.planner, self.query, place, minute)
    }

    /// Returns the rules, lifted or not, that a boarding of a run would have broken.
    pub fn broken(&self, node: &LegNode, until_call: u16) -> Rules {
        let plan = &self.plan.sections[node.section.at()];
        let calls = self.planner.timetable.calls(&self.planner.corridor, node.section, node.run);
        (node.call..until_call).fold(plan.closed, |rules, hop| {
            let depart = calls[usize::from(hop)].1;
            let arrive = self.arrival(node.section, node.run, usize::from(hop) + 1).unwrap_or(depart);
            rules.and(self.plan.runs_closed(self.planner, (node.section, node.run, hop), (depart, arrive)))
        })
    }
}

/// Returns a label or leg number as a position.
#[expect(clippy::as_conversions, reason = "u32 to usize on 32 bits or wider")]
pub(crate) const fn at(number: u32) -> usize {
    number as usize
}

/// Mixes the two indices of a riding run; the map is looked up, never walked, so its order reaches no output.
#[derive(Debug, Default)]
struct MixHasher(u64);

impl Hasher for MixHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(value)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
