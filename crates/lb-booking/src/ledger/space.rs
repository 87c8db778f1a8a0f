//! How much room is left, and what is in the way of a wish.

use jiff::Timestamp;
use lb_base::Minute;

use crate::amount::{Amount, Amounts, Dimension};
use crate::plan::Hops;
use crate::refusal::Refusal;

use super::{Alighting, Boarding, Entry, EntryKey, Ledger, PoolId, Sale, SiteId, Transfer};

/// The first hop and dimension in which a wish does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The hop, from 0.
    pub hop: u16,
    /// What was wanted.
    pub wanted: Amount,
    /// What is left.
    pub left: Amount,
}

impl Ledger {
    /// Returns what a pool may sell on every hop: an allotment its grant, the free pool what no allotment has and
    /// nothing that is on its way between pools.
    #[must_use]
    pub fn granted(&self, pool: &PoolId) -> Amounts {
        match pool {
            PoolId::Allotted(_) => self.pools.get(pool).map_or(Amounts::ZERO, super::Pool::granted),
            PoolId::Free => self.room.amounts().minus(self.outside()),
        }
    }

    /// Returns what the free pool has not: all allotments, and what is on its way.
    #[must_use]
    pub fn outside(&self) -> Amounts {
        let allotted = self.pools.values().map(super::Pool::granted);
        let moving = self.offers.values().map(|transfer| transfer.amounts);
        allotted.chain(moving).fold(Amounts::ZERO, Amounts::plus)
    }

    /// Returns what is left of a pool on one hop.
    #[must_use]
    pub fn left(&self, pool: &PoolId, hop: u16) -> Amounts {
        let used = self.pools.get(pool).and_then(|pool| pool.used().get(usize::from(hop)));
        self.granted(pool).minus(used.copied().unwrap_or_default())
    }

    /// Returns the least that is left of a pool on any of some hops: what a new leg could have.
    #[must_use]
    pub fn left_over(&self, pool: &PoolId, hops: Hops) -> Amounts {
        let granted = self.granted(pool);
        let used = self.pools.get(pool).map(super::Pool::used).unwrap_or_default();
        let used = used.get(hops.range()).unwrap_or_default().iter();
        used.map(|used| granted.minus(*used)).reduce(Amounts::least).unwrap_or(granted)
    }

    /// Returns where a wish does not fit into a pool, if it does not.
    #[must_use]
    pub fn lack(&self, pool: &PoolId, hops: Hops, amounts: Amounts) -> Option<Lack> {
        self.lack_besides(pool, hops, amounts, Amounts::ZERO)
    }

    /// Like [`Self::lack`], for an entry that has `own` on these hops already.
    #[must_use]
    pub(super) fn lack_besides(
        &self,
        pool: &PoolId,
        hops: Hops,
        amounts: Amounts,
        own: Amounts,
    ) -> Option<Lack> {
        let granted = self.granted(pool).plus(own);
        let used = self.pools.get(pool).map(super::Pool::used).unwrap_or_default();
        hops.each().find_map(|hop| {
            let used = used.get(usize::from(hop)).copied().unwrap_or_default();
            let left = amounts.first_above_wanted(granted.minus(used))?;
            Some(Lack { hop, wanted: amounts.amount(left.dimension), left })
        })
    }

    /// Returns the refusal that tells of a lack.
    pub(super) fn lack_refusal(&self, pool: &PoolId, lack: Lack) -> Refusal {
        let (run, section) = (self.id.run.clone(), self.id.section.clone());
        let Lack { hop, wanted, left } = lack;
        let dimension = wanted.dimension;
        match pool {
            PoolId::Free => Refusal::SoldOut { run, section, hop, dimension, wanted, left },
            PoolId::Allotted(holder) => {
                let holder = holder.clone();
                Refusal::AllotmentExhausted { run, section, holder, hop, dimension, wanted, left }
            }
        }
    }

