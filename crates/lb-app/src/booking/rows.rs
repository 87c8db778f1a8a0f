//! Rows of lists: how a consignment, a ledger, a unit stands after a command.

use jiff::Timestamp;
use lb_booking::Ledger;
use lb_booking::amount::{Amounts, Dimension};
use lb_booking::consignment::{Consignment, Life};
use lb_booking::delivery::{Delivery, Direction, Progress, Whereabouts};
use lb_booking::handling::HoldKind;
use lb_booking::ledger::{CallTimes, PoolId, Sale, Standing};
use lb_booking::order::Goods;
use lb_booking::unit::{Journey, Unit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::live_booking;
use super::dossier::Dossier;
use super::views::{AmountsView, EstimateView, MoneyView, RoomView, UnitIdentityView};
use crate::journal::Moment;

/// Lines of an order that a row shows.
const GOODS_SHOWN: usize = 3;

/// Goods in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsRow {
    /// HS code.
    pub hs: String,
    /// In the consignor's words.
    pub description: String,
    /// Gross mass, kilograms.
    pub mass_kg: i64,
    /// Units; 0 for loose goods.
    pub units: u32,
}

/// A booking in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookingRow {
    /// Its identifier.
    pub id: String,
    /// `held`, `waiting` (a leg has no room yet) or `confirmed`.
    pub standing: String,
    /// When a hold ends by itself, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What should happen next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextRow {
    /// `receive`, `load`, `depart`, `arrive`, `unload`, `deliver`.
    pub step: String,
    /// Where.
    pub place: String,
    /// When after the plan, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
}

/// A consignment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConsignmentRow {
    /// Its identifier.
    pub id: String,
    /// The customer's own name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The customer.
    pub customer: String,
    /// Where it is in its life: `drafted`, `ordered`, `planned`, `booked`, `received`, `under_way`, `arrived`, `delivered`,
    /// `closed`, `cancelled`.
    pub status: String,
    /// From where; absent while a draft does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// To where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// When the goods are ready, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<String>,
    /// By when they are wanted, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The first lines of the order.
    pub goods: Vec<GoodsRow>,
    /// How many lines it has.
    pub lines: usize,
    /// Gross mass of all lines, kilograms.
    pub mass_kg: i64,
    /// Units of all lines.
    pub units: u32,
    /// First departure of the plan, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub departure: Option<String>,
    /// Last arrival of the plan, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrival: Option<String>,
    /// The latest estimate of the arrival.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<EstimateView>,
    /// Minutes by which the estimate is later than the plan; negative when earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_minutes: Option<i64>,
    /// The booking that is held or confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking: Option<BookingRow>,
    /// Its price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyView>,
    /// How far the goods have come: `not_received`, `received`, `under_way`, `arrived`, `delivered`.
    pub progress: String,
    /// The last place of which something is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What should happen next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextRow>,
    /// Who keeps goods: `customs`, `quarantine`, `payment`, `other`.
    pub holds: Vec<String>,
    /// Whether goods went another way than planned.
    pub misdirected: bool,
    /// Organisations beside the customer that may see it.
    pub shared_with: Vec<String>,
    /// When its first event was recorded, UTC.
    pub made_at: String,
    /// When its last event was recorded, UTC.
    pub updated_at: String,
    /// How many events it has had.
    #[serde(default)]
    pub version: u64,
}

