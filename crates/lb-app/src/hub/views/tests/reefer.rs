//! Events of refrigerated boxes: drawn from a seed, and one text of each kind as journals hold it.

use lb_hub::reefer::*;
use lb_hub::spot::Slot;

use super::draw::Draw;

impl Draw {
    fn reefer_reading(&mut self) -> Reading {
        Reading {
            at: self.instant(),
            supply_dc: self.maybe(Self::tenths),
            return_dc: self.maybe(Self::tenths),
            ambient_dc: self.maybe(Self::tenths),
            source: self.prose(),
        }
    }

    pub fn reefer_events(&mut self) -> Vec<ReeferEvent> {
        let (unit, at) = (self.uuid(), self.instant());
        let (bay, row, tier) = (self.number(), self.pick(&[0, 1, u8::MAX]), self.pick(&[1, 5]));
        let plug = Slot { block: self.id(), bay, row, tier };
        let read = |draw: &mut Self| (draw.uuid(), draw.maybe(Self::tenths), draw.reefer_reading());
        let answered = Answered {
            kind: self.pick(&AlarmKind::ALL),
            began: self.instant(),
            answer: self.pick(&Answer::ALL),
            note: self.prose(),
            by: self.id(),
            at: self.instant(),
        };
        vec![
            ReeferEvent::Plugged { unit, plug, set_point: self.maybe(Self::tenths), at },
            ReeferEvent::Unplugged { unit, at },
            ReeferEvent::Set {
                unit,
                set_point: self.maybe(Self::tenths),
                ventilation: self.maybe(Self::number),
                at,
            },
            ReeferEvent::Read { readings: self.some(read) },
            ReeferEvent::Answered { unit, answered },
        ]
    }
}

/// The kind of each event of refrigerated boxes with its body.
pub const REEFERS: [(&str, &str); 5] = [
    (
        "hub.reefer_plugged",
        r#"{"type":"reefer_plugged","unit":$UNIT,"plug":{"at":"yard","block":"LYG-A","bay":2,"row":1,"tier":1},
        "set_point_dc":-180,"at":"2026-12-01T08:00:00Z"}"#,
    ),
    ("hub.reefer_unplugged", r#"{"type":"reefer_unplugged","unit":$UNIT,"at":"2026-12-01T08:00:00Z"}"#),
    (
        "hub.reefer_set",
        r#"{"type":"reefer_set","unit":$UNIT,"set_point_dc":20,"ventilation_m3h":15,"at":"2026-12-01T08:00:00Z"}"#,
    ),
    (
        "hub.reefer_read",
        r#"{"type":"reefer_read","readings":[{"unit":$UNIT,"set_point_dc":-180,"reading":{"at":"2026-12-01T08:00:00Z",
        "supply_dc":-195,"return_dc":-176,"ambient_dc":214,"source":"monitor 3"}}]}"#,
    ),
    (
        "hub.reefer_answered",
        r#"{"type":"reefer_answered","unit":$UNIT,"answered":{"alarm":"temperature","began":"2026-12-01T08:00:00Z",
        "answer":"acknowledged","note":"technician on his way","by":"LYG","at":"2026-12-01T09:00:00Z"}}"#,
    ),
];
