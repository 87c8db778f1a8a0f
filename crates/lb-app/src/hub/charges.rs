//! What a hub charges: billable acts of a period, each with the lines of the tariff that price it, and sums by act and payer.
//!
//! Acts stand in the records of the events that did them. Their prices are found here, when somebody looks.

mod table;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::Money;
use lb_hub::charge::{Act, Charge, Deed, acts, charge};
use lb_hub::{Floor, HubEvent};
use lb_network::layout::Layout;
use lb_network::layout::tariff::{BillableAct, BoxKind, TariffLine};
use serde::Serialize;
use serde_json::{Value as Json, json};
use utoipa::ToSchema;

use super::figures::{Period, instant, subject};
use super::plan::TrustView;
use crate::booking::views::MoneyView;
use crate::journal::{Change, Column, EntityId, Fault, Journal, Kind, Table, Value};
use crate::refusal::Refusal;

pub use table::{charges_csv, charges_workbook};

/// Billable acts by hub and end.
pub const HUB_ACTS: &str = "hub_acts";
/// Rows of a page at most.
pub const CHARGES_MAX: usize = 500;
/// The filter word for acts that nobody is known to pay.
pub const NOBODY: &str = "none";

pub(super) const TABLE: Table = Table {
    name: HUB_ACTS,
    columns: &[
        Column::required("hub", Kind::Text),
        // Milliseconds since 1970.
        Column::required("ended", Kind::Integer),
        // Of the record in the journal, and of the act in the record.
        Column::required("place", Kind::Integer),
        Column::required("number", Kind::Integer),
        Column::required("act", Kind::Text),
        Column::required("about", Kind::Text),
        Column::required("name", Kind::Text),
        Column::required("payer", Kind::Text),
        Column::required("size", Kind::Text),
        Column::required("fill", Kind::Text),
        Column::required("amount", Kind::Integer),
        Column::required("began", Kind::Integer),
    ],
    key: 4,
    indexes: &[],
};

/// Returns the billable acts of an event, as its record keeps them; `floor` is the one before it.
pub(super) fn billed(event: &HubEvent, floor: &Floor) -> Vec<Json> {
    let kept = |Act { deed, about, name, payer }: Act| {
        json!({
            "act": deed.act.word(), "about": subject(&about), "name": name,
            "payer": payer.map(|payer| payer.to_string()).unwrap_or_default(),
            "size": deed.boxes.size, "fill": deed.boxes.fill, "amount": deed.amount,
            "from_ms": deed.from.as_millisecond(), "until_ms": deed.until.as_millisecond()
        })
    };
    acts(event, floor).into_iter().map(kept).collect()
}

/// Returns the rows of a record's acts.
pub(super) fn rows(hub: &EntityId, place: i64, body: Option<&Json>) -> Vec<Change> {
    let acts = body.and_then(|body| body.get("acts")?.as_array());
    let row = |(number, act): (i64, &Json)| {
        let text = |name| act.get(name).and_then(Json::as_str).map(|text| Value::Text(text.to_owned()));
        let integer = |name| act.get(name).and_then(Json::as_i64).map(Value::Integer);
        let row = vec![
            Value::text(hub),
            integer("until_ms")?,
            Value::Integer(place),
            Value::Integer(number),
            text("act")?,
            text("about")?,
            text("name")?,
            text("payer")?,
            text("size")?,
            text("fill")?,
            integer("amount")?,
            integer("from_ms")?,
        ];
        Some(Change::Put { table: HUB_ACTS, row })
    };
    (0..).zip(acts.into_iter().flatten()).filter_map(row).collect()
}

