//! Who asks, and what they may do.

use std::collections::BTreeSet;

use crate::journal::{Author, OrganisationId};
use crate::refusal::Refusal;

/// What an organisation is to the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganisationKind {
    /// It runs the site: it sees every organisation's consignments and decides about capacity.
    Operator,
    /// It works on the site's floor: a railway, customs, quarantine. It sees the floor, answers placements, sets and lifts holds.
    Partner,
    /// It has goods carried: it sees its own and what is shared with it.
    Customer,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Operator, Self::Partner, Self::Customer];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Partner => "partner",
            Self::Customer => "customer",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns whether its people and keys can be allowed something at all.
    #[must_use]
    pub const fn can_have(self, permission: Permission) -> bool {
        match permission {
            Permission::Capacity => matches!(self, Self::Operator),
            Permission::Dispatch => matches!(self, Self::Operator | Self::Partner),
            Permission::Read | Permission::Record | Permission::Book | Permission::Administer => true,
        }
    }
}

/// What a person or a key does for its organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Looks on.
    Viewer,
    /// Tells what happened: a tally clerk, a carrier's system.
    Recorder,
    /// Orders, plans and books.
    Forwarder,
    /// Runs the day: everything of a forwarder and a recorder, and capacity at the operator.
    Dispatcher,
    /// Says who may do what.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Viewer, Self::Recorder, Self::Forwarder, Self::Dispatcher, Self::Administrator];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Recorder => "recorder",
            Self::Forwarder => "forwarder",
            Self::Dispatcher => "dispatcher",
            Self::Administrator => "administrator",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    const fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => true,
            Permission::Record => matches!(self, Self::Recorder | Self::Dispatcher),
            Permission::Book => matches!(self, Self::Forwarder | Self::Dispatcher),
            Permission::Capacity | Permission::Dispatch => matches!(self, Self::Dispatcher),
            Permission::Administer => matches!(self, Self::Administrator),
        }
    }
}

/// What a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// See what the organisation may see.
    Read,
    /// Tell what happened to goods and units.
    Record,
    /// Order, plan and book.
    Book,
    /// Decide about the capacity of runs. The operator's only.
    Capacity,
    /// Decide what happens on a hub's floor: visits, placements, jobs. Not a customer's.
    Dispatch,
    /// Say who may do what: people, keys, webhooks of the own organisation; all organisations at the operator.
    Administer,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Record, Self::Book, Self::Capacity, Self::Dispatch, Self::Administer];

    /// Returns the stable word: also the scope of a key.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Record => "record",
            Self::Book => "book",
            Self::Capacity => "capacity",
            Self::Dispatch => "dispatch",
            Self::Administer => "administer",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.word() == word)
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Organisation and account, as the journal records them.
    pub author: Author,
    /// What the organisation is to the site.
    pub kind: OrganisationKind,
    /// What the caller may do.
    pub permissions: BTreeSet<Permission>,
}

impl Caller {
    /// Returns the caller with everything that some roles allow in an organisation of a kind.
    #[must_use]
    pub fn with_roles(author: Author, kind: OrganisationKind, roles: &BTreeSet<Role>) -> Self {
        let is_allowed = |permission: &Permission| {
            kind.can_have(*permission) && roles.iter().any(|role| role.may(*permission))
        };
        let permissions = Permission::ALL.into_iter().filter(is_allowed).collect();
        Self { author, kind, permissions }
    }

    /// Returns the organisation.
    #[must_use]
    pub const fn organisation(&self) -> &OrganisationId {
        &self.author.organisation
    }

    /// Refuses whoever may not do something.
    ///
    /// # Errors
    /// `access.not_allowed`.
    pub fn check(&self, permission: Permission) -> Result<(), Refusal> {
        if self.permissions.contains(&permission) {
            return Ok(());
        }
        let held: Vec<&str> = self.permissions.iter().map(|held| held.word()).collect();
        let (expected, found) = (permission.word(), held.join(", "));
        Err(Refusal::field("access.not_allowed", "permission", expected, &found))
    }

    /// Returns whether the caller sees every organisation's consignments.
    #[must_use]
    pub const fn sees_all(&self) -> bool {
        matches!(self.kind, OrganisationKind::Operator)
    }

    /// Refuses whoever is not of the operator.
    ///
    /// # Errors
    /// `access.not_allowed`.
    pub fn check_operator(&self) -> Result<(), Refusal> {
        self.check_kind(OrganisationKind::Operator)
    }

    /// Refuses whoever is of an organisation of a lesser kind: the operator does what partners do.
    ///
    /// # Errors
    /// `access.not_allowed`.
    pub fn check_kind(&self, at_least: OrganisationKind) -> Result<(), Refusal> {
        if self.kind <= at_least {
            return Ok(());
        }
        Err(Refusal::field("access.not_allowed", "organisation", at_least.word(), self.kind.word()))
    }

    /// Returns whether the caller acts for an organisation: its own, or any at the operator.
    #[must_use]
    pub fn acts_for(&self, organisation: &OrganisationId) -> bool {
        self.sees_all() || self.author.organisation == *organisation
    }
}
