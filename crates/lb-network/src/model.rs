//! The rows of a corridor after reading: typed, cross-referenced by index, immutable.

mod words;

use jiff::civil::Date;
use lb_base::{
    CrossingId, DelayId, FacilityId, FactorId, HsCode, LinkId, PatternId, PlaceId, Reliability,
    RestrictionId, SectionId, ServiceId, TariffId, UnitTypeId, Unlocode, Zone,
};

use crate::delay::Distribution;
use crate::geo::Point;
use crate::idx::{
    ConnectionIdx, CrossingIdx, DelayIdx, DrayageIdx, FactorIdx, PatternIdx, PlaceIdx, SectionIdx, ServiceIdx,
};
use crate::opening::Opening;
pub use words::{ConnectionKind, ENUMERATIONS, Enumeration, Status};

/// A name in English, Chinese, Russian and Kazakh, in this order; untranslated ones repeat the English.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Names(pub [String; 4]);

impl Names {
    /// Returns the English name.
    #[must_use]
    pub fn en(&self) -> &str {
        &self.0[0]
    }
}

/// Where a row comes from and how far to trust it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// How far to trust it.
    pub reliability: Reliability,
    /// Source identifiers.
    pub basis: Vec<String>,
}

/// How cargo travels: what a vehicle, a facility and a tariff ask about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A dry container.
    Box,
    /// A refrigerated container: needs a plug.
    Reefer,
    /// Loose cargo: grain, ore.
    Bulk,
    /// Cargo that rolls on its own wheels or on trailers.
    Roro,
}

impl Form {
    /// All forms, in the order of their array index.
    pub const ALL: [Self; 4] = [Self::Box, Self::Reefer, Self::Bulk, Self::Roro];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Reefer => "reefer",
            Self::Bulk => "bulk",
            Self::Roro => "roro",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }

    /// Returns the index into arrays by form.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Box => 0,
            Self::Reefer => 1,
            Self::Bulk => 2,
            Self::Roro => 3,
        }
    }
}

/// A set of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Forms(pub [bool; 4]);

impl Forms {
    /// Returns whether a form is in the set.
    #[must_use]
    pub const fn has(self, form: Form) -> bool {
        self.0[form.index()]
    }

    /// Returns whether the set is empty, which in restrictions means any form.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == [false; 4]
    }
}

/// A vehicle's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Railway.
    Rail,
    /// Sea-going vessel.
    Sea,
    /// Ferry.
    Ferry,
    /// Truck.
    Road,
    /// Inland or harbour barge.
    Barge,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 5] = [Self::Rail, Self::Sea, Self::Ferry, Self::Road, Self::Barge];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rail => "rail",
            Self::Sea => "sea",
            Self::Ferry => "ferry",
            Self::Road => "road",
            Self::Barge => "barge",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// A UN/LOCODE-level location.
#[derive(Clone, Debug)]
pub struct Place {
    /// Identifier.
    pub id: PlaceId,
    /// Names.
    pub name: Names,
    /// UN/LOCODE, where known.
    pub unlocode: Option<Unlocode>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// The area it belongs to.
    pub area: Option<PlaceId>,
    /// Position.
    pub point: Point,
    /// Kind word (`seaport`, `area`, ...).
    pub kind: String,
    /// Gauges present, millimetres.
    pub gauges: Vec<u32>,
    /// Time zone.
    pub zone: Zone,
    /// Provenance.
    pub provenance: Provenance,
    /// Remark.
    pub note: String,
    /// Line in the table.
    pub line: u64,
}

/// Money of a table row: ten-thousandths of the base currency (USD), converted once at load.
pub type E4 = i64;

/// A terminal, dry port, silo or border station in a place.
#[derive(Clone, Debug)]
pub struct Facility {
    /// Identifier.
    pub id: FacilityId,
    /// Place.
    pub place: PlaceIdx,
    /// Names.
    pub name: Names,
    /// Opening hours.
    pub opening: Opening,
    /// Days of storage before it costs.
    pub free_days: i32,
    /// Storage per TEU and started day after the free days.
    pub storage_teu_day: E4,
    /// Storage per tonne and started day after the free days.
    pub storage_t_day: E4,
    /// What it can do with each form (`Form::index`).
    pub handling: [Option<Handling>; 4],
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// What a price is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// One unit.
    Unit,
    /// One TEU.
    Teu,
    /// One tonne.
    Tonne,
    /// One metre of lane.
    LaneMetre,
}

