//! Files of what happened, of units and of orders, through the desk on a journal in memory.

use std::collections::{BTreeMap, BTreeSet};

use lb_app::Refusal;
use lb_app::booking::discrepancy::{DiscrepancyAction, DiscrepancyState};
use lb_app::booking::import::{
    self, Counts, DiscrepancyFilter, ImportId, ImportKind, ROUND_ITEMS, Reading, RowResult, RowState, Scene,
};
use lb_app::booking::story::ConsignmentAnswer;
use lb_app::desk::{Caller, DeskError, OrganisationKind, Request, Role};
use lb_app::journal::{Journal, Position};
use lb_base::ConsignmentId;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::desk::{Floor, caller, dispatcher, done, seen, trader};

/// Everything of a file, carried out as the server does it: some hundred items at a time.
struct Import {
    results: Vec<RowResult>,
    counts: Counts,
}

impl Import {
    fn states(&self) -> Vec<RowState> {
        self.results.iter().map(|result| result.state).collect()
    }

    /// `line code column found` of every row that has a problem.
    fn problems(&self) -> Vec<String> {
        let problems = self.results.iter().filter_map(|result| result.problem.as_ref());
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        problems
            .map(|problem| {
                format!(
                    "{} {} {} {}",
                    problem.line,
                    problem.code,
                    text(&problem.column),
                    text(&problem.found)
                )
            })
            .collect()
    }
}

fn read(kind: ImportKind, bytes: &[u8], charset: Option<&str>) -> Result<Reading, Refusal> {
    import::read(kind, "file.csv", bytes, charset)
}

impl Floor {
    fn scene<'a>(&'a self, caller: &'a Caller) -> Scene<'a> {
        Scene { app: &self.app, desk: &self.desk, caller, now: self.now }
    }

    fn import_as(&self, caller: &Caller, reading: &Reading) -> Import {
        let id = ImportId::at(self.now.unix_millis(), self.desk.draw());
        let mut results = reading.refused.clone();
        for items in reading.items.chunks(ROUND_ITEMS) {
            let ask = |requests: Vec<Request>| async move { self.desk.carry_out(&requests, self.now).await };
            results.extend(done(import::round(self.scene(caller), (reading, id), items, ask)).unwrap());
        }
        counted(reading, results)
    }

    fn rehearse(&self, caller: &Caller, reading: &Reading) -> Import {
        let id = ImportId::at(self.now.unix_millis(), self.desk.draw());
        let mut results = reading.refused.clone();
        let mut keys = BTreeSet::new();
        for items in reading.items.chunks(ROUND_ITEMS) {
            let round = import::rehearse(self.scene(caller), (reading, id), items, &mut keys);
            results.extend(done(round).unwrap());
        }
        counted(reading, results)
    }

    fn csv(&self, kind: ImportKind, text: &str) -> Import {
        self.import_as(&dispatcher(), &read(kind, text.as_bytes(), None).unwrap())
    }

    fn records(&self) -> u64 {
        done(self.journal.head()).unwrap().sequence
    }

    /// Times and kinds of what was recorded of a consignment, in the order of the times.
    fn told(&self, id: ConsignmentId) -> Vec<String> {
        let answer = serde_json::to_value(self.answer(id)).unwrap();
        let records = answer["consignment"]["records"].as_array().unwrap().clone();
        let mut told: Vec<String> = records
            .iter()
            .map(|record| {
                let handling = &record["statement"]["handling"];
                let text = |field: &str| handling[field].as_str().unwrap_or_default().to_owned();
                format!("{} {} {}", text("happened_at"), text("kind"), text("place"))
            })
            .collect();
        told.sort();
        told
    }
}

/// Rows in = rows out, each once, and the counts say the same.
fn counted(reading: &Reading, mut results: Vec<RowResult>) -> Import {
    results.sort_by_key(|result| result.row);
    let rows: Vec<u32> = results.iter().map(|result| result.row).collect();
    assert_eq!(rows, (1..=u32::try_from(reading.len()).unwrap()).collect::<Vec<u32>>());
    let mut counts = Counts::start(reading.len());
    counts.add(&results);
    let sum = counts.done + counts.repeated + counts.refused + counts.unknown + counts.would_do + counts.left;
    assert_eq!((sum, counts.left), (counts.rows, 0));
    Import { results, counts }
}

