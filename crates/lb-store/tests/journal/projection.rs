//! A projection for the tests: how many boxes stand where, who owns the last ones, and how many events there were.

use lb_app::journal::{
    BODY_ERASED, By, Change, Column, Journal, Kind, LOOKUP_ROWS_MAX, Lookup, Projection, Stored, Table, Value,
};

/// Counts boxes. Names of owners come in events of their own, which an erasure takes out of its rows.
pub(crate) struct Boxes {
    pub(crate) version: u32,
}

pub(crate) const STACKS: Table = Table {
    name: "stacks",
    columns: &[
        Column::required("entity", Kind::Text),
        Column::required("boxes", Kind::Integer),
        Column::required("last_event", Kind::Text),
        Column::optional("first_hash", Kind::Bytes),
        Column::optional("remark", Kind::Text),
    ],
    key: 1,
    indexes: &[&["boxes"], &["last_event"]],
};

pub(crate) const COUNTS: Table = Table {
    name: "event_counts",
    columns: &[
        Column::required("kind", Kind::Text),
        Column::required("site", Kind::Text),
        Column::required("number", Kind::Integer),
    ],
    key: 2,
    indexes: &[],
};

pub(crate) const OWNERS: Table = Table {
    name: "owners",
    columns: &[
        Column::required("event", Kind::Text),
        Column::required("entity", Kind::Text),
        Column::optional("owner", Kind::Text),
    ],
    key: 1,
    indexes: &[],
};

/// What is counted.
pub(crate) const PUT: &str = "boxes.put";
/// What names a person.
pub(crate) const NAMED: &str = "boxes.owner_named";

impl Projection for Boxes {
    fn name(&self) -> &'static str {
        "boxes"
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn tables(&self) -> &'static [Table] {
        &[STACKS, COUNTS, OWNERS]
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let header = &stored.record.header;
        let key = vec![Value::text(&header.kind), Value::text(&header.origin.site)];
        let none = [key.clone(), vec![Value::Integer(0)]].concat();
        let mut changes = vec![
            Change::Init { table: "event_counts", row: none },
            Change::Add { table: "event_counts", key, column: "number", by: 1 },
        ];
        let body =
            stored.record.content.as_ref().and_then(|content| content.body.value()).unwrap_or_default();
        let entity = Value::text(&header.entity);
        match (header.kind.as_str(), header.corrects) {
            (BODY_ERASED, Some(erased)) => {
                let key = vec![Value::text(&erased)];
                changes.push(Change::Set { table: "owners", key, column: "owner", value: Value::Null });
            }
            (NAMED, _) => {
                let owner = body["owner"].as_str().map_or(Value::Null, |owner| Value::Text(owner.to_owned()));
                let row = vec![Value::text(&header.id), entity, owner];
                changes.push(Change::Put { table: "owners", row });
            }
            (PUT, _) => changes.extend(stacked(stored, entity, body["boxes"].as_i64().unwrap_or(0))),
            _ => {}
        }
        changes
    }
}

/// No boxes: the stack is gone. The first event begins it, later ones add.
fn stacked(stored: &Stored, entity: Value, boxes: i64) -> Vec<Change> {
    let (table, key) = ("stacks", vec![entity.clone()]);
    let event = Value::text(&stored.record.header.id);
    if boxes == 0 {
        return vec![Change::Delete { table, key }];
    }
    if stored.record.header.entity_version == 1 {
        let hash = Value::Bytes(stored.record.hash.as_bytes().to_vec());
        let row = vec![entity, Value::Integer(boxes), event, hash, Value::Null];
        return vec![Change::Put { table, row }];
    }
    vec![
        Change::Add { table, key: key.clone(), column: "boxes", by: boxes },
        Change::Set { table, key, column: "last_event", value: event },
    ]
}

/// Returns every row of every table, in order.
pub(crate) async fn dump(journal: &dyn Journal) -> String {
    let mut text = String::new();
    for table in [STACKS, COUNTS, OWNERS] {
        let mut after = Vec::new();
        loop {
            let lookup =
                Lookup { table: table.name, by: By::Key, prefix: vec![], after, limit: LOOKUP_ROWS_MAX };
            let rows = journal.rows(&lookup).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = last[..table.key].to_vec();
            for row in &rows {
                text.push_str(&format!("{} {row:?}\n", table.name));
            }
        }
    }
    text
}
