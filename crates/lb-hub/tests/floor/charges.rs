//! Billable acts of drawn worlds, counted anew from the events alone, and against the books of goods and grain.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::UnitId;
use lb_hub::charge::{Act, acts};
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::gate::{CheckKind, GateEvent, Way};
use lb_hub::goods::stuffing::StuffingEvent;
use lb_hub::grain::{GrainEvent, Reading};
use lb_hub::inventory::{Correction, InventoryEvent};
use lb_hub::job::{JobEvent, JobStage};
use lb_hub::measure::About;
use lb_hub::spot::Spot;
use lb_hub::visit::{Vehicle, VisitEvent};
use lb_hub::{Floor, HubEvent, JobId, VisitId};
use lb_network::layout::tariff::BillableAct;

use crate::fixtures::Hub;

/// A count by act and by what it is about.
type Count = BTreeMap<(&'static str, String), i64>;

/// Knows only what the events say: what came with what, where each last move came from, which jobs nobody and nothing took up.
#[derive(Default)]
struct Recount {
    vehicles: BTreeMap<VisitId, Vehicle>,
    wagons: BTreeMap<UnitId, VisitId>,
    entered: BTreeSet<UnitId>,
    came_from: BTreeMap<UnitId, String>,
    /// Jobs as planned and never touched, without a machine.
    idle: BTreeSet<JobId>,
    weighed: BTreeSet<(VisitId, Way)>,
    count: Count,
}

impl Recount {
    fn note(&mut self, act: BillableAct, about: impl std::fmt::Display, amount: i64) {
        *self.count.entry((act.word(), about.to_string())).or_default() += amount;
    }

    fn come(&mut self, visit: VisitId, brings: &[Listing]) {
        for line in brings {
            self.entered.insert(line.article.id);
            if line.article.wagon_type().is_some() {
                self.wagons.insert(line.article.id, visit);
                self.note(BillableAct::Train, visit, 1);
            }
            assert_eq!(line.place == ListedPlace::Consist, line.article.wagon_type().is_some());
        }
    }

    /// What is at an end of a move: `-` the yard, a gauge, `ship`, `truck`.
    fn end(&self, spot: &Spot) -> String {
        let visit = match spot {
            Spot::Yard(_) | Spot::Warehouse { .. } => return "-".to_owned(),
            Spot::Visit { visit, .. } => Some(*visit),
            Spot::Wagon { wagon, .. } => self.wagons.get(wagon).copied(),
        };
        match visit.and_then(|visit| self.vehicles.get(&visit)) {
            Some(Vehicle::Train { gauge }) => gauge.to_string(),
            Some(Vehicle::Vessel { .. }) => "ship".to_owned(),
            Some(Vehicle::Truck) => "truck".to_owned(),
            None => "0".to_owned(),
        }
    }

    fn moved(&mut self, (job, unit): (JobId, UnitId), from: &Spot, to: &Spot) {
        let back = self.idle.remove(&job) && self.came_from.get(&unit) == Some(&format!("{to:?}"));
        let ends = BTreeSet::from([self.end(from), self.end(to)]);
        let ends: Vec<&str> = ends.iter().map(String::as_str).filter(|end| *end != "-").collect();
        let is_rail = |end: &str| end.parse::<u32>().is_ok();
        let act = match ends.as_slice() {
            [] => None,
            ["ship"] => Some(BillableAct::LiftShip),
            ["truck"] => Some(BillableAct::LiftTruck),
            [rail] if is_rail(rail) => Some(BillableAct::LiftRail),
            [rail, "ship"] if is_rail(rail) => Some(BillableAct::ShipDirect),
            ["ship", _] => Some(BillableAct::LiftShip),
            [one, other] if is_rail(one) && is_rail(other) => Some(BillableAct::GaugeChange),
            [rail, "truck"] if is_rail(rail) => Some(BillableAct::LiftRail),
            other => unreachable!("{other:?}"),
        };
        if let Some(act) = act.filter(|_| !self.wagons.contains_key(&unit)) {
            self.note(act, unit, if back { -1 } else { 1 });
        }
        if back {
            self.came_from.remove(&unit);
        } else {
            self.came_from.insert(unit, format!("{from:?}"));
        }
    }

    fn gone(&mut self, takes: &[UnitId]) {
        for unit in takes {
            let here = self.entered.remove(unit);
            let moved = self.came_from.remove(unit).is_some();
            if here && moved && !self.wagons.contains_key(unit) {
                self.note(BillableAct::Storage, unit, 1);
            }
        }
    }

    fn visit(&mut self, event: &VisitEvent) {
        match event {
            VisitEvent::Expected { announcement } => {
                self.vehicles.insert(announcement.id, announcement.vehicle.clone());
            }
            VisitEvent::Arrived { visit, brings, .. } | VisitEvent::Brought { visit, brings, .. } => {
                self.come(*visit, brings);
            }
            VisitEvent::Formed { visit, wagons, .. } => {
                self.wagons.extend(wagons.iter().map(|wagon| (*wagon, *visit)));
            }
            VisitEvent::Departed { takes, .. } | VisitEvent::Carried { takes, .. } => self.gone(takes),
            VisitEvent::Listed { .. }
            | VisitEvent::Estimated { .. }
            | VisitEvent::Indexed { .. }
            | VisitEvent::Moored { .. }
            | VisitEvent::Worked { .. }
            | VisitEvent::Completed { .. }
            | VisitEvent::Cancelled { .. } => {}
        }
    }

    fn take(&mut self, event: &HubEvent) {
        match event {
            HubEvent::Visit(event) => self.visit(event),
            HubEvent::Job(JobEvent::Planned { job }) if job.equipment.is_none() => {
                assert_eq!(job.stage, JobStage::Planned);
                self.idle.insert(job.id);
            }
            HubEvent::Job(JobEvent::Assigned { job, equipment: None, .. }) => {
                self.idle.insert(*job);
            }
            HubEvent::Job(
                JobEvent::Assigned { job, .. }
                | JobEvent::Dispatched { job, .. }
                | JobEvent::Started { job, .. },
            ) => {
                self.idle.remove(job);
            }
            HubEvent::Job(JobEvent::Done { job, unit, from, to, .. }) => self.moved((*job, *unit), from, to),
            HubEvent::Inventory(InventoryEvent::Counted { corrections, .. }) => {
                for correction in corrections {
                    match correction {
                        Correction::Found(found) => drop(self.entered.insert(found.article.id)),
                        Correction::Missing { unit, .. } => {
                            self.entered.remove(unit);
                            self.came_from.remove(unit);
                        }
                        Correction::Moved { .. } => {}
                    }
                }
            }
            HubEvent::Stuffing(StuffingEvent::Sealed { unit, .. }) => {
                self.note(BillableAct::Stuffing, unit, 1)
            }
            HubEvent::Stuffing(StuffingEvent::Stripped { unit, .. }) => {
                self.note(BillableAct::Stripping, unit, 1)
            }
            HubEvent::Gate(GateEvent::Left { visit, .. }) => self.note(BillableAct::Gate, visit, 1),
            HubEvent::Gate(GateEvent::Checked { visit, check }) => {
                // What was told last of a way is what counts.
                let way = (*visit, check.way);
                if check.kind == CheckKind::Weight && self.weighed.remove(&way) {
                    self.note(BillableAct::Weighing, visit, -1);
                }
                if check.kind == CheckKind::Weight && check.mass.is_some() {
                    self.weighed.insert(way);
                    self.note(BillableAct::Weighing, visit, 1);
                }
            }
            HubEvent::Grain(GrainEvent::Weighed { lot, weighing }) => {
                if let Reading::Weighbridge { .. } = weighing.reading {
                    self.note(BillableAct::Weighing, lot, 1);
                }
            }
            HubEvent::Inventory(_)
            | HubEvent::Placement(_)
            | HubEvent::Job(_)
            | HubEvent::Gauge(_)
            | HubEvent::Hold(_)
            | HubEvent::Equipment(_)
            | HubEvent::Grain(_)
            | HubEvent::Gate(_)
            | HubEvent::Goods(_)
            | HubEvent::Stuffing(_)
            | HubEvent::Ship(_)
            | HubEvent::Reefer(_) => {}
        }
    }
}

fn about(act: &Act) -> String {
    match act.about {
        About::Visit(id) => id.to_string(),
        About::Unit(id) => id.to_string(),
        About::Placement(id) => id.to_string(),
        About::Lot(id) => id.to_string(),
        About::Goods(id) => id.to_string(),
    }
}

/// What the recount knows of; goods and grain are held against their books.
const RECOUNTED: [BillableAct; 11] = [
    BillableAct::LiftRail,
    BillableAct::LiftShip,
    BillableAct::LiftTruck,
    BillableAct::ShipDirect,
    BillableAct::GaugeChange,
    BillableAct::Storage,
    BillableAct::Train,
    BillableAct::Gate,
    BillableAct::Weighing,
    BillableAct::Stuffing,
    BillableAct::Stripping,
];

/// Fails where a billable act of a world is missing, or there twice.
///
/// Returns how much there was of each, so that a caller can ask that something was tried at all.
pub fn agree(hub: &Hub) -> BTreeMap<&'static str, i64> {
    let mut floor = Floor::new(hub.floor.hub().clone());
    let (mut recount, mut found) = (Recount::default(), Count::new());
    let mut seen = BTreeMap::new();
    for event in &hub.journal {
        for act in acts(event, &floor) {
            assert!(act.deed.from <= act.deed.until, "{act:?} ends before it begins");
            *found.entry((act.deed.act.word(), about(&act))).or_default() += act.deed.amount;
            *seen.entry(act.deed.act.word()).or_default() += 1;
        }
        recount.take(event);
        floor.apply(event);
    }
    let own = |count: &Count| -> Count {
        let known = |word: &str| RECOUNTED.iter().any(|act| act.word() == word);
        let all = count.iter().filter(|((act, _), amount)| known(act) && **amount != 0);
        all.map(|(key, amount)| (key.clone(), *amount)).collect()
    };
    assert_eq!(own(&found), own(&recount.count), "billable acts, counted anew");
    books(hub, &found);
    seen
}

/// What was charged of goods and grain is what the books have as come and gone.
fn books(hub: &Hub, found: &Count) {
    let charged = |act: BillableAct, id: String| found.get(&(act.word(), id)).copied().unwrap_or(0);
    for goods in hub.floor.store().all() {
        let id = || goods.declaration.id.to_string();
        assert_eq!(charged(BillableAct::GoodsIn, id()), goods.account.received.mass.as_kg());
        assert_eq!(charged(BillableAct::GoodsOut, id()), goods.account.issued.mass.as_kg());
    }
    for lot in hub.floor.grain().lots() {
        let id = || lot.declaration.id.to_string();
        assert_eq!(charged(BillableAct::GrainIn, id()), lot.account.received.as_kg());
        assert_eq!(charged(BillableAct::GrainOut, id()), lot.account.issued.as_kg());
    }
}
