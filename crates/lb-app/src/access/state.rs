//! What accounts are: replayed from their events.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::desk::{Caller, Fact, OrganisationKind, Permission, Role};
use crate::journal::{Author, Fault, Hash, Moment, OrganisationId};
use crate::refusal::Refusal;

use super::event::{AccessEvent, Purpose, Standing};
use super::name::{KeyId, PersonId, key_actor, person_actor};
use super::password::PasswordHash;

/// What an entity of this module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessState {
    /// The directory.
    Directory(Arc<Directory>),
    /// An organisation.
    Organisation(Arc<Organisation>),
    /// A person.
    Person(Arc<Person>),
    /// An e-mail address.
    Email(Arc<EmailClaim>),
    /// A key.
    Key(Arc<Key>),
    /// A session.
    Session(Arc<Session>),
    /// An invitation.
    Invitation(Arc<Invitation>),
}

/// That the site has accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Who runs the site.
    pub operator: OrganisationId,
    /// What goes into the names of e-mail addresses.
    pub pepper: Hash,
}

/// Whether an organisation uses the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationState {
    /// It does.
    Open,
    /// It did.
    Closed,
}

/// A company or authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
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
    /// The active people who administer it.
    pub administrators: BTreeSet<PersonId>,
}

/// What a person is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they do for it.
    pub roles: BTreeSet<Role>,
    /// Whether they may act.
    pub standing: Standing,
    /// What they are called; nothing before it was said and after it was erased.
    pub name: Option<PersonName>,
    /// Their password's hash; nothing where they have none, or it was erased: then they cannot sign in by password.
    pub password: Option<PasswordHash>,
}

/// Whom an e-mail address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailClaim {
    /// The person.
    pub holder: Option<PersonId>,
}

/// Whether a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It may, until it expires.
    Issued,
    /// It may not.
    Revoked,
}

/// What a program signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// What the organisation calls it.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Permission>,
    /// Until when.
    pub expires_at: Moment,
    /// The hash of its secret.
    pub secret_hash: Hash,
    /// Whether it may be used.
    pub state: KeyState,
}

/// Whether somebody is still signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// They are, until it expires.
    Open,
    /// They signed out, or were signed out.
    Closed,
}

/// That somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: PersonId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Since when.
    pub opened_at: Moment,
    /// Until when, whatever happens.
    pub expires_at: Moment,
    /// After how many minutes without a question it ends; the edge counts them.
    pub idle_minutes: u32,
    /// Whether it is open.
    pub state: SessionState,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    /// Nothing yet.
    Open,
    /// It became this person's account.
    Taken(PersonId),
}

/// That somebody may have an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What for.
    pub roles: BTreeSet<Role>,
    /// Until when.
    pub expires_at: Moment,
    /// What became of it.
    pub state: InvitationState,
}

impl Organisation {
    /// Returns whether it uses the site.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, OrganisationState::Open)
    }
}

impl Person {
    /// Returns whether the person may act for an organisation.
    #[must_use]
    pub fn may_act(&self, organisation: &Organisation) -> bool {
        self.standing == Standing::Active && self.organisation == organisation.id && organisation.is_open()
    }

    /// Returns the person as who asks.
    ///
    /// # Errors
    /// `access.not_signed_in` when they may not act for the organisation.
    pub fn caller(&self, organisation: &Organisation) -> Result<Caller, Refusal> {
        if !self.may_act(organisation) {
            return Err(super::refusals::not_signed_in());
        }
        let author = Author { organisation: organisation.id.clone(), actor: person_actor(self.id)? };
        Ok(Caller::with_roles(author, organisation.kind, &self.roles))
    }
}

impl Session {
    /// Returns whether the session lasts at an instant, idleness aside.
    #[must_use]
    pub fn lasts_at(&self, now: Moment) -> bool {
        self.state == SessionState::Open && now < self.expires_at
    }
}

