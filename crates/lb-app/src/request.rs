//! Reading a question: text fields to what the search takes, each wrong field refused by name.

use jiff::civil::Date;
use lb_base::{Currency, Minute, Minutes, UnNumber, Zone, local_minute};
use lb_network::geo::Point;
use lb_network::idx::{CrossingIdx, PlaceIdx};
use lb_network::model::Commodity;
use lb_search::{Access, Criteria, Front, Load, Query, Rules};

use crate::answers::PlanRequest;
use crate::app::App;
use crate::load::{Quantity, load, unit_types};
use crate::refusal::Refusal;

/// Longest list in a request.
const LIST_MAX: usize = 40;
/// Longest time from ready to arrival that a question may allow, days.
pub(crate) const HORIZON_DAYS_MAX: i32 = 200;
/// Longest text in a request.
const TEXT_MAX: usize = 200;
/// Cost of capital, share of the value a year in ten-thousandths: 8 %.
const CAPITAL_E4_A_YEAR: i64 = 800;
/// The emission factor of trucks that no row of the tables describes.
pub(crate) const TRUCK_FACTOR: &str = "F-TRUCK";
/// A door farther than this from every facility is refused, kilometres.
const DOOR_KM_MAX: f64 = 400.0;

/// A question as understood.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Origin as asked.
    pub from: Vec<PlaceIdx>,
    /// Destination as asked.
    pub to: Vec<PlaceIdx>,
    /// Row of the goods.
    pub commodity: usize,
    /// Currency of the answer.
    pub currency: String,
    /// Units of that currency per base currency, ten-thousandths.
    pub per_base_e4: i64,
    /// Mass, kilograms.
    pub mass_kg: i64,
    /// One query per load.
    pub queries: Vec<Query>,
    /// Minutes after its being ready in which the cargo may still be ready.
    pub window: i32,
    /// Whether the latest departure is wanted that arrives in time.
    pub is_backwards: bool,
    /// Itineraries to show; 0 = all.
    pub limit: usize,
}

/// The row of goods that no table describes.
pub(crate) const UNDECLARED: usize = usize::MAX;

/// The places a text means, and how the cargo gets to or from them.
pub(crate) type Ends = (Vec<PlaceIdx>, Vec<Access>);

impl App {
    /// Reads a question.
    ///
    /// # Errors
    /// Refuses with the code of the first field that is wrong.
    pub fn read(&self, request: &PlanRequest) -> Result<Asked, Refusal> {
        sizes(request)?;
        let commodity = self.commodity(&request.cargo)?;
        Ok(Asked { commodity, ..self.read_goods(request, &self.corridor().commodities[commodity])? })
    }

    /// Reads a question about goods that need not stand in the tables; the answer's row of the goods is [`UNDECLARED`].
    pub(crate) fn read_goods(&self, request: &PlanRequest, goods: &Commodity) -> Result<Asked, Refusal> {
        sizes(request)?;
        let loads = self.loads(request, goods)?;
        let reached = self.reached(request, loads)?;
        let (first, (from, origins), (to, destinations)) = reached[0].clone();
        let mass_kg = first.mass_kg;
        if from.iter().any(|place| to.contains(place)) {
            let expected = "a destination other than the origin";
            return Err(Refusal::field("request.same_place", "to", expected, &request.to));
        }
        let ready = self.ready(request, from[0])?;
        let due = request.arrive_by.as_deref().map(|text| self.due(text, to[0])).transpose()?;
        if let (Some(due), Some(text)) = (due, request.arrive_by.as_deref())
            && due <= ready
        {
            let expected = "a time after the cargo is ready";
            return Err(Refusal::field("request.bad_date", "arrive_by", expected, text));
        }
        let horizon = ready + duration("horizon", request.horizon.as_deref(), "60d", HORIZON_DAYS_MAX)?;
        if request.leave_latest && due.is_none() {
            let expected = "a wanted arrival, to leave as late as it allows";
            return Err(Refusal::field("request.bad_date", "arrive_by", expected, ""));
        }
        let tolerance = duration("tolerance", request.tolerance.as_deref(), "48h", 60)?;
        let window = duration("window", request.window.as_deref(), "0d", 60)?;
        let (currency, per_base_e4) = self.currency(request)?;
        let query = Query {
            origins,
            destinations,
            load: first,
            hs: goods.hs,
            dangerous: self.dangerous(request, goods.dangerous_class.clone())?,
            ready,
            window: None,
            horizon,
            due,
            tolerance,
            criteria: criteria(&request.criteria)?,
            front: Front::DEFAULT,
            capital_e4_per_day: capital(request, per_base_e4)?,
            avoid_crossings: self.avoid_crossings(request)?,
            avoid_countries: self.avoid_countries(request)?,
            published_only: request.published_only,
            rides_max: None,
            split_runs_max: if request.split { 20 } else { 1 },
            share_parcel: request.share_parcel,
            live: None,
            lifted: Rules::NONE,
        };
        let each = reached.into_iter().map(|(load, (_, origins), (_, destinations))| Query {
            load,
            origins,
            destinations,
            ..query.clone()
        });
        let queries = each.collect();
        let limit = request.limit.unwrap_or(12);
        Ok(Asked {
            from,
            to,
            commodity: UNDECLARED,
            currency,
            per_base_e4,
            mass_kg,
            queries,
            window,
            is_backwards: request.leave_latest,
            limit,
        })
    }

