//! What a floor knows of its gates: appointments, trucks at the gate and inside.

use jiff::Timestamp;
use lb_base::{OrganisationId, UnitId};
use lb_network::layout::GateId;

use super::appointment::{Appointment, AppointmentId, AppointmentState};
use super::check::{Check, CheckKind, Way};
use super::event::GateEvent;
use super::plate::Plate;
use super::rules::{GateRules, Punctuality};
use crate::floor::{Map, Set};
use crate::visit::VisitId;

/// Appointments that are over and remembered, those with the earliest windows forgotten first: a day of the largest gate.
pub const OVER_MAX: usize = 5_000;

/// A truck at the gate or inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truck {
    /// Its visit.
    pub visit: VisitId,
    /// The gate.
    pub gate: GateId,
    /// Its plate.
    pub plate: Plate,
    /// Its trailer's.
    pub trailer: Option<Plate>,
    /// Its appointment.
    pub appointment: Option<AppointmentId>,
    /// The organisation that sends it, if somebody announced it.
    pub organisation: Option<OrganisationId>,
    /// What it brings.
    pub brings: Vec<UnitId>,
    /// Numbers of what it collects.
    pub collects: Vec<String>,
    /// How it came, after its appointment.
    pub punctuality: Punctuality,
    /// When it stood at the gate.
    pub arrived: Timestamp,
    /// When it went in, and on which lane.
    pub entered: Option<(Timestamp, u8)>,
    /// What was looked at.
    pub checks: Vec<Check>,
}

/// When the truck of an appointment passed the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// When it stood at the gate.
    pub arrived: Timestamp,
    /// When it went in; nothing while it waits, or when it was not let in.
    pub entered: Option<Timestamp>,
    /// When it went out, or was not let in; nothing while it is here.
    pub left: Option<Timestamp>,
}

impl Truck {
    /// Returns when it passed, as far as it has.
    const fn passage(&self, left: Option<Timestamp>) -> Passage {
        let entered = match self.entered {
            Some((at, _)) => Some(at),
            None => None,
        };
        Passage { arrived: self.arrived, entered, left }
    }

    /// Returns a check that was made.
    #[must_use]
    pub fn check(&self, way: Way, kind: CheckKind, unit: Option<UnitId>) -> Option<&Check> {
        self.checks.iter().find(|check| check.is_of(way, kind, unit))
    }
}

/// The gates' book of a floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateBook {
    rules: GateRules,
    appointments: Map<AppointmentId, Appointment>,
    /// Those that are over, by the end of their window.
    over: Set<(Timestamp, AppointmentId)>,
    trucks: Map<VisitId, Truck>,
    /// When the trucks of appointments passed that have gone again.
    passed: Map<AppointmentId, Passage>,
}

impl Default for GateBook {
    fn default() -> Self {
        Self {
            rules: GateRules::default(),
            appointments: Map::new_sync(),
            over: Set::new_sync(),
            trucks: Map::new_sync(),
            passed: Map::new_sync(),
        }
    }
}

impl GateBook {
    /// Returns what holds at the gates.
    #[must_use]
    pub const fn rules(&self) -> &GateRules {
        &self.rules
    }

    /// Returns an appointment; the ones that were over longest ago are forgotten.
    #[must_use]
    pub fn appointment(&self, id: AppointmentId) -> Option<&Appointment> {
        self.appointments.get(&id)
    }

    /// Returns all appointments in the order in which they were made.
    pub fn appointments(&self) -> impl Iterator<Item = &Appointment> {
        self.appointments.values()
    }

    /// Returns a truck at the gate or inside.
    #[must_use]
    pub fn truck(&self, visit: VisitId) -> Option<&Truck> {
        self.trucks.get(&visit)
    }

    /// Returns all trucks at the gate and inside.
    pub fn trucks(&self) -> impl Iterator<Item = &Truck> {
        self.trucks.values()
    }

