//! What holds at the gates of a hub: windows, how early and late trucks may come, what is checked.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use lb_network::layout::Gate;

use super::check::{CheckKind, Way};

/// How long windows can be, minutes: what divides an hour, so that windows begin with the hour in every zone of whole hours.
pub const WINDOW_MINUTES: [u16; 3] = [15, 30, 60];

/// What holds at the gates of a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateRules {
    /// How long a window is, minutes; one of [`WINDOW_MINUTES`].
    pub window_minutes: u16,
    /// Trucks that one lane inwards takes in an hour.
    pub trucks_per_lane_hour: u16,
    /// How long before its window a truck is taken, minutes.
    pub early_minutes: u16,
    /// How long after its window a truck is waited for, minutes; then it did not come.
    pub grace_minutes: u16,
    /// What must have been checked on the way in, and on the way out.
    pub required: BTreeSet<(Way, CheckKind)>,
}

impl Default for GateRules {
    /// Returns the rules of a hub that has said nothing: half an hour, a truck in six minutes on a lane, half an hour early and
    /// late; plate, papers, seals and damage on the way in, the plate on the way out.
    ///
    /// Basis: modelled. Six minutes is what checking a box's seals and papers by hand takes together with the weighbridge.
    fn default() -> Self {
        let inwards = [CheckKind::Plate, CheckKind::Papers, CheckKind::Seals, CheckKind::Damage];
        let required = inwards.map(|kind| (Way::In, kind)).into_iter().chain([(Way::Out, CheckKind::Plate)]);
        Self {
            window_minutes: 30,
            trucks_per_lane_hour: 10,
            early_minutes: 30,
            grace_minutes: 30,
            required: required.collect(),
        }
    }
}

/// How a truck came, after its appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Punctuality {
    /// Before its window.
    Early,
    /// In it.
    OnTime,
    /// After it.
    Late,
    /// Without appointment.
    Unannounced,
}

impl Punctuality {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Early, Self::OnTime, Self::Late, Self::Unannounced];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Unannounced => "unannounced",
        }
    }
}

impl GateRules {
    /// Returns how many trucks a window of a gate takes.
    #[must_use]
    pub fn places(&self, gate: &Gate) -> usize {
        let an_hour = usize::from(gate.lanes_in).saturating_mul(usize::from(self.trucks_per_lane_hour));
        an_hour.saturating_mul(usize::from(self.window_minutes)) / 60
    }

    /// Returns the end of the window that begins at an instant; nothing where none begins.
    #[must_use]
    pub fn window_from(&self, from: Timestamp) -> Option<Timestamp> {
        let seconds = i64::from(self.window_minutes.max(1)).saturating_mul(60);
        let begins = from.as_second().rem_euclid(seconds) == 0 && from.subsec_nanosecond() == 0;
        begins.then(|| later(from, self.window_minutes))
    }

    /// Returns the windows that begin in a span, in order; at most `most`.
    #[must_use]
    pub fn windows(&self, from: Timestamp, until: Timestamp, most: usize) -> Vec<(Timestamp, Timestamp)> {
        let seconds = i64::from(self.window_minutes.max(1)).saturating_mul(60);
        let first = from.as_second().saturating_add(seconds - 1).div_euclid(seconds).saturating_mul(seconds);
        let starts = (0_i64..).map(|number| first.saturating_add(number.saturating_mul(seconds)));
        let starts = starts.map_while(|second| Timestamp::from_second(second).ok());
        let windows = starts.take_while(|start| *start < until).take(most);
        windows.map(|start| (start, later(start, self.window_minutes))).collect()
    }

    /// Returns the first and the last instant at which a truck of a window is taken.
    #[must_use]
    pub fn taken(&self, (from, until): (Timestamp, Timestamp)) -> (Timestamp, Timestamp) {
        let early = SignedDuration::from_mins(i64::from(self.early_minutes));
        (from.checked_sub(early).unwrap_or(from), later(until, self.grace_minutes))
    }
}

fn later(at: Timestamp, minutes: u16) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(at)
}
