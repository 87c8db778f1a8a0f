//! From two trains of a floor to a plan: which boxes stand on the one, which platforms the other has, which cranes reach both.

use lb_base::{Length, UnitId};
use lb_network::layout::{Equipment, EquipmentKind, Railway, WagonType};

use super::{Arriving, Crane, Pairing, Platform, Shortage, pair, shortages};
use crate::decide::Ground;
use crate::equipment::Condition;
use crate::floor::Floor;
use crate::loading::Loaded;
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::visit::{Vehicle, Visit, VisitId};

/// A plan with whose rules it keeps and what is missing.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The railway that takes on.
    pub railway: &'a Railway,
    /// What goes where.
    pub pairing: Pairing,
    /// Platforms that are missing, by type; types are alternatives.
    pub shortages: Vec<Shortage>,
}

/// Returns a plan that brings the boxes of one train onto the platforms of another.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when one is no train; `hub.wrong_gauge` when no railway of the hub has the gauge.
pub fn plan<'a>(floor: &Floor, ground: &Ground<'a>, [from, to]: [VisitId; 2]) -> Result<Plan<'a>, Refusal> {
    let (bringing, taking) = (train(floor, from)?.0, train(floor, to)?);
    let (taking, gauge) = taking;
    let railway = ground.railway(gauge)?;
    let (boxes, platforms) = (boxes(floor, ground, [bringing, taking]), platforms(floor, ground, taking));
    let pairing = pair(&boxes, &platforms, railway, &cranes(floor, ground, [bringing, taking]));
    let shortages = shortages(&pairing, &boxes, &types(ground, &platforms, gauge), railway);
    Ok(Plan { railway, pairing, shortages })
}

/// Returns a train and its gauge.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle`.
pub(crate) fn train(floor: &Floor, visit: VisitId) -> Result<(&Visit, u32), Refusal> {
    let found = floor.visit(visit).ok_or(Refusal::VisitNotFound { visit })?;
    match found.vehicle {
        Vehicle::Train { gauge } => Ok((found, gauge)),
        Vehicle::Vessel { .. } | Vehicle::Truck => {
            let (name, expected, vehicle) = (found.name.clone(), "train", found.vehicle.word());
            Err(Refusal::WrongVehicle { visit, name, expected, found: vehicle })
        }
    }
}

fn type_of<'a>(floor: &Floor, ground: &Ground<'a>, wagon: UnitId) -> Option<&'a WagonType> {
    ground.layouts.wagon_types.get(floor.unit(wagon)?.article.wagon_type()?)
}

/// Returns where along a train each wagon begins.
fn offsets(floor: &Floor, ground: &Ground<'_>, visit: &Visit) -> Vec<(UnitId, Length)> {
    let mut at = Length::from_mm(0);
    let mut all = Vec::new();
    for wagon in &visit.consist {
        all.push((*wagon, at));
        let length = type_of(floor, ground, *wagon).map_or(Length::from_mm(0), |of| of.length);
        at = at.saturating_add(length);
    }
    all
}

/// Boxes of the train that brings, but for those that stay behind; those with an open job are on their way.
fn boxes(floor: &Floor, ground: &Ground<'_>, [visit, to]: [&Visit; 2]) -> Vec<Arriving> {
    let stays = |unit: UnitId| {
        floor
            .gauge_changes()
            .any(|change| change.is_worked() && change.to.visit == to.id && change.keeps_back(unit))
    };
    let mut boxes = Vec::new();
    for (wagon, at) in offsets(floor, ground, visit) {
        for (_, unit) in floor.load(wagon) {
            let is_free = floor.job_of(unit).is_none() && !stays(unit);
            let Some(stay) = floor.unit(unit).filter(|_| is_free) else { continue };
            let Some(length) = stay.article.box_length() else { continue };
            boxes.push(Arriving {
                unit,
                length,
                gross: stay.article.gross.mass(),
                destination: stay.article.destination.clone(),
                dangerous: stay.article.dangerous.clone(),
                at,
                held: !stay.holds.is_empty(),
            });
        }
    }
    boxes
}

/// Platforms of the train that takes on, with what stands on them and what jobs bring.
fn platforms<'a>(floor: &Floor, ground: &Ground<'a>, visit: &Visit) -> Vec<Platform<'a>> {
    let mut platforms = Vec::new();
    for (wagon, at) in offsets(floor, ground, visit) {
        let Some(wagon_type) = type_of(floor, ground, wagon) else { continue };
        let coming = floor.jobs().filter_map(|job| match &job.to {
            Spot::Wagon { wagon: on, slot } if *on == wagon => Some((*slot, job.unit)),
            Spot::Wagon { .. } | Spot::Yard(_) | Spot::Visit { .. } | Spot::Warehouse { .. } => None,
        });
        let load = floor.load(wagon).into_iter().chain(coming);
        let load = load.filter_map(|(slot, unit)| Loaded::of(slot, &floor.unit(unit)?.article));
        platforms.push(Platform { wagon, wagon_type, at, load: load.collect() });
    }
    platforms
}

/// Types of platforms that could be asked for: those that the train is made of, else all of the gauge.
fn types<'a>(ground: &Ground<'a>, platforms: &[Platform<'a>], gauge: u32) -> Vec<&'a WagonType> {
    let in_train = |wagon_type: &WagonType| platforms.iter().any(|one| one.wagon_type.id == wagon_type.id);
    let all = ground.layouts.wagon_types.values();
    let mut of_gauge: Vec<&WagonType> = all.filter(|one| one.gauge == gauge && one.slots > 0).collect();
    if of_gauge.iter().any(|wagon_type| in_train(wagon_type)) {
        of_gauge.retain(|wagon_type| in_train(wagon_type));
    }
    of_gauge
}

/// Rail gantries that work and reach the tracks on which the trains stand; all that work, while they stand on none.
fn cranes(floor: &Floor, ground: &Ground<'_>, trains: [&Visit; 2]) -> Vec<Crane> {
    let tracks: Vec<_> = trains.iter().filter_map(|visit| floor.track_of(*visit.consist.first()?)).collect();
    let works = |machine: &&Equipment| {
        machine.kind == EquipmentKind::RailGantry
            && *floor.condition(&machine.id) == Condition::Works
            && tracks.iter().all(|track| machine.tracks.contains(track))
    };
    let crane =
        |machine: &Equipment| Crane { id: machine.id.clone(), moves_per_hour: machine.moves_per_hour };
    ground.layout.equipment.values().filter(works).map(crane).collect()
}
