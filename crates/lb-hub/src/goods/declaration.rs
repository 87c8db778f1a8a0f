//! What shippers declare of goods, and where goods may stand.

use std::fmt;

use lb_base::{ConsignmentId, HsCode, Mass, OrganisationId, Volume};
use lb_network::layout::WarehouseId;

use super::packaging::PackageCode;
use super::{Amount, GoodsId};

/// Whether customs watch over goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Customs {
    /// Not cleared: they stand in bonded warehouses and leave by release, or in transit under seal.
    Bonded,
    /// In free circulation.
    Free,
}

impl Customs {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bonded, Self::Free];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bonded => "bonded",
            Self::Free => "free",
        }
    }
}

/// Under what bonded goods go without release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transit {
    /// Number of the transit declaration.
    pub document: String,
    /// Seals put on; at least one.
    pub seals: Vec<String>,
}

/// What is declared of goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The identifier, the same at every hub.
    pub id: GoodsId,
    /// Number of the warehouse receipt, or the tracking number of a parcel, as people say it.
    pub number: String,
    /// Whose they are: the shipper who hands them in.
    pub owner: OrganisationId,
    /// The consignment that they belong to.
    pub consignment: Option<ConsignmentId>,
    /// The shipper's reference.
    pub reference: String,
    /// Marks and numbers on the packages.
    pub marks: String,
    /// What they are, in words.
    pub description: String,
    /// What they are, by code.
    pub commodity: Option<HsCode>,
    /// Kind of package.
    pub packaging: PackageCode,
    /// Packages and gross mass after the papers.
    pub declared: Amount,
    /// Volume of all packages.
    pub volume: Option<Volume>,
    /// Classes of dangerous goods, such as `3`.
    pub dangerous: Vec<String>,
    /// Temperatures that they bear, tenths of a degree Celsius, lowest and highest.
    pub temperature: Option<(i16, i16)>,
    /// Whether customs watch over them when they come.
    pub customs: Customs,
    /// Seals on the packages.
    pub seals: Vec<String>,
}

impl Declaration {
    /// Returns what some of the packages take, rounded up to whole litres; nothing where nobody has said.
    #[must_use]
    pub fn volume_of(&self, packages: i64) -> Option<Volume> {
        let (litres, of) = (i128::from(self.volume?.as_litres()), i128::from(self.declared.packages.max(1)));
        let share = litres.saturating_mul(i128::from(packages)).saturating_add(of.saturating_sub(1));
        Some(Volume::from_litres(i64::try_from(share.div_euclid(of)).unwrap_or(i64::MAX)))
    }

    /// Returns what some of the packages weigh after the papers.
    #[must_use]
    pub fn mass_of(&self, packages: i64) -> Mass {
        self.declared.share(packages)
    }
}

/// Where goods stand in a warehouse.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The warehouse.
    pub warehouse: WarehouseId,
    /// The bay, from 1; nothing is the receiving floor.
    pub bay: Option<u16>,
}

impl fmt::Display for Location {
    /// `LYG-W2 bay 7`, `LYG-W2 receiving floor`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bay {
            Some(bay) => write!(f, "{} bay {bay}", self.warehouse),
            None => write!(f, "{} receiving floor", self.warehouse),
        }
    }
}
