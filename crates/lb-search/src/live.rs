//! What holds now beside the timetable: runs that do not run or are late, room that others have taken, restrictions posted since.
//!
//! A search holds the [`Live`] that its query names and no other, so it sees one picture; the timetable is never written, and
//! nobody waits for anybody. Making one costs what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lb_network::Timetable;
use lb_network::idx::{RunIdx, SectionIdx};
use lb_network::model::{Capacity, Form, Restriction};
use lb_network::timetable::{Delay, Disordered};

use crate::planner::{Planner, least_onward, least_times};
use crate::query::Load;

/// The state of the runs at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// Runs that do not run.
    pub cancelled: BTreeSet<RunIdx>,
    /// Room taken on a hop of a run: section, run, index of the call it leaves.
    pub taken: BTreeMap<(SectionIdx, RunIdx, u16), Taken>,
    /// Hops of runs that take no more cargo, whatever their room: section, run, index of the call it leaves.
    pub full: BTreeSet<(SectionIdx, RunIdx, u16)>,
    /// Runs that are late.
    pub delayed: Option<Arc<Delayed>>,
    /// Restrictions beside those of the corridor.
    pub restrictions: Vec<Restriction>,
}

/// The timetable with the runs that are late, beside the one as planned.
///
/// Everything that counts from a run's times counts from these: cut-offs, storage, quotas, hours of crossings, the arrival. How
/// much later still it may come is what its delay distribution says.
#[derive(Clone, Debug)]
pub struct Delayed {
    delays: Vec<Delay>,
    /// The timetable as it runs.
    pub timetable: Timetable,
    /// By the number of a call among all (see [`Planner::call`]): least minutes of ride and stand, where a late run makes up
    /// time and what the planner knows is no longer the least.
    times: BTreeMap<usize, (i32, i32)>,
    /// The same for the through connection after a section.
    onward: BTreeMap<SectionIdx, i32>,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Self) -> bool {
        self.delays == other.delays
    }
}

impl Eq for Delayed {}

impl Delayed {
    /// Lays delays over a planner's timetable; returns also those that cannot hold. Costs what the runs of the sections
    /// concerned cost to copy, and nothing of the others.
    #[must_use]
    pub fn new(planner: &Planner, delays: &[Delay]) -> (Self, Vec<Disordered>) {
        let (timetable, left_out) = planner.timetable.delayed(&planner.corridor, delays);
        let holds = |delay: &Delay| !left_out.contains(&Disordered(*delay));
        let delays: Vec<Delay> = delays.iter().copied().filter(holds).collect();
        let (mut times, mut onward) = (BTreeMap::new(), BTreeMap::new());
        let runs: BTreeSet<RunIdx> = delays.iter().map(|delay| delay.run).collect();
        for run in runs {
            let service = timetable.run(run).service;
            for &section in &planner.corridor.services[service.at()].sections {
                let first = planner.call(section, 0);
                for (number, least) in (first..).zip(least_times(&planner.corridor, &timetable, section, run))
                {
                    let stand = &planner.stands[number];
                    let known = times.get(&number).copied().unwrap_or((stand.ride, stand.dwell));
                    let least = (known.0.min(least.0), known.1.min(least.1));
                    if least != known {
                        times.insert(number, least);
                    }
                }
                let Some(known) = planner.onward[section.at()] else { continue };
                let known = onward.get(&section).copied().unwrap_or(known.minutes);
                if let Some(least) = least_onward(&planner.corridor, &timetable, section, run)
                    && least < known
                {
                    onward.insert(section, least);
                }
            }
        }
        (Self { delays, timetable, times, onward }, left_out)
    }

    /// Returns the delays that hold.
    #[must_use]
    pub fn delays(&self) -> &[Delay] {
        &self.delays
    }

    /// Returns the least minutes of ride and stand of a call, where they are not what the planner knows.
    pub(crate) fn times(&self, call: usize) -> Option<(i32, i32)> {
        if self.times.is_empty() { None } else { self.times.get(&call).copied() }
    }

    /// Returns the least minutes of the through connection after a section, where they are not what the planner knows.
    pub(crate) fn onward(&self, section: SectionIdx) -> Option<i32> {
        self.onward.get(&section).copied()
    }
}

/// Room on a run that others have taken, in the units of [`Load`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// TEU, thousandths.
    pub teu_e3: i64,
    /// Wagon slots, thousandths.
    pub wagons_e3: i64,
    /// Kilograms.
    pub mass_kg: i64,
    /// Reefer plugs.
    pub plugs: i64,
    /// Lane metres, thousandths.
    pub lane_m_e3: i64,
}

impl Taken {
    /// Returns whether the share of a load that goes with one of `runs` runs is more than what is left. Dimensions that a
    /// run does not count do not bind; boxes are held against TEU where the run counts TEU.
    #[must_use]
    pub fn leaves_no_room(&self, capacity: &Capacity, load: &Load, runs: u32) -> bool {
        let runs = i64::from(runs.max(1));
        let is_over = |taken: i64, load: i64, capacity: Option<i64>, unit: i64| {
            let share = (load + runs - 1) / runs;
            capacity.is_some_and(|capacity| share > 0 && taken + share > capacity * unit)
        };
        let boxes = matches!(load.form, Form::Box | Form::Reefer) && capacity.teu.is_some();
        is_over(self.teu_e3, load.teu_e3, capacity.teu, 1_000)
            || !boxes && is_over(self.wagons_e3, load.wagons_e3, capacity.wagons, 1_000)
            || is_over(self.mass_kg, load.mass_kg, capacity.tonnes, 1_000)
            || is_over(self.plugs, load.plugs, capacity.plugs, 1)
            || load.form == Form::Roro && is_over(self.lane_m_e3, load.lane_m_e3, capacity.deck_m, 1_000)
    }
}
