//! The price of a carriage before it is booked: components, total, validity. A booking keeps the quotation it was
//! made at.

use std::num::NonZeroI64;

use jiff::Timestamp;
use lb_base::{Currency, FacilityId, Money, SectionId, TariffId};
use lb_network::model::Per;

use crate::amount::Load;
use crate::fees::FeeTable;
use crate::plan::{Hops, LegNo};
use crate::refusal::Refusal;
use crate::tariff::{Basis, Charge, Rate, TariffComponent};

/// Exchange rates are kept in millionths.
const MILLION: i64 = 1_000_000;

/// What one unit of a currency costs in another, millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExchangeRate {
    /// The currency that is given.
    pub from: Currency,
    /// The currency that is got.
    pub to: Currency,
    /// How much is got for one, in millionths.
    pub rate_e6: i64,
}

/// A ride to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedRide {
    /// The leg.
    pub leg: LegNo,
    /// The section.
    pub section: SectionId,
    /// The hops.
    pub hops: Hops,
    /// The load that rides.
    pub load: Load,
}

/// A lift to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedLift {
    /// Where.
    pub facility: FacilityId,
    /// What is lifted.
    pub load: Load,
    /// How many times.
    pub lifts: u32,
}

/// A stay to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedStay {
    /// Where.
    pub facility: FacilityId,
    /// What stays.
    pub load: Load,
    /// Days that start, free ones included.
    pub days: u32,
}

/// What is to be carried and where, for a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationRequest {
    /// The rides.
    pub rides: Vec<PricedRide>,
    /// The lifts.
    pub lifts: Vec<PricedLift>,
    /// The stays.
    pub stays: Vec<PricedStay>,
    /// In which currency.
    pub currency: Currency,
    /// Until when the price should hold at most.
    pub valid_until: Timestamp,
    /// What cancelling costs.
    pub cancel_fees: FeeTable,
    /// What changing costs.
    pub change_fees: FeeTable,
}

/// One component of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedComponent {
    /// The leg it belongs to, for rides.
    pub leg: Option<LegNo>,
    /// What it charges for.
    pub charge: Charge,
    /// The tariff.
    pub tariff: TariffId,
    /// What the rate is per.
    pub basis: Basis,
    /// The rate.
    pub rate: Rate,
    /// How much of the basis, thousandths.
    pub quantity_e3: i64,
    /// The exchange, where the tariff has another currency.
    pub exchange: Option<ExchangeRate>,
    /// The price, in the quotation's currency.
    pub amount: Money,
}

/// A price, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The components.
    pub components: Vec<QuotedComponent>,
    /// Their sum.
    pub total: Money,
    /// When it was made.
    pub made_at: Timestamp,
    /// From when on nothing can be booked at it.
    pub valid_until: Timestamp,
    /// What cancelling costs.
    pub cancel_fees: FeeTable,
    /// What changing costs.
    pub change_fees: FeeTable,
}

impl Quotation {
    /// Returns the currency of every amount.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.total.currency()
    }
}

/// One thing to be priced, before its tariff is found.
struct Item {
    leg: Option<LegNo>,
    charge: Charge,
    load: Load,
    /// Lifts, or started days; 1 for rides.
    times: u32,
}

/// Prices a request at an instant.
///
/// Every charge needs a component in force; the booking fee is charged where the tariff has one. The quotation is
/// valid until the first of its components ends, at most as long as was asked for. Each component is rounded once,
/// half away from zero, and so is its exchange.
///
/// # Errors
/// A [`Refusal`] that names the charge without tariff, the missing rate, or what does not fit.
pub fn quote(
    request: &QuotationRequest,
    tariff: &[TariffComponent],
    rates: &[ExchangeRate],
    now: Timestamp,
) -> Result<Quotation, Refusal> {
    let mut quotation = Quotation {
        components: Vec::new(),
        total: Money::zero(request.currency),
        made_at: now,
        valid_until: request.valid_until,
        cancel_fees: FeeTable::new(request.cancel_fees.steps().to_vec(), request.currency)?,
        change_fees: FeeTable::new(request.change_fees.steps().to_vec(), request.currency)?,
    };
    let in_force: Vec<&TariffComponent> =
        tariff.iter().filter(|component| component.validity.has(now)).collect();
    for item in items(request, &in_force) {
        let Some(found) = in_force.iter().find(|component| component.charge == item.charge) else {
            return Err(Refusal::NoTariff { charge: item.charge });
        };
        let component = price(&item, found, request.currency, rates)?;
        let total = quotation.total.checked_add(component.amount);
        quotation.total = total.map_err(|_| Refusal::PriceOutOfRange { charge: item.charge })?;
        quotation.valid_until =
            found.validity.until.map_or(quotation.valid_until, |u| u.min(quotation.valid_until));
        quotation.components.push(component);
    }
    if quotation.valid_until <= now {
        return Err(Refusal::QuotationExpired { until: quotation.valid_until, now });
    }
    Ok(quotation)
}

