//! The question: cargo, places, times, wishes.

use std::sync::Arc;

use lb_base::HsCode;
use lb_network::Timetable;
use lb_network::idx::{CrossingIdx, PlaceIdx};
use lb_network::model::{Form, Per};

use crate::live::{Delayed, Live};
use crate::planner::Planner;
use crate::rules::Rules;

/// The goods in units of one type: everything a vehicle, a facility and a tariff ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Unit type word, e.g. `40HC`.
    pub unit_type: String,
    /// Form.
    pub form: Form,
    /// Number of units; tonnes for bulk.
    pub units: i64,
    /// Mass, kilograms.
    pub mass_kg: i64,
    /// TEU, thousandths.
    pub teu_e3: i64,
    /// Wagon slots, thousandths.
    pub wagons_e3: i64,
    /// Lane metres, thousandths.
    pub lane_m_e3: i64,
    /// Reefer plugs.
    pub plugs: i64,
}

impl Load {
    /// Returns the quantity that a price is per, in thousandths.
    #[must_use]
    pub const fn quantity_e3(&self, per: Per) -> i64 {
        match per {
            Per::Unit => self.units * 1_000,
            Per::Teu => self.teu_e3,
            Per::Tonne => self.mass_kg,
            Per::LaneMetre => self.lane_m_e3,
        }
    }
}

/// A way into or out of the network: the place itself, or a truck between a door and it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Place of the network.
    pub place: PlaceIdx,
    /// Minutes between door and place.
    pub minutes: i32,
    /// Cost of the move, cents of the base currency.
    pub cents: i64,
    /// Emissions of the move, grams.
    pub grams: i64,
    /// Metres.
    pub metres: i64,
}

impl Access {
    /// Returns the access of cargo that stands at the place.
    #[must_use]
    pub const fn at(place: PlaceIdx) -> Self {
        Self { place, minutes: 0, cents: 0, grams: 0, metres: 0 }
    }
}

/// Which criteria count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Arrival.
    pub arrival: bool,
    /// Cost.
    pub cost: bool,
    /// Emissions.
    pub co2e: bool,
    /// Handlings.
    pub handlings: bool,
    /// Runs boarded.
    pub rides: bool,
    /// Probability of arriving by the due time.
    pub reliability: bool,
}

impl Criteria {
    /// None.
    pub const NONE: Self =
        Self { arrival: false, cost: false, co2e: false, handlings: false, rides: false, reliability: false };
    /// The five of an itinerary: arrival, cost, CO2e, handlings, reliability.
    pub const ALL: Self =
        Self { arrival: true, cost: true, co2e: true, handlings: true, rides: false, reliability: true };
    /// Arrival alone.
    pub const ARRIVAL: Self = Self { arrival: true, ..Self::NONE };
}

/// How complete the front is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// Every non-dominated vector of criteria.
    Exact,
    /// A part of the exact front that stays close to all of it: for every itinerary of the exact front with n legs there
    /// is one in the answer with at most the same handlings, arriving at most `minutes` later, and with cost and CO2e
    /// that are no greater once the given share is taken off n times, and reliability no less once it is added n times.
    Bounded {
        /// Minutes of arrival.
        minutes: i32,
        /// Cost, thousandths.
        cost_e3: i64,
        /// CO2e, thousandths.
        co2e_e3: i64,
        /// Reliability, thousandths.
        reliability_e3: i64,
    },
}

impl Front {
    /// The bound used first: 12 hours, 4 % cost, 6 % CO2e, 6 % reliability.
    pub const DEFAULT: Self = Self::Bounded { minutes: 720, cost_e3: 40, co2e_e3: 60, reliability_e3: 60 };
    /// The bound used where the first leaves little to choose from: 6 hours, 1 % cost, 2 % CO2e, 2 % reliability.
    pub const FINE: Self = Self::Bounded { minutes: 360, cost_e3: 10, co2e_e3: 20, reliability_e3: 20 };
}

/// Days on which the cargo may be ready, and how long it may then be under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The last minute at which the cargo may be ready.
    pub until: i32,
    /// Longest time from there to the arrival, minutes.
    pub minutes_max: i32,
}

/// A question for itineraries of one load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Origins.
    pub origins: Vec<Access>,
    /// Destinations.
    pub destinations: Vec<Access>,
    /// The load.
    pub load: Load,
    /// Goods.
    pub hs: HsCode,
    /// Dangerous goods class.
    pub dangerous: Option<String>,
    /// Ready, minutes since 1970 UTC.
    pub ready: i32,
    /// Where the cargo may be ready at any minute from `ready` until another: then leaving later is a criterion beside those
    /// asked for, and cost of capital counts from the latest minute at which an itinerary can still be caught.
    pub window: Option<Window>,
    /// Latest arrival that is looked for.
    pub horizon: i32,
    /// Wanted arrival.
    pub due: Option<i32>,
    /// Tolerance after the planned arrival where no arrival is wanted, minutes.
    pub tolerance: i32,
    /// Criteria.
    pub criteria: Criteria,
    /// Most runs boarded; `None` = any number.
    pub rides_max: Option<u32>,
    /// How complete the front is.
    pub front: Front,
    /// Cost of capital of the whole load, ten-thousandths of a cent per day.
    pub capital_e4_per_day: i64,
    /// Crossings not to use.
    pub avoid_crossings: Vec<CrossingIdx>,
    /// Countries not to pass.
    pub avoid_countries: Vec<String>,
    /// Whether only services that are not modelled count.
    pub published_only: bool,
    /// Most successive runs a shipment may be split over; 1 = not split.
    pub split_runs_max: u32,
    /// Whether the cargo may be part of a larger parcel.
    pub share_parcel: bool,
    /// What holds now beside the timetable.
    pub live: Option<Arc<Live>>,
    /// Rules that are lifted.
    pub lifted: Rules,
}

impl Query {
    /// Returns the timetable that the query is asked of: as planned, or with the runs that are late.
    #[must_use]
    pub fn timetable<'a>(&'a self, planner: &'a Planner) -> &'a Timetable {
        self.delayed().map_or(&planner.timetable, |delayed| &delayed.timetable)
    }

    /// Returns the runs that are late, where any are.
    pub(crate) fn delayed(&self) -> Option<&Delayed> {
        self.live.as_ref()?.delayed.as_deref()
    }

    /// Returns the last minute at which the cargo may be ready.
    #[must_use]
    pub fn until(&self) -> i32 {
        self.window.map_or(self.ready, |window| window.until)
    }

    /// Returns the cost of capital of a span of time, in cents, rounded down.
    #[must_use]
    pub fn capital(&self, minutes: i32) -> i64 {
        let cents = i128::from(self.capital_e4_per_day) * i128::from(minutes.max(0)) / (1_440 * 10_000);
        i64::try_from(cents).unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
    }
}
