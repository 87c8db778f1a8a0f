//! Checking everything that is stored: chains, bodies, places, heads, documents.

use std::collections::{BTreeMap, BTreeSet};

use lb_app::journal::{
    BODY_ERASED, Break, Erasure, EventId, Fault, Flaw, Hash, Head, MediaType, PAGE_RECORDS_MAX, Position,
    Record, SiteId, Value, Verifier,
};

use crate::codec::{Columns, StoredRow, read_record, signed};
use crate::engine::{Arg, Row};
use crate::error::StoreError;
use crate::known::{self, Standing};
use crate::place::Place;
use crate::schema;
use crate::session::Session;
use crate::statements::{
    KEPT_BODY, READ_ATTACHMENTS, READ_RECEIVED, READ_RECORDS, STRAY_BODY, WRONG_VERSION,
};

/// What was being done when storage failed.
const CHECKING: &str = "check the journal";
/// Documents of one page: each may have 16 MiB.
const PAGE_ATTACHMENTS: i64 = 4;

/// What a check found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// The end of the site's own chain.
    pub head: Head,
    /// The ends of other sites' chains.
    pub received: Vec<Head>,
    /// Records, own and received.
    pub records: u64,
    /// Bodies that are here.
    pub bodies: u64,
    /// Bodies that were erased.
    pub erased: u64,
    /// Bodies of received records that are withheld from this site.
    pub withheld: u64,
    /// Documents.
    pub attachments: u64,
}

/// Checks a journal from its first record to its head, in one state of the database: writers are not held up.
///
/// Every record's place, hash and body; every erased body's erasure; the heads; the bytes of every document. Cost: everything
/// is read once.
///
/// # Errors
/// [`StoreError::Broken`] with the first record that does not hold; [`StoreError::BrokenAttachment`]; a fault.
pub async fn audit(place: &Place) -> Result<Audit, StoreError> {
    let mut session = Session::new(place.connect().await?);
    schema::migrate(session.connection()).await?;
    let audit = audit_session(&mut session, place).await;
    session.close().await.map_err(StoreError::fault("close the database"))?;
    audit
}

/// Checks the journal of a connection, in a transaction of its own.
pub(crate) async fn audit_session(session: &mut Session, place: &Place) -> Result<Audit, StoreError> {
    session.begin_read().await.map_err(StoreError::fault(CHECKING))?;
    let standing = known::read_head(session).await.map_err(|error| error.into_fault(CHECKING))?;
    let standing = standing.ok_or_else(|| StoreError::NoJournal { place: place.to_string() })?;
    let mut check = Check::of(standing);
    check.records(session).await?;
    check.versions(session).await?;
    let received = check.heads(session).await?;
    check.kept_bodies(session).await?;
    let attachments = check.attachments(session).await?;
    session.roll_back().await.map_err(StoreError::fault(CHECKING))?;
    let erased = u64::try_from(check.erased.len()).unwrap_or(u64::MAX);
    Ok(Audit {
        head: check.standing.head,
        received,
        records: check.seen.0,
        bodies: check.bodies,
        erased,
        withheld: check.withheld,
        attachments,
    })
}

/// A check under way.
struct Check {
    standing: Standing,
    seen: Position,
    chains: BTreeMap<SiteId, Verifier>,
    bodies: u64,
    withheld: u64,
    /// Own records without a body, by sequence.
    absent: BTreeMap<u64, EventId>,
    /// Own events whose bodies were erased.
    erased: BTreeSet<EventId>,
    erased_attachments: BTreeSet<Hash>,
}

impl Check {
    fn of(standing: Standing) -> Self {
        Self {
            standing,
            seen: Position::default(),
            chains: BTreeMap::new(),
            bodies: 0,
            withheld: 0,
            absent: BTreeMap::new(),
            erased: BTreeSet::new(),
            erased_attachments: BTreeSet::new(),
        }
    }

