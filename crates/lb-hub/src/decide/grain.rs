//! Grain: lots, cells, weights, blends, losses.

mod carriers;
mod cells;
mod holds;
mod lots;

use jiff::Timestamp;
use lb_base::Mass;
use lb_network::layout::CellId;

use self::cells::{Wanted, cell_of, check_cell, check_goes, check_mass, check_there};
use self::lots::{check_quality, open_lot};
use super::{Acting, Ground};
use crate::event::HubEvent;
use crate::floor::Floor;
use crate::grain::{
    Blend, Declaration, Difference, GrainCommand, GrainEvent, Handling, Loss, Lot, LotId, Quality, apportion,
    shrink,
};
use crate::refusal::Refusal;

/// Parts of a blend at most.
const PARTS_MAX: usize = 100;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &GrainCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    if let Some(at) = happened(command) {
        acting.check_past(at)?;
    }
    let event = match command {
        GrainCommand::Receive { handling, from, leaves } => {
            return carriers::receive(floor, ground, handling, (from, *leaves));
        }
        GrainCommand::Issue { handling, to } => return carriers::issue(floor, ground, handling, to),
        GrainCommand::Move { handling, to } => move_grain(floor, ground, handling, to)?,
        GrainCommand::Blend(wish) => Some(blend(floor, ground, wish)?),
        GrainCommand::Dry { lot, cell, to_bp, at } => Some(dry(floor, (*lot, cell), *to_bp, *at)?),
        GrainCommand::Lose { handling, loss, reason } => {
            let lot = open_lot(floor, handling.lot)?;
            check_there(floor, ground, lot, handling)?;
            Some(GrainEvent::Lost { handling: handling.clone(), loss: *loss, reason: reason.clone() })
        }
        GrainCommand::Count { cell, found, loss, how, at } => {
            let differences = count(floor, ground, cell, *found)?;
            let (cell, how) = (cell.clone(), how.clone());
            Some(GrainEvent::Counted { cell, found: *found, loss: *loss, differences, how, at: *at })
        }
        GrainCommand::Hold { lot, hold, kind, reason } => {
            holds::hold(floor, *lot, (*hold, *kind, reason), acting)?
        }
        GrainCommand::Lift { lot, hold, reason } => Some(holds::lift(floor, *lot, (*hold, reason), acting)?),
        GrainCommand::Declare { .. }
        | GrainCommand::Certify { .. }
        | GrainCommand::Weigh { .. }
        | GrainCommand::Sample { .. }
        | GrainCommand::Analyse { .. }
        | GrainCommand::Tolerate { .. }
        | GrainCommand::Close { .. } => lots::decide(floor, command, acting)?,
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

/// Returns when a wish says that it happened.
const fn happened(command: &GrainCommand) -> Option<Timestamp> {
    match command {
        GrainCommand::Weigh { at, .. }
        | GrainCommand::Sample { at, .. }
        | GrainCommand::Dry { at, .. }
        | GrainCommand::Count { at, .. }
        | GrainCommand::Close { at, .. }
        | GrainCommand::Blend(Blend { at, .. }) => Some(*at),
        GrainCommand::Analyse { verdict, .. } => Some(verdict.at),
        GrainCommand::Receive { handling, .. }
        | GrainCommand::Move { handling, .. }
        | GrainCommand::Issue { handling, .. }
        | GrainCommand::Lose { handling, .. } => Some(handling.at),
        GrainCommand::Declare { .. }
        | GrainCommand::Certify { .. }
        | GrainCommand::Hold { .. }
        | GrainCommand::Lift { .. }
        | GrainCommand::Tolerate { .. } => None,
    }
}

fn move_grain(
    floor: &Floor,
    ground: &Ground<'_>,
    handling: &Handling,
    to: &CellId,
) -> Result<Option<GrainEvent>, Refusal> {
    let lot = open_lot(floor, handling.lot)?;
    check_goes(lot, false)?;
    check_there(floor, ground, lot, handling)?;
    if *to == handling.cell {
        return Ok(None);
    }
    check_cell(floor, ground, to, &Wanted::of(lot, handling.mass))?;
    Ok(Some(GrainEvent::Moved { handling: handling.clone(), to: to.clone() }))
}

/// Makes one lot of several: of one commodity and one owner, none of them held.
fn blend(floor: &Floor, ground: &Ground<'_>, wish: &Blend) -> Result<GrainEvent, Refusal> {
    if wish.parts.len() > PARTS_MAX {
        return Err(Refusal::TooMany { limit: PARTS_MAX, found: wish.parts.len() });
    }
    lots::check_new(floor, wish.id, &wish.number)?;
    let mut after = floor.clone();
    let mut parts: Vec<(Mass, &Lot)> = Vec::new();
    for part in &wish.parts {
        let lot = open_lot(floor, part.lot)?;
        check_goes(lot, true)?;
        let (cell, mass) = (part.cell.clone(), part.mass);
        let handling = Handling { lot: part.lot, cell, mass, at: wish.at };
        check_there(&after, ground, lot, &handling)?;
        if let Some((_, first)) = parts.first() {
            check_alike(first, lot)?;
        }
        parts.push((mass, lot));
        // What is taken is not there for the next part, and leaves its room.
        let taken = GrainEvent::Lost { handling, loss: Loss::Scale, reason: String::new() };
        after.apply(&taken.into());
    }
    let Some((_, first)) = parts.first() else {
        return Err(Refusal::BadNumber { expected: "at least one part of a blend", found: 0 });
    };
    let mass = parts.iter().fold(Mass::ZERO, |sum, (mass, _)| sum.saturating_add(*mass));
    check_cell(&after, ground, &wish.cell, &Wanted::of(first, mass))?;
    let declaration = blended(wish, &parts, first);
    check_quality(&declaration.quality)?;
    let (parts, cell, at) = (wish.parts.clone(), wish.cell.clone(), wish.at);
    Ok(GrainEvent::Blended { declaration, parts, cell, at })
}

fn check_alike(first: &Lot, other: &Lot) -> Result<(), Refusal> {
    let (one, two) = (&first.declaration, &other.declaration);
    let by = if one.commodity != two.commodity {
        "commodity"
    } else if one.owner != two.owner {
        "owner"
    } else {
        return Ok(());
    };
    Err(Refusal::LotsDiffer { number: one.number.clone(), other: two.number.clone(), by })
}

/// Returns what is said of a blend: what all its parts share, and quality reckoned from theirs. Certificates it has none yet.
fn blended(wish: &Blend, parts: &[(Mass, &Lot)], first: &Lot) -> Declaration {
    let shared = |same: &dyn Fn(&Declaration) -> bool| parts.iter().all(|(_, lot)| same(&lot.declaration));
    let Declaration { owner, commodity, origin, crop_year, .. } = first.declaration.clone();
    let qualities: Vec<(Mass, Quality)> = parts.iter().map(|(mass, lot)| (*mass, lot.quality)).collect();
    Declaration {
        id: wish.id,
        number: wish.number.clone(),
        owner,
        commodity,
        origin: if shared(&|other| other.origin == origin) { origin } else { String::new() },
        crop_year: crop_year.filter(|year| shared(&|other| other.crop_year == Some(*year))),
        declared: None,
        quality: Quality::of_blend(&qualities),
        certificates: Vec::new(),
    }
}

fn dry(
    floor: &Floor,
    (lot, cell): (LotId, &CellId),
    to_bp: u16,
    at: Timestamp,
) -> Result<GrainEvent, Refusal> {
    let found = open_lot(floor, lot)?;
    let number = || found.declaration.number.clone();
    if let Some((other, _)) = floor.grain().places(lot).find(|(other, _)| *other != cell) {
        return Err(Refusal::LotElsewhere { number: number(), cell: cell.clone(), other: other.clone() });
    }
    let from_bp = found.quality.moisture_bp.ok_or_else(|| Refusal::MoistureUnknown { number: number() })?;
    let there = floor.grain().inside(lot);
    let bad = || Refusal::BadNumber {
        expected: "a moisture in basis points below the one before",
        found: i64::from(to_bp),
    };
    let mass = shrink(there, from_bp, to_bp).ok_or_else(bad)?;
    let handling = Handling { lot, cell: cell.clone(), mass, at };
    check_mass(handling.mass)?;
    Ok(GrainEvent::Dried { handling, from_bp, to_bp })
}

/// Shares what a stock-take found otherwise out over the lots of a cell, by how much of each the books have.
fn count(floor: &Floor, ground: &Ground<'_>, cell: &CellId, found: Mass) -> Result<Vec<Difference>, Refusal> {
    let capacity = cell_of(ground, cell)?.capacity;
    if found < Mass::ZERO {
        return Err(Refusal::BadNumber { expected: "a mass of 0 or more", found: found.as_kg() });
    }
    if found > capacity {
        return Err(Refusal::CellFull { cell: cell.clone(), capacity, mass: found });
    }
    let contents = floor.grain().cell(cell).cloned().unwrap_or_default();
    let lots = contents.lots();
    if lots.is_empty() && found > Mass::ZERO {
        return Err(Refusal::CellEmpty { cell: cell.clone() });
    }
    let weights: Vec<Mass> = lots.iter().map(|lot| contents.of(*lot)).collect();
    let shares = apportion(contents.level().saturating_sub(found), &weights);
    let all = lots.into_iter().zip(shares).map(|(lot, lost)| Difference { lot, lost });
    Ok(all.filter(|difference| difference.lost != Mass::ZERO).collect())
}
