//! The schema of a view says what its JSON is.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use utoipa::PartialSchema;

use super::golden::{CONSIGNMENT, LEDGER, UNIT, golden};
use crate::booking::views::{
    ConsignmentEventView, HandlingKindView, LedgerEventView, ShortageView, StandingView, StatementView,
    UnitEventView, UnitKindView,
};
use crate::json::tests::schema::tags;

fn types(bodies: &[(&str, &str)]) -> BTreeSet<String> {
    bodies.iter().map(|(_, text)| golden(text)["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_schema_of_events_has_the_types_of_the_stored_bodies() {
    assert_eq!(tags::<ConsignmentEventView>("type"), types(&CONSIGNMENT));
    assert_eq!(tags::<LedgerEventView>("type"), types(&LEDGER));
    assert_eq!(tags::<UnitEventView>("type"), types(&UNIT));
}

#[test]
fn the_schema_of_unions_and_words_has_their_words() {
    let set = |words: &str| words.split(' ').map(str::to_owned).collect::<BTreeSet<String>>();
    assert_eq!(tags::<StatementView>("says"), set("happened corrects withdraws"));
    assert_eq!(tags::<StandingView>("state"), set("held confirmed waiting"));
    let words = |schema: Value| schema["enum"].clone();
    assert_eq!(words(serde_json::to_value(ShortageView::schema()).unwrap()), json!(["refuse", "wait"]));
    let kinds = words(serde_json::to_value(UnitKindView::schema()).unwrap());
    assert_eq!(kinds, json!(["container", "wagon_12", "wagon_8", "vehicle", "lot"]));
    let kinds = words(serde_json::to_value(HandlingKindView::schema()).unwrap());
    assert_eq!(kinds[5], json!("gauge_changed"));
}
