//! What is done with consignments: orders, plans, bookings, records, shares, documents.

use std::sync::Arc;

use lb_base::{BookingId, ConsignmentId, Currency, RunId, StuffingListId, UnitId};
use lb_booking::Refusal as Refused;
use lb_booking::booking::{AmendedLeg, BookingCommand, Cause, HoldRequest, LegRequest, RolledLeg, Shortage};
use lb_booking::consignment::{Consignment, ConsignmentCommand, Life};
use lb_booking::ledger::{Holder, Ledger, LedgerId, PoolId};
use lb_booking::order::{Draft, Order};
use lb_booking::plan::{LegNo, Plan, PlanLeg};
use lb_booking::unit::{Quantity, StuffingCommand, StuffingLine};
use serde_json::json;

use super::carriage::{demand, minutes_after};
use super::dossier::{Document, Dossier, DossierEvent};
use super::workbench::Workbench;
use crate::app::App;
use crate::desk::{
    Caller, Circumstances, Decision, Permission, Seen, State, Task, consignment_entity, ledger_entity,
    unit_entity,
};
use crate::journal::{Entity, Hash, OrganisationId};
use crate::refusal::Refusal;

/// The longest hold of capacity, minutes: two weeks.
pub const HOLD_MINUTES_MAX: i64 = 14 * 24 * 60;
/// Letters of a reference or a document's name at most.
const NAME_MAX: usize = 200;

/// How capacity is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldTerms {
    /// Minutes until the hold ends by itself.
    pub minutes: i64,
    /// What to do where there is no room.
    pub shortage: Shortage,
    /// The pool to draw on; the customer's allotment where it has room, else the free one, where nothing is said.
    pub pool: Option<PoolId>,
    /// The currency of the price.
    pub currency: Currency,
}

/// Whether a taken offer is confirmed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// It is held.
    Hold,
    /// It is confirmed.
    Confirm,
}

/// What is done with one consignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// What the consignment decides alone.
    Alone(ConsignmentCommand),
    /// Plan these legs and hold or book them.
    TakeOffer {
        /// The legs.
        legs: Vec<PlanLeg>,
        /// How capacity is wanted.
        terms: HoldTerms,
        /// Held or confirmed.
        firmness: Firmness,
    },
    /// Hold capacity for the plan.
    Hold(HoldTerms),
    /// Make the hold firm.
    Confirm,
    /// Give the hold back.
    Release,
    /// End the booking.
    CancelBooking {
        /// Who wants it.
        cause: Cause,
        /// Why, in words.
        reason: String,
    },
    /// Order and book another quantity on the same runs.
    AmendBooking {
        /// The order as it should be.
        order: Order,
        /// Who wants it.
        cause: Cause,
    },
    /// Take later runs of the same sections.
    Roll {
        /// Which legs take which run.
        legs: Vec<(LegNo, RunId)>,
        /// Who wants it.
        cause: Cause,
    },
    /// Take another way from where the goods are.
    Reroute {
        /// The legs.
        legs: Vec<PlanLeg>,
        /// How capacity is wanted.
        terms: HoldTerms,
        /// Who wants it.
        cause: Cause,
    },
    /// Note the customer's own name for it.
    Refer {
        /// The name; nothing takes it off.
        reference: Option<String>,
    },
    /// Let another organisation see it.
    Share {
        /// Which.
        with: OrganisationId,
    },
    /// Let it see it no more.
    Unshare {
        /// Which.
        with: OrganisationId,
    },
    /// Add a document that was uploaded before.
    Attach {
        /// The hash of its content.
        hash: Hash,
        /// Its name among people.
        name: String,
        /// The type of its content.
        media_type: String,
        /// How long it is.
        bytes: u64,
    },
    /// Take a document off.
    Detach {
        /// The hash of its content.
        hash: Hash,
    },
    /// Put goods into a unit.
    Stuff {
        /// The unit.
        unit: UnitId,
        /// How much.
        quantity: Quantity,
        /// The list, where several consignments share the unit.
        list: Option<StuffingListId>,
    },
    /// Take the goods out of a unit.
    Strip {
        /// The unit.
        unit: UnitId,
    },
}