    /// Packs the goods in each unit type they can travel in.
    pub(crate) fn loads(&self, request: &PlanRequest, goods: &Commodity) -> Result<Vec<Load>, Refusal> {
        let cold = request.temperature.is_some() || goods.temperature.is_some();
        let units = unit_types(self.corridor(), goods, request.unit.as_deref(), cold)?;
        let quantity = Quantity::parse(&request.quantity)?;
        // So many units mean units of the first type; the same mass in the other types is compared with them.
        let first = units.first().and_then(|unit| load(goods, unit, quantity));
        let mass = first.map_or(quantity, |load| Quantity::Mass(load.mass_kg));
        let loads = units.into_iter().enumerate();
        Ok(loads.filter_map(|(i, unit)| load(goods, unit, if i == 0 { quantity } else { mass })).collect())
    }

    /// Finds the ends of each way of packing: a door is reached through places that handle the load, so each has its own.
    fn reached(&self, request: &PlanRequest, loads: Vec<Load>) -> Result<Vec<(Load, Ends, Ends)>, Refusal> {
        let unsuited = "a unit for these goods";
        let mut refused = Refusal::field("request.unit_does_not_suit", "unit", unsuited, &request.cargo);
        let mut reached = Vec::new();
        for load in loads {
            match (self.ends("from", &request.from, &load), self.ends("to", &request.to, &load)) {
                (Ok(from), Ok(to)) => reached.push((load, from, to)),
                (Err(refusal), _) | (_, Err(refusal)) => refused = refusal,
            }
        }
        if reached.is_empty() { Err(refused) } else { Ok(reached) }
    }

    pub(crate) fn commodity(&self, text: &str) -> Result<usize, Refusal> {
        let expected = "an HS code of 2 to 6 digits such as 1001.99 that the corridor's commodities cover";
        let refusal = || Refusal::field("request.unknown_cargo", "cargo", expected, text);
        let hs: lb_base::HsCode = text.trim().parse().map_err(|_| refusal())?;
        let rows = self.corridor().commodities.iter().enumerate();
        let covering = rows.filter(|(_, row)| hs.is_within(&row.hs));
        covering.max_by_key(|(_, row)| row.hs.as_str().len()).map(|(i, _)| i).ok_or_else(refusal)
    }

    pub(crate) fn ends(
        &self,
        field: &'static str,
        text: &str,
        load: &Load,
    ) -> Result<(Vec<PlaceIdx>, Vec<Access>), Refusal> {
        let corridor = self.corridor();
        if let Some(point) = point(text) {
            let access = self.doors(point, load);
            if access.is_empty() {
                let expected =
                    format!("a door within {DOOR_KM_MAX} km of a facility that handles {}", load.form.word());
                return Err(Refusal::field("request.unknown_place", field, expected, text));
            }
            return Ok((vec![access[0].place], access));
        }
        let Some(place) = corridor.place(text) else {
            let expected = "a place of the corridor (identifier, UN/LOCODE) or lat,lon";
            let near = self.places(text, 3).into_iter().map(|p| p.id).collect::<Vec<_>>().join(", ");
            let expected = if near.is_empty() {
                expected.to_owned()
            } else {
                format!("{expected}; did you mean {near}?")
            };
            return Err(Refusal::field("request.unknown_place", field, expected, text));
        };
        let members = corridor.members(place);
        let access = members.iter().map(|&member| Access::at(member)).collect();
        Ok((members, access))
    }

