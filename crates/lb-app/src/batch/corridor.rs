//! A corridor as the timetable of a batch.

use std::sync::Arc;

use jiff::Timestamp;
use lb_base::{HsCode, Reliability};
use lb_network::Corridor;
use lb_network::model::{Commodity, Form, Names, Provenance};
use lb_search::itinerary::{Itinerary, Leg, LegKind};
use lb_search::{Criteria, Front, Live};

use super::queries::{Query, When};
use super::{Amount, Batch, Bound, Carrier, Freight, ItineraryLine, LegLine, Line, Wishes};
use crate::answers::PlanRequest;
use crate::app::App;
use crate::plan::{Hit, join, windowed};
use crate::refusal::Refusal;
use crate::request::{Asked, HORIZON_DAYS_MAX, UNDECLARED, capital, criteria};
use crate::view::{parts, rounded, utc};

/// Most kilograms of undeclared goods in one unit.
const UNDECLARED_KG: i64 = 20_000;
/// The quantity unless one is given: what one unit of undeclared goods holds.
const QUANTITY: &str = "20t";
/// Longest window, days.
const WINDOW_DAYS_MAX: i32 = 60;

/// What every query carries.
#[derive(Clone, Debug)]
pub struct Cargo {
    /// The fields that concern the cargo and the ways to avoid.
    request: PlanRequest,
    goods: Commodity,
    row: usize,
}

impl Cargo {
    /// Reads the cargo of a request. Without goods it is undeclared: up to 20 t a unit, of an HS chapter that no restriction
    /// names, in the first dry box of 1 TEU of the corridor.
    ///
    /// # Errors
    /// Refuses with the code of the first field that is wrong.
    pub fn read(app: &App, request: PlanRequest) -> Result<Self, Refusal> {
        let mut request = request;
        if request.quantity.is_empty() {
            QUANTITY.clone_into(&mut request.quantity);
        }
        let (row, goods) = if request.cargo.is_empty() {
            (UNDECLARED, undeclared(app.corridor(), request.unit.is_some() || request.temperature.is_some())?)
        } else {
            let row = app.commodity(&request.cargo)?;
            (row, app.corridor().commodities[row].clone())
        };
        let cargo = Self { request, goods, row };
        let (_, per_base_e4) = app.currency(&cargo.request)?;
        capital(&cargo.request, per_base_e4)?;
        app.dangerous(&cargo.request, cargo.goods.dangerous_class.clone())?;
        app.avoid_crossings(&cargo.request)?;
        app.avoid_countries(&cargo.request)?;
        cargo.loads(app)?;
        Ok(cargo)
    }

    /// Returns the loads, one for each way of packing; never none.
    pub(super) fn loads(&self, app: &App) -> Result<Vec<lb_search::Load>, Refusal> {
        let loads = app.loads(&self.request, &self.goods)?;
        if loads.is_empty() {
            let (unsuited, found) = ("a quantity of these goods that fits a unit", &self.request.quantity);
            return Err(Refusal::field("request.bad_quantity", "quantity", unsuited, found));
        }
        Ok(loads)
    }

    /// Returns the goods.
    pub(super) const fn hs(&self) -> HsCode {
        self.goods.hs
    }
}

