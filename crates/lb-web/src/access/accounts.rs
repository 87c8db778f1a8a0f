//! What the routes of accounts share: the site's desk, who is signed in, the counters of wrong passwords.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::available_parallelism;

use lb_app::access::password::{self, PasswordHash};
use lb_app::access::{
    AccessState, KeyId, KeyRow, Organisation, Person, PersonId, Purpose, Secret, SecretKind, Session,
    directory_entity, key_entity, key_with_hash, not_signed_in, organisation_entity, person_entity,
    session_entity,
};
use lb_app::desk::{Caller, Desk, Task};
use lb_app::journal::{Entity, Fault, Hash, Idempotency, Lookup, Moment, OrganisationId, Receipt, Value};

use super::cookie::SessionCookie;
use super::front::Front;
use super::oidc::{BadSetting, Oidc, OidcSettings};
use super::tries::Tries;
use crate::gate::Gate;
use crate::problem::Problem;

/// How long somebody who was looked up is known without looking again.
pub const KEPT_SECONDS: i64 = 3;

/// Passwords that wait for a core.
const HASHING_WAITING_MAX: usize = 64;
/// Sessions and keys known at once.
const KEPT_MAX: usize = 50_000;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;

/// Whether everybody may sign in to the demonstration organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demonstration {
    /// Everybody who reaches the server.
    Open,
    /// Nobody; who was signed in to one is not any more.
    Closed,
}

/// Who can reach the server. Only where nobody else can, a demonstration can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// This machine.
    Loopback {
        /// The port, which tells apart the servers of this machine.
        port: u16,
        /// Whether the demonstration is open.
        demonstration: Demonstration,
    },
    /// Others, through a proxy with TLS.
    Public,
}

impl Exposure {
    /// Returns the port that tells apart the servers of this machine, where only this machine reaches them.
    const fn loopback_port(self) -> Option<u16> {
        match self {
            Self::Loopback { port, .. } => Some(port),
            Self::Public => None,
        }
    }
}

/// What somebody signed in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// A session, by the hash of its secret, and its person.
    Session(Hash, PersonId),
    /// A key.
    Key(KeyId),
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Who asks, and what they may.
    pub caller: Caller,
    /// With what.
    pub account: Account,
    /// Until when at most.
    pub expires_at: Moment,
}

/// An identity at hand.
struct Kept {
    identity: Arc<Identity>,
    /// When it was looked up.
    checked_at: Moment,
    /// When it last asked.
    asked_at: Moment,
    /// After how long without a question it is signed out.
    idle: Option<i64>,
}

/// The identities at hand, by the hashes of their secrets.
struct Shelf {
    kept: HashMap<Hash, Kept>,
    /// Since when none was forgotten: what is not here has not asked since.
    since: Moment,
}

/// Accounts behind their routes.
pub struct Accounts {
    front: Arc<dyn Front>,
    exposure: Exposure,
    oidc: Option<Arc<Oidc>>,
    /// The cookie of sessions.
    pub cookie: SessionCookie,
    /// Wrong passwords.
    pub tries: Tries,
    hashing: Gate,
    shelf: Mutex<Shelf>,
    pepper: OnceLock<Hash>,
}

