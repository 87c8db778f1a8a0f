//! What a visit brings: as announced in a wagon list or a discharge list, and as found at reception.

use std::collections::BTreeMap;

use lb_base::UnitId;

use crate::article::Article;
use crate::stow::Stow;

/// The most things that one command lists; longer lists come in parts.
pub const LISTED_MAX: usize = 500;
/// The most things of a list in all its parts.
pub const LIST_MAX: usize = 6_000;
/// The most things that one event of the journal names, where it need not name all.
pub const EVENT_THINGS_MAX: usize = 250;

/// Where on its visit a thing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedPlace {
    /// A wagon, in the order of the list.
    Consist,
    /// A box on a wagon of the same list.
    Wagon {
        /// The wagon.
        wagon: UnitId,
        /// The first slot that it takes, from 1.
        slot: u8,
    },
    /// Aboard a ship or a truck.
    Aboard {
        /// Where.
        stow: Stow,
    },
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What.
    pub article: Article,
    /// Where.
    pub place: ListedPlace,
}

/// Where what was found differs from what was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Announced, not there.
    Missing {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
    },
    /// There, not announced.
    Extra {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
    },
    /// On another wagon, slot or stowage position.
    OtherPlace {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
    },
    /// The wagons come in another order from this one on.
    OtherOrder {
        /// The first wagon that is not where it was announced.
        unit: UnitId,
        /// Its number.
        number: String,
        /// Its place in the list, from 1.
        listed: usize,
        /// Its place in the train, from 1.
        found: usize,
    },
    /// It was to be loaded and is not aboard.
    NotLoaded {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
    },
    /// It was to be discharged and is still aboard.
    NotDischarged {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
    },
    /// Other seals than announced.
    Seals {
        /// What.
        unit: UnitId,
        /// Its number.
        number: String,
        /// As announced.
        listed: Vec<String>,
        /// As found.
        found: Vec<String>,
    },
}

impl Difference {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Extra { .. } => "extra",
            Self::OtherPlace { .. } => "other_place",
            Self::OtherOrder { .. } => "other_order",
            Self::NotLoaded { .. } => "not_loaded",
            Self::NotDischarged { .. } => "not_discharged",
            Self::Seals { .. } => "seals",
        }
    }

    /// Returns what it is about.
    #[must_use]
    pub const fn unit(&self) -> UnitId {
        match self {
            Self::Missing { unit, .. }
            | Self::Extra { unit, .. }
            | Self::OtherPlace { unit, .. }
            | Self::OtherOrder { unit, .. }
            | Self::NotLoaded { unit, .. }
            | Self::NotDischarged { unit, .. }
            | Self::Seals { unit, .. } => *unit,
        }
    }

    /// Returns the number of what it is about.
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            Self::Missing { number, .. }
            | Self::Extra { number, .. }
            | Self::OtherPlace { number, .. }
            | Self::OtherOrder { number, .. }
            | Self::NotLoaded { number, .. }
            | Self::NotDischarged { number, .. }
            | Self::Seals { number, .. } => number,
        }
    }
}

/// Returns where what was found differs from what was announced, in the order of the lists.
#[must_use]
pub fn compare(listed: &[Listing], found: &[Listing]) -> Vec<Difference> {
    let there: BTreeMap<UnitId, &Listing> = found.iter().map(|line| (line.article.id, line)).collect();
    let announced: BTreeMap<UnitId, &Listing> = listed.iter().map(|line| (line.article.id, line)).collect();
    let mut differences = Vec::new();
    for line in listed {
        let (unit, number) = (line.article.id, line.article.identity.to_string());
        let Some(seen) = there.get(&unit) else {
            differences.push(Difference::Missing { unit, number });
            continue;
        };
        if seen.place != line.place {
            differences.push(Difference::OtherPlace { unit, number: number.clone() });
        }
        if seen.article.seals != line.article.seals {
            let (listed, found) = (line.article.seals.clone(), seen.article.seals.clone());
            differences.push(Difference::Seals { unit, number, listed, found });
        }
    }
    let extra = found.iter().filter(|line| !announced.contains_key(&line.article.id));
    differences.extend(
        extra.map(|line| Difference::Extra {
            unit: line.article.id,
            number: line.article.identity.to_string(),
        }),
    );
    differences.extend(other_order(listed, found, (&announced, &there)));
    differences
}

/// Returns the first wagon of both lists that stands at another place among those of both lists.
fn other_order(
    listed: &[Listing],
    found: &[Listing],
    (announced, there): (&BTreeMap<UnitId, &Listing>, &BTreeMap<UnitId, &Listing>),
) -> Option<Difference> {
    let wagons = |lines: &[Listing], others: &BTreeMap<UnitId, &Listing>| -> Vec<(UnitId, String)> {
        let both = lines
            .iter()
            .filter(|line| line.place == ListedPlace::Consist && others.contains_key(&line.article.id));
        both.map(|line| (line.article.id, line.article.identity.to_string())).collect()
    };
    let (listed, found) = (wagons(listed, there), wagons(found, announced));
    let at = listed.iter().zip(&found).position(|(listed, found)| listed.0 != found.0)?;
    let (unit, number) = listed.get(at)?.clone();
    let now = found.iter().position(|(other, _)| *other == unit)?;
    Some(Difference::OtherOrder { unit, number, listed: at + 1, found: now + 1 })
}
