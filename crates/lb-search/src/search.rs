//! The search for cargo: labels towards the destination, hops in the order of the earliest arrival that can come of them.
//!
//! Cargo available at a place is a label; labels of a place form a bag in which none makes another needless. For each call at
//! which waiting cargo may be put on, the next run is looked up when cargo begins to wait, and one run after the other as
//! long as anything waits. A hop takes aboard what is available before its cut-off, carries what is aboard, and leaves a
//! label where cargo may alight. A label is dropped when even its lower bound (`bounds`) is covered by a finished itinerary.
//! Later departures survive: nothing assumes that the first is best.

use lb_network::Timetable;
use lb_network::idx::{DrayageIdx, PlaceIdx, RunIdx, SectionIdx};
use lb_network::timetable::{Hop, NEVER};

use crate::apart::Sets;
use crate::bags::Bags;
use crate::bounds::{Bounds, Remaining, end_factor, product_up};
use crate::charge;
use crate::ends::{End, Ends};
use crate::label::{Aboard, Came, Label, LegNode, Value};
use crate::plan::{QueryPlan, next_open, works_cargo};
use crate::planner::Planner;
use crate::query::{Criteria, Query};
use crate::queue::{Queue, Turn};
use crate::rules::{Rule, Rules};

/// One in parts per million.
pub(crate) const PPM: i64 = 1_000_000;
/// Labels that one search may make; a search that needs more returns what it has and says so.
pub const LABELS_MAX: usize = 4_000_000;

/// Drayages that may follow one another without a ride between: near moves, not a way through the country.
pub const DRAYAGES_IN_ROW_MAX: u32 = 4;

/// The departures from one call of a section, as far as they have been looked at.
#[derive(Clone, Debug, Default)]
struct Departing {
    /// Labels that may board.
    waiting: Vec<u32>,
    /// The one that stands in the queue, and its place in the order of departures; none where nothing waits.
    next: Option<(Hop, usize)>,
    /// From this minute on, none departs before the next.
    from: i32,
}

/// One running search.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    pub planner: &'a Planner,
    pub query: &'a Query,
    /// As planned, or with the runs that are late.
    pub timetable: &'a Timetable,
    pub plan: &'a QueryPlan,
    pub bounds: &'a Bounds,
    pub labels: Vec<Label>,
    pub legs: Vec<LegNode>,
    pub ends: Ends,
    /// Criteria in which labels are compared: those asked for, and rides where they are limited.
    compared: Criteria,
    bags: Bags<'a>,
    /// Per call of a section (see [`Planner::call`]).
    departing: Vec<Departing>,
    queue: Queue,
    destinations_at: Vec<Vec<usize>>,
    /// What holds ways apart, where anything does.
    pub sets: Option<Sets>,
    /// Whether the search stopped at [`LABELS_MAX`].
    pub cut_short: bool,
}

impl<'a> Search<'a> {
    /// Runs a search to its end. What only matches or is worse than a value of `rivals` is not looked for.
    pub fn run(
        planner: &'a Planner,
        query: &'a Query,
        plan: &'a QueryPlan,
        bounds: &'a Bounds,
        rivals: &[Value],
    ) -> Self {
        Self::new(planner, query, plan, bounds, rivals).finished()
    }

    /// Runs a search that keeps the best end of each set of what ways pass.
    pub fn run_apart(
        planner: &'a Planner,
        query: &'a Query,
        plan: &'a QueryPlan,
        bounds: &'a Bounds,
        sets: Sets,
    ) -> Self {
        Self { sets: Some(sets), ..Self::new(planner, query, plan, bounds, &[]) }.finished()
    }

    fn new(
        planner: &'a Planner,
        query: &'a Query,
        plan: &'a QueryPlan,
        bounds: &'a Bounds,
        rivals: &[Value],
    ) -> Self {
        let compared =
            Criteria { rides: query.criteria.rides || query.rides_max.is_some(), ..query.criteria };
        let mut search = Self {
            planner,
            query,
            timetable: query.timetable(planner),
            plan,
            bounds,
            labels: Vec::new(),
            legs: Vec::new(),
            ends: Ends::beside(rivals, query.criteria, query.front),
            compared,
            bags: Bags::new(planner, compared, query),
            departing: vec![Departing::default(); planner.calls()],
            queue: Queue::new(query.ready, query.horizon),
            destinations_at: vec![Vec::new(); planner.corridor.places.len()],
            sets: None,
            cut_short: false,
        };
        for (i, end) in query.destinations.iter().enumerate() {
            search.destinations_at[end.place.at()].push(i);
        }
        search
    }

