//! Room on a run in five dimensions, as integers: what a run has, and what a load takes of it.

use std::fmt;

use lb_base::decimal::format_scaled;
use lb_base::{Length, Mass, Teu};
use lb_network::model::{Capacity, Form, UnitType};

/// More than any run has, in each dimension's unit: sums of entries stay far below 64 bits.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000;

/// What a run can run out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Slots for containers, thousandths of a TEU.
    Teu,
    /// Slots for wagons, thousandths.
    Wagons,
    /// Gross mass, kilograms.
    Mass,
    /// Reefer plugs.
    Plugs,
    /// Lanes of a deck, millimetres.
    Deck,
}

impl Dimension {
    /// All dimensions, in the order of their index.
    pub const ALL: [Self; 5] = [Self::Teu, Self::Wagons, Self::Mass, Self::Plugs, Self::Deck];

    /// Returns the stable word, which the screens translate.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Teu => "teu",
            Self::Wagons => "wagons",
            Self::Mass => "tonnes",
            Self::Plugs => "reefer_plugs",
            Self::Deck => "deck_m",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.word() == word)
    }

    const fn index(self) -> usize {
        match self {
            Self::Teu => 0,
            Self::Wagons => 1,
            Self::Mass => 2,
            Self::Plugs => 3,
            Self::Deck => 4,
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A quantity of one dimension, in its unit (see [`Dimension`]); prints with the unit: `2.25 TEU`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// What it counts.
    pub dimension: Dimension,
    /// How much, in the dimension's unit.
    pub value: i64,
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = match self.dimension {
            Dimension::Teu => Teu::from_thousandths(self.value).to_string(),
            Dimension::Wagons => format!("{} wagons", format_scaled(self.value, 3, 0)),
            Dimension::Mass => Mass::from_kg(self.value).to_string(),
            Dimension::Plugs => format!("{} plugs", self.value),
            Dimension::Deck => Length::from_mm(self.value).to_string(),
        };
        f.pad(&shown)
    }
}

/// A quantity of every dimension, each in its unit (see [`Dimension`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Amounts([i64; 5]);

impl Amounts {
    /// Nothing.
    pub const ZERO: Self = Self([0; 5]);

    /// Returns these amounts with one dimension replaced.
    #[must_use]
    pub const fn with(mut self, dimension: Dimension, value: i64) -> Self {
        self.0[dimension.index()] = value;
        self
    }

    /// Returns the quantity of one dimension.
    #[must_use]
    pub const fn get(self, dimension: Dimension) -> i64 {
        self.0[dimension.index()]
    }

    /// Returns the sums, held at the ends of the range.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.each(other, i64::saturating_add)
    }

    /// Returns the differences, held at the ends of the range.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.each(other, i64::saturating_sub)
    }

    /// Returns the lesser quantity of each dimension.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        self.each(other, i64::min)
    }

    /// Returns whether there is nothing in any dimension.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// Returns the first dimension in which this is more than `limit`, with the limit's quantity.
    #[must_use]
    pub fn first_above(self, limit: Self) -> Option<Amount> {
        let above = Dimension::ALL.into_iter().find(|dimension| self.get(*dimension) > limit.get(*dimension));
        above.map(|dimension| Amount { dimension, value: limit.get(dimension) })
    }

    /// Like [`Self::first_above`], for the dimensions in which something is wanted at all.
    ///
    /// Room that has fallen below nothing elsewhere (a foreign pool's events known in part) is no lack here.
    #[must_use]
    pub fn first_above_wanted(self, limit: Self) -> Option<Amount> {
        let is_lacking =
            |dimension: &Dimension| self.get(*dimension) > 0 && self.get(*dimension) > limit.get(*dimension);
        let lacking = Dimension::ALL.into_iter().find(is_lacking);
        lacking.map(|dimension| limit.amount(dimension))
    }

    /// Returns the first dimension whose quantity is negative or above [`AMOUNT_MAX`].
    #[must_use]
    pub fn first_absurd(self) -> Option<Amount> {
        let is_absurd = |dimension: &Dimension| !(0..=AMOUNT_MAX).contains(&self.get(*dimension));
        let absurd = Dimension::ALL.into_iter().find(is_absurd);
        absurd.map(|dimension| Amount { dimension, value: self.get(dimension) })
    }

    /// Returns the quantity of one dimension with its name.
    #[must_use]
    pub const fn amount(self, dimension: Dimension) -> Amount {
        Amount { dimension, value: self.get(dimension) }
    }

    fn each(self, other: Self, of: fn(i64, i64) -> i64) -> Self {
        let mut result = self;
        for (value, other) in result.0.iter_mut().zip(other.0) {
            *value = of(*value, other);
        }
        result
    }
}