impl Act {
    /// Returns what a caller needs to be allowed to do it.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        let tells = matches!(
            self,
            Self::Alone(ConsignmentCommand::Record { .. } | ConsignmentCommand::Estimate { .. })
                | Self::Stuff { .. }
                | Self::Strip { .. }
        );
        if tells { Permission::Record } else { Permission::Book }
    }

    const fn cause(&self) -> Option<Cause> {
        if let Self::CancelBooking { cause, .. }
        | Self::AmendBooking { cause, .. }
        | Self::Roll { cause, .. }
        | Self::Reroute { cause, .. } = self
        {
            return Some(*cause);
        }
        None
    }

    /// Returns the ledgers of legs that are new with it.
    fn new_ledgers(&self, consignment: Option<&Consignment>) -> Vec<LedgerId> {
        let of_legs = |legs: &[PlanLeg]| legs.iter().filter_map(|leg| leg.ride().map(|(id, _)| id)).collect();
        if let Self::TakeOffer { legs, .. } | Self::Reroute { legs, .. } = self {
            return of_legs(legs);
        }
        if let Self::Hold(_) = self {
            return consignment.and_then(Consignment::plan).map_or_else(Vec::new, |plan| of_legs(&plan.legs));
        }
        let Self::Roll { legs, .. } = self else { return Vec::new() };
        let booked = consignment.and_then(live_booking).map(|booking| booking.legs.as_slice());
        let section = |no: LegNo| {
            let leg = booked.unwrap_or_default().iter().find(|leg| leg.leg == no)?;
            Some(leg.ledger.section.clone())
        };
        let rolled = legs.iter().filter_map(|(no, run)| Some((section(*no)?, run.clone())));
        rolled.map(|(section, run)| LedgerId { run, section }).collect()
    }

    const fn unit(&self) -> Option<UnitId> {
        if let Self::Stuff { unit, .. } | Self::Strip { unit } = self { Some(*unit) } else { None }
    }

    const fn touches_booking(&self) -> bool {
        matches!(
            self,
            Self::TakeOffer { .. }
                | Self::Hold(_)
                | Self::Confirm
                | Self::Release
                | Self::CancelBooking { .. }
                | Self::AmendBooking { .. }
                | Self::Roll { .. }
                | Self::Reroute { .. }
        )
    }
}

/// Begins an order, and places it where it is complete.
pub struct NewOrder {
    /// The corridor.
    pub app: Arc<App>,
    /// The consignment's identifier.
    pub id: ConsignmentId,
    /// The customer.
    pub customer: OrganisationId,
    /// Its own name for the consignment.
    pub reference: Option<String>,
    /// The order so far.
    pub draft: Draft,
    /// Whether the order is placed.
    pub placed: bool,
}

impl Task for NewOrder {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        consignment_entity(self.id).into_iter().collect()
    }

    fn begins(&self) -> Vec<Entity> {
        self.needs(&Seen::default())
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(Permission::Book)?;
        if !at.caller.acts_for(&self.customer) {
            let expected = at.caller.organisation().to_string();
            return Err(Refusal::field("access.not_allowed", "customer", expected, self.customer.as_str()));
        }
        let mut bench = Workbench::new(&self.app, seen, at, None);
        let (id, customer, draft) = (self.id, self.customer.clone(), self.draft.clone());
        check_places(&self.app, &draft)?;
        bench.consign(&ConsignmentCommand::Draft { id, customer, draft })?;
        if self.reference.is_some() {
            bench.note(DossierEvent::Referred { reference: named(self.reference.clone(), "reference")? })?;
        }
        if self.placed {
            bench.consign(&ConsignmentCommand::PlaceOrder)?;
        }
        bench.finish(answer)
    }
}

/// Does something with a consignment.
pub struct ActOn {
    /// The corridor.
    pub app: Arc<App>,
    /// The consignment.
    pub id: ConsignmentId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// What is done.
    pub act: Act,
    /// The identifier of a booking, should one begin.
    pub booking: BookingId,
}

