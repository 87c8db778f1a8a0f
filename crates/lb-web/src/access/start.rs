//! What a server does about accounts before it answers anybody.

use std::sync::Arc;

use lb_app::access::{Demonstrate, Found, PersonId, Secret, SecretKind, demonstration};
use lb_app::desk::{Caller, OrganisationKind, Role, Task};
use lb_app::journal::{Author, OrganisationId};

use super::accounts::{Demonstration, Exposure};
use super::front::Front;
use super::idempotency::drawn_only;
use super::people::link_of;
use crate::problem::Problem;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The path of the link that makes the first administrator's account; nothing where the site has an administrator.
    pub invitation: Option<String>,
}

/// Opens the demonstration's organisations where it is open; else makes the link for the first administrator of a site without.
///
/// The operator's organisation has the name of the site. The link is new at every start until one is taken.
///
/// # Errors
/// `access.not_demonstration` when a demonstration is asked of a site of business, or a fault.
pub async fn start(front: &dyn Front, exposure: Exposure) -> Result<Start, Problem> {
    match exposure {
        Exposure::Loopback { demonstration: Demonstration::Open, .. } => demonstrate(front).await,
        Exposure::Loopback { demonstration: Demonstration::Closed, .. } | Exposure::Public => {
            found(front).await
        }
    }
}

async fn demonstrate(front: &dyn Front) -> Result<Start, Problem> {
    let desk = front.desk();
    let draw = || PersonId::at(front.now().unix_millis(), desk.draw());
    let organisations = demonstration(draw)?;
    let operator = organisations.iter().map(|organisation| organisation.id.clone()).next();
    let operator = operator.map_or_else(|| site_name(front), Ok)?;
    ask(front, Demonstrate { organisations }, operator).await?;
    Ok(Start::default())
}

async fn found(front: &dyn Front) -> Result<Start, Problem> {
    let secret = Secret::from_bytes(SecretKind::Invitation, front.desk().draw());
    let operator = site_name(front)?;
    let task = Found { operator: operator.clone(), name: operator.to_string(), invitation: secret.hash() };
    match ask(front, task, operator).await {
        Ok(()) => Ok(Start { invitation: Some(link_of(&secret)) }),
        Err(problem) if problem.code == "access.already_founded" => Ok(Start::default()),
        Err(problem) => Err(problem),
    }
}

/// The site's name as that of its operator.
fn site_name(front: &dyn Front) -> Result<OrganisationId, Problem> {
    let name: Result<OrganisationId, _> = front.desk().site().as_str().parse();
    name.map_err(|error| Problem::new("server.fault", error.to_string()))
}

/// Has a command of the program itself carried out.
async fn ask(front: &dyn Front, task: impl Task + 'static, operator: OrganisationId) -> Result<(), Problem> {
    let actor: Result<_, _> = "landbridge".parse();
    let actor = actor.map_err(|_| Problem::new("server.fault", "the program has no name"))?;
    let author = Author { organisation: operator, actor };
    let roles = [Role::Administrator].into_iter().collect();
    let caller = Caller::with_roles(author, OrganisationKind::Operator, &roles);
    let idempotency = drawn_only(front.desk().draw())?;
    front.ask(Arc::new(task), caller, idempotency).await.map(|_| ())
}
