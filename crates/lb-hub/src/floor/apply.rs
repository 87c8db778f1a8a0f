//! What events do to a floor. Cannot fail: what is not there is not changed.

mod gauge;
mod goods;
mod ship;

use jiff::Timestamp;
use lb_base::UnitId;
use lb_base::time::Actual;

use super::{ENDED_JOBS_MAX, Floor, Mode, Stay, number_key};
use crate::article::Fill;
use crate::consist::{ListedPlace, Listing};
use crate::equipment::{Condition, EquipmentEvent};
use crate::event::HubEvent;
use crate::hold::HoldEvent;
use crate::inventory::{Correction, Counted, Facts, InventoryEvent};
use crate::job::{Job, JobEvent, JobId, JobStage};
use crate::placement::{Placement, PlacementEvent, PlacementId, PlacementStage};
use crate::reefer::ReeferEvent;
use crate::ship::Ship;
use crate::spot::Spot;
use crate::stow::{self, Stow};
use crate::visit::{Announcement, Moments, Stage, Vehicle, Visit, VisitEvent, VisitId};

impl Floor {
    /// Applies one event.
    pub fn apply(&mut self, event: &HubEvent) {
        match event {
            HubEvent::Inventory(event) => self.apply_inventory(event),
            HubEvent::Visit(event) => self.apply_visit(event),
            HubEvent::Placement(event) => self.apply_placement(event),
            HubEvent::Job(event) => self.apply_job(event),
            HubEvent::Gauge(event) => self.apply_gauge(event),
            HubEvent::Hold(event) => self.apply_hold(event),
            HubEvent::Equipment(event) => self.apply_equipment(event),
            HubEvent::Grain(event) => self.grain.apply(event),
            HubEvent::Gate(event) => self.gate.apply(event),
            HubEvent::Goods(event) => self.store.apply(event),
            HubEvent::Stuffing(event) => self.apply_stuffing(event),
            HubEvent::Ship(event) => self.apply_ship(event),
            HubEvent::Reefer(event) => self.apply_reefer(event),
        }
    }

    fn apply_inventory(&mut self, event: &InventoryEvent) {
        match event {
            InventoryEvent::Opened { units } => {
                for Counted { article, spot } in units {
                    self.enter(Stay::new(article.clone(), spot.clone(), Timestamp::UNIX_EPOCH, None));
                }
            }
            InventoryEvent::Counted { corrections, at, .. } => self.correct(corrections, *at),
            InventoryEvent::Stated { unit, facts, .. } => self.state(*unit, facts),
        }
    }

    fn apply_reefer(&mut self, event: &ReeferEvent) {
        self.reefers.apply(event);
        if let ReeferEvent::Set { unit, set_point, .. } = event {
            self.change_unit(*unit, |stay| stay.article.set_point = *set_point);
        }
    }

    fn apply_hold(&mut self, event: &HoldEvent) {
        match event {
            HoldEvent::Set { unit, hold } => self.change_unit(*unit, |stay| {
                stay.holds.insert(hold.id, hold.clone());
            }),
            HoldEvent::Lifted { unit, hold, .. } => self.change_unit(*unit, |stay| {
                stay.holds.remove(hold);
            }),
        }
    }

    fn apply_equipment(&mut self, event: &EquipmentEvent) {
        match event {
            EquipmentEvent::Broken { equipment, reason, at } => {
                let down = Condition::Down { reason: reason.clone(), since: *at };
                self.down.insert_mut(equipment.clone(), down);
            }
            EquipmentEvent::Mended { equipment, .. } => {
                self.down.remove_mut(equipment);
            }
        }
    }

    fn apply_placement(&mut self, event: &PlacementEvent) {
        match event {
            PlacementEvent::Offered { placement } => {
                self.placements.insert_mut(placement.proposal.id, placement.clone());
            }
            PlacementEvent::Accepted { placement, at, .. } => {
                self.set_placement(*placement, PlacementStage::Accepted { at: *at });
            }
            PlacementEvent::Placed { placement, at } => {
                self.set_placement(*placement, PlacementStage::Placed { at: *at });
            }
            PlacementEvent::Worked { placement, at } => {
                self.set_placement(*placement, PlacementStage::Worked { at: *at });
            }
            PlacementEvent::Refused { placement, .. }
            | PlacementEvent::Withdrawn { placement, .. }
            | PlacementEvent::Released { placement, .. } => {
                self.placements.remove_mut(placement);
            }
        }
    }

