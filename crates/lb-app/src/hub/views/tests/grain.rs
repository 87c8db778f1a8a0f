//! Events of grain: drawn from a seed, and one text of each kind as journals hold it.

use lb_base::{Ppm, Reliability};
use lb_hub::HubEvent;
use lb_hub::grain::*;

use super::draw::Draw;
use crate::hub::views::{
    GrainBasisView, GrainCarrierView, GrainCertificateKindView, GrainLegView, GrainLossView, GrainMethodView,
    GrainReadingView, hub_event,
};

impl Draw {
    fn grain_handling(&mut self) -> Handling {
        Handling { lot: self.uuid(), cell: self.id(), mass: self.mass(), at: self.instant() }
    }

    pub fn carrier(&mut self) -> Carrier {
        let (unit, visit) = (Carrier::Unit(self.uuid()), self.uuid());
        let visit = Carrier::Visit { visit, hold: self.prose() };
        self.pick(&[unit, visit])
    }

    fn quality(&mut self) -> Quality {
        Quality {
            moisture_bp: self.maybe(Self::number),
            protein_bp: self.maybe(Self::number),
            gluten_bp: self.maybe(Self::number),
            test_weight_gl: self.maybe(Self::number),
        }
    }

    fn certificate(&mut self) -> Certificate {
        Certificate { kind: self.pick(&CertificateKind::ALL), number: self.prose() }
    }

    fn declaration(&mut self) -> Declaration {
        Declaration {
            id: self.uuid(),
            number: self.prose(),
            owner: self.id(),
            commodity: self.pick(&["1001.99", "1205.10"]).parse().unwrap(),
            origin: self.prose(),
            crop_year: self.maybe(Self::number),
            declared: self.maybe(Self::mass),
            quality: self.quality(),
            certificates: self.some(Self::certificate),
        }
    }

    fn weighing(&mut self) -> Weighing {
        let (one, other) = (self.mass(), self.mass());
        let readings = [
            Reading::Declared(one),
            Reading::Weighbridge { gross: one, tare: other },
            Reading::Hopper(one),
            Reading::Draught { laden: one, light: other },
        ];
        Weighing {
            leg: self.pick(&Leg::ALL),
            reading: self.pick(&readings),
            noted: Noted { instrument: self.prose(), of: self.prose(), weigher: self.prose() },
            by: self.id(),
            at: self.instant(),
        }
    }

    fn grain_part(&mut self) -> Part {
        Part { lot: self.uuid(), cell: self.id(), mass: self.mass() }
    }

    fn norm(&mut self) -> Norm {
        let of = [NormOf::Weighing(self.pick(&Method::ALL)), NormOf::Loss(self.pick(&Loss::ALL))];
        Norm {
            of: self.pick(&of),
            goods: self.pick(&["", "10", "100199"]).to_owned(),
            limit: Ppm::new(self.pick(&[0, 5_000, 1_000_000])).unwrap(),
            source: self.prose(),
            reliability: self.pick(&Reliability::ALL),
        }
    }

    pub fn grain_events(&mut self) -> Vec<GrainEvent> {
        let (lot, at) = (self.uuid(), self.instant());
        let verdict = Verdict { laboratory: self.prose(), quality: self.quality(), at };
        let sign = self.pick(&[1, -1]);
        let differences = vec![Difference { lot, lost: lb_base::Mass::from_kg(sign * self.amount()) }];
        vec![
            GrainEvent::Declared { declaration: self.declaration() },
            GrainEvent::Certified { lot, certificate: self.certificate() },
            GrainEvent::Weighed { lot, weighing: self.weighing() },
            GrainEvent::Sampled { lot, sample: self.prose(), at },
            GrainEvent::Analysed { lot, sample: self.prose(), verdict },
            GrainEvent::Received {
                handling: self.grain_handling(),
                from: self.carrier(),
                name: self.prose(),
                leaves: self.pick(&lb_hub::article::Fill::ALL),
            },
            GrainEvent::Moved { handling: self.grain_handling(), to: self.id() },
            GrainEvent::Blended {
                declaration: self.declaration(),
                parts: self.some(Self::grain_part),
                cell: self.id(),
                at,
            },
            GrainEvent::Issued { handling: self.grain_handling(), to: self.carrier(), name: self.prose() },
            GrainEvent::Dried {
                handling: self.grain_handling(),
                from_bp: self.number(),
                to_bp: self.number(),
            },
            GrainEvent::Lost {
                handling: self.grain_handling(),
                loss: self.pick(&Loss::ALL),
                reason: self.prose(),
            },
            GrainEvent::Counted {
                cell: self.id(),
                found: self.mass(),
                loss: self.pick(&Loss::ALL),
                differences,
                how: self.prose(),
                at,
            },
            GrainEvent::Held { lots: self.some(Self::uuid), hold: self.hold() },
            GrainEvent::Lifted {
                lots: self.some(Self::uuid),
                hold: self.uuid(),
                by: self.id(),
                reason: self.prose(),
            },
            GrainEvent::Tolerated { norm: self.norm() },
            GrainEvent::Closed { lot, at },
        ]
    }
}

