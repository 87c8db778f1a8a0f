//! Gauge change as a plan: which box goes to which slot of which platform of the other gauge, by which crane, in which order.
//!
//! The two trains stand side by side under the same cranes. Every box takes the fitting place nearest along the track: long boxes
//! first, because they fit in fewer places, heavy before light. The result is *maximal*: no box that stays behind fits anywhere
//! on what is left, by the same rules by which a job is done. It is not always the largest number of boxes: that is a packing
//! problem, and a plan must be there while the train stands. What stays behind follows on a supplementary note. What is recorded
//! of a gauge change is [`crate::gauge_record`].
//!
//! Source: SMGS, annex 1 (supplementary consignment note for what does not fit the wagon after reloading).

mod gather;

use lb_base::{Length, Mass, PlaceId, UnitId};
use lb_network::layout::{EquipmentId, Railway, WagonType, WagonTypeId};

use crate::article::BoxLength;
use crate::loading::{self, Loaded};

pub(crate) use gather::train;
pub use gather::{Plan, plan};

/// A box to be changed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving {
    /// Which.
    pub unit: UnitId,
    /// Its length.
    pub length: BoxLength,
    /// Its gross mass; nothing when nobody knows it.
    pub gross: Option<Mass>,
    /// Where it goes.
    pub destination: Option<PlaceId>,
    /// Classes of dangerous goods in it.
    pub dangerous: Vec<String>,
    /// How far from the head of its train it stands.
    pub at: Length,
    /// Whether a hold stops it.
    pub held: bool,
}

/// A platform of the other gauge.
#[derive(Clone, Debug)]
pub struct Platform<'a> {
    /// Which.
    pub wagon: UnitId,
    /// Its type.
    pub wagon_type: &'a WagonType,
    /// How far from the head of its train it begins.
    pub at: Length,
    /// What stands on it or is to come.
    pub load: Vec<Loaded>,
}

/// A crane that reaches both trains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crane {
    /// Which.
    pub id: EquipmentId,
    /// Moves an hour.
    pub moves_per_hour: u16,
}

/// A move's place in a crane's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The crane.
    pub crane: EquipmentId,
    /// Its place among the crane's moves, from 1.
    pub order: usize,
    /// When it begins at the crane's rate, seconds after the crane's first move began.
    pub begins_s: i64,
    /// When it ends.
    pub ends_s: i64,
}

/// One box's way over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The box.
    pub unit: UnitId,
    /// The platform.
    pub wagon: UnitId,
    /// The first slot that it takes.
    pub slot: u8,
    /// By which crane, and when; nothing when none works.
    pub turn: Option<Turn>,
    /// How far along the track it is carried.
    pub travel: Length,
}

/// Why a box stays behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Behind {
    /// A hold stops it.
    Held,
    /// Nobody knows its mass.
    MassUnknown,
    /// No platform has a free slot of its length.
    NoSlot,
    /// Slots are free, and every one would break a limit of wagon, axle or pair, or a rule that keeps goods off one wagon.
    Limits,
}

impl Behind {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::MassUnknown => "mass_unknown",
            Self::NoSlot => "no_slot",
            Self::Limits => "limits",
        }
    }

    /// Returns whether more platforms would bring it over.
    #[must_use]
    pub const fn wants_place(self) -> bool {
        match self {
            Self::NoSlot | Self::Limits => true,
            Self::Held | Self::MassUnknown => false,
        }
    }
}

/// What one crane has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The crane.
    pub crane: EquipmentId,
    /// Its moves.
    pub moves: usize,
    /// How long they take at its rate, minutes, rounded up.
    pub minutes: i64,
}

/// Platforms of one type that are missing: as many of them take what else stays behind for want of a place.
///
/// Types are alternatives: two of the one or three of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The type.
    pub wagon_type: WagonTypeId,
    /// How many.
    pub platforms: usize,
    /// Boxes that not even an empty one takes.
    pub misfits: usize,
}

/// A plan for the change of gauge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// What goes where, crane by crane, along the track.
    pub changes: Vec<Change>,
    /// What stays behind, and why.
    pub behind: Vec<(UnitId, Behind)>,
    /// What each crane has to do.
    pub shifts: Vec<Shift>,
    /// 20 ft slots that are missing for what stays behind for want of a slot.
    pub slots_short: u32,
}

