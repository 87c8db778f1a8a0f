//! What every answer carries, and who is answered.

use std::io::Read;

use axum::body::Body;
use axum::http::{Request, header};
use flate2::read::GzDecoder;
use lb_web::{Exposure, router};
use tower::ServiceExt;

use crate::support::{LOOPBACK, WHEAT, ask, get, office, post, request};

const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'self'";

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let foreign = Request::get("/v1/health")
        .header(header::HOST, "example.org")
        .body(Body::empty())
        .expect("a request");
    for reply in [
        get("/").await,
        get("/v1/health").await,
        get("/openapi.json").await,
        get("/v1/nothing").await,
        post("/v1/plan", "{").await,
        ask(request("DELETE", "/v1/plan", "")).await,
        ask(foreign).await,
    ] {
        assert_eq!(reply.header("content-security-policy"), CONTENT_SECURITY_POLICY);
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(reply.header("access-control-allow-origin"), "-");
    }
    assert_eq!(get("/v1/health").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_loopback_server_answers_only_when_addressed_by_its_own_name() {
    let check = async |exposure: Exposure, host: Option<&str>, expected: u16| {
        let mut builder = Request::get("/v1/health");
        if let Some(host) = host {
            builder = builder.header(header::HOST, host);
        }
        let request = builder.body(Body::empty()).expect("a request");
        let response = router(office(), exposure).oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), expected, "{exposure:?} {host:?}");
    };
    for host in ["localhost", "localhost:1", "127.0.0.1:7878", "[::1]:7878"] {
        check(LOOPBACK, Some(host), 200).await;
    }
    for host in ["rebound.example.org:7878", "192.168.1.7", "localhost.example.org", ""] {
        check(LOOPBACK, Some(host), 421).await;
    }
    check(LOOPBACK, None, 421).await;
    check(Exposure::Public, Some("corridor.example.org"), 200).await;
    check(Exposure::Public, None, 200).await;
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_read_gzip() {
    let check = async |method: &str, path: &str, body: &str| {
        let plain = ask(request(method, path, body)).await;
        assert_eq!(plain.header("content-encoding"), "-", "{path}");
        let mut asked = request(method, path, body);
        asked.headers_mut().insert(header::ACCEPT_ENCODING, header::HeaderValue::from_static("gzip, br"));
        let reply = ask(asked).await;
        assert_eq!((reply.status, reply.header("content-encoding")), (200, "gzip"), "{path}");
        assert_eq!(reply.header("vary"), "accept-encoding", "{path}");
        assert!(
            reply.body.len() < plain.body.len() / 2,
            "{path}: {} of {}",
            reply.body.len(),
            plain.body.len()
        );
        let mut text = String::new();
        GzDecoder::new(reply.body.as_slice()).read_to_string(&mut text).expect("gzip");
        let up_to_elapsed = |text: &str| text.split("\"elapsed_us\"").next().unwrap_or_default().to_owned();
        assert_eq!(up_to_elapsed(&text), up_to_elapsed(plain.text()), "{path}");
    };
    check("GET", "/v1/map", "").await;
    check("GET", "/openapi.json", "").await;
    check("POST", "/v1/plan", WHEAT).await;
}
