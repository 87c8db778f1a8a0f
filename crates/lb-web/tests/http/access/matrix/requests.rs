//! What is asked for each line of the table: well formed, and without effect beyond the question of who may.

use serde_json::{Value, json};

use super::super::PASSWORD;
use super::world::World;
use crate::support::WHEAT;

/// A request.
pub struct Asked {
    pub method: String,
    pub path: String,
    pub body: String,
    pub content_type: Option<&'static str>,
}

impl Asked {
    pub fn new(method: &str, path: &str, body: &str) -> Self {
        let (method, path, body) = (method.to_owned(), path.to_owned(), body.to_owned());
        Self { method, path, body, content_type: None }
    }
}

/// An order of wheat, for a customer or the own organisation.
pub fn order(customer: Option<&str>) -> Value {
    let unit = json!({ "unit_type": "40HC", "count": 1 });
    let goods = json!({
        "hs": "1001.99", "description": "Wheat", "packaging": { "kind": "bulk", "pieces": 0 },
        "mass_kg": 26_000, "units": [unit]
    });
    let mut order = json!({
        "draft": {
            "route": { "origin": "KZKOV", "destination": "VNSGN", "ready": "2026-12-01T00:00:00Z" },
            "goods": [goods]
        },
        "place_order": true
    });
    if let Some(customer) = customer {
        order["customer"] = customer.into();
    }
    order
}

/// A version that nothing has: who may do it is told that it stands otherwise, and nothing is done.
const VERSION: u64 = 9_999;

/// Returns the request of a line. Everything that is named is of ORDA, unless the line says otherwise.
pub fn asked(world: &World, name: &str, (method, path): (&str, &str), at: usize) -> Asked {
    let (id, variant) = name.split_once(':').unwrap_or((name, ""));
    let things = &world.things;
    let consignment = match variant {
        "shared" => things.shared.as_str(),
        "unknown" => "01890a5d-ac96-774b-bcce-b302099a8057",
        _ => things.consignment.as_str(),
    };
    let named = match id {
        "consignment" | "consignment_events" | "act_on_consignment" | "offers" => consignment,
        "organisation" | "change_organisation" => "ORDA",
        "change_person" if variant == "operator" => &things.operator,
        "change_person" => &things.person,
        "revoke_key" => &things.key,
        "unit" | "act_on_unit" => &things.unit,
        "place" => "KZKOV",
        // There are none: whoever may ask hears that.
        "import"
        | "cancel_import"
        | "act_on_discrepancy"
        | "change_webhook"
        | "remove_webhook"
        | "rotate_webhook_secret"
        | "webhook_deliveries"
        | "replay_delivery"
        | "ping_webhook" => "01890a5d-ac96-774b-bcce-b302099a8057",
        _ => "",
    };
    let [service, date, section] = &things.run;
    let path = path
        .replace("{id}", named)
        .replace("{hash}", &things.document)
        .replace("{service}", service)
        .replace("{date}", date)
        .replace("{section}", section)
        .replace("{hub}", "TINY")
        .replace("{block}", "TINY-A")
        .replace("{unit}", "CSQU3054383")
        .replace("{visit}", "01890a5d-ac96-774b-bcce-b302099a8057")
        .replace("{change}", "01890a5d-ac96-774b-bcce-b302099a8057")
        .replace("{lot}", "W-1")
        .replace("{delivery}", "1")
        .replace("{kind}", "units")
        .replace("{measure}", "move");
    let query = query(id, &things.consignment);
    let body = body(id, variant, (consignment, at));
    let content_type = match id {
        "attach" => Some("application/pdf"),
        "import_file" | "read_wagon_list" | "read_goods_list" | "read_stow" | "hub_reefer_file" => {
            Some("text/csv")
        }
        _ => None,
    };
    let body = match id {
        "read_wagon_list" | "read_stow" => "wagon\n94120011\n".to_owned(),
        "read_goods_list" => "number,packages,mass_kg\nG-1,40,800\n".to_owned(),
        "hub_reefer_file" => "box,at\nCSQU3054383,2026-11-22 08:00\n".to_owned(),
        "import_file" => "kind,number\ncontainer,CSQU3054383\n".to_owned(),
        _ if body.is_null() => String::new(),
        _ => body.to_string(),
    };
    Asked { method: method.to_owned(), path: path + &query, body, content_type }
}

