//! What holds now beside the timetable: runs that do not run, room that others have taken, restrictions posted since.
//!
//! A search holds the [`Live`] that its query names and no other, so it sees one picture; the timetable is never written. Making
//! one costs what changed.

use std::collections::{BTreeMap, BTreeSet};

use lb_network::idx::{RunIdx, SectionIdx};
use lb_network::model::{Capacity, Form, Restriction};

use crate::query::Load;

/// The state of the runs at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// Runs that do not run.
    pub cancelled: BTreeSet<RunIdx>,
    /// Room taken on a hop of a run: section, run, index of the call it leaves.
    pub taken: BTreeMap<(SectionIdx, RunIdx, u16), Taken>,
    /// Restrictions beside those of the corridor.
    pub restrictions: Vec<Restriction>,
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
