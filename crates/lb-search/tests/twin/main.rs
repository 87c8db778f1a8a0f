//! The search against its twin: on thousands of random small networks, every way is enumerated by plain code that
//! shares nothing with the search but the tables, and the front must be the same.
//!
//! Replay one network: `LANDBRIDGE_SEED=17 cargo test -p lb-search --profile fast --test twin`.
//! `LANDBRIDGE_CASES_TIMES=20` draws twenty times as many.

#[cfg(test)]
mod consistency;
#[cfg(test)]
mod network;
#[cfg(test)]
mod question;
#[cfg(test)]
mod terms;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod ways;

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    /// Networks of one run, before `LANDBRIDGE_CASES_TIMES`.
    const NETWORKS: u64 = 3_000;

    fn number(name: &str) -> Option<u64> {
        std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
    }

    /// Runs a check on every network; a network with too many ways is left out.
    fn every_network(salt: u64, share: u64, check: impl Fn(&Trial)) {
        let one = number("LANDBRIDGE_SEED");
        let times = number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
        let seeds = one.map_or(0..NETWORKS * times / share, |seed| seed..seed + 1);
        let (mut held, mut with_ways, mut left_out, mut steps, mut front) = (0, 0, 0, 0, 0);
        for seed in seeds {
            let seed = if one.is_some() { seed } else { seed + salt * 10_000_000 };
            let trial = Trial::new(seed);
            let Some(ways) = &trial.ways else {
                left_out += 1;
                continue;
            };
            check(&trial);
            held += 1;
            steps += ways.steps;
            with_ways += usize::from(!ways.values.is_empty());
            front += trial.exact.itineraries.len();
        }
        println!(
            "{held} networks, {left_out} left out, {with_ways} with an answer, {steps} steps, {front} itineraries"
        );
        assert!(one.is_some() || left_out * 10 <= held, "{left_out} networks with too many ways");
        assert!(one.is_some() || with_ways * 4 > held, "only {with_ways} of {held} networks with an answer");
    }

    #[test]
    fn the_exact_front_is_the_twins() {
        every_network(0, 1, |trial| {
            trial.front_is_the_twins();
            trial.itineraries_add_up();
        });
    }

    #[test]
    fn the_bounded_front_keeps_its_promise() {
        every_network(1, 3, Trial::bounded_front_is_close);
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing() {
        every_network(2, 6, Trial::shuffled_rows_give_the_same);
    }

    #[test]
    fn late_runs_equal_a_rebuilt_timetable() {
        every_network(6, 6, Trial::late_runs_equal_a_rebuilt_timetable);
    }

    #[test]
    fn a_window_equals_repeated_points() {
        every_network(7, 10, Trial::window_equals_repeated_points);
    }

    #[test]
    fn each_set_of_crossings_and_modes_has_its_best() {
        every_network(9, 3, Trial::each_set_has_its_best);
    }

    #[test]
    fn backwards_equals_forwards() {
        every_network(8, 6, Trial::backwards_equals_forwards);
    }

    #[test]
    fn reasons_are_true() {
        every_network(3, 6, Trial::reasons_are_true);
    }

    #[test]
    fn reach_is_the_twins() {
        every_network(4, 6, Trial::reach_is_the_twins);
    }

    #[test]
    fn spreads_are_in_order_and_repeat() {
        every_network(5, 10, Trial::spreads_are_in_order);
    }
}
