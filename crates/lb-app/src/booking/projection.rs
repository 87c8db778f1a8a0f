//! The tables behind the lists: consignments, bookings, ledgers, units.

use serde_json::Value as Json;

use crate::journal::{Change, Column, Kind, Projection, Stored, Table, Value};

/// Consignments: who they are for, and their row.
pub const CONSIGNMENTS: &str = "consignments";
/// Who may see which consignment beside the operator and the customer.
pub const SEEN_BY: &str = "consignments_seen_by";
/// Bookings by identifier: the consignment and customer they are for.
pub const BOOKINGS: &str = "bookings";
/// Ledgers of runs' sections.
pub const LEDGERS: &str = "ledgers";
/// Units.
pub const UNITS: &str = "units";

const TABLES: &[Table] = &[
    Table {
        name: CONSIGNMENTS,
        columns: &[
            Column::required("id", Kind::Text),
            Column::required("customer", Kind::Text),
            Column::required("status", Kind::Text),
            // Minus the place of the last record: the least is the latest.
            Column::required("latest", Kind::Integer),
            Column::required("version", Kind::Integer),
            Column::required("row", Kind::Text),
        ],
        key: 1,
        indexes: &[&["latest"], &["status", "latest"], &["customer", "latest"]],
    },
    Table {
        name: SEEN_BY,
        columns: &[Column::required("organisation", Kind::Text), Column::required("consignment", Kind::Text)],
        key: 2,
        indexes: &[],
    },
    Table {
        name: BOOKINGS,
        columns: &[
            Column::required("id", Kind::Text),
            Column::required("consignment", Kind::Text),
            Column::required("customer", Kind::Text),
        ],
        key: 1,
        indexes: &[],
    },
    Table {
        name: LEDGERS,
        columns: &[
            Column::required("entity", Kind::Text),
            Column::required("departure", Kind::Text),
            Column::required("position", Kind::Integer),
            Column::required("version", Kind::Integer),
            Column::required("row", Kind::Text),
        ],
        key: 1,
        indexes: &[&["position"], &["departure"]],
    },
    Table {
        name: UNITS,
        columns: &[
            Column::required("id", Kind::Text),
            Column::required("number", Kind::Text),
            Column::required("latest", Kind::Integer),
            Column::required("version", Kind::Integer),
            Column::required("row", Kind::Text),
        ],
        key: 1,
        indexes: &[&["number"], &["latest"]],
    },
];

/// Fills the tables from the rows that events carry.
#[derive(Clone, Copy, Debug)]
pub struct BookingProjection;

impl Projection for BookingProjection {
    fn name(&self) -> &'static str {
        "booking"
    }

    fn version(&self) -> u32 {
        2
    }

    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let body = stored.record.content.as_ref().and_then(|content| content.body.json());
        let Some(row) = body.and_then(|body| body.get("row")) else { return Vec::new() };
        let header = &stored.record.header;
        let place = i64::try_from(stored.position.0).unwrap_or(i64::MAX);
        let version = i64::try_from(header.entity_version).unwrap_or(i64::MAX);
        let text = Value::Text(row.to_string());
        let id = Value::text(&header.entity.id);
        match header.entity.kind.as_str() {
            "consignment" => consignment(row, [id, text], place, version),
            "ledger" => {
                let departure = Value::Text(word(row, "departure").to_owned());
                let row = vec![id, departure, Value::Integer(place), Value::Integer(version), text];
                vec![Change::Put { table: LEDGERS, row }]
            }
            "unit" => {
                let number = row.get("identity").map_or("", |identity| word(identity, "raw"));
                let number = Value::Text(number.to_ascii_uppercase());
                let row = vec![id, number, Value::Integer(-place), Value::Integer(version), text];
                vec![Change::Put { table: UNITS, row }]
            }
            _ => Vec::new(),
        }
    }
}

fn consignment(row: &Json, [id, text]: [Value; 2], place: i64, version: i64) -> Vec<Change> {
    let customer = Value::Text(word(row, "customer").to_owned());
    let status = Value::Text(word(row, "status").to_owned());
    let (latest, version) = (Value::Integer(-place), Value::Integer(version));
    let mut changes = vec![Change::Put {
        table: CONSIGNMENTS,
        row: vec![id.clone(), customer.clone(), status, latest, version, text],
    }];
    let seen_by = |organisation: Value| Change::Put { table: SEEN_BY, row: vec![organisation, id.clone()] };
    let others = row.get("shared_with").and_then(Json::as_array).into_iter().flatten();
    changes.extend(others.filter_map(Json::as_str).map(|other| seen_by(Value::Text(other.to_owned()))));
    if let Some(booking) = row.get("booking").map(|booking| word(booking, "id")).filter(|id| !id.is_empty()) {
        let row = vec![Value::Text(booking.to_owned()), id, customer];
        changes.push(Change::Put { table: BOOKINGS, row });
    }
    changes
}

fn word<'a>(row: &'a Json, field: &str) -> &'a str {
    row.get(field).and_then(Json::as_str).unwrap_or_default()
}
