//! Attachments: documents kept under the hash of their bytes.

use std::fmt;
use std::str::FromStr;

use super::hash::Hash;
use super::port::Refused;

/// The largest attachment, in bytes.
pub const ATTACHMENT_BYTES_MAX: usize = 16 * 1_024 * 1_024;

/// The media types that are accepted.
const MEDIA_TYPES: [&str; 13] = [
    "application/edifact",
    "application/json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xml",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "text/csv",
    "text/plain",
    "text/xml",
];

/// A media type that attachments may have.
///
/// Source: the IANA registry of media types; `application/edifact` is RFC 1767.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MediaType(&'static str);

impl MediaType {
    /// Returns the type's name in the registry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Returns all types that are accepted.
    pub fn all() -> impl Iterator<Item = Self> {
        MEDIA_TYPES.into_iter().map(Self)
    }
}

impl FromStr for MediaType {
    type Err = Refused;

    /// Reads a type's name, in any case and without parameters.
    fn from_str(text: &str) -> Result<Self, Refused> {
        let name = text.split(';').next().unwrap_or_default().trim();
        Self::all()
            .find(|accepted| accepted.0.eq_ignore_ascii_case(name))
            .ok_or_else(|| Refused::MediaType { found: text.chars().take(80).collect() })
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MediaType({})", self.0)
    }
}

/// A document.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    media_type: MediaType,
    bytes: Vec<u8>,
}

impl Attachment {
    /// Returns a document of at most [`ATTACHMENT_BYTES_MAX`] bytes.
    ///
    /// # Errors
    /// [`Refused::AttachmentTooLarge`].
    pub fn new(media_type: MediaType, bytes: Vec<u8>) -> Result<Self, Refused> {
        if bytes.len() > ATTACHMENT_BYTES_MAX {
            return Err(Refused::AttachmentTooLarge { found: bytes.len() });
        }
        Ok(Self { media_type, bytes })
    }

    /// Returns its type.
    #[must_use]
    pub const fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// Returns its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns its name: the hash of its bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&[&self.bytes])
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attachment({}, {} bytes)", self.media_type, self.bytes.len())
    }
}
