//! Names of accounts, and what each is called in the journal.

use lb_base::uuid_id;

use crate::journal::{ActorId, Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

use super::email::EmailAddress;

uuid_id! {
    /// Somebody with an account.
    pub struct PersonId;
    /// What a program signs in with.
    pub struct KeyId;
}

/// Returns the entity of a kind with a name.
///
/// # Errors
/// None that can happen for the names of this module: UUIDs, hashes and ids keep the rule of names.
fn entity(kind: &str, id: &str) -> Result<Entity, Refusal> {
    let unnameable =
        |error: lb_base::IdError| Refusal::field("request.bad_value", "id", error.to_string(), id);
    Ok(Entity { kind: kind.parse().map_err(unnameable)?, id: id.parse().map_err(unnameable)? })
}

/// Returns the directory's name in the journal.
///
/// # Errors
/// None that can happen.
pub fn directory_entity() -> Result<Entity, Refusal> {
    entity("directory", "site")
}

/// Returns an organisation's name in the journal.
///
/// # Errors
/// None that can happen.
pub fn organisation_entity(id: &OrganisationId) -> Result<Entity, Refusal> {
    entity("organisation", id.as_str())
}

/// Returns a person's name in the journal.
///
/// # Errors
/// None that can happen.
pub fn person_entity(id: PersonId) -> Result<Entity, Refusal> {
    entity("person", &id.to_string())
}

/// Returns a key's name in the journal.
///
/// # Errors
/// None that can happen.
pub fn key_entity(id: KeyId) -> Result<Entity, Refusal> {
    entity("key", &id.to_string())
}

/// Returns the name in the journal of a session with this hash of its secret.
///
/// # Errors
/// None that can happen.
pub fn session_entity(secret: Hash) -> Result<Entity, Refusal> {
    entity("session", &secret.to_string())
}

/// Returns the name in the journal of an invitation with this hash of its secret.
///
/// # Errors
/// None that can happen.
pub fn invitation_entity(secret: Hash) -> Result<Entity, Refusal> {
    entity("invitation", &secret.to_string())
}

/// Returns the name in the journal of an e-mail address: SHA-256(secret of the directory, address), so that nobody who sees
/// the chain without that secret can tell whether an address is in it.
///
/// # Errors
/// None that can happen.
pub fn email_entity(pepper: Hash, email: &EmailAddress) -> Result<Entity, Refusal> {
    entity("email", &Hash::of(&[pepper.as_bytes(), email.as_str().as_bytes()]).to_string())
}

/// Returns how a person stands in records as the one who acted.
///
/// # Errors
/// None that can happen.
pub fn person_actor(id: PersonId) -> Result<ActorId, Refusal> {
    actor(&format!("person.{id}"))
}

/// Returns how a key stands in records as the one who acted.
///
/// # Errors
/// None that can happen.
pub fn key_actor(id: KeyId) -> Result<ActorId, Refusal> {
    actor(&format!("key.{id}"))
}

fn actor(name: &str) -> Result<ActorId, Refusal> {
    name.parse().map_err(|error: lb_base::IdError| {
        Refusal::field("request.bad_value", "actor", error.to_string(), name)
    })
}
