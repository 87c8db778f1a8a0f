//! The search over lines against its twin: on thousands of random small feeds, plain code that shares nothing with the
//! search but the feed looks at every run, and the answers must be the same.
//!
//! Replay one feed: `LANDBRIDGE_SEED=17 cargo test -p lb-search --profile fast --test lines`.
//! `LANDBRIDGE_CASES_TIMES=20` draws twenty times as many.

#[cfg(test)]
mod chain;
#[cfg(test)]
mod consistency;
#[cfg(test)]
mod drawn;
#[cfg(test)]
mod live;
#[cfg(test)]
mod network;
#[cfg(test)]
mod question;
#[cfg(test)]
mod random;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod twin;

#[cfg(test)]
mod tests {
    use crate::drawn::Drawn;
    use crate::trial::Trial;
    use crate::{chain, network};

    fn number(name: &str) -> Option<u64> {
        std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
    }

    /// Runs a check on so many feeds, before `LANDBRIDGE_CASES_TIMES`; one whose rules contradict each other is left out.
    fn every_feed(salt: u64, feeds: u64, draw: impl Fn(u64) -> Drawn, check: impl Fn(&Trial)) {
        let one = number("LANDBRIDGE_SEED");
        let first = salt * 10_000_000;
        let seeds = one
            .map_or(first..first + feeds * number("LANDBRIDGE_CASES_TIMES").unwrap_or(1), |seed| {
                seed..seed + 1
            });
        let (mut held, mut left_out, mut asked, mut answered) = (0, 0, 0, 0);
        for seed in seeds {
            let Some(trial) = Trial::new(seed, draw(seed)) else {
                left_out += 1;
                continue;
            };
            check(&trial);
            held += 1;
            asked += trial.asked.get();
            answered += trial.answered.get();
        }
        println!("{held} feeds, {left_out} left out, {answered} of {asked} questions with an answer");
        assert!(one.is_some() || left_out * 10 <= held, "{left_out} feeds with unclear rules");
        assert!(one.is_some() || answered * 4 > asked, "only {answered} of {asked} questions with an answer");
    }

    #[test]
    fn the_front_is_the_twins() {
        every_feed(0, 1_000, network::draw, Trial::front_is_the_twins);
    }

    #[test]
    fn backwards_is_the_twins() {
        every_feed(1, 800, network::draw, Trial::backwards_is_the_twins);
    }

    #[test]
    fn a_window_is_the_twins_and_its_departures() {
        every_feed(2, 800, network::draw, Trial::window_is_the_twins);
    }

    #[test]
    fn everywhere_is_the_twins() {
        every_feed(3, 800, network::draw, Trial::everywhere_is_the_twins);
    }

    #[test]
    fn live_changes_are_the_twins() {
        every_feed(4, 800, network::draw, Trial::changes_are_the_twins);
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing() {
        every_feed(5, 600, network::draw, |trial| {
            let other = (1..).find_map(|next| Trial::new(next, network::draw(next))).unwrap();
            trial.order_changes_nothing(&other);
        });
    }

    #[test]
    fn long_ways_are_the_twins() {
        every_feed(
            6,
            500,
            |seed| chain::draw(seed, 14 + usize::try_from(seed % 8).unwrap()),
            Trial::long_ways_are_the_twins,
        );
    }

    #[test]
    fn more_rides_than_a_byte_counts_are_the_twins() {
        every_feed(7, 1, |seed| chain::draw(seed, 260), Trial::long_ways_are_the_twins);
    }
}
