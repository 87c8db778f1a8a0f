//! Rows of the tables of accounts: how they are looked up, and what they say.

use std::collections::BTreeSet;

use crate::desk::{OrganisationKind, Permission, Role};
use crate::journal::{By, Fault, Hash, LOOKUP_ROWS_MAX, Lookup, Moment, OrganisationId, Table, Value};

use super::event::{Purpose, Standing};
use super::name::{KeyId, PersonId};
use super::projection::{BETWEEN, INVITATIONS, KEYS, NAMES, ORGANISATIONS, PEOPLE, SESSIONS};
use super::state::{KeyState, OrganisationState};
use super::words::Word;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrganisationId,
    /// What it is to the site.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// What it is there for.
    pub purpose: Purpose,
    /// Whether it uses the site.
    pub state: OrganisationState,
    /// Since when.
    pub opened_at: Moment,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their id.
    pub id: PersonId,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they do for it.
    pub roles: BTreeSet<Role>,
    /// Whether they may act.
    pub standing: Standing,
    /// Since when they have an account.
    pub joined_at: Moment,
}

/// What a person was called at one of their versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The person.
    pub person: PersonId,
    /// Their name, unless it was erased.
    pub name: Option<String>,
    /// Their e-mail address, unless it was erased.
    pub email: Option<String>,
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Its id.
    pub id: KeyId,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// What the organisation calls it.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Permission>,
    /// Since when.
    pub issued_at: Moment,
    /// Who issued it, as records name them.
    pub issued_by: String,
    /// Until when.
    pub expires_at: Moment,
    /// Whether it may be used.
    pub state: KeyState,
}

/// A session that was not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The hash of its secret.
    pub secret_hash: Hash,
    /// Until when.
    pub expires_at: Moment,
}

/// An invitation that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRow {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What for.
    pub roles: BTreeSet<Role>,
    /// Since when.
    pub made_at: Moment,
    /// Until when.
    pub expires_at: Moment,
}

fn all_with(table: &Table, by: By, prefix: Vec<Value>) -> Lookup {
    Lookup { table: table.name, by, prefix, after: Vec::new(), limit: LOOKUP_ROWS_MAX }
}

/// Returns the look-up of all organisations, by id.
#[must_use]
pub fn organisations() -> Lookup {
    all_with(&ORGANISATIONS, By::Key, Vec::new())
}

/// Returns the look-up of an organisation's people, in the order in which they joined.
#[must_use]
pub fn people_of(organisation: &OrganisationId) -> Lookup {
    all_with(&PEOPLE, By::Index(0), vec![Value::text(organisation)])
}

/// Returns the look-up of what a person was called; the last one holds.
#[must_use]
pub fn names_of(person: PersonId) -> Lookup {
    all_with(&NAMES, By::Index(0), vec![Value::text(&person)])
}

/// Returns the look-up of an organisation's keys, in the order in which they were issued.
#[must_use]
pub fn keys_of(organisation: &OrganisationId) -> Lookup {
    all_with(&KEYS, By::Index(0), vec![Value::text(organisation)])
}

/// Returns the look-up of the key whose secret has a hash.
#[must_use]
pub fn key_with_hash(secret: Hash) -> Lookup {
    all_with(&KEYS, By::Index(1), vec![Value::text(&secret)])
}

/// Returns the look-up of a person's sessions that were not closed.
#[must_use]
pub fn sessions_of(person: PersonId) -> Lookup {
    all_with(&SESSIONS, By::Index(0), vec![Value::text(&person)])
}

/// Returns the look-up of an organisation's invitations that were not taken.
#[must_use]
pub fn invitations_of(organisation: &OrganisationId) -> Lookup {
    all_with(&INVITATIONS, By::Index(0), vec![Value::text(organisation)])
}

/// The values of a row, read one after the other.
struct Cells<'a>(std::slice::Iter<'a, Value>);

fn misfit() -> Fault {
    Fault::new("access: expected a row as the projection writes it")
}

impl<'a> Cells<'a> {
    fn of(row: &'a [Value]) -> Self {
        Self(row.iter())
    }

    fn maybe(&mut self) -> Option<String> {
        match self.0.next() {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(Value::Null | Value::Integer(_) | Value::Bytes(_)) | None => None,
        }
    }

    fn text(&mut self) -> Result<String, Fault> {
        self.maybe().ok_or_else(misfit)
    }

    fn read<T: std::str::FromStr>(&mut self) -> Result<T, Fault> {
        self.text()?.parse().map_err(|_| misfit())
    }

    fn word<W: Word>(&mut self) -> Result<W, Fault> {
        W::from_word(&self.text()?).ok_or_else(misfit)
    }

    fn words<W: Word>(&mut self) -> Result<BTreeSet<W>, Fault> {
        let text = self.text()?;
        let words = text.split(BETWEEN).filter(|word| !word.is_empty());
        words.map(|word| W::from_word(word).ok_or_else(misfit)).collect()
    }

    fn moment(&mut self) -> Result<Moment, Fault> {
        match self.0.next() {
            Some(Value::Integer(micros)) => Moment::from_micros(*micros).ok_or_else(misfit),
            Some(Value::Null | Value::Text(_) | Value::Bytes(_)) | None => Err(misfit()),
        }
    }
}

impl OrganisationRow {
    /// Reads a row of [`organisations`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells::of(row);
        Ok(Self {
            id: cells.read()?,
            kind: cells.word()?,
            name: cells.text()?,
            purpose: cells.word()?,
            state: match cells.text()?.as_str() {
                "open" => OrganisationState::Open,
                _ => OrganisationState::Closed,
            },
            opened_at: cells.moment()?,
        })
    }
}

impl PersonRow {
    /// Reads a row of [`people_of`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells::of(row);
        Ok(Self {
            id: cells.read()?,
            organisation: cells.read()?,
            roles: cells.words()?,
            standing: Standing::from_word(&cells.text()?).ok_or_else(misfit)?,
            joined_at: cells.moment()?,
        })
    }
}

impl NameRow {
    /// Reads a row of [`names_of`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells::of(row.get(1..).unwrap_or_default());
        let person = cells.read()?;
        cells.0.next();
        Ok(Self { person, name: cells.maybe(), email: cells.maybe() })
    }
}

impl KeyRow {
    /// Reads a row of [`keys_of`] or [`key_with_hash`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells::of(row);
        let (id, organisation, name) = (cells.read()?, cells.read()?, cells.text()?);
        let scopes = cells.words()?;
        cells.0.next();
        Ok(Self {
            id,
            organisation,
            name,
            scopes,
            issued_at: cells.moment()?,
            issued_by: cells.text()?,
            expires_at: cells.moment()?,
            state: match cells.text()?.as_str() {
                "issued" => KeyState::Issued,
                _ => KeyState::Revoked,
            },
        })
    }
}

impl SessionRow {
    /// Reads a row of [`sessions_of`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let secret_hash = Cells::of(row).read()?;
        let expires_at = Cells::of(row.get(4..).unwrap_or_default()).moment()?;
        Ok(Self { secret_hash, expires_at })
    }
}

impl InvitationRow {
    /// Reads a row of [`invitations_of`].
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn read(row: &[Value]) -> Result<Self, Fault> {
        let mut cells = Cells::of(row.get(1..).unwrap_or_default());
        Ok(Self {
            organisation: cells.read()?,
            roles: cells.words()?,
            made_at: cells.moment()?,
            expires_at: cells.moment()?,
        })
    }
}
