//! Names in the journal: events, actors, entities, idempotency keys.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use lb_base::{IdError, string_id, uuid_id};
pub use lb_base::{OrganisationId, SiteId};

use super::moment::Moment;
use super::randomness::Randomness;

string_id! {
    /// Who acted: a person's account, a key of a system, or the program itself.
    pub struct ActorId;
    /// A kind of entity, such as `booking`.
    pub struct EntityKind;
    /// The name of one entity among those of its kind.
    pub struct EntityId;
    /// A kind of event, such as `booking.confirmed`.
    pub struct EventKind;
}

uuid_id! {
    /// The name of an event.
    pub struct EventId;
}

impl EventId {
    /// Returns a new name out of the instant and 74 random bits.
    #[must_use]
    pub fn new(now: Moment, randomness: &mut Randomness) -> Self {
        Self::at(now.unix_millis(), randomness.draw())
    }

    /// Returns the bytes, most significant first.
    #[must_use]
    pub const fn bytes(self) -> [u8; 16] {
        self.uuid().into_bytes()
    }
}

/// What an event is about: `booking:B-17`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// The kind.
    pub kind: EntityKind,
    /// The name among those of its kind.
    pub id: EntityId,
}

/// Why a text is not an entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntityError {
    /// There is no colon.
    #[error("expected an entity such as booking:B-17, got {found:?}")]
    Shape {
        /// The text.
        found: String,
    },
    /// Kind or name break the rule of ids.
    #[error(transparent)]
    Id(#[from] IdError),
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}", self.kind, self.id))
    }
}

impl FromStr for Entity {
    type Err = EntityError;

    fn from_str(text: &str) -> Result<Self, EntityError> {
        let (kind, id) = text
            .split_once(':')
            .ok_or_else(|| EntityError::Shape { found: text.chars().take(140).collect() })?;
        Ok(Self { kind: kind.parse()?, id: id.parse()? })
    }
}

/// The longest idempotency key, in characters.
pub const KEY_LENGTH_MAX: usize = 128;

/// The name that a client gives to one command, so that sending it twice does it once: 1 to 128 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey(Arc<str>);

/// Why a text is not an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to {KEY_LENGTH_MAX} visible ASCII characters, got {found:?}")]
pub struct KeyError {
    /// The beginning of the text.
    pub found: String,
}

impl IdempotencyKey {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for IdempotencyKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_visible && (1..=KEY_LENGTH_MAX).contains(&text.len()) {
            Ok(Self(Arc::from(text)))
        } else {
            Err(KeyError { found: text.chars().take(40).collect() })
        }
    }
}
