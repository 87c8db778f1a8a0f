//! Keeping the tables of projections in step with the records.

use std::collections::BTreeMap;

use lb_app::journal::{
    Fault, Hash, PAGE_RECORDS_MAX, Position, Projection, Projections, Stored, fingerprint,
};

use crate::codec::{Columns, read_record, signed};
use crate::engine::Arg;
use crate::error::StoreError;
use crate::known::BatchError;
use crate::schema::{create_table, drop_table, table_name};
use crate::session::Session;
use crate::statements::{MOVE_PROJECTIONS, PUT_PROJECTION, READ_PROJECTIONS, READ_RECORDS};
use crate::write;

/// What to do with tables that are not as this build makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stale {
    /// Make them again.
    Rebuild,
    /// Fault: another build is at work beside this one.
    Refuse,
    /// Make all again, whatever they are.
    RebuildAll,
}

/// A projection as storage knows it.
struct Registered {
    fingerprint: Hash,
    tables: Vec<String>,
    position: Position,
}

async fn registered(session: &mut Session) -> Result<BTreeMap<String, Registered>, BatchError> {
    let mut all = BTreeMap::new();
    for row in session.fetch(&READ_PROJECTIONS, &[]).await? {
        let mut columns = Columns::of(&row);
        let name = columns.text("name")?.to_owned();
        let fingerprint = columns.hash("fingerprint")?;
        let tables = columns.text("table_names")?.split_whitespace().map(str::to_owned).collect();
        let position = Position(columns.count("position")?);
        all.insert(name, Registered { fingerprint, tables, position });
    }
    Ok(all)
}

/// Brings every projection up to a place: those that lag (another build wrote records without them) catch up, those that are
/// not as this build makes them are dealt with as `stale` says. To be called under the lock of the head row.
///
/// Returns how many were made again.
pub(crate) async fn bring_up(
    session: &mut Session,
    projections: &Projections,
    position: Position,
    stale: Stale,
) -> Result<usize, BatchError> {
    if projections.all().is_empty() {
        return Ok(0);
    }
    let registered = registered(session).await?;
    let mut behind: Vec<(&dyn Projection, Position)> = Vec::new();
    let mut rebuilt = 0;
    for projection in projections.all() {
        let known = registered.get(projection.name());
        let is_same = known.is_some_and(|known| known.fingerprint == fingerprint(projection.as_ref()));
        let from = match (known, stale) {
            (Some(known), Stale::Rebuild | Stale::Refuse) if is_same => known.position,
            (_, Stale::Refuse) => {
                let name = projection.name().to_owned();
                return Err(Fault::caused("journal", StoreError::ForeignProjection { name }).into());
            }
            (known, Stale::Rebuild | Stale::RebuildAll) => {
                remake(session, projection.as_ref(), known).await?;
                rebuilt += 1;
                Position::default()
            }
        };
        if from < position || !is_same {
            behind.push((projection.as_ref(), from));
        }
    }
    replay(session, projections, &behind, position).await?;
    for (projection, _) in behind {
        register(session, projection, position).await?;
    }
    Ok(rebuilt)
}

/// Drops the tables that a projection had and makes those that it has now.
async fn remake(
    session: &mut Session,
    projection: &dyn Projection,
    known: Option<&Registered>,
) -> Result<(), BatchError> {
    let mut text = String::new();
    for name in known.iter().flat_map(|known| &known.tables) {
        text.push_str(&drop_table(name));
    }
    for table in projection.tables() {
        text.push_str(&drop_table(&table_name(table)));
        text.push_str(&create_table(table, session.engine()));
    }
    Ok(session.run(text).await?)
}

async fn register(
    session: &mut Session,
    projection: &dyn Projection,
    position: Position,
) -> Result<(), BatchError> {
    let tables: Vec<String> = projection.tables().iter().map(table_name).collect();
    let (tables, fingerprint) = (tables.join(" "), fingerprint(projection));
    let args = [
        Arg::text(projection.name()),
        Arg::bytes(fingerprint.as_bytes()),
        Arg::text(&tables),
        Arg::integer(signed(position.0)?),
    ];
    session.execute(&PUT_PROJECTION, &args).await?;
    Ok(())
}

/// Applies the records after each projection's place, page by page.
async fn replay(
    session: &mut Session,
    projections: &Projections,
    behind: &[(&dyn Projection, Position)],
    last: Position,
) -> Result<(), BatchError> {
    let Some(mut seen) = behind.iter().map(|(_, from)| *from).min() else { return Ok(()) };
    let page = i64::try_from(PAGE_RECORDS_MAX).unwrap_or(1);
    while seen < last {
        let args = [Arg::integer(signed(seen.0)?), Arg::integer(page)];
        let rows = session.fetch(&READ_RECORDS, &args).await?;
        let mut changes = Vec::new();
        for row in &rows {
            let stored = read_record(row)?.stored;
            seen = stored.position;
            changes.extend(changes_of(projections, behind, &stored)?);
        }
        write::apply(session, projections, &changes).await?;
        if rows.is_empty() {
            return Err(Fault::new("journal: expected records up to the head, got the end").into());
        }
    }
    Ok(())
}

fn changes_of(
    projections: &Projections,
    behind: &[(&dyn Projection, Position)],
    stored: &Stored,
) -> Result<Vec<lb_app::journal::Change>, Fault> {
    let mut changes = Vec::new();
    for (projection, _) in behind.iter().filter(|(_, from)| *from < stored.position) {
        changes.extend(projections.apply_one(*projection, stored)?);
    }
    Ok(changes)
}

/// Notes that every projection has seen the records up to a place.
pub(crate) async fn note(
    session: &mut Session,
    projections: &Projections,
    position: Position,
) -> Result<(), BatchError> {
    let names: Vec<Vec<Arg<'_>>> =
        projections.all().iter().map(|projection| vec![Arg::text(projection.name())]).collect();
    session.update_many(&MOVE_PROJECTIONS, &[Arg::integer(signed(position.0)?)], &names).await?;
    Ok(())
}