    /// Returns the nearest places that a truck can bring the load to from a door: 1.25 x the great circle at 45 km/h plus
    /// two hours, at 1.20 USD a kilometre and unit (assumptions of the product, shown as computed).
    fn doors(&self, point: Point, load: &Load) -> Vec<Access> {
        let corridor = self.corridor();
        let truck =
            corridor.factors.iter().find(|f| f.id.as_str() == TRUCK_FACTOR).map_or(0, |f| f.mg_per_tkm);
        let mut near: Vec<(i64, PlaceIdx)> = (0..corridor.places.len())
            .map(PlaceIdx::new)
            .filter(|place| corridor.facility_for(*place, load.form).is_some())
            .filter_map(|place| {
                let km = corridor.places[place.at()].point.distance_km(point);
                (km <= DOOR_KM_MAX).then(|| (metres(km * 1.25), place))
            })
            .collect();
        near.sort_unstable();
        let units = if load.teu_e3 > 0 { load.units } else { load.mass_kg.div_euclid(25_000) + 1 };
        near.into_iter()
            .take(5)
            .map(|(metres, place)| Access {
                place,
                minutes: 120 + i32::try_from(metres * 60 / 45_000).unwrap_or(i32::MAX / 4),
                cents: units * metres * 120 / 1_000,
                grams: lb_search::charge::transport_grams(truck, load, metres),
                metres,
            })
            .collect()
    }

    pub(crate) fn ready(&self, request: &PlanRequest, place: PlaceIdx) -> Result<i32, Refusal> {
        let Some(text) = request.depart.as_deref() else { return Ok(self.now.get()) };
        let ready = self.instant("depart", text, place, 0)?;
        let timetable = &self.planner.timetable;
        if ready < timetable.start - 1_440 * crate::app::DAYS_BEFORE || ready >= timetable.end {
            let (from, to) = (Minute::new(timetable.start).rfc3339(), timetable.end().rfc3339());
            let expected = format!("a time the timetable covers, {from} to {to}");
            return Err(Refusal::field("request.bad_date", "depart", expected, text));
        }
        Ok(ready)
    }

    /// A wanted date means by the end of that day at the destination.
    fn due(&self, text: &str, place: PlaceIdx) -> Result<i32, Refusal> {
        self.instant("arrive_by", text, place, 1_440)
    }

    fn instant(&self, field: &'static str, text: &str, place: PlaceIdx, of_day: i32) -> Result<i32, Refusal> {
        let zone: &Zone = &self.corridor().places[place.at()].zone;
        let text = text.trim();
        if let Some(date) = text.parse::<Date>().ok().filter(|_| text.len() <= 10) {
            return Ok(local_minute(date, of_day, zone).get());
        }
        let instant = text.parse::<jiff::Timestamp>().ok().and_then(|t| Minute::from_timestamp_up(t).ok());
        let expected = "a date such as 2026-12-01 or a time such as 2026-12-01T08:00:00Z";
        instant.map(Minute::get).ok_or_else(|| Refusal::field("request.bad_date", field, expected, text))
    }

    pub(crate) fn currency(&self, request: &PlanRequest) -> Result<(String, i64), Refusal> {
        let text = request.currency.as_deref().unwrap_or("USD").trim().to_ascii_uppercase();
        let known = || self.corridor().currencies.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        match self.corridor().currencies.get(&text) {
            Some(rate) if text.parse::<Currency>().is_ok() => Ok((text, *rate)),
            _ => {
                let expected = format!("one of {}", known());
                Err(Refusal::field("request.unknown_currency", "currency", expected, &text))
            }
        }
    }

    pub(crate) fn dangerous(
        &self,
        request: &PlanRequest,
        of_goods: Option<String>,
    ) -> Result<Option<String>, Refusal> {
        let Some(text) = request.dangerous.as_deref().map(str::trim).filter(|t| !t.is_empty()) else {
            return Ok(of_goods);
        };
        let expected =
            "the class of the goods, such as 9 or 5.1, or a UN number whose class the corridor knows";
        let refusal = || Refusal::field("request.dangerous_unknown", "dangerous", expected, text);
        let class = match text.parse::<UnNumber>() {
            Ok(number) if text.to_ascii_uppercase().starts_with("UN") => {
                let known = CLASS_9.contains(&number.as_str());
                known.then(|| "9".to_owned()).ok_or_else(refusal)?
            }
            _ => class(text).ok_or_else(refusal)?,
        };
        // Goods that the table knows as dangerous are not made harmless by another class.
        if of_goods.is_some_and(|known| known.split('.').next() != class.split('.').next()) {
            return Err(refusal());
        }
        Ok(Some(class))
    }

    pub(crate) fn avoid_crossings(&self, request: &PlanRequest) -> Result<Vec<CrossingIdx>, Refusal> {
        let find = |id: &String| {
            let expected = "a crossing of the corridor, e.g. X-ALA-DOS";
            self.corridor()
                .crossing(id)
                .ok_or_else(|| Refusal::field("request.unknown_crossing", "avoid_crossings", expected, id))
        };
        request.avoid_crossings.iter().map(find).collect()
    }

