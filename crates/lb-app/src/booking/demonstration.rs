//! Consignments to try the program with: a fortnight's orders of a grain trader and a forwarder, on the corridor's real services.
//!
//! Everything is made up but the services; organisations and references say so. The story is told by the same tasks that serve
//! people, at the instants at which they would have come.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lb_base::time::{Actual, Estimated};
use lb_base::{BookingId, ConsignmentId, HandlingId, UnitId};
use lb_booking::consignment::ConsignmentCommand;
use lb_booking::handling::{Handling, HandlingKind, HoldKind, Statement, Vehicle};
use lb_booking::order::{Draft, Goods, Order, Packaging, RouteSpecification, TemperatureRange, UnitCount};
use lb_booking::plan::{Carriage, PlanLeg};
use lb_booking::unit::{UnitCommand, UnitKind};
use lb_booking::{booking::Shortage, order::DangerousGoods};

use super::act::{Act, ActOn, Firmness, HoldTerms, NewOrder};
use super::live::Board;
use super::offers::OffersRequest;
use super::unit::UnitOn;
use crate::app::App;
use crate::desk::{Caller, Desk, Task};
use crate::journal::{Fault, Moment};

/// How far a consignment of the demonstration has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Far {
    Drafted,
    Ordered,
    Held,
    Booked,
    /// Everything that the timetable says until now has happened, late by so many minutes.
    Moving(i64),
    /// The same, and customs or quarantine keeps it.
    Kept(HoldKind),
}

/// One made-up order.
struct Wish {
    customer: &'static str,
    reference: &'static str,
    from: &'static str,
    to: &'static str,
    hs: &'static str,
    goods: &'static str,
    unit: &'static str,
    units: u32,
    kg: i64,
    /// Days from now to when the goods are ready; negative for the past.
    ready: i64,
    far: Far,
}

const GRAIN: &str = "DEMO-GRAIN";
const FORWARD: &str = "DEMO-FORWARD";

#[rustfmt::skip]
const WISHES: &[Wish] = &[
    Wish { customer: GRAIN, reference: "DEMO wheat 1", from: "KZKOV", to: "VNCLI", hs: "1001.99", goods: "Wheat, class 3", unit: "40HC", units: 20, kg: 520_000, ready: -38, far: Far::Moving(0) },
    Wish { customer: GRAIN, reference: "DEMO wheat 2", from: "KZKOV", to: "VNCLI", hs: "1001.99", goods: "Wheat, class 3", unit: "40HC", units: 24, kg: 624_000, ready: -20, far: Far::Moving(95) },
    Wish { customer: GRAIN, reference: "DEMO wheat 3", from: "KZKOV", to: "VNCLI", hs: "1001.99", goods: "Wheat, class 4", unit: "40HC", units: 10, kg: 260_000, ready: -13, far: Far::Kept(HoldKind::Quarantine) },
    Wish { customer: GRAIN, reference: "DEMO wheat 4", from: "KZKOV", to: "VNCLI", hs: "1001.99", goods: "Wheat, class 3", unit: "40HC", units: 20, kg: 520_000, ready: 6, far: Far::Booked },
    Wish { customer: GRAIN, reference: "DEMO wheat 5", from: "KZKOV", to: "VNCLI", hs: "1001.99", goods: "Wheat, class 3", unit: "40HC", units: 12, kg: 312_000, ready: 12, far: Far::Held },
    Wish { customer: GRAIN, reference: "DEMO barley", from: "KZKOV", to: "CNLYG", hs: "1003.90", goods: "Barley", unit: "40HC", units: 15, kg: 390_000, ready: -9, far: Far::Moving(240) },
    Wish { customer: GRAIN, reference: "DEMO flour", from: "KZALA", to: "CNLYG", hs: "1101.00", goods: "Wheat flour", unit: "40HC", units: 8, kg: 200_000, ready: 9, far: Far::Ordered },
    Wish { customer: FORWARD, reference: "DEMO appliances 1", from: "CNLYG", to: "KZALA", hs: "8418.10", goods: "Refrigerators", unit: "40HC", units: 6, kg: 78_000, ready: -16, far: Far::Moving(0) },
    Wish { customer: FORWARD, reference: "DEMO appliances 2", from: "CNLYG", to: "UZTAS", hs: "8450.11", goods: "Washing machines", unit: "40HC", units: 4, kg: 60_000, ready: -8, far: Far::Moving(410) },
    Wish { customer: FORWARD, reference: "DEMO computers", from: "CNLYG", to: "KZALA", hs: "8471.30", goods: "Portable computers", unit: "40HC", units: 2, kg: 24_000, ready: 5, far: Far::Booked },
    Wish { customer: FORWARD, reference: "DEMO batteries", from: "CNLYG", to: "KZALA", hs: "8507.60", goods: "Lithium batteries, UN 3480", unit: "40HC", units: 1, kg: 16_000, ready: 7, far: Far::Ordered },
    Wish { customer: FORWARD, reference: "DEMO machinery", from: "CNLYG", to: "DEDUI", hs: "8429.52", goods: "Excavators, parts", unit: "40HC", units: 3, kg: 54_000, ready: -12, far: Far::Kept(HoldKind::Customs) },
    Wish { customer: FORWARD, reference: "DEMO parts", from: "CNLYG", to: "DEDUI", hs: "8708.99", goods: "Car parts", unit: "40HC", units: 5, kg: 70_000, ready: 4, far: Far::Held },
    Wish { customer: FORWARD, reference: "DEMO mutton", from: "KZALA", to: "CNLYG", hs: "0204.42", goods: "Frozen mutton", unit: "40RF", units: 2, kg: 50_000, ready: 8, far: Far::Ordered },
    Wish { customer: FORWARD, reference: "DEMO garments", from: "VNCLI", to: "KZALA", hs: "6204.62", goods: "Cotton garments", unit: "40HC", units: 3, kg: 30_000, ready: -21, far: Far::Moving(60) },
    Wish { customer: FORWARD, reference: "DEMO household", from: "CNLYG", to: "KZALA", hs: "9403.60", goods: "Furniture", unit: "40HC", units: 4, kg: 40_000, ready: 11, far: Far::Drafted },
];

