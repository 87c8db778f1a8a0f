//! Several decisions in one command: each sees what the ones before brought about, and all are recorded together or not at all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_booking::Refusal as Refused;
use lb_booking::booking::{BookingCommand, decide_booking};
use lb_booking::consignment::{self, ConsignmentCommand};
use lb_booking::ledger::{self, Ledger, LedgerCommand, LedgerEvent, LedgerId};
use lb_booking::unit::{self, StuffingCommand, Unit, UnitCommand, UnitEvent, decide_stuffing};
use serde_json::Value;

use super::dossier::{self, Dossier, DossierEvent};
use super::envelope::{self, Happened};
use crate::app::App;
use crate::desk::{Circumstances, Decision, NewFact, Seen, consignment_entity, ledger_entity, unit_entity};
use crate::journal::{Fault, Moment};
use crate::refusal::Refusal;

/// What one command works on.
pub(super) struct Workbench<'a> {
    pub app: &'a App,
    now: Moment,
    site: &'a lb_base::SiteId,
    seen: &'a Seen,
    dossier: Option<Dossier>,
    happened: Vec<Happened>,
    ledgers: BTreeMap<LedgerId, (Option<Ledger>, Vec<LedgerEvent>)>,
    unit: Option<(Unit, Vec<UnitEvent>)>,
}

impl<'a> Workbench<'a> {
    /// Lays out what was seen: one consignment or none.
    pub fn new(app: &'a App, seen: &'a Seen, at: &Circumstances<'a>, dossier: Option<Dossier>) -> Self {
        Self {
            app,
            now: at.now,
            site: at.site,
            seen,
            dossier,
            happened: Vec::new(),
            ledgers: BTreeMap::new(),
            unit: None,
        }
    }

    /// Returns now.
    pub const fn moment(&self) -> Moment {
        self.now
    }

    /// Returns now as the rules take it.
    pub fn instant(&self) -> Timestamp {
        self.now.timestamp()
    }

    /// Returns the consignment as it stands.
    pub fn dossier(&self) -> Result<&Dossier, Refusal> {
        self.dossier.as_ref().ok_or_else(|| Refused::ConsignmentNotFound {}.into())
    }

    /// Decides about the consignment alone.
    pub fn consign(&mut self, command: &ConsignmentCommand) -> Result<(), Refusal> {
        let state = self.dossier.as_ref().map(|dossier| &dossier.consignment);
        let events = consignment::decide(state, command, self.instant())?;
        events.into_iter().for_each(|event| self.happens(Happened::Consignment(Box::new(event))));
        Ok(())
    }

    /// Notes something beside the consignment, unless it is so already.
    pub fn note(&mut self, event: DossierEvent) -> Result<(), Refusal> {
        let mut after = self.dossier()?.clone();
        dossier::apply(&mut after, &event);
        if after != *self.dossier()? {
            self.happens(Happened::Dossier(event));
        }
        Ok(())
    }

    fn happens(&mut self, event: Happened) {
        self.dossier = envelope::after(self.dossier.take(), &event, self.now);
        self.happened.push(event);
    }

    /// Returns a run's ledger, opened for sale as the corridor describes the run where nobody has opened it yet.
    pub fn ledger(&mut self, id: &LedgerId) -> Result<&Ledger, Refusal> {
        let (site, now) = (self.site, self.instant());
        if !self.ledgers.contains_key(id) {
            let entity = ledger_entity(id).map_err(broken)?;
            let found = self.seen.ledger(&entity).cloned();
            self.ledgers.insert(id.clone(), (found, Vec::new()));
        }
        let (ledger, events) = self.ledgers.get_mut(id).ok_or(Refused::LedgerNotOpen {})?;
        if ledger.is_none() {
            let opening = self.app.opening(id)?;
            for event in ledger::decide(None, &opening, site, now)? {
                ledger::apply(ledger, &event);
                events.push(event);
            }
        }
        ledger.as_ref().ok_or_else(|| Refused::LedgerNotOpen {}.into())
    }

    /// Returns a run's ledger if it was opened.
    pub fn open_ledger(&self, id: &LedgerId) -> Option<&Ledger> {
        match self.ledgers.get(id) {
            Some((ledger, _)) => ledger.as_ref(),
            None => self.seen.ledger(&ledger_entity(id).ok()?),
        }
    }

    /// Decides about a run's capacity.
    pub fn run(&mut self, id: &LedgerId, command: &LedgerCommand) -> Result<(), Refusal> {
        let (site, now) = (self.site, self.instant());
        self.ledger(id)?;
        let Some((ledger, events)) = self.ledgers.get_mut(id) else { return Ok(()) };
        if matches!(command, LedgerCommand::Open { .. }) {
            return Ok(());
        }
        for event in ledger::decide(ledger.as_ref(), command, site, now)? {
            ledger::apply(ledger, &event);
            events.push(event);
        }
        Ok(())
    }

