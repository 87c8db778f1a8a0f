//! Whether a thing may stand somewhere, and whether it may leave where it stands.

use lb_base::{Mass, UnitId};
use lb_network::layout::{Block, BlockPurpose, DangerousGoods, Equipment};

use super::{Ground, ship, wagons};
use crate::article::{Article, BoxLength, Fill, Form, Gross};
use crate::equipment::Condition;
use crate::floor::{Floor, Stay};
use crate::refusal::Refusal;
use crate::spot::{Slot, Spot};
use crate::stow;
use crate::visit::Vehicle;

/// Refuses a place that the floor plan does not have for such a thing, or that is not made for what is in it.
pub(super) fn check_place(
    floor: &Floor,
    ground: &Ground<'_>,
    article: &Article,
    spot: &Spot,
) -> Result<(), Refusal> {
    let no_such = |why| Err(Refusal::NoSuchSpot { spot: spot.clone(), why });
    match (spot, &article.form) {
        (Spot::Yard(slot), Form::Box(length)) => check_slot(ground, article, (slot, *length), spot),
        (Spot::Wagon { wagon, slot }, Form::Box(length)) => {
            wagons::check_slot(floor, ground, (*wagon, *slot, *length), spot)
        }
        (Spot::Warehouse { warehouse, bay }, Form::Piece | Form::Vehicle) => {
            let Some(found) = ground.layout.warehouses.get(warehouse) else {
                return no_such("no such warehouse");
            };
            if *bay < 1 || *bay > found.bays {
                return no_such("no such bay");
            }
            let units = floor.in_bay(warehouse, *bay).filter(|unit| *unit != article.id);
            let masses = units.filter_map(|unit| floor.unit(unit)?.article.gross.mass());
            let there = masses.fold(floor.store().bay_mass(warehouse, *bay), Mass::saturating_add);
            let mass = there.saturating_add(article.gross.mass().unwrap_or(Mass::from_kg(0)));
            if mass > found.bay_load {
                let (warehouse, limit) = (warehouse.clone(), found.bay_load);
                return Err(Refusal::BayOverloaded { warehouse, bay: *bay, limit, mass });
            }
            Ok(())
        }
        (Spot::Visit { visit, stow }, Form::Box(_) | Form::Vehicle | Form::Piece) => {
            let Some(found) = floor.visit(*visit) else {
                return no_such("no such visit is here");
            };
            match found.vehicle {
                Vehicle::Train { .. } => no_such("boxes stand on wagons of a train"),
                Vehicle::Vessel { .. } | Vehicle::Truck if !found.is_here() => no_such("it has not arrived"),
                Vehicle::Vessel { .. } | Vehicle::Truck => ship::check_stow(found, article, stow),
            }
        }
        (Spot::Yard(_), Form::Wagon(_) | Form::Vehicle | Form::Piece) => {
            no_such("only boxes stand in blocks")
        }
        (Spot::Wagon { .. }, Form::Wagon(_) | Form::Vehicle | Form::Piece) => {
            no_such("only boxes stand on platforms")
        }
        (Spot::Warehouse { .. }, Form::Box(_) | Form::Wagon(_)) => no_such("boxes stand in blocks"),
        (Spot::Visit { .. }, Form::Wagon(_)) => no_such("wagons are put into trains"),
    }
}

fn check_slot(
    ground: &Ground<'_>,
    article: &Article,
    (slot, length): (&Slot, BoxLength),
    spot: &Spot,
) -> Result<(), Refusal> {
    let no_such = |why| Err(Refusal::NoSuchSpot { spot: spot.clone(), why });
    let Some(block) = ground.layout.blocks.get(&slot.block) else {
        return no_such("no such block");
    };
    if !(1..=block.rows).contains(&slot.row) {
        return no_such("no such row");
    }
    if !(1..=block.tiers).contains(&slot.tier) {
        return no_such("no such tier");
    }
    let last = block.last_bay();
    match length {
        BoxLength::Twenty if slot.bay % 2 != 1 || slot.bay > last => no_such("20 ft boxes stand in odd bays"),
        BoxLength::Forty if slot.bay % 2 != 0 || slot.bay < 2 || slot.bay >= last => {
            no_such("longer boxes stand in even bays")
        }
        BoxLength::Twenty | BoxLength::Forty => check_kept_for(block, article, slot),
    }
}

