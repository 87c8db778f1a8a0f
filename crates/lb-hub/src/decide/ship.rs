//! Ships: what is to be loaded, what is left behind, and jobs in an order in which they can be done.

use std::collections::BTreeSet;

use lb_base::{Length, UnitId};
use lb_network::layout::{Block, BlockId};

use super::{Ground, check_article, here, jobs, places, visit_of};
use crate::article::{Article, BoxLength};
use crate::consist::{EVENT_THINGS_MAX, LIST_MAX, LISTED_MAX};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::job::{Job, JobEvent, JobId, JobOrder, Urgency};
use crate::refusal::Refusal;
use crate::ship::{
    self, DECKS_MAX, Deck, Direction, LANES_MAX, LoadLine, Progress, ShipCommand, ShipEvent, Work,
};
use crate::spot::{Slot, Spot};
use crate::stow::{self, Lane, Stow};
use crate::visit::{Stage, Vehicle, Visit, VisitId};

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &ShipCommand,
) -> Result<Vec<HubEvent>, Refusal> {
    match command {
        ShipCommand::LoadList { visit, from, lines } => load_list(floor, *visit, (*from, lines)),
        ShipCommand::ShutOut { visit, units, reason } => shut_out(floor, *visit, (units, reason.as_ref())),
        ShipCommand::Plan { work, jobs } => Ok(plan(floor, ground, work, jobs)?.events),
        ShipCommand::Decks { visit, decks } => deck(floor, *visit, decks),
    }
}

/// Returns a ship that is expected or here and not complete.
fn ship_of(floor: &Floor, visit: VisitId) -> Result<&Visit, Refusal> {
    let found = visit_of(floor, visit)?;
    let (id, name) = (visit, found.name.clone());
    match (&found.vehicle, found.stage) {
        (Vehicle::Vessel { .. }, Stage::Expected | Stage::Arrived | Stage::Working) => Ok(found),
        (Vehicle::Vessel { .. }, Stage::Complete) => Err(Refusal::VisitWrongStage {
            visit: id,
            name,
            expected: "not complete",
            found: found.stage.word(),
        }),
        (Vehicle::Train { .. } | Vehicle::Truck, _) => {
            Err(Refusal::WrongVehicle { visit: id, name, expected: "vessel", found: found.vehicle.word() })
        }
    }
}

/// Refuses a part of a list that does not join what was said before, or makes the list longer than lists are.
pub(super) fn check_part(before: usize, from: usize, lines: usize) -> Result<(), Refusal> {
    if lines > LISTED_MAX {
        return Err(Refusal::TooMany { limit: LISTED_MAX, found: lines });
    }
    if from > before {
        return Err(Refusal::ListGap { before, from });
    }
    let found = from.saturating_add(lines);
    if found > LIST_MAX { Err(Refusal::TooMany { limit: LIST_MAX, found }) } else { Ok(()) }
}

