use jiff::civil::date;
use lb_base::Reliability;

use super::*;
use crate::CorridorFiles;

/// A corridor of places in zones with all kinds of clock changes: none, at night, at midnight, by half an hour.
fn corridor(zones: &[&str]) -> Corridor {
    let mut places = String::from(
        "place_id,name,name_zh,name_ru,name_kk,country,area_id,lat,lon,kind,time_zone,reliability,basis\n",
    );
    for (number, zone) in zones.iter().enumerate() {
        places.push_str(&format!("P{number},Place,,,,DE,,0,0,seaport,{zone},modelled,M\n"));
    }
    let mut files = CorridorFiles::default();
    files.insert("places.csv", places);
    let corridor = Corridor::read(&files).0;
    assert_eq!(corridor.places.len(), zones.len());
    assert!(corridor.places.iter().all(|place| place.provenance.reliability == Reliability::Modelled));
    corridor
}

#[test]
fn every_instant_is_the_time_zone_datas() {
    let zones =
        ["Europe/Berlin", "Asia/Almaty", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo", "UTC"];
    let corridor = corridor(&zones);
    let (first, last) = (date(2026, 3, 1), date(2026, 12, 1));
    let clocks = Clocks::new(&corridor, first, last);
    for (place, row) in corridor.places.iter().enumerate() {
        // Before the first day looked at and beyond the last, too.
        for days in -20..420 {
            let date = first.saturating_add(days.days());
            for minutes in (-3_000_i32..3_000).step_by(97) {
                let on = date.saturating_add(minutes.div_euclid(DAY).days());
                let expected = local_minute(on, minutes.rem_euclid(DAY), &row.zone).get();
                let found = clocks.instant(clocks.day(date) * DAY + minutes, PlaceIdx::new(place));
                assert_eq!(found, expected, "{} {date} {minutes}", row.zone);
            }
        }
    }
}
