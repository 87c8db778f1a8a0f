//! What may lie in a cell, and what may be taken from it.

use std::collections::BTreeSet;

use lb_base::{HsCode, Mass};
use lb_network::layout::{Cell, CellId};

use super::super::Ground;
use super::lots::lot_of;
use crate::floor::Floor;
use crate::grain::{Handling, Lot, MASS_KG_MAX};
use crate::hold::HoldId;
use crate::refusal::Refusal;

/// Grain that is to lie in a cell.
pub(super) struct Wanted<'a> {
    number: &'a str,
    commodity: HsCode,
    quarantine: BTreeSet<HoldId>,
    mass: Mass,
}

impl<'a> Wanted<'a> {
    pub(super) fn of(lot: &'a Lot, mass: Mass) -> Self {
        let Lot { declaration, .. } = lot;
        let quarantine = lot.quarantine().collect();
        Self { number: &declaration.number, commodity: declaration.commodity, quarantine, mass }
    }
}

pub(super) fn cell_of<'a>(ground: &Ground<'a>, cell: &CellId) -> Result<&'a Cell, Refusal> {
    ground.layout.cells.get(cell).ok_or_else(|| Refusal::NoSuchCell { cell: cell.clone() })
}

pub(super) fn check_mass(mass: Mass) -> Result<(), Refusal> {
    let found = mass.as_kg();
    if (1..=MASS_KG_MAX).contains(&found) {
        return Ok(());
    }
    Err(Refusal::BadNumber { expected: "a mass of 1 to 500,000,000 kg", found })
}

/// Refuses grain that a cell has no room for, that it does not take, or that must not lie with what is there.
pub(super) fn check_cell(
    floor: &Floor,
    ground: &Ground<'_>,
    cell: &CellId,
    wanted: &Wanted<'_>,
) -> Result<(), Refusal> {
    let Cell { capacity, commodities, .. } = cell_of(ground, cell)?;
    let digits = wanted.commodity.as_str();
    if !commodities.is_empty() && !commodities.iter().any(|head| digits.starts_with(head.as_str())) {
        return Err(Refusal::CellRefuses { cell: cell.clone(), commodity: wanted.commodity });
    }
    let Some(contents) = floor.grain().cell(cell) else { return check_room(cell, *capacity, wanted.mass) };
    for lot in contents.lots() {
        let there = lot_of(floor, lot)?;
        let by = if there.declaration.commodity != wanted.commodity {
            "commodity"
        } else if there.quarantine().collect::<BTreeSet<_>>() != wanted.quarantine {
            "quarantine"
        } else {
            continue;
        };
        let (number, other) = (wanted.number.to_owned(), there.declaration.number.clone());
        return Err(Refusal::CellMixed { cell: cell.clone(), number, other, by });
    }
    check_room(cell, *capacity, contents.level().saturating_add(wanted.mass))
}

fn check_room(cell: &CellId, capacity: Mass, mass: Mass) -> Result<(), Refusal> {
    if mass <= capacity {
        return Ok(());
    }
    Err(Refusal::CellFull { cell: cell.clone(), capacity, mass })
}

/// Refuses to take more of a lot from a cell than lies there.
pub(super) fn check_there(
    floor: &Floor,
    ground: &Ground<'_>,
    lot: &Lot,
    handling: &Handling,
) -> Result<(), Refusal> {
    check_mass(handling.mass)?;
    cell_of(ground, &handling.cell)?;
    let there = floor.grain().cell(&handling.cell).map_or(Mass::ZERO, |contents| contents.of(handling.lot));
    if handling.mass <= there {
        return Ok(());
    }
    let (number, cell) = (lot.declaration.number.clone(), handling.cell.clone());
    Err(Refusal::NotInCell { number, cell, there, mass: handling.mass })
}

/// Refuses while a hold stops a lot: any when it leaves or loses its name, quarantine whatever is done.
pub(super) fn check_goes(lot: &Lot, leaves: bool) -> Result<(), Refusal> {
    let Some(hold) = lot.holds.values().find(|hold| leaves || hold.kind.stops_moves()) else { return Ok(()) };
    Err(Refusal::LotHeld {
        number: lot.declaration.number.clone(),
        hold: hold.id,
        kind: hold.kind,
        by: hold.by.clone(),
        reason: hold.reason.clone(),
    })
}
