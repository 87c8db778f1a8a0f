//! Wishes about placements.

use lb_base::time::Planned;
use lb_hub::PlacementId;
use lb_hub::placement::{PlacementCommand, Proposal};

use super::things::Reader;
use crate::json::ViewError;
use crate::json::read::{instant, prose, text};

tagged! {
    /// What is to be done about a placement. Instants are RFC 3339; `at` is now where nothing is said.
    PlacementAction by "do" {
        /// Propose to put wagons on a track.
        Offer = "placement_offer" {
            /// Whose wagons.
            visit: String,
            /// Which of its wagons, by number or identifier; all where nothing is said.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            wagons: Vec<String>,
            /// Which track.
            track: String,
            /// From when.
            from: String,
            /// Until when.
            until: String,
            /// How many units are to be worked.
            #[serde(default)]
            units: u32,
            /// The organisation that is asked; whoever asks itself has agreed.
            to: String,
            /// Until when an answer counts.
            expires: String,
        }
        /// Agree to a placement.
        Accept = "placement_accept" {
            /// Which.
            placement: String,
        }
        /// Do not agree.
        Refuse = "placement_refuse" {
            /// Which.
            placement: String,
            /// Why.
            reason: String,
        }
        /// Do not agree, and propose another track or time.
        Counter = "placement_counter" {
            /// Which.
            placement: String,
            /// Why.
            reason: String,
            /// Which track.
            track: String,
            /// From when.
            from: String,
            /// Until when.
            until: String,
            /// Until when an answer counts.
            expires: String,
        }
        /// Take a proposal or an agreement back.
        Withdraw = "placement_withdraw" {
            /// Which.
            placement: String,
            /// Why.
            reason: String,
        }
        /// The wagons stand on the track.
        Place = "placement_place" {
            /// Which placement.
            placement: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// All work on them is done.
        FinishWork = "placement_finish_work" {
            /// Which placement.
            placement: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// They left the track.
        Release = "placement_release" {
            /// Which placement.
            placement: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl PlacementAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<PlacementCommand, ViewError> {
        let new =
            |reader: &mut Reader<'_>| PlacementId::at(reader.now.unix_millis(), reader.randomness.draw());
        Ok(match self {
            Self::Offer { visit, wagons, track, from, until, units, to, expires } => {
                PlacementCommand::Offer {
                    proposal: Proposal {
                        id: new(reader),
                        visit: text("visit", visit)?,
                        wagons: reader.units("wagons", wagons)?,
                        track: text("track", track)?,
                        from: Planned(text("from", from)?),
                        until: Planned(text("until", until)?),
                        units: *units,
                        to: text("to", to)?,
                        expires: instant("expires", expires)?,
                    },
                }
            }
            Self::Accept { placement } => {
                PlacementCommand::Accept { placement: text("placement", placement)? }
            }
            Self::Refuse { placement, reason } => PlacementCommand::Refuse {
                placement: text("placement", placement)?,
                reason: prose("reason", reason)?,
            },
            Self::Counter { placement, reason, track, from, until, expires } => PlacementCommand::Counter {
                placement: text("placement", placement)?,
                reason: prose("reason", reason)?,
                id: new(reader),
                track: text("track", track)?,
                window: (Planned(text("from", from)?), Planned(text("until", until)?)),
                expires: instant("expires", expires)?,
            },
            Self::Withdraw { placement, reason } => PlacementCommand::Withdraw {
                placement: text("placement", placement)?,
                reason: prose("reason", reason)?,
            },
            Self::Place { placement, at } => PlacementCommand::Place {
                placement: text("placement", placement)?,
                at: reader.at(at.as_ref())?,
            },
            Self::FinishWork { placement, at } => PlacementCommand::FinishWork {
                placement: text("placement", placement)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Release { placement, at } => PlacementCommand::Release {
                placement: text("placement", placement)?,
                at: reader.at(at.as_ref())?,
            },
        })
    }
}