    /// Refuses what no state of the sales would make possible.
    pub(super) fn check_possible(&self, key: EntryKey, hops: Hops, amounts: Amounts) -> Result<(), Refusal> {
        let (run, section) = (self.id.run.clone(), self.id.section.clone());
        if let Some(absurd) = amounts.first_absurd() {
            return Err(Refusal::BadAmount { dimension: absurd.dimension, found: absurd.value });
        }
        if amounts.is_zero() {
            return Err(Refusal::NothingWanted { run, section, leg: key.leg });
        }
        if !hops.are_within(self.calls.len()) {
            let (from, to) = (hops.from_call, hops.to_call);
            return Err(Refusal::NoSuchCall { run, section, from, to, calls: self.calls.len() });
        }
        for dimension in Dimension::ALL {
            let wanted = amounts.amount(dimension);
            let (run, section) = (run.clone(), section.clone());
            match self.room.get(dimension) {
                None if wanted.value > 0 => {
                    return Err(Refusal::NotCarried { run, section, dimension, wanted });
                }
                Some(most) if wanted.value > most => {
                    let capacity = Amount { dimension, value: most };
                    return Err(Refusal::ExceedsRun { run, section, dimension, wanted, capacity });
                }
                None | Some(_) => {}
            }
        }
        Ok(())
    }

    /// Refuses boarding and alighting where the run does not allow it or no longer does.
    pub(super) fn check_calls(&self, hops: Hops, now: Timestamp) -> Result<(), Refusal> {
        let (run, section) = (self.id.run.clone(), self.id.section.clone());
        if let Sale::Closed { reason } = &self.sale {
            return Err(Refusal::SaleClosed { run, section, reason: reason.clone() });
        }
        let to = self.calls.get(usize::from(hops.to_call));
        if to.is_some_and(|call| call.alighting == Alighting::Never) {
            return Err(Refusal::CannotAlight { run, section, call: hops.to_call });
        }
        let call = hops.from_call;
        match self.calls.get(usize::from(call)).map(|from| from.boarding) {
            Some(Boarding::Until(cut_off)) if now < cut_off.timestamp() => Ok(()),
            Some(Boarding::Until(cut_off)) => Err(Refusal::CutOffPassed { run, section, call, cut_off, now }),
            Some(Boarding::Never) | None => Err(Refusal::CannotBoard { run, section, call }),
        }
    }

    /// Refuses a decision about a pool that is not the site's, and a pool that does not exist.
    pub(super) fn check_pool(&self, pool: &PoolId, site: &SiteId) -> Result<(), Refusal> {
        let (run, section) = (self.id.run.clone(), self.id.section.clone());
        let custodian = self.custodian(pool).clone();
        if custodian != *site {
            return Err(Refusal::NotCustodian {
                run,
                section,
                pool: pool.clone(),
                custodian,
                site: site.clone(),
            });
        }
        match pool {
            PoolId::Allotted(holder) if !self.pools.contains_key(pool) => {
                Err(Refusal::NoAllotment { run, section, holder: holder.clone() })
            }
            PoolId::Free | PoolId::Allotted(_) => Ok(()),
        }
    }

    /// Refuses to take out of a pool what has been sold of it.
    pub(super) fn check_unsold(&self, transfer: &Transfer) -> Result<(), Refusal> {
        let all = Hops { from_call: 0, to_call: u16::try_from(self.hop_count()).unwrap_or(u16::MAX) };
        let Some(Lack { hop, wanted, left }) = self.lack(&transfer.from, all, transfer.amounts) else {
            return Ok(());
        };
        let (run, section, pool) = (self.id.run.clone(), self.id.section.clone(), transfer.from.clone());
        Err(Refusal::AllotmentNotFree { run, section, pool, hop, dimension: wanted.dimension, wanted, left })
    }

    /// Returns the cut-off of a call where cargo may board.
    #[must_use]
    pub fn cut_off(&self, call: u16) -> Option<Minute> {
        match self.calls.get(usize::from(call))?.boarding {
            Boarding::Until(cut_off) => Some(cut_off),
            Boarding::Never => None,
        }
    }

    /// Returns the planned departure of a call.
    #[must_use]
    pub fn departure(&self, call: u16) -> Option<Minute> {
        self.calls.get(usize::from(call))?.depart.map(|planned| planned.0)
    }

    /// Returns whether a waiting entry could be given room at an instant: it is sold, before the cut-off, and fits.
    #[must_use]
    pub(super) fn can_promote(&self, pool: &PoolId, entry: &Entry, at: Timestamp) -> bool {
        self.check_calls(entry.hops, at).is_ok() && self.lack(pool, entry.hops, entry.amounts).is_none()
    }
}