impl Task for ActOn {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let Ok(entity) = consignment_entity(self.id) else { return Vec::new() };
        let Some(_) = seen.sight(&entity) else { return vec![entity] };
        let consignment = seen.consignment(&entity);
        let mut needs = vec![entity];
        needs.extend(self.act.unit().and_then(|unit| unit_entity(unit).ok()));
        if self.act.touches_booking() {
            let booked = consignment.and_then(live_booking).map(|booking| booking.legs.as_slice());
            let live = booked.unwrap_or_default().iter().map(|leg| leg.ledger.clone());
            let ledgers = live.chain(self.act.new_ledgers(consignment));
            needs.extend(ledgers.filter_map(|id| ledger_entity(&id).ok()));
        }
        needs
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let entity = consignment_entity(self.id).map_err(super::workbench::broken)?;
        let dossier = match seen.sight(&entity).and_then(|sight| sight.state.as_ref()) {
            Some(State::Consignment(dossier)) => dossier,
            Some(_) | None => return Err(Refused::ConsignmentNotFound {}.into()),
        };
        check_caller(at.caller, dossier, &self.act)?;
        let version = seen.version(&entity);
        if let Some(expected) = self.version.filter(|expected| *expected != version) {
            let refused = crate::journal::Refused::Conflict { entity, expected, found: version };
            return Err(refused.into());
        }
        let customer = dossier.consignment.customer().clone();
        let mut bench = Workbench::new(&self.app, seen, at, Some(Dossier::clone(dossier)));
        Doing { bench: &mut bench, seen, customer, booking: self.booking }.act(&self.act)?;
        bench.finish(answer)
    }
}

/// Whoever may not see it hears that it is not there.
fn check_caller(caller: &Caller, dossier: &Dossier, act: &Act) -> Result<(), Refusal> {
    let customer = dossier.consignment.customer();
    let sees = caller.sees_all() || dossier.is_seen_by(caller.organisation());
    if !sees {
        return Err(Refused::ConsignmentNotFound {}.into());
    }
    let permission = act.permission();
    caller.check(permission)?;
    if permission == Permission::Book && !caller.acts_for(customer) {
        let expected = customer.to_string();
        return Err(Refusal::field(
            "access.not_allowed",
            "organisation",
            expected,
            caller.organisation().as_str(),
        ));
    }
    // Without fees for the customer: the carrier's word only.
    if act.cause() == Some(Cause::Carrier) && !caller.sees_all() {
        return Err(Refusal::field("access.not_allowed", "cause", "customer", "carrier"));
    }
    Ok(())
}

fn answer(bench: &Workbench<'_>) -> serde_json::Value {
    let Ok(dossier) = bench.dossier() else { return json!({}) };
    let consignment = &dossier.consignment;
    let booking = live_booking(consignment).map(|booking| booking.id.to_string());
    json!({
        "id": consignment.id().to_string(),
        "version": bench.consignment_version(),
        "status": consignment.status().word(),
        "booking": booking,
    })
}

struct Doing<'a, 'b> {
    bench: &'b mut Workbench<'a>,
    seen: &'a Seen,
    customer: OrganisationId,
    booking: BookingId,
}

