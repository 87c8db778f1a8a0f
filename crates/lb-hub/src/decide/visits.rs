//! Visits: announced, arrived, worked, departed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use lb_base::time::{Estimated, Planned};
use lb_base::{Length, UnitId};

use super::gate::check_not_at_gate;
use super::{Acting, Ground, check_article, gauge, goods, here, places, ship, visit_of};
use crate::article::Form;
use crate::consist::{EVENT_THINGS_MAX, LIST_MAX, LISTED_MAX, ListedPlace, Listing, compare};
use crate::event::HubEvent;
use crate::floor::Floor;
use crate::loading;
use crate::refusal::Refusal;
use crate::ship::undone;
use crate::spot::Spot;
use crate::visit::{Announcement, Mooring, Stage, Vehicle, Visit, VisitCommand, VisitEvent, VisitId};

/// The longest that a ship's stay is planned.
const MOORING_DAYS_MAX: i64 = 60;
/// Water under the keel.
const UNDER_KEEL: Length = Length::from_mm(500);

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &VisitCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let event = match command {
        VisitCommand::Expect { announcement } => expect(floor, announcement)?,
        VisitCommand::List { visit, from, listings } => {
            check_not_at_gate(floor, *visit)?;
            return list(floor, ground, *visit, (*from, listings));
        }
        VisitCommand::Estimate { visit, arrival, departure } => {
            estimate(floor, *visit, (*arrival, *departure))?
        }
        VisitCommand::Index { visit, index } => {
            let train = visit_of(floor, *visit)?;
            if !matches!(train.vehicle, Vehicle::Train { .. }) {
                return Err(wrong_vehicle(train, "train"));
            }
            (train.index != *index).then_some(VisitEvent::Indexed { visit: *visit, index: *index })
        }
        VisitCommand::Moor { visit, berth, offset, window } => {
            let (from, until) = *window;
            moor(floor, ground, *visit, Mooring { berth: berth.clone(), offset: *offset, from, until })?
        }
        VisitCommand::Arrive { visit, at, found } => {
            acting.check_past(*at)?;
            check_not_at_gate(floor, *visit)?;
            return arrive(floor, ground, (*visit, *at), found.as_deref());
        }
        VisitCommand::Form { visit, wagons, at } => {
            acting.check_past(*at)?;
            form(floor, ground, (*visit, *at), wagons)?
        }
        VisitCommand::Complete { visit, at } => {
            acting.check_past(*at)?;
            complete(floor, ground, *visit, *at)?
        }
        VisitCommand::Depart { visit, at } => {
            acting.check_past(*at)?;
            check_not_at_gate(floor, *visit)?;
            return depart(floor, ground, *visit, *at);
        }
        VisitCommand::Cancel { visit, reason } => {
            check_not_at_gate(floor, *visit)?;
            let found = visit_of(floor, *visit)?;
            check_stage(found, &[Stage::Expected])?;
            check_not_placed(floor, found)?;
            if !found.consist.is_empty() {
                return Err(wrong_stage(found, "without wagons"));
            }
            Some(VisitEvent::Cancelled { visit: *visit, reason: reason.clone() })
        }
    };
    Ok(event.into_iter().map(HubEvent::from).collect())
}

fn wrong_stage(visit: &Visit, expected: &'static str) -> Refusal {
    Refusal::VisitWrongStage {
        visit: visit.id,
        name: visit.name.clone(),
        expected,
        found: visit.stage.word(),
    }
}

fn check_stage(visit: &Visit, stages: &[Stage]) -> Result<(), Refusal> {
    if stages.contains(&visit.stage) {
        return Ok(());
    }
    Err(wrong_stage(visit, stages.first().map_or("", |stage| stage.word())))
}

fn expect(floor: &Floor, announcement: &Announcement) -> Result<Option<VisitEvent>, Refusal> {
    check_vehicle(&announcement.vehicle)?;
    if let (Some(arrival), Some(departure)) = (announcement.arrival, announcement.departure)
        && departure < arrival
    {
        let (from, until) = (arrival.timestamp(), departure.timestamp());
        return Err(Refusal::BadWindow { days: MOORING_DAYS_MAX, from, until });
    }
    if let Some(visit) = floor.visit(announcement.id) {
        let is_same = visit.vehicle == announcement.vehicle && visit.name == announcement.name;
        return if is_same { Ok(None) } else { Err(Refusal::VisitExists { visit: announcement.id }) };
    }
    Ok(Some(VisitEvent::Expected { announcement: announcement.clone() }))
}

