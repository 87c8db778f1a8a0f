//! The moves of a truck, planned together.

use lb_network::layout::{Block, BlockPurpose};

use super::truck_of;
use crate::article::{Article, BoxLength, Fill};
use crate::decide::{Ground, here, jobs, places};
use crate::event::HubEvent;
use crate::floor::Floor;
use crate::job::{JobId, JobOrder, Urgency};
use crate::refusal::Refusal;
use crate::spot::{Slot, Spot};
use crate::stow::Stow;
use crate::visit::VisitId;

/// Plans what is still to be moved: boxes that it brought to free places of the yard, what it collects onto it. What has a job
/// already, or is where it should be, is left alone.
pub(super) fn plan(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: VisitId,
    ids: &[JobId],
) -> Result<Vec<HubEvent>, Refusal> {
    let truck = truck_of(floor, visit)?;
    if truck.entered.is_none() {
        let name = truck.plate.to_string();
        return Err(Refusal::GateWrongStep { name, expected: "inside", found: "at the gate" });
    }
    let mut planned = floor.clone();
    let mut events = Vec::new();
    let mut ids = ids.iter().copied();
    let mut put = |floor: &mut Floor, unit, to: Option<Spot>| -> Result<(), Refusal> {
        let found = ids.len();
        let id = ids.next().ok_or(Refusal::TooMany { limit: found, found: found.saturating_add(1) })?;
        let order = |to| JobOrder { id, unit, to, equipment: None, urgency: Urgency::Normal, order: 0 };
        let new = match to {
            Some(to) => jobs::plan(floor, ground, &[order(to)])?,
            None => free_place(floor, ground, &here(floor, unit)?.article, &order)?,
        };
        new.iter().for_each(|event| floor.apply(event));
        events.extend(new);
        Ok(())
    };
    for unit in &truck.brings {
        let is_aboard = floor.aboard(visit).any(|aboard| aboard == *unit);
        if is_aboard && floor.job_of(*unit).is_none() {
            put(&mut planned, *unit, None)?;
        }
    }
    for number in &truck.collects {
        let not_here = || Refusal::GateNotHere { number: number.clone() };
        let unit = floor.numbered(number).ok_or_else(not_here)?;
        let is_aboard = floor.aboard(visit).any(|aboard| aboard == unit);
        if !is_aboard && floor.job_of(unit).is_none() {
            put(&mut planned, unit, Some(Spot::Visit { visit, stow: Stow::default() }))?;
        }
    }
    Ok(events)
}

/// Returns the job that brings a thing to the first free place that takes it: the block with the narrowest purpose first, then
/// the lowest tier, so that stacks grow evenly.
///
/// Cost: places of the yard in the worst case.
fn free_place(
    floor: &Floor,
    ground: &Ground<'_>,
    article: &Article,
    order: &impl Fn(Spot) -> JobOrder,
) -> Result<Vec<HubEvent>, Refusal> {
    let number = article.identity.to_string();
    let Some(length) = article.box_length() else { return Err(Refusal::GateNoPlace { number }) };
    // Otherwise every place would be refused for the same reason.
    places::check_holds(here(floor, article.id)?, false)?;
    let mut blocks: Vec<&Block> = ground.layout.blocks.values().collect();
    blocks.sort_by_key(|block| (rank(block, article.fill), &block.id));
    for block in blocks {
        for slot in slots(block, length) {
            if let Ok(events) = jobs::plan(floor, ground, &[order(Spot::Yard(slot))]) {
                return Ok(events);
            }
        }
    }
    Err(Refusal::GateNoPlace { number })
}

const fn rank(block: &Block, fill: Fill) -> u8 {
    match (block.purpose, fill) {
        (BlockPurpose::Empty, Fill::Empty) | (BlockPurpose::Laden, Fill::Laden) => 0,
        (BlockPurpose::Mixed, _) => 1,
        (BlockPurpose::Empty, Fill::Laden) | (BlockPurpose::Laden, Fill::Empty) => 2,
    }
}

fn slots(block: &Block, length: BoxLength) -> impl Iterator<Item = Slot> + '_ {
    let first = match length {
        BoxLength::Twenty => 1,
        BoxLength::Forty => 2,
    };
    let bays = move || (first..=block.last_bay()).step_by(2);
    (1..=block.tiers).flat_map(move |tier| {
        bays().flat_map(move |bay| {
            (1..=block.rows).map(move |row| Slot { block: block.id.clone(), bay, row, tier })
        })
    })
}
