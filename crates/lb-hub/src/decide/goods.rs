//! Goods: declared, received, put away, issued, released, counted, held.

mod carriers;
mod counts;
mod places;
pub(super) mod stuffing;

use jiff::Timestamp;
use lb_base::{Mass, UnitId};

use self::places::{check_goes, check_location, taken};
use super::{Acting, Ground};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay, number_key};
use crate::goods::stuffing::StuffingList;
use crate::goods::{
    Amount, Customs, Damage, Declaration, Goods, GoodsCommand, GoodsEvent, GoodsId, Location, MASS_KG_MAX,
    PACKAGES_MAX, PutAway, Release, known_class,
};
use crate::hold::{Hold, HoldId, HoldKind};
use crate::refusal::Refusal;

/// Releases, entries or notes of damage of goods at most.
const NOTES_MAX: usize = 3_000;
/// Classes of dangerous goods, or seals, of one declaration at most.
const CLASSES_MAX: usize = 20;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &GoodsCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    if let Some(at) = happened(command) {
        acting.check_past(at)?;
    }
    let event = match command {
        GoodsCommand::Receive(receipt) => return carriers::receive(floor, ground, receipt, acting),
        GoodsCommand::Issue(issue) => return carriers::issue(floor, ground, issue),
        GoodsCommand::PutRight { goods, entry, reason, at } => {
            return carriers::put_right(floor, ground, (*goods, *entry), (reason, *at));
        }
        GoodsCommand::Declare { declaration } => declare(floor, declaration)?,
        GoodsCommand::PutAway(wish) => put_away(floor, ground, wish)?,
        GoodsCommand::Release { goods, packages, document, at } => {
            let (document, by) = (document.clone(), acting.organisation.clone());
            Some(release(floor, *goods, Release { packages: *packages, document, by, at: *at })?)
        }
        GoodsCommand::Count { location, found, how, at } => {
            Some(counts::count(floor, ground, (location, *at, how), found)?)
        }
        GoodsCommand::Damage { goods, packages, what, at } => {
            let known = goods_of(floor, *goods)?;
            check_notes(known.damages.len())?;
            check_packages(*packages)?;
            let (what, by) = (what.clone(), acting.organisation.clone());
            let damage = Damage { packages: *packages, what, by, at: *at };
            Some(GoodsEvent::Damaged { goods: *goods, damage })
        }
        GoodsCommand::Hold { goods, hold: id, kind, reason } => {
            hold(floor, *goods, (*id, *kind, reason), acting)?
        }
        GoodsCommand::Lift { goods, hold, reason } => Some(lift(floor, *goods, (*hold, reason), acting)?),
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

/// Returns when a wish says that it happened.
const fn happened(command: &GoodsCommand) -> Option<Timestamp> {
    match command {
        GoodsCommand::Receive(receipt) => Some(receipt.at),
        GoodsCommand::PutAway(wish) => Some(wish.at),
        GoodsCommand::Issue(issue) => Some(issue.at),
        GoodsCommand::Release { at, .. }
        | GoodsCommand::Count { at, .. }
        | GoodsCommand::Damage { at, .. }
        | GoodsCommand::PutRight { at, .. } => Some(*at),
        GoodsCommand::Declare { .. } | GoodsCommand::Hold { .. } | GoodsCommand::Lift { .. } => None,
    }
}

fn declare(floor: &Floor, declaration: &Declaration) -> Result<Option<GoodsEvent>, Refusal> {
    if floor.store().goods(declaration.id).is_some_and(|goods| goods.declaration == *declaration) {
        return Ok(None);
    }
    check_declaration(floor, declaration)?;
    Ok(Some(GoodsEvent::Declared { declaration: declaration.clone() }))
}

/// Refuses an identifier or number of other goods, and figures beyond all reason.
fn check_declaration(floor: &Floor, declaration: &Declaration) -> Result<(), Refusal> {
    let number = &declaration.number;
    let is_known = floor.store().goods(declaration.id).is_some() || floor.store().numbered(number).is_some();
    if number_key(number).is_empty() || is_known {
        return Err(Refusal::GoodsExist { number: number.clone() });
    }
    check_packages(declaration.declared.packages)?;
    check_mass(declaration.declared.mass)?;
    if let Some(found) = declaration.volume.map(lb_base::Volume::as_litres)
        && !(1..=MASS_KG_MAX).contains(&found)
    {
        return Err(Refusal::BadNumber { expected: "a volume of 1 to 50,000,000 litres", found });
    }
    for found in [declaration.dangerous.len(), declaration.seals.len()] {
        if found > CLASSES_MAX {
            return Err(Refusal::TooMany { limit: CLASSES_MAX, found });
        }
    }
    if let Some(class) = declaration.dangerous.iter().find(|class| !known_class(class)) {
        let (class, number) = (class.clone(), number.clone());
        let (other, other_class) = ("a class of the table".to_owned(), String::new());
        return Err(Refusal::GoodsSegregated { number, class, other, other_class });
    }
    match declaration.temperature {
        Some((lowest, highest)) if lowest > highest || lowest < -700 || highest > 1_000 => {
            let expected = "temperatures of -700 to 1,000 tenths of a degree, the lower one first";
            Err(Refusal::BadNumber { expected, found: i64::from(lowest) })
        }
        Some(_) | None => Ok(()),
    }
}

fn put_away(floor: &Floor, ground: &Ground<'_>, wish: &PutAway) -> Result<Option<GoodsEvent>, Refusal> {
    let goods = goods_of(floor, wish.goods)?;
    check_goes(goods, false)?;
    let amount = taken(floor, ground, (goods, &wish.from), (wish.packages, wish.mass))?;
    if wish.from == wish.to {
        return Ok(None);
    }
    check_location(floor, ground, (goods, &wish.to), amount.mass)?;
    let PutAway { goods, from, to, at, .. } = wish.clone();
    Ok(Some(GoodsEvent::PutAway { goods, from, to, amount, at }))
}

fn release(floor: &Floor, id: GoodsId, release: Release) -> Result<GoodsEvent, Refusal> {
    let goods = goods_of(floor, id)?;
    check_notes(goods.releases.len())?;
    if goods.customs == Customs::Free {
        return Err(Refusal::GoodsNotBonded { number: goods.number().to_owned() });
    }
    if let Some(packages) = release.packages {
        check_packages(packages)?;
        let there = floor.store().inside(id).packages.saturating_sub(goods.cleared);
        if packages > there {
            let expected = "as many packages as stand here without a release";
            return Err(Refusal::GoodsBonded { number: goods.number().to_owned(), expected });
        }
    }
    Ok(GoodsEvent::Released { goods: id, release })
}

fn hold(
    floor: &Floor,
    id: GoodsId,
    (hold, kind, reason): (HoldId, HoldKind, &str),
    acting: &Acting,
) -> Result<Option<GoodsEvent>, Refusal> {
    let goods = goods_of(floor, id)?;
    if let Some(before) = goods.holds.get(&hold) {
        let is_same = before.kind == kind && before.reason == reason;
        return if is_same { Ok(None) } else { Err(Refusal::HoldExists { hold }) };
    }
    let (by, since) = (acting.organisation.clone(), acting.now);
    let hold = Hold { id: hold, kind, reason: reason.to_owned(), by, since };
    Ok(Some(GoodsEvent::Held { goods: id, hold }))
}

fn lift(
    floor: &Floor,
    id: GoodsId,
    (hold, reason): (HoldId, &str),
    acting: &Acting,
) -> Result<GoodsEvent, Refusal> {
    let goods = goods_of(floor, id)?;
    let number = || goods.number().to_owned();
    let set = goods.holds.get(&hold).ok_or_else(|| Refusal::GoodsHoldNotFound { number: number(), hold })?;
    let by = acting.organisation.clone();
    if set.by != by {
        return Err(Refusal::NotYourHold { hold, by: set.by.clone(), found: by });
    }
    Ok(GoodsEvent::Lifted { goods: id, hold, by, reason: reason.to_owned() })
}

/// Refuses to move a box whose doors are open under a stuffing list.
pub(super) fn check_closed(floor: &Floor, unit: UnitId) -> Result<(), Refusal> {
    let Some(stay) = floor.unit(unit) else { return Ok(()) };
    match list_of(floor, stay).filter(|list| list.stage.is_at_work()) {
        Some(list) => Err(under(stay, list)),
        None => Ok(()),
    }
}

/// Refuses to load or unload past a stuffing list what has one.
pub(super) fn check_no_list(floor: &Floor, stay: &Stay) -> Result<(), Refusal> {
    match list_of(floor, stay) {
        Some(list) => Err(under(stay, list)),
        None => Ok(()),
    }
}

/// Returns the list by which something is in a box that is here.
fn list_of<'a>(floor: &'a Floor, stay: &Stay) -> Option<&'a StuffingList> {
    floor.store().list_of(&stay.article.identity.to_string())
}

