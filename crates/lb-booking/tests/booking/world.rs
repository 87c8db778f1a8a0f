//! Ledgers, consignments and units with their journal: every event is applied to a state that is audited, and the whole
//! journal can be replayed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{ConsignmentId, Money, SiteId, UnitId};
use lb_booking::booking::{BookingCommand, decide_booking};
use lb_booking::consignment::{self, ConsignmentCommand, ConsignmentEvent};
use lb_booking::ledger::{self, Breach, Entry, EntryKey, LedgerCommand, LedgerEvent, LedgerId, audit};
use lb_booking::unit::{self, StuffingCommand, UnitCommand, UnitEvent, decide_stuffing};
use lb_booking::{Consignment, Ledger, Refusal, Unit};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    Ledger(LedgerId, LedgerEvent),
    Consignment(ConsignmentId, ConsignmentEvent),
    Unit(UnitId, UnitEvent),
}

impl Recorded {
    pub fn fee(&self) -> Option<Money> {
        if let Self::Consignment(_, event) = self { event.fee() } else { None }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Ledger(_, event) => event.kind(),
            Self::Consignment(_, event) => event.kind(),
            Self::Unit(_, event) => event.kind(),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    ledgers: BTreeMap<LedgerId, Option<Ledger>>,
    consignments: BTreeMap<ConsignmentId, Option<Consignment>>,
    units: BTreeMap<UnitId, Option<Unit>>,
}

impl States {
    pub fn apply(&mut self, recorded: &Recorded) {
        match recorded {
            Recorded::Ledger(id, event) => ledger::apply(self.ledgers.entry(id.clone()).or_default(), event),
            Recorded::Consignment(id, event) => {
                consignment::apply(self.consignments.entry(*id).or_default(), event);
            }
            Recorded::Unit(id, event) => unit::apply(self.units.entry(*id).or_default(), event),
        }
    }

    pub fn ledger(&self, id: &LedgerId) -> Option<&Ledger> {
        self.ledgers.get(id)?.as_ref()
    }

    pub fn ledgers(&self) -> impl Iterator<Item = &Ledger> {
        self.ledgers.values().flatten()
    }

    pub fn consignment(&self, id: ConsignmentId) -> Option<&Consignment> {
        self.consignments.get(&id)?.as_ref()
    }

    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)?.as_ref()
    }
}

pub struct World {
    pub now: Timestamp,
    pub site: SiteId,
    pub states: States,
    /// The events decided here.
    pub journal: Vec<Recorded>,
    pub audits: Audits,
}

/// What must hold after every event, by what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audits {
    /// Everything is: no pool is oversold.
    AllPools,
    /// Every event of the own pools is, and what led to it: these are not oversold, nor are the allotments too many.
    OwnPools,
    /// Effects before their causes: the books are kept right.
    Bookkeeping,
}

/// What one command gave.
pub type Outcome = Result<Vec<Recorded>, Refusal>;