/// What a block is kept for: fill, plugs, dangerous goods.
fn check_kept_for(block: &Block, article: &Article, slot: &Slot) -> Result<(), Refusal> {
    let is_wrong = match block.purpose {
        BlockPurpose::Mixed => false,
        BlockPurpose::Laden => article.fill == Fill::Empty,
        BlockPurpose::Empty => article.fill == Fill::Laden,
    };
    if is_wrong {
        return Err(Refusal::WrongPurpose { fill: article.fill.word(), block: block.id.clone() });
    }
    // Of a longer box one bay with a plug is enough.
    if article.needs_plug()
        && slot.bay > block.plug_bays.saturating_add(u16::from(slot.bay.is_multiple_of(2)))
    {
        let spot = Spot::Yard(slot.clone());
        return Err(Refusal::NoPlug { number: article.identity.to_string(), spot });
    }
    let refused = article.dangerous.iter().find(|class| match &block.dangerous {
        DangerousGoods::Refused => true,
        DangerousGoods::Classes(classes) => !classes.contains(class),
    });
    match refused {
        Some(class) => Err(Refusal::DangerousRefused { class: class.clone(), block: block.id.clone() }),
        None => Ok(()),
    }
}

/// Refuses a place where another thing stands.
pub(super) fn check_free(floor: &Floor, article: &Article, spot: &Spot) -> Result<(), Refusal> {
    for cell in spot.cells(article.box_length()) {
        if let Some(unit) = floor.occupant(&cell).filter(|unit| *unit != article.id) {
            let number = floor.unit(unit).map_or_else(String::new, |stay| stay.article.identity.to_string());
            return Err(Refusal::SpotTaken { spot: spot.clone(), unit, number });
        }
    }
    Ok(())
}

/// Refuses a place in the air, or a 20 ft box on a longer one.
pub(super) fn check_support(floor: &Floor, article: &Article, spot: &Spot) -> Result<(), Refusal> {
    let Some(length) = article.box_length() else { return Ok(()) };
    let bears = |unit: UnitId| {
        let below = floor.unit(unit).and_then(|stay| stay.article.box_length());
        unit != article.id && below.is_some_and(|below| stow::bears(below, length))
    };
    let below = floor.bearing_cells(spot, length);
    if below.iter().all(|cell| floor.occupant(cell).is_some_and(bears)) {
        return Ok(());
    }
    Err(Refusal::NotSupported { spot: spot.clone() })
}

/// Refuses to put a box under another: in the cells of a ship stacks may begin at more than one tier.
pub(super) fn check_open_above(floor: &Floor, stay: &Stay, to: &Spot) -> Result<(), Refusal> {
    let (Spot::Visit { .. }, Some(length)) = (to, stay.article.box_length()) else { return Ok(()) };
    match floor.on_top(to, length).find(|above| *above != stay.article.id) {
        Some(above) => Err(covered(floor, &Stay { spot: to.clone(), ..stay.clone() }, above)),
        None => Ok(()),
    }
}

/// Returns the refusal of a unit on which another stands: aboard a ship an overstow.
pub(super) fn covered(floor: &Floor, stay: &Stay, unit: UnitId) -> Refusal {
    let number = stay.article.identity.to_string();
    let on_top = floor.unit(unit);
    let above = on_top.map_or_else(String::new, |stay| stay.article.identity.to_string());
    match (&stay.spot, on_top) {
        (Spot::Visit { .. }, Some(on_top)) => {
            Refusal::Overstowed { number, unit, above, spot: on_top.spot.clone() }
        }
        (Spot::Visit { .. } | Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. }, _) => {
            Refusal::Buried { number, unit, above }
        }
    }
}