impl Per {
    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "unit" => Some(Self::Unit),
            "teu" => Some(Self::Teu),
            "t" => Some(Self::Tonne),
            "lane_m" => Some(Self::LaneMetre),
            _ => None,
        }
    }
}

/// How a facility handles one form.
#[derive(Clone, Debug)]
pub struct Handling {
    /// Minutes of one unload.
    pub unload: i32,
    /// Minutes of one load.
    pub load: i32,
    /// Minutes of customs when cargo comes from another country.
    pub customs: i32,
    /// Units (tonnes for bulk) per hour in ten-thousandths; `None` = not limiting.
    pub rate_e4: Option<i64>,
    /// Price of one lift.
    pub price: E4,
    /// What the price is per.
    pub per: Per,
    /// Provenance.
    pub provenance: Provenance,
}

/// A piece of infrastructure between two places.
#[derive(Clone, Debug)]
pub struct Link {
    /// Identifier.
    pub id: LinkId,
    /// One end.
    pub from: PlaceIdx,
    /// Other end.
    pub to: PlaceIdx,
    /// Mode.
    pub mode: Mode,
    /// Metres.
    pub metres: i64,
    /// Gauges, millimetres; empty unless rail.
    pub gauges: Vec<u32>,
    /// Typical kilometres a day of a freight train.
    pub daily_km_typ: Option<i64>,
    /// Whether it can be used.
    pub status: Status,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// A border, gauge-change or port node, or a sea passage.
#[derive(Clone, Debug)]
pub struct Crossing {
    /// Identifier.
    pub id: CrossingId,
    /// Names.
    pub name: Names,
    /// Kind word: `rail_border`, `road_border`, `port`, `passage`.
    pub kind: String,
    /// One side.
    pub from: Option<PlaceIdx>,
    /// Other side.
    pub to: Option<PlaceIdx>,
    /// Gauges, millimetres.
    pub gauges: Vec<u32>,
    /// Whether it can be used.
    pub status: Status,
    /// What the capacity counts.
    pub capacity_unit: String,
    /// Capacity a day.
    pub capacity_per_day: Option<i64>,
    /// Average a day, in thousandths.
    pub average_per_day_e3: Option<i64>,
    /// Minutes of the whole border as observed.
    pub crossing_minutes: Option<i32>,
    /// Opening hours.
    pub opening: Opening,
    /// Provenance.
    pub provenance: Provenance,
    /// Remark.
    pub note: String,
    /// Line in the table.
    pub line: u64,
}

impl Crossing {
    /// Returns whether traffic can pass at all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Open | Status::Restricted)
    }
}

/// A line that is sold.
#[derive(Clone, Debug)]
pub struct Service {
    /// Identifier.
    pub id: ServiceId,
    /// Names.
    pub name: Names,
    /// Kind word: `block_train`, `liner`, ...
    pub kind: String,
    /// Operator.
    pub operator: String,
    /// Published door-to-door days, minimum, typical, maximum, in thousandths: checks, never inputs.
    pub published_days_e3: [Option<i64>; 3],
    /// Sections in order.
    pub sections: Vec<SectionIdx>,
    /// Patterns.
    pub patterns: Vec<PatternIdx>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// Which dangerous goods a section takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dangerous {
    /// None.
    No,
    /// Every class.
    All,
    /// The classes listed.
    Classes(Vec<String>),
}

impl Dangerous {
    /// Returns whether a class is accepted.
    #[must_use]
    pub fn accepts(&self, class: &str) -> bool {
        match self {
            Self::No => false,
            Self::All => true,
            Self::Classes(classes) => {
                classes.iter().any(|c| class == c || class.split('.').next() == Some(c.as_str()))
            }
        }
    }
}

/// A part of a service on one gauge, vehicle and mode.
#[derive(Clone, Debug)]
pub struct Section {
    /// Identifier.
    pub id: SectionId,
    /// Service.
    pub service: ServiceIdx,
    /// Position in the service, from 1.
    pub seq: u32,
    /// Mode.
    pub mode: Mode,
    /// Gauge, for rail.
    pub gauge_mm: Option<u32>,
    /// Forms carried.
    pub forms: Forms,
    /// Crossings used.
    pub crossings: Vec<CrossingIdx>,
    /// Capacity of one run.
    pub capacity: Capacity,
    /// Least parcel, tonnes.
    pub parcel_min_t: Option<i64>,
    /// Dangerous goods.
    pub dangerous: Dangerous,
    /// Emission factor.
    pub factor: FactorIdx,
    /// Delay distribution.
    pub delay: DelayIdx,
    /// Calls in order.
    pub calls: Vec<Call>,
    /// Tariffs.
    pub tariffs: Vec<Tariff>,
    /// The through connection to the next section.
    pub onward: Option<ConnectionIdx>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// Capacity of one run; `None` = does not carry that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// TEU.
    pub teu: Option<i64>,
    /// Wagons.
    pub wagons: Option<i64>,
    /// Tonnes.
    pub tonnes: Option<i64>,
    /// Reefer plugs.
    pub plugs: Option<i64>,
    /// Lane metres.
    pub deck_m: Option<i64>,
}

