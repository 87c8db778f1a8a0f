//! Errors as `application/problem+json`.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use lb_app::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::codes::find_error;
use crate::gate::NotDone;

/// The media type of every error.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// The status of a question that was understood and cannot be answered as asked.
const REFUSED: u16 = 422;

/// Seconds after which a busy server may be asked again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// An error as every route answers it.
///
/// Source: RFC 9457; `code`, `fields`, `line` and `column` are extension members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Identifies the kind of problem: `urn:landbridge:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, in English.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Stable code that the screens translate; docs/errors.md lists them.
    pub code: &'static str,
    /// What was wrong this time, in English.
    pub detail: String,
    /// The fields that are wrong, where single fields are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub fields: Vec<ProblemField>,
    /// What the sentence is made of, by name: the screens say it in their own words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub facts: BTreeMap<&'static str, String>,
    /// Line of the body, from 1, where the body could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u32, required = false)]
    pub line: Option<NonZeroU32>,
    /// Column of that line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u32, required = false)]
    pub column: Option<NonZeroU32>,
}

/// A field that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemField {
    /// Name of the request's field.
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl Problem {
    /// Returns the problem of a code of the table, with its first status.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        let known = find_error(code);
        Self {
            kind: format!("urn:landbridge:problem:{code}"),
            title: known.map_or("The request cannot be answered as asked", |known| known.title),
            status: known.and_then(|known| known.statuses.first()).copied().unwrap_or(unlisted(code)),
            code,
            detail: detail.into(),
            fields: Vec::new(),
            facts: BTreeMap::new(),
            line: None,
            column: None,
        }
    }

    /// Returns the problem of one field of the request.
    pub fn field(code: &'static str, field: &'static str, expected: &str, found: &str) -> Self {
        Self::from(Refusal::field(code, field, expected, found))
    }
}

/// The rules of lower layers know no statuses: what they do not find is not found here either.
fn unlisted(code: &str) -> u16 {
    if code.ends_with(".not_found") { 404 } else { 422 }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let fields = refusal.fields.into_iter().map(|field| ProblemField {
            field: field.field.into_owned(),
            expected: field.expected,
            found: field.found,
        });
        let facts = refusal.facts.into_iter().collect();
        let problem = Self::new(refusal.code, refusal.detail);
        // A code that stands for several statuses comes with this one when a use case refuses.
        let statuses = find_error(refusal.code).map_or(&[][..], |known| known.statuses);
        let status = if statuses.contains(&REFUSED) { REFUSED } else { problem.status };
        Self { status, fields: fields.collect(), facts, ..problem }
    }
}

impl From<NotDone> for Problem {
    fn from(reason: NotDone) -> Self {
        match reason {
            NotDone::Busy => {
                Self::new("server.busy", "too many questions wait already; ask again in a moment")
            }
            NotDone::Fault => Self::new("server.fault", "the server failed while answering"),
        }
    }
}

impl From<serde_json::Error> for Problem {
    /// An answer that cannot be written; the reader of a request makes its own.
    fn from(_: serde_json::Error) -> Self {
        Self::new("server.fault", "the answer could not be written")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, PROBLEM_JSON)], body).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
        }
        response
    }
}
