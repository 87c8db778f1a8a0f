//! The route of the demonstration.

use axum::extract::State;
use lb_app::access::{
    OrganisationRow, PersonRow, Purpose, Standing, Welcome, organisations, people_of, unknown_organisation,
};
use lb_app::desk::OrganisationKind;
use serde::Deserialize;
use utoipa::ToSchema;

use super::accounts::fault;
use super::session::{Shared, open};
use super::signed::From;
use super::views::SessionView;
use crate::input::JsonBody;
use crate::routes::Answer;

/// A demonstration organisation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemoSignIn {
    /// Its id; the operator where nothing is said.
    #[schema(value_type = String, required = false)]
    organisation: Option<String>,
}

/// Signs in to a demonstration organisation, whoever asks; the answer sets the cookie of the session.
///
/// Only a server on a loopback address that was started to be tried out has this route.
#[utoipa::path(
    post, path = "/v1/session/demo", operation_id = "demo_session", tag = "access",
    request_body(content = DemoSignIn, description = "The organisation", example = json!({"organisation": "DEMO-GRAIN"})),
    responses((status = 200, description = "Signed in", body = SessionView))
)]
pub async fn switch(State(accounts): Shared, from: From, JsonBody(asked): JsonBody<DemoSignIn>) -> Answer {
    from.source.check_not_foreign()?;
    let wanted = asked.organisation.as_deref();
    let unknown = || unknown_organisation(wanted.unwrap_or("operator"));
    let mut found = None;
    for row in accounts.rows(&organisations()).await? {
        let row = OrganisationRow::read(&row).map_err(|error| fault(&error))?;
        let is_wanted = wanted.map_or(row.kind == OrganisationKind::Operator, |id| row.id.as_str() == id);
        if is_wanted && row.purpose == Purpose::Demonstration {
            found = Some(row.id);
            break;
        }
    }
    let organisation = found.ok_or_else(unknown)?;
    for row in accounts.rows(&people_of(&organisation)).await? {
        let row = PersonRow::read(&row).map_err(|error| fault(&error))?;
        if row.standing == Standing::Active
            && let Some(person) = accounts.person(row.id).await?
        {
            return open(&accounts, &person, Welcome::Demonstration).await;
        }
    }
    Err(unknown().into())
}