impl ConsignmentRow {
    /// Returns the row of a consignment; `ledgers` are those at hand, for whether its legs wait.
    #[must_use]
    pub fn of(dossier: &Dossier, ledgers: &[&Ledger], now: Moment) -> Self {
        let consignment = &dossier.consignment;
        let delivery = consignment.delivery();
        let (route, goods) = wish(consignment.life());
        let plan = consignment.plan();
        let arrival = plan.and_then(|plan| plan.legs.iter().map(|leg| leg.arrive).max());
        let departure = plan.and_then(|plan| plan.legs.iter().map(|leg| leg.depart).min());
        let estimate = consignment.estimate();
        let late = estimate
            .zip(arrival)
            .map(|(estimate, planned)| i64::from(estimate.arrival.likely.get()) - i64::from(planned.0.get()));
        let price = live_booking(consignment).map(|booking| MoneyView::from(&booking.quotation.total));
        Self {
            id: consignment.id().to_string(),
            reference: dossier.reference.clone(),
            customer: consignment.customer().to_string(),
            status: consignment.status().word().to_owned(),
            origin: route.map(|route| route.origin.to_string()),
            destination: route.map(|route| route.destination.to_string()),
            ready: route.map(|route| route.ready.rfc3339()),
            due: route.and_then(|route| route.due).map(lb_base::Minute::rfc3339),
            goods: goods.iter().take(GOODS_SHOWN).map(goods_row).collect(),
            lines: goods.len(),
            mass_kg: goods.iter().map(|goods| goods.mass.as_kg()).sum(),
            units: goods.iter().fold(0, |sum, goods| sum.saturating_add(goods.unit_count())),
            departure: departure.map(|planned| planned.0.rfc3339()),
            arrival: arrival.map(|planned| planned.0.rfc3339()),
            estimate: estimate.map(EstimateView::from),
            late_minutes: late,
            booking: booking_row(consignment, ledgers, now),
            price,
            progress: progress_word(delivery.progress).to_owned(),
            place: last_place(&delivery),
            next: delivery.next.as_ref().map(|next| NextRow {
                step: next.step.word().to_owned(),
                place: next.place.to_string(),
                planned: next.planned.map(|planned| planned.0.rfc3339()),
            }),
            holds: delivery.holds.iter().map(|hold| hold_word(*hold).to_owned()).collect(),
            misdirected: matches!(delivery.direction, Direction::Misdirected { .. }),
            shared_with: dossier.shared_with.iter().map(ToString::to_string).collect(),
            made_at: dossier.made_at.rfc3339(),
            updated_at: dossier.updated_at.rfc3339(),
            version: 0,
        }
    }
}

fn wish(life: &Life) -> (Option<&lb_booking::order::RouteSpecification>, &[Goods]) {
    match life {
        Life::Drafted(draft) => (draft.route.as_ref(), &draft.goods),
        Life::Ordered(order) | Life::Planned { order, .. } | Life::Booked { order, .. } => {
            (Some(&order.route), &order.goods)
        }
        Life::Closed { was, .. } | Life::Cancelled { was, .. } => wish(was),
    }
}

fn goods_row(goods: &Goods) -> GoodsRow {
    GoodsRow {
        hs: goods.hs.to_string(),
        description: goods.description.clone(),
        mass_kg: goods.mass.as_kg(),
        units: goods.unit_count(),
    }
}

fn booking_row(consignment: &Consignment, ledgers: &[&Ledger], now: Moment) -> Option<BookingRow> {
    let booking = live_booking(consignment)?;
    let id = booking.id.to_string();
    let now = Timestamp::from_microsecond(now.micros()).ok()?;
    match consignment.life() {
        Life::Booked { .. } => Some(BookingRow { id, standing: "confirmed".to_owned(), until: None }),
        Life::Planned { held: Some(held), .. } if now < held.until => {
            let standings = booking.standings(ledgers);
            let waits = |(_, standing): &(_, Option<Standing>)| {
                standing.is_some_and(|standing| standing.waiting_place().is_some())
            };
            let word = if standings.iter().any(waits) { "waiting" } else { "held" };
            Some(BookingRow { id, standing: word.to_owned(), until: Some(held.until.to_string()) })
        }
        Life::Planned { .. }
        | Life::Drafted(_)
        | Life::Ordered(_)
        | Life::Closed { .. }
        | Life::Cancelled { .. } => None,
    }
}

/// Returns the stable word of how far goods have come.
#[must_use]
pub const fn progress_word(progress: Progress) -> &'static str {
    match progress {
        Progress::NotReceived => "not_received",
        Progress::Received => "received",
        Progress::UnderWay => "under_way",
        Progress::Arrived => "arrived",
        Progress::Delivered => "delivered",
    }
}

/// Returns the stable word of who keeps goods.
#[must_use]
pub const fn hold_word(hold: HoldKind) -> &'static str {
    match hold {
        HoldKind::Customs => "customs",
        HoldKind::Quarantine => "quarantine",
        HoldKind::Payment => "payment",
        HoldKind::Other => "other",
    }
}

fn last_place(delivery: &Delivery) -> Option<String> {
    let known = delivery.parts.values().filter_map(|part| match &part.whereabouts {
        Whereabouts::Unknown => None,
        Whereabouts::At { place, since } | Whereabouts::Aboard { place, since, .. } => Some((since, place)),
        Whereabouts::Delivered { place, at } => Some((at, place)),
    });
    known.max().map(|(_, place)| place.to_string())
}