/// Containers of the demonstration; the last one's check digit is wrong.
const NUMBERS: &[&str] = &["CSQU3054383", "MSKU0000006", "TGHU7599330", "CSQU3054384"];

/// Tells the story of the demonstration to a site's desk. Wishes that the corridor has no way for are left out.
///
/// Returns how many consignments there are.
///
/// # Errors
/// A fault of the journal.
pub async fn fill(app: &Arc<App>, desk: &Desk, caller: &Caller, now: Moment) -> Result<usize, Fault> {
    let teller = Teller { app, desk, caller, now };
    let mut told = 0;
    for wish in WISHES {
        told += usize::from(teller.tell(wish).await?);
    }
    for number in NUMBERS {
        let id = UnitId::at(now.unix_millis(), desk.draw());
        let command = UnitCommand::Register {
            id,
            kind: UnitKind::Container,
            raw: (*number).to_owned(),
            unit_type: "40HC".parse().ok(),
        };
        teller.does(Arc::new(UnitOn { app: Arc::clone(app), id, version: None, command }), now).await?;
    }
    Ok(told)
}

struct Teller<'a> {
    app: &'a Arc<App>,
    desk: &'a Desk,
    caller: &'a Caller,
    now: Moment,
}

impl Teller<'_> {
    /// Has something decided as of an instant; whether it was.
    async fn does(&self, task: Arc<dyn Task>, at: Moment) -> Result<bool, Fault> {
        Ok(self.desk.tell(task, self.caller, at).await?.is_ok())
    }

    async fn act(&self, id: ConsignmentId, act: Act, at: Moment) -> Result<bool, Fault> {
        let booking = BookingId::at(at.unix_millis(), self.desk.draw());
        self.does(Arc::new(ActOn { app: Arc::clone(self.app), id, version: None, act, booking }), at).await
    }

    async fn tell(&self, wish: &Wish) -> Result<bool, Fault> {
        let Some(order) = order_of(wish, self.now) else { return Ok(false) };
        // The order was placed three days before the goods were ready, or today.
        let ordered = later(order.route.ready.timestamp(), -3 * 24 * 60).min(self.now);
        let id = ConsignmentId::at(ordered.unix_millis(), self.desk.draw());
        let Ok(customer) = wish.customer.parse() else { return Ok(false) };
        let legs = if matches!(wish.far, Far::Drafted | Far::Ordered) {
            Vec::new()
        } else {
            match self.way(&order, ordered).await? {
                Some(legs) => legs,
                None => return Ok(false),
            }
        };
        let draft = Draft { route: Some(order.route.clone()), goods: order.goods.clone() };
        let placed = wish.far != Far::Drafted;
        let reference = Some(wish.reference.to_owned());
        let app = Arc::clone(self.app);
        if !self.does(Arc::new(NewOrder { app, id, customer, reference, draft, placed }), ordered).await? {
            return Ok(false);
        }
        if legs.is_empty() {
            return Ok(true);
        }
        let firmness = if wish.far == Far::Held { Firmness::Hold } else { Firmness::Confirm };
        let currency = lb_base::Currency::USD;
        let terms = HoldTerms { minutes: 2 * 24 * 60, shortage: Shortage::Refuse, pool: None, currency };
        self.act(id, Act::TakeOffer { legs: legs.clone(), terms, firmness }, ordered).await?;
        match wish.far {
            Far::Moving(late) => self.moves(id, &legs, (late, None)).await?,
            Far::Kept(hold) => self.moves(id, &legs, (0, Some(hold))).await?,
            Far::Drafted | Far::Ordered | Far::Held | Far::Booked => {}
        }
        Ok(true)
    }

    /// Returns the cheapest way that can be booked.
    async fn way(&self, order: &Order, at: Moment) -> Result<Option<Vec<PlanLeg>>, Fault> {
        let mut board = Board::default();
        board.refresh(self.desk.journal().as_ref()).await?;
        let nobody = self.caller.organisation();
        let live = board.live(self.app, nobody);
        let request = OffersRequest::default();
        let Ok(answer) = self.app.offers(order, live, &request, at.timestamp()) else { return Ok(None) };
        let bookable = answer.offers.iter().filter(|offer| offer.refused.is_none());
        let cheapest = bookable.min_by(|a, b| a.itinerary.cost.amount.total_cmp(&b.itinerary.cost.amount));
        let legs = cheapest.map(|offer| offer.legs.iter().map(PlanLeg::try_from).collect::<Result<_, _>>());
        Ok(legs.and_then(Result::ok))
    }

    /// Records what the timetable says until now, some minutes late, and the estimate that follows from it.
    async fn moves(
        &self,
        id: ConsignmentId,
        legs: &[PlanLeg],
        (late, hold): (i64, Option<HoldKind>),
    ) -> Result<(), Fault> {
        let mut steps = Vec::new();
        if let Some(first) = legs.first() {
            let at = later(first.depart.timestamp(), -6 * 60);
            steps.push((HandlingKind::Received, first.from.clone(), at));
        }
        for leg in legs {
            let vehicle = match &leg.carriage {
                Carriage::Ride { run, section, .. } => {
                    Vehicle::Run { run: run.clone(), section: section.clone() }
                }
                Carriage::Move { mode } => Vehicle::OnDemand(*mode),
            };
            let (depart, arrive) = (leg.depart.timestamp(), leg.arrive.timestamp());
            let from = || leg.from.clone();
            steps.push((HandlingKind::Loaded(vehicle.clone()), from(), later(depart, late - 90)));
            steps.push((HandlingKind::Departed(vehicle.clone()), from(), later(depart, late)));
            steps.push((HandlingKind::Arrived(vehicle.clone()), leg.to.clone(), later(arrive, late)));
            steps.push((HandlingKind::Unloaded(vehicle), leg.to.clone(), later(arrive, late + 45)));
        }
        if let Some(last) = legs.last() {
            steps.push((
                HandlingKind::Delivered,
                last.to.clone(),
                later(last.arrive.timestamp(), late + 24 * 60),
            ));
        }
        let mut reached = None;
        for (kind, place, at) in steps.into_iter().filter(|(_, _, at)| *at <= self.now) {
            reached = Some((place.clone(), at));
            self.says(id, kind, (place, at)).await?;
        }
        if let (Some(hold), Some((place, at))) = (hold, reached.clone()) {
            let at = later(at.timestamp(), 30).min(self.now);
            self.says(id, HandlingKind::Held(hold), (place, at)).await?;
        }
        if let (Some(last), Some(_)) = (legs.last(), reached) {
            let likely =
                lb_base::Minute::new(last.arrive.0.get().saturating_add(i32::try_from(late).unwrap_or(0)));
            let shifted = |minutes: i32| lb_base::Minute::new(likely.get().saturating_add(minutes));
            let arrival = Estimated { early: shifted(-8 * 60), likely, late: shifted(26 * 60) };
            self.act(id, Act::Alone(ConsignmentCommand::Estimate { arrival }), self.now).await?;
        }
        Ok(())
    }

    async fn says(
        &self,
        id: ConsignmentId,
        kind: HandlingKind,
        (place, at): (lb_base::PlaceId, Moment),
    ) -> Result<(), Fault> {
        let handling = Handling { kind, place, unit: None, happened_at: Actual(at.timestamp()) };
        let record = HandlingId::at(at.unix_millis(), self.desk.draw());
        let command = ConsignmentCommand::Record { id: record, statement: Statement::Happened(handling) };
        self.act(id, Act::Alone(command), later(at.timestamp(), 4).min(self.now)).await?;
        Ok(())
    }
}

