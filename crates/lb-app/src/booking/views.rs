//! The JSON of consignments, ledgers, bookings and units: bodies of the journal's events and messages of the HTTP API, one set of
//! types.
//!
//! Each view is made of a domain value (`From<&T>`) and gives it back (`TryFrom<&View>`), exactly. What cannot be read is
//! refused with the path of the field ([`ViewError`]). Instants are RFC 3339 texts in UTC, identifiers are texts, quantities are
//! integers with their unit in the name (`_e3`: thousandths), money is an exact decimal text with its currency. What is absent
//! is left out. So every view has one canonical text, see [`crate::journal::canonical`].
//!
//! Stored bodies outlive the program: a field or word that stands here keeps its name and meaning; new fields are optional.

mod amount;
mod booking;
mod consignment;
mod handling;
mod ledger;
mod order;
mod plan;
mod price;
mod requests;
mod states;
mod unit;

#[cfg(test)]
mod tests;

use lb_booking::consignment::ConsignmentEvent;
use lb_booking::ledger::LedgerEvent;
use lb_booking::unit::UnitEvent;
use serde_json::Value;

pub use amount::{AmountsView, RoomView};
pub use booking::{
    BookedLegView, BookingEndView, BookingView, CauseView, ChangeKindView, LegRequestView, PastBookingView,
    ShortageView,
};
pub use consignment::{BookingChangeView, ConsignmentEventView, EstimateView, ShareView};
pub use handling::{
    HandlingKindView, HandlingRecordView, HandlingView, HoldKindView, StatementView, VehicleView,
};
pub use ledger::{
    AlightingView, CallTimesView, EntryView, LedgerEventView, LedgerIdView, PoolIdView, ReleaseReasonView,
    SaleView, StandingView, TransferView,
};
pub use order::{
    DangerousGoodsView, DraftView, GoodsView, OrderView, PackagingView, PackingGroupView, RouteView,
    TemperatureView, UnitCountView,
};
pub use plan::{CarriageView, HopsView, ModeView, PlanLegView, PlanReasonView, PlanView};
pub use price::{
    BasisView, ChargeView, ExchangeRateView, FeeStepView, FeeTableView, FeeView, MoneyView, QuotationView,
    QuotedComponentView, RateView,
};
pub use requests::{
    BulkRequest, ConsignmentAction, ConsignmentPick, ConsignmentRequest, Done, HoldTermsView, NewConsignment,
    NewUnit, RolledLegView, RunAction, RunRequest, UnitAction, UnitRequest,
};
pub use states::{
    ConsignmentView, DeliveryView, DirectionView, ExpectedView, HopRoomView, LedgerView, LifeEndView,
    LiveBookingView, MotionView, NextStepView, OddityView, OfferView, PartDeliveryView, PoolEntryView,
    PoolView, ProgressView, StatusView, UnitShareView, UnitView, WhereaboutsView,
};
pub use unit::{JourneyView, StuffedLineView, UnitCargoView, UnitEventView};

use crate::json::read::of_kind;
pub use crate::json::{IdentityFindingView, ReadingView, UnitIdentityView, UnitKindView, ViewError, decode};

/// Reads the body of a consignment's event, whose kind the journal's header tells.
///
/// # Errors
/// [`ViewError`] with the path of the first field that is not as expected; `type` when the body is of another kind.
pub fn consignment_event(kind: &str, body: &Value) -> Result<ConsignmentEvent, ViewError> {
    let event = ConsignmentEvent::try_from(&decode::<ConsignmentEventView>(body)?)?;
    of_kind(kind, event.kind()).map(|()| event)
}

/// Reads the body of a ledger's event, whose kind the journal's header tells.
///
/// # Errors
/// [`ViewError`] with the path of the first field that is not as expected; `type` when the body is of another kind.
pub fn ledger_event(kind: &str, body: &Value) -> Result<LedgerEvent, ViewError> {
    let event = LedgerEvent::try_from(&decode::<LedgerEventView>(body)?)?;
    of_kind(kind, event.kind()).map(|()| event)
}

/// Reads the body of a unit's event, whose kind the journal's header tells.
///
/// # Errors
/// [`ViewError`] with the path of the first field that is not as expected; `type` when the body is of another kind.
pub fn unit_event(kind: &str, body: &Value) -> Result<UnitEvent, ViewError> {
    let event = UnitEvent::try_from(&decode::<UnitEventView>(body)?)?;
    of_kind(kind, event.kind()).map(|()| event)
}
