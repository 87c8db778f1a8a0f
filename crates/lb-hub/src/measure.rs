//! What events end: stays, turnarounds, moves. Figures of a hub are made of nothing else, so each can show the events behind it.
//!
//! A measure is taken when its event happens, from the event and the floor before it. Nothing is estimated: what has no
//! beginning on the books (boxes of the opening inventory) is not measured.

use jiff::Timestamp;
use lb_base::UnitId;

use crate::article::{Article, Fill};
use crate::event::HubEvent;
use crate::floor::{Floor, Mode};
use crate::gate::GateEvent;
use crate::gauge_record::{Exception, ExceptionKind, GaugeChangeId, GaugeEvent};
use crate::goods::GoodsId;
use crate::grain::LotId;
use crate::inventory::{Correction, InventoryEvent};
use crate::job::{Job, JobEvent, JobStage};
use crate::placement::{Placement, PlacementEvent, PlacementId, PlacementStage};
use crate::spot::Spot;
use crate::visit::{Vehicle, VisitEvent, VisitId};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureKind {
    /// A train, from arrival to departure.
    TrainTurnaround,
    /// A ship, from arrival to departure.
    VesselTurnaround,
    /// A truck, from arrival to departure.
    TruckTurnaround,
    /// A truck, from its arrival at the gate until it went in.
    GateQueue,
    /// A truck, from its arrival at the gate until it went out.
    GateTurn,
    /// An offer of a placement, until it was accepted.
    Answer,
    /// Wagons on a track, from placed to worked.
    TrackWork,
    /// A move, from started to done.
    Move,
    /// A box that came by rail, until it was aboard a ship.
    RailToShip,
    /// A box, from its coming to its leaving.
    Dwell,
    /// A box that stayed behind at a gauge change because no platform took it.
    Shortage,
    /// The yard: 20 ft places taken, less those given up.
    Yard,
}

impl MeasureKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::TrainTurnaround,
        Self::VesselTurnaround,
        Self::TruckTurnaround,
        Self::GateQueue,
        Self::GateTurn,
        Self::Answer,
        Self::TrackWork,
        Self::Move,
        Self::RailToShip,
        Self::Dwell,
        Self::Shortage,
        Self::Yard,
    ];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::TrainTurnaround => "train_turnaround",
            Self::VesselTurnaround => "vessel_turnaround",
            Self::TruckTurnaround => "truck_turnaround",
            Self::GateQueue => "gate_queue",
            Self::GateTurn => "gate_turn",
            Self::Answer => "answer",
            Self::TrackWork => "track_work",
            Self::Move => "move",
            Self::RailToShip => "rail_to_ship",
            Self::Dwell => "dwell",
            Self::Shortage => "shortage",
            Self::Yard => "yard",
        }
    }

    /// Returns the kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a measure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A visit.
    Visit(VisitId),
    /// A unit.
    Unit(UnitId),
    /// A placement.
    Placement(PlacementId),
    /// A lot of grain.
    Lot(LotId),
    /// Goods.
    Goods(GoodsId),
}

/// One measured span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is measured.
    pub kind: MeasureKind,
    /// What it belongs to: a machine, a track, `laden 40`.
    pub group: String,
    /// What it is about.
    pub about: About,
    /// Its name or number.
    pub name: String,
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub until: Timestamp,
    /// 20 ft places taken (negative: given up); 0 where nothing in the yard changed.
    pub places: i64,
}

/// Returns what an event ends; `floor` is the one before it.
#[must_use]
pub fn measures(event: &HubEvent, floor: &Floor) -> Vec<Measure> {
    match event {
        HubEvent::Inventory(event) => of_inventory(event, floor),
        HubEvent::Visit(VisitEvent::Departed { visit, takes, at }) => {
            turnaround(floor, *visit, *at).into_iter().chain(dwell(floor, takes, *at)).collect()
        }
        HubEvent::Visit(VisitEvent::Carried { takes, at, .. }) => dwell(floor, takes, *at).collect(),
        HubEvent::Placement(event) => of_placement(event, floor),
        HubEvent::Job(JobEvent::Done { job, unit, from, to, at, .. }) => {
            floor.job(*job).map_or_else(Vec::new, |job| moved(floor, job, *unit, ([from, to], *at)))
        }
        HubEvent::Gauge(GaugeEvent::Excepted { change, unit, exception }) => {
            shortage(floor, *change, *unit, exception).into_iter().collect()
        }
        HubEvent::Gate(event) => gate(event, floor).into_iter().collect(),
        HubEvent::Visit(_)
        | HubEvent::Job(_)
        | HubEvent::Gauge(_)
        | HubEvent::Grain(_)
        | HubEvent::Goods(_)
        | HubEvent::Stuffing(_)
        | HubEvent::Ship(_)
        | HubEvent::Reefer(_)
        | HubEvent::Hold(_)
        | HubEvent::Equipment(_) => Vec::new(),
    }
}

