//! General cargo in the warehouses: received, put away, released, given out in parts; a box being stuffed, a box being stripped.

use lb_network::layout::{Block, BlockPurpose, Warehouse};

use super::{Teller, first};
use crate::hub::requests::{
    GoodsAction, GoodsDamageWish, GoodsWish, HubAction, InventoryAction, StandingThing, StuffingAction,
    ThingView, VisitAction,
};
use crate::hub::views::{
    BoxLengthView, FillView, FormView, GoodsAmountView, GoodsCustomsView, GoodsDeclarationView,
    GoodsLocationView, GrainCarrierView, GrossView, HubHoldKindView, ListedGoodsView, SpotView,
    StuffingHeadingView, StuffingPlateView, VisitVehicleView,
};
use crate::journal::Fault;

/// Goods of the story: number, owner, marks, what, code, packaging, packages, kilograms, litres, classes, bonded.
type GoodsStory = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
    [i64; 3],
    &'static str,
    GoodsCustomsView,
);

use GoodsCustomsView::{Bonded, Free};

#[rustfmt::skip]
const GOODS: [GoodsStory; 14] = [
    ("R-2026-00301 (demo)", "DEMO-FORWARD", "YIWU 1-240", "Household goods", ("3924.10", "CT"), [240, 3_120, 14_400], "", Free),
    ("R-2026-00302 (demo)", "DEMO-FORWARD", "NINGBO 1-60", "Motor parts", ("8708.99", "PX"), [60, 9_900, 21_000], "", Bonded),
    ("R-2026-00303 (demo)", "DEMO-FORWARD", "TEA 1-88", "Green tea", ("0902.10", "CT"), [88, 1_760, 7_040], "", Free),
    ("R-2026-00304 (demo)", "DEMO-FORWARD", "LACQUER", "Paint", ("3208.10", "DR"), [16, 3_360, 4_000], "3", Free),
    ("R-2026-00305 (demo)", "DEMO-FORWARD", "PUMPS 1-12", "Pumps", ("8413.70", "CS"), [12, 5_280, 9_600], "", Bonded),
    ("R-2026-00306 (demo)", "DEMO-FORWARD", "FELT", "Felt rolls", ("5602.10", "RO"), [34, 2_040, 11_000], "", Free),
    ("R-2026-00307 (demo)", "DEMO-FORWARD", "CERAMICS 1-150", "Tiles", ("6907.21", "CT"), [150, 18_000, 12_500], "", Free),
    ("LB100000017 (demo)", "DEMO-FORWARD", "parcel", "Phone case", ("3926.90", "PC"), [1, 1, 3], "", Free),
    ("LB100000018 (demo)", "DEMO-FORWARD", "parcel", "Headphones", ("8518.30", "PC"), [1, 2, 8], "", Free),
    ("LB100000019 (demo)", "DEMO-FORWARD", "parcel", "Running shoes", ("6404.11", "PC"), [1, 2, 12], "", Free),
    ("LB100000020 (demo)", "DEMO-FORWARD", "parcel", "Kettle", ("8516.71", "PC"), [1, 3, 15], "", Free),
    ("LB100000021 (demo)", "DEMO-FORWARD", "parcel", "Toy train", ("9503.00", "PC"), [1, 2, 9], "", Free),
    ("R-2026-00308 (demo)", "DEMO-GRAIN", "FLOUR 1-400", "Wheat flour", ("1101.00", "BG"), [400, 20_000, 32_000], "", Free),
    ("R-2026-00309 (demo)", "DEMO-GRAIN", "SAMPLES 1-6", "Sample dividers", ("8479.89", "CS"), [6, 240, 900], "", Bonded),
];

/// What the box that is stripped was stuffed with: number, packages, kilograms, and how many packages came out so far.
const STRIPPED: [(&str, i64, i64, Option<i64>); 4] = [
    ("R-2026-00288 (demo)", 40, 820, Some(40)),
    ("R-2026-00289 (demo)", 25, 1_500, Some(24)),
    ("R-2026-00290 (demo)", 60, 960, None),
    ("LB099999871 (demo)", 1, 4, None),
];

