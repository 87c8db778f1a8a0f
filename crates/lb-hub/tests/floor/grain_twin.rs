//! A twin of the silo that keeps nothing but a ledger of kilograms, and adds all of it up anew for each question.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::UnitId;
use lb_hub::article::Fill;
use lb_hub::grain::{Carrier, GrainCommand, GrainEvent, Handling};
use lb_hub::hold::HoldKind;
use lb_hub::inventory::InventoryEvent;
use lb_hub::{HoldId, HubEvent, LotId};

/// One line of the ledger: kilograms that came into a cell under a lot, or went, and why.
pub struct Line {
    pub lot: LotId,
    pub cell: String,
    pub kg: i64,
    pub why: String,
}

pub struct TwinLot {
    pub commodity: String,
    pub owner: String,
    pub moisture: Option<i64>,
    pub holds: BTreeMap<HoldId, HoldKind>,
    pub closed: bool,
    /// From which declared lots it is, as exact shares.
    pub from: BTreeMap<LotId, f64>,
}

#[derive(Default)]
pub struct Twin {
    pub ledger: Vec<Line>,
    pub lots: BTreeMap<LotId, TwinLot>,
    /// Laden or empty, what is put in, and what it bears at most, of boxes and wagons that can be reached.
    pub units: BTreeMap<UnitId, (Fill, i64, i64)>,
    /// What papers say is in a unit.
    pub goods: BTreeMap<UnitId, String>,
    pub held_units: BTreeSet<UnitId>,
}

/// Capacity in kilograms, and the goods that a cell takes.
pub const CELLS: [(&str, i64, &[&str]); 4] = [
    ("G1", 100_000, &["1001"]),
    ("G2", 60_000, &[""]),
    ("G3", 40_000, &["1001", "1002"]),
    ("G4", 50_000, &["1005"]),
];

/// Kilograms of the small hub as a figure that can be divided.
pub fn real(kg: i64) -> f64 {
    f64::from(i32::try_from(kg).unwrap())
}

impl Twin {
    fn sum(&self, fits: impl Fn(&Line) -> bool) -> i64 {
        self.ledger.iter().filter(|line| fits(line)).map(|line| line.kg).sum()
    }

    pub fn of(&self, lot: LotId, cell: &str) -> i64 {
        self.sum(|line| line.lot == lot && line.cell == cell)
    }

    pub fn inside(&self, lot: LotId) -> i64 {
        self.sum(|line| line.lot == lot)
    }

    pub fn level(&self, cell: &str) -> i64 {
        self.sum(|line| line.cell == cell)
    }

    pub fn because(&self, why: &str, lot: Option<LotId>, cell: Option<&str>) -> i64 {
        self.sum(|line| {
            line.why == why
                && lot.is_none_or(|lot| line.lot == lot)
                && cell.is_none_or(|cell| line.cell == cell)
        })
    }

    pub fn in_cell(&self, cell: &str) -> Vec<LotId> {
        self.lots.keys().copied().filter(|lot| self.of(*lot, cell) > 0).collect()
    }

    fn quarantine(&self, lot: LotId) -> BTreeSet<HoldId> {
        let holds = &self.lots[&lot].holds;
        holds.iter().filter(|(_, kind)| **kind == HoldKind::Quarantine).map(|(id, _)| *id).collect()
    }

    fn open(&self, lot: LotId) -> bool {
        self.lots.get(&lot).is_some_and(|lot| !lot.closed)
    }

    fn goes(&self, lot: LotId, leaves: bool) -> bool {
        self.lots[&lot].holds.values().all(|kind| !leaves && *kind != HoldKind::Quarantine)
    }

    fn takes(&self, handling: &Handling) -> bool {
        let kg = handling.mass.as_kg();
        self.open(handling.lot) && kg > 0 && kg <= self.of(handling.lot, handling.cell.as_str())
    }

    /// Whether a cell takes more of a lot, when some of what is in it is gone.
    fn has_room(&self, lot: LotId, cell: &str, kg: i64, gone: &[(LotId, String, i64)]) -> bool {
        let Some((_, capacity, takes)) = CELLS.iter().find(|(id, ..)| *id == cell) else { return false };
        let gone = |of: LotId| {
            gone.iter().filter(|(lot, from, _)| *lot == of && from == cell).map(|(.., kg)| kg).sum::<i64>()
        };
        let there: Vec<LotId> =
            self.lots.keys().copied().filter(|of| self.of(*of, cell) > gone(*of)).collect();
        let level: i64 = there.iter().map(|of| self.of(*of, cell) - gone(*of)).sum();
        let own = &self.lots[&lot].commodity;
        takes.iter().any(|head| own.starts_with(head))
            && there
                .iter()
                .all(|of| self.lots[of].commodity == *own && self.quarantine(*of) == self.quarantine(lot))
            && level + kg <= *capacity
    }

