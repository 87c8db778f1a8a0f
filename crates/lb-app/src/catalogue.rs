//! What a corridor holds: suggestions, sources, crossings, the map, a summary.

use std::collections::BTreeMap;

use lb_network::idx::PlaceIdx;
use lb_network::model::{Effect, Mode, Target};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::answers::{CargoView, PlaceView};
use crate::app::App;
use crate::journal::Moment;
use crate::view::{CrossingView, RestrictionView, SourceView, UnitTypeView, names, parts, utc};

/// Most suggestions that one question gets.
pub const SUGGESTIONS_MAX: usize = 50;

/// What a corridor is and holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorridorSummary {
    /// Title.
    pub title: String,
    /// Whether it is reference data with demonstration values rather than an operator's own.
    pub reference: bool,
    /// The clock's instant when this was answered, UTC.
    pub now: String,
    /// The instant as of which the timetable was opened, UTC: runs count from there on.
    pub opened_at: String,
    /// End of the timetable, UTC.
    pub timetable_end: String,
    /// Rows per table, and `runs`.
    pub counts: BTreeMap<String, usize>,
    /// Services by reliability.
    pub services_by_reliability: BTreeMap<String, usize>,
    /// Problems found while reading.
    pub problems: usize,
}

impl App {
    /// Returns places whose identifier, UN/LOCODE or name in any language contains the text, best first: codes that
    /// start with it, names that start with it, the rest; inside each by kind and name.
    #[must_use]
    pub fn places(&self, q: &str, limit: usize) -> Vec<PlaceView> {
        let q = q.trim().to_lowercase();
        let mut hits: Vec<(u32, u32, &str, usize)> = Vec::new();
        for (i, place) in self.corridor().places.iter().enumerate() {
            let id = place.id.as_str().to_lowercase();
            let code = place.unlocode.as_ref().map(|u| u.to_string().to_lowercase()).unwrap_or_default();
            let name_rank = place.name.0.iter().filter_map(|name| rank(&name.to_lowercase(), &q)).min();
            let code_rank = [&id, &code]
                .into_iter()
                .filter_map(|c| c.starts_with(&q).then_some(u32::from(*c != q)))
                .min();
            if let Some(rank) = code_rank.into_iter().chain(name_rank).min() {
                hits.push((rank, kind_rank(&place.kind), place.name.en(), i));
            }
        }
        hits.sort_unstable();
        hits.into_iter()
            .take(limit.min(SUGGESTIONS_MAX))
            .map(|hit| self.place_at(PlaceIdx::new(hit.3)))
            .collect()
    }

    /// Returns one place by its identifier.
    #[must_use]
    pub fn place_view(&self, id: &str) -> Option<PlaceView> {
        Some(self.place_at(self.corridor().place(id)?))
    }

    /// Returns commodities whose HS code starts with the text or whose name contains it.
    #[must_use]
    pub fn cargo(&self, q: &str, limit: usize) -> Vec<CargoView> {
        let q = q.trim().to_lowercase();
        let digits: String = q.chars().filter(char::is_ascii_digit).collect();
        let mut hits: Vec<(u32, usize, usize)> = Vec::new();
        for (i, row) in self.corridor().commodities.iter().enumerate() {
            let code = row.hs.as_str();
            let by_code = !digits.is_empty() && code.starts_with(&digits);
            let by_name = row.name.0.iter().filter_map(|name| rank(&name.to_lowercase(), &q)).min();
            let specific = 6_usize.saturating_sub(code.len());
            let by_code = by_code.then_some(u32::from(code != digits));
            if let Some(rank) = by_code.into_iter().chain(by_name).min() {
                hits.push((rank, specific, i));
            }
        }
        hits.sort_unstable();
        hits.into_iter().take(limit.min(SUGGESTIONS_MAX)).map(|hit| self.cargo_at(hit.2)).collect()
    }

    /// Returns the unit types.
    #[must_use]
    pub fn unit_types(&self) -> Vec<UnitTypeView> {
        let rows = self.corridor().unit_types.iter();
        rows.map(|row| UnitTypeView {
            id: row.id.to_string(),
            name: names(&row.name),
            form: row.form.word().to_owned(),
            teu: parts(row.teu_e3, 1_000),
            payload_t: row.payload_kg.map(|kg| parts(kg, 1_000)),
        })
        .collect()
    }

