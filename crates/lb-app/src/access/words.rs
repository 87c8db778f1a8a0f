//! How names and words stand in the JSON of events.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::desk::{OrganisationKind, Permission, Role};

/// Something that is said by one stable word.
pub trait Word: Copy + Ord + 'static {
    /// What one is called in an error.
    const WHAT: &'static str;

    /// Returns the word.
    fn word(self) -> &'static str;

    /// Reads the word.
    fn from_word(word: &str) -> Option<Self>;
}

/// Makes the words of a type that has them already.
macro_rules! words {
    ($($name:ident: $what:literal;)+) => {$(
        impl Word for $name {
            const WHAT: &'static str = $what;

            fn word(self) -> &'static str {
                $name::word(self)
            }

            fn from_word(word: &str) -> Option<Self> {
                $name::from_word(word)
            }
        }
    )+};
}

words! {
    Role: "a role";
    Permission: "a permission";
    OrganisationKind: "a kind of organisation";
}

fn read<W: Word, E: Error>(word: &str) -> Result<W, E> {
    W::from_word(word).ok_or_else(|| E::custom(format!("expected {}, got {word:?}", W::WHAT)))
}

/// One word.
pub mod word {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Word, read};

    pub fn serialize<W: Word, S: Serializer>(value: &W, serializer: S) -> Result<S::Ok, S::Error> {
        value.word().serialize(serializer)
    }

    pub fn deserialize<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
        read(&String::deserialize(deserializer)?)
    }
}

/// A set of words, in their order.
pub mod set {
    use super::{BTreeSet, Deserialize, Deserializer, Serializer, Word, read};

    pub fn serialize<W: Word, S: Serializer>(values: &BTreeSet<W>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| value.word()))
    }

    pub fn deserialize<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<W>, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        words.iter().map(|word| read(word)).collect()
    }
}

/// Something that prints and reads.
pub mod text {
    use super::{Deserialize, Deserializer, Display, Error, FromStr, Serializer};

    pub fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A set of things that print and read, in their order.
pub mod texts {
    use super::{BTreeSet, Deserialize, Deserializer, Display, Error, FromStr, Serializer};

    pub fn serialize<T: Display, S: Serializer>(
        values: &BTreeSet<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(ToString::to_string))
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<BTreeSet<T>, D::Error>
    where
        T: FromStr<Err: Display> + Ord,
        D: Deserializer<'de>,
    {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }
}
