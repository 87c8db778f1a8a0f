//! E-mail addresses: what people sign in with.

use std::fmt;
use std::str::FromStr;

use crate::refusal::Refusal;

/// The longest address, in bytes. Source: RFC 5321, 4.5.3.1.3, less the angle brackets.
const LENGTH_MAX: usize = 254;

/// An e-mail address in lower case: `ainur@example.kz`.
///
/// Only what no address can do without is checked; whether it receives mail nobody can tell from its text. Case is given up,
/// because nobody who types an address means another person by another case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let address = text.trim().to_lowercase();
        let is_foreign =
            |symbol: char| symbol.is_whitespace() || symbol.is_control() || "<>(),;:\"\\[]".contains(symbol);
        let parts = address.rsplit_once('@');
        let is_whole = parts.is_some_and(|(local, domain)| {
            let labels = domain.split('.').all(|label| !label.is_empty());
            !local.is_empty() && !local.contains('@') && labels
        });
        if is_whole && address.len() <= LENGTH_MAX && !address.contains(is_foreign) {
            return Ok(Self(address));
        }
        let expected =
            format!("an e-mail address such as ainur@example.kz of at most {LENGTH_MAX} characters");
        Err(Refusal::field("access.bad_email", "email", expected, text))
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}
