//! Where the story of each thing on a hub's floor stands in the journal: unit by unit, visit by visit; and what was measured.

use lb_base::UnitId;
use lb_hub::equipment::EquipmentEvent;
use lb_hub::gate::GateEvent;
use lb_hub::gauge_record::GaugeEvent;
use lb_hub::goods::GoodsEvent;
use lb_hub::goods::stuffing::StuffingEvent;
use lb_hub::grain::{Carrier, GrainEvent};
use lb_hub::hold::HoldEvent;
use lb_hub::inventory::{Correction, InventoryEvent};
use lb_hub::job::JobEvent;
use lb_hub::placement::{PlacementEvent, PlacementId};
use lb_hub::ship::ShipEvent;
use lb_hub::spot::Spot;
use lb_hub::visit::{VisitEvent, VisitId};
use lb_hub::{Floor, HubEvent};

use super::{charges, figures};
use crate::journal::{Change, Column, Kind, Projection, Stored, Table, Value};

/// Places in the journal by subject: `unit:..`, `visit:..`, `placement:..`, `equipment:..`, `block:..`, `gauge:..`, `lot:..`, `cell:..`,
/// `appointment:..`, `goods:..`, `list:..`, `warehouse:..`.
pub const HUB_HISTORY: &str = "hub_history";

const TABLES: &[Table] = &[
    Table {
        name: HUB_HISTORY,
        columns: &[
            Column::required("hub", Kind::Text),
            Column::required("subject", Kind::Text),
            // Minus the place of the record: the least is the latest.
            Column::required("latest", Kind::Integer),
        ],
        key: 3,
        indexes: &[],
    },
    figures::TABLE,
    charges::TABLE,
];

/// Notes for each event what it is about.
#[derive(Clone, Copy, Debug)]
pub struct HubProjection;

impl Projection for HubProjection {
    fn name(&self) -> &'static str {
        "hub"
    }

    fn version(&self) -> u32 {
        3
    }

    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let entity = &stored.record.header.entity;
        if entity.kind.as_str() != "hub" {
            return Vec::new();
        }
        let body = stored.record.content.as_ref().and_then(|content| content.body.value());
        let subjects = body.as_ref().and_then(|body| body.get("subjects")?.as_array());
        let latest = i64::try_from(stored.position.0).unwrap_or(i64::MAX);
        let row = |subject: &str| Change::Put {
            table: HUB_HISTORY,
            row: vec![
                Value::text(&entity.id),
                Value::Text(subject.to_owned()),
                Value::Integer(latest.saturating_neg()),
            ],
        };
        let subjects = subjects.into_iter().flatten().filter_map(|subject| subject.as_str());
        let measures = figures::rows(&entity.id, latest, body.as_ref());
        let acts = charges::rows(&entity.id, latest, body.as_ref());
        subjects.map(row).chain(measures).chain(acts).collect()
    }
}

/// Returns what an event is about; `floor` is the one before it.
pub(super) fn subjects(event: &HubEvent, floor: &Floor) -> Vec<String> {
    let mut all = match event {
        HubEvent::Inventory(event) => of_inventory(event),
        HubEvent::Visit(event) => of_visit(event),
        HubEvent::Placement(event) => of_placement(event, floor),
        HubEvent::Job(event) => of_job(event, floor),
        HubEvent::Gauge(event) => of_gauge(event),
        HubEvent::Hold(HoldEvent::Set { unit: held, .. } | HoldEvent::Lifted { unit: held, .. }) => {
            vec![unit(*held)]
        }
        HubEvent::Equipment(
            EquipmentEvent::Broken { equipment, .. } | EquipmentEvent::Mended { equipment, .. },
        ) => vec![format!("equipment:{equipment}")],
        HubEvent::Grain(event) => of_grain(event),
        HubEvent::Gate(event) => of_gate(event),
        HubEvent::Goods(event) => of_goods(event, floor),
        HubEvent::Stuffing(event) => of_stuffing(event),
        HubEvent::Ship(event) => of_ship(event),
        HubEvent::Reefer(event) => event.units().into_iter().map(unit).collect(),
    };
    all.extend(under_lists(event, floor));
    all.sort();
    all.dedup();
    all
}

fn unit(id: UnitId) -> String {
    format!("unit:{id}")
}

