//! A gauge change as it is recorded: what stood on the train that brought, what went over to which platform, what was found at
//! the tally, what follows on a supplementary note, and both signatures.
//!
//! The crane's moves are jobs; a job that is done is what brings a unit over. The rest is said by people: the tally clerk, the
//! dispatcher, the receiving railway. Two organisations sign one text ([`GaugeChange::text`]); from the first signature on nothing
//! of it changes. A mistake found later is put right by a new act that names the old one.
//!
//! Source: SMGS, annex 1: boxes 13 and 14 (mass and pieces after transhipment), supplementary consignment note.

mod text;

use jiff::Timestamp;
use lb_base::{Hash, Mass, OrganisationId, UnitId, uuid_id};

use crate::job::JobId;
use crate::visit::VisitId;

uuid_id! {
    /// A gauge change that is recorded.
    pub struct GaugeChangeId;
}

/// The most photos of one tally.
pub const PHOTOS_MAX: usize = 20;
/// The most gauge changes with both signatures that a floor remembers; older ones stand in the journal.
pub const ACTS_MAX: usize = 300;

/// Who said something, for whom, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The account.
    pub person: String,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// One of the two trains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeTrain {
    /// Its visit.
    pub visit: VisitId,
    /// Its number.
    pub name: String,
    /// Its gauge, millimetres.
    pub gauge: u32,
}

/// A place on a wagon, kept with the wagon's number: the wagon leaves, the act stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The wagon.
    pub wagon: UnitId,
    /// Its number.
    pub number: String,
    /// The first slot that is taken, from 1.
    pub slot: u8,
}

/// What the clerk saw of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The seals found, where they are others than the papers say.
    pub seals: Option<Vec<String>>,
    /// Damage in words.
    pub damage: Option<String>,
    /// Photos, by the hash of their bytes.
    pub photos: Vec<Hash>,
    /// Who looked.
    pub by: Witness,
}

/// What is out of the ordinary about a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExceptionKind {
    /// The receiving side does not take it.
    Refused,
    /// No platform takes it.
    DoesNotFit,
    /// It stood on the train and was not in its list.
    NotListed,
    /// Other seals than the papers say.
    SealDiffers,
    /// It is damaged.
    Damaged,
}

impl ExceptionKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Refused, Self::DoesNotFit, Self::NotListed, Self::SealDiffers, Self::Damaged];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::DoesNotFit => "does_not_fit",
            Self::NotListed => "not_listed",
            Self::SealDiffers => "seal_differs",
            Self::Damaged => "damaged",
        }
    }

    /// Returns whether a unit with it stays behind and follows on a supplementary note.
    #[must_use]
    pub const fn stays(self) -> bool {
        match self {
            Self::Refused | Self::DoesNotFit => true,
            Self::NotListed | Self::SealDiffers | Self::Damaged => false,
        }
    }
}

/// Something out of the ordinary, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// What.
    pub kind: ExceptionKind,
    /// In words.
    pub words: String,
    /// Who says so.
    pub by: Witness,
}

/// A unit of the train that brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub unit: UnitId,
    /// Its number.
    pub number: String,
    /// Its gross mass, as far as known.
    pub gross: Option<Mass>,
    /// Its seals, as the papers say.
    pub seals: Vec<String>,
    /// Where it stood.
    pub from: Stand,
    /// Where it stands on the other train, and since when.
    pub over: Option<(Stand, Timestamp)>,
    /// What the clerk saw.
    pub tally: Option<Tally>,
    /// What was said about it; what the tally says by itself comes beside, see [`Self::exceptions`].
    pub said: Vec<Exception>,
}

/// What has become of a unit. It is always one of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Nothing yet.
    Open,
    /// It stands on the other train.
    Over(&'a Stand, Timestamp),
    /// It stays behind.
    Behind(&'a Exception),
}

impl Outcome<'_> {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over(..) => "over",
            Self::Behind(_) => "behind",
        }
    }
}

impl Entry {
    /// Returns what has become of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome<'_> {
        match (self.said.iter().find(|exception| exception.kind.stays()), &self.over) {
            (Some(exception), _) => Outcome::Behind(exception),
            (None, Some((stand, at))) => Outcome::Over(stand, *at),
            (None, None) => Outcome::Open,
        }
    }

    /// Returns everything out of the ordinary: what was said, and what the tally says by itself.
    #[must_use]
    pub fn exceptions(&self) -> Vec<Exception> {
        let mut all = self.said.clone();
        if let Some(tally) = &self.tally {
            let seen = |kind, words: String| Exception { kind, words, by: tally.by.clone() };
            all.extend(tally.seals.as_ref().map(|found| seen(ExceptionKind::SealDiffers, found.join(", "))));
            all.extend(tally.damage.as_ref().map(|words| seen(ExceptionKind::Damaged, words.clone())));
        }
        all
    }
}

