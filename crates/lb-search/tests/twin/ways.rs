//! Every way from origin to destination, depth first; nothing is left out but what the horizon forbids.

use std::collections::{BTreeMap, BTreeSet};

use lb_network::delay::PPM;
use lb_network::idx::{DelayIdx, PlaceIdx, RunIdx, SectionIdx};
use lb_network::{Corridor, Timetable};
use lb_search::{Access, Criteria, Query, Rule, Rules};

use crate::terms::Terms;

/// Arrival, cents, grams, handlings, rides, and the parts per million that are missing to certainty: less is better in all.
pub type Values = [i64; 6];

/// Drayages that may follow one another.
const DRAYAGES_IN_ROW: usize = 4;

/// Cargo standing at a place.
#[derive(Clone)]
struct Cargo {
    place: PlaceIdx,
    time: i32,
    cents: i64,
    grams: i64,
    handlings: i64,
    rides: i64,
    ppm: i64,
    delay: Option<DelayIdx>,
    boarded: bool,
    moved: bool,
    /// Places seen since the last ride.
    seen: Vec<PlaceIdx>,
    passed: Passed,
}

/// The crossings passed and the modes ridden, by their numbers and words.
pub type Passed = (BTreeSet<u32>, BTreeSet<String>);

/// Cargo aboard a run.
#[derive(Clone)]
struct Aboard {
    section: SectionIdx,
    run: RunIdx,
    from: PlaceIdx,
    cents: i64,
    grams: i64,
    handlings: i64,
    rides: i64,
    ppm: i64,
    passed: Passed,
}

/// What an enumeration found.
pub struct Ways {
    /// The values of every finished way.
    pub values: Vec<Values>,
    /// The earliest arrival of every set of crossings and modes.
    pub apart: BTreeMap<Passed, i64>,
    /// Earliest time at which the load is available at each place.
    pub earliest: Vec<Option<i32>>,
    /// Steps taken.
    pub steps: usize,
}

struct Walk<'a> {
    terms: Terms<'a>,
    query: &'a Query,
    corridor: &'a Corridor,
    steps_max: usize,
    ways: Ways,
}

/// Returns every way; `None` where there are more steps than `steps_max`.
pub fn enumerate(
    corridor: &Corridor,
    timetable: &Timetable,
    query: &Query,
    lifted: Rules,
    steps_max: usize,
) -> Option<Ways> {
    let ways = Ways {
        values: Vec::new(),
        apart: BTreeMap::new(),
        earliest: vec![None; corridor.places.len()],
        steps: 0,
    };
    let terms = Terms::new(corridor, timetable, query, lifted);
    let mut walk = Walk { terms, query, corridor, steps_max, ways };
    for origin in &query.origins {
        let Some(time) = walk.terms.opens(origin.place, query.ready + origin.minutes) else { continue };
        walk.stand(&Cargo {
            place: origin.place,
            time,
            cents: origin.cents,
            grams: origin.grams,
            handlings: 0,
            rides: 0,
            ppm: PPM,
            delay: None,
            boarded: false,
            moved: origin.minutes > 0,
            seen: vec![origin.place],
            passed: Passed::default(),
        });
    }
    (walk.ways.steps <= steps_max).then_some(walk.ways)
}

