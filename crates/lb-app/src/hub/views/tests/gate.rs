//! Events of the gate: drawn from a seed, and one text of each kind as journals hold it.

use lb_hub::gate::*;

use super::draw::Draw;
use crate::hub::views::{GateCheckKindView, GatePunctualityView, GateVerdictView, GateWayView};

impl Draw {
    fn plate(&mut self) -> Plate {
        self.pick(&["苏G12345", "A123BC77", "01"]).parse().unwrap()
    }

    fn gate_rules(&mut self) -> GateRules {
        let pair = |draw: &mut Self| (draw.pick(&Way::ALL), draw.pick(&CheckKind::ALL));
        GateRules {
            window_minutes: self.number(),
            trucks_per_lane_hour: self.number(),
            early_minutes: self.number(),
            grace_minutes: self.number(),
            required: self.some(pair).into_iter().collect(),
        }
    }

    fn gate_appointment(&mut self) -> Appointment {
        let visit = self.uuid();
        let states = [
            AppointmentState::Booked,
            AppointmentState::Arrived { visit },
            AppointmentState::Done,
            AppointmentState::Cancelled,
            AppointmentState::Missed,
            AppointmentState::Refused,
        ];
        let wish = Wish {
            gate: self.id(),
            from: self.instant(),
            plate: self.plate(),
            trailer: self.maybe(Self::plate),
            brings: self.some(Self::article),
            collects: self.some(Self::prose),
            organisation: self.id(),
            reference: self.prose(),
        };
        let (id, until, made) = (self.uuid(), self.instant(), self.instant());
        Appointment { id, wish, until, made, state: self.pick(&states) }
    }

    fn gate_check(&mut self) -> Check {
        Check {
            way: self.pick(&Way::ALL),
            kind: self.pick(&CheckKind::ALL),
            unit: self.maybe(Self::uuid),
            verdict: self.pick(&Verdict::ALL),
            note: self.prose(),
            seals: self.maybe(|draw| draw.some(Self::prose)),
            mass: self.maybe(Self::mass),
            by: self.id(),
            at: self.instant(),
        }
    }

    fn gate_truck(&mut self) -> Truck {
        Truck {
            visit: self.uuid(),
            gate: self.id(),
            plate: self.plate(),
            trailer: self.maybe(Self::plate),
            appointment: self.maybe(Self::uuid),
            organisation: self.maybe(Self::id),
            brings: self.some(Self::uuid),
            collects: self.some(Self::prose),
            punctuality: self.pick(&Punctuality::ALL),
            arrived: self.instant(),
            entered: self.maybe(|draw| (draw.instant(), draw.pick(&[1, u8::MAX]))),
            checks: self.some(Self::gate_check),
        }
    }

    pub fn gate_events(&mut self) -> Vec<GateEvent> {
        let (visit, gate, at) = (self.uuid(), self.id(), self.instant());
        let entered = GateEvent::Entered { visit, gate, lane: self.pick(&[1, u8::MAX]), at };
        let (visit, gate, at) = (self.uuid(), self.id(), self.instant());
        let left = GateEvent::Left { visit, gate, lane: self.pick(&[1, u8::MAX]), at };
        vec![
            GateEvent::Ruled { rules: self.gate_rules() },
            GateEvent::Booked { appointment: Box::new(self.gate_appointment()) },
            GateEvent::Amended { appointment: Box::new(self.gate_appointment()) },
            GateEvent::Cancelled { appointment: self.uuid(), reason: self.prose() },
            GateEvent::Missed { appointment: self.uuid() },
            GateEvent::Arrived { truck: Box::new(self.gate_truck()) },
            GateEvent::Checked { visit, check: self.gate_check() },
            GateEvent::Meant { visit, collects: self.some(Self::prose) },
            GateEvent::Refused { visit, reason: self.prose(), at },
            entered,
            left,
        ]
    }
}

