//! The gate: appointments, arrival, checks, in and out.

mod appointments;
mod moves;
mod passage;

pub(super) use passage::check_not_at_gate;

use jiff::Timestamp;
use lb_network::layout::{Gate, GateId};

use super::{Acting, Ground, check_article};
use crate::event::HubEvent;
use crate::floor::{Floor, number_key};
use crate::gate::{GateCommand, GateEvent, GateRules, TEXT_MAX, Truck, WINDOW_MINUTES};
use crate::refusal::Refusal;
use crate::visit::VisitId;

/// Units that one truck brings, and that it collects, at most: a road train carries four 20 ft boxes.
const UNITS_MAX: usize = 10;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &GateCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let events = match command {
        GateCommand::Rule { rules } => rule(floor, rules)?,
        GateCommand::Book { appointment, wish } => {
            appointments::book(floor, ground, (*appointment, wish), acting)?
        }
        GateCommand::Amend { appointment, wish } => {
            appointments::amend(floor, ground, (*appointment, wish), acting)?
        }
        GateCommand::Cancel { appointment, reason } => appointments::cancel(floor, *appointment, reason)?,
        GateCommand::Expire => appointments::expire(floor, acting.now),
        GateCommand::Arrive(arrival) => return passage::arrive(floor, ground, arrival, acting),
        GateCommand::Check { visit, check } => passage::check(floor, *visit, check, acting)?,
        GateCommand::Mean { visit, collects } => mean(floor, *visit, collects)?,
        GateCommand::Refuse { visit, reason, at } => {
            acting.check_past(*at)?;
            return passage::refuse(floor, (*visit, *at), reason);
        }
        GateCommand::Enter { visit, lane, at } => {
            acting.check_past(*at)?;
            return passage::enter(floor, ground, (*visit, *lane, *at));
        }
        GateCommand::Plan { visit, jobs } => return moves::plan(floor, ground, *visit, jobs),
        GateCommand::Leave { visit, lane, at } => {
            acting.check_past(*at)?;
            return passage::leave(floor, ground, (*visit, *lane, *at));
        }
    };
    Ok(events.into_iter().map(HubEvent::from).collect())
}

fn rule(floor: &Floor, rules: &GateRules) -> Result<Vec<GateEvent>, Refusal> {
    if !WINDOW_MINUTES.contains(&rules.window_minutes) {
        let found = i64::from(rules.window_minutes);
        return Err(Refusal::BadNumber { expected: "a window of 15, 30 or 60 minutes", found });
    }
    if !(1..=120).contains(&rules.trucks_per_lane_hour) {
        let found = i64::from(rules.trucks_per_lane_hour);
        return Err(Refusal::BadNumber { expected: "1 to 120 trucks an hour on a lane", found });
    }
    for minutes in [rules.early_minutes, rules.grace_minutes] {
        if minutes > 1_440 {
            let found = i64::from(minutes);
            return Err(Refusal::BadNumber { expected: "at most 1,440 minutes early or late", found });
        }
    }
    let is_new = floor.gate().rules() != rules;
    Ok(is_new.then(|| GateEvent::Ruled { rules: rules.clone() }).into_iter().collect())
}

fn mean(floor: &Floor, visit: VisitId, collects: &[String]) -> Result<Vec<GateEvent>, Refusal> {
    let truck = truck_of(floor, visit)?;
    check_collects(collects)?;
    let is_new = truck.collects != collects;
    let event = is_new.then(|| GateEvent::Meant { visit, collects: collects.to_vec() });
    Ok(event.into_iter().collect())
}

/// Refuses too many numbers, one twice, and what is no number.
fn check_collects(collects: &[String]) -> Result<(), Refusal> {
    if collects.len() > UNITS_MAX {
        return Err(Refusal::TooMany { limit: UNITS_MAX, found: collects.len() });
    }
    let mut keys: Vec<String> = collects.iter().map(|number| number_key(number)).collect();
    keys.sort();
    if let Some(what) = keys.windows(2).find_map(|pair| (pair[0] == pair[1]).then(|| pair[0].clone())) {
        return Err(Refusal::ListedTwice { what });
    }
    collects.iter().try_for_each(|number| check_text(number))
}

fn check_text(text: &str) -> Result<(), Refusal> {
    match text.chars().count() {
        found if found > TEXT_MAX => Err(Refusal::TooMany { limit: TEXT_MAX, found }),
        _ => Ok(()),
    }
}

fn gate_of<'a>(ground: &Ground<'a>, gate: &GateId) -> Result<&'a Gate, Refusal> {
    ground.layout.gates.get(gate).ok_or_else(|| Refusal::NoSuchGate { gate: gate.clone() })
}

/// Returns a truck that is at the gate or inside.
fn truck_of(floor: &Floor, visit: VisitId) -> Result<&Truck, Refusal> {
    floor.gate().truck(visit).ok_or(Refusal::GateTruckUnknown { visit })
}

/// Refuses to have a truck pass on a lane that the gate does not have.
const fn check_lane(lane: u8, lanes: u8) -> Result<(), Refusal> {
    if 1 <= lane && lane <= lanes { Ok(()) } else { Err(Refusal::GateNoLane { lane, lanes }) }
}

fn check_not_before(since: Timestamp, at: Timestamp) -> Result<(), Refusal> {
    if at < since { Err(Refusal::BeforeArrival { arrived: since, at }) } else { Ok(()) }
}

/// Refuses what a truck cannot bring.
fn check_brings(brings: &[crate::article::Article]) -> Result<(), Refusal> {
    if brings.len() > UNITS_MAX {
        return Err(Refusal::TooMany { limit: UNITS_MAX, found: brings.len() });
    }
    let mut keys: Vec<String> = brings.iter().map(|one| number_key(&one.identity.to_string())).collect();
    keys.sort();
    if let Some(what) = keys.windows(2).find_map(|pair| (pair[0] == pair[1]).then(|| pair[0].clone())) {
        return Err(Refusal::ListedTwice { what });
    }
    for article in brings {
        check_article(article)?;
        if article.wagon_type().is_some() {
            return Err(Refusal::NotMovable { unit: article.id, number: article.identity.to_string() });
        }
    }
    Ok(())
}