fn of_inventory(event: &InventoryEvent, floor: &Floor) -> Vec<Measure> {
    match event {
        // No instant of its own: the stock is where the counting of the yard begins.
        InventoryEvent::Opened { .. } | InventoryEvent::Stated { .. } => Vec::new(),
        InventoryEvent::Counted { corrections, at, .. } => {
            let changed = corrections.iter().filter_map(|correction| match correction {
                Correction::Moved { unit, to, .. } => {
                    let stay = floor.unit(*unit)?;
                    yard(&stay.article, [Some(&stay.spot), Some(to)], *at)
                }
                Correction::Missing { unit, .. } => {
                    let stay = floor.unit(*unit)?;
                    yard(&stay.article, [Some(&stay.spot), None], *at)
                }
                Correction::Found(counted) => yard(&counted.article, [None, Some(&counted.spot)], *at),
            });
            changed.collect()
        }
    }
}

fn turnaround(floor: &Floor, id: VisitId, at: Timestamp) -> Option<Measure> {
    let visit = floor.visit(id)?;
    let (kind, group) = match visit.vehicle {
        Vehicle::Train { gauge } => (MeasureKind::TrainTurnaround, gauge.to_string()),
        Vehicle::Vessel { .. } => (MeasureKind::VesselTurnaround, String::new()),
        Vehicle::Truck => (MeasureKind::TruckTurnaround, String::new()),
    };
    visit.arrival.actual.map(|arrived| Measure {
        kind,
        group,
        about: About::Visit(id),
        name: visit.name.clone(),
        from: arrived.0,
        until: at,
        places: 0,
    })
}

fn dwell(floor: &Floor, takes: &[UnitId], at: Timestamp) -> impl Iterator<Item = Measure> {
    takes.iter().filter_map(move |unit| {
        let stay = floor.unit(*unit)?;
        Some(Measure {
            kind: MeasureKind::Dwell,
            group: kind_of(&stay.article)?,
            about: About::Unit(*unit),
            name: stay.article.identity.to_string(),
            from: stay.entered?,
            until: at,
            places: 0,
        })
    })
}

fn of_placement(event: &PlacementEvent, floor: &Floor) -> Vec<Measure> {
    let measure = |placement: &Placement, kind, from, until| Measure {
        kind,
        group: placement.proposal.track.to_string(),
        about: About::Placement(placement.proposal.id),
        name: floor.visit(placement.proposal.visit).map(|visit| visit.name.clone()).unwrap_or_default(),
        from,
        until,
        places: 0,
    };
    let found = match event {
        PlacementEvent::Accepted { placement, at, .. } => floor
            .placement(*placement)
            .map(|placement| measure(placement, MeasureKind::Answer, placement.offered_at, *at)),
        PlacementEvent::Worked { placement, at } => {
            floor.placement(*placement).and_then(|placement| match placement.stage {
                PlacementStage::Placed { at: placed } => {
                    Some(measure(placement, MeasureKind::TrackWork, placed, *at))
                }
                PlacementStage::Offered | PlacementStage::Accepted { .. } | PlacementStage::Worked { .. } => {
                    None
                }
            })
        }
        PlacementEvent::Offered { .. }
        | PlacementEvent::Refused { .. }
        | PlacementEvent::Withdrawn { .. }
        | PlacementEvent::Placed { .. }
        | PlacementEvent::Released { .. } => None,
    };
    found.into_iter().collect()
}

