//! Billable acts: what an event has done that a hub charges for.
//!
//! Each act is taken from its event and the floor before it, as measures are, so that none is there twice. An act has no price: the
//! line of the tariff is found when somebody looks ([`charge`]), by the day on which the act ended.
//!
//! A wrong press that is put right takes its act back: an act of the same kind with an amount below 0. A move is put right by one
//! that goes back where the last one came from, planned and done at once by no machine.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use lb_base::codes::Currency;
use lb_base::{Mass, Money, OrganisationId, UnitId};
use lb_network::layout::Layout;
use lb_network::layout::tariff::{BillableAct, BoxKind, TariffLine, lines_for};

use crate::article::{Article, Fill};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::gate::{Check, CheckKind, GateEvent};
use crate::goods::stuffing::StuffingEvent;
use crate::goods::{Entry, GoodsEvent, GoodsId, Way};
use crate::grain::{GrainEvent, Handling, LotId, Reading};
use crate::inventory::{Correction, InventoryEvent};
use crate::job::{JobEvent, JobId};
use crate::measure::About;
use crate::reefer::ReeferEvent;
use crate::spot::Spot;
use crate::visit::{Vehicle, VisitEvent, VisitId};

/// How much of what was done when: all that its price depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub act: BillableAct,
    /// To which box, if it is one.
    pub boxes: BoxKind,
    /// How many, how many metres or kilograms, kilograms times percentage points; below 0 where an earlier deed is taken back.
    pub amount: i64,
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub until: Timestamp,
}

/// A billable act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What was done.
    pub deed: Deed,
    /// To what.
    pub about: About,
    /// Its name or number.
    pub name: String,
    /// Who pays; nothing where nobody knows.
    pub payer: Option<OrganisationId>,
}

/// What one line of a tariff charges for a deed.
#[derive(Clone, Debug)]
pub struct ChargeLine<'a> {
    /// The line.
    pub line: &'a TariffLine,
    /// Days that it charges; 1 where days do not count.
    pub days: i64,
    /// The amount of money.
    pub amount: Money,
}

/// What a deed costs.
#[derive(Clone, Debug)]
pub struct Charge<'a> {
    /// Days from the first to the last by the hub's clock; 1 where days do not count.
    pub days: i64,
    /// The lines that charge it, the first day first; none where the tariff has no line for it.
    pub lines: Vec<ChargeLine<'a>>,
    /// The days before the first line's; all of them where there is no line.
    pub free_days: i64,
    /// Whether the tariff has a line for it, though all its days may be free.
    pub is_priced: bool,
}

/// Prices a deed by a hub's tariff, as of the day on which it ended.
#[must_use]
pub fn charge<'a>(deed: &Deed, layout: &'a Layout) -> Charge<'a> {
    let date = |at: Timestamp| at.to_zoned(layout.zone.time_zone().clone()).date();
    let per = deed.act.per();
    let days = if per.is_by_day() { days(date(deed.from), date(deed.until)) } else { 1 };
    let found = lines_for(&layout.tariff, (deed.act, &deed.boxes), date(deed.until));
    let first = |line: &&TariffLine| i64::from(line.from_day);
    let ends = found.iter().skip(1).map(first).chain([i64::MAX]).collect::<Vec<i64>>();
    let free_days = found.first().map_or(days, |line| days.min(first(line) - 1));
    let of_line = |(line, next): (&&'a TariffLine, i64)| {
        let own = days.min(next.saturating_sub(1)).saturating_sub(first(line) - 1);
        let price = line.price.minor();
        let minor = times(price, deed.amount, own, per.counted());
        (own > 0).then(|| ChargeLine { line, days: own, amount: Money::from_minor(minor, line.currency()) })
    };
    let lines = found.iter().zip(ends).filter_map(of_line).collect();
    Charge { days, lines, free_days, is_priced: !found.is_empty() }
}

impl Charge<'_> {
    /// Returns the sums by currency.
    #[must_use]
    pub fn sums(&self) -> BTreeMap<Currency, i64> {
        let mut sums = BTreeMap::new();
        for line in &self.lines {
            let sum: &mut i64 = sums.entry(line.amount.currency()).or_default();
            *sum = sum.saturating_add(line.amount.minor());
        }
        sums
    }
}

