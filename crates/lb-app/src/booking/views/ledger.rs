//! The events of a ledger.

use lb_base::OfferId;
use lb_base::time::Planned;
use lb_booking::ledger::{
    Alighting, Boarding, CallTimes, Entry, EntryKey, Holder, LedgerEvent, LedgerId, PoolId, ReleaseReason,
    Sale, Standing, Transfer,
};
use lb_booking::plan::{Hops, LegNo};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::amount::{AmountsView, RoomView};
use super::plan::HopsView;
use crate::json::problem::ViewError;
use crate::json::read::{count, instant, list, part, prose, text, text_if};

/// A share of a ledger's room that is sold by itself: `free`, `site:LYG` or `customer:ACME`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct PoolIdView(pub String);

impl From<&PoolId> for PoolIdView {
    fn from(pool: &PoolId) -> Self {
        Self(pool.to_string())
    }
}

impl TryFrom<&PoolIdView> for PoolId {
    type Error = ViewError;

    fn try_from(view: &PoolIdView) -> Result<Self, ViewError> {
        match view.0.split_once(':') {
            None if view.0 == "free" => Ok(Self::Free),
            Some(("site", site)) => Ok(Self::Allotted(Holder::Site(text("", site)?))),
            Some(("customer", customer)) => Ok(Self::Allotted(Holder::Customer(text("", customer)?))),
            Some(_) | None => Err(ViewError::new("", "free, site:ID or customer:ID", &view.0)),
        }
    }
}

/// Which ledger: one section of one run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerIdView {
    /// The run: service, date, and shift where it has one.
    pub run: String,
    /// The section of the run's service.
    pub section: String,
}

impl From<&LedgerId> for LedgerIdView {
    fn from(id: &LedgerId) -> Self {
        Self { run: id.run.to_string(), section: id.section.to_string() }
    }
}

impl TryFrom<&LedgerIdView> for LedgerId {
    type Error = ViewError;

    fn try_from(view: &LedgerIdView) -> Result<Self, ViewError> {
        Ok(Self { run: text("run", &view.run)?, section: text("section", &view.section)? })
    }
}

words! {
    /// Whether cargo may leave the run at a call.
    AlightingView of Alighting {
        /// It may.
        Allowed = "allowed",
        /// It may not.
        Never = "never",
    }
}

/// One stop of the run, with planned times: RFC 3339, whole minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallTimesView {
    /// Place of the call.
    pub place: String,
    /// Planned arrival; absent at the first call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrive: Option<String>,
    /// Planned departure; absent at the last call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depart: Option<String>,
    /// The cut-off before which cargo may board. Absent: it may not board at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
    /// Whether cargo may leave the run here.
    pub alighting: AlightingView,
}

impl From<&CallTimes> for CallTimesView {
    fn from(call: &CallTimes) -> Self {
        let cut_off = match call.boarding {
            Boarding::Until(cut_off) => Some(cut_off.to_string()),
            Boarding::Never => None,
        };
        Self {
            place: call.place.to_string(),
            arrive: call.arrive.map(|planned| planned.to_string()),
            depart: call.depart.map(|planned| planned.to_string()),
            cut_off,
            alighting: AlightingView::from(call.alighting),
        }
    }
}

impl TryFrom<&CallTimesView> for CallTimes {
    type Error = ViewError;

    fn try_from(view: &CallTimesView) -> Result<Self, ViewError> {
        let cut_off = text_if("cut_off", view.cut_off.as_ref())?;
        Ok(Self {
            place: text("place", &view.place)?,
            arrive: text_if("arrive", view.arrive.as_ref())?.map(Planned),
            depart: text_if("depart", view.depart.as_ref())?.map(Planned),
            boarding: cut_off.map_or(Boarding::Never, Boarding::Until),
            alighting: Alighting::from(view.alighting),
        })
    }
}

tagged! {
    /// Whether the run is sold.
    SaleView by "state" {
        /// It is.
        Open = "open" {}
        /// Nothing new is taken and nothing confirmed: the run is cancelled, or set aside.
        Closed = "closed" {
            /// Why, in words.
            reason: String,
        }
    }
}

