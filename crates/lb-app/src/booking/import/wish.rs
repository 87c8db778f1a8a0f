//! What a row wants, whatever file and language it came in.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ImportKind;
use crate::booking::views::{GoodsView, HandlingKindView, HoldKindView, UnitKindView, VehicleView};
use crate::journal::{Body, Hash, Idempotency};
use crate::refusal::Refusal;

/// Something happened to goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandlingWish {
    /// The consignment: its identifier, a booking of it, or the customer's name for it.
    pub consignment: String,
    /// The customer, where several have the same name for a consignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The unit's number; all goods where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What happened.
    pub kind: HandlingKindView,
    /// Where: a place or its UN/LOCODE.
    pub place: String,
    /// What carries the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleView>,
    /// Who keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldKindView>,
    /// When: an instant, or a clock time at the place.
    pub happened_at: String,
    /// The record's identifier, made by who saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

/// A unit is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWish {
    /// What it is.
    pub kind: UnitKindView,
    /// Its number as written.
    pub number: String,
    /// Its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_type: Option<String>,
}

/// Goods are to be carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderWish {
    /// The customer's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The customer; the caller's organisation when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// From where: a place or its UN/LOCODE.
    pub origin: String,
    /// To where.
    pub destination: String,
    /// When the goods are ready: an instant, or a clock time or day at the origin.
    pub ready: String,
    /// By when they are wanted: an instant, or a clock time or the end of a day at the destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Whether the order is placed at once.
    pub placed: bool,
    /// The lines.
    pub goods: Vec<GoodsView>,
}

/// What a row, or the rows of one order, want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Something happened to goods.
    Handling(HandlingWish),
    /// A unit is there.
    Unit(UnitWish),
    /// Goods are to be carried.
    Order(Box<OrderWish>),
}

impl Wish {
    /// Returns what kind of file it comes in.
    #[must_use]
    pub const fn kind(&self) -> ImportKind {
        match self {
            Self::Handling(_) => ImportKind::Handlings,
            Self::Unit(_) => ImportKind::Units,
            Self::Order(_) => ImportKind::Orders,
        }
    }

    /// Returns what it is told by from others: the same text, the same thing.
    ///
    /// A handling is all it says. A unit is its number and an order its reference, so that another row about them is seen to be
    /// one; an order without a reference is all it says. Lines of an order count in any order.
    fn name(&self) -> serde_json::Value {
        match self {
            Self::Handling(wish) => json!({ "handling": wish }),
            Self::Unit(wish) => json!({ "unit": [wish.kind, wish.number.to_uppercase()] }),
            Self::Order(wish) => match &wish.reference {
                Some(reference) => json!({ "order": [wish.customer, reference] }),
                None => json!({ "order": self.content() }),
            },
        }
    }

    fn content(&self) -> serde_json::Value {
        match self {
            Self::Handling(wish) => json!(wish),
            Self::Unit(wish) => json!([wish.kind, wish.number.to_uppercase(), wish.unit_type]),
            Self::Order(wish) => {
                let mut lines: Vec<String> =
                    wish.goods.iter().map(|goods| json!(goods).to_string()).collect();
                lines.sort();
                let rest = OrderWish { goods: Vec::new(), ..OrderWish::clone(wish) };
                json!({ "order": rest, "lines": lines })
            }
        }
    }

    /// Returns the key under which it is done once; `what` tells apart what is done about it.
    ///
    /// # Errors
    /// `request.too_large` when the journal cannot hold it.
    pub fn idempotency(&self, what: &str) -> Result<Idempotency, Refusal> {
        let too_large = |error: crate::journal::BodyError| {
            Refusal::new("request.too_large", format!("expected a row that the journal can hold: {error}"))
        };
        let name = Body::of(&json!({ "what": what, "name": self.name() })).map_err(too_large)?;
        let content = Body::of(&self.content()).map_err(too_large)?;
        let key = format!("import-{}", Hash::of(&[name.as_bytes()]));
        let key = key.parse().map_err(|error: crate::journal::KeyError| {
            Refusal::new("request.too_large", error.to_string())
        })?;
        Ok(Idempotency::new(key, &content))
    }
}
