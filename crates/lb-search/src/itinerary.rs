//! Itineraries: legs and stops rebuilt from the labels of a search.

use lb_network::idx::{DrayageIdx, PlaceIdx, RunIdx, SectionIdx};

use crate::ends::End;
use crate::label::{Came, Label, LegNode, Value};
use crate::search::{Search, at};

/// How a leg moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegKind {
    /// A truck between a door and the network.
    Access,
    /// A move on demand.
    Drayage(DrayageIdx),
    /// A run.
    Ride(RideLeg),
}

/// A section of a run ridden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RideLeg {
    /// Section.
    pub section: SectionIdx,
    /// Run (the first, where the load is split).
    pub run: RunIdx,
    /// Call where it begins.
    pub board: u16,
    /// Call where it ends.
    pub alight: u16,
    /// Successive runs the load takes.
    pub runs: u32,
    /// Whether the cargo stays with the run from the section before.
    pub through: bool,
}

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// How.
    pub kind: LegKind,
    /// From.
    pub from: PlaceIdx,
    /// To.
    pub to: PlaceIdx,
    /// Departure, minutes since 1970 UTC.
    pub depart: i32,
    /// Arrival.
    pub arrive: i32,
    /// Metres.
    pub metres: i64,
    /// Freight, cents.
    pub cents: i64,
    /// Grams.
    pub grams: i64,
}

/// What time at a place is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StopReason {
    /// Until the facility opens.
    OpeningHours,
    /// Unloading.
    Unload,
    /// Customs.
    Customs,
    /// Change of gauge, vehicle or mode inside a through service.
    GaugeChange,
    /// Until the cut-off of the next run.
    Wait,
    /// Between cut-off and departure.
    CutOff,
}

impl StopReason {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::OpeningHours => "opening_hours",
            Self::Unload => "unload",
            Self::Customs => "customs",
            Self::GaugeChange => "gauge_change",
            Self::Wait => "wait_for_departure",
            Self::CutOff => "cut_off",
        }
    }
}

/// Time at a place between two legs, or around the first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Place.
    pub place: PlaceIdx,
    /// Leg that follows; the number of legs after the last.
    pub before_leg: usize,
    /// From.
    pub from: i32,
    /// To.
    pub to: i32,
    /// Lifts.
    pub handlings: u32,
    /// Lifts, cents.
    pub lift_cents: i64,
    /// Storage, cents.
    pub storage_cents: i64,
    /// Minutes by reason, in order; those of no minutes are left out.
    pub reasons: Vec<(StopReason, i32)>,
}

/// One way from origin to destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itinerary {
    /// Value.
    pub value: Value,
    /// Ready.
    pub ready: i32,
    /// Legs.
    pub legs: Vec<Leg>,
    /// Stops.
    pub stops: Vec<Stop>,
    /// Capital, cents.
    pub capital_cents: i64,
    /// Runs boarded.
    pub rides: u32,
    /// Least parcel of a section that the load is below, tonnes.
    pub parcel_min_t: Option<i64>,
}

impl Itinerary {
    /// Returns the minutes on a vehicle.
    #[must_use]
    pub fn moving_minutes(&self) -> i32 {
        self.legs.iter().map(|leg| leg.arrive - leg.depart).sum()
    }

    /// Returns the first departure.
    #[must_use]
    pub fn departure(&self) -> i32 {
        self.legs.first().map_or(self.ready, |leg| leg.depart)
    }
}

/// Rebuilds an itinerary from its end.
pub(crate) fn rebuild(search: &Search<'_>, end: &End) -> Itinerary {
    let mut chain = vec![search.labels[at(end.label)]];
    while let Some(label) = chain.last().filter(|label| label.before != u32::MAX) {
        let before = search.labels[at(label.before)];
        chain.push(before);
    }
    chain.reverse();
    let ready = end.value.departure;
    retime(search, ready, &mut chain);
    let mut builder =
        Builder { search, ready, legs: Vec::new(), stops: Vec::new(), arrived: ready, lifts: 0 };
    builder.origin(&chain[0]);
    for pair in chain.windows(2) {
        match pair[1].came {
            Came::Origin(_) => {}
            Came::Drayage(number) => builder.drayage(&pair[0], &pair[1], DrayageIdx(number)),
            Came::Ride { leg, call } => builder.ride(&pair[0], leg, call),
        }
    }
    builder.end(end);
    let Builder { legs, stops, .. } = builder;
    let rides = legs.iter().filter(|leg| matches!(leg.kind, LegKind::Ride(ride) if !ride.through)).count();
    let corridor = &search.planner.corridor;
    let least = legs.iter().filter_map(|leg| match leg.kind {
        LegKind::Ride(ride) => corridor.sections[ride.section.at()].parcel_min_t,
        LegKind::Access | LegKind::Drayage(_) => None,
    });
    Itinerary {
        value: end.value,
        ready,
        capital_cents: search.query.capital(end.value.arrival - ready),
        rides: u32::try_from(rides).unwrap_or(u32::MAX),
        parcel_min_t: least.max().filter(|t| *t * 1_000 > search.query.load.mass_kg),
        legs,
        stops,
    }
}

