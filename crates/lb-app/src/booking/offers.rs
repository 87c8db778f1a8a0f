//! Ways for an order that can be booked now: itineraries found with the room that is left, priced, leg by leg.

use std::sync::Arc;

use jiff::Timestamp;
use lb_base::time::Planned;
use lb_base::{Currency, Mass, Minute, PlaceId};
use lb_booking::order::Order;
use lb_booking::plan::{Carriage, Hops, LegNo, PlanLeg};
use lb_network::idx::PlaceIdx;
use lb_network::model::Mode;
use lb_search::Query;
use lb_search::itinerary::{Itinerary as Found, Leg as FoundLeg, LegKind};
use lb_search::live::Live;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::carriage::{Departure, Part, demand};
use super::views::{AmountsView, PlanLegView, QuotationView};
use crate::answers::{Itinerary, PlanRequest, WhyNot};
use crate::app::App;
use crate::plan::{representatives, windowed};
use crate::refusal::Refusal;
use crate::request::Asked;

/// Offers shown when the question does not say how many.
pub const OFFERS_DEFAULT: usize = 6;
/// Offers shown at most.
pub const OFFERS_MAX: usize = 20;

/// What a leg of an offer takes of its run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OfferRoom {
    /// The leg.
    pub leg: u16,
    /// The run.
    pub run: String,
    /// The section.
    pub section: String,
    /// What the goods take.
    pub wanted: AmountsView,
}

/// A way that can be booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Offer {
    /// The itinerary as `/v1/plan` shows it. Its cost counts storage and capital too; the quotation is what is charged.
    pub itinerary: Itinerary,
    /// The legs to send with `take_offer`.
    pub legs: Vec<PlanLegView>,
    /// What they take of their runs.
    pub rooms: Vec<OfferRoom>,
    /// The price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotation: Option<QuotationView>,
    /// Code of what keeps it from being booked; absent where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// The same in an English sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_detail: Option<String>,
}

/// Ways for an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OffersAnswer {
    /// Offers, earliest arrival first.
    pub offers: Vec<Offer>,
    /// How many itineraries there are.
    pub found: usize,
    /// Rules that closed a way (or all ways).
    pub why_not: Vec<WhyNot>,
    /// Search time in microseconds.
    pub elapsed_us: u64,
}

/// How offers are wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OffersRequest {
    /// Criteria out of `arrival`, `cost`, `co2e`, `handlings`, `reliability`; all when empty.
    pub criteria: Vec<String>,
    /// Currency of every amount; `USD` when absent.
    pub currency: Option<String>,
    /// Use published services only.
    pub published_only: bool,
    /// How many offers to show; 6 when absent, 20 at most.
    pub limit: Option<usize>,
}

impl App {
    /// Finds ways for an order with the room that is left, and prices them at an instant.
    ///
    /// # Errors
    /// As [`App::plan`], and `order.mixed_forms` for goods that cannot travel on one way together.
    pub fn offers(
        &self,
        order: &Order,
        live: Arc<Live>,
        request: &OffersRequest,
        now: Timestamp,
    ) -> Result<OffersAnswer, Refusal> {
        let currency = request.currency.as_deref().unwrap_or("USD");
        let known = || Refusal::field("request.unknown_currency", "currency", "an ISO 4217 code", currency);
        let currency: Currency = currency.parse().map_err(|_| known())?;
        let parts = self.order_parts(order)?;
        let asked = self.asked(order, &parts, request, live)?;
        let queries = windowed(&asked);
        let (front, _) = self.front(&queries);
        let found = front.len();
        let best = front.iter().map(|(_, itinerary)| itinerary.value.arrival).min();
        let why_not = self.why_not(&asked, best);
        let limit = request.limit.unwrap_or(OFFERS_DEFAULT).clamp(1, OFFERS_MAX);
        let shown = representatives(front, limit);
        let offer = |(number, (query, itinerary)): (usize, &(usize, Found))| {
            let view = self.itinerary(&asked, &queries[*query], itinerary, number + 1);
            self.offer(order, &parts, (view, itinerary), (currency, now))
        };
        let offers = shown.iter().enumerate().map(offer).collect();
        Ok(OffersAnswer { offers, found, why_not, elapsed_us: 0 })
    }

    fn asked(
        &self,
        order: &Order,
        parts: &[Part],
        request: &OffersRequest,
        live: Arc<Live>,
    ) -> Result<Asked, Refusal> {
        let Some(first) = parts.first() else {
            return Err(lb_booking::Refusal::OrderIncomplete { field: "goods" }.into());
        };
        if let Some(other) = parts.iter().find(|part| part.load.form != first.load.form) {
            let expected = format!("goods that all travel as {}", first.load.form.word());
            return Err(Refusal::field("order.mixed_forms", "goods", expected, other.load.form.word()));
        }
        let heaviest = order.goods.iter().max_by_key(|goods| goods.mass);
        let coldest =
            order.goods.iter().filter_map(|goods| goods.temperature).map(|range| range.lowest).min();
        let dangerous = order.goods.iter().find_map(|goods| goods.dangerous.as_ref());
        let question = PlanRequest {
            from: order.route.origin.to_string(),
            to: order.route.destination.to_string(),
            cargo: heaviest.map_or_else(String::new, |goods| goods.hs.to_string()),
            quantity: format!("{}kg", order.mass().as_kg()),
            depart: Some(order.route.ready.rfc3339()),
            unit: Some(first.unit_type.to_string()),
            temperature: coldest.map(|tenths| f64::from(tenths) / 10.0),
            dangerous: dangerous.map(|goods| goods.class.clone()),
            currency: request.currency.clone(),
            arrive_by: order.route.due.map(Minute::rfc3339),
            criteria: request.criteria.clone(),
            published_only: request.published_only,
            limit: Some(0),
            ..PlanRequest::default()
        };
        let mut asked = self.read(&question)?;
        asked.queries.truncate(1);
        for query in &mut asked.queries {
            measure(query, order, parts);
            query.live = Some(Arc::clone(&live));
        }
        Ok(asked)
    }

