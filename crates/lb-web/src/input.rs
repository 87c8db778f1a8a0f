//! Reading requests: JSON bodies and queries, with errors that say where.

use std::error::Error;
use std::num::NonZeroU32;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

#[cfg(test)]
mod tests;

/// The most bytes of a request's body.
pub const BODY_BYTES_MAX: usize = 64 << 10;

/// A JSON body.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let media_type =
            request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        // Other sites can make a browser send forms and plain text here, but not JSON.
        if !is_json(media_type) {
            let detail = format!("content-type: expected application/json, found `{media_type}`");
            return Err(Problem::new("request.bad_content_type", detail));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| bad_json(&error))
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn unread(rejection: BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new("request.too_large", format!("expected at most {BODY_BYTES_MAX} bytes"));
    }
    Problem::new("request.bad_json", "the body could not be read to its end")
}

fn bad_json(error: &serde_json::Error) -> Problem {
    // An error without a place has line 0.
    let counted = |number: usize| u32::try_from(number).ok().and_then(NonZeroU32::new);
    Problem {
        line: counted(error.line()),
        column: counted(error.column()),
        ..Problem::new("request.bad_json", error.to_string())
    }
}

/// The query of an address; a name that the route does not know is an error.
#[derive(Debug)]
pub struct QueryOf<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Query::try_from_uri(&parts.uri).map(|Query(query)| Self(query)).map_err(|rejection| {
            let reason = rejection.source().map_or_else(|| rejection.body_text(), ToString::to_string);
            Problem::new("request.bad_query", reason)
        })
    }
}