fn check_vehicle(vehicle: &Vehicle) -> Result<(), Refusal> {
    let within = |length: &Length, most: i64| (1..=most).contains(&length.as_mm());
    match vehicle {
        Vehicle::Vessel { length, .. } if !within(length, 500_000) => {
            Err(Refusal::BadNumber { expected: "a ship's length up to 500 m", found: length.as_mm() })
        }
        Vehicle::Vessel { draught, .. } if !within(draught, 30_000) => {
            Err(Refusal::BadNumber { expected: "a draught up to 30 m", found: draught.as_mm() })
        }
        Vehicle::Train { gauge } if !(600..=1_676).contains(gauge) => {
            Err(Refusal::BadNumber { expected: "a gauge of 600 to 1676 mm", found: i64::from(*gauge) })
        }
        Vehicle::Vessel { .. } | Vehicle::Train { .. } | Vehicle::Truck => Ok(()),
    }
}

fn list(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: VisitId,
    (from, listings): (usize, &[Listing]),
) -> Result<Vec<HubEvent>, Refusal> {
    let found = visit_of(floor, visit)?;
    check_stage(found, &[Stage::Expected])?;
    ship::check_part(found.listed.len(), from, listings.len())?;
    let kept = found.listed.get(..from).unwrap_or_default();
    if kept.is_empty() {
        check_listings(ground, found, listings)?;
    } else {
        check_listings(ground, found, &[kept, listings].concat())?;
    }
    if found.listed.get(from..) == Some(listings) {
        return Ok(Vec::new());
    }
    Ok(ship::parts(from, listings, |from, listings| VisitEvent::Listed { visit, from, listings }.into()))
}

/// Refuses a list that cannot be of such a visit: units or slots twice, boxes on wagons that are not in it, no such wagon type.
fn check_listings(ground: &Ground<'_>, visit: &Visit, listings: &[Listing]) -> Result<(), Refusal> {
    if listings.len() > LIST_MAX {
        return Err(Refusal::TooMany { limit: LIST_MAX, found: listings.len() });
    }
    let mut wagons = BTreeMap::new();
    let mut units = BTreeSet::new();
    for line in listings {
        check_article(&line.article)?;
        if !units.insert(line.article.id) {
            return Err(Refusal::ListedTwice { what: line.article.identity.to_string() });
        }
        if line.place == ListedPlace::Consist {
            let wagon_type = line.article.wagon_type();
            let wagon_type = wagon_type.ok_or_else(|| wrong_vehicle(visit, "list of wagons"))?;
            let wagon_type = ground.wagon_type(wagon_type)?;
            check_gauge(visit, wagon_type.gauge)?;
            wagons.insert(line.article.id, wagon_type);
        }
    }
    let mut slots = BTreeSet::new();
    for line in listings {
        match (&line.place, &visit.vehicle) {
            (ListedPlace::Consist, Vehicle::Train { .. }) => {}
            (ListedPlace::Aboard { stow }, Vehicle::Vessel { .. } | Vehicle::Truck) => {
                ship::check_stow(visit, &line.article, stow)?;
                let spot = Spot::Visit { visit: visit.id, stow: stow.clone() };
                for cell in spot.cells(line.article.box_length()) {
                    if !slots.insert(cell) {
                        let what = format!("{stow}, for {}", line.article.identity);
                        return Err(Refusal::ListedTwice { what });
                    }
                }
            }
            (ListedPlace::Wagon { wagon, slot }, Vehicle::Train { .. }) => {
                let number = line.article.identity.to_string();
                let Some(wagon_type) = wagons.get(wagon) else {
                    return Err(Refusal::NotListedWagon { number, wagon: *wagon });
                };
                let spot = Spot::Wagon { wagon: *wagon, slot: *slot };
                let length = line.article.box_length();
                if !length.is_some_and(|length| loading::fits(wagon_type, *slot, length)) {
                    let why = "the wagon has no such slot for this length";
                    return Err(Refusal::NoSuchSpot { spot, why });
                }
                for cell in spot.cells(length) {
                    if !slots.insert(cell) {
                        return Err(Refusal::ListedTwice { what: format!("{spot}, for {number}") });
                    }
                }
            }
            (ListedPlace::Consist | ListedPlace::Wagon { .. }, Vehicle::Vessel { .. } | Vehicle::Truck) => {
                return Err(wrong_vehicle(visit, "train"));
            }
            (ListedPlace::Aboard { .. }, Vehicle::Train { .. }) => {
                return Err(wrong_vehicle(visit, "ship or truck"));
            }
        }
        if matches!(line.article.form, Form::Wagon(_)) != (line.place == ListedPlace::Consist) {
            return Err(wrong_vehicle(visit, "list of wagons"));
        }
    }
    Ok(())
}

