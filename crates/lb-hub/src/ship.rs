//! What is to be loaded on a ship and discharged from it, and how far that has come.
//!
//! A load list is told in parts, as a discharge list is. How far each line has come is never recorded: it follows from where its
//! unit stands and what jobs are open. What is left behind is said in words; what nobody said and is not aboard at the end becomes
//! a difference.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{Length, StowPosition, UnitId};
use lb_network::layout::{BlockId, EquipmentId};

use crate::article::Article;
use crate::consist::Difference;
use crate::floor::Floor;
use crate::job::JobId;
use crate::spot::Spot;
use crate::stow::Stow;
use crate::visit::{Vehicle, Visit, VisitId};

/// The most decks of a ship.
pub const DECKS_MAX: usize = 20;
/// The most lanes of a deck.
pub const LANES_MAX: u8 = 40;

/// A line of a load list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadLine {
    /// What is to be loaded, as the list describes it; it may not be here yet.
    pub article: Article,
    /// Where aboard it is to stand.
    pub stow: Stow,
    /// Why it is left behind, where somebody said so.
    pub shut_out: Option<String>,
}

/// A deck on which things roll.
///
/// Source: lane metres as ro-ro ships are measured: a lane's length at its usual breadth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deck {
    /// Its name aboard, such as `D3`.
    pub name: String,
    /// How high what stands there may be.
    pub height: Length,
    /// How long each lane is, from lane 1 at starboard.
    pub lanes: Vec<Length>,
}

/// What a ship has to load, and how things stand aboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ship {
    /// What is to be loaded, in the order of the list.
    pub loads: Vec<LoadLine>,
    /// What it brought, with the numbers that it had.
    pub brought: BTreeMap<UnitId, String>,
    /// 20 ft places at which a box came aboard with nothing under it: there stacks begin.
    pub rests: BTreeSet<StowPosition>,
    /// Decks for what rolls.
    pub decks: Vec<Deck>,
}

impl Ship {
    /// Returns a line of the load list.
    #[must_use]
    pub fn load(&self, unit: UnitId) -> Option<&LoadLine> {
        self.loads.iter().find(|line| line.article.id == unit)
    }

    /// Returns a deck.
    #[must_use]
    pub fn deck(&self, name: &str) -> Option<&Deck> {
        self.decks.iter().find(|deck| deck.name == name)
    }
}

/// How far a unit of a load or discharge list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// It has not come to the hub, or has left it otherwise.
    Absent,
    /// Nobody has planned its move.
    ToDo,
    /// A job is to move it.
    Planned,
    /// It is where it should be: aboard, or off the ship.
    Done,
    /// It is left behind; somebody said why.
    ShutOut,
    /// It stays aboard: it goes on with the ship.
    Stays,
}

impl Progress {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Absent, Self::ToDo, Self::Planned, Self::Done, Self::ShutOut, Self::Stays];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::ToDo => "to_do",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::ShutOut => "shut_out",
            Self::Stays => "stays",
        }
    }
}

/// Returns how far a line of a ship's load list has come.
#[must_use]
pub fn loading(floor: &Floor, visit: &Visit, line: &LoadLine) -> Progress {
    let Some(stay) = floor.unit(line.article.id) else {
        return if line.shut_out.is_some() { Progress::ShutOut } else { Progress::Absent };
    };
    let is_aboard = floor.visit_of(&stay.spot) == Some(visit.id);
    let comes = floor.job_of(line.article.id).is_some_and(|job| floor.visit_of(&job.to) == Some(visit.id));
    match (is_aboard, comes) {
        (true, _) => Progress::Done,
        (false, _) if line.shut_out.is_some() => Progress::ShutOut,
        (false, true) => Progress::Planned,
        (false, false) => Progress::ToDo,
    }
}

/// Returns how far the discharge of a unit that a ship brought has come; `stays` tells whether it goes on with the ship.
#[must_use]
pub fn discharge(floor: &Floor, visit: &Visit, unit: UnitId, stays: bool) -> Progress {
    let is_aboard = floor.unit(unit).is_some_and(|stay| floor.visit_of(&stay.spot) == Some(visit.id));
    let leaves = floor.job_of(unit).is_some_and(|job| floor.visit_of(&job.to) != Some(visit.id));
    match (is_aboard, leaves, stays) {
        (false, _, _) => Progress::Done,
        (true, true, _) => Progress::Planned,
        (true, false, true) => Progress::Stays,
        (true, false, false) => Progress::ToDo,
    }
}

