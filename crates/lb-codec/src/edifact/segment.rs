//! Bytes to segments. Nothing is copied but texts with released signs.

use std::borrow::Cow;

use super::{Delimiters, Fault, PARTS_MAX, Problem, SEGMENT_BYTES_MAX};

/// A segment of an interchange, borrowing from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Its place in the interchange, from 1.
    pub number: usize,
    /// The byte of the file at which its tag begins.
    pub offset: usize,
    /// Its bytes without the terminator.
    pub bytes: &'a [u8],
    signs: Delimiters,
}

impl<'a> Segment<'a> {
    /// Returns the tag, such as `LOC`; empty where it is not text.
    #[must_use]
    pub fn tag(&self) -> &'a str {
        let end =
            self.bytes.iter().position(|byte| *byte == self.signs.element || *byte == self.signs.component);
        let tag = self.bytes.get(..end.unwrap_or(self.bytes.len())).unwrap_or_default();
        std::str::from_utf8(tag).unwrap_or_default()
    }

    /// Returns the elements behind the tag, at most [`PARTS_MAX`].
    pub fn elements(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let signs = self.signs;
        parts(self.bytes, signs.element, signs).skip(1).map(move |bytes| Element { bytes, signs })
    }

    /// Returns an element, from 1 behind the tag; an empty one where there is none.
    #[must_use]
    pub fn element(&self, place: usize) -> Element<'a> {
        let nothing = Element { bytes: &[], signs: self.signs };
        place.checked_sub(1).and_then(|before| self.elements().nth(before)).unwrap_or(nothing)
    }

    /// Returns the text of a component of an element, both from 1; nothing where it is empty.
    #[must_use]
    pub fn text(&self, element: usize, component: usize) -> Option<Cow<'a, str>> {
        self.element(element).text(component)
    }

    /// Returns a problem about a value of this segment.
    #[must_use]
    pub fn problem(&self, fault: Fault, element: usize, expected: &str, found: &str) -> Problem {
        Problem {
            fault,
            segment: self.number,
            offset: self.offset,
            at: format!("{}/{element}", self.tag()),
            expected: expected.to_owned(),
            found: shown(found),
        }
    }
}

/// An element of a segment: components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    bytes: &'a [u8],
    signs: Delimiters,
}

impl<'a> Element<'a> {
    /// Returns the text of a component, from 1; nothing where it is empty.
    #[must_use]
    pub fn text(&self, component: usize) -> Option<Cow<'a, str>> {
        let before = component.checked_sub(1)?;
        let bytes = parts(self.bytes, self.signs.component, self.signs).nth(before)?;
        let text = released(bytes, self.signs);
        let trimmed = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        Some(trimmed).filter(|text| !text.is_empty())
    }

    /// Returns the texts of all components, empty ones among them.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let signs = self.signs;
        parts(self.bytes, signs.component, signs).map(move |bytes| released(bytes, signs))
    }

    /// Returns whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Parts bytes at a sign that is not released; at most [`PARTS_MAX`] parts.
fn parts(bytes: &[u8], at: u8, signs: Delimiters) -> impl Iterator<Item = &[u8]> + use<'_> {
    let mut rest = Some(bytes);
    let next = move || {
        let all = rest?;
        let end = unreleased(all, at, signs.release);
        match end {
            Some(end) => {
                rest = all.get(end + 1..);
                all.get(..end)
            }
            None => {
                rest = None;
                Some(all)
            }
        }
    };
    std::iter::from_fn(next).take(PARTS_MAX)
}

/// Returns where a sign stands that no release comes before.
fn unreleased(bytes: &[u8], sign: u8, release: Option<u8>) -> Option<usize> {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == sign {
            return Some(at);
        }
        at += if Some(*byte) == release { 2 } else { 1 };
    }
    None
}