impl From<&Sale> for SaleView {
    fn from(sale: &Sale) -> Self {
        match sale {
            Sale::Open => Self::Open {},
            Sale::Closed { reason } => Self::Closed { reason: reason.clone() },
        }
    }
}

impl TryFrom<&SaleView> for Sale {
    type Error = ViewError;

    fn try_from(view: &SaleView) -> Result<Self, ViewError> {
        match view {
            SaleView::Open {} => Ok(Self::Open),
            SaleView::Closed { reason } => Ok(Self::Closed { reason: prose("reason", reason)? }),
        }
    }
}

tagged! {
    /// Whether an entry has its room.
    StandingView by "state" {
        /// It has, until an instant: from then on the room is free.
        Held = "held" {
            /// The instant, RFC 3339.
            until: String,
        }
        /// It has.
        Confirmed = "confirmed" {}
        /// It has not; it stands in the pool's waiting list.
        Waiting = "waiting" {
            /// The instant at which it gives up, RFC 3339.
            until: String,
            /// Its place in the list: lower ones come first.
            place: u64,
        }
    }
}

impl From<&Standing> for StandingView {
    fn from(standing: &Standing) -> Self {
        match standing {
            Standing::Held { until } => Self::Held { until: until.to_string() },
            Standing::Confirmed => Self::Confirmed {},
            Standing::Waiting { until, place } => Self::Waiting { until: until.to_string(), place: *place },
        }
    }
}

impl TryFrom<&StandingView> for Standing {
    type Error = ViewError;

    fn try_from(view: &StandingView) -> Result<Self, ViewError> {
        Ok(match view {
            StandingView::Held { until } => Self::Held { until: instant("until", until)? },
            StandingView::Confirmed {} => Self::Confirmed,
            StandingView::Waiting { until, place } => {
                Self::Waiting { until: instant("until", until)?, place: count("place", *place)? }
            }
        })
    }
}

/// What a leg of a booking has in a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryView {
    /// From which call to which it rides.
    pub hops: HopsView,
    /// How much, on each of these hops.
    pub amounts: AmountsView,
    /// Whether it has the room.
    pub standing: StandingView,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            hops: HopsView::from(&entry.hops),
            amounts: AmountsView::from(&entry.amounts),
            standing: StandingView::from(&entry.standing),
        }
    }
}

impl TryFrom<&EntryView> for Entry {
    type Error = ViewError;

    fn try_from(view: &EntryView) -> Result<Self, ViewError> {
        let (amounts, standing) = (part("amounts", &view.amounts)?, part("standing", &view.standing)?);
        Ok(Self { hops: Hops::from(&view.hops), amounts, standing })
    }
}

/// Allotment that moves from one pool to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferView {
    /// Out of which pool.
    pub from: PoolIdView,
    /// Into which pool.
    pub to: PoolIdView,
    /// How much, on every hop.
    pub amounts: AmountsView,
}

impl From<&Transfer> for TransferView {
    fn from(transfer: &Transfer) -> Self {
        Self {
            from: PoolIdView::from(&transfer.from),
            to: PoolIdView::from(&transfer.to),
            amounts: AmountsView::from(&transfer.amounts),
        }
    }
}

impl TryFrom<&TransferView> for Transfer {
    type Error = ViewError;

    fn try_from(view: &TransferView) -> Result<Self, ViewError> {
        let (from, to) = (part("from", &view.from)?, part("to", &view.to)?);
        Ok(Self { from, to, amounts: part("amounts", &view.amounts)? })
    }
}

words! {
    /// Why an entry was given up.
    ReleaseReasonView of ReleaseReason {
        /// The hold was given back before it was confirmed.
        Released = "released",
        /// The booking was cancelled.
        Cancelled = "cancelled",
        /// The booking takes another run or way instead.
        Changed = "changed",
    }
}

