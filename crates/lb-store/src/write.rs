//! Writing what was admitted, in the order in which it was admitted.

use std::collections::BTreeMap;

use lb_app::journal::{Accepted, Change, Fault, Head, Known, Projections, Removal, Stored, Table, Value};

use crate::codec::{RecordTexts, signed};
use crate::engine::Arg;
use crate::known::BatchError;
use crate::session::Session;
use crate::statements::tables;
use crate::statements::{
    DELETE_BODY, ERASE_ANSWER, ERASE_ATTACHMENT, INSERT_ANSWERS, INSERT_BODIES, INSERT_EVENTS, PUT_RECEIVED,
    UPDATE_HEAD,
};

/// A record and its entity's version at this site.
pub(crate) struct NewRecord {
    pub stored: Stored,
    pub entity_current: u64,
}

/// All that one transaction writes.
#[derive(Default)]
pub(crate) struct Writing {
    records: Vec<NewRecord>,
    answers: Vec<(lb_app::journal::ScopedKey, lb_app::journal::Answered)>,
    changes: Vec<Change>,
    removals: Vec<Removal>,
}

impl Writing {
    /// Takes what was admitted; `known` has absorbed it.
    pub(crate) fn add(&mut self, accepted: Accepted, known: &Known) {
        for stored in accepted.records {
            let header = &stored.record.header;
            let is_own = header.origin.site == known.head.site;
            let current = known.versions.get(&header.entity).copied().filter(|_| !is_own);
            let entity_current = current.unwrap_or(header.entity_version);
            self.records.push(NewRecord { stored, entity_current });
        }
        self.answers.extend(accepted.answered);
        self.changes.extend(accepted.changes);
        self.removals.extend(accepted.removals);
    }

    /// Takes what comes after.
    pub(crate) fn append(&mut self, later: Self) {
        self.records.extend(later.records);
        self.answers.extend(later.answers);
        self.changes.extend(later.changes);
        self.removals.extend(later.removals);
    }

    /// Returns whether something is taken out.
    pub(crate) fn erases(&self) -> bool {
        !self.removals.is_empty()
    }

    /// Writes everything but the heads.
    pub(crate) async fn write(
        &self,
        session: &mut Session,
        projections: &Projections,
    ) -> Result<(), BatchError> {
        insert_records(session, &self.records).await?;
        self.insert_answers(session).await?;
        apply(session, projections, &self.changes).await?;
        self.remove(session).await
    }

    async fn insert_answers(&self, session: &mut Session) -> Result<(), BatchError> {
        let mut rows = Vec::with_capacity(self.answers.len());
        for ((organisation, key), answered) in &self.answers {
            let places = answered.places;
            let place = |position: Option<lb_app::journal::Position>| {
                position.map(|position| signed(position.0)).transpose().map(Arg::Integer)
            };
            rows.push(vec![
                Arg::text(organisation.as_str()),
                Arg::text(key.as_str()),
                Arg::bytes(answered.request.as_bytes()),
                Arg::Bytes(answered.answer.as_ref().map(lb_app::journal::Body::as_bytes)),
                place(places.map(|places| places.first))?,
                place(places.map(|places| places.last))?,
            ]);
        }
        Ok(session.insert(&INSERT_ANSWERS, &rows).await?)
    }

    async fn remove(&self, session: &mut Session) -> Result<(), BatchError> {
        for removal in &self.removals {
            match removal {
                Removal::Body(position) => {
                    let place = [Arg::integer(signed(position.0)?)];
                    session.execute(&DELETE_BODY, &place).await?;
                    session.execute(&ERASE_ANSWER, &place).await?;
                }
                Removal::Attachment(hash) => {
                    session.execute(&ERASE_ATTACHMENT, &[Arg::bytes(hash.as_bytes())]).await?;
                }
            }
        }
        Ok(())
    }
}

/// Writes records and their bodies.
pub(crate) async fn insert_records(session: &mut Session, records: &[NewRecord]) -> Result<(), BatchError> {
    let texts: Vec<RecordTexts> = records.iter().map(|new| RecordTexts::of(&new.stored)).collect();
    let mut events = Vec::with_capacity(records.len());
    let mut bodies = Vec::with_capacity(records.len());
    for (texts, new) in texts.iter().zip(records) {
        events.push(texts.event(&new.stored, new.entity_current)?);
        if let Some(content) = &new.stored.record.content {
            bodies.push(vec![
                Arg::integer(signed(new.stored.position.0)?),
                Arg::bytes(content.salt.as_bytes()),
                Arg::bytes(content.body.as_bytes()),
            ]);
        }
    }
    session.insert(&INSERT_EVENTS, &events).await?;
    Ok(session.insert(&INSERT_BODIES, &bodies).await?)
}