    fn apply_visit(&mut self, event: &VisitEvent) {
        match event {
            VisitEvent::Expected { announcement } => {
                self.visits.insert_mut(announcement.id, expected(announcement));
            }
            VisitEvent::Listed { visit, from, listings } => self.change_visit(*visit, |visit| {
                visit.listed.truncate(*from);
                visit.listed.extend_from_slice(listings);
            }),
            VisitEvent::Estimated { visit, arrival, departure } => self.change_visit(*visit, |visit| {
                visit.arrival.estimated = arrival.or(visit.arrival.estimated);
                visit.departure.estimated = departure.or(visit.departure.estimated);
            }),
            VisitEvent::Indexed { visit, index } => self.change_visit(*visit, |visit| visit.index = *index),
            VisitEvent::Moored { visit, mooring } => {
                self.change_visit(*visit, |visit| visit.mooring = Some(mooring.clone()));
            }
            VisitEvent::Arrived { visit, at, brings, differences } => {
                self.arrive(*visit, *at, brings);
                self.change_visit(*visit, |visit| visit.differences.clone_from(differences));
            }
            VisitEvent::Brought { visit, at, brings } => self.bring(*visit, *at, brings),
            VisitEvent::Formed { visit, wagons, at } => self.form(*visit, wagons, *at),
            VisitEvent::Worked { visit, .. } => {
                self.change_visit(*visit, |visit| visit.stage = Stage::Working);
            }
            VisitEvent::Completed { visit, differences, .. } => self.change_visit(*visit, |visit| {
                visit.stage = Stage::Complete;
                visit.differences.extend_from_slice(differences);
            }),
            VisitEvent::Carried { visit, takes, at } => {
                self.depart_goods(*visit, takes, *at);
                takes.iter().for_each(|unit| self.leave(*unit));
            }
            VisitEvent::Departed { visit, takes, at } => {
                self.depart_goods(*visit, takes, *at);
                for unit in takes {
                    self.leave(*unit);
                }
                self.visits.remove_mut(visit);
            }
            VisitEvent::Cancelled { visit, .. } => {
                self.visits.remove_mut(visit);
            }
        }
    }

    fn apply_job(&mut self, event: &JobEvent) {
        match event {
            JobEvent::Planned { job } => self.plan(job),
            JobEvent::Assigned { job, equipment, order } => self.change_job(*job, |job| {
                job.equipment.clone_from(equipment);
                job.order = *order;
            }),
            JobEvent::Dispatched { job, at } => {
                self.change_job(*job, |job| job.stage = JobStage::Dispatched { at: *at });
            }
            JobEvent::Started { job, at } => {
                self.change_job(*job, |job| job.stage = JobStage::Started { at: *at });
            }
            JobEvent::Done { job, unit, from, to, at, .. } => {
                let moved_from = (!self.puts_right(*job, *unit, to)).then(|| from.clone());
                self.end_job(*job);
                self.put(*unit, to, *at);
                self.change_unit(*unit, |stay| stay.moved_from = moved_from);
                self.follow(*unit, to, *at);
            }
            JobEvent::Aborted { job, .. } => self.end_job(*job),
        }
    }

    fn arrive(&mut self, visit: VisitId, at: Timestamp, brings: &[Listing]) {
        self.bring(visit, at, brings);
        self.change_visit(visit, |visit| {
            visit.stage = Stage::Arrived;
            visit.arrival.actual = Some(Actual(at));
        });
    }

