//! A truck's passage: arrival, checks, in, out, or not in.

use jiff::Timestamp;
use lb_base::{Minute, UnitId};

use super::appointments::booked;
use super::{check_brings, check_collects, check_lane, check_not_before, check_text, gate_of, truck_of};
use crate::consist::{ListedPlace, Listing};
use crate::decide::{Acting, Ground, MASS_KG_MAX, visit_of, visits};
use crate::event::HubEvent;
use crate::floor::{Floor, number_key};
use crate::gate::{
    Appointment, AppointmentState, Arrival, Check, CheckKind, CheckWish, GateEvent, Punctuality, Truck,
    Verdict, Way,
};
use crate::inventory::{Facts, InventoryEvent};
use crate::refusal::Refusal;
use crate::stow::Stow;
use crate::visit::{Announcement, Vehicle, VisitEvent, VisitId};

/// A truck stands at the gate: it is a visit from now on, with the list of what it brings.
pub(super) fn arrive(
    floor: &Floor,
    ground: &Ground<'_>,
    arrival: &Arrival,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    acting.check_past(arrival.at)?;
    gate_of(ground, &arrival.gate)?;
    if let Some(here) = floor.gate().trucks().find(|truck| truck.plate == arrival.plate) {
        return Err(Refusal::GateTruckHere { plate: arrival.plate.clone(), visit: here.visit });
    }
    if floor.visit(arrival.visit).is_some() {
        return Err(Refusal::VisitExists { visit: arrival.visit });
    }
    let appointment = match arrival.appointment {
        Some(id) => Some(booked(floor, id)?),
        None => nearest(floor, arrival),
    };
    let punctuality = match appointment {
        Some(appointment) => punctuality(floor, appointment, arrival)?,
        None => Punctuality::Unannounced,
    };
    let wish = appointment.map(|appointment| &appointment.wish);
    let brings = arrival.brings.clone().or_else(|| wish.map(|wish| wish.brings.clone())).unwrap_or_default();
    let collects =
        arrival.collects.clone().or_else(|| wish.map(|wish| wish.collects.clone())).unwrap_or_default();
    check_brings(&brings)?;
    check_collects(&collects)?;
    let truck = Truck {
        visit: arrival.visit,
        gate: arrival.gate.clone(),
        plate: arrival.plate.clone(),
        trailer: arrival.trailer.clone().or_else(|| wish.and_then(|wish| wish.trailer.clone())),
        appointment: appointment.map(|appointment| appointment.id),
        organisation: wish.map(|wish| wish.organisation.clone()),
        brings: brings.iter().map(|article| article.id).collect(),
        collects,
        punctuality,
        arrived: arrival.at,
        entered: None,
        checks: Vec::new(),
    };
    let announcement = Announcement {
        id: arrival.visit,
        vehicle: Vehicle::Truck,
        name: arrival.plate.to_string(),
        operator: truck.organisation.clone(),
        arrival: wish.and_then(|wish| Minute::from_timestamp(wish.from).ok()).map(lb_base::time::Planned),
        departure: None,
    };
    let mut events = vec![VisitEvent::Expected { announcement }.into()];
    if !brings.is_empty() {
        let line = |article| Listing { article, place: ListedPlace::Aboard { stow: Stow::default() } };
        let listings = brings.into_iter().map(line).collect();
        events.push(VisitEvent::Listed { visit: arrival.visit, from: 0, listings }.into());
    }
    events.push(GateEvent::Arrived { truck: Box::new(truck) }.into());
    Ok(events)
}

/// Returns the appointment of a plate at a gate that takes it now; of several the one whose window begins nearest.
fn nearest<'a>(floor: &'a Floor, arrival: &Arrival) -> Option<&'a Appointment> {
    let rules = floor.gate().rules();
    let fits = |appointment: &&Appointment| {
        let (first, last) = rules.taken(appointment.window());
        let is_own = appointment.wish.plate == arrival.plate && appointment.wish.gate == arrival.gate;
        is_own && appointment.state == AppointmentState::Booked && (first..=last).contains(&arrival.at)
    };
    let far =
        |appointment: &&Appointment| (appointment.wish.from.duration_since(arrival.at).abs(), appointment.id);
    floor.gate().appointments().filter(fits).min_by_key(far)
}

/// Refuses a truck before its time, after it, at another gate or under another plate than it was announced.
fn punctuality(floor: &Floor, appointment: &Appointment, arrival: &Arrival) -> Result<Punctuality, Refusal> {
    let Appointment { wish, until, .. } = appointment;
    if wish.gate != arrival.gate {
        let (expected, found) = (wish.gate.clone(), arrival.gate.clone());
        return Err(Refusal::GateOtherGate { expected, found });
    }
    if wish.plate != arrival.plate {
        let (expected, found) = (wish.plate.clone(), arrival.plate.clone());
        return Err(Refusal::GateOtherPlate { expected, found });
    }
    let (first, last) = floor.gate().rules().taken(appointment.window());
    if arrival.at < first {
        return Err(Refusal::GateTooEarly { first, at: arrival.at });
    }
    if arrival.at > last {
        return Err(Refusal::GateTooLate { last, at: arrival.at });
    }
    Ok(match arrival.at {
        at if at < wish.from => Punctuality::Early,
        at if at <= *until => Punctuality::OnTime,
        _ => Punctuality::Late,
    })
}

