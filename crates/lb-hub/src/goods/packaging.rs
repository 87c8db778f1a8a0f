//! Kinds of packages.

use std::fmt;
use std::str::FromStr;

/// A kind of package by its code, such as `CT` (carton), `PX` (pallet) or `PC` (parcel).
///
/// Two letters or digits; which of them are issued changes from year to year and is not checked.
///
/// Source: UN/CEFACT Recommendation 21, codes for types of packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageCode([char; 2]);

/// Why a text is no code of a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected two letters or digits such as CT, got {found:?}")]
pub struct PackageCodeError {
    found: String,
}

impl FromStr for PackageCode {
    type Err = PackageCodeError;

    fn from_str(text: &str) -> Result<Self, PackageCodeError> {
        let mut signs = text.trim().chars().map(|sign| sign.to_ascii_uppercase());
        match (signs.next(), signs.next(), signs.next()) {
            (Some(one), Some(other), None)
                if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric() =>
            {
                Ok(Self([one, other]))
            }
            _ => Err(PackageCodeError { found: text.to_owned() }),
        }
    }
}

impl fmt::Display for PackageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = self.0;
        write!(f, "{one}{other}")
    }
}
