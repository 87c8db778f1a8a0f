//! The JSON of accounts.

use std::collections::BTreeSet;

use lb_app::access::{
    InvitationRow, KeyRow, KeyState, NameRow, Organisation, OrganisationRow, OrganisationState, Person,
    PersonRow, Purpose,
};
use lb_app::desk::{Permission, Role};
use lb_app::journal::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// Who is signed in, and what they may do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Whether somebody is.
    pub signed_in: bool,
    /// Whether this server signs everybody in to its demonstration organisations: `POST /v1/session/demo`.
    pub demo: bool,
    /// What the place is called by which people may sign in too: `GET /v1/access/oidc/start`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub oidc: Option<String>,
    /// The person; not where a key asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = SessionPerson, required = false)]
    pub person: Option<SessionPerson>,
    /// Their organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = SessionOrganisation, required = false)]
    pub organisation: Option<SessionOrganisation>,
    /// What they may do: `read`, `record`, `book`, `capacity`, `administer`.
    pub permissions: Vec<&'static str>,
    /// Until when at most, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub expires_at: Option<String>,
}

/// The person who is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionPerson {
    /// Their id.
    pub id: String,
    /// Their name; empty where it was erased.
    pub name: String,
    /// Their e-mail address; empty where it was erased.
    pub email: String,
    /// What they do for the organisation: `viewer`, `recorder`, `forwarder`, `dispatcher`, `administrator`.
    pub roles: Vec<&'static str>,
}

/// The organisation that somebody is signed in for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionOrganisation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is to the site: `operator` or `customer`.
    pub kind: &'static str,
    /// Whether it is there to be tried out.
    pub demo: bool,
}

impl SessionPerson {
    /// Returns the view of a person.
    pub fn of(person: &Person) -> Self {
        let named = person.name.as_ref();
        Self {
            id: person.id.to_string(),
            name: named.map(|named| named.name.clone()).unwrap_or_default(),
            email: named.map(|named| named.email.clone()).unwrap_or_default(),
            roles: role_words(&person.roles),
        }
    }
}

impl SessionOrganisation {
    /// Returns the view of an organisation.
    pub fn of(organisation: &Organisation) -> Self {
        Self {
            id: organisation.id.to_string(),
            name: organisation.name.clone(),
            kind: organisation.kind.word(),
            demo: organisation.purpose == Purpose::Demonstration,
        }
    }
}

/// Organisations.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationsView {
    /// By id: all of them at the operator, else the own one.
    pub organisations: Vec<OrganisationView>,
}

/// An organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// Its id.
    pub id: String,
    /// What it is to the site: `operator` or `customer`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it is there to be tried out.
    pub demo: bool,
    /// Whether it uses the site: `open` or `closed`.
    pub standing: &'static str,
    /// Since when it has been there, UTC.
    pub opened_at: String,
}

impl OrganisationView {
    /// Returns the view of a row.
    pub fn of(row: &OrganisationRow) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind.word(),
            name: row.name.clone(),
            demo: row.purpose == Purpose::Demonstration,
            standing: match row.state {
                OrganisationState::Open => "open",
                OrganisationState::Closed => "closed",
            },
            opened_at: row.opened_at.rfc3339(),
        }
    }
}

/// The people of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeopleView {
    /// Those who have an account, in the order in which they joined; also those who left.
    pub people: Vec<PersonView>,
    /// Invitations that nobody has taken; also those that have expired.
    pub invitations: Vec<InvitationView>,
}

/// A person with an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Their id.
    pub id: String,
    /// Their organisation.
    pub organisation: String,
    /// Their name; empty where it was erased.
    pub name: String,
    /// Their e-mail address; empty where it was erased.
    pub email: String,
    /// What they do for the organisation.
    pub roles: Vec<&'static str>,
    /// Whether they may act: `active`, `suspended`, `left`.
    pub standing: &'static str,
    /// Since when they have the account, UTC.
    pub joined_at: String,
}

