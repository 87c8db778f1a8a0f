//! Money, fees and quotations.

use std::num::NonZeroI64;

use lb_base::decimal::format_scaled;
use lb_base::{Currency, Money, Ppm};
use lb_booking::fees::{Fee, FeeStep, FeeTable};
use lb_booking::plan::LegNo;
use lb_booking::quotation::{ExchangeRate, Quotation, QuotedComponent};
use lb_booking::tariff::{Basis, Charge, Rate};
use lb_network::model::Per;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, list, part, part_if, text};

/// An amount of money, exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyView {
    /// The amount as a decimal text with all decimals of the currency, such as `1234.50`.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<&Money> for MoneyView {
    fn from(money: &Money) -> Self {
        let digits = money.currency().minor_digits();
        Self { amount: format_scaled(money.minor(), digits, digits), currency: money.currency().to_string() }
    }
}

impl TryFrom<&MoneyView> for Money {
    type Error = ViewError;

    fn try_from(view: &MoneyView) -> Result<Self, ViewError> {
        let currency: Currency = text("currency", &view.currency)?;
        let wrong =
            |error: lb_base::MoneyError| ViewError::from_sentence("amount", &error.to_string(), &view.amount);
        Self::parse(&view.amount, currency).map_err(wrong)
    }
}

tagged! {
    /// A fee.
    FeeView by "kind" {
        /// A share of the quotation's total.
        Share = "share" {
            /// The share, parts per million.
            ppm: u32,
        }
        /// An amount in the quotation's currency.
        Fixed = "fixed" {
            /// The amount.
            money: MoneyView,
        }
    }
}

impl From<&Fee> for FeeView {
    fn from(fee: &Fee) -> Self {
        match fee {
            Fee::Share(share) => Self::Share { ppm: share.as_ppm() },
            Fee::Fixed(money) => Self::Fixed { money: MoneyView::from(money) },
        }
    }
}

impl TryFrom<&FeeView> for Fee {
    type Error = ViewError;

    fn try_from(view: &FeeView) -> Result<Self, ViewError> {
        match view {
            FeeView::Share { ppm } => {
                let expected = "a share of at most 1000000 ppm";
                let share = Ppm::new(*ppm);
                share.map(Self::Share).ok_or_else(|| ViewError::new("ppm", expected, &ppm.to_string()))
            }
            FeeView::Fixed { money } => part("money", money).map(Self::Fixed),
        }
    }
}

/// A fee from so many hours before departure on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeStepView {
    /// The least hours left at which this step counts.
    pub hours_before_min: i32,
    /// The fee.
    pub fee: FeeView,
}

impl From<&FeeStep> for FeeStepView {
    fn from(step: &FeeStep) -> Self {
        Self { hours_before_min: step.hours_before_min, fee: FeeView::from(&step.fee) }
    }
}

impl TryFrom<&FeeStepView> for FeeStep {
    type Error = ViewError;

    fn try_from(view: &FeeStepView) -> Result<Self, ViewError> {
        Ok(Self { hours_before_min: view.hours_before_min, fee: part("fee", &view.fee)? })
    }
}

/// Fees by hours before departure: of all steps whose hours are not more than are left, the one with the most counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeTableView {
    /// The steps, those with the most hours first; one from 0 hours among them.
    pub steps: Vec<FeeStepView>,
}

impl From<&FeeTable> for FeeTableView {
    fn from(table: &FeeTable) -> Self {
        Self { steps: table.steps().iter().map(FeeStepView::from).collect() }
    }
}

impl FeeTableView {
    /// Returns the table, whose fixed fees are in the quotation's currency.
    ///
    /// # Errors
    /// [`ViewError`] without a step from 0 hours, and for a fixed fee below nothing or in another currency.
    pub fn table(&self, currency: Currency) -> Result<FeeTable, ViewError> {
        let wrong = |refusal: lb_booking::Refusal| {
            let found = refusal.fields().into_iter().next_back().map(|(_, found)| found);
            ViewError::from_sentence("steps", &refusal.to_string(), &found.unwrap_or_default())
        };
        FeeTable::new(list("steps", &self.steps)?, currency).map_err(wrong)
    }
}

