//! Stuffing lists: opened, filled, sealed, taken over at the other end, stripped.

use jiff::Timestamp;
use lb_base::{Mass, StuffingListId, UnitId};

use super::super::{Acting, Ground, here, places as spots};
use super::places::{check_apart, check_goes, check_location, keeps, taken};
use super::{check_damaged, check_declaration, check_mass, damage_of, goods_of};
use crate::article::{Fill, Gross};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay, number_key};
use crate::goods::stuffing::{
    Brought, Heading, LINES_MAX, Lay, Line, ListStage, ListedGoods, Plate, StuffingCommand, StuffingEvent,
    StuffingList, Tell,
};
use crate::goods::{Amount, Customs, GoodsId, PACKAGES_MAX};
use crate::inventory::{Facts, InventoryEvent};
use crate::refusal::Refusal;
use crate::spot::Spot;

/// Lines that one command takes over, and seals of a box: each command is one event.
const TAKEN_MAX: usize = 500;
/// The heaviest and largest box, kilograms and litres.
const PLATE_MAX: i64 = 100_000;
const VOLUME_LITRES_MAX: i64 = 200_000;

pub(in crate::decide) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &StuffingCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    if let Some(at) = happened(command) {
        acting.check_past(at)?;
    }
    let event = match command {
        StuffingCommand::Open { .. } => open(floor, command)?,
        StuffingCommand::Add(wish) => Some(add(floor, ground, wish)?),
        StuffingCommand::Remove(wish) => Some(remove(floor, ground, wish)?),
        StuffingCommand::Seal { list, seals, transit, dunnage, at } => {
            return seal(floor, *list, (seals, transit.as_ref()), (*dunnage, *at));
        }
        StuffingCommand::Cancel { list, reason } => {
            let found = at_stage(floor, *list, ListStage::Open)?;
            if !found.lines.is_empty() {
                let (list, lines) = (found.heading.number.clone(), found.lines.len());
                return Err(Refusal::StuffingNotEmpty { list, lines });
            }
            Some(StuffingEvent::Cancelled { list: *list, reason: reason.clone() })
        }
        StuffingCommand::Announce { heading, goods, at } => announce(floor, heading, goods, *at)?,
        StuffingCommand::Strip { list, seals, at } => Some(strip(floor, *list, seals, *at)?),
        StuffingCommand::Tell(wish) => Some(tell(floor, ground, wish, acting)?),
        StuffingCommand::Finish { list, at } => return finish(floor, *list, *at),
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

/// Returns when a wish says that it happened.
const fn happened(command: &StuffingCommand) -> Option<Timestamp> {
    match command {
        StuffingCommand::Open { at, .. }
        | StuffingCommand::Seal { at, .. }
        | StuffingCommand::Announce { at, .. }
        | StuffingCommand::Strip { at, .. }
        | StuffingCommand::Finish { at, .. } => Some(*at),
        StuffingCommand::Add(wish) => Some(wish.at),
        StuffingCommand::Remove(wish) => Some(wish.at),
        StuffingCommand::Tell(wish) => Some(wish.at),
        StuffingCommand::Cancel { .. } => None,
    }
}

fn open(floor: &Floor, command: &StuffingCommand) -> Result<Option<StuffingEvent>, Refusal> {
    let StuffingCommand::Open { list, number, unit, plate, customs, at } = command else { return Ok(None) };
    let stay = here(floor, *unit)?;
    let container = stay.article.identity.to_string();
    let wrong = |expected| Err(Refusal::StuffingBox { number: container.clone(), expected });
    let Some(length) = stay.article.box_length() else { return wrong("a box") };
    check_new(floor, *list, number)?;
    super::carriers::check_reached(floor, stay, true)?;
    check_stands(floor, stay)?;
    let is_loaded = floor.store().loaded(*unit) > Mass::ZERO || floor.grain().loaded(*unit) > Mass::ZERO;
    if stay.article.fill == Fill::Laden || is_loaded {
        return wrong("an empty box");
    }
    let plate = plate.unwrap_or(Plate::common(length));
    check_plate(&plate)?;
    let heading = Heading {
        id: *list,
        number: number.clone(),
        container,
        plate,
        customs: *customs,
        seals: Vec::new(),
        transit: None,
        origin: String::new(),
    };
    Ok(Some(StuffingEvent::Opened { heading, unit: *unit, at: *at }))
}

/// Refuses a box that is aboard, on a wagon that is not placed, or about to be moved.
fn check_stands(floor: &Floor, stay: &Stay) -> Result<(), Refusal> {
    let number = stay.article.identity.to_string();
    let is_reached = match &stay.spot {
        Spot::Yard(_) => true,
        Spot::Wagon { wagon, .. } => floor.track_of(*wagon).is_some(),
        Spot::Visit { .. } | Spot::Warehouse { .. } => false,
    };
    if !is_reached {
        return Err(Refusal::StuffingBox { number, expected: "a box in the yard or on a placed wagon" });
    }
    match floor.job_of(stay.article.id) {
        Some(job) => Err(Refusal::UnitHasJob { unit: stay.article.id, number, job: job.id }),
        None => Ok(()),
    }
}

fn check_plate(plate: &Plate) -> Result<(), Refusal> {
    let kilograms = [plate.tare.as_kg(), plate.gross_max.as_kg(), plate.payload().as_kg()];
    if let Some(found) = kilograms.into_iter().find(|kg| !(1..=PLATE_MAX).contains(kg)) {
        let expected = "a tare and a greatest gross mass of 1 to 100,000 kg, the tare being less";
        return Err(Refusal::BadNumber { expected, found });
    }
    let found = plate.volume.as_litres();
    if (1..=VOLUME_LITRES_MAX).contains(&found) {
        return Ok(());
    }
    Err(Refusal::BadNumber { expected: "a volume of 1 to 200,000 litres", found })
}

fn check_new(floor: &Floor, list: StuffingListId, number: &str) -> Result<(), Refusal> {
    let store = floor.store();
    let is_known = store.list(list).is_some() || store.list_numbered(number).is_some();
    if is_known || number_key(number).is_empty() {
        return Err(Refusal::StuffingExists { number: number.to_owned() });
    }
    Ok(())
}

fn add(floor: &Floor, ground: &Ground<'_>, wish: &Lay) -> Result<StuffingEvent, Refusal> {
    let list = at_stage(floor, wish.list, ListStage::Open)?;
    let goods = goods_of(floor, wish.goods)?;
    let unit = box_of(floor, list)?;
    check_goes(goods, true)?;
    let amount = taken(floor, ground, (goods, &wish.from), (wish.packages, wish.mass))?;
    if goods.customs != list.heading.customs {
        return Err(Refusal::StuffingCustoms {
            number: goods.number().to_owned(),
            list: list.heading.number.clone(),
            expected: list.heading.customs.word(),
        });
    }
    if list.lines.len() >= LINES_MAX && list.line(wish.goods).is_none() {
        return Err(Refusal::TooMany { limit: LINES_MAX, found: list.lines.len() });
    }
    for line in &list.lines {
        check_apart(&goods.declaration, &goods_of(floor, line.goods)?.declaration)?;
    }
    let set_point = here(floor, unit)?.article.set_point.map(|point| (point, point));
    if goods.declaration.temperature.is_some() && !keeps(set_point, goods.declaration.temperature) {
        let (number, place) = (goods.number().to_owned(), list.heading.container.clone());
        return Err(Refusal::GoodsTemperature { number, place });
    }
    check_room(floor, list, (wish.goods, amount))?;
    let weighed = goods.weighed && wish.mass.is_none();
    let line = Line { goods: wish.goods, amount, position: wish.position.clone(), weighed, outcome: None };
    Ok(StuffingEvent::Added { list: wish.list, unit, line, from: wish.from.clone(), at: wish.at })
}

/// Refuses more than the plate of the box allows, and more than finds room as far as goods say.
fn check_room(floor: &Floor, list: &StuffingList, (goods, amount): (GoodsId, Amount)) -> Result<(), Refusal> {
    let (number, plate) = (list.heading.number.clone(), &list.heading.plate);
    let (mass, limit) = (list.contents().plus(amount).mass, plate.payload());
    if mass > limit {
        return Err(Refusal::StuffingTooHeavy { number, limit, mass });
    }
    let own = goods_of(floor, goods)?.declaration.volume_of(amount.packages).unwrap_or_default();
    let (volume, limit) = (list.volume(floor.store()).saturating_add(own), plate.volume);
    if volume > limit {
        return Err(Refusal::StuffingTooFull { number, limit, volume });
    }
    Ok(())
}

fn remove(floor: &Floor, ground: &Ground<'_>, wish: &Brought) -> Result<StuffingEvent, Refusal> {
    let list = at_stage(floor, wish.list, ListStage::Open)?;
    let goods = goods_of(floor, wish.goods)?;
    let no_line =
        || Refusal::StuffingNoLine { number: goods.number().to_owned(), list: list.heading.number.clone() };
    let amount = list.line(wish.goods).ok_or_else(no_line)?.amount;
    check_location(floor, ground, (goods, &wish.to), amount.mass)?;
    let Brought { list, goods, to, at } = wish.clone();
    Ok(StuffingEvent::Removed { list, goods, amount, to, at })
}

fn seal(
    floor: &Floor,
    id: StuffingListId,
    (seals, transit): (&[String], Option<&String>),
    (dunnage, at): (Mass, Timestamp),
) -> Result<Vec<HubEvent>, Refusal> {
    let list = at_stage(floor, id, ListStage::Open)?;
    let unit = box_of(floor, list)?;
    let missing = |expected| Err(Refusal::StuffingNotSealed { list: list.heading.number.clone(), expected });
    if list.lines.is_empty() {
        return missing("goods");
    }
    if seals.is_empty() || seals.len() > TAKEN_MAX {
        return missing("seals");
    }
    match (list.heading.customs, transit) {
        (Customs::Bonded, None) => return missing("a transit declaration"),
        (Customs::Free, Some(_)) => {
            return Err(Refusal::GoodsNotBonded { number: list.heading.number.clone() });
        }
        (Customs::Bonded, Some(_)) | (Customs::Free, None) => {}
    }
    if !(0..=PLATE_MAX).contains(&dunnage.as_kg()) {
        let found = dunnage.as_kg();
        return Err(Refusal::BadNumber { expected: "securing material of 0 to 100,000 kg", found });
    }
    for line in &list.lines {
        check_goes(goods_of(floor, line.goods)?, true)?;
    }
    let gross = list.reckoned(dunnage);
    let mass = gross.mass().unwrap_or_default();
    if mass > list.heading.plate.gross_max {
        let (number, limit) = (list.heading.number.clone(), list.heading.plate.gross_max);
        return Err(Refusal::StuffingTooHeavy { number, limit, mass });
    }
    let sealed = StuffingEvent::Sealed {
        list: id,
        unit,
        seals: seals.to_vec(),
        transit: transit.cloned(),
        dunnage,
        gross,
        dangerous: list.dangerous(floor.store()),
        goods: list.lines.iter().map(|line| line.goods).collect(),
        at,
    };
    let facts = Facts {
        fill: Some(Fill::Laden),
        gross: Some(gross),
        seals: Some(seals.to_vec()),
        ..Facts::default()
    };
    Ok(vec![sealed.into(), InventoryEvent::Stated { unit, facts, at }.into()])
}

/// Takes over a list, or more lines of it; lines that are known already are passed over.
fn announce(
    floor: &Floor,
    heading: &Heading,
    listed: &[ListedGoods],
    at: Timestamp,
) -> Result<Option<StuffingEvent>, Refusal> {
    if listed.len() > TAKEN_MAX || heading.seals.len() > TAKEN_MAX {
        return Err(Refusal::TooMany { limit: TAKEN_MAX, found: listed.len().max(heading.seals.len()) });
    }
    check_plate(&heading.plate)?;
    let known = floor.store().list(heading.id);
    match known {
        Some(list) if list.is_own || list.heading != *heading || list.stage != ListStage::Sealed => {
            return Err(Refusal::StuffingExists { number: heading.number.clone() });
        }
        Some(_) => {}
        None => {
            check_new(floor, heading.id, &heading.number)?;
            if let Some(other) = floor.store().list_of(&heading.container) {
                let (number, list) = (heading.container.clone(), other.heading.number.clone());
                return Err(Refusal::UnderList { number, list });
            }
        }
    }
    let mut after = floor.clone();
    let mut new = Vec::new();
    for one in listed {
        if known.and_then(|list| list.line(one.declaration.id)).is_some_and(|line| line.amount == one.amount)
        {
            continue;
        }
        check_listed(&after, heading, one)?;
        let goods = vec![one.clone()];
        after.apply(&StuffingEvent::Announced { heading: heading.clone(), goods, at }.into());
        new.push(one.clone());
    }
    let is_new = known.is_none() || !new.is_empty();
    Ok(is_new.then(|| StuffingEvent::Announced { heading: heading.clone(), goods: new, at }))
}

/// Refuses a line whose goods stand under the list already, or are others here than it says.
fn check_listed(floor: &Floor, heading: &Heading, one: &ListedGoods) -> Result<(), Refusal> {
    let store = floor.store();
    let number = one.declaration.number.clone();
    let list = store.list(heading.id);
    if list.is_some_and(|list| list.lines.len() >= LINES_MAX) {
        return Err(Refusal::TooMany { limit: LINES_MAX, found: LINES_MAX });
    }
    if list.is_some_and(|list| list.line(one.declaration.id).is_some()) {
        return Err(Refusal::ListedTwice { what: number });
    }
    match store.goods(one.declaration.id) {
        Some(goods) if goods.declaration != one.declaration => {
            return Err(Refusal::StuffingExists { number });
        }
        Some(_) => {}
        None => check_declaration(floor, &one.declaration)?,
    }
    if one.declaration.customs == Customs::Free && heading.customs == Customs::Bonded {
        let (list, expected) = (heading.number.clone(), heading.customs.word());
        return Err(Refusal::StuffingCustoms { number, list, expected });
    }
    super::check_packages(one.amount.packages)?;
    if one.amount.mass < Mass::ZERO {
        return Err(Refusal::BadNumber { expected: "a mass of 0 or more", found: one.amount.mass.as_kg() });
    }
    Ok(())
}

fn strip(
    floor: &Floor,
    id: StuffingListId,
    seals: &[String],
    at: Timestamp,
) -> Result<StuffingEvent, Refusal> {
    let list = at_stage(floor, id, ListStage::Sealed)?;
    if seals.len() > TAKEN_MAX {
        return Err(Refusal::TooMany { limit: TAKEN_MAX, found: seals.len() });
    }
    let unit = box_of(floor, list)?;
    let stay = here(floor, unit)?;
    spots::check_holds(stay, true)?;
    spots::check_top(floor, stay)?;
    check_stands(floor, stay)?;
    let goods = list.lines.iter().map(|line| line.goods).collect();
    Ok(StuffingEvent::Stripping { list: id, unit, seals: seals.to_vec(), goods, at })
}

fn tell(floor: &Floor, ground: &Ground<'_>, wish: &Tell, acting: &Acting) -> Result<StuffingEvent, Refusal> {
    let list = at_stage(floor, wish.list, ListStage::Stripping)?;
    box_of(floor, list)?;
    let goods = goods_of(floor, wish.goods)?;
    let line = list.line(wish.goods);
    if line.is_some_and(|line| line.outcome.is_some()) {
        let (number, list) = (goods.number().to_owned(), list.heading.number.clone());
        return Err(Refusal::StuffingTold { number, list });
    }
    let listed = line.map_or(Amount::ZERO, |line| line.amount);
    if !(0..=PACKAGES_MAX).contains(&wish.packages) {
        return Err(Refusal::BadNumber { expected: "0 to 1,000,000 packages", found: wish.packages });
    }
    let like = if listed.packages > 0 { listed } else { goods.declaration.declared };
    let mass = wish.mass.filter(|_| wish.packages > 0).unwrap_or_else(|| like.share(wish.packages));
    if wish.packages > 0 && wish.mass.is_some() {
        check_mass(mass)?;
    }
    check_damaged(wish.damaged.as_ref(), wish.packages)?;
    check_location(floor, ground, (goods, &wish.to), mass)?;
    Ok(StuffingEvent::Told {
        list: wish.list,
        goods: wish.goods,
        listed,
        found: Amount::new(wish.packages, mass),
        damage: damage_of(wish.damaged.as_ref(), acting, wish.at),
        to: wish.to.clone(),
        at: wish.at,
    })
}

fn finish(floor: &Floor, id: StuffingListId, at: Timestamp) -> Result<Vec<HubEvent>, Refusal> {
    let list = at_stage(floor, id, ListStage::Stripping)?;
    let unit = box_of(floor, list)?;
    let mut open = list.lines.iter().filter(|line| line.outcome.is_none());
    if let Some(first) = open.next() {
        let number = goods_of(floor, first.goods)?.number().to_owned();
        let count = open.count().saturating_add(1);
        return Err(Refusal::StuffingNotTold { number, list: list.heading.number.clone(), count });
    }
    let facts = Facts {
        fill: Some(Fill::Empty),
        gross: Some(Gross::Declared(list.heading.plate.tare)),
        seals: Some(Vec::new()),
        ..Facts::default()
    };
    let stripped = StuffingEvent::Stripped { list: id, unit, at };
    Ok(vec![stripped.into(), InventoryEvent::Stated { unit, facts, at }.into()])
}

/// Returns a list that is so far, and no further.
fn at_stage(floor: &Floor, id: StuffingListId, stage: ListStage) -> Result<&StuffingList, Refusal> {
    let list = floor.store().list(id).ok_or(Refusal::StuffingNotFound { list: id })?;
    if list.stage == stage && list.left.is_none() {
        return Ok(list);
    }
    let found = if list.left.is_some() { "away" } else { list.stage.word() };
    let number = list.heading.number.clone();
    Err(Refusal::StuffingWrongStage { number, expected: stage.word(), found })
}

/// Returns the box of a list, which must be here.
fn box_of(floor: &Floor, list: &StuffingList) -> Result<UnitId, Refusal> {
    let found = list.unit.or_else(|| floor.numbered(&list.heading.container));
    let number = list.heading.container.clone();
    let not_here = || Refusal::StuffingBox { number, expected: "a box that is here" };
    found.filter(|unit| floor.unit(*unit).is_some()).ok_or_else(not_here)
}
