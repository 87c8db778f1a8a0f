//! From a found itinerary to the answer's: names, local times, money in the asked currency, lines to draw.

use lb_base::Reliability;
use lb_network::geo::Point;
use lb_network::idx::PlaceIdx;
use lb_network::model::{Capacity, Factor, Form, Mode, Provenance};
use lb_search::Query;
use lb_search::itinerary::{Itinerary as Found, Leg as FoundLeg, LegKind, RideLeg, Stop};
use lb_search::plan::{passing_hop, tariff_of};
use lb_search::spread::spread;

use super::load_view;
use crate::answers::{Cost, CostPart, DaysSpread, Itinerary, Leg, Names, Reason, Transfer};
use crate::app::{App, SEA_PATHS_MAX, SeaPath};
use crate::request::{Asked, TRUCK_FACTOR};
use crate::view::{days, names, parts, rounded, utc};

/// Seed of the draws behind the spread: fixed, so that the same question gives the same answer.
const SEED: u64 = 20_140_519;

impl App {
    /// Presents one itinerary.
    pub(crate) fn itinerary(&self, asked: &Asked, query: &Query, found: &Found, number: usize) -> Itinerary {
        let legs: Vec<Leg> =
            (0..found.legs.len()).map(|index| self.leg(asked, query, found, index)).collect();
        let transfers = found.stops.iter().map(|stop| self.transfer(asked, query, found, stop)).collect();
        let trusts = (0..found.legs.len()).map(|index| self.leg_provenance(found, index).reliability);
        let reliability = trusts.min().unwrap_or(Reliability::Modelled);
        let arrival_place = found.legs.last().map_or(asked.to[0], |leg| leg.to);
        let departure_place = found.legs.first().map_or(asked.from[0], |leg| leg.from);
        let minutes = found.value.arrival - found.ready;
        let amount = money(asked, found.value.cost);
        let tonnes = parts(asked.mass_kg, 1_000);
        let teu = parts(query.load.teu_e3, 1_000);
        let metres: i64 = found.legs.iter().map(|leg| leg.metres).sum();
        Itinerary {
            number,
            ready: utc(found.ready),
            departure: utc(found.departure()),
            departure_local: self.local(found.departure(), departure_place),
            arrival: utc(found.value.arrival),
            arrival_local: self.local(found.value.arrival, arrival_place),
            days: days(minutes),
            waiting_days: days(minutes - found.moving_minutes()),
            moving_days: days(found.moving_minutes()),
            days_spread: self.days_spread(query, found),
            cost: Cost {
                amount,
                currency: asked.currency.clone(),
                per_tonne: rounded(amount / tonnes, 2),
                per_teu: (query.load.teu_e3 > 0).then(|| rounded(amount / teu, 2)),
            },
            cost_parts: cost_parts(asked, found),
            co2e_kg: rounded(parts(found.value.co2e, 1_000), 1),
            co2e_kg_per_tonne: rounded(parts(found.value.co2e, 1_000) / tonnes, 2),
            handlings: found.value.handlings,
            rides: found.rides,
            on_time_probability: rounded(parts(found.value.reliability, 1_000_000), 4),
            due: utc(query.due.unwrap_or(found.value.arrival + query.tolerance)),
            distance_km: rounded(parts(metres, 1_000), 1),
            load: load_view(&query.load),
            reliability: reliability.to_string(),
            rests_on_modelled: reliability == Reliability::Modelled,
            parcel_min_t: found.parcel_min_t,
            legs,
            transfers,
        }
    }

    fn days_spread(&self, query: &Query, found: &Found) -> DaysSpread {
        let spread = spread(&self.planner, query, found, SEED);
        let place = spread.missed_leg.map(|leg| found.legs[leg].from);
        let end = found.legs.last().map(|leg| leg.to);
        let id = |place: PlaceIdx| self.corridor().places[place.at()].id.to_string();
        DaysSpread {
            p10: days(spread.p10),
            p50: days(spread.p50),
            p90: days(spread.p90),
            reason: if place.is_some() { "missed_connection" } else { "leg_delay" }.to_owned(),
            reason_where: place.or(end).map(id).unwrap_or_default(),
        }
    }

