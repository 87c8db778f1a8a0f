//! Loading of wagons: where on a wagon boxes may stand, and what wagon, axles and railway bear.
//!
//! The limits are those of the railway's row and the wagon type's; they can be asked for at any time, so that a screen shows
//! them while a train is composed.

use lb_base::{Mass, PlaceId};
use lb_network::layout::{Apart, Railway, WagonType};

use crate::article::{Article, BoxLength};

/// A box on a wagon, as far as loading is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The first slot that it takes, from 1.
    pub slot: u8,
    /// Its length.
    pub length: BoxLength,
    /// Its gross mass.
    pub gross: Mass,
    /// Where it goes.
    pub destination: Option<PlaceId>,
    /// Classes of dangerous goods in it.
    pub dangerous: Vec<String>,
}

impl Loaded {
    /// Returns a box as it stands or would stand on a wagon; nothing when it is no box. An unknown mass counts nothing.
    #[must_use]
    pub fn of(slot: u8, article: &Article) -> Option<Self> {
        let gross = article.gross.mass().unwrap_or(Mass::ZERO);
        let (destination, dangerous) = (article.destination.clone(), article.dangerous.clone());
        Some(Self { slot, length: article.box_length()?, gross, destination, dangerous })
    }
}

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// The mass on the wagon.
    Payload,
    /// The mass on one axle, wagon included, all axles alike.
    Axle,
    /// The difference between the masses of two 20 ft boxes.
    Pair,
    /// The difference between what the two bogies bear.
    Bogies,
}

impl Quantity {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payload => "payload",
            Self::Axle => "axle",
            Self::Pair => "pair",
            Self::Bogies => "bogies",
        }
    }
}

/// A limit beside what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is limited.
    pub quantity: Quantity,
    /// What it is.
    pub value: Mass,
    /// What it may be.
    pub limit: Mass,
}

impl Limit {
    /// Returns whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.value <= self.limit
    }
}

/// Returns what a loaded wagon bears beside what it may.
///
/// Boxes bear on the two bogies by the lever rule: the wagon's slots are taken as equal parts of its length, the bogies as
/// standing under the ends of the loading length, a box's mass as in its middle.
#[must_use]
pub fn limits(wagon: &WagonType, railway: &Railway, boxes: &[Loaded]) -> Vec<Limit> {
    let load = boxes.iter().fold(Mass::ZERO, |sum, loaded| sum.saturating_add(loaded.gross));
    let gross = load.saturating_add(wagon.tare);
    let axles = i64::from(wagon.axles.max(1));
    let axle = Mass::from_kg((gross.as_kg() + axles - 1) / axles);
    let limit = |quantity, value, limit| Limit { quantity, value, limit };
    let mut all =
        vec![limit(Quantity::Payload, load, wagon.payload), limit(Quantity::Axle, axle, railway.axle_load)];
    let twenties =
        || boxes.iter().filter(|loaded| loaded.length == BoxLength::Twenty).map(|loaded| loaded.gross);
    if let (Some(most), Some(least), 2..) = (twenties().max(), twenties().min(), twenties().count()) {
        all.push(limit(Quantity::Pair, most.saturating_sub(least), railway.pair_difference));
    }
    if !boxes.is_empty() {
        all.push(limit(Quantity::Bogies, bogie_difference(wagon, boxes), railway.bogie_difference));
    }
    all
}

/// Returns the first limit that a wagon may not be loaded beyond, not even on the way to more.
///
/// Bogies are no such limit: of two boxes the first always stands off the middle.
#[must_use]
pub fn exceeded(wagon: &WagonType, railway: &Railway, boxes: &[Loaded]) -> Option<Limit> {
    let all = limits(wagon, railway, boxes).into_iter();
    all.filter(|limit| limit.quantity != Quantity::Bogies).find(|limit| !limit.holds())
}

/// Returns the two places to which 20 ft boxes on one wagon go, where the railway takes one only.
#[must_use]
pub fn two_destinations<'a>(railway: &Railway, boxes: &'a [Loaded]) -> Option<(&'a PlaceId, &'a PlaceId)> {
    if !railway.pair_one_destination {
        return None;
    }
    let twenties = boxes.iter().filter(|loaded| loaded.length == BoxLength::Twenty);
    let mut places = twenties.filter_map(|loaded| loaded.destination.as_ref());
    let one = places.next()?;
    places.find(|other| *other != one).map(|other| (one, other))
}

/// Returns whether a railway keeps goods of two boxes off one wagon.
#[must_use]
pub fn apart_on_wagon(railway: &Railway, one: &[String], other: &[String]) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let mut rules = railway.separations.iter().filter(|rule| rule.apart == Apart::NotOnOneWagon);
    rules.any(|rule| rule.parts(one, other))
}

/// Returns whether any two boxes hold goods that the railway keeps off one wagon.
#[must_use]
pub fn kept_apart(railway: &Railway, boxes: &[Loaded]) -> bool {
    boxes.iter().enumerate().any(|(at, one)| {
        let mut before = boxes.iter().take(at);
        before.any(|other| apart_on_wagon(railway, &one.dangerous, &other.dangerous))
    })
}

/// Returns the difference between what the two bogies bear, rounded up to a kilogram.
fn bogie_difference(wagon: &WagonType, boxes: &[Loaded]) -> Mass {
    // Twice a box's distance from the middle, in half slots, times its mass; over the number of slots.
    let slots = i64::from(wagon.slots.max(1));
    let moment: i64 = boxes
        .iter()
        .map(|loaded| {
            let middle = 2 * (i64::from(loaded.slot) - 1) + i64::from(loaded.length.slots());
            (middle - slots) * loaded.gross.as_kg()
        })
        .sum();
    Mass::from_kg((moment.abs() + slots - 1) / slots)
}

/// Returns whether a box of a length may begin at a slot of a wagon.
#[must_use]
pub fn fits(wagon: &WagonType, slot: u8, length: BoxLength) -> bool {
    let last = slot.saturating_add(length.slots()).saturating_sub(1);
    let is_on = slot >= 1 && last <= wagon.slots;
    match length {
        BoxLength::Twenty => is_on,
        BoxLength::Forty => is_on && wagon.long_from.contains(&slot),
    }
}

#[cfg(test)]
pub(crate) mod tests;
