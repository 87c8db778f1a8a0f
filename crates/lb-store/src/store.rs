//! The stored journal.

use std::sync::Arc;

use lb_app::journal::{
    Attachment, Author, COMMANDS_MAX, Command, Entity, EventId, Fault, Hash, Head, Idempotency, Journal,
    JournalError, Lookup, PAGE_RECORDS_MAX, Pending, Position, Projections, Receipt, Record, Refused, SiteId,
    Stored, Value,
};
use sqlx::SqlStr;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use crate::codec::{Columns, Unreadable, read_record, signed};
use crate::engine::{Arg, Engine, Pool, Row};
use crate::error::StoreError;
use crate::known::{self, BatchError, Standing};
use crate::listen::Listener;
use crate::place::Place;
use crate::projections::{self, Stale};
use crate::schema;
use crate::session::Session;
use crate::statements::{
    INSERT_HEAD, READ_ANSWER, READ_ATTACHMENT, READ_CHAIN, READ_ENTITY, READ_EVENT, READ_HEAD, READ_RECEIVED,
    READ_RECORDS, READ_VERSION, Statement, tables,
};
use crate::writer::{Job, Writer};

/// What was being done when storage failed.
const OPENING: &str = "open the journal";
/// What was being done when storage failed.
const READING: &str = "read the journal";
/// What is said when the writer is gone.
const STOPPED: &str = "record in the journal: the writer has stopped";

/// A journal in SQLite or PostgreSQL.
///
/// Dropping it lets the writer finish what was sent and then stop; [`close`](Self::close) waits for that.
#[derive(Debug)]
pub struct Store {
    place: Place,
    site: SiteId,
    projections: Arc<Projections>,
    readers: Pool,
    jobs: mpsc::Sender<Job>,
    latest: watch::Receiver<Position>,
    writer: JoinHandle<()>,
    _listener: Option<Listener>,
}

impl Store {
    /// Opens a journal that is there, brings its schema up to date and its projections up to the last record.
    ///
    /// # Errors
    /// [`StoreError`], among others when there is none, or its schema is newer than this build.
    pub async fn open(place: Place, projections: Projections) -> Result<Self, StoreError> {
        let connection = place.connect().await?;
        Self::start(place, Session::new(connection), projections, None).await
    }

    /// Opens the journal of a site, and makes it where there is none.
    ///
    /// # Errors
    /// [`StoreError`], among others [`StoreError::OtherSite`].
    pub async fn open_or_create(
        place: Place,
        site: SiteId,
        projections: Projections,
    ) -> Result<Self, StoreError> {
        let connection = place.connect_new().await?;
        Self::start(place, Session::new(connection), projections, Some(site)).await
    }

    async fn start(
        place: Place,
        mut session: Session,
        projections: Projections,
        site: Option<SiteId>,
    ) -> Result<Self, StoreError> {
        schema::migrate(session.connection()).await?;
        let standing = prepare(&mut session, &place, &projections, site).await?;
        let site = standing.head.site;
        let projections = Arc::new(projections);
        let (sender, latest) = watch::channel(standing.position);
        let listener = match place.shared() {
            None => None,
            Some(database) => Some(Listener::start(database, place.readers(), sender.clone()).await?),
        };
        let (writer, jobs) = Writer::new(place.clone(), site.clone(), projections.clone(), session, sender);
        let writer = tokio::spawn(writer.run());
        let readers = place.readers();
        Ok(Self { place, site, projections, readers, jobs, latest, writer, _listener: listener })
    }

