//! A gauge change as answers show it: from one train of the floor to another of the other gauge.

use lb_base::Length;
use lb_hub::equipment::Condition;
use lb_hub::gauge_change::{Arriving, Crane, Pairing, Platform, pair};
use lb_hub::loading::Loaded;
use lb_hub::visit::{Vehicle, Visit};
use lb_hub::{Floor, VisitId};
use lb_network::layout::{EquipmentKind, Layout, Layouts, Railway};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::Refusal;

/// One box's way over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangeRow {
    /// The box.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// The number of the wagon that it stands on.
    pub from_wagon: String,
    /// The platform.
    pub wagon: String,
    /// Its number.
    pub wagon_number: String,
    /// The first slot that it takes.
    pub slot: u8,
    /// By which crane; absent when none works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crane: Option<String>,
    /// How far along the track it is carried, millimetres.
    pub travel_mm: i64,
}

/// A box that stays behind: it follows on a supplementary note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BehindRow {
    /// The box.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// `held`, `mass_unknown`, `no_slot` or `limits`.
    pub why: String,
}

/// What one crane has to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShiftRow {
    /// The crane.
    pub crane: String,
    /// Its moves.
    pub moves: usize,
    /// How long they take at its rate, minutes.
    pub minutes: i64,
}

/// A plan for the change of gauge; nothing is recorded until its jobs are planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeChangeAnswer {
    /// The train that brings.
    pub from: String,
    /// The train that takes on.
    pub to: String,
    /// The railway whose rules the platforms are loaded by.
    pub railway: String,
    /// What goes where, crane by crane, along the track.
    pub changes: Vec<ChangeRow>,
    /// What stays behind.
    pub behind: Vec<BehindRow>,
    /// What each crane has to do.
    pub shifts: Vec<ShiftRow>,
    /// How long all of it takes: the slowest crane, minutes.
    pub minutes: i64,
    /// 20 ft slots that are missing.
    pub slots_short: u32,
}

/// Returns a plan that brings the boxes of one train onto the platforms of another.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when one is no train; `hub.wrong_gauge` when no railway of the hub has the gauge.
pub fn gauge_change(
    floor: &Floor,
    (layout, layouts): (&Layout, &Layouts),
    [from, to]: [VisitId; 2],
) -> Result<GaugeChangeAnswer, Refusal> {
    let (bringing, taking) = (train(floor, from)?, train(floor, to)?);
    let gauge = gauge_of(taking)?;
    gauge_of(bringing)?;
    let none = || lb_hub::Refusal::WrongGauge { expected: "a railway of the hub".to_owned(), found: gauge };
    let railway = layouts.railway_at(layout, gauge).ok_or_else(none)?;
    let cranes = cranes(floor, layout, [bringing, taking]);
    let pairing =
        pair(&boxes(floor, layouts, bringing), &platforms(floor, layouts, taking), railway, &cranes);
    Ok(answer(floor, [from, to], railway, pairing))
}

fn train(floor: &Floor, visit: VisitId) -> Result<&Visit, Refusal> {
    Ok(floor.visit(visit).ok_or(lb_hub::Refusal::VisitNotFound { visit })?)
}

fn gauge_of(visit: &Visit) -> Result<u32, Refusal> {
    match visit.vehicle {
        Vehicle::Train { gauge } => Ok(gauge),
        Vehicle::Vessel { .. } | Vehicle::Truck => {
            let (name, found) = (visit.name.clone(), visit.vehicle.word());
            Err(lb_hub::Refusal::WrongVehicle { visit: visit.id, name, expected: "train", found }.into())
        }
    }
}

/// Returns where along a train each wagon begins, and where the wagon after it does.
fn offsets<'a>(floor: &'a Floor, layouts: &'a Layouts, visit: &'a Visit) -> Vec<(lb_base::UnitId, Length)> {
    let mut at = Length::from_mm(0);
    let mut all = Vec::new();
    for wagon in &visit.consist {
        all.push((*wagon, at));
        let wagon_type =
            floor.unit(*wagon).and_then(|stay| layouts.wagon_types.get(stay.article.wagon_type()?));
        at = at.saturating_add(wagon_type.map_or(Length::from_mm(0), |wagon_type| wagon_type.length));
    }
    all
}

