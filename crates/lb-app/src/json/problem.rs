//! Why a JSON value is not what it should be.

use crate::refusal::Refusal;

/// Why a view is no value of the domain: which field, what was expected there, what was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, found `{found}`")]
pub struct ViewError {
    /// The path of the field, such as `goods[2].mass_kg`; empty for the whole value.
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl ViewError {
    /// Returns the error of a field.
    #[must_use]
    pub fn new(field: &str, expected: impl Into<String>, found: &str) -> Self {
        let found = found.chars().take(80).collect();
        Self { field: field.to_owned(), expected: expected.into(), found }
    }

    /// Returns the error of a field out of a sentence such as `expected 3 letters, got 2`.
    pub(crate) fn from_sentence(field: &str, sentence: &str, found: &str) -> Self {
        let rest = sentence.strip_prefix("expected ").unwrap_or(sentence);
        let expected = rest.rsplit_once(", got ").map_or(rest, |(expected, _)| expected);
        Self::new(field, expected, found)
    }

    /// Returns the error as seen from outside the field that holds the view.
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        Self { field: joined(outer, &self.field), ..self }
    }
}

/// Returns the path of a field inside another one.
pub(super) fn joined(outer: &str, inner: &str) -> String {
    let parts_by_dot = !outer.is_empty() && !inner.is_empty() && !inner.starts_with('[');
    format!("{outer}{}{inner}", if parts_by_dot { "." } else { "" })
}

impl From<ViewError> for Refusal {
    fn from(error: ViewError) -> Self {
        Self::field("request.bad_value", error.field, error.expected, &error.found)
    }
}
