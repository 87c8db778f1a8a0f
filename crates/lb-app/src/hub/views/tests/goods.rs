//! Events of goods and stuffing lists: drawn from a seed, and one text of each kind as journals hold it.

use lb_base::Volume;
use lb_hub::article::{Fill, Gross};
use lb_hub::goods::stuffing::{Heading, Line, ListedGoods, Outcome, Plate, StuffingEvent};
use lb_hub::goods::*;

use super::draw::Draw;

impl Draw {
    fn packages(&mut self) -> Amount {
        let sign = self.pick(&[1, -1]);
        Amount::new(sign * self.amount(), self.mass())
    }

    fn location(&mut self) -> Location {
        Location { warehouse: self.id(), bay: self.maybe(Self::number) }
    }

    fn transit(&mut self) -> Transit {
        Transit { document: self.prose(), seals: self.some(Self::prose) }
    }

    fn damage(&mut self) -> Damage {
        Damage { packages: self.amount(), what: self.prose(), by: self.id(), at: self.instant() }
    }

    fn left(&mut self) -> Left {
        Left { visit: self.uuid(), name: self.prose(), at: self.instant() }
    }

    fn goods_entry(&mut self) -> Entry {
        Entry {
            way: self.pick(&Way::ALL),
            carrier: self.carrier(),
            name: self.prose(),
            location: self.location(),
            amount: self.packages(),
            at: self.instant(),
            since: self.maybe(Self::instant),
            transit: self.maybe(Self::transit),
            righted: self.pick(&[true, false]),
            left: self.maybe(Self::left),
        }
    }

    fn goods_declaration(&mut self) -> Declaration {
        Declaration {
            id: self.uuid(),
            number: self.prose(),
            owner: self.id(),
            consignment: self.maybe(Self::uuid),
            reference: self.prose(),
            marks: self.prose(),
            description: self.prose(),
            commodity: self.maybe(|draw| draw.pick(&["0902.10", "87"]).parse().unwrap()),
            packaging: self.pick(&["CT", "PX", "43"]).parse().unwrap(),
            declared: self.packages(),
            volume: self.maybe(|draw| Volume::from_litres(draw.amount())),
            dangerous: self.some(Self::prose),
            temperature: self.maybe(|draw| draw.pick(&[(-250, -180), (20, 80)])),
            customs: self.pick(&Customs::ALL),
            seals: self.some(Self::prose),
        }
    }

    fn heading(&mut self) -> Heading {
        let plate =
            Plate { tare: self.mass(), gross_max: self.mass(), volume: Volume::from_litres(self.amount()) };
        Heading {
            id: self.uuid(),
            number: self.prose(),
            container: self.prose(),
            plate,
            customs: self.pick(&Customs::ALL),
            seals: self.some(Self::prose),
            transit: self.maybe(Self::prose),
            origin: self.prose(),
        }
    }

    fn stuffing_line(&mut self) -> Line {
        let outcome = |draw: &mut Self| Outcome {
            found: draw.packages(),
            damaged: draw.amount(),
            location: draw.location(),
            at: draw.instant(),
        };
        Line {
            goods: self.uuid(),
            amount: self.packages(),
            position: self.prose(),
            weighed: self.pick(&[true, false]),
            outcome: self.maybe(outcome),
        }
    }

    fn listed_goods(&mut self) -> ListedGoods {
        ListedGoods {
            declaration: self.goods_declaration(),
            amount: self.packages(),
            position: self.prose(),
            weighed: self.pick(&[true, false]),
        }
    }

    pub fn goods_events(&mut self) -> Vec<GoodsEvent> {
        let (goods, at) = (self.uuid(), self.instant());
        let release =
            Release { packages: self.maybe(Self::amount), document: self.prose(), by: self.id(), at };
        let found = self.packages();
        vec![
            GoodsEvent::Declared { declaration: self.goods_declaration() },
            GoodsEvent::Received {
                goods,
                entry: self.goods_entry(),
                weighed: self.pick(&[true, false]),
                damage: self.maybe(Self::damage),
                is_last: self.pick(&[true, false]),
                leaves: self.pick(&Fill::ALL),
            },
            GoodsEvent::PutAway {
                goods,
                from: self.location(),
                to: self.location(),
                amount: self.packages(),
                at,
            },
            GoodsEvent::Issued { goods, entry: self.goods_entry() },
            GoodsEvent::Released { goods, release },
            GoodsEvent::Counted {
                location: self.location(),
                lines: 3,
                corrections: vec![Correction { goods, found }],
                how: self.prose(),
                at,
            },
            GoodsEvent::Damaged { goods, damage: self.damage() },
            GoodsEvent::Held { goods, hold: self.hold() },
            GoodsEvent::Lifted { goods, hold: self.uuid(), by: self.id(), reason: self.prose() },
            GoodsEvent::Righted { goods, entry: 2, reason: self.prose(), at },
        ]
    }

