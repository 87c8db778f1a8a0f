//! Tables, columns and cells.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::columns::layout;
use super::sheet::{Epoch, SheetRow, open};
use super::workbook::clock;
use super::{ImportKind, columns, read, template};

/// Reads a text and writes what was read: the header, then a line with its number for each row.
fn check(text: &str, expected: &str) {
    let sheet = open(text.as_bytes(), None).unwrap();
    let rows = sheet.rows.iter().map(|row| format!("{} {}", row.line, row.cells.join("|")));
    let read: Vec<String> = std::iter::once(sheet.header.join("|")).chain(rows).collect();
    assert_eq!(read.join("\n"), expected, "{text:?}");
}

#[test]
fn rows_are_read_whatever_parts_the_cells() {
    check("a,b\n1,2\n", "a|b\n2 1|2");
    check("\u{feff}a;b\r\n1;2,5\r\n", "a|b\n2 1|2,5");
    check("a\tb\n1\t2", "a|b\n2 1|2");
    check("\"a,b,c\";d\n1;2", "a,b,c|d\n2 1|2");
    check("a,b\n\"1\n2\",3\n\n4,5\n", "a|b\n2 1\n2|3\n5 4|5");
    check("a\n1\n", "a\n2 1");
}

#[test]
fn every_name_of_a_column_means_one_column() {
    for kind in ImportKind::ALL {
        let mut names = BTreeSet::new();
        for column in columns(kind) {
            let all: BTreeSet<&str> = std::iter::once(column.name).chain(column.aliases).collect();
            for name in all {
                assert!(names.insert(name), "{name} of {kind:?} stands twice");
            }
        }
        for language in 0..3 {
            let header: Vec<String> =
                columns(kind).iter().map(|column| column.aliases[language].to_uppercase()).collect();
            let layout = layout(kind, &header).unwrap();
            assert_eq!(layout.places.len(), columns(kind).len());
            assert_eq!(layout.unknown, Vec::<String>::new());
        }
    }
}

#[test]
fn a_template_can_be_read() {
    for kind in ImportKind::ALL {
        let reading = read(kind, "template.csv", template(kind).as_bytes(), None).unwrap();
        assert_eq!((reading.items.len(), reading.refused.len()), (1, 0), "{kind:?} {:?}", reading.refused);
    }
}

/// What a time cell is read as; serial numbers count from 1899.
fn when(text: &str) -> String {
    let layout = layout(
        ImportKind::Orders,
        &["origin", "destination", "ready", "hs", "description", "mass_kg"].map(str::to_owned),
    )
    .unwrap();
    let row = SheetRow { line: 2, cells: vec![String::new(), String::new(), text.to_owned()] };
    let cells = Cells::new(&layout, &row, Some(Epoch::Y1900)).unwrap();
    match cells.day_or_time("ready") {
        Ok(when) => when.map_or_else(|| "nothing".to_owned(), |when| when.to_string()),
        Err(refusal) => refusal.code.to_owned(),
    }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (text, expected) in [
        ("2026-12-01T08:00:00+08:00", "2026-12-01T00:00:00Z"),
        ("2026-12-01T08:00", "2026-12-01T08:00:00"),
        ("2026-12-01 08:00", "2026-12-01T08:00:00"),
        ("2026/12/1 8:05", "2026-12-01T08:05:00"),
        ("01.12.2026 08:00", "2026-12-01T08:00:00"),
        ("01.12.2026", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        // 1 December 2026 is day 46,357 of a workbook; a third of a day is eight hours.
        ("46357", "2026-12-01"),
        ("46357.333333333336", "2026-12-01T08:00:00"),
        ("", "nothing"),
        ("2026-13-01", "import.bad_cell"),
        ("2026-02-30 08:00", "import.bad_cell"),
        ("26-12-01", "import.bad_cell"),
        ("0001-12-01", "import.bad_cell"),
        ("tomorrow", "import.bad_cell"),
    ] {
        assert_eq!(when(text), expected, "{text}");
    }
}

/// Source: the date systems of workbooks (ECMA-376 part 1, 18.17.4.1): 2 January 2009 is 39,815 and 38,353.
#[test]
fn serial_numbers_are_days_of_their_epoch() {
    let day = |serial, epoch| clock(serial, epoch).map(|clock| clock.to_string());
    assert_eq!(day(39_815.0, Epoch::Y1900).as_deref(), Some("2009-01-02T00:00:00"));
    assert_eq!(day(38_353.0, Epoch::Y1904).as_deref(), Some("2009-01-02T00:00:00"));
    for wrong in [-1.0, f64::NAN, f64::INFINITY, 3e6] {
        assert_eq!(day(wrong, Epoch::Y1900), None);
    }
}
