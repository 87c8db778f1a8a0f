//! Refrigerated boxes: plugs, set points, readings, answers to alarms.

use jiff::Timestamp;
use lb_base::UnitId;

use super::{Acting, Ground, check_set_point, here};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::gate::TEXT_MAX;
use crate::reefer::{Alarm, Answered, Reading, ReeferCommand, ReeferEvent, alarms};
use crate::refusal::Refusal;
use crate::spot::{Slot, Spot};

/// Readings of one command at most.
const READINGS_MAX: usize = 500;
/// The coldest and the hottest that anybody reads, tenths of a degree Celsius.
const READ_DC: std::ops::RangeInclusive<i16> = -1_000..=1_000;
/// Fresh air at most, cubic metres an hour: a fully open vent.
const VENTILATION_MAX: u16 = 500;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &ReeferCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let event = match command {
        ReeferCommand::Plug { unit, at } => {
            acting.check_past(*at)?;
            plug(floor, ground, *unit, *at)?
        }
        ReeferCommand::Unplug { unit, at } => {
            acting.check_past(*at)?;
            unplug(floor, *unit, *at)?
        }
        ReeferCommand::Set { unit, set_point, ventilation, at } => {
            acting.check_past(*at)?;
            set(floor, (*unit, *set_point), *ventilation, *at)?
        }
        ReeferCommand::Read { readings } => read(floor, readings, acting)?,
        ReeferCommand::Answer { unit, kind, began, answer, note } => {
            let answered = Answered {
                kind: *kind,
                began: *began,
                answer: *answer,
                note: note.clone(),
                by: acting.organisation.clone(),
                at: acting.now,
            };
            answer_alarm(floor, *unit, answered)?
        }
    };
    Ok(event.map(HubEvent::from).into_iter().collect())
}

/// Returns a refrigerated box that is here.
fn reefer(floor: &Floor, unit: UnitId) -> Result<&Stay, Refusal> {
    let stay = here(floor, unit)?;
    let is_reefer = stay.article.box_length().is_some()
        && (stay.article.set_point.is_some() || floor.reefers().reefer(unit).is_some());
    if is_reefer {
        return Ok(stay);
    }
    Err(Refusal::NotReefer { number: stay.article.identity.to_string() })
}

fn number(stay: &Stay) -> String {
    stay.article.identity.to_string()
}

fn plug(
    floor: &Floor,
    ground: &Ground<'_>,
    unit: UnitId,
    at: Timestamp,
) -> Result<Option<ReeferEvent>, Refusal> {
    let stay = reefer(floor, unit)?;
    if let Some(span) = floor.reefers().reefer(unit).and_then(crate::reefer::Reefer::plugged) {
        return if span.from == at { Ok(None) } else { Err(Refusal::ReeferPlugged { number: number(stay) }) };
    }
    let slot = plug_of(ground, stay)?;
    if let Some(other) = floor.reefers().on_plug(slot).filter(|other| *other != unit) {
        let other = here(floor, other)?.article.identity.to_string();
        return Err(Refusal::PlugTaken { spot: stay.spot.clone(), number: other });
    }
    check_order(floor, stay, at)?;
    let set_point = stay.article.set_point;
    Ok(Some(ReeferEvent::Plugged { unit, plug: slot.clone(), set_point, at }))
}

/// Returns the place whose plug a box can be on: a bay of the yard with plugs.
fn plug_of<'a>(ground: &Ground<'_>, stay: &'a Stay) -> Result<&'a Slot, Refusal> {
    let no_plug = || Refusal::NoPlug { number: number(stay), spot: stay.spot.clone() };
    let Spot::Yard(slot) = &stay.spot else { return Err(no_plug()) };
    let block = ground.layout.blocks.get(&slot.block).ok_or_else(no_plug)?;
    // Of a longer box one bay with a plug is enough.
    let last = block.plug_bays.saturating_add(u16::from(slot.bay.is_multiple_of(2)));
    if block.plug_bays > 0 && slot.bay <= last { Ok(slot) } else { Err(no_plug()) }
}

fn unplug(floor: &Floor, unit: UnitId, at: Timestamp) -> Result<Option<ReeferEvent>, Refusal> {
    let stay = reefer(floor, unit)?;
    let state = floor.reefers().reefer(unit);
    if state.and_then(crate::reefer::Reefer::plugged).is_none() {
        let was_then = state.and_then(crate::reefer::Reefer::last_change) == Some(at);
        return if was_then { Ok(None) } else { Err(Refusal::ReeferNotPlugged { number: number(stay) }) };
    }
    check_order(floor, stay, at)?;
    Ok(Some(ReeferEvent::Unplugged { unit, at }))
}