    /// Returns the sources.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceView> {
        let rows = self.corridor().sources.iter();
        rows.map(|s| SourceView { id: s.id.clone(), what: s.what.clone(), url: s.url.clone() }).collect()
    }

    /// Returns the crossings with the restrictions in force now or later.
    #[must_use]
    pub fn crossings(&self) -> Vec<CrossingView> {
        let corridor = self.corridor();
        let view = |(i, row): (usize, &lb_network::model::Crossing)| {
            let point = row.from.or(row.to).map(|place| corridor.places[place.at()].point);
            let restrictions = corridor.restrictions.iter().filter(|r| {
                matches!(r.target, Target::Crossing(c) if c.at() == i)
                    && r.to.is_none_or(|to| to > self.now.get())
            });
            CrossingView {
                id: row.id.to_string(),
                name: names(&row.name),
                kind: row.kind.clone(),
                status: row.status.to_string(),
                lat: point.map(|p| p.lat),
                lon: point.map(|p| p.lon),
                capacity_per_day: row.capacity_per_day,
                average_per_day: row.average_per_day_e3.map(|n| parts(n, 1_000)),
                capacity_unit: row.capacity_unit.clone(),
                crossing_hours: row.crossing_minutes.map(|m| parts(i64::from(m), 60)),
                reliability: row.provenance.reliability.to_string(),
                basis: row.provenance.basis.clone(),
                note: row.note.clone(),
                restrictions: restrictions.map(restriction_view).collect(),
            }
        };
        corridor.crossings.iter().enumerate().map(view).collect()
    }

    /// Returns links and places as a GeoJSON feature collection.
    #[must_use]
    pub fn map(&self) -> Value {
        let corridor = self.corridor();
        let position = |place: PlaceIdx| {
            let point = corridor.places[place.at()].point;
            json!([point.lon, point.lat])
        };
        let links = corridor.links.iter().map(|link| {
            let gauges: Vec<String> = link.gauges.iter().map(u32::to_string).collect();
            let line = match link.mode {
                Mode::Rail | Mode::Road => json!([position(link.from), position(link.to)]),
                Mode::Sea | Mode::Ferry | Mode::Barge => json!(self.sea_path(link.from, link.to).points),
            };
            json!({
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": line},
                "properties": {
                    "kind": "link", "id": link.id.as_str(), "mode": link.mode.word(), "gauge": gauges.join(";"),
                    "status": link.status.word(), "km": parts(link.metres, 1_000),
                    "from": corridor.places[link.from.at()].id.as_str(), "to": corridor.places[link.to.at()].id.as_str(),
                    "reliability": link.provenance.reliability.to_string(), "basis": link.provenance.basis,
                },
            })
        });
        let places = corridor.places.iter().enumerate().map(|(i, place)| {
            let [en, zh, ru, kk] = &place.name.0;
            json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": position(PlaceIdx::new(i))},
                "properties": {
                    "kind": "place", "id": place.id.as_str(), "name_en": en, "name_zh": zh, "name_ru": ru, "name_kk": kk,
                    "place_kind": place.kind, "country": place.country,
                    "reliability": place.provenance.reliability.to_string(), "basis": place.provenance.basis,
                },
            })
        });
        json!({"type": "FeatureCollection", "features": links.chain(places).collect::<Vec<_>>()})
    }

    /// Returns what the corridor is and holds, told at an instant.
    #[must_use]
    pub fn summary(&self, now: Moment) -> CorridorSummary {
        let corridor = self.corridor();
        let mut counts: BTreeMap<String, usize> =
            corridor.row_counts.iter().map(|(table, rows)| ((*table).to_owned(), *rows)).collect();
        counts.insert("runs".to_owned(), self.planner.timetable.run_count());
        let mut services_by_reliability = BTreeMap::new();
        for service in &corridor.services {
            *services_by_reliability.entry(service.provenance.reliability.to_string()).or_default() += 1;
        }
        CorridorSummary {
            title: self.title.clone(),
            reference: true,
            now: now.rfc3339(),
            opened_at: self.now.rfc3339(),
            timetable_end: self.planner.timetable.end().rfc3339(),
            counts,
            services_by_reliability,
            problems: self.problems.len(),
        }
    }
}

fn restriction_view(row: &lb_network::model::Restriction) -> RestrictionView {
    let (effect, per_day) = match row.effect {
        Effect::Closed => ("closed", None),
        Effect::Ban => ("ban", None),
        Effect::Quota { per_day } => ("quota", Some(per_day)),
    };
    RestrictionView {
        effect: effect.to_owned(),
        per_day,
        reason: names(&row.reason),
        valid_from: row.from.map(utc),
        valid_to: row.to.map(utc),
    }
}

/// Ranks a match: 2 for a name that starts with the text, 3 for a word in it that does, 4 for one that contains it.
fn rank(name: &str, q: &str) -> Option<u32> {
    if name.starts_with(q) {
        Some(2)
    } else if name.split([' ', '(', '-', '/']).any(|word| word.starts_with(q)) {
        Some(3)
    } else {
        name.contains(q).then_some(4)
    }
}

/// Ranks kinds: what people ask for most comes first.
fn kind_rank(kind: &str) -> u32 {
    match kind {
        "area" => 0,
        "seaport" | "dry_port" | "rail_terminal" | "city" => 1,
        "grain_origin" | "bulk_port" | "elevator" | "logistics_park" => 2,
        _ => 3,
    }
}