fn wrong_vehicle(visit: &Visit, expected: &'static str) -> Refusal {
    Refusal::WrongVehicle { visit: visit.id, name: visit.name.clone(), expected, found: visit.vehicle.word() }
}

fn check_gauge(visit: &Visit, found: u32) -> Result<(), Refusal> {
    match visit.vehicle {
        Vehicle::Train { gauge } if gauge != found => {
            Err(Refusal::WrongGauge { expected: gauge.to_string(), found })
        }
        Vehicle::Train { .. } | Vehicle::Vessel { .. } | Vehicle::Truck => Ok(()),
    }
}

fn estimate(
    floor: &Floor,
    visit: VisitId,
    (arrival, departure): (Option<Estimated>, Option<Estimated>),
) -> Result<Option<VisitEvent>, Refusal> {
    let found = visit_of(floor, visit)?;
    let mut unordered = [arrival, departure].into_iter().flatten().filter(|estimate| !estimate.is_ordered());
    if let Some(estimate) = unordered.next() {
        let (from, until) = (estimate.early.timestamp(), estimate.late.timestamp());
        return Err(Refusal::BadWindow { days: MOORING_DAYS_MAX, from, until });
    }
    if arrival.is_some() && found.is_here() {
        return Err(wrong_stage(found, Stage::Expected.word()));
    }
    let is_new = (arrival.is_some() && arrival != found.arrival.estimated)
        || (departure.is_some() && departure != found.departure.estimated);
    Ok(is_new.then_some(VisitEvent::Estimated { visit, arrival, departure }))
}

fn moor(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: VisitId,
    mooring: Mooring,
) -> Result<Option<VisitEvent>, Refusal> {
    let found = visit_of(floor, visit)?;
    let Vehicle::Vessel { length, draught } = found.vehicle else {
        return Err(wrong_vehicle(found, "vessel"));
    };
    let berth_id = mooring.berth.clone();
    let berth = ground.layout.berths.get(&berth_id);
    let berth = berth.ok_or_else(|| Refusal::NoSuchBerth { berth: berth_id.clone() })?;
    check_window((mooring.from, mooring.until), MOORING_DAYS_MAX)?;
    let limit = berth.length.saturating_sub(mooring.offset);
    if mooring.offset < Length::from_mm(0) || length > limit {
        return Err(Refusal::BerthTooShort { berth: berth_id, limit, length });
    }
    let limit = berth.depth.saturating_sub(UNDER_KEEL);
    if draught > limit {
        return Err(Refusal::BerthTooShallow { berth: berth_id, limit, draught });
    }
    let end = |offset: Length, length: Length| offset.saturating_add(length);
    let other = floor.visits().filter(|other| other.id != visit).find_map(|other| {
        let (Some(there), Vehicle::Vessel { length: its, .. }) = (&other.mooring, &other.vehicle) else {
            return None;
        };
        let in_time = there.from < mooring.until && mooring.from < there.until;
        let in_place = there.berth == mooring.berth
            && there.offset < end(mooring.offset, length)
            && mooring.offset < end(there.offset, *its);
        (in_time && in_place).then(|| (other.name.clone(), there.until.timestamp()))
    });
    if let Some((other, until)) = other {
        return Err(Refusal::BerthTaken { berth: berth_id, other, until });
    }
    let is_new = found.mooring.as_ref() != Some(&mooring);
    Ok(is_new.then_some(VisitEvent::Moored { visit, mooring }))
}

/// Refuses a span that ends before it begins or is longer than plans are.
pub(super) fn check_window((from, until): (Planned, Planned), days: i64) -> Result<(), Refusal> {
    let (from, until) = (from.timestamp(), until.timestamp());
    let is_short = until.duration_since(from) <= SignedDuration::from_hours(days.saturating_mul(24));
    if from < until && is_short { Ok(()) } else { Err(Refusal::BadWindow { days, from, until }) }
}

