//! The shapes that every view is made of: words, unions told apart by a word, and unions of such.
//!
//! Words are taken as token trees: a literal that a macro has parsed is no literal any more to the macro that makes the schema.

/// Defines a view of a domain enum without contents: one stable word for each variant, both ways.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident of $domain:ident { $($(#[$word_meta:meta])* $variant:ident = $word:tt,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        pub enum $name {
            $($(#[$word_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$name> for $domain {
            fn from(view: $name) -> Self {
                match view {
                    $($name::$variant => Self::$variant,)+
                }
            }
        }
    };
}

/// Defines a union told apart by the word of one field: `{"says": "withdraws", "record": ...}`.
///
/// Serde reads such unions without telling where in them something is wrong; here each variant is read by itself.
macro_rules! tagged {
    ($(#[$meta:meta])* $name:ident by $tag:tt {
        $($(#[$variant_meta:meta])* $variant:ident = $word:tt {
            $($(#[$field_meta:meta])* $field:ident: $kind:ty,)*
        })+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
        #[serde(tag = $tag)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant { $($(#[$field_meta])* $field: $kind),* },)+
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $(
                    #[derive(serde::Deserialize)]
                    #[serde(deny_unknown_fields)]
                    struct $variant { $($(#[$field_meta])* $field: $kind),* }
                )+
                let (word, contents) = $crate::json::read::split_tagged($tag, deserializer)?;
                match word.as_str() {
                    $($word => {
                        let $variant { $($field),* } = $crate::json::read::contents(contents)?;
                        Ok(Self::$variant { $($field),* })
                    })+
                    _ => Err($crate::json::read::unknown_word($tag, &[$($word),+], &word)),
                }
            }
        }
    };
}

/// Defines a union of unions of one tag, told apart by what the word begins with: `{"do": "visit_arrive", ...}` is of `visit`.
macro_rules! by_subject {
    ($(#[$meta:meta])* $name:ident by $tag:tt {
        $($(#[$variant_meta:meta])* $variant:ident($view:ty) = $subject:tt,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
        #[serde(untagged)]
        pub enum $name {
            $($(#[$variant_meta])* $variant($view),)+
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (word, members) = $crate::json::read::tag_of($tag, deserializer)?;
                let members = serde_json::Value::Object(members);
                match word.split_once('_').map(|(subject, _)| subject) {
                    $(Some($subject) => $crate::json::read::contents(members).map(Self::$variant),)+
                    Some(_) | None => {
                        let words = [$(concat!($subject, "_*")),+];
                        Err($crate::json::read::unknown_word($tag, &words, &word))
                    }
                }
            }
        }
    };
}
