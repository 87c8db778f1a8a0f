//! What the body of an event holds: the event, who beside the operator may see it, and how its entity stands after the command.
//!
//! ```json
//! {"audience": ["GRAIN-TRADER"], "event": {"type": "planned", "plan": {}}, "row": {"status": "planned"}}
//! ```
//!
//! The row is what lists show. It stands on the last event of a command, so that a projection needs no state: what is derived
//! from many events (the status, the progress) was derived when it was decided.

use lb_booking::Ledger;
use lb_booking::consignment::{self, ConsignmentEvent};
use lb_booking::ledger::LedgerEvent;
use lb_booking::unit::{Unit, UnitEvent};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::dossier::{self, Document, Dossier, DossierEvent};
use super::rows::{ConsignmentRow, LedgerRow, UnitRow};
use super::views::{self, ConsignmentEventView, LedgerEventView, UnitEventView};
use crate::desk::{Fact, NewFact, OrganisationKind, consignment_entity};
use crate::journal::{Body, Entity, Fault, Moment, OrganisationId, Stored};

/// What happens to a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// An event of the consignment.
    Consignment(Box<ConsignmentEvent>),
    /// An event beside it.
    Dossier(DossierEvent),
}

impl Happened {
    fn kind(&self) -> &'static str {
        match self {
            Self::Consignment(event) => event.kind(),
            Self::Dossier(event) => event.kind(),
        }
    }

    fn happened_at(&self) -> Option<Moment> {
        match self {
            Self::Consignment(event) => event.happened_at().map(Moment::from),
            Self::Dossier(_) => None,
        }
    }

    fn view(&self) -> Result<Value, Fault> {
        let written = match self {
            Self::Consignment(event) => serde_json::to_value(ConsignmentEventView::from(event.as_ref())),
            Self::Dossier(event) => serde_json::to_value(DossierEventView::from(event)),
        };
        written.map_err(|error| Fault::caused("event", error))
    }
}

/// An event beside the consignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum DossierEventView {
    Referred { reference: Option<String> },
    Shared { with: String },
    Unshared { with: String },
    Attached { hash: String, name: String, media_type: String, bytes: u64, added_at: String },
    Detached { hash: String },
}

impl From<&DossierEvent> for DossierEventView {
    fn from(event: &DossierEvent) -> Self {
        match event {
            DossierEvent::Referred { reference } => Self::Referred { reference: reference.clone() },
            DossierEvent::Shared { with } => Self::Shared { with: with.to_string() },
            DossierEvent::Unshared { with } => Self::Unshared { with: with.to_string() },
            DossierEvent::Attached { hash, document } => Self::Attached {
                hash: hash.to_string(),
                name: document.name.clone(),
                media_type: document.media_type.clone(),
                bytes: document.bytes,
                added_at: document.added_at.rfc3339(),
            },
            DossierEvent::Detached { hash } => Self::Detached { hash: hash.to_string() },
        }
    }
}

impl DossierEventView {
    fn event(self) -> Result<DossierEvent, Fault> {
        Ok(match self {
            Self::Referred { reference } => DossierEvent::Referred { reference },
            Self::Shared { with } => DossierEvent::Shared { with: with.parse().map_err(unreadable)? },
            Self::Unshared { with } => DossierEvent::Unshared { with: with.parse().map_err(unreadable)? },
            Self::Attached { hash, name, media_type, bytes, added_at } => {
                let added_at = added_at.parse().map_err(unreadable)?;
                let document = Document { name, media_type, bytes, added_at };
                DossierEvent::Attached { hash: hash.parse().map_err(unreadable)?, document }
            }
            Self::Detached { hash } => DossierEvent::Detached { hash: hash.parse().map_err(unreadable)? },
        })
    }
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::caused("event", error)
}

/// Returns the event of a body.
fn event_of<'a>(fact: &Fact<'a>) -> Result<Option<&'a Value>, Fault> {
    let Some(body) = fact.body else { return Ok(None) };
    let missing = || Fault::new("event: expected a body with an event, got one without");
    body.get("event").map(Some).ok_or_else(missing)
}

/// Returns a dossier after one more event, as decided or as recorded.
#[must_use]
pub fn after(dossier: Option<Dossier>, happened: &Happened, recorded_at: Moment) -> Option<Dossier> {
    match happened {
        Happened::Consignment(event) => {
            let (mut state, rest) = match dossier {
                Some(dossier) => (Some(dossier.consignment.clone()), Some(dossier)),
                None => (None, None),
            };
            consignment::apply(&mut state, event);
            let consignment = state?;
            Some(match rest {
                Some(dossier) => Dossier { consignment, updated_at: recorded_at, ..dossier },
                None => Dossier {
                    consignment,
                    reference: None,
                    shared_with: std::collections::BTreeSet::new(),
                    documents: std::collections::BTreeMap::new(),
                    made_at: recorded_at,
                    updated_at: recorded_at,
                },
            })
        }
        Happened::Dossier(event) => {
            let mut dossier = dossier?;
            dossier::apply(&mut dossier, event);
            dossier.updated_at = recorded_at;
            Some(dossier)
        }
    }
}