    fn finished(self) -> Self {
        let mut search = self;
        let query = search.query;
        let first_is_enough =
            query.criteria == Criteria::ARRIVAL && query.window.is_none() && search.sets.is_none();
        search.start();
        let mut latest = search.latest();
        while let Some(turn) = search.queue.next() {
            if turn.arrival > latest {
                break;
            }
            search.ends.advance(turn.arrival);
            search.turn(turn);
            if first_is_enough {
                let earliest = search.ends.kept.iter().map(|end| end.value.arrival).min();
                latest = earliest.map_or(latest, |earliest| latest.min(earliest - 1));
            }
            if search.labels.len() > LABELS_MAX {
                search.cut_short = true;
                break;
            }
        }
        search.ends.kept.sort_by_key(|end| (end.value, end.label));
        search
    }

    fn start(&mut self) {
        for (i, origin) in self.query.origins.iter().enumerate() {
            let delivered = self.query.ready + origin.minutes;
            let Some(time) = self.next_open(origin.place, delivered) else { continue };
            let moved = origin.minutes > 0;
            self.add(Label {
                place: origin.place,
                time,
                departure: self.query.until(),
                cost: origin.cents,
                co2e: origin.grams,
                handlings: 0,
                rides: 0,
                reliability: PPM,
                delay: self.planner.punctual(),
                fresh: true,
                moved,
                set: 0,
                before: u32::MAX,
                came: Came::Origin(u32::try_from(i).unwrap_or(u32::MAX)),
            });
        }
    }

    /// Carries what rode the hop before and what boards here over a hop.
    fn turn(&mut self, turn: Turn) {
        let Turn { hop, boards, mut aboard, .. } = turn;
        if boards {
            self.board_waiting(&hop, &mut aboard);
        }
        if aboard.is_empty() {
            return;
        }
        let position = usize::from(hop.call);
        let Some(arrive) = self.arrival(hop.section, hop.run, position + 1) else { return };
        if !self.open(&hop, arrive) {
            return;
        }
        let number = self.planner.call(hop.section, hop.call);
        let costs = &self.plan.hops[number];
        for item in &mut aboard {
            item.cost += costs.cents;
            item.co2e += costs.grams;
            if let Some(sets) = &mut self.sets {
                item.set = sets.after_hop(item.set, number);
            }
        }
        let stand = self.planner.stands[number + 1];
        if stand.alight
            && works_cargo(self.query, stand.is_modelled)
            && self.plan.places[stand.place.at()].handled
            && !self.bounds.places[stand.place.at()].is_far()
            && let Some(start) = self.next_open(stand.place, arrive)
        {
            for item in &aboard {
                self.alight(&hop, item, stand.place, start);
            }
        }
        if number + 2 < self.planner.call(SectionIdx(hop.section.0 + 1), 0) {
            self.ride(hop.section, hop.run, hop.call + 1, aboard);
        } else {
            self.through(&hop, &aboard);
        }
    }

    /// Cargo aboard a run goes on with it from a call.
    fn ride(&mut self, section: SectionIdx, run: RunIdx, call: u16, aboard: Vec<Aboard>) {
        let onward = &self.bounds.aboard[self.planner.call(section, call)];
        let depart = self.timetable.calls(&self.planner.corridor, section, run)[usize::from(call)].1;
        if depart < self.query.horizon && !onward.is_far() {
            let hop = Hop { depart, section, run, call };
            self.queue.ride(arrival_after(depart, onward), hop, aboard);
        }
    }

    pub fn arrival(&self, section: SectionIdx, run: RunIdx, call: usize) -> Option<i32> {
        self.plan.arrival(self.planner, section, run, call)
    }

    fn open(&self, hop: &Hop, arrive: i32) -> bool {
        let closed =
            self.plan.runs_closed(self.planner, (hop.section, hop.run, hop.call), (hop.depart, arrive));
        closed.without(self.query.lifted).is_empty()
    }

