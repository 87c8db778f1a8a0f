//! Secrets that stand for an account: of sessions, keys, invitations.

use std::fmt;

use crate::journal::{Hash, Randomness};

/// Bytes of a secret: 256 bits, so that its hash needs no salt and no slowness.
const BYTES: usize = 32;

/// What a secret is for: it says so by its beginning, so that scanners find a key that was published by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// A program's key.
    Key,
    /// A browser's session.
    Session,
    /// An invitation's link.
    Invitation,
    /// A browser on its way to the place that vouches for its person, and back.
    SignOn,
}

impl SecretKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Key => "lb_key_",
            Self::Session => "lb_session_",
            Self::Invitation => "lb_invite_",
            Self::SignOn => "lb_signon_",
        }
    }
}

/// A secret: shown once to who holds it, and kept nowhere; the journal has its [`hash`](Self::hash).
///
/// Not shown in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    kind: SecretKind,
    digits: String,
}

impl Secret {
    /// Draws a secret.
    #[must_use]
    pub fn draw(kind: SecretKind, randomness: &mut Randomness) -> Self {
        Self::from_bytes(kind, randomness.draw())
    }

    /// Returns the secret of drawn bytes.
    #[must_use]
    pub fn from_bytes(kind: SecretKind, bytes: [u8; BYTES]) -> Self {
        Self { kind, digits: Hash::from_bytes(bytes).to_string() }
    }

    /// Reads a secret of a kind; nothing when it is none.
    #[must_use]
    pub fn parse(kind: SecretKind, text: &str) -> Option<Self> {
        let digits = text.strip_prefix(kind.prefix())?;
        digits.parse::<Hash>().ok().map(|_| Self { kind, digits: digits.to_owned() })
    }

    /// Returns the text to show: the kind's beginning and 64 hexadecimal digits.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}{}", self.kind.prefix(), self.digits)
    }

    /// Returns the SHA-256 of a purpose and the secret: what may be said to others for that purpose and no other. Who knows it
    /// cannot find the secret, nor what is said for another purpose.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> Hash {
        Hash::of(&[purpose.as_bytes(), b":", self.kind.prefix().as_bytes(), self.digits.as_bytes()])
    }

    /// Returns the SHA-256 of the text: what the journal keeps. Who knows it cannot find the secret.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&[self.kind.prefix().as_bytes(), self.digits.as_bytes()])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({}..)", self.kind.prefix())
    }
}
