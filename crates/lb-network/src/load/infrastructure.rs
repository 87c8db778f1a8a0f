//! Places, facilities, links, crossings, drayages, sea lanes.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::reference::position;
use super::{Reading, crossing, forms, gauges, metres, money, names, place, provenance, reference};
use crate::idx::{CrossingIdx, FacilityIdx, PlaceIdx};
use crate::model::{
    Crossing, Drayage, Effect, Facility, Form, Handling, Link, Mode, Per, Place, Restriction, Status, Target,
};
use crate::opening::Opening;
use crate::sea::SeaLanes;
use crate::table::Cells;

impl Reading<'_> {
    pub(super) fn infrastructure(&mut self) {
        self.places();
        self.facilities();
        self.links_and_crossings();
        self.drayages();
        self.lanes();
    }

    fn places(&mut self) {
        let columns = ["place_id", "name", "country", "lat", "lon", "kind", "time_zone", "area_id"];
        self.corridor.places = self.rows("places", &columns, |cells, _| {
            Some(Place {
                id: cells.required("place_id", "an identifier")?,
                name: names(cells),
                unlocode: cells.optional("unlocode", "a UN/LOCODE such as CNLYG"),
                country: cells.string("country"),
                area: cells.optional("area_id", "an identifier"),
                point: position(cells)?,
                kind: cells.string("kind"),
                gauges: gauges(cells, "gauges"),
                zone: cells.required("time_zone", "an IANA time zone such as Asia/Almaty")?,
                provenance: provenance(cells)?,
                note: cells.string("note"),
                line: cells.line,
            })
        });
        let ids = self.corridor.places.iter().enumerate();
        self.corridor.place_by_id = ids.map(|(i, p)| (p.id.to_string(), PlaceIdx::new(i))).collect();
    }

    fn facilities(&mut self) {
        let columns = ["facility_id", "place_id", "opening", "free_days", "currency"];
        self.corridor.facilities = self.rows("facilities", &columns, |cells, corridor| {
            let place = place(cells, corridor, "place_id")?;
            let opening = cells.parsed("opening", "24/7 or rules such as Mo-Sa 08:00-20:00", Opening::parse);
            let holidays = if cells.flag("closed_on_holidays") {
                corridor.holidays.get(&corridor.places[place.at()].country).cloned()
            } else {
                None
            };
            Some(Facility {
                id: cells.required("facility_id", "an identifier")?,
                place,
                name: names(cells),
                opening: opening.unwrap_or_else(Opening::always).with_holidays(holidays.unwrap_or_default()),
                free_days: cells.within("free_days", 0..=3_650).unwrap_or(0),
                storage_teu_day: money(cells, corridor, "storage_per_teu_day", 4).unwrap_or(0),
                storage_t_day: money(cells, corridor, "storage_per_t_day", 4).unwrap_or(0),
                handling: Default::default(),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        let mut by_id: BTreeMap<String, FacilityIdx> = BTreeMap::new();
        for (i, facility) in self.corridor.facilities.iter().enumerate() {
            by_id.insert(facility.id.to_string(), FacilityIdx::new(i));
        }
        self.handling(&by_id);
        let mut able = vec![[None; 4]; self.corridor.places.len()];
        for (i, facility) in self.corridor.facilities.iter().enumerate() {
            for form in Form::ALL.into_iter().filter(|form| facility.handling[form.index()].is_some()) {
                able[facility.place.at()][form.index()].get_or_insert(FacilityIdx::new(i));
            }
        }
        self.corridor.facility_for = able;
    }

    fn handling(&mut self, by_id: &BTreeMap<String, FacilityIdx>) {
        let columns = ["facility_id", "form", "unload_hours", "load_hours", "price", "price_per"];
        let rows = self.rows("handling", &columns, |cells, corridor| {
            let facility = reference(cells, "facility_id", "facilities", by_id)?;
            let form = cells.parsed("form", "box, reefer, bulk or roro", Form::from_word)?;
            let handling = Handling {
                unload: cells.hours("unload_hours").unwrap_or(0),
                load: cells.hours("load_hours").unwrap_or(0),
                customs: cells.hours("customs_hours").unwrap_or(0),
                rate_e4: cells.decimal("rate_per_hour", 4, "units or tonnes per hour").filter(|r| *r > 0),
                price: money(cells, corridor, "price", 4).unwrap_or(0),
                per: cells.parsed("price_per", "unit, teu or t", Per::from_word).unwrap_or(Per::Unit),
                provenance: provenance(cells)?,
            };
            Some((facility, form, handling))
        });
        for (facility, form, handling) in rows {
            self.corridor.facilities[facility.at()].handling[form.index()] = Some(handling);
        }
    }

    fn links_and_crossings(&mut self) {
        let columns = ["link_id", "from", "to", "mode", "km", "status"];
        self.corridor.links = self.rows("links", &columns, |cells, corridor| {
            Some(Link {
                id: cells.required("link_id", "an identifier")?,
                from: place(cells, corridor, "from")?,
                to: place(cells, corridor, "to")?,
                mode: mode(cells)?,
                metres: metres(cells, "km")?,
                gauges: gauges(cells, "gauges"),
                daily_km_typ: cells.optional("daily_km_typ", "kilometres a day"),
                status: status(cells)?,
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        let columns = ["crossing_id", "name", "kind", "status"];
        self.corridor.crossings = self.rows("crossings", &columns, |cells, corridor| {
            let opening = cells.parsed("opening", "24/7 or rules such as Mo-Sa 08:00-20:00", Opening::parse);
            let mut end = |column: &str| {
                if cells.text(column).is_empty() { None } else { place(cells, corridor, column) }
            };
            let (from, to) = (end("from"), end("to"));
            Some(Crossing {
                id: cells.required("crossing_id", "an identifier")?,
                name: names(cells),
                kind: cells.string("kind"),
                from,
                to,
                gauges: gauges(cells, "gauges"),
                status: status(cells)?,
                capacity_unit: cells.string("capacity_unit"),
                capacity_per_day: cells.optional("capacity_per_day", "a number a day"),
                average_per_day_e3: cells.decimal("average_per_day", 3, "a number a day"),
                crossing_minutes: cells.hours("crossing_hours"),
                opening: opening.unwrap_or_else(Opening::always),
                provenance: provenance(cells)?,
                note: cells.string("note"),
                line: cells.line,
            })
        });
        let ids = self.corridor.crossings.iter().enumerate();
        self.corridor.crossing_by_id = ids.map(|(i, c)| (c.id.to_string(), CrossingIdx::new(i))).collect();
    }

    fn drayages(&mut self) {
        let factors = std::mem::take(&mut self.factor_by_id);
        let columns = ["drayage_id", "from", "to", "mode", "km", "hours", "forms", "price", "price_per"];
        self.corridor.drayages = self.rows("drayages", &columns, |cells, corridor| {
            Some(Drayage {
                id: cells.string("drayage_id"),
                from: place(cells, corridor, "from")?,
                to: place(cells, corridor, "to")?,
                mode: mode(cells)?,
                metres: metres(cells, "km")?,
                minutes: cells.hours("hours")?.max(1),
                forms: forms(cells, "forms"),
                price: money(cells, corridor, "price", 4).unwrap_or(0),
                per: cells.parsed("price_per", "unit, teu or t", Per::from_word).unwrap_or(Per::Unit),
                factor: reference(cells, "factor_id", "emission_factors", &factors)?,
                both_ways: cells.flag("both_ways"),
                provenance: provenance(cells)?,
            })
        });
        self.factor_by_id = factors;
    }

    fn lanes(&mut self) {
        let nodes = self.rows("lane_nodes", &["node_id", "lat", "lon"], |cells, _| {
            Some((cells.string("node_id"), position(cells)?))
        });
        let by_id: BTreeMap<String, usize> =
            nodes.iter().enumerate().map(|(i, n)| (n.0.clone(), i)).collect();
        let lanes = self.rows("lanes", &["lane_id", "from", "to", "km"], |cells, _| {
            let from = reference(cells, "from", "lane_nodes", &by_id)?;
            let to = reference(cells, "to", "lane_nodes", &by_id)?;
            Some((from, to, metres(cells, "km")?, cells.string("passage")))
        });
        self.corridor.sea = SeaLanes::new(nodes.into_iter().map(|n| n.1).collect(), &lanes);
    }

    pub(super) fn restrictions(&mut self) {
        let columns = ["restriction_id", "target", "target_id", "effect"];
        self.corridor.restrictions = self.rows("restrictions", &columns, |cells, corridor| {
            let target = target(cells, corridor)?;
            let effect = match cells.text("effect") {
                "closed" => Effect::Closed,
                "ban" => Effect::Ban,
                "quota" => Effect::Quota { per_day: cells.required("per_day", "runs a day")? },
                _ => return None,
            };
            let zone = zone_of(target, corridor);
            Some(Restriction {
                id: cells.required("restriction_id", "an identifier")?,
                target,
                effect,
                hs: prefixes(cells),
                forms: forms(cells, "forms"),
                from: day_start(cells, "valid_from", zone.as_ref()),
                to: day_start(cells, "valid_to", zone.as_ref()),
                reason: reasons(cells),
                provenance: provenance(cells)?,
            })
        });
    }
}

/// Reads a `;` list of HS prefixes.
fn prefixes(cells: &mut Cells<'_>) -> Vec<lb_base::HsCode> {
    let mut prefixes = Vec::new();
    for word in cells.list("hs") {
        match word.parse() {
            Ok(prefix) => prefixes.push(prefix),
            Err(_) => {
                cells.reject("hs", "corridor.bad_value", "HS prefixes such as 10;11", format!("`{word}`"))
            }
        }
    }
    prefixes
}

fn reasons(cells: &Cells<'_>) -> crate::model::Names {
    let en = cells.string("reason");
    let other = |column: &str| {
        let text = cells.string(column);
        if text.is_empty() { en.clone() } else { text }
    };
    crate::model::Names([en.clone(), other("reason_zh"), other("reason_ru"), other("reason_kk")])
}

fn target(cells: &mut Cells<'_>, corridor: &crate::corridor::Corridor) -> Option<Target> {
    match cells.text("target") {
        "crossing" => crossing(cells, corridor, "target_id").map(Target::Crossing),
        "place" => place(cells, corridor, "target_id").map(Target::Place),
        "section" => reference(cells, "target_id", "sections", &corridor.section_by_id).map(Target::Section),
        "service" => reference(cells, "target_id", "services", &corridor.service_by_id).map(Target::Service),
        _ => None,
    }
}

fn zone_of(target: Target, corridor: &crate::corridor::Corridor) -> Option<lb_base::Zone> {
    let place = match target {
        Target::Crossing(crossing) => corridor.crossings[crossing.at()].from,
        Target::Place(place) => Some(place),
        Target::Section(section) => corridor.sections[section.at()].calls.first().map(|call| call.place),
        Target::Service(_) => None,
    };
    place.map(|place| corridor.places[place.at()].zone.clone())
}

fn day_start(cells: &mut Cells<'_>, column: &str, zone: Option<&lb_base::Zone>) -> Option<i32> {
    let date: jiff::civil::Date = cells.optional(column, "a date such as 2026-12-16")?;
    let utc = lb_base::Zone::from_str("UTC").ok();
    let zone = zone.or(utc.as_ref())?;
    Some(lb_base::local_minute(date, 0, zone).get())
}

/// Reads a status; an unknown word is told already.
fn status(cells: &Cells<'_>) -> Option<Status> {
    Status::from_word(cells.text("status"))
}

/// Reads a mode.
pub(super) fn mode(cells: &mut Cells<'_>) -> Option<Mode> {
    cells.parsed("mode", "rail, sea, ferry, road or barge", Mode::from_word)
}