impl Walk<'_> {
    fn latest(&self) -> i32 {
        match self.query.due {
            Some(due) if !self.terms.lifted.has(Rule::Due) => due.min(self.query.horizon),
            _ => self.query.horizon,
        }
    }

    fn stand(&mut self, cargo: &Cargo) {
        self.ways.steps += 1;
        if cargo.time > self.query.horizon || self.ways.steps > self.steps_max {
            return;
        }
        let earliest = &mut self.ways.earliest[cargo.place.at()];
        *earliest = Some(earliest.map_or(cargo.time, |before| before.min(cargo.time)));
        for end in self.query.destinations.iter().filter(|end| end.place == cargo.place && cargo.moved) {
            self.arrive(cargo, end);
        }
        self.drayages(cargo);
        let corridor = self.corridor;
        for (i, section) in corridor.sections.iter().enumerate() {
            for call in 0..section.calls.len() - 1 {
                if section.calls[call].place == cargo.place && section.calls[call].board {
                    self.board(cargo, SectionIdx::new(i), call);
                }
            }
        }
    }

    fn arrive(&mut self, cargo: &Cargo, end: &Access) {
        let query = self.query;
        let arrival = cargo.time + end.minutes;
        if arrival > self.latest() {
            return;
        }
        let slack = query.due.map_or(query.tolerance, |due| (due - arrival).max(0));
        let in_time = self.within(cargo.delay, slack);
        // Cost of capital of the whole span, cents, rounded down.
        let capital = query.capital_e4_per_day * i64::from(arrival - query.ready) / 14_400_000;
        let earliest = self.ways.apart.entry(cargo.passed.clone()).or_insert(i64::MAX);
        *earliest = (*earliest).min(i64::from(arrival));
        self.ways.values.push([
            i64::from(arrival),
            cargo.cents + end.cents + capital,
            cargo.grams + end.grams,
            cargo.handlings + if end.minutes > 0 { 2 } else { 0 },
            cargo.rides,
            PPM - cargo.ppm * in_time / PPM,
        ]);
    }

    fn within(&self, delay: Option<DelayIdx>, slack: i32) -> i64 {
        let Some(delay) = delay else { return if slack >= 0 { PPM } else { 0 } };
        self.corridor.delays[delay.at()].distribution.within(i64::from(slack))
    }

    /// A drayage leaves as soon as the cargo is available; a chain of drayages never returns to a place and has four at most.
    fn drayages(&mut self, cargo: &Cargo) {
        for row in &self.corridor.drayages {
            let back = (row.to, row.from, row.both_ways);
            for (from, to, open) in [(row.from, row.to, true), back] {
                if !open
                    || from != cargo.place
                    || cargo.seen.contains(&to)
                    || cargo.seen.len() > DRAYAGES_IN_ROW
                {
                    continue;
                }
                let Some((cents, grams)) = self.terms.drayage(row) else { continue };
                let Some(time) = self.terms.opens(to, cargo.time + row.minutes) else { continue };
                let mut seen = cargo.seen.clone();
                seen.push(to);
                self.stand(&Cargo {
                    place: to,
                    time,
                    cents: cargo.cents + cents,
                    grams: cargo.grams + grams,
                    handlings: cargo.handlings + if cargo.moved { 2 } else { 0 },
                    moved: true,
                    seen,
                    ..cargo.clone()
                });
            }
        }
    }

    fn board(&mut self, cargo: &Cargo, section: SectionIdx, call: usize) {
        let place = self.terms.places[cargo.place.at()];
        let row = &self.corridor.sections[section.at()];
        let closed = self.terms.sections[section.at()].closed.without(self.terms.lifted);
        if self.query.rides_max.is_some_and(|most| cargo.rides >= i64::from(most)) {
            return;
        }
        if !place.handled || !closed.is_empty() || self.terms.refuses(section, call) {
            return;
        }
        let lead = if self.terms.lifted.has(Rule::CutOff) {
            0
        } else {
            row.calls[call].cutoff.unwrap_or(0).max(place.load)
        };
        for run in self.terms.timetable.runs_of(row.service) {
            let depart = self.terms.calls(section, run)[call].1;
            let slack = depart - lead - cargo.time;
            if slack < 0 || depart < self.query.ready || depart >= self.query.horizon {
                continue;
            }
            // Storage is counted to the departure, in days that have begun, once the free ones are over.
            let days = (depart - cargo.time).div_euclid(1_440)
                + i32::from((depart - cargo.time).rem_euclid(1_440) > 0)
                - place.free_days;
            let storage = if cargo.boarded { i64::from(days.max(0)) * place.storage_cents } else { 0 };
            let aboard = Aboard {
                section,
                run,
                from: cargo.place,
                cents: cargo.cents
                    + storage
                    + place.lift_cents
                    + self.terms.sections[section.at()].fixed_cents,
                grams: cargo.grams + self.terms.lift_grams,
                handlings: cargo.handlings + if cargo.moved { 2 } else { 0 },
                rides: cargo.rides + 1,
                ppm: cargo.ppm * self.within(cargo.delay, slack) / PPM,
                passed: cargo.passed.clone(),
            };
            self.ride(aboard, call);
        }
    }

    /// Rides on from a call, leaving wherever cargo may, and through the connection at the end.
    fn ride(&mut self, mut aboard: Aboard, from_call: usize) {
        let row = &self.corridor.sections[aboard.section.at()];
        let runs = self.terms.sections[aboard.section.at()].runs;
        let Some(last) = self.terms.timetable.later_run(aboard.run, runs - 1) else { return };
        for hop in from_call..row.calls.len() - 1 {
            let times = |run| self.terms.calls(aboard.section, RunIdx(run));
            let depart = times(aboard.run.0)[hop].1;
            let arrive = (aboard.run.0..=last.0).map(|run| times(run)[hop + 1].0).max().unwrap();
            // Runs that leave out of their order carry no load together.
            if (aboard.run.0..=last.0).any(|run| times(run)[hop].1 < depart) {
                return;
            }
            // A split load needs each of its runs open from the first departure to the last arrival.
            let closed = (aboard.run.0..=last.0).any(|run| {
                let closed = self.terms.closed_by((aboard.section, hop), RunIdx(run), (depart, arrive));
                !closed.without(self.terms.lifted).is_empty()
            });
            if closed || depart >= self.query.horizon {
                return;
            }
            let terms = &self.terms.sections[aboard.section.at()];
            aboard.cents += terms.hop_cents[hop];
            aboard.grams += terms.hop_grams[hop];
            aboard.passed.1.insert(format!("{:?}", row.mode));
            for crossing in &row.crossings {
                if self.terms.passing(row, *crossing).is_none_or(|at| at == hop) {
                    aboard.passed.0.insert(crossing.0);
                }
            }
            self.alight(&aboard, hop + 1, arrive);
        }
        self.through(&aboard, last);
    }

    fn alight(&mut self, aboard: &Aboard, call: usize, arrive: i32) {
        let row = &self.corridor.sections[aboard.section.at()];
        let place = row.calls[call].place;
        let terms = self.terms.places[place.at()];
        if !row.calls[call].alight || !terms.handled || self.terms.refuses(aboard.section, call) {
            return;
        }
        let Some(start) = self.terms.opens(place, arrive) else { return };
        let country = |place: PlaceIdx| &self.corridor.places[place.at()].country;
        let customs = if country(aboard.from) == country(place) { 0 } else { terms.customs };
        self.stand(&Cargo {
            place,
            time: start + terms.unload + customs,
            cents: aboard.cents + terms.lift_cents,
            grams: aboard.grams + self.terms.lift_grams,
            handlings: aboard.handlings,
            rides: aboard.rides,
            ppm: aboard.ppm,
            delay: Some(row.delay),
            boarded: true,
            moved: true,
            seen: vec![place],
            passed: aboard.passed.clone(),
        });
    }

    fn through(&mut self, aboard: &Aboard, last: RunIdx) {
        let Some(connection) = self.corridor.sections[aboard.section.at()].onward else { return };
        let shut = self.terms.connection_closed(aboard.section, aboard.run, last);
        let shut = shut.without(self.terms.lifted);
        let connection = &self.corridor.connections[connection.at()];
        let next = &self.terms.sections[connection.to.at()];
        if !next.closed.without(self.terms.lifted).is_empty() || !shut.is_empty() {
            return;
        }
        let mut aboard = Aboard {
            section: connection.to,
            cents: aboard.cents + next.fixed_cents,
            handlings: aboard.handlings + i64::from(connection.handlings),
            ppm: aboard.ppm * (PPM - i64::from(connection.risk_ppm)) / PPM,
            ..aboard.clone()
        };
        aboard.passed.0.extend(connection.crossing.map(|crossing| crossing.0));
        self.ride(aboard, 0);
    }
}

/// Returns the values in the criteria asked for, in their order.
pub fn projected(values: &Values, criteria: Criteria) -> Vec<i64> {
    let asked = [
        criteria.arrival,
        criteria.cost,
        criteria.co2e,
        criteria.handlings,
        criteria.rides,
        criteria.reliability,
    ];
    values.iter().zip(asked).filter(|(_, asked)| *asked).map(|(value, _)| *value).collect()
}

/// Returns the vectors that no other is at least as good as in everything, sorted, each once.
pub fn front(mut values: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    values.sort();
    values.dedup();
    // A vector that covers another stands before it in this order.
    let mut front: Vec<Vec<i64>> = Vec::new();
    for value in values {
        if !front.iter().any(|other| other.iter().zip(&value).all(|(a, b)| a <= b)) {
            front.push(value);
        }
    }
    front
}
