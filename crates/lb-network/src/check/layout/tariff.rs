//! Tariffs of hubs: lines that cannot be told apart, end before they begin, or count days of what has none.

use super::Row;
use crate::layout::Layout;
use crate::layout::tariff::{BillableAct, TariffLine};
use crate::problem::Problem;

pub(super) fn check(hub: &Layout, problems: &mut Vec<Problem>) {
    for (at, line) in hub.tariff.iter().enumerate() {
        let mut row = Row { file: "hub_tariffs.csv", line: line.line, problems: &mut *problems };
        if let (Some(from), Some(to)) = (line.valid_from, line.valid_to)
            && to < from
        {
            row.bad("valid_to", "corridor.valid_to_before_from", format!("{from} or later"), to);
        }
        if line.from_day > 1 && !line.act.per().is_by_day() {
            let expected = format!("1 or nothing: {} is not charged by the day", line.act.word());
            row.bad("from_day", "corridor.tariff_days", expected, line.from_day);
        }
        if !line.boxes.size.is_empty() || !line.boxes.fill.is_empty() {
            of_boxes(line, &mut row);
        }
        if let Some(other) = hub.tariff[..at].iter().find(|other| line.collides(other)) {
            let expected = "one line for an act, kind of box, first day and date";
            let found = format!("what line {} charges too", other.line);
            row.bad("line_id", "corridor.tariff_twice", expected, found);
        }
    }
}

/// Only acts on boxes know kinds of boxes.
fn of_boxes(line: &TariffLine, row: &mut Row<'_>) {
    let is_on_boxes = match line.act {
        BillableAct::LiftRail
        | BillableAct::LiftShip
        | BillableAct::LiftTruck
        | BillableAct::ShipDirect
        | BillableAct::GaugeChange
        | BillableAct::Storage
        | BillableAct::Plugging
        | BillableAct::Power
        | BillableAct::Stuffing
        | BillableAct::Stripping => true,
        BillableAct::Weighing
        | BillableAct::Gate
        | BillableAct::Train
        | BillableAct::Berth
        | BillableAct::GoodsIn
        | BillableAct::GoodsOut
        | BillableAct::GoodsStorage
        | BillableAct::GrainIn
        | BillableAct::GrainOut
        | BillableAct::GrainStorage
        | BillableAct::Drying => false,
    };
    if !is_on_boxes {
        let expected = format!("nothing: {} is not charged by kinds of boxes", line.act.word());
        let found = [line.boxes.size.as_str(), line.boxes.fill.as_str()].join(" ");
        row.bad("size", "corridor.tariff_boxes", expected, found.trim());
    }
}
