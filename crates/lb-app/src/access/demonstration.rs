//! Organisations to try the program with.

use std::collections::BTreeSet;

use serde_json::json;

use crate::desk::{Circumstances, Decision, NewFact, OrganisationKind, Role, Seen, Task};
use crate::journal::{Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

use super::email::EmailAddress;
use super::event::{AccessEvent, Purpose};
use super::name::{PersonId, directory_entity, organisation_entity, person_entity};
use super::refusals::{name, seen};
use super::state::{AccessState, Directory};

/// Somebody of a demonstration organisation. They have no password: only a server on a loopback address signs them in.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Their id, if they are not there yet.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// An address that receives nothing.
    pub email: EmailAddress,
    /// What they may do.
    pub roles: BTreeSet<Role>,
}

/// An organisation to try the program with.
#[derive(Clone, Debug)]
pub struct DemoOrganisation {
    /// Its id.
    pub id: OrganisationId,
    /// What it is to the site.
    pub kind: OrganisationKind,
    /// Its name, which says that it is one to try with.
    pub name: String,
    /// Who is signed in for it.
    pub person: DemoPerson,
}

/// Opens the demonstration organisations that are not there yet, on a site that has none of business.
///
/// Asked at the start of a server on a loopback address, by nobody's account; no route leads here.
#[derive(Clone, Debug)]
pub struct Demonstrate {
    /// The organisations; the first one is the operator.
    pub organisations: Vec<DemoOrganisation>,
}

impl Demonstrate {
    fn open(&self, organisation: &DemoOrganisation) -> Result<Vec<NewFact>, Refusal> {
        let entity = organisation_entity(&organisation.id)?;
        let person = &organisation.person;
        let account = person_entity(person.id)?;
        let opened = AccessEvent::OrganisationOpened {
            kind: organisation.kind,
            name: name(&organisation.name)?,
            purpose: Purpose::Demonstration,
        };
        let joined =
            AccessEvent::PersonJoined { organisation: organisation.id.clone(), roles: person.roles.clone() };
        let named =
            AccessEvent::PersonNamed { name: name(&person.name)?, email: person.email.as_str().to_owned() };
        let mut facts =
            vec![opened.about(entity.clone())?, joined.about(account.clone())?, named.about(account)?];
        if person.roles.contains(&Role::Administrator) {
            let administrators = [person.id].into_iter().collect();
            facts.push(AccessEvent::AdministratorsSet { administrators }.about(entity)?);
        }
        Ok(facts)
    }

    /// Refuses a site that has organisations of business.
    fn check(seen: &Seen, directory: &Directory) -> Result<(), Refusal> {
        let operator = self::seen(seen, organisation_entity(&directory.operator), AccessState::organisation);
        if operator.is_some_and(|operator| operator.purpose == Purpose::Demonstration) {
            return Ok(());
        }
        let detail =
            format!("expected a site that is there to be tried out, got one of {}", directory.operator);
        Err(Refusal::new("access.not_demonstration", detail))
    }
}

impl Task for Demonstrate {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let directory = self::seen(seen, directory_entity(), AccessState::directory);
        let operator = directory.map(|directory| organisation_entity(&directory.operator));
        let organisations = self.organisations.iter().flat_map(|organisation| {
            [organisation_entity(&organisation.id), person_entity(organisation.person.id)]
        });
        [directory_entity()].into_iter().chain(operator).chain(organisations).flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let mut facts = Vec::new();
        match self::seen(seen, directory_entity(), AccessState::directory) {
            Some(directory) => Self::check(seen, directory)?,
            None => {
                let first = self.organisations.first();
                let first =
                    first.filter(|organisation| organisation.kind == OrganisationKind::Operator).ok_or_else(
                        || Refusal::new("access.not_demonstration", "expected an operator before all others"),
                    )?;
                let pepper = Hash::from_bytes(at.randomness.draw());
                let opened = AccessEvent::DirectoryOpened { operator: first.id.clone(), pepper };
                facts.push(opened.about(directory_entity()?)?);
            }
        }
        for organisation in &self.organisations {
            if seen.version(&organisation_entity(&organisation.id)?) == 0 {
                facts.extend(self.open(organisation)?);
            }
        }
        Ok(Decision { facts, answer: json!({}) })
    }
}

/// Returns the organisations that the program is tried with: the base, a grain trader, a forwarder, two railways, each with a person whose
/// id is drawn.
///
/// # Errors
/// None that can happen: the names are fixed.
pub fn demonstration(mut draw: impl FnMut() -> PersonId) -> Result<Vec<DemoOrganisation>, Refusal> {
    let operator = [Role::Dispatcher, Role::Administrator];
    let partner = [Role::Recorder, Role::Dispatcher, Role::Administrator];
    let customer = [Role::Recorder, Role::Forwarder, Role::Administrator];
    let rows: [(&str, OrganisationKind, &str, &str, &[Role]); 5] = [
        ("LYG", OrganisationKind::Operator, "Lianyungang base (demo)", "dispatcher", &operator),
        ("DEMO-RAIL", OrganisationKind::Partner, "Port railway (demo)", "railway", &partner),
        ("DEMO-KTZ", OrganisationKind::Partner, "Altynkol station (demo)", "station", &partner),
        ("DEMO-GRAIN", OrganisationKind::Customer, "Steppe Grain Trading (demo)", "trader", &customer),
        ("DEMO-FORWARD", OrganisationKind::Customer, "East Gate Forwarding (demo)", "forwarder", &customer),
    ];
    let organisation = |(id, kind, name, who, roles): (&str, _, &str, &str, &[Role])| {
        let bad = |error: lb_base::IdError| Refusal::field("request.bad_value", "id", error.to_string(), id);
        let person = DemoPerson {
            id: draw(),
            name: format!("Demo {who}"),
            // Source: RFC 2606, 2: nothing under .example receives mail.
            email: format!("{who}@landbridge.example").parse()?,
            roles: roles.iter().copied().collect(),
        };
        Ok(DemoOrganisation { id: id.parse().map_err(bad)?, kind, name: name.to_owned(), person })
    };
    rows.into_iter().map(organisation).collect()
}
