//! States kept at hand.

use std::collections::{BTreeMap, HashMap};

use lb_booking::consignment::Consignment;
use lb_booking::ledger::Ledger;
use lb_booking::unit::Unit;
use lb_hub::Floor;

use crate::access::AccessState;
use crate::hooks::HookState;
use crate::journal::{Basis, Entity, Fault, Journal, PAGE_RECORDS_MAX, Position};

use super::state::{Fact, State};

/// Entities kept at most; when there are more, the shelf is cleared of those that nobody asked for since the last time.
pub const SHELF_MAX: usize = 50_000;

/// An entity as it was seen.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Its version; 0 when it was not there.
    pub version: u64,
    /// The place of its last record.
    pub position: Position,
    /// What it is; nothing when it was not there.
    pub state: Option<State>,
}

/// The entities that a task looked at.
#[derive(Clone, Debug, Default)]
pub struct Seen(BTreeMap<Entity, Sight>);

impl Seen {
    /// Returns an entity as it was seen.
    #[must_use]
    pub fn sight(&self, entity: &Entity) -> Option<&Sight> {
        self.0.get(entity)
    }

    /// Returns a consignment, if it was seen and is there.
    #[must_use]
    pub fn consignment(&self, entity: &Entity) -> Option<&Consignment> {
        self.0.get(entity)?.state.as_ref()?.consignment()
    }

    /// Returns a ledger, if it was seen and is there.
    #[must_use]
    pub fn ledger(&self, entity: &Entity) -> Option<&Ledger> {
        self.0.get(entity)?.state.as_ref()?.ledger()
    }

    /// Returns a unit, if it was seen and is there.
    #[must_use]
    pub fn unit(&self, entity: &Entity) -> Option<&Unit> {
        self.0.get(entity)?.state.as_ref()?.unit()
    }

    /// Returns a hub's floor, if it was seen and something has happened there.
    #[must_use]
    pub fn hub(&self, entity: &Entity) -> Option<&Floor> {
        self.0.get(entity)?.state.as_ref()?.hub()
    }

    /// Returns an organisation, person, key or session, if it was seen and is there.
    #[must_use]
    pub fn access(&self, entity: &Entity) -> Option<&AccessState> {
        self.0.get(entity)?.state.as_ref()?.access()
    }

    /// Returns a webhook or its courier, if it was seen and is there.
    #[must_use]
    pub fn hook(&self, entity: &Entity) -> Option<&HookState> {
        self.0.get(entity)?.state.as_ref()?.hook()
    }

    /// Returns every ledger that was seen and is there.
    pub fn ledgers(&self) -> impl Iterator<Item = &Ledger> {
        self.0.values().filter_map(|sight| sight.state.as_ref()?.ledger())
    }

    /// Returns the version of an entity that was seen; 0 when it was not there.
    #[must_use]
    pub fn version(&self, entity: &Entity) -> u64 {
        self.0.get(entity).map_or(0, |sight| sight.version)
    }

    /// Returns the names of what was seen.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.0.keys()
    }

    /// Returns what a decision is based on.
    #[must_use]
    pub fn bases(&self) -> Vec<Basis> {
        let basis =
            |(entity, sight): (&Entity, &Sight)| Basis { entity: entity.clone(), version: sight.version };
        self.0.iter().map(basis).collect()
    }

    /// Adds what was seen of an entity.
    pub fn put(&mut self, entity: Entity, sight: Sight) {
        self.0.insert(entity, sight);
    }
}

/// Returns an entity as the journal has it now, going on from what was seen before.
///
/// # Errors
/// A fault of the journal, or of a record that cannot be read.
pub(super) async fn catch_up(journal: &dyn Journal, entity: &Entity, seen: Sight) -> Result<Sight, Fault> {
    let mut sight = seen;
    loop {
        let page = journal.read_entity(entity, sight.position, PAGE_RECORDS_MAX).await?;
        let is_last = page.len() < PAGE_RECORDS_MAX;
        for stored in page {
            sight.state = State::after(sight.state.take(), &Fact::stored(&stored))?;
            sight.version = sight.version.max(stored.record.header.entity_version);
            sight.position = stored.position;
        }
        if is_last {
            return Ok(sight);
        }
    }
}

/// States by entity as the journal had them at some moment: perhaps behind it, never beside it. Each with whether somebody asked for it lately.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    kept: HashMap<Entity, (Sight, bool)>,
}

impl Shelf {
    pub(super) fn get(&mut self, entity: &Entity) -> Option<Sight> {
        let (sight, is_wanted) = self.kept.get_mut(entity)?;
        *is_wanted = true;
        Some(sight.clone())
    }

    /// Keeps an entity as the journal has it, unless it is not there or a later state of it is here already.
    pub(super) fn put(&mut self, entity: Entity, sight: Sight) {
        let is_older = self.kept.get(&entity).is_some_and(|(kept, _)| kept.position > sight.position);
        if is_older || sight.version == 0 {
            return;
        }
        if self.kept.len() >= SHELF_MAX {
            self.kept.retain(|_, (_, is_wanted)| std::mem::take(is_wanted));
        }
        if self.kept.len() >= SHELF_MAX {
            self.kept.clear();
        }
        self.kept.insert(entity, (sight, true));
    }
}
