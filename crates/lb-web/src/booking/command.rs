//! Requests that record something: a body with its idempotency key.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use lb_app::Refusal;
use lb_app::booking::views::decode;
use lb_app::journal::{Body, Hash, Idempotency, IdempotencyKey, Receipt};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::input::JsonBody;
use crate::problem::Problem;
use crate::site::json as answer_json;

/// The header that makes sending a command twice the same as sending it once.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A command as it came: what is asked, and under which key.
#[derive(Debug)]
pub struct CommandOf<T> {
    /// What is asked.
    pub body: T,
    /// The client's key and the hash of address and body.
    pub idempotency: Idempotency,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for CommandOf<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let key = key_in(request.headers())?;
        // What the address asks belongs to the command: another query is another command.
        let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
        let JsonBody(value) = JsonBody::<Value>::from_request(request, state).await?;
        let body = decode(&value).map_err(Refusal::from)?;
        let asked = written(&json!({ "path": path, "body": value }))?;
        Ok(Self { body, idempotency: Idempotency::new(key, &asked) })
    }
}

/// Reads the idempotency key of a request.
pub fn key_in(headers: &HeaderMap) -> Result<IdempotencyKey, Problem> {
    let expected = "1 to 128 visible ASCII characters, made anew for every command";
    let wrong = |found: &str| Problem::field("request.no_idempotency_key", IDEMPOTENCY_KEY, expected, found);
    let text = headers.get(IDEMPOTENCY_KEY).ok_or_else(|| wrong("nothing"))?;
    let text = text.to_str().map_err(|_| wrong("other characters"))?;
    text.parse().map_err(|_| wrong(text))
}

/// Writes JSON down as the journal does.
pub fn written(value: &Value) -> Result<Body, Problem> {
    Body::of(value).map_err(|error| Refusal::field("request.bad_value", "body", error.to_string(), "").into())
}

/// Returns the key of one part of a request under the request's key, so that the whole may be sent again.
pub fn part_of(key: &IdempotencyKey, at: usize, asked: &Value) -> Result<Idempotency, Problem> {
    let own = Hash::of(&[key.as_str().as_bytes(), at.to_string().as_bytes()]).to_string();
    let own: IdempotencyKey = own.parse().map_err(|_| Problem::new("server.fault", "no key"))?;
    Ok(Idempotency::new(own, &written(asked)?))
}

/// A raw body with its idempotency key: files.
#[derive(Debug)]
pub struct FileOf {
    /// The content.
    pub bytes: Bytes,
    /// Its media type; empty where the client says none.
    pub media_type: String,
}

impl<S: Send + Sync> FromRequest<S> for FileOf {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let header = request.headers().get(axum::http::header::CONTENT_TYPE);
        let media_type = header.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Problem::new("request.too_large", "the file could not be read to its end"))?;
        Ok(Self { bytes, media_type })
    }
}

/// Answers with what a command was answered, now or when it first came.
pub fn answered(receipt: &Receipt) -> Result<axum::response::Response, Problem> {
    let gone = || Problem::new("request.not_found", "the answer was erased with its event");
    let body = receipt.answer.as_ref().ok_or_else(gone)?;
    Ok(answer_json("application/json", body.as_bytes().to_vec()))
}
