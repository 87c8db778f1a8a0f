//! Race: several origins, one destination, over the departures of a year.

use std::collections::BTreeMap;

use lb_network::model::Mode;
use lb_search::itinerary::{Itinerary as Found, LegKind, StopReason};
use lb_search::{Criteria, Front, Query};

use crate::answers::{PlanRequest, RaceAnswer, RaceForm, RaceRequest, RaceRow};
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::Asked;
use crate::view::{days, names, parts, rounded};

/// Days between the ready days that a race samples: prime to the week, so that every weekday is met.
const STEP_DAYS: i32 = 5;
/// Ready days sampled: a year.
const SAMPLES: i32 = 73;
/// Longest time from ready to arrival unless asked otherwise: a monthly vessel half round the world fits.
const HORIZON: &str = "120d";
/// Most origins in one race.
const ORIGINS_MAX: usize = 12;

impl App {
    /// Compares origins: for each, the earliest arrival for cargo that is ready on each of 73 days spread over a year from
    /// the asked date, its percentiles, and the itinerary whose days are nearest the median. Of the forms the goods
    /// can take, the one whose median cost is lowest stands in the row, as a trader would choose; the others beside it.
    ///
    /// A bulk vessel takes the cargo as part of a larger parcel; the row says of how many tonnes at least.
    ///
    /// # Errors
    /// Refuses as [`App::plan`] does, and more than 12 origins.
    pub fn race(&self, request: &RaceRequest) -> Result<RaceAnswer, Refusal> {
        if request.from.is_empty() || request.from.len() > ORIGINS_MAX {
            let found = format!("{} origins", request.from.len());
            let expected = format!("1 to {ORIGINS_MAX} origins");
            return Err(Refusal::field("request.bad_value", "from", expected, &found));
        }
        let mut rows = Vec::new();
        for from in &request.from {
            let plan = PlanRequest {
                from: from.trim().to_owned(),
                share_parcel: true,
                horizon: request.plan.horizon.clone().or_else(|| Some(HORIZON.to_owned())),
                ..request.plan.clone()
            };
            let asked = self.read(&plan)?;
            rows.push(self.race_row(from, &asked));
        }
        let all = rows
            .iter()
            .flat_map(|row| row.days.into_iter().chain(row.other_forms.iter().map(|form| form.days)));
        let fastest = all.min_by(f64::total_cmp);
        for row in &mut rows {
            row.days_behind = row.days.zip(fastest).map(|(days, fastest)| rounded(days - fastest, 3));
        }
        Ok(RaceAnswer { rows, elapsed_us: 0 })
    }

    fn race_row(&self, from: &str, asked: &Asked) -> RaceRow {
        let mut forms: Vec<Samples> = asked.queries.iter().filter_map(|query| self.samples(query)).collect();
        forms.sort_by_key(|samples| samples.median_cost());
        let name = names(&self.corridor().places[asked.from[0].at()].name);
        let mut row = empty(from, name, &asked.currency);
        let Some(chosen) = forms.first() else {
            row.why_not = self.why_not(asked, None);
            return row;
        };
        let (found, query) = chosen.quantile(5);
        let view = self.itinerary(asked, query, found, 1);
        row.days = Some(days(minutes(found)));
        row.days_p10 = Some(days(minutes(chosen.quantile(1).0)));
        row.days_p90 = Some(days(minutes(chosen.quantile(9).0)));
        row.days_quay_to_quay = quay_to_quay(found).map(days);
        row.waiting_days = Some(view.waiting_days);
        row.moving_days = Some(view.moving_days);
        row.cost_per_tonne = Some(view.cost.per_tonne);
        row.co2e_kg_per_tonne = Some(view.co2e_kg_per_tonne);
        row.form = Some(view.load.form.clone());
        row.parcel_min_t = view.parcel_min_t;
        row.hours_by_part = self.hours_by_part(found);
        row.itinerary = Some(view);
        row.other_forms = forms[1..].iter().map(|samples| self.race_form(asked, samples)).collect();
        row
    }

    fn race_form(&self, asked: &Asked, samples: &Samples) -> RaceForm {
        let (found, query) = samples.quantile(5);
        let view = self.itinerary(asked, query, found, 1);
        RaceForm {
            unit_type: view.load.unit_type,
            form: view.load.form,
            days: view.days,
            cost_per_tonne: view.cost.per_tonne,
            parcel_min_t: view.parcel_min_t,
        }
    }