fn later(instant: Timestamp, minutes: i64) -> Moment {
    instant.checked_add(SignedDuration::from_mins(minutes)).map_or(Moment::EPOCH, Moment::from)
}

fn order_of(wish: &Wish, now: Moment) -> Option<Order> {
    let ready = later(now.timestamp(), wish.ready * 24 * 60).timestamp();
    let ready = lb_base::Minute::from_timestamp_up(ready).ok()?;
    let cold = (wish.unit == "40RF").then_some(TemperatureRange { lowest: -200, highest: -180 });
    let dangerous = wish.goods.split_once("UN ").and_then(|(_, number)| {
        let number = number.parse().ok()?;
        Some(DangerousGoods { number, class: "9".to_owned(), packing_group: None })
    });
    let goods = Goods {
        hs: wish.hs.parse().ok()?,
        description: wish.goods.to_owned(),
        packaging: Packaging { kind: "CT".to_owned(), pieces: 0 },
        mass: lb_base::Mass::from_kg(wish.kg),
        volume: None,
        units: vec![UnitCount { unit_type: wish.unit.parse().ok()?, count: wish.units }],
        temperature: cold,
        dangerous,
    };
    let (origin, destination) = (wish.from.parse().ok()?, wish.to.parse().ok()?);
    let route = RouteSpecification { origin, destination, ready, due: None };
    Some(Order { route, goods: vec![goods] })
}
