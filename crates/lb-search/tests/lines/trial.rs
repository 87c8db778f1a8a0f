//! One feed with its twin and the search, and what must hold between them.

use std::cell::{Cell, RefCell};

use lb_network::gtfs::Feed;
use lb_search::lines::{Answer, FeedLines, Journey, LineQuery, Overlay, Scratch, Wishes};

use crate::consistency::faults;
use crate::drawn::Drawn;
use crate::live::{self, Change, Delays, Event};
use crate::question::{self, Given, Question};
use crate::random::Random;
use crate::twin::{Reach, Twin, Value, undominated};

/// Questions to one feed.
const QUESTIONS: usize = 3;

pub struct Trial {
    seed: u64,
    drawn: Drawn,
    feed: Feed,
    lines: FeedLines,
    twin: Twin,
    /// Kept between all questions, as a server does.
    scratch: RefCell<[Scratch; 2]>,
    pub answered: Cell<usize>,
    pub asked: Cell<usize>,
}

/// A timetable as it is just now: the changes, told to both.
struct Live {
    changes: Vec<Change>,
    overlay: Option<[Overlay; 2]>,
    twin: Twin,
}

impl Trial {
    /// Returns the trial of a feed; nothing where its rules for changing contradict each other.
    pub fn new(seed: u64, drawn: Drawn) -> Option<Self> {
        let feed = drawn.read();
        let twin = Twin::new(&feed);
        if twin.is_unclear() || twin.runs.is_empty() {
            return None;
        }
        let lines = FeedLines::new(&feed);
        let scratch = RefCell::default();
        Some(Self { seed, drawn, feed, lines, twin, scratch, answered: Cell::new(0), asked: Cell::new(0) })
    }

    fn random(&self, salt: u64) -> Random {
        Random(self.seed ^ (salt << 32))
    }

    fn questions(&self, salt: u64, given: Given) -> Vec<Question> {
        let mut random = self.random(salt);
        (0..QUESTIONS).map(|_| question::draw(&mut random, &self.feed, &self.twin, given)).collect()
    }

    fn fail(&self, question: &Question, live: &Live, what: &str) -> ! {
        let seed = self.seed;
        panic!(
            "{what}\n{question:?}\nchanges: {:#?}\n{}\n{what}\n\
             replay: LANDBRIDGE_SEED={seed} cargo test -p lb-search --profile fast --test lines",
            live.changes,
            self.drawn.text()
        );
    }

    fn with(&self, changes: Vec<Change>) -> Live {
        let told: Vec<_> = changes.iter().map(Change::told).collect();
        let overlay = (!changes.is_empty()).then(|| self.lines.overlay(&self.feed, &told));
        let twin = self.twin.changed(&changes);
        Live { changes, overlay, twin }
    }

    /// Returns a change that means nothing to any journey but to the search: a run is faster than its least time.
    fn faster(&self) -> Option<Change> {
        let is_apart = |trip: u32| self.feed.trips[usize::try_from(trip).unwrap()].id == "zz";
        let run = self.twin.runs.iter().find(|run| is_apart(run.trip))?;
        Some(Change { trip: run.trip, day: run.day, event: Event::Moved(vec![(0, 0), (-60, -60)]) })
    }

    /// Returns the timetable as planned, for each of the two ways to search it.
    fn planned(&self) -> Vec<Live> {
        let by_rounds = self.faster().map(|change| self.with(vec![change]));
        std::iter::once(self.with(Vec::new())).chain(by_rounds).collect()
    }

    fn ends(&self, question: &Question) -> (usize, usize) {
        let stop = |id: &str| self.feed.stop(id).unwrap().at();
        (stop(&question.from), stop(&question.to))
    }

    fn query(&self, question: &Question) -> LineQuery {
        let nodes = |id: &str| self.lines.nodes_of(&self.feed, self.feed.stop(id).unwrap());
        LineQuery {
            from: nodes(&question.from),
            to: nodes(&question.to),
            depart: question.time,
            window: 0,
            horizon: question.horizon,
            rides_max: question.rides_max,
            wishes: Wishes::ArrivalRides,
        }
    }

