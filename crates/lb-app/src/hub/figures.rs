//! Figures of a hub: how long things took, how busy machines and yard were. Each opens the spans it is made of, each span the
//! story of what it is about.

use jiff::{SignedDuration, Timestamp};
use lb_hub::measure::{About, Measure, MeasureKind, measures};
use lb_hub::spot::Cell;
use lb_hub::{Floor, HubEvent};
use lb_network::layout::{HubId, Layout};
use serde::Serialize;
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use crate::journal::{
    By, Change, Column, EntityId, Fault, Journal, Kind, LOOKUP_ROWS_MAX, Lookup, Table, Value,
};
use crate::refusal::Refusal;

/// Spans by hub, kind and end.
pub const HUB_MEASURES: &str = "hub_measures";
/// Days that figures cover at most.
pub const FIGURES_DAYS_MAX: i64 = 31;
/// Spans of a page at most.
pub const SPANS_MAX: usize = 500;
/// A crane that rests longer than this does not work, minutes.
pub const REST_MINUTES: i64 = 15;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

pub(super) const TABLE: Table = Table {
    name: HUB_MEASURES,
    columns: &[
        Column::required("hub", Kind::Text),
        Column::required("kind", Kind::Text),
        // Milliseconds since 1970.
        Column::required("ended", Kind::Integer),
        // Of the record in the journal, and of the span in the record.
        Column::required("place", Kind::Integer),
        Column::required("number", Kind::Integer),
        Column::required("belongs_to", Kind::Text),
        Column::required("about", Kind::Text),
        Column::required("name", Kind::Text),
        Column::required("began", Kind::Integer),
        Column::required("places", Kind::Integer),
    ],
    key: 5,
    indexes: &[],
};

/// Returns what an event ends, as its record keeps it; `floor` is the one before it.
pub(super) fn measured(event: &HubEvent, floor: &Floor) -> Vec<Json> {
    let kept = |measure: Measure| {
        json!({
            "kind": measure.kind.word(), "of": measure.group, "about": subject(&measure.about), "name": measure.name,
            "from_ms": measure.from.as_millisecond(), "until_ms": measure.until.as_millisecond(),
            "places": measure.places
        })
    };
    measures(event, floor).into_iter().map(kept).collect()
}

/// Returns what `history` calls it.
pub(super) fn subject(about: &About) -> String {
    match about {
        About::Visit(id) => format!("visit:{id}"),
        About::Unit(id) => format!("unit:{id}"),
        About::Placement(id) => format!("placement:{id}"),
        About::Lot(id) => format!("lot:{id}"),
        About::Goods(id) => format!("goods:{id}"),
    }
}

/// Returns the rows of a record's spans.
pub(super) fn rows(hub: &EntityId, place: i64, body: Option<&Json>) -> Vec<Change> {
    let spans = body.and_then(|body| body.get("measures")?.as_array());
    let row = |(number, span): (i64, &Json)| {
        let text = |name| span.get(name).and_then(Json::as_str).map(|text| Value::Text(text.to_owned()));
        let integer = |name| span.get(name).and_then(Json::as_i64).map(Value::Integer);
        let row = vec![
            Value::text(hub),
            text("kind")?,
            integer("until_ms")?,
            Value::Integer(place),
            Value::Integer(number),
            text("of")?,
            text("about")?,
            text("name")?,
            integer("from_ms")?,
            integer("places")?,
        ];
        Some(Change::Put { table: HUB_MEASURES, row })
    };
    (0..).zip(spans.into_iter().flatten()).filter_map(row).collect()
}

/// One measured span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpanRow {
    /// What it is about, for `history`: `visit:..`, `unit:..`, `placement:..`.
    pub about: String,
    /// Its name or number.
    pub name: String,
    /// What it belongs to: a machine, a track, a kind of box.
    pub of: String,
    /// When it began.
    #[schema(format = DateTime)]
    pub from: String,
    /// When it ended.
    #[schema(format = DateTime)]
    pub until: String,
    /// How long it took, minutes.
    pub minutes: i64,
    /// 20 ft places of the yard taken (negative: given up).
    pub places: i64,
    /// Where a page after this one begins.
    #[serde(skip)]
    place: [i64; 3],
}

