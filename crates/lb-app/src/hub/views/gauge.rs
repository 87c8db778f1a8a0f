//! Gauge changes: who stood where, what went over, what was found, what follows, who signed.

use lb_base::Mass;
use lb_hub::gauge_record::{
    ChangeTrain, Corrected, Entry, Exception, ExceptionKind, GaugeChange, GaugeEvent, GaugeStage, NoteLine,
    Signature, Stand, SupplementaryNote, Tally, Witness,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, integer, list, part, part_if, prose, proses, text, texts};

/// Who said something, for whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeWitnessView {
    /// The account.
    pub person: String,
    /// For which organisation.
    pub organisation: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Witness> for GaugeWitnessView {
    fn from(by: &Witness) -> Self {
        let (person, organisation) = (by.person.clone(), by.organisation.to_string());
        Self { person, organisation, at: by.at.to_string() }
    }
}

impl TryFrom<&GaugeWitnessView> for Witness {
    type Error = ViewError;

    fn try_from(view: &GaugeWitnessView) -> Result<Self, ViewError> {
        Ok(Self {
            person: prose("person", &view.person)?,
            organisation: text("organisation", &view.organisation)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// One of the two trains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeTrainView {
    /// Its visit.
    pub visit: String,
    /// Its number.
    pub name: String,
    /// Its gauge, millimetres.
    pub gauge_mm: u32,
}

impl From<&ChangeTrain> for GaugeTrainView {
    fn from(train: &ChangeTrain) -> Self {
        Self { visit: train.visit.to_string(), name: train.name.clone(), gauge_mm: train.gauge }
    }
}

impl TryFrom<&GaugeTrainView> for ChangeTrain {
    type Error = ViewError;

    fn try_from(view: &GaugeTrainView) -> Result<Self, ViewError> {
        Ok(Self {
            visit: text("visit", &view.visit)?,
            name: prose("name", &view.name)?,
            gauge: view.gauge_mm,
        })
    }
}

/// A place on a wagon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WagonPlaceView {
    /// The wagon.
    pub wagon: String,
    /// Its number.
    pub number: String,
    /// The first slot that is taken, from 1.
    pub slot: u8,
}

impl From<&Stand> for WagonPlaceView {
    fn from(stand: &Stand) -> Self {
        Self { wagon: stand.wagon.to_string(), number: stand.number.clone(), slot: stand.slot }
    }
}

impl TryFrom<&WagonPlaceView> for Stand {
    type Error = ViewError;

    fn try_from(view: &WagonPlaceView) -> Result<Self, ViewError> {
        Ok(Self {
            wagon: text("wagon", &view.wagon)?,
            number: prose("number", &view.number)?,
            slot: view.slot,
        })
    }
}

/// What the clerk saw of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TallyView {
    /// The seals found, where they are others than the papers say; absent where they are as listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seals: Option<Vec<String>>,
    /// Damage in words; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
    /// Photos: SHA-256 of their bytes, hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<String>,
    /// Who looked.
    pub by: GaugeWitnessView,
}

impl From<&Tally> for TallyView {
    fn from(tally: &Tally) -> Self {
        let (seals, damage) = (tally.seals.clone(), tally.damage.clone());
        Self { seals, damage, photos: as_texts(&tally.photos), by: GaugeWitnessView::from(&tally.by) }
    }
}

impl TryFrom<&TallyView> for Tally {
    type Error = ViewError;

    fn try_from(view: &TallyView) -> Result<Self, ViewError> {
        Ok(Self {
            seals: view.seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
            damage: view.damage.as_ref().map(|damage| prose("damage", damage)).transpose()?,
            photos: texts("photos", &view.photos)?,
            by: part("by", &view.by)?,
        })
    }
}

words! {
    /// What is out of the ordinary about a unit of a gauge change.
    GaugeExceptionKindView of ExceptionKind {
        /// The receiving side does not take it: it stays behind.
        Refused = "refused",
        /// No platform takes it: it stays behind.
        DoesNotFit = "does_not_fit",
        /// It stood on the train and was not in its list.
        NotListed = "not_listed",
        /// Other seals than the papers say.
        SealDiffers = "seal_differs",
        /// It is damaged.
        Damaged = "damaged",
    }
}

/// Something out of the ordinary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeExceptionView {
    /// What.
    pub kind: GaugeExceptionKindView,
    /// In words.
    pub words: String,
    /// Who says so.
    pub by: GaugeWitnessView,
}

