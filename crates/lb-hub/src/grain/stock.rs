//! The grain of a hub: lots, what lies in which cell, and what events do to it. Cannot fail: what is not there is not changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::{HsCode, Mass, UnitId};
use lb_network::layout::CellId;

use super::LotId;
use super::apportion::apportion;
use super::command::Handling;
use super::event::GrainEvent;
use super::lot::{Account, Carrier, Declaration, Loss, Lot, Part, Sample, Verdict};
use super::norm::{Norm, NormOf};
use super::quality::Basis;
use crate::article::Fill;
use crate::floor::{Map, number_key};

/// Grain of one lot that came into a cell together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The lot.
    pub lot: LotId,
    /// How much is left of it.
    pub mass: Mass,
    /// Since when the first of it lies there.
    pub since: Timestamp,
}

/// What lies in a cell, and its books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Layers, the lowest first. Grain mixes where layers meet and on its way out: the layers are the books, not a picture.
    pub layers: Vec<Layer>,
    /// The books of the cell.
    pub account: Account,
    /// When it was last measured, and what was found.
    pub counted: Option<(Timestamp, Mass)>,
}

impl Contents {
    /// Returns all that lies there.
    #[must_use]
    pub fn level(&self) -> Mass {
        self.layers.iter().fold(Mass::ZERO, |sum, layer| sum.saturating_add(layer.mass))
    }

    /// Returns what lies there of a lot.
    #[must_use]
    pub fn of(&self, lot: LotId) -> Mass {
        let own = self.layers.iter().filter(|layer| layer.lot == lot);
        own.fold(Mass::ZERO, |sum, layer| sum.saturating_add(layer.mass))
    }

    /// Returns the lots that lie there, each once, in the order of their lowest layers.
    #[must_use]
    pub fn lots(&self) -> Vec<LotId> {
        let mut lots = Vec::new();
        for layer in &self.layers {
            if !lots.contains(&layer.lot) {
                lots.push(layer.lot);
            }
        }
        lots
    }

    fn put(&mut self, lot: LotId, mass: Mass, since: Timestamp) {
        match self.layers.last_mut().filter(|layer| layer.lot == lot) {
            Some(top) => top.mass = top.mass.saturating_add(mass),
            None => self.layers.push(Layer { lot, mass, since }),
        }
    }

    /// Takes grain of a lot, from the lowest of its layers on: a cell is emptied from below.
    fn take(&mut self, lot: LotId, mass: Mass) {
        let mut left = mass;
        for layer in self.layers.iter_mut().filter(|layer| layer.lot == lot) {
            let taken = layer.mass.min(left);
            layer.mass = layer.mass.saturating_sub(taken);
            left = left.saturating_sub(taken);
        }
        self.layers.retain(|layer| layer.mass > Mass::ZERO);
    }
}

/// The grain of a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grain {
    lots: Map<LotId, Lot>,
    numbers: Map<String, LotId>,
    cells: Map<CellId, Contents>,
    norms: Map<(NormOf, String), Norm>,
    /// Grain that was put into boxes, wagons and trucks that are still here.
    loaded: Map<UnitId, Mass>,
}

impl Default for Grain {
    fn default() -> Self {
        Self {
            lots: Map::new_sync(),
            numbers: Map::new_sync(),
            cells: Map::new_sync(),
            norms: Map::new_sync(),
            loaded: Map::new_sync(),
        }
    }
}

impl Grain {
    /// Returns a lot, closed or not.
    #[must_use]
    pub fn lot(&self, id: LotId) -> Option<&Lot> {
        self.lots.get(&id)
    }

    /// Returns all lots, closed ones too, in the order in which they were made.
    #[must_use]
    pub fn lots(&self) -> Vec<&Lot> {
        let mut lots: Vec<&Lot> = self.lots.values().collect();
        lots.sort_by_key(|lot| lot.sequence);
        lots
    }

    /// Returns the lot with a number, however it is written.
    #[must_use]
    pub fn numbered(&self, number: &str) -> Option<LotId> {
        self.numbers.get(&number_key(number)).copied()
    }

    /// Returns what lies in a cell; nothing where grain never lay.
    #[must_use]
    pub fn cell(&self, cell: &CellId) -> Option<&Contents> {
        self.cells.get(cell)
    }

    /// Returns the cells where grain lies or lay.
    pub fn cells(&self) -> impl Iterator<Item = (&CellId, &Contents)> {
        self.cells.iter()
    }

    /// Returns where a lot lies, and how much.
    pub fn places(&self, lot: LotId) -> impl Iterator<Item = (&CellId, Mass)> {
        let there = self.cells.iter().map(move |(cell, contents)| (cell, contents.of(lot)));
        there.filter(|(_, mass)| *mass > Mass::ZERO)
    }

    /// Returns all that lies here of a lot.
    #[must_use]
    pub fn inside(&self, lot: LotId) -> Mass {
        self.places(lot).fold(Mass::ZERO, |sum, (_, mass)| sum.saturating_add(mass))
    }

