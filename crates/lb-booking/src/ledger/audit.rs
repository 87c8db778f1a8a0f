//! What must hold of every ledger after every event, found by counting anew.

use std::fmt;

use crate::amount::{Amount, Amounts, Dimension};

use super::{Ledger, Pool, PoolId, Standing};

/// A rule that a ledger breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// A pool has sold more on a hop than it was given.
    Oversold {
        /// The pool.
        pool: PoolId,
        /// The hop, from 0.
        hop: usize,
        /// What was sold.
        sold: Amount,
        /// What the pool was given.
        granted: Amount,
    },
    /// Allotments and what is on its way between pools are more than the run has.
    OverAllotted {
        /// What is out.
        outside: Amount,
        /// What the run has.
        room: Amount,
    },
    /// The kept sums are not those of the entries.
    Miscounted {
        /// The pool.
        pool: PoolId,
    },
    /// Two waiting entries have one place, or a place that is still to be given.
    Queue {
        /// The pool.
        pool: PoolId,
    },
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Oversold { pool, hop, sold, granted } => {
                write!(f, "expected at most {granted} sold of {pool} on hop {hop}, got {sold}")
            }
            Self::OverAllotted { outside, room } => {
                write!(f, "expected at most {room} in allotments, got {outside}")
            }
            Self::Miscounted { pool } => write!(f, "expected the sum of the entries of {pool}, got another"),
            Self::Queue { pool } => {
                write!(f, "expected one place for each that waits for {pool}, got others")
            }
        }
    }
}

/// Returns every rule that the ledger breaks: none, at the owner and wherever its events are replayed in their order.
///
/// A site that hears of an effect before its cause (a third site, which pulls from two) may see too much in another's
/// pool or in the allotments until it knows the cause.
#[must_use]
pub fn audit(ledger: &Ledger) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let (outside, room) = (ledger.outside(), ledger.room.amounts());
    for dimension in Dimension::ALL {
        let (outside, room) = (outside.amount(dimension), room.amount(dimension));
        if outside.value > room.value {
            breaches.push(Breach::OverAllotted { outside, room });
        }
    }
    for (id, pool) in &ledger.pools {
        audit_pool(ledger, id, pool, &mut breaches);
    }
    breaches
}

fn audit_pool(ledger: &Ledger, id: &PoolId, pool: &Pool, breaches: &mut Vec<Breach>) {
    let sums = recount(pool, ledger.hop_count());
    let first_end = pool.entries().filter_map(|(_, entry)| entry.standing.until()).min();
    let counts = pool.waiting().len() == pool.waiting_count() && first_end == pool.first_end();
    if sums != pool.used() || !counts {
        breaches.push(Breach::Miscounted { pool: id.clone() });
    }
    let granted = ledger.granted(id);
    for (hop, sold) in sums.iter().enumerate() {
        for dimension in Dimension::ALL {
            let (sold, granted) = (sold.amount(dimension), granted.amount(dimension));
            if sold.value > granted.value {
                breaches.push(Breach::Oversold { pool: id.clone(), hop, sold, granted });
            }
        }
    }
    let places: Vec<u64> = pool.waiting().iter().filter_map(|(_, e)| e.standing.waiting_place()).collect();
    let ascend = places.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascend || places.last().is_some_and(|place| *place >= pool.place_next()) {
        breaches.push(Breach::Queue { pool: id.clone() });
    }
}

/// Sums held and confirmed entries by hop, from nothing.
fn recount(pool: &Pool, hop_count: usize) -> Vec<Amounts> {
    let mut sums = vec![Amounts::ZERO; hop_count];
    for (_, entry) in pool.entries() {
        let has_room = match entry.standing {
            Standing::Held { .. } | Standing::Confirmed => true,
            Standing::Waiting { .. } => false,
        };
        let hops = sums.get_mut(entry.hops.range()).filter(|_| has_room);
        for sum in hops.into_iter().flatten() {
            *sum = sum.plus(entry.amounts);
        }
    }
    sums
}
