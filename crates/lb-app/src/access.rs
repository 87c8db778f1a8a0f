//! Organisations, people, roles, keys, sessions: who may ask what.
//!
//! Everything stands in the journal, so that who was allowed what at any moment can be told and other sites can be given it.
//! Each thing is an entity of its own; commands are [`Task`](crate::desk::Task)s like all others.
//!
//! | entity | name | holds |
//! |---|---|---|
//! | directory | `site` | the operator and a secret that keeps e-mail addresses from being guessed out of names |
//! | organisation | its id | kind, name, who administers it |
//! | person | UUID | organisation, roles, standing; name and address in an event of their own, which can be erased |
//! | email | keyed hash of the address | who holds it: one person at a time |
//! | key | UUID | scopes, expiry, hash of the secret |
//! | session | hash of the secret | the person, expiry |
//! | invitation | hash of the secret | organisation, roles, expiry, whether it was taken |
//!
//! Secrets never reach the journal: the edge draws them, shows them once, and hands their hashes to the tasks. Passwords are
//! hashed and verified by [`password`] at the edge too, because that takes tens of milliseconds, which the desk has not.

mod demonstration;
mod email;
mod event;
mod keys;
mod name;
mod organisations;
pub mod password;
mod people;
mod projection;
mod refusals;
mod rows;
mod secret;
mod sessions;
mod sign_on;
mod state;
pub(crate) mod words;

#[cfg(test)]
mod tests;

pub use demonstration::{DemoOrganisation, DemoPerson, Demonstrate, demonstration};
pub use email::EmailAddress;
pub use event::{AccessEvent, Purpose, Standing};
pub use keys::{IssueKey, KEY_DAYS_DEFAULT, KEY_DAYS_MAX, RevokeKey};
pub use name::{
    KeyId, PersonId, directory_entity, email_entity, invitation_entity, key_actor, key_entity,
    organisation_entity, person_actor, person_entity, session_entity,
};
pub use organisations::{ChangeOrganisation, Found, OpenOrganisation};
pub use people::{ChangePerson, INVITATION_HOURS, Invite, SetPassword, TakeInvitation};
pub use projection::AccessProjection;
pub use refusals::{
    not_allowed, not_signed_in, unknown_invitation, unknown_key, unknown_organisation, unknown_person,
    wrong_password,
};
pub use rows::{
    InvitationRow, KeyRow, NameRow, OrganisationRow, PersonRow, SessionRow, invitations_of, key_with_hash,
    keys_of, names_of, organisations, people_of, sessions_of,
};
pub use secret::{Secret, SecretKind};
pub use sessions::{CloseSession, OpenSession, SESSION_HOURS, SESSION_IDLE_MINUTES, Welcome};
pub use sign_on::{JoinBySignOn, unknown_sign_on};
pub use state::{
    AccessState, Directory, EmailClaim, Invitation, InvitationState, Key, KeyState, Organisation,
    OrganisationState, Person, PersonName, Session, SessionState, after,
};
