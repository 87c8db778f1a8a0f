//! Records to rows and back.

use std::fmt;
use std::str::FromStr;

use lb_app::journal::{
    Answered, Body, Content, Entity, EventId, Fault, Hash, Head, Header, Moment, Origin, Places, Position,
    Record, Salt, Stored, Value,
};

use crate::engine::{Arg, Row};

/// A stored value that is not what its column should hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {reason}")]
pub(crate) struct Unreadable {
    /// The column.
    pub column: &'static str,
    /// What was expected and what was found.
    pub reason: String,
}

impl From<Unreadable> for Fault {
    fn from(error: Unreadable) -> Self {
        Self::caused("read a stored row", error)
    }
}

/// Reads a row column by column.
pub(crate) struct Columns<'a>(std::slice::Iter<'a, Value>);

impl<'a> Columns<'a> {
    pub(crate) fn of(row: &'a Row) -> Self {
        Self(row.iter())
    }

    fn next(&mut self, column: &'static str) -> Result<&'a Value, Unreadable> {
        self.0.next().ok_or_else(|| Unreadable { column, reason: "expected a value, got the end".to_owned() })
    }

    pub(crate) fn integer(&mut self, column: &'static str) -> Result<i64, Unreadable> {
        match self.next(column)? {
            Value::Integer(value) => Ok(*value),
            other @ (Value::Null | Value::Text(_) | Value::Bytes(_)) => {
                Err(wrong(column, "an integer", other))
            }
        }
    }

    pub(crate) fn count(&mut self, column: &'static str) -> Result<u64, Unreadable> {
        let found = self.integer(column)?;
        u64::try_from(found)
            .map_err(|_| Unreadable { column, reason: format!("expected 0 or more, got {found}") })
    }

    pub(crate) fn text(&mut self, column: &'static str) -> Result<&'a str, Unreadable> {
        match self.next(column)? {
            Value::Text(value) => Ok(value),
            other @ (Value::Null | Value::Integer(_) | Value::Bytes(_)) => {
                Err(wrong(column, "a text", other))
            }
        }
    }

    /// Reads a text that is spelled as its value prints, so that no other byte says the same.
    pub(crate) fn parsed<T>(&mut self, column: &'static str) -> Result<T, Unreadable>
    where
        T: FromStr<Err: fmt::Display> + fmt::Display,
    {
        parsed(column, self.text(column)?)
    }

    fn parsed_or_none<T>(&mut self, column: &'static str) -> Result<Option<T>, Unreadable>
    where
        T: FromStr<Err: fmt::Display> + fmt::Display,
    {
        match self.next(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => parsed(column, text).map(Some),
            other @ (Value::Integer(_) | Value::Bytes(_)) => Err(wrong(column, "a text or nothing", other)),
        }
    }

    pub(crate) fn bytes(&mut self, column: &'static str) -> Result<&'a [u8], Unreadable> {
        let bytes = self.bytes_or_none(column)?;
        bytes.ok_or_else(|| wrong(column, "bytes", &Value::Null))
    }

    pub(crate) fn bytes_or_none(&mut self, column: &'static str) -> Result<Option<&'a [u8]>, Unreadable> {
        match self.next(column)? {
            Value::Null => Ok(None),
            Value::Bytes(bytes) => Ok(Some(bytes)),
            other @ (Value::Integer(_) | Value::Text(_)) => Err(wrong(column, "bytes or nothing", other)),
        }
    }

    pub(crate) fn hash(&mut self, column: &'static str) -> Result<Hash, Unreadable> {
        let bytes = self.bytes(column)?;
        Hash::try_from(bytes).map_err(|error| Unreadable { column, reason: error.to_string() })
    }

    fn moment(&mut self, column: &'static str) -> Result<Moment, Unreadable> {
        let found = self.integer(column)?;
        let reason = || format!("expected microseconds within the years -9999 to 9999, got {found}");
        Moment::from_micros(found).ok_or_else(|| Unreadable { column, reason: reason() })
    }

    pub(crate) fn position_or_none(&mut self, column: &'static str) -> Result<Option<Position>, Unreadable> {
        match self.next(column)? {
            Value::Null => Ok(None),
            Value::Integer(value) => {
                let reason = format!("expected 0 or more, got {value}");
                let position = u64::try_from(*value).map_err(|_| Unreadable { column, reason })?;
                Ok(Some(Position(position)))
            }
            other @ (Value::Text(_) | Value::Bytes(_)) => Err(wrong(column, "an integer or nothing", other)),
        }
    }

    /// Reads the columns of a head.
    pub(crate) fn head(&mut self) -> Result<Head, Unreadable> {
        Ok(Head {
            site: self.parsed("site")?,
            epoch: self.count("epoch")?,
            sequence: self.count("sequence")?,
            hash: self.hash("hash")?,
        })
    }

    /// Reads the columns of an answer after its key.
    pub(crate) fn answered(&mut self) -> Result<Answered, Unreadable> {
        let request = self.hash("request")?;
        let answer = self.bytes_or_none("answer")?.map(Body::from_stored);
        let places = self.position_or_none("first_position")?.zip(self.position_or_none("last_position")?);
        Ok(Answered { request, answer, places: places.map(|(first, last)| Places { first, last }) })
    }

    /// Reads whether there is a value.
    pub(crate) fn is_there(&mut self, column: &'static str) -> Result<bool, Unreadable> {
        Ok(*self.next(column)? != Value::Null)
    }

    fn content(&mut self) -> Result<Option<Content>, Unreadable> {
        let (salt, body) = (self.bytes_or_none("salt")?, self.bytes_or_none("body")?);
        let Some((salt, body)) = salt.zip(body) else { return Ok(None) };
        let reason = format!("expected 32 bytes, got {}", salt.len());
        let salt = <[u8; 32]>::try_from(salt).map_err(|_| Unreadable { column: "salt", reason })?;
        Ok(Some(Content { salt: Salt::from_bytes(salt), body: Body::from_stored(body) }))
    }
}

fn parsed<T>(column: &'static str, text: &str) -> Result<T, Unreadable>
where
    T: FromStr<Err: fmt::Display> + fmt::Display,
{
    let value: T = text.parse().map_err(|error: T::Err| Unreadable { column, reason: error.to_string() })?;
    let spelled = value.to_string();
    if spelled == text {
        return Ok(value);
    }
    Err(Unreadable { column, reason: format!("expected {spelled:?}, got {text:?}") })
}

fn wrong(column: &'static str, expected: &str, found: &Value) -> Unreadable {
    let found = match found {
        Value::Null => "nothing",
        Value::Integer(_) => "an integer",
        Value::Text(_) => "a text",
        Value::Bytes(_) => "bytes",
    };
    Unreadable { column, reason: format!("expected {expected}, got {found}") }
}

/// A record as it is stored, and the version of its entity at this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredRow {
    pub stored: Stored,
    pub entity_current: u64,
}

/// Reads a row of `record_columns`.
pub(crate) fn read_record(row: &Row) -> Result<StoredRow, Unreadable> {
    let mut columns = Columns::of(row);
    let position = Position(columns.count("position")?);
    let origin = Origin {
        site: columns.parsed("origin_site")?,
        epoch: columns.count("origin_epoch")?,
        sequence: columns.count("origin_sequence")?,
    };
    let id: EventId = columns.parsed("id")?;
    let (happened_at, recorded_at) = (columns.moment("happened_at")?, columns.moment("recorded_at")?);
    let (actor, organisation) = (columns.parsed("actor")?, columns.parsed("organisation")?);
    let entity = Entity { kind: columns.parsed("entity_kind")?, id: columns.parsed("entity_id")? };
    let entity_version = columns.count("entity_version")?;
    let entity_current = columns.count("entity_current")?;
    let header = Header {
        origin,
        id,
        happened_at,
        recorded_at,
        actor,
        organisation,
        entity,
        entity_version,
        kind: columns.parsed("kind")?,
        corrects: columns.parsed_or_none("corrects")?,
        commitment: columns.hash("commitment")?,
    };
    let (previous, hash) = (columns.hash("previous")?, columns.hash("hash")?);
    let record = Record { header, previous, hash, content: columns.content()? };
    Ok(StoredRow { stored: Stored { position, record }, entity_current })
}

/// Returns a number as both engines store it.
///
/// # Errors
/// A fault beyond 2^63 - 1, which a journal reaches after the sun has gone out.
pub(crate) fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|error| Fault::caused("store a number", error))
}

/// A record's texts, made once for the parameters that borrow them.
pub(crate) struct RecordTexts {
    id: String,
    corrects: Option<String>,
}

impl RecordTexts {
    pub(crate) fn of(stored: &Stored) -> Self {
        let header = &stored.record.header;
        Self { id: header.id.to_string(), corrects: header.corrects.map(|id| id.to_string()) }
    }

    /// Returns the parameters of the record's row in `events`.
    pub(crate) fn event<'a>(
        &'a self,
        stored: &'a Stored,
        entity_current: u64,
    ) -> Result<Vec<Arg<'a>>, Fault> {
        let Stored { position, record } = stored;
        let header = &record.header;
        Ok(vec![
            Arg::integer(signed(position.0)?),
            Arg::text(header.origin.site.as_str()),
            Arg::integer(signed(header.origin.epoch)?),
            Arg::integer(signed(header.origin.sequence)?),
            Arg::text(&self.id),
            Arg::integer(header.happened_at.micros()),
            Arg::integer(header.recorded_at.micros()),
            Arg::text(header.actor.as_str()),
            Arg::text(header.organisation.as_str()),
            Arg::text(header.entity.kind.as_str()),
            Arg::text(header.entity.id.as_str()),
            Arg::integer(signed(header.entity_version)?),
            Arg::integer(signed(entity_current)?),
            Arg::text(header.kind.as_str()),
            Arg::Text(self.corrects.as_deref()),
            Arg::bytes(header.commitment.as_bytes()),
            Arg::bytes(record.previous.as_bytes()),
            Arg::bytes(record.hash.as_bytes()),
        ])
    }
}
