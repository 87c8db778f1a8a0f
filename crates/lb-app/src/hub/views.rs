//! The JSON of a hub's floor: bodies of the journal's events and what the HTTP API shows, one set of types.
//!
//! One event is `{"type": "job_done", ...}`: the type is the journal's kind without `hub.`. Spots are told apart by `at`, forms by
//! `form`, gross masses by `known`; lengths are millimetres (`_mm`), masses kilograms (`_kg`), set points tenths of a degree
//! Celsius (`_dc`). Planned and estimated times are whole minutes, RFC 3339 as all instants. [`crate::json`] says what all views
//! have in common.
//!
//! Stored bodies outlive the program: a field or word that stands here keeps its name and meaning; new fields are optional.

mod article;
mod consist;
mod equipment;
mod event;
mod gate;
mod gauge;
mod goods;
mod grain;
mod hold;
mod inventory;
mod job;
mod placement;
mod reefer;
mod sea;
mod ship;
mod spot;
mod visit;

#[cfg(test)]
mod tests;

use lb_hub::HubEvent;
use serde_json::Value;

pub use crate::json::{UnitIdentityView, ViewError};
pub use article::{
    ArticleView, BoxLengthView, FillView, FormView, GrossView, PowerSourceView, WagonPapersView,
};
pub use consist::{DifferenceView, ListedPlaceView, ListingView};
pub use equipment::EquipmentEventView;
pub use event::HubEventView;
pub use gate::{
    GateAppointmentView, GateCheckKindView, GateCheckView, GateEnteredView, GateEventView,
    GatePunctualityView, GateRequiredView, GateRulesView, GateStateView, GateTruckView, GateVerdictView,
    GateWayView,
};
pub use gauge::{
    CorrectedView, GaugeEntryView, GaugeEventView, GaugeExceptionKindView, GaugeExceptionView,
    GaugeRecordView, GaugeSignatureView, GaugeStageView, GaugeTrainView, GaugeWitnessView, NoteLineView,
    SupplementaryNoteView, TallyView, WagonPlaceView, WentOverView,
};
pub use goods::{
    GoodsAmountView, GoodsCorrectionView, GoodsCustomsView, GoodsDamageView, GoodsDeclarationView,
    GoodsDifferenceView, GoodsEntryView, GoodsEventView, GoodsLeftView, GoodsLocationView, GoodsReleaseView,
    GoodsTransitView, GoodsWayView, ListStageView, ListedGoodsView, StuffingEventView, StuffingHeadingView,
    StuffingLineView, StuffingOutcomeView, StuffingPlateView,
};
pub(in crate::hub) use grain::kilograms;
pub use grain::{
    GrainBasisView, GrainCarrierView, GrainCertificateKindView, GrainCertificateView, GrainDeclarationView,
    GrainDifferenceView, GrainEventView, GrainHandlingView, GrainLegView, GrainLossView, GrainMethodView,
    GrainNormView, GrainNotedView, GrainPartView, GrainQualityView, GrainReadingView, GrainVerdictView,
    GrainWeighingView,
};
pub use hold::{HoldEventView, HoldView, HubHoldKindView};
pub use inventory::{CorrectionView, CountedView, FactsView, InventoryEventView};
pub use job::{JobEventView, JobStageView, JobView, UrgencyView};
pub use placement::{
    PlacementEventView, PlacementRecordView, PlacementStageView, PlacementView, ProposalView,
};
pub use reefer::{
    ReeferAlarmKindView, ReeferAnswerView, ReeferAnsweredView, ReeferEventView, ReeferReadView,
    ReeferReadingView,
};
pub use sea::{HazardView, OverView, SeaPapersView};
pub use ship::{DeckView, LoadLineView, ShipDirectionView, ShipEventView};
pub use spot::SpotView;
pub use visit::{
    AnnouncementView, EstimatedView, MomentsView, MooringView, VisitEventView, VisitStageView,
    VisitVehicleView, VisitView,
};

use crate::json::decode;
use crate::json::read::of_kind;

/// Reads the body of a hub's event, whose kind the journal's header tells.
///
/// # Errors
/// [`ViewError`] with the path of the first field that is not as expected; `type` when the body is of another kind.
pub fn hub_event(kind: &str, body: &Value) -> Result<HubEvent, ViewError> {
    let event = HubEvent::try_from(&decode::<HubEventView>(body)?)?;
    of_kind(kind, event.kind()).map(|()| event)
}