/// Returns the days from one to another, both counted.
fn days(from: Date, until: Date) -> i64 {
    let nights = from.until(until).map_or(0, |span| i64::from(span.get_days()));
    nights.max(0).saturating_add(1)
}

/// Returns `price x amount x days / counted`, half away from nothing.
fn times(price: i64, amount: i64, days: i64, counted: i64) -> i64 {
    let [price, amount, days, counted] = [price, amount, days, counted].map(i128::from);
    let product = price * amount * days;
    let rounded = (product.abs() * 2 + counted) / (counted * 2);
    i64::try_from(rounded * product.signum()).unwrap_or(i64::MAX)
}

/// Returns the billable acts of an event; `floor` is the one before it.
#[must_use]
pub fn acts(event: &HubEvent, floor: &Floor) -> Vec<Act> {
    match event {
        HubEvent::Job(JobEvent::Done { job, unit, from, to, at, .. }) => {
            lift(floor, (*job, *unit), ([from, to], *at)).into_iter().collect()
        }
        HubEvent::Visit(event) => of_visit(floor, event),
        HubEvent::Gate(event) => of_gate(floor, event).into_iter().collect(),
        HubEvent::Reefer(ReeferEvent::Unplugged { unit, at }) => power(floor, *unit, *at),
        HubEvent::Inventory(InventoryEvent::Counted { corrections, at, .. }) => {
            corrections.iter().flat_map(|correction| counted(floor, correction, *at)).collect()
        }
        HubEvent::Grain(event) => of_grain(floor, event),
        HubEvent::Goods(event) => of_goods(floor, event),
        HubEvent::Stuffing(event) => of_stuffing(floor, event),
        HubEvent::Inventory(_)
        | HubEvent::Placement(_)
        | HubEvent::Job(_)
        | HubEvent::Gauge(_)
        | HubEvent::Hold(_)
        | HubEvent::Equipment(_)
        | HubEvent::Ship(_)
        | HubEvent::Reefer(_) => Vec::new(),
    }
}

/// Returns one act about a thing that stands here; nothing about wagons, which are charged with their trains.
fn of_unit(stay: &Stay, act: BillableAct, (from, until): (Timestamp, Timestamp)) -> Option<Act> {
    let article: &Article = &stay.article;
    if article.wagon_type().is_some() {
        return None;
    }
    let boxes = article
        .box_length()
        .map(|length| BoxKind { size: length.word().to_owned(), fill: article.fill.word().to_owned() });
    Some(Act {
        deed: Deed { act, boxes: boxes.unwrap_or_default(), amount: 1, from, until },
        about: About::Unit(article.id),
        name: article.identity.to_string(),
        payer: article.customer.clone(),
    })
}

/// What stands at one end of a move, as far as prices are concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Yard,
    Rail { gauge: Option<u32> },
    Ship,
    Truck,
}

fn side(floor: &Floor, spot: &Spot) -> Side {
    let vehicle = || floor.visit(floor.visit_of(spot)?).map(|visit| &visit.vehicle);
    match (spot, vehicle()) {
        (Spot::Yard(_) | Spot::Warehouse { .. }, _) => Side::Yard,
        (Spot::Wagon { .. } | Spot::Visit { .. }, Some(Vehicle::Vessel { .. })) => Side::Ship,
        (Spot::Wagon { .. } | Spot::Visit { .. }, Some(Vehicle::Truck)) => Side::Truck,
        (Spot::Wagon { .. } | Spot::Visit { .. }, Some(Vehicle::Train { gauge })) => {
            Side::Rail { gauge: Some(*gauge) }
        }
        (Spot::Wagon { .. } | Spot::Visit { .. }, None) => Side::Rail { gauge: None },
    }
}

/// Returns what a move is by its ends: the one farther from the yard names it. A move within the yard is the hub's own business.
fn kind_of(sides: [Side; 2]) -> Option<BillableAct> {
    use Side::{Rail, Ship, Truck, Yard};
    match sides {
        [Yard, Yard] => None,
        [Ship, Rail { .. }] | [Rail { .. }, Ship] => Some(BillableAct::ShipDirect),
        [Ship, _] | [_, Ship] => Some(BillableAct::LiftShip),
        [Rail { gauge: one }, Rail { gauge: other }] if one != other => Some(BillableAct::GaugeChange),
        [Rail { .. }, _] | [_, Rail { .. }] => Some(BillableAct::LiftRail),
        [Truck, _] | [_, Truck] => Some(BillableAct::LiftTruck),
    }
}

