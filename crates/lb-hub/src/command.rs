//! Wishes about a hub's floor.

use crate::equipment::EquipmentCommand;
use crate::gate::GateCommand;
use crate::gauge_record::GaugeCommand;
use crate::goods::GoodsCommand;
use crate::goods::stuffing::StuffingCommand;
use crate::grain::GrainCommand;
use crate::hold::HoldCommand;
use crate::inventory::InventoryCommand;
use crate::job::JobCommand;
use crate::placement::PlacementCommand;
use crate::reefer::ReeferCommand;
use crate::ship::ShipCommand;
use crate::visit::VisitCommand;

/// A wish about a hub's floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// About what stands on it.
    Inventory(InventoryCommand),
    /// About a visit.
    Visit(VisitCommand),
    /// About a placement.
    Placement(PlacementCommand),
    /// About jobs.
    Job(JobCommand),
    /// About a gauge change.
    Gauge(GaugeCommand),
    /// About a hold.
    Hold(HoldCommand),
    /// About a piece of equipment.
    Equipment(EquipmentCommand),
    /// About grain.
    Grain(GrainCommand),
    /// About the gate.
    Gate(GateCommand),
    /// About goods in warehouses.
    Goods(GoodsCommand),
    /// About stuffing lists.
    Stuffing(StuffingCommand),
    /// About a ship's loading and discharge.
    Ship(ShipCommand),
    /// About refrigerated boxes.
    Reefer(ReeferCommand),
}