/// A line of a hub's tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TariffRow {
    /// Identifier.
    pub id: String,
    /// What is charged for: `lift_rail`, `storage`, ...
    pub act: String,
    /// By what: `each`, `day`, `m_day`, `t`, `t_day`, `t_percent`.
    pub per: String,
    /// Only boxes of this length in feet, `20` or `40`; all where nothing is said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub size: String,
    /// Only `laden` or `empty` ones; all where nothing is said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fill: String,
    /// The first day that it charges.
    pub from_day: u16,
    /// The price of one.
    pub price: MoneyView,
    /// From this day of the hub's clock on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub valid_from: Option<String>,
    /// Up to and with this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub valid_to: Option<String>,
    /// Source and reliability.
    pub trust: TrustView,
}

impl From<&TariffLine> for TariffRow {
    fn from(line: &TariffLine) -> Self {
        Self {
            id: line.id.to_string(),
            act: line.act.word().to_owned(),
            per: line.act.per().word().to_owned(),
            size: line.boxes.size.clone(),
            fill: line.boxes.fill.clone(),
            from_day: line.from_day,
            price: MoneyView::from(&line.price),
            valid_from: line.valid_from.map(|date| date.to_string()),
            valid_to: line.valid_to.map(|date| date.to_string()),
            trust: TrustView::from(&line.provenance),
        }
    }
}

/// Returns a hub's tariff, act by act.
#[must_use]
pub fn tariff(layout: &Layout) -> Vec<TariffRow> {
    let mut lines: Vec<&TariffLine> = layout.tariff.iter().collect();
    lines.sort_by_key(|line| (place(line.act), &line.boxes, line.from_day, line.valid_from, &line.id));
    lines.into_iter().map(TariffRow::from).collect()
}

fn place(act: BillableAct) -> Option<usize> {
    BillableAct::ALL.iter().position(|other| *other == act)
}

/// What one line of the tariff charges for an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChargeLineRow {
    /// The line.
    pub line: String,
    /// The price of one.
    pub price: MoneyView,
    /// Days that it charges; 1 where days do not count.
    pub days: i64,
    /// The money.
    pub money: MoneyView,
}

/// A billable act with its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChargeRow {
    /// Its place among all: of the record in the journal, and of the act in it.
    pub id: String,
    /// What was done: `lift_rail`, `storage`, ...
    pub act: String,
    /// By what it is charged: `each`, `day`, `m_day`, `t`, `t_day`, `t_percent`.
    pub per: String,
    /// What it is about, for `history`: `unit:..`, `visit:..`, `lot:..`, `goods:..`.
    pub about: String,
    /// Its name or number.
    pub name: String,
    /// Who pays; absent where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
    /// Length in feet of a box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub size: String,
    /// `laden` or `empty` of a box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fill: String,
    /// How many pieces, metres, kilograms, or kilograms times percentage points; below 0 where an act is taken back.
    pub amount: i64,
    /// When it began.
    #[schema(format = DateTime)]
    pub from: String,
    /// When it ended: the day whose prices count.
    #[schema(format = DateTime)]
    pub until: String,
    /// Days from the first to the last by the hub's clock; 1 where days do not count.
    pub days: i64,
    /// Days of these that are free.
    pub free_days: i64,
    /// The lines that charge it; none where all days are free or the tariff has no line for it.
    pub lines: Vec<ChargeLineRow>,
    /// The sums, one for each currency.
    pub sums: Vec<MoneyView>,
    /// Whether the tariff has a line for it.
    pub is_priced: bool,
}

/// A sum of acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChargeSum {
    /// The act or the payer; empty for nobody.
    pub of: String,
    /// How many acts.
    pub acts: usize,
    /// How many of these the tariff has no line for.
    pub unpriced: usize,
    /// The sums, one for each currency.
    pub sums: Vec<MoneyView>,
}

/// What a hub charges for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HubCharges {
    /// What ended from here on counts.
    #[schema(format = DateTime)]
    pub from: String,
    /// Until here.
    #[schema(format = DateTime)]
    pub until: String,
    /// The hub's time zone: its days are those of the tariff.
    pub zone: String,
    /// A page of acts, in the order of their ends.
    pub items: Vec<ChargeRow>,
    /// What to send as `cursor` for the next page; absent after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many acts there are on all pages.
    pub total: usize,
    /// All acts that the filter lets through.
    pub all: ChargeSum,
    /// The same, act by act.
    pub by_act: Vec<ChargeSum>,
    /// The same, payer by payer.
    pub by_payer: Vec<ChargeSum>,
}