/// The parts that several texts share.
pub const PARTS: [(&str, &str); 5] = [
    (
        "$DECLARATION",
        r#"{"id":$LOT,"number":"W-2026-017","owner":"ACME","commodity":"1001.99","origin":"Kostanay, KZ","crop_year":2026,
        "declared_kg":240000,"quality":{"moisture_bp":1210,"protein_bp":1380,"gluten_bp":2650,"test_weight_gl":782},
        "certificates":[{"kind":"phytosanitary","number":"KZ-PHY-9001"},{"kind":"other","number":"GOST 9353"}]}"#,
    ),
    ("$HANDLING", r#"{"lot":$LOT,"cell":"LYG-S1","mass_kg":24810,"at":"2026-12-01T10:00:00Z"}"#),
    ("$LOT", r#""01890a5d-ac96-774b-bcce-b302099a8070""#),
    ("$PART_LOT", r#""01890a5d-ac96-774b-bcce-b302099a8071""#),
    ("$AT_TEN", r#""2026-12-01T10:00:00Z""#),
];

/// The kind of each event of grain with its body.
pub const GRAIN: [(&str, &str); 16] = [
    ("hub.grain_declared", r#"{"type":"grain_declared","declaration":$DECLARATION}"#),
    (
        "hub.grain_certified",
        r#"{"type":"grain_certified","lot":$LOT,"certificate":{"kind":"origin","number":"CT-1 77"}}"#,
    ),
    (
        "hub.grain_weighed",
        r#"{"type":"grain_weighed","lot":$LOT,"weighing":{"leg":"in","reading":{"method":"weighbridge","gross_kg":40120,
        "tare_kg":15310},"noted":{"instrument":"weighbridge 2","of":"CSQU3054383","weigher":"Li Na"},"by":"LYG",
        "at":$AT_TEN}}"#,
    ),
    ("hub.grain_sampled", r#"{"type":"grain_sampled","lot":$LOT,"sample":"S-118","at":$AT_TEN}"#),
    (
        "hub.grain_analysed",
        r#"{"type":"grain_analysed","lot":$LOT,"sample":"S-118","verdict":{"laboratory":"CIQ 2026/441",
        "quality":{"moisture_bp":1230},"at":$AT_TEN}}"#,
    ),
    (
        "hub.grain_received",
        r#"{"type":"grain_received","handling":$HANDLING,"from":{"by":"unit","unit":$UNIT},"name":"CSQU3054383",
        "leaves":"empty"}"#,
    ),
    ("hub.grain_moved", r#"{"type":"grain_moved","handling":$HANDLING,"to":"LYG-S2"}"#),
    (
        "hub.grain_blended",
        r#"{"type":"grain_blended","declaration":$DECLARATION,"parts":[{"lot":$PART_LOT,"cell":"LYG-S2","mass_kg":24810}],
        "cell":"LYG-S3","at":$AT_TEN}"#,
    ),
    (
        "hub.grain_issued",
        r#"{"type":"grain_issued","handling":$HANDLING,"to":{"by":"visit","visit":$VISIT,"hold":"2"},"name":"Asian Star"}"#,
    ),
    ("hub.grain_dried", r#"{"type":"grain_dried","handling":$HANDLING,"from_bp":1550,"to_bp":1400}"#),
    (
        "hub.grain_lost",
        r#"{"type":"grain_lost","handling":$HANDLING,"loss":"spillage","reason":"belt 3 torn"}"#,
    ),
    (
        "hub.grain_counted",
        r#"{"type":"grain_counted","cell":"LYG-S1","found_kg":1200400,"loss":"scale",
        "differences":[{"lot":$LOT,"lost_kg":-120}],"how":"laser","at":$AT_TEN}"#,
    ),
    (
        "hub.grain_held",
        r#"{"type":"grain_held","lots":[$LOT,$PART_LOT],"hold":{"id":$HOLD,"kind":"quarantine","reason":"sample taken",
        "by":"CIQ","since":$AT_TEN}}"#,
    ),
    (
        "hub.grain_lifted",
        r#"{"type":"grain_lifted","lots":[$LOT],"hold":$HOLD,"by":"CIQ","reason":"report 441"}"#,
    ),
    (
        "hub.grain_tolerated",
        r#"{"type":"grain_tolerated","norm":{"of":"weight:draught","goods":"1001","limit_ppm":5000,
        "source":"contract 17, clause 4","reliability":"seen"}}"#,
    ),
    ("hub.grain_closed", r#"{"type":"grain_closed","lot":$LOT,"at":$AT_TEN}"#),
];

