//! A corridor: all rows of a folder, cross-referenced, immutable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::idx::{CrossingIdx, FacilityIdx, PlaceIdx, SectionIdx, ServiceIdx};
use crate::layout::Layouts;
use crate::model::{
    Claim, Commodity, Connection, Crossing, Delay, Drayage, DrayageEnd, Facility, Factor, Form, Link,
    Pattern, Place, PortCheck, Restriction, Section, Service, Source, UnitType, Volume,
};
use crate::railway::LinkGraph;
use crate::sea::SeaLanes;

/// One corridor, as read.
#[derive(Clone, Debug, Default)]
pub struct Corridor {
    /// Places.
    pub places: Vec<Place>,
    /// Facilities.
    pub facilities: Vec<Facility>,
    /// Links.
    pub links: Vec<Link>,
    /// Crossings.
    pub crossings: Vec<Crossing>,
    /// Services.
    pub services: Vec<Service>,
    /// Sections.
    pub sections: Vec<Section>,
    /// Through connections.
    pub connections: Vec<Connection>,
    /// Operating patterns.
    pub patterns: Vec<Pattern>,
    /// Drayages.
    pub drayages: Vec<Drayage>,
    /// Unit types.
    pub unit_types: Vec<UnitType>,
    /// Commodities.
    pub commodities: Vec<Commodity>,
    /// Restrictions.
    pub restrictions: Vec<Restriction>,
    /// Delay distributions.
    pub delays: Vec<Delay>,
    /// Emission factors.
    pub factors: Vec<Factor>,
    /// Units of currency per base currency (USD), in ten-thousandths.
    pub currencies: BTreeMap<String, i64>,
    /// Holidays by country.
    pub holidays: BTreeMap<String, Arc<BTreeSet<Date>>>,
    /// Published figures.
    pub claims: Vec<Claim>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Published series.
    pub volumes: Vec<Volume>,
    /// Positions of ports in further sources.
    pub port_checks: Vec<PortCheck>,
    /// Sea lanes.
    pub sea: SeaLanes,
    /// Floor plans of hubs, wagon types, railways.
    pub layouts: Layouts,
    /// Links by place.
    pub graph: LinkGraph,
    /// Rows per table, as read.
    pub row_counts: BTreeMap<&'static str, usize>,
    pub(crate) place_by_id: BTreeMap<String, PlaceIdx>,
    pub(crate) crossing_by_id: BTreeMap<String, CrossingIdx>,
    pub(crate) service_by_id: BTreeMap<String, ServiceIdx>,
    pub(crate) section_by_id: BTreeMap<String, SectionIdx>,
    pub(crate) facility_for: Vec<[Option<FacilityIdx>; 4]>,
    pub(crate) drayages_at: Vec<Vec<DrayageEnd>>,
}

impl Corridor {
    /// Returns a place by its identifier or UN/LOCODE; an identifier wins.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<PlaceIdx> {
        let code = code.trim().to_ascii_uppercase();
        self.place_by_id.get(&code).copied().or_else(|| {
            let found =
                self.places.iter().position(|p| p.unlocode.as_ref().is_some_and(|u| u.to_string() == code));
            found.map(PlaceIdx::new)
        })
    }

    /// Returns a crossing by its identifier.
    #[must_use]
    pub fn crossing(&self, id: &str) -> Option<CrossingIdx> {
        self.crossing_by_id.get(id.trim()).copied()
    }

    /// Returns a service by its identifier.
    #[must_use]
    pub fn service(&self, id: &str) -> Option<ServiceIdx> {
        self.service_by_id.get(id.trim()).copied()
    }

    /// Returns a section by its identifier.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<SectionIdx> {
        self.section_by_id.get(id.trim()).copied()
    }

    /// Returns the first facility of a place that handles a form.
    #[must_use]
    pub fn facility_for(&self, place: PlaceIdx, form: Form) -> Option<&Facility> {
        let index = self.facility_for.get(place.at())?[form.index()]?;
        self.facilities.get(index.at())
    }

    /// Returns the drayages that leave a place.
    #[must_use]
    pub fn drayages_at(&self, place: PlaceIdx) -> &[DrayageEnd] {
        self.drayages_at.get(place.at()).map_or(&[], Vec::as_slice)
    }

    /// Returns the places a code means: the members of an area, else the place itself.
    #[must_use]
    pub fn members(&self, place: PlaceIdx) -> Vec<PlaceIdx> {
        let id = &self.places[place.at()].id;
        let members: Vec<PlaceIdx> = (0..self.places.len())
            .map(PlaceIdx::new)
            .filter(|p| self.places[p.at()].area.as_ref() == Some(id))
            .collect();
        if members.is_empty() { vec![place] } else { members }
    }

    /// Returns whether any row of a section's timetable is modelled rather than published.
    #[must_use]
    pub fn is_modelled(&self, service: ServiceIdx) -> bool {
        self.services[service.at()].provenance.reliability == lb_base::Reliability::Modelled
    }
}
