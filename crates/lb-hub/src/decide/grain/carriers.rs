//! What brings grain and takes it away: boxes, grain wagons, trucks, ships.

use jiff::Timestamp;
use lb_base::{HsCode, Mass, UnitId};

use super::super::{Ground, goods, here, jobs, places, visit_of};
use super::cells::{Wanted, check_cell, check_goes, check_mass, check_there};
use super::lots::open_lot;
use crate::article::{Fill, Form, Gross};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::grain::{Carrier, GrainEvent, Handling};
use crate::inventory::{Facts, InventoryEvent};
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::visit::{Stage, Vehicle, VisitId};

/// The most that a box with its load may weigh, kilograms.
///
/// Source: ISO 668, rating of series 1 containers.
const BOX_GROSS_KG_MAX: i64 = 36_000;

pub(super) fn receive(
    floor: &Floor,
    ground: &Ground<'_>,
    handling: &Handling,
    (from, leaves): (&Carrier, Fill),
) -> Result<Vec<HubEvent>, Refusal> {
    let lot = open_lot(floor, handling.lot)?;
    check_mass(handling.mass)?;
    let (name, mut events) = brought(floor, ground, from, (&lot.declaration.commodity, handling))?;
    check_cell(floor, ground, &handling.cell, &Wanted::of(lot, handling.mass))?;
    let received = GrainEvent::Received { handling: handling.clone(), from: from.clone(), name, leaves };
    events.push(received.into());
    if let (Carrier::Unit(unit), Fill::Empty) = (from, leaves) {
        events.push(filled(here(floor, *unit)?, Fill::Empty, handling.at));
    }
    Ok(events)
}

pub(super) fn issue(
    floor: &Floor,
    ground: &Ground<'_>,
    handling: &Handling,
    to: &Carrier,
) -> Result<Vec<HubEvent>, Refusal> {
    let lot = open_lot(floor, handling.lot)?;
    check_goes(lot, true)?;
    check_there(floor, ground, lot, handling)?;
    let (name, mut events) = match to {
        Carrier::Visit { visit, .. } => at_visit(floor, *visit, handling.at)?,
        Carrier::Unit(unit) => {
            let stay = here(floor, *unit)?;
            check_reached(floor, ground, stay, false)?;
            check_takes(floor, ground, stay, handling.mass)?;
            let events = jobs::first_work(floor, [&stay.spot, &stay.spot], handling.at);
            (stay.article.identity.to_string(), events)
        }
    };
    let issued = GrainEvent::Issued { handling: handling.clone(), to: to.clone(), name };
    events.push(issued.into());
    if let Carrier::Unit(unit) = to {
        let stay = here(floor, *unit)?;
        if stay.article.fill == Fill::Empty {
            events.push(filled(stay, Fill::Laden, handling.at));
        }
    }
    Ok(events)
}

/// Returns the number or name of what brings grain, and that work on its visit has begun.
fn brought(
    floor: &Floor,
    ground: &Ground<'_>,
    from: &Carrier,
    (commodity, handling): (&HsCode, &Handling),
) -> Result<(String, Vec<HubEvent>), Refusal> {
    let unit = match from {
        Carrier::Visit { visit, .. } => return at_visit(floor, *visit, handling.at),
        Carrier::Unit(unit) => *unit,
    };
    let stay = here(floor, unit)?;
    let number = stay.article.identity.to_string();
    check_reached(floor, ground, stay, true)?;
    if stay.article.fill == Fill::Empty {
        return Err(Refusal::CarrierEmpty { number });
    }
    // Papers may say less than six digits.
    if let Some(goods) = stay.article.goods
        && !goods.is_within(commodity)
        && !commodity.is_within(&goods)
    {
        return Err(Refusal::GoodsDiffer { number, commodity: *commodity, goods });
    }
    check_bears(ground, stay, handling.mass)?;
    let events = jobs::first_work(floor, [&stay.spot, &stay.spot], handling.at);
    Ok((number, events))
}

