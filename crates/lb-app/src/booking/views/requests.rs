//! What callers ask to be done: with a consignment, with the capacity of a run, with a unit.

use lb_base::time::Estimated;
use lb_base::{Currency, HandlingId, TransportId};
use lb_booking::booking::{Cause, Shortage};
use lb_booking::consignment::ConsignmentCommand;
use lb_booking::handling::Statement;
use lb_booking::ledger::{LedgerCommand, Transfer};
use lb_booking::plan::LegNo;
use lb_booking::unit::{Quantity, UnitCommand, UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::amount::{AmountsView, RoomView};
use super::booking::CauseView;
use super::handling::HandlingView;
use super::ledger::{CallTimesView, PoolIdView};
use super::order::{DraftView, OrderView};
use super::plan::PlanLegView;
use crate::booking::act::{Act, Firmness, HoldTerms};
use crate::json::identity::UnitKindView;
use crate::json::problem::ViewError;
use crate::json::read::{list, part, part_if, prose, text, text_if};

/// Minutes for which capacity is held when the request does not say.
const HOLD_MINUTES_DEFAULT: i64 = 24 * 60;

/// How capacity is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldTermsView {
    /// Minutes until the hold ends by itself, two weeks at most; a day when absent. The first cut-off ends it earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// Whether to wait where there is no room.
    #[serde(default)]
    pub wait: bool,
    /// The pool to draw on: `free`, `customer:..` or `site:..`. When absent, the customer's allotment where it has room, else free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolIdView>,
    /// ISO 4217 code of the price; `USD` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

impl TryFrom<&HoldTermsView> for HoldTerms {
    type Error = ViewError;

    fn try_from(view: &HoldTermsView) -> Result<Self, ViewError> {
        Ok(Self {
            minutes: view.minutes.unwrap_or(HOLD_MINUTES_DEFAULT),
            shortage: if view.wait { Shortage::Wait } else { Shortage::Refuse },
            pool: part_if("pool", view.pool.as_ref())?,
            currency: text_if("currency", view.currency.as_ref())?.unwrap_or(Currency::USD),
        })
    }
}

/// A leg of a booking that takes a later run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolledLegView {
    /// The leg.
    pub leg: u16,
    /// The run.
    pub run: String,
}

