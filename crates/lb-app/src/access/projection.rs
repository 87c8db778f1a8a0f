//! Tables of accounts: to list them, and to find a key by its secret.

use crate::desk::Role;
use crate::journal::{BODY_ERASED, Change, Column, Header, Kind, Projection, Stored, Table, Value};

use super::event::{AccessEvent, Standing};
use super::state::KINDS;
use super::words::Word;

/// Organisations by id.
pub(super) const ORGANISATIONS: Table = Table {
    name: "access_organisations",
    columns: &[
        Column::required("organisation", Kind::Text),
        Column::required("kind", Kind::Text),
        Column::required("name", Kind::Text),
        Column::required("purpose", Kind::Text),
        Column::required("standing", Kind::Text),
        Column::required("opened_at", Kind::Integer),
    ],
    key: 1,
    indexes: &[],
};

/// People by id, and by organisation.
pub(super) const PEOPLE: Table = Table {
    name: "access_people",
    columns: &[
        Column::required("person", Kind::Text),
        Column::required("organisation", Kind::Text),
        Column::required("roles", Kind::Text),
        Column::required("standing", Kind::Text),
        Column::required("joined_at", Kind::Integer),
    ],
    key: 1,
    indexes: &[&["organisation"]],
};

/// What people were called, by the event that said so: its erasure takes name and address out of the row and leaves the rest.
pub(super) const NAMES: Table = Table {
    name: "access_names",
    columns: &[
        Column::required("event", Kind::Text),
        Column::required("person", Kind::Text),
        Column::required("person_version", Kind::Integer),
        Column::optional("name", Kind::Text),
        Column::optional("email", Kind::Text),
    ],
    key: 1,
    indexes: &[&["person", "person_version"]],
};

/// Keys by id, by organisation, and by the hash of their secret.
pub(super) const KEYS: Table = Table {
    name: "access_keys",
    columns: &[
        Column::required("access_key", Kind::Text),
        Column::required("organisation", Kind::Text),
        Column::required("name", Kind::Text),
        Column::required("scopes", Kind::Text),
        Column::required("secret_hash", Kind::Text),
        Column::required("issued_at", Kind::Integer),
        Column::required("issued_by", Kind::Text),
        Column::required("expires_at", Kind::Integer),
        Column::required("standing", Kind::Text),
    ],
    key: 1,
    indexes: &[&["organisation"], &["secret_hash"]],
};

/// Sessions that were not closed, by hash, and by person.
pub(super) const SESSIONS: Table = Table {
    name: "access_sessions",
    columns: &[
        Column::required("session", Kind::Text),
        Column::required("person", Kind::Text),
        Column::required("organisation", Kind::Text),
        Column::required("opened_at", Kind::Integer),
        Column::required("expires_at", Kind::Integer),
    ],
    key: 1,
    indexes: &[&["person"]],
};

/// Invitations that were not taken, by hash, and by organisation.
pub(super) const INVITATIONS: Table = Table {
    name: "access_invitations",
    columns: &[
        Column::required("invitation", Kind::Text),
        Column::required("organisation", Kind::Text),
        Column::required("roles", Kind::Text),
        Column::required("made_at", Kind::Integer),
        Column::required("expires_at", Kind::Integer),
    ],
    key: 1,
    indexes: &[&["organisation"]],
};

/// What stands between words of a row.
pub(super) const BETWEEN: &str = " ";

/// Derives the tables of accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessProjection;

impl Projection for AccessProjection {
    fn name(&self) -> &'static str {
        "access"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[ORGANISATIONS, PEOPLE, NAMES, KEYS, SESSIONS, INVITATIONS]
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let header = &stored.record.header;
        let body = stored.record.content.as_ref().and_then(|content| content.body.json());
        match (header.kind.as_str(), header.corrects, body) {
            (BODY_ERASED, Some(erased), _) => ["name", "email"]
                .map(|column| Change::Set {
                    table: NAMES.name,
                    key: vec![Value::text(&erased)],
                    column,
                    value: Value::Null,
                })
                .to_vec(),
            ("person.named", _, None) => vec![named(header, Value::Null, Value::Null)],
            (_, _, None) => Vec::new(),
            // What cannot be read changes nothing here; deciding about its entity is a fault.
            (kind, _, Some(body)) if KINDS.contains(&header.entity.kind.as_str()) => {
                AccessEvent::read(kind, body.clone()).map(|event| changes(header, event)).unwrap_or_default()
            }
            (_, _, Some(_)) => Vec::new(),
        }
    }
}

