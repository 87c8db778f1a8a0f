//! What an event's body holds besides the event: who may see it, and how its entity stands after it.

use lb_booking::consignment::ConsignmentEvent;
use lb_booking::ledger::LedgerEvent;
use lb_booking::unit::UnitEvent;

use crate::desk::Fact;
use crate::journal::Fault;

/// Reads an event of a consignment.
///
/// # Errors
/// A fault when the body is not one.
pub fn consignment_event(_fact: &Fact<'_>) -> Result<Option<ConsignmentEvent>, Fault> {
    Ok(None)
}

/// Reads an event of a ledger.
///
/// # Errors
/// A fault when the body is not one.
pub fn ledger_event(_fact: &Fact<'_>) -> Result<Option<LedgerEvent>, Fault> {
    Ok(None)
}

/// Reads an event of a unit.
///
/// # Errors
/// A fault when the body is not one.
pub fn unit_event(_fact: &Fact<'_>) -> Result<Option<UnitEvent>, Fault> {
    Ok(None)
}
