//! Recorded gauge changes as answers show them: the list of a hub, and the document that both sides sign.

use lb_base::Mass;
use lb_hub::gauge_record::{Entry, GaugeChange, GaugeChangeId, Outcome, SupplementaryNote};
use lb_hub::job::Job;
use lb_hub::spot::Spot;
use lb_hub::{Floor, JobId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::{
    CorrectedView, GaugeExceptionView, GaugeSignatureView, GaugeTrainView, GaugeWitnessView,
    SupplementaryNoteView, TallyView, WagonPlaceView,
};

/// How many units of a gauge change are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeCounts {
    /// Units.
    pub units: usize,
    /// Those that stand on the other train.
    pub over: usize,
    /// Those that stay behind.
    pub behind: usize,
    /// Those that are neither.
    pub open: usize,
    /// Those that were tallied.
    pub tallied: usize,
    /// Those with something out of the ordinary.
    pub exceptions: usize,
}

/// A gauge change in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeChangeRow {
    /// Its identifier.
    pub id: String,
    /// The train that brings.
    pub from: GaugeTrainView,
    /// The train that takes on.
    pub to: GaugeTrainView,
    /// Who opened it; its organisation is one side.
    pub opened: GaugeWitnessView,
    /// The organisation that is the other side.
    pub partner: String,
    /// The act that it puts right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<CorrectedView>,
    /// `open`, `offered` when one side has signed, or `signed`.
    pub stage: String,
    /// How many units are how far.
    pub counts: GaugeCounts,
    /// Supplementary notes.
    pub notes: usize,
}

/// Where a unit is to go, by an open job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugePlannedRow {
    /// The job.
    pub job: String,
    /// `planned`, `dispatched` or `started`.
    pub stage: String,
    /// Where.
    pub stand: WagonPlaceView,
    /// By which crane.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crane: Option<String>,
    /// Its place among the crane's moves.
    pub order: i64,
}

/// A unit in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeUnitRow {
    /// Which.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// Gross mass, kilograms, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Seals, as the papers say.
    pub seals: Vec<String>,
    /// Where it stood.
    pub from: WagonPlaceView,
    /// `open`, `over` or `behind`.
    pub outcome: String,
    /// Where it stands on the other train.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<WagonPlaceView>,
    /// Since when, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over_at: Option<String>,
    /// Where it is to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<GaugePlannedRow>,
    /// What the clerk saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<TallyView>,
    /// What is out of the ordinary about it.
    pub exceptions: Vec<GaugeExceptionView>,
    /// The number of the supplementary note that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A gauge change's own document: transfer list, exceptions, supplementary notes, signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeDocument {
    /// The hub.
    pub hub: String,
    /// What it is, in short.
    #[serde(flatten)]
    pub row: GaugeChangeRow,
    /// The transfer list.
    pub units: Vec<GaugeUnitRow>,
    /// Numbers that the list of the train had and nobody found.
    pub missing: Vec<String>,
    /// Supplementary notes.
    pub supplementary: Vec<SupplementaryNoteView>,
    /// Signatures, in order.
    pub signatures: Vec<GaugeSignatureView>,
    /// The text that is signed.
    pub text: String,
    /// SHA-256 of the text, hexadecimal: who signs names what was seen by it.
    pub hash: String,
}

/// Returns the gauge changes of a floor, those that wait for a signature first, then the latest first.
#[must_use]
pub fn gauge_changes(floor: &Floor) -> Vec<GaugeChangeRow> {
    let mut waiting: Vec<&GaugeChange> = floor.gauge_changes().collect();
    let mut acts: Vec<&GaugeChange> = floor.acts().collect();
    waiting.reverse();
    acts.reverse();
    waiting.into_iter().chain(acts).map(row).collect()
}

/// Returns the document of a gauge change; nothing when the floor does not know it.
#[must_use]
pub fn gauge_document(floor: &Floor, id: GaugeChangeId) -> Option<GaugeDocument> {
    let change = floor.gauge_change(id)?;
    let note = |note: &SupplementaryNote| SupplementaryNoteView::from(note);
    Some(GaugeDocument {
        hub: floor.hub().to_string(),
        row: row(change),
        units: change.entries.iter().map(|entry| unit_row(floor, change, entry)).collect(),
        missing: change.missing.clone(),
        supplementary: change.notes.iter().map(note).collect(),
        signatures: change.stage.signatures().iter().map(GaugeSignatureView::from).collect(),
        text: change.text(),
        hash: change.hash().to_string(),
    })
}

fn row(change: &GaugeChange) -> GaugeChangeRow {
    GaugeChangeRow {
        id: change.id.to_string(),
        from: GaugeTrainView::from(&change.from),
        to: GaugeTrainView::from(&change.to),
        opened: GaugeWitnessView::from(&change.opened),
        partner: change.partner.to_string(),
        corrects: change.corrects.as_ref().map(CorrectedView::from),
        stage: change.stage.word().to_owned(),
        counts: counts(change),
        notes: change.notes.len(),
    }
}

fn counts(change: &GaugeChange) -> GaugeCounts {
    let mut counts = GaugeCounts { units: change.entries.len(), ..GaugeCounts::default() };
    for entry in &change.entries {
        match entry.outcome() {
            Outcome::Open => counts.open += 1,
            Outcome::Over(..) => counts.over += 1,
            Outcome::Behind(_) => counts.behind += 1,
        }
        counts.tallied += usize::from(entry.tally.is_some());
        counts.exceptions += usize::from(!entry.exceptions().is_empty());
    }
    counts
}

fn unit_row(floor: &Floor, change: &GaugeChange, entry: &Entry) -> GaugeUnitRow {
    let job = floor.job_of(entry.unit).filter(|_| change.is_worked());
    GaugeUnitRow {
        unit: entry.unit.to_string(),
        number: entry.number.clone(),
        mass_kg: entry.gross.map(Mass::as_kg),
        seals: entry.seals.clone(),
        from: WagonPlaceView::from(&entry.from),
        outcome: entry.outcome().word().to_owned(),
        to: entry.over.as_ref().map(|(stand, _)| WagonPlaceView::from(stand)),
        over_at: entry.over.as_ref().map(|(_, at)| at.to_string()),
        planned: job.and_then(|job| planned(floor, change, job)),
        tally: entry.tally.as_ref().map(TallyView::from),
        exceptions: entry.exceptions().iter().map(GaugeExceptionView::from).collect(),
        note: change.note_of(entry.unit).map(|note| note.number.clone()),
    }
}

/// Returns where a job brings a unit on the train that takes on.
fn planned(floor: &Floor, change: &GaugeChange, job: &Job) -> Option<GaugePlannedRow> {
    let Spot::Wagon { wagon, slot } = job.to else { return None };
    if floor.visit_of(&job.to) != Some(change.to.visit) {
        return None;
    }
    let id: JobId = job.id;
    let number = floor.unit(wagon)?.article.identity.to_string();
    Some(GaugePlannedRow {
        job: id.to_string(),
        stage: job.stage.word().to_owned(),
        stand: WagonPlaceView { wagon: wagon.to_string(), number, slot },
        crane: job.equipment.as_ref().map(ToString::to_string),
        order: job.order,
    })
}
