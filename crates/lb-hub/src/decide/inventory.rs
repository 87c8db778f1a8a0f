//! The inventory: opened, counted, put right.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::UnitId;
use lb_network::layout::BlockId;

use super::{Acting, Ground, check_article, check_gross, check_set_point, here, places};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::inventory::{Correction, Counted, Facts, InventoryCommand, InventoryEvent};
use crate::refusal::Refusal;
use crate::spot::Spot;

/// The most things that one command takes into the books: they are one event of the journal.
const OPENED_MAX: usize = 500;
/// The most things that one block holds when it is counted.
const COUNTED_MAX: usize = 5_000;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &InventoryCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let event = match command {
        InventoryCommand::Open { units } => open(floor, ground, units)?,
        InventoryCommand::Count { block, found, at } => {
            acting.check_past(*at)?;
            Some(count(floor, ground, (block, *at), found)?)
        }
        InventoryCommand::State { unit, facts, at } => {
            acting.check_past(*at)?;
            state(floor, (*unit, *at), facts)?
        }
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

fn check_many(found: usize, limit: usize) -> Result<(), Refusal> {
    if found > limit { Err(Refusal::TooMany { limit, found }) } else { Ok(()) }
}

fn open(floor: &Floor, ground: &Ground<'_>, units: &[Counted]) -> Result<Option<InventoryEvent>, Refusal> {
    check_many(units.len(), OPENED_MAX)?;
    let mut after = floor.clone();
    let mut new = Vec::new();
    // From the ground up: what stands above is looked at when what bears it is there.
    let mut ordered: Vec<&Counted> = units.iter().collect();
    ordered.sort_by_key(|counted| tier(&counted.spot));
    for counted in ordered {
        if let Some(stay) = after.unit(counted.article.id) {
            if stay.article == counted.article && stay.spot == counted.spot {
                continue;
            }
            return Err(already_here(stay));
        }
        check_stands(&after, ground, counted)?;
        let event = InventoryEvent::Opened { units: vec![counted.clone()] };
        after.apply(&event.into());
        new.push(counted.clone());
    }
    Ok((!new.is_empty()).then_some(InventoryEvent::Opened { units: new }))
}

fn already_here(stay: &Stay) -> Refusal {
    let (unit, number) = (stay.article.id, stay.article.identity.to_string());
    Refusal::UnitHere { unit, number, spot: stay.spot.clone() }
}

const fn tier(spot: &Spot) -> u8 {
    match spot {
        Spot::Yard(slot) => slot.tier,
        Spot::Wagon { .. } | Spot::Visit { .. } | Spot::Warehouse { .. } => 0,
    }
}

fn check_stands(floor: &Floor, ground: &Ground<'_>, counted: &Counted) -> Result<(), Refusal> {
    let Counted { article, spot } = counted;
    check_article(article)?;
    places::check_place(floor, ground, article, spot)?;
    places::check_free(floor, article, spot)?;
    places::check_support(floor, article, spot)
}

/// Compares a counted block with the books, and puts these right.
fn count(
    floor: &Floor,
    ground: &Ground<'_>,
    (block, at): (&BlockId, Timestamp),
    found: &[Counted],
) -> Result<InventoryEvent, Refusal> {
    if !ground.layout.blocks.contains_key(block) {
        return Err(Refusal::NoSuchBlock { block: block.clone() });
    }
    check_many(found.len(), COUNTED_MAX)?;
    let mut there = BTreeMap::new();
    for counted in found {
        let is_in = matches!(&counted.spot, Spot::Yard(slot) if slot.block == *block);
        if !is_in {
            let why = "it is not in the counted block";
            return Err(Refusal::NoSuchSpot { spot: counted.spot.clone(), why });
        }
        if there.insert(counted.article.id, counted).is_some() {
            return Err(Refusal::ListedTwice { what: counted.article.identity.to_string() });
        }
    }
    let in_block = |spot: &Spot| matches!(spot, Spot::Yard(slot) if slot.block == *block);
    let mut corrections = Vec::new();
    for (unit, stay) in floor.units().filter(|(_, stay)| in_block(&stay.spot)) {
        if !there.contains_key(&unit) {
            corrections.push(Correction::Missing { unit, from: stay.spot.clone() });
        }
    }
    for counted in found {
        match floor.unit(counted.article.id) {
            Some(stay) if stay.spot == counted.spot => {}
            Some(stay) => {
                let (unit, from, to) = (counted.article.id, stay.spot.clone(), counted.spot.clone());
                corrections.push(Correction::Moved { unit, from, to });
            }
            None => corrections.push(Correction::Found(counted.clone())),
        }
    }
    check_corrected(floor, ground, (block, at), &corrections)?;
    Ok(InventoryEvent::Counted { block: block.clone(), units: found.len(), corrections, at })
}

/// Refuses a count after which something would hang in the air or two things stand in one place.
fn check_corrected(
    floor: &Floor,
    ground: &Ground<'_>,
    (block, at): (&BlockId, Timestamp),
    corrections: &[Correction],
) -> Result<(), Refusal> {
    let mut bare = floor.clone();
    let mut put: Vec<Counted> = Vec::new();
    let mut moved = BTreeSet::new();
    for correction in corrections {
        match correction {
            Correction::Moved { unit, to, .. } => {
                moved.insert(*unit);
                put.push(Counted { article: here(floor, *unit)?.article.clone(), spot: to.clone() });
            }
            Correction::Missing { unit, .. } => {
                moved.insert(*unit);
            }
            Correction::Found(counted) => put.push(counted.clone()),
        }
    }
    let gone: Vec<Correction> = moved.iter().map(|unit| missing(floor, *unit)).collect::<Result<_, _>>()?;
    bare.apply(&InventoryEvent::Counted { block: block.clone(), units: 0, corrections: gone, at }.into());
    put.sort_by_key(|counted| tier(&counted.spot));
    for counted in put {
        check_stands(&bare, ground, &counted)?;
        bare.apply(&InventoryEvent::Opened { units: vec![counted] }.into());
    }
    // What stayed may have lost what bore it.
    let is_in = |spot: &Spot| matches!(spot, Spot::Yard(slot) if slot.block == *block);
    let left = moved.iter().filter_map(|unit| floor.unit(*unit)).any(|stay| !is_in(&stay.spot));
    let stays = bare.units().filter(|(_, stay)| left || is_in(&stay.spot));
    for (_, stay) in stays {
        places::check_support(&bare, &stay.article, &stay.spot)?;
    }
    Ok(())
}

fn missing(floor: &Floor, unit: UnitId) -> Result<Correction, Refusal> {
    Ok(Correction::Missing { unit, from: here(floor, unit)?.spot.clone() })
}

fn state(
    floor: &Floor,
    (unit, at): (UnitId, Timestamp),
    facts: &Facts,
) -> Result<Option<InventoryEvent>, Refusal> {
    let stay = here(floor, unit)?;
    check_gross(facts.gross.unwrap_or(stay.article.gross))?;
    check_set_point(facts.set_point.flatten())?;
    let event = InventoryEvent::Stated { unit, facts: facts.clone(), at };
    let mut after = floor.clone();
    after.apply(&event.clone().into());
    Ok((after.unit(unit) != Some(stay)).then_some(event))
}