tagged! {
    /// What happened to a ledger.
    LedgerEventView by "type" {
        /// The run's section was opened for sale.
        Opened = "opened" {
            /// Which run and section.
            ledger: LedgerIdView,
            /// The site that owns the capacity.
            owner: String,
            /// The calls.
            calls: Vec<CallTimesView>,
            /// What it has on each hop.
            room: RoomView,
        }
        /// The run has other room now.
        RoomSet = "room_set" {
            /// What it has on each hop.
            room: RoomView,
        }
        /// The run has other times now.
        Retimed = "retimed" {
            /// The same calls with their times.
            calls: Vec<CallTimesView>,
        }
        /// Nothing is sold any more.
        SaleClosed = "sale_closed" {
            /// Why, in words.
            reason: String,
        }
        /// It is sold again.
        SaleReopened = "sale_reopened" {}
        /// Allotment moved between two pools of one custodian.
        AllotmentMoved = "allotment_moved" {
            /// What moved.
            transfer: TransferView,
        }
        /// Allotment left a pool on its way to another site's; neither sells it.
        AllotmentOffered = "allotment_offered" {
            /// The offer.
            offer: String,
            /// What is on its way.
            transfer: TransferView,
        }
        /// The other site took it.
        AllotmentAccepted = "allotment_accepted" {
            /// The offer.
            offer: String,
            /// What arrived.
            transfer: TransferView,
        }
        /// The other site refused it: it is back where it came from.
        AllotmentDeclined = "allotment_declined" {
            /// The offer.
            offer: String,
            /// What went back.
            transfer: TransferView,
        }
        /// A leg of a booking was entered: held, waiting or confirmed.
        Entered = "entered" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it draws on.
            pool: PoolIdView,
            /// What it has there.
            entry: EntryView,
        }
        /// A held leg was confirmed.
        Confirmed = "confirmed" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it draws on.
            pool: PoolIdView,
        }
        /// A leg takes another quantity on the same hops.
        Amended = "amended" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it draws on.
            pool: PoolIdView,
            /// What it has there now.
            entry: EntryView,
        }
        /// A leg was given up.
        Released = "released" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it drew on.
            pool: PoolIdView,
            /// Why.
            reason: ReleaseReasonView,
        }
        /// A hold or a wait ended by itself.
        Lapsed = "lapsed" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it drew on.
            pool: PoolIdView,
            /// When, RFC 3339: the instant that the entry named.
            at: String,
        }
        /// A waiting leg got its room: it is held until the instant at which it would have given up.
        Promoted = "promoted" {
            /// The booking.
            booking: String,
            /// Its leg.
            leg: u16,
            /// The pool it draws on.
            pool: PoolIdView,
            /// When the room became free, RFC 3339.
            at: String,
        }
    }
}

impl From<&LedgerEvent> for LedgerEventView {
    fn from(event: &LedgerEvent) -> Self {
        match event {
            LedgerEvent::Opened { id, owner, calls, room } => Self::Opened {
                ledger: LedgerIdView::from(id),
                owner: owner.to_string(),
                calls: calls.iter().map(CallTimesView::from).collect(),
                room: RoomView::from(room),
            },
            LedgerEvent::RoomSet { room } => Self::RoomSet { room: RoomView::from(room) },
            LedgerEvent::Retimed { calls } => {
                Self::Retimed { calls: calls.iter().map(CallTimesView::from).collect() }
            }
            LedgerEvent::SaleClosed { reason } => Self::SaleClosed { reason: reason.clone() },
            LedgerEvent::SaleReopened => Self::SaleReopened {},
            LedgerEvent::AllotmentMoved(transfer) => {
                Self::AllotmentMoved { transfer: TransferView::from(transfer) }
            }
            LedgerEvent::AllotmentOffered { offer, transfer } => {
                let (offer, transfer) = (offer.to_string(), TransferView::from(transfer));
                Self::AllotmentOffered { offer, transfer }
            }
            LedgerEvent::AllotmentAccepted { offer, transfer } => {
                let (offer, transfer) = (offer.to_string(), TransferView::from(transfer));
                Self::AllotmentAccepted { offer, transfer }
            }
            LedgerEvent::AllotmentDeclined { offer, transfer } => {
                let (offer, transfer) = (offer.to_string(), TransferView::from(transfer));
                Self::AllotmentDeclined { offer, transfer }
            }
            LedgerEvent::Entered { key, pool, entry } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Entered { booking, leg, pool, entry: EntryView::from(entry) }
            }
            LedgerEvent::Confirmed { key, pool } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Confirmed { booking, leg, pool }
            }
            LedgerEvent::Amended { key, pool, entry } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Amended { booking, leg, pool, entry: EntryView::from(entry) }
            }
            LedgerEvent::Released { key, pool, reason } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Released { booking, leg, pool, reason: ReleaseReasonView::from(*reason) }
            }
            LedgerEvent::Lapsed { key, pool, at } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Lapsed { booking, leg, pool, at: at.to_string() }
            }
            LedgerEvent::Promoted { key, pool, at } => {
                let (booking, leg, pool) = of_leg(key, pool);
                Self::Promoted { booking, leg, pool, at: at.to_string() }
            }
        }
    }
}