/// Returns who pays for a move of a thing that is nobody's: whose truck it is on, else who runs the train or ship.
fn sender(floor: &Floor, spots: [&Spot; 2]) -> Option<OrganisationId> {
    let visits = || spots.into_iter().filter_map(|spot| floor.visit_of(spot));
    let truck = visits().find_map(|visit| floor.gate().truck(visit)?.organisation.clone());
    truck.or_else(|| visits().find_map(|visit| floor.visit(visit)?.operator.clone()))
}

fn lift(floor: &Floor, (job, unit): (JobId, UnitId), (spots, at): ([&Spot; 2], Timestamp)) -> Option<Act> {
    let stay = floor.unit(unit)?;
    let kind = kind_of(spots.map(|spot| side(floor, spot)))?;
    let mut act = of_unit(stay, kind, (at, at))?;
    if floor.puts_right(job, unit, spots[1]) {
        act.deed.amount = -1;
    }
    act.payer = act.payer.or_else(|| sender(floor, spots));
    Some(act)
}

fn of_visit(floor: &Floor, event: &VisitEvent) -> Vec<Act> {
    match event {
        VisitEvent::Arrived { visit, at, brings, .. } | VisitEvent::Brought { visit, at, brings } => {
            let wagons = brings.iter().filter(|line| line.article.wagon_type().is_some()).count();
            let amount = i64::try_from(wagons).unwrap_or(i64::MAX);
            let act = visit_act(floor, *visit, BillableAct::Train, (amount, *at, *at));
            act.filter(|act| act.deed.amount > 0).into_iter().collect()
        }
        VisitEvent::Carried { visit, at, takes } => storage(floor, *visit, (takes, *at)).collect(),
        VisitEvent::Departed { visit, at, takes } => {
            storage(floor, *visit, (takes, *at)).chain(berth(floor, *visit, *at)).collect()
        }
        VisitEvent::Expected { .. }
        | VisitEvent::Indexed { .. }
        | VisitEvent::Listed { .. }
        | VisitEvent::Estimated { .. }
        | VisitEvent::Moored { .. }
        | VisitEvent::Formed { .. }
        | VisitEvent::Worked { .. }
        | VisitEvent::Completed { .. }
        | VisitEvent::Cancelled { .. } => Vec::new(),
    }
}

/// Returns the stays of what leaves; of what never left the vehicle that brought it there is none.
fn storage<'a>(
    floor: &'a Floor,
    visit: VisitId,
    (takes, at): (&'a [UnitId], Timestamp),
) -> impl Iterator<Item = Act> + 'a {
    let truck = floor.gate().truck(visit).and_then(|truck| truck.organisation.clone());
    takes.iter().filter_map(move |unit| {
        let stay = floor.unit(*unit)?;
        let entered = stay.entered.filter(|_| stay.moved_from.is_some())?;
        let act = of_unit(stay, BillableAct::Storage, (entered, at))?;
        Some(Act { payer: act.payer.clone().or_else(|| truck.clone()), ..act })
    })
}

fn visit_act(
    floor: &Floor,
    id: VisitId,
    act: BillableAct,
    (amount, from, until): (i64, Timestamp, Timestamp),
) -> Option<Act> {
    let visit = floor.visit(id)?;
    let (about, name, payer) = (About::Visit(id), visit.name.clone(), visit.operator.clone());
    let deed = Deed { act, boxes: BoxKind::default(), amount, from, until };
    Some(Act { deed, about, name, payer })
}

/// Returns a ship's dues: its length in begun metres, from arrival to departure.
fn berth(floor: &Floor, id: VisitId, at: Timestamp) -> Option<Act> {
    let visit = floor.visit(id)?;
    let Vehicle::Vessel { length, .. } = visit.vehicle else { return None };
    visit.mooring.as_ref()?;
    let metres = length.as_mm().saturating_add(999) / 1_000;
    visit_act(floor, id, BillableAct::Berth, (metres, visit.arrival.actual?.0, at))
}

/// Returns 1 where a check weighs a truck, -1 where it takes the place of one that did and does not, else 0.
fn weighed(floor: &Floor, visit: VisitId, check: &Check) -> i64 {
    let earlier = || floor.gate().truck(visit)?.check(check.way, check.kind, check.unit);
    let has_mass = |one: &Check| i64::from(one.kind == CheckKind::Weight && one.mass.is_some());
    has_mass(check) - earlier().map_or(0, has_mass)
}

