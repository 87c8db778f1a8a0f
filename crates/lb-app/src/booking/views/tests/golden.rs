//! One text of each kind of event, as journals hold it. Stored bodies outlive the program: a change here breaks what was written.
//!
//! Written by hand; `$NAME` stands for the constant of that name.

use std::collections::BTreeSet;

use lb_base::Currency;
use lb_booking::amount::Dimension;
use lb_booking::consignment::{ConsignmentEvent, Status};
use lb_booking::delivery::NextStep;
use lb_booking::handling::{HandlingKind, HoldKind, Vehicle};
use lb_booking::ledger::LedgerEvent;
use lb_booking::unit::UnitKind;
use lb_network::model::Mode;
use serde_json::Value;

use crate::booking::views::{
    ConsignmentEventView, HandlingKindView, LedgerEventView, ModeView, NextStepView, StatusView,
    UnitEventView, UnitKindView, consignment_event, ledger_event, unit_event,
};
use crate::json::tests::wrong::{Reader, Written};

/// The parts that several texts share.
const PARTS: [(&str, &str); 14] = [
    // Bodies of events.
    ("$LEG_ENTERED", r#""booking":$BOOKING_ID,"leg":3,"pool":"customer:ACME""#),
    ("$ORDER", r#"{"route":$ROUTE,"goods":[$GOODS]}"#),
    (
        "$PLAN",
        r#"{"no":2,"made_at":"2026-11-20T08:00:00.000001Z","reason":"order_amended","legs":[$RIDE,$MOVE]}"#,
    ),
    (
        "$BOOKED_LEG",
        r#"{"leg":3,"run":"SV-LYG-ALA/2026-12-04+720","section":"SV-LYG-ALA-1",
        "hops":{"from_call":0,"to_call":2},"pool":"site:HRS","amounts":{"teu_e3":2250,"mass_kg":48000,"plugs":1}}"#,
    ),
    (
        "$QUOTATION",
        r#"{"components":[
            {"leg":3,"charge":{"kind":"hop","section":"SV-LYG-ALA-1","hop":1},"tariff":"T-1","basis":"tonne",
             "rate":{"amount":$CNY,"for_quantity_e3":1000000},"quantity_e3":48000,
             "exchange":{"from":"CNY","to":"USD","rate_e6":140500},"amount":$USD},
            {"charge":{"kind":"booking"},"tariff":"T-2","basis":"flat",
             "rate":{"amount":$USD,"for_quantity_e3":1000},"quantity_e3":1000,"amount":$USD}],
        "total":{"amount":"2469.00","currency":"USD"},
        "made_at":"2026-11-20T08:00:00Z","valid_until":"2026-11-27T00:00:00Z",
        "cancel_fees":{"steps":[{"hours_before_min":72,"fee":{"kind":"share","ppm":0}},
                                {"hours_before_min":0,"fee":{"kind":"share","ppm":500000}}]},
        "change_fees":{"steps":[{"hours_before_min":0,"fee":{"kind":"fixed","money":{"amount":"25.00","currency":"USD"}}}]}}"#,
    ),
    (
        "$ROUTE",
        r#"{"origin":"CNLYG","destination":"KZALA","ready":"2026-12-01T00:00:00Z","due":"2026-12-20T00:00:00Z"}"#,
    ),
    (
        "$GOODS",
        r#"{"hs":"8450.11","description":"washing machines","packaging":{"kind":"CT","pieces":480},
        "mass_kg":48000,"volume_l":66500,"units":[{"unit_type":"40HC","count":2}],
        "temperature":{"lowest_c10":-250,"highest_c10":-180},
        "dangerous":{"un_number":"UN3480","class":"9","packing_group":"II"}}"#,
    ),
    (
        "$RIDE",
        r#"{"no":3,"carriage":{"kind":"ride","run":"SV-LYG-ALA/2026-12-04+720","section":"SV-LYG-ALA-1",
        "hops":{"from_call":0,"to_call":2}},"from":"CNLYG","to":"KZDOS",
        "depart":"2026-12-04T12:00:00Z","arrive":"2026-12-12T06:30:00Z","units":2,"mass_kg":48000}"#,
    ),
    (
        "$MOVE",
        r#"{"no":4,"carriage":{"kind":"move","mode":"road"},"from":"KZDOS","to":"KZALA",
        "depart":"2026-12-12T10:00:00Z","arrive":"2026-12-12T18:00:00Z","units":2,"mass_kg":48000}"#,
    ),
    (
        "$CALLS",
        r#"[{"place":"CNLYG","depart":"2026-12-04T12:00:00Z","cut_off":"2026-12-04T00:00:00Z","alighting":"never"},
        {"place":"KZDOS","arrive":"2026-12-12T06:30:00Z","alighting":"allowed"}]"#,
    ),
    ("$TRANSFER", r#"{"from":"free","to":"site:HRS","amounts":{"wagons_e3":1500,"deck_mm":12500}}"#),
    ("$CNY", r#"{"amount":"8786.48","currency":"CNY"}"#),
    ("$USD", r#"{"amount":"1234.50","currency":"USD"}"#),
    ("$BOOKING_ID", r#""01890a5d-ac96-774b-bcce-b302099a8057""#),
];

/// The kind of each event with its body.
pub const CONSIGNMENT: [(&str, &str); 18] = [
    (
        "consignment.drafted",
        r#"{"type":"drafted","id":"01890a5d-ac96-774b-bcce-b302099a8001","customer":"ACME","draft":{}}"#,
    ),
    (
        "consignment.redrafted",
        r#"{"type":"redrafted","draft":{"route":{"origin":"CNLYG","destination":"KZALA",
        "ready":"2026-12-01T00:00:00Z"},"goods":[{"hs":"1001","description":"","packaging":{"kind":"","pieces":0},"mass_kg":1}]}}"#,
    ),
    ("consignment.ordered", r#"{"type":"ordered","order":$ORDER}"#),
    ("consignment.planned", r#"{"type":"planned","plan":$PLAN}"#),
    (
        "booking.held",
        r#"{"type":"booking_held","until":"2026-11-21T08:00:00Z","booking":{"id":$BOOKING_ID,"plan":2,
        "site":"LYG","legs":[$BOOKED_LEG],"shortage":"wait","quotation":$QUOTATION,
        "made_at":"2026-11-20T08:00:00Z","fees":[$USD]}}"#,
    ),
    (
        "booking.confirmed",
        r#"{"type":"booking_confirmed","booking":$BOOKING_ID,"at":"2026-11-20T09:00:00Z"}"#,
    ),
    (
        "booking.amended",
        r#"{"type":"booking_changed","change":{"booking":$BOOKING_ID,"kind":"amended","cause":"customer",
        "order":$ORDER,"plan":$PLAN,"legs":[$BOOKED_LEG],"quotation":$QUOTATION,"fee":$USD,"at":"2026-11-20T09:00:00Z"}}"#,
    ),
    (
        "booking.rolled",
        r#"{"type":"booking_changed","change":{"booking":$BOOKING_ID,"kind":"rolled","cause":"carrier",
        "plan":$PLAN,"legs":[],"at":"2026-11-20T09:00:00Z"}}"#,
    ),
    (
        "booking.rerouted",
        r#"{"type":"booking_changed","change":{"booking":$BOOKING_ID,"kind":"rerouted","cause":"carrier",
        "plan":$PLAN,"legs":[],"at":"2026-11-20T09:00:00Z"}}"#,
    ),
    (
        "booking.expired",
        r#"{"type":"booking_ended","booking":$BOOKING_ID,"end":{"how":"expired"},"at":"2026-11-21T08:00:00Z"}"#,
    ),
    (
        "booking.released",
        r#"{"type":"booking_ended","booking":$BOOKING_ID,"end":{"how":"released"},"at":"2026-11-21T08:00:00Z"}"#,
    ),
    (
        "booking.cancelled",
        r#"{"type":"booking_ended","booking":$BOOKING_ID,"end":{"how":"cancelled","cause":"customer",
        "reason":"sold elsewhere","fee":$USD},"at":"2026-11-21T08:00:00Z"}"#,
    ),
    (
        "consignment.handling_recorded",
        r#"{"type":"handling_recorded","record":{"id":"01890a5d-ac96-774b-bcce-b302099a8002",
        "statement":{"says":"corrects","record":"01890a5d-ac96-774b-bcce-b302099a8003","handling":{"kind":"loaded",
            "vehicle":{"kind":"run","run":"SV-LYG-ALA/2026-12-04","section":"SV-LYG-ALA-1"},"place":"CNLYG",
            "unit":"01890a5d-ac96-774b-bcce-b302099a8004","happened_at":"2026-12-04T09:15:30.25Z"}},
        "recorded_at":"2026-12-04T09:16:00Z"}}"#,
    ),
    (
        "consignment.estimated",
        r#"{"type":"estimated","estimate":{"early":"2026-12-12T00:00:00Z",
        "likely":"2026-12-13T00:00:00Z","late":"2026-12-16T00:00:00Z","made_at":"2026-12-05T00:00:00Z"}}"#,
    ),
    (
        "consignment.stuffed",
        r#"{"type":"stuffed","unit":"01890a5d-ac96-774b-bcce-b302099a8004",
        "share":{"pieces":240,"mass_kg":24000,"list":"01890a5d-ac96-774b-bcce-b302099a8005"}}"#,
    ),
    ("consignment.stripped", r#"{"type":"stripped","unit":"01890a5d-ac96-774b-bcce-b302099a8004"}"#),
    ("consignment.closed", r#"{"type":"closed","at":"2026-12-21T00:00:00Z"}"#),
    ("consignment.cancelled", r#"{"type":"cancelled","at":"2026-11-30T00:00:00Z","reason":"крушение"}"#),
];

pub const LEDGER: [(&str, &str); 17] = [
    (
        "ledger.opened",
        r#"{"type":"opened","ledger":{"run":"SV-LYG-ALA/2026-12-04+720","section":"SV-LYG-ALA-1"},
        "owner":"LYG","calls":$CALLS,"room":{"teu_e3":90000,"mass_kg":2400000,"plugs":0}}"#,
    ),
    ("ledger.room_set", r#"{"type":"room_set","room":{"wagons_e3":55000,"deck_mm":1800000}}"#),
    ("ledger.retimed", r#"{"type":"retimed","calls":$CALLS}"#),
    ("ledger.sale_closed", r#"{"type":"sale_closed","reason":"block train cancelled"}"#),
    ("ledger.sale_reopened", r#"{"type":"sale_reopened"}"#),
    ("ledger.allotment_moved", r#"{"type":"allotment_moved","transfer":$TRANSFER}"#),
    (
        "ledger.allotment_offered",
        r#"{"type":"allotment_offered","offer":"01890a5d-ac96-774b-bcce-b302099a8006","transfer":$TRANSFER}"#,
    ),
    (
        "ledger.allotment_accepted",
        r#"{"type":"allotment_accepted","offer":"01890a5d-ac96-774b-bcce-b302099a8006","transfer":$TRANSFER}"#,
    ),
    (
        "ledger.allotment_declined",
        r#"{"type":"allotment_declined","offer":"01890a5d-ac96-774b-bcce-b302099a8006","transfer":$TRANSFER}"#,
    ),
    (
        "ledger.held",
        r#"{"type":"entered",$LEG_ENTERED,"entry":{"hops":{"from_call":0,"to_call":1},
        "amounts":{"teu_e3":2000},"standing":{"state":"held","until":"2026-11-21T08:00:00Z"}}}"#,
    ),
    (
        "ledger.booked",
        r#"{"type":"entered",$LEG_ENTERED,"entry":{"hops":{"from_call":0,"to_call":1},
        "amounts":{"teu_e3":2000},"standing":{"state":"confirmed"}}}"#,
    ),
    (
        "ledger.waitlisted",
        r#"{"type":"entered",$LEG_ENTERED,"entry":{"hops":{"from_call":0,"to_call":1},
        "amounts":{"teu_e3":2000},"standing":{"state":"waiting","until":"2026-11-21T08:00:00Z","place":12}}}"#,
    ),
    ("ledger.confirmed", r#"{"type":"confirmed",$LEG_ENTERED}"#),
    (
        "ledger.amended",
        r#"{"type":"amended",$LEG_ENTERED,"entry":{"hops":{"from_call":0,"to_call":1},
        "amounts":{"teu_e3":4000},"standing":{"state":"confirmed"}}}"#,
    ),
    ("ledger.released", r#"{"type":"released",$LEG_ENTERED,"reason":"changed"}"#),
    ("ledger.lapsed", r#"{"type":"lapsed",$LEG_ENTERED,"at":"2026-11-21T08:00:00Z"}"#),
    ("ledger.promoted", r#"{"type":"promoted",$LEG_ENTERED,"at":"2026-11-20T18:00:00Z"}"#),
];

pub const UNIT: [(&str, &str); 7] = [
    // The example of ISO 6346.
    (
        "unit.registered",
        r#"{"type":"registered","id":"01890a5d-ac96-774b-bcce-b302099a8004","unit_type":"40HC",
        "identity":{"kind":"container","raw":"csqu 305438-3","reading":"verified","number":"CSQU3054383"}}"#,
    ),
    (
        "unit.identity_corrected",
        r#"{"type":"identity_corrected",
        "was":{"kind":"container","raw":"CSQU3054384","reading":"unreadable",
               "finding":{"code":"code.check_digit","detail":"expected check digit 3, got 4"}},
        "identity":{"kind":"lot","raw":"Партия 7","reading":"name"}}"#,
    ),
    (
        "unit.transport_opened",
        r#"{"type":"transport_opened","transport":"01890a5d-ac96-774b-bcce-b302099a8007","at":"2026-12-01T00:00:00Z"}"#,
    ),
    (
        "unit.transport_closed",
        r#"{"type":"transport_closed","transport":"01890a5d-ac96-774b-bcce-b302099a8007","at":"2026-12-01T00:00:00Z"}"#,
    ),
    ("unit.emptied", r#"{"type":"cargo_set","cargo":{"state":"empty"},"at":"2026-12-01T00:00:00Z"}"#),
    (
        "unit.loaded",
        r#"{"type":"cargo_set","cargo":{"state":"one","line":{"consignment":"01890a5d-ac96-774b-bcce-b302099a8001",
        "pieces":480,"mass_kg":24000}},"at":"2026-12-01T00:00:00Z"}"#,
    ),
    (
        "unit.stuffed",
        r#"{"type":"cargo_set","cargo":{"state":"stuffed","list":"01890a5d-ac96-774b-bcce-b302099a8005",
        "lines":[{"consignment":"01890a5d-ac96-774b-bcce-b302099a8001","pieces":240,"mass_kg":12000},
                 {"consignment":"01890a5d-ac96-774b-bcce-b302099a8008","pieces":0,"mass_kg":9000}]},"at":"2026-12-01T00:00:00Z"}"#,
    ),
];