fn load_list(
    floor: &Floor,
    visit: VisitId,
    (from, lines): (usize, &[LoadLine]),
) -> Result<Vec<HubEvent>, Refusal> {
    let found = ship_of(floor, visit)?;
    let loads = &found.ship.loads;
    check_part(loads.len(), from, lines.len())?;
    let kept = loads.get(..from).unwrap_or_default();
    let (mut units, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for (line, is_new) in kept.iter().map(|line| (line, false)).chain(lines.iter().map(|line| (line, true))) {
        let number = line.article.identity.to_string();
        if !units.insert(line.article.id) {
            return Err(Refusal::ListedTwice { what: number });
        }
        if is_new {
            check_article(&line.article)?;
            check_stow(found, &line.article, &line.stow)?;
        }
        let spot = Spot::Visit { visit, stow: line.stow.clone() };
        for cell in spot.cells(line.article.box_length()) {
            if !cells.insert(cell) {
                return Err(Refusal::ListedTwice { what: format!("{}, for {number}", line.stow) });
            }
        }
    }
    if loads.get(from..) == Some(lines) {
        return Ok(Vec::new());
    }
    Ok(parts(from, lines, |from, lines| ShipEvent::LoadListed { visit, from, lines }.into()))
}

/// Returns events of a list, none with more lines than one event need hold.
pub(super) fn parts<T: Clone>(
    from: usize,
    lines: &[T],
    event: impl Fn(usize, Vec<T>) -> HubEvent,
) -> Vec<HubEvent> {
    if lines.is_empty() {
        return vec![event(from, Vec::new())];
    }
    let chunks = lines.chunks(EVENT_THINGS_MAX).enumerate();
    chunks.map(|(at, part)| event(from + at * EVENT_THINGS_MAX, part.to_vec())).collect()
}

/// Refuses a place aboard that a ship has for no such thing: a bay for another length, a lane of no deck.
pub(super) fn check_stow(visit: &Visit, article: &Article, stow: &Stow) -> Result<(), Refusal> {
    let spot = || Spot::Visit { visit: visit.id, stow: stow.clone() };
    let no_such = |why| Err(Refusal::NoSuchSpot { spot: spot(), why });
    let is_ship = matches!(visit.vehicle, Vehicle::Vessel { .. });
    match (stow, article.box_length()) {
        (Stow::Words(_), _) => Ok(()),
        (Stow::Position(_) | Stow::Lane(_), _) if !is_ship => no_such("only ships have bays and decks"),
        (Stow::Position(_), None) => no_such("only boxes stand in bays"),
        (Stow::Position(at), Some(length)) if !stow::fits_bay(*at, length) => match length {
            BoxLength::Twenty => no_such("20 ft boxes stand in odd bays"),
            BoxLength::Forty => no_such("longer boxes stand in even bays"),
        },
        (Stow::Position(_), Some(_)) => Ok(()),
        (Stow::Lane(_), Some(_)) => no_such("what rolls stands on lanes; boxes stand in bays"),
        (Stow::Lane(lane), None) => match lane_of(visit, lane) {
            Some(_) => Ok(()),
            None => no_such("the ship has no such deck or lane"),
        },
    }
}

fn lane_of<'a>(visit: &'a Visit, lane: &Lane) -> Option<(&'a Deck, Length)> {
    let deck = visit.ship.deck(&lane.deck)?;
    let length = deck.lanes.get(usize::from(lane.lane).checked_sub(1)?)?;
    Some((deck, *length))
}

/// Refuses to put on a lane what is too long for what is left of it, or too high for its deck; `planned` counts what jobs bring.
pub(super) fn check_lane(floor: &Floor, article: &Article, to: &Spot, planned: bool) -> Result<(), Refusal> {
    let Spot::Visit { visit, stow: Stow::Lane(lane) } = to else { return Ok(()) };
    let found = visit_of(floor, *visit)?;
    let Some((deck, limit)) = lane_of(found, lane) else {
        return Err(Refusal::NoSuchSpot { spot: to.clone(), why: "the ship has no such deck or lane" });
    };
    let number = article.identity.to_string();
    let measures = article.sea.as_ref().and_then(|sea| Some((sea.length?, sea.height?)));
    let Some((length, height)) = measures else {
        return Err(Refusal::SizeUnknown { unit: article.id, number });
    };
    if height > deck.height {
        return Err(Refusal::DeckTooLow { deck: deck.name.clone(), number, limit: deck.height, height });
    }
    let taken = ship::lanes_taken(floor, *visit, deck);
    let (there, comes) = taken.get(usize::from(lane.lane).saturating_sub(1)).copied().unwrap_or_default();
    // What is in the lane already does not take itself twice.
    let own = floor.unit(article.id).is_some_and(|stay| stay.spot == *to);
    let counted = if own { Length::from_mm(0) } else { length };
    let mut used = there.saturating_add(counted);
    if planned {
        used = used.saturating_add(comes);
    }
    if used > limit {
        let free = limit.saturating_sub(used.saturating_sub(counted));
        let (deck, lane) = (deck.name.clone(), lane.lane);
        return Err(Refusal::LaneFull { deck, lane, number, free, length });
    }
    Ok(())
}

fn shut_out(
    floor: &Floor,
    visit: VisitId,
    (units, reason): (&[UnitId], Option<&String>),
) -> Result<Vec<HubEvent>, Refusal> {
    let found = ship_of(floor, visit)?;
    if units.len() > LISTED_MAX {
        return Err(Refusal::TooMany { limit: LISTED_MAX, found: units.len() });
    }
    let mut named = Vec::new();
    for unit in units {
        let line =
            found.ship.load(*unit).ok_or(Refusal::NotOnLoadList { name: found.name.clone(), unit: *unit })?;
        match ship::loading(floor, found, line) {
            Progress::Done => {
                let number = line.article.identity.to_string();
                return Err(Refusal::LoadedAlready { unit: *unit, number });
            }
            Progress::Planned if reason.is_some() => {
                return Err(Refusal::JobsOpen { what: line.article.identity.to_string(), count: 1 });
            }
            Progress::Absent | Progress::ToDo | Progress::Planned | Progress::ShutOut | Progress::Stays => {}
        }
        if line.shut_out.as_ref() != reason {
            named.push(*unit);
        }
    }
    if named.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![ShipEvent::ShutOut { visit, units: named, reason: reason.cloned() }.into()])
}

