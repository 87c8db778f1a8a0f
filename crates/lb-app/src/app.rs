//! One opened corridor.

use std::collections::BTreeMap;
use std::sync::RwLock;

use lb_base::Minute;
use lb_network::idx::PlaceIdx;
use lb_network::{Corridor, CorridorFiles, Problem, Timetable};
use lb_search::Planner;

/// Months of timetable, counted from `now`.
pub const MONTHS: i32 = 24;
/// Days before `now` whose runs may still be under way.
pub const DAYS_BEFORE: i32 = 45;

/// An opened corridor: everything the use cases need, immutable and shared between threads.
#[derive(Debug)]
pub struct App {
    /// Corridor and timetable.
    pub planner: Planner,
    /// Title, from the corridor's descriptor.
    pub title: String,
    /// The instant at which it was opened.
    pub now: Minute,
    /// Problems found while reading; the rows concerned are left out.
    pub problems: Vec<Problem>,
    /// Sea ways already drawn: a cache of what the corridor says, bounded by [`SEA_PATHS_MAX`].
    pub(crate) sea_paths: RwLock<SeaPaths>,
}

/// A way over sea as answers show it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SeaPath {
    /// `[lon, lat]` points.
    pub points: Vec<[f64; 2]>,
    /// Crossing identifiers of the passages on the way.
    pub passages: Vec<String>,
}

/// Ways between ports.
pub(crate) type SeaPaths = BTreeMap<(PlaceIdx, PlaceIdx), SeaPath>;

/// Sea ways kept drawn.
pub(crate) const SEA_PATHS_MAX: usize = 20_000;

fn title(descriptor: Option<&str>) -> String {
    let package: Option<serde_json::Value> = descriptor.and_then(|text| serde_json::from_str(text).ok());
    let title = package.as_ref().and_then(|package| package.get("title")?.as_str());
    title.unwrap_or("Corridor").to_owned()
}

impl App {
    /// Opens a corridor as of `now`: reads its tables and builds 24 months of timetable.
    ///
    /// # Errors
    /// Returns the problems when no place or no service could be read: such a corridor cannot be used.
    pub fn open(files: &CorridorFiles, now: Minute) -> Result<Self, Vec<Problem>> {
        let (corridor, problems) = Corridor::read(files);
        if corridor.places.is_empty() || corridor.services.is_empty() {
            return Err(problems);
        }
        let title = title(files.get("datapackage.json"));
        let timetable = Timetable::build(&corridor, now, MONTHS, DAYS_BEFORE);
        Ok(Self {
            planner: Planner::new(corridor, timetable),
            title,
            now,
            problems,
            sea_paths: RwLock::default(),
        })
    }

    /// Returns the corridor.
    #[must_use]
    pub const fn corridor(&self) -> &Corridor {
        &self.planner.corridor
    }
}
