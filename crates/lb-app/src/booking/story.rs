//! One consignment as its people look at it: everything that is known, in one timeline.

use std::collections::BTreeSet;

use lb_base::PlaceId;
use lb_booking::Consignment;
use lb_booking::Ledger;
use lb_booking::handling::{Handling, Record, Vehicle};
use lb_booking::plan::{Carriage, PlanLeg};
use serde::Serialize;
use utoipa::ToSchema;

use super::act::live_booking;
use super::dossier::Dossier;
use super::views::{ConsignmentView, StandingView};
use crate::desk::ledger_entity;
use crate::journal::{Entity, Stored};

/// A document of a consignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DocumentView {
    /// SHA-256 of its content.
    pub hash: String,
    /// Its name among people.
    pub name: String,
    /// The type of its content.
    pub media_type: String,
    /// How long it is.
    pub bytes: u64,
    /// When it was added, RFC 3339.
    pub added_at: String,
}

/// How a booked leg stands in its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LegStanding {
    /// The leg.
    pub leg: u16,
    /// Held, confirmed or waiting; absent where the hold has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub standing: Option<StandingView>,
    /// Where it stands in the waiting list, 1 for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub position: Option<usize>,
}

/// One step of a consignment's way: planned, estimated, actual, each in its own field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Step {
    /// What: `received`, `loaded`, `departed`, `arrived`, `unloaded`, `gauge_changed`, `customs_cleared`, `held`, `released`,
    /// `delivered`.
    pub what: String,
    /// Where.
    pub place: String,
    /// The plan's leg, where it belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub leg: Option<u16>,
    /// The run or the mode of the vehicle.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub vehicle: Option<String>,
    /// The unit it happened to; absent for all goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub unit: Option<String>,
    /// When after the plan, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub planned: Option<String>,
    /// When it is thought to be, RFC 3339: the median.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub estimated: Option<String>,
    /// When it happened, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub actual: Option<String>,
    /// When that was recorded, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub recorded_at: Option<String>,
    /// The record that tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub record: Option<String>,
    /// Whether another record corrects it: it is told and does not count.
    pub corrected: bool,
}

/// A consignment with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConsignmentAnswer {
    /// How many events it has had; to be sent with what is to be done.
    pub version: u64,
    /// The customer's own name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub reference: Option<String>,
    /// The consignment.
    pub consignment: ConsignmentView,
    /// How the live booking's legs stand in their ledgers.
    pub standings: Vec<LegStanding>,
    /// Plan, estimate and records as one story, in order.
    pub timeline: Vec<Step>,
    /// Organisations beside the customer that may see it.
    pub shared_with: Vec<String>,
    /// Documents, by hash.
    pub documents: Vec<DocumentView>,
    /// When its first event was recorded, RFC 3339.
    pub made_at: String,
    /// When its last event was recorded, RFC 3339.
    pub updated_at: String,
}

impl ConsignmentAnswer {
    /// Returns the answer of a dossier at a version; `ledgers` are those of the live booking.
    #[must_use]
    pub fn of(dossier: &Dossier, version: u64, ledgers: &[Ledger]) -> Self {
        let consignment = &dossier.consignment;
        let documents = dossier.documents.iter().map(|(hash, document)| DocumentView {
            hash: hash.to_string(),
            name: document.name.clone(),
            media_type: document.media_type.clone(),
            bytes: document.bytes,
            added_at: document.added_at.rfc3339(),
        });
        Self {
            version,
            reference: dossier.reference.clone(),
            consignment: ConsignmentView::from(consignment),
            standings: standings(consignment, ledgers),
            timeline: timeline(consignment),
            shared_with: dossier.shared_with.iter().map(ToString::to_string).collect(),
            documents: documents.collect(),
            made_at: dossier.made_at.rfc3339(),
            updated_at: dossier.updated_at.rfc3339(),
        }
    }
}

/// Returns the ledgers of a live booking's legs.
#[must_use]
pub fn ledgers_of(dossier: &Dossier) -> BTreeSet<Entity> {
    let legs = live_booking(&dossier.consignment).map(|booking| booking.legs.as_slice());
    legs.unwrap_or_default().iter().filter_map(|leg| ledger_entity(&leg.ledger).ok()).collect()
}

fn standings(consignment: &Consignment, ledgers: &[Ledger]) -> Vec<LegStanding> {
    let Some(booking) = live_booking(consignment) else { return Vec::new() };
    let standing = |leg: &lb_booking::booking::BookedLeg| {
        let key = booking.key(leg.leg);
        let ledger = ledgers.iter().find(|ledger| *ledger.id() == leg.ledger);
        let found = ledger.and_then(|ledger| ledger.entry(&key));
        let waiting = ledger.and_then(|ledger| ledger.pools().find(|(id, _)| **id == leg.pool));
        let list = waiting.map(|(_, pool)| pool.waiting()).unwrap_or_default();
        LegStanding {
            leg: leg.leg.0,
            standing: found.map(|(_, entry)| StandingView::from(&entry.standing)),
            position: list.iter().position(|(other, _)| *other == key).map(|place| place + 1),
        }
    };
    booking.legs.iter().map(standing).collect()
}