/// Refuses to lift what another box stands on.
pub(super) fn check_top(floor: &Floor, stay: &Stay) -> Result<(), Refusal> {
    let Some(length) = stay.article.box_length() else { return Ok(()) };
    match floor.on_top(&stay.spot, length).next() {
        Some(above) => Err(covered(floor, stay, above)),
        None => Ok(()),
    }
}

/// Refuses to move what a hold stops, or what may not leave if the place is on something that leaves.
pub(super) fn check_holds(stay: &Stay, leaves: bool) -> Result<(), Refusal> {
    let stops = stay.holds.values().find(|hold| leaves || hold.kind.stops_moves());
    let Some(hold) = stops else { return Ok(()) };
    Err(Refusal::Held {
        unit: stay.article.id,
        number: stay.article.identity.to_string(),
        hold: hold.id,
        kind: hold.kind,
        by: hold.by.clone(),
        reason: hold.reason.clone(),
    })
}

/// Returns whether what is put there leaves the hub with it.
pub(super) const fn leaves(spot: &Spot) -> bool {
    match spot {
        Spot::Wagon { .. } | Spot::Visit { .. } => true,
        Spot::Yard(_) | Spot::Warehouse { .. } => false,
    }
}

/// Refuses to load on a ship what has no verified gross mass.
///
/// Source: SOLAS VI/2.
pub(super) fn check_verified(floor: &Floor, article: &Article, spot: &Spot) -> Result<(), Refusal> {
    let Spot::Visit { visit, .. } = spot else { return Ok(()) };
    let is_ship = floor.visit(*visit).is_some_and(|visit| matches!(visit.vehicle, Vehicle::Vessel { .. }));
    match (article.box_length(), article.gross) {
        (Some(_), Gross::Unknown | Gross::Declared(_)) if is_ship => {
            Err(Refusal::NotVerified { unit: article.id, number: article.identity.to_string() })
        }
        (Some(_) | None, _) => Ok(()),
    }
}

/// Refuses equipment that does not work, reaches neither end of a move, or does not lift the thing.
///
/// A crane works one end; tractors bring the unit to it or take it away, unless the crane reaches both.
pub(super) fn check_equipment(
    floor: &Floor,
    equipment: &Equipment,
    article: &Article,
    spots: [&Spot; 2],
) -> Result<(), Refusal> {
    let id = equipment.id.clone();
    if let Condition::Down { reason, .. } = floor.condition(&id) {
        return Err(Refusal::EquipmentDown { equipment: id, reason: reason.clone() });
    }
    let [from, to] = spots;
    if !reaches(floor, equipment, from) && !reaches(floor, equipment, to) {
        return Err(Refusal::OutOfReach { equipment: id, from: from.clone(), to: to.clone() });
    }
    match article.gross.mass() {
        Some(mass) if mass > equipment.lift => {
            Err(Refusal::TooHeavy { equipment: id, lift: equipment.lift, mass })
        }
        Some(_) | None => Ok(()),
    }
}

fn reaches(floor: &Floor, equipment: &Equipment, spot: &Spot) -> bool {
    match spot {
        Spot::Yard(slot) => equipment.blocks.contains(&slot.block),
        Spot::Warehouse { warehouse, .. } => equipment.warehouses.contains(warehouse),
        Spot::Wagon { wagon, .. } => {
            floor.track_of(*wagon).is_some_and(|track| equipment.tracks.contains(track))
        }
        Spot::Visit { visit, .. } => match floor.visit(*visit) {
            // A truck drives to where it is wanted.
            Some(visit) if visit.vehicle == Vehicle::Truck => true,
            Some(visit) => {
                visit.mooring.as_ref().is_some_and(|mooring| equipment.berths.contains(&mooring.berth))
            }
            None => false,
        },
    }
}
