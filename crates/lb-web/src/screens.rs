//! The embedded screens: what `make web` built into `web/dist`.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::problem::Problem;
use crate::routes::method_not_allowed;

#[cfg(test)]
mod tests;

/// The folder of files whose names carry a checksum of their content.
const HASHED_FOLDER: &str = "assets/";

const INDEX: &str = "index.html";

/// What a browser shows when the screens were not built; without a style, as the content security policy wants it.
const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Landbridge</title></head>
<body>
<h1>Landbridge</h1>
<p>The server runs, but this build has no screens: <code>web/dist</code> was empty when it was compiled.</p>
<p>Build both with <code>make run</code>.</p>
<p>The interface for programs is here: <a href=\"/openapi.json\">openapi.json</a>, <a href=\"/v1/corridor\">the corridor</a>.</p>
</body>
</html>
";

#[derive(RustEmbed)]
#[folder = "../../web/dist/"]
#[allow_missing = true]
struct Dist;

/// One file of the screens.
#[derive(Clone, Debug)]
struct Asset {
    data: Cow<'static, [u8]>,
    media_type: String,
    /// Entity tag: the checksum of the content.
    tag: String,
}

/// Answers everything that is no route: a file of the screens, or their first page, which knows its own addresses.
pub async fn screens(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "v1" || path.starts_with("v1/") {
        let shown: String = uri.path().chars().take(80).collect();
        return Problem::new(
            "request.not_found",
            format!("expected an address of /openapi.json, found `{shown}`"),
        )
        .into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return ([(ALLOW, "GET,HEAD")], method_not_allowed(method).await).into_response();
    }
    let known = headers.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    respond(path, known, embedded)
}

fn embedded(path: &str) -> Option<Asset> {
    let file = Dist::get(path)?;
    let media_type = match file.metadata.mimetype() {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    };
    let checksum = file.metadata.sha256_hash();
    let tag = checksum.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Some(Asset { data: file.data, media_type, tag })
}

/// Answers a path below the root with a file; `known` are the entity tags that the asker holds already.
fn respond(path: &str, known: Option<&str>, find: impl Fn(&str) -> Option<Asset>) -> Response {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    if let Some(asset) = (!is_hidden && path != INDEX).then(|| find(path)).flatten() {
        let is_hashed = path.starts_with(HASHED_FOLDER);
        return file(
            asset,
            known,
            if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" },
        );
    }
    // A page here instead of a script of an older build would only hide that the script is gone.
    if is_hidden || path.starts_with(HASHED_FOLDER) {
        return Problem::new("request.not_found", "expected a file of the screens").into_response();
    }
    match find(INDEX) {
        Some(index) => file(index, known, "no-cache"),
        None => (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT)
            .into_response(),
    }
}

fn file(asset: Asset, known: Option<&str>, caching: &'static str) -> Response {
    let Asset { data, media_type, tag } = asset;
    // Weak: the same tag stands for the compressed bytes too.
    let tag = format!("W/\"{tag}\"");
    let is_known = known.is_some_and(|known| known.split(',').any(|candidate| candidate.trim() == tag));
    let bytes = match data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(CONTENT_TYPE, media_type)], bytes).into_response(),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}
