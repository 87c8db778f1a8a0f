//! What brings goods and takes them away: boxes, wagons, trucks, ships.

use jiff::Timestamp;
use lb_base::Mass;

use super::super::{Acting, Ground, here, jobs, places as spots, visit_of};
use super::places::{check_goes, check_location, taken};
use super::{
    check_damaged, check_mass, check_no_list, check_notes, check_packages, damage_of, goods_of, not_there,
};
use crate::article::{Fill, Form, Gross};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::goods::{Amount, Customs, Entry, Goods, GoodsEvent, GoodsId, Issue, Receipt, Transit, Way};
use crate::grain::Carrier;
use crate::inventory::{Facts, InventoryEvent};
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::stow::Stow;
use crate::visit::{Stage, Vehicle};

/// The most that a box with its load may weigh, kilograms.
///
/// Source: ISO 668, rating of series 1 containers.
const BOX_GROSS_KG_MAX: i64 = 36_000;

pub(super) fn receive(
    floor: &Floor,
    ground: &Ground<'_>,
    receipt: &Receipt,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let goods = goods_of(floor, receipt.goods)?;
    if goods.complete.is_some() {
        return Err(Refusal::GoodsComplete { number: goods.number().to_owned() });
    }
    check_notes(goods.entries.len())?;
    check_packages(receipt.packages)?;
    let mass = receipt.mass.unwrap_or_else(|| goods.declaration.mass_of(receipt.packages));
    check_mass(mass)?;
    check_damaged(receipt.damaged.as_ref(), receipt.packages)?;
    let (name, mut events) = reached(floor, &receipt.from, true, receipt.at)?;
    if let Carrier::Unit(unit) = receipt.from
        && here(floor, unit)?.article.fill == Fill::Empty
    {
        return Err(Refusal::CarrierEmpty { number: name });
    }
    check_location(floor, ground, (goods, &receipt.to), mass)?;
    let entry = Entry {
        way: Way::In,
        carrier: receipt.from.clone(),
        name,
        location: receipt.to.clone(),
        amount: Amount::new(receipt.packages, mass),
        at: receipt.at,
        since: None,
        transit: None,
        righted: false,
        left: None,
    };
    let Receipt { goods, weighed, is_last, leaves, at, .. } = *receipt;
    let damage = damage_of(receipt.damaged.as_ref(), acting, at);
    events.push(GoodsEvent::Received { goods, entry, weighed, damage, is_last, leaves }.into());
    if let (Carrier::Unit(unit), Fill::Empty) = (&receipt.from, leaves) {
        events.push(filled(here(floor, *unit)?, Fill::Empty, at));
    }
    Ok(events)
}

pub(super) fn issue(floor: &Floor, ground: &Ground<'_>, issue: &Issue) -> Result<Vec<HubEvent>, Refusal> {
    let goods = goods_of(floor, issue.goods)?;
    check_goes(goods, true)?;
    check_notes(goods.entries.len())?;
    let amount = taken(floor, ground, (goods, &issue.from), (issue.packages, issue.mass))?;
    check_released(goods, amount.packages, issue.transit.as_ref())?;
    let (name, mut events) = reached(floor, &issue.to, false, issue.at)?;
    if let Carrier::Unit(unit) = issue.to {
        check_takes(floor, ground, here(floor, unit)?, amount.mass)?;
    }
    let since = floor.store().at(&issue.from, issue.goods).map(|stock| stock.since);
    let entry = Entry {
        way: Way::Out,
        carrier: issue.to.clone(),
        name,
        location: issue.from.clone(),
        amount,
        at: issue.at,
        since,
        transit: issue.transit.clone(),
        righted: false,
        left: None,
    };
    events.push(GoodsEvent::Issued { goods: issue.goods, entry }.into());
    if let Carrier::Unit(unit) = issue.to {
        let stay = here(floor, unit)?;
        if stay.article.fill == Fill::Empty {
            events.push(filled(stay, Fill::Laden, issue.at));
        }
    }
    Ok(events)
}

/// Takes back a receipt or an issue: what was put down must still stand there, what took goods must still be here.
pub(super) fn put_right(
    floor: &Floor,
    ground: &Ground<'_>,
    (id, number): (GoodsId, usize),
    (reason, at): (&str, Timestamp),
) -> Result<Vec<HubEvent>, Refusal> {
    let goods = goods_of(floor, id)?;
    let found = number.checked_sub(1).and_then(|place| goods.entries.get(place));
    let unknown = || Refusal::GoodsEntryUnknown { number: goods.number().to_owned(), entry: number };
    let entry = found.filter(|entry| !entry.righted).ok_or_else(unknown)?;
    check_goes(goods, false)?;
    match entry.way {
        Way::In => {
            let stock = floor.store().at(&entry.location, id);
            let there = stock.map_or(Amount::ZERO, |stock| stock.amount);
            let left = there.minus(entry.amount);
            let is_whole = left.packages > 0 && left.mass >= Mass::ZERO;
            if !is_whole && left != Amount::ZERO {
                return Err(not_there(goods, &entry.location, there, entry.amount));
            }
        }
        Way::Out => {
            let is_here = match &entry.carrier {
                Carrier::Unit(unit) => floor.unit(*unit).is_some(),
                Carrier::Visit { visit, .. } => floor.visit(*visit).is_some(),
            };
            if entry.left.is_some() || !is_here {
                let (number_of, carrier) = (goods.number().to_owned(), entry.name.clone());
                return Err(Refusal::GoodsEntryGone { number: number_of, entry: number, carrier });
            }
            check_location(floor, ground, (goods, &entry.location), entry.amount.mass)?;
        }
    }
    let righted = GoodsEvent::Righted { goods: id, entry: number, reason: reason.to_owned(), at };
    let mut events = vec![HubEvent::from(righted)];
    if let (Way::Out, Carrier::Unit(unit)) = (entry.way, &entry.carrier)
        && floor.store().loaded(*unit) <= entry.amount.mass
    {
        events.push(filled(here(floor, *unit)?, Fill::Empty, at));
    }
    Ok(events)
}