/// How long things of a kind took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpanFigure {
    /// `train_turnaround`, `vessel_turnaround`, `truck_turnaround`, `answer`, `track_work`, `move`, `rail_to_ship`, `dwell`, `shortage` (counted, of no length).
    pub kind: String,
    /// The part that belongs to one machine, track, gauge or kind of box; all of them where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// How many.
    pub count: usize,
    /// Half took no longer, minutes.
    pub median_minutes: i64,
    /// Nine of ten took no longer, minutes.
    pub p90_minutes: i64,
    /// The longest, minutes.
    pub most_minutes: i64,
}

/// What a machine did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MachineFigure {
    /// Which.
    pub equipment: String,
    /// Moves done.
    pub moves: usize,
    /// Minutes at work: from a start to the last end with no rest of more than 15 minutes between.
    pub worked_minutes: i64,
    /// Moves per hour at work, tenths.
    pub moves_per_hour_e1: i64,
    /// Moves per hour that its data sheet says.
    pub rated_moves_per_hour: u16,
}

/// How full the yard was at the end of an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct YardHour {
    /// The end of the hour, or now.
    #[schema(format = DateTime)]
    pub at: String,
    /// 20 ft places taken.
    pub places: i64,
}

/// A hub's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HubFigures {
    /// What ended from here on counts.
    #[schema(format = DateTime)]
    pub from: String,
    /// Until here.
    #[schema(format = DateTime)]
    pub until: String,
    /// How long things took: kind by kind, then their parts.
    pub spans: Vec<SpanFigure>,
    /// Machines that moved anything.
    pub machines: Vec<MachineFigure>,
    /// The yard, hour by hour. The opening inventory counts as if it had always stood.
    pub yard: Vec<YardHour>,
    /// 20 ft places of the yard.
    pub yard_places: u32,
}

/// A part of a hub's past: what ended in it.
#[derive(Clone, Copy, Debug)]
pub struct Period<'a> {
    /// The hub.
    pub hub: &'a HubId,
    /// From here on.
    pub from: Timestamp,
    /// Until before here.
    pub until: Timestamp,
}

/// Which spans of a period.
#[derive(Clone, Copy, Debug)]
pub struct SpanPage<'a> {
    /// Only those that belong to this.
    pub of: Option<&'a str>,
    /// Only those after this place.
    pub after: Option<[i64; 3]>,
    /// So many at most.
    pub limit: usize,
}

impl SpanPage<'_> {
    /// All of them.
    pub const ALL: Self = Self { of: None, after: None, limit: usize::MAX };
}

