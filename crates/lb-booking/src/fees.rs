//! What cancelling and changing costs, as data: steps by hours before departure.

use std::num::NonZeroI64;

use jiff::{SignedDuration, Timestamp};
use lb_base::{Currency, Minute, Money, Ppm};

use crate::refusal::Refusal;

const MILLION: NonZeroI64 = match NonZeroI64::new(1_000_000) {
    Some(million) => million,
    None => NonZeroI64::MAX,
};

/// A fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fee {
    /// A share of the quotation's total.
    Share(Ppm),
    /// An amount in the quotation's currency.
    Fixed(Money),
}

/// A fee from so many hours before departure on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeStep {
    /// The least hours left at which this step counts.
    pub hours_before_min: i32,
    /// The fee.
    pub fee: Fee,
}

/// Fees by hours before departure: of all steps whose hours are not more than are left, the one with the most counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeTable(Vec<FeeStep>);

impl FeeTable {
    /// Returns a table that asks for nothing.
    #[must_use]
    pub fn free() -> Self {
        Self(vec![FeeStep { hours_before_min: 0, fee: Fee::Share(Ppm::ZERO) }])
    }

    /// Returns the table of these steps, in any order.
    ///
    /// # Errors
    /// [`Refusal::FeesIncomplete`] without a step from 0 hours, [`Refusal::FeeCurrency`] for a fixed fee in another
    /// currency or below nothing.
    pub fn new(mut steps: Vec<FeeStep>, currency: Currency) -> Result<Self, Refusal> {
        steps.sort_by_key(|step| std::cmp::Reverse(step.hours_before_min));
        let from_hours = steps.last().map_or(i32::MAX, |step| step.hours_before_min);
        if from_hours > 0 {
            return Err(Refusal::FeesIncomplete { from_hours });
        }
        for step in &steps {
            match step.fee {
                Fee::Fixed(found) if found.currency() != currency || found.minor() < 0 => {
                    return Err(Refusal::FeeCurrency { expected: currency, found });
                }
                Fee::Fixed(_) | Fee::Share(_) => {}
            }
        }
        Ok(Self(steps))
    }

    /// Returns the steps, those with the most hours first.
    #[must_use]
    pub fn steps(&self) -> &[FeeStep] {
        &self.0
    }

    /// Returns the fee at an instant, for a departure and a total.
    ///
    /// Hours are exact: half a second less than 24 hours before departure a step from 24 hours no longer counts. After
    /// the departure the last step counts.
    #[must_use]
    pub fn fee(&self, departure: Minute, total: Money, now: Timestamp) -> Money {
        let left = departure.timestamp().duration_since(now);
        let is_reached =
            |step: &&FeeStep| SignedDuration::from_hours(i64::from(step.hours_before_min)) <= left;
        match self.0.iter().find(is_reached).or(self.0.last()).map(|step| step.fee) {
            Some(Fee::Share(share)) => share_of(total, share),
            Some(Fee::Fixed(amount)) => amount,
            None => Money::zero(total.currency()),
        }
    }
}

/// A share is at most the whole, so it fits.
fn share_of(total: Money, share: Ppm) -> Money {
    total.times_ratio(i64::from(share.as_ppm()), MILLION).unwrap_or(total)
}

#[cfg(test)]
mod tests;
