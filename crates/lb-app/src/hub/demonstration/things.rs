//! Made-up boxes and wagons with right numbers.

use lb_base::codes::{Identity, UnitKind};
use lb_network::layout::{Block, BlockPurpose, WagonType};

use super::Extent;
use super::week::is_for_transit;
use crate::app::App;
use crate::hub::requests::{ListLine, StandingThing, ThingView};
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView, SpotView};
use crate::journal::Randomness;

/// Where boxes go, with the goods in them.
const GOODS: [(&str, &str); 8] = [
    ("KZALA", "8418.10"),
    ("UZTAS", "8708.99"),
    ("KZALA", "9403.60"),
    ("VNCLI", "1001.99"),
    ("DEDUI", "8471.30"),
    ("KZALA", "8429.52"),
    ("VNCLI", "1101.00"),
    ("UZTAS", "8450.11"),
];

/// Returns whose a laden box is: some of the wheat and flour are the trader's, some of all else the forwarder's.
fn customer(goods: &str, made: u32) -> Option<String> {
    let is_grain = goods.starts_with("10") || goods.starts_with("11");
    match (is_grain, made % 5, made % 13) {
        (true, 0, _) => Some("DEMO-GRAIN".to_owned()),
        (false, _, 0) => Some("DEMO-FORWARD".to_owned()),
        (true | false, ..) => None,
    }
}

/// Makes things, the same ones for the same hub.
pub(super) struct Things {
    randomness: Randomness,
    made: u32,
    owner: char,
    standing: Vec<String>,
    /// Of these, boxes whose customer is known.
    owned: Vec<String>,
}

/// Returns a type of platform for containers of a gauge: the one with the fewest slots that takes a long box.
pub(super) fn train(app: &App, gauge: u32) -> Option<&WagonType> {
    let fits = |wagon: &&WagonType| wagon.gauge == gauge && !wagon.long_from.is_empty();
    app.corridor()
        .layouts
        .wagon_types
        .values()
        .filter(fits)
        .min_by_key(|wagon| (wagon.slots, wagon.id.clone()))
}

/// Returns the second and third tiers of a block's long places.
pub(super) fn upper_places(block: &Block) -> Vec<SpotView> {
    let mut places = Vec::new();
    for bay in 1..block.bays {
        for row in 1..=block.rows {
            for tier in 1..=block.tiers.min(3) {
                places.push(SpotView::Yard { block: block.id.to_string(), bay: bay * 2, row, tier });
            }
        }
        if places.len() > 60 {
            break;
        }
    }
    places
}

impl Things {
    pub(super) fn new(hub: &str) -> Self {
        let mut seed = [7_u8; 32];
        for (slot, byte) in seed.iter_mut().zip(hub.bytes()) {
            *slot = byte;
        }
        let owner = hub.chars().next().unwrap_or('L');
        Self {
            randomness: Randomness::from_seed(seed),
            made: 0,
            owner,
            standing: Vec::new(),
            owned: Vec::new(),
        }
    }

    /// Returns the numbers of what stands in the yard.
    pub(super) fn standing(&self) -> impl Iterator<Item = &str> {
        self.standing.iter().map(String::as_str)
    }

    /// Returns the numbers of what stands in the yard and is a customer's.
    pub(super) fn owned(&self) -> impl Iterator<Item = &str> {
        self.owned.iter().map(String::as_str)
    }

    fn below(&mut self, bound: u16) -> u16 {
        u16::from_be_bytes(self.randomness.draw()) % bound.max(1)
    }

    /// Returns a number with the right check digit.
    fn number(&mut self, kind: UnitKind) -> String {
        self.made = self.made.saturating_add(1);
        let (made, owner) = (self.made, self.owner);
        let stem = match kind {
            UnitKind::Container => format!("{owner}DMU{made:06}"),
            UnitKind::Wagon12 => format!("31335{made:06}"),
            UnitKind::Wagon8 | UnitKind::Vehicle | UnitKind::Lot => format!("94{made:05}"),
        };
        let with = |digit: u8| format!("{stem}{digit}");
        let is_right = |number: &String| Identity::read(kind, number).finding().is_none();
        (0..10).map(with).find(is_right).unwrap_or_else(|| with(0))
    }

    pub(super) fn a_box(&mut self, length: BoxLengthView, fill: FillView) -> ThingView {
        let (destination, goods) = GOODS[usize::from(self.below(8))];
        let tonnes =
            i64::from(if length == BoxLengthView::Forty { 14 + self.below(14) } else { 16 + self.below(5) });
        let laden = fill == FillView::Laden;
        let kg = if laden { tonnes * 1_000 + i64::from(self.below(900)) } else { 3_800 };
        let verified = self.below(10) > 0;
        ThingView {
            number: self.number(UnitKind::Container),
            kind: None,
            form: FormView::Box { length },
            fill: Some(fill),
            gross: Some(if verified {
                GrossView::Verified { mass_kg: kg }
            } else {
                GrossView::Declared { mass_kg: kg }
            }),
            set_point_dc: None,
            power: None,
            dangerous: Vec::new(),
            goods: laden.then(|| goods.to_owned()),
            destination: laden.then(|| destination.to_owned()),
            customer: laden.then(|| customer(goods, self.made)).flatten(),
            consignment: None,
            onward: None,
            seals: if laden { vec![format!("DEMO{:06}", self.made)] } else { Vec::new() },
            papers: None,
            sea: None,
        }
    }

