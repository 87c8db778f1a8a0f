//! A ledger while one command is decided: what time did first, then each event as it is decided, then promotions.

use jiff::Timestamp;
use lb_base::SiteId;

use crate::amount::Amounts;
use crate::plan::Hops;
use crate::refusal::Refusal;

use super::{ENTRIES_MAX, Entry, EntryKey, Ledger, LedgerEvent, PoolId, ReleaseReason, Standing};

/// What to do when there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shortage {
    /// Refuse.
    Refuse,
    /// Stand in the waiting list.
    Wait,
}

/// A wish of one leg.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    pub key: EntryKey,
    pub pool: &'a PoolId,
    pub hops: Hops,
    pub amounts: Amounts,
    /// What it should get: [`Standing::Held`] or [`Standing::Confirmed`].
    pub standing: Standing,
    pub shortage: Shortage,
}

/// A ledger as it would be after the events decided so far.
///
/// The ledger is copied only when it is looked at again after an event: a hold on a run for which nobody waits costs
/// no copy.
pub(crate) struct Clerk<'a> {
    given: &'a Ledger,
    copy: Option<Box<Ledger>>,
    site: &'a SiteId,
    now: Timestamp,
    events: Vec<LedgerEvent>,
    /// How many of the events the copy has seen.
    applied: usize,
}

impl<'a> Clerk<'a> {
    /// Opens the ledger for a site at an instant; holds and waits of its pools that ended by then are out first.
    pub fn new(ledger: &'a Ledger, site: &'a SiteId, now: Timestamp) -> Self {
        let mut clerk = Self { given: ledger, copy: None, site, now, events: Vec::new(), applied: 0 };
        clerk.settle();
        clerk
    }

    /// Returns the ledger as decided so far.
    pub fn ledger(&mut self) -> &Ledger {
        if self.applied == self.events.len() {
            return self.copy.as_deref().unwrap_or(self.given);
        }
        let copy = self.copy.get_or_insert_with(|| Box::new(self.given.clone()));
        for event in self.events.iter().skip(self.applied) {
            copy.apply(event);
        }
        self.applied = self.events.len();
        copy
    }

    /// Gives what became free to those who wait, and returns every event in order.
    pub fn finish(mut self) -> Vec<LedgerEvent> {
        self.promote(self.now);
        self.events
    }

    /// Decides an event: from now on it is so.
    pub fn emit(&mut self, event: LedgerEvent) {
        self.events.push(event);
    }

    /// Enters a leg: with its room, or in the waiting list.
    pub fn enter(&mut self, wish: &Wish<'_>) -> Result<(), Refusal> {
        let standing = self.standing_for(wish)?;
        let entry = Entry { hops: wish.hops, amounts: wish.amounts, standing };
        self.emit(LedgerEvent::Entered { key: wish.key, pool: wish.pool.clone(), entry });
        Ok(())
    }

    fn standing_for(&mut self, wish: &Wish<'_>) -> Result<Standing, Refusal> {
        let (site, now) = (self.site, self.now);
        let ledger = self.ledger();
        ledger.check_pool(wish.pool, site)?;
        ledger.check_possible(wish.key, wish.hops, wish.amounts)?;
        ledger.check_calls(wish.hops, now)?;
        if ledger.entry(&wish.key).is_some() {
            return Err(Refusal::BookingExists { booking: wish.key.booking });
        }
        let pool = ledger.pools.get(wish.pool);
        if pool.is_some_and(|pool| pool.len() >= ENTRIES_MAX) {
            let (run, section) = (ledger.id.run.clone(), ledger.id.section.clone());
            return Err(Refusal::QueueFull { run, section, limit: ENTRIES_MAX });
        }
        let Some(lack) = ledger.lack(wish.pool, wish.hops, wish.amounts) else { return Ok(wish.standing) };
        match (wish.shortage, wish.standing) {
            (Shortage::Wait, Standing::Held { until } | Standing::Waiting { until, .. }) => {
                Ok(Standing::Waiting { until, place: pool.map_or(0, super::Pool::place_next) })
            }
            (Shortage::Refuse, _) | (Shortage::Wait, Standing::Confirmed) => {
                Err(ledger.lack_refusal(wish.pool, lack))
            }
        }
    }

    /// Gives a leg another quantity on the same hops.
    ///
    /// A waiting leg that asks for no more keeps its place; one that asks for more goes to the end of the list.
    pub fn amend(&mut self, key: EntryKey, pool: &PoolId, amounts: Amounts) -> Result<(), Refusal> {
        let (site, now) = (self.site, self.now);
        let ledger = self.ledger();
        ledger.check_pool(pool, site)?;
        let Some(entry) = ledger.pools.get(pool).and_then(|pool| pool.entry(&key)).copied() else {
            return Err(Refusal::BookingNotFound { booking: key.booking });
        };
        ledger.check_possible(key, entry.hops, amounts)?;
        let grows = amounts.first_above(entry.amounts).is_some();
        if grows {
            ledger.check_calls(entry.hops, now)?;
        }
        let standing = match entry.standing {
            Standing::Waiting { until, .. } if grows => {
                let place = ledger.pools.get(pool).map_or(0, super::Pool::place_next);
                Standing::Waiting { until, place }
            }
            Standing::Waiting { .. } => entry.standing,
            Standing::Held { .. } | Standing::Confirmed => {
                let lack = ledger.lack_besides(pool, entry.hops, amounts, entry.amounts);
                if let Some(lack) = lack.filter(|_| grows) {
                    return Err(ledger.lack_refusal(pool, lack));
                }
                entry.standing
            }
        };
        let entry = Entry { amounts, standing, ..entry };
        self.emit(LedgerEvent::Amended { key, pool: pool.clone(), entry });
        Ok(())
    }

