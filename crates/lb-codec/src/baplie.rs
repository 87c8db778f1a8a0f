//! A ship's stowage plan as lines and terminals send it: BAPLIE, SMDG 2.2 (D:95B) and 3.1 (D:13B).
//!
//! Read are positions, numbers, size and type, full or empty, mass (verified or not), ports of loading, discharge and delivery,
//! dangerous goods, set temperature, seals, carrier, and how far a box is over its size; of the header ship, voyage, ports.
//! Segments that say more are read over. A box that lacks something is kept with what it has: whether that is enough is for others
//! to say.
//!
//! The 2.2 form has no place for seals. That the 3.1 form keeps them in SEL, and the order of its segments within a position, is
//! second-hand: the published manual was not at hand; the reader takes any order.
//!
//! Source: UN/EDIFACT D.95B and D.13B, BAPLIE; SMDG's manuals 2.2 and 3.1 as messages in the open show them.

mod read;
mod write;

use lb_base::{CodeError, Length, Mass, StowPosition, UnNumber};

pub use read::{Placed, Reading, is_meant, read};
pub use write::write;

/// Boxes of one plan at most: the largest ship has 24,000 places for 20 ft boxes.
pub const STOWED_MAX: usize = 30_000;

/// The two forms in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// SMDG 2.2, directory D:95B.
    V22,
    /// SMDG 3.1, directory D:13B.
    V31,
}

impl Version {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V22, Self::V31];

    /// Returns the stable word: `2.2` or `3.1`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::V22 => "2.2",
            Self::V31 => "3.1",
        }
    }
}

/// A stowage plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its form.
    pub version: Version,
    /// Who sent it, as UNB names it.
    pub sender: String,
    /// To whom.
    pub recipient: String,
    /// Its number.
    pub document: String,
    /// The ship's name.
    pub ship: String,
    /// The ship's IMO number or call sign, as written.
    pub ship_code: String,
    /// The voyage.
    pub voyage: String,
    /// Who runs the ship.
    pub carrier: String,
    /// The port that the ship leaves, a UN/LOCODE.
    pub from: String,
    /// The port that it calls at next.
    pub next: String,
    /// What stands where.
    pub boxes: Vec<Stowed>,
}

/// A box aboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stowed {
    /// Where, as written.
    pub stow: String,
    /// Its number as written; empty where nobody says.
    pub number: String,
    /// Size and type, such as `45G1`.
    ///
    /// Source: ISO 6346, annex on size and type codes; older plans have the codes of 1984.
    pub size_type: String,
    /// Whether there are goods in it.
    pub fill: Option<Fill>,
    /// Gross mass.
    pub mass: Option<Weight>,
    /// Port of loading, a UN/LOCODE as written.
    pub loaded_at: String,
    /// Port of discharge.
    pub discharge_at: String,
    /// Place of delivery.
    pub delivered_at: String,
    /// The carrier whose box or booking it is.
    pub carrier: String,
    /// Set temperature, tenths of a degree Celsius.
    pub set_point: Option<i16>,
    /// Dangerous goods in it.
    pub hazards: Vec<Hazard>,
    /// Seals.
    pub seals: Vec<String>,
    /// How far what is in or on it stands over the box.
    pub over: Over,
}

impl Stowed {
    /// Returns where it stands, if that is a position of a container ship.
    ///
    /// # Errors
    /// [`CodeError`] for what is none: a lane of a ro-ro deck, words.
    pub fn position(&self) -> Result<StowPosition, CodeError> {
        self.stow.parse()
    }
}

/// Whether a box has goods in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Goods.
    Full,
    /// Nothing.
    Empty,
}

/// A box's gross mass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// How much.
    pub mass: Mass,
    /// Whether it is verified.
    ///
    /// Source: SOLAS VI/2.
    pub is_verified: bool,
}

/// Dangerous goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hazard {
    /// Class, such as `3` or `2.1`.
    pub class: String,
    /// UN number, where it is known.
    pub number: Option<UnNumber>,
}

/// How far what is in or on a box stands over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// In front.
    pub front: Option<Length>,
    /// Behind.
    pub back: Option<Length>,
    /// To the right.
    pub right: Option<Length>,
    /// To the left.
    pub left: Option<Length>,
    /// On top.
    pub height: Option<Length>,
}