/// A unit on a supplementary note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// Which unit.
    pub unit: UnitId,
    /// The number of the wagon of the receiving side; nothing while none is named.
    pub wagon: Option<String>,
    /// Mass after transhipment (SMGS box 13).
    pub mass: Mass,
    /// Pieces after transhipment (SMGS box 14).
    pub pieces: u32,
}

/// A supplementary consignment note: what follows apart from the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplementaryNote {
    /// Its number, drawn here.
    pub number: String,
    /// The number of the main note.
    pub main: String,
    /// What it is for.
    pub lines: Vec<NoteLine>,
    /// Who drew it.
    pub by: Witness,
}

/// One side's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Name and office, as signed.
    pub name: String,
    /// Who signed, for whom, when.
    pub by: Witness,
    /// The hash of the text that was signed.
    pub hash: Hash,
}

/// How far a gauge change has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GaugeStage {
    /// Worked and tallied.
    Open,
    /// One side has signed: its text stands until the other signs too or sends it back.
    Offered {
        /// The signature.
        first: Signature,
    },
    /// Both have signed: it is an act.
    Signed {
        /// Both signatures, in order.
        both: [Signature; 2],
    },
}

impl GaugeStage {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Offered { .. } => "offered",
            Self::Signed { .. } => "signed",
        }
    }

    /// Returns the signatures in order.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Open => &[],
            Self::Offered { first } => std::slice::from_ref(first),
            Self::Signed { both } => both,
        }
    }
}

/// The act that another one puts right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Which act.
    pub act: GaugeChangeId,
    /// What was wrong.
    pub reason: String,
}

/// A gauge change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GaugeChange {
    /// Its identifier.
    pub id: GaugeChangeId,
    /// The train that brings.
    pub from: ChangeTrain,
    /// The train that takes on.
    pub to: ChangeTrain,
    /// Who opened it; its organisation is one side.
    pub opened: Witness,
    /// The other side: the railway that hands over or takes on.
    pub partner: OrganisationId,
    /// The act that it puts right.
    pub corrects: Option<Corrected>,
    /// Units of the train that brings, in the order of the train.
    pub entries: Vec<Entry>,
    /// Numbers that the list of the train had and nobody found.
    pub missing: Vec<String>,
    /// Supplementary notes.
    pub notes: Vec<SupplementaryNote>,
    /// How far it has come.
    pub stage: GaugeStage,
}

impl GaugeChange {
    /// Returns a unit's entry.
    #[must_use]
    pub fn entry(&self, unit: UnitId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.unit == unit)
    }

    pub(crate) fn entry_mut(&mut self, unit: UnitId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.unit == unit)
    }

    /// Returns the note that a unit is on.
    #[must_use]
    pub fn note_of(&self, unit: UnitId) -> Option<&SupplementaryNote> {
        self.notes.iter().find(|note| note.lines.iter().any(|line| line.unit == unit))
    }

    /// Returns whether it follows the crane: it is open, and no correction of what was signed before.
    #[must_use]
    pub fn is_worked(&self) -> bool {
        self.corrects.is_none() && self.stage == GaugeStage::Open
    }

    /// Returns whether a unit may not be brought over by it: it stays behind.
    #[must_use]
    pub fn keeps_back(&self, unit: UnitId) -> bool {
        self.entry(unit).is_some_and(|entry| matches!(entry.outcome(), Outcome::Behind(_)))
    }

    /// Returns the hash of its text: what is signed.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&[self.text().as_bytes()])
    }
}

/// A wish about a gauge change, and whose account says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GaugeCommand {
    /// The account.
    pub person: String,
    /// What is wished.
    pub wish: GaugeWish,
}

