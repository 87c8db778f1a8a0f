//! Every operation x every role x every organisation: who is let in.

mod requests;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::requests::{Asked, asked};
use self::world::World;
use crate::support::{Reply, repository};

/// Who is let in where. Columns: nobody; the operator's people, those of the organisation whose things they are, those of
/// another organisation, each as viewer, recorder, forwarder, dispatcher, administrator; a key of the own organisation that may
/// read. `+` let in, `1` not signed in, `3` not allowed, `4` there is no such thing.
const TABLE: &str = "
                                nobody  operator   own        other      key
                                        V R F D A  V R F D A  V R F D A
    corridor                    +       + + + + +  + + + + +  + + + + +  +
    places                      +       + + + + +  + + + + +  + + + + +  +
    place                       +       + + + + +  + + + + +  + + + + +  +
    cargo                       +       + + + + +  + + + + +  + + + + +  +
    unit_types                  +       + + + + +  + + + + +  + + + + +  +
    sources                     +       + + + + +  + + + + +  + + + + +  +
    crossings                   +       + + + + +  + + + + +  + + + + +  +
    map                         +       + + + + +  + + + + +  + + + + +  +
    plan                        +       + + + + +  + + + + +  + + + + +  +
    race                        +       + + + + +  + + + + +  + + + + +  +
    reach                       +       + + + + +  + + + + +  + + + + +  +
    claims                      +       + + + + +  + + + + +  + + + + +  +
    health                      +       + + + + +  + + + + +  + + + + +  +
    openapi                     +       + + + + +  + + + + +  + + + + +  +

    session                     +       + + + + +  + + + + +  + + + + +  +
    sign_in                     +       + + + + +  + + + + +  + + + + +  +
    take_invitation             4       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    set_password                1       + + + + +  + + + + +  + + + + +  3
    demo_session                4       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    oidc_start                  4       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    oidc_return                 4       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    organisations               1       + + + + +  + + + + +  + + + + +  +
    organisation                1       + + + + +  + + + + +  4 4 4 4 4  +
    open_organisation           1       3 3 3 3 +  3 3 3 3 3  3 3 3 3 3  3
    change_organisation         1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    change_organisation:close   1       3 3 3 3 +  3 3 3 3 3  3 3 3 3 4  3
    people                      1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    invite                      1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    change_person               1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    change_person:operator      1       3 3 3 3 +  3 3 3 3 4  3 3 3 3 4  3
    keys                        1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    issue_key                   1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    revoke_key                  1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3

    consignments                1       + + + + +  + + + + +  + + + + +  +
    new_consignment             1       3 3 + + 3  3 3 + + 3  3 3 3 3 3  3
    consignment                 1       + + + + +  + + + + +  4 4 4 4 4  +
    consignment:shared          1       + + + + +  + + + + +  + + + + +  +
    consignment:unknown         1       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    consignment_events          1       + + + + +  + + + + +  4 4 4 4 4  +
    act_on_consignment          1       3 3 + + 3  3 3 + + 3  4 4 4 4 4  3
    act_on_consignment:record   1       3 + 3 + 3  3 + 3 + 3  4 4 4 4 4  3
    act_on_consignment:shared   1       3 3 + + 3  3 3 + + 3  3 3 3 3 3  3
    act_on_consignments         1       3 3 + + 3  3 3 + + 3  4 4 4 4 4  3
    offers                      1       + + + + +  + + + + +  4 4 4 4 4  +
    runs                        1       + + + + +  + + + + +  + + + + +  +
    run                         1       + + + + +  + + + + +  + + + + +  +
    act_on_run                  1       3 3 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    units                       1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    new_unit                    1       3 + 3 + 3  3 + 3 + 3  3 + 3 + 3  3
    unit                        1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    act_on_unit                 1       3 + 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    head                        1       + + + + +  + + + + +  + + + + +  +
    stream                      1       + + + + +  + + + + +  + + + + +  +
    attach                      1       3 + + + 3  3 + + + 3  3 + + + 3  3
    attachment                  1       + + + + +  + + + + +  4 4 4 4 4  +

    imports                     1       + + + + +  + + + + +  + + + + +  +
    import                      1       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    import_file                 1       3 + 3 + 3  3 + 3 + 3  3 + 3 + 3  3
    cancel_import               1       3 4 4 4 3  3 4 4 4 3  3 4 4 4 3  3
    import_template             1       + + + + +  + + + + +  + + + + +  +
    discrepancies               1       + + + + +  + + + + +  + + + + +  +
    act_on_discrepancy          1       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    webhooks                    1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    add_webhook                 1       3 3 3 3 +  3 3 3 3 +  3 3 3 3 4  3
    change_webhook              1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3
    remove_webhook              1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3
    rotate_webhook_secret       1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3
    webhook_deliveries          1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3
    replay_delivery             1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3
    ping_webhook                1       3 3 3 3 4  3 3 3 3 4  3 3 3 3 4  3

    hubs                        1       + + + + +  + + + + +  + + + + +  +
    hub_plan                    1       + + + + +  + + + + +  + + + + +  +
    hub_floor                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_block                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_units                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_unit                    1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_history                 1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_figures                 1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_spans                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    gauge_change                1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    announced_list              1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    read_wagon_list             1       3 3 3 4 3  3 3 3 3 3  3 3 3 3 3  3
    train_composition           1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    train_list                  1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    ship_at_hub                 1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    read_stow                   1       3 3 3 4 3  3 3 3 3 3  3 3 3 3 3  3
    ship_list                   1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    gauge_changes               1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    gauge_document              1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    gauge_export                1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    gauge_photo                 1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_grain                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_grain_lot               1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_grain_balance           1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_gate                    1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_gate_windows            1       + + + + +  + + + + +  + + + + +  +
    hub_gate_appointments       1       + + + + +  + + + + +  + + + + +  +
    hub_gate_table              1       + + + + +  + + + + +  + + + + +  +
    hub_warehouses              1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_goods                   1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_goods_table             1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_goods_one               1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    read_goods_list             1       3 + 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    hub_stuffing                1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_stuffing_list           1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_stuffing_table          1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_stuffing_announcement   1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    track_goods                 1       4 4 4 4 4  4 4 4 4 4  4 4 4 4 4  4
    hub_reefers                 1       + + + + +  3 3 3 3 3  3 3 3 3 3  3
    hub_reefer                  1       4 4 4 4 4  3 3 3 3 3  3 3 3 3 3  3
    hub_reefer_file             1       3 + 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    hub_tariff                  1       + + + + +  + + + + +  + + + + +  +
    hub_charges                 1       + + + + +  + + + + +  + + + + +  +
    hub_charges_table           1       + + + + +  + + + + +  + + + + +  +
    at_hubs_units               1       + + + + +  + + + + +  + + + + +  +
    at_hubs_units_table         1       + + + + +  + + + + +  + + + + +  +
    at_hubs_goods               1       + + + + +  + + + + +  + + + + +  +
    at_hubs_goods_table         1       + + + + +  + + + + +  + + + + +  +
    at_hubs_lots                1       + + + + +  + + + + +  + + + + +  +
    at_hubs_lots_table          1       + + + + +  + + + + +  + + + + +  +
    act_on_hub                  1       3 3 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    act_on_hub:done             1       3 + 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    act_on_hub:hold             1       3 + 3 + 3  3 3 3 3 3  3 3 3 3 3  3
    act_on_hub:book             1       3 3 + + 3  3 3 + + 3  3 3 3 3 3  3
    act_on_hub_each             1       3 3 3 + 3  3 3 3 3 3  3 3 3 3 3  3

    sign_out                    +       + + + + +  + + + + +  + + + + +  3