    /// Returns when the truck of an appointment passed; nothing before it came.
    #[must_use]
    pub fn passage(&self, appointment: &Appointment) -> Option<Passage> {
        match appointment.state {
            AppointmentState::Arrived { visit } => Some(self.trucks.get(&visit)?.passage(None)),
            AppointmentState::Booked
            | AppointmentState::Done
            | AppointmentState::Cancelled
            | AppointmentState::Missed
            | AppointmentState::Refused => self.passed.get(&appointment.id).copied(),
        }
    }

    /// Returns how many places of a span of time at a gate are taken, one appointment left out.
    ///
    /// Cost: one pass over all appointments.
    #[must_use]
    pub fn taken(
        &self,
        gate: &GateId,
        (from, until): (Timestamp, Timestamp),
        but: Option<AppointmentId>,
    ) -> usize {
        let takes = |appointment: &&Appointment| {
            let (begin, end) = appointment.window();
            let meets = begin < until && from < end;
            meets
                && appointment.wish.gate == *gate
                && appointment.state.takes_place()
                && Some(appointment.id) != but
        };
        self.appointments().filter(takes).count()
    }

    pub(crate) fn apply(&mut self, event: &GateEvent) {
        match event {
            GateEvent::Ruled { rules } => self.rules = rules.clone(),
            GateEvent::Booked { appointment } | GateEvent::Amended { appointment } => {
                self.appointments.insert_mut(appointment.id, appointment.as_ref().clone());
            }
            GateEvent::Cancelled { appointment, .. } => self.set(*appointment, AppointmentState::Cancelled),
            GateEvent::Missed { appointment } => self.set(*appointment, AppointmentState::Missed),
            GateEvent::Arrived { truck } => {
                if let Some(appointment) = truck.appointment {
                    self.set(appointment, AppointmentState::Arrived { visit: truck.visit });
                }
                self.trucks.insert_mut(truck.visit, truck.as_ref().clone());
            }
            GateEvent::Checked { visit, check } => self.change(*visit, |truck| {
                truck.checks.retain(|before| !before.is_of(check.way, check.kind, check.unit));
                truck.checks.push(check.clone());
            }),
            GateEvent::Meant { visit, collects } => {
                self.change(*visit, |truck| truck.collects.clone_from(collects));
            }
            GateEvent::Entered { visit, lane, at, .. } => {
                self.change(*visit, |truck| truck.entered = Some((*at, *lane)));
            }
            GateEvent::Refused { visit, at, .. } => self.gone(*visit, *at, AppointmentState::Refused),
            GateEvent::Left { visit, at, .. } => self.gone(*visit, *at, AppointmentState::Done),
        }
    }

    fn gone(&mut self, visit: VisitId, at: Timestamp, state: AppointmentState) {
        let truck = self.trucks.get(&visit);
        if let Some((appointment, passage)) =
            truck.and_then(|truck| Some((truck.appointment?, truck.passage(Some(at)))))
        {
            self.passed.insert_mut(appointment, passage);
            self.set(appointment, state);
        }
        self.trucks.remove_mut(&visit);
    }

    fn change(&mut self, visit: VisitId, change: impl FnOnce(&mut Truck)) {
        if let Some(mut truck) = self.trucks.get(&visit).cloned() {
            change(&mut truck);
            self.trucks.insert_mut(visit, truck);
        }
    }

    fn set(&mut self, id: AppointmentId, state: AppointmentState) {
        let Some(mut appointment) = self.appointments.get(&id).cloned() else { return };
        appointment.state = state;
        if state.is_over() {
            self.over.insert_mut((appointment.until, id));
        }
        self.appointments.insert_mut(id, appointment);
        if self.over.size() > OVER_MAX
            && let Some(oldest) = self.over.first().copied()
        {
            self.over.remove_mut(&oldest);
            self.appointments.remove_mut(&oldest.1);
            self.passed.remove_mut(&oldest.1);
        }
    }
}
