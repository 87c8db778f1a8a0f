//! Whole states as the HTTP API shows them. They are derived and never read back.

mod consignment;
mod delivery;
mod ledger;
mod unit;

pub use consignment::{ConsignmentView, LifeEndView, LiveBookingView, StatusView, UnitShareView};
pub use delivery::{
    DeliveryView, DirectionView, ExpectedView, MotionView, NextStepView, OddityView, PartDeliveryView,
    ProgressView, WhereaboutsView,
};
pub use ledger::{HopRoomView, LedgerView, OfferView, PoolEntryView, PoolView};
pub use unit::UnitView;