    pub(crate) fn avoid_countries(&self, request: &PlanRequest) -> Result<Vec<String>, Refusal> {
        let find = |code: &String| {
            let code = code.trim().to_ascii_uppercase();
            if self.corridor().places.iter().any(|place| place.country == code) {
                Ok(code)
            } else {
                let expected = "an ISO 3166 country code of the corridor, e.g. RU";
                Err(Refusal::field("request.unknown_country", "avoid_countries", expected, &code))
            }
        };
        request.avoid_countries.iter().map(find).collect()
    }
}

/// UN numbers whose class is beyond doubt: lithium batteries, alone and with equipment. Others are asked for by class.
const CLASS_9: [&str; 4] = ["3090", "3091", "3480", "3481"];

/// Reads a dangerous goods class: 1 to 9, with a division of one digit where it has one.
fn class(text: &str) -> Option<String> {
    let class = text.strip_prefix("class").unwrap_or(text).trim();
    let (main, division) = class.split_once('.').map_or((class, None), |(main, rest)| (main, Some(rest)));
    let digit = |text: &str, most: u8| text.len() == 1 && text.bytes().all(|b| (b'1'..=most).contains(&b));
    (digit(main, b'9') && division.is_none_or(|d| digit(d, b'6'))).then(|| class.to_owned())
}

fn sizes(request: &PlanRequest) -> Result<(), Refusal> {
    let texts = [&request.from, &request.to, &request.cargo, &request.quantity];
    let options = [
        &request.depart,
        &request.unit,
        &request.dangerous,
        &request.value,
        &request.currency,
        &request.arrive_by,
        &request.tolerance,
        &request.window,
        &request.horizon,
    ];
    let lists = [&request.criteria, &request.avoid_crossings, &request.avoid_countries];
    let long = texts.into_iter().chain(options.into_iter().flatten()).any(|text| text.len() > TEXT_MAX);
    let many =
        lists.iter().any(|list| list.len() > LIST_MAX || list.iter().any(|text| text.len() > TEXT_MAX));
    if long || many {
        let detail = format!(
            "expected texts of at most {TEXT_MAX} characters and lists of at most {LIST_MAX}, found more"
        );
        return Err(Refusal::new("request.too_large", detail));
    }
    Ok(())
}

fn point(text: &str) -> Option<Point> {
    let (lat, lon) = text.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Point { lat, lon })
}

fn duration(field: &'static str, text: Option<&str>, default: &str, days_max: i32) -> Result<i32, Refusal> {
    let text = text.unwrap_or(default).trim();
    let expected = format!("a duration up to {days_max} days such as 48h or 14d");
    let minutes = text.parse::<Minutes>().ok().map(Minutes::get);
    let fits = minutes.filter(|m| (0..=days_max * 1_440).contains(m));
    fits.ok_or_else(|| Refusal::field("request.bad_duration", field, expected, text))
}

pub(crate) fn criteria(words: &[String]) -> Result<Criteria, Refusal> {
    if words.is_empty() {
        return Ok(Criteria::ALL);
    }
    let mut criteria = Criteria::NONE;
    for word in words {
        match word.trim() {
            "arrival" => criteria.arrival = true,
            "cost" => criteria.cost = true,
            "co2e" => criteria.co2e = true,
            "handlings" => criteria.handlings = true,
            "rides" => criteria.rides = true,
            "reliability" => criteria.reliability = true,
            other => {
                let expected = "arrival, cost, co2e, handlings, rides or reliability";
                return Err(Refusal::field("request.bad_criteria", "criteria", expected, other));
            }
        }
    }
    Ok(criteria)
}

/// Cost of capital of a value in the asked currency: ten-thousandths of a base cent per day.
pub(crate) fn capital(request: &PlanRequest, per_base_e4: i64) -> Result<i64, Refusal> {
    let Some(text) = request.value.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(0);
    };
    let expected = "an amount such as 300000 or 300000.50";
    let refusal = || Refusal::field("request.bad_value", "value", expected, text);
    let cents = lb_network::table::parse_decimal(text, 2).filter(|c| *c >= 0).ok_or_else(refusal)?;
    let base = i128::from(cents) * 10_000 / i128::from(per_base_e4.max(1));
    i64::try_from(base * i128::from(CAPITAL_E4_A_YEAR) / 365).map_err(|_| refusal())
}

#[expect(clippy::as_conversions, reason = "kilometres on Earth in metres are far inside i64")]
fn metres(km: f64) -> i64 {
    (km * 1_000.0).round() as i64
}

/// Words of the criteria searched.
#[must_use]
pub fn criteria_words(criteria: Criteria) -> Vec<String> {
    let all = [
        (criteria.arrival, "arrival"),
        (criteria.cost, "cost"),
        (criteria.co2e, "co2e"),
        (criteria.handlings, "handlings"),
        (criteria.rides, "rides"),
        (criteria.reliability, "reliability"),
    ];
    all.into_iter().filter(|c| c.0).map(|c| c.1.to_owned()).collect()
}
