//! The three kinds of time that never share a field: planned, estimated, actual.
//!
//! A plan is made of whole minutes, as timetables are; what happened is recorded as exactly as the clock that saw it.

use std::fmt;

use super::Minute;
use jiff::Timestamp;

/// When something should happen, after the timetable or a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Planned(pub Minute);

impl Planned {
    /// Returns the instant of the plan.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0.timestamp()
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// When something is thought to happen: the 10th, 50th and 90th percentile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Estimated {
    /// One in ten comes earlier.
    pub early: Minute,
    /// As many come earlier as later.
    pub likely: Minute,
    /// One in ten comes later.
    pub late: Minute,
}

impl Estimated {
    /// Returns whether the three are in order.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.early <= self.likely && self.likely <= self.late
    }
}

/// When something happened, after the clock of who saw it; that clock may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actual(pub Timestamp);

impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