fn deck(floor: &Floor, visit: VisitId, decks: &[Deck]) -> Result<Vec<HubEvent>, Refusal> {
    let found = ship_of(floor, visit)?;
    if decks.len() > DECKS_MAX {
        return Err(Refusal::TooMany { limit: DECKS_MAX, found: decks.len() });
    }
    let mut names = BTreeSet::new();
    for deck in decks {
        if deck.name.trim().is_empty() || !names.insert(&deck.name) {
            return Err(Refusal::ListedTwice { what: format!("deck {}", deck.name) });
        }
        if deck.lanes.len() > usize::from(LANES_MAX) {
            return Err(Refusal::TooMany { limit: usize::from(LANES_MAX), found: deck.lanes.len() });
        }
        let lengths = deck.lanes.iter().map(|length| (length.as_mm(), 500_000));
        for (found, most) in lengths.chain([(deck.height.as_mm(), 20_000)]) {
            if !(1..=most).contains(&found) {
                let expected = "a lane of up to 500 m, a height of up to 20 m, in millimetres";
                return Err(Refusal::BadNumber { expected, found });
            }
        }
    }
    check_decks_hold(floor, found, decks)?;
    if found.ship.decks == decks {
        return Ok(Vec::new());
    }
    Ok(vec![ShipEvent::Decked { visit, decks: decks.to_vec() }.into()])
}

/// Refuses to take away a lane on which something stands or is to stand, or to make it shorter than that.
fn check_decks_hold(floor: &Floor, visit: &Visit, decks: &[Deck]) -> Result<(), Refusal> {
    for before in &visit.ship.decks {
        let after = decks.iter().find(|deck| deck.name == before.name);
        let taken = ship::lanes_taken(floor, visit.id, before).into_iter();
        for (lane, (there, comes)) in (1_u8..).zip(taken) {
            let used = there.saturating_add(comes);
            let limit = after.and_then(|deck| deck.lanes.get(usize::from(lane).saturating_sub(1)).copied());
            let limit = limit.unwrap_or(Length::from_mm(0));
            if used > limit {
                let (deck, free) = (before.name.clone(), limit);
                return Err(Refusal::LaneFull { deck, lane, number: visit.name.clone(), free, length: used });
            }
        }
    }
    Ok(())
}

/// Jobs for a ship, and why the rest cannot be planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is planned, in an order in which it can be done.
    pub events: Vec<HubEvent>,
    /// What is not, each with what is in the way.
    pub left: Vec<(UnitId, Refusal)>,
}

/// Plans what is left to do for a ship, in an order in which it can be done, as far as there are names for jobs.
///
/// Loading: what stands on trains goes first and directly, then bay by bay from the bottom; nothing is planned before what stands
/// on it, or before what it is to stand on. Discharge: bay by bay from the top, into the first place of the blocks that takes it.
/// What cannot be planned is left, with the refusal that a job for it would meet. Cost: lines times the height of stacks; for
/// discharge also times the stacks of the blocks.
///
/// # Errors
/// [`Refusal`] when there is no such ship, when it is complete, when a block does not exist, or when something is to be discharged
/// before it arrived.
pub fn plan(floor: &Floor, ground: &Ground<'_>, work: &Work, names: &[JobId]) -> Result<Plan, Refusal> {
    let visit = ship_of(floor, work.visit)?;
    if !visit.is_here() {
        let (id, name, found) = (visit.id, visit.name.clone(), visit.stage.word());
        return Err(Refusal::VisitWrongStage { visit: id, name, expected: "arrived", found });
    }
    let wanted = |unit: &UnitId| work.units.is_empty() || work.units.contains(unit);
    let mut planner = Planner::new(floor, ground, work, names)?;
    let mut open: Vec<UnitId> = match work.direction {
        Direction::Load => {
            let lines = visit.ship.loads.iter();
            let open = lines.filter(|line| ship::loading(floor, visit, line) == Progress::ToDo);
            open.map(|line| line.article.id).collect()
        }
        Direction::Discharge => {
            let brought = visit.ship.brought.keys().copied();
            brought
                .filter(|unit| {
                    ship::discharge(floor, visit, *unit, stays(visit, floor, ground, *unit)) == Progress::ToDo
                })
                .collect()
        }
    };
    open.retain(wanted);
    open.sort_by_cached_key(|unit| planner.rank(visit, *unit));
    // A pass plans what nothing is in the way of; what it planned may clear the way for more.
    loop {
        let before = open.len();
        open.retain(|unit| !planner.take(visit, *unit));
        if open.len() == before || open.is_empty() {
            break;
        }
    }
    let left =
        open.into_iter().filter_map(|unit| planner.refused.remove(&unit).map(|refusal| (unit, refusal)));
    Ok(Plan { left: left.collect(), events: planner.events })
}