/// Returns goods of which nothing is known but that they travel.
fn undeclared(corridor: &Corridor, unit_is_given: bool) -> Result<Commodity, Refusal> {
    let is_box = |unit: &&lb_network::model::UnitType| unit.form == Form::Box && unit.teu_e3 == 1_000;
    let unit = corridor.unit_types.iter().find(is_box).map(|unit| unit.id.to_string());
    if unit.is_none() && !unit_is_given {
        let expected = "a unit type of the corridor, for it has no dry box of 1 TEU to take by default";
        return Err(Refusal::field("request.unknown_unit", "unit", expected, "none"));
    }
    let named = |hs: &HsCode| {
        let prefixes = corridor.restrictions.iter().flat_map(|restriction| &restriction.hs);
        prefixes.into_iter().any(|prefix| hs.is_within(prefix))
    };
    let chapters = (1..=99).rev().filter_map(|chapter: u8| format!("{chapter:02}").parse::<HsCode>().ok());
    let none = || {
        Refusal::field("request.unknown_cargo", "cargo", "goods, for restrictions name all of them", "none")
    };
    let hs = chapters.into_iter().find(|hs| !named(hs)).ok_or_else(none)?;
    let boxes = corridor.unit_types.iter().filter(|unit| unit.form != Form::Bulk);
    let kg = |payload: Option<i64>| payload.map_or(UNDECLARED_KG, |kg| kg.min(UNDECLARED_KG));
    Ok(Commodity {
        hs,
        name: Names::default(),
        unit_types: unit.into_iter().collect(),
        stowage_l_per_t: None,
        temperature: None,
        dangerous_class: None,
        value_per_t: None,
        quarantine: false,
        kg_per_unit: boxes.map(|unit| (unit.id.to_string(), kg(unit.payload_kg))).collect(),
        provenance: Provenance { reliability: Reliability::Computed, basis: Vec::new() },
    })
}

/// A corridor with the cargo and the wishes of a batch.
#[derive(Debug)]
pub struct CorridorBatch {
    app: App,
    /// What holds beside the timetable.
    live: Option<Arc<Live>>,
    cargo: Cargo,
    bound: Bound,
    rides_max: Option<u32>,
    /// Longest time from ready to arrival, minutes.
    horizon: i32,
    /// Minutes.
    window: i32,
}

impl CorridorBatch {
    /// Prepares a corridor for queries that all carry one cargo.
    ///
    /// # Errors
    /// Refuses wishes that the corridor cannot fulfil, with the code of the first.
    pub fn new(app: App, cargo: Cargo, wishes: &Wishes) -> Result<Self, Refusal> {
        let mut cargo = cargo;
        cargo.request.criteria.clone_from(&wishes.criteria);
        let asked = criteria(&cargo.request.criteria)?;
        let bound = wishes.bound.unwrap_or(if count(asked) <= 2 { Bound::Exact } else { Bound::Default });
        let horizon = minutes("horizon", wishes.horizon, HORIZON_DAYS_MAX)?;
        let window = minutes("window", wishes.window, WINDOW_DAYS_MAX)?;
        Ok(Self { app, live: None, cargo, bound, rides_max: wishes.rides_max, horizon, window })
    }

    /// Lets every query be asked of what holds beside the timetable.
    #[must_use]
    pub fn with(self, live: Option<Arc<Live>>) -> Self {
        Self { live, ..self }
    }

    /// Returns the earliest instant at which cargo may be ready to arrive by another, that the timetable covers.
    fn earliest_to(&self, due: i64) -> i64 {
        let start = self.app.planner.timetable.start - crate::app::DAYS_BEFORE * 1_440;
        (due - i64::from(self.horizon) * 60).max(i64::from(start) * 60)
    }

    fn itinerary(&self, asked: &Asked, found: &Itinerary) -> ItineraryLine {
        let amount = parts(found.value.cost, 100) * parts(asked.per_base_e4, 10_000);
        ItineraryLine {
            departure: utc(found.departure()),
            arrival: utc(found.value.arrival),
            rides: usize::try_from(found.rides).unwrap_or(usize::MAX),
            freight: Some(Freight {
                ready: utc(found.ready),
                handlings: found.value.handlings,
                cost: Amount { amount: rounded(amount, 2), currency: asked.currency.clone() },
                co2e_kg: rounded(parts(found.value.co2e, 1_000), 1),
                on_time_probability: rounded(parts(found.value.reliability, 1_000_000), 4),
            }),
            legs: found.legs.iter().map(|leg| self.leg(leg)).collect(),
        }
    }