impl Doing<'_, '_> {
    fn act(mut self, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Alone(command) => self.alone(command),
            Act::TakeOffer { legs, terms, firmness } => {
                self.bench.app.check_legs(legs)?;
                self.bench.consign(&ConsignmentCommand::Plan { legs: legs.clone() })?;
                self.hold(terms)?;
                if *firmness == Firmness::Confirm { self.confirm(self.booking) } else { Ok(()) }
            }
            Act::Hold(terms) => self.hold(terms),
            Act::Confirm => self.live().and_then(|booking| self.confirm(booking)),
            Act::Release => {
                let booking = self.live()?;
                self.book(&BookingCommand::Release { booking }, &[])
            }
            Act::CancelBooking { cause, reason } => {
                let (booking, reason) = (self.live()?, reason.clone());
                self.book(&BookingCommand::Cancel { booking, cause: *cause, reason }, &[])
            }
            Act::AmendBooking { order, cause } => self.amend(order, *cause),
            Act::Roll { legs, cause } => self.roll(legs, *cause),
            Act::Reroute { legs, terms, cause } => self.reroute(legs, terms, *cause),
            Act::Refer { reference } => {
                self.bench.note(DossierEvent::Referred { reference: named(reference.clone(), "reference")? })
            }
            Act::Share { with } => self.bench.note(DossierEvent::Shared { with: with.clone() }),
            Act::Unshare { with } => self.bench.note(DossierEvent::Unshared { with: with.clone() }),
            Act::Attach { hash, name, media_type, bytes } => {
                let name = named(Some(name.clone()), "name")?.unwrap_or_default();
                let added_at = self.bench.moment();
                let document = Document { name, media_type: media_type.clone(), bytes: *bytes, added_at };
                if self.bench.dossier()?.documents.contains_key(hash) {
                    return Ok(());
                }
                self.bench.note(DossierEvent::Attached { hash: *hash, document })
            }
            Act::Detach { hash } => self.bench.note(DossierEvent::Detached { hash: *hash }),
            Act::Stuff { unit, quantity, list } => self.stuff(*unit, *quantity, *list),
            Act::Strip { unit } => {
                let consignment = self.bench.dossier()?.consignment.id();
                self.stuffing(*unit, &StuffingCommand::Strip { consignment })
            }
        }
    }

    fn alone(&mut self, command: &ConsignmentCommand) -> Result<(), Refusal> {
        match command {
            ConsignmentCommand::Plan { legs } => self.bench.app.check_legs(legs)?,
            ConsignmentCommand::Redraft { draft } => check_places(self.bench.app, draft)?,
            ConsignmentCommand::AmendOrder { order } => {
                let draft = Draft { route: Some(order.route.clone()), goods: order.goods.clone() };
                check_places(self.bench.app, &draft)?;
            }
            ConsignmentCommand::Draft { .. }
            | ConsignmentCommand::PlaceOrder
            | ConsignmentCommand::Record { .. }
            | ConsignmentCommand::Estimate { .. }
            | ConsignmentCommand::Close
            | ConsignmentCommand::Cancel { .. } => {}
        }
        self.bench.consign(command)
    }

    fn live(&self) -> Result<BookingId, Refusal> {
        let consignment = &self.bench.dossier()?.consignment;
        let live = live_booking(consignment).map(|booking| booking.id);
        live.ok_or_else(|| {
            let found = consignment.status().word();
            Refused::WrongState { expected: "booked or on hold", found }.into()
        })
    }

    fn confirm(&mut self, booking: BookingId) -> Result<(), Refusal> {
        self.book(&BookingCommand::Confirm { booking }, &[])
    }

    fn book(&mut self, command: &BookingCommand, new: &[LedgerId]) -> Result<(), Refusal> {
        let booked = live_booking(&self.bench.dossier()?.consignment).map(|booking| booking.legs.clone());
        let old = booked.unwrap_or_default().into_iter().map(|leg| leg.ledger);
        let ledgers: Vec<LedgerId> = old.chain(new.iter().cloned()).collect();
        self.bench.book(command, &ledgers)
    }

    fn order(&self) -> Result<Order, Refusal> {
        let consignment = &self.bench.dossier()?.consignment;
        let wrong = || {
            let found = consignment.status().word();
            Refusal::from(Refused::WrongState { expected: "ordered", found })
        };
        consignment.life().order().cloned().ok_or_else(wrong)
    }

    fn plan(&self) -> Result<Plan, Refusal> {
        let consignment = &self.bench.dossier()?.consignment;
        let wrong = || {
            let found = consignment.status().word();
            Refusal::from(Refused::WrongState { expected: "planned", found })
        };
        consignment.plan().cloned().ok_or_else(wrong)
    }

    fn hold(&mut self, terms: &HoldTerms) -> Result<(), Refusal> {
        let (order, plan) = (self.order()?, self.plan()?);
        let legs = self.requests(&order, &plan.legs, terms)?;
        let now = self.bench.instant();
        let quotation = self.bench.app.quotation(&order, &plan.legs, terms.currency, now)?;
        let until = minutes_after(now, terms.minutes.clamp(1, HOLD_MINUTES_MAX));
        let ledgers: Vec<LedgerId> = plan.rides().map(|(_, id, _)| id).collect();
        let request = HoldRequest {
            booking: self.booking,
            plan: plan.no,
            legs,
            until,
            shortage: terms.shortage,
            quotation,
        };
        self.book(&BookingCommand::Hold(request), &ledgers)
    }

    fn requests(
        &mut self,
        order: &Order,
        legs: &[PlanLeg],
        terms: &HoldTerms,
    ) -> Result<Vec<LegRequest>, Refusal> {
        let parts = self.bench.app.order_parts(order)?;
        let mut requests = Vec::new();
        for leg in legs {
            let Some((id, hops)) = leg.ride() else { continue };
            let customer = self.customer.clone();
            let ledger = self.bench.ledger(&id)?;
            let amounts = demand(&parts, order, leg, &ledger.room());
            let own = PoolId::Allotted(Holder::Customer(customer));
            let chosen = || choose(ledger, own, |pool| ledger.lack(pool, hops, amounts).is_none());
            let pool = terms.pool.clone().unwrap_or_else(chosen);
            requests.push(LegRequest { leg: leg.no, pool, amounts });
        }
        Ok(requests)
    }

    fn amend(&mut self, order: &Order, cause: Cause) -> Result<(), Refusal> {
        let (booking, old, plan) = (self.live()?, self.order()?, self.plan()?);
        let parts = self.bench.app.order_parts(order)?;
        let booked = live_booking(&self.bench.dossier()?.consignment).cloned();
        let mut legs = Vec::new();
        for leg in &plan.legs {
            let is_whole = leg.units == old.unit_count() && leg.mass == old.mass();
            if !is_whole {
                let (leg, limit) = (leg.no.to_string(), plan.legs.len());
                let expected = format!("a plan whose {limit} legs each carry all goods; plan anew instead");
                return Err(Refusal::field("booking.split", "legs", expected, &leg));
            }
            let (units, mass) = (order.unit_count(), order.mass());
            let new = PlanLeg { units, mass, ..leg.clone() };
            let amounts = match leg.ride() {
                Some((id, _)) => demand(&parts, order, &new, &self.bench.ledger(&id)?.room()),
                None => lb_booking::amount::Amounts::ZERO,
            };
            legs.push(AmendedLeg { leg: leg.no, units, mass, amounts });
        }
        let legs_after: Vec<PlanLeg> = plan.legs.iter().map(|leg| whole(leg, order)).collect();
        let currency = booked.map_or(Currency::USD, |booking| booking.quotation.currency());
        let now = self.bench.instant();
        let quotation = self.bench.app.quotation(order, &legs_after, currency, now)?;
        let order = order.clone();
        let command = BookingCommand::Amend { booking, order, legs, quotation: Some(quotation), cause };
        self.book(&command, &[])
    }

    fn roll(&mut self, legs: &[(LegNo, RunId)], cause: Cause) -> Result<(), Refusal> {
        let booking = self.live()?;
        let booked = live_booking(&self.bench.dossier()?.consignment).map(|booking| booking.legs.clone());
        let booked = booked.unwrap_or_default();
        let (mut rolled, mut ledgers) = (Vec::new(), Vec::new());
        for (no, run) in legs {
            let Some(leg) = booked.iter().find(|leg| leg.leg == *no) else {
                let expected = "a leg of the booking";
                return Err(Refusal::field("request.bad_value", "leg", expected, &no.to_string()));
            };
            let id = LedgerId { run: run.clone(), section: leg.ledger.section.clone() };
            let ledger = self.bench.ledger(&id)?;
            let fits = |pool: &PoolId| ledger.lack(pool, leg.hops, leg.amounts).is_none();
            let pool = choose(ledger, leg.pool.clone(), fits);
            rolled.push(RolledLeg { leg: *no, run: run.clone(), pool });
            ledgers.push(id);
        }
        self.book(&BookingCommand::Roll { booking, legs: rolled, cause }, &ledgers)
    }

    fn reroute(&mut self, legs: &[PlanLeg], terms: &HoldTerms, cause: Cause) -> Result<(), Refusal> {
        self.bench.app.check_legs(legs)?;
        let (booking, order) = (self.live()?, self.order()?);
        let requests = self.requests(&order, legs, terms)?;
        let quotation = self.bench.app.quotation(&order, legs, terms.currency, self.bench.instant())?;
        let ledgers: Vec<LedgerId> = legs.iter().filter_map(|leg| leg.ride().map(|(id, _)| id)).collect();
        let (plan, quotation) = (legs.to_vec(), Some(quotation));
        self.book(&BookingCommand::Reroute { booking, plan, legs: requests, quotation, cause }, &ledgers)
    }

    fn stuff(
        &mut self,
        unit: UnitId,
        quantity: Quantity,
        list: Option<StuffingListId>,
    ) -> Result<(), Refusal> {
        let consignment = self.bench.dossier()?.consignment.id();
        let line = StuffingLine { consignment, quantity };
        let command = match list {
            None => StuffingCommand::Load(line),
            Some(list) => StuffingCommand::Stuff { list, lines: vec![line] },
        };
        self.stuffing(unit, &command)
    }

    fn stuffing(&mut self, unit: UnitId, command: &StuffingCommand) -> Result<(), Refusal> {
        let entity = unit_entity(unit).map_err(super::workbench::broken)?;
        let state = self.seen.unit(&entity).ok_or(Refused::UnitNotFound {})?;
        self.bench.stuff(state, command)
    }
}