    pub fn stuffing_events(&mut self) -> Vec<StuffingEvent> {
        let (list, unit, goods, at) = (self.uuid(), self.uuid(), self.uuid(), self.instant());
        let gross = [Gross::Unknown, Gross::Declared(self.mass()), Gross::Verified(self.mass())];
        vec![
            StuffingEvent::Opened { heading: self.heading(), unit, at },
            StuffingEvent::Added { list, unit, line: self.stuffing_line(), from: self.location(), at },
            StuffingEvent::Removed { list, goods, amount: self.packages(), to: self.location(), at },
            StuffingEvent::Sealed {
                list,
                unit,
                seals: self.some(Self::prose),
                transit: self.maybe(Self::prose),
                dunnage: self.mass(),
                gross: self.pick(&gross),
                dangerous: self.some(Self::prose),
                goods: self.some(Self::uuid),
                at,
            },
            StuffingEvent::Cancelled { list, reason: self.prose() },
            StuffingEvent::Announced { heading: self.heading(), goods: self.some(Self::listed_goods), at },
            StuffingEvent::Stripping {
                list,
                unit,
                seals: self.some(Self::prose),
                goods: self.some(Self::uuid),
                at,
            },
            StuffingEvent::Told {
                list,
                goods,
                listed: self.packages(),
                found: self.packages(),
                damage: self.maybe(Self::damage),
                to: self.location(),
                at,
            },
            StuffingEvent::Stripped { list, unit, at },
        ]
    }
}

