//! What is wrong is refused with its path: every field of every golden body is made wrong in every way.

use serde_json::{Value, json};

use super::golden::{golden, written};
use crate::hub::views::hub_event;
use crate::json::tests::wrong;

/// Words of persons.
const PROSE: [&str; 43] = [
    "reason",
    "raw",
    "name",
    "stow",
    "damage",
    "dangerous",
    "seals",
    "listed",
    "found",
    "number",
    "person",
    "words",
    "main",
    "missing",
    "wagon_number",
    "origin",
    "sample",
    "laboratory",
    "source",
    "how",
    "instrument",
    "weigher",
    "noted.of",
    "to.hold",
    "collects",
    "reference",
    "check.note",
    "deck",
    "size_type",
    "load_port",
    "discharge_port",
    "delivery",
    "class",
    "sea.carrier",
    "shut_out",
    "marks",
    "description",
    "document",
    "what",
    "container",
    "position",
    "transit",
    "answered.note",
];

#[test]
fn what_is_wrong_in_a_stored_body_is_refused_at_its_path() {
    let bodies = written();
    wrong::an_unknown_field_is_refused_at_its_path(&bodies);
    wrong::a_wrong_type_is_refused_at_its_path(&bodies);
    wrong::a_wrong_text_is_refused_at_its_path(&bodies, &PROSE);
    wrong::a_missing_field_is_absent_or_refused_at_its_path(&bodies);
}

fn check(kind: &str, body: &Value, expected: &str) {
    assert_eq!(hub_event(kind, body).unwrap_err().to_string(), expected);
}

#[test]
fn errors_say_where_what_was_expected_and_what_was_found() {
    check("hub.job_done", &json!({}), "type: expected a value, found `nothing`");
    check("hub.job_done", &json!({"type": 7}), "type: expected a word, found `7`");
    check(
        "hub.job_done",
        &json!({"type": "silo_filled"}),
        "type: expected one of inventory_*, visit_*, placement_*, job_*, gauge_*, hold_*, equipment_*, grain_*, gate_*, goods_*, \
         stuffing_*, ship_*, reefer_*, \
         found `silo_filled`",
    );
    check(
        "hub.job_done",
        &json!({"type": "job_lost"}),
        "type: expected one of job_planned, job_assigned, job_dispatched, job_started, job_done, job_aborted, \
         found `job_lost`",
    );
    check(
        "hub.job_done",
        &golden(r#"{"type":"job_started","job":$JOB,"at":"2026-12-01T00:00:00Z"}"#),
        "type: expected an event of kind hub.job_done, found `hub.job_started`",
    );
    check(
        "hub.job_done",
        &golden(r#"{"type":"job_done","job":$JOB,"unit":$UNIT,"from":$YARD,"to":{"at":"moon"},"at":""}"#),
        "to.at: expected one of yard, wagon, visit, warehouse, found `moon`",
    );
    check(
        "hub.job_done",
        &golden(r#"{"type":"job_done","job":$JOB,"unit":"7","from":$YARD,"to":$YARD,"at":""}"#),
        "unit: expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, found `7`",
    );
    check(
        "hub.visit_formed",
        &golden(
            r#"{"type":"visit_formed","visit":$VISIT,"wagons":[$WAGON,"?"],"at":"2026-12-01T00:00:00Z"}"#,
        ),
        "wagons[1]: expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, found `?`",
    );
    check(
        "hub.inventory_stated",
        &golden(r#"{"type":"inventory_stated","unit":$UNIT,"facts":{"gross":{"known":"guessed"}},"at":""}"#),
        "facts.gross.known: expected one of unknown, declared, verified, found `guessed`",
    );
    check(
        "hub.visit_expected",
        &golden(
            r#"{"type":"visit_expected","announcement":{"id":$VISIT,"vehicle":{"kind":"truck"},"name":"",
            "arrival":"2026-12-01T00:00:01Z"}}"#,
        ),
        "announcement.arrival: expected a whole minute, found `2026-12-01T00:00:01Z`",
    );
}
