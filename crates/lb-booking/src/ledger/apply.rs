//! How an event changes a ledger. Nothing is decided here: what was recorded is so.

use std::collections::BTreeMap;

use lb_base::OfferId;

use super::{Ledger, LedgerEvent, Pool, PoolId, Sale, Standing, Transfer};

/// Applies one event. What is not about an open ledger changes nothing.
pub fn apply(state: &mut Option<Ledger>, event: &LedgerEvent) {
    if let LedgerEvent::Opened { id, owner, calls, room } = event {
        let hop_count = calls.len().saturating_sub(1);
        *state = Some(Ledger {
            id: id.clone(),
            owner: owner.clone(),
            calls: calls.clone(),
            room: *room,
            sale: Sale::Open,
            pools: BTreeMap::from([(PoolId::Free, Pool::new(hop_count))]),
            offers: BTreeMap::new(),
            answered_early: BTreeMap::new(),
        });
    } else if let Some(ledger) = state {
        ledger.apply(event);
    }
}

impl Ledger {
    pub(crate) fn apply(&mut self, event: &LedgerEvent) {
        match event {
            LedgerEvent::Opened { .. } => {}
            LedgerEvent::RoomSet { room } => self.room = *room,
            LedgerEvent::Retimed { calls } => self.calls.clone_from(calls),
            LedgerEvent::SaleClosed { reason } => self.sale = Sale::Closed { reason: reason.clone() },
            LedgerEvent::SaleReopened => self.sale = Sale::Open,
            LedgerEvent::AllotmentMoved(transfer) => {
                self.leave(transfer);
                self.arrive(&transfer.to, transfer);
            }
            LedgerEvent::AllotmentOffered { offer, transfer } => self.offered(*offer, transfer),
            LedgerEvent::AllotmentAccepted { offer, transfer } => {
                self.answered(*offer, &transfer.to, transfer);
            }
            LedgerEvent::AllotmentDeclined { offer, transfer } => {
                self.answered(*offer, &transfer.from, transfer);
            }
            LedgerEvent::Entered { key, pool, entry } | LedgerEvent::Amended { key, pool, entry } => {
                self.pool_mut(pool).put(*key, *entry);
            }
            LedgerEvent::Confirmed { key, pool } => {
                self.pool_mut(pool).set_standing(key, Standing::Confirmed);
            }
            LedgerEvent::Released { key, pool, .. } | LedgerEvent::Lapsed { key, pool, .. } => {
                self.pool_mut(pool).remove(key);
            }
            LedgerEvent::Promoted { key, pool, .. } => {
                let pool = self.pool_mut(pool);
                let until = pool.entry(key).and_then(|entry| entry.standing.until());
                if let Some(until) = until {
                    pool.set_standing(key, Standing::Held { until });
                }
            }
        }
    }

    /// Returns a pool, an empty one where there was none: its grant may be known later than its entries.
    fn pool_mut(&mut self, pool: &PoolId) -> &mut Pool {
        let hop_count = self.hop_count();
        self.pools.entry(pool.clone()).or_insert_with(|| Pool::new(hop_count))
    }

    fn leave(&mut self, transfer: &Transfer) {
        match &transfer.from {
            PoolId::Free => {}
            PoolId::Allotted(_) => self.pool_mut(&transfer.from).take_back(transfer.amounts),
        }
    }

    fn arrive(&mut self, pool: &PoolId, transfer: &Transfer) {
        match pool {
            PoolId::Free => {}
            PoolId::Allotted(_) => self.pool_mut(pool).grant(transfer.amounts),
        }
    }

    fn offered(&mut self, offer: OfferId, transfer: &Transfer) {
        if self.answered_early.remove(&offer).is_none() {
            self.leave(transfer);
            self.offers.insert(offer, transfer.clone());
        }
    }

    /// An answer that is known before its offer implies the offer.
    fn answered(&mut self, offer: OfferId, pool: &PoolId, transfer: &Transfer) {
        if self.offers.remove(&offer).is_none() {
            self.leave(transfer);
            self.answered_early.insert(offer, transfer.clone());
        }
        self.arrive(pool, transfer);
    }
}
