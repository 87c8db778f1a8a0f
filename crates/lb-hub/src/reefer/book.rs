//! What a floor knows of its refrigerated boxes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{OrganisationId, UnitId};

use super::alarm::AlarmKind;
use super::command::ReeferEvent;
use crate::floor::Map;
use crate::spot::Slot;

/// Readings that a floor remembers of one box, the latest: three months of rounds, three weeks of an hourly monitor four times over.
pub const READINGS_MAX: usize = 2_000;
/// Changes of plug, set points and answers remembered of one box.
const CHANGES_MAX: usize = 200;

/// What was read off a box, tenths of a degree Celsius.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// Air that the machine blows in.
    pub supply_dc: Option<i16>,
    /// Air that comes back to it: nearest to the cargo.
    pub return_dc: Option<i16>,
    /// Air outside.
    pub ambient_dc: Option<i16>,
    /// Who or what read it: a round, a monitoring system.
    pub source: String,
}

impl Reading {
    /// Returns whether another reading says the same.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        (self.supply_dc, self.return_dc, self.ambient_dc)
            == (other.supply_dc, other.return_dc, other.ambient_dc)
    }
}

/// A stay on a plug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which plug: that of this place.
    pub plug: Slot,
    /// Since when.
    pub from: Timestamp,
    /// Until when; nothing while it is on it.
    pub until: Option<Timestamp>,
}

/// What somebody said to an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Seen, somebody looks after it.
    Acknowledged,
    /// It is none, or none any more.
    Cleared,
}

impl Answer {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Acknowledged, Self::Cleared];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Cleared => "cleared",
        }
    }
}

/// An answer to an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The alarm's kind.
    pub kind: AlarmKind,
    /// When what is wrong began: with its kind it names the alarm.
    pub began: Timestamp,
    /// What was said.
    pub answer: Answer,
    /// In words.
    pub note: String,
    /// By whom.
    pub by: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// A refrigerated box as it was plugged and read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reefer {
    /// By instant and source.
    readings: BTreeMap<(Timestamp, String), Reading>,
    spans: Vec<Span>,
    /// In the order of their instants.
    set_points: Vec<(Timestamp, Option<i16>)>,
    ventilation: Option<u16>,
    answers: Vec<Answered>,
}

impl Reefer {
    /// Returns readings, the earliest first.
    pub fn readings(&self) -> impl DoubleEndedIterator<Item = &Reading> {
        self.readings.values()
    }

    /// Returns a reading of an instant and source.
    #[must_use]
    pub fn reading(&self, at: Timestamp, source: &str) -> Option<&Reading> {
        self.readings.get(&(at, source.to_owned()))
    }

    /// Returns stays on plugs, the earliest first.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Returns the plug that it is on, and since when.
    #[must_use]
    pub fn plugged(&self) -> Option<&Span> {
        self.spans.last().filter(|span| span.until.is_none())
    }

    /// Returns when it was last put on a plug or taken off one.
    #[must_use]
    pub fn last_change(&self) -> Option<Timestamp> {
        self.spans.last().map(|span| span.until.unwrap_or(span.from))
    }

    /// Returns the set point that held at an instant, tenths of a degree Celsius; the first one known holds before too.
    #[must_use]
    pub fn set_point_at(&self, at: Timestamp) -> Option<i16> {
        let before = self.set_points.iter().rev().find(|(since, _)| *since <= at);
        before.or(self.set_points.first())?.1
    }

    /// Returns set points in the order of their instants.
    #[must_use]
    pub fn set_points(&self) -> &[(Timestamp, Option<i16>)] {
        &self.set_points
    }

    /// Returns how much fresh air is let in, cubic metres an hour.
    #[must_use]
    pub const fn ventilation(&self) -> Option<u16> {
        self.ventilation
    }

    /// Returns what was said to alarms.
    #[must_use]
    pub fn answers(&self) -> &[Answered] {
        &self.answers
    }

