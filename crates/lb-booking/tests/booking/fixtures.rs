//! Small runs, orders and plans. Times are hours from 2026-12-01T00:00Z.

use jiff::{SignedDuration, Timestamp};
use lb_base::time::Planned;
use lb_base::{Currency, HsCode, Mass, Minute, Money, PlaceId, Ppm, RunId, UnitTypeId};
use lb_booking::amount::{Amounts, Dimension, Room};
use lb_booking::fees::{Fee, FeeStep, FeeTable};
use lb_booking::ledger::{Alighting, Boarding, CallTimes, LedgerId};
use lb_booking::order::{Goods, Order, Packaging, RouteSpecification, UnitCount};
use lb_booking::plan::{Carriage, Hops, LegNo, PlanLeg};
use lb_booking::quotation::Quotation;

/// 2026-12-01T00:00Z in minutes since 1970.
const START: i32 = 29_934_720;
/// Hours from one call's departure to the next one's.
const HOP_HOURS: i32 = 24;
/// Hours from an arrival to the departure.
const STAND_HOURS: i32 = 4;
/// Hours from a cut-off to the departure.
pub const CUT_OFF_HOURS: i32 = 12;
/// Kilograms of one unit.
pub const UNIT_KG: i64 = 10_000;

pub fn minute(hours: i32) -> Minute {
    Minute::new(START + hours * 60)
}

pub fn at(hours: i32) -> Timestamp {
    minute(hours).timestamp()
}

/// A run by its short name: `A1` is the first run of service A.
///
/// Service A calls at P0, P1, P2, P3 and leaves every 48 hours from hour 100 on; B goes on from P3 to P4 and P5 and
/// leaves every 48 hours from hour 200 on.
pub fn ledger_id(name: &str) -> LedgerId {
    let (service, number) = name.split_at(1);
    let day: i8 = number.parse().unwrap();
    let run = RunId::new(format!("SV-{service}").parse().unwrap(), jiff::civil::date(2026, 12, day), 0);
    LedgerId { run, section: format!("SV-{service}-1").parse().unwrap() }
}

/// The short name of a ledger.
pub fn short(id: &LedgerId) -> String {
    format!("{}{}", &id.run.service().as_str()[3..], id.run.date().day())
}

pub fn place(number: usize) -> PlaceId {
    format!("P{number}").parse().unwrap()
}

/// The first place and the first departure of a run.
fn first(id: &LedgerId) -> (usize, usize, i32) {
    let later = (i32::from(id.run.date().day()) - 1) * 48;
    if id.run.service().as_str() == "SV-A" { (0, 4, 100 + later) } else { (3, 3, 200 + later) }
}

/// The fourth run of service A takes no cargo at its second call and gives none at its third.
fn never_boards(id: &LedgerId, position: usize) -> bool {
    short(id) == "A4" && position == 1
}

fn never_alights(id: &LedgerId, position: usize) -> bool {
    short(id) == "A4" && position == 2
}

pub fn calls(id: &LedgerId) -> Vec<CallTimes> {
    let (first_place, count, departure) = first(id);
    let call = |position: usize| {
        let depart = departure + i32::try_from(position).unwrap() * HOP_HOURS;
        let (is_first, is_last) = (position == 0, position + 1 == count);
        CallTimes {
            place: place(first_place + position),
            arrive: (!is_first).then(|| Planned(minute(depart - STAND_HOURS))),
            depart: (!is_last).then(|| Planned(minute(depart))),
            boarding: if is_last || never_boards(id, position) {
                Boarding::Never
            } else {
                Boarding::Until(minute(depart - CUT_OFF_HOURS))
            },
            alighting: if is_first || never_alights(id, position) {
                Alighting::Never
            } else {
                Alighting::Allowed
            },
        }
    };
    (0..count).map(call).collect()
}

pub fn teu(count: i64) -> Amounts {
    Amounts::ZERO.with(Dimension::Teu, count * 1_000)
}

pub fn room(teu: i64, plugs: i64) -> Room {
    Room::default().with(Dimension::Teu, Some(teu * 1_000)).with(Dimension::Plugs, Some(plugs))
}

pub fn mass(units: u32) -> Mass {
    Mass::from_kg(UNIT_KG * i64::from(units))
}

pub fn goods(units: u32) -> Goods {
    let unit_type: UnitTypeId = "20GP".parse().unwrap();
    Goods {
        hs: "8450".parse::<HsCode>().unwrap(),
        description: "washing machines".to_owned(),
        packaging: Packaging { kind: "CT".to_owned(), pieces: units * 100 },
        mass: mass(units),
        volume: None,
        units: vec![UnitCount { unit_type, count: units }],
        temperature: None,
        dangerous: None,
    }
}

pub fn order(from: PlaceId, to: PlaceId, units: u32) -> Order {
    let route = RouteSpecification { origin: from, destination: to, ready: minute(0), due: None };
    Order { route, goods: vec![goods(units)] }
}

/// A leg of a plan: some hops of a run, with the run's times.
pub fn leg(no: u16, (name, from_call, to_call): (&str, u16, u16), units: u32) -> PlanLeg {
    let id = ledger_id(name);
    let calls = calls(&id);
    let call = |call: u16| calls.get(usize::from(call)).or(calls.last()).unwrap();
    let latest = Planned(minute(100_000));
    PlanLeg {
        no: LegNo(no),
        carriage: Carriage::Ride { run: id.run, section: id.section, hops: Hops { from_call, to_call } },
        from: call(from_call).place.clone(),
        to: call(to_call).place.clone(),
        depart: call(from_call).depart.unwrap_or(latest),
        arrive: call(to_call).arrive.unwrap_or(latest),
        units,
        mass: mass(units),
    }
}

/// A quotation of 1,000 USD: cancelling costs nothing until 72 hours before departure, then a tenth, from 24 hours on a
/// half; changing costs 25 USD from 72 hours on.
pub fn quotation(valid_hours: i32) -> Quotation {
    let usd = |minor: i64| Money::from_minor(minor, Currency::USD);
    let step = |hours_before_min: i32, fee: Fee| FeeStep { hours_before_min, fee };
    let share = |percent: u32| Fee::Share(Ppm::from_ratio(percent, 100).unwrap());
    let cancel = vec![step(72, share(0)), step(24, share(10)), step(0, share(50))];
    let change = vec![step(72, share(0)), step(0, Fee::Fixed(usd(2_500)))];
    Quotation {
        components: Vec::new(),
        total: usd(100_000),
        made_at: at(0),
        valid_until: at(valid_hours),
        cancel_fees: FeeTable::new(cancel, Currency::USD).unwrap(),
        change_fees: FeeTable::new(change, Currency::USD).unwrap(),
    }
}

/// Hours from the start, with a decimal point where they are not whole.
pub fn hours(timestamp: Timestamp) -> String {
    let since = timestamp.duration_since(at(0));
    let (hours, rest) = (since.as_hours(), since - SignedDuration::from_hours(since.as_hours()));
    if rest.is_zero() { format!("{hours}h") } else { format!("{hours}h+{}s", rest.as_secs()) }
}
