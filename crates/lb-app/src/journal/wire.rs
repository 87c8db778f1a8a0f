//! Records as JSON: what is exported, shown, and sent to other sites.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, Content, Salt};
use super::hash::{Hash, from_hex, hex};
use super::id::Entity;
use super::moment::Moment;
use super::record::{Header, Origin, Record};

/// A record as JSON. Integers that may exceed 2^53 do not occur; hashes and the salt are lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordView {
    /// Site that wrote it.
    pub site: String,
    /// Epoch of the site.
    pub epoch: u64,
    /// Sequence in the site's chain.
    pub sequence: u64,
    /// Name of the event.
    pub id: String,
    /// When it happened, RFC 3339 UTC.
    pub happened_at: String,
    /// When it was recorded, RFC 3339 UTC.
    pub recorded_at: String,
    /// Who acted.
    pub actor: String,
    /// For which organisation.
    pub organisation: String,
    /// What it is about: kind.
    pub entity_kind: String,
    /// What it is about: name.
    pub entity_id: String,
    /// Version of the entity after it.
    pub entity_version: u64,
    /// What happened.
    pub kind: String,
    /// The event that it corrects or erases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// SHA-256(salt, body).
    pub commitment: String,
    /// Hash of the record before.
    pub previous: String,
    /// Hash of this record.
    pub hash: String,
    /// Salt; absent where the body is withheld or erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// Body: canonical JSON as a text, because its bytes are what the commitment covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// Why a view is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct ViewError {
    /// The field.
    pub field: &'static str,
    /// What was expected and what was found.
    pub reason: String,
}

impl From<&Record> for RecordView {
    fn from(record: &Record) -> Self {
        let Header { origin, entity, .. } = &record.header;
        let header = &record.header;
        let content = record.content.as_ref();
        Self {
            site: origin.site.to_string(),
            epoch: origin.epoch,
            sequence: origin.sequence,
            id: header.id.to_string(),
            happened_at: header.happened_at.rfc3339(),
            recorded_at: header.recorded_at.rfc3339(),
            actor: header.actor.to_string(),
            organisation: header.organisation.to_string(),
            entity_kind: entity.kind.to_string(),
            entity_id: entity.id.to_string(),
            entity_version: header.entity_version,
            kind: header.kind.to_string(),
            corrects: header.corrects.map(|id| id.to_string()),
            commitment: header.commitment.to_string(),
            previous: record.previous.to_string(),
            hash: record.hash.to_string(),
            salt: content.map(|content| hex(content.salt.as_bytes())),
            body: content.map(|content| String::from_utf8_lossy(content.body.as_bytes()).into_owned()),
        }
    }
}

impl TryFrom<RecordView> for Record {
    type Error = ViewError;

    fn try_from(view: RecordView) -> Result<Self, ViewError> {
        let content = content(view.salt.as_deref(), view.body.as_deref())?;
        let header = Header {
            origin: Origin { site: parse("site", &view.site)?, epoch: view.epoch, sequence: view.sequence },
            id: parse("id", &view.id)?,
            happened_at: parse::<Moment>("happened_at", &view.happened_at)?,
            recorded_at: parse::<Moment>("recorded_at", &view.recorded_at)?,
            actor: parse("actor", &view.actor)?,
            organisation: parse("organisation", &view.organisation)?,
            entity: Entity {
                kind: parse("entity_kind", &view.entity_kind)?,
                id: parse("entity_id", &view.entity_id)?,
            },
            entity_version: view.entity_version,
            kind: parse("kind", &view.kind)?,
            corrects: view.corrects.as_deref().map(|id| parse("corrects", id)).transpose()?,
            commitment: parse::<Hash>("commitment", &view.commitment)?,
        };
        let (previous, hash) = (parse("previous", &view.previous)?, parse("hash", &view.hash)?);
        Ok(Self { header, previous, hash, content })
    }
}

/// Reads a text that must be spelled as its value prints: one value, one text.
fn parse<T>(field: &'static str, text: &str) -> Result<T, ViewError>
where
    T: std::str::FromStr<Err: std::fmt::Display> + std::fmt::Display,
{
    let value: T = text.parse().map_err(|error: T::Err| ViewError { field, reason: error.to_string() })?;
    let spelled = value.to_string();
    if spelled == text {
        return Ok(value);
    }
    Err(ViewError { field, reason: format!("expected {spelled:?}, got {text:?}") })
}

fn content(salt: Option<&str>, body: Option<&str>) -> Result<Option<Content>, ViewError> {
    match (salt, body) {
        (None, None) => Ok(None),
        (Some(salt), Some(body)) => {
            let bytes = from_hex(salt).and_then(|bytes| bytes.try_into().ok());
            let bytes = bytes.ok_or_else(|| ViewError {
                field: "salt",
                reason: format!("expected 64 lower-case hexadecimal digits, got {} characters", salt.len()),
            })?;
            Ok(Some(Content { salt: Salt::from_bytes(bytes), body: Body::from_stored(body.as_bytes()) }))
        }
        (Some(_), None) | (None, Some(_)) => Err(ViewError {
            field: "body",
            reason: "expected salt and body, or neither, got one of them".to_owned(),
        }),
    }
}