tagged! {
    /// What is to be done with a consignment.
    ConsignmentAction by "do" {
        /// Write the order further.
        Redraft = "redraft" {
            /// The order so far.
            draft: DraftView,
        }
        /// Place the drafted order.
        PlaceOrder = "place_order" {}
        /// Order something else, before it is booked.
        AmendOrder = "amend_order" {
            /// The order as it should be.
            order: OrderView,
        }
        /// Choose a way, without booking it yet.
        Plan = "plan" {
            /// The legs, as an offer has them.
            legs: Vec<PlanLegView>,
        }
        /// Choose a way and hold capacity for it, or book it at once.
        TakeOffer = "take_offer" {
            /// The legs of the offer.
            legs: Vec<PlanLegView>,
            /// How capacity is wanted.
            #[serde(default)]
            terms: HoldTermsView,
            /// Book it at once instead of holding it.
            #[serde(default)]
            confirm: bool,
        }
        /// Hold capacity for the plan.
        Hold = "hold" {
            /// How capacity is wanted.
            #[serde(default)]
            terms: HoldTermsView,
        }
        /// Make the hold firm.
        Confirm = "confirm" {}
        /// Give the hold back.
        Release = "release" {}
        /// End the booking, held or confirmed, before its first departure.
        CancelBooking = "cancel_booking" {
            /// Who wants it.
            cause: CauseView,
            /// Why, in words.
            reason: String,
        }
        /// Order and book another quantity on the same runs.
        AmendBooking = "amend_booking" {
            /// The order as it should be.
            order: OrderView,
            /// Who wants it.
            cause: CauseView,
        }
        /// Take later runs of the same sections.
        Roll = "roll" {
            /// Which legs take which run.
            legs: Vec<RolledLegView>,
            /// Who wants it.
            cause: CauseView,
        }
        /// Take another way from where the goods are.
        Reroute = "reroute" {
            /// The legs of the new way.
            legs: Vec<PlanLegView>,
            /// How capacity is wanted.
            #[serde(default)]
            terms: HoldTermsView,
            /// Who wants it.
            cause: CauseView,
        }
        /// Record what was seen to happen.
        Record = "record" {
            /// The record's identifier, made by who saw it; made here when absent.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            id: Option<String>,
            /// What happened.
            handling: HandlingView,
        }
        /// Record that something else happened than another record says.
        Correct = "correct" {
            /// The other record.
            record: String,
            /// What happened.
            handling: HandlingView,
        }
        /// Record that what another record says did not happen.
        Withdraw = "withdraw" {
            /// The other record.
            record: String,
        }
        /// Estimate the arrival at the destination.
        Estimate = "estimate" {
            /// One in ten comes earlier, UTC.
            early: String,
            /// As many come earlier as later, UTC.
            likely: String,
            /// One in ten comes later, UTC.
            late: String,
        }
        /// Note the customer's own name for it; an empty one takes it off.
        Refer = "refer" {
            /// The name.
            reference: String,
        }
        /// Let another organisation see it.
        Share = "share" {
            /// Which.
            with: String,
        }
        /// Let it see it no more.
        Unshare = "unshare" {
            /// Which.
            with: String,
        }
        /// Add a document that was uploaded before.
        Attach = "attach" {
            /// The hash of its content.
            hash: String,
            /// Its name among people.
            name: String,
        }
        /// Take a document off.
        Detach = "detach" {
            /// The hash of its content.
            hash: String,
        }
        /// Put goods into a unit.
        Stuff = "stuff" {
            /// The unit.
            unit: String,
            /// Pieces; 0 for loose goods.
            #[serde(default)]
            pieces: u32,
            /// Gross mass, kilograms.
            mass_kg: i64,
            /// The stuffing list, where several consignments share the unit.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            list: Option<String>,
        }
        /// Take the goods out of a unit.
        Strip = "strip" {
            /// The unit.
            unit: String,
        }
        /// Nothing is left to do.
        Close = "close" {}
        /// Do not carry it.
        Cancel = "cancel" {
            /// Why, in words.
            reason: String,
        }
    }
}

