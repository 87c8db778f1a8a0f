//! Reading JSON and its texts, with the path of what is wrong.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::journal::INTEGER_MAX;

use super::problem::{ViewError, joined};

/// Reads a view out of JSON.
///
/// # Errors
/// [`ViewError`] with the path of the first field that is unknown, missing, of another type, or has an unknown word.
pub fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, ViewError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let (path, reason) = located(&error.path().to_string(), &error.inner().to_string());
        view_error(path, &reason)
    })
}

/// Parts a tagged union into the word of its tag and the other members.
pub(crate) fn split_tagged<'de, D: Deserializer<'de>>(
    tag: &'static str,
    deserializer: D,
) -> Result<(String, Value), D::Error> {
    let (word, mut members) = tag_of(tag, deserializer)?;
    members.remove(tag);
    Ok((word, Value::Object(members)))
}

/// Reads the word of a union's tag, and gives all members, the tag among them.
pub(crate) fn tag_of<'de, D: Deserializer<'de>>(
    tag: &'static str,
    deserializer: D,
) -> Result<(String, Map<String, Value>), D::Error> {
    let members: Map<String, Value> = Deserialize::deserialize(deserializer)?;
    match members.get(tag) {
        Some(Value::String(word)) => Ok((word.clone(), members)),
        Some(other) => Err(D::Error::custom(format!("at {tag}: invalid type: {other}, expected a word"))),
        None => Err(D::Error::missing_field(tag)),
    }
}

/// Reads a member that may be absent, null or a value: absent says nothing (the default), null says that there is none.
///
/// Serde alone reads null as absent.
pub(crate) fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads the members of one variant; an error names its place first: `at goods[2].mass_kg: ...`.
pub(crate) fn contents<T: DeserializeOwned, E: Error>(members: Value) -> Result<T, E> {
    serde_path_to_error::deserialize(members).map_err(|error| {
        let (path, reason) = located(&error.path().to_string(), &error.inner().to_string());
        E::custom(if path.is_empty() { reason } else { format!("at {path}: {reason}") })
    })
}

/// Returns the error of a tag whose word stands for no variant.
pub(crate) fn unknown_word<E: Error>(tag: &str, words: &[&str], found: &str) -> E {
    E::custom(format!("at {tag}: unknown word `{found}`, expected one of {}", words.join(", ")))
}

/// Joins the path of an error with the place that its reason begins with.
fn located(path: &str, reason: &str) -> (String, String) {
    let outer = if path == "." { "" } else { path };
    match reason.strip_prefix("at ").and_then(|rest| rest.split_once(": ")) {
        Some((inner, reason)) => (joined(outer, inner), reason.to_owned()),
        None => (outer.to_owned(), reason.to_owned()),
    }
}

/// Makes sense of serde's sentences: `missing field`, `unknown field`, `invalid type: x, expected y`.
fn view_error(path: String, reason: &str) -> ViewError {
    if let Some(name) = reason.strip_prefix("missing field ") {
        return ViewError::new(&joined(&path, name.trim_matches('`')), "a value", "nothing");
    }
    if let Some(rest) = reason.strip_prefix("unknown field `") {
        let (name, expected) = rest.split_once("`, ").unwrap_or((rest, "no field"));
        let field = if path.ends_with(name) { path } else { joined(&path, name) };
        return ViewError::new(&field, expected.trim_start_matches("expected "), name);
    }
    let (found, expected) = reason.rsplit_once(", expected ").unwrap_or((reason, "another value"));
    let found = found.split_once(": ").map_or(found, |(_, found)| found);
    let found =
        found.strip_prefix("unknown variant ").or(found.strip_prefix("unknown word ")).unwrap_or(found);
    ViewError::new(&path, expected, found.trim_matches('`'))
}

/// Reads a text as the value that it stands for.
pub(crate) fn text<T: FromStr<Err: Display>>(field: &str, text: &str) -> Result<T, ViewError> {
    text.parse().map_err(|error: T::Err| ViewError::from_sentence(field, &error.to_string(), text))
}

/// Reads a text that may be absent.
pub(crate) fn text_if<T: FromStr<Err: Display>>(
    field: &str,
    given: Option<&String>,
) -> Result<Option<T>, ViewError> {
    given.map(|given| text(field, given)).transpose()
}

/// Reads an instant.
pub(crate) fn instant(field: &str, text: &str) -> Result<jiff::Timestamp, ViewError> {
    let expected = "an instant such as 2026-12-01T08:00:00Z";
    text.parse().map_err(|_| ViewError::new(field, expected, text))
}

/// Reads words of a person; the journal cannot keep the character U+0000.
pub(crate) fn prose(field: &str, text: &str) -> Result<String, ViewError> {
    if text.contains('\0') {
        return Err(ViewError::new(field, "a text without the character U+0000", "U+0000"));
    }
    Ok(text.to_owned())
}

/// Reads an integer that every JSON reader keeps exactly.
pub(crate) fn integer(field: &str, value: i64) -> Result<i64, ViewError> {
    if value.unsigned_abs() <= INTEGER_MAX.unsigned_abs() {
        return Ok(value);
    }
    Err(ViewError::new(field, "an integer within 2^53 - 1", &value.to_string()))
}

/// Reads a number of things that every JSON reader keeps exactly.
pub(crate) fn count(field: &str, value: u64) -> Result<u64, ViewError> {
    if value <= INTEGER_MAX.unsigned_abs() {
        return Ok(value);
    }
    Err(ViewError::new(field, "an integer within 2^53 - 1", &value.to_string()))
}

/// Reads how many things there are, or the place of one among them.
pub(crate) fn size(field: &str, value: usize) -> Result<usize, ViewError> {
    count(field, u64::try_from(value).unwrap_or(u64::MAX)).map(|_| value)
}

/// Reads a list of texts as the values that they stand for.
pub(crate) fn texts<T: FromStr<Err: Display>>(field: &str, given: &[String]) -> Result<Vec<T>, ViewError> {
    given.iter().enumerate().map(|(at, given)| text(&format!("{field}[{at}]"), given)).collect()
}

/// Reads a list of words of a person.
pub(crate) fn proses(field: &str, given: &[String]) -> Result<Vec<String>, ViewError> {
    given.iter().enumerate().map(|(at, given)| prose(&format!("{field}[{at}]"), given)).collect()
}

/// Returns the texts of values.
pub(crate) fn as_texts<T: Display>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// Reads a view inside another one.
pub(crate) fn part<'a, V, T>(field: &str, view: &'a V) -> Result<T, ViewError>
where
    T: TryFrom<&'a V, Error = ViewError>,
{
    T::try_from(view).map_err(|error| error.within(field))
}

/// Reads a view inside another one that may be absent.
pub(crate) fn part_if<'a, V, T>(field: &str, view: Option<&'a V>) -> Result<Option<T>, ViewError>
where
    T: TryFrom<&'a V, Error = ViewError>,
{
    view.map(|view| part(field, view)).transpose()
}

/// Reads a list of views.
pub(crate) fn list<'a, V, T>(field: &str, views: &'a [V]) -> Result<Vec<T>, ViewError>
where
    T: TryFrom<&'a V, Error = ViewError>,
{
    let read = |(at, view)| part(&format!("{field}[{at}]"), view);
    views.iter().enumerate().map(read).collect()
}

/// Checks that the type of a body is that of its header's kind.
pub(crate) fn of_kind(expected: &str, found: &str) -> Result<(), ViewError> {
    if expected == found {
        return Ok(());
    }
    Err(ViewError::new("type", format!("an event of kind {expected}"), found))
}
