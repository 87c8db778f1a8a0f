//! The key that signs heads.

use std::fmt;
use std::fs::{OpenOptions, read_to_string};
use std::io::{self, Write};
use std::path::Path;

use ring::signature::{Ed25519KeyPair, KeyPair};

use super::statement::PublicKey;
use crate::error::StoreError;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
/// What stands before the 32 bytes of the seed. Source: RFC 8410, 7 and 10.3.
const PREFIX: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// An Ed25519 key pair, kept as PKCS #8 in PEM, as `openssl genpkey -algorithm ed25519` writes it.
pub struct HeadKey(Ed25519KeyPair);

impl fmt::Debug for HeadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeadKey({})", self.public_key())
    }
}

impl HeadKey {
    /// Returns the key of a seed.
    ///
    /// # Errors
    /// None that can happen: every seed makes a key.
    pub fn from_seed(seed: [u8; 32]) -> Result<Self, StoreError> {
        Ed25519KeyPair::from_seed_unchecked(&seed).map(Self).map_err(|_| bad_key())
    }

    /// Reads the key of a PEM text.
    ///
    /// # Errors
    /// A fault when it is none.
    pub fn from_pem(text: &str) -> Result<Self, StoreError> {
        let inside = text.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
        let bytes = inside.and_then(|(inside, _)| decoded(inside)).ok_or_else(bad_key)?;
        let seed = bytes.strip_prefix(PREFIX.as_slice()).and_then(|seed| <[u8; 32]>::try_from(seed).ok());
        Self::from_seed(seed.ok_or_else(bad_key)?)
    }

    /// Opens the key of a file; where there is none, it is made of the seed, readable by its owner only.
    ///
    /// # Errors
    /// A fault when the file cannot be read or written, or holds no key.
    pub fn open_or_make(file: &Path, seed: [u8; 32]) -> Result<Self, StoreError> {
        match make(file, &pem(&seed)) {
            Ok(()) => Self::from_seed(seed),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Self::from_pem(&read_to_string(file).map_err(StoreError::fault("read the key of heads"))?)
            }
            Err(error) => Err(StoreError::fault("make the key of heads")(error)),
        }
    }

    /// Returns its public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey::from_bytes(bytes)
    }

    pub(super) fn sign(&self, text: &str) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes.copy_from_slice(self.0.sign(text.as_bytes()).as_ref());
        bytes
    }
}

fn bad_key() -> StoreError {
    let expected = "expected an Ed25519 key as PKCS #8 in PEM (openssl genpkey -algorithm ed25519)";
    StoreError::Fault(lb_app::journal::Fault::new(expected))
}

/// Writes a new file that only its owner may read.
fn make(file: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn pem(seed: &[u8; 32]) -> String {
    let bytes: Vec<u8> = PREFIX.iter().chain(seed).copied().collect();
    format!("{BEGIN}\n{}\n{END}\n", encoded(&bytes))
}

/// Returns base64 of bytes whose number is a multiple of three.
fn encoded(bytes: &[u8]) -> String {
    let letter = |bits: u32| char::from(BASE64[usize::try_from(bits & 63).unwrap_or_default()]);
    let group = |group: &[u8]| {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        [18, 12, 6, 0].map(|shift| letter(bits >> shift))
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}

/// Returns the bytes of base64 without filling.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3);
    for group in letters.chunks(4) {
        let bits = group.iter().try_fold(0u32, |bits, letter| {
            let found = BASE64.iter().position(|known| known == letter)?;
            Some(bits << 6 | u32::try_from(found).ok()?)
        })?;
        let [_, first, second, third] = bits.to_be_bytes();
        bytes.extend([first, second, third]);
        if group.len() != 4 {
            return None;
        }
    }
    Some(bytes)
}
