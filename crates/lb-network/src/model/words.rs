//! The words that columns of the tables are restricted to.

use std::fmt;

/// Whether traffic can use a link or a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In use.
    Open,
    /// In use since a short time, or from the year of the tables on.
    Opening,
    /// In use for a part of the traffic.
    Restricted,
    /// Not built yet.
    Planned,
    /// Shut.
    Closed,
}

impl Status {
    /// All values.
    pub const ALL: [Self; 5] = [Self::Open, Self::Opening, Self::Restricted, Self::Planned, Self::Closed];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Opening => "opening",
            Self::Restricted => "restricted",
            Self::Planned => "planned",
            Self::Closed => "closed",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What changes where one section of a service ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectionKind {
    /// The gauge of the rails.
    Gauge,
    /// The vehicle.
    Vehicle,
    /// The mode.
    Mode,
}

impl ConnectionKind {
    /// All values.
    pub const ALL: [Self; 3] = [Self::Gauge, Self::Vehicle, Self::Mode];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gauge => "gauge_change",
            Self::Vehicle => "vehicle_change",
            Self::Mode => "mode_change",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A column that is restricted to some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// Table.
    pub table: &'static str,
    /// Column.
    pub column: &'static str,
    /// Whether every row has one.
    pub required: bool,
    /// The words.
    pub words: &'static [&'static str],
}

impl Enumeration {
    const fn required(table: &'static str, column: &'static str, words: &'static [&'static str]) -> Self {
        Self { table, column, required: true, words }
    }

    const fn optional(table: &'static str, column: &'static str, words: &'static [&'static str]) -> Self {
        Self { table, column, required: false, words }
    }

    /// Returns the words as a problem tells them: `a, b or c`.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.words {
            [] => String::new(),
            [word] => (*word).to_owned(),
            [words @ .., last] => format!("{} or {last}", words.join(", ")),
        }
    }
}

const STATUS: &[&str] = &["open", "opening", "restricted", "planned", "closed"];
const PLACE_KINDS: &[&str] = &[
    "seaport",
    "bulk_port",
    "dry_port",
    "logistics_park",
    "rail_terminal",
    "rail_station",
    "rail_hub",
    "rail_junction",
    "border_station",
    "road_border",
    "grain_origin",
    "elevator",
    "city",
    "area",
];
const SERVICE_KINDS: &[&str] = &[
    "block_train",
    "grain_shuttle",
    "feeder_rail",
    "liner",
    "feeder",
    "ferry",
    "roro",
    "bulk_voyage",
    "truck",
    "rail_road",
    "rail_sea",
];

const EQUIPMENT_KINDS: &[&str] = &[
    "rail_gantry",
    "yard_gantry",
    "quay_crane",
    "reach_stacker",
    "empty_handler",
    "grain_loader",
    "forklift",
];

const BILLABLE_ACTS: &[&str] = &[
    "lift_rail",
    "lift_ship",
    "lift_truck",
    "ship_direct",
    "gauge_change",
    "storage",
    "plugging",
    "power",
    "weighing",
    "gate",
    "train",
    "berth",
    "stuffing",
    "stripping",
    "goods_in",
    "goods_out",
    "goods_storage",
    "grain_in",
    "grain_out",
    "grain_storage",
    "drying",
];

/// The columns that the data package restricts by `enum`, apart from `reliability`, which is one and the same everywhere.
pub const ENUMERATIONS: &[Enumeration] = &[
    Enumeration::required("places", "kind", PLACE_KINDS),
    Enumeration::optional("handling", "price_per", &["unit", "teu", "t"]),
    Enumeration::required("links", "mode", &["rail", "road", "sea"]),
    Enumeration::required("links", "status", STATUS),
    Enumeration::required("crossings", "kind", &["rail_border", "road_border", "port", "passage"]),
    Enumeration::required("crossings", "mode", &["rail", "road", "sea", "ferry"]),
    Enumeration::required("crossings", "status", STATUS),
    Enumeration::required("services", "kind", SERVICE_KINDS),
    Enumeration::required("sections", "mode", &["rail", "sea", "ferry", "road", "barge"]),
    Enumeration::required("connections", "kind", &["gauge_change", "vehicle_change", "mode_change"]),
    Enumeration::required("exceptions", "kind", &["cancelled", "extra"]),
    Enumeration::required("drayages", "mode", &["road", "barge", "rail"]),
    Enumeration::optional("drayages", "price_per", &["unit", "teu", "t"]),
    Enumeration::required("tariffs", "per", &["teu", "unit", "t", "lane_m"]),
    Enumeration::required("restrictions", "target", &["crossing", "place", "section", "service"]),
    Enumeration::required("restrictions", "effect", &["closed", "ban", "quota"]),
    Enumeration::required("emission_factors", "kind", &["mode", "hub"]),
    Enumeration::required("tracks", "kind", &["work", "reception", "departure", "storage"]),
    Enumeration::required("yard_blocks", "purpose", &["mixed", "laden", "empty"]),
    Enumeration::required("equipment", "kind", EQUIPMENT_KINDS),
    Enumeration::required("hub_tariffs", "act", BILLABLE_ACTS),
    Enumeration::optional("hub_tariffs", "size", &["20", "40"]),
    Enumeration::optional("hub_tariffs", "fill", &["laden", "empty"]),
    Enumeration::required("railway_separations", "rule", &crate::layout::Apart::WORDS),
];