/// Returns what was to be loaded on a ship or discharged from it, and was not; `place` is where the ship lies.
///
/// What somebody has shut out is no difference: that was decided. What goes on with the ship and stands ashore was not loaded
/// again.
#[must_use]
pub fn undone(floor: &Floor, visit: &Visit, place: &lb_base::PlaceId) -> Vec<Difference> {
    if !matches!(visit.vehicle, Vehicle::Vessel { .. }) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (unit, number) in &visit.ship.brought {
        let Some(stay) = floor.unit(*unit) else { continue };
        let is_aboard = floor.visit_of(&stay.spot) == Some(visit.id);
        let is_for_here = stay.article.is_discharged_at(place);
        // What is loaded again goes on after the load list, whatever it came for.
        if visit.ship.load(*unit).is_some() {
            continue;
        }
        let (unit, number) = (*unit, number.clone());
        match (is_aboard, is_for_here) {
            (true, true) => all.push(Difference::NotDischarged { unit, number }),
            (false, false) => all.push(Difference::NotLoaded { unit, number }),
            (true, false) | (false, true) => {}
        }
    }
    for line in &visit.ship.loads {
        let is_open = match loading(floor, visit, line) {
            Progress::Absent | Progress::ToDo | Progress::Planned => true,
            Progress::Done | Progress::ShutOut | Progress::Stays => false,
        };
        if is_open {
            let (unit, number) = (line.article.id, line.article.identity.to_string());
            all.push(Difference::NotLoaded { unit, number });
        }
    }
    all
}

/// Which way a ship is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Off the ship.
    Discharge,
    /// Onto it.
    Load,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Discharge, Self::Load];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Discharge => "discharge",
            Self::Load => "load",
        }
    }
}

/// Jobs that are wished for a ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Which ship.
    pub visit: VisitId,
    /// Which way.
    pub direction: Direction,
    /// Which units; all that are left to do where none is named.
    pub units: BTreeSet<UnitId>,
    /// Blocks to which discharged boxes go, the first first; any where none is named.
    pub blocks: Vec<BlockId>,
    /// By what.
    pub equipment: Option<EquipmentId>,
}

/// A wish about a ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShipCommand {
    /// Say what is to be loaded; a later list takes the place of an earlier one.
    LoadList {
        /// Which ship.
        visit: VisitId,
        /// How many lines said before stay: a long list comes in parts.
        from: usize,
        /// What is to be loaded.
        lines: Vec<LoadLine>,
    },
    /// Say that units are left behind, or are not.
    ShutOut {
        /// Which ship.
        visit: VisitId,
        /// Which units of its load list.
        units: Vec<UnitId>,
        /// Why; nothing takes it back.
        reason: Option<String>,
    },
    /// Make jobs of what is left to do and can be planned.
    Plan {
        /// What.
        work: Work,
        /// Names for the jobs: as many as there may be.
        jobs: Vec<JobId>,
    },
    /// Say which decks a ship has.
    Decks {
        /// Which ship.
        visit: VisitId,
        /// All of them.
        decks: Vec<Deck>,
    },
}

/// What happened to a ship's loading. That jobs were planned is theirs to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShipEvent {
    /// What is to be loaded was said.
    LoadListed {
        /// Which ship.
        visit: VisitId,
        /// How many lines said before stay.
        from: usize,
        /// What is to be loaded.
        lines: Vec<LoadLine>,
    },
    /// Units are left behind, or are not.
    ShutOut {
        /// Which ship.
        visit: VisitId,
        /// Which units.
        units: Vec<UnitId>,
        /// Why; nothing took it back.
        reason: Option<String>,
    },
    /// Which decks a ship has was said.
    Decked {
        /// Which ship.
        visit: VisitId,
        /// All of them.
        decks: Vec<Deck>,
    },
}

impl ShipEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::LoadListed { .. } => "hub.ship_load_listed",
            Self::ShutOut { .. } => "hub.ship_shut_out",
            Self::Decked { .. } => "hub.ship_decked",
        }
    }

    /// Returns which ship it happened to.
    #[must_use]
    pub const fn visit(&self) -> VisitId {
        match self {
            Self::LoadListed { visit, .. } | Self::ShutOut { visit, .. } | Self::Decked { visit, .. } => {
                *visit
            }
        }
    }
}

/// Returns how much of each lane of a deck is taken by what stands there, and by what jobs bring.
///
/// What has no length takes nothing: it is not loaded on a lane.
#[must_use]
pub fn lanes_taken(floor: &Floor, visit: VisitId, deck: &Deck) -> Vec<(Length, Length)> {
    let mut taken = vec![(Length::from_mm(0), Length::from_mm(0)); deck.lanes.len()];
    let length_of = |unit: UnitId| floor.unit(unit)?.article.sea.as_ref()?.length;
    let lane_of = |spot: &Spot| match spot {
        Spot::Visit { visit: of, stow: Stow::Lane(lane) } if *of == visit && lane.deck == deck.name => {
            usize::from(lane.lane).checked_sub(1)
        }
        Spot::Visit { .. } | Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. } => None,
    };
    for unit in floor.aboard(visit) {
        let lane = floor.unit(unit).and_then(|stay| lane_of(&stay.spot));
        if let (Some(lane), Some(length)) = (lane.and_then(|at| taken.get_mut(at)), length_of(unit)) {
            lane.0 = lane.0.saturating_add(length);
        }
    }
    for job in floor.jobs() {
        let lane = lane_of(&job.to).and_then(|at| taken.get_mut(at));
        if let (Some(lane), Some(length)) = (lane, length_of(job.unit)) {
            lane.1 = lane.1.saturating_add(length);
        }
    }
    taken
}