fn moved(floor: &Floor, job: &Job, unit: UnitId, ([from, to], at): ([&Spot; 2], Timestamp)) -> Vec<Measure> {
    let Some(stay) = floor.unit(unit) else { return Vec::new() };
    let of = |kind, group: String, from| Measure {
        kind,
        group,
        about: About::Unit(unit),
        name: stay.article.identity.to_string(),
        from,
        until: at,
        places: 0,
    };
    let machine = job.equipment.as_ref().map(ToString::to_string).unwrap_or_default();
    let started = match job.stage {
        JobStage::Started { at } => at,
        JobStage::Planned | JobStage::Dispatched { .. } => at,
    };
    let ship = floor
        .visit_of(to)
        .and_then(|visit| floor.visit(visit))
        .is_some_and(|visit| matches!(visit.vehicle, Vehicle::Vessel { .. }));
    let by_rail = stay.entered.filter(|_| ship && stay.came_by == Some(Mode::Rail));
    [
        Some(of(MeasureKind::Move, machine, started)),
        by_rail.map(|entered| of(MeasureKind::RailToShip, String::new(), entered)),
        yard(&stay.article, [Some(from), Some(to)], at),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns how long a truck stood at the gate, or was here in all.
fn gate(event: &GateEvent, floor: &Floor) -> Option<Measure> {
    let (kind, visit, at) = match event {
        GateEvent::Entered { visit, at, .. } => (MeasureKind::GateQueue, *visit, *at),
        GateEvent::Left { visit, at, .. } => (MeasureKind::GateTurn, *visit, *at),
        GateEvent::Ruled { .. }
        | GateEvent::Booked { .. }
        | GateEvent::Amended { .. }
        | GateEvent::Cancelled { .. }
        | GateEvent::Missed { .. }
        | GateEvent::Arrived { .. }
        | GateEvent::Checked { .. }
        | GateEvent::Meant { .. }
        | GateEvent::Refused { .. } => return None,
    };
    let truck = floor.gate().truck(visit)?;
    Some(Measure {
        kind,
        group: truck.gate.to_string(),
        about: About::Visit(visit),
        name: truck.plate.to_string(),
        from: truck.arrived,
        until: at,
        places: 0,
    })
}

/// Returns what tells that no platform took a box, by the gauge that it should have changed to.
fn shortage(floor: &Floor, change: GaugeChangeId, unit: UnitId, exception: &Exception) -> Option<Measure> {
    if exception.kind != ExceptionKind::DoesNotFit {
        return None;
    }
    let stay = floor.unit(unit)?;
    let receiving = floor.visit(floor.gauge_change(change)?.to.visit)?;
    let group = match receiving.vehicle {
        Vehicle::Train { gauge } => gauge.to_string(),
        Vehicle::Vessel { .. } | Vehicle::Truck => String::new(),
    };
    Some(Measure {
        kind: MeasureKind::Shortage,
        group,
        about: About::Unit(unit),
        name: stay.article.identity.to_string(),
        from: exception.by.at,
        until: exception.by.at,
        places: 0,
    })
}

/// Returns the change of the yard when a thing goes from one place to another; nothing where it changes none.
fn yard(article: &Article, [from, to]: [Option<&Spot>; 2], at: Timestamp) -> Option<Measure> {
    let places = |spot: Option<&Spot>| match spot {
        Some(Spot::Yard(slot)) => {
            article.box_length().map_or(0, |length| i64::try_from(slot.cells(length).len()).unwrap_or(0))
        }
        Some(Spot::Wagon { .. } | Spot::Visit { .. } | Spot::Warehouse { .. }) | None => 0,
    };
    let places = places(to).saturating_sub(places(from));
    (places != 0).then(|| Measure {
        kind: MeasureKind::Yard,
        group: String::new(),
        about: About::Unit(article.id),
        name: article.identity.to_string(),
        from: at,
        until: at,
        places,
    })
}

/// Returns what kind of box it is, for comparing dwell: `laden 40`, `empty 20`.
fn kind_of(article: &Article) -> Option<String> {
    let feet = match article.box_length()? {
        crate::article::BoxLength::Twenty => "20",
        crate::article::BoxLength::Forty => "40",
    };
    let fill = match article.fill {
        Fill::Laden => "laden",
        Fill::Empty => "empty",
    };
    Some(format!("{fill} {feet}"))
}
