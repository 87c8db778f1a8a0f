//! A ledger.

use lb_base::OfferId;
use lb_booking::Ledger;
use lb_booking::ledger::{Entry, EntryKey, Pool, PoolId, Transfer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::views::{
    AmountsView, CallTimesView, HopsView, LedgerIdView, PoolIdView, RoomView, SaleView, StandingView,
    TransferView,
};

/// What one pool has on one hop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HopRoomView {
    /// The hop, from 0: between this call and the next one.
    pub hop: u16,
    /// What held and confirmed legs have.
    pub used: AmountsView,
    /// What can still be sold; below zero while events of other sites are known in part.
    pub left: AmountsView,
}

/// What a leg of a booking has in a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolEntryView {
    /// The booking.
    pub booking: String,
    /// Its leg.
    pub leg: u16,
    /// From which call to which it rides.
    pub hops: HopsView,
    /// How much, on each of these hops.
    pub amounts: AmountsView,
    /// Whether it has the room.
    pub standing: StandingView,
    /// Where it stands in the waiting list, 1 for the first; only while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
}

/// A share of the room that is sold by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolView {
    /// Which pool.
    pub pool: PoolIdView,
    /// The site that decides about it.
    pub custodian: String,
    /// What it may sell on every hop; of the free pool what no allotment has.
    pub allotted: AmountsView,
    /// What is sold and left, hop by hop.
    pub hops: Vec<HopRoomView>,
    /// Who has drawn on it, by booking and leg.
    pub entries: Vec<PoolEntryView>,
}

/// Allotment on its way to another site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferView {
    /// The offer.
    pub offer: String,
    /// What is on its way.
    pub transfer: TransferView,
}

impl From<(OfferId, &Transfer)> for OfferView {
    fn from((offer, transfer): (OfferId, &Transfer)) -> Self {
        Self { offer: offer.to_string(), transfer: TransferView::from(transfer) }
    }
}

/// What one run of a section has on each hop, and who has taken how much of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerView {
    /// Which run and section.
    pub ledger: LedgerIdView,
    /// The site that owns the capacity.
    pub owner: String,
    /// The calls in order.
    pub calls: Vec<CallTimesView>,
    /// What the run has on each hop.
    pub room: RoomView,
    /// Whether it is sold.
    pub sale: SaleView,
    /// The pools, the free one first.
    pub pools: Vec<PoolView>,
    /// Offers of allotment that nobody has answered.
    pub offers: Vec<OfferView>,
}

impl From<&Ledger> for LedgerView {
    fn from(ledger: &Ledger) -> Self {
        Self {
            ledger: LedgerIdView::from(ledger.id()),
            owner: ledger.owner().to_string(),
            calls: ledger.calls().iter().map(CallTimesView::from).collect(),
            room: RoomView::from(&ledger.room()),
            sale: SaleView::from(ledger.sale()),
            pools: ledger.pools().map(|(id, pool)| pool_view(ledger, id, pool)).collect(),
            offers: ledger.offers().map(OfferView::from).collect(),
        }
    }
}

fn pool_view(ledger: &Ledger, id: &PoolId, pool: &Pool) -> PoolView {
    let hop = |(hop, used)| HopRoomView {
        hop,
        used: AmountsView::from(used),
        left: AmountsView::from(&ledger.left(id, hop)),
    };
    let waiting = pool.waiting();
    let entry = |(key, entry): (&EntryKey, &Entry)| PoolEntryView {
        booking: key.booking.to_string(),
        leg: key.leg.0,
        hops: HopsView::from(&entry.hops),
        amounts: AmountsView::from(&entry.amounts),
        standing: StandingView::from(&entry.standing),
        position: position(&waiting, key, entry),
    };
    PoolView {
        pool: PoolIdView::from(id),
        custodian: ledger.custodian(id).to_string(),
        allotted: AmountsView::from(&ledger.granted(id)),
        hops: (0..).zip(pool.used()).map(hop).collect(),
        entries: pool.entries().map(entry).collect(),
    }
}

/// Returns where an entry stands in the list, which is sorted by place and key.
fn position(waiting: &[(EntryKey, Entry)], key: &EntryKey, entry: &Entry) -> Option<usize> {
    let place = entry.standing.waiting_place()?;
    let sought = (Some(place), *key);
    let found = waiting.binary_search_by_key(&sought, |(key, entry)| (entry.standing.waiting_place(), *key));
    found.ok().map(|before| before + 1)
}
