//! The terms on which a site sells: what cancelling and changing costs. Assumptions of the product until a site states its own;
//! every quotation carries the steps that hold for it.

use lb_base::{Currency, Ppm};
use lb_booking::fees::{Fee, FeeStep, FeeTable};

use crate::refusal::Refusal;

/// Shares of the total by hours before departure, in parts per million.
type Steps = &'static [(i32, u32)];

/// Free until a week before, then a tenth, a quarter from three days, half from one day, all after departure.
const CANCEL: Steps = &[(168, 0), (72, 100_000), (24, 250_000), (0, 500_000), (i32::MIN, 1_000_000)];
/// Free until three days before, then a twentieth, a tenth from one day.
const CHANGE: Steps = &[(72, 0), (24, 50_000), (0, 100_000), (i32::MIN, 100_000)];

/// Returns what cancelling a confirmed booking costs.
///
/// # Errors
/// None that can happen: the steps are complete and have no currency.
pub fn cancel_fees(currency: Currency) -> Result<FeeTable, Refusal> {
    table(CANCEL, currency)
}

/// Returns what changing a confirmed booking costs.
///
/// # Errors
/// None that can happen: the steps are complete and have no currency.
pub fn change_fees(currency: Currency) -> Result<FeeTable, Refusal> {
    table(CHANGE, currency)
}

fn table(steps: Steps, currency: Currency) -> Result<FeeTable, Refusal> {
    let step = |(hours_before_min, share): &(i32, u32)| FeeStep {
        hours_before_min: *hours_before_min,
        fee: Fee::Share(Ppm::new(*share).unwrap_or(Ppm::ZERO)),
    };
    Ok(FeeTable::new(steps.iter().map(step).collect(), currency)?)
}
