//! The floor of a hub: trains, ships and trucks that visit it, wagons put on tracks, boxes moved between spots, holds.
//!
//! Layer 2. One entity per hub, the [`Floor`]: `decide(floor, ground, command, acting)` gives events or a [`Refusal`], and
//! `Floor::apply(event)` cannot fail. Events carry all that is needed to apply them, so a floor plan may change later. The
//! inventory is the sum of what entered less what left, after any sequence ([`audit`]). docs/hub.md explains the model.
//!
//! Absent on purpose: files, clocks, chance, serde. `now` and identifiers are arguments; same inputs, same events.

pub mod article;
pub mod audit;
pub mod charge;
pub mod command;
pub mod consist;
pub mod decide;
pub mod equipment;
pub mod event;
pub mod floor;
pub mod gate;
pub mod gauge_change;
pub mod gauge_record;
pub mod goods;
pub mod grain;
pub mod hold;
pub mod inventory;
pub mod job;
pub mod loading;
pub mod measure;
pub mod placement;
pub mod reefer;
pub mod refusal;
pub mod ship;
pub mod spot;
pub mod stow;
pub mod train;
pub mod visit;

pub use command::Command;
pub use decide::{Acting, Ground, decide};
pub use event::HubEvent;
pub use floor::Floor;
pub use gate::AppointmentId;
pub use gauge_record::GaugeChangeId;
pub use goods::GoodsId;
pub use grain::LotId;
pub use hold::HoldId;
pub use job::JobId;
pub use placement::PlacementId;
pub use refusal::Refusal;
pub use visit::VisitId;