    /// Returns what was put into a unit that is here.
    #[must_use]
    pub fn loaded(&self, unit: UnitId) -> Mass {
        self.loaded.get(&unit).copied().unwrap_or_default()
    }

    /// Returns all norms.
    pub fn norms(&self) -> impl Iterator<Item = &Norm> {
        self.norms.values()
    }

    /// Returns the norm for goods: of several the one that names them most closely.
    #[must_use]
    pub fn norm(&self, of: NormOf, goods: &HsCode) -> Option<&Norm> {
        let fitting =
            self.norms.values().filter(|norm| norm.of == of && goods.as_str().starts_with(&norm.goods));
        fitting.max_by_key(|norm| norm.goods.len())
    }

    /// Returns a lot and all that lie with it in a cell, with those in another one, and so on.
    #[must_use]
    pub fn together(&self, lot: LotId) -> BTreeSet<LotId> {
        let mut together = BTreeSet::from([lot]);
        let mut further = vec![lot];
        while let Some(next) = further.pop() {
            for (_, contents) in self.cells.iter().filter(|(_, contents)| contents.of(next) > Mass::ZERO) {
                further.extend(contents.lots().into_iter().filter(|other| together.insert(*other)));
            }
        }
        together
    }

    /// Returns which declared lots some grain of a lot is from, in whole kilograms that sum to it.
    #[must_use]
    pub fn origins(&self, lot: LotId, mass: Mass) -> Vec<(LotId, Mass)> {
        let sequence = |lot: LotId| self.lots.get(&lot).map_or(0, |lot| lot.sequence);
        let mut origins = Vec::new();
        let mut open = BTreeMap::from([((sequence(lot), lot), mass)]);
        // The youngest first: all that went into a lot is there before it is shared out.
        while let Some(((_, lot), mass)) = open.pop_last() {
            let parts = self.lots.get(&lot).map_or(&[][..], |lot| &lot.parts);
            if parts.is_empty() {
                origins.push((lot, mass));
                continue;
            }
            for (part, share) in parts.iter().zip(self.shares(lot, mass)) {
                let sum = open.entry((sequence(part.lot), part.lot)).or_default();
                *sum = sum.saturating_add(share);
            }
        }
        origins.reverse();
        origins
    }

    /// Returns how much of some grain of a blend came from each of its parts.
    #[must_use]
    pub fn shares(&self, lot: LotId, mass: Mass) -> Vec<Mass> {
        let parts = self.lots.get(&lot).map_or(&[][..], |lot| &lot.parts);
        let weights: Vec<Mass> = parts.iter().map(|part| part.mass).collect();
        apportion(mass, &weights)
    }

    /// Forgets what a unit carried that has left.
    pub(crate) fn forget(&mut self, unit: UnitId) {
        self.loaded.remove_mut(&unit);
    }

    /// Applies one event.
    pub(crate) fn apply(&mut self, event: &GrainEvent) {
        match event {
            GrainEvent::Declared { declaration } => self.enter(declaration, Vec::new()),
            GrainEvent::Certified { lot, certificate } => self.change_lot(*lot, |lot| {
                lot.declaration.certificates.push(certificate.clone());
            }),
            GrainEvent::Weighed { lot, weighing } => {
                self.change_lot(*lot, |lot| lot.weighings.push(weighing.clone()));
            }
            GrainEvent::Sampled { lot, sample, at } => self.change_lot(*lot, |lot| {
                lot.samples.push(Sample { number: sample.clone(), taken: *at, verdict: None });
            }),
            GrainEvent::Analysed { lot, sample, verdict } => self.analyse(*lot, sample, verdict),
            GrainEvent::Received { handling, from, leaves, .. } => self.receive(handling, from, *leaves),
            GrainEvent::Moved { handling, to } => self.move_grain(handling, to),
            GrainEvent::Blended { declaration, parts, cell, at } => {
                self.blend(declaration, parts, (cell, *at));
            }
            GrainEvent::Issued { handling, to, .. } => self.issue(handling, to),
            GrainEvent::Dried { handling, to_bp, .. } => {
                self.lose(handling, Loss::Moisture);
                self.change_lot(handling.lot, |lot| lot.quality.moisture_bp = Some(*to_bp));
            }
            GrainEvent::Lost { handling, loss, .. } => self.lose(handling, *loss),
            GrainEvent::Counted { cell, found, loss, differences, at, .. } => {
                for difference in differences {
                    self.correct(cell, (difference.lot, difference.lost), *loss);
                }
                self.change_cell(cell, |contents| contents.counted = Some((*at, *found)));
            }
            GrainEvent::Held { lots, hold } => {
                let set = |lot: &mut Lot| drop(lot.holds.insert(hold.id, hold.clone()));
                lots.iter().for_each(|lot| self.change_lot(*lot, set));
            }
            GrainEvent::Lifted { lots, hold, .. } => {
                let lift = |lot: &mut Lot| drop(lot.holds.remove(hold));
                lots.iter().for_each(|lot| self.change_lot(*lot, lift));
            }
            GrainEvent::Tolerated { norm } => {
                self.norms.insert_mut((norm.of, norm.goods.clone()), norm.clone());
            }
            GrainEvent::Closed { lot, at } => self.change_lot(*lot, |lot| lot.closed = Some(*at)),
        }
    }

