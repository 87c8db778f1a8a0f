//! Refusals: business answers with a stable code that the screens translate.

use std::borrow::Cow;
use std::fmt;

/// A request that cannot be answered as asked. Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, e.g. `request.unknown_place`.
    pub code: &'static str,
    /// One English sentence.
    pub detail: String,
    /// The fields that are wrong.
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Field name as in the request; of a field inside another one its path, such as `goods[2].mass_kg`.
    pub field: Cow<'static, str>,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl Refusal {
    /// Returns a refusal about one field.
    #[must_use]
    pub fn field(
        code: &'static str,
        field: impl Into<Cow<'static, str>>,
        expected: impl Into<String>,
        found: &str,
    ) -> Self {
        let (field, expected) = (field.into(), expected.into());
        let found = found.chars().take(80).collect::<String>();
        Self {
            code,
            detail: format!("{field}: expected {expected}, found `{found}`"),
            fields: vec![FieldProblem { field, expected, found }],
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.detail, self.code)
    }
}

impl std::error::Error for Refusal {}