/// Refuses bonded goods that customs have not released and that do not go in transit under seal.
fn check_released(goods: &Goods, packages: i64, transit: Option<&Transit>) -> Result<(), Refusal> {
    let number = || goods.number().to_owned();
    match (goods.customs, transit) {
        (Customs::Free, None) => Ok(()),
        (Customs::Free, Some(_)) => Err(Refusal::GoodsNotBonded { number: number() }),
        (Customs::Bonded, Some(transit)) if transit.seals.is_empty() || transit.document.is_empty() => {
            let expected = "a transit declaration and seals";
            Err(Refusal::GoodsBonded { number: number(), expected })
        }
        (Customs::Bonded, Some(_)) => Ok(()),
        (Customs::Bonded, None) if packages <= goods.cleared => Ok(()),
        (Customs::Bonded, None) => {
            let expected = "a release of these packages, or transit under seal";
            Err(Refusal::GoodsBonded { number: number(), expected })
        }
    }
}

/// Returns the number or name of what is here and in reach, and that work on its visit has begun.
fn reached(
    floor: &Floor,
    carrier: &Carrier,
    opens: bool,
    at: Timestamp,
) -> Result<(String, Vec<HubEvent>), Refusal> {
    match carrier {
        Carrier::Unit(unit) => {
            let stay = here(floor, *unit)?;
            check_reached(floor, stay, opens)?;
            let events = jobs::first_work(floor, [&stay.spot, &stay.spot], at);
            Ok((stay.article.identity.to_string(), events))
        }
        Carrier::Visit { visit, .. } => {
            let found = visit_of(floor, *visit)?;
            let name = found.name.clone();
            match found.vehicle {
                Vehicle::Vessel { .. } | Vehicle::Truck => {}
                Vehicle::Train { .. } => return Err(Refusal::NotGoodsCarrier { number: name }),
            }
            if !matches!(found.stage, Stage::Arrived | Stage::Working) {
                let (expected, found) = (Stage::Working.word(), found.stage.word());
                return Err(Refusal::VisitWrongStage { visit: *visit, name, expected, found });
            }
            let spot = Spot::Visit { visit: *visit, stow: Stow::default() };
            Ok((name, jobs::first_work(floor, [&spot, &spot], at)))
        }
    }
}

/// Refuses what is stopped, stands under another box, is not on a track, or is opened under a list only.
pub(super) fn check_reached(floor: &Floor, stay: &Stay, opens: bool) -> Result<(), Refusal> {
    let number = || stay.article.identity.to_string();
    spots::check_holds(stay, opens)?;
    spots::check_top(floor, stay)?;
    check_no_list(floor, stay)?;
    match &stay.article.form {
        Form::Box(_) | Form::Vehicle => Ok(()),
        Form::Piece => Err(Refusal::NotGoodsCarrier { number: number() }),
        Form::Wagon(_) => match floor.track_of(stay.article.id) {
            Some(_) => Ok(()),
            None => Err(Refusal::WagonNotOnTrack { wagon: stay.article.id, number: number() }),
        },
    }
}

/// Refuses a unit with something else in it, and more than it bears.
fn check_takes(floor: &Floor, ground: &Ground<'_>, stay: &Stay, mass: Mass) -> Result<(), Refusal> {
    let loaded = floor.store().loaded(stay.article.id);
    if stay.article.fill == Fill::Laden && loaded == Mass::ZERO {
        return Err(Refusal::CarrierLaden { number: stay.article.identity.to_string() });
    }
    let limit = match &stay.article.form {
        Form::Box(_) => Mass::from_kg(BOX_GROSS_KG_MAX),
        Form::Wagon(wagon_type) => ground.wagon_type(wagon_type)?.payload,
        Form::Vehicle | Form::Piece => return Ok(()),
    };
    let mass = loaded.saturating_add(mass);
    if mass <= limit {
        return Ok(());
    }
    Err(Refusal::WagonOverloaded { wagon: stay.article.identity.to_string(), limit, mass })
}

/// Returns that a unit is full or empty now. What a box weighs with its new contents nobody has said yet; a wagon's tare stays.
fn filled(stay: &Stay, fill: Fill, at: Timestamp) -> HubEvent {
    let gross = match stay.article.form {
        Form::Box(_) => Some(Gross::Unknown),
        Form::Wagon(_) | Form::Vehicle | Form::Piece => None,
    };
    let seals = (fill == Fill::Empty).then(Vec::new);
    let facts = Facts { fill: Some(fill), gross, seals, ..Facts::default() };
    InventoryEvent::Stated { unit: stay.article.id, facts, at }.into()
}