pub(super) fn arrive(
    floor: &Floor,
    ground: &Ground<'_>,
    (visit, at): (VisitId, Timestamp),
    found: Option<&[Listing]>,
) -> Result<Vec<HubEvent>, Refusal> {
    let expected = visit_of(floor, visit)?;
    if expected.is_here() {
        let was_then = expected.arrival.actual.is_some_and(|actual| actual.0 == at);
        return if was_then { Ok(Vec::new()) } else { Err(wrong_stage(expected, Stage::Expected.word())) };
    }
    if let Some(found) = found.filter(|found| found.len() > LISTED_MAX) {
        return Err(Refusal::TooMany { limit: LISTED_MAX, found: found.len() });
    }
    let brings = found.unwrap_or(&expected.listed);
    if !expected.consist.is_empty() && !brings.is_empty() {
        return Err(wrong_stage(expected, "without wagons from here"));
    }
    check_listings(ground, expected, brings)?;
    for line in brings {
        if let Some(stay) = floor.unit(line.article.id) {
            let (number, spot) = (stay.article.identity.to_string(), stay.spot.clone());
            return Err(Refusal::UnitHere { unit: line.article.id, number, spot });
        }
    }
    let differences = found.map_or_else(Vec::new, |found| compare(&expected.listed, found));
    // What stands below comes first, so that what stands on it has something to stand on.
    let mut brings = brings.to_vec();
    if matches!(expected.vehicle, Vehicle::Vessel { .. }) {
        brings.sort_by_key(tier_of);
    }
    let (first, rest) = brings.split_at(brings.len().min(if brings.len() > LISTED_MAX {
        EVENT_THINGS_MAX
    } else {
        LISTED_MAX
    }));
    let mut events = vec![VisitEvent::Arrived { visit, at, brings: first.to_vec(), differences }.into()];
    let more = rest.chunks(EVENT_THINGS_MAX).map(<[Listing]>::to_vec);
    events.extend(more.map(|brings| HubEvent::from(VisitEvent::Brought { visit, at, brings })));
    Ok(events)
}

fn tier_of(line: &Listing) -> u8 {
    match &line.place {
        ListedPlace::Aboard { stow } => stow.position().map_or(0, lb_base::StowPosition::tier),
        ListedPlace::Consist | ListedPlace::Wagon { .. } => 0,
    }
}

/// Puts wagons that are here into a train that is to depart.
fn form(
    floor: &Floor,
    ground: &Ground<'_>,
    (visit, at): (VisitId, Timestamp),
    wagons: &[UnitId],
) -> Result<Option<VisitEvent>, Refusal> {
    let train = visit_of(floor, visit)?;
    if !matches!(train.vehicle, Vehicle::Train { .. }) {
        return Err(wrong_vehicle(train, "train"));
    }
    if !train.listed.is_empty() && !train.is_here() {
        return Err(wrong_stage(train, "arrived, or made up here"));
    }
    if wagons.len() > LISTED_MAX {
        return Err(Refusal::TooMany { limit: LISTED_MAX, found: wagons.len() });
    }
    let mut seen = BTreeSet::new();
    let mut moved = Vec::new();
    for wagon in wagons {
        let stay = here(floor, *wagon)?;
        let number = stay.article.identity.to_string();
        if !seen.insert(*wagon) {
            return Err(Refusal::ListedTwice { what: number });
        }
        let Some(wagon_type) = stay.article.wagon_type() else {
            return Err(wrong_vehicle(train, "list of wagons"));
        };
        check_gauge(train, ground.wagon_type(wagon_type)?.gauge)?;
        if floor.visit_of(&Spot::Wagon { wagon: *wagon, slot: 1 }) == Some(visit) {
            continue;
        }
        if let Some(placement) = floor.standing(*wagon) {
            let (name, placement) = (number, placement.proposal.id);
            return Err(Refusal::StillPlaced { name, placement });
        }
        moved.push(*wagon);
    }
    Ok((!moved.is_empty()).then_some(VisitEvent::Formed { visit, wagons: moved, at }))
}

fn complete(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: VisitId,
    at: Timestamp,
) -> Result<Option<VisitEvent>, Refusal> {
    let found = visit_of(floor, visit)?;
    if found.stage == Stage::Complete {
        return Ok(None);
    }
    check_stage(found, &[Stage::Working, Stage::Arrived])?;
    check_no_jobs(floor, found)?;
    check_after_arrival(found, at)?;
    let differences = undone(floor, found, &ground.layout.place);
    Ok(Some(VisitEvent::Completed { visit, at, differences }))
}

