//! Types of wagons and the loading rules of railways.

use super::{Reading, Seen, count, identifier, length, mass, names, parts, provenance};
use crate::layout::{Railway, WagonType};
use crate::table::Cells;

impl Reading<'_> {
    pub(super) fn wagons(&mut self) {
        self.wagon_types();
        self.railways();
    }

    fn wagon_types(&mut self) {
        let mut seen = Seen::new();
        let columns = [
            "wagon_type_id",
            "name",
            "gauge_mm",
            "length_m",
            "tare_t",
            "payload_t",
            "axles",
            "slots",
            "long_from",
            "grain",
        ];
        let types = self.rows("wagon_types", &columns, |cells, _| {
            Some(WagonType {
                id: identifier(cells, "wagon_type_id", &mut seen)?,
                name: names(cells),
                gauge: gauge(cells)?,
                length: length(cells, "length_m")?,
                tare: mass(cells, "tare_t")?,
                payload: mass(cells, "payload_t")?,
                axles: count(cells, "axles", 0..=u8::MAX)?,
                slots: count(cells, "slots", 0..=u8::MAX)?,
                long_from: parts(cells, "long_from", "slots, from 1", |text| text.parse().ok()),
                grain: cells.flag("grain"),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        self.corridor.layouts.wagon_types = types.into_iter().map(|row| (row.id.clone(), row)).collect();
    }

    fn railways(&mut self) {
        let mut seen = Seen::new();
        let columns = [
            "railway_id",
            "name",
            "gauge_mm",
            "train_length_m",
            "train_mass_t",
            "axle_load_t",
            "pair_difference_t",
            "bogie_difference_t",
            "pair_one_destination",
            "empty_platforms",
        ];
        let railways = self.rows("railways", &columns, |cells, _| {
            Some(Railway {
                id: identifier(cells, "railway_id", &mut seen)?,
                name: names(cells),
                gauge: gauge(cells)?,
                train_length: length(cells, "train_length_m")?,
                train_mass: mass(cells, "train_mass_t")?,
                axle_load: mass(cells, "axle_load_t")?,
                pair_difference: mass(cells, "pair_difference_t")?,
                bogie_difference: mass(cells, "bogie_difference_t")?,
                pair_one_destination: cells.flag("pair_one_destination"),
                empty_platforms: cells.flag("empty_platforms"),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        self.corridor.layouts.railways = railways.into_iter().map(|row| (row.id.clone(), row)).collect();
    }
}

/// Reads the one gauge of a row, millimetres.
fn gauge(cells: &mut Cells<'_>) -> Option<u32> {
    count(cells, "gauge_mm", 600..=1_700)
}
