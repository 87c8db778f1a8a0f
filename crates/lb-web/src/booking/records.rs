//! The journal itself: where its chain ends.

use std::sync::Arc;

use axum::extract::State;
use lb_app::desk::Permission;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::consignments::answer;
use crate::access::Signed;
use crate::office::faulty;
use crate::routes::Answer;
use crate::site::Site;

/// What makes sending a command twice the same as sending it once.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the header in the document; the extractor reads it")]
pub struct IdempotencyHeader {
    /// Made anew by the client for every command it means; 1 to 128 visible ASCII characters. The same key with the same
    /// request gets the same answer, and nothing is done again.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 128, example = "5d8f2c1e")]
    idempotency_key: String,
}

/// The end of the site's chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeadView {
    /// The site.
    pub site: String,
    /// Its epoch: 1, and more after every restored backup.
    pub epoch: u64,
    /// The sequence of its last record.
    pub sequence: u64,
    /// The place of the last record here, those of other sites counted.
    pub position: u64,
    /// The hash of its last record.
    pub hash: String,
}

/// Returns the end of the site's chain: whoever notes it down can later show that nothing before it was changed.
#[utoipa::path(
    get, path = "/v1/head", operation_id = "head", tag = "journal",
    responses((status = 200, description = "The end of the chain", body = HeadView))
)]
pub async fn head(State(site): State<Arc<Site>>, Signed(caller): Signed) -> Answer {
    caller.check(Permission::Read)?;
    let journal = site.office().journal();
    let head = journal.head().await.map_err(|fault| faulty(&fault))?;
    answer(&HeadView {
        site: head.site.to_string(),
        epoch: head.epoch,
        sequence: head.sequence,
        position: journal.latest().0,
        hash: head.hash.to_string(),
    })
}
