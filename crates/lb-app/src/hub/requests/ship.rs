//! Wishes about a ship's loading and discharge.

use std::collections::BTreeSet;

use lb_hub::JobId;
use lb_hub::article::Article;
use lb_hub::ship::{Direction, LoadLine, ShipCommand, Work};
use lb_hub::stow::Stow;

use super::things::{ListLine, Reader};
use crate::hub::views::{DeckView, ShipDirectionView};
use crate::json::ViewError;
use crate::json::read::{list, prose, size, text, text_if, texts};

/// Jobs of one wish at most.
pub(in crate::hub) const PLANNED_MAX: usize = 500;

tagged! {
    /// What is to be done about a ship's loading and discharge.
    ShipAction by "do" {
        /// Say what is to be loaded; a later list takes the place of an earlier one.
        LoadList = "ship_load_list" {
            /// Which ship's visit.
            visit: String,
            /// How many lines said before stay: lists of more than 500 lines come in parts.
            #[serde(default)]
            from: usize,
            /// What is to be loaded; what is here already is named by its number.
            lines: Vec<ListLine>,
        }
        /// Say that units are left behind, or are not.
        ShutOut = "ship_shut_out" {
            /// Which ship's visit.
            visit: String,
            /// Which units of its load list, by number or identifier.
            units: Vec<String>,
            /// Why; nothing takes it back.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<String>,
        }
        /// Make jobs of what is left to do and can be planned, in an order in which it can be done; at most 500.
        Plan = "ship_plan" {
            /// Which ship's visit.
            visit: String,
            /// Which way.
            direction: ShipDirectionView,
            /// Which units, by number or identifier; all that are left to do where none is named.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            units: Vec<String>,
            /// Blocks to which discharged boxes go, the first first; any where none is named.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            blocks: Vec<String>,
            /// By what.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            equipment: Option<String>,
        }
        /// Say which decks a ship has, with the metres of their lanes.
        Decks = "ship_decks" {
            /// Which ship's visit.
            visit: String,
            /// All of them.
            decks: Vec<DeckView>,
        }
    }
}

impl ShipAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<ShipCommand, ViewError> {
        Ok(match self {
            Self::LoadList { visit, from, lines } => ShipCommand::LoadList {
                visit: text("visit", visit)?,
                from: size("from", *from)?,
                lines: reader.loads(text("visit", visit)?, lines, "lines")?,
            },
            Self::ShutOut { visit, units, reason } => {
                let id = text("visit", visit)?;
                let named = units.iter().map(|unit| reader.load_unit(id, unit));
                ShipCommand::ShutOut {
                    visit: id,
                    units: named.collect::<Result<_, _>>()?,
                    reason: reason.as_ref().map(|reason| prose("reason", reason)).transpose()?,
                }
            }
            Self::Plan { visit, direction, units, blocks, equipment } => {
                let units: BTreeSet<_> = reader.units("units", units)?.into_iter().collect();
                let work = Work {
                    visit: text("visit", visit)?,
                    direction: Direction::from(*direction),
                    units,
                    blocks: texts("blocks", blocks)?,
                    equipment: text_if("equipment", equipment.as_ref())?,
                };
                ShipCommand::Plan { work, jobs: reader.job_names(PLANNED_MAX) }
            }
            Self::Decks { visit, decks } => {
                ShipCommand::Decks { visit: text("visit", visit)?, decks: list("decks", decks)? }
            }
        })
    }
}

impl Reader<'_> {
    fn job_names(&mut self, count: usize) -> Vec<JobId> {
        (0..count).map(|_| JobId::at(self.millis(), self.randomness.draw())).collect()
    }

    /// Returns the lines of a load list. What is here is described by the floor, with what the list says of its voyage.
    pub(in crate::hub) fn loads(
        &mut self,
        visit: lb_hub::VisitId,
        lines: &[ListLine],
        field: &str,
    ) -> Result<Vec<LoadLine>, ViewError> {
        let mut all = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let within = |error: ViewError| error.within(&format!("{field}[{at}]"));
            let listed = line.thing.article(|identity| self.known_as(identity, None));
            let listed = listed.map_err(|error| within(error.within("thing")))?;
            let text = line.stow.as_deref().unwrap_or_default();
            let stow = if text.is_empty() { Stow::default() } else { self.stow(visit, text) };
            prose("stow", text).map_err(within)?;
            all.push(LoadLine { article: self.as_here(listed), stow, shut_out: None });
        }
        Ok(all)
    }

    /// Returns an article as the floor knows it, where it stands here: with the ports and the carrier that a list names.
    fn as_here(&self, listed: Article) -> Article {
        match self.floor.unit(listed.id) {
            Some(stay) => {
                Article { sea: listed.sea.or_else(|| stay.article.sea.clone()), ..stay.article.clone() }
            }
            None => listed,
        }
    }

    /// Returns a unit of a ship's load list, by identifier or number, also one that is not here.
    fn load_unit(&self, visit: lb_hub::VisitId, given: &str) -> Result<lb_base::UnitId, ViewError> {
        let key = lb_hub::floor::number_key(given);
        let lines = self.floor.visit(visit).map_or(&[][..], |visit| &visit.ship.loads);
        let found =
            lines.iter().find(|line| lb_hub::floor::number_key(&line.article.identity.to_string()) == key);
        match found {
            Some(line) => Ok(line.article.id),
            None => self.unit("units", given),
        }
    }
}
