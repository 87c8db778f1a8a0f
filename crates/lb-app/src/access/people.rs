//! Commands about people.

use std::collections::BTreeSet;

use serde_json::json;

use crate::desk::{Circumstances, Decision, NewFact, Role, Seen, Task};
use crate::journal::{Entity, Hash, Moment, OrganisationId};
use crate::refusal::Refusal;

use super::email::EmailAddress;
use super::event::{AccessEvent, Standing};
use super::name::{
    PersonId, directory_entity, email_entity, invitation_entity, organisation_entity, person_actor,
    person_entity, session_entity,
};
use super::password::PasswordHash;
use super::refusals::{
    check_administers, directory, name, not_allowed, own_organisation, person_unknown, secret_in_use, seen,
    unknown_invitation, wrong_password,
};
use super::sessions::opening;
use super::state::{AccessState, InvitationState, Organisation, Person};

/// How long the link of an invitation leads anywhere.
pub const INVITATION_HOURS: i64 = 72;

/// Returns the instant some hours later.
pub(super) fn later(now: Moment, hours: i64) -> Moment {
    const MICROS: i64 = 3_600_000_000;
    Moment::from_micros(now.micros().saturating_add(hours.saturating_mul(MICROS))).unwrap_or(now)
}

/// Returns roles, at least one.
pub(super) fn some_roles(roles: &BTreeSet<Role>) -> Result<BTreeSet<Role>, Refusal> {
    if roles.is_empty() {
        return Err(Refusal::field("access.no_role", "roles", "at least one role", ""));
    }
    Ok(roles.clone())
}

/// Invites somebody. An administrator of the organisation may, or of the operator.
#[derive(Clone, Debug)]
pub struct Invite {
    /// To which organisation.
    pub organisation: OrganisationId,
    /// What for.
    pub roles: BTreeSet<Role>,
    /// The hash of the link's secret.
    pub invitation: Hash,
}

impl Task for Invite {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        [organisation_entity(&self.organisation), invitation_entity(self.invitation)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        check_administers(at.caller, &self.organisation)?;
        own_organisation(seen, at.caller, &self.organisation)?;
        let entity = invitation_entity(self.invitation)?;
        if seen.version(&entity) > 0 {
            return Err(secret_in_use("invitation", self.invitation));
        }
        let expires_at = later(at.now, INVITATION_HOURS);
        let (organisation, roles) = (self.organisation.clone(), some_roles(&self.roles)?);
        let made = AccessEvent::InvitationMade { organisation, roles, expires_at };
        let answer = json!({
            "organisation": self.organisation.to_string(),
            "expires_at": expires_at.to_string(),
        });
        Ok(Decision { facts: vec![made.about(entity)?], answer })
    }
}

/// Makes an account out of an invitation, and signs it in. Whoever has the link may.
#[derive(Clone, Debug)]
pub struct TakeInvitation {
    /// The hash of the link's secret.
    pub invitation: Hash,
    /// The new account's id.
    pub person: PersonId,
    /// What the person is called.
    pub name: String,
    /// Their e-mail address.
    pub email: EmailAddress,
    /// Their password's hash; the edge has checked the password.
    pub password_hash: PasswordHash,
    /// The hash of the session's secret.
    pub session: Hash,
}

impl TakeInvitation {
    fn email_entity(&self, seen: &Seen) -> Result<Entity, Refusal> {
        email_entity(directory(seen)?.pepper, &self.email)
    }
}

