//! Reference tables: sources, currencies, holidays, units, goods, delays, factors, claims.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Reading, money, names, provenance};
use crate::delay::Distribution;
use crate::geo::Point;
use crate::idx::{DelayIdx, FactorIdx};
use crate::model::{Claim, Commodity, Delay, Factor, Form, PortCheck, Source, UnitType, Volume};
use crate::table::Cells;

impl Reading<'_> {
    pub(super) fn reference(&mut self) {
        self.money_and_days();
        self.units_and_goods();
        self.delays_and_factors();
        self.records();
    }

    fn money_and_days(&mut self) {
        let rates = self.rows("currencies", &["currency", "per_usd"], |cells, _| {
            let per_usd = cells.decimal("per_usd", 4, "units per USD")?;
            if per_usd <= 0 {
                cells.reject("per_usd", "corridor.bad_value", "a positive rate", per_usd);
            }
            Some((cells.string("currency"), per_usd))
        });
        self.corridor.currencies = rates.into_iter().collect();
        self.corridor.currencies.entry("USD".to_owned()).or_insert(10_000);
        let days = self.rows("holidays", &["country", "date"], |cells, _| {
            let date: Date = cells.required("date", "a date such as 2026-12-16")?;
            Some((cells.string("country"), date))
        });
        let mut by_country: BTreeMap<String, BTreeSet<Date>> = BTreeMap::new();
        for (country, date) in days {
            by_country.entry(country).or_default().insert(date);
        }
        self.corridor.holidays =
            by_country.into_iter().map(|(country, days)| (country, Arc::new(days))).collect();
    }

    fn units_and_goods(&mut self) {
        self.corridor.unit_types =
            self.rows("unit_types", &["unit_type", "form", "teu", "payload_t"], |cells, _| {
                let form = cells.parsed("form", "box, reefer, bulk or roro", Form::from_word)?;
                Some(UnitType {
                    id: cells.required("unit_type", "an identifier")?,
                    name: names(cells),
                    form,
                    teu_e3: cells.amount("teu", 3, "TEU").unwrap_or(0),
                    payload_kg: cells.amount("payload_t", 3, "tonnes"),
                    volume_l: cells.amount("volume_m3", 3, "cubic metres"),
                    wagons_e3: cells.amount("wagons", 3, "wagon slots").unwrap_or(0),
                    lane_m_e3: cells.amount("lane_m", 3, "metres of lane").unwrap_or(0),
                    plugs: cells.within("plugs", 0..=100).unwrap_or(0),
                })
            });
        let loads = self.rows("commodity_units", &["hs", "unit_type", "t_per_unit"], |cells, _| {
            Some((
                cells.string("hs"),
                cells.string("unit_type"),
                cells.decimal("t_per_unit", 3, "tonnes per unit")?,
            ))
        });
        self.corridor.commodities =
            self.rows("commodities", &["hs", "name", "unit_types"], |cells, corridor| {
                let low = cells.decimal("temperature_min", 1, "degrees Celsius");
                let high = cells.decimal("temperature_max", 1, "degrees Celsius");
                let hs_text = cells.string("hs");
                let class = cells.string("dangerous_class");
                let value = if cells.text("value_per_t").is_empty() {
                    None
                } else {
                    money(cells, corridor, "value_per_t", 4)
                };
                Some(Commodity {
                    hs: cells.required("hs", "an HS code such as 1001.99")?,
                    name: names(cells),
                    unit_types: unit_list(cells, &corridor.unit_types),
                    stowage_l_per_t: cells.amount("stowage_m3_per_t", 3, "cubic metres per tonne"),
                    temperature: low.zip(high),
                    dangerous_class: (!class.is_empty()).then_some(class),
                    value_per_t: value,
                    quarantine: cells.flag("quarantine"),
                    kg_per_unit: loads
                        .iter()
                        .filter(|l| l.0 == hs_text)
                        .map(|l| (l.1.clone(), l.2))
                        .collect(),
                    provenance: provenance(cells)?,
                })
            });
    }

    fn delays_and_factors(&mut self) {
        let columns = ["delay_id", "p10", "p50", "p80", "p90", "p95", "p99", "max"];
        self.corridor.delays = self.rows("delays", &columns, |cells, _| {
            let mut minutes = [0_i64; 7];
            for (slot, column) in minutes.iter_mut().zip(&columns[1..]) {
                *slot = cells.within(column, 0..=525_600)?;
            }
            let Some(distribution) = Distribution::new(minutes) else {
                let found = format!("{minutes:?}");
                cells.reject("p10", "corridor.bad_distribution", "percentiles that never decrease", found);
                return None;
            };
            let id = cells.required("delay_id", "an identifier")?;
            Some(Delay { id, name: cells.string("name"), distribution, provenance: provenance(cells)? })
        });
        self.corridor.factors = self.rows("emission_factors", &["factor_id", "kind"], |cells, _| {
            Some(Factor {
                id: cells.required("factor_id", "an identifier")?,
                name: cells.string("name"),
                mg_per_tkm: cells.amount("g_per_tkm", 3, "grams per tonne-kilometre").unwrap_or(0),
                mg_per_t: cells.amount("g_per_t", 3, "grams per tonne").unwrap_or(0),
                provenance: provenance(cells)?,
            })
        });
        let delays = self.corridor.delays.iter().enumerate();
        self.delay_by_id = delays.map(|(i, d)| (d.id.to_string(), DelayIdx::new(i))).collect();
        let factors = self.corridor.factors.iter().enumerate();
        self.factor_by_id = factors.map(|(i, f)| (f.id.to_string(), FactorIdx::new(i))).collect();
    }

    fn records(&mut self) {
        self.corridor.sources = self.rows("sources", &["source_id", "what"], |cells, _| {
            Some(Source {
                id: cells.string("source_id"),
                what: cells.string("what"),
                url: cells.string("url"),
            })
        });
        self.corridor.claims = self.rows("claims", &["claim_id", "rule", "args", "judgement"], |cells, _| {
            Some(Claim {
                id: cells.string("claim_id"),
                publication: cells.string("publication"),
                subject: cells.string("subject"),
                value: cells.string("value"),
                value_max: cells.string("value_max"),
                unit: cells.string("unit"),
                qualifier: cells.string("qualifier"),
                rule: cells.string("rule"),
                args: cells.string("args"),
                judgement: cells.string("judgement"),
                reason: cells.string("reason"),
            })
        });
        self.corridor.volumes = self.rows("volumes", &["series", "period", "value"], |cells, _| {
            let provenance = provenance(cells)?;
            let [series, period, value, unit] =
                ["series", "period", "value", "unit"].map(|c| cells.string(c));
            Some(Volume { series, period, value, unit, provenance })
        });
        self.corridor.port_checks =
            self.rows("port_checks", &["unlocode", "source", "lat", "lon"], |cells, _| {
                let point = position(cells)?;
                let (unlocode, source) = (cells.string("unlocode"), cells.string("source"));
                Some(PortCheck { unlocode, source, point, line: cells.line })
            });
    }
}

fn unit_list(cells: &mut Cells<'_>, units: &[UnitType]) -> Vec<String> {
    let list = cells.list("unit_types");
    for unit in &list {
        if !units.iter().any(|u| u.id.as_str() == unit) {
            let found = format!("`{unit}`");
            cells.reject(
                "unit_types",
                "corridor.unknown_reference",
                "an identifier of unit_types.csv",
                found,
            );
        }
    }
    list
}

/// Reads a position in degrees.
pub(super) fn position(cells: &mut Cells<'_>) -> Option<Point> {
    let lat: f64 = cells.required("lat", "degrees north")?;
    let lon: f64 = cells.required("lon", "degrees east")?;
    if !(-90.0..=90.0).contains(&lat) {
        cells.reject("lat", "corridor.bad_value", "-90 to 90 degrees", lat);
    }
    if !(-180.0..=180.0).contains(&lon) {
        cells.reject("lon", "corridor.bad_value", "-180 to 180 degrees", lon);
    }
    Some(Point { lat, lon })
}
