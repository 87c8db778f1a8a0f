//! Wishes about gauge changes.

use lb_base::Mass;
use lb_hub::gauge_record::{ExceptionKind, GaugeCommand, GaugeWish, NoteLine};
use lb_hub::{GaugeChangeId, JobId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::things::Reader;
use crate::hub::views::GaugeExceptionKindView;
use crate::json::ViewError;
use crate::json::read::{integer, prose, proses, text, texts};

/// A unit that follows on a supplementary note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteWish {
    /// Which, by number or identifier.
    pub unit: String,
    /// The number of the wagon of the receiving side; the one that it stands on where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wagon_number: Option<String>,
    /// Mass after transhipment, kilograms (SMGS box 13).
    pub mass_kg: i64,
    /// Pieces after transhipment (SMGS box 14).
    pub pieces: u32,
}

tagged! {
    /// What is to be done about a gauge change. Instants are RFC 3339; `at` is now where nothing is said.
    GaugeAction by "do" {
        /// Begin a gauge change between two trains that are here.
        Open = "gauge_open" {
            /// The visit of the train that brings.
            from: String,
            /// The visit of the train that takes on.
            to: String,
            /// The organisation that is the other side.
            partner: String,
            /// Whether everything that fits is planned as jobs at once.
            #[serde(default)]
            plan: bool,
        }
        /// Plan everything that fits as jobs.
        Plan = "gauge_plan" {
            /// Which gauge change.
            change: String,
        }
        /// A unit stood on the train and was not in its list.
        Add = "gauge_add" {
            /// Which gauge change.
            change: String,
            /// Which unit, by number or identifier.
            unit: String,
            /// In words.
            words: String,
        }
        /// The clerk has looked at a unit.
        Tally = "gauge_tally" {
            /// Which gauge change.
            change: String,
            /// Which unit, by number or identifier.
            unit: String,
            /// The seals found, where they are others than the papers say; absent where they are as listed.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            seals: Option<Vec<String>>,
            /// Damage in words; absent where there is none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            damage: Option<String>,
            /// Photos: the hashes under which they were kept.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            photos: Vec<String>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// A unit stays behind.
        Except = "gauge_except" {
            /// Which gauge change.
            change: String,
            /// Which unit, by number or identifier.
            unit: String,
            /// `refused` or `does_not_fit`.
            kind: GaugeExceptionKindView,
            /// In words.
            words: String,
        }
        /// It does not stay behind after all.
        Resolve = "gauge_resolve" {
            /// Which gauge change.
            change: String,
            /// Which unit, by number or identifier.
            unit: String,
            /// Why not.
            reason: String,
        }
        /// Draw a supplementary note.
        Note = "gauge_note" {
            /// Which gauge change.
            change: String,
            /// The number of the main note.
            main: String,
            /// What it is for.
            lines: Vec<NoteWish>,
        }
        /// A note does not count.
        Void = "gauge_void" {
            /// Which gauge change.
            change: String,
            /// Its number.
            number: String,
            /// Why.
            reason: String,
        }
        /// Sign for one's side.
        Sign = "gauge_sign" {
            /// Which gauge change.
            change: String,
            /// Name and office.
            name: String,
            /// SHA-256 of the text that was seen, hexadecimal.
            hash: String,
        }
        /// Send what the other side has signed back to be worked on.
        Return = "gauge_return" {
            /// Which gauge change.
            change: String,
            /// Why.
            reason: String,
        }
        /// Give a gauge change up that nobody has signed.
        Cancel = "gauge_cancel" {
            /// Which gauge change.
            change: String,
            /// Why.
            reason: String,
        }
        /// Put an act right that both have signed: by a new one.
        Correct = "gauge_correct" {
            /// Which act.
            change: String,
            /// What is wrong.
            reason: String,
        }
    }
}

impl GaugeAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<GaugeCommand, ViewError> {
        Ok(GaugeCommand { person: reader.person.to_owned(), wish: self.wish(reader)? })
    }

    fn wish(&self, reader: &mut Reader<'_>) -> Result<GaugeWish, ViewError> {
        let id = |change: &str| text::<GaugeChangeId>("change", change);
        Ok(match self {
            Self::Open { from, to, partner, plan } => {
                let (from, to, partner) = (text("from", from)?, text("to", to)?, text("partner", partner)?);
                let id = new(reader);
                let jobs = if *plan { jobs(reader, boxes(reader, from)) } else { Vec::new() };
                GaugeWish::Open { id, from, to, partner, jobs }
            }
            Self::Plan { change } => {
                let change = id(change)?;
                let units = reader.floor.gauge_change(change).map_or(0, |change| change.entries.len());
                GaugeWish::Plan { change, jobs: jobs(reader, units) }
            }
            Self::Add { change, unit, words } => {
                let (unit, words) = (reader.unit("unit", unit)?, prose("words", words)?);
                GaugeWish::Add { change: id(change)?, unit, words }
            }
            Self::Tally { change, unit, seals, damage, photos, at } => GaugeWish::Tally {
                change: id(change)?,
                unit: reader.unit("unit", unit)?,
                seals: seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
                damage: damage.as_ref().map(|damage| prose("damage", damage)).transpose()?,
                photos: texts("photos", photos)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Except { change, unit, kind, words } => GaugeWish::Except {
                change: id(change)?,
                unit: reader.unit("unit", unit)?,
                kind: ExceptionKind::from(*kind),
                words: prose("words", words)?,
            },
            Self::Resolve { change, unit, reason } => {
                let (unit, reason) = (reader.unit("unit", unit)?, prose("reason", reason)?);
                GaugeWish::Resolve { change: id(change)?, unit, reason }
            }
            Self::Note { change, main, lines } => {
                let line =
                    |(at, wish)| line(reader, wish).map_err(|error| error.within(&format!("lines[{at}]")));
                let lines =
                    lines.iter().enumerate().map(line).collect::<Result<Vec<NoteLine>, ViewError>>()?;
                GaugeWish::Note { change: id(change)?, main: prose("main", main)?, lines }
            }
            Self::Void { change, number, reason } => {
                let (note, reason) = (prose("number", number)?, prose("reason", reason)?);
                GaugeWish::Void { change: id(change)?, note, reason }
            }
            Self::Sign { change, name, hash } => {
                let (name, seen) = (prose("name", name)?, text("hash", hash)?);
                GaugeWish::Sign { change: id(change)?, name, seen }
            }
            Self::Return { change, reason } => {
                GaugeWish::Return { change: id(change)?, reason: prose("reason", reason)? }
            }
            Self::Cancel { change, reason } => {
                GaugeWish::Cancel { change: id(change)?, reason: prose("reason", reason)? }
            }
            Self::Correct { change, reason } => {
                let (change, reason) = (id(change)?, prose("reason", reason)?);
                GaugeWish::Correct { change, id: new(reader), reason }
            }
        })
    }
}

fn new(reader: &mut Reader<'_>) -> GaugeChangeId {
    GaugeChangeId::at(reader.now.unix_millis(), reader.randomness.draw())
}

/// Returns names for jobs, one a box.
fn jobs(reader: &mut Reader<'_>, count: usize) -> Vec<JobId> {
    (0..count).map(|_| JobId::at(reader.now.unix_millis(), reader.randomness.draw())).collect()
}

fn boxes(reader: &Reader<'_>, train: lb_hub::VisitId) -> usize {
    let floor = reader.floor;
    floor.visit(train).map_or(0, |visit| visit.consist.iter().map(|wagon| floor.load(*wagon).len()).sum())
}

fn line(reader: &Reader<'_>, wish: &NoteWish) -> Result<NoteLine, ViewError> {
    let wagon = wish.wagon_number.as_ref().map(|number| prose("wagon_number", number));
    Ok(NoteLine {
        unit: reader.unit("unit", &wish.unit)?,
        wagon: wagon.transpose()?,
        mass: Mass::from_kg(integer("mass_kg", wish.mass_kg)?),
        pieces: wish.pieces,
    })
}