    fn offer(
        &self,
        order: &Order,
        parts: &[Part],
        (view, found): (Itinerary, &Found),
        (currency, now): (Currency, Timestamp),
    ) -> Offer {
        let legs = self.plan_legs(order, found);
        let mut rooms = Vec::new();
        for leg in &legs {
            let Some((id, _)) = leg.ride() else { continue };
            let Some(departure) = self.departure(&id) else { continue };
            let wanted = demand(parts, order, leg, &self.room(departure.section));
            rooms.push(OfferRoom {
                leg: leg.no.0,
                run: id.run.to_string(),
                section: id.section.to_string(),
                wanted: AmountsView::from(&wanted),
            });
        }
        let quotation = self.quotation(order, &legs, currency, now);
        let splits = found.legs.iter().any(|leg| matches!(leg.kind, LegKind::Ride(ride) if ride.runs > 1));
        let refused = match &quotation {
            _ if splits => Some(Refusal::new(
                "capacity.exceeds_run",
                "expected a load that one run can take; split the order over successive runs",
            )),
            Ok(_) => None,
            Err(refusal) => Some(refusal.clone()),
        };
        Offer {
            itinerary: view,
            legs: legs.iter().map(PlanLegView::from).collect(),
            rooms,
            quotation: quotation.ok().as_ref().map(QuotationView::from),
            refused: refused.as_ref().map(|refusal| refusal.code.to_owned()),
            refused_detail: refused.map(|refusal| refusal.detail),
        }
    }

    /// Returns an itinerary as the legs of a plan. An area's own place is left and reached by a move of a minute.
    fn plan_legs(&self, order: &Order, found: &Found) -> Vec<PlanLeg> {
        let id = |place: PlaceIdx| self.corridor().places[place.at()].id.clone();
        let (units, mass) = (order.unit_count(), order.mass());
        let mut legs: Vec<PlanLeg> = Vec::new();
        for leg in found.legs.iter().filter(|leg| leg.from != leg.to) {
            let (from, to) = (id(leg.from), id(leg.to));
            let (depart, arrive) = (planned(leg.depart), planned(leg.arrive));
            let carriage = self.carriage(leg);
            legs.push(PlanLeg { no: LegNo(0), carriage, from, to, depart, arrive, units, mass });
        }
        if let (Some(first), Some(last)) = (legs.first().cloned(), legs.last().cloned()) {
            let (origin, destination) = (order.route.origin.clone(), order.route.destination.clone());
            if first.from != origin {
                let depart = first.depart.0.get().saturating_sub(1).max(order.route.ready.get());
                let span = (planned(depart), first.depart);
                legs.insert(0, within((origin, first.from), span, (units, mass)));
            }
            if last.to != destination {
                let span = (last.arrive, planned(last.arrive.0.get().saturating_add(1)));
                legs.push(within((last.to, destination), span, (units, mass)));
            }
        }
        for (leg, no) in legs.iter_mut().zip(1..) {
            leg.no = LegNo(no);
        }
        legs
    }

    fn carriage(&self, leg: &FoundLeg) -> Carriage {
        match leg.kind {
            LegKind::Access => Carriage::Move { mode: Mode::Road },
            LegKind::Drayage(drayage) => Carriage::Move { mode: self.corridor().drayages[drayage.at()].mode },
            LegKind::Ride(ride) => {
                let id = self.ledger_id(Departure { section: ride.section, run: ride.run });
                let hops = Hops { from_call: ride.board, to_call: ride.alight };
                Carriage::Ride { run: id.run, section: id.section, hops }
            }
        }
    }
}

fn planned(minute: i32) -> Planned {
    Planned(Minute::new(minute))
}

/// A move inside an area: a minute, so that coming and going can be told apart.
fn within(
    (from, to): (PlaceId, PlaceId),
    (depart, arrive): (Planned, Planned),
    (units, mass): (u32, Mass),
) -> PlanLeg {
    let carriage = Carriage::Move { mode: Mode::Road };
    PlanLeg { no: LegNo(0), carriage, from, to, depart, arrive, units, mass }
}

/// The query's load is exactly what the order measures, not what its mass would fill.
fn measure(query: &mut Query, order: &Order, parts: &[Part]) {
    let sum = |of: fn(&Part) -> i64| parts.iter().map(of).sum::<i64>();
    query.load.mass_kg = order.mass().as_kg();
    query.load.teu_e3 = sum(|part| part.load.teu.as_thousandths());
    query.load.wagons_e3 = sum(|part| part.load.wagons_e3);
    query.load.plugs = sum(|part| part.load.plugs);
    query.load.lane_m_e3 = sum(|part| part.load.deck.as_mm());
    let units = sum(|part| i64::from(part.load.units));
    if units > 0 {
        query.load.units = units;
    }
}
