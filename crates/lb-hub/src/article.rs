//! What stands on a hub's floor: boxes, wagons, vehicles, pieces.

use lb_base::codes::Identity;
use lb_base::{ConsignmentId, HsCode, Length, Mass, OrganisationId, PlaceId, UnNumber, UnitId};
use lb_network::layout::WagonTypeId;

use crate::visit::VisitId;

/// How long a box is, as far as places for it are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoxLength {
    /// 20 ft: one bay of a yard, one slot of a wagon.
    Twenty,
    /// 40 ft and 45 ft: two bays, two slots. (The ends of a 45 ft box stand over.)
    Forty,
}

impl BoxLength {
    /// All lengths.
    pub const ALL: [Self; 2] = [Self::Twenty, Self::Forty];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Twenty => "20",
            Self::Forty => "40",
        }
    }

    /// Returns how many slots of a wagon, or 20 ft bays of a yard, it takes.
    #[must_use]
    pub const fn slots(self) -> u8 {
        match self {
            Self::Twenty => 1,
            Self::Forty => 2,
        }
    }
}

/// What a thing is, which says where it can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A container.
    Box(BoxLength),
    /// A wagon of a type.
    Wagon(WagonTypeId),
    /// Something on its own wheels.
    Vehicle,
    /// General cargo: stands in warehouses.
    Piece,
}

impl Form {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Box(_) => "box",
            Self::Wagon(_) => "wagon",
            Self::Vehicle => "vehicle",
            Self::Piece => "piece",
        }
    }
}

/// Gross mass, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gross {
    /// Nobody has said.
    Unknown,
    /// As the papers say.
    Declared(Mass),
    /// As weighed or calculated under a method that a ship accepts.
    ///
    /// Source: SOLAS VI/2 (verified gross mass).
    Verified(Mass),
}

impl Gross {
    /// Returns the mass, however it is known.
    #[must_use]
    pub const fn mass(self) -> Option<Mass> {
        match self {
            Self::Unknown => None,
            Self::Declared(mass) | Self::Verified(mass) => Some(mass),
        }
    }
}

/// Whether a box has goods in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fill {
    /// Nothing.
    Empty,
    /// Goods.
    Laden,
}

impl Fill {
    /// All fills.
    pub const ALL: [Self; 2] = [Self::Empty, Self::Laden];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Laden => "laden",
        }
    }
}

/// Where a refrigerated box takes its power from while it is on a train.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PowerSource {
    /// From a plug: of the train's generator wagon.
    #[default]
    Plug,
    /// From its own set: a diesel generator clipped to the box.
    OwnSet,
}

impl PowerSource {
    /// All sources.
    pub const ALL: [Self; 2] = [Self::Plug, Self::OwnSet];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plug => "plug",
            Self::OwnSet => "own_set",
        }
    }
}

/// What a railway's wagon list says of a wagon beyond what it is.
///
/// Codes are kept as written: the list of another railway may have codes of its own.
///
/// Source: the wagon list DU-1, message 02.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WagonPapers {
    /// Mass of the cargo, whole tonnes as the list has them; of what is not in boxes.
    pub cargo: Option<Mass>,
    /// Station of destination: four to six digits of the unified network marking.
    pub station: Option<String>,
    /// Code of the goods.
    pub cargo_code: Option<String>,
    /// Code of the consignee.
    pub consignee: Option<String>,
    /// Mark of the bearings: `1` for rollers.
    pub roller: Option<String>,
    /// How many wagons must stand between it and the locomotive.
    pub cover: Option<String>,
    /// Index of what stands over the loading gauge.
    pub oversize: Option<String>,
    /// Station at which it leaves the railway's country.
    pub exit_station: Option<String>,
    /// How many seals there are, where nobody lists them.
    pub seal_count: Option<u8>,
    /// How many boxes there are, laden and empty, where nobody lists them.
    pub box_counts: Option<(u8, u8)>,
    /// Whatever else is said.
    pub note: Option<String>,
}

/// Dangerous goods in a box, as a ship's papers name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hazard {
    /// Class, such as `3`.
    pub class: String,
    /// UN number, where it is known.
    pub number: Option<UnNumber>,
}