impl Task for TakeInvitation {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let invitation = invitation_entity(self.invitation);
        let made = self::seen(seen, invitation.clone(), AccessState::invitation);
        let organisation = made.map(|made| organisation_entity(&made.organisation));
        let always =
            [directory_entity(), invitation, person_entity(self.person), session_entity(self.session)];
        always.into_iter().chain(organisation).chain([self.email_entity(seen)]).flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let made = self::seen(seen, invitation_entity(self.invitation), AccessState::invitation);
        let made = made.ok_or_else(unknown_invitation)?;
        if made.state != InvitationState::Open {
            return Err(Refusal::new("access.invitation_used", "expected the link of an open invitation"));
        }
        if at.now >= made.expires_at {
            let detail =
                format!("expected a link that is valid, got one that expired at {}", made.expires_at);
            return Err(Refusal::new("access.invitation_expired", detail));
        }
        let organisation = own_organisation(seen, at.caller, &made.organisation)?;
        let (person, email) = (person_entity(self.person)?, self.email_entity(seen)?);
        check_free(seen, &email)?;
        if seen.version(&person) > 0 {
            return Err(Refusal::field("request.bad_value", "person", "a new id", &self.person.to_string()));
        }
        let joined =
            AccessEvent::PersonJoined { organisation: made.organisation.clone(), roles: made.roles.clone() };
        let named =
            AccessEvent::PersonNamed { name: name(&self.name)?, email: self.email.as_str().to_owned() };
        let password = AccessEvent::PasswordSet { password_hash: self.password_hash.clone() };
        let mut facts = vec![
            joined.about(person.clone())?,
            named.about(person.clone())?,
            password.about(person)?,
            AccessEvent::EmailClaimed { person: self.person }.about(email)?,
            AccessEvent::InvitationTaken { person: self.person }
                .about(invitation_entity(self.invitation)?)?,
        ];
        facts.extend(administrators_after(
            organisation,
            self.person,
            made.roles.contains(&Role::Administrator),
        )?);
        let (session, answer) = opening(seen, at.now, self.session, (self.person, &made.organisation))?;
        facts.push(session);
        Ok(Decision { facts, answer })
    }
}

/// Refuses an address that leads to somebody.
pub(super) fn check_free(seen: &Seen, email: &Entity) -> Result<(), Refusal> {
    let holder = seen.access(email).and_then(AccessState::email).and_then(|claim| claim.holder);
    match holder {
        None => Ok(()),
        Some(_) => Err(Refusal::new("access.email_taken", "email: expected an address that is free")),
    }
}

/// Returns what changes about who administers an organisation, when somebody does or does not.
pub(super) fn administrators_after(
    organisation: &Organisation,
    person: PersonId,
    administers: bool,
) -> Result<Option<NewFact>, Refusal> {
    let mut administrators = organisation.administrators.clone();
    let is_changed = if administers { administrators.insert(person) } else { administrators.remove(&person) };
    if !is_changed {
        return Ok(None);
    }
    let set = AccessEvent::AdministratorsSet { administrators };
    set.about(organisation_entity(&organisation.id)?).map(Some)
}

/// Changes what a person may do. An administrator of the organisation may, or of the operator.
///
/// Nobody may leave the own organisation without an administrator; the operator may leave a customer without.
#[derive(Clone, Debug)]
pub struct ChangePerson {
    /// Who.
    pub person: PersonId,
    /// Their roles from now on, all of them.
    pub roles: Option<BTreeSet<Role>>,
    /// Whether they may act from now on. Whoever left does not come back; their address is free again.
    pub standing: Option<Standing>,
}

impl ChangePerson {
    fn find<'a>(&self, seen: &'a Seen) -> Option<&'a Person> {
        self::seen(seen, person_entity(self.person), AccessState::person)
    }

    /// Returns the name of the person's address; nothing when it is unknown or was erased.
    fn email(&self, seen: &Seen) -> Option<Entity> {
        let email: EmailAddress = self.find(seen)?.name.as_ref()?.email.parse().ok()?;
        email_entity(directory(seen).ok()?.pepper, &email).ok()
    }

    fn standing_facts(&self, seen: &Seen, person: &Person) -> Result<Vec<NewFact>, Refusal> {
        let Some(standing) = self.standing.filter(|standing| *standing != person.standing) else {
            return Ok(Vec::new());
        };
        let event = match standing {
            Standing::Active => AccessEvent::PersonReinstated {},
            Standing::Suspended => AccessEvent::PersonSuspended {},
            Standing::Left => AccessEvent::PersonLeft {},
        };
        let mut facts = vec![event.about(person_entity(self.person)?)?];
        if let (Standing::Left, Some(email)) = (standing, self.email(seen)) {
            let claim = seen.access(&email).and_then(AccessState::email);
            if claim.is_some_and(|claim| claim.holder == Some(self.person)) {
                facts.push(AccessEvent::EmailReleased {}.about(email)?);
            }
        }
        Ok(facts)
    }
}

