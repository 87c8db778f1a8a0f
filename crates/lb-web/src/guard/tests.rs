use std::future::pending;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Request, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower::ServiceExt;

use super::{HostRule, limit_time};

#[test]
fn a_loopback_server_answers_to_its_own_names_only() {
    let check = |hosts: &[&str], target: &str, expected: bool| {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_str(host).expect("a header"));
        }
        let uri: Uri = target.parse().expect("a target");
        assert_eq!(HostRule::Loopback.admits(&uri, &headers), expected, "{hosts:?} {target}");
        assert!(HostRule::Any.admits(&uri, &headers));
    };
    for host in ["localhost", "LOCALHOST:7878", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:7878"] {
        check(&[host], "/v1/health", true);
    }
    for host in [
        "",
        "example.org",
        "example.org:7878",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "localhost:x",
        "localhost:",
        "[::1",
        "[::2]",
        "::1",
        "192.168.0.1",
        "0.0.0.0",
        "user@localhost",
        "localhost@example.org",
    ] {
        check(&[host], "/v1/health", false);
    }
    check(&[], "/v1/health", false);
    check(&["localhost", "example.org"], "/v1/health", false);
    check(&["localhost"], "http://localhost:7878/v1/health", true);
    check(&["localhost"], "http://example.org/v1/health", false);
    check(&["example.org"], "http://localhost/v1/health", false);
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_a_timeout() {
    let limit = from_fn_with_state(Duration::from_millis(1), limit_time);
    let router: Router = Router::new().route("/", get(pending::<String>)).layer(limit);
    let response = router.oneshot(Request::new(Body::empty())).await.expect("an answer");
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    let body = to_bytes(response.into_body(), 10_000).await.expect("a body");
    assert!(String::from_utf8_lossy(&body).contains("\"code\":\"server.timeout\""), "{body:?}");
}