    /// What a leg's times rest on: the service, its section, and the calls where cargo is put on and off; where it stays
    /// with the run over a change of section, nobody needs the call to be worked.
    fn leg_provenance(&self, found: &Found, index: usize) -> Provenance {
        let corridor = self.corridor();
        let ride = match found.legs[index].kind {
            LegKind::Access => return computed(),
            LegKind::Drayage(drayage) => return corridor.drayages[drayage.at()].provenance.clone(),
            LegKind::Ride(ride) => ride,
        };
        let section = &corridor.sections[ride.section.at()];
        let call = |call: u16| &section.calls[usize::from(call)].provenance;
        let mut rows = vec![&corridor.services[section.service.at()].provenance, &section.provenance];
        rows.extend((!ride.through).then(|| call(ride.board)));
        rows.extend((!is_through(found, index + 1)).then(|| call(ride.alight)));
        worst(&rows)
    }

    fn leg(&self, asked: &Asked, query: &Query, found: &Found, index: usize) -> Leg {
        let corridor = self.corridor();
        let leg = &found.legs[index];
        let provenance = self.leg_provenance(found, index);
        let truck = corridor.factors.iter().find(|factor| factor.id.as_str() == TRUCK_FACTOR);
        let emission = truck.map_or_else(computed, |factor| factor.provenance.clone());
        let place = |p: PlaceIdx| &corridor.places[p.at()];
        let mut view = Leg {
            mode: "road".to_owned(),
            gauge_mm: None,
            kind: "drayage".to_owned(),
            service: "truck".to_owned(),
            service_name: plain("Truck"),
            run: None,
            from: place(leg.from).id.to_string(),
            from_name: names(&place(leg.from).name),
            to: place(leg.to).id.to_string(),
            to_name: names(&place(leg.to).name),
            departure: utc(leg.depart),
            departure_local: self.local(leg.depart, leg.from),
            arrival: utc(leg.arrive),
            arrival_local: self.local(leg.arrive, leg.to),
            distance_km: rounded(parts(leg.metres, 1_000), 1),
            cost: money(asked, leg.cents),
            co2e_kg: rounded(parts(leg.grams, 1_000), 1),
            capacity: None,
            crossings: Vec::new(),
            reliability: provenance.reliability.to_string(),
            basis: provenance.basis,
            cost_reliability: Reliability::Computed.to_string(),
            cost_basis: computed().basis,
            factor: TRUCK_FACTOR.to_owned(),
            co2e_reliability: emission.reliability.to_string(),
            co2e_basis: emission.basis,
            path: Vec::new(),
        };
        match leg.kind {
            LegKind::Access => {}
            LegKind::Drayage(drayage) => {
                let row = &corridor.drayages[drayage.at()];
                view.mode = row.mode.word().to_owned();
                view.service.clone_from(&row.id);
                view.service_name = plain(&row.id);
                view.cost_reliability = row.provenance.reliability.to_string();
                view.cost_basis.clone_from(&row.provenance.basis);
                emission_of(&corridor.factors[row.factor.at()], &mut view);
                view.path = [leg.from, leg.to].map(|p| self.position(p)).to_vec();
            }
            LegKind::Ride(ride) => self.ride(query, leg, ride, &mut view),
        }
        view
    }

    fn ride(&self, query: &Query, leg: &FoundLeg, ride: RideLeg, view: &mut Leg) {
        let corridor = self.corridor();
        let section = &corridor.sections[ride.section.at()];
        let service = &corridor.services[section.service.at()];
        section.mode.word().clone_into(&mut view.mode);
        view.gauge_mm = section.gauge_mm;
        if ride.through { "through" } else { "ride" }.clone_into(&mut view.kind);
        view.service = service.id.to_string();
        view.service_name = names(&service.name);
        view.run = Some(self.run_word(ride));
        view.capacity = capacity(&section.capacity, query.load.form);
        let tariff = tariff_of(section, query);
        view.cost_reliability =
            tariff.map_or(Reliability::Modelled, |t| t.provenance.reliability).to_string();
        view.cost_basis = tariff.map(|t| t.provenance.basis.clone()).unwrap_or_default();
        emission_of(&corridor.factors[section.factor.at()], view);
        (view.path, view.crossings) = self.path(leg, ride);
    }