impl PersonView {
    /// Returns the view of a row and what the person is called.
    pub fn of(row: &PersonRow, name: Option<&NameRow>) -> Self {
        Self {
            id: row.id.to_string(),
            organisation: row.organisation.to_string(),
            name: name.and_then(|row| row.name.clone()).unwrap_or_default(),
            email: name.and_then(|row| row.email.clone()).unwrap_or_default(),
            roles: role_words(&row.roles),
            standing: row.standing.word(),
            joined_at: row.joined_at.rfc3339(),
        }
    }
}

/// An invitation that nobody has taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// To which organisation.
    pub organisation: String,
    /// What for.
    pub roles: Vec<&'static str>,
    /// Since when, UTC.
    pub made_at: String,
    /// Until when, UTC.
    pub expires_at: String,
}

impl InvitationView {
    /// Returns the view of a row.
    pub fn of(row: &InvitationRow) -> Self {
        Self {
            organisation: row.organisation.to_string(),
            roles: role_words(&row.roles),
            made_at: row.made_at.rfc3339(),
            expires_at: row.expires_at.rfc3339(),
        }
    }
}

/// An invitation that was just made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitedView {
    /// To which organisation.
    pub organisation: String,
    /// Until when the link leads anywhere, UTC.
    pub expires_at: String,
    /// The path of the link on this server. It is said this once; not again when the same request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub link: Option<String>,
}

/// The keys of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeysView {
    /// In the order in which they were issued; also those that were revoked or expired.
    pub keys: Vec<KeyView>,
}

/// A key.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeyView {
    /// Its id.
    pub id: String,
    /// Its organisation.
    pub organisation: String,
    /// What the organisation calls it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<&'static str>,
    /// Whether it may be used until it expires: `issued` or `revoked`.
    pub standing: &'static str,
    /// Since when, UTC.
    pub issued_at: String,
    /// Who issued it, as records name them.
    pub issued_by: String,
    /// Until when, UTC.
    pub expires_at: String,
}

impl KeyView {
    /// Returns the view of a row.
    pub fn of(row: &KeyRow) -> Self {
        Self {
            id: row.id.to_string(),
            organisation: row.organisation.to_string(),
            name: row.name.clone(),
            scopes: row.scopes.iter().map(|scope| scope.word()).collect(),
            standing: match row.state {
                KeyState::Issued => "issued",
                KeyState::Revoked => "revoked",
            },
            issued_at: row.issued_at.rfc3339(),
            issued_by: row.issued_by.clone(),
            expires_at: row.expires_at.rfc3339(),
        }
    }
}

/// A key that was just issued.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IssuedView {
    /// Its id.
    pub id: String,
    /// Until when, UTC.
    pub expires_at: String,
    /// The secret, for `Authorization: Bearer`. It is said this once; not again when the same request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub secret: Option<String>,
}

/// What was changed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ChangedView {
    /// Its id.
    pub id: String,
}

fn role_words(roles: &BTreeSet<Role>) -> Vec<&'static str> {
    roles.iter().map(|role| role.word()).collect()
}

/// Reads roles.
///
/// # Errors
/// `request.bad_value` with the first that is none.
pub fn read_roles(words: &[String]) -> Result<BTreeSet<Role>, Problem> {
    let known = Role::ALL.map(Role::word).join(", ");
    let read = |word: &String| {
        Role::from_word(word).ok_or_else(|| Problem::field("request.bad_value", "roles", &known, word))
    };
    words.iter().map(read).collect()
}

/// Reads permissions.
///
/// # Errors
/// `request.bad_value` with the first that is none.
pub fn read_scopes(words: &[String]) -> Result<BTreeSet<Permission>, Problem> {
    let known = Permission::ALL.map(Permission::word).join(", ");
    let read = |word: &String| {
        Permission::from_word(word).ok_or_else(|| Problem::field("request.bad_value", "scopes", &known, word))
    };
    words.iter().map(read).collect()
}

/// Reads an organisation's id.
///
/// # Errors
/// `request.bad_value` when it is none.
pub fn read_organisation(text: &str) -> Result<OrganisationId, Problem> {
    let read: Result<OrganisationId, _> = text.parse();
    read.map_err(|error| Problem::field("request.bad_value", "organisation", &error.to_string(), text))
}
