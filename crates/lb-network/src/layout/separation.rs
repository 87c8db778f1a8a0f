//! Which dangerous goods a railway keeps apart within a train.

use crate::model::Provenance;

/// Classes of dangerous goods as a rule names them: some, or every one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassSet {
    /// Every class.
    Any,
    /// These, such as `1.1` or `3`; one without a division is every division of it.
    Some(Vec<String>),
}

impl ClassSet {
    /// Returns whether goods of a class are meant.
    ///
    /// Letters of compatibility groups are read over (`1.1D` is `1.1`). A class that papers give without its division counts as each
    /// of its divisions: nobody knows that it is another one.
    #[must_use]
    pub fn covers(&self, class: &str) -> bool {
        let class = class.trim().trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
        match self {
            Self::Any => !class.is_empty(),
            Self::Some(classes) => classes.iter().any(|own| own == class || is_within(own, class)),
        }
    }

    /// Returns whether any of the classes is meant.
    #[must_use]
    pub fn covers_any(&self, classes: &[String]) -> bool {
        classes.iter().any(|class| self.covers(class))
    }
}

/// Returns whether one of two classes is a division of the other.
fn is_within(one: &str, other: &str) -> bool {
    let divides =
        |part: &str, whole: &str| part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'));
    divides(one, other) || divides(other, one)
}

/// From what goods are kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counterpart {
    /// Other goods.
    Goods(ClassSet),
    /// The locomotive at the head of the train.
    Locomotive,
    /// The end of the train: the last wagon is one of those that stand between.
    Tail,
}

/// How goods are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// Not on one wagon.
    NotOnOneWagon,
    /// At least so many wagons stand between; a wagon of fewer than four axles is half a one.
    WagonsBetween(u8),
    /// Not in one train.
    NotInOneTrain,
}

impl Apart {
    /// The words of the tables.
    pub const WORDS: [&'static str; 3] = ["not_on_one_wagon", "wagons_between", "not_in_one_train"];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotOnOneWagon => "not_on_one_wagon",
            Self::WagonsBetween(_) => "wagons_between",
            Self::NotInOneTrain => "not_in_one_train",
        }
    }
}

/// A rule of a railway: what is kept apart from what, and how.
#[derive(Clone, Debug)]
pub struct Separation {
    /// The classes of the one.
    pub one: ClassSet,
    /// The other.
    pub other: Counterpart,
    /// How they are kept apart.
    pub apart: Apart,
    /// Provenance: the published rule.
    pub provenance: Provenance,
    /// Line in `railway_separations.csv`.
    pub line: u64,
}

impl Separation {
    /// Returns whether the rule keeps goods of two boxes apart; which of them is the one does not matter.
    #[must_use]
    pub fn parts(&self, one: &[String], other: &[String]) -> bool {
        match &self.other {
            Counterpart::Goods(others) => {
                let holds =
                    |left: &[String], right: &[String]| self.one.covers_any(left) && others.covers_any(right);
                holds(one, other) || holds(other, one)
            }
            Counterpart::Locomotive | Counterpart::Tail => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(classes: &str) -> ClassSet {
        match classes {
            "*" => ClassSet::Any,
            classes => ClassSet::Some(classes.split(';').map(str::to_owned).collect()),
        }
    }

    fn check(classes: &str, class: &str, expected: bool) {
        assert_eq!(set(classes).covers(class), expected, "{class} in {classes}");
    }

    #[test]
    fn a_class_is_covered_with_its_divisions_and_in_doubt() {
        check("1.1;1.2", "1.1", true);
        check("1.1;1.2", "1.1D", true);
        check("1.1;1.2", "1.4S", false);
        check("1.1;1.2", "1", true);
        check("1", "1.6N", true);
        check("3", "3", true);
        check("3", "8", false);
        check("2.1", "2", true);
        check("2.1", "2.2", false);
        check("*", "9", true);
        check("*", "", false);
    }
}