/// One stop of a section; times are minutes from 00:00 local of the run's service date at that place.
#[derive(Clone, Debug)]
pub struct Call {
    /// Place.
    pub place: PlaceIdx,
    /// Arrival, local minutes from the service date; `None` at the first call.
    pub arrive: Option<i32>,
    /// Departure, local minutes from the service date; `None` at the last call.
    pub depart: Option<i32>,
    /// Minutes before departure by which cargo must be available; `None` = cannot board.
    pub cutoff: Option<i32>,
    /// Whether cargo may board.
    pub board: bool,
    /// Whether cargo may alight.
    pub alight: bool,
    /// Metres from the previous call.
    pub metres: i64,
    /// Places passed between the previous call and this one.
    pub via: Vec<PlaceIdx>,
    /// How well it is known that cargo is worked here; the section's where the row does not say.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// A through connection: the same run goes on with another gauge, vehicle or mode.
#[derive(Clone, Debug)]
pub struct Connection {
    /// From section.
    pub from: SectionIdx,
    /// To section.
    pub to: SectionIdx,
    /// What changes.
    pub kind: ConnectionKind,
    /// Crossing it belongs to.
    pub crossing: Option<CrossingIdx>,
    /// Least minutes.
    pub minutes_min: i32,
    /// Lifts per unit.
    pub handlings: u32,
    /// Runs a day it can work.
    pub capacity_per_day: Option<i64>,
    /// Probability that the onward section is missed, parts per million.
    pub risk_ppm: u32,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// When a service runs.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Identifier.
    pub id: PatternId,
    /// Service.
    pub service: ServiceIdx,
    /// Days.
    pub days: RunDays,
    /// Minutes added to every time of the run.
    pub shift: i32,
    /// First service date, if bounded.
    pub valid_from: Option<Date>,
    /// Last service date, if bounded.
    pub valid_to: Option<Date>,
    /// Dates on which it does not run.
    pub cancelled: Vec<Date>,
    /// Dates on which it runs besides.
    pub extra: Vec<Date>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in the table.
    pub line: u64,
}

/// Days of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunDays {
    /// Days of the week, Monday first.
    Weekdays([bool; 7]),
    /// Every n days from an anchor date.
    Every {
        /// Days between runs.
        days: i32,
        /// A date on which it runs.
        anchor: Date,
    },
}

/// A move at any time between near places.
#[derive(Clone, Debug)]
pub struct Drayage {
    /// Identifier.
    pub id: String,
    /// From.
    pub from: PlaceIdx,
    /// To.
    pub to: PlaceIdx,
    /// Mode.
    pub mode: Mode,
    /// Metres.
    pub metres: i64,
    /// Minutes, door to door.
    pub minutes: i32,
    /// Forms carried.
    pub forms: Forms,
    /// Price.
    pub price: E4,
    /// What the price is per.
    pub per: Per,
    /// Emission factor.
    pub factor: FactorIdx,
    /// Whether it also runs back.
    pub both_ways: bool,
    /// Provenance.
    pub provenance: Provenance,
}

/// A unit in which goods travel.
#[derive(Clone, Debug)]
pub struct UnitType {
    /// Identifier, e.g. `40HC`.
    pub id: UnitTypeId,
    /// Names.
    pub name: Names,
    /// Form.
    pub form: Form,
    /// Thousandths of a TEU.
    pub teu_e3: i64,
    /// Payload, kilograms; `None` = bounded by the goods (a vehicle carries itself).
    pub payload_kg: Option<i64>,
    /// Volume, litres.
    pub volume_l: Option<i64>,
    /// Wagon slots, thousandths.
    pub wagons_e3: i64,
    /// Lane metres, thousandths.
    pub lane_m_e3: i64,
    /// Reefer plugs.
    pub plugs: i64,
}

