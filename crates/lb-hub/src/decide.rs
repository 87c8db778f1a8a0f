//! From wishes to events, or to a refusal.

mod gate;
mod gauge;
mod goods;
mod grain;
mod inventory;
mod jobs;
mod placements;
mod places;
mod reefers;
pub mod ship;
mod visits;
mod wagons;

use jiff::{SignedDuration, Timestamp};
use lb_base::{OrganisationId, UnitId};
use lb_network::layout::{
    Equipment, EquipmentId, Layout, Layouts, Railway, Track, TrackId, WagonType, WagonTypeId,
};

use crate::article::{Article, Gross};
use crate::command::Command;
use crate::equipment::{Condition, EquipmentCommand, EquipmentEvent};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::hold::{Hold, HoldCommand, HoldEvent};
use crate::refusal::Refusal;
use crate::visit::{Visit, VisitId};

/// How far ahead of ours the clock of whoever saw something may be.
const CLOCK_AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// The heaviest thing, kilograms: a heavy-lift piece.
const MASS_KG_MAX: i64 = 2_000_000;

/// The floor plan and the rules behind it.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The floor plan.
    pub layout: &'a Layout,
    /// Beside it, types of wagons and loading rules of railways.
    pub layouts: &'a Layouts,
}

impl<'a> Ground<'a> {
    fn track(&self, track: &TrackId) -> Result<&'a Track, Refusal> {
        self.layout.tracks.get(track).ok_or_else(|| Refusal::NoSuchTrack { track: track.clone() })
    }

    fn equipment(&self, equipment: &EquipmentId) -> Result<&'a Equipment, Refusal> {
        let found = self.layout.equipment.get(equipment);
        found.ok_or_else(|| Refusal::NoSuchEquipment { equipment: equipment.clone() })
    }

    fn wagon_type(&self, wagon_type: &WagonTypeId) -> Result<&'a WagonType, Refusal> {
        let found = self.layouts.wagon_types.get(wagon_type);
        found.ok_or_else(|| Refusal::UnknownWagonType { wagon_type: wagon_type.clone() })
    }

    /// Returns the railway whose rules hold for wagons of a gauge.
    pub(crate) fn railway(&self, gauge: u32) -> Result<&'a Railway, Refusal> {
        let expected = || "a railway of the hub".to_owned();
        let found = self.layouts.railway_at(self.layout, gauge);
        found.ok_or_else(|| Refusal::WrongGauge { expected: expected(), found: gauge })
    }
}

/// Who wishes, and when.
#[derive(Clone, Debug)]
pub struct Acting {
    /// For whom.
    pub organisation: OrganisationId,
    /// Now.
    pub now: Timestamp,
}

impl Acting {
    /// Refuses an instant that lies ahead of what any clock may show.
    fn check_past(&self, at: Timestamp) -> Result<(), Refusal> {
        let latest = self.now.checked_add(CLOCK_AHEAD).unwrap_or(self.now);
        if at <= latest { Ok(()) } else { Err(Refusal::InFuture { now: self.now, at }) }
    }
}

/// Decides a wish about a floor. What has been done already gives no events.
///
/// # Errors
/// A [`Refusal`] that says what is in the way; then nothing happens.
pub fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &Command,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    match command {
        Command::Inventory(command) => inventory::decide(floor, ground, command, acting),
        Command::Visit(command) => visits::decide(floor, ground, command, acting),
        Command::Placement(command) => placements::decide(floor, ground, command, acting),
        Command::Job(command) => jobs::decide(floor, ground, command, acting),
        Command::Gauge(command) => gauge::decide(floor, ground, command, acting),
        Command::Hold(command) => hold(floor, command, acting),
        Command::Equipment(command) => equipment(floor, ground, command, acting),
        Command::Grain(command) => grain::decide(floor, ground, command, acting),
        Command::Gate(command) => gate::decide(floor, ground, command, acting),
        Command::Goods(command) => goods::decide(floor, ground, command, acting),
        Command::Stuffing(command) => goods::stuffing::decide(floor, ground, command, acting),
        Command::Ship(command) => ship::decide(floor, ground, command),
        Command::Reefer(command) => reefers::decide(floor, ground, command, acting),
    }
}

