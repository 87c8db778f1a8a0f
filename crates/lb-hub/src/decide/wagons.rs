//! Whether a wagon may be loaded so.

use lb_base::UnitId;
use lb_network::layout::{Railway, WagonType};

use super::{Ground, here};
use crate::article::{Article, BoxLength};
use crate::floor::Floor;
use crate::loading::{self, Limit, Loaded, Quantity};
use crate::refusal::Refusal;
use crate::spot::Spot;

/// Refuses a slot that a wagon does not have for a box of a length.
pub(super) fn check_slot(
    floor: &Floor,
    ground: &Ground<'_>,
    (wagon, slot, length): (UnitId, u8, BoxLength),
    spot: &Spot,
) -> Result<(), Refusal> {
    let found = here(floor, wagon)?;
    let Some(wagon_type) = found.article.wagon_type() else {
        return Err(Refusal::NoSuchSpot { spot: spot.clone(), why: "it is no wagon" });
    };
    if loading::fits(ground.wagon_type(wagon_type)?, slot, length) {
        return Ok(());
    }
    Err(Refusal::NoSuchSpot { spot: spot.clone(), why: "the wagon has no such slot for this length" })
}

/// Refuses a box that would load its wagon beyond a limit, or that stands on no track.
pub(super) fn check_load(
    floor: &Floor,
    ground: &Ground<'_>,
    article: &Article,
    spot: &Spot,
) -> Result<(), Refusal> {
    let (Spot::Wagon { wagon, slot }, Some(length)) = (spot, article.box_length()) else { return Ok(()) };
    let under = here(floor, *wagon)?;
    let number = under.article.identity.to_string();
    if floor.standing(*wagon).is_none() {
        return Err(Refusal::WagonNotOnTrack { wagon: *wagon, number });
    }
    let Some(wagon_type) = under.article.wagon_type() else { return Ok(()) };
    let wagon_type = ground.wagon_type(wagon_type)?;
    let Some(gross) = article.gross.mass() else {
        let (unit, number) = (article.id, article.identity.to_string());
        return Err(Refusal::MassUnknown { unit, number });
    };
    let mut boxes = loaded(floor, *wagon);
    boxes.retain(|(unit, _)| *unit != article.id);
    let destination = article.destination.clone();
    boxes.push((article.id, Loaded { slot: *slot, length, gross, destination }));
    let boxes: Vec<Loaded> = boxes.into_iter().map(|(_, loaded)| loaded).collect();
    let Some(railway) = railway(ground, wagon_type) else { return Ok(()) };
    check_pair(railway, &number, &boxes)?;
    let exceeded = loading::limits(wagon_type, railway, &boxes).into_iter().find(|limit| {
        // Bogies are judged when the train is complete: the first box of two always stands off the middle.
        limit.quantity != Quantity::Bogies && !limit.holds()
    });
    match exceeded {
        Some(limit) => Err(refusal(limit, number, railway)),
        None => Ok(()),
    }
}

/// Returns the boxes on a wagon; those of unknown mass count nothing.
pub(super) fn loaded(floor: &Floor, wagon: UnitId) -> Vec<(UnitId, Loaded)> {
    let load = floor.load(wagon).into_iter();
    load.filter_map(|(slot, unit)| {
        let article = &floor.unit(unit)?.article;
        let gross = article.gross.mass().unwrap_or(lb_base::Mass::from_kg(0));
        let destination = article.destination.clone();
        Some((unit, Loaded { slot, length: article.box_length()?, gross, destination }))
    })
    .collect()
}

/// Returns the strictest railway of a wagon's gauge: the one whose axles bear least.
fn railway<'a>(ground: &Ground<'a>, wagon_type: &WagonType) -> Option<&'a Railway> {
    let own = ground.railways.values().filter(|railway| railway.gauge == wagon_type.gauge);
    own.min_by_key(|railway| (railway.axle_load, railway.id.clone()))
}

fn check_pair(railway: &Railway, wagon: &str, boxes: &[Loaded]) -> Result<(), Refusal> {
    if !railway.pair_one_destination {
        return Ok(());
    }
    let mut places = boxes
        .iter()
        .filter(|loaded| loaded.length == BoxLength::Twenty)
        .filter_map(|loaded| loaded.destination.as_ref());
    let Some(one) = places.next() else { return Ok(()) };
    match places.find(|other| *other != one) {
        Some(other) => Err(Refusal::PairTwoDestinations {
            wagon: wagon.to_owned(),
            railway: railway.id.clone(),
            one: one.to_string(),
            other: other.to_string(),
        }),
        None => Ok(()),
    }
}

fn refusal(limit: Limit, wagon: String, railway: &Railway) -> Refusal {
    let (mass, bound, railway) = (limit.value, limit.limit, railway.id.clone());
    match limit.quantity {
        Quantity::Payload => Refusal::WagonOverloaded { wagon, limit: bound, mass },
        Quantity::Axle => Refusal::AxleOverloaded { wagon, railway, limit: bound, mass },
        Quantity::Pair | Quantity::Bogies => {
            Refusal::PairTooUneven { wagon, railway, limit: bound, difference: mass }
        }
    }
}