fn named(header: &Header, name: Value, email: Value) -> Change {
    let version = i64::try_from(header.entity_version).unwrap_or(i64::MAX);
    let row = vec![Value::text(&header.id), id(header), Value::Integer(version), name, email];
    Change::Put { table: NAMES.name, row }
}

fn id(header: &Header) -> Value {
    Value::text(&header.entity.id)
}

fn listed<W: Word>(set: impl IntoIterator<Item = W>) -> Value {
    let words: Vec<&str> = set.into_iter().map(Word::word).collect();
    Value::Text(words.join(BETWEEN))
}

fn said(word: &str) -> Value {
    Value::Text(word.to_owned())
}

fn set(table: &Table, header: &Header, column: &'static str, value: Value) -> Vec<Change> {
    vec![Change::Set { table: table.name, key: vec![id(header)], column, value }]
}

fn standing(header: &Header, standing: Standing) -> Vec<Change> {
    set(&PEOPLE, header, "standing", said(standing.word()))
}

fn put(table: &Table, row: Vec<Value>) -> Vec<Change> {
    vec![Change::Put { table: table.name, row }]
}

fn delete(table: &Table, header: &Header) -> Vec<Change> {
    vec![Change::Delete { table: table.name, key: vec![id(header)] }]
}

fn changes(header: &Header, event: AccessEvent) -> Vec<Change> {
    let at = Value::Integer(header.happened_at.micros());
    let until = |moment: crate::journal::Moment| Value::Integer(moment.micros());
    match event {
        AccessEvent::OrganisationOpened { kind, name, purpose } => {
            let words = [said(kind.word()), Value::Text(name), said(purpose.word()), said("open")];
            put(&ORGANISATIONS, [vec![id(header)], words.to_vec(), vec![at]].concat())
        }
        AccessEvent::OrganisationRenamed { name } => set(&ORGANISATIONS, header, "name", Value::Text(name)),
        AccessEvent::OrganisationClosed {} => set(&ORGANISATIONS, header, "standing", said("closed")),
        AccessEvent::PersonJoined { organisation, roles } => {
            let standing = said(Standing::Active.word());
            put(&PEOPLE, vec![id(header), Value::text(&organisation), listed::<Role>(roles), standing, at])
        }
        AccessEvent::PersonNamed { name, email } => {
            vec![named(header, Value::Text(name), Value::Text(email))]
        }
        AccessEvent::RolesSet { roles } => set(&PEOPLE, header, "roles", listed(roles)),
        AccessEvent::PersonSuspended {} => standing(header, Standing::Suspended),
        AccessEvent::PersonReinstated {} => standing(header, Standing::Active),
        AccessEvent::PersonLeft {} => standing(header, Standing::Left),
        AccessEvent::KeyIssued { organisation, name, scopes, expires_at, secret_hash } => {
            let what = [id(header), Value::text(&organisation), Value::Text(name), listed(scopes)];
            let rest = [Value::text(&secret_hash), at, Value::text(&header.actor), until(expires_at)];
            put(&KEYS, [what.to_vec(), rest.to_vec(), vec![said("issued")]].concat())
        }
        AccessEvent::KeyRevoked {} => set(&KEYS, header, "standing", said("revoked")),
        AccessEvent::SessionOpened { person, organisation, expires_at, idle_minutes: _ } => {
            let (person, organisation) = (Value::text(&person), Value::text(&organisation));
            put(&SESSIONS, vec![id(header), person, organisation, at, until(expires_at)])
        }
        AccessEvent::SessionClosed {} => delete(&SESSIONS, header),
        AccessEvent::InvitationMade { organisation, roles, expires_at } => {
            let organisation = Value::text(&organisation);
            put(&INVITATIONS, vec![id(header), organisation, listed(roles), at, until(expires_at)])
        }
        AccessEvent::InvitationTaken { .. } => delete(&INVITATIONS, header),
        AccessEvent::DirectoryOpened { .. }
        | AccessEvent::AdministratorsSet { .. }
        | AccessEvent::PasswordSet { .. }
        | AccessEvent::EmailClaimed { .. }
        | AccessEvent::EmailReleased {} => Vec::new(),
    }
}