    /// A label begins to wait for the runs that leave its place; returns whether any can be of use.
    fn line_up(&mut self, number: u32) -> bool {
        let label = self.labels[at(number)];
        if self.query.rides_max.is_some_and(|most| label.rides >= most) {
            return false;
        }
        let (planner, bounds) = (self.planner, self.bounds);
        let mut waits = false;
        for &(section, call) in planner.boardings(label.place) {
            let number_of_call = planner.call(section, call);
            let Some(lead) = bounds.leads[number_of_call] else { continue };
            let soonest = label.time + lead;
            let value = self.boarded(&label, section, soonest).value(soonest);
            let onward = &bounds.aboard[number_of_call];
            if self.hopeless(value, onward, true, onward.reliability) {
                continue;
            }
            waits = true;
            let departing = &mut self.departing[number_of_call];
            departing.waiting.push(number);
            let next = departing.next.map(|(_, place)| place);
            if next.is_none() || soonest < departing.from {
                departing.from = soonest;
                let first = self.timetable.departures(section, call).first_from(soonest);
                if next != Some(first) {
                    self.depart((section, call), first);
                }
            }
        }
        waits
    }

    /// Lets the departure in a place of the order of those from a call be the next that is looked at.
    fn depart(&mut self, (section, call): (SectionIdx, u16), place: usize) {
        let number = self.planner.call(section, call);
        let departure = self.timetable.departures(section, call).get(place);
        let in_time = departure.filter(|(depart, _)| *depart < self.query.horizon && *depart != NEVER);
        let next = in_time.map(|(depart, run)| (Hop { depart, section, run, call }, place));
        self.departing[number].next = next;
        if let Some((hop, _)) = next {
            self.queue.board(arrival_after(hop.depart, &self.bounds.aboard[number]), hop);
        }
    }

    /// Takes aboard what is available at the place before the cut-off, and turns to the next departure.
    fn board_waiting(&mut self, hop: &Hop, aboard: &mut Vec<Aboard>) {
        let number = self.planner.call(hop.section, hop.call);
        let next = self.departing[number].next.filter(|(next, _)| next == hop);
        let (Some((_, place)), Some(lead)) = (next, self.bounds.leads[number]) else { return };
        let limit = hop.depart - lead;
        let mut waiting = std::mem::take(&mut self.departing[number].waiting);
        waiting.retain(|&label| self.labels[at(label)].time > limit || self.board(hop, label, limit, aboard));
        let departing = &mut self.departing[number];
        departing.from = hop.depart.saturating_add(1);
        departing.waiting = waiting;
        if departing.waiting.is_empty() {
            departing.next = None;
        } else {
            self.depart((hop.section, hop.call), place + 1);
        }
    }

    /// Puts a label's cargo on a run; returns whether it may be of use on a later one.
    fn board(&mut self, hop: &Hop, number: u32, limit: i32, aboard: &mut Vec<Aboard>) -> bool {
        if !self.bags.waits(number, limit) {
            return false;
        }
        let label = self.labels[at(number)];
        let onward = &self.bounds.aboard[self.planner.call(hop.section, hop.call)];
        let surely = self.boarded(&label, hop.section, hop.depart);
        // Whatever leaves later arrives no earlier, costs no less, and is surely in time at best.
        if self.hopeless(surely.value(hop.depart), onward, true, onward.reliability) {
            return false;
        }
        let in_time = self.planner.delays[usize::from(label.delay)].within(i64::from(limit - label.time));
        let departure = self.departure(&label, limit);
        let next = Aboard { reliability: label.reliability * in_time / PPM, departure, ..surely };
        let is_less = in_time < PPM || departure < label.departure;
        if is_less && self.hopeless(next.value(hop.depart), onward, true, onward.reliability) {
            return true;
        }
        let criteria = self.compared;
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
    }

    /// Returns a label's cargo as it would be aboard a run of a section that departs at a minute, surely in time.
    fn boarded(&self, label: &Label, section: SectionIdx, depart: i32) -> Aboard {
        let place = &self.plan.places[label.place.at()];
        Aboard {
            departure: label.departure,
            cost: label.cost
                + self.storage(label, depart)
                + place.lift
                + self.plan.sections[section.at()].fixed,
            co2e: label.co2e + self.plan.lift_grams,
            handlings: label.handlings + if label.moved { 2 } else { 0 },
            rides: label.rides + 1,
            reliability: label.reliability,
            country: self.planner.country[label.place.at()],
            set: label.set,
            leg: 0,
        }
    }