    /// Decides about the consignment's booking and the ledgers of its old and new legs.
    pub fn book(&mut self, command: &BookingCommand, ledgers: &[LedgerId]) -> Result<(), Refusal> {
        let now = self.instant();
        for id in ledgers {
            self.ledger(id)?;
        }
        let decided = {
            let consignment = &self.dossier()?.consignment;
            let open = self.ledgers.values().filter_map(|(ledger, _)| ledger.as_ref());
            let rest = self.seen.ledgers().filter(|ledger| !self.ledgers.contains_key(ledger.id()));
            let all: Vec<&Ledger> = open.chain(rest).collect();
            decide_booking(consignment, &all, command, self.site, now)?
        };
        for (id, events) in decided.ledgers {
            self.ledger(&id)?;
            let Some((ledger, kept)) = self.ledgers.get_mut(&id) else { continue };
            for event in events {
                ledger::apply(ledger, &event);
                kept.push(event);
            }
        }
        let events = decided.consignment.into_iter();
        events.for_each(|event| self.happens(Happened::Consignment(Box::new(event))));
        Ok(())
    }

    /// Decides about a unit.
    pub fn unit(&mut self, unit: Option<&Unit>, command: &UnitCommand) -> Result<(), Refusal> {
        let mut state = unit.cloned();
        let events = unit::decide(unit, command, self.instant())?;
        events.iter().for_each(|event| unit::apply(&mut state, event));
        self.unit = state.map(|state| (state, events));
        Ok(())
    }

    /// Decides what goes into a unit or comes out of it.
    pub fn stuff(&mut self, unit: &Unit, command: &StuffingCommand) -> Result<(), Refusal> {
        let stuffed = decide_stuffing(unit, &[&self.dossier()?.consignment], command, self.instant())?;
        let mut state = Some(unit.clone());
        stuffed.unit.iter().for_each(|event| unit::apply(&mut state, event));
        self.unit = state.map(|state| (state, stuffed.unit));
        let events = stuffed.consignments.into_iter().map(|(_, event)| event);
        events.for_each(|event| self.happens(Happened::Consignment(Box::new(event))));
        Ok(())
    }

    /// Returns what was decided, with the answer that names the entity and its version.
    pub fn finish(self, answer: impl FnOnce(&Self) -> Value) -> Result<Decision, Refusal> {
        let answer = answer(&self);
        let facts = self.facts().map_err(broken)?;
        Ok(Decision { facts, answer })
    }

    /// Returns how many events the consignment has had so far, those of this command included.
    pub fn consignment_version(&self) -> u64 {
        let Some(dossier) = &self.dossier else { return 0 };
        let entity = consignment_entity(dossier.consignment.id());
        let before = entity.map_or(0, |entity| self.seen.version(&entity));
        before.saturating_add(u64::try_from(self.happened.len()).unwrap_or(u64::MAX))
    }

    /// Returns how many events a ledger has had so far, those of this command included.
    pub fn ledger_version(&self, id: &LedgerId) -> u64 {
        let before = ledger_entity(id).map_or(0, |entity| self.seen.version(&entity));
        let new = self.ledgers.get(id).map_or(0, |(_, events)| events.len());
        before.saturating_add(u64::try_from(new).unwrap_or(u64::MAX))
    }

    /// Returns how many events the unit has had so far, those of this command included.
    pub fn unit_version(&self) -> u64 {
        let Some((unit, events)) = &self.unit else { return 0 };
        let before = unit_entity(unit.id()).map_or(0, |entity| self.seen.version(&entity));
        before.saturating_add(u64::try_from(events.len()).unwrap_or(u64::MAX))
    }

    fn facts(self) -> Result<Vec<NewFact>, Fault> {
        let mut facts = Vec::new();
        let ledgers: Vec<&Ledger> = self.ledgers.values().filter_map(|(ledger, _)| ledger.as_ref()).collect();
        let known: Vec<&Ledger> = self.seen.ledgers().chain(ledgers).collect();
        if let Some(dossier) = &self.dossier {
            facts.extend(envelope::consignment_facts(dossier, &self.happened, &known, self.now)?);
        }
        for (ledger, events) in self.ledgers.values() {
            if let Some(ledger) = ledger {
                let entity = ledger_entity(ledger.id())?;
                facts.extend(envelope::ledger_facts(entity, ledger, events)?);
            }
        }
        if let Some((unit, events)) = &self.unit {
            let entity = unit_entity(unit.id())?;
            let audience = self.dossier.as_ref().map(Dossier::audience).unwrap_or_default();
            facts.extend(envelope::unit_facts(entity, unit, events, &audience)?);
        }
        Ok(facts)
    }
}

/// What a body cannot hold is refused: nothing was decided yet.
pub(super) fn broken(fault: Fault) -> Refusal {
    Refusal::new("request.too_large", format!("expected an event that the journal can hold: {fault}"))
}
