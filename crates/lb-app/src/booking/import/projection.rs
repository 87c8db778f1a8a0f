//! The tables of what comes in: consignments by the names that customers give them, discrepancies, imports.

use serde_json::Value as Json;

use crate::journal::{Change, Column, Kind, Projection, Stored, Table, Value};

/// Consignments by reference. A reference that was changed keeps its line: the row of the consignment says what it is now.
pub const REFERENCES: &str = "consignment_references";
/// Discrepancies.
pub const DISCREPANCIES: &str = "discrepancies";
/// Imports.
pub const IMPORTS: &str = "imports";

const TABLES: &[Table] = &[
    Table {
        name: REFERENCES,
        columns: &[Column::required("reference", Kind::Text), Column::required("consignment", Kind::Text)],
        key: 2,
        indexes: &[],
    },
    Table {
        name: DISCREPANCIES,
        columns: &[
            Column::required("id", Kind::Text),
            Column::required("organisation", Kind::Text),
            Column::required("state", Kind::Text),
            // The key of the row that came in: when it comes again and can be done, the discrepancy is settled.
            Column::required("row_key", Kind::Text),
            // Minus the place of the last record: the least is the latest.
            Column::required("latest", Kind::Integer),
            Column::required("version", Kind::Integer),
            Column::required("row", Kind::Text),
        ],
        key: 1,
        indexes: &[
            &["latest"],
            &["state", "latest"],
            &["organisation", "latest"],
            &["organisation", "state", "latest"],
            &["organisation", "row_key"],
        ],
    },
    Table {
        name: IMPORTS,
        columns: &[
            Column::required("id", Kind::Text),
            Column::required("organisation", Kind::Text),
            Column::required("latest", Kind::Integer),
            Column::required("row", Kind::Text),
        ],
        key: 1,
        indexes: &[&["latest"], &["organisation", "latest"]],
    },
];

/// Fills the tables from the rows that events carry.
#[derive(Clone, Copy, Debug)]
pub struct EventsInProjection;

impl Projection for EventsInProjection {
    fn name(&self) -> &'static str {
        "events_in"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let body = stored.record.content.as_ref().and_then(|content| content.body.json());
        let Some(row) = body.and_then(|body| body.get("row")) else { return Vec::new() };
        let header = &stored.record.header;
        let id = Value::text(&header.entity.id);
        let latest = Value::Integer(-i64::try_from(stored.position.0).unwrap_or(i64::MAX));
        let text = Value::Text(row.to_string());
        let word = |field: &str| Value::Text(row.get(field).and_then(Json::as_str).unwrap_or("").to_owned());
        match header.entity.kind.as_str() {
            "consignment" => {
                let reference = row.get("reference").and_then(Json::as_str).filter(|text| !text.is_empty());
                let put = |reference: &str| Change::Put {
                    table: REFERENCES,
                    row: vec![Value::Text(reference.to_owned()), id],
                };
                reference.map(put).into_iter().collect()
            }
            "discrepancy" => {
                let version = Value::Integer(i64::try_from(header.entity_version).unwrap_or(i64::MAX));
                let (organisation, state, key) = (word("organisation"), word("state"), word("row_key"));
                let row = vec![id, organisation, state, key, latest, version, text];
                vec![Change::Put { table: DISCREPANCIES, row }]
            }
            "import" => {
                vec![Change::Put { table: IMPORTS, row: vec![id, word("organisation"), latest, text] }]
            }
            _ => Vec::new(),
        }
    }
}