/// Which acts of a period are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChargeFilter {
    /// Only those that this organisation pays: of whoever may not see others'.
    pub own: Option<String>,
    /// Only this act.
    pub act: Option<BillableAct>,
    /// Only those of this payer; [`NOBODY`] for those of nobody.
    pub payer: Option<String>,
    /// Only those that the tariff has a line for, or has none for.
    pub is_priced: Option<bool>,
    /// Only those about something whose name holds this text.
    pub q: Option<String>,
    /// Rows of the page.
    pub limit: usize,
    /// Only those after this one.
    pub after: Option<[i64; 3]>,
}

/// An act as it was kept.
struct Kept {
    place: [i64; 3],
    deed: Deed,
    about: String,
    name: String,
    payer: String,
}

impl Kept {
    fn read(row: &[Value]) -> Option<Self> {
        let integer = |at| match row.get(at) {
            Some(Value::Integer(number)) => Some(*number),
            Some(Value::Null | Value::Text(_) | Value::Bytes(_)) | None => None,
        };
        let text = |at| match row.get(at) {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(Value::Null | Value::Integer(_) | Value::Bytes(_)) | None => None,
        };
        let at = |millis| Timestamp::from_millisecond(millis).ok();
        let place = [integer(1)?, integer(2)?, integer(3)?];
        let deed = Deed {
            act: BillableAct::from_word(&text(4)?)?,
            boxes: BoxKind { size: text(8)?, fill: text(9)? },
            amount: integer(10)?,
            from: at(integer(11)?)?,
            until: at(place[0])?,
        };
        Some(Self { place, deed, about: text(5)?, name: text(6)?, payer: text(7)? })
    }

    fn row(&self, charge: &Charge<'_>) -> ChargeRow {
        let [_, place, number] = self.place;
        let line = |one: &lb_hub::charge::ChargeLine<'_>| ChargeLineRow {
            line: one.line.id.to_string(),
            price: MoneyView::from(&one.line.price),
            days: one.days,
            money: MoneyView::from(&one.amount),
        };
        let deed = &self.deed;
        ChargeRow {
            id: format!("{place}.{number}"),
            act: deed.act.word().to_owned(),
            per: deed.act.per().word().to_owned(),
            about: self.about.clone(),
            name: self.name.clone(),
            payer: Some(self.payer.clone()).filter(|payer| !payer.is_empty()),
            size: deed.boxes.size.clone(),
            fill: deed.boxes.fill.clone(),
            amount: deed.amount,
            from: deed.from.to_string(),
            until: deed.until.to_string(),
            days: charge.days,
            free_days: charge.free_days,
            lines: charge.lines.iter().map(line).collect(),
            sums: monies(&charge.sums()),
            is_priced: charge.is_priced,
        }
    }
}

type Sums = BTreeMap<lb_base::codes::Currency, i64>;

fn monies(sums: &Sums) -> Vec<MoneyView> {
    sums.iter().map(|(currency, minor)| MoneyView::from(&Money::from_minor(*minor, *currency))).collect()
}

/// A sum that grows.
#[derive(Default)]
struct Growing {
    acts: usize,
    unpriced: usize,
    sums: Sums,
}

impl Growing {
    fn add(&mut self, charge: &Charge<'_>) {
        self.acts = self.acts.saturating_add(1);
        self.unpriced = self.unpriced.saturating_add(usize::from(!charge.is_priced));
        for (currency, minor) in charge.sums() {
            let sum = self.sums.entry(currency).or_default();
            *sum = sum.saturating_add(minor);
        }
    }

    fn told(&self, of: impl Into<String>) -> ChargeSum {
        ChargeSum { of: of.into(), acts: self.acts, unpriced: self.unpriced, sums: monies(&self.sums) }
    }
}

