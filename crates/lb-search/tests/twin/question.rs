//! From a drawn question to a query of the search.

use lb_network::Corridor;
use lb_search::{Access, Criteria, Front, Load, Query, Rules};

use super::network::{Door, Question};

/// Returns the query that a question means in a corridor.
pub fn query(corridor: &Corridor, question: &Question) -> Query {
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
        lifted: Rules::NONE,
    }
}
