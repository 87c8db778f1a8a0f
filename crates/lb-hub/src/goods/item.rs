//! Goods as a hub knows them: declared, received, held, released, what came and went.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::OrganisationId;

use super::declaration::{Customs, Declaration, Location, Transit};
use super::{Account, Amount};
use crate::grain::Carrier;
use crate::hold::{Hold, HoldId};
use crate::visit::VisitId;

/// Which way goods went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// They came.
    In,
    /// They went.
    Out,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::In, Self::Out];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// With what something left the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The visit.
    pub visit: VisitId,
    /// Its number or name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// A receipt or an issue of some of the goods. The first has number 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In or out.
    pub way: Way,
    /// What brought or took them.
    pub carrier: Carrier,
    /// Its number or name.
    pub name: String,
    /// Where they were put down, or taken from.
    pub location: Location,
    /// How much.
    pub amount: Amount,
    /// When.
    pub at: Timestamp,
    /// Since when what was issued stood there.
    pub since: Option<Timestamp>,
    /// Under what bonded goods went.
    pub transit: Option<Transit>,
    /// Whether it was put right: it counts no more.
    pub righted: bool,
    /// With what they left the hub, if they have.
    pub left: Option<Left>,
}

/// Damage that somebody saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Packages that are damaged.
    pub packages: i64,
    /// What is wrong, in words.
    pub what: String,
    /// Who saw it.
    pub by: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// A release by customs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// How many packages; nothing means all of the goods.
    pub packages: Option<i64>,
    /// Number of the document.
    pub document: String,
    /// Who recorded it.
    pub by: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// Goods as a hub knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    /// What was declared.
    pub declaration: Declaration,
    /// Their place among the goods of the hub, by when they became known.
    pub sequence: usize,
    /// Whether customs watch over them now.
    pub customs: Customs,
    /// Packages that customs have released in part and that have not left yet; 0 where all or nothing is released.
    pub cleared: i64,
    /// Releases.
    pub releases: Vec<Release>,
    /// When the last of them came, as whoever received them said.
    pub complete: Option<Timestamp>,
    /// Whether all that came was weighed here.
    pub weighed: bool,
    /// What came and went, the first first.
    pub entries: Vec<Entry>,
    /// Damage.
    pub damages: Vec<Damage>,
    /// What stops them.
    pub holds: BTreeMap<HoldId, Hold>,
    /// Their books.
    pub account: Account,
}

impl Goods {
    /// Returns goods that nobody has seen yet.
    #[must_use]
    pub fn new(declaration: Declaration, sequence: usize) -> Self {
        Self {
            customs: declaration.customs,
            declaration,
            sequence,
            cleared: 0,
            releases: Vec::new(),
            complete: None,
            weighed: true,
            entries: Vec::new(),
            damages: Vec::new(),
            holds: BTreeMap::new(),
            account: Account::default(),
        }
    }

    /// Returns their number, as people say it.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.declaration.number
    }

    /// Returns what came more than was declared, below 0 what came less; nothing until all has come.
    #[must_use]
    pub fn received_otherwise(&self) -> Option<Amount> {
        self.complete
            .map(|_| self.account.received.plus(self.account.stripped).minus(self.declaration.declared))
    }

    /// Returns how many packages were seen damaged.
    #[must_use]
    pub fn damaged(&self) -> i64 {
        self.damages.iter().fold(0, |sum, damage| sum.saturating_add(damage.packages))
    }
}