/// Refuses a change of plug before the one before it.
fn check_order(floor: &Floor, stay: &Stay, at: Timestamp) -> Result<(), Refusal> {
    let last = floor.reefers().reefer(stay.article.id).and_then(crate::reefer::Reefer::last_change);
    match last {
        Some(last) if at < last => Err(Refusal::ReeferOutOfOrder { number: number(stay), last, at }),
        Some(_) | None => Ok(()),
    }
}

fn set(
    floor: &Floor,
    (unit, set_point): (UnitId, Option<i16>),
    ventilation: Option<u16>,
    at: Timestamp,
) -> Result<Option<ReeferEvent>, Refusal> {
    let stay = here(floor, unit)?;
    if stay.article.box_length().is_none() {
        return Err(Refusal::NotReefer { number: number(stay) });
    }
    check_set_point(set_point)?;
    if let Some(found) = ventilation.filter(|found| *found > VENTILATION_MAX) {
        let expected = "at most 500 cubic metres of fresh air an hour";
        return Err(Refusal::BadNumber { expected, found: i64::from(found) });
    }
    let state = floor.reefers().reefer(unit);
    let known = state.is_some_and(|state| {
        state.set_points().contains(&(at, set_point))
            && (ventilation.is_none() || ventilation == state.ventilation())
    });
    Ok((!known).then_some(ReeferEvent::Set { unit, set_point, ventilation, at }))
}

/// Notes what is new; what was told before is left out, what was told otherwise is refused.
fn read(
    floor: &Floor,
    readings: &[(UnitId, Reading)],
    acting: &Acting,
) -> Result<Option<ReeferEvent>, Refusal> {
    if readings.len() > READINGS_MAX {
        return Err(Refusal::TooMany { limit: READINGS_MAX, found: readings.len() });
    }
    let mut new: Vec<(UnitId, Option<i16>, Reading)> = Vec::new();
    for (unit, reading) in readings {
        let stay = reefer(floor, *unit)?;
        check_reading(stay, reading, acting)?;
        let known =
            floor.reefers().reefer(*unit).and_then(|state| state.reading(reading.at, &reading.source));
        let twice = new.iter().find(|(other, _, before)| {
            (other, before.at, &before.source) == (unit, reading.at, &reading.source)
        });
        match known.or(twice.map(|(.., before)| before)) {
            Some(before) if before.agrees(reading) => {}
            Some(before) => {
                let (number, at, source_name) = (number(stay), before.at, before.source.clone());
                return Err(Refusal::ReeferReadOtherwise { number, at, source_name });
            }
            None => new.push((*unit, stay.article.set_point, reading.clone())),
        }
    }
    Ok((!new.is_empty()).then_some(ReeferEvent::Read { readings: new }))
}

fn check_reading(stay: &Stay, reading: &Reading, acting: &Acting) -> Result<(), Refusal> {
    acting.check_past(reading.at)?;
    let values = [reading.supply_dc, reading.return_dc, reading.ambient_dc];
    if values.iter().all(Option::is_none) {
        return Err(Refusal::ReeferEmptyReading { number: number(stay), at: reading.at });
    }
    if let Some(found) = values.into_iter().flatten().find(|value| !READ_DC.contains(value)) {
        let expected = "a reading of -1000 to 1000 tenths of a degree Celsius";
        return Err(Refusal::BadNumber { expected, found: i64::from(found) });
    }
    match reading.source.chars().count() {
        found if found > TEXT_MAX => Err(Refusal::TooMany { limit: TEXT_MAX, found }),
        _ => Ok(()),
    }
}

fn answer_alarm(floor: &Floor, unit: UnitId, answered: Answered) -> Result<Option<ReeferEvent>, Refusal> {
    let stay = reefer(floor, unit)?;
    if answered.note.chars().count() > TEXT_MAX {
        return Err(Refusal::TooMany { limit: TEXT_MAX, found: answered.note.chars().count() });
    }
    let state = floor.reefers().reefer(unit).cloned().unwrap_or_default();
    let all = alarms(&state, stay.situation(answered.at));
    let is_it = |alarm: &&Alarm| (alarm.kind, alarm.began) == (answered.kind, answered.began);
    let Some(alarm) = all.iter().find(is_it) else {
        let (number, kind, began) = (number(stay), answered.kind.word(), answered.began);
        return Err(Refusal::ReeferNoAlarm { number, kind, began });
    };
    let is_new = !alarm.answers.iter().any(|before| before.answer == answered.answer);
    Ok(is_new.then_some(ReeferEvent::Answered { unit, answered }))
}

/// Refuses to move a box that is on a plug.
pub(super) fn check_unplugged(floor: &Floor, stay: &Stay) -> Result<(), Refusal> {
    match floor.reefers().reefer(stay.article.id).and_then(crate::reefer::Reefer::plugged) {
        Some(_) => Err(Refusal::ReeferPlugged { number: number(stay) }),
        None => Ok(()),
    }
}