";

/// Returns the lines of the table: the name, and a sign for every caller.
fn table() -> Vec<(&'static str, Vec<char>)> {
    let lines = TABLE.lines().skip(3).filter(|line| !line.trim().is_empty());
    let row = |line: &'static str| {
        let (name, signs) = line.trim().split_once(' ').expect("a name and signs");
        (name, signs.chars().filter(|sign| !sign.is_whitespace()).collect())
    };
    lines.map(row).collect()
}

fn document() -> Value {
    serde_json::from_str(&lb_web::openapi()).expect("JSON")
}

/// Returns method and path of every operation, by its id.
fn operations(document: &Value) -> BTreeMap<String, (String, String)> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let id = operation["operationId"].as_str().expect("an id").to_owned();
            operations.insert(id, (method.to_uppercase(), path.clone()));
        }
    }
    operations
}

/// Returns the sign of an answer.
fn sign(asked: &Asked, reply: &Reply) -> char {
    assert!(reply.status < 500, "{} {}: {}", asked.method, asked.path, reply.text());
    let answer: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    // A bulk request is answered for each of its parts.
    let problem = answer["results"].get(0).map_or(&answer, |result| &result["problem"]);
    let status = problem["status"].as_u64().unwrap_or_else(|| reply.status.into());
    match (status, problem["code"].as_str().unwrap_or_default()) {
        (_, "access.not_signed_in") => '1',
        (_, "access.not_allowed") => '3',
        (404, _)
        | (
            _,
            "attachment.unknown"
            | "hub.visit_not_found"
            | "consignment.not_found"
            | "unit.not_found"
            | "webhook.unknown",
        ) => '4',
        _ => '+',
    }
}

#[tokio::test]
async fn every_operation_lets_in_whom_the_table_says() {
    let document = document();
    let operations = operations(&document);
    let mut world = World::open().await;
    let mut wrong = Vec::new();
    let mut asked_for = 0;
    for (name, expected) in table() {
        let id = name.split(':').next().expect("an id");
        let (method, path) = operations.get(id).unwrap_or_else(|| panic!("{id} is no operation"));
        let callers = world.callers.len();
        assert_eq!(expected.len(), callers, "{name}: a sign for every caller");
        for (at, expected) in expected.into_iter().enumerate() {
            let asked = asked(&world, name, (method, path), at);
            let reply = world.ask(at, &asked).await;
            let found = sign(&asked, &reply);
            asked_for += 1;
            if found != expected {
                let who = &world.callers[at].name;
                let text: String = reply.text().chars().take(200).collect();
                wrong.push(format!("{name} for {who}: expected {expected}, got {found}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked_for}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_operation_stands_in_the_table() {
    let document = document();
    let operations = operations(&document);
    let lines: BTreeSet<&str> = table().into_iter().filter_map(|(name, _)| name.split(':').next()).collect();
    let missing: Vec<&String> = operations.keys().filter(|id| !lines.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?} have no line in the table: who may ask for them?");
}

#[test]
fn every_route_stands_in_the_document() {
    let document = document();
    let paths = document["paths"].as_object().expect("paths");
    let mut folders = vec![repository("crates/lb-web/src")];
    let mut routes = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            let found = text.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
            routes.extend(found.filter(|path| path.starts_with("/v1")).map(str::to_owned));
        }
    }
    assert!(routes.len() > 20, "{routes:?}");
    let missing: Vec<&String> = routes.iter().filter(|path| !paths.contains_key(*path)).collect();
    assert!(missing.is_empty(), "{missing:?} are answered and stand in no document");
}
