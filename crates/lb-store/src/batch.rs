//! One transaction: everything that waits is admitted in order and written together.

use lb_app::journal::{
    Admission, Command, Course, Fault, Hash, Head, JournalError, Known, Needs, Position, Projections, Record,
    Refused, SiteId,
};

use crate::codec::signed;
use crate::engine::{Arg, CHANNEL, Engine};
use crate::known::{self, BatchError};
use crate::projections::{self, Stale};
use crate::session::Session;
use crate::statements::{INSERT_ATTACHMENTS, NOTIFY};
use crate::write::{self, Writing};
use crate::writer::{Job, Outcome, Receipts};

/// Empties SQLite's log without waiting for readers.
const EMPTY_LOG: &str =
    "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 30000";

/// How much to look up before admitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// The names of new events are taken for new; when one is not, the engine refuses it and the whole batch with it.
    Usual,
    /// The names of new events are looked up, so that a command with a name that stands already is refused by itself.
    Full,
}

/// What one transaction did.
pub(crate) struct Batch {
    /// What became of each job.
    pub outcomes: Vec<Outcome>,
    /// The last place of the journal.
    pub position: Position,
}

/// Records jobs in one transaction.
pub(crate) async fn record(
    session: &mut Session,
    projections: &Projections,
    site: &SiteId,
    jobs: &[Job],
    care: Care,
) -> Result<Batch, BatchError> {
    session.begin_write().await?;
    let standing = known::lock_head(session).await?;
    let standing = standing.filter(|standing| standing.head.site == *site);
    let standing =
        standing.ok_or_else(|| Fault::new("journal: expected the head of this site, found none"))?;
    let before = standing.position;
    projections::bring_up(session, projections, before, Stale::Refuse).await?;
    let mut known = known::load(session, standing, &needs(jobs, care)).await?;
    if jobs.iter().any(|job| matches!(job, Job::Receive(..))) {
        known::load_received(session, &mut known).await?;
    }
    let received = known.received.clone();
    let mut writing = Writing::default();
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        outcomes.push(match job {
            Job::Commands(commands, _) => {
                Outcome::Commands(admit(&mut known, projections, commands, &mut writing))
            }
            Job::Receive(records, _) => {
                Outcome::Received(receive(&mut known, projections, records, &mut writing))
            }
            Job::Attach(hash, attachment, _) => {
                let content = attachment.bytes();
                attach(session, hash, attachment.media_type().as_str(), content).await?;
                Outcome::Attached(*hash)
            }
        });
    }
    if known.position > before {
        writing.write(session, projections).await?;
        write::update_head(session, &known).await?;
        let news = known.received.values().filter(|head| received.get(&head.site) != Some(head));
        write::put_received(session, news).await?;
        projections::note(session, projections, known.position).await?;
        notify(session, known.position).await?;
    } else {
        writing.write(session, projections).await?;
    }
    session.commit().await?;
    if writing.erases() && session.engine() == Engine::Sqlite {
        // What was erased is out of the tables; this takes it out of the log file too. While somebody reads there it does nothing,
        // and the record is durable all the same.
        let _ = session.run(EMPTY_LOG.to_owned()).await;
    }
    Ok(Batch { outcomes, position: known.position })
}

fn needs(jobs: &[Job], care: Care) -> Needs {
    let mut needs = Needs::of(jobs.iter().flat_map(|job| match job {
        Job::Commands(commands, _) => commands.as_slice(),
        Job::Receive(..) | Job::Attach(..) => &[],
    }));
    let received = Needs::of_records(jobs.iter().flat_map(|job| match job {
        Job::Receive(records, _) => records.as_slice(),
        Job::Commands(..) | Job::Attach(..) => &[],
    }));
    needs.entities.extend(received.entities);
    needs.events.extend(received.events);
    if care == Care::Full {
        needs.events.append(&mut needs.new_events);
    }
    needs
}

/// Admits commands one after the other; each is recorded or refused by itself.
fn admit(
    known: &mut Known,
    projections: &Projections,
    commands: &[Command],
    writing: &mut Writing,
) -> Receipts {
    let mut receipts = Vec::with_capacity(commands.len());
    let mut course = Course::default();
    for command in commands {
        receipts.push(match known.admit_after(&mut course, command.clone(), projections) {
            Err(error) => Err(error),
            Ok(Admission::Repeated(receipt)) => Ok(receipt),
            Ok(Admission::Fresh(accepted, receipt)) => {
                known.absorb(&accepted);
                writing.add(accepted, known);
                Ok(receipt)
            }
        });
    }
    receipts
}

/// Admits another site's records, all or none.
fn receive(
    known: &mut Known,
    projections: &Projections,
    records: &[Record],
    writing: &mut Writing,
) -> Result<Head, JournalError> {
    let Some(site) = records.first().map(|record| record.header.origin.site.clone()) else {
        return Ok(known.head.clone());
    };
    let mut after = known.clone();
    let mut all = Writing::default();
    for record in records {
        if let Some(accepted) = after.receive(record.clone(), projections)? {
            after.absorb(&accepted);
            all.add(accepted, &after);
        }
    }
    *known = after;
    writing.append(all);
    let head = known.received.get(&site).cloned();
    head.ok_or_else(|| Refused::Unsound { reason: format!("no record of {site} is here") }.into())
}

/// Keeps a document; the same document twice is one.
async fn attach(
    session: &mut Session,
    hash: &Hash,
    media_type: &str,
    content: &[u8],
) -> Result<(), BatchError> {
    let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
    let row = vec![
        Arg::bytes(hash.as_bytes()),
        Arg::text(media_type),
        Arg::integer(signed(size)?),
        Arg::bytes(content),
    ];
    Ok(session.insert(&INSERT_ATTACHMENTS, &[row]).await?)
}

/// Tells other processes on the same database, as part of the transaction.
async fn notify(session: &mut Session, position: Position) -> Result<(), BatchError> {
    if session.engine() == Engine::Postgres {
        let place = position.0.to_string();
        session.execute(&NOTIFY, &[Arg::text(CHANNEL), Arg::text(&place)]).await?;
    }
    Ok(())
}
