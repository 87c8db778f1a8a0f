//! An abstract network: stops, lines with their trips, footpaths, questions. Files are made from it, not stored.

mod corridor;
mod country;
mod graph;
mod world;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::geo::Point;
pub(crate) use world::gauge as gauge_of;

/// Minutes of a day.
pub const DAY: i32 = 1_440;

/// Which network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 400 terminals, 2,700 multi-day trips, 200 questions.
    Corridor,
    /// 6,000 stops, about 50,000 trips a day, 500 questions.
    Country,
    /// 5,000 places, 6,000 services, a year, 200 questions.
    World,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "corridor" => Ok(Self::Corridor),
            "country" => Ok(Self::Country),
            "world" => Ok(Self::World),
            other => Err(format!("expected corridor, country or world, got `{other}`")),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Corridor => "corridor",
            Self::Country => "country",
            Self::World => "world",
        })
    }
}

/// What a line moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Train.
    Rail,
    /// Truck or bus.
    Road,
    /// Ship.
    Sea,
    /// Barge.
    Barge,
}

/// What a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A group of stops; nothing stops at it itself.
    Station,
    /// A stop at which lines meet.
    Hub,
    /// A seaport.
    Port,
    /// Any other stop.
    Plain,
}

/// Where trips stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Position.
    pub point: Point,
    /// What it is.
    pub kind: Kind,
    /// The station it belongs to.
    pub station: Option<usize>,
    /// Minutes a change at this stop needs; 0 = no rule.
    pub change_minutes: i32,
    /// ISO 3166 alpha-2.
    pub country: &'static str,
    /// IANA time zone.
    pub zone: &'static str,
}

/// Arrival and departure at one stop, minutes after the trip's start (elapsed, not local clocks).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Arrival.
    pub arrive: i32,
    /// Departure.
    pub depart: i32,
}

/// The days on which a trip starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Days {
    /// Weekdays, Monday first.
    Week([bool; 7]),
    /// Every n days, the first time `first` days after the network's first day.
    Every {
        /// Days between two runs.
        days: i32,
        /// Days from the network's first day to the first run.
        first: i32,
    },
}

/// A trip of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Minutes from 00:00 of its service day, at the clock of its first stop; may pass 24:00.
    pub start: i32,
    /// The days on which it starts.
    pub days: Days,
    /// Which of the line's profiles it keeps.
    pub profile: usize,
}

/// Trips over the same stops.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Identifier.
    pub id: String,
    /// Kind word of the corridor format (`liner`, `block_train`, ...), or of the country (`local`, ...).
    pub kind: &'static str,
    /// What it moves by.
    pub mode: Mode,
    /// Stops in order.
    pub stops: Vec<usize>,
    /// Kilometres of each leg.
    pub km: Vec<i32>,
    /// Times at each stop; the first trip's are `profiles[0]`.
    pub profiles: Vec<Vec<Times>>,
    /// Trips.
    pub trips: Vec<Trip>,
}

/// A walk or a short haul between two stops, one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footpath {
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// Minutes.
    pub minutes: i32,
}

/// A generated network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Which network.
    pub size: Size,
    /// The seed it was made from.
    pub seed: u64,
    /// First service day, a Monday.
    pub first_day: Date,
    /// Service days.
    pub days: i32,
    /// Stops.
    pub stops: Vec<Stop>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Footpaths.
    pub footpaths: Vec<Footpath>,
}

impl Network {
    /// Returns the network of a size and a seed; same arguments, same network.
    #[must_use]
    pub fn generate(size: Size, seed: u64) -> Self {
        match size {
            Size::Corridor => corridor::generate(seed),
            Size::Country => country::generate(seed),
            Size::World => world::generate(seed),
        }
    }

    /// Returns how many trips all lines have.
    #[must_use]
    pub fn trip_count(&self) -> usize {
        self.lines.iter().map(|line| line.trips.len()).sum()
    }

    /// Returns how many connections (moves from one stop to the next) all service days have together.
    #[must_use]
    pub fn connection_count(&self) -> usize {
        self.lines.iter().map(|line| self.runs_of(line) * (line.stops.len() - 1)).sum()
    }

    /// Returns how many calls all service days have together.
    #[must_use]
    pub fn call_count(&self) -> usize {
        self.lines.iter().map(|line| self.runs_of(line) * line.stops.len()).sum()
    }

    /// Returns how many runs a line has on all service days together.
    #[must_use]
    pub fn runs_of(&self, line: &Line) -> usize {
        line.trips.iter().map(|trip| (0..self.days).filter(|day| trip.days.runs_on(*day)).count()).sum()
    }
}

impl Days {
    /// Returns whether a trip starts on the day so many days after the network's first day (a Monday).
    #[must_use]
    pub fn runs_on(&self, day: i32) -> bool {
        match self {
            Self::Week(week) => {
                usize::try_from(day.rem_euclid(7)).ok().and_then(|d| week.get(d)).is_some_and(|runs| *runs)
            }
            Self::Every { days, first } => day >= *first && (day - first) % (*days).max(1) == 0,
        }
    }

    /// Returns every day of the week.
    #[must_use]
    pub const fn daily() -> Self {
        Self::Week([true; 7])
    }

    /// Returns the days out of a list of weekdays, 0 = Monday.
    #[must_use]
    pub fn of(list: &[usize]) -> Self {
        Self::Week(std::array::from_fn(|day| list.contains(&day)))
    }
}