    fn bring(&mut self, visit: VisitId, at: Timestamp, brings: &[Listing]) {
        let came_by = self.visits.get(&visit).map(|visit| match visit.vehicle {
            Vehicle::Train { .. } => Mode::Rail,
            Vehicle::Vessel { .. } => Mode::Sea,
            Vehicle::Truck => Mode::Road,
        });
        for line in brings {
            let spot = match &line.place {
                ListedPlace::Consist => Spot::Visit { visit, stow: Stow::default() },
                ListedPlace::Aboard { stow } => Spot::Visit { visit, stow: stow.clone() },
                ListedPlace::Wagon { wagon, slot } => Spot::Wagon { wagon: *wagon, slot: *slot },
            };
            self.enter(Stay { came_by, ..Stay::new(line.article.clone(), spot, at, Some(at)) });
        }
        let wagons = brings.iter().filter(|line| line.place == ListedPlace::Consist);
        let wagons: Vec<UnitId> = wagons.map(|line| line.article.id).collect();
        let rests = stow::resting(self, visit, brings);
        self.change_visit(visit, |visit| {
            visit.consist.extend(wagons);
            if matches!(visit.vehicle, Vehicle::Vessel { .. }) {
                visit.ship.rests.extend(rests);
                let number = |line: &Listing| (line.article.id, line.article.identity.to_string());
                visit.ship.brought.extend(brings.iter().map(number));
            }
        });
    }

    fn form(&mut self, visit: VisitId, wagons: &[UnitId], at: Timestamp) {
        for wagon in wagons {
            if let Some(before) = self.visit_of(&Spot::Wagon { wagon: *wagon, slot: 1 }) {
                self.change_visit(before, |visit| visit.consist.retain(|other| other != wagon));
            }
            self.put(*wagon, &Spot::Visit { visit, stow: Stow::default() }, at);
        }
        self.change_visit(visit, |visit| visit.consist.extend_from_slice(wagons));
    }

    fn plan(&mut self, job: &Job) {
        for cell in job.cells() {
            self.reserved.insert_mut(cell, job.id);
        }
        self.job_of.insert_mut(job.unit, job.id);
        self.jobs.insert_mut(job.id, job.clone());
    }

    fn end_job(&mut self, id: JobId) {
        let Some(job) = self.jobs.get(&id).cloned() else { return };
        for cell in job.cells() {
            self.reserved.remove_mut(&cell);
        }
        self.job_of.remove_mut(&job.unit);
        self.jobs.remove_mut(&id);
        self.ended_jobs.insert_mut(id);
        if self.ended_jobs.size() > ENDED_JOBS_MAX
            && let Some(oldest) = self.ended_jobs.first().copied()
        {
            self.ended_jobs.remove_mut(&oldest);
        }
    }

    fn correct(&mut self, corrections: &[Correction], at: Timestamp) {
        // What moved is taken up first, so that two that changed places do not meet.
        for correction in corrections {
            match correction {
                Correction::Moved { unit, .. } => self.lift(*unit),
                Correction::Missing { unit, .. } => self.leave(*unit),
                Correction::Found(_) => {}
            }
        }
        for correction in corrections {
            match correction {
                Correction::Moved { unit, to, .. } => self.put(*unit, to, at),
                Correction::Missing { .. } => {}
                Correction::Found(Counted { article, spot }) => {
                    self.enter(Stay::new(article.clone(), spot.clone(), at, Some(at)));
                }
            }
        }
    }

    fn state(&mut self, unit: UnitId, facts: &Facts) {
        if facts.fill == Some(Fill::Empty) {
            self.store.forget(unit);
        }
        if let Some(identity) = &facts.identity {
            self.unname(unit);
            self.by_number.insert_mut(number_key(&identity.to_string()), unit);
        }
        self.change_unit(unit, |stay| {
            let article = &mut stay.article;
            if let Some(identity) = &facts.identity {
                article.identity = identity.clone();
            }
            article.gross = facts.gross.unwrap_or(article.gross);
            article.fill = facts.fill.unwrap_or(article.fill);
            article.set_point = facts.set_point.unwrap_or(article.set_point);
            article.onward = facts.onward.unwrap_or(article.onward);
            if let Some(seals) = &facts.seals {
                article.seals.clone_from(seals);
            }
            if let Some(damage) = &facts.damage {
                stay.damage.clone_from(damage);
            }
        });
    }

    /// Something comes.
    fn enter(&mut self, stay: Stay) {
        self.occupy(&stay);
        self.by_number.insert_mut(number_key(&stay.article.identity.to_string()), stay.article.id);
        self.units.insert_mut(stay.article.id, stay);
        self.entered = self.entered.saturating_add(1);
    }