const HANDLINGS: &str = "reference,kind,place,happened_at,mode,hold\n\
    PO 17,received,KZKOV,2026-12-01 08:00,,\n\
    PO 17,loaded,KZKOV,2026-12-01T04:00:00Z,rail,\n\
    PO 17,held,KZKOV,2026-12-01 10:00,,customs\n\
    PO 17,customs_cleared,KZKOV,2026-12-01 11:00,,\n";

#[test]
fn the_same_file_twice_and_shuffled_does_nothing_twice() {
    use RowState::{Done, Repeated};
    let mut floor = Floor::open();
    let id = floor.order("TRADER", 10);
    let first = floor.csv(ImportKind::Handlings, HANDLINGS);
    assert_eq!(first.states(), [Done; 4], "{:?}", first.problems());
    let told = floor.told(id);
    // 08:00 at Kokshetau, five hours east of Greenwich.
    assert_eq!(told[0], "2026-12-01T03:00:00Z received KZKOV");
    let records = floor.records();
    assert_eq!(floor.csv(ImportKind::Handlings, HANDLINGS).states(), [Repeated; 4]);
    let lines: Vec<&str> = HANDLINGS.lines().collect();
    let shuffled = [lines[0], lines[4], lines[2], lines[1], lines[3]].join("\r\n");
    assert_eq!(floor.csv(ImportKind::Handlings, &shuffled).states(), [Repeated; 4]);
    assert_eq!(floor.records(), records);
    // Other files say the same thing in other words.
    let other = "\u{feff}客户参考号;事件;地点;发生时间;备注\nPO 17;RECE;kzkov;2026/12/1 8:00;早班\n";
    let reading = read(ImportKind::Handlings, other.as_bytes(), None).unwrap();
    assert_eq!(reading.unknown_columns(), ["备注"]);
    assert_eq!(floor.import_as(&dispatcher(), &reading).states(), [Repeated]);
    assert_eq!((floor.records(), floor.told(id)), (records, told));
}

#[test]
fn the_order_of_what_comes_in_does_not_matter() {
    let stories: BTreeSet<Vec<String>> = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]
        .into_iter()
        .map(|order| {
            let mut floor = Floor::open();
            let id = floor.order("TRADER", 10);
            let lines: Vec<&str> = HANDLINGS.lines().collect();
            for row in order {
                // Who saw it named the record: the stories are the same to the last letter.
                let record = format!("01a20244-e800-72a6-8147-00000000000{row}");
                floor
                    .csv(ImportKind::Handlings, &format!("{},record\n{},{record}", lines[0], lines[row + 1]));
            }
            let answer: ConsignmentAnswer = floor.answer(id);
            let answer = serde_json::to_value(answer).unwrap();
            [
                floor.told(id),
                vec![
                    answer["consignment"]["status"].to_string(),
                    answer["consignment"]["delivery"].to_string(),
                ],
            ]
            .concat()
        })
        .collect();
    assert_eq!(stories.len(), 1, "{stories:#?}");
}

#[test]
fn bad_rows_are_told_with_line_column_expected_and_found_and_good_rows_are_kept() {
    let mut floor = Floor::open();
    floor.order("TRADER", 10);
    let import = floor.csv(
        ImportKind::Handlings,
        "reference;kind;place;happened_at;mode;hold\n\
         PO 17;received;KZKOV;2026-12-32 08:00;;\n\
         PO 17;flown;KZKOV;2026-12-01 08:00;;\n\
         PO 17;loaded;KZKOV;2026-12-01 08:00;;\n\
         \n\
         PO 17;received;KZKOV;2026-12-01 08:00;rail;\n\
         PO 17;held;KZKOV;2026-12-01 08:00;;police\n\
         ;received;KZKOV;2026-12-01 08:00;;\n\
         PO 17;received;KZKOV;2026-12-01 08:00;;\n",
    );
    assert_eq!(
        import.problems(),
        [
            "2 import.bad_cell happened_at 2026-12-32 08:00",
            "3 import.bad_cell kind flown",
            "4 import.bad_cell run nothing",
            "6 import.bad_cell run a vehicle",
            "7 import.bad_cell hold police",
            "8 import.empty_cell consignment nothing",
        ]
    );
    assert_eq!((import.counts.refused, import.counts.done), (6, 1));
}

