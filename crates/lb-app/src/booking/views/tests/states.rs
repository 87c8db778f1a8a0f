//! States as the API shows them, after events as journals hold them.

use lb_booking::{consignment, ledger, unit};
use serde_json::{Value, json};

use super::golden::body;
use crate::booking::views::{
    ConsignmentView, LedgerView, UnitView, consignment_event, ledger_event, unit_event,
};

const BOOKING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const UNIT: &str = "01890a5d-ac96-774b-bcce-b302099a8004";

/// Returns the consignment as shown after the golden events of these kinds.
fn consignment_after(kinds: &str) -> Value {
    let bodies = kinds.split_whitespace().map(|kind| (kind, body(kind))).collect::<Vec<_>>();
    consignment_of(&bodies)
}

fn consignment_of(bodies: &[(&str, Value)]) -> Value {
    let mut state = None;
    for (kind, body) in bodies {
        consignment::apply(&mut state, &consignment_event(kind, body).unwrap());
    }
    serde_json::to_value(ConsignmentView::from(&state.unwrap())).unwrap()
}

/// Checks the members that are named; `null` stands for an absent one.
fn check(view: &Value, expected: &Value) {
    for (name, expected) in expected.as_object().unwrap() {
        assert_eq!(view.get(name).unwrap_or(&Value::Null), expected, "{name} of {view:#}");
    }
}

const TO_PLAN: &str = "consignment.drafted consignment.ordered consignment.planned";

#[test]
fn a_consignment_from_draft_to_plan() {
    let drafted = consignment_after("consignment.drafted");
    check(
        &drafted,
        &json!({"id": "01890a5d-ac96-774b-bcce-b302099a8001", "customer": "ACME", "status": "drafted", "draft": {},
            "order": null, "plans": [], "plan_no": null, "booking": null, "past_bookings": [], "records": [],
            "estimate": null, "units": [], "end": null,
            "delivery": {"progress": "not_received", "direction": {"state": "unplanned"}, "holds": [], "oddities": [],
                "parts": [{"progress": "not_received", "whereabouts": {"state": "unknown"},
                    "direction": {"state": "unplanned"}, "holds": []}]}}),
    );
    let planned = consignment_after(TO_PLAN);
    let (order, plan) =
        (body("consignment.ordered")["order"].clone(), body("consignment.planned")["plan"].clone());
    check(
        &planned,
        &json!({"status": "planned", "draft": null, "order": order, "plans": [plan], "plan_no": 2}),
    );
    let next = json!({"step": "receive", "place": "CNLYG"});
    assert_eq!(planned["delivery"]["next"], next);
    assert_eq!(planned["delivery"]["direction"], json!({"state": "on_plan"}));
}

#[test]
fn a_consignment_with_its_booking() {
    let booking = body("booking.held")["booking"].clone();
    let held = consignment_after(&format!("{TO_PLAN} booking.held"));
    let until = "2026-11-21T08:00:00Z";
    check(
        &held,
        &json!({"status": "planned", "booking": {"state": "held", "booking": booking, "until": until}}),
    );
    let booked = consignment_after(&format!("{TO_PLAN} booking.held booking.confirmed"));
    let at = "2026-11-20T09:00:00Z";
    check(
        &booked,
        &json!({"status": "booked", "booking": {"state": "confirmed", "booking": booking, "at": at}}),
    );
    let cancelled = consignment_after(&format!("{TO_PLAN} booking.held booking.confirmed booking.cancelled"));
    let past = json!([{"booking": booking, "end": body("booking.cancelled")["end"], "at": until}]);
    check(&cancelled, &json!({"status": "planned", "booking": null, "past_bookings": past}));
    let closed = consignment_after(&format!("{TO_PLAN} booking.held booking.confirmed consignment.closed"));
    let end = json!({"state": "closed", "at": "2026-12-21T00:00:00Z"});
    check(&closed, &json!({"status": "closed", "end": end, "plan_no": 2}));
    assert_eq!(closed["booking"]["booking"]["id"], json!(BOOKING));
    let end = json!({"state": "cancelled", "at": "2026-11-30T00:00:00Z", "reason": "крушение"});
    let cancelled = consignment_after("consignment.drafted consignment.cancelled");
    check(&cancelled, &json!({"status": "cancelled", "end": end, "draft": {}}));
}

#[test]
fn a_consignment_with_what_happened() {
    let happened =
        format!("{TO_PLAN} consignment.stuffed consignment.handling_recorded consignment.estimated");
    let view = consignment_after(&happened);
    let record = body("consignment.handling_recorded")["record"].clone();
    let share = body("consignment.stuffed")["share"].clone();
    check(
        &view,
        &json!({"status": "under_way", "records": [record], "units": [{"unit": UNIT, "share": share}],
            "estimate": body("consignment.estimated")["estimate"]}),
    );
    let part = &view["delivery"]["parts"][0];
    let vehicle = json!({"kind": "run", "run": "SV-LYG-ALA/2026-12-04", "section": "SV-LYG-ALA-1"});
    check(
        part,
        &json!({"unit": UNIT, "progress": "under_way", "direction": {"state": "misdirected", "record": record["id"]},
            "whereabouts": {"state": "aboard", "vehicle": vehicle, "place": "CNLYG", "motion": "standing",
                "since": "2026-12-04T09:15:30.25Z"}}),
    );
    let stripped = consignment_after(&format!("{happened} consignment.stripped"));
    check(&stripped, &json!({"units": []}));
}