/// What one run of a section has on each of its hops; `None` = does not carry that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Room([Option<i64>; 5]);

impl Room {
    /// Returns the room of a section's run, as the corridor tables give it.
    #[must_use]
    pub fn of(capacity: &Capacity) -> Self {
        let thousandfold = |value: Option<i64>| value.map(|value| value.saturating_mul(1_000));
        Self([
            thousandfold(capacity.teu),
            thousandfold(capacity.wagons),
            thousandfold(capacity.tonnes),
            capacity.plugs,
            thousandfold(capacity.deck_m),
        ])
    }

    /// Returns this room with one dimension replaced.
    #[must_use]
    pub const fn with(mut self, dimension: Dimension, value: Option<i64>) -> Self {
        self.0[dimension.index()] = value;
        self
    }

    /// Returns the quantity of one dimension; `None` = not carried.
    #[must_use]
    pub const fn get(self, dimension: Dimension) -> Option<i64> {
        self.0[dimension.index()]
    }

    /// Returns the quantities, nothing where the run does not carry that.
    #[must_use]
    pub fn amounts(self) -> Amounts {
        Amounts(self.0.map(Option::unwrap_or_default))
    }
}

/// What a load measures, before it is asked of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How it travels.
    pub form: Form,
    /// Units; 0 for bulk.
    pub units: u32,
    /// Containers' room.
    pub teu: Teu,
    /// Wagon slots, thousandths.
    pub wagons_e3: i64,
    /// Gross mass.
    pub mass: Mass,
    /// Reefer plugs.
    pub plugs: i64,
    /// Lanes of a deck.
    pub deck: Length,
}

impl Load {
    /// Returns what so many units of a type, together of so much mass, measure.
    #[must_use]
    pub fn of_units(unit_type: &UnitType, units: u32, mass: Mass) -> Self {
        let times = |value: i64| value.saturating_mul(i64::from(units));
        Self {
            form: unit_type.form,
            units,
            teu: Teu::from_thousandths(times(unit_type.teu_e3)),
            wagons_e3: times(unit_type.wagons_e3),
            mass,
            plugs: times(unit_type.plugs),
            deck: Length::from_mm(times(unit_type.lane_m_e3)),
        }
    }

    /// Returns what the load takes of a run's room.
    ///
    /// A run counts what its section states: boxes take TEU and, only where no TEU are stated, wagon slots; the deck
    /// is for what rolls; tonnes count where they are stated. Plugs are always needed. The itinerary search counts
    /// alike, so that what it offers can be booked.
    #[must_use]
    pub fn demand(&self, room: &Room) -> Amounts {
        let is_box = matches!(self.form, Form::Box | Form::Reefer);
        let states = |dimension: Dimension| room.get(dimension).is_some();
        let taken = [
            (Dimension::Teu, self.teu.as_thousandths(), states(Dimension::Teu)),
            (
                Dimension::Wagons,
                self.wagons_e3,
                states(Dimension::Wagons) && !(is_box && states(Dimension::Teu)),
            ),
            (Dimension::Mass, self.mass.as_kg(), states(Dimension::Mass)),
            (Dimension::Plugs, self.plugs, true),
            (Dimension::Deck, self.deck.as_mm(), states(Dimension::Deck) && self.form == Form::Roro),
        ];
        let counted = taken.into_iter().filter(|(_, _, counts)| *counts);
        counted.fold(Amounts::ZERO, |sum, (dimension, value, _)| sum.with(dimension, value))
    }
}

#[cfg(test)]
mod tests;