impl Teller<'_> {
    /// Tells what stands in the warehouses, where there are any.
    pub(super) async fn goods(&self) -> Result<(), Fault> {
        let warehouses: Vec<&Warehouse> =
            self.layout.warehouses.values().filter(|warehouse| warehouse.temperature.is_none()).collect();
        let bonded = warehouses.iter().find(|warehouse| warehouse.bonded);
        let Some(bonded) = bonded.map(|warehouse| warehouse.id.to_string()) else { return Ok(()) };
        let free = warehouses.iter().find(|warehouse| !warehouse.bonded);
        let free = free.map_or_else(|| bonded.clone(), |warehouse| warehouse.id.to_string());
        let Some(truck) = self.truck("LYG-A 7731 (demo)", -1_300).await? else { return Ok(()) };
        for (story, at) in GOODS.into_iter().zip(0_i64..) {
            let warehouse = if story.7 == Bonded { &bonded } else { &free };
            self.received(story, (warehouse, &truck), -1_260 + at * 9).await?;
        }
        self.does(self.base, -1_000, vec![HubAction::Visit(VisitAction::Depart { visit: truck, at: None })])
            .await?;
        self.customs_and_issue(&bonded, &free).await?;
        self.stuffing(&free).await?;
        self.stripping(&free).await
    }

    async fn depot(&self, minutes: i64, action: GoodsAction) -> Result<(), Fault> {
        self.does(self.base, minutes, vec![HubAction::Goods(action)]).await.map(|_| ())
    }

    /// A truck that is here.
    async fn truck(&self, name: &str, minutes: i64) -> Result<Option<String>, Fault> {
        let expect = VisitAction::Expect {
            vehicle: VisitVehicleView::Truck {},
            name: name.to_owned(),
            operator: None,
            arrival: None,
            departure: None,
        };
        let made = self.does(self.base, minutes, vec![HubAction::Visit(expect)]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(None) };
        let arrive = VisitAction::Arrive { visit: visit.clone(), at: None, found: None };
        self.does(self.base, minutes + 10, vec![HubAction::Visit(arrive)]).await?;
        Ok(Some(visit))
    }

    /// Goods come off the truck and are put away; the tea is two cartons short, one is wet.
    async fn received(
        &self,
        (number, owner, marks, what, (hs, packaging), [packages, mass_kg, volume_l], class, customs): GoodsStory,
        (warehouse, truck): (&str, &str),
        minutes: i64,
    ) -> Result<(), Fault> {
        let goods = GoodsWish {
            id: None,
            number: number.to_owned(),
            owner: owner.to_owned(),
            consignment: None,
            reference: "made up (demo)".to_owned(),
            marks: marks.to_owned(),
            description: what.to_owned(),
            commodity: Some(hs.to_owned()),
            packaging: Some(packaging.to_owned()),
            packages,
            mass_kg,
            volume_l: Some(volume_l),
            dangerous: Some(class).filter(|class| !class.is_empty()).map(str::to_owned).into_iter().collect(),
            temperature_dc: None,
            customs,
            seals: Vec::new(),
        };
        self.depot(minutes - 60, GoodsAction::Declare { goods }).await?;
        let is_short = marks.starts_with("TEA");
        let came = if is_short { packages - 2 } else { packages };
        let receive = GoodsAction::Receive {
            goods: number.to_owned(),
            to: GoodsLocationView { warehouse: warehouse.to_owned(), bay: None },
            from: GrainCarrierView::Visit { visit: truck.to_owned(), hold: String::new() },
            packages: came,
            mass_kg: None,
            weighed: true,
            damaged: is_short.then(|| GoodsDamageWish { packages: 1, what: "wet corner (demo)".to_owned() }),
            is_last: true,
            leaves: None,
            at: None,
        };
        self.depot(minutes, receive).await?;
        if packages == 1 {
            return Ok(());
        }
        let bay = u16::try_from(packages % 7).unwrap_or_default() + 1;
        let from = GoodsLocationView { warehouse: warehouse.to_owned(), bay: None };
        let to = GoodsLocationView { warehouse: warehouse.to_owned(), bay: Some(bay) };
        let goods = number.to_owned();
        self.depot(
            minutes + 6,
            GoodsAction::PutAway { goods, from, to, packages: None, mass_kg: None, at: None },
        )
        .await
    }

    /// Customs hold one and release a part of another, of which a part goes; tiles go in part.
    async fn customs_and_issue(&self, bonded: &str, free: &str) -> Result<(), Fault> {
        let hold = GoodsAction::Hold {
            goods: GOODS[4].0.to_owned(),
            kind: HubHoldKindView::Customs,
            reason: "X-ray asked for (demo)".to_owned(),
        };
        self.does(self.railway, -600, vec![HubAction::Goods(hold)]).await?;
        let release = GoodsAction::Release {
            goods: GOODS[1].0.to_owned(),
            packages: Some(20),
            document: "D 2026/4471 (demo)".to_owned(),
            at: None,
        };
        self.depot(-540, release).await?;
        let Some(truck) = self.truck("LYG-A 0815 (demo)", -500).await? else { return Ok(()) };
        for (number, warehouse, packages, all) in
            [(GOODS[1].0, bonded, 12, GOODS[1].5[0]), (GOODS[6].0, free, 50, GOODS[6].5[0])]
        {
            let bay = u16::try_from(all % 7).unwrap_or_default() + 1;
            let issue = GoodsAction::Issue {
                goods: number.to_owned(),
                from: GoodsLocationView { warehouse: warehouse.to_owned(), bay: Some(bay) },
                to: GrainCarrierView::Visit { visit: truck.clone(), hold: String::new() },
                packages: Some(packages),
                mass_kg: None,
                transit: None,
                at: None,
            };
            self.depot(-470, issue).await?;
        }
        let depart = VisitAction::Depart { visit: truck, at: None };
        self.does(self.base, -440, vec![HubAction::Visit(depart)]).await.map(|_| ())
    }

    /// An empty box in the yard, where there is a free place on the ground.
    async fn standing_box(&self, number: &str, fill: FillView, minutes: i64) -> Result<bool, Fault> {
        let takes = |block: &&Block| match block.purpose {
            BlockPurpose::Mixed => true,
            BlockPurpose::Laden => fill == FillView::Laden,
            BlockPurpose::Empty => fill == FillView::Empty,
        };
        for block in self.layout.blocks.values().filter(takes) {
            for row in 1..=block.rows {
                let thing = ThingView {
                    number: number.to_owned(),
                    kind: None,
                    form: FormView::Box { length: BoxLengthView::Twenty },
                    fill: Some(fill),
                    gross: Some(GrossView::Declared { mass_kg: 2_250 }),
                    set_point_dc: None,
                    power: None,
                    dangerous: Vec::new(),
                    goods: None,
                    destination: None,
                    customer: None,
                    consignment: None,
                    onward: None,
                    seals: Vec::new(),
                    papers: None,
                    sea: None,
                };
                let spot =
                    SpotView::Yard { block: block.id.to_string(), bay: block.last_bay(), row, tier: 1 };
                let open = InventoryAction::Open { units: vec![StandingThing { thing, spot }] };
                if self.does(self.base, minutes, vec![HubAction::Inventory(open)]).await?.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    async fn list(&self, minutes: i64, action: StuffingAction) -> Result<(), Fault> {
        self.does(self.base, minutes, vec![HubAction::Stuffing(action)]).await.map(|_| ())
    }

    /// A box is being stuffed with household goods and parcels.
    async fn stuffing(&self, free: &str) -> Result<(), Fault> {
        let (container, number) = ("KDMU9900414".to_owned(), "ST-2026-041 (demo)".to_owned());
        if !self.standing_box(&container, FillView::Empty, -400).await? {
            return Ok(());
        }
        let open = StuffingAction::Open {
            number: number.clone(),
            unit: container,
            plate: None,
            customs: Free,
            at: None,
        };
        self.list(-320, open).await?;
        for (goods, bay, minutes) in [
            (&GOODS[0], Some(3), -300),
            (&GOODS[7], None, -280),
            (&GOODS[8], None, -279),
            (&GOODS[9], None, -278),
        ] {
            let add = StuffingAction::Add {
                list: number.clone(),
                goods: goods.0.to_owned(),
                from: GoodsLocationView { warehouse: free.to_owned(), bay },
                packages: None,
                mass_kg: None,
                position: if bay.is_some() { "front wall (demo)".to_owned() } else { String::new() },
                at: None,
            };
            self.list(minutes, add).await?;
        }
        Ok(())
    }

    /// A box that was stuffed elsewhere is being stripped: one line is told short.
    async fn stripping(&self, free: &str) -> Result<(), Fault> {
        let (container, number) = ("FCIU9908030".to_owned(), "ST-2026-036 (demo)".to_owned());
        if !self.standing_box(&container, FillView::Laden, -700).await? {
            return Ok(());
        }
        let goods = STRIPPED.iter().zip(91..).map(|(story, at)| self.goods_listed(story, at)).collect();
        let heading = StuffingHeadingView {
            id: self.made_up(90),
            number: number.clone(),
            container,
            plate: StuffingPlateView { tare_kg: 2_250, gross_max_kg: 30_480, volume_l: 33_000 },
            customs: Free,
            seals: vec!["CN 884120".to_owned()],
            transit: None,
            origin: "Yiwu (demo)".to_owned(),
        };
        self.list(-680, StuffingAction::Announce { heading, goods, at: None }).await?;
        let seals = vec!["CN 884120".to_owned()];
        self.list(-240, StuffingAction::Strip { list: number.clone(), seals, at: None }).await?;
        for (goods, listed, _, found) in STRIPPED {
            let Some(packages) = found else { continue };
            let tell = StuffingAction::Tell {
                list: number.clone(),
                goods: goods.to_owned(),
                packages,
                mass_kg: None,
                damaged: (packages < listed)
                    .then(|| GoodsDamageWish { packages: 1, what: "torn carton (demo)".to_owned() }),
                to: GoodsLocationView { warehouse: free.to_owned(), bay: None },
                at: None,
            };
            self.list(-220, tell).await?;
        }
        Ok(())
    }

    /// Returns an identifier that another hub would have given: the same one for the same story.
    fn made_up(&self, at: u8) -> String {
        let hub =
            self.layout.id.as_str().bytes().fold(7_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
        lb_hub::GoodsId::at(self.now.unix_millis(), [hub, at, 1, 2, 3, 4, 5, 6, 7, 8]).to_string()
    }

    fn goods_listed(
        &self,
        (number, packages, mass_kg, _): &(&str, i64, i64, Option<i64>),
        at: u8,
    ) -> ListedGoodsView {
        let amount = GoodsAmountView { packages: *packages, mass_kg: *mass_kg };
        let declaration = GoodsDeclarationView {
            id: self.made_up(at),
            number: (*number).to_owned(),
            owner: "DEMO-FORWARD".to_owned(),
            consignment: None,
            reference: "made up (demo)".to_owned(),
            marks: String::new(),
            description: "Garments".to_owned(),
            commodity: Some("6109.10".to_owned()),
            packaging: "CT".to_owned(),
            declared: amount.clone(),
            volume_l: Some(mass_kg * 5),
            dangerous: Vec::new(),
            temperature_dc: None,
            customs: Free,
            seals: Vec::new(),
        };
        ListedGoodsView { declaration, amount, position: String::new(), weighed: true }
    }
}
