//! Loading what a batch needs to know, under the lock of the head row.

use std::collections::BTreeMap;

use lb_app::journal::{
    BodyState, Entity, Fault, Head, IdempotencyKey, Known, Needs, OrganisationId, Position, RESERVED_PREFIX,
    Recorded, SiteId,
};

use crate::codec::{Columns, Unreadable};
use crate::engine::{Arg, Row};
use crate::session::Session;
use crate::statements::{
    KNOWN_ANSWERS, KNOWN_EVENTS, KNOWN_VERSIONS, LOCK_HEAD, READ_HEAD, READ_RECEIVED, Statement,
};

/// The own head and the last place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub head: Head,
    pub position: Position,
}

impl Standing {
    /// Returns that of a journal without records.
    pub(crate) const fn start(site: SiteId) -> Self {
        Self { head: Head::start(site), position: Position(0) }
    }
}

/// Why a batch came to nothing.
#[derive(Debug)]
pub(crate) enum BatchError {
    /// The engine refused or failed.
    Engine(sqlx::Error),
    /// Anything else.
    Fault(Fault),
}

impl From<sqlx::Error> for BatchError {
    fn from(error: sqlx::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<Fault> for BatchError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Unreadable> for BatchError {
    fn from(error: Unreadable) -> Self {
        Self::Fault(error.into())
    }
}

impl BatchError {
    /// Returns the fault that callers hear.
    pub(crate) fn into_fault(self, doing: &str) -> Fault {
        match self {
            Self::Engine(error) => Fault::caused(doing, error),
            Self::Fault(fault) => fault,
        }
    }
}

/// Locks the head row and reads it; nothing when there is no journal yet.
pub(crate) async fn lock_head(session: &mut Session) -> Result<Option<Standing>, BatchError> {
    standing(session, &LOCK_HEAD).await
}

/// Reads the head row.
pub(crate) async fn read_head(session: &mut Session) -> Result<Option<Standing>, BatchError> {
    standing(session, &READ_HEAD).await
}

async fn standing(session: &mut Session, statement: &Statement) -> Result<Option<Standing>, BatchError> {
    let rows = session.fetch(statement, &[]).await?;
    Ok(rows.first().map(read_standing).transpose()?)
}

/// Reads a row of `head`.
pub(crate) fn read_standing(row: &Row) -> Result<Standing, Unreadable> {
    let mut columns = Columns::of(row);
    Ok(Standing { head: columns.head()?, position: Position(columns.count("position")?) })
}

/// Loads what the needs name.
pub(crate) async fn load(
    session: &mut Session,
    standing: Standing,
    needs: &Needs,
) -> Result<Known, BatchError> {
    let mut known = Known::start(standing.head.site.clone());
    known.head = standing.head;
    known.position = standing.position;
    known.versions = versions(session, needs).await?;
    load_answers(session, needs, &mut known).await?;
    load_events(session, needs, &mut known).await?;
    Ok(known)
}

/// Loads the ends of other sites' chains.
pub(crate) async fn load_received(session: &mut Session, known: &mut Known) -> Result<(), BatchError> {
    for row in session.fetch(&READ_RECEIVED, &[]).await? {
        let head = Columns::of(&row).head()?;
        known.received.insert(head.site.clone(), head);
    }
    Ok(())
}

async fn versions(session: &mut Session, needs: &Needs) -> Result<BTreeMap<Entity, u64>, BatchError> {
    let key = |entity: &'_ Entity| (entity.kind.clone(), entity.id.clone());
    let entities: Vec<_> = needs.entities.iter().map(key).collect();
    let keys: Vec<Vec<Arg<'_>>> =
        entities.iter().map(|(kind, id)| vec![Arg::text(kind.as_str()), Arg::text(id.as_str())]).collect();
    let mut versions = BTreeMap::new();
    for row in session.look_up(&KNOWN_VERSIONS, &[], &keys).await? {
        let mut columns = Columns::of(&row);
        let entity = Entity { kind: columns.parsed("entity_kind")?, id: columns.parsed("entity_id")? };
        versions.insert(entity, columns.count("entity_current")?);
    }
    Ok(versions)
}

async fn load_answers(session: &mut Session, needs: &Needs, known: &mut Known) -> Result<(), BatchError> {
    let key = |(organisation, key): &'_ (OrganisationId, IdempotencyKey)| (organisation.clone(), key.clone());
    let scoped: Vec<_> = needs.keys.iter().map(key).collect();
    let keys: Vec<Vec<Arg<'_>>> = scoped
        .iter()
        .map(|(organisation, key)| vec![Arg::text(organisation.as_str()), Arg::text(key.as_str())])
        .collect();
    for row in session.look_up(&KNOWN_ANSWERS, &[], &keys).await? {
        let mut columns = Columns::of(&row);
        let key = (columns.parsed("organisation")?, columns.parsed("client_key")?);
        known.answers.insert(key, columns.answered()?);
    }
    Ok(())
}

async fn load_events(session: &mut Session, needs: &Needs, known: &mut Known) -> Result<(), BatchError> {
    let ids: Vec<String> = needs.events.iter().map(ToString::to_string).collect();
    let keys: Vec<Vec<Arg<'_>>> = ids.iter().map(|id| vec![Arg::text(id)]).collect();
    for row in session.look_up(&KNOWN_EVENTS, &[], &keys).await? {
        let mut columns = Columns::of(&row);
        let id = columns.parsed("id")?;
        let position = Position(columns.count("position")?);
        let (site, hash) = (columns.parsed("origin_site")?, columns.hash("hash")?);
        let is_reserved = columns.text("kind")?.starts_with(RESERVED_PREFIX);
        let body = if columns.is_there("body")? { BodyState::Present } else { BodyState::Absent };
        known.events.insert(id, Recorded { position, site, hash, is_reserved, body });
    }
    Ok(())
}