    /// Confirms a held leg before the cut-off; returns its standing as found, so that a waiting one can be told apart.
    pub fn confirm(&mut self, key: EntryKey, pool: &PoolId) -> Result<Option<Standing>, Refusal> {
        let (site, now) = (self.site, self.now);
        let ledger = self.ledger();
        ledger.check_pool(pool, site)?;
        let Some(entry) = ledger.pools.get(pool).and_then(|pool| pool.entry(&key)).copied() else {
            return Ok(None);
        };
        match entry.standing {
            Standing::Held { .. } => {
                ledger.check_calls(entry.hops, now)?;
                self.emit(LedgerEvent::Confirmed { key, pool: pool.clone() });
            }
            Standing::Waiting { .. } | Standing::Confirmed => {}
        }
        Ok(Some(entry.standing))
    }

    /// Gives a leg up, where it still has an entry.
    pub fn release(&mut self, key: EntryKey, pool: &PoolId, reason: ReleaseReason) -> Result<(), Refusal> {
        let site = self.site;
        let ledger = self.ledger();
        ledger.check_pool(pool, site)?;
        let is_there = ledger.pools.get(pool).is_some_and(|pool| pool.entry(&key).is_some());
        if is_there {
            self.emit(LedgerEvent::Released { key, pool: pool.clone(), reason });
        }
        Ok(())
    }

    /// Lets holds and waits end at their instants, and gives what becomes free at each to those who wait.
    ///
    /// Each turn removes an entry at least, so there are at most as many turns as entries.
    fn settle(&mut self) {
        while let Some(at) = self.next_lapse() {
            for (pool, key) in self.lapsing(at) {
                self.emit(LedgerEvent::Lapsed { key, pool, at });
            }
            self.promote(at);
        }
    }

    fn next_lapse(&mut self) -> Option<Timestamp> {
        let (site, now) = (self.site, self.now);
        let ends = self.ledger().pools_of(site).filter_map(|(_, pool)| pool.first_end());
        ends.min().filter(|at| *at <= now)
    }

    /// Whatever ended before an instant is out already, so these are the first of their pools.
    fn lapsing(&mut self, at: Timestamp) -> Vec<(PoolId, EntryKey)> {
        let site = self.site;
        let pools = self.ledger().pools_of(site);
        pools.flat_map(|(id, pool)| pool.ending(at).map(move |key| (id.clone(), key))).collect()
    }

    /// Gives room to those who wait in the site's pools, in the order of each list.
    ///
    /// One that does not fit lets later ones pass: room is not kept empty for it. One pass is enough, because a
    /// promotion only takes room. Cost: waiting entries times hops.
    fn promote(&mut self, at: Timestamp) {
        if !self.somebody_waits() {
            return;
        }
        let site = self.site;
        let mut waiting: Vec<(PoolId, EntryKey, Entry)> = Vec::new();
        for (id, pool) in self.ledger().pools_of(site) {
            waiting.extend(pool.waiting().into_iter().map(|(key, entry)| (id.clone(), key, entry)));
        }
        for (pool, key, entry) in waiting {
            if self.ledger().can_promote(&pool, &entry, at) {
                self.emit(LedgerEvent::Promoted { key, pool, at });
            }
        }
    }

    /// Returns whether somebody waits for one of the site's pools, or began to; asks for no copy of the ledger.
    fn somebody_waits(&self) -> bool {
        let seen = self.copy.as_deref().unwrap_or(self.given);
        let waits = |entry: &Entry| entry.standing.waiting_place().is_some();
        let began = self.events.iter().skip(self.applied).any(|event| {
            matches!(event, LedgerEvent::Entered { entry, .. } | LedgerEvent::Amended { entry, .. } if waits(entry))
        });
        began || seen.pools_of(self.site).any(|(_, pool)| pool.waiting_count() > 0)
    }
}

impl Ledger {
    /// Returns the pools that a site decides about.
    fn pools_of<'a>(&'a self, site: &'a SiteId) -> impl Iterator<Item = (&'a PoolId, &'a super::Pool)> {
        self.pools.iter().filter(move |(id, _)| self.custodian(id) == site)
    }

    /// Returns what time alone has done to a site's pools by an instant: holds and waits that ended, and promotions.
    ///
    /// Every decision does this first. A site may record it at any time, so that those who were promoted hear of it.
    #[must_use]
    pub fn due(&self, site: &SiteId, now: Timestamp) -> Vec<LedgerEvent> {
        Clerk::new(self, site, now).events
    }
}