    /// Returns the latest minute at which cargo may be ready to be available at its label's place by a limit; that of what
    /// has ridden is known.
    fn departure(&self, label: &Label, limit: i32) -> i32 {
        if self.query.window.is_none() || !label.fresh {
            return label.departure;
        }
        let (mut label, mut limit) = (*label, limit);
        loop {
            match label.came {
                Came::Drayage(drayage) => {
                    let before = self.labels[at(label.before)];
                    let minutes = self.planner.corridor.drayages[DrayageIdx(drayage).at()].minutes;
                    limit = self.latest_to_work(label.place, (before.time + minutes, limit)) - minutes;
                    label = before;
                }
                Came::Origin(number) => {
                    let minutes = self.query.origins[at(number)].minutes;
                    let delivered = self.query.ready + minutes;
                    let latest = self.latest_to_work(label.place, (delivered, limit)) - minutes;
                    return latest.min(self.query.until());
                }
                Came::Ride { .. } => return label.departure,
            }
        }
    }

    /// Returns the latest minute at which cargo may come to a place and be worked there by a limit; it may at `from`.
    fn latest_to_work(&self, place: PlaceIdx, (from, limit): (i32, i32)) -> i32 {
        let (mut low, mut high) = (from, limit);
        while low < high {
            let middle = high - (high - low) / 2;
            // Most places never shut: the limit itself is asked first.
            let middle =
                if high == limit && self.next_open(place, limit) == Some(limit) { limit } else { middle };
            if self.next_open(place, middle).is_some_and(|open| open <= limit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        low
    }

    /// Returns the minutes before departure by which cargo must be available.
    pub fn lead(&self, section: SectionIdx, call: usize) -> i32 {
        self.plan.lead(self.planner, self.query, section, call)
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
            departure: item.departure,
            cost: item.cost + here.lift,
            co2e: item.co2e + self.plan.lift_grams,
            handlings: item.handlings,
            rides: item.rides,
            reliability: item.reliability,
            delay: u16::try_from(delay.0).unwrap_or(0),
            fresh: false,
            moved: true,
            set: item.set,
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
            || self.bounds.aboard[self.planner.call(next, 0)].is_far()
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
                set: self.sets.as_mut().map_or(item.set, |sets| sets.after_connection(item.set, hop.section)),
                ..*item
            };
            let leg = u32::try_from(self.legs.len()).unwrap_or(u32::MAX);
            let from = self.legs[at(item.leg)].from;
            self.legs.push(LegNode { section: next, run: hop.run, call: 0, before: Some(item.leg), from });
            bag.push(Aboard { leg, ..moved });
        }
        self.ride(next, hop.run, 0, bag);
    }

