//! One signed head.

use std::fmt;
use std::str::FromStr;

use lb_app::journal::{Hash, Head, Moment, SiteId};
use ring::signature::{ED25519, UnparsedPublicKey};

use super::key::HeadKey;

/// What a statement of this kind begins with: nothing else that the key may ever sign does.
const KIND: &str = "landbridge-head-1";
const DAY_MICROS: i64 = 86_400_000_000;

/// The public half of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey(Hash);

impl PublicKey {
    pub(super) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Hash::from_bytes(bytes))
    }
}

impl fmt::Display for PublicKey {
    /// Prints 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for PublicKey {
    type Err = String;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, String> {
        let hash: Result<Hash, _> = text.parse();
        hash.map(Self).map_err(|_| format!("expected 64 hexadecimal digits, found `{text}`"))
    }
}

/// A day, UTC: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// Returns the day of an instant.
    #[must_use]
    pub fn of(moment: Moment) -> Self {
        Self(moment.micros().div_euclid(DAY_MICROS))
    }

    /// Returns the day after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Day {
    /// Prints `2026-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noon = Moment::from_micros(self.0.saturating_mul(DAY_MICROS)).unwrap_or(Moment::EPOCH);
        f.write_str(noon.rfc3339().split('T').next().unwrap_or_default())
    }
}

/// A head, when it was the journal's, and the signature of whoever kept the journal then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    head: Head,
    at: Moment,
    key: PublicKey,
    signature: [u8; 64],
}

impl SignedHead {
    /// Signs a head.
    #[must_use]
    pub fn sign(head: &Head, at: Moment, key: &HeadKey) -> Self {
        let signed = Self { head: head.clone(), at, key: key.public_key(), signature: [0; 64] };
        Self { signature: key.sign(&signed.text()), ..signed }
    }

    /// Returns the head.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Returns when it was signed.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// Returns by which key.
    #[must_use]
    pub const fn key(&self) -> PublicKey {
        self.key
    }

    /// Returns whether the key that it names has signed it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.key.0.as_bytes());
        key.verify(self.text().as_bytes(), &self.signature).is_ok()
    }

    /// What is signed: the line without its last part.
    fn text(&self) -> String {
        let Head { site, epoch, sequence, hash } = &self.head;
        format!("{KIND} {site} {epoch} {sequence} {hash} {} {}", self.at.rfc3339(), self.key)
    }
}

impl fmt::Display for SignedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.text())?;
        self.signature.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for SignedHead {
    type Err = ();

    /// Reads a line. It is read back as it stands, or not at all: one statement, one text.
    fn from_str(line: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = line.split(' ').collect();
        let [KIND, site, epoch, sequence, hash, at, key, signature] = parts.as_slice() else {
            return Err(());
        };
        let site: SiteId = site.parse().map_err(drop)?;
        let head = Head {
            site,
            epoch: epoch.parse().map_err(drop)?,
            sequence: sequence.parse().map_err(drop)?,
            hash: hash.parse().map_err(drop)?,
        };
        let (first, second) = signature.split_at_checked(64).ok_or(())?;
        let halves: [Hash; 2] = [first.parse().map_err(drop)?, second.parse().map_err(drop)?];
        let mut signature = [0; 64];
        for (into, half) in signature.chunks_exact_mut(32).zip(halves) {
            into.copy_from_slice(half.as_bytes());
        }
        let (at, key) = (at.parse().map_err(drop)?, key.parse().map_err(drop)?);
        let read = Self { head, at, key, signature };
        if read.to_string() == line { Ok(read) } else { Err(()) }
    }
}