/// Returns whether a unit that a ship brought goes on with it.
fn stays(visit: &Visit, floor: &Floor, ground: &Ground<'_>, unit: UnitId) -> bool {
    let is_for_here =
        floor.unit(unit).is_some_and(|stay| stay.article.is_discharged_at(&ground.layout.place));
    !is_for_here || visit.ship.load(unit).is_some()
}

struct Planner<'a> {
    /// As it will be planned.
    floor: Floor,
    ground: &'a Ground<'a>,
    work: &'a Work,
    names: std::slice::Iter<'a, JobId>,
    blocks: Vec<&'a Block>,
    order: i64,
    events: Vec<HubEvent>,
    refused: std::collections::BTreeMap<UnitId, Refusal>,
}

impl<'a> Planner<'a> {
    fn new(
        floor: &Floor,
        ground: &'a Ground<'a>,
        work: &'a Work,
        names: &'a [JobId],
    ) -> Result<Self, Refusal> {
        let all = &ground.layout.blocks;
        let block = |id: &BlockId| all.get(id).ok_or_else(|| Refusal::NoSuchBlock { block: id.clone() });
        let blocks = if work.blocks.is_empty() {
            all.values().collect()
        } else {
            work.blocks.iter().map(block).collect::<Result<Vec<&Block>, Refusal>>()?
        };
        let of_ship = |job: &&Job| {
            let from = floor.unit(job.unit).and_then(|stay| floor.visit_of(&stay.spot));
            from == Some(work.visit) || floor.visit_of(&job.to) == Some(work.visit)
        };
        let last = floor.jobs().filter(of_ship).map(|job| job.order).max().unwrap_or(0);
        Ok(Self {
            floor: floor.clone(),
            ground,
            work,
            names: names.iter(),
            blocks,
            order: last.saturating_add(1),
            events: Vec::new(),
            refused: std::collections::BTreeMap::new(),
        })
    }

