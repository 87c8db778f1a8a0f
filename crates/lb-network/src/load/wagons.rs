//! Types of wagons and the loading rules of railways.

use super::layouts::is_class;
use super::{Reading, Seen, count, identifier, length, mass, names, parts, provenance, unknown};
use crate::layout::{Apart, ClassSet, Counterpart, Railway, RailwayId, Separation, WagonType};
use crate::table::Cells;

impl Reading<'_> {
    pub(super) fn wagons(&mut self) {
        self.wagon_types();
        self.railways();
        self.separations();
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
                power_points: cells.within("power_points", 0..=u8::MAX).unwrap_or(0),
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
                separations: Vec::new(),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        self.corridor.layouts.railways = railways.into_iter().map(|row| (row.id.clone(), row)).collect();
    }

    /// Reads which dangerous goods railways keep apart, each rule into its railway.
    fn separations(&mut self) {
        let mut seen = Seen::new();
        let columns = ["railway_id", "one", "other", "rule", "wagons"];
        let rules: Vec<(RailwayId, Separation)> =
            self.rows("railway_separations", &columns, |cells, corridor| {
                let railway = cells.string("railway_id");
                let Some(railway) = corridor.layouts.railways.get(railway.as_str()) else {
                    unknown(cells, "railway_id", "railways", &railway);
                    return None;
                };
                said_once(cells, &mut seen);
                let one = classes(cells, "one");
                let other = counterpart(cells);
                let apart = apart(cells, &other)?;
                let (provenance, line) = (provenance(cells)?, cells.line);
                Some((railway.id.clone(), Separation { one, other, apart, provenance, line }))
            });
        for (railway, rule) in rules {
            if let Some(railway) = self.corridor.layouts.railways.get_mut(&railway) {
                railway.separations.push(rule);
            }
        }
    }
}

/// Refuses a rule that a row before has.
fn said_once(cells: &mut Cells<'_>, seen: &mut Seen) {
    let key = ["railway_id", "one", "other", "rule"].map(|column| cells.text(column)).join(" ");
    if let Some(line) = seen.get(&key) {
        let found = format!("`{key}` again, after line {line}");
        cells.reject("rule", "corridor.duplicate_identifier", "every rule once", found);
    }
    seen.insert(key, cells.line);
}

/// Reads classes of dangerous goods: `*` for every one, or a `;` list; at least one.
fn classes(cells: &mut Cells<'_>, column: &str) -> ClassSet {
    let expected = "* for every class, or classes such as 1.1;3";
    match cells.text(column) {
        "*" => ClassSet::Any,
        "" => {
            cells.reject(column, "corridor.bad_value", expected, "nothing");
            ClassSet::Some(Vec::new())
        }
        _ => ClassSet::Some(parts(cells, column, expected, |text| is_class(text).then(|| text.to_owned()))),
    }
}

/// Reads from what goods are kept apart.
fn counterpart(cells: &mut Cells<'_>) -> Counterpart {
    match cells.text("other") {
        "loco" => Counterpart::Locomotive,
        "tail" => Counterpart::Tail,
        _ => Counterpart::Goods(classes(cells, "other")),
    }
}

/// Reads how goods are kept apart; from an end of the train they are by wagons between only.
fn apart(cells: &mut Cells<'_>, other: &Counterpart) -> Option<Apart> {
    let apart = match cells.text("rule") {
        "wagons_between" => return count(cells, "wagons", 1..=50).map(Apart::WagonsBetween),
        "not_on_one_wagon" => Apart::NotOnOneWagon,
        "not_in_one_train" => Apart::NotInOneTrain,
        // Told already: it is none of the column's words.
        _ => return None,
    };
    if !matches!(other, Counterpart::Goods(_)) {
        let (expected, found) = ("wagons_between for an end of the train", format!("`{}`", apart.word()));
        cells.reject("rule", "corridor.bad_value", expected, found);
    }
    let wagons = cells.string("wagons");
    if !wagons.is_empty() {
        cells.reject("wagons", "corridor.bad_value", "nothing with this rule", format!("`{wagons}`"));
    }
    Some(apart)
}

/// Reads the one gauge of a row, millimetres.
fn gauge(cells: &mut Cells<'_>) -> Option<u32> {
    count(cells, "gauge_mm", 600..=1_700)
}