/// What every event about a leg of a booking begins with.
fn of_leg(key: &EntryKey, pool: &PoolId) -> (String, u16, PoolIdView) {
    (key.booking.to_string(), key.leg.0, PoolIdView::from(pool))
}

/// Reads what every event about a leg of a booking begins with.
fn read_leg(booking: &str, leg: u16, pool: &PoolIdView) -> Result<(EntryKey, PoolId), ViewError> {
    Ok((EntryKey { booking: text("booking", booking)?, leg: LegNo(leg) }, part("pool", pool)?))
}

/// Reads what every event about an offer of allotment holds.
fn read_offer(offer: &str, transfer: &TransferView) -> Result<(OfferId, Transfer), ViewError> {
    Ok((text("offer", offer)?, part("transfer", transfer)?))
}

impl TryFrom<&LedgerEventView> for LedgerEvent {
    type Error = ViewError;

    fn try_from(view: &LedgerEventView) -> Result<Self, ViewError> {
        Ok(match view {
            LedgerEventView::Opened { ledger, owner, calls, room } => Self::Opened {
                id: part("ledger", ledger)?,
                owner: text("owner", owner)?,
                calls: list("calls", calls)?,
                room: part("room", room)?,
            },
            LedgerEventView::RoomSet { room } => Self::RoomSet { room: part("room", room)? },
            LedgerEventView::Retimed { calls } => Self::Retimed { calls: list("calls", calls)? },
            LedgerEventView::SaleClosed { reason } => Self::SaleClosed { reason: prose("reason", reason)? },
            LedgerEventView::SaleReopened {} => Self::SaleReopened,
            LedgerEventView::AllotmentMoved { transfer } => Self::AllotmentMoved(part("transfer", transfer)?),
            LedgerEventView::AllotmentOffered { offer, transfer } => {
                let (offer, transfer) = read_offer(offer, transfer)?;
                Self::AllotmentOffered { offer, transfer }
            }
            LedgerEventView::AllotmentAccepted { offer, transfer } => {
                let (offer, transfer) = read_offer(offer, transfer)?;
                Self::AllotmentAccepted { offer, transfer }
            }
            LedgerEventView::AllotmentDeclined { offer, transfer } => {
                let (offer, transfer) = read_offer(offer, transfer)?;
                Self::AllotmentDeclined { offer, transfer }
            }
            LedgerEventView::Entered { booking, leg, pool, entry } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Entered { key, pool, entry: part("entry", entry)? }
            }
            LedgerEventView::Confirmed { booking, leg, pool } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Confirmed { key, pool }
            }
            LedgerEventView::Amended { booking, leg, pool, entry } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Amended { key, pool, entry: part("entry", entry)? }
            }
            LedgerEventView::Released { booking, leg, pool, reason } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Released { key, pool, reason: ReleaseReason::from(*reason) }
            }
            LedgerEventView::Lapsed { booking, leg, pool, at } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Lapsed { key, pool, at: instant("at", at)? }
            }
            LedgerEventView::Promoted { booking, leg, pool, at } => {
                let (key, pool) = read_leg(booking, *leg, pool)?;
                Self::Promoted { key, pool, at: instant("at", at)? }
            }
        })
    }
}
