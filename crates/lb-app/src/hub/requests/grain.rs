//! Wishes about grain. Lots and units are named by number or identifier.

use lb_base::Mass;
use lb_hub::article::Fill;
use lb_hub::grain::{
    Blend, Carrier, Declaration, GrainCommand, Handling, Leg, Loss, Norm, Part, Quality, Reading, Verdict,
};
use lb_hub::hold::HoldKind;
use lb_hub::{HoldId, LotId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::things::Reader;
use crate::hub::views::{
    FillView, GrainCarrierView, GrainCertificateView, GrainLegView, GrainLossView, GrainNormView,
    GrainNotedView, GrainQualityView, GrainReadingView, HubHoldKindView, kilograms,
};
use crate::json::ViewError;
use crate::json::read::{list, part, prose, text};

/// Grain of a lot that goes into a blend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainPartWish {
    /// The lot, by number or identifier.
    pub lot: String,
    /// The cell that it comes from.
    pub cell: String,
    /// How much, kilograms.
    pub mass_kg: i64,
}

tagged! {
    /// What is to be done about grain. Lots are named by number or identifier; `at` is now where nothing is said.
    GrainAction by "do" {
        /// Take a lot into the books before it comes.
        Declare = "grain_declare" {
            /// Its number.
            number: String,
            /// The organisation whose it is.
            owner: String,
            /// HS code, six digits.
            commodity: String,
            /// Where it grew, in words.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            origin: String,
            /// The year of the harvest.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            crop_year: Option<u16>,
            /// What the papers say it weighs, kilograms.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            declared_kg: Option<i64>,
            /// What the papers say of it.
            #[serde(default)]
            quality: GrainQualityView,
            /// Its certificates.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            certificates: Vec<GrainCertificateView>,
        }
        /// Note a certificate.
        Certify = "grain_certify" {
            /// The lot.
            lot: String,
            /// The certificate.
            certificate: GrainCertificateView,
        }
        /// Note what an instrument said.
        Weigh = "grain_weigh" {
            /// The lot.
            lot: String,
            /// On its way in or out.
            leg: GrainLegView,
            /// What it said.
            reading: GrainReadingView,
            /// What the ticket says beside.
            #[serde(default)]
            noted: GrainNotedView,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Note that a sample was taken.
        Sample = "grain_sample" {
            /// The lot.
            lot: String,
            /// Number of its seal or bag.
            sample: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Note what a laboratory found in a sample.
        Analyse = "grain_analyse" {
            /// The lot.
            lot: String,
            /// Number of the sample.
            sample: String,
            /// The laboratory, and the number of its report.
            laboratory: String,
            /// The figures.
            quality: GrainQualityView,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Take grain from what brought it into a cell.
        Receive = "grain_receive" {
            /// The lot.
            lot: String,
            /// Into which cell.
            cell: String,
            /// What brought it.
            from: GrainCarrierView,
            /// How much, kilograms.
            mass_kg: i64,
            /// Whether anything is left in it; it is empty now where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            leaves: Option<FillView>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Bring grain to another cell.
        Move = "grain_move" {
            /// The lot.
            lot: String,
            /// Out of which cell.
            cell: String,
            /// Into which.
            to: String,
            /// How much, kilograms.
            mass_kg: i64,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Make one lot of several, or part some grain from a lot.
        Blend = "grain_blend" {
            /// The new lot's number.
            number: String,
            /// What goes into it.
            parts: Vec<GrainPartWish>,
            /// Into which cell.
            cell: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put grain into what takes it away.
        Issue = "grain_issue" {
            /// The lot.
            lot: String,
            /// Out of which cell.
            cell: String,
            /// What takes it.
            to: GrainCarrierView,
            /// How much, kilograms.
            mass_kg: i64,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Dry all grain of a lot: the loss follows from both moistures.
        Dry = "grain_dry" {
            /// The lot.
            lot: String,
            /// The cell that it lies in.
            cell: String,
            /// Its moisture afterwards, basis points.
            moisture_bp: u16,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Book a loss by name.
        Lose = "grain_lose" {
            /// The lot.
            lot: String,
            /// Out of which cell.
            cell: String,
            /// Why.
            loss: GrainLossView,
            /// How much, kilograms.
            mass_kg: i64,
            /// In words.
            reason: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put right what the books say of a cell: it was measured.
        Count = "grain_count" {
            /// The cell.
            cell: String,
            /// What is in it, kilograms.
            found_kg: i64,
            /// What the difference is called; `scale` where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            loss: Option<GrainLossView>,
            /// How it was measured, in words.
            how: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Stop a lot; quarantine stops all that lie with it.
        Hold = "grain_hold" {
            /// The lot.
            lot: String,
            /// Why.
            kind: HubHoldKindView,
            /// In words.
            reason: String,
        }
        /// Let go what a hold stops.
        Lift = "grain_lift" {
            /// A lot that it stops.
            lot: String,
            /// The hold.
            hold: String,
            /// On what grounds.
            reason: String,
        }
        /// Say what a loss or a difference between weights may be.
        Tolerate = "grain_tolerate" {
            /// The norm; it replaces the one before.
            norm: GrainNormView,
        }
        /// Close the books of a lot of which nothing is left.
        Close = "grain_close" {
            /// The lot.
            lot: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl GrainAction {
    /// Returns whether it decides about grain; the others tell what was seen or done.
    pub(super) const fn is_decision(&self) -> bool {
        match self {
            Self::Declare { .. } | Self::Blend { .. } | Self::Tolerate { .. } | Self::Close { .. } => true,
            Self::Certify { .. }
            | Self::Weigh { .. }
            | Self::Sample { .. }
            | Self::Analyse { .. }
            | Self::Receive { .. }
            | Self::Move { .. }
            | Self::Issue { .. }
            | Self::Dry { .. }
            | Self::Lose { .. }
            | Self::Count { .. }
            | Self::Hold { .. }
            | Self::Lift { .. } => false,
        }
    }

    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<GrainCommand, ViewError> {
        match self {
            Self::Declare { .. }
            | Self::Certify { .. }
            | Self::Weigh { .. }
            | Self::Sample { .. }
            | Self::Analyse { .. }
            | Self::Hold { .. }
            | Self::Lift { .. }
            | Self::Tolerate { .. }
            | Self::Close { .. } => self.known(reader),
            Self::Receive { .. }
            | Self::Move { .. }
            | Self::Blend { .. }
            | Self::Issue { .. }
            | Self::Dry { .. }
            | Self::Lose { .. }
            | Self::Count { .. } => self.handled(reader),
        }
    }

    /// Reads a wish about what is known of a lot.
    fn known(&self, reader: &mut Reader<'_>) -> Result<GrainCommand, ViewError> {
        Ok(match self {
            Self::Certify { lot, certificate } => GrainCommand::Certify {
                lot: reader.lot(lot)?,
                certificate: part("certificate", certificate)?,
            },
            Self::Weigh { lot, leg, reading, noted, at } => GrainCommand::Weigh {
                lot: reader.lot(lot)?,
                leg: Leg::from(*leg),
                reading: part::<_, Reading>("reading", reading)?,
                noted: part("noted", noted)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Sample { lot, sample, at } => GrainCommand::Sample {
                lot: reader.lot(lot)?,
                sample: prose("sample", sample)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Analyse { lot, sample, laboratory, quality, at } => {
                let laboratory = prose("laboratory", laboratory)?;
                let quality: Quality = part("quality", quality)?;
                let verdict = Verdict { laboratory, quality, at: reader.at(at.as_ref())? };
                GrainCommand::Analyse { lot: reader.lot(lot)?, sample: prose("sample", sample)?, verdict }
            }
            Self::Hold { lot, kind, reason } => GrainCommand::Hold {
                lot: reader.lot(lot)?,
                hold: HoldId::at(reader.millis(), reader.randomness.draw()),
                kind: HoldKind::from(*kind),
                reason: prose("reason", reason)?,
            },
            Self::Lift { lot, hold, reason } => GrainCommand::Lift {
                lot: reader.lot(lot)?,
                hold: text("hold", hold)?,
                reason: prose("reason", reason)?,
            },
            Self::Tolerate { norm } => GrainCommand::Tolerate { norm: part::<_, Norm>("norm", norm)? },
            Self::Close { lot, at } => {
                GrainCommand::Close { lot: reader.lot(lot)?, at: reader.at(at.as_ref())? }
            }
            Self::Declare { .. }
            | Self::Receive { .. }
            | Self::Move { .. }
            | Self::Blend { .. }
            | Self::Issue { .. }
            | Self::Dry { .. }
            | Self::Lose { .. }
            | Self::Count { .. } => GrainCommand::Declare { declaration: self.declaration(reader)? },
        })
    }

    fn declaration(&self, reader: &mut Reader<'_>) -> Result<Declaration, ViewError> {
        let Self::Declare { number, owner, commodity, origin, crop_year, declared_kg, quality, certificates } =
            self
        else {
            return Err(ViewError::new("do", "grain_declare", "another wish"));
        };
        Ok(Declaration {
            id: reader.new_lot(),
            number: prose("number", number)?,
            owner: text("owner", owner)?,
            commodity: text("commodity", commodity)?,
            origin: prose("origin", origin)?,
            crop_year: *crop_year,
            declared: declared_kg.map(|kg| kilograms("declared_kg", kg)).transpose()?,
            quality: part("quality", quality)?,
            certificates: list("certificates", certificates)?,
        })
    }

    /// Reads a wish that changes how much lies where.
    fn handled(&self, reader: &mut Reader<'_>) -> Result<GrainCommand, ViewError> {
        Ok(match self {
            Self::Receive { lot, cell, from, mass_kg, leaves, at } => GrainCommand::Receive {
                handling: reader.handling((lot, cell), *mass_kg, at.as_ref())?,
                from: reader.carrier("from", from)?,
                leaves: leaves.map_or(Fill::Empty, Fill::from),
            },
            Self::Move { lot, cell, to, mass_kg, at } => {
                let handling = reader.handling((lot, cell), *mass_kg, at.as_ref())?;
                GrainCommand::Move { handling, to: text("to", to)? }
            }
            Self::Blend { number, parts, cell, at } => GrainCommand::Blend(Blend {
                id: reader.new_lot(),
                number: prose("number", number)?,
                parts: reader.parts(parts)?,
                cell: text("cell", cell)?,
                at: reader.at(at.as_ref())?,
            }),
            Self::Issue { lot, cell, to, mass_kg, at } => GrainCommand::Issue {
                handling: reader.handling((lot, cell), *mass_kg, at.as_ref())?,
                to: reader.carrier("to", to)?,
            },
            Self::Dry { lot, cell, moisture_bp, at } => GrainCommand::Dry {
                lot: reader.lot(lot)?,
                cell: text("cell", cell)?,
                to_bp: *moisture_bp,
                at: reader.at(at.as_ref())?,
            },
            Self::Lose { lot, cell, loss, mass_kg, reason, at } => GrainCommand::Lose {
                handling: reader.handling((lot, cell), *mass_kg, at.as_ref())?,
                loss: Loss::from(*loss),
                reason: prose("reason", reason)?,
            },
            Self::Count { cell, found_kg, loss, how, at } => GrainCommand::Count {
                cell: text("cell", cell)?,
                found: kilograms("found_kg", *found_kg)?,
                loss: loss.map_or(Loss::Scale, Loss::from),
                how: prose("how", how)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Declare { .. }
            | Self::Certify { .. }
            | Self::Weigh { .. }
            | Self::Sample { .. }
            | Self::Analyse { .. }
            | Self::Hold { .. }
            | Self::Lift { .. }
            | Self::Tolerate { .. }
            | Self::Close { .. } => self.known(reader)?,
        })
    }
}

impl Reader<'_> {
    fn new_lot(&mut self) -> LotId {
        LotId::at(self.millis(), self.randomness.draw())
    }

    /// Returns a lot by its identifier, or by its number.
    fn lot(&self, given: &str) -> Result<LotId, ViewError> {
        if let Ok(id) = given.parse() {
            return Ok(id);
        }
        let found = self.floor.grain().numbered(given);
        found.ok_or_else(|| ViewError::new("lot", "the number or identifier of a lot", given))
    }

    fn handling(
        &self,
        (lot, cell): (&str, &str),
        mass_kg: i64,
        at: Option<&String>,
    ) -> Result<Handling, ViewError> {
        let mass: Mass = kilograms("mass_kg", mass_kg)?;
        Ok(Handling { lot: self.lot(lot)?, cell: text("cell", cell)?, mass, at: self.at(at)? })
    }

    pub(super) fn carrier(&self, field: &str, view: &GrainCarrierView) -> Result<Carrier, ViewError> {
        match view {
            GrainCarrierView::Unit { unit } => {
                self.unit("unit", unit).map(Carrier::Unit).map_err(|error| error.within(field))
            }
            GrainCarrierView::Visit { .. } => part(field, view),
        }
    }

    fn parts(&self, wishes: &[GrainPartWish]) -> Result<Vec<Part>, ViewError> {
        let read = |wish: &GrainPartWish| {
            let (cell, mass) = (text("cell", &wish.cell)?, kilograms("mass_kg", wish.mass_kg)?);
            Ok(Part { lot: self.lot(&wish.lot)?, cell, mass })
        };
        let within = |at: usize| move |error: ViewError| error.within(&format!("parts[{at}]"));
        wishes.iter().enumerate().map(|(at, wish)| read(wish).map_err(within(at))).collect()
    }
}
