//! Putting goods into units and taking them out: one consignment alone, or several under one stuffing list.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{ConsignmentId, Mass, StuffingListId};

use crate::consignment::{Consignment, ConsignmentEvent, Life, Share};
use crate::refusal::Refusal;

use super::{Cargo, Quantity, Unit, UnitEvent};

/// The most lines of one stuffing list.
pub const LINES_MAX: usize = 5_000;

/// A line of a stuffing list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StuffingLine {
    /// The consignment.
    pub consignment: ConsignmentId,
    /// How much of it.
    pub quantity: Quantity,
}

/// A wish about what a unit carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StuffingCommand {
    /// Load goods of one consignment into an empty unit.
    Load(StuffingLine),
    /// Stuff goods of consignments under a list, which may be added to.
    Stuff {
        /// The list.
        list: StuffingListId,
        /// Its lines, or those that are added.
        lines: Vec<StuffingLine>,
    },
    /// Take the goods of one consignment out.
    Strip {
        /// The consignment.
        consignment: ConsignmentId,
    },
    /// Take everything out.
    StripAll,
}

/// Everything a stuffing command was decided to change: to be recorded together or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Stuffed {
    /// Events of the unit.
    pub unit: Vec<UnitEvent>,
    /// Events of the consignments, one each.
    pub consignments: Vec<(ConsignmentId, ConsignmentEvent)>,
}

/// Decides what goes into a unit or comes out of it, at an instant.
///
/// `consignments` are those that the command names, in any order. What has been done already gives no events.
///
/// # Errors
/// A [`Refusal`] that says what is in the way; then nothing happens anywhere.
pub fn decide_stuffing(
    unit: &Unit,
    consignments: &[&Consignment],
    command: &StuffingCommand,
    now: Timestamp,
) -> Result<Stuffed, Refusal> {
    match command {
        StuffingCommand::Load(line) => load(unit, consignments, line, now),
        StuffingCommand::Stuff { list, lines } => stuff(unit, consignments, (*list, lines), now),
        StuffingCommand::Strip { consignment } => {
            let carries = unit.cargo.lines().iter().any(|(id, _)| id == consignment);
            if !carries {
                return Err(Refusal::DoesNotCarry { unit: unit.id, consignment: *consignment });
            }
            Ok(strip(unit, &[*consignment], now))
        }
        StuffingCommand::StripAll => {
            let all: Vec<ConsignmentId> = unit.cargo.lines().iter().map(|(id, _)| *id).collect();
            Ok(strip(unit, &all, now))
        }
    }
}

fn load(
    unit: &Unit,
    consignments: &[&Consignment],
    line: &StuffingLine,
    now: Timestamp,
) -> Result<Stuffed, Refusal> {
    let StuffingLine { consignment, quantity } = *line;
    check_lines(&[*line])?;
    match &unit.cargo {
        Cargo::Empty => {}
        Cargo::One { consignment: other, quantity: of } if *other == consignment => {
            let is_same = *of == quantity;
            let differs = Refusal::ListDiffers { unit: unit.id, consignment };
            return if is_same { Ok(Stuffed::default()) } else { Err(differs) };
        }
        Cargo::One { consignment: other, .. } => {
            return Err(Refusal::CarriesOther { unit: unit.id, consignment: *other });
        }
        Cargo::Stuffed { lines, .. } => {
            let other = lines.keys().next().copied().unwrap_or(consignment);
            return Err(Refusal::CarriesOther { unit: unit.id, consignment: other });
        }
    }
    check_room_in_order(consignments, line)?;
    let share = Share { pieces: quantity.pieces, mass: quantity.mass, list: None };
    Ok(Stuffed {
        unit: vec![UnitEvent::CargoSet { cargo: Cargo::One { consignment, quantity }, at: now }],
        consignments: vec![(consignment, ConsignmentEvent::Stuffed { unit: unit.id, share })],
    })
}

