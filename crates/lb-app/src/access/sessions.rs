//! Commands about sessions of people.

use serde_json::{Value, json};

use crate::desk::{Circumstances, Decision, NewFact, Seen, Task};
use crate::journal::{Entity, Hash, Moment, OrganisationId};
use crate::refusal::Refusal;

use super::event::{AccessEvent, Purpose};
use super::name::{PersonId, organisation_entity, person_actor, person_entity, session_entity};
use super::password::PasswordHash;
use super::people::later;
use super::refusals::{not_signed_in, secret_in_use, seen, wrong_password};
use super::sign_on::unknown_sign_on;
use super::state::{AccessState, Person};

/// How long a session lasts at most: a shift.
pub const SESSION_HOURS: i64 = 12;
/// After how many minutes without a question a session ends.
pub const SESSION_IDLE_MINUTES: u32 = 120;

/// Why somebody is let in.
#[derive(Clone, Debug)]
pub enum Welcome {
    /// The edge has verified their password against this hash.
    Password(PasswordHash),
    /// Another place vouches for them, and the edge has verified its word.
    SignOn,
    /// The organisation is there to be tried out, and the edge has checked that the server may be.
    Demonstration,
}

/// Signs somebody in. They themselves may.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// The hash of the session's secret.
    pub session: Hash,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub welcome: Welcome,
}

impl OpenSession {
    fn find<'a>(&self, seen: &'a Seen) -> Option<&'a Person> {
        self::seen(seen, person_entity(self.person), AccessState::person)
    }
}

impl Task for OpenSession {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let organisation = self.find(seen).map(|person| organisation_entity(&person.organisation));
        let known = [person_entity(self.person), session_entity(self.session)];
        known.into_iter().chain(organisation).flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let person = self.find(seen).ok_or_else(wrong_password)?;
        let organisation = organisation_entity(&person.organisation)?;
        let organisation = seen.access(&organisation).and_then(AccessState::organisation);
        let organisation = organisation.ok_or_else(wrong_password)?;
        match &self.welcome {
            // The password was changed since it was verified.
            Welcome::Password(verified) if person.password.as_ref() != Some(verified) => {
                return Err(wrong_password());
            }
            Welcome::Demonstration if organisation.purpose != Purpose::Demonstration => {
                let detail = format!("expected a demonstration organisation, got {}", organisation.id);
                return Err(Refusal::new("access.not_demonstration", detail));
            }
            Welcome::SignOn if organisation.purpose == Purpose::Demonstration => {
                return Err(unknown_sign_on());
            }
            Welcome::Password(_) | Welcome::SignOn | Welcome::Demonstration => {}
        }
        if !person.may_act(organisation) {
            return Err(Refusal::new("access.suspended", "expected an account that may act at present"));
        }
        let who = (self.person, &person.organisation);
        let (fact, answer) = opening(seen, at.now, self.session, who)?;
        Ok(Decision { facts: vec![fact], answer })
    }
}

/// Returns the fact that a session begins, and what its person hears.
pub(super) fn opening(
    seen: &Seen,
    now: Moment,
    session: Hash,
    (person, organisation): (PersonId, &OrganisationId),
) -> Result<(NewFact, Value), Refusal> {
    let entity = session_entity(session)?;
    if seen.version(&entity) > 0 {
        return Err(secret_in_use("session", session));
    }
    let expires_at = later(now, SESSION_HOURS);
    let opened = AccessEvent::SessionOpened {
        person,
        organisation: organisation.clone(),
        expires_at,
        idle_minutes: SESSION_IDLE_MINUTES,
    };
    let answer = json!({
        "person": person.to_string(),
        "organisation": organisation.to_string(),
        "expires_at": expires_at.to_string(),
    });
    Ok((opened.about(entity)?, answer))
}

/// Signs somebody out. They themselves may; doing it twice changes nothing.
#[derive(Clone, Debug)]
pub struct CloseSession {
    /// The hash of the session's secret.
    pub session: Hash,
}

impl Task for CloseSession {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        session_entity(self.session).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let entity = session_entity(self.session)?;
        let session = seen.access(&entity).and_then(AccessState::session).ok_or_else(not_signed_in)?;
        if at.caller.author.actor != person_actor(session.person)? {
            return Err(not_signed_in());
        }
        let mut decision = Decision { answer: json!({}), ..Decision::default() };
        if session.lasts_at(at.now) {
            decision.facts.push(AccessEvent::SessionClosed {}.about(entity)?);
        }
        Ok(decision)
    }
}
