//! Services, their sections, calls, connections, patterns and tariffs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::infrastructure::mode;
use super::{
    Reading, crossing, forms, metres, money, names, place, provenance, provenance_or, reference, references,
};
use crate::idx::{ConnectionIdx, PatternIdx, SectionIdx, ServiceIdx};
use crate::model::{
    Call, Capacity, Connection, ConnectionKind, Dangerous, Form, Pattern, Per, RunDays, Section, Service,
    Tariff,
};
use crate::opening::clock;
use crate::problem::Problem;
use crate::table::Cells;

/// The most that one run may carry of anything.
const CAPACITY_MAX: i64 = 10_000_000;

impl Reading<'_> {
    pub(super) fn services(&mut self) {
        self.service_rows();
        self.section_rows();
        self.call_rows();
        self.tariff_rows();
        self.connection_rows();
        self.pattern_rows();
    }

    fn service_rows(&mut self) {
        self.corridor.services = self.rows("services", &["service_id", "name", "kind"], |cells, _| {
            let columns = ["published_days_min", "published_days_typ", "published_days_max"];
            Some(Service {
                id: cells.required("service_id", "an identifier")?,
                name: names(cells),
                kind: cells.string("kind"),
                operator: cells.string("operator"),
                published_days_e3: columns.map(|column| cells.decimal(column, 3, "days")),
                sections: Vec::new(),
                patterns: Vec::new(),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        let ids = self.corridor.services.iter().enumerate();
        self.corridor.service_by_id = ids.map(|(i, s)| (s.id.to_string(), ServiceIdx::new(i))).collect();
    }

    fn section_rows(&mut self) {
        let (factors, delays) =
            (std::mem::take(&mut self.factor_by_id), std::mem::take(&mut self.delay_by_id));
        let columns = ["section_id", "service_id", "seq", "mode", "forms", "factor_id", "delay_id"];
        let mut sections = self.rows("sections", &columns, |cells, corridor| {
            let capacity = Capacity {
                teu: cells.within("capacity_teu", 0..=CAPACITY_MAX),
                wagons: cells.within("capacity_wagons", 0..=CAPACITY_MAX),
                tonnes: cells.within("capacity_t", 0..=CAPACITY_MAX),
                plugs: cells.within("reefer_plugs", 0..=CAPACITY_MAX),
                deck_m: cells.within("deck_m", 0..=CAPACITY_MAX),
            };
            Some(Section {
                id: cells.required("section_id", "an identifier")?,
                service: reference(cells, "service_id", "services", &corridor.service_by_id)?,
                seq: cells.required("seq", "a number from 1")?,
                mode: mode(cells)?,
                gauge_mm: cells.optional("gauge_mm", "a gauge in millimetres"),
                forms: forms(cells, "forms"),
                crossings: references(cells, "crossings", "crossings", &corridor.crossing_by_id),
                capacity,
                parcel_min_t: cells.within("parcel_min_t", 0..=CAPACITY_MAX),
                dangerous: match cells.text("dangerous") {
                    "" | "no" => Dangerous::No,
                    "all" => Dangerous::All,
                    _ => Dangerous::Classes(cells.list("dangerous")),
                },
                factor: reference(cells, "factor_id", "emission_factors", &factors)?,
                delay: reference(cells, "delay_id", "delays", &delays)?,
                calls: Vec::new(),
                tariffs: Vec::new(),
                onward: None,
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        sections.sort_by_key(|section| (section.service, section.seq));
        for (i, section) in sections.iter().enumerate() {
            self.corridor.services[section.service.at()].sections.push(SectionIdx::new(i));
        }
        let ids = sections.iter().enumerate();
        self.corridor.section_by_id = ids.map(|(i, s)| (s.id.to_string(), SectionIdx::new(i))).collect();
        self.corridor.sections = sections;
        (self.factor_by_id, self.delay_by_id) = (factors, delays);
    }

    fn call_rows(&mut self) {
        let columns = ["section_id", "seq", "place_id", "arrive_day", "arrive", "depart_day", "depart", "km"];
        let mut calls = self.rows("calls", &columns, |cells, corridor| {
            let section = reference(cells, "section_id", "sections", &corridor.section_by_id)?;
            let seq: u32 = cells.required("seq", "a number from 1")?;
            let cutoff = cells.hours("cutoff_hours");
            let call = Call {
                place: place(cells, corridor, "place_id")?,
                arrive: local_time(cells, "arrive_day", "arrive"),
                depart: local_time(cells, "depart_day", "depart"),
                cutoff,
                board: cells.flag("board"),
                alight: cells.flag("alight"),
                metres: metres(cells, "km").unwrap_or(0),
                via: references(cells, "via", "places", &corridor.place_by_id),
                provenance: provenance_or(cells, &corridor.sections[section.at()].provenance),
                line: cells.line,
            };
            Some((section, seq, call))
        });
        calls.sort_by_key(|(section, seq, _)| (*section, *seq));
        for (section, _, call) in calls {
            self.corridor.sections[section.at()].calls.push(call);
        }
        for section in &mut self.corridor.sections {
            let last = section.calls.len().saturating_sub(1);
            let is_whole = |(i, call): (usize, &Call)| {
                (i == 0 || call.arrive.is_some()) && (i == last || call.depart.is_some())
            };
            if section.calls.len() < 2 || !section.calls.iter().enumerate().all(is_whole) {
                let found = format!("{} calls, or a time missing between them", section.calls.len());
                self.problems.push(Problem {
                    file: "sections.csv".to_owned(),
                    line: section.line,
                    column: "section_id".to_owned(),
                    code: "corridor.call_incomplete",
                    expected: format!("two or more calls of {} with all their times", section.id),
                    found,
                });
                section.calls.clear();
            }
        }
    }

    fn tariff_rows(&mut self) {
        let columns = ["tariff_id", "section_id", "per", "fixed", "per_km", "currency"];
        let tariffs = self.rows("tariffs", &columns, |cells, corridor| {
            let section = reference(cells, "section_id", "sections", &corridor.section_by_id)?;
            let tariff = Tariff {
                id: cells.required("tariff_id", "an identifier")?,
                form: cells.parsed("form", "box, reefer, bulk or roro", Form::from_word),
                per: cells.parsed("per", "teu, unit, t or lane_m", Per::from_word)?,
                fixed: money(cells, corridor, "fixed", 4).unwrap_or(0),
                per_km_e8: money(cells, corridor, "per_km", 8).unwrap_or(0),
                valid_from: cells.optional("valid_from", "a date"),
                valid_to: cells.optional("valid_to", "a date"),
                provenance: provenance(cells)?,
            };
            Some((section, tariff))
        });
        for (section, tariff) in tariffs {
            self.corridor.sections[section.at()].tariffs.push(tariff);
        }
    }

    fn connection_rows(&mut self) {
        let columns =
            ["connection_id", "from_section", "to_section", "kind", "hours_min", "handlings", "risk"];
        let connections = self.rows("connections", &columns, |cells, corridor| {
            let crossing = if cells.text("crossing_id").is_empty() {
                None
            } else {
                Some(crossing(cells, corridor, "crossing_id")?)
            };
            let from = reference(cells, "from_section", "sections", &corridor.section_by_id)?;
            let to = reference(cells, "to_section", "sections", &corridor.section_by_id)?;
            let (a, b) = (&corridor.sections[from.at()], &corridor.sections[to.at()]);
            if a.service != b.service || a.seq.checked_add(1) != Some(b.seq) {
                let (expected, found) =
                    (format!("the section after {} in its service", a.id), b.id.to_string());
                cells.reject("to_section", "corridor.connection_does_not_join", expected, found);
                return None;
            }
            let risk = cells.decimal("risk", 6, "a probability from 0 to 1").unwrap_or(0);
            let Ok(risk_ppm @ 0..=1_000_000) = u32::try_from(risk) else {
                cells.reject("risk", "corridor.bad_value", "a probability from 0 to 1", risk);
                return None;
            };
            Some(Connection {
                from,
                to,
                kind: ConnectionKind::from_word(cells.text("kind"))?,
                crossing,
                minutes_min: cells.hours("hours_min").unwrap_or(0),
                handlings: cells
                    .required("handlings", "a number of lifts")
                    .filter(|lifts: &u32| *lifts <= 100)?,
                capacity_per_day: cells.optional("capacity_per_day", "runs a day"),
                risk_ppm,
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        for (i, connection) in connections.iter().enumerate() {
            self.corridor.sections[connection.from.at()].onward = Some(ConnectionIdx::new(i));
        }
        self.corridor.connections = connections;
    }

    fn pattern_rows(&mut self) {
        let columns = ["pattern_id", "date", "kind"];
        let exceptions = self.rows("exceptions", &columns, |cells, _| {
            let extra = cells.parsed("kind", "cancelled or extra", |kind| match kind {
                "extra" => Some(true),
                "cancelled" => Some(false),
                _ => None,
            })?;
            let date: Date = cells.required("date", "a date")?;
            Some((cells.string("pattern_id"), date, extra))
        });
        let columns = ["pattern_id", "service_id", "weekdays", "every_days", "anchor", "valid_from"];
        self.corridor.patterns = self.rows("patterns", &columns, |cells, corridor| {
            let id = cells.string("pattern_id");
            let dated = |extra: bool| -> Vec<Date> {
                exceptions.iter().filter(|e| e.0 == id && e.2 == extra).map(|e| e.1).collect()
            };
            let (cancelled, extra) = (dated(false), dated(true));
            Some(Pattern {
                id: cells.required("pattern_id", "an identifier")?,
                service: reference(cells, "service_id", "services", &corridor.service_by_id)?,
                days: run_days(cells)?,
                shift: cells.within("shift_minutes", -576_000..=576_000).unwrap_or(0),
                valid_from: cells.optional("valid_from", "a date"),
                valid_to: cells.optional("valid_to", "a date"),
                cancelled,
                extra,
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        let known: BTreeMap<String, ()> =
            self.corridor.patterns.iter().map(|p| (p.id.to_string(), ())).collect();
        self.rows("exceptions", &[], |cells, _| reference(cells, "pattern_id", "patterns", &known));
        for (i, pattern) in self.corridor.patterns.iter().enumerate() {
            self.corridor.services[pattern.service.at()].patterns.push(PatternIdx::new(i));
        }
    }
}

fn local_time(cells: &mut Cells<'_>, day: &str, time: &str) -> Option<i32> {
    let minutes = cells.parsed(time, "a local time HH:MM", clock)?;
    let days: i32 = cells.required(day, "a day offset")?;
    if !(-2..=400).contains(&days) {
        cells.reject(day, "corridor.bad_value", "a day offset from -2 to 400", days);
        return None;
    }
    Some(days * 1_440 + minutes)
}

fn run_days(cells: &mut Cells<'_>) -> Option<RunDays> {
    if let Some(days) = cells.optional::<i32>("every_days", "a number of days") {
        if !(1..=400).contains(&days) {
            cells.reject("every_days", "corridor.bad_value", "1 to 400 days", days);
            return None;
        }
        return Some(RunDays::Every { days, anchor: cells.required("anchor", "a date")? });
    }
    let weekdays = cells.parsed("weekdays", "digits 1 (Monday) to 7", |text| {
        let mut week = [false; 7];
        for digit in text.bytes() {
            *week.get_mut(usize::from(digit.checked_sub(b'1')?))? = true;
        }
        Some(week)
    });
    if weekdays.is_none() {
        cells.reject("weekdays", "corridor.bad_value", "weekdays, or every_days with anchor", "neither");
    }
    Some(RunDays::Weekdays(weekdays?))
}