fn under(stay: &Stay, list: &StuffingList) -> Refusal {
    Refusal::UnderList { number: stay.article.identity.to_string(), list: list.heading.number.clone() }
}

fn goods_of(floor: &Floor, goods: GoodsId) -> Result<&Goods, Refusal> {
    floor.store().goods(goods).ok_or(Refusal::GoodsNotFound { goods })
}

fn check_packages(found: i64) -> Result<(), Refusal> {
    if (1..=PACKAGES_MAX).contains(&found) {
        return Ok(());
    }
    Err(Refusal::BadNumber { expected: "1 to 1,000,000 packages", found })
}

fn check_mass(mass: Mass) -> Result<(), Refusal> {
    let found = mass.as_kg();
    if (1..=MASS_KG_MAX).contains(&found) {
        return Ok(());
    }
    Err(Refusal::BadNumber { expected: "a mass of 1 to 50,000,000 kg", found })
}

fn check_notes(found: usize) -> Result<(), Refusal> {
    if found < NOTES_MAX { Ok(()) } else { Err(Refusal::TooMany { limit: NOTES_MAX, found }) }
}

/// Returns that fewer stand at a place than somebody wishes to take.
fn not_there(goods: &Goods, location: &Location, there: Amount, wished: Amount) -> Refusal {
    let words = |amount: Amount| format!("{} packages of {}", amount.packages, amount.mass);
    Refusal::GoodsNotThere {
        number: goods.number().to_owned(),
        location: location.clone(),
        there: words(there),
        wished: words(wished),
    }
}

/// Refuses more damaged packages than there are.
fn check_damaged(damaged: Option<&(i64, String)>, packages: i64) -> Result<(), Refusal> {
    match damaged {
        Some((found, _)) if !(1..=packages).contains(found) => Err(Refusal::BadNumber {
            expected: "as many damaged packages as there are at most",
            found: *found,
        }),
        Some(_) | None => Ok(()),
    }
}

fn damage_of(damaged: Option<&(i64, String)>, acting: &Acting, at: Timestamp) -> Option<Damage> {
    let by = acting.organisation.clone();
    damaged.map(|(packages, what)| Damage { packages: *packages, what: what.clone(), by, at })
}
