//! From an order and the corridor to what is booked: loads, demands on runs, ledgers to open, prices.

use std::num::NonZeroI64;

use jiff::Timestamp;
use lb_base::time::Planned;
use lb_base::{Currency, Mass, Minute, Money, RunId, UnitTypeId};
use lb_booking::amount::{Amounts, Load, Room};
use lb_booking::ledger::{Alighting, Boarding, CallTimes, LedgerCommand, LedgerId};
use lb_booking::order::{Goods, Order};
use lb_booking::plan::{Carriage, PlanLeg};
use lb_booking::quotation::{ExchangeRate, PricedLift, PricedRide, Quotation, QuotationRequest, quote};
use lb_booking::tariff::{Basis, Charge, Rate, TariffComponent, Validity, section_components};
use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};
use lb_network::model::{Form, UnitType};
use lb_network::timetable::NEVER;

use super::conditions;
use crate::app::App;
use crate::refusal::Refusal;

/// Minutes for which a price holds.
pub const QUOTATION_MINUTES: i64 = 24 * 60;

/// Of how many thousandths of its basis a table's ten-thousandths of a dollar are the price in cents.
const E5: NonZeroI64 = match NonZeroI64::new(100_000) {
    Some(value) => value,
    None => NonZeroI64::MAX,
};

/// The goods of an order that travel alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The unit type; the loose one for bulk.
    pub unit_type: UnitTypeId,
    /// What it measures.
    pub load: Load,
}

/// A run's section as the corridor has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The section.
    pub section: SectionIdx,
    /// The run.
    pub run: RunIdx,
}

impl App {
    /// Returns what an order loads, unit type by unit type.
    ///
    /// # Errors
    /// `request.unknown_unit` for a unit type that the corridor has not, or goods without units where nothing carries loose ones.
    pub fn order_parts(&self, order: &Order) -> Result<Vec<Part>, Refusal> {
        let mut parts = Vec::new();
        for goods in &order.goods {
            parts.extend(self.goods_parts(goods)?);
        }
        Ok(parts)
    }

    fn goods_parts(&self, goods: &Goods) -> Result<Vec<Part>, Refusal> {
        let known =
            || self.corridor().unit_types.iter().map(|u| u.id.as_str()).collect::<Vec<_>>().join(", ");
        let unknown =
            |id: &str| Refusal::field("request.unknown_unit", "units", format!("one of {}", known()), id);
        if goods.units.is_empty() {
            let loose = self.loose().ok_or_else(|| unknown("loose goods"))?;
            let tonnes = u32::try_from((goods.mass.as_kg() + 999) / 1_000).unwrap_or(u32::MAX);
            let load = Load { units: 0, ..Load::of_units(loose, tonnes, goods.mass) };
            return Ok(vec![Part { unit_type: loose.id.clone(), load }]);
        }
        let count = i64::from(goods.unit_count()).max(1);
        let mut rest = goods.mass.as_kg();
        let mut parts = Vec::new();
        for (place, units) in goods.units.iter().enumerate() {
            let id = &units.unit_type;
            let found = self.corridor().unit_types.iter().find(|unit| unit.id == *id);
            let unit_type = found.ok_or_else(|| unknown(id.as_str()))?;
            let is_last = place + 1 == goods.units.len();
            let share = if is_last { rest } else { goods.mass.as_kg() / count * i64::from(units.count) };
            rest -= share;
            let load = Load::of_units(unit_type, units.count, Mass::from_kg(share));
            parts.push(Part { unit_type: id.clone(), load });
        }
        Ok(parts)
    }

    /// The unit type of loose goods: bulk that takes neither slots nor wagons of its own.
    fn loose(&self) -> Option<&UnitType> {
        let is_loose = |unit: &&UnitType| unit.form == Form::Bulk && unit.teu_e3 == 0 && unit.wagons_e3 == 0;
        self.corridor().unit_types.iter().find(is_loose)
    }

    /// Finds a run of the timetable.
    #[must_use]
    pub fn departure(&self, id: &LedgerId) -> Option<Departure> {
        let section = self.corridor().section(id.section.as_str())?;
        let service = self.corridor().sections[section.at()].service;
        if self.corridor().services[service.at()].id != *id.run.service() {
            return None;
        }
        let timetable = &self.planner.timetable;
        let is_it = |run: &RunIdx| {
            let row = timetable.run(*run);
            row.date == id.run.date() && row.shift == id.run.shift_minutes()
        };
        timetable.runs_of(service).find(is_it).map(|run| Departure { section, run })
    }

    /// Returns the name of a run of the timetable.
    #[must_use]
    pub fn run_id(&self, run: RunIdx) -> RunId {
        let row = self.planner.timetable.run(run);
        RunId::new(self.corridor().services[row.service.at()].id.clone(), row.date, row.shift)
    }

    /// Returns which ledger a departure is booked in.
    #[must_use]
    pub fn ledger_id(&self, departure: Departure) -> LedgerId {
        let section = self.corridor().sections[departure.section.at()].id.clone();
        LedgerId { run: self.run_id(departure.run), section }
    }

