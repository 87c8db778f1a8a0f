//! Restoring a backup: the site goes on from there in another epoch.

use std::path::Path;

use lb_app::journal::{Author, EpochChange, Fault, Head, Moment, Needs, Randomness, Stored};

use crate::audit::audit_session;
use crate::backup::{copy, log_of};
use crate::error::StoreError;
use crate::known::{self, BatchError, Standing};
use crate::place::Place;
use crate::schema;
use crate::session::Session;
use crate::write::{self, NewRecord};

/// What was being done when storage failed.
const RESTORING: &str = "restore the backup";

/// Who restores a backup, when, and into which epoch.
#[derive(Debug)]
pub struct Restoration<'a> {
    /// Who restores.
    pub author: Author,
    /// Now.
    pub now: Moment,
    /// The epoch that begins; one after the backup's when not given. Whoever restores the same backup a second time has to
    /// give one after the epoch that the first time began.
    pub epoch: Option<u64>,
    /// Where the names and salts of the records come from.
    pub randomness: &'a mut Randomness,
}

/// Checks a backup and copies it to a place without a journal; its next record says that another epoch begins. Either engine
/// takes the backups of both.
///
/// The copy is one transaction: a restoration that was interrupted has done nothing. Returns the head of the restored journal.
///
/// # Errors
/// [`StoreError::AlreadyThere`]; [`StoreError::Broken`] when the backup does not hold; [`StoreError::Epoch`];
/// [`StoreError::NewerSchema`]; a fault.
pub async fn restore(file: &Path, place: &Place, with: Restoration<'_>) -> Result<Head, StoreError> {
    if log_of(file).exists() {
        return Err(StoreError::InUse { file: file.to_owned() });
    }
    // A copy that nobody else sees: an older schema is brought up to date without touching the backup.
    let folder = tempfile::tempdir().map_err(StoreError::fault(RESTORING))?;
    let working = folder.path().join("journal.restoring");
    std::fs::copy(file, &working).map_err(StoreError::fault("read the backup"))?;
    restore_copy(&working, place, with).await
}

async fn restore_copy(working: &Path, place: &Place, with: Restoration<'_>) -> Result<Head, StoreError> {
    let from = Place::file(working.to_owned());
    let mut source = Session::new(from.connect().await?);
    schema::migrate(source.connection()).await?;
    let audit = audit_session(&mut source, &from).await?;
    let epoch = with.epoch.unwrap_or(audit.head.epoch.saturating_add(1));
    if epoch <= audit.head.epoch {
        return Err(StoreError::Epoch { last: audit.head.epoch, found: epoch });
    }
    let mut target = Session::new(place.connect_new().await?);
    schema::migrate(target.connection()).await?;
    target.begin_write().await.map_err(StoreError::fault(RESTORING))?;
    let faults = |error: BatchError| StoreError::Fault(error.into_fault(RESTORING));
    if let Some(there) = known::lock_head(&mut target).await.map_err(faults)? {
        let site = there.head.site.to_string();
        return Err(StoreError::AlreadyThere { place: place.to_string(), site });
    }
    source.begin_read().await.map_err(StoreError::fault(RESTORING))?;
    let standing = known::read_head(&mut source).await.map_err(faults)?;
    let standing = standing.ok_or_else(|| StoreError::NoJournal { place: from.to_string() })?;
    copy(&mut source, &mut target, &standing).await.map_err(faults)?;
    let Standing { head, position } = standing;
    let change = EpochChange { head, position, epoch, author: with.author };
    let head = begin_epoch(&mut target, &change, with.now, with.randomness).await.map_err(faults)?;
    target.commit().await.map_err(StoreError::fault(RESTORING))?;
    for session in [source, target] {
        session.close().await.map_err(StoreError::fault(RESTORING))?;
    }
    Ok(head)
}

/// Records that the epoch has begun.
async fn begin_epoch(
    target: &mut Session,
    change: &EpochChange,
    now: Moment,
    randomness: &mut Randomness,
) -> Result<Head, BatchError> {
    let entity = change.entity().map_err(|error| Fault::caused(RESTORING, error))?;
    let needs = Needs { entities: [entity.clone()].into(), ..Needs::default() };
    let standing = Standing { head: change.head.clone(), position: change.position };
    let mut known = known::load(target, standing, &needs).await?;
    let version = known.versions.get(&entity).copied().unwrap_or(0);
    let stored = change.record(version, now, randomness);
    let stored: Stored = stored.map_err(|error| Fault::caused(RESTORING, error))?;
    known.head = stored.record.head();
    known.position = stored.position;
    let entity_current = stored.record.header.entity_version;
    write::insert_records(target, &[NewRecord { stored, entity_current }]).await?;
    write::update_head(target, &known).await?;
    Ok(known.head)
}