#[test]
fn files_that_are_no_table_are_refused_as_a_whole() {
    for (bytes, charset, expected) in [
        (&b""[..], None, "import.empty"),
        (b"\n\n", None, "import.empty"),
        (b"PK\x03\x04 no archive", None, "import.unreadable"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None, "import.unreadable"),
        (b"kind,place\nreceived,KZKOV", None, "import.missing_column"),
        (b"kind,kind,place,happened_at\n", None, "import.column_twice"),
        (b"kind,place,happened_at\n", Some("klingon"), "import.unknown_charset"),
    ] {
        let refused = read(ImportKind::Handlings, bytes, charset).unwrap_err();
        assert_eq!(refused.code, expected, "{refused}");
    }
    let wide = vec!["x"; 201].join(",");
    assert_eq!(read(ImportKind::Units, wide.as_bytes(), None).unwrap_err().code, "import.too_large");
    let long = format!("kind,number\n{}", "lot,a\n".repeat(50_001));
    assert_eq!(read(ImportKind::Units, long.as_bytes(), None).unwrap_err().code, "import.too_large");
}

#[test]
fn charsets_are_read_as_declared() {
    let text = "种类,号码\nlot,小麦一号\n";
    let (gb18030, _, _) = encoding_of("gb18030").encode(text);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let russian = "вид;номер\nlot;Пшеница\n";
    let (windows, _, _) = encoding_of("windows-1251").encode(russian);
    for (bytes, charset, number) in [
        (gb18030.as_ref(), Some("GB18030"), "小麦一号"),
        (&utf16, None, "小麦一号"),
        (text.as_bytes(), None, "小麦一号"),
        (windows.as_ref(), Some("windows-1251"), "Пшеница"),
    ] {
        let reading = read(ImportKind::Units, bytes, charset).unwrap();
        assert!(format!("{:?}", reading.items).contains(number), "{charset:?}: {:?}", reading.items);
    }
    // What is not in the declared charset loses its row and no other.
    let mixed = [b"kind,number\nlot,A-1\nlot,".as_ref(), &[0xB0, 0xA1], b"\nlot,A-2\n"].concat();
    let reading = read(ImportKind::Units, &mixed, None).unwrap();
    let import = Floor::open().import_as(&dispatcher(), &reading);
    assert_eq!(import.states(), [RowState::Done, RowState::Refused, RowState::Done]);
    assert_eq!(import.results[1].problem.as_ref().unwrap().code, "import.bad_text");
}

fn encoding_of(label: &str) -> &'static encoding_rs::Encoding {
    encoding_rs::Encoding::for_label(label.as_bytes()).unwrap()
}

