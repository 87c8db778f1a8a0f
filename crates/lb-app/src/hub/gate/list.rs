//! Appointments as a list with filters, and as a table for spreadsheets.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use lb_base::OrganisationId;
use lb_hub::AppointmentId;
use lb_hub::floor::number_key;
use lb_hub::gate::Appointment;

use super::{GateAppointmentRow, Gates, has};
use crate::booking::lists::Page;
use crate::export::{Field, Sheet, workbook};
use crate::journal::Fault;
use crate::refusal::Refusal;

/// Rows of a page at most.
pub const APPOINTMENTS_MAX: usize = 500;
/// Columns of the table; instants are by the hub's clock.
const COLUMNS: [&str; 13] = [
    "gate",
    "from",
    "until",
    "zone",
    "plate",
    "trailer",
    "brings",
    "collects",
    "organisation",
    "reference",
    "state",
    "made",
    "id",
];

/// Which appointments are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppointmentFilter {
    /// Only those of this organisation: of whoever may not see others'.
    pub own: Option<OrganisationId>,
    /// Only those whose plate, trailer, reference or units hold this text.
    pub q: Option<String>,
    /// Only those that stand so.
    pub state: Option<String>,
    /// Only those whose window begins on this day by the hub's clock.
    pub date: Option<String>,
    /// Only those at this gate.
    pub gate: Option<String>,
    /// Only those of this organisation.
    pub organisation: Option<String>,
    /// Rows of the page.
    pub limit: usize,
    /// Only those after this one.
    pub after: Option<(Timestamp, AppointmentId)>,
}

impl AppointmentFilter {
    /// Reads the `next` of a page.
    #[must_use]
    pub fn place(cursor: &str) -> Option<(Timestamp, AppointmentId)> {
        let (from, id) = cursor.split_once(' ')?;
        Some((from.parse().ok()?, id.parse().ok()?))
    }
}

impl Gates<'_> {
    /// Returns a page of appointments, the earliest windows first, with how many there are by state.
    ///
    /// # Errors
    /// `request.bad_value` where the date is no day.
    pub fn appointments(&self, filter: &AppointmentFilter) -> Result<Page<GateAppointmentRow>, Refusal> {
        let wanted = self.wanted(filter)?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for appointment in &wanted {
            *counts.entry(self.state(appointment).to_owned()).or_default() += 1;
        }
        let is_so =
            |one: &&&Appointment| filter.state.as_deref().is_none_or(|state| self.state(one) == state);
        let so: Vec<&&Appointment> = wanted.iter().filter(is_so).collect();
        let total = so.len();
        let later =
            so.into_iter().filter(|one| filter.after.is_none_or(|after| (one.wish.from, one.id) > after));
        let items: Vec<GateAppointmentRow> = later.take(filter.limit).map(|one| self.row(one)).collect();
        let next = items.last().filter(|_| items.len() == filter.limit);
        let next = next.map(|row| format!("{} {}", row.from, row.id));
        Ok(Page { items, next, total, counts, cut: false })
    }

    /// Returns what a filter lets through, whatever its state.
    fn wanted(&self, filter: &AppointmentFilter) -> Result<Vec<&Appointment>, Refusal> {
        let day = filter.date.as_deref().map(|date| self.day(Some(date))).transpose()?;
        let key = filter.q.as_deref().map(number_key);
        let mut all = self.seen_by(filter.own.as_ref());
        all.retain(|appointment| {
            let wish = &appointment.wish;
            let holds = |key: &String| {
                has(wish.plate.as_str(), key)
                    || wish.trailer.as_ref().is_some_and(|trailer| has(trailer.as_str(), key))
                    || has(&wish.reference, key)
                    || wish.collects.iter().any(|number| has(number, key))
                    || wish.brings.iter().any(|one| has(&one.identity.to_string(), key))
            };
            key.as_ref().is_none_or(holds)
                && day.as_ref().is_none_or(|(_, (from, until))| *from <= wish.from && wish.from < *until)
                && filter.gate.as_deref().is_none_or(|gate| wish.gate.as_str() == gate)
                && filter.organisation.as_deref().is_none_or(|own| wish.organisation.as_str() == own)
        });
        Ok(all)
    }

    fn sheet(&self, filter: &AppointmentFilter) -> Result<Sheet, Refusal> {
        let zone = self.layout.zone.time_zone();
        let local = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let row = |one: &&Appointment| {
            let brings: Vec<String> =
                one.wish.brings.iter().map(|thing| thing.identity.to_string()).collect();
            let cells = [
                one.wish.gate.to_string(),
                local(one.wish.from),
                local(one.until),
                self.layout.zone.to_string(),
                one.wish.plate.to_string(),
                one.wish.trailer.as_ref().map(ToString::to_string).unwrap_or_default(),
                brings.join(" "),
                one.wish.collects.join(" "),
                one.wish.organisation.to_string(),
                one.wish.reference.clone(),
                self.state(one).to_owned(),
                local(one.made),
                one.id.to_string(),
            ];
            cells.map(Field::Text).to_vec()
        };
        let wanted = self.wanted(filter)?;
        let so =
            wanted.iter().filter(|one| filter.state.as_deref().is_none_or(|state| self.state(one) == state));
        let rows = so.map(row).collect();
        Ok(Sheet { name: "Appointments", columns: COLUMNS.map(str::to_owned).to_vec(), rows })
    }
}

/// Returns appointments as CSV in UTF-8; limit and place of the filter do not count.
///
/// # Errors
/// `request.bad_value` where the date is no day; inside, a fault of the writer.
pub fn appointments_csv(
    gates: &Gates<'_>,
    filter: &AppointmentFilter,
) -> Result<Result<Vec<u8>, Fault>, Refusal> {
    gates.sheet(filter).map(|sheet| sheet.csv())
}

/// Returns appointments as a workbook of one sheet; `now` is by the hub's clock.
///
/// # Errors
/// `request.bad_value` where the date is no day; inside, a fault of the writer.
pub fn appointments_workbook(
    gates: &Gates<'_>,
    filter: &AppointmentFilter,
    now: DateTime,
) -> Result<Result<Vec<u8>, Fault>, Refusal> {
    gates.sheet(filter).map(|sheet| workbook(&[sheet], now))
}
