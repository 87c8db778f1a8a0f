use lb_base::Minute;
use lb_network::{Corridor, Timetable};

use super::*;
use crate::search::{Search, at};

#[path = "../../tests/twin/network.rs"]
#[expect(dead_code, reason = "the twin asks more of it")]
mod network;
#[path = "../../tests/twin/question.rs"]
mod question;

/// No way found is better, from any label on, than the bound at the label's place.
fn check(seed: u64) -> usize {
    let drawn = network::draw(seed);
    let corridor = Corridor::read(&drawn.files()).0;
    let timetable = Timetable::build(&corridor, Minute::new(drawn.now), 1, 20);
    let planner = Planner::new(corridor, timetable);
    let query = question::query(&planner, &drawn.question);
    let plan = QueryPlan::new(&planner, &query);
    let bounds = Bounds::new(&planner, &query, &plan);
    let search = Search::run(&planner, &query, &plan, &bounds, &[]);
    for end in &search.ends.kept {
        let capital = query.capital(end.value.arrival - query.ready);
        let mut number = end.label;
        while number != u32::MAX {
            let label = &search.labels[at(number)];
            let least = bounds.places[label.place.at()];
            let first = if label.moved || least.handlings < 2 { 0 } else { 2 };
            let handlings = i64::from(label.handlings) + least.handlings - first;
            assert!(!least.is_far(), "seed {seed}: {label:?}");
            assert!(
                i64::from(label.time) + least.minutes <= i64::from(end.value.arrival),
                "seed {seed}: {label:?}"
            );
            assert!(label.cost + least.cost + capital <= end.value.cost, "seed {seed}: {label:?}");
            assert!(label.co2e + least.co2e <= end.value.co2e, "seed {seed}: {label:?}");
            assert!(handlings <= i64::from(end.value.handlings), "seed {seed}: {label:?}");
            let onward = if bounds.ends[label.place.at()] { PPM } else { least.reliability };
            assert!(
                product_up(label.reliability, onward) >= end.value.reliability,
                "seed {seed}: {label:?} {least:?}"
            );
            number = label.before;
        }
    }
    search.ends.kept.len()
}

#[test]
fn no_way_found_is_better_than_the_bound() {
    let found: usize = (0..400).map(check).sum();
    assert!(found > 200, "only {found} itineraries");
}