impl From<&Exception> for GaugeExceptionView {
    fn from(exception: &Exception) -> Self {
        let kind = GaugeExceptionKindView::from(exception.kind);
        Self { kind, words: exception.words.clone(), by: GaugeWitnessView::from(&exception.by) }
    }
}

impl TryFrom<&GaugeExceptionView> for Exception {
    type Error = ViewError;

    fn try_from(view: &GaugeExceptionView) -> Result<Self, ViewError> {
        let (kind, words) = (ExceptionKind::from(view.kind), prose("words", &view.words)?);
        Ok(Self { kind, words, by: part("by", &view.by)? })
    }
}

/// Where a unit stands on the other train.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WentOverView {
    /// Where.
    pub stand: WagonPlaceView,
    /// Since when, RFC 3339.
    pub at: String,
}

/// A unit of the train that brings, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeEntryView {
    /// Which.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// Gross mass, kilograms, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Seals, as the papers say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
    /// Where it stood.
    pub from: WagonPlaceView,
    /// Where it stands on the other train.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<WentOverView>,
    /// What the clerk saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<TallyView>,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<GaugeExceptionView>,
}

impl From<&Entry> for GaugeEntryView {
    fn from(entry: &Entry) -> Self {
        let over = entry.over.as_ref();
        Self {
            unit: entry.unit.to_string(),
            number: entry.number.clone(),
            mass_kg: entry.gross.map(Mass::as_kg),
            seals: entry.seals.clone(),
            from: WagonPlaceView::from(&entry.from),
            over: over.map(|(stand, at)| WentOverView { stand: stand.into(), at: at.to_string() }),
            tally: entry.tally.as_ref().map(TallyView::from),
            said: entry.said.iter().map(GaugeExceptionView::from).collect(),
        }
    }
}

impl TryFrom<&GaugeEntryView> for Entry {
    type Error = ViewError;

    fn try_from(view: &GaugeEntryView) -> Result<Self, ViewError> {
        let went = |over: &WentOverView| Ok((part("stand", &over.stand)?, instant("at", &over.at)?));
        let over = view.over.as_ref().map(|over| went(over).map_err(|error: ViewError| error.within("over")));
        let gross = view.mass_kg.map(|kg| integer("mass_kg", kg)).transpose()?;
        Ok(Self {
            unit: text("unit", &view.unit)?,
            number: prose("number", &view.number)?,
            gross: gross.map(Mass::from_kg),
            seals: proses("seals", &view.seals)?,
            from: part("from", &view.from)?,
            over: over.transpose()?,
            tally: part_if("tally", view.tally.as_ref())?,
            said: list("said", &view.said)?,
        })
    }
}

/// A unit on a supplementary note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteLineView {
    /// Which unit.
    pub unit: String,
    /// The number of the wagon of the receiving side; absent while none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wagon_number: Option<String>,
    /// Mass after transhipment, kilograms (SMGS box 13).
    pub mass_kg: i64,
    /// Pieces after transhipment (SMGS box 14).
    pub pieces: u32,
}

impl From<&NoteLine> for NoteLineView {
    fn from(line: &NoteLine) -> Self {
        Self {
            unit: line.unit.to_string(),
            wagon_number: line.wagon.clone(),
            mass_kg: line.mass.as_kg(),
            pieces: line.pieces,
        }
    }
}

impl TryFrom<&NoteLineView> for NoteLine {
    type Error = ViewError;

