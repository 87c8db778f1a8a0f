//! The routes of organisations.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use lb_app::access::{
    ChangeOrganisation, OpenOrganisation, OrganisationRow, OrganisationState, organisations,
    unknown_organisation,
};
use lb_app::desk::{Caller, OrganisationKind, Permission};
use lb_app::journal::{Lookup, OrganisationId, Value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::{Accounts, fault};
use super::idempotency::of_client;
use super::session::Shared;
use super::signed::Signed;
use super::views::{OrganisationView, OrganisationsView, read_organisation};
use crate::input::JsonBody;
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::json as answer_json;

/// Returns the organisations that the caller may know of: all of them at the operator, else the own one.
#[utoipa::path(
    get, path = "/v1/organisations", operation_id = "organisations", tag = "access",
    responses((status = 200, description = "Organisations, by id", body = OrganisationsView))
)]
pub async fn list(State(accounts): Shared, Signed(caller): Signed) -> Answer {
    caller.check(Permission::Read)?;
    let lookup = match caller.sees_all() {
        true => organisations(),
        false => one(caller.organisation()),
    };
    let rows = accounts.rows(&lookup).await?;
    let view = |row: &Vec<Value>| OrganisationRow::read(row).map(|row| OrganisationView::of(&row));
    let organisations: Result<Vec<OrganisationView>, _> = rows.iter().map(view).collect();
    let organisations = organisations.map_err(|error| fault(&error))?;
    Ok(answer_json("application/json", serde_json::to_vec(&OrganisationsView { organisations })?))
}

/// An organisation to be opened.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// Its id: 1 to 64 letters, digits, `-`, `_`, `.`; it stays for ever.
    id: String,
    /// Its name.
    name: String,
    /// What it is to the site: `operator` or `customer`.
    kind: String,
}

/// Opens an organisation. The operator's administrators may.
#[utoipa::path(
    post, path = "/v1/organisations", operation_id = "open_organisation", tag = "access",
    params(("idempotency-key" = Option<String>, Header, description = "The client's name for the command", example = "4f1c7a52")),
    request_body(content = NewOrganisation, description = "The organisation", example = json!({
        "id": "ORDA", "name": "Orda Grain", "kind": "customer"
    })),
    responses((status = 200, description = "The organisation", body = OrganisationView))
)]
pub async fn open(
    State(accounts): Shared,
    Signed(caller): Signed,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<NewOrganisation>,
) -> Answer {
    let idempotency = of_client(&headers, "organisations", &asked, accounts.draw())?;
    let id = read_organisation(&asked.id)?;
    let kind = OrganisationKind::from_word(&asked.kind).ok_or_else(|| {
        Problem::field("request.bad_value", "kind", "`operator` or `customer`", &asked.kind)
    })?;
    accounts
        .ask(OpenOrganisation { id: id.clone(), kind, name: asked.name }, caller.clone(), idempotency)
        .await?;
    found(&accounts, &caller, &id).await
}

/// Returns one organisation.
#[utoipa::path(
    get, path = "/v1/organisations/{id}", operation_id = "organisation", tag = "access",
    params(("id" = String, Path, description = "Identifier of the organisation", example = "ORDA")),
    responses((status = 200, description = "The organisation", body = OrganisationView))
)]
pub async fn show(
    State(accounts): Shared,
    Signed(caller): Signed,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    caller.check(Permission::Read)?;
    found(&accounts, &caller, &read_path(path)?).await
}

/// What becomes of an organisation.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationChange {
    /// Its name from now on.
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    /// `closed`: it uses the site no more, and is not opened again. The operator's administrators may.
    #[schema(value_type = String, required = false)]
    standing: Option<String>,
}

/// Renames or closes an organisation. Its own administrators may rename it, the operator's may do both.
#[utoipa::path(
    patch, path = "/v1/organisations/{id}", operation_id = "change_organisation", tag = "access",
    params(
        ("id" = String, Path, description = "Identifier of the organisation", example = "ORDA"),
        ("idempotency-key" = Option<String>, Header, description = "The client's name for the command", example = "4f1c7a53")
    ),
    request_body(content = OrganisationChange, description = "What changes", example = json!({"name": "Orda Grain and Flour"})),
    responses((status = 200, description = "The organisation", body = OrganisationView))
)]
pub async fn change(
    State(accounts): Shared,
    Signed(caller): Signed,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
    JsonBody(asked): JsonBody<OrganisationChange>,
) -> Answer {
    let id = read_path(path)?;
    let idempotency = of_client(&headers, &format!("organisations/{id}"), &asked, accounts.draw())?;
    let state = match asked.standing.as_deref() {
        None => None,
        Some("closed") => Some(OrganisationState::Closed),
        Some(other) => return Err(Problem::field("request.bad_value", "standing", "`closed`", other)),
    };
    accounts
        .ask(ChangeOrganisation { id: id.clone(), name: asked.name, state }, caller.clone(), idempotency)
        .await?;
    accounts.distrust();
    found(&accounts, &caller, &id).await
}

fn one(id: &OrganisationId) -> Lookup {
    Lookup { prefix: vec![Value::text(id)], ..organisations() }
}

fn read_path(path: Result<Path<String>, PathRejection>) -> Result<OrganisationId, Problem> {
    let Path(text) = path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let read: Result<OrganisationId, _> = text.parse();
    read.map_err(|_| unknown_organisation(&text).into())
}

async fn found(accounts: &Accounts, caller: &Caller, id: &OrganisationId) -> Answer {
    let unknown = || unknown_organisation(id.as_str());
    if !caller.acts_for(id) {
        return Err(unknown().into());
    }
    let rows = accounts.rows(&one(id)).await?;
    let row = OrganisationRow::read(rows.first().ok_or_else(unknown)?).map_err(|error| fault(&error))?;
    Ok(answer_json("application/json", serde_json::to_vec(&OrganisationView::of(&row))?))
}