impl Task for ChangePerson {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let organisation = self.find(seen).map(|person| organisation_entity(&person.organisation));
        let known = [directory_entity(), person_entity(self.person)].into_iter().chain(organisation);
        known.flatten().chain(self.email(seen)).collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(crate::desk::Permission::Administer)?;
        let person = self.find(seen).filter(|person| at.caller.acts_for(&person.organisation));
        let person = person.ok_or_else(|| person_unknown(self.person))?;
        let organisation = own_organisation(seen, at.caller, &person.organisation)?;
        if person.standing == Standing::Left {
            return Err(Refusal::new(
                "access.person_left",
                "expected a person who belongs to the organisation",
            ));
        }
        let mut facts = Vec::new();
        let roles = self.roles.as_ref().map(some_roles).transpose()?.unwrap_or_else(|| person.roles.clone());
        if roles != person.roles {
            facts.push(AccessEvent::RolesSet { roles: roles.clone() }.about(person_entity(self.person)?)?);
        }
        facts.extend(self.standing_facts(seen, person)?);
        let is_active = self.standing.unwrap_or(person.standing) == Standing::Active;
        let administers = is_active && roles.contains(&Role::Administrator);
        let is_own = *at.caller.organisation() == organisation.id;
        let administrators = &organisation.administrators;
        let is_last = administrators.contains(&person.id) && administrators.len() == 1;
        if is_own && is_last && !administers {
            let detail = "expected another administrator of the organisation who stays";
            return Err(Refusal::new("access.last_administrator", detail));
        }
        facts.extend(administrators_after(organisation, self.person, administers)?);
        Ok(Decision { facts, answer: json!({ "id": self.person.to_string() }) })
    }
}

/// Sets a person's password. They themselves may, after the edge has verified the one before.
#[derive(Clone, Debug)]
pub struct SetPassword {
    /// Who.
    pub person: PersonId,
    /// The hash that the edge has verified: that of the password before.
    pub verified: PasswordHash,
    /// The hash of the password from now on; the edge has checked the password.
    pub password_hash: PasswordHash,
    /// The person's other sessions, which end.
    pub closing: Vec<Hash>,
}

impl Task for SetPassword {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        let sessions = self.closing.iter().map(|session| session_entity(*session));
        [person_entity(self.person)].into_iter().chain(sessions).flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        if at.caller.author.actor != person_actor(self.person)? {
            return Err(not_allowed("the person whose password it is"));
        }
        let person = self::seen(seen, person_entity(self.person), AccessState::person);
        let person = person.ok_or_else(|| person_unknown(self.person))?;
        if person.standing != Standing::Active || person.password.as_ref() != Some(&self.verified) {
            return Err(wrong_password());
        }
        let set = AccessEvent::PasswordSet { password_hash: self.password_hash.clone() };
        let mut facts = vec![set.about(person_entity(self.person)?)?];
        for session in &self.closing {
            let entity = session_entity(*session)?;
            let open = seen.access(&entity).and_then(AccessState::session);
            if open.is_some_and(|session| session.person == self.person && session.lasts_at(at.now)) {
                facts.push(AccessEvent::SessionClosed {}.about(entity)?);
            }
        }
        Ok(Decision { facts, answer: json!({ "id": self.person.to_string() }) })
    }
}
