//! Events of ships: drawn from a seed, and one text of each kind as journals hold it.

use lb_base::StowPosition;
use lb_hub::article::{Hazard, Over, SeaPapers};
use lb_hub::ship::{Deck, LoadLine, ShipEvent};
use lb_hub::spot::Spot;
use lb_hub::stow::{Lane, Stow};
use serde_json::json;

use super::draw::Draw;
use crate::hub::views::SpotView;
use crate::json::decode;

impl Draw {
    /// Returns where aboard a thing is. Words that look like a position stay words.
    pub fn stow(&mut self) -> Stow {
        let position =
            Stow::Position(StowPosition::new(34, self.pick(&[0, 4]), self.pick(&[2, 82])).unwrap());
        let lane = Stow::Lane(Lane { deck: self.prose(), lane: self.pick(&[1, u8::MAX]) });
        let words = Stow::Words(self.prose());
        self.pick(&[words, Stow::Words("0340482".to_owned()), position, lane])
    }

    pub fn sea(&mut self) -> SeaPapers {
        SeaPapers {
            size_type: self.maybe(Self::prose),
            load_port: self.maybe(Self::prose),
            discharge_port: self.maybe(Self::prose),
            delivery: self.maybe(Self::prose),
            carrier: self.maybe(Self::prose),
            hazards: self.some(|draw| Hazard {
                class: draw.prose(),
                number: draw.maybe(|draw| draw.pick(&["1203", "0004"]).parse().unwrap()),
            }),
            over: Over {
                front: self.maybe(Self::length),
                back: self.maybe(Self::length),
                right: self.maybe(Self::length),
                left: self.maybe(Self::length),
                height: self.maybe(Self::length),
            },
            length: self.maybe(Self::length),
            height: self.maybe(Self::length),
        }
    }

    /// Returns an event of each variant.
    pub fn ship_events(&mut self) -> Vec<ShipEvent> {
        let visit = self.uuid();
        let line = |draw: &mut Self| LoadLine {
            article: draw.article(),
            stow: draw.stow(),
            shut_out: draw.maybe(Self::prose),
        };
        let deck = |draw: &mut Self| Deck {
            name: draw.prose(),
            height: draw.length(),
            lanes: draw.some(Self::length),
        };
        vec![
            ShipEvent::LoadListed { visit, from: self.pick(&[0, 250]), lines: self.some(line) },
            ShipEvent::ShutOut { visit, units: self.some(Self::uuid), reason: self.maybe(Self::prose) },
            ShipEvent::Decked { visit, decks: self.some(deck) },
        ]
    }
}

/// Parts of the texts.
pub const PARTS: [(&str, &str); 2] = [
    (
        "$SEA_BOX",
        r#"{"id":$UNIT,"identity":$CONTAINER,"form":{"form":"box","length":"40"},"fill":"laden",
        "gross":{"known":"verified","mass_kg":26500},"sea":$SEA}"#,
    ),
    (
        "$SEA",
        r#"{"size_type":"45G1","load_port":"VNSGN","discharge_port":"CNLYG","delivery":"KZALA","carrier":"LNX",
        "hazards":[{"class":"3","un_number":"1203"},{"class":"9"}],
        "over":{"front_mm":10,"back_mm":20,"right_mm":30,"left_mm":40,"height_mm":350},"length_mm":12500,"height_mm":4100}"#,
    ),
];

/// The kind of each event with its body.
pub const SHIP: [(&str, &str); 10] = [
    (
        "hub.visit_listed",
        r#"{"type":"visit_listed","visit":$VISIT,"from":500,"listings":[
        {"article":$SEA_BOX,"place":{"at":"aboard","position":"0340482"}},
        {"article":$LORRY,"place":{"at":"aboard","deck":"D3","lane":2}}]}"#,
    ),
    (
        "hub.visit_brought",
        r#"{"type":"visit_brought","visit":$VISIT,"at":"2026-12-01T06:41:12Z","brings":[
        {"article":$SEA_BOX,"place":{"at":"aboard","position":"0340482"}}]}"#,
    ),
    (
        "hub.visit_completed",
        r#"{"type":"visit_completed","visit":$VISIT,"at":"2026-12-01T12:00:00Z","differences":[
        {"kind":"not_loaded","unit":$UNIT,"number":"CSQU3054383"},
        {"kind":"not_discharged","unit":$UNIT,"number":"TOLU4734787"}]}"#,
    ),
    (
        "hub.visit_carried",
        r#"{"type":"visit_carried","visit":$VISIT,"at":"2026-12-01T18:02:00Z","takes":[$UNIT]}"#,
    ),
    (
        "hub.job_planned",
        r#"{"type":"job_planned","job":{"id":$JOB,"unit":$UNIT,"length":"40",
        "from":{"at":"visit","visit":$VISIT,"position":"0340482"},"to":{"at":"visit","visit":$VISIT,"deck":"D3","lane":2},
        "urgency":"normal","order":0,"stage":{"state":"planned"}}}"#,
    ),
    (
        "hub.ship_load_listed",
        r#"{"type":"ship_load_listed","visit":$VISIT,"from":250,"lines":[{"article":$SEA_BOX,"position":"0340482"},
        {"article":$LORRY,"deck":"D3","lane":2,"shut_out":"late"},{"article":$CRATE,"stow":"hold 2"}]}"#,
    ),
    ("hub.ship_load_listed", r#"{"type":"ship_load_listed","visit":$VISIT,"lines":[]}"#),
    (
        "hub.ship_shut_out",
        r#"{"type":"ship_shut_out","visit":$VISIT,"units":[$UNIT],"reason":"papers came late"}"#,
    ),
    ("hub.ship_shut_out", r#"{"type":"ship_shut_out","visit":$VISIT,"units":[$UNIT]}"#),
    (
        "hub.ship_decked",
        r#"{"type":"ship_decked","visit":$VISIT,"decks":[{"name":"D3","height_mm":4700,"lanes_mm":[120000,118500]}]}"#,
    ),
];

/// What was recorded before positions were known is words still, also where the words look like a position.
#[test]
fn old_words_stay_words() {
    let old = json!({ "at": "visit", "visit": "01890a5d-ac96-774b-bcce-b302099a8059", "stow": "0340482" });
    let spot = Spot::try_from(&decode::<SpotView>(&old).unwrap()).unwrap();
    assert!(matches!(spot, Spot::Visit { stow: Stow::Words(_), .. }));
    assert_eq!(serde_json::to_value(SpotView::from(&spot)).unwrap(), old);
}
