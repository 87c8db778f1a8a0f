//! Wheat in the silo: lots from shuttles, weighed three ways, one in quarantine, a blend, a part of it aboard the ship.

use lb_network::layout::Cell;

use super::{Teller, first};
use crate::hub::requests::{GrainAction, GrainPartWish, HubAction, VisitAction};
use crate::hub::views::{
    GrainCarrierView, GrainCertificateKindView, GrainCertificateView, GrainLegView, GrainLossView,
    GrainNormView, GrainNotedView, GrainQualityView, GrainReadingView, HubHoldKindView, VisitVehicleView,
};
use crate::journal::Fault;

/// A lot of the story: number, where it grew, declared kilograms, moisture and protein in basis points, minutes from now.
type LotStory = (&'static str, &'static str, i64, [u16; 2], i64);

const LOTS: [LotStory; 4] = [
    ("W-2026-017 (demo)", "Kostanay, KZ", 1_180_000, [1_290, 1_420], -1_900),
    ("W-2026-018 (demo)", "Akmola, KZ", 1_240_000, [1_180, 1_260], -1_700),
    ("W-2026-019 (demo)", "North Kazakhstan, KZ", 640_000, [1_340, 1_350], -900),
    ("W-2026-020 (demo)", "Kostanay, KZ", 300_000, [1_210, 1_380], -500),
];

/// Norms to try the program with: made up, and they say so.
const NORMS: [(&str, u32); 5] = [
    ("weight:hopper", 2_000),
    ("weight:draught", 5_000),
    ("weight:declared", 3_000),
    ("loss:spillage", 300),
    ("loss:scale", 1_000),
];

