use std::borrow::Cow;

use axum::body::to_bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};

use super::{Asset, respond};

fn built(path: &str) -> Option<Asset> {
    let (text, media_type) = match path {
        "index.html" => ("<html>", "text/html; charset=utf-8"),
        "icon.svg" => ("<svg>", "image/svg+xml"),
        "assets/main-abc.js" => ("run()", "text/javascript; charset=utf-8"),
        ".inputs" => ("checksum", "text/plain"),
        _ => return None,
    };
    Some(Asset {
        data: Cow::Borrowed(text.as_bytes()),
        media_type: media_type.to_owned(),
        tag: "1f".to_owned(),
    })
}

fn nothing_built(_: &str) -> Option<Asset> {
    None
}

async fn check(path: &str, find: fn(&str) -> Option<Asset>, expected: &str) {
    let response = respond(path, None, find);
    let header =
        |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
    let head =
        format!("{} | {} | {}", response.status().as_u16(), header(CONTENT_TYPE), header(CACHE_CONTROL));
    let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
    let text = String::from_utf8(body.to_vec()).expect("text");
    let shown: String = text.chars().take(15).collect();
    assert_eq!(format!("{head} | {}", shown.trim()), expected, "/{path}");
}

#[tokio::test]
async fn serves_files_and_the_first_page_for_the_rest() {
    let page = "200 | text/html; charset=utf-8 | no-cache | <html>";
    let gone = "404 | application/problem+json | - | {\"type\":\"urn:la";
    check("", built, page).await;
    check("index.html", built, page).await;
    check("plan/KZKOV/VNCLI", built, page).await;
    check("../../etc/passwd", built, gone).await;
    check("icon.svg", built, "200 | image/svg+xml | no-cache | <svg>").await;
    let script = "200 | text/javascript; charset=utf-8 | public, max-age=31536000, immutable | run()";
    check("assets/main-abc.js", built, script).await;
    check("assets/main-old.js", built, gone).await;
    check(".inputs", built, gone).await;
}

#[tokio::test]
async fn says_that_the_screens_are_not_built() {
    check("", nothing_built, "503 | text/html; charset=utf-8 | - | <!doctype html>").await;
    check("plan", nothing_built, "503 | text/html; charset=utf-8 | - | <!doctype html>").await;
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let check = async |known: &str, expected: u16| {
        let response = respond("icon.svg", Some(known), built);
        assert_eq!(response.status(), expected, "{known}");
        assert_eq!(response.headers()[ETAG], "W/\"1f\"");
        let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
        assert_eq!(body.is_empty(), expected == 304);
    };
    check("W/\"1f\"", 304).await;
    check("W/\"2e\", W/\"1f\"", 304).await;
    check("W/\"2e\"", 200).await;
}
