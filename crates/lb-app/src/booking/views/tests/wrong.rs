//! What is wrong is refused with its path: every field of every golden body is made wrong in every way.

use serde_json::{Value, json};

use super::golden::written;
use crate::Refusal;
use crate::booking::views::{
    FeeTableView, HandlingView, MoneyView, OrderView, PoolIdView, QuotationView, ViewError, decode,
};
use crate::json::tests::wrong;

/// Words of persons.
const PROSE: [&str; 5] = ["description", "packaging.kind", "class", "reason", "raw"];

#[test]
fn what_is_wrong_in_a_stored_body_is_refused_at_its_path() {
    let bodies = written();
    wrong::an_unknown_field_is_refused_at_its_path(&bodies);
    wrong::a_wrong_type_is_refused_at_its_path(&bodies);
    wrong::a_wrong_text_is_refused_at_its_path(&bodies, &PROSE);
    wrong::a_missing_field_is_absent_or_refused_at_its_path(&bodies);
}

fn check<T, V: serde::de::DeserializeOwned>(view: &Value, expected: &str)
where
    T: for<'a> TryFrom<&'a V, Error = ViewError> + std::fmt::Debug,
{
    let result = decode::<V>(view).and_then(|view| T::try_from(&view));
    assert_eq!(result.unwrap_err().to_string(), expected);
}

#[test]
fn errors_say_where_what_was_expected_and_what_was_found() {
    use lb_booking::handling::Handling;
    use lb_booking::ledger::PoolId;
    use lb_booking::order::Order;
    let goods = |mass: Value| json!({"hs": "10", "description": "", "packaging": {"kind": "", "pieces": 1}, "mass_kg": mass});
    let route = json!({"origin": "A", "destination": "B", "ready": "2026-12-01T00:00:00Z"});
    let order = |mass: Value| json!({"route": route, "goods": [goods(json!(1)), goods(mass)]});
    check::<Order, OrderView>(&order(json!("5 t")), "goods[1].mass_kg: expected i64, found `string \"5 t\"`");
    check::<Order, OrderView>(
        &order(json!(9_007_199_254_740_992_i64)),
        "goods[1].mass_kg: expected an integer within 2^53 - 1, found `9007199254740992`",
    );
    check::<Order, OrderView>(
        &json!({"route": {"origin": "A B", "destination": "B", "ready": ""}, "goods": []}),
        "route.origin: expected a letter, digit, '-', '_' or '.' at position 2, found `A B`",
    );
    check::<Order, OrderView>(
        &json!({"route": {"origin": "A", "destination": "B", "ready": "2026-12-01T00:00:01Z"}, "goods": []}),
        "route.ready: expected a whole minute, found `2026-12-01T00:00:01Z`",
    );
    check::<Order, OrderView>(&json!({"route": route}), "goods: expected a value, found `nothing`");
    check::<Order, OrderView>(
        &json!({"route": route, "goods": [], "kg": 5}),
        "kg: expected `route` or `goods`, found `kg`",
    );
    check::<PoolId, PoolIdView>(&json!("LYG"), ": expected free, site:ID or customer:ID, found `LYG`");
    let instant = "2026-12-01T00:00:00Z";
    check::<Handling, HandlingView>(
        &json!({"kind": "loaded", "place": "A", "happened_at": instant}),
        "vehicle: expected the vehicle of this kind of handling, found `nothing`",
    );
    check::<Handling, HandlingView>(
        &json!({"kind": "received", "hold": "customs", "place": "A", "happened_at": instant}),
        "hold: expected nothing with `received`, found `hold`",
    );
    check::<Handling, HandlingView>(
        &json!({"kind": "lost", "place": "A", "happened_at": instant}),
        "kind: expected one of `received`, `loaded`, `departed`, `arrived`, `unloaded`, `gauge_changed`, \
         `customs_cleared`, `held`, `released`, `delivered`, found `lost`",
    );
    check::<Handling, HandlingView>(
        &json!({"kind": "loaded", "vehicle": {"kind": "sled"}, "place": "A", "happened_at": instant}),
        "vehicle.kind: expected one of run, on_demand, found `sled`",
    );
}

#[test]
fn money_and_fees_are_exact() {
    use lb_base::Money;
    use lb_booking::quotation::Quotation;
    let money = |amount: &str, currency: &str| json!({"amount": amount, "currency": currency});
    check::<Money, MoneyView>(&money("1.005", "USD"), "amount: expected at most 2 decimals, found `1.005`");
    check::<Money, MoneyView>(&money("1", "Dollar"), "currency: expected 3 letters, found `Dollar`");
    let quotation = |fees: Value| {
        json!({"components": [], "total": money("1", "USD"), "made_at": "2026-12-01T00:00:00Z",
            "valid_until": "2026-12-01T00:00:00Z", "cancel_fees": {"steps": fees},
            "change_fees": {"steps": [{"hours_before_min": 0, "fee": {"kind": "share", "ppm": 0}}]}})
    };
    check::<Quotation, QuotationView>(
        &quotation(json!([])),
        "cancel_fees.steps: expected a step from 0 hours before departure, found `2147483647`",
    );
    check::<Quotation, QuotationView>(
        &quotation(json!([{"hours_before_min": 0, "fee": {"kind": "fixed", "money": money("1", "EUR")}}])),
        "cancel_fees.steps: expected fees in USD, found `1.00 EUR`",
    );
    check::<Quotation, QuotationView>(
        &quotation(json!([{"hours_before_min": 0, "fee": {"kind": "share", "ppm": 1_000_001}}])),
        "cancel_fees.steps[0].fee.ppm: expected a share of at most 1000000 ppm, found `1000001`",
    );
    let table = decode::<FeeTableView>(&json!({"steps": []})).unwrap();
    assert!(table.table(lb_base::Currency::USD).is_err());
}

#[test]
fn a_view_error_is_a_refusal_of_the_request() {
    let error = ViewError::new("mass_kg", "an integer", "x").within("goods[2]").within("order");
    let refusal = Refusal::from(error);
    assert_eq!(refusal.code, "request.bad_value");
    assert_eq!(refusal.fields[0].field, "order.goods[2].mass_kg");
    assert_eq!(refusal.detail, "order.goods[2].mass_kg: expected an integer, found `x`");
}