/// Boxes of the train that brings; those with an open job are on their way elsewhere.
fn boxes(floor: &Floor, layouts: &Layouts, visit: &Visit) -> Vec<Arriving> {
    let mut boxes = Vec::new();
    for (wagon, at) in offsets(floor, layouts, visit) {
        for (_, unit) in floor.load(wagon) {
            let Some(stay) = floor.unit(unit).filter(|_| floor.job_of(unit).is_none()) else { continue };
            let Some(length) = stay.article.box_length() else { continue };
            boxes.push(Arriving {
                unit,
                length,
                gross: stay.article.gross.mass(),
                destination: stay.article.destination.clone(),
                at,
                held: !stay.holds.is_empty(),
            });
        }
    }
    boxes
}

/// Platforms of the train that takes on, with what stands on them and what jobs bring.
fn platforms<'a>(floor: &Floor, layouts: &'a Layouts, visit: &Visit) -> Vec<Platform<'a>> {
    let mut platforms = Vec::new();
    for (wagon, at) in offsets(floor, layouts, visit) {
        let wagon_type =
            floor.unit(wagon).and_then(|stay| layouts.wagon_types.get(stay.article.wagon_type()?));
        let Some(wagon_type) = wagon_type else { continue };
        let coming = floor.jobs().filter_map(|job| match &job.to {
            lb_hub::spot::Spot::Wagon { wagon: on, slot } if *on == wagon => Some((*slot, job.unit)),
            lb_hub::spot::Spot::Wagon { .. }
            | lb_hub::spot::Spot::Yard(_)
            | lb_hub::spot::Spot::Visit { .. }
            | lb_hub::spot::Spot::Warehouse { .. } => None,
        });
        let load = floor.load(wagon).into_iter().chain(coming);
        let load = load.filter_map(|(slot, unit)| Loaded::of(slot, &floor.unit(unit)?.article));
        platforms.push(Platform { wagon, wagon_type, at, load: load.collect() });
    }
    platforms
}

/// Rail gantries that work and reach the tracks on which the trains stand; all that work, while they stand on none.
fn cranes(floor: &Floor, layout: &Layout, trains: [&Visit; 2]) -> Vec<Crane> {
    let tracks: Vec<_> = trains.iter().filter_map(|visit| floor.track_of(*visit.consist.first()?)).collect();
    let works = |machine: &&lb_network::layout::Equipment| {
        machine.kind == EquipmentKind::RailGantry
            && *floor.condition(&machine.id) == Condition::Works
            && tracks.iter().all(|track| machine.tracks.contains(track))
    };
    let crane = |machine: &lb_network::layout::Equipment| Crane {
        id: machine.id.clone(),
        moves_per_hour: machine.moves_per_hour,
    };
    layout.equipment.values().filter(works).map(crane).collect()
}

fn answer(floor: &Floor, [from, to]: [VisitId; 2], railway: &Railway, pairing: Pairing) -> GaugeChangeAnswer {
    let number = |unit| floor.unit(unit).map_or_else(String::new, |stay| stay.article.identity.to_string());
    let under = |unit| match floor.unit(unit).map(|stay| &stay.spot) {
        Some(lb_hub::spot::Spot::Wagon { wagon, .. }) => number(*wagon),
        Some(_) | None => String::new(),
    };
    let changes = pairing.changes.into_iter().map(|change| ChangeRow {
        unit: change.unit.to_string(),
        number: number(change.unit),
        from_wagon: under(change.unit),
        wagon: change.wagon.to_string(),
        wagon_number: number(change.wagon),
        slot: change.slot,
        crane: change.crane.map(|crane| crane.to_string()),
        travel_mm: change.travel.as_mm(),
    });
    let behind = pairing.behind.into_iter().map(|(unit, why)| BehindRow {
        unit: unit.to_string(),
        number: number(unit),
        why: why.word().to_owned(),
    });
    GaugeChangeAnswer {
        from: from.to_string(),
        to: to.to_string(),
        railway: railway.id.to_string(),
        changes: changes.collect(),
        behind: behind.collect(),
        minutes: pairing.shifts.iter().map(|shift| shift.minutes).max().unwrap_or(0),
        shifts: pairing
            .shifts
            .into_iter()
            .map(|shift| ShiftRow {
                crane: shift.crane.to_string(),
                moves: shift.moves,
                minutes: shift.minutes,
            })
            .collect(),
        slots_short: pairing.slots_short,
    }
}
