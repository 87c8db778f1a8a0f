//! A hub's floor: what stands where, who visits, what is agreed, what is to be done.
//!
//! Kept in persistent maps: a copy costs nothing, a change the path to it. So a batch of commands can be decided on one state
//! while others read another.

mod apply;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::UnitId;
use lb_network::layout::{EquipmentId, HubId, TrackId, WarehouseId};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};

use crate::article::Article;
use crate::equipment::Condition;
use crate::gate::GateBook;
use crate::gauge_record::{GaugeChange, GaugeChangeId};
use crate::goods::Store;
use crate::grain::Grain;
use crate::hold::{Hold, HoldId};
use crate::job::{Job, JobId, JobStage};
use crate::placement::{Placement, PlacementId};
use crate::reefer::{ReeferBook, Situation};
use crate::spot::{Cell, Spot};
use crate::visit::{Visit, VisitId};

/// Ended jobs that are remembered, so that ending one twice is told from one that never was.
pub const ENDED_JOBS_MAX: usize = 20_000;

pub(crate) type Map<K, V> = RedBlackTreeMapSync<K, V>;
pub(crate) type Set<K> = RedBlackTreeSetSync<K>;

/// By what a thing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By train.
    Rail,
    /// By ship.
    Sea,
    /// By truck.
    Road,
}

/// A thing's stay on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// What it is.
    pub article: Article,
    /// Where it stands.
    pub spot: Spot,
    /// Since when it stands there.
    pub since: Timestamp,
    /// Where its last move here came from; nothing when it was not moved here, or its move was put right.
    pub moved_from: Option<Spot>,
    /// Since when it is here; nothing when it was here before the books were opened.
    pub entered: Option<Timestamp>,
    /// By what it came; nothing when nobody saw it come.
    pub came_by: Option<Mode>,
    /// What stops it.
    pub holds: BTreeMap<HoldId, Hold>,
    /// Damage in words.
    pub damage: Option<String>,
}

impl Stay {
    /// Returns a thing that has just come.
    #[must_use]
    pub const fn new(article: Article, spot: Spot, since: Timestamp, entered: Option<Timestamp>) -> Self {
        Self {
            article,
            spot,
            since,
            moved_from: None,
            entered,
            came_by: None,
            holds: BTreeMap::new(),
            damage: None,
        }
    }

    /// Returns what alarms of a refrigerated box depend on beside its readings.
    #[must_use]
    pub fn situation(&self, now: Timestamp) -> Situation {
        let stands = matches!(self.spot, Spot::Yard(_)) && self.article.needs_plug();
        // Of the opening inventory nobody knows since when it stands.
        let laden_since = self.entered.filter(|_| stands).map(|entered| entered.max(self.since));
        Situation { laden_since, now }
    }
}

/// A hub's floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    pub(crate) hub: HubId,
    pub(crate) units: Map<UnitId, Stay>,
    /// Who has a number; of several with one number the one that came last.
    pub(crate) by_number: Map<String, UnitId>,
    /// Who takes a cell.
    pub(crate) cells: Map<Cell, UnitId>,
    /// Which job keeps a cell free for its unit.
    pub(crate) reserved: Map<Cell, JobId>,
    /// What is part of a visit.
    pub(crate) aboard: Set<(VisitId, UnitId)>,
    /// What stands in the bays of warehouses.
    pub(crate) bays: Set<(WarehouseId, u16, UnitId)>,
    pub(crate) visits: Map<VisitId, Visit>,
    pub(crate) placements: Map<PlacementId, Placement>,
    pub(crate) jobs: Map<JobId, Job>,
    /// The open job of a unit: it has one at most.
    pub(crate) job_of: Map<UnitId, JobId>,
    pub(crate) ended_jobs: Set<JobId>,
    /// Gauge changes that wait for a signature.
    pub(crate) gauge_changes: Map<GaugeChangeId, GaugeChange>,
    /// Those with both, the latest [`crate::gauge_record::ACTS_MAX`].
    pub(crate) acts: Map<GaugeChangeId, GaugeChange>,
    /// How many supplementary notes were drawn: the next has the next number.
    pub(crate) notes: u64,
    /// Equipment that does not work.
    pub(crate) down: Map<EquipmentId, Condition>,
    pub(crate) grain: Grain,
    pub(crate) gate: GateBook,
    pub(crate) store: Store,
    pub(crate) reefers: ReeferBook,
    pub(crate) entered: u64,
    pub(crate) left: u64,
}