    fn enter(&mut self, declaration: &Declaration, parts: Vec<Part>) {
        let lot = Lot::new(declaration.clone(), self.lots.size(), parts);
        self.numbers.insert_mut(number_key(&declaration.number), declaration.id);
        self.lots.insert_mut(declaration.id, lot);
    }

    fn analyse(&mut self, lot: LotId, sample: &str, verdict: &Verdict) {
        self.change_lot(lot, |lot| {
            if let Some(taken) = lot.samples.iter_mut().find(|taken| taken.number == sample) {
                taken.verdict = Some(verdict.clone());
            }
            lot.quality = verdict.quality.or(lot.quality);
            lot.basis = Basis::Analysed;
        });
    }

    fn receive(&mut self, handling: &Handling, from: &Carrier, leaves: Fill) {
        let Handling { lot, cell, mass, at } = handling;
        self.change_cell(cell, |contents| {
            contents.put(*lot, *mass, *at);
            contents.account.received = contents.account.received.saturating_add(*mass);
        });
        self.change_lot(*lot, |lot| {
            lot.account.received = lot.account.received.saturating_add(*mass);
            lot.since = lot.since.or(Some(*at));
        });
        if let (Carrier::Unit(unit), Fill::Empty) = (from, leaves) {
            self.forget(*unit);
        }
    }

    fn move_grain(&mut self, handling: &Handling, to: &CellId) {
        let Handling { lot, cell, mass, at } = handling;
        self.change_cell(cell, |contents| {
            contents.take(*lot, *mass);
            contents.account.moved_out = contents.account.moved_out.saturating_add(*mass);
        });
        self.change_cell(to, |contents| {
            contents.put(*lot, *mass, *at);
            contents.account.moved_in = contents.account.moved_in.saturating_add(*mass);
        });
    }

    fn blend(&mut self, declaration: &Declaration, parts: &[Part], (cell, at): (&CellId, Timestamp)) {
        let mut sum = Mass::ZERO;
        for Part { lot, cell, mass } in parts {
            sum = sum.saturating_add(*mass);
            self.change_cell(cell, |contents| {
                contents.take(*lot, *mass);
                contents.account.blended_out = contents.account.blended_out.saturating_add(*mass);
            });
            self.change_lot(*lot, |lot| {
                lot.account.blended_out = lot.account.blended_out.saturating_add(*mass);
            });
        }
        self.enter(declaration, parts.to_vec());
        let since = parts.iter().filter_map(|part| self.lot(part.lot)?.since).min();
        self.change_lot(declaration.id, |lot| (lot.account.blended_in, lot.since) = (sum, since));
        self.change_cell(cell, |contents| {
            contents.put(declaration.id, sum, at);
            contents.account.blended_in = contents.account.blended_in.saturating_add(sum);
        });
    }

    fn issue(&mut self, handling: &Handling, to: &Carrier) {
        let Handling { lot, cell, mass, .. } = handling;
        self.change_cell(cell, |contents| {
            contents.take(*lot, *mass);
            contents.account.issued = contents.account.issued.saturating_add(*mass);
        });
        self.change_lot(*lot, |lot| lot.account.issued = lot.account.issued.saturating_add(*mass));
        if let Carrier::Unit(unit) = to {
            let sum = self.loaded(*unit).saturating_add(*mass);
            self.loaded.insert_mut(*unit, sum);
        }
    }

    fn lose(&mut self, handling: &Handling, loss: Loss) {
        self.correct(&handling.cell, (handling.lot, handling.mass), loss);
    }

    /// Takes what is lost off the books, or puts what was found into the highest layer of its lot.
    fn correct(&mut self, cell: &CellId, (lot, lost): (LotId, Mass), loss: Loss) {
        self.change_cell(cell, |contents| {
            if lost >= Mass::ZERO {
                contents.take(lot, lost);
            } else if let Some(layer) = contents.layers.iter_mut().rfind(|layer| layer.lot == lot) {
                layer.mass = layer.mass.saturating_sub(lost);
            }
            contents.account.lose(loss, lost);
        });
        self.change_lot(lot, |lot| lot.account.lose(loss, lost));
    }

    fn change_lot(&mut self, lot: LotId, change: impl FnOnce(&mut Lot)) {
        if let Some(mut state) = self.lots.get(&lot).cloned() {
            change(&mut state);
            self.lots.insert_mut(lot, state);
        }
    }

    fn change_cell(&mut self, cell: &CellId, change: impl FnOnce(&mut Contents)) {
        let mut contents = self.cells.get(cell).cloned().unwrap_or_default();
        change(&mut contents);
        self.cells.insert_mut(cell.clone(), contents);
    }
}
