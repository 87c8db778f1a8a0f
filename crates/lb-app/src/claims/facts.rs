//! What every rule reads: the corridor, its timetable, and the guard against modelled rows.

use lb_base::Reliability;
use lb_network::idx::{CrossingIdx, PlaceIdx, SectionIdx, ServiceIdx};
use lb_network::model::{Call, Claim, Crossing, Provenance, Volume};
use lb_network::{Corridor, Timetable};

use super::finding::Untestable;
use crate::app::App;

/// Minutes of a day.
pub(super) const DAY: i32 = 1_440;
/// Days of the year whose departures are counted, from `now`.
pub(super) const YEAR_DAYS: i32 = 365;

/// The corridor as rules read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// The opened corridor, for the reach with modelled services.
    pub app: &'a App,
    /// Corridor.
    pub corridor: &'a Corridor,
    /// Timetable.
    pub timetable: &'a Timetable,
    /// Minutes since 1970 UTC.
    pub now: i32,
}

impl<'a> Facts<'a> {
    /// Returns the facts of an opened corridor.
    pub fn new(app: &'a App) -> Self {
        Self { app, corridor: app.corridor(), timetable: &app.planner.timetable, now: app.now.get() }
    }

    /// Returns a place that is not modelled.
    pub fn place(&self, code: &str) -> Result<PlaceIdx, Untestable> {
        let found = self.corridor.place(code).filter(|_| !code.is_empty());
        let place = found.ok_or_else(|| Untestable::problem("a place of places.csv", code))?;
        published(|| format!("place {code}"), &self.corridor.places[place.at()].provenance)?;
        Ok(place)
    }

    /// Returns the places of a way written `A>B>C`.
    pub fn way(&self, text: &str) -> Result<Vec<PlaceIdx>, Untestable> {
        let places: Vec<PlaceIdx> =
            text.split('>').map(|code| self.place(code.trim())).collect::<Result<_, _>>()?;
        if places.len() < 2 {
            return Err(Untestable::problem("a way such as A>B>C", text));
        }
        Ok(places)
    }

    /// Returns a crossing that is not modelled.
    pub fn crossing(&self, id: &str) -> Result<&'a Crossing, Untestable> {
        let found: Option<CrossingIdx> = self.corridor.crossing(id);
        let index = found.ok_or_else(|| Untestable::problem("a crossing of crossings.csv", id))?;
        let crossing = &self.corridor.crossings[index.at()];
        published(|| format!("crossing {id}"), &crossing.provenance)?;
        Ok(crossing)
    }

    /// Returns a service whose every row is published.
    pub fn service(&self, id: &str) -> Result<ServiceIdx, Untestable> {
        let found = self.corridor.service(id);
        let service = found.ok_or_else(|| Untestable::problem("a service of services.csv", id))?;
        self.all_published(service)?;
        Ok(service)
    }

    /// Returns another claim of the table.
    pub fn claim(&self, id: &str) -> Result<&'a Claim, Untestable> {
        let found = self.corridor.claims.iter().find(|claim| claim.id == id);
        found.ok_or_else(|| Untestable::problem("a claim of claims.csv", id))
    }

    /// Returns a value of a published series: the row and its number.
    pub fn volume(&self, series: &str, period: &str) -> Result<(&'a Volume, f64), Untestable> {
        let known = self.corridor.volumes.iter().any(|v| v.series == series);
        if !known {
            return Err(Untestable::problem("a series of volumes.csv", series));
        }
        let row = self.corridor.volumes.iter().find(|v| v.series == series && v.period == period);
        let row = row.ok_or_else(|| Untestable::problem(format!("a period of series {series}"), period))?;
        published(|| format!("{series} of {period}"), &row.provenance)?;
        Ok((row, number_of(row)?))
    }

    /// Returns whether a service, its sections, through connections and patterns are all published.
    pub fn is_published(&self, service: ServiceIdx) -> bool {
        self.all_published(service).is_ok()
    }

    fn all_published(&self, service: ServiceIdx) -> Result<(), Untestable> {
        let corridor = self.corridor;
        let row = &corridor.services[service.at()];
        published(|| format!("service {}", row.id), &row.provenance)?;
        for section in &row.sections {
            let section = &corridor.sections[section.at()];
            published(|| format!("section {}", section.id), &section.provenance)?;
            if let Some(connection) = section.onward {
                let connection = &corridor.connections[connection.at()].provenance;
                published(|| format!("the connection after section {}", section.id), connection)?;
            }
        }
        for pattern in &row.patterns {
            let pattern = &corridor.patterns[pattern.at()];
            published(|| format!("pattern {}", pattern.id), &pattern.provenance)?;
        }
        Ok(())
    }

    /// Returns the calls of a service with their section, in order.
    pub fn calls(
        &self,
        service: ServiceIdx,
    ) -> impl Iterator<Item = (SectionIdx, usize, &'a Call)> + use<'a> {
        let corridor = self.corridor;
        corridor.services[service.at()].sections.iter().flat_map(move |section| {
            let calls = corridor.sections[section.at()].calls.iter().enumerate();
            calls.map(move |(position, call)| (*section, position, call))
        })
    }

    /// Returns the instant at which the year of counted departures ends.
    pub const fn year_end(&self) -> i32 {
        self.now.saturating_add(YEAR_DAYS * DAY)
    }

    /// Returns a place's English name.
    pub fn name(&self, place: PlaceIdx) -> &'a str {
        self.corridor.places[place.at()].name.en()
    }
}

/// Refuses a modelled row.
pub(super) fn published(row: impl FnOnce() -> String, provenance: &Provenance) -> Result<(), Untestable> {
    if provenance.reliability == Reliability::Modelled {
        Err(Untestable::Modelled { row: row() })
    } else {
        Ok(())
    }
}

/// Returns the number of a series value.
pub(super) fn number_of(row: &Volume) -> Result<f64, Untestable> {
    let number = row.value.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    number.ok_or_else(|| {
        Untestable::problem(format!("a number above 0 in {} of {}", row.series, row.period), &row.value)
    })
}
