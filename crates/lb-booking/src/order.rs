//! What a customer orders: goods, and the wish where and when they should go.

use lb_base::{HsCode, Mass, Minute, PlaceId, UnNumber, UnitTypeId, Volume};

use crate::refusal::Refusal;

/// The most lines of one order.
pub const LINES_MAX: usize = 500;
/// The most units of one line.
pub const UNITS_MAX: u32 = 100_000;
/// The largest mass of one line: more than a year of the whole corridor.
pub const MASS_MAX: Mass = Mass::from_tonnes(100_000_000);

/// The wish: from where, to where, from when, by when.
///
/// Source: "route specification" of the cargo shipping model (dddsample-core).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteSpecification {
    /// Where the goods are.
    pub origin: PlaceId,
    /// Where they are wanted.
    pub destination: PlaceId,
    /// When they are ready at the origin.
    pub ready: Minute,
    /// By when they are wanted; `None` = no matter.
    pub due: Option<Minute>,
}

/// How goods are packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packaging {
    /// The kind in the words or code of the consignor, such as `BG` for bags.
    ///
    /// Source: UN/CEFACT recommendation no. 21, for codes.
    pub kind: String,
    /// How many; 0 for bulk.
    pub pieces: u32,
}

/// The temperature that goods need, tenths of a degree Celsius.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemperatureRange {
    /// The lowest.
    pub lowest: i32,
    /// The highest.
    pub highest: i32,
}

/// What makes goods dangerous.
///
/// Source: United Nations recommendations on the transport of dangerous goods, chapter 3.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DangerousGoods {
    /// The substance.
    pub number: UnNumber,
    /// Class or division, such as `2.1`.
    pub class: String,
    /// Packing group, where the substance has one.
    pub packing_group: Option<PackingGroup>,
}

/// The degree of danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackingGroup {
    /// Great.
    I,
    /// Medium.
    II,
    /// Minor.
    III,
}

/// Units of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCount {
    /// The type, such as `40HC`.
    pub unit_type: UnitTypeId,
    /// How many.
    pub count: u32,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    /// What it is.
    pub hs: HsCode,
    /// In the consignor's words.
    pub description: String,
    /// How it is packed.
    pub packaging: Packaging,
    /// Gross mass.
    pub mass: Mass,
    /// Volume, where known.
    pub volume: Option<Volume>,
    /// The units it travels in; empty for lots and for parts of a container's load.
    pub units: Vec<UnitCount>,
    /// The temperature it needs.
    pub temperature: Option<TemperatureRange>,
    /// What makes it dangerous.
    pub dangerous: Option<DangerousGoods>,
}

impl Goods {
    /// Returns the number of units.
    #[must_use]
    pub fn unit_count(&self) -> u32 {
        self.units.iter().fold(0, |sum, units| sum.saturating_add(units.count))
    }

    fn check(&self, line: usize) -> Result<(), Refusal> {
        let bad = |field: &'static str, found: i64| Err(Refusal::BadQuantity { line, field, found });
        if self.mass <= Mass::ZERO || self.mass > MASS_MAX {
            return bad("mass", self.mass.as_kg());
        }
        if let Some(volume) = self.volume.filter(|volume| *volume < Volume::ZERO) {
            return bad("volume", volume.as_litres());
        }
        if self.units.iter().any(|units| units.count == 0) || self.unit_count() > UNITS_MAX {
            return bad("units", i64::from(self.unit_count()));
        }
        match self.temperature {
            Some(TemperatureRange { lowest, highest }) if lowest > highest => {
                Err(Refusal::BadTemperature { line, lowest, highest })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// A customer's order: complete and possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The wish.
    pub route: RouteSpecification,
    /// What is to be carried.
    pub goods: Vec<Goods>,
}

impl Order {
    /// Refuses an order that cannot be carried by anybody.
    ///
    /// # Errors
    /// The first [`Refusal`] in the order of the fields.
    pub fn check(&self) -> Result<(), Refusal> {
        let RouteSpecification { origin, destination, ready, due } = &self.route;
        if origin == destination {
            return Err(Refusal::SamePlace { place: origin.clone() });
        }
        if let Some(due) = due.filter(|due| due <= ready) {
            return Err(Refusal::DueBeforeReady { ready: *ready, due });
        }
        if self.goods.is_empty() {
            return Err(Refusal::OrderIncomplete { field: "goods" });
        }
        if self.goods.len() > LINES_MAX {
            let found = i64::try_from(self.goods.len()).unwrap_or(i64::MAX);
            return Err(Refusal::BadQuantity { line: LINES_MAX, field: "lines", found });
        }
        self.goods.iter().zip(1..).try_for_each(|(goods, line)| goods.check(line))
    }

    /// Returns the gross mass of all lines.
    #[must_use]
    pub fn mass(&self) -> Mass {
        self.goods.iter().fold(Mass::ZERO, |sum, goods| sum.saturating_add(goods.mass))
    }

    /// Returns the units of all lines.
    #[must_use]
    pub fn unit_count(&self) -> u32 {
        self.goods.iter().fold(0, |sum, goods| sum.saturating_add(goods.unit_count()))
    }

    /// Returns the pieces of all lines.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        self.goods.iter().fold(0, |sum, goods| sum.saturating_add(goods.packaging.pieces))
    }
}

/// An order that is still being written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Draft {
    /// The wish, as far as it is known.
    pub route: Option<RouteSpecification>,
    /// What is to be carried, as far as it is known.
    pub goods: Vec<Goods>,
}

impl Draft {
    /// Returns the order, when nothing is missing.
    ///
    /// # Errors
    /// A [`Refusal`] that names what is missing or impossible.
    pub fn complete(&self) -> Result<Order, Refusal> {
        let route = self.route.clone().ok_or(Refusal::OrderIncomplete { field: "route" })?;
        let order = Order { route, goods: self.goods.clone() };
        order.check()?;
        Ok(order)
    }
}

#[cfg(test)]
mod tests;
