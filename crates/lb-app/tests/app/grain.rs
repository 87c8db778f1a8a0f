//! The mass balance as a file: what a spreadsheet reads is what the books have, and every row closes.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use lb_app::hub::grain::{Silo, balance_csv, balance_workbook};
use lb_base::Mass;
use lb_hub::Floor;
use lb_hub::article::Fill;
use lb_hub::grain::{Carrier, Declaration, GrainEvent, Handling, Loss, Quality};

/// 24,810 kg came into a cell, 60 were spilt.
fn floor() -> Floor {
    let mut floor = Floor::new("TINY".parse().unwrap());
    let id = "01890a5d-ac96-774b-bcce-b302099a8070".parse().unwrap();
    let declaration = Declaration {
        id,
        number: "=W-1 <&>".to_owned(),
        owner: "ACME".parse().unwrap(),
        commodity: "1001.99".parse().unwrap(),
        origin: String::new(),
        crop_year: None,
        declared: None,
        quality: Quality::default(),
        certificates: Vec::new(),
    };
    let handling = |kg| Handling {
        lot: id,
        cell: "TINY-S1".parse().unwrap(),
        mass: Mass::from_kg(kg),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let from = Carrier::Visit {
        visit: "01890a5d-ac96-774b-bcce-b302099a8059".parse().unwrap(),
        hold: String::new(),
    };
    let events = [
        GrainEvent::Declared { declaration },
        GrainEvent::Received {
            handling: handling(24_810),
            from,
            name: "LYG-88".to_owned(),
            leaves: Fill::Empty,
        },
        GrainEvent::Lost { handling: handling(60), loss: Loss::Spillage, reason: "belt".to_owned() },
    ];
    events.into_iter().for_each(|event| floor.apply(&event.into()));
    floor
}

const HEAD: &str = "what,number,owner,commodity,received_kg,moved_in_kg,blended_in_kg,issued_kg,moved_out_kg,blended_out_kg,\
    lost_moisture_kg,lost_dust_kg,lost_spillage_kg,lost_screenings_kg,lost_storage_kg,lost_samples_kg,lost_scale_kg,\
    inside_kg,difference_kg";

#[test]
fn a_balance_is_read_by_spreadsheets() {
    let (app, floor) = (crate::tiny(), floor());
    let layout = app.corridor().layouts.hubs.values().next().unwrap();
    let silo = Silo::new(&floor, layout);
    let csv = String::from_utf8(balance_csv(&silo).unwrap()).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], HEAD);
    assert_eq!(lines[1], "lot,'=W-1 <&>,ACME,1001.99,24810,0,0,0,0,0,0,0,60,0,0,0,0,24750,0");
    assert_eq!(lines[2], "cell,TINY-S1,,,24810,0,0,0,0,0,0,0,60,0,0,0,0,24750,0");
    assert_eq!(lines[3], "cell,TINY-S2,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");

    let bytes = balance_workbook(&silo, jiff::civil::date(2026, 11, 22).at(8, 0, 0, 0)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Mass balance").unwrap();
    let text = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = sheet.rows().map(text).collect();
    let expected: Vec<String> = lines.iter().map(|line| line.replace("'=", "=")).collect();
    assert_eq!(rows, expected);
    // Numbers are numbers: a spreadsheet sums them.
    assert_eq!(sheet.get_value((1, 4)), Some(&Data::Float(24_810.0)));
}
