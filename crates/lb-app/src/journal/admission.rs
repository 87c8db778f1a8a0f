//! Admitting commands and received records: the rules of the journal, without storage.
//!
//! Storage loads what is [`Needs`]-ed under its lock, lets every command be admitted against it in order, and writes what came
//! out in one transaction. So the rules are the same on every engine.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::command::{
    BASES_MAX, Basis, Command, EVENTS_MAX, Freshness, Idempotency, NewEvent, Places, Receipt,
};
use super::erasure::{Erasure, RESERVED_PREFIX};
use super::hash::Hash;
use super::id::{Entity, EventId, IdempotencyKey, OrganisationId, SiteId};
use super::port::{Fault, JournalError, Refused};
use super::projection::{Change, Projections};
use super::record::{Head, Header, Origin, Position, Record, Stored};
use super::verify::Verifier;

/// A key in its scope.
pub type ScopedKey = (OrganisationId, IdempotencyKey);

/// What has to be known before commands or records can be admitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Entities whose versions.
    pub entities: BTreeSet<Entity>,
    /// Keys whose answers.
    pub keys: BTreeSet<ScopedKey>,
    /// Events that are corrected, erased or received: whether and how they are recorded.
    pub events: BTreeSet<EventId>,
    /// New events, none of which should be recorded. Storage may leave them out, as long as it refuses a name that stands twice
    /// and then admits again with them.
    pub new_events: BTreeSet<EventId>,
}

/// What the commands of one call were to change and did not.
#[derive(Clone, Debug, Default)]
pub struct Course {
    missed: BTreeSet<Entity>,
}

impl Needs {
    /// Returns what the commands need.
    pub fn of<'a>(commands: impl IntoIterator<Item = &'a Command>) -> Self {
        let mut needs = Self::default();
        for command in commands {
            let key = (command.author.organisation.clone(), command.idempotency.key.clone());
            needs.keys.insert(key);
            needs.entities.extend(command.based_on.iter().map(|basis| basis.entity.clone()));
            needs.new_events.extend(command.events.iter().map(|event| event.id));
            needs.events.extend(command.events.iter().filter_map(|event| event.corrects));
        }
        needs
    }

    /// Returns what received records need.
    pub fn of_records<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut needs = Self::default();
        for record in records {
            needs.entities.insert(record.header.entity.clone());
            needs.events.insert(record.header.id);
            needs.events.extend(record.header.corrects);
        }
        needs
    }
}

/// What is kept of a command under its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The hash of what was asked.
    pub request: Hash,
    /// The answer, unless it was erased.
    pub answer: Option<Body>,
    /// Where its records stand.
    pub places: Option<Places>,
}

impl Answered {
    /// Returns the receipt for the same command sent again.
    ///
    /// # Errors
    /// [`Refused::KeyReused`] when another request came with the key.
    pub fn repeat(&self, idempotency: &Idempotency) -> Result<Receipt, Refused> {
        if self.request != idempotency.request {
            return Err(Refused::KeyReused { key: idempotency.key.clone() });
        }
        Ok(Receipt { freshness: Freshness::Repeated, answer: self.answer.clone(), places: self.places })
    }
}

/// Whether a recorded event has a body here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyState {
    /// It has.
    Present,
    /// Withheld or erased.
    Absent,
}

/// What is known of a recorded event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its place.
    pub position: Position,
    /// The site that wrote it.
    pub site: SiteId,
    /// The hash of its record.
    pub hash: Hash,
    /// Whether it is one of the journal's own kinds.
    pub is_reserved: bool,
    /// Whether its body is here.
    pub body: BodyState,
}

impl Recorded {
    fn of(stored: &Stored) -> Self {
        let header = &stored.record.header;
        Self {
            position: stored.position,
            site: header.origin.site.clone(),
            hash: stored.record.hash,
            is_reserved: header.kind.as_str().starts_with(RESERVED_PREFIX),
            body: if stored.record.content.is_some() { BodyState::Present } else { BodyState::Absent },
        }
    }
}

/// What is known of the journal: everything in memory, or what a batch needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The end of the site's own chain.
    pub head: Head,
    /// The last place.
    pub position: Position,
    /// The ends of other sites' chains.
    pub received: BTreeMap<SiteId, Head>,
    /// Versions of entities; absent is 0.
    pub versions: BTreeMap<Entity, u64>,
    /// Answers by key.
    pub answers: BTreeMap<ScopedKey, Answered>,
    /// Recorded events.
    pub events: BTreeMap<EventId, Recorded>,
}

/// Something to take out of storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Body and salt at a place, and the answer of the command that wrote there.
    Body(Position),
    /// The bytes of an attachment.
    Attachment(Hash),
}

/// What is to be written for one admitted command or received record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// New records.
    pub records: Vec<Stored>,
    /// Changes to the rows of projections, in order.
    pub changes: Vec<Change>,
    /// What to take out, after the records are in.
    pub removals: Vec<Removal>,
    /// What to keep under the command's key; nothing for received records.
    pub answered: Option<(ScopedKey, Answered)>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// To be written; then the receipt is true.
    Fresh(Accepted, Receipt),
    /// Done earlier.
    Repeated(Receipt),
}

