//! Appointments: made, changed, taken back, missed.

use jiff::{SignedDuration, Timestamp};

use super::{check_brings, check_collects, check_text, gate_of};
use crate::decide::{Acting, Ground};
use crate::floor::Floor;
use crate::gate::{Appointment, AppointmentId, AppointmentState, GateEvent, Wish};
use crate::refusal::Refusal;

/// Days ahead for which appointments are made.
const AHEAD_DAYS: i64 = 30;
/// Appointments that wait for their trucks at most, of one organisation.
const BOOKED_MAX: usize = 2_000;

pub(super) fn book(
    floor: &Floor,
    ground: &Ground<'_>,
    (id, wish): (AppointmentId, &Wish),
    acting: &Acting,
) -> Result<Vec<GateEvent>, Refusal> {
    if let Some(before) = floor.gate().appointment(id) {
        return if before.wish == *wish {
            Ok(Vec::new())
        } else {
            Err(Refusal::AppointmentExists { appointment: id })
        };
    }
    let until = check_wish(floor, ground, (wish, id), acting)?;
    let own = |other: &&Appointment| {
        other.state == AppointmentState::Booked && other.wish.organisation == wish.organisation
    };
    if floor.gate().appointments().filter(own).count() >= BOOKED_MAX {
        return Err(Refusal::TooMany { limit: BOOKED_MAX, found: BOOKED_MAX.saturating_add(1) });
    }
    let (wish, made) = (wish.clone(), acting.now);
    let appointment = Appointment { id, wish, until, made, state: AppointmentState::Booked };
    Ok(vec![GateEvent::Booked { appointment: Box::new(appointment) }])
}

pub(super) fn amend(
    floor: &Floor,
    ground: &Ground<'_>,
    (id, wish): (AppointmentId, &Wish),
    acting: &Acting,
) -> Result<Vec<GateEvent>, Refusal> {
    let before = booked(floor, id)?;
    if before.wish == *wish {
        return Ok(Vec::new());
    }
    let until = check_wish(floor, ground, (wish, id), acting)?;
    let appointment = Appointment { wish: wish.clone(), until, ..before.clone() };
    Ok(vec![GateEvent::Amended { appointment: Box::new(appointment) }])
}

pub(super) fn cancel(floor: &Floor, id: AppointmentId, reason: &str) -> Result<Vec<GateEvent>, Refusal> {
    let before = appointment_of(floor, id)?;
    if before.state == AppointmentState::Cancelled {
        return Ok(Vec::new());
    }
    booked(floor, id)?;
    check_text(reason)?;
    Ok(vec![GateEvent::Cancelled { appointment: id, reason: reason.to_owned() }])
}

/// Returns the trucks that did not come until the end of their time of grace.
pub(super) fn expire(floor: &Floor, now: Timestamp) -> Vec<GateEvent> {
    let rules = floor.gate().rules();
    let is_missed = |appointment: &&Appointment| {
        appointment.state == AppointmentState::Booked && rules.taken(appointment.window()).1 < now
    };
    let missed = floor.gate().appointments().filter(is_missed);
    missed.map(|appointment| GateEvent::Missed { appointment: appointment.id }).collect()
}

fn appointment_of(floor: &Floor, id: AppointmentId) -> Result<&Appointment, Refusal> {
    floor.gate().appointment(id).ok_or(Refusal::AppointmentNotFound { appointment: id })
}

/// Returns an appointment whose truck is still expected.
pub(super) fn booked(floor: &Floor, id: AppointmentId) -> Result<&Appointment, Refusal> {
    let appointment = appointment_of(floor, id)?;
    if appointment.state == AppointmentState::Booked {
        return Ok(appointment);
    }
    let (expected, found) = (AppointmentState::Booked.word(), appointment.state.word());
    Err(Refusal::AppointmentWrongState { appointment: id, expected, found })
}

/// Returns the end of the window that is wished.
fn check_wish(
    floor: &Floor,
    ground: &Ground<'_>,
    (wish, id): (&Wish, AppointmentId),
    acting: &Acting,
) -> Result<Timestamp, Refusal> {
    let gate = gate_of(ground, &wish.gate)?;
    let rules = floor.gate().rules();
    check_brings(&wish.brings)?;
    check_collects(&wish.collects)?;
    check_text(&wish.reference)?;
    let bad = Refusal::GateNoWindow { minutes: rules.window_minutes, from: wish.from };
    let until = rules.window_from(wish.from).ok_or(bad)?;
    if until <= acting.now {
        return Err(Refusal::GateWindowOver { until, now: acting.now });
    }
    let ahead = SignedDuration::from_hours(AHEAD_DAYS.saturating_mul(24));
    if wish.from.duration_since(acting.now) > ahead {
        return Err(Refusal::GateTooFarAhead { days: AHEAD_DAYS, from: wish.from });
    }
    // Only the own ones: nobody learns here where the trucks of others are.
    let twice = floor.gate().appointments().find(|other| {
        let same = other.wish.plate == wish.plate && other.wish.organisation == wish.organisation;
        let meets = other.wish.from < until && wish.from < other.until;
        same && meets && other.id != id && other.state == AppointmentState::Booked
    });
    if let Some(other) = twice {
        return Err(Refusal::GateBookedTwice { plate: wish.plate.clone(), appointment: other.id });
    }
    let capacity = rules.places(gate);
    if floor.gate().taken(&wish.gate, (wish.from, until), Some(id)) >= capacity {
        return Err(Refusal::GateWindowFull { gate: wish.gate.clone(), from: wish.from, capacity });
    }
    Ok(until)
}
