//! A timetable in which some runs are late.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{NEVER, OnceLock, Timetable};
use crate::corridor::Corridor;
use crate::idx::{RunIdx, SectionIdx};

/// A run that is late from a call on; a later call of the same run may say otherwise from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delay {
    /// Run.
    pub run: RunIdx,
    /// Section of the run's service.
    pub section: SectionIdx,
    /// Index of the section's call from which on it holds, arrival and departure.
    pub call: u16,
    /// Minutes later than planned; below 0 earlier.
    pub minutes: i32,
}

/// A delay that was left out: with it the run would leave a call before it reaches it, or the run has no such call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disordered(pub Delay);

impl Timetable {
    /// Returns the timetable with some runs late, and the delays that were left out: all of a run any of whose delays cannot
    /// hold. Runs keep their numbers and their order; only the times of the sections concerned are copied.
    #[must_use]
    pub fn delayed(&self, corridor: &Corridor, delays: &[Delay]) -> (Self, Vec<Disordered>) {
        let mut delayed = Self { hops: OnceLock::new(), ..self.clone() };
        let mut by_run: BTreeMap<RunIdx, BTreeMap<(SectionIdx, u16), Delay>> = BTreeMap::new();
        for delay in delays {
            by_run.entry(delay.run).or_default().insert((delay.section, delay.call), *delay);
        }
        let mut left_out = Vec::new();
        let mut touched: BTreeSet<SectionIdx> = BTreeSet::new();
        for (run, delays) in by_run {
            if delayed.set(corridor, run, &delays).is_some() {
                touched.extend(&corridor.services[self.run(run).service.at()].sections);
            } else {
                left_out.extend(delays.into_values().map(Disordered));
            }
        }
        for section in touched {
            let times = Arc::clone(&delayed.sections[section.at()]);
            delayed.overtakings(section, &times.calls, times.width);
        }
        (delayed, left_out)
    }

    /// Sets the times of one run; `None`, and nothing changed, where they would go back.
    fn set(
        &mut self,
        corridor: &Corridor,
        run: RunIdx,
        delays: &BTreeMap<(SectionIdx, u16), Delay>,
    ) -> Option<()> {
        let sections = &corridor.services[self.runs.get(run.at())?.service.at()].sections;
        let mut before = i32::MIN;
        let mut later = 0;
        let mut used = 0;
        let mut times: Vec<Vec<(i32, i32)>> = Vec::with_capacity(sections.len());
        for &section in sections {
            let mut calls = self.calls(corridor, section, run).to_vec();
            for (number, call) in (0_u16..).zip(&mut calls) {
                if let Some(delay) = delays.get(&(section, number)) {
                    later = delay.minutes;
                    used += 1;
                }
                for minute in [&mut call.0, &mut call.1].into_iter().filter(|minute| **minute != NEVER) {
                    *minute = minute.checked_add(later).filter(|minute| *minute >= before)?;
                    before = *minute;
                }
            }
            times.push(calls);
        }
        if used < delays.len() {
            return None;
        }
        for (section, calls) in sections.iter().zip(times) {
            let section = Arc::make_mut(&mut self.sections[section.at()]);
            let first = RunIdx(run.0 - section.first).at() * section.width;
            section.calls[first..first + calls.len()].copy_from_slice(&calls);
        }
        Some(())
    }
}
