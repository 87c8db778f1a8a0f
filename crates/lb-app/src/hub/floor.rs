//! What is done on a hub's floor.

use std::sync::Arc;

use lb_hub::{Acting, Floor, Ground, HubEvent, decide};
use lb_network::layout::{HubId, Layout};
use serde_json::{Value, json};

use super::charges::billed;
use super::figures::measured;
use super::history::subjects;
use super::requests::{HubAction, Reader};
use super::views::{HubEventView, hub_event};
use crate::app::App;
use crate::desk::{Circumstances, Decision, Fact, NewFact, OrganisationKind, Seen, Task, hub_entity};
use crate::journal::{Body, Entity, Fault, Moment, SiteId};
use crate::refusal::Refusal;

/// Wishes of one request at most.
pub const ACTIONS_MAX: usize = 500;

/// Does something on a hub's floor; all of it or nothing.
pub struct HubOn {
    /// The corridor.
    pub app: Arc<App>,
    /// Which hub.
    pub hub: HubId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// What is done, in order.
    pub actions: Vec<HubAction>,
}

impl Task for HubOn {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        hub_entity(&self.hub).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        for action in &self.actions {
            let asks = action.asks();
            at.caller.check(asks.permission)?;
            at.caller.check_kind(asks.kind)?;
            if let (OrganisationKind::Partner, Some(asked)) = (at.caller.kind, action.asked()) {
                check_asks_site(asked, at.site)?;
            }
        }
        if self.actions.len() > ACTIONS_MAX {
            let found = self.actions.len().to_string();
            let expected = format!("at most {ACTIONS_MAX}");
            return Err(Refusal::field("request.bad_value", "actions", expected, &found));
        }
        let layout = layout_of(&self.app, &self.hub)?;
        let entity = hub_entity(&self.hub).map_err(broken)?;
        let version = seen.version(&entity);
        let before = seen.hub(&entity).cloned();
        let floor = before.unwrap_or_else(|| Floor::new(self.hub.clone()));
        self.actions.iter().try_for_each(|action| action.check_own(&floor, at.caller))?;
        if let Some(expected) = self.version.filter(|expected| *expected != version) {
            return Err(crate::journal::Refused::Conflict { entity, expected, found: version }.into());
        }
        let happened = self.happened(floor, layout, at)?;
        let made: Vec<Value> = happened.iter().filter_map(|done| made(&done.event)).collect();
        let facts = happened.iter().map(|done| fact(&entity, done));
        let facts = facts.collect::<Result<Vec<NewFact>, Fault>>().map_err(broken)?;
        let version = version.saturating_add(u64::try_from(facts.len()).unwrap_or(u64::MAX));
        Ok(Decision { facts, answer: json!({ "id": self.hub.as_str(), "version": version, "made": made }) })
    }
}

impl HubOn {
    /// Decides every wish on a floor where those before it are done.
    fn happened(
        &self,
        mut floor: Floor,
        layout: &Layout,
        at: &mut Circumstances<'_>,
    ) -> Result<Vec<Happened>, Refusal> {
        let ground = Ground { layout, layouts: &self.app.corridor().layouts };
        let organisation = at.caller.organisation().as_str().parse();
        let organisation = organisation.map_err(|error| broken(Fault::caused("organisation", error)))?;
        let acting = Acting { organisation, now: at.now.timestamp() };
        let person = at.caller.author.actor.to_string();
        let asking = at.caller.organisation().to_string();
        let mut all = Vec::new();
        for (place, action) in self.actions.iter().enumerate() {
            action.check_own(&floor, at.caller)?;
            let mut reader = Reader {
                floor: &floor,
                now: at.now,
                person: &person,
                organisation: &asking,
                randomness: at.randomness,
            };
            let command = action.command(&mut reader);
            let command = command.map_err(|error| error.within(&format!("actions[{place}]")))?;
            let events = decide(&floor, &ground, &command, &acting)?;
            for event in events {
                let done = Happened {
                    subjects: subjects(&event, &floor),
                    measures: measured(&event, &floor),
                    acts: billed(&event, &floor),
                    event,
                };
                floor.apply(&done.event);
                all.push(done);
            }
        }
        Ok(all)
    }
}

/// Refuses a partner's offer to anybody but the site: who offers itself a track would have agreed for those who run it.
fn check_asks_site(asked: &str, site: &SiteId) -> Result<(), Refusal> {
    if asked == site.as_str() {
        return Ok(());
    }
    let expected = format!("the organisation that runs the site, {site}");
    Err(Refusal::field("request.bad_value", "to", expected, asked))
}

/// Returns the floor plan of a hub.
///
/// # Errors
/// `hub.unknown`.
pub fn layout_of<'a>(app: &'a App, hub: &HubId) -> Result<&'a Layout, Refusal> {
    let found = app.corridor().layouts.hubs.get(hub);
    found.ok_or_else(|| Refusal::field("hub.unknown", "hub", "a hub of the corridor", hub.as_str()))
}