    /// Notes a reading.
    pub fn read(&mut self, reading: Reading) {
        self.readings.insert((reading.at, reading.source.clone()), reading);
        if self.readings.len() > READINGS_MAX {
            self.readings.pop_first();
        }
    }

    /// Notes that it is on a plug.
    pub fn plug(&mut self, plug: Slot, from: Timestamp) {
        self.spans.push(Span { plug, from, until: None });
        trim(&mut self.spans);
    }

    /// Notes that it is on no plug any more.
    pub fn unplug(&mut self, at: Timestamp) {
        if let Some(span) = self.spans.last_mut().filter(|span| span.until.is_none()) {
            span.until = Some(at.max(span.from));
        }
    }

    /// Notes a set point.
    pub fn set(&mut self, set_point: Option<i16>, at: Timestamp) {
        self.set_points.retain(|(since, _)| *since != at);
        self.set_points.push((at, set_point));
        self.set_points.sort_by_key(|(since, _)| *since);
        trim(&mut self.set_points);
    }

    fn say(&mut self, answered: Answered) {
        self.answers.push(answered);
        trim(&mut self.answers);
    }
}

/// Forgets the oldest of more than are remembered.
fn trim<T>(all: &mut Vec<T>) {
    if all.len() > CHANGES_MAX {
        all.remove(0);
    }
}

/// The refrigerated boxes of a floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReeferBook {
    boxes: Map<UnitId, Reefer>,
}

impl Default for ReeferBook {
    fn default() -> Self {
        Self { boxes: Map::new_sync() }
    }
}

impl ReeferBook {
    /// Returns a box of which something is noted.
    #[must_use]
    pub fn reefer(&self, unit: UnitId) -> Option<&Reefer> {
        self.boxes.get(&unit)
    }

    /// Returns the box on a plug.
    #[must_use]
    pub fn on_plug(&self, plug: &Slot) -> Option<UnitId> {
        let mut boxes = self.boxes.iter();
        let found = boxes.find(|(_, reefer)| reefer.plugged().is_some_and(|span| span.plug == *plug));
        found.map(|(unit, _)| *unit)
    }

    pub(crate) fn apply(&mut self, event: &ReeferEvent) {
        match event {
            ReeferEvent::Plugged { unit, plug, set_point, at } => self.change(*unit, |reefer| {
                if reefer.set_points.is_empty() {
                    reefer.set(*set_point, *at);
                }
                reefer.plug(plug.clone(), *at);
            }),
            ReeferEvent::Unplugged { unit, at } => self.change(*unit, |reefer| reefer.unplug(*at)),
            ReeferEvent::Set { unit, set_point, ventilation, at } => self.change(*unit, |reefer| {
                reefer.set(*set_point, *at);
                reefer.ventilation = ventilation.or(reefer.ventilation);
            }),
            ReeferEvent::Read { readings } => {
                for (unit, set_point, reading) in readings {
                    self.change(*unit, |reefer| {
                        if reefer.set_points.is_empty() {
                            reefer.set(*set_point, reading.at);
                        }
                        reefer.read(reading.clone());
                    });
                }
            }
            ReeferEvent::Answered { unit, answered } => {
                self.change(*unit, |reefer| reefer.say(answered.clone()));
            }
        }
    }

    /// It stands elsewhere: no plug reaches that far.
    pub(crate) fn moved(&mut self, unit: UnitId, at: Timestamp) {
        if self.boxes.get(&unit).is_some_and(|reefer| reefer.plugged().is_some()) {
            self.change(unit, |reefer| reefer.unplug(at));
        }
    }

    /// It has left.
    pub(crate) fn forget(&mut self, unit: UnitId) {
        self.boxes.remove_mut(&unit);
    }

    fn change(&mut self, unit: UnitId, change: impl FnOnce(&mut Reefer)) {
        let mut reefer = self.boxes.get(&unit).cloned().unwrap_or_default();
        change(&mut reefer);
        self.boxes.insert_mut(unit, reefer);
    }
}