    /// Takes cargo that became available at a place. It may end there, go on by drayage at once, or wait for a run; only
    /// for the last is it held against the place's bag. A label that another covers for boarding may still be the better
    /// one to move on demand: at the next place it may wait less, and storage there costs what it costs there.
    ///
    /// Returns whether anything of it was kept. Goes as deep as a chain of drayages is long.
    fn add(&mut self, label: Label) -> bool {
        // Where cargo neither ends nor moves on demand, the bag alone decides: the cheapest question comes first.
        if self.bounds.only_waits[label.place.at()]
            && self.bags.cover(&label, self.plan.places[label.place.at()].storage)
        {
            return false;
        }
        let number = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        if number == u32::MAX || self.cannot_end_well(&label) {
            return false;
        }
        self.labels.push(label);
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
        }
        is_kept
    }

    /// Returns whether no way on from a label ends in time, or every one is covered by a finished itinerary.
    fn cannot_end_well(&self, label: &Label) -> bool {
        let remaining = self.bounds.places[label.place.at()];
        remaining.is_far()
            || i64::from(label.time) + remaining.minutes > i64::from(self.latest_after(label.departure))
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

    /// Puts a label among what waits at its place; returns false where other cargo there, or a finished itinerary, makes it
    /// needless.
    fn wait(&mut self, number: u32) -> bool {
        let label = self.labels[at(number)];
        let storage = self.plan.places[label.place.at()].storage;
        if self.bags.cover(&label, storage) || !self.line_up(number) {
            return false;
        }
        self.bags.put(number, &label, storage);
        true
    }

    /// Returns the latest arrival that counts for cargo that is ready at a minute.
    fn latest_after(&self, departure: i32) -> i32 {
        let lasts = self.query.window.map_or(i32::MAX, |window| departure.saturating_add(window.minutes_max));
        self.latest().min(lasts)
    }

    /// Returns the latest arrival that counts.
    pub fn latest(&self) -> i32 {
        match self.query.due {
            Some(due) if !self.query.lifted.has(Rule::Due) => due.min(self.query.horizon),
            _ => self.query.horizon,
        }
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

    /// Returns the capital bound from a departure until an arrival, cents.
    fn capital(&self, departure: i32, arrival: i32) -> i64 {
        if self.query.capital_e4_per_day == 0 { 0 } else { self.query.capital(arrival - departure) }
    }

    /// Returns whether a finished itinerary covers even the best that can come of a value at a place.
    fn hopeless(&self, value: Value, remaining: &Remaining, moved: bool, in_time: i64) -> bool {
        // The first move lifts nothing before it: the bound counted two lifts for it.
        let first = if moved || remaining.handlings < 2 { 0 } else { 2 };
        let arrival = i32::try_from(i64::from(value.arrival) + remaining.minutes).unwrap_or(i32::MAX);
        let best = Value {
            arrival,
            departure: value.departure,
            cost: value.cost + remaining.cost + self.capital(value.departure, arrival),
            co2e: value.co2e + remaining.co2e,
            handlings: value.handlings + u32::try_from(remaining.handlings - first).unwrap_or(u32::MAX / 2),
            rides: value.rides + u32::try_from(remaining.rides).unwrap_or(u32::MAX / 2),
            reliability: product_up(value.reliability, in_time),
        };
        self.ends.cover(&best)
    }

    /// Makes finished itineraries of a label at a destination; returns whether any is new.
    fn finish(&mut self, number: u32) -> bool {
        let label = self.labels[at(number)];
        let mut is_new = false;
        for i in 0..self.destinations_at[label.place.at()].len() {
            let destination = self.destinations_at[label.place.at()][i];
            if let Some(value) = self.value_at(&label, destination) {
                let end = End { value, label: number, destination };
                is_new |= match &mut self.sets {
                    Some(sets) => sets.keep(label.set, end),
                    None => self.ends.keep(end),
                };
            }
        }
        is_new
    }

    /// Returns what a label is worth at a destination; nothing where it did not move or comes too late.
    fn value_at(&self, label: &Label, destination: usize) -> Option<Value> {
        let end = &self.query.destinations[destination];
        let arrival = label.time + end.minutes;
        // Cargo that needs no run may be ready at any minute; it is told of the first.
        let departure = if label.fresh { self.query.ready } else { label.departure };
        if arrival > self.latest_after(departure) || !label.moved {
            return None;
        }
        let slack = match self.query.due {
            Some(due) => i64::from(due) - i64::from(arrival),
            None => i64::from(self.query.tolerance),
        };
        let in_time = self.planner.delays[usize::from(label.delay)].within(slack.max(0));
        Some(Value {
            arrival,
            departure,
            cost: label.cost + end.cents + self.query.capital(arrival - departure),
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
        let calls = self.timetable.calls(&self.planner.corridor, node.section, node.run);
        (node.call..until_call).fold(plan.closed, |rules, hop| {
            let depart = calls[usize::from(hop)].1;
            let arrive = self.arrival(node.section, node.run, usize::from(hop) + 1).unwrap_or(depart);
            rules.and(self.plan.runs_closed(self.planner, (node.section, node.run, hop), (depart, arrive)))
        })
    }
}

/// Returns the earliest arrival that can come of a departure.
fn arrival_after(depart: i32, onward: &Remaining) -> i32 {
    i32::try_from(i64::from(depart) + onward.minutes).unwrap_or(i32::MAX)
}

/// Returns a label or leg number as a position.
#[expect(clippy::as_conversions, reason = "u32 to usize on 32 bits or wider")]
pub(crate) const fn at(number: u32) -> usize {
    number as usize
}