/// Returns a plan that brings every box over that fits by the rules of the railway that takes them on.
///
/// Cost: boxes times slots.
#[must_use]
pub fn pair(boxes: &[Arriving], platforms: &[Platform<'_>], railway: &Railway, cranes: &[Crane]) -> Pairing {
    let mut platforms = platforms.to_vec();
    let mut order: Vec<&Arriving> = boxes.iter().collect();
    order.sort_by_key(|arriving| {
        let (longer, heavier) = (arriving.length.slots(), arriving.gross.map_or(0, Mass::as_kg));
        (std::cmp::Reverse(longer), std::cmp::Reverse(heavier), arriving.at, arriving.unit)
    });
    let mut pairing = Pairing::default();
    for arriving in order {
        match place(arriving, &mut platforms, railway) {
            Ok(change) => pairing.changes.push(change),
            Err(why) => {
                let is_short = why == Behind::NoSlot;
                pairing.slots_short += if is_short { u32::from(arriving.length.slots()) } else { 0 };
                pairing.behind.push((arriving.unit, why));
            }
        }
    }
    share(&mut pairing, boxes, cranes);
    pairing
}

/// Returns how many more platforms of each type would take what stays behind for want of a place.
///
/// Counted as the plan itself is made: box by box onto the first platform that takes it.
///
/// Cost: types times boxes times platforms.
#[must_use]
pub fn shortages(
    pairing: &Pairing,
    boxes: &[Arriving],
    types: &[&WagonType],
    railway: &Railway,
) -> Vec<Shortage> {
    let wants_place =
        |unit: UnitId| pairing.behind.iter().any(|(other, why)| *other == unit && why.wants_place());
    let waiting: Vec<&Arriving> = boxes.iter().filter(|arriving| wants_place(arriving.unit)).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    types.iter().map(|wagon_type| shortage(&waiting, wagon_type, railway)).collect()
}

fn shortage(waiting: &[&Arriving], wagon_type: &WagonType, railway: &Railway) -> Shortage {
    let mut more: Vec<Platform<'_>> = Vec::new();
    let mut misfits = 0;
    for arriving in waiting {
        if place(arriving, &mut more, railway).is_ok() {
            continue;
        }
        let (wagon, at) = (arriving.unit, arriving.at);
        let mut next = [Platform { wagon, wagon_type, at, load: Vec::new() }];
        match place(arriving, &mut next, railway) {
            Ok(_) => more.extend(next),
            Err(_) => misfits += 1,
        }
    }
    Shortage { wagon_type: wagon_type.id.clone(), platforms: more.len(), misfits }
}

/// Puts a box on the nearest slot that takes it.
fn place(arriving: &Arriving, platforms: &mut [Platform<'_>], railway: &Railway) -> Result<Change, Behind> {
    if arriving.held {
        return Err(Behind::Held);
    }
    let gross = arriving.gross.ok_or(Behind::MassUnknown)?;
    let mut best: Option<(Length, usize, u8)> = None;
    let mut has_slot = false;
    for (number, platform) in platforms.iter().enumerate() {
        for slot in 1..=platform.wagon_type.slots {
            let loaded = loaded(arriving, gross, slot);
            if !is_free(platform, &loaded) {
                continue;
            }
            has_slot = true;
            let travel = Length::from_mm(arriving.at.saturating_sub(platform.at).as_mm().abs());
            if best.is_none_or(|(least, _, _)| travel < least) && holds(platform, &loaded, railway) {
                best = Some((travel, number, slot));
            }
        }
    }
    let (travel, number, slot) = best.ok_or(if has_slot { Behind::Limits } else { Behind::NoSlot })?;
    let platform = platforms.get_mut(number).ok_or(Behind::NoSlot)?;
    platform.load.push(loaded(arriving, gross, slot));
    Ok(Change { unit: arriving.unit, wagon: platform.wagon, slot, turn: None, travel })
}

fn loaded(arriving: &Arriving, gross: Mass, slot: u8) -> Loaded {
    let (destination, dangerous) = (arriving.destination.clone(), arriving.dangerous.clone());
    Loaded { slot, length: arriving.length, gross, destination, dangerous }
}

/// Returns whether the slots that a box takes are there and empty.
fn is_free(platform: &Platform<'_>, loaded: &Loaded) -> bool {
    let end = |load: &Loaded| load.slot.saturating_add(load.length.slots());
    loading::fits(platform.wagon_type, loaded.slot, loaded.length)
        && platform.load.iter().all(|there| end(there) <= loaded.slot || end(loaded) <= there.slot)
}

/// Returns whether a wagon with one more box stays within what it and the railway bear.
fn holds(platform: &Platform<'_>, loaded: &Loaded, railway: &Railway) -> bool {
    let mut load = platform.load.clone();
    load.push(loaded.clone());
    loading::two_destinations(railway, &load).is_none()
        && !loading::kept_apart(railway, &load)
        && loading::exceeded(platform.wagon_type, railway, &load).is_none()
}

/// Shares the changes among the cranes, each a stretch of the track, so that cranes on one rail do not meet.
fn share(pairing: &mut Pairing, boxes: &[Arriving], cranes: &[Crane]) {
    let at = |unit: UnitId| boxes.iter().find(|arriving| arriving.unit == unit).map(|arriving| arriving.at);
    pairing.changes.sort_by_key(|change| (at(change.unit), change.unit));
    let rates: usize = cranes.iter().map(|crane| usize::from(crane.moves_per_hour)).sum();
    let all = pairing.changes.len();
    let mut rest = pairing.changes.as_mut_slice();
    for (number, crane) in cranes.iter().enumerate() {
        let rate = usize::from(crane.moves_per_hour.max(1));
        let is_last = number + 1 == cranes.len();
        let moves = if is_last { rest.len() } else { (all * rate).div_ceil(rates.max(1)).min(rest.len()) };
        let (own, others) = rest.split_at_mut(moves);
        for (at, change) in own.iter_mut().enumerate() {
            let ends = |moves: usize| i64::try_from((moves * 3_600).div_ceil(rate)).unwrap_or(i64::MAX);
            let (order, begins_s, ends_s) = (at + 1, ends(at), ends(at + 1));
            change.turn = Some(Turn { crane: crane.id.clone(), order, begins_s, ends_s });
        }
        rest = others;
        let minutes = i64::try_from((moves * 60).div_ceil(rate)).unwrap_or(i64::MAX);
        pairing.shifts.push(Shift { crane: crane.id.clone(), moves, minutes });
    }
}

#[cfg(test)]
mod tests;
