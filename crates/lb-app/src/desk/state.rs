//! States of entities, replayed from their events.

use std::sync::Arc;

use lb_base::{ConsignmentId, UnitId};
use lb_booking::ledger::{Ledger, LedgerId};
use lb_booking::unit::Unit;
use lb_booking::{Consignment, ledger, unit};
use lb_hub::Floor;
use lb_network::layout::HubId;
use serde_json::Value;

use crate::access::{self, AccessState};
use crate::booking::discrepancy::{self, Discrepancy};
use crate::booking::dossier::Dossier;
use crate::booking::envelope;
use crate::booking::import::{self, FinishedImport};
use crate::hooks::{self, HookState};
use crate::hub;
use crate::journal::{Entity, Fault, Hash, Moment, NewEvent, Stored};

/// What an entity is at a version.
#[derive(Clone, Debug)]
pub enum State {
    /// A consignment, with what is kept beside it.
    Consignment(Arc<Dossier>),
    /// The ledger of a run's section.
    Ledger(Arc<Ledger>),
    /// A unit.
    Unit(Arc<Unit>),
    /// A hub's floor; a copy costs nothing.
    Hub(Box<Floor>),
    /// An organisation, person, key or session.
    Access(AccessState),
    /// A webhook, or how far it was served.
    Hook(HookState),
    /// Something that came in and names what nobody knows here.
    Discrepancy(Arc<Discrepancy>),
    /// An import of a file.
    Import(Arc<FinishedImport>),
}

/// What an event tells a state.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// What it is about.
    pub entity: &'a Entity,
    /// The kind of event.
    pub kind: &'a str,
    /// When it happened.
    pub happened_at: Moment,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// What it says; nothing where that is withheld or erased.
    pub body: Option<&'a Value>,
}

impl<'a> Fact<'a> {
    /// Returns the fact of a record.
    #[must_use]
    pub fn stored(stored: &'a Stored) -> Self {
        let header = &stored.record.header;
        Self {
            entity: &header.entity,
            kind: header.kind.as_str(),
            happened_at: header.happened_at,
            recorded_at: header.recorded_at,
            body: stored.record.content.as_ref().and_then(|content| content.body.json()),
        }
    }

    /// Returns the fact of an event that is about to be recorded.
    #[must_use]
    pub fn new(event: &'a NewEvent, recorded_at: Moment) -> Self {
        Self {
            entity: &event.entity,
            kind: event.kind.as_str(),
            happened_at: event.happened_at,
            recorded_at,
            body: event.content.body.json(),
        }
    }
}

impl State {
    /// Returns the state after one more event.
    ///
    /// # Errors
    /// A fault when the event cannot be read: then the entity cannot be decided about.
    pub fn after(state: Option<Self>, fact: &Fact<'_>) -> Result<Option<Self>, Fault> {
        match fact.entity.kind.as_str() {
            "consignment" => {
                let dossier = match state {
                    Some(Self::Consignment(dossier)) => Some(Arc::unwrap_or_clone(dossier)),
                    Some(_) | None => None,
                };
                let dossier = envelope::replayed(dossier, fact)?;
                Ok(dossier.map(|dossier| Self::Consignment(Arc::new(dossier))))
            }
            "ledger" => {
                let mut state = match state {
                    Some(Self::Ledger(ledger)) => Some(Arc::unwrap_or_clone(ledger)),
                    Some(_) | None => None,
                };
                if let Some(event) = envelope::ledger_event(fact)? {
                    ledger::apply(&mut state, &event);
                }
                Ok(state.map(|ledger| Self::Ledger(Arc::new(ledger))))
            }
            "unit" => {
                let mut state = match state {
                    Some(Self::Unit(unit)) => Some(Arc::unwrap_or_clone(unit)),
                    Some(_) | None => None,
                };
                if let Some(event) = envelope::unit_event(fact)? {
                    unit::apply(&mut state, &event);
                }
                Ok(state.map(|unit| Self::Unit(Arc::new(unit))))
            }
            "hub" => {
                let floor = match state {
                    Some(Self::Hub(floor)) => Some(*floor),
                    Some(_) | None => None,
                };
                Ok(hub::replayed(floor, fact)?.map(|floor| Self::Hub(Box::new(floor))))
            }
            "webhook" | "courier" => {
                let state = match state {
                    Some(Self::Hook(state)) => Some(state),
                    Some(_) | None => None,
                };
                Ok(hooks::after(state, fact)?.map(Self::Hook))
            }
            "discrepancy" => {
                let state = match state {
                    Some(Self::Discrepancy(found)) => Some(Arc::unwrap_or_clone(found)),
                    Some(_) | None => None,
                };
                let state = discrepancy::after(state, fact)?;
                Ok(state.map(|found| Self::Discrepancy(Arc::new(found))))
            }
            "import" => {
                let state = match state {
                    Some(Self::Import(found)) => Some(Arc::unwrap_or_clone(found)),
                    Some(_) | None => None,
                };
                Ok(import::after(state, fact)?.map(|found| Self::Import(Arc::new(found))))
            }
            _ => {
                let state = match state {
                    Some(Self::Access(state)) => Some(state),
                    Some(_) | None => None,
                };
                Ok(access::after(state, fact)?.map(Self::Access))
            }
        }
    }

