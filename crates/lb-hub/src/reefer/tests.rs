//! Alarms against a twin that looks at every minute by itself.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::spot::Slot;

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_mins(minute)).unwrap()
}

fn minute(at: Timestamp) -> i64 {
    at.as_second() / 60
}

fn slot() -> Slot {
    Slot { block: "A".parse().unwrap(), bay: 1, row: 1, tier: 1 }
}

fn reading(minute: i64, return_dc: i16) -> Reading {
    Reading {
        at: at(minute),
        supply_dc: None,
        return_dc: Some(return_dc),
        ambient_dc: None,
        source: "round".to_owned(),
    }
}

/// Draws numbers. Source: Knuth's linear congruential generator for MMIX.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// What a box went through, in minutes.
struct Story {
    readings: Vec<(i64, i16)>,
    plugs: Vec<(i64, Option<i64>)>,
    set_points: Vec<(i64, i16)>,
    laden_since: Option<i64>,
    now: i64,
}

impl Story {
    fn draw(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(77));
        let now = 3_000;
        let mut readings: Vec<(i64, i16)> = Vec::new();
        for _ in 0..dice.below(30) {
            let minute = dice.below(now + 60);
            if readings.iter().all(|(other, _)| *other != minute) {
                readings.push((minute, i16::try_from(dice.below(60) - 210).unwrap()));
            }
        }
        let (mut plugs, mut from) = (Vec::new(), dice.below(400));
        for _ in 0..dice.below(4) {
            let until = from + 1 + dice.below(1_200);
            plugs.push((from, Some(until)));
            from = until + dice.below(500);
        }
        if dice.below(2) == 0 && from < now {
            plugs.push((from, None));
        }
        let set_points = vec![(0, -180), (1 + dice.below(now - 1), -200)];
        let laden_since = (dice.below(4) > 0).then(|| dice.below(600));
        Self { readings, plugs, set_points, laden_since, now }
    }

    fn reefer(&self) -> Reefer {
        let mut reefer = Reefer::default();
        // Out of order, as they were drawn.
        self.readings.iter().for_each(|(minute, dc)| reefer.read(reading(*minute, *dc)));
        for (from, until) in &self.plugs {
            reefer.plug(slot(), at(*from));
            until.iter().for_each(|until| reefer.unplug(at(*until)));
        }
        self.set_points.iter().rev().for_each(|(minute, dc)| reefer.set(Some(*dc), at(*minute)));
        reefer
    }

    fn set_point(&self, minute: i64) -> i16 {
        self.set_points
            .iter()
            .filter(|(since, _)| *since <= minute)
            .max_by_key(|(since, _)| *since)
            .unwrap()
            .1
    }

    fn is_plugged(&self, minute: i64) -> bool {
        self.plugs.iter().any(|(from, until)| *from <= minute && until.is_none_or(|until| minute < until))
    }

    fn read_at(&self, minute: i64) -> Option<i16> {
        self.readings.iter().find(|(other, _)| *other == minute).map(|(_, dc)| *dc)
    }

    /// Goes minute by minute with a stop watch for each kind: what it shows beyond the limit is an alarm.
    fn watched(&self) -> BTreeSet<(AlarmKind, i64, Option<i64>)> {
        let mut alarms = BTreeSet::new();
        let mut running: [Option<i64>; 3] = [None; 3];
        let mut is_out = false;
        for minute in 0..=self.now {
            if let Some(dc) = self.read_at(minute) {
                is_out = (i32::from(dc) - i32::from(self.set_point(minute))).abs() > 20;
            }
            let was_read = self.read_at(minute).is_some();
            let on = self.is_plugged(minute);
            let restarts = was_read
                && self
                    .plugs
                    .iter()
                    .any(|(from, until)| *from < minute && until.is_none_or(|until| minute <= until));
            let begins = self.plugs.iter().any(|(from, _)| *from == minute);
            let loose = self.laden_since.is_some_and(|since| since <= minute) && !on;
            let states = [is_out, on, loose];
            for (kind, state) in AlarmKind::ALL_OF_TESTS.into_iter().zip(states) {
                let watch =
                    &mut running[AlarmKind::ALL_OF_TESTS.iter().position(|one| *one == kind).unwrap()];
                let ends = !state || (kind == AlarmKind::Silent && (restarts || begins));
                if let Some(began) = watch.filter(|_| ends) {
                    if minute - began > kind.minutes() {
                        alarms.insert((kind, began, Some(minute)));
                    }
                    *watch = None;
                }
                if state && watch.is_none() {
                    *watch = Some(minute);
                }
            }
        }
        for (kind, began) in AlarmKind::ALL_OF_TESTS.into_iter().zip(running) {
            if let Some(began) = began.filter(|began| self.now - began > kind.minutes()) {
                alarms.insert((kind, began, None));
            }
        }
        alarms
    }
}

impl AlarmKind {
    const ALL_OF_TESTS: [Self; 3] = [Self::Temperature, Self::Silent, Self::Unplugged];
}

#[test]
fn alarms_are_those_of_a_stop_watch() {
    let (mut raised, mut open) = ([0; 3], 0);
    for seed in 0..3_000 {
        let story = Story::draw(seed);
        let situation = Situation { laden_since: story.laden_since.map(at), now: at(story.now) };
        let found = alarms(&story.reefer(), situation);
        let found: BTreeSet<(AlarmKind, i64, Option<i64>)> =
            found.iter().map(|one| (one.kind, minute(one.began), one.cleared.map(minute))).collect();
        assert_eq!(found, story.watched(), "seed {seed}");
        for (kind, _, cleared) in found {
            raised[AlarmKind::ALL.iter().position(|one| *one == kind).unwrap()] += 1;
            open += usize::from(cleared.is_none());
        }
    }
    assert!(raised.iter().all(|count| *count > 100) && open > 100, "{raised:?} {open}");
}

#[test]
fn readings_are_the_same_in_any_order_and_told_twice() {
    for seed in 0..200 {
        let story = Story::draw(seed);
        let mut other = story.reefer();
        story.readings.iter().rev().for_each(|(minute, dc)| other.read(reading(*minute, *dc)));
        assert_eq!(other, story.reefer(), "seed {seed}");
    }
}
