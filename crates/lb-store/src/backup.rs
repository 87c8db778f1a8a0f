//! Backups: one file, a SQLite database with the schema of the journal, whichever engine it came from.

use std::fs::File;
use std::path::{Path, PathBuf};

use lb_app::journal::{Fault, Head, Kind};

use crate::audit::{Audit, audit_session};
use crate::codec::{Columns, signed};
use crate::engine::{Arg, Engine, Row};
use crate::error::StoreError;
use crate::known::{self, BatchError, Standing};
use crate::place::Place;
use crate::schema;
use crate::session::Session;
use crate::statements::{
    CLOSE_LOG, INSERT_ANSWERS, INSERT_ATTACHMENTS, INSERT_BODIES, INSERT_EVENTS, READ_ANSWERS,
    READ_ATTACHMENTS, READ_BODIES, READ_EVENTS_ALONE, READ_RECEIVED, Statement, VACUUM_INTO,
};
use crate::store::insert_head;
use crate::write;

/// What was being done when storage failed.
const BACKING_UP: &str = "back the journal up";
/// Rows of one page.
const PAGE: i64 = 512;
/// Documents of one page: each may have 16 MiB.
const PAGE_ATTACHMENTS: i64 = 4;

/// Copies a journal to a new file in one state, while it is in use, and checks the copy. Rows of projections are left out of
/// copies from PostgreSQL: they are made again from the records.
///
/// The file appears under its name when it is whole and durable.
///
/// # Errors
/// [`StoreError::FileExists`]; [`StoreError::Broken`] when the copy does not hold; a fault.
pub async fn backup(place: &Place, file: &Path) -> Result<Audit, StoreError> {
    if file.exists() {
        return Err(StoreError::FileExists { file: file.to_owned() });
    }
    let unfinished = beside(file, "unfinished");
    remove(&unfinished)?;
    let mut source = Session::new(place.connect().await?);
    schema::migrate(source.connection()).await?;
    match place.engine() {
        Engine::Sqlite => vacuum(&mut source, place, &unfinished).await?,
        Engine::Postgres => dump(&mut source, place, &unfinished).await?,
    }
    source.close().await.map_err(StoreError::fault(BACKING_UP))?;
    let copy = Place::file(unfinished.clone());
    let mut session = Session::new(copy.connect().await?);
    let audit = audit_session(&mut session, &copy).await?;
    // Without a log of its own, the copy is one file.
    session.fetch(&CLOSE_LOG, &[]).await.map_err(StoreError::fault(BACKING_UP))?;
    session.close().await.map_err(StoreError::fault(BACKING_UP))?;
    finish(&unfinished, file).map_err(StoreError::fault(BACKING_UP))?;
    Ok(audit)
}

/// Returns a file's name with something at its end.
fn beside(file: &Path, end: &str) -> PathBuf {
    with_end(file, &format!(".{end}"))
}

/// Removes what an interrupted run left.
fn remove(file: &Path) -> Result<(), StoreError> {
    let logs = ["-wal", "-shm", "-journal"].map(|end| with_end(file, end));
    for file in [file.to_owned()].into_iter().chain(logs) {
        if file.exists() {
            std::fs::remove_file(&file).map_err(StoreError::fault("remove an unfinished file"))?;
        }
    }
    Ok(())
}