    fn ask(&self, live: &Live, query: &LineQuery) -> Answer {
        self.lines.front(live.overlay.as_ref(), query, &mut self.scratch.borrow_mut())
    }

    /// Compares an answer with the twin's values and looks at every leg.
    fn compare(&self, question: &Question, live: &Live, found: &[Journey], expected: &[Value]) {
        let values: Vec<Value> = found.iter().map(value).collect();
        if values != expected {
            self.fail(question, live, &format!("found {values:?}\nexpected {expected:?}\n{found:#?}"));
        }
        self.consistent(question, live, found);
        self.asked.set(self.asked.get() + 1);
        self.answered.set(self.answered.get() + usize::from(!expected.is_empty()));
    }

    fn consistent(&self, question: &Question, live: &Live, found: &[Journey]) {
        for journey in found {
            let faults = faults(&live.twin, self.ends(question), journey);
            if !faults.is_empty() {
                self.fail(question, live, &format!("{faults:#?}\n{journey:#?}"));
            }
        }
    }

    /// Front, departures, legs, with any number of rides and with few, by both ways to search.
    pub fn front_is_the_twins(&self) {
        for question in self.questions(1, Given::Departure) {
            for live in self.planned() {
                self.front_holds(&question, &live);
            }
        }
    }

    fn front_holds(&self, question: &Question, live: &Live) {
        let (from, to) = self.ends(question);
        let reach = live.twin.reach(from, question.time..=i32::MAX, question.time + question.horizon);
        for rides_max in [usize::MAX, 1, 2, 3, 5, 20] {
            let question = Question { rides_max, ..question.clone() };
            let expected = reach.front(to, rides_max);
            self.compare(&question, live, &self.ask(live, &self.query(&question)), &expected);
            self.earliest_holds(&question, live, expected.first());
            self.horizon_holds(&question, live, &expected);
        }
    }

    fn earliest_holds(&self, question: &Question, live: &Live, earliest: Option<&Value>) {
        let found = self.ask(live, &LineQuery { wishes: Wishes::Arrival, ..self.query(question) });
        let arrivals: Vec<i32> = found.iter().map(|journey| journey.arrival).collect();
        let is_within = found
            .iter()
            .all(|journey| journey.legs.len() <= question.rides_max && journey.departure >= question.time);
        if arrivals.as_slice() != earliest.map(|value| value.arrival).as_slice() || !is_within {
            self.fail(question, live, &format!("for arrival alone {found:#?}\nexpected {earliest:?}"));
        }
        self.consistent(question, live, &found);
    }

    /// A horizon that ends with an arrival of the front, and one that ends a second before.
    fn horizon_holds(&self, question: &Question, live: &Live, front: &[Value]) {
        let Some(last) = front.last() else { return };
        for short in [0, 1] {
            let horizon = last.arrival - question.time - short;
            let question = Question { horizon, ..question.clone() };
            let expected = &front[..front.len() - usize::from(short == 1)];
            self.compare(&question, live, &self.ask(live, &self.query(&question)), expected);
        }
    }

    /// Latest departures, and each of them asked forwards.
    pub fn backwards_is_the_twins(&self) {
        for question in self.questions(2, Given::Arrival) {
            for live in self.planned() {
                self.backwards_holds(&question, &live);
            }
        }
    }

    fn backwards_holds(&self, question: &Question, live: &Live) {
        let (from, to) = self.ends(question);
        let latest = question.time;
        let reach = live.twin.reach(from, latest - question.horizon..=i32::MAX, latest);
        for rides_max in [usize::MAX, question.rides_max, 2] {
            let question = Question { rides_max, ..question.clone() };
            let expected = reach.latest(to, rides_max);
            let back = |query: &LineQuery| {
                self.lines.backwards(live.overlay.as_ref(), query, &mut self.scratch.borrow_mut())
            };
            let found = back(&self.query(&question));
            self.compare(&question, live, &found, &expected);
            for journey in &found {
                let ahead = LineQuery { depart: journey.departure, ..self.query(&question) };
                let ahead = self.ask(live, &ahead);
                let in_time = |other: &Journey| {
                    value(other).rides <= journey.legs.len() && other.arrival <= journey.arrival
                };
                if !ahead.iter().any(in_time) {
                    self.fail(&question, live, &format!("forwards {ahead:#?}\nbackwards {journey:#?}"));
                }
            }
            if let Some(last) = expected.last() {
                let horizon = latest - last.departure;
                for (horizon, left_out) in [(horizon, 0), (horizon - 1, 1)] {
                    let question = Question { horizon, ..question.clone() };
                    let found = back(&self.query(&question));
                    self.compare(&question, live, &found, &expected[..expected.len() - left_out]);
                }
            }
        }
    }

