//! Rules that can close a way. Each has a stable code; a search can lift any of them to prove that it binds.

/// A rule that closed a way, in the order in which people can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// It would arrive after the wanted time.
    Due,
    /// The question asks to avoid it.
    Avoided,
    /// The service is modelled and the question wants published ones.
    PublishedOnly,
    /// Cargo would reach the terminal after the cut-off.
    CutOff,
    /// The load is larger than a run.
    Capacity,
    /// The load is smaller than the least parcel.
    Parcel,
    /// A run has too few reefer plugs.
    Plugs,
    /// Others have taken the room on a run.
    SoldOut,
    /// The run does not run.
    Cancelled,
    /// A dated restriction is in force.
    Restriction,
    /// A quota of the day is used up.
    Quota,
    /// A crossing on the way is not open.
    CrossingStatus,
    /// A crossing's hours are over when the run would pass.
    CrossingHours,
    /// The dangerous goods class is not accepted.
    Dangerous,
    /// No facility of the place handles the form.
    Handling,
    /// The section does not carry the unit's form.
    Form,
    /// No tariff for the form.
    Tariff,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 17] = [
        Self::Due,
        Self::Avoided,
        Self::PublishedOnly,
        Self::CutOff,
        Self::Capacity,
        Self::Parcel,
        Self::Plugs,
        Self::SoldOut,
        Self::Cancelled,
        Self::Restriction,
        Self::Quota,
        Self::CrossingStatus,
        Self::CrossingHours,
        Self::Dangerous,
        Self::Handling,
        Self::Form,
        Self::Tariff,
    ];

    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "unit.not_carried",
            Self::Capacity => "capacity.exceeds_run",
            Self::Plugs => "capacity.no_reefer_plugs",
            Self::SoldOut => "capacity.sold_out",
            Self::Cancelled => "run.cancelled",
            Self::Parcel => "parcel.below_minimum",
            Self::Dangerous => "dangerous.not_accepted",
            Self::CrossingStatus => "crossing.not_open",
            Self::CrossingHours => "crossing.shut_at_passing",
            Self::Restriction => "restriction.in_force",
            Self::Quota => "restriction.quota_full",
            Self::Avoided => "request.avoided",
            Self::PublishedOnly => "request.published_only",
            Self::CutOff => "booking.cut_off_passed",
            Self::Handling => "facility.no_handling",
            Self::Tariff => "tariff.missing",
            Self::Due => "request.arrives_too_late",
        }
    }

    const fn bit(self) -> u32 {
        match self {
            Self::Form => 1,
            Self::Capacity => 1 << 1,
            Self::Plugs => 1 << 2,
            Self::Parcel => 1 << 3,
            Self::Dangerous => 1 << 4,
            Self::CrossingStatus => 1 << 5,
            Self::Restriction => 1 << 6,
            Self::Quota => 1 << 7,
            Self::Avoided => 1 << 8,
            Self::PublishedOnly => 1 << 9,
            Self::CutOff => 1 << 10,
            Self::Handling => 1 << 11,
            Self::Tariff => 1 << 12,
            Self::Due => 1 << 13,
            Self::CrossingHours => 1 << 14,
            Self::SoldOut => 1 << 15,
            Self::Cancelled => 1 << 16,
        }
    }
}

/// A set of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules(u32);

impl Rules {
    /// No rule.
    pub const NONE: Self = Self(0);
    /// Every rule.
    pub const ALL: Self = Self(u32::MAX);

    /// Returns the set with one more rule.
    #[must_use]
    pub const fn with(self, rule: Rule) -> Self {
        Self(self.0 | rule.bit())
    }

    /// Adds a rule where a condition holds.
    pub const fn add_if(&mut self, condition: bool, rule: Rule) {
        if condition {
            self.0 |= rule.bit();
        }
    }

    /// Returns both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the set without the rules of another.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns whether a rule is in the set.
    #[must_use]
    pub const fn has(self, rule: Rule) -> bool {
        self.0 & rule.bit() != 0
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the rules of the set in order.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.into_iter().filter(move |rule| self.has(*rule))
    }
}