impl Floor {
    /// Returns an empty floor.
    #[must_use]
    pub fn new(hub: HubId) -> Self {
        Self {
            hub,
            units: Map::new_sync(),
            by_number: Map::new_sync(),
            cells: Map::new_sync(),
            reserved: Map::new_sync(),
            aboard: Set::new_sync(),
            bays: Set::new_sync(),
            visits: Map::new_sync(),
            placements: Map::new_sync(),
            jobs: Map::new_sync(),
            job_of: Map::new_sync(),
            ended_jobs: Set::new_sync(),
            gauge_changes: Map::new_sync(),
            acts: Map::new_sync(),
            notes: 0,
            down: Map::new_sync(),
            grain: Grain::default(),
            gate: GateBook::default(),
            store: Store::default(),
            reefers: ReeferBook::default(),
            entered: 0,
            left: 0,
        }
    }

    /// Returns which hub it is.
    #[must_use]
    pub const fn hub(&self) -> &HubId {
        &self.hub
    }

    /// Returns a thing that is here.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&Stay> {
        self.units.get(&id)
    }

    /// Returns the grain in its silo.
    #[must_use]
    pub const fn grain(&self) -> &Grain {
        &self.grain
    }

    /// Returns what is noted of its refrigerated boxes.
    #[must_use]
    pub const fn reefers(&self) -> &ReeferBook {
        &self.reefers
    }

    /// Returns the book of its gates.
    #[must_use]
    pub const fn gate(&self) -> &GateBook {
        &self.gate
    }

    /// Returns the goods in its warehouses, and stuffing lists.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Returns all that is here, in order of identifiers.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Stay)> {
        self.units.iter().map(|(id, stay)| (*id, stay))
    }

    /// Returns the thing with a number, however it is written.
    #[must_use]
    pub fn numbered(&self, number: &str) -> Option<UnitId> {
        self.by_number.get(&number_key(number)).copied()
    }

    /// Returns how many things have come, those of the opening inventory and of counts included.
    #[must_use]
    pub const fn entered(&self) -> u64 {
        self.entered
    }

    /// Returns how many have gone, those that a count missed included.
    #[must_use]
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// Returns the cells that are taken, in order.
    pub fn taken_cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.keys()
    }

    /// Returns who takes a cell.
    #[must_use]
    pub fn occupant(&self, cell: &Cell) -> Option<UnitId> {
        self.cells.get(cell).copied()
    }

    /// Returns the job that keeps a cell free.
    #[must_use]
    pub fn reservation(&self, cell: &Cell) -> Option<JobId> {
        self.reserved.get(cell).copied()
    }

    /// Returns a visit.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.visits.get(&id)
    }

    /// Returns all visits that are expected or here.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.visits.values()
    }

    /// Returns a placement.
    #[must_use]
    pub fn placement(&self, id: PlacementId) -> Option<&Placement> {
        self.placements.get(&id)
    }

    /// Returns all live placements.
    pub fn placements(&self) -> impl Iterator<Item = &Placement> {
        self.placements.values()
    }

    /// Returns an open job.
    #[must_use]
    pub fn job(&self, id: JobId) -> Option<&Job> {
        self.jobs.get(&id)
    }

    /// Returns all open jobs.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.values()
    }

    /// Returns the open job of a unit.
    #[must_use]
    pub fn job_of(&self, unit: UnitId) -> Option<&Job> {
        self.jobs.get(self.job_of.get(&unit)?)
    }

    /// Returns whether a move puts a wrong press right: it goes back where the last one came from, planned and done at once by no
    /// machine.
    #[must_use]
    pub fn puts_right(&self, job: JobId, unit: UnitId, to: &Spot) -> bool {
        let at_once = |job: &Job| job.stage == JobStage::Planned && job.equipment.is_none();
        self.job(job).is_some_and(at_once)
            && self.unit(unit).is_some_and(|stay| stay.moved_from.as_ref() == Some(to))
    }

    /// Returns a gauge change, signed or not.
    #[must_use]
    pub fn gauge_change(&self, id: GaugeChangeId) -> Option<&GaugeChange> {
        self.gauge_changes.get(&id).or_else(|| self.acts.get(&id))
    }

    /// Returns the gauge changes that wait for a signature, the oldest first.
    pub fn gauge_changes(&self) -> impl Iterator<Item = &GaugeChange> {
        self.gauge_changes.values()
    }

    /// Returns the gauge changes with both signatures, the oldest first.
    pub fn acts(&self) -> impl Iterator<Item = &GaugeChange> {
        self.acts.values()
    }

    /// Returns how many supplementary notes were drawn here.
    #[must_use]
    pub const fn notes_drawn(&self) -> u64 {
        self.notes
    }

    /// Returns how a piece of equipment is.
    #[must_use]
    pub fn condition(&self, equipment: &EquipmentId) -> &Condition {
        self.down.get(equipment).unwrap_or(&Condition::Works)
    }

    /// Returns what is part of a visit: wagons, and what is aboard; not the boxes on its wagons.
    pub fn aboard(&self, visit: VisitId) -> impl Iterator<Item = UnitId> + '_ {
        let lowest = lowest_unit();
        let range = self.aboard.range((visit, lowest)..);
        range.take_while(move |(other, _)| *other == visit).map(|(_, unit)| *unit)
    }

    /// Returns the boxes on a wagon with the first slot of each, in the order of the slots.
    #[must_use]
    pub fn load(&self, wagon: UnitId) -> Vec<(u8, UnitId)> {
        let range = self.cells.range(Cell::Wagon { wagon, slot: 0 }..=Cell::Wagon { wagon, slot: u8::MAX });
        let mut load: Vec<(u8, UnitId)> = Vec::new();
        for (cell, unit) in range {
            if let Cell::Wagon { slot, .. } = cell
                && load.last().is_none_or(|(_, last)| last != unit)
            {
                load.push((*slot, *unit));
            }
        }
        load
    }

    /// Returns what stands in a bay of a warehouse.
    pub fn in_bay<'a>(&'a self, warehouse: &'a WarehouseId, bay: u16) -> impl Iterator<Item = UnitId> + 'a {
        let range = self.bays.range((warehouse.clone(), bay, lowest_unit())..);
        range.take_while(move |(other, at, _)| other == warehouse && *at == bay).map(|(_, _, unit)| *unit)
    }

    /// Returns the visit that a spot belongs to: of a wagon the one that the wagon is part of.
    #[must_use]
    pub fn visit_of(&self, spot: &Spot) -> Option<VisitId> {
        match spot {
            Spot::Visit { visit, .. } => Some(*visit),
            Spot::Wagon { wagon, .. } => match &self.units.get(wagon)?.spot {
                Spot::Visit { visit, .. } => Some(*visit),
                Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. } => None,
            },
            Spot::Yard(_) | Spot::Warehouse { .. } => None,
        }
    }

    /// Returns the placement by which a wagon stands on a track now.
    #[must_use]
    pub fn standing(&self, wagon: UnitId) -> Option<&Placement> {
        let visit = self.visit_of(&Spot::Wagon { wagon, slot: 1 })?;
        self.placements.values().find(|placement| {
            placement.stage.is_on_track() && placement.proposal.visit == visit && placement.covers(wagon)
        })
    }

    /// Returns the track on which a wagon stands now.
    #[must_use]
    pub fn track_of(&self, wagon: UnitId) -> Option<&TrackId> {
        Some(&self.standing(wagon)?.proposal.track)
    }
}

/// Returns a number without what people put between its signs: `TGHU 164339-6` is `TGHU1643396`.
#[must_use]
pub fn number_key(number: &str) -> String {
    number.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Placement {
    /// Returns whether a wagon of its visit is one of those that it is about.
    #[must_use]
    pub fn covers(&self, wagon: UnitId) -> bool {
        self.proposal.wagons.is_empty() || self.proposal.wagons.contains(&wagon)
    }
}

/// Returns an identifier before all others of today: the beginning of ranges.
fn lowest_unit() -> UnitId {
    UnitId::at(0, [0; 10])
}
