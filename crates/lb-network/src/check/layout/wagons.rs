//! Types of wagons and railways: slots within the length, axles that some railway of the gauge bears.

use lb_base::Mass;

use super::Row;
use crate::layout::{Apart, BOX_20_LENGTH, Layouts, WagonType};
use crate::problem::Problem;

pub(super) fn check(layouts: &Layouts, problems: &mut Vec<Problem>) {
    for wagon in layouts.wagon_types.values() {
        let mut row = Row { file: "wagon_types.csv", line: wagon.line, problems: &mut *problems };
        row.metres("length_m", wagon.length, (5, 40));
        row.tonnes("tare_t", wagon.tare, (5, 60));
        row.tonnes("payload_t", wagon.payload, (5, 150));
        row.count("axles", wagon.axles, (2, 12));
        slots(wagon, &mut row);
        axles(layouts, wagon, &mut row);
        power(wagon, &mut row);
    }
    for railway in layouts.railways.values() {
        let mut row = Row { file: "railways.csv", line: railway.line, problems: &mut *problems };
        row.metres("train_length_m", railway.train_length, (100, 3_000));
        row.tonnes("train_mass_t", railway.train_mass, (200, 20_000));
        row.tonnes("axle_load_t", railway.axle_load, (8, 40));
        row.tonnes("pair_difference_t", railway.pair_difference, (0, 30));
        row.tonnes("bogie_difference_t", railway.bogie_difference, (0, 30));
        for rule in &railway.separations {
            let mut row = Row { file: "railway_separations.csv", line: rule.line, problems: &mut *problems };
            if let Apart::WagonsBetween(wagons) = rule.apart {
                row.count("wagons", wagons, (1, 20));
            }
        }
    }
}

/// A generator wagon carries no boxes and feeds not more of them than a train has.
fn power(wagon: &WagonType, row: &mut Row<'_>) {
    row.count("power_points", wagon.power_points, (0, 60));
    if wagon.power_points > 0 && (wagon.slots > 0 || wagon.grain) {
        let found = format!("{} with {} slots", wagon.power_points, wagon.slots);
        row.bad("power_points", "corridor.implausible", "0 on a wagon that carries boxes or grain", found);
    }
}

/// Boxes of 20 ft fit on the wagon, and a longer one has a slot to end in.
fn slots(wagon: &WagonType, row: &mut Row<'_>) {
    let needed = BOX_20_LENGTH.saturating_mul(i64::from(wagon.slots));
    if needed > wagon.length {
        let expected = format!("slots within its {}", wagon.length);
        row.bad("slots", "corridor.slots_too_long", expected, format!("{needed} of boxes"));
    }
    let ascending = wagon.long_from.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascending || wagon.long_from.iter().any(|from| !(1..wagon.slots).contains(from)) {
        let expected = format!("slots from 1 that have a next one of {}, ascending", wagon.slots);
        let found: Vec<String> = wagon.long_from.iter().map(u8::to_string).collect();
        row.bad("long_from", "corridor.no_such_slot", expected, found.join(";"));
    }
}

/// A full wagon may run on some railway of its gauge.
fn axles(layouts: &Layouts, wagon: &WagonType, row: &mut Row<'_>) {
    let loads = layouts.railways.values().filter(|railway| railway.gauge == wagon.gauge);
    let Some(most) = loads.map(|railway| railway.axle_load).max() else {
        let expected = "the gauge of a railway in railways.csv";
        row.bad("gauge_mm", "corridor.no_railway_of_gauge", expected, wagon.gauge);
        return;
    };
    let bears = most.saturating_mul(i64::from(wagon.axles));
    if wagon.gross() > bears {
        let expected =
            format!("at most {} with its tare on {} axles of {most}", less(bears, wagon.tare), wagon.axles);
        row.bad("payload_t", "corridor.axles_overloaded", expected, wagon.payload);
    }
}

fn less(mass: Mass, tare: Mass) -> Mass {
    mass.saturating_sub(tare).max(Mass::ZERO)
}