#[test]
fn what_is_unknown_is_kept_until_it_is_settled() {
    let mut floor = Floor::open();
    let text = "reference,kind,place,happened_at\n\
        PO 17,received,KZKOV,2026-12-01 08:00\n\
        PO 99,received,KZKOV,2026-12-01 08:00\n\
        PO 17,received,XXXXX,2026-12-01 08:00\n";
    let import = floor.csv(ImportKind::Handlings, text);
    assert_eq!(import.states(), [RowState::UnknownReference; 3]);
    assert_eq!(floor.csv(ImportKind::Handlings, text).states(), [RowState::Repeated; 3]);
    assert_eq!(open(&floor, &dispatcher()), ["PO 17", "PO 17", "PO 99"]);

    // The order comes later: the same file is done then, and settles what is known by now.
    let id = floor.order("TRADER", 10);
    use RowState::{Done, Repeated, UnknownReference};
    let again = floor.csv(ImportKind::Handlings, text);
    assert_eq!(again.states(), [Done, Repeated, Repeated], "{:?}", again.problems());
    assert_eq!(open(&floor, &dispatcher()), ["PO 17", "PO 99"]);

    // The others are settled against what was meant, and by hand.
    let rows = list(&floor, &dispatcher());
    let find = |found: &str, line: u64| {
        let mut found = rows.iter().filter(|row| row.found == found && row.lines == [line]);
        found.next().unwrap().clone()
    };
    let typo = find("PO 99", 3);
    assert_eq!(typo.rows[0]["reference"], "PO 99");
    let action = DiscrepancyAction::Settle {
        note: Some("a slip of the pen".to_owned()),
        consignment: Some(id.to_string()),
        unit: None,
        place: None,
    };
    let answer = floor.settle(&dispatcher(), &typo.id, &action).unwrap();
    assert_eq!(answer["entity"], format!("consignment:{id}"));
    let place = find("PO 17", 4);
    let retried = floor.settle(&dispatcher(), &place.id, &DiscrepancyAction::Retry {});
    assert_eq!(retried, Err("import.unknown_place".to_owned()));
    let by_hand = DiscrepancyAction::Settle { note: None, consignment: None, unit: None, place: None };
    assert_eq!(floor.settle(&dispatcher(), &place.id, &by_hand), Err("request.bad_value".to_owned()));
    let by_hand = DiscrepancyAction::Settle {
        note: Some("not ours".to_owned()),
        consignment: None,
        unit: None,
        place: None,
    };
    floor.settle(&dispatcher(), &place.id, &by_hand).unwrap();
    assert_eq!(
        floor.settle(&dispatcher(), &place.id, &by_hand),
        Err("discrepancy.settled_already".to_owned())
    );
    assert_eq!(open(&floor, &dispatcher()), Vec::<String>::new());
    // What was settled stays settled, whatever comes again.
    assert_eq!(floor.csv(ImportKind::Handlings, text).states(), [Repeated, Repeated, Repeated]);
    assert_eq!(open(&floor, &dispatcher()), Vec::<String>::new());
    assert_ne!(UnknownReference, Repeated);
    let before = list(&floor, &dispatcher());
    floor.journal.rebuild().unwrap();
    assert_eq!(list(&floor, &dispatcher()), before);
}

fn list(floor: &Floor, caller: &Caller) -> Vec<import_row::Row> {
    let filter = DiscrepancyFilter::default();
    done(import::discrepancies(floor.journal.as_ref(), caller, &filter)).unwrap().unwrap().items
}

mod import_row {
    pub use lb_app::booking::discrepancy::DiscrepancyRow as Row;
}

/// What the open discrepancies found, in order.
fn open(floor: &Floor, caller: &Caller) -> Vec<String> {
    let rows = list(floor, caller).into_iter().filter(|row| row.state == DiscrepancyState::Open);
    let mut found: Vec<String> = rows.map(|row| row.rows[0]["reference"].clone()).collect();
    found.sort();
    found
}

impl Floor {
    fn settle(
        &mut self,
        caller: &Caller,
        id: &str,
        action: &DiscrepancyAction,
    ) -> Result<serde_json::Value, String> {
        let found = done(import::discrepancy(&self.desk, caller, id.parse().unwrap())).unwrap();
        let Some(found) = found else { return Err("not seen".to_owned()) };
        let settling = match done(import::settle(self.scene(caller), &found, None, action)).unwrap() {
            Ok(settling) => settling,
            Err(refusal) => return Err(refusal.code.to_owned()),
        };
        let idempotency = settling.idempotency.unwrap_or_else(|| self.key());
        let request = Request { task: settling.task, caller: caller.clone(), idempotency };
        match done(self.desk.carry_out(&[request], self.now)).remove(0) {
            Ok(receipt) => Ok(receipt.answer.unwrap().value().unwrap()),
            Err(DeskError::Refused(refusal)) => Err(refusal.code.to_owned()),
            Err(DeskError::Fault(fault)) => panic!("{fault}"),
        }
    }
}