    /// Returns the name of a run: its service, its date, and the minutes by which its pattern shifts it.
    pub(crate) fn run_word(&self, ride: RideLeg) -> String {
        let corridor = self.corridor();
        let service = &corridor.services[corridor.sections[ride.section.at()].service.at()];
        let run = self.planner.timetable.run(ride.run);
        let shift = if run.shift == 0 { String::new() } else { format!("+{}", run.shift) };
        format!("{}/{}{shift}", service.id, run.date)
    }

    fn position(&self, place: PlaceIdx) -> [f64; 2] {
        let Point { lat, lon } = self.corridor().places[place.at()].point;
        [lon, lat]
    }

    /// The line of a ride, through the places of the tables by land and along the lanes by sea, and the crossings on it.
    fn path(&self, leg: &FoundLeg, ride: RideLeg) -> (Vec<[f64; 2]>, Vec<String>) {
        let corridor = self.corridor();
        let section = &corridor.sections[ride.section.at()];
        let mut path = vec![self.position(leg.from)];
        let mut crossings = Vec::new();
        for hop in usize::from(ride.board)..usize::from(ride.alight) {
            let (from, to) = (&section.calls[hop], &section.calls[hop + 1]);
            match section.mode {
                Mode::Rail | Mode::Road => {
                    path.extend(to.via.iter().map(|p| self.position(*p)));
                    path.push(self.position(to.place));
                    let on_hop = section
                        .crossings
                        .iter()
                        .filter(|c| passing_hop(corridor, section, **c).map(usize::from) == Some(hop));
                    crossings.extend(on_hop.map(|c| corridor.crossings[c.at()].id.to_string()));
                }
                Mode::Sea | Mode::Ferry | Mode::Barge => {
                    let sea = self.sea_path(from.place, to.place);
                    path.extend(sea.points.into_iter().skip(1));
                    crossings.extend(sea.passages);
                }
            }
        }
        crossings.dedup();
        (path, crossings)
    }

    /// The way over sea between two places, as the lanes have it; a straight line where they have none.
    pub(crate) fn sea_path(&self, from: PlaceIdx, to: PlaceIdx) -> SeaPath {
        if let Some(path) = self.sea_paths.read().ok().and_then(|paths| paths.get(&(from, to)).cloned()) {
            return path;
        }
        let corridor = self.corridor();
        let (a, b) = (corridor.places[from.at()].point, corridor.places[to.at()].point);
        let straight = a.distance_km(b);
        let route = corridor.sea.route(a, b, &[]);
        let route = route.filter(|route| parts(route.metres, 1_000) < straight * 8.0 + 300.0);
        let (points, passages) = route.map_or_else(|| (vec![a, b], Vec::new()), |r| (r.points, r.passages));
        let ids = passages.iter().map(|passage| format!("X-{}", passage.to_ascii_uppercase()));
        let path = SeaPath {
            points: unwrapped(points.into_iter().map(|p| [rounded(p.lon, 3), rounded(p.lat, 3)])),
            passages: ids.filter(|id| corridor.crossing(id).is_some()).collect(),
        };
        if let Ok(mut paths) = self.sea_paths.write()
            && paths.len() < SEA_PATHS_MAX
        {
            paths.insert((from, to), path.clone());
        }
        path
    }

    /// The row that a stop's hours and prices come from: the connection inside a through service, else the handling.
    fn stop_provenance(&self, query: &Query, found: &Found, stop: &Stop) -> Option<&Provenance> {
        let corridor = self.corridor();
        let through = is_through(found, stop.before_leg);
        let before = stop.before_leg.checked_sub(1).and_then(|leg| found.legs.get(leg));
        if let (true, Some(LegKind::Ride(ride))) = (through, before.map(|leg| leg.kind)) {
            let onward = corridor.sections[ride.section.at()].onward?;
            return Some(&corridor.connections[onward.at()].provenance);
        }
        let facility = corridor.facility_for(stop.place, query.load.form)?;
        facility.handling[query.load.form.index()].as_ref().map(|handling| &handling.provenance)
    }

