//! Lists of what organisations have at the hubs, in drawn worlds: each owner finds all of its own things and nothing else, page by
//! page as in the table; what stands beside them is not told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_app::hub::at_hubs::*;
use lb_base::codes::{Identity, UnitKind};
use lb_base::{Mass, OrganisationId, UnitId};
use lb_hub::article::{Article, BoxLength, Fill, Form, Gross};
use lb_hub::goods::{Amount, Customs, Declaration, Entry, GoodsEvent, Location, Way};
use lb_hub::grain::{self, Carrier, GrainEvent, Handling, Quality};
use lb_hub::hold::{Hold, HoldEvent, HoldKind};
use lb_hub::inventory::{Counted, InventoryEvent};
use lb_hub::spot::{Slot, Spot};
use lb_hub::{Floor, GoodsId, HubEvent, LotId};
use lb_network::layout::Layout;
use serde_json::Value;

/// Owners, each with a sign that all of its texts bear and no other's.
const OWNERS: [(&str, &str); 3] = [("ALFA", "QQA"), ("BRAVO", "QQB"), ("CHARLIE", "QQC")];
const WORLDS: u64 = 40;
const HUBS: [&str; 2] = ["TINY", "OTHER"];

struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % bound).unwrap()
    }

    fn bytes(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| u8::try_from(self.below(256)).unwrap())
    }
}

fn organisation(at: usize) -> OrganisationId {
    OWNERS[at].0.parse().unwrap()
}

fn minute(at: usize) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + i64::try_from(at).unwrap() * 60).unwrap()
}

/// A world, and what each owner has in it: list, hub and number, by owner.
struct World {
    draw: Draw,
    floors: Vec<Floor>,
    has: BTreeMap<usize, BTreeSet<(&'static str, String, String)>>,
    /// Yard places and wagons: nobody is told these.
    secret: BTreeSet<String>,
}

impl World {
    fn drawn(seed: u64) -> Self {
        let floors = HUBS.iter().map(|hub| Floor::new(hub.parse().unwrap())).collect();
        let mut world = Self { draw: Draw(seed), floors, has: BTreeMap::new(), secret: BTreeSet::new() };
        for number in 0..40 + world.draw.below(40) {
            match world.draw.below(3) {
                0 => world.unit(number),
                1 => world.goods(number),
                _ => world.lot(number),
            }
        }
        world
    }

    fn owner(&mut self, list: &'static str, number: usize) -> (usize, usize, String) {
        let (owner, hub) = (self.draw.below(3), self.draw.below(2));
        let number = format!("{}-{list}-{number:03}", OWNERS[owner].1);
        let known = (list, HUBS[hub].to_owned(), number.clone());
        self.has.entry(owner).or_default().insert(known);
        (owner, hub, number)
    }

    fn hold(&mut self, sign: &str) -> Option<Hold> {
        let kind = HoldKind::ALL[self.draw.below(6)];
        let id = lb_hub::hold::HoldId::at(1, self.draw.bytes());
        let by = "CUSTOMS".parse().unwrap();
        let hold = Hold { id, kind, reason: format!("{sign} looked at"), by, since: minute(1) };
        (self.draw.below(3) == 0).then_some(hold)
    }

