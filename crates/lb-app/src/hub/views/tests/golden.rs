//! One text of each kind of event, as journals hold it. Stored bodies outlive the program: a change here breaks what was written.
//!
//! Written by hand; `$NAME` stands for the constant of that name.

use std::collections::BTreeSet;

use lb_hub::HubEvent;
use lb_hub::article::{BoxLength, Fill};
use lb_hub::consist::Difference;
use lb_hub::gauge_record::ExceptionKind;
use lb_hub::hold::HoldKind;
use lb_hub::inventory::InventoryEvent;
use lb_hub::job::{JobEvent, JobStage, Urgency};
use lb_hub::placement::{PlacementEvent, PlacementStage};
use lb_hub::visit::{Stage, Vehicle, VisitEvent};
use serde_json::Value;

use crate::hub::views::{
    BoxLengthView, DifferenceView, FillView, FormView, GaugeExceptionKindView, HubEventView, HubHoldKindView,
    JobStageView, PlacementStageView, SpotView, UrgencyView, ViewError, VisitStageView, VisitVehicleView,
    hub_event,
};
use crate::json::tests::wrong::{Reader, Written};

/// The parts that several texts share.
const PARTS: [(&str, &str); 28] = [
    // Gauge changes.
    (
        "$RECORD",
        r#"{"id":$GAUGE,"from":{"visit":$VISIT,"name":"X8155","gauge_mm":1435},"to":{"visit":$OTHER_VISIT,"name":"2501",
        "gauge_mm":1520},"opened":$WITNESS,"partner":"KTZ","corrects":{"act":$ACT,"reason":"seal misread"},"entries":[$ENTRY],
        "missing":["MSKU1000090"],"notes":[$NOTE],"stage":"#,
    ),
    (
        "$ENTRY",
        r#"{"unit":$UNIT,"number":"CSQU3054383","mass_kg":26500,"seals":["KZ 4711"],"from":{"wagon":$WAGON,"number":"52000004",
        "slot":1},"over":{"stand":{"wagon":$WAGON,"number":"45480001","slot":3},"at":"2026-12-01T09:02:30Z"},"tally":$TALLY,
        "said":[{"kind":"not_listed","words":"third wagon","by":$WITNESS}]}"#,
    ),
    (
        "$NOTE",
        r#"{"number":"KHORGOS-D00017","main":"1234567","lines":[{"unit":$UNIT,"wagon_number":"45480002","mass_kg":8000,"pieces":40}],
        "by":$WITNESS}"#,
    ),
    (
        "$TALLY",
        r#"{"seals":["KZ 4712"],"damage":"dented","photos":["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        "by":$WITNESS}"#,
    ),
    (
        "$SIGNATURE",
        r#"{"name":"A. Serik, shift head","by":$WITNESS,
        "hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}"#,
    ),
    ("$WITNESS", r#"{"person":"serik","organisation":"KTZ","at":"2026-12-01T09:10:00Z"}"#),
    ("$GAUGE", r#""01890a5d-ac96-774b-bcce-b302099a8065""#),
    ("$ACT", r#""01890a5d-ac96-774b-bcce-b302099a8066""#),
    // Lists.
    (
        "$LISTINGS",
        r#"[{"article":$PLATFORM,"place":{"at":"consist"}},{"article":$BOX,"place":{"at":"wagon","wagon":$WAGON,"slot":2}},
        {"article":$LORRY,"place":{"at":"aboard","stow":"D3/12"}},{"article":$CRATE,"place":{"at":"aboard"}}]"#,
    ),
    (
        "$DIFFERENCES",
        r#"[{"kind":"missing","unit":$UNIT,"number":"CSQU3054383"},{"kind":"extra","unit":$UNIT,"number":"?"},
        {"kind":"other_place","unit":$UNIT,"number":"CSQU3054383"},
        {"kind":"other_order","unit":$WAGON,"number":"52000003","listed":4,"found":7},
        {"kind":"seals","unit":$UNIT,"number":"CSQU3054383","listed":["KZ 4711"],"found":["KZ 4712","KZ 4713"]}]"#,
    ),
    // Things.
    (
        "$BOX",
        r#"{"id":$UNIT,"identity":$CONTAINER,"form":{"form":"box","length":"40"},"fill":"laden",
        "gross":{"known":"verified","mass_kg":26500},"set_point_dc":-180,"dangerous":["3","8"],"goods":"0203.29",
        "destination":"KZALA","customer":"ACME","consignment":"01890a5d-ac96-774b-bcce-b302099a8001","onward":$OTHER_VISIT,
        "seals":["KZ 4711","CN-0815"]}"#,
    ),
    (
        "$PLATFORM",
        r#"{"id":$WAGON,"identity":{"kind":"wagon_8","raw":"52000004","reading":"doubtful","number":"52000004",
            "finding":{"code":"code.check_digit","detail":"expected check digit 7, got 4"}},
        "form":{"form":"wagon","wagon_type":"KZ-13-470"},"fill":"empty","gross":{"known":"declared","mass_kg":22000}}"#,
    ),
    (
        "$LORRY",
        r#"{"id":$UNIT,"identity":{"kind":"lot","raw":"Партия 7","reading":"name"},
        "form":{"form":"vehicle"},"fill":"laden","gross":{"known":"unknown"}}"#,
    ),
    (
        "$CRATE",
        r#"{"id":$UNIT,"identity":{"kind":"container","raw":"CSQU3054384","reading":"unreadable",
            "finding":{"code":"code.check_digit","detail":"expected check digit 3, got 4"}},
        "form":{"form":"piece"},"fill":"empty","gross":{"known":"unknown"}}"#,
    ),
    (
        "$CONTAINER",
        r#"{"kind":"container","raw":"csqu 305438-3","reading":"verified","number":"CSQU3054383"}"#,
    ),
    // Spots.
    ("$YARD", r#"{"at":"yard","block":"A1","bay":6,"row":2,"tier":3}"#),
    ("$ON_WAGON", r#"{"at":"wagon","wagon":$WAGON,"slot":1}"#),
    ("$ABOARD", r#"{"at":"visit","visit":$VISIT,"stow":"0160382"}"#),
    ("$IN_TRAIN", r#"{"at":"visit","visit":$VISIT}"#),
    ("$WAREHOUSE", r#"{"at":"warehouse","warehouse":"W2","bay":17}"#),
    // A placement up to how far it has come.
    (
        "$AT_STAGE",
        r#"{"proposal":{"id":$PLACEMENT,"visit":$VISIT,"track":"T5","from":"2026-12-01T08:00:00Z",
        "until":"2026-12-01T12:00:00Z","units":0,"to":"KTZ","expires":"2026-12-01T07:00:00Z"},
        "by":"LYG","offered_at":"2026-12-01T05:00:00Z","length_mm":0,"stage":"#,
    ),
    // Identifiers.
    ("$UNIT", r#""01890a5d-ac96-774b-bcce-b302099a8057""#),
    ("$WAGON", r#""01890a5d-ac96-774b-bcce-b302099a8058""#),
    ("$VISIT", r#""01890a5d-ac96-774b-bcce-b302099a8059""#),
    ("$OTHER_VISIT", r#""01890a5d-ac96-774b-bcce-b302099a8060""#),
    ("$PLACEMENT", r#""01890a5d-ac96-774b-bcce-b302099a8061""#),
    ("$JOB", r#""01890a5d-ac96-774b-bcce-b302099a8062""#),
    ("$HOLD", r#""01890a5d-ac96-774b-bcce-b302099a8063""#),
];

/// The kind of each event with its body.
pub const HUB: [(&str, &str); 53] = [
    (
        "hub.inventory_opened",
        r#"{"type":"inventory_opened","units":[{"article":$BOX,"spot":$YARD},{"article":$PLATFORM,"spot":$IN_TRAIN},
        {"article":$LORRY,"spot":$ABOARD},{"article":$CRATE,"spot":$WAREHOUSE}]}"#,
    ),
    (
        "hub.inventory_counted",
        r#"{"type":"inventory_counted","block":"A1","units":212,"corrections":[
        {"kind":"moved","unit":$UNIT,"from":$YARD,"to":$ON_WAGON},{"kind":"missing","unit":$UNIT,"from":$YARD},
        {"kind":"found","article":$BOX,"spot":$YARD}],"at":"2026-12-01T00:00:00Z"}"#,
    ),
    (
        "hub.inventory_stated",
        r#"{"type":"inventory_stated","unit":$UNIT,"facts":{"identity":$CONTAINER,"gross":{"known":"verified","mass_kg":26500},
        "fill":"laden","seals":["KZ 4711"],"set_point_dc":-180,"onward":$VISIT,"damage":"left door bent"},
        "at":"2026-12-01T00:00:00.5Z"}"#,
    ),
    (
        "hub.inventory_stated",
        r#"{"type":"inventory_stated","unit":$UNIT,"facts":{"seals":[],"set_point_dc":null,"onward":null,"damage":null},
        "at":"2026-12-01T00:00:00Z"}"#,
    ),
    (
        "hub.inventory_stated",
        r#"{"type":"inventory_stated","unit":$UNIT,"facts":{},"at":"2026-12-01T00:00:00Z"}"#,
    ),
    (
        "hub.visit_expected",
        r#"{"type":"visit_expected","announcement":{"id":$VISIT,"vehicle":{"kind":"train","gauge_mm":1520},
        "name":"X9204","operator":"KTZ","arrival":"2026-12-01T06:30:00Z","departure":"2026-12-01T18:00:00Z"}}"#,
    ),
    (
        "hub.visit_expected",
        r#"{"type":"visit_expected","announcement":{"id":$VISIT,
        "vehicle":{"kind":"vessel","length_mm":172000,"draught_mm":9450},"name":"026W"}}"#,
    ),
    (
        "hub.visit_expected",
        r#"{"type":"visit_expected","announcement":{"id":$VISIT,"vehicle":{"kind":"truck"},"name":"苏G12345"}}"#,
    ),
    ("hub.visit_listed", r#"{"type":"visit_listed","visit":$VISIT,"listings":$LISTINGS}"#),
    (
        "hub.visit_estimated",
        r#"{"type":"visit_estimated","visit":$VISIT,
        "arrival":{"early":"2026-12-01T05:00:00Z","likely":"2026-12-01T06:00:00Z","late":"2026-12-01T09:00:00Z"},
        "departure":{"early":"2026-12-01T17:00:00Z","likely":"2026-12-01T18:00:00Z","late":"2026-12-01T22:00:00Z"}}"#,
    ),
    ("hub.visit_estimated", r#"{"type":"visit_estimated","visit":$VISIT}"#),
    ("hub.visit_indexed", r#"{"type":"visit_indexed","visit":$VISIT,"index":"4860 123 7050"}"#),
    ("hub.visit_indexed", r#"{"type":"visit_indexed","visit":$VISIT}"#),
    (
        "hub.visit_moored",
        r#"{"type":"visit_moored","visit":$VISIT,"mooring":{"berth":"B31","offset_mm":12500,
        "from":"2026-12-01T06:30:00Z","until":"2026-12-02T04:00:00Z"}}"#,
    ),
    (
        "hub.visit_arrived",
        r#"{"type":"visit_arrived","visit":$VISIT,"at":"2026-12-01T06:41:12Z","brings":$LISTINGS,"differences":$DIFFERENCES}"#,
    ),
    (
        "hub.visit_formed",
        r#"{"type":"visit_formed","visit":$VISIT,"wagons":[$WAGON,$UNIT],"at":"2026-12-01T12:00:00Z"}"#,
    ),
    ("hub.visit_worked", r#"{"type":"visit_worked","visit":$VISIT,"at":"2026-12-01T12:00:00Z"}"#),
    ("hub.visit_completed", r#"{"type":"visit_completed","visit":$VISIT,"at":"2026-12-01T12:00:00Z"}"#),
    (
        "hub.visit_departed",
        r#"{"type":"visit_departed","visit":$VISIT,"at":"2026-12-01T18:02:00Z","takes":[$WAGON,$UNIT]}"#,
    ),
    ("hub.visit_cancelled", r#"{"type":"visit_cancelled","visit":$VISIT,"reason":"snow"}"#),
    (
        "hub.placement_offered",
        r#"{"type":"placement_offered","placement":{"proposal":{"id":$PLACEMENT,"visit":$VISIT,"wagons":[$WAGON],
        "track":"T5","from":"2026-12-01T08:00:00Z","until":"2026-12-01T12:00:00Z","units":54,"to":"KTZ",
        "expires":"2026-12-01T07:00:00Z"},"by":"LYG","offered_at":"2026-12-01T05:00:00.000001Z","length_mm":13920,
        "counters":"01890a5d-ac96-774b-bcce-b302099a8064","stage":{"state":"offered"}}}"#,
    ),
    (
        "hub.placement_offered",
        r#"{"type":"placement_offered","placement":$AT_STAGE{"state":"accepted","at":"2026-12-01T06:00:00Z"}}}"#,
    ),
    (
        "hub.placement_offered",
        r#"{"type":"placement_offered","placement":$AT_STAGE{"state":"placed","at":"2026-12-01T08:10:00Z"}}}"#,
    ),
    (
        "hub.placement_offered",
        r#"{"type":"placement_offered","placement":$AT_STAGE{"state":"worked","at":"2026-12-01T11:30:00Z"}}}"#,
    ),
    (
        "hub.placement_accepted",
        r#"{"type":"placement_accepted","placement":$PLACEMENT,"at":"2026-12-01T06:00:00Z","by":"KTZ"}"#,
    ),
    (
        "hub.placement_refused",
        r#"{"type":"placement_refused","placement":$PLACEMENT,"by":"KTZ","reason":"no locomotive",
        "instead":"01890a5d-ac96-774b-bcce-b302099a8064"}"#,
    ),
    (
        "hub.placement_withdrawn",
        r#"{"type":"placement_withdrawn","placement":$PLACEMENT,"by":"LYG","reason":"ship late"}"#,
    ),
    (
        "hub.placement_placed",
        r#"{"type":"placement_placed","placement":$PLACEMENT,"at":"2026-12-01T08:10:00Z"}"#,
    ),
    (
        "hub.placement_worked",
        r#"{"type":"placement_worked","placement":$PLACEMENT,"at":"2026-12-01T11:30:00Z"}"#,
    ),
    (
        "hub.placement_released",
        r#"{"type":"placement_released","placement":$PLACEMENT,"at":"2026-12-01T12:05:00Z"}"#,
    ),
    (
        "hub.job_planned",
        r#"{"type":"job_planned","job":{"id":$JOB,"unit":$UNIT,"length":"20","from":$YARD,"to":$ON_WAGON,
        "equipment":"RMG-1","urgency":"direct","order":-3,"stage":{"state":"started","at":"2026-12-01T09:00:00Z"}}}"#,
    ),
    (
        "hub.job_planned",
        r#"{"type":"job_planned","job":{"id":$JOB,"unit":$UNIT,"from":$ABOARD,"to":$WAREHOUSE,
        "urgency":"normal","order":0,"stage":{"state":"planned"}}}"#,
    ),
    ("hub.job_assigned", r#"{"type":"job_assigned","job":$JOB,"equipment":"RMG-1","order":4}"#),
    ("hub.job_dispatched", r#"{"type":"job_dispatched","job":$JOB,"at":"2026-12-01T08:55:00Z"}"#),
    ("hub.job_started", r#"{"type":"job_started","job":$JOB,"at":"2026-12-01T09:00:00Z"}"#),
    (
        "hub.job_done",
        r#"{"type":"job_done","job":$JOB,"unit":$UNIT,"from":$YARD,"to":$ON_WAGON,"equipment":"RMG-1",
        "at":"2026-12-01T09:02:30Z"}"#,
    ),
    ("hub.job_aborted", r#"{"type":"job_aborted","job":$JOB,"reason":"crane down"}"#),
    ("hub.gauge_opened", r#"{"type":"gauge_opened","change":$RECORD{"state":"open"}}}"#),
    (
        "hub.gauge_opened",
        r#"{"type":"gauge_opened","change":$RECORD{"state":"offered","first":$SIGNATURE}}}"#,
    ),
    (
        "hub.gauge_opened",
        r#"{"type":"gauge_opened","change":$RECORD{"state":"signed","first":$SIGNATURE,"second":$SIGNATURE}}}"#,
    ),
    ("hub.gauge_added", r#"{"type":"gauge_added","change":$GAUGE,"entry":$ENTRY}"#),
    ("hub.gauge_tallied", r#"{"type":"gauge_tallied","change":$GAUGE,"unit":$UNIT,"tally":$TALLY}"#),
    (
        "hub.gauge_excepted",
        r#"{"type":"gauge_excepted","change":$GAUGE,"unit":$UNIT,
        "exception":{"kind":"does_not_fit","words":"6 t","by":$WITNESS}}"#,
    ),
    (
        "hub.gauge_resolved",
        r#"{"type":"gauge_resolved","change":$GAUGE,"unit":$UNIT,"reason":"platform came","by":$WITNESS}"#,
    ),
    ("hub.gauge_noted", r#"{"type":"gauge_noted","change":$GAUGE,"note":$NOTE}"#),
    (
        "hub.gauge_voided",
        r#"{"type":"gauge_voided","change":$GAUGE,"number":"KHORGOS-D00017","reason":"pieces","by":$WITNESS}"#,
    ),
    ("hub.gauge_signed", r#"{"type":"gauge_signed","change":$GAUGE,"signature":$SIGNATURE}"#),
    ("hub.gauge_returned", r#"{"type":"gauge_returned","change":$GAUGE,"reason":"pieces","by":$WITNESS}"#),
    (
        "hub.gauge_cancelled",
        r#"{"type":"gauge_cancelled","change":$GAUGE,"reason":"other train","by":$WITNESS}"#,
    ),
    (
        "hub.hold_set",
        r#"{"type":"hold_set","unit":$UNIT,"hold":{"id":$HOLD,"kind":"quarantine","reason":"seeds","by":"CIQ",
        "since":"2026-12-01T09:02:30Z"}}"#,
    ),
    (
        "hub.hold_lifted",
        r#"{"type":"hold_lifted","unit":$UNIT,"hold":$HOLD,"by":"CIQ","reason":"certificate 77"}"#,
    ),
    (
        "hub.equipment_broken",
        r#"{"type":"equipment_broken","equipment":"RMG-1","reason":"wind","at":"2026-12-01T09:02:30Z"}"#,
    ),
    (
        "hub.equipment_mended",
        r#"{"type":"equipment_mended","equipment":"RMG-1","at":"2026-12-01T10:00:00Z"}"#,
    ),
];

/// Returns the text with its parts put in, as JSON.
pub fn golden(text: &str) -> Value {
    let parts = super::goods::PARTS
        .iter()
        .chain(&super::gate::GATE_PARTS)
        .chain(&super::grain::PARTS)
        .chain(&super::ship::PARTS)
        .chain(&PARTS);
    let whole = parts.fold(text.to_owned(), |text, (name, part)| text.replace(name, part));
    serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

/// Returns every kind with its text.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    HUB.into_iter()
        .chain(super::grain::GRAIN)
        .chain(super::gate::GATE)
        .chain(super::goods::GOODS)
        .chain(super::ship::SHIP)
        .chain(super::reefer::REEFERS)
}

/// Returns the kinds that have a golden text.
pub fn kinds() -> BTreeSet<&'static str> {
    all().map(|(kind, _)| kind).collect()
}

/// Returns every golden body with how it is read.
pub fn written() -> Vec<Written> {
    let read: Reader = read;
    all().map(|(kind, text)| (kind, golden(text), read)).collect()
}

fn read(kind: &str, body: &Value) -> Result<Value, ViewError> {
    let event = hub_event(kind, body)?;
    Ok(serde_json::to_value(HubEventView::from(&event)).unwrap())
}

/// Returns the first golden event of a kind.
pub fn event(kind: &str) -> HubEvent {
    let (_, text) = all().find(|(of, _)| *of == kind).unwrap();
    hub_event(kind, &golden(text)).unwrap()
}

#[test]
fn stored_bodies_keep_their_shape() {
    for (kind, body, read) in written() {
        assert_eq!(read(kind, &body).as_ref(), Ok(&body), "{kind}");
    }
}

#[test]
fn a_kind_is_that_of_its_body() {
    for (kind, body, read) in written() {
        assert_eq!(kind.strip_prefix("hub."), body["type"].as_str());
        for other in ["hub.else", "job_done", "consignment.drafted"] {
            let error = read(other, &body).unwrap_err();
            assert_eq!((error.field.as_str(), error.found.as_str()), ("type", kind));
        }
    }
}

/// A round trip would not see two members that are mixed up both ways.
#[test]
fn members_mean_what_they_are_called() {
    let HubEvent::Job(JobEvent::Done { from, to, job, unit, .. }) = event("hub.job_done") else {
        panic!("expected a job that is done")
    };
    assert_eq!(from.to_string(), "A1-06-2-3");
    assert_eq!(to.to_string(), "wagon 01890a5d-ac96-774b-bcce-b302099a8058 slot 1");
    assert!(job.to_string().ends_with("62") && unit.to_string().ends_with("57"));
    let HubEvent::Placement(PlacementEvent::Offered { placement }) = event("hub.placement_offered") else {
        panic!("expected a proposal")
    };
    let proposal = &placement.proposal;
    assert!(proposal.from < proposal.until && placement.offered_at < proposal.expires);
    assert_eq!((placement.by.as_str(), proposal.to.as_str()), ("LYG", "KTZ"));
    assert!(proposal.id.to_string().ends_with("61") && proposal.visit.to_string().ends_with("59"));
    assert_eq!((placement.length.as_mm(), proposal.units), (13_920, 54));
    let HubEvent::Visit(VisitEvent::Estimated { arrival, departure, .. }) = event("hub.visit_estimated")
    else {
        panic!("expected an estimate")
    };
    let (arrival, departure) = (arrival.unwrap(), departure.unwrap());
    assert!(arrival.is_ordered() && departure.is_ordered() && arrival.late < departure.early);
    let HubEvent::Visit(VisitEvent::Moored { mooring, .. }) = event("hub.visit_moored") else {
        panic!("expected a mooring")
    };
    assert!(mooring.from < mooring.until && mooring.offset.as_mm() == 12_500);
    let HubEvent::Visit(VisitEvent::Expected { announcement }) = event("hub.visit_expected") else {
        panic!("expected an announcement")
    };
    assert!(announcement.arrival < announcement.departure);
    let HubEvent::Visit(VisitEvent::Arrived { differences, brings, .. }) = event("hub.visit_arrived") else {
        panic!("expected an arrival")
    };
    let Difference::OtherOrder { listed, found, .. } = &differences[3] else { panic!("expected an order") };
    assert_eq!((*listed, *found), (4, 7));
    let Difference::Seals { listed, found, .. } = &differences[4] else { panic!("expected seals") };
    assert_eq!((listed.len(), found.len()), (1, 2));
    let article = &brings[1].article;
    assert_eq!((article.set_point, article.gross.mass().unwrap().as_kg()), (Some(-180), 26_500));
    assert_eq!((article.dangerous[0].as_str(), article.seals[0].as_str()), ("3", "KZ 4711"));
    assert!(article.onward.unwrap().to_string().ends_with("60"));
    assert_eq!(
        (article.destination.as_ref().unwrap().as_str(), article.customer.as_ref().unwrap().as_str()),
        ("KZALA", "ACME")
    );
}

/// What is absent was not said; null says that there is none.
#[test]
fn facts_tell_nothing_said_from_nothing_there() {
    let facts = |text: &str| {
        let body = format!(
            r#"{{"type":"inventory_stated","unit":$UNIT,"facts":{text},"at":"2026-12-01T00:00:00Z"}}"#
        );
        let event = hub_event("hub.inventory_stated", &golden(&body)).unwrap();
        let HubEvent::Inventory(InventoryEvent::Stated { facts, .. }) = event else {
            panic!("expected facts")
        };
        (facts.set_point, facts.damage, facts.seals)
    };
    assert_eq!(facts("{}"), (None, None, None));
    assert_eq!(
        facts(r#"{"set_point_dc":null,"damage":null,"seals":[]}"#),
        (Some(None), Some(None), Some(Vec::new()))
    );
    let said = facts(r#"{"set_point_dc":-5,"damage":"bent","seals":["1"]}"#);
    assert_eq!(said, (Some(Some(-5)), Some(Some("bent".to_owned())), Some(vec!["1".to_owned()])));
}

fn word(view: impl serde::Serialize, tag: &str) -> String {
    let json = serde_json::to_value(view).unwrap();
    json.as_str().or(json[tag].as_str()).unwrap().to_owned()
}

/// The words of the domain are those of the JSON.
#[test]
fn words_are_those_of_the_domain() {
    BoxLength::ALL
        .into_iter()
        .for_each(|value| assert_eq!(word(BoxLengthView::from(value), ""), value.word()));
    Fill::ALL.into_iter().for_each(|value| assert_eq!(word(FillView::from(value), ""), value.word()));
    HoldKind::ALL
        .into_iter()
        .for_each(|value| assert_eq!(word(HubHoldKindView::from(value), ""), value.word()));
    ExceptionKind::ALL
        .into_iter()
        .for_each(|value| assert_eq!(word(GaugeExceptionKindView::from(value), ""), value.word()));
    Urgency::ALL.into_iter().for_each(|value| assert_eq!(word(UrgencyView::from(value), ""), value.word()));
    Stage::ALL.into_iter().for_each(|value| assert_eq!(word(VisitStageView::from(value), ""), value.word()));
    let at = "2026-12-01T00:00:00Z".parse().unwrap();
    for stage in [JobStage::Planned, JobStage::Dispatched { at }, JobStage::Started { at }] {
        assert_eq!(word(JobStageView::from(&stage), "state"), stage.word());
    }
    for stage in [
        PlacementStage::Offered,
        PlacementStage::Accepted { at },
        PlacementStage::Placed { at },
        PlacementStage::Worked { at },
    ] {
        assert_eq!(word(PlacementStageView::from(&stage), "state"), stage.word());
    }
    let metre = lb_base::Length::from_metres(1);
    for vehicle in
        [Vehicle::Train { gauge: 1435 }, Vehicle::Vessel { length: metre, draught: metre }, Vehicle::Truck]
    {
        assert_eq!(word(VisitVehicleView::from(&vehicle), "kind"), vehicle.word());
    }
    let HubEvent::Visit(VisitEvent::Arrived { differences, brings, .. }) = event("hub.visit_arrived") else {
        panic!("expected an arrival")
    };
    for difference in &differences {
        assert_eq!(word(DifferenceView::from(difference), "kind"), difference.word());
    }
    for listing in &brings {
        let form = &listing.article.form;
        assert_eq!(word(FormView::from(form), "form"), form.word());
    }
    let HubEvent::Inventory(InventoryEvent::Opened { units }) = event("hub.inventory_opened") else {
        panic!("expected an inventory")
    };
    for counted in &units {
        assert_eq!(word(SpotView::from(&counted.spot), "at"), counted.spot.word());
    }
}
