//! Tariff components: what each charge of a carriage costs, per what, and when it is in force.

use std::fmt;
use std::num::NonZeroI64;

use jiff::Timestamp;
use lb_base::{Currency, FacilityId, Money, SectionId, TariffId};
use lb_network::model::{Form, Per, Section, Tariff};

/// What is charged for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Charge {
    /// The fixed part of riding a section.
    Section {
        /// The section.
        section: SectionId,
    },
    /// One hop of a section.
    Hop {
        /// The section.
        section: SectionId,
        /// The hop, from 0.
        hop: u16,
    },
    /// One lift at a facility.
    Lift {
        /// The facility.
        facility: FacilityId,
    },
    /// One started day of storage beyond the free days.
    Storage {
        /// The facility.
        facility: FacilityId,
    },
    /// The booking as such: documents, customs declaration.
    Booking,
}

impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Section { section } => format!("section {section}"),
            Self::Hop { section, hop } => format!("section {section} hop {hop}"),
            Self::Lift { facility } => format!("lift {facility}"),
            Self::Storage { facility } => format!("storage {facility}"),
            Self::Booking => "booking".to_owned(),
        };
        f.pad(&text)
    }
}

/// What a rate is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Once, whatever the load.
    Flat,
    /// A measure of the load.
    Per(Per),
}

/// A price of so much of its basis.
///
/// Two numbers, because a price per kilometre of one tonne is a fraction of a cent: 713 cents for 1 t is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The price.
    pub amount: Money,
    /// Of how much it is the price, thousandths of the basis: 1,000 for one.
    pub for_quantity_e3: NonZeroI64,
}

/// When a component is in force: from an instant to one before another; `None` = unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first instant.
    pub from: Option<Timestamp>,
    /// The first instant after it.
    pub until: Option<Timestamp>,
}

impl Validity {
    /// Returns whether it is in force at an instant.
    #[must_use]
    pub fn has(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

/// One component of a tariff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TariffComponent {
    /// The tariff it belongs to.
    pub tariff: TariffId,
    /// What it charges for.
    pub charge: Charge,
    /// What the rate is per.
    pub basis: Basis,
    /// The rate.
    pub rate: Rate,
    /// Days of storage without charge; of no meaning elsewhere.
    pub free_days: u32,
    /// When it is in force.
    pub validity: Validity,
}

/// Of how many thousandths a table's hundred-millionths of a dollar, times metres, are the price in cents.
const E12: NonZeroI64 = nonzero(1_000_000_000_000);
/// Of how many thousandths a table's ten-thousandths of a dollar are the price in cents.
const E5: NonZeroI64 = nonzero(100_000);

const fn nonzero(value: i64) -> NonZeroI64 {
    match NonZeroI64::new(value) {
        Some(value) => value,
        None => NonZeroI64::MAX,
    }
}

/// Returns the components of a section's tariff for a form: the fixed part, and one per hop by its metres.
///
/// In cents of USD, the corridor tables' base currency. The amounts of a quotation made of them are those that the
/// itinerary search shows, to the cent: of the tariffs in force, one for the form goes before one for any form, then
/// the one in force later, then the last by name. Empty where the section has no tariff for the form.
#[must_use]
pub fn section_components(section: &Section, form: Form, at: Timestamp) -> Vec<TariffComponent> {
    let in_force = section.tariffs.iter().filter(|tariff| validity(tariff).has(at));
    let fits = in_force.filter(|tariff| tariff.form.is_none_or(|of| of == form));
    let rank = |tariff: &&Tariff| (tariff.form.is_some(), tariff.valid_from, tariff.id.clone());
    let Some(tariff) = fits.max_by_key(rank) else { return Vec::new() };
    let component = |charge: Charge, minor: i64, quantity: NonZeroI64| TariffComponent {
        tariff: tariff.id.clone(),
        charge,
        basis: Basis::Per(tariff.per),
        rate: Rate { amount: Money::from_minor(minor, Currency::USD), for_quantity_e3: quantity },
        free_days: 0,
        validity: validity(tariff),
    };
    let id = &section.id;
    let mut components = vec![component(Charge::Section { section: id.clone() }, tariff.fixed, E5)];
    for (hop, call) in (0..).zip(section.calls.iter().skip(1)) {
        let charge = Charge::Hop { section: id.clone(), hop };
        components.push(component(charge, tariff.per_km_e8.saturating_mul(call.metres), E12));
    }
    components
}

/// A tariff's days are whole days of UTC, the last one included.
fn validity(tariff: &Tariff) -> Validity {
    let midnight =
        |date: jiff::civil::Date| date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    Validity {
        from: tariff.valid_from.and_then(midnight),
        until: tariff.valid_to.and_then(|date| date.tomorrow().ok()).and_then(midnight),
    }
}

#[cfg(test)]
mod tests;