/// A round trip would not see two members that are mixed up both ways.
#[test]
fn members_of_grain_mean_what_they_are_called() {
    let read = |kind: &str| {
        let body = GRAIN.iter().find(|(name, _)| *name == kind).unwrap().1;
        let HubEvent::Grain(event) = hub_event(kind, &super::golden::golden(body)).unwrap() else {
            panic!("expected grain from {kind}")
        };
        event
    };
    let GrainEvent::Weighed { weighing, .. } = read("hub.grain_weighed") else { panic!("expected a weight") };
    assert_eq!((weighing.reading.net().as_kg(), weighing.leg), (24_810, Leg::In));
    assert_eq!((weighing.noted.weigher.as_str(), weighing.noted.of.as_str()), ("Li Na", "CSQU3054383"));
    let GrainEvent::Dried { from_bp, to_bp, .. } = read("hub.grain_dried") else { panic!("expected drying") };
    assert!(from_bp > to_bp);
    let GrainEvent::Declared { declaration } = read("hub.grain_declared") else { panic!("expected a lot") };
    let Quality { moisture_bp, protein_bp, gluten_bp, test_weight_gl } = declaration.quality;
    assert_eq!([moisture_bp, protein_bp, gluten_bp, test_weight_gl], [1_210, 1_380, 2_650, 782].map(Some));
    let GrainEvent::Moved { handling, to } = read("hub.grain_moved") else { panic!("expected a move") };
    assert_eq!((handling.cell.as_str(), to.as_str()), ("LYG-S1", "LYG-S2"));
}

#[test]
fn words_of_grain_are_those_of_the_domain() {
    fn json(view: &impl serde::Serialize) -> String {
        serde_json::to_value(view).unwrap().as_str().unwrap().to_owned()
    }
    Loss::ALL.into_iter().for_each(|value| assert_eq!(json(&GrainLossView::from(value)), value.word()));
    Method::ALL.into_iter().for_each(|value| assert_eq!(json(&GrainMethodView::from(value)), value.word()));
    Leg::ALL.into_iter().for_each(|value| assert_eq!(json(&GrainLegView::from(value)), value.word()));
    Basis::ALL.into_iter().for_each(|value| assert_eq!(json(&GrainBasisView::from(value)), value.word()));
    assert_eq!(
        CertificateKind::ALL.map(|kind| json(&GrainCertificateKindView::from(kind)))[0],
        "phytosanitary"
    );
    let tags = crate::json::tests::schema::tags::<GrainReadingView>("method");
    assert!(Method::ALL.iter().all(|method| tags.contains(method.word())) && tags.len() == 4);
    assert_eq!(crate::json::tests::schema::tags::<GrainCarrierView>("by").len(), 2);
}