#[test]
fn organisations_see_their_own() {
    let mut floor = Floor::open();
    floor.order("TRADER", 10);
    let text = "reference,kind,place,happened_at\nPO 17,received,KZKOV,2026-12-01 08:00\n";
    let reading = read(ImportKind::Handlings, text.as_bytes(), None).unwrap();
    let recorder = |name| caller(name, OrganisationKind::Customer, Role::Recorder);
    let stranger = recorder("OTHER");
    assert_eq!(floor.import_as(&stranger, &reading).states(), [RowState::UnknownReference]);
    assert_eq!(open(&floor, &stranger), ["PO 17"]);
    assert_eq!(open(&floor, &recorder("TRADER")), Vec::<String>::new());
    let id = list(&floor, &dispatcher())[0].id.clone();
    let retry = DiscrepancyAction::Retry {};
    assert_eq!(floor.settle(&recorder("TRADER"), &id, &retry), Err("not seen".to_owned()));
    assert_eq!(floor.import_as(&recorder("TRADER"), &reading).states(), [RowState::Done]);
    let viewer = caller("TRADER", OrganisationKind::Customer, Role::Viewer);
    let other = read(ImportKind::Handlings, text.replace("08:00", "09:00").as_bytes(), None).unwrap();
    let refused = floor.import_as(&viewer, &other);
    assert_eq!(refused.problems(), ["2 access.not_allowed permission read"]);
}

#[test]
fn units_are_registered_once_and_wrong_numbers_are_flagged() {
    let floor = Floor::open();
    let text = "kind,number,unit_type\n\
        container,CSQU3054383,40HC\n\
        container,CSQU3054384,40HC\n\
        container,csqu3054383,40HC\n\
        container,CSQU3054383,45PWHC\n\
        wagon_8,52345673,\n";
    let import = floor.csv(ImportKind::Units, text);
    use RowState::{Done, Refused, Repeated};
    assert_eq!(import.states()[..2], [Done, Done]);
    assert_eq!(import.results[1].problem.as_ref().unwrap().code, "code.check_digit");
    assert_eq!(import.states()[2..], [Repeated, Refused, Done], "{:?}", import.problems());
    let again = floor.csv(ImportKind::Units, text);
    assert_eq!(again.states(), [Repeated, Repeated, Repeated, Refused, Repeated], "{:?}", again.problems());
}

const ORDERS: &str = "reference,customer,origin,destination,ready,due,place_order,hs,description,mass_kg,unit_type,unit_count\n\
    PO 1,TRADER,KZKOV,VNSGN,2026-12-01,2027-02-01,yes,1001.99,\"Wheat, class 3\",260000,40HC,10\n\
    PO 2,TRADER,KZKOV,VNSGN,2026-12-01,2027-02-01,yes,1001.99,Wheat,26000,40HC,1\n\
    PO 1,TRADER,KZKOV,VNSGN,2026-12-01,2027-02-01,yes,1003.90,Barley,52000,40HC,2\n";

#[test]
fn rows_with_one_reference_are_lines_of_one_order() {
    let floor = Floor::open();
    let import = floor.csv(ImportKind::Orders, ORDERS);
    assert_eq!(import.states(), [RowState::Done; 3], "{:?}", import.problems());
    assert_eq!(import.results[0].entity, import.results[2].entity);
    let page = seen(&floor, &trader());
    let mut rows: Vec<(Option<String>, usize, i64, String)> = page
        .items
        .into_iter()
        .map(|row| (row.reference, row.lines, row.mass_kg, format!("{} {:?}", row.status, row.ready)))
        .collect();
    rows.sort();
    // The day begins at Kokshetau.
    let ordered = "ordered Some(\"2026-11-30T19:00:00Z\")".to_owned();
    assert_eq!(
        rows,
        [
            (Some("PO 1".to_owned()), 2, 312_000, ordered.clone()),
            (Some("PO 2".to_owned()), 1, 26_000, ordered)
        ]
    );
    let lines: Vec<&str> = ORDERS.lines().collect();
    let shuffled = [lines[0], lines[3], lines[2], lines[1]].join("\n");
    assert_eq!(floor.csv(ImportKind::Orders, &shuffled).states(), [RowState::Repeated; 3]);
    let changed = floor.csv(ImportKind::Orders, &ORDERS.replace("26000,40HC,1\n", "27000,40HC,1\n"));
    assert_eq!(changed.states(), [RowState::Repeated, RowState::Refused, RowState::Repeated]);
    assert_eq!(changed.problems(), ["3 import.row_differs reference PO 2"]);
    assert_eq!(seen(&floor, &trader()).total, 2);
}

