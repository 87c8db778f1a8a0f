//! What an event says, and the commitment that the chain carries in its place.

use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde_json::Value;

use super::canonical::{CanonicalError, canonical};
use super::hash::Hash;
use super::randomness::Randomness;

/// The largest body, in bytes. What is larger is an attachment.
pub const BODY_BYTES_MAX: usize = 256 * 1_024;
/// Bytes of a salt.
pub const SALT_BYTES: usize = 32;

/// The body of an event, or the answer to a command: canonical JSON bytes.
///
/// Clones share the bytes, and the JSON once somebody has asked for it: states and projections read each body several times.
#[derive(Clone)]
pub struct Body(Arc<Bytes>);

struct Bytes {
    bytes: Box<[u8]>,
    json: OnceLock<Option<Value>>,
}

/// Why a value cannot be a body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// A part has no canonical text.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Too many bytes.
    #[error("expected a body of at most {BODY_BYTES_MAX} bytes, got {found}")]
    TooLarge {
        /// How many it would have.
        found: usize,
    },
    /// The value's own serialisation failed.
    #[error("expected a value that JSON can say, got: {found}")]
    NotJson {
        /// What serialisation said.
        found: String,
    },
}

impl Body {
    /// Returns the canonical JSON of a value.
    ///
    /// # Errors
    /// [`BodyError`] when the value holds a fraction, a number beyond 2^53 - 1 or U+0000, or is too deep or too large.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, BodyError> {
        let value =
            serde_json::to_value(value).map_err(|error| BodyError::NotJson { found: error.to_string() })?;
        let text = canonical(&value)?;
        if text.len() > BODY_BYTES_MAX {
            return Err(BodyError::TooLarge { found: text.len() });
        }
        Ok(Self::new(text.into_bytes().into()))
    }

    /// Returns the body with these bytes, as they were stored or received; their commitment tells whether they are the right ones.
    #[must_use]
    pub fn from_stored(bytes: &[u8]) -> Self {
        Self::new(bytes.into())
    }

    fn new(bytes: Box<[u8]>) -> Self {
        Self(Arc::new(Bytes { bytes, json: OnceLock::new() }))
    }

    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Returns the bytes as JSON; nothing when they are none. They are read once.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.0.json.get_or_init(|| serde_json::from_slice(&self.0.bytes).ok()).as_ref()
    }

    /// Returns a copy of the bytes as JSON; nothing when they are none.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        self.json().cloned()
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Body {}

impl PartialOrd for Body {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Body {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({})", String::from_utf8_lossy(self.as_bytes()))
    }
}

/// 32 random bytes that keep a withheld body from being guessed out of its commitment.
///
/// Not shown in debug output: who knows the salt can try bodies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Salt([u8; SALT_BYTES]);

impl Salt {
    /// Draws a salt.
    #[must_use]
    pub fn new(randomness: &mut Randomness) -> Self {
        Self(randomness.draw())
    }

    /// Returns the salt with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; SALT_BYTES]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; SALT_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// A body with its salt: the part of a record that can be withheld or erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The salt.
    pub salt: Salt,
    /// The body.
    pub body: Body,
}

impl Content {
    /// Returns SHA-256(salt, body).
    #[must_use]
    pub fn commitment(&self) -> Hash {
        Hash::of(&[self.salt.as_bytes(), self.body.as_bytes()])
    }
}
