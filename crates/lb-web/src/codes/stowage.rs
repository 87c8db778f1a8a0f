//! Codes of ships' lists and of the messages in which they come.

use super::{ErrorCode, REFUSED};

/// What rows of ships' lists and segments of interchanges are told with.
pub(super) const STOWAGE: &[ErrorCode] = &[
    ErrorCode {
        code: "list.wrong_bay",
        statuses: REFUSED,
        title: "Bay for another length",
        meaning: "20 ft boxes stand in odd bays, longer boxes in even ones. Check the position and the size.",
    },
    ErrorCode {
        code: "list.not_here",
        statuses: REFUSED,
        title: "Not at the hub",
        meaning: "A box to be loaded is not at the hub yet. The row is kept; the box may still come.",
    },
    ErrorCode {
        code: "stow.no_plan",
        statuses: REFUSED,
        title: "No stowage plan",
        meaning: "The file is an interchange without a message BAPLIE.",
    },
    ErrorCode {
        code: "stow.no_number",
        statuses: REFUSED,
        title: "Box without a number",
        meaning: "The plan has a box without a number at this position, so nobody knows which it is. It is left out.",
    },
    ErrorCode {
        code: "stow.no_length",
        statuses: REFUSED,
        title: "Length unknown",
        meaning: "Neither size and type nor the position tell how long the box is.",
    },
    ErrorCode {
        code: "edifact.no_interchange",
        statuses: REFUSED,
        title: "No interchange",
        meaning: "The file has no message between UNH and UNT.",
    },
    ErrorCode {
        code: "edifact.too_long",
        statuses: REFUSED,
        title: "Too long",
        meaning: "A segment, or the whole interchange, is longer than is read.",
    },
    ErrorCode {
        code: "edifact.bad_advice",
        statuses: REFUSED,
        title: "Unusable service string advice",
        meaning: "UNA names signs that cannot part anything. The usual signs were taken.",
    },
    ErrorCode {
        code: "edifact.unterminated",
        statuses: REFUSED,
        title: "Segment without its end",
        meaning: "The last segment has no terminator: the file may be cut.",
    },
    ErrorCode {
        code: "edifact.bad_tag",
        statuses: REFUSED,
        title: "Segment without a tag",
        meaning: "A segment begins with no tag of three letters. It was read over.",
    },
    ErrorCode {
        code: "edifact.too_many_parts",
        statuses: REFUSED,
        title: "Too many elements",
        meaning: "A segment has more elements than are read.",
    },
    ErrorCode {
        code: "edifact.bad_release",
        statuses: REFUSED,
        title: "Release sign at the end",
        meaning: "A sign is released at the very end of a value.",
    },
    ErrorCode {
        code: "edifact.unpaired",
        statuses: REFUSED,
        title: "Message without its end",
        meaning: "UNH and UNT do not stand in pairs. What stands there was read.",
    },
    ErrorCode {
        code: "edifact.wrong_count",
        statuses: REFUSED,
        title: "Wrong count",
        meaning: "UNT or UNZ counts another number than there are: segments may be missing. What stands there was read.",
    },
    ErrorCode {
        code: "edifact.wrong_reference",
        statuses: REFUSED,
        title: "Wrong reference",
        meaning: "UNT or UNZ names another reference than UNH or UNB. What stands there was read.",
    },
    ErrorCode {
        code: "edifact.other_message",
        statuses: REFUSED,
        title: "Another message",
        meaning: "The interchange has no message of this type.",
    },
    ErrorCode {
        code: "edifact.bad_value",
        statuses: REFUSED,
        title: "Value of the wrong kind",
        meaning: "A value is not of the kind that stands there. The rest of the box was read.",
    },
    ErrorCode {
        code: "edifact.missing",
        statuses: REFUSED,
        title: "Value missing",
        meaning: "A value that has to stand there does not. The rest of the box was read.",
    },
    ErrorCode {
        code: "edifact.unexpected",
        statuses: REFUSED,
        title: "Unexpected segment",
        meaning: "A segment stands where it means nothing.",
    },
];
