//! Commands about keys of programs.

use std::collections::BTreeSet;

use serde_json::json;

use crate::desk::{Circumstances, Decision, OrganisationKind, Permission, Seen, Task};
use crate::journal::{Entity, Hash, Moment, OrganisationId};
use crate::refusal::Refusal;

use super::event::AccessEvent;
use super::name::{KeyId, key_entity, organisation_entity};
use super::people::later;
use super::refusals::{check_administers, key_unknown, name, own_organisation, secret_in_use, seen};
use super::state::{AccessState, Key, KeyState};

/// How long a key is valid when nothing is said.
pub const KEY_DAYS_DEFAULT: i64 = 365;
/// How long a key is valid at most.
pub const KEY_DAYS_MAX: i64 = 730;

const HOURS_OF_DAY: i64 = 24;

/// Issues a key. An administrator of the organisation may, or of the operator.
#[derive(Clone, Debug)]
pub struct IssueKey {
    /// Its id.
    pub key: KeyId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What the organisation calls it.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Permission>,
    /// Until when; [`KEY_DAYS_DEFAULT`] where nothing is said.
    pub expires_at: Option<Moment>,
    /// The hash of its secret.
    pub secret_hash: Hash,
}

impl IssueKey {
    fn expiry(&self, now: Moment) -> Result<Moment, Refusal> {
        let expires_at = self.expires_at.unwrap_or_else(|| later(now, KEY_DAYS_DEFAULT * HOURS_OF_DAY));
        if expires_at > now && expires_at <= later(now, KEY_DAYS_MAX * HOURS_OF_DAY) {
            return Ok(expires_at);
        }
        let expected = format!("an instant within {KEY_DAYS_MAX} days from now");
        Err(Refusal::field("access.bad_expiry", "expires_at", expected, &expires_at.to_string()))
    }

    fn checked_scopes(&self, kind: OrganisationKind) -> Result<BTreeSet<Permission>, Refusal> {
        let is_beyond = self.scopes.iter().any(|scope| !kind.can_have(*scope));
        if is_beyond || self.scopes.is_empty() {
            let words: Vec<&str> = self.scopes.iter().map(|scope| scope.word()).collect();
            let expected = "at least one permission, each of which the organisation can have";
            return Err(Refusal::field("access.bad_scope", "scopes", expected, &words.join(", ")));
        }
        Ok(self.scopes.clone())
    }
}

impl Task for IssueKey {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        [organisation_entity(&self.organisation), key_entity(self.key)].into_iter().flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        check_administers(at.caller, &self.organisation)?;
        let organisation = own_organisation(seen, at.caller, &self.organisation)?;
        let entity = key_entity(self.key)?;
        if seen.version(&entity) > 0 {
            return Err(secret_in_use("key", self.secret_hash));
        }
        let expires_at = self.expiry(at.now)?;
        let issued = AccessEvent::KeyIssued {
            organisation: self.organisation.clone(),
            name: name(&self.name)?,
            scopes: self.checked_scopes(organisation.kind)?,
            expires_at,
            secret_hash: self.secret_hash,
        };
        let answer = json!({ "id": self.key.to_string(), "expires_at": expires_at.to_string() });
        Ok(Decision { facts: vec![issued.about(entity)?], answer })
    }
}

/// Revokes a key. An administrator of the organisation may, or of the operator.
#[derive(Clone, Debug)]
pub struct RevokeKey {
    /// Which.
    pub key: KeyId,
}

impl RevokeKey {
    fn find<'a>(&self, seen: &'a Seen) -> Option<&'a Key> {
        self::seen(seen, key_entity(self.key), AccessState::key)
    }
}

impl Task for RevokeKey {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        key_entity(self.key).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(Permission::Administer)?;
        let key = self.find(seen).filter(|key| at.caller.acts_for(&key.organisation));
        let key = key.ok_or_else(|| key_unknown(self.key))?;
        let mut decision = Decision { answer: json!({ "id": self.key.to_string() }), ..Decision::default() };
        if key.state == KeyState::Issued {
            decision.facts.push(AccessEvent::KeyRevoked {}.about(key_entity(self.key)?)?);
        }
        Ok(decision)
    }
}