/// Returns the names that an event brings into being: callers do not know them yet.
fn made(event: &HubEvent) -> Option<Value> {
    use lb_hub::gate::GateEvent;
    use lb_hub::gauge_record::GaugeEvent;
    use lb_hub::goods::GoodsEvent;
    use lb_hub::goods::stuffing::StuffingEvent;
    use lb_hub::grain::GrainEvent;
    use lb_hub::hold::HoldEvent;
    use lb_hub::job::JobEvent;
    use lb_hub::placement::PlacementEvent;
    use lb_hub::visit::VisitEvent;
    let named = |kind: &str, id: String| Some(json!({ "kind": kind, "id": id }));
    match event {
        HubEvent::Visit(VisitEvent::Expected { announcement }) => named("visit", announcement.id.to_string()),
        HubEvent::Placement(PlacementEvent::Offered { placement }) => {
            named("placement", placement.proposal.id.to_string())
        }
        HubEvent::Job(JobEvent::Planned { job }) => named("job", job.id.to_string()),
        HubEvent::Gauge(GaugeEvent::Opened { change }) => named("gauge", change.id.to_string()),
        HubEvent::Gauge(GaugeEvent::Noted { note, .. }) => named("note", note.number.clone()),
        HubEvent::Hold(HoldEvent::Set { hold, .. }) => named("hold", hold.id.to_string()),
        HubEvent::Grain(GrainEvent::Declared { declaration } | GrainEvent::Blended { declaration, .. }) => {
            named("lot", declaration.id.to_string())
        }
        HubEvent::Grain(GrainEvent::Held { hold, .. }) => named("hold", hold.id.to_string()),
        HubEvent::Gate(GateEvent::Booked { appointment }) => named("appointment", appointment.id.to_string()),
        HubEvent::Goods(GoodsEvent::Declared { declaration }) => named("goods", declaration.id.to_string()),
        HubEvent::Goods(GoodsEvent::Held { hold, .. }) => named("hold", hold.id.to_string()),
        HubEvent::Stuffing(
            StuffingEvent::Opened { heading, .. } | StuffingEvent::Announced { heading, .. },
        ) => named("list", heading.id.to_string()),
        HubEvent::Inventory(_)
        | HubEvent::Grain(_)
        | HubEvent::Gate(_)
        | HubEvent::Goods(_)
        | HubEvent::Stuffing(_)
        | HubEvent::Ship(_)
        | HubEvent::Reefer(_)
        | HubEvent::Visit(_)
        | HubEvent::Placement(_)
        | HubEvent::Job(_)
        | HubEvent::Gauge(_)
        | HubEvent::Hold(_)
        | HubEvent::Equipment(_) => None,
    }
}

/// An event with what only the floor before it knows.
struct Happened {
    event: HubEvent,
    /// What it is about, so that each thing's story can be found.
    subjects: Vec<String>,
    /// What it ends, for the figures.
    measures: Vec<Value>,
    /// What of it is charged for.
    acts: Vec<Value>,
}

/// Returns the fact of an event.
fn fact(entity: &Entity, Happened { event, subjects, measures, acts }: &Happened) -> Result<NewFact, Fault> {
    let fault = |error| Fault::caused("event", error);
    let view = serde_json::to_value(HubEventView::from(event)).map_err(fault)?;
    let mut body = json!({ "event": view, "subjects": subjects });
    for (name, derived) in [("measures", measures), ("acts", acts)] {
        if let Some(body) = body.as_object_mut().filter(|_| !derived.is_empty()) {
            body.insert(name.to_owned(), derived.as_slice().into());
        }
    }
    Ok(NewFact {
        entity: entity.clone(),
        kind: event.kind().parse().map_err(|error| Fault::caused("event", error))?,
        happened_at: event.happened_at().map(Moment::from),
        corrects: None,
        body: Body::of(&body).map_err(|error| Fault::caused("event", error))?,
    })
}

/// Returns a floor after one more recorded event.
///
/// # Errors
/// A fault when the body is not an event of the kind.
pub fn replayed(floor: Option<Floor>, fact: &Fact<'_>) -> Result<Option<Floor>, Fault> {
    let Some(body) = &fact.body else { return Ok(floor) };
    let missing = || Fault::new("event: expected a body with an event, got one without");
    let event = body.get("event").ok_or_else(missing)?;
    let event = hub_event(fact.kind, event).map_err(|error| Fault::caused("event", error))?;
    let hub = fact.entity.id.to_string().parse().map_err(|error| Fault::caused("event", error))?;
    let mut floor = floor.unwrap_or_else(|| Floor::new(hub));
    floor.apply(&event);
    Ok(Some(floor))
}

/// What a body cannot hold is refused: nothing was decided yet.
fn broken(fault: Fault) -> Refusal {
    Refusal::new("request.too_large", format!("expected an event that the journal can hold: {fault}"))
}
