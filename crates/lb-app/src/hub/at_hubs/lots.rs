//! Lots of grain in silos.

use lb_hub::grain::Lot;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{HubNow, Listed, Wanted, sortable};
use crate::hub::grain::{GrainLotRow, GrainSampleRow, GrainWeightRow, Silo};
use crate::hub::views::{GrainCertificateView, HoldView};

/// Where a lot is, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LotStateView {
    /// Nothing of it has come.
    Expected,
    /// Some or all of it lies in cells.
    Here,
    /// It came, and nothing of it is left here.
    Gone,
    /// Its books are closed.
    Closed,
}

impl LotStateView {
    const fn word(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Here => "here",
            Self::Gone => "gone",
            Self::Closed => "closed",
        }
    }
}

/// A lot of grain of an organisation at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AtHubsLotRow {
    /// The hub.
    pub hub: String,
    /// Where it is, in one word.
    pub status: LotStateView,
    /// What is known of it: origin, quality, cells, books.
    pub row: GrainLotRow,
    /// What came under its name, kilograms: received, and blended in.
    pub in_kg: i64,
    /// What went, kilograms: issued, and blended into other lots.
    pub out_kg: i64,
    /// Whether it is in quarantine.
    pub quarantine: bool,
    /// What stops it, who set it and why.
    pub holds: Vec<HoldView>,
    /// Weights side by side, on the way in and out.
    pub weights: Vec<GrainWeightRow>,
    /// Samples, with what laboratories found.
    pub samples: Vec<GrainSampleRow>,
    /// Certificates.
    pub certificates: Vec<GrainCertificateView>,
}

impl Listed for AtHubsLotRow {
    const STATUSES: &'static [&'static str] = &["expected", "here", "gone", "closed"];
    const SORTS: &'static [&'static str] =
        &["number", "hub", "owner", "status", "commodity", "origin", "inside", "in", "out", "lost", "holds"];
    const SORT_DEFAULT: &'static str = "number";

    fn rows(hubs: &[HubNow<'_>], wanted: &Wanted) -> Vec<Self> {
        let of_hub = |hub: &HubNow<'_>| {
            let silo = Silo::new(&hub.floor, hub.layout);
            let lots = hub.floor.grain().lots().into_iter();
            let own = lots.filter(|lot| wanted.shows(&lot.declaration.owner));
            own.map(|lot| row(hub, &silo, lot)).collect::<Vec<Self>>()
        };
        wanted.floors(hubs).flat_map(of_hub).collect()
    }

    fn place(&self) -> (&str, &str) {
        (&self.hub, &self.row.id)
    }

    fn status(&self) -> &'static str {
        self.status.word()
    }

    fn is_held(&self) -> bool {
        !self.holds.is_empty()
    }

    fn texts(&self) -> Vec<&str> {
        let certificates = self.certificates.iter().map(|certificate| certificate.number.as_str());
        let named = [self.row.number.as_str(), &self.row.commodity, &self.row.origin];
        named.into_iter().chain(certificates).collect()
    }

    fn key(&self, sort: &str) -> String {
        match sort {
            "hub" => self.hub.clone(),
            "owner" => self.row.owner.clone(),
            "status" => self.status().to_owned(),
            "commodity" => self.row.commodity.clone(),
            "origin" => self.row.origin.to_lowercase(),
            "inside" => sortable(self.row.balance.inside_kg),
            "in" => sortable(self.in_kg),
            "out" => sortable(self.out_kg),
            "lost" => sortable(self.row.balance.lost_kg),
            "holds" => sortable(i64::try_from(self.holds.len()).unwrap_or(i64::MAX)),
            _ => self.row.number.clone(),
        }
    }
}

fn row(hub: &HubNow<'_>, silo: &Silo<'_>, lot: &Lot) -> AtHubsLotRow {
    let row = silo.row(lot);
    let books = &row.balance;
    let in_kg = books.received_kg.saturating_add(books.blended_in_kg);
    let out_kg = books.issued_kg.saturating_add(books.blended_out_kg);
    let status = match (lot.closed.is_some(), books.inside_kg > 0, in_kg > 0) {
        (true, ..) => LotStateView::Closed,
        (false, true, _) => LotStateView::Here,
        (false, false, true) => LotStateView::Gone,
        (false, false, false) => LotStateView::Expected,
    };
    AtHubsLotRow {
        hub: hub.layout.id.to_string(),
        status,
        in_kg,
        out_kg,
        row,
        quarantine: lot.quarantine().next().is_some(),
        holds: lot.holds.values().map(HoldView::from).collect(),
        weights: silo.weights(lot),
        samples: Silo::samples(lot),
        certificates: lot.declaration.certificates.iter().map(GrainCertificateView::from).collect(),
    }
}
