//! Packages and kilograms, and the books of goods and warehouses.

use std::collections::BTreeMap;

use lb_base::Mass;

/// Packages with what they weigh, gross. Below 0 only as a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Packages.
    pub packages: i64,
    /// What they weigh.
    pub mass: Mass,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self { packages: 0, mass: Mass::ZERO };

    /// Returns packages of a mass.
    #[must_use]
    pub const fn new(packages: i64, mass: Mass) -> Self {
        Self { packages, mass }
    }

    /// Returns both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            packages: self.packages.saturating_add(other.packages),
            mass: self.mass.saturating_add(other.mass),
        }
    }

    /// Returns what is left of it without the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self {
            packages: self.packages.saturating_sub(other.packages),
            mass: self.mass.saturating_sub(other.mass),
        }
    }

    /// Returns what some of its packages weigh if all weigh the same: whole kilograms, the nearest; more packages than it has are
    /// reckoned on.
    #[must_use]
    pub fn share(self, packages: i64) -> Mass {
        if packages == self.packages || self.packages == 0 {
            return if packages == 0 { Mass::ZERO } else { self.mass };
        }
        let (kg, of) = (i128::from(self.mass.as_kg()), i128::from(self.packages));
        let doubled = kg.saturating_mul(i128::from(packages)).saturating_mul(2).saturating_add(of);
        Mass::from_kg(i64::try_from(doubled.div_euclid(of.saturating_mul(2))).unwrap_or(i64::MAX))
    }
}

/// Why the books were put right, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// A count found otherwise.
    Count,
    /// Less came out of a box than its list has.
    Short,
    /// More came out of a box than its list has.
    Over,
}

impl Difference {
    /// All differences.
    pub const ALL: [Self; 3] = [Self::Count, Self::Short, Self::Over];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Short => "short",
            Self::Over => "over",
        }
    }
}

/// The books of goods at a hub, or of a warehouse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// From trucks, wagons, boxes and ships.
    pub received: Amount,
    /// Out of boxes, as their lists have it.
    pub stripped: Amount,
    /// From other warehouses; only of warehouses.
    pub moved_in: Amount,
    /// To trucks, wagons, boxes and ships.
    pub issued: Amount,
    /// Into boxes under a list.
    pub stuffed: Amount,
    /// To other warehouses; only of warehouses.
    pub moved_out: Amount,
    /// What was found more than the books had, by name; below 0 what was found less.
    pub differences: BTreeMap<Difference, Amount>,
}

impl Account {
    /// Returns what must stand in warehouses: in less out, with the differences.
    #[must_use]
    pub fn inside(&self) -> Amount {
        let came = self.received.plus(self.stripped).plus(self.moved_in);
        let went = self.issued.plus(self.stuffed).plus(self.moved_out);
        self.differences.values().fold(came.minus(went), |sum, amount| sum.plus(*amount))
    }

    pub(super) fn differ(&mut self, difference: Difference, found: Amount) {
        let sum = self.differences.entry(difference).or_default();
        *sum = sum.plus(found);
    }
}
