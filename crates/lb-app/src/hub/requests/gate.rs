//! Wishes about the gate: appointments, and what trucks do there. Units are named by number.

use lb_base::{OrganisationId, UnitId};
use lb_hub::article::Article;
use lb_hub::floor::number_key;
use lb_hub::gate::{Arrival, CheckWish, GateCommand, Plate, Wish};
use lb_hub::{AppointmentId, Floor, JobId, VisitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::things::{Reader, ThingView};
use crate::desk::Caller;
use crate::hub::views::{GateCheckKindView, GateRulesView, GateVerdictView, GateWayView, kilograms};
use crate::json::ViewError;
use crate::json::read::{instant, part, prose, proses, text, text_if};
use crate::refusal::Refusal;

/// Jobs that one wish plans at most: what a truck brings and collects.
const JOBS_MAX: usize = 20;

/// What an appointment is wished for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateWish {
    /// The gate.
    pub gate: String,
    /// When its window begins.
    pub from: String,
    /// The truck's plate, however it is written.
    pub plate: String,
    /// The trailer's plate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
    /// What it brings, as its papers say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brings: Vec<ThingView>,
    /// Numbers of what it collects, here or still expected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collects: Vec<String>,
    /// The organisation that sends it; the caller's where nothing is said. Only the operator names another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Its reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

tagged! {
    /// What is to be done at the gate. Instants are RFC 3339; `at` is now where nothing is said.
    GateAction by "do" {
        /// Say what holds at the gates.
        Rule = "gate_rule" {
            /// What.
            rules: GateRulesView,
        }
        /// Make an appointment.
        Book = "gate_book" {
            /// What for.
            wish: GateWish,
        }
        /// Make it another one: all of it is said anew.
        Amend = "gate_amend" {
            /// Which.
            appointment: String,
            /// What for now.
            wish: GateWish,
        }
        /// Take it back.
        Cancel = "gate_cancel" {
            /// Which.
            appointment: String,
            /// Why.
            reason: String,
        }
        /// Note which trucks did not come: all whose time of grace has passed.
        Expire = "gate_expire" {}
        /// A truck is at the gate.
        Arrive = "gate_arrive" {
            /// The gate.
            gate: String,
            /// Its plate.
            plate: String,
            /// Its trailer's; the appointment's where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            trailer: Option<String>,
            /// Its appointment; that of its plate where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            appointment: Option<String>,
            /// What it brings; the appointment's where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            brings: Option<Vec<ThingView>>,
            /// Numbers of what it collects; the appointment's where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            collects: Option<Vec<String>>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Note what was seen of it.
        Check = "gate_check" {
            /// The truck's visit.
            visit: String,
            /// On which way.
            way: GateWayView,
            /// What was looked at.
            check: GateCheckKindView,
            /// The box, by number or identifier, if it is done box by box.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            unit: Option<String>,
            /// How it came out.
            verdict: GateVerdictView,
            /// In words; needed where something is not as it should be.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            note: String,
            /// Seals as found.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            seals: Option<Vec<String>>,
            /// Gross mass of truck and load on the weighbridge, kilograms.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Say anew what it collects.
        Mean = "gate_mean" {
            /// The truck's visit.
            visit: String,
            /// Numbers of units.
            collects: Vec<String>,
        }
        /// Do not let it in.
        Refuse = "gate_refuse" {
            /// The truck's visit.
            visit: String,
            /// Why.
            reason: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It goes in.
        Enter = "gate_enter" {
            /// The truck's visit.
            visit: String,
            /// On which lane, from 1.
            lane: u8,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Plan all its moves.
        Plan = "gate_plan" {
            /// The truck's visit.
            visit: String,
        }
        /// It goes out.
        Leave = "gate_leave" {
            /// The truck's visit.
            visit: String,
            /// On which lane, from 1.
            lane: u8,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl GateAction {
    /// Returns whether it is about appointments, which customers make for themselves.
    pub(super) const fn is_of_appointments(&self) -> bool {
        match self {
            Self::Book { .. } | Self::Amend { .. } | Self::Cancel { .. } => true,
            Self::Rule { .. }
            | Self::Expire {}
            | Self::Arrive { .. }
            | Self::Check { .. }
            | Self::Mean { .. }
            | Self::Refuse { .. }
            | Self::Enter { .. }
            | Self::Plan { .. }
            | Self::Leave { .. } => false,
        }
    }

    /// Returns whether it decides what is to happen; the others tell what was seen or done.
    pub(super) const fn is_decision(&self) -> bool {
        match self {
            Self::Rule { .. } | Self::Plan { .. } | Self::Mean { .. } => true,
            Self::Book { .. }
            | Self::Amend { .. }
            | Self::Cancel { .. }
            | Self::Expire {}
            | Self::Arrive { .. }
            | Self::Check { .. }
            | Self::Refuse { .. }
            | Self::Enter { .. }
            | Self::Leave { .. } => false,
        }
    }

    /// Refuses appointments for others to whoever does not act for them. Somebody else's appointment is not known to them.
    pub(super) fn check_own(&self, floor: &Floor, caller: &Caller) -> Result<(), Refusal> {
        let (named, wish) = match self {
            Self::Book { wish } => (None, Some(wish)),
            Self::Amend { appointment, wish } => (Some(appointment), Some(wish)),
            Self::Cancel { appointment, .. } => (Some(appointment), None),
            Self::Rule { .. }
            | Self::Expire {}
            | Self::Arrive { .. }
            | Self::Check { .. }
            | Self::Mean { .. }
            | Self::Refuse { .. }
            | Self::Enter { .. }
            | Self::Plan { .. }
            | Self::Leave { .. } => (None, None),
        };
        if caller.sees_all() {
            return Ok(());
        }
        let own = caller.organisation().as_str();
        if let Some(other) = wish.and_then(|wish| wish.organisation.as_deref()).filter(|other| *other != own)
        {
            return Err(Refusal::field("access.not_allowed", "organisation", own, other));
        }
        let id = named.and_then(|named| named.parse::<AppointmentId>().ok());
        let appointment = id.and_then(|id| floor.gate().appointment(id));
        match (id, appointment) {
            (Some(id), Some(found)) if found.wish.organisation.as_str() != own => {
                Err(lb_hub::Refusal::AppointmentNotFound { appointment: id }.into())
            }
            (Some(_) | None, Some(_) | None) => Ok(()),
        }
    }

    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<GateCommand, ViewError> {
        Ok(match self {
            Self::Rule { rules } => GateCommand::Rule { rules: part("rules", rules)? },
            Self::Book { wish } => GateCommand::Book {
                appointment: AppointmentId::at(reader.millis(), reader.randomness.draw()),
                wish: wish.read(reader, None).map_err(|error| error.within("wish"))?,
            },
            Self::Amend { appointment, wish } => {
                let appointment: AppointmentId = text("appointment", appointment)?;
                let before = reader.floor.gate().appointment(appointment).map(|before| before.wish.clone());
                let wish = wish.read(reader, before.as_ref()).map_err(|error| error.within("wish"))?;
                GateCommand::Amend { appointment, wish }
            }
            Self::Cancel { appointment, reason } => GateCommand::Cancel {
                appointment: text("appointment", appointment)?,
                reason: prose("reason", reason)?,
            },
            Self::Expire {} => GateCommand::Expire,
            Self::Arrive { .. } => GateCommand::Arrive(self.arrival(reader)?),
            Self::Check { visit, .. } => {
                let visit = text("visit", visit)?;
                GateCommand::Check { visit, check: self.check(visit, reader)? }
            }
            Self::Mean { visit, collects } => {
                GateCommand::Mean { visit: text("visit", visit)?, collects: proses("collects", collects)? }
            }
            Self::Refuse { visit, reason, at } => GateCommand::Refuse {
                visit: text("visit", visit)?,
                reason: prose("reason", reason)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Enter { visit, lane, at } => {
                let (visit, lane, at) = (text("visit", visit)?, *lane, reader.at(at.as_ref())?);
                GateCommand::Enter { visit, lane, at }
            }
            Self::Plan { visit } => {
                let ids = (0..JOBS_MAX).map(|_| JobId::at(reader.millis(), reader.randomness.draw()));
                let jobs = ids.collect();
                GateCommand::Plan { visit: text("visit", visit)?, jobs }
            }
            Self::Leave { visit, lane, at } => {
                let (visit, lane, at) = (text("visit", visit)?, *lane, reader.at(at.as_ref())?);
                GateCommand::Leave { visit, lane, at }
            }
        })
    }

    fn arrival(&self, reader: &mut Reader<'_>) -> Result<Arrival, ViewError> {
        let Self::Arrive { gate, plate, trailer, appointment, brings, collects, at } = self else {
            return Err(ViewError::new("do", "gate_arrive", "another wish"));
        };
        let brings = brings.as_ref().map(|brings| reader.brought(brings, None)).transpose()?;
        Ok(Arrival {
            visit: VisitId::at(reader.millis(), reader.randomness.draw()),
            gate: text("gate", gate)?,
            plate: text("plate", plate)?,
            trailer: text_if("trailer", trailer.as_ref())?,
            appointment: text_if("appointment", appointment.as_ref())?,
            brings,
            collects: collects.as_ref().map(|collects| proses("collects", collects)).transpose()?,
            at: reader.at(at.as_ref())?,
        })
    }

    fn check(&self, of: VisitId, reader: &Reader<'_>) -> Result<CheckWish, ViewError> {
        let Self::Check { way, check, unit, verdict, note, seals, mass_kg, at, .. } = self else {
            return Err(ViewError::new("do", "gate_check", "another wish"));
        };
        Ok(CheckWish {
            way: (*way).into(),
            kind: (*check).into(),
            unit: unit.as_ref().map(|unit| reader.unit_of_truck(of, unit)).transpose()?,
            verdict: (*verdict).into(),
            note: prose("note", note)?,
            seals: seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
            mass: mass_kg.map(|mass| kilograms("mass_kg", mass)).transpose()?,
            at: reader.at(at.as_ref())?,
        })
    }
}

impl GateWish {
    /// Returns the wish as the rules take it; what was in the one before keeps its identifier.
    fn read(&self, reader: &mut Reader<'_>, before: Option<&Wish>) -> Result<Wish, ViewError> {
        let own = || text::<OrganisationId>("organisation", reader.organisation);
        let organisation = match (&self.organisation, before) {
            (Some(named), _) => text("organisation", named)?,
            (None, Some(before)) => before.organisation.clone(),
            (None, None) => own()?,
        };
        let brings = reader.brought(&self.brings, before)?;
        Ok(Wish {
            gate: text("gate", &self.gate)?,
            from: instant("from", &self.from)?,
            plate: text::<Plate>("plate", &self.plate)?,
            trailer: text_if("trailer", self.trailer.as_ref())?,
            brings,
            collects: proses("collects", &self.collects)?,
            organisation,
            reference: prose("reference", &self.reference)?,
        })
    }
}

impl Reader<'_> {
    /// Returns what a truck brings: under the identifiers of an earlier wish, else under new ones. Whether such a thing is here
    /// already shows when the truck is.
    fn brought(&mut self, things: &[ThingView], before: Option<&Wish>) -> Result<Vec<Article>, ViewError> {
        let known = before.map(|before| before.brings.as_slice()).unwrap_or_default();
        let mut all = Vec::new();
        for (place, thing) in things.iter().enumerate() {
            let article = thing.article(|identity| {
                let key = number_key(&identity.to_string());
                let same = known.iter().find(|one| number_key(&one.identity.to_string()) == key);
                same.map_or_else(|| UnitId::at(self.millis(), self.randomness.draw()), |one| one.id)
            });
            all.push(article.map_err(|error| error.within(&format!("brings[{place}]")))?);
        }
        Ok(all)
    }

    /// Returns a unit by its identifier, or by its number among what a truck brings and what is here.
    fn unit_of_truck(&self, visit: VisitId, given: &str) -> Result<UnitId, ViewError> {
        let key = number_key(given);
        let listed = self.floor.visit(visit).and_then(|visit| {
            let mut lines = visit.listed.iter();
            lines.find(|line| number_key(&line.article.identity.to_string()) == key)
        });
        listed.map_or_else(|| self.unit("unit", given), |line| Ok(line.article.id))
    }
}