    /// Searches the earliest arrival for each sampled ready day; `None` when fewer than nine days in ten have one.
    fn samples(&self, query: &Query) -> Option<Samples> {
        let ready_days = (0..SAMPLES).map(|sample| sample * STEP_DAYS * 1_440);
        let queries = ready_days.map(|later| Query {
            ready: query.ready + later,
            horizon: query.horizon + later,
            criteria: Criteria::ARRIVAL,
            front: Front::Exact,
            ..query.clone()
        });
        let mut found = Vec::new();
        let mut missing = 0;
        for query in queries {
            match self.planner.search(&query).itineraries.into_iter().next() {
                Some(itinerary) => found.push((itinerary, query)),
                None => missing += 1,
            }
            if missing * 10 > SAMPLES {
                return None;
            }
        }
        found.sort_by_key(|(found, _)| (minutes(found), found.ready));
        (!found.is_empty()).then_some(Samples { found })
    }

    /// Where the door-to-door hours go.
    fn hours_by_part(&self, found: &Found) -> BTreeMap<String, f64> {
        let mut minutes: BTreeMap<&str, i32> = BTreeMap::new();
        for leg in &found.legs {
            *minutes.entry(self.moving_part(leg.kind)).or_default() += leg.arrive - leg.depart;
        }
        for stop in &found.stops {
            let next = found.legs.get(stop.before_leg).map(|leg| leg.kind);
            for (reason, spent) in &stop.reasons {
                let part = match reason {
                    StopReason::GaugeChange => "border",
                    StopReason::Unload => "handling",
                    StopReason::Customs => "customs",
                    StopReason::OpeningHours => "opening_hours",
                    StopReason::Wait | StopReason::CutOff => match next.map(|kind| self.moving_part(kind)) {
                        Some("sailing") => "waiting_for_ship",
                        _ => "waiting_for_train",
                    },
                };
                *minutes.entry(part).or_default() += spent;
            }
        }
        minutes.into_iter().map(|(part, m)| (part.to_owned(), rounded(parts(i64::from(m), 60), 1))).collect()
    }

    fn moving_part(&self, kind: LegKind) -> &'static str {
        match kind {
            LegKind::Access | LegKind::Drayage(_) => "drayage",
            LegKind::Ride(ride) => match self.corridor().sections[ride.section.at()].mode {
                Mode::Rail => "rail",
                Mode::Sea | Mode::Ferry | Mode::Barge => "sailing",
                Mode::Road => "road",
            },
        }
    }
}

/// The earliest itineraries of one load over the sampled days, the quickest first.
struct Samples {
    found: Vec<(Found, Query)>,
}

impl Samples {
    fn quantile(&self, tenths: usize) -> (&Found, &Query) {
        let (found, query) = &self.found[(self.found.len() - 1) * tenths / 10];
        (found, query)
    }

    fn median_cost(&self) -> i64 {
        let mut costs: Vec<i64> = self.found.iter().map(|(found, _)| found.value.cost).collect();
        costs.sort_unstable();
        costs[costs.len() / 2]
    }
}

fn minutes(found: &Found) -> i32 {
    found.value.arrival - found.ready
}

/// From the departure of the first run to the arrival of the last.
fn quay_to_quay(found: &Found) -> Option<i32> {
    let mut rides = found.legs.iter().filter(|leg| matches!(leg.kind, LegKind::Ride(_)));
    let first = rides.next()?;
    Some(rides.next_back().unwrap_or(first).arrive - first.depart)
}

fn empty(from: &str, from_name: crate::answers::Names, currency: &str) -> RaceRow {
    RaceRow {
        from: from.to_owned(),
        from_name,
        days: None,
        days_p10: None,
        days_p90: None,
        days_quay_to_quay: None,
        waiting_days: None,
        moving_days: None,
        cost_per_tonne: None,
        currency: currency.to_owned(),
        co2e_kg_per_tonne: None,
        form: None,
        parcel_min_t: None,
        days_behind: None,
        hours_by_part: BTreeMap::new(),
        other_forms: Vec::new(),
        itinerary: None,
        why_not: Vec::new(),
    }
}