    /// A window of departures, and the same by asking for every departure in it.
    pub fn window_is_the_twins(&self) {
        for question in self.questions(3, Given::Departure) {
            for live in self.planned() {
                self.window_holds(&question, &live);
                self.window_is_its_departures(&question, &live);
            }
        }
    }

    fn window_reach<'a>(&self, question: &Question, live: &'a Live) -> Reach<'a> {
        let last = question.time + question.window;
        live.twin.reach(self.ends(question).0, question.time..=i32::MAX, last + question.horizon)
    }

    fn window_holds(&self, question: &Question, live: &Live) {
        let reach = self.window_reach(question, live);
        for rides_max in [usize::MAX, question.rides_max, 2] {
            let question = Question { rides_max, ..question.clone() };
            let mut expected = reach.window(self.ends(&question).1, rides_max, question.horizon);
            // What leaves after the window is not asked for, but what it beats is no use either.
            expected.retain(|value| value.departure <= question.time + question.window);
            let query = LineQuery { window: question.window, ..self.query(&question) };
            self.compare(&question, live, &self.ask(live, &query), &expected);
            let alone = LineQuery { wishes: Wishes::Arrival, ..query };
            let found = self.ask(live, &alone);
            let pairs = |values: Vec<Value>| -> Vec<(i32, i32)> {
                let all = values.into_iter().map(|value| Value { rides: 0, ..value }).collect();
                undominated(all).iter().map(|value| (value.departure, value.arrival)).collect()
            };
            let values = pairs(found.iter().map(value).collect());
            if values != pairs(expected.clone()) || values.len() != found.len() {
                self.fail(&question, live, &format!("for arrival alone {found:#?}\nexpected {expected:?}"));
            }
            self.consistent(&question, live, &found);
        }
    }

    fn window_is_its_departures(&self, question: &Question, live: &Live) {
        let query = LineQuery { window: question.window, ..self.query(question) };
        let found: Vec<Value> = self.ask(live, &query).iter().map(value).collect();
        let (first, last) = (question.time, question.time + question.window);
        let from = live.twin.means(self.ends(question).0);
        let calls = live.twin.runs.iter().flat_map(|run| &run.calls).filter(|call| from.contains(&call.stop));
        let mut times: Vec<i32> =
            calls.map(|call| call.depart).filter(|time| (first..=last).contains(time)).collect();
        times.sort_unstable();
        times.dedup();
        let mut all = Vec::new();
        for depart in times {
            all.extend(self.ask(live, &LineQuery { depart, window: 0, ..query.clone() }).iter().map(value));
        }
        let mut expected = undominated(all);
        expected.retain(|value| value.departure <= last);
        if found != expected {
            self.fail(question, live, &format!("in a window {found:?}\none by one {expected:?}"));
        }
    }

    /// What can be reached from a place, and with how few rides.
    pub fn everywhere_is_the_twins(&self) {
        for question in self.questions(4, Given::Departure) {
            for live in self.planned() {
                self.everywhere_holds(&question, &live);
            }
        }
    }

    fn everywhere_holds(&self, question: &Question, live: &Live) {
        let (from, _) = self.ends(question);
        let reach = live.twin.reach(from, question.time..=i32::MAX, question.time + question.horizon);
        for rides_max in [usize::MAX, question.rides_max, 1, 2] {
            let question = Question { rides_max, ..question.clone() };
            let found = self.everywhere(live, &question);
            for (stop, row) in self.feed.stops.iter().enumerate() {
                let nodes = self.lines.nodes_of(&self.feed, self.feed.stop(&row.id).unwrap());
                let nodes = nodes.iter().filter_map(|node| found[usize::try_from(*node).unwrap()]);
                let earliest = nodes.map(|(time, rides)| (time, usize::try_from(rides).unwrap())).min();
                let expected = reach.earliest(stop, rides_max);
                if earliest != expected {
                    let what = format!("at {}: found {earliest:?}, expected {expected:?}", row.id);
                    self.fail(&question, live, &what);
                }
                self.asked.set(self.asked.get() + 1);
                self.answered.set(self.answered.get() + usize::from(expected.is_some()));
            }
        }
    }

    fn everywhere(&self, live: &Live, question: &Question) -> Vec<Option<(i32, u32)>> {
        let [scratch, _] = &mut *self.scratch.borrow_mut();
        self.lines.everywhere(live.overlay.as_ref(), &self.query(question), scratch)
    }

    /// Cancelled, delayed and full runs, where delays may also be negative and where they are not.
    pub fn changes_are_the_twins(&self) {
        let mut random = self.random(5);
        for (given, delays) in [
            (Given::Departure, Delays::Slower),
            (Given::Departure, Delays::Any),
            (Given::Arrival, Delays::Slower),
            (Given::Arrival, Delays::Any),
        ] {
            let question = question::draw(&mut random, &self.feed, &self.twin, given);
            let side = if given == Given::Departure { 1 } else { -1 };
            let far = question.time + side * question.horizon;
            let between = (far.min(question.time), far.max(question.time));
            let changes = live::draw(&mut random, &self.twin, between, question.grid, delays);
            let live = self.with(changes);
            if given == Given::Arrival {
                self.backwards_holds(&question, &live);
            } else {
                self.front_holds(&question, &live);
                self.window_holds(&question, &live);
                self.everywhere_holds(&question, &live);
            }
        }
    }

    /// The same rows in another order, asked with tables that served another feed in between.
    pub fn order_changes_nothing(&self, other: &Self) {
        let Some(shuffled) = Self::new(self.seed, self.drawn.shuffled(self.seed ^ 0xABCD)) else { return };
        for question in self.questions(6, Given::Departure) {
            let live = [self.with(Vec::new()), shuffled.with(Vec::new())];
            let expected = self.everything(&live[0], &question);
            self.scratch.swap(&other.scratch);
            other.front_holds(&other.questions(6, Given::Departure)[0], &other.with(Vec::new()));
            shuffled.scratch.swap(&other.scratch);
            let found = shuffled.everything(&live[1], &question);
            if found != expected {
                let what = format!("in another order of rows {found:#?}\ninstead of {expected:#?}");
                self.fail(&question, &live[0], &what);
            }
            self.asked.set(self.asked.get() + 1);
            self.answered.set(self.answered.get() + usize::from(!expected.0[0].is_empty()));
        }
    }

    /// Returns the answers to a question asked in every way.
    fn everything(&self, live: &Live, question: &Question) -> ([Answer; 3], Vec<Option<(i32, u32)>>) {
        let query = self.query(question);
        let window = LineQuery { window: question.window, ..query.clone() };
        let back = LineQuery { depart: question.time + question.horizon, ..query.clone() };
        let back = self.lines.backwards(live.overlay.as_ref(), &back, &mut self.scratch.borrow_mut());
        ([self.ask(live, &query), self.ask(live, &window), back], self.everywhere(live, question))
    }

    /// From one end to the other, where the journey needs more rides than the directed search tells apart.
    pub fn long_ways_are_the_twins(&self) {
        let (time, horizon) = (0, 3 * 86_400);
        let id = |stop: usize| self.feed.stops[stop].id.clone();
        let last = self.feed.stops.len() - 3;
        let ahead = Question {
            from: id(0),
            to: id(last),
            time,
            horizon,
            window: 7_200,
            rides_max: usize::MAX,
            grid: 60,
        };
        let back = Question { time: time + horizon, ..ahead.clone() };
        for live in self.planned() {
            self.front_holds(&ahead, &live);
            self.window_holds(&ahead, &live);
            self.everywhere_holds(&ahead, &live);
            self.backwards_holds(&back, &live);
        }
    }
}

fn value(journey: &Journey) -> Value {
    Value { departure: journey.departure, arrival: journey.arrival, rides: journey.legs.len() }
}