    /// Returns the consignment, if it is one.
    #[must_use]
    pub fn consignment(&self) -> Option<&Consignment> {
        self.dossier().map(|dossier| &dossier.consignment)
    }

    /// Returns the consignment with what is kept beside it, if it is one.
    #[must_use]
    pub fn dossier(&self) -> Option<&Dossier> {
        if let Self::Consignment(dossier) = self { Some(dossier) } else { None }
    }

    /// Returns the ledger, if it is one.
    #[must_use]
    pub fn ledger(&self) -> Option<&Ledger> {
        if let Self::Ledger(ledger) = self { Some(ledger) } else { None }
    }

    /// Returns the unit, if it is one.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        if let Self::Unit(unit) = self { Some(unit) } else { None }
    }

    /// Returns the floor, if it is one.
    #[must_use]
    pub fn hub(&self) -> Option<&Floor> {
        if let Self::Hub(floor) = self { Some(floor) } else { None }
    }

    /// Returns the discrepancy, if it is one.
    #[must_use]
    pub fn discrepancy(&self) -> Option<&Discrepancy> {
        if let Self::Discrepancy(found) = self { Some(found) } else { None }
    }

    /// Returns the state of an organisation, person, key or session, if it is one.
    #[must_use]
    pub const fn access(&self) -> Option<&AccessState> {
        if let Self::Access(state) = self { Some(state) } else { None }
    }

    /// Returns the state of a webhook or its courier, if it is one.
    #[must_use]
    pub const fn hook(&self) -> Option<&HookState> {
        if let Self::Hook(state) = self { Some(state) } else { None }
    }
}

/// Returns the name of a kind and an id that keep the rule of names by their making.
fn named(kind: &str, id: &str) -> Result<Entity, Fault> {
    let fault = |error| Fault::caused("entity", error);
    Ok(Entity { kind: kind.parse().map_err(fault)?, id: id.parse().map_err(fault)? })
}

/// Returns a consignment's name in the journal.
///
/// # Errors
/// None that can happen: a UUID is a name.
pub fn consignment_entity(id: ConsignmentId) -> Result<Entity, Fault> {
    named("consignment", &id.to_string())
}

/// Returns a unit's name in the journal.
///
/// # Errors
/// None that can happen: a UUID is a name.
pub fn unit_entity(id: UnitId) -> Result<Entity, Fault> {
    named("unit", &id.to_string())
}

/// Returns a ledger's name in the journal: section, date and shift of the run, or their hash where that would be too long.
///
/// # Errors
/// None that can happen: the parts are names.
pub fn ledger_entity(id: &LedgerId) -> Result<Entity, Fault> {
    let (run, section) = (&id.run, &id.section);
    let text = format!("{}_{}_{}_{section}", run.service(), run.date(), run.shift_minutes());
    named("ledger", &text).or_else(|_| {
        let hash = Hash::of(&[text.as_bytes()]).to_string();
        named("ledger", hash.get(..48).unwrap_or(&hash))
    })
}

/// Returns the name of a hub's floor in the journal.
///
/// # Errors
/// A fault when the hub's identifier is longer than a name.
pub fn hub_entity(id: &HubId) -> Result<Entity, Fault> {
    named("hub", id.as_str())
}
