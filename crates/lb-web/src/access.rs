//! Accounts over HTTP: signing in, who asks, and the routes by which people and programs are let in.
//!
//! Whoever asks is [`Signed`]: by the cookie of a session, or by `Authorization: Bearer lb_key_...`. A cookie counts for
//! methods that change something only when the request comes from a page of this server. Sessions and keys are looked up in
//! the journal and kept for [`KEPT_SECONDS`]; so that long a session that another process ended may still be answered.
//!
//! Wrong passwords are counted in memory by address and by account, never in the journal.

mod accounts;
mod cookie;
mod demonstration;
mod document;
mod front;
mod idempotency;
mod keys;
mod oidc;
mod organisations;
mod origin;
mod people;
mod session;
mod signed;
mod start;
mod tries;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::{delete, get, patch, post};

pub use accounts::{Accounts, Demonstration, Exposure, KEPT_SECONDS};
pub use document::AccessPaths;
pub use front::Front;
pub use oidc::{BadSetting, JoinByClaim, JoinRule, OidcSettings};
pub use signed::Signed;
pub use start::{Start, start};

/// Returns the routes of accounts.
///
/// They, like everything else that asks who is there, need `Extension<Arc<Accounts>>` around them.
pub fn routes(accounts: Arc<Accounts>) -> Router {
    let routes = Router::new()
        .route("/v1/session", get(session::show).post(session::sign_in).delete(session::sign_out))
        .route("/v1/session/invitation", post(session::take_invitation))
        .route("/v1/session/password", post(session::set_password))
        .route("/v1/organisations", get(organisations::list).post(organisations::open))
        .route("/v1/organisations/{id}", get(organisations::show).patch(organisations::change))
        .route("/v1/people", get(people::list).post(people::invite))
        .route("/v1/people/{id}", patch(people::change))
        .route("/v1/keys", get(keys::list).post(keys::issue))
        .route("/v1/keys/{id}", delete(keys::revoke));
    let routes = match accounts.oidc() {
        Some(_) => routes
            .route("/v1/access/oidc/start", get(oidc::start))
            .route("/v1/access/oidc/return", get(oidc::finish)),
        None => routes,
    };
    let routes = match accounts.demonstration() {
        Demonstration::Open => routes.route("/v1/session/demo", post(demonstration::switch)),
        Demonstration::Closed => routes,
    };
    routes.with_state(accounts)
}
