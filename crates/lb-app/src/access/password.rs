//! Passwords: argon2id, and what is too weak to be one.
//!
//! Both functions take tens of milliseconds and 19 MiB on purpose: they belong on a thread that may take its time.

use std::fmt;
use std::str::FromStr;

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::journal::Fault;
use crate::refusal::Refusal;

use super::email::EmailAddress;

/// Bytes of a salt.
pub const SALT_BYTES: usize = 16;
/// The fewest characters of a password.
pub const LENGTH_MIN: usize = 12;
/// The most bytes of a password.
pub const LENGTH_MAX: usize = 256;
/// The fewest different characters of a password.
const DIFFERENT_MIN: usize = 5;

/// KiB of memory, passes, and lanes of one hash.
///
/// Source: OWASP Password Storage Cheat Sheet, minimum configuration of argon2id: 19 MiB, 2 passes, 1 lane.
const COST: (u32, u32, u32) = (19 * 1_024, 2, 1);

/// What nobody's password gives: verified in place of a missing account's, so that both take the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bGFuZGJyaWRnZSBub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password's argon2id hash in PHC string form: parameters, salt, hash.
///
/// Source: the PHC string format specification. Not shown in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Returns the PHC string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PasswordHash {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let is_argon2id = Phc::new(text).is_ok_and(|phc| phc.algorithm.as_str() == "argon2id");
        if is_argon2id {
            return Ok(Self(text.to_owned()));
        }
        // What it is instead is not said: it may be a password.
        Err(Refusal::field("request.bad_value", "password_hash", "a PHC string of argon2id", ""))
    }
}

impl fmt::Display for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// Returns a password's hash.
///
/// # Errors
/// A fault when the hashing itself fails, for want of memory for instance.
pub fn hash(password: &str, salt: [u8; SALT_BYTES]) -> Result<PasswordHash, Fault> {
    let (memory_kib, passes, lanes) = COST;
    let fault = |what: &dyn fmt::Display| Fault::new(&format!("password: {what}"));
    let params = Params::new(memory_kib, passes, lanes, None).map_err(|error| fault(&error))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hashed = argon2.hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|phc| PasswordHash(phc.to_string())).map_err(|error| fault(&error))
}

/// Returns whether a password is the one that was hashed; without a hash, it does the same work and returns false.
#[must_use]
pub fn verify(password: &str, hashed: Option<&PasswordHash>) -> bool {
    // The parameters are those that the hash was made with; the comparison takes the same time wherever they differ.
    let is_verified = |text: &str| Argon2::default().verify_password(password.as_bytes(), text).is_ok();
    match hashed {
        Some(hashed) => is_verified(&hashed.0),
        None => {
            std::hint::black_box(is_verified(NOBODY));
            false
        }
    }
}

/// Refuses what is too easily guessed.
///
/// Source: NIST SP 800-63B, 5.1.1.2: length decides; no rule about kinds of characters.
///
/// # Errors
/// `access.weak_password`. The password itself is never said.
pub fn check(password: &str, email: &EmailAddress) -> Result<(), Refusal> {
    let weak = |expected: String, found: &str| {
        Err(Refusal::field("access.weak_password", "password", expected, found))
    };
    let count = password.chars().count();
    if count < LENGTH_MIN {
        return weak(format!("at least {LENGTH_MIN} characters"), &format!("{count} characters"));
    }
    if password.len() > LENGTH_MAX {
        return weak(format!("at most {LENGTH_MAX} bytes"), &format!("{} bytes", password.len()));
    }
    let different = password.chars().collect::<std::collections::BTreeSet<char>>().len();
    if different < DIFFERENT_MIN {
        return weak(format!("at least {DIFFERENT_MIN} different characters"), &format!("{different}"));
    }
    if password.to_lowercase().contains(email.as_str()) {
        return weak("a text without the e-mail address".to_owned(), "the e-mail address");
    }
    Ok(())
}
