//! The events of a visit.

use jiff::Timestamp;
use lb_hub::VisitId;
use lb_hub::visit::VisitEvent;

use super::{AnnouncementView, EstimatedView, MooringView};
use crate::hub::views::ship::is_none;
use crate::hub::views::{DifferenceView, ListingView};
use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, list, part, part_if, prose, size, text, text_if, texts};

tagged! {
    /// What happened to a visit.
    VisitEventView by "type" {
        /// A visit was announced.
        Expected = "visit_expected" {
            /// What comes.
            announcement: AnnouncementView,
        }
        /// What it brings was announced.
        Listed = "visit_listed" {
            /// Which visit.
            visit: String,
            /// How many lines announced before stay: long lists come in parts.
            #[serde(default, skip_serializing_if = "is_none")]
            from: usize,
            /// What it brings.
            listings: Vec<ListingView>,
        }
        /// When it arrives and departs is thought otherwise now.
        Estimated = "visit_estimated" {
            /// Which visit.
            visit: String,
            /// Arrival.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            arrival: Option<EstimatedView>,
            /// Departure.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            departure: Option<EstimatedView>,
        }
        /// A train's index was said.
        Indexed = "visit_indexed" {
            /// Which train.
            visit: String,
            /// Its index; absent when what was said was taken back.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            index: Option<String>,
        }
        /// Where a ship lies was planned.
        Moored = "visit_moored" {
            /// Which visit.
            visit: String,
            /// Where and when.
            mooring: MooringView,
        }
        /// It is here, with this.
        Arrived = "visit_arrived" {
            /// Which visit.
            visit: String,
            /// Since when, RFC 3339.
            at: String,
            /// What it brings.
            brings: Vec<ListingView>,
            /// Where that differs from what was announced.
            differences: Vec<DifferenceView>,
        }
        /// It brought this too.
        Brought = "visit_brought" {
            /// Which visit.
            visit: String,
            /// Since when, RFC 3339.
            at: String,
            /// What it brings.
            brings: Vec<ListingView>,
        }
        /// Wagons were put into a departing train.
        Formed = "visit_formed" {
            /// The departing train.
            visit: String,
            /// Wagons, after those it has.
            wagons: Vec<String>,
            /// When, RFC 3339.
            at: String,
        }
        /// The first move for it was made.
        Worked = "visit_worked" {
            /// Which visit.
            visit: String,
            /// When, RFC 3339.
            at: String,
        }
        /// Nothing more is to be done for it.
        Completed = "visit_completed" {
            /// Which visit.
            visit: String,
            /// When, RFC 3339.
            at: String,
            /// What was to be loaded or discharged and was not.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            differences: Vec<DifferenceView>,
        }
        /// It takes this along, and departs at the same instant.
        Carried = "visit_carried" {
            /// Which visit.
            visit: String,
            /// When, RFC 3339.
            at: String,
            /// What left with it.
            takes: Vec<String>,
        }
        /// It left with all that was on it.
        Departed = "visit_departed" {
            /// Which visit.
            visit: String,
            /// When, RFC 3339.
            at: String,
            /// What left with it: wagons in order, then what else.
            takes: Vec<String>,
        }
        /// It does not come.
        Cancelled = "visit_cancelled" {
            /// Which visit.
            visit: String,
            /// Why, in words.
            reason: String,
        }
    }
}