/// How far what is in or on a box stands over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// In front.
    pub front: Option<Length>,
    /// Behind.
    pub back: Option<Length>,
    /// To the right.
    pub right: Option<Length>,
    /// To the left.
    pub left: Option<Length>,
    /// On top.
    pub height: Option<Length>,
}

/// What a ship's lists say of a thing beyond what it is. Codes are kept as written.
///
/// Source: UN/EDIFACT BAPLIE (SMDG 2.2 and 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeaPapers {
    /// Size and type, such as `45G1` (ISO 6346).
    pub size_type: Option<String>,
    /// Port of loading, UN/LOCODE.
    pub load_port: Option<String>,
    /// Port of discharge, UN/LOCODE.
    pub discharge_port: Option<String>,
    /// Place of delivery.
    pub delivery: Option<String>,
    /// Whose box or booking it is: the carrier's code.
    pub carrier: Option<String>,
    /// Dangerous goods.
    pub hazards: Vec<Hazard>,
    /// How far what is in or on it stands over it.
    pub over: Over,
    /// Length of a vehicle or piece: what it takes of a lane.
    pub length: Option<Length>,
    /// Height of a vehicle or piece: what a deck must be high.
    pub height: Option<Length>,
}

/// A thing as its papers and its looks describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its identifier.
    pub id: UnitId,
    /// Its number as written and as read.
    pub identity: Identity,
    /// What it is.
    pub form: Form,
    /// Whether there are goods in it.
    pub fill: Fill,
    /// Gross mass; of a wagon its tare.
    pub gross: Gross,
    /// Set point of a refrigerated box, tenths of a degree Celsius: it needs a plug.
    pub set_point: Option<i16>,
    /// Where it takes its power from on a train, if it is refrigerated.
    pub power: PowerSource,
    /// Classes of dangerous goods, such as `3`.
    pub dangerous: Vec<String>,
    /// What is in it.
    pub goods: Option<HsCode>,
    /// Where it goes in the end.
    pub destination: Option<PlaceId>,
    /// Whose it is.
    pub customer: Option<OrganisationId>,
    /// The consignment in it.
    pub consignment: Option<ConsignmentId>,
    /// The visit that takes it on.
    pub onward: Option<VisitId>,
    /// Seals, as the papers say.
    pub seals: Vec<String>,
    /// What the railway's list says of it, if it is a wagon.
    pub papers: Option<Box<WagonPapers>>,
    /// What a ship's lists say of it.
    pub sea: Option<Box<SeaPapers>>,
}

impl Article {
    /// Returns the length, if it is a box.
    #[must_use]
    pub const fn box_length(&self) -> Option<BoxLength> {
        match &self.form {
            Form::Box(length) => Some(*length),
            Form::Wagon(_) | Form::Vehicle | Form::Piece => None,
        }
    }

    /// Returns the type, if it is a wagon.
    #[must_use]
    pub const fn wagon_type(&self) -> Option<&WagonTypeId> {
        match &self.form {
            Form::Wagon(wagon_type) => Some(wagon_type),
            Form::Box(_) | Form::Vehicle | Form::Piece => None,
        }
    }

    /// Returns whether it leaves a ship at a place: where nobody names its port of discharge, or that port is the place's.
    ///
    /// Places of the corridor begin with their UN/LOCODE.
    #[must_use]
    pub fn is_discharged_at(&self, place: &PlaceId) -> bool {
        let port = self.sea.as_ref().and_then(|sea| sea.discharge_port.as_deref());
        port.is_none_or(|port| port.len() == 5 && place.as_str().starts_with(port))
    }

    /// Returns whether it needs a plug: a laden refrigerated box.
    #[must_use]
    pub const fn needs_plug(&self) -> bool {
        self.set_point.is_some() && matches!(self.fill, Fill::Laden)
    }

    /// Returns whether a train must feed it: it runs and has no set of its own.
    #[must_use]
    pub const fn needs_train_power(&self) -> bool {
        self.needs_plug() && matches!(self.power, PowerSource::Plug)
    }
}