impl Accounts {
    /// Returns the accounts of a server.
    #[must_use]
    pub fn new(front: Arc<dyn Front>, exposure: Exposure) -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        let since = front.now();
        Self {
            front,
            exposure,
            oidc: None,
            cookie: SessionCookie::new(exposure.loopback_port()),
            tries: Tries::default(),
            hashing: Gate::new(cores, HASHING_WAITING_MAX),
            shelf: Mutex::new(Shelf { kept: HashMap::new(), since }),
            pepper: OnceLock::new(),
        }
    }

    /// Returns the accounts with another place by which people may sign in.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn with_oidc(self, settings: OidcSettings) -> Result<Self, BadSetting> {
        let oidc = Oidc::new(settings, self.exposure.loopback_port())?;
        Ok(Self { oidc: Some(Arc::new(oidc)), ..self })
    }

    /// Returns the other place by which people may sign in, where there is one.
    #[must_use]
    pub const fn oidc(&self) -> Option<&Arc<Oidc>> {
        self.oidc.as_ref()
    }

    /// Returns whether the demonstration is open.
    #[must_use]
    pub const fn demonstration(&self) -> Demonstration {
        match self.exposure {
            Exposure::Loopback { demonstration, .. } => demonstration,
            Exposure::Public => Demonstration::Closed,
        }
    }

    /// Returns the instant at which the request is handled.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.front.now()
    }

    /// Draws from the site's randomness.
    #[must_use]
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        self.desk().draw()
    }

    /// Draws a secret.
    #[must_use]
    pub fn draw_secret(&self, kind: SecretKind) -> Secret {
        Secret::from_bytes(kind, self.draw())
    }

    /// Has a command decided and recorded.
    ///
    /// # Errors
    /// The refusal, or a fault.
    pub async fn ask(
        &self,
        task: impl Task + 'static,
        caller: Caller,
        idempotency: Idempotency,
    ) -> Result<Receipt, Problem> {
        self.front.ask(Arc::new(task), caller, idempotency).await
    }

    /// Returns rows of a table.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn rows(&self, lookup: &Lookup) -> Result<Vec<Vec<Value>>, Problem> {
        self.desk().journal().rows(lookup).await.map_err(|error| fault(&error))
    }

    /// Returns an organisation.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, Problem> {
        let state = self.look(&organisation_entity(id)?).await?;
        Ok(state.and_then(|state| state.organisation().cloned()))
    }

    /// Returns a person.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, Problem> {
        Ok(self.look(&person_entity(id)?).await?.and_then(|state| state.person().cloned()))
    }

    /// Returns what an entity of accounts is.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn look(&self, entity: &Entity) -> Result<Option<AccessState>, Problem> {
        let sight = self.desk().look(entity).await.map_err(|error| fault(&error))?;
        Ok(sight.state.and_then(|state| state.access().cloned()))
    }

    /// Returns what goes into the names of e-mail addresses; nothing on a site without accounts.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn pepper(&self) -> Result<Option<Hash>, Problem> {
        if let Some(pepper) = self.pepper.get() {
            return Ok(Some(*pepper));
        }
        let directory = self.look(&directory_entity()?).await?;
        let found = directory.as_ref().and_then(AccessState::directory).map(|directory| directory.pepper);
        Ok(found.map(|pepper| *self.pepper.get_or_init(|| pepper)))
    }

    /// Returns a password's hash, on a thread that may take its time.
    ///
    /// # Errors
    /// `server.busy`, or a fault.
    pub async fn hash(&self, password: String) -> Result<PasswordHash, Problem> {
        let salt = self.draw();
        self.hashing.run(move || password::hash(&password, salt)).await?.map_err(|error| fault(&error))
    }

    /// Returns whether a password is that of a hash; without one it takes as long and is not.
    ///
    /// # Errors
    /// `server.busy`, or a fault.
    pub async fn verify(&self, password: String, hashed: Option<PasswordHash>) -> Result<bool, Problem> {
        Ok(self.hashing.run(move || password::verify(&password, hashed.as_ref())).await?)
    }

    /// Returns whose session it is that has a secret, if it lasts.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn identify_session(&self, secret: &Secret) -> Result<Option<Arc<Identity>>, Problem> {
        let (hash, now) = (secret.hash(), self.now());
        match self.at_hand(hash, now) {
            AtHand::Known(identity) => return Ok(Some(identity)),
            AtHand::Idle => return Ok(None),
            AtHand::Unknown => {}
        }
        let state = self.look(&session_entity(hash)?).await?;
        let Some(session) = state.as_ref().and_then(AccessState::session).filter(|s| s.lasts_at(now)) else {
            return Ok(None);
        };
        let (person, organisation) =
            (self.person(session.person).await?, self.organisation(&session.organisation).await?);
        let (Some(person), Some(organisation)) = (person, organisation) else { return Ok(None) };
        if !self.may_be_served(&organisation) {
            return Ok(None);
        }
        let Ok(caller) = person.caller(&organisation) else { return Ok(None) };
        let account = Account::Session(hash, person.id);
        let identity = Arc::new(Identity { caller, account, expires_at: session.expires_at });
        Ok(self.keep(hash, identity, Some(session)))
    }

    /// Returns whose key it is that has a secret, if it is valid.
    ///
    /// # Errors
    /// `access.key_expired`, or a fault of the journal.
    pub async fn identify_key(&self, secret: &Secret) -> Result<Option<Arc<Identity>>, Problem> {
        let (hash, now) = (secret.hash(), self.now());
        match self.at_hand(hash, now) {
            AtHand::Known(identity) => return Ok(Some(identity)),
            AtHand::Idle => return Ok(None),
            AtHand::Unknown => {}
        }
        let rows = self.rows(&key_with_hash(hash)).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let row = KeyRow::read(row).map_err(|error| fault(&error))?;
        let state = self.look(&key_entity(row.id)?).await?;
        let Some(key) = state.as_ref().and_then(AccessState::key) else { return Ok(None) };
        let Some(organisation) = self.organisation(&key.organisation).await? else { return Ok(None) };
        if !self.may_be_served(&organisation) {
            return Ok(None);
        }
        let caller = match key.caller(&organisation, now) {
            Ok(caller) => caller,
            Err(refusal) if refusal.code == not_signed_in().code => return Ok(None),
            Err(refusal) => return Err(refusal.into()),
        };
        let identity = Identity { caller, account: Account::Key(key.id), expires_at: key.expires_at };
        Ok(self.keep(hash, Arc::new(identity), None))
    }

    /// Looks everybody up again before they are answered next, because somebody may do something else now.
    pub fn distrust(&self) {
        // No answer depends on the order.
        self.shelf().kept.values_mut().for_each(|kept| kept.checked_at = Moment::EPOCH);
    }

    fn desk(&self) -> &Desk {
        self.front.desk()
    }

    fn may_be_served(&self, organisation: &Organisation) -> bool {
        organisation.purpose == Purpose::Business || self.demonstration() == Demonstration::Open
    }

    fn at_hand(&self, hash: Hash, now: Moment) -> AtHand {
        let mut shelf = self.shelf();
        let Some(kept) = shelf.kept.get_mut(&hash) else { return AtHand::Unknown };
        if kept.is_idle_at(now) {
            return AtHand::Idle;
        }
        let is_fresh = now.micros() < kept.checked_at.micros().saturating_add(KEPT_SECONDS * SECOND);
        if !is_fresh || now >= kept.identity.expires_at {
            return AtHand::Unknown;
        }
        kept.asked_at = now;
        AtHand::Known(Arc::clone(&kept.identity))
    }

    /// Keeps an identity that was looked up; nothing when it had been idle for too long.
    fn keep(&self, hash: Hash, identity: Arc<Identity>, session: Option<&Session>) -> Option<Arc<Identity>> {
        let now = self.now();
        let mut shelf = self.shelf();
        if shelf.kept.len() >= KEPT_MAX && !shelf.kept.contains_key(&hash) {
            shelf.forget_old(now);
        }
        let begun = session.map_or(now, |session| session.opened_at.max(shelf.since));
        let asked_at = shelf.kept.get(&hash).map_or(begun, |kept| kept.asked_at);
        let idle = session.map(|session| i64::from(session.idle_minutes).saturating_mul(MINUTE));
        let mut kept = Kept { identity: Arc::clone(&identity), checked_at: now, asked_at, idle };
        let is_idle = kept.is_idle_at(now);
        if !is_idle {
            kept.asked_at = now;
        }
        shelf.kept.insert(hash, kept);
        (!is_idle).then_some(identity)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Whoever panicked left whole identities behind.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of a secret without asking the journal.
enum AtHand {
    Known(Arc<Identity>),
    Idle,
    Unknown,
}

impl Kept {
    fn is_idle_at(&self, now: Moment) -> bool {
        self.idle.is_some_and(|idle| now.micros().saturating_sub(self.asked_at.micros()) > idle)
    }
}

impl Shelf {
    /// Forgets those that have not asked for the longest.
    fn forget_old(&mut self, now: Moment) {
        let mut asked: Vec<Moment> = self.kept.values().map(|kept| kept.asked_at).collect();
        asked.sort_unstable();
        let middle = asked.get(asked.len() / 2).copied().unwrap_or(now);
        self.kept.retain(|_, kept| kept.asked_at > middle);
        self.since = now;
    }
}

/// Returns the problem of a world that fails. What failed is not for whoever asks.
pub fn fault(_: &Fault) -> Problem {
    Problem::new("server.fault", "the server failed while answering")
}