    /// Something goes.
    fn leave(&mut self, unit: UnitId) {
        self.lift(unit);
        if let Some(job) = self.job_of.get(&unit).copied() {
            self.end_job(job);
        }
        self.unname(unit);
        self.grain.forget(unit);
        self.store.forget(unit);
        self.reefers.forget(unit);
        if self.units.remove_mut(&unit) {
            self.left = self.left.saturating_add(1);
        }
    }

    /// Its number means it no more.
    fn unname(&mut self, unit: UnitId) {
        let Some(stay) = self.units.get(&unit) else { return };
        let number = number_key(&stay.article.identity.to_string());
        if self.by_number.get(&number) == Some(&unit) {
            self.by_number.remove_mut(&number);
        }
    }

    /// Something is put down elsewhere.
    fn put(&mut self, unit: UnitId, to: &Spot, at: Timestamp) {
        self.lift(unit);
        self.reefers.moved(unit, at);
        self.change_unit(unit, |stay| {
            stay.spot = to.clone();
            stay.since = at;
        });
        if let Some(stay) = self.units.get(&unit).cloned() {
            self.occupy(&stay);
        }
    }

    /// Something gives up where it stands.
    fn lift(&mut self, unit: UnitId) {
        let Some(stay) = self.units.get(&unit) else { return };
        match &stay.spot {
            Spot::Yard(_) | Spot::Wagon { .. } => {
                for cell in stay.spot.cells(stay.article.box_length()) {
                    if self.cells.get(&cell) == Some(&unit) {
                        self.cells.remove_mut(&cell);
                    }
                }
            }
            Spot::Visit { visit, .. } => {
                self.aboard.remove_mut(&(*visit, unit));
                for cell in stay.spot.cells(stay.article.box_length()) {
                    if self.cells.get(&cell) == Some(&unit) {
                        self.cells.remove_mut(&cell);
                    }
                }
            }
            Spot::Warehouse { warehouse, bay } => {
                self.bays.remove_mut(&(warehouse.clone(), *bay, unit));
            }
        }
    }

    fn occupy(&mut self, stay: &Stay) {
        let unit = stay.article.id;
        match &stay.spot {
            Spot::Yard(_) | Spot::Wagon { .. } => {
                for cell in stay.spot.cells(stay.article.box_length()) {
                    self.cells.insert_mut(cell, unit);
                }
            }
            Spot::Visit { visit, .. } => {
                self.aboard.insert_mut((*visit, unit));
                for cell in stay.spot.cells(stay.article.box_length()) {
                    self.cells.insert_mut(cell, unit);
                }
            }
            Spot::Warehouse { warehouse, bay } => self.bays.insert_mut((warehouse.clone(), *bay, unit)),
        }
    }

    fn change_unit(&mut self, unit: UnitId, change: impl FnOnce(&mut Stay)) {
        if let Some(mut stay) = self.units.get(&unit).cloned() {
            change(&mut stay);
            self.units.insert_mut(unit, stay);
        }
    }

    fn change_visit(&mut self, visit: VisitId, change: impl FnOnce(&mut Visit)) {
        if let Some(mut state) = self.visits.get(&visit).cloned() {
            change(&mut state);
            self.visits.insert_mut(visit, state);
        }
    }

    fn change_job(&mut self, job: JobId, change: impl FnOnce(&mut Job)) {
        if let Some(mut state) = self.jobs.get(&job).cloned() {
            change(&mut state);
            self.jobs.insert_mut(job, state);
        }
    }

    fn set_placement(&mut self, placement: PlacementId, stage: PlacementStage) {
        if let Some(before) = self.placements.get(&placement).cloned() {
            self.placements.insert_mut(placement, Placement { stage, ..before });
        }
    }
}

fn expected(announcement: &Announcement) -> Visit {
    let Announcement { id, vehicle, name, operator, arrival, departure } = announcement.clone();
    let planned = |planned| Moments { planned, ..Moments::default() };
    Visit {
        id,
        vehicle,
        name,
        index: None,
        operator,
        arrival: planned(arrival),
        departure: planned(departure),
        stage: Stage::Expected,
        listed: Vec::new(),
        differences: Vec::new(),
        consist: Vec::new(),
        mooring: None,
        ship: Ship::default(),
    }
}