/// Returns bytes as text without release signs: UTF-8 where they are, else the letters of ISO 8859-1.
fn released(bytes: &[u8], signs: Delimiters) -> Cow<'_, str> {
    let is_plain = signs.release.is_none_or(|release| !bytes.contains(&release));
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain => return Cow::Borrowed(text),
        Ok(_) | Err(_) => {}
    }
    let mut kept = Vec::with_capacity(bytes.len());
    let mut is_released = false;
    for byte in bytes {
        if Some(*byte) == signs.release && !is_released {
            is_released = true;
        } else {
            kept.push(*byte);
            is_released = false;
        }
    }
    Cow::Owned(match String::from_utf8(kept) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    })
}

/// Segments of an interchange, one after the other. Memory does not grow with the interchange.
#[derive(Clone, Debug)]
pub struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
    number: usize,
    signs: Delimiters,
    advice: Option<Problem>,
}

impl<'a> Segments<'a> {
    /// Returns the segments of bytes: a mark of the byte order and a service string advice are read over.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let start = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
        let blank = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| is_blank(**byte)).count();
        let start = start + blank;
        let rest = bytes.get(start..).unwrap_or_default();
        let plain = Self { bytes, at: start, number: 0, signs: Delimiters::default(), advice: None };
        if !rest.starts_with(b"UNA") {
            return plain;
        }
        match Delimiters::from_advice(rest) {
            Some(signs) => Self { at: start + 9, signs, ..plain },
            None => {
                let found: Vec<u8> = rest.iter().take(9).copied().collect();
                let advice = Problem {
                    fault: Fault::BadAdvice,
                    segment: 0,
                    offset: start,
                    at: "UNA".to_owned(),
                    expected: "six signs that are not the same".to_owned(),
                    found: shown(&String::from_utf8_lossy(&found)),
                };
                Self { at: (start + 9).min(bytes.len()), advice: Some(advice), ..plain }
            }
        }
    }

    /// Returns the signs that part the interchange.
    #[must_use]
    pub const fn delimiters(&self) -> Delimiters {
        self.signs
    }

    /// Returns where the segment that begins at a byte ends, and what is wrong where it has no end.
    fn end_of(&self, start: usize) -> (usize, Option<Fault>) {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let window = rest.get(..SEGMENT_BYTES_MAX).unwrap_or(rest);
        match unreleased(window, self.signs.terminator, self.signs.release) {
            Some(length) => (start + length, None),
            None if window.len() < rest.len() => (start + window.len(), Some(Fault::TooLong)),
            None => (self.bytes.len(), Some(Fault::Unterminated)),
        }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Result<Segment<'a>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(advice) = self.advice.take() {
            return Some(Err(advice));
        }
        while self.bytes.get(self.at).is_some_and(|byte| is_blank(*byte)) {
            self.at += 1;
        }
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let (end, fault) = self.end_of(start);
        self.at = end + 1;
        self.number += 1;
        let bytes = self.bytes.get(start..end).unwrap_or_default();
        let bytes = bytes.trim_ascii_end();
        let segment = Segment { number: self.number, offset: start, bytes, signs: self.signs };
        let tag = segment.tag();
        let is_tag =
            tag.len() == 3 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let found: String =
            String::from_utf8_lossy(bytes.get(..bytes.len().min(40)).unwrap_or_default()).into_owned();
        match fault {
            Some(fault) if fault == Fault::TooLong || !is_tag => {
                Some(Err(segment.problem(fault, 0, "a segment with its terminator", &found)))
            }
            // The last sign of a file is lost easily: what stands before it is read.
            Some(_) | None if is_tag => Some(Ok(segment)),
            Some(_) | None => Some(Err(segment.problem(Fault::BadTag, 0, "a tag of three letters", &found))),
        }
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | b' ' | b'\t' | 0)
}

/// Returns a text as a problem shows it.
pub(super) fn shown(text: &str) -> String {
    let short: String = text.chars().filter(|sign| !sign.is_control()).take(60).collect();
    if short.is_empty() { "nothing".to_owned() } else { short }
}