#[test]
fn a_consignment_on_its_planned_run() {
    let kinds = format!("{TO_PLAN} consignment.handling_recorded");
    let mut bodies: Vec<(&str, Value)> = kinds.split_whitespace().map(|kind| (kind, body(kind))).collect();
    bodies[3].1["record"]["statement"]["handling"]["vehicle"]["run"] = json!("SV-LYG-ALA/2026-12-04+720");
    let view = consignment_of(&bodies);
    let next = json!({"step": "depart", "place": "CNLYG", "leg": 3, "planned": "2026-12-04T12:00:00Z"});
    check(&view["delivery"], &json!({"direction": {"state": "on_plan"}, "next": next}));
}

/// A ledger with an allotment, a held leg in it, and two that wait, the second of which came first.
#[test]
fn a_ledger_with_its_pools() {
    let mut state = None;
    let mut play = |kind: &str, change: &dyn Fn(&mut Value)| {
        let mut body = body(kind);
        change(&mut body);
        ledger::apply(&mut state, &ledger_event(kind, &body).unwrap());
    };
    let same = |_: &mut Value| {};
    play("ledger.opened", &same);
    let to_acme = |body: &mut Value| {
        body["transfer"]["to"] = json!("customer:ACME");
        body["transfer"]["amounts"] = json!({"teu_e3": 10_000});
    };
    play("ledger.allotment_moved", &to_acme);
    play("ledger.held", &same);
    let leg = |no: u16, place: u64| {
        move |body: &mut Value| {
            body["leg"] = json!(no);
            body["entry"]["standing"]["place"] = json!(place);
        }
    };
    play("ledger.waitlisted", &leg(4, 12));
    play("ledger.waitlisted", &leg(5, 7));
    play("ledger.allotment_offered", &|body: &mut Value| {
        body["transfer"]["amounts"] = json!({"teu_e3": 20_000});
    });
    play("ledger.sale_closed", &same);
    let view = serde_json::to_value(LedgerView::from(&state.unwrap())).unwrap();
    let opened = body("ledger.opened");
    let offered = body("ledger.allotment_offered");
    check(
        &view,
        &json!({"ledger": opened["ledger"], "owner": "LYG", "calls": opened["calls"], "room": opened["room"],
            "sale": {"state": "closed", "reason": "block train cancelled"},
            "offers": [{"offer": offered["offer"],
                "transfer": {"from": "free", "to": "site:HRS", "amounts": {"teu_e3": 20_000}}}]}),
    );
    let left = json!({"teu_e3": 60_000, "mass_kg": 2_400_000});
    let free = json!({"pool": "free", "custodian": "LYG", "allotted": left, "entries": [],
        "hops": [{"hop": 0, "used": {}, "left": left}]});
    let entry = |leg: u16, standing: Value| {
        json!({"booking": BOOKING, "leg": leg, "hops": {"from_call": 0, "to_call": 1}, "amounts": {"teu_e3": 2_000},
            "standing": standing})
    };
    let until = "2026-11-21T08:00:00Z";
    let waiting = |leg: u16, place: u64, position: usize| {
        let mut entry = entry(leg, json!({"state": "waiting", "until": until, "place": place}));
        entry["position"] = json!(position);
        entry
    };
    let entries =
        json!([entry(3, json!({"state": "held", "until": until})), waiting(4, 12, 2), waiting(5, 7, 1)]);
    let acme = json!({"pool": "customer:ACME", "custodian": "LYG", "allotted": {"teu_e3": 10_000},
        "hops": [{"hop": 0, "used": {"teu_e3": 2_000}, "left": {"teu_e3": 8_000}}], "entries": entries});
    assert_eq!(view["pools"], json!([free, acme]), "{view:#}");
}

#[test]
fn a_unit_with_its_earlier_numbers() {
    let mut state = None;
    for kind in ["unit.registered", "unit.identity_corrected", "unit.transport_opened", "unit.stuffed"] {
        unit::apply(&mut state, &unit_event(kind, &body(kind)).unwrap());
    }
    let view = serde_json::to_value(UnitView::from(&state.unwrap())).unwrap();
    let transport = json!({"state": "open", "transport": "01890a5d-ac96-774b-bcce-b302099a8007"});
    let expected = json!({"id": UNIT, "unit_type": "40HC", "journey": transport,
        "identity": body("unit.identity_corrected")["identity"],
        "earlier": [body("unit.registered")["identity"]], "cargo": body("unit.stuffed")["cargo"]});
    assert_eq!(view, expected);
}