    /// Returns where it is kept.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.place.engine()
    }

    /// Returns whose journal it is.
    #[must_use]
    pub const fn site(&self) -> &SiteId {
        &self.site
    }

    /// Drops the tables of all projections and makes them again from the records. Writers wait meanwhile.
    ///
    /// Returns how many projections there are. Cost: every record is read once.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when storage fails or a record cannot be read; the tables then stay as they were.
    pub async fn rebuild(&self) -> Result<usize, StoreError> {
        let mut session = Session::new(self.place.connect().await?);
        let rebuilt = rebuild(&mut session, &self.projections).await;
        let rebuilt = rebuilt.map_err(|error| error.into_fault("rebuild the projections"))?;
        session.close().await.map_err(StoreError::fault("close the database"))?;
        Ok(rebuilt)
    }

    /// Returns the records of one site's chain after a sequence number, at most [`PAGE_RECORDS_MAX`].
    ///
    /// # Errors
    /// A fault when storage fails or a record cannot be read.
    pub async fn read_chain(&self, site: &SiteId, after: u64, limit: usize) -> Result<Vec<Stored>, Fault> {
        let args = [Arg::text(site.as_str()), Arg::integer(signed(after)?), Arg::integer(page(limit))];
        self.records(&READ_CHAIN, &args).await
    }

    /// Lets the writer finish what was sent, and closes every connection.
    ///
    /// # Errors
    /// A fault when the writer ended by itself before.
    pub async fn close(self) -> Result<(), Fault> {
        let Self { readers, jobs, writer, _listener: listener, .. } = self;
        drop((jobs, listener));
        let ended = writer.await;
        readers.close().await;
        ended.map_err(|error| Fault::caused(STOPPED, error))
    }

    async fn fetch(&self, statement: &Statement, args: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        self.fetch_text(statement.sql(self.engine(), 1), args).await
    }

    async fn fetch_text(&self, sql: SqlStr, args: &[Arg<'_>]) -> Result<Vec<Row>, Fault> {
        self.readers.fetch(sql, args).await.map_err(|error| Fault::caused(READING, error))
    }

    async fn records(&self, statement: &Statement, args: &[Arg<'_>]) -> Result<Vec<Stored>, Fault> {
        let rows = self.fetch(statement, args).await?;
        let stored = rows.iter().map(|row| read_record(row).map(|read| read.stored));
        stored.collect::<Result<_, Unreadable>>().map_err(Fault::from)
    }

    /// Queues a job and waits for what became of it.
    async fn hand_over<T>(&self, job: Job, outcome: oneshot::Receiver<T>) -> Result<T, Fault> {
        self.jobs.send(job).await.map_err(|_| Fault::new(STOPPED))?;
        outcome.await.map_err(|_| Fault::new(STOPPED))
    }

    async fn commands(&self, commands: Vec<Command>) -> Vec<Result<Receipt, JournalError>> {
        let count = commands.len();
        let (sender, outcome) = oneshot::channel();
        match self.hand_over(Job::Commands(commands, sender), outcome).await {
            Ok(receipts) => receipts,
            Err(fault) => (0..count).map(|_| Err(fault.clone().into())).collect(),
        }
    }
}

/// Makes the head row of a new journal, checks whose it is, and brings the projections up to it.
async fn prepare(
    session: &mut Session,
    place: &Place,
    projections: &Projections,
    site: Option<SiteId>,
) -> Result<Standing, StoreError> {
    let faults = |error: BatchError| StoreError::Fault(error.into_fault(OPENING));
    session.begin_write().await.map_err(StoreError::fault(OPENING))?;
    if let Some(site) = &site {
        insert_head(session, &Standing::start(site.clone())).await.map_err(faults)?;
    }
    let standing = known::lock_head(session).await.map_err(faults)?;
    let standing = standing.ok_or_else(|| StoreError::NoJournal { place: place.to_string() })?;
    let found = &standing.head.site;
    if let Some(expected) = site.filter(|site| site != found) {
        return Err(StoreError::OtherSite { expected: expected.to_string(), found: found.to_string() });
    }
    let position = standing.position;
    projections::bring_up(session, projections, position, Stale::Rebuild).await.map_err(faults)?;
    session.commit().await.map_err(StoreError::fault(OPENING))?;
    Ok(standing)
}

/// Writes the head row, unless there is one.
pub(crate) async fn insert_head(session: &mut Session, standing: &Standing) -> Result<(), BatchError> {
    let Head { site, epoch, sequence, hash } = &standing.head;
    let args = [
        Arg::text(site.as_str()),
        Arg::integer(signed(*epoch)?),
        Arg::integer(signed(*sequence)?),
        Arg::bytes(hash.as_bytes()),
        Arg::integer(signed(standing.position.0)?),
    ];
    session.execute(&INSERT_HEAD, &args).await?;
    Ok(())
}

async fn rebuild(session: &mut Session, projections: &Projections) -> Result<usize, BatchError> {
    session.begin_write().await?;
    let standing = known::lock_head(session).await?;
    let position = standing.map_or_else(Position::default, |standing| standing.position);
    let rebuilt = projections::bring_up(session, projections, position, Stale::RebuildAll).await?;
    session.commit().await?;
    Ok(rebuilt)
}

fn page(limit: usize) -> i64 {
    i64::try_from(limit.min(PAGE_RECORDS_MAX)).unwrap_or(1)
}

impl Journal for Store {
    fn append(&self, command: Command) -> Pending<'_, Result<Receipt, JournalError>> {
        Box::pin(async move {
            let receipt = self.commands(vec![command]).await.pop();
            receipt.unwrap_or_else(|| Err(Fault::new(STOPPED).into()))
        })
    }

    fn append_all(&self, commands: Vec<Command>) -> Pending<'_, Vec<Result<Receipt, JournalError>>> {
        Box::pin(async move {
            if commands.len() > COMMANDS_MAX {
                let refused =
                    Refused::TooMany { what: "commands", most: COMMANDS_MAX, found: commands.len() };
                return commands.iter().map(|_| Err(refused.clone().into())).collect();
            }
            self.commands(commands).await
        })
    }

    fn answered<'a>(
        &'a self,
        author: &'a Author,
        idempotency: &'a Idempotency,
    ) -> Pending<'a, Result<Option<Receipt>, JournalError>> {
        Box::pin(async move {
            let key = [Arg::text(author.organisation.as_str()), Arg::text(idempotency.key.as_str())];
            let rows = self.fetch(&READ_ANSWER, &key).await?;
            let Some(row) = rows.first() else { return Ok(None) };
            let answered = Columns::of(row).answered().map_err(Fault::from)?;
            Ok(Some(answered.repeat(idempotency)?))
        })
    }

    fn receive(&self, records: Vec<Record>) -> Pending<'_, Result<Head, JournalError>> {
        Box::pin(async move {
            if records.len() > COMMANDS_MAX {
                let found = records.len();
                return Err(Refused::TooMany { what: "records", most: COMMANDS_MAX, found }.into());
            }
            let (sender, outcome) = oneshot::channel();
            self.hand_over(Job::Receive(records, sender), outcome).await?
        })
    }

    fn head(&self) -> Pending<'_, Result<Head, Fault>> {
        Box::pin(async move {
            let rows = self.fetch(&READ_HEAD, &[]).await?;
            let row = rows.first().ok_or_else(|| Fault::new("journal: expected a head, found none"))?;
            Ok(known::read_standing(row)?.head)
        })
    }

    fn received_heads(&self) -> Pending<'_, Result<Vec<Head>, Fault>> {
        Box::pin(async move {
            let rows = self.fetch(&READ_RECEIVED, &[]).await?;
            let heads = rows.iter().map(|row| Columns::of(row).head());
            heads.collect::<Result<_, Unreadable>>().map_err(Fault::from)
        })
    }

    fn read(&self, after: Position, limit: usize) -> Pending<'_, Result<Vec<Stored>, Fault>> {
        Box::pin(async move {
            let args = [Arg::integer(signed(after.0)?), Arg::integer(page(limit))];
            self.records(&READ_RECORDS, &args).await
        })
    }

    fn read_entity<'a>(
        &'a self,
        entity: &'a Entity,
        after: Position,
        limit: usize,
    ) -> Pending<'a, Result<Vec<Stored>, Fault>> {
        Box::pin(async move {
            let (kind, id) = (Arg::text(entity.kind.as_str()), Arg::text(entity.id.as_str()));
            let args = [kind, id, Arg::integer(signed(after.0)?), Arg::integer(page(limit))];
            self.records(&READ_ENTITY, &args).await
        })
    }

    fn version<'a>(&'a self, entity: &'a Entity) -> Pending<'a, Result<u64, Fault>> {
        Box::pin(async move {
            let args = [Arg::text(entity.kind.as_str()), Arg::text(entity.id.as_str())];
            let rows = self.fetch(&READ_VERSION, &args).await?;
            rows.first().map_or(Ok(0), |row| Ok(Columns::of(row).count("entity_current")?))
        })
    }

    fn find(&self, id: EventId) -> Pending<'_, Result<Option<Stored>, Fault>> {
        Box::pin(async move { Ok(self.records(&READ_EVENT, &[Arg::text(&id.to_string())]).await?.pop()) })
    }

    fn rows<'a>(&'a self, lookup: &'a Lookup) -> Pending<'a, Result<Vec<Vec<Value>>, Fault>> {
        Box::pin(async move {
            let table = self.projections.check_lookup(lookup)?;
            let (sql, args) = tables::look_up(table, lookup);
            self.fetch_text(sql, &args).await
        })
    }

    fn attach(&self, attachment: Attachment) -> Pending<'_, Result<Hash, JournalError>> {
        Box::pin(async move {
            let (sender, outcome) = oneshot::channel();
            let hash = attachment.hash();
            self.hand_over(Job::Attach(hash, attachment, sender), outcome).await?
        })
    }

    fn attachment(&self, hash: Hash) -> Pending<'_, Result<Option<Attachment>, Fault>> {
        Box::pin(async move {
            let rows = self.fetch(&READ_ATTACHMENT, &[Arg::bytes(hash.as_bytes())]).await?;
            rows.first().map_or(Ok(None), attachment)
        })
    }

    fn latest(&self) -> Position {
        *self.latest.borrow()
    }

    fn wait_past(&self, seen: Position) -> Pending<'_, Position> {
        let mut latest = self.latest.clone();
        Box::pin(async move {
            let news = latest.wait_for(|position| *position > seen).await.map(|position| *position);
            match news {
                Ok(position) => position,
                // The writer is gone, so there will be no news.
                Err(_) => std::future::pending().await,
            }
        })
    }
}

/// Reads a stored document; nothing when its bytes were erased.
fn attachment(row: &Row) -> Result<Option<Attachment>, Fault> {
    let mut columns = Columns::of(row);
    let media_type = columns.text("media_type")?.parse();
    let Some(content) = columns.bytes_or_none("content")? else { return Ok(None) };
    let attachment = media_type.and_then(|media_type| Attachment::new(media_type, content.to_vec()));
    attachment.map(Some).map_err(|refused| Fault::caused(READING, refused))
}