/// Lets what happens before the first ride begin when the cargo is ready.
fn retime(search: &Search<'_>, ready: i32, chain: &mut [Label]) {
    let mut time = ready;
    for label in chain.iter_mut().take_while(|label| label.fresh) {
        let minutes = match label.came {
            Came::Origin(number) => search.query.origins[at(number)].minutes,
            Came::Drayage(number) => search.planner.corridor.drayages[DrayageIdx(number).at()].minutes,
            Came::Ride { .. } => return,
        };
        time = search.next_open(label.place, time + minutes).unwrap_or(label.time);
        label.time = time;
    }
}

struct Builder<'a> {
    search: &'a Search<'a>,
    /// When the cargo is ready.
    ready: i32,
    legs: Vec<Leg>,
    stops: Vec<Stop>,
    /// When the last vehicle arrived.
    arrived: i32,
    /// Unloading of the last vehicle: cents.
    lifts: i64,
}

impl Builder<'_> {
    fn origin(&mut self, label: &Label) {
        let Came::Origin(number) = label.came else { return };
        let origin = &self.search.query.origins[at(number)];
        if origin.minutes > 0 {
            let depart = self.ready;
            self.access(origin, depart);
            self.arrived = depart + origin.minutes;
        }
    }

    fn access(&mut self, access: &crate::query::Access, depart: i32) {
        self.legs.push(Leg {
            kind: LegKind::Access,
            from: access.place,
            to: access.place,
            depart,
            arrive: depart + access.minutes,
            metres: access.metres,
            cents: access.cents,
            grams: access.grams,
        });
    }

    fn drayage(&mut self, from: &Label, to: &Label, drayage: DrayageIdx) {
        let row = &self.search.planner.corridor.drayages[drayage.at()];
        let mut reasons = self.waiting(from);
        reasons.retain(|(_, minutes)| *minutes > 0);
        self.stop(from, from.time, reasons, 0);
        self.legs.push(Leg {
            kind: LegKind::Drayage(drayage),
            from: from.place,
            to: to.place,
            depart: from.time,
            arrive: from.time + row.minutes,
            metres: row.metres,
            cents: self.search.plan.drayage_cents[drayage.at()],
            grams: self.search.plan.drayage_grams[drayage.at()],
        });
        self.arrived = from.time + row.minutes;
        self.lifts = 0;
    }

    fn ride(&mut self, from: &Label, leg: u32, call: u16) {
        let search = self.search;
        let mut nodes: Vec<LegNode> = vec![search.legs[at(leg)]];
        while let Some(before) = nodes.last().and_then(|node| node.before) {
            nodes.push(search.legs[at(before)]);
        }
        nodes.reverse();
        let last = nodes.len() - 1;
        for (i, node) in nodes.iter().enumerate() {
            let calls = &search.planner.corridor.sections[node.section.at()].calls;
            let alight = if i == last { call } else { u16::try_from(calls.len() - 1).unwrap_or(call) };
            let ride = self.leg(node, alight, i > 0);
            if i == 0 {
                self.board(from, node, ride.depart);
            } else {
                let mut change = vec![(StopReason::GaugeChange, ride.depart - self.arrived)];
                change.retain(|(_, minutes)| *minutes > 0);
                let place = ride.from;
                let handlings = self.connection_lifts(nodes[i - 1].section);
                let (start, to) = (self.arrived, ride.depart);
                let before_leg = self.legs.len();
                self.stops.push(Stop {
                    place,
                    before_leg,
                    from: start,
                    to,
                    handlings,
                    lift_cents: 0,
                    storage_cents: 0,
                    reasons: change,
                });
            }
            self.arrived = ride.arrive;
            self.legs.push(ride);
        }
        let place = self.legs.last().map_or(from.place, |leg| leg.to);
        self.lifts = search.plan.places[place.at()].lift;
    }

    fn connection_lifts(&self, section: SectionIdx) -> u32 {
        let corridor = &self.search.planner.corridor;
        corridor.sections[section.at()].onward.map_or(0, |c| corridor.connections[c.at()].handlings)
    }

    fn leg(&self, node: &LegNode, alight: u16, through: bool) -> Leg {
        let (planner, plan) = (self.search.planner, &self.search.plan.sections[node.section.at()]);
        let section = &planner.corridor.sections[node.section.at()];
        let (board, end) = (usize::from(node.call), usize::from(alight));
        let first_hop = planner.call(node.section, 0);
        let hops = &self.search.plan.hops[first_hop + board..first_hop + end];
        let calls = |run: RunIdx| self.search.timetable.calls(&planner.corridor, node.section, run);
        // A split load leaves with its first run and goes on, after a through connection, with the last to leave.
        let runs = if through { plan.runs } else { 1 };
        let leaving = (0..runs).map(|later| calls(RunIdx(node.run.0 + later))[board].1);
        let depart = leaving.max().unwrap_or(calls(node.run)[board].1);
        let arrive = self.search.arrival(node.section, node.run, end).unwrap_or(depart);
        Leg {
            kind: LegKind::Ride(RideLeg {
                section: node.section,
                run: node.run,
                board: node.call,
                alight,
                runs: plan.runs,
                through,
            }),
            from: section.calls[board].place,
            to: section.calls[end].place,
            depart,
            arrive,
            metres: section.calls[board + 1..=end].iter().map(|call| call.metres).sum(),
            cents: plan.fixed + hops.iter().map(|hop| hop.cents).sum::<i64>(),
            grams: hops.iter().map(|hop| hop.grams).sum(),
        }
    }

    fn board(&mut self, from: &Label, node: &LegNode, depart: i32) {
        let limit = depart - self.search.lead(node.section, usize::from(node.call));
        let is_delayed = from.fresh && from.moved && self.delay_first_moves(limit);
        let mut reasons = if is_delayed { Vec::new() } else { self.waiting(from) };
        let waited_from = if is_delayed { limit } else { from.time };
        reasons.push((StopReason::Wait, limit - waited_from));
        reasons.push((StopReason::CutOff, depart - limit));
        reasons.retain(|(_, minutes)| *minutes > 0);
        let storage = self.search.storage(from, depart);
        self.stop(from, depart, reasons, storage);
        if let Some(stop) = self.stops.last_mut() {
            stop.lift_cents += self.search.plan.places[from.place.at()].lift;
        }
    }

    /// Cargo that has not boarded yet waits at its owner's: the moves before the first ride are made one after the other
    /// to meet its cut-off. Returns false, and changes nothing, where a place on the way would be shut at that time.
    fn delay_first_moves(&mut self, limit: i32) -> bool {
        let search = self.search;
        let is_open = |place: PlaceIdx, minute: i32| search.next_open(place, minute) == Some(minute);
        let mut times = Vec::with_capacity(self.legs.len());
        let mut arrive = limit;
        for leg in self.legs.iter().rev() {
            let depart = arrive - (leg.arrive - leg.depart);
            let leaves_door = matches!(leg.kind, LegKind::Access);
            if !is_open(leg.to, arrive) || !leaves_door && !is_open(leg.from, depart) {
                return false;
            }
            times.push((depart, arrive));
            arrive = depart;
        }
        for (leg, (depart, arrive)) in self.legs.iter_mut().zip(times.into_iter().rev()) {
            (leg.depart, leg.arrive) = (depart, arrive);
        }
        for stop in &mut self.stops {
            let before = stop.before_leg.checked_sub(1).and_then(|leg| self.legs.get(leg));
            stop.from = before.map_or(self.ready, |leg| leg.arrive);
            stop.to = self.legs.get(stop.before_leg).map_or(stop.from, |leg| leg.depart);
            stop.reasons = vec![(StopReason::Wait, stop.to - stop.from)];
            stop.reasons.retain(|(_, minutes)| *minutes > 0);
        }
        self.arrived = limit;
        true
    }

    /// Returns what happened between the vehicle's arrival and the label's time.
    fn waiting(&self, label: &Label) -> Vec<(StopReason, i32)> {
        let Came::Ride { leg, .. } = label.came else {
            let shut = label.time - self.arrived;
            return vec![(StopReason::OpeningHours, shut)];
        };
        let place = &self.search.plan.places[label.place.at()];
        let first = self.first_node(leg);
        let calls = &self.search.planner.corridor.sections[first.section.at()].calls;
        let boarded = calls[usize::from(first.call)].place;
        let customs = if self.search.planner.same_country(boarded, label.place) { 0 } else { place.customs };
        let shut = label.time - customs - place.unload - self.arrived;
        vec![
            (StopReason::OpeningHours, shut),
            (StopReason::Unload, place.unload),
            (StopReason::Customs, customs),
        ]
    }

    fn first_node(&self, leg: u32) -> LegNode {
        let mut node = self.search.legs[at(leg)];
        while let Some(before) = node.before {
            node = self.search.legs[at(before)];
        }
        node
    }

    fn stop(&mut self, label: &Label, to: i32, reasons: Vec<(StopReason, i32)>, storage_cents: i64) {
        let before_leg = self.legs.len();
        let from = if self.legs.is_empty() { self.ready } else { self.arrived };
        let handlings = if label.moved { 2 } else { 0 };
        let lift_cents = self.lifts;
        self.stops.push(Stop {
            place: label.place,
            before_leg,
            from,
            to,
            handlings,
            lift_cents,
            storage_cents,
            reasons,
        });
        self.lifts = 0;
    }

    fn end(&mut self, end: &End) {
        let label = self.search.labels[at(end.label)];
        let mut reasons = self.waiting(&label);
        reasons.retain(|(_, minutes)| *minutes > 0);
        let access = self.search.query.destinations[end.destination];
        self.stop(&label, label.time, reasons, 0);
        if let Some(stop) = self.stops.last_mut() {
            stop.handlings = if access.minutes > 0 { 2 } else { 0 };
        }
        if access.minutes > 0 {
            self.access(&access, label.time);
        }
    }
}
