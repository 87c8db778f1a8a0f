//! Signatures of messages.
//!
//! Source: Standard Webhooks 1.0.0, "Signature scheme" and "Webhook headers", symmetric.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use sha2::Sha256;

use crate::journal::{Moment, Randomness};

/// What a secret's text begins with.
const PREFIX: &str = "whsec_";
/// What a signature's text begins with: HMAC-SHA256.
const VERSION: &str = "v1,";
/// Bytes of a drawn secret.
const BYTES: usize = 32;
/// Bytes that a secret has at least and at most.
const BYTES_MIN: usize = 24;
const BYTES_MAX: usize = 64;

/// What a webhook's messages are signed with: 24 to 64 bytes, which sender and receiver know.
///
/// Not shown in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Vec<u8>);

/// Why a text is not a secret. It does not say the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {PREFIX} and base64 of {BYTES_MIN} to {BYTES_MAX} bytes")]
pub struct SecretError;

impl SigningSecret {
    /// Draws a secret of 256 bits.
    #[must_use]
    pub fn draw(randomness: &mut Randomness) -> Self {
        Self(randomness.draw::<BYTES>().to_vec())
    }

    /// Returns the text to show once: `whsec_` and base64.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// Returns the signature of a message sent at a time: `v1,` and base64 of the HMAC-SHA256 of `id.seconds.body`.
    #[must_use]
    pub fn sign(&self, id: &str, sent_at_seconds: i64, body: &[u8]) -> String {
        // HMAC takes a key of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(format!("{id}.{sent_at_seconds}.").as_bytes());
        mac.update(body);
        format!("{VERSION}{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl FromStr for SigningSecret {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        let digits = text.strip_prefix(PREFIX).ok_or(SecretError)?;
        let bytes = STANDARD.decode(digits).map_err(|_| SecretError)?;
        if (BYTES_MIN..=BYTES_MAX).contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(SecretError) }
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningSecret({PREFIX}..)")
    }
}

impl Serialize for SigningSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.reveal())
    }
}

impl<'de> Deserialize<'de> for SigningSecret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Returns the value of `webhook-signature`: a signature by every secret, with a blank between.
#[must_use]
pub fn signature_header(secrets: &[SigningSecret], id: &str, sent_at: Moment, body: &[u8]) -> String {
    let seconds = sent_at.timestamp().as_second();
    let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(id, seconds, body)).collect();
    signatures.join(" ")
}
