//! The schema of a view says what its JSON is.

use std::collections::BTreeSet;

use serde_json::json;
use utoipa::PartialSchema;

use super::golden::kinds;
use crate::hub::views::{
    EquipmentEventView, FactsView, FormView, GateEventView, GaugeEventView, GoodsEventView, GrainEventView,
    GrossView, HoldEventView, InventoryEventView, JobEventView, PlacementEventView, PlacementView,
    ReeferEventView, ShipEventView, SpotView, StuffingEventView, VisitEventView,
};
use crate::json::tests::schema::tags;

#[test]
fn the_schema_of_events_has_the_types_of_the_stored_bodies() {
    let all = [
        tags::<InventoryEventView>("type"),
        tags::<VisitEventView>("type"),
        tags::<PlacementEventView>("type"),
        tags::<JobEventView>("type"),
        tags::<GaugeEventView>("type"),
        tags::<HoldEventView>("type"),
        tags::<EquipmentEventView>("type"),
        tags::<GrainEventView>("type"),
        tags::<GateEventView>("type"),
        tags::<GoodsEventView>("type"),
        tags::<StuffingEventView>("type"),
        tags::<ShipEventView>("type"),
        tags::<ReeferEventView>("type"),
    ];
    let types: BTreeSet<String> =
        kinds().iter().map(|kind| kind.strip_prefix("hub.").unwrap().to_owned()).collect();
    assert_eq!(all.into_iter().flatten().collect::<BTreeSet<String>>(), types);
}

#[test]
fn the_schema_of_unions_has_their_words() {
    let set = |words: &str| words.split(' ').map(str::to_owned).collect::<BTreeSet<String>>();
    assert_eq!(tags::<SpotView>("at"), set("yard wagon visit warehouse"));
    assert_eq!(tags::<FormView>("form"), set("box wagon vehicle piece"));
    assert_eq!(tags::<GrossView>("known"), set("unknown declared verified"));
}

#[test]
fn what_may_be_null_or_absent_says_so() {
    let facts = serde_json::to_value(FactsView::schema()).unwrap();
    assert_eq!(facts["properties"]["set_point_dc"]["type"], json!(["integer", "null"]));
    assert_eq!(facts["properties"]["damage"]["type"], json!(["string", "null"]));
    assert_eq!(facts.get("required"), None);
    let placement = serde_json::to_value(PlacementView::schema()).unwrap();
    assert!(placement.to_string().contains("\"expired\""), "{placement:#}");
}