    fn brings(&self, from: &Carrier, handling: &Handling) -> bool {
        let Carrier::Unit(unit) = from else { return true };
        let Some((fill, _, bears)) = self.units.get(unit) else { return false };
        let commodity = &self.lots[&handling.lot].commodity;
        let alike = self.goods.get(unit).is_none_or(|goods| commodity.starts_with(goods.as_str()));
        *fill == Fill::Laden && alike && handling.mass.as_kg() <= *bears && !self.held_units.contains(unit)
    }

    fn carries(&self, to: &Carrier, kg: i64) -> bool {
        let Carrier::Unit(unit) = to else { return true };
        let Some((fill, loaded, bears)) = self.units.get(unit) else { return false };
        (*fill == Fill::Empty || *loaded > 0) && loaded + kg <= *bears
    }

    /// Whether a wish about grain can be done, read off the ledger; nothing where the twin has no opinion.
    pub fn expects(&self, command: &GrainCommand) -> Option<bool> {
        Some(match command {
            GrainCommand::Receive { handling, from, .. } => {
                let (lot, kg) = (handling.lot, handling.mass.as_kg());
                self.open(lot)
                    && kg > 0
                    && self.brings(from, handling)
                    && self.has_room(lot, handling.cell.as_str(), kg, &[])
            }
            GrainCommand::Move { handling, to } => {
                let (lot, kg) = (handling.lot, handling.mass.as_kg());
                self.takes(handling)
                    && self.goes(lot, false)
                    && (handling.cell == *to || self.has_room(lot, to.as_str(), kg, &[]))
            }
            GrainCommand::Issue { handling, to } => {
                self.takes(handling)
                    && self.goes(handling.lot, true)
                    && self.carries(to, handling.mass.as_kg())
            }
            GrainCommand::Lose { handling, .. } => self.takes(handling),
            GrainCommand::Count { cell, found, .. } => {
                let (kg, cell) = (found.as_kg(), cell.as_str());
                let capacity = CELLS.iter().find(|(id, ..)| *id == cell).map(|(_, capacity, _)| *capacity);
                capacity.is_some_and(|capacity| (0..=capacity).contains(&kg))
                    && (kg == 0 || self.level(cell) > 0)
            }
            GrainCommand::Dry { lot, cell, to_bp, .. } => {
                let inside = if self.open(*lot) { self.inside(*lot) } else { return Some(false) };
                let Some(from) = self.lots[lot].moisture else { return Some(false) };
                // What is left has the same dry matter.
                let (dry, to) = (real(inside) * real(10_000 - from), i64::from(*to_bp));
                let lost = real(inside) - dry / real(10_000 - to);
                to < from && lost >= 0.5 && self.of(*lot, cell.as_str()) == inside
            }
            GrainCommand::Blend(wish) => {
                let mut gone = Vec::new();
                for part in &wish.parts {
                    let (lot, kg) = (part.lot, part.mass.as_kg());
                    let before: i64 = gone
                        .iter()
                        .filter(|(of, cell, _): &&(LotId, String, i64)| {
                            *of == lot && cell == part.cell.as_str()
                        })
                        .map(|(.., kg)| kg)
                        .sum();
                    let there = if self.open(lot) { self.of(lot, part.cell.as_str()) } else { 0 };
                    if kg <= 0 || kg + before > there || !self.goes(lot, true) {
                        return Some(false);
                    }
                    gone.push((lot, part.cell.to_string(), kg));
                }
                let first = gone.first()?.0;
                let is_like = |lot: &LotId| {
                    let (one, other) = (&self.lots[&first], &self.lots[lot]);
                    one.commodity == other.commodity && one.owner == other.owner
                };
                let sum = gone.iter().map(|(.., kg)| kg).sum();
                gone.iter().all(|(lot, ..)| is_like(lot))
                    && self.has_room(first, wish.cell.as_str(), sum, &gone)
            }
            GrainCommand::Close { lot, .. } => self.lots.contains_key(lot) && self.inside(*lot) == 0,
            GrainCommand::Declare { .. }
            | GrainCommand::Certify { .. }
            | GrainCommand::Weigh { .. }
            | GrainCommand::Sample { .. }
            | GrainCommand::Analyse { .. }
            | GrainCommand::Hold { .. }
            | GrainCommand::Lift { .. }
            | GrainCommand::Tolerate { .. } => return None,
        })
    }

    fn note(&mut self, lot: LotId, cell: &str, kg: i64, why: &str) {
        self.ledger.push(Line { lot, cell: cell.to_owned(), kg, why: why.to_owned() });
    }

