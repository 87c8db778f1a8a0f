//! Alarms: what follows from readings, plugs and now.

use jiff::{SignedDuration, Timestamp};

use super::book::{Answered, Reefer};

/// How far return air may be from the set point, tenths of a degree Celsius.
///
/// Twice the error that a recorder of class 1 may have. Source: EN 12830 (temperature recorders for transport). Basis: modelled.
pub const BAND_DC: i16 = 20;
/// How long it may be further away, minutes: a defrost takes no longer. Basis: modelled.
pub const BAND_MINUTES: i64 = 60;
/// How long a box on a plug may stay without a reading, minutes: a round each half shift. Basis: modelled.
pub const SILENT_MINUTES: i64 = 360;
/// How long a laden box in the yard may stay without a plug, minutes. Basis: modelled.
pub const UNPLUGGED_MINUTES: i64 = 120;

/// What is wrong with a refrigerated box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmKind {
    /// Return air has been outside the band around the set point for too long.
    Temperature,
    /// It is on a plug and nobody has read it for too long.
    Silent,
    /// It stands laden in the yard without a plug for too long.
    Unplugged,
}

impl AlarmKind {
    /// All kinds, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Temperature, Self::Unplugged, Self::Silent];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Temperature => "temperature",
            Self::Silent => "silent",
            Self::Unplugged => "unplugged",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns how long it must last before it is an alarm.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Temperature => BAND_MINUTES,
            Self::Silent => SILENT_MINUTES,
            Self::Unplugged => UNPLUGGED_MINUTES,
        }
    }
}

/// An alarm. Kind and beginning name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What is wrong.
    pub kind: AlarmKind,
    /// Since when it is so.
    pub began: Timestamp,
    /// When it had lasted too long.
    pub raised: Timestamp,
    /// When it was over, by itself or by hand.
    pub cleared: Option<Timestamp>,
    /// What people have said to it.
    pub answers: Vec<Answered>,
}

/// What the floor knows of a box beside its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Since when it stands laden in the yard; nothing where it does not, or nobody saw it come.
    pub laden_since: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
}

/// Returns all alarms of a box up to now, the earliest first.
///
/// Cost: one pass over its readings for each span on a plug.
#[must_use]
pub fn alarms(reefer: &Reefer, situation: Situation) -> Vec<Alarm> {
    let mut all = temperature(reefer, situation.now);
    all.extend(silence(reefer, situation.now));
    all.extend(unplugged(reefer, situation));
    for alarm in &mut all {
        answer(reefer, alarm);
    }
    all.sort_by_key(|alarm| (alarm.raised, alarm.kind));
    all
}

/// Returns the alarm of a span, if that lasted too long; an end that is not known is now.
fn lasted(kind: AlarmKind, (began, ended): (Timestamp, Option<Timestamp>), now: Timestamp) -> Option<Alarm> {
    let raised = began.checked_add(SignedDuration::from_mins(kind.minutes())).ok()?;
    let is_long = raised < ended.unwrap_or(now);
    is_long.then(|| Alarm { kind, began, raised, cleared: ended, answers: Vec::new() })
}

fn temperature(reefer: &Reefer, now: Timestamp) -> Vec<Alarm> {
    let mut all = Vec::new();
    let mut since: Option<Timestamp> = None;
    for reading in reefer.readings().filter(|reading| reading.at <= now) {
        let (Some(found), Some(wanted)) = (reading.return_dc, reefer.set_point_at(reading.at)) else {
            continue;
        };
        let is_out = found.abs_diff(wanted) > BAND_DC.unsigned_abs();
        if is_out {
            since = since.or(Some(reading.at));
        } else if let Some(began) = since.take() {
            all.extend(lasted(AlarmKind::Temperature, (began, Some(reading.at)), now));
        }
    }
    all.extend(since.and_then(|began| lasted(AlarmKind::Temperature, (began, None), now)));
    all
}

fn silence(reefer: &Reefer, now: Timestamp) -> Vec<Alarm> {
    let mut all = Vec::new();
    for span in reefer.spans().iter().filter(|span| span.from <= now) {
        let until = span.until.filter(|until| *until <= now);
        let end = until.unwrap_or(now);
        let within = reefer.readings().filter(|reading| span.from < reading.at && reading.at <= end);
        let mut last = span.from;
        for reading in within {
            all.extend(lasted(AlarmKind::Silent, (last, Some(reading.at)), now));
            last = reading.at;
        }
        all.extend(lasted(AlarmKind::Silent, (last, until), now));
    }
    all
}

fn unplugged(reefer: &Reefer, Situation { laden_since, now }: Situation) -> Vec<Alarm> {
    let Some(mut since) = laden_since else { return Vec::new() };
    let mut all = Vec::new();
    for span in reefer.spans().iter().filter(|span| span.from <= now) {
        if since < span.from {
            all.extend(lasted(AlarmKind::Unplugged, (since, Some(span.from)), now));
        }
        match span.until.filter(|until| *until <= now) {
            Some(until) => since = since.max(until),
            None => return all,
        }
    }
    all.extend(lasted(AlarmKind::Unplugged, (since, None), now));
    all
}

/// Adds what people have said; who cleared it by hand ended it, unless it had ended before.
fn answer(reefer: &Reefer, alarm: &mut Alarm) {
    let own = reefer.answers().iter().filter(|one| (one.kind, one.began) == (alarm.kind, alarm.began));
    alarm.answers = own.cloned().collect();
    let by_hand =
        alarm.answers.iter().filter(|one| one.answer == super::Answer::Cleared).map(|one| one.at).min();
    alarm.cleared = match (alarm.cleared, by_hand) {
        (Some(itself), Some(by_hand)) => Some(itself.min(by_hand)),
        (itself, by_hand) => itself.or(by_hand),
    };
}
