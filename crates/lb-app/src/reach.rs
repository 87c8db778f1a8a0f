//! Reach: which ports and countries cargo from one place gets to in a number of days.

use std::collections::BTreeSet;

use lb_base::Minutes;
use lb_network::idx::PlaceIdx;
use lb_network::model::Form;
use lb_search::reach::earliest;
use lb_search::{Access, Criteria, Front, Load, Query, Rules};

use crate::answers::{ReachAnswer, ReachPort, ReachTotals};
use crate::app::App;
use crate::refusal::Refusal;
use crate::view::{days, names, utc};

/// Longest reach, days.
const DAYS_MAX: i32 = 120;

impl App {
    /// Returns what one general-purpose container reaches from a place within a duration (`60d`), starting now.
    ///
    /// # Errors
    /// Refuses an unknown place and a duration that cannot be read or is longer than 120 days.
    pub fn reach(&self, from: &str, within: &str) -> Result<ReachAnswer, Refusal> {
        let corridor = self.corridor();
        let unknown = || {
            let expected = "a place of the corridor (identifier or UN/LOCODE)";
            Refusal::field("request.unknown_place", "from", expected, from)
        };
        let place = corridor.place(from).ok_or_else(unknown)?;
        let minutes = within.trim().parse::<Minutes>().ok().map(Minutes::get);
        let minutes = minutes.filter(|m| (1..=DAYS_MAX * 1_440).contains(m)).ok_or_else(|| {
            let expected = format!("a duration of at most {DAYS_MAX} days such as 60d");
            Refusal::field("request.bad_duration", "within", expected, within)
        })?;
        let query = self.reach_query(place, minutes)?;
        let with_modelled = earliest(&self.planner, &query);
        let published = earliest(&self.planner, &Query { published_only: true, ..query.clone() });
        let start: BTreeSet<PlaceIdx> = corridor.members(place).into_iter().collect();
        let reached = |times: &[Option<i32>]| -> Vec<(i32, PlaceIdx)> {
            let places = times.iter().enumerate().filter_map(|(i, time)| Some(((*time)?, PlaceIdx::new(i))));
            let mut places: Vec<_> = places.filter(|(_, p)| !start.contains(p)).collect();
            places.sort_unstable();
            places
        };
        let ports = reached(&with_modelled).into_iter().map(|(time, place)| {
            let row = &corridor.places[place.at()];
            ReachPort {
                place: row.id.to_string(),
                name: names(&row.name),
                country: row.country.clone(),
                kind: row.kind.clone(),
                lat: row.point.lat,
                lon: row.point.lon,
                arrival: utc(time),
                days: days(time - query.ready),
                rests_on_modelled: published[place.at()].is_none(),
            }
        });
        Ok(ReachAnswer {
            from: self.place_at(place),
            within_days: days(minutes),
            ports: ports.collect(),
            published: self.totals(&reached(&published)),
            with_modelled: self.totals(&reached(&with_modelled)),
            elapsed_us: 0,
        })
    }

    fn totals(&self, reached: &[(i32, PlaceIdx)]) -> ReachTotals {
        let rows: Vec<_> = reached.iter().map(|(_, place)| &self.corridor().places[place.at()]).collect();
        let is_port = |kind: &str| kind == "seaport" || kind == "bulk_port";
        let ports = rows.iter().filter(|row| is_port(&row.kind));
        let countries: BTreeSet<&str> = ports.clone().map(|row| row.country.as_str()).collect();
        ReachTotals {
            ports: ports.count(),
            inland: rows.iter().filter(|row| !is_port(&row.kind) && row.kind != "area").count(),
            countries: countries.len(),
        }
    }

    /// One 20 ft container of general goods.
    pub(crate) fn reach_query(&self, place: PlaceIdx, minutes: i32) -> Result<Query, Refusal> {
        let corridor = self.corridor();
        let load = Load {
            unit_type: "20GP".to_owned(),
            form: Form::Box,
            units: 1,
            mass_kg: 10_000,
            teu_e3: 1_000,
            wagons_e3: 500,
            lane_m_e3: 6_100,
            plugs: 0,
        };
        let none = || Refusal::field("request.unknown_cargo", "cargo", "goods in commodities.csv", "none");
        let hs = corridor.commodities.first().ok_or_else(none)?.hs;
        let ready = self.now.get();
        Ok(Query {
            origins: corridor.members(place).into_iter().map(Access::at).collect(),
            destinations: Vec::new(),
            load,
            hs,
            dangerous: None,
            ready,
            window: None,
            horizon: ready + minutes,
            due: None,
            tolerance: 0,
            criteria: Criteria::ARRIVAL,
            front: Front::Exact,
            capital_e4_per_day: 0,
            avoid_crossings: Vec::new(),
            avoid_countries: Vec::new(),
            published_only: false,
            rides_max: None,
            split_runs_max: 1,
            share_parcel: false,
            live: None,
            lifted: Rules::NONE,
        })
    }
}