pub(super) fn check(
    floor: &Floor,
    visit: VisitId,
    wish: &CheckWish,
    acting: &Acting,
) -> Result<Vec<GateEvent>, Refusal> {
    acting.check_past(wish.at)?;
    let truck = truck_of(floor, visit)?;
    check_step(truck, wish.way)?;
    check_not_before(truck.arrived, wish.at)?;
    check_text(&wish.note)?;
    if wish.verdict != Verdict::Passed && wish.note.trim().is_empty() {
        return Err(Refusal::GateNoteMissing { check: wish.kind.word(), verdict: wish.verdict.word() });
    }
    check_unit(floor, truck, wish)?;
    if let Some(mass) = wish.mass
        && !(0..=MASS_KG_MAX).contains(&mass.as_kg())
    {
        let expected = "a mass of 0 to 2,000,000 kg";
        return Err(Refusal::BadNumber { expected, found: mass.as_kg() });
    }
    if let (Some(found), Some(unit)) = (&wish.seals, wish.unit) {
        let expected = seals(floor, visit, unit);
        if wish.verdict == Verdict::Passed && sorted(&expected) != sorted(found) {
            let (expected, found) = (expected.join(", "), found.join(", "));
            return Err(Refusal::GateSealsDiffer { number: number(floor, visit, unit), expected, found });
        }
    }
    let check = Check {
        way: wish.way,
        kind: wish.kind,
        unit: wish.unit,
        verdict: wish.verdict,
        note: wish.note.clone(),
        seals: wish.seals.clone(),
        mass: wish.mass,
        by: acting.organisation.clone(),
        at: wish.at,
    };
    let is_new = truck.check(check.way, check.kind, check.unit) != Some(&check);
    Ok(is_new.then_some(GateEvent::Checked { visit, check }).into_iter().collect())
}

fn sorted(seals: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = seals.iter().map(|seal| number_key(seal)).collect();
    keys.sort();
    keys
}

/// Refuses a check on the way in of a truck that is inside, and one on the way out of a truck that is not.
fn check_step(truck: &Truck, way: Way) -> Result<(), Refusal> {
    let (found, expected) = match (truck.entered, way) {
        (None, Way::In) | (Some(_), Way::Out) => return Ok(()),
        (None, Way::Out) => ("at the gate", "inside"),
        (Some(_), Way::In) => ("inside", "at the gate"),
    };
    Err(Refusal::GateWrongStep { name: truck.plate.to_string(), expected, found })
}

/// Refuses a check of a box that is not on the truck, and one without a box that is done box by box.
fn check_unit(floor: &Floor, truck: &Truck, wish: &CheckWish) -> Result<(), Refusal> {
    let is_its = match (wish.unit, wish.way) {
        (None, _) => !wish.kind.is_of_units(),
        (Some(unit), Way::In) => wish.kind.is_of_units() && truck.brings.contains(&unit),
        (Some(unit), Way::Out) => {
            wish.kind.is_of_units() && floor.aboard(truck.visit).any(|aboard| aboard == unit)
        }
    };
    if is_its {
        return Ok(());
    }
    let unit = wish.unit.map_or_else(|| "none".to_owned(), |unit| number(floor, truck.visit, unit));
    Err(Refusal::GateNotItsUnit { name: truck.plate.to_string(), check: wish.kind.word(), unit })
}

/// Returns the line of a truck's list about a unit.
fn listed(floor: &Floor, visit: VisitId, unit: UnitId) -> Option<&Listing> {
    floor.visit(visit)?.listed.iter().find(|line| line.article.id == unit)
}

/// Returns the seals that a unit should have: as it stands here, else as its papers say.
fn seals(floor: &Floor, visit: VisitId, unit: UnitId) -> Vec<String> {
    let here = floor.unit(unit).map(|stay| &stay.article);
    let article = here.or_else(|| listed(floor, visit, unit).map(|line| &line.article));
    article.map(|article| article.seals.clone()).unwrap_or_default()
}

fn number(floor: &Floor, visit: VisitId, unit: UnitId) -> String {
    let here = floor.unit(unit).map(|stay| &stay.article);
    let article = here.or_else(|| listed(floor, visit, unit).map(|line| &line.article));
    article.map_or_else(|| unit.to_string(), |article| article.identity.to_string())
}