fn of_gate(floor: &Floor, event: &GateEvent) -> Option<Act> {
    let (act, amount, (visit, at)) = match event {
        GateEvent::Left { visit, at, .. } => (BillableAct::Gate, 1, (*visit, *at)),
        GateEvent::Checked { visit, check } => {
            (BillableAct::Weighing, weighed(floor, *visit, check), (*visit, check.at))
        }
        GateEvent::Ruled { .. }
        | GateEvent::Booked { .. }
        | GateEvent::Amended { .. }
        | GateEvent::Cancelled { .. }
        | GateEvent::Missed { .. }
        | GateEvent::Arrived { .. }
        | GateEvent::Meant { .. }
        | GateEvent::Refused { .. }
        | GateEvent::Entered { .. } => return None,
    };
    if amount == 0 {
        return None;
    }
    let payer = floor.gate().truck(visit)?.organisation.clone();
    let found = visit_act(floor, visit, act, (amount, at, at))?;
    Some(Act { payer, ..found })
}

/// Returns the plugging and the days on the plug of a box that comes off it.
fn power(floor: &Floor, unit: UnitId, at: Timestamp) -> Vec<Act> {
    let span = floor.reefers().reefer(unit).and_then(|reefer| reefer.plugged());
    let (Some(stay), Some(span)) = (floor.unit(unit), span) else { return Vec::new() };
    let acts = [(BillableAct::Plugging, at), (BillableAct::Power, span.from)];
    acts.into_iter().filter_map(|(act, from)| of_unit(stay, act, (from, at))).collect()
}

/// Returns what ends with a correction of a count: a box that stands elsewhere, or not here, is on its plug no more.
fn counted(floor: &Floor, correction: &Correction, at: Timestamp) -> Vec<Act> {
    match correction {
        Correction::Moved { unit, .. } | Correction::Missing { unit, .. } => power(floor, *unit, at),
        Correction::Found(_) => Vec::new(),
    }
}

fn of_grain(floor: &Floor, event: &GrainEvent) -> Vec<Act> {
    let act = |lot: LotId, act, amount, (from, until)| {
        let declaration = &floor.grain().lot(lot)?.declaration;
        Some(Act {
            deed: Deed { act, boxes: BoxKind::default(), amount, from, until },
            about: About::Lot(lot),
            name: declaration.number.clone(),
            payer: Some(declaration.owner.clone()),
        })
    };
    let found = match event {
        GrainEvent::Weighed { lot, weighing } if matches!(weighing.reading, Reading::Weighbridge { .. }) => {
            [act(*lot, BillableAct::Weighing, 1, (weighing.at, weighing.at)), None]
        }
        GrainEvent::Received { handling: Handling { lot, mass, at, .. }, .. } => {
            [act(*lot, BillableAct::GrainIn, mass.as_kg(), (*at, *at)), None]
        }
        GrainEvent::Issued { handling: Handling { lot, mass, at, .. }, .. } => {
            let since = floor.grain().lot(*lot).and_then(|lot| lot.since);
            let storage =
                since.and_then(|since| act(*lot, BillableAct::GrainStorage, mass.as_kg(), (since, *at)));
            [act(*lot, BillableAct::GrainOut, mass.as_kg(), (*at, *at)), storage]
        }
        GrainEvent::Dried { handling: Handling { lot, mass, at, .. }, to_bp, .. } => {
            // What was wet before is lost / (before - after) x (1 - after): times the points that is lost x (1 - after).
            let points = mass.as_kg().saturating_mul(10_000_i64.saturating_sub(i64::from(*to_bp))) / 100;
            [act(*lot, BillableAct::Drying, points, (*at, *at)), None]
        }
        GrainEvent::Weighed { .. }
        | GrainEvent::Declared { .. }
        | GrainEvent::Certified { .. }
        | GrainEvent::Sampled { .. }
        | GrainEvent::Analysed { .. }
        | GrainEvent::Moved { .. }
        | GrainEvent::Blended { .. }
        | GrainEvent::Lost { .. }
        | GrainEvent::Counted { .. }
        | GrainEvent::Held { .. }
        | GrainEvent::Lifted { .. }
        | GrainEvent::Tolerated { .. }
        | GrainEvent::Closed { .. } => [None, None],
    };
    found.into_iter().flatten().collect()
}