/// The parts that several texts share.
pub const GATE_PARTS: [(&str, &str); 2] = [
    (
        "$APPOINTMENT_BODY",
        r#"{"id":$APPOINTMENT,"gate":"LYG-G1","from":"2026-12-01T08:00:00Z","until":"2026-12-01T08:30:00Z",
        "plate":"苏G12345","trailer":"苏G123","brings":[],"collects":["CSQU3054383"],"organisation":"ORDA",
        "reference":"PO 17","made":"2026-11-30T08:00:00Z","state":{"state":"arrived","visit":$VISIT}}"#,
    ),
    ("$APPOINTMENT", r#""01890a5d-ac96-774b-bcce-b302099a8075""#),
];

/// The kind of each event of the gate with its body.
pub const GATE: [(&str, &str); 11] = [
    (
        "hub.gate_ruled",
        r#"{"type":"gate_ruled","rules":{"window_minutes":30,"trucks_per_lane_hour":10,"early_minutes":20,
        "grace_minutes":40,"required":[{"way":"in","check":"seals"},{"way":"out","check":"plate"}]}}"#,
    ),
    ("hub.gate_booked", r#"{"type":"gate_booked","appointment":$APPOINTMENT_BODY}"#),
    ("hub.gate_amended", r#"{"type":"gate_amended","appointment":$APPOINTMENT_BODY}"#),
    ("hub.gate_cancelled", r#"{"type":"gate_cancelled","appointment":$APPOINTMENT,"reason":"no truck"}"#),
    ("hub.gate_missed", r#"{"type":"gate_missed","appointment":$APPOINTMENT}"#),
    (
        "hub.gate_arrived",
        r#"{"type":"gate_arrived","truck":{"visit":$VISIT,"gate":"LYG-G1","plate":"A123BC77","appointment":$APPOINTMENT,
        "organisation":"ORDA","brings":[$UNIT],"collects":["TGHU1643396"],"punctuality":"on_time",
        "arrived":"2026-12-01T08:02:00Z","entered":{"at":"2026-12-01T08:12:00Z","lane":2},"checks":[]}}"#,
    ),
    (
        "hub.gate_checked",
        r#"{"type":"gate_checked","visit":$VISIT,"check":{"way":"in","check":"seals","unit":$UNIT,"verdict":"accepted",
        "note":"sealed anew by customs","seals":["CN 88"],"mass_kg":38400,"by":"LYG","at":"2026-12-01T08:05:00Z"}}"#,
    ),
    ("hub.gate_meant", r#"{"type":"gate_meant","visit":$VISIT,"collects":["TGHU1643396"]}"#),
    (
        "hub.gate_refused",
        r#"{"type":"gate_refused","visit":$VISIT,"reason":"no papers","at":"2026-12-01T08:06:00Z"}"#,
    ),
    (
        "hub.gate_entered",
        r#"{"type":"gate_entered","visit":$VISIT,"gate":"LYG-G1","lane":2,"at":"2026-12-01T08:12:00Z"}"#,
    ),
    (
        "hub.gate_left",
        r#"{"type":"gate_left","visit":$VISIT,"gate":"LYG-G1","lane":1,"at":"2026-12-01T09:02:00Z"}"#,
    ),
];

#[test]
fn words_of_the_gate_are_those_of_the_domain() {
    fn json(view: &impl serde::Serialize) -> String {
        serde_json::to_value(view).unwrap().as_str().unwrap().to_owned()
    }
    Way::ALL.into_iter().for_each(|value| assert_eq!(json(&GateWayView::from(value)), value.word()));
    CheckKind::ALL
        .into_iter()
        .for_each(|value| assert_eq!(json(&GateCheckKindView::from(value)), value.word()));
    Verdict::ALL.into_iter().for_each(|value| assert_eq!(json(&GateVerdictView::from(value)), value.word()));
    let words =
        Punctuality::ALL.into_iter().map(|value| (json(&GatePunctualityView::from(value)), value.word()));
    words.into_iter().for_each(|(view, word)| assert_eq!(view, word));
}