impl<'a> Period<'a> {
    /// Reads the ends of a period: the week before `now` where nothing is said.
    ///
    /// # Errors
    /// `request.bad_value` where an end is no instant, `from` is not before `until`, or they are too many days apart.
    pub fn read(hub: &'a HubId, [from, until]: [Option<&str>; 2], now: Timestamp) -> Result<Self, Refusal> {
        let read = |field: &'static str, text: &str| {
            let expected = "an instant such as 2026-11-22T00:00:00Z";
            text.parse::<Timestamp>().map_err(|_| Refusal::field("request.bad_value", field, expected, text))
        };
        let days = |days: i64| SignedDuration::from_hours(days.saturating_mul(24));
        let until = until.map_or(Ok(now), |text| read("until", text))?;
        let week_before = until.checked_sub(days(7)).unwrap_or(Timestamp::MIN);
        let from = from.map_or(Ok(week_before), |text| read("from", text))?;
        if from >= until || until.duration_since(from) > days(FIGURES_DAYS_MAX) {
            let expected =
                format!("an instant before `until`, not more than {FIGURES_DAYS_MAX} days before it");
            return Err(Refusal::field("request.bad_value", "from", expected, &from.to_string()));
        }
        Ok(Self { hub, from, until })
    }

    /// Returns spans of a kind in the order of their ends.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn spans(
        &self,
        journal: &dyn Journal,
        kind: MeasureKind,
        page: &SpanPage<'_>,
    ) -> Result<Vec<SpanRow>, Fault> {
        let prefix = vec![Value::text(self.hub), Value::Text(kind.word().to_owned())];
        let mut all = Vec::new();
        self.walk(journal, (HUB_MEASURES, prefix, page.after), |row| {
            all.extend(span(row).filter(|span| page.of.is_none_or(|of| span.of == of)));
            all.len() < page.limit
        })
        .await?;
        Ok(all)
    }

    /// Hands over what ended in the period, in the order of the ends, until `take` has enough: rows of a table whose key has end,
    /// place and number after the prefix.
    ///
    /// # Errors
    /// A fault of the journal.
    pub(super) async fn walk(
        &self,
        journal: &dyn Journal,
        (table, prefix, after): (&'static str, Vec<Value>, Option<[i64; 3]>),
        mut take: impl FnMut(&[Value]) -> bool,
    ) -> Result<(), Fault> {
        let ends_at = prefix.len();
        let end = self.until.as_millisecond();
        let begin = vec![Value::Integer(self.from.as_millisecond().saturating_sub(1))];
        let mut after = after.map_or(begin, |place| place.map(Value::Integer).to_vec());
        loop {
            let (by, limit) = (By::Key, LOOKUP_ROWS_MAX);
            let lookup = Lookup { table, by, prefix: prefix.clone(), after, limit };
            let rows = journal.rows(&lookup).await?;
            for row in &rows {
                let is_in = matches!(row.get(ends_at), Some(Value::Integer(ended)) if *ended < end);
                if !is_in || !take(row) {
                    return Ok(());
                }
            }
            match rows.last().and_then(|row| row.get(ends_at..ends_at.saturating_add(3))) {
                Some(place) if rows.len() == LOOKUP_ROWS_MAX => after = place.to_vec(),
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// Returns the figures; `floor` is the one of now.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn figures(
        &self,
        journal: &dyn Journal,
        (floor, layout, now): (&Floor, &Layout, Timestamp),
    ) -> Result<HubFigures, Fault> {
        let mut spans = Vec::new();
        let mut machines = Vec::new();
        for kind in MeasureKind::ALL.into_iter().filter(|kind| *kind != MeasureKind::Yard) {
            let all = self.spans(journal, kind, &SpanPage::ALL).await?;
            spans.extend(figures_of(kind, &all));
            if kind == MeasureKind::Move {
                machines = machines_of(&all, layout);
            }
        }
        let since = Period { until: Timestamp::MAX, ..*self };
        let changes = since.spans(journal, MeasureKind::Yard, &SpanPage::ALL).await?;
        let taken = floor.taken_cells().filter(|cell| matches!(cell, Cell::Yard(_))).count();
        Ok(HubFigures {
            from: self.from.to_string(),
            until: self.until.to_string(),
            spans,
            machines,
            yard: self.yard(&changes, i64::try_from(taken).unwrap_or(i64::MAX), now),
            yard_places: layout.teu_places(),
        })
    }

    /// Returns how full the yard was, from how full it is and what changed since.
    fn yard(&self, changes: &[SpanRow], taken: i64, now: Timestamp) -> Vec<YardHour> {
        let last = self.until.min(now).as_millisecond();
        let mut hours = Vec::new();
        let (mut at, mut level, mut later) = (last, taken, changes.iter().rev().peekable());
        while at > self.from.as_millisecond() {
            while let Some(change) = later.next_if(|change| change.place[0] > at) {
                level = level.saturating_sub(change.places);
            }
            hours.push(YardHour { at: instant(at), places: level });
            at = (at - 1).div_euclid(HOUR) * HOUR;
        }
        hours.reverse();
        hours
    }
}

fn span(row: &[Value]) -> Option<SpanRow> {
    let integer = |at| match row.get(at) {
        Some(Value::Integer(number)) => Some(*number),
        Some(Value::Null | Value::Text(_) | Value::Bytes(_)) | None => None,
    };
    let text = |at| match row.get(at) {
        Some(Value::Text(text)) => Some(text.clone()),
        Some(Value::Null | Value::Integer(_) | Value::Bytes(_)) | None => None,
    };
    let (ended, began) = (integer(2)?, integer(8)?);
    Some(SpanRow {
        about: text(6)?,
        name: text(7)?,
        of: text(5)?,
        from: instant(began),
        until: instant(ended),
        minutes: ended.saturating_sub(began) / MINUTE,
        places: integer(9)?,
        place: [ended, integer(3)?, integer(4)?],
    })
}

pub(super) fn instant(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map(|at| at.to_string()).unwrap_or_default()
}

impl SpanRow {
    /// Returns where the page after this span begins.
    #[must_use]
    pub fn cursor(&self) -> String {
        let [ended, place, number] = self.place;
        format!("{ended}.{place}.{number}")
    }

    /// Returns the place that a cursor names.
    #[must_use]
    pub fn after(cursor: &str) -> Option<[i64; 3]> {
        let mut parts = cursor.split('.').map(|part| part.parse().ok());
        let place = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(place)
    }
}

/// Returns the figure of all spans of a kind, then one for each part.
fn figures_of(kind: MeasureKind, spans: &[SpanRow]) -> Vec<SpanFigure> {
    if spans.is_empty() {
        return Vec::new();
    }
    let mut parts: Vec<&str> =
        spans.iter().map(|span| span.of.as_str()).filter(|of| !of.is_empty()).collect();
    parts.sort_unstable();
    parts.dedup();
    let all = figure(kind, None, spans.iter());
    let of_part = |of: &&str| figure(kind, Some(*of), spans.iter().filter(|span| span.of == *of));
    [all].into_iter().chain(parts.iter().map(of_part)).collect()
}

fn figure<'a>(kind: MeasureKind, of: Option<&str>, spans: impl Iterator<Item = &'a SpanRow>) -> SpanFigure {
    let mut minutes: Vec<i64> = spans.map(|span| span.minutes).collect();
    minutes.sort_unstable();
    // By the nearest rank.
    let at = |percent: usize| {
        let rank = (minutes.len() * percent).div_ceil(100).saturating_sub(1);
        minutes.get(rank).copied().unwrap_or(0)
    };
    SpanFigure {
        kind: kind.word().to_owned(),
        of: of.map(str::to_owned),
        count: minutes.len(),
        median_minutes: at(50),
        p90_minutes: at(90),
        most_minutes: at(100),
    }
}

/// Returns what each machine did.
fn machines_of(moves: &[SpanRow], layout: &Layout) -> Vec<MachineFigure> {
    let of = |machine: &lb_network::layout::Equipment| {
        let id = machine.id.to_string();
        let mut own: Vec<(i64, i64)> = moves
            .iter()
            .filter(|span| span.of == id)
            .map(|span| (span.place[0].saturating_sub(span.minutes * MINUTE), span.place[0]))
            .collect();
        own.sort_unstable();
        let worked_minutes = worked(&own) / MINUTE;
        let done = i64::try_from(own.len()).unwrap_or(i64::MAX);
        (done > 0).then(|| MachineFigure {
            equipment: id,
            moves: own.len(),
            worked_minutes,
            moves_per_hour_e1: done.saturating_mul(600) / worked_minutes.max(1),
            rated_moves_per_hour: machine.moves_per_hour,
        })
    };
    layout.equipment.values().filter_map(of).collect()
}

/// Returns the time from a start to the last end, rests of more than [`REST_MINUTES`] left out; spans in the order of starts.
fn worked(spans: &[(i64, i64)]) -> i64 {
    let mut worked = 0;
    let mut stretch: Option<(i64, i64)> = None;
    for (from, until) in spans {
        stretch = Some(match stretch {
            Some((start, end)) if *from <= end + REST_MINUTES * MINUTE => (start, end.max(*until)),
            Some((start, end)) => {
                worked += end - start;
                (*from, *until)
            }
            None => (*from, *until),
        });
    }
    worked + stretch.map_or(0, |(start, end)| end - start)
}

#[cfg(test)]
mod tests;