    fn try_from(view: &NoteLineView) -> Result<Self, ViewError> {
        let wagon = view.wagon_number.as_ref().map(|number| prose("wagon_number", number));
        Ok(Self {
            unit: text("unit", &view.unit)?,
            wagon: wagon.transpose()?,
            mass: Mass::from_kg(integer("mass_kg", view.mass_kg)?),
            pieces: view.pieces,
        })
    }
}

/// A supplementary consignment note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementaryNoteView {
    /// Its number, drawn here.
    pub number: String,
    /// The number of the main note.
    pub main: String,
    /// What it is for.
    pub lines: Vec<NoteLineView>,
    /// Who drew it.
    pub by: GaugeWitnessView,
}

impl From<&SupplementaryNote> for SupplementaryNoteView {
    fn from(note: &SupplementaryNote) -> Self {
        Self {
            number: note.number.clone(),
            main: note.main.clone(),
            lines: note.lines.iter().map(NoteLineView::from).collect(),
            by: GaugeWitnessView::from(&note.by),
        }
    }
}

impl TryFrom<&SupplementaryNoteView> for SupplementaryNote {
    type Error = ViewError;

    fn try_from(view: &SupplementaryNoteView) -> Result<Self, ViewError> {
        Ok(Self {
            number: prose("number", &view.number)?,
            main: prose("main", &view.main)?,
            lines: list("lines", &view.lines)?,
            by: part("by", &view.by)?,
        })
    }
}

/// One side's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeSignatureView {
    /// Name and office, as signed.
    pub name: String,
    /// Who signed, for whom, when.
    pub by: GaugeWitnessView,
    /// SHA-256 of the text that was signed, hexadecimal.
    pub hash: String,
}

impl From<&Signature> for GaugeSignatureView {
    fn from(signature: &Signature) -> Self {
        let (name, hash) = (signature.name.clone(), signature.hash.to_string());
        Self { name, by: GaugeWitnessView::from(&signature.by), hash }
    }
}

impl TryFrom<&GaugeSignatureView> for Signature {
    type Error = ViewError;

    fn try_from(view: &GaugeSignatureView) -> Result<Self, ViewError> {
        let (name, by) = (prose("name", &view.name)?, part("by", &view.by)?);
        Ok(Self { name, by, hash: text("hash", &view.hash)? })
    }
}

tagged! {
    /// How far a gauge change has come.
    GaugeStageView by "state" {
        /// Worked and tallied.
        Open = "open" {}
        /// One side has signed.
        Offered = "offered" {
            /// The signature.
            first: GaugeSignatureView,
        }
        /// Both have signed.
        Signed = "signed" {
            /// The first signature.
            first: GaugeSignatureView,
            /// The second.
            second: GaugeSignatureView,
        }
    }
}

impl From<&GaugeStage> for GaugeStageView {
    fn from(stage: &GaugeStage) -> Self {
        match stage {
            GaugeStage::Open => Self::Open {},
            GaugeStage::Offered { first } => Self::Offered { first: first.into() },
            GaugeStage::Signed { both: [first, second] } => {
                Self::Signed { first: first.into(), second: second.into() }
            }
        }
    }
}

impl TryFrom<&GaugeStageView> for GaugeStage {
    type Error = ViewError;

    fn try_from(view: &GaugeStageView) -> Result<Self, ViewError> {
        Ok(match view {
            GaugeStageView::Open {} => Self::Open,
            GaugeStageView::Offered { first } => Self::Offered { first: part("first", first)? },
            GaugeStageView::Signed { first, second } => {
                Self::Signed { both: [part("first", first)?, part("second", second)?] }
            }
        })
    }
}

/// The act that another one puts right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectedView {
    /// Which act.
    pub act: String,
    /// What was wrong.
    pub reason: String,
}

impl From<&Corrected> for CorrectedView {
    fn from(corrected: &Corrected) -> Self {
        Self { act: corrected.act.to_string(), reason: corrected.reason.clone() }
    }
}

impl TryFrom<&CorrectedView> for Corrected {
    type Error = ViewError;

