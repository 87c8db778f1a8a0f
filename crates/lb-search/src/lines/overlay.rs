//! Live changes over a timetable that stays as it is: runs that do not run, runs at other times, runs that take nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::least::Least;
use super::transfers::Changes;
use super::{Line, Lines, RunAt};

/// What changes about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunChange {
    /// It does not run.
    Cancelled,
    /// It runs later by these seconds at arrival and departure of each call.
    Delayed(Vec<(i32, i32)>),
    /// Nobody may board at these calls any more (sold out).
    SoldOut(Vec<u16>),
}

/// Changes of runs in one direction of time, in the timetable's own numbers. Made in time that depends on the changes and
/// the number of lines alone; the timetable is not copied.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Per line with changes: runs (day, trip) that are not as planned.
    gone: BTreeMap<u32, BTreeSet<(u32, u32)>>,
    /// Per line: whether it has changes.
    touched: Vec<u64>,
    /// The changed runs, as lines of their own.
    extra: Option<Lines>,
    /// Whether a run is faster than planned: then least times do not hold.
    is_faster: bool,
}

impl Overlay {
    /// Makes an overlay: `gone` are runs (line, day, trip) to pass over, `extra` lines that take their place.
    #[must_use]
    pub(crate) fn new(
        lines: &Lines,
        gone: impl IntoIterator<Item = (u32, u32, u32)>,
        extra: Option<Lines>,
        is_faster: bool,
    ) -> Self {
        let mut overlay =
            Self { touched: vec![0; lines.len().div_ceil(64)], extra, is_faster, ..Self::default() };
        for (line, day, trip) in gone {
            overlay.touched[line as usize / 64] |= 1 << (line % 64);
            overlay.gone.entry(line).or_default().insert((day, trip));
        }
        overlay
    }

    fn is_touched(&self, line: u32) -> bool {
        self.touched.get(line as usize / 64).is_some_and(|word| word >> (line % 64) & 1 == 1)
    }
}

/// A timetable as a search sees it: with the changes that hold while it runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    lines: &'a Lines,
    overlay: Option<&'a Overlay>,
}

impl<'a> View<'a> {
    pub const fn new(lines: &'a Lines, overlay: Option<&'a Overlay>) -> Self {
        Self { lines, overlay }
    }

    pub const fn nodes(&self) -> usize {
        self.lines.nodes
    }

    fn extra(&self) -> Option<&'a Lines> {
        self.overlay.and_then(|overlay| overlay.extra.as_ref())
    }

    pub fn lines(&self) -> usize {
        self.lines.len() + self.extra().map_or(0, Lines::len)
    }

    /// Returns the least times and rides, where they hold.
    pub fn least(&self) -> Option<&'a Least> {
        (!self.overlay.is_some_and(|overlay| overlay.is_faster)).then_some(&self.lines.least)
    }

    pub const fn changes(&self) -> &'a Changes {
        &self.lines.changes
    }

    /// Returns a line by its number: those of the changes come after those of the timetable.
    #[inline]
    pub fn line(&self, number: u32) -> (&'a Lines, &'a Line) {
        match self.lines.lines.get(number as usize) {
            Some(line) => (self.lines, line),
            None => {
                let extra = self.extra().unwrap_or(self.lines);
                (extra, &extra.lines[number as usize - self.lines.len()])
            }
        }
    }

    pub fn boards(&self, number: u32) -> &'a [u32] {
        let (lines, line) = self.line(number);
        lines.line_boards(line)
    }

    /// Returns the number that the maker of a trip gave it.
    pub fn tag(&self, number: u32, trip: u32) -> u32 {
        let (lines, line) = self.line(number);
        lines.tags[line.first_trip as usize + trip as usize]
    }

    /// Returns the lines that can be boarded at a node, and at which call.
    pub fn boardings_at(&self, node: u32) -> impl Iterator<Item = (u32, u16)> + use<'a> {
        let first = self.lines.len() as u32;
        let extra = self.extra().map_or(&[][..], |extra| extra.boardings_at(node));
        let extra = extra.iter().map(move |(line, call)| (first + line, *call));
        self.lines.boardings_at(node).iter().copied().chain(extra)
    }

    /// Returns the first run of a line that leaves a call at `ready` or later.
    #[inline]
    pub fn next_run(&self, number: u32, call: usize, ready: i32) -> Option<RunAt> {
        let (lines, line) = self.line(number);
        let run = lines.next_run(line, call, ready)?;
        match self.overlay {
            Some(overlay) if overlay.is_touched(number) => self.next_planned(overlay, number, call, run),
            _ => Some(run),
        }
    }

    /// Returns the run, or the first after it that is not gone.
    fn next_planned(&self, overlay: &Overlay, number: u32, call: usize, run: RunAt) -> Option<RunAt> {
        let gone = overlay.gone.get(&number)?;
        let (lines, line) = self.line(number);
        let departures = lines.departures_at(line, call);
        let mut run = run;
        while gone.contains(&(run.day, run.trip)) {
            run = match line.schedules.trip_after(run.day, run.trip, departures.len() as u32) {
                Some(trip) => RunAt { trip, ..run },
                None => {
                    let day = line.schedules.next_active(run.day + 1)?;
                    let trip = line.schedules.trip_after(day, u32::MAX, departures.len() as u32)?;
                    RunAt { day, trip, base: lines.days.base(day) }
                }
            };
        }
        Some(run)
    }
}