    fn leg(&self, leg: &Leg) -> LegLine {
        let corridor = self.app.corridor();
        let place = |place: lb_network::idx::PlaceIdx| corridor.places[place.at()].id.to_string();
        let (service, run) = match leg.kind {
            LegKind::Access => ("truck".to_owned(), None),
            LegKind::Drayage(drayage) => (corridor.drayages[drayage.at()].id.clone(), None),
            LegKind::Ride(ride) => {
                let service = &corridor.services[corridor.sections[ride.section.at()].service.at()];
                (service.id.to_string(), Some(self.app.run_word(ride)))
            }
        };
        LegLine {
            by: Carrier::Service { service, run },
            from: place(leg.from),
            to: place(leg.to),
            departure: utc(leg.depart),
            arrival: utc(leg.arrive),
        }
    }
}

impl Batch for CorridorBatch {
    type Question = Asked;
    type Found = (Vec<Hit>, bool);
    type Scratch = ();

    fn ask(&self, query: &Query) -> Result<Asked, Refusal> {
        let (ready, due, leave_latest) = match query.when {
            When::Depart(ready) => (ready, None, false),
            When::Between(ready, due) => (ready, Some(due), false),
            When::ArriveBy(due) => (self.earliest_to(due), Some(due), true),
        };
        let text = |instant: i64| Timestamp::from_second(instant).map(|instant| instant.to_string()).ok();
        let request = PlanRequest {
            from: query.from.clone(),
            to: query.to.clone(),
            depart: text(ready),
            arrive_by: due.and_then(text),
            leave_latest,
            ..self.cargo.request.clone()
        };
        let mut asked = self.app.read_goods(&request, &self.cargo.goods)?;
        asked.commodity = self.cargo.row;
        asked.window = self.window;
        for query in &mut asked.queries {
            query.horizon = query.ready.saturating_add(self.horizon);
            query.rides_max = self.rides_max;
            query.live.clone_from(&self.live);
            query.front = match self.bound {
                Bound::Exact => Front::Exact,
                Bound::Default => Front::DEFAULT,
                Bound::Fine => Front::FINE,
            };
        }
        Ok(asked)
    }

    fn search(&self, asked: &Asked, (): &mut ()) -> (Vec<Hit>, bool) {
        let (mut front, mut cut_short): (Vec<Hit>, bool) = (Vec::new(), false);
        for (number, query) in windowed(asked).iter().enumerate() {
            let rivals: Vec<_> = front.iter().map(|(_, other)| other.value).collect();
            let found = self.app.planner.search_beside(query, &rivals);
            cut_short |= found.cut_short;
            for itinerary in found.itineraries {
                join(&mut front, (number, itinerary), query);
            }
        }
        front.sort_by_key(|(query, found)| (found.value.arrival, found.rides, found.value, *query));
        (front, cut_short)
    }

    fn line(&self, query: usize, asked: &Asked, (front, cut_short): &(Vec<Hit>, bool)) -> Line {
        let itineraries = front.iter().map(|(_, found)| self.itinerary(asked, found)).collect();
        Line { query, itineraries, elapsed_us: 0, cut_short: *cut_short, error: None }
    }

    fn bound(&self) -> Bound {
        self.bound
    }

    fn bytes(&self) -> Option<usize> {
        None
    }
}

/// Returns the number of criteria.
fn count(criteria: Criteria) -> usize {
    let Criteria { arrival, cost, co2e, handlings, rides, reliability } = criteria;
    [arrival, cost, co2e, handlings, rides, reliability].into_iter().filter(|asked| *asked).count()
}

/// Returns seconds as minutes, at most so many days.
pub(super) fn minutes(field: &'static str, seconds: i32, days_max: i32) -> Result<i32, Refusal> {
    let minutes = seconds / 60;
    if (0..=days_max * 1_440).contains(&minutes) {
        return Ok(minutes);
    }
    let expected = format!("a duration up to {days_max} days such as 48h or 14d");
    Err(Refusal::field("request.bad_duration", field, expected, &format!("{} days", minutes / 1_440)))
}