    fn transfer(&self, asked: &Asked, query: &Query, found: &Found, stop: &Stop) -> Transfer {
        let provenance = self.stop_provenance(query, found, stop);
        let row = &self.corridor().places[stop.place.at()];
        let reasons = stop
            .reasons
            .iter()
            .map(|(reason, minutes)| Reason { code: reason.word().to_owned(), minutes: *minutes });
        Transfer {
            place: row.id.to_string(),
            place_name: names(&row.name),
            before_leg: stop.before_leg,
            from_time: utc(stop.from),
            from_time_local: self.local(stop.from, stop.place),
            to_time: utc(stop.to),
            to_time_local: self.local(stop.to, stop.place),
            handlings: stop.handlings,
            cost: money(asked, stop.lift_cents + stop.storage_cents),
            reliability: provenance.map_or(Reliability::Computed, |p| p.reliability).to_string(),
            basis: provenance.map_or_else(|| vec!["C".to_owned()], |p| p.basis.clone()),
            reasons: reasons.collect(),
        }
    }
}

/// Returns whether a leg goes on with the run of the leg before it.
fn is_through(found: &Found, leg: usize) -> bool {
    match found.legs.get(leg).map(|leg| leg.kind) {
        Some(LegKind::Ride(ride)) => ride.through,
        Some(LegKind::Drayage(_) | LegKind::Access) | None => false,
    }
}

/// What rests on other rows by a stated method.
fn computed() -> Provenance {
    Provenance { reliability: Reliability::Computed, basis: vec!["C".to_owned()] }
}

/// What rests on several rows is as good as the worst of them, and its sources are all of theirs.
fn worst(rows: &[&Provenance]) -> Provenance {
    let mut basis: Vec<String> = Vec::new();
    for source in rows.iter().flat_map(|row| &row.basis) {
        if !basis.contains(source) {
            basis.push(source.clone());
        }
    }
    let reliability = rows.iter().map(|row| row.reliability).min().unwrap_or(Reliability::Modelled);
    Provenance { reliability, basis }
}

fn emission_of(factor: &Factor, view: &mut Leg) {
    view.factor = factor.id.to_string();
    view.co2e_reliability = factor.provenance.reliability.to_string();
    view.co2e_basis.clone_from(&factor.provenance.basis);
}

/// Keeps a line whole where it passes 180 degrees: longitudes may leave -180..180, they never jump by half the world.
fn unwrapped(points: impl Iterator<Item = [f64; 2]>) -> Vec<[f64; 2]> {
    let mut line: Vec<[f64; 2]> = Vec::new();
    for [lon, lat] in points {
        let turns = line.last().map_or(0.0, |before| ((before[0] - lon) / 360.0).round());
        line.push([rounded(turns.mul_add(360.0, lon), 3), lat]);
    }
    line
}

fn plain(text: &str) -> Names {
    Names { en: text.to_owned(), zh: text.to_owned(), ru: text.to_owned(), kk: text.to_owned() }
}

/// Base cents in the asked currency.
pub(crate) fn money(asked: &Asked, cents: i64) -> f64 {
    rounded(parts(cents, 100) * parts(asked.per_base_e4, 10_000), 2)
}

fn cost_parts(asked: &Asked, found: &Found) -> Vec<CostPart> {
    let freight =
        found.legs.iter().filter(|leg| matches!(leg.kind, LegKind::Ride(_))).map(|leg| leg.cents).sum();
    let drayage =
        found.legs.iter().filter(|leg| !matches!(leg.kind, LegKind::Ride(_))).map(|leg| leg.cents).sum();
    let handling = found.stops.iter().map(|stop| stop.lift_cents).sum();
    let storage = found.stops.iter().map(|stop| stop.storage_cents).sum();
    let all: [(&str, i64); 5] = [
        ("freight", freight),
        ("handling", handling),
        ("storage", storage),
        ("drayage", drayage),
        ("capital", found.capital_cents),
    ];
    let some = all.into_iter().filter(|(_, cents)| *cents != 0);
    some.map(|(kind, cents)| CostPart { kind: kind.to_owned(), amount: money(asked, cents) }).collect()
}

fn capacity(capacity: &Capacity, form: Form) -> Option<String> {
    let boxes = matches!(form, Form::Box | Form::Reefer);
    match (capacity.teu, capacity.tonnes, capacity.deck_m) {
        (Some(teu), _, _) if boxes => Some(format!("{teu} TEU")),
        (_, _, Some(metres)) if form == Form::Roro => Some(format!("{metres} lane m")),
        (_, Some(tonnes), _) => Some(format!("{tonnes} t")),
        (Some(teu), _, _) => Some(format!("{teu} TEU")),
        _ => None,
    }
}