/// Refuses as long as a check that is required was not made, or one did not come out well.
fn check_checks(floor: &Floor, truck: &Truck, way: Way, units: &[UnitId]) -> Result<(), Refusal> {
    let name = |unit: Option<UnitId>| {
        unit.map_or_else(|| truck.plate.to_string(), |unit| number(floor, truck.visit, unit))
    };
    let failed = truck.checks.iter().find(|check| check.way == way && check.verdict == Verdict::Failed);
    if let Some(check) = failed {
        let (check, number, note) = (check.kind.word(), name(check.unit), check.note.clone());
        return Err(Refusal::GateCheckFailed { check, number, note });
    }
    let required = CheckKind::ALL.into_iter();
    for kind in required.filter(|kind| floor.gate().rules().required.contains(&(way, *kind))) {
        let of: Vec<Option<UnitId>> =
            if kind.is_of_units() { units.iter().map(|unit| Some(*unit)).collect() } else { vec![None] };
        if let Some(unit) = of.into_iter().find(|unit| truck.check(way, kind, *unit).is_none()) {
            return Err(Refusal::GateCheckMissing { check: kind.word(), number: name(unit) });
        }
    }
    Ok(())
}

pub(super) fn refuse(
    floor: &Floor,
    (visit, at): (VisitId, Timestamp),
    reason: &str,
) -> Result<Vec<HubEvent>, Refusal> {
    let truck = truck_of(floor, visit)?;
    check_step(truck, Way::In)?;
    check_not_before(truck.arrived, at)?;
    check_text(reason)?;
    let reason = reason.to_owned();
    let cancelled = VisitEvent::Cancelled { visit, reason: reason.clone() };
    Ok(vec![GateEvent::Refused { visit, reason, at }.into(), cancelled.into()])
}

/// A truck goes in: what it brings is here from now on, with seals and damage as they were found.
pub(super) fn enter(
    floor: &Floor,
    ground: &Ground<'_>,
    (visit, lane, at): (VisitId, u8, Timestamp),
) -> Result<Vec<HubEvent>, Refusal> {
    let truck = truck_of(floor, visit)?;
    check_step(truck, Way::In)?;
    check_not_before(truck.arrived, at)?;
    check_lane(lane, gate_of(ground, &truck.gate)?.lanes_in)?;
    check_checks(floor, truck, Way::In, &truck.brings)?;
    let mut found = visit_of(floor, visit)?.listed.clone();
    for line in &mut found {
        let number = line.article.identity.to_string();
        if let Some(stay) = floor.numbered(&number).and_then(|unit| floor.unit(unit)) {
            let (unit, spot) = (stay.article.id, stay.spot.clone());
            return Err(Refusal::UnitHere { unit, number, spot });
        }
        let seen = truck.check(Way::In, CheckKind::Seals, Some(line.article.id));
        if let Some(seals) = seen.and_then(|check| check.seals.clone()) {
            line.article.seals = seals;
        }
    }
    let gate = truck.gate.clone();
    let mut events: Vec<HubEvent> = vec![GateEvent::Entered { visit, gate, lane, at }.into()];
    events.extend(visits::arrive(floor, ground, (visit, at), Some(&found))?);
    let damaged = truck.checks.iter().filter(|check| {
        check.way == Way::In && check.kind == CheckKind::Damage && check.verdict == Verdict::Accepted
    });
    events.extend(damaged.filter_map(|check| {
        let facts = Facts { damage: Some(Some(check.note.clone())), ..Facts::default() };
        Some(InventoryEvent::Stated { unit: check.unit?, facts, at: check.at }.into())
    }));
    Ok(events)
}

/// A truck goes out with what it was meant to take, nothing less and nothing else, and nothing that a hold stops.
pub(super) fn leave(
    floor: &Floor,
    ground: &Ground<'_>,
    (visit, lane, at): (VisitId, u8, Timestamp),
) -> Result<Vec<HubEvent>, Refusal> {
    let truck = truck_of(floor, visit)?;
    check_step(truck, Way::Out)?;
    let since = truck.entered.map_or(truck.arrived, |(entered, _)| entered);
    check_not_before(since, at)?;
    check_lane(lane, gate_of(ground, &truck.gate)?.lanes_out)?;
    let aboard: Vec<UnitId> = floor.aboard(visit).collect();
    let key = |unit: &UnitId| number_key(&number(floor, visit, *unit));
    let meant: Vec<String> = truck.collects.iter().map(|number| number_key(number)).collect();
    if let Some(unit) = aboard.iter().find(|unit| !meant.contains(&key(unit))) {
        let name = truck.plate.to_string();
        return Err(Refusal::GateNotMeant { name, number: number(floor, visit, *unit) });
    }
    if let Some(number) = meant.iter().find(|number| !aboard.iter().any(|unit| key(unit) == **number)) {
        return Err(Refusal::GateNotLoaded { name: truck.plate.to_string(), number: number.clone() });
    }
    check_checks(floor, truck, Way::Out, &aboard)?;
    let departed = visits::depart(floor, ground, visit, at)?;
    let gate = truck.gate.clone();
    Ok(std::iter::once(GateEvent::Left { visit, gate, lane, at }.into()).chain(departed).collect())
}

/// Refuses to have a truck that came by the gate arrive, change its list, leave or be given up anywhere else.
pub(in crate::decide) fn check_not_at_gate(floor: &Floor, visit: VisitId) -> Result<(), Refusal> {
    match floor.gate().truck(visit) {
        Some(truck) => Err(Refusal::AtGate { visit, name: truck.plate.to_string() }),
        None => Ok(()),
    }
}
