//! The grain of a hub as answers show it: cells with their layers, lots with weights side by side, where a blend is from.

mod balance;
mod lot;

use jiff::Timestamp;
use lb_base::Mass;
use lb_hub::grain::{Account, Contents, Grain, Loss, Lot, NormOf};
use lb_hub::{Floor, LotId};
use lb_network::layout::{Cell, CellId, Layout};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::{GrainBasisView, GrainLossView, GrainNormView, GrainQualityView};

pub use balance::{balance_csv, balance_workbook};
pub use lot::{GrainLotAnswer, GrainOriginRow, GrainPartRow, GrainSampleRow, GrainWeightRow};

/// A loss in the books, beside what it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainLossRow {
    /// Its name.
    pub loss: GrainLossView,
    /// Kilograms; below 0 where more was found than the books had.
    pub mass_kg: i64,
    /// The most after the norm for these goods; absent where none is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_kg: Option<i64>,
}

/// The books of a lot or a cell, kilograms: what came is what went, was lost, and lies here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainBalance {
    /// From boxes, wagons, trucks and ships.
    pub received_kg: i64,
    /// From other cells; only of cells.
    pub moved_in_kg: i64,
    /// As a blend of lots.
    pub blended_in_kg: i64,
    /// To boxes, wagons, trucks and ships.
    pub issued_kg: i64,
    /// To other cells; only of cells.
    pub moved_out_kg: i64,
    /// Into blends.
    pub blended_out_kg: i64,
    /// Lost, by name.
    pub losses: Vec<GrainLossRow>,
    /// Lost in all.
    pub lost_kg: i64,
    /// What lies here.
    pub inside_kg: i64,
    /// What is missing between all of these; the rules keep it 0.
    pub difference_kg: i64,
}

/// Grain of one lot that came into a cell together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainLayerRow {
    /// The lot.
    pub lot: String,
    /// Its number.
    pub number: String,
    /// HS code.
    pub commodity: String,
    /// Kilograms.
    pub mass_kg: i64,
    /// Since when it lies there.
    pub since: String,
    /// Kinds of the lot's holds.
    pub holds: Vec<String>,
}

/// A silo cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainCellRow {
    /// The cell.
    pub id: String,
    /// The facility that it belongs to.
    pub facility: String,
    /// The most that it holds, kilograms.
    pub capacity_kg: i64,
    /// First digits of the HS codes that it takes; empty for any grain.
    pub takes: Vec<String>,
    /// What lies in it, kilograms.
    pub level_kg: i64,
    /// Layers, the lowest first.
    pub layers: Vec<GrainLayerRow>,
    /// Whether what lies there is in quarantine.
    pub quarantine: bool,
    /// Its books.
    pub balance: GrainBalance,
    /// When it was last measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
    /// What was found then, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_kg: Option<i64>,
}

/// Some grain somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainPlaceRow {
    /// The cell.
    pub cell: String,
    /// Kilograms.
    pub mass_kg: i64,
}

/// A lot in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainLotRow {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// The organisation whose it is.
    pub owner: String,
    /// HS code, six digits.
    pub commodity: String,
    /// Where it grew, in words.
    pub origin: String,
    /// The year of the harvest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crop_year: Option<u16>,
    /// What the papers say it weighs, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_kg: Option<i64>,
    /// Quality as now known.
    pub quality: GrainQualityView,
    /// Where that comes from.
    pub basis: GrainBasisView,
    /// Whether it was blended here.
    pub blended: bool,
    /// Kinds of its holds.
    pub holds: Vec<String>,
    /// Where it lies.
    pub places: Vec<GrainPlaceRow>,
    /// Its books.
    pub balance: GrainBalance,
    /// When its books were closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// The grain of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    pub now: String,
    /// Silo cells.
    pub cells: Vec<GrainCellRow>,
    /// Lots whose books are open, in the order in which they were made.
    pub lots: Vec<GrainLotRow>,
    /// How many lots are closed.
    pub closed: usize,
    /// Norms of losses and of differences between weights.
    pub norms: Vec<GrainNormView>,
}

/// The grain of a hub with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct Silo<'a> {
    floor: &'a Floor,
    layout: &'a Layout,
}

impl<'a> Silo<'a> {
    /// Returns the grain of a floor.
    #[must_use]
    pub const fn new(floor: &'a Floor, layout: &'a Layout) -> Self {
        Self { floor, layout }
    }

