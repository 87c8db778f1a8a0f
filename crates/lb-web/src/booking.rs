//! Consignments, runs, units and what was recorded about them: the routes of the journal.

pub mod command;
mod consignments;
mod document;
mod documents;
mod imports;
mod records;
mod runs;
mod stream;
mod tail;
mod units;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use lb_app::booking::import::FILE_BYTES_MAX;
use lb_app::journal::ATTACHMENT_BYTES_MAX;

use crate::site::Site;

pub(crate) use consignments::answer;
pub use consignments::*;
pub use document::BookingInterface;
pub use documents::*;
pub use imports::*;
pub use records::*;
pub use runs::*;
pub use stream::*;
pub use tail::Tail;
pub use units::*;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/v1/consignments", get(consignments).post(new_consignment))
        .route("/v1/consignments/actions", post(act_on_many))
        .route("/v1/consignments/{id}", get(consignment))
        .route("/v1/consignments/{id}/actions", post(act_on_consignment))
        .route("/v1/consignments/{id}/offers", post(offers))
        .route("/v1/consignments/{id}/events", get(consignment_events))
        .route("/v1/runs", get(runs))
        .route("/v1/runs/{service}/{date}/{section}", get(run))
        .route("/v1/runs/{service}/{date}/{section}/actions", post(act_on_run))
        .route("/v1/units", get(units).post(new_unit))
        .route("/v1/units/{id}", get(unit))
        .route("/v1/units/{id}/actions", post(act_on_unit))
        .route("/v1/imports", get(imports).post(import_file).layer(DefaultBodyLimit::max(FILE_BYTES_MAX)))
        .route("/v1/imports/{id}", get(import_by_id).delete(cancel_import))
        .route("/v1/imports/templates/{kind}", get(import_template))
        .route("/v1/discrepancies", get(discrepancies))
        .route("/v1/discrepancies/{id}/actions", post(act_on_discrepancy))
        .route("/v1/head", get(head))
        .route("/v1/stream", get(stream))
        .route("/v1/attachments", post(attach).layer(DefaultBodyLimit::max(ATTACHMENT_BYTES_MAX)))
        .route("/v1/attachments/{hash}", get(attachment))
}