    /// Returns what stands in a block, stack by stack: about half of it; in a busy week more, but where boxes pass through.
    pub(super) fn block(&mut self, block: &Block, extent: Extent) -> Vec<StandingThing> {
        let mut all = Vec::new();
        for half in 0..block.bays / 2 {
            if extent == Extent::Week && is_for_transit(block, half) {
                continue;
            }
            for row in 1..=block.rows {
                let drawn = self.below(u16::from(block.tiers) + 1).min(u16::from(block.tiers));
                let (height, long_of_ten) = match extent {
                    Extent::Day => (drawn, 7),
                    Extent::Week => (drawn.max(u16::from(block.tiers).saturating_sub(self.below(2))), 5),
                };
                let is_long = self.below(10) < long_of_ten;
                for tier in (1..=block.tiers).take(usize::from(height)) {
                    let bays = if is_long { vec![half * 4 + 2] } else { vec![half * 4 + 1, half * 4 + 3] };
                    for bay in bays {
                        all.push(self.stands(block, (bay, row, tier), is_long));
                    }
                }
            }
        }
        self.standing.extend(all.iter().map(|standing| standing.thing.number.clone()));
        let owned = all.iter().filter(|standing| standing.thing.customer.is_some());
        self.owned.extend(owned.map(|standing| standing.thing.number.clone()));
        all
    }

    fn stands(&mut self, block: &Block, (bay, row, tier): (u16, u8, u8), is_long: bool) -> StandingThing {
        let length = if is_long { BoxLengthView::Forty } else { BoxLengthView::Twenty };
        let is_empty = match block.purpose {
            BlockPurpose::Empty => true,
            BlockPurpose::Laden => false,
            BlockPurpose::Mixed => self.below(10) < 2,
        };
        let mut thing = self.a_box(length, if is_empty { FillView::Empty } else { FillView::Laden });
        if !is_empty && bay <= block.plug_bays && self.below(3) == 0 {
            thing.set_point_dc = Some(-180);
            thing.goods = Some("0204.42".to_owned());
        }
        let spot = SpotView::Yard { block: block.id.to_string(), bay, row, tier };
        StandingThing { thing, spot }
    }

    /// Returns what a truck brings.
    pub(super) fn on_truck(&mut self) -> ThingView {
        self.a_box(BoxLengthView::Forty, FillView::Laden)
    }

    /// Returns what is aboard a ship.
    pub(super) fn aboard(&mut self, boxes: u16) -> Vec<ListLine> {
        let line = |at: u16, thing| ListLine {
            thing,
            wagon: None,
            slot: None,
            stow: Some(format!("{:02}{:02}{:02}", at / 8 * 4 + 2, at % 8 + 1, 82)),
        };
        (0..boxes).map(|at| line(at, self.a_box(BoxLengthView::Forty, FillView::Laden))).collect()
    }

    /// Returns the list of a train with a long box of verified mass on every platform.
    pub(super) fn long_train(&mut self, wagon_type: &WagonType, wagons: u16) -> Vec<ListLine> {
        let mut lines = self.train(wagon_type, wagons, false);
        for at in (0..lines.len()).rev() {
            let mut thing = self.a_box(BoxLengthView::Forty, FillView::Laden);
            thing.gross = Some(GrossView::Verified { mass_kg: 15_000 + i64::from(self.below(12_000)) });
            let wagon = lines.get(at).map(|line| line.thing.number.clone());
            lines.insert(at + 1, ListLine { thing, wagon, slot: Some(1), stow: None });
        }
        lines
    }

    /// Returns the list of a train of one type of platform, laden or empty.
    pub(super) fn train(&mut self, wagon_type: &WagonType, wagons: u16, laden: bool) -> Vec<ListLine> {
        let kind = if wagon_type.gauge == 1_520 { UnitKind::Wagon8 } else { UnitKind::Wagon12 };
        let mut lines = Vec::new();
        for _ in 0..wagons {
            let number = self.number(kind);
            let wagon = ThingView {
                number: number.clone(),
                kind: Some(kind.into()),
                form: FormView::Wagon { wagon_type: wagon_type.id.to_string() },
                fill: None,
                gross: Some(GrossView::Declared { mass_kg: wagon_type.tare.as_kg() }),
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
            lines.push(ListLine { thing: wagon, wagon: None, slot: None, stow: None });
            if laden {
                lines.extend(self.load(&number));
            }
        }
        lines
    }

    /// Returns what stands on a platform of 40 ft: a long box, two short ones to one place, or nothing.
    fn load(&mut self, wagon: &str) -> Vec<ListLine> {
        let on =
            |thing, slot| ListLine { thing, wagon: Some(wagon.to_owned()), slot: Some(slot), stow: None };
        match self.below(10) {
            0 => Vec::new(),
            1..=7 => vec![on(self.a_box(BoxLengthView::Forty, FillView::Laden), 1)],
            _ => {
                let one = self.a_box(BoxLengthView::Twenty, FillView::Laden);
                let mut other = self.a_box(BoxLengthView::Twenty, FillView::Laden);
                other.destination.clone_from(&one.destination);
                vec![on(one, 1), on(other, 2)]
            }
        }
    }

    /// Returns a list as a clerk at the track finds it: one seal otherwise, one box missing.
    pub(super) fn found_otherwise(&mut self, lines: &[ListLine]) -> Vec<ListLine> {
        let mut found = lines.to_vec();
        if let Some(last) = found.iter().rposition(|line| line.wagon.is_some()) {
            found.remove(last);
        }
        if let Some(sealed) = found.iter_mut().find(|line| !line.thing.seals.is_empty()) {
            sealed.thing.seals = vec!["DEMO TORN".to_owned()];
        }
        found
    }
}
