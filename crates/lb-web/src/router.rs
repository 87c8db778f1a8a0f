//! All routes, and what every request passes on its way to them.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::access::{self, Accounts, Exposure};
use crate::booking;
use crate::guard::{ANSWER_SECONDS_MAX, HostRule, check_host, limit_time, secure};
use crate::hooks::{self, Hooks, SiteClock};
use crate::hub;
use crate::input::BODY_BYTES_MAX;
use crate::office::Office;
use crate::quota::BYTES_A_DAY_DEFAULT;
use crate::routes;
use crate::screens::screens;
use crate::site::Site;

/// Returns everything the server answers, without a socket.
pub fn router(office: Arc<Office>, exposure: Exposure) -> Router {
    let hooks = Arc::new(Hooks::open(HostRule::of(exposure).reach(), Arc::new(SiteClock)));
    let accounts = Accounts::new(Arc::<Office>::clone(&office), exposure);
    router_with(office, exposure, Around { accounts, hooks, bytes_a_day: BYTES_A_DAY_DEFAULT })
}

/// What stands around an office.
pub struct Around {
    /// Who may ask.
    pub accounts: Accounts,
    /// The line to webhooks.
    pub hooks: Arc<Hooks>,
    /// Bytes of documents that an organisation may send a day.
    pub bytes_a_day: u64,
}

/// Returns the same with what is given around the office.
pub fn router_with(office: Arc<Office>, exposure: Exposure, around: Around) -> Router {
    let Around { accounts, hooks, bytes_a_day } = around;
    let accounts = Arc::new(accounts);
    let site = Arc::new(Site::new(office, hooks, bytes_a_day));
    // Fonts are compressed already; beyond this level a large answer costs more time than a line saves.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(compressed);
    // Layers wrap what stands above them: the last one sees the request first and the answer last.
    Router::new()
        .route("/v1/corridor", get(routes::corridor))
        .route("/v1/places", get(routes::places))
        .route("/v1/places/{id}", get(routes::place))
        .route("/v1/cargo", get(routes::cargo))
        .route("/v1/unit-types", get(routes::unit_types))
        .route("/v1/sources", get(routes::sources))
        .route("/v1/crossings", get(routes::crossings))
        .route("/v1/map", get(routes::map))
        .route("/v1/plan", post(routes::plan))
        .route("/v1/race", post(routes::race))
        .route("/v1/reach", get(routes::reach))
        .route("/v1/claims", get(routes::claims))
        .route("/v1/health", get(routes::health))
        .route("/openapi.json", get(routes::openapi))
        .merge(booking::routes())
        .merge(hooks::routes())
        .merge(hub::routes())
        .with_state(site)
        .merge(access::routes(Arc::clone(&accounts)))
        .layer(Extension(accounts))
        .fallback(screens)
        .method_not_allowed_fallback(routes::method_not_allowed)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(compression)
        .layer(from_fn_with_state(Duration::from_secs(ANSWER_SECONDS_MAX), limit_time))
        .layer(from_fn_with_state(HostRule::of(exposure), check_host))
        .layer(map_response(secure))
}