impl Key {
    /// Returns the key as who asks: what its scopes and the kind of organisation both allow.
    ///
    /// # Errors
    /// `access.not_signed_in` when it was revoked or the organisation is closed, `access.key_expired`.
    pub fn caller(&self, organisation: &Organisation, now: Moment) -> Result<Caller, Refusal> {
        let is_usable =
            self.state == KeyState::Issued && self.organisation == organisation.id && organisation.is_open();
        if !is_usable {
            return Err(super::refusals::not_signed_in());
        }
        if now >= self.expires_at {
            let detail = format!("expected a key that is valid, got one that expired at {}", self.expires_at);
            return Err(Refusal::new("access.key_expired", detail));
        }
        let author = Author { organisation: organisation.id.clone(), actor: key_actor(self.id)? };
        // What the organisation can do at most, and of that what the key may.
        let whole = Caller::with_roles(author, organisation.kind, &Role::ALL.into_iter().collect());
        let permissions = whole.permissions.intersection(&self.scopes).copied().collect();
        Ok(Caller { permissions, ..whole })
    }
}

/// Makes the look into a state as one of its kinds.
macro_rules! as_kinds {
    ($($(#[$doc:meta])* $function:ident: $variant:ident;)+) => {
        impl AccessState {$(
            $(#[$doc])*
            #[must_use]
            pub fn $function(&self) -> Option<&$variant> {
                if let Self::$variant(state) = self { Some(state) } else { None }
            }
        )+}
    };
}

/// The claim of an address, under the name of its variant.
type Email = EmailClaim;

as_kinds! {
    /// Returns the directory, if it is one.
    directory: Directory;
    /// Returns the organisation, if it is one.
    organisation: Organisation;
    /// Returns the person, if it is one.
    person: Person;
    /// Returns the claim of an e-mail address, if it is one.
    email: Email;
    /// Returns the key, if it is one.
    key: Key;
    /// Returns the session, if it is one.
    session: Session;
    /// Returns the invitation, if it is one.
    invitation: Invitation;
}

/// The kinds of entity that accounts are about.
pub(super) const KINDS: [&str; 7] =
    ["directory", "organisation", "person", "email", "key", "session", "invitation"];

/// Returns the state after one more event.
///
/// # Errors
/// A fault when the event cannot be read.
pub fn after(state: Option<AccessState>, fact: &Fact<'_>) -> Result<Option<AccessState>, Fault> {
    if !KINDS.contains(&fact.entity.kind.as_str()) {
        return Ok(state);
    }
    let Some(body) = fact.body.cloned() else {
        return Ok(state.map(|state| without(state, fact.kind)));
    };
    let event = AccessEvent::read(fact.kind, body).map_err(|error| Fault::caused(fact.kind, error))?;
    match opened(&event, fact)? {
        Some(first) => Ok(Some(first)),
        None => Ok(state.map(|state| changed(state, event))),
    }
}

/// Returns the state after an event whose body was erased: only names and passwords are worth erasing.
fn without(state: AccessState, kind: &str) -> AccessState {
    let AccessState::Person(mut person) = state else { return state };
    match kind {
        "person.named" => Arc::make_mut(&mut person).name = None,
        "person.password_set" => Arc::make_mut(&mut person).password = None,
        _ => {}
    }
    AccessState::Person(person)
}

/// Returns what comes into being by an event; nothing when the event changes what is there.
fn opened(event: &AccessEvent, fact: &Fact<'_>) -> Result<Option<AccessState>, Fault> {
    let id = fact.entity.id.as_str();
    let state = match event.clone() {
        AccessEvent::DirectoryOpened { operator, pepper } => {
            AccessState::Directory(Arc::new(Directory { operator, pepper }))
        }
        AccessEvent::OrganisationOpened { kind, name, purpose } => {
            AccessState::Organisation(Arc::new(Organisation {
                id: id.parse().map_err(|error| Fault::caused("organisation", error))?,
                kind,
                name,
                purpose,
                state: OrganisationState::Open,
                administrators: BTreeSet::new(),
            }))
        }
        AccessEvent::PersonJoined { organisation, roles } => AccessState::Person(Arc::new(Person {
            id: id.parse().map_err(|error| Fault::caused("person", error))?,
            organisation,
            roles,
            standing: Standing::Active,
            name: None,
            password: None,
        })),
        AccessEvent::EmailClaimed { person } => {
            AccessState::Email(Arc::new(EmailClaim { holder: Some(person) }))
        }
        AccessEvent::KeyIssued { organisation, name, scopes, expires_at, secret_hash } => {
            let id = id.parse().map_err(|error| Fault::caused("key", error))?;
            let state = KeyState::Issued;
            AccessState::Key(Arc::new(Key { id, organisation, name, scopes, expires_at, secret_hash, state }))
        }
        AccessEvent::SessionOpened { person, organisation, expires_at, idle_minutes } => {
            AccessState::Session(Arc::new(Session {
                person,
                organisation,
                opened_at: fact.happened_at,
                expires_at,
                idle_minutes,
                state: SessionState::Open,
            }))
        }
        AccessEvent::InvitationMade { organisation, roles, expires_at } => {
            let state = InvitationState::Open;
            AccessState::Invitation(Arc::new(Invitation { organisation, roles, expires_at, state }))
        }
        AccessEvent::OrganisationRenamed { .. }
        | AccessEvent::AdministratorsSet { .. }
        | AccessEvent::OrganisationClosed {}
        | AccessEvent::PersonNamed { .. }
        | AccessEvent::PasswordSet { .. }
        | AccessEvent::RolesSet { .. }
        | AccessEvent::PersonSuspended {}
        | AccessEvent::PersonReinstated {}
        | AccessEvent::PersonLeft {}
        | AccessEvent::EmailReleased {}
        | AccessEvent::KeyRevoked {}
        | AccessEvent::SessionClosed {}
        | AccessEvent::InvitationTaken { .. } => return Ok(None),
    };
    Ok(Some(state))
}

/// Returns what is there after an event; an event about something else changes nothing.
fn changed(state: AccessState, event: AccessEvent) -> AccessState {
    match state {
        AccessState::Organisation(mut organisation) => {
            change_organisation(Arc::make_mut(&mut organisation), event);
            AccessState::Organisation(organisation)
        }
        AccessState::Person(mut person) => {
            change_person(Arc::make_mut(&mut person), event);
            AccessState::Person(person)
        }
        AccessState::Email(_) if event == (AccessEvent::EmailReleased {}) => {
            AccessState::Email(Arc::new(EmailClaim { holder: None }))
        }
        AccessState::Key(mut key) if event == (AccessEvent::KeyRevoked {}) => {
            Arc::make_mut(&mut key).state = KeyState::Revoked;
            AccessState::Key(key)
        }
        AccessState::Session(mut session) if event == (AccessEvent::SessionClosed {}) => {
            Arc::make_mut(&mut session).state = SessionState::Closed;
            AccessState::Session(session)
        }
        AccessState::Invitation(mut invitation) => {
            if let AccessEvent::InvitationTaken { person } = event {
                Arc::make_mut(&mut invitation).state = InvitationState::Taken(person);
            }
            AccessState::Invitation(invitation)
        }
        state @ (AccessState::Directory(_)
        | AccessState::Email(_)
        | AccessState::Key(_)
        | AccessState::Session(_)) => state,
    }
}

fn change_organisation(organisation: &mut Organisation, event: AccessEvent) {
    if let AccessEvent::OrganisationRenamed { name } = event {
        organisation.name = name;
    } else if let AccessEvent::AdministratorsSet { administrators } = event {
        organisation.administrators = administrators;
    } else if event == (AccessEvent::OrganisationClosed {}) {
        organisation.state = OrganisationState::Closed;
    }
}

fn change_person(person: &mut Person, event: AccessEvent) {
    if let AccessEvent::PersonNamed { name, email } = event {
        person.name = Some(PersonName { name, email });
    } else if let AccessEvent::PasswordSet { password_hash } = event {
        person.password = Some(password_hash);
    } else if let AccessEvent::RolesSet { roles } = event {
        person.roles = roles;
    } else if event == (AccessEvent::PersonSuspended {}) {
        person.standing = Standing::Suspended;
    } else if event == (AccessEvent::PersonReinstated {}) {
        person.standing = Standing::Active;
    } else if event == (AccessEvent::PersonLeft {}) {
        person.standing = Standing::Left;
    }
}