impl ConsignmentAction {
    /// Returns what is to be done; `record` names a new record of what happened. Documents are looked up by the caller.
    ///
    /// # Errors
    /// [`ViewError`] with the path of the first field that is not as expected.
    pub fn act(&self, record: HandlingId) -> Result<Act, ViewError> {
        if let Some(command) = self.alone(record)? {
            return Ok(Act::Alone(command));
        }
        if let Some(act) = self.booking()? {
            return Ok(act);
        }
        self.beside()
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three groups, asked in turn; the last refuses what none has"
    )]
    fn alone(&self, record: HandlingId) -> Result<Option<ConsignmentCommand>, ViewError> {
        let said = |id, statement| Some(ConsignmentCommand::Record { id, statement });
        Ok(match self {
            Self::Redraft { draft } => Some(ConsignmentCommand::Redraft { draft: part("draft", draft)? }),
            Self::PlaceOrder {} => Some(ConsignmentCommand::PlaceOrder),
            Self::AmendOrder { order } => {
                Some(ConsignmentCommand::AmendOrder { order: part("order", order)? })
            }
            Self::Plan { legs } => Some(ConsignmentCommand::Plan { legs: list("legs", legs)? }),
            Self::Record { id, handling } => {
                let id = text_if("id", id.as_ref())?.unwrap_or(record);
                said(id, Statement::Happened(part("handling", handling)?))
            }
            Self::Correct { record: of, handling } => {
                let (of, handling) = (text("record", of)?, part("handling", handling)?);
                said(record, Statement::Corrects { record: of, handling })
            }
            Self::Withdraw { record: of } => {
                said(record, Statement::Withdraws { record: text("record", of)? })
            }
            Self::Estimate { early, likely, late } => {
                let (early, likely) = (text("early", early)?, text("likely", likely)?);
                let arrival = Estimated { early, likely, late: text("late", late)? };
                Some(ConsignmentCommand::Estimate { arrival })
            }
            Self::Close {} => Some(ConsignmentCommand::Close),
            Self::Cancel { reason } => Some(ConsignmentCommand::Cancel { reason: prose("reason", reason)? }),
            _ => None,
        })
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three groups, asked in turn; the last refuses what none has"
    )]
    fn booking(&self) -> Result<Option<Act>, ViewError> {
        Ok(Some(match self {
            Self::TakeOffer { legs, terms, confirm } => Act::TakeOffer {
                legs: list("legs", legs)?,
                terms: part("terms", terms)?,
                firmness: if *confirm { Firmness::Confirm } else { Firmness::Hold },
            },
            Self::Hold { terms } => Act::Hold(part("terms", terms)?),
            Self::Confirm {} => Act::Confirm,
            Self::Release {} => Act::Release,
            Self::CancelBooking { cause, reason } => {
                Act::CancelBooking { cause: Cause::from(*cause), reason: prose("reason", reason)? }
            }
            Self::AmendBooking { order, cause } => {
                Act::AmendBooking { order: part("order", order)?, cause: Cause::from(*cause) }
            }
            Self::Roll { legs, cause } => {
                let mut rolled = Vec::new();
                for (at, leg) in legs.iter().enumerate() {
                    rolled.push((LegNo(leg.leg), text(&format!("legs[{at}].run"), &leg.run)?));
                }
                Act::Roll { legs: rolled, cause: Cause::from(*cause) }
            }
            Self::Reroute { legs, terms, cause } => {
                let (legs, terms) = (list("legs", legs)?, part("terms", terms)?);
                Act::Reroute { legs, terms, cause: Cause::from(*cause) }
            }
            _ => return Ok(None),
        }))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three groups, asked in turn; the last refuses what none has"
    )]
    fn beside(&self) -> Result<Act, ViewError> {
        match self {
            Self::Refer { reference } => Ok(Act::Refer { reference: Some(prose("reference", reference)?) }),
            Self::Share { with } => Ok(Act::Share { with: text("with", with)? }),
            Self::Unshare { with } => Ok(Act::Unshare { with: text("with", with)? }),
            Self::Attach { hash, name } => Ok(Act::Attach {
                hash: text("hash", hash)?,
                name: prose("name", name)?,
                media_type: String::new(),
                bytes: 0,
            }),
            Self::Detach { hash } => Ok(Act::Detach { hash: text("hash", hash)? }),
            Self::Stuff { unit, pieces, mass_kg, list } => Ok(Act::Stuff {
                unit: text("unit", unit)?,
                quantity: Quantity { pieces: *pieces, mass: lb_base::Mass::from_kg(*mass_kg) },
                list: text_if("list", list.as_ref())?,
            }),
            Self::Strip { unit } => Ok(Act::Strip { unit: text("unit", unit)? }),
            _ => Err(ViewError::new("do", "something to do with a consignment", "nothing")),
        }
    }
}

tagged! {
    /// What is to be done with the capacity of a run's section.
    RunAction by "do" {
        /// Open it for sale as the corridor describes the run.
        Open = "open" {}
        /// Give it other room: more or fewer wagons, a plug out of order.
        SetRoom = "set_room" {
            /// What it has on each hop.
            room: RoomView,
        }
        /// Give it other times or cut-offs.
        Retime = "retime" {
            /// The same calls with their times.
            calls: Vec<CallTimesView>,
        }
        /// Stop the sale: the run is cancelled, or set aside.
        CloseSale = "close_sale" {
            /// Why, in words.
            reason: String,
        }
        /// Sell it again.
        ReopenSale = "reopen_sale" {}
        /// Move allotment; to another site's pool it is offered first.
        MoveAllotment = "move_allotment" {
            /// Out of which pool.
            from: PoolIdView,
            /// Into which pool.
            to: PoolIdView,
            /// How much, on every hop.
            amounts: AmountsView,
        }
        /// Take allotment that another site offered.
        AcceptAllotment = "accept_allotment" {
            /// The offer.
            offer: String,
        }
        /// Refuse it: it goes back.
        DeclineAllotment = "decline_allotment" {
            /// The offer.
            offer: String,
        }
    }
}

