//! What happens to accounts, as the journal keeps it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::desk::{NewFact, OrganisationKind, Permission, Role};
use crate::journal::{Entity, Hash, Moment, OrganisationId};
use crate::refusal::Refusal;

use super::name::PersonId;
use super::password::PasswordHash;
use super::words::{Word, set, text, texts, word};

/// What an organisation is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Business.
    Business,
    /// To be tried out: everybody at a server on a loopback address may sign in to it.
    Demonstration,
}

/// Whether a person may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// May act.
    Active,
    /// May not act for now.
    Suspended,
    /// Belongs to the organisation no more.
    Left,
}

impl Word for Purpose {
    const WHAT: &'static str = "a purpose";

    fn word(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Demonstration => "demonstration",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Business, Self::Demonstration].into_iter().find(|purpose| purpose.word() == word)
    }
}

impl Standing {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Left => "left",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Active, Self::Suspended, Self::Left].into_iter().find(|standing| standing.word() == word)
    }
}

/// Something that happened to an account. In the journal, `kind` is the event's kind and `body` its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", deny_unknown_fields)]
pub enum AccessEvent {
    /// The site began to have accounts.
    #[serde(rename = "directory.opened")]
    DirectoryOpened {
        /// Who runs the site.
        #[serde(with = "text")]
        operator: OrganisationId,
        /// 256 random bits that go into the names of e-mail addresses.
        #[serde(with = "text")]
        pepper: Hash,
    },
    /// An organisation may use the site.
    #[serde(rename = "organisation.opened")]
    OrganisationOpened {
        /// What it is to the site.
        #[serde(rename = "is", with = "word")]
        kind: OrganisationKind,
        /// Its name.
        name: String,
        /// What it is there for.
        #[serde(with = "word")]
        purpose: Purpose,
    },
    /// An organisation has another name.
    #[serde(rename = "organisation.renamed")]
    OrganisationRenamed {
        /// Its name.
        name: String,
    },
    /// Others administer an organisation.
    #[serde(rename = "organisation.administrators_set")]
    AdministratorsSet {
        /// Everybody who does now.
        #[serde(with = "texts")]
        administrators: BTreeSet<PersonId>,
    },
    /// An organisation uses the site no more.
    #[serde(rename = "organisation.closed")]
    OrganisationClosed {},
    /// Somebody has an account.
    #[serde(rename = "person.joined")]
    PersonJoined {
        /// For which organisation.
        #[serde(with = "text")]
        organisation: OrganisationId,
        /// What for.
        #[serde(with = "set")]
        roles: BTreeSet<Role>,
    },
    /// What a person is called: personal data, which an erasure takes out together with its event.
    #[serde(rename = "person.named")]
    PersonNamed {
        /// Their name, as they write it.
        name: String,
        /// Their e-mail address, in lower case.
        email: String,
    },
    /// A person has another password.
    #[serde(rename = "person.password_set")]
    PasswordSet {
        /// Its argon2id hash.
        #[serde(with = "text")]
        password_hash: PasswordHash,
    },
    /// A person has other roles.
    #[serde(rename = "person.roles_set")]
    RolesSet {
        /// All of them.
        #[serde(with = "set")]
        roles: BTreeSet<Role>,
    },
    /// A person may not act for now.
    #[serde(rename = "person.suspended")]
    PersonSuspended {},
    /// A person may act again.
    #[serde(rename = "person.reinstated")]
    PersonReinstated {},
    /// A person belongs to the organisation no more.
    #[serde(rename = "person.left")]
    PersonLeft {},
    /// An e-mail address leads to a person.
    #[serde(rename = "email.claimed")]
    EmailClaimed {
        /// Whose it is.
        #[serde(with = "text")]
        person: PersonId,
    },
    /// An e-mail address leads to nobody.
    #[serde(rename = "email.released")]
    EmailReleased {},
    /// A program may sign in.
    #[serde(rename = "key.issued")]
    KeyIssued {
        /// For which organisation.
        #[serde(with = "text")]
        organisation: OrganisationId,
        /// What the organisation calls it.
        name: String,
        /// What it may do.
        #[serde(with = "set")]
        scopes: BTreeSet<Permission>,
        /// Until when.
        #[serde(with = "text")]
        expires_at: Moment,
        /// The hash of its secret.
        #[serde(with = "text")]
        secret_hash: Hash,
    },
    /// A program may sign in no more.
    #[serde(rename = "key.revoked")]
    KeyRevoked {},
    /// Somebody signed in.
    #[serde(rename = "session.opened")]
    SessionOpened {
        /// Who.
        #[serde(with = "text")]
        person: PersonId,
        /// For which organisation.
        #[serde(with = "text")]
        organisation: OrganisationId,
        /// Until when, whatever happens.
        #[serde(with = "text")]
        expires_at: Moment,
        /// After how many minutes without a question it ends.
        idle_minutes: u32,
    },
    /// Somebody signed out, or was signed out.
    #[serde(rename = "session.closed")]
    SessionClosed {},
    /// Somebody was invited to have an account.
    #[serde(rename = "invitation.made")]
    InvitationMade {
        /// For which organisation.
        #[serde(with = "text")]
        organisation: OrganisationId,
        /// What for.
        #[serde(with = "set")]
        roles: BTreeSet<Role>,
        /// Until when the link leads anywhere.
        #[serde(with = "text")]
        expires_at: Moment,
    },
    /// An invitation became an account.
    #[serde(rename = "invitation.taken")]
    InvitationTaken {
        /// Whose.
        #[serde(with = "text")]
        person: PersonId,
    },
}

/// How serde writes an event.
#[derive(Deserialize)]
struct Written {
    kind: String,
    body: Value,
}

impl AccessEvent {
    /// Reads an event of a kind from its body.
    ///
    /// # Errors
    /// What does not fit: an unknown kind, a member that is missing, unknown or of another type.
    pub fn read(kind: &str, body: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::json!({ "kind": kind, "body": body }))
    }

    /// Returns its kind in the journal and its body.
    ///
    /// # Errors
    /// None that can happen: every event is written as [`read`](Self::read) reads it.
    pub fn written(&self) -> Result<(String, Value), serde_json::Error> {
        let written: Written = serde_json::from_value(serde_json::to_value(self)?)?;
        Ok((written.kind, written.body))
    }

    /// Returns the event as a fact about an entity, happening now.
    ///
    /// # Errors
    /// `request.bad_value` when a text of it cannot be recorded.
    pub fn about(&self, entity: Entity) -> Result<NewFact, Refusal> {
        let (kind, body) = self.written().map_err(|error| unwritable(&error.to_string()))?;
        let kind = kind.parse().map_err(|error: lb_base::IdError| unwritable(&error.to_string()))?;
        NewFact::now(entity, kind, &body).map_err(|error| unwritable(&error.to_string()))
    }
}

fn unwritable(reason: &str) -> Refusal {
    Refusal::field("request.bad_value", "body", "texts that can be recorded", reason)
}