/// Returns the write-ahead log of a database file.
pub(crate) fn log_of(file: &Path) -> PathBuf {
    with_end(file, "-wal")
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Makes a whole file durable under its name. SQLite does not do that for a copy.
fn finish(unfinished: &Path, file: &Path) -> std::io::Result<()> {
    File::open(unfinished)?.sync_all()?;
    std::fs::rename(unfinished, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

async fn vacuum(source: &mut Session, place: &Place, file: &Path) -> Result<(), StoreError> {
    let standing = known::read_head(source).await.map_err(|error| error.into_fault(BACKING_UP))?;
    standing.ok_or_else(|| StoreError::NoJournal { place: place.to_string() })?;
    let name =
        file.to_str().ok_or_else(|| Fault::new("back the journal up: the file's name is not UTF-8"))?;
    source.execute(&VACUUM_INTO, &[Arg::text(name)]).await.map_err(StoreError::fault(BACKING_UP))?;
    Ok(())
}

async fn dump(source: &mut Session, place: &Place, file: &Path) -> Result<(), StoreError> {
    source.begin_read().await.map_err(StoreError::fault(BACKING_UP))?;
    let standing = known::read_head(source).await.map_err(|error| error.into_fault(BACKING_UP))?;
    let standing = standing.ok_or_else(|| StoreError::NoJournal { place: place.to_string() })?;
    let mut target = Session::new(Place::file(file.to_owned()).connect_new().await?);
    schema::migrate(target.connection()).await?;
    target.begin_write().await.map_err(StoreError::fault(BACKING_UP))?;
    let copied = copy(source, &mut target, &standing).await;
    copied.map_err(|error| error.into_fault(BACKING_UP))?;
    target.commit().await.map_err(StoreError::fault(BACKING_UP))?;
    target.close().await.map_err(StoreError::fault(BACKING_UP))?;
    source.roll_back().await.map_err(StoreError::fault(BACKING_UP))?;
    Ok(())
}

/// Copies everything but projections into an empty schema, inside the transactions of both.
pub(crate) async fn copy(
    source: &mut Session,
    target: &mut Session,
    standing: &Standing,
) -> Result<(), BatchError> {
    insert_head(target, standing).await?;
    let rows = source.fetch(&READ_RECEIVED, &[]).await?;
    let received = rows.iter().map(|row| Columns::of(row).head()).collect::<Result<Vec<Head>, _>>()?;
    write::put_received(target, &received).await?;
    copy_by_position(source, target, &READ_EVENTS_ALONE, &INSERT_EVENTS).await?;
    copy_by_position(source, target, &READ_BODIES, &INSERT_BODIES).await?;
    copy_answers(source, target).await?;
    copy_attachments(source, target).await
}

async fn copy_by_position(
    source: &mut Session,
    target: &mut Session,
    read: &Statement,
    insert: &Statement,
) -> Result<(), BatchError> {
    let mut after = 0;
    loop {
        let rows = source.fetch(read, &[Arg::integer(after), Arg::integer(PAGE)]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = signed(Columns::of(last).count("position")?)?;
        paste(target, insert, &rows).await?;
    }
}

async fn copy_answers(source: &mut Session, target: &mut Session) -> Result<(), BatchError> {
    let mut after = (String::new(), String::new());
    loop {
        let args = [Arg::text(&after.0), Arg::text(&after.1), Arg::integer(PAGE)];
        let rows = source.fetch(&READ_ANSWERS, &args).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        let mut columns = Columns::of(last);
        let last = (columns.text("organisation")?.to_owned(), columns.text("client_key")?.to_owned());
        paste(target, &INSERT_ANSWERS, &rows).await?;
        after = last;
    }
}

async fn copy_attachments(source: &mut Session, target: &mut Session) -> Result<(), BatchError> {
    let mut after: Vec<u8> = Vec::new();
    loop {
        let args = [Arg::bytes(&after), Arg::integer(PAGE_ATTACHMENTS)];
        let rows = source.fetch(&READ_ATTACHMENTS, &args).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Columns::of(last).bytes("hash")?.to_vec();
        paste(target, &INSERT_ATTACHMENTS, &rows).await?;
    }
}

/// Writes rows as they were read.
async fn paste(target: &mut Session, insert: &Statement, rows: &[Row]) -> Result<(), BatchError> {
    let rows: Vec<Vec<Arg<'_>>> = rows.iter().map(|row| args(row, insert.group)).collect();
    Ok(target.insert(insert, &rows).await?)
}

fn args<'a>(row: &'a Row, kinds: &[Kind]) -> Vec<Arg<'a>> {
    row.iter().zip(kinds).map(|(value, kind)| Arg::of(value, *kind)).collect()
}