impl RunAction {
    /// Returns what is to be done beside opening it; `offer` names an offer of allotment, should it become one.
    ///
    /// # Errors
    /// [`ViewError`] with the path of the first field that is not as expected.
    pub fn command(&self, offer: lb_base::OfferId) -> Result<Option<LedgerCommand>, ViewError> {
        Ok(Some(match self {
            Self::Open {} => return Ok(None),
            Self::SetRoom { room } => LedgerCommand::SetRoom { room: part("room", room)? },
            Self::Retime { calls } => LedgerCommand::Retime { calls: list("calls", calls)? },
            Self::CloseSale { reason } => LedgerCommand::CloseSale { reason: prose("reason", reason)? },
            Self::ReopenSale {} => LedgerCommand::ReopenSale,
            Self::MoveAllotment { from, to, amounts } => {
                let (from, to) = (part("from", from)?, part("to", to)?);
                let transfer = Transfer { from, to, amounts: part("amounts", amounts)? };
                LedgerCommand::MoveAllotment { offer, transfer }
            }
            Self::AcceptAllotment { offer } => {
                LedgerCommand::AcceptAllotment { offer: text("offer", offer)? }
            }
            Self::DeclineAllotment { offer } => {
                LedgerCommand::DeclineAllotment { offer: text("offer", offer)? }
            }
        }))
    }
}

tagged! {
    /// What is to be done with a unit.
    UnitAction by "do" {
        /// The number was wrong; this is the right one.
        CorrectNumber = "correct_number" {
            /// What it is.
            kind: UnitKindView,
            /// Its number as written.
            number: String,
        }
        /// Begin a journey.
        OpenTransport = "open_transport" {}
        /// End it.
        CloseTransport = "close_transport" {
            /// The journey.
            transport: String,
        }
    }
}

impl UnitAction {
    /// Returns what is to be done; `transport` names a journey, should one begin.
    ///
    /// # Errors
    /// [`ViewError`] with the path of the first field that is not as expected.
    pub fn command(&self, transport: TransportId) -> Result<UnitCommand, ViewError> {
        match self {
            Self::CorrectNumber { kind, number } => Ok(UnitCommand::CorrectIdentity {
                kind: UnitKind::from(*kind),
                raw: prose("number", number)?,
            }),
            Self::OpenTransport {} => Ok(UnitCommand::OpenTransport { transport }),
            Self::CloseTransport { transport } => {
                Ok(UnitCommand::CloseTransport { transport: text("transport", transport)? })
            }
        }
    }
}

/// A new consignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConsignment {
    /// The customer's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The customer; the caller's organisation when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The order so far.
    pub draft: DraftView,
    /// Whether the order is placed at once.
    #[serde(default)]
    pub place_order: bool,
}

/// Something to be done with a consignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentRequest {
    /// The version that the caller saw; refused when it is another now. Not compared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What.
    pub action: ConsignmentAction,
}

/// A consignment among many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentPick {
    /// Its identifier.
    pub id: String,
    /// The version that the caller saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// The same to be done with many consignments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// Which.
    pub items: Vec<ConsignmentPick>,
    /// What.
    pub action: ConsignmentAction,
}

/// Something to be done with the capacity of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// The version that the caller saw; refused when it is another now. Not compared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What.
    pub action: RunAction,
}

/// A new unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// What it is.
    pub kind: UnitKindView,
    /// Its number as written; a wrong check digit is flagged, not refused.
    pub number: String,
    /// Its type, such as `40HC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_type: Option<String>,
}

/// Something to be done with a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRequest {
    /// The version that the caller saw; refused when it is another now. Not compared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What.
    pub action: UnitAction,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Done {
    /// The entity's identifier.
    pub id: String,
    /// Its version now.
    pub version: u64,
    /// Where a consignment is in its life now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The booking that is live now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<String>,
}