    /// Returns the calls of a departure with planned times and cut-offs.
    #[must_use]
    pub fn call_times(&self, departure: Departure) -> Vec<CallTimes> {
        let corridor = self.corridor();
        let calls = &corridor.sections[departure.section.at()].calls;
        let times = self.planner.timetable.calls(corridor, departure.section, departure.run);
        let planned = |minute: i32| (minute != NEVER).then(|| Planned(Minute::new(minute)));
        let call = |(row, (arrive, depart)): (&lb_network::model::Call, &(i32, i32))| CallTimes {
            place: corridor.places[row.place.at()].id.clone(),
            arrive: row.arrive.and_then(|_| planned(*arrive)),
            depart: row.depart.and_then(|_| planned(*depart)),
            boarding: match (row.board, row.cutoff, row.depart) {
                (true, Some(cut_off), Some(_)) => Boarding::Until(Minute::new(depart - cut_off)),
                (true, None, Some(_)) => Boarding::Until(Minute::new(*depart)),
                (true, _, None) | (false, _, _) => Boarding::Never,
            },
            alighting: if row.alight { Alighting::Allowed } else { Alighting::Never },
        };
        calls.iter().zip(times).map(call).collect()
    }

    /// Returns the room of a section's run.
    #[must_use]
    pub fn room(&self, section: SectionIdx) -> Room {
        Room::of(&self.corridor().sections[section.at()].capacity)
    }

    /// Returns the command that opens a run's section for sale as the corridor describes it.
    ///
    /// # Errors
    /// `run.unknown` when the timetable has no such run.
    pub fn opening(&self, id: &LedgerId) -> Result<LedgerCommand, Refusal> {
        let expected = "a run of the timetable and a section of its service";
        let found = || Refusal::field("run.unknown", "run", expected, &id.to_string());
        let departure = self.departure(id).ok_or_else(found)?;
        let (calls, room) = (self.call_times(departure), self.room(departure.section));
        Ok(LedgerCommand::Open { id: id.clone(), calls, room })
    }

    /// Refuses legs that the corridor does not have: a run, section, call or time that is another.
    ///
    /// # Errors
    /// `run.unknown`, `plan.other_times`.
    pub fn check_legs(&self, legs: &[PlanLeg]) -> Result<(), Refusal> {
        for leg in legs {
            let Some((id, hops)) = leg.ride() else { continue };
            let unknown = || {
                Refusal::field(
                    "run.unknown",
                    "run",
                    "a run of the timetable with these calls",
                    &id.to_string(),
                )
            };
            let calls =
                self.departure(&id).map(|departure| self.call_times(departure)).ok_or_else(unknown)?;
            let from = calls.get(usize::from(hops.from_call)).ok_or_else(unknown)?;
            let to = calls.get(usize::from(hops.to_call)).ok_or_else(unknown)?;
            let is_same = from.place == leg.from
                && to.place == leg.to
                && from.depart == Some(leg.depart)
                && to.arrive == Some(leg.arrive);
            if !is_same {
                let expected = format!("the calls and times of {id}");
                let found = format!("{} {} to {} {}", leg.from, leg.depart, leg.to, leg.arrive);
                return Err(Refusal::field("plan.other_times", "legs", expected, &found));
            }
        }
        Ok(())
    }

    /// Prices the legs of an order at an instant: rides by the tariffs in force when the goods are ready, and two lifts a ride.
    ///
    /// # Errors
    /// The refusal of the price desk: a charge without tariff, a currency without rate.
    pub fn quotation(
        &self,
        order: &Order,
        legs: &[PlanLeg],
        currency: Currency,
        now: Timestamp,
    ) -> Result<Quotation, Refusal> {
        let parts = self.order_parts(order)?;
        let mut whole: Option<Quotation> = None;
        for form in [Form::Box, Form::Reefer, Form::Bulk, Form::Roro] {
            let of_form: Vec<&Part> = parts.iter().filter(|part| part.load.form == form).collect();
            if of_form.is_empty() {
                continue;
            }
            let (rides, lifts, tariff) = self.priced(order, legs, (form, &of_form));
            let (cancel_fees, change_fees) =
                (conditions::cancel_fees(currency)?, conditions::change_fees(currency)?);
            let valid_until = minutes_after(now, QUOTATION_MINUTES);
            let stays = Vec::new();
            let request =
                QuotationRequest { rides, lifts, stays, currency, valid_until, cancel_fees, change_fees };
            let quotation = quote(&request, &tariff, &self.exchange_rates(currency), now)?;
            whole = Some(match whole {
                None => quotation,
                Some(sum) => joined(sum, quotation)?,
            });
        }
        whole.ok_or_else(|| Refusal::from(lb_booking::Refusal::OrderIncomplete { field: "goods" }))
    }

