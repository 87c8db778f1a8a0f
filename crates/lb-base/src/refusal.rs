//! Refusals: business answers with a stable code and fields, which screens translate. A refusal changes nothing.

/// What a code means, for the table of codes in the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The stable code.
    pub code: &'static str,
    /// What it means and what can be done, in English.
    pub meaning: &'static str,
    /// The names of its fields.
    pub fields: &'static [&'static str],
}

/// Defines a crate's refusals in one place: variant, code, meaning, the sentence in English, fields.
///
/// Codes never change their meaning; new ones are added at the end of their subject. The crate depends on `thiserror`.
#[macro_export]
macro_rules! refusals {
    ($($name:ident = $code:literal, $meaning:literal, $text:literal { $($field:ident: $kind:ty),* };)+) => {
        /// Why a command is not carried out; nothing was changed.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal {
            $(
                #[doc = $meaning]
                #[error($text)]
                $name {
                    $(
                        #[doc = concat!("Field `", stringify!($field), "`.")]
                        $field: $kind
                    ),*
                },
            )+
        }

        impl Refusal {
            /// All codes with what they mean, in the order of their subjects.
            pub const ALL: &'static [$crate::refusal::Meaning] = &[
                $($crate::refusal::Meaning { code: $code, meaning: $meaning, fields: &[$(stringify!($field)),*] },)+
            ];

            /// All stable codes, in the order of their subjects.
            pub const ALL_CODES: &'static [&'static str] = &[$($code),+];

            /// Returns the stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)+
                }
            }

            /// Returns the fields as name and text, in the order of their definition.
            #[must_use]
            pub fn fields(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name { $($field),* } => vec![$((stringify!($field), $field.to_string())),*],)+
                }
            }
        }
    };
}
