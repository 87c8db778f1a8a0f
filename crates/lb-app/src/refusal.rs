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
    /// What the sentence is made of, by name: the screens say it in their own words.
    pub facts: Vec<(&'static str, String)>,
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
    /// Returns a refusal about no single field.
    #[must_use]
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), fields: Vec::new(), facts: Vec::new() }
    }

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
            facts: Vec::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.detail, self.code)
    }
}

impl std::error::Error for Refusal {}

impl From<lb_hub::Refusal> for Refusal {
    fn from(refusal: lb_hub::Refusal) -> Self {
        let facts = refusal.fields();
        Self { facts, ..Self::new(refusal.code(), refusal.to_string()) }
    }
}

impl From<lb_booking::Refusal> for Refusal {
    fn from(refusal: lb_booking::Refusal) -> Self {
        let facts = refusal.fields();
        Self { facts, ..Self::new(refusal.code(), refusal.to_string()) }
    }
}