/// A wish about a gauge change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GaugeWish {
    /// Begin a gauge change between two trains that are here.
    Open {
        /// The identifier of the new one.
        id: GaugeChangeId,
        /// The train that brings.
        from: VisitId,
        /// The train that takes on.
        to: VisitId,
        /// The other side.
        partner: OrganisationId,
        /// Names for jobs, at least one a box, when its pairs are to be planned at once.
        jobs: Vec<JobId>,
    },
    /// Plan everything that fits as jobs.
    Plan {
        /// Which.
        change: GaugeChangeId,
        /// Names for jobs, at least one a box.
        jobs: Vec<JobId>,
    },
    /// A unit stood on the train and was not in its list.
    Add {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// In words.
        words: String,
    },
    /// The clerk has looked at a unit; a later look takes the place of an earlier one.
    Tally {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// The seals found, where they are others than the papers say.
        seals: Option<Vec<String>>,
        /// Damage in words.
        damage: Option<String>,
        /// Photos.
        photos: Vec<Hash>,
        /// When.
        at: Timestamp,
    },
    /// A unit stays behind.
    Except {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// Why: one of those that stay.
        kind: ExceptionKind,
        /// In words.
        words: String,
    },
    /// It does not stay behind after all.
    Resolve {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// Why not.
        reason: String,
    },
    /// Draw a supplementary note.
    Note {
        /// Which gauge change.
        change: GaugeChangeId,
        /// The number of the main note.
        main: String,
        /// What it is for.
        lines: Vec<NoteLine>,
    },
    /// A note does not count; its number is not given again.
    Void {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Its number.
        note: String,
        /// Why.
        reason: String,
    },
    /// Sign for one's side.
    Sign {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Name and office.
        name: String,
        /// The hash of the text that was seen.
        seen: Hash,
    },
    /// Send what the other side has signed back to be worked on.
    Return {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Why.
        reason: String,
    },
    /// Give a gauge change up that nobody has signed.
    Cancel {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Why.
        reason: String,
    },
    /// Put an act right that both have signed: by a new one.
    Correct {
        /// Which act.
        change: GaugeChangeId,
        /// The identifier of the new one.
        id: GaugeChangeId,
        /// What is wrong.
        reason: String,
    },
}

/// What happened to a gauge change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GaugeEvent {
    /// It began.
    Opened {
        /// What.
        change: Box<GaugeChange>,
    },
    /// A unit was found that was not in the list.
    Added {
        /// Which gauge change.
        change: GaugeChangeId,
        /// The unit.
        entry: Box<Entry>,
    },
    /// The clerk looked at a unit.
    Tallied {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// What was seen.
        tally: Tally,
    },
    /// A unit stays behind.
    Excepted {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// Why.
        exception: Exception,
    },
    /// It does not stay behind.
    Resolved {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Which unit.
        unit: UnitId,
        /// Why not.
        reason: String,
        /// Who says so.
        by: Witness,
    },
    /// A supplementary note was drawn.
    Noted {
        /// Which gauge change.
        change: GaugeChangeId,
        /// The note.
        note: SupplementaryNote,
    },
    /// A note does not count.
    Voided {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Its number.
        note: String,
        /// Why.
        reason: String,
        /// Who says so.
        by: Witness,
    },
    /// One side signed.
    Signed {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Its signature.
        signature: Signature,
    },
    /// It was sent back; the first signature counts no more.
    Returned {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Why.
        reason: String,
        /// Who sent it.
        by: Witness,
    },
    /// It was given up.
    Cancelled {
        /// Which gauge change.
        change: GaugeChangeId,
        /// Why.
        reason: String,
        /// Who gave it up.
        by: Witness,
    },
}

impl GaugeEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "hub.gauge_opened",
            Self::Added { .. } => "hub.gauge_added",
            Self::Tallied { .. } => "hub.gauge_tallied",
            Self::Excepted { .. } => "hub.gauge_excepted",
            Self::Resolved { .. } => "hub.gauge_resolved",
            Self::Noted { .. } => "hub.gauge_noted",
            Self::Voided { .. } => "hub.gauge_voided",
            Self::Signed { .. } => "hub.gauge_signed",
            Self::Returned { .. } => "hub.gauge_returned",
            Self::Cancelled { .. } => "hub.gauge_cancelled",
        }
    }

    /// Returns which gauge change it is about.
    #[must_use]
    pub fn change(&self) -> GaugeChangeId {
        match self {
            Self::Opened { change } => change.id,
            Self::Added { change, .. }
            | Self::Tallied { change, .. }
            | Self::Excepted { change, .. }
            | Self::Resolved { change, .. }
            | Self::Noted { change, .. }
            | Self::Voided { change, .. }
            | Self::Signed { change, .. }
            | Self::Returned { change, .. }
            | Self::Cancelled { change, .. } => *change,
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Tallied { tally, .. } => Some(tally.by.at),
            Self::Opened { .. }
            | Self::Added { .. }
            | Self::Excepted { .. }
            | Self::Resolved { .. }
            | Self::Noted { .. }
            | Self::Voided { .. }
            | Self::Signed { .. }
            | Self::Returned { .. }
            | Self::Cancelled { .. } => None,
        }
    }
}
