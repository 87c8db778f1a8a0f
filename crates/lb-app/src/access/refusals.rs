//! Refusals that several commands share, and looking at what they need.

use crate::desk::{Caller, Permission, Seen};
use crate::journal::{Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

use super::name::{KeyId, PersonId, directory_entity, organisation_entity};
use super::state::{AccessState, Directory, Organisation};

/// The longest name of a person, organisation or key, in characters.
const NAME_LENGTH_MAX: usize = 120;

/// Returns the refusal of whoever is not signed in, or no more.
#[must_use]
pub fn not_signed_in() -> Refusal {
    Refusal::new("access.not_signed_in", "expected a session or a key that is valid")
}

/// Returns the refusal of a wrong address or password; it never tells which, nor whether there is such an account.
#[must_use]
pub fn wrong_password() -> Refusal {
    Refusal::new("access.wrong_password", "expected the e-mail address and password of an account")
}

/// Returns the refusal of something that is for others.
#[must_use]
pub fn not_allowed(expected: &str) -> Refusal {
    Refusal::new("access.not_allowed", format!("expected {expected}"))
}

/// Returns the refusal of an organisation that is not there, or that the caller may not know of.
#[must_use]
pub fn unknown_organisation(id: &str) -> Refusal {
    Refusal::field("access.unknown_organisation", "organisation", "an organisation of this site", id)
}

/// Returns the refusal of a person who is not there, or whom the caller may not know of.
#[must_use]
pub fn unknown_person(id: &str) -> Refusal {
    Refusal::field("access.unknown_person", "person", "a person of your organisation", id)
}

/// Returns the refusal of a key that is not there, or that the caller may not know of.
#[must_use]
pub fn unknown_key(id: &str) -> Refusal {
    Refusal::field("access.unknown_key", "key", "a key of your organisation", id)
}

/// Returns the refusal of a link that leads nowhere. The secret is not said.
#[must_use]
pub fn unknown_invitation() -> Refusal {
    Refusal::new("access.unknown_invitation", "expected the link of an invitation")
}

/// Returns what is there of what was needed.
pub(super) fn seen<'a, T>(
    seen: &'a Seen,
    entity: Result<Entity, Refusal>,
    as_kind: impl FnOnce(&'a AccessState) -> Option<&'a T>,
) -> Option<&'a T> {
    as_kind(seen.access(&entity.ok()?)?)
}

/// Returns the directory.
pub(super) fn directory(seen: &Seen) -> Result<&Directory, Refusal> {
    let found = self::seen(seen, directory_entity(), AccessState::directory);
    found.ok_or_else(|| unknown_organisation("none"))
}

/// Returns an organisation that is open and that the caller acts for.
pub(super) fn own_organisation<'a>(
    seen: &'a Seen,
    caller: &Caller,
    id: &OrganisationId,
) -> Result<&'a Organisation, Refusal> {
    if !caller.acts_for(id) {
        return Err(unknown_organisation(id.as_str()));
    }
    let found = self::seen(seen, organisation_entity(id), AccessState::organisation);
    let organisation = found.ok_or_else(|| unknown_organisation(id.as_str()))?;
    if !organisation.is_open() {
        let detail = format!("expected an organisation that uses the site, got {id}, which is closed");
        return Err(Refusal::new("access.organisation_closed", detail));
    }
    Ok(organisation)
}

/// Refuses whoever does not administer an organisation: their own, or any at the operator.
pub(super) fn check_administers(caller: &Caller, organisation: &OrganisationId) -> Result<(), Refusal> {
    caller.check(Permission::Administer)?;
    if caller.acts_for(organisation) { Ok(()) } else { Err(unknown_organisation(organisation.as_str())) }
}

/// Returns a name without blanks around it.
///
/// # Errors
/// `access.bad_name` when nothing is left, it is too long, or it has characters that are not seen.
pub(super) fn name(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    let count = name.chars().count();
    if (1..=NAME_LENGTH_MAX).contains(&count) && !name.chars().any(char::is_control) {
        return Ok(name.to_owned());
    }
    let expected = format!("1 to {NAME_LENGTH_MAX} visible characters");
    Err(Refusal::field("access.bad_name", "name", expected, name))
}

/// Returns the refusal of a person, by their id.
pub(super) fn person_unknown(id: PersonId) -> Refusal {
    unknown_person(&id.to_string())
}

/// Returns the refusal of a key, by its id.
pub(super) fn key_unknown(id: KeyId) -> Refusal {
    unknown_key(&id.to_string())
}

/// Returns the refusal of a secret that is in use: chance is broken, or the same secret was sent twice.
pub(super) fn secret_in_use(what: &str, secret: Hash) -> Refusal {
    let hash = secret.to_string();
    let shown = hash.get(..12).unwrap_or_default();
    Refusal::new("access.secret_in_use", format!("expected a new secret for the {what}, got {shown}.."))
}