    fn handled(&mut self, handling: &Handling, sign: i64, why: &str) {
        self.note(handling.lot, handling.cell.as_str(), sign * handling.mass.as_kg(), why);
    }

    pub fn hear(&mut self, event: &HubEvent) {
        match event {
            HubEvent::Inventory(InventoryEvent::Stated { unit, facts, .. }) => {
                if let (Some(state), Some(fill)) = (self.units.get_mut(unit), facts.fill) {
                    state.0 = fill;
                    state.1 = if fill == Fill::Empty { 0 } else { state.1 };
                }
            }
            HubEvent::Grain(event) => self.hear_grain(event),
            HubEvent::Inventory(_)
            | HubEvent::Visit(_)
            | HubEvent::Placement(_)
            | HubEvent::Job(_)
            | HubEvent::Gauge(_)
            | HubEvent::Hold(_)
            | HubEvent::Equipment(_)
            | HubEvent::Gate(_)
            | HubEvent::Goods(_)
            | HubEvent::Stuffing(_)
            | HubEvent::Ship(_)
            | HubEvent::Reefer(_) => {}
        }
    }

    fn hear_grain(&mut self, event: &GrainEvent) {
        match event {
            GrainEvent::Declared { declaration } => {
                let lot = TwinLot {
                    commodity: declaration.commodity.as_str().to_owned(),
                    owner: declaration.owner.to_string(),
                    moisture: declaration.quality.moisture_bp.map(i64::from),
                    holds: BTreeMap::new(),
                    closed: false,
                    from: BTreeMap::from([(declaration.id, 1.0)]),
                };
                self.lots.insert(declaration.id, lot);
            }
            GrainEvent::Received { handling, .. } => self.handled(handling, 1, "received"),
            GrainEvent::Moved { handling, to } => {
                self.handled(handling, -1, "moved_out");
                self.note(handling.lot, to.as_str(), handling.mass.as_kg(), "moved_in");
            }
            GrainEvent::Issued { handling, to, .. } => {
                self.handled(handling, -1, "issued");
                if let Carrier::Unit(unit) = to {
                    self.units.get_mut(unit).unwrap().1 += handling.mass.as_kg();
                }
            }
            GrainEvent::Dried { handling, to_bp, .. } => {
                self.handled(handling, -1, "moisture");
                self.lots.get_mut(&handling.lot).unwrap().moisture = Some(i64::from(*to_bp));
            }
            GrainEvent::Lost { handling, loss, .. } => self.handled(handling, -1, loss.word()),
            GrainEvent::Counted { cell, loss, differences, .. } => {
                for one in differences {
                    self.note(one.lot, cell.as_str(), -one.lost.as_kg(), loss.word());
                }
            }
            GrainEvent::Blended { declaration, parts, cell, .. } => {
                let (sum, first) = (parts.iter().map(|part| part.mass.as_kg()).sum::<i64>(), parts[0].lot);
                let mut from: BTreeMap<LotId, f64> = BTreeMap::new();
                for part in parts {
                    self.note(part.lot, part.cell.as_str(), -part.mass.as_kg(), "blended_out");
                    for (origin, share) in &self.lots[&part.lot].from {
                        *from.entry(*origin).or_default() += share * real(part.mass.as_kg()) / real(sum);
                    }
                }
                let lot = TwinLot {
                    commodity: self.lots[&first].commodity.clone(),
                    owner: self.lots[&first].owner.clone(),
                    moisture: declaration.quality.moisture_bp.map(i64::from),
                    holds: BTreeMap::new(),
                    closed: false,
                    from,
                };
                self.lots.insert(declaration.id, lot);
                self.note(declaration.id, cell.as_str(), sum, "blended_in");
            }
            GrainEvent::Held { lots, hold } => lots.iter().for_each(|lot| {
                self.lots.get_mut(lot).unwrap().holds.insert(hold.id, hold.kind);
            }),
            GrainEvent::Lifted { lots, hold, .. } => lots.iter().for_each(|lot| {
                self.lots.get_mut(lot).unwrap().holds.remove(hold);
            }),
            GrainEvent::Analysed { lot, verdict, .. } => {
                let lot = self.lots.get_mut(lot).unwrap();
                lot.moisture = verdict.quality.moisture_bp.map(i64::from).or(lot.moisture);
            }
            GrainEvent::Closed { lot, .. } => self.lots.get_mut(lot).unwrap().closed = true,
            GrainEvent::Certified { .. }
            | GrainEvent::Weighed { .. }
            | GrainEvent::Sampled { .. }
            | GrainEvent::Tolerated { .. } => {}
        }
    }
}
