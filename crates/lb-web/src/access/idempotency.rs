//! The key under which a command is recorded.

use axum::http::HeaderMap;
use lb_app::journal::{Body, Idempotency, IdempotencyKey};
use serde::Serialize;

use crate::problem::Problem;

/// The header that carries a client's key.
pub const HEADER: &str = "idempotency-key";

/// Returns the client's key with what it asked, or a drawn key when there is none.
///
/// # Errors
/// `request.bad_value` when the key is malformed.
pub fn of_client<T: Serialize>(
    headers: &HeaderMap,
    route: &str,
    request: &T,
    drawn: [u8; 16],
) -> Result<Idempotency, Problem> {
    let Some(key) = headers.get(HEADER) else { return drawn_only(drawn) };
    let text = key.to_str().unwrap_or_default();
    let bad = |expected: String| Problem::field("request.bad_value", "idempotency-key", &expected, text);
    let key: Result<IdempotencyKey, _> = text.parse();
    let key = key.map_err(|error| bad(error.to_string()))?;
    let request = Body::of(&(route, request)).map_err(|error| bad(error.to_string()))?;
    Ok(Idempotency::new(key, &request))
}

/// Returns a key that nobody can send again: for what carries a password, whose hash must not stay.
///
/// # Errors
/// None that can happen.
pub fn drawn_only(drawn: [u8; 16]) -> Result<Idempotency, Problem> {
    let text = format!("drawn-{:032x}", u128::from_be_bytes(drawn));
    let fault = || Problem::new("server.fault", "a key could not be made");
    let key: IdempotencyKey = text.parse().map_err(|_| fault())?;
    let nothing = Body::of(&()).map_err(|_| fault())?;
    Ok(Idempotency::new(key, &nothing))
}