/// A step of the plan that may have happened.
struct Planned<'a> {
    what: &'static str,
    place: &'a PlaceId,
    leg: &'a PlanLeg,
    at: lb_base::Minute,
}

/// Returns plan, estimate and records as one story: what happened in its order, each step of the plan beside what happened of it,
/// then what is still to come.
#[must_use]
pub fn timeline(consignment: &Consignment) -> Vec<Step> {
    let mut planned = planned_steps(consignment);
    let records = consignment.records();
    let corrected: BTreeSet<_> = records.values().filter_map(|record| record.statement.corrects()).collect();
    let mut told: Vec<(&Record, &Handling)> = records
        .values()
        .filter_map(|record| record.statement.handling().map(|handling| (record, handling)))
        .collect();
    told.sort_by_key(|(record, handling)| (handling.happened_at, record.recorded_at, record.id));
    let mut steps = Vec::new();
    for (record, handling) in told {
        let is_corrected = corrected.contains(&record.id);
        let fits = |step: &Planned<'_>| {
            !is_corrected
                && step.what == handling.kind.word()
                && *step.place == handling.place
                && handling.kind.vehicle().is_none_or(|vehicle| step.leg.is_carried_by(vehicle))
        };
        let found = planned.iter().position(fits).map(|place| planned.remove(place));
        steps.push(happened(record, handling, found.as_ref(), is_corrected));
    }
    let estimate = consignment.estimate().map(|estimate| estimate.arrival.likely.rfc3339());
    let last = planned.iter().rposition(|step| step.what == "arrived");
    for (place, step) in planned.iter().enumerate() {
        let estimated = estimate.clone().filter(|_| Some(place) == last);
        steps.push(expected(step, estimated));
    }
    steps
}

fn planned_steps(consignment: &Consignment) -> Vec<Planned<'_>> {
    let Some(plan) = consignment.plan() else { return Vec::new() };
    let mut steps = Vec::new();
    for leg in &plan.legs {
        steps.push(Planned { what: "departed", place: &leg.from, leg, at: leg.depart.0 });
        steps.push(Planned { what: "arrived", place: &leg.to, leg, at: leg.arrive.0 });
    }
    steps.sort_by_key(|step| (step.at, step.leg.no));
    steps
}

fn happened(record: &Record, handling: &Handling, planned: Option<&Planned<'_>>, corrected: bool) -> Step {
    Step {
        what: handling.kind.word().to_owned(),
        place: handling.place.to_string(),
        leg: planned.map(|step| step.leg.no.0),
        vehicle: handling.kind.vehicle().map(vehicle_word),
        unit: handling.unit.map(|unit| unit.to_string()),
        planned: planned.map(|step| step.at.rfc3339()),
        estimated: None,
        actual: Some(handling.happened_at.0.to_string()),
        recorded_at: Some(record.recorded_at.to_string()),
        record: Some(record.id.to_string()),
        corrected,
    }
}

fn expected(step: &Planned<'_>, estimated: Option<String>) -> Step {
    let vehicle = match &step.leg.carriage {
        Carriage::Ride { run, .. } => run.to_string(),
        Carriage::Move { mode } => mode.word().to_owned(),
    };
    Step {
        what: step.what.to_owned(),
        place: step.place.to_string(),
        leg: Some(step.leg.no.0),
        vehicle: Some(vehicle),
        unit: None,
        planned: Some(step.at.rfc3339()),
        estimated,
        actual: None,
        recorded_at: None,
        record: None,
        corrected: false,
    }
}

fn vehicle_word(vehicle: &Vehicle) -> String {
    match vehicle {
        Vehicle::Run { run, .. } => run.to_string(),
        Vehicle::OnDemand(mode) => mode.word().to_owned(),
    }
}

/// An event as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventRow {
    /// Its place in this site's journal.
    pub position: u64,
    /// Its name.
    pub id: String,
    /// What happened.
    pub kind: String,
    /// What it is about: `consignment:..`.
    pub entity: String,
    /// The entity's version after it.
    pub version: u64,
    /// When it happened, RFC 3339.
    pub happened_at: String,
    /// When it was recorded, RFC 3339.
    pub recorded_at: String,
    /// Who acted.
    pub actor: String,
    /// For which organisation.
    pub organisation: String,
    /// The event that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub corrects: Option<String>,
    /// What it says; absent where that was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, value_type = Object)]
    pub event: Option<serde_json::Value>,
    /// Its hash in the chain.
    pub hash: String,
}

impl EventRow {
    /// Returns the row of a record.
    #[must_use]
    pub fn of(stored: &Stored) -> Self {
        let header = &stored.record.header;
        let body = stored.record.content.as_ref().and_then(|content| content.body.json());
        Self {
            position: stored.position.0,
            id: header.id.to_string(),
            kind: header.kind.to_string(),
            entity: header.entity.to_string(),
            version: header.entity_version,
            happened_at: header.happened_at.rfc3339(),
            recorded_at: header.recorded_at.rfc3339(),
            actor: header.actor.to_string(),
            organisation: header.organisation.to_string(),
            corrects: header.corrects.map(|id| id.to_string()),
            event: body.and_then(|body| body.get("event").cloned()),
            hash: stored.record.hash.to_string(),
        }
    }
}
