//! Documents: kept under the hash of their content, shown to those who may see a consignment that has them.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use lb_app::Refusal;
use lb_app::desk::{DeskError, Permission, State as Known, consignment_entity};
use lb_app::journal::{Attachment, Hash, MediaType};
use lb_base::ConsignmentId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::command::FileOf;
use super::consignments::answer;
use crate::access::Signed;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

type Shared = State<Arc<Site>>;

/// A document that was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Kept {
    /// SHA-256 of its content, in hexadecimal: its name.
    pub hash: String,
    /// The type of its content.
    pub media_type: String,
    /// How long it is.
    pub bytes: usize,
}

/// Keeps a document. It is seen once a consignment has it: send its hash with `attach`.
#[utoipa::path(
    post, path = "/v1/attachments", operation_id = "attach", tag = "documents",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The content, at most 16 MiB; its type in `content-type`"),
    responses((status = 200, description = "Under which name it is kept", body = Kept))
)]
pub async fn attach(State(site): Shared, Signed(caller): Signed, file: FileOf) -> Answer {
    if caller.check(Permission::Book).is_err() {
        caller.check(Permission::Record)?;
    }
    let essence = file.media_type.split(';').next().unwrap_or_default().trim().to_owned();
    let media_type: MediaType = essence.parse().map_err(Refusal::from)?;
    let bytes = file.bytes.len();
    let attachment = Attachment::new(media_type, file.bytes.to_vec()).map_err(Refusal::from)?;
    site.documents().take(caller.organisation(), bytes, now())?;
    let hash = site
        .office()
        .journal()
        .attach(attachment)
        .await
        .map_err(|error| Problem::from(DeskError::from(error)))?;
    answer(&Kept { hash: hash.to_string(), media_type: media_type.as_str().to_owned(), bytes })
}

/// Of which consignment.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttachmentQuery {
    /// A consignment that has the document and that the caller may see.
    #[param(example = "01890a5d-ac96-774b-bcce-b302099a8057")]
    consignment: String,
}

/// Returns a document of a consignment.
#[utoipa::path(
    get, path = "/v1/attachments/{hash}", operation_id = "attachment", tag = "documents",
    params(
        (
            "hash" = String, Path, description = "SHA-256 of its content",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        ),
        AttachmentQuery
    ),
    responses((status = 200, description = "The content", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub async fn attachment(
    State(site): Shared,
    Signed(caller): Signed,
    hash: Result<Path<String>, PathRejection>,
    QueryOf(query): QueryOf<AttachmentQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let Path(text) = hash.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let unknown = || Problem::field("attachment.unknown", "hash", "a document that you may see", &text);
    let hash: Hash = text.parse().map_err(|_| unknown())?;
    let id: ConsignmentId = query.consignment.parse().map_err(|_| unknown())?;
    let office = site.office();
    let entity = consignment_entity(id).map_err(|fault| faulty(&fault))?;
    let sight = office.desk().look(&entity).await.map_err(|fault| faulty(&fault))?;
    let dossier = sight.state.as_ref().and_then(Known::dossier);
    let dossier = dossier.filter(|dossier| caller.sees_all() || dossier.is_seen_by(caller.organisation()));
    let document = dossier.and_then(|dossier| dossier.documents.get(&hash)).ok_or_else(unknown)?;
    let found = office.journal().attachment(hash).await.map_err(|fault| faulty(&fault))?;
    let found = found.ok_or_else(unknown)?;
    let name: String = document
        .name
        .chars()
        .map(|letter| if letter.is_ascii_graphic() && letter != '"' { letter } else { '_' })
        .collect();
    let headers = [
        (CONTENT_TYPE, found.media_type().as_str().to_owned()),
        // Never shown inside the page: a document is somebody else's content.
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, found.bytes().to_vec()).into_response())
}