    fn try_from(view: &CorrectedView) -> Result<Self, ViewError> {
        Ok(Self { act: text("act", &view.act)?, reason: prose("reason", &view.reason)? })
    }
}

/// A gauge change as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GaugeRecordView {
    /// Its identifier.
    pub id: String,
    /// The train that brings.
    pub from: GaugeTrainView,
    /// The train that takes on.
    pub to: GaugeTrainView,
    /// Who opened it; its organisation is one side.
    pub opened: GaugeWitnessView,
    /// The other side.
    pub partner: String,
    /// The act that it puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<CorrectedView>,
    /// Units of the train that brings, in the order of the train.
    pub entries: Vec<GaugeEntryView>,
    /// Numbers that the list of the train had and nobody found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Supplementary notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<SupplementaryNoteView>,
    /// How far it has come.
    pub stage: GaugeStageView,
}

impl From<&GaugeChange> for GaugeRecordView {
    fn from(change: &GaugeChange) -> Self {
        Self {
            id: change.id.to_string(),
            from: GaugeTrainView::from(&change.from),
            to: GaugeTrainView::from(&change.to),
            opened: GaugeWitnessView::from(&change.opened),
            partner: change.partner.to_string(),
            corrects: change.corrects.as_ref().map(CorrectedView::from),
            entries: change.entries.iter().map(GaugeEntryView::from).collect(),
            missing: change.missing.clone(),
            notes: change.notes.iter().map(SupplementaryNoteView::from).collect(),
            stage: GaugeStageView::from(&change.stage),
        }
    }
}

impl TryFrom<&GaugeRecordView> for GaugeChange {
    type Error = ViewError;

    fn try_from(view: &GaugeRecordView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            from: part("from", &view.from)?,
            to: part("to", &view.to)?,
            opened: part("opened", &view.opened)?,
            partner: text("partner", &view.partner)?,
            corrects: part_if("corrects", view.corrects.as_ref())?,
            entries: list("entries", &view.entries)?,
            missing: proses("missing", &view.missing)?,
            notes: list("notes", &view.notes)?,
            stage: part("stage", &view.stage)?,
        })
    }
}

tagged! {
    /// What happened to a gauge change.
    GaugeEventView by "type" {
        /// It began.
        Opened = "gauge_opened" {
            /// What.
            change: Box<GaugeRecordView>,
        }
        /// A unit was found that was not in the list.
        Added = "gauge_added" {
            /// Which gauge change.
            change: String,
            /// The unit.
            entry: Box<GaugeEntryView>,
        }
        /// The clerk looked at a unit.
        Tallied = "gauge_tallied" {
            /// Which gauge change.
            change: String,
            /// Which unit.
            unit: String,
            /// What was seen.
            tally: TallyView,
        }
        /// A unit stays behind.
        Excepted = "gauge_excepted" {
            /// Which gauge change.
            change: String,
            /// Which unit.
            unit: String,
            /// Why.
            exception: GaugeExceptionView,
        }
        /// It does not stay behind.
        Resolved = "gauge_resolved" {
            /// Which gauge change.
            change: String,
            /// Which unit.
            unit: String,
            /// Why not.
            reason: String,
            /// Who says so.
            by: GaugeWitnessView,
        }
        /// A supplementary note was drawn.
        Noted = "gauge_noted" {
            /// Which gauge change.
            change: String,
            /// The note.
            note: SupplementaryNoteView,
        }
        /// A note does not count.
        Voided = "gauge_voided" {
            /// Which gauge change.
            change: String,
            /// Its number.
            number: String,
            /// Why.
            reason: String,
            /// Who says so.
            by: GaugeWitnessView,
        }
        /// One side signed.
        Signed = "gauge_signed" {
            /// Which gauge change.
            change: String,
            /// Its signature.
            signature: GaugeSignatureView,
        }
        /// It was sent back.
        Returned = "gauge_returned" {
            /// Which gauge change.
            change: String,
            /// Why.
            reason: String,
            /// Who sent it.
            by: GaugeWitnessView,
        }
        /// It was given up.
        Cancelled = "gauge_cancelled" {
            /// Which gauge change.
            change: String,
            /// Why.
            reason: String,
            /// Who gave it up.
            by: GaugeWitnessView,
        }
    }
}

