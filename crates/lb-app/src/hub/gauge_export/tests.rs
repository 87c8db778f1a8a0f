use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::hub::gauge_record::{GaugeChangeRow, GaugeCounts};
use crate::hub::views::{
    GaugeExceptionKindView, GaugeExceptionView, GaugeSignatureView, GaugeTrainView, NoteLineView,
    SupplementaryNoteView, TallyView, WagonPlaceView,
};

fn by() -> GaugeWitnessView {
    let at = "2026-11-22T10:00:00Z".to_owned();
    GaugeWitnessView { person: "serik".to_owned(), organisation: "KTZ".to_owned(), at }
}

fn stand(number: &str, slot: u8) -> WagonPlaceView {
    WagonPlaceView { wagon: format!("id of {number}"), number: number.to_owned(), slot }
}

fn unit(number: &str, outcome: &str) -> GaugeUnitRow {
    GaugeUnitRow {
        unit: format!("id of {number}"),
        number: number.to_owned(),
        mass_kg: Some(20_000),
        seals: vec!["A1".to_owned(), "A2".to_owned()],
        from: stand("313350000017", 2),
        outcome: outcome.to_owned(),
        to: None,
        over_at: None,
        planned: None,
        tally: None,
        exceptions: Vec::new(),
        note: None,
    }
}

/// One unit went over with a torn seal and damage that begins like a formula; one stays on a note; one was never found.
fn document() -> GaugeDocument {
    let train =
        |name: &str, gauge_mm| GaugeTrainView { visit: name.to_owned(), name: name.to_owned(), gauge_mm };
    let damage = "=HYPERLINK(\"x\")".to_owned();
    let tally = TallyView {
        seals: Some(vec!["TORN".to_owned()]),
        damage: Some(damage.clone()),
        photos: Vec::new(),
        by: by(),
    };
    let exception = GaugeExceptionView { kind: GaugeExceptionKindView::Damaged, words: damage, by: by() };
    let over = GaugeUnitRow {
        to: Some(stand("45488855", 3)),
        over_at: Some("2026-11-22T09:00:00Z".to_owned()),
        tally: Some(tally),
        exceptions: vec![exception],
        ..unit("CSQU3054383", "over")
    };
    let behind = GaugeUnitRow { note: Some("KHORGOS-D00001".to_owned()), ..unit("TOLU4734787", "behind") };
    let line = NoteLineView {
        unit: behind.unit.clone(),
        wagon_number: Some("45480001".to_owned()),
        mass_kg: 8_000,
        pieces: 40,
    };
    let note = SupplementaryNoteView {
        number: "KHORGOS-D00001".to_owned(),
        main: "10045121".to_owned(),
        lines: vec![line],
        by: by(),
    };
    GaugeDocument {
        hub: "KHORGOS".to_owned(),
        row: GaugeChangeRow {
            id: "change".to_owned(),
            from: train("X8155", 1_435),
            to: train("2501", 1_520),
            opened: by(),
            partner: "KTZ".to_owned(),
            corrects: None,
            stage: "offered".to_owned(),
            counts: GaugeCounts::default(),
            notes: 1,
        },
        units: vec![over, behind],
        missing: vec!["MSKU1000090".to_owned()],
        supplementary: vec![note],
        signatures: vec![GaugeSignatureView { name: "A".to_owned(), by: by(), hash: "0f".to_owned() }],
        text: String::new(),
        hash: String::new(),
    }
}

#[test]
fn the_transfer_list_is_csv_that_no_program_takes_for_formulas() {
    let bytes = csv(&document()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), LIST);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let cell = |row: usize, column: &str| {
        let at = LIST.iter().position(|name| *name == column).unwrap();
        rows[row][at].to_owned()
    };
    assert_eq!((cell(0, "to_wagon"), cell(0, "to_slot")), ("45488855".to_owned(), "3".to_owned()));
    assert_eq!((cell(0, "seals_listed"), cell(0, "seals_found")), ("A1;A2".to_owned(), "TORN".to_owned()));
    assert_eq!(cell(0, "damage"), "'=HYPERLINK(\"x\")");
    assert_eq!((cell(1, "outcome"), cell(1, "note")), ("behind".to_owned(), "KHORGOS-D00001".to_owned()));
}

/// Read by another program's code than wrote it.
#[test]
fn the_workbook_has_every_part_and_the_same_bytes() {
    let bytes = xlsx(&document()).unwrap();
    assert_eq!(bytes, xlsx(&document()).unwrap(), "no clock is in it");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["transfer_list", "exceptions", "supplementary_notes", "signatures"]);
    let mut row = |sheet: &str, at: usize| -> Vec<String> {
        let range = book.worksheet_range(sheet).unwrap();
        range.rows().nth(at).unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(row("exceptions", 1)[..3], ["CSQU3054383", "damaged", "=HYPERLINK(\"x\")"]);
    assert_eq!(row("exceptions", 2)[..2], ["MSKU1000090", "missing"]);
    assert_eq!(
        row("supplementary_notes", 1)[..6],
        ["KHORGOS-D00001", "10045121", "TOLU4734787", "45480001", "8000", "40"]
    );
    assert_eq!(row("signatures", 1), ["KTZ", "A", "serik", "2026-11-22T10:00:00Z", "0f"]);
    let range = book.worksheet_range("transfer_list").unwrap();
    let formula = |cell: &&Data| matches!(cell, Data::Error(_));
    assert_eq!(range.cells().filter(|(_, _, cell)| formula(cell)).count(), 0, "words are texts");
}