/// Refuses what carries no grain, is stopped, stands under another box, or on a track without a pit.
fn check_reached(floor: &Floor, ground: &Ground<'_>, stay: &Stay, opens: bool) -> Result<(), Refusal> {
    let number = || stay.article.identity.to_string();
    // Whoever holds a laden unit wants it closed.
    places::check_holds(stay, opens)?;
    places::check_top(floor, stay)?;
    goods::check_no_list(floor, stay)?;
    match &stay.article.form {
        Form::Box(_) | Form::Vehicle => Ok(()),
        Form::Piece => Err(Refusal::NotGrainCarrier { number: number() }),
        Form::Wagon(wagon_type) => {
            if !ground.wagon_type(wagon_type)?.grain {
                return Err(Refusal::NotGrainCarrier { number: number() });
            }
            let wagon = stay.article.id;
            let not_placed = || Refusal::WagonNotOnTrack { wagon, number: number() };
            let track = floor.track_of(wagon).ok_or_else(not_placed)?;
            if ground.track(track)?.grain {
                return Ok(());
            }
            Err(Refusal::NoGrainTrack { number: number(), track: track.clone() })
        }
    }
}

/// Refuses a unit with something else in it, and more than it bears.
fn check_takes(floor: &Floor, ground: &Ground<'_>, stay: &Stay, mass: Mass) -> Result<(), Refusal> {
    let loaded = floor.grain().loaded(stay.article.id);
    if stay.article.fill == Fill::Laden && loaded == Mass::ZERO {
        return Err(Refusal::CarrierLaden { number: stay.article.identity.to_string() });
    }
    check_bears(ground, stay, loaded.saturating_add(mass))
}

fn check_bears(ground: &Ground<'_>, stay: &Stay, mass: Mass) -> Result<(), Refusal> {
    let limit = match &stay.article.form {
        Form::Box(_) => Mass::from_kg(BOX_GROSS_KG_MAX),
        Form::Wagon(wagon_type) => ground.wagon_type(wagon_type)?.payload,
        Form::Vehicle | Form::Piece => return Ok(()),
    };
    if mass <= limit {
        return Ok(());
    }
    Err(Refusal::WagonOverloaded { wagon: stay.article.identity.to_string(), limit, mass })
}

/// Returns the name of a ship or truck that is here, and that work on it has begun.
fn at_visit(floor: &Floor, visit: VisitId, at: Timestamp) -> Result<(String, Vec<HubEvent>), Refusal> {
    let found = visit_of(floor, visit)?;
    let name = found.name.clone();
    match found.vehicle {
        Vehicle::Vessel { .. } | Vehicle::Truck => {}
        Vehicle::Train { .. } => return Err(Refusal::NotGrainCarrier { number: name }),
    }
    if !matches!(found.stage, Stage::Arrived | Stage::Working) {
        let (expected, found) = (Stage::Working.word(), found.stage.word());
        return Err(Refusal::VisitWrongStage { visit, name, expected, found });
    }
    let spot = Spot::Visit { visit, stow: crate::stow::Stow::default() };
    Ok((name, jobs::first_work(floor, [&spot, &spot], at)))
}

/// Returns that a unit is full or empty now. What a box weighs with its new contents nobody has said yet; a wagon's tare stays.
fn filled(stay: &Stay, fill: Fill, at: Timestamp) -> HubEvent {
    let gross = match stay.article.form {
        Form::Box(_) => Some(Gross::Unknown),
        Form::Wagon(_) | Form::Vehicle | Form::Piece => None,
    };
    let unit: UnitId = stay.article.id;
    let seals = (fill == Fill::Empty).then(Vec::new);
    InventoryEvent::Stated { unit, facts: Facts { fill: Some(fill), gross, seals, ..Facts::default() }, at }
        .into()
}