impl Known {
    /// Returns what is known of a journal without records.
    #[must_use]
    pub fn start(site: SiteId) -> Self {
        Self {
            head: Head::start(site),
            position: Position::default(),
            received: BTreeMap::new(),
            versions: BTreeMap::new(),
            answers: BTreeMap::new(),
            events: BTreeMap::new(),
        }
    }

    /// Admits the next command, or says why not. What is admitted is to be [absorbed](Self::absorb) before the next.
    ///
    /// # Errors
    /// A refusal, or a fault when a projection makes a change that its table cannot hold.
    pub fn admit(&self, command: Command, projections: &Projections) -> Result<Admission, JournalError> {
        let key = (command.author.organisation.clone(), command.idempotency.key.clone());
        if let Some(answered) = self.answers.get(&key) {
            return Ok(Admission::Repeated(answered.repeat(&command.idempotency)?));
        }
        let removals = self.check(&command)?;
        let answer = command.answer.clone();
        let request = command.idempotency.request;
        let records = self.seal(command);
        let mut changes = Vec::new();
        for stored in &records {
            changes.extend(projections.apply(stored).map_err(Fault::from)?);
        }
        let places = records.first().zip(records.last());
        let places = places.map(|(first, last)| Places { first: first.position, last: last.position });
        let answered = Answered { request, answer: Some(answer.clone()), places };
        let receipt = Receipt { freshness: Freshness::Fresh, answer: Some(answer), places };
        Ok(Admission::Fresh(
            Accepted { records, changes, removals, answered: Some((key, answered)) },
            receipt,
        ))
    }

    /// Admits the next command of a call, whose commands may have been decided on what those before them bring about.
    ///
    /// Versions alone do not tell: when a command before was refused, another process may have brought the entity to the very
    /// version that was assumed. So whoever looked at an entity that a command before was to change, and did not, is refused.
    ///
    /// # Errors
    /// As [`admit`](Self::admit).
    pub fn admit_after(
        &self,
        course: &mut Course,
        command: Command,
        projections: &Projections,
    ) -> Result<Admission, JournalError> {
        let changed: Vec<Entity> = command.events.iter().map(|event| event.entity.clone()).collect();
        let key = (command.author.organisation.clone(), command.idempotency.key.clone());
        let missed = command.based_on.iter().find(|basis| course.missed.contains(&basis.entity));
        let outcome = match missed.filter(|_| !self.answers.contains_key(&key)) {
            Some(Basis { entity, version }) => {
                let found = self.versions.get(entity).copied().unwrap_or(0);
                Err(Refused::Conflict { entity: entity.clone(), expected: *version, found }.into())
            }
            None => self.admit(command, projections),
        };
        if !matches!(outcome, Ok(Admission::Fresh(..))) {
            course.missed.extend(changed);
        }
        outcome
    }

    /// Admits the next record of another site; nothing when it is here already. To be [absorbed](Self::absorb) before the next.
    ///
    /// # Errors
    /// [`Refused::Unsound`] when it is this site's own, does not follow the records of its site that are here, or differs from
    /// the one that is here; a fault as for [`admit`](Self::admit).
    pub fn receive(
        &self,
        record: Record,
        projections: &Projections,
    ) -> Result<Option<Accepted>, JournalError> {
        let origin = &record.header.origin;
        let unsound = |reason: String| JournalError::Refused(Refused::Unsound { reason });
        if origin.site == self.head.site {
            return Err(unsound(format!("record {} is this site's own", origin.sequence)));
        }
        if let Some(recorded) = self.events.get(&record.header.id) {
            if recorded.hash == record.hash {
                return Ok(None);
            }
            return Err(unsound(format!("event {} is here with another hash", record.header.id)));
        }
        let head = self.received.get(&origin.site).cloned();
        let mut verifier = Verifier::after(head.unwrap_or_else(|| Head::start(origin.site.clone())));
        verifier.push(&record).map_err(|broken| unsound(broken.to_string()))?;
        let header = &record.header;
        let erasure = Erasure::of(header.kind.as_str(), &header.entity, header.corrects);
        let removals: Vec<Removal> =
            erasure.and_then(|erasure| self.removal(&erasure, &origin.site)).into_iter().collect();
        let stored = Stored { position: self.position.next(), record };
        let changes = projections.apply(&stored).map_err(Fault::from)?;
        Ok(Some(Accepted { records: vec![stored], changes, removals, answered: None }))
    }

    /// Takes what was admitted into what is known.
    pub fn absorb(&mut self, accepted: &Accepted) {
        for stored in &accepted.records {
            self.note(stored);
        }
        if let Some((key, answered)) = &accepted.answered {
            self.answers.insert(key.clone(), answered.clone());
        }
        self.note_removals(&accepted.removals);
    }

