//! Commands about organisations.

use serde_json::json;

use crate::desk::{Circumstances, Decision, OrganisationKind, Permission, Role, Seen, Task};
use crate::journal::{Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

use super::event::{AccessEvent, Purpose};
use super::name::{directory_entity, invitation_entity, organisation_entity};
use super::people::{INVITATION_HOURS, later};
use super::refusals::{check_administers, name, not_allowed, own_organisation, seen, unknown_organisation};
use super::state::{AccessState, OrganisationState};

/// Gives a site that nobody administers yet to whoever gets the link of an invitation.
///
/// Asked at the start of a server, by nobody's account; no route leads here. On a journal without a directory it opens that and
/// the operator's organisation; on one whose operator has no administrator it makes another invitation.
#[derive(Clone, Debug)]
pub struct Found {
    /// Who runs the site.
    pub operator: OrganisationId,
    /// The organisation's name.
    pub name: String,
    /// The hash of the link's secret.
    pub invitation: Hash,
}

impl Task for Found {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let opened = super::refusals::directory(seen).ok();
        let operator = opened.map_or(&self.operator, |directory| &directory.operator);
        [directory_entity(), organisation_entity(operator), invitation_entity(self.invitation)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let mut facts = Vec::new();
        let directory = super::refusals::seen(seen, directory_entity(), AccessState::directory);
        let operator = directory.map_or(&self.operator, |directory| &directory.operator);
        let organisation = organisation_entity(operator)?;
        if let Some(opened) = seen.access(&organisation).and_then(AccessState::organisation) {
            if !opened.administrators.is_empty() {
                let detail = format!("expected a site without administrators, got {operator} with some");
                return Err(Refusal::new("access.already_founded", detail));
            }
        } else {
            let pepper = Hash::from_bytes(at.randomness.draw());
            let opening = AccessEvent::DirectoryOpened { operator: operator.clone(), pepper };
            facts.push(opening.about(directory_entity()?)?);
            let (kind, name) = (OrganisationKind::Operator, name(&self.name)?);
            let opening = AccessEvent::OrganisationOpened { kind, name, purpose: Purpose::Business };
            facts.push(opening.about(organisation)?);
        }
        let expires_at = later(at.now, INVITATION_HOURS);
        let roles = [Role::Administrator].into_iter().collect();
        let invitation = AccessEvent::InvitationMade { organisation: operator.clone(), roles, expires_at };
        facts.push(invitation.about(invitation_entity(self.invitation)?)?);
        let answer = json!({ "organisation": operator.to_string(), "expires_at": expires_at.to_string() });
        Ok(Decision { facts, answer })
    }
}

/// Opens an organisation. The operator's administrators may.
#[derive(Clone, Debug)]
pub struct OpenOrganisation {
    /// Its id: for ever, since records name it.
    pub id: OrganisationId,
    /// What it is to the site.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
}

impl Task for OpenOrganisation {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        organisation_entity(&self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(Permission::Administer)?;
        if !at.caller.sees_all() {
            return Err(not_allowed("an administrator of the operator"));
        }
        let entity = organisation_entity(&self.id)?;
        if seen.version(&entity) > 0 {
            let id = self.id.as_str();
            return Err(Refusal::field("access.organisation_exists", "id", "an id that is free", id));
        }
        let opening = AccessEvent::OrganisationOpened {
            kind: self.kind,
            name: name(&self.name)?,
            purpose: Purpose::Business,
        };
        let answer = json!({ "id": self.id.to_string() });
        Ok(Decision { facts: vec![opening.about(entity)?], answer })
    }
}

/// Renames an organisation, or closes it.
///
/// Its own administrators may rename it, the operator's may do both; the operator's own organisation cannot be closed.
#[derive(Clone, Debug)]
pub struct ChangeOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name from now on.
    pub name: Option<String>,
    /// What becomes of it. A closed one is not opened again.
    pub state: Option<OrganisationState>,
}

impl Task for ChangeOrganisation {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        [directory_entity(), organisation_entity(&self.id)].into_iter().flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        check_administers(at.caller, &self.id)?;
        let organisation = own_organisation(seen, at.caller, &self.id)?;
        let is_closing = self.state == Some(OrganisationState::Closed);
        if is_closing {
            self.check_closing(seen, at)?;
        }
        let entity = organisation_entity(&self.id)?;
        let mut facts = Vec::new();
        if let Some(name) = &self.name {
            let name = self::name(name)?;
            if name != organisation.name {
                facts.push(AccessEvent::OrganisationRenamed { name }.about(entity.clone())?);
            }
        }
        if is_closing {
            facts.push(AccessEvent::OrganisationClosed {}.about(entity)?);
        }
        Ok(Decision { facts, answer: json!({ "id": self.id.to_string() }) })
    }
}

impl ChangeOrganisation {
    fn check_closing(&self, seen: &Seen, at: &Circumstances<'_>) -> Result<(), Refusal> {
        if !at.caller.sees_all() {
            return Err(not_allowed("an administrator of the operator"));
        }
        let directory = self::seen(seen, directory_entity(), AccessState::directory);
        let directory = directory.ok_or_else(|| unknown_organisation(self.id.as_str()))?;
        if directory.operator == self.id || *at.caller.organisation() == self.id {
            return Err(not_allowed("another organisation than the one that runs the site or asks"));
        }
        Ok(())
    }
}