impl World {
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            site: "hub".parse().unwrap(),
            states: States::default(),
            journal: Vec::new(),
            audits: Audits::AllPools,
        }
    }

    pub fn ledger(&mut self, id: &LedgerId, command: &LedgerCommand) -> Outcome {
        let events = ledger::decide(self.states.ledger(id), command, &self.site, self.now)?;
        Ok(self.record(events.into_iter().map(|event| Recorded::Ledger(id.clone(), event)).collect()))
    }

    pub fn consignment(&mut self, id: ConsignmentId, command: &ConsignmentCommand) -> Outcome {
        let events = consignment::decide(self.states.consignment(id), command, self.now)?;
        Ok(self.record(events.into_iter().map(|event| Recorded::Consignment(id, event)).collect()))
    }

    pub fn unit(&mut self, id: UnitId, command: &UnitCommand) -> Outcome {
        let events = unit::decide(self.states.unit(id), command, self.now)?;
        Ok(self.record(events.into_iter().map(|event| Recorded::Unit(id, event)).collect()))
    }

    pub fn stuff(&mut self, id: UnitId, command: &StuffingCommand) -> Outcome {
        let unit = self.states.unit(id).unwrap();
        let consignments: Vec<&Consignment> = self.states.consignments.values().flatten().collect();
        let stuffed = decide_stuffing(unit, &consignments, command, self.now)?;
        let units = stuffed.unit.into_iter().map(|event| Recorded::Unit(id, event));
        let goods = stuffed.consignments.into_iter().map(|(id, event)| Recorded::Consignment(id, event));
        Ok(self.record(units.chain(goods).collect()))
    }

    pub fn book(&mut self, id: ConsignmentId, command: &BookingCommand) -> Outcome {
        let consignment = self.states.consignment(id).ok_or(Refusal::ConsignmentNotFound {})?;
        let ledgers: Vec<&Ledger> = self.states.ledgers().collect();
        let decided = decide_booking(consignment, &ledgers, command, &self.site, self.now)?;
        let mut recorded = Vec::new();
        for (ledger, events) in decided.ledgers {
            recorded.extend(events.into_iter().map(|event| Recorded::Ledger(ledger.clone(), event)));
        }
        recorded.extend(decided.consignment.into_iter().map(|event| Recorded::Consignment(id, event)));
        Ok(self.record(recorded))
    }

    /// Applies events one by one; before each it must be due, after each the ledger must hold.
    fn record(&mut self, events: Vec<Recorded>) -> Vec<Recorded> {
        for recorded in &events {
            self.assert_due(recorded);
            self.states.apply(recorded);
            self.assert_holds(recorded);
        }
        self.journal.extend(events.iter().cloned());
        events
    }

    /// Applies an event of another site.
    pub fn receive(&mut self, recorded: &Recorded) {
        self.states.apply(recorded);
        self.assert_holds(recorded);
    }

    /// Nobody is promoted past one who waits before and would fit; nothing lapses before or after its instant.
    fn assert_due(&self, recorded: &Recorded) {
        let Recorded::Ledger(id, event) = recorded else { return };
        let Some(ledger) = self.states.ledger(id) else { return };
        let until = |key: &EntryKey| ledger.entry(key).and_then(|(_, entry)| entry.standing.until());
        if let LedgerEvent::Promoted { key, pool, at } = event {
            let (_, pool_state) = ledger.pools().find(|(id, _)| *id == pool).unwrap();
            let waiting = pool_state.waiting();
            let before = waiting.iter().take_while(|(other, _)| other != key);
            let fits = |entry: &Entry| {
                let is_in_time = ledger.cut_off(entry.hops.from_call).is_some_and(|c| *at < c.timestamp());
                is_in_time && ledger.lack(pool, entry.hops, entry.amounts).is_none()
            };
            let passed: Vec<&EntryKey> =
                before.filter(|(_, entry)| fits(entry)).map(|(key, _)| key).collect();
            assert!(passed.is_empty(), "{key:?} was promoted past {passed:?}");
            assert!(until(key).is_some_and(|until| *at < until), "{key:?} was promoted after its end");
        }
        if let LedgerEvent::Lapsed { key, at, .. } = event {
            assert!(
                until(key) == Some(*at) && *at <= self.now,
                "{key:?} lapsed at {at}, not {:?}",
                until(key)
            );
        }
    }

    fn assert_holds(&self, recorded: &Recorded) {
        let Recorded::Ledger(id, event) = recorded else { return };
        let Some(ledger) = self.states.ledger(id) else { return };
        let counts = |breach: &Breach| match (breach, self.audits) {
            (_, Audits::AllPools) | (Breach::Miscounted { .. } | Breach::Queue { .. }, _) => true,
            (Breach::Oversold { pool, .. }, Audits::OwnPools) => *ledger.custodian(pool) == self.site,
            (Breach::OverAllotted { .. }, Audits::OwnPools) => true,
            (Breach::Oversold { .. } | Breach::OverAllotted { .. }, Audits::Bookkeeping) => false,
        };
        let breach = audit(ledger).into_iter().find(counts);
        assert!(breach.is_none(), "{id} after {event:?}: {}", breach.unwrap());
    }

    /// The journal replayed gives the very states.
    pub fn assert_replays(&self) {
        let mut states = States::default();
        self.journal.iter().for_each(|recorded| states.apply(recorded));
        assert!(states == self.states, "replaying {} events gives other states", self.journal.len());
    }
}