    fn priced(
        &self,
        order: &Order,
        legs: &[PlanLeg],
        (form, parts): (Form, &[&Part]),
    ) -> (Vec<PricedRide>, Vec<PricedLift>, Vec<TariffComponent>) {
        let (mut rides, mut lifts, mut tariff) = (Vec::new(), Vec::new(), Vec::new());
        for (place, leg) in legs.iter().enumerate() {
            let Carriage::Ride { section: id, hops, .. } = &leg.carriage else { continue };
            let Some(section) = self.corridor().section(id.as_str()) else { continue };
            let row = &self.corridor().sections[section.at()];
            tariff.extend(section_components(row, form, order.route.ready.timestamp()));
            let follows = place.checked_sub(1).and_then(|before| legs.get(before));
            let came_along = follows.is_some_and(|before| is_through(before, leg));
            let goes_on = legs.get(place + 1).is_some_and(|next| is_through(leg, next));
            for part in parts {
                let load = share(part.load, order, leg);
                rides.push(PricedRide { leg: leg.no, section: id.clone(), hops: *hops, load });
                let ends = [(&leg.from, came_along), (&leg.to, goes_on)];
                for (end, _) in ends.into_iter().filter(|(_, stays)| !stays) {
                    let Some(component) = self.lift_component(end.as_str(), form) else { continue };
                    let Charge::Lift { facility } = &component.charge else { continue };
                    lifts.push(PricedLift { facility: facility.clone(), load, lifts: 1 });
                    if !tariff.iter().any(|known| known.charge == component.charge) {
                        tariff.push(component);
                    }
                }
            }
        }
        (rides, lifts, tariff)
    }

    fn lift_component(&self, place: &str, form: Form) -> Option<TariffComponent> {
        let place: PlaceIdx = self.corridor().place(place)?;
        let facility = self.corridor().facility_for(place, form)?;
        let handling = facility.handling[form.index()].as_ref()?;
        Some(TariffComponent {
            tariff: facility.id.as_str().parse().ok()?,
            charge: Charge::Lift { facility: facility.id.clone() },
            basis: Basis::Per(handling.per),
            rate: Rate { amount: Money::from_minor(handling.price, Currency::USD), for_quantity_e3: E5 },
            free_days: 0,
            validity: Validity::default(),
        })
    }

    fn exchange_rates(&self, to: Currency) -> Vec<ExchangeRate> {
        let per_base_e4 = self.corridor().currencies.get(to.as_str());
        let rate = |per_base_e4: &i64| ExchangeRate {
            from: Currency::USD,
            to,
            rate_e6: per_base_e4.saturating_mul(100),
        };
        per_base_e4.map(rate).into_iter().collect()
    }
}

/// Returns what a leg takes of a run's room: each part of the order by itself, in the leg's share of the goods.
#[must_use]
pub fn demand(parts: &[Part], order: &Order, leg: &PlanLeg, room: &Room) -> Amounts {
    let of_part = |part: &Part| share(part.load, order, leg).demand(room);
    parts.iter().map(of_part).fold(Amounts::ZERO, Amounts::plus)
}

/// Returns the share of a load that takes a leg: by units, or by mass for loose goods; rounded up.
fn share(load: Load, order: &Order, leg: &PlanLeg) -> Load {
    let (of, whole) = match order.unit_count() {
        0 => (leg.mass.as_kg(), order.mass().as_kg()),
        units => (i64::from(leg.units), i64::from(units)),
    };
    if of >= whole || whole <= 0 {
        return load;
    }
    let up = |value: i64| {
        let share = (i128::from(value) * i128::from(of) + i128::from(whole) - 1) / i128::from(whole);
        i64::try_from(share).unwrap_or(value)
    };
    Load {
        form: load.form,
        units: u32::try_from(up(i64::from(load.units))).unwrap_or(load.units),
        teu: lb_base::Teu::from_thousandths(up(load.teu.as_thousandths())),
        wagons_e3: up(load.wagons_e3),
        mass: Mass::from_kg(up(load.mass.as_kg())),
        plugs: up(load.plugs),
        deck: lb_base::Length::from_mm(up(load.deck.as_mm())),
    }
}

/// Returns whether goods stay with the run from one leg to the next: another section of the same run, at once.
fn is_through(before: &PlanLeg, leg: &PlanLeg) -> bool {
    match (&before.carriage, &leg.carriage) {
        (Carriage::Ride { run, section, .. }, Carriage::Ride { run: next, section: other, .. }) => {
            run == next && section != other && before.to == leg.from
        }
        (Carriage::Ride { .. } | Carriage::Move { .. }, Carriage::Ride { .. } | Carriage::Move { .. }) => {
            false
        }
    }
}

fn joined(mut sum: Quotation, more: Quotation) -> Result<Quotation, Refusal> {
    let expected = "a total that fits";
    let total = sum.total.checked_add(more.total);
    sum.total =
        total.map_err(|error| Refusal::field("request.bad_value", "total", expected, &error.to_string()))?;
    sum.valid_until = sum.valid_until.min(more.valid_until);
    sum.components.extend(more.components);
    Ok(sum)
}

/// Returns an instant some minutes later; the last one there is where that would be beyond it.
#[must_use]
pub fn minutes_after(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(Timestamp::MAX)
}