/// A pool of a ledger, hop by hop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PoolRow {
    /// `free`, `site:..` or `customer:..`.
    pub pool: String,
    /// What it may sell on every hop.
    pub granted: AmountsView,
    /// What is held on each hop.
    pub held: Vec<AmountsView>,
    /// What is confirmed on each hop.
    pub confirmed: Vec<AmountsView>,
    /// What waits, on the hop where most does.
    pub waiting: AmountsView,
    /// Entries of all kinds.
    pub entries: usize,
}

/// A run's section that was opened for sale, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LedgerRow {
    /// The run.
    pub run: String,
    /// The section.
    pub section: String,
    /// The site that owns the capacity.
    pub owner: String,
    /// First departure, UTC.
    pub departure: String,
    /// `open` or `closed`.
    pub sale: String,
    /// Why it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the run has on each hop.
    pub room: RoomView,
    /// How many hops it has.
    pub hops: usize,
    /// Its pools, the free one first.
    pub pools: Vec<PoolRow>,
    /// Offers of allotment that nobody has answered.
    pub offers: usize,
}

impl LedgerRow {
    /// Returns the row of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let (sale, reason) = match ledger.sale() {
            Sale::Open => ("open", None),
            Sale::Closed { reason } => ("closed", Some(reason.clone())),
        };
        let departure = ledger.calls().iter().find_map(|call: &CallTimes| call.depart);
        Self {
            run: ledger.id().run.to_string(),
            section: ledger.id().section.to_string(),
            owner: ledger.owner().to_string(),
            departure: departure.map_or_else(String::new, |planned| planned.0.rfc3339()),
            sale: sale.to_owned(),
            reason,
            room: RoomView::from(&ledger.room()),
            hops: ledger.hop_count(),
            pools: ledger.pools().map(|(id, _)| pool_row(ledger, id)).collect(),
            offers: ledger.offers().count(),
        }
    }
}

fn pool_row(ledger: &Ledger, id: &PoolId) -> PoolRow {
    let none = vec![Amounts::ZERO; ledger.hop_count()];
    let (mut held, mut confirmed, mut waiting) = (none.clone(), none.clone(), none);
    let pool = ledger.pools().find(|(other, _)| *other == id).map(|(_, pool)| pool);
    let entries = pool.map(|pool| pool.entries().collect::<Vec<_>>()).unwrap_or_default();
    for (_, entry) in &entries {
        let sums = match entry.standing {
            Standing::Held { .. } => &mut held,
            Standing::Confirmed => &mut confirmed,
            Standing::Waiting { .. } => &mut waiting,
        };
        for sum in sums.get_mut(entry.hops.range()).unwrap_or_default() {
            *sum = sum.plus(entry.amounts);
        }
    }
    let views = |sums: &[Amounts]| sums.iter().map(AmountsView::from).collect();
    let most = waiting.iter().fold(Amounts::ZERO, |most, sum| {
        Dimension::ALL
            .into_iter()
            .fold(most, |most, dimension| most.with(dimension, most.get(dimension).max(sum.get(dimension))))
    });
    PoolRow {
        pool: id.to_string(),
        granted: AmountsView::from(&ledger.granted(id)),
        held: views(&held),
        confirmed: views(&confirmed),
        waiting: AmountsView::from(&most),
        entries: entries.len(),
    }
}

/// A unit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitRow {
    /// Its identifier.
    pub id: String,
    /// Its number as written and as read.
    pub identity: UnitIdentityView,
    /// Its type, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_type: Option<String>,
    /// `empty` or `loaded`.
    pub state: String,
    /// The consignments in it.
    pub consignments: Vec<String>,
    /// The stuffing list, where several consignments share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The open transport it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport: Option<String>,
    /// How many events it has had.
    #[serde(default)]
    pub version: u64,
}

impl UnitRow {
    /// Returns the row of a unit.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        let lines = unit.cargo().lines();
        Self {
            id: unit.id().to_string(),
            identity: UnitIdentityView::from(unit.identity()),
            unit_type: unit.unit_type().map(ToString::to_string),
            state: if lines.is_empty() { "empty" } else { "loaded" }.to_owned(),
            consignments: lines.iter().map(|(id, _)| id.to_string()).collect(),
            list: match unit.cargo() {
                lb_booking::unit::Cargo::Stuffed { list, .. } => Some(list.to_string()),
                lb_booking::unit::Cargo::Empty | lb_booking::unit::Cargo::One { .. } => None,
            },
            transport: match unit.journey() {
                Journey::Open(transport) => Some(transport.to_string()),
                Journey::Idle => None,
            },
            version: 0,
        }
    }
}