/// Returns the preferred pool where the run has it and the wish fits, else the free one.
fn choose(ledger: &Ledger, preferred: PoolId, fits: impl Fn(&PoolId) -> bool) -> PoolId {
    let has_it = ledger.pools().any(|(id, _)| *id == preferred);
    if has_it && fits(&preferred) { preferred } else { PoolId::Free }
}

fn whole(leg: &PlanLeg, order: &Order) -> PlanLeg {
    PlanLeg { units: order.unit_count(), mass: order.mass(), ..leg.clone() }
}

/// Returns the booking that is held or confirmed; a hold that has ended counts until something else happens.
#[must_use]
pub fn live_booking(consignment: &Consignment) -> Option<&lb_booking::booking::Booking> {
    match consignment.life() {
        Life::Planned { held: Some(held), .. } => Some(&held.booking),
        Life::Booked { booking, .. } => Some(booking),
        Life::Planned { held: None, .. }
        | Life::Drafted(_)
        | Life::Ordered(_)
        | Life::Closed { .. }
        | Life::Cancelled { .. } => None,
    }
}

/// Refuses places that the corridor has not, so that nobody waits for a way to nowhere.
fn check_places(app: &App, draft: &Draft) -> Result<(), Refusal> {
    let Some(route) = &draft.route else { return Ok(()) };
    for (field, place) in [("origin", &route.origin), ("destination", &route.destination)] {
        if app.corridor().place(place.as_str()).is_none() {
            let expected = "a place of the corridor; /v1/places finds them by name";
            return Err(Refusal::field("request.unknown_place", field, expected, place.as_str()));
        }
    }
    Ok(())
}

fn named(text: Option<String>, field: &'static str) -> Result<Option<String>, Refusal> {
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    match &text {
        Some(long) if long.chars().count() > NAME_MAX || long.contains('\0') => {
            let expected = format!("at most {NAME_MAX} letters");
            Err(Refusal::field("request.bad_value", field, expected, long))
        }
        Some(_) | None => Ok(text),
    }
}