    /// A box in the yard, of somebody or of nobody.
    fn unit(&mut self, number: usize) {
        let is_nobodys = self.draw.below(4) == 0;
        let (hub, text, customer) = if is_nobodys {
            (self.draw.below(2), format!("QQNOBODY-{number}"), None)
        } else {
            let (owner, hub, text) = self.owner("units", number);
            (hub, text, Some(organisation(owner)))
        };
        let sign = text.clone();
        let id = UnitId::at(1, self.draw.bytes());
        let article = Article {
            id,
            identity: Identity::read(UnitKind::Container, &text),
            form: Form::Box(BoxLength::Twenty),
            fill: Fill::Laden,
            gross: Gross::Declared(Mass::from_kg(20_000)),
            set_point: None,
            power: lb_hub::article::PowerSource::Plug,
            dangerous: Vec::new(),
            goods: None,
            destination: None,
            customer,
            consignment: None,
            onward: None,
            seals: Vec::new(),
            papers: None,
            sea: None,
        };
        let block = format!("ZZBLOCK{number}");
        self.secret.insert(block.clone());
        let spot = Spot::Yard(Slot { block: block.parse().unwrap(), bay: 1, row: 1, tier: 1 });
        let opened = InventoryEvent::Opened { units: vec![Counted { article, spot }] };
        self.floors[hub].apply(&HubEvent::Inventory(opened));
        if let Some(hold) = self.hold(&sign) {
            self.floors[hub].apply(&HubEvent::Hold(HoldEvent::Set { unit: id, hold }));
        }
    }

    fn goods(&mut self, number: usize) {
        let (owner, hub, text) = self.owner("goods", number);
        let id = GoodsId::at(1, self.draw.bytes());
        let amount = Amount { packages: 10, mass: Mass::from_kg(500) };
        let is_bonded = self.draw.below(2) == 0;
        let declaration = Declaration {
            id,
            number: text.clone(),
            owner: organisation(owner),
            consignment: None,
            reference: format!("{text} ref"),
            marks: String::new(),
            description: format!("{text} boxes"),
            commodity: None,
            packaging: "CT".parse().unwrap(),
            declared: amount,
            volume: None,
            dangerous: Vec::new(),
            temperature: None,
            customs: if is_bonded { Customs::Bonded } else { Customs::Free },
            seals: Vec::new(),
        };
        self.floors[hub].apply(&HubEvent::Goods(GoodsEvent::Declared { declaration }));
        if self.draw.below(3) > 0 {
            let location = Location { warehouse: "WH".parse().unwrap(), bay: Some(7_777) };
            let visit = "01890a5d-ac96-774b-bcce-b302099a8059".parse().unwrap();
            let entry = Entry {
                way: Way::In,
                carrier: Carrier::Visit { visit, hold: String::new() },
                name: "ZZTRUCK".to_owned(),
                location,
                amount,
                at: minute(number),
                since: None,
                transit: None,
                righted: false,
                left: None,
            };
            let (weighed, damage, is_last, leaves) = (true, None, true, Fill::Empty);
            let received = GoodsEvent::Received { goods: id, entry, weighed, damage, is_last, leaves };
            self.floors[hub].apply(&HubEvent::Goods(received));
        }
        if let Some(hold) = self.hold(&text) {
            self.floors[hub].apply(&HubEvent::Goods(GoodsEvent::Held { goods: id, hold }));
        }
    }

