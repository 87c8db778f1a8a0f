//! Rows of the tables of webhooks: how they are looked up, and what they say.

use crate::journal::{
    By, EventId, Fault, LOOKUP_ROWS_MAX, Lookup, Moment, OrganisationId, Position, Table, Value,
};

use super::name::WebhookId;
use super::projection::{BETWEEN, DEAD, WEBHOOKS};
use super::state::{Courier, DeadLetter, Failing, Failure, WebhookState};

/// A webhook that was not removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookRow {
    /// Its id.
    pub id: WebhookId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Where it leads.
    pub url: String,
    /// Which kinds it hears; all where none is named.
    pub kinds: Vec<String>,
    /// What the organisation calls it.
    pub description: String,
    /// Whether it is served.
    pub state: WebhookState,
    /// Whether its receiver said that it is gone.
    pub is_gone: bool,
    /// Since when it is there.
    pub added_at: Moment,
    /// It hears what was recorded after this place.
    pub after: Position,
    /// The last volume of its courier.
    pub volume: u64,
    /// How far it was served.
    pub courier: Courier,
}

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadRow {
    /// What.
    pub letter: DeadLetter,
    /// When.
    pub given_up_at: Moment,
    /// When it arrived after all, because somebody asked for it.
    pub replayed_at: Option<Moment>,
}

fn all_with(table: &Table, by: By, prefix: Vec<Value>) -> Lookup {
    Lookup { table: table.name, by, prefix, after: Vec::new(), limit: LOOKUP_ROWS_MAX }
}

/// Returns the look-up of all webhooks, by id.
#[must_use]
pub fn all_webhooks() -> Lookup {
    all_with(&WEBHOOKS, By::Key, Vec::new())
}

/// Returns the look-up of one webhook.
#[must_use]
pub fn webhook_with(id: WebhookId) -> Lookup {
    all_with(&WEBHOOKS, By::Key, vec![Value::text(&id)])
}

/// Returns the look-up of an organisation's webhooks, in the order in which they were added.
#[must_use]
pub fn webhooks_of(organisation: &OrganisationId) -> Lookup {
    all_with(&WEBHOOKS, By::Index(0), vec![Value::text(organisation)])
}

/// Returns the look-up of what was given up at a webhook, by its place.
#[must_use]
pub fn dead_letters(id: WebhookId) -> Lookup {
    all_with(&DEAD, By::Key, vec![Value::text(&id)])
}

/// The values of a row, read one after the other.
struct Cells<'a>(std::slice::Iter<'a, Value>);

fn misfit() -> Fault {
    Fault::new("hooks: expected a row as the projection writes it")
}

impl Cells<'_> {
    fn text(&mut self) -> Result<String, Fault> {
        self.maybe_text()?.ok_or_else(misfit)
    }

    fn maybe_text(&mut self) -> Result<Option<String>, Fault> {
        match self.0.next() {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Ok(None),
            Some(Value::Integer(_) | Value::Bytes(_)) | None => Err(misfit()),
        }
    }

    fn read<T: std::str::FromStr>(&mut self) -> Result<T, Fault> {
        self.text()?.parse().map_err(|_| misfit())
    }

    fn number<T: TryFrom<i64>>(&mut self) -> Result<T, Fault> {
        self.maybe_number()?.ok_or_else(misfit)
    }

    fn maybe_number<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, Fault> {
        match self.0.next() {
            Some(Value::Integer(number)) => T::try_from(*number).map(Some).map_err(|_| misfit()),
            Some(Value::Null) => Ok(None),
            Some(Value::Text(_) | Value::Bytes(_)) | None => Err(misfit()),
        }
    }

    fn moment(&mut self) -> Result<Moment, Fault> {
        Moment::from_micros(self.number()?).ok_or_else(misfit)
    }

    fn maybe_moment(&mut self) -> Result<Option<Moment>, Fault> {
        let micros: Option<i64> = self.maybe_number()?;
        micros.map(|micros| Moment::from_micros(micros).ok_or_else(misfit)).transpose()
    }

    fn failing(&mut self) -> Result<Option<Failing>, Fault> {
        let position: Option<u64> = self.maybe_number()?;
        let (attempts, next_at) = (self.maybe_number()?, self.maybe_moment()?);
        let (status, error) = (self.maybe_number()?, self.maybe_text()?);
        let Some(position) = position.map(Position) else { return Ok(None) };
        Ok(Some(Failing {
            position,
            attempts: attempts.ok_or_else(misfit)?,
            next_at: next_at.ok_or_else(misfit)?,
            failure: Failure::from_parts(&error.ok_or_else(misfit)?, status),
        }))
    }
}

impl WebhookRow {
    /// Reads a row of [`all_webhooks`], [`webhook_with`] or [`webhooks_of`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells(row.iter());
        let (id, organisation, url) = (cells.read()?, cells.read()?, cells.text()?);
        let kinds = cells.text()?.split(BETWEEN).filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
        let description = cells.text()?;
        let state = match cells.text()?.as_str() {
            "active" => WebhookState::Active,
            _ => WebhookState::Paused,
        };
        let is_gone = cells.number::<i64>()? != 0;
        let (added_at, after, volume) = (cells.moment()?, Position(cells.number()?), cells.number()?);
        let (position, holder, until) = (Position(cells.number()?), cells.text()?, cells.moment()?);
        let courier = Courier { position, holder, until, failing: cells.failing()? };
        Ok(Self {
            id,
            organisation,
            url,
            kinds,
            description,
            state,
            is_gone,
            added_at,
            after,
            volume,
            courier,
        })
    }
}

impl DeadRow {
    /// Reads a row of [`dead_letters`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells(row.get(1..).unwrap_or_default().iter());
        let (position, event) = (Position(cells.number()?), cells.read::<EventId>()?);
        let (event_kind, attempts) = (cells.text()?, cells.number()?);
        let (status, error) = (cells.maybe_number()?, cells.text()?);
        let failure = Failure::from_parts(&error, status);
        Ok(Self {
            letter: DeadLetter { position, event, event_kind, attempts, failure },
            given_up_at: cells.moment()?,
            replayed_at: cells.maybe_moment()?,
        })
    }
}
