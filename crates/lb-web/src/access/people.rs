//! The routes of people.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use lb_app::access::{
    ChangePerson, InvitationRow, Invite, NameRow, PersonId, PersonRow, Secret, SecretKind, Standing,
    invitations_of, names_of, people_of, unknown_organisation, unknown_person,
};
use lb_app::desk::{Caller, Permission};
use lb_app::journal::{Freshness, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::accounts::fault;
use super::idempotency::of_client;
use super::session::Shared;
use super::signed::Signed;
use super::views::{
    ChangedView, InvitationView, InvitedView, PeopleView, PersonView, read_organisation, read_roles,
};
use crate::input::{JsonBody, QueryOf};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::json as answer_json;

/// The page that takes an invitation; the secret stands after `#`, which no browser sends to a server or names to another.
const LINK_PATH: &str = "/join#";

/// Returns the path of an invitation's link on this server.
pub fn link_of(secret: &Secret) -> String {
    format!("{LINK_PATH}{}", secret.reveal())
}

/// An organisation.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfOrganisation {
    /// Whose; the own one where nothing is said. The operator may ask for every one.
    #[param(required = false, value_type = String, example = "ORDA")]
    pub organisation: Option<String>,
}

/// Returns the organisation whose accounts somebody administers and asks for.
pub fn administered(caller: &Caller, organisation: Option<&str>) -> Result<OrganisationId, Problem> {
    caller.check(Permission::Administer)?;
    let id = match organisation {
        None => caller.organisation().clone(),
        Some(text) => read_organisation(text)?,
    };
    if caller.acts_for(&id) { Ok(id) } else { Err(unknown_organisation(id.as_str()).into()) }
}

/// Returns the people of an organisation and its open invitations. Its administrators may, and the operator's.
#[utoipa::path(
    get, path = "/v1/people", operation_id = "people", tag = "access", params(OfOrganisation),
    responses((status = 200, description = "People, in the order in which they joined", body = PeopleView))
)]
pub async fn list(
    State(accounts): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<OfOrganisation>,
) -> Answer {
    let organisation = administered(&caller, query.organisation.as_deref())?;
    let mut people = Vec::new();
    for row in accounts.rows(&people_of(&organisation)).await? {
        let row = PersonRow::read(&row).map_err(|error| fault(&error))?;
        let names = accounts.rows(&names_of(row.id)).await?;
        let name = names.last().map(|row| NameRow::read(row)).transpose().map_err(|error| fault(&error))?;
        people.push(PersonView::of(&row, name.as_ref()));
    }
    let mut invitations = Vec::new();
    for row in accounts.rows(&invitations_of(&organisation)).await? {
        invitations.push(InvitationView::of(&InvitationRow::read(&row).map_err(|error| fault(&error))?));
    }
    Ok(answer_json("application/json", serde_json::to_vec(&PeopleView { people, invitations })?))
}

/// Whom to invite.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// To which organisation; the own one where nothing is said.
    #[schema(value_type = String, required = false)]
    organisation: Option<String>,
    /// What for: `viewer`, `recorder`, `forwarder`, `dispatcher`, `administrator`.
    roles: Vec<String>,
}

/// Invites somebody: the answer has the one-time link, this once. Administrators of the organisation may, and the operator's.
#[utoipa::path(
    post, path = "/v1/people", operation_id = "invite", tag = "access",
    params(("idempotency-key" = Option<String>, Header, description = "The client's name for the command", example = "4f1c7a54")),
    request_body(content = NewInvitation, description = "What for", example = json!({"roles": ["forwarder"]})),
    responses((status = 200, description = "The invitation", body = InvitedView))
)]
pub async fn invite(
    State(accounts): Shared,
    Signed(caller): Signed,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<NewInvitation>,
) -> Answer {
    let idempotency = of_client(&headers, "people", &asked, accounts.draw())?;
    let organisation = administered(&caller, asked.organisation.as_deref())?;
    let secret = accounts.draw_secret(SecretKind::Invitation);
    let (roles, invitation) = (read_roles(&asked.roles)?, secret.hash());
    let receipt = accounts.ask(Invite { organisation, roles, invitation }, caller, idempotency).await?;
    let answer = receipt.answer.as_ref().and_then(lb_app::journal::Body::value).unwrap_or_default();
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    let link = (receipt.freshness == Freshness::Fresh).then(|| link_of(&secret));
    let view = InvitedView { organisation: text("organisation"), expires_at: text("expires_at"), link };
    Ok(answer_json("application/json", serde_json::to_vec(&view)?))
}

/// What becomes of a person.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// Their roles from now on, all of them.
    #[schema(value_type = Vec<String>, required = false)]
    roles: Option<Vec<String>>,
    /// Whether they may act from now on: `active`, `suspended`, or `left`, after which they do not come back.
    #[schema(value_type = String, required = false)]
    standing: Option<String>,
}

/// Changes what a person may do. Administrators of their organisation may, and the operator's.
#[utoipa::path(
    patch, path = "/v1/people/{id}", operation_id = "change_person", tag = "access",
    params(
        ("id" = String, Path, description = "Identifier of the person", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        ("idempotency-key" = Option<String>, Header, description = "The client's name for the command", example = "4f1c7a55")
    ),
    request_body(content = PersonChange, description = "What changes", example = json!({"roles": ["viewer"]})),
    responses((status = 200, description = "The person", body = ChangedView))
)]
pub async fn change(
    State(accounts): Shared,
    Signed(caller): Signed,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
    JsonBody(asked): JsonBody<PersonChange>,
) -> Answer {
    let Path(text) = path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let idempotency = of_client(&headers, &format!("people/{text}"), &asked, accounts.draw())?;
    let person: PersonId = text.parse().map_err(|_| unknown_person(&text))?;
    let roles = asked.roles.as_deref().map(read_roles).transpose()?;
    let standing = asked.standing.as_deref().map(read_standing).transpose()?;
    accounts.ask(ChangePerson { person, roles, standing }, caller, idempotency).await?;
    accounts.distrust();
    changed(person.to_string())
}

fn read_standing(word: &str) -> Result<Standing, Problem> {
    let expected = "`active`, `suspended` or `left`";
    Standing::from_word(word).ok_or_else(|| Problem::field("request.bad_value", "standing", expected, word))
}

/// Answers with what was changed.
pub fn changed(id: String) -> Answer {
    Ok(answer_json("application/json", serde_json::to_vec(&ChangedView { id })?))
}
