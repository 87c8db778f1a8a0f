//! The account of somebody whom another place vouches for.

use std::collections::BTreeSet;

use crate::desk::{Circumstances, Decision, Role, Seen, Task};
use crate::journal::{Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

use super::email::EmailAddress;
use super::event::{AccessEvent, Purpose};
use super::name::{
    PersonId, directory_entity, email_entity, organisation_entity, person_entity, session_entity,
};
use super::people::{administrators_after, check_free, some_roles};
use super::refusals::{directory, name, own_organisation};
use super::sessions::opening;

/// Returns the refusal of somebody whom the place vouches for and who has no account.
#[must_use]
pub fn unknown_sign_on() -> Refusal {
    Refusal::new("access.oidc_unknown_person", "expected the e-mail address of an account")
}

/// Makes an account for somebody whom another place vouches for, and signs them in. The edge has verified the place's word,
/// and that the operator lets people in by it. The account has no password.
#[derive(Clone, Debug)]
pub struct JoinBySignOn {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What for.
    pub roles: BTreeSet<Role>,
    /// The new account's id.
    pub person: PersonId,
    /// What the person is called.
    pub name: String,
    /// Their e-mail address, which the place has verified.
    pub email: EmailAddress,
    /// The hash of the session's secret.
    pub session: Hash,
}

impl JoinBySignOn {
    fn email_entity(&self, seen: &Seen) -> Result<Entity, Refusal> {
        email_entity(directory(seen)?.pepper, &self.email)
    }
}

impl Task for JoinBySignOn {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let always = [
            directory_entity(),
            organisation_entity(&self.organisation),
            person_entity(self.person),
            session_entity(self.session),
        ];
        always.into_iter().chain([self.email_entity(seen)]).flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let organisation = own_organisation(seen, at.caller, &self.organisation)?;
        if organisation.purpose == Purpose::Demonstration {
            return Err(unknown_sign_on());
        }
        let (person, email) = (person_entity(self.person)?, self.email_entity(seen)?);
        check_free(seen, &email)?;
        if seen.version(&person) > 0 {
            return Err(Refusal::field("request.bad_value", "person", "a new id", &self.person.to_string()));
        }
        let roles = some_roles(&self.roles)?;
        let administers = roles.contains(&Role::Administrator);
        let joined = AccessEvent::PersonJoined { organisation: self.organisation.clone(), roles };
        let named =
            AccessEvent::PersonNamed { name: name(&self.name)?, email: self.email.as_str().to_owned() };
        let mut facts = vec![
            joined.about(person.clone())?,
            named.about(person)?,
            AccessEvent::EmailClaimed { person: self.person }.about(email)?,
        ];
        facts.extend(administrators_after(organisation, self.person, administers)?);
        let (session, answer) = opening(seen, at.now, self.session, (self.person, &self.organisation))?;
        facts.push(session);
        Ok(Decision { facts, answer })
    }
}