fn hold(floor: &Floor, command: &HoldCommand, acting: &Acting) -> Result<Vec<HubEvent>, Refusal> {
    let event = match command {
        HoldCommand::Set { hold, unit, kind, reason } => {
            let stay = here(floor, *unit)?;
            if let Some(before) = stay.holds.get(hold) {
                let is_same = before.kind == *kind && before.reason == *reason;
                return if is_same { Ok(Vec::new()) } else { Err(Refusal::HoldExists { hold: *hold }) };
            }
            let (by, since) = (acting.organisation.clone(), acting.now);
            let hold = Hold { id: *hold, kind: *kind, reason: reason.clone(), by, since };
            HoldEvent::Set { unit: *unit, hold }
        }
        HoldCommand::Lift { unit, hold, reason } => {
            let stay = here(floor, *unit)?;
            let not_found = || Refusal::HoldNotFound { unit: *unit, hold: *hold };
            let set = stay.holds.get(hold).ok_or_else(not_found)?;
            if set.by != acting.organisation {
                let (by, found) = (set.by.clone(), acting.organisation.clone());
                return Err(Refusal::NotYourHold { hold: *hold, by, found });
            }
            let (by, reason) = (acting.organisation.clone(), reason.clone());
            HoldEvent::Lifted { unit: *unit, hold: *hold, by, reason }
        }
    };
    Ok(vec![event.into()])
}

fn equipment(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &EquipmentCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let event = match command {
        EquipmentCommand::BreakDown { equipment, reason, at } => {
            ground.equipment(equipment)?;
            acting.check_past(*at)?;
            let is_down = matches!(floor.condition(equipment), Condition::Down { reason: before, .. } if before == reason);
            (!is_down).then(|| EquipmentEvent::Broken {
                equipment: equipment.clone(),
                reason: reason.clone(),
                at: *at,
            })
        }
        EquipmentCommand::Mend { equipment, at } => {
            ground.equipment(equipment)?;
            acting.check_past(*at)?;
            let is_down = matches!(floor.condition(equipment), Condition::Down { .. });
            is_down.then(|| EquipmentEvent::Mended { equipment: equipment.clone(), at: *at })
        }
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

/// Returns a thing that is here.
fn here(floor: &Floor, unit: UnitId) -> Result<&Stay, Refusal> {
    floor.unit(unit).ok_or(Refusal::UnitNotHere { unit })
}

/// Returns a visit that is expected or here.
fn visit_of(floor: &Floor, visit: VisitId) -> Result<&Visit, Refusal> {
    floor.visit(visit).ok_or(Refusal::VisitNotFound { visit })
}

/// Refuses figures beyond all reason.
///
/// # Errors
/// [`Refusal::BadNumber`].
pub fn check_article(article: &Article) -> Result<(), Refusal> {
    check_gross(article.gross)?;
    let cargo = article.papers.as_ref().and_then(|papers| papers.cargo);
    check_gross(cargo.map_or(Gross::Unknown, Gross::Declared))?;
    check_set_point(article.set_point)
}

fn check_gross(gross: Gross) -> Result<(), Refusal> {
    let found = gross.mass().map_or(0, lb_base::Mass::as_kg);
    if (0..=MASS_KG_MAX).contains(&found) {
        return Ok(());
    }
    Err(Refusal::BadNumber { expected: "a mass of 0 to 2,000,000 kg", found })
}

fn check_set_point(set_point: Option<i16>) -> Result<(), Refusal> {
    match set_point {
        Some(found) if !(-700..=400).contains(&found) => {
            let found = i64::from(found);
            Err(Refusal::BadNumber {
                expected: "a set point of -700 to 400 tenths of a degree Celsius",
                found,
            })
        }
        Some(_) | None => Ok(()),
    }
}