/// Returns what stands behind the path.
fn query(id: &str, consignment: &str) -> String {
    match id {
        "reach" => "?from=CNLYG&within=10d".to_owned(),
        "gauge_change" => format!("?from={0}&to={0}", "01890a5d-ac96-774b-bcce-b302099a8057"),
        "gauge_export" => "?format=csv".to_owned(),
        "hub_history" => "?subject=block:TINY-A".to_owned(),
        "people" | "keys" | "webhooks" => "?organisation=ORDA".to_owned(),
        "import_file" => "?kind=units&name=units.csv&dry_run=true".to_owned(),
        "read_wagon_list" => "?name=list.txt".to_owned(),
        "read_goods_list" => "?name=goods.csv&owner=ORDA".to_owned(),
        "train_list" => "?format=du1".to_owned(),
        "hub_reefer_file" => "?name=round.csv".to_owned(),
        "read_stow" => "?name=list.csv&for=discharge".to_owned(),
        "ship_list" => "?format=baplie22".to_owned(),
        "attachment" => format!("?consignment={}", consignment),
        _ => String::new(),
    }
}

fn body(id: &str, variant: &str, (consignment, at): (&str, usize)) -> Value {
    let plan: Value = serde_json::from_str(WHEAT).expect("JSON");
    let handling = json!({ "kind": "received", "place": "KZKOV", "happened_at": "2026-11-22T00:00:00Z" });
    let action = match variant {
        "record" => json!({ "do": "record", "handling": handling }),
        _ => json!({ "do": "cancel", "reason": "no more" }),
    };
    match id {
        "plan" => plan,
        "race" => {
            json!({ "from": ["KZKOV"], "plan": { "to": "VNSGN", "cargo": "1001.99", "quantity": "500t" } })
        }
        "sign_in" => json!({ "email": format!("p{at}@orda.example"), "password": PASSWORD }),
        "take_invitation" => json!({
            "secret": format!("lb_invite_{}", "0".repeat(64)),
            "name": "A", "email": "a@orda.example", "password": PASSWORD
        }),
        "set_password" => json!({ "password": "not the one there is", "new_password": "another, long one" }),
        "demo_session" => json!({}),
        "open_organisation" => json!({ "id": format!("NEW-{at}"), "name": "New", "kind": "customer" }),
        // What is there already: closing is refused in the end, because the version moves on only by what is done.
        "change_organisation" if variant == "close" => json!({ "name": "", "standing": "closed" }),
        "change_organisation" => json!({ "name": "ORDA" }),
        "invite" => json!({ "organisation": "ORDA", "roles": ["viewer"] }),
        "change_person" => json!({ "standing": "active" }),
        "issue_key" => json!({ "organisation": "ORDA", "name": "x", "scopes": ["read"] }),
        "new_consignment" => order(Some("ORDA")),
        "act_on_consignment" => json!({ "version": VERSION, "action": action }),
        "act_on_consignments" => {
            json!({ "items": [{ "id": consignment, "version": VERSION }], "action": action })
        }
        "offers" => json!({}),
        "act_on_run" => json!({ "version": VERSION, "action": { "do": "close_sale", "reason": "none" } }),
        "new_unit" => json!({ "kind": "container", "number": format!("MSKU{at:07}") }),
        "act_on_unit" => json!({ "version": VERSION, "action": { "do": "open_transport" } }),
        "act_on_hub" => {
            let action = match variant {
                "done" => json!({ "do": "equipment_mend", "equipment": "TINY-RMG1" }),
                "book" => json!({ "do": "gate_book", "wish": {
                    "gate": "TINY-G1", "from": "2026-12-01T00:00:00Z", "plate": "A 1", "organisation": "ORDA"
                } }),
                "hold" => {
                    json!({ "do": "hold_set", "unit": "CSQU3054383", "kind": "customs", "reason": "x" })
                }
                _ => json!({ "do": "visit_expect", "vehicle": { "kind": "truck" }, "name": "x" }),
            };
            json!({ "version": VERSION, "actions": [action] })
        }
        "act_on_hub_each" => json!({ "actions": [{ "do": "job_dispatch", "job": consignment }] }),
        "attach" => json!("%PDF-1.7"),
        "act_on_discrepancy" => json!({ "action": { "do": "settle", "note": "seen" } }),
        "add_webhook" => json!({ "url": "https://example.com/hook", "organisation": "ORDA" }),
        "change_webhook" => json!({ "description": "x" }),
        "rotate_webhook_secret" | "replay_delivery" => json!({}),
        _ => Value::Null,
    }
}