/// What one unit of a currency costs in another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRateView {
    /// The currency that is given, ISO 4217.
    pub from: String,
    /// The currency that is got, ISO 4217.
    pub to: String,
    /// How much is got for one, millionths.
    pub rate_e6: i64,
}

impl From<&ExchangeRate> for ExchangeRateView {
    fn from(rate: &ExchangeRate) -> Self {
        Self { from: rate.from.to_string(), to: rate.to.to_string(), rate_e6: rate.rate_e6 }
    }
}

impl TryFrom<&ExchangeRateView> for ExchangeRate {
    type Error = ViewError;

    fn try_from(view: &ExchangeRateView) -> Result<Self, ViewError> {
        let (from, to) = (text("from", &view.from)?, text("to", &view.to)?);
        Ok(Self { from, to, rate_e6: integer("rate_e6", view.rate_e6)? })
    }
}

tagged! {
    /// What is charged for.
    ChargeView by "kind" {
        /// The fixed part of riding a section.
        Section = "section" {
            /// The section.
            section: String,
        }
        /// One hop of a section.
        Hop = "hop" {
            /// The section.
            section: String,
            /// The hop, from 0.
            hop: u16,
        }
        /// One lift at a facility.
        Lift = "lift" {
            /// The facility.
            facility: String,
        }
        /// One started day of storage beyond the free days.
        Storage = "storage" {
            /// The facility.
            facility: String,
        }
        /// The booking as such: documents, customs declaration.
        Booking = "booking" {}
    }
}

impl From<&Charge> for ChargeView {
    fn from(charge: &Charge) -> Self {
        match charge {
            Charge::Section { section } => Self::Section { section: section.to_string() },
            Charge::Hop { section, hop } => Self::Hop { section: section.to_string(), hop: *hop },
            Charge::Lift { facility } => Self::Lift { facility: facility.to_string() },
            Charge::Storage { facility } => Self::Storage { facility: facility.to_string() },
            Charge::Booking => Self::Booking {},
        }
    }
}

impl TryFrom<&ChargeView> for Charge {
    type Error = ViewError;

    fn try_from(view: &ChargeView) -> Result<Self, ViewError> {
        Ok(match view {
            ChargeView::Section { section } => Self::Section { section: text("section", section)? },
            ChargeView::Hop { section, hop } => Self::Hop { section: text("section", section)?, hop: *hop },
            ChargeView::Lift { facility } => Self::Lift { facility: text("facility", facility)? },
            ChargeView::Storage { facility } => Self::Storage { facility: text("facility", facility)? },
            ChargeView::Booking {} => Self::Booking,
        })
    }
}

/// What a rate is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BasisView {
    /// Once, whatever the load.
    Flat,
    /// One unit.
    Unit,
    /// One TEU.
    Teu,
    /// One tonne.
    Tonne,
    /// One metre of lane.
    LaneMetre,
}

impl From<Basis> for BasisView {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Flat => Self::Flat,
            Basis::Per(Per::Unit) => Self::Unit,
            Basis::Per(Per::Teu) => Self::Teu,
            Basis::Per(Per::Tonne) => Self::Tonne,
            Basis::Per(Per::LaneMetre) => Self::LaneMetre,
        }
    }
}

impl From<BasisView> for Basis {
    fn from(view: BasisView) -> Self {
        match view {
            BasisView::Flat => Self::Flat,
            BasisView::Unit => Self::Per(Per::Unit),
            BasisView::Teu => Self::Per(Per::Teu),
            BasisView::Tonne => Self::Per(Per::Tonne),
            BasisView::LaneMetre => Self::Per(Per::LaneMetre),
        }
    }
}

/// A price of so much of its basis: two numbers, so that prices below a cent are exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RateView {
    /// The price.
    pub amount: MoneyView,
    /// Of how much it is the price, thousandths of the basis: 1000 for one. Not 0.
    pub for_quantity_e3: i64,
}