fn visit(id: VisitId) -> String {
    format!("visit:{id}")
}

fn of_inventory(event: &InventoryEvent) -> Vec<String> {
    match event {
        InventoryEvent::Opened { units } => units.iter().map(|counted| unit(counted.article.id)).collect(),
        InventoryEvent::Counted { block, corrections, .. } => {
            let about = corrections.iter().map(|correction| match correction {
                Correction::Moved { unit, .. } | Correction::Missing { unit, .. } => *unit,
                Correction::Found(counted) => counted.article.id,
            });
            about.map(unit).chain([format!("block:{block}")]).collect()
        }
        InventoryEvent::Stated { unit: stated, .. } => vec![unit(*stated)],
    }
}

fn of_visit(event: &VisitEvent) -> Vec<String> {
    match event {
        VisitEvent::Expected { announcement } => vec![visit(announcement.id)],
        VisitEvent::Arrived { visit: arrived, brings, .. }
        | VisitEvent::Brought { visit: arrived, brings, .. } => {
            brings.iter().map(|line| unit(line.article.id)).chain([visit(*arrived)]).collect()
        }
        VisitEvent::Formed { visit: formed, wagons: units, .. }
        | VisitEvent::Carried { visit: formed, takes: units, .. }
        | VisitEvent::Departed { visit: formed, takes: units, .. } => {
            units.iter().map(|id| unit(*id)).chain([visit(*formed)]).collect()
        }
        VisitEvent::Listed { visit: of, .. }
        | VisitEvent::Estimated { visit: of, .. }
        | VisitEvent::Indexed { visit: of, .. }
        | VisitEvent::Moored { visit: of, .. }
        | VisitEvent::Worked { visit: of, .. }
        | VisitEvent::Completed { visit: of, .. }
        | VisitEvent::Cancelled { visit: of, .. } => vec![visit(*of)],
    }
}

fn of_ship(event: &ShipEvent) -> Vec<String> {
    let named = match event {
        ShipEvent::LoadListed { .. } | ShipEvent::Decked { .. } => &[][..],
        ShipEvent::ShutOut { units, .. } => units,
    };
    named.iter().map(|id| unit(*id)).chain([visit(event.visit())]).collect()
}

fn of_placement(event: &PlacementEvent, floor: &Floor) -> Vec<String> {
    let (id, of): (PlacementId, Option<VisitId>) = match event {
        PlacementEvent::Offered { placement } => (placement.proposal.id, Some(placement.proposal.visit)),
        PlacementEvent::Accepted { placement, .. }
        | PlacementEvent::Refused { placement, .. }
        | PlacementEvent::Withdrawn { placement, .. }
        | PlacementEvent::Placed { placement, .. }
        | PlacementEvent::Worked { placement, .. }
        | PlacementEvent::Released { placement, .. } => {
            (*placement, floor.placement(*placement).map(|placement| placement.proposal.visit))
        }
    };
    [format!("placement:{id}")].into_iter().chain(of.map(visit)).collect()
}

fn of_gauge(event: &GaugeEvent) -> Vec<String> {
    let about = match event {
        GaugeEvent::Opened { change } => vec![visit(change.from.visit), visit(change.to.visit)],
        GaugeEvent::Added { entry, .. } => vec![unit(entry.unit)],
        GaugeEvent::Tallied { unit: of, .. }
        | GaugeEvent::Excepted { unit: of, .. }
        | GaugeEvent::Resolved { unit: of, .. } => vec![unit(*of)],
        GaugeEvent::Noted { note, .. } => note.lines.iter().map(|line| unit(line.unit)).collect(),
        GaugeEvent::Voided { .. }
        | GaugeEvent::Signed { .. }
        | GaugeEvent::Returned { .. }
        | GaugeEvent::Cancelled { .. } => Vec::new(),
    };
    [format!("gauge:{}", event.change())].into_iter().chain(about).collect()
}

fn of_gate(event: &GateEvent) -> Vec<String> {
    let appointment = event.appointment().map(|id| format!("appointment:{id}"));
    event.visit().map(visit).into_iter().chain(appointment).collect()
}