    fn lot(&mut self, number: usize) {
        let (owner, hub, text) = self.owner("lots", number);
        let id = LotId::at(1, self.draw.bytes());
        let declaration = grain::Declaration {
            id,
            number: text.clone(),
            owner: organisation(owner),
            commodity: "1001.99".parse().unwrap(),
            origin: format!("{text} field"),
            crop_year: None,
            declared: None,
            quality: Quality::default(),
            certificates: Vec::new(),
        };
        self.floors[hub].apply(&GrainEvent::Declared { declaration }.into());
        if self.draw.below(3) > 0 {
            let mass = Mass::from_kg(1_000 + i64::try_from(number).unwrap());
            let handling = Handling { lot: id, cell: "TINY-S1".parse().unwrap(), mass, at: minute(number) };
            let visit = "01890a5d-ac96-774b-bcce-b302099a8059".parse().unwrap();
            let from = Carrier::Visit { visit, hold: String::new() };
            let name = "ZZTRUCK".to_owned();
            let received = GrainEvent::Received { handling, from, name, leaves: Fill::Empty };
            self.floors[hub].apply(&received.into());
        }
        if let Some(hold) = self.hold(&text) {
            self.floors[hub].apply(&GrainEvent::Held { lots: vec![id], hold }.into());
        }
    }
}

/// Asks page by page until there is no next.
fn pages<R: Listed + serde::Serialize>(hubs: &[HubNow<'_>], wanted: &Wanted, limit: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut wanted = Wanted { limit: Some(limit), ..wanted.clone() };
    loop {
        let page = page::<R>(hubs, &wanted).unwrap();
        assert!(page.items.len() <= limit);
        rows.extend(page.items.iter().map(|row| serde_json::to_value(row).unwrap()));
        assert!(rows.len() <= page.total, "no row comes twice");
        match page.next {
            Some(next) => wanted.cursor = Some(next),
            None => {
                assert_eq!(rows.len(), page.total);
                let counted: usize = page.counts.values().sum();
                assert!(wanted.status.is_some() || counted == page.total);
                return rows;
            }
        }
    }
}

fn known(list: &'static str, row: &Value) -> (&'static str, String, String) {
    let number = match list {
        "units" => &row["number"],
        "goods" => &row["declaration"]["number"],
        _ => &row["row"]["number"],
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (list, text(&row["hub"]), text(number))
}

/// Looks at one list as an owner, and returns what was found.
fn looked<R: Table + serde::Serialize>(
    world: &World,
    hubs: &[HubNow<'_>],
    (list, owner): (&'static str, usize),
    seed: u64,
) -> BTreeSet<(&'static str, String, String)> {
    let sight = Sight::Of(organisation(owner));
    let rows = pages::<R>(hubs, &Wanted::all(sight.clone()), 3);
    let text = serde_json::to_string(&rows).unwrap();
    let table = csv::<R>(hubs, &Wanted::all(sight.clone())).unwrap().unwrap();
    let table = String::from_utf8(table).unwrap();
    for told in [&text, &table] {
        for (other, (name, sign)) in OWNERS.iter().enumerate().filter(|(other, _)| *other != owner) {
            assert!(
                !told.contains(sign) && !told.contains(name),
                "seed {seed}: {owner} sees {other}: {told}"
            );
        }
        assert!(!told.contains("NOBODY"), "seed {seed}: {told}");
        for secret in world.secret.iter().map(String::as_str).chain(["ZZTRUCK", "7777"]) {
            assert!(!told.contains(secret), "seed {seed}: {secret} is told: {told}");
        }
    }
    assert_eq!(table.trim_end().lines().count(), rows.len() + 1, "seed {seed}: a line a row");
    // Naming another owner chooses nothing; the other way round is the same rows backwards.
    for (other, (name, _)) in OWNERS.iter().enumerate() {
        let wanted = Wanted { owner: Some((*name).to_owned()), ..Wanted::all(sight.clone()) };
        let found = pages::<R>(hubs, &wanted, 50).len();
        assert_eq!(found, if other == owner { rows.len() } else { 0 }, "seed {seed}");
    }
    for sort in R::SORTS {
        let by =
            |sort: String| pages::<R>(hubs, &Wanted { sort: Some(sort), ..Wanted::all(sight.clone()) }, 7);
        let mut backwards = by(format!("-{sort}"));
        backwards.reverse();
        assert_eq!(by((*sort).to_owned()), backwards, "seed {seed}: {sort}");
    }
    let by_status = R::STATUSES.iter().map(|status| {
        let wanted = Wanted { status: Some((*status).to_owned()), ..Wanted::all(sight.clone()) };
        pages::<R>(hubs, &wanted, 4).len()
    });
    assert_eq!(by_status.sum::<usize>(), rows.len(), "seed {seed}: each stands one way");
    rows.iter().map(|row| known(list, row)).collect()
}

fn layouts() -> [Layout; 2] {
    let app = crate::tiny();
    let tiny = app.corridor().layouts.hubs.values().next().unwrap().clone();
    let other = Layout { id: HUBS[1].parse().unwrap(), ..tiny.clone() };
    [tiny, other]
}

#[test]
fn everybody_finds_all_that_is_theirs_and_nothing_else() {
    let layouts = layouts();
    let seed = std::env::var("LANDBRIDGE_SEED").ok().and_then(|text| text.parse().ok());
    let seeds: Vec<u64> = seed.map_or_else(|| (0..WORLDS).collect(), |seed| vec![seed]);
    let mut found_at_all = 0;
    for seed in seeds {
        let world = World::drawn(seed);
        let floors = world.floors.iter().zip(&layouts);
        let hubs: Vec<HubNow<'_>> =
            floors.map(|(floor, layout)| HubNow { floor: floor.clone(), layout }).collect();
        let mut all = BTreeSet::new();
        for owner in 0..OWNERS.len() {
            let mut found = looked::<AtHubsUnitRow>(&world, &hubs, ("units", owner), seed);
            found.extend(looked::<AtHubsGoodsRow>(&world, &hubs, ("goods", owner), seed));
            found.extend(looked::<AtHubsLotRow>(&world, &hubs, ("lots", owner), seed));
            assert_eq!(found, world.has.get(&owner).cloned().unwrap_or_default(), "seed {seed}");
            all.extend(found);
        }
        found_at_all += all.len();
        // Whoever runs the hubs sees all of it, hub by hub.
        let mut seen = BTreeSet::new();
        for hub in HUBS {
            let wanted = Wanted { hub: Some(hub.to_owned()), ..Wanted::all(Sight::All) };
            seen.extend(pages::<AtHubsUnitRow>(&hubs, &wanted, 9).iter().map(|row| known("units", row)));
            seen.extend(pages::<AtHubsGoodsRow>(&hubs, &wanted, 9).iter().map(|row| known("goods", row)));
            seen.extend(pages::<AtHubsLotRow>(&hubs, &wanted, 9).iter().map(|row| known("lots", row)));
        }
        assert_eq!(seen, all, "seed {seed}");
        let bonded = |bonded| Wanted { bonded: Some(bonded), ..Wanted::all(Sight::All) };
        let goods = |wanted: &Wanted| pages::<AtHubsGoodsRow>(&hubs, wanted, 50).len();
        assert_eq!(goods(&bonded(true)) + goods(&bonded(false)), goods(&Wanted::all(Sight::All)));
    }
    assert!(found_at_all > 0, "worlds in which somebody has something");
}

#[test]
fn what_is_too_long_or_unknown_is_refused() {
    let layouts = layouts();
    let hubs = [HubNow { floor: Floor::new("TINY".parse().unwrap()), layout: &layouts[0] }];
    let all = || Wanted::all(Sight::All);
    let long = |length: usize| Some("x".repeat(length));
    let wrong = [
        ("owner", Wanted { owner: long(65), ..all() }),
        ("hub", Wanted { hub: long(65), ..all() }),
        ("q", Wanted { q: long(101), ..all() }),
        ("status", Wanted { status: Some("lost".to_owned()), ..all() }),
        ("sort", Wanted { sort: Some("-colour".to_owned()), ..all() }),
        ("limit", Wanted { limit: Some(201), ..all() }),
        ("limit", Wanted { limit: Some(0), ..all() }),
        ("cursor", Wanted { cursor: Some("zz".to_owned()), ..all() }),
        ("cursor", Wanted { cursor: long(1_025), ..all() }),
    ];
    for (field, wanted) in wrong {
        for refusal in [
            page::<AtHubsUnitRow>(&hubs, &wanted).err(),
            page::<AtHubsGoodsRow>(&hubs, &wanted).err(),
            page::<AtHubsLotRow>(&hubs, &wanted).err(),
        ] {
            let refusal = refusal.unwrap_or_else(|| panic!("{field} is let through")).to_string();
            assert!(refusal.contains(field), "{refusal}");
        }
    }
}
