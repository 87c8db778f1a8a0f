//! Stand-in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lb_app::desk::Caller;

use crate::problem::Problem;

/// Who asks.
pub struct Signed(pub Caller);

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Problem> {
        Err(Problem::new("access.not_signed_in", "nobody is signed in"))
    }
}
