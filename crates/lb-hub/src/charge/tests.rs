//! Prices by hand, and rounding against exact fractions.

use lb_network::layout::tariff::TariffLine;
use lb_network::{Corridor, CorridorFiles};
use proptest::prelude::*;

use super::*;

fn tiny() -> Layout {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corridors/tiny");
    let mut files = CorridorFiles::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "csv") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    let (corridor, problems) = Corridor::read(&files);
    assert_eq!(problems, []);
    corridor.layouts.hubs["TINY"].clone()
}

fn act(act: BillableAct, boxes: [&str; 2], amount: i64, [from, until]: [&str; 2]) -> Deed {
    Deed {
        act,
        boxes: BoxKind { size: boxes[0].to_owned(), fill: boxes[1].to_owned() },
        amount,
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
    }
}

/// What an act costs: free days, then line, days and cents of each line.
fn costs(act: &Deed) -> (i64, Vec<(String, i64, i64)>) {
    let layout = tiny();
    let charge = charge(act, &layout);
    let line = |one: &ChargeLine<'_>| (one.line.id.to_string(), one.days, one.amount.minor());
    assert_eq!(charge.free_days + charge.lines.iter().map(|one| one.days).sum::<i64>(), charge.days);
    (charge.free_days, charge.lines.iter().map(line).collect())
}

fn one(id: &str, days: i64, minor: i64) -> Vec<(String, i64, i64)> {
    vec![(id.to_owned(), days, minor)]
}

#[test]
fn storage_is_free_then_dear_then_dearer_and_days_are_those_of_the_hub_s_clock() {
    let store = |boxes, ends| costs(&act(BillableAct::Storage, boxes, 1, ends));
    let first = "2026-03-01T04:00:00Z";
    // Fourteen days, the first and the last counted.
    assert_eq!(store(["20", "laden"], [first, "2026-03-14T04:00:00Z"]), (14, vec![]));
    assert_eq!(store(["20", "laden"], [first, "2026-03-15T04:00:00Z"]), (14, one("TINY-STORE-20-A", 1, 200)));
    assert_eq!(store(["40", "laden"], [first, "2026-03-16T04:00:00Z"]), (14, one("TINY-STORE-40-A", 2, 800)));
    let (free, lines) = store(["20", "laden"], [first, "2026-03-31T04:00:00Z"]);
    assert_eq!(free, 14);
    let expected = [("TINY-STORE-20-A".to_owned(), 15, 3_000), ("TINY-STORE-20-B".to_owned(), 2, 800)];
    assert_eq!(lines, expected);
    // An empty box has another line of its own.
    assert_eq!(store(["20", "empty"], [first, "2026-03-29T04:00:00Z"]), (29, vec![]));
    assert_eq!(
        store(["20", "empty"], [first, "2026-03-31T04:00:00Z"]),
        (29, one("TINY-STORE-20E-A", 2, 200))
    );
    // 16:30 UTC is half past midnight of the next day in Shanghai.
    let night = |hour| ["2026-03-01T04:00:00Z", hour];
    assert_eq!(store(["20", "laden"], night("2026-03-14T15:59:59Z")).0, 14);
    assert_eq!(store(["20", "laden"], night("2026-03-14T16:30:00Z")).1, one("TINY-STORE-20-A", 1, 200));
}

#[test]
fn acts_are_priced_by_piece_mass_metre_and_day() {
    let noon = ["2026-03-01T04:00:00Z"; 2];
    let of = |kind, boxes, amount| costs(&act(kind, boxes, amount, noon)).1;
    assert_eq!(of(BillableAct::LiftShip, ["40", "laden"], 1), one("TINY-SHIP-40", 1, 8_700));
    assert_eq!(of(BillableAct::LiftShip, ["40", "laden"], -1), one("TINY-SHIP-40", 1, -8_700));
    assert_eq!(of(BillableAct::Train, ["", ""], 52), one("TINY-TRAIN", 1, 20_800));
    // 24,310 kg at 2.60 a tonne: 63.206.
    assert_eq!(of(BillableAct::GrainIn, ["", ""], 24_310), one("TINY-GRAIN-IN", 1, 6_321));
    // 500 t from 16 % to 13 %: 500 / 87 % x 3 points lost are 17.241 t; 500 t x 3 points x 1.40.
    let lost = 500_000 * 300 / (10_000 - 1_300);
    let points = lost * (10_000 - 1_300) / 100;
    let (_, _, minor) = of(BillableAct::Drying, ["", ""], points)[0].clone();
    // Books are in whole kilograms: one of water is 0.12 of the price.
    assert!((minor - 500 * 3 * 140).abs() <= 13, "{minor}");
    // 190 m for three begun days at 0.35.
    let ends = ["2026-03-01T20:00:00Z", "2026-03-03T20:00:00Z"];
    let berth = costs(&act(BillableAct::Berth, ["", ""], 190, ends)).1;
    assert_eq!(berth, one("TINY-BERTH", 3, 190 * 3 * 35));
    // What has no line is not priced; nor is what was done before the tariff began.
    let gauge = act(BillableAct::GaugeChange, ["20", "laden"], 1, noon);
    assert_eq!(costs(&gauge), (1, vec![]));
    assert_eq!(costs(&act(BillableAct::Gate, ["", ""], 1, ["2025-12-31T15:00:00Z"; 2])).1, []);
    assert_eq!(
        costs(&act(BillableAct::Gate, ["", ""], 1, ["2025-12-31T16:00:00Z"; 2])).1,
        one("TINY-GATE", 1, 300)
    );
}

proptest! {
    /// Half away from nothing: the error is at most half a unit, and what is taken back is what was charged.
    #[test]
    fn rounding_is_exact(
        price in 0..1_000_000_i64, amount in -10_000_000..10_000_000_i64, days in 1..400_i64, tonnes: bool,
    ) {
        let counted = if tonnes { 1_000 } else { 1 };
        let minor = times(price, amount, days, counted);
        let exact = i128::from(price) * i128::from(amount) * i128::from(days);
        let error = (i128::from(minor) * i128::from(counted) - exact).abs();
        prop_assert!(error * 2 <= i128::from(counted));
        prop_assert_eq!(times(price, -amount, days, counted), -minor);
    }

    /// A stay that goes on never gets cheaper, and every day is somebody's or free.
    #[test]
    fn storage_never_gets_cheaper(days in 1..200_i64, size in 0..2_usize, fill in 0..2_usize) {
        let boxes = [["20", "40"][size], ["laden", "empty"][fill]];
        let from: Timestamp = "2026-03-01T04:00:00Z".parse().unwrap();
        let layout = tiny_once();
        let sum = |days: i64| {
            let until = from + jiff::SignedDuration::from_hours(24 * (days - 1));
            let mut act = act(BillableAct::Storage, boxes, 1, ["2026-03-01T04:00:00Z"; 2]);
            act.until = until;
            let charge = charge(&act, layout);
            (charge.sums().values().sum::<i64>(), charge.free_days + charge.lines.iter().map(|one| one.days).sum::<i64>())
        };
        prop_assert!(sum(days).0 <= sum(days + 1).0);
        prop_assert_eq!(sum(days).1, days);
    }
}

fn tiny_once() -> &'static Layout {
    static TINY: std::sync::LazyLock<Layout> = std::sync::LazyLock::new(tiny);
    &TINY
}

#[test]
fn a_line_knows_its_currency() {
    let lines: Vec<&TariffLine> = tiny_once().tariff.iter().collect();
    assert!(lines.len() > 30 && lines.iter().all(|line| line.currency() == Currency::USD));
}