/// The parts that several texts share.
pub const PARTS: [(&str, &str); 6] = [
    (
        "$PARCEL",
        r#"{"id":$OF_PARCEL,"number":"LB100000017","owner":"DEMO-FORWARD","consignment":"01890a5d-ac96-774b-bcce-b302099a8055",
            "reference":"PO 17","marks":"ACME 1-40","description":"green tea","commodity":"0902.10","packaging":"CT",
            "declared":{"packages":40,"mass_kg":800},"volume_l":2400,"dangerous":["3"],"temperature_dc":[20,80],
            "customs":"bonded","seals":["S 1"]}"#,
    ),
    (
        "$HEADING",
        r#"{"id":$STUFFING,"number":"ST-4","container":"CSQU3054383","plate":{"tare_kg":2250,"gross_max_kg":30480,"volume_l":33000},
            "customs":"bonded","seals":["S 9"],"transit":"T1 44","origin":"LYG-BASE"}"#,
    ),
    ("$BROKEN", r#"{"packages":2,"what":"wet","by":"LYG","at":$AT_TEN}"#),
    ("$OF_PARCEL", r#""01890a5d-ac96-774b-bcce-b302099a8071""#),
    ("$STUFFING", r#""01890a5d-ac96-774b-bcce-b302099a8072""#),
    ("$BAY", r#"{"warehouse":"LYG-W1","bay":7}"#),
];

/// The kind of each event of goods and stuffing lists with its body.
pub const GOODS: [(&str, &str); 19] = [
    ("hub.goods_declared", r#"{"type":"goods_declared","declaration":$PARCEL}"#),
    (
        "hub.goods_received",
        r#"{"type":"goods_received","goods":$OF_PARCEL,"entry":{"way":"in","carrier":{"by":"unit","unit":$UNIT},"name":"LYG-88",
            "location":{"warehouse":"LYG-W1"},"amount":{"packages":40,"mass_kg":800},"at":$AT_TEN,"righted":false},
            "weighed":true,"damage":$BROKEN,"is_last":true,"leaves":"laden"}"#,
    ),
    (
        "hub.goods_put_away",
        r#"{"type":"goods_put_away","goods":$OF_PARCEL,"from":{"warehouse":"LYG-W1"},"to":$BAY,
            "amount":{"packages":40,"mass_kg":800},"at":$AT_TEN}"#,
    ),
    (
        "hub.goods_issued",
        r#"{"type":"goods_issued","goods":$OF_PARCEL,"entry":{"way":"out","carrier":{"by":"visit","visit":$VISIT},"name":"LYG-89",
            "location":$BAY,"amount":{"packages":10,"mass_kg":200},"at":$AT_TEN,"since":"2026-12-01T09:02:30Z",
            "transit":{"document":"T1 44","seals":["S 9"]},"righted":false,
            "left":{"visit":$VISIT,"name":"LYG-89","at":$AT_TEN}}}"#,
    ),
    (
        "hub.goods_released",
        r#"{"type":"goods_released","goods":$OF_PARCEL,"release":{"packages":10,"document":"D 17","by":"CUSTOMS","at":$AT_TEN}}"#,
    ),
    (
        "hub.goods_counted",
        r#"{"type":"goods_counted","location":$BAY,"lines":1,
            "corrections":[{"goods":$OF_PARCEL,"found":{"packages":-1,"mass_kg":-20}}],"how":"by hand","at":$AT_TEN}"#,
    ),
    ("hub.goods_damaged", r#"{"type":"goods_damaged","goods":$OF_PARCEL,"damage":$BROKEN}"#),
    (
        "hub.goods_held",
        r#"{"type":"goods_held","goods":$OF_PARCEL,"hold":{"id":$HOLD,"kind":"customs","reason":"papers","by":"CUSTOMS","since":$AT_TEN}}"#,
    ),
    (
        "hub.goods_lifted",
        r#"{"type":"goods_lifted","goods":$OF_PARCEL,"hold":$HOLD,"by":"CUSTOMS","reason":"seen"}"#,
    ),
    (
        "hub.goods_righted",
        r#"{"type":"goods_righted","goods":$OF_PARCEL,"entry":2,"reason":"wrong truck","at":$AT_TEN}"#,
    ),
    ("hub.stuffing_opened", r#"{"type":"stuffing_opened","heading":$HEADING,"unit":$UNIT,"at":$AT_TEN}"#),
    (
        "hub.stuffing_added",
        r#"{"type":"stuffing_added","list":$STUFFING,"unit":$UNIT,"line":{"goods":$OF_PARCEL,"amount":{"packages":40,"mass_kg":800},
            "position":"front wall","weighed":true},"from":$BAY,"at":$AT_TEN}"#,
    ),
    (
        "hub.stuffing_removed",
        r#"{"type":"stuffing_removed","list":$STUFFING,"goods":$OF_PARCEL,"amount":{"packages":40,"mass_kg":800},"to":$BAY,"at":$AT_TEN}"#,
    ),
    (
        "hub.stuffing_sealed",
        r#"{"type":"stuffing_sealed","list":$STUFFING,"unit":$UNIT,"seals":["S 9"],"transit":"T1 44","dunnage_kg":45,
            "gross":{"known":"verified","mass_kg":3100},"dangerous":["3"],"goods":[$OF_PARCEL],"at":$AT_TEN}"#,
    ),
    ("hub.stuffing_cancelled", r#"{"type":"stuffing_cancelled","list":$STUFFING,"reason":"wrong box"}"#),
    (
        "hub.stuffing_announced",
        r#"{"type":"stuffing_announced","heading":$HEADING,"goods":[{"declaration":$PARCEL,
            "amount":{"packages":40,"mass_kg":800},"position":"front wall","weighed":true}],"at":$AT_TEN}"#,
    ),
    (
        "hub.stuffing_stripping",
        r#"{"type":"stuffing_stripping","list":$STUFFING,"unit":$UNIT,"seals":["S 9"],"goods":[$OF_PARCEL],"at":$AT_TEN}"#,
    ),
    (
        "hub.stuffing_told",
        r#"{"type":"stuffing_told","list":$STUFFING,"goods":$OF_PARCEL,"listed":{"packages":40,"mass_kg":800},
            "found":{"packages":39,"mass_kg":780},"damage":$BROKEN,"to":{"warehouse":"LYG-W1"},"at":$AT_TEN}"#,
    ),
    ("hub.stuffing_stripped", r#"{"type":"stuffing_stripped","list":$STUFFING,"unit":$UNIT,"at":$AT_TEN}"#),
];
