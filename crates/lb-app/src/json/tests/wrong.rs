//! What is wrong is refused with its path: every field of every given body is made wrong in every way.

use serde_json::{Value, json};

use crate::json::ViewError;

/// Reads a body and writes it again.
pub type Reader = fn(&str, &Value) -> Result<Value, ViewError>;

/// The kind of an event, a body of it, and how it is read.
pub type Written = (&'static str, Value, Reader);

/// One step into a JSON value.
#[derive(Clone, Debug)]
enum Step {
    Member(String),
    Element(usize),
}

/// Returns the paths of all nodes but the root.
fn nodes(value: &Value) -> Vec<Vec<Step>> {
    let children: Vec<(Step, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(k, v)| (Step::Member(k.clone()), v)).collect(),
        Value::Array(elements) => elements.iter().enumerate().map(|(i, v)| (Step::Element(i), v)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    let mut all = Vec::new();
    for (step, child) in children {
        all.push(vec![step.clone()]);
        all.extend(nodes(child).into_iter().map(|rest| [vec![step.clone()], rest].concat()));
    }
    all
}

fn path(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Member(name) if text.is_empty() => text.push_str(name),
            Step::Member(name) => text.push_str(&format!(".{name}")),
            Step::Element(at) => text.push_str(&format!("[{at}]")),
        }
    }
    text
}

fn at<'a>(value: &'a mut Value, steps: &[Step]) -> &'a mut Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Member(name) => &mut value[name],
        Step::Element(at) => &mut value[at],
    })
}

/// What the finding of a number says is told, not read; so is the number that follows from the text.
fn is_told(path: &str) -> bool {
    ["identity", "was"]
        .iter()
        .any(|owner| path.contains(&format!("{owner}.finding")) || path.ends_with(&format!("{owner}.number")))
}

/// Whether a path is that of a text, or of one of a list of texts, with one of these names.
fn is_prose(path: &str, prose: &[&str]) -> bool {
    let text = path.strip_suffix(']').and_then(|path| path.rsplit_once('[')).map_or(path, |(list, _)| list);
    prose.iter().any(|name| text.ends_with(name))
}

pub fn an_unknown_field_is_refused_at_its_path(bodies: &[Written]) {
    for (kind, body, read) in bodies {
        let objects = nodes(body).into_iter().chain([Vec::new()]);
        for steps in objects {
            let mut wrong = body.clone();
            let Value::Object(members) = at(&mut wrong, &steps) else { continue };
            members.insert("stray".to_owned(), json!(1));
            let field = [steps, vec![Step::Member("stray".to_owned())]].concat();
            assert_eq!(read(kind, &wrong).unwrap_err().field, path(&field), "{kind} {wrong}");
        }
    }
}

pub fn a_wrong_type_is_refused_at_its_path(bodies: &[Written]) {
    for (kind, body, read) in bodies {
        for steps in nodes(body) {
            // Serde reads the members of an object out of an array too.
            let is_object = at(&mut body.clone(), &steps).is_object();
            let other_shape = if is_object { json!("\0") } else { json!({}) };
            for other in [json!(true), json!(1.5), json!(-1_i64 << 60), other_shape] {
                // Of what is true or false the other word is right too.
                if other.is_boolean() && at(&mut body.clone(), &steps).is_boolean() {
                    continue;
                }
                let mut wrong = body.clone();
                *at(&mut wrong, &steps) = other;
                let error = read(kind, &wrong).unwrap_err();
                assert_eq!(error.field, path(&steps), "{kind} {error} {wrong}");
            }
        }
    }
}

/// Texts with the names of `prose` are words of persons: only what the journal cannot keep is wrong there.
pub fn a_wrong_text_is_refused_at_its_path(bodies: &[Written], prose: &[&str]) {
    for (kind, body, read) in bodies {
        for steps in nodes(body) {
            let field = path(&steps);
            let mut wrong = body.clone();
            let node = at(&mut wrong, &steps);
            if !node.is_string() || is_told(&field) {
                continue;
            }
            let is_prose = is_prose(&field, prose);
            *node = json!(if is_prose { "a\0b" } else { "not a value, expected: at `x`: nothing" });
            let error = read(kind, &wrong).unwrap_err();
            assert_eq!(error.field, field, "{kind} {error}");
        }
    }
}

/// What can be missing is not written again; what cannot is refused at its path.
pub fn a_missing_field_is_absent_or_refused_at_its_path(bodies: &[Written]) {
    for (kind, body, read) in bodies {
        for steps in nodes(body) {
            let (Some(Step::Member(name)), field) = (steps.last(), path(&steps)) else { continue };
            if is_told(&field) {
                continue;
            }
            let mut less = body.clone();
            let Value::Object(members) = at(&mut less, &steps[..steps.len() - 1]) else { continue };
            members.remove(name);
            match read(kind, &less) {
                Ok(again) => assert_eq!(again, less, "{kind} {field}"),
                Err(error) => {
                    assert_eq!((error.field.as_str(), error.found.as_str()), (field.as_str(), "nothing"));
                }
            }
        }
    }
}