impl From<&VisitEvent> for VisitEventView {
    fn from(event: &VisitEvent) -> Self {
        match event {
            VisitEvent::Expected { announcement } => {
                Self::Expected { announcement: AnnouncementView::from(announcement) }
            }
            VisitEvent::Listed { visit, from, listings } => Self::Listed {
                visit: visit.to_string(),
                from: *from,
                listings: listings.iter().map(ListingView::from).collect(),
            },
            VisitEvent::Estimated { visit, arrival, departure } => Self::Estimated {
                visit: visit.to_string(),
                arrival: arrival.as_ref().map(EstimatedView::from),
                departure: departure.as_ref().map(EstimatedView::from),
            },
            VisitEvent::Indexed { visit, index } => {
                Self::Indexed { visit: visit.to_string(), index: index.map(|index| index.to_string()) }
            }
            VisitEvent::Moored { visit, mooring } => {
                Self::Moored { visit: visit.to_string(), mooring: MooringView::from(mooring) }
            }
            VisitEvent::Arrived { visit, at, brings, differences } => Self::Arrived {
                visit: visit.to_string(),
                at: at.to_string(),
                brings: brings.iter().map(ListingView::from).collect(),
                differences: differences.iter().map(DifferenceView::from).collect(),
            },
            VisitEvent::Formed { visit, wagons, at } => {
                Self::Formed { visit: visit.to_string(), wagons: as_texts(wagons), at: at.to_string() }
            }
            VisitEvent::Worked { visit, at } => Self::Worked { visit: visit.to_string(), at: at.to_string() },
            VisitEvent::Brought { visit, at, brings } => Self::Brought {
                visit: visit.to_string(),
                at: at.to_string(),
                brings: brings.iter().map(ListingView::from).collect(),
            },
            VisitEvent::Completed { visit, at, differences } => Self::Completed {
                visit: visit.to_string(),
                at: at.to_string(),
                differences: differences.iter().map(DifferenceView::from).collect(),
            },
            VisitEvent::Carried { visit, at, takes } => {
                Self::Carried { visit: visit.to_string(), at: at.to_string(), takes: as_texts(takes) }
            }
            VisitEvent::Departed { visit, at, takes } => {
                Self::Departed { visit: visit.to_string(), at: at.to_string(), takes: as_texts(takes) }
            }
            VisitEvent::Cancelled { visit, reason } => {
                Self::Cancelled { visit: visit.to_string(), reason: reason.clone() }
            }
        }
    }
}

/// Reads which visit, and when.
fn when(visit: &str, at: &str) -> Result<(VisitId, Timestamp), ViewError> {
    Ok((text("visit", visit)?, instant("at", at)?))
}

impl TryFrom<&VisitEventView> for VisitEvent {
    type Error = ViewError;

    fn try_from(view: &VisitEventView) -> Result<Self, ViewError> {
        Ok(match view {
            VisitEventView::Expected { announcement } => {
                Self::Expected { announcement: part("announcement", announcement)? }
            }
            VisitEventView::Listed { visit, from, listings } => Self::Listed {
                visit: text("visit", visit)?,
                from: size("from", *from)?,
                listings: list("listings", listings)?,
            },
            VisitEventView::Estimated { visit, arrival, departure } => Self::Estimated {
                visit: text("visit", visit)?,
                arrival: part_if("arrival", arrival.as_ref())?,
                departure: part_if("departure", departure.as_ref())?,
            },
            VisitEventView::Indexed { visit, index } => {
                Self::Indexed { visit: text("visit", visit)?, index: text_if("index", index.as_ref())? }
            }
            VisitEventView::Moored { visit, mooring } => {
                Self::Moored { visit: text("visit", visit)?, mooring: part("mooring", mooring)? }
            }
            VisitEventView::Arrived { visit, at, brings, differences } => {
                let (visit, at) = when(visit, at)?;
                let (brings, differences) = (list("brings", brings)?, list("differences", differences)?);
                Self::Arrived { visit, at, brings, differences }
            }
            VisitEventView::Formed { visit, wagons, at } => {
                let (visit, at) = when(visit, at)?;
                Self::Formed { visit, wagons: texts("wagons", wagons)?, at }
            }
            VisitEventView::Worked { visit, at } => {
                let (visit, at) = when(visit, at)?;
                Self::Worked { visit, at }
            }
            VisitEventView::Brought { visit, at, brings } => {
                let (visit, at) = when(visit, at)?;
                Self::Brought { visit, at, brings: list("brings", brings)? }
            }
            VisitEventView::Completed { visit, at, differences } => {
                let (visit, at) = when(visit, at)?;
                Self::Completed { visit, at, differences: list("differences", differences)? }
            }
            VisitEventView::Carried { visit, at, takes } => {
                let (visit, at) = when(visit, at)?;
                Self::Carried { visit, at, takes: texts("takes", takes)? }
            }
            VisitEventView::Departed { visit, at, takes } => {
                let (visit, at) = when(visit, at)?;
                Self::Departed { visit, at, takes: texts("takes", takes)? }
            }
            VisitEventView::Cancelled { visit, reason } => {
                Self::Cancelled { visit: text("visit", visit)?, reason: prose("reason", reason)? }
            }
        })
    }
}