/// Goods by HS code.
#[derive(Clone, Debug)]
pub struct Commodity {
    /// HS code of 2, 4 or 6 digits.
    pub hs: HsCode,
    /// Names.
    pub name: Names,
    /// Unit types it travels in, the preferred first.
    pub unit_types: Vec<String>,
    /// Litres per tonne.
    pub stowage_l_per_t: Option<i64>,
    /// Temperature range, tenths of a degree Celsius.
    pub temperature: Option<(i64, i64)>,
    /// Dangerous goods class.
    pub dangerous_class: Option<String>,
    /// Value per tonne.
    pub value_per_t: Option<E4>,
    /// Whether quarantine inspects it at borders.
    pub quarantine: bool,
    /// Kilograms per unit type, where known.
    pub kg_per_unit: Vec<(String, i64)>,
    /// Provenance.
    pub provenance: Provenance,
}

/// What a ride on a section costs.
#[derive(Clone, Debug)]
pub struct Tariff {
    /// Identifier.
    pub id: TariffId,
    /// Form; `None` = any.
    pub form: Option<Form>,
    /// What the charge is per.
    pub per: Per,
    /// Fixed part.
    pub fixed: E4,
    /// Per kilometre, ten-thousandths of `E4` (millionths of a hundredth of USD: `1e-8` USD).
    pub per_km_e8: i64,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Provenance.
    pub provenance: Provenance,
}

/// What a restriction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A crossing.
    Crossing(CrossingIdx),
    /// A place.
    Place(PlaceIdx),
    /// A section.
    Section(SectionIdx),
    /// A service.
    Service(ServiceIdx),
}

/// What a restriction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing passes.
    Closed,
    /// Cargo that matches does not pass.
    Ban,
    /// So many runs a day may carry cargo that matches.
    Quota {
        /// Runs a day.
        per_day: i64,
    },
}

/// A dated rule that stops or limits traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Identifier.
    pub id: RestrictionId,
    /// What it is about.
    pub target: Target,
    /// What it does.
    pub effect: Effect,
    /// Goods it is about, by HS prefix; empty = any.
    pub hs: Vec<HsCode>,
    /// Forms it is about; empty = any.
    pub forms: Forms,
    /// Start, minutes since 1970 UTC.
    pub from: Option<i32>,
    /// End (exclusive), minutes since 1970 UTC.
    pub to: Option<i32>,
    /// Reason.
    pub reason: Names,
    /// Provenance.
    pub provenance: Provenance,
}

/// A named delay distribution.
#[derive(Clone, Debug)]
pub struct Delay {
    /// Identifier.
    pub id: DelayId,
    /// Name.
    pub name: String,
    /// The distribution.
    pub distribution: Distribution,
    /// Provenance.
    pub provenance: Provenance,
}

/// An emission factor, well to wheel.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Identifier.
    pub id: FactorId,
    /// Name.
    pub name: String,
    /// Milligrams CO2e per tonne-kilometre.
    pub mg_per_tkm: i64,
    /// Milligrams CO2e per tonne handled.
    pub mg_per_t: i64,
    /// Provenance.
    pub provenance: Provenance,
}

/// A published figure.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Identifier.
    pub id: String,
    /// Publication and date.
    pub publication: String,
    /// Subject.
    pub subject: String,
    /// Value as written.
    pub value: String,
    /// Upper value, where a range.
    pub value_max: String,
    /// Unit.
    pub unit: String,
    /// Qualifier.
    pub qualifier: String,
    /// Rule that recomputes it; empty = not testable.
    pub rule: String,
    /// Arguments of the rule.
    pub args: String,
    /// The table's own judgement.
    pub judgement: String,
    /// The table's reason.
    pub reason: String,
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Identifier.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Address.
    pub url: String,
}

/// A value of a published series.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Series.
    pub series: String,
    /// Period as written.
    pub period: String,
    /// Value as written.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// Provenance.
    pub provenance: Provenance,
}

/// A position of a port in a further source.
#[derive(Clone, Debug)]
pub struct PortCheck {
    /// UN/LOCODE.
    pub unlocode: String,
    /// Source.
    pub source: String,
    /// Position there.
    pub point: Point,
    /// Line in the table.
    pub line: u64,
}

/// The direction-free neighbours of a place by drayage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrayageEnd {
    /// The drayage.
    pub drayage: DrayageIdx,
    /// Where it goes from here.
    pub to: PlaceIdx,
}