/// Writes the own head and the last place.
pub(crate) async fn update_head(session: &mut Session, known: &Known) -> Result<(), BatchError> {
    let Head { epoch, sequence, hash, .. } = &known.head;
    let args = [
        Arg::integer(signed(*epoch)?),
        Arg::integer(signed(*sequence)?),
        Arg::bytes(hash.as_bytes()),
        Arg::integer(signed(known.position.0)?),
    ];
    session.execute(&UPDATE_HEAD, &args).await?;
    Ok(())
}

/// Writes the ends of other sites' chains.
pub(crate) async fn put_received<'a>(
    session: &mut Session,
    heads: impl IntoIterator<Item = &'a Head>,
) -> Result<(), BatchError> {
    let mut rows = Vec::new();
    for head in heads {
        rows.push(vec![
            Arg::text(head.site.as_str()),
            Arg::integer(signed(head.epoch)?),
            Arg::integer(signed(head.sequence)?),
            Arg::bytes(head.hash.as_bytes()),
        ]);
    }
    Ok(session.insert(&PUT_RECEIVED, &rows).await?)
}

/// Rows of one table that wait to be written together, by key.
type Waiting<'a> = BTreeMap<&'a [Value], &'a [Value]>;

/// Carries out changes to the rows of projections.
///
/// Changes to different keys do not depend on each other, so whole rows wait and go in together; a change to the key of a
/// waiting row lets its table's rows in first.
pub(crate) async fn apply(
    session: &mut Session,
    projections: &Projections,
    changes: &[Change],
) -> Result<(), BatchError> {
    let mut waiting: BTreeMap<&str, Waiting<'_>> = BTreeMap::new();
    for change in changes {
        let table = projections.table(change.table()).map_err(Fault::from)?;
        let rows = waiting.entry(table.name).or_default();
        match change {
            Change::Put { row, .. } => {
                rows.insert(key_of(table, row), row);
            }
            Change::Init { row, .. } if rows.contains_key(key_of(table, row)) => {}
            Change::Init { row, .. } => change_one(session, table, change, key_of(table, row)).await?,
            Change::Set { key, .. } | Change::Add { key, .. } | Change::Delete { key, .. } => {
                if rows.contains_key(key.as_slice()) {
                    put(session, table, &std::mem::take(rows)).await?;
                }
                change_one(session, table, change, key).await?;
            }
        }
    }
    for (name, rows) in waiting {
        put(session, projections.table(name).map_err(Fault::from)?, &rows).await?;
    }
    Ok(())
}

async fn put(session: &mut Session, table: &Table, rows: &Waiting<'_>) -> Result<(), BatchError> {
    let args: Vec<Vec<Arg<'_>>> = rows.values().map(|row| tables::args(table.columns, row)).collect();
    let engine = session.engine();
    Ok(session.insert_rows(table.name, |rows| tables::put(table, engine, rows), &args).await?)
}

fn key_of<'a>(table: &Table, row: &'a [Value]) -> &'a [Value] {
    row.get(..table.key).unwrap_or_default()
}

/// Carries out a change to the row with a key.
async fn change_one(
    session: &mut Session,
    table: &Table,
    change: &Change,
    key: &[Value],
) -> Result<(), BatchError> {
    let mut args = tables::args(table.key_columns(), key);
    let text = match change {
        Change::Put { row, .. } => {
            args = tables::args(table.columns, row);
            tables::put(table, session.engine(), 1)
        }
        Change::Init { row, .. } => {
            args = tables::args(table.columns, row);
            tables::init(table)
        }
        Change::Delete { .. } => tables::delete(table),
        Change::Set { column, value, .. } => {
            args.extend(tables::arg(table, column, value));
            tables::set(table, column)
        }
        Change::Add { column, by, .. } => {
            args.push(Arg::integer(*by));
            tables::add(table, column)
        }
    };
    session.execute_text(text, &args).await?;
    Ok(())
}