#[test]
fn an_order_with_a_wrong_line_is_refused_as_a_whole_and_an_unknown_place_keeps_all_its_lines() {
    let mut floor = Floor::open();
    let wrong = floor.csv(ImportKind::Orders, &ORDERS.replace("52000", "much"));
    assert_eq!(wrong.states(), [RowState::Refused, RowState::Done, RowState::Refused]);
    assert_eq!(wrong.problems(), ["2 import.order_refused  ", "4 import.bad_cell mass_kg much"]);
    let unknown = floor.csv(ImportKind::Orders, &ORDERS.replace("PO ", "SO ").replace("VNSGN", "VNXXX"));
    assert_eq!(unknown.states(), [RowState::UnknownReference; 3]);
    let kept = list(&floor, &dispatcher());
    let mut lines: Vec<Vec<u64>> = kept.iter().map(|row| row.lines.clone()).collect();
    lines.sort();
    assert_eq!(lines, [vec![2, 4], vec![3]]);
    let two = kept.iter().find(|row| row.lines.len() == 2).unwrap();
    let place = Some("VNSGN".to_owned());
    let action = DiscrepancyAction::Settle { note: None, consignment: None, unit: None, place };
    let answer = floor.settle(&dispatcher(), &two.id, &action).unwrap();
    assert!(answer["entity"].as_str().unwrap().starts_with("consignment:"));
    assert_eq!(seen(&floor, &trader()).total, 2);
    // Without a reference an order is told by what it says, and is not done twice either.
    let nameless = ORDERS.replace("PO 1", "").replace("PO 2", "");
    assert_eq!(floor.csv(ImportKind::Orders, &nameless).states(), [RowState::Done; 3]);
    assert_eq!(floor.csv(ImportKind::Orders, &nameless).states(), [RowState::Repeated; 3]);
}

#[test]
fn a_dry_run_tells_the_truth_and_records_nothing() {
    let mut floor = Floor::open();
    floor.order("TRADER", 10);
    let text = format!(
        "{HANDLINGS}PO 17,received,KZKOV,2026-12-01 08:00,,\nPO 9,received,KZKOV,2026-12-01 08:00,,\n"
    );
    let reading = read(ImportKind::Handlings, text.as_bytes(), None).unwrap();
    let records = floor.records();
    let dry = floor.rehearse(&dispatcher(), &reading);
    assert_eq!(floor.records(), records);
    let wet = floor.import_as(&dispatcher(), &reading);
    let as_told: Vec<RowState> = dry
        .states()
        .into_iter()
        .map(|state| if state == RowState::WouldDo { RowState::Done } else { state })
        .collect();
    assert_eq!(as_told, wet.states());
    let after = floor.rehearse(&dispatcher(), &reading);
    assert_eq!(after.states(), [RowState::Repeated; 6]);
}