    /// Checks a command whose key is new and returns what its erasures take out.
    fn check(&self, command: &Command) -> Result<Vec<Removal>, Refused> {
        check_count("events", EVENTS_MAX, command.events.len())?;
        check_count("based_on", BASES_MAX, command.based_on.len())?;
        let mut removals = Vec::new();
        for event in &command.events {
            removals.extend(self.check_erasure(event)?);
        }
        for Basis { entity, version } in &command.based_on {
            let found = self.versions.get(entity).copied().unwrap_or(0);
            if found != *version {
                return Err(Refused::Conflict { entity: entity.clone(), expected: *version, found });
            }
        }
        let bases: BTreeSet<&Entity> = command.based_on.iter().map(|basis| &basis.entity).collect();
        let mut ids = BTreeSet::new();
        for event in &command.events {
            if !bases.contains(&event.entity) {
                return Err(Refused::Unbased { entity: event.entity.clone() });
            }
            if self.events.contains_key(&event.id) || !ids.insert(event.id) {
                return Err(Refused::DuplicateEvent { id: event.id });
            }
            if let Some(id) = event.corrects.filter(|id| !self.events.contains_key(id)) {
                return Err(Refused::UnknownEvent { id });
            }
        }
        Ok(removals)
    }

    /// Checks an event of one of the journal's own kinds and returns what it takes out.
    fn check_erasure(&self, event: &NewEvent) -> Result<Option<Removal>, Refused> {
        let kind = event.kind.as_str();
        if !kind.starts_with(RESERVED_PREFIX) {
            return Ok(None);
        }
        let Some(erasure) = Erasure::of(kind, &event.entity, event.corrects) else {
            return Err(Refused::ReservedKind { kind: kind.to_owned() });
        };
        if let Erasure::Body(id) = erasure {
            let recorded = self.events.get(&id).ok_or(Refused::UnknownEvent { id })?;
            let why = match recorded {
                Recorded { site, .. } if *site != self.head.site => "another site's",
                Recorded { is_reserved: true, .. } => "one of the journal's own",
                Recorded { body: BodyState::Absent, .. } => "erased already",
                Recorded { .. } => "",
            };
            if !why.is_empty() {
                return Err(Refused::NotErasable { id, why });
            }
        }
        Ok(self.removal(&erasure, &self.head.site))
    }

    /// Returns what an erasure by a site takes out here.
    fn removal(&self, erasure: &Erasure, site: &SiteId) -> Option<Removal> {
        match erasure {
            Erasure::Attachment(hash) => Some(Removal::Attachment(*hash)),
            Erasure::Body(id) => {
                let recorded = self.events.get(id).filter(|recorded| recorded.site == *site)?;
                Some(Removal::Body(recorded.position))
            }
        }
    }

    /// Returns a command's events as the next records of the own chain.
    fn seal(&self, command: Command) -> Vec<Stored> {
        let mut head = self.head.clone();
        let mut position = self.position;
        let mut versions: BTreeMap<Entity, u64> =
            command.based_on.into_iter().map(|basis| (basis.entity, basis.version)).collect();
        let mut records = Vec::with_capacity(command.events.len());
        for event in command.events {
            position = position.next();
            let version = versions.entry(event.entity.clone()).or_default();
            *version = version.saturating_add(1);
            let header = Header {
                origin: Origin {
                    site: head.site.clone(),
                    epoch: head.epoch,
                    sequence: head.sequence.saturating_add(1),
                },
                id: event.id,
                happened_at: event.happened_at,
                recorded_at: command.recorded_at,
                actor: command.author.actor.clone(),
                organisation: command.author.organisation.clone(),
                entity: event.entity,
                entity_version: *version,
                kind: event.kind,
                corrects: event.corrects,
                commitment: event.content.commitment(),
            };
            let hash = header.hash_after(&head.hash);
            let record = Record { header, previous: head.hash, hash, content: Some(event.content) };
            head = record.head();
            records.push(Stored { position, record });
        }
        records
    }

    /// Takes a new record into what is known.
    fn note(&mut self, stored: &Stored) {
        let header = &stored.record.header;
        let head = stored.record.head();
        if head.site == self.head.site {
            self.head = head;
        } else {
            self.received.insert(head.site.clone(), head);
        }
        self.position = stored.position;
        let version = self.versions.entry(header.entity.clone()).or_default();
        *version = (*version).max(header.entity_version);
        self.events.insert(header.id, Recorded::of(stored));
    }

    fn note_removals(&mut self, removals: &[Removal]) {
        let places: BTreeSet<Position> = removals
            .iter()
            .filter_map(|removal| match removal {
                Removal::Body(position) => Some(*position),
                Removal::Attachment(_) => None,
            })
            .collect();
        if places.is_empty() {
            return;
        }
        for recorded in self.events.values_mut().filter(|recorded| places.contains(&recorded.position)) {
            recorded.body = BodyState::Absent;
        }
        for answered in self.answers.values_mut() {
            let erased =
                answered.places.is_some_and(|own| places.range(own.first..=own.last).next().is_some());
            if erased {
                answered.answer = None;
            }
        }
    }
}

fn check_count(what: &'static str, most: usize, found: usize) -> Result<(), Refused> {
    if found > most { Err(Refused::TooMany { what, most, found }) } else { Ok(()) }
}
