//! Asking the router without a socket.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use lb_app::App;
use lb_app::desk::projections;
use lb_app::journal::{MemoryJournal, SiteId};
use lb_network::CorridorFiles;
use lb_web::{Demonstration, Exposure, Office, router};
use serde_json::Value;
use tower::ServiceExt;

/// The instant as of which the tests open the corridor.
pub const NOW: &str = "2026-11-25T00:00:00Z";

/// A server that this machine alone reaches.
pub const LOOPBACK: Exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Closed };

/// Wheat in a quantity that the tiny corridor's trains carry.
pub const WHEAT: &str =
    r#"{"from":"KZKOV","to":"VNSGN","cargo":"1001.99","quantity":"500t","depart":"2026-12-01"}"#;

/// Returns a path from the root of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Returns the tiny corridor, opened once for all tests.
pub fn app() -> Arc<App> {
    static APP: OnceLock<Arc<App>> = OnceLock::new();
    let open = || {
        let mut files = CorridorFiles::default();
        for entry in std::fs::read_dir(repository("corridors/tiny")).expect("the tiny corridor") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            files.insert(name, std::fs::read_to_string(&path).expect("a text"));
        }
        Arc::new(App::open(&files, NOW.parse().expect("an instant")).expect("a usable corridor"))
    };
    Arc::clone(APP.get_or_init(open))
}

/// Returns an office with an empty journal in memory.
pub fn office() -> Arc<Office> {
    let site: SiteId = "LYG".parse().expect("a site");
    let projections = projections().expect("tables as they should be");
    let journal = MemoryJournal::new(site.clone(), projections);
    Office::open(app(), Arc::new(journal), site, [7; 32])
}

/// What the server answered.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("-", |value| value.to_str().expect("a visible value"))
    }
}

/// Asks a server on a loopback address.
pub async fn ask(request: Request<Body>) -> Reply {
    ask_of(router(office(), LOOPBACK), request).await
}

/// Asks a server that was opened before.
pub async fn ask_of(router: Router, request: Request<Body>) -> Reply {
    let response = router.oneshot(request).await.expect("infallible");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 16 << 20).await.expect("a body");
    Reply { status: parts.status.as_u16(), headers: parts.headers, body: body.to_vec() }
}

/// Returns a request to `localhost`, with a body as JSON where there is one.
pub fn request(method: &str, path: &str, body: &str) -> Request<Body> {
    let builder = Request::builder().method(method).uri(path).header(header::HOST, "localhost:7878");
    let builder =
        if body.is_empty() { builder } else { builder.header(header::CONTENT_TYPE, "application/json") };
    builder.body(Body::from(body.to_owned())).expect("a request")
}

pub async fn get(path: &str) -> Reply {
    ask(request("GET", path, "")).await
}

pub async fn post(path: &str, body: &str) -> Reply {
    ask(request("POST", path, body)).await
}
