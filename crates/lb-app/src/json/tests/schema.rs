//! What the schema of a view says.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use utoipa::PartialSchema;

/// Returns the words of a union's tag, which every variant has.
pub fn tags<T: PartialSchema>(tag: &str) -> BTreeSet<String> {
    let schema = serde_json::to_value(T::schema()).unwrap();
    let variants = schema["oneOf"].as_array().unwrap();
    let word = |variant: &Value| {
        assert!(variant["required"].as_array().unwrap().contains(&json!(tag)), "{variant:#}");
        variant["properties"][tag]["enum"][0].as_str().unwrap().to_owned()
    };
    variants.iter().map(word).collect()
}