fn check_after_arrival(visit: &Visit, at: Timestamp) -> Result<(), Refusal> {
    match visit.arrival.actual {
        Some(arrived) if at < arrived.0 => Err(Refusal::BeforeArrival { arrived: arrived.0, at }),
        Some(_) | None => Ok(()),
    }
}

/// Refuses while jobs take something from a visit or bring something to it.
fn check_no_jobs(floor: &Floor, visit: &Visit) -> Result<(), Refusal> {
    let concerns = |spot: &Spot| floor.visit_of(spot) == Some(visit.id);
    let is_open = |job: &&crate::job::Job| {
        let now = floor.unit(job.unit).is_some_and(|stay| concerns(&stay.spot));
        now || concerns(&job.to)
    };
    match floor.jobs().filter(is_open).count() {
        0 => Ok(()),
        count => Err(Refusal::JobsOpen { what: visit.name.clone(), count }),
    }
}

fn check_not_placed(floor: &Floor, visit: &Visit) -> Result<(), Refusal> {
    match floor.placements().find(|placement| placement.proposal.visit == visit.id) {
        Some(placement) => {
            Err(Refusal::StillPlaced { name: visit.name.clone(), placement: placement.proposal.id })
        }
        None => Ok(()),
    }
}

pub(super) fn depart(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: VisitId,
    at: Timestamp,
) -> Result<Vec<HubEvent>, Refusal> {
    let found = visit_of(floor, visit)?;
    // A train that was made up here never arrived.
    if !found.is_here() && found.consist.is_empty() {
        return Err(wrong_stage(found, Stage::Complete.word()));
    }
    check_after_arrival(found, at)?;
    check_no_jobs(floor, found)?;
    check_not_placed(floor, found)?;
    gauge::check_signed(floor, found)?;
    let mut takes = found.consist.clone();
    takes.extend(floor.aboard(visit).filter(|unit| !found.consist.contains(unit)));
    let loads = found.consist.iter().flat_map(|wagon| floor.load(*wagon));
    let loads: Vec<UnitId> = loads.map(|(_, unit)| unit).collect();
    takes.extend(loads);
    for unit in &takes {
        places::check_holds(here(floor, *unit)?, true)?;
        goods::check_closed(floor, *unit)?;
    }
    let mut events = Vec::new();
    let differences = undone(floor, found, &ground.layout.place);
    // What is left open at the departure of a ship is said, whether or not somebody completed it.
    if found.stage != Stage::Complete && !differences.is_empty() {
        events.push(VisitEvent::Completed { visit, at, differences }.into());
    }
    if takes.len() > LISTED_MAX && found.consist.is_empty() {
        let rest = takes.split_off(EVENT_THINGS_MAX);
        let before = rest.chunks(EVENT_THINGS_MAX).map(<[UnitId]>::to_vec);
        events.extend(before.map(|takes| HubEvent::from(VisitEvent::Carried { visit, at, takes })));
    }
    events.push(VisitEvent::Departed { visit, at, takes }.into());
    Ok(events)
}

/// Returns how long wagons of a visit are together: of those here by their types, else of those listed.
pub(super) fn length_of(
    floor: &Floor,
    ground: &Ground<'_>,
    visit: &Visit,
    wagons: &[UnitId],
) -> Result<Length, Refusal> {
    let listed: BTreeMap<UnitId, &Listing> =
        visit.listed.iter().map(|line| (line.article.id, line)).collect();
    let all: Vec<UnitId> = if !wagons.is_empty() {
        wagons.to_vec()
    } else if visit.is_here() || !visit.consist.is_empty() {
        visit.consist.clone()
    } else {
        let wagons = visit.listed.iter().filter(|line| line.place == ListedPlace::Consist);
        wagons.map(|line| line.article.id).collect()
    };
    if all.is_empty() {
        return Err(Refusal::NoWagons { name: visit.name.clone() });
    }
    let mut length = Length::from_mm(0);
    for wagon in all {
        let not_aboard = || Refusal::NotAboard { name: visit.name.clone(), wagon };
        let article = match floor.unit(wagon) {
            Some(stay) if visit.consist.contains(&wagon) => &stay.article,
            Some(_) | None if !visit.is_here() => &listed.get(&wagon).ok_or_else(not_aboard)?.article,
            Some(_) | None => return Err(not_aboard()),
        };
        let wagon_type = article.wagon_type().ok_or_else(not_aboard)?;
        length = length.saturating_add(ground.wagon_type(wagon_type)?.length);
    }
    Ok(length)
}
