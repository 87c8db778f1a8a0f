//! A lot's whole way: weights side by side, samples, where it is from and where it went.

use lb_base::Mass;
use lb_hub::LotId;
use lb_hub::grain::{Leg, Lot, Method, NormOf, Tally, tally};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{GrainLotRow, Silo};
use crate::hub::answers::HistoryRow;
use crate::hub::views::{
    GrainCertificateView, GrainLegView, GrainMethodView, GrainVerdictView, GrainWeighingView, HoldView,
};

/// How many blends deep a tree of parts is told.
const DEPTH_MAX: usize = 8;
/// Rows of a tree of parts at most.
const PARTS_MAX: usize = 200;

/// What one method of weighing says in sum, beside the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainWeightRow {
    /// On its way in or out.
    pub leg: GrainLegView,
    /// How it was weighed.
    pub method: GrainMethodView,
    /// How many weighings.
    pub weighings: usize,
    /// What they sum to, kilograms.
    pub net_kg: i64,
    /// What the books have, kilograms.
    pub book_kg: i64,
    /// The first less the second, kilograms.
    pub difference_kg: i64,
    /// The same in parts per million of the books; absent where these have nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference_ppm: Option<i64>,
    /// The most that it may be, parts per million; absent where no norm is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_ppm: Option<u32>,
    /// Where the norm is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_source: Option<String>,
}

/// A sample, and what a laboratory found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainSampleRow {
    /// Number of its seal or bag.
    pub number: String,
    /// When it was taken.
    pub taken: String,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<GrainVerdictView>,
}

/// A part of a blend, in a tree told from the top: a row of depth 2 belongs to the row of depth 1 before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainPartRow {
    /// How deep, from 1.
    pub depth: usize,
    /// The lot.
    pub lot: String,
    /// Its number.
    pub number: String,
    /// How much of it, kilograms; the rows of one depth under one row sum to it.
    pub mass_kg: i64,
}

/// A declared lot that grain is from, or a blend that it went into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GrainOriginRow {
    /// The lot.
    pub lot: String,
    /// Its number.
    pub number: String,
    /// Where it grew, in words.
    pub origin: String,
    /// How much, kilograms.
    pub mass_kg: i64,
}

/// A lot of grain with all that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GrainLotAnswer {
    /// The lot in a list.
    pub row: GrainLotRow,
    /// Weights side by side.
    pub weights: Vec<GrainWeightRow>,
    /// Every weighing.
    pub weighings: Vec<GrainWeighingView>,
    /// Samples.
    pub samples: Vec<GrainSampleRow>,
    /// Certificates.
    pub certificates: Vec<GrainCertificateView>,
    /// What stops it.
    pub holds: Vec<HoldView>,
    /// What it was blended from, down to what was declared.
    pub parts: Vec<GrainPartRow>,
    /// Which declared lots all that came under its name is from; the rows sum to that.
    pub origins: Vec<GrainOriginRow>,
    /// Blends that it went into.
    pub into: Vec<GrainOriginRow>,
    /// What happened to it, the latest first.
    pub history: Vec<HistoryRow>,
}

impl Silo<'_> {
    /// Returns a lot with all that is known of it.
    #[must_use]
    pub fn lot(&self, lot: &Lot, history: Vec<HistoryRow>) -> GrainLotAnswer {
        let id = lot.declaration.id;
        let came = lot.account.came();
        let mut parts = Vec::new();
        self.parts(id, came, (1, &mut parts));
        let origins = self.grain().origins(id, came);
        GrainLotAnswer {
            row: self.row(lot),
            weights: self.weights(lot),
            weighings: lot.weighings.iter().map(GrainWeighingView::from).collect(),
            samples: Self::samples(lot),
            certificates: lot.declaration.certificates.iter().map(GrainCertificateView::from).collect(),
            holds: lot.holds.values().map(HoldView::from).collect(),
            parts,
            origins: origins.into_iter().map(|(lot, mass)| self.origin(lot, mass)).collect(),
            into: self.blends_with(id),
            history,
        }
    }

    fn origin(&self, lot: LotId, mass: Mass) -> GrainOriginRow {
        let origin = self.grain().lot(lot).map_or_else(String::new, |lot| lot.declaration.origin.clone());
        GrainOriginRow { lot: lot.to_string(), number: self.number(lot), origin, mass_kg: mass.as_kg() }
    }

    fn blends_with(&self, lot: LotId) -> Vec<GrainOriginRow> {
        let lots = self.grain().lots().into_iter().filter(|other| !other.parts.is_empty());
        let with = lots.filter_map(|other| {
            let own = other.parts.iter().filter(|part| part.lot == lot);
            let mass = own.fold(Mass::ZERO, |sum, part| sum.saturating_add(part.mass));
            (mass > Mass::ZERO).then(|| self.origin(other.declaration.id, mass))
        });
        with.collect()
    }

    fn parts(&self, lot: LotId, mass: Mass, (depth, rows): (usize, &mut Vec<GrainPartRow>)) {
        let Some(of) = self.grain().lot(lot) else { return };
        for (part, share) in of.parts.iter().zip(self.grain().shares(lot, mass)) {
            if depth > DEPTH_MAX || rows.len() >= PARTS_MAX {
                return;
            }
            let number = self.number(part.lot);
            rows.push(GrainPartRow { depth, lot: part.lot.to_string(), number, mass_kg: share.as_kg() });
            self.parts(part.lot, share, (depth.saturating_add(1), rows));
        }
    }

    /// Returns the samples of a lot, with what laboratories found.
    pub(in crate::hub) fn samples(lot: &Lot) -> Vec<GrainSampleRow> {
        let row = |sample: &lb_hub::grain::Sample| GrainSampleRow {
            number: sample.number.clone(),
            taken: sample.taken.to_string(),
            verdict: sample.verdict.as_ref().map(GrainVerdictView::from),
        };
        lot.samples.iter().map(row).collect()
    }

    /// Returns what each method of weighing says of a lot, beside its books.
    pub(in crate::hub) fn weights(&self, lot: &Lot) -> Vec<GrainWeightRow> {
        let mut all = tally(&lot.weighings);
        if let Some(net) = lot.declaration.declared {
            all.entry((Leg::In, Method::Declared)).or_insert(Tally { weighings: 1, net });
        }
        all.into_iter().map(|((leg, method), sum)| self.weight(lot, (leg, method), sum)).collect()
    }

    fn weight(&self, lot: &Lot, (leg, method): (Leg, Method), sum: Tally) -> GrainWeightRow {
        let book = match leg {
            Leg::In => lot.account.came(),
            Leg::Out => lot.account.issued,
        };
        let difference = sum.net.saturating_sub(book).as_kg();
        let ppm = i128::from(difference).saturating_mul(1_000_000).checked_div(i128::from(book.as_kg()));
        let norm = self.grain().norm(NormOf::Weighing(method), &lot.declaration.commodity);
        GrainWeightRow {
            leg: leg.into(),
            method: method.into(),
            weighings: sum.weighings,
            net_kg: sum.net.as_kg(),
            book_kg: book.as_kg(),
            difference_kg: difference,
            difference_ppm: ppm.and_then(|ppm| i64::try_from(ppm).ok()),
            limit_ppm: norm.map(|norm| norm.limit.as_ppm()),
            limit_source: norm.map(|norm| norm.source.clone()),
        }
    }
}
