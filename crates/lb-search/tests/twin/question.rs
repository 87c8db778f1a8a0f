//! From a drawn question to a query of the search.

use std::sync::Arc;

use lb_network::timetable::Delay;
use lb_search::live::Delayed;
use lb_search::{Access, Criteria, Front, Live, Load, Planner, Query, Rules, Taken};

use super::network::{Door, Question};

/// Returns the query that a question means in a corridor.
pub fn query(planner: &Planner, question: &Question) -> Query {
    let corridor = &planner.corridor;
    let access = |door: &Door| Access {
        place: corridor.place(&door.place).unwrap(),
        minutes: door.minutes,
        cents: door.cents,
        grams: door.grams,
        metres: i64::from(door.minutes) * 900,
    };
    let [arrival, cost, co2e, handlings, rides, reliability] = question.criteria;
    Query {
        origins: question.origins.iter().map(access).collect(),
        destinations: question.destinations.iter().map(access).collect(),
        load: Load {
            unit_type: "unit".to_owned(),
            form: question.form,
            units: question.units,
            mass_kg: question.mass_kg,
            teu_e3: question.teu_e3,
            wagons_e3: question.wagons_e3,
            lane_m_e3: question.lane_m_e3,
            plugs: question.plugs,
        },
        hs: "1001.99".parse().unwrap(),
        dangerous: question.dangerous.map(str::to_owned),
        ready: question.ready,
        window: None,
        horizon: question.horizon,
        due: question.due,
        tolerance: question.tolerance,
        criteria: Criteria { arrival, cost, co2e, handlings, rides, reliability },
        rides_max: question.rides_max,
        front: Front::Exact,
        capital_e4_per_day: question.capital_e4_per_day,
        avoid_crossings: question.avoid_crossings.iter().map(|id| corridor.crossing(id).unwrap()).collect(),
        avoid_countries: question.avoid_countries.clone(),
        published_only: question.published_only,
        split_runs_max: question.split_runs_max,
        share_parcel: question.share_parcel,
        live: question.live.then(|| Arc::new(live(planner, question))),
        lifted: Rules::NONE,
    }
}

/// What holds now: drawn by service and place in the order of departures, so that the order of rows changes nothing.
fn live(planner: &Planner, question: &Question) -> Live {
    let corridor = &planner.corridor;
    let mut live = Live::default();
    for (service, place) in &question.cancelled {
        let service = corridor.services.iter().position(|s| s.id.as_str() == service).unwrap();
        let mut runs = planner.timetable.runs_of(lb_network::idx::ServiceIdx::new(service));
        live.cancelled.extend(runs.nth(*place));
    }
    for (section, place, hop, amount) in &question.taken {
        let at = corridor.sections.iter().position(|s| s.id.as_str() == section).unwrap();
        let row = &corridor.sections[at];
        let Some(run) = planner.timetable.runs_of(row.service).nth(*place) else { continue };
        let hop = *hop % u16::try_from(row.calls.len() - 1).unwrap();
        let taken = Taken {
            teu_e3: amount * 1_000,
            wagons_e3: amount * 700,
            mass_kg: amount * 15_000,
            plugs: *amount,
            lane_m_e3: amount * 9_000,
        };
        live.taken.insert((lb_network::idx::SectionIdx::new(at), run, hop), taken);
    }
    let late = question.delayed.iter().filter_map(|(section, place, call, minutes)| {
        let section = corridor.sections.iter().position(|s| s.id.as_str() == section).unwrap();
        let row = &corridor.sections[section];
        let run = planner.timetable.runs_of(row.service).nth(*place)?;
        let call = *call % u16::try_from(row.calls.len()).unwrap();
        Some(Delay { run, section: lb_network::idx::SectionIdx::new(section), call, minutes: *minutes })
    });
    live.delayed = Some(Arc::new(Delayed::new(planner, &late.collect::<Vec<_>>()).0));
    // Restrictions posted since: those of the corridor again, two days later.
    let later = |minute: Option<i32>| minute.map(|minute| minute + 2 * 1_440);
    live.restrictions = corridor.restrictions.clone();
    live.restrictions.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
    for restriction in &mut live.restrictions {
        (restriction.from, restriction.to) = (later(restriction.from), later(restriction.to));
    }
    live
}