impl Teller<'_> {
    /// Tells what lies in the silo, where there is one.
    pub(super) async fn grain(&self, ship: Option<&str>) -> Result<(), Fault> {
        let wheat = |cell: &&Cell| cell.commodities.iter().any(|head| head == "1001");
        let cells: Vec<String> =
            self.layout.cells.values().filter(wheat).map(|cell| cell.id.to_string()).collect();
        let [one, two, three, four, ..] = cells.as_slice() else { return Ok(()) };
        for (of, limit_ppm) in NORMS {
            let (source, reliability) = ("made up (demo)".to_owned(), "modelled".to_owned());
            let norm =
                GrainNormView { of: of.to_owned(), goods: String::new(), limit_ppm, source, reliability };
            self.silo(-2_000, GrainAction::Tolerate { norm }).await?;
        }
        for (lot, cell) in LOTS.into_iter().zip([one, two, three, one]) {
            self.lot(lot, cell).await?;
        }
        self.laboratory(LOTS[0].0).await?;
        let hold = GrainAction::Hold {
            lot: LOTS[2].0.to_owned(),
            kind: HubHoldKindView::Quarantine,
            reason: "weed seeds in the sample (demo)".to_owned(),
        };
        self.does(self.railway, -420, vec![HubAction::Grain(hold)]).await?;
        self.worked(one, two, four).await?;
        let Some(ship) = ship else { return Ok(()) };
        let to = GrainCarrierView::Visit { visit: ship.to_owned(), hold: "2".to_owned() };
        let (lot, cell) = ("B-2026-004 (demo)".to_owned(), four.clone());
        let issue = GrainAction::Issue { lot: lot.clone(), cell, to, mass_kg: 520_000, at: None };
        self.silo(-90, issue).await?;
        self.weigh(
            -85,
            &lot,
            (GrainLegView::Out, GrainReadingView::Hopper { net_kg: 519_420 }),
            "hopper scale 2",
        )
        .await?;
        let draught = GrainReadingView::Draught { laden_kg: 8_921_500, light_kg: 8_403_000 };
        self.weigh(-60, &lot, (GrainLegView::Out, draught), "draught survey").await
    }

    async fn silo(&self, minutes: i64, action: GrainAction) -> Result<(), Fault> {
        self.does(self.base, minutes, vec![HubAction::Grain(action)]).await.map(|_| ())
    }

    async fn weigh(
        &self,
        minutes: i64,
        lot: &str,
        (leg, reading): (GrainLegView, GrainReadingView),
        instrument: &str,
    ) -> Result<(), Fault> {
        let noted = GrainNotedView {
            instrument: format!("{instrument} (demo)"),
            weigher: "shift 2".to_owned(),
            ..GrainNotedView::default()
        };
        let lot = lot.to_owned();
        self.silo(minutes, GrainAction::Weigh { lot, leg, reading, noted, at: None }).await
    }

    /// A lot comes in a shuttle of trucks that counts as one visit.
    async fn lot(
        &self,
        (number, origin, kg, [moisture, protein], minutes): LotStory,
        cell: &str,
    ) -> Result<(), Fault> {
        let quality = GrainQualityView {
            moisture_bp: Some(moisture),
            protein_bp: Some(protein),
            gluten_bp: Some(protein.saturating_mul(2).saturating_sub(150)),
            test_weight_gl: Some(778),
        };
        let phytosanitary = GrainCertificateView {
            kind: GrainCertificateKindView::Phytosanitary,
            number: format!("KZ-PHY-{}", number.get(7..10).unwrap_or_default()),
        };
        let declare = GrainAction::Declare {
            number: number.to_owned(),
            owner: "DEMO-GRAIN".to_owned(),
            commodity: "1001.99".to_owned(),
            origin: origin.to_owned(),
            crop_year: Some(2026),
            declared_kg: Some(kg),
            quality,
            certificates: vec![phytosanitary],
        };
        self.silo(minutes, declare).await?;
        let expect = VisitAction::Expect {
            vehicle: VisitVehicleView::Truck {},
            name: format!("Shuttle {}", number.get(7..).unwrap_or(number)),
            operator: None,
            arrival: None,
            departure: None,
        };
        let made = self.does(self.base, minutes, vec![HubAction::Visit(expect)]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(()) };
        let arrive = VisitAction::Arrive { visit: visit.clone(), at: None, found: None };
        self.does(self.base, minutes + 10, vec![HubAction::Visit(arrive)]).await?;
        let net = kg - 460;
        for part in [net / 2, net - net / 2] {
            let from = GrainCarrierView::Visit { visit: visit.clone(), hold: String::new() };
            let (lot, cell) = (number.to_owned(), cell.to_owned());
            let receive = GrainAction::Receive { lot, cell, from, mass_kg: part, leaves: None, at: None };
            self.silo(minutes + 60, receive).await?;
            let bridge = GrainReadingView::Weighbridge { gross_kg: part + 310_000, tare_kg: 310_000 };
            self.weigh(minutes + 62, number, (GrainLegView::In, bridge), "weighbridge 1").await?;
        }
        let hopper = GrainReadingView::Hopper { net_kg: net - 730 };
        self.weigh(minutes + 65, number, (GrainLegView::In, hopper), "hopper scale 1").await?;
        let depart = VisitAction::Depart { visit, at: None };
        self.does(self.base, minutes + 90, vec![HubAction::Visit(depart)]).await.map(|_| ())
    }

    async fn laboratory(&self, lot: &str) -> Result<(), Fault> {
        let sample = "S-118 (demo)".to_owned();
        self.silo(-1_500, GrainAction::Sample { lot: lot.to_owned(), sample: sample.clone(), at: None })
            .await?;
        let analyse = GrainAction::Analyse {
            lot: lot.to_owned(),
            sample,
            laboratory: "base laboratory 2026/441 (demo)".to_owned(),
            quality: GrainQualityView {
                moisture_bp: Some(1_310),
                protein_bp: Some(1_405),
                gluten_bp: Some(2_720),
                test_weight_gl: Some(784),
            },
            at: None,
        };
        self.silo(-1_200, analyse).await
    }

    /// Dried grain, spilt grain, a blend of two lots, a cell that was measured.
    async fn worked(&self, one: &str, two: &str, four: &str) -> Result<(), Fault> {
        let [first, second] = [LOTS[0].0, LOTS[1].0].map(str::to_owned);
        let dry = GrainAction::Dry { lot: first.clone(), cell: one.to_owned(), moisture_bp: 1_250, at: None };
        self.silo(-800, dry).await?;
        let spilt = GrainAction::Lose {
            lot: second.clone(),
            cell: two.to_owned(),
            loss: GrainLossView::Spillage,
            mass_kg: 140,
            reason: "belt 3 torn (demo)".to_owned(),
            at: None,
        };
        self.silo(-760, spilt).await?;
        let part = |lot: &str, cell: &str, mass_kg| GrainPartWish {
            lot: lot.to_owned(),
            cell: cell.to_owned(),
            mass_kg,
        };
        let blend = GrainAction::Blend {
            number: "B-2026-004 (demo)".to_owned(),
            parts: vec![part(&first, one, 420_000), part(&second, two, 380_000)],
            cell: four.to_owned(),
            at: None,
        };
        self.silo(-300, blend).await?;
        let count = GrainAction::Count {
            cell: two.to_owned(),
            found_kg: LOTS[1].2 - 460 - 140 - 380_000 - 310,
            loss: None,
            how: "laser profile (demo)".to_owned(),
            at: None,
        };
        self.silo(-200, count).await
    }
}
