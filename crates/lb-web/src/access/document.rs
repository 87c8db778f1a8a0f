//! The OpenAPI document of accounts.

use utoipa::openapi::RefOr;
use utoipa::openapi::path::Operation;
use utoipa::{Modify, OpenApi};

use super::{demonstration, keys, oidc, organisations, people, session};
use crate::document::ErrorResponse;

/// The operations of accounts, for the document of the server.
#[derive(OpenApi)]
#[openapi(
    tags((name = "access", description = "Who may ask: sessions, organisations, people, keys")),
    paths(
        session::show, session::sign_in, session::sign_out, session::take_invitation, session::set_password,
        demonstration::switch, organisations::list, organisations::open, organisations::show,
        organisations::change, people::list, people::invite, people::change, keys::list, keys::issue, keys::revoke,
        oidc::start, oidc::finish
    )
)]
struct AccessInterface;

/// Adds the operations of accounts to the document of the server, and the errors about who asks to all that need somebody.
pub struct AccessPaths;

const NOT_SIGNED_IN: ErrorResponse = ErrorResponse {
    name: "NotSignedIn",
    status: "401",
    description: "`access.not_signed_in`: a session or a key is needed; `access.key_expired`; \
        `access.wrong_password`: no account has this address and password",
    example: ("access.not_signed_in", "expected a session or a key that is valid"),
};
const NOT_ALLOWED: ErrorResponse = ErrorResponse {
    name: "NotAllowed",
    status: "403",
    description: "`access.not_allowed`: the roles or scopes do not allow it; `access.foreign_origin`: a page elsewhere asks",
    example: ("access.not_allowed", "permission: expected administer, found `read`"),
};
const UNKNOWN: ErrorResponse = ErrorResponse {
    name: "Unknown",
    status: "404",
    description: "`access.unknown_organisation`, `access.unknown_person`, `access.unknown_key`, \
        `access.unknown_invitation`: there is none that the caller may know of",
    example: ("access.unknown_person", "person: expected a person of your organisation, found `P`"),
};
const CONFLICT: ErrorResponse = ErrorResponse {
    name: "Conflict",
    status: "409",
    description: "It does not fit what is there: `code` says what, such as `access.email_taken`",
    example: ("access.email_taken", "email: expected an address that is free"),
};
const LOCKED: ErrorResponse = ErrorResponse {
    name: "Locked",
    status: "429",
    description: "`access.locked`: too many wrong tries; `retry-after` says when to ask again",
    example: ("access.locked", "too many wrong tries; ask again in 900 seconds"),
};

const ALL: [ErrorResponse; 5] = [NOT_SIGNED_IN, NOT_ALLOWED, UNKNOWN, CONFLICT, LOCKED];

/// The tags of the operations that ask for nobody.
const OPEN_TAGS: [&str; 3] = ["corridor", "planning", "server"];

/// The operations of accounts that anybody may ask for.
const OPEN: [&str; 7] =
    ["session", "sign_in", "sign_out", "take_invitation", "demo_session", "oidc_start", "oidc_return"];

impl Modify for AccessPaths {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        openapi.merge(AccessInterface::openapi());
        if let Some(components) = openapi.components.as_mut() {
            let named = ALL.iter().map(|error| (error.name.to_owned(), RefOr::T(error.response())));
            components.responses.extend(named);
        }
        for item in openapi.paths.paths.values_mut() {
            let operations =
                [item.get.as_mut(), item.post.as_mut(), item.patch.as_mut(), item.delete.as_mut()];
            for operation in operations.into_iter().flatten() {
                let is_open = operation.tags.iter().flatten().any(|tag| OPEN_TAGS.contains(&tag.as_str()));
                if !is_open {
                    add_errors(operation);
                }
            }
        }
    }
}

fn add_errors(operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    // A key that is malformed or expired is told so even where nobody need be signed in.
    let mut errors = vec![NOT_SIGNED_IN, NOT_ALLOWED];
    let has_body = operation.request_body.is_some();
    if has_body || operation.parameters.is_some() {
        errors.push(UNKNOWN);
    }
    if has_body {
        errors.push(CONFLICT);
    }
    if OPEN.contains(&id.as_str()) && has_body || id == "set_password" {
        errors.push(LOCKED);
    }
    errors.iter().for_each(|error| error.add_to(operation));
}