    const fn grain(&self) -> &'a Grain {
        self.floor.grain()
    }

    /// Returns all of it.
    #[must_use]
    pub fn answer(&self, version: u64, now: Timestamp) -> GrainAnswer {
        let lots = self.grain().lots();
        let (open, closed): (Vec<&Lot>, Vec<&Lot>) = lots.into_iter().partition(|lot| lot.closed.is_none());
        GrainAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: now.to_string(),
            cells: self.layout.cells.values().map(|cell| self.cell(cell)).collect(),
            lots: open.into_iter().map(|lot| self.row(lot)).collect(),
            closed: closed.len(),
            norms: self.grain().norms().map(GrainNormView::from).collect(),
        }
    }

    fn cell(&self, cell: &Cell) -> GrainCellRow {
        let contents = self.contents(&cell.id);
        let layers: Vec<GrainLayerRow> =
            contents.layers.iter().filter_map(|layer| self.layer(layer)).collect();
        let lots: Vec<&Lot> = contents.lots().into_iter().filter_map(|lot| self.grain().lot(lot)).collect();
        GrainCellRow {
            id: cell.id.to_string(),
            facility: cell.facility.to_string(),
            capacity_kg: cell.capacity.as_kg(),
            takes: cell.commodities.clone(),
            level_kg: contents.level().as_kg(),
            layers,
            quarantine: lots.iter().any(|lot| lot.quarantine().next().is_some()),
            balance: self.balance(&contents.account, contents.level(), lots.first().copied()),
            counted: contents.counted.map(|(at, _)| at.to_string()),
            counted_kg: contents.counted.map(|(_, found)| found.as_kg()),
        }
    }

    fn contents(&self, cell: &CellId) -> Contents {
        self.grain().cell(cell).cloned().unwrap_or_default()
    }

    fn layer(&self, layer: &lb_hub::grain::Layer) -> Option<GrainLayerRow> {
        let lot = self.grain().lot(layer.lot)?;
        Some(GrainLayerRow {
            lot: layer.lot.to_string(),
            number: lot.declaration.number.clone(),
            commodity: lot.declaration.commodity.to_string(),
            mass_kg: layer.mass.as_kg(),
            since: layer.since.to_string(),
            holds: kinds(lot),
        })
    }

    /// Returns a lot as a list shows it.
    pub(in crate::hub) fn row(&self, lot: &Lot) -> GrainLotRow {
        let declaration = &lot.declaration;
        let place =
            |(cell, mass): (&CellId, Mass)| GrainPlaceRow { cell: cell.to_string(), mass_kg: mass.as_kg() };
        GrainLotRow {
            id: declaration.id.to_string(),
            number: declaration.number.clone(),
            owner: declaration.owner.to_string(),
            commodity: declaration.commodity.to_string(),
            origin: declaration.origin.clone(),
            crop_year: declaration.crop_year,
            declared_kg: declaration.declared.map(Mass::as_kg),
            quality: GrainQualityView::from(&lot.quality),
            basis: lot.basis.into(),
            blended: !lot.parts.is_empty(),
            holds: kinds(lot),
            places: self.grain().places(declaration.id).map(place).collect(),
            balance: self.balance(&lot.account, self.grain().inside(declaration.id), Some(lot)),
            closed: lot.closed.map(|at| at.to_string()),
        }
    }

    /// Returns books with the norms for the goods of a lot; of a cell for what lies in it now.
    fn balance(&self, account: &Account, inside: Mass, lot: Option<&Lot>) -> GrainBalance {
        let limit = |loss: Loss| {
            let norm = self.grain().norm(NormOf::Loss(loss), &lot?.declaration.commodity)?;
            Some(share(account.came(), norm.limit.as_ppm()))
        };
        let row = |(loss, mass): (&Loss, &Mass)| GrainLossRow {
            loss: (*loss).into(),
            mass_kg: mass.as_kg(),
            limit_kg: limit(*loss),
        };
        GrainBalance {
            received_kg: account.received.as_kg(),
            moved_in_kg: account.moved_in.as_kg(),
            blended_in_kg: account.blended_in.as_kg(),
            issued_kg: account.issued.as_kg(),
            moved_out_kg: account.moved_out.as_kg(),
            blended_out_kg: account.blended_out.as_kg(),
            losses: account.lost.iter().map(row).collect(),
            lost_kg: account.lost_in_all().as_kg(),
            inside_kg: inside.as_kg(),
            difference_kg: account.inside().saturating_sub(inside).as_kg(),
        }
    }

    fn number(&self, lot: LotId) -> String {
        self.grain().lot(lot).map_or_else(|| lot.to_string(), |lot| lot.declaration.number.clone())
    }
}

fn kinds(lot: &Lot) -> Vec<String> {
    lot.holds.values().map(|hold| hold.kind.word().to_owned()).collect()
}

/// Returns a share of a mass in kilograms, rounded down.
fn share(mass: Mass, ppm: u32) -> i64 {
    let kg = i128::from(mass.as_kg()).saturating_mul(i128::from(ppm)) / 1_000_000;
    i64::try_from(kg).unwrap_or(i64::MAX)
}