impl ChargeFilter {
    /// Reads the `next` of a page.
    #[must_use]
    pub fn after(cursor: &str) -> Option<[i64; 3]> {
        super::figures::SpanRow::after(cursor)
    }

    /// Reads the word of an act.
    ///
    /// # Errors
    /// `request.bad_value` where there is no such act.
    pub fn act(word: &str) -> Result<BillableAct, Refusal> {
        let unknown = || {
            let words: Vec<&str> = BillableAct::ALL.iter().map(|act| act.word()).collect();
            Refusal::field("request.bad_value", "act", format!("one of {}", words.join(", ")), word)
        };
        BillableAct::from_word(word).ok_or_else(unknown)
    }

    fn lets(&self, kept: &Kept) -> bool {
        let pays = |payer: &str| if payer == NOBODY { kept.payer.is_empty() } else { kept.payer == payer };
        let text = |q: &String| kept.name.to_lowercase().contains(&q.to_lowercase());
        self.own.as_ref().is_none_or(|own| kept.payer == *own)
            && self.act.is_none_or(|act| kept.deed.act == act)
            && self.payer.as_deref().is_none_or(pays)
            && self.q.as_ref().is_none_or(text)
    }
}

/// What was found of a period.
struct Found {
    page: Vec<ChargeRow>,
    last: Option<[i64; 3]>,
    all: Growing,
    by_act: BTreeMap<Option<usize>, (BillableAct, Growing)>,
    by_payer: BTreeMap<String, Growing>,
}

impl Period<'_> {
    async fn found(
        &self,
        journal: &dyn Journal,
        layout: &Layout,
        filter: &ChargeFilter,
    ) -> Result<Found, Fault> {
        let mut found = Found {
            page: Vec::new(),
            last: None,
            all: Growing::default(),
            by_act: BTreeMap::new(),
            by_payer: BTreeMap::new(),
        };
        let prefix = vec![Value::text(self.hub)];
        self.walk(journal, (HUB_ACTS, prefix, None), |row| {
            let kept = Kept::read(row).filter(|kept| filter.lets(kept));
            let priced = kept.map(|kept| (charge(&kept.deed, layout), kept));
            let wanted = |charge: &Charge<'_>| filter.is_priced.is_none_or(|is| is == charge.is_priced);
            if let Some((charge, kept)) = priced.filter(|(charge, _)| wanted(charge)) {
                found.all.add(&charge);
                let act = kept.deed.act;
                let of_act = found.by_act.entry(place(act));
                of_act.or_insert_with(|| (act, Growing::default())).1.add(&charge);
                found.by_payer.entry(kept.payer.clone()).or_default().add(&charge);
                let is_later = filter.after.is_none_or(|after| kept.place > after);
                if is_later && found.page.len() < filter.limit {
                    found.page.push(kept.row(&charge));
                    found.last = Some(kept.place);
                }
            }
            true
        })
        .await?;
        Ok(found)
    }

    /// Returns what a hub charges, priced by its tariff: a page of acts, and the sums of all that the filter lets through.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn charges(
        &self,
        journal: &dyn Journal,
        layout: &Layout,
        filter: &ChargeFilter,
    ) -> Result<HubCharges, Fault> {
        let found = self.found(journal, layout, filter).await?;
        let is_full = found.page.len() == filter.limit;
        let cursor = |[ended, place, number]: [i64; 3]| format!("{ended}.{place}.{number}");
        let next = found.last.filter(|_| is_full).map(cursor);
        Ok(HubCharges {
            from: instant(self.from.as_millisecond()),
            until: instant(self.until.as_millisecond()),
            zone: layout.zone.to_string(),
            items: found.page,
            next,
            total: found.all.acts,
            all: found.all.told(""),
            by_act: found.by_act.values().map(|(act, sum)| sum.told(act.word())).collect(),
            by_payer: found.by_payer.iter().map(|(payer, sum)| sum.told(payer)).collect(),
        })
    }
}
