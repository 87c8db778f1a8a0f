//! Tables of webhooks: to list them, to go on where a process left off, and to find what was given up.

use crate::journal::{Change, Column, Header, Kind, Projection, Stored, Table, Value};

use super::event::WebhookEvent;
use super::name::courier_parts;
use super::state::{DeadLetter, Failing, WebhookState};

/// Webhooks that were not removed by id, and by organisation.
pub(super) const WEBHOOKS: Table = Table {
    name: "hooks_webhooks",
    columns: &[
        Column::required("webhook", Kind::Text),
        Column::required("organisation", Kind::Text),
        Column::required("url", Kind::Text),
        Column::required("kinds", Kind::Text),
        Column::required("description", Kind::Text),
        Column::required("standing", Kind::Text),
        Column::required("is_gone", Kind::Integer),
        Column::required("added_at", Kind::Integer),
        Column::required("added_after", Kind::Integer),
        Column::required("volume", Kind::Integer),
        Column::required("done_up_to", Kind::Integer),
        Column::required("holder", Kind::Text),
        Column::required("held_until", Kind::Integer),
        Column::optional("failing", Kind::Integer),
        Column::optional("failing_attempts", Kind::Integer),
        Column::optional("failing_next_at", Kind::Integer),
        Column::optional("failing_status", Kind::Integer),
        Column::optional("failing_error", Kind::Text),
    ],
    key: 1,
    indexes: &[&["organisation"]],
};

/// What was given up, by webhook and place.
pub(super) const DEAD: Table = Table {
    name: "hooks_dead_letters",
    columns: &[
        Column::required("webhook", Kind::Text),
        Column::required("place", Kind::Integer),
        Column::required("event", Kind::Text),
        Column::required("event_kind", Kind::Text),
        Column::required("attempts", Kind::Integer),
        Column::optional("status", Kind::Integer),
        Column::required("error", Kind::Text),
        Column::required("given_up_at", Kind::Integer),
        Column::optional("replayed_at", Kind::Integer),
    ],
    key: 2,
    indexes: &[],
};

/// What stands between words of a row.
pub(super) const BETWEEN: &str = " ";

/// Derives the tables of webhooks.
#[derive(Clone, Copy, Debug, Default)]
pub struct HooksProjection;

impl Projection for HooksProjection {
    fn name(&self) -> &'static str {
        "hooks"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[WEBHOOKS, DEAD]
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let header = &stored.record.header;
        if !matches!(header.entity.kind.as_str(), "webhook" | "courier") {
            return Vec::new();
        }
        let body = stored.record.content.as_ref().and_then(|content| content.body.value());
        // What cannot be read changes nothing here; deciding about its entity is a fault.
        let event = body.and_then(|body| WebhookEvent::read(header.kind.as_str(), body).ok());
        event.map(|event| changes(header, event)).unwrap_or_default()
    }
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A number that counts from 0; the journal has no more records than fit.
fn number(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn id(header: &Header) -> Value {
    Value::text(&header.entity.id)
}

fn set(key: &Value, columns: Vec<(&'static str, Value)>) -> Vec<Change> {
    let change =
        |(column, value)| Change::Set { table: WEBHOOKS.name, key: vec![key.clone()], column, value };
    columns.into_iter().map(change).collect()
}

fn changes(header: &Header, event: WebhookEvent) -> Vec<Change> {
    let at = Value::Integer(header.happened_at.micros());
    match event {
        WebhookEvent::Added { organisation, url, kinds, description, after } => {
            let words = [text(url), text(kinds.join(BETWEEN)), text(description)];
            let standing = [text(WebhookState::Active.word()), Value::Integer(0), at, number(after)];
            let courier = [number(0), number(after), text(""), Value::Integer(0)];
            let failing = std::iter::repeat_n(Value::Null, 5);
            let row = [id(header), Value::text(&organisation)].into_iter();
            let row = row.chain(words).chain(standing).chain(courier).chain(failing);
            vec![Change::Put { table: WEBHOOKS.name, row: row.collect() }]
        }
        WebhookEvent::Changed { url, kinds, description, active, gone } => {
            let standing = if active { WebhookState::Active } else { WebhookState::Paused };
            let columns = vec![
                ("url", text(url)),
                ("kinds", text(kinds.join(BETWEEN))),
                ("description", text(description)),
                ("standing", text(standing.word())),
                ("is_gone", Value::Integer(i64::from(gone))),
            ];
            set(&id(header), columns)
        }
        WebhookEvent::Removed {} => vec![Change::Delete { table: WEBHOOKS.name, key: vec![id(header)] }],
        WebhookEvent::DeadLettered(letter) => vec![dead(header, &letter.letter())],
        WebhookEvent::Replayed { position } => {
            let key = vec![id(header), number(position)];
            vec![Change::Set { table: DEAD.name, key, column: "replayed_at", value: at }]
        }
        WebhookEvent::DeliveredUpTo { position, holder, until, failing } => {
            let Some((webhook, volume)) = courier_parts(header.entity.id.as_str()) else { return Vec::new() };
            let mut columns = vec![
                ("volume", number(volume)),
                ("done_up_to", number(position)),
                ("holder", text(holder)),
                ("held_until", Value::Integer(until.micros())),
            ];
            columns.extend(failing_columns(failing.map(super::event::FailingView::failing).as_ref()));
            set(&Value::text(&webhook), columns)
        }
        WebhookEvent::SecretSet { .. } | WebhookEvent::SecretRotated { .. } => Vec::new(),
    }
}

fn failing_columns(failing: Option<&Failing>) -> [(&'static str, Value); 5] {
    let of = |value: fn(&Failing) -> Value| failing.map_or(Value::Null, value);
    [
        ("failing", of(|failing| number(failing.position.0))),
        ("failing_attempts", of(|failing| number(failing.attempts.into()))),
        ("failing_next_at", of(|failing| Value::Integer(failing.next_at.micros()))),
        ("failing_status", of(|failing| status(failing.failure.status()))),
        ("failing_error", of(|failing| text(failing.failure.word()))),
    ]
}

fn status(status: Option<u16>) -> Value {
    status.map_or(Value::Null, |status| number(status.into()))
}

fn dead(header: &Header, letter: &DeadLetter) -> Change {
    let row = vec![
        id(header),
        number(letter.position.0),
        Value::text(&letter.event),
        text(letter.event_kind.as_str()),
        number(letter.attempts.into()),
        status(letter.failure.status()),
        text(letter.failure.word()),
        Value::Integer(header.happened_at.micros()),
        Value::Null,
    ];
    Change::Put { table: DEAD.name, row }
}
