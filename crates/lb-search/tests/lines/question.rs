//! Questions to a feed, drawn where something happens.

use lb_network::gtfs::Feed;

use crate::random::Random;
use crate::twin::{Run, Twin};

const HOUR: i32 = 3_600;
/// Calls that the twin looks at for one question.
const CALLS_MAX: usize = 500;

/// From where to where and when. Times are seconds of the timetable's clock.
#[derive(Clone, Debug)]
pub struct Question {
    pub from: String,
    pub to: String,
    /// Earliest departure; backwards: latest arrival.
    pub time: i32,
    pub window: i32,
    pub horizon: i32,
    pub rides_max: usize,
    /// Seconds of which the feed's times are mostly whole numbers.
    pub grid: i32,
}

/// Which end of a journey a question gives the time of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    Departure,
    Arrival,
}

pub fn draw(random: &mut Random, feed: &Feed, twin: &Twin, given: Given) -> Question {
    let runs: Vec<&Run> = twin.runs.iter().collect();
    let (first, last) = (random.pick(&runs), random.pick(&runs));
    let (board, alight) = (random.below(first.calls.len() - 1), 1 + random.below(last.calls.len() - 1));
    let (board, alight) = (&first.calls[board], &last.calls[alight]);
    let grid = random.pick(&[60, 600, 1_800, 3_600]);
    let time = match given {
        Given::Departure => board.depart - grid * random.pick(&[0, 0, 0, 1, 2, 5, 10]),
        Given::Arrival => alight.arrive + grid * random.pick(&[0, 0, 0, 1, 2, 5, 10]),
    };
    let mut question = Question {
        from: place(random, feed, board.stop),
        to: place(random, feed, alight.stop),
        time: time + random.pick(&[0, 0, 0, 1, -1]),
        window: random.pick(&[1, 600, 2 * HOUR, 6 * HOUR, 24 * HOUR, 48 * HOUR]),
        horizon: HOUR * random.pick(&[2, 6, 12, 24, 48, 120, 300]),
        rides_max: random.pick(&[usize::MAX, usize::MAX, 1, 2, 3, 4]),
        grid,
    };
    let side = match given {
        Given::Departure => 1,
        Given::Arrival => -1,
    };
    while question.horizon > HOUR / 2 && calls(twin, &question, side) > CALLS_MAX {
        (question.horizon, question.window) = (question.horizon / 2, question.window / 2 + 1);
    }
    question
}

/// Returns a stop, its station or any other place.
fn place(random: &mut Random, feed: &Feed, stop: usize) -> String {
    let row = &feed.stops[stop];
    match row.parent {
        Some(parent) if random.chance(35) => feed.stops[parent.at()].id.clone(),
        _ if random.chance(5) => random.pick(&feed.stops).id,
        _ => row.id.clone(),
    }
}

/// Returns how many calls the twin looks at.
fn calls(twin: &Twin, question: &Question, side: i32) -> usize {
    let far = question.time + side * (question.horizon + question.window);
    let (from, to) = (far.min(question.time), far.max(question.time));
    let is_near =
        |run: &&Run| run.calls[0].depart <= to && run.calls.last().is_some_and(|call| call.arrive >= from);
    twin.runs.iter().filter(is_near).map(|run| run.calls.len()).sum()
}