    /// Returns where a unit comes in the order: trains first, then by bay; up when loading, down when discharging.
    fn rank(&self, visit: &Visit, unit: UnitId) -> (bool, u16, i16, u8, UnitId) {
        let stay = self.floor.unit(unit);
        let on_train = stay.is_some_and(|stay| matches!(stay.spot, Spot::Wagon { .. }));
        let at = match self.work.direction {
            Direction::Load => visit.ship.load(unit).and_then(|line| line.stow.position()),
            Direction::Discharge => stay.and_then(|stay| match &stay.spot {
                Spot::Visit { stow, .. } => stow.position(),
                Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. } => None,
            }),
        };
        // Both bays of a 40 ft stack are worked together.
        let (pair, tier, row) =
            at.map_or((0, 0, 0), |at| (at.bay().div_ceil(2), i16::from(at.tier()), at.row()));
        let height = match self.work.direction {
            Direction::Load => tier,
            Direction::Discharge => -tier,
        };
        (!on_train, pair, height, row, unit)
    }

    /// Plans a unit's move if nothing is in the way; returns whether it did.
    fn take(&mut self, visit: &Visit, unit: UnitId) -> bool {
        match self.job(visit, unit) {
            Ok(job) => {
                let event = HubEvent::from(JobEvent::Planned { job });
                self.floor.apply(&event);
                self.events.push(event);
                self.order = self.order.saturating_add(1);
                self.names.next();
                self.refused.remove(&unit);
                true
            }
            Err(refusal) => {
                self.refused.insert(unit, refusal);
                false
            }
        }
    }

    fn job(&self, visit: &Visit, unit: UnitId) -> Result<Job, Refusal> {
        let stay = here(&self.floor, unit)?;
        let Some(id) = self.names.as_slice().first() else {
            return Err(Refusal::TooMany { limit: self.events.len(), found: self.events.len() + 1 });
        };
        self.check_uncovered(stay)?;
        match self.work.direction {
            Direction::Load => {
                let stow = visit.ship.load(unit).map(|line| line.stow.clone()).unwrap_or_default();
                let to = Spot::Visit { visit: visit.id, stow };
                places::check_verified(&self.floor, &stay.article, &to)?;
                let urgency = self.urgency(stay, &to);
                self.planned((*id, urgency), unit, to)
            }
            Direction::Discharge => self.to_yard(*id, stay),
        }
    }

    /// Refuses what another thing stands on, unless a job moves that away before.
    fn check_uncovered(&self, stay: &Stay) -> Result<(), Refusal> {
        let Some(length) = stay.article.box_length() else { return Ok(()) };
        match self.floor.on_top(&stay.spot, length).find(|above| self.floor.job_of(*above).is_none()) {
            Some(above) => Err(places::covered(&self.floor, stay, above)),
            None => Ok(()),
        }
    }

    /// Returns whether a box goes from its train to the ship first of all: that nothing it is to stand on comes later.
    fn urgency(&self, stay: &Stay, to: &Spot) -> Urgency {
        let waits = stay.article.box_length().is_some_and(|length| {
            let below = self.floor.bearing_cells(to, length);
            let comes = below.iter().filter_map(|cell| self.floor.job(self.floor.reservation(cell)?));
            comes.into_iter().any(|job| job.urgency == Urgency::Normal)
        });
        match &stay.spot {
            Spot::Wagon { .. } if !waits => Urgency::Direct,
            Spot::Wagon { .. } | Spot::Yard(_) | Spot::Visit { .. } | Spot::Warehouse { .. } => {
                Urgency::Normal
            }
        }
    }

    fn planned(&self, (id, urgency): (JobId, Urgency), unit: UnitId, to: Spot) -> Result<Job, Refusal> {
        let equipment = self.work.equipment.clone();
        let order = JobOrder { id, unit, to, equipment, urgency, order: self.order };
        let again = || Refusal::JobExists { job: id };
        jobs::plan_one(&self.floor, self.ground, &order)?.ok_or_else(again)
    }

    /// Returns a job to the first place of the blocks that takes a unit; of what rolls or is no box, to a warehouse.
    fn to_yard(&self, id: JobId, stay: &Stay) -> Result<Job, Refusal> {
        let unit = stay.article.id;
        let mut last = Refusal::NoRoom { unit, number: stay.article.identity.to_string() };
        let spots: Box<dyn Iterator<Item = Spot> + '_> = match stay.article.box_length() {
            Some(length) => Box::new(self.blocks.iter().flat_map(move |block| self.slots(block, length))),
            None => Box::new(self.ground.layout.warehouses.values().flat_map(|warehouse| {
                (1..=warehouse.bays).map(|bay| Spot::Warehouse { warehouse: warehouse.id.clone(), bay })
            })),
        };
        for to in spots {
            match self.planned((id, Urgency::Normal), unit, to) {
                Ok(job) => return Ok(job),
                // What stops the unit itself stops it everywhere.
                Err(
                    refusal @ (Refusal::Held { .. }
                    | Refusal::UnitHasJob { .. }
                    | Refusal::EquipmentDown { .. }),
                ) => {
                    return Err(refusal);
                }
                Err(refusal @ (Refusal::OutOfReach { .. } | Refusal::TooHeavy { .. })) => last = refusal,
                Err(_) => {}
            }
        }
        Err(last)
    }

    /// Returns the lowest free place of every stack of a block for a box of a length.
    fn slots(&self, block: &'a Block, length: BoxLength) -> impl Iterator<Item = Spot> + '_ {
        let first = match length {
            BoxLength::Twenty => 1,
            BoxLength::Forty => 2,
        };
        let bays = (first..=block.last_bay()).step_by(2);
        let stacks = bays.flat_map(move |bay| (1..=block.rows).map(move |row| (bay, row)));
        stacks.filter_map(move |(bay, row)| {
            let at = |tier| Slot { block: block.id.clone(), bay, row, tier };
            let is_free = |tier: &u8| {
                at(*tier)
                    .cells(length)
                    .iter()
                    .all(|cell| self.floor.occupant(cell).is_none() && self.floor.reservation(cell).is_none())
            };
            (1..=block.tiers).find(is_free).map(|tier| Spot::Yard(at(tier)))
        })
    }
}