/// Returns what must be priced: per ride its section and hops, the lifts, the stays, the booking itself.
fn items(request: &QuotationRequest, tariff: &[&TariffComponent]) -> Vec<Item> {
    let mut items = Vec::new();
    for ride in &request.rides {
        let section = ride.section.clone();
        let hops = ride.hops.each().map(|hop| Charge::Hop { section: ride.section.clone(), hop });
        for charge in std::iter::once(Charge::Section { section }).chain(hops) {
            items.push(Item { leg: Some(ride.leg), charge, load: ride.load, times: 1 });
        }
    }
    for lift in request.lifts.iter().filter(|lift| lift.lifts > 0) {
        let charge = Charge::Lift { facility: lift.facility.clone() };
        items.push(Item { leg: None, charge, load: lift.load, times: lift.lifts });
    }
    for stay in request.stays.iter().filter(|stay| stay.days > 0) {
        let charge = Charge::Storage { facility: stay.facility.clone() };
        items.push(Item { leg: None, charge, load: stay.load, times: stay.days });
    }
    let load = request.rides.first().map(|ride| ride.load);
    if let Some(load) = load.filter(|_| tariff.iter().any(|component| component.charge == Charge::Booking)) {
        items.push(Item { leg: None, charge: Charge::Booking, load, times: 1 });
    }
    items
}

fn price(
    item: &Item,
    found: &TariffComponent,
    currency: Currency,
    rates: &[ExchangeRate],
) -> Result<QuotedComponent, Refusal> {
    let out_of_range = || Refusal::PriceOutOfRange { charge: item.charge.clone() };
    let times = match item.charge {
        Charge::Storage { .. } => item.times.saturating_sub(found.free_days),
        Charge::Section { .. } | Charge::Hop { .. } | Charge::Lift { .. } | Charge::Booking => item.times,
    };
    let quantity_e3 = quantity_e3(found.basis, &item.load).checked_mul(i64::from(times));
    let quantity_e3 = quantity_e3.filter(|quantity| *quantity >= 0).ok_or_else(out_of_range)?;
    let amount = found.rate.amount.times_ratio(quantity_e3, found.rate.for_quantity_e3);
    let amount = amount.map_err(|_| out_of_range())?;
    let exchange = exchange(amount.currency(), currency, rates)?;
    let amount = exchange.map_or(Ok(amount), |rate| exchanged(amount, rate).ok_or_else(out_of_range))?;
    Ok(QuotedComponent {
        leg: item.leg,
        charge: item.charge.clone(),
        tariff: found.tariff.clone(),
        basis: found.basis,
        rate: found.rate,
        quantity_e3,
        exchange,
        amount,
    })
}

/// Returns how much of a basis a load is, in thousandths.
fn quantity_e3(basis: Basis, load: &Load) -> i64 {
    match basis {
        Basis::Flat => 1_000,
        Basis::Per(Per::Unit) => i64::from(load.units).saturating_mul(1_000),
        Basis::Per(Per::Teu) => load.teu.as_thousandths(),
        Basis::Per(Per::Tonne) => load.mass.as_kg(),
        Basis::Per(Per::LaneMetre) => load.deck.as_mm(),
    }
}

fn exchange(from: Currency, to: Currency, rates: &[ExchangeRate]) -> Result<Option<ExchangeRate>, Refusal> {
    if from == to {
        return Ok(None);
    }
    let found = rates.iter().find(|rate| rate.from == from && rate.to == to && rate.rate_e6 > 0);
    found.copied().map(Some).ok_or(Refusal::NoRate { from, to })
}

/// Returns the amount in the other currency, whose minor unit may have another number of decimals.
fn exchanged(amount: Money, rate: ExchangeRate) -> Option<Money> {
    let power = |digits: usize| 10_i64.checked_pow(u32::try_from(digits).ok()?);
    let numerator = rate.rate_e6.checked_mul(power(rate.to.minor_digits())?)?;
    let denominator = MILLION.checked_mul(power(rate.from.minor_digits())?)?;
    let in_from = amount.times_ratio(numerator, NonZeroI64::new(denominator)?).ok()?;
    Some(Money::from_minor(in_from.minor(), rate.to))
}

#[cfg(test)]
mod tests;
