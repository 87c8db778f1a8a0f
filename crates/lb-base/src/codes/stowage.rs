//! Places of boxes aboard ships.

use std::fmt;
use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, DIGIT};

/// The lowest tier on deck: ships number their weather decks from 70, 72, 80 or 82 on, holds from 02.
const DECK_FROM: u8 = 70;

/// Where a box stands aboard: bay, row and tier.
///
/// Bays count from the bow: odd for 20 ft, even for 40 ft over both odd neighbours. Rows count from the middle: 00 over the keel,
/// odd to starboard, even to port. Tiers are even: from 02 in the hold, from 70 or 80 on deck.
/// Prints and reads `0340482`; reads `034-04-82`, `034.04.82` and, with two digits for the bay, `340482` too.
///
/// Source: ISO 9711-1 (containers, information related to containers on board vessels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StowPosition {
    bay: u16,
    row: u8,
    tier: u8,
}

impl StowPosition {
    /// Returns the position of a bay, row and tier.
    ///
    /// # Errors
    /// [`CodeError::Value`] for a bay that is not 1 to 999, a row above 99, or a tier that is not 1 to 99.
    pub fn new(bay: u16, row: u8, tier: u8) -> Result<Self, CodeError> {
        let is_one = (1..=999).contains(&bay) && row <= 99 && (1..=99).contains(&tier);
        let found = || format!("{bay:03}{row:02}{tier:02}");
        let bad = || CodeError::Value { expected: "a bay from 001, a row, a tier from 01", found: found() };
        if is_one { Ok(Self { bay, row, tier }) } else { Err(bad()) }
    }

    /// Returns the bay: odd for 20 ft, even for 40 ft.
    #[must_use]
    pub const fn bay(self) -> u16 {
        self.bay
    }

    /// Returns the row: 0 over the keel, odd to starboard, even to port.
    #[must_use]
    pub const fn row(self) -> u8 {
        self.row
    }

    /// Returns the tier.
    #[must_use]
    pub const fn tier(self) -> u8 {
        self.tier
    }

    /// Returns whether it is on deck, and not in the hold.
    #[must_use]
    pub const fn is_on_deck(self) -> bool {
        self.tier >= DECK_FROM
    }

    /// Returns the same place in another bay; the same where there is no such bay.
    #[must_use]
    pub fn in_bay(self, bay: u16) -> Self {
        Self::new(bay, self.row, self.tier).unwrap_or(self)
    }

    /// Returns the place one tier lower in the same hold or on the same deck; nothing under the lowest.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        let below = Self::new(self.bay, self.row, self.tier.checked_sub(2)?).ok()?;
        (below.is_on_deck() == self.is_on_deck()).then_some(below)
    }

    /// Returns the place one tier higher in the same hold or on the same deck; nothing over the highest.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        let above = Self::new(self.bay, self.row, self.tier.checked_add(2)?).ok()?;
        (above.is_on_deck() == self.is_on_deck()).then_some(above)
    }
}

impl FromStr for StowPosition {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let is_separator = |symbol: char| matches!(symbol, '-' | '.' | ' ' | '/');
        let count = text.trim().chars().filter(|symbol| !is_separator(*symbol)).count();
        let padded = if count == 6 { format!("0{}", text.trim()) } else { text.to_owned() };
        let digits: [u8; 7] = ascii::read(&padded, is_separator, "7 digits", |_| DIGIT)?;
        let [a, b, c, row_tens, row_ones, tier_tens, tier_ones] = digits.map(ascii::digit);
        let bay = u16::from(a) * 100 + u16::from(b) * 10 + u16::from(c);
        Self::new(bay, row_tens * 10 + row_ones, tier_tens * 10 + tier_ones)
    }
}

impl fmt::Display for StowPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:03}{:02}{:02}", self.bay, self.row, self.tier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = text.parse::<StowPosition>();
        let found = read.map_or_else(|error| format!("error: {error}"), |position| position.to_string());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn positions_are_read_as_people_write_them() {
        // The first three as in published plans (SMDG manual for BAPLIE; terminals' messages).
        check("0340482", "0340482");
        check("0011020", "0011020");
        check("0151212", "0151212");
        check("034-04-82", "0340482");
        check("340482", "0340482");
        check(" 001.00.02 ", "0010002");
        check("0000082", "error: expected a bay from 001, a row, a tier from 01, got \"0000082\"");
        check("0340400", "error: expected a bay from 001, a row, a tier from 01, got \"0340400\"");
        check("034048", "0034048");
        check("03404", "error: expected 7 digits, got 5");
        check("D3/12", "error: expected a digit at position 1, got 'D'");
    }

    #[test]
    fn hold_and_deck_are_two_stacks() {
        let at = |text: &str| text.parse::<StowPosition>().unwrap();
        assert!(at("0340482").is_on_deck() && !at("0340408").is_on_deck());
        assert_eq!(at("0340482").above(), Some(at("0340484")));
        assert_eq!(at("0340402").below(), None);
        assert_eq!(at("0340470").below(), None, "what is under the lowest tier on deck is the hold");
        assert_eq!(at("0340468").above(), None);
        assert_eq!(at("0340498").above(), None);
        assert_eq!(at("0340482").in_bay(35), at("0350482"));
    }
}