fn of_job(event: &JobEvent, floor: &Floor) -> Vec<String> {
    match event {
        JobEvent::Planned { job } => vec![unit(job.unit)],
        JobEvent::Done { unit: moved, from, to, equipment, .. } => {
            let spots = [from, to].into_iter().filter_map(|spot: &Spot| floor.visit_of(spot)).map(visit);
            let machine = equipment.iter().map(|equipment| format!("equipment:{equipment}"));
            [unit(*moved)].into_iter().chain(spots).chain(machine).collect()
        }
        JobEvent::Assigned { job, .. }
        | JobEvent::Dispatched { job, .. }
        | JobEvent::Started { job, .. }
        | JobEvent::Aborted { job, .. } => floor.job(*job).map(|job| unit(job.unit)).into_iter().collect(),
    }
}

fn of_grain(event: &GrainEvent) -> Vec<String> {
    let carrier = match event {
        GrainEvent::Received { from: carrier, .. } | GrainEvent::Issued { to: carrier, .. } => Some(carrier),
        GrainEvent::Declared { .. }
        | GrainEvent::Certified { .. }
        | GrainEvent::Weighed { .. }
        | GrainEvent::Sampled { .. }
        | GrainEvent::Analysed { .. }
        | GrainEvent::Moved { .. }
        | GrainEvent::Blended { .. }
        | GrainEvent::Dried { .. }
        | GrainEvent::Lost { .. }
        | GrainEvent::Counted { .. }
        | GrainEvent::Held { .. }
        | GrainEvent::Lifted { .. }
        | GrainEvent::Tolerated { .. }
        | GrainEvent::Closed { .. } => None,
    };
    let carrier = carrier.map(|carrier| match carrier {
        Carrier::Unit(id) => unit(*id),
        Carrier::Visit { visit: id, .. } => visit(*id),
    });
    let lots = event.lots().into_iter().map(|lot| format!("lot:{lot}"));
    let cells = event.cells().into_iter().map(|cell| format!("cell:{cell}"));
    lots.chain(cells).chain(carrier).collect()
}

/// Returns the stuffing lists of boxes that leave with a visit, and the goods in them: each parcel's story tells with what it went.
fn under_lists(event: &HubEvent, floor: &Floor) -> Vec<String> {
    let HubEvent::Visit(VisitEvent::Departed { takes, .. }) = event else { return Vec::new() };
    let numbers = takes.iter().filter_map(|unit| Some(floor.unit(*unit)?.article.identity.to_string()));
    let lists: Vec<_> = numbers.filter_map(|number| floor.store().list_of(&number)).collect();
    let goods = lists.iter().flat_map(|list| list.lines.iter().map(|line| format!("goods:{}", line.goods)));
    let own = lists.iter().map(|list| format!("list:{}", list.heading.id));
    own.chain(goods).collect()
}

fn of_goods(event: &GoodsEvent, floor: &Floor) -> Vec<String> {
    let carrier = match event {
        GoodsEvent::Received { entry, .. } | GoodsEvent::Issued { entry, .. } => Some(entry.carrier.clone()),
        GoodsEvent::Righted { goods, entry, .. } => {
            let goods = floor.store().goods(*goods);
            let entry = goods.and_then(|goods| goods.entries.get(entry.checked_sub(1)?));
            entry.map(|entry| entry.carrier.clone())
        }
        GoodsEvent::Declared { .. }
        | GoodsEvent::PutAway { .. }
        | GoodsEvent::Released { .. }
        | GoodsEvent::Counted { .. }
        | GoodsEvent::Damaged { .. }
        | GoodsEvent::Held { .. }
        | GoodsEvent::Lifted { .. } => None,
    };
    let carrier = carrier.map(|carrier| match carrier {
        Carrier::Unit(id) => unit(id),
        Carrier::Visit { visit: id, .. } => visit(id),
    });
    let goods = event.goods().into_iter().map(|goods| format!("goods:{goods}"));
    let places = event.locations().into_iter().map(|location| format!("warehouse:{}", location.warehouse));
    goods.chain(places).chain(carrier).collect()
}

fn of_stuffing(event: &StuffingEvent) -> Vec<String> {
    let goods = event.goods().into_iter().map(|goods| format!("goods:{goods}"));
    let list = [format!("list:{}", event.list())];
    goods.chain(list).chain(event.unit().map(unit)).collect()
}