fn stuff(
    unit: &Unit,
    consignments: &[&Consignment],
    (list, added): (StuffingListId, &[StuffingLine]),
    now: Timestamp,
) -> Result<Stuffed, Refusal> {
    check_lines(added)?;
    let mut lines = match &unit.cargo {
        Cargo::Empty => BTreeMap::new(),
        Cargo::Stuffed { list: open, lines } if *open == list => lines.clone(),
        Cargo::Stuffed { list: open, .. } => {
            return Err(Refusal::OtherList { unit: unit.id, open: *open, found: list });
        }
        Cargo::One { consignment, .. } => {
            return Err(Refusal::CarriesOther { unit: unit.id, consignment: *consignment });
        }
    };
    let mut stuffed = Stuffed::default();
    for line in added {
        let StuffingLine { consignment, quantity } = *line;
        match lines.get(&consignment) {
            Some(known) if *known == quantity => continue,
            Some(_) => return Err(Refusal::ListDiffers { unit: unit.id, consignment }),
            None => {}
        }
        check_room_in_order(consignments, line)?;
        lines.insert(consignment, quantity);
        let share = Share { pieces: quantity.pieces, mass: quantity.mass, list: Some(list) };
        stuffed.consignments.push((consignment, ConsignmentEvent::Stuffed { unit: unit.id, share }));
    }
    if lines.len() > LINES_MAX {
        return Err(Refusal::NothingStuffed { limit: LINES_MAX, found: lines.len() });
    }
    if !stuffed.consignments.is_empty() {
        stuffed.unit.push(UnitEvent::CargoSet { cargo: Cargo::Stuffed { list, lines }, at: now });
    }
    Ok(stuffed)
}

fn strip(unit: &Unit, out: &[ConsignmentId], now: Timestamp) -> Stuffed {
    if out.is_empty() {
        return Stuffed::default();
    }
    let cargo = match &unit.cargo {
        Cargo::Empty | Cargo::One { .. } => Cargo::Empty,
        Cargo::Stuffed { list, lines } => {
            let mut lines = lines.clone();
            lines.retain(|consignment, _| !out.contains(consignment));
            if lines.is_empty() { Cargo::Empty } else { Cargo::Stuffed { list: *list, lines } }
        }
    };
    Stuffed {
        unit: vec![UnitEvent::CargoSet { cargo, at: now }],
        consignments: out.iter().map(|id| (*id, ConsignmentEvent::Stripped { unit: unit.id })).collect(),
    }
}

/// At least one line, each with a mass, each consignment once.
fn check_lines(lines: &[StuffingLine]) -> Result<(), Refusal> {
    let is_good = |(position, line): (usize, &StuffingLine)| {
        let is_twice = lines.iter().take(position).any(|other| other.consignment == line.consignment);
        line.quantity.mass > Mass::ZERO && !is_twice
    };
    let is_right = (1..=LINES_MAX).contains(&lines.len()) && lines.iter().enumerate().all(is_good);
    if is_right { Ok(()) } else { Err(Refusal::NothingStuffed { limit: LINES_MAX, found: lines.len() }) }
}

/// Refuses more of a consignment in units than was ordered, and one that is not ordered or is over.
fn check_room_in_order(consignments: &[&Consignment], line: &StuffingLine) -> Result<(), Refusal> {
    let found = consignments.iter().find(|consignment| consignment.id == line.consignment);
    let consignment = found.ok_or(Refusal::ConsignmentNotFound {})?;
    let order = match &consignment.life {
        Life::Ordered(order) | Life::Planned { order, .. } | Life::Booked { order, .. } => order,
        Life::Drafted(_) | Life::Closed { .. } | Life::Cancelled { .. } => {
            return Err(consignment.wrong_state("ordered, planned or booked"));
        }
    };
    let pieces = consignment.units.values().map(|share| i64::from(share.pieces)).sum::<i64>();
    let mass = consignment.units.values().fold(Mass::ZERO, |sum, share| sum.saturating_add(share.mass));
    let stuffed_pieces = pieces + i64::from(line.quantity.pieces);
    let stuffed_kg = mass.saturating_add(line.quantity.mass).as_kg();
    let sums =
        [("pieces", i64::from(order.pieces()), stuffed_pieces), ("kg", order.mass().as_kg(), stuffed_kg)];
    for (what, ordered, stuffed) in sums {
        if stuffed > ordered {
            return Err(Refusal::OverStuffed { consignment: line.consignment, what, ordered, stuffed });
        }
    }
    Ok(())
}
