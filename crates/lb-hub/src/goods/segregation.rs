//! Which dangerous goods do not go into one box.
//!
//! Source: IMDG Code 7.2.4 (segregation table) with 7.3.4: goods that are to be segregated from each other are not packed into one
//! cargo transport unit. The table tells by class only; what the list of dangerous goods says of a substance goes before it, and is
//! not known here. Subsidiary hazards are classes of the goods as the main one is.

/// The classes, in the order of the table.
const CLASSES: [&[&str]; 17] = [
    &["1.1", "1.2", "1.5"],
    &["1.3", "1.6"],
    &["1.4"],
    &["2.1"],
    &["2.2"],
    &["2.3"],
    &["3"],
    &["4.1"],
    &["4.2"],
    &["4.3"],
    &["5.1"],
    &["5.2"],
    &["6.1"],
    &["6.2"],
    &["7"],
    &["8"],
    &["9"],
];

/// For each class those behind it in the order from which it is to be segregated (1 to 4 in the table). Within class 1 compatibility
/// groups decide, which are not known here.
const APART: [&[usize]; 17] = [
    &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    &[3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15],
    &[6, 7, 8, 9, 10, 11, 13, 14, 15],
    &[6, 8, 11, 13, 14],
    &[6, 8, 11, 13, 14],
    &[8, 9, 10, 11, 13, 14],
    &[8, 10, 11, 13, 14, 15],
    &[9, 10, 11, 12, 13, 14, 15],
    &[10, 11, 13, 14, 15],
    &[11, 12, 13, 14, 15],
    &[12, 13, 14, 15],
    &[13],
    &[14, 15],
    &[15],
    &[],
    &[],
];

/// Returns the row of a class; compatibility groups of class 1 are read over: `1.4S` is `1.4`.
fn row_of(class: &str) -> Option<usize> {
    let class = class.trim_end_matches(|sign: char| sign.is_ascii_uppercase());
    CLASSES.iter().position(|row| row.contains(&class))
}

/// Returns whether a class is one of the table.
#[must_use]
pub fn known_class(class: &str) -> bool {
    row_of(class).is_some()
}

/// Returns whether goods of two classes may be in one box; a class that nobody knows goes with nothing dangerous.
#[must_use]
pub fn may_go_together(one: &str, other: &str) -> bool {
    match (row_of(one), row_of(other)) {
        (Some(one), Some(other)) => {
            let (first, second) = (one.min(other), one.max(other));
            !APART.get(first).is_some_and(|apart| apart.contains(&second))
        }
        (Some(_) | None, _) => one == other,
    }
}
