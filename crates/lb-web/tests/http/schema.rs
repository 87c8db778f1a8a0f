//! A small reader of JSON schema: does a value have the shape that the OpenAPI document promises?

use serde_json::Value;

/// Returns where a value differs from a schema of the document: wrong types, missing or undocumented members.
pub fn differences(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(&Reader { document }, schema, value, "", &mut found);
    found
}

struct Reader<'a> {
    document: &'a Value,
}

impl<'a> Reader<'a> {
    /// Follows references.
    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        while let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            schema = self.document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"));
        }
        schema
    }
}

fn compare<'a>(reader: &Reader<'a>, schema: &'a Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let schema = reader.resolve(schema);
    if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let fits = |choice: &'a Value| {
            let mut found = Vec::new();
            compare(reader, choice, value, at, &mut found);
            found.is_empty()
        };
        if !choices.iter().any(fits) {
            found.push(format!("{at}: expected one of the choices, found {value}"));
        }
        return;
    }
    if !fits_type(&schema["type"], value) {
        found.push(format!("{at}: expected {}, found {value}", schema["type"]));
        return;
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{at}: expected one of {words:?}, found {value}"));
    }
    for item in value.as_array().into_iter().flatten().take(20) {
        if schema["items"].is_object() {
            compare(reader, &schema["items"], item, &format!("{at}/0"), found);
        }
    }
    compare_members(reader, schema, value, at, found);
}

fn compare_members<'a>(
    reader: &Reader<'a>,
    schema: &'a Value,
    value: &Value,
    at: &str,
    found: &mut Vec<String>,
) {
    let Some(members) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            found.push(format!("{at}/{name}: required, and not there"));
        }
    }
    for (name, member) in members {
        let at = format!("{at}/{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Null) if schema["properties"].is_null() => {}
            (Value::Null, Value::Bool(true)) => {}
            (Value::Null, Value::Null | Value::Bool(false)) => found.push(format!("{at}: not documented")),
            (Value::Null, others) => compare(reader, others, member, &at, found),
            (property, _) => compare(reader, property, member, &at, found),
        }
    }
}

fn fits_type(kind: &Value, value: &Value) -> bool {
    let fits = |kind: &str| match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    };
    match kind {
        Value::String(kind) => fits(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(fits),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

#[test]
fn tells_what_differs() {
    let document = serde_json::json!({"schemas": {"Port": {
        "type": "object", "required": ["id"],
        "properties": {"id": {"type": "string"}, "days": {"type": ["number", "null"]}},
    }}});
    let schema = serde_json::json!({"type": "array", "items": {"$ref": "#/schemas/Port"}});
    let check =
        |value: Value, expected: &[&str]| assert_eq!(differences(&document, &schema, &value), expected);
    check(serde_json::json!([{"id": "CNLYG", "days": 1.5}, {"id": "KRINC", "days": null}]), &[]);
    check(serde_json::json!([{"days": 2}]), &["/0/id: required, and not there"]);
    check(serde_json::json!([{"id": 3}]), &["/0/id: expected \"string\", found 3"]);
    check(serde_json::json!([{"id": "CNLYG", "berth": 3}]), &["/0/berth: not documented"]);
    check(serde_json::json!({}), &[": expected \"array\", found {}"]);
}