/// Returns the text with its parts put in, as JSON.
pub fn golden(text: &str) -> Value {
    let whole = PARTS.iter().fold(text.to_owned(), |text, (name, part)| text.replace(name, part));
    serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

/// Returns the golden body of a kind.
pub fn body(kind: &str) -> Value {
    let mut all = CONSIGNMENT.iter().chain(&LEDGER).chain(&UNIT);
    golden(all.find(|(of, _)| *of == kind).unwrap().1)
}

/// Returns the kinds that have a golden text.
pub fn kinds() -> BTreeSet<&'static str> {
    CONSIGNMENT.iter().chain(&LEDGER).chain(&UNIT).map(|(kind, _)| *kind).collect()
}

/// Returns every golden body with the event it is read as and the body it is written as.
pub fn each(mut check: impl FnMut(&'static str, &Value, Reader)) {
    CONSIGNMENT.iter().for_each(|(kind, text)| check(kind, &golden(text), read_consignment));
    LEDGER.iter().for_each(|(kind, text)| check(kind, &golden(text), read_ledger));
    UNIT.iter().for_each(|(kind, text)| check(kind, &golden(text), read_unit));
}

/// Returns every golden body with how it is read.
pub fn written() -> Vec<Written> {
    let mut all = Vec::new();
    each(|kind, body, read| all.push((kind, body.clone(), read)));
    all
}

fn read_consignment(kind: &str, body: &Value) -> Result<Value, crate::booking::views::ViewError> {
    let event = consignment_event(kind, body)?;
    Ok(serde_json::to_value(ConsignmentEventView::from(&event)).unwrap())
}

fn read_ledger(kind: &str, body: &Value) -> Result<Value, crate::booking::views::ViewError> {
    let event = ledger_event(kind, body)?;
    Ok(serde_json::to_value(LedgerEventView::from(&event)).unwrap())
}

fn read_unit(kind: &str, body: &Value) -> Result<Value, crate::booking::views::ViewError> {
    let event = unit_event(kind, body)?;
    Ok(serde_json::to_value(UnitEventView::from(&event)).unwrap())
}

#[test]
fn stored_bodies_keep_their_shape() {
    each(|kind, body, read| assert_eq!(read(kind, body).as_ref(), Ok(body), "{kind}"));
}

#[test]
fn a_kind_is_that_of_its_body() {
    each(|kind, body, read| {
        let error = read("consignment.else", body).unwrap_err();
        assert_eq!((error.field.as_str(), error.found.as_str()), ("type", kind));
    });
}

/// A round trip would not see two members that are mixed up both ways.
#[test]
fn members_mean_what_they_are_called() {
    let ConsignmentEvent::Ordered { order } =
        consignment_event("consignment.ordered", &body("consignment.ordered")).unwrap()
    else {
        panic!("expected an order")
    };
    let goods = &order.goods[0];
    let temperature = goods.temperature.unwrap();
    assert_eq!((order.route.origin.as_str(), order.route.destination.as_str()), ("CNLYG", "KZALA"));
    assert!(order.route.due.unwrap() > order.route.ready);
    assert_eq!((goods.packaging.kind.as_str(), goods.packaging.pieces), ("CT", 480));
    assert_eq!((goods.mass.as_kg(), goods.volume.unwrap().as_litres()), (48_000, 66_500));
    assert_eq!((temperature.lowest, temperature.highest), (-250, -180));
    let ConsignmentEvent::Planned { plan } =
        consignment_event("consignment.planned", &body("consignment.planned")).unwrap()
    else {
        panic!("expected a plan")
    };
    let (ledger, hops) = plan.legs[0].ride().unwrap();
    assert_eq!((ledger.to_string().as_str(), hops.each()), ("SV-LYG-ALA/2026-12-04+720 SV-LYG-ALA-1", 0..2));
    assert!(plan.legs[0].depart < plan.legs[0].arrive && plan.legs[0].from.as_str() == "CNLYG");
    let ConsignmentEvent::BookingHeld { booking, until } =
        consignment_event("booking.held", &body("booking.held")).unwrap()
    else {
        panic!("expected a hold")
    };
    let amounts = Dimension::ALL.map(|dimension| booking.legs[0].amounts.get(dimension));
    assert_eq!(amounts, [2_250, 0, 48_000, 1, 0]);
    assert!(booking.made_at < until && booking.quotation.made_at < booking.quotation.valid_until);
    assert_eq!(booking.quotation.total.minor(), 246_900);
    let exchange = booking.quotation.components[0].exchange.unwrap();
    assert_eq!((exchange.from, exchange.to), (Currency::CNY, Currency::USD));
    assert_eq!(booking.quotation.cancel_fees.steps()[0].hours_before_min, 72);
    let LedgerEvent::AllotmentMoved(transfer) =
        ledger_event("ledger.allotment_moved", &body("ledger.allotment_moved")).unwrap()
    else {
        panic!("expected a move")
    };
    assert_eq!((transfer.from.to_string().as_str(), transfer.to.to_string().as_str()), ("free", "site:HRS"));
    assert_eq!(Dimension::ALL.map(|dimension| transfer.amounts.get(dimension)), [0, 1_500, 0, 0, 12_500]);
}

/// The words of the domain are those of the JSON.
#[test]
fn words_are_those_of_the_domain() {
    let json = |value: Value| value.as_str().unwrap().to_owned();
    for status in Status::ALL {
        assert_eq!(json(serde_json::to_value(StatusView::from(status)).unwrap()), status.word());
    }
    for kind in UnitKind::ALL {
        assert_eq!(json(serde_json::to_value(UnitKindView::from(kind)).unwrap()), kind.word());
    }
    for mode in Mode::ALL {
        assert_eq!(json(serde_json::to_value(ModeView::from(mode)).unwrap()), mode.word());
    }
    for step in [
        NextStep::Receive,
        NextStep::Load,
        NextStep::Depart,
        NextStep::Arrive,
        NextStep::Unload,
        NextStep::Deliver,
    ] {
        assert_eq!(json(serde_json::to_value(NextStepView::from(step)).unwrap()), step.word());
    }
    let vehicle = || Vehicle::OnDemand(Mode::Road);
    for kind in [
        HandlingKind::Received,
        HandlingKind::Loaded(vehicle()),
        HandlingKind::Departed(vehicle()),
        HandlingKind::Arrived(vehicle()),
        HandlingKind::Unloaded(vehicle()),
        HandlingKind::GaugeChanged,
        HandlingKind::CustomsCleared,
        HandlingKind::Held(HoldKind::Customs),
        HandlingKind::Released(HoldKind::Other),
        HandlingKind::Delivered,
    ] {
        assert_eq!(json(serde_json::to_value(HandlingKindView::from(&kind)).unwrap()), kind.word());
    }
}