impl From<&GaugeEvent> for GaugeEventView {
    fn from(event: &GaugeEvent) -> Self {
        let change = event.change().to_string();
        match event {
            GaugeEvent::Opened { change } => Self::Opened { change: Box::new((&**change).into()) },
            GaugeEvent::Added { entry, .. } => Self::Added { change, entry: Box::new((&**entry).into()) },
            GaugeEvent::Tallied { unit, tally, .. } => {
                Self::Tallied { change, unit: unit.to_string(), tally: tally.into() }
            }
            GaugeEvent::Excepted { unit, exception, .. } => {
                Self::Excepted { change, unit: unit.to_string(), exception: exception.into() }
            }
            GaugeEvent::Resolved { unit, reason, by, .. } => {
                let (unit, reason) = (unit.to_string(), reason.clone());
                Self::Resolved { change, unit, reason, by: by.into() }
            }
            GaugeEvent::Noted { note, .. } => Self::Noted { change, note: note.into() },
            GaugeEvent::Voided { note, reason, by, .. } => {
                let (number, reason) = (note.clone(), reason.clone());
                Self::Voided { change, number, reason, by: by.into() }
            }
            GaugeEvent::Signed { signature, .. } => Self::Signed { change, signature: signature.into() },
            GaugeEvent::Returned { reason, by, .. } => {
                Self::Returned { change, reason: reason.clone(), by: by.into() }
            }
            GaugeEvent::Cancelled { reason, by, .. } => {
                Self::Cancelled { change, reason: reason.clone(), by: by.into() }
            }
        }
    }
}

impl TryFrom<&GaugeEventView> for GaugeEvent {
    type Error = ViewError;

    fn try_from(view: &GaugeEventView) -> Result<Self, ViewError> {
        let id = |change: &String| text("change", change);
        let unit = |unit: &String| text("unit", unit);
        Ok(match view {
            GaugeEventView::Opened { change } => {
                Self::Opened { change: Box::new(part("change", &**change)?) }
            }
            GaugeEventView::Added { change, entry } => {
                Self::Added { change: id(change)?, entry: Box::new(part("entry", &**entry)?) }
            }
            GaugeEventView::Tallied { change, unit: of, tally } => {
                Self::Tallied { change: id(change)?, unit: unit(of)?, tally: part("tally", tally)? }
            }
            GaugeEventView::Excepted { change, unit: of, exception } => {
                let (change, unit) = (id(change)?, unit(of)?);
                Self::Excepted { change, unit, exception: part("exception", exception)? }
            }
            GaugeEventView::Resolved { change, unit: of, reason, by } => {
                let (change, unit) = (id(change)?, unit(of)?);
                Self::Resolved { change, unit, reason: prose("reason", reason)?, by: part("by", by)? }
            }
            GaugeEventView::Noted { change, note } => {
                Self::Noted { change: id(change)?, note: part("note", note)? }
            }
            GaugeEventView::Voided { change, number, reason, by } => {
                let (change, note) = (id(change)?, prose("number", number)?);
                Self::Voided { change, note, reason: prose("reason", reason)?, by: part("by", by)? }
            }
            GaugeEventView::Signed { change, signature } => {
                Self::Signed { change: id(change)?, signature: part("signature", signature)? }
            }
            GaugeEventView::Returned { change, reason, by } => {
                let (change, reason) = (id(change)?, prose("reason", reason)?);
                Self::Returned { change, reason, by: part("by", by)? }
            }
            GaugeEventView::Cancelled { change, reason, by } => {
                let (change, reason) = (id(change)?, prose("reason", reason)?);
                Self::Cancelled { change, reason, by: part("by", by)? }
            }
        })
    }
}
