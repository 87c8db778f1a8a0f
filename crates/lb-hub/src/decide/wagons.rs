//! Whether a wagon may be loaded so.

use lb_base::UnitId;
use lb_network::layout::Railway;

use super::{Ground, here};
use crate::article::{Article, BoxLength};
use crate::floor::Floor;
use crate::loading::{self, Limit, Loaded, Quantity};
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::train::{self, Bound};

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
    let Spot::Wagon { wagon, slot } = spot else { return Ok(()) };
    let under = here(floor, *wagon)?;
    let number = under.article.identity.to_string();
    if floor.standing(*wagon).is_none() {
        return Err(Refusal::WagonNotOnTrack { wagon: *wagon, number });
    }
    let Some(wagon_type) = under.article.wagon_type() else { return Ok(()) };
    let wagon_type = ground.wagon_type(wagon_type)?;
    if article.gross.mass().is_none() {
        let (unit, number) = (article.id, article.identity.to_string());
        return Err(Refusal::MassUnknown { unit, number });
    }
    let others = floor.load(*wagon).into_iter().filter(|(_, unit)| *unit != article.id);
    let others: Vec<(u8, &Article)> =
        others.filter_map(|(slot, unit)| Some((slot, &floor.unit(unit)?.article))).collect();
    let boxes = others.iter().filter_map(|(slot, other)| Loaded::of(*slot, other));
    let boxes: Vec<Loaded> = boxes.chain(Loaded::of(*slot, article)).collect();
    let railway = ground.railway(wagon_type.gauge)?;
    check_apart((railway, &number), article, others.iter().map(|(_, other)| *other))?;
    if let Some((one, other)) = loading::two_destinations(railway, &boxes) {
        return Err(Refusal::PairTwoDestinations {
            wagon: number,
            railway: railway.id.clone(),
            one: one.to_string(),
            other: other.to_string(),
        });
    }
    match loading::exceeded(wagon_type, railway, &boxes) {
        Some(limit) => Err(refusal(limit, number, railway)),
        None => Ok(()),
    }
}

/// Refuses to plan a box onto a wagon where goods stand or will stand that the railway keeps apart from its own.
pub(super) fn check_planned(
    floor: &Floor,
    ground: &Ground<'_>,
    article: &Article,
    spot: &Spot,
) -> Result<(), Refusal> {
    let Spot::Wagon { wagon, .. } = spot else { return Ok(()) };
    let under = here(floor, *wagon)?;
    let Some(wagon_type) = under.article.wagon_type() else { return Ok(()) };
    let railway = ground.railway(ground.wagon_type(wagon_type)?.gauge)?;
    let boxes = train::boxes_of(floor, *wagon).into_iter().filter(|on| on.bound != Bound::Leaves);
    let others = boxes.map(|on| &on.stay.article).filter(|other| other.id != article.id);
    check_apart((railway, &under.article.identity.to_string()), article, others)
}

/// Refuses goods beside others that the railway keeps off one wagon.
fn check_apart<'a>(
    (railway, wagon): (&Railway, &str),
    article: &Article,
    others: impl IntoIterator<Item = &'a Article>,
) -> Result<(), Refusal> {
    let mut others = others.into_iter();
    match others.find(|other| loading::apart_on_wagon(railway, &article.dangerous, &other.dangerous)) {
        Some(other) => Err(Refusal::KeptApart {
            wagon: wagon.to_owned(),
            railway: railway.id.clone(),
            one: article.identity.to_string(),
            class: article.dangerous.join(" "),
            other: other.identity.to_string(),
            other_class: other.dangerous.join(" "),
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