/// Returns a dossier after one more recorded event.
///
/// # Errors
/// A fault when the body is not an event of the kind.
pub fn replayed(dossier: Option<Dossier>, fact: &Fact<'_>) -> Result<Option<Dossier>, Fault> {
    let Some(event) = event_of(fact)? else { return Ok(dossier) };
    let happened = if fact.kind.starts_with("dossier.") {
        let view: DossierEventView = serde_json::from_value(event.clone()).map_err(unreadable)?;
        Happened::Dossier(view.event()?)
    } else {
        Happened::Consignment(Box::new(views::consignment_event(fact.kind, event).map_err(unreadable)?))
    };
    Ok(after(dossier, &happened, fact.recorded_at))
}

/// Reads an event of a ledger.
///
/// # Errors
/// A fault when the body is not one.
pub fn ledger_event(fact: &Fact<'_>) -> Result<Option<LedgerEvent>, Fault> {
    let Some(event) = event_of(fact)? else { return Ok(None) };
    views::ledger_event(fact.kind, event).map(Some).map_err(unreadable)
}

/// Reads an event of a unit.
///
/// # Errors
/// A fault when the body is not one.
pub fn unit_event(fact: &Fact<'_>) -> Result<Option<UnitEvent>, Fault> {
    let Some(event) = event_of(fact)? else { return Ok(None) };
    views::unit_event(fact.kind, event).map(Some).map_err(unreadable)
}

/// Returns the facts of a consignment's events, with its row on the last.
pub(super) fn consignment_facts(
    dossier: &Dossier,
    happened: &[Happened],
    ledgers: &[&Ledger],
    now: Moment,
) -> Result<Vec<NewFact>, Fault> {
    let entity = consignment_entity(dossier.consignment.id())?;
    let audience = dossier.audience();
    let row = ConsignmentRow::of(dossier, ledgers, now);
    let last = happened.len().saturating_sub(1);
    let mut facts = Vec::new();
    for (place, event) in happened.iter().enumerate() {
        let row = (place == last).then(|| serde_json::to_value(&row)).transpose().map_err(unreadable)?;
        let fact = fact(entity.clone(), event.kind(), (event.view()?, &audience, row))?;
        facts.push(NewFact { happened_at: event.happened_at(), ..fact });
    }
    Ok(facts)
}

/// Returns the facts of a ledger's events, with its row on the last.
pub(super) fn ledger_facts(
    entity: Entity,
    ledger: &Ledger,
    events: &[LedgerEvent],
) -> Result<Vec<NewFact>, Fault> {
    let last = events.len().saturating_sub(1);
    let mut facts = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let row = (place == last).then(|| serde_json::to_value(LedgerRow::of(ledger)));
        let row = row.transpose().map_err(unreadable)?;
        let view = serde_json::to_value(LedgerEventView::from(event)).map_err(unreadable)?;
        let fact = fact(entity.clone(), event.kind(), (view, &[], row))?;
        facts.push(NewFact { happened_at: event.happened_at().map(Moment::from), ..fact });
    }
    Ok(facts)
}

/// Returns the facts of a unit's events, with its row on the last.
pub(super) fn unit_facts(
    entity: Entity,
    unit: &Unit,
    events: &[UnitEvent],
    audience: &[OrganisationId],
) -> Result<Vec<NewFact>, Fault> {
    let last = events.len().saturating_sub(1);
    let mut facts = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let row = (place == last).then(|| serde_json::to_value(UnitRow::of(unit)));
        let row = row.transpose().map_err(unreadable)?;
        let view = serde_json::to_value(UnitEventView::from(event)).map_err(unreadable)?;
        facts.push(fact(entity.clone(), event.kind(), (view, audience, row))?);
    }
    Ok(facts)
}

/// Returns whether an organisation is told of a record, by the live stream or a webhook.
///
/// The operator is told of everything but what concerns who may do what; others of what names them among its audience.
#[must_use]
pub fn is_shown_to(stored: &Stored, organisation: &OrganisationId, kind: OrganisationKind) -> bool {
    let about = stored.record.header.entity.kind.as_str();
    if about == "hub" {
        return kind <= OrganisationKind::Partner;
    }
    if kind == OrganisationKind::Operator {
        return matches!(about, "consignment" | "ledger" | "unit" | "import" | "discrepancy");
    }
    let body = stored.record.content.as_ref().and_then(|content| content.body.json());
    let audience = body.and_then(|body| body.get("audience")?.as_array());
    audience.is_some_and(|audience| audience.iter().any(|name| name.as_str() == Some(organisation.as_str())))
}

fn fact(
    entity: Entity,
    kind: &str,
    (event, audience, row): (Value, &[OrganisationId], Option<Value>),
) -> Result<NewFact, Fault> {
    let audience: Vec<&str> = audience.iter().map(OrganisationId::as_str).collect();
    let mut body = json!({ "event": event, "audience": audience });
    if let (Some(row), Some(members)) = (row, body.as_object_mut()) {
        members.insert("row".to_owned(), row);
    }
    let kind = kind.parse().map_err(unreadable)?;
    let body = Body::of(&body).map_err(unreadable)?;
    Ok(NewFact { entity, kind, happened_at: None, corrects: None, body })
}