/// A workbook with dates as dates, as numbers and as texts, and a number where a text is meant.
#[test]
fn workbooks_are_read() {
    let mut floor = Floor::open();
    let id = floor.order("TRADER", 10);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (column, name) in ["Reference", "Kind", "Place", "Happened at", "Mode"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    for (row, kind) in [(1, "received"), (2, "loaded"), (4, "departed")] {
        sheet.write(row, 0, "PO 17").unwrap();
        sheet.write(row, 1, kind).unwrap();
        sheet.write(row, 2, "KZKOV").unwrap();
        if row > 1 {
            sheet.write(row, 4, "rail").unwrap();
        }
    }
    let at = ExcelDateTime::from_ymd(2026, 12, 1).unwrap().and_hms(8, 0, 0).unwrap();
    sheet.write_with_format(1, 3, &at, &date).unwrap();
    sheet.write(2, 3, 46_357.375).unwrap();
    sheet.write(4, 3, "2026-12-01T05:00:00Z").unwrap();
    book.add_worksheet().write(0, 0, "not this one").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let import = floor.import_as(&dispatcher(), &read(ImportKind::Handlings, &bytes, None).unwrap());
    assert_eq!(import.states(), [RowState::Done; 3], "{:?}", import.problems());
    assert_eq!(import.results[2].line, 5);
    assert_eq!(
        floor.told(id),
        [
            "2026-12-01T03:00:00Z received KZKOV",
            "2026-12-01T04:00:00Z loaded KZKOV",
            "2026-12-01T05:00:00Z departed KZKOV"
        ]
    );
    // The same as text is the same.
    let text = "reference,kind,place,happened_at\nPO 17,received,KZKOV,2026-12-01 08:00\n";
    assert_eq!(floor.csv(ImportKind::Handlings, text).states(), [RowState::Repeated]);
}

#[test]
fn two_times_are_kept() {
    let mut floor = Floor::open();
    floor.order("TRADER", 10);
    floor.csv(ImportKind::Handlings, HANDLINGS);
    let records = done(floor.journal.read(Position(0), 1_000)).unwrap();
    let times: BTreeMap<String, String> = records
        .iter()
        .filter(|stored| stored.record.header.kind.as_str() == "consignment.handling_recorded")
        .map(|stored| {
            let header = &stored.record.header;
            (header.happened_at.rfc3339(), header.recorded_at.rfc3339())
        })
        .collect();
    assert_eq!(times.len(), 4);
    assert!(times.values().all(|recorded| *recorded == floor.now.rfc3339()));
    assert!(times.contains_key("2026-12-01T03:00:00Z"));
}

fn kinds() -> impl Strategy<Value = ImportKind> {
    prop_oneof![Just(ImportKind::Handlings), Just(ImportKind::Units), Just(ImportKind::Orders)]
}

/// Reads and carries out whatever can be read; `counted` checks that no row is lost.
fn survive(kind: ImportKind, bytes: &[u8], charset: Option<&str>) {
    if let Ok(reading) = read(kind, bytes, charset) {
        let floor = Floor::open();
        floor.rehearse(&dispatcher(), &reading);
        floor.import_as(&dispatcher(), &reading);
        let mut again = floor.import_as(&dispatcher(), &reading).counts;
        // A second time nothing is done and nothing is kept that was not before.
        again.repeated += again.refused;
        assert_eq!(again.repeated, again.rows);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_read(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        kind in kinds(),
        charset in prop_oneof![Just(None), Just(Some("gb18030")), Just(Some("utf-16le"))],
    ) {
        survive(kind, &bytes, charset);
    }

    #[test]
    fn any_cells_under_a_good_header_are_told(
        rows in proptest::collection::vec(
            proptest::collection::vec(
                prop_oneof![
                    "[ -~]{0,12}", "\\PC{0,6}", Just("PO 17".to_owned()), Just("KZKOV".to_owned()),
                    Just("received".to_owned()), Just("lot".to_owned()), Just("2026-12-01 08:00".to_owned()),
                    Just("1001.99".to_owned()), Just("26000".to_owned()), Just("VNSGN".to_owned()),
                ],
                0..22,
            ),
            0..12,
        ),
        kind in kinds(),
    ) {
        let header: Vec<&str> = import::columns(kind).iter().map(|column| column.name).collect();
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
        let text = std::iter::once(header.join(",")).chain(lines).collect::<Vec<_>>().join("\n");
        survive(kind, text.as_bytes(), None);
    }

    #[test]
    fn a_broken_workbook_is_refused_or_read(cut in 0_usize..6_000, at in 0_usize..6_000, byte in any::<u8>()) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in ["kind", "number"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
            sheet.write(1, u16::try_from(column).unwrap(), "lot").unwrap();
        }
        let mut bytes = book.save_to_buffer().unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length / 4);
        survive(ImportKind::Units, &bytes, None);
    }
}