impl From<&Rate> for RateView {
    fn from(rate: &Rate) -> Self {
        Self { amount: MoneyView::from(&rate.amount), for_quantity_e3: rate.for_quantity_e3.get() }
    }
}

impl TryFrom<&RateView> for Rate {
    type Error = ViewError;

    fn try_from(view: &RateView) -> Result<Self, ViewError> {
        let quantity = NonZeroI64::new(integer("for_quantity_e3", view.for_quantity_e3)?);
        let zero = || ViewError::new("for_quantity_e3", "a quantity other than 0", "0");
        Ok(Self { amount: part("amount", &view.amount)?, for_quantity_e3: quantity.ok_or_else(zero)? })
    }
}

/// One component of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotedComponentView {
    /// The leg it belongs to, for rides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<u16>,
    /// What it charges for.
    pub charge: ChargeView,
    /// The tariff.
    pub tariff: String,
    /// What the rate is per.
    pub basis: BasisView,
    /// The rate.
    pub rate: RateView,
    /// How much of the basis, thousandths.
    pub quantity_e3: i64,
    /// The exchange, where the tariff has another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<ExchangeRateView>,
    /// The price, in the quotation's currency.
    pub amount: MoneyView,
}

impl From<&QuotedComponent> for QuotedComponentView {
    fn from(component: &QuotedComponent) -> Self {
        Self {
            leg: component.leg.map(|leg| leg.0),
            charge: ChargeView::from(&component.charge),
            tariff: component.tariff.to_string(),
            basis: BasisView::from(component.basis),
            rate: RateView::from(&component.rate),
            quantity_e3: component.quantity_e3,
            exchange: component.exchange.as_ref().map(ExchangeRateView::from),
            amount: MoneyView::from(&component.amount),
        }
    }
}

impl TryFrom<&QuotedComponentView> for QuotedComponent {
    type Error = ViewError;

    fn try_from(view: &QuotedComponentView) -> Result<Self, ViewError> {
        Ok(Self {
            leg: view.leg.map(LegNo),
            charge: part("charge", &view.charge)?,
            tariff: text("tariff", &view.tariff)?,
            basis: Basis::from(view.basis),
            rate: part("rate", &view.rate)?,
            quantity_e3: integer("quantity_e3", view.quantity_e3)?,
            exchange: part_if("exchange", view.exchange.as_ref())?,
            amount: part("amount", &view.amount)?,
        })
    }
}

/// A price, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotationView {
    /// The components.
    pub components: Vec<QuotedComponentView>,
    /// Their sum.
    pub total: MoneyView,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// From when on nothing can be booked at it, RFC 3339.
    pub valid_until: String,
    /// What cancelling costs.
    pub cancel_fees: FeeTableView,
    /// What changing costs.
    pub change_fees: FeeTableView,
}

impl From<&Quotation> for QuotationView {
    fn from(quotation: &Quotation) -> Self {
        Self {
            components: quotation.components.iter().map(QuotedComponentView::from).collect(),
            total: MoneyView::from(&quotation.total),
            made_at: quotation.made_at.to_string(),
            valid_until: quotation.valid_until.to_string(),
            cancel_fees: FeeTableView::from(&quotation.cancel_fees),
            change_fees: FeeTableView::from(&quotation.change_fees),
        }
    }
}

impl TryFrom<&QuotationView> for Quotation {
    type Error = ViewError;

    fn try_from(view: &QuotationView) -> Result<Self, ViewError> {
        let total: Money = part("total", &view.total)?;
        let fees = |field: &str, table: &FeeTableView| {
            table.table(total.currency()).map_err(|error| error.within(field))
        };
        Ok(Self {
            components: list("components", &view.components)?,
            total,
            made_at: instant("made_at", &view.made_at)?,
            valid_until: instant("valid_until", &view.valid_until)?,
            cancel_fees: fees("cancel_fees", &view.cancel_fees)?,
            change_fees: fees("change_fees", &view.change_fees)?,
        })
    }
}