    async fn records(&mut self, session: &mut Session) -> Result<(), StoreError> {
        let page = i64::try_from(PAGE_RECORDS_MAX).unwrap_or(1);
        loop {
            let args = [Arg::integer(signed(self.seen.0)?), Arg::integer(page)];
            let rows = session.fetch(&READ_RECORDS, &args).await.map_err(StoreError::fault(CHECKING))?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let read = read_record(row).map_err(|error| self.unreadable(row, error.to_string()))?;
                self.record(&read)?;
            }
        }
        match self.absent.iter().find(|(_, id)| !self.erased.contains(id)) {
            None => Ok(()),
            Some((sequence, _)) => Err(self.own_break(*sequence, Flaw::BodyMissing).into()),
        }
    }

    fn record(&mut self, read: &StoredRow) -> Result<(), StoreError> {
        let record = &read.stored.record;
        let site = &record.header.origin.site;
        let verifier = self.chains.entry(site.clone());
        let verifier = verifier.or_insert_with(|| Verifier::after(Head::start(site.clone())));
        let (expected, found) = (self.seen.next().0, read.stored.position.0);
        if expected != found && record.header.origin.sequence == verifier.head().sequence.saturating_add(1) {
            return Err(verifier.broken(Flaw::Place { expected, found }).into());
        }
        verifier.push(record)?;
        self.seen = read.stored.position;
        self.body(record);
        Ok(())
    }

    /// Counts a record's body, and takes note of what the record erased.
    fn body(&mut self, record: &Record) {
        let header = &record.header;
        let is_own = header.origin.site == self.standing.head.site;
        match (&record.content, is_own) {
            (Some(_), _) => self.bodies += 1,
            (None, true) => {
                self.absent.insert(header.origin.sequence, header.id);
            }
            (None, false) => self.withheld += 1,
        }
        match Erasure::of(header.kind.as_str(), &header.entity, header.corrects) {
            Some(Erasure::Body(id)) if is_own => {
                self.erased.insert(id);
            }
            Some(Erasure::Attachment(hash)) => {
                self.erased_attachments.insert(hash);
            }
            Some(Erasure::Body(_)) | None => {}
        }
    }

    fn own_break(&self, sequence: u64, flaw: Flaw) -> Break {
        Break { site: self.standing.head.site.to_string(), sequence, flaw }
    }

    /// Returns the break at a row that is no record.
    fn unreadable(&self, row: &Row, found: String) -> StoreError {
        let site = match row.get(1) {
            Some(Value::Text(site)) => site.clone(),
            _ => self.standing.head.site.to_string(),
        };
        let known = self.chains.values().find(|verifier| verifier.head().site.as_str() == site);
        let sequence = known.map_or(1, |verifier| verifier.head().sequence.saturating_add(1));
        StoreError::Broken(Break { site, sequence, flaw: Flaw::Unreadable { found } })
    }

    async fn versions(&self, session: &mut Session) -> Result<(), StoreError> {
        let rows = session.fetch(&WRONG_VERSION, &[]).await.map_err(StoreError::fault(CHECKING))?;
        let Some(row) = rows.first() else { return Ok(()) };
        let mut columns = Columns::of(row);
        let site = columns.text("origin_site").map_err(Fault::from)?.to_owned();
        let sequence = columns.count("origin_sequence").map_err(Fault::from)?;
        let expected = columns.count("entity_version").map_err(Fault::from)?;
        let found = columns.count("entity_current").map_err(Fault::from)?;
        Err(Break { site, sequence, flaw: Flaw::Version { expected, found } }.into())
    }

    async fn kept_bodies(&self, session: &mut Session) -> Result<(), StoreError> {
        let stray = session.fetch(&STRAY_BODY, &[]).await.map_err(StoreError::fault(CHECKING))?;
        if let Some(row) = stray.first() {
            let place = Columns::of(row).count("position").map_err(Fault::from)?;
            return Err(self.own_break(self.standing.head.sequence, Flaw::StrayBody { place }).into());
        }
        let kind = [Arg::text(BODY_ERASED)];
        let rows = session.fetch(&KEPT_BODY, &kind).await.map_err(StoreError::fault(CHECKING))?;
        let Some(row) = rows.first() else { return Ok(()) };
        let mut columns = Columns::of(row);
        let site = columns.text("origin_site").map_err(Fault::from)?.to_owned();
        let sequence = columns.count("origin_sequence").map_err(Fault::from)?;
        Err(Break { site, sequence, flaw: Flaw::BodyKept }.into())
    }

    /// Compares the ends of the chains with the heads that storage keeps.
    async fn heads(&mut self, session: &mut Session) -> Result<Vec<Head>, StoreError> {
        let rows = session.fetch(&READ_RECEIVED, &[]).await.map_err(StoreError::fault(CHECKING))?;
        let received = rows.iter().map(|row| Columns::of(row).head()).collect::<Result<Vec<Head>, _>>();
        let received = received.map_err(Fault::from)?;
        for head in received.iter().chain([&self.standing.head]) {
            let start = || Verifier::after(Head::start(head.site.clone()));
            compare(&self.chains.remove(&head.site).unwrap_or_else(start), head)?;
        }
        if let Some(verifier) = self.chains.values().next() {
            // Records of a site of which no head is kept.
            return Err(verifier.broken(Flaw::Gap { found: None }).into());
        }
        let (expected, found) = (self.seen.0, self.standing.position.0);
        if expected != found {
            let sequence = self.standing.head.sequence;
            return Err(self.own_break(sequence, Flaw::Place { expected, found }).into());
        }
        Ok(received)
    }

    async fn attachments(&self, session: &mut Session) -> Result<u64, StoreError> {
        let mut after: Vec<u8> = Vec::new();
        let mut count = 0;
        loop {
            let args = [Arg::bytes(&after), Arg::integer(PAGE_ATTACHMENTS)];
            let rows = session.fetch(&READ_ATTACHMENTS, &args).await.map_err(StoreError::fault(CHECKING))?;
            for row in &rows {
                after = self.attachment(row)?.as_bytes().to_vec();
                count += 1;
            }
            if rows.is_empty() {
                return Ok(count);
            }
        }
    }

    /// Checks a document against its name.
    fn attachment(&self, row: &Row) -> Result<Hash, StoreError> {
        let mut columns = Columns::of(row);
        let hash = columns.hash("hash").map_err(Fault::from)?;
        let media_type = columns.text("media_type").map_err(Fault::from)?;
        let size = columns.count("size").map_err(Fault::from)?;
        if !media_type.parse::<MediaType>().is_ok_and(|accepted| accepted.as_str() == media_type) {
            return Err(broken_attachment(hash, "a media type that is accepted", media_type));
        }
        let Some(content) = columns.bytes_or_none("content").map_err(Fault::from)? else {
            let is_erased = self.erased_attachments.contains(&hash);
            let broken = || broken_attachment(hash, "bytes or an event that erased them", "neither");
            return if is_erased { Ok(hash) } else { Err(broken()) };
        };
        if u64::try_from(content.len()).ok() != Some(size) {
            return Err(broken_attachment(hash, "as many bytes as it says", &content.len().to_string()));
        }
        match Hash::of(&[content]) {
            found if found == hash => Ok(hash),
            found => Err(broken_attachment(hash, "bytes with this hash", &found.to_string())),
        }
    }
}

fn broken_attachment(hash: Hash, expected: &'static str, found: &str) -> StoreError {
    StoreError::BrokenAttachment { hash, expected, found: found.to_owned() }
}

/// Compares a chain's end with the head that storage keeps.
fn compare(verifier: &Verifier, head: &Head) -> Result<(), Break> {
    let end = verifier.head();
    if end.sequence < head.sequence {
        return Err(verifier.broken(Flaw::Gap { found: None }));
    }
    if end == head {
        return Ok(());
    }
    let flaw = Flaw::Head { expected: end.hash, found: head.hash };
    Err(Break { site: head.site.to_string(), sequence: end.sequence, flaw })
}
