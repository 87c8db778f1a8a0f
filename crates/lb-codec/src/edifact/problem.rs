//! What is wrong with an interchange, and where.

use std::fmt;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// It is no interchange.
    NoInterchange,
    /// It is longer than is read.
    TooLong,
    /// The advice on top names signs that cannot part anything.
    BadAdvice,
    /// The last segment has no terminator.
    Unterminated,
    /// A tag is not three capital letters or digits.
    BadTag,
    /// A segment has more parts than are read.
    TooManyParts,
    /// A sign is released at the very end.
    BadRelease,
    /// A message has no end, or an end no beginning.
    Unpaired,
    /// UNT counts other segments than there are, or UNZ other messages.
    WrongCount,
    /// UNT or UNZ names another reference than UNH or UNB.
    WrongReference,
    /// The message is of another type than the reader's.
    OtherMessage,
    /// A value is not of the kind that stands there.
    BadValue,
    /// A value that has to stand there does not.
    Missing,
    /// A segment means nothing here, or stands where it cannot.
    Unexpected,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::NoInterchange,
        Self::TooLong,
        Self::BadAdvice,
        Self::Unterminated,
        Self::BadTag,
        Self::TooManyParts,
        Self::BadRelease,
        Self::Unpaired,
        Self::WrongCount,
        Self::WrongReference,
        Self::OtherMessage,
        Self::BadValue,
        Self::Missing,
        Self::Unexpected,
    ];

    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoInterchange => "edifact.no_interchange",
            Self::TooLong => "edifact.too_long",
            Self::BadAdvice => "edifact.bad_advice",
            Self::Unterminated => "edifact.unterminated",
            Self::BadTag => "edifact.bad_tag",
            Self::TooManyParts => "edifact.too_many_parts",
            Self::BadRelease => "edifact.bad_release",
            Self::Unpaired => "edifact.unpaired",
            Self::WrongCount => "edifact.wrong_count",
            Self::WrongReference => "edifact.wrong_reference",
            Self::OtherMessage => "edifact.other_message",
            Self::BadValue => "edifact.bad_value",
            Self::Missing => "edifact.missing",
            Self::Unexpected => "edifact.unexpected",
        }
    }
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// What.
    pub fault: Fault,
    /// The segment, from 1 at the first behind UNA; 0 where it is about the whole.
    pub segment: usize,
    /// The byte of the file at which the segment begins, from 0.
    pub offset: usize,
    /// The tag and place of the value, such as `LOC/2`; empty where it is about the whole.
    pub at: String,
    /// What was expected.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "segment {} at byte {}: expected {}", self.segment, self.offset, self.expected)?;
        if self.at.is_empty() {
            write!(f, ", got {}", self.found)
        } else {
            write!(f, " at {}, got {}", self.at, self.found)
        }
    }
}