fn goods_act(
    floor: &Floor,
    id: GoodsId,
    act: BillableAct,
    (mass, from, until): (Mass, Timestamp, Timestamp),
) -> Option<Act> {
    let declaration = &floor.store().goods(id)?.declaration;
    Some(Act {
        deed: Deed { act, boxes: BoxKind::default(), amount: mass.as_kg(), from, until },
        about: About::Goods(id),
        name: declaration.number.clone(),
        payer: Some(declaration.owner.clone()),
    })
}

/// Returns the days of goods that go.
fn goods_storage(
    floor: &Floor,
    id: GoodsId,
    (mass, since, at): (Mass, Option<Timestamp>, Timestamp),
) -> Option<Act> {
    goods_act(floor, id, BillableAct::GoodsStorage, (mass, since?.min(at), at))
}

fn of_goods(floor: &Floor, event: &GoodsEvent) -> Vec<Act> {
    match event {
        GoodsEvent::Received { goods, entry, .. } | GoodsEvent::Issued { goods, entry } => {
            of_entry(floor, *goods, entry)
        }
        GoodsEvent::Righted { goods, entry, .. } => {
            let place = entry.saturating_sub(1);
            let entry = floor.store().goods(*goods).and_then(|goods| goods.entries.get(place));
            let back = |mut act: Act| {
                act.deed.amount = act.deed.amount.saturating_neg();
                act
            };
            entry
                .map_or_else(Vec::new, |entry| of_entry(floor, *goods, entry).into_iter().map(back).collect())
        }
        GoodsEvent::Declared { .. }
        | GoodsEvent::PutAway { .. }
        | GoodsEvent::Released { .. }
        | GoodsEvent::Counted { .. }
        | GoodsEvent::Damaged { .. }
        | GoodsEvent::Held { .. }
        | GoodsEvent::Lifted { .. } => Vec::new(),
    }
}

fn of_entry(floor: &Floor, goods: GoodsId, entry: &Entry) -> Vec<Act> {
    let Entry { amount, at, .. } = entry;
    let found = match entry.way {
        Way::In => [goods_act(floor, goods, BillableAct::GoodsIn, (amount.mass, *at, *at)), None],
        Way::Out => [
            goods_act(floor, goods, BillableAct::GoodsOut, (amount.mass, *at, *at)),
            goods_storage(floor, goods, (amount.mass, entry.since, *at)),
        ],
    };
    found.into_iter().flatten().collect()
}

fn of_stuffing(floor: &Floor, event: &StuffingEvent) -> Vec<Act> {
    let (kind, list, unit, at) = match event {
        StuffingEvent::Added { line, from, at, .. } => {
            let since = floor.store().at(from, line.goods).map(|stock| stock.since);
            return goods_storage(floor, line.goods, (line.amount.mass, since, *at)).into_iter().collect();
        }
        StuffingEvent::Sealed { list, unit, at, .. } => (BillableAct::Stuffing, *list, *unit, *at),
        StuffingEvent::Stripped { list, unit, at, .. } => (BillableAct::Stripping, *list, *unit, *at),
        StuffingEvent::Opened { .. }
        | StuffingEvent::Removed { .. }
        | StuffingEvent::Cancelled { .. }
        | StuffingEvent::Announced { .. }
        | StuffingEvent::Stripping { .. }
        | StuffingEvent::Told { .. } => return Vec::new(),
    };
    let (Some(list), Some(stay)) = (floor.store().list(list), floor.unit(unit)) else { return Vec::new() };
    let owner = |goods: GoodsId| Some(&floor.store().goods(goods)?.declaration.owner);
    let owners: BTreeSet<_> = list.lines.iter().filter_map(|line| owner(line.goods)).collect();
    // Of goods of several owners nobody can say who pays but whose box it is.
    let payer = owners.first().filter(|_| owners.len() == 1).map(|owner| (*owner).clone());
    let handled = of_unit(stay, kind, (at, at)).map(|mut act| {
        act.payer = act.payer.or(payer);
        act.deed.boxes.fill = Fill::Laden.word().to_owned();
        act
    });
    handled.into_iter().collect()
}

#[cfg(test)]
mod tests;
